//! Transcripts that hold one page a line: the page number leads the line, and headings, lists and paragraphs run into
//! each other without a break. Seen on document-sharing sites that print a PDF's text under its picture.
//!
//! What a line break would tell is read from other signs: titles that the table of contents lists, words in capitals,
//! bullets, labels ("Mål 1:"), and a capital that opens a sentence where no sentence has ended.

use super::heading::{box_kind, opener};
use super::line::{Line, LineKind};
use std::collections::BTreeSet;
use std::ops::Range;

/// Fewer pages than this prove nothing.
const LEAST_PAGES: usize = 3;
/// A page on one line is at least so long in the middle of the document.
const PAGE_LENGTH: usize = 500;
/// A heading that runs into the text is no longer than this many words.
const HEADING_WORDS: usize = 14;

/// Splits the lines of a transcript into what were lines once; other texts come back as they are.
pub fn split(norm: &str, lines: Vec<Line>) -> Vec<Line> {
    let pages: Vec<usize> =
        lines.iter().enumerate().filter(|(_, line)| line.kind == LineKind::Text).map(|(index, _)| index).collect();
    if !is_transcript(norm, &lines, &pages) {
        return lines;
    }
    let titles = titles(norm, &lines);
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
        if is_contents(&norm[body..line.range.end]) {
            split.push(Line { range: body..line.range.end, indent: 0, page, kind: LineKind::Contents });
            continue;
        }
        for piece in pieces(norm, body..line.range.end, &titles) {
            split.push(Line { range: piece.end..piece.end, indent: 0, page, kind: LineKind::Blank });
            split.push(Line { range: piece, indent: 0, page, kind: LineKind::Text });
        }
        split.push(Line { range: line.range.end..line.range.end, indent: 0, page, kind: LineKind::Blank });
    }
    split
}

/// Most lines are long and begin with the number after the line before.
fn is_transcript(norm: &str, lines: &[Line], pages: &[usize]) -> bool {
    let numbered: Vec<usize> =
        pages.iter().filter_map(|&index| leading_number(lines[index].text(norm)).map(|(_, number)| number)).collect();
    let rising = numbered.windows(2).filter(|pair| pair[1] > pair[0] && pair[1] <= pair[0] + 2).count();
    let long = pages.iter().filter(|&&index| lines[index].text(norm).len() > PAGE_LENGTH).count();
    rising + 1 >= LEAST_PAGES && rising * 2 >= pages.len() && long * 2 >= pages.len()
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
        if !is_contents(body) {
            continue;
        }
        let mut title: Vec<&str> = Vec::new();
        for word in body.split_whitespace().chain(["0"]) {
            let bare = word.trim_matches(['.', '…', '_']);
            if !bare.is_empty() && bare.bytes().all(|b| b.is_ascii_digit()) && bare.len() <= 3 {
                let joined = title.join(" ");
                if joined.chars().count() >= 8 && title.len() <= HEADING_WORDS {
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

/// The pieces of one page.
fn pieces(norm: &str, page: Range<usize>, titles: &[String]) -> Vec<Range<usize>> {
    let text = &norm[page.clone()];
    let words = words(text);
    let mut breaks: BTreeSet<usize> = BTreeSet::new();
    for title in titles {
        for (at, found) in text.match_indices(title.as_str()) {
            breaks.insert(at);
            breaks.insert(at + found.len());
        }
    }
    capitals(text, &words, &mut breaks);
    let mut sentence = 0;
    let mut label_end = 0;
    for (index, word) in words.iter().enumerate() {
        let token = &text[word.clone()];
        if word.start < label_end {
            continue;
        }
        let previous = index.checked_sub(1).map(|before| &text[words[before].clone()]);
        // The colon of a label ends no sentence.
        let ended =
            word.start != label_end && previous.is_some_and(|before| before.ends_with(['.', ':', '?', '!', ';']));
        if ended {
            sentence = index;
        }
        if is_bullet(token) || (matches!(token, "-" | "–") && ended) {
            breaks.insert(word.start);
        }
        if token.starts_with(char::is_uppercase)
            && let Some((length, Some(_))) = opener(&text[word.start..words[(index + 8).min(words.len() - 1)].end])
        {
            breaks.insert(word.start);
            label_end = word.start + length;
            sentence = index;
            continue;
        }
        // "… Strategi Jobcentret vil …": a standard heading of one word between two sentences.
        let next_capital = words.get(index + 1).is_some_and(|next| text[next.clone()].starts_with(char::is_uppercase));
        let runs_on = previous.is_some_and(|before| before.ends_with(|c: char| c.is_lowercase() || c.is_ascii_digit()));
        if (ended || runs_on) && next_capital && token.starts_with(char::is_uppercase) && box_kind(token).is_some() {
            breaks.insert(word.start);
            breaks.insert(word.end);
            continue;
        }
        // "Begrænse stigningen i arbejdskraftreserven Jobcentret skal …": a sentence opens where none has ended.
        if runs_on && opens_sentence(token) && index - sentence <= HEADING_WORDS && index > sentence {
            breaks.insert(words[sentence].start);
            breaks.insert(word.start);
            sentence = index;
        }
    }
    let mut pieces = Vec::new();
    let mut start = 0;
    for at in breaks.into_iter().chain([text.len()]) {
        let piece = &text[start..at];
        let trimmed = piece.trim();
        if !trimmed.is_empty() {
            let offset = page.start + start + (piece.len() - piece.trim_start().len());
            pieces.push(offset..offset + trimmed.len());
        }
        start = at;
    }
    pieces
}

/// Breaks around runs of words in capitals: "… ledige. UNGE UDEN UDDANNELSE I 2014 var …".
fn capitals(text: &str, words: &[Range<usize>], breaks: &mut BTreeSet<usize>) {
    let is_capital = |word: &Range<usize>| {
        let letters = text[word.clone()].chars().filter(|c| c.is_alphabetic());
        let (mut count, mut upper) = (0, 0);
        for letter in letters {
            count += 1;
            upper += usize::from(letter.is_uppercase());
        }
        (count > 0 && count == upper, count)
    };
    let mut index = 0;
    while index < words.len() {
        let mut end = index;
        let mut letters = 0;
        while end < words.len() {
            let (capital, count) = is_capital(&words[end]);
            let number = count == 0
                && end > index
                && text[words[end].clone()].chars().all(|c| c.is_ascii_digit() || "-–/()&.,".contains(c));
            if !(capital || number) {
                break;
            }
            letters += count;
            end += 1;
            if text[words[end - 1].clone()].ends_with(['.', ':']) {
                break;
            }
        }
        let longest = words[index..end].iter().map(|word| is_capital(word).1).max().unwrap_or(0);
        if letters >= 8 && longest >= 5 {
            // "… (STATUS) I 2014 var der …": the last words open the sentence that follows.
            let single = |word: &Range<usize>| text[word.clone()].chars().count() == 1;
            let number = |word: &Range<usize>| is_capital(word).1 == 0;
            if end > index + 2 && number(&words[end - 1]) && single(&words[end - 2]) {
                end -= 2;
            } else if end > index + 1 && single(&words[end - 1]) {
                end -= 1;
            }
            breaks.insert(words[index].start);
            breaks.insert(words[end - 1].end);
        }
        index = end.max(index + 1);
    }
}

fn words(text: &str) -> Vec<Range<usize>> {
    let mut words = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices() {
        match (c.is_whitespace(), start) {
            (true, Some(begin)) => {
                words.push(begin..at);
                start = None;
            }
            (false, None) => start = Some(at),
            _ => {}
        }
    }
    if let Some(begin) = start {
        words.push(begin..text.len());
    }
    words
}

fn is_bullet(token: &str) -> bool {
    matches!(token, "•" | "▪" | "●" | "➢" | "➤" | "■" | "o" | "▫" | "◦" | "✓" | "►")
}

/// Words that begin a sentence and hardly ever stand inside one with a capital.
fn opens_sentence(token: &str) -> bool {
    const OPENERS: &[&str] = &[
        "Der",
        "Det",
        "De",
        "Den",
        "Vi",
        "I",
        "For",
        "På",
        "Målet",
        "Jobcentret",
        "Jobcenteret",
        "Jobcentrets",
        "Kommunen",
        "Som",
        "Herudover",
        "Derfor",
        "Derudover",
        "Desuden",
        "Andelen",
        "Antallet",
        "Med",
        "Når",
        "Hvis",
        "Et",
        "En",
        "Ved",
        "Til",
        "Fra",
        "Efter",
        "Gennem",
        "Ud",
        "Siden",
        "Formålet",
        "Indsatsen",
        "Byrådet",
        "Kommunalbestyrelsen",
        "Udvalget",
        "Ledigheden",
        "Unge",
        "Borgere",
        "Ledige",
        "Alle",
        "Flere",
        "Samtidig",
        "Samlet",
        "Denne",
        "Dette",
        "Disse",
        "Vores",
        "Mange",
        "Nogle",
        "Der,",
    ];
    OPENERS.contains(&token)
}
