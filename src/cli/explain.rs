//! `pejl explain FILE --at OFFSET|--id ID|--quote TEXT`: why a finding was made at a place, or was not.

use super::extract::read;
use crate::explain;
use crate::ingest::Document;
use crate::lexicon::Lexicon;
use anyhow::{Context, bail};
use std::io::Write;
use std::path::PathBuf;

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Offsets count Unicode code points from 0, as in analyses and gold. With --at and --quote together, \
                  the quote is looked for from the offset on.\n\nExamples:\n  pejl explain plan.txt --quote 'vil arbejde for'\n  \
                  pejl explain plan.txt --at 10432\n  pejl explain plan.txt --id goal-10432 --format json"
)]
pub struct Args {
    /// Plan to read, `-` for standard input
    pub file: PathBuf,
    /// Code point to explain
    #[arg(long, value_name = "OFFSET", required_unless_present_any = ["id", "quote"])]
    pub at: Option<usize>,
    /// Finding to explain, by its id in the analysis
    #[arg(long, value_name = "ID", conflicts_with_all = ["at", "quote"])]
    pub id: Option<String>,
    /// Words to explain: the first place where they stand, as printed; a line break counts as a space
    #[arg(long, value_name = "TEXT")]
    pub quote: Option<String>,
    /// What to print
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
    /// Encoding of the plan, as a WHATWG label; detected by default
    #[arg(long, value_name = "LABEL")]
    pub encoding: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    Text,
    Json,
}

pub fn run(args: &Args, lexicon: &Lexicon, out: &mut impl Write) -> anyhow::Result<u8> {
    let doc = read(&args.file, args.encoding.as_deref()).context("cannot read the plan")?;
    let Some(at) = place(args, &doc, lexicon)? else {
        eprintln!("pejl: '{}' is not found in {}", args.quote.as_deref().unwrap_or(""), doc.name);
        return Ok(1);
    };
    let explanation = explain::explain(&doc, lexicon, at);
    match args.format {
        Format::Text => write!(out, "{}", explain::text(&explanation))?,
        Format::Json => writeln!(out, "{}", serde_json::to_string_pretty(&explanation)?)?,
    }
    Ok(0)
}

/// The byte asked for; None if the quote does not occur.
fn place(args: &Args, doc: &Document, lexicon: &Lexicon) -> anyhow::Result<Option<usize>> {
    let offset = match (&args.id, args.at) {
        (Some(id), _) => match explain::start_of(&crate::analyze(doc, lexicon), id) {
            Some(start) => start,
            None => bail!("{}: no finding has the id '{id}'; see the ids in the output of pejl extract", doc.name),
        },
        (None, at) => at.unwrap_or(0),
    };
    let raw = doc.raw();
    let Some(byte) = raw.char_indices().map(|(byte, _)| byte).chain([raw.len()]).nth(offset) else {
        bail!("{}: offset {offset} is behind the end; the text has {} code points", doc.name, raw.chars().count());
    };
    match &args.quote {
        Some(quote) => Ok(find(&raw[byte..], quote).map(|place| byte + place)),
        None => Ok(Some(byte)),
    }
}

/// Where the words stand one after another with any white space between.
fn find(text: &str, quote: &str) -> Option<usize> {
    let words: Vec<String> = quote.split_whitespace().map(regex::escape).collect();
    if words.is_empty() {
        return None;
    }
    // Escaped words joined by white space are a pattern; only a quote of thousands of words is too long for one.
    let pattern = regex::Regex::new(&words.join(r"\s+")).ok()?;
    pattern.find(text).map(|found| found.start())
}
