//! One subcommand per file.

pub mod score;
