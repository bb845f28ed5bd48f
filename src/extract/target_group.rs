//! Finds groups of people that the employment effort is for.

use super::{Extractor, Findings, Parsed};

pub struct TargetGroups;

impl Extractor for TargetGroups {
    fn name(&self) -> &'static str {
        "target-groups"
    }

    fn extract(&self, _parsed: &Parsed<'_>, _found: &mut Findings) {}
}
