//! What is decided, wished or expected: the at-clause or the infinitive behind the verb that says so.

use super::clause::Event;
use super::commitment::is_quantity;
use super::words;
use crate::extract::Parsed;
use std::ops::Range;

/// Whether what is decided is a clause of its own: "har besluttet, at jobcentret skal …", not "besluttet at revidere".
pub(super) fn governs_clause(parsed: &Parsed<'_>, event: &Event, sentence: &Range<usize>) -> bool {
    let at = (event.verb..sentence.end.saturating_sub(1)).find(|&index| parsed.lower(index) == "at");
    at.is_some_and(|at| {
        let next = parsed.lower(at + 1);
        !words::is_infinitive(next) || words::starts_noun_phrase(next)
    })
}

/// Whether the first verb of the at-clause behind `from` tells a state to reach.
pub(super) fn becomes(parsed: &Parsed<'_>, from: usize, sentence: &Range<usize>) -> bool {
    let verb = (from..sentence.end.min(from + 25)).map(|index| parsed.lower(index)).find(|word| words::is_finite(word));
    // "ønsker, at antallet af ledige reduceres", "at udgifterne nedbringes med 12 mio. kr."
    let counted = (from..sentence.end).any(|index| is_quantity(parsed.lower(index)))
        || (from..sentence.end.min(from + 4)).any(|index| {
            ["antal", "andel", "ledighed", "varighed"].iter().any(|noun| parsed.lower(index).starts_with(noun))
        });
    // "ønsker, at flere ledige får et svendebrev", "at forsørgere kommer hurtigere ud af …"
    let reach = sentence.end.min(from + 8);
    let people = (from..reach).any(|index| matches!(parsed.lower(index), "flere" | "færre"))
        || verb == Some("kommer") && (from..sentence.end).any(|index| parsed.lower(index) == "hurtigere");
    let reached = matches!(verb, Some("får" | "kommer" | "tager" | "gennemfører" | "begynder" | "finder" | "vælger"));
    let owner_acts = (from..sentence.end.min(from + 4)).any(|index| words::is_owner_word(parsed.lower(index)));
    matches!(verb, Some("bliver" | "er" | "opnår" | "oplever"))
        || people && reached && !owner_acts
        || counted
            && matches!(
                verb,
                Some(
                    "reduceres" | "nedbringes" | "øges" | "falder" | "stiger" | "halveres" | "fordobles" | "forkortes"
                )
            )
}

/// Whether an at-clause is the verb's object: "ønsker, at …".
pub(super) fn ends_in_clause(parsed: &Parsed<'_>, event: &Event, sentence: &Range<usize>) -> bool {
    let mut at = event.after.end;
    while at < sentence.end && matches!(parsed.lower(at), "," | "også" | "derfor") {
        at += 1;
    }
    at < sentence.end && parsed.lower(at) == "at"
}

/// "har … besluttet at indføre", also with other words between.
pub(super) fn decides(parsed: &Parsed<'_>, event: &Event, sentence: &Range<usize>) -> bool {
    let decided = (event.verb + 1..sentence.end.min(event.verb + 10))
        .find(|&index| matches!(parsed.lower(index), "besluttet" | "vedtaget" | "aftalt" | "fastsat"))
        .filter(|&decided| !(event.verb..decided).any(|index| matches!(parsed.lower(index), "ikke" | "endnu")));
    // "Der er politisk besluttet en særlig indsats"
    let there = |decided: usize| {
        parsed.lower(event.verb.saturating_sub(1)) == "der"
            && parsed.lower(event.verb) == "er"
            && decided + 1 < sentence.end
            && matches!(parsed.lower(decided + 1), "en" | "et")
    };
    decided.is_some_and(|decided| {
        there(decided) || (decided..sentence.end.min(decided + 4)).any(|index| parsed.lower(index) == "at")
    })
}
