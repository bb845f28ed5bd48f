//! The command line: one subcommand per file.

pub mod compounds;
pub mod diff;
pub mod extract;
pub mod gold;
pub mod lemmas;
pub mod outline;
pub mod run;
pub mod score;
pub mod tokens;
mod workspace;
