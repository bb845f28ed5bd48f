//! Tables of marks that only white space sets, as `pdftotext -layout` prints the matrix of an overview.
//!
//! ```text
//!                   Flere i be-      Virksom-      Supplerende
//!                   skæftigelse      hederne       mål
//! Kommune
//! Assens                 X             (X)
//! Faaborg-Midtfyn        X                         Unge under 30 år uden
//!                                                  uddannelse
//! ```
//!
//! The marks tell where the columns are, so cells may be empty, heads may wrap and remarks may be long. Such a table
//! must be found before the page is read in columns: its gutters look like those between two columns of prose.

use super::chunk::{Chunk, chunks};
use super::grid::{Cell, Grid};
use super::line::{Line, LineKind};
use std::ops::Range;

/// Spaces that part two cells.
const GAP: usize = 2;
/// A table has at least so many lines with marks.
const LEAST_LINES: usize = 3;
/// Lines without marks between two lines with marks.
const MOST_BETWEEN: usize = 7;
/// Lines of the head.
const MOST_HEAD: usize = 12;
/// A name in the first column is no longer.
const MOST_NAME: usize = 40;

/// Behind this column stands no name.
const FAR_RIGHT: usize = MOST_NAME / 2;

/// Longer lines are paragraphs, whatever stands in them.
const MOST_LINE: usize = 600;

/// What a cell of a matrix is marked with.
pub(super) const MARKS: &[&str] =
    &["X", "x", "(X)", "(x)", "✓", "(✓)", "√", "(√)", "✔", "(✔)", "●", "○", "X*", "x*", "(X)*", "(x)*"];

/// A column: where its marks stand, and how far its head reaches.
struct Column {
    marks: Range<usize>,
    head: Range<usize>,
}

/// The lines of each table of marks.
pub fn find(norm: &str, lines: &[Line]) -> Vec<Range<usize>> {
    let marked: Vec<usize> = (0..lines.len()).filter(|&index| is_marked(norm, &lines[index])).collect();
    let mut tables: Vec<Range<usize>> = Vec::new();
    // A table for each goal has one column of marks.
    let headed = |above: &[Line]| above.iter().rev().take(MOST_HEAD).any(|line| heads_names(norm, line));
    let mut at = 0;
    while at < marked.len() {
        let mut next = at + 1;
        while next < marked.len()
            && marked[next] - marked[next - 1] <= MOST_BETWEEN
            && !lines[marked[next - 1]..marked[next]]
                .iter()
                .any(|line| is_page_end(norm, line) || heads_names(norm, line))
        {
            next += 1;
        }
        let body = marked[at]..marked[next - 1] + 1;
        let floor = tables.last().map_or(0, |table| table.end);
        let columns = columns_of_marks(norm, &lines[body.clone()]).len();
        if next - at >= LEAST_LINES && (columns > 1 || columns == 1 && headed(&lines[floor..body.start])) {
            tables.push(extent(norm, lines, body, floor));
        }
        at = next;
    }
    tables
}

/// Whether a line is a head that begins with "Kommune".
fn heads_names(norm: &str, line: &Line) -> bool {
    let row = pieces(norm, line);
    row.len() > 1 && matches!(&norm[row[0].range.clone()], "Kommune" | "KOMMUNE" | "Kommuner" | "Jobcenter")
}

/// The first of these tables that does not end before line `at`.
pub fn ahead(tables: &[Range<usize>], at: usize) -> Option<&Range<usize>> {
    tables.get(tables.partition_point(|table| table.end <= at))
}

/// The table that these lines hold, as [`find`] gave them.
pub fn read(norm: &str, lines: &[Line], table: &Range<usize>) -> Grid {
    let rows: Vec<Vec<Chunk>> = lines[table.clone()].iter().map(|line| pieces(norm, line)).collect();
    let first_mark = rows.iter().position(|row| has_mark(norm, row)).unwrap_or(0);
    let head = rows[..first_mark].iter().rposition(|row| row.len() > 1).map_or(0, |last| last + 1);
    let left = columns_of_marks(norm, &lines[table.clone()]);
    let names = names_end(rows[head..].iter().filter_map(|row| {
        row.first().filter(|first| !is_mark(norm, first) && left.first().is_some_and(|mark| first.right <= mark.start))
    }));
    let mut columns: Vec<Column> = left.into_iter().map(|marks| Column { head: marks.clone(), marks }).collect();
    fit_heads(&mut columns, &rows[..head], names);
    let remarks = rows[head..].iter().flatten().filter(|chunk| !is_mark(norm, chunk) && chunk.left >= names);
    for chunk in remarks.cloned().collect::<Vec<_>>() {
        claim(&mut columns, &chunk);
    }
    columns.sort_by_key(|column| column.marks.start);

    let mut grid = Grid { end: table.end, rows: Vec::new(), aside: Vec::new() };
    for (index, row) in rows.iter().enumerate() {
        if row.is_empty() {
            continue;
        }
        let named = |row: &[Chunk]| row.first().is_some_and(|first| first.left < names && !is_mark(norm, first));
        // A tall cell may begin a line above the name of its row.
        let before_name = index > head
            && rows[index - 1].is_empty()
            && rows.get(index + 1).is_some_and(|next| named(next))
            && !named(row);
        let after_top = index > head
            && named(row)
            && !rows[index - 1].is_empty()
            && !named(&rows[index - 1])
            && index.checked_sub(2).is_some_and(|above| rows[above].is_empty());
        let in_head = index < head && !grid.rows.is_empty();
        let goes_on = in_head || after_top || index >= head && !named(row) && !before_name;
        if !goes_on || grid.rows.is_empty() {
            grid.rows.push(Vec::new());
        }
        let Some(cells) = grid.rows.last_mut() else {
            continue;
        };
        for chunk in row {
            let column = if chunk.left < names && !is_mark(norm, chunk) { 0 } else { 1 + nearest(&columns, chunk) };
            match cells.iter_mut().find(|cell: &&mut Cell| cell.column == column) {
                Some(cell) => cell.segments.push(chunk.range.clone()),
                None => cells.push(Cell { column, segments: vec![chunk.range.clone()] }),
            }
        }
        cells.sort_by_key(|cell| cell.column);
    }
    grid
}

/// Where the column of names ends, of the first pieces of the rows: what stands right of all others is no name but
/// the next cell of a name in the line above.
fn names_end<'c>(firsts: impl Iterator<Item = &'c Chunk>) -> usize {
    let mut firsts: Vec<&Chunk> = firsts.collect();
    firsts.sort_by_key(|first| first.left);
    let leftmost = firsts.first().map_or(0, |first| first.right);
    firsts.iter().fold(leftmost, |end, first| if first.left < end { end.max(first.right) } else { end })
}

/// The pieces of a line; none of a paragraph, nor of a table that is set by bars.
fn pieces(norm: &str, line: &Line) -> Vec<Chunk> {
    let text = line.text(norm);
    if text.len() > MOST_LINE || text.contains('|') { Vec::new() } else { chunks(norm, line, GAP) }
}

fn is_page_end(norm: &str, line: &Line) -> bool {
    line.kind == LineKind::Break && !line.is_table_rule(norm)
}

fn is_mark(norm: &str, chunk: &Chunk) -> bool {
    MARKS.contains(&&norm[chunk.range.clone()])
}

/// Whether the line is a row with marks.
fn is_marked(norm: &str, line: &Line) -> bool {
    // One piece alone is a mark only if it stands far to the right.
    let parted = line.indent > FAR_RIGHT || line.has_gap(norm, GAP);
    line.kind == LineKind::Text && parted && has_mark(norm, &pieces(norm, line))
}

/// Whether the line is a row with marks: a mark stands behind another cell, or alone far to the right.
fn has_mark(norm: &str, row: &[Chunk]) -> bool {
    row.iter().enumerate().any(|(index, chunk)| is_mark(norm, chunk) && (index > 0 || chunk.left > FAR_RIGHT))
}

/// Where marks stand, left to right; a mark in brackets is wider than one without.
fn columns_of_marks(norm: &str, lines: &[Line]) -> Vec<Range<usize>> {
    let mut marks: Vec<Range<usize>> = lines
        .iter()
        .flat_map(|line| pieces(norm, line))
        .filter(|chunk| is_mark(norm, chunk))
        .map(|chunk| chunk.left..chunk.right)
        .collect();
    marks.sort_by_key(|mark| mark.start);
    let mut columns: Vec<Range<usize>> = Vec::new();
    for mark in marks {
        match columns.last_mut() {
            Some(last) if mark.start <= last.end => last.end = last.end.max(mark.end),
            _ => columns.push(mark),
        }
    }
    columns
}

/// The lines of the table around those with marks.
fn extent(norm: &str, lines: &[Line], body: Range<usize>, floor: usize) -> Range<usize> {
    let left = columns_of_marks(norm, &lines[body.clone()]).first().map_or(0, |column| column.start);
    let belongs = |row: &[Chunk]| row.len() > 1 || row.first().is_some_and(|only| only.left + 12 >= left);
    let mut start = body.start;
    for index in (floor.max(body.start.saturating_sub(MOST_HEAD))..body.start).rev() {
        match lines[index].kind {
            LineKind::Blank => continue,
            LineKind::Text => {}
            _ if lines[index].is_table_rule(norm) => continue,
            _ => break,
        }
        let row = pieces(norm, &lines[index]);
        if belongs(&row) {
            start = index;
        } else if row.first().is_none_or(|only| only.right > MOST_NAME.min(left)) {
            break;
        }
    }
    let mut end = body.end;
    for (index, line) in lines.iter().enumerate().skip(body.end) {
        let row = pieces(norm, line);
        let blank_above = lines[index - 1].kind == LineKind::Blank;
        let two_blank = blank_above && index > 1 && lines[index - 2].kind == LineKind::Blank;
        if line.kind == LineKind::Blank && !two_blank {
            continue;
        }
        if line.kind != LineKind::Text || two_blank || !belongs(&row) {
            break;
        }
        end = index + 1;
    }
    start..end
}

/// Gives each piece of the head to the column under it; what stands over no marks is a column without any.
fn fit_heads(columns: &mut Vec<Column>, head: &[Vec<Chunk>], names: usize) {
    let over_columns = || head.iter().flatten().filter(|chunk| chunk.left >= names || chunk.right > names + 2);
    for chunk in over_columns() {
        let mut over =
            columns.iter_mut().filter(|column| column.marks.start < chunk.right && chunk.left < column.marks.end);
        if let Some(column) = over.next()
            && over.next().is_none()
        {
            column.head = column.head.start.min(chunk.left)..column.head.end.max(chunk.right);
        }
    }
    for chunk in over_columns().cloned().collect::<Vec<_>>() {
        claim(columns, &chunk);
    }
}

/// Makes a new column of a piece that stands under and over none.
fn claim(columns: &mut Vec<Column>, chunk: &Chunk) {
    let range = chunk.left..chunk.right;
    let touches = |column: &Column| column.head.start < range.end && range.start < column.head.end;
    match columns.iter_mut().find(|column| touches(column)) {
        // Its own marks bound a column; a column of text grows.
        Some(column) if column.marks == column.head => {
            let grown = column.head.start.min(range.start)..column.head.end.max(range.end);
            (column.marks, column.head) = (grown.clone(), grown);
        }
        Some(_) => {}
        None => columns.push(Column { marks: range.clone(), head: range }),
    }
}

/// The column that a piece stands in, or the nearest.
fn nearest(columns: &[Column], chunk: &Chunk) -> usize {
    let distance = |range: &Range<usize>| {
        if chunk.left < range.end && range.start < chunk.right {
            0
        } else {
            range.start.saturating_sub(chunk.right).max(chunk.left.saturating_sub(range.end)) + 1
        }
    };
    let of = |column: &Column| (distance(&column.marks).min(distance(&column.head) * 2), distance(&column.marks));
    (0..columns.len()).min_by_key(|&index| of(&columns[index])).unwrap_or(0)
}
