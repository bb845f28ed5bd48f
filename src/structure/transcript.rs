//! Transcripts that hold one page a line: the page number leads the line, and headings, lists and paragraphs run into
//! each other without a break. Seen on document-sharing sites that print a PDF's text under its picture.
//!
//! What a line break would tell is read from other signs: titles that the table of contents lists, words in capitals,
//! bullets, labels ("Mål 1:"), and a capital that opens a sentence where no sentence has ended.

mod contents;
mod edges;
mod known;
mod lists;
mod pieces;
mod stops;
mod titles;
mod words;

use super::line::{Line, LineKind};
use crate::lexicon::embedded_minister_wordings;
use contents::is_contents;
use edges::{Body, without_edges};
use known::Known;
use pieces::pieces;
use std::ops::Range;

pub(super) use words::{capital_run, words};

/// The line above the pages.
const TRANSCRIPT: &str = "Transkript";
/// Fewer pages than this prove nothing.
const LEAST_PAGES: usize = 3;
/// A listed name that comes again as a heading is no longer than this many words: minister goals are whole sentences.
const LISTED_WORDS: usize = 20;
/// A page on one line is at least so long in the middle of the document.
const PAGE_LENGTH: usize = 500;
/// Where every line counts on, pages may be as short as this.
const SHORT_PAGE: usize = 200;

/// Splits the lines of a transcript into what were lines once; other texts come back as they are.
pub fn split(norm: &str, lines: Vec<Line>) -> Vec<Line> {
    if !detected(norm, &lines) {
        return lines;
    }
    let bodies: Vec<Body> =
        lines.iter().filter(|line| line.kind == LineKind::Text).map(|line| body(norm, line)).collect();
    let kept = without_edges(norm, &bodies);
    let texts = || kept.iter().flatten().map(|range| &norm[range.clone()]);
    let titles = contents::titles(&texts().collect::<Vec<_>>());
    let known = Known::of(texts());
    let names = listed_names(norm, &kept, &known);
    let ministers = embedded_minister_wordings().iter().map(String::as_str);
    let known = known.with_titles(titles.iter().map(String::as_str).chain(names).chain(ministers));

    let mut split = Vec::new();
    let mut page = 0;
    let mut bodies = bodies.into_iter().zip(kept);
    for line in lines {
        let Some((body, kept)) = (line.kind == LineKind::Text).then(|| bodies.next()).flatten() else {
            split.push(line);
            continue;
        };
        page = body.number.unwrap_or(page);
        let push = |split: &mut Vec<Line>, range: Range<usize>, kind| {
            if !range.is_empty() || kind == LineKind::Blank {
                split.push(Line { range, indent: 0, page, kind });
            }
        };
        let mut end = line.range.start;
        for range in kept {
            push(&mut split, trim(norm, end..range.start), LineKind::Furniture);
            end = range.end;
            let entries = contents::entries(&norm[range.clone()]);
            let mut rest = range.clone();
            if let (Some(first), Some(last)) = (entries.first(), entries.last()) {
                cut(norm, range.start..range.start + first.start, &known, page, &mut split);
                rest.start = range.start + last.end;
                for entry in entries {
                    push(
                        &mut split,
                        trim(norm, range.start + entry.start..range.start + entry.end),
                        LineKind::Contents,
                    );
                }
                if !contents::goes_on_as_text(&norm[rest.clone()]) {
                    push(&mut split, trim(norm, rest), LineKind::Contents);
                    continue;
                }
            } else if is_contents(&norm[range.clone()]) {
                push(&mut split, trim(norm, range), LineKind::Contents);
                continue;
            }
            cut(norm, rest, &known, page, &mut split);
        }
        push(&mut split, trim(norm, end..line.range.end), LineKind::Furniture);
        push(&mut split, line.range.end..line.range.end, LineKind::Blank);
    }
    split
}

/// Adds the pieces of some text, each with a blank line before it; items of a list without bullets stand together.
fn cut(norm: &str, text: Range<usize>, known: &Known<'_>, page: usize, split: &mut Vec<Line>) {
    for piece in pieces(norm, text, known) {
        let kind = if piece.is_item { LineKind::Item } else { LineKind::Text };
        split.push(Line { range: piece.range.start..piece.range.start, indent: 0, page, kind: LineKind::Blank });
        split.push(Line { range: piece.range, indent: 0, page, kind });
    }
}

fn trim(norm: &str, range: Range<usize>) -> Range<usize> {
    let text = norm[range.clone()].trim_end();
    let start = text.len() - text.trim_start().len();
    range.start + start..range.start + text.len()
}

/// The page that a line holds, without its number.
fn body(norm: &str, line: &Line) -> Body {
    let number = leading_number(line.text(norm));
    let start = line.range.start + number.map_or(0, |(length, _)| length);
    Body { number: number.map(|(_, number)| number), range: start..line.range.end }
}

/// Most of the text stands in long lines, and most of them begin with the number after the line before.
pub fn detected(norm: &str, lines: &[Line]) -> bool {
    let all = || lines.iter().filter(|line| line.kind == LineKind::Text).map(|line| line.text(norm));
    // What stands above is the site's own.
    let above = all().position(|text| text == TRANSCRIPT).map_or(0, |at| at + 1);
    let texts = || all().skip(above);
    let numbered: Vec<usize> = texts().filter_map(|text| leading_number(text).map(|(_, number)| number)).collect();
    let rising = numbered.windows(2).filter(|pair| pair[1] > pair[0] && pair[1] <= pair[0] + 2).count();
    // Slides and posters hold little, but nothing else begins every line with the next number.
    let (lines, short) = (texts().count(), texts().filter(|text| text.len() > SHORT_PAGE).count());
    let counts_on = (rising + 1) * 10 >= lines * 9;
    // Two whole pages suffice if no other line stands between them.
    let whole_pages = rising == 1 && lines == 2 && texts().all(|text| text.len() > PAGE_LENGTH * 2);
    // Where the site says that it is one, two pages suffice.
    let said = above > 0 && rising > 0 && rising + 1 == lines;
    if rising + 1 >= LEAST_PAGES && counts_on && short * 2 >= lines || whole_pages || said {
        return true;
    }
    let long = || texts().filter(|text| text.len() > PAGE_LENGTH);
    // A table may break a page's line in pieces.
    let whole: usize = texts().map(str::len).sum();
    let in_long: usize = long().map(str::len).sum();
    rising + 1 >= LEAST_PAGES && rising * 2 >= long().count() && in_long * 3 >= whole * 2
}

/// "12 " at the start: its length with the space, and the number.
fn leading_number(text: &str) -> Option<(usize, usize)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let number = text[..digits].parse().ok()?;
    (digits <= 3 && text[digits..].starts_with(' ')).then_some((digits + 1, number))
}

/// Short names that stand behind bullets or numbers: a list of beacons whose names come again as headings.
fn listed_names<'t>(norm: &'t str, pages: &[Vec<Range<usize>>], known: &Known<'_>) -> Vec<&'t str> {
    let mut names = Vec::new();
    for piece in pages.iter().flatten().flat_map(|range| pieces(norm, range.clone(), known)) {
        let text = &norm[piece.range.clone()];
        let counted = || super::numbered::numbered(text).filter(|_| piece.is_item).map(|(length, ..)| (length, None));
        let Some((length, _)) = super::list::marker(text).or_else(counted) else {
            continue;
        };
        let name = text[length..].trim();
        let words = name.split_whitespace().count();
        if (2..=LISTED_WORDS).contains(&words)
            && !name.ends_with(['.', ':', ','])
            && name.starts_with(char::is_uppercase)
        {
            names.push(name);
        }
    }
    names
}
