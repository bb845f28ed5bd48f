//! One Aho-Corasick pass over the flow; each hit is then checked against the word that it stands in.

use super::inflection::{self, Endings, Inflection};
use super::{Class, Term, TermId};
use crate::token::Tokens;
use aho_corasick::{AhoCorasick, MatchKind};
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// A label found in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TermHit {
    pub term: TermId,
    /// Bytes of the normalized text.
    pub norm: Range<usize>,
    /// The tokens that the hit touches; a hit may be a part of one ("kontanthjælp/sygedagpenge").
    pub tokens: Range<usize>,
    /// Whether the label is only the last part of a longer word ("virksomhedsmentor").
    pub tail: bool,
}

/// Fewer letters before a tail are a prefix, not a word.
const LEAST_PREFIX: usize = 2;

#[derive(Debug)]
pub struct Matcher {
    automaton: AhoCorasick,
    /// For each pattern of the automaton: its terms and endings.
    entries: Vec<Vec<(TermId, Endings)>>,
    /// Inflected shell words.
    measure_shells: HashSet<String>,
    benefit_shells: HashSet<String>,
}

struct Candidate {
    term: TermId,
    flow: Range<usize>,
    tail: bool,
}

impl Matcher {
    /// Builds the automaton over all terms. `shells` are (class, word) pairs.
    pub fn new(terms: &[Term], shells: &[(Class, String)]) -> Self {
        let mut index: HashMap<String, usize> = HashMap::new();
        let mut patterns: Vec<String> = Vec::new();
        let mut entries: Vec<Vec<(TermId, Endings)>> = Vec::new();
        for (id, term) in terms.iter().enumerate() {
            for pattern in inflection::patterns(&term.label.to_lowercase(), term.inflection) {
                let at = *index.entry(pattern.text.clone()).or_insert_with(|| {
                    patterns.push(pattern.text.clone());
                    entries.push(Vec::new());
                    entries.len() - 1
                });
                entries[at].push((id, pattern.endings));
            }
        }
        let automaton = AhoCorasick::builder()
            .match_kind(MatchKind::Standard)
            .build(&patterns)
            .expect("the lexicon is far below the automaton's limits");
        let shells_of = |class: Class| {
            let words = shells.iter().filter(move |(of, _)| *of == class);
            words.flat_map(|(_, word)| inflected(word)).collect()
        };
        Self {
            automaton,
            entries,
            measure_shells: shells_of(Class::Measure),
            benefit_shells: shells_of(Class::Benefit),
        }
    }

    pub fn find(&self, terms: &[Term], tokens: &Tokens, norm: &str) -> Vec<TermHit> {
        let flow = tokens.flow.text();
        let mut candidates = Vec::new();
        for found in self.automaton.find_overlapping_iter(flow) {
            let range = found.start()..found.end();
            let left = word_start(flow, range.start);
            let rest_end = word_end(flow, range.end);
            for &(term, endings) in &self.entries[found.pattern().as_usize()] {
                if let Some(candidate) = self.check(terms, term, endings, flow, &range, left, rest_end) {
                    candidates.push(candidate);
                }
            }
        }
        select(terms, candidates)
            .into_iter()
            .filter_map(|candidate| {
                let span = tokens.flow.norm(candidate.flow.clone(), &tokens.tokens);
                let term = &terms[candidate.term];
                let first = tokens.flow.token_at(candidate.flow.start);
                let last = tokens.flow.token_at(candidate.flow.end - 1);
                // Short acronyms are words in lower case: "sta", "kui", "ips".
                let capitals = term.inflection == Inflection::Acronym && term.label.chars().count() <= 4;
                let quote = norm.get(span.clone())?;
                if capitals && !quote.starts_with(&term.label) {
                    return None;
                }
                Some(TermHit { term: candidate.term, norm: span, tokens: first..last + 1, tail: candidate.tail })
            })
            .filter(|hit| !terms[hit.term].negative)
            .collect()
    }

    /// The terms of a class of which the whole of `word` is a form.
    pub fn word(&self, terms: &[Term], class: Class, word: &str) -> Vec<TermId> {
        let mut found = Vec::new();
        for hit in self.automaton.find_overlapping_iter(word).filter(|hit| hit.start() == 0) {
            for &(id, endings) in &self.entries[hit.pattern().as_usize()] {
                let term = &terms[id];
                if term.class == class && !term.negative && endings.allow(&word[..hit.end()], &word[hit.end()..]) {
                    found.push(id);
                }
            }
        }
        found
    }

    /// Whether the label at `range` is a word, a form of it or a permitted part of one.
    #[allow(clippy::too_many_arguments)]
    fn check(
        &self,
        terms: &[Term],
        id: TermId,
        endings: Endings,
        flow: &str,
        range: &Range<usize>,
        left: usize,
        rest_end: usize,
    ) -> Option<Candidate> {
        let term = &terms[id];
        let tail = left < range.start;
        if tail && !(term.part.tail && flow[left..range.start].chars().count() >= LEAST_PREFIX) {
            return None;
        }
        let rest = &flow[range.end..rest_end];
        let (word_rest, hyphenated) = match rest.split_once('-') {
            Some((before, after)) => (before, Some(after)),
            None => (rest, None),
        };
        let end = match hyphenated {
            None if endings.allow(&flow[range.clone()], rest) => rest_end,
            // Suspended: "virksomhedspraktik- og løntilskudsforløb", "opkvalificerings- og …"
            Some("") if endings.allow(&flow[range.clone()], word_rest) => rest_end,
            _ if term.part.before_shell && self.is_shell(term.class, rest) => rest_end,
            _ => return None,
        };
        Some(Candidate { term: id, flow: left..end, tail })
    }

    /// Whether `rest`, less a linking s, e or hyphen, is a shell word.
    fn is_shell(&self, class: Class, rest: &str) -> bool {
        let shells = match class {
            Class::Benefit => &self.benefit_shells,
            _ => &self.measure_shells,
        };
        ["", "s", "e", "-", "s-"]
            .iter()
            .any(|link| rest.strip_prefix(link).is_some_and(|word| shells.contains(word.trim_end_matches('-'))))
    }
}

/// Where the word that holds `start` begins. A hyphen is inside a word only between two characters of it, so
/// "/-førtidspension" begins behind its hyphen.
fn word_start(flow: &str, start: usize) -> usize {
    let mut at = start;
    let mut chars = flow[..start].chars().rev().peekable();
    while let Some(c) = chars.next() {
        let inside = c.is_alphanumeric() || (c == '-' && chars.peek().is_some_and(|before| before.is_alphanumeric()));
        if !inside {
            break;
        }
        at -= c.len_utf8();
    }
    at
}

/// Where the word that holds `end` ends; apostrophes and hyphens are inside a word, a final hyphen too.
fn word_end(flow: &str, end: usize) -> usize {
    let mut at = end;
    let mut chars = flow[end..].chars().peekable();
    while let Some(c) = chars.next() {
        let inside = c.is_alphanumeric()
            || (c == '-' && chars.peek().is_none_or(|next| next.is_alphabetic() || !next.is_alphanumeric()))
            || (matches!(c, '\'' | '’') && chars.peek().is_some_and(|next| next.is_alphabetic()));
        if !inside {
            break;
        }
        at += c.len_utf8();
        if c == '-' && chars.peek().is_none_or(|next| !next.is_alphanumeric()) {
            break;
        }
    }
    at
}

fn inflected(word: &str) -> Vec<String> {
    inflection::patterns(word, Inflection::Noun)
        .into_iter()
        .flat_map(|pattern| {
            [
                "", "e", "en", "ene", "enes", "ens", "er", "erne", "ernes", "ers", "es", "et", "ets", "s", "n", "ne",
                "ns", "r", "rne", "rnes", "t", "ts", "me", "met", "mer", "merne", "bet", "bene", "ter", "terne",
            ]
            .iter()
            .filter(|ending| pattern.endings.allow(&pattern.text, ending))
            .map(|ending| format!("{}{ending}", pattern.text))
            .collect::<Vec<_>>()
        })
        .collect()
}

/// Of overlapping candidates of one class the leftmost, of these the longest; several roles of one word all stay.
fn select(terms: &[Term], mut candidates: Vec<Candidate>) -> Vec<Candidate> {
    candidates.sort_by_key(|candidate| {
        let term = &terms[candidate.term];
        (
            term.class,
            candidate.flow.start,
            usize::MAX - candidate.flow.end,
            candidate.tail,
            !term.negative,
            candidate.term,
        )
    });
    let mut kept: Vec<Candidate> = Vec::with_capacity(candidates.len());
    for candidate in candidates {
        let class = terms[candidate.term].class;
        let role = terms[candidate.term].role;
        let clash = kept.last().is_some_and(|last| {
            if terms[last.term].class != class || candidate.flow.start >= last.flow.end {
                return false;
            }
            let same_place = last.flow == candidate.flow;
            let last_term = &terms[last.term];
            !(same_place && class == Class::TargetGroup && !last_term.negative && role != last_term.role)
        });
        if !clash {
            kept.push(candidate);
        }
    }
    kept.sort_by_key(|candidate| (candidate.flow.start, candidate.flow.end, candidate.term));
    kept
}
