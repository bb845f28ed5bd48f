//! How far the name of a law, agreement or report goes: "lov om ansvaret for og styringen af den aktive
//! beskæftigelsesindsats | hvert år vedtage".

use crate::pattern::{Regex, pattern};
use std::ops::Range;
use std::sync::LazyLock;

/// A year with its month and preposition behind a name: " fra juli 2014", " i 2018", " (2014)".
static YEAR_AFTER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:,? (?:fra|i|for|af|indgået i|indgået) (?:den )?(?:\d{1,2}\. ?)?(?:(?:januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december|foråret|forår|sommeren|sommer|efteråret|efterår|vinteren|starten af|slutningen af|begyndelsen af|ultimo|primo|medio|årene|perioden) )?(?:19|20)\d\d(?:[-–/](?:20)?\d\d)?|(?:,? (?:fra|af) (?:den )?\d{1,2}[./]\d{1,2}[./](?:19|20)\d\d)| \((?:19|20)\d\d\)|,? (?:januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december) (?:19|20)\d\d)",
    )
});

static PARAGRAPH: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^,? §§? ?\d+(?: ?[a-z]\b)?(?:[-–]\d+)?(?:,? stk\. ?\d+)?"));

/// The end of the year behind the name that ends at `end`, or `end`.
pub fn with_year(text: &str, end: usize) -> usize {
    let Some(found) = YEAR_AFTER.find(&text[end..]) else {
        return end;
    };
    let after = end + found.end();
    // "i 2019." ends; "i 2019-tal" does not.
    if text[after..].starts_with(|c: char| c.is_alphanumeric()) { end } else { after }
}

/// The end of a year right behind a name: "DA's tilfredshedsundersøgelse 2019", or `end`.
pub fn with_bare_year(text: &str, end: usize) -> usize {
    let year = text[end..].strip_prefix(' ').and_then(|rest| rest.get(..4)).is_some_and(|year| {
        (year.starts_with("19") || year.starts_with("20")) && year.bytes().all(|byte| byte.is_ascii_digit())
    });
    let free = !text[end..].chars().nth(5).is_some_and(char::is_alphanumeric);
    if year && free { end + 5 } else { end }
}

/// Where the noun phrase that begins at `start` ends: at a mark, at a word that opens a clause, or after `most` words.
pub fn end(text: &str, start: usize, most: usize) -> usize {
    let mut end = start;
    let mut good = start;
    for (count, word) in Words::new(text, start).enumerate() {
        let bare = &text[word.clone()];
        let lower = bare.to_lowercase();
        // "aftalen om ret til tidlig pension", but not "efter loven har borgeren ret til"
        let stops = STOPS.contains(&lower.as_str()) && !(count == 0 && lower == "ret");
        if count == most || stops || bare.starts_with(|c: char| "0123456789".contains(c)) {
            break;
        }
        if with_year(text, end) > end && end > start {
            break;
        }
        let next = Words::new(text, word.end).next().map_or("", |next| &text[next]);
        let body = next.contains("'s") || next.contains("’s") || next.len() > 1 && next.chars().all(char::is_uppercase);
        if lower == "og" && (body || OPENERS.contains(&next.to_lowercase().as_str())) {
            break;
        }
        if lower == "i" && matches!(next, "kraft" | "forhold" | "forbindelse" | "sig" | "stedet" | "at") {
            break;
        }
        end = word.end;
        if !WEAK.contains(&lower.as_str()) {
            good = word.end;
        }
        // "m.v.", "mv.", "m.fl."
        if ENDINGS.iter().any(|ending| text[word.start..].starts_with(ending)) {
            let ending = ENDINGS.iter().find(|ending| text[word.start..].starts_with(*ending)).map_or(0, |e| e.len());
            return word.start + ending;
        }
        if ends_phrase(text, end) {
            break;
        }
    }
    good
}

/// Where the article and adjective before a name begin, which belong to it: "den nye lov om …", "en aftale om …".
pub fn with_article(text: &str, start: usize) -> usize {
    let mut at = start;
    for adjective in ["nye ", "ny ", "kommende ", "gældende ", "bredt ", "bred ", "brede ", "politiske ", "politisk "]
    {
        if text[..at].ends_with(adjective) {
            at -= adjective.len();
        }
    }
    let article = ["den ", "Den ", "en ", "En "].into_iter().find(|article| {
        text[..at].strip_suffix(*article).is_some_and(|before| !before.ends_with(char::is_alphanumeric))
    });
    article.map_or(start, |article| at - article.len())
}

/// The end of the paragraph behind a law: "repatrieringslovens § 3", "LAB § 20, stk. 1".
pub fn with_paragraph(text: &str, end: usize) -> usize {
    PARAGRAPH.find(&text[end..]).map_or(end, |found| end + found.end())
}

/// " m.v." behind a name, which belongs to it.
pub fn with_etc(text: &str, end: usize) -> usize {
    let rest = &text[end..];
    let Some(body) = rest.strip_prefix(' ') else {
        return end;
    };
    ENDINGS.iter().find(|ending| body.starts_with(**ending)).map_or(end, |ending| end + 1 + ending.len())
}

fn ends_phrase(text: &str, end: usize) -> bool {
    if text[..end].ends_with('-') && text[end..].starts_with(", ") {
        return false;
    }
    !text[end..].starts_with(' ') || text[end..].len() < 2
}

/// The words of a line from a place on, without the marks behind them.
pub struct Words<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Words<'t> {
    pub fn new(text: &'t str, at: usize) -> Self {
        Self { text, at }
    }
}

impl Iterator for Words<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
        let rest = self.text.get(self.at..)?;
        let start = self.at + rest.find(|c: char| !c.is_whitespace())?;
        let word = self.text[start..].split(char::is_whitespace).next()?;
        // "fleksjob,3": what follows a mark is no part of the word.
        let word = word.split([',', ';', ':', '"', '”', '»', '«', '(', ')']).next().unwrap_or(word);
        let bare = word.trim_end_matches(|c: char| !c.is_alphanumeric() && c != '-');
        // A glued note mark is no part of the word: "beskæftigelsesindsats1".
        let letters = bare.trim_end_matches(|c: char| c.is_ascii_digit());
        let bare =
            if letters.chars().count() >= 5 && letters.chars().all(char::is_alphabetic) { letters } else { bare };
        if bare.is_empty() {
            return None;
        }
        self.at = start + bare.len();
        // "voksen-, efter- og videreuddannelse" goes on behind its comma; what else hangs on a word ends the walk.
        if bare.ends_with('-') && self.text[self.at..].starts_with(", ") {
            self.at += 1;
        }
        let rest = &self.text[self.at..];
        if !rest.is_empty() && !rest.starts_with(' ') {
            self.at = self.text.len();
        }
        Some(start..start + bare.len())
    }
}

const ENDINGS: &[&str] = &["m.v.", "mv.", "m.fl.", "m.m.", "m.v", "mv"];

/// Words at which a name never ends.
const WEAK: &[&str] = &[
    "af", "at", "den", "det", "de", "eller", "en", "et", "for", "i", "med", "mod", "og", "om", "over", "på", "samt",
    "til", "under", "ved", "ny", "nye", "nyt", "hele",
];

/// Words after "og" that open something else.
const OPENERS: &[&str] = &[
    "en",
    "et",
    "kommende",
    "aftale",
    "aftalen",
    "at",
    "den",
    "der",
    "derfor",
    "det",
    "dermed",
    "de",
    "er",
    "for",
    "fra",
    "har",
    "i",
    "jobcenteret",
    "jobcentret",
    "kommunen",
    "lov",
    "med",
    "når",
    "på",
    "reform",
    "reformen",
    "skal",
    "som",
    "til",
    "udvalget",
    "vi",
    "vil",
    "ny",
    "verdensmål",
    "desuden",
    "dels",
    "af",
    "ved",
    "om",
];

/// Words that cannot stand in a name: verbs, pronouns, adverbs.
const STOPS: &[&str] = &[
    "viste",
    "peger",
    "pegede",
    "melder",
    "konkluderer",
    "konkluderede",
    "fremhæver",
    "bruges",
    "danner",
    "udgør",
    "beskriver",
    "bekræfter",
    "dokumenterer",
    "anbefaler",
    "belyser",
    "fortæller",
    "tyder",
    "peget",
    "vist",
    "afsat",
    "allerede",
    "at",
    "betyder",
    "betød",
    "betydet",
    "blandt",
    "blev",
    "blevet",
    "blive",
    "bliver",
    "bør",
    "da",
    "der",
    "derfor",
    "dermed",
    "efter",
    "er",
    "fastlægger",
    "fik",
    "fortsat",
    "forpligter",
    "forudsætter",
    "fra",
    "fremgår",
    "fremrykkede",
    "får",
    "gav",
    "gennemføres",
    "giver",
    "gjaldt",
    "givet",
    "gælder",
    "gør",
    "ham",
    "har",
    "havde",
    "hver",
    "hvert",
    "hvilket",
    "hvis",
    "hvor",
    "hvorefter",
    "hvoraf",
    "igen",
    "ikke",
    "implementeres",
    "indebærer",
    "indeholder",
    "indfører",
    "indførte",
    "indført",
    "kan",
    "kommer",
    "kunne",
    "medfører",
    "medførte",
    "mellem",
    "men",
    "må",
    "når",
    "også",
    "om,",
    "pålægger",
    "samt",
    "sammen",
    "samlede",
    "siden",
    "sikrer",
    "sikre",
    "skal",
    "skulle",
    "som",
    "stiller",
    "stadig",
    "styrker",
    "så",
    "sætter",
    "træder",
    "trådt",
    "trådte",
    "tilfører",
    "understøtter",
    "var",
    "vedtaget",
    "vil",
    "ville",
    "viser",
    "være",
    "været",
    "ændrer",
    "ændrede",
    "samtidig",
    "herunder",
    "via",
    "gennem",
    "ift.",
    "ift",
    "jf",
    "jf.",
    "hjælper",
    "lægger",
    "løber",
    "rummer",
    "omfatter",
    "holde",
    "vi",
    "kommunen",
    "kommunerne",
    "jobcenteret",
    "jobcentret",
    "jobcentrene",
    "ret",
    "stk",
    "mulighed",
    "pligt",
    "blot",
    "endnu",
    "dette",
    "denne",
    "disse",
    "bidrager",
    "giver,",
    "fjernes",
    "afløser",
    "afløses",
    "viderefører",
    "videreføres",
    "ligger",
    "findes",
    "deles",
    "udleveres",
    "sendes",
    "svarer",
    "svarede",
    "angiver",
];

/// The last words before `end`: as far as a rule looks back for what announces a source.
pub fn last_words(text: &str, end: usize) -> &str {
    const REACH: usize = 64;
    let before = &text[..end];
    let Some(from) = end.checked_sub(REACH).filter(|&from| from > 0) else {
        return before;
    };
    let from = (from..end).find(|&at| text.as_bytes()[at] == b' ').unwrap_or(end);
    &before[from..]
}
