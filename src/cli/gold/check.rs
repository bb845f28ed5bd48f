//! `pejl gold check DIR`: slips in gold files.

use super::texts_folder;
use crate::cli::score::read_some;
use crate::score::{check, read_texts};
use anyhow::Result;
use std::io::Write;
use std::path::PathBuf;

#[derive(Debug, clap::Args)]
pub struct Args {
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
    let gold = read_some(&args.gold)?;
    let folder = texts_folder(args.texts.as_ref(), &args.gold);
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
