//! Gold to and from the tools in which people annotate.
//!
//! A gold file, or an analysis of ours that somebody is to correct, goes out as brat standoff, doccano JSONL, Label
//! Studio tasks, W3C Web Annotation, BIO columns, CSV or a workbook, and comes back as gold. What a format cannot hold
//! is said on the way out, and taken from the exported gold (`base`) on the way back. What comes back is gold only
//! after the linter has found no slip; a slip names the place in the tool's file.
//!
//! | part | what it does |
//! | --- | --- |
//! | `schema` | layers, kinds and fields as tools must declare them |
//! | `mark` | findings as pieces of text with a kind and fields in words |
//! | `locate` | spans from offsets, quotes or both |
//! | `about` | what concerns a whole document |
//! | `carry` | fields that a format lost, from the gold that was exported |
//! | `finish` | marks become gold, if the linter agrees |
//! | `brat`, `doccano`, `label_studio`, `web_annotation`, `bio`, `table`, `csv`, `xlsx` | one format each |

mod about;
mod bio;
mod brat;
mod carry;
mod csv;
mod doccano;
mod finish;
mod label_studio;
mod locate;
mod mark;
mod schema;
mod table;
mod web_annotation;
#[cfg(feature = "xlsx")]
mod xlsx;

use crate::error::{Error, Result};
use crate::ingest::{self, Document};
use crate::score::{Text, Texts};
use crate::wire::{AnalysisJson, LinkJson};
use about::About;
use mark::Mark;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// A format of an annotation tool.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// brat standoff: NAME.txt, NAME.ann, annotation.conf
    Brat,
    /// doccano JSONL for sequence labeling: doccano.jsonl
    Doccano,
    /// Label Studio tasks and their labeling configuration: tasks.json, labeling-config.xml
    LabelStudio,
    /// W3C Web Annotation as JSON-LD with quote and position selectors: NAME.jsonld
    WebAnnotation,
    /// CoNLL-style BIO columns, one a layer: NAME.tsv
    Bio,
    /// Tables for spreadsheets: findings.csv, documents.csv and others
    Csv,
    /// The same tables as sheets of one workbook: gold.xlsx
    #[cfg(feature = "xlsx")]
    Xlsx,
}

/// A file to be written, by its path in the folder of the export.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    pub path: PathBuf,
    pub content: Vec<u8>,
}

/// What an export wrote and what it could not.
#[derive(Debug)]
pub struct Export {
    pub files: Vec<File>,
    /// What the format cannot hold, one lowercase sentence each.
    pub left_out: Vec<String>,
}

/// What came back from a tool.
#[derive(Debug, Default)]
pub struct Import {
    /// Documents without slips, ready to be gold.
    pub gold: Vec<AnalysisJson>,
    /// Why other documents are not gold yet, each with its place in the tool's file.
    pub slips: Vec<String>,
    /// What was not read, and why.
    pub notes: Vec<String>,
}

/// A document on its way out.
struct Outgoing<'t> {
    /// File name without extension, different for each document.
    name: String,
    about: About,
    marks: Vec<Mark>,
    text: &'t Text,
    /// Whether it is an analysis of ours, which nobody has corrected yet.
    proposal: bool,
}

/// A document on its way in.
struct Incoming {
    doc: String,
    /// `None` where the format holds nothing about a document.
    about: Option<About>,
    /// Links, where the format shows them to annotators.
    links: Option<Vec<LinkJson>>,
    marks: Vec<Mark>,
    /// Findings as exported, where the format carries them along but the tool does not show them.
    carried: Vec<Mark>,
}

/// What a reader hands on.
#[derive(Default)]
struct Reading {
    documents: Vec<Incoming>,
    notes: Vec<String>,
}

impl Format {
    /// Name as on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Brat => "brat",
            Self::Doccano => "doccano",
            Self::LabelStudio => "label-studio",
            Self::WebAnnotation => "web-annotation",
            Self::Bio => "bio",
            Self::Csv => "csv",
            #[cfg(feature = "xlsx")]
            Self::Xlsx => "xlsx",
        }
    }

    /// Whether it says anything about a document as a whole.
    fn holds_about(self) -> bool {
        !matches!(self, Self::Brat | Self::Bio)
    }

    /// Whether findings carry fields and may be cut or nested.
    fn holds_fields(self) -> bool {
        self != Self::Bio
    }
}

/// Writes gold or analyses in a tool's format. Every document needs its text.
pub fn export(format: Format, analyses: &[AnalysisJson], texts: &Texts) -> Result<Export> {
    let names = file_names(analyses.iter().map(|analysis| analysis.doc.as_str()));
    let mut outgoing = Vec::with_capacity(analyses.len());
    for analysis in analyses {
        let Some(text) = texts.get(&analysis.doc) else {
            return Err(Error::invalid(Path::new(&analysis.doc), None, "the text is not in the folder of texts"));
        };
        let marks = mark::marks(analysis);
        if let Some(mark) = marks.iter().find(|mark| mark.quote(text).is_empty()) {
            let message = format!("{}: the span is not in the text; run pejl gold check", mark.origin);
            return Err(Error::invalid(Path::new(&analysis.doc), None, message));
        }
        outgoing.push(Outgoing {
            name: names[analysis.doc.as_str()].clone(),
            about: About::of(analysis),
            marks,
            text,
            proposal: analysis.schema_version.is_some(),
        });
    }
    let mut left_out = Vec::new();
    if outgoing.iter().any(|document| document.proposal) {
        left_out.push("ids, pages, sections, evidence, outline and notes of analyses are not gold".to_string());
    }
    if !format.holds_about() && outgoing.iter().any(|document| document.about.says_something()) {
        let name = format.name();
        left_out.push(format!(
            "{name} holds nothing about a whole document (metadata, matrix, remarks, attributions); \
             import with --base to keep it"
        ));
    }
    let files = match format {
        Format::Brat => brat::write(&outgoing),
        Format::Doccano => doccano::write(&outgoing),
        Format::LabelStudio => label_studio::write(&outgoing),
        Format::WebAnnotation => web_annotation::write(&outgoing),
        Format::Bio => bio::write(&outgoing, &mut left_out),
        Format::Csv => csv::write(&table::tables(&outgoing)),
        #[cfg(feature = "xlsx")]
        Format::Xlsx => xlsx::write(&table::tables(&outgoing), &mut left_out)?,
    };
    Ok(Export { files, left_out })
}

/// Reads what a tool made of an export. `path` is a file or a folder of the format's files; `base` is the gold or the
/// analyses that were exported, for what the format cannot hold.
pub fn import(format: Format, path: &Path, texts: &Texts, base: &[AnalysisJson]) -> Result<Import> {
    let plans = Plans::new(texts);
    let reading = match format {
        Format::Brat => brat::read(path, &plans)?,
        Format::Doccano => doccano::read(path, &plans)?,
        Format::LabelStudio => label_studio::read(path, &plans)?,
        Format::WebAnnotation => web_annotation::read(path, &plans)?,
        Format::Bio => bio::read(path, &plans)?,
        Format::Csv => table::read(csv::read(path)?, &plans)?,
        #[cfg(feature = "xlsx")]
        Format::Xlsx => table::read(xlsx::read(path)?, &plans)?,
    };
    Ok(finish::finish(format, reading, texts, base))
}

/// Every text of a folder by document name, and what could not be read.
pub fn folder_texts(folder: &Path) -> (Texts, Vec<Error>) {
    let (paths, mut errors) = ingest::find(&[folder.to_path_buf()]);
    let mut texts = Texts::new();
    for path in paths {
        match Document::read(&path, None) {
            Ok(document) => {
                texts.insert(document.name.clone(), Text::new(document.raw().to_string(), document.sha256));
            }
            Err(error) => errors.push(error),
        }
    }
    (texts, errors)
}

/// A file name for each document: the stem, or the whole name where two documents share a stem.
fn file_names<'d>(docs: impl Iterator<Item = &'d str> + Clone) -> BTreeMap<&'d str, String> {
    let stem = |doc: &'d str| Path::new(doc).file_stem().map_or(doc.into(), |stem| stem.to_string_lossy());
    let mut count: BTreeMap<_, usize> = BTreeMap::new();
    for doc in docs.clone() {
        *count.entry(stem(doc)).or_default() += 1;
    }
    let name = |doc| if count[&stem(doc)] > 1 { doc.to_string() } else { stem(doc).into_owned() };
    docs.map(|doc| (doc, name(doc))).collect()
}

/// The plans' texts, which can be asked for by document or by the name of an exported file.
struct Plans<'t> {
    texts: &'t Texts,
    /// Document by file name without extension.
    by_name: BTreeMap<String, &'t str>,
}

impl<'t> Plans<'t> {
    fn new(texts: &'t Texts) -> Self {
        let names = file_names(texts.keys().map(String::as_str));
        Self { texts, by_name: names.into_iter().map(|(doc, name)| (name, doc)).collect() }
    }

    /// A document that a file names.
    fn document(&self, doc: &str) -> std::result::Result<(&'t str, &'t Text), String> {
        let found = self.texts.get_key_value(doc);
        let found = found.or_else(|| self.texts.get_key_value(*self.by_name.get(doc)?));
        let (doc, text) = found.ok_or_else(|| {
            format!("no text is called '{doc}'; name the folder of the plans' own texts with --texts")
        })?;
        Ok((doc, text))
    }

    /// The document that a file is called after: `plan.ann` after `plan.txt`.
    fn document_of(&self, path: &Path) -> Result<(&'t str, &'t Text)> {
        let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        self.document(&stem).map_err(|message| Error::invalid(path, None, message))
    }

    /// The document with this very text, for tools that lost its name.
    fn document_like(&self, copy: &str) -> Option<&'t str> {
        self.texts.iter().find(|(_, text)| text.raw() == copy).map(|(doc, _)| doc.as_str())
    }
}

/// Whether a tool's copy of the text is still the text; Err names the first line that is not.
fn same_text(copy: &str, text: &Text) -> std::result::Result<(), String> {
    if copy == text.raw() {
        return Ok(());
    }
    let lines = || copy.split('\n').zip(text.raw().split('\n'));
    let line = 1 + lines().take_while(|(copy, own)| copy == own).count();
    Err(format!("its copy of the text differs from the plan in line {line}; offsets would not fit"))
}

/// The files of a folder with one of these extensions, sorted, or the file itself.
fn files(path: &Path, extension: &str) -> Result<Vec<PathBuf>> {
    if !path.is_dir() {
        return Ok(vec![path.to_path_buf()]);
    }
    let mut files = Vec::new();
    for entry in std::fs::read_dir(path).map_err(|error| Error::io(path, error))? {
        let file = entry.map_err(|error| Error::io(path, error))?.path();
        if file.extension().is_some_and(|found| found == extension) {
            files.push(file);
        }
    }
    if files.is_empty() {
        return Err(Error::invalid(path, None, format!("there is no *.{extension} here")));
    }
    files.sort();
    Ok(files)
}

/// The text of a file that must be UTF-8.
fn read_utf8(path: &Path) -> Result<String> {
    let bytes = std::fs::read(path).map_err(|error| Error::io(path, error))?;
    String::from_utf8(bytes).map_err(|error| {
        let line = 1 + error.as_bytes()[..error.utf8_error().valid_up_to()].iter().filter(|&&b| b == b'\n').count();
        Error::invalid(path, Some(line), "the file is not UTF-8; export it again as UTF-8")
    })
}

/// Reads JSON into its mirror type; the error has the line of the file.
fn from_json<T: serde::de::DeserializeOwned>(path: &Path, json: &str, first_line: usize) -> Result<T> {
    serde_json::from_str(json).map_err(|error| {
        let message = error.to_string();
        let message = message.split(" at line ").next().unwrap_or_default().replace('`', "'");
        Error::invalid(path, Some(first_line + error.line().saturating_sub(1)), message)
    })
}

/// A file to be written.
fn file(path: impl Into<PathBuf>, content: impl Into<Vec<u8>>) -> File {
    File { path: path.into(), content: content.into() }
}
