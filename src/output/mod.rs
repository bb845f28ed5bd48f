//! Analyses for readers.

pub mod overview;
pub mod table;
mod text;

pub use text::text;
