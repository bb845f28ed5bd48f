//! Reports by their owner in the genitive: "STARs Rekrutteringssurvey", "VIVEs rapport Handicap og beskæftigelse fra
//! 2017", "borgerpanelets undersøgelse fra 2021".
//!
//! *Not this*: "udvalgets evaluering af planen" (still to be made), "jobcentrets opfølgning på sager" (work, no text).
//! An owner that the lexicon lacks needs a year, a title, or a verb that tells what the text says.

use super::report::{ADJECTIVE, HEAD};
use super::trigger::Trigger;
use super::{Draft, Line, owner, phrase, title};
use crate::extract::SourceKind;
use crate::extract::gated::Gated;
use crate::pattern::{Regex, pattern};
use std::sync::LazyLock;

static HEAD_AFTER: LazyLock<Gated> = LazyLock::new(|| {
    Gated::new(&format!(
        r"^ {ADJECTIVE}(?:erfaringer og evalueringer|evalueringer og erfaringer|oversigt(?:en)?|(?i:{HEAD}|[\p{{L}}-]*(?:barometer|barometret|barometeret|statistik|statistikken|vidensoversigt|balance)))\b"
    ))
});
static OWNED: LazyLock<Gated> = LazyLock::new(|| {
    Gated::word_start(&format!(
        r"{ADJECTIVE}(?i:{HEAD}|[\p{{L}}-]*(?:barometer|barometret|barometeret|statistik|vidensoversigt|opfølgning))\b"
    ))
    .in_clause()
});
static OWN: LazyLock<Gated> = LazyLock::new(|| {
    Gated::words(
        r"(?:[Jj]obcent(?:e)?rets|[Kk]ommunens|[Bb]yens|[Mm]inisteriets|[Rr]egionens)(?: (?:egen|seneste|årlige|nyeste))*(?: (resultatrevision|sundhedsprofil|resultatoversigt|tilfredshedsundersøgelse|ungeprofil|ungeprofilundersøgelse)(?:en)?)",
    ).in_clause()
});
static SPEAKS_IN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^ (?:har |peger |viser |skriver |vurderer |skønner |konkluderer |dokumenterer |anbefaler )(?:også |desuden )?i ((?:en|et) (?:\p{Ll}+ ){0,2}?\p{Ll}*(?:undersøgelse|analyse|rapport|notat|survey|kortlægning|evaluering))\b",
    )
});
static BARE_YEAR: LazyLock<Regex> = LazyLock::new(|| pattern(r"^,? (?:19|20)\d\d"));
static EVALUATION: LazyLock<Gated> = LazyLock::new(|| Gated::words(r"(?:[Ss]lut|[Mm]idtvejs)?[Ee]valueringen"));
/// Verbs behind a text that tell what is in it.
pub(super) static SAID: LazyLock<Gated> = LazyLock::new(|| {
    Gated::new(
        r"^,? (?:har |også |desuden |samtidig )*(?:viser|viste|vist|peger|pegede|peget|fandt|fundet|konkluderer|konkluderede|konkluderet|dokumenterer|dokumenteret|svarer|svarede|angiver|angav|bekræfter|tyder|tegner|vurderer|beskriver|beskrevet|gav)\b",
    )
});
/// Words before a text that cite it.
pub(super) static CITED: LazyLock<Gated> = LazyLock::new(|| {
    Gated::new(
        r"(?i)\b(?:viser|viste|ifølge|jf\.|fremgår af|fremgik af|ses af|ses i|svarede i|svarer i|bekræftes af|understøttes af)(?: også| desuden)? $",
    )
});

pub fn find(line: &Line<'_>, drafts: &mut Vec<Draft>) {
    if line.has(Trigger::Report) {
        of_body(line, drafts);
        of_owner(line, drafts);
        of_project(line, drafts);
        of_subject(line, drafts);
    }
    if line.has(Trigger::OwnReport) {
        own(line, drafts);
    }
    if line.has(Trigger::Year) {
        in_brackets(line, drafts);
    }
}

/// "Dansk Industri peger i en undersøgelse fra oktober 2018 på det samme": the text, by whoever speaks in it.
fn of_subject(line: &Line<'_>, drafts: &mut Vec<Draft>) {
    let text = line.text();
    for body in line.bodies.iter().filter(|body| body.known && !body.genitive) {
        let Some(found) = SPEAKS_IN.captures(&text[body.range.end..]) else { continue };
        if let Some(report) = found.get(1) {
            let (start, end) = (body.range.end + report.start(), body.range.end + report.end());
            let end = phrase::with_year(text, end);
            drafts.push(Draft::new(start..end, SourceKind::Report, "source/report-of-subject").by(&body.name));
        }
    }
}

/// "… at tidlig kontakt virker (STAR, 2016)", "(VIVE 2018; KORA, 2016)"
fn in_brackets(line: &Line<'_>, drafts: &mut Vec<Draft>) {
    let text = line.text();
    for body in line.bodies.iter().filter(|body| body.known && !body.genitive) {
        let before = &text[..body.range.start];
        let bracket = before.rfind('(').filter(|open| !before[*open..].contains(')'));
        let first = bracket.is_some_and(|open| matches!(before[open + 1..].trim_end(), "" | "jf." | "se" | "jf"));
        let behind = bracket.is_some() && before.ends_with("; ");
        let Some(year) = BARE_YEAR.find(&text[body.range.end..]).filter(|_| first || behind) else { continue };
        let end = body.range.end + year.end();
        if text[end..].starts_with([')', ';']) {
            let kind = if body.kind == "statistics" { SourceKind::Statistics } else { SourceKind::Report };
            drafts.push(Draft::new(body.range.start..end, kind, "source/report-in-brackets").by(&body.name));
        }
    }
}

/// "Ankestyrelsens praksisundersøgelse fra 2021", "STAR's halvårlige survey".
fn of_body(line: &Line<'_>, drafts: &mut Vec<Draft>) {
    let text = line.text();
    for body in line.bodies.iter().filter(|body| body.genitive) {
        let Some(head) = HEAD_AFTER.find(&text[body.range.end..]) else {
            continue;
        };
        let end = body.range.end + head.end();
        // "Danmarks Statistiks fremskrivning", "ministeriets Integrationsbarometer": the owner or the name is of data.
        let data = line.bodies.iter().any(|other| {
            other.known
                && other.kind == "statistics"
                && body.range.start <= other.range.start
                && other.range.start < end
        });
        let kind = if data { SourceKind::Statistics } else { kind(head.as_str()) };
        let mut draft = Draft::new(body.range.start..end, kind, "source/report-of").by(&body.name);
        extend(line, &mut draft);
        draft.range.end = about_project(line, end).unwrap_or(draft.range.end);
        if draft.kind == SourceKind::Statistics && draft.title.is_none() {
            draft.title = Some(text[body.range.end..draft.range.end].trim().to_owned());
        }
        if draft.title.is_none() {
            draft.title = named(head.as_str(), &text[end..draft.range.end]);
        }
        drafts.push(draft);
    }
}

/// "tilfredshedsmåling 2018", "rekrutteringssurvey": a year right behind the noun is part of its name, and the survey of
/// recruitment is called so.
fn named(head: &str, behind: &str) -> Option<String> {
    let noun = head.rsplit(' ').next().unwrap_or(head);
    let year =
        behind.strip_prefix(' ').filter(|year| year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit()));
    match year {
        Some(year) => Some(format!("{noun} {year}")),
        None => (noun == "rekrutteringssurvey").then(|| noun.to_owned()),
    }
}

/// "evalueringen af JobFirst", "Evalueringen af "Flere skal med" viser"
fn of_project(line: &Line<'_>, drafts: &mut Vec<Draft>) {
    let text = line.text();
    for found in EVALUATION.find_iter(text) {
        if let Some(end) = about_project(line, found.end()) {
            let end = phrase::with_year(text, end);
            drafts.push(Draft::new(found.start()..end, SourceKind::Report, "source/report-of-project"));
        }
    }
}

/// The end of the project's name behind "evaluering" at `at`: "af projekt »Haver til alle«", "af JobFirst".
fn about_project(line: &Line<'_>, at: usize) -> Option<usize> {
    let text = line.text();
    let evaluation = text[..at].ends_with("evaluering")
        || text[..at].ends_with("evalueringen")
        || text[..at].ends_with("Evalueringen");
    let name = at + text[at..].strip_prefix(" af ").filter(|_| evaluation).map(|_| " af ".len())?;
    let noun = ["projektet ", "projekt ", "forsøget "].iter().find(|noun| text[name..].starts_with(**noun));
    let name = name + noun.map_or(0, |noun| noun.len());
    line.flat.title(name).map(|title| title.end).or_else(|| {
        let word = text[name..].split([' ', '.', ',', '\n']).next().unwrap_or("");
        let inner = word.chars().skip(1).any(char::is_uppercase);
        (inner && word.starts_with(char::is_uppercase)).then(|| name + word.len())
    })
}

/// "Dansk Byggeris konjunkturanalyse viser", "erhvervskontorets opfølgning fra juni 2019".
fn of_owner(line: &Line<'_>, drafts: &mut Vec<Draft>) {
    let text = line.text();
    for found in OWNED.find_near(text, line.places(Trigger::Report)) {
        let Some((range, name)) = owner::genitive(text, found.start()) else {
            continue;
        };
        let municipal = name.to_lowercase().ends_with("kommune");
        if municipal || line.bodies.iter().any(|body| body.range.start < found.start() && range.start < body.range.end)
        {
            continue;
        }
        let mut draft = Draft::new(range.start..found.end(), kind(found.as_str()), "source/report-of");
        extend(line, &mut draft);
        let end = draft.range.end;
        let cited = end > found.end()
            && (draft.title.is_some() || text[..end].ends_with(|c: char| c.is_ascii_digit() || c == ')'))
            || SAID.is_match(&text[end..])
            || CITED.is_match(phrase::last_words(text, range.start));
        if !cited {
            continue;
        }
        // The plan's own municipality is no publisher of another text.
        drafts.push(if name.eq_ignore_ascii_case("kommunen") { draft } else { draft.by(name) });
    }
}

/// "jobcentrets resultatrevision", named without more.
fn own(line: &Line<'_>, drafts: &mut Vec<Draft>) {
    let text = line.text();
    for found in OWN.captures_near(text, line.places(Trigger::OwnReport)) {
        let Some(whole) = found.get(0) else {
            continue;
        };
        let end = phrase::with_year(text, whole.end());
        let mut draft = Draft::new(whole.start()..end, SourceKind::Report, "source/report-own");
        draft.title = Some(text[whole.start() + found[0].find(&found[1]).unwrap_or(0)..end].to_owned());
        let owner = found[0].split(' ').next().unwrap_or("");
        if owner.to_lowercase().starts_with("jobcent") {
            draft = draft.by(&owner[..owner.len() - 1]);
        }
        drafts.push(draft);
    }
}

/// "årsstatistik" is data, all else a report.
fn kind(head: &str) -> SourceKind {
    let lower = head.to_lowercase();
    let data = lower.ends_with("statistik") || lower.ends_with("statistikken");
    if data { SourceKind::Statistics } else { SourceKind::Report }
}

/// Adds what follows the head and belongs to it: the title, what it is about, the year.
fn extend(line: &Line<'_>, draft: &mut Draft) {
    let text = line.text();
    let end = draft.range.end;
    draft.range.end = if let Some(quoted) = text[end..].strip_prefix(' ').and_then(|_| line.flat.title(end + 1)) {
        quoted.end
    } else if let Some(title_end) = text[end..].strip_prefix(' ').and_then(|_| title::unquoted_end(text, end + 1)) {
        draft.title = Some(text[end + 1..title_end].to_owned());
        title_end
    } else if let Some(of) = [" om ", " af ", " over "].iter().find(|of| text[end..].starts_with(**of)) {
        phrase::with_bare_year(text, about(text, end, end + of.len()))
    } else {
        phrase::with_bare_year(text, end)
    };
    draft.range.end = phrase::with_year(text, draft.range.end);
}

/// Where "om ressourceforløb", "af 40 sager" ends, or `end`.
fn about(text: &str, end: usize, after: usize) -> usize {
    let longer = phrase::end(text, after, 6);
    if longer > after {
        before_passive(text, after, longer)
    } else if text[after..].starts_with(|c: char| c.is_ascii_digit()) {
        text[after..].match_indices([' ', ',', '.']).nth(1).map_or(end, |(at, _)| after + at)
    } else {
        end
    }
}

/// The end of the phrase, or where a passive verb cuts it: "undersøgelse af sagerne | afsluttes".
fn before_passive(text: &str, start: usize, end: usize) -> usize {
    let passive = |word: &str| {
        word.ends_with("es")
            && word.len() > 5
            && !word.ends_with("nes")
            && !GENITIVES.iter().any(|of| word.ends_with(of))
    };
    let mut words = phrase::Words::new(&text[..end], start);
    words.find(|word| passive(&text[word.clone()])).map_or(end, |verb| text[..verb.start].trim_end().len())
}

/// Genitives that look like passive verbs.
const GENITIVES: &[&str] =
    &["unges", "lediges", "sygemeldtes", "ældres", "andres", "flygtninges", "syges", "pårørendes"];
