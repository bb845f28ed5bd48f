//! Which headings state goals: a minister goal's wording or number, a labelled beacon, a listed beacon again.

use super::wording::content_words;
use super::{Candidate, Reader, serves};
use crate::extract::GoalKind;
use crate::structure::{NodeId, NodeKind, is_bare_minister_goal, minister_goals_referred_to};
use std::ops::Range;

/// What labels of beacons contain: "Lokal målsætning: …", "Fokusområde 2 – …".
const BEACON_LABELS: [&str; 12] = [
    "pejlemærke",
    "ambition",
    "fokusområde",
    "indsatsområde",
    "lokal",
    "strategi ",
    "strategisk",
    "politisk",
    "målsætning",
    "udvalgets",
    "bestyrelsens",
    "rådets",
];

impl Reader<'_, '_> {
    /// A heading that is a goal: a minister goal's wording, a labelled beacon, or a listed beacon again.
    pub(super) fn heading(&self, id: NodeId, boxed: bool) -> Option<Candidate> {
        let node = &self.parsed.outline.nodes[id];
        let text = node.text(self.parsed.text());
        // "Bidrager til ministermål 1 og 4" names no goal.
        if !minister_goals_referred_to(&serves::printed(self.parsed, id)).is_empty() {
            return None;
        }
        let note = serves::is_note(self.parsed, id);
        // "Ministermål 4" alone: the goal comes next.
        let stated_next = is_bare_minister_goal(&text)
            && id + 1 < self.parsed.outline.nodes.len()
            && self.minister_number_above(id + 1).is_some();
        if stated_next || note && node.label.is_none() {
            return None;
        }
        if boxed && !note {
            // "Ministermål i spil: Flere …" is a box and its only line in one.
            let (name, goal) = text.split_once(':')?;
            let minister = name.to_lowercase().contains("ministermål") && name.split_whitespace().count() < 5;
            self.ministers.recognize(goal, self.period).filter(|_| minister)?;
            let (tokens, kind) = (self.parsed.node_tokens(id), GoalKind::Minister);
            return Some(Candidate {
                tokens,
                kind,
                label: None,
                judged: None,
                lent: None,
                rule: "goal/minister-heading",
            });
        }
        let tokens = self.parsed.node_tokens(id);
        let label = node.label.as_ref();
        let label_text = label.map_or(String::new(), |label| self.parsed.text()[label.range.clone()].to_lowercase());
        // The number of a section is no label: "4.1 Kortere sygeforløb".
        let numbered =
            !label_text.contains(char::is_alphabetic) && label_text.trim_end_matches(['.', ' ']).contains('.');
        let name = label
            .filter(|_| !numbered)
            .and_then(|label| label.name.clone())
            .or_else(|| number_in(&label_text).filter(|_| !numbered))
            .or_else(|| {
                // "6. Lokalt mål: …"
                let start = label?.range.start;
                let line = self.parsed.text()[..start].rsplit('\n').next()?.trim();
                // A bare number in front is the page's.
                number_in(line).filter(|number| line.strip_suffix('.') == Some(number))
            });
        if let Some(tokens) = self.named_behind(&tokens) {
            // "Unge og uddannelse (ministermål 1)" is a name of the plan's own.
            if !serves::aims(&text) {
                return None;
            }
            let (kind, rule) = (GoalKind::Minister, "goal/minister-reference");
            return Some(Candidate { tokens, kind, label: None, judged: None, lent: None, rule });
        }
        let candidate = |kind, rule| {
            Some(Candidate { tokens: tokens.clone(), kind, label: name.clone(), judged: None, lent: None, rule })
        };
        if let Some(number) = self.minister_number_above(id) {
            return Some(Candidate {
                tokens,
                kind: GoalKind::Minister,
                label: Some(number),
                judged: None,
                lent: None,
                rule: "goal/minister-heading",
            });
        }
        let named = label_text.contains("minister") || label_text.contains("nationalt");
        // "Tema 8 Værdig sagsbehandling" heads what plans say of it.
        let of_theme = self.overview && text.to_lowercase().starts_with("tema ");
        let repeats = || self.sections.repeats_minister_goal(&text) && !self.sections.repeats_beacon(&text);
        if named || !of_theme && repeats() {
            return candidate(GoalKind::Minister, "goal/minister-heading");
        }
        // The themes of an overview are counted too, and are no goals.
        let names_beacon = |label: &str| {
            BEACON_LABELS.iter().any(|word| label.contains(word)) || !self.overview && label.starts_with("tema ")
        };
        // "PEJLEMÆRKE 4" on a line of its own above the name.
        let above = id
            .checked_sub(1)
            .filter(|&above| matches!(self.parsed.outline.nodes[above].kind, NodeKind::Heading { .. }));
        let above = above.map(|above| self.parsed.outline.nodes[above].text(self.parsed.text()).to_lowercase());
        if let Some((_, number)) = above.as_deref().and_then(|above| above.split_once(' '))
            && let Some(number) = number_in(number).filter(|found| found.len() == number.trim_matches([' ', ':']).len())
            && (above.as_deref().is_some_and(names_beacon) || self.sections.repeats_numbered_beacon(&text))
        {
            let (label, rule) = (Some(number), "goal/labelled-heading");
            return Some(Candidate { tokens, kind: GoalKind::Beacon, label, judged: None, lent: None, rule });
        }
        if names_beacon(&label_text) && (name.is_some() || !label_text.starts_with("tema ")) {
            return candidate(GoalKind::Beacon, "goal/labelled-heading");
        }
        if serves::minister_heading(self.parsed, id, self.ministers, self.period).is_some() {
            return candidate(GoalKind::Minister, "goal/minister-heading");
        }
        if ["mål", "delmål", "resultatmål", "succes"].iter().any(|word| label_text.starts_with(word)) {
            return candidate(GoalKind::Goal, "goal/labelled-heading");
        }
        // "RETNING 1" above a name is no name, whatever the beacons are called.
        let counts = text.split_once(' ').is_some_and(|(_, number)| number.bytes().all(|byte| byte.is_ascii_digit()));
        if !counts && id > self.first_text && self.sections.repeats_beacon(&text) {
            // The number of a chapter is its label only where the list has counted it so.
            let listed = || self.sections.counted.get(&content_words(&text)).cloned();
            let label = if label_text.contains(char::is_alphabetic) { name } else { listed() };
            let rule = "goal/repeated-beacon";
            return Some(Candidate { tokens, kind: GoalKind::Beacon, label, judged: None, lent: None, rule });
        }
        None
    }

    /// The words before "(ministermål 2)": a minister goal that is named behind its wording.
    pub(super) fn named_behind(&self, tokens: &Range<usize>) -> Option<Range<usize>> {
        let lower =
            |back: usize| tokens.end.checked_sub(back).filter(|&at| at > tokens.start).map(|at| self.parsed.lower(at));
        let number = lower(2)?.bytes().all(|b| b.is_ascii_digit());
        (lower(1)? == ")" && number && lower(3)? == "ministermål" && lower(4)? == "(")
            .then(|| tokens.start..tokens.end - 4)
    }

    /// The number of "Ministermål 4" on a line of its own right above, if the words here can be that goal.
    pub(super) fn minister_number_above(&self, id: NodeId) -> Option<String> {
        let above = &self.parsed.outline.nodes[id.checked_sub(1)?];
        let name = above.text(self.parsed.text());
        if !matches!(above.kind, NodeKind::Heading { .. }) || !is_bare_minister_goal(&name) {
            return None;
        }
        let text = self.parsed.outline.nodes[id].text(self.parsed.text());
        let goal = self.ministers.recognize(&text, self.period).is_some() || !text.trim_end().ends_with(['.', ':']);
        let short = text.split_whitespace().count() <= 25;
        (goal && short).then(|| number_in(&name)).flatten()
    }
}

/// The first number of one or two figures in a label: "6. Lokalt mål".
fn number_in(label: &str) -> Option<String> {
    let mut numbers = label.split(|c: char| !c.is_ascii_digit()).filter(|number| !number.is_empty());
    numbers.next().filter(|number| number.len() <= 2).map(str::to_owned)
}
