//! Finds tools, offers and schemes of the employment effort.
//!
//! *What it finds*: every label of `lexicons/measures.csv` in the text, in headings, tables and contents lines too,
//! less those that the words around them speak against; and forms that no list can hold: a relative clause
//! ("indsatser, der er tværfaglige"), an abbreviation in parentheses behind a measure, a local model by its name.
//!
//! *Why it matters*: measures are what a plan will do; goals list those inside them.
//!
//! *Example*: "Ledige tilbydes **virksomhedspraktik** eller **lærings- og jobrettede forløb**."
//!
//! *Not this*: groups ("ressourceforløbsmodtagere", "visiteret til fleksjob" keeps only "fleksjob"), money and paper
//! ("fleksjobreformen"), staff's own courses, "fastholde den gode udvikling".

pub(super) mod context;
mod offer;
mod paper;
mod staff;

use super::{Answer, Evidence, Extractor, Findings, Mention, Parsed, Step};
use crate::lexicon::{Class, Inflection, TermHit};
use crate::token::TokenKind;
use context::Verdict;
use std::ops::Range;

pub struct Measures;

impl Extractor for Measures {
    fn name(&self) -> &'static str {
        "measures"
    }

    fn extract(&self, parsed: &Parsed<'_>, found: &mut Findings) {
        let first = found.measures.len();
        for hit in parsed.hits.iter().filter(|hit| parsed.term(hit).class == Class::Measure) {
            if let Some(mention) = from_hit(parsed, hit) {
                found.measures.extend(abbreviation(parsed, hit, &mention));
                found.measures.push(mention);
            }
        }
        found.measures.extend((0..parsed.all_tokens().len()).filter_map(|token| relative(parsed, token)));
        found.measures.extend((0..parsed.all_tokens().len()).filter_map(|token| contact(parsed, token)));
        found.measures.extend(models(parsed));
        found.measures[first..].sort_by_key(|mention| (mention.norm.start, mention.norm.end));
        found.measures.dedup_by(|next, kept| next.node == kept.node && next.norm.start < kept.norm.end);
    }

    fn explain(&self, parsed: &Parsed<'_>, _: &Findings, sentence: Range<usize>) -> Vec<Step> {
        let hits = context::hits_over(parsed, sentence).filter(|hit| parsed.term(hit).class == Class::Measure);
        hits.map(|hit| explain_hit(parsed, hit)).collect()
    }
}

fn explain_hit(parsed: &Parsed<'_>, hit: &TermHit) -> Step {
    let term = parsed.term(hit);
    let concept = term.narrower.as_deref().unwrap_or(&term.concept);
    let (rule, answer, why) = match context::judge(parsed, hit) {
        Verdict::Yes(rule) => (rule, Answer::For, format!("label '{}' of {concept}", term.label)),
        Verdict::As(rule, other) => (rule, Answer::For, format!("label '{}', here {other}", term.label)),
        Verdict::No if term.weak => {
            let why = format!("label '{}' of {concept} is weak, and the words around it do not support it", term.label);
            ("measure/context", Answer::Against, why)
        }
        Verdict::No => {
            let why = format!("the words around the label '{}' of {concept} speak against it", term.label);
            ("measure/context", Answer::Against, why)
        }
    };
    Step { rule: rule.to_owned(), tokens: hit.tokens.clone(), answer, why }
}

fn from_hit(parsed: &Parsed<'_>, hit: &TermHit) -> Option<Mention> {
    let term = parsed.term(hit);
    // "besøgte 410 virksomheder" counts firms.
    let counts = |index: usize| parsed.all_tokens()[index].kind == TokenKind::Number;
    if hit.tokens.clone().any(counts) && !term.label.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let (rule, concept) = match context::judge(parsed, hit) {
        Verdict::No => return None,
        Verdict::Yes(rule) => (rule, term.concept.as_str()),
        Verdict::As(rule, concept) => (rule, concept),
    };
    let start = coordinated_start(parsed, hit);
    let narrower = term.narrower.clone().filter(|_| concept == term.concept);
    Some(Mention {
        node: parsed.all_tokens()[hit.tokens.start].node,
        norm: start.unwrap_or(hit.norm.start)..hit.norm.end,
        concept: concept.to_owned(),
        narrower,
        qualifiers: Vec::new(),
        evidence: Evidence {
            rule: if start.is_some() { "measure/coordinated" } else { rule },
            labels: vec![term.label.clone()],
        },
    })
}

/// "lærings- og" before "jobrettede forløb": where the half word begins, unless it is a measure itself.
fn coordinated_start(parsed: &Parsed<'_>, hit: &TermHit) -> Option<usize> {
    let first = hit.tokens.start;
    if parsed.term(hit).inflection != Inflection::Phrase || first < 2 {
        return None;
    }
    let more = usize::from(matches!(parsed.lower(first - 1), "øvrige" | "andre"));
    let join = first.checked_sub(1 + more)?;
    let half = join.checked_sub(1)?;
    let tokens = parsed.all_tokens();
    let fits = matches!(parsed.lower(join), "og" | "eller" | "samt")
        && parsed.lower(half).ends_with('-')
        && tokens[half].node == tokens[first].node
        && !context::hits_over(parsed, half..join).any(|other| parsed.term(other).class == Class::Measure);
    fits.then(|| tokens[half].norm.start)
}

/// "servicevirksomhed (GIV)": capitals in parentheses right behind a measure are its abbreviation.
fn abbreviation(parsed: &Parsed<'_>, hit: &TermHit, mention: &Mention) -> Option<Mention> {
    let [open, short, close] = parsed.all_tokens().get(hit.tokens.end..hit.tokens.end + 3)? else {
        return None;
    };
    let at = hit.tokens.end;
    let word = parsed.token_text(at + 1);
    let fits = parsed.lower(at) == "("
        && parsed.lower(at + 2) == ")"
        && open.node == mention.node
        && close.node == mention.node
        && (2..=5).contains(&word.chars().count())
        && word.chars().all(char::is_uppercase)
        && context::hits_over(parsed, at + 1..at + 2).next().is_none();
    fits.then(|| Mention {
        norm: short.norm.clone(),
        evidence: Evidence { rule: "measure/abbreviation", labels: mention.evidence.labels.clone() },
        ..mention.clone()
    })
}

/// "indsatser, der er tværfaglige": a general noun and, in a relative clause, the adjective that makes it a measure.
fn relative(parsed: &Parsed<'_>, token: usize) -> Option<Mention> {
    const NOUNS: &[&str] = &["indsats", "forløb", "tilbud", "løsning", "støtte"];
    const ADJECTIVES: &[(&str, &str)] = &[
        ("helhedsorientere", "helhedsorienteret_indsats"),
        ("koordinere", "helhedsorienteret_indsats"),
        ("sammenhængende", "helhedsorienteret_indsats"),
        ("tværfaglig", "helhedsorienteret_indsats"),
        ("virksomhedsrette", "virksomhedsrettet_indsats"),
        ("virksomhedsvend", "virksomhedsrettet_indsats"),
    ];
    if !matches!(parsed.lower(token), "der" | "som") || token < 2 {
        return None;
    }
    let noun = if parsed.lower(token - 1) == "," { token - 2 } else { token - 1 };
    let is_noun = NOUNS.iter().any(|stem| parsed.lower(noun).starts_with(stem));
    let tokens = parsed.all_tokens();
    let end = (token + 5).min(tokens.len());
    if !is_noun || !(token + 1..end).any(|at| matches!(parsed.lower(at), "er" | "være" | "bliver")) {
        return None;
    }
    let (at, concept) = (token + 2..end).find_map(|at| {
        let adjective = ADJECTIVES.iter().find(|(stem, _)| parsed.lower(at).starts_with(stem))?;
        (tokens[at].node == tokens[noun].node).then_some((at, adjective.1))
    })?;
    Some(own_mention(parsed, noun..at + 1, concept, "measure/relative"))
}

/// "kontakt med mindst 600 virksomheder", "kontakt til hver fjerde virksomhed": how many is part of what is done.
fn contact(parsed: &Parsed<'_>, token: usize) -> Option<Mention> {
    const MOST_BETWEEN: usize = 8;
    if !matches!(parsed.lower(token), "kontakt" | "kontakten") {
        return None;
    }
    let tokens = parsed.all_tokens();
    let end = (token + 2 + MOST_BETWEEN).min(tokens.len());
    let inside = |at: usize| {
        tokens[at].node == tokens[token].node
            && !matches!(parsed.lower(at), "." | "," | ":" | ";" | "som" | "der" | "at" | "skal" | "vil" | "er" | "har")
    };
    let to = (token + 1..end).next().filter(|&at| matches!(parsed.lower(at), "med" | "til"))?;
    let firms = (to..end)
        .take_while(|&at| inside(at))
        .find(|&at| matches!(parsed.lower(at), "virksomhed" | "virksomheder" | "virksomheden" | "virksomhederne"))?;
    Some(own_mention(parsed, token..firms + 1, "virksomhedskontakt", "measure/contact"))
}

/// "Københavnmodellen": local schemes by their names.
fn models<'p>(parsed: &'p Parsed<'_>) -> impl Iterator<Item = Mention> + 'p {
    let flow = &parsed.tokens.flow;
    flow.text().match_indices("modellen").filter_map(|(at, end)| {
        let token = flow.token_at(at);
        // Of a word that a column cut in two the first half is all of it.
        let token = if token > 0 && flow.is_cut(token - 1) { token - 1 } else { token };
        let word_end = flow.token(token).start + flow.word(token).len();
        (word_end == at + end.len()).then(|| model(parsed, token))?
    })
}

fn model(parsed: &Parsed<'_>, token: usize) -> Option<Mention> {
    let named = parsed.all_tokens()[token].kind == TokenKind::Word
        && parsed.token_text(token).starts_with(char::is_uppercase)
        && token > 0
        && matches!(parsed.lower(token - 1), "\"" | "”" | "“" | "»" | "'" | "’" | "„");
    named.then(|| own_mention(parsed, token..token + 1, "andet", "measure/model"))
}

fn own_mention(parsed: &Parsed<'_>, tokens: Range<usize>, concept: &str, rule: &'static str) -> Mention {
    let list = &parsed.all_tokens()[tokens.clone()];
    Mention {
        node: list[0].node,
        norm: list[0].norm.start..list[list.len() - 1].norm.end,
        concept: concept.to_owned(),
        narrower: None,
        qualifiers: Vec::new(),
        evidence: Evidence { rule, labels: vec![parsed.lower_text(tokens).to_owned()] },
    }
}
