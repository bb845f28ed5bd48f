//! The folder that `pejl run` keeps: an analysis of each plan, and a manifest that says what each was made of.
//!
//! ```text
//! manifest.ndjson      a line for each plan; times stand here and nowhere else
//! analyses/NAME.json   what was found
//! index/               for `pejl search`
//! ```
//!
//! A run may die at any moment. Each file is written under another name and renamed when it is whole; a plan's line
//! joins the manifest after its analysis is there. So the manifest never promises what is not there, and what it does
//! not tell of is read again.

mod manifest;
mod todo;
mod write;

pub use todo::{Input, MadeBy, Todo, inputs};
pub use write::{analysis_names, write_whole};

use crate::error::{Error, Result};
use crate::wire::{AnalysisJson, EntryJson};
use manifest::Journal;
use std::collections::{BTreeMap, BTreeSet};
use std::fs::{File, TryLockError};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// What the plans of a workspace say of themselves, by document name.
pub type Entries = BTreeMap<String, EntryJson>;

/// A workspace that is ours alone until it is dropped.
pub struct Workspace {
    folder: PathBuf,
    pub entries: Entries,
    journal: Journal,
    /// Held, not read: the operating system lets go of it when the process ends, however it ends.
    _lock: File,
}

impl Workspace {
    /// Opens the workspace in `folder`, making it if there is none, and clears away what a run that died left.
    pub fn open(folder: &Path) -> Result<Self> {
        let analyses = folder.join("analyses");
        std::fs::create_dir_all(&analyses).map_err(|error| Error::io(&analyses, error))?;
        let lock = lock(folder)?;
        for folder in [folder, &analyses] {
            write::clear_unfinished(folder).map_err(|error| Error::io(folder, error))?;
        }
        let (entries, journal) = Journal::open(&manifest_path(folder))?;
        Ok(Self { folder: folder.to_owned(), entries, journal, _lock: lock })
    }

    /// Where the analysis of this name stands.
    pub fn analysis(&self, name: &str) -> PathBuf {
        self.folder.join("analyses").join(name)
    }

    /// Takes note of a plan at once, so that a run that dies later has it.
    pub fn record(&self, entry: &EntryJson) -> Result<()> {
        self.journal.add(entry)
    }

    /// The analysis of a plan, if it has one.
    pub fn load(&self, entry: &EntryJson) -> Result<Option<AnalysisJson>> {
        let Some(path) = entry.analysis.as_deref().map(|name| self.analysis(name)) else { return Ok(None) };
        let content = std::fs::read(&path).map_err(|error| Error::io(&path, error))?;
        let analysis = serde_json::from_slice(&content);
        analysis.map(Some).map_err(|error| Error::invalid(&path, Some(error.line()), error.to_string()))
    }

    /// Keeps only the plans that `keep` wants, and the analyses that plans have.
    pub fn retain(&mut self, keep: impl Fn(&str) -> bool) -> Result<()> {
        self.entries.retain(|doc, _| keep(doc));
        // In this order: a manifest must not promise what is deleted.
        self.save()?;
        self.strays()?.iter().try_for_each(|name| self.remove_analysis(name))
    }

    /// Deletes an analysis; one that is gone already is no error.
    pub fn remove_analysis(&self, name: &str) -> Result<()> {
        let path = self.analysis(name);
        match std::fs::remove_file(&path) {
            Err(error) if error.kind() != ErrorKind::NotFound => Err(Error::io(&path, error)),
            _ => Ok(()),
        }
    }

    /// Gives each analysis the name that fits the plans there are now: `plan.json` becomes `plan.txt.json` when a
    /// `plan.md` joins. One that is not there will be written under the new name.
    pub fn rename(&mut self, names: &BTreeMap<String, String>) -> Result<()> {
        let analyses = self.folder.join("analyses");
        for entry in self.entries.values_mut() {
            let Some((old, new)) = entry.analysis.as_mut().zip(names.get(&entry.doc)).filter(|(old, new)| old != new)
            else {
                continue;
            };
            match std::fs::rename(analyses.join(&*old), analyses.join(new)) {
                Err(error) if error.kind() != ErrorKind::NotFound => {
                    return Err(Error::io(&analyses.join(&*old), error));
                }
                _ => old.clone_from(new),
            }
        }
        self.save()
    }

    /// Names of analyses that no plan of the manifest has.
    pub fn strays(&self) -> Result<Vec<String>> {
        let folder = self.folder.join("analyses");
        let known: BTreeSet<&str> = self.entries.values().filter_map(|entry| entry.analysis.as_deref()).collect();
        let mut strays = Vec::new();
        for file in std::fs::read_dir(&folder).map_err(|error| Error::io(&folder, error))? {
            let file = file.map_err(|error| Error::io(&folder, error))?;
            strays.push(file.file_name().to_string_lossy().into_owned());
        }
        strays.retain(|name| name.ends_with(".json") && !known.contains(name.as_str()));
        strays.sort();
        Ok(strays)
    }

    /// Writes the manifest anew, in order. Nothing is touched where nothing changed.
    pub fn save(&mut self) -> Result<()> {
        self.journal.replace(&self.entries)
    }
}

/// What the manifest in `folder` tells, without taking the workspace; nothing where there is none.
pub fn read(folder: &Path) -> Result<Entries> {
    manifest::read(&manifest_path(folder)).map(|(entries, _)| entries)
}

fn manifest_path(folder: &Path) -> PathBuf {
    folder.join("manifest.ndjson")
}

fn lock(folder: &Path) -> Result<File> {
    let path = folder.join(".lock");
    let file = File::options().create(true).truncate(false).write(true).open(&path);
    let file = file.map_err(|error| Error::io(&path, error))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => {
            let message = "another 'pejl run' is working in this folder; wait until it is done, or give another --out";
            Err(Error::invalid(folder, None, message))
        }
        Err(TryLockError::Error(error)) => Err(Error::io(&path, error)),
    }
}
