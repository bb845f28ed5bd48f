//! Titles that no blank line sets off: right behind a full stop, below another heading, or under a label that stands
//! alone ("TEMA 1"). What ends them is a line that breaks off, the wording of a minister's goal, or a name of the
//! contents.

use super::block::{BlockKind, Builder, Style};
use super::box_kind::box_kind;
use super::line::LineKind;
use super::{heading, list, opener};
use crate::lexicon::embedded_minister_wordings;
use rustc_hash::FxHashSet;
use std::sync::LazyLock;

impl Builder<'_> {
    /// The end of a heading that no blank line sets off: right behind a full stop or another heading, broken off
    /// before its line is full, before a capital.
    pub(super) fn title_end(&self, index: usize, text: &str) -> Option<usize> {
        let last = self.blocks.last()?;
        if matches!(last.kind, BlockKind::Heading(Style::Markdown(_))) {
            return None;
        }
        let headed = matches!(last.kind, BlockKind::Heading(_));
        let labelled = headed && opener::is_bare_label(&last.text(self.norm));
        let after_heading = headed && !labelled && box_kind(&last.text(self.norm)).is_none();
        let before = &self.lines[index.checked_sub(1)?];
        let flush = before.kind == LineKind::Text
            && self.open
            && (after_heading || labelled || before.text(self.norm).ends_with(['.', '?', '!', '”', '»']));
        if !flush
            || !(labelled || heading::reads_as_heading(text))
            || text.ends_with(':')
            || text.starts_with(|c: char| !c.is_uppercase())
        {
            return None;
        }
        let end = self.known_title_end(index).filter(|_| labelled).or_else(|| self.broken_off(index))?;
        let words: usize = self.lines[index..end].iter().map(|line| line.text(self.norm).split(' ').count()).sum();
        // Under a heading stands a line of its own only if it is a heading as well: few words, or one that is known.
        (words <= 20 && (!after_heading || box_kind(text).is_some() || words <= 4)).then_some(end)
    }

    /// The line after one to four lines that are the wording of a minister's goal, or a name of the contents.
    fn known_title_end(&self, index: usize) -> Option<usize> {
        static WORDINGS: LazyLock<FxHashSet<String>> = LazyLock::new(|| {
            embedded_minister_wordings().iter().map(|wording| heading::contents_key(wording)).collect()
        });
        let mut key = String::new();
        let lines = (index..(index + 4).min(self.lines.len())).take_while(|&at| self.lines[at].kind == LineKind::Text);
        let mut ends = lines.filter_map(|at| {
            key.push_str(&heading::contents_key(self.lines[at].text(self.norm)));
            (WORDINGS.contains(&key) || self.contents.contains(&key)).then_some(at + 1)
        });
        ends.next()
    }

    /// The line after a run of one to three lines without a stop that breaks off though the next word had room.
    pub(super) fn broken_off(&self, index: usize) -> Option<usize> {
        for end in index + 1..(index + 4).min(self.lines.len()) {
            let (line, next) = (&self.lines[end - 1], &self.lines[end]);
            let text = line.text(self.norm);
            if line.kind != LineKind::Text
                || next.kind != LineKind::Text
                || text.ends_with(['.', ':', ';', ',', '!', '-'])
            {
                return None;
            }
            let following = next.text(self.norm);
            if following.starts_with(char::is_uppercase) || list::marker(following).is_some() {
                return self.has_room(end - 1).then_some(end);
            }
            if !following.starts_with(char::is_lowercase) {
                return None;
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use crate::structure::shown::{PROSE, nodes};

    #[test]
    fn a_title_stands_under_a_bare_label() {
        assert_eq!(
            nodes(&format!("{PROSE}TEMA 1\nHønsene skal have det godt\nI dag er der 14 høns i haven.\n"))[1..],
            ["h TEMA 1", "h Hønsene skal have det godt", "p I dag er der 14 høns i haven."]
        );
    }
}
