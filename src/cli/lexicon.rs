//! `pejl lexicon check`: what is wrong with the word lists, with file and line.

use crate::lexicon::{Lexicon, Source, embedded_files};
use std::io::Write;

#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    /// Check columns, kinds, doubles and years of all lists; use --lexicons DIR to check your own
    Check,
}

/// Exit code 0 if all is in order, 1 if not.
pub fn run(args: &Args, source: &Source, out: &mut impl Write) -> anyhow::Result<u8> {
    let Command::Check = args.command;
    let wrong = Lexicon::check(source);
    for error in &wrong {
        writeln!(out, "{error}")?;
    }
    if !wrong.is_empty() {
        writeln!(out, "{} rows to mend", wrong.len())?;
        return Ok(1);
    }
    let lexicon = Lexicon::load(source)?;
    let labels = lexicon.terms.len();
    writeln!(out, "{} lists with {labels} labels, nothing wrong", embedded_files().len())?;
    Ok(0)
}
