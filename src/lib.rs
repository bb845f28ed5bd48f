//! pejl reads Danish employment plans: goals, target groups, measures, benefits and sources, each with its place.

#![forbid(unsafe_code)]

pub mod cli;
pub mod span;
pub mod token;
pub mod wire;
