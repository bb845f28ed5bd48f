//! What the headings of boxes announce, and boxes that stand side by side.

use super::section::Announced;
use super::{Reader, clause, subject};
use crate::extract::target;
use crate::extract::{GoalKind, Modality, Parsed};
use crate::structure::{BoxKind, NodeId, NodeKind, aims_beside_acts, box_kind};
use rustc_hash::FxHashMap;
use std::borrow::Cow;
use std::ops::Range;

/// So many parts an item may have in boxes of its own.
const MOST_PARTS: usize = 30;
/// A heading that runs into its paragraph has fewer tokens.
const MOST_RUN_IN: usize = 6;
/// So many nodes below a box are looked through for the box beside it.
const MOST_BESIDE: usize = 60;

/// The boxes of each page on which two headings stand right above one another, as cards side by side are printed: their
/// texts follow row by row. With each the kind of goals that one of them announces.
pub(super) fn side_by_side(parsed: &Parsed<'_>) -> FxHashMap<NodeId, GoalKind> {
    let nodes = &parsed.outline.nodes;
    let kind = |id: NodeId| {
        let heading = matches!(nodes.get(id)?.kind, NodeKind::Heading { boxed: true, .. });
        heading.then(|| box_kind(&nodes[id].text(parsed.text()))).flatten()
    };
    let mut mixed = FxHashMap::default();
    for id in 0..nodes.len() {
        let (Some(first), Some(second)) = (kind(id), kind(id + 1)) else { continue };
        let acts = |kind| kind == BoxKind::Activities;
        if nodes[id].parent != nodes[id + 1].parent || acts(first) == acts(second) {
            continue;
        }
        let Some(aims) = [first, second].into_iter().filter(|kind| !acts(*kind)).find_map(kind_of_box) else {
            continue;
        };
        let page = nodes[id..].iter().take(MOST_BESIDE).take_while(|node| node.page == nodes[id].page);
        let siblings = page.enumerate().filter(|(_, node)| node.parent == nodes[id].parent);
        mixed.extend(siblings.map(|(at, _)| id + at).filter(|&id| kind(id).is_some()).map(|id| (id, aims)));
    }
    mixed
}

impl Reader<'_, '_> {
    /// What a sentence is that may belong to any of the boxes side by side: an act, something to reach, or neither.
    pub(super) fn kind_by_wording(&self, tokens: &Range<usize>, aims: GoalKind) -> Option<GoalKind> {
        let event = clause::events(self.parsed, tokens.clone()).into_iter().next()?;
        let verb = self.parsed.lower(event.verb);
        let owns = subject::owner(self.parsed, tokens.start, event.verb).is_some();
        let acts = || self.judge_forward(tokens.clone()).is_some();
        let reaches = || {
            verb == "skal"
                || target::target(&super::attributes::text(self.parsed, tokens.clone()), self.years()).is_some()
        };
        match () {
            () if verb.ends_with('r') && verb != "er" && (owns || acts()) => Some(GoalKind::Activity),
            () if reaches() => Some(aims),
            () if acts() => Some(GoalKind::Activity),
            () => None,
        }
    }
}

/// The box whose part a labelled heading names: "Hvad vil vi opnå?" above "Pejlemærke 1.1: …".
pub(super) fn box_of_part(parsed: &Parsed<'_>, heading: NodeId) -> Option<NodeId> {
    let nodes = &parsed.outline.nodes;
    let above = nodes[heading].parent?;
    let part = matches!(nodes[heading].kind, NodeKind::Heading { boxed: false, .. })
        && matches!(nodes[above].kind, NodeKind::Heading { boxed: true, .. });
    part.then_some(above)
}

/// A standard heading that runs into its paragraph, and the first token behind it: "Strategi: Jobcentret vil …".
pub(super) fn run_in(parsed: &Parsed<'_>, id: NodeId) -> Option<(BoxKind, usize)> {
    if parsed.outline.nodes[id].kind != NodeKind::Paragraph {
        return None;
    }
    let tokens = parsed.node_tokens(id);
    let colon = tokens.clone().skip(1).take(MOST_RUN_IN).find(|&index| parsed.lower(index) == ":")?;
    let kind = box_kind(parsed.lower_text(tokens.start..colon))?;
    let capital = colon + 1 < tokens.end && parsed.token_text(colon + 1).starts_with(char::is_uppercase);
    let prose = matches!(kind, BoxKind::Strategy | BoxKind::Prose | BoxKind::Activities);
    (capital && prose).then_some((kind, colon + 1))
}

/// The headings beside the heading `id`, behind it.
fn beside<'p>(parsed: &'p Parsed<'_>, id: NodeId) -> impl Iterator<Item = Cow<'p, str>> {
    let nodes = &parsed.outline.nodes;
    let below = nodes[id + 1..].iter().take(MOST_BESIDE).take_while(move |node| node.page <= nodes[id].page + 1);
    let headings =
        below.filter(move |node| node.parent == nodes[id].parent && matches!(node.kind, NodeKind::Heading { .. }));
    headings.map(|node| node.text(parsed.text()))
}

/// "Indsats" is prose on what will be done, but in a scheme beside "Ansvarlig" and "Tidsfrist" it lists acts.
pub(super) fn acts_in_scheme(parsed: &Parsed<'_>, id: NodeId) -> Option<GoalKind> {
    let strategy = box_kind(&parsed.outline.nodes[id].text(parsed.text())) == Some(BoxKind::Strategy);
    let names = |name: Cow<'_, str>| {
        let name = name.to_lowercase();
        ["ansvarlig", "tidsfrist", "frist", "tidsplan"].iter().any(|head| name.starts_with(head))
    };
    (strategy && beside(parsed, id).any(names)).then_some(GoalKind::Activity)
}

/// A box's heading; "Vi vil" lends its words.
pub(super) fn boxed(parsed: &Parsed<'_>, id: NodeId) -> Option<Announced> {
    let text = parsed.outline.nodes[id].text(parsed.text());
    // "Vi vil opkvalificere flere" is an act all the same.
    let acts = || parsed.outline.nodes.get(id + 1).is_some_and(|first| first.text(parsed.text()).starts_with("Vi "));
    if aims_beside_acts(&text, || beside(parsed, id)) && !acts() {
        return Some(Announced::plain(GoalKind::Goal));
    }
    let kind = box_kind(&text).and_then(kind_of_box).or_else(|| acts_in_scheme(parsed, id))?;
    let event = clause::events(parsed, parsed.node_tokens(id)).into_iter().next();
    let lent = event.and_then(|event| {
        let modality = match parsed.lower(event.verb) {
            "vil" => Modality::Will,
            "skal" => Modality::Shall,
            // "Vores mål er," above "at alle har et job"
            "er" if text.trim_end_matches([':', ',', ' ']).ends_with(" er") => Modality::Aim,
            // "Vi gør det ved at", but not "Sådan gør vi"
            "gør" if text.to_lowercase().trim_end_matches([':', ' ']).ends_with("ved at") => Modality::Indicative,
            _ => return None,
        };
        let owner = |index: usize| subject::owner(parsed, index, index + 4);
        let actor = event.before.iter().copied().find_map(owner).or_else(|| event.after.clone().find_map(owner));
        Some((modality, actor))
    });
    Some(Announced { kind, lent })
}

pub(super) fn kind_of_box(kind: BoxKind) -> Option<GoalKind> {
    Some(match kind {
        BoxKind::Minister => GoalKind::Minister,
        BoxKind::Objectives => GoalKind::Objective,
        BoxKind::Goals => GoalKind::Goal,
        BoxKind::Activities => GoalKind::Activity,
        BoxKind::Beacons => GoalKind::Beacon,
        BoxKind::Strategy | BoxKind::Prose => return None,
    })
}

/// The item that counts right before one in another box: "6. Flere unge …", its parts in boxes, "7. Færre ledige …".
pub(super) fn counted_before(parsed: &Parsed<'_>, id: NodeId) -> Option<NodeId> {
    let nodes = &parsed.outline.nodes;
    let number = |id: NodeId| -> Option<u32> {
        let item = Some(&nodes[id]).filter(|node| node.kind == NodeKind::ListItem)?;
        item.label.as_ref()?.name.as_deref()?.parse().ok()
    };
    let own = number(id).filter(|number| *number > 1)?;
    let mut before = (id.saturating_sub(MOST_PARTS)..id).rev();
    let counted = before.find(|&other| number(other).is_some())?;
    let boxed = nodes[id].parent.filter(|&parent| parent > counted);
    let boxed = boxed.is_some_and(|parent| matches!(nodes[parent].kind, NodeKind::Heading { boxed: true, .. }));
    (boxed && number(counted) == Some(own - 1)).then_some(counted)
}
