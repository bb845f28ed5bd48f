//! Patterns with word boundaries, behind a gate without them.
//!
//! The fast automata of the regex engine give up where a Unicode word boundary meets a letter such as "æ", which is
//! in every line of a plan. The same pattern without its boundaries runs on them; it matches whenever the pattern
//! does, so a text that it rejects is done.
//!
//! What passes is read by the slow engines, whose time grows with the text. Most patterns stay inside a clause: for
//! them gate and pattern look at one clause at a time.

use regex::{Captures, Match, Regex};
use std::borrow::Cow;
use std::ops::Range;
use std::sync::OnceLock;

/// A pattern that looks at its gate first.
pub struct Gated {
    gate: Regex,
    source: String,
    exact: OnceLock<Regex>,
    /// Whether no match holds one of [`MARKS`].
    in_clause: bool,
}

/// What parts clauses. None of them is a letter or digit, so a word boundary beside one is one at a text's end too.
const MARKS: [char; 10] = ['.', ':', ';', '?', '!', '(', ')', '"', '”', '\n'];

impl Gated {
    /// Panics on a pattern that is not valid, as patterns are constants.
    pub fn new(source: &str) -> Self {
        let gate = compile(&source.replace(r"\b", ""));
        Self { gate, source: source.to_owned(), exact: OnceLock::new(), in_clause: false }
    }

    /// A pattern that matches none of [`MARKS`], never the empty text, and is not tied to the text's start or end.
    pub fn in_clause(source: &str) -> Self {
        Self { in_clause: true, ..Self::new(source) }
    }

    /// The pattern itself, for a text that passes the gate.
    fn exact(&self, text: &str) -> Option<&Regex> {
        self.gate.is_match(text).then(|| self.exact.get_or_init(|| compile(&self.source)))
    }

    /// The stretches of the text to look at, of those that pass the gate, with the pattern itself.
    fn stretches<'t>(&self, text: &'t str) -> impl Iterator<Item = (Range<usize>, &Regex)> {
        let mut rest = Some(0);
        let stretches = std::iter::from_fn(move || {
            let start = rest?;
            let mark = if self.in_clause { text[start..].find(MARKS) } else { None };
            let end = mark.map_or(text.len(), |at| start + at);
            rest = mark.and_then(|_| Some(end + text[end..].chars().next()?.len_utf8()));
            Some(start..end)
        });
        stretches.filter_map(|stretch| Some((stretch.clone(), self.exact(&text[stretch])?)))
    }

    pub fn is_match(&self, text: &str) -> bool {
        self.find(text).is_some()
    }

    pub fn find<'t>(&self, text: &'t str) -> Option<Match<'t>> {
        self.find_iter(text).next()
    }

    pub fn captures<'t>(&self, text: &'t str) -> Option<Captures<'t>> {
        self.captures_iter(text).next()
    }

    pub fn find_iter<'t>(&self, text: &'t str) -> impl Iterator<Item = Match<'t>> {
        self.stretches(text).flat_map(move |(stretch, exact)| {
            let mut at = stretch.start;
            // The text behind the stretch is cut off, that before it is not: places count from the text's start.
            std::iter::from_fn(move || {
                let found = exact.find_at(&text[..stretch.end], at)?;
                at = found.end();
                Some(found)
            })
        })
    }

    pub fn captures_iter<'t>(&self, text: &'t str) -> impl Iterator<Item = Captures<'t>> {
        self.stretches(text).flat_map(move |(stretch, exact)| {
            let mut at = stretch.start;
            std::iter::from_fn(move || {
                let found = exact.captures_at(&text[..stretch.end], at)?;
                at = found.get(0)?.end();
                Some(found)
            })
        })
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
