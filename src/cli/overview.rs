//! stub
use std::io::Write;
#[derive(Debug, clap::Args)]
pub struct Args {}
pub fn run(_: &Args, _: &crate::lexicon::Source, _: &mut impl Write) -> anyhow::Result<u8> { Ok(0) }
