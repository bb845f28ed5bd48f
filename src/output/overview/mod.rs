//! The overview for analysts: one self-contained page, a workbook, or Markdown, all in Danish.

mod markdown;
mod page;
#[cfg(feature = "xlsx")]
mod workbook;

pub use markdown::markdown;
pub use page::html;
#[cfg(feature = "xlsx")]
pub use workbook::xlsx;

use crate::overview::{Cell, Column, Found, Overview};

/// "1. Alle ledige skal have en værdig sagsbehandling".
fn heading(column: &Column) -> String {
    column.number.map_or_else(|| column.title.clone(), |number| format!("{number}. {}", column.title))
}

/// What the columns are, in Danish.
fn scheme(overview: &Overview) -> String {
    match overview.scheme.as_str() {
        "minister_goals" => format!("beskæftigelsesministerens mål for {}", overview.years),
        "measures" => "redskaber".to_owned(),
        "target_groups" => "målgrupper".to_owned(),
        "themes" => "temaer".to_owned(),
        file => format!("temaer fra {file}"),
    }
}

/// "plan-2022.txt, side 3".
fn place(found: &Found) -> String {
    found.page.map_or_else(|| found.doc.clone(), |page| format!("{}, side {page}", found.doc))
}

/// The mark, and what an overview's own table says where it says something.
fn shown(cell: &Cell) -> String {
    let mut shown = cell.mark.as_str().to_owned();
    for reported in &cell.reported {
        shown += &format!(" [{} i {}]", reported.mark, reported.doc);
    }
    shown
}

/// What the marks mean, for every format.
const MARKS: [(&str, &str); 4] = [
    ("X", "Planen har et mål af sin egen under kolonnen med et tal, der skal nås."),
    ("(X)", "Planen beskriver emnet – med mål, aktiviteter eller et kapitel – men uden et tal, der skal nås."),
    (
        "–",
        "En plan er læst, og intet er fundet. At gengive alle ministerens mål i en liste tæller ikke som beskrivelse.",
    ),
    ("?", "Ingen plan for perioden er læst."),
];
