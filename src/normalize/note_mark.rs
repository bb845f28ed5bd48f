//! Note marks that lost their raised position: `ledige.3 Vi vil …` with `3 Jobindsats.dk` at the foot of the page.
//!
//! A digit behind a word proves nothing alone (`CO2`, `nr.2`). Only where a line further down begins with the same
//! number, as a note does, or in a transcript a sentence, are both taken for what they are and written as superscripts. A
//! mark set off by a space (`i job 1. Vi`) looks like the number of an item as well: it needs a note that reads as a
//! source and must be the only such number above it. A digit glued to another number is left as it is: `1.2341` may be
//! either.

use super::{Editor, Step};
use crate::structure::{SUPERSCRIPTS, footnote};
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

pub struct NoteMark;

/// A note stands at most so many bytes below its mark: about two pages.
const REACH: usize = 9_000;

static MARK: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r#"(?P<word>\p{L}*\p{Ll})(?:[.,;:)”"»]{0,2})(?P<mark>[1-9]\d?)(?:[ \n]|[.,;]\s|\)[ .,;\n])|(?:[^\d.]\d{2,4}\.)(?P<after>[1-9]\d?) \p{Lu}"#)
        .expect("pattern is valid")
});
static SPACED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r#"(?P<word>\p{L}*\p{Ll})[)”»"]?(?: (?P<before>[1-9]\d?)\.|\.[”»"]? (?P<after>[1-9]\d?)) \p{Lu}"#)
        .expect("pattern is valid")
});
static NOTE: LazyLock<Regex> = LazyLock::new(|| {
    // In a transcript notes follow each other on the line: "… 1 Kilde: Jobindsats.dk 2 Kilde: …".
    Regex::new(
        r"(?:(?m:^)[ \t]*|\p{Ll}(?:[1-9]\d?)?[)”»]?[.:] )(?P<mark>[1-9]\d?)\)?[ \t]+(?:\p{Lu}|www|http)| (?P<inside>[1-9]\d?) (?:Kilde\b|www\.|https?:)",
    )
        .expect("pattern is valid")
});

impl Step for NoteMark {
    fn name(&self) -> &'static str {
        "note-mark"
    }

    fn applies(&self, text: &str) -> bool {
        NOTE.is_match(text) && (MARK.is_match(text) || SPACED.is_match(text))
    }

    fn rewrite(&self, text: &str, editor: &mut Editor<'_>) {
        let glued = marks(text, &MARK);
        let spaced: Vec<_> =
            marks(text, &SPACED).into_iter().filter(|mark| footnote::marker(&text[mark.start..]).is_none()).collect();
        let mut edits: Vec<Range<usize>> = Vec::new();
        let (mut next, mut next_spaced) = (0, 0);
        let mut expected = 0;
        for found in NOTE.captures_iter(text) {
            let Some(note) = found.name("mark").or_else(|| found.name("inside")) else { continue };
            // "1) …" may be any list's item.
            if text[note.end()..].starts_with(')') && footnote::marker(&text[note.start()..]).is_none() {
                continue;
            }
            let number: u32 = note.as_str().parse().unwrap_or(0);
            let mark = above(text, &note, &glued, &mut next).last();
            let alone = || {
                let mut same = above(text, &note, &spaced, &mut next_spaced);
                let first = same.next().filter(|_| footnote::marker(&text[note.start()..]).is_some());
                first.filter(|_| same.next().is_none())
            };
            let Some(mark) = mark.or_else(alone) else { continue };
            // Notes count on, through the document or on each page.
            if number == expected + 1 || number == 1 {
                expected = number;
                edits.push(mark.clone());
                edits.push(note.range());
            }
        }
        edits.sort_by_key(|edit| edit.start);
        edits.dedup();
        for edit in edits {
            let raised: String =
                text[edit.clone()].bytes().map(|digit| SUPERSCRIPTS[usize::from(digit - b'0')]).collect();
            editor.replace(edit, &raised);
        }
    }
}

/// The numbers that `pattern` takes for marks, in the order of the text.
fn marks(text: &str, pattern: &Regex) -> Vec<Range<usize>> {
    let mut marks = Vec::new();
    let mut at = 0;
    // What follows one mark may begin the next word, so the search goes on right behind the mark.
    while let Some(found) = pattern.captures_at(text, at) {
        let Some(mark) = found.name("mark").or_else(|| found.name("before")).or_else(|| found.name("after")) else {
            break;
        };
        at = mark.end();
        if !found.name("word").is_some_and(|word| COUNTED.contains(&word.as_str().to_lowercase().as_str())) {
            marks.push(mark.range());
        }
    }
    marks
}

/// The marks within reach above `note` that have its number; `next` is the first of them that later notes may reach.
fn above<'m>(
    text: &'m str,
    note: &regex::Match<'m>,
    marks: &'m [Range<usize>],
    next: &mut usize,
) -> impl Iterator<Item = &'m Range<usize>> {
    let (start, number) = (note.start(), note.as_str());
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
