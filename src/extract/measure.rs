//! Finds tools, offers and schemes of the employment effort.

use super::{Extractor, Findings, Parsed};

pub struct Measures;

impl Extractor for Measures {
    fn name(&self) -> &'static str {
        "measures"
    }

    fn extract(&self, _parsed: &Parsed<'_>, _found: &mut Findings) {}
}
