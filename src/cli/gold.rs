//! `pejl gold`: care for gold files.

use super::score::read_some;
use crate::score::{check, read_texts};
use anyhow::Result;
use clap::Subcommand;
use std::io::Write;
use std::path::PathBuf;

/// Check gold files for slips.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    task: Task,
}

#[derive(Debug, Subcommand)]
enum Task {
    /// Report quotes that do not match, borders inside words, unknown ids, values out of range and duplicates
    Check(CheckArgs),
}

#[derive(Debug, clap::Args)]
struct CheckArgs {
    /// Folder of gold files
    gold: PathBuf,
    /// Folder of the texts that they annotate [default: the gold folder's sibling `plans`]
    #[arg(long, value_name = "DIR")]
    texts: Option<PathBuf>,
    /// Write the slips as JSON
    #[arg(long)]
    json: bool,
}

/// The exit code is 1 if there is any slip.
pub fn run(args: &Args, out: &mut impl Write) -> Result<u8> {
    let Task::Check(args) = &args.task;
    let gold = read_some(&args.gold)?;
    let folder = match &args.texts {
        Some(folder) => folder.clone(),
        None => args.gold.join("../plans"),
    };
    let texts = read_texts(&folder, gold.iter().map(|analysis| analysis.doc.as_str()))?;
    let slips = check(&gold, &texts);
    if args.json {
        writeln!(out, "{}", serde_json::to_string_pretty(&slips)?)?;
    } else {
        for slip in &slips {
            writeln!(out, "{slip}")?;
        }
        writeln!(out, "{} documents checked, {} slips", gold.len(), slips.len())?;
    }
    Ok(u8::from(!slips.is_empty()))
}
