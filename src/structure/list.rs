//! Bullets and labels at the start of a line, and items that are names of boxes.

use super::block::{Block, BlockKind, Style};
use super::box_kind::box_kind;
use std::ops::Range;

/// The printed label of a list item, heading or footnote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// Where label and bullet stand in the normalized text.
    pub range: Range<usize>,
    /// "1a", "2.c", "3" as printed, without closing dot or bracket; None for a bullet.
    pub name: Option<String>,
}

/// A marker at the start of `text`: its length with the spaces after it, and its name.
pub fn marker(text: &str) -> Option<(usize, Option<String>)> {
    let counted = |text: &str| enumerator(text).map(|(length, name)| (length, Some(name)));
    match bullet(text) {
        // "- 1. Flere unge": counted with a bullet before the number
        Some(length) => Some(counted(&text[length..]).map_or((length, None), |(more, name)| (length + more, name))),
        None => counted(text),
    }
}

const BULLETS: &[char] = &[
    '-', '–', '—', '•', '●', '○', '◦', '▪', '▫', '■', '□', '➤', '➢', '►', '▶', '‣', '⁃', '·', '∙', '✓', '✔', '»', '›',
    '*', '§', '>', '→', '➔', '❖', '✦', '⮚',
];

/// A letter that marks items.
pub(super) fn is_bullet(letter: char) -> bool {
    BULLETS.contains(&letter)
}

/// A bullet and the white space after it; "o" counts when a capital or a figure follows ("o Flere unge …", as Word writes it).
fn bullet(text: &str) -> Option<usize> {
    let first = text.chars().next()?;
    let rest = &text[first.len_utf8()..];
    let body = rest.trim_start_matches([' ', '\t']);
    let gap = rest.len() - body.len();
    let next = body.chars().next()?;
    let glued = matches!(first, '•' | '●' | '▪' | '■' | '➤' | '➢' | '►' | '‣' | '✓' | '✔' | '❖' | '⮚');
    let is_bullet = match first {
        'o' => gap > 0 && (next.is_uppercase() || next.is_ascii_digit() || rest.starts_with('\t')),
        // "§ 20" is a paragraph of a law, "*" a mark unless text follows.
        '§' => gap > 0 && next.is_alphabetic(),
        c => BULLETS.contains(&c) && (gap > 0 || glued),
    };
    is_bullet.then_some(text.len() - body.len())
}

/// "1.", "1)", "(1)", "1a.", "2.c", "a)", "iv.", "Ad 1." and the white space after it.
fn enumerator(text: &str) -> Option<(usize, String)> {
    if let Some(rest) = text.strip_prefix("Ad ").filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit())) {
        return enumerator(rest).map(|(length, name)| (text.len() - rest.len() + length, name));
    }
    let open = text.starts_with('(');
    let body = &text[usize::from(open)..];
    let digits = body.bytes().take_while(u8::is_ascii_digit).count();
    if digits > 2 {
        return None;
    }
    let after = &body[digits..];
    let mut name_length = digits;
    if digits > 0 {
        // A letter directly behind the number, or behind a dot: "1a", "2.c", "2.C", "2.1".
        let dot = after.starts_with('.');
        let letter = &after[usize::from(dot)..];
        let mut chars = letter.chars();
        if let Some(c) = chars.next()
            && (c.is_ascii_lowercase() || dot && (c.is_ascii_digit() || c.is_ascii_uppercase()))
            && chars.next().is_none_or(|next| !next.is_alphanumeric())
        {
            name_length += usize::from(dot) + 1;
        }
    } else {
        let c = after.chars().next()?;
        // A bare letter needs its bracket: "a)"; "a." would be any sentence's end.
        if !c.is_ascii_lowercase() || !after[1..].starts_with(')') {
            return None;
        }
        name_length = 1;
    }
    let name = &body[..name_length];
    let rest = &body[name_length..];
    // "4 = Flere personer med handicap …": the legend of a table
    if let Some(content) =
        rest.strip_prefix(" = ").filter(|content| digits > 0 && content.starts_with(char::is_uppercase))
    {
        return Some((text.len() - content.len(), name.to_owned()));
    }
    let closed = rest.trim_start_matches(['.', ')', ':']);
    let marks = rest.len() - closed.len();
    let content = closed.trim_start_matches([' ', '\t']);
    let gap = closed.len() - content.len();
    let labelled = name.bytes().any(|b| b.is_ascii_alphabetic());
    // "31. december" and "1. kvartal" are dates: an enumerated item starts with a capital unless bracketed.
    let starts_item = content.chars().next().is_some_and(|c| {
        c.is_uppercase()
            || !c.is_alphabetic() && !c.is_ascii_digit()
            || rest.starts_with(')')
            || !is_ordinal_noun(content)
    });
    let complete = (1..=2).contains(&marks) || (marks == 0 && labelled);
    (complete && gap > 0 && !content.is_empty() && starts_item).then(|| (text.len() - content.len(), name.to_owned()))
}

/// Whether an ordinal belongs to the word after it: "1. kvartal", "31. december", "2. halvår".
fn is_ordinal_noun(content: &str) -> bool {
    const NOUNS: &[&str] = &[
        "januar",
        "februar",
        "marts",
        "april",
        "maj",
        "juni",
        "juli",
        "august",
        "september",
        "oktober",
        "november",
        "december",
        "kvartal",
        "halvår",
        "fase",
        "plads",
        "række",
        "led",
        "gang",
        "uge",
        "år",
        "del",
        "udgave",
        "instans",
        "behandling",
        "klasse",
        "bølge",
        "runde",
        "halvdel",
        "jan",
        "feb",
        "mar",
        "apr",
        "aug",
        "sep",
        "sept",
        "okt",
        "nov",
        "dec",
        "og",
    ];
    let word = content.split(|c: char| !c.is_alphabetic()).next().unwrap_or("").to_lowercase();
    NOUNS.contains(&word.as_str())
}

/// Items that are the names of boxes, "– Resultatmål:" above items of their own, head them.
pub(super) fn box_items(norm: &str, blocks: &mut [Block]) {
    for at in 1..blocks.len() {
        let (before, below) = blocks.split_at_mut(at);
        let item = &mut before[at - 1];
        let below = below.iter().find(|block| block.kind != BlockKind::Furniture).map(|block| block.kind);
        if item.kind == BlockKind::ListItem
            && matches!(below, Some(BlockKind::ListItem | BlockKind::Paragraph))
            && item.text(norm).ends_with(':')
            && box_kind(&item.text(norm)).is_some()
        {
            item.kind = BlockKind::Heading(Style::Bare);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_and_dates() {
        let name = |text: &str| marker(text).map(|(_, name)| name);
        assert_eq!(name("- Flere unge"), Some(None));
        assert_eq!(name("- 2. Flere unge"), Some(Some("2".into())));
        assert_eq!(name("1a. Antallet"), Some(Some("1a".into())));
        assert_eq!(name("2.c Antallet"), Some(Some("2.c".into())));
        assert_eq!(name("3) bistå unge"), Some(Some("3".into())));
        assert_eq!(name("Ad 3. Antallet"), Some(Some("3".into())));
        assert_eq!(name("Ad hoc"), None);
        assert_eq!(name("4 = Høns til alle"), Some(Some("4".into())));
        assert_eq!(name("1. bistå jobsøgende"), Some(Some("1".into())));
        assert_eq!(name("31. december 2019"), None);
        assert_eq!(name("1. kvartal 2022"), None);
        assert_eq!(name("2023 var et godt år"), None);
        assert_eq!(name("-sats"), None);
    }

    #[test]
    fn the_name_of_a_box_heads_the_items_below_it() {
        let found = crate::structure::shown::nodes(
            "– Resultatmål:\n  o Mindst 40 haver\n  o 12 nye høns\n– Andet:\n  o Fest\n",
        );
        assert_eq!(found[..2], ["b Resultatmål:", "i Mindst 40 haver"], "{found:?}");
        assert!(found[3].starts_with('i'), "{found:?}");
    }
}
