//! The physical lines of the text and the pages that they stand on.

use std::ops::Range;

/// What is known of a line before blocks are built.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineKind {
    Blank,
    Text,
    /// An item of a list whose bullet is lost.
    Item,
    /// A page break: form feed or ruler.
    Break,
    Furniture,
    Contents,
}

/// A line, or the piece of one that stands in one column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Trimmed of spaces on both sides, except tabs.
    pub range: Range<usize>,
    /// Spaces before the text.
    pub indent: usize,
    /// From 1.
    pub page: usize,
    pub kind: LineKind,
}

impl Line {
    /// The line's text.
    pub fn text<'t>(&self, norm: &'t str) -> &'t str {
        &norm[self.range.clone()]
    }

    /// Whether the line is a ruler that ends no page: one that parts the head of a table from its rows.
    pub fn is_table_rule(&self, norm: &str) -> bool {
        let text = self.text(norm);
        self.kind == LineKind::Break && is_ruler(text) && !is_page_ruler(text)
    }

    /// Whether so many spaces stand in a row inside the text: most lines have no gaps, and need not be cut at them.
    pub fn has_gap(&self, norm: &str, least: usize) -> bool {
        let bytes = self.text(norm).as_bytes();
        // Two at a time are compared many at once, and most lines are done then.
        let pairs = bytes.iter().zip(bytes.get(1..).unwrap_or_default());
        if !pairs.fold(false, |found, (&a, &b)| found | ((a == b' ') & (b == b' '))) {
            return false;
        }
        let mut run = 0;
        bytes.iter().any(|&byte| {
            run = if byte == b' ' { run + 1 } else { 0 };
            run == least
        })
    }
}

/// Lines in the order of the file, and where pages start.
pub struct Lines {
    pub lines: Vec<Line>,
    pub starts: Vec<usize>,
}

/// Cuts the text into lines; form feeds and rulers end pages.
pub fn read(norm: &str) -> Lines {
    let mut lines = Vec::new();
    let mut starts = vec![0];
    let mut offset = 0;
    for physical in norm.split_inclusive('\n') {
        let mut start = offset;
        offset += physical.len();
        // A form feed stands at the start of a page's first line.
        for piece in physical.split_inclusive('\u{c}') {
            let end = start + piece.len();
            let ended = piece.ends_with('\u{c}');
            let trimmed = piece.trim_end_matches(['\n', '\u{c}', ' ']);
            // A quoted block of Markdown ("> …") is read like any other; set in, the mark is a bullet.
            let text = trimmed.trim_start_matches(' ');
            let text = if trimmed.len() - text.len() > 1 && text.starts_with("> ") {
                text
            } else if text == ">" {
                ""
            } else {
                text.strip_prefix("> ").map_or(text, |quoted| quoted.trim_start_matches(['>', ' ']))
            };
            let range = start + trimmed.len() - text.len()..start + trimmed.len();
            let kind = if text.trim_matches(['\t', '\u{2029}']).is_empty() {
                LineKind::Blank
            } else if is_ruler(text) || page_mark(text).is_some() {
                LineKind::Break
            } else if is_picture(text) {
                LineKind::Furniture
            } else {
                LineKind::Text
            };
            // "Page 1" on top ends no page.
            let ends =
                kind == LineKind::Break && is_page_ruler(text) && (starts.len() > 1 || page_mark(text) != Some(1));
            if ends {
                starts.push(end);
            }
            let blank_before_feed = ended && kind == LineKind::Blank;
            if !blank_before_feed {
                lines.push(Line {
                    indent: trimmed.len() - text.len(),
                    range: range.clone(),
                    page: starts.len() - usize::from(ends),
                    kind,
                });
            }
            if ended {
                lines.push(Line { range: end - 1..end - 1, indent: 0, page: starts.len(), kind: LineKind::Break });
                starts.push(end);
            }
            start = end;
        }
    }
    super::site::mark(norm, &mut lines);
    Lines { lines, starts }
}

/// A row of dashes, stars, underscores or equal signs.
fn is_ruler(text: &str) -> bool {
    text.len() >= 3
        && text.chars().all(|c| matches!(c, '-' | '*' | '_' | '=' | '—' | '–' | '─' | ' '))
        && text.chars().filter(|c| *c != ' ').count() >= 3
}

/// What Markdown converters leave of a picture: `![](page_2_Picture_6.jpeg)`, `![Ungehuset](billede.png)`.
fn is_picture(text: &str) -> bool {
    let address = text.strip_prefix("![").and_then(|rest| rest.split_once("]("));
    address.is_some_and(|(_, address)| address.find(')') == Some(address.len() - 1))
}

fn is_page_ruler(text: &str) -> bool {
    page_mark(text).is_some() || (is_ruler(text) && !text.contains('=') && text.chars().count() <= 12)
}

/// Longer than any title is a page on one line.
const MOST_MARK: usize = 200;

/// The number in page marks that converters write: `[Page 3]`, `== Side 3 ==`, and on document-sharing sites
/// `Page 3: Title of the document`.
fn page_mark(text: &str) -> Option<u32> {
    let inner = text.trim_matches(['[', ']', '=', '-', '{', '}', '#', ' ', '<', '>']);
    let framed = inner.len() < text.len() && text.len() <= 30;
    let titled = text.starts_with("Page ") && text.len() <= MOST_MARK;
    if !framed && !titled {
        return None;
    }
    let mut words = inner.split_whitespace();
    words.next().filter(|word| matches!(word.to_lowercase().as_str(), "page" | "side"))?;
    let number = words.next()?;
    let digits = number.strip_suffix(':');
    digits.or(Some(number).filter(|_| framed))?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::{page_mark, read};

    #[test]
    fn marks_number_their_pages() {
        assert_eq!(page_mark("[Page 3]"), Some(3));
        assert_eq!(page_mark("== Side 3 =="), Some(3));
        assert_eq!(page_mark("Page 3: Haveplan 2030 · Lilleby Kommune"), Some(3));
        assert_eq!(page_mark("Page 3"), None);
        assert_eq!(page_mark("Side 3: Haver i byen"), None);
        let pages = |text: &str| read(text).lines.iter().map(|line| line.page).collect::<Vec<_>>();
        assert_eq!(pages("Page 1: Haveplan\n\nHaver\n\nPage 2: Haveplan\n\nHøns\n"), [1, 1, 1, 1, 1, 2, 2]);
    }
}
