//! Marks that tools leave in a text: which program printed it, and what it could not print.

use super::Count;
use crate::ingest::Document;
use regex::Regex;
use std::sync::LazyLock;

static HTML: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)</?(?:p|div|span|br|table|t[dhr]|ul|ol|li|h[1-6]|sup|b|i|strong|em|a)\b[^<>\n]*>"));
static MARKDOWN: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?m)^#{1,6} \S|^\|[ :|-]{3,}\|\s*$|\*\*[^\s*][^*\n]*\*\*|\\[.\-*_#]"));
static LAYOUT: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?m)^.*\S+ \S+ \S+ {3,}\S+ \S+ \S+.*$"));
static WORD: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?m)^\s*(?:[•·]|o|\x{f0b7}|\x{f0a7})\t|Fejl! (?:Bogmærke|Henvisningskilde)|Error! (?:Bookmark|Reference)|\x{b}|\bHYPERLINK |\bTOC \\",
    )
});
static CID: LazyLock<Regex> = LazyLock::new(|| pattern(r"\(cid:\d+\)"));
static MOJIBAKE: LazyLock<Regex> = LazyLock::new(|| pattern(r"Ã[¦¸¥†˜…©¼¶¤]|â€[“”œ™¢]|Â[§\x{a0}]"));
static SPACED: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?m)^\s*\p{L}(?: {1,3}[\p{L}\d.,:–-]){3,}\s*$"));

fn pattern(source: &str) -> Regex {
    Regex::new(source).expect("pattern is valid")
}

/// The marks of a text, most telling first; those not met are left out.
pub(super) fn find(doc: &Document, norm: &str) -> Vec<Count> {
    let raw = doc.raw();
    let count = |pattern: &Regex| pattern.find_iter(raw).count();
    let chars = |wanted: fn(char) -> bool| raw.chars().filter(|&c| wanted(c)).count();
    // Less than so many is no sign of a tool.
    let at_least = |least: usize, count: usize| if count < least { 0 } else { count };
    let marks = [
        ("HTML tags", at_least(2, count(&HTML))),
        ("Markdown", at_least(2, count(&MARKDOWN))),
        ("pdftotext form feeds", chars(|c| c == '\u{c}')),
        ("pdftotext -layout columns", at_least(4, count(&LAYOUT))),
        ("transcript with a page a line", usize::from(crate::structure::is_transcript(norm))),
        ("Word", count(&WORD)),
        ("private-use characters", chars(|c| matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{7f}'))),
        ("(cid:n) glyphs", count(&CID)),
        ("ligatures", chars(|c| matches!(c, 'ﬀ'..='ﬆ'))),
        ("soft hyphens", chars(|c| c == '\u{ad}')),
        ("letter-spaced lines", count(&SPACED)),
        ("mojibake", count(&MOJIBAKE)),
        ("encoding other than UTF-8", usize::from(doc.encoding != "UTF-8")),
    ];
    marks.into_iter().filter(|(_, count)| *count > 0).map(|(name, count)| Count { name, count }).collect()
}
