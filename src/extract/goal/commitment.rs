//! Judges prose: does a sentence bind the plan's owner, and how?
//!
//! A clause binds when its verb commits (*vil*, *skal*, *ønsker*, *forpligter sig* …) and its subject is the owner,
//! or something done to people, firms or the effort itself by an owner who is understood. What law asks of all
//! municipalities, what citizens must do, what others do and what is already so does not bind.

use super::aim::aim;
use super::clause::{self, Event};
use super::content::{becomes, decides, ends_in_clause, governs_clause};
use super::expectation::expect;
use super::law::{decided_nationally, follows_reform, is_law};
use super::modal::{shall, will};
use super::promise::promise;
use super::subject::{Subject, owner, subject};
use super::words;
use crate::extract::{GoalKind, Modality, Parsed};
use crate::token::verb::is_present;
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
    // "Byrådet har besluttet, at jobcentret skal …": what is decided says who acts, and how.
    let mut decided = false;
    let mut foreign = false;
    let after_reform = follows_reform(parsed, &sentence);
    for event in &events {
        let subject = if event.elided { last_subject.clone() } else { subject(parsed, event) };
        // "Planen skal bygge på ministerens mål, og den skal forbi rådet"
        let again = event.before.len() == 1 && matches!(parsed.lower(event.before[0]), "den" | "det");
        let subject = if again && last_subject == Subject::Paper { Subject::Paper } else { subject };
        if subject == Subject::Outsider
            && !near(parsed, event, 2, &["ikke"])
            && matches!(
                parsed.lower(event.verb),
                "forpligter" | "kræver" | "pålægger" | "foreskriver" | "siger" | "fastslår"
            )
        {
            return found.map(|commitment| Commitment { actor, ..commitment });
        }
        // "Regeringen har som mål, at …": what others aim at.
        if !event.reported {
            let owner = matches!(subject, Subject::Owner(_));
            foreign = subject == Subject::Outsider || !owner && decided_nationally(parsed, event, &sentence);
        }
        if foreign && (event.reported || subject != Subject::Outsider) {
            continue;
        }
        if after_reform && !matches!(subject, Subject::Owner(_)) && parsed.lower(event.verb) == "skal" {
            last_subject = subject;
            continue;
        }
        let judged = judge_event(parsed, &sentence, event, &subject, setting);
        if let Some((kind, modality, rule)) = judged {
            // "Fastholdelsesteamet udvides": what is done to somebody is not done by them.
            let verb = parsed.lower(event.verb);
            let done = verb.ends_with('s') && is_present(verb);
            let owner = match &subject {
                Subject::Owner(range) if !done => Some(range.clone()),
                _ => None,
            };
            if event.reported && decided {
                decided = false;
                actor = owner;
                // "Den udvikling skal vendes, og udvalget har besluttet, at …" has committed before.
                if found.as_ref().is_none_or(|first| first.rule == "goal/besluttet") {
                    found = Some(Commitment { kind, modality, actor: None, rule });
                }
                last_subject = subject;
                continue;
            }
            // "Udvalget ønsker, at jobcentret …": who acts is named in the at-clause.
            let replaces = event.reported
                && found
                    .as_ref()
                    .is_some_and(|first| first.modality == Modality::Wish || first.modality == Modality::Aim);
            if actor.is_none() || (replaces && owner.is_some()) {
                actor = owner.or(actor);
            }
            decided = rule == "goal/besluttet" && governs_clause(parsed, event, &sentence);
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
    let mut found = found?;
    // "Hvert halvår forelægges udvalget en status": who is shown it does not act.
    if found.rule == "goal/promise" && events.first().is_some_and(|event| is_shown(parsed.lower(event.verb))) {
        actor = None;
    }
    let content = matches!(found.modality, Modality::Wish | Modality::Aim | Modality::Expect)
        || found.rule == "goal/forpligter"
        || decided;
    // "Rådet ønsker, at jobcentrene i fællesskab øger …"
    let all = |index: usize| matches!(parsed.lower(index), "jobcentrene" | "kommunerne").then_some(index..index + 1);
    if content
        && let Some(event) = events.first()
        && let Some(at) = (event.verb..sentence.end.saturating_sub(1)).find(|&index| parsed.lower(index) == "at")
        && let Some(named) = owner(parsed, at + 1, sentence.end).or_else(|| all(at + 1))
    {
        actor = Some(named);
    }
    // "Vores mål: Ingen ung må …"
    let opening = sentence.start..sentence.end.min(sentence.start + 5);
    let colon = opening.clone().find(|&index| parsed.lower(index) == ":");
    if colon.is_some_and(|colon| colon > sentence.start && words::AIM_NOUNS.contains(&parsed.lower(colon - 1))) {
        found.kind = GoalKind::Goal;
    }
    Some(Commitment { actor, ..found })
}

/// The part of a sentence that its semicolons leave around a verb: "Konsulenterne er i dag to; vi ansætter en tredje".
fn between_semicolons(parsed: &Parsed<'_>, sentence: Range<usize>, verb: usize) -> Range<usize> {
    let semicolon = |index: &usize| parsed.lower(*index) == ";";
    let start = (sentence.start..verb).rev().find(semicolon).map_or(sentence.start, |index| index + 1);
    start..(verb..sentence.end).find(semicolon).unwrap_or(sentence.end)
}

/// Passives whose subject is given something to look at.
fn is_shown(verb: &str) -> bool {
    matches!(verb, "forelægges" | "præsenteres" | "orienteres" | "tilsendes")
}

pub(super) fn judge_event(
    parsed: &Parsed<'_>,
    whole: &Range<usize>,
    event: &Event,
    subject: &Subject,
    setting: Setting,
) -> Option<(GoalKind, Modality, &'static str)> {
    // What an event says stands near it; a sentence without end must not cost more.
    let near_verb = whole.start.max(event.verb.saturating_sub(REACH))..whole.end.min(event.verb + REACH);
    let sentence = &between_semicolons(parsed, near_verb, event.verb);
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
        "må" if near(parsed, event, 4, &["erkende", "konstatere", "acceptere", "forvente"]) => None,
        "må" => (near(parsed, event, 7, &["ikke", "højst", "maksimalt", "højest"])
            && matches!(subject, Subject::Thing | Subject::People | Subject::There)
            || near(parsed, event, 3, &["ikke", "aldrig"]) && matches!(subject, Subject::Owner(_))
            || event.reported && event.before.iter().any(|&index| parsed.lower(index) == "ikke")
            || event.before.iter().any(|&index| matches!(parsed.lower(index), "ingen" | "intet")))
        .then_some((GoalKind::Activity, Modality::Shall, "goal/skal")),
        "ønsker" if matches!(subject, Subject::Owner(_)) => {
            let to_act = parsed_after(parsed, event).take(6).any(|word| word == "at");
            // "ønsker med planen at sikre, at …": the clause belongs to the infinitive.
            let words: Vec<&str> = parsed_after(parsed, event).collect();
            let infinitive = words.windows(2).any(|pair| pair[0] == "at" && words::is_infinitive(pair[1]));
            let clause = ends_in_clause(parsed, event, sentence) && !infinitive;
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
        "regner" if near(parsed, event, 1, &["med"]) => expect(parsed, sentence, event, subject),
        "forventer" | "forventes" => expect(parsed, sentence, event, subject),
        // "Tal forpligter" binds nobody in particular.
        "forpligter" | "påtager"
            if matches!(subject, Subject::Owner(_))
                || *subject == Subject::Thing
                    && event.after.end < sentence.end
                    && near(parsed, event, 3, &["os", "sig"]) =>
        {
            activity(Modality::Indicative, "goal/forpligter")
        }
        "agter" if matches!(subject, Subject::Owner(_)) => activity(Modality::Indicative, "goal/vil"),
        // "Jobcentret sigter mod at få 50 i praktik"
        // "Vi går efter, at mindst 75 pct. er tilfredse"
        "sigter" | "stiler" | "stræber" | "går"
            if matches!(subject, Subject::Owner(_))
                && near(parsed, event, 3, &["mod", "efter"])
                && (parsed.lower(event.verb) != "går" || ends_in_clause(parsed, event, sentence)) =>
        {
            activity(Modality::Strive, "goal/bestraeber")
        }
        "bestræber" | "tilstræber" | "forsøger" if matches!(subject, Subject::Owner(_)) => {
            activity(Modality::Strive, "goal/bestraeber")
        }
        // "Der arbejdes frem mod, at andelen i 2030 er vokset til 85 pct."
        "arbejdes" | "stiles" | "sigtes"
            if *subject == Subject::There
                && near(parsed, event, 3, &["mod"])
                && sentence.clone().any(|index| is_quantity(parsed.lower(index))) =>
        {
            Some((GoalKind::Goal, Modality::Indicative, "goal/arbejdes-mod"))
        }
        // "Der tages i 2030 kontakt til 300 virksomheder"
        "tages" if *subject == Subject::There && near(parsed, event, 4, &["kontakt", "initiativ"]) => {
            activity(Modality::Indicative, "goal/promise")
        }
        // "Der arbejdes i 2030 videre med at samle indsatsen"
        "arbejdes" if *subject == Subject::There && near(parsed, event, 4, &["videre"]) => {
            activity(Modality::Indicative, "goal/promise")
        }
        "tilstræbes" | "forsøges" => activity(Modality::Strive, "goal/bestraeber"),
        "har" | "er" if *subject != Subject::Outsider && decides(parsed, event, sentence) => {
            activity(Modality::Indicative, "goal/besluttet")
        }
        "arbejder" | "sørger" | "yder" | "har" | "er" => None,
        _ => promise(parsed, sentence, event, subject, setting),
    }
}

pub(super) fn parsed_after<'p>(parsed: &'p Parsed<'_>, event: &Event) -> impl Iterator<Item = &'p str> {
    (event.after.start..event.after.end).map(|index| parsed.lower(index))
}

pub(super) fn near(parsed: &Parsed<'_>, event: &Event, reach: usize, wanted: &[&str]) -> bool {
    let node = parsed.all_tokens()[event.verb].node;
    (event.verb + 1..=event.verb + reach)
        .filter(|&at| at < parsed.all_tokens().len() && parsed.all_tokens()[at].node == node)
        .any(|at| wanted.contains(&parsed.lower(at)))
}

pub(super) fn is_quantity(word: &str) -> bool {
    let year = word.len() == 4 && (word.starts_with("19") || word.starts_with("20"));
    word.starts_with(|c: char| c.is_ascii_digit()) && !year
        || matches!(word, "halvdelen" | "tredjedel" | "hver" | "mindst" | "fjerdedel")
}
