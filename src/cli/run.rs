//! `pejl run PATH…`: the whole job. Reads the plans, writes an analysis of each, scores them where gold exists, builds
//! the search index, and says what was found, what is odd, and what to type next.

use super::extract::analyze_all;
use super::workspace::{analysis_names, write_whole};
use crate::error::Error;
use crate::ingest::Document;
use crate::lexicon::{Lexicon, Source};
use crate::score::{self, Options};
use crate::wire::AnalysisJson;
use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};

#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  pejl run corpus\n  pejl run incoming/ --out work\n  pejl run plans/ --gold gold/")]
pub struct Args {
    /// Plans: files, folders or globs
    #[arg(required = true)]
    paths: Vec<PathBuf>,
    /// Folder for analyses and index
    #[arg(long, value_name = "DIR", default_value = "pejl-out")]
    out: PathBuf,
    /// Gold to score against [default: the folder `gold` beside a folder of plans, if there is one]
    #[arg(long, value_name = "DIR")]
    gold: Option<PathBuf>,
    /// Encoding of all plans, as a WHATWG label; detected by default
    #[arg(long, value_name = "LABEL")]
    encoding: Option<String>,
}

pub fn run(args: &Args, lexicons: &Source, out: &mut impl Write) -> anyhow::Result<u8> {
    let lexicon = Lexicon::load(lexicons)?;
    let (plans, errors) = analyze_all(&args.paths, args.encoding.as_deref(), &lexicon);
    let folder = args.out.join("analyses");
    let names = analysis_names(plans.iter().map(|(doc, _)| doc.name.as_str()));
    for ((_, analysis), name) in plans.iter().zip(&names) {
        let json = serde_json::to_string_pretty(analysis)? + "\n";
        write_whole(&folder.join(name), json.as_bytes())?;
    }
    let indexed = index(&plans, &lexicon, &args.out.join("index"))?;
    let analyses: Vec<AnalysisJson> = plans.into_iter().map(|(_, analysis)| analysis).collect();

    print_plans(out, &analyses)?;
    if let Some(gold) = args.gold.clone().or_else(|| gold_beside(&args.paths)) {
        print_score(out, &gold, &analyses)?;
    }
    print_oddities(out, &analyses, &errors)?;
    print_next(out, args, &analyses, indexed)?;
    for error in &errors {
        eprintln!("pejl: {error}");
    }
    Ok(match (errors.is_empty(), analyses.is_empty()) {
        (false, _) => 2,
        (true, true) => 1,
        (true, false) => 0,
    })
}

/// The folder `gold` beside a folder of plans.
fn gold_beside(paths: &[PathBuf]) -> Option<PathBuf> {
    let folders = paths.iter().filter(|path| path.is_dir());
    folders.map(|folder| folder.join("..").join("gold")).find(|gold| gold.is_dir()).map(|gold| {
        // "corpus/../gold" reads better as "gold".
        let parent = gold.parent().and_then(Path::parent).and_then(Path::parent);
        parent.map_or(gold.clone(), |parent| parent.join("gold"))
    })
}

fn print_plans(out: &mut impl Write, analyses: &[AnalysisJson]) -> anyhow::Result<()> {
    writeln!(out, "{} plans read\n", analyses.len())?;
    let width = analyses.iter().map(|analysis| analysis.doc.chars().count()).max().unwrap_or(0).max(8);
    writeln!(
        out,
        "{:width$}  {:14} {:11} {:>6} {:>7} {:>9} {:>9} {:>8}",
        "plan", "municipality", "years", "goals", "groups", "measures", "benefits", "sources"
    )?;
    let mut total = [0; 5];
    for analysis in analyses {
        let counts = [
            analysis.goals.len(),
            analysis.target_groups.len(),
            analysis.measures.len(),
            analysis.benefits.len(),
            analysis.sources.len(),
        ];
        for (sum, count) in total.iter_mut().zip(counts) {
            *sum += count;
        }
        let municipality = analysis.meta.municipality.as_deref().unwrap_or("–");
        let years = analysis.meta.period.map_or("–".to_owned(), |period| match (period.from, period.to) {
            (Some(from), Some(to)) if from == to => from.to_string(),
            (from, to) => {
                let year = |year: Option<i32>| year.map_or(String::new(), |year| year.to_string());
                format!("{}–{}", year(from), year(to))
            }
        });
        row(out, width, &analysis.doc, municipality, &years, counts)?;
    }
    row(out, width, "all", "", "", total)?;
    Ok(())
}

fn row(
    out: &mut impl Write,
    width: usize,
    doc: &str,
    municipality: &str,
    years: &str,
    counts: [usize; 5],
) -> std::io::Result<()> {
    let [goals, groups, measures, benefits, sources] = counts;
    writeln!(
        out,
        "{doc:width$}  {municipality:14} {years:11} {goals:>6} {groups:>7} {measures:>9} {benefits:>9} {sources:>8}"
    )
}

/// F1 per layer, for the plans that have gold.
fn print_score(out: &mut impl Write, folder: &Path, analyses: &[AnalysisJson]) -> anyhow::Result<()> {
    let gold = score::read_folder(folder)?;
    let read: Vec<AnalysisJson> =
        gold.into_iter().filter(|gold| analyses.iter().any(|analysis| analysis.doc == gold.doc)).collect();
    if read.is_empty() {
        return Ok(());
    }
    let report = score::score(&read, analyses, &Options { resamples: 0, ..Options::default() });
    writeln!(out, "\nscored against {} ({} plans): F1", folder.display(), read.len())?;
    writeln!(out, "{:15} {:>7} {:>7} {:>7} {:>7}", "layer", "strict", "type", "overlap", "record")?;
    for layer in ["goals", "target_groups", "measures", "benefits", "sources"] {
        write!(out, "{layer:15}")?;
        for metric in ["strict", "type", "overlap", "record"] {
            match report.metric(&format!("{layer}/{metric}")) {
                Some(row) => write!(out, " {:>7.3}", row.f1)?,
                None => write!(out, " {:>7}", "")?,
            }
        }
        writeln!(out)?;
    }
    for layer in ["matrix", "attributions", "meta"] {
        if let Some(row) = report.metric(layer) {
            writeln!(out, "{layer:15} {:>7.3}", row.f1)?;
        }
    }
    Ok(())
}

/// What a person may want to know of single files.
fn print_oddities(out: &mut impl Write, analyses: &[AnalysisJson], errors: &[Error]) -> anyhow::Result<()> {
    let mut lines: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for analysis in analyses {
        let mut facts = Vec::new();
        if let Some(encoding) = analysis.encoding.as_deref().filter(|encoding| *encoding != "UTF-8") {
            facts.push(format!("read as {encoding}"));
        }
        facts.extend(analysis.repairs.iter().map(|(step, places)| format!("{step} {places}×")));
        if analysis.goals.is_empty() {
            facts.push("no goals found".to_owned());
        }
        if analysis.meta.period.is_none() {
            facts.push("no years found".to_owned());
        }
        if !facts.is_empty() {
            lines.insert(&analysis.doc, facts);
        }
    }
    if lines.is_empty() && errors.is_empty() {
        return Ok(());
    }
    writeln!(out, "\nworth knowing")?;
    for (doc, facts) in lines {
        writeln!(out, "  {doc}: {}", facts.join(", "))?;
    }
    for error in errors {
        writeln!(out, "  not read: {error}")?;
    }
    Ok(())
}

fn print_next(out: &mut impl Write, args: &Args, analyses: &[AnalysisJson], indexed: bool) -> anyhow::Result<()> {
    writeln!(out, "\nanalyses: {}", args.out.join("analyses").display())?;
    if !indexed || analyses.is_empty() {
        return Ok(());
    }
    let index = args.out.join("index");
    writeln!(out, "index:    {}", index.display())?;
    writeln!(out, "\ntry next")?;
    let index = index.display();
    writeln!(out, "  cargo run --release -- search opkvalificering --index {index}")?;
    writeln!(out, "  cargo run --release -- search 'målgruppe:flygtninge IGU' --index {index}")?;
    Ok(())
}

#[cfg(feature = "search")]
fn index(plans: &[(Document, AnalysisJson)], lexicon: &Lexicon, folder: &Path) -> anyhow::Result<bool> {
    super::index::index_all(plans, lexicon, folder)?;
    Ok(true)
}

#[cfg(not(feature = "search"))]
fn index(_: &[(Document, AnalysisJson)], _: &Lexicon, _: &Path) -> anyhow::Result<bool> {
    Ok(false)
}
