//! A query in two halves: what must match, and what weighs a passage that does.
//!
//! tantivy's own unions score every passage that any of their terms stands in, wanted or not. Here the terms that only
//! weigh are looked up in passages that match and nowhere else, so that a query of many words costs what its rarest
//! word costs.

use super::compile::Posted;
use super::schema::Fields;
use std::collections::HashMap;
use tantivy::collector::Collector;
use tantivy::fieldnorm::FieldNormReader;
use tantivy::postings::{Postings, SegmentPostings};
use tantivy::query::{
    Bm25StatisticsProvider, Bm25Weight, BoostQuery, EnableScoring, Explanation, Query, Scorer, TermQuery, Weight,
};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, DocSet, Score, Searcher, SegmentOrdinal, SegmentReader, TERMINATED, TantivyError};

/// What BM25 needs to know of the index, worked out once for each commit: tantivy's own term queries do it for each term
/// of each query, which takes longer than finding the passages.
#[derive(Clone)]
pub struct Statistics {
    docs: u64,
    /// For each field that weighs, the weight of a term that is nowhere.
    fields: HashMap<Field, Bm25Weight>,
}

impl Statistics {
    pub fn new(fields: &Fields, searcher: &Searcher) -> tantivy::Result<Self> {
        let docs = searcher.total_num_docs()?;
        let weight = |field: Field| -> tantivy::Result<(Field, Bm25Weight)> {
            let length = searcher.total_num_tokens(field)? as Score / docs.max(1) as Score;
            Ok((field, Bm25Weight::for_one_term_without_explain(0, docs, length)))
        };
        let fields = [fields.word, fields.form, fields.part].into_iter().map(weight).collect::<tantivy::Result<_>>()?;
        Ok(Self { docs, fields })
    }

    fn idf(&self, frequency: u64) -> Score {
        let (docs, frequency) = (self.docs as Score, frequency as Score);
        (1.0 + (docs - frequency + 0.5) / (frequency + 0.5)).ln()
    }

    /// The weight of a term by the number of passages that it stands in.
    fn weight(&self, strong: &Strong) -> Option<Bm25Weight> {
        let nowhere = self.fields.get(&strong.posted.term.field())?;
        Some(nowhere.boost_by(strong.boost * self.idf(strong.posted.frequency()) / self.idf(0)))
    }
}

/// A term that weighs by how rare it is and how much of the passage it is.
#[derive(Debug, Clone)]
pub struct Strong {
    pub posted: Posted,
    pub boost: Score,
    /// Terms that stand only where this one stands, so that they need not be looked for elsewhere.
    pub within: Vec<Strong>,
}

impl Strong {
    /// The same as queries of tantivy.
    pub fn queries(&self) -> Vec<Box<dyn Query>> {
        let query = TermQuery::new(self.posted.term.clone(), IndexRecordOption::WithFreqs);
        let mut queries: Vec<Box<dyn Query>> = vec![Box::new(BoostQuery::new(Box::new(query), self.boost))];
        queries.extend(self.within.iter().flat_map(Self::queries));
        queries
    }
}

/// Passages that `matching` matches, scored by the sum of what weighs.
pub struct Weighed<'c> {
    pub matching: &'c dyn Query,
    pub strong: &'c [Strong],
    /// Weigh the same wherever they stand.
    pub weak: &'c [Box<dyn Query>],
    pub statistics: &'c Statistics,
}

impl Weighed<'_> {
    /// Searches as [`Searcher::search`] does.
    pub fn search<C: Collector>(&self, searcher: &Searcher, collector: &C) -> tantivy::Result<C::Fruit> {
        let scoring = EnableScoring::enabled_from_searcher(searcher);
        let strong = self.strong.iter().filter_map(|strong| WeighedTerm::new(strong, self.statistics)).collect();
        let weight = Sum {
            matching: self.matching.weight(EnableScoring::disabled_from_searcher(searcher))?,
            strong,
            weak: self.weak.iter().map(|weight| weight.weight(scoring)).collect::<tantivy::Result<_>>()?,
        };
        let segments = searcher.segment_readers().iter().enumerate();
        let fruits = segments.map(|(ordinal, reader)| {
            let ordinal = SegmentOrdinal::try_from(ordinal).unwrap_or(SegmentOrdinal::MAX);
            collector.collect_segment(&weight, ordinal, reader)
        });
        collector.merge_fruits(fruits.collect::<tantivy::Result<_>>()?)
    }
}

/// [`Weighed`] with what it needs of the index.
struct Sum {
    matching: Box<dyn Weight>,
    strong: Vec<WeighedTerm>,
    weak: Vec<Box<dyn Weight>>,
}

/// A [`Strong`] with its weight.
struct WeighedTerm {
    posted: Posted,
    weight: Bm25Weight,
    within: Vec<WeighedTerm>,
}

impl WeighedTerm {
    fn new(strong: &Strong, statistics: &Statistics) -> Option<Self> {
        Some(Self {
            posted: strong.posted.clone(),
            weight: statistics.weight(strong)?,
            within: strong.within.iter().filter_map(|strong| Self::new(strong, statistics)).collect(),
        })
    }

    /// None if the segment has no such term.
    fn open(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Option<TermSum>> {
        let here = reader.segment_id();
        let Some((_, info)) = self.posted.segments.iter().find(|(segment, _)| *segment == here) else {
            return Ok(None);
        };
        let field = self.posted.term.field();
        Ok(Some(TermSum {
            postings: reader.inverted_index(field)?.read_postings_from_terminfo(info, IndexRecordOption::WithFreqs)?,
            lengths: reader.get_fieldnorms_reader(field)?,
            weight: self.weight.boost_by(boost),
            within: Self::open_all(&self.within, reader, boost)?,
        }))
    }

    fn open_all(terms: &[Self], reader: &SegmentReader, boost: Score) -> tantivy::Result<Vec<TermSum>> {
        terms.iter().filter_map(|term| term.open(reader, boost).transpose()).collect()
    }
}

impl Weight for Sum {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let strong = WeighedTerm::open_all(&self.strong, reader, boost)?;
        let matching = self.matching.scorer(reader, 1.0)?;
        let weak = self.weak.iter().map(|weight| weight.scorer(reader, boost)).collect::<tantivy::Result<_>>()?;
        Ok(Box::new(SumScorer { matching, strong, weak }))
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        let mut scorer = self.scorer(reader, 1.0)?;
        if scorer.seek(doc) != doc {
            return Err(TantivyError::InvalidArgument(format!("document {doc} does not match")));
        }
        Ok(Explanation::new("sum of what weighs in it", scorer.score()))
    }
}

struct TermSum {
    postings: SegmentPostings,
    lengths: FieldNormReader,
    weight: Bm25Weight,
    within: Vec<TermSum>,
}

impl TermSum {
    /// Adds what the term and those within it weigh in a passage.
    fn add(&mut self, doc: DocId, sum: &mut Score) {
        if has(&mut self.postings, doc) {
            *sum += self.weight.score(self.lengths.fieldnorm_id(doc), self.postings.term_freq());
            self.within.iter_mut().for_each(|term| term.add(doc, sum));
        }
    }
}

struct SumScorer {
    matching: Box<dyn Scorer>,
    strong: Vec<TermSum>,
    weak: Vec<Box<dyn Scorer>>,
}

impl DocSet for SumScorer {
    fn advance(&mut self) -> DocId {
        self.matching.advance()
    }

    fn seek(&mut self, target: DocId) -> DocId {
        self.matching.seek(target)
    }

    fn doc(&self) -> DocId {
        self.matching.doc()
    }

    fn size_hint(&self) -> u32 {
        self.matching.size_hint()
    }
}

impl Scorer for SumScorer {
    fn score(&mut self) -> Score {
        let doc = self.matching.doc();
        let mut sum = 0.0;
        self.strong.iter_mut().for_each(|term| term.add(doc, &mut sum));
        for weak in &mut self.weak {
            if has(weak, doc) {
                sum += weak.score();
            }
        }
        sum
    }
}

/// Whether `doc`, which only grows from call to call, is in the set.
pub fn has(docs: &mut impl DocSet, doc: DocId) -> bool {
    let at = if docs.doc() < doc { docs.seek(doc) } else { docs.doc() };
    at == doc && at != TERMINATED
}
