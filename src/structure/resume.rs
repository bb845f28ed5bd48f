//! Sentences cut by a page break, a box, a table or a footnote: the pieces become one block again.

use super::block::{Block, BlockKind, Style};
use super::heading::{has_finite_verb, is_capitals};
use crate::token::verb::is_present;

/// The rest of a cut sentence stands at most so many blocks further down.
const REACH: usize = 40;

/// A heading of a few words is whole, whatever follows it.
const LEAST_CUT: usize = 8;
/// So many whole paragraphs and items do not stand between the pieces of a sentence.
const MOST_BETWEEN: usize = 8;

/// Joins each block that starts in the middle of a sentence to the nearest open block before it.
pub fn join(norm: &str, mut blocks: Vec<Block>) -> Vec<Block> {
    let mut joined: Vec<Block> = Vec::with_capacity(blocks.len());
    for block in blocks.drain(..) {
        if block.kind != BlockKind::Paragraph {
            joined.push(block);
            continue;
        }
        let text = block.text(norm);
        match open_block(norm, &joined, &text, block.page) {
            None => joined.push(block),
            Some(index) => {
                let is_item = joined[index].kind == BlockKind::ListItem;
                let headed = joined[index + 1..].iter().any(|block| matches!(block.kind, BlockKind::Heading(_)));
                // The list goes on, and so does its box.
                let stays = index + 1 == joined.len() || is_item && !headed;
                if matches!(joined[index].kind, BlockKind::Heading(_)) {
                    joined[index].kind = BlockKind::Paragraph;
                }
                joined[index].segments.extend(block.segments);
                if !stays {
                    joined.push(Block {
                        kind: BlockKind::Resumed,
                        segments: Vec::new(),
                        label: None,
                        page: block.page,
                    });
                }
            }
        }
    }
    joined
}

/// The block that `text` on this page goes on with, if any.
fn open_block(norm: &str, blocks: &[Block], text: &str, page: usize) -> Option<usize> {
    // What the margin of an earlier page holds does not part its text from this.
    let aside = |index: usize| blocks[index].page < page && stands_in_margin(blocks, index);
    let starts_lower = text.chars().next().is_some_and(char::is_lowercase);
    // "VIDSTE DU, AT" goes on below itself.
    let headed = blocks.last().is_some_and(|block| {
        matches!(block.kind, BlockKind::Heading(_)) && waits_for_more(&block.text(norm).to_lowercase())
    });
    if headed || is_speech(text) {
        return None;
    }
    let mut skipped_heading = false;
    let mut between = 0;
    let mut below = None;
    for (index, block) in blocks.iter().enumerate().rev().take(REACH) {
        match block.kind {
            BlockKind::Furniture
            | BlockKind::Footnote
            | BlockKind::Contents
            | BlockKind::Cell { .. }
            | BlockKind::Resumed => continue,
            // "… under samme tag, så færre" above a note: a line that breaks off inside its sentence is no heading.
            BlockKind::Heading(Style::Bare)
                if starts_lower && index + 1 < blocks.len() && below.is_none() && !skipped_heading =>
            {
                let before = block.text(norm);
                let cut = before.split_whitespace().count() > LEAST_CUT && has_finite_verb(&before.to_lowercase());
                if cut && is_open(before.trim_end()) {
                    return Some(index);
                }
                skipped_heading = true;
                continue;
            }
            BlockKind::Heading(_) if aside(index) => continue,
            BlockKind::Heading(_) => {
                skipped_heading = true;
                continue;
            }
            BlockKind::Paragraph | BlockKind::ListItem => {}
        }
        let before = block.text(norm);
        let before = before.trim_end();
        if is_caption(before) || is_speech(before) || is_capitals(before) {
            continue;
        }
        between += 1;
        if between > MOST_BETWEEN {
            return None;
        }
        let waits = waits_for_more(before);
        // An item without a stop that another item follows is whole.
        let listed = block.kind == BlockKind::ListItem && below == Some(BlockKind::ListItem);
        below = Some(block.kind);
        // So is one above another heading.
        if (listed || block.kind == BlockKind::ListItem && skipped_heading) && !waits {
            continue;
        }
        // Short lines that all start small are a list of words, not the pieces of a sentence.
        if starts_lower && !waits && block.segments.len() == 1 && is_list_word(before) {
            return None;
        }
        if starts_lower && (waits || is_open(before)) {
            return Some(index);
        }
        if !starts_lower && opens_clause(text) {
            return None;
        }
        let number = text.starts_with(|c: char| c.is_ascii_digit());
        // "… hæves fra 64 til", the notes of the margin, and on the next page "75 pct."
        if number && !waits && aside(index) {
            continue;
        }
        let whole = block.kind == BlockKind::Paragraph || index + 1 < blocks.len();
        if !starts_lower && waits && number && (is_capitals_above(norm, blocks, index) || !whole) {
            return Some(index);
        }
        if !starts_lower {
            // A capital goes on only right behind a word that cannot end a sentence, and below an item a year where
            // nothing but a page's end stands between: "… ved udgangen af" and "2030 er færre end …".
            let aside = |block: &Block| matches!(block.kind, BlockKind::Furniture | BlockKind::Footnote);
            let turned = number && index + 1 < blocks.len() && blocks[index + 1..].iter().all(aside);
            return (waits && !skipped_heading && (block.kind == BlockKind::Paragraph || turned)).then_some(index);
        }
    }
    None
}

/// "Det skal ske ved …": a pronoun and its verb begin a sentence, whatever was lost before them.
fn opens_clause(text: &str) -> bool {
    let mut words = text.split(' ');
    matches!(words.next(), Some("Det" | "Der" | "Vi" | "Denne" | "Dette" | "Disse"))
        && words.next().is_some_and(|word| has_finite_verb(word) || is_present(word))
}

/// Whether nothing but a caption in capitals stands below a block.
fn is_capitals_above(norm: &str, blocks: &[Block], index: usize) -> bool {
    let caption = |index: usize| is_capitals(&blocks[index].text(norm)) && !stands_in_margin(blocks, index);
    index + 1 < blocks.len() && (index + 1..blocks.len()).all(caption)
}

/// Whether text of the same page that comes before a block goes on below it.
fn stands_in_margin(blocks: &[Block], index: usize) -> bool {
    let Some(start) = blocks[index].segments.first().map(|first| first.start) else { return false };
    let before = blocks[..index].iter().rev().take_while(|block| block.page == blocks[index].page).take(REACH);
    let end = |block: &Block| block.segments.last().map_or(0, |last| last.end);
    before.filter(|block| block.kind != BlockKind::Furniture).any(|block| end(block) > start)
}

/// Captions and source lines end without a stop and are never continued.
fn is_caption(text: &str) -> bool {
    ["Kilde", "Note", "Tabel", "Figur", "Anm.", "Foto", "Billede", "!["].iter().any(|start| text.starts_with(start))
}

/// A pull quote: »Min guide ringede, da jeg ikke mødte op« and who says so.
fn is_speech(text: &str) -> bool {
    const MOST_SPEAKER: usize = 80;
    let Some(quoted) = text.trim_start().strip_prefix(['»', '”', '“', '"', '„', '«']) else {
        return false;
    };
    quoted.rfind(['«', '”', '“', '"', '»']).is_some_and(|end| {
        let behind = quoted[end..].chars().skip(1).collect::<String>();
        quoted[..end].split_whitespace().count() >= 5 && behind.len() <= MOST_SPEAKER && !behind.contains(". ")
    })
}

/// A few words without a capital or a stop: "unge, ledige".
fn is_list_word(text: &str) -> bool {
    text.starts_with(char::is_lowercase) && !text.contains(['.', '?', '!']) && text.split_whitespace().count() <= 3
}

/// No final punctuation: the sentence has not ended.
fn is_open(text: &str) -> bool {
    !is_caption(text)
        && text.chars().next_back().is_some_and(|c| {
            c.is_alphanumeric() || matches!(c, ',' | '-' | '–' | '/' | ')' | '%' | '¹' | '²' | '³' | '⁰'..='⁹')
        })
}

/// Ends in a comma, a hyphen or a word that needs another after it.
pub(super) fn waits_for_more(text: &str) -> bool {
    const WORDS: &[&str] = &[
        "og",
        "eller",
        "samt",
        "i",
        "på",
        "af",
        "til",
        "for",
        "med",
        "fra",
        "om",
        "ved",
        "under",
        "over",
        "efter",
        "inden",
        "mellem",
        "at",
        "som",
        "der",
        "den",
        "det",
        "de",
        "en",
        "et",
        "vil",
        "skal",
        "mindst",
        "højst",
        "kan",
        "er",
        "har",
        "bliver",
        "hvor",
        "hvis",
        "når",
        "fx",
        "bl.a.",
        "f.eks.",
        "herunder",
        "særligt",
        "især",
        "alle",
        "hver",
        "deres",
        "sin",
        "sit",
        "sine",
        "vores",
        "ikke",
        "højst",
        "mindst",
        "maksimalt",
        "minimum",
    ];
    if text.ends_with([',', '-']) {
        return true;
    }
    let last = text.rsplit(|c: char| c.is_whitespace()).next().unwrap_or("");
    WORDS.contains(&last)
}

#[cfg(test)]
mod tests {
    use crate::structure::shown::nodes;

    #[test]
    fn pull_quotes_and_boxes_cut_sentences() {
        let text = "\
Vi vil give alle i byen en have, så de kan dyrke både kål og

»Jeg kom for kålens skyld, men blev for naboerne«
AMIRA, 43 ÅR

roser ved åen. En gartner skal

VIDSTE DU, AT
høns lægger æg hele året?

komme forbi hver uge.
";
        let nodes = nodes(text);
        assert!(nodes.contains(&"p Vi vil give alle i byen en have, så de kan dyrke både kål og roser ved åen. En gartner skal komme forbi hver uge.".to_owned()), "{nodes:?}");
        assert!(nodes.iter().any(|node| node == "p høns lægger æg hele året?"), "{nodes:?}");
    }
    #[test]
    fn a_line_that_breaks_off_above_a_note_is_no_heading() {
        let text = "Vi har besluttet at samle kål og roser under samme tag, så færre\n\n² Se haven.dk\n\nskal vente på et svar. Kål er godt.\n";
        let nodes = nodes(text);
        let whole =
            "p Vi har besluttet at samle kål og roser under samme tag, så færre skal vente på et svar. Kål er godt.";
        assert!(nodes.contains(&whole.to_owned()), "{nodes:?}");
    }

    #[test]
    fn a_number_goes_on_where_its_item_waits() {
        let text = "Måltal\n\n• Turen gennem haven skal bringes ned fra 18 til højst\n\n16 uger\n\nKål 612 548\n\nRoser 471 463\n";
        let nodes = nodes(text);
        let item = "i Turen gennem haven skal bringes ned fra 18 til højst 16 uger";
        assert!(nodes.contains(&item.to_owned()), "{nodes:?}");
        assert!(nodes.contains(&"p Roser 471 463".to_owned()), "{nodes:?}");
    }

    #[test]
    fn a_box_goes_on_behind_an_item_that_the_page_cut() {
        let text = "Sådan gør vi\n\n- Vi vil give alle i byen en have, så de kan dyrke både kål og\n\n7\n\n---\n\nroser ved åen.\n- Vi vil så græs.\n";
        let outline = crate::structure::outline(crate::normalize::normalize(text).text());
        let items: Vec<_> =
            outline.nodes.iter().filter(|node| node.kind == crate::structure::NodeKind::ListItem).collect();
        assert_eq!(items.len(), 2);
        assert!(items.iter().all(|item| item.parent == items[0].parent && item.parent.is_some()), "{items:?}");
    }
}
