//! Cuts a node into words and into units: a lexicon label of one or more words, or a word that no label covers.

use super::unlisted::Unlisted;
use crate::extract::Parsed;
use crate::lexicon::{Class, Role, Term, TermId};
use crate::structure::NodeId;
use crate::token::TokenKind;
use std::ops::Range;

/// A token, or a part of one between slashes ("revalidender/forrevalidender").
#[derive(Debug, Clone)]
pub struct Word {
    /// Bytes of the normalized text.
    pub norm: Range<usize>,
    /// Bytes of the flow.
    flow: Range<usize>,
    pub kind: TokenKind,
    /// Whether a paragraph of a table cell starts here.
    breaks: bool,
    /// Where a measure that starts here ends, in words; 0 if none does.
    measure_end: usize,
}

/// What the lexicon knows of a run of words; at least one word.
#[derive(Debug, Clone, Default)]
pub struct Unit {
    pub words: Range<usize>,
    pub group: Option<TermId>,
    pub modifier: Option<TermId>,
    pub generic: Option<TermId>,
    pub condition: Option<TermId>,
}

impl Unit {
    fn set(&mut self, role: Role, term: TermId) {
        let slot = match role {
            Role::Group => &mut self.group,
            Role::Modifier => &mut self.modifier,
            Role::Generic => &mut self.generic,
            Role::Condition => &mut self.condition,
        };
        slot.get_or_insert(term);
    }

    /// Whether no label covers the unit.
    pub fn is_plain(&self) -> bool {
        self.group.is_none() && self.modifier.is_none() && self.generic.is_none() && self.condition.is_none()
    }
}

/// The words and units of one node.
pub struct Units<'p, 'd> {
    pub parsed: &'p Parsed<'d>,
    pub node: NodeId,
    pub words: Vec<Word>,
    pub units: Vec<Unit>,
}

impl<'p, 'd> Units<'p, 'd> {
    /// Reads a node; None if nothing in it can name a group.
    pub fn read(parsed: &'p Parsed<'d>, node: NodeId, unlisted: &mut Unlisted<'p>) -> Option<Self> {
        let tokens = parsed.node_tokens(node);
        if tokens.is_empty() {
            return None;
        }
        let mut words = Vec::with_capacity(tokens.len());
        let mut first_word = Vec::with_capacity(tokens.len());
        for token in tokens.clone() {
            first_word.push(words.len());
            push_words(parsed, token, &mut words);
        }
        let mut units: Vec<Unit> = Vec::with_capacity(words.len());
        let mut found = false;
        for hit in parsed.hits(node) {
            let term = parsed.term(hit);
            if hit.tokens.start < tokens.start || hit.tokens.end > tokens.end || hit.tokens.is_empty() {
                continue;
            }
            let at = |token: usize, norm: usize| {
                let token = token - tokens.start;
                word_at(&words, first_word[token], first_word.get(token + 1), norm)
            };
            let start = at(hit.tokens.start, hit.norm.start);
            let end = at(hit.tokens.end - 1, hit.norm.end.saturating_sub(1)) + 1;
            match (term.class, term.role) {
                (Class::Measure, _) => words[start].measure_end = words[start].measure_end.max(end),
                (Class::TargetGroup, Some(role)) => {
                    found = true;
                    let covered = units.last().map_or(0, |unit| unit.words.end);
                    if units.last().is_some_and(|unit| unit.words == (start..end)) {
                        units.last_mut().expect("just seen").set(role, hit.term);
                    } else if start >= covered && start < end {
                        units.extend((covered..start).map(|word| Unit { words: word..word + 1, ..Unit::default() }));
                        let mut unit = Unit { words: start..end, ..Unit::default() };
                        unit.set(role, hit.term);
                        units.push(unit);
                    }
                }
                _ => {}
            }
        }
        let covered = units.last().map_or(0, |unit| unit.words.end);
        units.extend((covered..words.len()).map(|word| Unit { words: word..word + 1, ..Unit::default() }));
        let mut this = Self { parsed, node, words, units };
        for index in 0..this.units.len() {
            if !this.units[index].is_plain() {
                continue;
            }
            let word = this.units[index].words.start;
            if let Some((role, term)) = unlisted.find(parsed.lexicon, this.word(word)) {
                this.units[index].set(role, term);
                this.units[index].modifier = modifier_of(parsed, term);
                found = true;
            }
            found |= super::age::is_age_word(this.word(word));
        }
        found.then_some(this)
    }

    /// A word in lower case; empty past the end.
    pub fn word(&self, word: usize) -> &'p str {
        self.words.get(word).map_or("", |word| &self.parsed.tokens.flow.text()[word.flow.clone()])
    }

    /// The first word of a unit in lower case; empty past the end or where a new paragraph starts.
    pub fn text(&self, unit: usize) -> &'p str {
        match self.units.get(unit) {
            Some(unit) if !self.words[unit.words.start].breaks => self.word(unit.words.start),
            _ => "",
        }
    }

    /// The last word of a unit in lower case.
    pub fn last_text(&self, unit: usize) -> &'p str {
        self.units.get(unit).map_or("", |unit| self.word(unit.words.end - 1))
    }

    /// Whether a unit exists and goes on with the paragraph of the unit before.
    pub fn follows(&self, unit: usize) -> bool {
        self.units.get(unit).is_some_and(|unit| !self.words[unit.words.start].breaks)
    }

    /// The unit, if it goes on with the paragraph of the unit before.
    pub fn next(&self, unit: usize) -> Option<&Unit> {
        self.units.get(unit).filter(|unit| !self.words[unit.words.start].breaks)
    }

    pub fn is_word(&self, unit: usize) -> bool {
        let kind = self.units.get(unit).map(|unit| self.words[unit.words.start].kind);
        matches!(kind, Some(TokenKind::Word | TokenKind::Abbreviation))
    }

    /// The unit behind a measure that starts at `unit`, if one does.
    pub fn after_measure(&self, unit: usize) -> Option<usize> {
        let start = self.next(unit)?.words.start;
        let end = self.words[start].measure_end;
        if end == 0 {
            return None;
        }
        let after = self.units.partition_point(|unit| unit.words.end < end) + 1;
        Some(after.max(unit + 1))
    }

    /// Bytes of the normalized text from unit `first` to before unit `end`.
    pub fn norm(&self, first: usize, end: usize) -> Range<usize> {
        let start = self.words[self.units[first].words.start].norm.start;
        start..self.words[self.units[end - 1].words.end - 1].norm.end
    }

    pub fn term(&self, id: TermId) -> &'p Term {
        &self.parsed.lexicon.terms[id]
    }
}

/// The same label as a modifier, if the lexicon has it.
fn modifier_of(parsed: &Parsed<'_>, term: TermId) -> Option<TermId> {
    let lexicon = parsed.lexicon;
    let same = lexicon.word(Class::TargetGroup, &lexicon.terms[term].label);
    same.into_iter().find(|&id| lexicon.terms[id].role == Some(Role::Modifier))
}

/// The word of one token that holds byte `norm`; the token's words start at `first`.
fn word_at(words: &[Word], first: usize, next_token: Option<&usize>, norm: usize) -> usize {
    let last = next_token.map_or(words.len(), |&next| next);
    first + words[first..last].partition_point(|word| word.norm.end <= norm).min(last - first - 1)
}

fn push_words(parsed: &Parsed<'_>, token: usize, words: &mut Vec<Word>) {
    let norm = parsed.all_tokens()[token].norm.clone();
    let kind = parsed.all_tokens()[token].kind;
    let flow = parsed.tokens.flow.token(token);
    let text = &parsed.tokens.flow.text()[flow.clone()];
    let breaks = !words.is_empty() && parsed.tokens.flow.text().as_bytes()[flow.start - 1] == b'\n';
    let whole = Word { norm: norm.clone(), flow: flow.clone(), kind, breaks, measure_end: 0 };
    let splits = kind == TokenKind::Word && text.contains('/') && flow.len() == norm.len();
    if !splits {
        words.push(whole);
        return;
    }
    let mut at = 0;
    for (index, part) in text.split('/').enumerate() {
        if index > 0 {
            let slash = at - 1;
            words.push(Word {
                norm: norm.start + slash..norm.start + at,
                flow: flow.start + slash..flow.start + at,
                kind: TokenKind::Punctuation,
                breaks: false,
                measure_end: 0,
            });
        }
        if !part.is_empty() {
            words.push(Word {
                norm: norm.start + at..norm.start + at + part.len(),
                flow: flow.start + at..flow.start + at + part.len(),
                kind,
                breaks: breaks && index == 0,
                measure_end: 0,
            });
        }
        at += part.len() + 1;
    }
}
