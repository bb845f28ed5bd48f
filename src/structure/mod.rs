//! Finds what each line of a plan is: heading, paragraph, list item, table cell, footnote, table of contents, or
//! the furniture of the page.
//!
//! A node is a list of segments of the normalized text, since a column, a page break or a box may cut a paragraph
//! in pieces. Nodes stand in reading order and know the heading above them; a box's heading stands under the
//! chapter that the box interrupts, so that the text after the box belongs to the chapter again.

mod block;
mod block_heads;
mod block_rows;
mod box_kind;
mod bullet_columns;
mod cell_parts;
mod chunk;
mod column;
mod counted_rows;
mod figures;
mod flush;
pub(crate) mod footnote;
mod furniture;
mod grid;
mod gutter;
mod head_lines;
mod headed;
mod heading;
mod level;
mod line;
mod list;
mod margin_heads;
mod mark_rows;
mod marker;
mod marks;
mod numbered;
mod opener;
mod parted;
mod pieces;
mod pull_quote;
mod resume;
mod row_figures;
mod row_numbers;
mod run_in;
mod running_foot;
mod sentence_rows;
#[cfg(test)]
mod shown;
mod side_note;
mod site;
mod spaced_rows;
mod stacked;
mod stacked_marks;
mod table;
mod tall_head;
mod titled;
mod toc;
mod transcript;
mod unmarked;

pub use box_kind::{BoxKind, aims_beside_acts, box_kind};
pub use list::Label;
pub use opener::split as split_label;
pub use side_note::{is_bare as is_bare_minister_goal, referred_to as minister_goals_referred_to};

use std::borrow::Cow;
use std::ops::Range;

/// Superscript digits 0–9, in which note marks are written after normalizing.
pub const SUPERSCRIPTS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];

/// Index into [`Outline::nodes`].
pub type NodeId = usize;

/// What a node is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NodeKind {
    /// A heading; level 1 is the outermost. A box's heading interrupts its chapter.
    Heading {
        level: u8,
        boxed: bool,
    },
    Paragraph,
    ListItem,
    /// A table cell; rows and columns count from 0.
    Cell {
        table: usize,
        row: usize,
        column: usize,
    },
    Footnote,
    /// A line of the table of contents.
    Contents,
    /// Running head, page number or page mark: text of the page, not of the plan.
    Furniture,
}

/// One block of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    pub kind: NodeKind,
    /// Byte ranges of the normalized text, in reading order, without label, bullet and `#`.
    pub segments: Vec<Range<usize>>,
    /// Where the printed label ("1a.", "Ministermål 3:", a footnote's mark) stands.
    pub label: Option<Label>,
    /// The nearest heading above.
    pub parent: Option<NodeId>,
    /// For list items: the line that introduces the list ("De fem ministermål er:").
    pub intro: Option<NodeId>,
    /// Page, from 1.
    pub page: usize,
}

impl Node {
    /// Whether the node's text is part of the plan: everything but page furniture.
    pub fn is_text(&self) -> bool {
        self.kind != NodeKind::Furniture
    }

    /// First byte of the node in the normalized text.
    pub fn start(&self) -> usize {
        self.segments.first().map_or(0, |segment| segment.start)
    }

    /// The node's text, segments joined by a space.
    pub fn text<'t>(&self, norm: &'t str) -> Cow<'t, str> {
        joined(&self.segments, norm)
    }
}

/// The text of segments with a space between them; most often there is one. A word that a column cut at a line's end
/// ("familiesam-" above "menførte") is whole again.
fn joined<'t>(segments: &[Range<usize>], norm: &'t str) -> Cow<'t, str> {
    if let [only] = segments {
        return Cow::Borrowed(&norm[only.clone()]);
    }
    let mut text = String::new();
    for segment in segments {
        let piece = &norm[segment.clone()];
        if cuts_word(&text, piece) {
            text.pop();
        } else if !text.is_empty() {
            text.push(' ');
        }
        text.push_str(piece);
    }
    Cow::Owned(text)
}

/// Whether a line's end and the next line are halves of a word, and not "job- ⏎og uddannelsesparate".
fn cuts_word(before: &str, after: &str) -> bool {
    let first = after.split(|c: char| !c.is_alphabetic()).next().unwrap_or("");
    before.strip_suffix('-').is_some_and(|half| half.ends_with(char::is_lowercase))
        && first.starts_with(char::is_lowercase)
        && !matches!(first, "og" | "eller" | "samt" | "til" | "såvel" | "i" | "på")
}

/// All nodes of a document, in reading order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outline {
    pub nodes: Vec<Node>,
    /// Number of tables; their cells carry the index.
    pub tables: usize,
    /// Where pages start in the normalized text; the first is 0.
    pub pages: Vec<usize>,
}

impl Outline {
    /// The headings above `node`, innermost first.
    pub fn ancestors(&self, node: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        std::iter::successors(self.nodes[node].parent, |&id| self.nodes[id].parent)
    }

    /// The texts of the headings above `node`, outermost first.
    pub fn section(&self, node: NodeId, norm: &str) -> Vec<String> {
        let mut path: Vec<String> = self
            .ancestors(node)
            .map(|id| self.nodes[id].text(norm).split_whitespace().collect::<Vec<_>>().join(" "))
            .collect();
        path.reverse();
        path
    }
}

/// Whether the text is a transcript that holds one page a line.
pub fn is_transcript(norm: &str) -> bool {
    transcript::detected(norm, &line::read(norm).lines)
}

/// Finds the structure of a normalized text.
pub fn outline(norm: &str) -> Outline {
    let page = line::read(norm);
    let lines = run_in::split(norm, transcript::split(norm, page.lines));
    // Running heads go before columns, which they would cut or join.
    let lines = furniture::mark(norm, lines);
    let (lines, columns) = column::reading_order(norm, lines);
    let lines = toc::mark(norm, lines);
    let blocks = pull_quote::unhead(norm, block::build(norm, &lines, &columns));
    let blocks = parted::itemize(norm, blocks);
    let blocks = resume::join(norm, blocks);
    let (nodes, tables) = heading::nest(norm, blocks);
    Outline { nodes, tables, pages: page.starts }
}
