//! Running heads and feet in a text that has lost its page breaks.
//!
//! Without pages no line stands at an edge, and a repeated line may be a heading of every chapter ("Det vil vi"). But
//! a foot counts: "Side 3 af 10" inside the line, or a page number right beside it, and the numbers rise. And the plan's
//! title, alone on its line again and again, heads nothing.

use super::box_kind::box_kind;
use super::furniture::{is_page_number, shape};
use super::line::{Line, LineKind};
use rustc_hash::FxHashMap;

/// A foot stands on at least so many pages.
const LEAST_PAGES: usize = 3;
/// The title comes again at least so many times.
const LEAST_TITLES: usize = 2;
/// So many lines may be the front page's.
const FRONT: usize = 12;
/// The title is one of so many lines of text in front.
const FRONT_LINES: usize = 2;
/// A longer line is a paragraph.
const MOST_CHARS: usize = 120;

/// The lines that are running heads or feet, where the text has no page breaks.
pub fn find(norm: &str, lines: &[Line]) -> Vec<usize> {
    if lines.last().is_none_or(|line| line.page > 1) {
        return Vec::new();
    }
    let mut counted: FxHashMap<String, Vec<(usize, u32)>> = FxHashMap::default();
    for (index, line) in lines.iter().enumerate().filter(|(_, line)| line.kind == LineKind::Text) {
        let text = line.text(norm);
        let words = text.bytes().filter(u8::is_ascii_alphabetic).count();
        if words < 6 || text.chars().count() > MOST_CHARS || text.starts_with(['#', '|', '<']) {
            continue;
        }
        if let Some(page) = own_page(text).or_else(|| page_beside(norm, lines, index)) {
            counted.entry(shape(text)).or_default().push((index, page));
        }
    }
    let rises = |feet: &[(usize, u32)]| feet.windows(2).all(|pair| pair[0].1 < pair[1].1);
    let feet = counted.into_values().filter(|feet| feet.len() >= LEAST_PAGES && rises(feet));
    let mut found: Vec<usize> = feet.flatten().map(|(index, _)| index).chain(titles(norm, lines)).collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// The plan's title where it is printed again, alone on its line: "Haveplan 2030 | Lilleby Kommune", or the words that
/// the text begins with.
fn titles(norm: &str, lines: &[Line]) -> Vec<usize> {
    let title = |line: &Line| line.text(norm).trim_start_matches(['#', ' ']).to_owned();
    let text = |index: usize| lines.get(index).filter(|line| line.kind == LineKind::Text);
    let first: Vec<String> =
        lines.iter().filter(|line| line.kind == LineKind::Text).take(FRONT_LINES).map(title).collect();
    let front = lines.iter().position(|line| line.kind == LineKind::Text).unwrap_or(0) + FRONT;
    let mut again: FxHashMap<String, Vec<usize>> = FxHashMap::default();
    for (index, line) in lines.iter().enumerate().skip(front).filter(|(_, line)| line.kind == LineKind::Text) {
        let alone = text(index - 1).is_none() && text(index + 1).is_none();
        if !alone || line.text(norm).chars().count() > MOST_CHARS {
            continue;
        }
        let own = !line.text(norm).starts_with('#');
        let title = title(line);
        if (first.contains(&title) || own && names_plan(&title)) && box_kind(&title).is_none() {
            again.entry(title).or_default().push(index);
        }
    }
    again.into_values().filter(|lines| lines.len() >= LEAST_TITLES).flatten().collect()
}

/// "Beskæftigelsesplan 2020", "Beskæftigelsespolitik | Lilleby Kommune"
fn names_plan(title: &str) -> bool {
    let lower = title.to_lowercase();
    let words = || lower.split(|c: char| !c.is_alphanumeric());
    let plan = words().any(|word| ["plan", "planen", "strategi", "politik"].iter().any(|end| word.ends_with(end)));
    let owned = words().any(|word| word == "kommune" || word.len() == 4 && word.starts_with("20"));
    plan && owned && !title.ends_with(['.', ':'])
}

/// 3 of "Skovby Kommune · Beskæftigelsesplan 2025 · Side 3 af 10".
fn own_page(text: &str) -> Option<u32> {
    let lower = text.to_lowercase();
    let mut words = lower.split_whitespace().rev().take(4).peekable();
    let mut number = None;
    for word in words.by_ref() {
        match word {
            "side" | "s." => return number,
            "af" | "/" => {}
            digits => number = Some(digits.split('/').next().and_then(|page| page.parse().ok())?),
        }
    }
    None
}

/// The page number on the line before or behind, with at most one empty line between.
fn page_beside(norm: &str, lines: &[Line], index: usize) -> Option<u32> {
    let number = |line: Option<&Line>| {
        let text = line.filter(|line| line.kind == LineKind::Text)?.text(norm);
        let digits = text.split(|c: char| !c.is_ascii_digit()).find(|part| !part.is_empty());
        digits.filter(|_| is_page_number(text))?.parse().ok()
    };
    let empty = |line: Option<&Line>| line.is_some_and(|line| line.kind == LineKind::Blank);
    let at = |offset: isize| index.checked_add_signed(offset).and_then(|at| lines.get(at));
    let beyond = |step: isize| number(at(step)).or_else(|| number(at(2 * step)).filter(|_| empty(at(step))));
    beyond(1).or_else(|| beyond(-1))
}

#[cfg(test)]
mod tests {
    use crate::structure::{NodeKind, outline};

    fn feet(text: &str, start: &str) -> usize {
        let nodes = outline(text).nodes;
        nodes.iter().filter(|node| node.kind == NodeKind::Furniture && node.text(text).starts_with(start)).count()
    }

    #[test]
    fn a_line_that_counts_pages_is_a_foot_where_breaks_are_lost() {
        let page = |n: usize| {
            format!("Her står noget nyt om emne {n}, som går\n\nSkovby Kommune · Plan · Side {n} af 9\n\nvidere her.\n")
        };
        assert_eq!(feet(&(2..=5).map(page).collect::<String>(), "Skovby"), 4);
        let page =
            |n: usize| format!("Her står noget nyt om emne {n}.\nSkovby Kommune · Plan\n{n}\n\nMere om emnet.\n");
        assert_eq!(feet(&(2..=5).map(page).collect::<String>(), "Skovby"), 4);
    }

    #[test]
    fn the_title_printed_again_is_a_running_head() {
        let page = |n: usize| format!("## Emne {n}\n\nHer står noget om haver.\n\nHaveplan 2030 | Lilleby Kommune\n\n");
        assert_eq!(feet(&(1..=6).map(page).collect::<String>(), "Haveplan"), 4);
        // Once more it may be a chapter, and so it is with a mark of its own.
        assert_eq!(feet(&(1..=3).map(page).collect::<String>(), "Haveplan"), 0);
        let marked = (1..=6).map(page).collect::<String>().replace("Haveplan", "## Haveplan");
        assert_eq!(feet(&marked, "## Haveplan"), 0);
    }

    #[test]
    fn a_heading_of_every_chapter_is_none() {
        let page = |n: usize| format!("Emne {n}\n\nDet vil vi opnå\n\n- Punkt {n} skal gennemføres.\n\n");
        assert_eq!(feet(&(2..=5).map(page).collect::<String>(), "Det vil"), 0);
        let page = |_: usize| "Det vil vi opnå\n3\n\nHer står noget nyt.\n\n".to_owned();
        assert_eq!(feet(&(2..=5).map(page).collect::<String>(), "Det vil"), 0);
    }

    #[test]
    fn feet_that_count_pages_are_known_without_breaks() {
        let page = |page: usize| format!("Her står noget om emne {page}.\n\nHaven · Plan 2030 · Side {page} af 4\n\n");
        let text: String = (1..=4).map(page).collect();
        assert_eq!(feet(&text, "Haven"), 4);
        assert_eq!(feet(&text.replace("Side", "Bed"), "Haven"), 0);
    }

    #[test]
    fn a_line_beside_every_page_number_is_a_running_head() {
        let page =
            |page: usize| format!("Her står noget om emne {page}.\n\nSide {page}\n\nHaveudvalget den 3. maj\n\n");
        let text: String = (1..=4).map(page).collect();
        assert_eq!(feet(&text, "Haveudvalget"), 4);
        assert_eq!(feet(&text.replace("Side", "Bed"), "Haveudvalget"), 0);
    }
}
