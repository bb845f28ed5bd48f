//! Reads Label Studio's JSON export. An annotation counts, a prediction does not: nobody has looked at it.

use super::{CONTINUES, control};
use crate::error::{Error, Result};
use crate::exchange::about::About;
use crate::exchange::locate::{Hint, locate};
use crate::exchange::mark::Mark;
use crate::exchange::schema::{LAYERS, layer};
use crate::exchange::{Incoming, Plans, Reading, files, from_json, read_utf8, same_text};
use crate::score::Text;
use serde::Deserialize;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;

#[derive(Deserialize)]
struct Task {
    #[serde(default)]
    id: Value,
    data: Data,
    #[serde(default)]
    annotations: Vec<Annotation>,
}

#[derive(Deserialize)]
struct Data {
    text: String,
    #[serde(default)]
    doc: Option<String>,
    #[serde(default)]
    about: Option<About>,
}

#[derive(Deserialize)]
struct Annotation {
    #[serde(default)]
    was_cancelled: bool,
    #[serde(default)]
    result: Vec<Region>,
}

#[derive(Deserialize)]
struct Region {
    #[serde(default)]
    id: String,
    #[serde(default)]
    from_name: String,
    #[serde(default, rename = "type")]
    kind: String,
    #[serde(default)]
    value: Value,
    #[serde(default)]
    from_id: String,
    #[serde(default)]
    to_id: String,
    #[serde(default)]
    labels: Vec<String>,
}

/// Every `*.json` of a folder, or one file, with a list of tasks.
pub(in crate::exchange) fn read(path: &Path, plans: &Plans<'_>) -> Result<Reading> {
    let mut reading = Reading::default();
    for path in files(path, "json")? {
        let tasks: Vec<Task> = from_json(&path, &read_utf8(&path)?, 1)?;
        for (index, task) in tasks.into_iter().enumerate() {
            let number = if task.id.is_null() { (index + 1).to_string() } else { task.id.to_string() };
            let place = format!("task {number}");
            let fail = |message: String| Error::invalid(&path, None, format!("{place}: {message}"));
            let mut annotations = task.annotations.into_iter().filter(|annotation| !annotation.was_cancelled);
            let (annotation, other) = (annotations.next(), annotations.next());
            let Some(annotation) = annotation else {
                reading.notes.push(format!("{}: {place}: nobody has annotated it yet; left out", path.display()));
                continue;
            };
            if other.is_some() {
                return Err(fail("more than one annotation; keep the one that is agreed".to_string()));
            }
            let (doc, text) = document(&task.data, plans).map_err(fail)?;
            let mut regions = Regions::new(format!("{}: {place}", path.display()), text);
            let found = regions.read(&annotation.result).map_err(fail)?;
            reading.notes.append(&mut regions.notes);
            reading.documents.push(Incoming {
                doc: doc.to_string(),
                about: task.data.about,
                links: None,
                marks: found,
                carried: Vec::new(),
            });
        }
    }
    Ok(reading)
}

/// The document that a task shows.
fn document<'t>(data: &Data, plans: &Plans<'t>) -> std::result::Result<(&'t str, &'t Text), String> {
    let named = data.doc.as_deref().or(data.about.as_ref().map(|about| about.doc.as_str()));
    let doc = named.or_else(|| plans.document_like(&data.text));
    let (doc, text) = plans.document(doc.ok_or("no plan has this text, and data.doc that names it is not there")?)?;
    same_text(&data.text, text)?;
    Ok((doc, text))
}

/// The regions of one annotation on their way to findings.
struct Regions<'t> {
    place: String,
    text: &'t Text,
    marks: Vec<Mark>,
    /// Place in `marks` by region.
    by_id: BTreeMap<String, usize>,
    notes: Vec<String>,
}

impl<'t> Regions<'t> {
    fn new(place: String, text: &'t Text) -> Self {
        Self { place, text, marks: Vec::new(), by_id: BTreeMap::new(), notes: Vec::new() }
    }

    fn read(&mut self, regions: &[Region]) -> std::result::Result<Vec<Mark>, String> {
        for region in regions.iter().filter(|region| region.kind == "labels") {
            self.label(region).map_err(|message| format!("region '{}': {message}", region.id))?;
        }
        for region in regions.iter().filter(|region| !matches!(region.kind.as_str(), "labels" | "relation")) {
            self.field(region).map_err(|message| format!("region '{}': {message}", region.id))?;
        }
        let mut swallowed = vec![false; self.marks.len()];
        for relation in regions.iter().filter(|region| region.kind == "relation") {
            if !relation.labels.iter().any(|label| label == CONTINUES) {
                self.notes.push(format!(
                    "{}: the relation from '{}' to '{}' is none of gold's; left out",
                    self.place, relation.from_id, relation.to_id
                ));
                continue;
            }
            let end =
                |id: &str| self.by_id.get(id).copied().ok_or_else(|| format!("a relation names '{id}'; no region"));
            let (first, next) = (end(&relation.from_id)?, end(&relation.to_id)?);
            if first == next {
                continue;
            }
            if self.marks[first].layer.name != self.marks[next].layer.name
                || self.marks[first].kind != self.marks[next].kind
            {
                return Err(format!("'{}' continues '{}' but has another label", relation.to_id, relation.from_id));
            }
            let pieces = std::mem::take(&mut self.marks[next].pieces);
            self.marks[first].pieces.extend(pieces);
            self.marks[first].pieces.sort_unstable();
            swallowed[next] = true;
            for place in self.by_id.values_mut().filter(|place| **place == next) {
                *place = first;
            }
        }
        let marks = std::mem::take(&mut self.marks).into_iter().zip(swallowed);
        Ok(marks.filter(|(_, swallowed)| !swallowed).map(|(mark, _)| mark).collect())
    }

    fn label(&mut self, region: &Region) -> std::result::Result<(), String> {
        let layer = layer(&region.from_name)?;
        let labels: Vec<&str> = strings(&region.value["labels"]);
        let [kind] = labels[..] else {
            return Err(format!("{} labels; a finding has one", labels.len()));
        };
        let number = |name: &str| -> std::result::Result<usize, String> {
            let value = region.value[name].as_u64().and_then(|value| usize::try_from(value).ok());
            value.ok_or_else(|| format!("{name} is {}, not an offset into a text", region.value[name]))
        };
        let hint = Hint {
            start: Some(number("start")?),
            end: Some(number("end")?),
            quote: region.value["text"].as_str(),
            ..Hint::default()
        };
        let span = locate(self.text, &hint)?;
        if self.by_id.insert(region.id.clone(), self.marks.len()).is_some() {
            return Err("two labels on one region".to_string());
        }
        let origin = format!("{}: region '{}'", self.place, region.id);
        self.marks.push(Mark::new(layer, kind, vec![span], origin));
        Ok(())
    }

    fn field(&mut self, region: &Region) -> std::result::Result<(), String> {
        let field = LAYERS.iter().find_map(|layer| {
            let mut fields = layer.fields.iter();
            Some((layer, fields.find(|field| control(layer, field) == region.from_name)?))
        });
        let Some((layer, field)) = field else {
            self.notes.push(format!("{}: '{}' is no field of gold; left out", self.place, region.from_name));
            return Ok(());
        };
        let place = *self.by_id.get(&region.id).ok_or("it has a field but no label")?;
        let mark = &mut self.marks[place];
        if mark.layer.name != layer.name {
            // The label was changed to another layer's; Label Studio keeps what was said before.
            self.notes.push(format!("{}: {} on {}; left out", mark.origin, region.from_name, mark.layer.name));
            return Ok(());
        }
        let value = match region.kind.as_str() {
            "choices" => strings(&region.value["choices"]).join(", "),
            "number" => region.value["number"].as_f64().map(|number| number.to_string()).unwrap_or_default(),
            "textarea" => match &region.value["text"] {
                Value::String(text) => text.clone(),
                list => strings(list).join(", "),
            },
            other => return Err(format!("'{other}' is not how a field is written")),
        };
        mark.set(field.name, &value)
    }
}

fn strings(list: &Value) -> Vec<&str> {
    list.as_array().into_iter().flatten().filter_map(Value::as_str).collect()
}
