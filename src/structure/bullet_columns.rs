//! Lists side by side as `pdftotext` without `-layout` prints them: the names of both first, and then piece after
//! piece, left and right by turns.
//!
//! ```text
//! INDSATSER
//!
//! MÅLTAL 2031
//!
//! • Der bygges 40 huse, som
//!
//! • Mindst 30 høns
//!
//! alle kan bruge.
//!
//! i 2031.
//! ```
//!
//! A piece that begins in small letters goes on with the item of its column that has not ended; a new page begins on the
//! left.

use super::box_kind::{BoxKind, box_kind};
use super::grid::{Cell, Grid};
use super::line::{Line, LineKind};
use super::list;
use super::pieces;
use super::stacked::is_number;
use std::ops::Range;

/// Lists beside each other.
const COLUMNS: usize = 2;
/// Lines of a piece at most.
const MOST_LINES: usize = 20;
/// Pieces at most.
const MOST_PIECES: usize = 60;
/// No line of a head is longer, in bytes.
const MOST_HEAD: usize = 40;

/// The lists whose names begin at line `at`, if two do.
pub fn at(norm: &str, lines: &[Line], at: usize) -> Option<Grid> {
    let reader = Reader { norm, lines };
    let left = reader.head(at)?;
    let (second, _) = reader.piece(at + 1)?;
    reader.head(second.start).filter(|right| second.len() == 1 && *right != left)?;
    let cell = |column: usize, lines: Range<usize>| Cell { column, segments: reader.ranges(lines) };
    let mut grid =
        Grid { end: second.end, rows: vec![vec![cell(0, at..at + 1), cell(1, second.clone())]], aside: Vec::new() };
    // The row of each column's last item, and whether both lists have begun.
    let mut last: [Option<usize>; COLUMNS] = [None; COLUMNS];
    let mut turn = 0;
    for _ in 0..MOST_PIECES {
        let Some((piece, page)) = reader.piece(grid.end) else { break };
        if page {
            turn = 0;
        }
        let bullet = list::marker(reader.text(piece.start)).is_some();
        // What begins with a capital is text below the lists.
        let goes_on = reader.text(piece.start).starts_with(char::is_lowercase);
        let open = |column: usize| goes_on && last[column].is_some_and(|row: usize| reader.is_open(&grid.rows[row][0]));
        let column = match bullet {
            true => turn,
            false if open(turn) => turn,
            false if open(1 - turn) => 1 - turn,
            false => break,
        };
        // Both lists begin with a bullet.
        if !bullet && last.contains(&None) {
            return None;
        }
        for part in reader.parts(piece.clone()) {
            if list::marker(reader.text(part.start)).is_some() {
                last[column] = Some(grid.rows.len());
                grid.rows.push(vec![cell(column, part)]);
            } else if let Some(row) = last[column] {
                grid.rows[row][0].segments.extend(reader.ranges(part));
            }
        }
        let furniture = (grid.end..piece.start).filter(|&index| lines[index].kind == LineKind::Furniture);
        grid.aside.extend(furniture);
        grid.end = piece.end;
        turn = 1 - column;
    }
    last.iter().all(Option::is_some).then_some(grid)
}

struct Reader<'t> {
    norm: &'t str,
    lines: &'t [Line],
}

impl Reader<'_> {
    fn text(&self, index: usize) -> &str {
        self.lines[index].text(self.norm)
    }

    /// The list that a line names, alone between blank lines.
    fn head(&self, index: usize) -> Option<BoxKind> {
        let text = self.text(index);
        let alone = self.lines[index].kind == LineKind::Text
            && text.len() <= MOST_HEAD
            && self.lines.get(index + 1).is_some_and(|line| line.kind == LineKind::Blank);
        alone.then(|| box_kind(text)).flatten().filter(|kind| *kind != BoxKind::Prose)
    }

    /// The lines of the next piece, and whether a page ends before it.
    fn piece(&self, from: usize) -> Option<(Range<usize>, bool)> {
        let is_text = |line: &Line| matches!(line.kind, LineKind::Text | LineKind::Item);
        let begins = |line: &Line| is_text(line) && !is_number(line.text(self.norm));
        let piece = pieces::next(self.lines, from, MOST_LINES, begins, is_text)?;
        let between = &self.lines[from..piece.start];
        let page = between.iter().any(|line| line.kind == LineKind::Furniture)
            || self.lines[piece.start].page > self.lines[from].page;
        Some((piece, page))
    }

    /// The items of a piece: the first may go on with one before.
    fn parts(&self, piece: Range<usize>) -> Vec<Range<usize>> {
        let bullets = piece.clone().skip(1).filter(|&index| list::marker(self.text(index)).is_some());
        let mut start = piece.start;
        let ends: Vec<usize> = bullets.chain([piece.end]).collect();
        ends.into_iter().map(|end| std::mem::replace(&mut start, end)..end).collect()
    }

    fn ranges(&self, lines: Range<usize>) -> Vec<Range<usize>> {
        lines.map(|index| self.lines[index].range.clone()).collect()
    }

    /// Whether an item has not come to its end.
    fn is_open(&self, cell: &Cell) -> bool {
        cell.segments.last().is_some_and(|last| !self.norm[last.clone()].trim_end().ends_with(['.', '!', '?']))
    }
}

#[cfg(test)]
mod tests {
    use crate::structure::shown::nodes;

    #[test]
    fn pieces_come_by_turns() {
        let text = "\
Haven ligger ved åen.

INDSATSER

MÅLTAL 2031

• Der bygges 40 huse, som

• Mindst 30 høns

alle kan bruge.

i 2031.
• Ingen uden have.

• Vi ringer til alle.

Haven er åben.
";
        assert_eq!(
            nodes(text)[1..],
            [
                "c INDSATSER",
                "c MÅLTAL 2031",
                "c • Der bygges 40 huse, som alle kan bruge.",
                "c • Mindst 30 høns i 2031.",
                "c • Ingen uden have.",
                "c • Vi ringer til alle.",
                "p Haven er åben."
            ]
        );
    }
}
