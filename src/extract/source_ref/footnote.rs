//! Footnotes, reference lists and "Kilde: …" lines: the whole text is the source, or two where "og" or ";" joins
//! them.
//!
//! *Not this*: a note that explains a word or a number.

use super::attributes::{ADDRESS, LAW_NUMBER};
use super::author::{ACT_TITLE, AUTHOR, LISTED, dated_author, publisher, title_first};
use super::statistics::{DATE, STATISTICS};
use super::trigger::Trigger;
use super::{Draft, Line};
use crate::extract::SourceKind;
use crate::extract::gated::Gated;
use crate::lexicon::Class;
use crate::pattern::{Regex, pattern};
use crate::structure::NodeKind;
use std::ops::Range;
use std::sync::LazyLock;

static SOURCE_LABEL: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?:^|[ (\n])(?:[Kk]ilder?|KILDER?|[Dd]atakilder?|[Kk]ildeangivelse)(?:\))? ?: ?"));
static HEADING: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:\d+\.? )?(?:noter|fodnoter|slutnoter|kilder|kildeliste|kildehenvisninger|referencer|referenceliste|litteratur|litteraturliste|henvisninger)(?: og \p{L}+)?:?$",
    )
});
static STATISTIC: LazyLock<Gated> = LazyLock::new(|| {
    Gated::new(
        r"(?i)jobindsats|statistik|databank|\btabel\b|register|dream\b|\bkvt\b|kvartal|halvår|arbejdsmarkedsbalance|nøgletal|opgørelse|egne (?:tal|data|beregninger)|fagsystem|\bdata fra\b|ledelsesinformation|særkørsel|datatræk|datavarehus|integrationsbarometer|udtræk fra|-udtræk",
    )
});
static DATA_TITLE: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)\): [\p{L}-]*statistik(?:ken)?(?: |,|$)"));
static REPORT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)undersøgelse|analyse|rapport|survey|kortlægning|evaluering|måling|barometer|redegørelse|resultatrevision|referat|notat|gennemgang",
    )
});
static AGREEMENT: LazyLock<Gated> = LazyLock::new(|| {
    Gated::new(
        r"\b(?:\p{L}*[Aa]ftale[n]? (?:om|af|(?:indgået )?mellem)|[Tt]repartsaftale|[Dd]elaftale|[Rr]eform af|[Bb]udgetaftale|[Ff]inanslovsaftale|[Ff]orståelsespapir|[Aa]ftaletekst)|\p{L}{4,}reformen\b",
    )
});
static LAW: LazyLock<Gated> = LazyLock::new(|| {
    Gated::new(r"\b(?:[Ll]ov om|[Ll]ovbekendtgørelse|[Bb]ekendtgørelse|LBK|LAB|LAS)\b|\p{L}{3,}lovens?\b|-lovens?\b|§")
});
static STRATEGY: LazyLock<Gated> = LazyLock::new(|| {
    Gated::new(r"(?i)\p{L}*(?:strategi|politik|vision|beskæftigelsesplan|handleplan)(?:en|er|erne|ken)?\b")
});
static GUIDE: LazyLock<Gated> = LazyLock::new(|| {
    Gated::new(
        r"(?i)\b(?:guide|håndbog|inspirationskatalog|vejledning (?:til|om)|værktøjskasse|overblik over|faktaark)",
    )
});
/// "Jf. »Veje til job«, VIVE, 2018"
static POINTING: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(?:Se|Jf\.|jf\.) (?:også )?"));
static SEE: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(?:se(?: også| endvidere| desuden)?|jf\.) "));
static AFTER_AUTHOR: LazyLock<Regex> = LazyLock::new(|| pattern(r"^\((?:19|20)\d\d[a-z]?\)[:.,]? *"));
static DATE_BEHIND: LazyLock<Regex> = LazyLock::new(|| pattern(r", (?:\d{1,2}\. )?(?:\p{Ll}+ )?(?:19|20)\d\d$"));
static DATED: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b(?:19|20)\d\d\b"));
/// What the municipality has counted itself, and keeps.
static OWN_DATA: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:(?:(?:kommunens|jobcent(?:e)?rets|forvaltningens) )?(?:egne|egen|interne?) (?:opgørelse|tal\b|data|registrering|statistik)|(?:kommunens|jobcent(?:e)?rets|forvaltningens) (?:eget |egne )?(?:ledelsesinformation|[\p{L}-]*udtræk|fagsystem|opgørelse|økonomisystem|registrering|sagssystem))",
    )
});
/// What it only says to have reckoned, which names no data.
static RECKONED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:(?:kommunens|jobcent(?:e)?rets) )?(?:egne|egen|interne?) (?:beregning|oplysning)(?:er|en|erne)?\.?$",
    )
});
static VERB: LazyLock<Gated> = LazyLock::new(|| {
    Gated::words(
        r"(?:er|var|har|havde|kan|skal|bliver|blev|omfatter|dækker|betyder|opgøres|indgår|viser|gælder|vedrører|tæller)",
    )
});

/// Whether the walk is inside a list of notes or references.
#[derive(Default)]
pub struct Notes {
    open: bool,
    /// Whether items have come: the paragraph behind them is no note.
    items: bool,
    /// Number of the note just before.
    last: Option<u32>,
}

/// Proposes the node's text when the node is a note, a reference, or has "Kilde:".
pub fn find(line: &Line<'_>, notes: &mut Notes, drafts: &mut Vec<Draft>) {
    let node = &line.parsed.outline.nodes[line.flat.node];
    let text = line.text();
    // "12. Noter og kilder:" is the longest.
    let short = text.split_whitespace().nth(4).is_none();
    if short && HEADING.is_match(text.trim()) {
        *notes = Notes { open: true, items: false, last: None };
        return;
    }
    if matches!(node.kind, NodeKind::Heading { .. }) {
        notes.open = false;
    }
    if node.kind == NodeKind::Contents {
        return;
    }
    if line.has(Trigger::SourceLabel)
        && let Some(label) = SOURCE_LABEL.find(text)
    {
        // In running text only what follows in the bracket or line.
        let rest = &text[label.end()..];
        let bracket = text[label.start()..].trim_start().starts_with('(')
            || text[..label.start() + 1].matches('(').count() > text[..label.start() + 1].matches(')').count();
        let end = if bracket { rest.find(')').unwrap_or(rest.len()) } else { rest.find('\n').unwrap_or(rest.len()) };
        // A balanced bracket inside belongs to the source: "Statistikbanken (AUL01)".
        let end =
            if bracket && rest[..end].contains('(') { rest[end..].find(')').map_or(end, |at| end + at) } else { end };
        let before = text[..label.start()].trim();
        // The source ends with its sentence: in running text, and where another sentence tells something.
        let first = sentence_end(&rest[..end]);
        let running = if before.is_empty() && !VERB.is_match(&rest[first..end]) { end } else { first };
        // A note's dot is its own, that of a sentence or of a line under a table is not.
        let running = if node.kind == NodeKind::Footnote { running } else { undotted(&rest[..running]).len() };
        let end = if bracket { end } else { running };
        if bracket || before.is_empty() || before.ends_with(['.', '\n', ')']) || before.len() < 4 {
            split(line, label.end()..label.end() + end, true, drafts);
            return;
        }
    }
    // "3) …" behind the notes 1) and 2) is a note, whatever it begins with.
    let number = node.label.as_ref().and_then(|label| label.name.as_deref()).and_then(|name| name.parse::<u32>().ok());
    let next = node.kind == NodeKind::ListItem && number.is_some() && number == notes.last.map(|last| last + 1);
    notes.last = if node.kind == NodeKind::Footnote || next { number } else { None };
    let listed =
        next || notes.open && (node.kind == NodeKind::ListItem || node.kind == NodeKind::Paragraph && !notes.items);
    notes.items |= notes.open && matches!(node.kind, NodeKind::ListItem | NodeKind::Footnote);
    notes.open &= !(notes.items && node.kind == NodeKind::Paragraph);
    if node.kind == NodeKind::Footnote || listed {
        split(line, 0..text.len(), false, drafts);
    }
}

/// Where the first sentence ends: a dot before a capital.
fn sentence_end(text: &str) -> usize {
    let dots = text.match_indices(". ").map(|(at, _)| at);
    let mut ends = dots.filter(|&at| text[at + 2..].starts_with(char::is_uppercase));
    ends.next().unwrap_or(text.len())
}

/// The text without the dot of its sentence; "m.v." and "m.fl." keep theirs.
fn undotted(text: &str) -> &str {
    let text = text.trim_end();
    if text.ends_with("v.") || text.ends_with("fl.") { text } else { text.trim_end_matches('.') }
}

/// "X og Y", "X; Y": two sources where both sides are one.
fn split(line: &Line<'_>, range: Range<usize>, labelled: bool, drafts: &mut Vec<Draft>) {
    let text = line.text();
    let mut start = range.start;
    let mut pieces = Vec::new();
    for joint in ["; ", " og ", " samt ", ", samt "] {
        for (at, _) in text[range.clone()].match_indices(joint) {
            pieces.push((range.start + at, joint.len()));
        }
    }
    // "Kilde: STAR, KL og Danmarks Statistik"
    if labelled && only_bodies(line, range.clone()) {
        pieces.extend(text[range.clone()].match_indices(", ").map(|(at, _)| (range.start + at, 2)));
    }
    // "1) Danmarks Statistik, 2016 2) STAR (2015): …": a transcript has the next note on the same line.
    for (at, _) in text[range.clone()].match_indices(") ") {
        let digits = text[..range.start + at].bytes().rev().take_while(u8::is_ascii_digit).count();
        let mark = range.start + at - digits;
        if (1..=2).contains(&digits) && mark > range.start && text[..mark].ends_with(' ') {
            pieces.push((mark - 1, digits + 3));
        }
    }
    // "VIVE (2022): Veje til job. STAR (2021): Hvad virker?": lists without bullets, a line for each.
    for joint in [". ", "? ", "! "] {
        for (at, _) in text[range.clone()].match_indices(joint) {
            let at = range.start + at + 1;
            if dated_author(&text[at + 1..range.end]).is_some() {
                pieces.push((at, 1));
            }
        }
    }
    pieces.sort_unstable();
    for (at, length) in pieces {
        if at < start {
            continue;
        }
        // "VIVE: Haver (2018); se også KORA: Høns (2016)"
        let pointer = SEE.find(&text[at + length..range.end]).map_or(0, |see| see.len());
        let after = at + length + pointer;
        let next = &text[after..range.end];
        // A footnote is one source with its own reckoning: "Danmarks Statistik, 2029, og egne beregninger".
        let semicolon = text[at..].starts_with("; ");
        let listed = semicolon
            && (AUTHOR.is_match(next)
                || dated_author(next).is_some()
                || ACT_TITLE.is_match(next) && next.starts_with(char::is_uppercase));
        let opens = length == 1
            || listed
            || opens_source(line, after)
            || OWN_DATA.is_match(next)
            || labelled && RECKONED.is_match(next);
        // "Aftale mellem regeringen og KL"
        let parties = text[start..at].contains("mellem ") && &text[at..after] == " og ";
        if opens && !parties && kind(line, start..at, labelled).is_some() && !inside_body(line, at) {
            push(line, start..at, labelled, drafts);
            start = after;
        }
    }
    push(line, start..range.end, labelled, drafts);
}

/// Whether there are names of bodies and nothing else.
fn only_bodies(line: &Line<'_>, range: Range<usize>) -> bool {
    let text = &line.text()[..range.end];
    let mut at = range.start;
    while let Some(body) = line.body_at(at).filter(|body| body.range.end <= range.end) {
        let rest = &text[body.range.end..];
        match [", ", " og ", " samt "].iter().find(|joint| rest.starts_with(**joint)) {
            Some(joint) => at = body.range.end + joint.len(),
            None => return rest.trim_end_matches(['.', ' ', '\n']).is_empty(),
        }
    }
    false
}

/// Whether a joint stands inside a name: "Styrelsen for Arbejdsmarked og Rekruttering".
fn inside_body(line: &Line<'_>, at: usize) -> bool {
    line.bodies.iter().any(|body| body.range.start < at && at < body.range.end)
}

/// Whether a source begins at `at`: a body, an address, a law number.
fn opens_source(line: &Line<'_>, at: usize) -> bool {
    let text = line.text();
    line.body_at(at).is_some()
        || ADDRESS.find(&text[at..]).is_some_and(|found| found.start() == 0)
        || LAW_NUMBER.find(&text[at..]).is_some_and(|found| found.start() == 0)
}

fn push(line: &Line<'_>, range: Range<usize>, labelled: bool, drafts: &mut Vec<Draft>) {
    let text = line.text();
    let quote = &text[range.clone()];
    let trimmed = quote.trim_start_matches([' ', '\n', ':', ')', '.']);
    let pointed = POINTING.remove(trimmed);
    let trimmed =
        if title_first(pointed.as_ref()).is_some() { &trimmed[trimmed.len() - pointed.len()..] } else { trimmed };
    let start = range.end - trimmed.len();
    let mut end = start + trimmed.trim_end_matches([' ', '\n', ',']).len();
    // "Kilde: Jobindsats.dk, august 2012 skal være …": the text goes on behind a line that a table ended.
    if labelled
        && let Some(body) = line.body_at(start).filter(|body| body.range.end < end)
        && let Some(date) = DATE.find(&text[body.range.end..end])
    {
        let rest = &text[body.range.end + date.end()..end];
        if rest.trim_start().starts_with(char::is_lowercase) && !rest.trim_start().starts_with("og ") {
            end = body.range.end + date.end();
        }
    }
    // "Kilde: Jobindsats.dk Nordby har flere langtidsledige …": in a transcript a sentence follows without a mark.
    if labelled
        && let Some(body) = line.body_at(start).filter(|body| body.range.end < end && body.kind == "statistics")
        && let Some(rest) = text[body.range.end..end].strip_prefix(' ')
        && rest.starts_with(char::is_uppercase)
        && VERB.is_match(rest)
    {
        end = body.range.end;
    }
    // "Jobindsats.dk. *Gennemsnit af tre kvartaler": a star explains a mark of the table.
    if let Some(star) = text[start..end].find(" *").filter(|star| !text[start + star + 2..end].contains('*')) {
        end = start + undotted(&text[start..start + star]).len();
    }
    let second = drafts.iter().any(|draft| draft.range.end <= start);
    if end <= start || RECKONED.is_match(&text[start..end]) && (second || !labelled) {
        return;
    }
    let Some(kind) = kind(line, start..end, labelled) else {
        return;
    };
    let mut draft = Draft::new(start..end, kind, if labelled { "source/label" } else { "source/footnote" });
    let (publisher, title_start) = publisher(line, start..end, kind);
    draft.publisher = publisher;
    if matches!(kind, SourceKind::Report | SourceKind::Agreement | SourceKind::Guide)
        && let Some(title_start) = title_start
    {
        let title = text[title_start..end].trim_matches([' ', ':', ',', '.']);
        let title = AFTER_AUTHOR.remove(title);
        let title = title.as_ref();
        let title = title.split(". www").next().unwrap_or(title).split(". http").next().unwrap_or(title);
        // "Evaluering af Broen. Rapporten er udarbejdet for UU-centret."
        let first = sentence_end(title);
        let title = if VERB.is_match(&title[first..]) { &title[..first] } else { title };
        if title.chars().any(char::is_alphabetic) {
            draft.title = Some(DATE_BEHIND.remove(title).trim_end_matches('.').to_owned());
        }
    }
    if let Some((title, _)) = title_first(&text[start..end]) {
        draft.title = Some(title.to_owned());
    }
    drafts.push(draft);
}

/// What the text cites, or None if it explains something.
fn kind(line: &Line<'_>, range: Range<usize>, labelled: bool) -> Option<SourceKind> {
    let text = &line.text()[range.clone()];
    let words = text.split_whitespace().count();
    // Sentences explain; their sources are found as in running text.
    if !labelled && words > 14 && VERB.is_match(text) && dated_author(text).is_none() && !LAW_NUMBER.is_match(text) {
        return None;
    }
    let act = line.parsed.hits(line.flat.node).iter().find_map(|hit| {
        let term = line.parsed.term(hit);
        let place = (term.class == Class::Act).then(|| line.flat.of_hit(line.parsed, hit)).flatten()?;
        (range.start <= place.start && place.end <= range.end).then_some(term)
    });
    let act_kind = act.and_then(|term| line.parsed.lexicon.acts.get(&term.concept)).map(|act| act.kind.as_str());
    let author = dated_author(text);
    let authored = author.is_some();
    // "Styrelsen for …: Overblik over samtaler i den nye LAB-lov": a law in a title is not what is cited.
    let leading = line.body_at(range.start);
    let titled = leading.and_then(|body| line.text()[body.range.end..].strip_prefix(": "));
    let act =
        author.is_some_and(|author| ACT_TITLE.is_match(text[author.end..].trim_start())) || text.contains("ftaletekst");
    let entitled = authored && !act || titled.is_some_and(|title| !ACT_TITLE.is_match(title));
    if LAW_NUMBER.is_match(text) {
        return Some(SourceKind::Law);
    }
    if !entitled && !REPORT.is_match(text) {
        if AGREEMENT.is_match(text) || act_kind == Some("agreement") {
            return Some(SourceKind::Agreement);
        }
        if act_kind == Some("law") || LAW.is_match(text) {
            return Some(SourceKind::Law);
        }
    }
    let data_body = line.bodies.iter().any(|body| {
        range.start <= body.range.start && body.range.end <= range.end && body.known && body.kind == "statistics"
    });
    // "STAR: Virksomhedernes søgning, 1. halvår 2020": when it was made tells nothing of what it is.
    let named = titled.map_or(text, |title| &title[..title.rfind(", ").unwrap_or(title.len())]);
    if !authored && (STATISTIC.is_match(named) && !REPORT.is_match(text) || data_body) {
        return Some(SourceKind::Statistics);
    }
    // "Ankestyrelsen (2023): Omgørelsesstatistik for 2022"
    if authored && DATA_TITLE.is_match(text) && !REPORT.is_match(text) {
        return Some(SourceKind::Statistics);
    }
    // "Jobindsats.dk (2018)"
    if data_body && author.is_some_and(|author| author.end >= text.trim_end_matches('.').len()) {
        return Some(SourceKind::Statistics);
    }
    if authored || REPORT.is_match(text) || !labelled && title_first(text).is_some() {
        return Some(SourceKind::Report);
    }
    if GUIDE.is_match(text) {
        return Some(SourceKind::Guide);
    }
    if STRATEGY.is_match(text) && (labelled || DATED.is_match(text) || leading.is_some()) {
        return Some(SourceKind::Strategy);
    }
    let address = ADDRESS.find(text);
    if let Some(found) = address {
        let lower = found.as_str().to_lowercase();
        if STATISTICS.iter().any(|site| lower.contains(site)) {
            return Some(SourceKind::Statistics);
        }
        if found.len() + 3 >= text.len() || leading.is_none() && !AUTHOR.is_match(text) {
            return Some(SourceKind::Website);
        }
        return Some(SourceKind::Report);
    }
    if let Some(body) = leading {
        if body.known && body.kind == "website" {
            return Some(SourceKind::Website);
        }
        let alone = body.range.end + 2 >= range.end;
        return Some(if labelled && alone { SourceKind::Statistics } else { SourceKind::Report });
    }
    if AUTHOR.is_match(text) && DATED.is_match(text) || !labelled && LISTED.is_match(text) {
        return Some(SourceKind::Report);
    }
    // "Kilde: Kommunens økonomisystem"
    labelled.then_some(SourceKind::Statistics)
}
