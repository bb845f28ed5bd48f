//! Finds what the document is, who publishes it, which years it covers.

use super::{Extractor, Findings, Parsed};

pub struct Metadata;

impl Extractor for Metadata {
    fn name(&self) -> &'static str {
        "metadata"
    }

    fn extract(&self, _parsed: &Parsed<'_>, _found: &mut Findings) {}
}
