//! What the whole of a transcript tells of the places where lines begin.

use super::words::bare;
use crate::token::compound::Splitter;
use crate::token::verb;
use rustc_hash::{FxHashMap, FxHashSet};

/// Words and titles of the document.
#[derive(Default)]
pub struct Known<'t> {
    /// Words that stand somewhere in small letters: with a capital they begin something.
    small: FxHashSet<&'t str>,
    /// Titles as words, by their first word.
    pub titles: FxHashMap<&'t str, Vec<Vec<&'t str>>>,
}

impl<'t> Known<'t> {
    pub fn of(texts: impl Iterator<Item = &'t str>) -> Self {
        let small = texts
            .flat_map(str::split_whitespace)
            .map(bare)
            .filter(|word| word.starts_with(char::is_lowercase))
            .collect();
        Self { small, titles: FxHashMap::default() }
    }

    /// Titles that come again as headings.
    pub fn with_titles(mut self, titles: impl Iterator<Item = &'t str>) -> Self {
        for title in titles {
            let words: Vec<&str> = title.split_whitespace().collect();
            if let Some(&first) = words.first() {
                self.titles.entry(first).or_default().push(words);
            }
        }
        // The longest comes first, and each once: a name may be listed on every page.
        for known in self.titles.values_mut() {
            known.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
            known.dedup();
        }
        self
    }

    /// Whether a word with a capital is one that is written small elsewhere.
    pub fn is_ordinary(&self, token: &str) -> bool {
        let lower = bare(token).to_lowercase();
        token.starts_with(char::is_uppercase)
            && (self.has_small(&lower)
                || verb::is_infinitive(&lower)
                || lower.chars().count() >= 4 && Splitter::standard().can_end(&lower)
                || lower.chars().count() >= 10 && Splitter::standard().split(&lower).len() > 1)
    }

    /// Whether the word, or its form without the definite ending, is written small somewhere.
    fn has_small(&self, lower: &str) -> bool {
        let stems = ["ne", "en", "et", "s"].iter().filter_map(|ending| lower.strip_suffix(ending));
        self.small.contains(lower) || stems.filter(|stem| stem.len() > 4).any(|stem| self.small.contains(stem))
    }
}
