//! Where the headings, items and paragraphs of a transcript's page begin, though its text runs on one line.

use super::box_kind::box_kind;
use super::heading::opener;
use std::collections::BTreeSet;
use std::ops::Range;

/// A heading that runs into the text is no longer than this many words.
pub const HEADING_WORDS: usize = 14;

/// The pieces of one page.
pub fn pieces(norm: &str, page: Range<usize>, titles: &[String]) -> Vec<Range<usize>> {
    let text = &norm[page.clone()];
    let words = words(text);
    let mut breaks: BTreeSet<usize> = BTreeSet::new();
    for title in titles {
        for (at, found) in text.match_indices(title.as_str()) {
            breaks.insert(title_start(text, at, at + found.len()));
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

/// Where the line of a title begins: its bullet, its number and its label ("3.1 Fokusområde 1:") go with it.
fn title_start(text: &str, title: usize, end: usize) -> usize {
    let mut start = title;
    for _ in 0..3 {
        let before = text[..start].trim_end();
        let word = last_word(before);
        let token = &before[word..];
        let two = last_word(before[..word].trim_end());
        let numbered = token.starts_with(|c: char| c.is_ascii_digit())
            && token.len() <= 5
            && token.bytes().all(|b| b.is_ascii_digit() || b == b'.');
        if matches!(token, "-" | "–" | "•") || is_bullet(token) || (numbered && token.contains('.')) {
            start = word;
        } else if token.ends_with(':') && opener(&text[two..end]).is_some_and(|(length, _)| two + length >= start) {
            start = two;
        } else {
            break;
        }
    }
    start
}

/// Where the last word begins.
fn last_word(text: &str) -> usize {
    text.len() - text.rsplit(char::is_whitespace).next().map_or(0, str::len)
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
    /// Whether a box's heading stands right before its first number.
    numbering: bool,
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
            && (ended || std::mem::take(&mut self.numbering))
            && at(1).is_some_and(|next| next.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()))
        {
            breaks.insert(word.start);
            self.in_list = true;
            self.sentence = index + 1;
            return 1;
        }
        let next_opens = |offset: usize| {
            at(offset).is_some_and(|next| {
                next.starts_with(char::is_uppercase) || is_bullet(next) || matches!(next, "-" | "–") || is_number(next)
            })
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
            && ((number == 1 && (ended || self.numbering)) || (number == self.next_number && number > 1))
        {
            breaks.insert(word.start);
            self.next_number = number + 1;
            self.numbering = false;
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
                    self.in_list = matches!(at(length), Some("-" | "–"));
                    self.numbering = at(length).is_some_and(is_number);
                    return length;
                }
            }
        }
        // "Begrænse stigningen i arbejdskraftreserven Jobcentret skal …": a sentence opens where none has ended.
        let broken = runs_on && opens_sentence(token) && !previous.is_some_and(needs_more);
        if broken && index > self.sentence && index - self.sentence <= HEADING_WORDS {
            // Behind a bullet stands an item, else a heading.
            if !std::mem::take(&mut self.in_list) {
                breaks.insert(words[self.sentence].start);
            }
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

/// "1.", "1a.", "a)": what stands before an item of a numbered list.
fn is_number(token: &str) -> bool {
    let label = token.trim_end_matches(['.', ')']);
    let marked = token.len() > label.len();
    let digits = label.trim_end_matches(|c: char| c.is_ascii_lowercase());
    marked && label.len() <= 3 && label.len() - digits.len() <= 1 && digits.bytes().all(|b| b.is_ascii_digit())
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
        "Planen",
        "Beskæftigelsesplanen",
        "Tabel",
        "Tabellen",
        "Figur",
        "Figuren",
        "Kilde:",
        "Nedenfor",
        "Her",
        "Hver",
        "Hvert",
        "Over",
        "Under",
        "Ifølge",
        "Trods",
        "Selvom",
        "Særligt",
        "Blandt",
        "Ingen",
        "Omkring",
        "Mere",
    ];
    OPENERS.contains(&token)
}
