//! What a row of a table of results sets out to reach, and from where.
//!
//! ```text
//! Indikator                  Udgangspunkt       Mål 2031
//! Sygedagpengeforløb         318 (2029)         højst 295
//! Andel unge i uddannelse    81 pct.            Øges til 85 pct. inden udgangen af 2031
//! ```
//!
//! The level is put as a sentence, so that the rules for the numbers of sentences read it as well. Of several years the
//! first of the plan is the one to reach: of several targets the first counts.

use super::table::MOST_COLUMNS;
use super::words::is_finite;
use super::{Reader, attributes};
use crate::extract::{Modality, target};
use crate::token::number::{Value, quantities};
use std::borrow::Cow;
use std::ops::Range;

/// How the header of a column of levels to reach begins.
const TARGETS: [&str; 8] = ["måltal", "mål", "målet", "resultatkrav", "krav", "målsætning", "målniveau", "ambition"];

/// A level in words, beside the number that it starts from: "Antallet skal falde med 8 pct. i 2019".
const MOST_WORDS: usize = 14;

/// The level of a row.
pub(super) struct Level {
    /// "Niveauet skal ændres fra 320 til 280 i 2019."
    pub sentence: String,
    /// The number that it starts from.
    pub baseline: Option<f64>,
    /// The last year that a column sets a level for.
    pub until: Option<i32>,
    /// The column that it stands in.
    pub column: usize,
}

/// Whether a header names levels to reach.
pub(super) fn is_target(header: &str) -> bool {
    header.split_whitespace().next().is_some_and(|first| TARGETS.contains(&first.to_lowercase().as_str()))
}

impl Reader<'_, '_> {
    /// The level of the row that the cell in `name_column` names.
    pub(super) fn level(&self, table: usize, row: usize, name_column: usize) -> Option<Level> {
        let name = self.cell_text(table, row, name_column)?;
        let with_digit = |column: usize| {
            // A level in words is spelled out in few: "hver tiende ledige".
            let spelled = |text: &str| is_short(text) && first_number(text).is_some();
            let number = |text: &Cow<'_, str>| text.contains(|c: char| c.is_ascii_digit()) || spelled(text);
            self.cell_text(table, row, column).filter(number)
        };
        let numeric = |column: usize| with_digit(column).filter(|text| text.len() < 30);
        // What was to be reached before is no level to start from.
        let aimed = |column: usize| self.header(table, column).is_some_and(|header| is_target(&header));
        let starts_from =
            |column: usize| (name_column + 1..column).rev().filter(|&other| !aimed(other)).find_map(numeric);
        let worded = |column: usize| {
            with_digit(column)
                .filter(|text| is_short(text))
                .filter(|text| starts_from(column).is_some() || aimed(column) && is_amount(text))
        };
        let first_year = self.period.and_then(|period| period.from);
        let ahead = |header: &str| year(header).is_some_and(|year| first_year.is_none_or(|first| year >= first));
        let columns = name_column + 1..MOST_COLUMNS;
        let headers = || columns.clone().filter_map(|column| Some((column, self.header(table, column)?)));
        let (column, header) = headers()
            .find(|(column, header)| {
                is_target(header) && !self.is_past(header) && (numeric(*column).is_some() || worded(*column).is_some())
            })
            .or_else(|| {
                headers().find(|(column, header)| {
                    ahead(header)
                        && numeric(*column).is_some()
                        && numeric(*column - 1).is_some()
                        && *column > name_column + 1
                })
            })?;
        let value = with_digit(column)?;
        // Of several years before it, the last before the plan's; the plan's own are steps on the way.
        let past = |column: &usize| {
            let year = self.header(table, *column).and_then(|header| year(&header));
            year.zip(first_year).is_some_and(|(year, first)| year < first)
        };
        let base = (name_column + 1..column)
            .rev()
            .filter(|other| past(other) && !aimed(*other))
            .find_map(numeric)
            .or_else(|| starts_from(column));
        let until = headers().filter_map(|(column, header)| numeric(column).and_then(|_| year(&header))).max();
        Some(Level {
            sentence: sentence(&name, &value, base.as_deref(), &when(&header, &value)),
            baseline: base.as_deref().and_then(first_number),
            until: until.filter(|_| year(&header).is_some()),
            column,
        })
    }

    /// Whether a header dates what it heads before the plan's years: "Mål dec. 2013" in a plan for 2014.
    pub(super) fn is_past(&self, header: &str) -> bool {
        self.period.and_then(|period| period.from).is_some_and(|first| is_before(header, first))
    }

    /// Whether a cell holds the level of the row that another cell names.
    pub(super) fn sets_level(&self, table: usize, row: usize, column: usize) -> bool {
        let name = (0..2).find(|&name| self.is_name(table, row, name));
        name.and_then(|name| self.level(table, row, name)).is_some_and(|level| level.column == column)
    }

    /// How the cell of a level binds, if it has a verb: "Øges til 80 pct."
    pub(super) fn wording_of_level(
        &self,
        table: usize,
        row: usize,
        column: usize,
    ) -> Option<(Modality, Option<Range<usize>>)> {
        let tokens = self.parsed.node_tokens(*self.cells.get(&(table, row, column))?);
        let found = (!tokens.is_empty()).then(|| attributes::wording(self.parsed, tokens, None))?;
        (found.0 != Modality::Nominal).then_some(found)
    }
}

/// Whether a header or heading names years, and all lie before the plan's first.
pub(super) fn is_before(heading: &str, first: i32) -> bool {
    let mut years = heading.split(|c: char| !c.is_ascii_digit()).filter_map(year).peekable();
    years.peek().is_some() && years.all(|year| year < first)
}

/// "20 pct. færre med udgangen af 2017", "Højst 410 i december": a number first, and no verb.
fn is_amount(text: &str) -> bool {
    let mut words = text.split_whitespace();
    let limits = ["højst", "mindst", "maksimalt", "minimum", "under", "over"];
    let first = words.next().filter(|first| !limits.contains(&first.to_lowercase().as_str())).or_else(|| words.next());
    first.is_some_and(|first| first.starts_with(|c: char| c.is_ascii_digit()))
        && !text.split(|c: char| !c.is_alphanumeric()).any(is_finite)
}

fn is_short(text: &str) -> bool {
    text.split_whitespace().nth(MOST_WORDS).is_none()
}

fn year(header: &str) -> Option<i32> {
    header.parse::<i32>().ok().filter(|year| (2000..2100).contains(year))
}

/// The date of a column's header, unless the cell has its own: " i 2019", " ultimo 2019".
fn when(header: &str, value: &str) -> String {
    let dated = value.split(|c: char| !c.is_ascii_digit()).any(|word| year(word).is_some());
    let words: Vec<&str> = match year(header) {
        Some(_) => vec![header],
        None => header.split_whitespace().skip(1).skip_while(|word| matches!(*word, "for" | "i")).collect(),
    };
    match words.as_slice() {
        _ if dated => String::new(),
        [] => String::new(),
        [year] => format!(" i {year}"),
        date => format!(" {}", date.join(" ")),
    }
}

/// The level as a sentence.
fn sentence(name: &str, value: &str, base: Option<&str>, when: &str) -> String {
    let unit = unit_of(name, value);
    let lasts = ["uger", "dage", "måneder", "timer"].iter().any(|time| unit.ends_with(time) || value.ends_with(time));
    let what = if lasts { "Varigheden" } else { "Niveauet" };
    let first = value.split_whitespace().next().unwrap_or("");
    let lower = value.chars().take(1).flat_map(char::to_lowercase).chain(value.chars().skip(1)).collect::<String>();
    if value.starts_with(|c: char| c.is_ascii_digit()) {
        let bound = bound_of(name);
        // The unit stands with the number to reach.
        let from =
            base.and_then(|base| base.split_whitespace().find(|word| word.starts_with(|c: char| c.is_ascii_digit())));
        return match from {
            Some(from) if bound.is_empty() => format!("{what} skal ændres fra {from} til {value}{unit}{when}."),
            _ => format!("{what} skal være {bound}{value}{unit}{when}."),
        };
    }
    let value = with_unit(&lower, unit);
    // "Øges til 80 pct.": a passive; "Antallet skal falde" is whole already.
    if first.len() > 4 && first.ends_with("es") {
        return format!("{what} skal {value}{when}.");
    }
    if value.split_whitespace().any(|word| matches!(word, "skal" | "er" | "fastholdes" | "øges" | "falder" | "stiger"))
    {
        return format!("{value}{when}.");
    }
    format!("{what} skal være {value}{when}.")
}

/// "højst", "mindst" at the end of the row's name.
fn bound_of(name: &str) -> &'static str {
    let last = name.trim_end_matches([')', ':', '.']).rsplit([' ', ',', '(']).next().unwrap_or("").to_lowercase();
    match last.as_str() {
        "højst" | "maks" | "maksimalt" | "maksimum" => "højst ",
        "mindst" | "min" | "minimum" => "mindst ",
        _ => "",
    }
}

/// The number with its unit behind it, if it has none: "højst 600 i december" → "højst 600 fuldtidspersoner i december".
fn with_unit(value: &str, unit: &str) -> String {
    let mut words: Vec<&str> = value.split_whitespace().collect();
    let number = words.iter().position(|word| word.starts_with(|c: char| c.is_ascii_digit()));
    let Some(number) = number.filter(|_| !unit.is_empty()) else {
        return value.to_owned();
    };
    let bare =
        words.get(number + 1).is_none_or(|next| matches!(*next, "i" | "inden" | "ved" | "ultimo" | "medio" | "primo"));
    // "hver tiende ved udgangen af 2019": the number is a year.
    if bare && year(words[number]).is_none() {
        words.insert(number + 1, unit.trim());
    }
    words.join(" ")
}

/// The first number of a cell: "9,5 pct.", "637 (2. kvt. 2018)".
fn first_number(text: &str) -> Option<f64> {
    match quantities(text, None).first()?.value {
        Value::Count(number)
        | Value::Percent(number)
        | Value::PercentPoint(number)
        | Value::Money(number)
        | Value::Duration(number, _)
        | Value::Fraction(number) => Some(number),
        Value::Age { .. } | Value::Ordinal(_) => None,
    }
}

/// The unit of a row's numbers, from the cell itself or the row's name: "… (pct.)", "Andel …", "… fuldtidspersoner".
fn unit_of(name: &str, value: &str) -> &'static str {
    if value.contains(|c: char| c.is_alphabetic() || c == '%') && !value.starts_with(|c: char| c.is_alphabetic()) {
        return "";
    }
    let name = name.to_lowercase();
    const UNITS: [(&str, &str); 16] = [
        ("pct.", " pct."),
        ("procent", " pct."),
        ("%", " pct."),
        ("andel", " pct."),
        ("frekvens", " pct."),
        ("grad", " pct."),
        ("fuldtidspersoner", " fuldtidspersoner"),
        ("uger", " uger"),
        ("måneder", " måneder"),
        ("dage", " dage"),
        ("virksomheder", " virksomheder"),
        ("sager", " sager"),
        ("pladser", " pladser"),
        ("personer", " personer"),
        ("forløb", " forløb"),
        ("antal ledige", " personer"),
    ];
    // What stands in brackets names the unit before all else.
    let bracket = name.rfind('(').map_or("", |open| &name[open..]);
    let unit = |text: &str| UNITS.iter().find(|(word, _)| text.contains(word)).map(|(_, unit)| *unit);
    // "Forløb over 26 uger": a counted unit tells which ones are meant.
    let mut counted = false;
    let own: Vec<&str> = name
        .split(' ')
        .filter(|word| !std::mem::replace(&mut counted, word.bytes().all(|byte| byte.is_ascii_digit())))
        .collect();
    let counted = name.strip_prefix("antallet af ").or_else(|| name.strip_prefix("antal ")).unwrap_or(&name);
    let people = || if target::counts_people(counted) { " personer" } else { "" };
    unit(bracket).or_else(|| unit(&own.join(" "))).unwrap_or_else(people)
}
