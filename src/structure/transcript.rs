//! Transcripts that hold one page a line: the page number leads the line, and headings, lists and paragraphs run into
//! each other without a break. Seen on document-sharing sites that print a PDF's text under its picture.
//!
//! What a line break would tell is read from other signs: titles that the table of contents lists, words in capitals,
//! bullets, labels ("Mål 1:"), and a capital that opens a sentence where no sentence has ended.

use super::line::{Line, LineKind};
use super::transcript_contents;
use super::transcript_pieces::pieces;

/// Fewer pages than this prove nothing.
const LEAST_PAGES: usize = 3;
/// A listed name that comes again as a heading is no longer than this many words: minister goals are whole sentences.
const LISTED_WORDS: usize = 20;
/// A page on one line is at least so long in the middle of the document.
const PAGE_LENGTH: usize = 500;

/// Splits the lines of a transcript into what were lines once; other texts come back as they are.
pub fn split(norm: &str, lines: Vec<Line>) -> Vec<Line> {
    if !detected(norm, &lines) {
        return lines;
    }
    let mut titles = titles(norm, &lines);
    titles.extend(listed_names(norm, &lines));
    let mut split = Vec::new();
    let mut page = 0;
    for line in lines {
        if line.kind != LineKind::Text {
            split.push(line);
            continue;
        }
        let text = line.text(norm);
        let number = leading_number(text);
        page = number.map_or(page, |(_, number)| number);
        let start = line.range.start;
        let body = start + number.map_or(0, |(length, _)| length);
        if body > start {
            split.push(Line { range: start..body, indent: 0, page, kind: LineKind::Furniture });
        }
        let entries = transcript_contents::entries(&norm[body..line.range.end]);
        let mut rest = body..line.range.end;
        if let (Some(first), Some(last)) = (entries.first(), entries.last()) {
            let before = body..body + first.start;
            for piece in pieces(norm, before, &titles) {
                split.push(Line { range: piece.end..piece.end, indent: 0, page, kind: LineKind::Blank });
                split.push(Line { range: piece, indent: 0, page, kind: LineKind::Text });
            }
            rest.start = body + last.end;
            for entry in entries {
                let entry = body + entry.start..body + entry.end;
                let entry = entry.start..entry.start + norm[entry].trim_end().len();
                split.push(Line { range: entry, indent: 0, page, kind: LineKind::Contents });
            }
        } else if is_contents(&norm[body..line.range.end]) {
            split.push(Line { range: body..line.range.end, indent: 0, page, kind: LineKind::Contents });
            continue;
        }
        for piece in pieces(norm, rest, &titles) {
            split.push(Line { range: piece.end..piece.end, indent: 0, page, kind: LineKind::Blank });
            split.push(Line { range: piece, indent: 0, page, kind: LineKind::Text });
        }
        split.push(Line { range: line.range.end..line.range.end, indent: 0, page, kind: LineKind::Blank });
    }
    split
}

/// Most of the text stands in long lines, and most of them begin with the number after the line before.
pub fn detected(norm: &str, lines: &[Line]) -> bool {
    let texts = || lines.iter().filter(|line| line.kind == LineKind::Text).map(|line| line.text(norm));
    let numbered: Vec<usize> = texts().filter_map(|text| leading_number(text).map(|(_, number)| number)).collect();
    let rising = numbered.windows(2).filter(|pair| pair[1] > pair[0] && pair[1] <= pair[0] + 2).count();
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

/// A page of contents says so among its first words.
fn is_contents(text: &str) -> bool {
    let opening = text.split_whitespace().take(10).map(str::to_lowercase).collect::<Vec<_>>();
    opening.iter().any(|word| matches!(word.trim_end_matches([':', '.']), "indhold" | "indholdsfortegnelse"))
}

/// Titles that the contents list, cut at their page numbers.
fn titles(norm: &str, lines: &[Line]) -> Vec<String> {
    let mut titles = Vec::new();
    for line in lines.iter().filter(|line| line.kind == LineKind::Text) {
        let text = line.text(norm);
        let body = leading_number(text).map_or(text, |(length, _)| &text[length..]);
        let entries = transcript_contents::entries(body);
        if !entries.is_empty() {
            let names = entries.into_iter().map(|entry| transcript_contents::name(&body[entry]).to_owned());
            titles.extend(names.filter(|name| name.chars().count() >= 8));
            continue;
        }
        if !is_contents(body) {
            continue;
        }
        let mut title: Vec<&str> = Vec::new();
        for word in body.split_whitespace().chain(["0"]) {
            let bare = word.trim_matches(['.', '…', '_']);
            if !bare.is_empty() && bare.bytes().all(|b| b.is_ascii_digit()) && bare.len() <= 3 {
                let joined = title.join(" ");
                if joined.chars().count() >= 8 && title.len() <= super::transcript_pieces::HEADING_WORDS {
                    titles.push(joined);
                }
                title.clear();
            } else if !bare.is_empty() && !is_contents(word) {
                title.push(bare);
            }
        }
    }
    titles
}

/// Short names that stand behind bullets: a list of beacons whose names come again as headings.
fn listed_names(norm: &str, lines: &[Line]) -> Vec<String> {
    let mut names = Vec::new();
    for line in lines.iter().filter(|line| line.kind == LineKind::Text) {
        for piece in pieces(norm, line.range.clone(), &[]) {
            let text = &norm[piece];
            let Some((length, _)) = super::list::marker(text) else {
                continue;
            };
            let name = text[length..].trim();
            let words = name.split_whitespace().count();
            if (2..=LISTED_WORDS).contains(&words)
                && !name.ends_with(['.', ':', ','])
                && name.starts_with(char::is_uppercase)
            {
                names.push(name.to_owned());
            }
        }
    }
    names
}
