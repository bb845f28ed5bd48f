//! Analyses and gold as JSON: the promise that we make to users, and the only code that knows the format.
//!
//! The fields are those of the gold set (`GOLD.md`): offsets count Unicode code points into the text as decoded.
//! An analysis has more than gold: where it came from, the outline, and for each finding its id, page, section
//! and evidence. Gold files leave those out, so everything that gold lacks is optional here.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Version of the analysis format; raised when a field changes its meaning or goes away.
pub const SCHEMA_VERSION: u32 = 1;

/// One document's findings: an analysis that we wrote, or a gold file.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct AnalysisJson {
    /// File name of the text, for example `lindeby-2023.txt`.
    pub doc: String,
    /// [`SCHEMA_VERSION`] of the writer; absent in gold.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub schema_version: Option<u32>,
    /// SHA-256 of the file's bytes, lower-case hex.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sha256: Option<String>,
    /// Encoding that the bytes were decoded from, by its WHATWG name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub encoding: Option<String>,
    /// Always `code_point` where present.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub offset_unit: Option<String>,
    #[serde(default)]
    pub meta: MetaJson,
    #[serde(default)]
    pub goals: Vec<GoalJson>,
    #[serde(default)]
    pub sources: Vec<SourceJson>,
    #[serde(default)]
    pub target_groups: Vec<MentionJson>,
    #[serde(default)]
    pub measures: Vec<MentionJson>,
    #[serde(default)]
    pub benefits: Vec<MentionJson>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub matrix: Vec<CellJson>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub remarks: BTreeMap<String, String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attributions: Vec<AttributionJson>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<LinkJson>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub outline: Vec<HeadingJson>,
    /// What the text needed before it could be read: repair step → number of places.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub repairs: BTreeMap<String, usize>,
    /// Oddities seen while reading, with their places.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<NoteJson>,
}

/// What the document is, who publishes it, and which years it covers.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct MetaJson {
    pub title: Option<String>,
    /// `beskaeftigelsesplan`, `oversigt` or `andet`.
    pub kind: Option<String>,
    pub municipality: Option<String>,
    /// Four digits, with leading zero.
    pub kommunekode: Option<String>,
    pub issuer: Option<String>,
    pub period: Option<PeriodJson>,
}

/// Years, both ends included; an open end is null.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PeriodJson {
    pub from: Option<i32>,
    pub to: Option<i32>,
}

/// A goal with all its attributes.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct GoalJson {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    pub kind: String,
    #[serde(default)]
    pub label: Option<String>,
    #[serde(default)]
    pub actor: Option<String>,
    #[serde(default)]
    pub modality: Option<String>,
    #[serde(default)]
    pub direction: Option<String>,
    #[serde(default)]
    pub target: Option<TargetJson>,
    #[serde(default)]
    pub period: Option<PeriodJson>,
    #[serde(default)]
    pub serves: Option<String>,
    #[serde(default)]
    pub target_groups: Vec<String>,
    #[serde(default)]
    pub measures: Vec<String>,
    #[serde(default)]
    pub benefits: Vec<String>,
    #[serde(flatten)]
    pub place: PlaceJson,
}

/// A number to reach.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct TargetJson {
    pub value: f64,
    pub unit: String,
    pub comparator: String,
    #[serde(default)]
    pub baseline: Option<f64>,
    #[serde(default)]
    pub deadline: Option<String>,
}

/// A mention of a target group, a measure or a benefit.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct MentionJson {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    pub concept: String,
    /// Our finer concept, where the lexicon has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub narrower: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub qualifiers: Vec<QualifierJson>,
    #[serde(flatten)]
    pub place: PlaceJson,
}

/// What a target group's modifiers add: a concept, an age or a duration.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum QualifierJson {
    Concept(String),
    /// `age_min`, `age_max` (years), `duration_min_weeks`.
    Bounds(BTreeMap<String, f64>),
}

/// A text, data set or authority that the plan builds on.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SourceJson {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    pub kind: String,
    #[serde(default)]
    pub publisher: Option<String>,
    #[serde(default)]
    pub title: Option<String>,
    #[serde(default)]
    pub year: Option<i32>,
    #[serde(default)]
    pub identifier: Option<String>,
    /// Note marks in the body that point here.
    #[serde(default)]
    pub cited_at: Vec<(usize, usize)>,
    /// What the registry of acts adds; the fields above hold only what the text says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub act: Option<ActJson>,
    #[serde(flatten)]
    pub place: PlaceJson,
}

/// The act that a source is: official name, number, date and address, each where sure.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ActJson {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// `2019-05-07`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// Address by the European Legislation Identifier.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub eli: Option<String>,
}

/// Where a finding stands. `start` and `end` are the outer bounds; `segments` only where the span is cut.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PlaceJson {
    pub start: usize,
    pub end: usize,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub segments: Vec<(usize, usize)>,
    /// The exact quote; segments joined by a space.
    pub text: String,
    /// From 1; absent in gold.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<usize>,
    /// Headings above the finding, outermost first.
    // Findings of one section share them.
    #[serde(default, skip_serializing_if = "is_empty")]
    pub section: Arc<[String]>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<EvidenceJson>,
}

fn is_empty(list: &[String]) -> bool {
    list.is_empty()
}

/// Why we believe a finding.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct EvidenceJson {
    /// Rule name, for example `goal/box`.
    pub rule: String,
    /// Lexicon labels that fired.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub labels: Vec<String>,
}

/// One non-empty cell of an overview's matrix.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct CellJson {
    pub municipality: String,
    pub goal: String,
    /// `X` or `(X)`.
    pub mark: String,
}

/// A municipality named under a numbered theme of an overview.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct AttributionJson {
    pub theme: u32,
    pub municipality: String,
}

/// A relation between two findings, by their ids.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct LinkJson {
    pub from: String,
    pub to: String,
    pub rule: String,
    /// The words that the link rests on; absent in gold.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<QuoteJson>,
}

/// Words of the text with their outer bounds.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct QuoteJson {
    pub start: usize,
    pub end: usize,
    pub text: String,
}

/// A heading of the document.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct HeadingJson {
    pub heading: String,
    pub level: usize,
    pub start: usize,
    pub end: usize,
    pub page: usize,
}

/// An oddity at a place.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct NoteJson {
    pub start: usize,
    pub end: usize,
    pub text: String,
}

/// A plan as a line of a stream; other fields are passed over.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct PlanLineJson<'l> {
    #[serde(borrow)]
    pub doc: Cow<'l, str>,
    #[serde(borrow)]
    pub text: Cow<'l, str>,
}

/// What stands in a stream of analyses for a line that holds no plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LineErrorJson {
    pub error: String,
    /// `-` for standard input.
    pub path: String,
    /// From 1; blank lines count.
    pub line: usize,
}

/// A plan of a workspace: a line of its `manifest.ndjson`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct EntryJson {
    /// File name of the plan, by which it is known.
    pub doc: String,
    /// Path as it was given.
    pub path: String,
    pub status: StatusJson,
    /// Why it could not be read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error: Option<String>,
    /// File name of the analysis in `analyses/`; absent if the plan could not be read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub analysis: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sha256: Option<String>,
    pub bytes: u64,
    /// Encoding that the bytes were decoded from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub encoding: Option<String>,
    /// Encoding that was asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub encoding_given: Option<String>,
    /// Version of the program, with a hash of its sources.
    pub pejl: String,
    /// Hash of the lexicon.
    pub lexicon: String,
    /// When it was read, UTC.
    pub time: String,
    /// How long that took.
    pub seconds: f64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub municipality: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period: Option<PeriodJson>,
    pub counts: CountsJson,
    /// What a person may want to know of it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum StatusJson {
    #[default]
    Read,
    Failed,
}

/// How much was found in a plan.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CountsJson {
    pub goals: usize,
    pub target_groups: usize,
    pub measures: usize,
    pub benefits: usize,
    pub sources: usize,
}
