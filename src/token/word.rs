//! Cuts text into tokens by the conventions of the Danish Dependency Treebank: an abbreviation keeps its dot, an
//! ordinal too, words with a hyphen, slash or apostrophe are one token, and so is a suspended "social-".
//!
//! Text is cut at white space first. Most chunks are a bare word or a word and one mark, and are done then; the rest
//! lose their opening and closing marks one by one, and what is left is cut where a space was lost.

use super::dot::is_lost_space;
use super::{Token, TokenKind};
use crate::structure::{NodeId, SUPERSCRIPTS};
use std::ops::Range;

/// Appends the tokens of a node's segments to `tokens`.
pub fn split(norm: &str, segments: &[Range<usize>], node: NodeId, tokens: &mut Vec<Token>) {
    let first = tokens.len();
    let mut splitter = Splitter { norm, segments, segment: 0, node, first, tokens, open_quote: false };
    for (index, segment) in segments.iter().enumerate() {
        splitter.segment = index;
        splitter.chunks(segment.clone());
    }
}

/// What a byte says about the character that it starts.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Letter,
    Space,
    /// Starts a character of U+00C0 to U+00FF: letters but for × and ÷.
    Latin,
    /// Starts another character outside ASCII: look at it.
    Wide,
    Other,
}

const CLASSES: [Class; 256] = {
    let mut classes = [Class::Other; 256];
    let mut byte = 0;
    while byte < 256 {
        classes[byte] = match byte as u8 {
            b'a'..=b'z' | b'A'..=b'Z' => Class::Letter,
            b' ' | b'\t'..=b'\r' => Class::Space,
            0xc3 => Class::Latin,
            0x80.. => Class::Wide,
            _ => Class::Other,
        };
        byte += 1;
    }
    classes
};

/// Cuts one node.
pub(super) struct Splitter<'t> {
    pub(super) norm: &'t str,
    pub(super) segments: &'t [Range<usize>],
    /// The segment being cut.
    pub(super) segment: usize,
    node: NodeId,
    /// The node's first token.
    pub(super) first: usize,
    pub(super) tokens: &'t mut Vec<Token>,
    /// A single quotation mark waits for its closing one, which is no apostrophe then: 'hus' but Lars' hus.
    open_quote: bool,
}

impl Splitter<'_> {
    /// Cuts one segment at white space.
    fn chunks(&mut self, range: Range<usize>) {
        let bytes = self.norm.as_bytes();
        let mut at = range.start;
        while at < range.end {
            let start = at;
            let mut letters_end = None;
            let mut space = 0;
            while at < range.end {
                let (length, is_letter) = match CLASSES[usize::from(bytes[at])] {
                    Class::Letter => (1, true),
                    Class::Other => (1, false),
                    Class::Latin => (2, !matches!(bytes[at + 1], 0x97 | 0xb7)),
                    Class::Space => {
                        space = 1;
                        break;
                    }
                    Class::Wide => {
                        let c = self.norm[at..].chars().next().unwrap_or(' ');
                        if c.is_whitespace() {
                            space = c.len_utf8();
                            break;
                        }
                        (c.len_utf8(), c.is_alphabetic())
                    }
                };
                if !is_letter && letters_end.is_none() {
                    letters_end = Some(at);
                }
                at += length;
            }
            if start < at {
                match letters_end {
                    None => self.push(start..at, TokenKind::Word),
                    Some(end) if end > start && end + 1 == at && matches!(bytes[end], b',' | b':' | b';' | b'?') => {
                        self.push(start..end, TokenKind::Word);
                        self.push(end..at, TokenKind::Punctuation);
                    }
                    Some(_) => self.chunk(start..at),
                }
            }
            at += space;
        }
    }

    fn push(&mut self, range: Range<usize>, kind: TokenKind) {
        self.tokens.push(Token { norm: range, kind, node: self.node });
    }

    /// Cuts one run without white space.
    fn chunk(&mut self, range: Range<usize>) {
        let mut start = range.start;
        while let Some(c) = self.norm[start..range.end].chars().next() {
            let rest = &self.norm[start + c.len_utf8()..range.end];
            if !opens(c, rest) {
                break;
            }
            let dots = if c == '.' { rest.bytes().take_while(|&byte| byte == b'.').count() } else { 0 };
            if is_single_quote(c) {
                self.open_quote = !self.open_quote;
            }
            self.push(start..start + c.len_utf8() + dots, TokenKind::Punctuation);
            start += c.len_utf8() + dots;
        }
        if start == range.end {
            return;
        }
        let core_end = self.core_end(start..range.end);
        self.core(start..core_end);
        self.trailing(core_end..range.end);
    }

    /// Where the closing marks begin.
    fn core_end(&self, range: Range<usize>) -> usize {
        let text = &self.norm[range.clone()];
        let mut end = text.len();
        while let Some(last) = text[..end].chars().next_back() {
            let body = &text[..end];
            let before = &body[..end - last.len_utf8()];
            let closes = match last {
                ',' | ';' | ':' | '?' | '!' | ']' | '}' | '"' | '“' | '”' | '»' | '«' | '…' | '%' | '*' | '>' | '<'
                | '=' | '|' => true,
                // "ord(et)" keeps its bracket.
                ')' => !before.contains('('),
                // "ska'", "Lars'": an apostrophe, unless a quotation is open.
                c if is_single_quote(c) => self.open_quote || !before.ends_with(char::is_alphabetic),
                '.' => body.ends_with("..") || !self.keeps_dot(body, range.start + end),
                '–' | '—' => true,
                c => SUPERSCRIPTS.contains(&c) && !before.is_empty(),
            };
            if !closes {
                break;
            }
            end -= last.len_utf8();
        }
        range.start + end
    }

    /// The middle of a chunk, after opening and before closing marks.
    fn core(&mut self, range: Range<usize>) {
        let text = &self.norm[range.clone()];
        if text.is_empty() {
            return;
        }
        if is_url(text) {
            self.push(range, TokenKind::Url);
            return;
        }
        let mut start = 0;
        let mut chars = text.char_indices().peekable();
        let mut before = ' ';
        while let Some((at, c)) = chars.next() {
            let next = chars.peek().map_or(' ', |&(_, next)| next);
            let mut end = at + c.len_utf8();
            let cut = match c {
                '.' if next == '.' && before != '.' => {
                    let dots = text[at..].bytes().take_while(|&byte| byte == b'.').count();
                    end = at + dots;
                    dots > 2
                }
                '.' => is_lost_space(&text[start..at], &text[end..]),
                ',' | ';' | '"' | '“' | '”' | '(' | '[' | ']' | '?' | '!' | '»' | '«' | '…' => {
                    !(c == ',' && before.is_ascii_digit() && next.is_ascii_digit())
                        && !(c == '(' && before.is_alphabetic() && text[at..].contains(')') && text[at..].len() < 7)
                }
                ':' => !(before.is_ascii_digit() && next.is_ascii_digit()),
                ')' => !text[..at].contains('(') || text[at..].len() > 7,
                '–' | '—' => !(before.is_ascii_digit() && next.is_ascii_digit()),
                '%' => true,
                _ => false,
            };
            let note = SUPERSCRIPTS.contains(&c);
            if cut || note {
                if start < at {
                    self.word(range.start + start..range.start + at);
                }
                if note {
                    end = at + note_length(&text[at..]);
                }
                while chars.peek().is_some_and(|&(position, _)| position < end) {
                    chars.next();
                }
                let kind = if note { TokenKind::NoteMark } else { TokenKind::Punctuation };
                self.push(range.start + at..range.start + end, kind);
                start = end;
            }
            before = c;
        }
        if start < text.len() {
            self.word(range.start + start..range.end);
        }
    }

    fn word(&mut self, range: Range<usize>) {
        let word = &self.norm[range.clone()];
        let has_letter = word.chars().any(char::is_alphabetic);
        let has_digit = word.bytes().any(|byte| byte.is_ascii_digit());
        let kind = if word.ends_with('.') && has_letter {
            TokenKind::Abbreviation
        } else if has_digit && !has_letter && word.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '-' | '+')) {
            TokenKind::Number
        } else if has_letter || has_digit || word.chars().any(char::is_alphanumeric) {
            TokenKind::Word
        } else {
            TokenKind::Punctuation
        };
        self.push(range, kind);
    }

    /// The closing marks, one token each; "..." stays together, and note marks are numbers of their own.
    fn trailing(&mut self, range: Range<usize>) {
        let mut at = range.start;
        while at < range.end {
            let rest = &self.norm[at..range.end];
            let Some(c) = rest.chars().next() else {
                return;
            };
            let (length, kind) = if SUPERSCRIPTS.contains(&c) {
                (note_length(rest), TokenKind::NoteMark)
            } else if c == '.' {
                (rest.bytes().take_while(|&byte| byte == b'.').count(), TokenKind::Punctuation)
            } else {
                self.open_quote &= !is_single_quote(c);
                (c.len_utf8(), TokenKind::Punctuation)
            };
            self.push(at..at + length, kind);
            at += length;
        }
    }
}

/// Marks that are tokens of their own before a word.
fn opens(c: char, rest: &str) -> bool {
    match c {
        '(' | '[' | '{' | '"' | '“' | '”' | '„' | '»' | '«' | '‘' | '’' | '\'' | '¿' | '¡' | '<' | '>' | '*' | '='
        | '|' | '#' | '~' => true,
        '•' | '⁃' | '●' | '○' | '▪' | '■' | '□' | '➤' | '►' | '▶' | '✓' | '✔' | '❖' => true,
        '–' | '—' | '…' => true,
        // "-uddannelse" hangs on the word before; "-1,3" is a number; a lone dash is a token.
        '-' => !rest.starts_with(|next: char| next.is_alphanumeric()),
        '.' => !rest.starts_with(|next: char| next.is_ascii_digit()),
        ',' | ';' | ':' | '?' | '!' | ')' | ']' | '}' | '/' | '%' | '&' | '§' => true,
        '+' => !rest.starts_with(|next: char| next.is_ascii_digit()),
        _ => false,
    }
}

fn is_single_quote(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘')
}

/// Bytes of the superscript digits that `text` starts with.
fn note_length(text: &str) -> usize {
    text.chars().take_while(|c| SUPERSCRIPTS.contains(c)).map(char::len_utf8).sum()
}

fn is_url(text: &str) -> bool {
    let bytes = text.as_bytes();
    if text.contains("://") {
        return true;
    }
    let dot = bytes.contains(&b'.');
    if !dot {
        return false;
    }
    if bytes.contains(&b'@') || starts_with_ignoring_case(text, "www.") {
        return true;
    }
    let host = text.split('/').next().unwrap_or("");
    [".dk", ".com", ".org", ".eu", ".net", ".gl", ".fo"].iter().any(|domain| ends_with_ignoring_case(host, domain))
}

fn starts_with_ignoring_case(text: &str, start: &str) -> bool {
    text.as_bytes().get(..start.len()).is_some_and(|bytes| bytes.eq_ignore_ascii_case(start.as_bytes()))
}

fn ends_with_ignoring_case(text: &str, end: &str) -> bool {
    text.len() > end.len() && text.as_bytes()[text.len() - end.len()..].eq_ignore_ascii_case(end.as_bytes())
}
