//! The index handed over to a larger engine: what Elasticsearch, OpenSearch or Quickwit need to serve the same corpus.
//!
//! Lucene's engines bring Danish stemming and a decompounder that wants a word list, so they get raw text and the
//! list: our compound parts, and the parts and runs of parts of every compound of the corpus. Words are split where
//! passages are indexed and not where queries are read, or *virksomhedspraktik* would find every *virksomhed*.
//! Quickwit has no Danish analysis at all: it gets the keys that our own index has, ready to be cut at blanks.

use super::Searcher;
use super::analyzer::{self, Analyzer};
use super::passage::{Kind, Passage, Word};
use crate::error::{Error, Result};
use crate::token::compound::Splitter;
use serde::Serialize;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

/// Engines that take the corpus over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// OpenSearch too
    Elasticsearch,
    Quickwit,
}

/// What was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandedOver {
    pub passages: usize,
    pub files: Vec<PathBuf>,
}

/// Writes everything that `engine` needs into `folder`.
pub fn hand_over(searcher: &Searcher, engine: Engine, folder: &Path) -> Result<HandedOver> {
    std::fs::create_dir_all(folder).map_err(|error| Error::io(folder, error))?;
    let mut bulk = Bulk::new(folder, engine);
    let mut vocabulary = BTreeSet::new();
    let analyzer = Analyzer::default();
    let mut passages = 0;
    searcher.each_passage(|passage| {
        passages += 1;
        for word in &passage.words {
            for text in word.spellings() {
                if !vocabulary.contains(text) {
                    vocabulary.insert(text.to_owned());
                }
            }
        }
        bulk.write(&passage, &analyzer)
    })?;
    let mut files = bulk.finish()?;
    let mut write = |name: &str, text: &str| -> Result<()> {
        let path = folder.join(name);
        std::fs::write(&path, text).map_err(|error| Error::io(&path, error))?;
        files.push(path);
        Ok(())
    };
    match engine {
        Engine::Elasticsearch => {
            let words: Vec<String> = parts(&vocabulary).into_iter().collect();
            write("index.json", &format!("{:#}\n", elasticsearch_index()))?;
            write(WORD_LIST, &(words.join("\n") + "\n"))?;
            write("README.md", ELASTICSEARCH)?;
        }
        Engine::Quickwit => {
            write("index.json", &format!("{:#}\n", quickwit_index()))?;
            write("README.md", QUICKWIT)?;
        }
    }
    Ok(HandedOver { passages, files })
}

/// A passage as the engines keep it.
#[derive(Serialize)]
struct Record<'p> {
    id: String,
    plan: &'p str,
    title: Option<&'p str>,
    municipality: Option<&'p str>,
    code: Option<&'p str>,
    region: Option<&'p str>,
    year: Vec<i32>,
    section: &'p [String],
    page: usize,
    kind: &'static str,
    /// Whether it is neither table of contents nor page furniture.
    body: bool,
    /// Code points of the plan.
    start: usize,
    end: usize,
    /// Raw text; where something cuts the passage, its pieces on lines of their own.
    text: String,
    /// Where the pieces of the text stand in the plan.
    places: Vec<(usize, usize)>,
    /// Words that the text does not write in one piece: cut by a line or page, or left open by a hyphen.
    whole_words: Vec<&'p str>,
    goal: &'p [String],
    serves: &'p [String],
    /// `measures:igu` and so on.
    concept: Vec<String>,
    source: &'p [String],
    #[serde(flatten)]
    keys: Option<Keys>,
}

/// What our own analysis finds a passage by.
#[derive(Serialize)]
struct Keys {
    /// The words, and the keys of their forms.
    forms: String,
    /// These and the keys of parts of compounds.
    parts: String,
}

impl<'p> Record<'p> {
    fn new(passage: &'p Passage, keys: Option<Keys>) -> Self {
        let plan = &passage.plan;
        let mut concepts = BTreeSet::new();
        for concept in &passage.concepts {
            for id in std::iter::once(&concept.id).chain(&concept.narrower) {
                concepts.insert(format!("{}:{id}", concept.layer));
            }
        }
        let texts: Vec<&str> = passage.segments.iter().map(|segment| segment.text.as_str()).collect();
        let text = texts.join("\n");
        let lower = text.to_lowercase();
        let written: BTreeSet<&str> = analyzer::pieces(&lower).into_iter().map(|piece| piece.text).collect();
        let whole = passage.words.iter().flat_map(Word::spellings);
        Self {
            id: passage.id(),
            plan: &plan.doc,
            title: plan.title.as_deref(),
            municipality: plan.municipality.as_deref(),
            code: plan.code.as_deref(),
            region: plan.region.as_deref(),
            year: plan.years(),
            section: &passage.section,
            page: passage.page,
            kind: passage.kind.as_str(),
            body: !matches!(passage.kind, Kind::Contents | Kind::Furniture),
            start: passage.start(),
            end: passage.end(),
            whole_words: whole.filter(|word| !written.contains(word)).collect(),
            places: passage.segments.iter().map(|segment| (segment.start, segment.end)).collect(),
            text,
            goal: &passage.goals,
            serves: &passage.serves,
            concept: concepts.into_iter().collect(),
            source: &passage.sources,
            keys,
        }
    }
}

impl Keys {
    fn new(passage: &Passage, analyzer: &Analyzer) -> Self {
        let mut forms: Vec<String> = Vec::new();
        let mut parts: Vec<String> = Vec::new();
        for word in &passage.words {
            for text in word.spellings() {
                let terms = analyzer.terms(text);
                let own: BTreeSet<&str> = std::iter::once(text).chain(terms.keys.iter().map(String::as_str)).collect();
                forms.extend(own.iter().map(|&key| key.to_owned()));
                parts.extend(own.iter().map(|&key| key.to_owned()));
                parts.extend(terms.parts.iter().filter(|part| !own.contains(part.as_str())).cloned());
            }
        }
        Self { forms: forms.join(" "), parts: parts.join(" ") }
    }
}

/// Elasticsearch refuses requests of more than 100 MB and advises much smaller ones.
const MOST_BYTES: usize = 10 << 20;

/// Files of passages, each small enough for one request.
struct Bulk<'f> {
    folder: &'f Path,
    engine: Engine,
    file: Option<BufWriter<File>>,
    written: usize,
    files: Vec<PathBuf>,
}

impl<'f> Bulk<'f> {
    fn new(folder: &'f Path, engine: Engine) -> Self {
        Self { folder, engine, file: None, written: 0, files: Vec::new() }
    }

    fn write(&mut self, passage: &Passage, analyzer: &Analyzer) -> Result<()> {
        let keys = (self.engine == Engine::Quickwit).then(|| Keys::new(passage, analyzer));
        let record = Record::new(passage, keys);
        let mut lines = String::new();
        if self.engine == Engine::Elasticsearch {
            lines.push_str(&json!({ "index": { "_id": record.id } }).to_string());
            lines.push('\n');
        }
        let body = serde_json::to_string(&record);
        lines.push_str(&body.map_err(|error| Error::invalid(self.folder, None, error.to_string()))?);
        lines.push('\n');
        if self.written + lines.len() > MOST_BYTES {
            self.close()?;
        }
        let number = self.files.len() + 1;
        let mut file = match self.file.take() {
            Some(file) => file,
            None => {
                let path = self.folder.join(format!("passages-{number:04}.ndjson"));
                let file = File::create(&path).map_err(|error| Error::io(&path, error))?;
                self.files.push(path);
                BufWriter::new(file)
            }
        };
        file.write_all(lines.as_bytes()).map_err(|error| Error::io(self.folder, error))?;
        self.written += lines.len();
        self.file = Some(file);
        Ok(())
    }

    fn close(&mut self) -> Result<()> {
        self.written = 0;
        match self.file.take() {
            Some(mut file) => file.flush().map_err(|error| Error::io(self.folder, error)),
            None => Ok(()),
        }
    }

    fn finish(mut self) -> Result<Vec<PathBuf>> {
        self.close()?;
        Ok(self.files)
    }
}

/// The name that `index.json` looks for, below the engine's folder of configuration.
const WORD_LIST: &str = "pejl-words.txt";
/// Shorter parts stand in too many words by chance.
const SHORTEST: usize = 4;
/// Longer words are slips.
const LONGEST: usize = 40;

/// What a compound can be made of: the parts that the splitter knows, and those of the corpus's own words.
fn parts(vocabulary: &BTreeSet<String>) -> BTreeSet<String> {
    let splitter = Splitter::standard();
    let mut found: BTreeSet<String> = splitter.known().map(str::to_owned).collect();
    for word in vocabulary {
        let parts = splitter.split(word);
        for first in 0..parts.len() {
            for last in first..parts.len() {
                if parts.len() > 1 && (first, last) != (0, parts.len() - 1) {
                    let run = parts[first..=last].concat();
                    let run = run.trim_matches('-');
                    // The linking -s- belongs to no word: "forløbs" of "forløbsmodtagere".
                    if last + 1 < parts.len() && splitter.is_linked(parts[last]) {
                        found.extend(run.strip_suffix('s').map(str::to_owned));
                    }
                    found.insert(run.to_owned());
                }
            }
        }
    }
    let fits = |word: &String| {
        let letters = word.chars().count();
        (SHORTEST..=LONGEST).contains(&letters) && word.chars().all(char::is_alphabetic)
    };
    found.retain(fits);
    found
}

fn elasticsearch_index() -> Value {
    let keyword = || json!({ "type": "keyword" });
    let danish = || json!({ "type": "text", "analyzer": "pejl_passage", "search_analyzer": "pejl_query" });
    let mut text = danish();
    text["index_options"] = json!("offsets");
    text["fields"] = json!({ "exact": { "type": "text", "analyzer": "pejl_exact" } });
    json!({
        "settings": { "index": { "analysis": {
            "filter": {
                "pejl_parts": {
                    "type": "dictionary_decompounder",
                    "word_list_path": format!("analysis/{WORD_LIST}"),
                    "min_word_size": 2 * SHORTEST - 2,
                    "min_subword_size": SHORTEST,
                    "max_subword_size": LONGEST,
                    "only_longest_match": false
                },
                "pejl_stem": { "type": "stemmer", "language": "danish" }
            },
            "analyzer": {
                "pejl_passage": {
                    "type": "custom", "tokenizer": "standard",
                    "filter": ["lowercase", "pejl_parts", "pejl_stem", "remove_duplicates"]
                },
                "pejl_query": { "type": "custom", "tokenizer": "standard", "filter": ["lowercase", "pejl_stem"] },
                "pejl_exact": { "type": "custom", "tokenizer": "standard", "filter": ["lowercase"] }
            }
        } } },
        "mappings": { "dynamic": false, "properties": {
            "id": keyword(), "plan": keyword(), "title": danish(), "municipality": keyword(), "code": keyword(),
            "region": keyword(), "year": { "type": "integer" }, "section": danish(), "page": { "type": "integer" },
            "kind": keyword(), "body": { "type": "boolean" }, "start": { "type": "integer" },
            "end": { "type": "integer" }, "text": text, "whole_words": danish(), "goal": keyword(),
            "serves": keyword(), "concept": keyword(), "source": danish()
        } }
    })
}

fn quickwit_index() -> Value {
    let raw = |name: &str| json!({ "name": name, "type": "text", "tokenizer": "raw", "fast": true });
    let many = |name: &str| json!({ "name": name, "type": "array<text>", "tokenizer": "raw", "fast": true });
    let number = |name: &str| json!({ "name": name, "type": "u64", "fast": true });
    let keys = |name: &str| json!({ "name": name, "type": "text", "tokenizer": "whitespace", "record": "freq", "fieldnorms": true, "stored": false });
    let text = |name: &str| json!({ "name": name, "type": "text", "tokenizer": "default", "record": "position" });
    let texts = |name: &str| json!({ "name": name, "type": "array<text>", "tokenizer": "default" });
    json!({
        "version": "0.8",
        "index_id": "pejl",
        "doc_mapping": {
            "mode": "lenient",
            "field_mappings": [
                raw("id"), raw("plan"), text("title"), raw("municipality"), raw("code"), raw("region"),
                { "name": "year", "type": "array<u64>", "fast": true },
                texts("section"), number("page"), raw("kind"), { "name": "body", "type": "bool", "fast": true },
                number("start"), number("end"), text("text"), many("goal"), many("serves"), many("concept"),
                texts("source"), keys("forms"), keys("parts")
            ]
        },
        "search_settings": { "default_search_fields": ["parts"] }
    })
}

const ELASTICSEARCH: &str = "\
# Plans for Elasticsearch and OpenSearch

`pejl-words.txt` goes into the folder `analysis` below the configuration of every node, before the index is made.

    curl -X PUT localhost:9200/pejl -H 'Content-Type: application/json' --data-binary @index.json
    for f in passages-*.ndjson; do
      curl -X POST localhost:9200/pejl/_bulk -H 'Content-Type: application/x-ndjson' --data-binary @$f
    done

A search with marked words:

    curl localhost:9200/pejl/_search -H 'Content-Type: application/json' -d '{
      \"query\": { \"bool\": {
        \"must\": { \"multi_match\": { \"query\": \"virksomhedspraktik ledige\", \"type\": \"cross_fields\",
          \"operator\": \"and\", \"fields\": [\"text\", \"whole_words\"] } },
        \"should\": [ { \"match\": { \"text.exact\": \"virksomhedspraktik ledige\" } }, { \"term\": { \"body\": true } } ] } },
      \"highlight\": { \"fields\": { \"text\": {} } } }'

Passages are split into words and their parts where they are indexed (`pejl_passage`); queries are not
(`pejl_query`), so that a long word does not find everything that one of its parts stands in. `places` are code
points of the plan; a line of `text` is one of them. `concept` holds what a passage names, whatever its words:
`measures:igu`.
";

const QUICKWIT: &str = "\
# Plans for Quickwit

    curl -X POST localhost:7280/api/v1/indexes -H 'Content-Type: application/json' --data-binary @index.json
    for f in passages-*.ndjson; do
      curl -X POST 'localhost:7280/api/v1/pejl/ingest' --data-binary @$f
    done

Quickwit has no Danish analysis, so passages bring theirs: `forms` holds every word and the keys that its forms
share, `parts` the keys of the parts of compounds too. A query must ask for keys; `pejl lemmas` tells them:

    echo ledige | pejl lemmas

    curl 'localhost:7280/api/v1/pejl/search?query=parts:ledig+AND+concept:measures%5C:igu'

`text` is the raw text with Quickwit's own words, for phrases. `concept` holds what a passage names, whatever its
words: `measures:igu`.
";
