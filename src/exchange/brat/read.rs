//! Reads brat standoff as strictly as brat does, and names file and line where it does not hold.

use super::{LINK, fragments, joined, note};
use crate::error::{Error, Result};
use crate::exchange::mark::{Mark, read_range};
use crate::exchange::schema::read_label;
use crate::exchange::{Incoming, Plans, Reading, files, read_utf8, same_text};
use crate::score::Text;
use crate::wire::LinkJson;
use std::collections::BTreeMap;
use std::path::Path;

/// Every `*.ann` of a folder with the `*.txt` beside it.
pub(in crate::exchange) fn read(path: &Path, plans: &Plans<'_>) -> Result<Reading> {
    let mut reading = Reading::default();
    for ann in files(path, "ann")? {
        let (doc, text) = plans.document_of(&ann)?;
        let txt = ann.with_extension("txt");
        if txt.is_file() {
            same_text(&read_utf8(&txt)?, text).map_err(|message| Error::invalid(&txt, None, message))?;
        }
        let mut standoff = Standoff::new(&ann, text);
        for (index, line) in read_utf8(&ann)?.split('\n').enumerate() {
            let line = line.strip_suffix('\r').unwrap_or(line);
            if !line.is_empty() {
                standoff.line(index + 1, line).map_err(|message| Error::invalid(&ann, Some(index + 1), message))?;
            }
        }
        let (marks, links) = standoff.resolve()?;
        reading.notes.append(&mut standoff.notes);
        reading.documents.push(Incoming {
            doc: doc.to_string(),
            about: None,
            links: Some(links),
            marks,
            carried: Vec::new(),
        });
    }
    Ok(reading)
}

/// What the lines of a file say, before they are put together: an attribute may stand above what it is said of.
struct Standoff<'a> {
    path: &'a Path,
    text: &'a Text,
    marks: Vec<Mark>,
    /// Place in `marks` by name: `T1`.
    by_name: BTreeMap<String, usize>,
    /// Line, name of what it is said of, field, value.
    attributes: Vec<(usize, String, String, String)>,
    /// Line, name of what it is said of, note.
    remarks: Vec<(usize, String, String)>,
    /// Line, name, arguments.
    relations: Vec<(usize, String, [String; 2])>,
    /// Line on which each name was first used.
    names: BTreeMap<String, usize>,
    notes: Vec<String>,
}

impl<'a> Standoff<'a> {
    fn new(path: &'a Path, text: &'a Text) -> Self {
        Self {
            path,
            text,
            marks: Vec::new(),
            by_name: BTreeMap::new(),
            attributes: Vec::new(),
            remarks: Vec::new(),
            relations: Vec::new(),
            names: BTreeMap::new(),
            notes: Vec::new(),
        }
    }

    fn line(&mut self, number: usize, line: &str) -> std::result::Result<(), String> {
        let (name, rest) =
            line.split_once('\t').ok_or("there is no tab after the name; a line is NAME, tab, content")?;
        let (prefix, digits) = name.split_at(name.chars().next().map_or(0, char::len_utf8));
        if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(format!("'{name}' is no name of an annotation; it is a letter or # and a number, as T12"));
        }
        if let Some(first) = self.names.insert(name.to_string(), number) {
            return Err(format!("the name {name} is already on line {first}; every annotation needs its own"));
        }
        match prefix {
            "T" => self.text_bound(number, name, rest),
            "A" | "M" => {
                let words: Vec<&str> = rest.split(' ').collect();
                let [field, target, value] = words[..] else {
                    return Err("an attribute is NAME, target and value with one space between".to_string());
                };
                self.attributes.push((number, target.to_string(), field.to_string(), value.to_string()));
                Ok(())
            }
            "#" => {
                let (head, remark) = rest.split_once('\t').unwrap_or((rest, ""));
                let words: Vec<&str> = head.split(' ').collect();
                let [_, target] = words[..] else {
                    return Err("a note is its type, a space, what it is said of, a tab and the words".to_string());
                };
                self.remarks.push((number, target.to_string(), remark.to_string()));
                Ok(())
            }
            "R" => {
                let words: Vec<&str> = rest.trim_end().split(' ').collect();
                let arguments = match words[..] {
                    [LINK, from, to] => from.strip_prefix("Arg1:").zip(to.strip_prefix("Arg2:")),
                    _ => None,
                };
                let (from, to) = arguments
                    .ok_or_else(|| format!("a relation is of the form '{LINK} Arg1:T1 Arg2:T2'; gold has no other"))?;
                self.relations.push((number, name.to_string(), [from.to_string(), to.to_string()]));
                Ok(())
            }
            _ => Err(format!("gold has no annotations of the sort {prefix} (events, normalizations, equivalences)")),
        }
    }

    /// `goals-maal 10 20;25 30<tab>quote`.
    fn text_bound(&mut self, number: usize, name: &str, rest: &str) -> std::result::Result<(), String> {
        let (head, quote) = rest.split_once('\t').ok_or("there is no tab before the quote")?;
        let (label, spans) = head.split_once(' ').ok_or("there is no span: TYPE START END is needed")?;
        let (layer, kind) = read_label(label)?;
        let mut found = Vec::new();
        for span in spans.split(';') {
            let ends = span.split_once(' ').and_then(|(start, end)| Some((start.parse().ok()?, end.parse().ok()?)));
            let (start, end): (usize, usize) =
                ends.ok_or_else(|| format!("'{span}' is no span; it is START END in code points"))?;
            if found.last().is_some_and(|&(_, last)| start < last) {
                return Err(format!("the fragments overlap or are out of order at '{span}'"));
            }
            crate::exchange::locate::slice(self.text, start, end)?;
            found.push((start, end));
        }
        let quotes: Vec<&str> = found.iter().filter_map(|&(start, end)| self.text.slice(start, end)).collect();
        let expected = quotes.join(" ");
        if expected.contains(super::breaks) {
            return Err("the span runs over a line end; brat wants one fragment a line".to_string());
        }
        if quote != expected {
            return Err(format!("the quote is '{quote}' but at the offsets stands '{expected}'"));
        }
        let origin = format!("{}:{number}", self.path.display());
        self.by_name.insert(name.to_string(), self.marks.len());
        self.marks.push(Mark::new(layer, kind, found, origin));
        Ok(())
    }

    /// Puts attributes, notes and relations to their findings, and fragments together.
    fn resolve(&mut self) -> Result<(Vec<Mark>, Vec<LinkJson>)> {
        let fail = |line: usize, message: String| Error::invalid(self.path, Some(line), message);
        let mut marks = std::mem::take(&mut self.marks);
        for mark in &mut marks {
            mark.pieces = joined(self.text, &mark.pieces);
        }
        for (line, target, field, value) in &self.attributes {
            let &place = self.by_name.get(target).ok_or_else(|| fail(*line, format!("there is no {target}")))?;
            marks[place].set(field, value).map_err(|message| fail(*line, message))?;
        }
        let mut rules: BTreeMap<&str, String> = BTreeMap::new();
        let mut unread = Vec::new();
        for (line, target, remark) in &self.remarks {
            let place = self.by_name.get(target);
            if place.is_none() && !self.names.contains_key(target) {
                return Err(fail(*line, format!("there is no {target}")));
            }
            for part in note::read(remark).map_err(|message| fail(*line, message))? {
                match (part, place) {
                    (note::Part::Pair(name, value), None) if name == "rule" => {
                        rules.insert(target, value);
                    }
                    (note::Part::Pair(name, value), Some(&place)) if name == "pieces" => {
                        set_pieces(&mut marks[place], &value, self.text).map_err(|message| fail(*line, message))?;
                    }
                    (note::Part::Pair(name, value), Some(&place)) => {
                        marks[place].set(&name, &value).map_err(|message| fail(*line, message))?;
                    }
                    (note::Part::Remark(words), _) if words.is_empty() => {}
                    (part, _) => unread.push((*line, part)),
                }
            }
        }
        let mut links = Vec::new();
        for (line, name, arguments) in &self.relations {
            let mut ends = Vec::new();
            for argument in arguments {
                let &place =
                    self.by_name.get(argument).ok_or_else(|| fail(*line, format!("there is no {argument}")))?;
                let id = marks[place].fields.entry("id").or_insert_with(|| argument.clone());
                ends.push(id.clone());
            }
            let rule = rules.get(name.as_str()).cloned().unwrap_or_default();
            if let [from, to] = &ends[..] {
                links.push(LinkJson { from: from.clone(), to: to.clone(), rule, evidence: None });
            }
        }
        for (line, part) in unread {
            let words = match part {
                note::Part::Pair(name, value) => format!("{name}={value}"),
                note::Part::Remark(words) => words,
            };
            self.notes.push(format!("{}:{line}: a remark, not read: {words}", self.path.display()));
        }
        Ok((marks, links))
    }
}

/// Pieces as gold has them, unless the annotator has moved the fragments since.
fn set_pieces(mark: &mut Mark, value: &str, text: &Text) -> std::result::Result<(), String> {
    let pieces: Option<Vec<(usize, usize)>> = value.split(',').map(read_range).collect();
    let pieces = pieces.ok_or_else(|| format!("pieces '{value}' are not of the form 10-20, 25-30"))?;
    if joined(text, &fragments(text, &pieces)) == mark.pieces {
        mark.pieces = pieces;
    }
    Ok(())
}
