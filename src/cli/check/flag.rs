//! What a person should look at: damage that no rule can undo without guessing.

use super::Flag;
use crate::normalize::NormText;
use crate::structure::{NodeKind, Outline};
use regex::Regex;
use std::collections::{BTreeMap, HashSet};
use std::ops::Range;
use std::sync::LazyLock;

/// `indsatsen2`, `9,3 pct.2`, `5 %1`, `fleksjob,3`: a small number right behind a word, a percentage or a comma.
static GLUED: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?:\p{Ll}{4,}[.,;:)”»]?|pct\.|procent\.?|%[.,]?)(?P<mark>[1-9]\d?)(?:[\s.,;:)”»]|$)"));
/// `1.2341`: a thousand with four digits behind the dot.
static LONG_THOUSAND: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?:^|[\s(])\d{1,3}\.\d{4,5}(?:[\s.,;:)]|$)"));
/// `12341`: a large number without the dot of its thousands, in a text with a note whose mark stands nowhere.
static NO_DOT: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?:^|[\s(])\d{4,6}(?P<mark>[1-9])(?:[\s.,;:)]|$)"));
/// `fra til 75 pct.`, `mindst pct.`: a number is missing.
static NO_NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:fra|til|med|mindst|højst|på|over|under|ca\.|cirka|godt|knap|udgør|udgøre)\s+(?:pct\.|procent\b(?:point)?|%|mio\.|mia\.|kr\.(?:[\s,.;]|$))|\bfra\s+til\s+(?:\d|pct|ca)",
    )
});
/// Words on both sides of a wide gap.
static SIDE_BY_SIDE: LazyLock<Regex> = LazyLock::new(|| pattern(r"\p{L}{2,} \S+ \S*\p{L}\S* {3,}\p{L}\S* \S+ \S+"));
static LEFT_MOJIBAKE: LazyLock<Regex> = LazyLock::new(|| pattern(r"Ã[\x{80}-\x{bf}\x{2018}-\x{2122}]|â€.|ï»¿"));
/// Letters with one space between all of them: where the words end is lost.
static NO_WORDS: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?m)^[ \t]*(?:\p{L} ){24,}\p{L}[ \t]*$"));

/// Fewer letters than this and a page among others is a picture.
const LEAST_LETTERS: usize = 40;

fn pattern(source: &str) -> Regex {
    Regex::new(source).expect("pattern is valid")
}

/// All flags of a text, by line.
pub(super) fn find(raw: &str, norm: &NormText, outline: &Outline) -> Vec<Flag> {
    let mut flags = Flags { lines: line_starts(raw), norm, found: Vec::new() };
    flags.lost_characters(raw);
    flags.sentences(outline);
    flags.tables(outline);
    flags.pages(outline);
    flags.found.sort_by(|a, b| (a.line, a.kind, &a.message).cmp(&(b.line, b.kind, &b.message)));
    flags.found.dedup_by(|a, b| (a.line, a.kind, &a.message) == (b.line, b.kind, &b.message));
    flags.found
}

struct Flags<'n> {
    /// Where lines start in raw.
    lines: Vec<usize>,
    norm: &'n NormText,
    found: Vec<Flag>,
}

impl Flags<'_> {
    fn raw(&mut self, at: usize, kind: &'static str, message: String) {
        let line = self.lines.partition_point(|&start| start <= at);
        self.found.push(Flag { line, kind, message });
    }

    fn norm(&mut self, range: Range<usize>, kind: &'static str, message: String) {
        let at = self.norm.raw(range).start();
        self.raw(at, kind, message);
    }

    fn lost_characters(&mut self, raw: &str) {
        let mut start = 0;
        for line in raw.split_inclusive('\n') {
            let lost = line.matches('\u{fffd}').count();
            if lost > 0 {
                self.raw(start, "lost-characters", format!("{lost} unreadable (U+FFFD)"));
            }
            start += line.len();
        }
        for found in NO_WORDS.find_iter(raw) {
            let message = "letters with a space between all of them: where words end is lost".to_owned();
            self.raw(found.end() - 1, "spaced-letters", message);
        }
        let text = self.norm.text();
        for found in LEFT_MOJIBAKE.find_iter(text) {
            self.norm(found.range(), "mojibake", format!("'{}' is a wrongly decoded character", found.as_str()));
        }
    }

    /// Note marks, lost numbers and columns, inside the blocks of the text.
    fn sentences(&mut self, outline: &Outline) {
        let text = self.norm.text();
        // Notes that found their marks are raised.
        let notes = outline.nodes.iter().filter(|node| node.kind == NodeKind::Footnote);
        let unmarked: HashSet<&str> = notes
            .filter_map(|note| note.label.as_ref())
            .map(|label| text[label.range.clone()].trim_end_matches([' ', '\t', ')']))
            .collect();
        for node in outline.nodes.iter().filter(|node| node.is_text() && node.kind != NodeKind::Contents) {
            for segment in &node.segments {
                let body = &text[segment.clone()];
                for found in GLUED.captures_iter(body) {
                    let (whole, mark) = (found.get(0).expect("group 0 is the match"), &found["mark"]);
                    if is_name(body, whole.range()) {
                        continue;
                    }
                    let shown = whole.as_str().trim();
                    let message = format!("'{shown}': is {mark} a note mark?");
                    self.norm(offset(segment.start, whole.range()), "note-mark", message);
                }
                let undotted = NO_DOT.captures_iter(body).filter(|found| unmarked.contains(&found["mark"]));
                let undotted = undotted.filter_map(|found| found.get(0));
                for found in LONG_THOUSAND.find_iter(body).chain(undotted) {
                    let message = format!("'{}': is the last digit a note mark?", found.as_str().trim());
                    self.norm(offset(segment.start, found.range()), "note-mark", message);
                }
                for found in NO_NUMBER.find_iter(body) {
                    let shown = found.as_str().split_whitespace().collect::<Vec<_>>().join(" ");
                    let message = format!("'{shown}': a number is missing");
                    self.norm(offset(segment.start, found.range()), "lost-number", message);
                }
                for found in SIDE_BY_SIDE.find_iter(body) {
                    let message = "columns side by side were read as one line".to_owned();
                    self.norm(offset(segment.start, found.range()), "columns", message);
                }
            }
        }
    }

    /// Rows with fewer cells than most rows of their table, where no gap says which cells are empty.
    fn tables(&mut self, outline: &Outline) {
        let mut rows: BTreeMap<(usize, usize), (usize, Range<usize>)> = BTreeMap::new();
        let mut gaps = HashSet::new();
        for node in &outline.nodes {
            let (NodeKind::Cell { table, row, column }, Some(first)) = (node.kind, node.segments.first()) else {
                continue;
            };
            let (count, _) = rows.entry((table, row)).or_insert((0, first.clone()));
            if *count != column {
                gaps.insert((table, row));
            }
            *count += 1;
        }
        for table in 0..outline.tables {
            let counts: Vec<usize> = rows.range((table, 0)..(table + 1, 0)).map(|(_, (count, _))| *count).collect();
            let most = counts.iter().copied().max_by_key(|cells| counts.iter().filter(|n| *n == cells).count());
            let Some(usual) = most.filter(|cells| *cells >= 3 && counts.len() >= 3) else {
                continue;
            };
            let short = rows
                .range((table, 0)..(table + 1, 0))
                .filter(|(at, (count, _))| (2..usual).contains(count) && !gaps.contains(at));
            for (count, first) in short.map(|(_, row)| row.clone()).collect::<Vec<_>>() {
                self.norm(first, "lost-cells", format!("a row of {count} cells in a table of {usual}"));
            }
        }
    }

    fn pages(&mut self, outline: &Outline) {
        if outline.pages.len() < 3 {
            return;
        }
        let text = self.norm.text();
        for (index, &start) in outline.pages.iter().enumerate() {
            let end = outline.pages.get(index + 1).copied().unwrap_or(text.len());
            let letters = text[start..end].chars().filter(|c| c.is_alphabetic()).count();
            // The last page mark may stand at the very end; a cover has few words.
            if letters < LEAST_LETTERS && index > 0 && end > start {
                let message = format!("page {} has hardly any text ({letters} letters): a picture?", index + 1);
                self.norm(start..start + 1, "empty-page", message);
            }
        }
    }
}

/// Names that end in a number: addresses on the net, "covid19", "Erhverv2020"-like ones with a capital inside.
fn is_name(body: &str, range: Range<usize>) -> bool {
    let start = body[..range.start].rfind(char::is_whitespace).map_or(0, |at| at + 1);
    let word = body[start..].split(char::is_whitespace).next().unwrap_or("");
    let lower = word.to_lowercase();
    ["www", "http", "@", "covid", ".dk", "/", "_"].iter().any(|sign| lower.contains(sign))
}

fn offset(start: usize, range: Range<usize>) -> Range<usize> {
    start + range.start..start + range.end
}

fn line_starts(raw: &str) -> Vec<usize> {
    std::iter::once(0).chain(raw.match_indices('\n').map(|(at, _)| at + 1)).collect()
}
