//! `pejl check PATH…`: which tool's marks a text bears, what was repaired, and what a person should look at.
//!
//! Repairs are what [`normalize`](crate::normalize) did. Flags are what nobody can repair without the original: a note
//! mark that became part of a number, a digit that is gone, columns that run through each other, lost characters and
//! cells, pages that are pictures. Each flag names file and line.

mod flag;
mod mark;

use super::extract::read;
use crate::ingest::{self, Document};
use crate::normalize::normalize;
use crate::structure::outline;
use rayon::prelude::*;
use serde::Serialize;
use std::io::Write;
use std::path::PathBuf;

#[derive(clap::Args)]
#[command(
    after_help = "Examples:\n  pejl check plan.txt\n  pejl check incoming/ --json > report.json\n\nExit codes: 0 nothing to look at, 1 a person should look at something, 2 error."
)]
pub struct Args {
    /// Plans: files, folders, globs, or `-` for standard input
    #[arg(required = true)]
    paths: Vec<PathBuf>,
    /// Print the report as JSON
    #[arg(long)]
    json: bool,
    /// Encoding of all plans, as a WHATWG label; detected by default
    #[arg(long, value_name = "LABEL")]
    encoding: Option<String>,
}

/// What is said of one file.
#[derive(Debug, Serialize)]
struct Report {
    file: String,
    encoding: &'static str,
    pages: usize,
    characters: usize,
    marks: Vec<Count>,
    repairs: Vec<Count>,
    flags: Vec<Flag>,
}

/// A tool's mark or a repair, and how often it was met.
#[derive(Debug, Serialize)]
struct Count {
    name: &'static str,
    count: usize,
}

/// A place that a person should look at.
#[derive(Debug, Serialize)]
struct Flag {
    /// Line of the file, from 1.
    line: usize,
    kind: &'static str,
    message: String,
}

pub fn run(args: &Args, out: &mut impl Write) -> anyhow::Result<u8> {
    let (files, mut errors) = ingest::find(&args.paths);
    let read: Vec<_> =
        files.par_iter().map(|path| read(path, args.encoding.as_deref()).map(|doc| check(&doc))).collect();
    let mut reports = Vec::with_capacity(read.len());
    for result in read {
        match result {
            Ok(report) => reports.push(report),
            Err(error) => errors.push(error),
        }
    }
    if args.json {
        writeln!(out, "{}", serde_json::to_string_pretty(&reports)?)?;
    } else {
        for report in &reports {
            print(report, out)?;
        }
    }
    for error in &errors {
        eprintln!("pejl: {error}");
    }
    Ok(match (errors.is_empty() && !reports.is_empty(), reports.iter().all(|report| report.flags.is_empty())) {
        (false, _) => 2,
        (true, false) => 1,
        (true, true) => 0,
    })
}

fn check(doc: &Document) -> Report {
    let norm = normalize(doc.raw());
    let outline = outline(norm.text());
    let path = doc.path.display().to_string();
    Report {
        file: if path.is_empty() { doc.name.clone() } else { path },
        encoding: doc.encoding,
        pages: outline.pages.len(),
        characters: doc.raw().chars().count(),
        marks: mark::find(doc, norm.text()),
        repairs: norm.repairs().iter().map(|&(name, count)| Count { name, count }).collect(),
        flags: flag::find(doc.raw(), &norm, &outline),
    }
}

fn print(report: &Report, out: &mut impl Write) -> std::io::Result<()> {
    let pages = if report.pages == 1 { "1 page".to_owned() } else { format!("{} pages", report.pages) };
    writeln!(out, "{}: {}, {pages}, {} characters", report.file, report.encoding, report.characters)?;
    for (what, counts) in [("seen", &report.marks), ("repaired", &report.repairs)] {
        let list: Vec<String> = counts.iter().map(|count| format!("{} ({})", count.name, count.count)).collect();
        if !list.is_empty() {
            writeln!(out, "  {what:9} {}", list.join(", "))?;
        }
    }
    for flag in &report.flags {
        writeln!(out, "{}:{}: [{}] {}", report.file, flag.line, flag.kind, flag.message)?;
    }
    Ok(())
}
