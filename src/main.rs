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
}

fn main() -> std::process::ExitCode {
    let result = match Cli::parse().command {
        Command::Score(args) => cli::score::run(&args, |_| anyhow::bail!("not yet")),
    };
    match result {
        Ok(code) => code.into(),
        Err(error) => {
            eprintln!("pejl: {error:#}");
            2.into()
        }
    }
}
