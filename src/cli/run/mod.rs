//! `pejl run PATH…`: the whole job. Reads the plans that are new or changed, keeps an analysis of each in a workspace,
//! scores them where gold exists, brings the search index up to date, and says what was found, what is odd, and what
//! to type next.
//!
//! Reading is done plan by plan; score, index and summary are about the whole workspace, as it stands on disk.

mod interrupt;
mod progress;
mod read;
mod summary;
mod watch;

use super::extract::threads;
use crate::error::Error;
use crate::lexicon::{Lexicon, Source};
use crate::wire::{EntryJson, StatusJson};
use crate::workspace::{self, Input, MadeBy, Todo, Workspace};
use anyhow::Context;
use interrupt::Interrupt;
use progress::Progress;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  pejl run corpus\n  pejl run incoming/ --out work\n  pejl run incoming/ --out work --dry-run\n  pejl run incoming/ --out work --prune --watch\n  pejl run plans/ --gold gold/\n\nA plan is read again when its bytes, the encoding asked for, the lexicon or the program changed. Ctrl-C finishes the\nplans in hand; the same command goes on with the rest.\n\nExit codes: 0 done, 1 no plan was read, 2 some input could not be read, 130 stopped by Ctrl-C with work left."
)]
pub struct Args {
    /// Plans: files, folders or globs
    #[arg(required = true)]
    paths: Vec<PathBuf>,
    /// Workspace: manifest, analyses and index
    #[arg(long, value_name = "DIR", default_value = "pejl-out")]
    out: PathBuf,
    /// Gold to score against [default: the folder `gold` beside a folder of plans, if there is one]
    #[arg(long, value_name = "DIR")]
    gold: Option<PathBuf>,
    /// Encoding of all plans, as a WHATWG label; detected by default
    #[arg(long, value_name = "LABEL")]
    encoding: Option<String>,
    /// Plans read at a time [default: one for each processor]
    #[arg(long, value_name = "N")]
    jobs: Option<NonZeroUsize>,
    /// Read every plan again, changed or not
    #[arg(long)]
    force: bool,
    /// Take plans out of the workspace that are not among PATHS any more
    #[arg(long)]
    prune: bool,
    /// Say what would be done and do nothing
    #[arg(long, conflicts_with = "watch")]
    dry_run: bool,
    /// Go on: read again whenever something changes under PATHS, until Ctrl-C
    #[arg(long)]
    watch: bool,
    /// Leave the search index as it is
    #[arg(long)]
    no_index: bool,
}

pub fn run(args: &Args, lexicons: &Source, out: &mut impl Write) -> anyhow::Result<u8> {
    let lexicon = Lexicon::load(lexicons)?;
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads(args.jobs)).build();
    let batch = Batch { args, lexicon, pool: pool.context("cannot start threads")?, interrupt: Interrupt::listen()? };
    if args.dry_run {
        return batch.dry_run(out);
    }
    let mut workspace = Workspace::open(&args.out)?;
    // Before the first reading: what comes meanwhile is seen too.
    let changes = args.watch.then(|| watch::Changes::under(&args.paths, &args.out)).transpose()?;
    let mut exit = batch.once(&mut workspace, out)?;
    if let Some(changes) = changes {
        out.flush()?;
        while changes.next(&batch.interrupt)? {
            exit = batch.once(&mut workspace, out)?;
            out.flush()?;
        }
    }
    Ok(exit)
}

struct Batch<'a> {
    args: &'a Args,
    lexicon: Lexicon,
    pool: rayon::ThreadPool,
    interrupt: Interrupt,
}

impl Batch<'_> {
    fn dry_run(&self, out: &mut impl Write) -> anyhow::Result<u8> {
        let entries = workspace::read(&self.args.out)?;
        let (todo, errors) = self.todo(&entries, &self.args.out.join("analyses"));
        for input in &todo.read {
            let verb = if entries.contains_key(&input.doc) { "read again" } else { "read" };
            writeln!(out, "{verb:10}  {}", input.path.display())?;
        }
        for doc in &todo.gone {
            writeln!(out, "{:10}  {}", if self.args.prune { "take out" } else { "gone" }, entries[doc].path)?;
        }
        let (read, unchanged, gone) = (todo.read.len(), todo.unchanged.len(), todo.gone.len());
        writeln!(out, "{read} to read, {unchanged} unchanged, {gone} gone; nothing was done")?;
        for error in &errors {
            eprintln!("pejl: {error}");
        }
        Ok(if errors.is_empty() { 0 } else { 2 })
    }

    /// Brings the workspace up to date and tells of it.
    fn once(&self, workspace: &mut Workspace, out: &mut impl Write) -> anyhow::Result<u8> {
        let (mut todo, mut errors) = self.todo(&workspace.entries, &workspace.analysis(""));
        if self.args.prune {
            workspace.retain(|doc| todo.gone.binary_search_by(|gone| gone.as_str().cmp(doc)).is_err())?;
            todo.gone.clear();
        }
        let names = names(&workspace.entries, &todo.read);
        workspace.rename(&names)?;
        let left = self.read(workspace, &todo.read, &names)?;
        if left == 0 {
            errors.extend(self.index(workspace)?);
        }
        if let Some(code) = self.interrupt.exit_code() {
            match left {
                0 => eprintln!("pejl: stopped; all plans are read, the same command finishes the index"),
                _ => eprintln!(
                    "pejl: stopped; {left} of {} plans are left, the same command goes on with them",
                    todo.read.len()
                ),
            }
            return Ok(code);
        }
        let gone: BTreeSet<&str> = todo.gone.iter().map(String::as_str).collect();
        let here = workspace.entries.values().filter(|entry| !gone.contains(entry.doc.as_str()));
        let failed: Vec<&str> = here.filter_map(|entry| entry.error.as_deref()).collect();
        let problems: Vec<String> =
            failed.into_iter().map(str::to_owned).chain(errors.iter().map(ToString::to_string)).collect();
        summary::print(out, workspace, &self.summary(&todo, &problems))?;
        for problem in &problems {
            eprintln!("pejl: {problem}");
        }
        let nothing = workspace.entries.values().all(|entry| entry.status == StatusJson::Failed);
        Ok(match (problems.is_empty(), nothing) {
            (false, _) => 2,
            (true, true) => 1,
            (true, false) => 0,
        })
    }

    fn todo(&self, entries: &workspace::Entries, analyses: &Path) -> (Todo, Vec<Error>) {
        let (inputs, errors) = workspace::inputs(&self.args.paths, &self.args.out, entries);
        let made_by =
            MadeBy { lexicon: &self.lexicon.hash, encoding: self.args.encoding.as_deref(), force: self.args.force };
        (self.pool.install(|| Todo::new(inputs, entries, &made_by, |name| analyses.join(name).is_file())), errors)
    }

    /// Reads plans and takes note of each as it is done; says how many an interruption left.
    fn read(
        &self,
        workspace: &mut Workspace,
        inputs: &[Input],
        names: &BTreeMap<String, String>,
    ) -> anyhow::Result<usize> {
        let unchanged = workspace.entries.len();
        let progress = Progress::start(inputs, unchanged);
        let read = |input: &Input| -> anyhow::Result<Option<EntryJson>> {
            if self.interrupt.is_requested() {
                return Ok(None);
            }
            let entry = read::plan(input, &names[&input.doc], self.args.encoding.as_deref(), &self.lexicon, workspace)?;
            workspace.record(&entry)?;
            progress.done(input);
            Ok(Some(entry))
        };
        let entries: anyhow::Result<Vec<Option<EntryJson>>> =
            self.pool.install(|| inputs.par_iter().map(read).collect());
        progress.finish();
        let entries = entries?;
        let left = entries.iter().filter(|entry| entry.is_none()).count();
        let entries = entries.into_iter().flatten().map(|entry| (entry.doc.clone(), entry));
        workspace.entries.extend(entries);
        workspace.save()?;
        Ok(left)
    }

    #[cfg(feature = "search")]
    fn index(&self, workspace: &Workspace) -> anyhow::Result<Vec<Error>> {
        if self.args.no_index {
            return Ok(Vec::new());
        }
        let folder = self.args.out.join("index");
        self.pool.install(|| super::index::follow(workspace, &folder, &self.lexicon, || self.interrupt.is_requested()))
    }

    #[cfg(not(feature = "search"))]
    fn index(&self, _: &Workspace) -> anyhow::Result<Vec<Error>> {
        Ok(Vec::new())
    }

    fn summary<'s>(&'s self, todo: &'s Todo, problems: &'s [String]) -> summary::Summary<'s> {
        let gold = self.args.gold.clone().or_else(|| summary::gold_beside(&self.args.paths));
        let indexed = cfg!(feature = "search") && !self.args.no_index;
        summary::Summary { folder: &self.args.out, todo, problems, gold, indexed }
    }
}

/// The name of each plan's analysis, for those in the workspace and those that will join them.
fn names(entries: &workspace::Entries, inputs: &[Input]) -> BTreeMap<String, String> {
    let docs: BTreeSet<&str> =
        entries.keys().map(String::as_str).chain(inputs.iter().map(|input| input.doc.as_str())).collect();
    let names = workspace::analysis_names(docs.iter().copied());
    let names = names.into_iter().map(|name| name.to_string_lossy().into_owned());
    docs.into_iter().map(str::to_owned).zip(names).collect()
}
