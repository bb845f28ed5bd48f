//! A query in two halves: what must match, and what weighs a passage that does.
//!
//! tantivy's own unions score every passage that any of their terms stands in, wanted or not. Here the terms that only
//! weigh are looked up in passages that match and nowhere else, so that a query of many words costs what its rarest
//! word costs. The other half of this file keeps the best passages: running heads and lines of the table of contents
//! come below all else, since they are short and would come first on every page.

use super::schema::{self, Fields};
use std::cmp::Reverse;
use std::collections::BinaryHeap;
use tantivy::collector::{Collector, SegmentCollector};
use tantivy::postings::SegmentPostings;
use tantivy::query::{EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::schema::IndexRecordOption;
use tantivy::{
    DocAddress, DocId, DocSet, Score, SegmentOrdinal, SegmentReader, TERMINATED, TantivyError, Term,
};

/// Passages that `matching` matches, scored by the sum of `weights`.
#[derive(Debug)]
pub struct Weighed {
    pub matching: Box<dyn Query>,
    pub weights: Vec<Box<dyn Query>>,
}

impl Clone for Weighed {
    fn clone(&self) -> Self {
        let weights = self.weights.iter().map(|weight| weight.box_clone()).collect();
        Self { matching: self.matching.box_clone(), weights }
    }
}

impl Query for Weighed {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        let EnableScoring::Enabled { searcher, .. } = scoring else {
            return self.matching.weight(scoring);
        };
        let matching = self.matching.weight(EnableScoring::disabled_from_searcher(searcher))?;
        let weights = self.weights.iter().map(|weight| weight.weight(scoring)).collect::<tantivy::Result<_>>()?;
        Ok(Box::new(WeighedWeight { matching, weights }))
    }
}

struct WeighedWeight {
    matching: Box<dyn Weight>,
    weights: Vec<Box<dyn Weight>>,
}

impl Weight for WeighedWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let matching = self.matching.scorer(reader, 1.0)?;
        let weights = self.weights.iter().map(|weight| weight.scorer(reader, boost)).collect::<tantivy::Result<_>>()?;
        Ok(Box::new(WeighedScorer { matching, weights }))
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        let mut scorer = self.scorer(reader, 1.0)?;
        if scorer.seek(doc) != doc {
            return Err(TantivyError::InvalidArgument(format!("document {doc} does not match")));
        }
        Ok(Explanation::new("sum of the weights that stand in it", scorer.score()))
    }
}

struct WeighedScorer {
    matching: Box<dyn Scorer>,
    weights: Vec<Box<dyn Scorer>>,
}

impl DocSet for WeighedScorer {
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

impl Scorer for WeighedScorer {
    fn score(&mut self) -> Score {
        let doc = self.matching.doc();
        let mut sum = 0.0;
        for weight in &mut self.weights {
            let at = if weight.doc() < doc { weight.seek(doc) } else { weight.doc() };
            if at == doc {
                sum += weight.score();
            }
        }
        sum
    }
}

/// Collects the best passages: those of the body first, then by score, then as they stand in the index.
pub struct Best {
    limit: usize,
    body: Term,
}

/// A passage with its place in the order; the greatest is the best.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub struct Ranked {
    pub body: bool,
    pub score: Score,
    pub address: Reverse<DocAddress>,
}

impl Eq for Ranked {}

impl Ord for Ranked {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.body
            .cmp(&other.body)
            .then(self.score.total_cmp(&other.score))
            .then(self.address.cmp(&other.address))
    }
}

impl Best {
    pub fn new(fields: &Fields, limit: usize) -> Self {
        Self { limit, body: Term::from_field_text(fields.kind, schema::BODY) }
    }
}

impl Collector for Best {
    type Fruit = Vec<Ranked>;
    type Child = SegmentBest;

    fn for_segment(&self, segment: SegmentOrdinal, reader: &SegmentReader) -> tantivy::Result<SegmentBest> {
        let inverted = reader.inverted_index(self.body.field())?;
        let body = inverted.read_postings(&self.body, IndexRecordOption::Basic)?;
        Ok(SegmentBest { segment, limit: self.limit, body, heap: BinaryHeap::new() })
    }

    fn requires_scoring(&self) -> bool {
        true
    }

    fn merge_fruits(&self, fruits: Vec<Vec<Ranked>>) -> tantivy::Result<Vec<Ranked>> {
        let mut best = fruits.concat();
        best.sort_unstable_by(|left, right| right.cmp(left));
        best.truncate(self.limit);
        Ok(best)
    }

    /// Lets the query skip what cannot get in any more.
    fn collect_segment(
        &self,
        weight: &dyn Weight,
        segment: SegmentOrdinal,
        reader: &SegmentReader,
    ) -> tantivy::Result<Vec<Ranked>> {
        let mut best = self.for_segment(segment, reader)?;
        let alive = reader.alive_bitset();
        weight.for_each_pruning(Score::MIN, reader, &mut |doc, score| {
            if alive.is_none_or(|alive| alive.is_alive(doc)) {
                best.collect(doc, score);
            }
            best.least()
        })?;
        Ok(best.harvest())
    }
}

/// The best passages of one segment.
pub struct SegmentBest {
    segment: SegmentOrdinal,
    limit: usize,
    body: Option<SegmentPostings>,
    /// The worst on top.
    heap: BinaryHeap<Reverse<Ranked>>,
}

impl SegmentBest {
    fn is_body(&mut self, doc: DocId) -> bool {
        let Some(body) = &mut self.body else {
            return false;
        };
        let at = if body.doc() < doc { body.seek(doc) } else { body.doc() };
        at == doc && at != TERMINATED
    }

    /// No passage with this score or less can get in any more.
    fn least(&self) -> Score {
        match self.heap.peek() {
            Some(Reverse(worst)) if self.heap.len() >= self.limit && worst.body => worst.score,
            _ => Score::MIN,
        }
    }
}

impl SegmentCollector for SegmentBest {
    type Fruit = Vec<Ranked>;

    fn collect(&mut self, doc: DocId, score: Score) {
        if score <= self.least() {
            return;
        }
        let address = Reverse(DocAddress::new(self.segment, doc));
        let ranked = Ranked { body: self.is_body(doc), score, address };
        if self.heap.len() < self.limit {
            self.heap.push(Reverse(ranked));
        } else if let Some(mut worst) = self.heap.peek_mut()
            && worst.0 < ranked
        {
            *worst = Reverse(ranked);
        }
    }

    fn harvest(self) -> Vec<Ranked> {
        self.heap.into_iter().map(|Reverse(ranked)| ranked).collect()
    }
}
