//! `pejl index PATH… --index DIR`: puts plans into the index, skipping those that have not changed.

use crate::error::Error;
use crate::extract::Parsed;
use crate::ingest::{self, Document};
use crate::lexicon::Lexicon;
use crate::search::{self, Passage, Writer};
use crate::wire::AnalysisJson;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::path::{Path, PathBuf};

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  pejl index plans/ --index idx\n  pejl index plans/ --index idx --prune\n  pejl index --index idx --remove lindeby-2019.txt\n\nA plan is known by its file name and skipped while its bytes, the lexicon and the program are the same."
)]
pub struct Args {
    /// Plans: files, folders, globs, or `-` for standard input
    #[arg(required_unless_present = "remove")]
    pub paths: Vec<PathBuf>,
    /// Folder of the index; made if it is not there
    #[arg(long, value_name = "DIR")]
    pub index: PathBuf,
    /// Encoding of all plans, as a WHATWG label; detected by default
    #[arg(long, value_name = "LABEL")]
    pub encoding: Option<String>,
    /// Remove this plan; may be given again
    #[arg(long, value_name = "NAME")]
    pub remove: Vec<String>,
    /// Remove plans that are not among PATHS any more
    #[arg(long)]
    pub prune: bool,
    /// Read every plan again, changed or not
    #[arg(long)]
    pub force: bool,
}

/// Plans between two commits: what a crash can cost.
const BATCH: usize = 64;

/// What became of the plans.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Summary {
    pub added: usize,
    pub replaced: usize,
    pub unchanged: usize,
    pub removed: usize,
    pub passages: usize,
}

pub fn run(args: &Args, lexicon: &Lexicon, out: &mut impl Write) -> anyhow::Result<u8> {
    let (files, mut errors) = ingest::find(&args.paths);
    let mut writer = Writer::open(&args.index)?;
    let mut summary = Summary::default();
    for name in &args.remove {
        if writer.remove(name) {
            summary.removed += 1;
        } else {
            errors.push(Error::invalid(&args.index, None, format!("holds no plan '{name}'")));
        }
    }
    let mut names: BTreeMap<String, PathBuf> = BTreeMap::new();
    for batch in files.chunks(BATCH) {
        let read: Vec<Result<Document, Error>> =
            batch.par_iter().map(|path| super::extract::read(path, args.encoding.as_deref())).collect();
        let mut changed: Vec<(Document, String)> = Vec::new();
        for doc in read {
            let doc = match doc {
                Ok(doc) => doc,
                Err(error) => {
                    // An unreadable file is not a removed one.
                    let name = error.path().file_name().map(|name| name.to_string_lossy().into_owned());
                    names.extend(name.map(|name| (name, error.path().to_owned())));
                    errors.push(error);
                    continue;
                }
            };
            if let Some(first) = names.get(&doc.name) {
                let message = format!("its name is that of {}; rename one of them", first.display());
                errors.push(Error::invalid(&doc.path, None, message));
                continue;
            }
            names.insert(doc.name.clone(), doc.path.clone());
            let fingerprint = search::fingerprint(&doc, &lexicon.hash);
            match writer.plans().get(&doc.name) {
                Some(known) if *known == fingerprint && !args.force => summary.unchanged += 1,
                known => {
                    *(if known.is_some() { &mut summary.replaced } else { &mut summary.added }) += 1;
                    changed.push((doc, fingerprint));
                }
            }
        }
        let passages: Vec<Vec<Passage>> = changed.par_iter().map(|(doc, _)| passages(doc, None, lexicon)).collect();
        for ((doc, fingerprint), passages) in changed.iter().zip(&passages) {
            writer.put(&doc.name, fingerprint, passages)?;
            summary.passages += passages.len();
        }
        if !changed.is_empty() {
            writer.commit()?;
        }
    }
    if args.prune {
        let gone: BTreeSet<String> = writer.plans().keys().filter(|name| !names.contains_key(*name)).cloned().collect();
        for name in gone {
            writer.remove(&name);
            summary.removed += 1;
        }
    }
    if summary.removed > 0 || summary.added + summary.replaced + summary.unchanged == 0 {
        writer.commit()?;
    }
    let plans = writer.plans().len();
    writer.finish()?;
    writeln!(
        out,
        "{}: {plans} plans; {} added, {} replaced, {} unchanged, {} removed; {} passages written",
        args.index.display(),
        summary.added,
        summary.replaced,
        summary.unchanged,
        summary.removed,
        summary.passages
    )?;
    for error in &errors {
        eprintln!("pejl: {error}");
    }
    Ok(if errors.is_empty() { 0 } else { 2 })
}

/// Puts plans that are analyzed already into the index in `folder`, each in the place of the one of its name.
pub fn index_all(plans: &[(Document, AnalysisJson)], lexicon: &Lexicon, folder: &Path) -> anyhow::Result<()> {
    let mut writer = Writer::open(folder)?;
    for batch in plans.chunks(BATCH) {
        let passages: Vec<Vec<Passage>> =
            batch.par_iter().map(|(doc, analysis)| passages(doc, Some(analysis), lexicon)).collect();
        for ((doc, _), passages) in batch.iter().zip(&passages) {
            writer.put(&doc.name, &search::fingerprint(doc, &lexicon.hash), passages)?;
        }
        writer.commit()?;
    }
    writer.finish()?;
    Ok(())
}

/// The passages of a plan with all that is found in it.
fn passages(doc: &Document, analysis: Option<&AnalysisJson>, lexicon: &Lexicon) -> Vec<Passage> {
    let parsed = Parsed::new(doc, lexicon);
    match analysis {
        Some(analysis) => search::passages(&parsed, analysis),
        None => search::passages(&parsed, &crate::analyze_parsed(&parsed)),
    }
}
