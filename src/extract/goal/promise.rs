//! The present tense as a promise: "Der ansættes to konsulenter", "I 2019 gennemføres …".

use super::ahead::{changes_from, lies_ahead, opens_with_date};
use super::clause::Event;
use super::commitment::{Setting, near, parsed_after};
use super::habit::{has_been, holds_each, reports_each, says_today, tells_habit};
use super::law::{changes_benefit, concerns_law, is_change_of_law};
use super::modal::names_measure;
use super::subject::{Subject, names_outsider};
use super::words::{BEGINNING, PASSIVE_STATES, STATES, is_offer_participle, promises};
use crate::extract::{GoalKind, Modality, Parsed};
use crate::token::verb::{is_past, is_present};
use std::ops::Range;

/// The present as a promise: "Der ansættes to konsulenter", "I 2019 gennemføres …".
///
/// A verb of beginning promises by itself, unless it tells a habit; other verbs need a time to come or a section that
/// tells what will be done.
pub(super) fn promise(
    parsed: &Parsed<'_>,
    sentence: &Range<usize>,
    event: &Event,
    subject: &Subject,
    setting: Setting,
) -> Option<(GoalKind, Modality, &'static str)> {
    let verb = parsed.lower(event.verb);
    // "Det betyder, at arbejdsgiveren kontaktes senest en uge efter": what follows from what was decided.
    let means = event.reported && (sentence.start..event.verb).any(|index| parsed.lower(index) == "betyder");
    let setting = Setting { forward: setting.forward || means, ..setting };
    let changes = changes_from(parsed, sentence, setting.first_year);
    let ahead = changes || lies_ahead(parsed, sentence, setting.first_year);
    let promised = (GoalKind::Activity, Modality::Indicative, "goal/promise");
    let revision =
        near(parsed, event, 4, &["revision"]) || matches!(verb, "revideres" | "evalueres" | "opdateres" | "justeres");
    if *subject == Subject::Paper && revision {
        return Some(promised);
    }
    let owner = matches!(subject, Subject::Owner(_));
    // "Kommunen og a-kasserne indgår i 2030 en aftale" is their own.
    let own_agreement =
        owner && (verb.starts_with("indgå") || matches!(verb, "underskriver" | "laver" | "fornyer" | "forlænger"));
    // "Planen for 2030 forelægges til godkendelse": the agenda's own business.
    let agenda = matches!(verb, "forelægges" | "fremlægges") && near(parsed, event, 4, &["godkendelse"]);
    // "afholdes af staten"
    let by_other = (event.after.start + 1..event.after.end)
        .any(|index| parsed.lower(index - 1) == "af" && names_outsider(parsed, index));
    if agenda
        || by_other
        || has_been(parsed, sentence)
        || matches!(subject, Subject::Outsider | Subject::Paper)
        || is_change_of_law(parsed, event) && !own_agreement
        || *subject == Subject::Thing && changes_benefit(parsed, event)
    {
        return None;
    }
    // "Langtidsledige får fra 1. marts tilknyttet en jobformidler."
    let given = verb == "får"
        && *subject == Subject::People
        && (ahead || setting.forward)
        && parsed_after(parsed, event).any(|word| {
            matches!(word, "tilbudt" | "tilknyttet" | "tildelt" | "bevilget" | "adgang" | "mulighed" | "plads")
        });
    // "Alle sygemeldte får en mentor senest i uge 8", where the section tells what will be done, or later.
    let all =
        || event.before.iter().copied().take(3).any(|index| matches!(parsed.lower(index), "alle" | "enhver" | "hver"));
    let later = || ahead && !concerns_law(parsed, sentence);
    let given = given
        || verb == "får"
            && *subject == Subject::People
            && (all() && (later() || event.reported && names_measure(parsed, event))
                || setting.forward
                    && names_measure(parsed, event)
                    && !says_today(parsed, sentence)
                    && !near(parsed, event, 2, &["samme"]));
    // "Virksomheder, der henvender sig, får svar senest efter 24 timer."
    let served = verb == "får"
        && *subject == Subject::Firms
        && parsed_after(parsed, event).take(4).any(|word| matches!(word, "svar" | "besked" | "hjælp"))
        && sentence.clone().any(|index| matches!(parsed.lower(index), "senest" | "inden"));
    let given = given || served;
    // "Vi sender i foråret 2024 alle sagsbehandlere på kursus."
    let yearly = sentence.clone().any(|index| matches!(parsed.lower(index), "hvert" | "hver" | "årligt"));
    // "Senest 1. maj 2024 får alle sygemeldte en mentor", "I 1. kvartal begynder to mentorer på skolerne."
    let starts = match verb {
        "får" => *subject == Subject::People,
        "begynder" | "starter" | "åbner" | "tiltræder" => !owner,
        _ => false,
    };
    let dated = || opens_with_date(parsed, sentence, setting.first_year) && !concerns_law(parsed, sentence);
    // "Fra 1. oktober 2025 får virksomhederne ét telefonnummer"
    let given = given || verb == "får" && *subject == Subject::Firms && dated();
    let given = given || starts && names_measure(parsed, event) && dated();
    let own_words = event.before.first().copied().unwrap_or(event.verb).max(sentence.start)..event.after.end;
    let acts_later = owner
        && lies_ahead(parsed, &own_words, setting.first_year)
        && !near(parsed, event, 1, &["allerede"])
        && !yearly
        && verb.ends_with('r')
        && !STATES.contains(verb)
        && !(verb == "kommer" && foresees(parsed, event))
        && !says_today(parsed, sentence);
    // "Ungehuset åbnede i 2018 og samler vejlederne": what went before has been.
    let past = |word: &str| is_past(word) || matches!(word, "blev" | "var" | "havde");
    let joined = event.elided || event.verb > sentence.start && parsed.lower(event.verb - 1) == "og";
    // An article before it makes it an adjective: "de målrettede forløb".
    let article = |index: usize| index > sentence.start && matches!(parsed.lower(index - 1), "de" | "den" | "det");
    let told = || joined && (sentence.start..event.verb).any(|index| past(parsed.lower(index)) && !article(index));
    // "Ungehuset, som åbnede i januar, samler vejlederne": the time is the relative clause's.
    let behind_past = event.verb > sentence.start
        && parsed.lower(event.verb - 1) == ","
        && (sentence.start..event.verb - 1)
            .any(|index| matches!(parsed.lower(index), "som" | "der") && past(parsed.lower(index + 1)));
    let active = verb.ends_with('r');
    if active && (behind_past || !ahead && told()) {
        return None;
    }
    // "Udvalget følger op hvert kvartal, første gang i april 2030"
    let first_time = owner
        && (event.verb..sentence.end.saturating_sub(2)).any(|index| {
            let time = parsed.lower_text(index..index + 2) == "første gang";
            time && matches!(parsed.lower(index + 2), "i" | "den" | "til" | "ved")
        });
    // "Med denne plan sætter vi retningen": what the plan is for. "Der lægges vægt på": attention.
    let frames = verb == "sætter" && near(parsed, event, 4, &["retning", "retningen", "kursen", "rammen", "rammerne"])
        || !ahead && matches!(verb, "lægges" | "lægger") && near(parsed, event, 5, &["vægt"]);
    if frames {
        return None;
    }
    // "Teamet får til opgave at …", "Jobcentret tager initiativ til …", "Vi sætter gang i …"
    // "de indsatser, vi sætter i gang" tells what they are.
    let contact = event.before.first().is_some_and(|&first| first > sentence.start && parsed.lower(first - 1) == ",");
    let takes_on = owner
        && !contact
        && match verb {
            "får" => near(parsed, event, 2, &["til"]) && near(parsed, event, 3, &["opgave"]),
            "tager" => near(parsed, event, 3, &["initiativ", "initiativet"]),
            "sætter" => near(parsed, event, 3, &["gang"]),
            _ => false,
        };
    // "Samarbejdet med skolerne fortsætter", "Indsatsen for de unge styrkes"
    let effort = || {
        let word = |at: usize| event.before.get(at).map_or("", |&index| parsed.lower(index));
        // "Det gode samarbejde"
        let described = matches!(word(0), "det" | "den") && matches!(word(2), "samarbejde" | "indsats" | "arbejde");
        EFFORTS.iter().any(|noun| word(0).ends_with(noun)) || described
    };
    // "Ordningen tages i brug til foråret"
    let used = *subject == Subject::Thing
        && verb == "tages"
        && near(parsed, event, 2, &["brug"])
        && !tells_habit(parsed, sentence);
    let kept = used
        || *subject == Subject::Thing
            && (TURNS.contains(&verb) || verb == "lægges" && near(parsed, event, 1, &["om"]))
            && effort()
            && !near(parsed, event, 1, &["uændret"])
            && !near(parsed, event, 2, &["med", "af"]);
    if given || acts_later || first_time || takes_on && !says_today(parsed, sentence) || kept {
        return Some(promised);
    }
    // Where the section tells what will be done, any passive does.
    // "Fra januar 2030 flyttes undervisningen" tells when a change comes.
    // "Alle nyledige indkaldes fremover til samtale"
    let onward = near(parsed, event, 2, &["fremover", "fremadrettet"]) && !concerns_law(parsed, sentence);
    let passive = (setting.forward || changes || onward)
        && verb.ends_with('s')
        && is_present(verb)
        && !PASSIVE_STATES.contains(verb);
    // "Fra nytår bliver samtalerne flyttet ud"
    // "I 2030 bliver konsulenten, som hidtil har delt sin tid, knyttet til …"
    let behind_clause = || {
        let end = event.after.end;
        let relative = end + 1 < sentence.end && matches!(parsed.lower(end + 1), "som" | "der");
        let next = (end + 2..sentence.end.saturating_sub(1)).find(|&index| parsed.lower(index) == ",");
        next.filter(|_| relative).is_some_and(|comma| is_offer_participle(parsed.lower(comma + 1)))
    };
    let in_year = || {
        let second = sentence.clone().nth(1).map_or("", |second| parsed.lower(second));
        let year = second.parse::<i32>().ok().filter(|year| (2000..2100).contains(year));
        parsed.lower(sentence.start) == "i" && year.zip(setting.first_year).is_some_and(|(year, first)| year >= first)
    };
    let becomes = verb == "bliver"
        && (changes || dated() || in_year() && !concerns_law(parsed, sentence))
        && (parsed_after(parsed, event).any(is_offer_participle) || behind_clause());
    if becomes {
        return Some(promised);
    }
    // "Med budgetaftalen prioriterer byrådet 2,6 mio. kr. til …"
    let funded = owner && verb == "prioriterer" && near(parsed, event, 5, &["mio", "mio.", "kr", "kr.", "millioner"]);
    if funded && !says_today(parsed, sentence) {
        return Some(promised);
    }
    let lasting = ahead && verb == "gøres" && near(parsed, event, 4, &["permanent", "permanente"]);
    // "Vi sammensætter tre branchepakker", "Vi går ind i et partnerskab" where the section tells what will be done
    let we = matches!(subject, Subject::Owner(name) if parsed.lower(name.start) == "vi");
    let acts_ahead = setting.forward && we && tells_act(verb);
    if !(promises(verb) || passive || lasting || acts_ahead) || (active && !owner) {
        return None;
    }
    let habit = tells_habit(parsed, sentence);
    // "forsøget videreføres ikke"
    let denied = match parsed_after(parsed, event).next() {
        // "samler her, hvad kommunerne har skrevet"
        Some("ikke" | "sjældent" | "her") => true,
        // "bruges kun af få", "afholdes nu af byen"
        Some("kun" | "nu") => !BEGINNING.contains(verb) && !ahead,
        _ => false,
    };
    if denied || active && (!ahead && holds_each(parsed, event) || reports_each(parsed, event)) {
        return None;
    }
    // "øges fra 40 til 65 om året", "gøres permanent fra 2027"
    let moved = !habit && CHANGES.contains(&verb) && moves_by_numbers(parsed, event);
    // "Vi afprøver også en ny metode"
    let tries = active && matches!(verb, "afprøver" | "tester") && near(parsed, event, 4, &["ny", "nyt", "nye"]);
    let begins = (BEGINNING.contains(verb) || tries) && !habit || moved;
    let acts =
        matches!(subject, Subject::Owner(_) | Subject::There | Subject::Thing | Subject::People | Subject::Firms);
    (ahead || begins || (setting.forward && acts && !habit)).then_some(promised)
}

/// How nouns end that name what the owner does.
const EFFORTS: &[&str] = &[
    "samarbejdet",
    "indsatsen",
    "tilbuddet",
    "tilbuddene",
    "forløbet",
    "forløbene",
    "projektet",
    "ordningen",
    "klubben",
    "teamet",
    "rådgivningen",
    "vejledningen",
    "opfølgningen",
    "undervisningen",
    "servicen",
    "kontakten",
    "samtalerne",
];

/// What the effort does only when somebody has decided so.
const TURNS: &[&str] = &[
    "fortsætter",
    "styrkes",
    "intensiveres",
    "opprioriteres",
    "formaliseres",
    "systematiseres",
    "omlægges",
    "fremrykkes",
    "forenkles",
    "genoplives",
    "nytænkes",
    "reorganiseres",
    "samles",
];

/// Verbs that change how much there is of something.
const CHANGES: &[&str] = &[
    "øges",
    "hæves",
    "løftes",
    "udvides",
    "forlænges",
    "sænkes",
    "nedsættes",
    "nedbringes",
    "reduceres",
    "forkortes",
    "begrænses",
];

/// "fra 40 til 65", right behind the verb
fn moves_by_numbers(parsed: &Parsed<'_>, event: &Event) -> bool {
    let words: Vec<&str> = parsed_after(parsed, event).take(8).collect();
    let number = |word: &str| word.starts_with(|c: char| c.is_ascii_digit());
    words.first() == Some(&"fra")
        && words.get(1).is_some_and(|word| number(word))
        && words.windows(2).skip(2).any(|pair| pair[0] == "til" && (number(pair[1]) || pair[1] == "højst"))
}

/// "Kommunen kommer selv til at betale en større del" foresees what nobody wants.
fn foresees(parsed: &Parsed<'_>, event: &Event) -> bool {
    let words: Vec<&str> = parsed_after(parsed, event).take(6).collect();
    words.windows(2).any(|pair| pair == ["til", "at"])
}

/// Whether a verb in the present tells what somebody does, and not how things are.
pub(super) fn tells_act(verb: &str) -> bool {
    verb.ends_with('r') && is_present(verb) && !STATES.contains(verb)
}
