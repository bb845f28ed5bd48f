//! Which minister goal the document's own structure puts a goal under: its chapter's heading or box.

use super::row::heads_table;
use super::section::Sections;
use crate::extract::{GoalKind, Parsed, Period};
use crate::lexicon::{LISTED, MinisterGoals};
use crate::structure::{Node, NodeId, NodeKind, is_bare_minister_goal, minister_goals_referred_to};
use rustc_hash::FxHashMap;

/// Fewer goals than this in a minister's box belong to the chapter; more are the whole list of the year.
const MOST_CHAPTER_GOALS: usize = 2;

impl Sections {
    /// The minister goal that the document's structure puts `node` under; null for goals outside GOLD.md's table.
    pub fn serves(&self, parsed: &Parsed<'_>, node: NodeId) -> Option<&str> {
        // A section on following up belongs to the whole plan, whatever chapter it stands behind.
        let heading = |id: NodeId| parsed.outline.nodes[id].text(parsed.text());
        let above = || {
            let of_plan = |id: NodeId| follows_up(&heading(id)) && !self.repeated.contains(&heading(id).to_lowercase());
            parsed.outline.ancestors(node).take_while(move |&id| !of_plan(id))
        };
        let goal = self.serves.get(&node).or_else(|| above().find_map(|id| self.serves.get(&id)));
        goal.map(String::as_str).filter(|goal| LISTED.contains(goal))
    }

    pub(super) fn read_serves(&mut self, parsed: &Parsed<'_>, ministers: &MinisterGoals, period: Option<Period>) {
        let nodes = &parsed.outline.nodes;
        // Minister goals in each box, by the box's heading.
        let mut boxes: FxHashMap<NodeId, Vec<Option<String>>> = FxHashMap::default();
        // Lines of each box that look like headings: the chapter goes on below them.
        let mut lines: FxHashMap<NodeId, Vec<NodeId>> = FxHashMap::default();
        for (id, node) in nodes.iter().enumerate() {
            if let Some(goal) = reference(parsed, id, ministers, period) {
                // Right under a chapter's name it is about the chapter.
                self.serves.insert(id, goal.clone());
                // "MINISTERMÅL 1" further down begins a chapter of its own.
                let begins = is_bare_minister_goal(&node.text(parsed.text())) && labels_next(parsed, id);
                if let Some(chapter) = node.parent.filter(|&parent| !begins && !holds_everything(parsed, parent)) {
                    self.serves.entry(chapter).or_insert(goal);
                }
                continue;
            }
            match node.kind {
                // A note beside the text of its chapter.
                NodeKind::Heading { boxed: true, .. } if is_note(parsed, id) => {
                    if let Some(goal) = minister_heading(parsed, id, ministers, period) {
                        boxes.entry(id).or_default().push(Some(goal));
                    }
                }
                NodeKind::Heading { .. } => {
                    let Some(goal) = minister_heading(parsed, id, ministers, period) else { continue };
                    // A line of the minister's box that looks like a heading belongs to the box.
                    if let Some(holder) = self.box_before(parsed, id, ministers, period) {
                        boxes.entry(holder).or_default().push(Some(goal));
                        lines.entry(holder).or_default().push(id);
                        continue;
                    }
                    // A minister goal right under a chapter's heading is the chapter's, unless others head its further parts.
                    let other = |(next, sibling): (NodeId, &Node)| {
                        sibling.parent == node.parent
                            && matches!(sibling.kind, NodeKind::Heading { .. })
                            && minister_heading(parsed, next, ministers, period).is_some_and(|other| other != goal)
                    };
                    let inside = |next, parent| parsed.outline.ancestors(next).any(|above| above == parent);
                    let chapter = node.parent.filter(|&parent| {
                        parent + 1 == id
                            && matches!(nodes[parent].kind, NodeKind::Heading { boxed: false, .. })
                            && !holds_everything(parsed, parent)
                            && !nodes
                                .iter()
                                .enumerate()
                                .skip(id + 1)
                                .take_while(|(next, _)| inside(*next, parent))
                                .any(other)
                    });
                    if let Some(chapter) = chapter {
                        self.serves.entry(chapter).or_insert_with(|| goal.clone());
                    }
                    self.serves.insert(id, goal);
                }
                // "Kapitlet understøtter følgende ministermål:"
                NodeKind::ListItem if node.intro.is_some_and(|intro| self.names_support(parsed, intro)) => {
                    if let (Some(intro), Some(goal)) =
                        (node.intro, ministers.recognize(&node.text(parsed.text()), period))
                    {
                        boxes.entry(intro).or_default().push(Some(goal.to_owned()));
                    }
                }
                // "Ministermål 6 | Flere personer …" in a table right under a chapter's name
                NodeKind::Cell { row, column: 1, .. } if row < 2 && heads_table(parsed, id) => {
                    let goal = ministers.recognize(&node.text(parsed.text()), period);
                    if let (Some(parent), Some(goal)) = (node.parent, goal) {
                        self.serves.entry(parent).or_insert_with(|| goal.to_owned());
                    }
                }
                // "Ministermål 3: Flere flygtninge …" on a line of its own right under a chapter's name.
                NodeKind::ListItem | NodeKind::Paragraph if self.names_chapter(parsed, id) => {
                    let goal = ministers.recognize(&node.text(parsed.text()), period);
                    if let (Some(parent), Some(goal)) = (node.parent, goal) {
                        self.serves.entry(parent).or_insert_with(|| goal.to_owned());
                    }
                }
                // "Det fremgår af ministerens mål, at virksomhederne skal …" right under a chapter's name.
                NodeKind::Paragraph
                    if node.parent.is_some_and(|parent| {
                        parent + 1 == id
                            && matches!(nodes[parent].kind, NodeKind::Heading { boxed: false, .. })
                            && !holds_everything(parsed, parent)
                    }) =>
                {
                    let text = node.text(parsed.text());
                    let (Some(parent), Some((lead, rest))) = (node.parent, text.split_once(", at ")) else { continue };
                    let clause = rest.split_once(". ").map_or(rest, |(clause, _)| clause);
                    if lead.to_lowercase().contains("minister")
                        && let Some(goal) = ministers.recognize(clause, period)
                    {
                        self.serves.entry(parent).or_insert_with(|| goal.to_owned());
                    }
                }
                NodeKind::ListItem | NodeKind::Paragraph => {
                    let Some(parent) = node.parent else { continue };
                    let in_box = matches!(nodes[parent].kind, NodeKind::Heading { boxed: true, .. });
                    let minister =
                        self.announced.get(&parent).is_some_and(|announced| announced.kind == GoalKind::Minister);
                    // A wording that is not known counts: the box may still hold the whole list.
                    if in_box && minister {
                        let goal = ministers.recognize(&node.text(parsed.text()), period);
                        boxes.entry(parent).or_default().push(goal.map(str::to_owned));
                    }
                }
                _ => {}
            }
        }
        self.read_chapters_without_heading(parsed, ministers, period);
        // Three are the whole list where the year has no more.
        let most = MOST_CHAPTER_GOALS + usize::from(ministers.numbered(4, period).is_some());
        let mut named: Vec<(NodeId, String)> = boxes
            .into_iter()
            .filter(|(_, goals)| goals.len() <= most)
            .filter_map(|(heading, goals)| Some((heading, goals.into_iter().flatten().next()?)))
            .collect();
        named.sort();
        let chapters: Vec<NodeId> = named.iter().map(|(heading, _)| *heading).collect();
        let mut boxes_under: FxHashMap<NodeId, usize> = FxHashMap::default();
        for chapter in chapters.iter().flat_map(|&heading| above(parsed, heading)) {
            *boxes_under.entry(chapter).or_default() += 1;
        }
        let holds_more = |chapter: NodeId| boxes_under.get(&chapter).is_some_and(|&boxes| boxes > 1);
        for (heading, goal) in named {
            // The chapter is the outermost heading above the box that is not the whole document's.
            let mut chapter = None;
            for ancestor in above(parsed, heading) {
                if holds_everything(parsed, ancestor) || holds_more(ancestor) {
                    break;
                }
                chapter = Some(ancestor);
                // Levels of headings may be careless; a beacon is a chapter whatever stands above it.
                if self.repeats_beacon(&nodes[ancestor].text(parsed.text())) {
                    break;
                }
            }
            let chapter = chapter.or(nodes[heading].parent).unwrap_or(heading);
            // A chapter's own name may sound like a goal of another year.
            let known = self.serves.entry(chapter).or_insert_with(|| goal.clone());
            if !LISTED.contains(&known.as_str()) {
                known.clone_from(&goal);
            }
            for line in lines.get(&heading).into_iter().flatten() {
                self.serves.entry(*line).or_insert_with(|| goal.clone());
            }
        }
    }

    /// Whether a list is announced as the minister goals that a chapter serves.
    fn names_support(&self, parsed: &Parsed<'_>, intro: NodeId) -> bool {
        let text = parsed.outline.nodes[intro].text(parsed.text()).to_lowercase();
        self.announced.get(&intro).is_some_and(|found| found.kind == GoalKind::Minister)
            && ["understøtte", "bidrage", "knytte", "relatere", "hører under"].iter().any(|word| text.contains(word))
    }

    /// Whether a line with the label of a minister goal stands right under a chapter's name.
    fn names_chapter(&self, parsed: &Parsed<'_>, id: NodeId) -> bool {
        let nodes = &parsed.outline.nodes;
        let label = nodes[id].label.as_ref().map_or("", |label| &parsed.text()[label.range.clone()]);
        if !label.to_lowercase().contains("minister") {
            return false;
        }
        nodes[id].parent.is_some_and(|parent| {
            parent + 1 == id
                && matches!(nodes[parent].kind, NodeKind::Heading { boxed: false, .. })
                && !holds_everything(parsed, parent)
        })
    }

    /// The minister's box that `id` closes or continues: nothing but minister goals between.
    fn box_before(
        &self,
        parsed: &Parsed<'_>,
        id: NodeId,
        ministers: &MinisterGoals,
        period: Option<Period>,
    ) -> Option<NodeId> {
        let nodes = &parsed.outline.nodes;
        for before in (0..id).rev().take(MOST_CHAPTER_GOALS + 1) {
            if matches!(nodes[before].kind, NodeKind::Heading { boxed: true, .. }) {
                let minister = self.announced.get(&before).is_some_and(|found| found.kind == GoalKind::Minister);
                // "MINISTERMÅL 2" is the label of the heading below.
                let labels = is_bare_minister_goal(&nodes[before].text(parsed.text())) && labels_next(parsed, before);
                return (minister && !labels).then_some(before);
            }
            ministers.recognize(&nodes[before].text(parsed.text()), period)?;
        }
        None
    }

    /// A paragraph that is a minister goal and nothing else opens a chapter, as a heading of two lines may look; it
    /// lasts to the next heading. Several such paragraphs in a row are a list.
    fn read_chapters_without_heading(
        &mut self,
        parsed: &Parsed<'_>,
        ministers: &MinisterGoals,
        period: Option<Period>,
    ) {
        let nodes = &parsed.outline.nodes;
        let states = |id: NodeId| {
            let node = nodes.get(id).filter(|node| node.kind == NodeKind::Paragraph)?;
            let text = node.text(parsed.text());
            (!text.trim_end().ends_with(['.', ':'])).then(|| ministers.states(&text, period)).flatten()
        };
        let mut chapter: Option<&str> = None;
        for (id, node) in nodes.iter().enumerate() {
            if matches!(node.kind, NodeKind::Heading { boxed: false, .. }) {
                chapter = None;
            }
            if let Some(goal) = states(id) {
                let alone = states(id + 1).is_none() && id.checked_sub(1).and_then(states).is_none();
                chapter = alone.then_some(goal);
            }
            if let Some(goal) = chapter {
                self.serves.insert(id, goal.to_owned());
            }
        }
    }
}

/// The headings above a node. What stands in a margin comes behind the text of its page, and belongs under the last
/// heading that the page has above it.
fn above<'p>(parsed: &'p Parsed<'_>, id: NodeId) -> impl Iterator<Item = NodeId> + 'p {
    let nodes = &parsed.outline.nodes;
    let home = stands_in_margin(parsed, id).then(|| {
        let is_heading = |other: &NodeId| matches!(nodes[*other].kind, NodeKind::Heading { boxed: false, .. });
        let higher = |other: &NodeId| nodes[*other].page < nodes[id].page || nodes[*other].start() < nodes[id].start();
        // A heading of the text, that is: other things of the margin stand where they are.
        let before = (id.saturating_sub(MOST_ON_PAGE)..id).rev().filter(|other| is_heading(other) && higher(other));
        before.into_iter().find(|&other| !stands_in_margin(parsed, other))
    });
    let home = home.flatten();
    let own = home.is_none().then(|| parsed.outline.ancestors(id));
    home.into_iter()
        .chain(home.into_iter().flat_map(|home| parsed.outline.ancestors(home)))
        .chain(own.into_iter().flatten())
}

/// So many nodes a page has at most.
const MOST_ON_PAGE: usize = 120;

/// Whether text of the same page that comes before a node goes on below it.
fn stands_in_margin(parsed: &Parsed<'_>, id: NodeId) -> bool {
    let nodes = &parsed.outline.nodes;
    let before = nodes[..id].iter().rev().take(MOST_ON_PAGE);
    let mut before = before.take_while(|node| node.page == nodes[id].page);
    let end = |node: &Node| node.segments.last().map_or(0, |segment| segment.end);
    before.any(|node| node.kind != NodeKind::Furniture && end(node) > nodes[id].start())
}

/// The first minister goal that a line refers to by number.
fn reference(parsed: &Parsed<'_>, id: NodeId, ministers: &MinisterGoals, period: Option<Period>) -> Option<String> {
    let node = &parsed.outline.nodes[id];
    if !matches!(node.kind, NodeKind::Heading { .. } | NodeKind::Paragraph | NodeKind::ListItem) || is_note(parsed, id)
    {
        return None;
    }
    let text = printed(parsed, id);
    let first = minister_goals_referred_to(&text).into_iter().next()?;
    ministers.numbered(first, period).map(str::to_owned)
}

/// A short node with its label.
pub fn printed(parsed: &Parsed<'_>, id: NodeId) -> String {
    let node = &parsed.outline.nodes[id];
    let label = node.label.as_ref().map_or("", |label| &parsed.text()[label.range.clone()]);
    let text = node.text(parsed.text());
    if text.len() > 120 { String::new() } else { format!("{label}{text}") }
}

/// Whether a heading is a minister goal beside the text of the chapter that serves it: "Ministermål 4: Flere …" in a
/// margin.
pub fn is_note(parsed: &Parsed<'_>, id: NodeId) -> bool {
    let node = &parsed.outline.nodes[id];
    let label = node.label.as_ref().map_or("", |label| &parsed.text()[label.range.clone()]);
    matches!(node.kind, NodeKind::Heading { boxed: true, .. })
        && (["ministe", "nationalt"].iter().any(|word| label.to_lowercase().contains(word))
            || is_bare_minister_goal(&node.text(parsed.text())) && !labels_next(parsed, id))
}

/// Whether "MINISTERMÅL 2" is the label of the heading right below, which begins a chapter: in a margin both belong to
/// the chapter beside them.
fn labels_next(parsed: &Parsed<'_>, id: NodeId) -> bool {
    let nodes = &parsed.outline.nodes;
    let begins = |next: &Node| {
        matches!(next.kind, NodeKind::Heading { boxed: false, .. })
            && next.label.is_none()
            && !nodes[id].parent.is_some_and(|chapter| parsed.outline.ancestors(id + 1).any(|above| above == chapter))
    };
    nodes.get(id + 1).is_some_and(begins) && !stands_in_margin(parsed, id)
}

/// Whether a box that may hold minister goals does: "Her bidrager vi til" may also be about the goals of others.
pub fn lists_goals(parsed: &Parsed<'_>, id: NodeId, ministers: &MinisterGoals, period: Option<Period>) -> bool {
    let nodes = &parsed.outline.nodes;
    let heading = nodes[id].text(parsed.text()).to_lowercase();
    let named = ["minister", "national", "landspolitisk"].iter().any(|word| heading.contains(word));
    named || nodes.get(id + 1).is_some_and(|next| ministers.recognize(&next.text(parsed.text()), period).is_some())
}

fn follows_up(heading: &str) -> bool {
    let lower = heading.to_lowercase();
    ["opfølgning", "følger vi op", "følger op", "evaluering af planen"].iter().any(|words| lower.contains(words))
}

/// Whether nearly all other headings stand under this one, among the first: the document's title.
fn holds_everything(parsed: &Parsed<'_>, heading: NodeId) -> bool {
    let nodes = &parsed.outline.nodes;
    let earlier = nodes[..heading]
        .iter()
        .filter(|node| matches!(node.kind, NodeKind::Heading { boxed: false, .. }))
        .take(4)
        .count();
    if earlier > 3 {
        return false;
    }
    let headings =
        (0..nodes.len()).filter(|&id| id > heading && matches!(nodes[id].kind, NodeKind::Heading { boxed: false, .. }));
    let (mut all, mut under) = (0, 0);
    for id in headings {
        all += 1;
        under += usize::from(parsed.outline.ancestors(id).any(|ancestor| ancestor == heading));
    }
    all >= 3 && under * 10 >= all * 9
}

/// Whether a text says what shall be: "Flere …", "… skal …", "Bekæmpelse af …".
pub(super) fn aims(text: &str) -> bool {
    let lower = text.to_lowercase();
    let mut words = lower.split(|c: char| !c.is_alphanumeric());
    words.any(|word| {
        matches!(
            word,
            "skal" | "flere" | "færre" | "alle" | "mere" | "bedre" | "bliver" | "antallet" | "tilgangen" | "værdig"
        ) || ["bekæmp", "styrk", "begræns", "øge", "nedbring", "kvalificere", "reducer", "sikr"]
            .iter()
            .any(|start| word.starts_with(start))
    })
}

/// 3 of "Ministermål 3", "Ministermål nr. 3".
fn bare_number(text: &str) -> Option<u32> {
    text.to_lowercase().strip_prefix("ministermål ")?.trim_start_matches("nr.").trim().parse().ok()
}

/// The minister goal that a heading states, by wording or by number.
pub fn minister_heading(
    parsed: &Parsed<'_>,
    id: NodeId,
    ministers: &MinisterGoals,
    period: Option<Period>,
) -> Option<String> {
    let node = &parsed.outline.nodes[id];
    let text = node.text(parsed.text());
    // A heading of two or three words is a theme, not a wording, unless it is one to the word.
    // So is one that neither says what shall be nor what there shall be more of: "Unge på vej mod uddannelse".
    let long = || text.split_whitespace().count() > 3 || ministers.states(&text, period).is_some();
    let by_wording = ministers.recognize(&text, period).filter(|_| long() && aims(&text));
    let by_number = || {
        let label = node.label.as_ref();
        let name = label.map_or(String::new(), |label| parsed.text()[label.range.clone()].to_lowercase());
        let number =
            if name.contains("minister") { label?.name.as_deref()?.parse().ok()? } else { bare_number(&text)? };
        ministers.numbered(number, period)
    };
    // "Ministermål 3" on the line above a heading in the plan's own words
    let by_label = || {
        let above = id.checked_sub(1).filter(|&above| labels_next(parsed, above))?;
        ministers.numbered(bare_number(&parsed.outline.nodes[above].text(parsed.text()))?, period)
    };
    by_wording.or_else(by_number).or_else(by_label).map(str::to_owned)
}
