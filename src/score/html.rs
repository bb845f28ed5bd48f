//! One self-contained page to read errors by: scores, confusions, every mistake, and gold beside system in the text.
//!
//! The page holds its data as JSON and builds itself with a short script; it loads nothing from anywhere.

use super::items::{LAYERS, items};
use super::report::Report;
use super::texts::Texts;
use crate::wire::AnalysisJson;
use serde::Serialize;
use std::collections::BTreeMap;

const PAGE: &str = include_str!("report.html");
/// Where the data goes in the page.
const SLOT: &str = "{{data}}";

#[derive(Serialize)]
struct Data<'a> {
    report: &'a Report,
    documents: Vec<DocumentData<'a>>,
}

#[derive(Serialize)]
struct DocumentData<'a> {
    doc: &'a str,
    /// Null where the text was not given.
    text: Option<&'a str>,
    gold: BTreeMap<&'static str, Vec<FindingData>>,
    system: BTreeMap<&'static str, Vec<FindingData>>,
}

#[derive(Serialize)]
struct FindingData {
    start: usize,
    end: usize,
    kind: String,
    segments: Vec<(usize, usize)>,
}

/// The page for a report that lists its mistakes. Without a document's text there is no side-by-side view of it.
pub fn html(report: &Report, gold: &[AnalysisJson], system: &[AnalysisJson], texts: &Texts) -> String {
    let nothing = AnalysisJson::default();
    let documents = gold
        .iter()
        .map(|gold| DocumentData {
            doc: &gold.doc,
            text: texts.get(&gold.doc).map(|text| text.raw()),
            gold: findings(gold),
            system: findings(system.iter().find(|system| system.doc == gold.doc).unwrap_or(&nothing)),
        })
        .collect();
    let data = serde_json::to_string(&Data { report, documents });
    let data = data.expect("maps with string keys always serialize");
    // Inside a script element only "<" could end or change it.
    PAGE.replacen(SLOT, &data.replace('<', "\\u003c"), 1)
}

fn findings(analysis: &AnalysisJson) -> BTreeMap<&'static str, Vec<FindingData>> {
    let of_layer = |layer| {
        let items = items(analysis, layer).into_iter();
        items
            .map(|item| FindingData {
                start: item.start,
                end: item.end,
                kind: item.kind.to_string(),
                segments: item.segments,
            })
            .collect()
    };
    LAYERS.iter().map(|layer| (layer.name, of_layer(layer))).collect()
}
