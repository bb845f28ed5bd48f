//! pejl reads Danish employment plans: goals, target groups, measures, benefits and sources, each with its place.

#![forbid(unsafe_code)]

mod analysis;
pub mod cli;
pub mod error;
pub mod exchange;
pub mod explain;
pub mod extract;
pub mod ingest;
pub mod lexicon;
pub mod link;
pub mod normalize;
pub mod output;
pub mod overview;
mod pattern;
pub mod score;
#[cfg(feature = "search")]
pub mod search;
pub mod span;
pub mod structure;
pub mod table;
pub mod token;
pub mod wire;
pub mod workspace;

/// The program's version, with a hash of what it was built from: two builds of one version may read differently.
pub const VERSION: &str = concat!(env!("CARGO_PKG_VERSION"), "+", env!("PEJL_SOURCES"));

/// Reads one document: text in, findings with exact places out. Total: any text gives an answer.
pub fn analyze(doc: &ingest::Document, lexicon: &lexicon::Lexicon) -> wire::AnalysisJson {
    analyze_parsed(&extract::Parsed::new(doc, lexicon))
}

/// Reads a document whose structure and words are known already.
pub(crate) fn analyze_parsed(parsed: &extract::Parsed<'_>) -> wire::AnalysisJson {
    let found = extract::extract(parsed);
    analysis::to_json(parsed, &found, &link::link(parsed, &found))
}
