//! A node's words with the groups and measures among them: what the relations between the two are read from.

use crate::extract::{Mention, Parsed};
use std::ops::Range;

/// A mention of a node, by the tokens that it covers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// Index into the layer's list.
    pub index: usize,
    pub tokens: Range<usize>,
}

/// The mentions of a node as spans, in order. `indices` are those of the mentions that stand in the node.
pub fn spans(parsed: &Parsed<'_>, node: Range<usize>, mentions: &[Mention], indices: &[usize]) -> Vec<Span> {
    let mut places: Vec<(usize, usize)> = node.map(|token| (parsed.all_tokens()[token].norm.start, token)).collect();
    // Columns: a later word may stand earlier in the text.
    places.sort_unstable();
    let token_at = |byte: usize| {
        let index = places.partition_point(|&(start, _)| start <= byte).checked_sub(1)?;
        Some(places[index].1)
    };
    let mut spans: Vec<Span> = indices
        .iter()
        .filter_map(|&index| {
            let norm = &mentions[index].norm;
            let (first, last) = (token_at(norm.start)?, token_at(norm.end.checked_sub(1)?)?);
            (first <= last).then_some(Span { index, tokens: first..last + 1 })
        })
        .collect();
    spans.sort_by_key(|span| (span.tokens.start, span.tokens.end));
    spans
}

/// Articles, quantifiers and adjectives that may stand before a group or measure without being part of its name.
pub fn is_determiner(word: &str) -> bool {
    matches!(
        word,
        "en" | "et"
            | "den"
            | "det"
            | "de"
            | "denne"
            | "disse"
            | "alle"
            | "både"
            | "flere"
            | "enkelte"
            | "nogle"
            | "andre"
            | "øvrige"
            | "mange"
            | "vores"
            | "kommunens"
            | "jobcentrets"
            | "jobcenterets"
            | "hver"
            | "ny"
            | "nyt"
            | "nye"
            | "særlig"
            | "særligt"
            | "særlige"
            | "især"
            | "tidlig"
            | "tidligt"
            | "individuel"
            | "individuelt"
            | "individuelle"
            | "intensiv"
            | "intensivt"
            | "intensive"
            | "fx"
            | "f.eks."
            | "bl.a."
            | "netop"
            | "egen"
            | "fast"
    )
}

/// Words that join the parts of an enumeration.
pub fn is_joint(word: &str) -> bool {
    matches!(word, "," | "og" | "eller" | "samt" | "/" | "både" | "og/eller" | "henholdsvis")
}

/// Whether the run is one joint or more, with determiners: the mentions at its two ends are coordinated.
pub fn joins(parsed: &Parsed<'_>, between: Range<usize>) -> bool {
    // "…, og jobplanen følges op": a comma before "og" begins a clause.
    let clause = between
        .clone()
        .skip(1)
        .any(|token| parsed.lower(token - 1) == "," && matches!(parsed.lower(token), "og" | "samt" | "men"));
    between.len() <= 4
        && !clause
        && between.clone().any(|token| is_joint(parsed.lower(token)))
        && between.clone().all(|token| is_joint(parsed.lower(token)) || is_determiner(parsed.lower(token)))
}
