//! Political agreements and reforms.
//!
//! *Example*: "Aftale om en forenklet beskæftigelsesindsats i 2018", "kontanthjælpsreformen", "budgetaftalen for 2023".
//!
//! *Not this*: "indgå aftale om et løntilskudsjob", "samarbejdsaftalen med HK", "en ny reform", "reformen".

use super::trigger::Trigger;
use super::{Draft, Line, phrase};
use crate::extract::SourceKind;
use crate::extract::gated::Gated;
use crate::lexicon::Class;
use crate::pattern::{Regex, pattern};
use std::ops::Range;
use std::sync::LazyLock;

static TITLE: LazyLock<Gated> = LazyLock::new(|| {
    Gated::word_start(
        r"(?:(?:[Dd]en )?(?:[Pp]olitiske? |[Bb]redt? |[Bb]rede )*)((?:[Aa]ftale|[Aa]ftalen|[Dd]elaftale|[Tt]repartsaftale|[Tt]repartsaftalen|[Tt]opartsaftale[n]?|[Dd]elaftalen) om|[Rr]eform af|[Rr]eformen af|REFORM AF) ",
    ).in_clause()
});
static COMPOUND: LazyLock<Gated> = LazyLock::new(|| {
    Gated::words(
        r"(?:[\p{L}]{3,}-(?:,| og| eller| samt) )?[\p{L}\d]{2,}[\p{L}-]*(?:reformens?|pakkens?|aftalens?|forliget|forligets|aftale|forlig|REFORMEN|udspillet)",
    ).in_clause()
});
static NAMED: LazyLock<Gated> = LazyLock::new(|| Gated::words(r"[Aa]ftalen|[Ff]orliget").in_clause());
static POLITICS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)folketing|regering|lovændring|reform|politisk|forlig|trepart|jf\. aftale|partierne|finanslov|nytænkning|delaftale|ministeriet:",
    )
});
/// Agreements with a citizen or a firm: "indgår aftale om løntilskud".
static PRIVATE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:laver|lave|laves|skriftlig|konkret|konkrete|individuel|gensidig|klar|fast|faste|indgå|jobcent(?:e)?ret indgår|vi indgår|kommunen indgår|borgeren|virksomheden|der er|en|ny) $",
    )
});
/// Agreements whose compound names a political one.
const POLITICAL: &[&str] = &[
    "budget",
    "dagpenge",
    "finanslov",
    "finanslovs",
    "forenklings",
    "integrations",
    "kontanthjælps",
    "kommune",
    "satspulje",
    "toparts",
    "tremparts",
    "treparts",
    "to-parts",
    "tre-parts",
    "velfærds",
    "økonomi",
    "nytænknings",
    "psykiatri",
    "sundheds",
    "udlignings",
    "beskæftigelses",
    "ferie",
    "pensions",
    "tilbagetræknings",
    "barsels",
    "erhvervsuddannelses",
    "veu-",
    "veu-treparts",
    "repartierings",
    "frikommune",
    "flerårs",
    "fgu-",
];

pub fn find(line: &Line<'_>, drafts: &mut Vec<Draft>) {
    by_lexicon(line, drafts);
    if line.has(Trigger::AgreementTitle) {
        by_title(line, drafts);
    }
    if line.has(Trigger::AgreementName) {
        by_compound(line, drafts);
        by_quote(line, drafts);
    }
}

/// "Aftale om …", "reformen af …": with a capital, a year, or politics around it.
fn by_title(line: &Line<'_>, drafts: &mut Vec<Draft>) {
    let text = line.text();
    for found in TITLE.captures_near(text, line.places(Trigger::AgreementTitle)) {
        let (Some(whole), Some(head)) = (found.get(0), found.get(1)) else {
            continue;
        };
        // A name of the lexicon says where it ends.
        let known = drafts.iter().any(|draft| draft.range.contains(&head.start()));
        let end = phrase::end(text, whole.end(), 14);
        if known || end <= whole.end() {
            continue;
        }
        let with_year = phrase::with_year(text, end);
        let reform =
            head.as_str().to_lowercase().starts_with("reform") || head.as_str().to_lowercase().starts_with("t");
        // "aftalen om Flere unge i uddannelse og job": a title begins.
        let titled = head.as_str().ends_with("en om") && text[whole.end()..].starts_with(char::is_uppercase);
        let capital = titled || head.as_str().starts_with(char::is_uppercase) && mid_sentence(text, head.start());
        let certain = reform || capital || with_year > end;
        let before = &text[floor(text, whole.start(), 200)..whole.start()];
        let sentence = before.rsplit(['.', '\n']).next().unwrap_or(before);
        let after = &text[end..ceil(text, end, 120)];
        let rest = after.split(['.', '\n']).next().unwrap_or(after);
        let private = PRIVATE.is_match(sentence);
        let political = POLITICS.is_match(sentence);
        if !certain && !political && (private || !POLITICS.is_match(rest)) {
            continue;
        }
        if head.as_str() == "reform af" && text[..head.start()].ends_with("en ") {
            continue;
        }
        let mut start = head.start();
        // "der blev indgået en aftale om en reform": the article belongs to it.
        if (!private || political) && !reform {
            start = phrase::with_article(text, start);
        }
        drafts.push(Draft::new(start..with_year, SourceKind::Agreement, "source/agreement-title"));
    }
}

/// "refusionsreformen", "ungdomspakken fra 2009", "budgetaftalen for 2018".
fn by_compound(line: &Line<'_>, drafts: &mut Vec<Draft>) {
    let text = line.text();
    for found in COMPOUND.find_near(text, line.places(Trigger::AgreementName)) {
        let lower = found.as_str().to_lowercase();
        let end = phrase::with_year(text, found.end());
        // "Budgetaftale 2020"
        let year = text[found.end()..]
            .get(..5)
            .is_some_and(|year| year.starts_with(" 20") && year[3..].bytes().all(|b| b.is_ascii_digit()));
        let end = if year && end == found.end() { end + 5 } else { end };
        let dated = end > found.end();
        let first = lower.rsplit_once(' ').map_or(lower.as_str(), |(_, last)| last);
        let political = POLITICAL.iter().any(|name| first.starts_with(name));
        let definite = lower.ends_with('n') || lower.ends_with("ns") || lower.ends_with("et") || lower.ends_with("ets");
        let accept = if lower.contains("reform") {
            // Of the map of Denmark, and nothing that a plan builds on.
            definite && !lower.starts_with("kommunalreform") && !lower.starts_with("strukturreform")
        } else if lower.ends_with("pakken") || lower.ends_with("pakkens") || lower.ends_with("udspillet") {
            dated
        } else {
            political && (dated || definite)
        };
        let finance_act = lower.starts_with("finanslov");
        if !(accept || finance_act && dated) || lower.contains("branchepakke") || lower.contains("jobpakke") {
            continue;
        }
        let mut range = found.start()..end;
        // "Trepartsaftalen "Ekstraordinært løft af ledige" fra 2020"
        if let Some(title) = title_behind(line, found.end()) {
            range.end = phrase::with_year(text, title.end);
        }
        // "trepartsaftalen om mangel på arbejdskraft fra oktober 2021"
        if !dated && !lower.ends_with('s') && text[found.end()..].starts_with(" om ") {
            let longer = phrase::end(text, found.end() + 4, 8);
            if longer > found.end() + 4 {
                range.end = phrase::with_year(text, longer);
            }
        }
        drafts.push(Draft::new(range, SourceKind::Agreement, "source/agreement-compound"));
    }
}

/// "aftalen "Mere værdighed og færre regler"": what has a title is known to all.
fn by_quote(line: &Line<'_>, drafts: &mut Vec<Draft>) {
    let text = line.text();
    for found in NAMED.find_near(text, line.places(Trigger::AgreementName)) {
        let capital = |title: &Range<usize>| text[title.clone()].chars().nth(1).is_some_and(char::is_uppercase);
        let sentence = text[..found.start()].rsplit(['.', '\n']).next().unwrap_or("").to_lowercase();
        let private = ["borger", "virksomhed", "den ledige", "jobcent"].iter().any(|who| sentence.contains(who));
        if let Some(title) = title_behind(line, found.end()).filter(|title| capital(title) && !private) {
            let range = found.start()..phrase::with_year(text, title.end);
            drafts.push(Draft::new(range, SourceKind::Agreement, "source/agreement-quote"));
        }
    }
}

/// The title in quotation marks right behind a word.
fn title_behind(line: &Line<'_>, end: usize) -> Option<Range<usize>> {
    line.text()[end..].strip_prefix(' ').and_then(|_| line.flat.title(end + 1))
}

/// Names of the lexicon, with what belongs to them.
fn by_lexicon(line: &Line<'_>, drafts: &mut Vec<Draft>) {
    let text = line.text();
    for hit in line.parsed.hits(line.flat.node) {
        let term = line.parsed.term(hit);
        if term.class != Class::Act || line.parsed.lexicon.acts.get(&term.concept).is_none_or(|act| act.kind == "law") {
            continue;
        }
        let Some(mut range) = line.flat.of_hit(line.parsed, hit) else {
            continue;
        };
        let printed = text[range.clone()].to_lowercase();
        let single = !printed.contains(' ');
        let indefinite = ["reform", "aftale", "forlig", "pakke", "aftaler", "reformer", "lov"];
        if single
            && indefinite.iter().any(|end| printed.ends_with(end))
            && phrase::with_year(text, range.end) == range.end
        {
            continue;
        }
        // "har varslet en reform af førtidspensionen": one that is still to come.
        if printed.starts_with("reform af") && text[..range.start].ends_with("en ") {
            continue;
        }
        let mut start = range.start;
        if printed.starts_with("aftale") || printed.starts_with("bred ") {
            start = phrase::with_article(text, start);
        }
        // "Nytænkning af beskæftigelsesindsatsen (delaftale 1 og 2)"
        if text[range.end..].starts_with(" (delaftale") {
            range.end += text[range.end..].find(')').map_or(0, |at| at + 1);
        }
        // "aftale om helhedsorienterede indsatser til borgere med komplekse problemstillinger"
        if !single && (text[range.end..].starts_with(" til ") || text[range.end..].starts_with(" for ")) {
            range.end = range.end.max(phrase::end(text, range.end, 8));
        }
        range.end = phrase::with_year(text, range.end);
        let range = start..range.end;
        let mut draft = Draft::new(range, SourceKind::Agreement, "source/agreement-lexicon");
        draft.labels.push(term.label.clone());
        drafts.push(draft);
    }
}

fn mid_sentence(text: &str, at: usize) -> bool {
    text[..at].trim_end().chars().next_back().is_some_and(|c| !matches!(c, '.' | ':' | '!' | '?' | '\n')) || at == 0
}

/// A char boundary at most `bytes` before `at`.
fn floor(text: &str, at: usize, bytes: usize) -> usize {
    let mut start = at.saturating_sub(bytes);
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    start
}

/// A char boundary at most `bytes` after `at`.
fn ceil(text: &str, at: usize, bytes: usize) -> usize {
    let mut end = (at + bytes).min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    end
}
