//! The command line: one subcommand per file.

pub mod compounds;
pub mod extract;
#[cfg(feature = "search")]
pub mod index;
pub mod lemmas;
pub mod outline;
#[cfg(feature = "search")]
pub mod search;
pub mod tokens;
