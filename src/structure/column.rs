//! Two columns that `pdftotext -layout` printed side by side are read one after the other.
//!
//! A gutter is a stretch of spaces that stands at the same place in many neighbouring lines with prose on both
//! sides. Tables have gutters too, but short cells: they stay as they are, and their gaps become cells. Notes in the
//! margin are short as well, but the text beside them runs on from line to line, as the cells of a table do not.

use super::box_kind::box_kind;
use super::grid::{self, is_figure};
use super::heading::is_capitals;
use super::line::{Line, LineKind};
use super::{figures, headed, marks};
use std::collections::HashMap;

/// Spaces that part two columns.
const GAP: usize = 3;
/// Fewer lines than this side by side are no columns.
const LEAST_LINES: usize = 4;
/// Beside running text so many lines are a margin.
const LEAST_BESIDE: usize = 2;
/// One column may begin so many lines higher than the other.
const MOST_ABOVE: usize = 12;
/// Columns that a page is set in at most.
const MOST_COLUMNS: usize = 4;
/// A heading beside its text has no more words than this, and the text in its first line no fewer.
const MOST_SIDE_WORDS: usize = 5;
const LEAST_BODY_WORDS: usize = 4;
/// A margin on the left is no wider than this.
const WIDEST_MARGIN: usize = 30;
/// Text beside a margin is at least so wide; the name of a table's row is not.
const BODY: usize = 40;

/// The column that a piece of a line stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Characters of its longest line.
    pub measure: usize,
    /// Notes and figures in the margin.
    pub margin: bool,
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
    let tables = marks::find(norm, lines);
    let mut ordered = Vec::with_capacity(lines.len());
    // Lines copied since the last run: only they may still be taken back.
    let mut copied = 0;
    let mut at = 0;
    while at < lines.len() {
        // Columns end where a table of marks begins.
        let until = match marks::ahead(&tables, at) {
            Some(table) if table.start <= at => {
                ordered.extend_from_slice(&lines[at..table.end]);
                at = table.end;
                copied = 0;
                continue;
            }
            table => table.map_or(lines.len(), |table| table.start),
        };
        if let Some(table) = table_at(norm, &lines[..until], at) {
            ordered.extend_from_slice(&lines[at..table.end]);
            at = table.end;
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
        match column_run(norm, &lines[..until], at).or_else(|| side_heading(norm, &lines[..until], at)) {
            Some(run) => {
                // Lines that stand alone in their column above the first pair have been copied already.
                let above = if run.side { 0 } else { lines_above(norm, &lines[at - copied..at], &run) };
                ordered.truncate(ordered.len() - above);
                split_run(norm, &lines[at - above..run.end], &run, &mut ordered, columns, depth);
                at = run.end;
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

/// A table that begins at line `at` and is to be read as one.
fn table_at(norm: &str, lines: &[Line], at: usize) -> Option<grid::Grid> {
    let figures = || grid::at(norm, lines, at).filter(|grid| grid.is_of_figures(norm));
    headed::at(norm, lines, at).or_else(figures)
}

/// Lines set in two columns.
struct Run {
    end: usize,
    /// Where the gutter begins in all lines.
    low: usize,
    /// Where the right column begins.
    gutter: usize,
    /// Which column is a margin.
    margin: Margin,
    /// Whether the left column is a heading beside its text.
    side: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Margin {
    None,
    Left,
    Right,
}

/// A heading to the left of the text that it heads: "HVORFOR   Sygefraværet er …". Both go on until a blank line.
fn side_heading(norm: &str, lines: &[Line], at: usize) -> Option<Run> {
    let line = lines.get(at).filter(|line| line.kind == LineKind::Text)?;
    let [(low, gutter)] = gaps(line, norm)[..] else { return None };
    let text = line.text(norm);
    let cut = char_offset(text, low - line.indent);
    let (left, right) = (&text[..cut], text[cut..].trim_start());
    let heads = box_kind(left).is_some() || is_capitals(left) && left.chars().filter(|c| c.is_alphabetic()).count() > 3;
    let count = |text: &str| text.split_whitespace().count();
    if !heads || count(left) > MOST_SIDE_WORDS || count(right) < LEAST_BODY_WORDS || holds_figures(right) {
        return None;
    }
    let stands = |line: &&Line| {
        let gap = gaps(line, norm).first().map(|&(_, right)| right);
        line.kind == LineKind::Text && (line.indent.abs_diff(gutter) <= 1 || gap.is_some_and(|gap| gap.abs_diff(gutter) <= 1))
    };
    let end = at + 1 + lines[at + 1..].iter().take_while(stands).count();
    // Beside a margin something stands to the left all the way down.
    let on_top = |lines: &[Line]| {
        let beside = |line: &&Line| line.indent + GAP <= gutter;
        lines.iter().skip_while(beside).all(|line| !beside(&line))
    };
    (end > at + 1 && on_top(&lines[at..end])).then_some(Run { end, low, gutter: gutter - 1, margin: Margin::None, side: true })
}

/// How many lines right above the first pair of a run belong to it: back to the highest line of the right column.
fn lines_above(norm: &str, before: &[Line], run: &Run) -> usize {
    let mut above = 0;
    for (distance, line) in before.iter().rev().enumerate().take(MOST_ABOVE) {
        match line.kind {
            // Beside a margin a paragraph stays whole.
            LineKind::Blank if run.margin != Margin::None => break,
            LineKind::Blank => continue,
            LineKind::Text => {}
            _ => break,
        }
        let text = line.text(norm);
        let fits = line.indent + text.chars().count() <= run.low && !text.contains('\t');
        if line.indent + 1 >= run.gutter && line.indent <= run.gutter + 1 || run.margin == Margin::Right && fits {
            above = distance + 1;
        } else if line.indent + text.chars().count() > run.low || text.contains('\t') {
            break;
        }
    }
    above
}

/// Gaps of three or more spaces inside a line, as columns (characters from the line's left edge).
fn gaps(line: &Line, norm: &str) -> Vec<(usize, usize)> {
    let text = line.text(norm);
    if !text.contains("   ") || text.contains('\t') {
        return Vec::new();
    }
    let mut gaps = Vec::new();
    let mut run = 0;
    for (column, c) in (line.indent..).zip(text.chars()) {
        if c == ' ' {
            run += 1;
            continue;
        }
        if run >= GAP {
            gaps.push((column - run, column));
        }
        run = 0;
    }
    gaps
}

/// A run of lines from `at` that share a gutter with prose on both sides.
fn column_run(norm: &str, lines: &[Line], at: usize) -> Option<Run> {
    if lines[at].kind != LineKind::Text {
        return None;
    }
    for &(left, right) in &gaps(&lines[at], norm) {
        let (mut low, mut high) = (left, right);
        // The last line of the right column, and the end of the block of the left one that goes on below it.
        let (mut paired, mut end, mut blank) = (at, at, false);
        let (mut crossed, mut last) = (false, at);
        let (mut both, mut left_words, mut right_words, mut figures, mut running) = (0, 0, 0, 0, 0);
        // Lines of the right column, those of them that run on, and the widest pieces of both.
        let (mut body, mut body_running, mut widest, mut widest_body, mut cells) = (0, 0, 0, 0, 0);
        let runs_on = |text: &str| usize::from(text.starts_with(char::is_lowercase));
        let length = |text: &str| text.chars().count();
        for (offset, line) in lines[at..].iter().enumerate() {
            match line.kind {
                LineKind::Break | LineKind::Furniture | LineKind::Contents => break,
                LineKind::Blank => {
                    blank = true;
                    continue;
                }
                LineKind::Text => {}
            }
            // A table below ends the columns.
            if blank && offset > 0 && table_at(norm, lines, at + offset).is_some() {
                crossed = true;
                break;
            }
            let text = line.text(norm);
            let width = line.indent + text.chars().count();
            if let Some(&(gap_left, gap_right)) =
                gaps(line, norm).iter().find(|(l, r)| *l < high && *r > low && r.min(&high) - l.max(&low) >= 1)
            {
                low = low.max(gap_left);
                high = high.min(gap_right);
                both += 1;
                let cut = char_offset(text, gap_right.saturating_sub(line.indent));
                left_words += text[..cut].split_whitespace().count();
                right_words += text[cut..].split_whitespace().count();
                let left = text[..cut].trim_end();
                running += usize::from(length(left) >= BODY) * runs_on(left);
                body += 1;
                body_running += runs_on(&text[cut..]);
                cells += usize::from(text[cut..].trim().contains("   "));
                widest = widest.max(length(left));
                widest_body = widest_body.max(length(&text[cut..]));
                figures += usize::from(holds_figures(&text[cut..]));
                paired = at + offset + 1;
            } else if line.indent >= low {
                paired = at + offset + 1;
                body += 1;
                body_running += runs_on(text);
                widest_body = widest_body.max(length(text));
            } else if width > high || text.contains('\t') {
                // A line across the gutter ends the columns.
                crossed = true;
                break;
            }
            if paired == at + offset + 1 {
                (end, blank) = (paired, false);
            } else if !blank {
                end = at + offset + 1;
            }
            last = at + offset + 1;
        }
        // Up to a page's end the left column may go on alone; before a line across, what stands apart is below both.
        let end = if crossed { end } else { last };
        let prose = left_words >= both * 3 && right_words >= both * 3 && figures * 2 < both;
        if both >= LEAST_LINES && prose {
            return Some(Run { end, low, gutter: high, margin: Margin::None, side: false });
        }
        if both >= LEAST_BESIDE && running * 2 >= both {
            return Some(Run { end, low, gutter: high, margin: Margin::Right, side: false });
        }
        if both >= LEAST_BESIDE
            && body_running * 2 >= body
            && cells == 0
            && widest <= WIDEST_MARGIN
            && widest_body >= BODY
            && side_heading(norm, lines, at).is_none()
        {
            return Some(Run { end, low, gutter: high, margin: Margin::Left, side: false });
        }
    }
    None
}

/// Whether what stands right of a gap is the cells of a table.
fn holds_figures(right: &str) -> bool {
    let text = right.trim_start();
    // Several columns of prose are no cells.
    let mut pieces = text.split("   ").map(str::trim).filter(|piece| !piece.is_empty());
    if pieces.clone().nth(1).is_some() {
        return pieces.any(|piece| is_figure(piece) || piece.split_whitespace().count() < 2 && piece.len() < 8);
    }
    is_figure(text)
}

/// Left pieces first, then right pieces.
fn split_run(
    norm: &str,
    lines: &[Line],
    run: &Run,
    ordered: &mut Vec<Line>,
    columns: &mut Columns,
    depth: usize,
) {
    let gutter = run.gutter;
    let first = ordered.len();
    let mut right = Vec::new();
    for line in lines {
        if line.kind != LineKind::Text {
            ordered.push(line.clone());
            right.push(line.clone());
            continue;
        }
        let text = line.text(norm);
        if line.indent + GAP > gutter {
            // Beside it the left column is blank, which parts its paragraphs.
            ordered.push(blank(line));
            right.push(line.clone());
            continue;
        }
        let cut = char_offset(text, gutter - line.indent);
        let left = text[..cut].trim_end();
        let rest = text[cut..].trim_start();
        let start = line.range.start;
        if left.is_empty() {
            ordered.push(blank(line));
        } else {
            ordered.push(Line { range: start..start + left.len(), ..line.clone() });
        }
        let right_start = line.range.end - rest.len();
        right.push(Line {
            range: right_start..line.range.end,
            indent: line.indent + text.chars().count() - rest.chars().count(),
            kind: if rest.is_empty() { LineKind::Blank } else { LineKind::Text },
            ..line.clone()
        });
    }
    note(norm, &ordered[first..], run.margin == Margin::Left, columns);
    note(norm, &right, run.margin == Margin::Right, columns);
    ordered.push(blank(&lines[0]));
    // The right column may hold columns itself.
    ordered.extend(if depth > 2 { self::ordered(norm, &right, columns, depth - 1) } else { right });
}

/// Remembers that these pieces make a column.
fn note(norm: &str, pieces: &[Line], margin: bool, columns: &mut Columns) {
    let pieces = || pieces.iter().filter(|line| line.kind == LineKind::Text);
    let measure = pieces().map(|line| line.text(norm).chars().count()).max().unwrap_or(0);
    columns.extend(pieces().map(|line| (line.range.start, Column { measure, margin })));
}

/// An empty line where `line` starts.
fn blank(line: &Line) -> Line {
    Line { range: line.range.start..line.range.start, indent: 0, page: line.page, kind: LineKind::Blank }
}

/// Byte offset of the `column`th character, or the end.
fn char_offset(text: &str, column: usize) -> usize {
    text.char_indices().nth(column).map_or(text.len(), |(at, _)| at)
}
