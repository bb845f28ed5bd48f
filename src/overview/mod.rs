//! Analyses → the yearly overview: which municipality has which goals, with the quotes behind every cell.
//!
//! A cell says what an analyst's table says. `X`: the plan has a goal of its own under the column, with a number to
//! reach. `(X)`: the plan describes the column's subject, without such a number. Empty: nothing was found, which is
//! not the same as a municipality of which no plan was read. The overview is a draft: all that it claims is backed by
//! quotes, and the reader decides.

mod cell;
mod change;
mod column;
mod matrix;
mod minister;
mod summary;
mod theme;

pub use cell::{Cell, Found, Mark, Reported};
pub use change::Changes;
pub use column::{Column, Scheme};
pub use matrix::{LeftOut, PlanRef, Row};
pub use summary::{Named, Sentence, ThemeSummary};
pub use theme::Theme;

use crate::error::Result;
use crate::lexicon::{Labels, Lexicon, Source};
use crate::wire::{AnalysisJson, PeriodJson};
use serde::Serialize;

/// Years from the first to the last, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Years {
    pub from: i32,
    pub to: i32,
}

impl Years {
    /// Whether a plan for `period` covers one of the years; an open end has no end.
    fn meet(self, period: PeriodJson) -> bool {
        let from = period.from.or(period.to);
        from.is_some_and(|from| from <= self.to) && period.to.is_none_or(|to| to >= self.from)
    }
}

impl std::fmt::Display for Years {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.from == self.to { write!(f, "{}", self.from) } else { write!(f, "{}–{}", self.from, self.to) }
    }
}

/// What the overview is to show.
#[derive(Debug, Clone)]
pub struct Options {
    pub years: Years,
    pub scheme: Scheme,
    /// Every municipality of this region gets a row, and no other.
    pub region: Option<String>,
}

/// The whole overview.
#[derive(Debug, Clone, Serialize)]
pub struct Overview {
    pub years: Years,
    /// What the columns are: `minister_goals`, `measures`, `target_groups`, `themes`, or the name of a file.
    pub scheme: String,
    pub columns: Vec<Column>,
    pub rows: Vec<Row>,
    pub themes: Vec<ThemeSummary>,
    pub changes: Vec<Changes>,
    /// Documents that stand in no row, and why.
    pub left_out: Vec<LeftOut>,
}

impl Overview {
    /// Rows of municipalities of which a plan was read.
    pub fn read(&self) -> usize {
        self.rows.iter().filter(|row| !row.plans.is_empty()).count()
    }
}

/// Makes the overview. Analyses must be sorted by document, for the answer to be the same every time.
pub fn overview(
    analyses: &[AnalysisJson],
    lexicon: &Lexicon,
    labels: &Labels,
    lists: &Source,
    options: &Options,
) -> Result<Overview> {
    let themes = theme::standard(lists)?;
    let columns = column::columns(&options.scheme, options.years, analyses, lexicon, labels, &themes)?;
    let ground = matrix::Ground::new(analyses, lexicon, options);
    let rows = ground.rows(&columns, labels);
    Ok(Overview {
        years: options.years,
        scheme: options.scheme.name(),
        themes: summary::summaries(&ground, &themes, options.years, labels),
        changes: ground.changes(labels),
        left_out: ground.left_out,
        columns,
        rows,
    })
}
