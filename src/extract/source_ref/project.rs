//! Projects and trials whose results are cited as evidence.
//!
//! *Example*: "Erfaringerne fra projekter som 'Flere skal med' viser …".
//!
//! *Not this*: a project that the plan only runs or joins.

use super::trigger::Trigger;
use super::{About, Draft, Line, title};
use crate::extract::SourceKind;
use crate::extract::gated::Gated;
use std::sync::LazyLock;

static HEAD: LazyLock<Gated> = LazyLock::new(|| {
    Gated::word_start(
        r"(?:[\p{L}-]*[Pp]rojekt(?:et|er|erne)?|[\p{L}-]*[Ff]orsøg(?:et|ene)?|[\p{L}-]*[Ii]nitiativ(?:et|er)?|[Pp]uljen|[Ii]ndsatsen)(?: som| fx| bl\.a\.)? ",
    )
});
static EVIDENCE: LazyLock<Gated> = LazyLock::new(|| {
    Gated::words(
        r"(?i:erfaring(?:er|erne|en)?|resultater(?:ne)? (?:fra|af)|evaluering(?:en|er)? af|ved fra|viste?|viser|har vist|har dokumenteret|dokumenterer|har hjulpet|(?:fik|kom) \d+ (?:af (?:de )?\d+ )?(?:deltagere|ledige|borgere|unge|personer)|kom \d+(?:,\d+)? pct|tyder på|evidens|læring(?:en)? fra|effekt(?:en|er)? af|positive effekter|gode resultater|metode(?:n|r|rne)? fra)",
    ).in_clause()
});
/// National projects with published results.
const KNOWN: &[&str] = &[
    "Flere skal med",
    "JobFirst",
    "BIP",
    "Beskæftigelses Indikator Projektet",
    "Beskæftigelses Indikator-projektet",
    "Beskæftigelsesindikatorprojektet",
    "Bedre ressourceforløb",
    "Brug for alle",
    "Hurtigt i gang",
    "Jobbro til uddannelse",
];

pub fn find(line: &Line<'_>, about: &mut About, drafts: &mut Vec<Draft>) {
    let text = line.text();
    let named = line.has(Trigger::Project) || !about.projects.is_empty();
    if !named
        || !line.has(Trigger::Evidence)
        || EVIDENCE.find_near(text, line.places(Trigger::Evidence)).next().is_none()
    {
        return;
    }
    for sentence in line.parsed.sentences(line.flat.node) {
        let range = line.sentence(sentence);
        let Some(body) = text.get(range.clone()).filter(|body| EVIDENCE.is_match(body)) else {
            continue;
        };
        for found in HEAD.find_iter(body) {
            let at = range.start + found.end();
            let head = found.as_str().trim_end().to_lowercase();
            let project = ["projekt", "projektet", "forsøg", "forsøget"].iter().any(|noun| head.ends_with(noun));
            let plain = || title::unquoted_end(text, at).filter(|_| project).map(|end| at..end);
            let title = line.flat.title(at).or_else(|| capitals(text, at)).or_else(plain);
            let Some(title) = title.filter(|title| title.end <= range.end) else {
                continue;
            };
            let inner = inner(text, title.clone());
            let name = &text[inner.clone()];
            let quoted = inner != title;
            // "projektet "Tilbage i takt"" names it with its noun; "forsøget »…«" and "projekter som" do not.
            let noun = matches!(head.as_str(), "projekt" | "projektet") && quoted;
            let place =
                if noun && line.flat.emphasized(at).is_none() { range.start + found.start()..title.end } else { inner };
            // A single word may be anything else further on: "projekt Broen".
            if quoted || name.contains(' ') {
                about.projects.push(name.to_owned());
            }
            drafts.push(Draft::new(place, SourceKind::Project, "source/project").titled(name));
        }
        let named = KNOWN.iter().copied().chain(about.projects.iter().map(String::as_str));
        for name in named {
            for (at, _) in body.match_indices(name) {
                let start = range.start + at;
                let mut end = start + name.len();
                // "Flere skal med 1 og 2", "Flere skal med II"
                let tail = &text[end..];
                let rest = tail.trim_start_matches([' ', '1', '2', '3', 'I']);
                let numbered = &tail[..tail.len() - rest.len()];
                if !numbered.trim().is_empty() {
                    end += numbered.trim_end().len();
                    if let Some(more) =
                        rest.strip_prefix("og ").and_then(|more| more.chars().next()).filter(char::is_ascii_digit)
                    {
                        end = text.len() - rest.len() + 3 + more.len_utf8();
                    }
                }
                end = with_short(text, end);
                let whole = !text[end..].starts_with(|c: char| c.is_alphanumeric());
                if whole && line.flat.starts_word(start) {
                    drafts.push(Draft::new(start..end, SourceKind::Project, "source/project-known").titled(name));
                }
            }
        }
    }
}

/// The end of "(BIP)" behind a name: its short form, which names nothing else.
fn with_short(text: &str, end: usize) -> usize {
    let short = text[end..].strip_prefix(" (").and_then(|rest| rest.split_once(')')).map(|(short, _)| short);
    let named = short.filter(|short| (2..=8).contains(&short.len()) && short.chars().all(char::is_uppercase));
    named.map_or(end, |short| end + short.len() + 3)
}

/// A run of capitalized words that a project's noun introduces: "investeringsprojektet Hurtigere i Gang".
fn capitals(text: &str, start: usize) -> Option<std::ops::Range<usize>> {
    let rest = &text[start..];
    let end = rest.find([',', '.', ';', ':', ')']).unwrap_or(rest.len());
    let words: Vec<&str> = rest[..end].split(' ').collect();
    let last = words.iter().rposition(|word| word.starts_with(char::is_uppercase))?;
    let first = words.first()?;
    let small = words[..last].iter().all(|word| word.starts_with(char::is_uppercase) || word.chars().count() <= 3);
    if !first.starts_with(char::is_uppercase) || last == 0 || last > 5 || !small {
        return None;
    }
    let length: usize = words[..=last].iter().map(|word| word.len() + 1).sum::<usize>() - 1;
    Some(start..start + length)
}

/// The title without its quotation marks.
fn inner(text: &str, title: std::ops::Range<usize>) -> std::ops::Range<usize> {
    let quote = &text[title.clone()];
    let is_mark = |c: char| matches!(c, '"' | '“' | '”' | '„' | '»' | '«' | '\'' | '‘' | '’');
    let front = quote.len() - quote.trim_start_matches(is_mark).len();
    let back = quote.len() - quote.trim_end_matches(is_mark).len();
    title.start + front..title.end - back
}
