//! Where sentences end, inside one node.

use super::abbreviation::{self, Abbreviation};
use super::{Sentence, Token, TokenKind};
use crate::structure::NodeId;

/// A bracket that is not closed within so many tokens does not hold a sentence together.
const BRACKET_REACH: usize = 120;

/// Appends the sentences of the tokens from `first` on, all of one node.
pub fn split(norm: &str, tokens: &[Token], first: usize, node: NodeId, sentences: &mut Vec<Sentence>) {
    let mut start = first;
    let mut index = first;
    let mut bracket_until = first;
    while index < tokens.len() {
        let text = &norm[tokens[index].norm.clone()];
        if text == "(" && index >= bracket_until {
            bracket_until = closing_bracket(norm, tokens, index).unwrap_or(bracket_until);
        }
        let paragraph_ends = tokens.get(index + 1).is_some_and(|next| {
            norm.get(tokens[index].norm.end..next.norm.start).is_some_and(|between| between.contains('\u{2029}'))
        });
        if paragraph_ends {
            index += 1;
            push(start, index, node, sentences);
            start = index;
            continue;
        }
        if index < bracket_until || !may_end(norm, tokens, index, start) {
            index += 1;
            continue;
        }
        // Closing quotes, brackets and note marks belong to the sentence.
        let mut end = index + 1;
        while tokens.get(end).is_some_and(|token| closes(norm, tokens, end, token)) {
            end += 1;
        }
        if end < tokens.len() && !starts_sentence(norm, &tokens[end]) {
            index = end;
            continue;
        }
        push(start, end, node, sentences);
        start = end;
        index = end;
    }
    push(start, tokens.len(), node, sentences);
}

fn push(start: usize, end: usize, node: NodeId, sentences: &mut Vec<Sentence>) {
    if start < end {
        sentences.push(Sentence { tokens: start..end, node });
    }
}

/// Whether the token can be a sentence's last but for closing marks.
fn may_end(norm: &str, tokens: &[Token], index: usize, start: usize) -> bool {
    let token = &tokens[index];
    let text = &norm[token.norm.clone()];
    match token.kind {
        TokenKind::Punctuation if text == "." => {
            // "1." at the very start is a label.
            !(index == start + 1 && tokens[start].kind == TokenKind::Number)
        }
        TokenKind::Punctuation => matches!(text, "?" | "!" | "…") || text.starts_with(".."),
        TokenKind::Abbreviation => abbreviation::lookup(&text.to_lowercase()) == Some(Abbreviation::MayEnd),
        _ => false,
    }
}

fn closes(norm: &str, tokens: &[Token], index: usize, token: &Token) -> bool {
    if token.kind == TokenKind::NoteMark {
        return true;
    }
    let text = &norm[token.norm.clone()];
    let glued = tokens[index - 1].norm.end == token.norm.start;
    match text {
        ")" | "]" | "”" | "»" | "?" | "!" => true,
        "\"" | "'" | "’" | "“" | "«" => glued,
        "." => glued,
        _ => false,
    }
}

fn starts_sentence(norm: &str, token: &Token) -> bool {
    let first = norm[token.norm.clone()].chars().next();
    first.is_some_and(|c| !c.is_lowercase() && !matches!(c, ',' | ';' | ':' | ')' | '/' | '%'))
}

fn closing_bracket(norm: &str, tokens: &[Token], open: usize) -> Option<usize> {
    let mut depth = 0;
    for (index, token) in tokens.iter().enumerate().skip(open).take(BRACKET_REACH) {
        match &norm[token.norm.clone()] {
            "(" => depth += 1,
            ")" => {
                depth -= 1;
                if depth == 0 {
                    return Some(index);
                }
            }
            _ => {}
        }
    }
    None
}
