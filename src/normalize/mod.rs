//! Repairs the text as PDF tools and web pages leave it, and remembers where everything came from.
//!
//! Each step lives in a file of its own: a cheap trigger ([`Step::applies`]) and a change ([`Step::rewrite`]) that
//! records every edit as it is made. Lines stay lines here; what a line *is* gets decided in
//! [`structure`](crate::structure). Letter case stays too: headings need it. Lower-casing happens where words are
//! matched, in [`token::Flow`](crate::token::Flow), which keeps its own places.

mod characters;
mod emphasis;
mod end_note;
mod hyphen_break;
mod letter_spacing;
mod markup;
mod mojibake;
mod note_mark;
mod offset_map;
mod roman_note;
mod split_word;

pub use markup::CELL_BREAK;
pub use offset_map::{Edit, Editor, OffsetMap};

use crate::span::Span;
use std::borrow::Cow;
use std::ops::Range;

/// One repair.
pub trait Step: Sync {
    /// Kebab-case name, as `pejl check` prints it.
    fn name(&self) -> &'static str;
    /// Whether the text has anything for this step; must be cheap.
    fn applies(&self, text: &str) -> bool;
    /// Writes the repaired text through `editor`, which copies what is not changed.
    fn rewrite(&self, text: &str, editor: &mut Editor<'_>);
}

/// The steps in their order: markup first, since it hides the characters that later steps look at.
pub const ALL: &[&dyn Step] = &[
    &markup::Markup,
    &mojibake::Mojibake,
    &characters::Characters,
    &emphasis::Emphasis,
    &letter_spacing::LetterSpacing,
    &hyphen_break::HyphenBreak,
    &split_word::SplitWord,
    &note_mark::NoteMark,
    &roman_note::RomanNote,
];

/// The repaired text with one offset map per step that changed something.
#[derive(Debug, Clone, Default)]
pub struct NormText {
    text: String,
    maps: Vec<OffsetMap>,
    repairs: Vec<(&'static str, usize)>,
}

/// Runs every step on `raw`.
pub fn normalize(raw: &str) -> NormText {
    let mut text = Cow::Borrowed(raw);
    let mut maps = Vec::new();
    let mut repairs = Vec::new();
    for step in ALL {
        if !step.applies(&text) {
            continue;
        }
        let mut editor = Editor::new(&text);
        step.rewrite(&text, &mut editor);
        let (rewritten, map) = editor.finish();
        if map.edits().is_empty() {
            continue;
        }
        repairs.push((step.name(), map.edits().len()));
        maps.push(map);
        text = Cow::Owned(rewritten);
    }
    NormText { text: text.into_owned(), maps, repairs }
}

impl NormText {
    /// The repaired text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Which steps changed something, with the number of their edits.
    pub fn repairs(&self) -> &[(&'static str, usize)] {
        &self.repairs
    }

    /// The place in raw that `range` of the repaired text came from.
    ///
    /// A range that cuts an edit widens to all of it; what was deleted at its two ends stays outside.
    pub fn raw(&self, range: Range<usize>) -> Span {
        let start = self.raw_start(range.start);
        Span::new(start, self.raw_end(range.end).max(start))
    }

    /// Where a span that starts at `position` of the repaired text starts in raw.
    pub fn raw_start(&self, position: usize) -> usize {
        self.maps.iter().rev().fold(position, |position, map| map.start_before(position))
    }

    /// Where a span that ends at `position` of the repaired text ends in raw.
    pub fn raw_end(&self, position: usize) -> usize {
        self.maps.iter().rev().fold(position, |position, map| map.end_before(position))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_lead_back_to_raw() {
        let raw = "En **stærk**  ind-\nsats for bor&shy;gere<sup>1</sup> &aelig;ndres";
        let norm = normalize(raw);
        assert_eq!(norm.text(), "En stærk  indsats\nfor borgere¹ ændres");
        let at = |word: &str| {
            let start = norm.text().find(word).expect("word is there");
            let span = norm.raw(start..start + word.len());
            &raw[span.start()..span.end()]
        };
        assert_eq!(at("stærk"), "stærk");
        assert_eq!(at("indsats"), "ind-\nsats");
        assert_eq!(at("borgere"), "bor&shy;gere");
        assert_eq!(at("¹"), "<sup>1</sup>");
        assert_eq!(at("ændres"), "&aelig;ndres");
    }
}
