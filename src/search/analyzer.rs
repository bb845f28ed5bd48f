//! Words of a text and the terms that each is found by; the same for passages and for queries.
//!
//! A word is found by what it is, best first: its letters in lower case, the keys that its forms share
//! ([`form::keys`]), the keys of its parts and of runs of parts ("virksomhedspraktikforløb" by *virksomhedspraktik*),
//! and words that it begins a part of by derivation ("ledighed" by *ledig*). æ, ø and å are letters; for keyboards
//! that lack them there are folded terms beside, never instead.

use crate::structure::SUPERSCRIPTS;
use crate::token::compound::Splitter;
use crate::token::form;
use rustc_hash::FxHashMap;
use std::ops::Range;
use std::sync::{Arc, PoisonError, RwLock};

/// A word of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece<'t> {
    pub text: &'t str,
    /// Bytes of the text.
    pub range: Range<usize>,
}

/// Cuts a text into words. Hyphens and apostrophes stay inside a word, points and commas inside a number; "§" is a
/// word; everything else parts words.
pub fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut found = Vec::new();
    let mut chars = text.char_indices().peekable();
    let mut start: Option<usize> = None;
    let mut before: Option<char> = None;
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|&(_, next)| next);
        let inside = is_letter(c) || (start.is_some() && joins(before, c, next));
        if inside {
            start.get_or_insert(at);
        } else {
            if let Some(from) = start.take() {
                found.push(Piece { text: &text[from..at], range: from..at });
            }
            if c == '§' {
                found.push(Piece { text: "§", range: at..at + c.len_utf8() });
            }
        }
        before = Some(c);
    }
    if let Some(from) = start {
        found.push(Piece { text: &text[from..], range: from..text.len() });
    }
    found
}

fn is_letter(c: char) -> bool {
    c.is_alphanumeric() && !SUPERSCRIPTS.contains(&c)
}

/// Whether a mark between two letters belongs to the word.
fn joins(before: Option<char>, mark: char, next: Option<char>) -> bool {
    let (Some(before), Some(next)) = (before, next) else {
        return false;
    };
    if !is_letter(before) || !is_letter(next) {
        return false;
    }
    match mark {
        '-' | '\u{2010}' | '\u{2011}' => before.is_alphabetic() || next.is_alphabetic(),
        '\'' | '’' => next.is_alphabetic(),
        '.' | ',' => before.is_numeric() && next.is_numeric(),
        _ => false,
    }
}

/// What a word is found by, besides its letters.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Terms {
    /// Keys of the whole word.
    pub keys: Vec<String>,
    /// Keys of parts and runs of parts; none for a word of one part.
    pub parts: Vec<String>,
    /// The word from each of its parts on, the whole word first.
    pub tails: Vec<String>,
}

/// More parts than this are no word.
const MOST_PARTS: usize = 8;

/// Analyzes words; remembers those seen before, since a language has few words and uses them often. Threads share one.
#[derive(Debug, Default)]
pub struct Analyzer {
    seen: RwLock<FxHashMap<String, Arc<Terms>>>,
}

/// A long run over many plans must not grow without end.
const MOST_SEEN: usize = 200_000;

impl Analyzer {
    /// The terms of a lower-case word.
    pub fn terms(&self, word: &str) -> Arc<Terms> {
        // A thread that dies here leaves the words whole: each is put in at once.
        if let Some(terms) = self.seen.read().unwrap_or_else(PoisonError::into_inner).get(word) {
            return Arc::clone(terms);
        }
        let terms = Arc::new(terms(word));
        let mut seen = self.seen.write().unwrap_or_else(PoisonError::into_inner);
        if seen.len() > MOST_SEEN {
            seen.clear();
        }
        seen.insert(word.to_owned(), Arc::clone(&terms));
        terms
    }
}

/// The terms of a lower-case word.
pub fn terms(word: &str) -> Terms {
    let mut terms = Terms { keys: form::keys(word), tails: vec![word.to_owned()], ..Terms::default() };
    let parts = Splitter::standard().split(word);
    if (2..=MOST_PARTS).contains(&parts.len()) {
        add_parts(&mut terms, word, &parts);
    }
    terms
}

fn add_parts(terms: &mut Terms, word: &str, parts: &[&str]) {
    let mut from = 0;
    for first in 0..parts.len() {
        let mut to = from;
        for (last, part) in parts.iter().enumerate().skip(first) {
            to += part.len();
            if first == 0 && last + 1 == parts.len() {
                continue;
            }
            let run = word[from..to].trim_matches('-');
            for key in form::keys(run) {
                if !terms.parts.contains(&key) {
                    terms.parts.push(key);
                }
            }
        }
        if first > 0 {
            terms.tails.push(word[from..].trim_start_matches('-').to_owned());
        }
        from += parts[first].len();
    }
}

/// Letters that a word must have before longer words that begin with it count as derived from it.
const LEAST_DERIVING: usize = 5;
/// From here on, whatever follows: nothing else begins with so many letters by chance.
const SURELY_DERIVING: usize = 7;

/// Whether `query` is long enough that words may be derived from it.
pub fn can_derive(query: &str) -> bool {
    query.chars().count() >= LEAST_DERIVING && query.chars().all(char::is_alphabetic)
}

/// Whether `tail`, a word from one of its parts on, is derived from `query`: "ledighed" of *ledig*.
pub fn derives(query: &str, tail: &str) -> bool {
    let Some(rest) = tail.strip_prefix(query) else {
        return false;
    };
    rest.is_empty()
        || query.chars().count() >= SURELY_DERIVING
        || DERIVING.iter().any(|suffix| rest.starts_with(suffix))
}

/// What makes a new word of a stem.
const DERIVING: &[&str] = &[
    "hed", "lig", "isk", "skab", "else", "ning", "ing", "mæssig", "løs", "bar", "som", "dom", "iv", "ør", "ist", "itet",
];

/// The two ways in which a keyboard without æ, ø and å writes a word; none for a word that has none of them.
pub fn folded(word: &str) -> Vec<String> {
    if !word.contains(['æ', 'ø', 'å']) {
        return Vec::new();
    }
    let two: String = word.replace('æ', "ae").replace('ø', "oe").replace('å', "aa");
    let one: String = word.replace('æ', "a").replace('ø', "o").replace('å', "a");
    if one.chars().count() < 4 { vec![two] } else { vec![two, one] }
}

/// How a keyboard without æ, ø and å writes å, and in the same way the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Keyboard {
    /// "aa"
    Two,
    /// "a"
    One,
}

impl Keyboard {
    /// What the letters of `typed` may stand for begins with these.
    pub fn prefix(self, typed: &str) -> &str {
        let first = match self {
            Self::Two => ["ae", "oe", "aa"].iter().filter_map(|letters| typed.find(letters)).min(),
            Self::One => typed.find(['a', 'o']),
        };
        &typed[..first.unwrap_or(typed.len())]
    }

    /// Whether the keyboard writes `word` as `typed`.
    pub fn writes(self, word: &str, typed: &str) -> bool {
        let spellings = folded(word);
        spellings.get(self as usize).is_some_and(|spelling| spelling == typed)
    }
}

/// Whether a lower-case word tells nothing.
pub fn is_small_word(text: &str) -> bool {
    SMALL.binary_search(&text).is_ok()
}

/// Sorted.
const SMALL: &[&str] = &[
    "ad", "af", "at", "de", "den", "der", "det", "du", "en", "er", "et", "for", "fra", "har", "hos", "i", "ikke",
    "kan", "man", "med", "og", "om", "op", "over", "på", "samt", "sig", "skal", "som", "til", "ud", "under", "ved",
    "vi", "vil",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_words_are_sorted() {
        assert!(SMALL.is_sorted());
    }

    fn texts(text: &str) -> Vec<&str> {
        pieces(text).into_iter().map(|piece| piece.text).collect()
    }

    #[test]
    fn words_keep_what_belongs_to_them() {
        assert_eq!(
            texts("IGU'en på a-kasse, 53.095 i 2021-22 (§ 20)"),
            ["IGU'en", "på", "a-kasse", "53.095", "i", "2021", "22", "§", "20"]
        );
        assert_eq!(
            texts("kontanthjælp/sygedagpenge¹ jobindsats.dk"),
            ["kontanthjælp", "sygedagpenge", "jobindsats", "dk"]
        );
    }

    #[test]
    fn derivation_is_guarded() {
        assert!(derives("ledig", "ledighed"));
        assert!(!derives("under", "understøtte"));
        assert!(derives("strategi", "strategisk"));
    }

    #[test]
    fn keyboards_without_danish_letters() {
        assert_eq!(folded("målgruppe"), ["maalgruppe", "malgruppe"]);
        assert_eq!(folded("år"), ["aar"]);
        assert!(folded("plan").is_empty());
    }
}
