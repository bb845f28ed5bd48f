//! A query as read becomes a tantivy query, and a list of what a passage may show as its match.

use super::analyzer;
use super::query::{self, Field, Node};
use super::schema::{self, Fields};
use super::snippet::Leaf;
use super::{QueryError, Request};
use crate::extract::{self, Parsed};
use crate::ingest::Document;
use crate::lexicon::{Class, Lexicon, Role};
use std::collections::BTreeSet;
use std::ops::{Bound, Range};
use tantivy::query::{
    AllQuery, BooleanQuery, BoostQuery, ConstScoreQuery, DisjunctionMaxQuery, EmptyQuery, FuzzyTermQuery, Occur,
    PhraseQuery, Query, RangeQuery, TermQuery, TermSetQuery,
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

/// A pattern or stem that more words fit is cut off, with a note.
const MOST_EXPANSIONS: usize = 4000;

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
            let mut named = if self.literal { Vec::new() } else { self.concepts(words) };
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

    /// Concepts that runs of words name: ranges of `words` and the terms of the concepts. No two ranges overlap.
    fn concepts(&self, words: &[Node]) -> Vec<(Range<usize>, Vec<String>)> {
        let mut text = String::new();
        let mut places: Vec<Range<usize>> = Vec::new();
        for node in words {
            if let Node::Word { typed, .. } = node {
                if !text.is_empty() {
                    text.push(' ');
                }
                let start = text.len();
                // Short names are capitals; typing "igu" is what people do.
                if typed.chars().count() <= 4 && typed.chars().all(char::is_lowercase) && !is_small(node) {
                    text.push_str(&typed.to_uppercase());
                } else {
                    text.push_str(typed);
                }
                places.push(start..text.len());
            }
        }
        let mut found = name(self.lexicon, &text);
        if text.chars().any(char::is_uppercase) {
            let lower: Vec<&str> = words
                .iter()
                .filter_map(|node| match node {
                    Node::Word { text, .. } => Some(text.as_str()),
                    _ => None,
                })
                .collect();
            let lower = lower.join(" ");
            if lower.len() == text.len() {
                found.extend(name(self.lexicon, &lower));
            }
        }
        let mut ranges: Vec<(Range<usize>, Vec<String>)> = Vec::new();
        for (span, id) in found {
            let first = places.iter().position(|place| place.start < span.end && span.start < place.end);
            let last = places.iter().rposition(|place| place.start < span.end && span.start < place.end);
            let (Some(first), Some(last)) = (first, last) else {
                continue;
            };
            // Half a word names something else than the word.
            if places[first].start < span.start || places[last].end > span.end {
                continue;
            }
            match ranges.iter_mut().find(|(range, _)| *range == (first..last + 1)) {
                Some((_, ids)) if ids.contains(&id) => (),
                Some((_, ids)) => ids.push(id),
                None => ranges.push((first..last + 1, vec![id])),
            }
        }
        ranges.sort_by_key(|(range, _)| (usize::MAX - range.len(), range.start));
        let mut kept: Vec<(Range<usize>, Vec<String>)> = Vec::new();
        for (range, ids) in ranges {
            if kept.iter().all(|(other, _)| other.end <= range.start || range.end <= other.start) {
                kept.push((range, ids));
            }
        }
        kept
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

    fn field(&mut self, field: Field, value: &str, shown: bool) -> Compiling {
        let lower = value.trim().to_lowercase();
        match field {
            Field::Municipality => {
                let name = lower.strip_suffix(" kommune").unwrap_or(&lower);
                let code = format!("{name:0>4}");
                let name = if code.chars().all(|c| c.is_ascii_digit()) { &code } else { name };
                self.pattern(self.fields.municipality, name)
            }
            Field::Region => self.pattern(self.fields.region, &schema::region_name(&lower)),
            Field::Doc => self.pattern(self.fields.doc, &lower),
            Field::Year => self.range(self.fields.year, "year", "2019, 2018..2022 or >=2018", value),
            Field::Page => self.range(self.fields.page, "page", "3 or 3..5", value),
            Field::Goal if lower == "*" => Ok(term(self.fields.layer, "goals")),
            Field::Goal => Ok(term(self.fields.goal, named(&lower, GOAL_KINDS, "goal")?)),
            Field::MinisterGoal => self.pattern(self.fields.serves, &lower.replace(' ', "_")),
            Field::Kind => Ok(term(self.fields.kind, named(&lower, BLOCK_KINDS, "kind")?)),
            Field::Layer => Ok(term(self.fields.layer, named(&lower, LAYERS, "layer")?)),
            Field::TargetGroup => self.concept("target_groups", value, shown),
            Field::Measure => self.concept("measures", value, shown),
            Field::Benefit => self.concept("benefits", value, shown),
            Field::Concept => self.concept("", value, shown),
            Field::Source => Ok(self.text(self.fields.source, &lower)),
            Field::Section => Ok(self.text(self.fields.section, &lower)),
        }
    }

    /// A value that may hold `*`.
    fn pattern(&self, handle: Handle, value: &str) -> Compiling {
        if !value.contains(['*', '?']) {
            return Ok(term(handle, value));
        }
        let prefix: String = value.chars().take_while(|c| !matches!(c, '*' | '?')).collect();
        let terms = self.dictionary_of(handle, &prefix, |text| query::fits(value, text))?.0;
        Ok(self.set(handle, terms, 1.0).unwrap_or_else(|| Box::new(EmptyQuery)))
    }

    fn range(&self, handle: Handle, name: &str, example: &str, value: &str) -> Compiling {
        let Some((from, to)) = query::range(value) else {
            return Err(QueryError::Query(format!("'{value}' is no {name}; write {example}")));
        };
        let term = |number| Bound::Included(Term::from_field_u64(handle, number));
        Ok(Box::new(ConstScoreQuery::new(Box::new(RangeQuery::new(term(from), term(to))), 0.0)))
    }

    /// Every word of the value, in any form and inside compounds.
    fn text(&self, handle: Handle, value: &str) -> Box<dyn Query> {
        let words = analyzer::pieces(value);
        let parts = words.iter().map(|piece| any_of(handle, &analyzer::terms(piece.text).keys)).collect();
        Box::new(ConstScoreQuery::new(Box::new(BooleanQuery::intersection(parts)), 0.0))
    }

    /// A concept by its id or one of its labels; of any layer if `layer` is empty.
    fn concept(&mut self, layer: &str, value: &str, shown: bool) -> Compiling {
        let lower = value.trim().to_lowercase();
        if lower == "*" && !layer.is_empty() {
            return Ok(term(self.fields.layer, layer));
        }
        let id = lower.replace([' ', '-'], "_");
        let layers: &[&str] = if layer.is_empty() { &["target_groups", "measures", "benefits"] } else { &[layer] };
        let is_id = |layer: &str| {
            let terms = self.lexicon.terms.iter().filter(|term| layer_of(term.class) == Some(layer));
            let mut ids = terms.flat_map(|term| std::iter::once(&term.concept).chain(&term.narrower));
            ids.any(|known| *known == id)
        };
        let mut ids: BTreeSet<String> =
            layers.iter().filter(|layer| is_id(layer)).map(|layer| format!("{layer}:{id}")).collect();
        if ids.is_empty() {
            let spellings = [value.trim().to_owned(), lower.clone(), lower.to_uppercase()];
            for spelling in spellings {
                let whole = name(self.lexicon, &spelling).into_iter().filter(|(span, _)| span.len() == spelling.len());
                ids.extend(
                    whole
                        .map(|(_, id)| id)
                        .filter(|id| layers.iter().any(|layer| id.starts_with(&format!("{layer}:")))),
                );
            }
        }
        // What only an extractor knows stands in no lexicon.
        if ids.is_empty() {
            let known = layers.iter().map(|layer| format!("{layer}:{id}"));
            for term in known {
                if self.frequency(self.fields.concept, std::slice::from_ref(&term))? > 0 {
                    ids.insert(term);
                }
            }
        }
        if ids.is_empty() {
            let what = if layer.is_empty() { "concept" } else { layer.trim_end_matches('s') }.replace('_', " ");
            return Err(QueryError::Query(format!(
                "'{value}' is no {what} that the lexicon knows; look for it as a word instead"
            )));
        }
        let parts = ids.iter().map(|id| term(self.fields.concept, id)).collect();
        if shown {
            self.leaves.extend(ids.into_iter().map(Leaf::Concept));
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

    /// Terms of a field that begin with `prefix` and fit; noted if they are too many.
    fn dictionary(
        &mut self,
        handle: Handle,
        prefix: &str,
        fits: impl Fn(&str) -> bool,
    ) -> Result<Vec<String>, QueryError> {
        let (terms, all) = self.dictionary_of(handle, prefix, fits)?;
        if !all {
            self.notes.push(format!("more than {MOST_EXPANSIONS} words fit '{prefix}…'; only the first are used"));
        }
        Ok(terms)
    }

    fn dictionary_of(
        &self,
        handle: Handle,
        prefix: &str,
        fits: impl Fn(&str) -> bool,
    ) -> Result<(Vec<String>, bool), QueryError> {
        let mut found = BTreeSet::new();
        for segment in self.searcher.segment_readers() {
            let inverted = segment.inverted_index(handle)?;
            let mut range = inverted.terms().range().ge(prefix.as_bytes());
            let mut above = prefix.as_bytes().to_vec();
            if let Some(last) = above.last_mut() {
                // No byte of UTF-8 is 0xff.
                *last += 1;
                range = range.lt(above);
            }
            let mut stream = range.into_stream()?;
            while stream.advance() {
                if let Ok(text) = std::str::from_utf8(stream.key())
                    && fits(text)
                {
                    found.insert(text.to_owned());
                    if found.len() > MOST_EXPANSIONS {
                        return Ok((found.into_iter().take(MOST_EXPANSIONS).collect(), false));
                    }
                }
            }
        }
        Ok((found.into_iter().collect(), true))
    }

    fn frequency(&self, handle: Handle, keys: &[String]) -> Result<u64, QueryError> {
        let mut sum = 0;
        for key in keys {
            sum += self.searcher.doc_freq(&Term::from_field_text(handle, key))?;
        }
        Ok(sum)
    }
}

/// The concepts that a text names, as `layer:id` with their bytes of the text.
fn name(lexicon: &Lexicon, text: &str) -> Vec<(Range<usize>, String)> {
    let doc = Document::from_text("query", text);
    let parsed = Parsed::new(&doc, lexicon);
    let found = extract::extract(&parsed);
    let layers =
        [("target_groups", &found.target_groups), ("measures", &found.measures), ("benefits", &found.benefits)];
    let mut named: Vec<(Range<usize>, String)> = Vec::new();
    for (layer, mentions) in layers {
        for mention in mentions {
            let span = parsed.norm.raw(mention.norm.clone());
            named.push((span.start()..span.end(), format!("{layer}:{}", mention.concept)));
        }
    }
    // A word alone has no sentence to judge it by, so that an extractor may pass it over.
    for hit in &parsed.hits {
        let term = parsed.term(hit);
        let Some(layer) = layer_of(term.class).filter(|_| matches!(term.role, None | Some(Role::Group)) && !hit.tail)
        else {
            continue;
        };
        let span = parsed.norm.raw(hit.norm.clone());
        named.push((span.start()..span.end(), format!("{layer}:{}", term.concept)));
    }
    named.retain(|(_, id)| !id.ends_with(':'));
    named
}

fn layer_of(class: Class) -> Option<&'static str> {
    match class {
        Class::Measure => Some("measures"),
        Class::Benefit => Some("benefits"),
        Class::TargetGroup => Some("target_groups"),
        _ => None,
    }
}

/// What to try for words that stand in no passage.
pub fn suggest(fields: &Fields, searcher: &Searcher, leaves: &[Leaf]) -> Result<Vec<String>, QueryError> {
    let mut notes = Vec::new();
    for leaf in leaves {
        let Leaf::Word { text, keys, .. } = leaf else {
            continue;
        };
        let mut known = searcher.doc_freq(&Term::from_field_text(fields.word, text))?;
        for key in keys {
            known += searcher.doc_freq(&Term::from_field_text(fields.part, key))?;
        }
        if known > 0 {
            continue;
        }
        let near = near(fields, searcher, text)?;
        notes.push(if near.is_empty() {
            format!("no passage has '{text}'")
        } else {
            format!("no passage has '{text}'; did you mean {}?", near.join(", "))
        });
    }
    if notes.is_empty() && leaves.iter().filter(|leaf| !matches!(leaf, Leaf::Concept(_))).count() > 1 {
        notes.push("no passage has all of this; try fewer words, or OR between them".to_owned());
    }
    Ok(notes)
}

/// The three commonest of the nearest words.
fn near(fields: &Fields, searcher: &Searcher, text: &str) -> Result<Vec<String>, QueryError> {
    let letters = text.chars().count();
    if letters < 4 {
        return Ok(Vec::new());
    }
    let most = if letters < 6 { 1 } else { 2 };
    let mut found: std::collections::BTreeMap<String, (usize, u64)> = std::collections::BTreeMap::new();
    for segment in searcher.segment_readers() {
        let inverted = segment.inverted_index(fields.word)?;
        let mut stream = inverted.terms().stream()?;
        while stream.advance() {
            let Ok(word) = std::str::from_utf8(stream.key()) else {
                continue;
            };
            if word.len().abs_diff(text.len()) > 2 * most {
                continue;
            }
            if let Some(distance) = super::snippet::distance(text, word, most) {
                let frequency = u64::from(stream.value().doc_freq);
                found.entry(word.to_owned()).or_insert((distance, 0)).1 += frequency;
            }
        }
    }
    let mut list: Vec<(String, (usize, u64))> = found.into_iter().collect();
    list.sort_by_key(|(word, (distance, frequency))| (*distance, u64::MAX - frequency, word.clone()));
    Ok(list.into_iter().take(3).map(|(word, _)| format!("'{word}'")).collect())
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

/// The id behind a name, or a message with the names that there are.
fn named(value: &str, names: &[(&str, &'static str)], what: &str) -> Result<&'static str, QueryError> {
    let plain = value.replace([' ', '-'], "_");
    let found = names.iter().find(|(name, id)| *name == plain || *id == plain);
    found.map(|(_, id)| *id).ok_or_else(|| {
        let mut ids: Vec<&str> = names.iter().map(|(_, id)| *id).collect();
        ids.dedup();
        QueryError::Query(format!("'{value}' is no {what}; there are {}", ids.join(", ")))
    })
}

const GOAL_KINDS: &[(&str, &str)] = &[
    ("ministermål", "ministermaal"),
    ("minister_goal", "ministermaal"),
    ("pejlemærke", "pejlemaerke"),
    ("beacon", "pejlemaerke"),
    ("målsætning", "maalsaetning"),
    ("objective", "maalsaetning"),
    ("mål", "maal"),
    ("goal", "maal"),
    ("aktivitet", "aktivitet"),
    ("activity", "aktivitet"),
];

const BLOCK_KINDS: &[(&str, &str)] = &[
    ("overskrift", "heading"),
    ("afsnit", "paragraph"),
    ("punkt", "list_item"),
    ("item", "list_item"),
    ("række", "table_row"),
    ("row", "table_row"),
    ("fodnote", "footnote"),
    ("indholdsfortegnelse", "contents"),
    ("toc", "contents"),
    ("side", "furniture"),
];

const LAYERS: &[(&str, &str)] = &[
    ("mål", "goals"),
    ("goal", "goals"),
    ("målgruppe", "target_groups"),
    ("target_group", "target_groups"),
    ("indsats", "measures"),
    ("measure", "measures"),
    ("ydelse", "benefits"),
    ("benefit", "benefits"),
    ("kilde", "sources"),
    ("source", "sources"),
];

/// Words that stand everywhere and tell nothing: wanted if they are there, not required.
fn is_small(node: &Node) -> bool {
    matches!(node, Node::Word { text, .. } if SMALL.binary_search(&text.as_str()).is_ok())
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
