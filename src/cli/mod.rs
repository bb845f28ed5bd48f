//! Subcommands, one a file.

pub mod compounds;
pub mod lemmas;
