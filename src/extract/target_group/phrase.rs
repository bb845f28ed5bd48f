//! The noun phrase: modifiers, head, what follows the head.

use super::age::{Age, age_after, age_head, duration_after};
use super::concept::Sense;
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

/// Words for places, posts and work that an adjective of people may describe: "ledige stillinger".
const THINGS: &[&str] = &[
    "ansættelser",
    "arbejde",
    "arbejdskraft",
    "arbejdspladser",
    "boliger",
    "branche",
    "brancher",
    "byområder",
    "fag",
    "forløb",
    "hænder",
    "job",
    "jobs",
    "jobbet",
    "kapacitet",
    "kurser",
    "lejligheder",
    "lokaler",
    "midler",
    "områder",
    "opgaver",
    "plads",
    "pladser",
    "praktikpladser",
    "lærepladser",
    "ressourcer",
    "sager",
    "stilling",
    "stillinger",
    "stillingerne",
    "tid",
    "tider",
    "timer",
    "virksomheder",
    "ydelser",
    "år",
];

/// Verbs whose object is put somewhere: in "få flere ledige i løntilskud" the place belongs to the verb.
const PLACING: &[&str] = &[
    "bringe",
    "bringer",
    "etablere",
    "etableres",
    "flytte",
    "flytter",
    "får",
    "få",
    "fået",
    "hjælpe",
    "hjælper",
    "hjælpes",
    "placere",
    "placeres",
    "sende",
    "sendes",
    "sætte",
    "ansætte",
    "ansætter",
    "have",
];

/// More adjectives than this before one head are no phrase.
const MOST_MODIFIERS: usize = 8;

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
        // A condition as a group's label comes from "<benefit>modtagere".
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
    let adjective = units.units[at].modifier.is_some() || units.units[at].words.len() == 1;
    let text = units.last_text(at);
    let neuter = text.strip_suffix('t').is_some_and(|stem| term.label.ends_with(stem) && !term.label.ends_with('t'));
    adjective && (neuter || THINGS.contains(&units.text(at + 1)))
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
        } else if let Some((weeks, end)) =
            duration_after(units, at).filter(|_| phrase.head.is_some() || phrase.conditional)
        {
            phrase.weeks = Some(weeks);
            phrase.end = end;
        } else if let Some(condition) = condition_after(units, &phrase, at) {
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

/// What follows a head and says more about it.
pub struct Condition<'p> {
    /// The unit where the condition without its preposition starts.
    pub first: usize,
    pub end: usize,
    pub sense: Option<Sense<'p>>,
    pub label: Option<TermId>,
}

fn condition_after<'p>(units: &Units<'p, '_>, phrase: &Phrase<'p>, at: usize) -> Option<Condition<'p>> {
    let unit = units.next(at)?;
    if let Some(id) = unit.condition.filter(|_| is_free(units.text(at))) {
        return Some(tail(units, at, at + 1, id));
    }
    // "borgere visiteret til fleksjob"
    if phrase.head.is_none() && unit.words.len() > 1 {
        let participle = matches!(
            units.text(at),
            "visiteret"
                | "visiterede"
                | "godkendt"
                | "godkendte"
                | "berettiget"
                | "tilkendt"
                | "tilkendte"
                | "bevilget"
                | "ansat"
                | "ansatte"
        );
        if let Some(id) = unit.group.filter(|_| participle) {
            return Some(Condition { first: at, end: at + 1, sense: Some(Sense::of(units.term(id))), label: Some(id) });
        }
    }
    let preposition = match units.text(at) {
        "," if units.text(at + 1) == "med" => return condition(units, at + 2, "med"),
        "omfattet" if units.text(at + 1) == "af" => return condition(units, at + 2, "af"),
        "af" if is_recipient(units, at - 1) => "af",
        word @ ("med" | "i" | "på" | "fra" | "uden") => word,
        _ => return None,
    };
    if preposition == "fra"
        && let Some(family) = family(units, at + 1)
    {
        return Some(family);
    }
    let found = inner(units, phrase, at + 1, preposition)?;
    let concept = found.sense.map_or("", |sense| sense.concept);
    let fits = match preposition {
        "fra" => matches!(concept, "indvandrere" | "ukrainere" | "flygtninge" | "udsatte_boligomraader"),
        "i" if is_placed(units, phrase.first) => !matches!(
            concept,
            "andet" | "fleksjobvisiterede" | "ressourceforloeb" | "jobafklaring" | "revalidender" | "beskaeftigede"
        ),
        _ => true,
    };
    let defines = phrase.head.is_some() || phrase.age.is_some() || found.sense.is_some_and(|sense| !sense.is_empty());
    (fits && defines).then_some(found)
}

/// "unge fra udsatte familier", "unge fra familier med misbrug".
fn family<'p>(units: &Units<'p, '_>, at: usize) -> Option<Condition<'p>> {
    let mut k = at;
    let mut sense = None;
    let mut label = None;
    while k < at + MOST_MODIFIERS
        && let Some(modifier) = units.next(k)?.modifier
    {
        sense = sense.or(Some(Sense::of(units.term(modifier)))).filter(|sense| !sense.is_empty());
        label = Some(modifier);
        k += 1;
    }
    if !units.last_text(k).starts_with("famili") || units.next(k)?.generic.is_none() {
        return None;
    }
    let mut end = k + 1;
    if units.text(end) == "med"
        && let Some(found) = condition(units, end + 1, "med")
    {
        (end, sense, label) = (found.end, found.sense, found.label);
    }
    let sense = sense?;
    Some(Condition { first: at, end, sense: Some(sense), label })
}

fn inner<'p>(units: &Units<'p, '_>, phrase: &Phrase<'p>, at: usize, preposition: &str) -> Option<Condition<'p>> {
    if let Some(found) = condition(units, at, preposition) {
        return Some(found);
    }
    let unit = units.next(at)?;
    if matches!(preposition, "i" | "fra")
        && let Some(id) = unit.group
    {
        let term = units.term(id);
        let class = term.narrower.as_deref().unwrap_or("").starts_with("match");
        if class || term.concept == "udsatte_boligomraader" {
            return Some(Condition { first: at, end: at + 1, sense: Some(Sense::of(term)), label: Some(id) });
        }
    }
    // "borgere i virksomhedspraktik"; with a head of its own only in a count: "antallet af ledige i løntilskud".
    let counted = phrase.head.is_none()
        || matches!(phrase.first.checked_sub(1).map_or("", |before| units.last_text(before)), "af" | "blandt");
    if preposition == "i"
        && counted
        && let Some(end) = units.after_measure(at).or_else(|| units.after_measure(at - 1))
    {
        let sense = Sense { concept: "andet", narrower: Some("borgere_i_aktivering") };
        return Some(Condition { first: at, end, sense: Some(sense), label: None });
    }
    None
}

/// A condition's noun phrase at `at`, behind its preposition.
pub fn condition<'p>(units: &Units<'p, '_>, at: usize, preposition: &str) -> Option<Condition<'p>> {
    let mut k = at;
    while k < at + 6 {
        let unit = units.next(k)?;
        if let Some(id) = unit.condition {
            let mut found = tail(units, at, k + 1, id);
            // "problemer af faglig karakter" says more than is known here.
            let open =
                matches!(units.text(found.end), "af" | "vedrørende" | "omkring") || units.text(found.end) == "med";
            if open && is_vague(&units.term(id).label) && found.end == k + 1 {
                return None;
            }
            let first = units.text(at);
            if matches!(first, "en" | "et" | "den" | "det" | "de") {
                found.first = at + 1;
            }
            // "uden misbrug" is the contrary.
            if preposition == "uden" && !is_free(units.text(k)) {
                found.sense = None;
            }
            return Some(found);
        }
        let joins =
            matches!(units.text(k), "og" | "eller" | "til" | "," | "og/eller") && k > at && is_filler(units, k + 1);
        if !joins && !is_filler(units, k) {
            return None;
        }
        k += 1;
    }
    None
}

/// Nouns that ask for more: "problemer med …".
fn is_vague(label: &str) -> bool {
    matches!(label, "problem" | "problemstilling" | "barriere" | "udfordring" | "vanskelighed")
}

/// The condition at `end - 1` with what completes it: "problemer … ud over ledighed", "udfordringer inden for
/// autismespektret".
fn tail<'p>(units: &Units<'p, '_>, first: usize, end: usize, id: TermId) -> Condition<'p> {
    let mut found = Condition { first, end, sense: Some(Sense::of(units.term(id))), label: Some(id) };
    if units.term(id).label == "på kanten" && units.text(end) == "af" && units.is_word(end + 1) {
        found.end = end + 2;
    }
    let skip = match (units.text(end), units.text(end + 1), units.text(end + 2)) {
        ("ud", "over", _) | ("inden", "for", _) => 2,
        ("i", "forhold", "til") | ("ved", "siden", "af") => 3,
        ("udover" | "indenfor", _, _) => 1,
        _ => 0,
    };
    if skip > 0
        && let Some(next) = units.next(end + skip)
        && let Some(other) = next.condition
    {
        let term = units.term(other);
        found.end = end + skip + 1;
        if term.concept != "ledige" {
            found.sense = Some(Sense::of(term));
        }
    }
    found
}

/// The condition that "og" joins to the one before `at`.
pub fn joined<'p>(units: &Units<'p, '_>, at: usize) -> Option<Condition<'p>> {
    let mut next = match units.text(at) {
        "og" | "eller" | "samt" | "," | "og/eller" | "/" => at + 1,
        _ => return None,
    };
    if units.text(at) == "," && matches!(units.text(next), "og" | "eller") {
        next += 1;
    }
    if matches!(units.text(next), "med" | "på" | "i") {
        next += 1;
    }
    let found = condition(units, next, "").filter(|found| !found.sense.is_some_and(Sense::is_empty));
    if found.is_some() || units.text(at) == "," {
        return found;
    }
    let end = units.after_measure(next)?;
    let sense = Sense { concept: "andet", narrower: Some("borgere_i_aktivering") };
    Some(Condition { first: next, end, sense: Some(sense), label: None })
}

/// Whether a condition's label brings its own preposition.
fn is_free(first: &str) -> bool {
    matches!(
        first,
        "på" | "uden"
            | "udenfor"
            | "i"
            | "fra"
            | "over"
            | "langt"
            | "længere"
            | "længst"
            | "tæt"
            | "tættest"
            | "ramt"
            | "truet"
            | "ud"
    )
}

/// A word that may stand between preposition and condition: article, adverb, adjective.
fn is_filler(units: &Units<'_, '_>, at: usize) -> bool {
    let text = units.text(at);
    let Some(unit) = units.next(at) else { return false };
    if !units.is_word(at) || unit.group.is_some_and(|_| unit.modifier.is_none()) || unit.generic.is_some() {
        return false;
    }
    if matches!(text, "en" | "et" | "den" | "det" | "bl.a." | "fx" | "f.eks." | "særlig" | "evt." | "mere" | "flere") {
        return true;
    }
    const NOT: &[&str] =
        &["at", "blive", "bliver", "ikke", "være", "have", "komme", "støtte", "henblik", "hjælpe", "møde", "samme"];
    let adjective = ["e", "t", "ig", "isk", "som", "ende", "el", "iel"].iter().any(|ending| text.ends_with(ending));
    adjective && text.len() > 3 && !NOT.contains(&text)
}

fn is_recipient(units: &Units<'_, '_>, at: usize) -> bool {
    units.last_text(at).starts_with("modtager") || units.last_text(at).starts_with("ansøger")
}

/// Whether a verb that puts people somewhere stands shortly before: "få flere ledige i løntilskud".
fn is_placed(units: &Units<'_, '_>, first: usize) -> bool {
    let mut before = (first.saturating_sub(5)..first).rev().map(|before| units.text(before));
    before
        .find(|word| matches!(*word, "," | "." | "og") || PLACING.contains(word))
        .is_some_and(|word| PLACING.contains(&word))
}
