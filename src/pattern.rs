//! Regular expressions over the letters of Danish and its neighbors.
//!
//! In a pattern, `\p{L}`, `\p{Lu}`, `\p{Ll}` and `\w` mean characters of the Latin alphabets up to U+024F, and `\d`
//! means 0 to 9. Plans have no others, and the hundreds of ranges that these classes have in all of Unicode make
//! automata ten times as large: compiling them took longer than reading a plan of 40 kB. Beyond "ÿ" large and small
//! letters alternate one by one; there a letter counts as both, so that "Šiauliai" has its capital and a class is a
//! handful of ranges.
//!
//! The automata are told what they need not do: a rule reads one line, so nothing that would only speed up the way
//! through a long text is worth compiling.

use regex_automata::meta;
use regex_automata::nfa::thompson::WhichCaptures;
use regex_automata::util::captures;
use regex_automata::{Anchored, Input};
use std::borrow::Cow;
use std::ops::{Index, Range};

/// Compiles a pattern. Panics if it is not valid, as patterns are constants.
pub fn pattern(source: &str) -> Regex {
    Regex::new(&[source], meta::Config::new())
}

/// Compiles patterns that are tried at once, each from the start of a text to its end.
pub fn pattern_set(sources: &[&str]) -> Regex {
    Regex::new(sources, meta::Config::new().which_captures(WhichCaptures::Implicit))
}

/// Compiles a pattern without word boundaries of which only the whole match is asked for.
pub fn gate(source: &str) -> Regex {
    Regex::new(&[source], meta::Config::new().which_captures(WhichCaptures::Implicit))
}

/// Compiles a pattern that is tried at given places only: what finds places in a text is left out.
pub fn anchored(source: &str) -> Regex {
    Regex::new(&[source], meta::Config::new().hybrid(false))
}

/// A compiled pattern, or several.
#[derive(Debug)]
pub struct Regex {
    automaton: meta::Regex,
}

impl Regex {
    fn new(sources: &[&str], config: meta::Config) -> Self {
        let sources: Vec<String> = sources.iter().map(|source| latin(source)).collect();
        let automaton = meta::Builder::new().configure(config.auto_prefilter(false).dfa(false)).build_many(&sources);
        Self { automaton: automaton.expect("pattern is valid") }
    }

    /// Whether the pattern matches anywhere in the text.
    pub fn is_match(&self, text: &str) -> bool {
        self.automaton.is_match(text)
    }

    /// Which of several patterns matches all of the text; the first if more than one does.
    pub fn first_of_set(&self, text: &str) -> Option<usize> {
        self.automaton.search_half(&Input::new(text)).map(|found| found.pattern().as_usize())
    }

    /// The first match.
    pub fn find<'t>(&self, text: &'t str) -> Option<Match<'t>> {
        self.find_at(text, 0)
    }

    /// The first match that begins at `at` or behind it.
    pub fn find_at<'t>(&self, text: &'t str, at: usize) -> Option<Match<'t>> {
        self.automaton.find(Input::new(text).range(at..)).map(|found| Match { text, range: found.range() })
    }

    /// The match that begins at `at`.
    pub fn match_at<'t>(&self, text: &'t str, at: usize) -> Option<Match<'t>> {
        let input = Input::new(text).range(at..).anchored(Anchored::Yes);
        self.automaton.find(input).map(|found| Match { text, range: found.range() })
    }

    /// The matches from the left, none over another.
    pub fn find_iter<'t>(&self, text: &'t str) -> impl Iterator<Item = Match<'t>> {
        self.automaton.find_iter(text).map(move |found| Match { text, range: found.range() })
    }

    /// The first match with its groups.
    pub fn captures<'t>(&self, text: &'t str) -> Option<Captures<'t>> {
        self.captures_at(text, 0)
    }

    /// The groups of the first match that begins at `at` or behind it.
    pub fn captures_at<'t>(&self, text: &'t str, at: usize) -> Option<Captures<'t>> {
        self.captures_in(text, Input::new(text).range(at..))
    }

    /// The groups of the match that begins at `at`.
    pub fn captures_of_match_at<'t>(&self, text: &'t str, at: usize) -> Option<Captures<'t>> {
        self.captures_in(text, Input::new(text).range(at..).anchored(Anchored::Yes))
    }

    /// The matches from the left with their groups.
    pub fn captures_iter<'t>(&self, text: &'t str) -> impl Iterator<Item = Captures<'t>> {
        self.automaton.captures_iter(text).map(move |groups| Captures { text, groups })
    }

    /// The text without the first match.
    pub fn remove<'t>(&self, text: &'t str) -> Cow<'t, str> {
        without(text, self.find(text))
    }

    fn captures_in<'t>(&self, text: &'t str, input: Input<'t>) -> Option<Captures<'t>> {
        let mut groups = self.automaton.create_captures();
        self.automaton.captures(input, &mut groups);
        groups.is_match().then_some(Captures { text, groups })
    }
}

/// Where a pattern or one of its groups stands.
#[derive(Debug, Clone)]
pub struct Match<'t> {
    pub text: &'t str,
    pub range: Range<usize>,
}

impl<'t> Match<'t> {
    /// The byte of the text that it starts at.
    pub fn start(&self) -> usize {
        self.range.start
    }

    /// The byte behind it.
    pub fn end(&self) -> usize {
        self.range.end
    }

    /// Its length in bytes.
    pub fn len(&self) -> usize {
        self.range.len()
    }

    /// Its bytes in the text.
    pub fn range(&self) -> Range<usize> {
        self.range.clone()
    }

    /// What was matched.
    pub fn as_str(&self) -> &'t str {
        &self.text[self.range.clone()]
    }
}

/// The text without what was found, which comes in order.
pub fn without<'t>(text: &'t str, found: impl IntoIterator<Item = Match<'t>>) -> Cow<'t, str> {
    let mut rest = String::new();
    let mut at = 0;
    for found in found {
        rest.push_str(&text[at..found.start()]);
        at = found.end();
    }
    if at == 0 { Cow::Borrowed(text) } else { Cow::Owned(rest + &text[at..]) }
}

/// A match with its groups; group 0 is all of it.
#[derive(Debug)]
pub struct Captures<'t> {
    text: &'t str,
    groups: captures::Captures,
}

impl<'t> Captures<'t> {
    /// The group of a number; None if it takes no part in the match.
    pub fn get(&self, group: usize) -> Option<Match<'t>> {
        self.groups.get_group(group).map(|span| Match { text: self.text, range: span.range() })
    }

    /// The group of a name; None if it takes no part in the match.
    pub fn name(&self, group: &str) -> Option<Match<'t>> {
        self.groups.get_group_by_name(group).map(|span| Match { text: self.text, range: span.range() })
    }
}

/// The text of a group that takes part in every match.
impl Index<usize> for Captures<'_> {
    type Output = str;

    fn index(&self, group: usize) -> &str {
        self.get(group).expect("the group is in every match").as_str()
    }
}

impl Index<&str> for Captures<'_> {
    type Output = str;

    fn index(&self, group: &str) -> &str {
        self.name(group).expect("the group is in every match").as_str()
    }
}

/// The classes of Unicode that patterns may name, and what they hold up to U+024F.
const CLASSES: &[(&str, &str)] = &[
    (r"\d", "[0-9]"),
    (r"\w", "[0-9A-Za-z_ªµºÀ-ÖØ-öø-ɏ]"),
    (r"\p{L}", "[A-Za-zªµºÀ-ÖØ-öø-ɏ]"),
    (r"\p{Lu}", "[A-ZÀ-ÖØ-ÞĀ-ɏ]"),
    (r"\p{Ll}", "[a-zµß-öø-ɏ]"),
];

fn latin(source: &str) -> String {
    CLASSES.iter().fold(source.to_owned(), |source, (class, letters)| source.replace(class, letters))
}

#[cfg(test)]
mod tests {
    use super::pattern;

    #[test]
    fn classes_mean_latin_letters_alone_and_in_brackets() {
        let words = pattern(r"^\p{Lu}[\p{L}-]+ \d\d\w$");
        assert!(words.is_match("Ærø-ungepakken 12å"));
        assert!(!words.is_match("ærø-ungepakken 12å"));
        assert!(!words.is_match("Жизнь 12a"));
        assert!(pattern(r"^\w+$").is_match("Søgård_2"));
    }
}
