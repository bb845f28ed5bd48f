//! Two columns that `pdftotext -layout` printed side by side are read one after the other.
//!
//! A gutter is a stretch of spaces that stands at the same place in many neighbouring lines with prose on both
//! sides. Tables have gutters too, but short cells: they stay as they are, and their gaps become cells.

use super::line::{Line, LineKind};
use super::marks;

/// Spaces that part two columns.
const GAP: usize = 3;
/// Fewer lines than this side by side are no columns.
const LEAST_LINES: usize = 4;
/// One column may begin so many lines higher than the other.
const MOST_ABOVE: usize = 12;

/// Splits lines at gutters and puts the pieces in reading order.
pub fn reading_order(norm: &str, lines: Vec<Line>) -> Vec<Line> {
    let wide = lines.iter().filter(|line| line.kind == LineKind::Text && !gaps(line, norm).is_empty()).count();
    if wide < LEAST_LINES {
        return lines;
    }
    let tables = marks::find(norm, &lines);
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
        match column_run(norm, &lines[..until], at) {
            Some(run) => {
                // Lines that stand alone in their column above the first pair have been copied already.
                let above = lines_above(norm, &lines[at - copied..at], &run);
                ordered.truncate(ordered.len() - above);
                split_run(norm, &lines[at - above..run.end], run.gutter, &mut ordered);
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

/// Lines set in two columns.
struct Run {
    end: usize,
    /// Where the gutter begins in all lines.
    low: usize,
    /// Where the right column begins.
    gutter: usize,
}

/// How many lines right above the first pair of a run belong to it: back to the highest line of the right column.
fn lines_above(norm: &str, before: &[Line], run: &Run) -> usize {
    let mut above = 0;
    for (distance, line) in before.iter().rev().enumerate().take(MOST_ABOVE) {
        match line.kind {
            LineKind::Blank => continue,
            LineKind::Text => {}
            _ => break,
        }
        let text = line.text(norm);
        if line.indent + 1 >= run.gutter && line.indent <= run.gutter + 1 {
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
    if !line.has_gap(norm, GAP) || text.contains('\t') {
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
        let (mut both, mut left_words, mut right_words, mut figures) = (0, 0, 0, 0);
        for (offset, line) in lines[at..].iter().enumerate() {
            match line.kind {
                LineKind::Break | LineKind::Furniture | LineKind::Contents => break,
                LineKind::Blank => {
                    blank = true;
                    continue;
                }
                LineKind::Text | LineKind::Item => {}
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
                figures += usize::from(is_figure(&text[cut..]));
                paired = at + offset + 1;
            } else if line.indent >= low {
                paired = at + offset + 1;
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
            return Some(Run { end, low, gutter: high });
        }
    }
    None
}

/// "61 pct.   75 pct.", "+ 23 pct.", "mindst 70 pct.": the cells of a table.
fn is_figure(right: &str) -> bool {
    let text = right.trim_start();
    let first = text.split_whitespace().next().unwrap_or("");
    let counts = |word: &str| word.starts_with(|c: char| c.is_ascii_digit()) || matches!(word, "+" | "-" | "–" | "ca.");
    let bound = matches!(first, "mindst" | "højst" | "under" | "over" | "maks." | "min." | "≥" | "≤");
    text.contains("   ") || (counts(first) || bound) && text.chars().count() < 24
}

/// Left pieces first, then right pieces.
fn split_run(norm: &str, run: &[Line], gutter: usize, ordered: &mut Vec<Line>) {
    let mut right = Vec::new();
    for line in run {
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
            indent: 0,
            kind: if rest.is_empty() { LineKind::Blank } else { LineKind::Text },
            ..line.clone()
        });
    }
    ordered.push(blank(&run[0]));
    ordered.extend(right);
}

/// An empty line where `line` starts.
fn blank(line: &Line) -> Line {
    Line { range: line.range.start..line.range.start, indent: 0, page: line.page, kind: LineKind::Blank }
}

/// Byte offset of the `column`th character, or the end.
fn char_offset(text: &str, column: usize) -> usize {
    text.char_indices().nth(column).map_or(text.len(), |(at, _)| at)
}
