//! What the columns are: the minister's goals of the years, concepts, or themes.

use super::Years;
use super::theme::{self, Theme};
use crate::error::{Error, Result};
use crate::lexicon::{Labels, Lexicon};
use crate::wire::AnalysisJson;
use serde::Serialize;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Where the columns come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scheme {
    MinisterGoals,
    Measures,
    TargetGroups,
    Themes,
    /// A table of themes like `lexicons/themes.csv`.
    File(PathBuf),
}

impl Scheme {
    /// The name in JSON and on the page.
    pub fn name(&self) -> String {
        match self {
            Self::MinisterGoals => "minister_goals".to_owned(),
            Self::Measures => "measures".to_owned(),
            Self::TargetGroups => "target_groups".to_owned(),
            Self::Themes => "themes".to_owned(),
            Self::File(path) => path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned(),
        }
    }
}

/// A column of the matrix.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Column {
    pub id: String,
    pub title: String,
    /// The number that the minister or the list of themes gives it.
    pub number: Option<u32>,
    #[serde(skip)]
    pub(super) test: Test,
}

/// What belongs to a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Test {
    MinisterGoal,
    Measure,
    TargetGroup,
    Theme(Box<Theme>),
}

/// The columns of a scheme, in the order in which they are shown.
pub(super) fn columns(
    scheme: &Scheme,
    years: Years,
    analyses: &[AnalysisJson],
    lexicon: &Lexicon,
    labels: &Labels,
    themes: &[Theme],
) -> Result<Vec<Column>> {
    let covers = |analysis: &&AnalysisJson| {
        analysis.meta.kind.as_deref() != Some("oversigt")
            && analysis.meta.period.is_some_and(|period| years.meet(period))
    };
    let current = || analyses.iter().filter(covers);
    match scheme {
        Scheme::MinisterGoals => {
            let columns = minister_goals(years, lexicon);
            if columns.is_empty() {
                let message = format!("no minister goals of {years}; choose another year, or --columns themes");
                return Err(Error::invalid(Path::new("lexicons/minister_goals.csv"), None, message));
            }
            Ok(columns)
        }
        Scheme::Measures => {
            let mentions = current().flat_map(|analysis| &analysis.measures);
            let ids = mentions.map(|mention| mention.concept.as_str());
            Ok(concepts(ids, "measure", &Test::Measure, labels))
        }
        Scheme::TargetGroups => {
            let mentions = current().flat_map(|analysis| &analysis.target_groups);
            let ids = mentions.map(|mention| mention.concept.as_str());
            Ok(concepts(ids, "target_group", &Test::TargetGroup, labels))
        }
        Scheme::Themes => Ok(of_themes(themes, years)),
        Scheme::File(path) => Ok(of_themes(&theme::read_file(path)?, years)),
    }
}

/// The minister's goals of the years, in the order of their numbers; a goal of several years once.
fn minister_goals(years: Years, lexicon: &Lexicon) -> Vec<Column> {
    // Id → its last year, its number then and its shortest wording then.
    let mut found: BTreeMap<&str, (i32, Option<u32>, &str)> = BTreeMap::new();
    let mut order: Vec<&str> = Vec::new();
    for goal in lexicon.minister_goals.all().iter().filter(|goal| (years.from..=years.to).contains(&goal.year)) {
        if !order.contains(&goal.id.as_str()) {
            order.push(&goal.id);
        }
        let known = found.entry(&goal.id).or_insert((goal.year, goal.number, &goal.wording));
        if goal.year > known.0 || goal.wording.chars().count() < known.2.chars().count() {
            *known = (goal.year, goal.number.or(known.1), &goal.wording);
        }
    }
    let mut columns: Vec<Column> = order
        .into_iter()
        .map(|id| {
            let (_, number, wording) = found[id];
            Column { id: id.to_owned(), title: wording.to_owned(), number, test: Test::MinisterGoal }
        })
        .collect();
    // The sort is stable: goals without a number keep their order, behind the others.
    columns.sort_by_key(|column| column.number.unwrap_or(u32::MAX));
    columns
}

/// The concepts that the plans of the years name, by name.
fn concepts<'a>(ids: impl Iterator<Item = &'a str>, class: &str, test: &Test, labels: &Labels) -> Vec<Column> {
    let mut ids: Vec<&str> = ids.collect();
    ids.sort_unstable();
    ids.dedup();
    let column = |id: &str| Column {
        id: id.to_owned(),
        title: labels.of(class, id).to_owned(),
        number: None,
        test: test.clone(),
    };
    let mut columns: Vec<Column> = ids.into_iter().map(column).collect();
    columns.sort_by_cached_key(|column| (column.id == "andet", super::matrix::danish_order(&column.title)));
    columns
}

fn of_themes(themes: &[Theme], years: Years) -> Vec<Column> {
    let themes = themes.iter().filter(|theme| theme.in_years(years));
    themes
        .map(|theme| Column {
            id: theme.id.clone(),
            title: theme.title.clone(),
            number: Some(theme.number),
            test: Test::Theme(Box::new(theme.clone())),
        })
        .collect()
}
