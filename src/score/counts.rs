//! What is counted: metrics and their names, and the counts behind precision, recall and F1.

use super::items::LAYERS;
use std::ops::AddAssign;

/// What is counted in each layer, in report order.
pub(super) const MEASURES: [&str; 10] =
    ["strict", "exact", "type", "overlap", "iou>0.25", "iou>0.5", "iou>0.9", "record", "tokens", "concepts"];
pub(super) const STRICT: usize = 0;
pub(super) const EXACT: usize = 1;
pub(super) const TYPE: usize = 2;
pub(super) const OVERLAP: usize = 3;
pub(super) const LADDER: [(usize, f64); 3] = [(4, 0.25), (5, 0.5), (6, 0.9)];
pub(super) const RECORD: usize = 7;
pub(super) const TOKENS: usize = 8;
pub(super) const CONCEPTS: usize = 9;

/// What is counted once for each document.
const WHOLE: [&str; 4] = ["matrix", "attributions", "links", "meta"];
pub(super) const MATRIX: usize = LAYERS.len() * MEASURES.len();
pub(super) const ATTRIBUTIONS: usize = MATRIX + 1;
pub(super) const LINKS: usize = MATRIX + 2;
pub(super) const META: usize = MATRIX + 3;

/// Number of metrics: the length of each row of counts.
pub(super) const METRICS: usize = MATRIX + WHOLE.len();

/// Found, wanted and given: all that precision and recall need.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Counts {
    /// Right answers.
    pub right: u32,
    /// Findings in gold.
    pub gold: u32,
    /// Findings of the system.
    pub system: u32,
}

impl Counts {
    pub fn precision(self) -> f64 {
        ratio(self.right, self.system, self.gold)
    }

    pub fn recall(self) -> f64 {
        ratio(self.right, self.gold, self.system)
    }

    /// 1 where there was nothing to find and nothing was found.
    pub fn f1(self) -> f64 {
        match (self.gold + self.system, self.right) {
            (0, _) => 1.0,
            (all, right) => 2.0 * f64::from(right) / f64::from(all),
        }
    }

    pub fn is_empty(self) -> bool {
        self.gold + self.system == 0
    }
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.right += other.right;
        self.gold += other.gold;
        self.system += other.system;
    }
}

/// One row of counts, by metric.
pub(super) type Row = [Counts; METRICS];

/// An attribute over all overlapping pairs, and over those where gold states a value.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct AttributeCounts {
    pub right: u32,
    pub pairs: u32,
    pub right_stated: u32,
    pub stated: u32,
}

/// Counts of a SemEval-2013 schema.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct SchemaCounts {
    pub correct: u32,
    pub incorrect: u32,
    pub partial: u32,
    pub missed: u32,
    pub spurious: u32,
}

/// The SemEval-2013 task 9 schemas, in the order of [`DocumentScore::schemas`].
pub(super) const SCHEMAS: [&str; 4] = ["strict", "exact", "partial", "type"];

/// Counts for one kind or concept.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct ClassCounts {
    /// Equal span and equal kind.
    pub strict: Counts,
    /// Overlap and equal kind.
    pub overlap: Counts,
}

/// A row of zeros.
pub(super) fn empty_row() -> Row {
    [Counts::default(); METRICS]
}

/// All rows together.
pub(super) fn sum<'a>(rows: impl IntoIterator<Item = &'a Row>) -> Row {
    let mut all = empty_row();
    for row in rows {
        add(&mut all, row);
    }
    all
}

/// Adds a row to a sum.
pub(super) fn add(sum: &mut Row, row: &Row) {
    for (sum, counts) in sum.iter_mut().zip(row) {
        *sum += *counts;
    }
}

/// The name of a metric, for example `goals/strict`; `None` for a slot that the layer does not use.
pub(super) fn metric_name(metric: usize) -> Option<String> {
    if metric >= MATRIX {
        return Some(WHOLE[metric - MATRIX].to_string());
    }
    let layer = &LAYERS[metric / MEASURES.len()];
    let measure = metric % MEASURES.len();
    let unused = (measure == RECORD && !layer.record) || (measure == CONCEPTS && !layer.concepts);
    (!unused).then(|| format!("{}/{}", layer.name, MEASURES[measure]))
}

/// The metric that a layer's bare name stands for: the whole record where there is one, else the strict match.
pub(super) fn headline(name: &str) -> Option<String> {
    if WHOLE.contains(&name) {
        return Some(name.to_string());
    }
    let layer = LAYERS.iter().find(|layer| layer.name == name)?;
    let measure = if layer.record { RECORD } else { STRICT };
    Some(format!("{name}/{}", MEASURES[measure]))
}

/// Whether a metric is its layer's headline.
pub(super) fn is_headline(metric: &str) -> bool {
    let layer = metric.split('/').next().unwrap_or_default();
    headline(layer).as_deref() == Some(metric)
}

/// `part` of `all`; with nothing to divide by, 1 if the other side is empty too, else 0.
fn ratio(part: u32, all: u32, other: u32) -> f64 {
    match (all, other) {
        (0, 0) => 1.0,
        (0, _) => 0.0,
        _ => f64::from(part) / f64::from(all),
    }
}
