//! What is done always, or already: habits promise nothing.

use super::clause::Event;
use super::commitment::parsed_after;
use crate::extract::Parsed;
use std::ops::Range;

/// Whether the sentence tells what is done always, or already.
pub(super) fn tells_habit(parsed: &Parsed<'_>, sentence: &Range<usize>) -> bool {
    says_today(parsed, sentence)
        || sentence.clone().any(|index| {
            let next = || if index + 1 < sentence.end { parsed.lower(index + 1) } else { "" };
            let before = |index: usize| if index > sentence.start { parsed.lower(index - 1) } else { "" };
            match parsed.lower(index) {
                // "Sprog læres bedst på en arbejdsplads"
                "bedst" if next() != "muligt" => return true,
                // "fortsættes på samme niveau som hidtil"
                "hidtil" if before(index) == "som" => return false,
                _ => {}
            }
            matches!(
                parsed.lower(index),
                "løbende"
                    | "typisk"
                    | "ofte"
                    | "normalt"
                    | "generelt"
                    | "hyppigt"
                    | "altid"
                    | "dagligt"
                    | "hidtil"
                    | "allerede"
                    | "siden"
                    | "i_dag"
                    | "fortsat"
                    | "sædvanligvis"
                    | "blandt"
            )
        })
}

/// "udarbejder hvert kvartal en status"
pub(super) fn reports_each(parsed: &Parsed<'_>, event: &Event) -> bool {
    let words: Vec<&str> = parsed_after(parsed, event).take(3).collect();
    matches!(words.as_slice(), ["hvert", "kvartal" | "halvår" | "år", ..] | ["hver", "måned" | "uge", ..])
}

/// "holder fællessamtaler hver måned"
pub(super) fn holds_each(parsed: &Parsed<'_>, event: &Event) -> bool {
    let words: Vec<&str> = parsed_after(parsed, event).collect();
    let time = |word: &str| matches!(word, "uge" | "måned") || word.ends_with("dag");
    words.windows(2).any(|pair| pair[0] == "hver" && time(pair[1]))
}

/// "i dag", "i øjeblikket", "for tiden"
pub(super) fn says_today(parsed: &Parsed<'_>, sentence: &Range<usize>) -> bool {
    (sentence.start + 1..sentence.end).any(|index| match parsed.lower(index) {
        "dag" | "øjeblikket" => parsed.lower(index - 1) == "i",
        "tiden" => parsed.lower(index - 1) == "for",
        _ => false,
    })
}

/// "sådan som det også var tilfældet i 2029"
pub(super) fn has_been(parsed: &Parsed<'_>, sentence: &Range<usize>) -> bool {
    let so = (sentence.start + 1..sentence.end)
        .find(|&index| parsed.lower(index) == "som" && parsed.lower(index - 1) == "sådan");
    so.is_some_and(|so| (so..sentence.end.min(so + 5)).any(|index| matches!(parsed.lower(index), "var" | "været")))
}
