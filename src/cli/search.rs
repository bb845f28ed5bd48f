//! `pejl search QUERY --index DIR`: passages with what matched in them.

use super::hits::{self, Format, Group};
use crate::lexicon::Lexicon;
use crate::search::{Dimension, HELP, Request, Searcher, Sort};
use anyhow::Context;
use std::io::Write;
use std::path::PathBuf;

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  pejl search 'IGU flygtninge' --index idx\n  pejl search 'mentor -unge' --index idx --year 2018..2022\n  pejl search --concept virksomhedspraktik --municipality Lindeby --index idx\n  pejl search 'virksom*' --index idx --all --format ndjson\n  pejl search IGU --index idx --pivot municipality:year"
)]
pub struct Args {
    /// What to look for; --help-query explains the language
    #[arg(required_unless_present_any = ["help_query", "municipality", "year", "layer", "concept", "queries"])]
    pub query: Option<String>,
    /// Folder of the index
    #[arg(long, value_name = "DIR", required_unless_present = "help_query")]
    pub index: Option<PathBuf>,
    /// Only plans of this municipality, by name or code; may be given again
    #[arg(long, value_name = "NAME")]
    pub municipality: Vec<String>,
    /// Only plans that cover this year or range (2018..2022); may be given again
    #[arg(long, value_name = "YEAR")]
    pub year: Vec<String>,
    /// Only passages with something of this layer: goals, target_groups, measures, benefits, sources
    #[arg(long, value_name = "LAYER")]
    pub layer: Vec<String>,
    /// Only passages that name this concept, by id or label
    #[arg(long, value_name = "CONCEPT")]
    pub concept: Vec<String>,
    /// Do not look for other names of a concept
    #[arg(long)]
    pub literal: bool,
    /// Most passages to print
    #[arg(long, default_value_t = 10, value_name = "N")]
    pub limit: usize,
    /// Print all passages
    #[arg(long, conflicts_with = "limit")]
    pub all: bool,
    /// What hits stand under
    #[arg(long, value_enum, default_value_t = Group::Plan)]
    pub group: Group,
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
    /// Short for --format json
    #[arg(long, conflicts_with = "format")]
    pub json: bool,
    #[arg(long, value_enum, default_value_t)]
    pub sort: Sort,
    /// Count the passages by municipality, year, measure …, instead of printing them
    #[arg(long)]
    pub facets: bool,
    /// Count the passages by two of municipality, region, year, plan, kind, goal, target_group, measure, benefit
    #[arg(long, value_name = "ROWS:COLUMNS", value_parser = pivot, conflicts_with = "facets")]
    pub pivot: Option<(Dimension, Dimension)>,
    /// Print only the number of passages
    #[arg(long)]
    pub count: bool,
    /// Explain the query language
    #[arg(long)]
    pub help_query: bool,
    /// File with a query a line (up to a tab); prints every hit as NDJSON
    #[arg(long, value_name = "FILE", hide = true)]
    pub queries: Option<PathBuf>,
}

pub fn run(args: &Args, lexicon: &Lexicon, out: &mut impl Write) -> anyhow::Result<u8> {
    if args.help_query {
        write!(out, "{HELP}")?;
        return Ok(0);
    }
    let folder = args.index.as_deref().context("say where the index is with --index DIR")?;
    let searcher = Searcher::open(folder)?;
    if let Some(file) = &args.queries {
        return run_queries(args, &searcher, lexicon, file, out);
    }
    let query = args.query.clone().unwrap_or_default();
    let answer = searcher.search(lexicon, &request(args, query.clone()))?;
    if args.count {
        writeln!(out, "{}", answer.total)?;
    } else {
        hits::print(&query, &answer, if args.json { Format::Json } else { args.format }, args.group, out)?;
    }
    Ok(u8::from(answer.total == 0))
}

fn request(args: &Args, query: String) -> Request {
    Request {
        query,
        municipalities: args.municipality.clone(),
        years: args.year.clone(),
        layers: args.layer.clone(),
        concepts: args.concept.clone(),
        literal: args.literal,
        sort: args.sort,
        facets: if args.facets { Dimension::ALL.to_vec() } else { Vec::new() },
        pivot: args.pivot,
        limit: match args {
            _ if args.count || args.facets || args.pivot.is_some() => Some(0),
            _ if args.all => None,
            _ => Some(args.limit),
        },
    }
}

/// `municipality:year`.
fn pivot(text: &str) -> Result<(Dimension, Dimension), String> {
    let (rows, columns) = text.split_once([':', ',']).ok_or("write two names, for example municipality:year")?;
    let dimension = |name: &str| {
        let known = Dimension::ALL.into_iter().find(|known| known.as_str() == name.trim().replace('-', "_"));
        known.ok_or_else(|| {
            let names = Dimension::ALL.map(Dimension::as_str).join(", ");
            format!("'{name}' is nothing to count by; there are {names}")
        })
    };
    Ok((dimension(rows)?, dimension(columns)?))
}

fn run_queries(
    args: &Args,
    searcher: &Searcher,
    lexicon: &Lexicon,
    file: &std::path::Path,
    out: &mut impl Write,
) -> anyhow::Result<u8> {
    let text = std::fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
    for query in text.lines().filter_map(|line| line.split('\t').next()).filter(|query| !query.trim().is_empty()) {
        let request = Request { limit: None, ..request(args, query.to_owned()) };
        match searcher.search(lexicon, &request) {
            Ok(answer) => hits::ndjson(query, &answer, out)?,
            Err(error) => eprintln!("pejl: {query}: {error}"),
        }
    }
    Ok(0)
}
