//! The binary: arguments in, exit code out.

use clap::{Parser, Subcommand};
use pejl::cli;
use pejl::lexicon::{Lexicon, Source};
use std::io::{BufWriter, Write};
use std::path::PathBuf;
use std::process::ExitCode;

/// Reads Danish employment plans: goals, target groups, measures, benefits and sources, each with its exact place.
#[derive(Parser)]
#[command(version, after_help = "Exit codes: 0 done, 1 nothing found or score under the bar, 2 error.")]
struct Cli {
    /// Folder with lexicons to use instead of those in the program
    #[arg(long, global = true, value_name = "DIR")]
    lexicons: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Do the whole job: read, extract, score, index, and say what was found
    Run(cli::run::Args),
    /// Extract all layers from plans
    Extract(cli::extract::Args),
    /// Say why a finding was made at a place, or was not
    Explain(cli::explain::Args),
    /// Score analyses against gold
    Score(cli::score::Args),
    /// Compare two folders of analyses
    Diff(cli::diff::Args),
    /// Check gold files for slips
    Gold(cli::gold::Args),
    /// Check the word lists
    Lexicon(cli::lexicon::Args),
    /// Say what tools did to a text, what was repaired, and what a person should look at
    Check(cli::check::Args),
    /// Print tokens and sentences as NDJSON, offsets in code points
    Tokens(cli::tokens::Args),
    /// Print one sentence a line
    Sentences(cli::tokens::Args),
    /// Print the keys that the forms of a word share; one word a line on standard input
    Lemmas(cli::lemmas::Args),
    /// Split compounds into parts joined by |; one word a line on standard input
    Compounds(cli::lemmas::Args),
    /// Write a workspace as tables (csv, xlsx, ndjson …) or for another search engine
    Export(cli::export::Args),
    /// Print the format of an analysis as JSON Schema
    Schema(cli::schema::Args),
    /// Show which municipality has which goals: the yearly matrix, themes and changes
    Overview(cli::overview::Args),
    /// Print the structure of a plan
    Outline(cli::outline::Args),
    /// Put plans into a search index
    #[cfg(feature = "search")]
    Index(cli::index::Args),
    /// Search the plans of an index
    #[cfg(feature = "search")]
    Search(cli::search::Args),
    /// Find passages like one passage
    #[cfg(feature = "search")]
    Similar(cli::similar::Args),
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    let mut out = BufWriter::new(std::io::stdout().lock());
    let result = run(&cli, &mut out).and_then(|code| {
        out.flush()?;
        Ok(code)
    });
    match result {
        Ok(code) => ExitCode::from(code),
        // A reader that has seen enough ("| head") is no error.
        Err(err)
            if err.downcast_ref::<std::io::Error>().is_some_and(|e| e.kind() == std::io::ErrorKind::BrokenPipe) =>
        {
            ExitCode::SUCCESS
        }
        Err(err) => {
            eprintln!("pejl: {err:#}");
            ExitCode::from(2)
        }
    }
}

fn run(cli: &Cli, out: &mut impl Write) -> anyhow::Result<u8> {
    let source = cli.lexicons.clone().map_or(Source::Embedded, Source::Folder);
    match &cli.command {
        Command::Run(args) => cli::run::run(args, &source, out),
        Command::Extract(args) => cli::extract::run(args, &Lexicon::load(&source)?, out),
        Command::Explain(args) => cli::explain::run(args, &Lexicon::load(&source)?, out),
        Command::Score(args) => cli::score::run(args, &source, out),
        Command::Diff(args) => cli::diff::run(args, out),
        Command::Gold(args) => cli::gold::run(args, out),
        Command::Lexicon(args) => cli::lexicon::run(args, &source, out),
        Command::Check(args) => cli::check::run(args, out),
        Command::Tokens(args) => cli::tokens::run_tokens(args, out),
        Command::Sentences(args) => cli::tokens::run_sentences(args, out),
        Command::Lemmas(_) => cli::lemmas::run(std::io::stdin().lock(), out).map(|()| 0),
        Command::Compounds(_) => cli::compounds::run(std::io::stdin().lock(), out).map(|()| 0),
        Command::Export(args) => cli::export::run(args, &source, out),
        Command::Schema(_) => cli::schema::run(out),
        Command::Overview(args) => cli::overview::run(args, &source, out),
        Command::Outline(args) => cli::outline::run(args, out),
        #[cfg(feature = "search")]
        Command::Index(args) => cli::index::run(args, &Lexicon::load(&source)?, out),
        #[cfg(feature = "search")]
        Command::Search(args) => cli::search::run(args, &Lexicon::load(&source)?, out),
        #[cfg(feature = "search")]
        Command::Similar(args) => cli::similar::run(args, out),
    }
}
