//! Counts over all passages that match: by municipality, year, concept …, and of two such by each other.

use serde::Serialize;
use std::collections::BTreeMap;
use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::{Column, StrColumn};
use tantivy::query::Query;
use tantivy::{DocId, Score, Searcher, SegmentOrdinal, SegmentReader};

/// What passages are counted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, clap::ValueEnum)]
#[serde(rename_all = "snake_case")]
#[value(rename_all = "snake_case")]
pub enum Dimension {
    Municipality,
    Region,
    /// Every year that the plan covers.
    Year,
    Plan,
    Kind,
    /// Kinds of goals.
    Goal,
    TargetGroup,
    Measure,
    Benefit,
}

impl Dimension {
    pub const ALL: [Self; 9] = [
        Self::Municipality,
        Self::Region,
        Self::Year,
        Self::Plan,
        Self::Kind,
        Self::Goal,
        Self::TargetGroup,
        Self::Measure,
        Self::Benefit,
    ];

    /// The name in JSON and options.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Municipality => "municipality",
            Self::Region => "region",
            Self::Year => "year",
            Self::Plan => "plan",
            Self::Kind => "kind",
            Self::Goal => "goal",
            Self::TargetGroup => "target_group",
            Self::Measure => "measure",
            Self::Benefit => "benefit",
        }
    }

    /// The column, and the prefix of those of its values that belong here.
    fn column(self) -> (&'static str, &'static str) {
        match self {
            Self::Municipality => ("place", ""),
            Self::Region => ("region", ""),
            Self::Year => ("year", ""),
            Self::Plan => ("key", ""),
            Self::Kind => ("kind", ""),
            Self::Goal => ("goal", ""),
            Self::TargetGroup => ("concept", "target_groups:"),
            Self::Measure => ("concept", "measures:"),
            Self::Benefit => ("concept", "benefits:"),
        }
    }
}

/// How many passages have each value of a dimension.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Facet {
    pub by: Dimension,
    /// Years in order, others most frequent first.
    pub values: Vec<(String, usize)>,
}

/// How many passages have each pair of values: who uses it, since when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Pivot {
    pub rows: Dimension,
    pub columns: Dimension,
    /// Row → column → passages.
    pub cells: BTreeMap<String, BTreeMap<String, usize>>,
}

/// Counts what matches by each of the dimensions; dimensions that no passage has a value of are left out.
pub fn facets(searcher: &Searcher, query: &dyn Query, by: &[Dimension]) -> tantivy::Result<Vec<Facet>> {
    if by.is_empty() {
        return Ok(Vec::new());
    }
    let found = searcher.search(query, &Docs)?;
    let mut facets = Vec::new();
    for &by in by {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for (segment, docs) in &found {
            let values = Values::open(searcher.segment_reader(*segment), by)?;
            let mut numbers: BTreeMap<u64, usize> = BTreeMap::new();
            for &doc in docs {
                values.of(doc).for_each(|number| *numbers.entry(number).or_default() += 1);
            }
            for (number, count) in numbers {
                if let Some(name) = values.name(number)? {
                    *counts.entry(name).or_default() += count;
                }
            }
        }
        let mut values: Vec<(String, usize)> = counts.into_iter().collect();
        if by != Dimension::Year {
            values.sort_by_key(|(_, count)| usize::MAX - count);
        }
        if !values.is_empty() {
            facets.push(Facet { by, values });
        }
    }
    Ok(facets)
}

/// Counts what matches by two dimensions.
pub fn pivot(searcher: &Searcher, query: &dyn Query, rows: Dimension, columns: Dimension) -> tantivy::Result<Pivot> {
    let mut cells: BTreeMap<String, BTreeMap<String, usize>> = BTreeMap::new();
    for (segment, docs) in searcher.search(query, &Docs)? {
        let reader = searcher.segment_reader(segment);
        let (left, right) = (Values::open(reader, rows)?, Values::open(reader, columns)?);
        let mut numbers: BTreeMap<(u64, u64), usize> = BTreeMap::new();
        for doc in docs {
            for row in left.of(doc) {
                right.of(doc).for_each(|column| *numbers.entry((row, column)).or_default() += 1);
            }
        }
        for ((row, column), count) in numbers {
            if let (Some(row), Some(column)) = (left.name(row)?, right.name(column)?) {
                *cells.entry(row).or_default().entry(column).or_default() += count;
            }
        }
    }
    Ok(Pivot { rows, columns, cells })
}

/// The values of one dimension in one segment, as numbers that only this segment understands.
struct Values {
    prefix: &'static str,
    numbers: Option<Column<u64>>,
    words: Option<StrColumn>,
}

impl Values {
    fn open(reader: &SegmentReader, by: Dimension) -> tantivy::Result<Self> {
        let (column, prefix) = by.column();
        if by == Dimension::Year {
            return Ok(Self { prefix, numbers: Some(reader.fast_fields().u64(column)?), words: None });
        }
        let words = reader.fast_fields().str(column)?;
        Ok(Self { prefix, numbers: words.as_ref().map(|words| words.ords().clone()), words })
    }

    fn of(&self, doc: DocId) -> impl Iterator<Item = u64> + '_ {
        self.numbers.iter().flat_map(move |numbers| numbers.values_for_doc(doc))
    }

    /// The value for people; none if it belongs to another dimension.
    fn name(&self, number: u64) -> tantivy::Result<Option<String>> {
        let Some(words) = &self.words else {
            return Ok(Some(number.to_string()));
        };
        let mut name = String::new();
        words.ord_to_str(number, &mut name)?;
        Ok(name.strip_prefix(self.prefix).map(str::to_owned))
    }
}

/// Collects the numbers of all documents that match, segment by segment.
struct Docs;

struct SegmentDocs(SegmentOrdinal, Vec<DocId>);

impl Collector for Docs {
    type Fruit = Vec<(SegmentOrdinal, Vec<DocId>)>;
    type Child = SegmentDocs;

    fn for_segment(&self, segment: SegmentOrdinal, _: &SegmentReader) -> tantivy::Result<SegmentDocs> {
        Ok(SegmentDocs(segment, Vec::new()))
    }

    fn requires_scoring(&self) -> bool {
        false
    }

    fn merge_fruits(&self, fruits: Vec<(SegmentOrdinal, Vec<DocId>)>) -> tantivy::Result<Self::Fruit> {
        Ok(fruits)
    }
}

impl SegmentCollector for SegmentDocs {
    type Fruit = (SegmentOrdinal, Vec<DocId>);

    fn collect(&mut self, doc: DocId, _: Score) {
        self.1.push(doc);
    }

    fn harvest(self) -> Self::Fruit {
        (self.0, self.1)
    }
}
