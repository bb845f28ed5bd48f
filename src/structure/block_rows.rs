//! Tables whose cells are blocks with blank lines between them, as `pdftotext` without `-layout` prints cells of several
//! lines: the heads first, then row after row.
//!
//! ```text
//! Mål
//!
//! Indsats
//!
//! Ansvarlig
//!
//! Alle høns skal
//! have en have
//!
//! Kommunen køber jord
//!
//! Haveudvalget
//! ```
//!
//! Every row has as many blocks as there are heads, and no line of a cell is as wide as the page, but for one beside short
//! cells. Where rows are counted,
//! their numbers tell where they begin, whatever a page's end puts between.

use super::block_heads::{Head, heads_in_line, is_period, names, part_name, part_number};
use super::box_kind::{BoxKind, box_kind};
use super::grid::{Cell, Grid};
use super::head_lines::is_numbering;
use super::line::{Line, LineKind};
use super::stacked::{is_name, is_number};
use super::{opener, pieces};
use std::ops::Range;

/// Heads at most.
const MOST_HEADS: usize = 7;
/// Rows at most.
const MOST_ROWS: usize = 40;
/// Lines of a cell at most.
const MOST_LINES: usize = 14;
/// A line of a cell is no longer than so many hundredths of a full line.
const WIDEST: usize = 72;
/// A short cell is one line of at most so many bytes.
const MOST_SHORT: usize = 30;
/// A torn cell has no longer lines.
const MOST_SHRED: usize = 12;
/// Words in the text of a cell at most.
const MOST_WORDS: usize = 60;
/// Blocks between two counted rows at most: the number of a page, a heading.
const MOST_ASIDE: usize = 4;
/// The table that begins at line `at`, if one does; `width` is how long full lines are.
pub fn at(norm: &str, lines: &[Line], width: Option<usize>, at: usize) -> Option<Grid> {
    // Most lines are no head: they are long, or text goes on below them.
    let lone = (1..3).any(|below| lines.get(at + below).is_some_and(|line| line.kind == LineKind::Blank));
    if lines[at].kind != LineKind::Text || lines[at].range.len() > MOST_LINE || !lone {
        return None;
    }
    // A full stop ends what stands right above, and a heading is a line of its own.
    let is_text = |index: usize| lines[index].kind == LineKind::Text;
    let titled = |text: &str| is_name(text) || names(text).is_some();
    let heading = |index: usize| {
        let text = lines[index].text(norm);
        index == 0 || !is_text(index - 1) && titled(text) || opener::split(text).is_some()
    };
    let apart = at == 0 || !is_text(at - 1) || lines[at - 1].text(norm).ends_with('.') || heading(at - 1);
    let reader = Reader { norm, lines, widest: MOST_LINE };
    // "Nr. Mål": the tool printed two heads, and each row's number and goal, as one line.
    let together = heads_in_line(norm, &lines[at]);
    let numbered = together.as_ref().is_some_and(|heads| is_numbering(&norm[heads[0].clone()]));
    let below = reader.block(at + 1).map_or(0..0, |block| block.start..block.start + 1);
    let joined = numbered && !reader.is_numbered(&below, 1);
    let counted = numbered || is_numbering(lines[at].text(norm));
    // A heading right above the heads is none of them.
    if !counted && lines.get(at + 1).is_some_and(|next| is_numbering(next.text(norm))) {
        return None;
    }
    if !(apart || counted) || reader.head(at..at + 1).is_none() && together.is_none() {
        return None;
    }
    let (heads, aims, mut next) = reader.heads(at, counted)?;
    // One row is a table where its heads can be nothing else.
    let least = if heads.len() > 2 || aims == heads.len() { 1 } else { 2 };
    // Numbers tell rows from text, however wide.
    let widest = if counted { usize::MAX } else { width? * WIDEST / 100 };
    let reader = Reader { widest, ..reader };
    let mut grid = Grid { end: next, rows: vec![heads], aside: Vec::new() };
    while grid.rows.len() < MOST_ROWS {
        let number = counted.then_some(grid.rows.len());
        let start = match number.filter(|_| joined) {
            Some(number) => reader.joined_start(next, number),
            None => reader.row_start(next, &grid.rows[0], number),
        };
        let Some(start) = start else { break };
        let Some((mut row, end)) = reader.row(start.at, grid.rows[0].len() - usize::from(joined)) else { break };
        if joined {
            part_number(norm, &mut row);
        }
        // What a page's end cut off goes on in the column of the goals.
        let goals = grid.rows[0].iter().position(|head| reader.names_goals(head)).unwrap_or(0);
        if let (Some(rest), Some(cell)) = (start.rest, grid.rows.last_mut().and_then(|row| row.get_mut(goals))) {
            cell.segments.extend(rest.map(|index| lines[index].range.clone()));
        }
        let furniture =
            |index: &usize| lines[*index].kind == LineKind::Furniture && !is_number(lines[*index].text(norm));
        grid.aside.extend((next..end).filter(|index| furniture(index) || start.aside.contains(index)));
        grid.rows.extend(part_name(norm, &mut row));
        grid.rows.push(row);
        grid.end = end;
        next = end;
    }
    (grid.rows.len() > least).then_some(grid)
}

/// Where a row begins.
struct Start {
    at: usize,
    /// A heading inside the table.
    aside: Range<usize>,
    /// Lines that go on with the row above.
    rest: Option<Range<usize>>,
}

/// No line of a head is longer, in bytes.
const MOST_LINE: usize = 60;

struct Reader<'t> {
    norm: &'t str,
    lines: &'t [Line],
    /// Bytes of a cell's line at most.
    widest: usize,
}

impl Reader<'_> {
    fn text(&self, index: usize) -> &str {
        self.lines[index].text(self.norm)
    }

    /// The lines of the next block: text without blank lines, or a number that looks like a page's.
    fn block(&self, from: usize) -> Option<Range<usize>> {
        let is_cell = |line: &Line| match line.kind {
            LineKind::Text | LineKind::Item => true,
            LineKind::Furniture => is_number(line.text(self.norm)),
            _ => false,
        };
        pieces::next(self.lines, from, MOST_LINES, is_cell, is_cell)
    }

    /// What a block names, if it can head a column.
    fn head(&self, block: Range<usize>) -> Option<Head> {
        let first = self.text(block.start);
        if block.len() > 2 || first.len() > self.widest || !is_name(first) && names(first).is_none() {
            return None;
        }
        let whole: Vec<&str> = block.map(|index| self.text(index)).collect();
        names(&whole.join(" "))
    }

    /// Where the row of this number begins, if its number stands right in front of its goal: "2.1 Antallet af …".
    fn joined_start(&self, from: usize, number: usize) -> Option<Start> {
        let block = self.block(from)?;
        let (printed, rest) = self.text(block.start).split_once(' ')?;
        let own = printed.trim_end_matches('.').rsplit('.').next()?;
        let opens = own.parse() == Ok(number) && rest.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
        opens.then_some(Start { at: block.start, aside: 0..0, rest: None })
    }

    /// The heads from line `at` on, how many of them name goals or acts, and the line after them. Where the rows are
    /// `counted`, all down to the number of the first are heads.
    fn heads(&self, at: usize, counted: bool) -> Option<(Vec<Cell>, usize, usize)> {
        let (mut cells, mut aims, mut next) = (Vec::new(), 0, at);
        while cells.len() < MOST_HEADS
            && let Some(block) = self.block(next)
        {
            if let Some(heads) = heads_in_line(self.norm, &self.lines[block.start]).filter(|_| block.len() == 1) {
                for range in heads {
                    aims += usize::from(names(&self.norm[range.clone()]) == Some(Head::Aims));
                    cells.push(Cell { column: cells.len(), segments: vec![range] });
                }
                next = block.end;
                continue;
            }
            // What stands right above the first number is a head too, if the row needs one more.
            let part = || self.heads_part(&block, 1) && !self.fills_row(block.end, cells.len() + 1);
            let named = self.is_narrow(&block) && block.len() <= 3 && !part();
            let Some(head) = self.head(block.clone()).or((counted && named).then_some(Head::Other)) else { break };
            if counted && self.is_numbered(&(block.end - 1..block.end), 1) {
                break;
            }
            aims += usize::from(head == Head::Aims);
            next = block.end;
            cells.push(self.cell(cells.len(), block));
        }
        (cells.len() > 1 && aims > 0).then_some((cells, aims, next))
    }

    /// Whether a block is this number and nothing else, perhaps with a letter or its chapter in front: "L2", "4.2".
    fn is_numbered(&self, block: &Range<usize>, number: usize) -> bool {
        let text = self.text(block.start).trim_end_matches('.');
        let digits = |chapter: &str| chapter.bytes().all(|byte| byte.is_ascii_digit());
        let own = text.split_once('.').filter(|(chapter, _)| digits(chapter)).map_or(text, |(_, own)| own);
        block.len() == 1 && own.strip_prefix(char::is_uppercase).unwrap_or(own).parse() == Ok(number)
    }

    /// Whether a block heads a part of the table: the next block has the `number` of the next row.
    fn heads_part(&self, block: &Range<usize>, number: usize) -> bool {
        let next = self.block(block.end);
        block.len() == 1 && next.is_some_and(|next| self.is_numbered(&next, number))
    }

    /// Whether a row of so many cells stands between line `from` and the number of the second row.
    fn fills_row(&self, from: usize, columns: usize) -> bool {
        let mut next = from;
        for _ in 0..columns {
            let Some(block) = self.block(next) else { return false };
            next = block.end;
        }
        self.block(next).is_some_and(|block| self.is_numbered(&(block.start..block.start + 1), 2))
    }

    /// Whether a block is a number, or words and numbers of cells that a page's end tore off: "Niveau", "2031", "450".
    fn is_shred(&self, block: &Range<usize>) -> bool {
        let mut lines = block.clone().map(|index| self.text(index));
        let number = block.clone().any(|index| is_number(self.text(index)));
        number && block.len() <= 3 && lines.all(|line| line.len() <= MOST_SHRED)
    }

    fn is_narrow(&self, block: &Range<usize>) -> bool {
        block.clone().all(|index| self.text(index).len() <= self.widest)
    }

    fn names_goals(&self, head: &Cell) -> bool {
        let text: Vec<&str> = head.segments.iter().map(|segment| &self.norm[segment.clone()]).collect();
        box_kind(&text.join(" ")) == Some(BoxKind::Goals)
    }

    /// Where the next row begins, which has this number if rows are counted: behind the heads that a new page prints
    /// again, and behind its number.
    fn row_start(&self, from: usize, heads: &[Cell], number: Option<usize>) -> Option<Start> {
        let mut start = Start { at: self.below_heads(from, heads), aside: 0..0, rest: None };
        let Some(number) = number else { return Some(start) };
        for _ in 0..MOST_ASIDE {
            let block = self.block(start.at)?;
            let last = block.end - 1;
            if self.is_numbered(&block, number) {
                return Some(start);
            } else if self.is_numbered(&(last..block.end), number) {
                let goes_on = self.text(block.start).starts_with(char::is_lowercase);
                let (aside, rest) =
                    if goes_on { (start.aside, Some(block.start..last)) } else { (block.start..last, None) };
                return Some(Start { at: last, aside, rest });
            } else if self.heads_part(&block, number) && self.text(block.start).starts_with(char::is_uppercase) {
                start.aside = block.clone();
            } else if !self.is_shred(&block) {
                return None;
            }
            start.at = self.below_heads(block.end, heads);
        }
        None
    }

    /// The line behind the heads, if they stand at `from` once more; a running head may stand in a head's block.
    fn below_heads(&self, from: usize, heads: &[Cell]) -> usize {
        let mut next = from;
        for head in heads {
            let title = head.segments.first().map_or("", |title| &self.norm[title.clone()]);
            let Some(block) = self.block(next) else { return from };
            if !block.clone().any(|index| self.text(index) == title) {
                return from;
            }
            next = block.end;
        }
        next
    }

    /// The row that begins at `from`, and the line after it.
    fn row(&self, from: usize, columns: usize) -> Option<(Vec<Cell>, usize)> {
        let mut next = from;
        let (mut row, mut wide, mut short): (Vec<Cell>, usize, usize) = (Vec::new(), 0, 0);
        let mut timed = false;
        while row.len() < columns {
            let block = self.block(next)?;
            if !self.is_cell(&block) {
                return None;
            }
            next = block.end;
            wide += usize::from(!self.is_narrow(&block));
            short += usize::from(block.len() == 1 && self.text(block.start).len() <= MOST_SHORT);
            timed |= block.len() == 1 && is_period(self.text(block.start));
            row.push(self.cell(row.len(), block));
        }
        // One wide cell among short ones is a goal beside who is responsible and by when, or how often.
        (wide == 0 || wide == 1 && (columns > 2 || timed) && short == columns - 1).then_some((row, next))
    }

    /// Whether these lines can be a cell: few words, and no heading of what comes next.
    fn is_cell(&self, block: &Range<usize>) -> bool {
        let words: usize = block.clone().map(|index| self.text(index).split_whitespace().count()).sum();
        words <= MOST_WORDS
            && self.head(block.clone()).is_none()
            && !self.text(block.start).starts_with("Kilde")
            && !self.text(block.end - 1).ends_with(':')
    }

    fn cell(&self, column: usize, block: Range<usize>) -> Cell {
        Cell { column, segments: block.map(|index| self.lines[index].range.clone()).collect() }
    }
}

#[cfg(test)]
mod tests {
    use crate::structure::shown::{PROSE, nodes};

    #[test]
    fn a_block_a_cell() {
        let text = format!(
            "{PROSE}\nMål\n\nIndsats\n\nAnsvarlig\n\nAlle høns skal\nhave en have\n\nKommunen køber jord\n\nHaveudvalget\n\nIngen have må\nstå tom\n\nDer holdes åbent hus\nhver måned\n\nHaveudvalget\n\n{PROSE}"
        );
        let found = nodes(&text);
        assert_eq!(
            found[1..10],
            [
                "c Mål",
                "c Indsats",
                "c Ansvarlig",
                "c Alle høns skal have en have",
                "c Kommunen køber jord",
                "c Haveudvalget",
                "c Ingen have må stå tom",
                "c Der holdes åbent hus hver måned",
                "c Haveudvalget"
            ]
        );
        assert!(found[10].starts_with("p "), "{found:?}");
    }

    #[test]
    fn numbers_tell_where_rows_begin() {
        let text = format!(
            "{PROSE}\nNr.\n\nEmne\n\nResultatkrav\n\nFastsat af\n\nA. Haver\n\n1\n\nHøns\n\nAlle høns skal\n\nHaveudvalget\n\n8\n\u{c}have en have\n2\n\nGræs\n\nIngen have uden\n\nByen\n\n{PROSE}"
        );
        let found = nodes(&text);
        let cells: Vec<&str> = found.iter().filter_map(|node| node.strip_prefix("c ")).collect();
        assert_eq!(
            cells[4..],
            ["1", "Høns", "Alle høns skal have en have", "Haveudvalget", "2", "Græs", "Ingen have uden", "Byen"],
            "{found:?}"
        );
    }

    #[test]
    fn the_first_number_stands_right_below_the_last_head() {
        let text = format!(
            "{PROSE}\nNr.\n\nMål\n\nFærdig\n\nL1\n\nAlle høns skal\nhave en have\n\nI maj\n\nL2\n\nIngen have må stå tom, hverken om sommeren eller om vinteren\n\nI juni\n\n{PROSE}"
        );
        let found = nodes(&text);
        let cells: Vec<&str> = found.iter().filter_map(|node| node.strip_prefix("c ")).collect();
        assert_eq!(cells[2..6], ["Færdig", "L1", "Alle høns skal have en have", "I maj"], "{found:?}");
        assert_eq!(cells.len(), 9);
    }

    #[test]
    fn boxes_of_prose_are_none() {
        let text = format!("{PROSE}\nMål\n\nIndsats\n\n{PROSE}\nAnsvarlig\n\n{PROSE}");
        assert!(!nodes(&text).iter().any(|node| node.starts_with("c ")));
    }

    #[test]
    fn heads_and_numbers_may_share_a_line() {
        let text = format!(
            "{PROSE}\n\nMål for haven\nNr. Mål\n\nAnsvarlig\n\n2.1 Antallet af høns, der bor i haven bag den gamle skole ved åen, øges til\n45 i 2030.\n\nHave &\nHøns\n\n2.2 Ingen have må stå tom.\n\nFormanden\n\n{PROSE}"
        );
        let found = nodes(&text);
        let cells = "Nr.|Mål|Ansvarlig|2.1|Antallet af høns, der bor i haven bag den gamle skole ved åen, øges til 45 i \
                     2030.|Have & Høns|2.2|Ingen have må stå tom.|Formanden";
        let found: Vec<&str> = found.iter().filter_map(|node| node.strip_prefix("c ")).collect();
        assert_eq!(found.join("|"), cells);
        let text = format!(
            "{PROSE}\n\nMål\n\nUdgangspunkt Opgøres\n\nFlere høns lægger æg\n\n46 pct.\n\nÅrligt\n\nIngen have står tom\n\nTre\n\nHver uge\n\n{PROSE}"
        );
        let found = nodes(&text);
        assert!(found.contains(&"c Opgøres".to_owned()) && found.contains(&"c Hver uge".to_owned()), "{found:?}");
    }

    #[test]
    fn how_often_stands_beside_a_goal_of_any_width() {
        let text = format!(
            "{PROSE}\n\nPejlemærke 1: Høns til alle\nMål\n\nOpfølgning\n\nI 2030 skal mindst 40 haver ved åen og bag skolen have høns, så alle får æg\n\nKvartalsvis\n\nIngen have må stå tom\n\nÅrligt\n\n{PROSE}"
        );
        let found = nodes(&text);
        assert!(found.contains(&"c Kvartalsvis".to_owned()) && found.contains(&"c Årligt".to_owned()), "{found:?}");
    }

    #[test]
    fn a_name_on_top_of_a_row_is_a_row() {
        let text = format!(
            "{PROSE}\n\nMål for 2031\n\n2028\n\n2029\n\n2030\n\n1. Flere høns i byens haver\nAntallet af høns i byen øges til 40\n\n31\n\n–\n\n33\n\nÆg om ugen\n\n91\n\n93\n\n64\n\n{PROSE}"
        );
        let found = nodes(&text);
        assert!(found.contains(&"c 1. Flere høns i byens haver".to_owned()), "{found:?}");
    }
}
