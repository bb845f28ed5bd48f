//! Lines become blocks: headings, paragraphs, list items, cells, footnotes.

use super::box_kind::box_kind;
use super::flush::wrapped_width;
use super::line::{Line, LineKind};
use super::list::{self, Label};
use super::numbered::numbered;
use super::{Node, NodeId, NodeKind, footnote, grid, heading, marker, marks, table};
use rustc_hash::FxHashSet;
use std::borrow::Cow;
use std::ops::Range;

/// How a heading shows that it is one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// `##`, with its depth.
    Markdown(u8),
    /// "2.1 …", with its depth.
    Numbered(u8),
    Capitals,
    /// "Ministermål 3: …"
    Opener,
    /// A short line on its own.
    Bare,
}

/// What a block is, before headings have levels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BlockKind {
    Heading(Style),
    Paragraph,
    ListItem,
    Cell {
        table: usize,
        row: usize,
        column: usize,
    },
    Footnote,
    Contents,
    Furniture,
    /// Here stood the rest of an earlier block: the box in between has ended.
    Resumed,
}

/// Some lines, or parts of lines, that belong together.
#[derive(Debug, Clone)]
pub struct Block {
    pub kind: BlockKind,
    pub segments: Vec<Range<usize>>,
    pub label: Option<Label>,
    pub page: usize,
}

impl Block {
    /// The block's text, segments joined by a space.
    pub fn text<'t>(&self, norm: &'t str) -> Cow<'t, str> {
        super::joined(&self.segments, norm)
    }

    /// The node that this block becomes.
    pub fn into_node(self, kind: NodeKind, parent: Option<NodeId>, intro: Option<NodeId>) -> Node {
        Node { kind, segments: self.segments, label: self.label, parent, intro, page: self.page }
    }
}

/// A line longer than this ends where the page does, not where the writer wanted.
const FULL_LINE: usize = 60;

/// Builds the blocks of a document in reading order.
pub fn build(norm: &str, lines: &[Line]) -> Vec<Block> {
    let mut builder = Builder {
        norm,
        lines,
        width: wrapped_width(norm, lines),
        contents: lines
            .iter()
            .filter(|line| line.kind == LineKind::Contents)
            .map(|line| heading::contents_key(line.text(norm)))
            .collect(),
        blocks: Vec::new(),
        open: false,
        title_end: 0,
        table: table::Builder::default(),
        marker: None,
    };
    let tables = marks::find(norm, lines);
    let mut index = 0;
    while index < lines.len() {
        let marked = marks::ahead(&tables, index)
            .filter(|table| table.start == index)
            .map(|table| marks::read(norm, lines, table));
        match marked.or_else(|| grid::at(norm, lines, index)) {
            Some(grid) => {
                builder.grid(&grid, lines[index].page);
                index = grid.end;
            }
            None => {
                builder.line(index);
                index += 1;
            }
        }
    }
    marker::list_openers(norm, &mut builder.blocks);
    builder.blocks
}

/// Blocks as they grow, line by line.
pub(super) struct Builder<'t> {
    pub(super) norm: &'t str,
    pub(super) lines: &'t [Line],
    pub(super) width: Option<usize>,
    /// Entries of the table of contents, letters only.
    pub(super) contents: FxHashSet<String>,
    pub(super) blocks: Vec<Block>,
    /// Whether the last block may take the next line.
    pub(super) open: bool,
    /// The line after the last one of a heading that stands out by its line breaks.
    pub(super) title_end: usize,
    pub(super) table: table::Builder,
    /// A bullet or number on a line of its own, for the line that follows.
    marker: Option<Label>,
}

impl Builder<'_> {
    fn grid(&mut self, grid: &grid::Grid, page: usize) {
        for row in &grid.rows {
            let (table, row_number) = self.table.next_row();
            for cell in row {
                self.blocks.push(Block {
                    kind: BlockKind::Cell { table, row: row_number, column: cell.column },
                    segments: cell.segments.clone(),
                    label: None,
                    page,
                });
            }
        }
        self.table.end();
        self.open = false;
    }

    fn line(&mut self, index: usize) {
        let line = &self.lines[index];
        let text = line.text(self.norm);
        match line.kind {
            LineKind::Blank => {
                self.open = false;
                self.table.blank();
                return;
            }
            LineKind::Break => {
                self.open = false;
                return;
            }
            LineKind::Furniture => {
                self.push(BlockKind::Furniture, index, 0, None);
                self.open = false;
                return;
            }
            LineKind::Contents => {
                self.push(BlockKind::Contents, index, 0, None);
                self.open = false;
                return;
            }
            LineKind::Item => {
                let label = numbered(text).map(|(length, _, name)| {
                    let start = line.range.start;
                    (BlockKind::ListItem, length, Some(Label { range: start..start + length, name: Some(name) }))
                });
                let found = label.or_else(|| self.starts_block(index, text));
                return self.begin(index, found.unwrap_or((BlockKind::ListItem, 0, None)));
            }
            LineKind::Text => {}
        }
        if let Some(label) = self.lone_marker(index, text) {
            self.marker = Some(label);
            self.open = false;
            return;
        }
        if let Some(label) = self.marker.take() {
            self.push(BlockKind::ListItem, index, 0, Some(label));
            self.open = true;
            return;
        }
        if table::is_row(text) {
            for (row_range, table, row, column) in self.table.row(text) {
                let start = line.range.start;
                let range = start + row_range.start..start + row_range.end;
                self.blocks.push(Block {
                    kind: BlockKind::Cell { table, row, column },
                    segments: vec![range],
                    label: None,
                    page: line.page,
                });
            }
            self.open = false;
            return;
        }
        if self.table.continues() && self.between_rows(index) {
            let (table, row) = self.table.single();
            self.push(BlockKind::Cell { table, row, column: 0 }, index, 0, None);
            self.open = false;
            return;
        }
        self.table.end();
        if let Some(found) = self.starts_block(index, text) {
            return self.begin(index, found);
        }
        let titled = index < self.title_end;
        if !titled && let Some(end) = self.title_end(index, text) {
            self.title_end = end;
            let style = if heading::is_capitals(text) { Style::Capitals } else { Style::Bare };
            self.push(BlockKind::Heading(style), index, 0, None);
            self.open = true;
            return;
        }
        if self.open && (titled || self.continues(index, text)) {
            let range = line.range.clone();
            let last = self.blocks.last_mut().expect("an open block exists");
            match last.segments.last_mut() {
                // Lines that follow each other in the text are one segment.
                Some(segment)
                    if self.norm[segment.end..range.start].chars().all(char::is_whitespace)
                        && segment.end <= range.start =>
                {
                    segment.end = range.end;
                }
                _ => last.segments.push(range),
            }
            return;
        }
        if self.is_box_line(index, text) {
            self.push(BlockKind::ListItem, index, 0, None);
            self.open = true;
            return;
        }
        if let Some(style) = self.heading_style(index, text) {
            self.push(BlockKind::Heading(style), index, 0, None);
            self.open = true;
            return;
        }
        self.push(BlockKind::Paragraph, index, 0, None);
        self.open = true;
    }

    /// Blocks that their first characters announce.
    fn starts_block(&self, index: usize, text: &str) -> Option<(BlockKind, usize, Option<Label>)> {
        let start = self.lines[index].range.start;
        let depth = text.bytes().take_while(|&b| b == b'#').count();
        if (1..=6).contains(&depth) && text[depth..].starts_with([' ', '\t']) {
            let skip = text.len() - text[depth..].trim_start().len();
            let label =
                heading::opener(&text[skip..]).map(|(length, name)| heading::opener_label(start + skip, length, name));
            let skip = label.as_ref().map_or(skip, |label| label.range.end - start);
            return Some((BlockKind::Heading(Style::Markdown(depth as u8)), skip, label));
        }
        if let Some((length, name)) = footnote::marker(text) {
            let label = Label { range: start..start + length, name: Some(name) };
            return Some((BlockKind::Footnote, length, Some(label)));
        }
        if let Some((length, name)) = heading::opener(text) {
            let inner = name.as_deref().is_some_and(|name| name.contains('.'));
            let label = heading::opener_label(start, length, name);
            let sentence =
                self.paragraph_ends_with_stop(index) && text[..length].trim_start().to_lowercase().contains("mål");
            // "Mål 1.2 …", "Initiativ 1.2.1 …": a number inside a chapter counts what stands under it.
            let lower = text[..length].trim_start().to_lowercase();
            let action = ["initiativ", "indsats", "aktivitet", "handling", "tiltag"];
            let counted = inner && lower.starts_with("mål")
                || action.iter().any(|word| lower.strip_prefix(word).is_some_and(|rest| rest.starts_with(' ')));
            let is_item = sentence || counted || text.ends_with(['.', ';']) || text.split_whitespace().count() > 24;
            let kind = if is_item { BlockKind::ListItem } else { BlockKind::Heading(Style::Opener) };
            return Some((kind, length, Some(label)));
        }
        if let Some((length, depth, name)) = numbered(text)
            && (self.is_numbered_heading(index, text, depth, &name) || heading::is_labelled_chapter(&text[length..]))
        {
            // "3.1 Fokusområde 1: …": the inner label is the one that counts.
            if let Some((inner, inner_name)) = heading::opener(&text[length..]) {
                let label = heading::opener_label(start + length, inner, inner_name);
                return Some((BlockKind::Heading(Style::Numbered(depth)), length + inner, Some(label)));
            }
            let label = Label { range: start..start + length, name: Some(name) };
            return Some((BlockKind::Heading(Style::Numbered(depth)), length, Some(label)));
        }
        let (length, name) = list::marker(text)?;
        // In wrapped text a line may begin with a dash or a number inside a sentence.
        if self.open
            && self.width.is_some()
            && name.is_none()
            && text.starts_with(['–', '—'])
            && self.previous_is_full(index)
            && text[length..].starts_with(char::is_lowercase)
        {
            return None;
        }
        if let Some(number) = name.as_deref().and_then(|name| name.parse().ok())
            && self.counts_in_sentence(index, number)
        {
            return None;
        }
        let label = Label { range: start..start + length, name };
        Some((BlockKind::ListItem, length, Some(label)))
    }

    /// Whether the line goes on with the open block.
    fn continues(&self, index: usize, text: &str) -> bool {
        let Some(last) = self.blocks.last() else {
            return false;
        };
        let starts_lower = text.chars().next().is_some_and(char::is_lowercase);
        if let BlockKind::Heading(style) = last.kind {
            // A heading of two lines: capitals go on in capitals, others in lower case.
            let next_ends = self.lines.get(index + 1).is_none_or(|next| next.kind != LineKind::Text);
            return match style {
                Style::Capitals => heading::is_capitals(text) && box_kind(text).is_none() && text.len() < 90,
                _ => self.width.is_some() && starts_lower && next_ends && text.len() < 90,
            };
        }
        let previous = &self.lines[index - 1];
        let previous_text = previous.text(self.norm);
        let length = previous_text.chars().count();
        let Some(width) = self.width else {
            // Among paragraphs of one line each, some are wrapped all the same.
            return starts_lower && length > FULL_LINE && !previous_text.ends_with(['.', ':', ';', '?', '!']);
        };
        if starts_lower {
            return true;
        }
        let sentence_ended = previous_text.ends_with(['.', '?', '!', ':']);
        let room_left = length + text.split(' ').next().map_or(0, |word| word.chars().count()) < width * 8 / 10;
        if sentence_ended && room_left {
            return false;
        }
        // The next word would have had room: an item without a stop ended there.
        if !sentence_ended && last.kind == BlockKind::ListItem && self.has_room(index - 1) {
            return false;
        }
        // A short line without an end before a capital: the block ended there (a heading may follow).
        !(room_left && length < width * 6 / 10 && self.heading_style(index, text).is_some())
    }

    fn heading_style(&self, index: usize, text: &str) -> Option<Style> {
        let boxed = text.split_whitespace().nth(10).is_none() && box_kind(text).is_some();
        if !boxed && !heading::reads_as_heading(text) {
            return None;
        }
        let style = if heading::is_capitals(text) { Style::Capitals } else { Style::Bare };
        if boxed {
            return Some(style);
        }
        let next = self.lines.get(index + 1);
        let next_text = next.filter(|next| next.kind == LineKind::Text).map(|next| next.text(self.norm));
        let follows =
            self.lines[index + 1..].iter().find(|line| line.kind == LineKind::Text).map(|line| line.text(self.norm));
        if self.width.is_none() && heading::has_finite_verb(&text.to_lowercase()) && self.list_follows(index) {
            return None;
        }
        // Nothing follows, or the sentence goes on: no heading.
        let goes_on = follows.is_none_or(|next| next.starts_with(char::is_lowercase));
        if goes_on && style != Style::Capitals {
            return None;
        }
        if let Some(width) = self.width
            && let Some(next) = next_text
            && style == Style::Bare
        {
            let short = text.chars().count() * 10 < width * 6;
            if heading::has_finite_verb(&text.to_lowercase()) {
                return None;
            }
            let fresh = index == 0
                || self.lines[index - 1].kind != LineKind::Text
                || self.lines[index - 1].text(self.norm).ends_with(['.', ':', '?']);
            return (short && fresh && !next.starts_with(char::is_lowercase)).then_some(style);
        }
        Some(style)
    }

    /// Pushes a block that its first characters announce, open for more lines.
    fn begin(&mut self, index: usize, (kind, length, label): (BlockKind, usize, Option<Label>)) {
        self.push(kind, index, length, label);
        self.open = !matches!(kind, BlockKind::Heading(Style::Markdown(_)));
    }

    fn push(&mut self, kind: BlockKind, index: usize, skip: usize, label: Option<Label>) {
        let line = &self.lines[index];
        self.blocks.push(Block {
            kind,
            segments: vec![line.range.start + skip..line.range.end],
            label,
            page: line.page,
        });
    }
}
