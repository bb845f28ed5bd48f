//! Running heads and feet of a transcript: they stand at the ends of the lines that were pages, or inside one where a
//! sentence goes over the page.

use super::words::words;
use std::collections::HashMap;
use std::ops::Range;

/// A foot or head has no more words than this.
const MOST_WORDS: usize = 12;
/// It stands on at least so many pages.
const LEAST_PAGES: usize = 3;

/// A page: the number in front of it, and its text.
pub struct Body {
    pub number: Option<usize>,
    pub range: Range<usize>,
}

/// For each page the pieces of its text that belong to the plan, without heads and feet.
pub fn without_edges(norm: &str, pages: &[Body]) -> Vec<Vec<Range<usize>>> {
    let words: Vec<Vec<Range<usize>>> = pages.iter().map(|page| words(&norm[page.range.clone()])).collect();
    let token = |page: usize, at: usize| {
        let base = pages[page].range.start;
        let word = &words[page][at];
        &norm[base + word.start..base + word.end]
    };
    let shape = |page: usize, range: Range<usize>| range.map(|at| shape(token(page, at))).collect::<Vec<_>>().join(" ");
    // How often each run of words ends a page, its digits taken out.
    let mut ends: HashMap<String, usize> = HashMap::new();
    let mut starts: HashMap<String, usize> = HashMap::new();
    for (page, count) in words.iter().map(Vec::len).enumerate() {
        for length in 1..=MOST_WORDS.min(count) {
            *ends.entry(shape(page, count - length..count)).or_default() += 1;
            let start: Vec<&str> = (0..length).map(|at| token(page, at)).collect();
            *starts.entry(start.join(" ")).or_default() += 1;
        }
    }
    let mut feet: Vec<Vec<String>> = Vec::new();
    let mut cut: Vec<Vec<Range<usize>>> = vec![Vec::new(); pages.len()];
    let numbers = printed_numbers(pages, |page| words[page].last().map(|_| token(page, words[page].len() - 1)));
    for (page, count) in words.iter().map(Vec::len).enumerate() {
        let is_foot = |&length: &usize| {
            let shape = shape(page, count - length..count);
            let opens = !token(page, count - length).starts_with(char::is_lowercase);
            let side = length == 2 && shape.starts_with("side #");
            let telling = shape.contains('#') || length >= 3 && !shape.ends_with(['.', ':']);
            opens && telling && (side || ends[&shape] >= LEAST_PAGES - usize::from(length >= 4 && shape.contains('#')))
        };
        // The longest, unless its first words are the last ones of some pages' text: "… juni 2017. Planen 2018".
        let times = |length: usize| ends[&shape(page, count - length..count)];
        let foot = (2..=MOST_WORDS.min(count))
            .rev()
            .filter(is_foot)
            .reduce(|longer, shorter| if times(shorter) >= 2 * times(longer) && longer > 2 { shorter } else { longer });
        if let Some(length) = foot {
            cut[page].push(count - length..count);
            let shapes: Vec<String> = (count - length..count).map(|at| self::shape(token(page, at))).collect();
            if length >= 3 && shapes.iter().any(|shape| shape.contains('#')) && !feet.contains(&shapes) {
                feet.push(shapes);
            }
        } else if numbers.contains(&page) {
            cut[page].push(count - 1..count);
        }
        let head = (3..=MOST_WORDS.min(count)).rev().find(|&length| {
            let start: Vec<&str> = (0..length).map(|at| token(page, at)).collect();
            let times = starts[&start.join(" ")];
            times >= LEAST_PAGES && times * 5 >= pages.len() * 2
        });
        if let Some(length) = head.filter(|&length| length < count) {
            cut[page].push(0..length);
        }
    }
    for (page, cut) in cut.iter_mut().enumerate() {
        for foot in &feet {
            let inner = 0..(words[page].len() + 1).saturating_sub(foot.len());
            for start in inner {
                let here = start..start + foot.len();
                if here.clone().zip(foot).all(|(at, shape)| self::shape(token(page, at)) == *shape)
                    && !cut.iter().any(|range| range.start < here.end && here.start < range.end)
                {
                    cut.push(here);
                }
            }
        }
        cut.sort_by_key(|range| range.start);
    }
    pages.iter().zip(&words).zip(cut).map(|((page, words), cut)| rest(page, words, &cut)).collect()
}

/// What is left of a page between the runs of words that are cut.
fn rest(page: &Body, words: &[Range<usize>], cut: &[Range<usize>]) -> Vec<Range<usize>> {
    let base = page.range.start;
    let mut kept = Vec::new();
    let mut start = page.range.start;
    for run in cut {
        kept.push(start..base + words[run.start].start);
        start = base + words[run.end - 1].end;
    }
    kept.push(start..page.range.end);
    kept.retain(|range| !range.is_empty());
    kept
}

/// Pages that end in their printed number: it runs beside the number in front, on many pages.
fn printed_numbers<'t>(pages: &[Body], last: impl Fn(usize) -> Option<&'t str>) -> Vec<usize> {
    let mut by_distance: HashMap<isize, Vec<usize>> = HashMap::new();
    for (index, page) in pages.iter().enumerate() {
        if let (Some(number), Some(printed)) = (page.number, last(index).and_then(|word| word.parse::<usize>().ok()))
            && printed < 1000
        {
            by_distance.entry(number as isize - printed as isize).or_default().push(index);
        }
    }
    let most = by_distance.into_values().max_by_key(|found| (found.len(), found.first().copied()));
    most.filter(|found| found.len() >= LEAST_PAGES).unwrap_or_default()
}

/// A word with its digits taken out.
fn shape(word: &str) -> String {
    let mut shape = String::with_capacity(word.len());
    for c in word.chars() {
        if !c.is_ascii_digit() {
            shape.extend(c.to_lowercase());
        } else if !shape.ends_with('#') {
            shape.push('#');
        }
    }
    shape
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(pages: &[&str]) -> Vec<String> {
        let mut norm = String::new();
        let mut bodies = Vec::new();
        for (index, page) in pages.iter().enumerate() {
            let start = norm.len();
            norm.push_str(page);
            bodies.push(Body { number: Some(index + 1), range: start..norm.len() });
            norm.push('\n');
        }
        let rest = without_edges(&norm, &bodies).into_iter();
        rest.map(|pieces| pieces.iter().map(|range| norm[range.clone()].trim()).collect::<Vec<_>>().join(" | "))
            .collect()
    }

    #[test]
    fn feet_and_printed_numbers_go() {
        let pages = [
            "Forord Lilleby Plan 2029 Side 1 af 9",
            "Unge i job Lilleby Plan 2029 Side 2 af 9",
            "Vi vil Lilleby Plan 2029 Side 3 af 9",
            "Det sker Lilleby Plan 2029 Side 3 af 9 hver dag",
        ];
        assert_eq!(kept(&pages), ["Forord", "Unge i job", "Vi vil", "Det sker | hver dag"]);
        assert_eq!(
            kept(&["Forord 3", "Der er 12 2", "Ledige 3", "Unge 4", "I uge 5"]),
            ["Forord 3", "Der er 12", "Ledige", "Unge", "I uge"]
        );
        assert_eq!(kept(&["Vi får 10", "Unge når 12", "Der er 40"]), ["Vi får 10", "Unge når 12", "Der er 40"]);
    }
}
