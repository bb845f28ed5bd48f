//! A fault of the program on one text must not cost the others: it becomes an error of that text.
//!
//! Extraction is meant to answer for any text; should it ever panic, a batch and a stream go on, and the exit code
//! remembers.

use crate::error::{Error, Result};
use crate::ingest::Document;
use crate::lexicon::Lexicon;
use crate::wire::AnalysisJson;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

/// The analysis of the text read from `path`.
pub fn analyze(path: &Path, doc: &Document, lexicon: &Lexicon) -> Result<AnalysisJson> {
    guarded(path, || crate::analyze(doc, lexicon))
}

fn guarded<T>(path: &Path, work: impl FnOnce() -> T) -> Result<T> {
    // Nothing that the work could leave half changed outlives it.
    catch_unwind(AssertUnwindSafe(work)).map_err(|_| {
        Error::invalid(path, None, "pejl itself failed on this text, see the message above; please report it")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_an_error_of_its_text() {
        let path = Path::new("plan.txt");
        assert_eq!(guarded(path, || 1).expect("no panic"), 1);
        let error = guarded(path, || -> u8 { panic!("as if a rule had a fault") }).expect_err("a panic");
        assert!(error.to_string().starts_with("plan.txt: pejl itself failed"), "{error}");
    }
}
