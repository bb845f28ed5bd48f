//! The words by which a minister goal is known: without endings, without words that say nothing.

use rustc_hash::FxHashSet;
use std::ops::ControlFlow;
use std::sync::LazyLock;

/// Hands over the content words of a text without endings, in order; a word may come again.
///
/// It is asked of nearly every line, so a word gets no string of its own.
pub fn each_content(text: &str, mut word: impl FnMut(&str) -> ControlFlow<()>) -> ControlFlow<()> {
    let mut lower = String::new();
    for printed in text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()) {
        lower.clear();
        if printed.is_ascii() {
            lower.push_str(printed);
            lower.make_ascii_lowercase();
        } else {
            lower.extend(printed.chars().flat_map(char::to_lowercase));
        }
        if STOP_SET.contains(lower.as_str()) {
            continue;
        }
        let stem = synonym(stem(&lower));
        if !stem.is_empty() {
            word(stem)?;
        }
    }
    ControlFlow::Continue(())
}

/// The content words of a text without endings, each once, in order.
pub fn content_once(text: &str) -> Vec<String> {
    let mut once: Vec<String> = Vec::new();
    let _all = each_content(text, |word| {
        if !once.iter().any(|other| other == word) {
            once.push(word.to_owned());
        }
        ControlFlow::Continue(())
    });
    once
}

/// The word without its endings; both sides lose the same, so it need not be a real stem.
fn stem(word: &str) -> &str {
    let cut = endings(word).iter().find_map(|ending| {
        let rest = word.strip_suffix(ending)?;
        (rest.chars().count() >= 3).then_some(rest)
    });
    let rest = cut.unwrap_or(word);
    rest.strip_suffix("er").filter(|shorter| shorter.chars().count() >= 4).unwrap_or(rest)
}

/// Words that plans put for one another when they restate a goal.
fn synonym(stem: &str) -> &str {
    match stem {
        "borg" | "mennesk" | "individ" => "person",
        "job" | "arbejd" => "beskæftig",
        "arbejdsløs" => "ledig",
        "arbejdsgiv" | "arbejdsplads" => "virksomhed",
        "handicapp" => "handicap",
        "forsørg" | "forsørger" => "selvforsørg",
        "værdighed" => "værdig",
        _ => stem,
    }
}

/// The word of a goal that a short name puts otherwise: a column headed "Integration" is about refugees.
pub fn alias(word: &str) -> Option<&'static str> {
    Some(match word.to_lowercase().as_str() {
        "integration" | "integrationsindsats" | "nydanskere" => "flygtninge",
        "snyd" | "kontrol" | "kontrolindsats" => "bedrageri",
        "rekruttering" | "mangelområder" => "arbejdskraft",
        "funktionsnedsættelse" => "handicap",
        _ => return None,
    })
}

/// The endings with the last letter of a word, longest first.
fn endings(word: &str) -> &'static [&'static str] {
    match word.as_bytes().last() {
        Some(b'e') => &["elserne", "ingerne", "ende", "erne", "else", "ede", "ene", "ere", "e"],
        Some(b'g') => &["ing"],
        Some(b'n') => &["elsen", "ingen", "en"],
        Some(b'r') => &["elser", "inger", "er"],
        Some(b's') => &["elsernes", "elsens", "ernes", "elses", "eres", "enes", "edes", "ens", "ers", "ets", "es", "s"],
        Some(b't') => &["et", "t"],
        _ => &[],
    }
}

static STOP_SET: LazyLock<FxHashSet<&str>> = LazyLock::new(|| STOP_WORDS.iter().copied().collect());

const STOP_WORDS: &[&str] = &[
    "ad",
    "af",
    "at",
    "beskæftigelsesministerens",
    "bl",
    "blandt",
    "blive",
    "bliver",
    "de",
    "den",
    "der",
    "deres",
    "det",
    "dvs",
    "eller",
    "en",
    "er",
    "et",
    "for",
    "fra",
    "få",
    "får",
    "ha",
    "har",
    "have",
    "herunder",
    "i",
    "ift",
    "ind",
    "jobcenteret",
    "jobcentrene",
    "jobcentret",
    "kommer",
    "komme",
    "kommunen",
    "kommunerne",
    "m",
    "med",
    "mest",
    "ministermål",
    "mulig",
    "muligt",
    "mål",
    "målsætning",
    "nr",
    "og",
    "om",
    "på",
    "samt",
    "skal",
    "som",
    "sted",
    "stedet",
    "så",
    "til",
    "ved",
    "vi",
    "via",
    "vil",
    "være",
];

/// The first number of a text that may count goals.
pub(super) fn first_number(text: &str) -> Option<u32> {
    let start = text.find(|c: char| c.is_ascii_digit())?;
    let digits = text[start..].split(|c: char| !c.is_ascii_digit()).next()?;
    digits.parse().ok().filter(|number| *number < 20)
}
