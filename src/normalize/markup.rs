//! HTML tags, entities and Markdown escapes, in web pages and in the snippets that converters leave in plain text.
//!
//! Block tags become line breaks, cells become tabs, headings become `#`, list items become `- `, and a note mark
//! `<sup>2)</sup>` becomes `²`. Inside a cell a new paragraph is U+2029, which ends a sentence but not the row.

use super::{Editor, Step};
use crate::pattern::{Regex, pattern};
use std::sync::LazyLock;

/// Ends a paragraph inside a table cell.
pub const CELL_BREAK: &str = "\u{2029}";

pub struct Markup;

/// In a web page a tag may run over lines.
static PAGE_MARK: LazyLock<Regex> = LazyLock::new(|| marks(r"[\s/][^<>]*"));
/// In plain text a tag stands on one line, so that "a < b" and "<5 år" lose nothing.
static SNIPPET_MARK: LazyLock<Regex> = LazyLock::new(|| marks(r"[ \t/][^<>\n]{0,300}"));

/// Names after which `<` opens a tag; all else is text: `<https://www.star.dk>`, `<navn på borgeren>`.
const TAGS: &str = "a|abbr|address|article|aside|b|big|blockquote|body|br|button|caption|center|cite|code|col|colgroup|\
    dd|del|details|dfn|div|dl|dt|em|fieldset|figcaption|figure|font|footer|form|g|h[1-6]|head|header|hr|html|i|iframe|img|\
    input|ins|kbd|label|legend|li|link|main|mark|meta|nav|noscript|object|ol|option|o:p|p|path|picture|pre|q|s|samp|script|\
    section|select|small|source|span|strike|strong|style|sub|summary|sup|svg|table|tbody|td|template|textarea|tfoot|th|\
    thead|time|title|tr|tt|u|ul|use|var|video|wbr|!doctype";

fn marks(attributes: &str) -> Regex {
    pattern(&format!(
        concat!(
            r"(?s)<!--.*?-->",
            r"|<(?:script|style|head)(?-u:\b)[^>]*>.*?</(?:script|style|head)\s*>",
            r"|<sup(?-u:\b)[^<>\n]*>(?:\s|<[^<>]*>)*\(?\d{{1,3}}\)?(?:\s|<[^<>]*>)*</sup\s*>",
            r"|</?(?i-u:{tags})(?:{attributes})?>",
            r"|&(?:#[0-9]{{1,7}}|#[xX][0-9a-fA-F]{{1,6}}|[a-zA-Z][a-zA-Z0-9]{{1,31}});",
            r"|\\[\\*_#+\-.!\[\](){{}}>|~`]",
            r"|\n",
        ),
        tags = TAGS,
        attributes = attributes
    ))
}

impl Step for Markup {
    fn name(&self) -> &'static str {
        "markup"
    }

    fn applies(&self, text: &str) -> bool {
        text.contains(['<', '&', '\\'])
    }

    fn rewrite(&self, text: &str, editor: &mut Editor<'_>) {
        let page = is_web_page(text);
        let mut in_cell = false;
        let mut row = TableRow::default();
        // Open lists: the next number of an ordered one, None for an unordered.
        let mut lists: Vec<Option<u32>> = Vec::new();
        let mut line_is_row = line_is_row(text, 0);
        let marks: &Regex = if page { &PAGE_MARK } else { &SNIPPET_MARK };
        for found in marks.find_iter(text) {
            let mark = found.as_str();
            if mark == "\n" {
                line_is_row = self::line_is_row(text, found.end());
                if page {
                    editor.replace(found.range(), " ");
                }
                continue;
            }
            if let Some(escaped) = mark.strip_prefix('\\') {
                // "2\." and "\-" are escapes of Markdown converters; a Windows path is not.
                editor.replace(found.range(), escaped);
                continue;
            }
            if mark.starts_with('&') {
                let decoded = htmlize::unescape(mark);
                if decoded != mark {
                    editor.replace(found.range(), &decoded);
                }
                continue;
            }
            if mark.starts_with("<!--") {
                let replacement = if mark.to_lowercase().contains("page") { "\n\u{c}\n" } else { "" };
                editor.replace(found.range(), replacement);
                continue;
            }
            let name = tag_name(mark);
            let closing = mark.starts_with("</");
            let flat = in_cell || line_is_row;
            match name.as_str() {
                "ol" | "ul" if closing => {
                    lists.pop();
                }
                "ol" => lists.push(Some(1)),
                "ul" => lists.push(None),
                // A browser prints the numbers of an ordered list.
                "li" if !closing
                    && !flat
                    && let Some(Some(number)) = lists.last_mut() =>
                {
                    editor.replace(found.range(), &format!("\n{number}. "));
                    *number += 1;
                    continue;
                }
                _ => {}
            }
            let replacement = match name.as_str() {
                "sup" if !closing && mark.contains("</") => {
                    editor.replace(found.range(), &superscript(mark));
                    continue;
                }
                "td" | "th" => {
                    in_cell = !closing;
                    let tabs = if closing { 0 } else { row.cell(mark) };
                    editor.replace(found.range(), &"\t".repeat(tabs));
                    continue;
                }
                "tr" => {
                    in_cell = false;
                    if !closing {
                        row.begin();
                    }
                    "\n"
                }
                "table" => {
                    in_cell = false;
                    row = TableRow::default();
                    "\n\n"
                }
                "p" | "div" | "ul" | "ol" | "br" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" if flat => CELL_BREAK,
                "li" if flat && !closing => "\u{2029}• ",
                "br" => "\n",
                "h1" if !closing => "\n\n# ",
                "h2" if !closing => "\n\n## ",
                "h3" if !closing => "\n\n### ",
                "h4" | "h5" | "h6" if !closing => "\n\n#### ",
                "li" if !closing => "\n- ",
                "hr" => "\n\u{c}\n",
                "p" | "div" | "ul" | "ol" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "section" | "article"
                | "header" | "footer" | "main" | "nav" | "aside" | "blockquote" | "figure" | "figcaption" | "dl"
                | "dt" | "dd" | "caption" | "body" | "html" | "title" => "\n\n",
                _ => "",
            };
            editor.replace(found.range(), replacement);
        }
    }
}

/// Whether the whole text is an HTML page, where line breaks are only white space.
/// The columns of a row: cells that span columns or rows keep the others in their place.
#[derive(Default)]
struct TableRow {
    /// Column of the last cell, and the first free one behind it.
    last: usize,
    free: usize,
    /// For each column the rows that a cell above still reaches into, this one included.
    spanned: Vec<usize>,
}

/// No cell spans so many columns or rows; a wrong number must not fill the text with tabs.
const MOST_SPAN: usize = 100;

impl TableRow {
    fn begin(&mut self) {
        (self.last, self.free) = (0, 0);
        for rows in &mut self.spanned {
            *rows = rows.saturating_sub(1);
        }
    }

    /// The tabs before the cell that `tag` opens.
    fn cell(&mut self, tag: &str) -> usize {
        while self.spanned.get(self.free).is_some_and(|&rows| rows > 0) {
            self.free += 1;
        }
        let at = self.free;
        let tabs = at - self.last;
        self.last = at;
        self.free = at + span(tag, "colspan");
        let rows = span(tag, "rowspan");
        if rows > 1 {
            self.spanned.resize(self.spanned.len().max(self.free), 0);
            self.spanned[at..self.free].fill(rows);
        }
        tabs
    }
}

/// The number of an attribute such as `colspan="3"`, or 1.
fn span(tag: &str, attribute: &str) -> usize {
    let lower = tag.to_ascii_lowercase();
    let value = lower.split_once(attribute).map_or("", |(_, rest)| rest.trim_start_matches([' ', '=', '"', '\'']));
    let digits = value.split(|c: char| !c.is_ascii_digit()).next().unwrap_or("");
    digits.parse().unwrap_or(1).clamp(1, MOST_SPAN)
}

fn is_web_page(text: &str) -> bool {
    let head: String = text.chars().take(2000).collect::<String>().to_lowercase();
    ["<!doctype html", "<html", "<body", "<head"].iter().any(|tag| head.contains(tag))
}

/// Whether the line is a row of a table already: with tabs, or with the pipes of Markdown.
fn line_is_row(text: &str, start: usize) -> bool {
    let line = text[start..].split('\n').next().unwrap_or("");
    line.contains('\t') || line.trim().strip_prefix('|').is_some_and(|rest| rest.contains('|'))
}

fn tag_name(tag: &str) -> String {
    tag.trim_start_matches(['<', '/', '!'])
        .chars()
        .take_while(char::is_ascii_alphanumeric)
        .collect::<String>()
        .to_ascii_lowercase()
}

/// `<sup>12)</sup>` → `¹²`.
fn superscript(mark: &str) -> String {
    let mut in_tag = false;
    let mut digits = String::new();
    for c in mark.chars() {
        match c {
            '<' => in_tag = true,
            '>' => in_tag = false,
            '0'..='9' if !in_tag => digits.push(crate::structure::SUPERSCRIPTS[c as usize - '0' as usize]),
            _ => {}
        }
    }
    digits
}
