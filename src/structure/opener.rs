//! Labels in front of a title: "Ministermål 3: …", "Fokusområde 2 – …", "Mål 1 …", and labels that stand alone.

use super::list::Label;
use crate::pattern::{Regex, pattern};
use std::sync::LazyLock;

/// The words of [`OPENER`]'s label.
const OPENERS: &str = r"(?:(?:(?:Understøtter|Bidrager til|Knytter sig til|Relaterer til|Hører under) )?(?:Beskæftigelses)?[Mm]inister(?:ens )?mål|MINISTERMÅL|Mål|MÅL|Delmål|Resultatmål|Succeskriteri(?:um|er)|Succesmål|Måltal|Udviklingsmål|Effektmål|Hovedmål|Kvalitetsmål|Servicemål|Procesmål|Aktivitetsmål|Indsatsmål|Løfte|Greb|Princip|Mission|Strategi|Politik|Fokusområde|FOKUSOMRÅDE|Fokus|FOKUS|Indsatsområde|INDSATSOMRÅDE|Pejlemærke|PEJLEMÆRKE|Tema|TEMA|Målsætning|MÅLSÆTNING|Strategisk(?:e)? (?:mål(?:sætning)?|tema)|Lokalt? mål(?:sætning)?|LOKALT? MÅL(?:SÆTNING)?|Politisk(?:e)? mål(?:sætning)?|[\p{L}-]+(?:udvalgets|bestyrelsens|rådets) mål(?:sætning)?|(?:Lokalt|Strategisk|Politisk|Tværgående|Kommunalt) (?:fokusområde|indsatsområde|pejlemærke)|Nationalt mål|NATIONALT MÅL|Kapitel|KAPITEL|Spor|Prioritet|Ambition|Bilag)";
static OPENER: LazyLock<Regex> = LazyLock::new(|| {
    let number = r"(?:\s*(?:(?:[Nn]r\.?\s*)?(?P<name>\d{1,2}(?:\.?[a-zA-H]\b)?(?:\.\d)?|[A-Ha-h])\s*(?:[:.·|–—-]|\s-)|\s*[:|–—-])\s+|\s+(?P<letter>\d{1,2}\.?[a-zA-H])\s+))(?P<rest>\S.*)$";
    pattern(&format!("^(?P<label>{OPENERS}{number}"))
});
/// How every label begins: most lines are rejected by it, without the slower search for its parts.
static OPENS: LazyLock<Regex> =
    LazyLock::new(|| pattern(&format!("^(?:{OPENERS}|(?:Initiativ|Indsats|Aktivitet|Handling|Tiltag) [0-9])")));
static BARE_LABEL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?P<label>(?:Mål|MÅL|Delmål|Resultatmål|Ministermål|MINISTERMÅL|Pejlemærke|PEJLEMÆRKE|Fokusområde|FOKUSOMRÅDE|Indsatsområde|Initiativ|Indsats|Aktivitet|Handling|Tiltag)\s+(?P<name>\d{1,2}(?:\.\d{1,2}){0,2}(?:\.?[a-zA-H])?)[.:]?\s+)\p{Lu}",
    )
});

/// Splits "Ministermål 3: Flere flygtninge …" into label and title.
pub fn split(text: &str) -> Option<(usize, Option<String>)> {
    if text.len() > 400 || !OPENS.is_match(text) {
        return None;
    }
    let Some(found) = OPENER.captures(text) else {
        // "Mål 1 Vi vil …": the label was set in bold, without a colon.
        let found = BARE_LABEL.captures(text)?;
        return Some((found["label"].len(), Some(found["name"].to_owned())));
    };
    let name = found.name("name").or_else(|| found.name("letter")).map(|name| name.as_str().to_owned());
    // "Strategi: …" is a box; counted it names a chapter.
    if name.is_none() && found["label"].starts_with("Strategi:") {
        return None;
    }
    // "Ministerens mål – strategi og indsats" goes on with what is said of the goals.
    if name.is_none() && !found["label"].contains(':') && found["rest"].starts_with(char::is_lowercase) {
        return None;
    }
    Some((found["label"].len(), name))
}

/// "3. Ministermål 1 – …": a chapter's number before the goal's, however long the goal.
pub fn is_labelled_chapter(text: &str) -> bool {
    text.to_lowercase().starts_with("ministermål ")
        && !text.ends_with('.')
        && split(text).is_some_and(|(_, name)| name.is_some())
}

/// "TEMA 1", "Ministermål 2:", "Spor A": a word that counts, and no name.
pub fn is_bare_label(text: &str) -> bool {
    const MOST: usize = 40;
    let label = text.trim_end_matches([':', '.', ' ']);
    let titled = || format!("{label}: X");
    label.len() < MOST && split(&titled()).is_some_and(|(length, name)| name.is_some() && length == label.len() + 2)
}

/// The label of a heading such as "Ministermål 3: …" as a [`Label`] at `start`.
pub fn label(start: usize, length: usize, name: Option<String>) -> Label {
    Label { range: start..start + length, name }
}

/// Whether a label in lower case is that of a title, by the line below: "Ministerens mål 3: Langtidsledigheden skal
/// bekæmpes" right above running text.
pub fn is_title_above(label: &str, next: &str) -> bool {
    label.contains("minister") && next.starts_with(char::is_uppercase)
}
