//! Finds what the document is, who publishes it, which years it covers.
//!
//! *What it finds*: title, kind, municipality with its code, issuer, period.
//!
//! *Why it matters*: readers filter by municipality and year; an overview is read by other rules than a plan.
//!
//! *Example*: front page "Skovholm Kommune / Beskæftigelsesplan 2019 / Center for Arbejdsmarked og Vækst".
//!
//! *Not this*: the running head, a date of approval, a body that only approved the plan.
//!
//! All is read from the front: what stands before the table of contents or the first long paragraph; in a transcript
//! whose front runs into the text, the first words of that paragraph.

mod issuer;
mod period;
mod title;

use super::gated::Gated;
use super::place::{Places, distance};
use super::{DocumentKind, Extractor, Findings, Meta, Parsed};
use crate::pattern::{Regex, pattern};
use crate::structure::NodeKind;
use aho_corasick::{AhoCorasick, AhoCorasickKind};
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

static MUNICIPALITY: LazyLock<Gated> = LazyLock::new(|| {
    Gated::words(
        r"(\p{Lu}[\p{L}]+(?:[-–]\p{Lu}\p{L}+)*(?: \p{Lu}\p{L}+)?) (?:[Kk]ommunes?|KOMMUNES?|Byråd|BYRÅD|Kommunalbestyrelse)",
    )
});
/// The nouns of [`MUNICIPALITY`], which stand behind a name, and from [`JOBCENTRES`] on those before one.
static OWNER_NOUNS: LazyLock<AhoCorasick> = LazyLock::new(|| {
    let nouns =
        [" Kommune", " kommune", " KOMMUNE", " Byråd", " BYRÅD", " Kommunalbestyrelse", "Jobcenter ", "JOBCENTER "];
    let builder = AhoCorasick::builder().kind(Some(AhoCorasickKind::DFA)).build(nouns);
    builder.expect("the nouns are constants, far below the automaton's limits")
});
const JOBCENTRES: usize = 6;
static JOBCENTRE: LazyLock<Gated> =
    LazyLock::new(|| Gated::word_start(r"(?:Jobcenter|JOBCENTER) (\p{Lu}[\p{L}]+(?:[-–/]\p{Lu}\p{L}+)*)"));
static OFFICE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)^(?:arbejdsmarkedskontor|beskæftigelsesregion|amk[ -]|styrelsen for|kommunekontaktrådet|kl$|kkr)")
});
static COUNCIL: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^(?:RAR \p{Lu}|(?i:(?:det )?regionalt?e? arbejdsmarkedsråd))"));
/// An office with its region.
static OFFICE_NAME: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^(?:Arbejdsmarkedskontor|AMK|RAR|Beskæftigelsesregionen?) \p{Lu}[\p{L}-]+"));
static PLAN_WORD: LazyLock<Gated> = LazyLock::new(|| {
    Gated::new(
        r"(?i)beskæftigelsesplan|beskæftigelsesstrategi|beskæftigelsespolitik|beskæftigelsesindsats|arbejdsmarkedsplan|arbejdsmarkedsstrategi|arbejdsmarkedspolitik|(?:job|uddannelses)-? ?og \p{L}+(?:strategi|plan|politik)|jobstrategi|jobplan|ungestrategi|virksomhedsplan|strategi|handleplan|plan\b",
    )
});

/// A longer paragraph is text, not front.
const FRONT_PARAGRAPH: usize = 160;
/// Lines of the front that a title may run over.
const FRONT_TITLES: usize = 3;
/// Nodes that may belong to the front.
const FRONT_NODES: usize = 16;

pub struct Metadata;

impl Extractor for Metadata {
    fn name(&self) -> &'static str {
        "metadata"
    }

    fn extract(&self, parsed: &Parsed<'_>, found: &mut Findings) {
        let front = front(parsed);
        let title = title::title(parsed, &front);
        let places = Places::new(parsed.lexicon);
        let kind = kind(parsed, &places, &front, title.as_deref());
        let (municipality, code) =
            if kind == DocumentKind::Overview { (None, None) } else { municipality(parsed, &places, &front) };
        let issuer = issuer::issuer(&front, title.as_deref(), municipality.as_deref(), kind);
        let period = period::period(parsed, title.as_deref(), &front);
        let title = title.map(|line| title::bare(&line).to_owned());
        found.meta = Meta { title, kind, municipality, code, issuer, period };
    }
}

/// The lines of the front, in order.
fn front(parsed: &Parsed<'_>) -> Vec<String> {
    let mut lines = Vec::new();
    for node in parsed.outline.nodes.iter().take(FRONT_NODES) {
        if matches!(node.kind, NodeKind::Contents | NodeKind::Cell { .. }) {
            break;
        }
        let text = node.text(parsed.text()).split_whitespace().collect::<Vec<_>>().join(" ");
        if text.chars().count() > FRONT_PARAGRAPH {
            // A transcript's front may run into its text: "RAR Nord Januar 2031 Kommunernes planer 2031 Indledning …".
            if !lines.iter().any(|line: &String| line.contains(char::is_alphabetic)) {
                let end = text.char_indices().nth(FRONT_PARAGRAPH).map_or(text.len(), |(at, _)| at);
                lines.push(text[..text[..end].rfind(' ').unwrap_or(end)].to_owned());
            }
            break;
        }
        // A site that shares documents prints the name once more.
        if !text.is_empty() && !text.starts_with("Download \"") {
            lines.push(text);
        }
    }
    lines
}

/// Whether a line tells of the plan's way to approval, or opens its text.
fn tells_approval(line: &str) -> bool {
    let lower = line.to_lowercase();
    period::APPROVALS.iter().any(|word| lower.starts_with(word))
}

/// Whether a line has the word "beskæftigelsesplan", also misspelled, or another name for such a plan.
fn names_plan(line: &str) -> bool {
    let target: Vec<char> = "beskæftigelsesplan".chars().collect();
    line.split(|c: char| !c.is_alphabetic()).any(|word| {
        let lower = word.to_lowercase();
        if lower.contains("beskæftigelsesplan") {
            return true;
        }
        let letters: Vec<char> = lower.chars().collect();
        letters.len() >= 15 && distance(&letters, &target, 2) <= 2
    })
}

fn kind(parsed: &Parsed<'_>, places: &Places<'_>, front: &[String], title: Option<&str>) -> DocumentKind {
    let lower = title.unwrap_or("").to_lowercase();
    let several = |line: &str| line.contains("beskæftigelsesplaner") || line.contains("kommunernes");
    let plural =
        several(&lower) || front.iter().any(|line| line.chars().count() > 120 && several(&line.to_lowercase()));
    let office = front.iter().any(|line| OFFICE.is_match(line) || COUNCIL.is_match(line));
    if plural || office {
        let mut named: Vec<&str> = places.find(parsed.text()).iter().map(|(_, one)| one.code.as_str()).collect();
        named.sort_unstable();
        named.dedup();
        if named.len() >= 5 || plural && office {
            return DocumentKind::Overview;
        }
    }
    if names_plan(&lower) {
        return DocumentKind::Plan;
    }
    let other_name = [
        "beskæftigelses",
        "for beskæftigelse",
        "arbejdsmarked",
        "job- og",
        "for job og",
        "jobstrategi",
        "uddannelses- og job",
    ];
    let of_work = |line: &str| other_name.iter().any(|name| line.contains(name));
    // "Strategi 2031-2034" below "Beskæftigelsesindsatsen i Lilleby Kommune"
    let beside = || front.iter().take(FRONT_TITLES).any(|line| of_work(&line.to_lowercase()));
    if PLAN_WORD.is_match(&lower) && (of_work(&lower) || beside()) {
        return DocumentKind::Plan;
    }
    // No title: a plan speaks of itself.
    let mentions = parsed.tokens.flow.text().matches("beskæftigelsesplan").count();
    if mentions >= 3 { DocumentKind::Plan } else { DocumentKind::Other }
}

/// The municipality that the front, or else the text, names most, and its code.
fn municipality(parsed: &Parsed<'_>, places: &Places<'_>, front: &[String]) -> (Option<String>, Option<String>) {
    let mut counts: FxHashMap<String, usize> = FxHashMap::default();
    // A name stands in one line with its noun; most lines have none, and the patterns are slow.
    let mut count = |text: &str, weight: usize| {
        for line in lines_with_owner(text) {
            for found in MUNICIPALITY.captures_iter(line).chain(JOBCENTRE.captures_iter(line)) {
                if let Some(name) = proper_name(&found[1], places) {
                    *counts.entry(name).or_default() += weight;
                }
            }
        }
    };
    front.iter().for_each(|line| count(line, 5));
    count(parsed.text(), 1);
    for line in front {
        // "Beskæftigelsesplan for Ishøj"
        let named = if names_plan(line) { places.find(line) } else { Vec::new() };
        // A name on a line of its own tells more than a sentence that names a neighbor.
        let alone = places.named(line).map(|municipality| (10, municipality));
        for (weight, municipality) in named.into_iter().map(|(_, municipality)| (5, municipality)).chain(alone) {
            *counts.entry(municipality.name.clone()).or_default() += weight;
        }
    }
    // "Skovholms Kommune" beside "Skovholm Kommune" is one.
    let names: Vec<String> = counts.keys().cloned().collect();
    for name in names {
        if let Some(bare) = name.strip_suffix('s')
            && counts.contains_key(bare)
        {
            let extra = counts.remove(&name).unwrap_or(0);
            *counts.entry(bare.to_owned()).or_default() += extra;
        }
    }
    let best = counts.into_iter().max_by(|a, b| a.1.cmp(&b.1).then_with(|| b.0.cmp(&a.0)));
    let Some((name, _)) = best else {
        return (None, None);
    };
    let code = places.named(&name).map(|municipality| municipality.code.clone());
    (Some(name), code)
}

/// The lines in which [`MUNICIPALITY`] or [`JOBCENTRE`] may match: one of their nouns beside a word with a capital.
fn lines_with_owner(text: &str) -> impl Iterator<Item = &str> {
    let mut done = 0;
    OWNER_NOUNS.find_iter(text).filter_map(move |noun| {
        let (before, behind) = (&text[..noun.start()], &text[noun.end()..]);
        let mut words = before.rsplit(|c: char| !c.is_alphabetic() && !matches!(c, '-' | '–'));
        let named = match noun.pattern().as_usize() {
            JOBCENTRES.. => behind.starts_with(char::is_uppercase),
            _ => words.next().is_some_and(|word| word.contains(char::is_uppercase)),
        };
        if noun.start() < done || !named {
            return None;
        }
        let start = before.rfind('\n').map_or(0, |at| at + 1);
        done = behind.find('\n').map_or(text.len(), |at| noun.end() + at);
        Some(&text[start..done])
    })
}

/// The name before "Kommune": official if known, in capitals only where a name has them.
fn proper_name(printed: &str, places: &Places<'_>) -> Option<String> {
    if let Some(municipality) = places.named(printed) {
        return Some(municipality.name.clone());
    }
    // "Plan Skovholm Kommune": the last word is the name.
    let last = printed.rsplit(' ').next()?;
    if let Some(municipality) = places.named(last) {
        return Some(municipality.name.clone());
    }
    let lower = last.to_lowercase();
    if NOT_NAMES.contains(&lower.as_str()) || last.chars().count() < 3 {
        return None;
    }
    Some(if last.chars().all(|c| !c.is_lowercase()) { capitalized(last) } else { last.to_owned() })
}

/// "CENTER FOR BESKÆFTIGELSE OG BORGERSERVICE" → "Center for Beskæftigelse og Borgerservice".
fn capitalized(text: &str) -> String {
    let mut result = String::with_capacity(text.len());
    for (index, word) in text.split(' ').enumerate() {
        if index > 0 {
            result.push(' ');
        }
        let lower = word.to_lowercase();
        if index > 0 && matches!(lower.as_str(), "og" | "for" | "i" | "af" | "til" | "på") {
            result.push_str(&lower);
            continue;
        }
        for (place, part) in lower.split('-').enumerate() {
            if place > 0 {
                result.push('-');
            }
            let mut chars = part.chars();
            result.extend(chars.next().into_iter().flat_map(char::to_uppercase));
            result.push_str(chars.as_str());
        }
    }
    result
}

/// Words before "Kommune" that are no names.
const NOT_NAMES: &[&str] = &[
    "den",
    "denne",
    "hver",
    "hele",
    "vores",
    "din",
    "en",
    "ny",
    "danmarks",
    "egen",
    "andre",
    "anden",
    "samme",
    "alle",
    "region",
    "jobcenter",
    "som",
    "og",
    "i",
    "for",
    "enkelte",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::{self, Period};
    use crate::ingest::Document;
    use crate::lexicon::Lexicon;

    fn meta(text: &str) -> Meta {
        let doc = Document::from_text("plan.txt", text);
        extract::extract(&Parsed::new(&doc, &Lexicon::embedded())).meta
    }

    #[test]
    fn fronts() {
        let meta = meta(
            "Greve Kommune\n\nBeskæftigelsesplan\n2019\n\nJobcenter Greve\n\nIndledning\n\nGreve Kommunes plan er flerårig.\n",
        );
        assert_eq!(meta.title.as_deref(), Some("Beskæftigelsesplan 2019"));
        assert_eq!(meta.municipality.as_deref(), Some("Greve"));
        assert_eq!(meta.code.as_deref(), Some("0253"));
        assert_eq!(meta.issuer.as_deref(), Some("Jobcenter Greve"));
        assert_eq!(meta.period, Some(Period { from: Some(2019), to: Some(2019) }));
    }

    #[test]
    fn a_name_on_a_line_of_its_own() {
        let meta =
            meta("STRATEGI FOR BESKÆFTIGELSE 2026-2029\n\nISHØJ\n\nVi vil hjælpe flere i job. Greve Kommune er med.\n");
        assert_eq!(meta.kind, DocumentKind::Plan);
        assert_eq!(meta.municipality.as_deref(), Some("Ishøj"));
        assert_eq!(meta.issuer.as_deref(), Some("Ishøj Kommune"));
    }

    #[test]
    fn a_title_in_a_line_with_others() {
        for (line, title) in [
            ("1 Beskæftigelsesplan 2011 Jobcenter Tvedholm", "Beskæftigelsesplan 2011"),
            ("1 Egeslund Kommune Beskæftigelsesplan 2015 Vedtaget af Byrådet den 2. maj", "Beskæftigelsesplan 2015"),
            ("Jobcenter Holmsted. Beskæftigelsesplan 2014", "Beskæftigelsesplan 2014"),
            ("SANDKÆR KOMMUNE | BESKÆFTIGELSESPLAN 2024-2025 2", "BESKÆFTIGELSESPLAN 2024-2025"),
            ("2 · Beskæftigelsesplan 2025", "Beskæftigelsesplan 2025"),
            ("2020 Beskæftigelsesplan 2020", "Beskæftigelsesplan 2020"),
            ("Beskæftigelsesplan 2012 Egesund Kommune August 2011", "Beskæftigelsesplan 2012"),
            ("Strategi for flygtninge 2015-2018 Askelund Kommune", "Strategi for flygtninge 2015-2018"),
            // Part of the name
            ("Beskæftigelsesplan 2014 for Jobcenter Lolland", "Beskæftigelsesplan 2014 for Jobcenter Lolland"),
            ("Egeslund Kommunes beskæftigelsesplan 2015", "Egeslund Kommunes beskæftigelsesplan 2015"),
            (
                "Beskæftigelsesplan 2017 – handleplan for jobcentret",
                "Beskæftigelsesplan 2017 – handleplan for jobcentret",
            ),
            ("Beskæftigelsesplan Egeslund Kommune", "Beskæftigelsesplan Egeslund Kommune"),
            ("Beskæftigelsesplan 2019 Vi når det sammen", "Beskæftigelsesplan 2019 Vi når det sammen"),
        ] {
            assert_eq!(title::bare(line), title, "{line}");
        }
    }

    #[test]
    fn issuers() {
        for (front, issuer) in [
            (
                "Beskæftigelsesplan 2018\n\nSkovholm Kommune Jobcenter Skovholm Godkendt af Byrådet",
                "Jobcenter Skovholm",
            ),
            (
                "Skovholm Kommune\n\nBeskæftigelsesplan 2018\n\nJob- og Borgercenter Skovholm\n\nDecember 2017",
                "Job- og Borgercenter Skovholm",
            ),
            (
                "Beskæftigelsesplan 2018\n\nForvaltningen for Arbejde · Vedtaget af Byrådet i Skovholm Kommune",
                "Forvaltningen for Arbejde",
            ),
            ("Beskæftigelsesplan 2018\n\nJobcenter Skovholm Sagsnr. 17/1193", "Jobcenter Skovholm"),
            ("Beskæftigelsesplan 2018\n\nSkovholm Kommune", "Skovholm Kommune"),
            ("Beskæftigelsesplan 2018\n\nJobcenter Skovholm (udkast)", "Jobcenter Skovholm"),
        ] {
            assert_eq!(meta(front).issuer.as_deref(), Some(issuer), "{front}");
        }
    }

    #[test]
    fn a_front_that_runs_into_the_text() {
        let meta = meta(
            "RAR Haveland Januar 2031 Kommunernes beskæftigelsesplaner 2031 Overblik til rådets møde Indledning \
             Sekretariatet har gennemgået planerne for 2031 fra alle kommuner. De er meget forskellige i form og længde.\n\n\
             Ishøj og Greve har fælles plan, og det har Køge og Solrød også. Stevns nævner et samarbejde med Faxe.\n",
        );
        assert_eq!(meta.kind, DocumentKind::Overview);
        assert_eq!(meta.title.as_deref(), Some("Kommunernes beskæftigelsesplaner 2031"));
        assert_eq!(meta.issuer.as_deref(), Some("RAR Haveland"));
        assert_eq!(meta.municipality, None);
    }

    #[test]
    fn unknown_municipality() {
        let meta = meta("JOB- OG UDDANNELSESSTRATEGI 2026-28\n\nENGBÆK KOMMUNE\n\nTekst om Engbæk Kommunes indsats.\n");
        assert_eq!(meta.kind, DocumentKind::Plan);
        assert_eq!(meta.municipality.as_deref(), Some("Engbæk"));
        assert_eq!(meta.code, None);
        assert_eq!(meta.issuer.as_deref(), Some("Engbæk Kommune"));
        assert_eq!(meta.period, Some(Period { from: Some(2026), to: Some(2028) }));
    }
}
