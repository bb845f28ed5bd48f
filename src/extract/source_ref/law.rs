//! Laws and regulations: by number and date, by "lov om …", by a short name in "-loven", by a known abbreviation.
//!
//! *Not this*: "lovgivningen", "beskæftigelseslovgivningen", "loven" alone.

use super::attributes::LAW_NUMBER;
use super::trigger::Trigger;
use super::{Draft, Line, phrase};
use crate::extract::SourceKind;
use crate::extract::gated::Gated;
use crate::lexicon::Class;
use std::sync::LazyLock;

static TITLE: LazyLock<Gated> = LazyLock::new(|| {
    Gated::word_start(r"(?:[Ll]ov|[Ll]oven|[Ll]ovbekendtgørelse[n]?|[Bb]ekendtgørelse[n]?|LOV) om ").in_clause()
});
static SHORT: LazyLock<Gated> = LazyLock::new(|| {
    Gated::words(r"[\p{L}-]{2,}[\p{L}]love?n?s?|[\p{L}]+-love(?:n|ns)|[\p{L}-]{3,}bekendtgørelsens?").in_clause()
});

pub fn find(line: &Line<'_>, drafts: &mut Vec<Draft>) {
    let text = line.text();
    by_lexicon(line, drafts);
    let awaited = [Trigger::LawNumber, Trigger::LawTitle, Trigger::LawName].into_iter().any(|word| line.has(word));
    if awaited && ["ov", "OV", "ekendtg", " nr"].iter().any(|part| text.contains(part)) {
        if line.has(Trigger::LawNumber) {
            by_number(text, drafts);
        }
        if line.has(Trigger::LawTitle) {
            by_title(line, drafts);
        }
        if line.has(Trigger::LawName) {
            by_short_name(line, drafts);
        }
        if line.has(Trigger::LawNumber) {
            join_numbers(text, drafts);
        }
    }
}

/// "integrationsloven (lovbekendtgørelse nr. 1127 af …)", "lov om …, jf. lov nr. 1482 af …": one act, named and numbered.
fn join_numbers(text: &str, drafts: &mut [Draft]) {
    const JOINTS: [&str; 5] = [", jf. ", " jf. ", " (jf. ", " (", ", "];
    for draft in drafts.iter_mut().filter(|draft| draft.kind == SourceKind::Law && draft.rule != "source/law-number") {
        let rest = &text[draft.range.end..];
        let Some(joint) = JOINTS.iter().find(|joint| rest.starts_with(**joint)) else { continue };
        let Some(number) = LAW_NUMBER.find(rest).filter(|number| number.start() == joint.len()) else { continue };
        let closed = joint.contains('(') && rest[number.end()..].starts_with(')');
        draft.range.end += number.end() + usize::from(closed);
    }
}

/// "Lov nr. 548 af 07/05/2019", with a title behind it.
fn by_number(text: &str, drafts: &mut Vec<Draft>) {
    for found in LAW_NUMBER.find_iter(text) {
        let mut end = found.end();
        if text[end..].starts_with(" om ") {
            let whole = phrase::with_etc(text, phrase::end(text, end + 4, 16));
            end = text[end..whole].find(';').map_or(whole, |stop| end + stop);
        }
        drafts.push(Draft::new(found.start()..end, SourceKind::Law, "source/law-number"));
    }
}

/// "lov om organisering og understøttelse af beskæftigelsesindsatsen m.v."
fn by_title(line: &Line<'_>, drafts: &mut Vec<Draft>) {
    let text = line.text();
    for found in TITLE.find_near(text, line.places(Trigger::LawTitle)) {
        // A name of the lexicon says where it ends.
        let known = drafts.iter().any(|draft| draft.range.contains(&found.start()));
        let end = phrase::end(text, found.end(), 14);
        if known || end <= found.end() {
            continue;
        }
        let range = phrase::with_article(text, found.start())..phrase::with_etc(text, end);
        drafts.push(Draft::new(range, SourceKind::Law, "source/law-title"));
    }
}

/// "serviceloven", "LAB-lovens".
fn by_short_name(line: &Line<'_>, drafts: &mut Vec<Draft>) {
    for found in SHORT.find_near(line.text(), line.places(Trigger::LawName)) {
        let word = found.as_str();
        let lower = word.to_lowercase();
        if lower.starts_with("finanslov") && phrase::with_year(line.text(), found.end()) > found.end() {
            let end = phrase::with_year(line.text(), found.end());
            drafts.push(Draft::new(found.start()..end, SourceKind::Law, "source/law-short"));
            continue;
        }
        let definite =
            ["loven", "lovens", "bekendtgørelsen", "bekendtgørelsens"].iter().any(|end| lower.ends_with(end));
        if !definite || NOT_LAWS.iter().any(|other| lower.starts_with(other)) {
            continue;
        }
        let end = phrase::with_paragraph(line.text(), found.end());
        drafts.push(Draft::new(found.start()..end, SourceKind::Law, "source/law-short"));
    }
}

/// Names of the lexicon: "aktivloven", "LAB", "GDPR", "Lov om social pension".
fn by_lexicon(line: &Line<'_>, drafts: &mut Vec<Draft>) {
    for hit in line.parsed.hits(line.flat.node) {
        let term = line.parsed.term(hit);
        if term.class != Class::Act || line.parsed.lexicon.acts.get(&term.concept).is_none_or(|act| act.kind != "law") {
            continue;
        }
        let Some(range) = line.flat.of_hit(line.parsed, hit) else {
            continue;
        };
        // "lov om aktiv socialpolitik (LAS)": the name beside it is the mention.
        if line.text()[..range.start].ends_with('(') && line.text()[range.end..].starts_with(')') {
            continue;
        }
        // A single word in the indefinite is any law of the kind: "en finanslov".
        let printed = &line.text()[range.clone()];
        if !printed.contains(' ') && printed.to_lowercase().ends_with("lov") {
            continue;
        }
        let text = line.text();
        let mut end = phrase::with_paragraph(text, phrase::with_etc(text, range.end));
        // "finansloven for 2024": each year has its own.
        if printed.to_lowercase().starts_with("finanslov") {
            end = phrase::with_year(text, end);
        }
        let start = if printed.contains(' ') { phrase::with_article(text, range.start) } else { range.start };
        let mut draft = Draft::new(start..end, SourceKind::Law, "source/law-lexicon");
        draft.labels.push(term.label.clone());
        drafts.push(draft);
    }
}

/// "løftebrudsloven" is one; these are not.
const NOT_LAWS: &[&str] = &["lovforslag", "naturlov", "jantelov", "tyngdelov", "gloven", "kloven", "ploven"];
