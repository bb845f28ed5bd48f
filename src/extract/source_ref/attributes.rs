//! Year, identifier and title of a source, from its own words.

use super::phrase;
use crate::extract::SourceKind;
use crate::extract::gated::Gated;
use crate::pattern::{Regex, pattern};
use std::sync::LazyLock;

static YEAR: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b(?:19|20)\d\d\b"));
/// "Lov nr. 548 af 07/05/2019", "LBK nr 646 af 02/06/2017", "Bekendtgørelse nr. 241 af 22. marts 2020".
pub static LAW_NUMBER: LazyLock<Gated> = LazyLock::new(|| {
    Gated::new(
        r"(?i)\b(?:lov|lbk|lovbek\.?|lovbekendtgørelse|bekendtgørelse|bek|bek\.|cirkulære|cir|vejledning|vej|forordning(?: \(EU\))?)\.? (?:nr\.? ?|no\.? )(\d+(?:/\d+)?)(?:,? af (?:den )?(?:\d{1,2}\. ?\p{L}+\.? \d{4}|\d{1,2}[./-]\d{1,2}[./-]\d{4}|\d{4}-\d\d-\d\d|\d{4}))?",
    )
});
static TABLE: LazyLock<Gated> =
    LazyLock::new(|| Gated::new(r"(?:\btabel |\btabellen |[(,] ?)\(?(\p{Lu}{2,}\d+\w*|\p{Lu}\d\d+\w*)\b"));
pub static ADDRESS: LazyLock<Gated> = LazyLock::new(|| {
    Gated::new(
        r"(?i)\b(?:https?://[^\s<>()\[\]]+|www\.[\p{L}\d-]+(?:\.[\p{L}\d-]+)+(?:/[^\s<>()\[\]]*)?|[\p{L}\d-]{2,}\.(?:dk|eu|com|org|net)\b(?:/[^\s<>()\[\]]*)?)",
    )
});

/// The year printed in the text: of a law the year of its date, else the first.
pub fn year(kind: SourceKind, text: &str) -> Option<i32> {
    if kind == SourceKind::Law
        && let Some(found) = LAW_NUMBER.find(text)
    {
        let date = &found.as_str()[found.as_str().find(" af ").unwrap_or(found.len())..];
        return YEAR.find(date).and_then(|year| year.as_str().parse().ok());
    }
    // An address may hold a number like a year.
    let plain = ADDRESS.remove_all(text);
    YEAR.find(&plain).and_then(|year| year.as_str().parse().ok())
}

/// Law number and date, table, or address.
pub fn identifier(kind: SourceKind, text: &str) -> Option<String> {
    if kind == SourceKind::Law {
        return LAW_NUMBER.find(text).map(|found| found.as_str().trim_end_matches('.').to_owned());
    }
    if kind == SourceKind::Statistics
        && let Some(found) = TABLE.captures(text)
    {
        return Some(found[1].to_owned());
    }
    let found = ADDRESS.find(text)?;
    Some(found.as_str().trim_end_matches(['.', ',', ';', '/']).to_owned())
}

/// A quoted title, or the name without its year and genitive.
pub fn title(kind: SourceKind, text: &str) -> Option<String> {
    if let Some(quoted) = quoted(text) {
        return Some(quoted);
    }
    match kind {
        SourceKind::Law if LAW_NUMBER.is_match(text) => {
            let rest = LAW_NUMBER.remove(text);
            let rest = rest.trim().trim_end_matches('.');
            rest.starts_with("om ").then(|| rest.to_owned())
        }
        SourceKind::Law | SourceKind::Agreement => {
            let mut end = text.len();
            for (at, _) in text.match_indices([' ', ',']).filter(|&(at, _)| !text[at..].starts_with(" for ")) {
                if phrase::with_year(text, at) == text.len() {
                    end = at;
                    break;
                }
            }
            let name = without_article(text[..end].trim_end_matches(','));
            let name = if name.ends_with("v.") || name.ends_with("fl.") { name } else { name.trim_end_matches('.') };
            let bare = ["lovens", "reformens", "aftalens", "pakkens"].iter().find(|ending| name.ends_with(**ending));
            Some(if bare.is_some() { name[..name.len() - 1].to_owned() } else { name.to_owned() })
        }
        SourceKind::Statistics | SourceKind::Strategy | SourceKind::Website => {
            let mut names = text.split([',', ';', '(']).map(str::trim);
            let name = names.next().unwrap_or(text);
            // The office publishes; what it publishes has a name of its own, or none.
            if name.eq_ignore_ascii_case("Danmarks Statistik") || name == "DST" {
                return names
                    .find(|name| name.starts_with("Statistikbank"))
                    .map(|name| name.trim_end_matches('.').to_owned());
            }
            let unnamed =
                ["tal fra ", "data fra ", "opgørelser fra "].iter().any(|of| name.to_lowercase().starts_with(of));
            (!unnamed).then(|| name.to_owned())
        }
        _ => None,
    }
}

/// "lov om …" of "den nye lov om …".
fn without_article(name: &str) -> &str {
    let start = ["lov ", "lovbekendtgørelse", "bekendtgørelse", "aftale"].iter().find_map(|noun| name.find(*noun));
    start.filter(|&at| phrase::with_article(name, at) == 0).map_or(name, |at| &name[at..])
}

fn quoted(text: &str) -> Option<String> {
    let open = text.find(['"', '“', '”', '„', '»'])?;
    let rest = &text[open..];
    let first = rest.chars().next()?;
    let body = &rest[first.len_utf8()..];
    let close = body.find(['"', '“', '”', '«'])?;
    (close > 1).then(|| body[..close].trim().to_owned())
}
