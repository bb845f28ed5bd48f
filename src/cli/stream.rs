//! `pejl extract --ndjson`: plans come as lines, `{"doc":…,"text":…}`, and go as analyses, a line each, in their order.
//!
//! This is how other programs call pejl: one process, any number of plans, each answer flushed as soon as it is due.
//! A line that holds no plan gets an error object in its place, and the stream goes on; since that tells the caller
//! all there is to tell, such lines do not change the exit code.

use super::guard;
use super::ordered::map_in_order;
use crate::ingest::Document;
use crate::lexicon::Lexicon;
use crate::wire::{LineErrorJson, PlanLineJson};
use anyhow::Context;
use std::fs::File;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};

/// What a line may weigh: far more than any plan, far less than memory.
const LONGEST: usize = 256 << 20;

/// How many times the bytes of its plan an analysis takes, at most times.
const GROWTH: usize = 7;

/// Answers all lines of all files; `-` is standard input.
pub fn run(paths: &[PathBuf], jobs: usize, lexicon: &Lexicon, out: &mut impl Write) -> anyhow::Result<u8> {
    for path in paths {
        let input: Box<dyn BufRead + Send> = match path.as_os_str() == "-" {
            true => Box::new(BufReader::new(std::io::stdin())),
            false => {
                Box::new(BufReader::new(File::open(path).with_context(|| format!("cannot read {}", path.display()))?))
            }
        };
        let mut broken = None;
        let lines = Lines { input, path, number: 0, longest: LONGEST, broken: &mut broken };
        map_in_order(
            lines,
            jobs,
            |line| answer(&line, lexicon),
            |answer| -> anyhow::Result<()> {
                out.write_all(&answer?)?;
                Ok(out.flush()?)
            },
        )?;
        if let Some(error) = broken {
            return Err(error).with_context(|| format!("cannot read {}", path.display()));
        }
    }
    Ok(0)
}

/// A line with its place; `Err` says why it cannot be one.
struct Line<'p> {
    path: &'p Path,
    /// From 1.
    number: usize,
    bytes: Result<Vec<u8>, String>,
}

/// The analysis of a line's plan, or what is wrong with the line; with its line break.
fn answer(line: &Line<'_>, lexicon: &Lexicon) -> serde_json::Result<Vec<u8>> {
    let length = line.bytes.as_ref().map_or(0, Vec::len);
    let mut answer = Vec::with_capacity((GROWTH * length).clamp(1 << 10, 1 << 20));
    let plan = line.bytes.as_deref().map_err(Clone::clone).and_then(plan);
    let analysis = plan.and_then(|plan| {
        let doc = Document::from_text(&plan.doc, &plan.text);
        guard::analyze(line.path, &doc, lexicon).map_err(|error| error.to_string())
    });
    match analysis {
        Ok(analysis) => serde_json::to_writer(&mut answer, &analysis)?,
        Err(error) => {
            let error = LineErrorJson { error, path: line.path.display().to_string(), line: line.number };
            serde_json::to_writer(&mut answer, &error)?;
        }
    }
    answer.push(b'\n');
    Ok(answer)
}

fn plan(bytes: &[u8]) -> Result<PlanLineJson<'_>, String> {
    let text = std::str::from_utf8(bytes)
        .map_err(|error| format!("not UTF-8 from byte {} of the line on", error.valid_up_to()))?;
    serde_json::from_str(text).map_err(|error| {
        // Its line is always 1; ours stands in a field of its own.
        let message = error.to_string();
        let message = message.split(" at line ").next().unwrap_or(&message);
        format!("not a plan {{\"doc\":…,\"text\":…}}: {message} at column {}", error.column())
    })
}

/// Lines that are not blank. One that is too long is passed over without holding it.
struct Lines<'p, R> {
    input: R,
    path: &'p Path,
    number: usize,
    longest: usize,
    /// Why reading ended early.
    broken: &'p mut Option<std::io::Error>,
}

impl<'p, R: BufRead> Iterator for Lines<'p, R> {
    type Item = Line<'p>;

    fn next(&mut self) -> Option<Line<'p>> {
        loop {
            let bytes = match self.line() {
                Ok(Some(bytes)) => bytes,
                Ok(None) => return None,
                Err(error) => {
                    *self.broken = Some(error);
                    return None;
                }
            };
            if bytes.as_ref().map_or(true, |bytes| !bytes.trim_ascii().is_empty()) {
                return Some(Line { path: self.path, number: self.number, bytes });
            }
        }
    }
}

impl<R: BufRead> Lines<'_, R> {
    fn line(&mut self) -> std::io::Result<Option<Result<Vec<u8>, String>>> {
        let mut bytes = Vec::new();
        let read = self.input.by_ref().take(self.longest as u64).read_until(b'\n', &mut bytes)?;
        if read == 0 {
            return Ok(None);
        }
        self.number += 1;
        if read == self.longest && bytes.last() != Some(&b'\n') {
            self.input.skip_until(b'\n')?;
            return Ok(Some(Err(format!("the line is longer than {} bytes", self.longest))));
        }
        if self.number == 1 && bytes.starts_with("\u{feff}".as_bytes()) {
            bytes.drain(..'\u{feff}'.len_utf8());
        }
        Ok(Some(Ok(bytes)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(input: &[u8], longest: usize) -> Vec<(usize, Result<String, String>)> {
        let mut broken = None;
        let lines = Lines { input, path: Path::new("-"), number: 0, longest, broken: &mut broken };
        lines.map(|line| (line.number, line.bytes.map(|bytes| String::from_utf8_lossy(&bytes).into()))).collect()
    }

    #[test]
    fn blank_lines_count_but_are_not_lines() {
        let read = lines("\u{feff}{}\r\n\r\n\n  \n[]".as_bytes(), 100);
        assert_eq!(read, [(1, Ok("{}\r\n".to_owned())), (5, Ok("[]".to_owned()))]);
    }

    #[test]
    fn a_line_that_is_too_long_is_passed_over() {
        let read = lines(b"{}\n123456789\n[]\n", 5);
        let error = Err("the line is longer than 5 bytes".to_owned());
        assert_eq!(read, [(1, Ok("{}\n".to_owned())), (2, error), (3, Ok("[]\n".to_owned()))]);
    }
}
