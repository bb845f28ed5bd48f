//! Cuts text into tokens by the conventions of the Danish Dependency Treebank: an abbreviation keeps its dot, an
//! ordinal too, words with a hyphen, slash or apostrophe are one token, and so is a suspended "social-".

use super::{Token, TokenKind, abbreviation};
use crate::structure::{NodeId, SUPERSCRIPTS};
use std::ops::Range;

/// Appends the tokens of `range` to `tokens`.
pub fn split(norm: &str, range: Range<usize>, node: NodeId, tokens: &mut Vec<Token>) {
    let text = &norm[range.clone()];
    let mut start = None;
    for (at, c) in text.char_indices() {
        if c.is_whitespace() {
            if let Some(begin) = start.take() {
                chunk(norm, range.start + begin..range.start + at, node, tokens);
            }
        } else if start.is_none() {
            start = Some(at);
        }
    }
    if let Some(begin) = start {
        chunk(norm, range.start + begin..range.end, node, tokens);
    }
}

/// Cuts one run without white space.
fn chunk(norm: &str, range: Range<usize>, node: NodeId, tokens: &mut Vec<Token>) {
    let mut push = |range: Range<usize>, kind: TokenKind| tokens.push(Token { norm: range, kind, node });
    let mut start = range.start;
    let text = &norm[range.clone()];
    // Most chunks are bare words.
    if text.chars().all(char::is_alphabetic) {
        push(range, TokenKind::Word);
        return;
    }
    while let Some(c) = norm[start..range.end].chars().next() {
        let rest = &norm[start + c.len_utf8()..range.end];
        if !opens(c, rest) {
            break;
        }
        push(start..start + c.len_utf8(), TokenKind::Punctuation);
        start += c.len_utf8();
    }
    if start == range.end {
        return;
    }
    let core_end = core_end(&norm[start..range.end]) + start;
    core(norm, start..core_end, &mut push);
    trailing(norm, core_end..range.end, &mut push);
}

/// Marks that are tokens of their own before a word.
fn opens(c: char, rest: &str) -> bool {
    match c {
        '(' | '[' | '{' | '"' | '“' | '”' | '„' | '»' | '«' | '‘' | '’' | '\'' | '•' | '¿' | '¡' | '<' | '>' | '*'
        | '=' | '|' | '#' | '~' => true,
        '–' | '—' | '…' => true,
        // "-uddannelse" hangs on the word before; "-1,3" is a number; a lone dash is a token.
        '-' => !rest.starts_with(|next: char| next.is_alphanumeric()),
        '.' => !rest.starts_with(|next: char| next.is_ascii_digit()),
        ',' | ';' | ':' | '?' | '!' | ')' | ']' | '}' | '/' | '%' | '&' | '+' | '§' => {
            !(c == '+' && rest.starts_with(|next: char| next.is_ascii_digit()))
        }
        _ => false,
    }
}

/// Where the closing marks begin.
fn core_end(text: &str) -> usize {
    let mut end = text.len();
    loop {
        let body = &text[..end];
        let Some(last) = body.chars().next_back() else {
            return end;
        };
        let closes = match last {
            ',' | ';' | ':' | '?' | '!' | ']' | '}' | '"' | '“' | '”' | '»' | '«' | '…' | '%' | '*' | '>' | '<'
            | '=' | '|' => true,
            // "ord(et)" keeps its bracket.
            ')' => !body[..end - 1].contains('('),
            '’' | '\'' | '‘' => {
                !body[..end - last.len_utf8()].ends_with("ska") && !body[..end - last.len_utf8()].ends_with("hva")
            }
            '.' => body.ends_with("..") || !keeps_dot(body),
            '–' | '—' => true,
            c => SUPERSCRIPTS.contains(&c) && end > c.len_utf8(),
        };
        if !closes {
            return end;
        }
        end -= last.len_utf8();
    }
}

/// Whether the final dot belongs to the word: abbreviations; numbers are settled by [`finish_ordinals`].
fn keeps_dot(body: &str) -> bool {
    if body.bytes().all(|b| b.is_ascii_digit() || b == b'.') {
        return false;
    }
    let lower = body.to_lowercase();
    if abbreviation::lookup(&lower).is_some() {
        return true;
    }
    // "A.P. Møller", "H.C.": single letters with dots; "Chr." is listed.
    let letters: Vec<&str> = body.split_terminator('.').collect();
    let initials = letters.iter().all(|part| part.chars().count() == 1 && part.chars().all(char::is_uppercase));
    if initials {
        return true;
    }
    // "s.m.b.a.", "u.å.": short parts with inner dots.
    letters.len() >= 2
        && letters.iter().all(|part| (1..=3).contains(&part.chars().count()) && part.chars().all(char::is_alphabetic))
}

/// The middle of a chunk, after opening and before closing marks.
fn core(norm: &str, range: Range<usize>, push: &mut impl FnMut(Range<usize>, TokenKind)) {
    let text = &norm[range.clone()];
    if text.is_empty() {
        return;
    }
    if is_url(text) {
        push(range, TokenKind::Url);
        return;
    }
    let mut start = 0;
    let mut chars = text.char_indices().peekable();
    let mut before = ' ';
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map_or(' ', |&(_, next)| next);
        let cut = match c {
            // "slut.Ny", "ord,ord": a space was lost.
            '.' => before.is_lowercase() && next.is_uppercase() && !text[..at].contains('.') && at > 2,
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
                push_word(text, start..at, range.start, push);
            }
            let mut end = at + c.len_utf8();
            if note {
                while let Some(&(position, digit)) = chars.peek() {
                    if !SUPERSCRIPTS.contains(&digit) {
                        break;
                    }
                    end = position + digit.len_utf8();
                    chars.next();
                }
            }
            let kind = if note { TokenKind::NoteMark } else { TokenKind::Punctuation };
            push(range.start + at..range.start + end, kind);
            start = end;
        }
        before = c;
    }
    if start < text.len() {
        push_word(text, start..text.len(), range.start, push);
    }
}

fn push_word(text: &str, range: Range<usize>, offset: usize, push: &mut impl FnMut(Range<usize>, TokenKind)) {
    let word = &text[range.clone()];
    let kind = if word.ends_with('.') && word.chars().any(char::is_alphabetic) {
        TokenKind::Abbreviation
    } else if word.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '-' | '+'))
        && !word.chars().any(char::is_alphabetic)
        && word.chars().any(|c| c.is_ascii_digit())
    {
        TokenKind::Number
    } else if word.chars().any(char::is_alphanumeric) {
        TokenKind::Word
    } else {
        TokenKind::Punctuation
    };
    push(offset + range.start..offset + range.end, kind);
}

/// The closing marks, one token each; "..." stays together, and note marks are numbers of their own.
fn trailing(norm: &str, range: Range<usize>, push: &mut impl FnMut(Range<usize>, TokenKind)) {
    let mut at = range.start;
    while at < range.end {
        let rest = &norm[at..range.end];
        let c = rest.chars().next().expect("rest is not empty");
        let (length, kind) = if SUPERSCRIPTS.contains(&c) {
            let length: usize = rest.chars().take_while(|c| SUPERSCRIPTS.contains(c)).map(char::len_utf8).sum();
            (length, TokenKind::NoteMark)
        } else if c == '.' {
            (rest.bytes().take_while(|&b| b == b'.').count(), TokenKind::Punctuation)
        } else {
            (c.len_utf8(), TokenKind::Punctuation)
        };
        push(at..at + length, kind);
        at += length;
    }
}

fn is_url(text: &str) -> bool {
    if !text.contains(['.', ':', '@']) {
        return false;
    }
    let lower = text.to_lowercase();
    if lower.contains("://") || lower.starts_with("www.") || (lower.contains('@') && lower.contains('.')) {
        return true;
    }
    let host = lower.split('/').next().unwrap_or("");
    [".dk", ".com", ".org", ".eu", ".net", ".gl", ".fo"]
        .iter()
        .any(|domain| host.len() > domain.len() && host.ends_with(domain))
}

/// Gives a number its dot back where it is an ordinal: "31. december", "2. kvartal", "3.-4. klasse".
///
/// The dot is the ordinal's if a lower-case word follows.
pub fn finish_ordinals(norm: &str, tokens: &mut Vec<Token>, first: usize) {
    let mut index = first;
    while index + 2 < tokens.len() {
        let dot = &norm[tokens[index + 1].norm.clone()] == ".";
        let adjacent = tokens[index].norm.end == tokens[index + 1].norm.start;
        let next = &norm[tokens[index + 2].norm.clone()];
        let follows_word = next.starts_with(char::is_lowercase) || (next.starts_with('-') && next.len() > 1);
        let digits = || norm[tokens[index].norm.clone()].chars().all(|c| c.is_ascii_digit());
        if tokens[index].kind == TokenKind::Number && dot && adjacent && follows_word && digits() {
            tokens[index].norm.end += 1;
            tokens.remove(index + 1);
        }
        index += 1;
    }
}
