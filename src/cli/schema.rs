//! `pejl schema`: the format of an analysis as JSON Schema (draft 2020-12).

use crate::wire::AnalysisJson;
use schemars::generate::SchemaSettings;
use std::io::Write;

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  pejl schema > analysis.schema.json\n\nThe same schema is in the tree as schema/analysis.schema.json."
)]
pub struct Args {}

pub fn run(out: &mut impl Write) -> anyhow::Result<u8> {
    writeln!(out, "{}", schema()?)?;
    Ok(0)
}

/// The schema, pretty-printed.
pub fn schema() -> anyhow::Result<String> {
    let schema = SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<AnalysisJson>();
    Ok(serde_json::to_string_pretty(&schema)?)
}
