//! Full-text search over plans: the only code that knows tantivy.
//!
//! [`passage`] cuts a plan into passages, [`analyzer`] says by which terms a word is found, [`index`] keeps both on
//! disk. [`query`] reads what the user types, [`compile`] makes a tantivy query of it, and [`snippet`] finds again in
//! the passage what made it match, so that every hit shows why it is one.

mod analyzer;
mod best;
mod compile;
mod directory;
mod excluded;
mod facet;
mod handover;
mod index;
mod lane;
mod passage;
mod query;
mod schema;
mod similar;
mod snippet;
mod stored;
mod vocabulary;
mod weigh;

pub use facet::{Dimension, Facet, Pivot};
pub use handover::{Engine, HandedOver, hand_over};
pub use index::{Entry, Manifest, Writer, fingerprint, fingerprint_of, is_of_another_version};
pub use passage::{Concept, Kind, Passage, Plan, Segment, Word, passages};
pub use query::HELP;
pub use schema::INDEX_VERSION;
pub use snippet::{Matched, Why};

use crate::error::{Error, Result};
use crate::lexicon::Lexicon;
use analyzer::Analyzer;
use best::{Best, Ranked};
use compile::Compiled;
use schema::Fields;
use serde::Serialize;
use snippet::Leaf;
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};
use tantivy::collector::sort_key::{SortBySimilarityScore, SortByStaticFastValue, SortByString};
use tantivy::collector::{Collector, Count, TopDocs};
use tantivy::query::{BooleanQuery, ConstScoreQuery, Query, TermQuery};
use tantivy::schema::{IndexRecordOption, Value};
use tantivy::{DocAddress, IndexReader, Order, ReloadPolicy, TantivyDocument, Term};
use weigh::{Statistics, Strong, Weighed};

/// What is looked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Request {
    /// In the language of [`HELP`]; may be empty if there is a filter.
    pub query: String,
    /// Names or codes, any of them.
    pub municipalities: Vec<String>,
    /// Years or ranges of years, any of them.
    pub years: Vec<String>,
    /// `goals`, `target_groups`, `measures`, `benefits`, `sources`: the passage has something of each.
    pub layers: Vec<String>,
    /// Concepts by id or label, all of them.
    pub concepts: Vec<String>,
    /// Do not look for a concept's other labels.
    pub literal: bool,
    pub sort: Sort,
    /// Count what matches by these.
    pub facets: Vec<Dimension>,
    /// Count what matches by rows and columns.
    pub pivot: Option<(Dimension, Dimension)>,
    /// At most so many hits; all if none.
    pub limit: Option<usize>,
}

/// What comes first.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Sort {
    #[default]
    Relevance,
    /// The plan that begins first.
    Year,
    /// By name.
    Municipality,
}

/// What was found.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Answer {
    /// Passages that match, whatever the limit.
    pub total: usize,
    /// As sorted; best first among equals.
    pub hits: Vec<Hit>,
    /// How the query was read where that is not plain, and what to try if nothing was found.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
    /// As asked for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub facets: Vec<Facet>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pivot: Option<Pivot>,
}

/// A passage that matches.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Hit {
    /// Names the passage across runs.
    pub id: String,
    #[serde(flatten)]
    pub plan: Plan,
    /// Code points of the document: the passage, or of one that is cut in pieces those with a match.
    pub start: usize,
    pub end: usize,
    pub page: usize,
    pub section: Vec<String>,
    pub kind: Kind,
    pub score: f32,
    /// Raw text, piece by piece.
    pub segments: Vec<Segment>,
    /// What matched and why, by place; never empty.
    pub matched: Vec<Matched>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub goals: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub concepts: Vec<Concept>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<String>,
}

/// An index opened for searching; always a whole commit, whatever a writer does meanwhile.
pub struct Searcher {
    folder: PathBuf,
    fields: Fields,
    reader: IndexReader,
    analyzer: Analyzer,
    names: compile::Names,
    statistics: RwLock<Arc<Statistics>>,
}

/// Of so many passages with a word, tantivy finds the best without looking at all of them.
const MANY: usize = 2_000;
/// More than any words weigh together.
const ASIDE: f32 = 1000.0;

impl Searcher {
    /// Opens the index in `folder`.
    pub fn open(folder: &Path) -> Result<Self> {
        let (index, fields, _) = index::open(folder, false)?;
        let reader: IndexReader = index
            .reader_builder()
            .reload_policy(ReloadPolicy::Manual)
            // What is not compressed is as near in the file.
            .doc_store_cache_num_blocks(0)
            .try_into()
            .map_err(|error| index::explain(folder, error))?;
        let statistics = Statistics::new(&fields, &reader.searcher()).map_err(|error| index::explain(folder, error))?;
        Ok(Self {
            folder: folder.to_owned(),
            fields,
            reader,
            analyzer: Analyzer::default(),
            names: compile::Names::default(),
            statistics: RwLock::new(Arc::new(statistics)),
        })
    }

    /// Looks at the newest commit from now on.
    pub fn reload(&self) -> Result<()> {
        let failed = |error| index::explain(&self.folder, error);
        self.reader.reload().map_err(failed)?;
        let statistics = Statistics::new(&self.fields, &self.reader.searcher()).map_err(failed)?;
        *self.statistics.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(statistics);
        Ok(())
    }

    /// Number of passages.
    pub fn passages(&self) -> usize {
        usize::try_from(self.reader.searcher().num_docs()).unwrap_or(usize::MAX)
    }

    /// Every passage of the index, plan by plan.
    pub fn each_passage(&self, mut act: impl FnMut(Passage) -> Result<()>) -> Result<()> {
        let failed = |error| index::explain(&self.folder, error);
        for segment in self.reader.searcher().segment_readers() {
            let store = segment.get_store_reader(1).map_err(|error| Error::io(&self.folder, error))?;
            for doc in store.iter::<TantivyDocument>(segment.alive_bitset()) {
                act(self.read(&doc.map_err(failed)?)?)?;
            }
        }
        Ok(())
    }

    /// Finds passages. A query that cannot be answered is an error whose text is a sentence for the user.
    pub fn search(&self, lexicon: &Lexicon, request: &Request) -> std::result::Result<Answer, QueryError> {
        let searcher = self.reader.searcher();
        let tools = compile::Tools {
            fields: &self.fields,
            searcher: &searcher,
            lexicon,
            analyzer: &self.analyzer,
            names: &self.names,
        };
        let compiled = compile::compile(tools, request)?;
        let (top, total) = self.top(&searcher, &compiled, request)?;
        let hits = self.hits(&searcher, &top, &compiled.leaves)?;
        let mut answer = Answer { total, hits, ..Answer::default() };
        answer.facets = facet::facets(&searcher, &compiled.matching, &request.facets)?;
        if let Some((rows, columns)) = request.pivot {
            answer.pivot = Some(facet::pivot(&searcher, &compiled.matching, rows, columns)?);
        }
        answer.notes = compiled.notes;
        if total == 0 {
            answer.notes.extend(compile::suggest(&self.fields, &searcher, &compiled.leaves)?);
        }
        Ok(answer)
    }

    /// Passages that share rare words and concepts with the one of this id.
    pub fn similar(&self, id: &str, limit: usize) -> std::result::Result<Answer, QueryError> {
        let searcher = self.reader.searcher();
        let Some(address) = similar::find(&self.fields, &searcher, id)? else {
            let message = format!("the index has no passage '{id}'; 'pejl search' prints ids with --format json");
            return Err(QueryError::Query(message));
        };
        let passage = self.read(&searcher.doc(address)?)?;
        let (query, leaves) = similar::query(&self.fields, &searcher, &passage)?;
        let limit = limit.clamp(1, self.passages().max(1));
        let (top, total) = searcher.search(&query, &(TopDocs::with_limit(limit).order_by_score(), Count))?;
        Ok(Answer { total, hits: self.hits(&searcher, &top, &leaves)?, ..Answer::default() })
    }

    /// The first passages with their scores, and how many there are.
    fn top(
        &self,
        searcher: &tantivy::Searcher,
        compiled: &Compiled,
        request: &Request,
    ) -> tantivy::Result<(Vec<(f32, DocAddress)>, usize)> {
        let limit = request.limit.unwrap_or(usize::MAX).min(self.passages());
        if limit == 0 {
            return Ok((Vec::new(), searcher.search(&compiled.matching, &Count)?));
        }
        let statistics = Arc::clone(&self.statistics.read().unwrap_or_else(PoisonError::into_inner));
        let weighed = Weighed {
            matching: compiled.matching.as_ref(),
            strong: &compiled.strong,
            weak: &compiled.weak,
            statistics: &statistics,
        };
        let best = Best::new(&self.fields, limit);
        let scored = |ranked: Vec<Ranked>| ranked.into_iter().map(|r| (r.score, r.address.0)).collect();
        let top = TopDocs::with_limit(limit);
        Ok(match request.sort {
            Sort::Relevance => {
                let many = MANY.max(limit);
                if compiled.one_word.is_some_and(|most| most > many as u64) {
                    let total = searcher.search(&compiled.matching, &Count)?;
                    if total > many {
                        // Any strong reason beats the weak ones, which are only looked at if there are too few.
                        let strong = compiled.strong.iter().flat_map(Strong::queries).collect();
                        let ranked = searcher.search(&BooleanQuery::union(strong), &best)?;
                        if ranked.len() == limit && ranked.iter().all(|ranked| ranked.body) {
                            return Ok((scored(ranked), total));
                        }
                    }
                }
                let (ranked, total) = weighed.search(searcher, &(best, Count))?;
                (scored(ranked), total)
            }
            Sort::Year => {
                let by = (SortByStaticFastValue::<u64>::for_field("from"), Order::Asc);
                self.sorted(searcher, weighed, top.order_by((by, SortBySimilarityScore)))?
            }
            Sort::Municipality => {
                let by = (SortByString::for_field("place"), Order::Asc);
                self.sorted(searcher, weighed, top.order_by((by, SortBySimilarityScore)))?
            }
        })
    }

    /// The first passages by a fact of their plan; of equals the best, the body first.
    fn sorted<By: Send + 'static>(
        &self,
        searcher: &tantivy::Searcher,
        weighed: Weighed<'_>,
        by: impl Collector<Fruit = Vec<((By, f32), DocAddress)>>,
    ) -> tantivy::Result<(Vec<(f32, DocAddress)>, usize)> {
        let mut weak: Vec<Box<dyn Query>> = weighed.weak.iter().map(|weight| weight.box_clone()).collect();
        for kind in schema::ASIDE {
            let term = Term::from_field_text(self.fields.kind, kind.as_str());
            let aside = TermQuery::new(term, IndexRecordOption::Basic);
            weak.push(Box::new(ConstScoreQuery::new(Box::new(aside), -ASIDE)));
        }
        let (found, total) = Weighed { weak: &weak, ..weighed }.search(searcher, &(by, Count))?;
        let score = |score: f32| if score < 0.0 { score + ASIDE } else { score };
        Ok((found.into_iter().map(|((_, sum), address)| (score(sum), address)).collect(), total))
    }

    /// Passages with what matched in them.
    fn hits(
        &self,
        searcher: &tantivy::Searcher,
        top: &[(f32, DocAddress)],
        leaves: &[Leaf],
    ) -> std::result::Result<Vec<Hit>, QueryError> {
        let docs = top.iter().map(|(_, address)| searcher.doc(*address)).collect::<tantivy::Result<Vec<_>>>()?;
        let mut marker = snippet::Marker::new(leaves, &self.analyzer);
        let mut hits = Vec::with_capacity(docs.len());
        for (doc, (score, _)) in docs.iter().zip(top) {
            let (passage, words) = stored::open(self.text(doc)).ok_or_else(|| self.damaged())?;
            let matched = marker.mark(&passage, &words);
            hits.push(hit(passage, *score, matched));
        }
        Ok(hits)
    }

    fn read(&self, doc: &TantivyDocument) -> Result<Passage> {
        stored::read(self.text(doc)).ok_or_else(|| self.damaged())
    }

    /// A passage as it is stored.
    fn text<'d>(&self, doc: &'d TantivyDocument) -> &'d str {
        doc.get_first(self.fields.passage).and_then(|value| value.as_str()).unwrap_or_default()
    }

    fn damaged(&self) -> Error {
        Error::invalid(&self.folder, None, "a passage is damaged; delete the folder and index the plans again")
    }
}

fn hit(passage: Passage, score: f32, matched: Vec<Matched>) -> Hit {
    let touched = |segment: &&Segment| matched.iter().any(|m| m.start < segment.end && segment.start < m.end);
    let start = passage.segments.iter().filter(touched).map(|segment| segment.start).min();
    let end = passage.segments.iter().filter(touched).map(|segment| segment.end).max();
    Hit {
        id: passage.id(),
        start: start.unwrap_or_else(|| passage.start()),
        end: end.unwrap_or_else(|| passage.end()),
        plan: passage.plan,
        page: passage.page,
        section: passage.section,
        kind: passage.kind,
        score,
        segments: passage.segments,
        matched,
        goals: passage.goals,
        concepts: passage.concepts,
        sources: passage.sources,
    }
}

/// Why there is no answer.
#[derive(Debug)]
pub enum QueryError {
    /// The query asks for something that we do not understand: a sentence for the user.
    Query(String),
    /// The index cannot be read.
    Index(Error),
}

impl std::fmt::Display for QueryError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Query(message) => f.write_str(message),
            Self::Index(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for QueryError {}

impl From<Error> for QueryError {
    fn from(error: Error) -> Self {
        Self::Index(error)
    }
}

impl From<tantivy::TantivyError> for QueryError {
    fn from(error: tantivy::TantivyError) -> Self {
        Self::Index(index::explain(Path::new("index"), error))
    }
}

impl From<std::io::Error> for QueryError {
    fn from(error: std::io::Error) -> Self {
        Self::Index(Error::io(Path::new("index"), error))
    }
}
