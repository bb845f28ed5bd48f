//! Ties findings to one another: which goal rests on which source, which measure is for whom.
//!
//! A link goes from one finding to another and carries the rule that made it and the words that it rests on. One
//! relation a file; each looks at one node at a time, so that the work is linear in the findings.

mod goal_source;
mod measure_goal;
mod measure_group;
mod short_form;
mod words;

use crate::extract::{Findings, Parsed};
use crate::structure::NodeId;
use rustc_hash::FxHashMap;
use std::ops::Range;

/// A layer of findings that links join.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Layer {
    Goal,
    TargetGroup,
    Measure,
    Source,
}

/// A finding: its layer and its place in that layer's list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct FindingId {
    pub layer: Layer,
    pub index: usize,
}

/// A relation between two findings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    pub from: FindingId,
    pub to: FindingId,
    /// The rule's name, for example `link/note-mark`.
    pub rule: &'static str,
    /// Where the words stand that the link rests on.
    pub node: NodeId,
    /// Bytes of the normalized text.
    pub norm: Range<usize>,
}

/// All links, relation by relation, each in the order of the text.
pub fn link(parsed: &Parsed<'_>, found: &Findings) -> Vec<Link> {
    let mut links = Vec::new();
    goal_source::link(parsed, found, &mut links);
    measure_goal::link(found, &mut links);
    measure_group::link(parsed, found, &mut links);
    short_form::link(found, &mut links);
    links
}

/// Indices of findings by the node where they stand, in the order given.
fn by_node(nodes: impl Iterator<Item = NodeId>) -> FxHashMap<NodeId, Vec<usize>> {
    let mut lists: FxHashMap<NodeId, Vec<usize>> = FxHashMap::default();
    for (index, node) in nodes.enumerate() {
        lists.entry(node).or_default().push(index);
    }
    lists
}
