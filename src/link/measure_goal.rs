//! Measure → goal: the goal whose words name the measure.
//!
//! *Rule*: `link/measure-inside`: the measure stands inside the goal's span.
//!
//! *Example*: in "Jobcentret vil tilbyde flere unge en **mentor**" the mention belongs to the goal.
//!
//! *Not this*: a measure in a sentence beside the goal. The goal lists concepts; the link leads to the words.

use super::{FindingId, Layer, Link, by_node};
use crate::extract::Findings;

pub(super) fn link(found: &Findings, links: &mut Vec<Link>) {
    let measures = by_node(found.measures.iter().map(|measure| measure.node));
    for (index, goal) in found.goals.iter().enumerate() {
        let beside = measures.get(&goal.node).map_or(&[][..], Vec::as_slice);
        // Mentions of a node stand in order: those inside a goal are one run.
        let first = beside.partition_point(|&measure| found.measures[measure].norm.start < goal.norm.start);
        for &measure in beside[first..].iter().take_while(|&&measure| found.measures[measure].norm.end <= goal.norm.end)
        {
            links.push(Link {
                from: FindingId { layer: Layer::Measure, index: measure },
                to: FindingId { layer: Layer::Goal, index },
                rule: "link/measure-inside",
                node: goal.node,
                norm: found.measures[measure].norm.clone(),
            });
        }
    }
}
