//! The index's fields, and a passage as a tantivy document.
//!
//! A word stands in several fields, each holding more than the one before: `word` its letters, `form` the keys of its
//! forms, `part` those of its parts too. A passage that has the word itself matches in all of them, so the sum of the
//! scores puts letters before forms and forms before parts, without weights that would have to be tuned. Small words
//! ("og", "til") stand in `word` alone: they are two fifths of a text and tell nothing.

use super::analyzer::{self, Analyzer, Terms};
use super::passage::{Kind, Passage};
use std::sync::Arc;
use tantivy::Index;
use tantivy::TantivyDocument;
use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing, TextOptions,
};
use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

/// Raised when fields or terms change their meaning; an index of another version must be rebuilt.
pub const INDEX_VERSION: u32 = 3;

/// Stands in `kind` of every passage that is neither table of contents nor page furniture.
pub const BODY: &str = "body";

/// Handles of all fields.
#[derive(Debug, Clone, Copy)]
pub struct Fields {
    /// The plan's file name, by which its passages are replaced.
    pub key: Field,
    /// The file name and its stem, for queries.
    pub doc: Field,
    pub word: Field,
    pub form: Field,
    pub part: Field,
    /// Compounds from each of their parts but the first on: dictionary, with `word`, of what a word may derive.
    pub tail: Field,
    /// Keys as keyboards without æ, ø and å write them, with `2:` or `1:` for the number of letters put for å.
    pub folded: Field,
    /// `measures:igu` and `igu`.
    pub concept: Field,
    /// `goals`, `measures` …: what the passage has something of.
    pub layer: Field,
    pub municipality: Field,
    pub region: Field,
    pub goal: Field,
    pub serves: Field,
    pub source: Field,
    pub section: Field,
    pub kind: Field,
    pub page: Field,
    pub year: Field,
    /// Of the columns below and of others that are fast hits are sorted and counted.
    pub place: Field,
    /// The first year that the plan covers.
    pub from: Field,
    /// Names the passage.
    pub id: Field,
    /// The passage as JSON.
    pub passage: Field,
}

/// The schema with its handles.
pub fn schema() -> (Schema, Fields) {
    let mut builder = Schema::builder();
    let terms = |record: IndexRecordOption, norms: bool| {
        TextOptions::default().set_indexing_options(
            TextFieldIndexing::default().set_tokenizer(LINES).set_index_option(record).set_fieldnorms(norms),
        )
    };
    let column = || TextOptions::default().set_fast("raw");
    let fields = Fields {
        key: builder.add_text_field("key", STRING | column()),
        doc: builder.add_text_field("doc", STRING),
        word: builder.add_text_field("word", terms(IndexRecordOption::WithFreqsAndPositions, true)),
        form: builder.add_text_field("form", terms(IndexRecordOption::WithFreqsAndPositions, true)),
        part: builder.add_text_field("part", terms(IndexRecordOption::WithFreqs, true)),
        tail: builder.add_text_field("tail", terms(IndexRecordOption::Basic, false)),
        folded: builder.add_text_field("folded", terms(IndexRecordOption::Basic, false)),
        concept: builder.add_text_field("concept", STRING | column()),
        layer: builder.add_text_field("layer", STRING),
        municipality: builder.add_text_field("municipality", STRING),
        region: builder.add_text_field("region", STRING | column()),
        goal: builder.add_text_field("goal", STRING | column()),
        serves: builder.add_text_field("serves", STRING),
        source: builder.add_text_field("source", terms(IndexRecordOption::Basic, false)),
        section: builder.add_text_field("section", terms(IndexRecordOption::Basic, false)),
        kind: builder.add_text_field("kind", STRING | column()),
        page: builder.add_u64_field("page", INDEXED | FAST),
        year: builder.add_u64_field("year", INDEXED | FAST),
        place: builder.add_text_field("place", column()),
        from: builder.add_u64_field("from", FAST),
        id: builder.add_text_field("id", STRING),
        passage: builder.add_text_field("passage", STORED),
    };
    (builder.build(), fields)
}

const LINES: &str = "lines";

/// Tells an index how the fields are read.
pub fn register(index: &Index) {
    index.tokenizers().register(LINES, LineTokenizer);
}

/// The document of a passage.
pub fn document(fields: &Fields, passage: &Passage, analyzer: &Analyzer) -> serde_json::Result<TantivyDocument> {
    let mut doc = TantivyDocument::default();
    doc.add_text(fields.key, &passage.plan.doc);
    for name in doc_names(&passage.plan.doc) {
        doc.add_text(fields.doc, name);
    }
    add_words(&mut doc, fields, passage, analyzer);
    for (field, texts) in [(fields.source, &passage.sources), (fields.section, &passage.section)] {
        let mut keys = Lines::default();
        for (position, piece) in texts.iter().flat_map(|text| analyzer::pieces(text)).enumerate() {
            keys.put(position, &analyzer.terms(&piece.text.to_lowercase()).lines.parts);
        }
        keys.write(&mut doc, field);
    }
    add_concepts(&mut doc, fields, passage);
    doc.add_text(fields.id, passage.id());
    if let Some(name) = &passage.plan.municipality {
        doc.add_text(fields.place, name);
        let lower = name.to_lowercase();
        analyzer::folded(&lower).iter().for_each(|folded| doc.add_text(fields.municipality, folded));
        doc.add_text(fields.municipality, lower);
    }
    if let Some(code) = &passage.plan.code {
        doc.add_text(fields.municipality, code);
    }
    if let Some(region) = &passage.plan.region {
        doc.add_text(fields.region, region_name(region));
    }
    passage.goals.iter().for_each(|kind| doc.add_text(fields.goal, kind));
    passage.serves.iter().for_each(|id| doc.add_text(fields.serves, id));
    doc.add_text(fields.kind, passage.kind.as_str());
    if !matches!(passage.kind, Kind::Contents | Kind::Furniture) {
        doc.add_text(fields.kind, BODY);
    }
    doc.add_u64(fields.page, passage.page as u64);
    let years = passage.plan.years().into_iter().map(|year| u64::try_from(year).unwrap_or(0));
    for (index, year) in years.enumerate() {
        doc.add_u64(fields.year, year);
        if index == 0 {
            doc.add_u64(fields.from, year);
        }
    }
    doc.add_text(fields.passage, serde_json::to_string(passage)?);
    Ok(doc)
}

/// Names that `plan:` finds a document by: the file name and its stem, in lower case.
fn doc_names(name: &str) -> Vec<String> {
    let lower = name.to_lowercase();
    let stem = lower.rsplit_once('.').map(|(stem, _)| stem.to_owned());
    stem.into_iter().chain([lower]).collect()
}

/// "Region Midtjylland" → "midtjylland".
pub fn region_name(region: &str) -> String {
    let lower = region.trim().to_lowercase();
    lower.strip_prefix("region ").unwrap_or(&lower).trim().to_owned()
}

fn add_words(doc: &mut TantivyDocument, fields: &Fields, passage: &Passage, analyzer: &Analyzer) {
    let [mut words, mut forms, mut parts, mut tails, mut folded] = std::array::from_fn(|_| Lines::default());
    for (position, word) in passage.words.iter().enumerate() {
        words.put(position, if word.text.len() <= analyzer::LONGEST_TERM { &word.text } else { "" });
        if analyzer::is_small_word(&word.text) && word.also.is_empty() {
            continue;
        }
        let terms = analyzer.terms(&word.text);
        if word.also.is_empty() {
            forms.put(position, &terms.lines.forms);
            parts.put(position, &terms.lines.parts);
            tails.put(position, &terms.lines.tails);
            folded.put(position, &terms.lines.folded);
            continue;
        }
        let all: Vec<Arc<Terms>> =
            std::iter::once(terms).chain(word.also.iter().map(|also| analyzer.terms(also))).collect();
        let joined = |line: fn(&Terms) -> &str| {
            analyzer::line(&all.iter().flat_map(|terms| line(terms).split(' ')).collect::<Vec<_>>())
        };
        forms.put(position, &joined(|terms| &terms.lines.forms));
        parts.put(position, &joined(|terms| &terms.lines.parts));
        tails.put(position, &joined(|terms| &terms.lines.tails));
        folded.put(position, &joined(|terms| &terms.lines.folded));
        word.also.iter().for_each(|also| tails.put(position, also));
    }
    words.write(doc, fields.word);
    forms.write(doc, fields.form);
    parts.write(doc, fields.part);
    tails.write(doc, fields.tail);
    folded.write(doc, fields.folded);
}

fn add_concepts(doc: &mut TantivyDocument, fields: &Fields, passage: &Passage) {
    let mut seen = std::collections::BTreeSet::new();
    let mut layers = std::collections::BTreeSet::new();
    for concept in &passage.concepts {
        layers.insert(concept.layer.as_str());
        for id in std::iter::once(&concept.id).chain(&concept.narrower) {
            seen.insert(format!("{}:{id}", concept.layer));
            seen.insert(id.clone());
        }
    }
    if !passage.goals.is_empty() {
        layers.insert("goals");
    }
    if !passage.sources.is_empty() {
        layers.insert("sources");
    }
    seen.iter().for_each(|id| doc.add_text(fields.concept, id));
    layers.iter().for_each(|layer| doc.add_text(fields.layer, layer));
}

/// Terms with their positions, ready for tantivy: a line for each position, on it the terms parted by blanks. One text
/// for a field costs much less than a token with a text of its own for each term.
#[derive(Default)]
struct Lines {
    text: String,
    position: usize,
}

impl Lines {
    /// Adds terms at a position. Positions only grow.
    fn put(&mut self, position: usize, line: &str) {
        if line.is_empty() {
            return;
        }
        let same = position == self.position && !self.text.is_empty();
        self.text.extend(std::iter::repeat_n('\n', position - self.position));
        self.position = position;
        if same {
            self.text.push(' ');
        }
        self.text.push_str(line);
    }

    fn write(self, doc: &mut TantivyDocument, field: Field) {
        if !self.text.is_empty() {
            doc.add_text(field, self.text);
        }
    }
}

/// Reads what [`Lines`] wrote.
#[derive(Clone)]
struct LineTokenizer;

struct LineTerms<'a> {
    rest: &'a str,
    token: Token,
}

impl Tokenizer for LineTokenizer {
    type TokenStream<'a> = LineTerms<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> LineTerms<'a> {
        LineTerms { rest: text, token: Token { position: 0, ..Token::default() } }
    }
}

impl TokenStream for LineTerms<'_> {
    fn advance(&mut self) -> bool {
        let partings = self.rest.bytes().take_while(|byte| matches!(byte, b'\n' | b' '));
        let (count, lines) =
            partings.fold((0, 0), |(count, lines), byte| (count + 1, lines + usize::from(byte == b'\n')));
        self.token.position += lines;
        let rest = &self.rest[count..];
        let end = rest.bytes().position(|byte| matches!(byte, b'\n' | b' ')).unwrap_or(rest.len());
        let (term, rest) = rest.split_at(end);
        self.rest = rest;
        self.token.text.clear();
        self.token.text.push_str(term);
        !term.is_empty()
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}
