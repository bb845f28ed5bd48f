//! Finds public benefits.
//!
//! *What it finds*: every label of `lexicons/benefits.csv` as a word of its own, and the first halves of compounds
//! that share their last part ("**kontant-** og uddannelseshjælp").
//!
//! *Why it matters*: whom a goal is about is often said by the benefit they receive.
//!
//! *Example*: "Flere går fra **kontanthjælp** til job, og færre får **førtidspension**."
//!
//! *Not this*: groups, reforms and cases ("kontanthjælpsmodtagere", "førtidspensions- og fleksjobreformen",
//! "sygedagpengesager"), services ("jobcentrets ydelser"), supporting a family ("forsørgelse af børn").

use super::measure::context::{completion, hits_over};
use super::{Answer, Evidence, Extractor, Findings, Mention, Parsed, Step};
use crate::lexicon::{Class, TermHit};
use crate::token::TokenKind;
use std::ops::Range;

pub struct Benefits;

impl Extractor for Benefits {
    fn name(&self) -> &'static str {
        "benefits"
    }

    fn extract(&self, parsed: &Parsed<'_>, found: &mut Findings) {
        let first = found.benefits.len();
        for hit in parsed.hits.iter().filter(|hit| parsed.term(hit).class == Class::Benefit) {
            if is_benefit(parsed, hit) {
                let term = parsed.term(hit);
                found.benefits.push(Mention {
                    node: parsed.all_tokens()[hit.tokens.start].node,
                    norm: hit.norm.clone(),
                    concept: term.concept.clone(),
                    narrower: term.narrower.clone(),
                    qualifiers: Vec::new(),
                    evidence: Evidence { rule: "benefit/label", labels: vec![term.label.clone()] },
                });
            }
        }
        found.benefits.extend((0..parsed.all_tokens().len()).filter_map(|token| half(parsed, token)));
        found.benefits[first..].sort_by_key(|mention| (mention.norm.start, mention.norm.end));
        found.benefits.dedup_by(|next, kept| next.node == kept.node && next.norm.start < kept.norm.end);
    }

    fn explain(&self, parsed: &Parsed<'_>, _: &Findings, sentence: Range<usize>) -> Vec<Step> {
        let hits = hits_over(parsed, sentence).filter(|hit| parsed.term(hit).class == Class::Benefit);
        hits.map(|hit| {
            let label = &parsed.term(hit).label;
            let (answer, why) = if is_benefit(parsed, hit) {
                (Answer::For, format!("label '{label}' of {}", parsed.term(hit).concept))
            } else {
                (Answer::Against, format!("the words around the label '{label}' speak against it"))
            };
            Step { rule: "benefit/label".to_owned(), tokens: hit.tokens.clone(), answer, why }
        })
        .collect()
    }
}

/// First halves of benefits, the part that they wait for, and the concept.
const HALVES: &[(&str, &str, &str)] = &[
    ("folke-", "pension", "folkepension"),
    ("førtids-", "pension", "foertidspension"),
    ("integrations-", "ydelse", "integrationsydelse"),
    ("kontant-", "hjælp", "kontanthjaelp"),
    ("ledigheds-", "ydelse", "ledighedsydelse"),
    ("ressourceforløbs-", "ydelse", "ressourceforloebsydelse"),
    ("revaliderings-", "ydelse", "revalideringsydelse"),
    ("senior-", "pension", "seniorpension"),
    ("syge-", "dagpenge", "sygedagpenge"),
    ("uddannelses-", "hjælp", "uddannelseshjaelp"),
];

/// "kontant-" before "og uddannelseshjælp".
fn half(parsed: &Parsed<'_>, token: usize) -> Option<Mention> {
    let word = parsed.lower(token);
    let (_, rest, concept) = HALVES.iter().find(|(half, ..)| *half == word)?;
    let at = completion(parsed, token)?;
    let is_whole = parsed.lower(at).contains(rest)
        && hits_over(parsed, at..at + 1).any(|other| parsed.term(other).class == Class::Benefit);
    let place = &parsed.all_tokens()[token];
    is_whole.then(|| Mention {
        node: place.node,
        norm: place.norm.clone(),
        concept: (*concept).to_owned(),
        narrower: None,
        qualifiers: Vec::new(),
        evidence: Evidence { rule: "benefit/half", labels: vec![format!("{word}{rest}")] },
    })
}

fn is_benefit(parsed: &Parsed<'_>, hit: &TermHit) -> bool {
    let tokens = parsed.all_tokens();
    if tokens[hit.tokens.start].kind == TokenKind::Url {
        return false;
    }
    // "kontant- og uddannelseshjælp" waits for a benefit, "dagpenge- og kontanthjælpsmodtagere" for a group.
    if let Some(at) = completion(parsed, hit.tokens.end - 1) {
        return hits_over(parsed, at..at + 1).any(|other| parsed.term(other).class == Class::Benefit);
    }
    let before = hit.tokens.start.checked_sub(1).map_or("", |at| parsed.lower(at));
    let after = if hit.tokens.end < tokens.len() { parsed.lower(hit.tokens.end) } else { "" };
    match parsed.term(hit).label.as_str() {
        "ydelse" => !is_service(parsed, hit, before),
        "forsørgelse" => after != "af" && !matches!(before, "egen" | "privat"),
        _ => true,
    }
}

/// "jobcentrets ydelser", "leverandørens ydelse", "ydelser til virksomheder": what somebody does, and no money.
fn is_service(parsed: &Parsed<'_>, hit: &TermHit, before: &str) -> bool {
    const PEOPLE: &[&str] = &["borger", "ledig", "person", "modtager", "unges", "den unges", "familie"];
    let genitive = (before.ends_with("ns") || before.ends_with("ts") || before.ends_with("es")) && before.len() > 5;
    let own = genitive && !PEOPLE.iter().any(|person| before.starts_with(person)) && !before.ends_with("diges");
    let word = |at: usize| if at < parsed.all_tokens().len() { parsed.lower(at) } else { "" };
    let to_firms = word(hit.tokens.end) == "til" && word(hit.tokens.end + 1).starts_with("virksomhed");
    own || to_firms || before == "virksomhedsservices"
}
