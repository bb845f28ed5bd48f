//! Guides and information material, by who made them.
//!
//! *Example*: "guide fra Udlændinge- og Integrationsstyrelsen", "Dansk Flygtningehjælps informationsmaterialer".

use super::trigger::Trigger;
use super::{Draft, Line, phrase};
use crate::extract::SourceKind;
use crate::extract::gated::Gated;
use std::sync::LazyLock;

const HEAD: &str = r"(?i:[\p{L}-]*(?:guide|håndbog|inspirationskatalog|inspirationsmateriale|informationsmateriale|materiale|vejledningsmateriale|værktøjskasse|drejebog|retningslinje|anbefaling|vejledning|pjece))(?:n|en|et|t|r|er|erne|s)?";

static BY_BODY: LazyLock<Gated> = LazyLock::new(|| {
    Gated::word_start(&format!(
        r"(?:(?:[Ee]n|[Ee]t|[Dd]en|[Dd]et|[Dd]e) )?(?:ny |nye )?{HEAD} (?:fra|udarbejdet af|udgivet af) "
    ))
    .in_clause()
});
static HEAD_AFTER: LazyLock<Gated> =
    LazyLock::new(|| Gated::new(&format!(r"^ (?:nye |ny |nationale |seneste )*{HEAD}\b")));

pub fn find(line: &Line<'_>, drafts: &mut Vec<Draft>) {
    let text = line.text();
    if line.bodies.is_empty() || !line.has(Trigger::Guide) {
        return;
    }
    for found in BY_BODY.find_near(text, line.places(Trigger::Guide)) {
        if let Some(body) = line.body_at(found.end()).filter(|body| !body.genitive && body.known) {
            let range = found.start()..phrase::with_year(text, body.range.end);
            drafts.push(Draft::new(range, SourceKind::Guide, "source/guide-by").by(&body.name));
        }
    }
    for body in line.bodies.iter().filter(|body| body.genitive && body.known) {
        let Some(head) = HEAD_AFTER.find(&text[body.range.end..]) else {
            continue;
        };
        let mut end = body.range.end + head.end();
        if text[end..].starts_with(' ')
            && let Some(title) = line.flat.title(end + 1)
        {
            end = title.end;
        } else if text[end..].starts_with(" om ") {
            end = end.max(phrase::end(text, end + 4, 6));
        }
        let end = phrase::with_year(text, end);
        // What a committee of experts recommends stands in its report.
        let expert = ["udvalget", "udvalg", "kommissionen", "kommission", "ekspertgruppen", "ekspertgruppe"];
        let report = expert.iter().any(|kind| body.name.ends_with(kind)) && head.as_str().contains("anbefaling");
        let kind = if report { SourceKind::Report } else { SourceKind::Guide };
        drafts.push(Draft::new(body.range.start..end, kind, "source/guide-of").by(&body.name));
    }
}
