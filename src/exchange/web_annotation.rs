//! W3C Web Annotation: a page of annotations a document, `NAME.jsonld`.
//!
//! A finding's target has a quote selector and a position selector; a cut span has a target for each piece. Its body
//! classifies it (`goals-maal`) and tags it with its fields (`modality=skal`), all terms of the standard's own context,
//! so that a tool that knows nothing of us shows them. What concerns the document is an annotation of the whole source.
//! Positions count code points, as the standard has it; tools that count UTF-16 units are told by their quotes.

use super::about::About;
use super::locate::{Hint, locate};
use super::mark::Mark;
use super::schema::read_label;
use super::{File, Incoming, Outgoing, Plans, Reading, file, files, from_json, read_utf8};
use crate::error::{Error, Result};
use crate::score::Text;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::Path;

/// Code points of context in a quote selector.
const CONTEXT: usize = 32;

pub(super) fn write(documents: &[Outgoing<'_>]) -> Vec<File> {
    documents
        .iter()
        .map(|document| {
            let json = serde_json::to_string_pretty(&page(document)).expect("values are always JSON") + "\n";
            file(format!("{}.jsonld", document.name), json)
        })
        .collect()
}

fn page(document: &Outgoing<'_>) -> Value {
    let source = encode(&document.about.doc);
    let about = serde_json::to_string(&document.about).expect("strings, numbers and string keys are always JSON");
    let mut items = vec![json!({
        "id": "#document",
        "type": "Annotation",
        "motivation": "describing",
        "body": { "type": "TextualBody", "purpose": "describing", "format": "application/json", "value": about },
        "target": { "type": "SpecificResource", "source": source },
    })];
    for (index, mark) in document.marks.iter().enumerate() {
        let mut body = vec![textual("classifying", &mark.layer.label(&mark.kind))];
        body.extend(mark.ordered().map(|(field, value)| textual("tagging", &format!("{}={value}", field.name))));
        let target: Vec<Value> = mark.pieces.iter().map(|&piece| target(&source, document.text, piece)).collect();
        items.push(json!({
            "id": format!("#f{}", index + 1),
            "type": "Annotation",
            "motivation": "classifying",
            "body": body,
            "target": target,
        }));
    }
    json!({ "@context": "http://www.w3.org/ns/anno.jsonld", "id": source.clone() + "#annotations", "type": "AnnotationPage", "items": items })
}

fn textual(purpose: &str, value: &str) -> Value {
    json!({ "type": "TextualBody", "purpose": purpose, "value": value })
}

fn target(source: &str, text: &Text, (start, end): (usize, usize)) -> Value {
    let (before, after) = text.around(start, end, CONTEXT);
    json!({
        "type": "SpecificResource",
        "source": source,
        "selector": [
            { "type": "TextQuoteSelector", "exact": text.slice(start, end), "prefix": before, "suffix": after },
            { "type": "TextPositionSelector", "start": start, "end": end },
        ],
    })
}

/// Every `*.jsonld` of a folder, or one file: a page, a collection, a list or a single annotation.
pub(super) fn read(path: &Path, plans: &Plans<'_>) -> Result<Reading> {
    let mut reading = Reading::default();
    let mut documents: BTreeMap<String, Incoming> = BTreeMap::new();
    for path in files(path, "jsonld")? {
        let json: Value = from_json(&path, &read_utf8(&path)?, 1)?;
        for (index, item) in items(&json).into_iter().enumerate() {
            let id = item["id"].as_str().map_or(format!("annotation {index}"), |id| format!("annotation '{id}'"));
            let fail = |message: String| Error::invalid(&path, None, format!("{id}: {message}"));
            let (doc, text, targets) = targets(item, plans).map_err(fail)?;
            let incoming = documents.entry(doc.to_string()).or_insert_with(|| Incoming {
                doc: doc.to_string(),
                about: None,
                links: None,
                marks: Vec::new(),
                carried: Vec::new(),
            });
            if targets.iter().all(|target| target["selector"].is_null()) {
                match about(item) {
                    Some(about) => incoming.about = Some(about.map_err(fail)?),
                    None => reading.notes.push(format!("{}: {id}: no place in the text; left out", path.display())),
                }
                continue;
            }
            let origin = format!("{}: {id}", path.display());
            match finding(item, &targets, text, origin.clone(), &mut reading.notes).map_err(fail)? {
                Some(mark) => incoming.marks.push(mark),
                None => reading.notes.push(format!("{origin}: no label such as goals-maal; left out")),
            }
        }
    }
    reading.documents = documents.into_values().collect();
    Ok(reading)
}

/// The annotations in a page, the first page of a collection, a list, or alone.
fn items(json: &Value) -> Vec<&Value> {
    match json {
        Value::Array(list) => list.iter().collect(),
        _ if json["items"].is_array() => json["items"].as_array().into_iter().flatten().collect(),
        _ if json["first"].is_object() => items(&json["first"]),
        _ => vec![json],
    }
}

/// One or a list, as JSON-LD writes sets.
fn set(value: &Value) -> Vec<&Value> {
    match value {
        Value::Array(list) => list.iter().collect(),
        Value::Null => Vec::new(),
        one => vec![one],
    }
}

type Targets<'v, 't> = (&'t str, &'t Text, Vec<&'v Value>);

/// The document that an annotation is on, and its targets, which must all be on that one.
fn targets<'v, 't>(item: &'v Value, plans: &Plans<'t>) -> std::result::Result<Targets<'v, 't>, String> {
    let targets = set(&item["target"]);
    let mut document: Option<(&str, &Text)> = None;
    for target in &targets {
        let source = target.as_str().or(target["source"].as_str()).or(target["source"]["id"].as_str());
        let source = source.ok_or("a target has no source")?;
        let name = source.split(['#', '?']).next().unwrap_or_default().rsplit('/').next().unwrap_or_default();
        let found = plans.document(&decode(name))?;
        match document {
            Some((doc, _)) if doc != found.0 => return Err("its targets are in different documents".to_string()),
            _ => document = Some(found),
        }
    }
    let (doc, text) = document.ok_or("it has no target")?;
    Ok((doc, text, targets))
}

/// What an annotation of a whole source says, if it is one of ours.
fn about(item: &Value) -> Option<std::result::Result<About, String>> {
    let body = set(&item["body"]).into_iter().find(|body| body["format"] == "application/json")?;
    let json = body["value"].as_str()?;
    Some(serde_json::from_str(json).map_err(|error| format!("what it says of the document is broken: {error}")))
}

fn finding(
    item: &Value,
    targets: &[&Value],
    text: &Text,
    origin: String,
    notes: &mut Vec<String>,
) -> std::result::Result<Option<Mark>, String> {
    let bodies = set(&item["body"]);
    let values = |purpose: &'static str| {
        bodies.iter().filter(move |body| body["purpose"] == purpose).filter_map(|body| body["value"].as_str())
    };
    // Tools that only know tags put the label among them.
    let label = values("classifying").chain(values("tagging")).find(|value| read_label(value).is_ok());
    let Some(label) = label else {
        return match values("classifying").next() {
            Some(label) => read_label(label).map(|_| None),
            None => Ok(None),
        };
    };
    let (layer, kind) = read_label(label)?;
    let mut pieces = targets.iter().map(|target| place(target, text)).collect::<std::result::Result<Vec<_>, _>>()?;
    pieces.sort_unstable();
    let mut mark = Mark::new(layer, kind, pieces, origin);
    for tag in values("tagging").filter(|tag| *tag != label) {
        match tag.split_once('=') {
            Some((name, value)) => mark.set(name.trim(), value)?,
            None => notes.push(format!("{}: a tag, not read: {tag}", mark.origin)),
        }
    }
    Ok(Some(mark))
}

/// The span that a target's selectors mean.
fn place(target: &Value, text: &Text) -> std::result::Result<(usize, usize), String> {
    let mut hint = Hint::default();
    for selector in set(&target["selector"]) {
        let number = |name: &str| -> std::result::Result<usize, String> {
            let value = selector[name].as_u64().and_then(|value| usize::try_from(value).ok());
            value.ok_or_else(|| format!("a TextPositionSelector's {name} is {}", selector[name]))
        };
        match selector["type"].as_str() {
            Some("TextPositionSelector") => {
                hint.start = Some(number("start")?);
                hint.end = Some(number("end")?);
            }
            Some("TextQuoteSelector") => {
                hint.quote = selector["exact"].as_str();
                hint.before = selector["prefix"].as_str().unwrap_or_default();
                hint.after = selector["suffix"].as_str().unwrap_or_default();
            }
            _ => {}
        }
    }
    locate(text, &hint)
}

/// A file name as a relative reference: what has a meaning in URLs, and blanks, become percent codes.
fn encode(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for char in name.chars() {
        match char.is_ascii() && !char.is_ascii_alphanumeric() && !"-._~".contains(char) {
            true => out.push_str(&format!("%{:02X}", u32::from(char))),
            false => out.push(char),
        }
    }
    out
}

fn decode(name: &str) -> String {
    let mut bytes = Vec::with_capacity(name.len());
    let mut rest = name.as_bytes();
    while let [first, tail @ ..] = rest {
        let code = tail.get(..2).and_then(|code| std::str::from_utf8(code).ok());
        let byte = code.filter(|_| *first == b'%').and_then(|code| u8::from_str_radix(code, 16).ok());
        bytes.push(byte.unwrap_or(*first));
        rest = if byte.is_some() { &tail[2..] } else { tail };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn file_names_come_back() {
        for name in ["plan.txt", "Ærø plan #2 (50%).txt", "a%20b.md"] {
            assert_eq!(decode(&encode(name)), name);
        }
        assert_eq!(encode("Ærø 1.txt"), "Ærø%201.txt");
    }
}
