//! `pejl search QUERY --index DIR`: passages with what matched in them.

use crate::lexicon::Lexicon;
use crate::search::{Answer, HELP, Hit, Matched, Request, Searcher, Why};
use anyhow::Context;
use serde::Serialize;
use std::io::{IsTerminal, Write};
use std::path::PathBuf;

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  pejl search 'IGU flygtninge' --index idx\n  pejl search 'mentor -unge' --index idx --year 2018..2022\n  pejl search --concept virksomhedspraktik --municipality Lindeby --index idx\n  pejl search 'virksom*' --index idx --all --format ndjson"
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

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    Text,
    Json,
    Ndjson,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Group {
    Plan,
    Municipality,
    Year,
    None,
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
    print(args, &query, &answer, out)?;
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
        limit: match (args.count, args.all) {
            (true, _) => Some(0),
            (false, true) => None,
            (false, false) => Some(args.limit),
        },
    }
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
            Ok(answer) => ndjson(query, &answer, out)?,
            Err(error) => eprintln!("pejl: {query}: {error}"),
        }
    }
    Ok(0)
}

fn print(args: &Args, query: &str, answer: &Answer, out: &mut impl Write) -> anyhow::Result<()> {
    if args.count {
        writeln!(out, "{}", answer.total)?;
        return Ok(());
    }
    match args.format {
        _ if args.json => json(query, answer, out)?,
        Format::Json => json(query, answer, out)?,
        Format::Ndjson => ndjson(query, answer, out)?,
        Format::Text => text(args.group, answer, out)?,
    }
    Ok(())
}

#[derive(Serialize)]
struct Asked<'a, T> {
    query: &'a str,
    #[serde(flatten)]
    answer: &'a T,
}

fn json(query: &str, answer: &Answer, out: &mut impl Write) -> anyhow::Result<()> {
    writeln!(out, "{}", serde_json::to_string_pretty(&Asked { query, answer })?)?;
    Ok(())
}

fn ndjson(query: &str, answer: &Answer, out: &mut impl Write) -> anyhow::Result<()> {
    for note in &answer.notes {
        eprintln!("pejl: {query}: {note}");
    }
    for hit in &answer.hits {
        writeln!(out, "{}", serde_json::to_string(&Asked { query, answer: hit })?)?;
    }
    Ok(())
}

fn text(group: Group, answer: &Answer, out: &mut impl Write) -> anyhow::Result<()> {
    for note in &answer.notes {
        writeln!(out, "note: {note}")?;
    }
    let mark = if std::io::stdout().is_terminal() { ("\u{1b}[1;33m", "\u{1b}[0m") } else { ("**", "**") };
    // Groups stand in the order of their best hit.
    let mut groups: Vec<(String, Vec<&Hit>)> = Vec::new();
    for hit in &answer.hits {
        for name in group_names(group, hit) {
            match groups.iter_mut().find(|(known, _)| *known == name) {
                Some((_, hits)) => hits.push(hit),
                None => groups.push((name, vec![hit])),
            }
        }
    }
    for (name, hits) in &groups {
        if !name.is_empty() {
            writeln!(out, "{name}")?;
        }
        for hit in hits {
            let section =
                if hit.section.is_empty() { String::new() } else { format!(" · {}", hit.section.join(" › ")) };
            let plan = if group == Group::Plan { String::new() } else { format!(" · {}", hit.plan.doc) };
            let why = why(&hit.matched);
            writeln!(out, "  p. {}{section}{plan} · {}..{}{why}", hit.page, hit.start, hit.end)?;
            writeln!(out, "    {}", snippet(hit, mark))?;
        }
    }
    let plans: std::collections::BTreeSet<&str> = answer.hits.iter().map(|hit| hit.plan.doc.as_str()).collect();
    writeln!(out, "{} of {} passages, {} plans", answer.hits.len(), answer.total, plans.len())?;
    Ok(())
}

fn group_names(group: Group, hit: &Hit) -> Vec<String> {
    let municipality = || hit.plan.municipality.clone().unwrap_or_else(|| "(no municipality)".to_owned());
    match group {
        Group::None => vec![String::new()],
        Group::Municipality => vec![municipality()],
        Group::Year => {
            let years: Vec<String> = hit.plan.years().iter().map(i32::to_string).collect();
            if years.is_empty() { vec!["(no year)".to_owned()] } else { years }
        }
        Group::Plan => {
            let mut name = hit.plan.doc.clone();
            if hit.plan.municipality.is_some() {
                name = format!("{name} · {}", municipality());
            }
            match hit.plan.years().as_slice() {
                [] => (),
                [only] => name.push_str(&format!(" · {only}")),
                [first, .., last] => name.push_str(&format!(" · {first}–{last}")),
            }
            vec![name]
        }
    }
}

/// How a hit that does not hold the words themselves was found.
fn why(matched: &[Matched]) -> &'static str {
    match matched.iter().map(|m| m.why).min() {
        Some(Why::Concept) => " · by concept",
        Some(Why::Fuzzy) => " · by a similar word",
        Some(Why::Keyboard) => " · as typed without æ, ø, å",
        _ => "",
    }
}

/// Letters shown around the first match.
const BEFORE: usize = 120;
const MOST: usize = 360;

/// Raw text on one line, matches marked.
fn snippet(hit: &Hit, (open, close): (&str, &str)) -> String {
    let mut line = String::new();
    let first = hit.matched.first().map_or(hit.start, |m| m.start);
    let mut left = MOST;
    for segment in &hit.segments {
        if segment.end + BEFORE <= first && segment.end <= hit.start || left == 0 {
            continue;
        }
        if !line.is_empty() {
            line.push_str(" … ");
        }
        let chars: Vec<char> = segment.text.chars().collect();
        let skip = word_start(&chars, first.saturating_sub(segment.start).saturating_sub(BEFORE).min(chars.len()));
        if skip > 0 {
            line.push('…');
        }
        let mut inside = false;
        let mut blank = false;
        let mut tag_ends = 0;
        for (at, &c) in chars.iter().enumerate().skip(skip) {
            if at < tag_ends {
                continue;
            }
            if let Some(length) = tag(&chars[at..]) {
                tag_ends = at + length;
                blank = !line.is_empty();
                continue;
            }
            let place = segment.start + at;
            let hot = hit.matched.iter().any(|m| m.start <= place && place < m.end && m.why != Why::Field);
            if left == 0 && !hot && c.is_whitespace() {
                line.push_str(if inside { close } else { "" });
                line.push('…');
                inside = false;
                break;
            }
            if inside && !hot {
                line.push_str(close);
                inside = false;
            }
            if c.is_whitespace() || c.is_control() {
                blank = !line.is_empty();
            } else {
                if blank {
                    line.push(' ');
                    blank = false;
                }
                if hot && !inside {
                    line.push_str(open);
                    inside = true;
                }
                line.push(c);
            }
            left = left.saturating_sub(1);
        }
        if inside {
            line.push_str(close);
        }
    }
    line
}

/// Length of the HTML tag that begins here.
fn tag(chars: &[char]) -> Option<usize> {
    let opens = chars.first() == Some(&'<') && chars.get(1).is_some_and(|&c| c == '/' || c.is_ascii_alphabetic());
    let end = chars.iter().take(200).position(|&c| c == '>').filter(|_| opens)?;
    Some(end + 1)
}

/// The start of the first whole word from `at` on.
fn word_start(chars: &[char], at: usize) -> usize {
    if at == 0 {
        return 0;
    }
    chars[at..].iter().position(|c| c.is_whitespace()).map_or(at, |gap| at + gap + 1)
}
