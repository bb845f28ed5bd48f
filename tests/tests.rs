//! The integration tests, one binary.

mod numbers;
mod score;
mod targets;
