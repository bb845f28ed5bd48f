//! `pejl compounds -`: a word a line in, its parts out, joined by `|`.

use std::io::{BufRead, Write};

use crate::token::compound::Splitter;

/// Reads words, writes parts.
pub fn run(input: impl BufRead, mut out: impl Write) -> anyhow::Result<()> {
    let splitter = Splitter::standard();
    for line in input.lines() {
        writeln!(out, "{}", splitter.split(line?.trim()).join("|"))?;
    }
    out.flush()?;
    Ok(())
}
