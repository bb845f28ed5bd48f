//! Tells what became of each word that the lexicon of target groups knows: part of which mention, or of none, and why.

use crate::extract::measure::context::hits_over;
use crate::extract::{Answer, Findings, Parsed, Step};
use crate::lexicon::{Class, Role};
use std::ops::Range;

pub(super) fn explain(parsed: &Parsed<'_>, found: &Findings, sentence: Range<usize>) -> Vec<Step> {
    let hits = hits_over(parsed, sentence).filter(|hit| parsed.term(hit).class == Class::TargetGroup);
    hits.map(|hit| {
        let term = parsed.term(hit);
        let node = parsed.all_tokens()[hit.tokens.start].node;
        let inside = found.target_groups.iter().find(|mention| {
            mention.node == node && mention.norm.start <= hit.norm.start && hit.norm.end <= mention.norm.end
        });
        let label = &term.label;
        let (rule, answer, why) = match inside {
            Some(mention) => {
                let words = parsed.text()[mention.norm.clone()].replace('\n', " ");
                let part = part(term.role, term.negative);
                let why = format!("label '{label}' is {part} in '{words}' ({})", mention.concept);
                (mention.evidence.rule, Answer::For, why)
            }
            None => (
                "target-group/lexicon",
                Answer::Against,
                format!("label '{label}' alone: {}", alone(term.role, term.negative)),
            ),
        };
        Step { rule: rule.to_owned(), tokens: hit.tokens.clone(), answer, why }
    })
    .collect()
}

/// What a label does in a phrase.
fn part(role: Option<Role>, negative: bool) -> &'static str {
    match role {
        _ if negative => "blocked",
        Some(Role::Group) => "the head",
        Some(Role::Modifier) => "a modifier",
        Some(Role::Generic) => "a generic head",
        Some(Role::Condition) => "a condition",
        None => "a part",
    }
}

/// Why a label makes no mention.
fn alone(role: Option<Role>, negative: bool) -> &'static str {
    match role {
        _ if negative => "a word that only resembles a group",
        Some(Role::Group) => {
            "names a group, but the words around it make it something else (a unit's name, a thing, a genitive)"
        }
        Some(Role::Modifier) => "an adjective; no head of people follows it",
        Some(Role::Generic) => "a generic head that nothing defines",
        Some(Role::Condition) => "a condition; no head of people with a preposition stands before it",
        None => "no part of a group",
    }
}
