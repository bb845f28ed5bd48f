//! The table of contents of a transcript, where all entries stand on one line: "Indhold Forord 3 Unge i job 4 …".

use super::pieces::HEADING_WORDS;
use super::words::{needs_more, words};
use crate::structure::box_kind::box_kind;
use crate::structure::heading::has_finite_verb;
use std::collections::HashMap;
use std::ops::Range;

/// Fewer entries prove nothing: any text has two numbers.
const LEAST_ENTRIES: usize = 3;
/// An entry has no more words than this.
const MOST_WORDS: usize = 16;
/// A title is sought in so many words of the contents, and at so many places of the plan where its first word stands.
const MOST_SOUGHT: usize = 400;
const MOST_PLACES: usize = 64;

/// A page of contents says so among its first words.
pub fn is_contents(text: &str) -> bool {
    let opening = text.split_whitespace().take(10).map(str::to_lowercase).collect::<Vec<_>>();
    opening.iter().any(|word| is_contents_word(word))
}

fn is_contents_word(word: &str) -> bool {
    matches!(word.trim_end_matches([':', '.']), "indhold" | "indholdsfortegnelse")
}

/// Titles that the contents of these pages list: the longest runs of words that come again as headings, since page
/// numbers, which would part two entries, are often lost.
pub fn titles(pages: &[&str]) -> Vec<String> {
    let mut titles = Vec::new();
    for (index, text) in pages.iter().enumerate() {
        let entries = entries(text);
        if let (Some(first), Some(last)) = (entries.first(), entries.last()) {
            titles.extend(sought(&text[first.start..last.end], &pages[index + 1..]));
        } else if is_contents(text) {
            titles.extend(sought(text, &pages[index + 1..]));
        }
    }
    titles
}

/// The runs of words of `contents` that stand as headings in the pages behind it.
fn sought(contents: &str, pages: &[&str]) -> Vec<String> {
    let listed: Vec<&str> = contents
        .split_whitespace()
        .map(|word| word.trim_start_matches(['.', '…', '_']).trim_end_matches(['…', '_']).trim_end_matches("..."))
        .filter(|word| word.chars().any(|c| !matches!(c, '.' | '…' | '_')))
        .take(MOST_SOUGHT)
        .collect();
    let plan: Vec<&str> = pages.iter().flat_map(|page| page.split_whitespace().chain([""])).collect();
    let mut places: HashMap<&str, Vec<usize>> = HashMap::new();
    for (at, word) in plan.iter().enumerate() {
        let known = places.entry(word).or_default();
        if known.len() < MOST_PLACES {
            known.push(at);
        }
    }
    // "Udfordringen Målet Strategien" under each chapter: what is listed again and again is a heading by itself.
    let repeated = |word: &str| {
        word.starts_with(char::is_uppercase)
            && (box_kind(word).is_some() || listed.iter().filter(|&&other| other == word).count() > 1)
    };
    let mut titles = Vec::new();
    let mut index = 0;
    while index < listed.len() {
        let opens = listed[index].starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
        let here = places.get(listed[index]).filter(|_| opens).into_iter().flatten();
        let length = here
            .map(|&at| {
                let same = listed[index..]
                    .iter()
                    .zip(&plan[at..])
                    .take(HEADING_WORDS)
                    .take_while(|(listed, found)| listed == found)
                    .count();
                let before = at.checked_sub(1).map_or("", |before| plan[before]);
                let alone = before.is_empty() || before.ends_with(['.', ':', '?', '!']);
                // "Resumé Unge under 30 år skal …": the second title opens a sentence there, the first is one still.
                let stands = |length: &usize| {
                    let after = plan.get(at + length).copied().unwrap_or("");
                    let labels = after.starts_with(|c: char| c.is_ascii_digit()) && takes_number(plan[at + length - 1]);
                    let next = listed.get(index + length).copied().unwrap_or("");
                    // "under 30 år": a number in front of a small letter is no page.
                    let number = next.starts_with(|c: char| c.is_ascii_digit())
                        && !listed.get(index + length + 1).is_some_and(|word| word.starts_with(char::is_lowercase));
                    let cut = *length == same || next.starts_with(char::is_uppercase) || number;
                    let inner = listed[index + 1..index + length].iter().any(|word| repeated(word));
                    !after.starts_with(char::is_lowercase)
                        && cut
                        && !inner
                        && !labels
                        && (*length > 1 || alone && listed[index].starts_with(char::is_uppercase))
                };
                if needs_more(before) { 0 } else { (1..=same).rev().find(stands).unwrap_or(0) }
            })
            .max()
            .unwrap_or(0);
        if length > 0 {
            titles.push(listed[index..index + length].join(" "));
        }
        index += length.max(1);
    }
    titles
}

/// Whether what follows the last entry is text, and not more of the contents.
pub fn goes_on_as_text(rest: &str) -> bool {
    rest.split_whitespace().any(has_finite_verb)
}

/// How the numbers of a table of contents stand to its titles.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Order {
    /// "Forord 3 Unge i job 4"
    Behind,
    /// "3 Forord 4 Unge i job"
    Before,
    /// "1 Forord 3 2 Unge i job 4": a chapter's number before, the page behind.
    Chapters,
}

/// The entries behind the word "Indhold", with their page numbers; empty if the text has no table of contents.
pub fn entries(text: &str) -> Vec<Range<usize>> {
    if let Some(title) = title_end(text) {
        let found = [Order::Behind, Order::Before, Order::Chapters].map(|order| entries_in(text, title, order));
        let best = found.into_iter().max_by_key(|entries| entries.last().map_or(0, |last| last.end));
        return best.unwrap_or_default();
    }
    // Contents without a title are nothing but chapters with their pages.
    let found = entries_in(text, 0, Order::Chapters);
    let whole = found.last().is_some_and(|last| text[last.end..].trim().is_empty());
    if whole { found } else { Vec::new() }
}

fn entries_in(text: &str, title: usize, order: Order) -> Vec<Range<usize>> {
    let mut entries = Vec::new();
    let (mut start, mut count, mut last, mut chapter) = (None, 0, 0, 0);
    let (mut previous, mut labelled) = ("", 0);
    let words = words(&text[title..]);
    for (at, word) in words.iter().enumerate() {
        let range = title + word.start..title + word.end;
        let token = &text[range.clone()];
        // "Unge under 30 år": a page is followed by the next entry.
        let goes_on = words.get(at + 1).is_some_and(|next| text[title + next.start..].starts_with(char::is_lowercase));
        let mut number = page_number(token).filter(|_| !goes_on);
        // "Ministermål 1 Unge i uddannelse Ministermål 2": labels count from 1.
        if number.is_some_and(|number| takes_number(previous) && (number == 1 || number == labelled + 1)) {
            labelled = number.take().unwrap_or(0);
        }
        previous = token;
        match (number, start) {
            (Some(number), None) if order == Order::Before => {
                if !entries.is_empty() {
                    break;
                }
                (start, count, last) = (Some(range.start), 0, number);
            }
            (Some(number), None) if order == Order::Chapters && number == chapter + 1 => {
                (start, count, chapter) = (Some(range.start), 0, number);
            }
            (Some(_), None) => break,
            (Some(number), Some(begin)) => {
                if number < last || number > last + 60 || count == 0 {
                    break;
                }
                last = number;
                if order == Order::Before {
                    entries.push(begin..range.start);
                    (start, count) = (Some(range.start), 0);
                } else {
                    entries.push(begin..range.end);
                    start = None;
                }
            }
            (None, None) if order == Order::Before => break,
            (None, _) => {
                if start.is_none() {
                    if !token.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()) {
                        break;
                    }
                    (start, count) = (Some(range.start), 0);
                }
                count += 1;
                if count > MOST_WORDS {
                    break;
                }
            }
        }
    }
    if entries.len() < LEAST_ENTRIES { Vec::new() } else { entries }
}

/// "Ministermål 1 Unge i uddannelse": the number behind such a word belongs to it.
fn takes_number(word: &str) -> bool {
    let lower = word.to_lowercase();
    ["mål", "bilag", "tillæg", "kapitel", "fokusområde", "indsatsområde", "tema", "spor", "figur", "tabel", "afsnit"]
        .iter()
        .any(|label| lower.ends_with(label))
}

/// The end of "Indhold" or its like, as a word of its own that begins with a capital.
fn title_end(text: &str) -> Option<usize> {
    ["Indholdsfortegnelse", "INDHOLDSFORTEGNELSE", "Indhold", "INDHOLD", "I N D H O L D"].iter().find_map(|title| {
        let at = text.find(title)?;
        let end = at + title.len();
        let alone = text[end..].starts_with([' ', ':']) && (at == 0 || text[..at].ends_with(' '));
        (alone && at < 1500).then_some(end + usize::from(text[end..].starts_with(':')))
    })
}

/// "7", "....7"; "1." is the number of a chapter.
fn page_number(token: &str) -> Option<usize> {
    let digits = token.trim_start_matches(['.', '…', '_']);
    let complete = (1..=3).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    complete.then(|| digits.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_end_or_begin_with_their_page() {
        let names =
            |text: &str| entries(text).into_iter().map(|entry| text[entry].trim_end().to_owned()).collect::<Vec<_>>();
        let text =
            "Lilleby Kommune Indhold Forord 3 2.1 Unge i job ....... 4 Ministermål 1: Flere i job 6 Vi er i gang";
        assert_eq!(names(text), ["Forord 3", "2.1 Unge i job ....... 4", "Ministermål 1: Flere i job 6"]);
        let text = "Indhold 3 Forord 4 En ny ramme 6 Byen i tal 9 Opfølgning Vi har ansvaret for mange mennesker.";
        assert_eq!(names(text), ["3 Forord", "4 En ny ramme", "6 Byen i tal"]);
        assert!(names("Indhold og form er 3 ting og 4 andre").is_empty());
        let text = "1 Indledning 3 2 Vores mål 4 3 Mål 1: Færre unge på kontanthjælp 5 Mål 2: Flere i job 6";
        assert_eq!(
            names(text),
            ["1 Indledning 3", "2 Vores mål 4", "3 Mål 1: Færre unge på kontanthjælp 5", "Mål 2: Flere i job 6"]
        );
        assert!(names("1 Indledning Vi har 3 mål 2 andre").is_empty());
    }

    #[test]
    fn titles_without_pages_are_found_where_they_stand() {
        let pages = [
            "Indhold Kapitel 1 - Rammen Resumé Unge under 30 år Mål for Andre aktører",
            "Kapitel 1 - Rammen Planen gælder ét år. Resumé Unge under 30 år skal i job. Unge under 30 år I 2029 var",
            "der 40 unge. Mål for 2030 Vi vil bruge andre aktører. Andre aktører Der er to.",
        ];
        assert_eq!(titles(&pages), ["Kapitel 1 - Rammen", "Resumé", "Unge under 30 år", "Mål for", "Andre aktører"]);
    }
}
