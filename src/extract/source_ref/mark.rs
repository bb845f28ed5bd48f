//! Note marks in the body and the footnotes that they point to.

use super::super::{Parsed, SourceRef};
use crate::structure::{NodeKind, SUPERSCRIPTS};
use crate::token::TokenKind;
use std::ops::Range;

/// A mark in the body.
struct Mark {
    number: u32,
    norm: Range<usize>,
    /// Where it is read, by token.
    token: usize,
}

/// Gives each footnote the marks that point to it.
///
/// Numbers restart on a page or repeat, so a mark points to the nearest note with its number after it, else to the
/// nearest before it.
pub fn attach(parsed: &Parsed<'_>, sources: &mut [SourceRef]) {
    let mut notes: Vec<(u32, usize, usize)> = Vec::new();
    for (index, source) in sources.iter().enumerate() {
        let node = &parsed.outline.nodes[source.node];
        let label = node.label.as_ref().and_then(|label| label.name.as_deref()).and_then(number);
        // The second of two notes on one line has its number right before it.
        let before = parsed.text()[..source.norm.start].strip_suffix(") ").unwrap_or("");
        let own = before
            .rsplit(' ')
            .next()
            .filter(|digits| (1..=2).contains(&digits.len()))
            .and_then(|digits| digits.parse().ok());
        let number = match (node.kind, own.or(label)) {
            (NodeKind::Footnote, Some(number)) => number,
            (NodeKind::ListItem, label) if source.evidence.rule == "source/footnote" => {
                label.unwrap_or_else(|| place_in_list(parsed, source.node))
            }
            _ => continue,
        };
        notes.push((number, parsed.node_tokens(source.node).start, index));
    }
    if notes.is_empty() {
        return;
    }
    for mark in marks(parsed, &notes) {
        let same = |note: &&(u32, usize, usize)| note.0 == mark.number;
        let after = notes.iter().filter(same).filter(|note| note.1 > mark.token).map(|note| note.1).min();
        let before = notes.iter().filter(same).filter(|note| note.1 <= mark.token).map(|note| note.1).max();
        let Some(place) = after.or(before) else {
            continue;
        };
        for &(number, token, index) in &notes {
            if number == mark.number && token == place {
                sources[index].cited_at.push(mark.norm.clone());
            }
        }
    }
}

/// The place of a list item among its neighbors, from 1: notes of an HTML list have no printed number.
fn place_in_list(parsed: &Parsed<'_>, node: usize) -> u32 {
    let items = parsed.outline.nodes[..node].iter().rev().take_while(|other| other.kind == NodeKind::ListItem);
    items.count() as u32 + 1
}

/// All marks in the body whose number some note has.
fn marks(parsed: &Parsed<'_>, notes: &[(u32, usize, usize)]) -> Vec<Mark> {
    let known = |number: u32| notes.iter().any(|note| note.0 == number);
    let tokens = parsed.all_tokens();
    let mut marks = Vec::new();
    let mut push = |number: Option<u32>, norm: Range<usize>, token: usize| {
        if let Some(number) = number.filter(|&number| known(number)) {
            marks.push(Mark { number, norm, token });
        }
    };
    for (index, token) in tokens.iter().enumerate() {
        let node = &parsed.outline.nodes[token.node];
        if matches!(node.kind, NodeKind::Footnote | NodeKind::Contents) {
            continue;
        }
        let word = parsed.token_text(index);
        match token.kind {
            TokenKind::NoteMark => push(superscript(word), token.norm.clone(), index),
            TokenKind::Punctuation if word == "[" => {
                let closed = tokens.get(index + 2).is_some_and(|_| parsed.token_text(index + 2) == "]");
                if closed {
                    let end = tokens[index + 2].norm.end;
                    push(number(parsed.token_text(index + 1)), token.norm.start..end, index);
                }
            }
            _ if !word.bytes().any(|byte| byte.is_ascii_digit()) => {}
            _ => {
                if let Some((digits, closing)) = glued(word) {
                    let end = token.norm.end - closing;
                    push(number(&word[digits..word.len() - closing]), token.norm.start + digits..end, index);
                } else if let Some((length, with_bracket)) = beside(parsed, index, word) {
                    let end = token.norm.end + usize::from(with_bracket);
                    push(number(&word[..length]), token.norm.start..end, index);
                }
            }
        }
    }
    marks
}

/// "beskæftigelsesindsats1", "pct.2", "rekruttere2)": where the digits begin, and how many bytes follow them.
fn glued(word: &str) -> Option<(usize, usize)> {
    let closing = word.len() - word.trim_end_matches([')', '.', ',']).len();
    let body = &word[..word.len() - closing];
    let letters = body.trim_end_matches(|c: char| c.is_ascii_digit());
    let count = body.len() - letters.len();
    let plain = letters.trim_end_matches(['.', ',', ')']);
    let is_word = plain.chars().count() >= 3 && plain.chars().all(|c| c.is_lowercase() || c == '-');
    (is_word && (1..=2).contains(&count)).then_some((letters.len(), closing))
}

/// A number directly behind a word's mark: "fleksjob,3 der". The tokenizer has cut it off.
fn beside(parsed: &Parsed<'_>, index: usize, word: &str) -> Option<(usize, bool)> {
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    if digits == 0 || digits > 2 || digits != word.trim_end_matches(['.', ',']).len() || index == 0 {
        return None;
    }
    let tokens = parsed.all_tokens();
    let before = &tokens[index - 1];
    if before.norm.end != tokens[index].norm.start || before.node != tokens[index].node {
        return None;
    }
    let earlier = parsed.token_text(index - 1);
    let lead = earlier.chars().next_back()?;
    let follows_word = lead.is_lowercase()
        || matches!(lead, ',' | '.' | '"' | '”' | '«' | ')')
            && index > 1
            && (earlier.chars().count() > 1
                || parsed.token_text(index - 2).chars().next_back().is_some_and(char::is_lowercase));
    let closed = tokens
        .get(index + 1)
        .is_some_and(|next| next.norm.start == tokens[index].norm.end && parsed.token_text(index + 1).starts_with(')'));
    follows_word.then_some((digits, closed))
}

fn superscript(word: &str) -> Option<u32> {
    let mut value = 0u32;
    for c in word.chars() {
        let digit = SUPERSCRIPTS.iter().position(|&s| s == c)? as u32;
        value = value.checked_mul(10)?.checked_add(digit)?;
    }
    Some(value)
}

fn number(text: &str) -> Option<u32> {
    text.trim_matches(|c: char| !c.is_ascii_digit()).parse().ok()
}
