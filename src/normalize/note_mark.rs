//! Note marks that lost their raised position: `ledige.3 Vi vil …` with `3 Jobindsats.dk` at the foot of the page.
//!
//! A digit behind a word proves nothing alone (`CO2`, `nr.2`). Only where a line further down begins with the same
//! number, as a note does, or in a transcript a sentence, are both taken for what they are and written as superscripts. A digit glued to another
//! number is left as it is: `1.2341` may be either.

use super::{Editor, Step};
use crate::structure::SUPERSCRIPTS;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

pub struct NoteMark;

/// A note stands at most so many bytes below its mark: about two pages.
const REACH: usize = 9_000;

static MARK: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r#"(?P<word>\p{L}*\p{Ll})(?:[.,;:)”"»]{0,2})(?P<mark>[1-9]\d?)(?:[ \n]|[.,;]\s)|(?:[^\d.]\d{2,4}\.)(?P<after>[1-9]\d?) \p{Lu}"#)
        .expect("pattern is valid")
});
static NOTE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:(?m:^)[ \t]*|\p{Ll}(?:[1-9]\d?)?[)”»]?[.:] )(?P<mark>[1-9]\d?)[ \t]+(?:\p{Lu}|www|http)")
        .expect("pattern is valid")
});

impl Step for NoteMark {
    fn name(&self) -> &'static str {
        "note-mark"
    }

    fn applies(&self, text: &str) -> bool {
        NOTE.is_match(text) && MARK.is_match(text)
    }

    fn rewrite(&self, text: &str, editor: &mut Editor<'_>) {
        let mut marks: Vec<Range<usize>> = Vec::new();
        let mut at = 0;
        // What follows one mark may begin the next word, so the search goes on right behind the mark.
        while let Some(found) = MARK.captures_at(text, at) {
            let mark = found.name("mark").or_else(|| found.name("after"));
            let Some(mark) = mark else { break };
            at = mark.end();
            if !found.name("word").is_some_and(|word| COUNTED.contains(&word.as_str().to_lowercase().as_str())) {
                marks.push(mark.range());
            }
        }
        let mut edits: Vec<Range<usize>> = Vec::new();
        let mut next = 0;
        let mut expected = 0;
        for found in NOTE.captures_iter(text) {
            let Some(note) = found.name("mark") else { continue };
            let number: u32 = note.as_str().parse().unwrap_or(0);
            while marks.get(next).is_some_and(|mark| mark.start + REACH < note.start()) {
                next += 1;
            }
            let above = marks[next..].iter().take_while(|mark| mark.end < note.start());
            let Some(mark) = above.filter(|mark| text[(*mark).clone()] == *note.as_str()).last() else {
                continue;
            };
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

/// Words that a number counts or names: "nr.2", "stk.3", "bilag1".
const COUNTED: &[&str] = &[
    "nr", "stk", "kap", "pkt", "kl", "afs", "art", "s", "side", "bilag", "tabel", "figur", "co", "fase", "uge", "match",
];
