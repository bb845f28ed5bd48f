//! `pejl gold import PATH --format F --out DIR`: what a tool made of an export becomes gold, if the linter agrees.

use crate::cli::score::read_some;
use crate::exchange::{Format, folder_texts, import};
use crate::workspace::{analysis_names, write_whole};
use anyhow::Result;
use std::io::Write;
use std::path::PathBuf;

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  pejl gold import brat/ --format brat --texts corpus --base gold --out gold\n  pejl gold import export.json --format label-studio --texts corpus --out gold\n\nA document with a slip is not written. Exit codes: 0 all documents are gold, 1 some have slips or there are none, 2 error."
)]
pub struct Args {
    /// File or folder of the tool's files
    path: PathBuf,
    /// What they are
    #[arg(long, value_enum)]
    format: Format,
    /// Folder for the gold files, one a document
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// Folder of the plans' texts
    #[arg(long, visible_alias = "text", value_name = "DIR")]
    texts: PathBuf,
    /// Folder of what was exported, for what the format cannot hold
    #[arg(long, value_name = "DIR")]
    base: Option<PathBuf>,
}

pub fn run(args: &Args, out: &mut impl Write) -> Result<u8> {
    let (texts, unread) = folder_texts(&args.texts);
    for error in &unread {
        eprintln!("pejl: {error}");
    }
    let base = args.base.as_deref().map(read_some).transpose()?.unwrap_or_default();
    let import = import(args.format, &args.path, &texts, &base)?;
    for note in &import.notes {
        eprintln!("pejl: {note}");
    }
    let names = analysis_names(import.gold.iter().map(|gold| gold.doc.as_str()));
    for (gold, name) in import.gold.iter().zip(&names) {
        write_whole(&args.out.join(name), (serde_json::to_string_pretty(gold)? + "\n").as_bytes())?;
    }
    for slip in &import.slips {
        writeln!(out, "{slip}")?;
    }
    writeln!(out, "{} documents are gold now, {} slips", import.gold.len(), import.slips.len())?;
    Ok(u8::from(!import.slips.is_empty() || import.gold.is_empty()))
}
