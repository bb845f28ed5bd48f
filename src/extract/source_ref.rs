//! Finds texts, data sets and authorities that the plan builds on.

use super::{Extractor, Findings, Parsed};

pub struct SourceRefs;

impl Extractor for SourceRefs {
    fn name(&self) -> &'static str {
        "sources"
    }

    fn extract(&self, _parsed: &Parsed<'_>, _found: &mut Findings) {}
}
