//! `pejl extract PATH… [--out DIR]`: analyses as JSON, NDJSON or text; `--ndjson` for plans that come as a stream.

use super::guard;
use super::ordered::map_in_order;
use crate::error::Error;
use crate::ingest::{self, Document};
use crate::lexicon::Lexicon;
use crate::wire::AnalysisJson;
use crate::workspace::{analysis_names, write_whole};
use rayon::prelude::*;
use std::io::{Read, Write};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

#[derive(clap::Args)]
#[command(
    after_help = "Examples:\n  pejl extract plan.txt\n  pejl extract plans/ --out analyses/\n  pejl extract plans/ --format ndjson > all.ndjson\n  cat plan.txt | pejl extract - --format text\n  echo '{\"doc\":\"a.txt\",\"text\":\"Flere skal i job.\"}' | pejl extract --ndjson -\n\nA stream is answered line by line, in its order, in bounded memory. A line that holds no plan is answered with\n{\"error\":…,\"path\":…,\"line\":…} and the stream goes on; the exit code is 0 once its end is reached."
)]
pub struct Args {
    /// Plans: files, folders, globs, or `-` for standard input
    #[arg(required = true)]
    pub paths: Vec<PathBuf>,
    /// Read plans as lines {"doc":…,"text":…} and write an analysis a line
    #[arg(long, conflicts_with_all = ["out", "format", "encoding"])]
    pub ndjson: bool,
    /// Write one NAME.json per plan here instead of printing
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// What to print without --out
    #[arg(long, value_enum, default_value_t = Format::Json)]
    pub format: Format,
    /// Encoding of all plans, as a WHATWG label; detected by default
    #[arg(long, value_name = "LABEL")]
    pub encoding: Option<String>,
    /// Plans read at a time [default: one for each processor]
    #[arg(long, value_name = "N")]
    pub jobs: Option<NonZeroUsize>,
}

#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    Json,
    Ndjson,
    Text,
}

pub fn run(args: &Args, lexicon: &Lexicon, out: &mut impl Write) -> anyhow::Result<u8> {
    let jobs = threads(args.jobs);
    if args.ndjson {
        return super::stream::run(&args.paths, jobs, lexicon, out);
    }
    let (files, mut errors) = ingest::find(&args.paths);
    let docs: Vec<String> = files.iter().map(|path| ingest::name(path)).collect();
    let names = analysis_names(docs.iter().map(String::as_str));
    let mut done = 0;
    let extract = |(path, name): (&PathBuf, &PathBuf)| -> anyhow::Result<Result<String, Error>> {
        let read = read(path, args.encoding.as_deref());
        let analysis = match read.and_then(|doc| guard::analyze(path, &doc, lexicon)) {
            Ok(analysis) => analysis,
            Err(error) => return Ok(Err(error)),
        };
        Ok(Ok(match (&args.out, args.format) {
            (Some(folder), _) => {
                write_whole(&folder.join(name), pretty(&analysis)?.as_bytes())?;
                String::new()
            }
            (None, Format::Json) => pretty(&analysis)?,
            (None, Format::Ndjson) => serde_json::to_string(&analysis)? + "\n",
            (None, Format::Text) => crate::output::text(&analysis),
        }))
    };
    map_in_order(files.iter().zip(&names), jobs, extract, |answer| -> anyhow::Result<()> {
        match answer? {
            Ok(text) => {
                out.write_all(text.as_bytes())?;
                done += 1;
            }
            Err(error) => errors.push(error),
        }
        Ok(())
    })?;
    for error in &errors {
        eprintln!("pejl: {error}");
    }
    Ok(match (errors.is_empty(), done) {
        (false, _) => 2,
        (true, 0) => 1,
        (true, _) => 0,
    })
}

/// An analysis as it stands in a file.
pub fn pretty(analysis: &AnalysisJson) -> serde_json::Result<String> {
    Ok(serde_json::to_string_pretty(analysis)? + "\n")
}

/// As many threads as asked for, or one for each processor that we may use.
pub fn threads(jobs: Option<NonZeroUsize>) -> usize {
    jobs.or_else(|| std::thread::available_parallelism().ok()).map_or(1, NonZeroUsize::get)
}

/// Analyses of all plans under `paths`, in path order, and what could not be read.
pub fn analyze_all(
    paths: &[PathBuf],
    encoding: Option<&str>,
    lexicon: &Lexicon,
) -> (Vec<(Document, AnalysisJson)>, Vec<Error>) {
    let (files, mut errors) = ingest::find(paths);
    let results: Vec<Result<(Document, AnalysisJson), Error>> = files
        .par_iter()
        .map(|path| {
            let doc = read(path, encoding)?;
            let analysis = guard::analyze(path, &doc, lexicon)?;
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

pub(super) fn read(path: &Path, encoding: Option<&str>) -> Result<Document, Error> {
    if path.as_os_str() != "-" {
        return Document::read(path, encoding);
    }
    let mut bytes = Vec::new();
    std::io::stdin().read_to_end(&mut bytes).map_err(|error| Error::io(path, error))?;
    Document::from_bytes(&ingest::name(path), path, &bytes, encoding)
}
