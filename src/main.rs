//! The binary: arguments in, exit code out.

use clap::{Parser, Subcommand};
use pejl::cli;

#[derive(Parser)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Score analyses against gold
    Score(cli::score::Args),
    /// Compare two folders of analyses
    Diff(cli::diff::Args),
    /// Check gold files for slips
    Gold(cli::gold::Args),
}

fn main() -> std::process::ExitCode {
    let mut out = std::io::stdout().lock();
    let result = match Cli::parse().command {
        Command::Score(args) => cli::score::run(&args, |_| anyhow::bail!("no extractor yet"), &mut out),
        Command::Diff(args) => cli::diff::run(&args, &mut out),
        Command::Gold(args) => cli::gold::run(&args, &mut out),
    };
    match result {
        Ok(code) => code.into(),
        Err(error) => {
            eprintln!("pejl: {error:#}");
            2.into()
        }
    }
}
