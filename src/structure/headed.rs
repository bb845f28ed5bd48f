//! Tables of text that only white space sets, known by the names of their columns.
//!
//! ```text
//! Mål                            Indsats                          Ansvarlig
//! Flere seniorer skal være i     Vi holder kurser for seniorer    Seniorteamet
//! arbejde                        hver måned
//!
//! Ingen skal vente på svar       Vi ansætter en konsulent         Jobcentret
//! ```
//!
//! Read as columns of a page such a table would lose its rows, and read as a table of figures it would not be found. Rows
//! begin behind blank lines or, where there are none, where the first column begins anew beside another. Columns of
//! bullets are left to be read one after the other.

use super::box_kind::{BoxKind, box_kind};
use super::cell_parts::Parts;
use super::chunk::{Chunk, chunks};
use super::grid::{Cell, Grid};
use super::gutter::GAP;
use super::head_lines::{self, Head, is_numbering, is_state};
use super::line::{Line, LineKind};
use super::list;
use super::row_numbers::RowNumbers;
use std::ops::Range;

/// A name on a line of its own stands over a column behind this one.
const FAR_RIGHT: usize = 30;
/// The name of a part of the table has no more words than this.
const MOST_NAME_WORDS: usize = 8;
/// A table has so many rows at least.
const LEAST_ROWS: usize = 2;
/// Cells may begin so many characters before the name of their column.
const SLACK: usize = 2;
/// Longer cells are columns of prose.
const MOST_CELL_WORDS: usize = 60;
/// Of three columns and more one may be a list.
const MOST_LISTED_WORDS: usize = 200;
/// A table is read no further than this.
const MOST_LINES: usize = 150;
/// A page's foot and head between two parts of a table, and the words of a title that stands again.
const MOST_BETWEEN: usize = 16;
const MOST_TITLE_WORDS: usize = 14;

/// A line of the table's body: its index, and its pieces with their columns.
pub(super) type BodyLine = (usize, Vec<(usize, Chunk)>);

/// The table whose header is line `at`, if one is.
pub fn at(norm: &str, lines: &[Line], at: usize) -> Option<Grid> {
    lines.get(at).filter(|line| line.kind == LineKind::Text && (line.indent > FAR_RIGHT || line.has_gap(norm, GAP)))?;
    let head = head_lines::read(norm, lines, at)?;
    let header = &head.names[..];
    // Where columns begin; a new page may set them anew.
    let mut lefts: Vec<usize> = header.iter().map(|chunk| chunk.left).collect();
    let mut body: Vec<BodyLine> = Vec::new();
    let mut aside = Vec::new();
    let (mut blanks, mut from) = (0, head.end);
    let is_of_head = |index: usize| {
        let half = header.get(head.beside).is_some_and(|name| norm[name.range.clone()] == *lines[index].text(norm));
        half || head.rest.as_ref().is_some_and(|rest| norm[rest.clone()] == *lines[index].text(norm))
    };
    for (index, line) in lines.iter().enumerate().skip(head.end).take(MOST_LINES) {
        // Dashes may part the header from the rows.
        let ruled = index == from && line.kind == LineKind::Break && norm[line.range.clone()].contains("---");
        if index < from || ruled {
            continue;
        }
        if let Some(between) = goes_on_at(norm, lines, index, &head) {
            // The header that stands again is neither a row nor text of the page.
            let headed = usize::from(repeats(norm, lines, between.end, &head));
            (blanks, from) = (0, between.end + headed);
            let pieces = chunks(norm, &lines[between.end], GAP);
            if headed > 0 || is_whole_row(&pieces, header) {
                for (left, piece) in lefts.iter_mut().zip(pieces) {
                    *left = piece.left;
                }
            }
            from += usize::from(headed > 0 && lines.get(from).is_some() && is_of_head(from));
            aside.extend(between.filter(|&between| lines[between].kind != LineKind::Blank && !is_of_head(between)));
            if index < from {
                continue;
            }
        }
        match line.kind {
            LineKind::Blank => blanks += 1,
            LineKind::Text => {
                let cells = chunks(norm, line, GAP);
                let crossing = || cells.iter().any(|cell| crosses(&lefts, cell));
                if blanks > 2 || cells.is_empty() || crossing() && !names_part(norm, lines, index, &cells) {
                    break;
                }
                blanks = 0;
                body.push((index, cells.into_iter().map(|cell| (column_of(&lefts, &cell), cell)).collect()));
            }
            _ => break,
        }
    }
    // Behind the last row stands text of the page.
    let below_blank = |index: usize| lines[index - 1].kind == LineKind::Blank;
    while let Some((index, cells)) = body.last()
        && cells.len() < 2
        && below_blank(*index)
    {
        body.pop();
    }
    let same_page = |one: usize, other: usize| lines[one].page == lines[other].page;
    let parted = body.windows(2).any(|pair| below_blank(pair[1].0) && same_page(pair[0].0, pair[1].0));
    let mut rows = vec![cells_of(header.iter().cloned().enumerate())];
    if let (Some(rest), Some(last)) = (head.rest.clone(), rows[0].last_mut()) {
        last.segments.push(rest);
    }
    let parts = Parts::new(norm, header, &body);
    let numbers = RowNumbers::new(norm, header, &body);
    let fresh = |cell: &Chunk| !norm[cell.range.clone()].starts_with(|c: char| c.is_lowercase() || c == '(');
    for (position, (index, cells)) in body.iter().enumerate() {
        let first = cells.first().filter(|(column, _)| *column == 0).map(|(_, cell)| cell);
        let begins = match first {
            _ if position == 0 => true,
            _ if numbers.count() => numbers.begins(position)?,
            // One goal may have several acts, each with its own name and date beside it.
            None => {
                header.len() > 2 && cells.len() > 1 && below_blank(*index) && cells.iter().all(|(_, cell)| fresh(cell))
            }
            Some(_) if parted && same_page(*index, body[position - 1].0) => below_blank(*index),
            Some(cell) => {
                let text = &norm[cell.range.clone()];
                cells.len() > 1 && text.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
            }
        };
        if begins {
            rows.push(Vec::new());
        }
        let row = rows.last_mut()?;
        for cell in cells_of(cells.iter().cloned()) {
            match row.iter_mut().rfind(|known| known.column == cell.column) {
                Some(known) if !parts.begins(position, cell.column) => known.segments.extend(cell.segments),
                _ => row.push(cell),
            }
        }
    }
    let first = |row: &Vec<Cell>| {
        let cell = row.iter().find(|cell| cell.column == 0).and_then(|cell| cell.segments.first());
        cell.map_or("", |range| &norm[range.clone()])
    };
    // "25 høns får en have" begins with a number too, but not each of them.
    let marker = |row: &Vec<Cell>| list::marker(first(row));
    let bulleted = rows[1..].iter().any(|row| marker(row).is_some_and(|(_, name)| name.is_none()));
    let listed = rows[1..].iter().any(|row| marker(row).is_some())
        || rows[1..].iter().all(|row| first(row).starts_with(|c: char| c.is_ascii_digit()));
    let long = |cell: &Cell| {
        cell.segments.iter().map(|range| norm[range.clone()].split_whitespace().count()).sum::<usize>()
            > if header.len() > 2 { MOST_LISTED_WORDS } else { MOST_CELL_WORDS }
    };
    // Who is responsible and by when stand in no list.
    let scheme =
        header.len() > 2 && header.iter().any(|chunk| box_kind(&norm[chunk.range.clone()]) == Some(BoxKind::Prose));
    let full = rows[1..].iter().filter(|row| row.len() > 1).count();
    // The name of a part of the table, alone in its row: "Unge under 30 år".
    let lone = |row: &&Vec<Cell>| header.len() > 2 && row.len() == 1;
    let heads_part = |row: &&Vec<Cell>| lone(row) && (numbers.count() || !long_name(norm, row));
    let named = rows[1..].iter().filter(heads_part).count();
    let opening = &norm[header[0].range.clone()];
    let numbered = is_numbering(opening) || is_state(opening) || box_kind(opening) == Some(BoxKind::Minister);
    // Where every column has a standard name, one row is a table.
    let standard = header.len() > 2 && header.iter().all(|chunk| box_kind(&norm[chunk.range.clone()]).is_some());
    if rows.iter().flatten().any(long)
        || full < if standard { 1 } else { LEAST_ROWS }
        || full + 1 < rows.len() - 1 - named
        || !numbered && listed && (bulleted || !scheme)
    {
        return None;
    }
    rows.iter_mut().for_each(|row| row.sort_by_key(|cell| cell.column));
    let end = body.last()?.0 + 1;
    aside.retain(|&index| index < end);
    Some(Grid { end, rows, aside })
}

/// The lines between two pages of the table, if a page ends at line `at`: foot and head of the page, and the table's title
/// where the header stands again.
fn goes_on_at(norm: &str, lines: &[Line], at: usize, head: &Head) -> Option<Range<usize>> {
    let header = &head.names[..];
    // A foot of the page that stands on too few pages to be known stands right above the break.
    let foot = || {
        let cells = chunks(norm, &lines[at], GAP);
        let row = cells.len() > 2 || cells.iter().skip(1).any(|cell| header.iter().any(|name| name.left == cell.left));
        !row && lines[at + 1..].iter().take(3).any(|line| line.kind == LineKind::Break)
    };
    match lines[at].kind {
        LineKind::Break | LineKind::Furniture => {}
        LineKind::Text if at > 0 && lines[at - 1].kind == LineKind::Blank && foot() => {}
        _ => return None,
    }
    let mut titles = 0;
    let between = lines.iter().enumerate().skip(at + 1).take(MOST_BETWEEN);
    for (index, line) in between.filter(|(_, line)| line.kind == LineKind::Text) {
        if repeats(norm, lines, index, head) || titles == 0 && goes_on_below(norm, line, header) {
            return Some(at..index);
        }
        titles += 1;
        let text = line.text(norm);
        if titles > 2 || text.ends_with('.') || text.split_whitespace().count() > MOST_TITLE_WORDS {
            return None;
        }
    }
    None
}

/// Whether the table's header stands again at a line.
fn repeats(norm: &str, lines: &[Line], at: usize, head: &Head) -> bool {
    let header = &head.names[..head.beside];
    let pieces = chunks(norm, &lines[at], GAP);
    let same = |(one, other): (&Chunk, &Chunk)| norm[one.range.clone()] == norm[other.range.clone()];
    pieces.len() == header.len() && pieces.iter().zip(header).all(same)
}

/// Whether the first line of a page has cells under the names of the columns, the first one being the rest of a cell.
fn goes_on_below(norm: &str, line: &Line, header: &[Chunk]) -> bool {
    let pieces = chunks(norm, line, GAP);
    let rest = pieces.first().is_some_and(|first| norm[first.range.clone()].starts_with(char::is_lowercase));
    // The page may set the columns anew.
    is_whole_row(&pieces, header) && header.len() > 2
        || rest
            && pieces.len() > 1
            && pieces.iter().all(|piece| header.iter().any(|name| name.left.abs_diff(piece.left) <= SLACK))
}

/// Whether a line has a piece for each column, and the first column where it was.
fn is_whole_row(pieces: &[Chunk], header: &[Chunk]) -> bool {
    pieces.len() == header.len() && pieces[0].left.abs_diff(header[0].left) <= SLACK
}

/// Whether a line between blank ones names the part of a table whose rows stand below it.
fn names_part(norm: &str, lines: &[Line], at: usize, cells: &[Chunk]) -> bool {
    let blank = |index: usize| lines.get(index).is_some_and(|line| line.kind == LineKind::Blank);
    let row = |index: usize| lines.get(index).is_some_and(|line| chunks(norm, line, GAP).len() > 1);
    let text = lines[at].text(norm);
    cells.len() == 1
        && blank(at - 1)
        && blank(at + 1)
        && row(at + 2)
        && !text.ends_with('.')
        && text.split_whitespace().count() <= MOST_NAME_WORDS
}

/// Whether the only cell of a row is more than a name.
fn long_name(norm: &str, row: &[Cell]) -> bool {
    let words = |cell: &Cell| {
        cell.segments.iter().map(|segment| norm[segment.clone()].split_whitespace().count()).sum::<usize>()
    };
    row.iter().any(|cell| cell.column > 0 || words(cell) > MOST_NAME_WORDS)
}

fn column_of(lefts: &[usize], cell: &Chunk) -> usize {
    lefts.iter().rposition(|left| cell.left + SLACK >= *left).unwrap_or(0)
}

/// Whether a piece reaches into the column after its own.
fn crosses(lefts: &[usize], cell: &Chunk) -> bool {
    lefts.get(column_of(lefts, cell) + 1).is_some_and(|next| cell.right > *next)
}

fn cells_of(pieces: impl Iterator<Item = (usize, Chunk)>) -> Vec<Cell> {
    let mut cells: Vec<Cell> = Vec::new();
    for (column, chunk) in pieces {
        match cells.iter_mut().find(|cell| cell.column == column) {
            Some(cell) => cell.segments.push(chunk.range),
            None => cells.push(Cell { column, segments: vec![chunk.range] }),
        }
    }
    cells
}

#[cfg(test)]
mod tests {
    use crate::structure::shown::nodes;

    #[test]
    fn rows_begin_behind_blank_lines_or_with_capitals() {
        let cells = ["c Mål", "c Indsats", "c Ansvarlig"];
        let rows = [
            "c Flere naboer er med i haven",
            "c Vi holder åbent hver lørdag",
            "c Haveudvalget",
            "c Ingen venter på en have",
            "c Vi laver en liste",
            "c Formanden",
        ];
        let expected: Vec<&str> = cells.into_iter().chain(rows).collect();
        let parted = "\
Mål                      Indsats                    Ansvarlig
Flere naboer er med      Vi holder åbent hver       Haveudvalget
i haven                  lørdag

Ingen venter på          Vi laver en liste          Formanden
en have
";
        assert_eq!(nodes(parted), expected);
        assert_eq!(nodes(&parted.replace("\n\n", "\n")), expected);
    }

    #[test]
    fn a_table_goes_on_below_its_header_on_the_next_page() {
        let text = "\
Nr.   Mål                         I dag     Ansvarlig
-----------------------------------------------------
1.1   Flere naboer er med         12        Haveudvalget
      i haven

1.2   Ventetiden på en have       9 uger    Formanden

Haveforeningen                                 7
\u{c}Planen for haven

Tabel 2. Mål (fortsat)

Nr.   Mål                         I dag     Ansvarlig
-----------------------------------------------------
      er højst fire uger

1.3   Alle får høns               2         Hønseudvalget

Haven ligger ved åen.
";
        let found = nodes(text);
        let cells: Vec<&str> = found.iter().filter(|node| node.starts_with("c ")).map(String::as_str).collect();
        assert_eq!(cells[8..11], ["c 1.2", "c Ventetiden på en have er højst fire uger", "c 9 uger"]);
        assert_eq!(cells[12..14], ["c 1.3", "c Alle får høns"]);
        assert!(found.iter().any(|node| node.contains("(fortsat)")));
    }

    #[test]
    fn what_is_and_what_shall_be_stand_side_by_side() {
        let text = "\
HER ER VI I DAG                  HER VIL VI HEN
Fire haver og fire låger om      Én låge, som alle selv kan
den samme plet                   åbne
Svar på en uge                   Alle får svar inden for fem dage
";
        let found = nodes(text);
        assert_eq!(found[3], "c Én låge, som alle selv kan åbne", "{found:?}");
        assert_eq!(found[5], "c Alle får svar inden for fem dage");
    }

    #[test]
    fn a_row_may_begin_with_a_figure() {
        let text = "\
Mål                      Indsats                    Ansvarlig
Flere høns er med        Vi holder åbent hver       Haveudvalget
i haven                  lørdag

25 haver får høns        Vi laver en liste          Formanden
";
        assert_eq!(nodes(text)[6], "c 25 haver får høns");
    }

    #[test]
    fn goals_stand_beside_their_state() {
        let text = "\
Mål for 2030                                   Status
Mindst 60 pct. af de haver, som er nye         51 pct. (1. halvår
skal have høns inden for en uge.               2029)
Antallet af haver skal øges fra 400 til        400 (2029)
480 i 2030.
";
        let found = nodes(text);
        assert_eq!(found[2], "c Mindst 60 pct. af de haver, som er nye skal have høns inden for en uge.", "{found:?}");
        assert_eq!(found[4], "c Antallet af haver skal øges fra 400 til 480 i 2030.");
    }

    #[test]
    fn columns_of_bullets_and_of_prose_are_no_table() {
        let bullets = "\
MÅL                                SÅDAN GØR VI
• Flere naboer er med i haven      • Vi holder åbent hver lørdag
  hver sommer                        i drivhuset
• Ingen venter på en have          • Vi laver en liste over haver
";
        assert!(!nodes(bullets).iter().any(|node| node.starts_with('c')), "{:?}", nodes(bullets));
    }

    #[test]
    fn indicators_go_on_over_lines_and_pages() {
        let text = "\
Indikator                  Udgangspunkt      Mål
Haver ved åen, der         12 (2029)         Mindst 20 i 2031
bliver passet
Ventetid på en have        9 uger            Højst fire uger ved udgangen af

Haveforeningen                                 7
\u{c}
i gennemsnit                                 2031
Høns i alt                 40                50
";
        let found = nodes(text);
        assert!(found.contains(&"c Haver ved åen, der bliver passet".to_owned()), "{found:?}");
        assert!(found.contains(&"c Højst fire uger ved udgangen af 2031".to_owned()), "{found:?}");
        assert!(found.contains(&"c Høns i alt".to_owned()), "{found:?}");
    }
}
