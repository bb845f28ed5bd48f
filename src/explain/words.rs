//! The words of a sentence as the text layer and the lexicon read them.

use super::{Quote, Reader};
use crate::extract::{Findings, Parsed};
use crate::lexicon::{Class, Role, Term, TermHit};
use crate::token::compound::Splitter;
use crate::token::number::{self, TimeUnit, Value, Years};
use crate::token::{TokenKind, form};
use serde::Serialize;
use std::ops::Range;

/// One token.
#[derive(Debug, Serialize)]
pub struct Word {
    #[serde(flatten)]
    pub quote: Quote,
    pub kind: &'static str,
    /// What its forms share; see `pejl lemmas`.
    pub keys: Vec<String>,
    /// Parts of a compound; empty for a simple word.
    pub parts: Vec<String>,
    /// Labels of the lexicon that touch it.
    pub terms: Vec<TermUse>,
    /// For a compound that the lexicon does not know: what it knows of its parts.
    pub near: Vec<TermUse>,
}

/// A label of the lexicon in the text.
#[derive(Debug, Serialize)]
pub struct TermUse {
    pub list: &'static str,
    pub concept: String,
    pub label: String,
    /// What tells it from a plain label: its role, `weak`, `negative`, `tail`.
    pub marks: Vec<&'static str>,
}

/// A number or date with its value.
#[derive(Debug, Serialize)]
pub struct Number {
    pub text: String,
    pub value: String,
}

pub(super) fn read(reader: &Reader<'_, '_>, sentence: Range<usize>) -> Vec<Word> {
    let parsed = reader.parsed;
    sentence
        .map(|token| {
            let kind = parsed.all_tokens()[token].kind;
            let word = parsed.lower(token);
            let is_word = kind == TokenKind::Word;
            let parts: Vec<String> = Splitter::standard().split(word).into_iter().map(str::to_owned).collect();
            let node = parsed.all_tokens()[token].node;
            let hits = parsed.hits(node).iter().filter(|hit| hit.tokens.contains(&token));
            let terms: Vec<TermUse> = hits.map(|hit| term(parsed, hit)).collect();
            let near = if is_word && terms.is_empty() && parts.len() > 1 { near(parsed, &parts) } else { Vec::new() };
            Word {
                quote: reader.quote(token..token + 1),
                kind: match kind {
                    TokenKind::Word => "word",
                    TokenKind::Abbreviation => "abbreviation",
                    TokenKind::Number => "number",
                    TokenKind::Punctuation => "mark",
                    TokenKind::NoteMark => "note mark",
                    TokenKind::Url => "url",
                },
                keys: if is_word { form::keys(word) } else { Vec::new() },
                parts: if is_word && parts.len() > 1 { parts } else { Vec::new() },
                terms,
                near,
            }
        })
        .collect()
}

/// The labels of which a part is a form, with or without the s that joins parts.
fn near(parsed: &Parsed<'_>, parts: &[String]) -> Vec<TermUse> {
    let mut uses = Vec::new();
    for part in parts {
        let bare = part.strip_suffix('s').unwrap_or(part);
        for class in [Class::Measure, Class::Benefit, Class::TargetGroup] {
            let mut found = parsed.lexicon.word(class, part);
            if found.is_empty() {
                found = parsed.lexicon.word(class, bare);
            }
            uses.extend(found.into_iter().take(2).map(|id| term_use(&parsed.lexicon.terms[id], false)));
        }
    }
    uses
}

fn term(parsed: &Parsed<'_>, hit: &TermHit) -> TermUse {
    term_use(parsed.term(hit), hit.tail)
}

fn term_use(term: &Term, tail: bool) -> TermUse {
    let role = term.role.map(|role| match role {
        Role::Group => "group",
        Role::Modifier => "modifier",
        Role::Generic => "generic",
        Role::Condition => "condition",
    });
    let marks = [role, term.weak.then_some("weak"), term.negative.then_some("negative"), tail.then_some("tail")];
    TermUse {
        list: match term.class {
            Class::Measure => "measures",
            Class::Benefit => "benefits",
            Class::TargetGroup => "target groups",
            Class::Municipality => "municipalities",
            Class::Act => "acts",
            Class::Publisher => "publishers",
        },
        concept: term.narrower.clone().unwrap_or_else(|| term.concept.clone()),
        label: term.label.clone(),
        marks: marks.into_iter().flatten().collect(),
    }
}

pub(super) fn numbers(parsed: &Parsed<'_>, found: &Findings, sentence: Range<usize>) -> Vec<Number> {
    let plan = found.meta.period.and_then(|period| {
        let from = period.from?;
        Some(Years { from, to: period.to.unwrap_or(from) })
    });
    let list = &parsed.all_tokens()[sentence];
    let (Some(first), Some(last)) = (list.first(), list.last()) else {
        return Vec::new();
    };
    // A sentence over columns may end before it starts.
    let Some(text) = parsed.text().get(first.norm.start..last.norm.end) else {
        return Vec::new();
    };
    let quantities = number::quantities(text, plan).into_iter().map(|quantity| {
        let upper = quantity.upper.map_or(String::new(), |upper| format!(" to {upper}"));
        Number { text: text[quantity.range].to_owned(), value: format!("{}{upper}", value(quantity.value)) }
    });
    let dates = number::dates(text, plan).into_iter().map(|date| {
        let year = |year: Option<i32>| year.map_or("…".to_owned(), |year| year.to_string());
        let deadline = date.deadline.map_or(String::new(), |deadline| format!(", over by {deadline}"));
        let value = format!("date {}–{}{deadline}", year(date.from), year(date.to));
        Number { text: text[date.range].to_owned(), value }
    });
    quantities.chain(dates).collect()
}

fn value(value: Value) -> String {
    match value {
        Value::Count(count) => format!("count {count}"),
        Value::Percent(share) => format!("{share} percent"),
        Value::PercentPoint(share) => format!("{share} percent points"),
        Value::Money(kroner) => format!("{kroner} kroner"),
        Value::Duration(length, unit) => {
            let unit = match unit {
                TimeUnit::Minute => "minutes",
                TimeUnit::Hour => "hours",
                TimeUnit::Day => "days",
                TimeUnit::Week => "weeks",
                TimeUnit::Month => "months",
                TimeUnit::Year => "years",
            };
            format!("{length} {unit}")
        }
        Value::Age { min, max } => {
            let bound = |age: Option<u32>| age.map_or("…".to_owned(), |age| age.to_string());
            format!("age {}–{}", bound(min), bound(max))
        }
        Value::Ordinal(place) => format!("number {place} of a row"),
        Value::Fraction(share) => format!("share of {share} percent"),
    }
}
