//! What is expected: "Jobcentret forventer at etablere 120 forløb", "Det forventes, at mindst 90 er i job".
//!
//! *Not this*: "Vi forventer, at presset fortsætter", "Det forventes, at ledigheden falder" (a forecast).

use super::clause::Event;
use super::commitment::{is_quantity, near};
use super::content::{becomes, ends_in_clause};
use super::subject::{Subject, owner};
use super::words;
use crate::extract::{GoalKind, Modality, Parsed};
use std::ops::Range;

/// Words that set a level to reach.
const LEVELS: &[&str] = &["mindst", "højst", "minimum", "maksimalt"];

/// Whether the expectation that `event` states binds the owner, and to what.
pub(super) fn expect(
    parsed: &Parsed<'_>,
    sentence: &Range<usize>,
    event: &Event,
    subject: &Subject,
) -> Option<(GoalKind, Modality, &'static str)> {
    const RULE: &str = "goal/forventer";
    let result = Some((GoalKind::Goal, Modality::Expect, RULE));
    if parsed.lower(event.verb) == "forventes" {
        let levels = (event.verb + 1..sentence.end).take(5).any(|index| LEVELS.contains(&parsed.lower(index)));
        return result.filter(|_| *subject == Subject::It && levels && counts(parsed, sentence, event));
    }
    if !matches!(subject, Subject::Owner(_)) {
        return None;
    }
    let counts = counts(parsed, sentence, event);
    let clause = ends_in_clause(parsed, event, sentence);
    // "forventer at nedbringe", not "forventer, at presset fortsætter"; "forventer, at 95 kommer i job" counts on a result.
    let acts = (event.after.end..sentence.end.min(event.after.end + 4))
        .any(|index| owner(parsed, index, sentence.end).is_some());
    // What others come to is a result: "at mindst 12 af deltagerne går videre i job", "at 95 kommer i job".
    // "at antallet vil falde" foretells.
    let mut behind = (event.after.end..sentence.end).map(|index| parsed.lower(index));
    let foretold = || behind.find(|word| words::is_finite(word)) == Some("vil");
    if counts && clause && (becomes(parsed, event.after.end, sentence) || !acts && !{ foretold }()) {
        return result;
    }
    let plain = !clause || acts || counts;
    // "forventer i løbet af 2018 at indgå"
    let next = event.after.clone().next().map_or("", |next| parsed.lower(next));
    let dated = matches!(next, "i" | "inden" | "senest" | "fra" | "ved");
    let reach = if dated { 8 } else { 4 };
    (plain && near(parsed, event, reach, &["at"])).then_some((GoalKind::Activity, Modality::Expect, RULE))
}

/// Whether the sentence names a quantity behind the verb.
fn counts(parsed: &Parsed<'_>, sentence: &Range<usize>, event: &Event) -> bool {
    (event.verb..sentence.end).any(|index| is_quantity(parsed.lower(index)))
}
