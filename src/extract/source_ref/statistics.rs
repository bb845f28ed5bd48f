//! Statistics and websites: databases by name, addresses.
//!
//! *Example*: "Jobindsats.dk, november 2021", "Arbejdsmarkedsbalancen", "STAR's vidensbank Jobeffekter.dk".
//!
//! *Not this*: an e-mail address, the municipality's own page for contact.

use super::attributes::ADDRESS;
use super::trigger::Trigger;
use super::{About, Draft, Line};
use crate::extract::SourceKind;
use crate::pattern::{Regex, pattern};
use std::sync::LazyLock;

pub static DATE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^,? \(?(?:(?:januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december|primo|medio|ultimo|\d\. ?(?:kvartal|kvt\.?|halvår)|pr\.|den|\d{1,2}\.) ?)*(?:19|20)\d\d\)?",
    )
});
/// The table of a database: ", tabel AUP02", " (tabel LSK03)", ", RAS200".
static TABLE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"^(?:,? tabel(?:len)? \p{Lu}{1,6}\d+\w*|, \p{Lu}{2,6}\d+\w*| \((?:tabel )?\p{Lu}{2,6}\d+\w*\))")
});
static DATABASE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^ (?:vidensbank|database|databank|statistikbank|hjemmeside|portal|register|netværktøj)(?:en)?(?: (?:på )?)?",
    )
});

pub fn find(line: &Line<'_>, about: &About, drafts: &mut Vec<Draft>) {
    let text = line.text();
    for body in line.bodies {
        if body.known
            && (body.kind == "statistics"
                || body.kind == "website" && body.name != "Jobnet" && !body.name.to_lowercase().starts_with("jobnet"))
        {
            let kind = if body.kind == "website" { SourceKind::Website } else { SourceKind::Statistics };
            let mut range = body.range.clone();
            if body.genitive {
                range.end = range.start + body.name.len();
            }
            range.end = with_table(text, range.end);
            if text[range.end..].starts_with(',')
                && let Some(date) = DATE.find(&text[range.end..])
            {
                range.end += date.end();
            }
            let draft = Draft::new(range, kind, "source/database");
            let is_office = body.name.contains("Statistik") && !body.name.to_lowercase().contains("bank");
            drafts.push(if is_office { draft.by(&body.name) } else { draft });
        }
        if body.genitive
            && let Some(found) = DATABASE.find(&text[body.range.end..])
        {
            let mut end = body.range.end + found.end();
            let mut kind = SourceKind::Statistics;
            if let Some(address) = ADDRESS.find(&text[end..]).filter(|address| address.start() <= 1) {
                end += address.end();
                kind = SourceKind::Website;
            }
            let end = body.range.start + text[body.range.start..end].trim_end_matches([' ', '.']).len();
            drafts.push(Draft::new(body.range.start..end, kind, "source/database-of").by(&body.name));
        }
    }
    if line.has(Trigger::Address) {
        addresses(line, about, drafts);
    }
}

/// The end of the table that the database at `end` is followed by, or `end`.
pub fn with_table(text: &str, end: usize) -> usize {
    TABLE.find(&text[end..]).map_or(end, |found| end + found.end())
}

fn addresses(line: &Line<'_>, about: &About, drafts: &mut Vec<Draft>) {
    let text = line.text();
    // A colophon: telephone, mail, address.
    let lower = text.to_lowercase();
    if lower.contains('@') || lower.contains("tlf") || lower.contains("telefon") {
        return;
    }
    for found in ADDRESS.find_iter(text) {
        let address = found.as_str().trim_end_matches(['.', ',', ';']);
        let lower = address.to_lowercase();
        let kind = if STATISTICS.iter().any(|site| lower.contains(site)) {
            SourceKind::Statistics
        } else {
            SourceKind::Website
        };
        if SHARING.iter().any(|site| lower.contains(site)) {
            continue;
        }
        if lower.contains("kommune") || lower.contains("jobnet") || about.is_home(&lower) {
            continue;
        }
        let mut end = found.start() + address.len();
        if text[end..].starts_with(',')
            && let Some(date) = DATE.find(&text[end..])
        {
            end += date.end();
        }
        drafts.push(Draft::new(found.start()..end, kind, "source/address"));
    }
}

/// Sites that pages link to for sharing.
const SHARING: &[&str] = &["facebook.com", "twitter.com", "linkedin.com", "instagram.com", "addthis.com"];

/// Sites that are data.
pub const STATISTICS: &[&str] = &[
    "jobindsats",
    "statistikbank",
    "dst.dk",
    "statistik",
    "noegletal",
    "integrationsbarometer",
    "arbejdsmarkedsbalance",
    "sundhedsprofil",
    "danmarkskort",
    "jobbarometer",
];
