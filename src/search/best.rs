//! Keeps the best passages: running heads and lines of the table of contents come below all else, since they are short
//! and would come first on every page.

use super::schema::{self, Fields};
use super::weigh::has;
use std::cmp::Reverse;
use std::collections::BinaryHeap;
use tantivy::collector::{Collector, SegmentCollector};
use tantivy::postings::SegmentPostings;
use tantivy::query::Weight;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocAddress, DocId, Score, SegmentOrdinal, SegmentReader, Term};

/// Collects the best passages: those of the body first, then by score, then as they stand in the index.
pub struct Best {
    limit: usize,
    aside: [Term; 2],
}

/// A passage with its place in the order; the greatest is the best.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ranked {
    pub body: bool,
    pub score: Score,
    pub address: Reverse<DocAddress>,
}

impl Eq for Ranked {}

impl PartialOrd for Ranked {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Ranked {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.body.cmp(&other.body).then(self.score.total_cmp(&other.score)).then(self.address.cmp(&other.address))
    }
}

impl Best {
    pub fn new(fields: &Fields, limit: usize) -> Self {
        Self { limit, aside: schema::ASIDE.map(|kind| Term::from_field_text(fields.kind, kind.as_str())) }
    }
}

impl Collector for Best {
    type Fruit = Vec<Ranked>;
    type Child = SegmentBest;

    fn for_segment(&self, segment: SegmentOrdinal, reader: &SegmentReader) -> tantivy::Result<SegmentBest> {
        let mut aside = Vec::with_capacity(self.aside.len());
        for term in &self.aside {
            let inverted = reader.inverted_index(term.field())?;
            aside.extend(inverted.read_postings(term, IndexRecordOption::Basic)?);
        }
        Ok(SegmentBest { segment, limit: self.limit, aside, heap: BinaryHeap::new() })
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
    aside: Vec<SegmentPostings>,
    /// The worst on top.
    heap: BinaryHeap<Reverse<Ranked>>,
}

impl SegmentBest {
    fn is_body(&mut self, doc: DocId) -> bool {
        !self.aside.iter_mut().any(|aside| has(aside, doc))
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
