//! Who a clause is about: the plan's owner, citizens, firms, others, or the effort itself.

use super::clause::Event;
use super::unit::{name_end, unit_end};
use super::words;
use crate::extract::Parsed;
use crate::lexicon::{Class, Role};
use crate::token::number::lexeme::cardinal;
use std::ops::Range;

/// Whom or what a clause is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Subject {
    Owner(Range<usize>),
    /// Citizens, by a target group or a generic word.
    People,
    Firms,
    /// Expletive "der".
    There,
    It,
    /// The plan or another paper.
    Paper,
    Outsider,
    /// Anything else: mostly the effort itself ("erhvervsindsatsen", "sagsbehandlingen").
    Thing,
}

/// Who or what the event is about.
pub fn subject(parsed: &Parsed<'_>, event: &Event) -> Subject {
    let before = &event.before;
    let first = before.first().copied();
    // "Hver virksomhedskonsulent skal …"
    if let Some(first) = first.filter(|&first| first + 2 == event.verb && is_one_of_staff(parsed, first)) {
        return Subject::Owner(first..first + 2);
    }
    let inverted = match first {
        None => true,
        Some(first) => {
            words::starts_adverbial(parsed.lower(first)) && !is_owner_at(parsed, first) || parsed.lower(first) == "som"
        }
    };
    if inverted {
        if let Some(subject) = subject_after(parsed, event) {
            return subject;
        }
        // "I 2019 vi vil": a subject may still stand right before the verb.
        return before
            .iter()
            .rev()
            .filter(|&&index| !governed_by_preposition(parsed, before, index))
            .find_map(|&index| owner(parsed, index, event.verb))
            .map_or(Subject::Thing, Subject::Owner);
    }
    let Some(first) = first else {
        return Subject::Thing;
    };
    // "Samlet set vil kommunen …": nothing but the subject stands right behind a modal; "…, og dem ønsker kommunen at bruge",
    // "…, og den mulighed vil jobcentret udnytte": an object may stand first.
    if words::is_modal(parsed.lower(event.verb))
        && (matches!(parsed.lower(event.verb), "vil" | "skal" | "bør")
            || before.len() == 1 && parsed.lower(first) == "dem"
            || before.len() <= 3 && matches!(parsed.lower(first), "det" | "dette" | "den" | "denne" | "disse" | "de"))
        && event.after.start < event.after.end
        && let Some(range) = owner(parsed, event.after.start, event.after.end)
    {
        return Subject::Owner(range);
    }
    // "Virksomheder med højt fravær vil vi tilbyde …", "Den anbefaling følger vi": "vi" is never an object.
    if (before.len() > 1 || words::is_modal(parsed.lower(event.verb)))
        && event.after.start < event.after.end
        && parsed.lower(event.after.start) == "vi"
    {
        return Subject::Owner(event.after.start..event.after.start + 1);
    }
    subject_before(parsed, before, first, event.verb)
}

fn subject_before(parsed: &Parsed<'_>, before: &[usize], first: usize, verb: usize) -> Subject {
    match parsed.lower(first) {
        "der" => return Subject::There,
        "det" | "dette" if before.len() == 1 => return Subject::It,
        "de" if before.len() == 1 => return Subject::People,
        // "Den, der udebliver, skal …"
        "den" if before.len() == 1 && parsed.lower(first + 1) == "," => return Subject::People,
        "man" | "vedkommende" | "hun" | "han" => return Subject::People,
        "alle" | "ingen" | "enhver" if before.len() == 1 => return Subject::People,
        _ => {}
    }
    if let Some(range) = owner(parsed, first, verb) {
        return Subject::Owner(range.start..joint_end(parsed, range.end, verb));
    }
    // "En fastholdelseskonsulent skal …", "En koordinerende sagsbehandler følger …"
    if let [_, .., staff] = *before
        && before.len() <= 3
        && matches!(parsed.lower(first), "en" | "én" | "hver")
        && words::is_staff(parsed.lower(staff))
    {
        return Subject::Owner(first..staff + 1);
    }
    if let Some(all) = all_of_staff(parsed, first, verb).filter(|all| all.end == verb) {
        return Subject::Owner(all);
    }
    for &index in before {
        let word = parsed.lower(index);
        if names_outsider(parsed, index) {
            // "Samarbejdet med a-kasserne skal …" is about the cooperation.
            return if after_preposition(parsed, before, index) { Subject::Thing } else { Subject::Outsider };
        }
        if words::is_paper(word) {
            return if after_preposition(parsed, before, index) { Subject::Thing } else { Subject::Paper };
        }
        if matches!(word, "virksomheder" | "virksomhederne" | "virksomheden") {
            return if after_preposition(parsed, before, index) { Subject::Thing } else { Subject::Firms };
        }
        if names_people(parsed, index) {
            return if after_preposition(parsed, before, index) { Subject::Thing } else { Subject::People };
        }
        // An owner further in: "kommunens jobcenter", "det nye ungeteam".
        if !after_preposition(parsed, before, index)
            && let Some(range) = owner(parsed, index, verb)
            && range.end == verb
        {
            return Subject::Owner(first..range.end);
        }
    }
    Subject::Thing
}

/// "En fastholdelseskonsulent skal …", "hver virksomhedskonsulent"
fn is_one_of_staff(parsed: &Parsed<'_>, index: usize) -> bool {
    matches!(parsed.lower(index), "en" | "én" | "hver") && words::is_staff(parsed.lower(index + 1))
}

/// "alle sagsbehandlere på integrationsområdet", "samtlige konsulenter"
fn all_of_staff(parsed: &Parsed<'_>, index: usize, limit: usize) -> Option<Range<usize>> {
    // "De to fastholdelseskonsulenter"
    let counted = index + 2 < limit
        && matches!(parsed.lower(index), "de" | "vores" | "kommunens")
        && cardinal(parsed.lower(index + 1)).is_some()
        && words::is_staff_plural(parsed.lower(index + 2));
    if counted {
        return Some(index..index + 3);
    }
    let all = matches!(parsed.lower(index), "alle" | "samtlige");
    let staff = index + 1 < limit && words::is_staff_plural(parsed.lower(index + 1));
    let place = index + 3 < limit
        && matches!(parsed.lower(index + 2), "i" | "på")
        && ["området", "afdelingen", "teamet", "centret", "centeret", "kommunen"]
            .iter()
            .any(|end| parsed.lower(index + 3).ends_with(end));
    (all && staff).then(|| index..index + if place { 4 } else { 2 })
}

/// The end of "jobcentret, skolerne og turistforeningen", if the owner's name is the first of several who act.
pub(super) fn joint_end(parsed: &Parsed<'_>, end: usize, verb: usize) -> usize {
    let others = end..verb;
    let joins = |word: &str| matches!(word, "og" | "samt" | "&");
    let names = others.clone().all(|index| {
        let word = parsed.lower(index);
        word == ","
            || joins(word)
            || word.chars().all(|c| c.is_alphabetic() || c == '-') && !words::starts_adverbial(word)
    });
    let joint = others.len() <= 8
        && others.clone().any(|index| joins(parsed.lower(index)))
        && others.start < others.end
        && (joins(parsed.lower(end)) || parsed.lower(end) == ",")
        && parsed.lower(verb - 1) != ",";
    if joint && names { verb } else { end }
}

/// The subject of an inverted clause: the first noun phrase behind the verb.
fn subject_after(parsed: &Parsed<'_>, event: &Event) -> Option<Subject> {
    let limit = event.after.end.min(event.verb + 9);
    let mut index = event.verb + 1;
    while index < limit {
        let word = parsed.lower(index);
        match word {
            "der" => return Some(Subject::There),
            "det" | "dette" => {
                // "det enkelte team" is a noun phrase.
                let noun = parsed.lower((index + 1).min(limit - 1));
                if words::is_passive(noun) || words::is_infinitive(noun) || index + 1 == limit {
                    return Some(Subject::It);
                }
            }
            "derfor" | "også" | "dog" | "således" | "ligeledes" | "desuden" | "samtidig" | "fortsat" | "bl.a."
            | "altså" | "naturligvis" | "derudover" | "bl" | "ikke" => {}
            "man" => return Some(Subject::People),
            _ => {
                if let Some(range) = owner(parsed, index, limit) {
                    return Some(Subject::Owner(range));
                }
                if word == "hver" && index + 1 < limit && is_one_of_staff(parsed, index) {
                    return Some(Subject::Owner(index..index + 2));
                }
                if let Some(all) = all_of_staff(parsed, index, limit) {
                    return Some(Subject::Owner(all));
                }
                if names_outsider(parsed, index) {
                    return Some(Subject::Outsider);
                }
                if words::is_paper(word) {
                    return Some(Subject::Paper);
                }
                if matches!(word, "virksomheder" | "virksomhederne" | "virksomheden") {
                    return Some(Subject::Firms);
                }
                if names_people(parsed, index)
                    || (word == "de" && words::is_passive(parsed.lower((index + 1).min(limit - 1))))
                {
                    return Some(Subject::People);
                }
                if words::is_passive(word) || (words::is_infinitive(word) && !words::starts_noun_phrase(word)) {
                    return None;
                }
                if matches!(word, "i" | "på" | "med" | "til" | "for" | "af") && index > event.verb + 1 {
                    return Some(Subject::Thing);
                }
            }
        }
        index += 1;
    }
    Some(Subject::Thing)
}

/// Whether a preposition stands between the phrase's start and `index`.
fn after_preposition(parsed: &Parsed<'_>, before: &[usize], index: usize) -> bool {
    before.iter().take_while(|&&at| at < index).any(|&at| {
        matches!(
            parsed.lower(at),
            "med" | "til" | "for" | "af" | "om" | "på" | "i" | "mellem" | "blandt" | "over" | "hos" | "ved" | "fra"
        )
    })
}

/// Whether a preposition stands right before the name at `index`: "i kommunen", "i Glostrup Kommune".
fn governed_by_preposition(parsed: &Parsed<'_>, before: &[usize], index: usize) -> bool {
    let at = before.iter().position(|&at| at == index).unwrap_or(0);
    before[..at]
        .iter()
        .rev()
        .take(3)
        .any(|&at| matches!(parsed.lower(at), "i" | "på" | "hos" | "for" | "af" | "fra" | "til" | "med" | "mellem"))
}

fn is_owner_at(parsed: &Parsed<'_>, index: usize) -> bool {
    owner(parsed, index, index + 8).is_some()
}

/// The owner's name that begins at `index`, not in the genitive.
pub fn owner(parsed: &Parsed<'_>, index: usize, limit: usize) -> Option<Range<usize>> {
    let end = limit.min(parsed.all_tokens().len());
    let node = parsed.all_tokens()[index].node;
    let inside = |at: usize| at < end && parsed.all_tokens()[at].node == node;
    let word = parsed.lower(index);
    let capital = |at: usize| inside(at) && parsed.token_text(at).chars().next().is_some_and(char::is_uppercase);
    // "Center for Borger og Arbejdsmarked", "Afdelingen for Job og Vækst"
    if (word == "center" || word == "afdelingen" || word == "forvaltningen" || word == "direktørområdet")
        && capital(index)
        && inside(index + 1)
        && parsed.lower(index + 1) == "for"
        && capital(index + 2)
    {
        return Some(index..name_end(parsed, index + 2, &inside, &capital));
    }
    if let Some(end) = unit_end(parsed, index, &inside, &capital) {
        return Some(index..end);
    }
    // "Jobcenter Egholt", "RAR Nordjylland", the council of an overview
    if matches!(word, "jobcenter" | "rar") && capital(index + 1) {
        return Some(index..name_end(parsed, index + 1, &inside, &capital));
    }
    // "Hvidovre Kommune", "Lyngby-Taarbæk Kommune"
    for offset in 1..=2 {
        // "I Lilleby Kommune svarer det til …" says where.
        let named = || (index..index + offset).all(capital) && !words::starts_adverbial(word);
        if inside(index + offset) && parsed.lower(index + offset) == "kommune" && named() {
            return Some(index..index + offset + 1);
        }
    }
    // "Social- og Arbejdsmarkedsudvalget", "Økonomi-, Beskæftigelses- og Erhvervsudvalget"
    if word.ends_with('-') {
        let mut at = index;
        while inside(at) && (parsed.lower(at).ends_with('-') || matches!(parsed.lower(at), "og" | ",")) {
            at += 1;
        }
        return (inside(at) && words::is_owner_word(parsed.lower(at))).then(|| index..at + 1);
    }
    // "Jobcentrets virksomhedskonsulenter"
    if matches!(word, "jobcentrets" | "jobcenterets" | "kommunens" | "forvaltningens" | "centrets" | "vores")
        && inside(index + 1)
        && (words::is_staff_plural(parsed.lower(index + 1))
            || words::is_staff(parsed.lower(index + 1))
            // "Jobcentrets ungeteam"
            || ["team", "enhed", "afdeling", "korps", "service"].iter().any(|end| parsed.lower(index + 1).ends_with(end))
            || words::is_owner_word(parsed.lower(index + 1)) && !parsed.lower(index + 1).ends_with("et"))
    {
        return Some(index..index + 2);
    }
    // "De to kommuner" of a plan that they share
    if word == "de"
        && inside(index + 2)
        && matches!(parsed.lower(index + 1), "to" | "tre" | "fire")
        && parsed.lower(index + 2) == "kommuner"
    {
        return Some(index..index + 3);
    }
    // "alle forvaltninger"
    if matches!(word, "alle" | "samtlige")
        && inside(index + 1)
        && matches!(parsed.lower(index + 1), "forvaltninger" | "afdelinger" | "institutioner" | "centre" | "teams")
    {
        return Some(index..index + 2);
    }
    // "Kommunens egne arbejdspladser", "kommunens institutioner"
    let own = usize::from(inside(index + 1) && parsed.lower(index + 1) == "egne");
    if matches!(word, "kommunens" | "vores" | "vore")
        && inside(index + 1 + own)
        && matches!(parsed.lower(index + 1 + own), "arbejdspladser" | "institutioner" | "afdelinger" | "medarbejdere")
    {
        return Some(index..index + 2 + own);
    }
    // "Ungeporten", "Uddannelseshuset": a house or entrance by name.
    if capital(index) && words::is_named_place(word) {
        return Some(index..index + 1);
    }
    // "Rødeskov vil", "Arbejdsmarked samler": as this plan calls its owner
    if parsed.names_owner(index) && !capital(index + 1) {
        return Some(index..index + 1);
    }
    if !words::is_owner_word(word) {
        return None;
    }
    // "jobcentret og sundhedscentret"
    if word != "vi"
        && inside(index + 2)
        && parsed.lower(index + 1) == "og"
        && words::is_owner_word(parsed.lower(index + 2))
        && parsed.lower(index + 2) != "vi"
    {
        return Some(index..index + 3);
    }
    // "vi i Center for Borger og Arbejdsmarked"
    if word == "vi" && inside(index + 2) && parsed.lower(index + 1) == "i" {
        let next = parsed.lower(index + 2);
        if next == "center" || next.ends_with('-') || words::is_owner_word(next) {
            let place = owner(parsed, index + 2, limit)?;
            return Some(index..place.end);
        }
    }
    // "Udvalget for Arbejdsmarked og Erhverv"
    if word == "udvalget" && inside(index + 1) && parsed.lower(index + 1) == "for" && capital(index + 2) {
        return Some(index..name_end(parsed, index + 2, &inside, &capital));
    }
    Some(index..index + 1)
}

/// Whether somebody outside the plan's owner is named at `index`.
pub(super) fn names_outsider(parsed: &Parsed<'_>, index: usize) -> bool {
    let word = parsed.lower(index);
    let next = || parsed.all_tokens().get(index + 1).map_or("", |_| parsed.lower(index + 1));
    words::is_outsider(word) || words::OUTSIDERS_OF_TWO.iter().any(|&[first, second]| word == first && next() == second)
}

/// Whether the token is the head of a target group or a generic word for people.
pub(super) fn names_people(parsed: &Parsed<'_>, index: usize) -> bool {
    let word = parsed.lower(index);
    if word.ends_with("ens") || word.ends_with("nes") || word.ends_with("res") || word.ends_with("ges") {
        return false;
    }
    let node = parsed.all_tokens()[index].node;
    matches!(
        word,
        "enkelte" | "borger" | "borgere" | "borgerne" | "borgeren" | "modtagere" | "modtageren" | "modtagerne"
    ) || parsed.hits(node).iter().any(|hit| {
        hit.tokens.contains(&index)
            && parsed.term(hit).class == Class::TargetGroup
            && matches!(parsed.term(hit).role, Some(Role::Group | Role::Generic))
    })
}
