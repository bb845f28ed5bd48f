//! `pejl export --to elasticsearch|quickwit --index DIR --out DIR`: the index handed over to a larger engine.

use crate::search::{self, Engine, Searcher};
use std::io::Write;
use std::path::PathBuf;

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  pejl export --to elasticsearch --index idx --out handover\n  pejl export --to quickwit --index idx --out handover\n\nThe folder gets the passages in files that each fit one request, the configuration of the index, the word list for decompounding (elasticsearch), and a README with the commands that load them."
)]
pub struct Args {
    /// Who takes the passages over
    #[arg(long, value_enum)]
    pub to: Engine,
    /// Folder of the index
    #[arg(long, value_name = "DIR")]
    pub index: PathBuf,
    /// Folder to write to; made if it is not there
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
}

pub fn run(args: &Args, out: &mut impl Write) -> anyhow::Result<u8> {
    let done = search::hand_over(&Searcher::open(&args.index)?, args.to, &args.out)?;
    writeln!(out, "{}: {} passages in {} files", args.out.display(), done.passages, done.files.len())?;
    Ok(u8::from(done.passages == 0))
}
