//! The table of passages: the blocks of the plans' own texts, as the search index has them.

use super::{Table, Value, build, columns};
use crate::ingest::Document;
use crate::lexicon::{Labels, Lexicon};
use crate::search::{self, Passage};
use crate::wire::AnalysisJson;
use rayon::prelude::*;

/// The passages of the plans among `documents` that have been analyzed.
pub fn passages(analyses: &[AnalysisJson], documents: &[Document], lexicon: &Lexicon, labels: &Labels) -> Table {
    let rows: Vec<Vec<Vec<Value>>> = analyses
        .par_iter()
        .map(|analysis| {
            let Some(doc) = documents.iter().find(|doc| doc.name == analysis.doc) else { return Vec::new() };
            let passages = search::passages(&crate::extract::Parsed::new(doc, lexicon), analysis);
            passages.iter().map(|passage| row(passage, labels)).collect()
        })
        .collect();
    Table {
        name: "passages",
        means: "et stykke af planens tekst: overskrift, afsnit, punkt, tabelrække eller fodnote",
        columns: columns::PASSAGES,
        rows: rows.into_iter().flatten().collect(),
    }
}

fn row(passage: &Passage, labels: &Labels) -> Vec<Value> {
    let texts: Vec<&str> = passage.segments.iter().map(|segment| segment.text.as_str()).collect();
    let mut row = vec![
        passage.plan.doc.as_str().into(),
        passage.id().into(),
        passage.plan.municipality.clone().into(),
        passage.plan.code.clone().into(),
        passage.plan.period.and_then(|period| period.from).into(),
        passage.plan.period.and_then(|period| period.to).into(),
    ];
    row.extend(build::named(Some(passage.kind.as_str()), "passage_kind", labels));
    row.extend([
        passage.page.into(),
        build::section(&passage.section),
        texts.join(" ").into(),
        passage.start().into(),
        passage.end().into(),
    ]);
    row
}
