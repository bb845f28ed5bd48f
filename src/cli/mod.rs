//! Subcommands, one a file.

pub mod lemmas;
