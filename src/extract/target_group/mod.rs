//! Finds groups of people that the employment effort is for.
//!
//! *What it finds*: noun phrases with their defining modifiers and short conditions, each with a concept and the
//! qualifiers that modifiers, ages and durations add. A head that names a group decides the concept; under a generic
//! head (*borgere*, *personer*) a benefit does, then readiness, then the rest.
//!
//! *Why it matters*: a goal is for someone. Plans are compared by whom they promise what.
//!
//! *Example*: in "aktivitetsparate unge og borgere med handicap" the mentions "aktivitetsparate unge" (`unge`, with
//! `aktivitetsparate`) and "borgere med handicap" (`handicap`).
//!
//! *Not this*: generic heads alone ("borgerne"), firms and staff, things that an adjective of people describes
//! ("ledige stillinger"), names of units ("Unge- og Uddannelsescentret"), relative clauses ("som …").

mod age;
mod concept;
mod condition;
mod explain;
mod phrase;
mod units;
mod unlisted;

use super::{Evidence, Extractor, Findings, Mention, Parsed, Step};
use crate::lexicon::TermId;
use concept::{Meaning, Sense, decide};
use phrase::Phrase;
use std::ops::Range;
use units::Units;
use unlisted::Unlisted;

pub struct TargetGroups;

impl Extractor for TargetGroups {
    fn name(&self) -> &'static str {
        "target-groups"
    }

    fn extract(&self, parsed: &Parsed<'_>, found: &mut Findings) {
        let mut unlisted = Unlisted::default();
        for (node, _) in parsed.outline.nodes.iter().enumerate().filter(|(_, node)| node.is_text()) {
            if let Some(units) = Units::read(parsed, node, &mut unlisted) {
                read_node(&units, &mut found.target_groups);
            }
        }
    }

    fn explain(&self, parsed: &Parsed<'_>, found: &Findings, sentence: Range<usize>) -> Vec<Step> {
        explain::explain(parsed, found, sentence)
    }
}

fn read_node(units: &Units<'_, '_>, mentions: &mut Vec<Mention>) {
    let mut at = 0;
    while at < units.units.len() {
        at = match phrase::read(units, at) {
            Some(phrase) => match mention(units, &phrase) {
                Some(first) => {
                    mentions.push(first);
                    let last = mentions.len() - 1;
                    joined_conditions(units, &phrase, last, mentions)
                }
                None => phrase.head_end,
            },
            None => lone_condition(units, at, mentions).unwrap_or(at + 1),
        }
        .max(at + 1);
    }
}

/// The phrase as a mention; None if nothing defines a group.
fn mention(units: &Units<'_, '_>, phrase: &Phrase<'_>) -> Option<Mention> {
    if parts_a_benefit(units, phrase) {
        return None;
    }
    let Meaning { sense, qualifiers } = decide(phrase.head, &phrase.around, phrase.age, phrase.weeks)?;
    let rule = match (phrase.head, phrase.age) {
        (Some(_), _) => "target-group/head",
        (None, Some(_)) if phrase.around.is_empty() => "target-group/age",
        (None, _) => "target-group/generic",
    };
    Some(Mention {
        node: units.node,
        norm: units.norm(phrase.first, phrase.end),
        concept: sense.concept.to_owned(),
        narrower: sense.narrower.map(str::to_owned),
        qualifiers,
        evidence: evidence(units, rule, &phrase.labels),
    })
}

/// "Kontanthjælp, match 1" in a table: the row's benefit, of which the match is a part, names no people.
fn parts_a_benefit(units: &Units<'_, '_>, phrase: &Phrase<'_>) -> bool {
    let first = units.units[phrase.first].words.start;
    let before = |back: usize| first.checked_sub(back).map_or("", |word| units.word(word));
    let benefit = if before(1) == "," { before(2) } else { before(1) };
    units.word(first) == "match" && benefit.starts_with("kontanthjælp") && !benefit.contains("modtager")
}

/// "borgere på kontanthjælp og ressourceforløb": each further condition is a mention; diagnoses under one head are
/// one. Gives the unit behind the last.
fn joined_conditions(units: &Units<'_, '_>, phrase: &Phrase<'_>, first: usize, mentions: &mut Vec<Mention>) -> usize {
    let mut end = phrase.end;
    if !phrase.conditional {
        return end;
    }
    let mut last_sense = phrase.around.last().copied().or(phrase.head);
    let mut around = phrase.around.clone();
    while let Some(next) = condition::joined(units, end) {
        let Some(sense) = next.sense else { break };
        if is_diagnosis(sense) && last_sense.is_some_and(is_diagnosis) && mentions.len() == first + 1 {
            around.push(sense);
            let mut longer = phrase.clone();
            longer.end = next.end;
            longer.around.clone_from(&around);
            if let Some(longer) = mention(units, &longer) {
                mentions[first] = longer;
            }
        } else {
            let head = phrase.head.filter(|head| is_young(*head)).map(|_| Sense { concept: "unge", narrower: None });
            let Some(meaning) = decide(head, &[sense], None, None) else { break };
            mentions.push(Mention {
                node: units.node,
                norm: units.norm(next.first, next.end),
                concept: meaning.sense.concept.to_owned(),
                narrower: meaning.sense.narrower.map(str::to_owned),
                qualifiers: meaning.qualifiers,
                evidence: evidence(units, "target-group/joined-condition", next.label.as_slice()),
            });
        }
        last_sense = Some(sense);
        end = next.end;
    }
    end
}

fn is_young(head: Sense<'_>) -> bool {
    matches!(head.concept, "unge" | "udsatte_unge" | "unge_med_psykiske_vanskeligheder")
}

/// Illnesses of which one person may have several.
fn is_diagnosis(sense: Sense<'_>) -> bool {
    matches!(sense.concept, "psykisk_sygdom" | "unge_med_psykiske_vanskeligheder")
        || matches!(sense.narrower, Some("stressramte" | "smerteramte" | "kraeftramte" | "autister"))
}

/// What makes a group of people without naming them: "har komplekse problemer ud over ledighed", "har været på
/// ledighedsydelse i mere end 2 år". Gives the unit behind it.
fn lone_condition(units: &Units<'_, '_>, at: usize, mentions: &mut Vec<Mention>) -> Option<usize> {
    let before = at.checked_sub(1).map_or("", |before| units.last_text(before));
    let (first, found, weeks) = match units.text(at) {
        "på" | "i" if matches!(before, "været" | "er" | "være") => {
            let found = condition::noun_phrase(units, at + 1, "")?;
            let duration = age::duration_after(units, found.end)?;
            (at, condition::Condition { end: duration.end, ..found }, Some(duration.weeks))
        }
        _ if matches!(before, "har" | "have" | "havde" | "med") || units.units[at].condition.is_some() => {
            let found = condition::noun_phrase(units, at, "")?;
            let range = units.units[found.first].words.start..units.units[found.end - 1].words.end;
            let beyond = range.clone().any(|word| units.word(word).starts_with("ledighed"))
                && range.clone().any(|word| matches!(units.word(word), "over" | "udover" | "end" | "siden"));
            if !beyond || found.sense.is_none_or(|sense| sense.concept != "udsatte") {
                return None;
            }
            (found.first, found, None)
        }
        _ => return None,
    };
    let meaning = decide(None, found.sense.as_slice(), None, weeks)?;
    mentions.push(Mention {
        node: units.node,
        norm: units.norm(first, found.end),
        concept: meaning.sense.concept.to_owned(),
        narrower: meaning.sense.narrower.map(str::to_owned),
        qualifiers: meaning.qualifiers,
        evidence: evidence(units, "target-group/condition", found.label.as_slice()),
    });
    Some(found.end)
}

fn evidence(units: &Units<'_, '_>, rule: &'static str, labels: &[TermId]) -> Evidence {
    Evidence { rule, labels: labels.iter().map(|&id| units.term(id).label.clone()).collect() }
}
