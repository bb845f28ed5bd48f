//! brat standoff: `NAME.txt`, `NAME.ann` and one `annotation.conf`.
//!
//! Kinds are entity types under their layer (`goals-maal`). Fields with a closed list are attributes; the others, which
//! a brat attribute cannot hold, stand in the finding's note as `label=1a; actor=vi`. brat reads an annotation a line
//! and no text-bound annotation may run over one, so a span is written as one fragment a line. Fragments with only
//! blanks and a line end between them are one piece again when read; where that is not what gold says, the note has
//! `pieces=…`.

mod note;
mod read;

pub(super) use read::read;

use super::schema::{Field, LAYERS, Values};
use super::{File, Outgoing, file};
use crate::score::Text;
use std::collections::BTreeMap;
use std::fmt::Write;

/// Name of the relation that links are written as.
const LINK: &str = "link";

/// All files of the documents.
pub(super) fn write(documents: &[Outgoing<'_>]) -> Vec<File> {
    let mut files = vec![file("annotation.conf", configuration())];
    for document in documents {
        files.push(file(format!("{}.txt", document.name), document.text.raw()));
        files.push(file(format!("{}.ann", document.name), annotations(document)));
    }
    files
}

fn annotations(document: &Outgoing<'_>) -> String {
    let mut out = String::new();
    let (mut attributes, mut notes) = (0, 0);
    let mut names: BTreeMap<&str, usize> = BTreeMap::new();
    for (index, mark) in document.marks.iter().enumerate() {
        let name = index + 1;
        if let Some(id) = mark.fields.get("id") {
            names.insert(id, name);
        }
        let fragments = fragments(document.text, &mark.pieces);
        let spans: Vec<String> = fragments.iter().map(|(start, end)| format!("{start} {end}")).collect();
        let quotes: Vec<&str> = fragments.iter().filter_map(|&(start, end)| document.text.slice(start, end)).collect();
        let label = mark.layer.label(&mark.kind);
        let _ = writeln!(out, "T{name}\t{label} {}\t{}", spans.join(";"), quotes.join(" "));
        let mut rest = Vec::new();
        for (field, value) in mark.ordered() {
            if is_attribute(field, value) {
                attributes += 1;
                let _ = writeln!(out, "A{attributes}\t{} T{name} {value}", field.name);
            } else {
                rest.push((field.name, value.to_string()));
            }
        }
        if joined(document.text, &fragments) != mark.pieces {
            let pieces: Vec<String> = mark.pieces.iter().map(|(start, end)| format!("{start}-{end}")).collect();
            rest.push(("pieces", pieces.join(", ")));
        }
        if !rest.is_empty() {
            notes += 1;
            let _ = writeln!(out, "#{notes}\tAnnotatorNotes T{name}\t{}", note::write(&rest));
        }
    }
    for (index, link) in document.about.links.iter().enumerate() {
        if let Some((from, to)) = names.get(link.from.as_str()).zip(names.get(link.to.as_str())) {
            notes += 1;
            let name = index + 1;
            let _ = writeln!(out, "R{name}\t{LINK} Arg1:T{from} Arg2:T{to}");
            let _ = writeln!(out, "#{notes}\tAnnotatorNotes R{name}\t{}", note::write(&[("rule", link.rule.clone())]));
        }
    }
    out
}

/// Whether brat can hold the value as an attribute: one word of a list that the configuration declares.
fn is_attribute(field: &Field, value: &str) -> bool {
    matches!(field.values, Values::One(list) if list.contains(&value))
}

/// Whether brat, which reads lines as Python does, ends a line here. A tab would end the field.
fn breaks(char: char) -> bool {
    char.is_control() || matches!(char, '\u{2028}' | '\u{2029}')
}

/// Pieces without line ends and without the blanks around them.
fn fragments(text: &Text, pieces: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let mut fragments = Vec::new();
    for &(start, end) in pieces {
        let mut at = start;
        for line in text.slice(start, end).unwrap_or_default().split(breaks) {
            let length = line.chars().count();
            let blank = length - line.trim_start().chars().count();
            let content = line.trim().chars().count();
            if content > 0 {
                fragments.push((at + blank, at + blank + content));
            }
            at += length + 1;
        }
    }
    fragments
}

/// Fragments with nothing but blanks and a line end between them, as one piece.
fn joined(text: &Text, fragments: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let mut pieces: Vec<(usize, usize)> = Vec::new();
    for &(start, end) in fragments {
        let only_a_line_end = |gap: &str| gap.contains(breaks) && gap.chars().all(|c| c.is_whitespace() || breaks(c));
        match pieces.last_mut() {
            Some(last) if text.slice(last.1, start).is_some_and(only_a_line_end) => last.1 = end,
            _ => pieces.push((start, end)),
        }
    }
    pieces
}

/// What brat offers its annotators: the same lists as the linter's.
fn configuration() -> String {
    let mut out = String::from("# Layers and kinds of the gold format; written by pejl gold export.\n[entities]\n");
    for layer in &LAYERS {
        let _ = writeln!(out, "!{}", layer.name);
        for kind in layer.kinds {
            let _ = writeln!(out, "\t{}", layer.label(kind));
        }
    }
    let _ = writeln!(out, "\n[relations]\n{LINK}\tArg1:<ENTITY>, Arg2:<ENTITY>\n\n[events]\n\n[attributes]");
    for layer in &LAYERS {
        let types: Vec<String> = layer.kinds.iter().map(|kind| layer.label(kind)).collect();
        for field in layer.fields {
            if let Values::One(list) = field.values {
                let _ = writeln!(out, "{}\tArg:{}, Value:{}", field.name, types.join("|"), list.join("|"));
            }
        }
    }
    out
}
