//! What a goal's words say once it is known to be one: span, modality, actor, concepts.

use super::{clause, commitment, subject, words};
use crate::extract::{Findings, Mention, Modality, Parsed, Qualifier};
use crate::structure::NodeId;
use std::ops::Range;

/// The goal's tokens without stray marks at both ends; None if nothing is left.
pub fn trim(parsed: &Parsed<'_>, tokens: Range<usize>) -> Option<Range<usize>> {
    let mut tokens = tokens;
    while tokens.start < tokens.end && matches!(parsed.lower(tokens.start), "," | "•" | "-" | "–" | ":" | ")" | "|")
    {
        tokens.start += 1;
    }
    while tokens.start < tokens.end && parsed.all_tokens()[tokens.end - 1].kind == crate::token::TokenKind::NoteMark {
        tokens.end -= 1;
    }
    (!tokens.is_empty()).then_some(tokens)
}

/// The goal's words in one line, with capitals.
pub fn text(parsed: &Parsed<'_>, tokens: Range<usize>) -> String {
    let list = parsed.all_tokens();
    let mut text = String::new();
    for index in tokens.clone() {
        if index > tokens.start && list[index - 1].norm.end != list[index].norm.start {
            text.push(' ');
        }
        text.push_str(parsed.token_text(index));
    }
    text
}

/// Modality and actor of a goal that structure has found.
///
/// An item that begins with an infinitive takes verb and subject from what introduces its list, if they are `lent`.
pub fn wording(
    parsed: &Parsed<'_>,
    tokens: Range<usize>,
    lent: Option<(Modality, Option<Range<usize>>)>,
) -> (Modality, Option<Range<usize>>) {
    let first_word = parsed.lower(tokens.start);
    let infinitive = first_word == "at" || (words::is_infinitive(first_word) && !words::starts_noun_phrase(first_word));
    if let Some(lent) = lent.clone().filter(|_| infinitive) {
        return lent;
    }
    // The first sentence carries the main clause.
    let end = parsed
        .sentences(parsed.all_tokens()[tokens.start].node)
        .iter()
        .find(|sentence| sentence.tokens.contains(&tokens.start))
        .map_or(tokens.end, |sentence| sentence.tokens.end.min(tokens.end));
    let first = tokens.start..end;
    if let Some(found) = commitment::judge(parsed, first.clone(), commitment::Setting::default()) {
        return (found.modality, found.actor);
    }
    let events = clause::events(parsed, first.clone());
    let modality = events.iter().find_map(|event| modality_of(parsed, event.verb));
    let actor = events.first().and_then(|event| actor_of(parsed, event));
    match modality {
        Some(modality) => (modality, actor),
        // "Styrke samarbejdet" under "Jobcentret vil:" borrows the verb.
        None => lent.unwrap_or((Modality::Nominal, None)),
    }
}

fn modality_of(parsed: &Parsed<'_>, verb: usize) -> Option<Modality> {
    Some(match parsed.lower(verb) {
        "skal" | "må" => Modality::Shall,
        "vil" => Modality::Will,
        "bør" => Modality::Should,
        "kan" => Modality::Can,
        "ønsker" | "ønskes" => Modality::Wish,
        "forventer" | "forventes" => Modality::Expect,
        "bestræber" | "tilstræber" | "forsøger" | "tilstræbes" => Modality::Strive,
        word if words::is_finite(word) => Modality::Indicative,
        _ => return None,
    })
}

/// The subject of a present-tense item if it names someone who acts: "Jobcentret ansætter …", "En ungeguide tager …".
fn actor_of(parsed: &Parsed<'_>, event: &clause::Event) -> Option<Range<usize>> {
    let first = *event.before.first()?;
    let owner = subject::owner(parsed, first, event.verb)?;
    Some(owner)
}

/// Concept ids named inside a goal.
#[derive(Debug, Default)]
pub struct Concepts {
    pub target_groups: Vec<String>,
    pub measures: Vec<String>,
    pub benefits: Vec<String>,
}

impl Concepts {
    /// The concepts of all mentions inside `norm` of `node`, each once, in text order.
    pub fn inside(
        parsed: &Parsed<'_>,
        found: &Findings,
        node: NodeId,
        norm: &Range<usize>,
        tokens: Range<usize>,
    ) -> Self {
        let inside = |mentions: &[Mention]| -> Vec<String> {
            let mut ids: Vec<String> = Vec::new();
            let mut add = |id: &str| {
                if !ids.iter().any(|known| known == id) {
                    ids.push(id.to_owned());
                }
            };
            for mention in mentions.iter().filter(|mention| {
                mention.node == node && norm.start <= mention.norm.start && mention.norm.end <= norm.end
            }) {
                add(&mention.concept);
                for qualifier in &mention.qualifiers {
                    if let Qualifier::Concept(id) = qualifier {
                        add(id);
                    }
                }
            }
            ids
        };
        let mut target_groups = inside(&found.target_groups);
        if firms_benefit(parsed, tokens) {
            target_groups.push("virksomheder".to_owned());
        }
        Self { target_groups, measures: inside(&found.measures), benefits: inside(&found.benefits) }
    }
}

/// Whether firms are whom the goal serves: they receive, or their needs are looked after.
fn firms_benefit(parsed: &Parsed<'_>, tokens: Range<usize>) -> bool {
    let word = |index: usize| if tokens.contains(&index) { parsed.lower(index) } else { "" };
    tokens.clone().any(|index| match word(index) {
        "virksomhederne" | "virksomheder" | "arbejdsgiverne" | "arbejdspladsen" | "arbejdspladserne"
        | "arbejdsgivere" => {
            let served_before = (1..=4).any(|offset| {
                index >= tokens.start + offset
                    && matches!(
                        word(index - offset),
                        "hjælpe"
                            | "understøtte"
                            | "servicere"
                            | "sikre"
                            | "tilbyde"
                            | "tilbyder"
                            | "støtte"
                            | "hjælper"
                            | "understøtter"
                            | "sikrer"
                            | "imødekomme"
                    )
            });
            let receives = (1..=3).any(|offset| {
                matches!(word(index + offset), "skal" | "får" | "oplever" | "tilbydes" | "sikres" | "som")
            }) && !served_by_preposition(word(index.wrapping_sub(1)));
            let first = index <= tokens.start + 1;
            (served_before && !served_by_preposition(word(index.wrapping_sub(1))))
                || (receives && (first || word(index + 1) == "skal" || word(index + 1) == "får"))
                || (matches!(word(index), "virksomheder")
                    && matches!(word(index.wrapping_sub(1)), "lokale" | "kommunens")
                    && (2..=7).any(|offset| index >= tokens.start + offset && matches!(word(index - offset), "for"))
                    && tokens.clone().any(|at| matches!(word(at), "vilkår" | "rammer")))
                || first
                    && matches!(word(index + 1), ",")
                    && tokens.clone().any(|at| at > index && matches!(word(at), "skal" | "får"))
        }
        "virksomhedernes" | "virksomhedens" | "arbejdsgivernes" | "arbejdsgiveres" | "virksomheders" => {
            (1..=3).any(|offset| {
                let next = word(index + offset);
                next.starts_with("behov")
                    || next.starts_with("rekruttering")
                    || next.starts_with("efterspørgsel")
                    || next.starts_with("tilfredshed")
                    || next.starts_with("vækst")
                    || next.starts_with("adgang")
                    || next.starts_with("mangel")
            })
        }
        "erhvervsliv" | "erhvervslivets" | "erhvervslivet" => {
            word(index + 1).starts_with("behov")
                || tokens.clone().any(|at| matches!(word(at), "samarbejdet" | "samarbejde")) && tokens.len() < 16
        }
        "arbejdsmarkeds" | "arbejdsmarkedets" => (1..=3).any(|offset| word(index + offset) == "behov"),
        _ => false,
    })
}

fn served_by_preposition(word: &str) -> bool {
    matches!(word, "med" | "af" | "hos" | "i" | "på" | "fra" | "mellem" | "til")
}
