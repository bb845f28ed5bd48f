//! Ages and durations: "18-29-årige", "under 30 år", "mellem 18 og 24 år", "i mere end 2 år".

use super::concept::Sense;
use super::units::Units;
use crate::extract::Qualifier;

/// Years.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Age {
    pub min: Option<u32>,
    pub max: Option<u32>,
}

impl Age {
    /// The group that an age alone makes: young to 29, seniors from 50.
    pub fn concept(self) -> &'static str {
        match self {
            Self { max: Some(max), .. } if max <= 29 => "unge",
            Self { min: Some(min), .. } if min >= 50 => "seniorer",
            _ => "andet",
        }
    }

    /// The ages of work, or all from there on: a population in statistics.
    pub fn is_everyone(self) -> bool {
        self.min.is_some_and(|min| min < 30) && self.max.is_none_or(|max| max >= 59)
    }

    pub fn qualifier(self) -> Qualifier {
        Qualifier::Age { min: self.min, max: self.max }
    }
}

/// "18-årige", "18-29-årig", "50+-årige", and the second word of "18-29 årige".
pub fn is_age_word(word: &str) -> bool {
    matches!(word, "årige" | "årig") || word.starts_with(|c: char| c.is_ascii_digit()) && age_word(word).is_some()
}

/// The age that a word names.
pub fn age_word(word: &str) -> Option<Age> {
    let numbers = ["årig", "årige", "åriges"].iter().find_map(|ending| word.strip_suffix(ending))?;
    let (numbers, open) = match numbers.trim_end_matches('-').strip_suffix('+') {
        Some(numbers) => (numbers, true),
        None => (numbers.trim_end_matches('-'), false),
    };
    let (min, max) = range(numbers)?;
    Some(Age { min: Some(min), max: (!open).then_some(max) })
}

/// An age in several words before its head: "18- til 29-årige", "over 50-årige". Gives the unit behind it.
pub fn age_head(units: &Units<'_, '_>, at: usize) -> Option<(Age, usize)> {
    // Nearly every unit of a text is asked for: a figure, "over" or "under" begins an age.
    if !units.text(at).starts_with(|c: char| c.is_ascii_digit() || matches!(c, '+' | 'o' | 'u')) {
        return None;
    }
    if let Some(age) = units.follows(at).then(|| age_word(units.text(at))).flatten() {
        return Some((age, at + 1));
    }
    if matches!(units.text(at + 1), "årige" | "årig") && units.follows(at) {
        let (min, max) = range(units.text(at))?;
        return Some((Age { min: Some(min), max: Some(max) }, at + 2));
    }
    let last = age_word(units.text(at + 2));
    match (units.text(at).trim_end_matches('-').parse().ok(), units.text(at + 1), last) {
        (Some(min), "til" | "–" | "-", Some(last)) => Some((Age { min: Some(min), max: last.max }, at + 3)),
        _ => match (units.text(at), age_word(units.text(at + 1))) {
            ("over", Some(Age { min: Some(min), .. })) => Some((Age { min: Some(min + 1), max: None }, at + 2)),
            ("under", Some(Age { min: Some(min), .. })) => Some((Age { min: None, max: min.checked_sub(1) }, at + 2)),
            _ => None,
        },
    }
}

/// An age behind its head: "under 30 år", "mellem 15 og 24 år", "i alderen 18-29 år". Gives the unit behind it.
pub fn age_after(units: &Units<'_, '_>, at: usize) -> Option<(Age, usize)> {
    let text = |offset: usize| units.text(at + offset);
    let number = |offset: usize| text(offset).parse::<u32>().ok().filter(|&years| (10..100).contains(&years));
    let year = |offset: usize| matches!(text(offset), "år" | "års");
    match text(0) {
        "under" if year(2) => {
            let max = number(1)?.checked_sub(1);
            Some((Age { min: None, max }, at + 3))
        }
        // "unge under 18"
        "under" if number(1).is_some() && !units.is_word(at + 2) => {
            Some((Age { min: None, max: number(1)?.checked_sub(1) }, at + 2))
        }
        "over" if number(1).is_some() && !units.is_word(at + 2) && text(2) != "%" => {
            Some((Age { min: Some(number(1)? + 1), max: None }, at + 2))
        }
        "over" if year(2) => Some((Age { min: Some(number(1)? + 1), max: None }, at + 3)),
        "fra" | "på" if number(1).is_some() && year(2) && text(3) == "og" => {
            let open = matches!(text(4), "derover" | "op" | "opefter" | "opad");
            let (min, end) = (number(1)?, at + 5);
            open.then_some((Age { min: Some(min), max: None }, end))
        }
        "på" if matches!(text(1), "mindst" | "minimum" | "over") && year(3) => {
            Some((Age { min: Some(number(2)? + u32::from(text(1) == "over")), max: None }, at + 4))
        }
        "i" if text(1) == "alderen" => {
            let (age, end) = years(units, at + 2)?;
            Some((age, if matches!(units.text(end), "år") { end + 1 } else { end }))
        }
        "mellem" | "fra" | "på" => {
            let (age, end) = years(units, at + 1)?;
            (units.text(end) == "år").then_some((age, end + 1))
        }
        // "unge 18-24 årige", "unge 18-29 år"
        bare if bare.contains(['-', '–']) && matches!(text(1), "årige" | "år") => {
            let (min, max) = range(bare)?;
            Some((Age { min: Some(min), max: Some(max) }, at + 2))
        }
        "50+" | "55+" | "60+" => {
            let min = text(0).trim_end_matches('+').parse().ok()?;
            Some((Age { min: Some(min), max: None }, at + 1))
        }
        _ => None,
    }
}

/// "18-29", "18 og 29", "18 til 29", "18 – 29".
fn years(units: &Units<'_, '_>, at: usize) -> Option<(Age, usize)> {
    let text = units.text(at);
    if let Some((min, max)) = range(text).filter(|(min, max)| min < max) {
        return Some((Age { min: Some(min), max: Some(max) }, at + 1));
    }
    let (min, max) = (text.parse().ok()?, units.text(at + 2).parse().ok()?);
    let linked = matches!(units.text(at + 1), "og" | "til" | "-" | "–");
    linked.then_some((Age { min: Some(min), max: Some(max) }, at + 3))
}

/// "18-29" or "18".
fn range(text: &str) -> Option<(u32, u32)> {
    let (min, max) = text.split_once(['-', '–']).unwrap_or((text, text));
    let (min, max) = (min.parse().ok()?, max.parse().ok()?);
    (min <= max && (10..100).contains(&min) && max < 100).then_some((min, max))
}

/// How long something has gone on.
pub struct Duration<'p> {
    pub weeks: u32,
    /// The unit behind it.
    pub end: usize,
    /// What has gone on, where the duration says it and a group follows from it: "tre måneders ledighed".
    pub sense: Option<Sense<'p>>,
}

/// A duration behind its head: "i mere end 2 år", "i seks måneder", "med over et års ledighed".
pub fn duration_after<'p>(units: &Units<'p, '_>, at: usize) -> Option<Duration<'p>> {
    // "sygedagpengemodtagere over 52 uger"
    if units.text(at) == "over" {
        let weeks = count(units.text(at + 1))?;
        return (units.text(at + 2) == "uger").then_some(Duration { weeks, end: at + 3, sense: None });
    }
    let preposition = units.text(at);
    if !matches!(preposition, "i" | "med") {
        return None;
    }
    let number_at = match (units.text(at + 1), units.text(at + 2)) {
        ("mere" | "længere", "end") => at + 3,
        ("over" | "mindst" | "minimum", _) => at + 2,
        _ => at + 1,
    };
    let count = count(units.text(number_at))?;
    let unit = units.text(number_at + 1);
    // "i mere end et halvt år"
    if preposition == "i" && unit == "halvt" && units.text(number_at + 2) == "år" {
        return Some(Duration { weeks: 26, end: number_at + 3, sense: None });
    }
    let (unit, end, sense) = match preposition {
        "i" => (unit, number_at + 2, None),
        // "med mere end to år på kontanthjælp"
        _ if matches!(units.text(number_at + 2), "på" | "i") => {
            // "i ledighed" is one label.
            let label = usize::from(units.next(number_at + 2).is_some_and(|unit| unit.words.len() > 1));
            let (end, sense) = endured(units, number_at + 3 - label)?;
            (unit, end, sense)
        }
        _ => {
            let (end, sense) = endured(units, number_at + 2)?;
            (unit.strip_suffix('s')?, end, sense)
        }
    };
    let weeks = match unit {
        "uge" | "uger" => count,
        // 52 weeks are 12 months.
        "måned" | "måneder" | "mdr." | "mdr" => count * 52 / 12,
        "år" => count * 52,
        _ => return None,
    };
    Some(Duration { weeks, end, sense })
}

/// What goes on at `at`: "ledighed", "sammenhængende offentlig forsørgelse", "ledighedsydelse"; the unit behind it, and
/// the group that it makes.
fn endured<'p>(units: &Units<'p, '_>, at: usize) -> Option<(usize, Option<Sense<'p>>)> {
    let mut what = at;
    while matches!(units.text(what), "sammenhængende" | "uafbrudt" | "ubrudt" | "samlet") {
        what += 1;
    }
    let sense = match units.last_text(what) {
        "ledighed" | "anciennitet" | "ledighedsanciennitet" => Some(Sense::plain("ledige")),
        "sygdom" | "sygefravær" => Some(Sense::plain("sygemeldte")),
        "forsørgelse" => units.next(what)?.condition.map(|id| Sense::of(units.term(id))),
        _ => Some(Sense::of(units.term(units.next(what)?.condition?))).filter(|sense| !sense.is_empty()),
    };
    (sense.is_some() || units.last_text(what) == "forsørgelse").then_some((what + 1, sense))
}

fn count(text: &str) -> Option<u32> {
    const WORDS: [&str; 13] = ["", "", "to", "tre", "fire", "fem", "seks", "syv", "otte", "ni", "ti", "elleve", "tolv"];
    match text {
        "en" | "et" | "én" | "ét" => Some(1),
        "" => None,
        _ => text
            .parse()
            .ok()
            .filter(|&number: &u32| number < 1000)
            .or_else(|| WORDS.iter().position(|&word| word == text).map(|number| number as u32)),
    }
}
