//! Several threads write an index at a time, each its own segments.
//!
//! tantivy's own threads take documents as they come, so that no two runs would make the same index; a lane gets whole
//! plans, which ones depends on nothing but their sizes.

use super::analyzer::Analyzer;
use super::passage::Passage;
use super::schema::{Documents, Fields};
use std::sync::Arc;
use tantivy::index::SegmentMeta;
use tantivy::indexer::{AddOperation, SegmentWriter};
use tantivy::{IndexWriter, Segment};

/// Bytes of memory from which a segment is written to disk.
const MEMORY: usize = 64 << 20;
/// What tantivy makes room for terms by at first; a table that is larger than its terms need is slow to reach.
const ROOM: usize = 3 << 20;

/// Writes passages into segments that the index does not know of yet.
pub struct Lane {
    documents: Documents,
    open: Option<(Segment, SegmentWriter)>,
    done: Vec<SegmentMeta>,
}

impl Lane {
    /// A lane that has written nothing; lanes that share an analyzer learn words from each other.
    pub fn new(analyzer: Arc<Analyzer>) -> Self {
        Self { documents: Documents::new(analyzer), open: None, done: Vec::new() }
    }

    pub fn write(&mut self, index: &IndexWriter, fields: &Fields, passages: &[Passage]) -> tantivy::Result<()> {
        for passage in passages {
            let document = self.documents.document(fields, passage);
            let (_, writer) = match &mut self.open {
                Some(open) => open,
                closed => {
                    let segment = index.new_segment();
                    let writer = SegmentWriter::for_segment(ROOM, segment.clone())?;
                    closed.insert((segment, writer))
                }
            };
            // The stamp would tell which deletions came later; what is deleted later is deleted from the index.
            writer.add_document(AddOperation { opstamp: 0, document })?;
            if writer.mem_usage() > MEMORY {
                self.close()?;
            }
        }
        Ok(())
    }

    /// Writes to disk what is in memory.
    pub fn close(&mut self) -> tantivy::Result<()> {
        if let Some((segment, writer)) = self.open.take() {
            let passages = writer.max_doc();
            writer.finalize()?;
            self.done.push(segment.with_max_doc(passages).meta().clone());
        }
        Ok(())
    }

    /// The segments that are on disk since the last call.
    pub fn done(&mut self) -> Vec<SegmentMeta> {
        std::mem::take(&mut self.done)
    }

    /// Makes documents for tantivy's own thread.
    pub fn documents(&mut self) -> &mut Documents {
        &mut self.documents
    }
}
