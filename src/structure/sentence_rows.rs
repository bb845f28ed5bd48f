//! Tables printed cell after cell with nothing between them: the heads, and then row after row, each of which begins with
//! a sentence.
//!
//! ```text
//! Mål                                    Mål Ansvarlig Frist
//! Ansvarlig                              Alle haver har høns i 2030. Formanden 1. maj
//! Frist                                  Ingen have står tom, heller ikke
//! Alle haver har høns                    om vinteren. Haveudvalget 1. juni
//! i 2030.
//! Formanden
//! 1. maj
//! Ingen have står tom.
//! ```
//!
//! What stands behind the stop, up to the next long line, is the rest of the row: short pieces that tell who and when.

use super::block_heads::{Head, heads_in_line, is_period, names, names_who_or_when};
use super::box_kind::box_kind;
use super::grid::{Cell, Grid};
use super::line::{Line, LineKind};
use super::list;
use super::unmarked::ABBREVIATIONS;
use std::ops::Range;

/// Heads at most.
const MOST_HEADS: usize = 6;
/// Lines of a goal at most, and words at least.
const MOST_LINES: usize = 6;
const LEAST_WORDS: usize = 4;
/// A line of the other cells is no longer, in bytes.
const MOST_SHORT: usize = 32;
const LEAST_ROWS: usize = 2;

/// The table that begins at line `at`, if one does.
pub fn at(norm: &str, lines: &[Line], at: usize) -> Option<Grid> {
    let (heads, mut next) = heads(norm, lines, at)?;
    let aim = heads.iter().position(|head| names(&norm[head.clone()]) == Some(Head::Aims))?;
    let columns = heads.len();
    let mut rows = vec![cells(heads.into_iter().map(|head| vec![head]))];
    while let Some((row, end)) = row(norm, lines, next, aim, columns) {
        rows.push(row);
        next = end;
    }
    (rows.len() > LEAST_ROWS).then_some(Grid { end: next, rows, aside: Vec::new() })
}

fn text<'t>(norm: &'t str, lines: &[Line], index: usize) -> Option<&'t str> {
    lines.get(index).filter(|line| line.kind == LineKind::Text).map(|line| line.text(norm))
}

/// The heads, on one line or on one each, and the line behind them: goals or acts, before them at most a number or theme,
/// then who and when.
fn heads(norm: &str, lines: &[Line], at: usize) -> Option<(Vec<Range<usize>>, usize)> {
    let first = text(norm, lines, at)?;
    let (heads, end) = match heads_in_line(norm, &lines[at]) {
        Some(heads) => (heads, at + 1),
        None => {
            names(first)?;
            let is_head = |index: &usize| text(norm, lines, *index).is_some_and(|text| names(text).is_some());
            let end = (at..lines.len()).take(MOST_HEADS).take_while(is_head).last()? + 1;
            (lines[at..end].iter().map(|line| line.range.clone()).collect(), end)
        }
    };
    let name = |head: &Range<usize>| &norm[head.clone()];
    // "Status" below "Mål" is a box of its own; "Ansvarlig" is none.
    let aims = |head: &Range<usize>| names(name(head)) == Some(Head::Aims);
    let aim = heads.iter().take(2).position(aims)?;
    let behind = &heads[aim + 1..];
    let scheme = behind.iter().any(|head| names_who_or_when(name(head)) || box_kind(name(head)).is_none());
    (scheme && !behind.iter().any(aims)).then_some((heads, end))
}

/// The row that begins at line `from`, and the line behind it; `aim` is the column of the goal.
fn row(norm: &str, lines: &[Line], from: usize, aim: usize, columns: usize) -> Option<(Vec<Cell>, usize)> {
    let opening = text(norm, lines, from)?;
    if !opening.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
        || aim == 0 && list::marker(opening).is_some()
    {
        return None;
    }
    let mut goal = Vec::new();
    let mut others: Vec<Vec<Range<usize>>> = Vec::new();
    let mut next = from;
    // A number or theme on a line of its own
    let lead = (aim > 0 && opening.len() <= MOST_SHORT).then(|| vec![lines[from].range.clone()]);
    if aim > 0
        && (lead.is_none()
            || !text(norm, lines, from + 1)?.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()))
    {
        return None;
    }
    next += aim;
    // The sentence, and what stands behind its stop on its last line.
    loop {
        let line = text(norm, lines, next).filter(|_| goal.len() < MOST_LINES)?;
        let range = lines[next].range.clone();
        next += 1;
        match stop(line) {
            Some(end) => {
                goal.push(range.start..range.start + end);
                let rest = line[end..].trim_start();
                if !rest.is_empty() {
                    others.push(vec![range.end - rest.len()..range.end]);
                }
                break;
            }
            None => goal.push(range),
        }
    }
    let words: usize = goal.iter().map(|line| norm[line.clone()].split_whitespace().count()).sum();
    while let Some(line) = text(norm, lines, next).filter(|line| is_short(line)) {
        let range = lines[next].range.clone();
        let torn = others.last().and_then(|cell| cell.last()).is_some_and(|last| norm[last.clone()].ends_with('-'));
        let room = others.len() + 1 + aim < columns;
        match others.last_mut() {
            Some(cell) if torn || line.starts_with(char::is_lowercase) && !is_period(line) => cell.push(range),
            _ if room => others.push(vec![range]),
            _ => break,
        }
        next += 1;
    }
    let row = cells(lead.into_iter().chain(std::iter::once(goal)).chain(others));
    (words >= LEAST_WORDS && row.len() > 1 + aim).then_some((row, next))
}

/// Where the sentence of a line ends, behind its stop.
fn stop(line: &str) -> Option<usize> {
    line.match_indices('.').map(|(at, _)| at + 1).find(|&end| {
        let rest = &line[end..];
        let word = line[..end].rsplit(' ').next().unwrap_or("");
        // "1. maj", but "i 2030."
        let counted = word.len() < 4 && word.starts_with(|c: char| c.is_ascii_digit()) && !rest.is_empty();
        let next = rest.trim_start().chars().next();
        (rest.is_empty() || rest.starts_with(' ') && next.is_some_and(|c| c.is_uppercase() || c.is_ascii_digit()))
            && !ABBREVIATIONS.contains(&word)
            && !counted
    })
}

/// "Jobcentret", "1. maj 2030", "46 pct.": a line of the other cells.
fn is_short(line: &str) -> bool {
    let last = line.rsplit(' ').next().unwrap_or("");
    line.len() <= MOST_SHORT
        && list::marker(line).is_none()
        && (!line.ends_with(['.', ':']) || ABBREVIATIONS.contains(&last))
}

fn cells(pieces: impl Iterator<Item = Vec<Range<usize>>>) -> Vec<Cell> {
    pieces.enumerate().map(|(column, segments)| Cell { column, segments }).collect()
}

#[cfg(test)]
mod tests {
    use crate::structure::shown::{PROSE, nodes};

    fn cells(table: &str) -> Vec<String> {
        let found = nodes(&format!("{PROSE}\n\nHaver\n\n{table}\n\n{PROSE}"));
        found.iter().filter_map(|node| node.strip_prefix("c ")).map(str::to_owned).collect()
    }

    #[test]
    fn rows_begin_with_their_sentence() {
        let rows = "Alle haver har høns, når året er\ngået.\nForman-\nden\n1. maj\nIngen have står tom om vinteren.\nUdvalget\nÅrligt";
        let expected = [
            "Mål",
            "Ansvarlig",
            "Frist",
            "Alle haver har høns, når året er gået.",
            "Formanden",
            "1. maj",
            "Ingen have står tom om vinteren.",
            "Udvalget",
            "Årligt",
        ];
        assert_eq!(cells(&format!("Mål\nAnsvarlig\nFrist\n{rows}")), expected);
        assert_eq!(cells(&format!("Mål Ansvarlig Frist\n{rows}")), expected);
        // A row on a line: who and when are one piece.
        let found = cells(
            "Mål Ansvarlig Frist\nAlle haver har høns i 2030. Formanden 1. maj\nIngen have står tom om vinteren. Udvalget Årligt",
        );
        assert_eq!(found[3..5], ["Alle haver har høns i 2030.", "Formanden 1. maj"]);
        assert_eq!(found.len(), 7);
    }

    #[test]
    fn a_number_or_theme_may_stand_before_the_sentence() {
        let rows = "Alle haver har høns om vinteren.\nFormanden";
        let found = cells(&format!("Nr.\nMål\nAnsvarlig\n1\n{rows}\n2\n{rows}"));
        assert_eq!(found[3..7], ["1", "Alle haver har høns om vinteren.", "Formanden", "2"]);
        let found = cells(&format!("Tema Mål Ansvarlig\nHøns\n{rows}\nHaver\n{rows}"));
        assert_eq!(found[3..7], ["Høns", "Alle haver har høns om vinteren.", "Formanden", "Haver"]);
    }

    #[test]
    fn boxes_are_no_table() {
        assert!(cells("Mål\nStatus\nAlle haver har høns i 2030.\nIngen have står tom.\nHaven").is_empty());
        assert!(
            cells("Mål\nAlle haver har høns i 2030.\nFormanden\nIngen have står tom om vinteren.\nHaven").is_empty()
        );
    }
}
