//! Two columns that `pdftotext -layout` printed side by side are read one after the other.
//!
//! A gutter is a stretch of spaces that stands at the same place in many neighbouring lines with prose on both
//! sides. Tables have gutters too, but short cells: they stay as they are, and their gaps become cells.

use super::line::{Line, LineKind};

/// Spaces that part two columns.
const GAP: usize = 3;
/// Fewer lines than this side by side are no columns.
const LEAST_LINES: usize = 4;

/// Splits lines at gutters and puts the pieces in reading order.
pub fn reading_order(norm: &str, lines: Vec<Line>) -> Vec<Line> {
    let wide = lines.iter().filter(|line| line.kind == LineKind::Text && !gaps(line, norm).is_empty()).count();
    if wide < LEAST_LINES {
        return lines;
    }
    let mut ordered = Vec::with_capacity(lines.len());
    let mut at = 0;
    while at < lines.len() {
        match column_run(norm, &lines, at) {
            Some((end, gutter)) => {
                split_run(norm, &lines[at..end], gutter, &mut ordered);
                at = end;
            }
            None => {
                ordered.push(lines[at].clone());
                at += 1;
            }
        }
    }
    ordered
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

/// A run of lines from `at` that share a gutter with prose on both sides: its end and the gutter's right edge.
fn column_run(norm: &str, lines: &[Line], at: usize) -> Option<(usize, usize)> {
    if lines[at].kind != LineKind::Text {
        return None;
    }
    for &(left, right) in &gaps(&lines[at], norm) {
        let (mut low, mut high) = (left, right);
        let mut end = at;
        let (mut both, mut left_words, mut right_words) = (0, 0, 0);
        for (offset, line) in lines[at..].iter().enumerate() {
            match line.kind {
                LineKind::Break | LineKind::Furniture | LineKind::Contents => break,
                LineKind::Blank => continue,
                LineKind::Text => {}
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
            } else if !(width <= high || line.indent >= low) {
                // A line across the gutter ends the columns.
                break;
            }
            end = at + offset + 1;
        }
        if both >= LEAST_LINES && left_words >= both * 3 && right_words >= both * 3 {
            return Some((end, high));
        }
    }
    None
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
            right.push(line.clone());
            continue;
        }
        let cut = char_offset(text, gutter - line.indent);
        let left = text[..cut].trim_end();
        let rest = text[cut..].trim_start();
        let start = line.range.start;
        if left.is_empty() {
            ordered.push(Line { kind: LineKind::Blank, range: start..start, ..line.clone() });
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
    ordered.push(Line {
        range: run[0].range.start..run[0].range.start,
        indent: 0,
        page: run[0].page,
        kind: LineKind::Blank,
    });
    ordered.extend(right);
}

/// Byte offset of the `column`th character, or the end.
fn char_offset(text: &str, column: usize) -> usize {
    text.char_indices().nth(column).map_or(text.len(), |(at, _)| at)
}
