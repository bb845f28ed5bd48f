//! pejl reads Danish employment plans: goals, target groups, measures, benefits and sources, each with its place.

#![forbid(unsafe_code)]

pub mod cli;
pub mod error;
pub mod score;
pub mod span;
pub mod wire;
