//! The names of columns in tables whose cells are blocks of lines ("Mål", "Udgangspunkt", "Nr. Mål"), and the numbers and
//! names that stand in front of their rows.

use super::box_kind::{BoxKind, box_kind};
use super::grid::Cell;
use super::head_lines::is_numbering;
use super::line::Line;
use super::list;
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
    "start",
    "startdato",
    "slut",
    "slutdato",
    "frist",
    "tidspunkt",
    "indikator",
    "indikatorer",
    "målemetode",
    "baseline",
    "nuværende niveau",
    "niveau",
    "leverance",
    "finansiering",
    "samarbejdspartner",
    "effekt",
    "forventet effekt",
    "i dag",
];
/// How the names of columns begin that tell who does it and by when.
const WHO_OR_WHEN: &[&str] =
    &["ansvarlig", "tovholder", "frist", "tidsfrist", "deadline", "tidsplan", "hvornår", "hvem"];

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
            let known = known || names_who_or_when(text);
            known.then_some(Head::Other)
        }
    }
}

/// The heads that stand together on a line: "Nr. Mål", "Udgangspunkt Opgøres", "Mål Ansvarlig Frist".
pub fn heads_in_line(norm: &str, line: &Line) -> Option<Vec<Range<usize>>> {
    let (text, start) = (line.text(norm), line.range.start);
    if text.len() > MOST_LINE || !text.contains(' ') {
        return None;
    }
    let heads = parted(text)?;
    let offset = |part: &str| part.as_ptr() as usize - text.as_ptr() as usize;
    Some(heads.into_iter().map(|head| start + offset(head)..start + offset(head) + head.len()).collect())
}

/// A text cut into names of columns, two at least; the first is the longest that leaves names.
fn parted(text: &str) -> Option<Vec<&str>> {
    let gaps = text.match_indices(' ').map(|(at, _)| at).rev();
    gaps.into_iter().find_map(|at| {
        let (first, rest) = (&text[..at], &text[at + 1..]);
        if !rest.starts_with(char::is_uppercase) || names(first).is_none() {
            return None;
        }
        let mut heads = match names(rest) {
            Some(_) => vec![rest],
            None => parted(rest)?,
        };
        heads.insert(0, first);
        Some(heads)
    })
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

/// "Ansvarlig enhed", "Tidsplan": who does it and by when.
pub fn names_who_or_when(text: &str) -> bool {
    const MOST_WORDS: usize = 3;
    let mut words = text.split_whitespace();
    let first = words.next().unwrap_or("").to_lowercase();
    // "Ansvarlig Frist" are two.
    WHO_OR_WHEN.iter().any(|start| first.starts_with(start))
        && words.clone().all(|word| word.starts_with(char::is_lowercase))
        && words.count() < MOST_WORDS
}

/// Makes a cell of its own of the number that stands in front of a row's goal.
pub fn part_number(norm: &str, row: &mut Vec<Cell>) {
    let first = &mut row[0].segments[0];
    let Some(gap) = norm[first.clone()].find(' ') else { return };
    let number = first.start..first.start + gap;
    first.start += gap + 1;
    row.iter_mut().for_each(|cell| cell.column += 1);
    row.insert(0, Cell { column: 0, segments: vec![number] });
}

/// "2. Flere i job" on top of a row's first cell names the rows from here on, and is a row of its own.
pub fn part_name(norm: &str, row: &mut [Cell]) -> Option<Vec<Cell>> {
    let text = |segment: usize| row[0].segments.get(segment).map(|range| &norm[range.clone()]);
    let named = list::marker(text(0)?).is_some_and(|(_, name)| name.is_some());
    let fresh = text(1).is_some_and(|next| next.starts_with(char::is_uppercase));
    let name = named && fresh && !text(0)?.ends_with('.');
    name.then(|| vec![Cell { column: 0, segments: vec![row[0].segments.remove(0)] }])
}
