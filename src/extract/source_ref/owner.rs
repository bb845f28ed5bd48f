//! Bodies that no list knows, by what they are called: "arbejdsmarkedsrådet", "borgerpanelets", "Havrelund
//! Handelsforening".
//!
//! A body is known by its last part. Alone it proves little, as plans speak of councils and boards on every page: the
//! rules that ask for one also look for a kind of text beside it, and for a year or a verb.

use super::phrase;
use crate::extract::gated::Gated;
use std::ops::Range;
use std::sync::LazyLock;

/// Last parts of the names of bodies, in the definite.
const TAILS: &str = "kontoret|panelet|centeret|centret|rådet|forvaltningen|afdelingen|udvalget|kommissionen|revisionen|\
    foreningen|fonden|instituttet|universitetet|højskolen|styrelsen|ministeriet|regionen|kommunen|enheden|firmaet|\
    huset|selskabet|organisationen|rådgiveren|ekspertgruppen|ekspertudvalget|arbejdsgruppen|forbundet|bestyrelsen|\
    netværket|sekretariatet|tænketanken|myndigheden";

static DEFINITE: LazyLock<Gated> = LazyLock::new(|| Gated::new(&format!(r"^[\p{{L}}-]*(?i:{TAILS})\b")));
static GENITIVE: LazyLock<Gated> = LazyLock::new(|| Gated::new(&format!(r"^[\p{{L}}-]*(?i:{TAILS})s$")));

/// The body that begins at `at` as a definite noun.
pub fn definite(text: &str, at: usize) -> Option<Range<usize>> {
    DEFINITE.find(&text[at..]).map(|found| at..at + found.end())
}

/// The body in the genitive that ends right before the space at `end`: its range, and its name without genitive.
///
/// "borgerpanelets" is one by its last part; "Ældre Sagens", "Region Midtjyllands" by their capitals.
pub fn genitive(text: &str, end: usize) -> Option<(Range<usize>, &str)> {
    let before = text.get(..end)?.strip_suffix(' ')?;
    let start = before.rfind([' ', '\n', '(']).map_or(0, |at| at + 1);
    let word = &before[start..];
    if !word.ends_with('s') || word.len() < 4 {
        return None;
    }
    let mut start = start;
    if word.starts_with(char::is_uppercase) {
        // "Virksomhedernes": a sentence's first word, and no one's name.
        if TIMES.contains(&word) || word.ends_with("ernes") {
            return None;
        }
        // The words before it with capitals, as far as they are no sentence's first word of another kind.
        while let Some(earlier) = before[..start].strip_suffix(' ') {
            let from = earlier.rfind([' ', '\n', '(']).map_or(0, |at| at + 1);
            let part = &earlier[from..];
            let name = part.starts_with(char::is_uppercase) && part.ends_with(char::is_alphabetic);
            if !name || OPENERS.contains(&part.to_lowercase().as_str()) {
                break;
            }
            start = from;
        }
    } else if GENITIVE.find(word).is_none() {
        return None;
    }
    let name = before[start..].strip_suffix('s')?;
    Some((start..before.len(), name.trim_end_matches(['\'', '’'])))
}

/// The end of a run of capitalized words: "Norvang Analyse", "Landbrug & Fødevarer", or of one word that is called
/// like a body: "Arbejdsmarkedsrådet", "Håndværkerforeningen".
pub fn capitals(text: &str, start: usize) -> Option<usize> {
    let mut end = start;
    let mut at = start;
    while text[at..].starts_with(|c: char| c.is_uppercase() || c == '&') || at > start {
        let joint = ["& ", "og ", "for "].iter().find(|joint| text[at..].starts_with(**joint)).filter(|_| at > start);
        at += joint.map_or(0, |joint| joint.len());
        let Some(word) = phrase::Words::new(text, at).next().filter(|word| word.start == at) else {
            break;
        };
        if !text[word.clone()].starts_with(char::is_uppercase) {
            break;
        }
        end = word.end;
        if !text[end..].starts_with(' ') {
            break;
        }
        at = end + 1;
    }
    // One capital word may be a place: "fra Odense"; two are a name.
    let name = &text[start..end];
    (end > start && (name.contains(' ') || DEFINITE.find(name).is_some_and(|found| found.end() == name.len())))
        .then_some(end)
}

/// Genitives with a capital that name no one.
const TIMES: &[&str] =
    &["Årets", "Kvartalets", "Månedens", "Dagens", "Fjorårets", "Tidens", "Landets", "Dens", "Deres"];

/// Words that may open a sentence before a name.
const OPENERS: &[&str] = &[
    "i", "på", "af", "fra", "ifølge", "med", "efter", "både", "som", "for", "og", "til", "ved", "under", "når", "da",
    "men", "det", "den", "også", "her", "siden", "mens", "viser",
];
