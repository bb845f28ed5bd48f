//! Finds goals: what the plan's owner commits itself to reach or do, and the national goals that it restates.
//!
//! *Why it matters*: the overview's matrix and every comparison of plans is built from goals.
//!
//! *Example*: under "MÅL" the item "Antallet af langtidsledige reduceres fra 320 til 280 inden udgangen af 2019." is a
//! `maal` that decreases, with target, baseline and deadline; in prose "Jobcentret vil styrke samarbejdet med
//! virksomhederne" is an `aktivitet`.
//!
//! *Not this*: what law requires of all ("Kommunen skal efter loven …"), duties of citizens, what is already so
//! ("Jobcentret yder støtte …"), attention without commitment ("udvalget er optaget af, at …"), and lines of the table
//! of contents.
//!
//! Structure beats wording: a box, a list's introduction or a labelled heading decides the kind (`section.rs`); prose
//! is judged clause by clause (`clause.rs`, `commitment.rs`).

mod attributes;
mod clause;
mod commitment;
mod direction;
mod section;
mod subject;
mod words;

use super::minister::MinisterGoals;
use super::{Evidence, Extractor, Findings, Goal, GoalKind, Modality, Parsed, Period};
use crate::structure::{NodeId, NodeKind};
use crate::token::TokenKind;
use section::Sections;
use std::ops::Range;

pub struct Goals;

impl Extractor for Goals {
    fn name(&self) -> &'static str {
        "goals"
    }

    fn extract(&self, parsed: &Parsed<'_>, found: &mut Findings) {
        let period = found.meta.period;
        let ministers = MinisterGoals::new(parsed.lexicon);
        let sections = Sections::new(parsed, &ministers, period);
        let reader = Reader {
            parsed,
            found,
            ministers,
            sections,
            period,
            overview: found.meta.kind == super::DocumentKind::Overview,
        };
        let mut goals = Vec::new();
        for id in 0..parsed.outline.nodes.len() {
            reader.node(id, &mut goals);
        }
        found.goals = goals;
    }
}

struct Reader<'p, 'd> {
    parsed: &'p Parsed<'d>,
    found: &'p Findings,
    ministers: MinisterGoals<'p>,
    sections: Sections,
    period: Option<Period>,
    overview: bool,
}

/// A goal before its attributes are read.
struct Candidate {
    tokens: Range<usize>,
    kind: GoalKind,
    label: Option<String>,
    /// From prose; None where structure decided and the wording has yet to be read.
    judged: Option<(Modality, Option<Range<usize>>)>,
    /// Verb that the list's introduction lends.
    lent: Option<(Modality, Option<Range<usize>>)>,
    rule: &'static str,
}

impl Reader<'_, '_> {
    fn node(&self, id: NodeId, goals: &mut Vec<Goal>) {
        let node = &self.parsed.outline.nodes[id];
        match node.kind {
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

    /// A heading that is a goal: a minister goal's wording, a labelled beacon, or a listed beacon again.
    fn heading(&self, id: NodeId, boxed: bool) -> Option<Candidate> {
        if boxed {
            return None;
        }
        let node = &self.parsed.outline.nodes[id];
        let text = node.text(self.parsed.text());
        let tokens = self.parsed.node_tokens(id);
        let label = node.label.as_ref();
        let label_text = label.map_or(String::new(), |label| self.parsed.text()[label.range.clone()].to_lowercase());
        let name = label.and_then(|label| label.name.clone());
        let candidate = |kind, rule| {
            Some(Candidate { tokens: tokens.clone(), kind, label: name.clone(), judged: None, lent: None, rule })
        };
        let named = label_text.contains("minister") || label_text.contains("nationalt");
        if named || self.sections.repeats_minister_goal(&text) {
            return candidate(GoalKind::Minister, "goal/minister-heading");
        }
        let opener = [
            "pejlemærke",
            "ambition",
            "fokusområde",
            "indsatsområde",
            "lokal",
            "strategisk",
            "politisk",
            "målsætning",
            "udvalgets",
            "bestyrelsens",
            "rådets",
        ];
        if opener.iter().any(|word| label_text.contains(word)) {
            return candidate(GoalKind::Beacon, "goal/labelled-heading");
        }
        if section::minister_heading(self.parsed, id, &self.ministers, self.period).is_some() {
            return candidate(GoalKind::Minister, "goal/minister-heading");
        }
        if ["mål", "delmål", "resultatmål"].iter().any(|word| label_text.starts_with(word)) {
            return candidate(GoalKind::Goal, "goal/labelled-heading");
        }
        if self.sections.repeats_beacon(&text) {
            return candidate(GoalKind::Beacon, "goal/repeated-beacon");
        }
        None
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
        let announced = self.sections.announced(self.parsed, id);
        let candidate = |kind, lent, rule| Candidate {
            tokens: tokens.clone(),
            kind,
            label: name.clone(),
            judged: None,
            lent,
            rule,
        };
        let minister = announced.as_ref().is_some_and(|announced| announced.kind == GoalKind::Minister);
        if minister || label_text.contains("minister") {
            return self.push(id, candidate(GoalKind::Minister, None, "goal/minister-label"), goals);
        }
        if label_text.starts_with("mål") || label_text.starts_with("delmål") || label_text.starts_with("resultatmål")
        {
            return self.push(id, candidate(GoalKind::Goal, None, "goal/labelled-item"), goals);
        }
        // Where a box or introduction decides the kind, the wording does not.
        let decided = announced.is_some();
        if !decided && self.ministers.states(&text, self.period).is_some() {
            return self.push(id, candidate(GoalKind::Minister, None, "goal/minister-wording"), goals);
        }
        if let Some(announced) = announced {
            if self.overview && announced.kind != GoalKind::Minister {
                return;
            }
            // "Antal henvendelser om hjælpemidler": what is counted, without a level to reach, is no goal.
            let counted = ["antal ", "antallet ", "andel ", "andelen "]
                .iter()
                .any(|start| text.to_lowercase().starts_with(start));
            if announced.kind == GoalKind::Goal
                && counted
                && clause::events(self.parsed, tokens.clone()).is_empty()
                && !text.chars().any(|c| c.is_ascii_digit())
            {
                return;
            }
            // "Lokale mål" may list results in whole sentences rather than names.
            let sentence = text.trim_end().ends_with('.') && !clause::events(self.parsed, tokens.clone()).is_empty();
            let kind = if announced.kind == GoalKind::Beacon && sentence { GoalKind::Goal } else { announced.kind };
            return self.push(id, candidate(kind, announced.lent, "goal/announced-list"), goals);
        }
        if self.overview {
            return;
        }
        // An ordinary list: a goal if a sentence of the item commits.
        let commitment = self.parsed.sentences(id).iter().find_map(|sentence| self.judge(sentence.tokens.clone()));
        if let Some(commitment) = commitment {
            let judged = Some((commitment.modality, commitment.actor));
            let candidate =
                Candidate { tokens, kind: commitment.kind, label: name, judged, lent: None, rule: commitment.rule };
            self.push(id, candidate, goals);
        }
    }

    fn paragraph(&self, id: NodeId, goals: &mut Vec<Goal>) {
        let node = &self.parsed.outline.nodes[id];
        let tokens = self.parsed.node_tokens(id);
        if tokens.is_empty() {
            return;
        }
        let text = node.text(self.parsed.text());
        let boxed = node
            .parent
            .filter(|&parent| matches!(self.parsed.outline.nodes[parent].kind, NodeKind::Heading { boxed: true, .. }));
        let announced = boxed.and_then(|_| self.sections.announced(self.parsed, id));
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
            let numbered = sentences.iter().filter(|sentence| {
                super::target::target(&attributes::text(self.parsed, sentence.tokens.clone()), years).is_some()
            });
            let parts = if numbered.count() > 1 {
                sentences.iter().map(|sentence| sentence.tokens.clone()).collect()
            } else {
                vec![tokens]
            };
            for tokens in parts {
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
        if self.ministers.states(&text, self.period).is_some() && tokens.len() < 40 {
            let candidate = Candidate {
                tokens,
                kind: GoalKind::Minister,
                label: None,
                judged: None,
                lent: None,
                rule: "goal/minister-wording",
            };
            return self.push(id, candidate, goals);
        }
        for sentence in self.parsed.sentences(id) {
            let tokens = sentence.tokens.clone();
            let before = goals.len();
            self.quoted_minister_goals(id, tokens.clone(), goals);
            if goals.len() > before || self.overview || self.parsed.lower(tokens.end - 1) == ":" {
                continue;
            }
            if let Some(commitment) = self.judge(tokens.clone()) {
                let judged = Some((commitment.modality, commitment.actor));
                let candidate =
                    Candidate { tokens, kind: commitment.kind, label: None, judged, lent: None, rule: commitment.rule };
                self.push(id, candidate, goals);
            }
        }
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
        let states = |tokens: Range<usize>| {
            self.judge(tokens.clone()).is_some()
                || super::target::target(&attributes::text(self.parsed, tokens), self.years()).is_some()
        };
        first && sentences.iter().any(|sentence| states(sentence.tokens.clone()))
    }

    fn years(&self) -> Option<crate::token::number::Years> {
        let period = self.period?;
        Some(crate::token::number::Years { from: period.from?, to: period.to.or(period.from)? })
    }

    /// Cells of a column headed "Mål", and header cells that state minister goals.
    fn cell(&self, id: NodeId, table: usize, row: usize, column: usize, goals: &mut Vec<Goal>) {
        let tokens = self.parsed.node_tokens(id);
        let text = self.parsed.outline.nodes[id].text(self.parsed.text());
        if tokens.len() < 3 {
            return;
        }
        let mut tokens = tokens;
        let mut label = None;
        // "3. Flere flygtninge …": the number is the label.
        if self.parsed.all_tokens()[tokens.start].kind == TokenKind::Number && tokens.len() > 3 {
            label = Some(self.parsed.lower(tokens.start).trim_end_matches('.').to_owned());
            tokens.start += 1;
            if self.parsed.lower(tokens.start) == "." {
                tokens.start += 1;
            }
        }
        let may_restate = (row == 0 || !self.overview) && tokens.len() < 40;
        if may_restate && self.ministers.recognize(&text, self.period).is_some() {
            let candidate = Candidate {
                tokens,
                kind: GoalKind::Minister,
                label,
                judged: None,
                lent: None,
                rule: "goal/minister-wording",
            };
            return self.push(id, candidate, goals);
        }
        if self.overview || row == 0 {
            return;
        }
        let header = |wanted: usize| {
            self.parsed
                .outline
                .nodes
                .iter()
                .find(|node| node.kind == NodeKind::Cell { table, row: 0, column: wanted })
                .map(|node| node.text(self.parsed.text()))
        };
        let kind = header(column).and_then(|header| crate::structure::box_kind(&header));
        let kind = match kind {
            Some(crate::structure::BoxKind::Goals) => GoalKind::Goal,
            Some(crate::structure::BoxKind::Activities | crate::structure::BoxKind::Strategy) => GoalKind::Activity,
            Some(crate::structure::BoxKind::Objectives) => GoalKind::Objective,
            _ => return,
        };
        let number = self.parsed.outline.nodes.iter().find(|node| {
            node.kind == NodeKind::Cell { table, row, column: 0 }
                && column > 0
                && node.text(self.parsed.text()).chars().count() <= 4
        });
        let label =
            label.or_else(|| number.map(|node| node.text(self.parsed.text()).trim_end_matches(['.', ')']).to_owned()));
        self.push(id, Candidate { tokens, kind, label, judged: None, lent: None, rule: "goal/table" }, goals);
    }

    /// Minister goals inside a sentence: between quotation marks, or numbered "1) …, 2) …".
    fn quoted_minister_goals(&self, id: NodeId, sentence: Range<usize>, goals: &mut Vec<Goal>) {
        let mut starts: Vec<(usize, Option<String>)> = Vec::new();
        for index in sentence.clone() {
            let word = self.parsed.lower(index);
            let next = if index + 1 < sentence.end { self.parsed.lower(index + 1) } else { "" };
            if matches!(word, "\"" | "”" | "“" | "„" | "»" | "«" | "'" | "’" | "‘") {
                starts.push((index + 1, None));
            } else if next == ")" && word.len() <= 2 && word.bytes().all(|b| b.is_ascii_digit()) {
                starts.push((index + 2, Some(word.to_owned())));
            }
        }
        // "… for 2024 lyder de: alle ledige skal …, flere ledige skal …, og …"
        if starts.is_empty()
            && sentence
                .clone()
                .any(|index| self.parsed.lower(index).contains("mål") || self.parsed.lower(index) == "lyder")
        {
            let colon = sentence.clone().find(|&index| self.parsed.lower(index) == ":");
            if let Some(colon) = colon {
                let opens = |index: usize| {
                    index < sentence.end
                        && matches!(
                            self.parsed.lower(index),
                            "flere" | "alle" | "virksomhederne" | "virksomheder" | "bekæmpelsen"
                        )
                };
                let joins = (colon + 1..sentence.end).filter(|&index| match self.parsed.lower(index) {
                    "," | ";" => true,
                    "og" | "samt" => opens(index + 1),
                    _ => false,
                });
                starts.push((colon + 1, None));
                starts.extend(joins.map(|index| (index + 1, None)));
            }
        }
        self.push_minister_parts(id, sentence, &starts, goals);
    }

    /// The parts between `starts` that state minister goals; a part that is none may be the half of one.
    fn push_minister_parts(
        &self,
        id: NodeId,
        sentence: Range<usize>,
        starts: &[(usize, Option<String>)],
        goals: &mut Vec<Goal>,
    ) {
        for (position, (start, label)) in starts.iter().enumerate() {
            let mut end = starts.get(position + 1).map_or(sentence.end, |(next, _)| next - 1);
            if label.is_some() && position + 1 < starts.len() {
                end -= 1;
            }
            // Trim what joins the parts: commas, "og", closing marks.
            while end > *start
                && matches!(self.parsed.lower(end - 1), "," | ";" | "og" | "samt" | "\"" | "”" | "“" | "»")
            {
                end -= 1;
            }
            if label.is_some() && position + 1 == starts.len() && self.parsed.lower(end - 1) == "." {
                end -= 1;
            }
            if end < start + 4 || end > start + 40 {
                continue;
            }
            let start = &(*start + usize::from(matches!(self.parsed.lower(*start), "og" | "samt" | "at")));
            let text = self.parsed.lower_text(*start..end);
            if self.ministers.recognize(text, self.period).is_some() {
                let candidate = Candidate {
                    tokens: *start..end,
                    kind: GoalKind::Minister,
                    label: label.clone(),
                    judged: None,
                    lent: None,
                    rule: "goal/minister-quoted",
                };
                self.push(id, candidate, goals);
            }
        }
    }

    fn judge(&self, sentence: Range<usize>) -> Option<commitment::Commitment> {
        let node = self.parsed.all_tokens()[sentence.start].node;
        let setting = commitment::Setting {
            first_year: self.period.and_then(|period| period.from),
            forward: self.sections.looks_ahead(self.parsed, node),
        };
        commitment::judge(self.parsed, sentence, setting)
    }

    /// Reads the attributes and keeps the goal.
    fn push(&self, id: NodeId, candidate: Candidate, goals: &mut Vec<Goal>) {
        let Candidate { tokens, kind, label, judged, lent, rule } = candidate;
        let Some(tokens) = attributes::trim(self.parsed, tokens) else {
            return;
        };
        let list = self.parsed.all_tokens();
        let norm = list[tokens.start].norm.start..list[tokens.end - 1].norm.end;
        let (modality, actor) = judged.unwrap_or_else(|| attributes::wording(self.parsed, tokens.clone(), lent));
        let text = attributes::text(self.parsed, tokens.clone());
        let years = self.years();
        let serves = match kind {
            GoalKind::Minister => self
                .ministers
                .recognize(&text, self.period)
                .map(str::to_owned)
                .or_else(|| section::minister_heading(self.parsed, id, &self.ministers, self.period))
                .or_else(|| {
                    label
                        .as_deref()
                        .and_then(|label| label.parse().ok())
                        .and_then(|number| self.ministers.numbered(number, self.period))
                        .map(str::to_owned)
                }),
            _ => self.sections.serves(self.parsed, id).map(str::to_owned),
        };
        let concepts = attributes::Concepts::inside(self.parsed, self.found, id, &norm, tokens.clone());
        goals.push(Goal {
            node: id,
            kind,
            label,
            actor: actor.map(|actor| list[actor.start].norm.start..list[actor.end - 1].norm.end),
            modality,
            direction: direction::direction(self.parsed, tokens),
            target: super::target::target(&text, years),
            period: super::target::period(&text, years),
            serves,
            target_groups: concepts.target_groups,
            measures: concepts.measures,
            benefits: concepts.benefits,
            evidence: Evidence { rule, labels: Vec::new() },
            norm,
        });
    }
}
