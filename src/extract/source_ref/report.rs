//! Reports, surveys, analyses and evaluations, by their publisher, title or year.
//!
//! *Example*: "En undersøgelse fra STAR", "KORAs rapport "Veje til job" fra 2015", "Resultatrevision 2017".
//!
//! *Not this*: "undersøgelsen viser", "en analyse af målgruppen" (of what, not by whom).

use super::trigger::Trigger;
use super::{About, Draft, Line, attributes, phrase};
use crate::extract::SourceKind;
use crate::extract::gated::{Gated, LATIN};
use std::sync::LazyLock;

const HEAD: &str = r"(?:[\p{L}-]*(?:undersøgelse|analyse|rapport|survey|kortlægning|evaluering|måling|prognose|opgørelse|redegørelse|udredning|resultatrevision|publikation|gennemgang|notat|sundhedsprofil|benchmark|benchmarking|rundspørge|forskning|studie|beregning|fremskrivning|erfaringsopsamling|forskningsprojekt|antologi)(?:e|n|en|et|r|er|erne|erne|s)?)";
const ADJECTIVE: &str = r"(?:(?:nye?|nyere|nyeste|seneste|sidste|større|stor|store|national|nationale|landsdækkende|omfattende|aktuelle?|særlige?|tværgående|årlige?|halvårlige|kvartalsvise|lokale?|dansk|danske|internationale?|videnskabelig|foreløbige?|tidligere|egen|egne|interne?|fælles|kommende|samlede?|omfattende) )*";

static BY_BODY: LazyLock<Gated> = LazyLock::new(|| {
    Gated::word_start(&format!(
        r"(?:(?i:en|et|den|det|de|flere|to|tre) )?{ADJECTIVE}(?i:{HEAD})(?: om [{LATIN} -]{{3,60}}?)?,? (?:fra|af|ved|foretaget af|lavet af|udarbejdet af|gennemført af|udført af|udgivet af|som er udarbejdet af) (?:(?:det|den|det kommunale|ekspertgruppen|ministeriet) )?"
    )).in_clause()
});
static HEAD_AFTER: LazyLock<Gated> = LazyLock::new(|| {
    Gated::new(&format!(r"^ {ADJECTIVE}(?:erfaringer og evalueringer|evalueringer og erfaringer|(?i:{HEAD}))\b"))
});
static NAMED: LazyLock<Gated> = LazyLock::new(|| {
    Gated::words(
        r"(?:Resultatrevision(?:en)?|Brugerundersøgelse|Tilfredshedsundersøgelse|Borgertilfredshedsundersøgelse|Sundhedsprofil(?:en)?|Sundhedsprofilen|Rekrutteringssurvey|Evaluering|Rapport|Undersøgelse|Analyse|Virksomhedstilfredshedsundersøgelse|Trivselsundersøgelse|Ungeprofilundersøgelse(?:n)?|Jobbarometer(?:et)?|Den nationale sundhedsprofil)(?: (?:på|for|af|om|over|blandt|i) (?:[\p{L}-]+ ){0,3}?[\p{L}-]+)? (?:for )?(?:19|20)\d\d(?:[-–/]\d{2,4})?",
    ).in_clause()
});
static TITLED: LazyLock<Gated> = LazyLock::new(|| {
    Gated::word_start(
        r"(?:[Rr]apporten|[Aa]nalysen|[Pp]ublikationen|[Uu]ndersøgelsen|[Nn]otatet|[Pp]jecen|[Aa]rtiklen|[Ee]valueringen|[Kk]ortlægningen|[Ff]orskningsrapporten|[Bb]ogen|[Rr]edegørelsen|[Aa]nbefalingsrapporten) ",
    ).in_clause()
});
static OWN: LazyLock<Gated> = LazyLock::new(|| {
    Gated::words(
        r"(?:[Jj]obcent(?:e)?rets|[Kk]ommunens|[Bb]yens|[Mm]inisteriets|[Rr]egionens)(?: (?:egen|seneste|årlige|nyeste))*(?: (resultatrevision|sundhedsprofil|resultatoversigt|tilfredshedsundersøgelse|ungeprofil|ungeprofilundersøgelse)(?:en)?)",
    ).in_clause()
});
/// An untitled one that is dated and says something: "En intern evaluering fra foråret viser".
static DATED: LazyLock<Gated> = LazyLock::new(|| {
    Gated::word_start(&format!(
        r"(?P<whole>(?:(?i:en|et|den|vores) )?{ADJECTIVE}(?i:[\p{{L}}-]*(?:undersøgelse|analyse|kortlægning|evaluering|måling|gennemgang|rundspørge)(?:n|en)?)(?: (?:af|om|blandt|på) [{LATIN}0-9 -]{{3,50}}?)? (?:fra|(?P<in>i)) (?:(?:foråret|sommeren|efteråret|vinteren|januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december)(?: (?:19|20)\d\d)?|(?:19|20)\d\d)),? (?:viser|viste|peger|pegede|fandt|konkluderer|konkluderede|dokumenterer|har vist)\b"
    )).in_clause()
});
static EDITION: LazyLock<Gated> =
    LazyLock::new(|| Gated::words(r"(?:den )?(?:seneste|nyeste) (?:udgave|version) af (\p{Lu}{3,})").in_clause());
static SAYS: LazyLock<Gated> = LazyLock::new(|| {
    Gated::new(
        r"^[⁰¹²³⁴⁵⁶⁷⁸⁹0-9)\]\[ ]* ?(?:har (?:tidligere |desuden |også )?(?:undersøgt|vist|beregnet|analyseret|kortlagt|påvist|opgjort|dokumenteret|konkluderet|evalueret)|viser|vurderer|venter|forventer i sin|skønner|anslår|konkluderer|dokumenterer|opgør|beregner|fremskriver)\b",
    )
});
static ACCORDING: LazyLock<Gated> = LazyLock::new(|| {
    Gated::new(
        r"(?:[Ii]følge|\bjf\.|[Tt]al fra|[Bb]eregninger fra|[Oo]pgørelser fra|[Vv]iser tal fra|[Dd]ata fra|[Ff]orskning fra)(?: den| det)? $",
    )
});

pub fn find(line: &Line<'_>, about: &About, drafts: &mut Vec<Draft>) {
    by_body(line, drafts);
    of_body(line, drafts);
    body_alone(line, drafts);
    named(line, about, drafts);
}

/// "en analyse fra VIVE", "en brugerundersøgelse fra konsulentfirmaet Nordlys Analyse".
fn by_body(line: &Line<'_>, drafts: &mut Vec<Draft>) {
    let text = line.text();
    if !line.has(Trigger::Report) || line.bodies.is_empty() && !text.contains(" fra ") {
        return;
    }
    for found in BY_BODY.find_near(text, line.places(Trigger::Report)) {
        let from = found.as_str().trim_end().ends_with("fra");
        let body = line.body_at(found.end()).filter(|body| !body.genitive && (from || body.known));
        let (end, name) = match body {
            Some(body) => (body.range.end, body.name.clone()),
            None if from => match capitals(text, found.end()) {
                Some(end) => (end, text[found.end()..end].to_owned()),
                None => continue,
            },
            None => continue,
        };
        let end = phrase::with_year(text, end);
        let start = with_article(text, found.start());
        drafts.push(Draft::new(start..end, SourceKind::Report, "source/report-by").by(&name));
    }
}

/// "Ankestyrelsens praksisundersøgelse fra 2021", "STAR's halvårlige survey".
fn of_body(line: &Line<'_>, drafts: &mut Vec<Draft>) {
    let text = line.text();
    let genitives = line.bodies.iter().filter(|body| body.genitive && line.has(Trigger::Report));
    for body in genitives {
        let Some(head) = HEAD_AFTER.find(&text[body.range.end..]) else {
            continue;
        };
        let mut end = body.range.end + head.end();
        let mut draft = Draft::new(body.range.start..end, SourceKind::Report, "source/report-of").by(&body.name);
        if let Some(title) = text[end..].strip_prefix(' ').and_then(|_| line.flat.title(end + 1)) {
            end = title.end;
        } else if let Some(of) = [" om ", " af "].iter().find(|of| text[end..].starts_with(**of)) {
            let longer = phrase::end(text, end + of.len(), 6);
            if longer > end + of.len() {
                end = longer;
            } else if text[end + of.len()..].starts_with(|c: char| c.is_ascii_digit()) {
                // "gennemgang af 40 sager"
                end = text[end + of.len()..]
                    .match_indices([' ', ',', '.'])
                    .nth(1)
                    .map_or(end, |(at, _)| end + of.len() + at);
            }
        }
        draft.range.end = phrase::with_year(text, end);
        drafts.push(draft);
    }
    if !line.has(Trigger::OwnReport) {
        return;
    }
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

/// "Styrelsen for Arbejdsmarked og Rekruttering har undersøgt …", "ifølge Rockwool Fonden".
fn body_alone(line: &Line<'_>, drafts: &mut Vec<Draft>) {
    let text = line.text();
    for body in line.bodies.iter().filter(|body| body.known && !body.genitive && body.kind != "statistics") {
        if body.kind == "website" || body.kind == "project" {
            continue;
        }
        let says = SAYS.is_match(&text[body.range.end..]);
        let according = ACCORDING.is_match(&text[..body.range.start]);
        if says || according {
            let range = body.range.clone();
            drafts.push(Draft::new(range, SourceKind::Report, "source/report-body").by(&body.name));
        }
    }
}

/// "Resultatrevision 2017", "rapporten "Veje til job"", "den seneste udgave af SHILD".
fn named(line: &Line<'_>, about: &About, drafts: &mut Vec<Draft>) {
    let text = line.text();
    if line.has(Trigger::Report) && line.has(Trigger::Year) {
        with_year(line, about, drafts);
    }
    if line.has(Trigger::Report) {
        dated(line, drafts);
    }
    if line.flat.may_have_title() {
        titled(line, drafts);
    }
    if !line.has(Trigger::Edition) {
        return;
    }
    for found in EDITION.captures_near(text, line.places(Trigger::Edition)) {
        let Some(whole) = found.get(0) else {
            continue;
        };
        drafts.push(Draft::new(whole.range(), SourceKind::Report, "source/report-edition").titled(&found[1]));
    }
}

/// "Resultatrevision 2017"
fn with_year(line: &Line<'_>, about: &About, drafts: &mut Vec<Draft>) {
    let text = line.text();
    for found in NAMED.find_near(text, line.places(Trigger::Report)) {
        // The review of a year is written in the next: one of the plan's own time is still to come.
        let year = attributes::year(SourceKind::Report, found.as_str()).unwrap_or(0);
        let from = about.period.and_then(|period| period.from).unwrap_or(i32::MAX);
        if found.as_str().starts_with("Resultatrevision") && year + 1 >= from {
            continue;
        }
        drafts.push(Draft::new(found.range(), SourceKind::Report, "source/report-year").titled(found.as_str()));
    }
}

/// "En tilfredshedsmåling fra 2011 viser …"
fn dated(line: &Line<'_>, drafts: &mut Vec<Draft>) {
    for found in DATED.captures_near(line.text(), line.places(Trigger::Report)) {
        // "Sagsgennemgangen i foråret" tells when it was made, not which one it is.
        let vague = found.name("in").is_some() && !found[0].to_lowercase().starts_with(['e', 'v']);
        if let Some(whole) = found.name("whole").filter(|_| !vague) {
            let owner = genitive_before(line.text(), whole.start());
            let draft =
                Draft::new(owner.unwrap_or(whole.start())..whole.end(), SourceKind::Report, "source/report-dated");
            let name = owner.map(|start| line.text()[start..whole.start()].trim_end().trim_end_matches('s'));
            drafts.push(match name {
                Some(name) => draft.by(name),
                None => draft,
            });
        }
    }
}

/// Where "Lilleby Erhvervsråds " right before `start` begins.
fn genitive_before(text: &str, start: usize) -> Option<usize> {
    let before = text[..start].strip_suffix(' ')?;
    let names =
        before.rsplit(' ').take_while(|word| word.starts_with(char::is_uppercase) && !word.ends_with(['.', ',', ':']));
    let length: usize = names.map(|word| word.len() + 1).sum();
    (before.ends_with('s') && length > 0).then(|| start - length)
}

/// "rapporten "Veje til job""
fn titled(line: &Line<'_>, drafts: &mut Vec<Draft>) {
    let text = line.text();
    for found in TITLED.find_iter(text) {
        let Some(title) = line.flat.title(found.end()) else {
            continue;
        };
        let mut end = title.end;
        let mut draft = Draft::new(found.start()..end, SourceKind::Report, "source/report-title");
        if let Some(from) = [" fra ", " af "].iter().find(|from| text[end..].starts_with(**from))
            && let Some(body) = line.body_at(end + from.len())
        {
            end = body.range.end;
            draft = draft.by(&body.name);
        }
        draft.range.end = phrase::with_year(text, end);
        drafts.push(draft);
    }
}

/// The end of a run of capitalized words: "Norvang Analyse".
fn capitals(text: &str, start: usize) -> Option<usize> {
    let mut end = start;
    for word in phrase::Words::new(text, start) {
        let bare = &text[word.clone()];
        let joins = matches!(bare, "&" | "og" | "for") && end > start;
        if !bare.starts_with(char::is_uppercase) && !joins {
            break;
        }
        if !joins {
            end = word.end;
        }
    }
    // One capital word may be a place: "fra Odense"; two are a name.
    (end > start && text[start..end].contains(' ')).then_some(end)
}

/// The article before a phrase that a regex began behind it.
fn with_article(text: &str, start: usize) -> usize {
    for article in ["En ", "Et ", "en ", "et ", "Den ", "den ", "Det ", "det "] {
        if text[..start].ends_with(article) && !text[..start - article.len()].ends_with(|c: char| c.is_alphanumeric()) {
            return start - article.len();
        }
    }
    start
}
