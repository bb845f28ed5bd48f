//! What follows a head and says more about it: "med handicap", "på kontanthjælp", "i ressourceforløb", "fra udsatte
//! familier". It makes a group of a generic head and is a qualifier of any other.

use super::concept::Sense;
use super::phrase::{MOST_MODIFIERS, Phrase};
use super::units::Units;
use crate::lexicon::TermId;

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

/// What follows a head and says more about it.
pub struct Condition<'p> {
    /// The unit where the condition without its preposition starts.
    pub first: usize,
    pub end: usize,
    pub sense: Option<Sense<'p>>,
    pub label: Option<TermId>,
}

/// The condition that stands at `at`, right behind the phrase so far.
pub fn after_head<'p>(units: &Units<'p, '_>, phrase: &Phrase<'p>, at: usize) -> Option<Condition<'p>> {
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
        "," if units.text(at + 1) == "med" => return noun_phrase(units, at + 2, "med"),
        "omfattet" if units.text(at + 1) == "af" => return noun_phrase(units, at + 2, "af"),
        "af" if is_recipient(units, at - 1) => "af",
        word @ ("med" | "i" | "på" | "fra" | "uden") => word,
        _ => return None,
    };
    if preposition == "fra"
        && let Some(family) = family(units, at + 1)
    {
        return Some(family);
    }
    let own = || (preposition == "med" && phrase.head.is_some()).then(|| possession(units, phrase.first, at + 1))?;
    let found = inner(units, phrase, at + 1, preposition).or_else(own)?;
    let concept = found.sense.map_or("", |sense| sense.concept);
    let fits = match preposition {
        "fra" => matches!(concept, "indvandrere" | "ukrainere" | "flygtninge" | "udsatte_boligomraader"),
        "i" if is_placed(units, phrase.first) => !matches!(
            concept,
            "andet" | "fleksjobvisiterede" | "ressourceforloeb" | "jobafklaring" | "revalidender" | "beskaeftigede"
        ),
        // "Halvdelen af flygtningene i virksomhedspraktik": of known people it is where they are to be.
        "i" if concept == "andet" => !phrase.conditional && !units.last_text(at - 1).ends_with("ne"),
        // "flere ledighedsydelsesmodtagere i fleksjob": of another group it is where they go.
        "i" | "på" if concept == "fleksjobvisiterede" => phrase.head.is_none() && !phrase.conditional,
        // "I 2020 begyndte 48 unge på FGU": the place belongs to the verb.
        "på" if concept == "unge" => !begins(units, phrase.first),
        _ => true,
    };
    // "Medarbejdere i virksomhedsservice" work there.
    let staffed = preposition == "i"
        && phrase.labels.iter().any(|&id| matches!(units.term(id).label.as_str(), "medarbejder" | "ansat" | "medlem"))
        && ["service", "team", "teamet", "indsatsen", "enheden"]
            .iter()
            .any(|unit| units.last_text(found.end - 1).ends_with(unit));
    let fits = fits && !staffed;
    let defines = phrase.head.is_some() || phrase.age.is_some() || found.sense.is_some_and(|sense| !sense.is_empty());
    (fits && defines).then_some(found)
}

/// What people of a group have, which tells them from the others: "dimittender med en humanistisk uddannelse",
/// "kvinder med små børn", "sygemeldte med risiko for stress". Not "ledige med behov for uddannelse", nor what someone
/// helps them with: "hjælper unge med uddannelse".
fn possession<'p>(units: &Units<'p, '_>, first: usize, at: usize) -> Option<Condition<'p>> {
    const OWNED: &[&str] =
        &["uddannelse", "uddannelser", "job", "arbejdsgiver", "ansættelsesforhold", "børn", "erhvervserfaring", "gæld"];
    const JOINTS: &[&str] =
        &["for", "til", "i", "på", "af", "med", "om", "fra", "og", "eller", "at", "som", "der", "over", "under"];
    const HELPING: &[&str] = &["hjælp", "støtt", "bistå", "vejled", "møde", "match", "tilbyd", "kontakt", "understøtt"];
    let helped = (first.saturating_sub(5)..first).any(|before| {
        let word = units.text(before);
        // "andelen af unge med en uddannelse" tells how many have one.
        word.starts_with("andel") || HELPING.iter().any(|verb| word.starts_with(verb))
    });
    let mut end = at;
    while end < at + 3 && units.is_word(end) && !JOINTS.contains(&units.text(end)) {
        let word = units.last_text(end);
        if word == "risiko" && units.text(end + 1) == "for" {
            // "risiko for stress", "risiko for et langt forløb", "risiko for langvarigt fravær"
            let article = matches!(units.text(end + 2), "en" | "et");
            let adjective = ["langvarig", "lang", "varig", "kronisk", "vedvarende"];
            let described = |at: usize| adjective.iter().any(|stem| units.text(at).starts_with(stem));
            let last = end + 2 + usize::from(article) + usize::from(article || described(end + 2));
            return (units.is_word(last) && units.text(last) != "at" && !helped).then_some(Condition {
                first: at,
                end: last + 1,
                sense: None,
                label: None,
            });
        }
        if OWNED.contains(&word) || word.len() > 14 && word.ends_with("uddannelse") {
            return (!helped).then_some(Condition { first: at, end: end + 1, sense: None, label: None });
        }
        end += 1;
    }
    None
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
        && let Some(found) = noun_phrase(units, end + 1, "med")
    {
        (end, sense, label) = (found.end, found.sense, found.label);
    }
    let sense = sense?;
    Some(Condition { first: at, end, sense: Some(sense), label })
}

/// What the preposition takes: a condition, a match group, a neighborhood, a measure.
fn inner<'p>(units: &Units<'p, '_>, phrase: &Phrase<'p>, at: usize, preposition: &str) -> Option<Condition<'p>> {
    if let Some(found) = noun_phrase(units, at, preposition) {
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
pub fn noun_phrase<'p>(units: &Units<'p, '_>, at: usize, preposition: &str) -> Option<Condition<'p>> {
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
    let found = noun_phrase(units, next, "").filter(|found| !found.sense.is_some_and(Sense::is_empty));
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
            | "med"
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

/// Whether a verb of starting stands before a phrase in its clause.
fn begins(units: &Units<'_, '_>, first: usize) -> bool {
    let before = (first.saturating_sub(5)..first).rev().map(|before| units.text(before));
    let mut clause = before.take_while(|word| !matches!(*word, "," | "."));
    clause.any(|word| ["begynd", "start", "optage", "går", "gik", "indskrev"].iter().any(|verb| word.starts_with(verb)))
}
