//! What one step replaced, in order, and the way back.

use std::ops::Range;

/// One replacement: bytes `before` of the step's input became bytes `after` of its output.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// Range in the step's input.
    pub before: Range<usize>,
    /// Range in the step's output; empty for a deletion.
    pub after: Range<usize>,
}

/// The edits of one step, sorted and disjoint on both sides.
#[derive(Debug, Clone, Default)]
pub struct OffsetMap {
    edits: Vec<Edit>,
}

impl OffsetMap {
    /// The edits in text order.
    pub fn edits(&self) -> &[Edit] {
        &self.edits
    }

    /// Where a span that starts at `position` of the output starts in the input.
    pub fn start_before(&self, position: usize) -> usize {
        // The last edit that begins at or before the position.
        let count = self.edits.partition_point(|edit| edit.after.start <= position);
        match count.checked_sub(1).map(|index| &self.edits[index]) {
            None => position,
            Some(edit) if position < edit.after.end => edit.before.start,
            Some(edit) => edit.before.end + (position - edit.after.end),
        }
    }

    /// Where a span that ends at `position` of the output ends in the input.
    pub fn end_before(&self, position: usize) -> usize {
        // The last edit that begins before the position: a deletion right at the end stays outside.
        let count = self.edits.partition_point(|edit| edit.after.start < position);
        match count.checked_sub(1).map(|index| &self.edits[index]) {
            None => position,
            Some(edit) if position < edit.after.end => edit.before.end,
            Some(edit) => edit.before.end + (position - edit.after.end),
        }
    }
}

/// Writes a step's output: replaced pieces are recorded, everything between them is copied.
pub struct Editor<'t> {
    input: &'t str,
    copied: usize,
    output: String,
    edits: Vec<Edit>,
}

impl<'t> Editor<'t> {
    /// An editor over `input`, with nothing written yet.
    pub fn new(input: &'t str) -> Self {
        Self { input, copied: 0, output: String::with_capacity(input.len()), edits: Vec::new() }
    }

    /// Replaces `before` of the input by `text`. Ranges must come in order and must not overlap.
    pub fn replace(&mut self, before: Range<usize>, text: &str) {
        assert!(self.copied <= before.start, "edits must come in order");
        if &self.input[before.clone()] == text {
            return;
        }
        self.output.push_str(&self.input[self.copied..before.start]);
        let start = self.output.len();
        self.output.push_str(text);
        self.copied = before.end;
        // Deletions that touch are one deletion, so that both ends of a span skip all of it.
        if let Some(last) = self.edits.last_mut()
            && last.before.end == before.start
            && last.after.is_empty()
            && text.is_empty()
        {
            last.before.end = before.end;
            return;
        }
        self.edits.push(Edit { before, after: start..self.output.len() });
    }

    /// Removes `before` from the text.
    pub fn delete(&mut self, before: Range<usize>) {
        self.replace(before, "");
    }

    /// The rewritten text and its map.
    pub fn finish(mut self) -> (String, OffsetMap) {
        self.output.push_str(&self.input[self.copied..]);
        (self.output, OffsetMap { edits: self.edits })
    }
}
