//! `pejl score`: how good are the analyses, measured against gold?

use super::extract::analyze_all;
use crate::lexicon::{Lexicon, Source};
use crate::score::{Options, Report, Texts, html, read_folder, read_texts, score};
use crate::wire::AnalysisJson;
use anyhow::{Context, Result, bail};
use std::io::Write;
use std::path::{Path, PathBuf};

/// Score analyses against gold.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Folder of gold files
    #[arg(long, value_name = "DIR")]
    gold: PathBuf,
    /// Folder of analyses written before
    #[arg(long, value_name = "DIR", required_unless_present = "plans", conflicts_with = "plans")]
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
    /// Also write one page with scores, confusions, mistakes, and gold beside the system's findings in the text
    #[arg(long, value_name = "FILE")]
    html: Option<PathBuf>,
    /// Folder of the texts, to show mistakes in context [default: the folder given with --plans]
    #[arg(long, value_name = "DIR")]
    texts: Option<PathBuf>,
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

/// Scores and prints. The exit code is 1 if a bar is missed, and 2 if a plan could not be read.
pub fn run(args: &Args, lexicons: &Source, out: &mut impl Write) -> Result<u8> {
    let gold = read_some(&args.gold)?;
    let (system, unread) = match (&args.system, &args.plans) {
        (Some(folder), _) => (read_some(folder)?, 0),
        (None, Some(plans)) => analyze(plans, lexicons)?,
        (None, None) => bail!("name the analyses with --system or the plans with --plans"),
    };
    let options = Options { resamples: args.resamples, seed: args.seed, mistakes: args.errors || args.html.is_some() };
    let mut report = score(&gold, &system, &options);
    if let Some(folder) = &args.second {
        let second = score(&gold, &read_some(folder)?, &Options { resamples: 0, ..Options::default() });
        report = report.with_human(&second);
    }
    let texts = match args.texts.as_ref().or(args.plans.as_ref()) {
        Some(folder) => read_texts(folder, gold.iter().map(|analysis| analysis.doc.as_str()))?,
        None => Texts::new(),
    };
    let exit = below_bar(&report, &args.min_f1)?;
    if let Some(path) = &args.html {
        let page = html(&report, &gold, &system, &texts);
        std::fs::write(path, page).with_context(|| format!("cannot write {}", path.display()))?;
    }
    match args.json {
        true => writeln!(out, "{}", serde_json::to_string_pretty(&report)?)?,
        false => write!(out, "{}", report.to_text())?,
    }
    if args.errors && !args.json {
        write!(out, "{}", report.mistakes_to_text(&texts))?;
    }
    Ok(if unread > 0 { 2 } else { exit })
}

/// Analyses of the plans in a folder, and how many plans could not be read; those are reported here.
fn analyze(plans: &Path, lexicons: &Source) -> Result<(Vec<AnalysisJson>, usize)> {
    let lexicon = Lexicon::load(lexicons)?;
    let (analyses, errors) = analyze_all(&[plans.to_path_buf()], None, &lexicon);
    for error in &errors {
        eprintln!("pejl: {error}");
    }
    Ok((analyses.into_iter().map(|(_, analysis)| analysis).collect(), errors.len()))
}

/// The analyses in a folder. None at all is an error: a wrong path would else look like a perfect score.
pub fn read_some(folder: &Path) -> Result<Vec<AnalysisJson>> {
    let analyses = read_folder(folder)?;
    if analyses.is_empty() {
        bail!("{}: no analyses (*.json) here", folder.display());
    }
    Ok(analyses)
}

fn below_bar(report: &Report, bars: &[(String, f64)]) -> Result<u8> {
    let mut exit = 0;
    for (name, bar) in bars {
        let row = report.metric(name).with_context(|| format!("--min-f1: no metric is called '{name}'"))?;
        if row.f1 < *bar {
            eprintln!("pejl: {} has F1 {:.4}, below {bar}", row.name, row.f1);
            exit = 1;
        }
    }
    Ok(exit)
}

fn parse_bar(text: &str) -> Result<(String, f64), String> {
    let parsed = text.split_once('=').and_then(|(name, bar)| Some((name.to_string(), bar.parse().ok()?)));
    let in_range = parsed.filter(|(_, bar): &(String, f64)| (0.0..=1.0).contains(bar));
    in_range.ok_or_else(|| format!("'{text}' is not of the form goals=0.9, with a number from 0 to 1"))
}
