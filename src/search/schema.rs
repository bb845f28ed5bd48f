//! The index's fields, and a passage as a tantivy document.
//!
//! A word stands in several fields, each holding more than the one before: `word` its letters, `form` the keys of its
//! forms, `part` those of its parts too. A passage that has the word itself matches in all of them, so the sum of the
//! scores puts letters before forms and forms before parts, without weights that would have to be tuned. Small words
//! ("og", "til") stand in `word` alone: they are two fifths of a text and tell nothing.
//!
//! What can be asked of the dictionary need not be a term of every passage: a word as a keyboard without æ, ø and å
//! writes it, a word of a heading, the stem of a file name, another name of the municipality. Numbers are columns alone.

use super::analyzer::{self, Analyzer};
use super::passage::{Kind, Passage, Plan};
use super::stored;
use super::vocabulary::{TextTokenizer, Vocabulary};
use rustc_hash::FxHashMap;
use std::sync::Arc;
use tantivy::Index;
use tantivy::TantivyDocument;
use tantivy::schema::{FAST, Field, IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing, TextOptions};

/// Raised when fields or terms change their meaning; an index of another version must be rebuilt.
pub const INDEX_VERSION: u32 = 5;

/// Kinds of passages that are no part of the body: they are short and stand on every page.
pub const ASIDE: [Kind; 2] = [Kind::Contents, Kind::Furniture];

/// Handles of all fields.
#[derive(Debug, Clone, Copy)]
pub struct Fields {
    /// The plan's file name, by which its passages are replaced.
    pub key: Field,
    pub word: Field,
    pub form: Field,
    pub part: Field,
    /// Compounds from each of their parts but the first on: dictionary, with `word`, of what a word may derive.
    pub tail: Field,
    /// `measures:igu`.
    pub concept: Field,
    /// All names of the municipality and its code, as lines of one term.
    pub municipality: Field,
    pub region: Field,
    pub goal: Field,
    pub serves: Field,
    /// Keys of all words of the sources and of the headings, as one term.
    pub source: Field,
    pub section: Field,
    pub kind: Field,
    /// The columns below and others that are fast are what hits are filtered, sorted and counted by.
    pub page: Field,
    pub year: Field,
    pub place: Field,
    /// The first year that the plan covers.
    pub from: Field,
    /// The passage's first code point: with the plan, its name.
    pub start: Field,
    /// The passage as [`stored`] writes it.
    pub passage: Field,
}

/// The schema with its handles.
pub fn schema() -> (Schema, Fields) {
    let mut builder = Schema::builder();
    let indexed = |tokenizer: &str, record: IndexRecordOption, norms: bool| {
        TextOptions::default().set_indexing_options(
            TextFieldIndexing::default().set_tokenizer(tokenizer).set_index_option(record).set_fieldnorms(norms),
        )
    };
    let terms = |record: IndexRecordOption, norms: bool| indexed(TERMS, record, norms);
    let name = || indexed("raw", IndexRecordOption::Basic, false);
    let column = || TextOptions::default().set_fast("raw");
    let fields = Fields {
        key: builder.add_text_field("key", name() | column()),
        word: builder.add_text_field("word", terms(IndexRecordOption::WithFreqsAndPositions, true)),
        form: builder.add_text_field("form", terms(IndexRecordOption::WithFreqsAndPositions, true)),
        part: builder.add_text_field("part", terms(IndexRecordOption::WithFreqs, true)),
        tail: builder.add_text_field("tail", terms(IndexRecordOption::Basic, false)),
        concept: builder.add_text_field("concept", STRING | column()),
        municipality: builder.add_text_field("municipality", name()),
        region: builder.add_text_field("region", name() | column()),
        goal: builder.add_text_field("goal", name() | column()),
        serves: builder.add_text_field("serves", name()),
        source: builder.add_text_field("source", name()),
        section: builder.add_text_field("section", name()),
        kind: builder.add_text_field("kind", name() | column()),
        page: builder.add_u64_field("page", FAST),
        year: builder.add_u64_field("year", FAST),
        place: builder.add_text_field("place", column()),
        from: builder.add_u64_field("from", FAST),
        start: builder.add_u64_field("start", FAST),
        passage: builder.add_text_field("passage", STORED),
    };
    (builder.build(), fields)
}

const TERMS: &str = "terms";

/// Tells an index how the words of new passages are read.
pub fn register(index: &Index) {
    index.tokenizers().register(TERMS, TextTokenizer);
}

/// Makes documents of passages, and remembers what they have in common.
#[derive(Debug)]
pub struct Documents {
    vocabulary: Vocabulary,
    /// What all threads have learned of words.
    analyzer: Arc<Analyzer>,
    /// Headings and sources with their keys.
    keys: FxHashMap<String, Vec<String>>,
    /// The headings above the last passage, and their keys.
    section: (Vec<String>, String),
    /// The plan of the last passage, and what all its passages share.
    plan: (Plan, PlanFacts),
    /// The last passage as it was stored.
    stored: String,
}

/// What the passages of a plan have in common.
#[derive(Debug, Default)]
struct PlanFacts {
    municipality: String,
    region: Option<String>,
    years: Vec<u64>,
}

impl PlanFacts {
    fn of(plan: &Plan) -> Self {
        let lower = plan.municipality.as_ref().map(|name| name.to_lowercase());
        let folded = lower.iter().flat_map(|lower| analyzer::folded(lower)).collect::<Vec<_>>();
        Self {
            municipality: folded.into_iter().chain(lower).chain(plan.code.clone()).collect::<Vec<_>>().join("\n"),
            region: plan.region.as_deref().map(region_name),
            years: plan.years().into_iter().map(|year| u64::try_from(year).unwrap_or(0)).collect(),
        }
    }
}

/// What the document of a passage seldom has more of.
const BYTES: usize = 2048;
/// tantivy takes no term of more bytes.
const MOST_KEYS: usize = 60_000;

/// A long run over many plans must not grow without end.
const MOST_TEXTS: usize = 20_000;

/// The keys of all words and parts of a text, each once.
fn keys(text: &str, analyzer: &Analyzer) -> Vec<String> {
    let mut keys: Vec<String> = Vec::new();
    for piece in analyzer::pieces(text) {
        let terms = analyzer.terms(&piece.text.to_lowercase());
        for key in terms.keys.iter().chain(&terms.parts) {
            if !keys.contains(key) {
                keys.push(key.clone());
            }
        }
    }
    keys
}

impl Documents {
    /// Has seen no plan yet.
    pub fn new(analyzer: Arc<Analyzer>) -> Self {
        Self {
            vocabulary: Vocabulary::default(),
            analyzer,
            keys: FxHashMap::default(),
            section: Default::default(),
            plan: Default::default(),
            stored: String::new(),
        }
    }

    /// The document of a passage; passages of one plan should follow each other.
    pub fn document(&mut self, fields: &Fields, passage: &Passage) -> TantivyDocument {
        let mut doc = TantivyDocument::with_capacity(BYTES);
        doc.add_text(fields.key, &passage.plan.doc);
        let texts = self.vocabulary.texts(&passage.words, &self.analyzer);
        for (field, text) in [fields.word, fields.form, fields.part, fields.tail].into_iter().zip(texts) {
            if !text.is_empty() {
                doc.add_text(field, text);
            }
        }
        if self.section.0 != passage.section {
            self.section = (passage.section.clone(), self.keys(&passage.section));
        }
        let sources = self.keys(&passage.sources);
        for (field, keys) in [(fields.section, &self.section.1), (fields.source, &sources)] {
            if !keys.is_empty() {
                doc.add_text(field, keys);
            }
        }
        if self.plan.0 != passage.plan {
            self.plan = (passage.plan.clone(), PlanFacts::of(&passage.plan));
        }
        add_facts(&mut doc, fields, passage, &self.plan.1);
        self.stored.clear();
        stored::write(passage, &mut self.stored);
        doc.add_text(fields.passage, &self.stored);
        doc
    }

    /// The keys of all words and parts of some texts as one term.
    fn keys(&mut self, texts: &[String]) -> String {
        let mut line = String::new();
        for text in texts {
            if !self.keys.contains_key(text) {
                if self.keys.len() > MOST_TEXTS {
                    self.keys.clear();
                }
                self.keys.insert(text.clone(), keys(text, &self.analyzer));
            }
            for key in self.keys.get(text).into_iter().flatten() {
                if line.len() + key.len() < MOST_KEYS {
                    line.push_str(key);
                    line.push(' ');
                }
            }
        }
        line
    }
}

fn add_facts(doc: &mut TantivyDocument, fields: &Fields, passage: &Passage, plan: &PlanFacts) {
    add_concepts(doc, fields, passage);
    if let Some(name) = &passage.plan.municipality {
        doc.add_text(fields.place, name);
    }
    if !plan.municipality.is_empty() {
        doc.add_text(fields.municipality, &plan.municipality);
    }
    if let Some(region) = &plan.region {
        doc.add_text(fields.region, region);
    }
    passage.goals.iter().for_each(|kind| doc.add_text(fields.goal, kind));
    passage.serves.iter().for_each(|id| doc.add_text(fields.serves, id));
    doc.add_text(fields.kind, passage.kind.as_str());
    doc.add_u64(fields.page, passage.page as u64);
    for (index, &year) in plan.years.iter().enumerate() {
        doc.add_u64(fields.year, year);
        if index == 0 {
            doc.add_u64(fields.from, year);
        }
    }
    doc.add_u64(fields.start, passage.start() as u64);
}

/// Names that `plan:` finds a document by: the file name and its stem, in lower case.
pub fn doc_names(name: &str) -> Vec<String> {
    let lower = name.to_lowercase();
    let stem = lower.rsplit_once('.').map(|(stem, _)| stem.to_owned());
    stem.into_iter().chain([lower]).collect()
}

/// "Region Midtjylland" → "midtjylland".
pub fn region_name(region: &str) -> String {
    let lower = region.trim().to_lowercase();
    lower.strip_prefix("region ").unwrap_or(&lower).trim().to_owned()
}

fn add_concepts(doc: &mut TantivyDocument, fields: &Fields, passage: &Passage) {
    let mut named: Vec<(&str, &str)> = Vec::new();
    for concept in &passage.concepts {
        let ids = std::iter::once(&concept.id).chain(&concept.narrower);
        named.extend(ids.map(|id| (concept.layer.as_str(), id.as_str())));
    }
    named.sort_unstable();
    named.dedup();
    named.iter().for_each(|(layer, id)| doc.add_text(fields.concept, format!("{layer}:{id}")));
}
