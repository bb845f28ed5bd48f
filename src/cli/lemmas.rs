//! `pejl lemmas -`: a word a line in, its keys out, tab-separated.

use std::io::{BufRead, Write};

use crate::token::form;

#[derive(Debug, clap::Args)]
pub struct Args {
    /// `-`: words come on standard input
    #[arg(default_value = "-", value_parser = ["-"])]
    input: String,
}

/// Reads words, writes keys.
pub fn run(input: impl BufRead, mut out: impl Write) -> anyhow::Result<()> {
    for line in input.lines() {
        let word = line?.trim().to_lowercase();
        writeln!(out, "{}", form::keys(&word).join("\t"))?;
    }
    out.flush()?;
    Ok(())
}
