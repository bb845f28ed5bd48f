//! Two columns that `pdftotext -layout` printed side by side are read one after the other.
//!
//! A gutter is a stretch of spaces that stands at the same place in many neighbouring lines with prose on both
//! sides. Tables have gutters too, but short cells: they stay as they are, and their gaps become cells. Notes in the
//! margin are short as well, but the text beside them runs on from line to line, as the cells of a table do not.

use super::gutter::{self, DEEPEST, GAP, Kind, Run, char_offset, gaps};
use super::line::{Line, LineKind};
use super::{figures, grid, headed, list, margin_heads, marks, tall_head};
use std::collections::HashMap;

/// One column may begin so many lines higher than the other.
const MOST_ABOVE: usize = 12;
/// Lines of a paragraph below a margin's end at most.
const MOST_BELOW: usize = 12;
/// Columns that a page is set in at most.
const MOST_COLUMNS: usize = 4;

/// The column that a piece of a line stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Characters of its longest line.
    pub measure: usize,
    /// Notes and figures in the margin.
    pub margin: bool,
    /// A heading in the margin, left of its text.
    pub head: bool,
}

/// The columns of pieces, by where they start in the text; lines over the whole page are in none.
pub type Columns = HashMap<usize, Column>;

/// Splits lines at gutters and puts the pieces in reading order.
pub fn reading_order(norm: &str, lines: Vec<Line>) -> (Vec<Line>, Columns) {
    let mut columns = Columns::new();
    let wide = lines.iter().filter(|line| line.kind == LineKind::Text && !gaps(line, norm).is_empty()).count();
    if wide == 0 {
        return (lines, columns);
    }
    let ordered = ordered(norm, &lines, &mut columns, MOST_COLUMNS);
    (ordered, columns)
}

/// The lines of a page, or of a column that may hold columns itself.
fn ordered(norm: &str, lines: &[Line], columns: &mut Columns, depth: usize) -> Vec<Line> {
    let marked = marks::find(norm, lines);
    let tables: Vec<Option<usize>> = (0..lines.len()).map(|at| table_at(norm, lines, at)).collect();
    let mut ordered = Vec::with_capacity(lines.len());
    // Lines copied since the last run: only they may still be taken back.
    let mut copied = 0;
    let mut at = 0;
    while at < lines.len() {
        // Columns end where a table of marks begins.
        let until = match marks::ahead(&marked, at) {
            Some(table) if table.start <= at => {
                ordered.extend_from_slice(&lines[at..table.end]);
                at = table.end;
                copied = 0;
                continue;
            }
            table => table.map_or(lines.len(), |table| table.start),
        };
        if let Some(end) = tables[at] {
            ordered.extend_from_slice(&lines[at..end]);
            at = end;
            copied = 0;
            continue;
        }
        if let Some((end, figures)) = figures::at(norm, &lines[..until], at) {
            for pieces in figures {
                ordered.push(blank(&lines[at]));
                note(norm, &pieces, true, columns);
                ordered.extend(pieces);
            }
            ordered.push(blank(&lines[at]));
            at = end;
            copied = 0;
            continue;
        }
        match gutter::run(norm, &lines[..until], &tables, at) {
            Some(run) => {
                // Lines that stand alone in their column above the first pair have been copied already.
                let above = lines_above(norm, &lines[at - copied..at], &run);
                ordered.truncate(ordered.len() - above);
                let body = if run.kind == Kind::RightMargin { body_below(norm, &lines[..until], run.end) } else { 0 };
                let body = &lines[run.end..run.end + body];
                split_run(norm, &lines[at - above..run.end], body, &run, &mut ordered, columns, depth);
                at = run.end + body.len();
                copied = 0;
            }
            None => {
                ordered.push(lines[at].clone());
                at += 1;
                copied += 1;
            }
        }
    }
    ordered
}

/// The end of the table that begins at line `at` and is to be read as one.
fn table_at(norm: &str, lines: &[Line], at: usize) -> Option<usize> {
    let figures = || grid::at(norm, lines, at).filter(|grid| grid.is_of_figures(norm));
    let tall = || tall_head::at(norm, lines, at);
    headed::at(norm, lines, at).or_else(tall).or_else(figures).map(|table| table.end)
}

/// How many lines right above the first pair of a run belong to it: back to the highest line of the right column.
fn lines_above(norm: &str, before: &[Line], run: &Run) -> usize {
    let mut above = 0;
    if run.kind == Kind::SideHeading {
        return above;
    }
    for (distance, line) in before.iter().rev().enumerate().take(MOST_ABOVE) {
        match line.kind {
            // Beside a margin a paragraph stays whole.
            LineKind::Blank if run.kind != Kind::Prose => break,
            LineKind::Blank => continue,
            LineKind::Text => {}
            _ => break,
        }
        let text = line.text(norm);
        let fits = line.indent + text.chars().count() <= run.low && !text.contains('\t');
        // What stands in a box is set in a little.
        if line.indent + 1 >= run.gutter && line.indent <= run.gutter + DEEPEST || run.kind == Kind::RightMargin && fits
        {
            above = distance + 1;
        } else if line.indent + text.chars().count() > run.low || text.contains('\t') {
            break;
        }
    }
    above
}

/// How many lines below a margin belong to the paragraph that stands beside its end.
fn body_below(norm: &str, lines: &[Line], end: usize) -> usize {
    let goes_on = lines.get(end).is_some_and(|line| line.text(norm).starts_with(char::is_lowercase));
    let text = |line: &&Line| line.kind == LineKind::Text && list::marker(line.text(norm)).is_none();
    if goes_on { lines[end..].iter().take_while(text).count().min(MOST_BELOW) } else { 0 }
}

/// Left pieces first, then right pieces; a margin's notes come behind the text that they stand beside.
/// `body` is what goes on with the left column below the run, as wide as the page.
fn split_run(
    norm: &str,
    lines: &[Line],
    body: &[Line],
    run: &Run,
    ordered: &mut Vec<Line>,
    columns: &mut Columns,
    depth: usize,
) {
    let gutter = run.gutter;
    let (mut left_pieces, mut right) = (Vec::new(), Vec::new());
    for line in lines {
        if line.kind != LineKind::Text {
            left_pieces.push(line.clone());
            right.push(line.clone());
            continue;
        }
        let text = line.text(norm);
        if line.indent + GAP > gutter {
            // Beside it the left column is blank, which parts its paragraphs.
            left_pieces.push(blank(line));
            right.push(line.clone());
            continue;
        }
        let cut = char_offset(text, gutter - line.indent);
        let left = text[..cut].trim_end();
        let rest = text[cut..].trim_start();
        let start = line.range.start;
        if left.is_empty() {
            left_pieces.push(blank(line));
        } else {
            left_pieces.push(Line { range: start..start + left.len(), ..line.clone() });
        }
        let right_start = line.range.end - rest.len();
        right.push(Line {
            range: right_start..line.range.end,
            indent: line.indent + text.chars().count() - rest.chars().count(),
            kind: if rest.is_empty() { LineKind::Blank } else { LineKind::Text },
            ..line.clone()
        });
    }
    if run.kind == Kind::LeftMargin
        && let Some((headed, heads)) = margin_heads::in_order(norm, &left_pieces, &right)
    {
        note(norm, &left_pieces, false, columns);
        note(norm, &right, false, columns);
        for head in &heads {
            columns.entry(*head).and_modify(|column| column.head = true);
        }
        ordered.extend(headed);
        return;
    }
    close_up(norm, lines, &mut left_pieces);
    close_up(norm, lines, &mut right);
    note(norm, &left_pieces, run.kind == Kind::LeftMargin, columns);
    left_pieces.extend_from_slice(body);
    note(norm, &right, run.kind == Kind::RightMargin, columns);
    // The right column may hold columns itself.
    let right = if depth > 2 { self::ordered(norm, &right, columns, depth - 1) } else { right };
    let (first, second) = if run.kind == Kind::LeftMargin { (right, left_pieces) } else { (left_pieces, right) };
    ordered.extend(first);
    ordered.push(blank(&lines[0]));
    ordered.extend(second);
}

/// Takes out the lines that are blank only in their own column, where the column goes on in the midst of a sentence: the
/// lines of the two may stand by turns.
fn close_up(norm: &str, lines: &[Line], pieces: &mut Vec<Line>) {
    let mut goes_on = false;
    let keep: Vec<bool> = pieces
        .iter()
        .zip(lines)
        .rev()
        .map(|(piece, line)| match (piece.kind, line.kind) {
            (LineKind::Text, _) => {
                goes_on = piece.text(norm).starts_with(char::is_lowercase);
                true
            }
            (LineKind::Blank, LineKind::Text) => !goes_on,
            _ => {
                goes_on = false;
                true
            }
        })
        .collect();
    let mut keep = keep.into_iter().rev();
    pieces.retain(|_| keep.next().unwrap_or(true));
}

/// Remembers that these pieces make a column.
fn note(norm: &str, pieces: &[Line], margin: bool, columns: &mut Columns) {
    let pieces = || pieces.iter().filter(|line| line.kind == LineKind::Text);
    let measure = pieces().map(|line| line.text(norm).chars().count()).max().unwrap_or(0);
    columns.extend(pieces().map(|line| (line.range.start, Column { measure, margin, head: false })));
}

/// An empty line where `line` starts.
fn blank(line: &Line) -> Line {
    Line { range: line.range.start..line.range.start, indent: 0, page: line.page, kind: LineKind::Blank }
}

#[cfg(test)]
mod tests {
    use crate::structure::shown::nodes;

    #[test]
    fn text_goes_on_below_a_note_on_its_right() {
        let text = "\
                                                      29 pct.
Sådan gør vi                                          af hønsene har fundet en
   Der bygges to haver, som har plads til høns og     have mod 57 pct. af
                                                      kaninerne
   andre dyr i byen.
   Kommunen forpligter sig til at bede
   alle naboer om at være med senest 30 dage efter, at den første have er åbnet i
   byen.
";
        let found = nodes(text);
        assert!(found.contains(&"p af hønsene har fundet en have mod 57 pct. af kaninerne".to_owned()), "{found:?}");
        assert!(found.iter().any(|node| node.contains("bede alle naboer")), "{found:?}");
    }
}
