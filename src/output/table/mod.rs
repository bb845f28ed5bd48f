//! Tables as files: one format a file. Each gives bytes; who calls decides where they go.

pub mod csv;
pub mod ndjson;
#[cfg(feature = "parquet")]
pub mod parquet;
#[cfg(feature = "xlsx")]
pub mod sheet;
#[cfg(feature = "sqlite")]
pub mod sqlite;
#[cfg(feature = "xlsx")]
pub mod xlsx;

/// What a spreadsheet program could take for a formula if it stood first in a cell.
const FORMULA_MARKS: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// Whether a spreadsheet program could take the text for a formula.
fn like_a_formula(text: &str) -> bool {
    text.starts_with(FORMULA_MARKS)
}
