//! Word lists that rules ask for every word of a text: looked up by hash, since walking through a hundred words for
//! each of theirs was most of what some rules cost.

use rustc_hash::FxHashSet;
use std::sync::OnceLock;

/// A list of words, as it stands in the code.
pub struct WordList {
    words: &'static [&'static str],
    set: OnceLock<FxHashSet<&'static str>>,
}

impl WordList {
    pub const fn new(words: &'static [&'static str]) -> Self {
        Self { words, set: OnceLock::new() }
    }

    /// Whether the list has this word, in this case.
    pub fn contains(&self, word: &str) -> bool {
        self.set.get_or_init(|| self.words.iter().copied().collect()).contains(word)
    }
}
