//! `pejl export DIR --to FORMAT`: the analyses of a workspace as tables, or its index for another search engine.

use super::analyses::read_workspace;
use crate::lexicon::{Labels, Lexicon, Source};
use crate::output::table::csv::{self, Dialect};
use crate::output::table::ndjson;
use crate::table::{self, Table};
use crate::wire::AnalysisJson;
use crate::workspace::write_whole;
use anyhow::Result;
use std::io::Write;
use std::path::{Path, PathBuf};

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  pejl export pejl-out --to xlsx --plans corpus\n  pejl export analyses/ --to csv-excel --out tables/\n  pejl export work --to xlsx --link 'https://example.dk/{stem}.pdf#page={page}'\n  pejl export pejl-out --to elasticsearch --out handover\n\nTables: plans, goals, target_groups, measures, benefits, sources, links, matrix and, with --plans, passages.\nFor elasticsearch and quickwit: passages in files that each fit one request, the configuration of the index, the word list for decompounding (elasticsearch) and a README with the commands that load them."
)]
pub struct Args {
    /// Folder that `pejl run`, `pejl extract --out` or, for a search engine, `pejl index` wrote
    workspace: PathBuf,
    /// What to write
    #[arg(long, value_enum, value_name = "FORMAT")]
    to: To,
    /// Where: a file for xlsx and sqlite, else a folder [default: tables.xlsx, tables.sqlite, tables/, handover/]
    #[arg(long, value_name = "PATH")]
    out: Option<PathBuf>,
    /// The plans' own texts, for the table of passages: files, folders or globs
    #[arg(long, value_name = "PATH", num_args = 1..)]
    plans: Vec<PathBuf>,
    /// Address of a finding, for the links of xlsx, with {doc}, {stem}, {page}, {start} and {end}
    #[arg(long, value_name = "URL")]
    link: Option<String>,
}

/// The formats. One a file in `output/table/`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum To {
    /// Comma, decimal point, texts untouched: for programs
    Csv,
    /// Semicolon, decimal comma, byte-order mark: for a double click in Excel
    CsvExcel,
    /// One workbook with filters, links and "Læs mig"
    #[cfg(feature = "xlsx")]
    Xlsx,
    /// One Parquet file a table
    #[cfg(feature = "parquet")]
    Parquet,
    /// An object a row
    Ndjson,
    /// One database
    #[cfg(feature = "sqlite")]
    Sqlite,
    /// What Elasticsearch and OpenSearch need to serve the passages of the index
    #[cfg(feature = "search")]
    Elasticsearch,
    /// The same for Quickwit
    #[cfg(feature = "search")]
    Quickwit,
}

pub fn run(args: &Args, lexicons: &Source, out: &mut impl Write) -> Result<u8> {
    #[cfg(feature = "search")]
    if let To::Elasticsearch | To::Quickwit = args.to {
        return hand_over(args, out);
    }
    let lexicon = Lexicon::load(lexicons)?;
    let labels = Labels::load(lexicons, &lexicon)?;
    let analyses = read_workspace(&args.workspace)?;
    let mut tables = table::tables(&analyses, &lexicon, &labels);
    let unread = add_passages(args, &analyses, &lexicon, &labels, &mut tables);
    for (path, bytes) in files(args, &tables, &lexicon)? {
        write_whole(&path, &bytes)?;
        writeln!(out, "{}", path.display())?;
    }
    Ok(if unread { 2 } else { 0 })
}

/// The index of the workspace, or the folder itself if it is an index.
#[cfg(feature = "search")]
fn hand_over(args: &Args, out: &mut impl Write) -> Result<u8> {
    use crate::search::{Engine, Searcher};
    let engine = if args.to == To::Quickwit { Engine::Quickwit } else { Engine::Elasticsearch };
    let inside = args.workspace.join("index");
    let index = if inside.is_dir() { &inside } else { &args.workspace };
    let folder = args.out.as_deref().unwrap_or(Path::new("handover"));
    let done = crate::search::hand_over(&Searcher::open(index)?, engine, folder)?;
    writeln!(out, "{}: {} passages in {} files", folder.display(), done.passages, done.files.len())?;
    Ok(u8::from(done.passages == 0))
}

/// The files of the chosen format with their contents.
#[cfg_attr(not(feature = "xlsx"), expect(unused_variables, reason = "only a workbook tells of the lexicon"))]
fn files(args: &Args, tables: &[Table], lexicon: &Lexicon) -> Result<Vec<(PathBuf, Vec<u8>)>> {
    let folder = args.out.as_deref().unwrap_or(Path::new("tables"));
    let each = |extension: &str, write: &dyn Fn(&Table) -> Result<Vec<u8>>| {
        let files = tables.iter();
        let files = files.map(|table| Ok((folder.join(table.name).with_extension(extension), write(table)?)));
        files.collect::<Result<Vec<_>>>()
    };
    match args.to {
        To::Csv => each("csv", &|table| csv::csv(table, Dialect::Plain)),
        To::CsvExcel => each("csv", &|table| csv::csv(table, Dialect::Excel)),
        To::Ndjson => each("ndjson", &ndjson::ndjson),
        #[cfg(feature = "xlsx")]
        To::Xlsx => {
            let links = crate::output::table::xlsx::Links { template: args.link.clone() };
            let about = super::analyses::about(&lexicon.hash);
            Ok(one_file(args, "tables.xlsx", crate::output::table::xlsx::xlsx(tables, &about, &links)?))
        }
        #[cfg(feature = "parquet")]
        To::Parquet => each("parquet", &crate::output::table::parquet::parquet),
        #[cfg(feature = "sqlite")]
        To::Sqlite => Ok(one_file(args, "tables.sqlite", crate::output::table::sqlite::sqlite(tables)?)),
        #[cfg(feature = "search")]
        To::Elasticsearch | To::Quickwit => Ok(Vec::new()),
    }
}

/// A format that puts all tables in one file.
#[cfg(any(feature = "xlsx", feature = "sqlite"))]
fn one_file(args: &Args, name: &str, bytes: Vec<u8>) -> Vec<(PathBuf, Vec<u8>)> {
    vec![(args.out.clone().unwrap_or_else(|| PathBuf::from(name)), bytes)]
}

/// Adds the table of passages if the plans are given; whether one of them could not be read.
#[cfg(feature = "search")]
fn add_passages(
    args: &Args,
    analyses: &[AnalysisJson],
    lexicon: &Lexicon,
    labels: &Labels,
    tables: &mut Vec<Table>,
) -> bool {
    if args.plans.is_empty() {
        return false;
    }
    let (files, mut errors) = crate::ingest::find(&args.plans);
    let mut documents = Vec::new();
    for path in files {
        // The analyses tell in which encoding each plan was read.
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let analysis = analyses.iter().find(|analysis| analysis.doc == name);
        match super::extract::read(&path, analysis.and_then(|analysis| analysis.encoding.as_deref())) {
            Ok(doc) => documents.push(doc),
            Err(error) => errors.push(error),
        }
    }
    for analysis in analyses {
        match documents.iter().find(|doc| doc.name == analysis.doc) {
            None => eprintln!("pejl: {}: not among --plans; no passages of it", analysis.doc),
            Some(doc) if analysis.sha256.as_ref().is_some_and(|known| *known != doc.sha256) => {
                eprintln!("pejl: {}: changed since it was analyzed; run pejl run again", analysis.doc);
            }
            Some(_) => {}
        }
    }
    for error in &errors {
        eprintln!("pejl: {error}");
    }
    tables.push(table::passages(analyses, &documents, lexicon, labels));
    !errors.is_empty()
}

#[cfg(not(feature = "search"))]
fn add_passages(args: &Args, _: &[AnalysisJson], _: &Lexicon, _: &Labels, _: &mut Vec<Table>) -> bool {
    if !args.plans.is_empty() {
        eprintln!("pejl: built without search, so there is no table of passages");
    }
    false
}
