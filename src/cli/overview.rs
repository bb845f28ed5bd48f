//! `pejl overview DIR --year YEAR`: municipality × goal, themes and changes, as HTML, XLSX, Markdown or JSON.

use super::analyses::read_workspace;
use crate::lexicon::{Labels, Lexicon, Source};
use crate::output::overview as output;
use crate::overview::{self, Options, Overview, Scheme, Years};
use crate::workspace::write_whole;
use anyhow::{Result, bail};
use std::io::Write;
use std::path::{Path, PathBuf};

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  pejl overview pejl-out --year 2022 --out oversigt-2022.html\n  pejl overview pejl-out --year 2021-2023 --columns themes --out temaer.xlsx\n  pejl overview work --year 2023 --region Hovedstaden --format markdown\n\nX: a goal of its own with a number to reach. (X): described without such a number. –: a plan was read and nothing found.\n?: no plan was read. --columns FILE takes a table with the columns of lexicons/themes.csv."
)]
pub struct Args {
    /// Folder that `pejl run` or `pejl extract --out` wrote
    workspace: PathBuf,
    /// Year or period, for example 2022 or 2021-2023
    #[arg(long, value_name = "YEAR", value_parser = years)]
    year: Years,
    /// What the columns are: minister-goals, measures, target_groups, themes, or a table of themes
    #[arg(long, value_name = "SCHEME|FILE", default_value = "minister-goals", value_parser = scheme)]
    columns: Scheme,
    /// A row for every municipality of this region, and for no other
    #[arg(long, value_name = "NAME")]
    region: Option<String>,
    /// What to write [default: by the ending of --out, else markdown]
    #[arg(long, value_enum)]
    format: Option<Format>,
    /// File to write instead of printing
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// One page that needs nothing else
    Html,
    /// One workbook; wants --out
    #[cfg(feature = "xlsx")]
    Xlsx,
    #[value(alias = "md")]
    Markdown,
    Json,
}

pub fn run(args: &Args, lexicons: &Source, out: &mut impl Write) -> Result<u8> {
    let format = args.format.or_else(|| by_ending(args.out.as_deref()?)).unwrap_or(Format::Markdown);
    #[cfg(feature = "xlsx")]
    if format == Format::Xlsx && args.out.is_none() {
        bail!("a workbook cannot be printed; name a file with --out");
    }
    let lexicon = Lexicon::load(lexicons)?;
    let labels = Labels::load(lexicons, &lexicon)?;
    let analyses = read_workspace(&args.workspace)?;
    check_region(args.region.as_deref(), &lexicon)?;
    let options = Options { years: args.year, scheme: args.columns.clone(), region: args.region.clone() };
    let overview = overview::overview(&analyses, &lexicon, &labels, lexicons, &options)?;
    for left in &overview.left_out {
        eprintln!("pejl: {}: in no row: {}", left.doc, left.reason);
    }
    let bytes = match format {
        Format::Html => output::html(&overview)?.into_bytes(),
        Format::Markdown => output::markdown(&overview)?.into_bytes(),
        Format::Json => (serde_json::to_string_pretty(&overview)? + "\n").into_bytes(),
        #[cfg(feature = "xlsx")]
        Format::Xlsx => output::xlsx(&overview, &super::analyses::about(&lexicon.hash))?,
    };
    match &args.out {
        Some(path) => write_whole(path, &bytes)?,
        None => out.write_all(&bytes)?,
    }
    Ok(said_nothing(&overview))
}

/// 1 if no plan covers the years.
fn said_nothing(overview: &Overview) -> u8 {
    if overview.read() > 0 {
        return 0;
    }
    eprintln!("pejl: no plan here covers {}", overview.years);
    1
}

fn by_ending(path: &Path) -> Option<Format> {
    match path.extension()?.to_str()? {
        "html" | "htm" => Some(Format::Html),
        #[cfg(feature = "xlsx")]
        "xlsx" => Some(Format::Xlsx),
        "md" => Some(Format::Markdown),
        "json" => Some(Format::Json),
        _ => None,
    }
}

fn check_region(asked: Option<&str>, lexicon: &Lexicon) -> Result<()> {
    let Some(asked) = asked else { return Ok(()) };
    let mut regions: Vec<&str> = lexicon.municipalities.iter().map(|known| known.region.as_str()).collect();
    regions.sort_unstable();
    regions.dedup();
    let known = regions.iter().any(|region| *region == asked || region.strip_prefix("Region ") == Some(asked));
    if !known {
        bail!("no region is called '{asked}'; there are {}", regions.join(", "));
    }
    Ok(())
}

fn years(text: &str) -> Result<Years, String> {
    let year = |text: &str| text.trim().parse::<i32>().ok().filter(|year| (1990..2100).contains(year));
    let (from, to) = match text.split_once("..").or_else(|| text.split_once(['-', '–', ':'])) {
        Some((from, to)) => (year(from), year(to)),
        None => (year(text), year(text)),
    };
    match (from, to) {
        (Some(from), Some(to)) if from <= to => Ok(Years { from, to }),
        _ => Err(format!("'{text}' is no year or period; write for example 2022 or 2021-2023")),
    }
}

fn scheme(text: &str) -> Result<Scheme, String> {
    Ok(match text.replace('-', "_").as_str() {
        "minister_goals" => Scheme::MinisterGoals,
        "measures" => Scheme::Measures,
        "target_groups" => Scheme::TargetGroups,
        "themes" => Scheme::Themes,
        _ => Scheme::File(PathBuf::from(text)),
    })
}
