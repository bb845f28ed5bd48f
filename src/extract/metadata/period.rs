//! The years that a plan covers.

use crate::extract::gated::Gated;
use crate::extract::{Parsed, Period};
use crate::pattern::Captures;
use std::collections::HashMap;
use std::sync::LazyLock;

pub static YEARS: LazyLock<Gated> =
    LazyLock::new(|| Gated::new(r"\b(20[0-4]\d)(?: ?(?:[-–/]|og|til) ?((?:20)?\d\d)\b)?(?: ?[-–/,] ?(20\d\d))?"));
static PERIOD_SENTENCE: LazyLock<Gated> = LazyLock::new(|| {
    Gated::new(
        r"(?i)\b(?:perioden|årene|planperioden|gælder (?:for|i|fra)|dækker|plan(?:en)? for|mål for|indsats(?:en)? i|udmeldt(?:e)? (?:\p{L}+ ){0,3}mål for)\D{0,15}(20[0-4]\d)(?: ?(?:[-–/]|og|til) ?((?:20)?\d\d)\b)?",
    )
});
/// The years of the title, else of a sentence about the plan, else of the front.
pub fn period(parsed: &Parsed<'_>, title: Option<&str>, front: &[String]) -> Option<Period> {
    if let Some(period) = title.and_then(|title| YEARS.captures(title)).and_then(|found| years(&found)) {
        return Some(period);
    }
    // A month makes it the date of printing.
    let plan_lines = front.iter().filter(|line| {
        let lower = line.to_lowercase();
        !APPROVALS.iter().any(|word| lower.starts_with(word)) && !MONTHS.iter().any(|month| lower.contains(month))
    });
    if let Some(period) = plan_lines.filter_map(|line| YEARS.captures(line)).find_map(|found| years(&found)) {
        return Some(period);
    }
    // "glostrup-2023-25.txt": whoever keeps the file knows.
    let name = parsed.doc.name.as_str();
    if let Some(period) = YEARS.captures(name).and_then(|found| years(&found)) {
        return Some(period);
    }
    body_period(parsed)
}

/// The years that sentences about the plan, its goals and its effort name most often, a span before a single year.
fn body_period(parsed: &Parsed<'_>) -> Option<Period> {
    let mut counts: HashMap<(i32, i32), usize> = HashMap::new();
    for found in PERIOD_SENTENCE.captures_iter(parsed.text()) {
        if let Some(Period { from: Some(from), to: Some(to) }) = years(&found) {
            *counts.entry((from, to)).or_default() += if to > from { 3 } else { 1 };
        }
    }
    let ((from, to), _) = counts.into_iter().max_by(|a, b| a.1.cmp(&b.1).then_with(|| b.0.cmp(&a.0)))?;
    Some(Period { from: Some(from), to: Some(to) })
}

fn years(found: &Captures<'_>) -> Option<Period> {
    let from: i32 = found.get(1)?.as_str().parse().ok()?;
    let second = found.get(2).and_then(|second| second.as_str().parse::<i32>().ok());
    let second = second.map(|year| if year < 100 { from / 100 * 100 + year } else { year });
    let third = found.get(3).and_then(|third| third.as_str().parse::<i32>().ok());
    let to = third.or(second).filter(|&to| to > from && to - from <= 10).unwrap_or(from);
    Some(Period { from: Some(from), to: Some(to) })
}

pub const MONTHS: &[&str] = &[
    "januar",
    "februar",
    "marts",
    "april",
    "maj ",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "december",
];

/// Beginnings of lines that tell of the plan's way to approval.
pub const APPROVALS: &[&str] = &[
    "godkendt",
    "vedtaget",
    "behandlet",
    "konstrueret",
    "forside",
    "revideret",
    "sidst",
    "udkast til behandling",
    "politisk behandl",
    "høring",
    "indledning",
    "forord",
    "indhold",
];
