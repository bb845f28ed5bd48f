//! The noun phrase: adverb, modifiers, head; what follows the head is read in `condition.rs` and `age.rs`.

use super::age::{Age, age_after, age_head, duration_after};
use super::concept::Sense;
use super::condition::after_head;
use super::units::{Unit, Units};
use super::unlisted;
use crate::lexicon::TermId;
use crate::token::TokenKind;

/// A phrase around one head; units `first..end`.
#[derive(Debug, Clone)]
pub struct Phrase<'p> {
    pub first: usize,
    pub end: usize,
    /// None: a generic head.
    pub head: Option<Sense<'p>>,
    pub around: Vec<Sense<'p>>,
    pub age: Option<Age>,
    pub weeks: Option<u32>,
    pub labels: Vec<TermId>,
    /// Whether the phrase ends with "med …", "på …", so that "og …" may go on with another condition.
    pub conditional: bool,
    /// Where reading goes on if the phrase is no mention.
    pub head_end: usize,
}

/// How words end for places, posts, work and papers, which an adjective of people may describe: "ledige stillinger",
/// "udsatte kommuner", "opsagte kontrakter".
const THINGS: &[&str] = &[
    "ansættelser",
    "aftaler",
    "arbejde",
    "arbejdskraft",
    "arealer",
    "boliger",
    "branche",
    "brancher",
    "bygninger",
    "byområder",
    "distrikter",
    "erhverv",
    "forløb",
    "frister",
    "grunde",
    "handlinger",
    "hænder",
    "job",
    "jobs",
    "kapacitet",
    "kommuner",
    "kontrakter",
    "kurser",
    "lejligheder",
    "lokaler",
    "midler",
    "områder",
    "opgaver",
    "plads",
    "pladser",
    "ressourcer",
    "sager",
    "skilte",
    "stilling",
    "stillinger",
    "stillingerne",
    "strækninger",
    "tider",
    "timer",
    "vagter",
    "vikariater",
    "virksomheder",
    "værelser",
    "ydelser",
];

/// More adjectives than this before one head are no phrase.
pub const MOST_MODIFIERS: usize = 8;

/// Reads the phrase that starts at `at`, if one does.
pub fn read<'p>(units: &Units<'p, '_>, at: usize) -> Option<Phrase<'p>> {
    let mut phrase = Phrase {
        first: at,
        end: at,
        head: None,
        around: Vec::new(),
        age: None,
        weeks: None,
        labels: Vec::new(),
        conditional: false,
        head_end: at + 1,
    };
    let mut k = at;
    let mut bare_modifiers = true;
    while phrase.labels.len() < MOST_MODIFIERS && k < at + 2 * MOST_MODIFIERS {
        if let Some((age, end)) = age_head(units, k) {
            phrase.age = Some(age);
            bare_modifiers = false;
            if !starts_phrase(units, end) {
                return finish(units, phrase, end, true);
            }
            k = end;
            continue;
        }
        let unit = if k == at { units.units.get(k)? } else { units.next(k)? };
        if is_modifier(units, unit) {
            if starts_phrase(units, k + 1) {
                take(units, &mut phrase, unit.modifier.or(unit.group));
                k += 1;
                continue;
            }
            if joins_modifier(units, k) {
                take(units, &mut phrase, unit.modifier.or(unit.group));
                k += 2;
                continue;
            }
        }
        break;
    }
    let unit = if k == at { units.units.get(k)? } else { units.next(k)? };
    phrase.head_end = k + 1;
    if let Some(group) = unit.group {
        if is_thing(units, k, group) {
            return None;
        }
        let term = units.term(group);
        phrase.head = Some(Sense::of(term));
        phrase.labels.push(group);
        phrase.conditional = [" med ", " på ", " i ", " af "].iter().any(|inside| term.label.contains(inside));
        return finish(units, phrase, k + 1, !is_genitive(units, k));
    }
    if let Some(generic) = unit.generic {
        // Skilled staff is what firms look for, no group of the effort.
        let staff = matches!(units.term(generic).label.as_str(), "medarbejder" | "ansat" | "arbejdstager");
        if staff && !phrase.around.is_empty() && phrase.around.iter().all(|sense| sense.concept == "andet") {
            return None;
        }
        return finish(units, phrase, k + 1, !is_genitive(units, k));
    }
    if let Some(id) = suspended(units, k) {
        phrase.head = Some(Sense::of(units.term(id)));
        phrase.labels.push(id);
        return finish(units, phrase, k + 1, false);
    }
    if let Some(modifier) = unit.modifier
        && bare_modifiers
        && is_substantive(units, phrase.first, k)
    {
        phrase.head = Some(Sense::of(units.term(modifier))).filter(|sense| !sense.is_empty());
        phrase.labels.push(modifier);
        return phrase.head.is_some().then(|| finish(units, phrase, k + 1, true)).flatten();
    }
    None
}

fn take<'p>(units: &Units<'p, '_>, phrase: &mut Phrase<'p>, term: Option<TermId>) {
    if let Some(id) = term {
        phrase.around.push(Sense::of(units.term(id)));
        phrase.labels.push(id);
    }
}

/// An adjective: a modifier, or a group's name that is an adjective and does not stand in the genitive.
fn is_modifier(units: &Units<'_, '_>, unit: &Unit) -> bool {
    if unit.modifier.is_some() {
        return !units.word(unit.words.end - 1).ends_with("es");
    }
    unit.generic.is_some_and(|id| units.term(id).label.starts_with("voksen") || units.term(id).label == "voksne")
}

/// Whether a modifier or head stands at `at`, in the same paragraph.
fn starts_phrase(units: &Units<'_, '_>, at: usize) -> bool {
    let Some(unit) = units.next(at) else { return false };
    unit.group.is_some()
        || unit.generic.is_some()
        || unit.modifier.is_some()
        || age_head(units, at).is_some()
        || suspended(units, at).is_some()
}

/// "socialt og psykisk udsatte borgere", "udsatte og sårbare unge": two adjectives of one head that mean the same
/// or of which the first is no group by itself.
fn joins_modifier(units: &Units<'_, '_>, at: usize) -> bool {
    if !matches!(units.text(at + 1), "og" | "eller" | "samt") {
        return false;
    }
    let (Some(first), Some(second)) = (units.units.get(at), units.next(at + 2)) else { return false };
    let Some(one) = first.modifier else { return false };
    // "udsatte og sårbare borgere", of which the lexicon knows the last two as one label.
    if let Some(group) = second.group.filter(|_| second.words.len() > 1) {
        return units.term(one).concept == units.term(group).concept;
    }
    let Some(other) = second.modifier else { return false };
    let head = units.next(at + 3).is_some_and(|unit| unit.group.is_some() || unit.generic.is_some());
    head && (first.group.is_none() || units.term(one).concept == units.term(other).concept)
}

/// Whether the adjective describes a thing or an aim: "ledige stillinger", "ungt".
fn is_thing(units: &Units<'_, '_>, at: usize, group: TermId) -> bool {
    let term = units.term(group);
    if term.concept == "virksomheder" {
        return true;
    }
    let genitive = units.last_text(at).ends_with("es");
    let adjective = !genitive && (units.units[at].modifier.is_some() || units.units[at].words.len() == 1);
    let text = units.last_text(at);
    let neuter = text.strip_suffix('t').is_some_and(|stem| term.label.ends_with(stem) && !term.label.ends_with('t'));
    let next = units.text(at + 1);
    // "Stillingen er ledig", "lokalet står ledigt"
    let predicate = at >= 2
        && matches!(units.text(at - 1), "er" | "står" | "bliver" | "blev")
        && ["stillingen", "posten", "pladsen", "jobbet", "lokalet", "arbejdskraften"]
            .iter()
            .any(|thing| units.last_text(at - 2).ends_with(thing));
    // "Byrådet udsatte sagen": the past of a verb
    let verb = text == "udsatte" && units.units[at + 1..].first().is_some_and(Unit::is_plain) && {
        ["sagen", "punktet", "reformen", "behandlingen", "mødet", "beslutningen", "ikrafttrædelsen", "afgørelsen"]
            .contains(&next)
    };
    let short = matches!(next, "tid" | "år" | "fag" | "jobbet");
    adjective && (neuter || predicate || verb || short || THINGS.iter().any(|thing| next.ends_with(thing)))
}

/// "de sårbare", "de mest udsatte": an adjective that stands for people.
fn is_substantive(units: &Units<'_, '_>, first: usize, at: usize) -> bool {
    let article = first > 0 && matches!(units.text(first - 1), "de" | "den" | "allersvageste");
    let degree = first > 1 && units.text(first - 1) == "mest" && units.text(first - 2) == "de";
    let next = units.text(at + 1);
    // "forsikrede og ikke-forsikrede ledige"
    let shared = matches!(next, "og" | "eller" | "samt")
        && units.next(at + 2).is_some_and(|unit| unit.group.is_some() && unit.words.len() > 1);
    if shared {
        return true;
    }
    let ends = !units.is_word(at + 1)
        || matches!(next, "" | "og" | "eller" | "samt" | "som" | "der" | "i" | "på" | "til" | "med" | "får" | "skal");
    (article || degree) && ends
}

fn is_genitive(units: &Units<'_, '_>, at: usize) -> bool {
    let unit = &units.units[at];
    let Some(id) = unit.group.or(unit.generic) else { return false };
    let label = &units.term(id).label;
    units.last_text(at).ends_with('s') && !label.ends_with('s') && !label.contains(' ')
        || units.last_text(at).ends_with("es") && units.last_text(at).len() > 5
}

/// "dagpenge- og kontanthjælpsmodtagere": the word at `at` waits for the end of a later one.
fn suspended(units: &Units<'_, '_>, at: usize) -> Option<TermId> {
    let unit = units.units.get(at)?;
    let part = units.word(unit.words.start);
    if unit.words.len() != 1 || !part.ends_with('-') || units.words[unit.words.start].kind == TokenKind::Punctuation {
        return None;
    }
    let mut next = at + 1;
    for _ in 0..8 {
        match units.text(next) {
            "" => return None,
            "," | "og" | "eller" | "samt" | "/" | "og/eller" => next += 1,
            word if word.ends_with('-') => next += 1,
            _ => break,
        }
    }
    let full = units.next(next)?;
    let lexicon = units.parsed.lexicon;
    if full.group.is_some()
        && let Some(id) = unlisted::suspended(lexicon, part, units.word(full.words.start))
    {
        return Some(id);
    }
    // "dagpenge- og jobparate kontanthjælpsmodtagere"
    let behind = units.next(next + 1).filter(|behind| full.modifier.is_some() && behind.group.is_some())?;
    unlisted::suspended(lexicon, part, units.word(behind.words.start))
}

/// Takes what stands before and behind the head.
fn finish<'p>(units: &Units<'p, '_>, mut phrase: Phrase<'p>, end: usize, open: bool) -> Option<Phrase<'p>> {
    phrase.end = end;
    phrase.head_end = end;
    if is_degree(units, &phrase) {
        phrase.first -= 1;
    }
    if is_half_adverb(units, phrase.first) {
        phrase.first -= 2;
    }
    if !open {
        return Some(phrase);
    }
    // A young person's age and benefit may follow each other: "unge under 30 år på kontanthjælp".
    for _ in 0..4 {
        let at = phrase.end;
        if let Some((age, end)) = age_after(units, at) {
            phrase.age = Some(age);
            phrase.end = end;
        } else if let Some(duration) = duration_after(units, at)
            .filter(|duration| phrase.head.is_some() || phrase.conditional || duration.sense.is_some())
        {
            // "personer med mere end tre måneders ledighed"
            phrase.around.extend(duration.sense.filter(|_| phrase.head.is_none() && !phrase.conditional));
            phrase.weeks = Some(duration.weeks);
            phrase.end = duration.end;
        } else if let Some(condition) = after_head(units, &phrase, at) {
            phrase.end = condition.end;
            phrase.conditional = true;
            phrase.around.extend(condition.sense.filter(|sense| !sense.is_empty()));
            phrase.labels.extend(condition.label);
        } else {
            break;
        }
    }
    Some(phrase)
}

/// "mest udsatte", "meget sårbare", "særligt udsatte".
fn is_degree(units: &Units<'_, '_>, phrase: &Phrase<'_>) -> bool {
    let Some(before) = phrase.first.checked_sub(1) else { return false };
    let Some(first) = phrase.around.first().or(phrase.head.as_ref()) else { return false };
    units.follows(phrase.first)
        && matches!(units.last_text(before), "mest" | "meget" | "allermest" | "særligt" | "særlig" | "ekstra" | "svært")
        && matches!(first.concept, "udsatte" | "udsatte_unge" | "psykisk_sygdom" | "unge_med_psykiske_vanskeligheder")
}

/// "psykisk og" before "fysisk handicappede".
fn is_half_adverb(units: &Units<'_, '_>, first: usize) -> bool {
    const ADVERBS: &[&str] = &["psykisk", "fysisk", "socialt", "kognitivt", "helbredsmæssigt"];
    first >= 2
        && ADVERBS.contains(&units.text(first))
        && matches!(units.text(first - 1), "og" | "eller")
        && ADVERBS.contains(&units.text(first - 2))
}
