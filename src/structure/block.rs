//! Lines become blocks: headings, paragraphs, list items, cells, footnotes.

use super::column::{Column, Columns};
use super::flush::{all_hang, wrapped_width};
use super::line::{Line, LineKind};
use super::list::{self, Label};
use super::numbered::{bracketed, heading_label, numbered};
use super::unmarked::Unmarked;
use super::{Node, NodeId, NodeKind, footnote, heading, marker, marks, opener, table, titled};
use rustc_hash::FxHashSet;
use std::borrow::Cow;
use std::collections::VecDeque;
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
    /// A line in capitals or on its own inside a column: below what heads the page.
    Inner,
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

/// Builds the blocks of a document in reading order.
pub fn build(norm: &str, lines: &[Line], columns: &Columns) -> Vec<Block> {
    let mut builder = Builder {
        norm,
        lines,
        columns,
        width: wrapped_width(norm, lines),
        contents: titled::listed(norm, lines),
        items: FxHashSet::default(),
        counted: FxHashSet::default(),
        blocks: Vec::new(),
        open: false,
        title_end: 0,
        table: table::Builder::default(),
        marker: None,
        owed: VecDeque::new(),
        hang: None,
        all_hang: all_hang(norm, lines),
        set_in: None,
        unmarked: Unmarked::default(),
        within: None,
        column_start: 0,
    };
    let tables = marks::find(norm, lines);
    let mut index = 0;
    while index < lines.len() {
        match table::at(norm, lines, &tables, builder.width, index) {
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
    list::box_items(norm, &mut builder.blocks);
    builder.blocks.iter_mut().for_each(|block| marker::label_above(norm, block));
    builder.blocks
}

/// Blocks as they grow, line by line.
pub(super) struct Builder<'t> {
    pub(super) norm: &'t str,
    pub(super) lines: &'t [Line],
    pub(super) columns: &'t Columns,
    pub(super) width: Option<usize>,
    /// Entries of the table of contents, letters only.
    pub(super) contents: FxHashSet<String>,
    /// Short items of lists, letters only.
    pub(super) items: FxHashSet<String>,
    /// Items of lists that count with a word of their own, letters only.
    pub(super) counted: FxHashSet<String>,
    pub(super) blocks: Vec<Block>,
    /// Whether the last block may take the next line.
    pub(super) open: bool,
    /// The line after the last one of a heading that stands out by its line breaks.
    pub(super) title_end: usize,
    pub(super) table: table::Builder,
    /// A bullet or number on a line of its own, for the line that follows.
    pub(super) marker: Option<Label>,
    /// Bullets or numbers that stand above one another, for items still to come; a bullet marks nothing.
    pub(super) owed: VecDeque<Option<Label>>,
    /// Where the words of the open list item begin, spaces from the left edge.
    pub(super) hang: Option<usize>,
    /// Whether the further lines of items stand under their words everywhere: a line under a bullet is text again.
    pub(super) all_hang: bool,
    /// How far the items of the open list are set in, where they have no bullets.
    pub(super) set_in: Option<usize>,
    /// The list without marks that the line stands in.
    unmarked: Unmarked,
    /// The column that the last line stood in, and how many blocks there were before it.
    pub(super) within: Option<Column>,
    pub(super) column_start: usize,
}

impl Builder<'_> {
    pub(super) fn line(&mut self, index: usize) {
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
                // A long entry is wrapped: its page number stands behind the first line or the second.
                let wrapped = self.blocks.last().is_some_and(|block| block.kind == BlockKind::Contents);
                if wrapped && text.starts_with(char::is_lowercase) {
                    self.go_on(index);
                } else {
                    self.push(BlockKind::Contents, index, 0, None);
                }
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
        self.leave_column(index, text);
        if self.margin_head(index, text) {
            return;
        }
        if self.stacks_bullet(index, text) {
            self.owed.push_back(self.stacked_label(index, text));
            self.open = false;
            return;
        }
        if let Some(label) = self.lone_marker(index, text) {
            self.marker = Some(self.first_owed(label));
            self.open = false;
            return;
        }
        if self.is_number_of_heading(text) {
            return self.go_on(index);
        }
        if self.starts_owed(index, text) {
            let label = self.owed.pop_front().flatten();
            return self.begin(index, (BlockKind::ListItem, 0, label));
        }
        if let Some(label) = self.marker.take() {
            self.push(self.marked(text, &label), index, 0, Some(label));
            self.open = true;
            return;
        }
        if table::is_row(text) {
            return self.row(index, text);
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
        if self.is_set_in(index, text) {
            self.push(BlockKind::ListItem, index, 0, None);
            self.set_in = Some(line.indent);
            self.open = true;
            return;
        }
        if let Some(list) = self.unmarked.starts(index).is_none().then(|| self.unmarked(index)).flatten() {
            self.unmarked = list;
        }
        if let Some(starts) = self.unmarked.starts(index) {
            match starts {
                true => self.push(BlockKind::ListItem, index, 0, None),
                false => self.go_on(index),
            }
            self.open = self.unmarked.starts(index + 1).is_some();
            return;
        }
        let titled = index < self.title_end;
        let hanging = self.hangs(index);
        if !titled
            && !hanging
            && let Some(end) = self.title_end(index, text)
        {
            self.title_end = end;
            let style = if heading::is_capitals(text) { Style::Capitals } else { Style::Bare };
            self.push(BlockKind::Heading(style), index, 0, None);
            self.open = true;
            return;
        }
        if self.open && (titled || hanging || self.continues(index, text)) {
            self.go_on(index);
            return;
        }
        if self.open
            && !self.owed.is_empty()
            && self.blocks.last().is_some_and(|block| block.kind == BlockKind::ListItem)
        {
            let label = self.owed.pop_front().flatten();
            self.push(BlockKind::ListItem, index, 0, label);
            self.open = true;
            return;
        }
        self.owed.clear();
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

    /// Adds the line to the last block.
    pub(super) fn go_on(&mut self, index: usize) {
        let range = self.lines[index].range.clone();
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
    }

    /// Blocks that their first characters announce.
    pub(super) fn starts_block(&self, index: usize, text: &str) -> Option<(BlockKind, usize, Option<Label>)> {
        let start = self.lines[index].range.start;
        let depth = text.bytes().take_while(|&b| b == b'#').count();
        if (1..=6).contains(&depth) && text[depth..].starts_with([' ', '\t']) {
            let skip = text.len() - text[depth..].trim_start().len();
            let label = heading_label(&text[skip..]).map(|(length, name)| opener::label(start + skip, length, name));
            let skip = label.as_ref().map_or(skip, |label| label.range.end - start);
            return Some((BlockKind::Heading(Style::Markdown(depth as u8)), skip, label));
        }
        if let Some((length, name)) = footnote::marker(text) {
            let label = Label { range: start..start + length, name: Some(name) };
            return Some((BlockKind::Footnote, length, Some(label)));
        }
        if let Some((length, name)) = opener::split(text) {
            let inner = name.as_deref().is_some_and(|name| name.contains('.'));
            let label = opener::label(start, length, name);
            let lower = text[..length].trim_start().to_lowercase();
            let next = self.lines.get(index + 1).map_or("", |line| line.text(self.norm));
            let named = ["mål", "succes"].iter().any(|word| lower.contains(word));
            let sentence = named && !opener::is_title_above(&lower, next) && self.paragraph_ends_with_stop(index);
            // "Mål 1.2 …", "Initiativ 1.2.1 …": a number inside a chapter counts what stands under it.
            let action = ["initiativ", "indsats", "aktivitet", "handling", "tiltag"];
            let counted = inner && lower.starts_with("mål")
                || action.iter().any(|word| lower.strip_prefix(word).is_some_and(|rest| rest.starts_with(' ')));
            let is_item = sentence || counted || text.ends_with(['.', ';']) || text.split_whitespace().count() > 24;
            let kind = if is_item { BlockKind::ListItem } else { BlockKind::Heading(Style::Opener) };
            return Some((kind, length, Some(label)));
        }
        if let Some((length, name)) = self
            .lettered_item(index, text)
            .or_else(|| self.counted_item(index, text))
            .or_else(|| self.named_item(index, text))
        {
            let label = Label { range: start..start + length, name: Some(name) };
            return Some((BlockKind::ListItem, length, Some(label)));
        }
        if let Some((length, name)) = self.named_heading(index, text) {
            let label = opener::label(start, length, Some(name));
            return Some((BlockKind::Heading(Style::Opener), length, Some(label)));
        }
        if let Some((length, _, name)) = numbered(text)
            && self.is_numbered_item(index, &name)
        {
            let label = Label { range: start..start + length, name: Some(name) };
            return Some((BlockKind::ListItem, length, Some(label)));
        }
        let listed = || bracketed(text).filter(|_| self.contents.contains(&heading::contents_key(text)));
        if let Some((length, depth, name)) = numbered(text).or_else(listed)
            && (self.is_numbered_heading(index, text, depth, &name)
                || opener::is_labelled_chapter(&text[length..])
                || self.wrapped_title_end(index).is_some())
        {
            // "3.1 Fokusområde 1: …": the inner label is the one that counts.
            if let Some((inner, inner_name)) = opener::split(&text[length..]) {
                let label = opener::label(start + length, inner, inner_name);
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

    pub(super) fn push(&mut self, kind: BlockKind, index: usize, skip: usize, label: Option<Label>) {
        let line = &self.lines[index];
        let in_column = self.column(index).is_some_and(|column| !column.head);
        let kind = match kind {
            BlockKind::Heading(Style::Bare | Style::Capitals) if in_column => BlockKind::Heading(Style::Inner),
            kind => kind,
        };
        self.note_item();
        self.set_in = None;
        let hangs = kind == BlockKind::ListItem && skip > 0;
        self.hang = hangs.then(|| line.indent + line.text(self.norm)[..skip].chars().count());
        self.blocks.push(Block {
            kind,
            segments: vec![line.range.start + skip..line.range.end],
            label,
            page: line.page,
        });
    }
}
