//! A line as `pdftotext -layout` prints it: pieces of text with the gutters of the page between them.

use super::line::{Line, LineKind};
use super::table::is_piped;
use std::ops::Range;

/// A piece of a line between two gaps: columns of the page, and bytes of the text.
#[derive(Clone)]
pub struct Chunk {
    pub left: usize,
    pub right: usize,
    pub range: Range<usize>,
}

/// The pieces of a line that `gap` spaces or more part; none if the line is no text or has tabs or pipes, which tell
/// nothing of where on the page a piece stood.
pub fn chunks(norm: &str, line: &Line, gap: usize) -> Vec<Chunk> {
    let text = line.text(norm);
    if line.kind != LineKind::Text || text.contains('\t') || is_piped(text) {
        return Vec::new();
    }
    let mut chunks: Vec<Chunk> = Vec::new();
    let mut spaces = gap;
    for (column, (offset, c)) in (line.indent..).zip(text.char_indices()) {
        if c == ' ' {
            spaces += 1;
            continue;
        }
        let start = line.range.start + offset;
        match chunks.last_mut().filter(|_| spaces < gap) {
            Some(last) => {
                last.right = column + 1;
                last.range.end = start + c.len_utf8();
            }
            None => {
                chunks.push(Chunk { left: column, right: column + 1, range: start..start + c.len_utf8() });
            }
        }
        spaces = 0;
    }
    chunks
}
