//! Hits as text, JSON, NDJSON and CSV, for `pejl search` and `pejl similar`.

use crate::search::{Answer, Facet, Hit, Matched, Pivot, Why};
use serde::Serialize;
use std::collections::BTreeSet;
use std::io::{IsTerminal, Write};

/// How hits are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    Text,
    Json,
    Ndjson,
    /// A line a passage
    Csv,
}

/// What hits stand under.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Group {
    Plan,
    Municipality,
    Year,
    None,
}

/// Prints an answer; `query` is what was asked.
pub fn print(query: &str, answer: &Answer, format: Format, group: Group, out: &mut impl Write) -> anyhow::Result<()> {
    match format {
        Format::Json => json(query, answer, out),
        Format::Ndjson => ndjson(query, answer, out),
        Format::Csv => csv(query, answer, out),
        Format::Text => text(group, answer, out),
    }
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

pub fn ndjson(query: &str, answer: &Answer, out: &mut impl Write) -> anyhow::Result<()> {
    for note in &answer.notes {
        eprintln!("pejl: {query}: {note}");
    }
    for hit in &answer.hits {
        writeln!(out, "{}", serde_json::to_string(&Asked { query, answer: hit })?)?;
    }
    Ok(())
}

/// Hits; or if counts are asked for, these, since a table has one kind of line.
fn csv(query: &str, answer: &Answer, out: &mut impl Write) -> anyhow::Result<()> {
    for note in &answer.notes {
        eprintln!("pejl: {query}: {note}");
    }
    let mut writer = csv::Writer::from_writer(out);
    if let Some(pivot) = &answer.pivot {
        writer.write_record([pivot.rows.as_str(), pivot.columns.as_str(), "passages"])?;
        for (row, cells) in &pivot.cells {
            for (column, count) in cells {
                writer.write_record([row, column, &count.to_string()])?;
            }
        }
    } else if !answer.facets.is_empty() {
        writer.write_record(["by", "value", "passages"])?;
        for facet in &answer.facets {
            for (value, count) in &facet.values {
                writer.write_record([facet.by.as_str(), value, &count.to_string()])?;
            }
        }
    } else {
        let header = ["id", "doc", "municipality", "code", "years", "page", "section", "kind", "start", "end", "score"];
        writer.write_record(header.iter().chain(&["matched", "text"]))?;
        for hit in &answer.hits {
            let years = hit.plan.years();
            let years: Vec<String> = years.iter().map(i32::to_string).collect();
            let texts: Vec<String> = hit.segments.iter().map(|segment| one_line(&segment.text)).collect();
            writer.write_record([
                hit.id.as_str(),
                &hit.plan.doc,
                hit.plan.municipality.as_deref().unwrap_or_default(),
                hit.plan.code.as_deref().unwrap_or_default(),
                &years.join(" "),
                &hit.page.to_string(),
                &hit.section.join(" › "),
                hit.kind.as_str(),
                &hit.start.to_string(),
                &hit.end.to_string(),
                &format!("{:.3}", hit.score),
                &quotes(hit).join("; "),
                &texts.join(" … "),
            ])?;
        }
    }
    writer.flush()?;
    Ok(())
}

/// What matched, as it is written in the plan.
fn quotes(hit: &Hit) -> Vec<String> {
    let quote = |m: &Matched| {
        let segment = hit.segments.iter().find(|segment| segment.start <= m.start && m.end <= segment.end)?;
        let quote: String = segment.text.chars().skip(m.start - segment.start).take(m.end - m.start).collect();
        Some(one_line(&quote))
    };
    hit.matched.iter().filter(|m| m.why != Why::Field).filter_map(quote).collect()
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn text(group: Group, answer: &Answer, out: &mut impl Write) -> anyhow::Result<()> {
    for note in &answer.notes {
        writeln!(out, "note: {note}")?;
    }
    let counts_only = answer.hits.is_empty() && !(answer.facets.is_empty() && answer.pivot.is_none());
    answer.facets.iter().try_for_each(|facet| facet_text(facet, out))?;
    answer.pivot.iter().try_for_each(|pivot| pivot_text(pivot, out))?;
    if counts_only {
        writeln!(out, "{} passages", answer.total)?;
        return Ok(());
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
    let plans: BTreeSet<&str> = answer.hits.iter().map(|hit| hit.plan.doc.as_str()).collect();
    writeln!(out, "{} of {} passages, {} plans", answer.hits.len(), answer.total, plans.len())?;
    Ok(())
}

/// Values of a facet that text shows; the other formats have all.
const MOST_VALUES: usize = 10;

fn facet_text(facet: &Facet, out: &mut impl Write) -> anyhow::Result<()> {
    writeln!(out, "{}", facet.by.as_str())?;
    for (value, count) in facet.values.iter().take(MOST_VALUES) {
        writeln!(out, "  {count:>6}  {value}")?;
    }
    let more = facet.values.len().saturating_sub(MOST_VALUES);
    if more > 0 {
        writeln!(out, "          and {more} more")?;
    }
    Ok(())
}

fn pivot_text(pivot: &Pivot, out: &mut impl Write) -> anyhow::Result<()> {
    let columns: BTreeSet<&String> = pivot.cells.values().flat_map(|cells| cells.keys()).collect();
    let width = |text: &str| text.chars().count();
    let name = pivot.rows.as_str();
    let first = pivot.cells.keys().map(|row| width(row)).chain([width(name)]).max().unwrap_or(0);
    let header: Vec<String> = columns.iter().map(|column| format!("  {column:>5}")).collect();
    writeln!(out, "{name:<first$}{}", header.concat())?;
    for (row, cells) in &pivot.cells {
        write!(out, "{row:<first$}")?;
        for column in &columns {
            let count = cells.get(*column).map_or_else(|| "·".to_owned(), usize::to_string);
            write!(out, "  {count:>wide$}", wide = width(column).max(5))?;
        }
        writeln!(out)?;
    }
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
