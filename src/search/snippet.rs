//! Finds again in a passage what made it match: every word with its place in raw and why.

use super::analyzer::{self, Analyzer};
use super::passage::{Passage, Word};
use super::query;
use rustc_hash::FxHashMap;
use serde::Serialize;
use std::borrow::Cow;

/// Something that a query looks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Leaf {
    Word {
        text: String,
        keys: Vec<String>,
        /// Whether words derived from it count.
        derive: bool,
        /// Spellings without æ, ø and å that count.
        folded: Vec<String>,
    },
    Phrase {
        words: Vec<String>,
        slop: u32,
    },
    Wildcard(String),
    Fuzzy {
        text: String,
        distance: usize,
    },
    /// `layer:id`.
    Concept(String),
}

/// Why a word matches, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// The very letters.
    Exact,
    /// Another form of the word.
    Form,
    /// A part of a compound, or a word derived from it.
    Part,
    /// It begins, ends or looks as asked.
    Wildcard,
    Fuzzy,
    /// Typed without æ, ø or å.
    Keyboard,
    /// Another name of the concept.
    Concept,
    /// The passage fits the fields asked for; no word does.
    Field,
}

/// A place that matched.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Matched {
    /// Code points of the document.
    pub start: usize,
    pub end: usize,
    pub why: Why,
}

/// Marks passages for one query.
pub struct Marker<'q> {
    leaves: &'q [Leaf],
    analyzer: &'q Analyzer,
    /// Words of passages before: the ten best share most of theirs.
    known: FxHashMap<Cow<'q, str>, Option<Why>>,
}

impl<'q> Marker<'q> {
    pub fn new(leaves: &'q [Leaf], analyzer: &'q Analyzer) -> Self {
        Self { leaves, analyzer, known: FxHashMap::default() }
    }

    /// What matched in a passage of these words, by place, without overlaps; all of it if only its fields did.
    pub fn mark(&mut self, passage: &Passage, words: &[Word<'q>]) -> Vec<Matched> {
        let mut matched = Vec::new();
        for word in words {
            if let Some(why) = self.word(word) {
                push_word(word, why, &mut matched);
            }
        }
        for leaf in self.leaves {
            match leaf {
                Leaf::Phrase { words: asked, slop } => self.phrase(words, asked, *slop, &mut matched),
                Leaf::Concept(id) => concepts(passage, id, &mut matched),
                _ => (),
            }
        }
        if matched.is_empty() {
            let whole = passage.segments.iter();
            matched.extend(whole.map(|segment| Matched { start: segment.start, end: segment.end, why: Why::Field }));
        }
        without_overlaps(matched)
    }

    /// The best reason why a word matches one of the leaves.
    fn word(&mut self, word: &Word<'q>) -> Option<Why> {
        if !word.also.is_empty() {
            return self.judge(word);
        }
        if let Some(&known) = self.known.get(&word.text) {
            return known;
        }
        let why = self.judge(word);
        self.known.insert(word.text.clone(), why);
        why
    }

    fn judge(&self, word: &Word<'_>) -> Option<Why> {
        let mut best: Option<Why> = None;
        for leaf in self.leaves {
            let why = match leaf {
                Leaf::Word { text, keys, derive, folded } => self.fits(word, text, keys, *derive, folded),
                Leaf::Wildcard(pattern) => query::fits(pattern, &word.text).then_some(Why::Wildcard),
                Leaf::Fuzzy { text, distance: most } => distance(text, &word.text, *most).map(|_| Why::Fuzzy),
                Leaf::Phrase { .. } | Leaf::Concept(_) => None,
            };
            best = [best, why].into_iter().flatten().min();
        }
        best
    }

    fn fits(&self, word: &Word<'_>, text: &str, keys: &[String], derive: bool, folded: &[String]) -> Option<Why> {
        if word.text == text {
            return Some(Why::Exact);
        }
        let mut best: Option<Why> = None;
        for (index, spelled) in word.spellings().enumerate() {
            let terms = self.analyzer.terms(spelled);
            let why = if terms.keys.iter().any(|key| keys.contains(key)) {
                Some(if index == 0 { Why::Form } else { Why::Part })
            } else if terms.parts.iter().any(|key| keys.contains(key))
                || (derive && terms.tails.iter().any(|tail| analyzer::derives(text, tail)))
            {
                Some(Why::Part)
            } else {
                let mut spellings = terms.keys.iter().chain(&terms.parts).flat_map(|key| analyzer::folded(key));
                (!folded.is_empty() && spellings.any(|spelling| folded.contains(&spelling))).then_some(Why::Keyboard)
            };
            best = [best, why].into_iter().flatten().min();
        }
        best
    }

    fn phrase(&self, words: &[Word<'_>], asked: &[String], slop: u32, matched: &mut Vec<Matched>) {
        if slop == 0 {
            for window in words.windows(asked.len().max(1)) {
                if window.len() == asked.len() && window.iter().zip(asked).all(|(word, asked)| word.text == *asked) {
                    window.iter().for_each(|word| push_word(word, Why::Exact, matched));
                }
            }
            return;
        }
        let keys: Vec<Vec<String>> = asked.iter().map(|word| self.analyzer.terms(word).keys.clone()).collect();
        // For each word of the passage, which of the asked words it can be.
        let mut found: Vec<(usize, u64)> = Vec::new();
        for (at, word) in words.iter().enumerate() {
            let terms = self.analyzer.terms(&word.text);
            let also = word.also.iter().flat_map(|also| self.analyzer.terms(also).keys.clone()).collect::<Vec<_>>();
            let is = |keys: &Vec<String>| keys.iter().any(|key| terms.keys.contains(key) || also.contains(key));
            let bits = keys.iter().enumerate().filter(|(_, keys)| is(keys)).fold(0, |bits, (bit, _)| bits | 1 << bit);
            if bits != 0 {
                found.push((at, bits));
            }
        }
        let all = keys.iter().enumerate().fold(0, |bits, (bit, _)| bits | 1u64 << bit);
        let width = asked.len() + slop as usize;
        let mut marked = false;
        for first in 0..found.len() {
            let near: Vec<(usize, u64)> =
                found[first..].iter().take_while(|(at, _)| at - found[first].0 <= width).copied().collect();
            if near.iter().fold(0, |bits, (_, bit)| bits | bit) == all {
                near.iter().for_each(|&(at, _)| push_word(&words[at], why(&words[at], asked), matched));
                marked = true;
            }
        }
        if !marked {
            found.iter().for_each(|&(at, _)| push_word(&words[at], why(&words[at], asked), matched));
        }
    }
}

fn why(word: &Word<'_>, asked: &[String]) -> Why {
    if asked.iter().any(|asked| word.text == *asked) { Why::Exact } else { Why::Form }
}

fn push_word(word: &Word<'_>, why: Why, matched: &mut Vec<Matched>) {
    matched.push(Matched { start: word.start, end: word.end, why });
    if let Some((start, end)) = word.rest {
        matched.push(Matched { start, end, why });
    }
}

fn concepts(passage: &Passage, id: &str, matched: &mut Vec<Matched>) {
    let Some((layer, id)) = id.split_once(':') else {
        return;
    };
    for concept in &passage.concepts {
        if concept.layer == layer && (concept.id == id || concept.narrower.as_deref() == Some(id)) {
            matched.push(Matched { start: concept.start, end: concept.end, why: Why::Concept });
        }
    }
}

/// By place; of overlapping places the better reason stays, and of a concept's words what no word covers.
fn without_overlaps(mut matched: Vec<Matched>) -> Vec<Matched> {
    matched.sort_by_key(|m| (m.why, m.start, usize::MAX - m.end));
    let mut kept: Vec<Matched> = Vec::with_capacity(matched.len());
    for m in matched {
        if m.start < m.end && kept.iter().all(|other| other.end <= m.start || m.end <= other.start) {
            kept.push(m);
        }
    }
    kept.sort_by_key(|m| m.start);
    kept
}

/// How many letters differ (put in, left out, replaced or swapped with the next), if not more than `most`.
pub fn distance(left: &str, right: &str, most: usize) -> Option<usize> {
    let left: Vec<char> = left.chars().take(65).collect();
    let right: Vec<char> = right.chars().take(70).collect();
    if left.len().abs_diff(right.len()) > most {
        return None;
    }
    let mut rows: [Vec<usize>; 3] = [Vec::new(), (0..=right.len()).collect(), Vec::new()];
    for i in 1..=left.len() {
        let mut row = vec![i];
        for j in 1..=right.len() {
            let replaced = rows[1][j - 1] + usize::from(left[i - 1] != right[j - 1]);
            let mut cost = replaced.min(rows[1][j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1] {
                cost = cost.min(rows[0][j - 2] + 1);
            }
            row.push(cost);
        }
        if row.iter().min().is_some_and(|&least| least > most) {
            return None;
        }
        rows.rotate_left(1);
        rows[1] = row;
    }
    rows[1].last().copied().filter(|&distance| distance <= most)
}

#[cfg(test)]
mod tests {
    use super::distance;

    #[test]
    fn letters_that_differ() {
        assert_eq!(distance("mentor", "mentor", 2), Some(0));
        assert_eq!(distance("mentor", "metnor", 2), Some(1));
        assert_eq!(distance("praktik", "pratik", 1), Some(1));
        assert_eq!(distance("hjælp", "hjalp", 1), Some(1));
        assert_eq!(distance("praktik", "uddannelse", 2), None);
    }
}
