//! The Danish names of our ids, for what analysts read: tables and the overview.
//!
//! `lexicons/labels.csv` holds the names that no other list has, such as kinds of goals, and the plural of target
//! groups. Measures, benefits and finer concepts are called by their `pref` label, minister goals by their wording.
//! It is no part of the lexicon's hash: another name for an id changes no finding.

use super::load::{Source, Table};
use super::{Class, Lexicon};
use crate::error::Error;
use std::collections::HashMap;

/// Danish names by class and id.
#[derive(Debug)]
pub struct Labels {
    names: HashMap<(String, String), String>,
}

impl Labels {
    /// Reads `labels.csv` and adds the names that the lexicon has.
    pub fn load(source: &Source, lexicon: &Lexicon) -> Result<Self, Error> {
        let mut errors = Vec::new();
        let table = Table::read(source, "labels.csv", include_str!("../../lexicons/labels.csv"), &mut errors);
        if let Some(error) = errors.into_iter().next() {
            return Err(error);
        }
        let mut labels = Self { names: HashMap::new() };
        for (line, record) in &table.rows {
            let [class, id, label] = ["class", "id", "label"].map(|column| table.get(record, column));
            if class.is_empty() || id.is_empty() || label.is_empty() {
                return Err(Error::invalid(&table.path, Some(*line), "class, id and label must all be there"));
            }
            labels.add(class, id, label);
        }
        for goal in lexicon.minister_goals.all().iter().rev() {
            labels.add("minister_goal", &goal.id, &goal.wording);
        }
        // The `pref` label stands first among the rows of a concept, and the first name is kept.
        for term in lexicon.terms.iter().filter(|term| !term.negative) {
            let class = match term.class {
                Class::Measure => "measure",
                Class::Benefit => "benefit",
                Class::TargetGroup => "target_group",
                Class::Municipality | Class::Act | Class::Publisher => continue,
            };
            labels.add(class, term.narrower.as_ref().unwrap_or(&term.concept), &term.label);
        }
        Ok(labels)
    }

    /// The name of an id; the id itself where there is none.
    pub fn of<'a>(&'a self, class: &str, id: &'a str) -> &'a str {
        self.names.get(&(class.to_owned(), id.to_owned())).map_or(id, String::as_str)
    }

    /// The ids of a class that have a name, in order.
    pub fn ids(&self, class: &str) -> Vec<&str> {
        let mut ids: Vec<&str> = self.names.keys().filter(|(of, _)| of == class).map(|(_, id)| id.as_str()).collect();
        ids.sort_unstable();
        ids
    }

    fn add(&mut self, class: &str, id: &str, label: &str) {
        self.names.entry((class.to_owned(), id.to_owned())).or_insert_with(|| label.to_owned());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_come_from_the_table_and_the_lists() {
        let lexicon = Lexicon::embedded();
        let labels = Labels::load(&Source::Embedded, &lexicon).expect("the list in the binary is right");
        for (class, id, name) in [
            ("target_group", "unge", "unge"),
            ("target_group", "handicap", "personer med handicap"),
            ("measure", "loentilskud", "løntilskud"),
            ("measure", "andet", "andet redskab"),
            ("benefit", "sygedagpenge", "sygedagpenge"),
            ("minister_goal", "flere_opkvalificeres", "Flere ledige skal opkvalificeres"),
            ("unit", "pct", "pct."),
            ("unit", "unknown", "unknown"),
        ] {
            assert_eq!(labels.of(class, id), name);
        }
    }
}
