//! Tables of numbered goals whose cells only single spaces part, as `pypdf` and `pdftotext -raw` print them: the heads
//! on one line, and rows that begin with their number.
//!
//! ```text
//! Nr. Mål 2029 Ansvarlig
//! 1 Alle nye haver får mindst én høne inden
//! udgangen af 2031
//! 14 Havekontoret
//! 2 Ingen have står tom – Hønsehuset
//! ```
//!
//! What ends a row belongs to the last heads: a figure or a dash under a year, a name with a capital under who does it.

use super::grid::{Cell, Grid};
use super::line::{Line, LineKind};
use std::ops::Range;

/// Lines of a row at most.
const MOST_LINES: usize = 6;
/// Rows at most.
const MOST_ROWS: usize = 40;
/// Heads that name who does it.
const WHO: &[&str] = &["ansvarlig", "ansvarlige", "ansvar", "hvem", "enhed"];
/// Heads over what is numbered.
const GOALS: &[&str] = &["mål", "resultatmål", "målsætning", "effektmål", "resultatkrav", "indsats", "aktivitet"];

/// What stands below a head behind the goal.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Tail {
    Figure,
    Who,
}

/// The table that begins at line `at`, if one does.
pub fn at(norm: &str, lines: &[Line], at: usize) -> Option<Grid> {
    let text = |index: usize| lines.get(index).filter(|line| line.kind == LineKind::Text).map(|line| line.text(norm));
    let (heads, tails) = heads(&lines[at], text(at)?)?;
    let mut rows = vec![heads];
    let mut next = at + 1;
    while rows.len() <= MOST_ROWS {
        // The foot and head of a page between two rows.
        let from = (next..lines.len()).take(4).find(|&index| lines[index].kind == LineKind::Text)?;
        if number(text(from)?) != Some(rows.len()) {
            break;
        }
        let below = (from + 1..lines.len())
            .take(MOST_LINES)
            .take_while(|&index| text(index).is_some_and(|text| number(text) != Some(rows.len() + 1)));
        // The shortest row that ends as the heads ask.
        let ends = std::iter::once(from).chain(below);
        let read = ends.into_iter().find_map(|last| Some((row(norm, &lines[from..=last], &tails)?, last + 1)));
        let Some((cells, end)) = read else { break };
        rows.push(cells);
        next = end;
        if next >= lines.len() {
            break;
        }
    }
    let aside = (at..next).filter(|&index| lines[index].kind == LineKind::Furniture).collect();
    (rows.len() > 2).then_some(Grid { end: next, rows, aside })
}

/// "Nr. Mål 2029 Ansvarlig": the heads, and what stands below those behind the goal.
fn heads(line: &Line, text: &str) -> Option<(Vec<Cell>, Vec<Tail>)> {
    let words: Vec<Range<usize>> = words(text, line.range.start).collect();
    let lower = |word: &Range<usize>| text[word.start - line.range.start..word.end - line.range.start].to_lowercase();
    let names: Vec<String> = words.iter().map(lower).collect();
    let [first, goal, rest @ ..] = names.as_slice() else { return None };
    if !matches!(first.as_str(), "nr." | "nr" | "#") || !GOALS.contains(&goal.as_str()) || rest.is_empty() {
        return None;
    }
    let tail = |name: &String| match name.as_str() {
        who if WHO.contains(&who) => Some(Tail::Who),
        year if year.len() == 4 && year.starts_with("20") => Some(Tail::Figure),
        "baseline" | "status" | "niveau" | "udgangspunkt" | "resultat" => Some(Tail::Figure),
        _ => None,
    };
    let tails = rest.iter().map(tail).collect::<Option<Vec<Tail>>>()?;
    let cells = words.into_iter().enumerate().map(|(column, word)| Cell { column, segments: vec![word] });
    Some((cells.collect(), tails))
}

/// The cells of a row, if its end is what the heads ask for.
fn row(norm: &str, lines: &[Line], tails: &[Tail]) -> Option<Vec<Cell>> {
    let all: Vec<(usize, Range<usize>)> = lines
        .iter()
        .enumerate()
        .flat_map(|(at, line)| words(line.text(norm), line.range.start).map(move |word| (at, word)))
        .collect();
    let text = |at: usize| &norm[all[at].1.clone()];
    let mut end = all.len();
    let mut cells = Vec::new();
    for (offset, tail) in tails.iter().enumerate().rev() {
        let capital = |at: usize| text(at).starts_with(char::is_uppercase);
        let begin = match tail {
            Tail::Figure => {
                let figure =
                    |at: usize| text(at).starts_with(|c: char| c.is_ascii_digit()) || matches!(text(at), "–" | "-");
                let unit = end >= 2 && matches!(text(end - 1), "pct." | "pct" | "%" | "uger");
                end.checked_sub(1 + usize::from(unit)).filter(|&at| figure(at))?
            }
            Tail::Who => {
                let mut begin = end.checked_sub(1).filter(|&at| capital(at))?;
                // "Job og Kompetencer"
                while begin > 2 && matches!(text(begin - 1), "og" | "&") && capital(begin - 2) {
                    begin -= 2;
                }
                begin
            }
        };
        cells.push(Cell { column: 2 + offset, segments: segments(&all[begin..end]) });
        end = begin;
    }
    // The number and at least two words.
    if end < 3 {
        return None;
    }
    cells.push(Cell { column: 1, segments: segments(&all[1..end]) });
    cells.push(Cell { column: 0, segments: segments(&all[..1]) });
    cells.reverse();
    Some(cells)
}

/// The stretches of words, one a line.
fn segments(words: &[(usize, Range<usize>)]) -> Vec<Range<usize>> {
    let mut segments: Vec<(usize, Range<usize>)> = Vec::new();
    for (line, word) in words {
        match segments.last_mut() {
            Some((last, segment)) if last == line => segment.end = word.end,
            _ => segments.push((*line, word.clone())),
        }
    }
    segments.into_iter().map(|(_, segment)| segment).collect()
}

/// The number that a row begins with, before a capital.
fn number(text: &str) -> Option<usize> {
    let (number, rest) = text.split_once(' ')?;
    rest.starts_with(char::is_uppercase).then(|| number.trim_end_matches('.').parse().ok()).flatten()
}

/// Where the words of a line stand.
fn words(text: &str, start: usize) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut at = 0;
    text.split(' ').filter_map(move |word| {
        let begin = at;
        at += word.len() + 1;
        (!word.is_empty()).then(|| start + begin..start + begin + word.len())
    })
}

#[cfg(test)]
mod tests {
    use crate::structure::shown::nodes;

    #[test]
    fn rows_of_numbered_goals() {
        let text = "Nr. Mål 2029 Ansvarlig\n1 Alle nye haver får mindst én høne inden\nudgangen af 2031\n14 Havekontoret\n\
                    2 Ingen have står tom – Haver og Høns\n3 Hønsene lægger æg i 2031 9 Hønsehuset\nHaven ligger ved åen, og der er plads til alle.\n";
        assert_eq!(
            nodes(text)[4..],
            [
                "c 1",
                "c Alle nye haver får mindst én høne inden udgangen af 2031",
                "c 14",
                "c Havekontoret",
                "c 2",
                "c Ingen have står tom",
                "c –",
                "c Haver og Høns",
                "c 3",
                "c Hønsene lægger æg i 2031",
                "c 9",
                "c Hønsehuset",
                "p Haven ligger ved åen, og der er plads til alle.",
            ]
        );
        // A sentence that mentions a goal is no head.
        assert!(
            !nodes("Nr. Mål og midler\n1 Alle haver får høns\n2 Ingen have\n")
                .iter()
                .any(|node| node.starts_with("c "))
        );
    }
}
