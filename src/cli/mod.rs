//! The command line: one subcommand per file.

pub mod extract;
pub mod outline;
pub mod tokens;
