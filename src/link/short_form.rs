//! Source → source: a short form and the full name that stands before it.
//!
//! *Rule*: `link/named-before`: the same act, named in full or by its number earlier in the text.
//!
//! *Example*: "lov om en aktiv beskæftigelsesindsats (LAB) … efter LAB skal" → the second leads to the first.
//!
//! *Not this*: a short name that the text never explains; its act is in the registry all the same.

use super::{FindingId, Layer, Link};
use crate::extract::{CitedAct, Findings, SourceRef};
use rustc_hash::FxHashMap;

pub(super) fn link(found: &Findings, links: &mut Vec<Link>) {
    let mut named: FxHashMap<&str, usize> = FxHashMap::default();
    for (index, source) in found.sources.iter().enumerate() {
        let Some(key) = source.act.as_ref().and_then(key) else {
            continue;
        };
        if is_full(source) {
            named.entry(key).or_insert(index);
        } else if let Some(&first) = named.get(key) {
            links.push(Link {
                from: FindingId { layer: Layer::Source, index },
                to: FindingId { layer: Layer::Source, index: first },
                rule: "link/named-before",
                node: source.node,
                norm: source.norm.clone(),
            });
        }
    }
}

/// What tells an act from others.
fn key(act: &CitedAct) -> Option<&str> {
    act.eli.as_deref().or(act.name.as_deref())
}

/// Whether the source is named by its number or in several words.
fn is_full(source: &SourceRef) -> bool {
    let words =
        source.title.as_deref().map_or(0, |title| title.split(" §").next().unwrap_or("").split_whitespace().count());
    source.identifier.is_some() || words > 2
}
