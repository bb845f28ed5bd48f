//! The index's fields, and a passage as a tantivy document.
//!
//! A word stands in several fields, each holding more than the one before: `word` its letters, `form` the keys of its
//! forms, `part` those of its parts too. A passage that has the word itself matches in all of them, so the sum of the
//! scores puts letters before forms and forms before parts, without weights that would have to be tuned.

use super::analyzer::{self, Analyzer};
use super::passage::{Kind, Passage};
use tantivy::TantivyDocument;
use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing, TextOptions,
};
use tantivy::tokenizer::{PreTokenizedString, Token};

/// Raised when fields or terms change their meaning; an index of another version must be rebuilt.
pub const INDEX_VERSION: u32 = 1;

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
    /// Words from each of their parts on: dictionary of what a word may derive.
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
    /// The passage as JSON.
    pub passage: Field,
}

/// The schema with its handles.
pub fn schema() -> (Schema, Fields) {
    let mut builder = Schema::builder();
    let terms = |record: IndexRecordOption, norms: bool| {
        TextOptions::default().set_indexing_options(
            TextFieldIndexing::default().set_tokenizer("raw").set_index_option(record).set_fieldnorms(norms),
        )
    };
    let fields = Fields {
        key: builder.add_text_field("key", STRING),
        doc: builder.add_text_field("doc", STRING),
        word: builder.add_text_field("word", terms(IndexRecordOption::WithFreqsAndPositions, true)),
        form: builder.add_text_field("form", terms(IndexRecordOption::WithFreqsAndPositions, true)),
        part: builder.add_text_field("part", terms(IndexRecordOption::WithFreqs, true)),
        tail: builder.add_text_field("tail", terms(IndexRecordOption::Basic, false)),
        folded: builder.add_text_field("folded", terms(IndexRecordOption::Basic, false)),
        concept: builder.add_text_field("concept", STRING),
        layer: builder.add_text_field("layer", STRING),
        municipality: builder.add_text_field("municipality", STRING),
        region: builder.add_text_field("region", STRING),
        goal: builder.add_text_field("goal", STRING),
        serves: builder.add_text_field("serves", STRING),
        source: builder.add_text_field("source", terms(IndexRecordOption::Basic, false)),
        section: builder.add_text_field("section", terms(IndexRecordOption::Basic, false)),
        kind: builder.add_text_field("kind", STRING),
        page: builder.add_u64_field("page", INDEXED | FAST),
        year: builder.add_u64_field("year", INDEXED | FAST),
        passage: builder.add_text_field("passage", STORED),
    };
    (builder.build(), fields)
}

/// The document of a passage.
pub fn document(fields: &Fields, passage: &Passage, analyzer: &mut Analyzer) -> serde_json::Result<TantivyDocument> {
    let mut doc = TantivyDocument::default();
    doc.add_text(fields.key, &passage.plan.doc);
    for name in doc_names(&passage.plan.doc) {
        doc.add_text(fields.doc, name);
    }
    add_words(&mut doc, fields, passage, analyzer);
    for (field, texts) in [(fields.source, &passage.sources), (fields.section, &passage.section)] {
        let mut keys = Terms::default();
        for (position, piece) in texts.iter().flat_map(|text| analyzer::pieces(text)).enumerate() {
            let terms = analyzer.terms(&piece.text.to_lowercase());
            for key in terms.keys.iter().chain(&terms.parts) {
                keys.add(position, key);
            }
        }
        keys.write(&mut doc, field);
    }
    add_concepts(&mut doc, fields, passage);
    if let Some(name) = &passage.plan.municipality {
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
    for year in passage.plan.years() {
        doc.add_u64(fields.year, u64::try_from(year).unwrap_or(0));
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

fn add_words(doc: &mut TantivyDocument, fields: &Fields, passage: &Passage, analyzer: &mut Analyzer) {
    let [mut words, mut forms, mut parts, mut tails, mut folded] = std::array::from_fn(|_| Terms::default());
    for (position, word) in passage.words.iter().enumerate() {
        words.add(position, &word.text);
        for text in std::iter::once(&word.text).chain(&word.also) {
            let terms = analyzer.terms(text);
            for key in &terms.keys {
                forms.add(position, key);
            }
            for key in terms.keys.iter().chain(&terms.parts) {
                if parts.add(position, key) {
                    for (mark, spelling) in ["2:", "1:"].iter().zip(analyzer::folded(key)) {
                        folded.add(0, &format!("{mark}{spelling}"));
                    }
                }
            }
            for tail in &terms.tails {
                tails.add(0, tail);
            }
        }
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

/// Terms with their positions, ready for tantivy. Our own analysis is done already, so no tokenizer is registered.
#[derive(Default)]
struct Terms {
    tokens: Vec<Token>,
}

/// tantivy's limit is 65,530 bytes; no word is a tenth of this.
const LONGEST_TERM: usize = 512;

impl Terms {
    /// Adds a term unless it stands at this position already.
    fn add(&mut self, position: usize, text: &str) -> bool {
        if text.is_empty() || text.len() > LONGEST_TERM {
            return false;
        }
        let here = self.tokens.iter().rev().take_while(|token| token.position == position);
        // At one position stand a handful of terms; the set fields have all at position 0 and need no order, so
        // that there only the last ones are compared.
        if here.take(16).any(|token| token.text == text) {
            return false;
        }
        self.tokens.push(Token { position, text: text.to_owned(), ..Token::default() });
        true
    }

    fn write(self, doc: &mut TantivyDocument, field: Field) {
        if !self.tokens.is_empty() {
            doc.add_pre_tokenized_text(field, PreTokenizedString { text: String::new(), tokens: self.tokens });
        }
    }
}
