//! Minister goals that stand beside a chapter as a note on what it serves, and open no chapter of their own.
//!
//! A brochure prints "Ministermål 4: Flere …" in a margin, a box or a side column of the chapter that serves it. Taken
//! for a chapter's heading, the note would swallow the rest of the chapter. Seen in designed plans whose focus areas are
//! the chapters; where the minister goals themselves are the chapters, nothing is a note.

use super::block::{Block, BlockKind, Style};
use super::heading::contents_key;
use std::collections::HashSet;

/// More minister goals than this under one chapter are its sections.
const MOST_NOTES: usize = 3;
/// Notes come in so many chapters at least.
const LEAST_CHAPTERS: usize = 2;

/// A chapter's short name has at most so many words.
const MOST_NAME: usize = 4;

/// How a heading shows that it opens a chapter; the chapters of a plan show it in one way.
#[derive(PartialEq, Eq)]
enum Chapter {
    /// "Fokusområde 2: …", by the label's first word
    Labelled(String),
    /// "2. …"
    Numbered,
    /// Named in the table of contents
    Listed,
}

/// The blocks that are notes, by their index.
pub fn find(norm: &str, blocks: &[Block], contents: &[String]) -> HashSet<usize> {
    let mut notes = beside_chapters(norm, blocks, contents);
    notes.extend((0..blocks.len()).filter(|&index| below_label(norm, blocks, index)));
    notes.extend(in_columns(norm, blocks, contents));
    notes.extend(subtitles(norm, blocks, contents));
    notes
}

/// Minister goals that are subtitles: each stands right below the short name of a chapter, "Helbred".
fn subtitles(norm: &str, blocks: &[Block], contents: &[String]) -> Vec<usize> {
    let heading = |index: usize| matches!(blocks[index].kind, BlockKind::Heading(_));
    let goals: Vec<usize> =
        (0..blocks.len()).filter(|&index| heading(index) && names_minister_goal(norm, &blocks[index])).collect();
    let below_name = |&index: &usize| {
        let Some(above) = index.checked_sub(1).filter(|&above| heading(above)) else { return false };
        let name = blocks[above].text(norm);
        blocks[above].label.is_none()
            && name.split_whitespace().count() <= MOST_NAME
            && !name.to_lowercase().contains("mål")
            && !contents.contains(&contents_key(&blocks[index].text(norm)))
            && !is_bare(&blocks[index].text(norm))
    };
    if goals.len() >= LEAST_CHAPTERS && goals.iter().all(below_name) { goals } else { Vec::new() }
}

/// "Ministermål 4" on a line of its own inside a column, when chapters have names of another kind.
fn in_columns<'b>(norm: &'b str, blocks: &'b [Block], contents: &'b [String]) -> impl Iterator<Item = usize> + 'b {
    let listed = |block: &Block| contents.contains(&contents_key(&block.text(norm)));
    let mut chapter = false;
    let mut note = move |block: &Block| {
        let BlockKind::Heading(style) = block.kind else { return false };
        if names_minister_goal(norm, block) {
            return chapter && style == Style::Inner && !listed(block);
        }
        chapter |= opens_chapter(norm, block, style, listed(block)).is_some();
        false
    };
    blocks.iter().enumerate().filter(move |(_, block)| note(block)).map(|(index, _)| index)
}

/// Whether a minister goal stands right below "Fokusområde 2: …", or below the name under such a label.
fn below_label(norm: &str, blocks: &[Block], index: usize) -> bool {
    let heading = |index: usize| matches!(blocks[index].kind, BlockKind::Heading(_));
    let labelled = |index: usize| match blocks[index].kind {
        BlockKind::Heading(style) => {
            matches!(opens_chapter(norm, &blocks[index], style, false), Some(Chapter::Labelled(_)))
        }
        _ => false,
    };
    let alone = |index: usize| blocks[index].label.is_none();
    heading(index)
        && names_minister_goal(norm, &blocks[index])
        && index > 0
        && heading(index - 1)
        && (labelled(index - 1) || index > 1 && labelled(index - 2) && alone(index - 2))
}

fn beside_chapters(norm: &str, blocks: &[Block], contents: &[String]) -> HashSet<usize> {
    let listed = |block: &Block| contents.contains(&contents_key(&block.text(norm)));
    let mut notes = HashSet::new();
    let mut chapter: Option<(usize, Chapter)> = None;
    // The chapter of the first note, and how many notes the last chapter and how many chapters have notes.
    let (mut first, mut last) = (None, None);
    let (mut in_chapter, mut chapters) = (0, 0);
    for (index, block) in blocks.iter().enumerate() {
        let BlockKind::Heading(style) = block.kind else { continue };
        if !names_minister_goal(norm, block) {
            if let Some(found) = opens_chapter(norm, block, style, listed(block)) {
                chapter = Some((index, found));
            }
            continue;
        }
        let Some((above, kind)) = &chapter else {
            return HashSet::new();
        };
        if last != Some(*above) {
            (last, in_chapter) = (Some(*above), 0);
            chapters += 1;
        }
        in_chapter += 1;
        let alike = match first {
            None => {
                first = Some(*above);
                true
            }
            Some(first) => opens_chapter_alike(norm, &blocks[first], kind, listed(&blocks[first])),
        };
        if listed(block) || in_chapter > MOST_NOTES || !alike {
            return HashSet::new();
        }
        notes.insert(index);
    }
    if chapters < LEAST_CHAPTERS { HashSet::new() } else { notes }
}

fn opens_chapter(norm: &str, block: &Block, style: Style, listed: bool) -> Option<Chapter> {
    const LABELS: &[&str] = &[
        "fokus",
        "fokusområde",
        "indsatsområde",
        "pejlemærke",
        "tema",
        "kapitel",
        "spor",
        "lokal",
        "lokalt",
        "strategisk",
    ];
    let text = block.text(norm);
    let label = block.label.as_ref().map_or(&text[..], |label| &norm[label.range.clone()]).to_lowercase();
    let word = label.split(|c: char| !c.is_alphabetic()).next().unwrap_or("");
    let labelled = LABELS.contains(&word) && (block.label.is_some() || label.split(' ').count() == 2);
    if labelled || block.label.is_none() && is_counted(&label) {
        return Some(Chapter::Labelled(word.to_owned()));
    }
    match style {
        _ if listed => Some(Chapter::Listed),
        Style::Numbered(1) => Some(Chapter::Numbered),
        _ => None,
    }
}

/// "retning 2": a word and a number on a line of their own, whatever the plan calls its chapters.
fn is_counted(line: &str) -> bool {
    const OTHER: &[&str] = &["bilag", "figur", "tabel", "side", "uge", "mål", "delmål", "ministermål", "note"];
    let Some((word, number)) = line.split_once(' ') else { return false };
    word.chars().count() > 2
        && word.chars().all(char::is_alphabetic)
        && !OTHER.contains(&word)
        && (1..=2).contains(&number.len())
        && number.bytes().all(|byte| byte.is_ascii_digit())
}

fn opens_chapter_alike(norm: &str, block: &Block, kind: &Chapter, listed: bool) -> bool {
    let BlockKind::Heading(style) = block.kind else { return false };
    opens_chapter(norm, block, style, listed).is_some_and(|found| found == *kind)
}

/// "Ministermål 4: Flere …", or "Ministermål 4" alone above the goal. "Understøtter ministermål 4: …" says itself that
/// it is a note.
fn names_minister_goal(norm: &str, block: &Block) -> bool {
    let label = block.label.as_ref().map_or("", |label| &norm[label.range.clone()]);
    let labelled = ["Ministe", "MINISTE", "Beskæftigelsesministe", "Nationalt", "NATIONALT"]
        .iter()
        .any(|start| label.starts_with(start));
    labelled || is_bare(&block.text(norm))
}

/// "Ministermål 4" and nothing else.
pub fn is_bare(text: &str) -> bool {
    let lower = text.to_lowercase();
    let number = lower.strip_prefix("ministermål").map(|rest| rest.trim_start().trim_start_matches("nr.").trim());
    number.is_some_and(|number| (1..=2).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit()))
}

/// The numbers of a line that only refers to minister goals: "Bidrager til ministermål 1 og 4", "Ministermål: 2, 5".
pub fn referred_to(text: &str) -> Vec<u32> {
    const WORDS: &[&str] = &[
        "understøtter",
        "bidrager",
        "knytter",
        "relaterer",
        "hører",
        "kobling",
        "relation",
        "her",
        "vi",
        "sig",
        "til",
        "under",
        "ministermål",
        "ministermålene",
        "ministermålet",
        "ministerens",
        "beskæftigelsesministerens",
        "mål",
        "nr",
        "nummer",
        "og",
        "samt",
        "indsatsen",
        "pejlemærket",
        "fokusområdet",
        "indsatsområdet",
        "kapitlet",
        "især",
        "særligt",
    ];
    let lower = text.to_lowercase();
    let words: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let number = |word: &&str| word.parse::<u32>().ok().filter(|number| (1..20).contains(number));
    let refers = words.iter().any(|word| WORDS[..7].contains(word)) || lower.contains("mål:") || words.contains(&"og");
    let known = words.iter().all(|word| WORDS.contains(word) || number(word).is_some());
    if !lower.contains("minister") || !refers || !known {
        return Vec::new();
    }
    words.iter().filter_map(number).collect()
}

#[cfg(test)]
mod tests {
    use super::referred_to;
    use crate::normalize::normalize;
    use crate::structure::{NodeKind, outline};

    /// The headings of a text: level, or 0 for a box, and words.
    fn headings(text: &str) -> Vec<(u8, String)> {
        let norm = normalize(text);
        let heading = |kind| match kind {
            NodeKind::Heading { boxed: true, .. } => Some(0),
            NodeKind::Heading { level, .. } => Some(level),
            _ => None,
        };
        let nodes = outline(norm.text()).nodes;
        nodes.iter().filter_map(|node| Some((heading(node.kind)?, node.text(norm.text()).into_owned()))).collect()
    }

    #[test]
    fn beside_focus_areas_a_minister_goal_is_a_note_and_as_a_chapter_it_is_none() {
        let body = "Haven ligger bag biblioteket.\n\n";
        let notes = format!(
            "Fokusområde 1: Haver\n\n{body}Ministermål 2: Flere haver\n\n{body}Fokusområde 2: Høns\n\n{body}\
             Ministermål 5\n\n{body}"
        );
        let levels = |text: &str| headings(text).into_iter().map(|(level, _)| level).collect::<Vec<_>>();
        assert_eq!(levels(&notes), [1, 0, 1, 0]);
        let chapters = format!("Ministermål 1: Haver\n\n{body}Ministermål 2: Høns\n\n{body}");
        assert_eq!(levels(&chapters), [1, 1]);
        let below = format!("Fokusområde 1: Haver\n\nMinistermål 2: Flere haver\n\n{body}");
        assert_eq!(levels(&below), [1, 0]);
    }

    #[test]
    fn references_by_number() {
        assert_eq!(referred_to("Bidrager til ministermål 1 og 4"), [1, 4]);
        assert_eq!(referred_to("Ministermål: 3"), [3]);
        assert_eq!(referred_to("Understøtter beskæftigelsesministerens mål nr. 2"), [2]);
        assert!(referred_to("Ministermål 4").is_empty());
        assert!(referred_to("Ministermål 4: Flere haver").is_empty());
        assert!(referred_to("Bidrager til verdensmål 8").is_empty());
    }
}
