//! Year, identifier and title of a source, from its own words.

use super::phrase;
use crate::extract::SourceKind;
use crate::extract::gated::Gated;
use crate::pattern::{Regex, pattern};
use crate::token::number::{dates, is_month};
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
    // "Udfordringer frem mod 2011, februar 2010": the year of the date that it ends with.
    let dated = plain.trim_end_matches(['.', ' ']).rsplit_once(", ").and_then(|(_, date)| date.split_once(' '));
    if let Some((_, year)) = dated.filter(|(month, year)| is_month(month) && year.len() == 4)
        && let Ok(year) = year.parse()
    {
        return Some(year);
    }
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
            let rest = rest.trim();
            let rest = rest.split(", www.").next().unwrap_or(rest);
            let rest = if is_short_form(rest) { rest } else { rest.trim_end_matches('.') };
            // "Lov nr. 548 af 7. maj 2019 om en aktiv beskæftigelsesindsats"
            let noun =
                text.split(' ').next().filter(|noun| noun.eq_ignore_ascii_case("lov")).map(|noun| format!("{noun} "));
            rest.starts_with("om ").then(|| noun.unwrap_or_default() + rest)
        }
        SourceKind::Law | SourceKind::Agreement => {
            let text = if is_short_form(text) { text } else { text.trim_end_matches('.') };
            let mut end = text.len();
            for (at, _) in text.match_indices([' ', ',']).filter(|&(at, _)| !text[at..].starts_with(" for ")) {
                if phrase::with_year(text, at) == text.len() {
                    end = at;
                    break;
                }
            }
            let name = without_article(text[..end].trim_end_matches(','));
            // "…, indgået den 5. februar 2015"
            let name = name.split(", indgået").next().unwrap_or(name);
            let bare = ["lovens", "reformens", "aftalens", "pakkens"].iter().find(|ending| name.ends_with(**ending));
            Some(if bare.is_some() { name[..name.len() - 1].to_owned() } else { name.to_owned() })
        }
        SourceKind::Statistics | SourceKind::Strategy | SourceKind::Website => {
            let name = text.split([',', ';', '(']).next().unwrap_or(text).trim();
            let office = name.split(": ").next().unwrap_or(name);
            // The office publishes; what it publishes has a name of its own, or none: "STAR: Arbejdsmarkedsbalancen".
            let alone = office.len() == text.len() && !is_statistics_office(office);
            if publishes(office) && !alone {
                // "Ankestyrelsen (2023): Omgørelsesstatistik"
                let behind = text[office.len()..].trim_start_matches(|c: char| !c.is_alphabetic());
                let mut names = behind.split([',', ';']).map(str::trim);
                return names.find(|name| names_statistics(name)).map(|name| {
                    let (name, bracket) = name.split_once(" (").unwrap_or((name, ""));
                    // "arbejdsstyrkestatistik (RAS)", but not "Statistikbanken (AUL01)"
                    let short = bracket.strip_suffix(')').filter(|short| short.chars().all(char::is_alphabetic));
                    short.map_or(name.trim_end_matches('.').to_owned(), |short| format!("{name} ({short})"))
                });
            }
            let unnamed =
                ["tal fra ", "data fra ", "opgørelser fra "].iter().any(|of| name.to_lowercase().starts_with(of));
            (!unnamed).then(|| name.to_owned())
        }
        _ => None,
    }
}

/// A title without what is printed behind it: "Fleksjob med få timer (2018)", "Vejledning om repatriering, www.uim.dk".
pub fn bare_title(title: String) -> String {
    let bare = title.split(", www.").next().unwrap_or(&title);
    let year = |inner: &str| inner.len() == 4 && inner.bytes().all(|byte| byte.is_ascii_digit());
    let bare = match bare.strip_suffix(')').and_then(|inner| inner.rsplit_once(" (")) {
        Some((before, inner)) if year(inner) => before,
        _ => bare,
    };
    if bare.is_empty() || bare.len() == title.len() { title } else { bare.to_owned() }
}

/// Whether the text ends in "m.v." or "m.fl.", whose stop is not the sentence's.
fn is_short_form(text: &str) -> bool {
    ["m.v.", "mv.", "m.fl.", "mfl."].iter().any(|end| text.ends_with(end))
}

/// The office whose name is no title, even where nothing else is printed.
fn is_statistics_office(name: &str) -> bool {
    name.eq_ignore_ascii_case("Danmarks Statistik") || name == "DST"
}

/// Whether a name is that of an office.
fn publishes(name: &str) -> bool {
    let lower = name.to_lowercase();
    let acronym = (2..=5).contains(&name.len()) && name.chars().all(char::is_uppercase);
    acronym
        || is_statistics_office(name)
        || lower.ends_with(" kommune")
        || lower.starts_with("styrelsen for ")
        || lower.ends_with("ministeriet")
        || lower.ends_with("styrelsen")
}

/// Whether a piece behind the office names statistics: no table, no time.
fn names_statistics(piece: &str) -> bool {
    let first = piece.split([' ', '(']).next().unwrap_or("");
    let code = !first.chars().any(char::is_lowercase);
    let time = is_time(piece);
    let address = first.starts_with("www.");
    !(code
        || time
        || address
        || matches!(
            first,
            "og" | "samt" | "tabel" | "tabellen" | "pr." | "opslag" | "egne" | "egen" | "udtræk" | "kilde"
        ))
}

/// "2. kvartal 2015", "september 2015"
fn is_time(piece: &str) -> bool {
    dates(piece, None).first().is_some_and(|date| date.range.start == 0)
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
