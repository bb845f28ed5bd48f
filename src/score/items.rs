//! Findings as the scorer sees them: a span, a kind, and attributes in the form in which they are compared.

use crate::wire::{AnalysisJson, GoalJson, MentionJson, PeriodJson, PlaceJson, QualifierJson, SourceJson, TargetJson};

/// A layer of findings and what is compared in it.
#[derive(Debug)]
pub struct Layer {
    /// Name of the list in the JSON.
    pub name: &'static str,
    /// Attributes compared on paired findings.
    pub attributes: &'static [&'static str],
    /// Whether a finding is a whole record, right only if every attribute is.
    pub record: bool,
    /// Whether the kind is a concept, so that the set of concepts named in a document is worth a score.
    pub concepts: bool,
}

/// Every layer of findings, in the order of reports.
pub const LAYERS: [Layer; 5] = [
    Layer {
        name: "goals",
        attributes: &[
            "kind",
            "label",
            "modality",
            "direction",
            "serves",
            "actor",
            "target",
            "period",
            "target_groups",
            "measures",
            "benefits",
        ],
        record: true,
        concepts: false,
    },
    Layer { name: "target_groups", attributes: &["qualifiers"], record: false, concepts: true },
    Layer { name: "measures", attributes: &[], record: false, concepts: true },
    Layer { name: "benefits", attributes: &[], record: false, concepts: true },
    Layer { name: "sources", attributes: &["kind", "publisher", "year", "identifier"], record: true, concepts: false },
];

/// A finding, ready to compare. Ordered by place, then by content, so that lists can be sorted before they are paired.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Item<'a> {
    pub start: usize,
    pub end: usize,
    /// End without final punctuation and emphasis marks: whether a dot belongs to the span is no error.
    pub trimmed_end: usize,
    /// Kind or concept.
    pub kind: &'a str,
    /// Normalized values in the order of [`Layer::attributes`]; `None` is null.
    pub values: Vec<Option<String>>,
    pub text: &'a str,
    pub id: Option<&'a str>,
    /// Pieces of a span that is cut; one piece otherwise.
    pub segments: Vec<(usize, usize)>,
    pub page: Option<usize>,
    /// Rule that found it.
    pub rule: Option<&'a str>,
    /// Lexicon labels that it saw.
    pub labels: &'a [String],
    /// Place in the analysis's own list.
    pub index: usize,
}

impl Item<'_> {
    /// Length in code points, gaps between segments included.
    pub fn len(&self) -> usize {
        self.end.saturating_sub(self.start)
    }

    /// Code points that both spans cover.
    pub fn overlap(&self, other: &Item<'_>) -> usize {
        self.end.min(other.end).saturating_sub(self.start.max(other.start))
    }

    /// What equal spans have in common: start, and end without final punctuation.
    pub fn span_key(&self) -> (usize, usize) {
        (self.start, self.trimmed_end)
    }

    /// Whether the spans are equal but for final punctuation.
    pub fn same_span(&self, other: &Item<'_>) -> bool {
        self.span_key() == other.span_key()
    }

    /// Shared length divided by covered length.
    pub fn iou(&self, other: &Item<'_>) -> f64 {
        let shared = self.overlap(other);
        let covered = self.len() + other.len() - shared;
        match covered {
            0 => 0.0,
            _ => shared as f64 / covered as f64,
        }
    }
}

/// The findings of one layer, sorted.
pub(super) fn items<'a>(analysis: &'a AnalysisJson, layer: &Layer) -> Vec<Item<'a>> {
    let mut items: Vec<Item<'a>> = match layer.name {
        "goals" => analysis.goals.iter().map(goal).collect(),
        "target_groups" => analysis.target_groups.iter().map(target_group).collect(),
        "measures" => analysis.measures.iter().map(mention).collect(),
        "benefits" => analysis.benefits.iter().map(mention).collect(),
        "sources" => analysis.sources.iter().map(source).collect(),
        other => unreachable!("no layer is called '{other}'"),
    };
    for (index, item) in items.iter_mut().enumerate() {
        item.index = index;
    }
    items.sort_unstable();
    items
}

/// Whether attribute number `index` of a gold finding is met.
///
/// `serves` of a minister goal whose year is not in our table is null in gold, and then any answer is right.
pub(super) fn attribute_is_right(layer: &Layer, index: usize, gold: &Item<'_>, system: &Item<'_>) -> bool {
    let open = layer.attributes[index] == "serves" && gold.kind == "ministermaal" && gold.values[index].is_none();
    open || gold.values[index] == system.values[index]
}

/// Whether every attribute of a gold finding is met.
pub(super) fn record_is_right(layer: &Layer, gold: &Item<'_>, system: &Item<'_>) -> bool {
    (0..layer.attributes.len()).all(|index| attribute_is_right(layer, index, gold, system))
}

/// A printed value as it is compared: no outer quotes and dots, single spaces, lower case; empty is null.
pub(super) fn normalize(value: &str) -> Option<String> {
    let value = value.trim().trim_matches(['.', '"']);
    let mut spaced = String::with_capacity(value.len());
    for (index, word) in value.split_whitespace().enumerate() {
        if index > 0 {
            spaced.push(' ');
        }
        spaced.push_str(word);
    }
    Some(spaced.to_lowercase()).filter(|value| !value.is_empty())
}

/// Years as they are compared, `2023-2025`, `2023-`; null if neither is known.
pub(super) fn period(period: Option<PeriodJson>) -> Option<String> {
    let PeriodJson { from, to } = period?;
    if from.is_none() && to.is_none() {
        return None;
    }
    let year = |year: Option<i32>| year.map(|year| year.to_string()).unwrap_or_default();
    Some(format!("{}-{}", year(from), year(to)))
}

fn item<'a>(place: &'a PlaceJson, id: &'a Option<String>, kind: &'a str, values: Vec<Option<String>>) -> Item<'a> {
    let text = place.text.as_str();
    let trimmed = text.trim_end_matches([' ', '.', ':', ';', ',', '*', '\n']);
    Item {
        start: place.start,
        end: place.end,
        // What is trimmed is ASCII, so bytes and code points are the same number.
        trimmed_end: place.end.saturating_sub(text.len() - trimmed.len()),
        kind,
        values,
        text,
        id: id.as_deref(),
        segments: match place.segments.is_empty() {
            true => vec![(place.start, place.end)],
            false => place.segments.clone(),
        },
        page: place.page,
        rule: place.evidence.as_ref().map(|evidence| evidence.rule.as_str()),
        labels: place.evidence.as_ref().map_or(&[], |evidence| &evidence.labels),
        index: 0,
    }
}

fn goal(goal: &GoalJson) -> Item<'_> {
    let text = |value: &Option<String>| value.as_deref().and_then(normalize);
    let values = vec![
        normalize(&goal.kind),
        text(&goal.label),
        text(&goal.modality),
        text(&goal.direction),
        text(&goal.serves),
        text(&goal.actor),
        goal.target.as_ref().map(target),
        period(goal.period),
        list(&goal.target_groups),
        list(&goal.measures),
        list(&goal.benefits),
    ];
    item(&goal.place, &goal.id, &goal.kind, values)
}

fn target_group(group: &MentionJson) -> Item<'_> {
    let qualifiers: Vec<String> = group.qualifiers.iter().map(qualifier).collect();
    item(&group.place, &group.id, &group.concept, vec![list(&qualifiers)])
}

fn mention(mention: &MentionJson) -> Item<'_> {
    item(&mention.place, &mention.id, &mention.concept, Vec::new())
}

fn source(source: &SourceJson) -> Item<'_> {
    let text = |value: &Option<String>| value.as_deref().and_then(normalize);
    let values = vec![
        normalize(&source.kind),
        text(&source.publisher),
        source.year.map(|year| year.to_string()),
        text(&source.identifier),
    ];
    item(&source.place, &source.id, &source.kind, values)
}

/// Only what the goal must reach is compared; baseline and deadline are not.
fn target(target: &TargetJson) -> String {
    format!("{} {} {}", target.comparator, target.value, target.unit)
}

fn qualifier(qualifier: &QualifierJson) -> String {
    match qualifier {
        QualifierJson::Concept(concept) => concept.clone(),
        QualifierJson::Bounds(bounds) => {
            bounds.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join(" ")
        }
    }
}

/// A list as it is compared: in any order, but with its repetitions; empty is null.
fn list(values: &[String]) -> Option<String> {
    let mut values: Vec<&str> = values.iter().map(String::as_str).collect();
    values.sort_unstable();
    Some(values.join(", ")).filter(|list| !list.is_empty())
}
