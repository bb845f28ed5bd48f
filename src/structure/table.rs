//! Rows of tables: cells parted by tabs or pipes.

use super::block::{self, Block, BlockKind};
use super::line::{Line, LineKind};
use super::{
    block_rows, bullet_columns, counted_rows, grid, headed, mark_rows, marks, sentence_rows, spaced_rows, stacked,
    tall_head,
};
use std::ops::Range;

/// The table of several lines that begins at the line, whatever sets its cells apart; `marked` are those of marks,
/// `width` how long full lines are.
pub fn at(
    norm: &str,
    lines: &[Line],
    marked: &[Range<usize>],
    width: Option<usize>,
    index: usize,
) -> Option<grid::Grid> {
    let marked = marks::ahead(marked, index).filter(|table| table.start == index);
    marked
        .map(|table| marks::read(norm, lines, table))
        .or_else(|| headed::at(norm, lines, index))
        .or_else(|| tall_head::at(norm, lines, index))
        .or_else(|| grid::at(norm, lines, index))
        .or_else(|| counted_rows::at(norm, lines, index))
        .or_else(|| spaced_rows::at(norm, lines, index))
        .or_else(|| mark_rows::at(norm, lines, index))
        .or_else(|| bullet_columns::at(norm, lines, index))
        .or_else(|| match (block_rows::at(norm, lines, width, index), stacked::at(norm, lines, index)) {
            // Whichever reads more of the heads.
            (Some(blocks), Some(levels)) if blocks.rows[0].len() <= levels.rows[0].len() => Some(levels),
            (blocks, levels) => blocks.or(levels).or_else(|| sentence_rows::at(norm, lines, index)),
        })
}

impl block::Builder<'_> {
    /// Pushes the cells of a table that several lines make.
    pub(super) fn grid(&mut self, grid: &grid::Grid, page: usize) {
        for row in &grid.rows {
            let (table, row_number) = self.table.next_row();
            for cell in row {
                self.blocks.push(Block {
                    kind: BlockKind::Cell { table, row: row_number, column: cell.column },
                    segments: cell.segments.clone(),
                    label: None,
                    page,
                });
            }
        }
        self.table.end();
        self.open = false;
        for &index in &grid.aside {
            self.line(index);
            self.open = false;
        }
    }
}

/// Whether the line is a row: it has a tab between texts, or pipes at both ends.
pub fn is_row(text: &str) -> bool {
    // "•⇥Flere unge …": the tab only sets the bullet off.
    if let Some((length, _)) = super::list::marker(text)
        && !text[length..].contains('\t')
    {
        return false;
    }
    // "Mål 2⇥Flere unge …": the tab sets the label off.
    let labelled = || matches!(super::opener::split(text), Some((length, Some(_))) if !text[length..].contains('\t'));
    text.contains('\t') && !labelled() || is_piped(text)
}

/// Whether the line is a row of a Markdown table, whose spaces set the pipes under one another.
pub fn is_piped(text: &str) -> bool {
    text.starts_with('|') && text[1..].contains('|')
}

/// Counts tables and rows as they come.
#[derive(Default)]
pub struct Builder {
    tables: usize,
    row: usize,
    open: bool,
    blanks: usize,
    /// The first row of the open table, and whether the last row was the same again, as on the next page.
    header: String,
    repeated: bool,
    /// Cells of the last row, empty ones among them.
    last: usize,
    /// Whether the last cell of the last row ends inside its text.
    open_cell: bool,
}

impl Builder {
    /// The cells of one row: range in the line, table, row and column.
    pub fn row(&mut self, text: &str) -> Vec<(Range<usize>, usize, usize, usize)> {
        self.begin();
        let piped = text.starts_with('|');
        if piped && text.chars().all(|c| matches!(c, '|' | '-' | ':' | ' ')) {
            return Vec::new();
        }
        let separator = if piped { '|' } else { '\t' };
        let wrapped = self.wraps(text, separator);
        let goes_on = wrapped || self.goes_on(text);
        self.repeated = self.row > 0 && text == self.header;
        if self.row == 0 {
            text.clone_into(&mut self.header);
        }
        let first = if wrapped { self.last - 1 } else { 0 };
        let mut cells = Vec::new();
        let mut start = 0;
        for (column, piece) in (first..).zip(text.split(separator)) {
            let trimmed = piece.trim_matches([' ', '\u{2029}', '\t']);
            let offset = piece.find(trimmed).unwrap_or(0);
            // The first piped cell is the empty one before the first pipe.
            if !trimmed.is_empty() && !(piped && column == 0) {
                let begin = start + offset;
                // A header that stands again is read again, and is no row of its own.
                let row = if self.repeated { 0 } else { self.row - usize::from(goes_on) };
                cells.push((begin..begin + trimmed.len(), self.tables - 1, row, column - usize::from(piped)));
            }
            start += piece.len() + 1;
        }
        self.row += usize::from(!goes_on && !self.repeated);
        self.last = first + text.split(separator).count();
        self.open_cell = text.ends_with(|c: char| c.is_alphabetic() || matches!(c, ',' | '-'));
        cells
    }

    /// Whether a line break in a cell cut the row: the two lines have as many cells as the header, the cut one twice.
    fn wraps(&self, text: &str, separator: char) -> bool {
        let count = |row: &str| row.split(separator).count();
        self.open
            && self.blanks == 0
            && self.row > 1
            && separator == '\t'
            && self.last > 0
            && self.open_cell
            && self.last < count(&self.header)
            && self.last + count(text) == count(&self.header) + 1
            && text.starts_with(char::is_lowercase)
    }

    /// Whether the row goes on with the last one: below a header that stands again it begins in small letters.
    fn goes_on(&self, text: &str) -> bool {
        self.open
            && self.repeated
            && text.trim_start_matches(['|', ' ', '\t', '\u{2029}']).starts_with(char::is_lowercase)
    }

    /// Table and row of the next row, in a new table if none is open.
    pub fn next_row(&mut self) -> (usize, usize) {
        self.begin();
        self.single()
    }

    fn begin(&mut self) {
        if !self.open {
            self.open = true;
            self.tables += 1;
            self.row = 0;
            self.repeated = false;
            self.header.clear();
            self.last = 0;
        }
        self.blanks = 0;
    }

    /// A row of one cell: its table and row.
    pub fn single(&mut self) -> (usize, usize) {
        self.repeated = false;
        self.last = 0;
        self.row += 1;
        (self.tables - 1, self.row - 1)
    }

    /// Whether a table is open and the last line was one of its rows.
    pub fn continues(&self) -> bool {
        self.open && self.blanks == 0
    }

    /// A blank line: a table goes on over it, as over a page break.
    pub fn blank(&mut self) {
        self.blanks += 1;
    }

    /// Other text: the table has ended.
    pub fn end(&mut self) {
        self.open = false;
    }
}

/// Blocks that a page may put between two parts of a cell: the rest of its row, foot and head.
const MOST_CELLS: usize = 24;

impl super::block::Builder<'_> {
    /// Adds the cells of a row.
    pub(super) fn row(&mut self, index: usize, text: &str) {
        let line = &self.lines[index];
        let cells = self.table.row(text);
        let header = self.table.repeated;
        for (row_range, table, row, column) in cells {
            let start = line.range.start;
            let range = start + row_range.start..start + row_range.end;
            let kind = BlockKind::Cell { table, row, column };
            // The rest of a cell that a page cut.
            let cell = self.blocks.iter_mut().rev().take(MOST_CELLS).find(|block| block.kind == kind && !header);
            if let Some(cell) = cell {
                cell.segments.push(range);
                continue;
            }
            self.blocks.push(Block { kind, segments: vec![range], label: None, page: line.page });
        }
        self.open = false;
    }

    /// A short line between two rows of a table is a row with one cell.
    pub(super) fn between_rows(&self, index: usize) -> bool {
        let row =
            |line: Option<&Line>| line.is_some_and(|line| line.kind == LineKind::Text && is_row(line.text(self.norm)));
        let before = index.checked_sub(1).and_then(|i| self.lines.get(i));
        before.is_some_and(|line| line.kind == LineKind::Text)
            && self.lines[index + 1..]
                .iter()
                .take(3)
                .take_while(|line| line.kind == LineKind::Text)
                .any(|line| row(Some(line)))
    }
}

#[cfg(test)]
mod tests {
    use crate::structure::shown::nodes;

    #[test]
    fn lines_without_cells_are_no_row_that_a_break_cut() {
        let text = "|---|\nhestene\nkøerne\ngrisene\tfårene\n";
        assert_eq!(nodes(text).last().map(String::as_str), Some("c fårene"));
        let text = "Navn\tAlder\tBy\tVej\nBo\t10\nanes\t5\t3\n";
        assert!(nodes(text).contains(&"c 10".to_owned()), "{:?}", nodes(text));
    }

    #[test]
    fn a_new_table_knows_no_header_that_stood_again() {
        let text =
            "| Mål | Hvem |\n| Høns | Bo |\n| Mål | Hvem |\n\nNu noget helt andet end haver.\n\n| sommer | Ane |\n";
        assert_eq!(nodes(text).last().map(String::as_str), Some("c Ane"));
    }

    #[test]
    fn a_row_goes_on_below_a_header_that_stands_again() {
        let text = "| Mål | Hvem |\n|---|---|\n| Alle får en have, før | Ane |\n\n| Mål | Hvem |\n|---|---|\n| sommeren er forbi. | |\n| Høns til alle | Bo |\n";
        assert_eq!(
            nodes(text),
            [
                "c Mål",
                "c Hvem",
                "c Alle får en have, før sommeren er forbi.",
                "c Ane",
                "c Mål",
                "c Hvem",
                "c Høns til alle",
                "c Bo"
            ]
        );
    }
}
