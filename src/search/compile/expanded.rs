//! Passages by the words of the index that they have, as sets of bits.
//!
//! A word is asked for by all that it is found by: the keys of its forms, words derived from it, those that fit a
//! pattern. tantivy's unions keep all their terms in step and give a score to each passage, which costs far more than
//! to write down what each term stands in: a bit for each passage. Sets of bits are also put together 64 at a time.

use super::super::weigh::has;
use std::sync::Arc;
use tantivy::index::SegmentId;
use tantivy::postings::TermInfo;
use tantivy::query::{ConstScorer, EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, DocSet, Score, Searcher, SegmentReader, TERMINATED, TantivyError, Term};

/// Where the postings of a term lie: looked up once, used for finding and for weighing.
#[derive(Debug, Clone)]
pub struct Posted {
    pub term: Term,
    pub segments: Vec<(SegmentId, TermInfo)>,
}

impl Posted {
    /// Looks a term up.
    pub fn find(searcher: &Searcher, term: Term) -> tantivy::Result<Self> {
        let mut segments = Vec::new();
        for segment in searcher.segment_readers() {
            let info = segment.inverted_index(term.field())?.get_term_info(&term)?;
            segments.extend(info.map(|info| (segment.segment_id(), info)));
        }
        Ok(Self { term, segments })
    }

    /// The number of passages that have it.
    pub fn frequency(&self) -> u64 {
        self.segments.iter().map(|(_, info)| u64::from(info.doc_freq)).sum()
    }
}

/// Passages with any of some words; each scores 1.
#[derive(Debug, Clone, Default)]
pub struct Expanded {
    words: Arc<Vec<(SegmentId, Field, TermInfo)>>,
}

impl Expanded {
    /// Words of a field that begin with `prefix` and fit.
    pub fn find(searcher: &Searcher, field: Field, prefix: &str, fits: impl Fn(&str) -> bool) -> tantivy::Result<Self> {
        let mut words = Vec::new();
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
            while stream.advance() {
                if std::str::from_utf8(stream.key()).is_ok_and(&fits) {
                    words.push((segment.segment_id(), field, stream.value().clone()));
                }
            }
        }
        Ok(Self { words: Arc::new(words) })
    }

    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Adds the words of another.
    pub fn extend(&mut self, other: &Self) {
        Arc::make_mut(&mut self.words).extend_from_slice(&other.words);
    }

    /// Adds a term.
    pub fn add(&mut self, term: &Posted) {
        let added = term.segments.iter().map(|(segment, info)| (*segment, term.term.field(), info.clone()));
        Arc::make_mut(&mut self.words).extend(added);
    }

    /// So many passages have any of the words, or fewer.
    pub fn most(&self) -> u64 {
        self.words.iter().map(|(_, _, info)| u64::from(info.doc_freq)).sum()
    }

    /// The words of a segment.
    fn words(&self, reader: &SegmentReader) -> impl Iterator<Item = (Field, &TermInfo)> {
        let segment = reader.segment_id();
        self.words.iter().filter(move |(of, _, _)| *of == segment).map(|(_, field, info)| (*field, info))
    }

    fn passages(&self, reader: &SegmentReader) -> tantivy::Result<Passages> {
        let mut passages = Passages::new(reader);
        for (field, info) in self.words(reader) {
            let inverted = reader.inverted_index(field)?;
            let mut block = inverted.read_block_postings_from_terminfo(info, IndexRecordOption::Basic)?;
            while !block.docs().is_empty() {
                block.docs().iter().for_each(|&doc| passages.insert(doc));
                block.advance();
            }
        }
        Ok(passages)
    }

    /// Those of some passages that have any of the words.
    fn among(&self, reader: &SegmentReader, passages: &Passages) -> tantivy::Result<Passages> {
        let mut among = Passages::new(reader);
        for (field, info) in self.words(reader) {
            let inverted = reader.inverted_index(field)?;
            let mut postings = inverted.read_postings_from_terminfo(info, IndexRecordOption::Basic)?;
            passages.each(|doc| {
                if has(&mut postings, doc) {
                    among.insert(doc);
                }
            });
        }
        Ok(among)
    }
}

impl Query for Expanded {
    fn weight(&self, _: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(AllOf(vec![self.clone()])))
    }
}

/// Passages with a word of each of some sets; each scores 1.
#[derive(Debug, Clone)]
pub struct AllOf(pub Vec<Expanded>);

/// To look for a passage in the postings of a word takes as long as to write down so many of them.
const SEEK: u64 = 16;

impl AllOf {
    fn passages(&self, reader: &SegmentReader) -> tantivy::Result<Passages> {
        let most = |set: &Expanded| set.words(reader).map(|(_, info)| u64::from(info.doc_freq)).sum::<u64>();
        let mut sets: Vec<(u64, &Expanded)> = self.0.iter().map(|set| (most(set), set)).collect();
        sets.sort_by_key(|(most, _)| *most);
        let [(_, rarest), others @ ..] = sets.as_slice() else {
            return Ok(Passages::new(reader));
        };
        let mut passages = rarest.passages(reader)?;
        for (most, set) in others {
            let seeks = passages.len() as u64 * set.words(reader).count() as u64;
            if seeks.saturating_mul(SEEK) < *most {
                passages = set.among(reader, &passages)?;
            } else {
                passages.keep(&set.passages(reader)?);
            }
        }
        Ok(passages)
    }
}

impl Query for AllOf {
    fn weight(&self, _: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(self.clone()))
    }
}

impl Weight for AllOf {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        Ok(Box::new(ConstScorer::new(self.passages(reader)?.into_docs(), boost)))
    }

    fn count(&self, reader: &SegmentReader) -> tantivy::Result<u32> {
        Ok(match reader.alive_bitset() {
            Some(alive) => self.scorer(reader, 1.0)?.count(alive),
            None => u32::try_from(self.passages(reader)?.len()).unwrap_or(u32::MAX),
        })
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        if self.scorer(reader, 1.0)?.seek(doc) != doc {
            return Err(TantivyError::InvalidArgument(format!("document {doc} does not match")));
        }
        Ok(Explanation::new("has a word of each set", 1.0))
    }
}

/// Passages of a segment, a bit for each.
#[derive(Debug)]
struct Passages(Vec<u64>);

impl Passages {
    fn new(reader: &SegmentReader) -> Self {
        Self(vec![0; reader.max_doc().div_ceil(u64::BITS) as usize])
    }

    fn insert(&mut self, doc: DocId) {
        self.0[(doc / u64::BITS) as usize] |= 1 << (doc % u64::BITS);
    }

    fn len(&self) -> usize {
        self.0.iter().map(|bits| bits.count_ones() as usize).sum()
    }

    fn keep(&mut self, others: &Self) {
        self.0.iter_mut().zip(&others.0).for_each(|(bits, others)| *bits &= others);
    }

    fn each(&self, mut act: impl FnMut(DocId)) {
        for (at, &bits) in self.0.iter().enumerate() {
            let mut rest = bits;
            while rest != 0 {
                act(at as DocId * u64::BITS + rest.trailing_zeros());
                rest &= rest - 1;
            }
        }
    }

    fn into_docs(self) -> Docs {
        let mut docs = Docs { len: self.len(), passages: self, doc: 0 };
        docs.seek(0);
        docs
    }
}

/// Passages in their order.
struct Docs {
    passages: Passages,
    len: usize,
    doc: DocId,
}

impl DocSet for Docs {
    fn advance(&mut self) -> DocId {
        if self.doc == TERMINATED { TERMINATED } else { self.seek(self.doc + 1) }
    }

    fn seek(&mut self, target: DocId) -> DocId {
        let mut at = (target / u64::BITS) as usize;
        let all = self.passages.0.as_slice();
        let mut bits = all.get(at).map_or(0, |bits| bits & u64::MAX << (target % u64::BITS));
        while bits == 0 {
            at += 1;
            match all.get(at) {
                Some(next) => bits = *next,
                None => {
                    self.doc = TERMINATED;
                    return TERMINATED;
                }
            }
        }
        self.doc = at as DocId * u64::BITS + bits.trailing_zeros();
        self.doc
    }

    fn doc(&self) -> DocId {
        self.doc
    }

    fn size_hint(&self) -> u32 {
        u32::try_from(self.len).unwrap_or(u32::MAX)
    }
}
