//! Reads one plan of a run: its analysis goes to the workspace, what there is to tell of it into the manifest.

use crate::cli::extract::pretty;
use crate::cli::guard;
use crate::ingest::Document;
use crate::lexicon::Lexicon;
use crate::wire::{AnalysisJson, CountsJson, EntryJson, StatusJson};
use crate::workspace::{Input, Workspace, write_whole};
use std::time::Instant;

/// Reads a plan and writes its analysis under `name`. A plan that cannot be read has no analysis any more.
pub fn plan(
    input: &Input,
    name: &str,
    encoding: Option<&str>,
    lexicon: &Lexicon,
    workspace: &Workspace,
) -> anyhow::Result<EntryJson> {
    let (time, started) = (jiff::Timestamp::now(), Instant::now());
    let entry = EntryJson {
        doc: input.doc.clone(),
        path: input.path.to_string_lossy().into_owned(),
        bytes: input.bytes,
        encoding_given: encoding.map(str::to_owned),
        pejl: crate::VERSION.to_owned(),
        lexicon: lexicon.hash.clone(),
        time: format!("{time:.0}"),
        ..EntryJson::default()
    };
    let read = Document::read(&input.path, encoding);
    match read.and_then(|doc| guard::analyze(&input.path, &doc, lexicon)) {
        Ok(analysis) => {
            write_whole(&workspace.analysis(name), pretty(&analysis)?.as_bytes())?;
            // To the millisecond.
            let seconds = started.elapsed().as_millis() as f64 / 1000.0;
            Ok(EntryJson {
                analysis: Some(name.to_owned()),
                sha256: analysis.sha256.clone(),
                encoding: analysis.encoding.clone(),
                seconds,
                municipality: analysis.meta.municipality.clone(),
                period: analysis.meta.period,
                counts: counts(&analysis),
                notes: notes(&analysis),
                ..entry
            })
        }
        Err(error) => {
            workspace.remove_analysis(name)?;
            let error = Some(error.to_string());
            // It has failed like this before; when it first did is worth more than when it last did.
            let before = workspace.entries.get(&input.doc).filter(|before| before.error == error);
            Ok(before.cloned().unwrap_or(EntryJson { status: StatusJson::Failed, error, ..entry }))
        }
    }
}

fn counts(analysis: &AnalysisJson) -> CountsJson {
    CountsJson {
        goals: analysis.goals.len(),
        target_groups: analysis.target_groups.len(),
        measures: analysis.measures.len(),
        benefits: analysis.benefits.len(),
        sources: analysis.sources.len(),
    }
}

/// What a person may want to know of a plan besides what was found.
fn notes(analysis: &AnalysisJson) -> Vec<String> {
    let mut notes = Vec::new();
    if let Some(encoding) = analysis.encoding.as_deref().filter(|encoding| *encoding != "UTF-8") {
        notes.push(format!("read as {encoding}"));
    }
    notes.extend(analysis.repairs.iter().map(|(step, places)| format!("{step} {places}×")));
    if analysis.goals.is_empty() {
        notes.push("no goals found".to_owned());
    }
    if analysis.meta.period.is_none() {
        notes.push("no years found".to_owned());
    }
    notes
}
