//! Tables of words whose cells stand one below the other, as `pdftotext` without `-layout` prints a scheme: the heads,
//! and then row after row, each of which begins with its number.
//!
//! ```text
//! Ministermål
//! Lokal indsats
//! Ansvarlig
//! 1. Flere haver skal have
//! høns.
//! Alle nye haver får en høne.
//! Jobcentret holder to
//! hønsedage.
//! Jobcentret
//! 2. Ingen have …
//! ```
//!
//! The first cell is the sentence behind the number, the last cell what stands before the next number without a stop;
//! each sentence between them that begins a line is a row of its own, as if its first cell were merged with the one above.

use super::box_kind::{BoxKind, box_kind};
use super::grid::{Cell, Grid};
use super::line::{Line, LineKind};
use super::numbered::numbered;
use super::stacked::{is_name, next_cell};
use std::ops::Range;

/// Lines of a row at most.
const MOST_LINES: usize = 24;
/// Rows at most.
const MOST_ROWS: usize = 40;

/// The table that begins at line `at`, if one does.
pub fn at(norm: &str, lines: &[Line], at: usize) -> Option<Grid> {
    let (heads, mut next) = heads(norm, lines, at)?;
    let title = |cell: &Cell| &norm[cell.segments[0].clone()];
    let mut rows = vec![heads];
    let mut counted = 0;
    let mut last: Option<u32> = None;
    while counted < MOST_ROWS {
        // A new page prints the heads again.
        let mut heads = rows[0].iter().map(title);
        let mut cells = std::iter::successors(next_cell(norm, lines, next), |at| next_cell(norm, lines, at + 1));
        let Some(from) = cells.find(|&at| heads.next() != Some(lines[at].text(norm))) else { break };
        let number = number(lines[from].text(norm)).filter(|number| last.is_none_or(|last| *number == last + 1));
        let Some((row, end)) = number.and_then(|_| row(norm, lines, from, rows[0].len())) else { break };
        rows.extend(row);
        (last, next) = (number, end);
        counted += 1;
    }
    let aside = (at..next).filter(|&index| lines[index].kind == LineKind::Furniture).collect();
    (counted > 1).then_some(Grid { end: next, rows, aside })
}

/// Two or three heads one below the other: what is counted, what is done for it, and perhaps who does it.
fn heads(norm: &str, lines: &[Line], at: usize) -> Option<(Vec<Cell>, usize)> {
    let kind = |index: usize| {
        let line = lines.get(index).filter(|line| line.kind == LineKind::Text && is_name(line.text(norm)));
        line.and_then(|line| box_kind(line.text(norm)))
    };
    let goals = matches!(kind(at)?, BoxKind::Minister | BoxKind::Goals | BoxKind::Objectives | BoxKind::Beacons);
    let acts = matches!(kind(at + 1)?, BoxKind::Activities | BoxKind::Strategy);
    if !goals || !acts {
        return None;
    }
    let count = 2 + usize::from(kind(at + 2) == Some(BoxKind::Prose));
    let cells = (0..count).map(|column| Cell { column, segments: vec![lines[at + column].range.clone()] });
    Some((cells.collect(), at + count))
}

/// The number that a row begins with.
fn number(text: &str) -> Option<u32> {
    numbered(text).filter(|(_, depth, _)| *depth == 1)?.2.parse().ok()
}

/// The rows that one number counts, and the line after them.
fn row(norm: &str, lines: &[Line], at: usize, columns: usize) -> Option<(Vec<Vec<Cell>>, usize)> {
    let mut cells: Vec<Vec<Range<usize>>> = Vec::new();
    let mut next = at;
    let mut stopped = true;
    for _ in 0..MOST_LINES {
        let Some(index) = next_cell(norm, lines, next) else { break };
        let text = lines[index].text(norm);
        let apart = index > next;
        let begins = text.starts_with(char::is_uppercase) || index == at;
        // The next row, the heads on a new page, or what stands below the table.
        let done = apart && cells.len() > 1 && (columns == 2 || cells.len() > 2 && !stopped);
        if index > at && (number(text).is_some() || box_kind(text).is_some() || done) || stopped && !begins {
            break;
        }
        if stopped || apart && begins {
            cells.push(Vec::new());
        }
        cells.last_mut()?.push(lines[index].range.clone());
        stopped = text.ends_with('.');
        next = index + 1;
    }
    let who = if columns > 2 { Some(cells.pop().filter(|_| !stopped)?) } else { None };
    let mut cells = cells.into_iter();
    let mut first = vec![Cell { column: 0, segments: cells.next()? }, Cell { column: 1, segments: cells.next()? }];
    first.extend(who.map(|segments| Cell { column: 2, segments }));
    let further = cells.map(|segments| vec![Cell { column: 1, segments }]);
    Some((std::iter::once(first).chain(further).collect(), next))
}

#[cfg(test)]
mod tests {
    use crate::structure::shown::nodes;

    #[test]
    fn rows_that_begin_with_their_number() {
        let text = "Ministermål\nLokal indsats\nAnsvarlig\n1. Flere haver skal\nhave høns.\nAlle haver får en høne.\nJobcentret holder to\nhønsedage.\nJobcentret og\nHavekontoret\n2. Ingen have må stå tom.\nVi besøger 80 haver.\nHavekontoret\n\nHaven ligger ved åen.\n";
        assert_eq!(
            nodes(text)[3..],
            [
                "c 1. Flere haver skal have høns.",
                "c Alle haver får en høne.",
                "c Jobcentret og Havekontoret",
                "c Jobcentret holder to hønsedage.",
                "c 2. Ingen have må stå tom.",
                "c Vi besøger 80 haver.",
                "c Havekontoret",
                "p Haven ligger ved åen."
            ]
        );
        let alone = text.strip_suffix("\nHaven ligger ved åen.\n").unwrap();
        assert_eq!(nodes(alone)[3..].last().unwrap(), "c Havekontoret");
    }
}
