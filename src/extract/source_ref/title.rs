//! Titles without quotation marks: "rapporten Handicap og beskæftigelse fra 2017", "visionen Sundet samler, som …".
//!
//! A Danish title begins with a capital and goes on in small letters, so only what follows tells where it ends: a
//! mark, a year, or a verb that speaks of the text and not in it.

use super::{owner, phrase};

/// A title of more words is no title but a sentence that lost its mark.
const MOST_WORDS: usize = 9;

/// The end of the title that begins at `start`; none where no title begins or its end is not sure.
pub fn unquoted_end(text: &str, start: usize) -> Option<usize> {
    // "i rapporten Jobcenter Nord udgav": who acts is no title.
    let actor = text[start..].starts_with("Jobcent") || owner::definite(text, start).is_some();
    if !text[start..].starts_with(char::is_uppercase) || actor {
        return None;
    }
    let mut end = start;
    for (place, word) in text[start..].split(' ').scan(start, |at, word| {
        let place = *at;
        *at += word.len() + 1;
        Some((place, word))
    }) {
        let bare = word.split([',', '.', ';', ':', '(', ')', '?', '!', '"', '”', '\n']).next().unwrap_or(word);
        let number = text[start..place].split(' ').count();
        let lower = bare.to_lowercase();
        let second = number == 2 && OPENERS.contains(&text[start..end].to_lowercase().as_str());
        let ends = BEHIND.contains(&lower.as_str()) || MODALS.contains(&lower.as_str()) && !second;
        // "– en rapport", "/ Jobcenter": what a dash or stroke parts is not read as one name.
        if ends || bare.is_empty() || number > MOST_WORDS || !bare.starts_with(char::is_alphanumeric) {
            let sure = ends || bare.is_empty() && !word.is_empty();
            // "strategien Plads til flere og har været i høring"
            let title = text[start..end].strip_suffix(" og").map_or(end, |title| start + title.len());
            return (sure && title > start).then_some(title);
        }
        end = place + bare.len();
        let year = bare.len() == 4 && bare.bytes().all(|byte| byte.is_ascii_digit());
        if bare.len() < word.len() || year || phrase::with_year(text, end) > end {
            return Some(end);
        }
    }
    (end > start).then_some(end)
}

/// What follows a title and stands in none: verbs that tell what a text says or is, and words that open a clause.
const BEHIND: &[&str] = &[
    "viser",
    "viste",
    "peger",
    "pegede",
    "har",
    "havde",
    "er",
    "var",
    "blev",
    "bliver",
    "beskriver",
    "danner",
    "giver",
    "gav",
    "siger",
    "sætter",
    "lægger",
    "bygger",
    "indgår",
    "fremgår",
    "konkluderer",
    "konkluderede",
    "dokumenterer",
    "udgør",
    "rummer",
    "gælder",
    "fik",
    "samt",
    "hvor",
    "hvori",
    "hvoraf",
    "som",
    "understreger",
    "fastslår",
    "vedtog",
    "ligger",
    "trådte",
    "træder",
    "støtter",
    "understøtter",
    "forpligter",
    "danne",
    "tyder",
];

/// Verbs that may be in a title, but only behind a word that titles begin with: "Alle skal videre".
const MODALS: &[&str] = &["skal", "kan", "vil", "må", "bør", "der"];

const OPENERS: &[&str] = &[
    "alle", "flere", "ingen", "unge", "vi", "sammen", "børn", "hånden", "timer", "alt", "du", "færre", "job", "borgere",
];
