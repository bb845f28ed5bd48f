//! Finds the matrix of municipalities and goals of an overview.

use super::{Extractor, Findings, Parsed};

pub struct Matrix;

impl Extractor for Matrix {
    fn name(&self) -> &'static str {
        "matrix"
    }

    fn extract(&self, _parsed: &Parsed<'_>, _found: &mut Findings) {}
}
