//! Named aims: "Målet er, at …", "Vores ambition er at …", "Det er planen at …".

use super::clause::Event;
use super::commitment::{is_quantity, near, parsed_after};
use super::law::concerns_law;
use super::subject::{Subject, names_outsider};
use super::words;
use crate::extract::{GoalKind, Modality, Parsed};
use crate::token::TokenKind;
use std::ops::Range;

/// "Det er målet, at …", "Vores ambition er at …", "på fleksjobområdet er hensigten at …".
pub(super) fn aim(
    parsed: &Parsed<'_>,
    sentence: &Range<usize>,
    event: &Event,
    subject: &Subject,
) -> Option<(GoalKind, Modality, &'static str)> {
    let verb = parsed.lower(event.verb);
    // "Det er ikke målet at …", "Folketingets ambition er at …"
    let predicate = (event.verb + 1..sentence.end.min(event.verb + 5))
        .map(|index| parsed.lower(index))
        .take_while(|word| !matches!(*word, "at" | ","));
    let negated = near(parsed, event, 1, &["hverken", "næppe"]) || predicate.into_iter().any(|word| word == "ikke");
    let foreign = event.before.iter().copied().chain(event.verb..(event.verb + 4).min(sentence.end)).any(|index| {
        let word = parsed.lower(index);
        matches!(
            word,
            "nationalt"
                | "folketingets"
                | "regeringens"
                | "ministerens"
                | "lovens"
                | "reformens"
                | "aftalens"
                | "statens"
                | "samtalen"
                | "ordningens"
                | "forløbets"
                | "tilbuddets"
        ) || (word.ends_with("loven") || word.ends_with("lovens") || word.ends_with("reformen"))
    });
    // "Formålet med planen er at skabe overblik"
    let of_paper = matches!(*event.before.as_slice(), [purpose, with, paper, ..]
        if parsed.lower(purpose) == "formålet" && parsed.lower(with) == "med" && words::is_paper(parsed.lower(paper)));
    if negated || foreign || of_paper {
        return None;
    }
    let after_end = (event.verb + 9).min(sentence.end);
    // "mål 6" only points to one.
    let counted = |index: usize| index + 1 < sentence.end && parsed.all_tokens()[index + 1].kind == TokenKind::Number;
    let noun = |index: usize| {
        let word = parsed.lower(index);
        words::AIM_NOUNS.contains(&word) && !(word == "mål" && counted(index))
    };
    let before = event.before.iter().copied().find(|&index| noun(index));
    // "Det er arbejdsgiverens ansvar, at kravet er opfyldt": a noun of the clause behind is none of this one.
    let own_clause = (event.verb + 1..after_end).take_while(|&index| parsed.lower(index) != "at");
    let after = own_clause.clone().find(|&index| noun(index));
    // "Tanken er god, men den forudsætter, at …"
    let at_follows = (event.verb + 1..sentence.end)
        .take_while(|&index| parsed.lower(index) != "men")
        .any(|index| parsed.lower(index) == "at");
    match verb {
        "er" | "bliver" | "har" | "sætter" if matches!(subject, Subject::Outsider) => None,
        // "Det er planlagt at oprette et hold"
        "er" if matches!(subject, Subject::It | Subject::There)
            && (near(parsed, event, 2, &["planlagt"]) && at_follows
                || *subject == Subject::There && near(parsed, event, 4, &["planlagt"])) =>
        {
            Some((GoalKind::Activity, Modality::Indicative, "goal/promise"))
        }
        // "Planen er at åbne et nyt hus"
        "er" if matches!(event.before.as_slice(), [only] if parsed.lower(*only) == "planen")
            && near(parsed, event, 1, &["at"]) =>
        {
            Some((GoalKind::Activity, Modality::Aim, "goal/aim"))
        }
        // "Det er planen at holde fire jobmesser": what is meant to be done
        "er" if matches!(subject, Subject::It | Subject::Paper)
            && own_clause.clone().any(|index| matches!(parsed.lower(index), "planen" | "meningen"))
            && at_follows =>
        {
            Some((GoalKind::Activity, Modality::Aim, "goal/aim"))
        }
        "er" | "bliver" => {
            // The noun must be what the clause is about, not "nå de overordnede mål".
            let named = match (before, after) {
                (Some(noun), _) => !event.before.iter().any(|&index| index < noun && names_outsider(parsed, index)),
                // "Der er fælles mål at rette sig efter" has no aim of its own, "Det er et mål at øge …" has.
                (None, Some(index)) if *subject == Subject::There => {
                    let vague = |at| matches!(parsed.lower(at), "mange" | "flere" | "nogle" | "forskellige");
                    index <= event.verb + 5
                        && near_to(parsed, index, sentence, &["om", ","])
                        && !(event.verb + 1..index).any(vague)
                }
                (None, Some(index)) if *subject == Subject::It && parsed.lower(index) == "mål" => {
                    index <= event.verb + 3 && near_to(parsed, index, sentence, &["at", ","])
                }
                (None, Some(index)) => {
                    index <= event.verb + 5
                        && !(event.verb + 1..index).any(|at| {
                            matches!(parsed.lower(at), "af" | "en" | "et" | "nødvendigt" | "vigtigt" | "ministerens")
                        })
                }
                (None, None) => false,
            };
            // "Det er byrådets ønske at …", "Det er et ønske fra udvalget, at …"
            let wish = (event.verb + 1..(event.verb + 5).min(sentence.end.saturating_sub(1))).any(|index| {
                let from =
                    || index + 3 < sentence.end && parsed.lower(index + 1) == "fra" && parsed.lower(index + 3) == ",";
                parsed.lower(index) == "ønske"
                    && (matches!(parsed.lower(index + 1), "at" | ",")
                        || from() && words::is_owner_word(parsed.lower(index + 2)))
            });
            // "Vores ønske er, at …", "Udvalgets ønske er at …"
            let whose = |word: &str| word == "vores" || word.strip_suffix('s').is_some_and(words::is_owner_word);
            let own_wish = match event.before.as_slice() {
                [.., own, wish] => parsed.lower(*wish) == "ønske" && whose(parsed.lower(*own)),
                _ => false,
            };
            let wish = wish || own_wish;
            if wish && at_follows {
                return Some((GoalKind::Activity, Modality::Wish, "goal/oensker"));
            }
            // "Det er byrådets forventning, at …", "Det er byrådets klare forventning, at …"
            let own = |index: usize| {
                let body = parsed.lower(index).strip_suffix('s');
                body.is_some_and(|body| words::is_owner_word(body) || body == "vore")
            };
            let expected = (event.verb + 1..(event.verb + 5).min(sentence.end))
                .any(|index| parsed.lower(index) == "forventning" && (own(index - 1) || own(index - 2)));
            if expected && at_follows {
                return Some((GoalKind::Goal, Modality::Expect, "goal/forventer"));
            }
            // "Ambitionen er 25 nye aftaler om året."
            // "Resultatmålet er en andel på 45 pct."
            let follows: Vec<&str> = parsed_after(parsed, event).take(6).collect();
            let number = follows.iter().take(2).any(|word| is_quantity(word))
                || matches!(follows.first(), Some(&"en" | &"et"))
                    && follows.windows(2).any(|pair| pair[0] == "på" && is_quantity(pair[1]));
            // "I 2030 er målet 1.200 besøg"
            let counts = after == Some(event.verb + 1)
                && event.verb + 2 < sentence.end
                && parsed.all_tokens()[event.verb + 2].kind == TokenKind::Number;
            // "Kommunens vision er et arbejdsliv for alle."
            let pictured = before.is_some_and(|noun| {
                let whose = noun.checked_sub(1).map_or("", |index| parsed.lower(index));
                let own =
                    || whose.strip_suffix('s').is_some_and(|body| words::is_owner_word(body) || body == "kommune");
                parsed.lower(noun) == "visionen" || parsed.lower(noun) == "vision" && (whose == "vores" || own())
            }) && matches!(follows.first(), Some(&"en" | &"et"));
            // "Målet er flere lærlinge", "Målsætningen for de unge er færre på førtidspension"
            let compared = before.is_some() && matches!(follows.first(), Some(&("flere" | "færre" | "ingen" | "nul")));
            let said = at_follows || counts || pictured || compared || number && before.is_some();
            if named && said && !concerns_law(parsed, sentence) {
                return Some((GoalKind::Goal, Modality::Aim, "goal/aim"));
            }
            // "X er et politisk pejlemærke …, som skal modvirke, at …"
            let beacon = (event.verb + 1..(event.verb + 5).min(sentence.end))
                .any(|index| matches!(parsed.lower(index), "pejlemærke" | "fokusområde" | "indsatsområde"));
            let aims = (event.verb + 1..sentence.end.saturating_sub(1))
                .any(|index| matches!(parsed.lower(index), "som" | "der") && parsed.lower(index + 1) == "skal");
            (beacon && aims).then_some((GoalKind::Goal, Modality::Aim, "goal/beacon-aim"))
        }
        // "Vi har en klar forventning om, at alle unge får en uddannelse"
        "har" if matches!(subject, Subject::Owner(_)) && near(parsed, event, 3, &["forventning"]) && at_follows => {
            Some((GoalKind::Goal, Modality::Expect, "goal/forventer"))
        }
        "har" if matches!(subject, Subject::Owner(_)) => {
            let set = after.is_some_and(|index| {
                index <= event.verb + 6
                    && (index + 1..(index + 4).min(sentence.end)).any(|at| matches!(parsed.lower(at), "at" | "om"))
            });
            let purpose = after.is_some_and(|index| parsed.lower(index) == "formål");
            (set && !purpose).then_some((GoalKind::Goal, Modality::Aim, "goal/aim"))
        }
        _ => None,
    }
}

/// Whether one of these words stands within four behind a noun.
fn near_to(parsed: &Parsed<'_>, noun: usize, sentence: &Range<usize>, wanted: &[&str]) -> bool {
    (noun + 1..sentence.end.min(noun + 4)).any(|index| wanted.contains(&parsed.lower(index)))
}
