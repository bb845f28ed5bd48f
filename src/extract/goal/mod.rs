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

mod ahead;
mod aim;
mod announcement;
mod attributes;
mod boxes;
mod clause;
mod commitment;
mod content;
mod direction;
mod expectation;
mod explain;
mod firms;
mod habit;
mod heading;
mod law;
mod level;
mod modal;
mod nodes;
mod promise;
mod quoted;
mod row;
mod section;
mod serves;
mod subject;
mod table;
mod telling;
mod unit;
mod wording;
mod words;

use super::{Evidence, Extractor, Findings, Goal, GoalKind, Modality, Parsed, Period, Step};
use crate::lexicon::MinisterGoals;
use crate::structure::{NodeId, NodeKind};
use level::Level;
use rustc_hash::{FxHashMap, FxHashSet};
use section::Sections;
use std::ops::Range;

/// The regional council that an overview is from.
const COUNCIL: &[&str] = &["rådet", "rar"];
/// Tokens before a list's colon at most that tell whose list it is.
const MOST_INTRO: usize = 40;

/// The rule for a row that only white space parts: its cells stand beside each other in the text, so that the last
/// token need not be the one that ends it, and the row is read across all of them.
pub(crate) const ROW: &str = "goal/table-row";

pub struct Goals;

impl Extractor for Goals {
    fn name(&self) -> &'static str {
        "goals"
    }

    fn extract(&self, parsed: &Parsed<'_>, found: &mut Findings) {
        let reader = Reader::new(parsed, found);
        let mut goals = Vec::new();
        for id in 0..parsed.outline.nodes.len() {
            reader.node(id, &mut goals);
        }
        found.goals = goals;
    }

    fn explain(&self, parsed: &Parsed<'_>, found: &Findings, sentence: Range<usize>) -> Vec<Step> {
        Reader::new(parsed, found).explain(sentence)
    }
}

/// The first node that holds text: what stands before it is the title page.
fn first_text(parsed: &Parsed<'_>) -> NodeId {
    let text = |kind: NodeKind| matches!(kind, NodeKind::Paragraph | NodeKind::ListItem | NodeKind::Contents);
    parsed.outline.nodes.iter().position(|node| text(node.kind)).unwrap_or(0)
}

/// The nodes of which a source takes nearly all: notes that lost their marks.
fn sources(parsed: &Parsed<'_>, found: &Findings) -> FxHashSet<NodeId> {
    let length = |node: NodeId| parsed.outline.nodes[node].segments.iter().map(|part| part.len()).sum::<usize>();
    let whole = found.sources.iter().filter(|source| source.norm.len() * 10 >= length(source.node) * 8);
    whole.map(|source| source.node).collect()
}

/// Where each cell of each table stands.
fn cells(parsed: &Parsed<'_>) -> FxHashMap<(usize, usize, usize), NodeId> {
    let nodes = parsed.outline.nodes.iter().enumerate();
    nodes
        .filter_map(|(id, node)| match node.kind {
            NodeKind::Cell { table, row, column } => Some(((table, row, column), id)),
            _ => None,
        })
        .collect()
}

struct Reader<'p, 'd> {
    parsed: &'p Parsed<'d>,
    mentions: attributes::Mentions<'p>,
    ministers: &'d MinisterGoals,
    sections: Sections,
    period: Option<Period>,
    overview: bool,
    /// The first node that is text: what stands before it is the title page.
    first_text: NodeId,
    /// Tables with a column of what will be done before their goals.
    beside_actions: FxHashSet<usize>,
    /// Nodes that are sources and nothing else: "KL (2022): Tilfredshedsmåling".
    sources: FxHashSet<NodeId>,
    /// Cells by table, row and column.
    cells: FxHashMap<(usize, usize, usize), NodeId>,
}

/// A goal before its attributes are read.
#[derive(Clone)]
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

impl<'p, 'd> Reader<'p, 'd> {
    /// Reads what holds for the whole document. Metadata and mentions must be found already.
    fn new(parsed: &'p Parsed<'d>, found: &'p Findings) -> Self {
        let period = found.meta.period;
        let ministers = &parsed.lexicon.minister_goals;
        let sections = Sections::new(parsed, ministers, period);
        let overview = found.meta.kind == super::DocumentKind::Overview;
        let mut reader = Self {
            parsed,
            mentions: attributes::Mentions::new(found),
            ministers,
            sections,
            period,
            overview,
            first_text: first_text(parsed),
            beside_actions: FxHashSet::default(),
            sources: sources(parsed, found),
            cells: cells(parsed),
        };
        let tables = reader.cells.keys().map(|&(table, ..)| table).collect::<FxHashSet<usize>>();
        reader.beside_actions = tables.into_iter().filter(|&table| reader.has_actions(table)).collect();
        reader
    }
}

impl Reader<'_, '_> {
    fn years(&self) -> Option<crate::token::number::Years> {
        let period = self.period?;
        Some(crate::token::number::Years { from: period.from?, to: period.to.or(period.from)? })
    }

    fn judge(&self, sentence: Range<usize>) -> Option<commitment::Commitment> {
        let node = self.parsed.all_tokens()[sentence.start].node;
        let found = commitment::judge(self.parsed, sentence, self.setting(node))?;
        // Where law is told, only "vi vil" is the owner's own word.
        let own = || {
            let actor = found.actor.as_ref().map(|actor| self.parsed.lower(actor.start));
            found.modality == Modality::Will && actor == Some("vi")
        };
        (!self.sections.explains(self.parsed, node) || own()).then_some(found)
    }

    /// Whether the regional council or its office acts, or says who is to act ("Rådet ønsker, at jobcentrene …"): an
    /// overview is theirs, and what else it tells others plan.
    fn is_of_council(&self, sentence: &Range<usize>, actor: Option<&Range<usize>>) -> bool {
        const OFFICE: &[&str] = &["arbejdsmarkedsrådet", "sekretariatet", "arbejdsmarkedskontoret", "kontoret"];
        let council = |index| COUNCIL.contains(&self.parsed.lower(index)) || OFFICE.contains(&self.parsed.lower(index));
        council(sentence.start) || actor.is_some_and(|actor| actor.clone().any(council))
    }

    /// Whether the heading or introduction of a list names the council: "Rådets pejlemærker".
    fn stands_under_council(&self, node: NodeId) -> bool {
        let node = &self.parsed.outline.nodes[node];
        let heads = [node.intro, node.parent];
        heads.into_iter().flatten().any(|head| {
            let last = self.parsed.sentences(head).last().map_or(0..0, |sentence| sentence.tokens.clone());
            let mut words = last.rev().take(MOST_INTRO).map(|index| self.parsed.lower(index));
            words.any(|word| word == "rådets" || COUNCIL.contains(&word))
        })
    }

    /// The same where a table's column says what will be done.
    fn judge_forward(&self, sentence: Range<usize>) -> Option<commitment::Commitment> {
        let setting = self.setting(self.parsed.all_tokens()[sentence.start].node);
        commitment::judge(self.parsed, sentence, commitment::Setting { forward: true, ..setting })
    }

    fn setting(&self, node: NodeId) -> commitment::Setting {
        commitment::Setting {
            first_year: self.period.and_then(|period| period.from),
            forward: self.sections.looks_ahead(self.parsed, node),
        }
    }

    fn push(&self, id: NodeId, candidate: Candidate, goals: &mut Vec<Goal>) {
        self.push_with(id, candidate, None, goals);
    }

    /// Reads the attributes and keeps the goal; `level` is where its number stands if not in its own words.
    fn push_with(&self, id: NodeId, candidate: Candidate, level: Option<&Level>, goals: &mut Vec<Goal>) {
        let Candidate { tokens, kind, label, judged, lent, rule } = candidate;
        let Some(tokens) = attributes::trim(self.parsed, tokens) else {
            return;
        };
        let (tokens, label) = attributes::printed_label(self.parsed, tokens, label);
        let leveled = rule == ROW || level.is_some();
        if kind != GoalKind::Minister && !leveled && attributes::is_figures(self.parsed, &tokens) {
            return;
        }
        let list = self.parsed.all_tokens();
        let last = if rule == ROW { list[tokens.clone()].iter().map(|token| token.norm.end).max() } else { None };
        let norm = list[tokens.start].norm.start..last.unwrap_or(list[tokens.end - 1].norm.end);
        let (modality, actor) = judged.unwrap_or_else(|| attributes::wording(self.parsed, tokens.clone(), lent));
        let text = attributes::text(self.parsed, tokens.clone());
        let years = self.years();
        let serves = match kind {
            GoalKind::Minister => self
                .ministers
                .recognize(&text, self.period)
                .map(str::to_owned)
                .or_else(|| serves::minister_heading(self.parsed, id, self.ministers, self.period))
                // The columns of an overview are headed by short names of the goals.
                .or_else(|| {
                    let named = || self.ministers.of_header(&text, self.period).map(str::to_owned);
                    self.overview.then(named).flatten()
                })
                .or_else(|| {
                    label
                        .as_deref()
                        .and_then(|label| label.parse().ok())
                        .and_then(|number| self.ministers.numbered(number, self.period))
                        .or_else(|| self.ministers.states(&text, self.period))
                        .map(str::to_owned)
                }),
            _ => self.sections.serves(self.parsed, id).map(str::to_owned),
        };
        let mut own = super::target::target_and_period(&text, years);
        if kind == GoalKind::Goal
            && matches!(rule, "goal/announced-list" | "goal/boxed-paragraph" | "goal/labelled-item")
        {
            own.0 = own.0.or_else(|| super::target::target_as_reached(&text, years));
        }
        let due = self.due(id).filter(|_| kind != GoalKind::Minister);
        if let Some(due) = &due {
            let dated = super::target::target_and_period(&format!("{} {due}", text.trim_end_matches('.')), years);
            own = (own.0.and(dated.0), own.1.or(dated.1));
        }
        // A cell that states its number keeps it, whatever the columns beside it say.
        let level = level.filter(|_| rule == ROW || own.0.is_none());
        let (mut target, mut period) =
            level.map_or(own, |level| super::target::target_and_period(&level.sentence, years));
        if let Some(level) = level {
            if let Some(target) = &mut target {
                target.baseline = target.baseline.or(level.baseline);
            }
            if let Some(due) = due.filter(|_| target.as_ref().is_some_and(|target| target.deadline.is_none())) {
                let sentence = format!("{} {due}.", level.sentence.trim_end_matches('.'));
                let dated = super::target::target_and_period(&sentence, years);
                (target, period) = (
                    target.map(|target| super::Target { deadline: dated.0.and_then(|dated| dated.deadline), ..target }),
                    period.or(dated.1),
                );
            }
            if let (Some(period), Some(until)) = (&mut period, level.until) {
                period.to = period.to.map(|to| to.max(until));
            }
        }
        let concepts = self.mentions.inside(self.parsed, id, &norm, tokens.clone());
        goals.push(Goal {
            node: id,
            kind,
            label,
            actor: actor.map(|actor| list[actor.start].norm.start..list[actor.end - 1].norm.end),
            modality,
            direction: direction::direction(self.parsed, tokens),
            target,
            period,
            serves,
            target_groups: concepts.target_groups,
            measures: concepts.measures,
            benefits: concepts.benefits,
            evidence: Evidence { rule, labels: Vec::new() },
            norm,
        });
    }
}
