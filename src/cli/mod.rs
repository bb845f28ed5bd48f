//! The command line: one subcommand per file.

pub mod compounds;
pub mod extract;
pub mod lemmas;
pub mod outline;
pub mod tokens;
