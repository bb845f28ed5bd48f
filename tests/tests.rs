//! The integration tests, one binary.

mod numbers;
mod targets;
