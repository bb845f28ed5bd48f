//! Judges prose: does a sentence bind the plan's owner, and how?
//!
//! A clause binds when its verb commits (*vil*, *skal*, *ønsker*, *forpligter sig* …) and its subject is the owner,
//! or something done to people, firms or the effort itself by an owner who is understood. What law asks of all
//! municipalities, what citizens must do, what others do and what is already so does not bind.

use super::clause::{self, Event};
use super::subject::{Subject, owner, subject};
use super::words;
use crate::extract::{GoalKind, Modality, Parsed};
use crate::lexicon::Class;
use std::ops::Range;

/// What a sentence commits to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Commitment {
    pub kind: GoalKind,
    pub modality: Modality,
    /// Tokens that name who acts.
    pub actor: Option<Range<usize>>,
    pub rule: &'static str,
}

/// Tokens before and after a verb that can matter for it.
const REACH: usize = 120;

/// What surrounds a sentence.
#[derive(Debug, Clone, Copy, Default)]
pub struct Setting {
    /// The plan's first year.
    pub first_year: Option<i32>,
    /// Whether the section tells what will be done: "Strategi", "Sådan gør vi".
    pub forward: bool,
}

/// The commitment that a sentence makes, if any.
pub fn judge(parsed: &Parsed<'_>, sentence: Range<usize>, setting: Setting) -> Option<Commitment> {
    if is_law(parsed, sentence.clone()) {
        return None;
    }
    let events = clause::events(parsed, sentence.clone());
    let mut found: Option<Commitment> = None;
    let mut actor = None;
    let mut last_subject = Subject::Thing;
    for event in &events {
        let subject = if event.elided { last_subject.clone() } else { subject(parsed, event) };
        if subject == Subject::Outsider
            && matches!(
                parsed.lower(event.verb),
                "forpligter" | "kræver" | "pålægger" | "foreskriver" | "siger" | "fastslår"
            )
        {
            return found.map(|commitment| Commitment { actor, ..commitment });
        }
        let judged = judge_event(parsed, &sentence, event, &subject, setting);
        if let Some((kind, modality, rule)) = judged {
            let owner = match &subject {
                Subject::Owner(range) => Some(range.clone()),
                _ => None,
            };
            // "Udvalget ønsker, at jobcentret …": who acts is named in the at-clause.
            let replaces = event.reported
                && found
                    .as_ref()
                    .is_some_and(|first| first.modality == Modality::Wish || first.modality == Modality::Aim);
            if actor.is_none() || (replaces && owner.is_some()) {
                actor = owner.or(actor);
            }
            found.get_or_insert(Commitment { kind, modality, actor: None, rule });
        } else if event.reported
            && let (Some(first), Subject::Owner(range)) = (&found, &subject)
        {
            // The content of a wish or aim need not have a modal: "ønsker, at jobcenteret arbejder for …".
            if matches!(first.modality, Modality::Wish | Modality::Aim) {
                actor = Some(range.clone());
            }
        }
        last_subject = subject;
    }
    found.map(|commitment| Commitment { actor, ..commitment })
}

fn judge_event(
    parsed: &Parsed<'_>,
    whole: &Range<usize>,
    event: &Event,
    subject: &Subject,
    setting: Setting,
) -> Option<(GoalKind, Modality, &'static str)> {
    // What an event says stands near it; a sentence without end must not cost more.
    let sentence = &(whole.start.max(event.verb.saturating_sub(REACH))..whole.end.min(event.verb + REACH));
    let verb = parsed.lower(event.verb);
    let activity = |modality, rule| Some((GoalKind::Activity, modality, rule));
    if let Some(aim) = aim(parsed, sentence, event, subject) {
        return Some(aim);
    }
    match verb {
        "vil" if will(parsed, event, subject, sentence) => {
            // "Vi vil gerne have flere kvinder i job" names an aim.
            let gladly = near(parsed, event, 3, &["gerne"]);
            let aim =
                gladly && near(parsed, event, 4, &["have"]) && near(parsed, event, 5, &["flere", "færre", "et", "en"]);
            let kind = if aim { GoalKind::Goal } else { GoalKind::Activity };
            Some((kind, if gladly { Modality::Wish } else { Modality::Will }, "goal/vil"))
        }
        "skal" => shall(parsed, event, subject, sentence).then_some((GoalKind::Activity, Modality::Shall, "goal/skal")),
        "bør" => {
            shall(parsed, event, subject, sentence).then_some((GoalKind::Activity, Modality::Should, "goal/boer"))
        }
        // "må ikke overstige", "må højst være"
        "må" => (near(parsed, event, 7, &["ikke", "højst", "maksimalt", "højest"])
            && matches!(subject, Subject::Thing | Subject::People | Subject::There)
            || event.before.iter().any(|&index| matches!(parsed.lower(index), "ingen" | "intet")))
        .then_some((GoalKind::Activity, Modality::Shall, "goal/skal")),
        "ønsker" if matches!(subject, Subject::Owner(_)) => {
            let to_act = parsed_after(parsed, event).take(6).any(|word| word == "at");
            let clause = ends_in_clause(parsed, event, sentence);
            // "ønsker, at jobcentret bliver …" names a result, "ønsker, at jobcentret arbejder …" an act.
            let result = clause && becomes(parsed, event.after.end, sentence);
            let kind = if (to_act || clause) && !result { GoalKind::Activity } else { GoalKind::Goal };
            Some((kind, Modality::Wish, "goal/oensker"))
        }
        // "De ønsker, at jobcentret …" speaks of the politicians named before.
        "ønsker"
            if *subject == Subject::People
                && ends_in_clause(parsed, event, sentence)
                && (event.after.end..sentence.end.min(event.after.end + 4))
                    .any(|index| owner(parsed, index, sentence.end).is_some()) =>
        {
            activity(Modality::Wish, "goal/oensker")
        }
        "forventer"
            if matches!(subject, Subject::Owner(_))
                && ends_in_clause(parsed, event, sentence)
                && becomes(parsed, event.after.end, sentence)
                && (event.verb..sentence.end).any(|index| is_quantity(parsed.lower(index))) =>
        {
            Some((GoalKind::Goal, Modality::Expect, "goal/forventer"))
        }
        "forventer" if matches!(subject, Subject::Owner(_)) => {
            near(parsed, event, 2, &["at"]).then_some((GoalKind::Activity, Modality::Expect, "goal/forventer"))
        }
        "forpligter" if matches!(subject, Subject::Owner(_) | Subject::Thing) => {
            activity(Modality::Indicative, "goal/forpligter")
        }
        "bestræber" | "tilstræber" | "forsøger" if matches!(subject, Subject::Owner(_)) => {
            activity(Modality::Strive, "goal/bestraeber")
        }
        "tilstræbes" | "forsøges" => activity(Modality::Strive, "goal/bestraeber"),
        "har" | "er" if *subject != Subject::Outsider && decides(parsed, event, sentence) => {
            activity(Modality::Indicative, "goal/besluttet")
        }
        "arbejder" | "sørger" | "yder" | "har" | "er" | "bliver" => None,
        _ => promise(parsed, sentence, event, subject, setting),
    }
}

/// "Det er målet, at …", "Vores ambition er at …", "på fleksjobområdet er hensigten at …".
fn aim(
    parsed: &Parsed<'_>,
    sentence: &Range<usize>,
    event: &Event,
    subject: &Subject,
) -> Option<(GoalKind, Modality, &'static str)> {
    let verb = parsed.lower(event.verb);
    // "Det er ikke målet at …", "Folketingets ambition er at …"
    let negated = near(parsed, event, 1, &["ikke", "hverken", "næppe"]);
    let foreign = event.before.iter().copied().chain(event.verb..(event.verb + 4).min(sentence.end)).any(|index| {
        let word = parsed.lower(index);
        matches!(
            word,
            "folketingets"
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
    if negated || foreign {
        return None;
    }
    let after_end = (event.verb + 9).min(sentence.end);
    let noun = |index: usize| words::AIM_NOUNS.contains(&parsed.lower(index));
    let before = event.before.iter().copied().find(|&index| noun(index));
    let after = (event.verb + 1..after_end).find(|&index| noun(index));
    let at_follows = (event.verb + 1..sentence.end).any(|index| parsed.lower(index) == "at");
    match verb {
        "er" | "bliver" | "har" | "sætter" if matches!(subject, Subject::Outsider) => None,
        "er" | "bliver" => {
            // The noun must be what the clause is about, not "nå de overordnede mål".
            let named = match (before, after) {
                (Some(noun), _) => {
                    !event.before.iter().any(|&index| index < noun && words::is_outsider(parsed.lower(index)))
                }
                (None, Some(index)) => {
                    index <= event.verb + 5
                        && !(event.verb + 1..index).any(|at| {
                            matches!(parsed.lower(at), "af" | "en" | "et" | "nødvendigt" | "vigtigt" | "ministerens")
                        })
                }
                (None, None) => false,
            };
            if named && at_follows && !concerns_law(parsed, sentence) {
                return Some((GoalKind::Goal, Modality::Aim, "goal/aim"));
            }
            // "X er et politisk pejlemærke …, som skal modvirke, at …"
            let beacon = (event.verb + 1..(event.verb + 5).min(sentence.end))
                .any(|index| matches!(parsed.lower(index), "pejlemærke" | "fokusområde" | "indsatsområde"));
            let aims = (event.verb + 1..sentence.end.saturating_sub(1))
                .any(|index| matches!(parsed.lower(index), "som" | "der") && parsed.lower(index + 1) == "skal");
            (beacon && aims).then_some((GoalKind::Goal, Modality::Aim, "goal/beacon-aim"))
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

fn will(parsed: &Parsed<'_>, event: &Event, subject: &Subject, sentence: &Range<usize>) -> bool {
    if near(parsed, event, 2, &["sige"]) {
        return false;
    }
    let after: Vec<&str> = parsed_after(parsed, event).take(14).collect();
    let has = |words: &[&str]| after.iter().any(|word| words.contains(word));
    let talk = has(&["tale", "behov", "brug", "mulighed", "muligt"]) && has(&["være"]);
    match subject {
        Subject::Owner(_) => {
            !(talk && has(&["der"])) && !has(&["opleve"]) && !has(&["typisk", "normalt", "sædvanligvis"])
        }
        Subject::People => {
            has(&["få", "tilbydes", "opleve"])
                || (has(&["blive"]) && after.iter().any(|word| is_offer_participle(word)))
                || priority(&after)
        }
        Subject::Firms => {
            (has(&["blive"]) && after.iter().any(|word| is_offer_participle(word))) || has(&["tilbydes", "få"])
        }
        Subject::There => {
            !talk
                && ((has(&["blive"]) && after.iter().any(|word| is_offer_participle(word)))
                    || has(&["fokus"])
                    || after.iter().any(|word| words::is_passive(word)))
        }
        Subject::It => relative_owner_commits(parsed, sentence, event.verb),
        Subject::Thing => {
            let passive = after.iter().take(8).any(|word| words::is_passive(word))
                || (has(&["blive"]) && after.iter().any(|word| is_offer_participle(word)));
            (passive && !has(&["påvirket", "tilpasset"])) || priority(&after)
        }
        Subject::Paper | Subject::Outsider => false,
    }
}

/// Whether people themselves must act before anything is given: "skal stå til rådighed", "skal søge".
fn acts_first(after: &[&str]) -> bool {
    after.iter().take(6).any(|word| {
        matches!(
            *word,
            "stå"
                | "søge"
                | "deltage"
                | "møde"
                | "medvirke"
                | "dokumentere"
                | "oplyse"
                | "tage"
                | "rådighed"
                | "aflevere"
                | "tilmelde"
                | "begynde"
                | "arbejde"
                | "bidrage"
                | "yde"
                | "udnytte"
        )
    })
}

/// "vil også være en prioriteret indsats", "vil være i fokus"
fn priority(after: &[&str]) -> bool {
    after.contains(&"være")
        && after
            .iter()
            .any(|word| matches!(*word, "prioriteret" | "fokus" | "indsatsområde" | "fokusområde" | "prioriterede"))
}

fn shall(parsed: &Parsed<'_>, event: &Event, subject: &Subject, sentence: &Range<usize>) -> bool {
    let mut after: Vec<&str> = parsed_after(parsed, event).take(12).collect();
    // "skal alle aktivitetsparate, der …, have lavet en jobplan": the verb stands behind the relative clause.
    if *subject == Subject::People && !after.iter().any(|word| words::is_passive(word) || words::is_infinitive(word)) {
        let rest = (event.after.end..sentence.end).map(|index| parsed.lower(index));
        let behind = rest.skip_while(|word| *word != ",").skip(1).skip_while(|word| *word != ",").skip(1);
        after.extend(behind.take(8));
    }
    let first_words = &after[..after.len().min(6)];
    // Ways of speaking to the reader.
    if first_words.iter().any(|word| {
        matches!(
            *word,
            "bemærkes"
                | "understreges"
                | "nævnes"
                | "forstås"
                | "læses"
                | "siges"
                | "huskes"
                | "præciseres"
                | "tilføjes"
                | "fremhæves"
        )
    }) {
        return false;
    }
    let passive = after.iter().take(8).any(|word| words::is_passive(word) || is_passive_infinitive(word));
    let becoming = after.contains(&"blive") && after.iter().any(|word| is_offer_participle(word));
    match subject {
        Subject::Owner(_) => !first_words.contains(&"opfylde"),
        Subject::People => {
            if passive || becoming {
                return true;
            }
            // The infinitive behind the subject: "skal alle …, have lavet en jobplan".
            let opens =
                |word: &&&str| matches!(**word, "have" | "opleve" | "få" | "kunne" | "i" | "hurtigst" | "igennem");
            match after.iter().find(opens).copied() {
                // "skal have et tilbud" but not "skal have opbygget kvalifikationer"
                Some("have" | "få") => {
                    !first_words.iter().any(|word| is_effort_participle(word)) && !acts_first(&after)
                }
                Some("i") => {
                    !after.contains(&"arbejdsfællesskabet") && names_measure(parsed, event) && !acts_first(&after)
                }
                Some(_) => !acts_first(&after),
                None => false,
            }
        }
        Subject::Firms => {
            passive || becoming || first_words.iter().any(|word| matches!(*word, "have" | "opleve" | "kunne" | "møde"))
        }
        Subject::There => {
            passive
                || becoming
                || first_words.iter().any(|word| matches!(*word, "være" | "findes"))
                || first_words.contains(&"fokus")
        }
        Subject::It => passive && !first_words.contains(&"tages"),
        Subject::Paper => first_words
            .iter()
            .any(|word| matches!(*word, "revideres" | "evalueres" | "drøftes" | "opdateres" | "justeres" | "tages")),
        Subject::Outsider => false,
        Subject::Thing => {
            let adapted = first_words.contains(&"tilpasses") && sentence_mentions_law(parsed, sentence);
            !adapted
        }
    }
}

fn names_measure(parsed: &Parsed<'_>, event: &Event) -> bool {
    let node = parsed.all_tokens()[event.verb].node;
    parsed
        .hits(node)
        .iter()
        .any(|hit| event.after.contains(&hit.tokens.start) && parsed.term(hit).class == Class::Measure)
}

fn parsed_after<'p>(parsed: &'p Parsed<'_>, event: &Event) -> impl Iterator<Item = &'p str> {
    (event.after.start..event.after.end).map(|index| parsed.lower(index))
}

fn near(parsed: &Parsed<'_>, event: &Event, reach: usize, wanted: &[&str]) -> bool {
    let node = parsed.all_tokens()[event.verb].node;
    (event.verb + 1..=event.verb + reach)
        .filter(|&at| at < parsed.all_tokens().len() && parsed.all_tokens()[at].node == node)
        .any(|at| wanted.contains(&parsed.lower(at)))
}

/// Whether the first verb of the at-clause behind `from` tells a state to reach.
fn becomes(parsed: &Parsed<'_>, from: usize, sentence: &Range<usize>) -> bool {
    let verb = (from..sentence.end.min(from + 25)).map(|index| parsed.lower(index)).find(|word| words::is_finite(word));
    matches!(verb, Some("bliver" | "er" | "opnår" | "oplever"))
}

fn is_quantity(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit())
        || matches!(word, "halvdelen" | "tredjedel" | "hver" | "mindst" | "fjerdedel")
}

/// Whether an at-clause is the verb's object: "ønsker, at …".
fn ends_in_clause(parsed: &Parsed<'_>, event: &Event, sentence: &Range<usize>) -> bool {
    let mut at = event.after.end;
    while at < sentence.end && matches!(parsed.lower(at), "," | "også" | "derfor") {
        at += 1;
    }
    at < sentence.end && parsed.lower(at) == "at"
}

/// "Det vil være et tema, som vi kontinuerligt vil prioritere"
fn relative_owner_commits(parsed: &Parsed<'_>, sentence: &Range<usize>, from: usize) -> bool {
    (from..sentence.end.saturating_sub(2)).any(|index| {
        matches!(parsed.lower(index), "som" | "der")
            && words::is_owner_word(parsed.lower(index + 1))
            && (index + 2..(index + 5).min(sentence.end)).any(|at| matches!(parsed.lower(at), "vil" | "skal"))
    })
}

/// The sentence states what law asks: "Ifølge repatrieringsloven skal …", "kommunen skal efter LAB-loven …".
fn is_law(parsed: &Parsed<'_>, sentence: Range<usize>) -> bool {
    if noted_as_law(parsed, sentence.clone()) {
        return true;
    }
    sentence.clone().any(|index| {
        let opener = matches!(parsed.lower(index), "ifølge" | "jf." | "efter" | "medfør" | "henhold" | "følge");
        opener
            && (index + 1..(index + 6).min(sentence.end)).any(|at| {
                let word = parsed.lower(at);
                word.ends_with("loven")
                    || word.ends_with("lovens")
                    || word.ends_with("reformen")
                    || matches!(word, "lov" | "lovgivningen" | "reglerne" | "bekendtgørelsen" | "§")
            })
    }) || sentence.clone().zip(sentence.start + 1..sentence.end).any(|(first, second)| {
        matches!(parsed.lower(first), "forpligtet" | "lovpligtigt") && matches!(parsed.lower(second), "til" | "at")
            || matches!(parsed.lower(first), "reglerne" | "loven" | "lovgivningen")
                && matches!(
                    parsed.lower(second),
                    "kræver" | "siger" | "foreskriver" | "betyder" | "indebærer" | "fastslår"
                )
    })
}

/// A note mark that points to a law: "Kommunen skal tilbyde et program,⁴ …".
fn noted_as_law(parsed: &Parsed<'_>, sentence: Range<usize>) -> bool {
    let tokens = parsed.all_tokens();
    sentence.filter(|&index| tokens[index].kind == crate::token::TokenKind::NoteMark).any(|index| {
        let number: String = parsed
            .token_text(index)
            .chars()
            .filter_map(|c| crate::structure::SUPERSCRIPTS.iter().position(|&digit| digit == c))
            .map(|digit| char::from(b'0' + digit as u8))
            .collect();
        parsed.outline.nodes.iter().enumerate().any(|(id, node)| {
            let named = node.label.as_ref().and_then(|label| label.name.as_deref()) == Some(number.as_str());
            let opening = || {
                parsed.node_tokens(id).take(4).any(|index| {
                    matches!(parsed.lower(index), "lov" | "lbk" | "bekendtgørelse" | "§" | "lovbekendtgørelse")
                        || parsed.lower(index).ends_with("loven")
                        || parsed.lower(index).ends_with("lovens")
                })
            };
            node.kind == crate::structure::NodeKind::Footnote && named && opening()
        })
    })
}

fn sentence_mentions_law(parsed: &Parsed<'_>, sentence: &Range<usize>) -> bool {
    sentence.clone().any(|index| {
        let word = parsed.lower(index);
        word.contains("lovændring")
            || word.contains("reform")
            || word.contains("lovgivning")
            || word.contains("aftaler")
    })
}

fn concerns_law(parsed: &Parsed<'_>, sentence: &Range<usize>) -> bool {
    sentence.clone().take(10).any(|index| {
        let word = parsed.lower(index);
        word.starts_with("ministermål")
            || word.ends_with("reformen")
            || word.ends_with("loven")
            || word.ends_with("aftalen")
            || word == "ministerens"
            || word == "nationale"
    })
}

/// "har … besluttet at indføre", also with other words between.
fn decides(parsed: &Parsed<'_>, event: &Event, sentence: &Range<usize>) -> bool {
    let decided = (event.verb + 1..sentence.end.min(event.verb + 10))
        .find(|&index| matches!(parsed.lower(index), "besluttet" | "vedtaget" | "aftalt"))
        .filter(|&decided| !(event.verb..decided).any(|index| matches!(parsed.lower(index), "ikke" | "endnu")));
    decided.is_some_and(|decided| (decided..sentence.end.min(decided + 4)).any(|index| parsed.lower(index) == "at"))
}

/// What a law brings is no promise: "I 2023 implementeres flere store lovændringer".
fn is_change_of_law(parsed: &Parsed<'_>, event: &Event) -> bool {
    event.before.iter().copied().chain(event.after.clone()).any(|index| {
        let word = parsed.lower(index);
        word.contains("lovændring")
            || word.ends_with("reform")
            || word.ends_with("reformen")
            || word.ends_with("regler")
            || word.ends_with("lov")
            || word.ends_with("loven")
            || word.ends_with("aftale")
            || word.ends_with("aftalen")
    })
}

/// The present as a promise: "Der ansættes to konsulenter", "I 2019 gennemføres …".
///
/// A verb of beginning promises by itself, unless it tells a habit; other verbs need a time to come or a section that
/// tells what will be done.
fn promise(
    parsed: &Parsed<'_>,
    sentence: &Range<usize>,
    event: &Event,
    subject: &Subject,
    setting: Setting,
) -> Option<(GoalKind, Modality, &'static str)> {
    let verb = parsed.lower(event.verb);
    let ahead = lies_ahead(parsed, sentence, setting.first_year);
    let promised = (GoalKind::Activity, Modality::Indicative, "goal/promise");
    let revision =
        near(parsed, event, 4, &["revision"]) || matches!(verb, "revideres" | "evalueres" | "opdateres" | "justeres");
    if *subject == Subject::Paper && revision {
        return Some(promised);
    }
    if matches!(subject, Subject::Outsider | Subject::Paper) || is_change_of_law(parsed, event) {
        return None;
    }
    let owner = matches!(subject, Subject::Owner(_));
    // "Langtidsledige får fra 1. marts tilknyttet en jobformidler."
    let given = verb == "får"
        && *subject == Subject::People
        && (ahead || setting.forward)
        && parsed_after(parsed, event).any(|word| {
            matches!(word, "tilbudt" | "tilknyttet" | "tildelt" | "bevilget" | "adgang" | "mulighed" | "plads")
        });
    // "Vi sender i foråret 2024 alle sagsbehandlere på kursus."
    let yearly = sentence.clone().any(|index| matches!(parsed.lower(index), "hvert" | "hver" | "årligt"));
    let acts_later = owner && ahead && !yearly && verb.ends_with('r') && !STATES.contains(&verb);
    if given || acts_later {
        return Some(promised);
    }
    let active = verb.ends_with('r');
    if !promises(verb) || (active && !owner) {
        return None;
    }
    let habit = sentence.clone().any(|index| {
        matches!(
            parsed.lower(index),
            "løbende"
                | "typisk"
                | "ofte"
                | "normalt"
                | "generelt"
                | "hyppigt"
                | "altid"
                | "dagligt"
                | "hidtil"
                | "allerede"
                | "siden"
                | "i_dag"
                | "fortsat"
                | "sædvanligvis"
                | "blandt"
        ) || (parsed.lower(index) == "dag" && index > sentence.start && parsed.lower(index - 1) == "i")
    });
    let begins = BEGINNING.contains(&verb) && !habit;
    let acts =
        matches!(subject, Subject::Owner(_) | Subject::There | Subject::Thing | Subject::People | Subject::Firms);
    (ahead || begins || (setting.forward && acts && !habit)).then_some(promised)
}

/// Verbs that tell how things are.
const STATES: &[&str] = &[
    "er",
    "har",
    "bliver",
    "ser",
    "oplever",
    "står",
    "ligger",
    "kender",
    "mener",
    "håber",
    "venter",
    "mangler",
    "modtager",
    "var",
    "kan",
    "må",
    "forventer",
    "ønsker",
    "vurderer",
    "oplyser",
    "viser",
    "får",
];

/// Verbs of beginning: what they name is not yet so.
const BEGINNING: &[&str] = &[
    "ansættes",
    "etableres",
    "igangsættes",
    "indføres",
    "iværksættes",
    "lanceres",
    "nedsættes",
    "oprettes",
    "startes",
    "udbygges",
    "udvides",
    "åbnes",
    "igangsætter",
    "iværksætter",
    "lancerer",
];

/// Verbs that promise something new when they stand in the present.
fn promises(verb: &str) -> bool {
    const VERBS: &[&str] = &[
        "afholder",
        "afprøver",
        "afsætter",
        "ansætter",
        "etablerer",
        "gennemfører",
        "holder",
        "igangsætter",
        "indfører",
        "indgår",
        "iværksætter",
        "lancerer",
        "laver",
        "omlægger",
        "opretter",
        "samler",
        "starter",
        "sætter",
        "tilbyder",
        "uddanner",
        "udarbejder",
        "udvider",
        "udvikler",
        "åbner",
        "inviterer",
        "fastsætter",
        "styrker",
        "øger",
        "indkalder",
        "evaluerer",
        "implementerer",
    ];
    const PASSIVES: &[&str] = &[
        "afholdes",
        "afprøves",
        "afsættes",
        "ansættes",
        "etableres",
        "gennemføres",
        "holdes",
        "igangsættes",
        "indføres",
        "indgås",
        "iværksættes",
        "lanceres",
        "laves",
        "omlægges",
        "oprettes",
        "samles",
        "startes",
        "sættes",
        "tilbydes",
        "udarbejdes",
        "udvides",
        "udvikles",
        "åbnes",
        "startes",
        "udbygges",
        "ansøges",
        "inviteres",
        "nedsættes",
        "fastsættes",
        "styrkes",
        "øges",
        "evalueres",
        "kortlægges",
        "implementeres",
        "revideres",
        "uddannes",
    ];
    VERBS.contains(&verb) || PASSIVES.contains(&verb)
}

/// Whether the sentence speaks of a time still to come: a year of the plan, "i løbet af", "fra 1. marts".
fn lies_ahead(parsed: &Parsed<'_>, sentence: &Range<usize>, first_year: Option<i32>) -> bool {
    sentence.clone().any(|index| match parsed.lower(index) {
        "fremover" | "fremadrettet" | "primo" | "medio" | "ultimo" => true,
        "løbet" => index + 2 < sentence.end && parsed.lower(index + 1) == "af",
        "kvartal" | "halvår" => true,
        "kommende" | "næste" | "næstkommende" => (index + 1..(index + 3).min(sentence.end))
            .any(|at| matches!(parsed.lower(at), "år" | "planperiode" | "periode" | "måneder")),
        "foråret" | "efteråret" | "sommeren" | "vinteren" | "planperioden" | "strategiperioden" => true,
        "januar" | "februar" | "marts" | "april" | "maj" | "juni" | "juli" | "august" | "september" | "oktober"
        | "november" | "december" => {
            index > sentence.start
                && (matches!(parsed.lower(index - 1), "fra" | "i" | "til" | "inden")
                    || parsed.lower(index - 1).ends_with('.'))
        }
        word => {
            word.len() == 4
                && word
                    .parse::<i32>()
                    .is_ok_and(|year| first_year.is_some_and(|first| year >= first && year < first + 8))
                && index > sentence.start
                && !matches!(parsed.lower(index - 1), "siden" | "nr.")
        }
    })
}

/// Participles of what is done for people: "blive tilbudt", "blive mødt".
fn is_offer_participle(word: &str) -> bool {
    const PARTICIPLES: &[&str] = &[
        "tilbudt",
        "mødt",
        "inviteret",
        "indkaldt",
        "kontaktet",
        "screenet",
        "visiteret",
        "prioriteret",
        "styrket",
        "udvidet",
        "iværksat",
        "etableret",
        "igangsat",
        "gennemført",
        "udviklet",
        "arbejdet",
        "sat",
        "afholdt",
        "oprettet",
        "brugt",
        "anvendt",
        "fulgt",
        "hjulpet",
        "inddraget",
        "udarbejdet",
        "taget",
        "øget",
        "lagt",
        "afprøvet",
        "opkvalificeret",
        "understøttet",
        "koordineret",
        "evalueret",
        "målrettet",
        "intensiveret",
        "opprioriteret",
        "tilknyttet",
        "vejledt",
        "ansat",
        "afsat",
        "fokuseret",
        "videreført",
        "fastholdt",
        "matchet",
    ];
    PARTICIPLES.contains(&word)
}

/// Participles of what people do themselves: "skal have opbygget kvalifikationer".
fn is_effort_participle(word: &str) -> bool {
    matches!(
        word,
        "opbygget" | "tilegnet" | "gennemført" | "afsluttet" | "søgt" | "bestået" | "dokumenteret" | "opnået"
    )
}

fn is_passive_infinitive(word: &str) -> bool {
    word.len() > 5
        && word.ends_with("es")
        && !word.ends_with("lediges")
        && !word.ends_with("unges")
        && !word.ends_with("kommunes")
        && !word.ends_with("borgeres")
        && !word.ends_with("deres")
        && !word.ends_with("vores")
}
