//! `pejl tokens FILE|-` and `pejl sentences FILE|-`: what the text layer makes of a text.

use crate::ingest::Document;
use crate::normalize::NormText;
use crate::structure::{self, Outline};
use crate::token::{self, Sentence, Tokens};
use anyhow::Context;
use std::io::{Read, Write};
use std::ops::Range;
use std::path::{Path, PathBuf};

#[derive(clap::Args)]
pub struct Args {
    /// Text to read, `-` for standard input
    pub file: PathBuf,
}

/// Prints tokens and sentences as NDJSON with offsets in code points of the raw text.
///
/// Tokens cover every character but white space, once: after those that the analysis works on come labels, bullets,
/// pipes and page furniture, cut by the same rules, and what normalizing took out (tags, emphasis), a run a token.
/// A sentence has the label or bullet that is printed before it; page furniture is in no sentence.
pub fn run_tokens(args: &Args, out: &mut impl Write) -> anyhow::Result<u8> {
    let text = Text::read(&args.file)?;
    let raw = text.doc.raw();
    let mut point = CodePointCursor { raw, byte: 0, count: 0 };
    let mut print = |kind: &str, range: Range<usize>| {
        let (start, end) = (point.at(range.start), point.at(range.end));
        writeln!(out, "{{\"kind\":\"{kind}\",\"start\":{start},\"end\":{end}}}")
    };
    let mut covered = 0;
    for range in token::printed(text.norm.text(), &text.tokens.tokens) {
        let span = text.norm.raw(range);
        for removed in runs(raw, covered..span.start()) {
            print("token", removed)?;
        }
        // Two tokens may come from one repaired place; the first has it.
        let start = span.start().max(covered);
        if start < span.end() {
            print("token", start..span.end())?;
        }
        covered = covered.max(span.end());
    }
    for removed in runs(raw, covered..raw.len()) {
        print("token", removed)?;
    }
    for sentence in &text.tokens.sentences {
        let list = &text.tokens.tokens[sentence.tokens.clone()];
        let (Some(first), Some(last)) = (list.first(), list.last()) else {
            continue;
        };
        let start = text.label(sentence).map_or(first.norm.start, |label| label.start);
        let whole = text.norm.raw(start..last.norm.end);
        print("sentence", whole.start()..whole.end())?;
    }
    Ok(0)
}

/// Prints one sentence a line with the label or bullet before it, white space collapsed.
pub fn run_sentences(args: &Args, out: &mut impl Write) -> anyhow::Result<u8> {
    let text = Text::read(&args.file)?;
    let norm = text.norm.text();
    for sentence in &text.tokens.sentences {
        let mut line = String::new();
        if let Some(label) = text.label(sentence) {
            line.push_str(&norm[label]);
        }
        let list = &text.tokens.tokens[sentence.tokens.clone()];
        for (index, token) in list.iter().enumerate() {
            if index > 0 && list[index - 1].norm.end != token.norm.start {
                line.push(' ');
            }
            line.push_str(&norm[token.norm.clone()]);
        }
        writeln!(out, "{}", line.split_whitespace().collect::<Vec<_>>().join(" "))?;
    }
    Ok(0)
}

/// A text with all that the text layer makes of it.
struct Text {
    doc: Document,
    norm: NormText,
    outline: Outline,
    tokens: Tokens,
}

impl Text {
    fn read(file: &Path) -> anyhow::Result<Self> {
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
        Ok(Self { doc, norm, outline, tokens })
    }

    /// The label printed right before the sentence, with the space behind it.
    fn label(&self, sentence: &Sentence) -> Option<Range<usize>> {
        let node = &self.outline.nodes[sentence.node];
        let label = node.label.as_ref()?;
        let first = self.tokens.tokens[sentence.tokens.start].norm.start;
        let between = self.norm.text().get(label.range.end..first)?;
        between.trim().is_empty().then_some(label.range.start..first)
    }
}

/// The runs without white space in `range`.
fn runs(raw: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let mut runs = Vec::new();
    let mut at = range.start;
    for piece in raw.get(range).unwrap_or("").split_inclusive(char::is_whitespace) {
        let run = piece.trim_end();
        if !run.is_empty() {
            runs.push(at..at + run.len());
        }
        at += piece.len();
    }
    runs
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
