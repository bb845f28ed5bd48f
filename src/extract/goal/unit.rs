//! Units of the plan's owner that go by a name: "Job & Kompetencer", "Team Job og Helbred", "Ungekontakten".

use super::words;
use crate::extract::Parsed;

/// The end of a unit's name that begins at `index`: "Job & Kompetencer", "Unge og Uddannelse", "Team Job og Helbred".
pub(super) fn unit_end(
    parsed: &Parsed<'_>,
    index: usize,
    inside: &impl Fn(usize) -> bool,
    capital: &impl Fn(usize) -> bool,
) -> Option<usize> {
    const FIELDS: [&str; 14] = [
        "job",
        "arbejdsmarked",
        "beskæftigelse",
        "unge",
        "uddannelse",
        "ydelse",
        "ydelser",
        "integration",
        "erhverv",
        "vækst",
        "borgerservice",
        "kompetencer",
        "velfærd",
        "virksomhedsservice",
    ];
    if !capital(index) {
        return None;
    }
    let word = parsed.lower(index);
    if word == "team" && capital(index + 1) {
        return Some(name_end(parsed, index + 1, inside, capital));
    }
    // "Ungekontakten", "Jobhuset": a field and a house for it
    if FIELD_STEMS.iter().any(|field| word.starts_with(field)) && HOUSES.iter().any(|house| word.ends_with(house)) {
        return Some(index + 1);
    }
    // Danish writes nouns small: two fields in capitals are a name.
    let joined = inside(index + 2) && matches!(parsed.lower(index + 1), "&" | "og") && capital(index + 2);
    let fields = joined && FIELDS.contains(&word) && !words::is_owner_word(parsed.lower(index + 2));
    fields.then_some(index + 3)
}

const FIELD_STEMS: &[&str] = &[
    "unge",
    "job",
    "virksomheds",
    "integrations",
    "erhvervs",
    "borger",
    "sygedagpenge",
    "ydelses",
    "uddannelses",
    "beskæftigelses",
];
const HOUSES: &[&str] =
    &["kontakten", "huset", "teamet", "enheden", "porten", "indgangen", "værket", "korpset", "afdelingen"];

/// The end of a run of capitalized words joined by "og", "for" and commas.
pub(super) fn name_end(
    parsed: &Parsed<'_>,
    start: usize,
    inside: &impl Fn(usize) -> bool,
    capital: &impl Fn(usize) -> bool,
) -> usize {
    let mut at = start;
    while capital(at) || (inside(at) && matches!(parsed.lower(at), "og" | "for" | "&" | ",") && capital(at + 1)) {
        at += 1;
    }
    at
}
