//! Lists that lost their bullets in wrapped text: under the heading of a box, or behind a colon, each item begins with a
//! capital on a line of its own.
//!
//! ```text
//! MÅL FOR 2030
//! Færre unge uden uddannelse: fra 90 til højst
//! 80 ved årets udgang
//! Ingen må vente mere end to uger
//! ```
//!
//! A capital alone may be a name in the middle of an item: the line before it must break off though the next word had
//! room. Prose is told by its stops.

use super::block::{BlockKind, Builder};
use super::box_kind::{BoxKind, box_kind};
use super::flush::names_source;
use super::line::LineKind;
use super::resume::waits_for_more;
use super::{footnote, heading, list, opener};
use crate::token::verb::is_infinitive;

/// Longer lists are prose whose stops were lost.
const MOST_LINES: usize = 60;
/// Words before the verb that all items share.
const MOST_OPENING: usize = 8;
/// Words of an item.
const MOST_WORDS: usize = 40;

/// The items of a list without marks.
#[derive(Debug, Default)]
pub(super) struct Unmarked {
    /// The lines that items begin with.
    starts: Vec<usize>,
    /// The line after the last item.
    end: usize,
}

impl Unmarked {
    /// Whether an item begins at the line; None where no such list runs.
    pub(super) fn starts(&self, index: usize) -> Option<bool> {
        (index < self.end && self.starts.first().is_some_and(|&first| first <= index))
            .then(|| self.starts.binary_search(&index).is_ok())
    }
}

impl Builder<'_> {
    /// The list without marks that begins at the line.
    pub(super) fn unmarked(&self, index: usize) -> Option<Unmarked> {
        let announced = self.announces_items(index)?;
        // Where lines are not wrapped, each is an item; a box's are read line by line anyway.
        let wrapped = self.width.is_some();
        if !wrapped && announced == Announced::Box {
            return None;
        }
        if !is_plain(self.lines[index].text(self.norm)) {
            return None;
        }
        let mut starts = vec![index];
        let mut end = index + 1;
        while let Some(line) = self.lines.get(end).filter(|line| line.kind == LineKind::Text) {
            let text = line.text(self.norm);
            if end - index > MOST_LINES || self.lone_marker(end, text).is_some() || !is_plain(text) {
                break;
            }
            let fresh = match announced {
                Announced::Verb => {
                    let before = self.lines[end - 1].text(self.norm);
                    let whole = self.has_room(end - 1) || !waits_for_more(before);
                    begins_with_verb(text) && !governs(before) && whole
                }
                Announced::Box | Announced::Colon => !text.starts_with(char::is_lowercase) && self.has_room(end - 1),
            };
            if !wrapped || fresh {
                starts.push(end);
            }
            end += 1;
        }
        // Prose goes on below the items: "… De tre mål går igen i planen."
        while let Some(&last) = starts.last()
            && announced == Announced::Colon
            && ends_sentence(self.lines[end - 1].text(self.norm))
        {
            starts.pop();
            end = last;
        }
        let to = |item: usize| starts.get(item + 1).copied().unwrap_or(end);
        let are_items = (0..starts.len()).all(|item| self.is_item(announced, starts[item], to(item)));
        // Paragraphs of one line each are no list.
        let set_off = wrapped || self.lines.get(end).is_none_or(|line| line.kind == LineKind::Blank);
        (starts.len() > 1 && are_items && set_off).then_some(Unmarked { starts, end })
    }

    /// What stands above and announces a list.
    fn announces_items(&self, index: usize) -> Option<Announced> {
        let last = self.blocks.last()?;
        let text = last.text(self.norm);
        let verb = || begins_with_verb(self.lines[index].text(self.norm));
        if self.width.is_some() && waits_for_verb(&text) && verb() && index > 0 && self.has_room(index - 1) {
            return Some(Announced::Verb);
        }
        match last.kind {
            BlockKind::Heading(_) => {
                let kind = box_kind(&text)?;
                matches!(
                    kind,
                    BoxKind::Minister | BoxKind::Beacons | BoxKind::Objectives | BoxKind::Goals | BoxKind::Activities
                )
                .then_some(Announced::Box)
            }
            BlockKind::Paragraph if text.trim_end().ends_with(':') => Some(Announced::Colon),
            _ => None,
        }
    }

    fn is_item(&self, announced: Announced, from: usize, to: usize) -> bool {
        let lines = || self.lines[from..to].iter().map(|line| line.text(self.norm));
        let words: usize = lines().map(|line| line.split_whitespace().count()).sum();
        let first = lines().next().unwrap_or("");
        let has_stop = lines().any(|line| line.ends_with(['?', '!', ':', ';']) || ends_sentence(line));
        let begins = match announced {
            Announced::Verb => begins_with_verb(first),
            Announced::Box | Announced::Colon => first.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()),
        };
        begins && words <= MOST_WORDS && !has_stop
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Announced {
    Box,
    Colon,
    /// "Derfor vil vi": each item begins with its infinitive.
    Verb,
}

/// "Derfor vil vi", "Jobcentret skal": the verb comes on the next line.
fn waits_for_verb(text: &str) -> bool {
    let lower = text.trim_end_matches([' ', ':', '…']).to_lowercase();
    let words: Vec<&str> = lower.split_whitespace().collect();
    let modal = |word: &&str| matches!(*word, "vil" | "skal");
    words.len() <= MOST_OPENING
        && words.last().is_some_and(|last| modal(last) || matches!(*last, "vi" | "at"))
        && words.iter().any(modal)
}

/// Whether an infinitive on the next line belongs to the words at a line's end: "… og derfor", "… så alle kan".
fn governs(line: &str) -> bool {
    let last = line.rsplit(' ').next().unwrap_or("");
    let adverb = matches!(last, "derfor" | "også" | "ikke" | "bedre" | "fortsat" | "løbende" | "aktivt" | "selv");
    adverb || matches!(last, "og" | "eller" | "at" | "kan" | "skal" | "vil" | "må" | "bør" | "kunne" | "skulle")
}

/// Whether a line begins with an infinitive in small letters.
fn begins_with_verb(text: &str) -> bool {
    is_infinitive(text.split(' ').next().unwrap_or(""))
}

/// Whether a line has nothing that makes it something else: no marks, no label, no columns, no heading in capitals.
fn is_plain(text: &str) -> bool {
    list::marker(text).is_none()
        && footnote::marker(text).is_none()
        && !names_source(text)
        && opener::split(text).is_none()
        && !heading::is_capitals(text)
        && box_kind(text).is_none()
        && !text.contains(['\t', '|'])
        && !text.contains("   ")
}

/// Words that a full stop only shortens.
pub(super) const ABBREVIATIONS: &[&str] = &[
    "pct.", "kr.", "mio.", "mia.", "ca.", "nr.", "mv.", "m.v.", "m.m.", "bl.a.", "f.eks.", "pga.", "jf.", "fx.",
    "stk.", "evt.", "inkl.", "ekskl.", "hhv.", "ift.", "ifm.", "vedr.", "kvt.", "maks.", "min.", "pr.", "osv.",
];

/// Whether a full stop stands at the line's end or before a capital, and none of an abbreviation.
fn ends_sentence(line: &str) -> bool {
    let mut words = line.split_whitespace().peekable();
    while let Some(word) = words.next() {
        let ends = words.peek().is_none_or(|next| next.starts_with(char::is_uppercase));
        if word.ends_with('.') && ends && !ABBREVIATIONS.contains(&word) {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use crate::structure::shown::{PROSE, nodes};

    fn items(list: &str) -> Vec<String> {
        let nodes = nodes(&format!("{PROSE}\n{list}"));
        nodes.iter().filter_map(|node| node.strip_prefix("i ")).map(str::to_owned).collect()
    }

    #[test]
    fn capitals_behind_room_begin_items() {
        assert_eq!(
            items(
                "MÅL FOR 2030\nFærre huller i stierne: fra 90 til højst\n80 ved årets udgang\nAlle får nye høns inden uge 49\n"
            ),
            ["Færre huller i stierne: fra 90 til højst 80 ved årets udgang", "Alle får nye høns inden uge 49"]
        );
        assert_eq!(
            items(
                "Byrådet har derfor valgt to temaer for haven:\nHøns til alle\nStier uden huller\nDe to temaer går igen i planen.\n"
            ),
            ["Høns til alle", "Stier uden huller"]
        );
    }

    #[test]
    fn names_and_prose_begin_none() {
        // The line before a name is full; sentences have stops.
        assert!(items("MÅL\nFlere høns skal flytte ind i haven bag det gamle\nRådhus i byen\n").is_empty());
        assert!(items("MÅL\nFlere høns skal flytte ind.\nAlle får en have.\n").is_empty());
    }

    #[test]
    fn verbs_begin_the_items_behind_one_that_they_share() {
        let list =
            "bygge et hus ved åen, når foråret kommer\nholde åbent hus hver lørdag\nspørge naboerne om hønsene\n";
        let items_of = |opening: &str| items(&format!("{opening}\n{list}\nHaven ligger ved åen.\n"));
        assert_eq!(items_of("Vi vil").len(), 3);
        assert_eq!(items_of("Derfor vil vi")[1], "holde åbent hus hver lørdag");
        assert!(items_of("Derfor kom vi").is_empty());
        assert!(items("Derfor vil vi\nbygge et hus ved åen\nog haven\n").is_empty());
    }

    #[test]
    fn bare_numbers_count_items() {
        assert_eq!(
            items("Ministeren har meldt mål ud:\n1\nHøns til alle\ni hele byen\n2\nStier uden huller\n"),
            ["1 Høns til alle i hele byen", "2 Stier uden huller"]
        );
        assert!(items("12\nHøns til alle\n13\nStier uden huller\n").is_empty());
    }
}
