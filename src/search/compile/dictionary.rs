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

/// More words than this are not explained.
const MOST_SUGGESTIONS: usize = 3;

/// What to try for words that stand in no passage.
pub fn suggest(fields: &Fields, searcher: &Searcher, leaves: &[Leaf]) -> Result<Vec<String>, QueryError> {
    let mut unknown: Vec<Unknown<'_>> = Vec::new();
    let words = leaves.iter().filter_map(|leaf| match leaf {
        Leaf::Word { text, keys, .. } => Some((text, keys)),
        _ => None,
    });
    for (text, keys) in words {
        let mut known = searcher.doc_freq(&Term::from_field_text(fields.word, text))?;
        for key in keys {
            known += searcher.doc_freq(&Term::from_field_text(fields.part, key))?;
        }
        if known == 0 && unknown.len() < MOST_SUGGESTIONS {
            unknown.push(Unknown::new(text));
        }
    }
    if unknown.is_empty() && leaves.iter().filter(|leaf| !matches!(leaf, Leaf::Concept(_))).count() > 1 {
        return Ok(vec!["no passage has all of this; try fewer words, or OR between them".to_owned()]);
    }
    if unknown.iter().any(|word| word.most > 0) {
        look_around(fields, searcher, &mut unknown)?;
    }
    Ok(unknown.into_iter().map(Unknown::note).collect())
}

/// A word that stands nowhere, and those that look like it.
struct Unknown<'q> {
    text: &'q str,
    /// Letters that may differ; none in a short word, which has too many neighbors.
    most: usize,
    letters: u64,
    /// Word → letters that differ, passages.
    near: BTreeMap<String, (usize, u64)>,
}

impl<'q> Unknown<'q> {
    fn new(text: &'q str) -> Self {
        let most = match text.chars().count() {
            0..4 => 0,
            4..6 => 1,
            _ => 2,
        };
        Self { text, most, letters: letters_of(text), near: BTreeMap::new() }
    }

    /// With the three commonest of the nearest words.
    fn note(self) -> String {
        let mut list: Vec<(String, (usize, u64))> = self.near.into_iter().collect();
        list.sort_by_key(|(word, (distance, frequency))| (*distance, u64::MAX - frequency, word.clone()));
        let list: Vec<String> = list.into_iter().take(3).map(|(word, _)| format!("'{word}'")).collect();
        match list.as_slice() {
            [] => format!("no passage has '{}'", self.text),
            list => format!("no passage has '{}'; did you mean {}?", self.text, list.join(", ")),
        }
    }
}

/// One walk over all words of the index.
fn look_around(fields: &Fields, searcher: &Searcher, unknown: &mut [Unknown<'_>]) -> Result<(), QueryError> {
    for segment in searcher.segment_readers() {
        let inverted = segment.inverted_index(fields.word)?;
        let mut stream = inverted.terms().stream()?;
        while stream.advance() {
            let key = stream.key();
            let letters = letters_of_bytes(key);
            for asked in unknown.iter_mut().filter(|asked| asked.most > 0) {
                // A slip changes at most two of the letters that a word is made of; most words fall here.
                let unlike = (asked.letters ^ letters).count_ones() as usize;
                if key.len().abs_diff(asked.text.len()) > 2 * asked.most || unlike > 4 * asked.most {
                    continue;
                }
                let Ok(word) = std::str::from_utf8(key) else {
                    continue;
                };
                if let Some(distance) = snippet::distance(asked.text, word, asked.most) {
                    let frequency = u64::from(stream.value().doc_freq);
                    asked.near.entry(word.to_owned()).or_insert((distance, 0)).1 += frequency;
                }
            }
        }
    }
    Ok(())
}

fn letters_of(word: &str) -> u64 {
    letters_of_bytes(word.as_bytes())
}

/// The bytes of a word as a set of bits.
fn letters_of_bytes(word: &[u8]) -> u64 {
    word.iter().fold(0, |set, byte| set | 1 << (byte & 63))
}
