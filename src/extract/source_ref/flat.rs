//! A node's words in one line with their capitals, and the way back to the normalized text.
//!
//! Names and titles run over line ends, columns and page breaks; here they are whole.

use super::trigger::{Trigger, Triggers};
use crate::extract::Parsed;
use crate::lexicon::TermHit;
use crate::structure::NodeId;
use crate::token::TokenKind;
use std::ops::Range;

/// A node's text as the flow has it, but not in lower case.
pub struct Flat {
    pub node: NodeId,
    pub text: String,
    /// For each token where it begins here and in the normalized text.
    starts: Vec<(usize, usize)>,
    /// The node's first token.
    first: usize,
    /// Where emphasis begins or ends.
    emphasis: Vec<usize>,
    /// What the rules may find here.
    pub triggers: Triggers,
}

impl Flat {
    /// None for a node without words. `marked` tells whether the document may have emphasis.
    pub fn new(parsed: &Parsed<'_>, node: NodeId, marked: bool) -> Option<Self> {
        let tokens = parsed.node_tokens(node);
        if tokens.is_empty() {
            return None;
        }
        let marked = marked && has_marks(parsed, tokens.clone());
        let flow = &parsed.tokens.flow;
        let mut flat = Self {
            node,
            text: String::with_capacity(6 * tokens.len()),
            starts: Vec::with_capacity(tokens.len()),
            first: tokens.start,
            emphasis: Vec::new(),
            triggers: Triggers::default(),
        };
        for token in tokens.clone() {
            let norm = parsed.all_tokens()[token].norm.clone();
            if token > tokens.start {
                let gap = flow.token(token - 1).end..flow.token(token).start;
                flat.text.push_str(flow.text().get(gap).unwrap_or(" "));
            }
            if marked && opens_or_closes(parsed, token, tokens.start) {
                flat.emphasis.push(flat.text.len());
            }
            flat.starts.push((flat.text.len(), norm.start));
            // A note mark is no part of a name: "En undersøgelse fra VIVE²".
            if parsed.all_tokens()[token].kind == TokenKind::NoteMark {
                continue;
            }
            let piece = &parsed.text()[norm];
            let cut = piece.ends_with('-') && !flow.text()[flow.token(token)].ends_with('-');
            flat.text.push_str(if cut { &piece[..piece.len() - 1] } else { piece });
        }
        flat.triggers = Triggers::of(&flat.text);
        Some(flat)
    }

    /// Bytes of the normalized text that `range` of the line came from.
    pub fn norm(&self, range: Range<usize>) -> Range<usize> {
        let at = |byte: usize, of: usize| {
            let index = self.starts.partition_point(|&(start, _)| start <= of).saturating_sub(1);
            let (start, norm) = self.starts[index];
            norm + byte.saturating_sub(start)
        };
        at(range.start, range.start)..at(range.end, range.end.saturating_sub(1))
    }

    /// Where a lexicon hit of the node stands in the line.
    pub fn of_hit(&self, parsed: &Parsed<'_>, hit: &TermHit) -> Option<Range<usize>> {
        let place = |token: usize, norm: usize| {
            let &(start, _) = self.starts.get(token.checked_sub(self.first)?)?;
            Some(start + norm.saturating_sub(parsed.all_tokens()[token].norm.start))
        };
        let range = place(hit.tokens.start, hit.norm.start)?..place(hit.tokens.end - 1, hit.norm.end)?;
        self.text.get(range.clone()).map(|_| range)
    }

    /// Where a run of the node's tokens stands in the line.
    pub fn of_tokens(&self, tokens: Range<usize>) -> Range<usize> {
        let at = |token: usize| {
            let place = token.saturating_sub(self.first);
            self.starts.get(place).map_or(self.text.len(), |&(start, _)| start)
        };
        at(tokens.start)..at(tokens.end)
    }

    /// The emphasized words that begin at `at`.
    pub fn emphasized(&self, at: usize) -> Option<Range<usize>> {
        let index = self.emphasis.binary_search(&at).ok()?;
        let end = self.emphasis.get(index + 1).copied().unwrap_or(self.text.len());
        let text = self.text[at..end].split('*').next().unwrap_or("");
        let text = text.trim_end_matches([' ', '\n', ',', '.', ';', ':']);
        (1..=160).contains(&text.len()).then(|| at..at + text.len())
    }

    /// Whether [`Self::title`] can find anything.
    pub fn may_have_title(&self) -> bool {
        !self.emphasis.is_empty() || self.triggers.has(Trigger::Quote)
    }

    /// The quoted or emphasized title that begins at `at`, quotation marks included.
    pub fn title(&self, at: usize) -> Option<Range<usize>> {
        let rest = self.text.get(at..)?;
        let open = rest.chars().next()?;
        let closing: &[char] = match open {
            '"' | '“' | '”' => &['"', '”', '“'],
            '„' => &['“', '”', '"'],
            '»' => &['«'],
            '«' => &['»'],
            '\'' | '‘' | '’' => &['\'', '’'],
            _ => return self.emphasized(at),
        };
        let body = &rest[open.len_utf8()..];
        // An apostrophe inside a word closes nothing: "FN's".
        let close = body.char_indices().find(|&(place, c)| {
            let next = body[place + c.len_utf8()..].chars().next();
            closing.contains(&c) && next.is_none_or(|next| !next.is_alphanumeric())
        });
        let (place, c) = close?;
        (2..=160).contains(&place).then(|| at..at + open.len_utf8() + place + c.len_utf8())
    }

    /// Whether a word begins at `at`.
    pub fn starts_word(&self, at: usize) -> bool {
        self.text[..at].chars().next_back().is_none_or(|c| !c.is_alphanumeric() && c != '-')
    }
}

/// Whether markup for emphasis may stand somewhere in a run of tokens, or right before it.
fn has_marks(parsed: &Parsed<'_>, tokens: Range<usize>) -> bool {
    // Columns may stand in another order than they are read in.
    let list = &parsed.all_tokens()[tokens];
    let start = list.iter().map(|token| token.norm.start).min().unwrap_or(0);
    let end = list.iter().map(|token| token.norm.end).max().unwrap_or(0);
    let raw = parsed.norm.raw(start..end);
    // What `opens_or_closes` looks at before the first token may be cut inside a character, then nothing is seen.
    let before = raw.start().saturating_sub(3);
    parsed.doc.raw().as_bytes()[before..raw.end()].iter().any(|byte| matches!(byte, b'*' | b'_' | b'<'))
}

/// Whether markup for emphasis stands between a token and the one before it.
fn opens_or_closes(parsed: &Parsed<'_>, token: usize, first: usize) -> bool {
    let start = parsed.norm.raw_start(parsed.all_tokens()[token].norm.start);
    let before = if token > first {
        parsed.norm.raw_end(parsed.all_tokens()[token - 1].norm.end)
    } else {
        start.saturating_sub(3)
    };
    let gap = parsed.doc.raw().get(before..start).unwrap_or("");
    gap.contains(['*', '_']) || ["<i>", "<em>", "</i>", "</em>"].iter().any(|tag| gap.contains(tag))
}
