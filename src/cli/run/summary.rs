//! What a run says at its end: the plans of the workspace, their scores where gold exists, what is odd, what to type next.

use crate::score::{self, Options};
use crate::wire::{AnalysisJson, CountsJson, EntryJson, PeriodJson};
use crate::workspace::{Todo, Workspace};
use std::io::Write;
use std::path::{Path, PathBuf};

/// What there is to say besides what the workspace holds.
pub struct Summary<'s> {
    pub folder: &'s Path,
    pub todo: &'s Todo,
    /// Each names its file.
    pub problems: &'s [String],
    pub gold: Option<PathBuf>,
    pub indexed: bool,
}

pub fn print(out: &mut impl Write, workspace: &Workspace, summary: &Summary<'_>) -> anyhow::Result<()> {
    let read: Vec<&EntryJson> = workspace.entries.values().filter(|entry| entry.analysis.is_some()).collect();
    print_plans(out, &read, summary.todo)?;
    if let Some(gold) = &summary.gold {
        print_score(out, gold, workspace)?;
    }
    print_oddities(out, &read, workspace, summary)?;
    print_next(out, summary, !read.is_empty())
}

/// The folder `gold` beside a folder of plans.
pub fn gold_beside(paths: &[PathBuf]) -> Option<PathBuf> {
    let folders = paths.iter().filter(|path| path.is_dir());
    folders.map(|folder| folder.join("..").join("gold")).find(|gold| gold.is_dir()).map(|gold| {
        // "corpus/../gold" reads better as "gold".
        let parent = gold.parent().and_then(Path::parent).and_then(Path::parent);
        parent.map_or(gold.clone(), |parent| parent.join("gold"))
    })
}

fn print_plans(out: &mut impl Write, entries: &[&EntryJson], todo: &Todo) -> anyhow::Result<()> {
    match todo.unchanged.len() + todo.gone.len() {
        0 => writeln!(out, "{} plans read\n", entries.len())?,
        _ => writeln!(out, "{} plans, {} of them unchanged\n", entries.len(), todo.unchanged.len())?,
    }
    let width = entries.iter().map(|entry| entry.doc.chars().count()).max().unwrap_or(0).max(8);
    writeln!(
        out,
        "{:width$}  {:14} {:11} {:>6} {:>7} {:>9} {:>9} {:>8}",
        "plan", "municipality", "years", "goals", "groups", "measures", "benefits", "sources"
    )?;
    let mut all = CountsJson::default();
    for entry in entries {
        let CountsJson { goals, target_groups, measures, benefits, sources } = entry.counts;
        all.goals += goals;
        all.target_groups += target_groups;
        all.measures += measures;
        all.benefits += benefits;
        all.sources += sources;
        let municipality = entry.municipality.as_deref().unwrap_or("–");
        row(out, width, &entry.doc, municipality, &years(entry.period), entry.counts)?;
    }
    row(out, width, "all", "", "", all)?;
    Ok(())
}

fn years(period: Option<PeriodJson>) -> String {
    let year = |year: Option<i32>| year.map_or(String::new(), |year| year.to_string());
    match period {
        None => "–".to_owned(),
        Some(PeriodJson { from: Some(from), to: Some(to) }) if from == to => from.to_string(),
        Some(PeriodJson { from, to }) => format!("{}–{}", year(from), year(to)),
    }
}

fn row(
    out: &mut impl Write,
    width: usize,
    doc: &str,
    municipality: &str,
    years: &str,
    counts: CountsJson,
) -> std::io::Result<()> {
    let CountsJson { goals, target_groups, measures, benefits, sources } = counts;
    writeln!(
        out,
        "{doc:width$}  {municipality:14} {years:11} {goals:>6} {target_groups:>7} {measures:>9} {benefits:>9} {sources:>8}"
    )
}

/// F1 per layer, for the plans that have gold.
fn print_score(out: &mut impl Write, folder: &Path, workspace: &Workspace) -> anyhow::Result<()> {
    let mut gold = score::read_folder(folder)?;
    gold.retain(|gold| workspace.entries.get(&gold.doc).is_some_and(|entry| entry.analysis.is_some()));
    if gold.is_empty() {
        return Ok(());
    }
    let analyses: crate::error::Result<Vec<AnalysisJson>> =
        gold.iter().filter_map(|gold| workspace.load(&workspace.entries[&gold.doc]).transpose()).collect();
    let report = score::score(&gold, &analyses?, &Options { resamples: 0, ..Options::default() });
    writeln!(out, "\nscored against {} ({} plans): F1", folder.display(), gold.len())?;
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
fn print_oddities(
    out: &mut impl Write,
    entries: &[&EntryJson],
    workspace: &Workspace,
    summary: &Summary<'_>,
) -> anyhow::Result<()> {
    let mut lines = Vec::new();
    for entry in entries.iter().filter(|entry| !entry.notes.is_empty()) {
        lines.push(format!("{}: {}", entry.doc, entry.notes.join(", ")));
    }
    for doc in &summary.todo.gone {
        lines.push(format!("{doc}: not among the plans any more; --prune takes it out"));
    }
    for name in workspace.strays()? {
        lines.push(format!("analyses/{name}: of no plan here; --prune deletes it"));
    }
    lines.extend(summary.problems.iter().map(|problem| format!("not read: {problem}")));
    if !lines.is_empty() {
        writeln!(out, "\nworth knowing")?;
    }
    for line in lines {
        writeln!(out, "  {line}")?;
    }
    Ok(())
}

fn print_next(out: &mut impl Write, summary: &Summary<'_>, any: bool) -> anyhow::Result<()> {
    writeln!(out, "\nanalyses: {}", summary.folder.join("analyses").display())?;
    if !summary.indexed || !any {
        return Ok(());
    }
    let index = summary.folder.join("index");
    writeln!(out, "index:    {}", index.display())?;
    writeln!(out, "\ntry next")?;
    let index = index.display();
    writeln!(out, "  cargo run --release -- search opkvalificering --index {index}")?;
    writeln!(out, "  cargo run --release -- search 'målgruppe:flygtninge IGU' --index {index}")?;
    Ok(())
}
