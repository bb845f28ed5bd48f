//! Who publishes a plan: an office or unit named on the front, else the municipality.

use super::period::MONTHS;
use super::title::owner;
use super::{COUNCIL, JOBCENTRE, MUNICIPALITY, OFFICE, OFFICE_NAME, capitalized, tells_approval};
use crate::extract::DocumentKind;
use crate::extract::gated::LATIN;
use crate::pattern::{Regex, pattern};
use std::sync::LazyLock;

static UNIT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:jobcenter(?:et)? \p{L}|center for|centeret for|centret for|job ?(?:&|og) ?\p{L}|job- og \p{L}*center|arbejdsmarkedskontor|arbejdsmarkedscenter|beskæftigelsesregion|regionalt arbejdsmarkedsråd|det regionale arbejdsmarkedsråd|social- og |arbejdsmarked(?:s)?(?: og|forvaltning|afdeling)|beskæftigelses- og (?:\p{L}+)(?:forvaltning|afdeling)|beskæftigelsesforvaltning|beskæftigelsesafdeling|forvaltningen for|afdelingen for|børne- og|sekretariatet|ydelse|borger og|beskæftigelse(?:,| og| &)|arbejdsmarked(?: &|,))",
    )
});
/// What a line says behind the unit's name.
static BEHIND: LazyLock<Regex> =
    LazyLock::new(|| pattern(&format!(r"(?i) (?:sagsnr|(?:{})? ?20\d\d\b).*$", MONTHS.join("|").replace(' ', ""))));
static COMMITTEE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)^\p{Lu}[\p{L} ,-]*udvalg(?:et)?(?P<date>,? .*20\d\d)?$"));
static PUBLISHED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(r"(?:Udgivet|Udarbejdet|Udgiver)(?: af)?:? +(\p{{Lu}}[{LATIN} &,-]{{4,70}}?)(?:\.|$|\n|, )"))
});

/// The body that publishes: an office or unit named on the front, else the municipality.
pub fn issuer(front: &[String], title: Option<&str>, municipality: Option<&str>, kind: DocumentKind) -> Option<String> {
    let pretty = |line: &str| {
        // "Jobcenter Lilleby (udkast)"
        let line = line.split(", ").next().unwrap_or(line).split(" (").next().unwrap_or(line);
        let line = BEHIND.find(line).map_or(line, |found| &line[..found.start()]).trim_end_matches(['.', ':']);
        if line.chars().any(char::is_lowercase) { line.to_owned() } else { capitalized(line) }
    };
    let lines: Vec<&str> = front
        .iter()
        .map(String::as_str)
        .filter(|line| Some(*line) != title)
        .flat_map(|line| line.split(" · "))
        .filter(|line| line.chars().count() < 80)
        .filter(|line| !tells_approval(line))
        .collect();
    if let Some(found) = front.iter().find_map(|line| PUBLISHED.captures(line)) {
        return Some(pretty(&found[1]));
    }
    if kind == DocumentKind::Overview {
        let office =
            lines.iter().find(|line| OFFICE.is_match(line)).or_else(|| lines.iter().find(|l| COUNCIL.is_match(l)));
        if let Some(office) = office {
            return Some(pretty(office));
        }
        // Of a front that runs into the text the lines are lost.
        if let Some(office) = front.iter().find_map(|line| OFFICE_NAME.find(line)) {
            return Some(office.as_str().to_owned());
        }
        return lines.iter().find(|line| line.contains(char::is_alphabetic)).map(|line| pretty(line));
    }
    if let Some(unit) = lines.iter().find(|line| UNIT.is_match(line) && !COMMITTEE.is_match(line)) {
        return Some(pretty(unit));
    }
    // "Skovholm Kommune Jobcenter Skovholm Godkendt af Byrådet …": the lines of a transcript's front have run together.
    let owned = front.iter().filter(|line| Some(line.as_str()) == title || owner(line).is_some());
    if let Some(found) = owned.filter_map(|line| JOBCENTRE.find(line)).next() {
        return Some(pretty(found.as_str()));
    }
    // A committee signs with a date, or stands alone; under the municipality's name it only belongs to it.
    let own_line =
        lines.iter().any(|line| MUNICIPALITY.find(line).is_some_and(|found| found.range() == (0..line.len())));
    for line in &lines {
        if let Some(found) = COMMITTEE.captures(line)
            && (found.name("date").is_some() || !own_line)
        {
            return Some(pretty(line));
        }
    }
    municipality.map(|name| format!("{} Kommune", genitive(name)))
}

/// København calls itself "Københavns Kommune", Aarhus "Aarhus Kommune".
fn genitive(name: &str) -> String {
    match name {
        "København" => "Københavns".to_owned(),
        "Bornholm" => "Bornholms".to_owned(),
        _ => name.to_owned(),
    }
}
