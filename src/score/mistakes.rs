//! Lists what is wrong, one line per mistake, grouped by likely cause, so that a person can read and repair.

use super::items::{Item, Layer, attribute_is_right};
use super::metrics::{Paired, meta_fields};
use crate::wire::AnalysisJson;
use serde::Serialize;
use std::collections::BTreeSet;

/// One difference between gold and system.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Mistake {
    pub doc: String,
    pub layer: String,
    pub class: MistakeClass,
    /// What most likely went wrong, in few words; mistakes with the same cause are shown together.
    pub cause: String,
    /// Bounds in gold; null for spurious findings.
    pub gold: Option<Side>,
    /// Bounds in the analysis; null for missed findings.
    pub system: Option<Side>,
}

/// Classes of mistakes, the worst first. A pair with several faults is listed once for each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum MistakeClass {
    Missed,
    Spurious,
    WrongKind,
    WrongBoundary,
    WrongAttribute,
}

impl MistakeClass {
    /// Words for people.
    pub fn title(self) -> &'static str {
        match self {
            Self::Missed => "missed",
            Self::Spurious => "spurious",
            Self::WrongKind => "wrong kind",
            Self::WrongBoundary => "wrong boundary",
            Self::WrongAttribute => "wrong attribute",
        }
    }
}

/// One side of a mistake.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Side {
    pub start: usize,
    pub end: usize,
    /// Kind, concept or, for a wrong attribute, its value.
    pub value: Option<String>,
    pub text: String,
    pub page: Option<usize>,
    /// The rule that found it; gold has none.
    pub rule: Option<String>,
    /// The lexicon labels that it saw.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub labels: Vec<String>,
}

/// The mistakes of one layer.
pub(super) fn layer_mistakes(doc: &str, layer: &Layer, paired: &Paired<'_, '_>) -> Vec<Mistake> {
    let mut mistakes = Vec::new();
    let mut add = |class, cause: String, gold: Option<Side>, system: Option<Side>| {
        mistakes.push(Mistake { doc: doc.to_string(), layer: layer.name.to_string(), class, cause, gold, system });
    };
    for gold in paired.missed() {
        let taken = paired.system.iter().any(|system| gold.overlap(system) > 0);
        let cause = match taken {
            true => format!("{}: swallowed by a longer finding", gold.kind),
            false => format!("{}: nothing found here", gold.kind),
        };
        add(MistakeClass::Missed, cause, Some(side(gold)), None);
    }
    for system in paired.spurious() {
        let taken = paired.gold.iter().any(|gold| gold.overlap(system) > 0);
        let place = match taken {
            true => "a second finding on the same words",
            false => "nothing in gold here",
        };
        let cause = match system.rule {
            Some(rule) => format!("{}: {place} (rule {rule})", system.kind),
            None => format!("{}: {place}", system.kind),
        };
        add(MistakeClass::Spurious, cause, None, Some(side(system)));
    }
    for pair in paired.pairs {
        let (gold, system) = paired.items(pair);
        if gold.kind != system.kind {
            let cause = format!("{} read as {}", gold.kind, system.kind);
            add(MistakeClass::WrongKind, cause, Some(side(gold)), Some(side(system)));
        }
        if !gold.same_span(system) {
            let cause = boundary_cause(gold, system).to_string();
            add(MistakeClass::WrongBoundary, cause, Some(side(gold)), Some(side(system)));
        }
        for (index, name) in layer.attributes.iter().enumerate() {
            if *name == "kind" || attribute_is_right(layer, index, gold, system) {
                continue;
            }
            let (wanted, given) = (&gold.values[index], &system.values[index]);
            let with_value = |item: &Item<'_>, value: &Option<String>| Side { value: value.clone(), ..side(item) };
            add(
                MistakeClass::WrongAttribute,
                attribute_cause(name, wanted, given),
                Some(with_value(gold, wanted)),
                Some(with_value(system, given)),
            );
        }
    }
    mistakes
}

/// Mistakes in metadata, matrix and attributions, which have no place in the text.
pub(super) fn set_mistakes(gold: &AnalysisJson, system: &AnalysisJson) -> Vec<Mistake> {
    let mut mistakes = Vec::new();
    let doc = &gold.doc;
    let fields = meta_fields(&gold.meta).into_iter().zip(meta_fields(&system.meta));
    for ((name, wanted), (_, given)) in fields {
        if wanted != given {
            let value = |value| Side { value, ..Side::default() };
            mistakes.push(Mistake {
                doc: doc.clone(),
                layer: "meta".to_string(),
                class: MistakeClass::WrongAttribute,
                cause: attribute_cause(name, &wanted, &given),
                gold: Some(value(wanted)),
                system: Some(value(given)),
            });
        }
    }
    let cell = |cell: &crate::wire::CellJson| format!("{}, {}: {}", cell.municipality, cell.goal, cell.mark);
    let cells = |analysis: &AnalysisJson| analysis.matrix.iter().map(cell).collect();
    mistakes.extend(member_mistakes(doc, "matrix", cells(gold), cells(system)));
    let names = |analysis: &AnalysisJson| {
        let named = analysis.attributions.iter();
        named.map(|named| format!("theme {}: {}", named.theme, named.municipality)).collect()
    };
    mistakes.extend(member_mistakes(doc, "attributions", names(gold), names(system)));
    mistakes
}

fn member_mistakes(doc: &str, layer: &str, gold: BTreeSet<String>, system: BTreeSet<String>) -> Vec<Mistake> {
    let mistake = |class, member: &String| {
        let side = Some(Side { text: member.clone(), ..Side::default() });
        let missed = class == MistakeClass::Missed;
        let (gold, system) = if missed { (side, None) } else { (None, side) };
        Mistake {
            doc: doc.to_string(),
            layer: layer.to_string(),
            class,
            cause: match missed {
                true => "not in the analysis".to_string(),
                false => "not in gold".to_string(),
            },
            gold,
            system,
        }
    };
    let missed = gold.difference(&system).map(|member| mistake(MistakeClass::Missed, member));
    let spurious = system.difference(&gold).map(|member| mistake(MistakeClass::Spurious, member));
    missed.chain(spurious).collect()
}

pub(super) fn side(item: &Item<'_>) -> Side {
    Side {
        start: item.start,
        end: item.end,
        value: Some(item.kind.to_string()),
        text: item.text.to_string(),
        page: item.page,
        rule: item.rule.map(str::to_string),
        labels: item.labels.to_vec(),
    }
}

fn boundary_cause(gold: &Item<'_>, system: &Item<'_>) -> &'static str {
    use std::cmp::Ordering::{Equal, Greater, Less};
    let start = system.start.cmp(&gold.start);
    let end = system.trimmed_end.cmp(&gold.trimmed_end);
    match (start, end) {
        (Less, Equal) => "starts too early",
        (Greater, Equal) => "starts too late",
        (Equal, Less) => "ends too early",
        (Equal, Greater) => "ends too late",
        (Less, Greater) => "too long at both ends",
        (Greater, Less) => "too short at both ends",
        (Less, Less) => "starts and ends too early",
        (Greater, Greater) => "starts and ends too late",
        // Equal spans are not asked about.
        (Equal, Equal) => "same bounds",
    }
}

/// Values of a small vocabulary are part of the cause; longer ones would make every mistake a group of its own.
fn attribute_cause(name: &str, wanted: &Option<String>, given: &Option<String>) -> String {
    let closed = matches!(name, "modality" | "direction" | "serves" | "kind");
    match (wanted, given) {
        (Some(wanted), Some(given)) if closed => format!("{name}: {wanted} read as {given}"),
        (Some(wanted), None) if closed => format!("{name}: {wanted} not found"),
        (None, Some(given)) if closed => format!("{name}: {given} where gold has none"),
        (Some(_), Some(_)) => format!("{name}: another value"),
        (Some(_), None) => format!("{name}: not found"),
        (None, _) => format!("{name}: a value where gold has none"),
    }
}
