//! Tells which rules proposed a source in a sentence, and which of them another, longer one kept out.
//!
//! The block is read alone: a note whose list began earlier, or a project named before, is told as it stands here.

use super::{About, Flat, Line, body, footnote, longest, propose};
use crate::extract::{Answer, Findings, Parsed, Step};
use std::ops::Range;

pub(super) fn explain(parsed: &Parsed<'_>, found: &Findings, sentence: Range<usize>) -> Vec<Step> {
    let node = parsed.all_tokens()[sentence.start].node;
    let Some(flat) = Flat::new(parsed, node, parsed.doc.raw().contains(['*', '_', '<'])) else {
        return Vec::new();
    };
    let bodies = body::find(parsed, &flat);
    let line = Line { parsed, flat: &flat, bodies: &bodies };
    let here = flat.of_tokens(sentence.clone());
    let touches = |range: &Range<usize>| range.start < here.end && here.start < range.end;
    let drafts = propose(&line, &mut About::new(parsed, found), &mut footnote::Notes::default());
    let kept = longest(drafts.clone());
    let mut steps: Vec<Step> = drafts
        .iter()
        .filter(|draft| touches(&draft.range))
        .map(|draft| {
            let words = &line.text()[draft.range.clone()];
            let stays = kept.iter().any(|other| other.range == draft.range && other.rule == draft.rule);
            let by =
                kept.iter().find(|other| other.range.start < draft.range.end && draft.range.start < other.range.end);
            let (answer, why) = match (stays, by) {
                (true, _) => (Answer::For, format!("'{words}' is cited as {}", draft.kind.as_str())),
                (false, Some(by)) => (
                    Answer::Against,
                    format!("'{words}' lies inside '{}' ({})", &line.text()[by.range.clone()], by.rule),
                ),
                (false, None) => (Answer::Against, format!("'{words}' is the same as another")),
            };
            Step { rule: draft.rule.to_owned(), tokens: sentence.clone(), answer, why }
        })
        .collect();
    for body in bodies.iter().filter(|body| touches(&body.range)) {
        let known = if body.known { "a publisher of the lexicon" } else { "a municipality or firm" };
        let why = format!("'{}' is {known}; beside it a rule looks for a text, data or address", body.name);
        steps.push(Step {
            rule: "source/publisher".to_owned(),
            tokens: sentence.clone(),
            answer: Answer::Reading,
            why,
        });
    }
    if steps.is_empty() {
        let why =
            "no law, agreement, report, statistics, website, strategy, guide or project was recognized".to_owned();
        steps.push(Step { rule: "source/all".to_owned(), tokens: sentence, answer: Answer::Against, why });
    }
    steps
}
