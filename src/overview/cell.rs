//! One cell: the mark, and everything that it rests on.

use super::column::{Column, Test};
use super::minister::{MINISTER, Ministers};
use crate::lexicon::Labels;
use crate::wire::{AnalysisJson, GoalJson, PlaceJson, TargetJson};
use serde::Serialize;

/// What a cell says.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    /// No plan of the years was read.
    NoPlan,
    /// A plan was read, and nothing was found.
    #[default]
    NotFound,
    /// `(X)`: described, without a number to reach.
    Described,
    /// `X`: a goal of the plan's own with a number to reach.
    Result,
}

impl Mark {
    /// As it stands in tables.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::NoPlan => "?",
            Self::NotFound => "–",
            Self::Described => "(X)",
            Self::Result => "X",
        }
    }

    /// In Danish words.
    pub fn in_words(self) -> &'static str {
        match self {
            Self::NoPlan => "ingen plan læst",
            Self::NotFound => "ikke fundet",
            Self::Described => "beskrevet uden resultatniveau",
            Self::Result => "resultatmål",
        }
    }
}

/// A cell of the matrix.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Cell {
    pub mark: Mark,
    /// The plan restates the minister goal in a list of all of them, and does no more.
    pub only_listed: bool,
    /// Goals of the plan's own; those with a number first.
    pub goals: Vec<Found>,
    /// Other places that name the column's subject.
    pub mentions: Vec<Found>,
    /// How many such places there are beyond those in `mentions`.
    pub more_mentions: usize,
    /// Sources cited where these goals stand.
    pub sources: Vec<Found>,
    /// What the matrix of an overview says of the municipality.
    pub reported: Vec<Reported>,
}

/// A quote with its place.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Found {
    pub doc: String,
    pub id: Option<String>,
    /// What it is, in Danish.
    pub kind: String,
    /// On one line.
    pub quote: String,
    pub page: Option<usize>,
    pub start: usize,
    pub end: usize,
    /// The number to reach, in Danish.
    pub target: Option<String>,
}

/// A mark from an overview's own matrix.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Reported {
    pub doc: String,
    pub mark: String,
}

/// A cell lists no more mentions than this.
const MOST_MENTIONS: usize = 5;

/// The cell of a municipality's plans in a column.
pub fn cell(plans: &[&AnalysisJson], column: &Column, labels: &Labels) -> Cell {
    let mut cell = Cell::default();
    for plan in plans {
        let part = of_plan(plan, column, labels);
        // One plan may do what another only lists.
        cell.only_listed |= part.only_listed;
        cell.mark = cell.mark.max(part.mark);
        cell.goals.extend(part.goals);
        cell.mentions.extend(part.mentions);
        cell.more_mentions += part.more_mentions;
        cell.sources.extend(part.sources);
    }
    cell.only_listed &= cell.mark == Mark::NotFound;
    // The sort is stable: otherwise goals stay in reading order.
    cell.goals.sort_by_key(|goal| goal.target.is_none());
    cell
}

fn of_plan(plan: &AnalysisJson, column: &Column, labels: &Labels) -> Cell {
    let own = |test: &dyn Fn(&GoalJson) -> bool| -> Vec<&GoalJson> {
        plan.goals.iter().filter(|goal| goal.kind != MINISTER && test(goal)).collect()
    };
    let mut cell = Cell::default();
    let mut numbered = false;
    let goals = match &column.test {
        Test::MinisterGoal => {
            let ministers = Ministers::new(plan);
            let stated = ministers.stated(&column.id);
            cell.only_listed = !stated.is_empty() && stated.iter().all(|(_, listed)| *listed);
            // "… begrænses til 412 personer": a minister goal restated with the plan's own number.
            numbered = stated.iter().any(|(goal, _)| goal.target.is_some());
            cell.mentions = stated.iter().map(|(goal, _)| goal_found(plan, goal, labels)).collect();
            ministers.own(&column.id)
        }
        Test::Measure => {
            let mentions = plan.measures.iter().filter(|mention| mention.concept == column.id);
            cell.mentions =
                mentions.map(|mention| found(plan, mention.id.as_ref(), "redskab", &mention.place)).collect();
            own(&|goal| goal.measures.contains(&column.id))
        }
        Test::TargetGroup => {
            let mentions = plan.target_groups.iter().filter(|mention| mention.concept == column.id);
            cell.mentions =
                mentions.map(|mention| found(plan, mention.id.as_ref(), "målgruppe", &mention.place)).collect();
            own(&|goal| goal.target_groups.contains(&column.id))
        }
        Test::Theme(theme) => {
            let mentions = theme.mentions(plan);
            cell.mentions =
                mentions.iter().map(|mention| found(plan, mention.id.as_ref(), "omtale", &mention.place)).collect();
            own(&|goal| theme.holds_goal(goal))
        }
    };
    cell.mark = match () {
        () if numbered || goals.iter().any(|goal| goal.target.is_some()) => Mark::Result,
        () if !goals.is_empty() => Mark::Described,
        () if !cell.mentions.is_empty() && !cell.only_listed => Mark::Described,
        () => Mark::NotFound,
    };
    cell.only_listed &= cell.mark == Mark::NotFound;
    cell.sources = sources(plan, &goals);
    cell.goals = goals.into_iter().map(|goal| goal_found(plan, goal, labels)).collect();
    cell.more_mentions = cell.mentions.len().saturating_sub(MOST_MENTIONS);
    cell.mentions.truncate(MOST_MENTIONS);
    cell
}

/// The sources cited under the headings under which the goals stand.
fn sources(plan: &AnalysisJson, goals: &[&GoalJson]) -> Vec<Found> {
    let beside = |place: &PlaceJson| {
        !place.section.is_empty() && goals.iter().any(|goal| goal.place.section.starts_with(&place.section))
    };
    let linked = |id: &Option<String>| {
        let ids = |goal: &GoalJson| {
            plan.links.iter().any(|link| Some(&link.from) == goal.id.as_ref() && Some(&link.to) == id.as_ref())
        };
        goals.iter().any(|goal| ids(goal))
    };
    let sources = plan.sources.iter().filter(|source| linked(&source.id) || beside(&source.place));
    sources.map(|source| found(plan, source.id.as_ref(), "kilde", &source.place)).collect()
}

/// A goal as evidence.
pub fn goal_found(plan: &AnalysisJson, goal: &GoalJson, labels: &Labels) -> Found {
    let kind = labels.of("goal_kind", &goal.kind);
    let target = goal.target.as_ref().map(|target| in_words(target, labels));
    Found { target, ..found(plan, goal.id.as_ref(), kind, &goal.place) }
}

/// Anything else as evidence.
pub fn found(plan: &AnalysisJson, id: Option<&String>, kind: &str, place: &PlaceJson) -> Found {
    Found {
        doc: plan.doc.clone(),
        id: id.cloned(),
        kind: kind.to_owned(),
        quote: place.text.split_whitespace().collect::<Vec<_>>().join(" "),
        page: place.page,
        start: place.start,
        end: place.end,
        target: None,
    }
}

/// "mindst 75 pct. (fra 60), frist 2023-12".
fn in_words(target: &TargetJson, labels: &Labels) -> String {
    let number = |value: f64| value.to_string().replace('.', ",");
    let comparator = labels.of("comparator", &target.comparator);
    let mut words = format!("{comparator} {}", number(target.value));
    // The unit of what has none is the thing itself, which the quote names.
    if target.unit != "antal" {
        words += &format!(" {}", labels.of("unit", &target.unit));
    }
    if let Some(baseline) = target.baseline {
        words += &format!(" (fra {})", number(baseline));
    }
    if let Some(deadline) = &target.deadline {
        words += &format!(", frist {deadline}");
    }
    words
}
