//! Tables that only white space sets: `pdftotext -layout` prints the cells of a row beside each other, and the gutters
//! between the columns are all that is left of the table.
//!
//! ```text
//!                                        Niveau        Krav
//!                                        2009          2011
//! Nye tilkendelser af førtidspension     74            65
//! Andel af fleksjobvisiterede, der       61 pct.       mindst 70 pct.
//! er i fleksjob
//! ```
//!
//! Columns are found as stretches that no line of the table leaves blank. A line that has nothing in the first column,
//! or only the rest of a sentence, goes on with the row above.

use super::chunk::{Chunk, chunks};
use super::line::{Line, LineKind};
use std::ops::Range;

/// Spaces that part two cells.
const GAP: usize = 3;
/// A table has at least so many lines with more than one cell.
const LEAST_ROWS: usize = 3;
/// Cells behind the first column are short.
const MOST_CELL: usize = 48;

/// A table is read no further than this, so that a page that only looks like one costs little.
const MOST_LINES: usize = 150;

/// A table in a run of lines.
pub struct Grid {
    /// Index after its last line.
    pub end: usize,
    pub rows: Vec<Vec<Cell>>,
    /// Lines inside the table that are none of its rows: the page's foot and head where it goes over two pages.
    pub aside: Vec<usize>,
}

/// A cell: its column and the pieces of its text, one a line.
pub struct Cell {
    pub column: usize,
    pub segments: Vec<Range<usize>>,
}

/// The table that begins at line `at`, if one does.
pub fn at(norm: &str, lines: &[Line], at: usize) -> Option<Grid> {
    let first = lines.get(at)?;
    if !first.has_gap(norm, GAP) || chunks(norm, first, GAP).len() < 2 {
        return None;
    }
    // Lines up to two blank ones, or to a line of prose; a table has cells in every other line at least.
    let mut run: Vec<(usize, Vec<Chunk>)> = Vec::new();
    let mut blanks = 0;
    for (index, line) in lines.iter().enumerate().skip(at) {
        match line.kind {
            LineKind::Blank => blanks += 1,
            LineKind::Text => {
                let cells = chunks(norm, line, GAP);
                if cells.is_empty() || run.len() == MOST_LINES {
                    break;
                }
                let alone = cells.len() < 2;
                let wide = cells.iter().any(|cell| cell.right - cell.left > 80);
                if blanks > 1 || wide || alone && blanks > 0 && !joins(norm, lines, index, &cells) {
                    break;
                }
                blanks = 0;
                run.push((index, cells));
            }
            LineKind::Break if line.is_table_rule(norm) => {}
            _ => break,
        }
    }
    let columns = columns(&run)?;
    let fits = |cells: &[Chunk]| cells.iter().all(|cell| column_of(&columns, cell).is_some());
    let kept = run.iter().take_while(|(_, cells)| fits(cells)).count();
    run.truncate(kept);
    // What stands alone behind the last row with cells is text below the table, unless a cell goes on there.
    while let Some((index, cells)) = run.last() {
        let goes_on = run.len() > 1
            && norm[cells[0].range.clone()].starts_with(char::is_lowercase)
            && lines[index - 1].kind == LineKind::Text;
        if cells.len() > 1 || goes_on {
            break;
        }
        run.pop();
    }
    let several = run.iter().filter(|(_, cells)| cells.len() > 1);
    let short = several.clone().flat_map(|(_, cells)| &cells[1..]).all(|cell| cell.right - cell.left <= MOST_CELL);
    let numbers = run.iter().filter(|(_, cells)| cells.len() > 1 && has_digit(norm, cells.last())).count();
    if several.count() < LEAST_ROWS || !short || numbers * 2 < run.len().min(LEAST_ROWS * 2) {
        return None;
    }
    let end = run.last()?.0 + 1;
    Some(Grid { end, rows: rows(norm, &columns, &run), aside: Vec::new() })
}

impl Grid {
    /// Whether nearly all cells behind the first column are figures: what no columns of prose hold.
    pub fn is_of_figures(&self, norm: &str) -> bool {
        let cells = self.rows.iter().skip(1).flatten().filter(|cell| cell.column > 0);
        let (mut all, mut figures) = (0, 0);
        for range in cells.filter_map(|cell| cell.segments.first()) {
            all += 1;
            figures += usize::from(is_figure(&norm[range.clone()]));
        }
        all > 1 && figures * 5 >= all * 4
    }
}

/// "61 pct.   75 pct.", "+ 23 pct.", "mindst 70 pct.": a cell of a table.
pub fn is_figure(text: &str) -> bool {
    let first = text.split_whitespace().next().unwrap_or("");
    let counts = |word: &str| word.starts_with(|c: char| c.is_ascii_digit()) || matches!(word, "+" | "-" | "–" | "ca.");
    let bound = matches!(first, "mindst" | "højst" | "under" | "over" | "maks." | "min." | "≥" | "≤");
    (counts(first) || bound) && text.chars().count() < 24
}

/// Whether a lone cell behind a blank line belongs to the table: a row with cells follows at once.
fn joins(norm: &str, lines: &[Line], index: usize, cells: &[Chunk]) -> bool {
    let next = lines.get(index + 1).filter(|line| line.kind == LineKind::Text);
    next.is_some_and(|next| chunks(norm, next, GAP).len() > 1)
        && cells.iter().all(|cell| cell.right - cell.left <= MOST_CELL)
}

/// Stretches of the page that lines with several cells fill, left to right; None if they are no columns.
fn columns(run: &[(usize, Vec<Chunk>)]) -> Option<Vec<Range<usize>>> {
    let mut filled: Vec<Range<usize>> = Vec::new();
    let rows: Vec<&Vec<Chunk>> = run.iter().map(|(_, cells)| cells).filter(|cells| cells.len() > 1).collect();
    if rows.len() < LEAST_ROWS {
        return None;
    }
    let mut all: Vec<Range<usize>> =
        rows.iter().flat_map(|cells| cells.iter().map(|cell| cell.left..cell.right)).collect();
    all.sort_by_key(|range| range.start);
    for range in all {
        match filled.last_mut() {
            Some(last) if range.start < last.end => last.end = last.end.max(range.end),
            _ => filled.push(range),
        }
    }
    // Columns of one line only are a stray gap.
    let columns: Vec<Range<usize>> = filled
        .into_iter()
        .filter(|column| {
            rows.iter()
                .filter(|cells| cells.iter().any(|cell| cell.left < column.end && column.start < cell.right))
                .count()
                > 1
        })
        .collect();
    (columns.len() > 1).then_some(columns)
}

fn column_of(columns: &[Range<usize>], cell: &Chunk) -> Option<usize> {
    let mut touched =
        columns.iter().enumerate().filter(|(_, column)| cell.left < column.end && column.start < cell.right);
    let (index, _) = touched.next()?;
    touched.next().is_none().then_some(index)
}

fn rows(norm: &str, columns: &[Range<usize>], run: &[(usize, Vec<Chunk>)]) -> Vec<Vec<Cell>> {
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    for (_, chunks) in run {
        let first = column_of(columns, &chunks[0]).unwrap_or(0);
        let is_lower = |chunk: &Chunk| norm[chunk.range.clone()].starts_with(char::is_lowercase);
        let lower = is_lower(&chunks[0]) || norm[chunks[0].range.clone()].starts_with('(');
        // A name may be wrapped before or behind its figures.
        let named_only = rows.last().is_some_and(|row| row.len() == 1 && row[0].column == 0);
        // Beside a short cell that has ended the others go on in small letters.
        let fewer = rows.last().is_some_and(|row| chunks.len() < row.len()) && chunks.iter().all(is_lower);
        let goes_on = first > 0 || lower && (chunks.len() == 1 || named_only || fewer);
        let row = match rows.last_mut().filter(|_| goes_on) {
            Some(row) => row,
            None => {
                rows.push(Vec::new());
                rows.last_mut().expect("a row was pushed")
            }
        };
        for chunk in chunks {
            let column = column_of(columns, chunk).unwrap_or(0);
            match row.iter_mut().find(|cell| cell.column == column) {
                Some(cell) => cell.segments.push(chunk.range.clone()),
                None => row.push(Cell { column, segments: vec![chunk.range.clone()] }),
            }
        }
        row.sort_by_key(|cell| cell.column);
    }
    rows
}

fn has_digit(norm: &str, cell: Option<&Chunk>) -> bool {
    cell.is_some_and(|cell| norm[cell.range.clone()].contains(|c: char| c.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use crate::normalize::normalize;
    use crate::structure::{NodeKind, outline};

    /// Rows of the tables of a text, cells parted by bars.
    fn rows(text: &str) -> Vec<String> {
        let norm = normalize(text);
        let mut rows: Vec<(usize, usize, Vec<String>)> = Vec::new();
        for node in outline(norm.text()).nodes {
            let NodeKind::Cell { table, row, column } = node.kind else { continue };
            if rows.last().is_none_or(|last| (last.0, last.1) != (table, row)) {
                rows.push((table, row, Vec::new()));
            }
            let cells = &mut rows.last_mut().expect("a row was pushed").2;
            cells.resize(column.max(cells.len()), String::new());
            cells.push(node.text(norm.text()).into_owned());
        }
        rows.into_iter().map(|(_, _, cells)| cells.join(" | ")).collect()
    }

    #[test]
    fn heads_and_names_go_on_over_lines() {
        let text = "Resultatkrav

                                       Niveau        Krav
                                       2029          2031
Nye tilkendelser af førtidspension     74            65
Andel af fleksjobvisiterede, der       61 pct.       mindst 70 pct.
er i fleksjob
Nye visiteringer til fleksjob          52            45

Kilde: Jobindsats.dk og DREAM.
";
        assert_eq!(
            rows(text),
            [
                " | Niveau 2029 | Krav 2031",
                "Nye tilkendelser af førtidspension | 74 | 65",
                "Andel af fleksjobvisiterede, der er i fleksjob | 61 pct. | mindst 70 pct.",
                "Nye visiteringer til fleksjob | 52 | 45",
            ]
        );
    }

    #[test]
    fn a_row_goes_on_where_all_its_cells_do() {
        let text = "\
Område           Resultatmål                       2030
Høns             Antallet af høns øges til 40.     31
Fællesskab       Der holdes 12 dage om             8
og naboskab      året for alle i byen.
Glæde            Tilfredsheden fastholdes på       4,1
i haven          mindst 4,1.
";
        assert_eq!(rows(text)[2], "Fællesskab og naboskab | Der holdes 12 dage om året for alle i byen. | 8");
    }

    #[test]
    fn two_columns_of_prose_are_no_table() {
        let text = "\
Beskæftigelsen er i fremgang. Ledigheden i     Udviklingen kommer dog ikke alle til gode.
Ålekær var i september på fire pct., og        Omkring hver fjerde borger har modtaget
det er lavere end året før. Særligt            hjælp i mere end to år, og ufaglærte
byggeriet har ansat flere medarbejdere.        udgør næsten halvdelen af de ledige.
";
        assert!(rows(text).is_empty(), "{:?}", rows(text));
    }
}
