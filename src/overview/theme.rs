//! Themes: subjects that cut across the minister's goals, each defined by concepts and words in a table.

use super::Years;
use crate::error::{Error, Result};
use crate::lexicon::{Source, Table};
use crate::wire::{AnalysisJson, GoalJson, MentionJson};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

const NAME: &str = "themes.csv";

/// A theme: a row of `lexicons/themes.csv`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Theme {
    pub number: u32,
    pub id: String,
    /// The group of themes that it belongs to.
    pub part: String,
    pub title: String,
    /// What plans do about it, as the object of a sentence: "samarbejde om rekruttering".
    pub phrase: String,
    /// Years for which the theme makes sense; an open end has no end.
    from: Option<i32>,
    to: Option<i32>,
    target_groups: Vec<String>,
    measures: Vec<String>,
    benefits: Vec<String>,
    /// Beginnings of words and phrases, in lower case, that stand for the theme in a goal.
    words: Vec<String>,
    /// Whether a group and a measure must stand together.
    together: bool,
}

impl Theme {
    pub(super) fn in_years(&self, years: Years) -> bool {
        self.from.is_none_or(|from| from <= years.to) && self.to.is_none_or(|to| to >= years.from)
    }

    /// Whether a goal is about the theme.
    pub(super) fn holds_goal(&self, goal: &GoalJson) -> bool {
        let group = any(&self.target_groups, &goal.target_groups);
        let tool = any(&self.measures, &goal.measures) || any(&self.benefits, &goal.benefits);
        let concepts = if self.together { group && tool } else { group || tool };
        concepts || self.named_in(&goal.place.text)
    }

    /// The mentions that are about the theme, in reading order.
    pub(super) fn mentions<'a>(&self, analysis: &'a AnalysisJson) -> Vec<&'a MentionJson> {
        let of = |mentions: &'a [MentionJson], ids: &[String]| -> Vec<&'a MentionJson> {
            mentions.iter().filter(|mention| ids.contains(&mention.concept)).collect()
        };
        let groups = of(&analysis.target_groups, &self.target_groups);
        let mut tools = of(&analysis.measures, &self.measures);
        tools.extend(of(&analysis.benefits, &self.benefits));
        if self.together {
            // Of a measure and a group under the same heading, the measure is what is done.
            let sections: BTreeSet<&[String]> = groups.iter().map(|mention| &*mention.place.section).collect();
            tools.retain(|mention| sections.contains(&*mention.place.section));
        } else {
            tools.extend(groups);
        }
        tools.sort_by_key(|mention| (mention.place.start, mention.place.end));
        tools
    }

    fn named_in(&self, text: &str) -> bool {
        if self.words.is_empty() {
            return false;
        }
        let lower = text.to_lowercase();
        self.words.iter().any(|word| {
            let mut hits = lower.match_indices(word.as_str());
            hits.any(|(at, _)| !lower[..at].chars().next_back().is_some_and(char::is_alphanumeric))
        })
    }
}

fn any(wanted: &[String], found: &[String]) -> bool {
    found.iter().any(|id| wanted.contains(id))
}

/// The themes of the lexicon.
pub(super) fn standard(lists: &Source) -> Result<Vec<Theme>> {
    read(lists, NAME, include_str!("../../lexicons/themes.csv"))
}

/// The themes of a file.
pub(super) fn read_file(path: &Path) -> Result<Vec<Theme>> {
    if !path.is_file() {
        let message = "no such file; --columns takes measures, target_groups, themes, or a table of themes";
        return Err(Error::invalid(path, None, message));
    }
    let folder = path.parent().map_or_else(PathBuf::new, Path::to_path_buf);
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    read(&Source::Folder(folder), &name, "")
}

fn read(source: &Source, name: &str, embedded: &str) -> Result<Vec<Theme>> {
    let mut errors = Vec::new();
    let table = Table::read(source, name, embedded, &mut errors);
    if let Some(error) = errors.into_iter().next() {
        return Err(error);
    }
    let mut themes: Vec<Theme> = Vec::new();
    for (line, record) in &table.rows {
        let get = |column: &str| table.get(record, column);
        let wrong = |message: String| Error::invalid(&table.path, Some(*line), message);
        let year = |column: &str| match get(column) {
            "" => Ok(None),
            text => text.parse().map(Some).map_err(|_| wrong(format!("'{text}' in column {column} is no year"))),
        };
        let list = |column: &str| -> Vec<String> {
            let ids = get(column);
            ids.split('|').map(str::trim).filter(|id| !id.is_empty()).map(str::to_owned).collect()
        };
        let number = get("number");
        let theme = Theme {
            number: number.parse().map_err(|_| wrong(format!("number '{number}' is no number")))?,
            id: get("id").to_owned(),
            part: get("part").to_owned(),
            title: get("title").to_owned(),
            phrase: get("phrase").to_owned(),
            from: year("from")?,
            to: year("to")?,
            target_groups: list("target_groups"),
            measures: list("measures"),
            benefits: list("benefits"),
            words: list("words").iter().map(|word| word.to_lowercase()).collect(),
            together: match get("together") {
                "" | "no" => false,
                "yes" => true,
                other => return Err(wrong(format!("together '{other}' is neither yes nor no"))),
            },
        };
        if theme.id.is_empty() || theme.title.is_empty() {
            return Err(wrong("id and title must be there".to_owned()));
        }
        if themes.iter().any(|known| known.id == theme.id || known.number == theme.number) {
            return Err(wrong(format!("theme {} '{}' is there already", theme.number, theme.id)));
        }
        themes.push(theme);
    }
    if themes.is_empty() {
        return Err(Error::invalid(&table.path, None, "holds no themes; see lexicons/README.md for the columns"));
    }
    Ok(themes)
}
