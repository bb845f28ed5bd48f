//! The numbers of a run: as tables for people and as JSON for programs.

use super::Options;
use super::bootstrap::{blocks, intervals, sum};
use super::items::LAYERS;
use super::metrics::{
    AttributeCounts, ClassCounts, Counts, DocumentScore, METRICS, Row, SCHEMAS, SchemaCounts, headline, metric_name,
};
use super::mistakes::{Mistake, Side};
use super::texts::{Text, Texts};
use serde::Serialize;
use std::collections::BTreeMap;
use std::fmt::Write as _;

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
        self
    }

    /// The tables, without the list of mistakes.
    pub fn to_text(&self) -> String {
        let mut out = String::new();
        // Writing to a string cannot fail, so the results below are dropped.
        let _ = writeln!(out, "{} documents", self.documents);
        for doc in &self.missing {
            let _ = writeln!(out, "no analysis of {doc}: counted as empty");
        }
        for doc in &self.without_gold {
            let _ = writeln!(out, "no gold for {doc}: not counted");
        }
        let _ = writeln!(out);
        self.write_metrics(&mut out);
        self.write_attributes(&mut out);
        self.write_schemas(&mut out);
        self.write_classes(&mut out);
        out
    }

    /// Every mistake, grouped by layer, class and likely cause, the most frequent cause first.
    ///
    /// `-` is gold and `+` the system, each with its place, kind, rule and quote; where the text is known, the words
    /// around it follow after `|`.
    pub fn mistakes_to_text(&self, texts: &Texts) -> String {
        let rank = |layer: &str| LAYERS.iter().position(|info| info.name == layer);
        let mut groups: BTreeMap<_, BTreeMap<&str, Vec<&Mistake>>> = BTreeMap::new();
        for mistake in &self.mistakes {
            let layer = mistake.layer.as_str();
            let rank = rank(layer).unwrap_or(LAYERS.len());
            let group = groups.entry((rank, layer, mistake.class)).or_default();
            group.entry(&mistake.cause).or_default().push(mistake);
        }
        let mut out = String::new();
        for ((_, layer, class), causes) in groups {
            let all: usize = causes.values().map(Vec::len).sum();
            let _ = writeln!(out, "\n{layer}, {}: {all}", class.title());
            let mut causes: Vec<(&str, Vec<&Mistake>)> = causes.into_iter().collect();
            causes.sort_by_key(|(cause, mistakes)| (usize::MAX - mistakes.len(), *cause));
            for (cause, mistakes) in causes {
                let _ = writeln!(out, "  {cause} ({})", mistakes.len());
                for mistake in mistakes {
                    let _ = writeln!(out, "{}", mistake_lines(mistake, texts.get(&mistake.doc)));
                }
            }
        }
        out
    }

    fn write_metrics(&self, out: &mut String) {
        let human = self.metrics.iter().any(|row| row.human_f1.is_some());
        let _ = write!(out, "{:24} {:>6} {:>6} {:>6} {:>6}", "", "P", "R", "F1", "macro");
        if human {
            let _ = write!(out, " {:>6}", "human");
        }
        let intervals = ("95 % documents", "95 % blocks");
        let _ = writeln!(out, "  {:15} {:15} right/gold/system", intervals.0, intervals.1);
        for row in &self.metrics {
            let _ = write!(
                out,
                "{:24} {:6.3} {:6.3} {:6.3} {:6.3}",
                row.name, row.precision, row.recall, row.f1, row.macro_f1
            );
            if human {
                let _ = match row.human_f1 {
                    Some(f1) => write!(out, " {f1:6.3}"),
                    None => write!(out, " {:>6}", "-"),
                };
            }
            let _ = writeln!(
                out,
                "  {:15} {:15} {}/{}/{}",
                interval_text(row.over_documents),
                interval_text(row.over_blocks),
                row.right,
                row.gold,
                row.system
            );
        }
    }

    fn write_attributes(&self, out: &mut String) {
        let _ = writeln!(out, "\nAttributes of overlapping pairs: all, and where gold has a value");
        for row in &self.attributes {
            let _ = writeln!(
                out,
                "{:24} {:6.3} {:>9}   {:6.3} {:>9}",
                row.name,
                row.accuracy,
                format!("{}/{}", row.right, row.pairs),
                row.accuracy_stated,
                format!("{}/{}", row.right_stated, row.stated),
            );
        }
    }

    fn write_schemas(&self, out: &mut String) {
        let _ = writeln!(
            out,
            "\n{:24} {:>6} {:>6} {:>6}  correct/incorrect/partial/missed/spurious",
            "SemEval-2013", "P", "R", "F1"
        );
        for row in &self.schemas {
            let _ = writeln!(
                out,
                "{:24} {:6.3} {:6.3} {:6.3}  {}/{}/{}/{}/{}",
                format!("{} {}", row.layer, row.schema),
                row.precision,
                row.recall,
                row.f1,
                row.correct,
                row.incorrect,
                row.partial,
                row.missed,
                row.spurious
            );
        }
    }

    fn write_classes(&self, out: &mut String) {
        for layer in &LAYERS {
            let rows: Vec<&ClassRow> = self.classes.iter().filter(|row| row.layer == layer.name).collect();
            if rows.is_empty() {
                continue;
            }
            let strict = mean(rows.iter().map(|row| row.strict_f1));
            let overlap = mean(rows.iter().map(|row| row.overlap_f1));
            let kappa = match self.kappa.get(layer.name) {
                Some(Some(kappa)) => format!("; kappa of kinds {kappa:.3}"),
                _ => String::new(),
            };
            let _ = writeln!(out, "\n{} by kind: macro F1 {strict:.3} strict, {overlap:.3} overlap{kappa}", layer.name);
            for row in rows {
                let _ = writeln!(
                    out,
                    "  {:34} {:6.3} {:>11}   {:6.3} {:>11}",
                    row.kind,
                    row.strict_f1,
                    format!("{}/{}/{}", row.strict_right, row.gold, row.system),
                    row.overlap_f1,
                    format!("{}/{}/{}", row.overlap_right, row.gold, row.system)
                );
            }
        }
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
    let interval = |ends: &[(f64, f64)], metric: usize| ends.get(metric).map(|&(low, high)| Interval { low, high });
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

fn mistake_lines(mistake: &Mistake, text: Option<&Text>) -> String {
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let line = |mark: &str, side: &Side| {
        let mut line = format!("    {mark} {}:{}", mistake.doc, side.start);
        let placed = text.filter(|_| side.end > 0);
        if let Some(text) = placed {
            let _ = write!(line, " line {}", text.line(side.start));
        }
        if let Some(page) = side.page {
            let _ = write!(line, " page {page}");
        }
        if let Some(value) = &side.value {
            let _ = write!(line, " [{value}]");
        }
        if let Some(rule) = &side.rule {
            let _ = write!(line, " {rule}");
        }
        let _ = write!(line, " {}", shorten(&words(&side.text), 110));
        if let Some(text) = placed {
            let (before, after) = text.around(side.start, side.end, 40);
            let _ = write!(line, "  | {} … {}", words(before), words(after));
        }
        line
    };
    let gold = mistake.gold.iter().map(|side| line("-", side));
    let system = mistake.system.iter().map(|side| line("+", side));
    gold.chain(system).collect::<Vec<_>>().join("\n")
}

/// The head and the tail of a long quote, since boundaries go wrong at either.
pub(super) fn shorten(text: &str, limit: usize) -> String {
    let chars: Vec<char> = text.chars().collect();
    if chars.len() <= limit {
        return text.to_string();
    }
    let head: String = chars[..limit * 2 / 3].iter().collect();
    let tail: String = chars[chars.len() - limit / 3..].iter().collect();
    format!("{head} … {tail}")
}

fn interval_text(interval: Option<Interval>) -> String {
    match interval {
        Some(Interval { low, high }) => format!("{low:.3}-{high:.3}"),
        None => "-".to_string(),
    }
}

fn share(part: f64, all: u32) -> f64 {
    match all {
        0 => 0.0,
        _ => part / f64::from(all),
    }
}

fn mean(values: impl Iterator<Item = f64>) -> f64 {
    let (mut sum, mut count) = (0.0, 0u32);
    for value in values {
        sum += value;
        count += 1;
    }
    share(sum, count)
}
