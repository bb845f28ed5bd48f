//! `pejl diff`: what changed between two runs?

use super::score::read_some;
use crate::score::{Options, compare};
use anyhow::Result;
use clap::ValueEnum;
use std::io::Write;
use std::path::PathBuf;

/// Compare two folders of analyses.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Folder of the earlier analyses
    old: PathBuf,
    /// Folder of the later analyses
    new: PathBuf,
    /// Folder of gold files, to say which changes are for the better
    #[arg(long, value_name = "DIR")]
    gold: Option<PathBuf>,
    /// How to print
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Exit with 1 if a layer's headline F1 falls by more than this
    #[arg(long, value_name = "F1", default_value_t = 0.0)]
    tolerance: f64,
    /// Draws for the p-values; 0 leaves them out
    #[arg(long, value_name = "N", default_value_t = 1_000)]
    resamples: usize,
    /// Seed of the draws
    #[arg(long, default_value_t = 2026)]
    seed: u64,
}

/// Where the output goes.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    /// For a terminal
    Text,
    /// For a comment on a pull request
    Markdown,
    /// For a program
    Json,
    /// Workflow commands of GitHub Actions
    Github,
}

/// Compares and prints; the exit code is 1 if gold shows a regression.
pub fn run(args: &Args, out: &mut impl Write) -> Result<u8> {
    let (old, new) = (read_some(&args.old)?, read_some(&args.new)?);
    let gold = args.gold.as_deref().map(read_some).transpose()?;
    let options = Options { resamples: args.resamples, seed: args.seed, ..Options::default() };
    let comparison = compare(&old, &new, gold.as_deref(), &options);
    match args.format {
        Format::Text => write!(out, "{}", comparison.to_text())?,
        Format::Markdown => write!(out, "{}", comparison.to_markdown())?,
        Format::Json => writeln!(out, "{}", serde_json::to_string_pretty(&comparison)?)?,
        Format::Github => write!(out, "{}", comparison.to_github())?,
    }
    let regressions = comparison.regressions(args.tolerance);
    for metric in &regressions {
        let (name, old, new) = (&metric.name, metric.old_f1, metric.new_f1);
        eprintln!("pejl: {name} fell from F1 {old:.4} to {new:.4}");
    }
    Ok(u8::from(!regressions.is_empty()))
}
