//! Findings as marks on a text: pieces, a kind, and fields in words. Every format writes and reads marks only.

use super::schema::{Layer, layer};
use crate::score::Text;
use crate::wire::{AnalysisJson, GoalJson, MentionJson, PeriodJson, PlaceJson, QualifierJson, SourceJson, TargetJson};
use std::collections::BTreeMap;

/// A finding as annotation tools see it.
#[derive(Debug, Clone)]
pub(super) struct Mark {
    pub layer: &'static Layer,
    /// Kind or concept.
    pub kind: String,
    /// Code points, in order; more than one where the span is cut.
    pub pieces: Vec<(usize, usize)>,
    /// Values by the names of [`Layer::fields`]; what is null or empty is not here.
    pub fields: BTreeMap<&'static str, String>,
    /// Where it was read, for messages: `plan.ann:12`.
    pub origin: String,
}

impl Mark {
    /// A mark without fields.
    pub fn new(layer: &'static Layer, kind: &str, pieces: Vec<(usize, usize)>, origin: String) -> Self {
        Self { layer, kind: kind.to_string(), pieces, fields: BTreeMap::new(), origin }
    }

    /// Outer bounds.
    pub fn bounds(&self) -> (usize, usize) {
        let start = self.pieces.first().map_or(0, |piece| piece.0);
        (start, self.pieces.last().map_or(start, |piece| piece.1))
    }

    /// The exact quote, pieces joined by a space; empty where the pieces are not in the text.
    pub fn quote(&self, text: &Text) -> String {
        let pieces: Option<Vec<&str>> = self.pieces.iter().map(|&(start, end)| text.slice(start, end)).collect();
        pieces.unwrap_or_default().join(" ")
    }

    /// Sets a field by name; a blank value is none.
    pub fn set(&mut self, name: &str, value: &str) -> Result<(), String> {
        let Some(field) = self.layer.field(name) else {
            return Err(format!("{} have no field '{name}'", self.layer.name));
        };
        match value.trim() {
            "" => self.fields.remove(field.name),
            value => self.fields.insert(field.name, value.to_string()),
        };
        Ok(())
    }

    /// Fields in the order of the layer.
    pub fn ordered(&self) -> impl Iterator<Item = (&'static super::schema::Field, &str)> {
        self.layer.fields.iter().filter_map(|field| Some((field, self.fields.get(field.name)?.as_str())))
    }

    fn text(&self, name: &str) -> Option<String> {
        self.fields.get(name).cloned()
    }

    fn list(&self, name: &str) -> Vec<String> {
        let items = self.fields.get(name).map_or("", String::as_str).split([',', ';']);
        items.map(str::trim).filter(|item| !item.is_empty()).map(str::to_string).collect()
    }

    fn decimal(&self, name: &str) -> Result<Option<f64>, String> {
        let Some(value) = self.fields.get(name) else {
            return Ok(None);
        };
        // "33,3" is how a Danish spreadsheet writes it.
        let number = value.replace(',', ".").parse().ok().filter(|number: &f64| number.is_finite());
        number.map(Some).ok_or_else(|| format!("{name} '{value}' is not a number"))
    }

    fn year(&self, name: &str) -> Result<Option<i32>, String> {
        let Some(value) = self.fields.get(name) else {
            return Ok(None);
        };
        value.parse().map(Some).map_err(|_| format!("{name} '{value}' is not a year"))
    }
}

/// The marks of an analysis, layer by layer.
pub(super) fn marks(analysis: &AnalysisJson) -> Vec<Mark> {
    // Names serve links; without links they would only burden whoever reads the fields.
    let named = !analysis.links.is_empty();
    let mut marks = Vec::new();
    let mut mark = |name: &str, index: usize, kind: &str, place: &PlaceJson, fields: Fields<'_>| {
        let pieces = match place.segments.is_empty() {
            true => vec![(place.start, place.end)],
            false => place.segments.clone(),
        };
        let layer = layer(name).expect("the callers below name layers of the schema");
        let mut mark = Mark::new(layer, kind, pieces, format!("{name}[{index}]"));
        for (name, value) in fields {
            if let Some(value) = value.filter(|value| !value.trim().is_empty())
                && let Some(field) = layer.field(name)
                && (name != "id" || named)
            {
                mark.fields.insert(field.name, value);
            }
        }
        marks.push(mark);
    };
    for (index, goal) in analysis.goals.iter().enumerate() {
        mark("goals", index, &goal.kind, &goal.place, goal_fields(goal));
    }
    for (index, source) in analysis.sources.iter().enumerate() {
        mark("sources", index, &source.kind, &source.place, source_fields(source));
    }
    for (name, mentions) in
        [("target_groups", &analysis.target_groups), ("measures", &analysis.measures), ("benefits", &analysis.benefits)]
    {
        for (index, mention) in mentions.iter().enumerate() {
            mark(name, index, &mention.concept, &mention.place, mention_fields(mention));
        }
    }
    marks
}

/// Adds a mark to the analysis as a finding; the error says what is wrong with its fields.
pub(super) fn add(analysis: &mut AnalysisJson, mark: &Mark, text: &Text) -> Result<(), String> {
    let (start, end) = mark.bounds();
    let place = PlaceJson {
        start,
        end,
        segments: if mark.pieces.len() > 1 { mark.pieces.clone() } else { Vec::new() },
        text: mark.quote(text),
        ..PlaceJson::default()
    };
    match mark.layer.name {
        "goals" => analysis.goals.push(read_goal(mark, place)?),
        "sources" => analysis.sources.push(read_source(mark, place)?),
        "target_groups" => analysis.target_groups.push(read_mention(mark, place)?),
        "measures" => analysis.measures.push(read_mention(mark, place)?),
        _ => analysis.benefits.push(read_mention(mark, place)?),
    }
    Ok(())
}

type Fields<'a> = Vec<(&'a str, Option<String>)>;

fn goal_fields(goal: &GoalJson) -> Fields<'static> {
    let target = goal.target.as_ref();
    let number = |value: Option<f64>| value.map(|value| value.to_string());
    let year = |year: Option<i32>| year.map(|year| year.to_string());
    let list = |items: &[String]| Some(items.join(", "));
    vec![
        ("label", goal.label.clone()),
        ("actor", goal.actor.clone()),
        ("modality", goal.modality.clone()),
        ("direction", goal.direction.clone()),
        ("target_value", number(target.map(|target| target.value))),
        ("target_unit", target.map(|target| target.unit.clone())),
        ("target_comparator", target.map(|target| target.comparator.clone())),
        ("target_baseline", number(target.and_then(|target| target.baseline))),
        ("target_deadline", target.and_then(|target| target.deadline.clone())),
        ("period_from", year(goal.period.and_then(|period| period.from))),
        ("period_to", year(goal.period.and_then(|period| period.to))),
        ("serves", goal.serves.clone()),
        ("target_groups", list(&goal.target_groups)),
        ("measures", list(&goal.measures)),
        ("benefits", list(&goal.benefits)),
        ("id", goal.id.clone()),
    ]
}

fn read_goal(mark: &Mark, place: PlaceJson) -> Result<GoalJson, String> {
    let (from, to) = (mark.year("period_from")?, mark.year("period_to")?);
    Ok(GoalJson {
        id: mark.text("id"),
        kind: mark.kind.clone(),
        label: mark.text("label"),
        actor: mark.text("actor"),
        modality: mark.text("modality"),
        direction: mark.text("direction"),
        target: read_target(mark)?,
        period: (from.is_some() || to.is_some()).then_some(PeriodJson { from, to }),
        serves: mark.text("serves"),
        target_groups: mark.list("target_groups"),
        measures: mark.list("measures"),
        benefits: mark.list("benefits"),
        place,
    })
}

fn read_target(mark: &Mark) -> Result<Option<TargetJson>, String> {
    let (value, unit, comparator) =
        (mark.decimal("target_value")?, mark.text("target_unit"), mark.text("target_comparator"));
    let (baseline, deadline) = (mark.decimal("target_baseline")?, mark.text("target_deadline"));
    match (value, unit, comparator) {
        (Some(value), Some(unit), Some(comparator)) => {
            Ok(Some(TargetJson { value, unit, comparator, baseline, deadline }))
        }
        (None, None, None) if baseline.is_none() && deadline.is_none() => Ok(None),
        _ => Err("a target needs target_value, target_unit and target_comparator".to_string()),
    }
}

fn source_fields(source: &SourceJson) -> Fields<'static> {
    let cited: Vec<String> = source.cited_at.iter().map(|(start, end)| format!("{start}-{end}")).collect();
    vec![
        ("publisher", source.publisher.clone()),
        ("title", source.title.clone()),
        ("year", source.year.map(|year| year.to_string())),
        ("identifier", source.identifier.clone()),
        ("cited_at", Some(cited.join(", "))),
        ("id", source.id.clone()),
    ]
}

fn read_source(mark: &Mark, place: PlaceJson) -> Result<SourceJson, String> {
    let range = |item: &String| {
        read_range(item).ok_or_else(|| format!("cited_at '{item}' is not a range of code points such as 120-121"))
    };
    Ok(SourceJson {
        id: mark.text("id"),
        kind: mark.kind.clone(),
        publisher: mark.text("publisher"),
        title: mark.text("title"),
        year: mark.year("year")?,
        identifier: mark.text("identifier"),
        cited_at: mark.list("cited_at").iter().map(range).collect::<Result<_, _>>()?,
        // The registry's words are no annotation: an analysis has them, gold does not.
        act: None,
        place,
    })
}

/// Reads `120-121`.
pub(super) fn read_range(text: &str) -> Option<(usize, usize)> {
    let (start, end) = text.trim().split_once('-')?;
    Some((start.parse().ok()?, end.parse().ok()?))
}

fn mention_fields(mention: &MentionJson) -> Fields<'static> {
    let qualifiers: Vec<String> = mention.qualifiers.iter().map(qualifier).collect();
    vec![
        ("narrower", mention.narrower.clone()),
        ("qualifiers", Some(qualifiers.join(", "))),
        ("id", mention.id.clone()),
    ]
}

/// A concept, or bounds such as `age_min=18 age_max=29`.
fn qualifier(qualifier: &QualifierJson) -> String {
    match qualifier {
        QualifierJson::Concept(concept) => concept.clone(),
        QualifierJson::Bounds(bounds) => {
            bounds.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join(" ")
        }
    }
}

fn read_mention(mark: &Mark, place: PlaceJson) -> Result<MentionJson, String> {
    let qualifiers = mark.list("qualifiers");
    Ok(MentionJson {
        id: mark.text("id"),
        concept: mark.kind.clone(),
        narrower: mark.text("narrower"),
        qualifiers: qualifiers.iter().map(|item| read_qualifier(item)).collect::<Result<_, _>>()?,
        place,
    })
}

fn read_qualifier(item: &str) -> Result<QualifierJson, String> {
    if !item.contains('=') {
        return Ok(QualifierJson::Concept(item.to_string()));
    }
    let mut bounds = BTreeMap::new();
    for bound in item.split_whitespace() {
        let parsed = bound.split_once('=').and_then(|(name, value)| Some((name, value.parse().ok()?)));
        let (name, value): (&str, f64) =
            parsed.ok_or_else(|| format!("qualifier '{bound}' is neither a concept nor of the form age_min=18"))?;
        bounds.insert(name.to_string(), value);
    }
    Ok(QualifierJson::Bounds(bounds))
}
