//! One Aho-Corasick pass over the flow for the first words of all labels; each find is then checked against the word
//! that it stands in, and the label's further words are read behind it.
//!
//! A word with a hyphen inside ("handicap-kompenserende") is looked up a second time without it. Measures of several
//! words may be held apart by what [`super::gap`] permits ("sammenhængende og effektiv indsats").

use super::gap;
use super::inflection::{self, Endings, Inflection, Stem};
use super::{Class, Term, TermId};
use crate::token::Tokens;
use aho_corasick::{AhoCorasick, MatchKind};
use rustc_hash::{FxHashMap, FxHashSet};
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
    /// For each pattern of the automaton, what it may begin.
    entries: Vec<Entry>,
    /// For each term the words of its label behind the first.
    rest: Vec<Vec<Vec<Stem>>>,
    /// Inflected shell words.
    measure_shells: FxHashSet<String>,
    benefit_shells: FxHashSet<String>,
}

#[derive(Debug, Default)]
struct Entry {
    /// The terms that it begins, by the endings that may follow it.
    starts: Vec<(Endings, Vec<TermId>)>,
    /// Whether a term may be the last part of a longer word.
    any_tail: bool,
}

struct Candidate {
    term: TermId,
    flow: Range<usize>,
    tail: bool,
    /// Whether other words stand between the label's.
    apart: bool,
}

/// A find inside a word: the bytes around it up to the word's ends.
struct Found<'t> {
    before: &'t str,
    stem: &'t str,
    after: &'t str,
}

impl Entry {
    fn add(&mut self, id: TermId, endings: Endings) {
        match self.starts.iter_mut().find(|(of, _)| *of == endings) {
            Some((_, ids)) => ids.push(id),
            None => self.starts.push((endings, vec![id])),
        }
    }
}

impl Matcher {
    /// Builds the automaton over all terms. `shells` are (class, word) pairs.
    pub fn new(terms: &[Term], shells: &[(Class, String)]) -> Self {
        let mut index: FxHashMap<String, usize> = FxHashMap::default();
        let mut patterns: Vec<String> = Vec::with_capacity(terms.len());
        let mut entries: Vec<Entry> = Vec::with_capacity(terms.len());
        let mut rest = Vec::with_capacity(terms.len());
        for (id, term) in terms.iter().enumerate() {
            let Some(shape) = inflection::shape(&term.label.to_lowercase(), term.inflection) else {
                rest.push(Vec::new());
                continue;
            };
            rest.push(shape.rest);
            // "CV-samtale": "CVsamtale" too.
            let joined: Vec<Stem> = shape.first.iter().filter_map(without_hyphens).collect();
            for stem in shape.first.into_iter().chain(joined) {
                let at = *index.entry(stem.text).or_insert_with_key(|text| {
                    patterns.push(text.clone());
                    entries.push(Entry::default());
                    entries.len() - 1
                });
                entries[at].add(id, stem.endings);
                entries[at].any_tail |= term.part.tail;
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
            rest,
            measure_shells: shells_of(Class::Measure),
            benefit_shells: shells_of(Class::Benefit),
        }
    }

    pub fn find(&self, terms: &[Term], tokens: &Tokens, norm: &str) -> Vec<TermHit> {
        let flow = tokens.flow.text();
        let mut candidates = Vec::new();
        for found in self.automaton.find_overlapping_iter(flow) {
            let entry = &self.entries[found.pattern().as_usize()];
            if !entry.any_tail && flow[..found.start()].ends_with(char::is_alphanumeric) {
                continue;
            }
            let (left, right) = (word_start(flow, found.start()), word_end(flow, found.end()));
            let word = Found {
                before: &flow[left..found.start()],
                stem: &flow[found.start()..found.end()],
                after: &flow[found.end()..right],
            };
            self.collect(terms, entry, flow, left..right, &word, &mut candidates);
        }
        self.find_hyphenated(terms, flow, &mut candidates);
        select(terms, candidates)
            .into_iter()
            .filter_map(|candidate| hit(terms, &candidate, tokens, norm))
            .filter(|hit| !terms[hit.term].negative)
            .collect()
    }

    /// The terms of a class of which the whole of `word` is a form.
    pub fn word(&self, terms: &[Term], class: Class, word: &str) -> Vec<TermId> {
        let mut found = Vec::new();
        for hit in self.automaton.find_overlapping_iter(word).filter(|hit| hit.start() == 0) {
            let first = found.len();
            for (endings, ids) in &self.entries[hit.pattern().as_usize()].starts {
                if endings.allow(&word[..hit.end()], &word[hit.end()..]) {
                    let wanted = |term: &Term| term.class == class && !term.negative;
                    found.extend(ids.iter().filter(|&&id| self.rest[id].is_empty() && wanted(&terms[id])));
                }
            }
            found[first..].sort_unstable();
        }
        found
    }

    /// Looks up words with hyphens inside as if they had none.
    fn find_hyphenated(&self, terms: &[Term], flow: &str, candidates: &mut Vec<Candidate>) {
        let mut joined = String::new();
        let mut done = 0;
        for (at, _) in flow.match_indices('-') {
            let inside = flow[..at].ends_with(char::is_alphabetic) && flow[at + 1..].starts_with(char::is_alphabetic);
            if at < done || !inside {
                continue;
            }
            let (left, right) = (word_start(flow, at), word_end(flow, at));
            done = right;
            joined.clear();
            joined.extend(flow[left..right].chars().filter(|&c| c != '-'));
            for found in self.automaton.find_overlapping_iter(&joined) {
                // What lies before the hyphen alone was found in the text itself.
                if found.end() <= at - left {
                    continue;
                }
                let word = Found {
                    before: &joined[..found.start()],
                    stem: &joined[found.start()..found.end()],
                    after: &joined[found.end()..],
                };
                let entry = &self.entries[found.pattern().as_usize()];
                self.collect(terms, entry, flow, left..right, &word, candidates);
            }
        }
    }

    /// Adds the terms of `entry` that the word at `place` and what follows it bear out.
    fn collect(
        &self,
        terms: &[Term],
        entry: &Entry,
        flow: &str,
        place: Range<usize>,
        word: &Found<'_>,
        candidates: &mut Vec<Candidate>,
    ) {
        let tail = !word.before.is_empty();
        if tail && word.before.chars().nth(LEAST_PREFIX - 1).is_none() {
            return;
        }
        for (endings, ids) in &entry.starts {
            let inflected = endings.allow(word.stem, word.after);
            for &id in ids {
                let term = &terms[id];
                if tail && !term.part.tail {
                    continue;
                }
                let rest = &self.rest[id];
                let end = if rest.is_empty() {
                    let ends = inflected || self.goes_on(term, *endings, word.stem, word.after);
                    ends.then_some((place.end, false))
                } else if inflected {
                    self.read_rest(term, rest, flow, place.end)
                } else {
                    None
                };
                if let Some((end, apart)) = end {
                    candidates.push(Candidate { term: id, flow: place.start..end, tail, apart });
                }
            }
        }
    }

    /// Reads the words of a label behind its first, which ends at `end`: where the last one ends, and whether there
    /// was something between.
    fn read_rest(&self, term: &Term, rest: &[Vec<Stem>], flow: &str, end: usize) -> Option<(usize, bool)> {
        let mut at = end;
        let mut apart = false;
        for (index, stems) in rest.iter().enumerate() {
            let last = index + 1 == rest.len();
            let read = |from: usize| self.read_word(term, stems, flow, from, last);
            at = match flow[at..].strip_prefix(' ').and_then(|_| read(at + 1)) {
                Some(end) => end,
                None if term.class == Class::Measure && !term.negative => {
                    apart = true;
                    let kind = gap::Kind::of(term.inflection, index, rest.len())?;
                    gap::starts(flow, at, kind).find_map(read)?
                }
                None => return None,
            };
        }
        Some((at, apart))
    }

    /// Where the word at `from` ends, if it is a form of `stems`.
    fn read_word(&self, term: &Term, stems: &[Stem], flow: &str, from: usize, last: bool) -> Option<usize> {
        let first = flow.as_bytes().get(from);
        stems.iter().filter(|stem| stem.text.as_bytes().first() == first).find_map(|stem| {
            let after = flow[from..].strip_prefix(stem.text.as_str())?;
            let start = flow.len() - after.len();
            let end = word_end(flow, start);
            let after = &flow[start..end];
            let fits = if last {
                stem.endings.allow(&stem.text, after) || self.goes_on(term, stem.endings, &stem.text, after)
            } else {
                stem.endings.allow(&stem.text, after)
            };
            fits.then_some(end)
        })
    }

    /// Whether more than an ending may follow a label's last word: a hanging hyphen or a shell word.
    fn goes_on(&self, term: &Term, endings: Endings, stem: &str, after: &str) -> bool {
        let suspended = after.strip_suffix('-');
        // "virksomhedspraktik- og løntilskudsforløb", "opkvalificerings- og …"
        suspended.is_some_and(|before| !before.contains('-') && endings.allow(stem, before))
            || term.part.before_shell && self.is_shell(term.class, after)
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

/// The hit of a candidate; None if capitals are wanting.
fn hit(terms: &[Term], candidate: &Candidate, tokens: &Tokens, norm: &str) -> Option<TermHit> {
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
}

fn without_hyphens(stem: &Stem) -> Option<Stem> {
    let inside = stem.text.trim_matches('-').contains('-');
    inside.then(|| Stem { text: stem.text.replace('-', ""), endings: stem.endings })
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
        let inside = (c.is_alphanumeric() && !crate::structure::SUPERSCRIPTS.contains(&c))
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
    const ENDINGS: &[&str] = &[
        "", "e", "en", "ene", "enes", "ens", "er", "erne", "ernes", "ers", "es", "et", "ets", "s", "n", "ne", "ns",
        "r", "rne", "rnes", "t", "ts", "me", "met", "mer", "merne", "bet", "bene", "ter", "terne",
    ];
    let forms = |stem: Stem| {
        let allowed = ENDINGS.iter().filter(|ending| stem.endings.allow(&stem.text, ending));
        allowed.map(|ending| format!("{}{ending}", stem.text)).collect::<Vec<_>>()
    };
    inflection::noun(word).into_iter().flat_map(forms).collect()
}

/// Of overlapping candidates of one class the leftmost, of these the longest; several roles of one word all stay.
fn select(terms: &[Term], mut candidates: Vec<Candidate>) -> Vec<Candidate> {
    candidates.sort_by_cached_key(|candidate| {
        let term = &terms[candidate.term];
        (
            term.class,
            candidate.flow.start,
            usize::MAX - candidate.flow.end,
            candidate.apart,
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
