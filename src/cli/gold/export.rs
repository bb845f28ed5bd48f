//! `pejl gold export DIR --format F --out DIR`: gold, or analyses to be corrected, for an annotation tool.

use super::texts_folder;
use crate::cli::score::read_some;
use crate::exchange::{Format, export};
use crate::score::read_texts;
use crate::workspace::write_whole;
use anyhow::Result;
use std::io::Write;
use std::path::PathBuf;

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  pejl gold export gold --texts corpus --format brat --out brat/\n  pejl gold export pejl-out/analyses --texts corpus --format label-studio --out tasks/\n  pejl gold export gold --texts corpus --format xlsx --out review/\n\nWhat the format cannot hold is said on standard error."
)]
pub struct Args {
    /// Folder of gold files, or of analyses that somebody is to correct
    gold: PathBuf,
    /// What to write
    #[arg(long, value_enum)]
    format: Format,
    /// Folder for the files
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// Folder of the plans' texts [default: the gold folder's sibling `plans`]
    #[arg(long, visible_alias = "text", value_name = "DIR")]
    texts: Option<PathBuf>,
}

pub fn run(args: &Args, out: &mut impl Write) -> Result<u8> {
    let gold = read_some(&args.gold)?;
    let folder = texts_folder(args.texts.as_ref(), &args.gold);
    let texts = read_texts(&folder, gold.iter().map(|analysis| analysis.doc.as_str()))?;
    let export = export(args.format, &gold, &texts)?;
    for file in &export.files {
        write_whole(&args.out.join(&file.path), &file.content)?;
    }
    for sentence in &export.left_out {
        eprintln!("pejl: left out: {sentence}");
    }
    writeln!(out, "{} documents in {} files: {}", gold.len(), export.files.len(), args.out.display())?;
    Ok(0)
}
