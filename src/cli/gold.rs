//! `pejl gold`: care for gold files, and their way to annotation tools and back.

mod check;
mod export;
mod import;

use anyhow::Result;
use clap::Subcommand;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Check gold files, and exchange them with annotation tools.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    task: Task,
}

#[derive(Debug, Subcommand)]
enum Task {
    /// Report quotes that do not match, borders inside words, unknown ids, values out of range and duplicates
    Check(check::Args),
    /// Write gold or analyses for an annotation tool or a spreadsheet
    Export(export::Args),
    /// Read what a tool made of an export, and make it gold if the linter finds nothing
    Import(import::Args),
}

pub fn run(args: &Args, out: &mut impl Write) -> Result<u8> {
    match &args.task {
        Task::Check(args) => check::run(args, out),
        Task::Export(args) => export::run(args, out),
        Task::Import(args) => import::run(args, out),
    }
}

/// The folder given, or the gold folder's sibling `plans`.
fn texts_folder(given: Option<&PathBuf>, gold: &Path) -> PathBuf {
    given.cloned().unwrap_or_else(|| gold.join("../plans"))
}
