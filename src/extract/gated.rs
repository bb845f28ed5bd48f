//! Patterns with word boundaries, behind a gate without them.
//!
//! The fast automata of the regex engine give up where a Unicode word boundary meets a letter such as "æ", which is
//! in every line of a plan. The same pattern without its boundaries runs on them; it matches whenever the pattern
//! does, so a text that it rejects is done.

use regex::{Captures, Match, Regex};
use std::borrow::Cow;
use std::sync::OnceLock;

/// A pattern that looks at its gate first.
pub struct Gated {
    gate: Regex,
    source: String,
    exact: OnceLock<Regex>,
}

impl Gated {
    /// Panics on a pattern that is not valid, as patterns are constants.
    pub fn new(source: &str) -> Self {
        Self { gate: compile(&source.replace(r"\b", "")), source: source.to_owned(), exact: OnceLock::new() }
    }

    /// The pattern itself, for a text that passes the gate.
    fn exact(&self, text: &str) -> Option<&Regex> {
        self.gate.is_match(text).then(|| self.exact.get_or_init(|| compile(&self.source)))
    }

    pub fn is_match(&self, text: &str) -> bool {
        self.exact(text).is_some_and(|exact| exact.is_match(text))
    }

    pub fn find<'t>(&self, text: &'t str) -> Option<Match<'t>> {
        self.exact(text)?.find(text)
    }

    pub fn captures<'t>(&self, text: &'t str) -> Option<Captures<'t>> {
        self.exact(text)?.captures(text)
    }

    pub fn find_iter<'t>(&self, text: &'t str) -> impl Iterator<Item = Match<'t>> {
        self.exact(text).into_iter().flat_map(move |exact| exact.find_iter(text))
    }

    pub fn captures_iter<'t>(&self, text: &'t str) -> impl Iterator<Item = Captures<'t>> {
        self.exact(text).into_iter().flat_map(move |exact| exact.captures_iter(text))
    }

    /// The text without the first match.
    pub fn remove<'t>(&self, text: &'t str) -> Cow<'t, str> {
        self.exact(text).map_or(Cow::Borrowed(text), |exact| exact.replace(text, ""))
    }

    /// The text without any match.
    pub fn remove_all<'t>(&self, text: &'t str) -> Cow<'t, str> {
        self.exact(text).map_or(Cow::Borrowed(text), |exact| exact.replace_all(text, ""))
    }
}

fn compile(source: &str) -> Regex {
    Regex::new(source).expect("pattern is valid")
}
