//! Strategies, policies, visions and other plans, by title, owner or year.
//!
//! *Example*: "Glostrup Kommunes strategiplan "En stærk kommune"", "Erhvervsplan 2020", "FN's Verdensmål".
//!
//! *Not this*: "en kontaktstrategi", "vores strategi", the plan itself.

use super::trigger::Trigger;
use super::{About, Draft, Line, phrase, title};
use crate::extract::SourceKind;
use crate::extract::gated::Gated;
use crate::structure::NodeKind;
use std::sync::LazyLock;

const HEAD: &str = r"(?:[\p{L}-]*(?:strategiplanen|strategiplan|strategien|strategi|politikken|politik|visionen|vision|handleplanen|handleplan|masterplan|planen|plan|charteret|charter|udspillet|udspil|konceptet|koncept|programmet|program))";

static TITLED: LazyLock<Gated> = LazyLock::new(|| {
    Gated::new(&format!(
        r"(?:\b[\p{{L}}]+- og )?\b{HEAD}(?: (?:for (?:\p{{L}}+ ?){{1,4}}|\d{{4}}[-–]\d{{2,4}}))?(?: om|,|:| –| -)? ?"
    ))
});
static OWNED: LazyLock<Gated> = LazyLock::new(|| {
    Gated::new(
        r"^ (?:(?:nye|ny|fælles|samlede|overordnede|gældende|politiske|kommende|vedtagne) )*(?:[Ss]trategi-? og \p{L}+plan|(?:[\p{L}]+- og )?[\p{L}-]*(?:strategi|strategiplan|politik))(?:er)?(?: (?:for )?(?:19|20)\d\d(?:[-–/]\d{2,4})?)?\b",
    )
});
static DATED: LazyLock<Gated> = LazyLock::new(|| {
    Gated::words(
        r"(?:[Kk]ommunernes )?(?:\p{Lu}\p{Ll}+- og [\p{Ll}-]+(?:plan|politik|strategi)|Strategi og [\p{Ll}-]+plan|(?:\p{Lu}[\p{L}]*-(?: og|,) )?\p{Lu}[\p{L}-]*(?:plan|politik|strategi|planen|politikken|strategien|handleplan|redegørelse|vision)(?: \p{Lu}\p{Ll}+)?|Vision|Strategi|Udviklingsplan|[Bb]eskæftigelsesplan(?:er|erne|en))(?: for)? ((?:19|20)\d\d)(?:[-–/](?:\d{4}|\d\d))?",
    ).in_clause()
});
/// What may have a title without quotation marks: "erhvervspolitikken Vækst i Lindsted", and behind its owner
/// "kommunens ungestrategi Alle skal videre".
static DEFINITE: LazyLock<Gated> = LazyLock::new(|| {
    Gated::words(
        r"[\p{L}-]*(?:strategien|politikken|handleplanen|strategiplanen)|visionen|[\p{L}-]+(?:strategi|politik|handleplan|vision)",
    ).in_clause()
});
/// "Integrationspolitik for Sønderbæk Kommune": a title by its capital and its owner.
static OF_OWNER: LazyLock<Gated> =
    LazyLock::new(|| Gated::words(r"\p{Lu}[\p{L}-]*(?:strategi|politik|vision) for").in_clause());
/// "Planen bygger på Strategi for arbejdsmarkedet": a title by the capital behind a preposition or a quotation mark.
static FOR_FIELD: LazyLock<Gated> = LazyLock::new(|| {
    Gated::new(
        r"(?:\b(?:på|af|følger|efter|fra|med|jf\.) |[\x22“”„»«])(?P<title>(?:Strategi|Politik|Handleplan|Vision|Masterplan) for )\p{Ll}",
    )
});
/// What tells of a text that it says something: "Ungestrategien siger, at …".
static SAYS: LazyLock<Gated> = LazyLock::new(|| {
    Gated::new(
        r"^ (?:siger|slår fast|fastslår|beskriver|fastlægger|understreger|peger på|sætter retning|sætter rammen)\b",
    )
});
/// The rest of "2020-2023" behind its first year.
static YEARS_ON: LazyLock<Gated> = LazyLock::new(|| Gated::new(r"^[-–/](?:20)?\d\d\b"));
static WORLD_GOALS: LazyLock<Gated> = LazyLock::new(|| {
    Gated::new(r"\b(FN(?:['’´]?s)? (?:17 )?)?[Vv]erdensmål(?:ene|enes|et)?(?: (?:nr\.? ?|nummer )?(\d{1,2})\b)?")
});
static CAPITAL: LazyLock<Gated> = LazyLock::new(|| {
    Gated::new(r"\p{Lu}[\p{L}]+(?:strategien|politikken|strategi|politik|visionen|pagten|handleplanen)\b").in_clause()
});

pub fn find(line: &Line<'_>, about: &About, drafts: &mut Vec<Draft>) {
    let text = line.text();
    let named = ["strateg", "olitik", "ision", "plan", "harter", "udspil", "koncept", "Strateg", "rogram"];
    if line.has(Trigger::Strategy) && named.iter().any(|word| text.contains(word)) {
        if line.flat.may_have_title() {
            titled(line, about, drafts);
        }
        owned(line, drafts);
        plain(line, about, drafts);
        if line.has(Trigger::Year) {
            dated(line, about, drafts);
        }
        capital(line, about, drafts);
    }
    if line.has(Trigger::WorldGoal) {
        world_goals(line, drafts);
    }
}

/// "Mosekær Kommunes vækststrategi "Sammen om fremtiden"".
fn titled(line: &Line<'_>, about: &About, drafts: &mut Vec<Draft>) {
    let text = line.text();
    for found in TITLED.find_iter(text) {
        let Some(title) = line.flat.title(found.end()) else {
            continue;
        };
        let quote = text[title.clone()].trim_matches(|c: char| !c.is_alphanumeric() && c != '!' && c != '?');
        if !quote.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()) {
            continue;
        }
        if about.title.as_deref().is_some_and(|own| own.contains(quote)) {
            continue;
        }
        let (start, publisher) = owner(line, found.start());
        let mut draft = Draft::new(start..title.end, SourceKind::Strategy, "source/strategy-title").titled(quote);
        draft.publisher = publisher;
        draft.range.end = phrase::with_year(text, draft.range.end);
        drafts.push(draft);
    }
}

/// "visionen Sundet samler, som …", "Integrationspolitik for Sønderbæk Kommune".
fn plain(line: &Line<'_>, about: &About, drafts: &mut Vec<Draft>) {
    let text = line.text();
    for found in DEFINITE.find_near(text, line.places(Trigger::CapitalStrategy)) {
        let Some(end) = text[found.end()..].strip_prefix(' ').and_then(|_| title::unquoted_end(text, found.end() + 1))
        else {
            continue;
        };
        let (start, publisher) = owner(line, found.start());
        let definite = found.as_str().to_lowercase().ends_with("en");
        let name = &text[found.end() + 1..end];
        // The plan's own title; a title that holds the whole phrase is a sentence like any other.
        let phrase = &text[found.start()..end];
        let own = about.title.as_deref().is_some_and(|title| title.contains(name) && !title.contains(phrase));
        // One word with a capital may be whoever acts: "strategien Jobcenteret følger".
        if !name.contains(' ') || own || !definite && start == found.start() {
            continue;
        }
        let mut draft = Draft::new(start..phrase::with_year(text, end), SourceKind::Strategy, "source/strategy-plain");
        draft.publisher = publisher;
        drafts.push(draft.titled(name));
    }
    for found in FOR_FIELD.captures_iter(text) {
        let Some(title) = found.name("title") else {
            continue;
        };
        let end = phrase::with_bare_year(text, phrase::end(text, title.end(), 5));
        let years = YEARS_ON.find(&text[end..]).map_or(0, |years| years.end());
        let end = end + years;
        let own = about.title.as_deref().is_some_and(|name| name.starts_with(&text[title.start()..end]));
        if !own {
            let draft = Draft::new(title.start()..end, SourceKind::Strategy, "source/strategy-of");
            drafts.push(draft.titled(&text[title.start()..end]));
        }
    }
    for found in OF_OWNER.find_near(text, line.places(Trigger::CapitalStrategy)) {
        let body = line.bodies.iter().find(|body| !body.genitive && body.range.start == found.end() + 1);
        let Some(body) = body.filter(|body| body.name.ends_with("Kommune")) else {
            continue;
        };
        let range = found.start()..body.range.end;
        let own = about.title.as_deref().is_some_and(|title| text[range.clone()].contains(title));
        if own || names_itself(about, &text[range.clone()]) || text[found.end()..body.range.start].len() != 1 {
            continue;
        }
        let name = text[range.clone()].to_owned();
        drafts.push(Draft::new(range, SourceKind::Strategy, "source/strategy-of").by(&body.name).titled(&name));
    }
}

/// Where the owner's name before `at` begins, and the owner.
fn owner(line: &Line<'_>, at: usize) -> (usize, Option<String>) {
    let text = line.text();
    let mut start = at;
    // Adjectives between owner and noun: "kommunens nye vision".
    for adjective in ["nye ", "ny ", "fælles ", "overordnede ", "samlede ", "politiske ", "gældende "] {
        if text[..start].ends_with(adjective) {
            start -= adjective.len();
        }
    }
    if let Some(body) = line.bodies.iter().find(|body| body.genitive && body.range.end + 1 == start) {
        return (body.range.start, Some(body.name.clone()));
    }
    let before = text[..start].trim_end();
    let word_start = before.rfind(|c: char| c.is_whitespace() || c == '(').map_or(0, |place| place + 1);
    let word = &before[word_start..];
    // The plan's own municipality is no publisher of another text.
    if word == "Kommunens" {
        return (word_start, None);
    }
    if word.starts_with(char::is_uppercase) && word.ends_with('s') && word.len() > 3 {
        let name = word[..word.len() - 1].trim_end_matches(['\'', '’']);
        return (word_start, Some(name.to_owned()));
    }
    if OWNERS.contains(&word.to_lowercase().as_str()) {
        return (word_start, None);
    }
    (at, None)
}

/// "RAR Nordkysts strategi 2021-2023", "Hasselnæs Kommunes mål- og resultatstyringspolitik".
fn owned(line: &Line<'_>, drafts: &mut Vec<Draft>) {
    let text = line.text();
    for body in line.bodies.iter().filter(|body| body.genitive) {
        let Some(found) = OWNED.find(&text[body.range.end..]) else {
            continue;
        };
        let name = found.as_str().trim();
        let last = name.rsplit(' ').next().unwrap_or(name).to_lowercase();
        // "Vejle Kommunes politik" is no title.
        if matches!(last.as_str(), "politik" | "strategi" | "strategier" | "politikker") && !name.contains("plan") {
            continue;
        }
        let range = body.range.start..body.range.end + found.end();
        drafts.push(Draft::new(range, SourceKind::Strategy, "source/strategy-owner").by(&body.name).titled(name));
    }
}

/// "Erhvervsplan 2020", "Ungepolitik 2024-2030", "beskæftigelsesplanerne for 2022".
fn dated(line: &Line<'_>, about: &About, drafts: &mut Vec<Draft>) {
    let text = line.text();
    for found in DATED.captures_near(text, line.places(Trigger::Year)) {
        let Some(whole) = found.get(0) else {
            continue;
        };
        let lower = whole.as_str().to_lowercase();
        let plural = lower.contains("planer");
        let own_title = about.title.as_deref().is_some_and(|title| title.to_lowercase().contains(&lower));
        let heading =
            matches!(line.parsed.outline.nodes[line.flat.node].kind, NodeKind::Heading { .. } | NodeKind::Contents);
        if own_title && (heading || !plural) {
            continue;
        }
        let year: i32 = found[1].parse().unwrap_or(0);
        let about_work =
            ["beskæftigelsesplan", "arbejdsmarkedsplan", "handleplan"].iter().any(|word| lower.starts_with(word));
        if !plural && about.covers(year) && about_work {
            continue;
        }
        if plural && !about.overview {
            continue;
        }
        let range = whole.range();
        let draft = Draft::new(range, SourceKind::Strategy, "source/strategy-year").titled(whole.as_str());
        drafts.push(draft);
    }
}

/// "FN's Verdensmål", "verdensmål 8 - "Anstændige jobs og økonomisk vækst"".
fn world_goals(line: &Line<'_>, drafts: &mut Vec<Draft>) {
    let text = line.text();
    for found in WORLD_GOALS.captures_iter(text) {
        let Some(whole) = found.get(0) else {
            continue;
        };
        if found.get(1).is_none() && found.get(2).is_none() {
            continue;
        }
        let mut end = whole.end();
        for joint in [" - ", " – ", ": ", ", ", " "] {
            if text[end..].starts_with(joint)
                && let Some(title) = line.flat.title(end + joint.len())
            {
                end = title.end;
                break;
            }
        }
        // "verdensmål 10 om mindre ulighed"
        if end == whole.end() && found.get(2).is_some() && text[end..].starts_with(" om ") {
            end = end.max(phrase::end(text, end + 4, 8));
        }
        let mut draft = Draft::new(whole.start()..end, SourceKind::Strategy, "source/world-goals");
        if found.get(1).is_some() {
            draft = draft.by("FN").titled("Verdensmål");
        }
        drafts.push(draft);
    }
}

/// "Ungestrategien" with a capital inside a sentence is a title.
fn names_itself(about: &About, name: &str) -> bool {
    let rest = about.title.as_deref().and_then(|title| title.strip_prefix(name));
    rest.is_some_and(|rest| !rest.contains(char::is_alphabetic))
}

fn capital(line: &Line<'_>, about: &About, drafts: &mut Vec<Draft>) {
    let text = line.text();
    for found in CAPITAL.find_near(text, line.places(Trigger::CapitalStrategy)) {
        if names_itself(about, found.as_str()) {
            continue;
        }
        let before = text[..found.start()].trim_end();
        let inside = before.ends_with(|c: char| c.is_lowercase() || c == ',') && line.flat.starts_word(found.start());
        let opens = before.is_empty() || before.ends_with(['.', '!', '?']);
        // A sentence's first word is a title where it is said what stands in it.
        if inside || opens && SAYS.is_match(&text[found.end()..]) {
            drafts.push(
                Draft::new(found.range(), SourceKind::Strategy, "source/strategy-capital").titled(found.as_str()),
            );
        }
    }
}

const OWNERS: &[&str] = &[
    "kommunens",
    "byrådets",
    "kommunalbestyrelsens",
    "regionens",
    "regeringens",
    "udvalgets",
    "jobcenterets",
    "jobcentrets",
    "vores",
    "byens",
];
