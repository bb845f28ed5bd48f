//! Words and sentences of Danish, and the lower-cased text in which the lexicon is looked up.

mod abbreviation;
pub mod compound;
mod cue;
mod dot;
pub mod form;
pub mod hyphen;
mod label;
pub mod number;
mod sentence;
pub mod verb;
mod word;
pub(crate) mod word_list;

use crate::structure::{NodeId, Outline};
use std::ops::Range;

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenKind {
    Word,
    /// An abbreviation with its dot: "bl.a.", "pct."
    Abbreviation,
    /// Digits, with inner marks: "53.095", "2021-22", "3."
    Number,
    Punctuation,
    /// A superscript number that points to a footnote.
    NoteMark,
    Url,
}

/// One token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// Bytes of the normalized text.
    pub norm: Range<usize>,
    pub kind: TokenKind,
    pub node: NodeId,
}

/// A run of tokens inside one node.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// Indices into the tokens; never empty.
    pub tokens: Range<usize>,
    pub node: NodeId,
}

/// The tokens in lower case, one space between those that white space parts, nodes and cell paragraphs parted by a
/// line break. A word cut by a page break is whole here.
#[derive(Debug, Clone, Default)]
pub struct Flow {
    text: String,
    /// Start of each token in `text`.
    starts: Vec<usize>,
    /// End of each token in `text`, before the space.
    ends: Vec<usize>,
    /// Tokens that are the first half of a cut word, ascending.
    cut: Vec<usize>,
    /// The word of each token, see [`Flow::word`].
    words: Vec<Range<usize>>,
}

impl Flow {
    /// The lower-cased text.
    #[inline]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Where token `index` stands in the text.
    #[inline]
    pub fn token(&self, index: usize) -> Range<usize> {
        self.starts[index]..self.ends[index]
    }

    /// The word of token `index`. Of a word that a column or page cut in two, the first half is all of it ("sags-⏎
    /// behandling": "sagsbehandling") and the second nothing.
    #[inline]
    pub fn word(&self, index: usize) -> &str {
        &self.text[self.words[index].clone()]
    }

    /// Whether token `index` is the first half of a word whose other half is the next token.
    pub fn is_cut(&self, index: usize) -> bool {
        self.cut.binary_search(&index).is_ok()
    }

    /// The token that covers byte `offset`.
    pub fn token_at(&self, offset: usize) -> usize {
        self.starts.partition_point(|&start| start <= offset).saturating_sub(1)
    }

    /// Bytes of the normalized text that `range` of the flow came from.
    pub fn norm(&self, range: Range<usize>, tokens: &[Token]) -> Range<usize> {
        let (first, last) = (self.token_at(range.start), self.token_at(range.end.saturating_sub(1)));
        let start = tokens[first].norm.start + (range.start - self.starts[first]);
        let end = tokens[last].norm.start + (range.end - self.starts[last]);
        start..end
    }
}

/// Tokens, sentences and flow of a document.
#[derive(Debug, Clone, Default)]
pub struct Tokens {
    pub tokens: Vec<Token>,
    pub sentences: Vec<Sentence>,
    pub flow: Flow,
}

/// Cuts every node of the outline into tokens and sentences.
pub fn tokenize(norm: &str, outline: &Outline) -> Tokens {
    let mut result = Tokens::default();
    result.flow.text.reserve(norm.len());
    result.tokens.reserve(norm.len() / 5);
    result.flow.starts.reserve(norm.len() / 5);
    result.flow.ends.reserve(norm.len() / 5);
    result.flow.words.reserve(norm.len() / 5);
    for (id, node) in outline.nodes.iter().enumerate() {
        if !node.is_text() {
            continue;
        }
        let first = result.tokens.len();
        word::split(norm, &node.segments, id, &mut result.tokens);
        if result.tokens.len() == first {
            continue;
        }
        let label = node.label.as_ref().map_or("", |label| &norm[label.range.clone()]);
        sentence::split(norm, &result.tokens, first, label, &mut result.sentences);
        extend_flow(norm, &result.tokens, first, &mut result.flow);
    }
    result
}

/// Where the words and marks of everything printed stand, in the order of the text.
///
/// The analysis leaves out labels, bullets, `#`, the pipes of tables and page furniture; here they are cut like the
/// rest, so that every character but white space is in one range.
pub fn printed(norm: &str, tokens: &[Token]) -> Vec<Range<usize>> {
    let mut ranges: Vec<Range<usize>> = tokens.iter().map(|token| token.norm.clone()).collect();
    ranges.sort_unstable_by_key(|range| range.start);
    let mut left_out = Vec::new();
    let mut at = 0;
    for range in &ranges {
        if range.start > at {
            word::split(norm, std::slice::from_ref(&(at..range.start)), 0, &mut left_out);
        }
        at = at.max(range.end);
    }
    word::split(norm, std::slice::from_ref(&(at..norm.len())), 0, &mut left_out);
    ranges.extend(left_out.into_iter().map(|token| token.norm));
    ranges.sort_unstable_by_key(|range| range.start);
    ranges
}

/// Whether a paragraph of a cell ends between two tokens; where the row ends as well, a page cut the cell.
fn ends_cell_paragraph(between: &str) -> bool {
    between.contains('\u{2029}') && !between.contains('\n')
}

fn extend_flow(norm: &str, tokens: &[Token], first: usize, flow: &mut Flow) {
    for (index, token) in tokens.iter().enumerate().skip(first) {
        if index > first {
            let before = tokens[index - 1].norm.end;
            // A later segment may stand before an earlier one in the text: columns.
            let between = norm.get(before..token.norm.start).unwrap_or(" ");
            if between == " " {
                flow.text.push(' ');
            } else if ends_cell_paragraph(between) {
                flow.text.push('\n');
            } else if !between.is_empty() {
                if between.len() > 1 && flow.text.ends_with('-') && starts_second_half(norm, tokens, index) {
                    flow.text.pop();
                    flow.cut.push(index - 1);
                    if let Some(end) = flow.ends.last_mut() {
                        *end -= 1;
                    }
                } else {
                    flow.text.push(' ');
                }
            }
        } else if !flow.text.is_empty() {
            flow.text.push('\n');
        }
        flow.starts.push(flow.text.len());
        let word = &norm[token.norm.clone()];
        if word.is_ascii() {
            flow.text.push_str(word);
            let start = flow.text.len() - word.len();
            flow.text[start..].make_ascii_lowercase();
        } else {
            flow.text.extend(word.chars().map(lower));
        }
        let (start, end) = (flow.starts[index], flow.text.len());
        flow.ends.push(end);
        match flow.cut.last() {
            Some(&half) if half + 1 == index => {
                flow.words[half] = flow.starts[half]..end;
                flow.words.push(end..end);
            }
            _ => flow.words.push(start..end),
        }
    }
}

/// The lower case of a character, if it takes as many bytes: places in a token are then the same in both texts. The
/// few characters that differ ("İ", "Ⱥ") are no letters of Danish.
fn lower(c: char) -> char {
    let mut lower = c.to_lowercase();
    match (lower.next(), lower.next()) {
        (Some(small), None) if small.len_utf8() == c.len_utf8() => small,
        _ => c,
    }
}

/// Whether the token goes on with a word that a page break cut at a hyphen.
fn starts_second_half(norm: &str, tokens: &[Token], index: usize) -> bool {
    let before = &norm[tokens[index - 1].norm.end..tokens[index].norm.start];
    let word = &norm[tokens[index].norm.clone()];
    // A lone dash is no half of a word.
    tokens[index - 1].norm.len() > 1
        && before.contains('\n')
        && word.chars().next().is_some_and(char::is_lowercase)
        && !matches!(word, "og" | "eller" | "samt" | "til")
}
