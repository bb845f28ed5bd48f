//! doccano JSONL for sequence labeling: one line a document with its text and `[start, end, label]` triples.
//!
//! doccano counts UTF-16 units, since its page takes offsets as the browser gives them; a project must not be set to
//! count grapheme clusters. Its spans have a label and nothing else. So the line also has a column `pejl`, which doccano keeps as the document's metadata
//! and gives back: all findings with their fields and, for cut spans, which triples belong together.

use super::about::About;
use super::locate::{from_utf16, slice, to_utf16};
use super::mark::Mark;
use super::schema::read_label;
use super::{File, Incoming, Outgoing, Plans, Reading, file, files, from_json, read_utf8, same_text};
use crate::error::{Error, Result};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::Path;

#[derive(Serialize)]
struct Line<'a> {
    id: usize,
    text: &'a str,
    label: Vec<(usize, usize, String)>,
    pejl: Carried,
}

/// What doccano keeps but does not show.
#[derive(Serialize, Deserialize)]
struct Carried {
    #[serde(flatten)]
    about: About,
    #[serde(default)]
    findings: Vec<Finding>,
}

#[derive(Serialize, Deserialize)]
struct Finding {
    label: String,
    pieces: Vec<(usize, usize)>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    fields: BTreeMap<String, String>,
}

/// A line of a doccano export. Labels are triples, or objects in projects with relations.
#[derive(Deserialize)]
struct LineRead {
    #[serde(alias = "data")]
    text: String,
    #[serde(default, alias = "labels")]
    label: Option<Vec<(usize, usize, String)>>,
    #[serde(default)]
    entities: Option<Vec<Entity>>,
    #[serde(default)]
    pejl: Option<Carried>,
    #[serde(default, alias = "metadata")]
    meta: Option<Metadata>,
}

#[derive(Deserialize)]
struct Entity {
    label: String,
    start_offset: usize,
    end_offset: usize,
}

#[derive(Deserialize)]
struct Metadata {
    #[serde(default)]
    pejl: Option<Carried>,
}

pub(super) fn write(documents: &[Outgoing<'_>]) -> Vec<File> {
    let mut out = String::new();
    for (index, document) in documents.iter().enumerate() {
        let triples = document.marks.iter().flat_map(|mark| {
            let label = mark.layer.label(&mark.kind);
            let units = |point| to_utf16(document.text, point);
            mark.pieces.iter().map(move |&(start, end)| (units(start), units(end), label.clone()))
        });
        let line = Line {
            id: index + 1,
            text: document.text.raw(),
            label: triples.collect(),
            pejl: Carried { about: document.about.clone(), findings: document.marks.iter().map(Finding::of).collect() },
        };
        out.push_str(&serde_json::to_string(&line).expect("text, numbers and string keys are always JSON"));
        out.push('\n');
    }
    vec![file("doccano.jsonl", out)]
}

pub(super) fn read(path: &Path, plans: &Plans<'_>) -> Result<Reading> {
    let mut reading = Reading::default();
    for path in files(path, "jsonl")? {
        for (index, line) in read_utf8(&path)?.lines().enumerate() {
            let number = index + 1;
            if line.trim().is_empty() {
                continue;
            }
            let line: LineRead = from_json(&path, line, number)?;
            let document =
                document(&path, number, line, plans).map_err(|message| Error::invalid(&path, Some(number), message))?;
            if reading.documents.iter().any(|other| other.doc == document.doc) {
                let message = format!("'{}' is already on an earlier line; keep the one that is agreed", document.doc);
                return Err(Error::invalid(&path, Some(number), message));
            }
            reading.documents.push(document);
        }
    }
    Ok(reading)
}

fn document(path: &Path, number: usize, line: LineRead, plans: &Plans<'_>) -> std::result::Result<Incoming, String> {
    let carried = line.pejl.or(line.meta.and_then(|meta| meta.pejl));
    let doc = match &carried {
        Some(carried) => carried.about.doc.as_str(),
        None => plans
            .document_like(&line.text)
            .ok_or("no plan has this text, and the column 'pejl' that names it is not there")?,
    };
    let (doc, text) = plans.document(doc)?;
    same_text(&line.text, text)?;
    let triples = line.label.into_iter().flatten();
    let entities = line.entities.into_iter().flatten().map(|it| (it.start_offset, it.end_offset, it.label));
    let mut found = Vec::new();
    for (start, end, label) in triples.chain(entities) {
        let origin = format!("{}:{number}: [{start}, {end}, {label}]", path.display());
        let points = from_utf16(text, start).zip(from_utf16(text, end));
        let (start, end) = points.ok_or_else(|| format!("{start}-{end} is not a range of the text"))?;
        slice(text, start, end)?;
        let (layer, kind) = read_label(&label)?;
        found.push(Mark::new(layer, kind, vec![(start, end)], origin));
    }
    let (about, findings) = carried.map(|carried| (carried.about, carried.findings)).unzip();
    let exported = findings.unwrap_or_default().into_iter().map(Finding::into_mark);
    Ok(Incoming {
        doc: doc.to_string(),
        about,
        links: None,
        marks: found,
        carried: exported.collect::<std::result::Result<_, _>>()?,
    })
}

impl Finding {
    fn of(mark: &Mark) -> Self {
        let fields = mark.fields.iter().map(|(name, value)| (name.to_string(), value.clone()));
        Self { label: mark.layer.label(&mark.kind), pieces: mark.pieces.clone(), fields: fields.collect() }
    }

    fn into_mark(self) -> std::result::Result<Mark, String> {
        let (layer, kind) = read_label(&self.label)?;
        let mut mark = Mark::new(layer, kind, self.pieces, String::new());
        for (name, value) in &self.fields {
            mark.set(name, value)?;
        }
        Ok(mark)
    }
}
