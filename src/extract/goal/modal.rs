//! Which clauses with *vil*, *skal* and *bør* bind the owner, by whom they are about.

use super::clause::Event;
use super::commitment::{near, parsed_after};
use super::law::sentence_mentions_law;
use super::subject::Subject;
use super::words;
use crate::extract::Parsed;
use crate::lexicon::Class;
use crate::token::verb::is_participle;
use std::ops::Range;

/// What a plan does for its reader.
const TELLING: &[&str] = &["beskrive", "fokusere", "præsentere", "redegøre", "skitsere", "udfolde", "vise", "uddybe"];

/// Parts of a plan, and what they are for.
const PARTS: &[&str] = &[
    "pejlemærker",
    "pejlemærkerne",
    "mål",
    "målene",
    "målsætninger",
    "målsætningerne",
    "fokusområder",
    "fokusområderne",
    "indsatsområder",
    "indsatsområderne",
    "ambitionerne",
    "principper",
    "principperne",
    "visionen",
    "missionen",
    "værdierne",
];
const FRAMING: &[&str] = &[
    "sætte",
    "danne",
    "være",
    "guide",
    "understøtte",
    "afspejle",
    "vise",
    "fungere",
    "bidrage",
    "medvirke",
    "give",
    "inspirere",
    "pege",
    "udgøre",
    "tjene",
    "gøre",
];

/// "De fire pejlemærker skal sætte en fælles retning": what parts of the plan are for. "Målene skal være nået" binds.
fn frames(parsed: &Parsed<'_>, event: &Event, after: &[&str]) -> bool {
    event.before.last().is_some_and(|&last| PARTS.contains(&parsed.lower(last)))
        && after.first().is_some_and(|first| FRAMING.contains(first))
        && !after.iter().any(|word| matches!(*word, "nået" | "opfyldt" | "indfriet"))
}

pub(super) fn will(parsed: &Parsed<'_>, event: &Event, subject: &Subject, sentence: &Range<usize>) -> bool {
    // Speaking is no commitment: "Vi vil gerne takke …", "Her vil vi kun nævne …".
    if near(parsed, event, 2, &["sige"]) || near(parsed, event, 3, &["takke", "nævne", "fremhæve", "understrege"]) {
        return false;
    }
    let mut after: Vec<&str> = parsed_after(parsed, event).take(14).collect();
    behind_relative(parsed, event, subject, sentence, &mut after);
    let has = |words: &[&str]| after.iter().any(|word| words.contains(word));
    // "Derfor vil vi med denne strategi tage udgangspunkt i …", "I planen vil vi beskrive …"
    let paper = event.before.iter().copied().chain(event.after.clone()).any(|at| {
        let (word, before) = (parsed.lower(at), at.checked_sub(1).map_or("", |before| parsed.lower(before)));
        matches!(before, "i" | "med") && words::is_paper(word)
            || before == "denne" && matches!(word, "plan" | "strategi" | "politik")
    });
    let tells = has(TELLING) || after.windows(2).any(|pair| pair == ["tage", "udgangspunkt"]);
    let talk = has(&["tale", "behov", "brug", "mulighed", "muligt"]) && has(&["være"]);
    match subject {
        _ if paper && tells => false,
        Subject::Owner(_) => {
            // "Vi vil se flere ældre": a forecast
            let sees = after.iter().take(2).any(|word| *word == "se");
            !(sees && has(&["flere", "færre", "stigning", "fald"]))
                && !(talk && has(&["der"]))
                && !has(&["opleve"])
                && !has(&["typisk", "normalt", "sædvanligvis"])
        }
        Subject::People => {
            has(&["få", "tilbydes", "opleve"])
                || (has(&["blive"]) && after.iter().any(|word| words::is_offer_participle(word)))
                || priority(&after)
        }
        Subject::Firms => {
            (has(&["blive"]) && after.iter().any(|word| words::is_offer_participle(word))) || has(&["tilbydes", "få"])
        }
        Subject::There => {
            !talk
                && ((has(&["blive"])
                    && after.iter().any(|word| words::is_offer_participle(word) || is_participle(word)))
                    || has(&["fokus", "opfølgning", "opmærksomhed"])
                    || after.iter().any(|word| words::is_passive(word)))
        }
        // "Det vil blive fulgt månedligt"
        Subject::It => {
            relative_owner_commits(parsed, sentence, event.verb)
                || has(&["blive"]) && after.iter().any(|word| words::is_offer_participle(word))
        }
        Subject::Thing => {
            let passive = after.iter().take(8).any(|word| words::is_passive(word))
                || (has(&["blive"]) && after.iter().any(|word| words::is_offer_participle(word)));
            // "Fokus i 2016 vil være på de langtidsledige"
            let focus = event.before.first().is_some_and(|&first| parsed.lower(first) == "fokus") && has(&["på"]);
            (passive && !has(&["påvirket", "tilpasset"])) || priority(&after) || focus
        }
        Subject::Paper | Subject::Outsider => false,
    }
}

pub(super) fn shall(parsed: &Parsed<'_>, event: &Event, subject: &Subject, sentence: &Range<usize>) -> bool {
    let mut after: Vec<&str> = parsed_after(parsed, event).take(12).collect();
    behind_relative(parsed, event, subject, sentence, &mut after);
    let first_words = &after[..after.len().min(6)];
    // Ways of speaking to the reader.
    // "Muligheden skal fremover nævnes ved samtalen"
    let speaks = !first_words.contains(&"fremover");
    if speaks
        && first_words.iter().any(|word| {
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
        })
    {
        return false;
    }
    // "Der skal dog tages højde for, at tallene er usikre"
    let weighs = |index: usize| parsed.lower_text(index..index + 4) == "højde for, at";
    if (event.verb..sentence.end.saturating_sub(4)).any(weighs) {
        return false;
    }
    if frames(parsed, event, &after) {
        return false;
    }
    // "Mange af de ledige skal have hjælp" tells of them.
    let some = |first: &usize| matches!(parsed.lower(*first), "mange" | "nogle");
    if event.before.first().is_some_and(some) && after.first() == Some(&"have") {
        return false;
    }
    // "dem hverken kan eller skal vi holde på"
    if (sentence.start.max(event.verb.saturating_sub(3))..event.verb).any(|index| parsed.lower(index) == "hverken") {
        return false;
    }
    // "skal ses i sammenhæng med", "skal tages med forbehold", "Penge skal der også til."
    let read = |pair: &[&str]| matches!(pair, ["ses", "i" | "som"] | ["med", "forbehold"] | ["tages", "forbehold"]);
    let needed = after.first() == Some(&"der") && after.last() == Some(&"til");
    if after.windows(2).any(read) || needed {
        return false;
    }
    let passive = after.iter().take(8).any(|word| words::is_passive(word) || is_passive_infinitive(word));
    // "En ung skal være kontaktet senest fem dage efter": what is done for people, and by when.
    let done = *subject == Subject::People && after.contains(&"være");
    let becoming = (after.contains(&"blive") || done) && after.iter().any(|word| words::is_offer_participle(word));
    match subject {
        // "Byrådet skal hvert år vedtage en plan" is what law asks.
        Subject::Owner(owner) => {
            let yearly = first_words.windows(2).any(|pair| matches!(pair, ["hvert", "år"] | ["hver", "år"]));
            let plan = after.iter().any(|word| *word == "plan" || word.ends_with("splan"));
            // "Udvalget skal tage stilling til sagen"
            let council = |word: &str| word.ends_with("udvalget") || matches!(word, "byrådet" | "kommunalbestyrelsen");
            let body = owner.clone().any(|index| council(parsed.lower(index)));
            let decides = body && after.windows(2).any(|pair| pair == ["tage", "stilling"]);
            // "Kommunen skal vurdere, om sygedagpengene kan forlænges"
            let weighs = after.contains(&"vurdere")
                && event.after.end + 1 < sentence.end
                && parsed.lower(event.after.end) == ","
                && parsed.lower(event.after.end + 1) == "om";
            !decides && !weighs && !first_words.contains(&"opfylde") && !(yearly && after.contains(&"vedtage") && plan)
        }
        // "Man skal kunne forstå sit brev": nobody in particular.
        Subject::People if event.before.first().is_some_and(|&first| parsed.lower(first) == "man") => passive,
        // "Fra 2026 skal ingen langtidsledig skifte sagsbehandler": what nobody shall suffer is promised.
        Subject::People
            if after.first() == Some(&"ingen")
                || event.before.len() > 1 && parsed.lower(event.before[0]) == "ingen" =>
        {
            true
        }
        // "Flere unge skal gennemføre en erhvervsuddannelse": more or fewer of them is a result, and no one's duty.
        Subject::People if counts_people(parsed, event, &after) => true,
        Subject::People => {
            // "skal ud på en virksomhed", "skal ud i praktik"
            let out = after.windows(2).take(3).any(|pair| pair[0] == "ud" && matches!(pair[1], "på" | "i"));
            if passive || becoming || out {
                return true;
            }
            // "De unge skal ikke falde fra": what nobody shall come to.
            let spared = ["falde", "vente", "opleve", "ende", "skifte", "gå", "stå", "sidde", "miste"];
            if first_words.first() == Some(&"ikke") && first_words.iter().take(3).any(|word| spared.contains(word)) {
                return true;
            }
            // The infinitive behind the subject: "skal alle …, have lavet en jobplan".
            let opens = |word: &str| {
                matches!(
                    word,
                    "have"
                        | "møde"
                        | "tilbage"
                        | "opleve"
                        | "få"
                        | "høre"
                        | "kende"
                        | "kunne"
                        | "i"
                        | "hurtigst"
                        | "hurtigt"
                        | "hurtigere"
                        | "igennem"
                )
            };
            // "for at få hjælp" names a purpose.
            let purpose = |at: &usize| *at > 0 && after[at - 1] == "at";
            let opening = (0..after.len()).find(|at| opens(after[*at]) && !purpose(at));
            match opening.map(|at| after[at]) {
                // "skal have et tilbud" but not "skal have opbygget kvalifikationer"
                // "De unge skal møde klare krav", but not "møde op"
                Some("møde") => {
                    !after.windows(2).any(|pair| pair[0] == "møde" && matches!(pair[1], "op" | "til" | "frem" | "i"))
                }
                Some("have" | "få") => {
                    let papers = after.windows(2).any(|pair| pair == ["sit", "cv"]);
                    !first_words.iter().any(|word| is_effort_participle(word)) && !acts_first(&after) && !papers
                }
                Some("i") if after.windows(2).any(|pair| pair == ["i", "gang"]) => !acts_first(&after),
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
                || first_words.contains(&"ses") && first_words.contains(&"på")
                || first_words.iter().any(|word| matches!(*word, "være" | "findes"))
                // "Der skal ske en styrkelse af samarbejdet"
                || first_words.windows(2).take(2).any(|pair| pair[0] == "ske" && matches!(pair[1], "en" | "et" | "øget"))
                // "Der skal senest tre måneder efter forløbets start være aftalt en mentor"
                || after.windows(2).any(|pair| pair[0] == "være" && words::is_offer_participle(pair[1]))
                || first_words.contains(&"fokus")
        }
        // "Det skal bl.a. ske ved, at kommunen …", "Dette skal ske gennem en tidlig indsats"
        // "Det skal være lettere at være virksomhed"
        Subject::It => {
            let eased =
                |word: &str| matches!(word, "let" | "lettere" | "nemt" | "nemmere" | "muligt" | "enkelt" | "enklere");
            passive && !first_words.contains(&"tages")
                || happens_by(&after)
                || first_words.windows(2).any(|pair| pair[0] == "være" && eased(pair[1]))
        }
        Subject::Paper => first_words.iter().any(|word| {
            word.ends_with("evalueres") || matches!(*word, "revideres" | "drøftes" | "opdateres" | "justeres" | "tages")
        }),
        Subject::Outsider => false,
        Subject::Thing => {
            // "Støtten skal søges hos Udbetaling Danmark" is up to the citizen.
            let applied =
                first_words.iter().any(|word| matches!(*word, "søges" | "ansøges" | "indsendes" | "afleveres"));
            let adapted = first_words.contains(&"tilpasses") && sentence_mentions_law(parsed, sentence);
            // "Jobnet-CV'et skal være på plads": papers of the citizen's own
            let papers = |index: &usize| {
                let word = parsed.lower(*index);
                word.ends_with("cv'et") || word.ends_with("cv’et") || matches!(word, "cv" | "jobsøgningen" | "joblog")
            };
            let own = event.before.iter().take(2).any(papers);
            !adapted && !applied && !own
        }
    }
}

/// Whether the subject is more or fewer people: "Langt flere unge skal …", "I 2031 skal færre borgere …".
fn counts_people(parsed: &Parsed<'_>, event: &Event, after: &[&str]) -> bool {
    // "I 2030 skal mindst 20 sygemeldte gennemføre et kursus": so many of them is a result.
    let number = |word: &str| word.len() < 5 && word.bytes().all(|byte| byte.is_ascii_digit()) && !word.is_empty();
    let limit = |word: &str| matches!(word, "mindst" | "højst" | "minimum" | "cirka" | "ca.");
    let first = |offset: usize| event.before.get(offset).map_or("", |&index| parsed.lower(index));
    let counted = |one: &str, two: &str| limit(one) && number(two);
    if counted(first(0), first(1)) || matches!(after, [one, two, ..] if counted(one, two)) {
        return true;
    }
    let more = |word: &str| matches!(word, "flere" | "færre");
    let before = event.before.iter().take(2).any(|&index| more(parsed.lower(index)));
    let inverted = match after {
        [first, second, ..] => more(first) || matches!(*first, "langt" | "endnu" | "markant") && more(second),
        _ => false,
    };
    before || inverted
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

/// "skal alle aktivitetsparate, der …, have lavet en jobplan": the verb stands behind the relative clause.
fn behind_relative<'p>(
    parsed: &'p Parsed<'_>,
    event: &Event,
    subject: &Subject,
    sentence: &Range<usize>,
    after: &mut Vec<&'p str>,
) {
    if *subject == Subject::People && !after.iter().any(|word| words::is_passive(word) || words::is_infinitive(word)) {
        let rest = (event.after.end..sentence.end).map(|index| parsed.lower(index));
        let behind = rest.skip_while(|word| *word != ",").skip(1).skip_while(|word| *word != ",").skip(1);
        after.extend(behind.take(8));
    }
}

/// "vil også være en prioriteret indsats", "vil være i fokus"
fn priority(after: &[&str]) -> bool {
    after.contains(&"være")
        && after
            .iter()
            .any(|word| matches!(*word, "prioriteret" | "fokus" | "indsatsområde" | "fokusområde" | "prioriterede"))
}

pub(super) fn names_measure(parsed: &Parsed<'_>, event: &Event) -> bool {
    let node = parsed.all_tokens()[event.verb].node;
    parsed
        .hits(node)
        .iter()
        .any(|hit| event.after.contains(&hit.tokens.start) && parsed.term(hit).class == Class::Measure)
}

/// "Det vil være et tema, som vi kontinuerligt vil prioritere"
fn relative_owner_commits(parsed: &Parsed<'_>, sentence: &Range<usize>, from: usize) -> bool {
    (from..sentence.end.saturating_sub(2)).any(|index| {
        matches!(parsed.lower(index), "som" | "der")
            && words::is_owner_word(parsed.lower(index + 1))
            && (index + 2..(index + 5).min(sentence.end)).any(|at| matches!(parsed.lower(at), "vil" | "skal"))
    })
}

/// Whether the words tell by what means: "ske ved at", "bl.a. ske gennem".
fn happens_by(words: &[&str]) -> bool {
    let means = |word: &str| matches!(word, "ved" | "gennem" | "igennem" | "via" | "med" | "i");
    words.windows(2).take(5).any(|pair| pair[0] == "ske" && means(pair[1]))
}

/// Participles of what people do themselves: "skal have opbygget kvalifikationer".
fn is_effort_participle(word: &str) -> bool {
    matches!(
        word,
        "opbygget" | "tilegnet" | "gennemført" | "afsluttet" | "søgt" | "bestået" | "dokumenteret" | "opnået"
    )
}

pub(super) fn is_passive_infinitive(word: &str) -> bool {
    word.len() > 5
        && word.ends_with("es")
        && word != "fælles"
        && !word.ends_with("lediges")
        && !word.ends_with("unges")
        && !word.ends_with("kommunes")
        && !word.ends_with("borgeres")
        && !word.ends_with("deres")
        && !word.ends_with("vores")
}
