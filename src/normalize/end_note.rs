//! Notes at the end of a document: marks that lost their raised position far above "Noter" with its numbered list.
//!
//! ```text
//! En undersøgelse fra VIVE3 viser, at haver virker.
//!
//! Noter
//! 1. Beskæftigelsesministeriet: Aftale om haver, april 2025.
//! 2. Danmarks Statistik, tabel HAVE01.
//! 3. VIVE (2023): Haver og vejen til job.
//! ```
//!
//! The notes count on from 1, and so do their marks: of all digits behind words, those that count with the notes are
//! marks. Fewer than half of them found says that the list is something else.

use std::ops::Range;

/// Headings of such lists, in lower case.
const HEADINGS: [&str; 9] = [
    "noter",
    "slutnoter",
    "fodnoter",
    "noter og kilder",
    "kilder og noter",
    "kilder",
    "referencer",
    "henvisninger",
    "litteratur og kilder",
];

/// Fewer notes are no list.
const LEAST_NOTES: usize = 2;
/// So many lines without the next note end the list.
const MOST_LINES: usize = 30;

/// Where such a list begins, and how many notes it counts.
pub(super) fn list(text: &str) -> Option<(usize, u32)> {
    let mut at = 0;
    let mut found = None;
    for line in text.split('\n') {
        let name = line.trim_matches(|c: char| matches!(c, '#' | ' ' | '*' | ':' | '\u{c}' | '\r'));
        if name.len() < 24 && HEADINGS.contains(&name.to_lowercase().as_str()) {
            let count = counted(&text[at + line.len()..]);
            if count as usize >= LEAST_NOTES {
                found = Some((at, count));
            }
        }
        at += line.len() + 1;
    }
    found
}

/// How far the numbered lines right below a heading count from 1.
fn counted(below: &str) -> u32 {
    let mut count = 0;
    let mut since = 0;
    for line in below.lines() {
        since += 1;
        if since > MOST_LINES {
            break;
        }
        let line = line.trim_start();
        let digits = line.bytes().take_while(u8::is_ascii_digit).count();
        let rest = line[digits..].trim_start_matches(['.', ')', ' ', '\t']);
        let begins = rest.starts_with(|c: char| c.is_uppercase() || c == 'w' || c == 'h');
        if digits > 0 && digits < 3 && begins && line[..digits].parse() == Ok(count + 1) {
            count += 1;
            since = 0;
        }
    }
    count
}

/// Of the digits behind words (`glued`, in order), the marks of the notes in the list.
pub(super) fn marks(text: &str, glued: &[Range<usize>]) -> Vec<Range<usize>> {
    let Some((heading, count)) = list(text) else { return Vec::new() };
    let mut marks: Vec<Range<usize>> = Vec::new();
    for number in 1..=count {
        let behind = marks.last().map_or(0, |mark| mark.end);
        let printed = number.to_string();
        let from = glued.partition_point(|mark| mark.start < behind);
        let mut candidates = glued[from..].iter().take_while(|mark| mark.end < heading);
        marks.extend(candidates.find(|mark| text[(*mark).clone()] == printed).cloned());
    }
    if marks.len() * 2 < count as usize { Vec::new() } else { marks }
}

#[cfg(test)]
mod tests {
    use crate::normalize::normalize;

    #[test]
    fn marks_of_notes_at_the_end_are_raised() {
        let notes = "Noter\n1. Havestyrelsen: Aftale om haver, april 2031.\n2. VIVE (2030): Haver og job.\n";
        let body = "Med aftalen1 kom der flere haver.\n\nEn undersøgelse fra VIVE2 viser, at haver virker.\n\n";
        let norm = normalize(&format!("{body}{notes}"));
        assert!(norm.text().contains("aftalen¹ kom") && norm.text().contains("VIVE² viser"), "{}", norm.text());
        // Without the list the digits stay.
        let norm = normalize(body);
        assert!(norm.text().contains("aftalen1 kom"));
    }
}
