//! Items of lists that their marks do not show: bullets and numbers that stand apart, numbers that only look like an
//! item's, and lines of a box without bullets.

use super::block::{Block, BlockKind, Builder, Style};
use super::box_kind::{BoxKind, box_kind};
use super::line::{Line, LineKind};
use super::list::{self, Label};

/// So many labelled headings in a row are a list.
const LEAST_OPENERS: usize = 3;

impl Builder<'_> {
    /// The bullet or number that stands alone on a line above its item, as PyMuPDF prints lists.
    pub(super) fn lone_marker(&self, index: usize, text: &str) -> Option<Label> {
        let next = self.lines.get(index + 1).filter(|line| line.kind == LineKind::Text)?.text(self.norm);
        if text.len() > 6 || !next.starts_with(char::is_alphabetic) {
            return None;
        }
        let (_, name) = list::marker(&format!("{text} {next}"))?;
        // The whole line must be the marker: "1." and not "1. maj".
        let bare =
            text.chars().all(|c| !c.is_alphabetic()) || name.as_deref() == Some(text.trim_matches(['.', ')', '(']));
        let start = self.lines[index].range.start;
        bare.then(|| Label { range: start..start + text.len(), name })
    }

    /// Whether "2)" at the start of a wrapped line goes on with an enumeration inside a sentence: "at 1) alle ledige
    /// …, ⏎2) flere …".
    pub(super) fn counts_in_sentence(&self, index: usize, number: usize) -> bool {
        if !self.open || self.width.is_none() || !self.previous_is_full(index) {
            return false;
        }
        let inside = |line: Option<&Line>, number: usize| {
            line.filter(|line| line.kind == LineKind::Text)
                .is_some_and(|line| line.text(self.norm).contains(&format!(" {number}) ")))
        };
        (number > 1 && (1..=3.min(index)).any(|back| inside(self.lines.get(index - back), number - 1)))
            || (0..3).any(|ahead| inside(self.lines.get(index + ahead), number + 1))
    }

    /// A short line right under a box's heading, or under such a line: the box lists its goals without bullets.
    pub(super) fn is_box_line(&self, index: usize, text: &str) -> bool {
        let adjacent = index > 0 && self.lines[index - 1].kind == LineKind::Text;
        let Some(last) = self.blocks.last().filter(|_| adjacent && self.width.is_none()) else {
            return false;
        };
        let listing = match last.kind {
            BlockKind::Heading(_) => matches!(
                box_kind(&last.text(self.norm)),
                Some(BoxKind::Minister | BoxKind::Beacons | BoxKind::Objectives | BoxKind::Goals)
            ),
            BlockKind::ListItem => last.label.is_none(),
            _ => false,
        };
        let wrapped = self
            .lines
            .get(index + 1)
            .is_some_and(|next| next.kind == LineKind::Text && next.text(self.norm).starts_with(char::is_lowercase));
        listing && !wrapped && box_kind(text).is_none() && text.chars().count() < 160
    }

    /// Whether an item of a list is the next thing: "Derfor har byrådet valgt tre mål" before it introduces it.
    pub(super) fn list_follows(&self, index: usize) -> bool {
        let next = self.lines[index + 1..].iter().find(|line| line.kind != LineKind::Blank);
        next.is_some_and(|line| match line.kind {
            LineKind::Item => true,
            LineKind::Text => list::marker(line.text(self.norm)).is_some(),
            _ => false,
        })
    }
}

/// "Mål 1: …", "Mål 2: …", "Mål 3: …" with nothing between them are a list and no chapters.
pub(super) fn list_openers(norm: &str, blocks: &mut [Block]) {
    let word = |block: &Block| {
        let label = block.label.as_ref().filter(|_| block.kind == BlockKind::Heading(Style::Opener))?;
        norm[label.range.clone()].split_whitespace().next()
    };
    let mut at = 0;
    while at < blocks.len() {
        let Some(first) = word(&blocks[at]) else {
            at += 1;
            continue;
        };
        let run = blocks[at..].iter().take_while(|block| word(block) == Some(first)).count();
        if run >= LEAST_OPENERS {
            blocks[at..at + run].iter_mut().for_each(|block| block.kind = BlockKind::ListItem);
        }
        at += run;
    }
}
