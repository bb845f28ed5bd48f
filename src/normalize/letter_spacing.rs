//! Headings set in spaced letters: `I N D L E D N I N G`.

use super::{Editor, Step};

pub struct LetterSpacing;

/// Fewer single letters than this in a row may be initials or an enumeration.
const LEAST_LETTERS: usize = 4;

impl Step for LetterSpacing {
    fn name(&self) -> &'static str {
        "letter-spacing"
    }

    fn applies(&self, text: &str) -> bool {
        text.split('\n').any(is_spaced)
    }

    fn rewrite(&self, text: &str, editor: &mut Editor<'_>) {
        let mut start = 0;
        for line in text.split('\n') {
            if is_spaced(line) {
                close_up(line, start, editor);
            }
            start += line.len() + 1;
        }
    }
}

/// Whether nearly all of the line's words are single characters.
fn is_spaced(line: &str) -> bool {
    let bytes = line.as_bytes();
    // Cheap refusal for ordinary lines: the third byte run of a spaced line is never two letters.
    if bytes.len() < 2 * LEAST_LETTERS - 1 || bytes.len() > 600 {
        return false;
    }
    let (mut single, mut other, mut letters) = (0, 0, 0);
    let mut known: Option<char> = None;
    let mut varied = false;
    for word in line.split_whitespace() {
        let mut chars = word.chars();
        let first = chars.next();
        if chars.next().is_none() {
            // Sums and comparisons are no words.
            if matches!(first, Some('<' | '>' | '=' | '+' | '|')) {
                return false;
            }
            single += 1;
            letters += usize::from(first.is_some_and(char::is_alphabetic));
            varied |= known.is_some() && known != first;
            known = first;
        } else {
            other += 1;
            if other > 2 {
                return false;
            }
        }
    }
    // A short word with a year has three letters: "M Å L   2 0 2 6".
    (letters >= LEAST_LETTERS || (letters == 3 && single >= 7 && line.contains("  ")))
        && single >= 5 * other
        // "Randers   X   X   X   X   X" is a row of marks.
        && varied
        && !line.contains('\t')
}

/// Removes single spaces between characters; a wider gap is a word's end.
fn close_up(line: &str, start: usize, editor: &mut Editor<'_>) {
    let trimmed = line.trim();
    let offset = start + (line.len() - line.trim_start().len());
    // Where all gaps are wide, none of them ends a word: "F   O   R   O   R   D".
    let narrow = trimmed.as_bytes().windows(3).any(|bytes| bytes[1] == b' ' && bytes[0] != b' ' && bytes[2] != b' ');
    let wide = trimmed.contains("  ") && narrow;
    let uniform = trimmed.contains("  ") && !narrow && trimmed.split_whitespace().all(|word| word.chars().count() == 1);
    // "M Å L 2 0 3 0": a number is a word of its own.
    let year = |at: usize, end: usize| {
        let alphabetic = trimmed[..at].ends_with(char::is_alphabetic);
        alphabetic && trimmed[end..].starts_with(|c: char| c.is_ascii_digit())
    };
    let mut chars = trimmed.char_indices().peekable();
    let mut previous_letters = 0;
    while let Some((at, c)) = chars.next() {
        if c != ' ' {
            previous_letters += 1;
            continue;
        }
        let mut end = at + 1;
        while chars.peek().is_some_and(|&(_, next)| next == ' ') {
            end = chars.next().expect("peeked").0 + 1;
        }
        let next_length = trimmed[end..].split(' ').next().map_or(0, |word| word.chars().count());
        if uniform {
            editor.delete(offset + at..offset + end);
        } else if end - at > 1 {
            editor.replace(offset + at..offset + end, " ");
        } else if wide || (previous_letters == 1 && next_length == 1 && !year(at, end)) {
            editor.delete(offset + at..offset + end);
        }
        previous_letters = 0;
    }
}
