//! The names of columns in tables whose cells are blocks of lines: "Mål", "Udgangspunkt", "Nr. Mål".

use super::box_kind::{BoxKind, box_kind};
use super::head_lines::is_numbering;
use super::line::Line;
use super::stacked::is_level;
use std::ops::Range;

/// No line of a head is longer, in bytes.
const MOST_LINE: usize = 60;
/// Heads that name a column of a scheme and no box.
const HEADS: &[&str] = &[
    "område",
    "indsatsområde",
    "tema",
    "hvornår",
    "hvem",
    "deadline",
    "tid",
    "evaluering",
    "bemærkninger",
    "opgøres",
    "måles",
    "datakilde",
    "kilde",
    "udgangspunkt",
    "enhed",
];

/// What a head names.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Head {
    /// Goals or what is done for them.
    Aims,
    /// Anything else that heads columns.
    Other,
}

/// What a text names, if it can head a column.
pub fn names(text: &str) -> Option<Head> {
    if is_numbering(text) {
        return Some(Head::Other);
    }
    match box_kind(text) {
        Some(BoxKind::Prose) => Some(Head::Other),
        Some(_) => Some(Head::Aims),
        None if text == "Målniveau" => Some(Head::Aims),
        None => {
            let lower = text.to_lowercase();
            let known = HEADS.contains(&lower.trim_end_matches(['.', '?', ':'])) || is_level(text);
            known.then_some(Head::Other)
        }
    }
}

/// The heads that stand together on a line: "Nr. Mål", "Udgangspunkt Opgøres".
pub fn two_heads(norm: &str, line: &Line) -> Option<(Range<usize>, Range<usize>)> {
    let (text, start) = (line.text(norm), line.range.start);
    let mut gaps = text.match_indices(' ').map(|(at, _)| at).filter(|_| text.len() <= MOST_LINE);
    let gap = gaps.find(|&at| {
        let (first, second) = (&text[..at], &text[at + 1..]);
        second.starts_with(char::is_uppercase) && names(first).is_some() && names(second).is_some()
    })?;
    Some((start..start + gap, start + gap + 1..start + text.len()))
}

/// How often goals are looked at.
const PERIODS: &[&str] = &[
    "løbende",
    "månedlig",
    "månedligt",
    "kvartalsvis",
    "kvartalsvist",
    "halvårlig",
    "halvårligt",
    "årlig",
    "årligt",
    "hvert kvartal",
    "hvert halvår",
    "hvert halve år",
    "hvert år",
    "hver måned",
];

/// "Kvartalsvis": the cell of a column that says how often a goal is looked at.
pub fn is_period(text: &str) -> bool {
    PERIODS.contains(&text.to_lowercase().as_str())
}
