//! pejl on the command line.
mod cli;

use clap::{Parser, Subcommand};

#[derive(Parser)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Score(cli::score::ScoreArgs),
    Gold(cli::gold::GoldArgs),
    Diff(cli::diff::DiffArgs),
}

fn main() -> std::process::ExitCode {
    let result = match Cli::parse().command {
        Command::Score(args) => cli::score::run(&args, |_| anyhow::bail!("not yet")),
        Command::Gold(args) => cli::gold::run(&args),
        Command::Diff(args) => cli::diff::run(&args),
    };
    match result {
        Ok(code) => code.into(),
        Err(error) => {
            eprintln!("pejl: {error:#}");
            2.into()
        }
    }
}
