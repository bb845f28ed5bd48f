//! Tables of levels whose heads stand on several lines, as `pdftotext -layout` prints heads that are centered in their
//! cells.
//!
//! ```text
//!                                              Mål ultimo
//! Resultatmål                     2029
//!                                              2030
//!
//! Andelen af høns, der har en     74 pct.      80 pct.
//! have
//! ```
//!
//! The pieces of a head that stand one below the other name one column: the first what is to be reached, the others
//! levels. A row has a level in figures, wherever in its lines that stands.

use super::box_kind::{BoxKind, box_kind};
use super::chunk::{Chunk, chunks};
use super::grid::{Cell, Grid, is_figure};
use super::gutter::GAP;
use super::head_lines::is_measured;
use super::line::{Line, LineKind};
use super::stacked::is_level;

/// Lines of a head at most.
const MOST_HEAD: usize = 4;
/// Rows at most, and lines of a row.
const MOST_ROWS: usize = 40;
const MOST_LINES: usize = 8;
/// Blank lines between two rows at most.
const MOST_BLANKS: usize = 2;
/// Cells may begin so many characters before the name of their column.
const SLACK: usize = 3;
/// A cell behind the first column has no more characters.
const MOST_CELL: usize = 40;

/// A column: where its name begins, and the pieces of the name.
struct Column {
    left: usize,
    right: usize,
    name: Vec<Chunk>,
}

/// The table that begins at line `at`, if one does.
pub fn at(norm: &str, lines: &[Line], at: usize) -> Option<Grid> {
    let (columns, below) = head(norm, lines, at)?;
    let heads = columns
        .iter()
        .enumerate()
        .map(|(column, head)| Cell { column, segments: head.name.iter().map(|piece| piece.range.clone()).collect() });
    let mut grid = Grid { end: below, rows: vec![heads.collect()], aside: Vec::new() };
    while grid.rows.len() <= MOST_ROWS
        && let Some((row, end)) = row(norm, lines, &columns, grid.end)
    {
        grid.rows.push(row);
        grid.end = end;
    }
    (grid.rows.len() > 1).then_some(grid)
}

/// The columns that the lines from `at` name, and the line below them.
fn head(norm: &str, lines: &[Line], at: usize) -> Option<(Vec<Column>, usize)> {
    let first = lines.get(at).filter(|line| line.kind == LineKind::Text)?;
    // A head stands apart, and most lines are no head's.
    if at > 0 && lines[at - 1].kind == LineKind::Text || first.text(norm).len() > 160 {
        return None;
    }
    let length = lines[at..].iter().take(MOST_HEAD + 1).take_while(|line| line.kind == LineKind::Text).count();
    let most = (1..=length.min(MOST_HEAD)).rev();
    most.filter_map(|length| Some((columns(norm, &lines[at..at + length])?, at + length))).next()
}

/// The columns of a head, if it is one: what is to be reached, and levels of it.
fn columns(norm: &str, lines: &[Line]) -> Option<Vec<Column>> {
    let mut columns: Vec<Column> = Vec::new();
    for piece in lines.iter().flat_map(|line| chunks(norm, line, GAP)) {
        match columns.iter_mut().find(|column| piece.left < column.right && column.left < piece.right) {
            Some(column) => {
                column.left = column.left.min(piece.left);
                column.right = column.right.max(piece.right);
                column.name.push(piece);
            }
            None => columns.push(Column { left: piece.left, right: piece.right, name: vec![piece] }),
        }
    }
    columns.sort_by_key(|column| column.left);
    let name = |column: &Column| {
        let pieces: Vec<&str> = column.name.iter().map(|piece| &norm[piece.range.clone()]).collect();
        pieces.join(" ")
    };
    let (first, others) = columns.split_first().filter(|(_, others)| !others.is_empty())?;
    let first = name(first);
    let reached = matches!(box_kind(&first), Some(BoxKind::Goals | BoxKind::Objectives)) || is_measured(&first);
    let level = |column: &Column| {
        let name = name(column);
        is_level(&name) || name.len() < MOST_CELL && box_kind(&name).is_some()
    };
    let dated = |column: &Column| is_level(&name(column));
    (reached && others.iter().all(level) && others.iter().any(dated)).then_some(columns)
}

/// The row that begins at or below line `from`, and the line after it.
fn row(norm: &str, lines: &[Line], columns: &[Column], from: usize) -> Option<(Vec<Cell>, usize)> {
    let blanks = lines[from..].iter().take(MOST_BLANKS + 1).take_while(|line| line.kind == LineKind::Blank).count();
    let start = from + blanks;
    let mut cells: Vec<Cell> = Vec::new();
    let mut end = start;
    for line in lines[start..].iter().take(MOST_LINES).take_while(|line| line.kind == LineKind::Text) {
        let pieces = chunks(norm, line, GAP);
        let column = |piece: &Chunk| columns.iter().rposition(|column| column.left <= piece.left + SLACK).unwrap_or(0);
        let fits = |piece: &Chunk| {
            let column = column(piece);
            let next = columns.get(column + 1);
            next.is_none_or(|next| piece.right < next.left + SLACK)
                && (column == 0 || piece.right - piece.left <= MOST_CELL)
        };
        let named = pieces.first().is_some_and(|piece| column(piece) == 0);
        let text = pieces.first().map_or("", |piece| &norm[piece.range.clone()]);
        let full = cells.iter().any(|cell| cell.column == 0) && cells.len() > 1;
        // The next row begins with a name of its own.
        if pieces.is_empty()
            || !pieces.iter().all(fits)
            || full && named && (text.starts_with(char::is_uppercase) || pieces.len() > 1)
        {
            break;
        }
        for piece in pieces {
            let column = column(&piece);
            match cells.iter_mut().find(|cell| cell.column == column) {
                Some(cell) => cell.segments.push(piece.range),
                None => cells.push(Cell { column, segments: vec![piece.range] }),
            }
        }
        end += 1;
    }
    cells.sort_by_key(|cell| cell.column);
    let figure = |cell: &Cell| cell.column > 0 && cell.segments.iter().any(|range| is_figure(&norm[range.clone()]));
    (cells.first().is_some_and(|cell| cell.column == 0) && cells.iter().any(figure)).then_some((cells, end))
}

#[cfg(test)]
mod tests {
    use crate::structure::shown::{PROSE, nodes};

    #[test]
    fn names_of_columns_go_over_several_lines() {
        let head = "                                        Mål ultimo\nResultatmål                   2029\n                                        2030\n";
        let text = format!(
            "{PROSE}\n{head}\nAndelen af høns, der har      74 pct.   mindst 80 pct.\nen have\n\nHaver uden høns               12        8\n\n{PROSE}"
        );
        let found = nodes(&text);
        assert_eq!(
            found[1..10],
            [
                "c Resultatmål",
                "c 2029",
                "c Mål ultimo 2030",
                "c Andelen af høns, der har en have",
                "c 74 pct.",
                "c mindst 80 pct.",
                "c Haver uden høns",
                "c 12",
                "c 8"
            ],
            "{found:?}"
        );
        assert!(found[10].starts_with("p "));
    }

    #[test]
    fn a_level_may_stand_beside_any_line_of_its_name() {
        let text = format!(
            "{PROSE}\nIndikator                     2029      Mål 2030\nAndelen af høns, der\nhar en have med               74 pct.   80 pct.\nudsigt til vandet\n\n{PROSE}"
        );
        assert_eq!(nodes(&text)[4], "c Andelen af høns, der har en have med udsigt til vandet");
    }

    #[test]
    fn what_has_no_figures_is_no_row() {
        let text = format!(
            "{PROSE}\nMål                           Status 2029\nHøns i haven                  Vi er på vej\n\n{PROSE}"
        );
        assert!(!nodes(&text).iter().any(|node| node.starts_with("c ")), "{:?}", nodes(&text));
    }
}
