//! The numbers of a run, summed over its documents. They serialize to JSON as they stand.

use super::Options;
use super::bootstrap::{blocks, intervals};
use super::counts::{
    AttributeCounts, ClassCounts, Counts, METRICS, Row, SCHEMAS, SchemaCounts, headline, metric_name, sum,
};
use super::items::LAYERS;
use super::metrics::DocumentScore;
use super::mistakes::Mistake;
use serde::Serialize;
use std::collections::BTreeMap;

/// Scores of a whole run.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Report {
    /// Documents in gold.
    pub documents: usize,
    /// Gold documents that the system lacks; they count as empty analyses.
    pub missing: Vec<String>,
    /// System documents that gold lacks; they do not count.
    pub without_gold: Vec<String>,
    pub metrics: Vec<MetricRow>,
    pub attributes: Vec<AttributeRow>,
    pub schemas: Vec<SchemaRow>,
    pub classes: Vec<ClassRow>,
    /// Kinds of overlapping pairs, off the diagonal and on it.
    pub confusion: Vec<ConfusionRow>,
    /// Cohen's kappa on the kinds of overlapping pairs, by layer; null where there is nothing to agree on.
    pub kappa: BTreeMap<String, Option<f64>>,
    /// The same for a second annotator, where given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub human_kappa: Option<BTreeMap<String, Option<f64>>>,
    pub by_document: Vec<DocumentRow>,
    /// Every mistake, if asked for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub mistakes: Vec<Mistake>,
}

/// Precision, recall and F1 of one metric, summed over all documents.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MetricRow {
    /// For example `goals/strict`.
    pub name: String,
    pub precision: f64,
    pub recall: f64,
    pub f1: f64,
    pub right: u32,
    pub gold: u32,
    pub system: u32,
    /// Mean F1 of the documents that have anything to score.
    pub macro_f1: f64,
    /// 95 % interval of F1 over documents; null for fewer than two.
    pub over_documents: Option<Interval>,
    /// 95 % interval of F1 over blocks of text.
    pub over_blocks: Option<Interval>,
    /// F1 of a second annotator against gold, where given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub human_f1: Option<f64>,
}

/// Ends of an interval.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Interval {
    pub low: f64,
    pub high: f64,
}

/// How often an attribute is right on overlapping pairs.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AttributeRow {
    /// For example `goals.modality`.
    pub name: String,
    pub right: u32,
    pub pairs: u32,
    /// `right / pairs`.
    pub accuracy: f64,
    /// The same where gold states a value.
    pub right_stated: u32,
    pub stated: u32,
    pub accuracy_stated: f64,
}

/// A SemEval-2013 task 9 schema for one layer.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SchemaRow {
    pub layer: String,
    /// `strict`, `exact`, `partial` or `type`.
    pub schema: String,
    pub correct: u32,
    pub incorrect: u32,
    pub partial: u32,
    pub missed: u32,
    pub spurious: u32,
    pub precision: f64,
    pub recall: f64,
    pub f1: f64,
}

/// Scores of one kind or concept.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ClassRow {
    pub layer: String,
    pub kind: String,
    pub gold: u32,
    pub system: u32,
    pub strict_right: u32,
    pub strict_f1: f64,
    pub overlap_right: u32,
    pub overlap_f1: f64,
}

/// How often gold's kind was given as the system's kind on overlapping pairs.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ConfusionRow {
    pub layer: String,
    pub gold: String,
    pub system: String,
    pub pairs: u32,
}

/// F1 of one document, by metric.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DocumentRow {
    pub doc: String,
    pub f1: BTreeMap<String, f64>,
}

impl Report {
    pub(super) fn new(
        scores: Vec<DocumentScore>,
        missing: Vec<String>,
        without_gold: Vec<String>,
        options: &Options,
    ) -> Self {
        let rows: Vec<Row> = scores.iter().map(DocumentScore::row).collect();
        let mut classes: BTreeMap<(usize, &str), ClassCounts> = BTreeMap::new();
        let mut attributes: BTreeMap<(usize, usize), AttributeCounts> = BTreeMap::new();
        for (number, layer) in LAYERS.iter().enumerate() {
            attributes.extend((0..layer.attributes.len()).map(|index| ((number, index), AttributeCounts::default())));
        }
        let mut confusion: BTreeMap<(usize, &str, &str), u32> = BTreeMap::new();
        for score in &scores {
            for ((layer, kind), counts) in &score.classes {
                let sum = classes.entry((*layer, kind)).or_default();
                sum.strict += counts.strict;
                sum.overlap += counts.overlap;
            }
            for (key, counts) in &score.attributes {
                let sum = attributes.entry(*key).or_default();
                sum.right += counts.right;
                sum.pairs += counts.pairs;
                sum.right_stated += counts.right_stated;
                sum.stated += counts.stated;
            }
            for ((layer, gold, system), pairs) in &score.confusion {
                *confusion.entry((*layer, gold, system)).or_default() += pairs;
            }
        }
        Self {
            documents: scores.len(),
            missing,
            without_gold,
            metrics: metric_rows(&scores, &rows, options),
            attributes: attributes.into_iter().map(attribute_row).collect(),
            schemas: schema_rows(&scores),
            classes: classes.into_iter().map(class_row).collect(),
            kappa: kappas(&confusion),
            human_kappa: None,
            confusion: confusion
                .into_iter()
                .map(|((layer, gold, system), pairs)| ConfusionRow {
                    layer: LAYERS[layer].name.to_string(),
                    gold: gold.to_string(),
                    system: system.to_string(),
                    pairs,
                })
                .collect(),
            by_document: scores.iter().zip(&rows).map(|(score, row)| document_row(score, row)).collect(),
            mistakes: scores.into_iter().flat_map(|score| score.mistakes).collect(),
        }
    }

    /// A metric by its name, or by its layer's name for the layer's headline.
    pub fn metric(&self, name: &str) -> Option<&MetricRow> {
        let full = headline(name);
        let name = full.as_deref().unwrap_or(name);
        self.metrics.iter().find(|row| row.name == name)
    }

    /// Puts a second annotator's scores beside the system's.
    pub fn with_human(mut self, human: &Report) -> Self {
        for row in &mut self.metrics {
            row.human_f1 = human.metric(&row.name).map(|human| human.f1);
        }
        self.human_kappa = Some(human.kappa.clone());
        self
    }
}

fn metric_rows(scores: &[DocumentScore], rows: &[Row], options: &Options) -> Vec<MetricRow> {
    let sums = sum(rows);
    let draw = |rows: &[Row]| match rows.len() {
        0 | 1 => Vec::new(),
        _ if options.resamples == 0 => Vec::new(),
        _ => intervals(rows, options.resamples, options.seed),
    };
    let over_documents = draw(rows);
    let over_blocks = blocks(&[scores]).first().map(|rows| draw(rows)).unwrap_or_default();
    let interval = |ends: &[Option<(f64, f64)>], metric: usize| {
        let (low, high) = ends.get(metric).copied().flatten()?;
        Some(Interval { low, high })
    };
    (0..METRICS)
        .filter_map(|metric| {
            let counts = sums[metric];
            let name = metric_name(metric)?;
            let optional = !name.contains('/');
            if optional && counts.is_empty() {
                return None;
            }
            let documents = rows.iter().map(|row| row[metric]);
            let scored = documents.filter(|counts| !counts.is_empty());
            Some(MetricRow {
                name,
                precision: counts.precision(),
                recall: counts.recall(),
                f1: counts.f1(),
                right: counts.right,
                gold: counts.gold,
                system: counts.system,
                macro_f1: mean(scored.map(Counts::f1)),
                over_documents: interval(&over_documents, metric),
                over_blocks: interval(&over_blocks, metric),
                human_f1: None,
            })
        })
        .collect()
}

fn attribute_row(((layer, attribute), counts): ((usize, usize), AttributeCounts)) -> AttributeRow {
    let layer = &LAYERS[layer];
    AttributeRow {
        name: format!("{}.{}", layer.name, layer.attributes[attribute]),
        right: counts.right,
        pairs: counts.pairs,
        accuracy: share(f64::from(counts.right), counts.pairs),
        right_stated: counts.right_stated,
        stated: counts.stated,
        accuracy_stated: share(f64::from(counts.right_stated), counts.stated),
    }
}

fn schema_rows(scores: &[DocumentScore]) -> Vec<SchemaRow> {
    let mut rows = Vec::new();
    for (layer, info) in LAYERS.iter().enumerate() {
        for (schema, name) in SCHEMAS.iter().enumerate() {
            let mut sum = SchemaCounts::default();
            for score in scores {
                let counts = &score.schemas[layer][schema];
                sum.correct += counts.correct;
                sum.incorrect += counts.incorrect;
                sum.partial += counts.partial;
                sum.missed += counts.missed;
                sum.spurious += counts.spurious;
            }
            let paired = sum.correct + sum.incorrect + sum.partial;
            let right = f64::from(sum.correct) + 0.5 * f64::from(sum.partial);
            let (possible, actual) = (paired + sum.missed, paired + sum.spurious);
            rows.push(SchemaRow {
                layer: info.name.to_string(),
                schema: name.to_string(),
                correct: sum.correct,
                incorrect: sum.incorrect,
                partial: sum.partial,
                missed: sum.missed,
                spurious: sum.spurious,
                precision: share(right, actual),
                recall: share(right, possible),
                f1: share(2.0 * right, possible + actual),
            });
        }
    }
    rows
}

fn class_row(((layer, kind), counts): ((usize, &str), ClassCounts)) -> ClassRow {
    ClassRow {
        layer: LAYERS[layer].name.to_string(),
        kind: kind.to_string(),
        gold: counts.strict.gold,
        system: counts.strict.system,
        strict_right: counts.strict.right,
        strict_f1: counts.strict.f1(),
        overlap_right: counts.overlap.right,
        overlap_f1: counts.overlap.f1(),
    }
}

fn document_row(score: &DocumentScore, row: &Row) -> DocumentRow {
    let named = row.iter().enumerate().filter(|(_, counts)| !counts.is_empty());
    DocumentRow {
        doc: score.name.clone(),
        f1: named.filter_map(|(metric, counts)| Some((metric_name(metric)?, counts.f1()))).collect(),
    }
}

/// Agreement on kinds beyond chance, layer by layer.
fn kappas(confusion: &BTreeMap<(usize, &str, &str), u32>) -> BTreeMap<String, Option<f64>> {
    let kappa = |number: usize| {
        let (mut all, mut same) = (0.0, 0.0);
        let mut gold_kinds: BTreeMap<&str, f64> = BTreeMap::new();
        let mut system_kinds: BTreeMap<&str, f64> = BTreeMap::new();
        for (&(layer, gold, system), &pairs) in confusion {
            if layer == number {
                let pairs = f64::from(pairs);
                all += pairs;
                same += if gold == system { pairs } else { 0.0 };
                *gold_kinds.entry(gold).or_default() += pairs;
                *system_kinds.entry(system).or_default() += pairs;
            }
        }
        let by_chance: f64 =
            gold_kinds.iter().filter_map(|(kind, gold)| Some(gold * system_kinds.get(kind)?)).sum::<f64>()
                / (all * all);
        // Without pairs, or with one kind only, kappa is 0 / 0.
        let open = all > 0.0 && by_chance < 1.0;
        open.then(|| (same / all - by_chance) / (1.0 - by_chance))
    };
    let layers = LAYERS.iter().enumerate();
    layers.map(|(number, layer)| (layer.name.to_string(), kappa(number))).collect()
}

fn share(part: f64, all: u32) -> f64 {
    match all {
        0 => 0.0,
        _ => part / f64::from(all),
    }
}

pub(super) fn mean(values: impl Iterator<Item = f64>) -> f64 {
    let (mut sum, mut count) = (0.0, 0u32);
    for value in values {
        sum += value;
        count += 1;
    }
    share(sum, count)
}
