//! Numbered headings: "2.1 Unge" and "1. Indledning", as against the items of a numbered list.

use super::block::{Block, BlockKind, Builder, Style};
use super::heading;
use super::line::LineKind;
use super::list;
use super::list::Label;
use super::opener;

/// An item that a small letter counts has fewer lines.
const LETTERED_LINES: usize = 5;

impl Builder<'_> {
    /// What a number or bullet on the line above makes of a line: a chapter of the contents, or an item.
    pub(super) fn marked(&self, text: &str, label: &Label) -> BlockKind {
        let chapter = || self.contents.contains(&heading::contents_key(text)) && text.starts_with(char::is_uppercase);
        match label.name.as_deref() {
            Some(name) if name.starts_with(|c: char| c.is_ascii_digit()) && chapter() => {
                let depth = name.split('.').filter(|part| !part.is_empty()).count();
                BlockKind::Heading(Style::Numbered(u8::try_from(depth).unwrap_or(u8::MAX)))
            }
            _ => BlockKind::ListItem,
        }
    }

    /// "A. Flere unge i job" above "B. Kortere sygeforløb": a letter counts items where the next or the one before does.
    pub(super) fn lettered_item(&self, index: usize, text: &str) -> Option<(usize, String)> {
        let (length, letter) = lettered(text)?;
        let next = self.lines[index + 1..].iter().find(|line| line.kind == LineKind::Text);
        let goes_on = next
            .and_then(|next| lettered(next.text(self.norm)))
            .is_some_and(|(_, next)| next as u32 == letter as u32 + 1);
        let before = self.blocks.iter().rev().find(|block| block.kind != BlockKind::Furniture);
        let counted = before.filter(|block| block.kind == BlockKind::ListItem).and_then(|block| block.label.as_ref());
        let follows = counted
            .and_then(|label| label.name.as_deref())
            .is_some_and(|name| name.len() == 1 && name.chars().next().is_some_and(|c| c as u32 + 1 == letter as u32));
        // A small letter is nobody's initial: the item may run over some lines.
        let small = || {
            let lines = self.lines[index + 1..].iter().filter(|line| line.kind == LineKind::Text).take(LETTERED_LINES);
            lines.filter_map(|line| lettered(line.text(self.norm))).any(|(_, next)| next == 'b')
        };
        let introduced = || before.is_some_and(|block| block.text(self.norm).trim_end().ends_with(':'));
        let begins = letter == 'A' && goes_on && introduced() || letter == 'a' && small();
        (begins || follows).then(|| (length, letter.to_string()))
    }

    /// "1 Haver til alle" behind a colon and above "2 Høns til alle", or right below item 1: an item, even if a chapter
    /// has the same name.
    pub(super) fn is_numbered_item(&self, index: usize, name: &str) -> bool {
        let next = self.lines.get(index + 1).filter(|line| line.kind == LineKind::Text);
        let sibling = next.and_then(|next| numbered(next.text(self.norm)));
        let introduced = self.last_block().is_some_and(|block| block.text(self.norm).trim_end().ends_with(':'));
        if introduced && sibling.is_some_and(|(_, _, other)| follows(Some(name), &other)) {
            return true;
        }
        let adjacent = index > 0 && self.lines[index - 1].kind == LineKind::Text;
        let note_above = self.blocks.last().is_some_and(|block| block.kind == BlockKind::Footnote);
        self.follows_item(name) && (adjacent || note_above)
    }

    /// The last block that is neither furniture nor a note.
    fn last_block(&self) -> Option<&Block> {
        let aside = |block: &&Block| matches!(block.kind, BlockKind::Furniture | BlockKind::Footnote);
        self.blocks.iter().rev().find(|block| !aside(block))
    }

    /// Whether the last block is the item counted before `name`.
    fn follows_item(&self, name: &str) -> bool {
        self.last_block().is_some_and(|block| {
            block.kind == BlockKind::ListItem
                && block.label.as_ref().is_some_and(|label| follows(label.name.as_deref(), name))
        })
    }

    /// "1. Indledning" is a heading where no "2." follows at once and no list is under way.
    pub(super) fn is_numbered_heading(&self, index: usize, text: &str, depth: u8, name: &str) -> bool {
        // Chapters may be listed inside a page too: "1. Høns⏎2. Haver".
        let next = self.lines.get(index + 1).filter(|line| line.kind == LineKind::Text);
        let sibling = next.and_then(|next| numbered(next.text(self.norm)));
        let under_text = index > 0 && self.lines[index - 1].kind == LineKind::Text;
        let listed =
            under_text && self.follows_item(name) || sibling.is_some_and(|(_, _, other)| follows(Some(name), &other));
        if self.contents.contains(&heading::contents_key(text)) && (depth > 1 || !listed) {
            return true;
        }
        if text.chars().count() > 100 || text.ends_with(['.', ',', ';', ':']) || text.split_whitespace().count() > 14 {
            return false;
        }
        let first = text.chars().find(|c| c.is_alphabetic());
        if first.is_none_or(char::is_lowercase) {
            return false;
        }
        if depth > 1 {
            return true;
        }
        if self.follows_item(name)
            || self.last_block().is_some_and(|block| block.text(self.norm).trim_end().ends_with(':'))
        {
            return false;
        }
        let next = self.lines[index + 1..].iter().find(|line| line.kind == LineKind::Text);
        let adjacent = self.lines.get(index + 1).is_some_and(|line| line.kind == LineKind::Text);
        next.is_some_and(|next| {
            let next = next.text(self.norm);
            let sibling = numbered(next).is_some_and(|(_, _, other)| follows(Some(name), &other));
            !sibling && !(adjacent && next.starts_with(char::is_lowercase))
        })
    }
}

/// "A. Flere": length of the letter and what parts it from the words, and the letter.
fn lettered(text: &str) -> Option<(usize, char)> {
    // "- A Unge på vej": the point is lost where the letter was set in bold behind a bullet.
    let bullet = list::marker(text).filter(|(_, name)| name.is_none()).map_or(0, |(length, _)| length);
    let letter = text[bullet..].chars().next().filter(|c| matches!(c, 'A'..='H' | 'a'..='h'))?;
    let rest = &text[bullet + 1..];
    // "A    Flere unge i job": a wide gap, as columns have.
    let wide = rest.starts_with("  ");
    let rest = rest.strip_prefix(['.', ')']).or(Some(rest).filter(|_| letter.is_uppercase() && (bullet > 0 || wide)))?;
    let words = rest.trim_start();
    (words.len() < rest.len() && words.starts_with(char::is_uppercase)).then(|| (text.len() - words.len(), letter))
}

/// The label of a heading behind `#`: its length and its number. "6.3 Strategisk mål B: …" is labelled by the words
/// behind its number, "4. Flere unge i job" and "6.2 Flere unge i job" by the number.
pub fn heading_label(text: &str) -> Option<(usize, Option<String>)> {
    let number = numbered(text).filter(|&(length, depth, _)| depth > 1 || text[..length].contains(". "));
    let after = number.as_ref().map_or(0, |&(length, ..)| length);
    let behind = || opener::split(&text[after..]).map(|(length, name)| (after + length, name));
    opener::split(text).or_else(behind).or(number.map(|(length, _, name)| (length, Some(name))))
}

/// "2.1 Unge", "1. Indledning", "3 Vores tilgang": length of the numbering, its depth and its name.
pub fn numbered(text: &str) -> Option<(usize, u8, String)> {
    let name_length = text.bytes().take_while(|b| b.is_ascii_digit() || *b == b'.').count();
    let name = text[..name_length].trim_end_matches('.');
    let depth = name.split('.').count();
    if name.is_empty() || depth > 4 || name.split('.').any(|part| part.is_empty() || part.len() > 2) {
        return None;
    }
    // "28 POINT TIL FORSKEL" is a figure with its caption.
    if depth == 1 && name.parse().is_ok_and(|number: u32| number > 20) && heading::is_capitals(text) {
        return None;
    }
    let rest = text[name_length..].trim_start();
    let gap = text.len() - name_length - rest.len();
    (gap > 0 && rest.starts_with(char::is_uppercase)).then(|| (text.len() - rest.len(), depth as u8, name.to_owned()))
}

/// "4) Unge": the same of a number in a bracket, which counts chapters only where the table of contents has it.
pub fn bracketed(text: &str) -> Option<(usize, u8, String)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let rest = text[digits..].strip_prefix(')').filter(|_| (1..=2).contains(&digits))?;
    let name = rest.trim_start();
    (name.len() < rest.len() && name.starts_with(char::is_uppercase))
        .then(|| (text.len() - name.len(), 1, text[..digits].to_owned()))
}

/// The number of a heading with `#` that counts chapters.
pub fn chapter_number(norm: &str, block: &Block) -> Option<u32> {
    if !matches!(block.kind, BlockKind::Heading(Style::Markdown(_))) {
        return None;
    }
    let bare = |label: &Label| !norm[label.range.clone()].contains(char::is_alphabetic);
    match &block.label {
        Some(label) => label.name.as_deref().filter(|_| bare(label))?.parse().ok(),
        None => numbered(&block.text(norm)).filter(|&(_, depth, _)| depth == 1)?.2.parse().ok(),
    }
}

/// How deep the number of a heading with `#` lies: 1 of "6. Mål", 2 of "6.2 Unge".
pub fn number_depth(norm: &str, block: &Block) -> Option<u8> {
    if !matches!(block.kind, BlockKind::Heading(Style::Markdown(_))) {
        return None;
    }
    let text = match &block.label {
        Some(label) => &norm[label.range.clone()],
        None => &*block.text(norm),
    };
    let name = text.split_whitespace().next()?.trim_end_matches('.');
    let parts = || name.split('.');
    let short = |part: &str| matches!(part.len(), 1 | 2) && part.bytes().all(|byte| byte.is_ascii_digit());
    parts().all(short).then(|| u8::try_from(parts().count()).ok()).flatten()
}

/// The highest level of headings that count 1, 2, 3 …, if that is all they do.
pub fn counted_level(norm: &str, blocks: &[Block]) -> Option<u8> {
    let level = |block: &Block| match block.kind {
        BlockKind::Heading(Style::Markdown(level)) => Some(level),
        _ => None,
    };
    let counted: Vec<(u32, u8)> =
        blocks.iter().filter_map(|block| Some((chapter_number(norm, block)?, level(block)?))).collect();
    let rising = (1..).zip(&counted).all(|(expected, (number, _))| *number == expected);
    (counted.len() >= 3 && rising).then(|| counted.iter().map(|(_, level)| *level).min()).flatten()
}

/// Whether `next` is the number after `before`.
fn follows(before: Option<&str>, next: &str) -> bool {
    let number = |name: &str| name.parse::<u32>().ok();
    before.and_then(number).zip(number(next)).is_some_and(|(before, next)| before + 1 == next)
}
