//! The manifest on disk: a line is added for each plan as it is done, and at the end of a run all are put in order.
//!
//! Adding a line costs the same however many there are, so that each plan can be noted at once. The last line of a
//! document counts; a last line without its end is what a dying run left, and is passed over.

use super::Entries;
use crate::error::{Error, Result};
use crate::wire::EntryJson;
use std::fs::File;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

pub struct Journal {
    path: PathBuf,
    /// Opened at the first line.
    file: Mutex<Option<File>>,
}

impl Journal {
    /// Reads the manifest; lines that a run which died has left are put in order first.
    pub fn open(path: &Path) -> Result<(Entries, Self)> {
        let (entries, content) = read(path)?;
        let journal = Self { path: path.to_owned(), file: Mutex::new(None) };
        if !content.is_empty() {
            journal.replace(&entries)?;
        }
        Ok((entries, journal))
    }

    /// Adds a line.
    pub fn add(&self, entry: &EntryJson) -> Result<()> {
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        let add = |file: &mut Option<File>| -> std::io::Result<()> {
            if file.is_none() {
                *file = Some(File::options().create(true).append(true).open(&self.path)?);
            }
            let line = line(entry)?;
            file.as_mut().map_or(Ok(()), |file| file.write_all(line.as_bytes()))
        };
        add(&mut file).map_err(|error| Error::io(&self.path, error))
    }

    /// Writes all entries in order, unless that is what the file says already.
    pub fn replace(&self, entries: &Entries) -> Result<()> {
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        *file = None;
        let content: std::io::Result<String> = entries.values().map(line).collect();
        let content = content.map_err(|error| Error::io(&self.path, error))?;
        if std::fs::read(&self.path).is_ok_and(|old| old == content.as_bytes()) {
            return Ok(());
        }
        super::write_whole(&self.path, content.as_bytes())
            .map_err(|error| Error::invalid(&self.path, None, format!("{error:#}")))
    }
}

fn line(entry: &EntryJson) -> std::io::Result<String> {
    Ok(serde_json::to_string(entry)? + "\n")
}

/// The entries with the bytes they were read from; none where there is no manifest yet.
pub fn read(path: &Path) -> Result<(Entries, Vec<u8>)> {
    let content = match std::fs::read(path) {
        Ok(content) => content,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok((Entries::new(), Vec::new())),
        Err(error) => return Err(Error::io(path, error)),
    };
    let mut entries = Entries::new();
    for (number, line) in (1..).zip(content.split_inclusive(|&byte| byte == b'\n')) {
        match serde_json::from_slice::<EntryJson>(line) {
            Ok(entry) => {
                entries.insert(entry.doc.clone(), entry);
            }
            Err(_) if !line.ends_with(b"\n") => {}
            Err(error) => {
                let message = format!("not a line of a manifest ({error}); delete it and run again with --force");
                return Err(Error::invalid(path, Some(number), message));
            }
        }
    }
    Ok((entries, content))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(doc: &str, sha256: &str) -> EntryJson {
        EntryJson { doc: doc.to_owned(), sha256: Some(sha256.to_owned()), ..EntryJson::default() }
    }

    #[test]
    fn the_last_line_counts_and_half_a_line_does_not() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("manifest.ndjson");
        let (entries, journal) = Journal::open(&path).expect("no manifest is an empty one");
        assert!(entries.is_empty());
        for entry in [entry("b.txt", "1"), entry("a.txt", "2"), entry("b.txt", "3")] {
            journal.add(&entry).expect("writable");
        }
        let mut content = std::fs::read(&path).expect("readable");
        content.extend_from_slice(b"{\"doc\":\"c.t");
        std::fs::write(&path, content).expect("writable");
        let (entries, _) = Journal::open(&path).expect("half a line is passed over");
        let read: Vec<(&str, Option<&str>)> =
            entries.values().map(|entry| (entry.doc.as_str(), entry.sha256.as_deref())).collect();
        assert_eq!(read, [("a.txt", Some("2")), ("b.txt", Some("3"))]);
        let content = std::fs::read_to_string(&path).expect("readable");
        assert_eq!(content.lines().count(), 2, "the manifest is put in order when it is opened");
    }
}
