//! What headings, boxes and list introductions say about the goals under them.

use super::announcement::announced_by;
use super::boxes::{self, acts_in_scheme, box_of_part, boxed, counted_before, kind_of_box};
use super::law::{explains, introduces_law};
use super::wording::{Wordings, content_words};
use super::{clause, commitment, level, serves, subject, words};
use crate::extract::{GoalKind, Modality, Parsed, Period};
use crate::lexicon::MinisterGoals;
use crate::structure::{BoxKind, Node, NodeId, NodeKind, box_kind, minister_goals_referred_to};
use crate::token::verb::is_infinitive;
use rustc_hash::{FxHashMap, FxHashSet};
use std::ops::Range;

/// What the structure says of the whole document.
pub struct Sections {
    /// Kind announced by a box heading or the line that introduces a list.
    pub(super) announced: FxHashMap<NodeId, Announced>,
    /// Minister goal that a heading states or that its chapter's box names.
    pub(super) serves: FxHashMap<NodeId, String>,
    /// Paragraphs that introduce a list.
    introductions: FxHashSet<NodeId>,
    /// Headings of sections on law and of glossaries.
    explanations: FxHashSet<NodeId>,
    /// Lines that introduce what law brings.
    of_law: FxHashSet<NodeId>,
    /// Headings of sections on what will be done, and paragraphs that begin with one.
    forward: FxHashSet<NodeId>,
    /// The listed beacons.
    beacons: Wordings,
    /// Those that the list counts as the chapters are counted: "Runde 1   Fra jord til bord".
    numbered: Wordings,
    /// The numbers of listed beacons, by their words.
    pub(super) counted: FxHashMap<Vec<String>, String>,
    /// The minister goals that a list restates.
    restated: Wordings,
    /// Boxes whose texts the tool mixed, and what kind of goals one of them announces.
    pub(super) mixed: FxHashMap<NodeId, GoalKind>,
    /// Headings that stand more than once, in lower case: standard parts of each chapter.
    pub(super) repeated: FxHashSet<String>,
}

/// What an introduction announces.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Announced {
    pub kind: GoalKind,
    /// "Jobcentret vil:" lends its verb and its subject (tokens) to items without a verb of their own.
    pub lent: Option<(Modality, Option<Range<usize>>)>,
}

impl Announced {
    pub(super) fn plain(kind: GoalKind) -> Self {
        Self { kind, lent: None }
    }
}

impl Sections {
    /// Reads headings and introductions once for the document.
    pub fn new(parsed: &Parsed<'_>, ministers: &MinisterGoals, period: Option<Period>) -> Self {
        let mut announced = FxHashMap::default();
        let mut explanations = FxHashSet::default();
        let mut forward = FxHashSet::default();
        let introductions: FxHashSet<NodeId> = parsed.outline.nodes.iter().filter_map(|node| node.intro).collect();
        let first_year = period.and_then(|period| period.from);
        let past = |heading: &str| first_year.is_some_and(|first| level::is_before(heading, first));
        for (id, node) in parsed.outline.nodes.iter().enumerate() {
            let kind = match node.kind {
                // "MÅL FOR 2029" in a plan for 2030 looks back.
                NodeKind::Heading { boxed: true, .. } if past(&node.text(parsed.text())) => None,
                NodeKind::Heading { boxed: true, .. } => boxed(parsed, id).filter(|found| {
                    found.kind != GoalKind::Minister || serves::lists_goals(parsed, id, ministers, period)
                }),
                NodeKind::Heading { .. } if !minister_goals_referred_to(&serves::printed(parsed, id)).is_empty() => {
                    None
                }
                NodeKind::Heading { .. } => heading_announces(&node.text(parsed.text()))
                    .or_else(|| acts_in_scheme(parsed, id).map(Announced::plain)),
                NodeKind::Paragraph if introductions.contains(&id) => introduction(parsed, id, period).or_else(|| {
                    let ahead = node.parent.is_some_and(|heading| forward.contains(&heading));
                    (ahead && tells_consequence(parsed, id)).then(|| Announced::plain(GoalKind::Activity))
                }),
                _ => None,
            };
            if let Some(kind) = kind {
                announced.insert(id, kind);
            }
            if matches!(boxes::run_in(parsed, id), Some((BoxKind::Strategy | BoxKind::Activities, _))) {
                forward.insert(id);
            }
            if matches!(node.kind, NodeKind::Heading { .. }) {
                let heading = node.text(parsed.text());
                if explains(&heading.to_lowercase()) || introduces_law(parsed, id) {
                    explanations.insert(id);
                }
                if matches!(box_kind(&heading), Some(BoxKind::Strategy | BoxKind::Activities)) {
                    forward.insert(id);
                }
            }
        }
        let of_law = introductions.iter().copied().filter(|&id| introduces_law(parsed, id)).collect();
        let mut sections = Self {
            announced,
            of_law,
            serves: FxHashMap::default(),
            introductions,
            explanations,
            forward,
            beacons: Wordings::default(),
            numbered: Wordings::default(),
            counted: FxHashMap::default(),
            restated: Wordings::default(),
            mixed: boxes::side_by_side(parsed),
            repeated: repeated_headings(parsed),
        };
        sections.read_beacons(parsed, ministers, period);
        sections.read_serves(parsed, ministers, period);
        sections
    }

    /// Whether a sentence at the end of a paragraph only introduces the list below.
    pub fn introduces(&self, parsed: &Parsed<'_>, node: NodeId, sentence: &Range<usize>) -> bool {
        let last = || parsed.sentences(node).last().is_some_and(|last| last.tokens == *sentence);
        // "Jobcentret skal holde møder i uge 8" is a goal, even if a list goes on with it.
        let modal = sentence.clone().find(|&index| words::is_modal(parsed.lower(index)));
        let whole =
            modal.is_some_and(|modal| (modal + 1..sentence.end).any(|index| is_infinitive(parsed.lower(index))));
        // "Vi vil have fokus på": the items say on what.
        let open =
            sentence.end > sentence.start && matches!(parsed.lower(sentence.end - 1), "på" | "at" | "for" | "med");
        let whole = whole && !open;
        self.introductions.contains(&node) && self.announced.contains_key(&node) && last() && !whole
    }

    /// What the list or box that holds `node` announces.
    pub fn announced(&self, parsed: &Parsed<'_>, id: NodeId) -> Option<Announced> {
        let node = &parsed.outline.nodes[id];
        let intro = node.intro.and_then(|intro| self.announced.get(&intro).cloned());
        // Bullets below a numbered list of names tell of it.
        let names = |found: &Announced| matches!(found.kind, GoalKind::Minister | GoalKind::Beacon);
        if intro.as_ref().is_some_and(names) && tells_of_list(parsed, id) {
            return None;
        }
        let counted = || self.announced(parsed, counted_before(parsed, id)?);
        intro.or_else(counted).or_else(|| {
            let parent = node.parent?;
            let above = || self.announced.get(&box_of_part(parsed, parent)?);
            self.announced.get(&parent).or_else(above).cloned()
        })
    }

    /// Whether the nearest heading, or the line that introduces the list, announces what law says or brings, what words
    /// mean, or how things are done everywhere.
    pub fn explains(&self, parsed: &Parsed<'_>, node: NodeId) -> bool {
        let node = &parsed.outline.nodes[node];
        node.parent.is_some_and(|heading| self.explanations.contains(&heading))
            || node.intro.is_some_and(|intro| self.of_law.contains(&intro))
    }

    /// Whether the nearest heading, or the chapter above one of its own wording, announces what will be done.
    pub fn looks_ahead(&self, parsed: &Parsed<'_>, node: NodeId) -> bool {
        let nodes = &parsed.outline.nodes;
        let Some(heading) = nodes[node].parent else { return false };
        let own = box_kind(&nodes[heading].text(parsed.text())).is_none();
        self.forward.contains(&node)
            || self.forward.contains(&heading)
            || own && nodes[heading].parent.is_some_and(|above| self.forward.contains(&above))
    }

    /// Whether a heading repeats a listed beacon in the same or nearly the same words.
    pub fn repeats_beacon(&self, heading: &str) -> bool {
        self.beacons.has_alike(&content_words(heading))
    }

    /// Whether a heading repeats a beacon that the list has numbered with a word and a number.
    pub fn repeats_numbered_beacon(&self, heading: &str) -> bool {
        self.numbered.has_alike(&content_words(heading))
    }

    /// Whether a heading has the words of a minister goal that the plan has listed.
    pub fn repeats_minister_goal(&self, heading: &str) -> bool {
        let words = content_words(heading);
        // Two words may be a name: "Arbejdsmarkedet i Lilleby".
        (words.len() >= 3 || words.len() == 2 && heading.contains(" skal ")) && self.restated.has_alike(&words)
    }

    /// Listed beacons; a list whose items come again as chapter headings lists beacons, whatever its introduction says.
    fn read_beacons(&mut self, parsed: &Parsed<'_>, ministers: &MinisterGoals, period: Option<Period>) {
        let mut headings = Wordings::default();
        for node in &parsed.outline.nodes {
            if matches!(node.kind, NodeKind::Heading { boxed: false, .. }) {
                let words = content_words(&node.text(parsed.text()));
                if words.len() >= 2 {
                    headings.add(words);
                }
            }
        }
        let mut lists: FxHashMap<NodeId, (usize, usize)> = FxHashMap::default();
        for node in &parsed.outline.nodes {
            // "Vores fire løfter", and a numbered list right below
            let numbered =
                node.kind == NodeKind::ListItem && node.label.as_ref().is_some_and(|label| label.name.is_some());
            let Some(intro) = node.intro.or(node.parent.filter(|_| numbered)) else { continue };
            let text = node.text(parsed.text());
            if ministers.recognize(&text, period).is_some() {
                continue;
            }
            let words = content_words(&text);
            let count = lists.entry(intro).or_default();
            count.0 += 1;
            count.1 += usize::from(words.len() >= 2 && headings.has_alike(&words));
        }
        for (intro, (items, repeated)) in lists {
            let minister = self.announced.get(&intro).is_some_and(|announced| announced.kind == GoalKind::Minister);
            if repeated >= 2 && repeated * 2 >= items && !minister {
                self.announced.insert(intro, Announced::plain(GoalKind::Beacon));
            }
        }
        for (id, node) in parsed.outline.nodes.iter().enumerate() {
            if node.kind != NodeKind::ListItem {
                continue;
            }
            match self.announced(parsed, id).map(|announced| announced.kind) {
                Some(GoalKind::Beacon) => {
                    let words = content_words(&node.text(parsed.text()));
                    let counted = |range: &Range<usize>| parsed.text()[range.clone()].contains(char::is_alphabetic);
                    if let Some(number) = node.label.as_ref().and_then(|label| label.name.clone()) {
                        self.counted.insert(words.clone(), number);
                    }
                    if node.label.as_ref().is_some_and(|label| label.name.is_some() && counted(&label.range)) {
                        self.numbered.add(words.clone());
                    }
                    self.beacons.add(words);
                }
                Some(GoalKind::Minister) => self.restated.add(content_words(&node.text(parsed.text()))),
                _ => {}
            }
        }
    }
}

/// Whether an item without a number tells something below a list that began with one.
fn tells_of_list(parsed: &Parsed<'_>, id: NodeId) -> bool {
    let nodes = &parsed.outline.nodes;
    let numbered = |node: &Node| node.label.as_ref().is_some_and(|label| label.name.is_some());
    let first = nodes[id].intro.and_then(|intro| nodes[intro..id].iter().find(|node| node.intro == Some(intro)));
    let told = || clause::events(parsed, parsed.node_tokens(id)).into_iter().next();
    let tells = || told().is_some_and(|event| parsed.lower(event.verb) != "skal");
    !numbered(&nodes[id]) && first.is_some_and(numbered) && tells()
}

fn repeated_headings(parsed: &Parsed<'_>) -> FxHashSet<String> {
    let headings = parsed.outline.nodes.iter().filter(|node| matches!(node.kind, NodeKind::Heading { .. }));
    let mut once = FxHashSet::default();
    headings
        .map(|node| node.text(parsed.text()).to_lowercase())
        .filter(|heading| !once.insert(heading.clone()))
        .collect()
}

/// A heading of the plan's own may still announce its list: "Byrådets pejlemærker for 2023-24".
fn heading_announces(heading: &str) -> Option<Announced> {
    if let Some(kind) = box_kind(heading).and_then(kind_of_box) {
        return Some(Announced::plain(kind));
    }
    let lower = heading.to_lowercase();
    let kind = announced_by(&lower)?;
    // "Ministermål og lokale fokusområder" stands above both.
    let both = kind == GoalKind::Beacon && lower.contains("minister");
    (!both && heading.split_whitespace().count() <= 8 && kind != GoalKind::Activity && kind != GoalKind::Goal)
        .then_some(Announced::plain(kind))
}

/// The line before a list: "De fem ministermål er:", "I 2019 vil jobcentret:".
fn introduction(parsed: &Parsed<'_>, id: NodeId, period: Option<Period>) -> Option<Announced> {
    let text = parsed.outline.nodes[id].text(parsed.text());
    let last = parsed.sentences(id).last()?.tokens.clone();
    let lower = parsed.lower_text(last.clone());
    // "Ministeren har udmeldt fem mål for 2024. Målene er videreført fra 2023:", "… fire mål for 2016. De lyder:"
    let again =
        lower.contains("målene") && !["vores", "lokale", "egne", "kommunens"].iter().any(|own| lower.contains(own));
    let pointing = lower.ends_with(':') && (last.len() <= MOST_POINTING || again);
    let own = ["resultatkrav", "resultatmål", "måltal"].iter().any(|word| lower.contains(word));
    let kind = match announced_by(lower) {
        // "De fire mål er omsat til følgende resultatkrav:"
        _ if own && lower.contains("følgende") => Some(GoalKind::Goal),
        Some(GoalKind::Goal) | None
            if (pointing || announced_by(lower).is_some())
                && announced_by(&text.to_lowercase()) == Some(GoalKind::Minister) =>
        {
            Some(GoalKind::Minister)
        }
        kind => kind,
    };
    // "Det gør vi ved at:" – the items say how.
    if lower.trim_end_matches([':', ' ']).ends_with("ved at") {
        let event = clause::events(parsed, last.clone()).into_iter().next_back();
        let owner = |index: usize| subject::owner(parsed, index, index + 4);
        let actor = event.and_then(|event| {
            event.after.clone().find_map(owner).or_else(|| event.before.iter().copied().find_map(owner))
        });
        return Some(Announced { kind: GoalKind::Activity, lent: Some((Modality::Indicative, actor)) });
    }
    // "Konkret betyder det, at jobcentret i 2022:" – the items say what it does.
    if let Some(actor) = open_clause(parsed, &last) {
        return Some(Announced { kind: GoalKind::Activity, lent: Some((Modality::Indicative, Some(actor))) });
    }
    // "Vores mål er,", "Ambitionen er:" – each item says what.
    let aim =
        lower.trim_end_matches([':', ',', ' ']).strip_suffix(" er").and_then(|aim| aim.split_whitespace().next_back());
    if aim.is_some_and(|aim| {
        words::AIM_NOUNS.contains(&aim) && !matches!(aim, "mål" | "målene") || lower.contains("vores mål er")
    }) {
        return Some(Announced { kind: GoalKind::Goal, lent: Some((Modality::Aim, None)) });
    }
    if matches!(kind, Some(GoalKind::Minister | GoalKind::Beacon | GoalKind::Objective)) {
        return kind.map(Announced::plain);
    }
    let setting = commitment::Setting { first_year: period.and_then(|period| period.from), forward: false };
    if let Some(found) = commitment::judge(parsed, last.clone(), setting) {
        // An aim with a list of parts, or a verb that the items share.
        let kind = if found.modality == Modality::Aim { GoalKind::Goal } else { kind.unwrap_or(GoalKind::Activity) };
        return Some(Announced { kind, lent: Some((found.modality, found.actor)) });
    }
    // "Så er vi lykkedes:"
    kind.or_else(|| box_kind(&text).and_then(kind_of_box)).map(Announced::plain)
}

/// "Det betyder, at:" – the items say what is done.
fn tells_consequence(parsed: &Parsed<'_>, id: NodeId) -> bool {
    let text = parsed.outline.nodes[id].text(parsed.text()).to_lowercase();
    let means = text.contains("det betyder") || text.contains("betyder det");
    means && text.trim_end_matches([':', ' ']).ends_with(" at")
}

/// The owner behind the last "at" of a sentence that breaks off before its verb, but for a time: "at jobcentret i 2022:".
fn open_clause(parsed: &Parsed<'_>, sentence: &Range<usize>) -> Option<Range<usize>> {
    let end = sentence.end.checked_sub(1).filter(|&end| parsed.lower(end) == ":")?;
    let that = sentence.clone().rev().find(|&index| parsed.lower(index) == "at")?;
    let actor = subject::owner(parsed, that + 1, end)?;
    let time = |index: usize| {
        let word = parsed.lower(index);
        matches!(word, "i" | "fra" | "løbet" | "af" | "hvert" | "år") || word.parse::<u32>().is_ok()
    };
    (actor.start == that + 1 && (actor.end..end).all(time)).then_some(actor)
}

/// A sentence of so many tokens at most only says that a list comes.
const MOST_POINTING: usize = 5;
