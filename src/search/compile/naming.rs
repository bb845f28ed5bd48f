//! Concepts that the words of a query name: a query is read like a plan.

use super::{Node, is_small};
use crate::extract::{self, Parsed};
use crate::ingest::Document;
use crate::lexicon::{Class, Lexicon, Role};
use std::collections::HashMap;
use std::ops::Range;
use std::sync::{Arc, PoisonError, RwLock};

/// What words name, remembered: people ask the same again, and reading a query takes longer than answering it.
#[derive(Debug, Default)]
pub struct Names {
    seen: RwLock<HashMap<String, Arc<Vec<Name>>>>,
}

/// Bytes of a text, and the concept that they name.
pub type Name = (Range<usize>, String);

/// Long use must not grow without end.
const MOST_SEEN: usize = 20_000;

impl Names {
    /// [`name`], from memory where it can be.
    fn name(&self, lexicon: &Lexicon, text: &str) -> Arc<Vec<Name>> {
        if let Some(names) = self.seen.read().unwrap_or_else(PoisonError::into_inner).get(text) {
            return Arc::clone(names);
        }
        let names = Arc::new(name(lexicon, text));
        let mut seen = self.seen.write().unwrap_or_else(PoisonError::into_inner);
        if seen.len() > MOST_SEEN {
            seen.clear();
        }
        seen.insert(text.to_owned(), Arc::clone(&names));
        names
    }

    /// Concepts that runs of words name: ranges of `words` and the terms of the concepts. No two ranges overlap.
    pub fn concepts(&self, lexicon: &Lexicon, words: &[Node]) -> Vec<(Range<usize>, Vec<String>)> {
        let (text, lower, places) = spelled(words);
        let mut found = self.name(lexicon, &text).to_vec();
        if lower != text && lower.len() == text.len() {
            found.extend(self.name(lexicon, &lower).iter().cloned());
        }
        by_words(found, &places)
    }
}

/// Words as a text to be read, the same in lower case, and where in the first each word stands.
fn spelled(words: &[Node]) -> (String, String, Vec<Range<usize>>) {
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
    let lower: Vec<&str> = words
        .iter()
        .filter_map(|node| match node {
            Node::Word { text, .. } => Some(text.as_str()),
            _ => None,
        })
        .collect();
    (text, lower.join(" "), places)
}

/// Concepts by the words that they cover, the longest first.
fn by_words(found: Vec<Name>, places: &[Range<usize>]) -> Vec<(Range<usize>, Vec<String>)> {
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

/// The concepts that a text names, as `layer:id` with their bytes of the text.
pub fn name(lexicon: &Lexicon, text: &str) -> Vec<Name> {
    let doc = Document::from_text("query", text);
    let parsed = Parsed::new(&doc, lexicon);
    // Most words of most queries are no terms.
    if parsed.hits.is_empty() {
        return Vec::new();
    }
    let found = extract::mentions(&parsed);
    let layers =
        [("target_groups", &found.target_groups), ("measures", &found.measures), ("benefits", &found.benefits)];
    let mut named: Vec<Name> = Vec::new();
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

/// The layer that terms of a class belong to.
pub fn layer_of(class: Class) -> Option<&'static str> {
    match class {
        Class::Measure => Some("measures"),
        Class::Benefit => Some("benefits"),
        Class::TargetGroup => Some("target_groups"),
        _ => None,
    }
}
