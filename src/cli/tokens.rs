//! `pejl tokens FILE|-` and `pejl sentences FILE|-`: what the text layer makes of a text.

use crate::ingest::Document;
use crate::normalize::NormText;
use crate::structure;
use crate::token::{self, Tokens};
use anyhow::Context;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

#[derive(clap::Args)]
pub struct Args {
    /// Text to read, `-` for standard input
    pub file: PathBuf,
}

/// Prints tokens and sentences as NDJSON with offsets in code points of the raw text.
pub fn run_tokens(args: &Args, out: &mut impl Write) -> anyhow::Result<u8> {
    let (doc, norm, tokens) = read(&args.file)?;
    let raw = doc.raw();
    let mut point = CodePointCursor { raw, byte: 0, count: 0 };
    for sentence in &tokens.sentences {
        let list = &tokens.tokens[sentence.tokens.clone()];
        let (Some(first), Some(last)) = (list.first(), list.last()) else {
            continue;
        };
        let whole = norm.raw(first.norm.start..last.norm.end);
        let (start, end) = (point.at(whole.start()), point.at(whole.end()));
        writeln!(out, "{{\"kind\":\"sentence\",\"start\":{start},\"end\":{end}}}")?;
        for token in list {
            let span = norm.raw(token.norm.clone());
            let (start, end) = (point.at(span.start()), point.at(span.end()));
            writeln!(out, "{{\"kind\":\"token\",\"start\":{start},\"end\":{end}}}")?;
        }
    }
    Ok(0)
}

/// Prints one sentence a line, white space collapsed.
pub fn run_sentences(args: &Args, out: &mut impl Write) -> anyhow::Result<u8> {
    let (_, norm, tokens) = read(&args.file)?;
    for sentence in &tokens.sentences {
        let list = &tokens.tokens[sentence.tokens.clone()];
        let mut line = String::new();
        for (index, token) in list.iter().enumerate() {
            if index > 0 && list[index - 1].norm.end != token.norm.start {
                line.push(' ');
            }
            line.push_str(&norm.text()[token.norm.clone()]);
        }
        writeln!(out, "{line}")?;
    }
    Ok(0)
}

fn read(file: &Path) -> anyhow::Result<(Document, NormText, Tokens)> {
    let doc = if file.as_os_str() == "-" {
        let mut bytes = Vec::new();
        std::io::stdin().read_to_end(&mut bytes).context("cannot read standard input")?;
        Document::from_bytes("-", file, &bytes, None)?
    } else {
        Document::read(file, None)?
    };
    let norm = crate::normalize::normalize(doc.raw());
    let outline = structure::outline(norm.text());
    let tokens = token::tokenize(norm.text(), &outline);
    Ok((doc, norm, tokens))
}

/// Counts code points from the last place asked for; cheap when places come nearly in order.
struct CodePointCursor<'t> {
    raw: &'t str,
    byte: usize,
    count: usize,
}

impl CodePointCursor<'_> {
    fn at(&mut self, byte: usize) -> usize {
        if byte >= self.byte {
            self.count += self.raw[self.byte..byte].chars().count();
        } else {
            self.count -= self.raw[byte..self.byte].chars().count();
        }
        self.byte = byte;
        self.count
    }
}
