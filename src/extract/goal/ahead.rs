//! Whether a sentence speaks of a time still to come, seen from the plan's first year.

use crate::extract::Parsed;
use crate::token::number::is_month;
use std::ops::Range;

/// Whether the sentence begins with the time from which something is new: "Fra 2030", "Fra august 2030", "Fra 1. maj",
/// "Som noget nyt".
pub(super) fn changes_from(parsed: &Parsed<'_>, sentence: &Range<usize>, first_year: Option<i32>) -> bool {
    let opening = sentence.start..sentence.end.min(sentence.start + 6);
    let from =
        parsed.lower(sentence.start) == "fra" || parsed.lower_text(opening.clone()).starts_with("med virkning fra");
    let new = parsed.lower_text(opening.clone()).starts_with("som noget nyt ");
    new || from && lies_ahead(parsed, &opening, first_year)
}

/// Whether the sentence begins with a day, month or quarter of the plan's years: "Senest 1. maj 2024", "I 2. kvartal".
pub(super) fn opens_with_date(parsed: &Parsed<'_>, sentence: &Range<usize>, first_year: Option<i32>) -> bool {
    const FINE: &[&str] =
        &["kvartal", "halvår", "foråret", "efteråret", "sommeren", "primo", "medio", "ultimo", "senest"];
    let opening = sentence.start..sentence.end.min(sentence.start + 5);
    matches!(parsed.lower(sentence.start), "i" | "fra" | "senest" | "inden" | "til" | "primo" | "medio" | "ultimo")
        && opening.clone().any(|index| FINE.contains(&parsed.lower(index)) || is_month(parsed.lower(index)))
        && lies_ahead(parsed, &opening, first_year)
        && !opening.clone().any(|index| {
            let year = parsed.lower(index).parse::<i32>().ok().filter(|year| (1990..2100).contains(year));
            year.is_some_and(|year| first_year.is_some_and(|first| year < first))
        })
}

/// Whether the sentence speaks of a time still to come: a year of the plan, "i løbet af", "fra 1. marts".
pub(super) fn lies_ahead(parsed: &Parsed<'_>, sentence: &Range<usize>, first_year: Option<i32>) -> bool {
    sentence.clone().any(|index| match parsed.lower(index) {
        "fremover" | "fremadrettet" | "primo" | "medio" | "ultimo" => true,
        "løbet" => index + 2 < sentence.end && parsed.lower(index + 1) == "af",
        "kvartal" | "halvår" | "nytår" => true,
        "kommende" | "næste" | "næstkommende" => (index + 1..(index + 3).min(sentence.end))
            .any(|at| matches!(parsed.lower(at), "år" | "planperiode" | "periode" | "måneder")),
        "foråret" | "efteråret" | "sommeren" | "vinteren" | "planperioden" | "strategiperioden" | "årsskiftet" => {
            true
        }
        // "åbnede i august 2029" was.
        month if is_month(month) => {
            let year = (index + 1 < sentence.end).then(|| parsed.lower(index + 1).parse::<i32>().ok()).flatten();
            let past = year.is_some_and(|year| year > 1990 && first_year.is_some_and(|first| year < first));
            !past
                && index > sentence.start
                && (matches!(parsed.lower(index - 1), "fra" | "i" | "til" | "inden")
                    || parsed.lower(index - 1).ends_with('.'))
        }
        word => {
            word.len() == 4
                && word
                    .parse::<i32>()
                    .is_ok_and(|year| first_year.is_some_and(|first| year >= first && year < first + 8))
                && index > sentence.start
                && !matches!(parsed.lower(index - 1), "siden" | "nr.")
        }
    })
}
