//! A query as read becomes a tantivy query, and a list of what a passage may show as its match.

mod dictionary;
mod field;
mod naming;

pub use dictionary::suggest;

use super::analyzer;
use super::query::{self, Field, Node};
use super::schema::{self, Fields};
use super::snippet::Leaf;
use super::{QueryError, Request};
use crate::lexicon::Lexicon;
use std::collections::BTreeSet;
use tantivy::query::{
    AllQuery, BooleanQuery, BoostQuery, ConstScoreQuery, DisjunctionMaxQuery, EmptyQuery, FuzzyTermQuery, Occur,
    PhraseQuery, Query, TermQuery, TermSetQuery,
};
use tantivy::schema::{Field as Handle, IndexRecordOption};
use tantivy::{Searcher, Term};

/// A query for tantivy, and what it may match by.
pub struct Compiled {
    pub query: Box<dyn Query>,
    pub leaves: Vec<Leaf>,
    pub notes: Vec<String>,
}

/// Words and filters of a request as one query.
pub fn compile(
    fields: &Fields,
    searcher: &Searcher,
    lexicon: &Lexicon,
    request: &Request,
) -> Result<Compiled, QueryError> {
    let mut compiler =
        Compiler { fields, searcher, lexicon, literal: request.literal, leaves: Vec::new(), notes: Vec::new() };
    let filters = filters(request);
    let mut clauses: Vec<Clause> = Vec::new();
    if !request.query.trim().is_empty() || filters.is_empty() {
        let parsed = query::parse(&request.query).map_err(QueryError::Query)?;
        compiler.notes.extend(parsed.notes);
        clauses.push((Occur::Must, compiler.node(&parsed.root, true)?));
    }
    for filter in &filters {
        let query = compiler.node(filter, true)?;
        clauses.push((Occur::Must, Box::new(ConstScoreQuery::new(query, 0.0))));
    }
    // Running heads and lines of the table of contents are found, but below all else: being short, they would come
    // first on every page.
    let body = term(fields.kind, schema::BODY);
    clauses.push((Occur::Should, Box::new(ConstScoreQuery::new(body, BODY_FIRST))));
    let query: Box<dyn Query> = Box::new(BooleanQuery::new(clauses));
    Ok(Compiled { query, leaves: compiler.leaves, notes: compiler.notes })
}

/// The options of a request as query fields.
fn filters(request: &Request) -> Vec<Node> {
    let field = |field: Field, value: &String| Node::Field { field, value: value.clone() };
    let any = |of: Field, values: &[String]| -> Option<Node> {
        (!values.is_empty()).then(|| Node::Or(values.iter().map(|value| field(of, value)).collect()))
    };
    let each = |of: Field, values: &[String]| values.iter().map(|value| field(of, value)).collect::<Vec<_>>();
    let mut list: Vec<Node> = Vec::new();
    list.extend(any(Field::Municipality, &request.municipalities));
    list.extend(any(Field::Year, &request.years));
    list.extend(each(Field::Layer, &request.layers));
    list.extend(each(Field::Concept, &request.concepts));
    list
}

/// What a whole-word hit weighs over one in a longer word; the fields already add up in this order.
const WORD: f32 = 1.5;
const DERIVED: f32 = 0.3;
const FOLDED: f32 = 0.2;
const CONCEPT: f32 = 0.1;

/// More than any word weighs.
pub const BODY_FIRST: f32 = 100.0;

struct Compiler<'a> {
    fields: &'a Fields,
    searcher: &'a Searcher,
    lexicon: &'a Lexicon,
    literal: bool,
    leaves: Vec<Leaf>,
    notes: Vec<String>,
}

type Compiling = Result<Box<dyn Query>, QueryError>;
type Clause = (Occur, Box<dyn Query>);

impl Compiler<'_> {
    /// `shown`: whether what matches is to be marked; not so below a not.
    fn node(&mut self, node: &Node, shown: bool) -> Compiling {
        match node {
            Node::Word { .. } => self.all(std::slice::from_ref(node), shown),
            Node::And(list) => self.all(list, shown),
            Node::Or(list) => {
                let parts = list.iter().map(|node| self.node(node, shown)).collect::<Result<Vec<_>, _>>()?;
                Ok(Box::new(BooleanQuery::union(parts)))
            }
            Node::Not(inner) => {
                let query = self.node(inner, false)?;
                Ok(Box::new(BooleanQuery::new(vec![
                    (Occur::Must, Box::new(ConstScoreQuery::new(Box::new(AllQuery), 0.0))),
                    (Occur::MustNot, query),
                ])))
            }
            Node::Phrase { words, slop } => Ok(self.phrase(words, *slop, shown)),
            Node::Wildcard(pattern) => self.wildcard(pattern, shown),
            Node::Fuzzy { text, distance } => self.fuzzy(text, *distance, shown),
            Node::Field { field, value } => self.field(*field, value, shown),
        }
    }

    /// All of `list`; runs of words that name a concept are found by its other names too.
    fn all(&mut self, list: &[Node], shown: bool) -> Compiling {
        let mut clauses: Vec<Clause> = Vec::new();
        let only_small = list.iter().all(is_small);
        let mut at = 0;
        while at < list.len() {
            let run = list[at..].iter().take_while(|node| matches!(node, Node::Word { .. })).count();
            if run == 0 {
                match &list[at] {
                    Node::Not(inner) => {
                        let query = self.node(inner, false)?;
                        clauses.push((Occur::MustNot, query));
                    }
                    node => clauses.push((Occur::Must, self.node(node, shown)?)),
                }
                at += 1;
                continue;
            }
            let words = &list[at..at + run];
            at += run;
            let mut named = if self.literal { Vec::new() } else { naming::concepts(self.lexicon, words) };
            let mut next = 0;
            while next < words.len() {
                if let Some(place) = named.iter().position(|(range, _)| range.start == next) {
                    let (range, ids) = named.swap_remove(place);
                    let mut parts = self.words(&words[range.clone()], only_small, shown)?;
                    let spelled: Box<dyn Query> = match parts.len() {
                        1 => parts.remove(0).1,
                        _ => Box::new(BooleanQuery::new(parts)),
                    };
                    clauses.push((Occur::Must, self.named(spelled, ids, shown)));
                    next = range.end;
                } else {
                    clauses.extend(self.words(&words[next..next + 1], only_small, shown)?);
                    next += 1;
                }
            }
        }
        if !clauses.iter().any(|(occur, _)| *occur == Occur::Must) {
            // Only small words, or only exclusions inside a group.
            let small = clauses.iter().any(|(occur, _)| *occur == Occur::Should);
            if !small {
                clauses.push((Occur::Must, Box::new(ConstScoreQuery::new(Box::new(AllQuery), 0.0))));
            }
        }
        match clauses.as_slice() {
            [(Occur::Must, _)] => Ok(clauses.remove(0).1),
            _ => Ok(Box::new(BooleanQuery::new(clauses))),
        }
    }

    /// One clause a word; small words need not be there.
    fn words(&mut self, words: &[Node], small_count: bool, shown: bool) -> Result<Vec<Clause>, QueryError> {
        let mut clauses = Vec::with_capacity(words.len());
        for node in words {
            if let Node::Word { text, .. } = node {
                let occur = if is_small(node) && !small_count { Occur::Should } else { Occur::Must };
                clauses.push((occur, self.word(text, shown && occur == Occur::Must)?));
            }
        }
        if clauses.len() > 1 && clauses.iter().all(|(occur, _)| *occur == Occur::Should) {
            clauses.iter_mut().for_each(|(occur, _)| *occur = Occur::Must);
        }
        Ok(clauses)
    }

    fn word(&mut self, text: &str, shown: bool) -> Compiling {
        let terms = analyzer::terms(text);
        let mut keys = terms.keys;
        // "integrations-grunduddannelse" is the same word.
        if text.contains('-') {
            keys.extend(crate::token::form::keys(&text.replace('-', "")));
        }
        let mut parts: Vec<Box<dyn Query>> = vec![
            any_of(self.fields.part, &keys),
            any_of(self.fields.form, &keys),
            Box::new(BoostQuery::new(term(self.fields.word, text), WORD)),
        ];
        let derive = analyzer::can_derive(text);
        if derive {
            let tails =
                self.dictionary(self.fields.tail, text, |tail| tail != text && analyzer::derives(text, tail))?;
            parts.extend(self.set(self.fields.tail, tails, DERIVED));
        }
        let mut folded = BTreeSet::new();
        if !text.contains(['æ', 'ø', 'å']) {
            let known = self.frequency(self.fields.part, &keys)? > 0;
            for key in keys.iter().map(String::as_str).chain([text]) {
                if ["ae", "oe", "aa"].iter().any(|digraph| key.contains(digraph)) {
                    folded.insert(format!("2:{key}"));
                }
                // One letter for another is a guess, made only if the word as typed is nowhere.
                if !known && key.contains(['a', 'o']) {
                    folded.insert(format!("1:{key}"));
                }
            }
            parts.extend(self.set(self.fields.folded, folded.iter().cloned().collect(), FOLDED));
        }
        if shown {
            let folded = folded.iter().filter_map(|term| term.get(2..)).map(str::to_owned).collect();
            self.leaves.push(Leaf::Word { text: text.to_owned(), keys, derive, folded });
        }
        Ok(Box::new(BooleanQuery::union(parts)))
    }

    /// The words as spelled, or a concept that they name.
    fn named(&mut self, spelled: Box<dyn Query>, ids: Vec<String>, shown: bool) -> Box<dyn Query> {
        let mut parts = vec![spelled];
        for id in ids {
            let query = term(self.fields.concept, &id);
            parts.push(Box::new(ConstScoreQuery::new(query, CONCEPT)));
            if shown {
                self.leaves.push(Leaf::Concept(id));
            }
        }
        Box::new(BooleanQuery::union(parts))
    }

    fn phrase(&mut self, words: &[String], slop: u32, shown: bool) -> Box<dyn Query> {
        if shown {
            self.leaves.push(Leaf::Phrase { words: words.to_vec(), slop });
        }
        match words {
            [] => Box::new(EmptyQuery),
            [only] => term(self.fields.word, only),
            _ if slop == 0 => {
                let terms = words.iter().map(|word| Term::from_field_text(self.fields.word, word)).collect();
                Box::new(PhraseQuery::new(terms))
            }
            _ => {
                // Near means any forms: one phrase for each way to choose a key for every word.
                let mut choices: Vec<Vec<String>> = vec![Vec::new()];
                for word in words {
                    let keys = analyzer::terms(word).keys;
                    let several = if choices.len() < 16 { keys.as_slice() } else { &keys[..keys.len().min(1)] };
                    choices = choices
                        .iter()
                        .flat_map(|chosen| {
                            several.iter().map(|key| [chosen.as_slice(), std::slice::from_ref(key)].concat())
                        })
                        .collect();
                }
                let phrases = choices.into_iter().filter(|keys| keys.len() > 1).map(|keys| {
                    let terms =
                        keys.iter().map(|key| Term::from_field_text(self.fields.form, key)).enumerate().collect();
                    Box::new(PhraseQuery::new_with_offset_and_slop(terms, slop)) as Box<dyn Query>
                });
                Box::new(BooleanQuery::union(phrases.collect()))
            }
        }
    }

    fn wildcard(&mut self, pattern: &str, shown: bool) -> Compiling {
        let prefix: String = pattern.chars().take_while(|c| !matches!(c, '*' | '?')).collect();
        let words = self.dictionary(self.fields.word, &prefix, |word| query::fits(pattern, word))?;
        if shown {
            self.leaves.push(Leaf::Wildcard(pattern.to_owned()));
        }
        Ok(self.set(self.fields.word, words, 1.0).unwrap_or_else(|| Box::new(EmptyQuery)))
    }

    fn fuzzy(&mut self, text: &str, distance: u8, shown: bool) -> Compiling {
        let text: String = text.chars().take(64).collect();
        let near = |distance: u8, boost: f32| -> Box<dyn Query> {
            let term = Term::from_field_text(self.fields.word, &text);
            Box::new(BoostQuery::new(Box::new(FuzzyTermQuery::new(term, distance, true)), boost))
        };
        let mut parts = vec![near(1, 0.2)];
        if distance > 1 {
            parts.push(near(2, 0.1));
        }
        parts.push(self.word(&text, shown)?);
        if shown {
            self.leaves.push(Leaf::Fuzzy { text, distance: usize::from(distance) });
        }
        Ok(Box::new(BooleanQuery::union(parts)))
    }

    fn set(&self, handle: Handle, terms: Vec<String>, score: f32) -> Option<Box<dyn Query>> {
        if terms.is_empty() {
            return None;
        }
        let terms = terms.iter().map(|text| Term::from_field_text(handle, text));
        Some(Box::new(ConstScoreQuery::new(Box::new(TermSetQuery::new(terms)), score)))
    }
}

fn term(handle: Handle, text: &str) -> Box<dyn Query> {
    Box::new(TermQuery::new(Term::from_field_text(handle, text), IndexRecordOption::WithFreqs))
}

fn any_of(handle: Handle, keys: &[String]) -> Box<dyn Query> {
    match keys {
        [] => Box::new(EmptyQuery),
        [only] => term(handle, only),
        _ => Box::new(DisjunctionMaxQuery::new(keys.iter().map(|key| term(handle, key)).collect())),
    }
}

/// Words that stand everywhere and tell nothing: wanted if they are there, not required.
fn is_small(node: &Node) -> bool {
    matches!(node, Node::Word { text, .. } if is_small_word(text))
}

/// Whether a lower-case word tells nothing.
pub fn is_small_word(text: &str) -> bool {
    SMALL.binary_search(&text).is_ok()
}

/// Sorted.
const SMALL: &[&str] = &[
    "ad", "af", "at", "de", "den", "der", "det", "du", "en", "er", "et", "for", "fra", "har", "hos", "i", "ikke",
    "kan", "man", "med", "og", "om", "op", "over", "på", "samt", "sig", "skal", "som", "til", "ud", "under", "ved",
    "vi", "vil",
];

#[cfg(test)]
mod tests {
    #[test]
    fn small_words_are_sorted() {
        assert!(super::SMALL.is_sorted());
    }
}
