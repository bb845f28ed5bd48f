//! The rows of tables as a matrix reads them: each cell one line of text, words that a line break cut made whole.

use crate::extract::Parsed;
use crate::structure::{Node, NodeKind};

/// One row of a table.
#[derive(Clone)]
pub struct Row {
    /// Column and text.
    pub cells: Vec<(usize, String)>,
    /// Whether other text stands between this row and the one before.
    pub broken: bool,
    /// The heading above a row behind other text.
    pub heading: Option<String>,
}

impl Row {
    /// The text of a column.
    pub fn cell(&self, column: usize) -> Option<&str> {
        self.cells.iter().find(|(of, _)| *of == column).map(|(_, text)| text.as_str())
    }

    /// Whether all cells behind the name are bare numbers.
    pub fn is_figures(&self, name: usize) -> bool {
        let mut cells = self.cells.iter().filter(|(column, _)| *column > name).peekable();
        cells.peek().is_some() && cells.all(|(_, text)| text.chars().all(|c| c.is_ascii_digit()))
    }

    /// The row with the cells of the next joined to its own, column by column.
    pub fn with(mut self, next: &Row) -> Self {
        for (column, text) in &next.cells {
            match self.cells.iter_mut().find(|(own, _)| own == column) {
                Some((_, own)) => *own = joined(own, text),
                None => self.cells.push((*column, text.clone())),
            }
        }
        self
    }

    /// The row under another name.
    pub fn named(mut self, column: usize, name: String) -> Self {
        self.cells.retain(|(of, _)| *of != column);
        self.cells.insert(0, (column, name));
        self
    }
}

/// Two lines of a cell: a word that was cut is made whole ("Beskæf-" "tigelse", "Ringkøbing-" "Skjern").
pub fn joined(front: &str, rest: &str) -> String {
    match front.strip_suffix('-') {
        Some(cut) if rest.starts_with(char::is_lowercase) && !rest.starts_with("og ") => format!("{cut}{rest}"),
        Some(_) if rest.starts_with(char::is_uppercase) => format!("{front}{rest}"),
        _ => format!("{front} {rest}"),
    }
}

/// The rows of all tables, in reading order.
pub fn rows(parsed: &Parsed<'_>) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    let mut last = None;
    let mut broken = true;
    let mut heading = None;
    for node in &parsed.outline.nodes {
        let NodeKind::Cell { table, row, column } = node.kind else {
            if node.is_text() && node.kind != NodeKind::Footnote {
                broken = true;
                last = None;
                heading = matches!(node.kind, NodeKind::Heading { .. }).then(|| labelled(parsed, node));
            }
            continue;
        };
        if last != Some((table, row)) {
            rows.push(Row { cells: Vec::new(), broken, heading: heading.take() });
            broken = false;
            last = Some((table, row));
        }
        let lines = node.segments.iter().map(|segment| &parsed.text()[segment.clone()]);
        let lines = lines.map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
        let text = lines.reduce(|front, rest| joined(&front, &rest)).unwrap_or_default();
        let whole = with_label(parsed, node, text);
        if let Some(row) = rows.last_mut() {
            row.cells.push((column, whole));
        }
    }
    rows
}

/// A heading's words with its label: "Mål 2: Flere ledige …".
fn labelled(parsed: &Parsed<'_>, node: &Node) -> String {
    with_label(parsed, node, node.text(parsed.text()).into_owned())
}

fn with_label(parsed: &Parsed<'_>, node: &Node, text: String) -> String {
    let label = node.label.as_ref().map_or("", |label| &parsed.text()[label.range.clone()]);
    if label.is_empty() || text.starts_with(label) { text } else { format!("{} {text}", label.trim()) }
}
