//! Finds municipalities named under the numbered themes of an overview.

use super::{Extractor, Findings, Parsed};

pub struct Attributions;

impl Extractor for Attributions {
    fn name(&self) -> &'static str {
        "attributions"
    }

    fn extract(&self, _parsed: &Parsed<'_>, _found: &mut Findings) {}
}
