//! Transcripts that hold one page a line: the page number leads the line, and headings, lists and paragraphs run into
//! each other without a break. Seen on document-sharing sites that print a PDF's text under its picture.
//!
//! What a line break would tell is read from other signs: titles that the table of contents lists, words in capitals,
//! bullets, labels ("Mål 1:"), and a capital that opens a sentence where no sentence has ended.

use super::heading::{box_kind, opener};
use super::line::{Line, LineKind};
use super::transcript_contents;
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

/// Most lines are long and begin with the number after the line before.
pub fn detected(norm: &str, lines: &[Line]) -> bool {
    let pages: Vec<usize> =
        lines.iter().enumerate().filter(|(_, line)| line.kind == LineKind::Text).map(|(index, _)| index).collect();
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
            if (2..=8).contains(&words) && !name.ends_with(['.', ':', ',']) && name.starts_with(char::is_uppercase) {
                names.push(name.to_owned());
            }
        }
    }
    names
}

/// The pieces of one page.
fn pieces(norm: &str, page: Range<usize>, titles: &[String]) -> Vec<Range<usize>> {
    let text = &norm[page.clone()];
    let words = words(text);
    let mut breaks: BTreeSet<usize> = BTreeSet::new();
    for title in titles {
        for (at, found) in text.match_indices(title.as_str()) {
            // A bullet before the title goes with it.
            let before = text[..at].trim_end();
            let bullet = before.chars().next_back().filter(|c| matches!(c, '-' | '–' | '•'));
            breaks.insert(bullet.map_or(at, |c| before.len() - c.len_utf8()));
            breaks.insert(at + found.len());
        }
    }
    let mut state = State::default();
    let mut index = 0;
    while index < words.len() {
        index += state.word(text, &words, index, &mut breaks);
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

/// What was seen on the page so far.
#[derive(Default)]
struct State {
    /// Word at which the open sentence began.
    sentence: usize,
    /// Whether the last break was a bullet.
    in_list: bool,
    /// The next number of an enumeration inside the line.
    next_number: u32,
    /// Word at which its last item began.
    sentence_of_item: usize,
}

impl State {
    /// Looks at word `index`, adds breaks, and says how many words are done.
    fn word(&mut self, text: &str, words: &[Range<usize>], index: usize, breaks: &mut BTreeSet<usize>) -> usize {
        let word = &words[index];
        let token = &text[word.clone()];
        let at = |offset: usize| words.get(index + offset).map(|range| &text[range.clone()]);
        let previous = index.checked_sub(1).map(|before| &text[words[before].clone()]);
        let ended = previous.is_none_or(|before| before.ends_with(['.', ':', '?', '!', ';']));
        let runs_on = previous
            .is_some_and(|before| before.ends_with(|c: char| c.is_lowercase() || c.is_ascii_digit() || c == ')'));
        if ended {
            self.sentence = index;
        }
        // "… nedbringes. 1b. Mindst 65 pct. …", "… aktiviteter: a) Der etableres …"
        let label = token.trim_end_matches(['.', ')', ':']);
        let is_label = label.len() <= 4
            && (token.len() > label.len() || label.len() > 1)
            && label.ends_with(|c: char| c.is_ascii_lowercase())
            && label
                .trim_end_matches(|c: char| c.is_ascii_lowercase())
                .bytes()
                .all(|b| b.is_ascii_digit() || b == b'.')
            && (label.starts_with(|c: char| c.is_ascii_digit()) || (label.len() == 1 && token.ends_with(')')));
        if is_label
            && ended
            && at(1).is_some_and(|next| next.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()))
        {
            breaks.insert(word.start);
            self.in_list = true;
            self.sentence = index + 1;
            return 1;
        }
        let next_opens = |offset: usize| {
            at(offset).is_some_and(|next| next.starts_with(char::is_uppercase) || is_bullet(next) || next == "-")
        };
        // "… ledige. UNGE UDEN UDDANNELSE I 2014 var …"
        let capitals = capital_run(text, words, index);
        if capitals > 0 {
            breaks.insert(word.start);
            breaks.insert(words[index + capitals - 1].end);
            self.sentence = index + capitals;
            self.in_list = false;
            return capitals;
        }
        if is_bullet(token)
            || (matches!(token, "-" | "–")
                && at(1).is_some_and(|next| next.starts_with(char::is_uppercase))
                && (ended || self.in_list))
        {
            breaks.insert(word.start);
            self.in_list = true;
            self.sentence = index + 1;
            return 1;
        }
        // "… fire mål: 1. Jobcentrene skal … 2. Jobcentrene skal …"
        if let Some(number) = token.strip_suffix('.').and_then(|digits| digits.parse::<u32>().ok())
            && at(1).is_some_and(|next| next.starts_with(char::is_uppercase))
            && ((number == 1 && ended) || (number == self.next_number && number > 1))
        {
            breaks.insert(word.start);
            self.next_number = number + 1;
            self.sentence_of_item = index;
            self.sentence = index + 1;
            return 1;
        }
        // The item ends with its sentence: what follows is text again.
        if self.next_number > 2 && ended && token.starts_with(char::is_uppercase) && index > self.sentence_of_item + 1 {
            breaks.insert(word.start);
            self.next_number = 0;
        }
        if token.starts_with(char::is_uppercase) {
            let window = words[(index + 8).min(words.len() - 1)].end;
            if let Some((length, Some(_))) = opener(&text[word.start..window]) {
                breaks.insert(word.start);
                self.sentence = index;
                self.in_list = false;
                let label_end = word.start + length;
                return words[index..].iter().take_while(|range| range.start < label_end).count().max(1);
            }
            // "… Strategi Jobcentret vil …", "… Byrådets målsætninger • …": a standard heading between two sentences.
            for length in (1..=4).rev() {
                let Some(last) = words.get(index + length - 1) else {
                    continue;
                };
                let heading = &text[word.start..last.end];
                let bare = heading.trim_end_matches(':');
                if (ended || runs_on)
                    && next_opens(length)
                    && box_kind(bare).is_some()
                    && !heading.ends_with(['.', ','])
                {
                    breaks.insert(word.start);
                    breaks.insert(last.end);
                    self.sentence = index + length;
                    self.in_list = at(length) == Some("-");
                    return length;
                }
            }
        }
        // "Begrænse stigningen i arbejdskraftreserven Jobcentret skal …": a sentence opens where none has ended.
        let broken = runs_on && opens_sentence(token) && !previous.is_some_and(needs_more);
        if broken && index > self.sentence && index - self.sentence <= HEADING_WORDS {
            breaks.insert(words[self.sentence].start);
            breaks.insert(word.start);
            self.sentence = index;
        }
        1
    }
}

/// Words behind which a capital is a name: "til Arbejdsmarkedsudvalget og Det Lokale Beskæftigelsesråd".
fn needs_more(word: &str) -> bool {
    const WORDS: &[&str] = &[
        "og", "eller", "samt", "i", "på", "af", "til", "for", "med", "fra", "om", "ved", "hos", "mellem", "under",
        "efter", "at", "som", "der", "den", "det", "de", "et", "en", "har", "er", "vil", "skal", "kan", "bliver",
        "blev", "når", "hvor", "hvis", "både", "via", "gennem", "hvordan", "hvad",
    ];
    WORDS.contains(&word)
}

/// The number of words from `index` on that are a heading in capitals; 0 if they are none.
fn capital_run(text: &str, words: &[Range<usize>], index: usize) -> usize {
    // Letters of a word if all are capitals; 0 for numbers; None for other words.
    let capitals = |word: &Range<usize>| {
        let mut letters = text[word.clone()].chars().filter(|c| c.is_alphabetic()).peekable();
        letters.peek()?;
        let mut count = 0;
        letters
            .all(|c| {
                count += 1;
                c.is_uppercase()
            })
            .then_some(count)
    };
    let is_number =
        |word: &Range<usize>| text[word.clone()].chars().all(|c| c.is_ascii_digit() || "-–/()&.,".contains(c));
    let mut end = index;
    let (mut letters, mut longest) = (0, 0);
    while let Some(word) = words.get(end) {
        match capitals(word) {
            Some(count) => {
                letters += count;
                longest = longest.max(count);
            }
            None if is_number(word) && (end > index || index == 0) => {}
            None => break,
        }
        end += 1;
        if capitals(word).is_some() && text[word.clone()].ends_with(['.', ':']) {
            break;
        }
    }
    let long_enough = (letters >= 8 && longest >= 5) || (index == 0 && longest >= 4);
    if !long_enough {
        return 0;
    }
    // "… (STATUS) I 2014 var der …": the last words open the sentence that follows.
    let single = |word: &Range<usize>| text[word.clone()].chars().count() == 1;
    if end > index + 2 && is_number(&words[end - 1]) && single(&words[end - 2]) {
        end -= 2;
    } else if end > index + 1 && single(&words[end - 1]) {
        end -= 1;
    }
    end - index
}

/// The words of a text.
pub fn words(text: &str) -> Vec<Range<usize>> {
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
