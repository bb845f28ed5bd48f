//! `pejl extract PATH… [--out DIR]`: analyses as JSON, NDJSON or text.

use super::workspace::{analysis_names, write_whole};
use crate::ingest::{self, Document};
use crate::lexicon::Lexicon;
use crate::wire::AnalysisJson;
use rayon::prelude::*;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

#[derive(clap::Args)]
#[command(
    after_help = "Examples:\n  pejl extract plan.txt\n  pejl extract plans/ --out analyses/\n  pejl extract plans/ --format ndjson > all.ndjson\n  cat plan.txt | pejl extract - --format text"
)]
pub struct Args {
    /// Plans: files, folders, globs, or `-` for standard input
    #[arg(required = true)]
    pub paths: Vec<PathBuf>,
    /// Write one NAME.json per plan here instead of printing
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// What to print without --out
    #[arg(long, value_enum, default_value_t = Format::Json)]
    pub format: Format,
    /// Encoding of all plans, as a WHATWG label; detected by default
    #[arg(long, value_name = "LABEL")]
    pub encoding: Option<String>,
}

#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    Json,
    Ndjson,
    Text,
}

/// Analyses of all plans under `paths`, in path order, and what could not be read.
pub fn analyze_all(
    paths: &[PathBuf],
    encoding: Option<&str>,
    lexicon: &Lexicon,
) -> (Vec<(Document, AnalysisJson)>, Vec<crate::error::Error>) {
    let (files, mut errors) = ingest::find(paths);
    let results: Vec<Result<(Document, AnalysisJson), crate::error::Error>> = files
        .par_iter()
        .map(|path| {
            let doc = read(path, encoding)?;
            let analysis = crate::analyze(&doc, lexicon);
            Ok((doc, analysis))
        })
        .collect();
    let mut analyses = Vec::with_capacity(results.len());
    for result in results {
        match result {
            Ok(done) => analyses.push(done),
            Err(error) => errors.push(error),
        }
    }
    (analyses, errors)
}

pub(super) fn read(path: &Path, encoding: Option<&str>) -> Result<Document, crate::error::Error> {
    if path.as_os_str() != "-" {
        return Document::read(path, encoding);
    }
    let mut bytes = Vec::new();
    std::io::stdin().read_to_end(&mut bytes).map_err(|error| crate::error::Error::io(path, error))?;
    Document::from_bytes("stdin.txt", path, &bytes, encoding)
}

pub fn run(args: &Args, lexicon: &Lexicon, out: &mut impl Write) -> anyhow::Result<u8> {
    let (analyses, errors) = analyze_all(&args.paths, args.encoding.as_deref(), lexicon);
    let names = analysis_names(analyses.iter().map(|(doc, _)| doc.name.as_str()));
    for ((_, analysis), name) in analyses.iter().zip(&names) {
        match (&args.out, args.format) {
            (Some(folder), _) => {
                let json = serde_json::to_string_pretty(analysis)? + "\n";
                write_whole(&folder.join(name), json.as_bytes())?;
            }
            (None, Format::Json) => writeln!(out, "{}", serde_json::to_string_pretty(analysis)?)?,
            (None, Format::Ndjson) => writeln!(out, "{}", serde_json::to_string(analysis)?)?,
            (None, Format::Text) => write!(out, "{}", crate::output::text(analysis))?,
        }
    }
    for error in &errors {
        eprintln!("pejl: {error}");
    }
    Ok(if !errors.is_empty() {
        2
    } else if analyses.is_empty() {
        1
    } else {
        0
    })
}
