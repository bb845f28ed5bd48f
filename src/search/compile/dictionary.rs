//! Words of the index itself: how common they are, and those to try instead of one that is nowhere.

use super::super::QueryError;
use super::super::schema::Fields;
use super::super::snippet::{self, Leaf};
use super::Compiler;
use std::collections::BTreeMap;
use tantivy::schema::Field as Handle;
use tantivy::{Searcher, Term};

impl Compiler<'_> {
    pub(super) fn frequency(&self, handle: Handle, keys: &[String]) -> Result<u64, QueryError> {
        let mut sum = 0;
        for key in keys {
            sum += self.searcher.doc_freq(&Term::from_field_text(handle, key))?;
        }
        Ok(sum)
    }
}

/// Each costs a walk over all words of the index.
const MOST_SUGGESTIONS: usize = 3;

/// What to try for words that stand in no passage.
pub fn suggest(fields: &Fields, searcher: &Searcher, leaves: &[Leaf]) -> Result<Vec<String>, QueryError> {
    let mut notes = Vec::new();
    let words = leaves.iter().filter_map(|leaf| match leaf {
        Leaf::Word { text, keys, .. } => Some((text, keys)),
        _ => None,
    });
    for (text, keys) in words {
        if notes.len() == MOST_SUGGESTIONS {
            break;
        }
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
    let mut found: BTreeMap<String, (usize, u64)> = BTreeMap::new();
    for segment in searcher.segment_readers() {
        let inverted = segment.inverted_index(fields.word)?;
        let mut stream = inverted.terms().stream()?;
        while stream.advance() {
            let Ok(word) = std::str::from_utf8(stream.key()) else {
                continue;
            };
            // A slip changes at most two of the letters that a word is made of; most words fall here.
            let unlike = (letters_of(text) ^ letters_of(word)).count_ones() as usize;
            if word.len().abs_diff(text.len()) > 2 * most || unlike > 4 * most {
                continue;
            }
            if let Some(distance) = snippet::distance(text, word, most) {
                let frequency = u64::from(stream.value().doc_freq);
                found.entry(word.to_owned()).or_insert((distance, 0)).1 += frequency;
            }
        }
    }
    let mut list: Vec<(String, (usize, u64))> = found.into_iter().collect();
    list.sort_by_key(|(word, (distance, frequency))| (*distance, u64::MAX - frequency, word.clone()));
    Ok(list.into_iter().take(3).map(|(word, _)| format!("'{word}'")).collect())
}

/// The bytes of a word as a set of bits.
fn letters_of(word: &str) -> u64 {
    word.bytes().fold(0, |set, byte| set | 1 << (byte & 63))
}
