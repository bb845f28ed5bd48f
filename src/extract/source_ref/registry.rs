//! Which act a law or agreement is: by number, by a name that the text has given meaning to, by the registry.
//!
//! *Example*: "LAB-loven" in a plan for 2018 is act 419 of 2003, in one for 2021 act 548 of 2019.
//!
//! *Not this*: a name that two acts bear when nothing tells which; a number that the registry does not know keeps its
//! own number and gets no name. A source is never guessed into another.

use super::super::{CitedAct, Parsed, Period, SourceKind, SourceRef};
use super::attributes::LAW_NUMBER;
use crate::lexicon::act::{self, Act, Acts};
use crate::pattern::{Regex, pattern};
use crate::token::number::{self, Precision};
use std::collections::HashMap;
use std::sync::LazyLock;

/// "(herefter »særloven«)", "(LAB)" right behind a name: what the text will call it.
static CALLED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r#"^,?\s?\((?:herefter |i det følgende |også kaldet |kaldet |forkortet |i daglig tale )?[»"“”'„]?(\p{L}[\p{L}-]+)[«"”“']?\)"#,
    )
});
static NUMBER: LazyLock<Regex> = LazyLock::new(|| pattern(r"\d+(?:/\d+)?"));

/// Gives every law and agreement its act, where that is sure. Sources must come in the order of the text.
pub fn resolve(parsed: &Parsed<'_>, period: Option<Period>, sources: &mut [SourceRef]) {
    let mut names =
        Names { acts: &parsed.lexicon.acts, year: period.and_then(|period| period.from), given: HashMap::new() };
    for source in sources {
        if !matches!(source.kind, SourceKind::Law | SourceKind::Agreement) {
            continue;
        }
        let title = source.title.as_deref().map(name_part).unwrap_or_default();
        source.act = match source.identifier.as_deref().filter(|_| source.kind == SourceKind::Law) {
            Some(identifier) => names.numbered(identifier, title),
            None => names.named(title, source.year),
        };
        // What the text calls it from here on.
        let behind = parsed.text().get(source.norm.end..).unwrap_or("");
        if let Some(called) = CALLED.captures(behind) {
            let unlisted = || CitedAct { name: Some(title.to_owned()), ..CitedAct::default() };
            let act = source.act.get_or_insert_with(unlisted).clone();
            names.given.insert(act::plain(&called[1]), act);
        }
        if let Some(act) = source.act.clone().filter(|act| act.number.is_some()) {
            names.given.entry(act::plain(title)).or_insert(act);
        }
    }
}

/// What names mean in one document.
struct Names<'l> {
    acts: &'l Acts,
    /// The plan's first year.
    year: Option<i32>,
    /// Names that the text itself has tied to an act.
    given: HashMap<String, CitedAct>,
}

impl Names<'_> {
    /// "Lov nr. 548 af 07/05/2019", "LBK nr 646 af 02/06/2017 om …".
    fn numbered(&self, identifier: &str, title: &str) -> Option<CitedAct> {
        let lower = identifier.to_lowercase();
        let number = NUMBER.find(identifier)?.as_str();
        let year = super::attributes::year(SourceKind::Law, identifier)
            .or_else(|| number.split_once('/').and_then(|(year, _)| year.parse().ok()))?;
        if !LAW_NUMBER.is_match(identifier) {
            return None;
        }
        if let Some(act) = self.acts.numbered(number, year).filter(|_| lower.starts_with("lov") || number.contains('/'))
        {
            return Some(cited(act));
        }
        let gazette = ["lov", "lbk", "bek"].iter().any(|kind| lower.starts_with(kind));
        // Circulars and guides have numbers from 9000 in a series of their own.
        let guide =
            ["vej", "cir"].iter().any(|kind| lower.starts_with(kind)) && number.parse().is_ok_and(|n: u32| n >= 9000);
        // "LBK nr. … om lov om sygedagpenge": the consolidated text bears the name, with a number of its own.
        let name = title.strip_prefix("om ").filter(|name| name.starts_with("lov om "));
        let name = name.and_then(|name| self.one(name)).map(|act| act.printed_name().to_owned());
        Some(CitedAct {
            name,
            number: Some(number.to_owned()),
            date: day(identifier),
            eli: if guide { Some(act::guide_eli(number, year)) } else { gazette.then(|| act::eli(number, year)) },
        })
    }

    fn named(&self, title: &str, year: Option<i32>) -> Option<CitedAct> {
        if let Some(act) = self.given.get(&act::plain(title)) {
            return Some(act.clone());
        }
        // A year printed beside the name must be the act's own, or that of its coming into force.
        match year {
            Some(year) => self.only(title, |act| act.year == Some(year) || act.from == Some(year)),
            None => self.one(title),
        }
        // "trepartsaftalen", "budgetaftalen": each year has its own.
        .filter(|act| act.kind == "law" || act.year.is_some())
        .map(cited)
    }

    /// The one act of this name, or the one that the text has named by its number, or the one that holds in the plan's
    /// first year.
    fn one(&self, name: &str) -> Option<&Act> {
        let named = |act: &Act| act.eli.is_some() && self.given.values().any(|given| given.eli == act.eli);
        let holds = |act: &Act| self.year.is_some_and(|year| act.holds_in(year));
        self.only(name, |_| true).or_else(|| self.only(name, named)).or_else(|| self.only(name, holds))
    }

    fn only(&self, name: &str, fits: impl Fn(&Act) -> bool) -> Option<&Act> {
        let mut fitting = self.acts.named(name).filter(|act| fits(act));
        let first = fitting.next()?;
        fitting.next().is_none().then_some(first)
    }
}

fn cited(act: &Act) -> CitedAct {
    CitedAct {
        name: Some(act.printed_name().to_owned()),
        number: act.number.clone(),
        date: act.date.clone(),
        eli: act.eli.clone(),
    }
}

/// The day that an identifier names, as `2019-05-07`.
fn day(identifier: &str) -> Option<String> {
    let dates = number::dates(identifier, None);
    dates.into_iter().find(|date| date.precision == Precision::Day).and_then(|date| date.deadline)
}

/// The name without its paragraph: "integrationsloven" of "integrationslovens § 16".
fn name_part(title: &str) -> &str {
    let name = title.split(" §").next().unwrap_or(title).trim_end_matches([',', '.', ' ']);
    if name.ends_with("lovens") { &name[..name.len() - 1] } else { name }
}
