//! Running heads, running feet and page numbers.

use super::box_kind::box_kind;
use super::heading::contents_key;
use super::line::{Line, LineKind};
use super::marker::named_count;
use rustc_hash::{FxHashMap, FxHashSet};

/// Lines at a page's top and bottom that may be furniture.
const EDGE_LINES: usize = 2;
/// So many lines above or below a page number the plan's name may stand: "5", a blank line, a page's end, a blank line.
const MOST_BESIDE: usize = 4;
/// A running head stands on at least so many pages.
const LEAST_PAGES: usize = 3;

/// Marks the lines that belong to the page and not to the plan.
pub fn mark(norm: &str, mut lines: Vec<Line>) -> Vec<Line> {
    // A foot of three lines has its first one inside of those that are looked at first.
    if mark_edges(norm, &mut lines) {
        mark_edges(norm, &mut lines);
    }
    for index in inside_pages(norm, &lines) {
        lines[index].kind = LineKind::Furniture;
    }
    for index in continued(norm, &lines) {
        lines[index].kind = LineKind::Furniture;
    }
    for index in super::running_foot::find(norm, &lines) {
        lines[index].kind = LineKind::Furniture;
    }
    let numbers: Vec<usize> = (0..lines.len())
        .filter(|&index| lines[index].kind == LineKind::Text)
        .filter(|&index| is_page_number(lines[index].text(norm)) || is_title_and_page(lines[index].text(norm)))
        .filter(|&index| stands_alone(&lines, index) && !is_named(norm, &lines, index))
        .collect();
    for &index in &numbers {
        lines[index].kind = LineKind::Furniture;
    }
    let of_pages = |line: &Line| line.kind == LineKind::Furniture && is_page_number(line.text(norm));
    let numbers: Vec<usize> = (0..lines.len()).filter(|&index| of_pages(&lines[index])).collect();
    for index in names_beside(norm, &lines, &numbers) {
        lines[index].kind = LineKind::Furniture;
    }
    lines
}

/// Marks the lines that stand at the edge of many pages; whether any do.
fn mark_edges(norm: &str, lines: &mut [Line]) -> bool {
    let mut any = false;
    let edges = edge_lines(lines);
    let last_page = lines.last().map_or(1, |line| line.page);
    let shapes: Vec<String> = edges.iter().map(|&index| shape(lines[index].text(norm))).collect();
    let mut pages_with: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
    // How far the numbers in lines of one shape are from those of their pages.
    let mut distances: FxHashMap<&str, FxHashSet<i64>> = FxHashMap::default();
    for (&index, shape) in edges.iter().zip(&shapes) {
        let page = lines[index].page;
        if let Some((_, number)) = counted(lines[index].text(norm)) {
            distances.entry(shape).or_default().insert(number - page as i64);
        }
        let pages = pages_with.entry(shape).or_default();
        if pages.last() != Some(&page) {
            pages.push(page);
        }
    }
    let inside = counted_inside(norm, lines, &edges);
    let named = named_chapters(norm, lines);
    for (&index, shape) in edges.iter().zip(&shapes) {
        let text = lines[index].text(norm);
        let times = pages_with[shape.as_str()].len();
        let chapter = || {
            counted(text).is_some_and(|(word, number)| {
                let next = lines[index + 1..].iter().take(4).find(|line| line.kind != LineKind::Blank);
                let name = next.map(|line| contents_key(line.text(norm))).unwrap_or_default();
                inside.contains(word) || named.contains(&(word.to_lowercase(), number, name))
            })
        };
        let repeated = times >= LEAST_PAGES && !heads_chapters(text, distances.get(shape.as_str())) && !chapter();
        // What introduces a list ("Vi gør det ved at") is no running head, unless it stands on most pages.
        let introduces = text.ends_with(':')
            || times * 2 <= last_page
                && lines.get(index + 1..).is_some_and(|rest| {
                    let next = rest.iter().find(|line| line.kind != LineKind::Blank);
                    next.is_some_and(|line| {
                        line.kind == LineKind::Text && super::list::marker(line.text(norm)).is_some()
                    })
                });
        // Left and right half of a running head may stand far apart.
        let printed: usize = text.split_whitespace().map(|word| word.chars().count() + 1).sum();
        if repeated && !introduces && printed <= 120 && box_kind(text).is_none() && !text.starts_with('#') {
            lines[index].kind = LineKind::Furniture;
            any = true;
        }
    }
    any
}

/// Running heads and feet that stand inside their page, as what floats beside the text is printed behind the foot: those
/// of most pages, on a page that has none at its edge.
fn inside_pages(norm: &str, lines: &[Line]) -> Vec<usize> {
    let mut pages_with: FxHashMap<&str, FxHashSet<usize>> = FxHashMap::default();
    for line in lines.iter().filter(|line| line.kind == LineKind::Furniture) {
        pages_with.entry(line.text(norm)).or_default().insert(line.page);
    }
    let last_page = lines.last().map_or(1, |line| line.page);
    let own = |line: &Line| {
        let pages = pages_with.get(line.text(norm));
        pages.is_some_and(|pages| pages.len() * 2 > last_page && !pages.contains(&line.page))
    };
    let inside = |line: &Line| line.kind == LineKind::Text && line.page > 1 && own(line);
    (0..lines.len()).filter(|&index| inside(&lines[index])).collect()
}

/// Headings that a new page prints again: "Skema B (fortsat)" below "Skema B", "Tema 1 – fortsat" below "Tema 1: Unge".
fn continued(norm: &str, lines: &[Line]) -> Vec<usize> {
    let mut seen: FxHashSet<&str> = FxHashSet::default();
    let mut again = Vec::new();
    for (index, line) in lines.iter().enumerate().filter(|(_, line)| line.kind == LineKind::Text) {
        let text = line.text(norm);
        let title = text.trim_end_matches(')').strip_suffix("fortsat");
        match title.and_then(|title| title.strip_suffix(['(', ' '])) {
            Some(title) if seen.contains(title.trim_end_matches([' ', '–', '-', ',', ':'])) => again.push(index),
            Some(_) => {}
            None => {
                seen.insert(text);
                seen.extend(text.split_once(": ").map(|(label, _)| label));
            }
        }
    }
    again
}

/// Whether the line above says what the number counts: "Understøtter ministermål" above "2".
fn is_named(norm: &str, lines: &[Line], index: usize) -> bool {
    let above = lines[..index].iter().rev().take(2).find(|line| line.kind == LineKind::Text);
    above.is_some_and(|line| line.text(norm).to_lowercase().ends_with("ministermål"))
}

/// The plan's name above or below a page number, where it stands more than once: two pages make no running head.
fn names_beside(norm: &str, lines: &[Line], numbers: &[usize]) -> Vec<usize> {
    let mut names: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
    for &number in numbers {
        let filled = |&index: &usize| !matches!(lines[index].kind, LineKind::Blank | LineKind::Break);
        let before = (0..number).rev().take(MOST_BESIDE).find(filled);
        let after = (number + 1..lines.len()).take(MOST_BESIDE).find(filled);
        for index in [before, after].into_iter().flatten() {
            let text = lines[index].text(norm).trim_start_matches(['#', ' ']);
            if lines[index].kind == LineKind::Text && names_plan(text) {
                names.entry(text).or_default().push(index);
            }
        }
    }
    names.into_values().filter(|indexes| indexes.len() > 1).flatten().collect()
}

/// The first and last lines of every page, if there are pages.
fn edge_lines(lines: &[Line]) -> Vec<usize> {
    let mut edges = Vec::new();
    let mut page: Vec<usize> = Vec::new();
    let mut close = |page: &mut Vec<usize>| {
        let count = page.len();
        edges.extend(
            page.iter().enumerate().filter(|(at, _)| *at < EDGE_LINES || *at + EDGE_LINES >= count).map(|(_, &i)| i),
        );
        page.clear();
    };
    let mut current = 1;
    for (index, line) in lines.iter().enumerate() {
        if line.page != current {
            close(&mut page);
            current = line.page;
        }
        if line.kind == LineKind::Text {
            page.push(index);
        }
    }
    if current > 1 {
        close(&mut page);
    }
    edges
}

/// A line's words in lower case and any order, its digits taken out: "Side 3 af 12" and "Side 4 af 12" have one shape,
/// and so have "Årsplan    3" on a right page and "4    Årsplan" on a left one.
pub(super) fn shape(text: &str) -> String {
    let plain = |word: &str| -> String {
        let mut shape = String::with_capacity(word.len());
        for c in word.chars() {
            match c {
                '0'..='9' if shape.ends_with('#') => {}
                '0'..='9' => shape.push('#'),
                c => shape.extend(c.to_lowercase()),
            }
        }
        shape
    };
    let mut words: Vec<String> = text.split_whitespace().map(plain).collect();
    words.sort_unstable();
    words.join(" ")
}

/// The word and the number of a line that has nothing else: "Fokus 1", "Kapitel 3".
fn counted(text: &str) -> Option<(&str, i64)> {
    let (word, number) = text.split_once(' ')?;
    let number = number.trim().trim_end_matches([':', '.']);
    let counts = number.len() <= 2 && word.chars().all(char::is_alphabetic);
    Some((word, number.parse().ok().filter(|_| counts)?))
}

/// What contents and lists call the chapters that a word counts: "Runde 2   Fra frø til spire".
fn named_chapters(norm: &str, lines: &[Line]) -> FxHashSet<(String, i64, String)> {
    let texts = lines.iter().filter(|line| line.kind == LineKind::Text).map(|line| line.text(norm));
    let named = texts.filter_map(|text| {
        let (word, number, length) = named_count(text)?;
        Some((word.to_lowercase(), i64::from(number), contents_key(&text[length..])))
    });
    named.collect()
}

/// The words, as printed, of lines such as "RUNDE 2" in the midst of a page: there they can only head chapters.
fn counted_inside<'t>(norm: &'t str, lines: &[Line], edges: &[usize]) -> FxHashSet<&'t str> {
    let edges: FxHashSet<usize> = edges.iter().copied().collect();
    let text = |line: &Line| &norm[line.range.clone()];
    let inside = lines.iter().enumerate().filter(|(index, line)| line.kind == LineKind::Text && !edges.contains(index));
    inside.filter_map(|(_, line)| Some(counted(text(line))?.0).filter(|word| word.len() > 1)).collect()
}

/// Whether lines of one shape number chapters ("Fokus 1", "Fokus 2") and not pages ("Planen 1", "Planen 2").
fn heads_chapters(text: &str, distances: Option<&FxHashSet<i64>>) -> bool {
    const LABELS: &[&str] = &[
        "fokus",
        "fokusområde",
        "indsatsområde",
        "indsats",
        "pejlemærke",
        "tema",
        "kapitel",
        "spor",
        "mål",
        "ministermål",
        "målsætning",
        "ambition",
        "prioritet",
        "delmål",
        "strategi",
        "afsnit",
        "del",
        "løfte",
    ];
    let word = || text.split(' ').next().unwrap_or("").to_lowercase();
    distances.is_some_and(|distances| distances.len() > 1 || LABELS.contains(&word().as_str()))
}

/// "12", "- 12 -", "Side 3", "Side 3 af 12", "3 | 12".
pub(super) fn is_page_number(text: &str) -> bool {
    // The first word tells most lines to be none, so words are lower-cased one by one.
    let mut words = text
        .split(|c: char| c.is_whitespace() || matches!(c, '-' | '–' | '|' | '/'))
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .peekable();
    if words.peek().is_some_and(|word| matches!(word.as_str(), "side" | "s." | "page")) {
        words.next();
    }
    let mut numbers = 0;
    for word in words {
        match word.as_str() {
            "af" | "of" => {}
            number if number.len() <= 3 && number.bytes().all(|b| b.is_ascii_digit()) => numbers += 1,
            _ => return false,
        }
    }
    numbers == 1 || numbers == 2
}

/// "Lilleby Kommune – Beskæftigelsesplan 2019⇥6": the name of a plan with its year, and the page.
fn is_title_and_page(text: &str) -> bool {
    let Some((title, page)) = text.rsplit_once('\t') else { return false };
    is_digits(page.trim(), 3) && names_plan(title)
}

fn is_digits(word: &str, most: usize) -> bool {
    (1..=most).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_digit())
}

/// "Lilleby Kommune – Beskæftigelsesplan 2019": the name of a plan with its year.
fn names_plan(title: &str) -> bool {
    let mut words = title.split_whitespace();
    let is_year = |word: &str| word.split(['-', '–']).all(|year| is_digits(year, 4)) && word.starts_with("20");
    title.split_whitespace().count() <= 8
        && title.split_whitespace().any(is_year)
        && words
            .any(|word| ["plan", "planen", "strategi", "politik"].iter().any(|end| word.to_lowercase().ends_with(end)))
}

/// Blank lines, page breaks or other furniture around it.
fn stands_alone(lines: &[Line], index: usize) -> bool {
    let empty = |line: Option<&Line>| line.is_none_or(|line| line.kind != LineKind::Text);
    let at_page_edge =
        |line: Option<&Line>| line.is_none_or(|line| matches!(line.kind, LineKind::Break | LineKind::Furniture));
    let before = index.checked_sub(1).and_then(|i| lines.get(i));
    let after = lines.get(index + 1);
    (empty(before) && empty(after)) || at_page_edge(before) || at_page_edge(after)
}

#[cfg(test)]
mod tests {
    use crate::structure::{NodeKind, outline};

    #[test]
    fn what_counts_pages_is_furniture_and_what_counts_chapters_is_not() {
        let furniture = |word: &str, step: usize| {
            let page = |page: usize| format!("{word} {}\n\nHer står noget nyt om emne {page}.\n\u{c}", page * step);
            let text: String = (1..=5).map(page).collect();
            let nodes = outline(&text).nodes;
            nodes.iter().filter(|node| node.kind == NodeKind::Furniture && node.text(&text).starts_with(word)).count()
        };
        assert_eq!(furniture("Planen", 1), 5);
        assert_eq!(furniture("Emne", 2), 0);
        assert_eq!(furniture("Fokus", 1), 0);
    }

    #[test]
    fn a_label_that_also_stands_inside_pages_heads_a_chapter_wherever_it_falls() {
        let page = |page: usize| {
            let inside = if page == 2 { "RUNDE 9\n\nMere om haver.\n\n" } else { "" };
            format!(
                "Runde {page}\nRUNDE {page}\n\nHer står noget om emne {page}.\n\n{inside}Og om høns.\n\nSlut på {page}.\n\u{c}"
            )
        };
        let text: String = (1..=4).map(page).collect();
        let nodes = outline(&text).nodes;
        let kinds = |start: &str| {
            let found = nodes.iter().filter(|node| node.text(&text).starts_with(start));
            found.filter(|node| node.kind == NodeKind::Furniture).count()
        };
        assert_eq!((kinds("Runde"), kinds("RUNDE")), (4, 0));
    }

    #[test]
    fn a_label_above_the_name_that_the_contents_give_heads_a_chapter() {
        let contents = "Runde 1   Fra jord til bord ..... 2\nRunde 2   Fra frø til spire ..... 3\nRunde 3   Plads til alle ..... 4\n";
        let page = |(label, name): (&str, &str)| {
            format!("\u{c}{label}\n{name}\n\nHer står noget om {name}.\n\nSlut.\n\nPunktum.\n")
        };
        let chapters =
            [("RUNDE 1", "Fra jord til bord"), ("RUNDE 2", "Fra frø til spire"), ("RUNDE 3", "Plads til alle")];
        let text = format!("Indhold\n\n{contents}{}", chapters.map(page).concat());
        let nodes = outline(&text).nodes;
        assert!(!nodes.iter().any(|node| node.kind == NodeKind::Furniture && node.text(&text).starts_with("RUNDE")));
    }

    #[test]
    fn a_foot_inside_its_page_is_furniture() {
        let page = |page: usize| match page {
            3 => "Mere om haver.\n\nHaveplan 2031\n\nOg om høns.\n\nSlut.\n\n3\n\u{c}".to_owned(),
            _ => format!("Her står noget nyt om emne {page}.\n\nHaveplan 2031\n\n{page}\n\u{c}"),
        };
        let text: String = (1..=5).map(page).collect();
        let nodes = outline(&text).nodes;
        let feet = nodes.iter().filter(|node| node.kind == NodeKind::Furniture && node.text(&text) == "Haveplan 2031");
        assert_eq!(feet.count(), 5);
    }

    #[test]
    fn the_name_of_the_plan_behind_two_page_ends_is_furniture() {
        let text = "Vi har to mål:\n\nA. Haver til alle\n\n5\n\n---\n\nLILLEBY · HAVEPLAN 2031\n\nB. Høns til alle\n\n\
                    De er nye.\n\n6\n\n---\n\n# LILLEBY · HAVEPLAN 2031\n\nHer går det godt.\n";
        let nodes = outline(text).nodes;
        let heads =
            nodes.iter().filter(|node| node.kind == NodeKind::Furniture && node.text(text).contains("HAVEPLAN"));
        assert_eq!(heads.count(), 2);
        assert_eq!(nodes.iter().filter(|node| node.kind == NodeKind::ListItem).count(), 2);
    }

    #[test]
    fn a_running_head_above_a_list_is_furniture_and_an_introduction_is_not() {
        let pages = |head: &str, every: usize| -> usize {
            let page = |number: usize| {
                let head = if number.is_multiple_of(every) { head } else { "" };
                format!("{head}\n\n- Punkt {number} skal gennemføres.\n\nHer står noget nyt om emne {number}.\n\u{c}")
            };
            let text: String = (1..=6).map(page).collect();
            let nodes = outline(&text).nodes;
            nodes.iter().filter(|node| node.kind == NodeKind::Furniture && node.text(&text) == head).count()
        };
        assert_eq!(pages("BESKÆFTIGELSESPLAN", 1), 6);
        assert_eq!(pages("Vi gør det ved at", 2), 0);
    }
}
