//! Reads headings, list items and paragraphs: which of them state goals, and of what kind.

use super::boxes::run_in;
use super::commitment::Commitment;
use super::section::Announced;
use super::{Candidate, Reader, attributes, clause, habit, promise, quoted, subject};
use crate::extract::target;
use crate::extract::{Goal, GoalKind};
use crate::structure::{NodeId, NodeKind};
use std::ops::Range;

/// First words of a sentence that goes on with the goal before it.
const GOING_ON: &[&str] =
    &["den", "det", "de", "dette", "disse", "denne", "her", "der", "derfor", "samtidig", "dermed"];

/// Of so many sentences a number tells nothing: they may be what the numbers of goals come from.
const PROSE: usize = 3;

impl Reader<'_, '_> {
    pub(super) fn node(&self, id: NodeId, goals: &mut Vec<Goal>) {
        let node = &self.parsed.outline.nodes[id];
        match node.kind {
            NodeKind::ListItem | NodeKind::Paragraph if self.sources.contains(&id) => {}
            NodeKind::Heading { boxed, .. } => {
                if let Some(candidate) = self.heading(id, boxed) {
                    self.push(id, candidate, goals);
                }
            }
            NodeKind::ListItem => self.item(id, goals),
            NodeKind::Paragraph => self.paragraph(id, goals),
            NodeKind::Cell { table, row, column } => self.cell(id, table, row, column, goals),
            NodeKind::Footnote | NodeKind::Contents | NodeKind::Furniture => {}
        }
    }

    fn item(&self, id: NodeId, goals: &mut Vec<Goal>) {
        let node = &self.parsed.outline.nodes[id];
        let tokens = self.parsed.node_tokens(id);
        if tokens.is_empty() {
            return;
        }
        let label = node.label.as_ref();
        let name = label.and_then(|label| label.name.clone());
        let label_text = label.map_or(String::new(), |label| self.parsed.text()[label.range.clone()].to_lowercase());
        let text = node.text(self.parsed.text());
        if let Some(aims) = self.mixed(id) {
            return self.in_mixed_boxes(id, tokens, name, aims, goals);
        }
        let announced = self.sections.announced(self.parsed, id);
        let candidate = |kind, lent, rule| Candidate {
            tokens: tokens.clone(),
            kind,
            label: name.clone(),
            judged: None,
            lent,
            rule,
        };
        if let Some(tokens) = self.named_behind(&tokens) {
            let (kind, rule) = (GoalKind::Minister, "goal/minister-reference");
            let candidate = Candidate { tokens, kind, label: None, judged: None, lent: None, rule };
            return self.push(id, candidate, goals);
        }
        if self.heads_goals(id, &text) {
            return;
        }
        let minister = announced.as_ref().is_some_and(|announced| announced.kind == GoalKind::Minister);
        if minister || label_text.contains("minister") {
            return self.push(id, candidate(GoalKind::Minister, None, "goal/minister-label"), goals);
        }
        if ["mål", "delmål", "resultatmål", "lokalt mål", "lokal målsætning", "succes"]
            .iter()
            .any(|start| label_text.starts_with(start))
            || self.is_part_of_goal(id, name.as_deref())
        {
            // "Resultatmål: Højst 70 i 2030. Jobcentret vil …": a label without a number is one sentence's, and prose goes
            // on behind it.
            let sentences = self.parsed.sentences(id);
            let counted = label_text.contains(|c: char| c.is_ascii_digit());
            if let Some(first) = sentences.first().filter(|_| sentences.len() > 1 && !counted) {
                let own =
                    Candidate { tokens: first.tokens.clone(), ..candidate(GoalKind::Goal, None, "goal/labelled-item") };
                self.push(id, own, goals);
                return sentences[1..].iter().for_each(|sentence| self.sentence(id, sentence.tokens.clone(), goals));
            }
            return self.push(id, candidate(GoalKind::Goal, None, "goal/labelled-item"), goals);
        }
        if ["initiativ ", "indsats ", "aktivitet ", "handling ", "tiltag "]
            .iter()
            .any(|start| label_text.starts_with(start))
        {
            return self.push(id, candidate(GoalKind::Activity, None, "goal/labelled-item"), goals);
        }
        // Where a box or introduction decides the kind, the wording does not, unless it is the minister's own under a
        // general "mål", without a number of the plan's own.
        let numbered = text.contains(|c: char| c.is_ascii_digit());
        let general = |announced: &Announced| {
            // "De tre mål for 2030 er:" does not say whose; nor does a number.
            let open = name.is_some() || node.intro.is_some();
            matches!(announced.kind, GoalKind::Goal | GoalKind::Objective) && open && !numbered
        };
        let decided = announced.as_ref().is_some_and(|announced| !general(announced));
        if !decided && self.ministers.states(&text, self.period).is_some() {
            return self.push(id, candidate(GoalKind::Minister, None, "goal/minister-wording"), goals);
        }
        if let Some(announced) = announced {
            if self.overview && announced.kind != GoalKind::Minister && !self.stands_under_council(id) {
                return;
            }
            if self.tells_no_goal(id, &announced, &tokens) {
                return;
            }
            let kind = match announced.kind {
                GoalKind::Beacon => self.kind_among_beacons(id, &tokens),
                kind => kind,
            };
            return self.push(id, candidate(kind, announced.lent, "goal/announced-list"), goals);
        }
        // An ordinary list: a goal if a sentence of the item commits.
        let committed = |sentence: &Range<usize>| {
            let own = |found: &Commitment| !self.overview || self.is_of_council(sentence, found.actor.as_ref());
            self.judge(sentence.clone()).filter(own)
        };
        let commitment = self.parsed.sentences(id).iter().find_map(|sentence| committed(&sentence.tokens));
        if let Some(commitment) = commitment {
            let judged = Some((commitment.modality, commitment.actor));
            let candidate =
                Candidate { tokens, kind: commitment.kind, label: name, judged, lent: None, rule: commitment.rule };
            self.push(id, candidate, goals);
        }
    }

    /// Whether an item's number is that of the goal in the heading above and a letter: "5a." under "Lokalt mål 5: …".
    fn is_part_of_goal(&self, id: NodeId, name: Option<&str>) -> bool {
        let nodes = &self.parsed.outline.nodes;
        let number = name.and_then(|name| name.strip_suffix(|letter: char| letter.is_ascii_alphabetic()));
        let number = number.map(|number| number.trim_end_matches('.'));
        let heading = nodes[id].parent.and_then(|heading| nodes[heading].label.as_ref());
        heading.is_some_and(|label| {
            let printed = self.parsed.text()[label.range.clone()].to_lowercase();
            label.name.as_deref() == number && number.is_some() && printed.contains("mål")
        })
    }

    /// The kind of goals that boxes announce whose texts the tool mixed, if the node is one of a single sentence in them.
    fn mixed(&self, id: NodeId) -> Option<GoalKind> {
        let parent = self.parsed.outline.nodes[id].parent?;
        let single = || self.parsed.sentences(id).len() == 1;
        self.sections.mixed.get(&parent).copied().filter(|_| single())
    }

    fn in_mixed_boxes(
        &self,
        id: NodeId,
        tokens: Range<usize>,
        label: Option<String>,
        aims: GoalKind,
        goals: &mut Vec<Goal>,
    ) {
        if let Some(kind) = self.kind_by_wording(&tokens, aims) {
            self.push(
                id,
                Candidate { tokens, kind, label, judged: None, lent: None, rule: "goal/side-by-side" },
                goals,
            );
        }
    }

    /// "Lokale mål" may hold results in whole sentences rather than names.
    fn kind_among_beacons(&self, id: NodeId, tokens: &Range<usize>) -> GoalKind {
        match !self.lists_beacons(id) && self.states_result(id, tokens) {
            true if self.announces_objectives(id) => GoalKind::Objective,
            true => GoalKind::Goal,
            false => GoalKind::Beacon,
        }
    }

    /// Whether a name is a whole sentence, or one with a number to reach: "45 pct. af virksomhederne samarbejder …".
    pub(super) fn states_result(&self, id: NodeId, tokens: &Range<usize>) -> bool {
        let text = self.parsed.outline.nodes[id].text(self.parsed.text());
        let whole = text.trim_end().ends_with('.') || target::target(&text, self.years()).is_some();
        whole && !clause::events(self.parsed, tokens.clone()).is_empty()
    }

    /// Whether the line that introduces the list calls its items beacons: "tre pejlemærker:", not "lokale mål:".
    fn lists_beacons(&self, id: NodeId) -> bool {
        let Some(intro) = self.parsed.outline.nodes[id].intro else { return false };
        let last = self.parsed.sentences(intro).last().map_or(0..0, |sentence| sentence.tokens.clone());
        // "tre pejlemærker for 2030 og 2031:"
        last.rev().take(6).any(|index| {
            let word = self.parsed.lower(index);
            matches!(word.trim_end_matches("ne"), "pejlemærker" | "fokusområder" | "indsatsområder")
        })
    }

    /// Whether the heading above speaks of *målsætninger*, which a political body sets.
    fn announces_objectives(&self, id: NodeId) -> bool {
        let nodes = &self.parsed.outline.nodes;
        nodes[id]
            .parent
            .is_some_and(|heading| nodes[heading].text(self.parsed.text()).to_lowercase().contains("målsætning"))
    }

    fn paragraph(&self, id: NodeId, goals: &mut Vec<Goal>) {
        let node = &self.parsed.outline.nodes[id];
        let tokens = self.parsed.node_tokens(id);
        if tokens.is_empty() {
            return;
        }
        if let Some(aims) = self.mixed(id) {
            return self.in_mixed_boxes(id, tokens, None, aims, goals);
        }
        let text = node.text(self.parsed.text());
        let boxed = node
            .parent
            .filter(|&parent| matches!(self.parsed.outline.nodes[parent].kind, NodeKind::Heading { boxed: true, .. }));
        let announced = self.sections.announced(self.parsed, id);
        let level = announced.as_ref().is_some_and(|announced| announced.kind == GoalKind::Goal)
            && node.intro.is_none()
            && self.is_level(&tokens, boxed.is_some());
        if level {
            let (kind, rule) = (GoalKind::Goal, "goal/announced-level");
            let tokens = self.behind_announcement(&tokens).unwrap_or(tokens);
            return self.push(id, Candidate { tokens, kind, label: None, judged: None, lent: None, rule }, goals);
        }
        let announced = announced.filter(|_| boxed.is_some()).map(|announced| match announced.kind {
            GoalKind::Beacon => Announced { kind: self.kind_among_beacons(id, &tokens), ..announced },
            _ => announced,
        });
        let introduces = text.trim_end().ends_with(':');
        // A paragraph alone in a box is the box's goal; activities in prose are judged like other prose.
        if let Some(announced) = announced
            && !introduces
            && matches!(announced.kind, GoalKind::Minister | GoalKind::Objective | GoalKind::Goal)
            && self.is_goal_paragraph(id, announced.kind)
        {
            // Sentences with a number each are goals of their own.
            let sentences = self.parsed.sentences(id);
            let years = self.years();
            let numbered =
                |tokens: &Range<usize>| target::target(&attributes::text(self.parsed, tokens.clone()), years).is_some();
            let whole = sentences.iter().map(|sentence| sentence.tokens.clone());
            let committing: Vec<Range<usize>> =
                whole.clone().filter(|part| self.judge(part.clone()).is_some()).collect();
            // "Den nye indsats skal bygge på …" belongs to the goal before it; a sentence with a number, an aim or a
            // subject of its own does not.
            let aims = |part: &Range<usize>| self.judge(part.clone()).is_some_and(|found| found.kind == GoalKind::Goal);
            let goes_on = |part: &Range<usize>| GOING_ON.contains(&self.parsed.lower(part.start));
            let has = |part: &Range<usize>, words: &[&str]| {
                part.clone().any(|index| words.contains(&self.parsed.lower(index)))
            };
            let fresh =
                |part: &Range<usize>| !goes_on(part) || numbered(part) || aims(part) || has(part, &["forventes"]);
            // What shall be, whoever it is about: "Flere unge skal vælge en erhvervsuddannelse."
            let shall = |part: &Range<usize>| has(part, &["skal", "må", "forventes"]);
            let stated = |part: &Range<usize>| committing.contains(part) || numbered(part) || shall(part);
            let all = sentences.len() > 1
                && whole.clone().all(|part| stated(&part))
                && whole.clone().skip(1).all(|part| fresh(&part));
            // "I byen er det tilfældigt, om … . Vi vil have, at mindst 90 pct. …"
            let led =
                committing.first().is_some_and(|first| first.start > tokens.start && !numbered(&sentences[0].tokens));
            let prose = (led || sentences.len() > 2) && (1..sentences.len()).contains(&committing.len());
            let parts = match () {
                () if all => whole.collect(),
                // Prose that leads to the goal: only what binds is one.
                () if prose => committing,
                () if whole.clone().filter(numbered).count() > 1 => whole.collect(),
                () => vec![tokens],
            };
            for tokens in parts {
                let tokens = self.behind_announcement(&tokens).unwrap_or(tokens);
                let candidate = Candidate {
                    tokens,
                    kind: announced.kind,
                    label: None,
                    judged: None,
                    lent: None,
                    rule: "goal/boxed-paragraph",
                };
                self.push(id, candidate, goals);
            }
            return;
        }
        // "Vi svarer inden for to dage." alone in a paragraph of a box of acts
        if boxed.is_some()
            && !introduces
            && self.sections.announced(self.parsed, id).is_some_and(|announced| announced.kind == GoalKind::Activity)
            && self.is_own_act(id, &tokens)
        {
            let rule = "goal/boxed-act";
            let kind = GoalKind::Activity;
            return self.push(id, Candidate { tokens, kind, label: None, judged: None, lent: None, rule }, goals);
        }
        // Where the minister's words are quoted, only they are the goal.
        let quotes = text.trim_start().chars().skip(1).any(|c| matches!(c, '"' | '”' | '“' | '„' | '»'));
        let number = self.minister_number_above(id);
        let minister = || !self.announces_own(&tokens) && self.ministers.states(&text, self.period).is_some();
        if !quotes && (number.is_some() || minister()) && tokens.len() < 40 {
            let candidate = Candidate {
                tokens,
                kind: GoalKind::Minister,
                label: number,
                judged: None,
                lent: None,
                rule: "goal/minister-wording",
            };
            return self.push(id, candidate, goals);
        }
        let spoken = quoted::speech(self.parsed, id);
        let run_in = run_in(self.parsed, id).map(|(_, behind)| behind);
        for sentence in self.parsed.sentences(id) {
            let mut tokens = sentence.tokens.clone();
            if let Some(behind) = run_in.filter(|behind| tokens.contains(behind)) {
                tokens.start = behind;
            }
            if spoken.iter().any(|speech| speech.start <= tokens.start && tokens.start < speech.end) {
                continue;
            }
            let before = goals.len();
            self.quoted_minister_goals(id, tokens.clone(), goals);
            let introduces =
                self.parsed.lower(tokens.end - 1) == ":" || self.sections.introduces(self.parsed, id, &tokens);
            if goals.len() > before || introduces {
                continue;
            }
            self.sentence(id, tokens, goals);
        }
    }

    /// A sentence of prose: a goal if it commits.
    fn sentence(&self, id: NodeId, tokens: Range<usize>, goals: &mut Vec<Goal>) {
        // "Ambitionen er, at …" under "Rådets anbefalinger", "Det er desuden rådets mål, at …"
        let unnamed = |found: &Commitment| {
            let mut words = tokens.clone().map(|index| self.parsed.lower(index));
            let nodes = &self.parsed.outline.nodes;
            let heading = nodes[id].parent.map(|heading| nodes[heading].text(self.parsed.text()).to_lowercase());
            let under = heading.is_some_and(|heading| heading.starts_with("rådets "));
            found.actor.is_none() && (under || words.any(|word| word == "rådets"))
        };
        let own =
            |found: &Commitment| !self.overview || self.is_of_council(&tokens, found.actor.as_ref()) || unnamed(found);
        let announced = self.behind_announcement(&tokens);
        let commitment = self.judge(announced.clone().unwrap_or(tokens.clone())).filter(own);
        let tokens = announced.clone().unwrap_or(tokens);
        if let Some(commitment) = commitment {
            let judged = Some((commitment.modality, commitment.actor));
            let kind = if announced.is_some() { GoalKind::Goal } else { commitment.kind };
            let candidate = Candidate { tokens, kind, label: None, judged, lent: None, rule: commitment.rule };
            self.push(id, candidate, goals);
        } else if announced.is_some() && !self.overview && self.states_level(&tokens) {
            // "Resultatkrav 2030: 240 langtidsledige i december 2030."
            let (kind, rule) = (GoalKind::Goal, "goal/announced-level");
            self.push(id, Candidate { tokens, kind, label: None, judged: None, lent: None, rule }, goals);
        }
    }

    /// Whether a paragraph is one sentence in which the owner acts, and tells no habit.
    fn is_own_act(&self, id: NodeId, tokens: &Range<usize>) -> bool {
        let event = clause::events(self.parsed, tokens.clone()).into_iter().next();
        let acts = event.is_some_and(|event| {
            let owner = subject::owner(self.parsed, tokens.start, event.verb).is_some();
            owner && promise::tells_act(self.parsed.lower(event.verb))
        });
        acts && self.parsed.sentences(id).len() == 1 && !habit::tells_habit(self.parsed, tokens)
    }

    /// Whether a paragraph under "MÅL" is the goal itself and not prose about it: the first one, if it commits.
    fn is_goal_paragraph(&self, id: NodeId, kind: GoalKind) -> bool {
        let parent = self.parsed.outline.nodes[id].parent;
        let first = id == 0
            || self.parsed.outline.nodes[id - 1].parent != parent
            || matches!(self.parsed.outline.nodes[id - 1].kind, NodeKind::Heading { .. });
        if kind == GoalKind::Minister {
            return self
                .ministers
                .recognize(&self.parsed.outline.nodes[id].text(self.parsed.text()), self.period)
                .is_some();
        }
        let sentences = self.parsed.sentences(id);
        // "Flere unge gennemfører en uddannelse.", but "Flere unge er i dag i job" tells how it is.
        let word = |index: usize| self.parsed.lower(index);
        let names = |tokens: &Range<usize>| {
            let mut main = tokens.clone().take_while(|&index| word(index) != ",");
            matches!(word(tokens.start), "flere" | "færre" | "mindre" | "hurtigere" | "bedre" | "alle" | "ingen")
                && !habit::says_today(self.parsed, tokens)
                && !main.any(|index| matches!(word(index), "er" | "har" | "viser") || self.tells_past(index))
        };
        let states = |tokens: Range<usize>| {
            // "Målsætning" announces what shall be, whoever it is about, and so does any box of one sentence.
            (kind == GoalKind::Objective || sentences.len() == 1)
                && (tokens.clone().any(|index| word(index) == "skal") || names(&tokens))
                || self.judge(tokens.clone()).is_some()
                || sentences.len() < PROSE
                    && target::target(&attributes::text(self.parsed, tokens.clone()), self.years()).is_some()
                || kind == GoalKind::Goal && self.is_own_act(id, &tokens)
        };
        (first || matches!(kind, GoalKind::Goal | GoalKind::Objective) && self.goes_on(id))
            && sentences.iter().any(|sentence| states(sentence.tokens.clone()))
    }
}
