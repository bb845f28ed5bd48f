//! One subcommand per file.

pub mod diff;
pub mod gold;
pub mod score;

use std::io::{ErrorKind, Write};

/// Prints to standard output. A reader who has seen enough (`pejl … | head`) is no error.
pub fn print(text: &str) -> anyhow::Result<()> {
    match std::io::stdout().lock().write_all(text.as_bytes()) {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        other => Ok(other?),
    }
}
