//! The rows: which municipality has which plans, and its cells.

use super::cell::{self, Cell, Found, Mark, Reported};
use super::change::{self, Changes};
use super::column::{Column, Test};
use super::minister::{MINISTER, Ministers};
use super::{Options, Years};
use crate::lexicon::{Labels, Lexicon};
use crate::wire::{AnalysisJson, PeriodJson};
use serde::Serialize;
use std::collections::BTreeMap;

/// A municipality with its cells, one for each column.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Row {
    pub municipality: String,
    pub kommunekode: Option<String>,
    pub region: Option<String>,
    /// The plans that cover the years; none means that no plan was read.
    pub plans: Vec<PlanRef>,
    pub cells: Vec<Cell>,
    /// Goals of its own under none of the columns, if the columns are the minister's.
    pub other_goals: Vec<Found>,
}

/// A plan by name.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PlanRef {
    pub doc: String,
    pub title: Option<String>,
    pub period: Option<PeriodJson>,
}

/// A document that stands in no row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LeftOut {
    pub doc: String,
    /// Why, in Danish.
    pub reason: String,
}

/// A municipality and its plans of all years.
struct Owner<'a> {
    name: String,
    code: Option<String>,
    region: Option<String>,
    /// By first year.
    plans: Vec<&'a AnalysisJson>,
}

/// What rows, themes and changes are made from.
pub(super) struct Ground<'a> {
    years: Years,
    /// In Danish alphabetical order.
    owners: Vec<Owner<'a>>,
    /// Overviews that cover the years.
    overviews: Vec<&'a AnalysisJson>,
    minister_goals: bool,
    pub left_out: Vec<LeftOut>,
}

impl<'a> Ground<'a> {
    pub fn new(analyses: &'a [AnalysisJson], lexicon: &Lexicon, options: &Options) -> Self {
        let years = options.years;
        let mut ground = Self {
            years,
            owners: Vec::new(),
            overviews: Vec::new(),
            minister_goals: options.scheme == super::Scheme::MinisterGoals,
            left_out: Vec::new(),
        };
        let mut owners: BTreeMap<String, Owner<'a>> = BTreeMap::new();
        let mut add = |name: &str, code: Option<&str>| -> String {
            let known =
                lexicon.municipalities.iter().find(|known| Some(known.code.as_str()) == code || known.name == name);
            let key = known.map_or(name, |known| &known.name).to_owned();
            owners.entry(key.clone()).or_insert_with(|| Owner {
                name: key.clone(),
                code: known.map(|known| known.code.clone()),
                region: known.map(|known| known.region.clone()),
                plans: Vec::new(),
            });
            key
        };
        let mut placed: Vec<(String, &AnalysisJson)> = Vec::new();
        for analysis in analyses {
            let meta = &analysis.meta;
            let leave = |reason: &str| LeftOut { doc: analysis.doc.clone(), reason: reason.to_owned() };
            let Some(period) = meta.period else {
                ground.left_out.push(leave("planens år er ikke fundet"));
                continue;
            };
            if meta.kind.as_deref() == Some("oversigt") {
                if years.meet(period) {
                    ground.overviews.push(analysis);
                    analysis.matrix.iter().for_each(|cell| drop(add(&cell.municipality, None)));
                }
                continue;
            }
            match &meta.municipality {
                Some(name) => placed.push((add(name, meta.kommunekode.as_deref()), analysis)),
                None if years.meet(period) => ground.left_out.push(leave("planens kommune er ikke fundet")),
                None => {}
            }
        }
        if let Some(region) = &options.region {
            let of_region = lexicon.municipalities.iter().filter(|known| is_region(&known.region, region));
            of_region.for_each(|known| drop(add(&known.name, Some(&known.code))));
        }
        for (key, analysis) in placed {
            if let Some(owner) = owners.get_mut(&key) {
                owner.plans.push(analysis);
            }
        }
        ground.owners = owners.into_values().collect();
        if let Some(region) = &options.region {
            ground.owners.retain(|owner| owner.region.as_ref().is_some_and(|of| is_region(of, region)));
        }
        for owner in &mut ground.owners {
            owner.plans.sort_by_key(|plan| (plan.meta.period.and_then(|period| period.from), plan.doc.as_str()));
        }
        ground.owners.sort_by_cached_key(|owner| danish_order(&owner.name));
        ground
    }

    pub fn rows(&self, columns: &[Column], labels: &Labels) -> Vec<Row> {
        self.owners.iter().map(|owner| self.row(owner, columns, labels)).collect()
    }

    fn row(&self, owner: &Owner<'a>, columns: &[Column], labels: &Labels) -> Row {
        let plans = self.current(owner);
        let cells = columns.iter().map(|column| {
            let mut cell = cell::cell(&plans, column, labels);
            if plans.is_empty() {
                cell.mark = Mark::NoPlan;
            }
            if column.test == Test::MinisterGoal {
                cell.reported = self.reported(&owner.name, &column.id);
            }
            cell
        });
        Row {
            municipality: owner.name.clone(),
            kommunekode: owner.code.clone(),
            region: owner.region.clone(),
            cells: cells.collect(),
            other_goals: if self.minister_goals { other_goals(&plans, columns, labels) } else { Vec::new() },
            plans: plans.iter().map(|plan| plan_ref(plan)).collect(),
        }
    }

    /// Each municipality that has a plan for the years, with these plans.
    pub fn read(&self) -> impl Iterator<Item = (&str, Vec<&'a AnalysisJson>)> {
        let owners = self.owners.iter().map(|owner| (owner.name.as_str(), self.current(owner)));
        owners.filter(|(_, plans)| !plans.is_empty())
    }

    /// What each municipality changed since its plan before.
    pub fn changes(&self, labels: &Labels) -> Vec<Changes> {
        let mut changes = Vec::new();
        for owner in &self.owners {
            let pairs = owner.plans.windows(2).filter(|pair| self.years.meet(period(pair[1])));
            let follows = pairs.filter(|pair| period(pair[0]).from < period(pair[1]).from);
            changes.extend(follows.map(|pair| change::changes(&owner.name, pair[0], pair[1], labels)));
        }
        changes
    }

    fn current(&self, owner: &Owner<'a>) -> Vec<&'a AnalysisJson> {
        owner.plans.iter().copied().filter(|plan| self.years.meet(period(plan))).collect()
    }

    fn reported(&self, municipality: &str, goal: &str) -> Vec<Reported> {
        let mut reported = Vec::new();
        for overview in &self.overviews {
            let cells = overview.matrix.iter().filter(|cell| cell.municipality == municipality && cell.goal == goal);
            reported.extend(cells.map(|cell| Reported { doc: overview.doc.clone(), mark: cell.mark.clone() }));
        }
        reported
    }
}

/// What an overview's column of remarks is for: the plan's own goals that no minister goal covers, without activities.
fn other_goals(plans: &[&AnalysisJson], columns: &[Column], labels: &Labels) -> Vec<Found> {
    let mut others = Vec::new();
    for plan in plans {
        let ministers = Ministers::new(plan);
        let covered = |id: Option<&str>| id.is_some_and(|id| columns.iter().any(|column| column.id == id));
        let own = plan.goals.iter().filter(|goal| goal.kind != MINISTER && goal.kind != "aktivitet");
        let uncovered = own.filter(|goal| !covered(ministers.over(goal)));
        others.extend(uncovered.map(|goal| cell::goal_found(plan, goal, labels)));
    }
    others
}

fn plan_ref(plan: &AnalysisJson) -> PlanRef {
    PlanRef { doc: plan.doc.clone(), title: plan.meta.title.clone(), period: plan.meta.period }
}

fn period(plan: &AnalysisJson) -> PeriodJson {
    plan.meta.period.unwrap_or_default()
}

/// "Hovedstaden" is "Region Hovedstaden".
fn is_region(name: &str, asked: &str) -> bool {
    name == asked || name.strip_prefix("Region ") == Some(asked)
}

/// A key that sorts as a Danish register does: æ, ø, å come last, and so does aa.
pub(super) fn danish_order(text: &str) -> String {
    let lower = text.to_lowercase().replace("aa", "å");
    // The three characters after z, in the order that the letters have in Danish.
    lower.replace('æ', "{").replace('ø', "|").replace('å', "}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_sort_as_in_a_danish_register() {
        let mut names = ["Aabenraa", "Åkirkeby", "Ærø", "Odense", "Zulu", "Ølstykke", "Allerød"];
        names.sort_by_cached_key(|name| danish_order(name));
        assert_eq!(names, ["Allerød", "Odense", "Zulu", "Ærø", "Ølstykke", "Aabenraa", "Åkirkeby"]);
    }
}
