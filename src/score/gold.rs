//! Reads folders of gold files, or of analyses that were written before.

use crate::error::{Error, Result};
use crate::wire::{AnalysisJson, AttributionJson, CellJson, GoalJson, MentionJson, SourceJson};
use rayon::prelude::*;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Every analysis in the `*.json` files of a folder, sorted by file name; the first unreadable file is the error.
///
/// A document is known by its `doc` field, so two files for the same document are an error too.
pub fn read_folder(folder: &Path) -> Result<Vec<AnalysisJson>> {
    let entries = std::fs::read_dir(folder).map_err(|error| Error::io(folder, error))?;
    let mut paths: Vec<PathBuf> = Vec::new();
    for entry in entries {
        let path = entry.map_err(|error| Error::io(folder, error))?.path();
        if path.extension().is_some_and(|extension| extension == "json") {
            paths.push(path);
        }
    }
    paths.sort();
    let read: Result<Vec<AnalysisJson>> = paths.par_iter().map(|path| read_file(path)).collect();
    let analyses = read?;
    let mut seen: BTreeMap<&str, &Path> = BTreeMap::new();
    for (analysis, path) in analyses.iter().zip(&paths) {
        if let Some(first) = seen.insert(&analysis.doc, path) {
            let message =
                format!("document '{}' is already in {}; remove one of the two", analysis.doc, first.display());
            return Err(Error::invalid(path, None, message));
        }
    }
    Ok(analyses)
}

/// One analysis or gold file. An error names the item: `goals[3]: missing field 'kind'`.
pub fn read_file(path: &Path) -> Result<AnalysisJson> {
    let bytes = std::fs::read(path).map_err(|error| Error::io(path, error))?;
    serde_json::from_slice(&bytes).map_err(|error| {
        let message = faulty_item(&bytes).unwrap_or_else(|| reason(&error));
        Error::invalid(path, Some(error.line()), message)
    })
}

/// Reads the file again piece by piece to name the item at fault, since the parser knows only the line.
fn faulty_item(bytes: &[u8]) -> Option<String> {
    let value: Value = serde_json::from_slice(bytes).ok()?;
    faulty::<GoalJson>(&value, "goals")
        .or_else(|| faulty::<MentionJson>(&value, "target_groups"))
        .or_else(|| faulty::<MentionJson>(&value, "measures"))
        .or_else(|| faulty::<MentionJson>(&value, "benefits"))
        .or_else(|| faulty::<SourceJson>(&value, "sources"))
        .or_else(|| faulty::<CellJson>(&value, "matrix"))
        .or_else(|| faulty::<AttributionJson>(&value, "attributions"))
}

fn faulty<T: DeserializeOwned>(analysis: &Value, layer: &str) -> Option<String> {
    let list = analysis.get(layer)?.as_array()?;
    list.iter().enumerate().find_map(|(index, item)| {
        let error = serde_json::from_value::<T>(item.clone()).err()?;
        Some(format!("{layer}[{index}]: {}", reason(&error)))
    })
}

/// The parser's reason in our style: single quotes, and no "at line 3 column 7", which we print in front.
fn reason(error: &serde_json::Error) -> String {
    let message = error.to_string();
    let message = message.split(" at line ").next().unwrap_or_default();
    message.replace('`', "'")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_the_item_at_fault() {
        let json = br#"{"doc": "a.txt", "goals": [{"start": 1, "end": 2, "text": "x"}]}"#;
        let message = faulty_item(json).expect("the goal has no kind");
        assert_eq!(message, "goals[0]: missing field 'kind'");
    }
}
