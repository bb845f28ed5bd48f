//! The name of a document, as its front prints it.

use super::{JOBCENTRE, MUNICIPALITY, PLAN_WORD, names_plan, period, tells_approval};
use crate::extract::Parsed;
use crate::extract::gated::Gated;
use crate::pattern::{Regex, pattern};
use std::sync::LazyLock;

/// A title in a sentence, where the front has none.
static IN_TEXT: LazyLock<Gated> = LazyLock::new(|| {
    Gated::word_start(
        r"(?:Kommunernes beskæftigelsesplaner|(?:\p{Lu}[\p{L}-]+ (?:Kommune|Jobcenter)s )?[Bb]eskæftigelsesplan) (?:for )?20\d\d(?:[-–/]\d{2,4})?(?: for \p{Lu}[\p{L}-]+ Kommune)?",
    )
});
/// What stands behind the years of a title and is none of it: who approved or published it, a month, a page.
static BEHIND: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"^(?i:(?:{}|udgivet|udarbejdet|{}) ?.*|\d{{4}}-\d\d-\d\d.*|\d{{1,3}})$",
        period::APPROVALS.join("|"),
        period::MONTHS.join("|").replace(' ', "")
    ))
});
/// The number of a page or the year, before a title.
static NUMBER: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(?:\d{1,3}|20\d\d)(?: ?[·|])? (\p{Lu})"));
/// What parts a title from who publishes it.
const DIVIDERS: [char; 7] = [' ', '.', ',', '|', '·', '-', '–'];

/// The line of the front that names the plan, with the year or municipality on the line below.
pub fn title(parsed: &Parsed<'_>, front: &[String]) -> Option<String> {
    let score = |line: &str| {
        let plan = match line.to_lowercase() {
            _ if names_plan(line) => 6,
            // "Notat om kommunernes mål for 2018"
            lower if lower.contains("kommunernes ") => 3,
            _ => 2 * u32::from(PLAN_WORD.is_match(line)),
        };
        let year = 2 * u32::from(period::YEARS.is_match(line));
        let length = line.chars().count();
        // "Godkendt af Byrådet", "Indledning til beskæftigelsesplanen" are no titles.
        let about = tells_approval(line);
        let sentence = line.ends_with('.') && length > 60;
        if plan == 0 || about || sentence || length > 120 { 0 } else { plan + year }
    };
    let best = front.iter().map(|line| score(line)).max().filter(|&best| best > 0);
    let Some(best) = best else {
        if let Some(found) = IN_TEXT.find(parsed.text()) {
            return Some(found.as_str().to_owned());
        }
        let mut named = front.iter().filter(|line| line.contains(char::is_alphabetic));
        return named.next().filter(|line| line.chars().count() < 100 && !tells_approval(line)).cloned();
    };
    let index = front.iter().position(|line| score(line) == best)?;
    let mut title = front[index].clone();
    if let Some(next) = front.get(index + 1) {
        let only_years = period::YEARS.find(next).is_some_and(|years| years.range() == (0..next.len()));
        let goes_on =
            next.starts_with("for ") || title.ends_with(" for") || title.ends_with(" og") || title.ends_with(" –");
        if (only_years && !period::YEARS.is_match(&title)) || goes_on {
            title = format!("{title} {next}");
        }
    }
    Some(title)
}

/// The title of a line that names also a page, the owner, an approval or a date: "1 Skovholm Kommune Beskæftigelsesplan
/// 2015 Vedtaget af Byrådet …".
pub fn bare(line: &str) -> &str {
    let mut title = line;
    if let Some(found) = NUMBER.captures(title)
        && let Some(first) = found.get(1)
    {
        title = &title[first.start()..];
    }
    if let Some(end) = owner(title)
        && let rest = title[end..].trim_start_matches(DIVIDERS)
        && rest.starts_with(char::is_uppercase)
        && PLAN_WORD.is_match(rest)
        && !title[..end].ends_with(['s', 'S'])
    {
        title = rest;
    }
    let Some(plan) = PLAN_WORD.find(title) else {
        return title;
    };
    if let Some(years) = period::YEARS.find_at(title, plan.end()) {
        let rest = title[years.end()..].trim_start_matches(DIVIDERS);
        if owner(rest).is_some() || BEHIND.is_match(rest) {
            return &title[..years.end()];
        }
    }
    title
}

/// The end of the owner's name that a text begins with.
pub fn owner(text: &str) -> Option<usize> {
    let found = MUNICIPALITY.find(text).filter(|found| found.start() == 0);
    found.or_else(|| JOBCENTRE.find(text).filter(|found| found.start() == 0)).map(|found| found.end())
}
