//! Runs of lines between blank ones, as `pdftotext` without `-layout` prints the cells of tables and the pieces of lists.

use super::line::Line;
use std::ops::Range;

/// Lines between two pieces at most: blank ones, a page's foot and head.
const MOST_BETWEEN: usize = 12;

/// The lines of the next piece from line `from` on: it `begins` near, and as many lines as `go_on` belong to it. None
/// where no piece is near, or one has more than `most` lines.
pub fn next(
    lines: &[Line],
    from: usize,
    most: usize,
    begins: impl Fn(&Line) -> bool,
    goes_on: impl Fn(&Line) -> bool,
) -> Option<Range<usize>> {
    let reach = lines.get(from..lines.len().min(from + MOST_BETWEEN))?;
    let start = from + reach.iter().position(begins)?;
    let rest = lines[start + 1..].iter().take(most);
    let end = start + 1 + rest.take_while(|line| goes_on(line)).count();
    (end - start <= most).then_some(start..end)
}
