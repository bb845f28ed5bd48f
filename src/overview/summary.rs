//! A drafted Danish sentence or two for each theme: how many municipalities, and which, each named with a quote.

use super::Years;
use super::cell::{self, Found, Mark};
use super::column::{Column, Test};
use super::matrix::Ground;
use super::theme::Theme;
use crate::lexicon::Labels;
use serde::Serialize;
use std::cmp::Reverse;

/// A theme as the municipalities write about it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ThemeSummary {
    pub number: u32,
    pub part: String,
    pub title: String,
    /// Municipalities that write about it.
    pub municipalities: usize,
    /// Municipalities of which a plan was read.
    pub of: usize,
    pub sentences: Vec<Sentence>,
}

/// A sentence, and the quotes that stand behind the municipalities that it names.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Sentence {
    pub text: String,
    pub named: Vec<Named>,
}

/// A municipality named in a sentence.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Named {
    pub municipality: String,
    pub found: Found,
}

/// A sentence names no more municipalities than this; it names all of up to so many.
const MOST_NAMED: usize = 3;

/// A summary of each theme that makes sense in the years.
pub(super) fn summaries(ground: &Ground<'_>, themes: &[Theme], years: Years, labels: &Labels) -> Vec<ThemeSummary> {
    let themes = themes.iter().filter(|theme| theme.in_years(years));
    themes.map(|theme| summary(ground, theme, labels)).collect()
}

fn summary(ground: &Ground<'_>, theme: &Theme, labels: &Labels) -> ThemeSummary {
    let column = Column {
        id: theme.id.clone(),
        title: theme.title.clone(),
        number: Some(theme.number),
        test: Test::Theme(Box::new(theme.clone())),
    };
    let mut of = 0;
    // Those with a number first, then those with most goals; the order of names decides among equals.
    let mut about: Vec<(Mark, usize, Named)> = Vec::new();
    for (name, plans) in ground.read() {
        of += 1;
        let cell = cell::cell(&plans, &column, labels);
        let goals = cell.goals.len();
        if let Some(found) = cell.goals.into_iter().chain(cell.mentions).next() {
            about.push((cell.mark, goals, Named { municipality: name.to_owned(), found }));
        }
    }
    about.sort_by_key(|(mark, goals, _)| Reverse((*mark, *goals)));
    let results: Vec<Named> =
        about.iter().filter(|(mark, ..)| *mark == Mark::Result).map(|(.., named)| named.clone()).collect();
    let about: Vec<Named> = about.into_iter().map(|(.., named)| named).collect();
    let phrase = if theme.phrase.is_empty() { &theme.title } else { &theme.phrase };
    let mut sentences = Vec::new();
    if of > 0 {
        sentences.push(described(&about, of, phrase));
    }
    if !about.is_empty() && of > 1 {
        sentences.push(with_result(&results, about.len()));
    }
    ThemeSummary {
        number: theme.number,
        part: theme.part.clone(),
        title: theme.title.clone(),
        municipalities: about.len(),
        of,
        sentences,
    }
}

fn described(about: &[Named], of: usize, phrase: &str) -> Sentence {
    let count = about.len();
    let text = match count {
        0 if of == 1 => format!("Den læste plan beskriver ikke {phrase}."),
        0 => format!("Ingen af de {of} læste kommuners planer beskriver {phrase}."),
        1 if of == 1 => format!("{} beskriver {phrase}.", about[0].municipality),
        _ => format!("{} beskriver {phrase}{}.", how_many(count, of), which(about)),
    };
    Sentence { text, named: named(about) }
}

fn with_result(results: &[Named], of: usize) -> Sentence {
    let text = match results.len() {
        0 if of == 1 => "Den har ikke sat et tal, der skal nås.".to_owned(),
        0 => "Ingen af dem har sat et tal, der skal nås.".to_owned(),
        1 if of == 1 => "Den har sat et tal, der skal nås.".to_owned(),
        count if count == of => format!("De har alle sat tal, der skal nås{}.", which(results)),
        1 => format!("Én af dem har sat et tal, der skal nås{}.", which(results)),
        count => format!("{count} af dem har sat tal, der skal nås{}.", which(results)),
    };
    Sentence { text, named: named(results) }
}

/// "Mange kommuner (12 af 30)".
fn how_many(count: usize, of: usize) -> String {
    let share = count as f64 / of.max(1) as f64;
    let words = match (count, share) {
        (2, 1.0) => return "Begge kommuner".to_owned(),
        (_, 1.0) => return format!("Alle {of} kommuner"),
        (1, _) => "Én kommune",
        (_, 0.85..) => "Næsten alle kommuner",
        (_, 0.5..) => "De fleste kommuner",
        (_, 0.3..) => "Mange kommuner",
        (3.., _) => "En del kommuner",
        _ => "Enkelte kommuner",
    };
    // Of few municipalities, half is not "most".
    let words = if of < 5 && (2..of).contains(&count) { "Nogle kommuner" } else { words };
    format!("{words} ({count} af {of})")
}

/// ", fx A, B og C"; all names where they are few.
fn which(named: &[Named]) -> String {
    let names: Vec<&str> = named.iter().take(MOST_NAMED).map(|named| named.municipality.as_str()).collect();
    let listed = match names.as_slice() {
        [] => return String::new(),
        [one] => (*one).to_owned(),
        [first @ .., last] => format!("{} og {last}", first.join(", ")),
    };
    if named.len() > MOST_NAMED { format!(", fx {listed}") } else { format!(": {listed}") }
}

fn named(about: &[Named]) -> Vec<Named> {
    about.iter().take(MOST_NAMED).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn some(names: &[&str]) -> Vec<Named> {
        let named = |name: &&str| Named { municipality: (*name).to_owned(), found: Found::default() };
        names.iter().map(named).collect()
    }

    #[test]
    fn sentences_say_how_many_and_which() {
        for (names, of, text) in [
            (&[][..], 12, "Ingen af de 12 læste kommuners planer beskriver mentorer."),
            (&["A"], 1, "A beskriver mentorer."),
            (&["A"], 12, "Én kommune (1 af 12) beskriver mentorer: A."),
            (&["A", "B"], 2, "Begge kommuner beskriver mentorer: A og B."),
            (&["A", "B"], 12, "Enkelte kommuner (2 af 12) beskriver mentorer: A og B."),
            (&["A", "B", "C", "D"], 12, "Mange kommuner (4 af 12) beskriver mentorer, fx A, B og C."),
            (&["A", "B", "C", "D"], 30, "En del kommuner (4 af 30) beskriver mentorer, fx A, B og C."),
            (&["A", "B", "C", "D"], 7, "De fleste kommuner (4 af 7) beskriver mentorer, fx A, B og C."),
            (&["A", "B", "C", "D"], 4, "Alle 4 kommuner beskriver mentorer, fx A, B og C."),
        ] {
            assert_eq!(described(&some(names), of, "mentorer").text, text);
        }
    }
}
