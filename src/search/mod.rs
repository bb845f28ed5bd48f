//! Full-text search over plans: the only code that knows tantivy.
//!
//! [`passage`] cuts a plan into passages, [`analyzer`] says by which terms a word is found, [`index`] keeps both on
//! disk. [`query`] reads what the user types, [`compile`] makes a tantivy query of it, and [`snippet`] finds again in
//! the passage what made it match, so that every hit shows why it is one.

mod analyzer;
mod compile;
mod facet;
mod index;
mod passage;
mod query;
mod schema;
mod similar;
mod snippet;

pub use facet::{Dimension, Facet, Pivot};
pub use index::{Manifest, Writer, fingerprint, fingerprint_of};
pub use passage::{Concept, Kind, Passage, Plan, Segment, Word, passages};
pub use query::HELP;
pub use schema::INDEX_VERSION;
pub use snippet::{Matched, Why};

use crate::error::{Error, Result};
use crate::lexicon::Lexicon;
use schema::Fields;
use serde::Serialize;
use std::path::{Path, PathBuf};
use tantivy::collector::sort_key::{SortBySimilarityScore, SortByStaticFastValue, SortByString};
use tantivy::collector::{Count, TopDocs};
use tantivy::query::Query;
use tantivy::schema::Value;
use tantivy::{DocAddress, IndexReader, Order, ReloadPolicy, TantivyDocument};

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
}

impl Searcher {
    /// Opens the index in `folder`.
    pub fn open(folder: &Path) -> Result<Self> {
        let (index, fields, _) = index::open(folder, false)?;
        let reader = index
            .reader_builder()
            .reload_policy(ReloadPolicy::Manual)
            .try_into()
            .map_err(|error| index::explain(folder, error))?;
        Ok(Self { folder: folder.to_owned(), fields, reader })
    }

    /// Looks at the newest commit from now on.
    pub fn reload(&self) -> Result<()> {
        self.reader.reload().map_err(|error| index::explain(&self.folder, error))
    }

    /// Number of passages.
    pub fn passages(&self) -> usize {
        usize::try_from(self.reader.searcher().num_docs()).unwrap_or(usize::MAX)
    }

    /// Finds passages. A query that cannot be answered is an error whose text is a sentence for the user.
    pub fn search(&self, lexicon: &Lexicon, request: &Request) -> std::result::Result<Answer, QueryError> {
        let searcher = self.reader.searcher();
        let compiled = compile::compile(&self.fields, &searcher, lexicon, request)?;
        let limit = request.limit.unwrap_or(usize::MAX);
        let (top, total) = self.top(&searcher, &compiled.query, request.sort, limit)?;
        let mut answer = Answer { total, notes: compiled.notes, ..Answer::default() };
        let mut marker = snippet::Marker::new(&compiled.leaves);
        for (score, address) in top {
            // What puts the body first is no part of how well a passage fits.
            let score = if score >= compile::BODY_FIRST { score - compile::BODY_FIRST } else { score };
            answer.hits.push(hit(self.passage(&searcher, address)?, score, &mut marker));
        }
        if answer.total == 0 {
            answer.notes.extend(compile::suggest(&self.fields, &searcher, &compiled.leaves)?);
        }
        answer.facets = facet::facets(&searcher, &compiled.query, &request.facets)?;
        if let Some((rows, columns)) = request.pivot {
            answer.pivot = Some(facet::pivot(&searcher, &compiled.query, rows, columns)?);
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
        let passage = self.passage(&searcher, address)?;
        let (query, leaves) = similar::query(&self.fields, &searcher, &passage)?;
        let (top, total) = self.top(&searcher, query.as_ref(), Sort::Relevance, limit)?;
        let mut answer = Answer { total, ..Answer::default() };
        let mut marker = snippet::Marker::new(&leaves);
        for (score, address) in top {
            answer.hits.push(hit(self.passage(&searcher, address)?, score, &mut marker));
        }
        Ok(answer)
    }

    /// The first passages with their scores, and how many there are.
    fn top(
        &self,
        searcher: &tantivy::Searcher,
        query: &dyn Query,
        sort: Sort,
        limit: usize,
    ) -> tantivy::Result<(Vec<(f32, DocAddress)>, usize)> {
        let limit = limit.min(self.passages());
        if limit == 0 {
            return Ok((Vec::new(), searcher.search(query, &Count)?));
        }
        let top = TopDocs::with_limit(limit);
        Ok(match sort {
            Sort::Relevance => searcher.search(query, &(top.order_by_score(), Count))?,
            Sort::Year => {
                let by = (SortByStaticFastValue::<u64>::for_field("from"), Order::Asc);
                let (found, total) = searcher.search(query, &(top.order_by((by, SortBySimilarityScore)), Count))?;
                (found.into_iter().map(|((_, score), address)| (score, address)).collect(), total)
            }
            Sort::Municipality => {
                let by = (SortByString::for_field("place"), Order::Asc);
                let (found, total) = searcher.search(query, &(top.order_by((by, SortBySimilarityScore)), Count))?;
                (found.into_iter().map(|((_, score), address)| (score, address)).collect(), total)
            }
        })
    }

    fn passage(&self, searcher: &tantivy::Searcher, address: DocAddress) -> std::result::Result<Passage, QueryError> {
        let doc: TantivyDocument = searcher.doc(address)?;
        let json = doc.get_first(self.fields.passage).and_then(|value| value.as_str()).unwrap_or_default();
        let damaged = |error| Error::invalid(&self.folder, None, format!("a passage is damaged: {error}"));
        Ok(serde_json::from_str(json).map_err(damaged)?)
    }
}

fn hit(passage: Passage, score: f32, marker: &mut snippet::Marker<'_>) -> Hit {
    let matched = marker.mark(&passage);
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
