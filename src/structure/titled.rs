//! Titles that no blank line sets off: right behind a full stop, below another heading, or under a label that stands
//! alone ("TEMA 1"). What ends them is a line that breaks off, the wording of a minister's goal, or a name of the
//! contents.

use super::block::{Block, BlockKind, Builder, Style};
use super::box_kind::box_kind;
use super::line::{Line, LineKind};
use super::{heading, list, opener};
use crate::lexicon::embedded_minister_wordings;
use rustc_hash::FxHashSet;
use std::ops::Range;
use std::sync::LazyLock;

/// No goal of the minister is longer, in bytes.
const MOST_WORDING: usize = 300;
/// Items whose words may be a title are shorter than this, in bytes, and have more letters than that.
const MOST_ITEM: usize = 160;
const LEAST_ITEM: usize = 15;
/// Nor does it stand on more lines.
const MOST_LINES: usize = 6;
/// The letters of the ministers' goals.
static WORDINGS: LazyLock<FxHashSet<String>> =
    LazyLock::new(|| embedded_minister_wordings().iter().map(|wording| heading::contents_key(wording)).collect());

/// How they begin.
static OPENINGS: LazyLock<FxHashSet<String>> =
    LazyLock::new(|| embedded_minister_wordings().iter().map(|wording| opening(wording)).collect());

/// The first letters of a text in lower case.
fn opening(text: &str) -> String {
    text.chars().filter(|c| c.is_alphabetic()).take(6).flat_map(char::to_lowercase).collect()
}

/// The letters of the names in the contents; a name may go on below.
pub(super) fn listed(norm: &str, lines: &[Line]) -> FxHashSet<String> {
    let mut names = FxHashSet::default();
    let mut above = String::new();
    for line in lines.iter().filter(|line| line.kind == LineKind::Contents) {
        let text = line.text(norm);
        let key = heading::contents_key(text);
        above = if text.starts_with(char::is_lowercase) { above + &key } else { key.clone() };
        names.extend([key, above.clone()]);
    }
    names
}

impl Builder<'_> {
    /// The end of a heading that no blank line sets off: right behind a full stop or another heading, broken off
    /// before its line is full, before a capital.
    pub(super) fn title_end(&self, index: usize, text: &str) -> Option<usize> {
        let last = self.blocks.last()?;
        if (!self.open || matches!(last.kind, BlockKind::Heading(_)) && box_kind(&last.text(self.norm)).is_some())
            && let Some(end) = self.minister_title_end(index)
        {
            return Some(end);
        }
        if matches!(last.kind, BlockKind::Heading(Style::Markdown(_))) {
            return None;
        }
        if !self.open
            && let Some(end) = self.item_title_end(index)
        {
            return Some(end);
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

    /// Whether a goal of the minister stands on the lines from `index` on.
    pub(super) fn states_minister_goal(&self, index: usize) -> bool {
        self.stated_end(index).is_some()
    }

    /// The line after the wording of a minister's goal.
    fn stated_end(&self, index: usize) -> Option<usize> {
        // No line that begins otherwise needs to be looked at whole.
        let opens = OPENINGS.contains(&opening(self.lines.get(index)?.text(self.norm)));
        opens.then(|| self.wording_end(index, |key| WORDINGS.contains(key))).flatten()
    }

    /// Whether a block holds the wording of a minister's goal and nothing else.
    pub(super) fn is_wording(&self, block: &Block) -> bool {
        let length = || block.segments.iter().map(|segment| segment.len()).sum::<usize>();
        block.segments.len() <= MOST_LINES
            && length() < MOST_WORDING
            && WORDINGS.contains(&heading::contents_key(&block.text(self.norm)))
    }

    /// The line after a minister's goal that heads the text right below it.
    fn minister_title_end(&self, index: usize) -> Option<usize> {
        let end = self.stated_end(index)?;
        let below = self.lines.get(end).filter(|line| line.kind == LineKind::Text)?.text(self.norm);
        let stopped = self.lines[end - 1].text(self.norm).ends_with(['.', ';', ',']);
        let listed = self.stated_end(end).is_some() || list::marker(below).is_some();
        (below.starts_with(char::is_uppercase) && !stopped && !listed).then_some(end)
    }

    /// Remembers the last block, if it is a short item: its words may be a title further down.
    pub(super) fn note_item(&mut self) {
        if let Some(last) = self.blocks.last().filter(|block| block.kind == BlockKind::ListItem) {
            let short = last.segments.iter().map(Range::len).sum::<usize>() < MOST_ITEM;
            let key = short.then(|| heading::contents_key(&last.text(self.norm)));
            self.items.extend(key.filter(|key| key.len() > LEAST_ITEM));
        }
    }

    /// The line after the words of a listed item that head the text right below them.
    fn item_title_end(&self, index: usize) -> Option<usize> {
        if self.items.is_empty() {
            return None;
        }
        let end = self.wording_end(index, |key| self.items.contains(key))?;
        let below = self.lines.get(end).filter(|line| line.kind == LineKind::Text)?.text(self.norm);
        let stopped = self.lines[end - 1].text(self.norm).ends_with(['.', ';', ',', ':']);
        let listed = list::marker(below).is_some() || self.wording_end(end, |key| self.items.contains(key)).is_some();
        (below.starts_with(char::is_uppercase) && !stopped && !listed).then_some(end)
    }

    /// The line after one to four lines that are the wording of a minister's goal, or a name of the contents.
    fn known_title_end(&self, index: usize) -> Option<usize> {
        self.wording_end(index, |key| WORDINGS.contains(key) || self.contents.contains(key))
    }

    /// The line after a name of the contents that goes on over two lines or more.
    pub(super) fn wrapped_title_end(&self, index: usize) -> Option<usize> {
        let end = self.wording_end(index, |key| self.contents.contains(key))?;
        (end > index + 1).then_some(end)
    }

    /// The line after one to four lines whose letters are known together.
    fn wording_end(&self, index: usize, known: impl Fn(&String) -> bool) -> Option<usize> {
        let mut key = String::new();
        let lines = (index..(index + 4).min(self.lines.len())).take_while(|&at| self.lines[at].kind == LineKind::Text);
        let mut ends = lines.filter_map(|at| {
            key.push_str(&heading::contents_key(self.lines[at].text(self.norm)));
            known(&key).then_some(at + 1)
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
    fn a_goal_of_the_minister_heads_the_text_below_it() {
        let goal = "Flere ledige skal opkvalificeres";
        assert_eq!(
            nodes(&format!("{PROSE}\n{goal}\nHøns har ofte en faglig uddannelse.\n"))[1..],
            [&format!("h {goal}"), "p Høns har ofte en faglig uddannelse."]
        );
        let text = format!("{PROSE}\n{goal}\nFlere personer med handicap skal i beskæftigelse\n");
        assert!(!nodes(&text).contains(&format!("h {goal}")));
    }

    #[test]
    fn numbers_of_the_ministers_goals_may_stand_apart() {
        assert_eq!(
            nodes(&format!(
                "{PROSE}\nTo mål:\n2\nFlere ledige skal opkvalificeres\n4\nFlere personer med handicap skal i\nbeskæftigelse\n\n{PROSE}"
            ))[2..4],
            ["i 2 Flere ledige skal opkvalificeres", "i 4 Flere personer med handicap skal i beskæftigelse"]
        );
        assert!(
            nodes(&format!("{PROSE}\nUnderstøtter\nministermål\n\n2\n\n{PROSE}"))
                .contains(&"h Understøtter ministermål 2".to_owned())
        );
    }

    #[test]
    fn names_of_the_contents_go_on_below() {
        let contents =
            "Indhold\n1. Forord 2\n2. Flere haver til alle høns i byen og i 3\nlandet omkring den\n3. Økonomi 4\n\n";
        let found = nodes(&format!(
            "{contents}\n1. Forord\n{PROSE}\n2. Flere haver til alle høns\ni byen og i landet omkring den\n{PROSE}\n3. Økonomi\n{PROSE}"
        ));
        assert!(
            found.contains(&"h 2 Flere haver til alle høns i byen og i landet omkring den".to_owned()),
            "{found:?}"
        );
        assert!(found.iter().all(|node| !node.starts_with("i ")), "{found:?}");
    }

    #[test]
    fn a_title_stands_under_a_bare_label() {
        assert_eq!(
            nodes(&format!("{PROSE}TEMA 1\nHønsene skal have det godt\nI dag er der 14 høns i haven.\n"))[1..],
            ["h TEMA 1", "h Hønsene skal have det godt", "p I dag er der 14 høns i haven."]
        );
    }
}
