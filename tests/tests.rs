//! The integration tests, one binary.

mod numbers;
mod score;
#[cfg(feature = "search")]
mod search;
mod targets;
