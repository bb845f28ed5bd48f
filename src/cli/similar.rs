//! `pejl similar --id ID --index DIR`: passages like one passage.

use super::hits::{self, Format, Group};
use crate::search::Searcher;
use std::io::Write;
use std::path::PathBuf;

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example:\n  pejl similar --id lindeby-2023.md#1042 --index idx\n\nIds stand in the JSON and CSV of 'pejl search': the plan's file name and the first code point of the passage."
)]
pub struct Args {
    /// Id of the passage
    #[arg(long)]
    pub id: String,
    /// Folder of the index
    #[arg(long, value_name = "DIR")]
    pub index: PathBuf,
    /// Most passages to print
    #[arg(long, default_value_t = 10, value_name = "N")]
    pub limit: usize,
    /// What hits stand under
    #[arg(long, value_enum, default_value_t = Group::None)]
    pub group: Group,
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}

pub fn run(args: &Args, out: &mut impl Write) -> anyhow::Result<u8> {
    let answer = Searcher::open(&args.index)?.similar(&args.id, args.limit)?;
    hits::print(&args.id, &answer, args.format, args.group, out)?;
    Ok(u8::from(answer.total == 0))
}
