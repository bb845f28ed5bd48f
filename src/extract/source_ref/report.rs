//! Reports, surveys, analyses and evaluations, by their publisher, title or year.
//!
//! *Example*: "En undersøgelse fra STAR", "KORAs rapport "Veje til job" fra 2015", "Resultatrevision 2017".
//!
//! *Not this*: "undersøgelsen viser", "en analyse af målgruppen" (of what, not by whom).

use super::trigger::Trigger;
use super::{About, Draft, Line, attributes, owner, phrase, report_of, title};
use crate::extract::SourceKind;
use crate::extract::gated::{Gated, LATIN};
use crate::lexicon::Class;
use crate::pattern::Match;
use std::sync::LazyLock;

pub(super) const HEAD: &str = r"(?:[\p{L}-]*(?:undersøgelse|analyse|rapport|survey|kortlægning|evaluering|måling|prognose|opgørelse|redegørelse|udredning|resultatrevision|publikation|gennemgang|notat|sundhedsprofil|benchmark|benchmarking|rundspørge|forskning|studie|beregning|fremskrivning|erfaringsopsamling|forskningsprojekt|antologi|beretning|skøn)(?:e|n|en|et|r|er|erne|erne|s)?)";
pub(super) const ADJECTIVE: &str = r"(?:(?:nye?|nyere|nyeste|første|anden|tredje|seneste|sidste|større|stor|store|national|nationale|landsdækkende|omfattende|aktuelle?|særlige?|tværgående|årlige?|halvårlige|kvartalsvise|lokale?|dansk|danske|internationale?|videnskabelig|foreløbige?|tidligere|egen|egne|interne?|fælles|kommende|samlede?|omfattende) )*";

static BY_BODY: LazyLock<Gated> = LazyLock::new(|| {
    Gated::word_start(&format!(
        r"(?:(?i:en|et|den|det|de|flere|to|tre) )?{ADJECTIVE}(?i:{HEAD})(?: om [{LATIN} -]{{3,60}}?)?,? (?:fra|af|ved|som|foretaget af|lavet af|udarbejdet af|gennemført af|udført af|udgivet af|som er udarbejdet af) (?:(?:det|den|det kommunale|ekspertgruppen|ministeriet) )?"
    )).in_clause()
});
static NAMED: LazyLock<Gated> = LazyLock::new(|| {
    Gated::words(
        r"(?:[Rr]esultatrevision(?:en)?|Brugerundersøgelse|Tilfredshedsundersøgelse|Borgertilfredshedsundersøgelse|Sundhedsprofil(?:en)?|Sundhedsprofilen|Rekrutteringssurvey|Evaluering|Rapport|Undersøgelse|Analyse|Virksomhedstilfredshedsundersøgelse|Trivselsundersøgelse|Ungeprofilundersøgelse(?:n)?|Jobbarometer(?:et)?|Den nationale sundhedsprofil|\p{Lu}[\p{L}-]*(?:undersøgelse|redegørelse|måling|analyse|survey|barometer|barometre)(?:n|en|et|t)?)(?: (?:på|for|af|om|over|blandt|i) (?:[\p{L}-]+ ){0,3}?[\p{L}-]+)? (?:for )?(?:19|20)\d\d(?:[-–/]\d{2,4})?",
    ).in_clause()
});
static TITLED: LazyLock<Gated> = LazyLock::new(|| {
    Gated::word_start(
        r"(?:[Rr]apporten|[Aa]nalysen|[Pp]ublikationen|[Uu]ndersøgelsen|[Nn]otatet|[Pp]jecen|[Aa]rtiklen|[Ee]valueringen|[Kk]ortlægningen|[Ff]orskningsrapporten|[Bb]ogen|[Rr]edegørelsen|[Aa]nbefalingsrapporten) ",
    ).in_clause()
});
/// An untitled one that is dated and says something: "En intern evaluering fra foråret viser".
static DATED: LazyLock<Gated> = LazyLock::new(|| {
    Gated::word_start(&format!(
        r"(?P<whole>(?:(?i:en|et|den|vores) )?{ADJECTIVE}(?i:[\p{{L}}-]*(?:undersøgelse|analyse|kortlægning|evaluering|måling|gennemgang|rundspørge|survey)(?:n|en)?)(?: (?:af|om|blandt|på) [{LATIN}0-9 -]{{3,50}}?)? (?:fra|(?P<in>i)) (?:(?:foråret|sommeren|efteråret|vinteren|januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december)(?: (?:19|20)\d\d)?|(?:19|20)\d\d))(?P<says>,? (?:viser|viste|peger|pegede|fandt|konkluderer|konkluderede|dokumenterer|har vist))?\b"
    )).in_clause()
});
/// An untitled one that says something: "En lokal analyse viser", "En rundspørge blandt 140 virksomheder peger på".
static UNTITLED: LazyLock<Gated> = LazyLock::new(|| {
    Gated::word_start(&format!(
        r"(?P<whole>(?i:en|et) (?P<described>{ADJECTIVE})(?i:[\p{{L}}-]*(?:undersøgelse|analyse|kortlægning|evaluering|måling|gennemgang|rundspørge|stikprøve))(?: (?:af|om|blandt|på) [{LATIN}0-9 -]{{3,50}}?)?(?P<made>,? (?:foretaget|lavet|udarbejdet|gennemført|udført) [{LATIN}0-9 -]{{3,40}})?),?[⁰¹²³⁴⁵⁶⁷⁸⁹]* (?:har )?(?:viser|viste|vist|peger|pegede|peget|fandt|konkluderer|konkluderede|dokumenterer|tyder)\b"
    )).in_clause()
});
/// A yearly one by its name, which a capital tells from any other: "fremgår af den årlige Ungeprofilundersøgelse".
static SERIES: LazyLock<Gated> = LazyLock::new(|| {
    Gated::words(
        r"(?:[Aa]f|[Ii]|[Pp]å|[Ff]ra|[Mm]ed|[Ii]følge|[Vv]iser|[Vv]ed) (?P<name>(?:den |det )?(?:(?:seneste|sidste|nyeste|årlige|nationale|landsdækkende|kommunale|lokale|halvårlige) )*\p{Lu}[\p{Ll}-]*(?:undersøgelse|survey|barometer|barometre|profil|måling)(?:n|en|et|t)?)",
    ).in_clause()
});
static MAKER: LazyLock<Gated> = LazyLock::new(|| {
    Gated::word_start(&format!(
        r"(?:(?:[Ee]n|[Ee]t|[Dd]en|[Dd]et) )?{ADJECTIVE}(?P<maker>\p{{Lu}}[\p{{L}}]+)-(?:undersøgelse|rapport|analyse|notat|måling|survey|evaluering|kortlægning)(?:n|en|et)?\b"
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
        r"(?:[Ii]følge|\bjf\.|\b(?:evalueret|undersøgt|kortlagt|analyseret|beregnet|dokumenteret) af|[Tt]al fra|[Bb]eregninger fra|[Oo]pgørelser fra|[Vv]iser tal fra|[Dd]ata fra|[Ff]orskning fra)(?: den| det)? $",
    )
});

static DATA_FROM: LazyLock<Gated> =
    LazyLock::new(|| Gated::new(r"\b(?:[Tt]al|[Dd]ata|[Oo]pgørelser) fra(?: den| det)? $"));

/// A title by the capital of its first word inside a sentence: "bygger på Analyse af langtidsledigheden i Lilleby".
static OF_SUBJECT: LazyLock<Gated> = LazyLock::new(|| {
    Gated::words(
        r"(?:[Ii]følge|på|af|fra|med|og) (?P<title>(?:Analyse|Rapport|Evaluering|Undersøgelse|Kortlægning|Redegørelse) (?:af|om|over) \p{L}+)",
    )
    .in_clause()
});

/// Yearly papers of the labour market offices and councils, by the names they print.
static STATUS: LazyLock<Gated> = LazyLock::new(|| {
    Gated::words(
        r"Status på (?:reformer og indsats|den beskæftigelsespolitiske indsats)(?:(?: i)? RAR[ -]\p{Lu}[\p{L}-]+)?",
    )
    .in_clause()
});

pub fn find(line: &Line<'_>, about: &About, drafts: &mut Vec<Draft>) {
    by_body(line, drafts);
    report_of::find(line, drafts);
    body_alone(line, drafts);
    if line.has(Trigger::Report) {
        of_maker(line, drafts);
    }
    named(line, about, drafts);
}

/// "en analyse fra VIVE", "en brugerundersøgelse fra konsulentfirmaet Nordlys Analyse".
fn by_body(line: &Line<'_>, drafts: &mut Vec<Draft>) {
    let text = line.text();
    if !line.has(Trigger::Report) || line.bodies.is_empty() && ![" fra ", " af "].iter().any(|word| text.contains(word))
    {
        return;
    }
    for found in BY_BODY.find_near(text, line.places(Trigger::Report)) {
        // "af" alone tells of whom or what: "en undersøgelse af unge".
        let printed = found.as_str().trim_end();
        let from = printed.ends_with("fra");
        // "En analyse, som Rambøll lavede for kommunen i 2020"
        if printed.ends_with("som") {
            let made = line.body_at(found.end()).filter(|body| !body.genitive);
            if let Some((body, verb)) = made.and_then(|body| Some((body, BODY_MADE.find(&text[body.range.end..])?))) {
                let end = phrase::with_year(text, body.range.end + verb.end());
                let range = with_article(text, found.start())..end;
                drafts.push(Draft::new(range, SourceKind::Report, "source/report-by").by(&body.name));
            }
            continue;
        }
        let made = MADE.iter().any(|made| printed.ends_with(made));
        let body = line.body_at(found.end()).filter(|body| !body.genitive && (from || made || body.known));
        let (end, name) = match body {
            Some(body) => (body.range.end, body.name.clone()),
            None if from || made => {
                let named = owner::capitals(text, found.end());
                let Some(end) = named.or_else(|| spoken_of(line, found.range())) else {
                    continue;
                };
                (end, text[found.end()..end].to_owned())
            }
            None => continue,
        };
        let end = phrase::with_year(text, end);
        let start = with_article(text, found.start());
        // "Opgørelser fra Jobindsats.dk": the database is the source, and its own.
        let data = body.filter(|body| body.known && body.kind == "statistics");
        if data.is_some_and(|body| !body.name.contains("Statistik")) {
            continue;
        }
        let kind = if data.is_some() { SourceKind::Statistics } else { SourceKind::Report };
        drafts.push(Draft::new(start..end, kind, "source/report-by").by(&name));
    }
}

/// The end of "arbejdsmarkedsrådet" behind "en fremskrivning fra", where the text is cited: with a year, or beside a
/// verb that tells what it says. "en rapport fra jobcentret" is what the plan asks for.
fn spoken_of(line: &Line<'_>, phrase: std::ops::Range<usize>) -> Option<usize> {
    let text = line.text();
    let end = owner::definite(text, phrase.end)?.end;
    let start = with_article(text, phrase.start);
    let cited = phrase::with_year(text, end) > end
        || report_of::SAID.is_match(&text[end..])
        || report_of::CITED.is_match(phrase::last_words(text, start));
    cited.then_some(end)
}

/// "Styrelsen for Arbejdsmarked og Rekruttering har undersøgt …", "ifølge Rockwool Fonden".
fn body_alone(line: &Line<'_>, drafts: &mut Vec<Draft>) {
    let text = line.text();
    for body in line.bodies.iter().filter(|body| body.known && !body.genitive && body.kind != "statistics") {
        if body.kind == "website" || body.kind == "project" {
            continue;
        }
        let said = if body.kind == "report" { phrase::with_bare_year(text, body.range.end) } else { body.range.end };
        let says = SAYS.is_match(&text[said..]);
        let before = phrase::last_words(text, body.range.start);
        // "bliver evalueret af ministeriet" is still to come.
        let coming =
            [" bliver ", " skal ", " vil "].iter().any(|verb| before.contains(verb)) && before.contains("eret af");
        let according = ACCORDING.is_match(before) && !coming;
        // "Tal fra Udlændinge- og Integrationsministeriet" are data.
        if let Some(data) = DATA_FROM.find(before).filter(|_| according) {
            let range = body.range.start - before.len() + data.start()..phrase::with_year(text, body.range.end);
            drafts.push(Draft::new(range, SourceKind::Statistics, "source/data-from").by(&body.name));
        } else if says
            || according
            || body.kind == "report" && body.name.contains(' ') && text[body.range.clone()] == body.name
        {
            // "Økonomisk Redegørelse, august 2017": a name that nothing else bears.
            let draft = Draft::new(body.range.clone(), SourceKind::Report, "source/report-body");
            drafts.push(if body.kind == "report" {
                // "Den Nationale Sundhedsprofil 2017" is what is published, and not by whom.
                let end = phrase::with_year(text, phrase::with_bare_year(text, body.range.end));
                Draft { range: body.range.start..end, ..draft }.titled(&body.name)
            } else {
                draft.by(&body.name)
            });
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
        untitled(line, drafts);
        series(line, drafts);
        status(line, drafts);
        of_subject(line, drafts);
    }
    if line.has(Trigger::Report) || line.flat.may_have_title() {
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
        if found.as_str().to_lowercase().starts_with("resultatrevision") && year + 1 >= from {
            continue;
        }
        drafts.push(Draft::new(found.range(), SourceKind::Report, "source/report-year").titled(found.as_str()));
    }
}

/// "En tilfredshedsmåling fra 2011 viser …"
fn dated(line: &Line<'_>, drafts: &mut Vec<Draft>) {
    // What a text does that says something, as the pattern ends.
    if !["vis", "peg", "fandt", "konkluder", "dokumenter"].iter().any(|verb| line.text().contains(verb)) {
        return;
    }
    for found in DATED.captures_near(line.text(), line.places(Trigger::Report)) {
        // "Sagsgennemgangen i foråret" tells when it was made, not which one it is.
        let vague = found.name("in").is_some() && !found[0].to_lowercase().starts_with(['e', 'v']);
        // "viser en kortlægning fra 2019"
        let cited = |whole: &Match| {
            found.name("says").is_some() || report_of::CITED.is_match(phrase::last_words(line.text(), whole.start()))
        };
        if let Some(whole) = found.name("whole").filter(|whole| !vague && cited(whole)) {
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

/// "En rundspørge blandt 140 virksomheder viser …"
fn untitled(line: &Line<'_>, drafts: &mut Vec<Draft>) {
    for found in UNTITLED.captures_near(line.text(), line.places(Trigger::Report)) {
        let Some(whole) = found.name("whole") else {
            continue;
        };
        // "En gennemgang af sagerne viser" is work of the plan's own; what was asked, how many or who did it makes it a text.
        let described = found.name("described").is_some_and(|adjectives| !adjectives.as_str().is_empty());
        let asked = whole.as_str().contains(" blandt ") || whole.as_str().contains(|c: char| c.is_ascii_digit());
        if described || asked || found.name("made").is_some() {
            drafts.push(Draft::new(whole.range(), SourceKind::Report, "source/report-said"));
        }
    }
}

/// "den årlige Ungeprofilundersøgelse"
fn series(line: &Line<'_>, drafts: &mut Vec<Draft>) {
    let text = line.text();
    for found in SERIES.captures_near(text, line.places(Trigger::Report)) {
        let Some(name) = found.name("name") else {
            continue;
        };
        let end = phrase::with_year(text, name.end());
        let printed = name.as_str().rsplit(' ').next().unwrap_or_default();
        let draft = Draft::new(name.start()..end, SourceKind::Report, "source/report-series").titled(printed);
        // "Rekrutteringssurvey september 2022 fra STAR"
        let body = text[end..].strip_prefix(" fra ").and_then(|_| line.body_at(end + 5)).filter(|body| !body.genitive);
        drafts.push(match body {
            Some(body) => Draft { range: name.start()..body.range.end, ..draft }.by(&body.name),
            None => draft,
        });
    }
}

/// "Analyse af langtidsledigheden i Lilleby (bilag 2)"
fn of_subject(line: &Line<'_>, drafts: &mut Vec<Draft>) {
    let text = line.text();
    for found in OF_SUBJECT.captures_near(text, line.places(Trigger::Report)) {
        let Some(title) = found.name("title") else { continue };
        let end = title::unquoted_end(text, title.start()).unwrap_or(title.end()).max(title.end());
        let draft = Draft::new(title.start()..end, SourceKind::Report, "source/report-subject");
        drafts.push(draft.titled(&text[title.start()..end]));
    }
}

/// "Status på reformer og indsats RAR Nordhavn"
fn status(line: &Line<'_>, drafts: &mut Vec<Draft>) {
    if !line.text().contains("Status på") {
        return;
    }
    for found in STATUS.find_near(line.text(), line.places(Trigger::Report)) {
        let draft = Draft::new(found.range(), SourceKind::Report, "source/report-status");
        drafts.push(draft.titled(found.as_str()));
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
        let quoted = line.flat.title(found.end());
        let plain = || title::unquoted_end(text, found.end()).filter(|&end| text[found.end()..end].contains(' '));
        let Some(mut end) = quoted.as_ref().map(|title| title.end).or_else(plain) else {
            continue;
        };
        let mut draft = Draft::new(found.start()..end, SourceKind::Report, "source/report-title");
        if quoted.is_none() {
            draft = draft.titled(&text[found.end()..end]);
        }
        if let Some(from) =
            [" fra ", " af ", " udarbejdet af ", " udgivet af "].iter().find(|from| text[end..].starts_with(**from))
            && let Some(body) = line.body_at(end + from.len())
        {
            end = body.range.end;
            draft = draft.by(&body.name);
        }
        draft.range.end = phrase::with_year(text, end);
        drafts.push(draft);
    }
}

/// "en SFI-undersøgelse fra 2014", "et KL-notat viser": the maker before a hyphen, where the text is cited.
fn of_maker(line: &Line<'_>, drafts: &mut Vec<Draft>) {
    let text = line.text();
    if !text.contains('-') {
        return;
    }
    for found in MAKER.captures_near(text, line.places(Trigger::Report)) {
        let (Some(whole), Some(maker)) = (found.get(0), found.name("maker")) else {
            continue;
        };
        // "IPS-undersøgelse" tells what is studied.
        let terms = &line.parsed.lexicon.terms;
        let body = terms.iter().any(|term| term.class == Class::Publisher && term.label == maker.as_str());
        let end = phrase::with_year(text, whole.end());
        let cited = end > whole.end()
            || report_of::SAID.is_match(&text[end..])
            || report_of::CITED.is_match(phrase::last_words(text, whole.start()));
        if cited && body {
            let draft = Draft::new(whole.start()..end, SourceKind::Report, "source/report-maker");
            drafts.push(draft.by(maker.as_str()));
        }
    }
}

/// What is said behind the body of a text that it made: "som Rambøll lavede for kommunen".
static BODY_MADE: LazyLock<Gated> = LazyLock::new(|| {
    Gated::new(
        r"^ (?:har |tidligere )?(?:lavede|lavet|udarbejdede|udarbejdet|gennemførte|gennemført|foretog|foretaget|udgav|udgivet|offentliggjorde|offentliggjort)\b(?: for [\p{L}-]+)?",
    )
});

/// How a text comes from those who made it.
const MADE: &[&str] = &["foretaget af", "lavet af", "udarbejdet af", "gennemført af", "udført af", "udgivet af"];

/// The article before a phrase that a regex began behind it.
fn with_article(text: &str, start: usize) -> usize {
    for article in ["En ", "Et ", "en ", "et ", "Den ", "den ", "Det ", "det "] {
        if text[..start].ends_with(article) && !text[..start - article.len()].ends_with(|c: char| c.is_alphanumeric()) {
            return start - article.len();
        }
    }
    start
}
