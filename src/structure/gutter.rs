//! Where the gutter between two columns stands, and which lines share it.
//!
//! What is beside a gutter tells what it parts: prose on both sides is two columns, a body that runs on from line to line
//! beside short pieces has a margin, and a name or a heading on the left heads the text beside it. Cells of a table are
//! none of these.

use super::box_kind::box_kind;
use super::grid::is_figure;
use super::heading::is_capitals;
use super::line::{Line, LineKind};
use super::list;
use super::side_note::is_bare;
use super::table::is_piped;

/// Spaces that part two columns.
pub const GAP: usize = 3;
/// Fewer lines than this side by side are no columns.
const LEAST_LINES: usize = 4;
/// Fewer lines beside a box are none.
const LEAST_BOXED: usize = 3;
/// Lines of a note that go on with a sentence, where nothing else tells that it is one.
const LEAST_NOTE: usize = 3;
/// Beside running text so many lines are a margin.
const LEAST_BESIDE: usize = 2;
/// A page has no more lines than this.
const MOST_LINES: usize = 200;
/// A heading beside its text has no more words than this, and the text in its first line no fewer.
const MOST_SIDE_WORDS: usize = 5;
const LEAST_BODY_WORDS: usize = 4;
/// Text beside a heading, or in a box of a column, is set in by so many characters more at most.
pub const DEEPEST: usize = 6;
/// A margin is no wider than this, on the right beside a list.
const WIDEST_MARGIN: usize = 30;
/// Text beside a margin is at least so wide; the name of a table's row is not.
const BODY: usize = 40;

/// Lines set in two columns.
pub struct Run {
    pub end: usize,
    /// Where the gutter begins in all lines.
    pub low: usize,
    /// Where the right column begins.
    pub gutter: usize,
    pub kind: Kind,
}

/// What the two columns are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Prose,
    LeftMargin,
    RightMargin,
    /// A heading on the left of its text.
    SideHeading,
}

/// What stands on both sides of a gutter.
#[derive(Default)]
struct Sides {
    /// Lines with text on both sides.
    both: usize,
    left_words: usize,
    right_words: usize,
    /// Lines whose right piece is cells of a table, or several pieces.
    figures: usize,
    parted: usize,
    /// Wide lines of the left column that go on with a sentence.
    left_runs_on: usize,
    /// The same, however short.
    left_goes_on: usize,
    /// Lines of the right column, also where they stand alone, and those that go on with a sentence.
    right_lines: usize,
    right_runs_on: usize,
    widest_left: usize,
    widest_right: usize,
    /// Left pieces that are no words: bullets, numbers.
    marks: usize,
    /// Headings and bullets of the right column.
    landmarks: usize,
}

impl Sides {
    fn pair(&mut self, left: &str, right: &str) {
        let words = |text: &str| text.split_whitespace().count();
        let left = left.trim_end();
        let length = left.chars().count();
        self.both += 1;
        self.left_words += words(left);
        self.right_words += words(right);
        self.figures += usize::from(holds_figures(right));
        self.parted += usize::from(right.trim().contains("   "));
        self.left_runs_on += usize::from(length >= BODY && left.starts_with(char::is_lowercase));
        self.left_goes_on += usize::from(left.starts_with(char::is_lowercase));
        self.widest_left = self.widest_left.max(length);
        self.marks += usize::from(left.chars().filter(|c| c.is_alphabetic()).count() < 3);
        self.right_alone(right);
    }

    fn right_alone(&mut self, right: &str) {
        self.right_lines += 1;
        self.right_runs_on += usize::from(right.starts_with(char::is_lowercase));
        self.landmarks += usize::from(box_kind(right).is_some() || list::marker(right).is_some() || is_bare(right));
        self.widest_right = self.widest_right.max(right.chars().count());
    }

    fn kind(&self) -> Option<Kind> {
        let prose =
            self.left_words >= self.both * 3 && self.right_words >= self.both * 3 && self.figures * 2 < self.both;
        let beside = self.both >= LEAST_BESIDE;
        let narrow = self.widest_left <= WIDEST_MARGIN && self.widest_right >= BODY && self.parted + self.marks == 0;
        let body_beside = narrow && self.widest_right >= 2 * self.widest_left;
        match () {
            () if beside && body_beside && (self.right_runs_on + self.landmarks) * 2 >= self.right_lines => {
                Some(Kind::LeftMargin)
            }
            () if self.both >= LEAST_LINES && prose => Some(Kind::Prose),
            // A box beside prose: "Ministermål 4", "MÅL" and its bullets.
            () if self.both >= LEAST_BOXED
                && self.landmarks > 0
                && self.left_words >= self.both * 3
                && self.figures + self.parted == 0 =>
            {
                Some(Kind::Prose)
            }
            () if beside && self.left_runs_on * 2 >= self.both => Some(Kind::RightMargin),
            // A list beside the margin begins anew more often than it runs on; then the notes must.
            () if (self.left_goes_on >= LEAST_BESIDE || self.right_runs_on >= LEAST_NOTE)
                && self.widest_left >= BODY
                && self.right_runs_on * 2 >= self.right_lines
                && self.widest_right <= WIDEST_MARGIN.max(self.widest_left * 2 / 3)
                && self.figures + self.parted == 0 =>
            {
                Some(Kind::RightMargin)
            }
            () if beside && self.right_runs_on * 2 >= self.right_lines && narrow => Some(Kind::LeftMargin),
            () => None,
        }
    }
}

/// The columns that begin at line `at`, if any do; `tables` says where tables end that begin at a line.
pub fn run(norm: &str, lines: &[Line], tables: &[Option<usize>], at: usize) -> Option<Run> {
    let side = side_heading(norm, lines, at);
    let run = column_run(norm, lines, tables, at);
    run.filter(|run| run.kind != Kind::LeftMargin || side.is_none()).or(side)
}

/// A run of lines from `at` that share a gutter.
fn column_run(norm: &str, lines: &[Line], tables: &[Option<usize>], at: usize) -> Option<Run> {
    if lines[at].kind != LineKind::Text {
        return None;
    }
    for &(left, right) in &gaps(&lines[at], norm) {
        let (mut low, mut high) = (left, right);
        // The last line of the right column, and the end of the block of the left one that goes on below it.
        let (mut paired, mut end, mut blank) = (at, at, false);
        let (mut crossed, mut last) = (false, at);
        let mut sides = Sides::default();
        for (index, line) in lines.iter().enumerate().skip(at).take(MOST_LINES) {
            match line.kind {
                LineKind::Break | LineKind::Furniture | LineKind::Contents => break,
                LineKind::Blank => {
                    blank = true;
                    continue;
                }
                LineKind::Text | LineKind::Item => {}
            }
            // A table below ends the columns.
            if blank && tables[index].is_some() {
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
                let cut = char_offset(text, gap_right.saturating_sub(line.indent));
                sides.pair(&text[..cut], &text[cut..]);
                paired = index + 1;
            } else if line.indent >= low {
                sides.right_alone(text);
                paired = index + 1;
            } else if width > high || text.contains('\t') {
                // A line across the gutter ends the columns.
                crossed = true;
                break;
            }
            if paired == index + 1 {
                (end, blank) = (paired, false);
            } else if !blank {
                end = index + 1;
            }
            last = index + 1;
        }
        // Up to a page's end the left column may go on alone; before a line across, what stands apart is below both.
        let end = if crossed { end } else { last };
        if let Some(kind) = sides.kind() {
            return Some(Run { end, low, gutter: high, kind });
        }
    }
    None
}

/// A heading to the left of the text that it heads: "HVORFOR   Sygefraværet er …". Both go on until a blank line.
fn side_heading(norm: &str, lines: &[Line], at: usize) -> Option<Run> {
    let line = lines.get(at).filter(|line| line.kind == LineKind::Text)?;
    let [(low, gutter)] = gaps(line, norm)[..] else { return None };
    let text = line.text(norm);
    let cut = char_offset(text, low - line.indent);
    let (left, right) = (&text[..cut], text[cut..].trim_start());
    let named = box_kind(left).is_some() || is_capitals(left) && left.chars().filter(|c| c.is_alphabetic()).count() > 3;
    // "Flere unge i job   I august var der …": a name on top of a margin that is empty below.
    let apart = at == 0 || lines[at - 1].kind != LineKind::Text;
    let titled = apart
        && left.chars().count() <= WIDEST_MARGIN
        && left.starts_with(char::is_uppercase)
        && !left.contains(|c: char| c.is_ascii_digit())
        && right.chars().count() >= BODY
        && !left.ends_with(['.', ',', ':', ';', '?', '!', '"', '”', '«'])
        && (right.starts_with(char::is_uppercase) || list::marker(right).is_some());
    let heads = named || titled;
    let count = |text: &str| text.split_whitespace().count();
    if !heads || count(left) > MOST_SIDE_WORDS || count(right) < LEAST_BODY_WORDS || holds_figures(right) {
        return None;
    }
    let stands = |line: &&Line| {
        let gap = gaps(line, norm).first().map(|&(_, right)| right);
        // The further lines of an item stand under its words.
        let at_gutter = gutter.saturating_sub(1)..=gutter + DEEPEST;
        line.kind == LineKind::Text
            && (at_gutter.contains(&line.indent) || gap.is_some_and(|gap| at_gutter.contains(&gap)))
    };
    let end = at + 1 + lines[at + 1..].iter().take_while(stands).count();
    // Beside a margin something stands to the left all the way down.
    let on_top = |lines: &[Line]| {
        let beside = |line: &&Line| line.indent + GAP <= gutter;
        lines.iter().skip_while(beside).all(|line| !beside(&line))
    };
    let least = if named { at + 1 } else { at + LEAST_LINES };
    (end > least && on_top(&lines[at..end])).then_some(Run { end, low, gutter: gutter - 1, kind: Kind::SideHeading })
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

/// Gaps of three or more spaces inside a line, as columns (characters from the line's left edge).
pub fn gaps(line: &Line, norm: &str) -> Vec<(usize, usize)> {
    let text = line.text(norm);
    if !line.has_gap(norm, GAP) || text.contains('\t') || is_piped(text) {
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

/// Byte offset of the `column`th character, or the end.
pub fn char_offset(text: &str, column: usize) -> usize {
    text.char_indices().nth(column).map_or(text.len(), |(at, _)| at)
}

#[cfg(test)]
mod tests {
    use crate::structure::shown::nodes;

    #[test]
    fn three_columns_are_read_one_after_the_other() {
        let text = "\
Haven ligger bag biblioteket og      Om sommeren er der åbent hver        Der er plads til tyve
har været åben siden foråret for     dag, og om vinteren mødes vi i       haver, og hver af dem må
alle, der har lyst til at være       drivhuset, hvor der også er en       passes af to eller flere
med i arbejdet.                      lille ovn.                           naboer sammen.
";
        assert_eq!(
            nodes(text),
            [
                "p Haven ligger bag biblioteket og har været åben siden foråret for alle, der har lyst til at være med i arbejdet.",
                "p Om sommeren er der åbent hver dag, og om vinteren mødes vi i drivhuset, hvor der også er en lille ovn.",
                "p Der er plads til tyve haver, og hver af dem må passes af to eller flere naboer sammen.",
            ]
        );
    }

    #[test]
    fn notes_in_a_margin_leave_the_text_whole() {
        let right = "\
Haven ligger bag biblioteket, og den har været åben siden foråret       20
for alle, der har lyst til at være med. Hver have passes af to          haver i alt
naboer, og de deler både redskaber og det, som de høster i løbet
af sommeren.
";
        assert_eq!(nodes(right)[1..], ["p 20 haver i alt"]);
        let left = "
               Haven ligger bag biblioteket, og den har været åben siden foråret
20 haver       for alle, der har lyst til at være med. Hver have passes af to
i alt          naboer, og de deler både redskaber og det, som de høster i løbet
               af sommeren.
";
        assert!(nodes(left).contains(&"p 20 haver i alt".to_owned()), "{:?}", nodes(left));
        assert!(nodes(left).iter().any(|node| node.ends_with("høster i løbet af sommeren.") && !node.contains("20")));
    }

    #[test]
    fn bullets_far_from_their_words_are_no_margin() {
        let text = "\
Derfor vil vi:

   ›     åbne haven for alle, der har lyst til at være med om sommeren
   ›     holde åbent om vinteren, når det er muligt
   ›     lave en liste over haver
";
        assert_eq!(nodes(text).iter().filter(|node| node.starts_with('i')).count(), 3);
    }

    #[test]
    fn a_heading_stands_to_the_left_of_its_text() {
        let text = "\
BAGGRUND        Haven ligger bag biblioteket, og den har været åben siden foråret
                for alle, der har lyst.

INDSATS         Naboerne deler redskaber, og de mødes hver lørdag i drivhuset, hvor
                der er en lille ovn.
";
        assert_eq!(
            nodes(text),
            [
                "b BAGGRUND",
                "p Haven ligger bag biblioteket, og den har været åben siden foråret for alle, der har lyst.",
                "b INDSATS",
                "p Naboerne deler redskaber, og de mødes hver lørdag i drivhuset, hvor der er en lille ovn.",
            ]
        );
    }

    #[test]
    fn a_table_below_ends_the_columns() {
        let text = "\
Haven ligger bag biblioteket og            Om sommeren er der åbent hver
har været åben siden foråret for           dag, og om vinteren mødes vi i
alle, der har lyst til at være             drivhuset, hvor der også er en
med i arbejdet.                            lille ovn.

Antal                                      2030         2031
Haver                                      20           24
Naboer                                     41           50
Høns                                       7            9
";
        let cells = nodes(text).into_iter().filter(|node| node.starts_with('c')).count();
        assert_eq!(cells, 12);
    }

    #[test]
    fn a_margin_stands_beside_a_list_too() {
        let text = "\
Det vil vi

  •  Vi vil tilbyde alle i byen en have, hvor de kan dyrke kål             Årets gartner
     og roser ved åen.                                                     kommer fra
  •  Vi vil give alle høns, der har lyst til det, en lille hønse-          nabobyen
     gård ved åen.                                                         hver uge.
";
        let found = nodes(text);
        assert_eq!(
            found[1], "i Vi vil tilbyde alle i byen en have, hvor de kan dyrke kål og roser ved åen.",
            "{found:?}"
        );
        assert_eq!(found.last().map(String::as_str), Some("p Årets gartner kommer fra nabobyen hver uge."));
    }
}
