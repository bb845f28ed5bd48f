//! Full-text search over plans: the only code that knows tantivy.
//!
//! [`passage`] cuts a plan into passages, [`analyzer`] says by which terms a word is found, [`index`] keeps both on
//! disk. [`query`] reads what the user types, [`compile`] makes a tantivy query of it, and [`snippet`] finds again in
//! the passage what made it match, so that every hit shows why it is one.

mod analyzer;
mod compile;
mod index;
mod passage;
mod query;
mod schema;
mod snippet;

pub use index::{Manifest, Writer, fingerprint};
pub use passage::{Concept, Kind, Passage, Plan, Segment, Word, passages};
pub use query::HELP;
pub use schema::INDEX_VERSION;
pub use snippet::{Matched, Why};

use crate::error::{Error, Result};
use crate::lexicon::Lexicon;
use schema::Fields;
use serde::Serialize;
use std::path::{Path, PathBuf};
use tantivy::collector::{Count, TopDocs};
use tantivy::schema::Value;
use tantivy::{IndexReader, ReloadPolicy, TantivyDocument};

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
    /// At most so many hits; all if none.
    pub limit: Option<usize>,
}

/// What was found.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Answer {
    /// Passages that match, whatever the limit.
    pub total: usize,
    /// Best first.
    pub hits: Vec<Hit>,
    /// How the query was read where that is not plain, and what to try if nothing was found.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
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
        let limit = request.limit.unwrap_or(usize::MAX).min(self.passages()).max(1);
        let (top, total) = searcher.search(&compiled.query, &(TopDocs::with_limit(limit).order_by_score(), Count))?;
        let mut answer = Answer { total, hits: Vec::with_capacity(top.len()), notes: compiled.notes };
        let mut marker = snippet::Marker::new(&compiled.leaves);
        let shown = if request.limit == Some(0) { 0 } else { top.len() };
        for (score, address) in top.into_iter().take(shown) {
            // What puts the body first is no part of how well a passage fits.
            let score = if score >= compile::BODY_FIRST { score - compile::BODY_FIRST } else { score };
            let doc: TantivyDocument = searcher.doc(address)?;
            let json = doc.get_first(self.fields.passage).and_then(|value| value.as_str()).unwrap_or_default();
            let passage: Passage = serde_json::from_str(json)
                .map_err(|error| Error::invalid(&self.folder, None, format!("a passage is damaged: {error}")))?;
            answer.hits.push(hit(passage, score, &mut marker));
        }
        if answer.total == 0 {
            answer.notes.extend(compile::suggest(&self.fields, &searcher, &compiled.leaves)?);
        }
        Ok(answer)
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
