//! What a run has to do: which plans are new, changed or as they were, and which are gone.
//!
//! A plan is known by its file name, as everywhere in pejl. It is read again when its bytes changed, or what reads it:
//! the encoding asked for, the lexicon, the program.

use super::Entries;
use crate::error::Error;
use crate::ingest;
use crate::wire::EntryJson;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// A file to consider.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Input {
    pub doc: String,
    pub path: PathBuf,
    /// What it weighed when it was found.
    pub bytes: u64,
}

/// What a run does with each plan.
#[derive(Debug, Default)]
pub struct Todo {
    pub read: Vec<Input>,
    pub unchanged: Vec<String>,
    /// In the workspace, but not among the inputs any more.
    pub gone: Vec<String>,
}

impl Todo {
    /// Compares the inputs with what the manifest tells. `is_there` says whether an analysis of that name exists.
    pub fn new(
        inputs: Vec<Input>,
        entries: &Entries,
        made_by: &MadeBy<'_>,
        is_there: impl Fn(&str) -> bool + Sync,
    ) -> Self {
        let named: BTreeSet<&str> = inputs.iter().map(|input| input.doc.as_str()).collect();
        let gone = entries.keys().filter(|doc| !named.contains(doc.as_str())).cloned().collect();
        let current: Vec<bool> = inputs
            .par_iter()
            .map(|input| {
                entries.get(&input.doc).is_some_and(|entry| {
                    made_by.made(entry)
                        && entry.analysis.as_deref().is_some_and(&is_there)
                        && std::fs::read(&input.path)
                            .is_ok_and(|bytes| entry.sha256.as_deref() == Some(&ingest::sha256(&bytes)))
                })
            })
            .collect();
        let (mut read, mut unchanged) = (Vec::new(), Vec::new());
        for (input, current) in inputs.into_iter().zip(current) {
            match current {
                true => unchanged.push(input.doc),
                false => read.push(input),
            }
        }
        Self { read, unchanged, gone }
    }
}

/// What an analysis depends on besides the plan.
#[derive(Debug, Clone, Copy)]
pub struct MadeBy<'r> {
    pub lexicon: &'r str,
    pub encoding: Option<&'r str>,
    /// Whether nothing counts as made.
    pub force: bool,
}

impl MadeBy<'_> {
    fn made(&self, entry: &EntryJson) -> bool {
        !self.force
            && entry.pejl == crate::VERSION
            && entry.lexicon == self.lexicon
            && entry.encoding_given.as_deref() == self.encoding
    }
}

/// The plans under `paths`, in the order of their names; what lies in the workspace itself is none. Of two files with one
/// name the first counts, the other is an error.
pub fn inputs(paths: &[PathBuf], workspace: &Path, entries: &Entries) -> (Vec<Input>, Vec<Error>) {
    let (files, mut errors) = ingest::find(paths);
    let workspace = workspace.canonicalize().ok();
    let mut inputs: BTreeMap<String, Input> = BTreeMap::new();
    let named: BTreeSet<PathBuf> = files.iter().cloned().collect();
    for path in files {
        if path.as_os_str() == "-" {
            errors.push(Error::invalid(&path, None, "a run keeps track of files; give a stream to 'pejl extract'"));
            continue;
        }
        let real = path.canonicalize().ok();
        if real.iter().any(|real| workspace.iter().any(|workspace| real.starts_with(workspace))) {
            continue;
        }
        let doc = ingest::name(&path);
        // The same file by another name of its folder is no second plan.
        let other = match inputs.get(&doc) {
            Some(first) if first.path.canonicalize().ok() == real => continue,
            Some(first) => Some(first.path.as_path()),
            // A plan of an earlier run, which is still where it was, is not replaced by another of its name.
            None => entries
                .get(&doc)
                .map(|entry| Path::new(&entry.path))
                .filter(|old| !named.contains(*old) && old.exists() && !same_content(old, &path)),
        };
        if let Some(other) = other {
            errors.push(Error::invalid(
                &path,
                None,
                format!("its name is that of {}; rename one of them", other.display()),
            ));
            continue;
        }
        let bytes = path.metadata().map_or(0, |metadata| metadata.len());
        inputs.insert(doc.clone(), Input { doc, path, bytes });
    }
    (inputs.into_values().collect(), errors)
}

fn same_content(left: &Path, right: &Path) -> bool {
    match (std::fs::read(left), std::fs::read(right)) {
        (Ok(left), Ok(right)) => left == right,
        _ => false,
    }
}
