//! Note marks that lost their raised position: `ledige.3 Vi vil …` with `3 Jobindsats.dk` at the foot of the page.
//!
//! A digit behind a word proves nothing alone (`CO2`, `nr.2`). Only where a line further down begins with the same
//! number, as a note does, or in a transcript a sentence, are both taken for what they are and written as superscripts. A
//! mark set off by a space (`i job 1. Vi`) looks like the number of an item as well: it needs a note that reads as a
//! source and must be the only such number above it. A digit glued to another number is left as it is: `1.2341` may be
//! either, but `20242` is a year and its mark where a note 2 follows. Numbers of several notes may stand one below the
//! other with the notes under them (`2⏎3⏎⏎Jobindsats.dk⏎DST (2017)`, as `pdftotext` prints small raised figures): each
//! goes to its note.

use super::{Editor, Step, end_note};
use crate::structure::{SUPERSCRIPTS, footnote};
use rustc_hash::FxHashSet;
use std::ops::Range;

pub struct NoteMark;

/// So many notes may have their numbers one below the other.
const MOST_STACKED: usize = 8;

/// No name of a chapter is longer, in bytes.
const MOST_NAME: usize = 200;

/// A note stands at most so many bytes below its mark: about two pages.
const REACH: usize = 9_000;

impl Step for NoteMark {
    fn name(&self) -> &'static str {
        "note-mark"
    }

    fn applies(&self, text: &str) -> bool {
        numbers(text).any(|number| number.is_note() || number.starts_line() && stacked(number.whole).is_some())
            || end_note::list(text).is_some()
    }

    fn rewrite(&self, text: &str, editor: &mut Editor<'_>) {
        let (mut glued, mut spaced, mut notes) = (Vec::new(), Vec::new(), Vec::new());
        let chapters = chapters(text);
        for number in numbers(text) {
            let line = || number.whole.split('\n').next().unwrap_or("").trim_end();
            if number.is_note() && !chapters.contains(line()) {
                notes.push(Note { number: number.range.clone(), text: None });
            } else if number.starts_line()
                && notes.last().is_none_or(|note: &Note| note.number.end < number.range.start)
                && let Some(pairs) = stacked(number.whole)
            {
                let start = number.range.start;
                notes.extend(pairs.into_iter().map(|(number, text)| Note {
                    number: start + number.start..start + number.end,
                    text: Some(start + text),
                }));
            }
            if number.is_glued() {
                glued.push(number.range);
            } else if number.is_set_off() && footnote::marker(&text[number.range.start..]).is_none() {
                spaced.push(number.range);
            }
        }
        let mut edits: Vec<(Range<usize>, String)> = Vec::new();
        let (mut next, mut next_spaced) = (0, 0);
        let (mut expected, mut behind) = (0, 0);
        for Note { number: note, text: moved } in notes {
            let number: u32 = text[note.clone()].parse().unwrap_or(0);
            let mark = above(text, &note, &glued, &mut next).last();
            let alone = || {
                let mut same = above(text, &note, &spaced, &mut next_spaced);
                let first = same.next().filter(|_| footnote::marker(&text[note.start..]).is_some());
                first.filter(|_| same.next().is_none())
            };
            // A mark points to one note: further down the number may begin a list. A number on a line of its own may
            // count anything on another page, unless "Styrelsen for Haver: Høns i haver, 2029" follows it.
            let near = |mark: &&Range<usize>| {
                let Some(line) = lone(&text[note.end..]) else { return true };
                let pages = text[mark.end..note.start].matches('\u{c}').count();
                let named = || text[note.end + line..].split('\n').next().is_some_and(|line| line.contains(": "));
                pages == 0 || pages == 1 && named()
            };
            let Some(mark) = mark.or_else(alone).filter(|mark| mark.start >= behind).filter(near) else { continue };
            // Notes count on, through the document or on each page; one may have lost its mark.
            if (expected + 1..=expected + 2).contains(&number) || number == 1 {
                expected = number;
                behind = mark.end;
                let raised = raised(number);
                edits.push((mark.clone(), raised.clone()));
                if let Some(moved) = moved {
                    edits.push((note.start..note.end + 1, String::new()));
                    edits.push((moved..moved, raised + " "));
                } else if let Some(line) = lone(&text[note.end..]) {
                    // A note whose number stands on a line of its own is one line with it.
                    edits.push((note.start..note.end + line, raised + " "));
                } else {
                    edits.push((note, raised));
                }
            }
        }
        for mark in end_note::marks(text, &glued) {
            if !edits.iter().any(|(edit, _)| *edit == mark) {
                let number = text[mark.clone()].parse().unwrap_or(0);
                edits.push((mark, raised(number)));
            }
        }
        edits.sort_by_key(|(edit, _)| (edit.start, edit.end));
        edits.dedup();
        for (edit, raised) in edits {
            editor.replace(edit, &raised);
        }
    }
}

/// Names of chapters with their numbers, as a table of contents has them: "3 Haver for alle ..... 12".
fn chapters(text: &str) -> FxHashSet<&str> {
    let entry = |line: &'_ str| -> bool {
        let name = line.trim_start_matches(|c: char| c.is_ascii_digit());
        name.len() < line.len() && name.starts_with(' ') && name.trim_start().starts_with(char::is_uppercase)
    };
    let lines = text.split(['\n', '\u{c}']).map(str::trim).filter(|line| line.len() < MOST_NAME && entry(line));
    lines
        .filter_map(|line| {
            let name = line.trim_end_matches(|c: char| c.is_ascii_digit());
            let paged = (1..=3).contains(&(line.len() - name.len())) && name.ends_with([' ', '.', '\t']);
            paged.then(|| name.trim_end_matches([' ', '.', '\t', '…', '_']))
        })
        .collect()
}

/// A number as a note's mark is printed.
fn raised(number: u32) -> String {
    number.to_string().bytes().map(|digit| SUPERSCRIPTS[usize::from(digit - b'0')]).collect()
}

/// Where a note's number stands, and its text, if the number does not stand right in front of it.
struct Note {
    number: Range<usize>,
    text: Option<usize>,
}

/// Numbers one below the other and, below them, as many notes: where each number stands and where its note begins. A
/// note is a line that begins like one behind a line that ends like one.
fn stacked(text: &str) -> Option<Vec<(Range<usize>, usize)>> {
    let mut numbers: Vec<Range<usize>> = Vec::new();
    let mut at = 0;
    let mut last = None;
    loop {
        let digits = text.as_bytes()[at..].iter().take(3).take_while(|byte| byte.is_ascii_digit()).count();
        if digits == 0 || text.as_bytes().get(at + digits) != Some(&b'\n') {
            break;
        }
        let number: u32 = text[at..at + digits].parse().ok()?;
        if last.is_some_and(|last| number != last + 1) || numbers.len() == MOST_STACKED {
            return None;
        }
        last = Some(number);
        numbers.push(at..at + digits);
        at += digits + 1;
    }
    if numbers.len() < 2 {
        return None;
    }
    let mut notes = Vec::new();
    let mut ended = true;
    for (index, line) in text[at..].split('\n').enumerate().take(2 * MOST_STACKED) {
        if line.starts_with('\u{c}') || line.is_empty() && index > 0 && notes.len() >= numbers.len() {
            break;
        }
        let begins = line.starts_with(char::is_uppercase)
            || ["www", "http", "jobindsats"].iter().any(|sign| line.starts_with(sign));
        if ended && begins {
            notes.push(at);
        } else if notes.is_empty() && !line.is_empty() {
            return None;
        }
        if !line.is_empty() {
            ended = line.ends_with(['.', ')', '”', '»']) || line.ends_with(|c: char| c.is_ascii_digit());
        }
        at += line.len() + 1;
    }
    (notes.len() == numbers.len()).then(|| numbers.into_iter().zip(notes).collect())
}

/// A number of one or two figures.
struct Number<'t> {
    range: Range<usize>,
    before: &'t str,
    /// The number with what follows it.
    whole: &'t str,
    after: &'t str,
}

/// The numbers of a text that can be marks, in order.
fn numbers(text: &str) -> impl Iterator<Item = Number<'_>> {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let start = at + bytes.get(at..)?.iter().position(u8::is_ascii_digit)?;
            let end = start + bytes[start..].iter().take_while(|byte| byte.is_ascii_digit()).count();
            at = end;
            // "i 20242 roste": the mark stands right behind a year.
            let years = 2000..2040;
            let year =
                matches!(end - start, 5 | 6) && text[start..start + 4].parse().is_ok_and(|year| years.contains(&year));
            let start = if year { start + 4 } else { start };
            if end - start <= 2 && bytes[start] != b'0' {
                return Some(Number {
                    range: start..end,
                    before: &text[..start],
                    whole: &text[start..],
                    after: &text[end..],
                });
            }
        }
    })
}

impl Number<'_> {
    /// "ledige.3 Vi", "loven1, som", "STAR2). Vi", "i 2015.2 Vi", "i 2015.2⏎"
    fn is_glued(&self) -> bool {
        let ends = self.after.starts_with([' ', '\n'])
            || self.after.strip_prefix(')').is_some_and(|rest| rest.starts_with([' ', '\n', '.', ',', ';']))
            || self.after.strip_prefix(['.', ',', ';', ':']).is_some_and(|rest| rest.starts_with(char::is_whitespace));
        let mut word = self.before;
        for _ in 0..2 {
            word = word.strip_suffix(['.', ',', ';', ':', ')', '”', '»', '"']).unwrap_or(word);
        }
        let year = || {
            let digits = self.before.strip_suffix('.').unwrap_or("");
            let rest = digits.trim_end_matches(|c: char| c.is_ascii_digit());
            (2..=4).contains(&(digits.len() - rest.len()))
                && rest.chars().next_back().is_some_and(|c| c != '.')
                && (follows(self.after, " ") || digits.len() - rest.len() == 4 && self.after.starts_with('\n'))
        };
        // "en ny indsats.4 Vi": a stop parts what would count, unless it is an abbreviation's.
        let stopped = || {
            self.before
                .strip_suffix('.')
                .is_some_and(|word| word.ends_with(char::is_lowercase) && !is_abbreviated(word))
        };
        let behind_year = self.before.ends_with(|c: char| c.is_ascii_digit());
        ends && (is_counted_by_none(word) || stopped() || behind_year) || year()
    }

    /// "i job 1. Vi", "i job. 1 Vi"
    fn is_set_off(&self) -> bool {
        let Some(before) = self.before.strip_suffix(' ') else {
            return false;
        };
        let closed = |text: &str| is_counted_by_none(text.strip_suffix([')', '”', '»', '"']).unwrap_or(text));
        let behind_stop = || {
            let stop = before.strip_suffix(['”', '»', '"']).unwrap_or(before);
            stop.strip_suffix('.').is_some_and(closed)
        };
        follows(self.after, ". ") && closed(before) || follows(self.after, " ") && behind_stop()
    }

    fn starts_line(&self) -> bool {
        self.before.is_empty() || self.before.ends_with(['\n', '\u{c}'])
    }

    /// "3 Jobindsats.dk" at a line's start or behind a sentence; in a transcript notes follow each other on the line: "… 1
    /// Kilde: Jobindsats.dk 2 Kilde: …".
    fn is_note(&self) -> bool {
        if self.starts_line() && lone(self.after).is_some() {
            return true;
        }
        // "1) …" may be any list's item: it must read as a source.
        let after = self.after.strip_prefix(')').unwrap_or(self.after);
        let text = after.trim_start_matches([' ', '\t']);
        if text.len() == after.len() || after.len() < self.after.len() && footnote::marker(self.whole).is_none() {
            return false;
        }
        let address = text.starts_with("www") || text.starts_with("http");
        if address || text.starts_with(char::is_uppercase) {
            let line = self.before.trim_end_matches([' ', '\t']);
            if line.is_empty() || line.ends_with('\n') {
                return true;
            }
            let sentence = self.before.strip_suffix(' ').and_then(|before| before.strip_suffix(['.', ':']));
            let sentence = sentence.map(|before| before.strip_suffix([')', '”', '»']).unwrap_or(before));
            let word = sentence.map(|before| {
                let word = before.trim_end_matches(|c: char| c.is_ascii_digit());
                if before.len() - word.len() > 2 { before } else { word }
            });
            // "Lov nr. 1 af 2. maj 2014. 2 Kommunernes Landsforening"
            let year = || {
                let before = sentence?;
                let word = before.trim_end_matches(|c: char| c.is_ascii_digit());
                (before.len() - word.len() == 4 && word.ends_with(' ')).then_some(())
            };
            if word.is_some_and(|word| word.ends_with(char::is_lowercase)) || year().is_some() {
                return true;
            }
        }
        let named = || {
            let rest = text.strip_prefix("Kilde");
            address && text[3..].starts_with(['.', 'p'])
                || rest.is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric()))
                || text.starts_with("Lov nr")
                || text.starts_with("LBK nr")
        };
        self.before.ends_with(' ') && after.len() == text.len() + 1 && named()
    }
}

/// Line breaks behind a number on a line of its own, where a note follows on the same page: a line with an address or a
/// year, since a number alone may as well count a page or a theme.
fn lone(after: &str) -> Option<usize> {
    let text = after.trim_start_matches([' ', '\t']).strip_prefix('\n')?;
    let text = text.trim_start_matches([' ', '\t']);
    let text = text.strip_prefix('\n').unwrap_or(text);
    let page = text.split('\u{c}').next().unwrap_or("");
    let ends = || page.match_indices('\n').map(|(at, _)| at).chain([page.len()]);
    let first = &page[..ends().next().unwrap_or(0)];
    // A note that names who wrote it first may be dated on its second line: "Rambøll: Høns i haver og⏎gårde, 2029".
    let end = if first.contains(": ") { ends().nth(1).unwrap_or(page.len()) } else { first.len() };
    let line = &page[..end];
    let is_year = |word: &str| word.len() == 4 && (word.starts_with("19") || word.starts_with("20"));
    let dated = || line.split(|c: char| !c.is_ascii_digit()).any(is_year);
    let address = || ["www", "http", ".dk", "Kilde"].iter().any(|sign| line.contains(sign));
    let begins = text.starts_with(char::is_uppercase) || text.starts_with("www") || text.starts_with("http");
    (begins && (address() || dated())).then(|| after.len() - text.len())
}

/// Whether `gap` and a capital come next.
fn follows(text: &str, gap: &str) -> bool {
    text.strip_prefix(gap).is_some_and(|rest| rest.starts_with(char::is_uppercase))
}

/// Whether a text ends in a word that a stop only shortens: "nr.", "stk.".
fn is_abbreviated(text: &str) -> bool {
    let word = text.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or("");
    word.chars().count() < 4
}

/// Whether a text ends in a word in small letters that counts and names nothing by a number.
fn is_counted_by_none(text: &str) -> bool {
    let start = text.char_indices().rev().take_while(|(_, c)| c.is_alphabetic()).last().map(|(at, _)| at);
    let Some(word) = start.map(|start| &text[start..]) else {
        return false;
    };
    // "KORA3", but not "CO2"
    let name = || word.chars().count() > 2 && word.chars().all(char::is_uppercase);
    (text.ends_with(char::is_lowercase) || name()) && !COUNTED.contains(&word.to_lowercase().as_str())
}

/// The marks within reach above `note` that have its number; `next` is the first of them that later notes may reach.
fn above<'m>(
    text: &'m str,
    note: &Range<usize>,
    marks: &'m [Range<usize>],
    next: &mut usize,
) -> impl Iterator<Item = &'m Range<usize>> {
    let (start, number) = (note.start, &text[note.clone()]);
    while marks.get(*next).is_some_and(|mark| mark.start + REACH < start) {
        *next += 1;
    }
    marks[*next..].iter().take_while(move |mark| mark.end < start).filter(move |mark| &text[(*mark).clone()] == number)
}

/// Words that a number counts or names: "nr.2", "stk.3", "bilag1".
const COUNTED: &[&str] = &[
    "nr",
    "stk",
    "kap",
    "pkt",
    "kl",
    "afs",
    "art",
    "s",
    "side",
    "bilag",
    "tabel",
    "figur",
    "co",
    "fase",
    "uge",
    "match",
    "mål",
    "tema",
    "pejlemærke",
    "indsats",
    "kapitel",
    "afsnit",
    "punkt",
    "spor",
    "kvartal",
    "halvår",
    "niveau",
];
