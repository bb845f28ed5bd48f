//! Tables of text that only white space sets, known by the names of their columns.
//!
//! ```text
//! Mål                            Indsats                          Ansvarlig
//! Flere seniorer skal være i     Vi holder kurser for seniorer    Seniorteamet
//! arbejde                        hver måned
//!
//! Ingen skal vente på svar       Vi ansætter en konsulent         Jobcentret
//! ```
//!
//! Read as columns of a page such a table would lose its rows, and read as a table of figures it would not be found. Rows
//! begin behind blank lines or, where there are none, where the first column begins anew beside another. Columns of
//! bullets are left to be read one after the other.

use super::box_kind::{BoxKind, box_kind};
use super::chunk::{Chunk, chunks};
use super::grid::{Cell, Grid};
use super::gutter::GAP;
use super::line::{Line, LineKind};
use super::list;
use std::collections::HashSet;

/// The name of a column has no more words than this.
const MOST_HEADER_WORDS: usize = 6;
/// A table has so many rows at least.
const LEAST_ROWS: usize = 2;
/// Cells may begin so many characters before the name of their column.
const SLACK: usize = 2;
/// Longer cells are columns of prose.
const MOST_CELL_WORDS: usize = 60;
/// A table is read no further than this.
const MOST_LINES: usize = 150;

/// The table whose header is line `at`, if one is.
pub fn at(norm: &str, lines: &[Line], at: usize) -> Option<Grid> {
    let line = lines.get(at).filter(|line| line.has_gap(norm, GAP))?;
    let header = chunks(norm, line, GAP);
    if !is_header(norm, &header) {
        return None;
    }
    let lefts: Vec<usize> = header.iter().map(|chunk| chunk.left).collect();
    let mut body: Vec<(usize, Vec<Chunk>)> = Vec::new();
    let mut blanks = 0;
    for (index, line) in lines.iter().enumerate().skip(at + 1).take(MOST_LINES) {
        match line.kind {
            LineKind::Blank => blanks += 1,
            LineKind::Text => {
                let cells = chunks(norm, line, GAP);
                if blanks > 2 || cells.is_empty() || cells.iter().any(|cell| crosses(&lefts, cell)) {
                    break;
                }
                blanks = 0;
                body.push((index, cells));
            }
            _ => break,
        }
    }
    // Behind the last row stands text of the page.
    let below_blank = |index: usize| lines[index - 1].kind == LineKind::Blank;
    while let Some((index, cells)) = body.last()
        && cells.len() < 2
        && below_blank(*index)
    {
        body.pop();
    }
    let parted = body.iter().skip(1).any(|(index, _)| below_blank(*index));
    let mut rows = vec![cells_of(&lefts, &header)];
    for (position, (index, cells)) in body.iter().enumerate() {
        let first = cells.first().filter(|cell| column_of(&lefts, cell) == 0);
        let begins = match first {
            _ if position == 0 => true,
            None => false,
            Some(_) if parted => below_blank(*index),
            Some(cell) => {
                let text = &norm[cell.range.clone()];
                cells.len() > 1 && text.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
            }
        };
        if begins {
            rows.push(Vec::new());
        }
        let row = rows.last_mut()?;
        for cell in cells_of(&lefts, cells) {
            match row.iter_mut().find(|known| known.column == cell.column) {
                Some(known) => known.segments.extend(cell.segments),
                None => row.push(cell),
            }
        }
    }
    let listed = |row: &Vec<Cell>| {
        let first = row.iter().find(|cell| cell.column == 0).and_then(|cell| cell.segments.first());
        first.is_some_and(|range| {
            let text = &norm[range.clone()];
            list::marker(text).is_some() || text.starts_with(|c: char| c.is_ascii_digit())
        })
    };
    let long = |cell: &Cell| {
        cell.segments.iter().map(|range| norm[range.clone()].split_whitespace().count()).sum::<usize>()
            > MOST_CELL_WORDS
    };
    if rows.iter().flatten().any(long) {
        return None;
    }
    let full = rows[1..].iter().filter(|row| row.len() > 1).count();
    if full < LEAST_ROWS || full + 1 < rows.len() - 1 || rows[1..].iter().any(listed) {
        return None;
    }
    rows.iter_mut().for_each(|row| row.sort_by_key(|cell| cell.column));
    Some(Grid { end: body.last()?.0 + 1, rows })
}

/// "Mål   Indsats   Ansvarlig": names of columns, two of them of goals or of what is done.
fn is_header(norm: &str, header: &[Chunk]) -> bool {
    let named = |chunk: &Chunk| matches!(box_kind(&norm[chunk.range.clone()]), Some(kind) if kind != BoxKind::Prose);
    let names: HashSet<&str> = header.iter().map(|chunk| &norm[chunk.range.clone()]).collect();
    header.len() > 1
        && names.len() == header.len()
        && named(&header[0])
        && header[1..].iter().any(named)
        && header.iter().all(|chunk| norm[chunk.range.clone()].split_whitespace().count() <= MOST_HEADER_WORDS)
}

fn column_of(lefts: &[usize], cell: &Chunk) -> usize {
    lefts.iter().rposition(|left| cell.left + SLACK >= *left).unwrap_or(0)
}

/// Whether a piece reaches into the column after its own.
fn crosses(lefts: &[usize], cell: &Chunk) -> bool {
    lefts.get(column_of(lefts, cell) + 1).is_some_and(|next| cell.right > *next)
}

fn cells_of(lefts: &[usize], chunks: &[Chunk]) -> Vec<Cell> {
    let mut cells: Vec<Cell> = Vec::new();
    for chunk in chunks {
        let column = column_of(lefts, chunk);
        match cells.iter_mut().find(|cell| cell.column == column) {
            Some(cell) => cell.segments.push(chunk.range.clone()),
            None => cells.push(Cell { column, segments: vec![chunk.range.clone()] }),
        }
    }
    cells
}

#[cfg(test)]
mod tests {
    use crate::structure::shown::nodes;

    #[test]
    fn rows_begin_behind_blank_lines_or_with_capitals() {
        let cells = ["c Mål", "c Indsats", "c Ansvarlig"];
        let rows = [
            "c Flere naboer er med i haven",
            "c Vi holder åbent hver lørdag",
            "c Haveudvalget",
            "c Ingen venter på en have",
            "c Vi laver en liste",
            "c Formanden",
        ];
        let expected: Vec<&str> = cells.into_iter().chain(rows).collect();
        let parted = "\
Mål                      Indsats                    Ansvarlig
Flere naboer er med      Vi holder åbent hver       Haveudvalget
i haven                  lørdag

Ingen venter på          Vi laver en liste          Formanden
en have
";
        assert_eq!(nodes(parted), expected);
        assert_eq!(nodes(&parted.replace("\n\n", "\n")), expected);
    }

    #[test]
    fn columns_of_bullets_and_of_prose_are_no_table() {
        let bullets = "\
MÅL                                SÅDAN GØR VI
• Flere naboer er med i haven      • Vi holder åbent hver lørdag
  hver sommer                        i drivhuset
• Ingen venter på en have          • Vi laver en liste over haver
";
        assert!(!nodes(bullets).iter().any(|node| node.starts_with('c')), "{:?}", nodes(bullets));
    }
}
