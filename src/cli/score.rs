//! `pejl score`: how good are the analyses, measured against gold?

use anyhow::{Context, Result, bail};
use clap::Args;
use pejl::score::{Options, Report, read_folder, score};
use pejl::wire::AnalysisJson;
use std::path::{Path, PathBuf};

/// Score analyses against gold.
#[derive(Debug, Args)]
pub struct ScoreArgs {
    /// Folder of gold files
    #[arg(long, value_name = "DIR")]
    gold: PathBuf,
    /// Folder of analyses written before
    #[arg(
        long,
        value_name = "DIR",
        required_unless_present = "plans",
        conflicts_with = "plans"
    )]
    system: Option<PathBuf>,
    /// Folder of plans to analyze now
    #[arg(long, value_name = "DIR")]
    plans: Option<PathBuf>,
    /// Folder of a second annotator's gold, scored beside the system
    #[arg(long, value_name = "DIR")]
    second: Option<PathBuf>,
    /// Write the report as JSON
    #[arg(long)]
    json: bool,
    /// List every mistake, grouped by likely cause
    #[arg(long)]
    errors: bool,
    /// Exit with 1 if a metric's F1 is below this; a layer's name alone stands for its headline
    #[arg(long, value_name = "METRIC=F1", value_parser = parse_bar)]
    min_f1: Vec<(String, f64)>,
    /// Draws for the 95 % intervals; 0 leaves them out
    #[arg(long, value_name = "N", default_value_t = 1_000)]
    resamples: usize,
    /// Seed of the draws
    #[arg(long, default_value_t = 2026)]
    seed: u64,
}

/// Scores and prints. `analyze` reads a folder of plans; the exit code is 1 if a bar is missed.
pub fn run(args: &ScoreArgs, analyze: impl Fn(&Path) -> Result<Vec<AnalysisJson>>) -> Result<u8> {
    let gold = read_gold(&args.gold)?;
    let system = match (&args.system, &args.plans) {
        (Some(folder), _) => read_folder(folder)?,
        (None, Some(plans)) => analyze(plans)?,
        (None, None) => bail!("name the analyses with --system or the plans with --plans"),
    };
    let options = Options {
        resamples: args.resamples,
        seed: args.seed,
        mistakes: args.errors,
    };
    let mut report = score(&gold, &system, &options);
    if let Some(folder) = &args.second {
        let second = score(&gold, &read_folder(folder)?, &Options::default());
        report = report.with_human(&second);
    }
    if args.json {
        println!("{}", serde_json::to_string_pretty(&report)?);
    } else {
        print!("{}", report.to_text());
        print!("{}", report.mistakes_to_text());
    }
    below_bar(&report, &args.min_f1)
}

/// Gold, which must not be an empty folder: a wrong path would else look like a perfect score.
pub fn read_gold(folder: &Path) -> Result<Vec<AnalysisJson>> {
    let gold = read_folder(folder)?;
    if gold.is_empty() {
        bail!("{}: no gold files (*.json) here", folder.display());
    }
    Ok(gold)
}

fn below_bar(report: &Report, bars: &[(String, f64)]) -> Result<u8> {
    let mut exit = 0;
    for (name, bar) in bars {
        let row = report
            .metric(name)
            .with_context(|| format!("--min-f1: no metric is called '{name}'"))?;
        if row.f1 < *bar {
            eprintln!("pejl: {} has F1 {:.4}, below {bar}", row.name, row.f1);
            exit = 1;
        }
    }
    Ok(exit)
}

fn parse_bar(text: &str) -> Result<(String, f64), String> {
    let parsed = text
        .split_once('=')
        .and_then(|(name, bar)| Some((name.to_string(), bar.parse().ok()?)));
    parsed.ok_or_else(|| format!("'{text}' is not of the form goals=0.9"))
}
