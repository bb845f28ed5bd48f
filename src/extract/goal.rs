//! Finds what the plan's owner commits itself to.

use super::{Extractor, Findings, Parsed};

pub struct Goals;

impl Extractor for Goals {
    fn name(&self) -> &'static str {
        "goals"
    }

    fn extract(&self, _parsed: &Parsed<'_>, _found: &mut Findings) {}
}
