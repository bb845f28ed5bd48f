//! Compares two runs over the same plans: what was gained, lost, moved or changed, and what gold says about it.

use super::Options;
use super::align::align;
use super::bootstrap::{blocks, paired_p};
use super::counts::{METRICS, Row, is_headline, metric_name, sum};
use super::items::{Item, LAYERS, Layer, items, normalize};
use super::metrics::{DocumentScore, agreement};
use super::mistakes::{Side, side};
use super::score_documents;
use crate::wire::AnalysisJson;
use serde::Serialize;
use serde_json::{Map, Value};
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

/// From this many documents on, p-values resample documents; below it, blocks of text.
const MANY_DOCUMENTS: usize = 20;

/// Differences below this are rounding.
pub(super) const EPSILON: f64 = 1e-12;

/// Everything that differs between two runs.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Comparison {
    /// Documents that both runs have.
    pub documents: usize,
    pub only_old: Vec<String>,
    pub only_new: Vec<String>,
    pub changes: Vec<Change>,
    /// Every metric of both runs, if there is gold.
    pub metrics: Vec<MetricChange>,
    /// What p-values resample: `documents` or `blocks`; null without gold.
    pub resampled: Option<String>,
}

/// One finding, or one value of metadata, matrix or attributions, that differs.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Change {
    pub doc: String,
    pub layer: String,
    pub class: ChangeClass,
    pub old: Option<Side>,
    pub new: Option<Side>,
    /// Attributes that differ, with both values.
    pub attributes: Vec<AttributeChange>,
    /// What gold says; null without gold for this document.
    pub verdict: Option<Verdict>,
}

/// Classes of changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ChangeClass {
    Gained,
    Lost,
    /// The borders differ; attributes may differ too.
    Moved,
    /// Only attributes differ.
    Changed,
}

/// Whether a change brought the run nearer to gold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    Better,
    Worse,
    /// As near or as far as before.
    Even,
}

/// An attribute with its value before and after.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AttributeChange {
    pub name: String,
    pub old: Value,
    pub new: Value,
}

/// A metric before and after.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MetricChange {
    pub name: String,
    pub old_f1: f64,
    pub new_f1: f64,
    /// Two-sided p-value from a paired bootstrap; null where nothing differs or there is too little to resample.
    pub p: Option<f64>,
    /// Whether a loss here is a regression: the layer's headline.
    pub headline: bool,
}

/// Compares two runs, with gold's verdict where there is gold.
///
/// Compared are findings, metadata, matrix, remarks and attributions; not the outline, evidence, ids and links.
pub fn compare(
    old: &[AnalysisJson],
    new: &[AnalysisJson],
    gold: Option<&[AnalysisJson]>,
    options: &Options,
) -> Comparison {
    let (old_by_doc, new_by_doc) = (by_doc(old), by_doc(new));
    let gold_by_doc = by_doc(gold.unwrap_or_default());
    let only = |these: &BTreeMap<&str, &AnalysisJson>, those: &BTreeMap<&str, &AnalysisJson>| {
        let missing = these.keys().filter(|doc| !those.contains_key(*doc));
        missing.map(|doc| doc.to_string()).collect::<Vec<_>>()
    };
    let mut changes = Vec::new();
    let mut documents = 0;
    for (doc, old) in &old_by_doc {
        if let Some(new) = new_by_doc.get(doc) {
            documents += 1;
            changes.extend(document_changes(old, new, gold_by_doc.get(doc).copied()));
        }
    }
    let mut comparison = Comparison {
        documents,
        only_old: only(&old_by_doc, &new_by_doc),
        only_new: only(&new_by_doc, &old_by_doc),
        changes,
        metrics: Vec::new(),
        resampled: None,
    };
    if let Some(gold) = gold {
        let old_scores = score_documents(gold, old, false);
        let new_scores = score_documents(gold, new, false);
        let many = gold.len() >= MANY_DOCUMENTS;
        comparison.metrics = metric_changes(&old_scores, &new_scores, many, options);
        comparison.resampled = Some(if many { "documents" } else { "blocks" }.to_string());
    }
    comparison
}

impl Comparison {
    /// Whether the two runs say the same.
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty() && self.only_old.is_empty() && self.only_new.is_empty()
    }

    /// Headline metrics that lost more than `tolerance`.
    pub fn regressions(&self, tolerance: f64) -> Vec<&MetricChange> {
        let lost = |metric: &&MetricChange| metric.old_f1 - metric.new_f1 > tolerance + EPSILON;
        self.metrics.iter().filter(|metric| metric.headline).filter(lost).collect()
    }
}

fn by_doc(analyses: &[AnalysisJson]) -> BTreeMap<&str, &AnalysisJson> {
    analyses.iter().map(|analysis| (analysis.doc.as_str(), analysis)).collect()
}

fn document_changes(old: &AnalysisJson, new: &AnalysisJson, gold: Option<&AnalysisJson>) -> Vec<Change> {
    let mut changes = Vec::new();
    for layer in &LAYERS {
        layer_changes(layer, old, new, gold, &mut changes);
    }
    let (before, after) = (members(old), members(new));
    let wanted: Option<BTreeSet<_>> = gold.map(|gold| {
        let all = members(gold).into_iter();
        all.map(|(layer, text)| (layer, normalize(&text))).collect()
    });
    let lost = before.difference(&after).map(|member| (ChangeClass::Lost, member));
    let gained = after.difference(&before).map(|member| (ChangeClass::Gained, member));
    for (class, (layer, text)) in lost.chain(gained) {
        let side = Some(Side { text: text.clone(), ..Side::default() });
        let is_gain = class == ChangeClass::Gained;
        let (old_side, new_side) = if is_gain { (None, side) } else { (side, None) };
        let right = wanted.as_ref().map(|wanted| wanted.contains(&(layer, normalize(text))));
        changes.push(Change {
            doc: old.doc.clone(),
            layer: layer.to_string(),
            class,
            old: old_side,
            new: new_side,
            attributes: Vec::new(),
            verdict: right.map(|right| match right == is_gain {
                true => Verdict::Better,
                false => Verdict::Worse,
            }),
        });
    }
    changes
}

/// Metadata, matrix, remarks and attributions as lines of text, each with its layer.
fn members(analysis: &AnalysisJson) -> BTreeSet<(&'static str, String)> {
    let mut members = BTreeSet::new();
    if let Ok(Value::Object(meta)) = serde_json::to_value(&analysis.meta) {
        let stated = meta.into_iter().filter(|(_, value)| !value.is_null());
        members.extend(stated.map(|(name, value)| ("meta", format!("{name}: {}", plain(&value)))));
    }
    for cell in &analysis.matrix {
        let text = format!("{}, {}: {}", cell.municipality, cell.goal, cell.mark);
        members.insert(("matrix", text));
    }
    for (municipality, remark) in &analysis.remarks {
        members.insert(("remarks", format!("{municipality}: {remark}")));
    }
    for named in &analysis.attributions {
        let text = format!("theme {}: {}", named.theme, named.municipality);
        members.insert(("attributions", text));
    }
    members
}

fn layer_changes(
    layer: &Layer,
    old: &AnalysisJson,
    new: &AnalysisJson,
    gold: Option<&AnalysisJson>,
    changes: &mut Vec<Change>,
) {
    let (old_items, new_items) = (items(old, layer), items(new, layer));
    let pairs = align(&old_items, &new_items, |old, new| Some(agreement(layer, old, new)));
    let gold_items = gold.map(|gold| items(gold, layer));
    let near = |side: &[Item<'_>]| gold_items.as_ref().map(|gold| nearness(layer, gold, side));
    let (old_near, new_near) = (near(&old_items), near(&new_items));
    let mut add = |class, old_index: Option<usize>, new_index: Option<usize>, attributes| {
        let at = |near: &[Nearness], index: Option<usize>| match index {
            Some(index) => near[index],
            None => None,
        };
        let verdict = |old_near: &Vec<Nearness>, new_near: &Vec<Nearness>| {
            let (before, after) = (at(old_near, old_index), at(new_near, new_index));
            match (after.cmp(&before), class) {
                (Ordering::Greater, _) => Verdict::Better,
                (Ordering::Less, _) => Verdict::Worse,
                // A finding that gold does not have.
                (Ordering::Equal, ChangeClass::Gained) => Verdict::Worse,
                (Ordering::Equal, ChangeClass::Lost) => Verdict::Better,
                (Ordering::Equal, _) => Verdict::Even,
            }
        };
        changes.push(Change {
            doc: old.doc.clone(),
            layer: layer.name.to_string(),
            class,
            old: old_index.map(|index| side(&old_items[index])),
            new: new_index.map(|index| side(&new_items[index])),
            attributes,
            verdict: old_near.as_ref().zip(new_near.as_ref()).map(|(old, new)| verdict(old, new)),
        });
    };
    let mut old_free: BTreeSet<usize> = (0..old_items.len()).collect();
    let mut new_free: BTreeSet<usize> = (0..new_items.len()).collect();
    for pair in pairs {
        old_free.remove(&pair.gold);
        new_free.remove(&pair.system);
        let (before, after) = (&old_items[pair.gold], &new_items[pair.system]);
        let attributes = attribute_changes(&record(old, layer, before.index), &record(new, layer, after.index));
        let moved = (before.start, before.end, &before.segments) != (after.start, after.end, &after.segments);
        let class = match moved {
            true => ChangeClass::Moved,
            false if attributes.is_empty() => continue,
            false => ChangeClass::Changed,
        };
        add(class, Some(pair.gold), Some(pair.system), attributes);
    }
    for index in old_free {
        add(ChangeClass::Lost, Some(index), None, Vec::new());
    }
    for index in new_free {
        add(ChangeClass::Gained, None, Some(index), Vec::new());
    }
}

/// How near a finding is to its gold partner: same kind, same span, agreement, shared share in per mille.
/// `None` is a finding without a partner, farther than any other.
type Nearness = Option<(bool, bool, u32, u32)>;

fn nearness(layer: &Layer, gold: &[Item<'_>], side: &[Item<'_>]) -> Vec<Nearness> {
    let mut near = vec![None; side.len()];
    for pair in align(gold, side, |gold, item| Some(agreement(layer, gold, item))) {
        let (wanted, given) = (&gold[pair.gold], &side[pair.system]);
        let shared = (wanted.iou(given) * 1_000.0) as u32;
        near[pair.system] =
            Some((wanted.kind == given.kind, wanted.same_span(given), agreement(layer, wanted, given), shared));
    }
    near
}

/// A finding as JSON without its place, id and evidence.
fn record(analysis: &AnalysisJson, layer: &Layer, index: usize) -> Map<String, Value> {
    let value = match layer.name {
        "goals" => serde_json::to_value(&analysis.goals[index]),
        "target_groups" => serde_json::to_value(&analysis.target_groups[index]),
        "measures" => serde_json::to_value(&analysis.measures[index]),
        "benefits" => serde_json::to_value(&analysis.benefits[index]),
        "sources" => serde_json::to_value(&analysis.sources[index]),
        other => unreachable!("no layer is called '{other}'"),
    };
    let Ok(Value::Object(mut record)) = value else {
        unreachable!("findings are objects with string keys");
    };
    for place in ["id", "start", "end", "segments", "text", "page", "section", "evidence"] {
        record.remove(place);
    }
    record
}

fn attribute_changes(old: &Map<String, Value>, new: &Map<String, Value>) -> Vec<AttributeChange> {
    let names: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
    let value = |record: &Map<String, Value>, name| record.get(name).cloned().unwrap_or(Value::Null);
    names
        .into_iter()
        .map(|name| AttributeChange { name: name.clone(), old: value(old, name), new: value(new, name) })
        .filter(|change| change.old != change.new)
        .collect()
}

fn metric_changes(old: &[DocumentScore], new: &[DocumentScore], many: bool, options: &Options) -> Vec<MetricChange> {
    let rows = |scores: &[DocumentScore]| -> Vec<Row> { scores.iter().map(DocumentScore::row).collect() };
    let (old_rows, new_rows) = (rows(old), rows(new));
    let resampled = match many {
        true => vec![old_rows.clone(), new_rows.clone()],
        false => blocks(&[old, new]),
    };
    let enough = resampled[0].len() > 1 && options.resamples > 0;
    let p = enough.then(|| paired_p(&resampled[0], &resampled[1], options.resamples, options.seed));
    let (old_sum, new_sum) = (sum(&old_rows), sum(&new_rows));
    (0..METRICS)
        .filter_map(|metric| {
            let name = metric_name(metric)?;
            let (before, after) = (old_sum[metric], new_sum[metric]);
            if before.is_empty() && after.is_empty() {
                return None;
            }
            let (old_f1, new_f1) = (before.f1(), after.f1());
            let differs = (old_f1 - new_f1).abs() > EPSILON;
            Some(MetricChange {
                old_f1,
                new_f1,
                p: p.as_ref().filter(|_| differs).map(|p| p[metric]),
                headline: is_headline(&name),
                name,
            })
        })
        .collect()
}

/// A JSON value without the quotes around a plain text.
pub(super) fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
