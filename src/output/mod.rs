//! Analyses for readers.

mod text;

pub use text::text;
