//! The command line: one subcommand per file.

pub mod diff;
pub mod gold;
pub mod score;
