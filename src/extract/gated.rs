//! Patterns with word boundaries, behind a gate without them.
//!
//! The fast automata of the regex engine give up where a Unicode word boundary meets a letter such as "æ", which is
//! in every line of a plan. The same pattern without its boundaries runs on them; it matches whenever the pattern
//! does, so a text that it rejects is done.
//!
//! What passes is tried by the slow engines, whose time grows with the text: at the places that the gate finds and
//! nowhere else. Most patterns stay inside a clause: for them gate and pattern look at one clause at a time. And where
//! the only boundaries are at the pattern's own ends, what the gate finds is what the pattern finds, if it stands
//! between spaces or other plain marks.

use crate::pattern::{Captures, Match, Regex, anchored, gate, without};
use std::borrow::Cow;
use std::ops::Range;
use std::sync::OnceLock;

/// A pattern that looks at its gate first.
pub struct Gated {
    gate: Regex,
    source: String,
    exact: OnceLock<Regex>,
    boundaries: Boundaries,
    /// Whether no match holds one of [marks](is_mark).
    in_clause: bool,
}

/// Places of the gate that are tried one by one; a text with more that do not match is read on by the slow engines, so
/// that the time stays linear.
const MOST_TRIES: usize = 16;

/// Where a pattern has its word boundaries.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Boundaries {
    /// Anywhere.
    Inside,
    /// Only where it begins.
    Start,
    /// Only where it begins and where it ends.
    Both,
}

/// What parts clauses. None of them is a letter or digit, so a word boundary beside one is one at a text's end too.
fn is_mark(c: char) -> bool {
    matches!(c, '.' | ':' | ';' | '?' | '!' | '(' | ')' | '"' | '”' | '\n')
}

/// The clauses that hold one of `places`, each once; places come in order.
fn clauses(text: &str, places: impl Iterator<Item = usize>) -> impl Iterator<Item = Range<usize>> {
    let mut done = 0;
    places.filter_map(move |place| {
        if place < done {
            return None;
        }
        let before = &text[..place];
        let after_mark = |at: usize| at + before[at..].chars().next().map_or(0, char::len_utf8);
        let start = before.rfind(is_mark).map_or(0, after_mark);
        let end = text[place..].find(is_mark).map_or(text.len(), |at| place + at);
        done = end + 1;
        Some(start..end)
    })
}

/// Letters of the Latin alphabet, for classes that may come many times over: `{3,60}` of `\p{L}`, which has hundreds of
/// ranges, makes an automaton that takes milliseconds to build.
pub const LATIN: &str = "a-zA-ZÀ-ÖØ-öø-ɏ";

impl Gated {
    /// A pattern with boundaries of its own. Panics if it is not valid, as patterns are constants; none may match the
    /// empty text.
    pub fn new(source: &str) -> Self {
        Self::with(source.replace(r"\b", ""), source.to_owned(), Boundaries::Inside)
    }

    /// Whole words: a boundary at both ends, and none inside.
    pub fn words(source: &str) -> Self {
        Self::with(source.to_owned(), format!(r"\b(?:{source})\b"), Boundaries::Both)
    }

    /// From the start of a word on.
    pub fn word_start(source: &str) -> Self {
        let exact = format!(r"\b(?:{source})");
        match source.contains(r"\b") {
            true => Self::new(&exact),
            false => Self::with(source.to_owned(), exact, Boundaries::Start),
        }
    }

    /// The same, for a pattern that matches none of [marks](is_mark) and is not tied to the text's start or end.
    pub fn in_clause(self) -> Self {
        Self { in_clause: true, ..self }
    }

    fn with(pattern: String, source: String, boundaries: Boundaries) -> Self {
        Self { gate: gate(&pattern), source, exact: OnceLock::new(), boundaries, in_clause: false }
    }

    /// The pattern itself.
    fn exact(&self) -> &Regex {
        self.exact.get_or_init(|| anchored(&self.source))
    }

    /// The first match that begins at `at` or behind it.
    pub fn find_at<'t>(&self, text: &'t str, mut at: usize) -> Option<Match<'t>> {
        // What matches the pattern matches the gate, and from the same place on.
        for _ in 0..MOST_TRIES {
            let found = self.gate.find_at(text, at)?;
            at = found.start() + text[found.start()..].chars().next().map_or(1, char::len_utf8);
            // The pattern prefers what the gate prefers, so a find of the gate that has the boundaries is its own.
            let own = self.boundaries != Boundaries::Inside && self.stands_free(text, found.range());
            let exact = if own { Some(found) } else { self.exact().match_at(text, found.start()) };
            if exact.is_some() {
                return exact;
            }
        }
        self.exact().find_at(text, at)
    }

    /// Whether boundaries are surely where the pattern asks for them: beside letters, nothing but common marks.
    fn stands_free(&self, text: &str, found: Range<usize>) -> bool {
        let letter = |c: Option<char>| c.is_some_and(|c| c.is_alphabetic() || c.is_ascii_digit());
        let mark = |c: Option<char>| {
            c.is_none_or(|c| match c {
                '\0'..='\x7f' => !c.is_ascii_alphanumeric() && c != '_',
                _ => matches!(c, '«' | '»' | '\u{2010}'..='\u{2029}'),
            })
        };
        let (before, behind) = (&text[..found.start], &text[found.end..]);
        letter(text[found.clone()].chars().next())
            && mark(before.chars().next_back())
            && (self.boundaries == Boundaries::Start
                || letter(text[found].chars().next_back()) && mark(behind.chars().next()))
    }

    /// The stretches of the text to look at one by one.
    fn stretches<'t>(&self, text: &'t str) -> impl Iterator<Item = Range<usize>> + use<'t> {
        let in_clause = self.in_clause;
        let mut rest = Some(0);
        std::iter::from_fn(move || {
            let start = rest?;
            let mark = if in_clause { text[start..].find(is_mark) } else { None };
            let end = mark.map_or(text.len(), |at| start + at);
            rest = mark.and_then(|_| Some(end + text[end..].chars().next()?.len_utf8()));
            Some(start..end)
        })
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
        self.find_in(text, self.stretches(text))
    }

    pub fn captures_iter<'t>(&self, text: &'t str) -> impl Iterator<Item = Captures<'t>> {
        self.find_iter(text).filter_map(|found| self.captures_of(text, &found))
    }

    /// The matches in the clauses that hold one of `places`, which come in order. Only for patterns that stay inside a
    /// clause; where every match holds a place, these are all matches.
    pub fn find_near<'t>(&self, text: &'t str, places: impl Iterator<Item = usize>) -> impl Iterator<Item = Match<'t>> {
        debug_assert!(self.in_clause);
        self.find_in(text, clauses(text, places))
    }

    pub fn captures_near<'t>(
        &self,
        text: &'t str,
        places: impl Iterator<Item = usize>,
    ) -> impl Iterator<Item = Captures<'t>> {
        self.find_near(text, places).filter_map(|found| self.captures_of(text, &found))
    }

    fn find_in<'t>(
        &self,
        text: &'t str,
        stretches: impl Iterator<Item = Range<usize>>,
    ) -> impl Iterator<Item = Match<'t>> {
        stretches.flat_map(move |stretch| {
            let mut at = stretch.start;
            // The text behind the stretch is cut off, that before it is not: places count from the text's start.
            std::iter::from_fn(move || {
                let found = self.find_at(&text[..stretch.end], at)?;
                at = found.end();
                Some(found)
            })
        })
    }

    fn captures_of<'t>(&self, text: &'t str, found: &Match<'t>) -> Option<Captures<'t>> {
        // One character more tells whether a boundary is there.
        let behind = text[found.end()..].chars().next().map_or(0, char::len_utf8);
        self.exact().captures_of_match_at(&text[..found.end() + behind], found.start())
    }

    /// The text without the first match.
    pub fn remove<'t>(&self, text: &'t str) -> Cow<'t, str> {
        without(text, self.find(text))
    }

    /// The text without any match.
    pub fn remove_all<'t>(&self, text: &'t str) -> Cow<'t, str> {
        without(text, self.find_iter(text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clauses_around_places() {
        let text = "Ny lov (lov om X), om: lov. Lov”lov";
        let places = text.match_indices("lov").map(|(at, found)| at + found.len());
        let found: Vec<&str> = clauses(text, places).map(|clause| &text[clause]).collect();
        assert_eq!(found, ["Ny lov ", "lov om X", " lov", "lov"]);
        let word = Gated::words("lov").in_clause();
        assert_eq!(word.find_near(text, [6, 26].into_iter()).map(|found| found.start()).collect::<Vec<_>>(), [3, 23]);
    }
}
