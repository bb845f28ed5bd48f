//! Label Studio: `tasks.json` to import, and `labeling-config.xml` for the project.
//!
//! Each layer is a set of labels, each field a control for the regions of its layer. A cut span is a region a piece,
//! bound together by relations called `continues`. Gold goes out as annotations; an analysis of ours as predictions,
//! which Label Studio shows for correction. Its text tags count code points, as we do.

mod config;
mod read;

pub(super) use read::read;

use super::mark::Mark;
use super::schema::{Field, Layer, Values};
use super::{File, Outgoing, file};
use crate::score::Text;
use serde_json::{Value, json};

/// Label of the relation between the pieces of a cut span.
const CONTINUES: &str = "continues";

/// Name of the control for a field: names must differ in the whole configuration.
fn control(layer: &Layer, field: &Field) -> String {
    format!("{}_{}", layer.name, field.name)
}

pub(super) fn write(documents: &[Outgoing<'_>]) -> Vec<File> {
    let tasks: Vec<Value> = documents.iter().enumerate().map(|(index, document)| task(index + 1, document)).collect();
    let json = serde_json::to_string_pretty(&tasks).expect("values are always JSON") + "\n";
    vec![file("tasks.json", json), file("labeling-config.xml", config::xml())]
}

fn task(number: usize, document: &Outgoing<'_>) -> Value {
    let regions: Vec<Value> = document
        .marks
        .iter()
        .enumerate()
        .flat_map(|(index, mark)| regions(&format!("f{}", index + 1), mark, document.text))
        .collect();
    let mut task = json!({
        "id": number,
        "data": { "text": document.text.raw(), "doc": document.about.doc, "about": document.about },
    });
    let version = concat!("pejl ", env!("CARGO_PKG_VERSION"));
    match document.proposal {
        true => task["predictions"] = json!([{ "model_version": version, "result": regions }]),
        false => task["annotations"] = json!([{ "result": regions }]),
    }
    task
}

/// The regions of a finding: a label for each piece, fields on the first, and what binds the pieces.
fn regions(name: &str, mark: &Mark, text: &Text) -> Vec<Value> {
    let region = |piece: usize| match piece {
        0 => name.to_string(),
        _ => format!("{name}-{}", piece + 1),
    };
    let mut regions = Vec::new();
    for (piece, &(start, end)) in mark.pieces.iter().enumerate() {
        let quote = text.slice(start, end);
        regions.push(json!({
            "id": region(piece), "from_name": mark.layer.name, "to_name": "text", "type": "labels",
            "value": { "start": start, "end": end, "text": quote, "labels": [mark.kind] },
        }));
    }
    let (start, end) = mark.pieces.first().copied().unwrap_or_default();
    for (field, value) in mark.ordered() {
        let (kind, mut content) = match field.values {
            Values::One(_) => ("choices", json!({ "choices": [value] })),
            Values::Many(_) => {
                let items: Vec<&str> = value.split(", ").collect();
                ("choices", json!({ "choices": items }))
            }
            Values::Number => ("number", json!({ "number": value.parse::<f64>().ok() })),
            Values::Text => ("textarea", json!({ "text": [value] })),
        };
        content["start"] = json!(start);
        content["end"] = json!(end);
        regions.push(json!({
            "id": name, "from_name": control(mark.layer, field), "to_name": "text", "type": kind, "value": content,
        }));
    }
    for piece in 1..mark.pieces.len() {
        regions.push(json!({
            "type": "relation", "from_id": region(piece - 1), "to_id": region(piece), "direction": "right",
            "labels": [CONTINUES],
        }));
    }
    regions
}
