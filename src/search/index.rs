//! The index on disk: plans are added, replaced and removed by the hash of their bytes.
//!
//! What the index holds is told by the commit itself: the list of plans travels in tantivy's commit payload, so that
//! list and passages cannot drift apart, whenever the process dies. A commit is one rename of `meta.json`; before
//! it the old index is whole, after it the new one.

use super::analyzer::Analyzer;
use super::directory::Folder;
use super::lane::Lane;
use super::passage::Passage;
use super::schema::{self, Fields, INDEX_VERSION};
use crate::error::{Error, Result};
use crate::ingest::Document;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tantivy::directory::error::LockError;
use tantivy::index::SegmentId;
use tantivy::indexer::UserOperation;
use tantivy::store::Compressor;
use tantivy::{Index, IndexSettings, IndexWriter, TantivyError, Term};

/// What the commit says of itself.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    pub version: u32,
    /// File name → fingerprint.
    pub plans: BTreeMap<String, String>,
}

/// What a plan's passages depend on: its bytes, how they were decoded, the lexicon and the program.
pub fn fingerprint(doc: &Document, lexicon_hash: &str) -> String {
    fingerprint_of(&doc.sha256, doc.encoding, lexicon_hash, crate::VERSION)
}

/// The same for a plan that was read before.
pub fn fingerprint_of(sha256: &str, encoding: &str, lexicon_hash: &str, version: &str) -> String {
    let lexicon = lexicon_hash.get(..12).unwrap_or(lexicon_hash);
    format!("{sha256}:{encoding}:{lexicon}:{version}")
}

/// Opens the index in `folder`; `create` makes folder and index where there are none.
pub fn open(folder: &Path, create: bool) -> Result<(Index, Fields, Manifest)> {
    let (schema, fields) = schema::schema();
    let has_index = folder.join("meta.json").is_file();
    if !has_index && !create {
        return Err(Error::invalid(folder, None, "no index is here; make one with 'pejl index PLANS --index DIR'"));
    }
    if !has_index {
        std::fs::create_dir_all(folder).map_err(|error| Error::io(folder, error))?;
        refuse_foreign(folder)?;
        // A hit reads one block, so that it is small. What is stored holds little twice, so that to compress it would only take time.
        let settings = IndexSettings {
            docstore_blocksize: 1024,
            docstore_compression: Compressor::None,
            docstore_compress_dedicated_thread: false,
            ..IndexSettings::default()
        };
        let made = Index::builder().schema(schema).settings(settings).create_in_dir(folder);
        let index = made.map_err(|error| explain(folder, error))?;
        schema::register(&index);
        return Ok((index, fields, Manifest { version: INDEX_VERSION, ..Manifest::default() }));
    }
    let index = Folder::open(folder).and_then(Index::open).map_err(|error| explain(folder, error))?;
    schema::register(&index);
    let rebuild = "; delete the folder and index the plans again";
    if index.schema() != schema {
        let message = format!("the index was made by another version of pejl{rebuild}");
        return Err(Error::invalid(folder, None, message));
    }
    let metas = index.load_metas().map_err(|error| explain(folder, error))?;
    let manifest = match metas.payload.as_deref() {
        // Killed between making the index and its first commit.
        None => Manifest { version: INDEX_VERSION, ..Manifest::default() },
        Some(payload) => serde_json::from_str::<Manifest>(payload).map_err(|error| {
            Error::invalid(folder, None, format!("the list of plans is damaged ({error}){rebuild}"))
        })?,
    };
    if manifest.version != INDEX_VERSION {
        let message = format!("the index has version {}, this pejl writes {INDEX_VERSION}{rebuild}", manifest.version);
        return Err(Error::invalid(folder, None, message));
    }
    Ok((index, fields, manifest))
}

/// Whether an index stands in `folder` that another version of pejl made; what is damaged is none.
pub fn is_of_another_version(folder: &Path) -> bool {
    if !folder.join("meta.json").is_file() {
        return false;
    }
    let Ok(index) = Folder::open(folder).and_then(Index::open) else {
        return false;
    };
    let payload = index.load_metas().ok().and_then(|metas| metas.payload);
    let manifest = payload.and_then(|payload| serde_json::from_str::<Manifest>(&payload).ok());
    index.schema() != schema::schema().0 || manifest.is_some_and(|manifest| manifest.version != INDEX_VERSION)
}

/// A folder with files of other programs is not ours to fill.
fn refuse_foreign(folder: &Path) -> Result<()> {
    let entries = std::fs::read_dir(folder).map_err(|error| Error::io(folder, error))?;
    for entry in entries {
        let name = entry.map_err(|error| Error::io(folder, error))?.file_name();
        let name = name.to_string_lossy();
        // What an interrupted creation leaves.
        if !name.starts_with(".tantivy") && !name.starts_with(".managed") && !name.starts_with(".tmp") {
            let message = format!("holds other files ('{name}'); give an empty or new folder for the index");
            return Err(Error::invalid(folder, None, message));
        }
    }
    Ok(())
}

/// tantivy's error as a sentence for the user.
pub fn explain(folder: &Path, error: TantivyError) -> Error {
    let message = match error {
        TantivyError::LockFailure(LockError::LockBusy, _) => {
            "another 'pejl index' is writing here; wait until it is done".to_owned()
        }
        TantivyError::LockFailure(LockError::IoError(error), _) => format!("cannot be written to: {error}"),
        TantivyError::IoError(error) => format!("cannot be read or written: {error}"),
        TantivyError::DataCorruption(damage) => {
            format!("the index is damaged ({damage:?}); delete the folder and index the plans again")
        }
        other => other.to_string(),
    };
    Error::invalid(folder, None, message)
}

/// Adds, replaces and removes plans. Nothing is seen by readers before [`Writer::commit`].
pub struct Writer {
    folder: PathBuf,
    fields: Fields,
    writer: IndexWriter,
    manifest: Manifest,
    lanes: [Lane; LANES],
    /// Plans of which this writer deleted passages.
    deleted: BTreeSet<String>,
}

/// A plan to be put into the index.
#[derive(Debug, Clone, Copy)]
pub struct Entry<'p> {
    /// File name, by which it replaces an earlier one.
    pub doc: &'p str,
    pub fingerprint: &'p str,
    pub passages: &'p [Passage],
}

/// Threads that write at a time; the same number everywhere, so that the same plans make the same index.
const LANES: usize = 4;
/// A segment of fewer passages is not worth its files.
const LANE_PASSAGES: usize = 2000;
/// tantivy's own thread keeps the passages in the order in which they come.
const THREADS: usize = 1;
const MEMORY: usize = 64 << 20;

impl Writer {
    /// Opens the index in `folder` for writing, making it if there is none.
    pub fn open(folder: &Path) -> Result<Self> {
        let (index, fields, _) = open(folder, true)?;
        let writer: IndexWriter =
            index.writer_with_num_threads(THREADS, MEMORY).map_err(|error| explain(folder, error))?;
        // What a killed run wrote and did not commit is in the way of files that the next run gives the same name.
        writer.garbage_collect_files().wait().map_err(|error| explain(folder, error))?;
        // Now that the lock is ours, what the index holds cannot change any more.
        let (_, _, manifest) = open(folder, false)?;
        let analyzer = Arc::<Analyzer>::default();
        let lanes = std::array::from_fn(|_| Lane::new(Arc::clone(&analyzer)));
        Ok(Self { folder: folder.to_owned(), fields, writer, manifest, lanes, deleted: BTreeSet::new() })
    }

    /// Plans in the index, with their fingerprints.
    pub fn plans(&self) -> &BTreeMap<String, String> {
        &self.manifest.plans
    }

    /// Adds a plan or replaces the one of its name.
    pub fn put(&mut self, doc: &str, fingerprint: &str, passages: &[Passage]) -> Result<()> {
        self.put_all(&[Entry { doc, fingerprint, passages }])
    }

    /// Adds plans or replaces those of their names; all threads take part.
    pub fn put_all(&mut self, entries: &[Entry<'_>]) -> Result<()> {
        let mut new = Vec::with_capacity(entries.len());
        for entry in entries {
            let known = self.manifest.plans.insert(entry.doc.to_owned(), entry.fingerprint.to_owned()).is_some();
            if known || self.deleted.contains(entry.doc) {
                self.add(&std::mem::take(&mut new)).map_err(|error| explain(&self.folder, error))?;
                self.replace(entry).map_err(|error| explain(&self.folder, error))?;
            } else {
                new.push(*entry);
            }
        }
        self.add(&new).map_err(|error| explain(&self.folder, error))
    }

    /// Adds plans that nothing is deleted of: each lane gets about the same number of passages.
    fn add(&mut self, entries: &[Entry<'_>]) -> tantivy::Result<()> {
        let all: usize = entries.iter().map(|entry| entry.passages.len()).sum();
        let lanes = (all / LANE_PASSAGES).clamp(1, LANES);
        let mut shares: [Vec<&[Passage]>; LANES] = Default::default();
        let mut before = 0;
        for entry in entries {
            shares[before * lanes / all.max(1)].push(entry.passages);
            before += entry.passages.len();
        }
        let (index, fields) = (&self.writer, &self.fields);
        self.lanes.par_iter_mut().zip(shares).try_for_each(|(lane, share)| {
            share.into_iter().try_for_each(|passages| lane.write(index, fields, passages))
        })
    }

    /// Replaces a plan: tantivy's own queue keeps deletions and additions in order.
    fn replace(&mut self, entry: &Entry<'_>) -> tantivy::Result<()> {
        self.delete(entry.doc)?;
        let documents = self.lanes[0].documents();
        let additions = entry.passages.iter().map(|passage| documents.document(&self.fields, passage));
        self.writer.run(additions.map(UserOperation::Add).collect::<Vec<_>>())?;
        Ok(())
    }

    /// Removes a plan; false if there is none of that name.
    pub fn remove(&mut self, doc: &str) -> Result<bool> {
        self.delete(doc).map_err(|error| explain(&self.folder, error))?;
        Ok(self.manifest.plans.remove(doc).is_some())
    }

    fn delete(&mut self, doc: &str) -> tantivy::Result<()> {
        // A deletion reaches the segments that the index knows of, and perhaps later ones.
        self.close_lanes()?;
        self.writer.delete_term(Term::from_field_text(self.fields.key, doc));
        self.deleted.insert(doc.to_owned());
        Ok(())
    }

    /// Hands the lanes' segments to the index.
    fn close_lanes(&mut self) -> tantivy::Result<()> {
        self.lanes.par_iter_mut().try_for_each(Lane::close)?;
        self.lanes.iter_mut().flat_map(Lane::done).try_for_each(|segment| self.writer.add_segment(segment))
    }

    /// Makes what was put and removed visible, all or nothing.
    pub fn commit(&mut self) -> Result<()> {
        self.close_lanes().map_err(|error| explain(&self.folder, error))?;
        let payload = serde_json::to_string(&self.manifest)
            .map_err(|error| Error::invalid(&self.folder, None, error.to_string()))?;
        let mut commit = self.writer.prepare_commit().map_err(|error| explain(&self.folder, error))?;
        commit.set_payload(&payload);
        commit.commit().map_err(|error| explain(&self.folder, error))?;
        Ok(())
    }

    /// Waits for merges and puts small segments together: each word is looked up once in every segment.
    pub fn finish(self) -> Result<()> {
        let failed = |error| explain(&self.folder, error);
        let index = self.writer.index().clone();
        self.writer.wait_merging_threads().map_err(failed)?;
        let mut segments: Vec<(u32, SegmentId)> =
            index.searchable_segment_metas().map_err(failed)?.iter().map(|meta| (meta.num_docs(), meta.id())).collect();
        segments.sort_unstable();
        let small = merging(&segments.iter().map(|(docs, _)| *docs).collect::<Vec<_>>());
        if small < 2 {
            return Ok(());
        }
        let mut writer: IndexWriter = index.writer_with_num_threads(THREADS, MEMORY).map_err(failed)?;
        let ids: Vec<SegmentId> = segments[..small].iter().map(|(_, id)| *id).collect();
        writer.merge(&ids).wait().map_err(failed)?;
        writer.wait_merging_threads().map_err(failed)
    }
}

/// How many of the segments, smallest first, are worth putting together: each takes at most twice what goes before it,
/// so that a large one is not written anew for one plan.
fn merging(sizes: &[u32]) -> usize {
    let mut sum = 0u64;
    let mut small = 0;
    for (index, &size) in sizes.iter().enumerate() {
        if index == 0 || u64::from(size) <= 2 * sum {
            small = index + 1;
        }
        sum += u64::from(size);
    }
    small
}

#[cfg(test)]
mod tests {
    use super::merging;

    #[test]
    fn one_plan_does_not_rewrite_a_large_index() {
        assert_eq!(merging(&[60, 100_000]), 1);
        assert_eq!(merging(&[60, 70, 100_000]), 2);
        assert_eq!(merging(&[2_000, 4_000, 4_000, 36_000, 36_000]), 5);
    }
}
