//! The table of contents of a transcript, where all entries stand on one line: "Indhold Forord 3 Unge i job 4 …".

use std::ops::Range;

/// Fewer entries prove nothing: any text has two numbers.
const LEAST_ENTRIES: usize = 3;
/// An entry has no more words than this.
const MOST_WORDS: usize = 16;

/// The entries behind the word "Indhold", with their page numbers; empty if the text has no table of contents.
pub fn entries(text: &str) -> Vec<Range<usize>> {
    let Some(title) = title_end(text) else {
        return Vec::new();
    };
    let mut entries = Vec::new();
    let (mut start, mut words, mut last, mut leading) = (None, 0, 0, false);
    for word in super::transcript_pieces::words(&text[title..]) {
        let range = title + word.start..title + word.end;
        let token = &text[range.clone()];
        if let Some(number) = page_number(token) {
            if number < last || number > last + 60 {
                break;
            }
            last = number;
            match start {
                // "Indhold 3 Forord 4 En ny ramme": numbers lead, and belong to the entry behind them.
                None if entries.is_empty() => (start, words, leading) = (Some(range.start), 0, true),
                None => break,
                Some(begin) if leading => {
                    entries.push(begin..range.start);
                    (start, words) = (Some(range.start), 0);
                }
                Some(begin) => {
                    entries.push(begin..range.end);
                    start = None;
                }
            }
            continue;
        }
        if start.is_none() {
            if !token.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()) {
                break;
            }
            (start, words) = (Some(range.start), 0);
        }
        words += 1;
        if words > MOST_WORDS {
            break;
        }
    }
    if entries.len() < LEAST_ENTRIES { Vec::new() } else { entries }
}

/// An entry's name without its number and leaders.
pub fn name(entry: &str) -> &str {
    let leader = |c: char| matches!(c, ' ' | '.' | '…' | '_' | '\t');
    let leads = entry.split(' ').next().is_some_and(|word| word.bytes().all(|b| b.is_ascii_digit()));
    let entry = if leads { entry.trim_start_matches(|c: char| c.is_ascii_digit() || c == ' ') } else { entry };
    if leads {
        entry.trim()
    } else {
        // "Ministerens mål for 2020 ..... 4": only the page number goes.
        entry.trim_end_matches(|c: char| c.is_ascii_digit()).trim_end_matches(leader)
    }
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
            |text: &str| entries(text).into_iter().map(|entry| name(&text[entry]).to_owned()).collect::<Vec<_>>();
        let text =
            "Lilleby Kommune Indhold Forord 3 2.1 Unge i job ....... 4 Ministermål 1: Flere i job 6 Vi er i gang";
        assert_eq!(names(text), ["Forord", "2.1 Unge i job", "Ministermål 1: Flere i job"]);
        let text = "Indhold 3 Forord 4 En ny ramme 6 Byen i tal 9 Opfølgning Vi har ansvaret for mange mennesker.";
        assert_eq!(names(text), ["Forord", "En ny ramme", "Byen i tal"]);
        assert!(names("Indhold og form er 3 ting og 4 andre").is_empty());
    }
}
