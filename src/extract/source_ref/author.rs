//! Who stands before the title in a note: "VIVE (2018): …", "KORA: …", "Væksthus Nord, Virksomhedernes møde, 2015."

use super::{Body, Line};
use crate::extract::SourceKind;
use crate::extract::gated::LATIN;
use crate::pattern::{Regex, pattern};
use std::ops::Range;
use std::sync::LazyLock;

/// A title that is an act's own: "Beskæftigelsesministeriet: Aftale om …".
pub(super) static ACT_TITLE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)^(?:lov\b|lovbekendt|bekendtgørelse|lbk\b|forslag til lov|[\p{L}-]*aftale|reform)"));
static AUTHOR_YEAR: LazyLock<Regex> =
    LazyLock::new(|| pattern(&format!(r"^(\p{{Lu}}[{LATIN}&.,'’ -]{{1,80}}?),? \((?:19|20)\d\d[a-z]?\)[:.,]?")));
pub(super) static AUTHOR: LazyLock<Regex> =
    LazyLock::new(|| pattern(&format!(r"^(\p{{Lu}}[{LATIN}&'’ -]{{1,70}}?): \S")));
/// "Væksthus Nord, Virksomhedernes møde med jobcentret, 2015."
pub(super) static LISTED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"^(\p{{Lu}}[{LATIN}&'’ -]{{1,60}}), \p{{Lu}}[{LATIN}&'’ -]{{8,120}}, (?:\p{{Ll}}+ )?(?:19|20)\d\d\.?$"
    ))
});

static TITLE_FIRST: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r#"^["“”„»'](\p{{Lu}}[^"“”«'\n]{{4,120}})["“”«'],? (?:fra |af )?(\p{{Lu}}[{LATIN}&'’ -]{{1,60}}?),? \(?(?:\p{{Ll}}+ )?(?:19|20)\d\d\)?\.?$"#
    ))
});

/// "VIVE (2018):"
#[derive(Clone, Copy)]
pub(super) struct DatedAuthor<'t> {
    pub name: &'t str,
    /// Where the title may begin.
    pub end: usize,
}

/// The author and year that a note begins with; "Trepartsaftale om integration (2016)" names none.
pub(super) fn dated_author(text: &str) -> Option<DatedAuthor<'_>> {
    let found = AUTHOR_YEAR.captures(text)?;
    let name = found.get(1)?.as_str();
    (!ACT_TITLE.is_match(name)).then(|| DatedAuthor { name, end: found[0].len() })
}

/// "»Veje til job«, VIVE, 2018": the title, and who published it.
pub(super) fn title_first(text: &str) -> Option<(&str, &str)> {
    let found = TITLE_FIRST.captures(text)?;
    Some((found.get(1)?.as_str(), found.get(2)?.as_str()))
}

/// Who publishes, and where the title begins.
pub(super) fn publisher(line: &Line<'_>, range: Range<usize>, kind: SourceKind) -> (Option<String>, Option<usize>) {
    let text = &line.text()[range.clone()];
    if kind == SourceKind::Law {
        return (None, None);
    }
    // "Region Hovedstadens Psykiatri (2019)": the body is part of a longer name.
    let whole = |body: &&Body| {
        !body.genitive || !line.text()[body.range.end..].starts_with(" ") || {
            let next = &line.text()[body.range.end + 1..];
            !next.starts_with(char::is_uppercase)
        }
    };
    if let Some(body) = line.body_at(range.start).filter(whole) {
        let data = body.known && matches!(body.kind.as_str(), "statistics" | "website" | "report");
        let data = data || body.name.contains(".dk");
        let office = body.name.starts_with("Danmarks Statistik") || body.name == "DST";
        let after = Some(body.range.end);
        return if data && !office { (None, after) } else { (Some(body.name.clone()), after) };
    }
    // "Egne beregninger på udtræk fra Danmarks Statistik"
    let office = |body: &&Body| body.name == "Danmarks Statistik" && range.contains(&body.range.start);
    if let Some(body) = line.bodies.iter().find(office).filter(|_| kind == SourceKind::Statistics) {
        return (Some(body.name.clone()), None);
    }
    if let Some((_, by)) = title_first(text) {
        return (Some(by.to_owned()), Some(range.start));
    }
    if let Some(found) = dated_author(text) {
        return (Some(found.name.to_owned()), Some(range.start + found.end));
    }
    if kind != SourceKind::Agreement
        && kind != SourceKind::Strategy
        && let Some(found) = AUTHOR.captures(text)
    {
        return (Some(found[1].to_owned()), Some(range.start + found[1].len() + 1));
    }
    if kind == SourceKind::Report
        && let Some(found) = LISTED.captures(text)
    {
        return (Some(found[1].to_owned()), Some(range.start + found[1].len() + 1));
    }
    (None, Some(range.start))
}
