//! Lists that lost their bullets, with a blank line between their items, as some converters leave them.
//!
//! ```text
//! Vi vil                                       Byrådet har valgt tre pejlemærker:
//!
//! afprøve et nyt hønsehus                      Haver til alle
//!
//! bygge et hegn om haven                       Høns uden hegn
//! ```
//!
//! Items that go on with a verb begin in small letters, which no paragraph does; names come again as headings. Where the
//! tool keeps the white space, items of one sentence each stand further in than their heading, line below line.

use super::block::{Block, BlockKind, Style};
use super::box_kind::{BoxKind, box_kind};
use super::heading::contents_key;
use super::unmarked::ABBREVIATIONS;
use rustc_hash::FxHashMap;

/// Fewer are no list.
const LEAST_ITEMS: usize = 2;
/// What one name may follow.
const ONE: &[&str] = &[" indsatsområde:", " fokusområde:", " pejlemærke:"];
/// Longer lines are no names.
const MOST_WORDS: usize = 14;

/// Makes items of the paragraphs and headings that are parts of such lists.
pub fn itemize(norm: &str, mut blocks: Vec<Block>) -> Vec<Block> {
    // Where each heading stands for the last time.
    let mut last: FxHashMap<String, usize> = FxHashMap::default();
    for (index, block) in blocks.iter().enumerate() {
        if matches!(block.kind, BlockKind::Heading(_)) {
            last.insert(contents_key(&block.text(norm)), index);
        }
    }
    let mut index = 0;
    while index < blocks.len() {
        let text = blocks[index].text(norm);
        let colon = blocks[index].kind == BlockKind::Paragraph && text.trim_end().ends_with(':');
        let acts = matches!(blocks[index].kind, BlockKind::Heading(_))
            && matches!(box_kind(&text), Some(BoxKind::Activities | BoxKind::Goals | BoxKind::Objectives));
        index += 1;
        if !colon && !acts {
            continue;
        }
        let (above, below) = blocks.split_at(index);
        let further_in = if acts { further_in(norm, &above[index - 1], below) } else { 0 };
        let clauses = clauses(norm, below).max(further_in);
        let names = if colon { names(norm, below, &last, index) } else { 0 };
        let items = clauses.max(names);
        // "Byrådet har valgt endnu et indsatsområde:"
        let one = colon && ONE.iter().any(|one| text.trim_end().ends_with(one));
        if items >= LEAST_ITEMS || one && items == 1 {
            blocks[index..index + items].iter_mut().for_each(|block| block.kind = BlockKind::ListItem);
            index += items;
        }
    }
    blocks
}

/// How many paragraphs at the start of `below` are items: they begin in small letters or end without a stop. A short one
/// between them looks like a heading.
fn clauses(norm: &str, below: &[Block]) -> usize {
    let clause = |block: &Block| {
        let text = block.text(norm);
        block.kind == BlockKind::Paragraph
            && (text.starts_with(char::is_lowercase) || text.trim_end().ends_with(char::is_alphanumeric))
    };
    let short = |block: &Block| {
        block.kind == BlockKind::Heading(Style::Bare) && block.label.is_none() && box_kind(&block.text(norm)).is_none()
    };
    let run = below.iter().take_while(|block| clause(block) || short(block)).count();
    let end = below[..run].iter().rposition(clause).map_or(0, |at| at + 1);
    if below[..end].iter().filter(|block| clause(block)).count() >= LEAST_ITEMS { end } else { 0 }
}

/// How many paragraphs at the start of `below` stand further in than their heading, each of one sentence and right below
/// the one before.
fn further_in(norm: &str, heading: &Block, below: &[Block]) -> usize {
    let indent = |block: &Block| {
        let start = block.segments[0].start;
        start - norm[..start].rfind('\n').map_or(0, |at| at + 1)
    };
    let margin = indent(heading);
    let item = |block: &Block| {
        block.kind == BlockKind::Paragraph && indent(block) > margin + 1 && !has_sentences(&block.text(norm))
    };
    let adjoins = |at: usize| {
        let end = below[at - 1].segments.last().map_or(0, |segment| segment.end);
        let start = below[at].segments[0].start;
        start > end && norm[end..start].matches('\n').count() == 1
    };
    (0..below.len()).take_while(|&at| item(&below[at]) && (at == 0 || adjoins(at))).count()
}

/// Whether a text has more than one sentence.
pub(super) fn has_sentences(text: &str) -> bool {
    let mut words = text.split_whitespace().peekable();
    while let Some(word) = words.next() {
        let next = words.peek().is_some_and(|next| next.starts_with(char::is_uppercase));
        if next && word.ends_with(['.', '!', '?']) && !ABBREVIATIONS.contains(&word) {
            return true;
        }
    }
    false
}

/// How many of the short lines at the start of `below` are names: up to the last that is a heading again further down.
fn names(norm: &str, below: &[Block], last: &FxHashMap<String, usize>, start: usize) -> usize {
    let short = |block: &&Block| {
        block.kind == BlockKind::Heading(Style::Bare)
            && block.label.is_none()
            && block.text(norm).split_whitespace().count() <= MOST_WORDS
    };
    let run: Vec<String> = below.iter().take_while(short).map(|block| contents_key(&block.text(norm))).collect();
    let again = |name: &String| last.get(name).is_some_and(|&index| index >= start + run.len());
    let end = run.iter().rposition(again).map_or(0, |at| at + 1);
    if run[..end].iter().filter(|name| again(name)).count() * 2 > end { end } else { 0 }
}

#[cfg(test)]
mod tests {
    use crate::structure::shown::nodes;

    fn items(text: &str) -> usize {
        nodes(text).iter().filter(|node| node.starts_with("i ")).count()
    }

    #[test]
    fn clauses_behind_a_colon_are_items() {
        assert_eq!(
            items(
                "# Haver\n\nVi vil i haven:\n\nafprøve et nyt hønsehus\n\nbygge et hegn om haven\n\nHaven er stor.\n"
            ),
            2
        );
        // One clause goes on with the sentence above.
        assert_eq!(items("# Haver\n\nVi vil i haven\n\nafprøve et nyt hønsehus.\n\nHaven er stor.\n"), 0);
    }

    #[test]
    fn names_that_come_again_are_items() {
        let list =
            "# Plan\n\nByrådet har valgt tre pejlemærker:\n\nHaver til alle\n\nHøns uden hegn\n\nStier i byen\n\n";
        let chapters = "## Haver til alle\n\nHaven er stor.\n\n## Høns uden hegn\n\nHøns går løse.\n\n## Stier i byen\n\nStier går rundt.\n";
        assert_eq!(items(&format!("{list}{chapters}")), 3);
        assert_eq!(items(list), 0);
    }

    #[test]
    fn lines_further_in_than_their_heading_are_items() {
        let text = "Aktiviteter i 2030\n    Sammen med skolen plantes en hæk med plads til ti høns, der ellers\n    ville gå løse.\n    En fast låge til hver have.\n    Åbent hus hver lørdag.\n\nHaven ligger ved åen.\n";
        assert_eq!(items(text), 3);
        let prose = "Aktiviteter i 2030\n    Haven er stor. Den ligger ved åen, og hønsene går i den hele dagen.\n    Den passes af naboen.\n\nHaven ligger ved åen.\n";
        assert_eq!(items(prose), 0);
    }

    #[test]
    fn one_name_may_follow_one_word() {
        let text = |word: &str| {
            format!(
                "# Plan\n\nByrådet har valgt endnu et {word}:\n\nHaver til alle\n\nDet er vigtigt.\n\n## Haver til alle\n\nHaven er stor.\n"
            )
        };
        assert_eq!(items(&text("indsatsområde")), 1);
        assert_eq!(items(&text("ord")), 0);
    }

    #[test]
    fn items_of_one_sentence_each_end_with_their_stop() {
        let list = "Vi vil i haven ved åen, som alle i byen kender og er glade for, gøre dette i de næste år:\n• Vi passer alle høns, som nogen har glemt i haven bag rådhuset.\n• Vi sår græs på de steder, hvor der ikke er mere tilbage af det i dag.\n• Vi henter vand hver dag til alle de dyr, som er tørstige om natten ude i haven.\n";
        let below = "Formanden for haven og hans to gode venner fra byen synes, at det er en rigtig god plan.\n";
        assert_eq!(nodes(&format!("{list}{below}")).last().map(String::as_str), Some(&*format!("p {}", below.trim())));
        // Another item follows: the sentence belongs to the one above.
        let found = nodes(&format!("{list}{below}• Vi passer på hegnet.\n"));
        assert!(!found.iter().any(|node| node.starts_with("p Formanden")), "{found:?}");
    }
}
