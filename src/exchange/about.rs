//! What concerns a whole document and not a span of it.

use crate::wire::{AnalysisJson, AttributionJson, CellJson, LinkJson, MetaJson};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A gold file without its findings.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct About {
    pub doc: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sha256: Option<String>,
    #[serde(default)]
    pub meta: MetaJson,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub matrix: Vec<CellJson>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub remarks: BTreeMap<String, String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attributions: Vec<AttributionJson>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<LinkJson>,
}

impl About {
    /// What an analysis says besides its findings.
    pub fn of(analysis: &AnalysisJson) -> Self {
        Self {
            doc: analysis.doc.clone(),
            sha256: analysis.sha256.clone(),
            meta: analysis.meta.clone(),
            matrix: analysis.matrix.clone(),
            remarks: analysis.remarks.clone(),
            attributions: analysis.attributions.clone(),
            // What a link rests on is the program's to know.
            links: analysis.links.iter().map(|link| LinkJson { evidence: None, ..link.clone() }).collect(),
        }
    }

    /// Whether there is more than a name.
    pub fn says_something(&self) -> bool {
        *self != Self { doc: self.doc.clone(), ..Self::default() }
    }

    /// A gold file that has no findings yet.
    pub fn into_gold(self) -> AnalysisJson {
        AnalysisJson {
            doc: self.doc,
            sha256: self.sha256,
            meta: self.meta,
            matrix: self.matrix,
            remarks: self.remarks,
            attributions: self.attributions,
            links: self.links,
            ..AnalysisJson::default()
        }
    }
}
