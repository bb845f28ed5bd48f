//! The figures of a table's row and the number that counts it, where a line holds one cell or several.

use crate::pattern::{Regex, pattern};
use std::ops::Range;
use std::sync::LazyLock;

/// A figure with its unit: "3,9 pct.", "164 personer", "–".
static FIGURE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:(?:[Hh]øjst|[Mm]indst|maks\.|min\.|under|over|ca\.)\s+)?(?:[+–-]?\d+(?:\.\d{3})*(?:,\d+)?(?:\s?(?:pct\.?|procent(?:point)?|%|personer|fuldtidspersoner|uger|dage|måneder|timer|forløb|sager|virksomheder|mio\. kr\.|kr\.))?|[–-])(?:\s+|$)",
    )
});

/// The figures that a line consists of.
pub(super) fn figures(text: &str) -> Option<Vec<Range<usize>>> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let figure = FIGURE.find(&text[at..])?;
        found.push(at..at + figure.as_str().trim_end().len());
        at += figure.end();
    }
    (!found.is_empty()).then_some(found)
}

/// The figures at the end of a line of words: as many as there are levels, and none before them.
pub(super) fn trailing_figures(text: &str, levels: usize) -> Option<(usize, Vec<Range<usize>>)> {
    let spaces: Vec<usize> = text.match_indices(' ').map(|(at, _)| at).collect();
    let split = spaces.iter().rev().take(levels * 3).map(|&at| (at, figures(&text[at + 1..])));
    let (at, found) =
        split.filter_map(|(at, found)| found.map(|found| (at, found))).find(|(_, f)| f.len() == levels)?;
    let more =
        spaces.iter().rev().find(|&&space| space < at).is_some_and(|&space| figures(&text[space + 1..]).is_some());
    let shifted = found.into_iter().map(|range| range.start + at + 1..range.end + at + 1);
    (!more && text[..at].contains(char::is_alphabetic)).then(|| (at, shifted.collect()))
}

/// The length of a row's number with the space behind it: "1.1", "2 ", "R1 ", "1A ".
pub(super) fn label_length(text: &str) -> usize {
    let first = text.split(' ').next().unwrap_or("");
    let short = first.len() <= 4 && first.bytes().any(|byte| byte.is_ascii_digit());
    let plain = first.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'.') && !first.ends_with("..");
    // "45 pct. af …" and "20 uger …" begin with a figure.
    let counts = FIGURE.find(text).is_some_and(|figure| figure.as_str().trim_end().contains(' '));
    let rest = text[first.len()..].trim_start();
    let named = rest.is_empty() || rest.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    if short && plain && named && !counts { text.len() - rest.len() } else { 0 }
}
