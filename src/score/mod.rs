//! Compares analyses with gold: how good they are, how sure that is, what is wrong, and what changed since last time.
//!
//! The rules are few. Findings are paired one to one, the best way there is ([`align`]). Two spans are equal if they
//! are but for final punctuation; a cut span counts by its outer bounds, and only for token F1 by its pieces.
//! Documents are paired by their `doc` field; one that the system lacks counts as empty.
//!
//! | part | what it does |
//! | --- | --- |
//! | `gold` | reads folders of gold or of analyses |
//! | `texts` | the plans themselves, for quotes and context |
//! | `check`, `vocabulary` | slips in gold, and what attributes may say |
//! | `items` | the layers, and attributes in the form in which they are compared |
//! | `align` | one-to-one pairing |
//! | `counts`, `metrics` | what is counted, and the counts of one document |
//! | `mistakes` | what is wrong, by likely cause |
//! | `bootstrap` | intervals and p-values |
//! | `report`, `report_text`, `html` | the numbers of a run; as tables; as one page to read errors by |
//! | `compare`, `compare_text` | two runs side by side |

mod align;
mod bootstrap;
mod check;
mod compare;
mod compare_text;
mod counts;
mod gold;
mod html;
mod items;
mod metrics;
mod mistakes;
mod report;
mod report_text;
mod texts;
pub(crate) mod vocabulary;

pub use check::{Slip, check};
pub use compare::{AttributeChange, Change, ChangeClass, Comparison, MetricChange, Verdict, compare};
pub use gold::{read_file, read_folder};
pub use html::html;
pub use items::{LAYERS, Layer};
pub use mistakes::{Mistake, MistakeClass, Side};
pub use report::{AttributeRow, ClassRow, ConfusionRow, DocumentRow, Interval, MetricRow, Report, SchemaRow};
pub use texts::{Text, Texts, read_texts};

use crate::wire::AnalysisJson;
use metrics::{DocumentScore, score_document};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// How to score.
#[derive(Debug, Clone)]
pub struct Options {
    /// Draws for intervals and p-values; 0 leaves them out.
    pub resamples: usize,
    /// Seed of the draws.
    pub seed: u64,
    /// Whether to list every mistake.
    pub mistakes: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { resamples: 1_000, seed: 2026, mistakes: false }
    }
}

/// Scores analyses against gold. Every gold document counts, also one that `system` lacks.
pub fn score(gold: &[AnalysisJson], system: &[AnalysisJson], options: &Options) -> Report {
    let scores = score_documents(gold, system, options.mistakes);
    let names = |analyses: &[AnalysisJson]| -> BTreeSet<String> {
        analyses.iter().map(|analysis| analysis.doc.clone()).collect()
    };
    let (wanted, given) = (names(gold), names(system));
    Report::new(
        scores,
        wanted.difference(&given).cloned().collect(),
        given.difference(&wanted).cloned().collect(),
        options,
    )
}

/// Scores each gold document, sorted by name.
fn score_documents(gold: &[AnalysisJson], system: &[AnalysisJson], mistakes: bool) -> Vec<DocumentScore> {
    let by_name: BTreeMap<&str, &AnalysisJson> =
        system.iter().map(|analysis| (analysis.doc.as_str(), analysis)).collect();
    let mut gold: Vec<&AnalysisJson> = gold.iter().collect();
    gold.sort_by(|a, b| a.doc.cmp(&b.doc));
    let nothing = AnalysisJson::default();
    gold.par_iter()
        .map(|gold| {
            let system = by_name.get(gold.doc.as_str()).copied();
            score_document(gold, system.unwrap_or(&nothing), mistakes)
        })
        .collect()
}
