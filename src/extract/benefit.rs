//! Finds public benefits.
//!
//! *What it finds*: every label of `lexicons/benefits.csv` as a word of its own.
//!
//! *Why it matters*: whom a goal is about is often said by the benefit they receive.
//!
//! *Example*: "Flere går fra **kontanthjælp** til job, og færre får **førtidspension**."
//!
//! *Not this*: groups, reforms and cases ("kontanthjælpsmodtagere", "førtidspensions- og fleksjobreformen",
//! "sygedagpengesager"), services ("jobcentrets ydelser"), supporting a family ("forsørgelse af børn").

use super::measure::context::{completion, hits_over};
use super::{Evidence, Extractor, Findings, Mention, Parsed};
use crate::lexicon::{Class, TermHit};
use crate::token::TokenKind;

pub struct Benefits;

impl Extractor for Benefits {
    fn name(&self) -> &'static str {
        "benefits"
    }

    fn extract(&self, parsed: &Parsed<'_>, found: &mut Findings) {
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
    }
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
        "ydelse" => !matches!(before, "kommunens" | "jobcentrets" | "jobcenterets" | "virksomhedsservices"),
        "forsørgelse" => after != "af" && !matches!(before, "egen" | "privat"),
        _ => true,
    }
}
