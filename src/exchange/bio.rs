//! CoNLL-style columns, `NAME.tsv`: a token a line with its start and end, then a column for each layer with `B-kind`,
//! `I-kind` or `O` (IOB2); a blank line between sentences.
//!
//! A column holds one finding a token, so of findings of a layer that overlap the longer stays; a cut span is written
//! as a finding a piece; fields have no room. Tokens are words by Unicode's rules, cut where a finding begins or
//! ends, since note marks and PDF tools glue words together.

use super::mark::Mark;
use super::schema::{LAYERS, layer};
use super::{File, Incoming, Outgoing, Plans, Reading, file, files, read_utf8};
use crate::error::{Error, Result};
use crate::score::Text;
use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::Path;
use unicode_segmentation::UnicodeSegmentation;

/// Columns before those of the layers.
const COLUMNS: [&str; 3] = ["token", "start", "end"];

pub(super) fn write(documents: &[Outgoing<'_>], left_out: &mut Vec<String>) -> Vec<File> {
    let (mut cut, mut overlapping, mut with_fields, mut all) = (0, 0, 0, 0);
    let mut files = Vec::new();
    for document in documents {
        let mut kept: Vec<Vec<Run<'_>>> = Vec::new();
        for layer in &LAYERS {
            let marks: Vec<&Mark> = document.marks.iter().filter(|mark| mark.layer.name == layer.name).collect();
            let flat = without_overlaps(&marks);
            all += marks.len();
            overlapping += marks.len() - flat.len();
            cut += flat.iter().filter(|mark| mark.pieces.len() > 1).count();
            with_fields += flat.iter().filter(|mark| !mark.fields.is_empty()).count();
            kept.push(runs(&flat));
        }
        files.push(file(format!("{}.tsv", document.name), columns(document.text, &kept)));
    }
    let mut say = |count: usize, what: &str| {
        if count > 0 {
            left_out.push(format!("bio holds {what}: {count} of {all} findings"));
        }
    };
    say(with_fields, "no fields; import with --base to keep them");
    say(cut, "no cut spans, each piece is written as a finding; import with --base to join them");
    say(overlapping, "no finding inside another of its layer; the longer stays");
    files
}

/// What is tagged as one: a piece of a finding.
struct Run<'m> {
    start: usize,
    end: usize,
    kind: &'m str,
}

/// The longest first, then what overlaps none of them.
fn without_overlaps<'m>(marks: &[&'m Mark]) -> Vec<&'m Mark> {
    let length = |mark: &Mark| mark.pieces.iter().map(|(start, end)| end - start).sum::<usize>();
    let mut sorted: Vec<&Mark> = marks.to_vec();
    sorted.sort_by_key(|mark| (std::cmp::Reverse(length(mark)), mark.bounds()));
    let mut taken: BTreeSet<(usize, usize)> = BTreeSet::new();
    sorted.retain(|mark| {
        // Those taken do not overlap each other, so the last that starts before our end ends last too.
        let is_free = |&(start, end): &(usize, usize)| {
            taken.range(..(end, 0)).next_back().is_none_or(|&(_, other_end)| other_end <= start)
        };
        let free = mark.pieces.iter().all(is_free);
        if free {
            taken.extend(&mark.pieces);
        }
        free
    });
    sorted
}

/// The pieces of all findings, in order of place.
fn runs<'m>(marks: &[&'m Mark]) -> Vec<Run<'m>> {
    let pieces = marks.iter().flat_map(|mark| mark.pieces.iter().map(|&(start, end)| (start, end, &mark.kind)));
    let mut runs: Vec<Run<'m>> = pieces.map(|(start, end, kind)| Run { start, end, kind }).collect();
    runs.sort_by_key(|run| run.start);
    runs
}

fn columns(text: &Text, layers: &[Vec<Run<'_>>]) -> String {
    let names: Vec<&str> = COLUMNS.into_iter().chain(LAYERS.iter().map(|layer| layer.name)).collect();
    let mut out = format!("# {}\n", names.join("\t"));
    let cuts: BTreeSet<usize> = layers.iter().flatten().flat_map(|run| [run.start, run.end]).collect();
    let sentences = sentence_ends(text);
    let mut sentences = sentences.iter().copied().peekable();
    let mut places = vec![0; layers.len()];
    let mut first = true;
    for (start, end) in tokens(text, &cuts) {
        let mut inside = false;
        let mut tags = String::new();
        for (runs, place) in layers.iter().zip(&mut places) {
            while runs.get(*place).is_some_and(|run| run.end <= start) {
                *place += 1;
            }
            let tag = match runs.get(*place).filter(|run| run.start <= start) {
                Some(run) if run.start == start => format!("\tB-{}", run.kind),
                Some(run) => format!("\tI-{}", run.kind),
                None => "\tO".to_string(),
            };
            inside |= tag.starts_with("\tI-");
            tags.push_str(&tag);
        }
        // A sentence that ends inside a finding parts no sentences here.
        let mut ended = false;
        while sentences.next_if(|&sentence| sentence <= start).is_some() {
            ended = true;
        }
        if ended && !inside && !first {
            out.push('\n');
        }
        first = false;
        let token = text.slice(start, end).unwrap_or_default();
        let _ = writeln!(out, "{token}\t{start}\t{end}{tags}");
    }
    out
}

/// Words, numbers and marks, cut at the borders of findings.
fn tokens(text: &Text, cuts: &BTreeSet<usize>) -> Vec<(usize, usize)> {
    let mut tokens = Vec::new();
    let mut at = 0;
    for word in text.raw().split_word_bounds() {
        let end = at + word.chars().count();
        if !word.chars().all(|char| char.is_whitespace() || char.is_control()) {
            let mut start = at;
            for &cut in cuts.range(at + 1..end) {
                tokens.push((start, cut));
                start = cut;
            }
            tokens.push((start, end));
        }
        at = end;
    }
    tokens
}

/// Where sentences end, in code points.
fn sentence_ends(text: &Text) -> Vec<usize> {
    let norm = crate::normalize::normalize(text.raw());
    let outline = crate::structure::outline(norm.text());
    let tokens = crate::token::tokenize(norm.text(), &outline);
    let last = tokens.sentences.iter().filter_map(|sentence| tokens.tokens[sentence.tokens.clone()].last());
    let mut bytes: Vec<usize> = last.map(|token| norm.raw(token.norm.clone()).end()).collect();
    bytes.sort_unstable();
    let (mut byte, mut point) = (0, 0);
    bytes
        .into_iter()
        .map(|end| {
            point += text.raw()[byte..end].chars().count();
            byte = end;
            point
        })
        .collect()
}

pub(super) fn read(path: &Path, plans: &Plans<'_>) -> Result<Reading> {
    let mut reading = Reading::default();
    for path in files(path, "tsv")? {
        let (doc, text) = plans.document_of(&path)?;
        let marks = read_columns(&path, &read_utf8(&path)?, text)?;
        reading.documents.push(Incoming { doc: doc.to_string(), about: None, links: None, marks, carried: Vec::new() });
    }
    Ok(reading)
}

fn read_columns(path: &Path, content: &str, text: &Text) -> Result<Vec<Mark>> {
    let mut layers = LAYERS.iter().collect::<Vec<_>>();
    let mut marks: Vec<Mark> = Vec::new();
    // The finding that each layer is in.
    let mut open: Vec<Option<usize>> = vec![None; layers.len()];
    let mut last = 0;
    for (index, line) in content.split('\n').enumerate() {
        let fail = |message: String| Error::invalid(path, Some(index + 1), message);
        let line = line.strip_suffix('\r').unwrap_or(line);
        if index == 0
            && let Some(header) = line.strip_prefix("# ")
        {
            layers = read_header(header).map_err(fail)?;
            open = vec![None; layers.len()];
            continue;
        }
        if line.is_empty() {
            open.fill(None);
            continue;
        }
        let cells: Vec<&str> = line.split('\t').collect();
        if cells.len() != COLUMNS.len() + layers.len() {
            let wanted = COLUMNS.len() + layers.len();
            return Err(fail(format!("{} columns, {wanted} are needed", cells.len())));
        }
        let (Ok(start), Ok(end)) = (cells[1].parse(), cells[2].parse()) else {
            return Err(fail(format!("start '{}' and end '{}' are not both numbers", cells[1], cells[2])));
        };
        let token = super::locate::slice(text, start, end).map_err(fail)?;
        if token != cells[0] {
            return Err(fail(format!("the token is '{}' but at {start}-{end} stands '{token}'", cells[0])));
        }
        if start < last {
            return Err(fail("the token begins before the one above it ends".to_string()));
        }
        last = end;
        for ((layer, open), tag) in layers.iter().zip(&mut open).zip(&cells[COLUMNS.len()..]) {
            *open = match tag.split_once('-') {
                None if *tag == "O" => None,
                Some(("B", kind)) => {
                    let origin = format!("{}:{}: {}", path.display(), index + 1, layer.name);
                    marks.push(Mark::new(layer, kind, vec![(start, end)], origin));
                    Some(marks.len() - 1)
                }
                Some(("I", kind)) => match *open {
                    Some(mark) if marks[mark].kind == kind => {
                        marks[mark].pieces[0].1 = end;
                        Some(mark)
                    }
                    _ => return Err(fail(format!("{}: {tag} follows no B-{kind}", layer.name))),
                },
                _ => return Err(fail(format!("{}: tag '{tag}' is none of O, B-KIND and I-KIND", layer.name))),
            };
        }
    }
    Ok(marks)
}

/// The layers of the columns, as the first line names them.
fn read_header(header: &str) -> std::result::Result<Vec<&'static super::schema::Layer>, String> {
    let names: Vec<&str> = header.split('\t').collect();
    match names.strip_prefix(&COLUMNS[..]) {
        Some(names) => names.iter().map(|name| layer(name)).collect(),
        None => Err(format!("the first columns are not {}", COLUMNS.join(", "))),
    }
}
