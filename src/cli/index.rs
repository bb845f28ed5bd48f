//! `pejl index PATH… --index DIR`: puts plans into the index, skipping those that have not changed.

use crate::error::Error;
use crate::extract::Parsed;
use crate::ingest::{self, Document};
use crate::lexicon::Lexicon;
use crate::search::{self, Passage, Writer};
use crate::wire::{AnalysisJson, EntryJson};
use crate::workspace::Workspace;
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
/// The same in bytes of text.
const BATCH_BYTES: u64 = 8 << 20;

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
        if writer.remove(name)? {
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
        let entries = changed.iter().zip(&passages);
        let entries: Vec<search::Entry<'_>> = entries
            .map(|((doc, fingerprint), passages)| search::Entry { doc: &doc.name, fingerprint, passages })
            .collect();
        writer.put_all(&entries)?;
        summary.passages += passages.iter().map(Vec::len).sum::<usize>();
        if !changed.is_empty() {
            writer.commit()?;
        }
    }
    if args.prune {
        let gone: BTreeSet<String> = writer.plans().keys().filter(|name| !names.contains_key(*name)).cloned().collect();
        for name in gone {
            writer.remove(&name)?;
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

/// Brings the index in `folder` in line with a workspace: what changed is put in anew, what left is taken out. Between
/// two commits it stops when `stop` says so; the next run goes on. Returns what could not be indexed.
pub fn follow(
    workspace: &Workspace,
    folder: &Path,
    lexicon: &Lexicon,
    stop: impl Fn() -> bool,
) -> anyhow::Result<Vec<Error>> {
    let plans: Vec<(&EntryJson, String)> =
        workspace.entries.values().filter_map(|entry| Some((entry, indexed_as(entry)?))).collect();
    if search::is_of_another_version(folder) {
        eprintln!("pejl: the index was made by another version of pejl and is made again");
        set_aside(folder)?;
    }
    let mut writer = Writer::open(folder)?;
    let names: BTreeSet<&str> = plans.iter().map(|(entry, _)| entry.doc.as_str()).collect();
    let gone: Vec<String> = writer.plans().keys().filter(|doc| !names.contains(doc.as_str())).cloned().collect();
    for doc in &gone {
        writer.remove(doc)?;
    }
    let changed = plans.iter().filter(|(entry, wanted)| writer.plans().get(&entry.doc) != Some(wanted));
    let changed: Vec<&(&EntryJson, String)> = changed.collect();
    if changed.is_empty() && !gone.is_empty() {
        writer.commit()?;
    }
    let mut errors = Vec::new();
    let mut rest = changed.as_slice();
    while !rest.is_empty() && !stop() {
        let (batch, later) = rest.split_at(batch_len(rest));
        rest = later;
        let read: Vec<Result<Vec<Passage>, Error>> =
            batch.par_iter().map(|(entry, _)| analyzed_passages(workspace, entry, lexicon)).collect();
        let read = batch.iter().zip(read).filter_map(|((entry, fingerprint), passages)| match passages {
            Ok(passages) => Some((&entry.doc, fingerprint, passages)),
            Err(error) => {
                errors.push(error);
                None
            }
        });
        let read: Vec<(&String, &String, Vec<Passage>)> = read.collect();
        let entries = read.iter().map(|(doc, fingerprint, passages)| search::Entry { doc, fingerprint, passages });
        writer.put_all(&entries.collect::<Vec<_>>())?;
        writer.commit()?;
    }
    writer.finish()?;
    Ok(errors)
}

/// Fingerprint under which the index should hold a plan of a workspace; none if it has no analysis.
fn indexed_as(entry: &EntryJson) -> Option<String> {
    let (sha256, encoding) = (entry.sha256.as_deref()?, entry.encoding.as_deref()?);
    entry.analysis.as_ref().map(|_| search::fingerprint_of(sha256, encoding, &entry.lexicon, &entry.pejl))
}

/// So many plans that a commit is worth its while, and not more than memory should hold at a time.
fn batch_len(plans: &[&(&EntryJson, String)]) -> usize {
    let mut bytes = 0;
    let fits = |(entry, _): &&&(&EntryJson, String)| {
        bytes += entry.bytes;
        bytes <= BATCH_BYTES
    };
    plans.iter().take(BATCH).take_while(fits).count().max(1)
}

/// The passages of a plan that a workspace has an analysis of.
fn analyzed_passages(workspace: &Workspace, entry: &EntryJson, lexicon: &Lexicon) -> Result<Vec<Passage>, Error> {
    let doc = Document::read(Path::new(&entry.path), entry.encoding_given.as_deref())?;
    if Some(&doc.sha256) != entry.sha256.as_ref() {
        let message = "changed since it was analyzed, so that it is not indexed; run again";
        return Err(Error::invalid(&doc.path, None, message));
    }
    Ok(passages(&doc, workspace.load(entry)?.as_ref(), lexicon))
}

/// The passages of a plan with all that is found in it.
fn passages(doc: &Document, analysis: Option<&AnalysisJson>, lexicon: &Lexicon) -> Vec<Passage> {
    let parsed = Parsed::new(doc, lexicon);
    match analysis {
        Some(analysis) => search::passages(&parsed, analysis),
        None => search::passages(&parsed, &crate::analyze_parsed(&parsed)),
    }
}

/// Takes a workspace's index away: all that it holds comes from the analyses beside it. It gets another name first, so
/// that a kill leaves either the old index or none.
fn set_aside(folder: &Path) -> Result<(), Error> {
    let old = folder.with_extension("old");
    let failed = |error| Error::io(&old, error);
    if old.exists() {
        std::fs::remove_dir_all(&old).map_err(failed)?;
    }
    std::fs::rename(folder, &old).map_err(failed)?;
    std::fs::remove_dir_all(&old).map_err(failed)
}
