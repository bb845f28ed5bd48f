//! Goal → source: the texts and data that a goal rests on.
//!
//! *Rules*: `link/cited-inside`: the source is named inside the goal's span; `link/note-mark`: a note mark inside the
//! goal, or right behind its last word, points to the footnote.
//!
//! *Example*: "Vi vil følge anbefalingerne fra STAR¹" → the naming of STAR, and footnote 1.
//!
//! *Not this*: a source in the next sentence of the same paragraph.

use super::{FindingId, Layer, Link, by_node};
use crate::extract::{Findings, Parsed};
use crate::structure::{NodeId, SUPERSCRIPTS};
use std::ops::Range;

pub(super) fn link(parsed: &Parsed<'_>, found: &Findings, links: &mut Vec<Link>) {
    if found.goals.is_empty() || found.sources.is_empty() {
        return;
    }
    let goals = by_node(found.goals.iter().map(|goal| goal.node));
    let places = Places::new(parsed);
    let mut push = |goal: usize, source: usize, rule, node, norm: &Range<usize>| {
        links.push(Link {
            from: FindingId { layer: Layer::Goal, index: goal },
            to: FindingId { layer: Layer::Source, index: source },
            rule,
            node,
            norm: norm.clone(),
        });
    };
    for (index, source) in found.sources.iter().enumerate() {
        let around = goals.get(&source.node).into_iter().flatten().copied();
        for goal in around.filter(|&goal| holds(&found.goals[goal].norm, &source.norm)) {
            push(goal, index, "link/cited-inside", source.node, &source.norm);
        }
        for mark in &source.cited_at {
            let Some(node) = places.node(mark.start) else {
                continue;
            };
            let around = goals.get(&node).into_iter().flatten().copied();
            for goal in around.filter(|&goal| marks(parsed, &found.goals[goal].norm, mark)) {
                push(goal, index, "link/note-mark", node, mark);
            }
        }
    }
}

fn holds(outer: &Range<usize>, inner: &Range<usize>) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}

/// Whether the mark stands inside the goal or behind its last word with nothing but other marks between.
fn marks(parsed: &Parsed<'_>, goal: &Range<usize>, mark: &Range<usize>) -> bool {
    let others = |c: char| c.is_whitespace() || c == ',' || SUPERSCRIPTS.contains(&c);
    holds(goal, mark)
        || parsed
            .text()
            .get(goal.end..mark.start)
            .is_some_and(|between| between.len() < 16 && between.chars().all(others))
}

/// Which node each stretch of the normalized text belongs to.
struct Places {
    /// Segments with their nodes, sorted.
    segments: Vec<(Range<usize>, NodeId)>,
}

impl Places {
    fn new(parsed: &Parsed<'_>) -> Self {
        let nodes = parsed.outline.nodes.iter().enumerate();
        let mut segments: Vec<(Range<usize>, NodeId)> =
            nodes.flat_map(|(id, node)| node.segments.iter().map(move |segment| (segment.clone(), id))).collect();
        segments.sort_by_key(|(segment, _)| segment.start);
        Self { segments }
    }

    fn node(&self, at: usize) -> Option<NodeId> {
        let index = self.segments.partition_point(|(segment, _)| segment.start <= at).checked_sub(1)?;
        let (segment, node) = &self.segments[index];
        segment.contains(&at).then_some(*node)
    }
}
