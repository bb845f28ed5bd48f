//! Words of the index that fit a pattern, as a query: their postings, already looked up.
//!
//! tantivy's query of a set of terms builds an automaton of them and walks the dictionary again; the walk that found
//! them can keep where their postings lie.

use std::collections::HashMap;
use std::sync::Arc;
use tantivy::index::SegmentId;
use tantivy::postings::TermInfo;
use tantivy::query::{BitSetDocSet, ConstScorer, EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{BitSet, DocId, DocSet, Score, Searcher, SegmentReader, TantivyError};

/// Passages with any of some words of a field; each scores 1.
#[derive(Debug, Clone)]
pub struct Expanded {
    field: Field,
    postings: Arc<HashMap<SegmentId, Vec<TermInfo>>>,
    words: usize,
}

impl Expanded {
    /// Words of a field that begin with `prefix` and fit.
    pub fn find(searcher: &Searcher, field: Field, prefix: &str, fits: impl Fn(&str) -> bool) -> tantivy::Result<Self> {
        let mut postings: HashMap<SegmentId, Vec<TermInfo>> = HashMap::new();
        let mut words = 0;
        for segment in searcher.segment_readers() {
            let inverted = segment.inverted_index(field)?;
            let mut range = inverted.terms().range().ge(prefix.as_bytes());
            let mut above = prefix.as_bytes().to_vec();
            if let Some(last) = above.last_mut() {
                // No byte of UTF-8 is 0xff.
                *last += 1;
                range = range.lt(above);
            }
            let mut stream = range.into_stream()?;
            let found = postings.entry(segment.segment_id()).or_default();
            while stream.advance() {
                if std::str::from_utf8(stream.key()).is_ok_and(&fits) {
                    found.push(stream.value().clone());
                }
            }
            words += found.len();
        }
        Ok(Self { field, postings: Arc::new(postings), words })
    }

    pub fn is_empty(&self) -> bool {
        self.words == 0
    }
}

impl Query for Expanded {
    fn weight(&self, _: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(self.clone()))
    }
}

impl Weight for Expanded {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let inverted = reader.inverted_index(self.field)?;
        let mut docs = BitSet::with_max_value(reader.max_doc());
        for info in self.postings.get(&reader.segment_id()).into_iter().flatten() {
            let mut block = inverted.read_block_postings_from_terminfo(info, IndexRecordOption::Basic)?;
            while !block.docs().is_empty() {
                for &doc in block.docs() {
                    docs.insert(doc);
                }
                block.advance();
            }
        }
        Ok(Box::new(ConstScorer::new(BitSetDocSet::from(docs), boost)))
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        if self.scorer(reader, 1.0)?.seek(doc) != doc {
            return Err(TantivyError::InvalidArgument(format!("document {doc} does not match")));
        }
        Ok(Explanation::new("one of the words that fit", 1.0))
    }
}
