//! Tables of marks whose cells stand one below the other, as `pdftotext` without `-layout` prints the matrix of an
//! overview: the heads, and then row after row a name, its marks and perhaps a remark.
//!
//! ```text
//! Kommune
//!
//! Mål 1
//!
//! Mål 2
//!
//! Bemærkninger
//!
//! Lilleby
//!
//! X
//!
//! -
//!
//! Flere høns
//! ```
//!
//! All rows have as many marks as the first, a dash for none: cells that are printed as nothing could not be told apart.
//! A table for each goal has one column of marks; its remarks may come behind all rows, and are then left to the text.

use super::grid::{Cell, Grid};
use super::line::{Line, LineKind};
use super::marks::MARKS;
use super::pieces;
use std::ops::Range;

/// What heads the names.
const NAMES: &[&str] = &["kommune", "kommuner", "kommunen", "jobcenter", "jobcentre"];
/// The longest of them, in bytes.
const MOST_NAMES: usize = 9;
/// A cell without a mark.
const NONE: &[&str] = &["-", "–", "—"];
/// What heads the remarks, if they come behind all rows.
const REMARKS: &str = "Bemærkning";
/// Heads at most.
const MOST_HEADS: usize = 12;
/// Rows at most.
const MOST_ROWS: usize = 120;
/// Lines of a name or remark at most.
const MOST_LINES: usize = 12;

/// The table that begins at line `at`, if one does.
pub fn at(norm: &str, lines: &[Line], at: usize) -> Option<Grid> {
    let reader = Reader { norm, lines };
    if lines[at].kind != LineKind::Text || !reader.heads_names(at) {
        return None;
    }
    // What stands before the first mark: the heads and the first name.
    let mut heads = Vec::new();
    let mut next = at;
    while heads.len() <= MOST_HEADS {
        let block = reader.block(next)?;
        if reader.is_mark(block.start) {
            break;
        }
        next = block.end;
        heads.push(block);
    }
    let name = heads.pop()?;
    let count = reader.marks(next).len();
    // Without blank lines between them the heads are one block.
    let heads: Vec<Range<usize>> = if (count + 1..=count + 2).contains(&heads.len()) {
        heads
    } else {
        heads.into_iter().flatten().map(|line| line..line + 1).collect()
    };
    if count == 0 || !(count + 1..=count + 2).contains(&heads.len()) {
        return None;
    }
    let mut grid = Grid { end: next, rows: vec![reader.cells(heads.iter().cloned().enumerate())], aside: Vec::new() };
    let mut from = name.start;
    while grid.rows.len() < MOST_ROWS
        && let Some((row, end)) = reader.row(reader.below_heads(from, &heads), count)
    {
        grid.rows.push(row);
        grid.end = end;
        from = end;
    }
    let between = at..grid.end;
    grid.aside = between.filter(|&index| lines[index].kind == LineKind::Furniture).collect();
    (grid.rows.len() > 3).then_some(grid)
}

struct Reader<'t> {
    norm: &'t str,
    lines: &'t [Line],
}

impl Reader<'_> {
    fn text(&self, index: usize) -> &str {
        self.lines[index].text(self.norm)
    }

    /// Whether a line heads the names; most lines are too long to.
    fn heads_names(&self, index: usize) -> bool {
        let text = self.text(index);
        text.len() <= MOST_NAMES && NAMES.contains(&text.to_lowercase().as_str())
    }

    fn is_mark(&self, index: usize) -> bool {
        is_mark(self.text(index))
    }

    /// The lines of the next block: a mark, or text without blank lines.
    fn block(&self, from: usize) -> Option<Range<usize>> {
        let is_text = |line: &Line| matches!(line.kind, LineKind::Text | LineKind::Item);
        let is_name = |line: &Line| is_text(line) && !is_mark(line.text(self.norm));
        let block = pieces::next(self.lines, from, MOST_LINES, is_text, is_name)?;
        Some(if self.is_mark(block.start) { block.start..block.start + 1 } else { block })
    }

    /// The marks from here on.
    fn marks(&self, from: usize) -> Vec<usize> {
        let mut marks = Vec::new();
        let mut next = from;
        while let Some(block) = self.block(next).filter(|block| self.is_mark(block.start) && marks.len() <= MOST_HEADS)
        {
            marks.push(block.start);
            next = block.end;
        }
        marks
    }

    /// The line behind the heads, if a new page prints them again.
    fn below_heads(&self, from: usize, heads: &[Range<usize>]) -> usize {
        let mut next = from;
        for head in heads {
            let Some(block) = self.block(next).filter(|block| self.text(block.start) == self.text(head.start)) else {
                return from;
            };
            next = block.start + head.len();
        }
        next
    }

    /// A name, its marks and the remark, and the line after them.
    fn row(&self, from: usize, count: usize) -> Option<(Vec<Cell>, usize)> {
        let name = self.block(from).filter(|block| !self.is_mark(block.start))?;
        let marks = self.marks(name.end);
        if marks.len() != count {
            return None;
        }
        let mut end = marks.last()? + 1;
        let remark = self.block(end).filter(|block| {
            // What marks follow is the next name; what stands alone is the remark, unless the heads come again.
            let after = self.block(block.end);
            let named = after.as_ref().is_some_and(|after| self.is_mark(after.start));
            let heads = |index: usize| self.heads_names(index) || self.text(index).starts_with(REMARKS);
            !named && !heads(block.start) && self.is_near(end, block.start)
        });
        let mut cells = vec![(0, name)];
        let marked = marks.iter().enumerate().filter(|(_, mark)| !NONE.contains(&self.text(**mark)));
        cells.extend(marked.map(|(at, &mark)| (at + 1, mark..mark + 1)));
        if let Some(remark) = remark {
            end = remark.end;
            cells.push((count + 1, remark));
        }
        Some((self.cells(cells.into_iter()), end))
    }

    /// Whether nothing but one blank line stands between: what comes after a page's end or a wide gap is no remark.
    fn is_near(&self, from: usize, to: usize) -> bool {
        self.lines[from..to].iter().all(|line| line.kind == LineKind::Blank) && to - from < 2
    }

    fn cells(&self, blocks: impl Iterator<Item = (usize, Range<usize>)>) -> Vec<Cell> {
        let segments = |block: Range<usize>| block.map(|index| self.lines[index].range.clone()).collect();
        blocks.map(|(column, block)| Cell { column, segments: segments(block) }).collect()
    }
}

/// A mark, or a dash for none.
fn is_mark(text: &str) -> bool {
    MARKS.contains(&text) || NONE.contains(&text)
}

#[cfg(test)]
mod tests {
    use crate::structure::shown::nodes;

    #[test]
    fn a_mark_a_line() {
        let head = "Kommune\n\nMål 1\n\nMål 2\n\nBemærkninger\n\n";
        let text = format!(
            "{head}Lilleby\n\nX\n\n-\n\nFlere høns\ni haven\n\nStoreby\n\n(x)\n\nX\n\n\u{c}{head}Nyby\n\n-\n\nX\n\nIngen høns\n\nNoten forklarer alt.\n"
        );
        assert_eq!(
            nodes(&text)[4..],
            [
                "c Lilleby",
                "c X",
                "c Flere høns i haven",
                "c Storeby",
                "c (x)",
                "c X",
                "c Nyby",
                "c X",
                "c Ingen høns",
                "p Noten forklarer alt."
            ]
        );
    }

    #[test]
    fn one_column_of_marks() {
        let text = "Mål 1: Flere høns\n\nKommune\n\nI planen\n\nLilleby\n\nX\n\nStoreby\n\n–\n\nNyby\n\n(X)\n\n\
                    Bemærkning\n\nFå haver\n\nMål 2: Flere haver\n";
        let cells = ["c Kommune", "c I planen", "c Lilleby", "c X", "c Storeby", "c Nyby", "c (X)"];
        assert_eq!(nodes(text)[1..8], cells);
        assert!(nodes(text)[8..].iter().all(|node| !node.starts_with('c')));
    }
}
