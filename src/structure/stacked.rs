//! Tables whose cells stand one below the other: `pdftotext` without `-layout` and most copies out of a document print
//! the heads first and then each row, a line a cell or a line for all its figures.
//!
//! ```text
//! Nr.
//! Resultatkrav
//! Status 2029
//! Krav 2031
//! 1.1
//! Andelen af haver, der har høns, skal udgøre mindst 80 pct.
//! 74 pct.
//! 80 pct.
//! ```
//!
//! The heads of levels carry years, and a row has as many figures as there are such heads. Without both, nothing is a
//! table.

use super::box_kind::{BoxKind, box_kind};
use super::grid::{Cell, Grid};
use super::line::{Line, LineKind};
use super::resume::waits_for_more;
use super::row_figures::{figures, label_length, trailing_figures};
use crate::pattern::{Regex, pattern};
use std::ops::Range;
use std::sync::LazyLock;

/// Lines of a table's head at most.
const MOST_HEADS: usize = 8;
/// Lines of a row's name at most.
const MOST_NAME_LINES: usize = 4;
/// Blank lines between two cells at most.
const MOST_BLANKS: usize = 2;
/// Lines from one cell to the next at most: blank ones, a page's foot and head.
const MOST_BETWEEN: usize = 16;
/// Rows at most.
const MOST_ROWS: usize = 60;
/// Bytes of a head that names no level.
const MOST_HEAD: usize = 40;
/// Bytes of a line of heads.
const MOST_LEVELS: usize = 100;

/// "Status aug. 2029", "Mål 2031", "2. kvt. 2029", "2029".
static LEVEL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:\p{Lu}\p{Ll}+\s+)?(?:(?:i|ultimo|medio|primo|udgangen af|pr\.)\s+)?(?:\d\.\s*(?:kvt\.?|kvartal|halvår)\s+|(?:jan|feb|mar|apr|maj|jun|jul|aug|sep|sept|okt|nov|dec)\p{L}*\.?\s+)?\(?20\d\d(?:[-/–]\d{2,4})?\b\)?",
    )
});

/// The table that begins at line `at`, if one does.
pub fn at(norm: &str, lines: &[Line], at: usize) -> Option<Grid> {
    let mut head = Head::read(norm, lines, at)?;
    // Rows may be counted under no head.
    let first = next_cell(norm, lines, head.end)?;
    if head.names == 1 && label_length(lines[first].text(norm)) > 0 {
        head.cells.iter_mut().for_each(|cell| cell.column += 1);
        head.names = 2;
    }
    let titles: Vec<&str> = head.cells.iter().map(|cell| &norm[cell.segments[0].clone()]).collect();
    let rows = Rows { norm, lines, titles, names: head.names, levels: head.levels };
    let mut next = head.end;
    let mut read = Vec::new();
    while read.len() < MOST_ROWS
        && let Some((row, end)) = rows.row(next)
    {
        read.push(row);
        next = end;
    }
    let aside = (at..next).filter(|&index| {
        let line = &lines[index];
        line.kind == LineKind::Furniture && !is_number(line.text(norm))
    });
    let mut grid = Grid { end: next, rows: vec![head.cells], aside: aside.collect() };
    grid.rows.append(&mut read);
    // One row is a table only where its head sets what is to be reached.
    (grid.rows.len() > if head.aims { 1 } else { 2 }).then_some(grid)
}

/// The first row of a table.
struct Head {
    cells: Vec<Cell>,
    /// Columns before the figures: the name, and perhaps a number before it.
    names: usize,
    /// Columns of figures.
    levels: usize,
    /// Whether a column holds what is to be reached.
    aims: bool,
    /// The line after it.
    end: usize,
}

impl Head {
    fn read(norm: &str, lines: &[Line], at: usize) -> Option<Self> {
        let mut head = Head { cells: Vec::new(), names: 0, levels: 0, aims: false, end: at };
        for _ in 0..MOST_HEADS {
            let Some(index) = next_cell(norm, lines, head.end).filter(|&index| index == at || at < head.end) else {
                break;
            };
            let line = &lines[index];
            let text = line.text(norm);
            let named = head.names;
            // "Nr. Resultatkrav 2029 Krav 2031" and "Status aug. 2029 Mål dec. 2031" hold several heads.
            let (mut before, mut levels) = split_levels(text);
            // The word before the first year names the rows where no other does.
            if let [first, _, ..] = levels.as_mut_slice()
                && named == 0
                && matches!(before, "" | "Nr.")
                && let Some(word) = text[first.clone()].rfind(' ')
            {
                first.start += word + 1;
                before = text[..first.start].trim_end();
            }
            let name = levels.is_empty() && is_name(text);
            let next = name.then(|| next_cell(norm, lines, index + 1)).flatten();
            if let Some(next) = next
                && lines[next].text(norm).starts_with(char::is_lowercase)
                && matches!(split_levels(lines[next].text(norm)), ("", dates) if dates.len() == 1)
            {
                // "Status" above "juni 2029" is one head.
                let column = head.cells.len();
                head.cells.push(Cell { column, segments: vec![line.range.clone(), lines[next].range.clone()] });
                head.levels += 1;
                head.end = next + 1;
                continue;
            }
            if levels.is_empty() {
                if head.levels > 0 || named == 2 || !name {
                    break;
                }
                head.aims |= box_kind(text) == Some(BoxKind::Goals);
                head.push(line.range.clone());
                head.names += 1;
            } else {
                if head.levels == 0 && named == 0 && before.is_empty() || !before.is_empty() && !is_name(before) {
                    return None;
                }
                let start = line.range.start;
                let numbered = before.strip_prefix("Nr.").filter(|name| !name.trim().is_empty());
                if let Some(name) = numbered {
                    head.push(start..start + 3);
                    head.push(start + before.len() - name.trim_start().len()..start + before.trim_end().len());
                    head.names += 2;
                } else if !before.is_empty() {
                    head.push(start..start + before.trim_end().len());
                    head.names += 1;
                }
                for level in levels {
                    let title = text[level.clone()].to_lowercase();
                    head.aims |= ["mål", "krav", "resultatkrav", "ambition"].iter().any(|word| title.starts_with(word));
                    head.push(start + level.start..start + level.end);
                    head.levels += 1;
                }
            }
            head.end = index + 1;
        }
        // A date beside a name is no head.
        let dated = head.levels == 1 && !head.aims;
        (head.levels > 0 && !dated && (1..=2).contains(&head.names)).then_some(head)
    }

    fn push(&mut self, range: Range<usize>) {
        self.cells.push(Cell { column: self.cells.len(), segments: vec![range] });
    }
}

/// What stands before the levels of a head, and the levels; none where something else stands behind one.
fn split_levels(text: &str) -> (&str, Vec<Range<usize>>) {
    // No level without a year, and no head in a line of prose.
    if text.len() > MOST_LEVELS || !text.contains("20") {
        return (text, Vec::new());
    }
    let starts = std::iter::once(0).chain(text.match_indices(' ').map(|(at, _)| at + 1));
    let mut levels: Vec<Range<usize>> = Vec::new();
    for start in starts {
        let inside = levels.last().is_some_and(|level| start < level.end);
        if inside {
            continue;
        }
        match LEVEL.find(&text[start..]) {
            Some(level) => levels.push(start..start + level.end()),
            None if !levels.is_empty() => return (text, Vec::new()),
            None => {}
        }
    }
    let before = levels.first().map_or(text, |first| &text[..first.start]);
    (before.trim_end(), levels)
}

/// Whether a line names a level and nothing else: "Status aug. 2029".
pub(super) fn is_level(text: &str) -> bool {
    LEVEL.find(text).is_some_and(|level| level.end() == text.len())
}

/// Whether a line can name a column: few words with a capital, no sentence.
pub(super) fn is_name(text: &str) -> bool {
    text.len() <= MOST_HEAD
        && text.starts_with(char::is_uppercase)
        && text.split_whitespace().nth(3).is_none()
        && (!text.ends_with(['.', ':', ',', ';', '?']) || matches!(text, "Nr." | "Pct."))
}

/// The next line that can hold a cell: blank lines may part cells, and a page's foot and head may stand between them.
pub(super) fn next_cell(norm: &str, lines: &[Line], from: usize) -> Option<usize> {
    let mut blanks = 0;
    for (index, line) in lines.iter().enumerate().skip(from).take(MOST_BETWEEN) {
        match line.kind {
            LineKind::Text | LineKind::Item => return Some(index),
            // A number that stands alone looks like a page's.
            LineKind::Furniture if is_number(line.text(norm)) => return Some(index),
            LineKind::Furniture | LineKind::Break => blanks = 0,
            LineKind::Blank if blanks < MOST_BLANKS => blanks += 1,
            _ => return None,
        }
    }
    None
}

/// Digits and nothing else.
pub(super) fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Reads rows below a head.
struct Rows<'t> {
    norm: &'t str,
    lines: &'t [Line],
    /// The heads, which a new page prints again.
    titles: Vec<&'t str>,
    names: usize,
    levels: usize,
}

impl Rows<'_> {
    /// The line of the next cell behind the heads, if they stand at `from` once more.
    fn below_heads(&self, from: usize) -> Option<usize> {
        let mut next = next_cell(self.norm, self.lines, from)?;
        for (at, title) in self.titles.iter().enumerate() {
            if self.lines[next].text(self.norm) != *title {
                return (at == 0).then_some(next);
            }
            next = next_cell(self.norm, self.lines, next + 1)?;
        }
        Some(next)
    }

    /// A row and the line after it.
    fn row(&self, at: usize) -> Option<(Vec<Cell>, usize)> {
        let (norm, levels) = (self.norm, self.levels);
        let mut cells = Vec::new();
        let mut name: Vec<Range<usize>> = Vec::new();
        let mut found: Vec<Range<usize>> = Vec::new();
        let mut next = at;
        while found.len() < levels {
            next = self.below_heads(next)?;
            let line = &self.lines[next];
            let text = line.text(norm);
            let start = line.range.start;
            // "… fra 19 til" goes on with a figure.
            let open = name.last().is_some_and(|line| found.is_empty() && waits_for_more(&norm[line.clone()]));
            let numbers = figures(text).filter(|_| !name.is_empty() && !open);
            if let Some(numbers) = numbers {
                found.extend(numbers.into_iter().map(|range| start + range.start..start + range.end));
            } else if !found.is_empty() {
                return None;
            } else {
                let label = label_length(text);
                // The row's number on a line of its own, or before the name.
                if name.is_empty() && cells.is_empty() && label > 0 {
                    cells.push(Cell { column: 0, segments: vec![start..start + text[..label].trim_end().len()] });
                }
                let from = if name.is_empty() && cells.len() == 1 && label > 0 { label } else { 0 };
                let rest = &text[from..];
                if !rest.is_empty() {
                    let first = name.is_empty() && !rest.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
                    let ended = rest.ends_with(':') || rest.starts_with("Kilde");
                    if first || ended || name.len() == MOST_NAME_LINES {
                        return None;
                    }
                    match trailing_figures(rest, levels).filter(|_| name.is_empty()) {
                        Some((end, numbers)) => {
                            let shift = start + from;
                            name.push(shift..shift + end);
                            found = numbers.into_iter().map(|found| shift + found.start..shift + found.end).collect();
                        }
                        None => name.push(start + from..start + text.len()),
                    }
                }
            }
            next += 1;
        }
        if found.len() != levels || name.is_empty() {
            return None;
        }
        let (names, column) = (self.names, self.names - 1);
        cells.retain(|cell: &Cell| cell.column < column);
        cells.push(Cell { column, segments: name });
        cells.extend(
            found.into_iter().enumerate().map(|(at, range)| Cell { column: names + at, segments: vec![range] }),
        );
        Some((cells, next))
    }
}

#[cfg(test)]
mod tests {
    use crate::structure::shown::nodes;

    fn cells(text: &str) -> Vec<String> {
        nodes(text).into_iter().filter(|node| node.starts_with("c ")).collect()
    }

    #[test]
    fn a_line_a_cell() {
        let text = "Haven er åben.\nNr.\nResultatkrav\nStatus 2029\nKrav 2031\n1.1\nAndelen af haver, der har høns, skal\nudgøre mindst 80 pct.\n74 pct.\n80 pct.\nHaven ligger ved åen.\n";
        assert_eq!(
            cells(text)[4..],
            ["c 1.1", "c Andelen af haver, der har høns, skal udgøre mindst 80 pct.", "c 74 pct.", "c 80 pct."]
        );
        assert!(nodes(text).iter().any(|node| node == "p Haven ligger ved åen."));
    }

    #[test]
    fn figures_of_a_row_on_one_line() {
        let text = "Måltal\nStatus aug. 2029 Mål dec. 2031\n1 Haver med høns\n3,9 pct. 5,5 pct.\n2 Høns\n164 personer 140 personer\n";
        assert_eq!(
            cells(text),
            [
                "c Måltal",
                "c Status aug. 2029",
                "c Mål dec. 2031",
                "c 1",
                "c Haver med høns",
                "c 3,9 pct.",
                "c 5,5 pct.",
                "c 2",
                "c Høns",
                "c 164 personer",
                "c 140 personer"
            ]
        );
        let text = "Nr. Resultatkrav 2029 Krav 2031\nR1 Antal haver 318 380\nR2 Høns over 26 uger 212 190\n";
        assert_eq!(cells(text)[4..8], ["c R1", "c Antal haver", "c 318", "c 380"]);
    }

    #[test]
    fn a_cell_a_block_over_two_pages() {
        let head = "Nr.\n\nMål\n\nBaseline (2019/20)\n\nMåltal 2021\n\n";
        let text = format!(
            "Haven er åben.\n\n{head}1\n\nFærre huller\n\n412\n\n340\n\n2\n\nVarigheden af en hønes\n\n\u{c}{head}søvn forkortes\n\n15,2 uger\n\nHøjst 13 uger\n\nHaven ligger ved åen.\n"
        );
        assert_eq!(
            cells(&text)[4..],
            [
                "c 1",
                "c Færre huller",
                "c 412",
                "c 340",
                "c 2",
                "c Varigheden af en hønes søvn forkortes",
                "c 15,2 uger",
                "c Højst 13 uger"
            ]
        );
        assert!(nodes(&text).iter().any(|node| node == "p Haven ligger ved åen."));
    }

    #[test]
    fn a_head_on_two_lines() {
        let text = "Haven er åben.\nNr.\nResultatmål\nStatus\njuni 2029\n1\nHøjst 390 huller i stierne\n412\n2\n1.200 nye haver\n1.126\nHaven ligger ved åen.\n";
        assert_eq!(
            cells(text)[2..],
            [
                "c Status juni 2029",
                "c 1",
                "c Højst 390 huller i stierne",
                "c 412",
                "c 2",
                "c 1.200 nye haver",
                "c 1.126"
            ]
        );
    }

    #[test]
    fn words_and_years_alone_are_none() {
        assert!(cells("Haver\nStatus 2029\nHaven blev åbnet i 2029 og har 20 høns.\nDen ligger ved åen.\n").is_empty());
        assert!(cells("Planen\n2029\nHaver til alle\n12\nHøns til alle\n").is_empty());
        assert!(cells("Resultater\n2028 2029\nHaver 20\nHøns 30\n").is_empty());
    }
}
