//! Bullets and numbers of a list that the tool printed one below the other, before the items that they mark.

use super::block::{BlockKind, Builder};
use super::line::LineKind;
use super::list::{Label, is_bullet};
use super::resume::waits_for_more;

impl Builder<'_> {
    /// Whether a bullet or number stands right above another one: the tool printed those of a list before its items.
    pub(super) fn stacks_bullet(&self, index: usize, text: &str) -> bool {
        let bullet = |text: &str| {
            let mut chars = text.chars();
            chars.next().is_some_and(is_bullet) && chars.next().is_none()
        };
        let number = |text: &str| text.strip_suffix(['.', ')']).and_then(|number| number.parse::<u8>().ok());
        let next = self.lines.get(index + 1).filter(|line| line.kind == LineKind::Text);
        next.map(|next| next.text(self.norm)).is_some_and(|next| {
            bullet(text) && bullet(next) || number(text).is_some_and(|here| number(next) == here.checked_add(1))
        })
    }

    /// The number that [`Self::stacks_bullet`] found; a bullet marks nothing.
    pub(super) fn stacked_label(&self, index: usize, text: &str) -> Option<Label> {
        let name = text.trim_end_matches(['.', ')']);
        let counts = name.bytes().all(|byte| byte.is_ascii_digit());
        counts.then(|| Label { range: self.lines[index].range.clone(), name: Some(name.to_owned()) })
    }

    /// The label of the first item below numbers that stand above one another; `last` is the last of them.
    pub(super) fn first_owed(&mut self, last: Label) -> Label {
        if !self.owed.front().is_some_and(Option::is_some) {
            return last;
        }
        self.owed.push_back(Some(last.clone()));
        self.owed.pop_front().flatten().unwrap_or(last)
    }

    /// Whether the line begins the next item below such numbers.
    pub(super) fn starts_owed(&self, index: usize, text: &str) -> bool {
        let counted = self.owed.front().is_some_and(Option::is_some) && self.marker.is_none();
        let item = self.blocks.last().is_some_and(|block| block.kind == BlockKind::ListItem);
        counted
            && item
            && text.starts_with(char::is_uppercase)
            && (!self.open || !waits_for_more(self.lines[index - 1].text(self.norm)))
    }
}

#[cfg(test)]
mod tests {
    use crate::structure::shown::{PROSE, nodes};

    #[test]
    fn numbers_go_to_their_items() {
        let text = format!(
            "{PROSE}\n1.\n2.\n3.\n\nHøns i haven\nHaver til alle, som har lyst\ntil at grave\nGræs\n\nSlut på det hele.\n"
        );
        assert_eq!(
            nodes(&text)[1..4],
            ["i 1 Høns i haven", "i 2 Haver til alle, som har lyst til at grave", "i 3 Græs"]
        );
    }
}
