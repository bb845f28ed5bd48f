//! Cuts text into tokens by the conventions of the Danish Dependency Treebank: an abbreviation keeps its dot, an
//! ordinal too, words with a hyphen, slash or apostrophe are one token, and so is a suspended "social-".
//!
//! Text is cut at white space first. Most chunks are a bare word or a word and one mark, and are done then; the rest
//! lose their opening and closing marks one by one, and what is left is cut where a space was lost.

use super::abbreviation::{self, Abbreviation, Neighbor};
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

struct Splitter<'t> {
    norm: &'t str,
    segments: &'t [Range<usize>],
    /// The segment being cut.
    segment: usize,
    node: NodeId,
    /// The node's first token.
    first: usize,
    tokens: &'t mut Vec<Token>,
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

    /// Whether the final dot belongs to the word; `end` is the place behind the dot.
    fn keeps_dot(&self, body: &str, end: usize) -> bool {
        // Where a space was lost, "slut.Hr.", only the last piece counts.
        let body = body[..body.len() - 1]
            .rfind('.')
            .map_or(body, |dot| if is_lost_space(&body[..dot], &body[dot + 1..]) { &body[dot + 1..] } else { body });
        let stem = &body[..body.len() - 1];
        if stem.ends_with(|c: char| c.is_ascii_digit()) {
            return self.is_ordinal(stem, end);
        }
        let mut letters = stem.chars();
        if let (Some(letter), None) = (letters.next(), letters.next())
            && letter.is_uppercase()
        {
            return self.is_initial(end);
        }
        // Acronyms: "aftalen med KL." ends a sentence, "KL. 12" does not.
        let acronym = stem.len() > 1 && stem.chars().all(char::is_uppercase);
        match abbreviation::lookup(body) {
            Some(Abbreviation::Ambiguous(neighbor)) => return self.has_neighbor(neighbor, end),
            Some(_) if acronym => return self.next(end).is_some_and(|c| c.is_ascii_digit()),
            Some(_) => return true,
            None => {}
        }
        if let Some(cut) = stem.rfind(['-', '/']) {
            // "4-cyl.", "kr./md."
            return matches!(abbreviation::lookup(&body[cut + 1..]), Some(kind) if !is_ambiguous(kind));
        }
        if let Some(dot) = stem.find('.') {
            // "A.P. Møller", "s.m.b.a.", "dr.phil."
            let short = |part: &str| (1..=3).contains(&part.chars().count());
            let words = stem.split('.').all(|part| !part.is_empty() && part.chars().all(char::is_alphabetic));
            return words && (stem.split('.').all(short) || abbreviation::lookup(&body[..dot + 1]).is_some());
        }
        let digits = stem.bytes().take_while(u8::is_ascii_digit).count();
        if digits > 0 {
            // "40pct."
            return matches!(abbreviation::lookup(&body[digits..]), Some(kind) if !is_ambiguous(kind));
        }
        let mut letters = stem.chars();
        matches!((letters.next(), letters.next()), (Some(letter), None) if letter.is_lowercase()) && self.is_letter(end)
    }

    /// "Henrik S. Nissen", but not "vitamin C. Det" nor "bilag A." at the end.
    fn is_initial(&self, end: usize) -> bool {
        let next = self.next_word(end);
        (!next.is_empty() && !super::sentence::is_starter(next)) || self.next(end) == Some(',')
    }

    /// "bl. a.", "m. m.", and the label of "a. skrive": the dot of one small letter.
    fn is_letter(&self, end: usize) -> bool {
        let before = self.tokens[self.first..].last();
        let after_piece = before.is_some_and(|token| token.kind == TokenKind::Abbreviation && token.norm.len() <= 3);
        after_piece || self.next(end).is_some_and(|c| c.is_lowercase() || c.is_ascii_digit())
    }

    /// "31. december", "2.-3. klasse": a number's dot is its own if a lower-case word or the name of a month follows.
    fn is_ordinal(&self, stem: &str, end: usize) -> bool {
        if !stem.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'-' | b'/' | b'+')) {
            return false;
        }
        // "53.095" and "12.05.2019" are no ordinals, "3.-4." is.
        let simple = stem.split(['-', '/', '+']).all(|part| !part.trim_end_matches('.').contains('.'));
        let Some(next) = self.next(end).filter(|_| simple) else {
            return false;
        };
        let word = self.next_word(end);
        match next {
            c if c.is_lowercase() => true,
            '-' | '–' => {
                let hangs = word.len() > 1 && self.norm[end..].trim_start().starts_with(word);
                hangs || self.previous().is_none_or(|before| before.ends_with(['.', '?', '!']))
            }
            c if c.is_uppercase() => is_month(word),
            _ => false,
        }
    }

    fn has_neighbor(&self, neighbor: Neighbor, end: usize) -> bool {
        let next = self.next(end);
        let number_next = next.is_some_and(|c| c.is_ascii_digit());
        match neighbor {
            Neighbor::Number => {
                let before = self.tokens[self.first..].last();
                number_next || before.is_some_and(|token| token.kind == TokenKind::Number)
            }
            Neighbor::LowerCase => number_next || next.is_some_and(char::is_lowercase),
        }
    }

    /// The first character behind `at` that is no white space.
    fn next(&self, at: usize) -> Option<char> {
        self.rest(at).chars().next()
    }

    /// The run without white space behind `at`, opening marks left out.
    fn next_word(&self, at: usize) -> &str {
        let rest = self.rest(at);
        let rest = rest.trim_start_matches(['"', '(', '“', '”', '»', '«', '\'', '’']);
        let end = rest.find(|c: char| !c.is_alphanumeric() && c != '-').unwrap_or(rest.len());
        &rest[..end]
    }

    /// The node's text behind `at`, as far as the segment goes, or else the next segment.
    fn rest(&self, at: usize) -> &str {
        let end = self.segments[self.segment].end;
        let rest = self.norm[at..end].trim_start();
        match self.segments.get(self.segment + 1) {
            Some(next) if rest.is_empty() => self.norm[next.clone()].trim_start(),
            _ => rest,
        }
    }

    /// The last token so far.
    fn previous(&self) -> Option<&str> {
        self.tokens[self.first..].last().map(|token| &self.norm[token.norm.clone()])
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

fn is_ambiguous(kind: Abbreviation) -> bool {
    matches!(kind, Abbreviation::Ambiguous(_))
}

/// Whether a dot between `before` and `after` ends a sentence that a space should follow: "slut.Ny", "1.000.Det".
fn is_lost_space(before: &str, after: &str) -> bool {
    let mut next = after.chars();
    let capital = next.next().is_some_and(char::is_uppercase);
    if !capital {
        return false;
    }
    match before.chars().next_back() {
        Some(c) if c.is_lowercase() => before.len() > 2 && !before.contains('.'),
        Some(c) if c.is_ascii_digit() => {
            next.next().is_some_and(char::is_lowercase)
                && before.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b','))
        }
        _ => false,
    }
}

fn is_month(word: &str) -> bool {
    const MONTHS: [&str; 12] = [
        "Januar",
        "Februar",
        "Marts",
        "April",
        "Maj",
        "Juni",
        "Juli",
        "August",
        "September",
        "Oktober",
        "November",
        "December",
    ];
    MONTHS.contains(&word)
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
