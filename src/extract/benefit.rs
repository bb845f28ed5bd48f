//! Finds public benefits.

use super::{Extractor, Findings, Parsed};

pub struct Benefits;

impl Extractor for Benefits {
    fn name(&self) -> &'static str {
        "benefits"
    }

    fn extract(&self, _parsed: &Parsed<'_>, _found: &mut Findings) {}
}
