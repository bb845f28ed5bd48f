//! Reads an overview's matrix: rows are municipalities, columns the minister's goals, marks say which plan has set
//! which goal.
//!
//! *What it finds*: the marks, and the remarks column.
//!
//! *Why it matters*: it is the one place where all plans of a region are compared.
//!
//! *Example*: row "Vallensbæk-Ishøj", column "1. Flere personer skal i beskæftigelse …", mark "(X)".
//!
//! *Not this*: a table of numbers, or one whose columns are no goals.

use super::minister::MinisterGoals;
use super::place::Places;
use super::{Cell, DocumentKind, Extractor, Findings, Parsed};
use crate::structure::NodeKind;
use std::collections::BTreeMap;

pub struct Matrix;

impl Extractor for Matrix {
    fn name(&self) -> &'static str {
        "matrix"
    }

    fn extract(&self, parsed: &Parsed<'_>, found: &mut Findings) {
        if found.meta.kind != DocumentKind::Overview {
            return;
        }
        let goals = MinisterGoals::new(parsed.lexicon);
        let places = Places::new(parsed.lexicon);
        let mut header = Header::default();
        let mut row_names: Vec<String> = Vec::new();
        let mut cut_name: Option<String> = None;
        for row in rows(parsed) {
            if let Some(next) = Header::read(&row, &goals, found) {
                header = next;
                row_names.clear();
                continue;
            }
            if header.goals.is_empty() {
                continue;
            }
            if row.broken {
                // Another table: its rows are no longer of this matrix unless it has a header of its own or goes on.
                row_names.clear();
            }
            let first = row.cells.iter().find(|(column, _)| *column == 0).map(|(_, text)| text.as_str());
            match (first, cut_name.take()) {
                // "Vesthimmer-" / "land": the name goes on in the next row.
                (Some(rest), Some(front)) if rest.starts_with(char::is_lowercase) => {
                    row_names = names(&places, &format!("{front}{rest}"));
                    let earlier = std::mem::take(&mut header.pending);
                    for (column, text) in earlier.iter().chain(row.cells.iter().filter(|(column, _)| *column > 0)) {
                        add(&header, &row_names, *column, text, found);
                    }
                    continue;
                }
                (Some(name), _) => {
                    row_names = names(&places, name);
                    if row_names.is_empty() && name.ends_with('-') {
                        cut_name = Some(name[..name.len() - 1].to_owned());
                        header.pending = row.cells.iter().filter(|(column, _)| *column > 0).cloned().collect();
                        continue;
                    }
                }
                (None, _) => {}
            }
            for (column, text) in row.cells.iter().filter(|(column, _)| *column > 0) {
                add(&header, &row_names, *column, text, found);
            }
        }
    }
}

/// What the columns mean.
#[derive(Default)]
struct Header {
    goals: BTreeMap<usize, String>,
    remarks: Option<usize>,
    /// Cells of a row whose name is not yet whole.
    pending: Vec<(usize, String)>,
}

impl Header {
    /// The header that a row is, if at least two of its cells are goals.
    fn read(row: &Row, goals: &MinisterGoals<'_>, found: &Findings) -> Option<Self> {
        let mut header = Self::default();
        for (column, text) in row.cells.iter().filter(|(column, _)| *column > 0) {
            let lower = text.to_lowercase();
            if ["bemærkning", "supplerende", "kommentar", "andre mål", "lokale mål", "øvrige", "noter"]
                .iter()
                .any(|word| lower.contains(word))
            {
                header.remarks = Some(*column);
            } else if mark(text).is_none()
                && let Some(id) = goals.of_header(text, found.meta.period)
                && !header.goals.values().any(|other| other == id)
            {
                header.goals.insert(*column, id.to_owned());
            }
        }
        (header.goals.len() >= 2).then_some(header)
    }
}

/// One row of a table.
struct Row {
    cells: Vec<(usize, String)>,
    /// Whether other text stands between this row and the one before.
    broken: bool,
}

fn rows(parsed: &Parsed<'_>) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    let mut last = None;
    let mut broken = true;
    for node in &parsed.outline.nodes {
        let NodeKind::Cell { table, row, column } = node.kind else {
            if node.is_text() && node.kind != NodeKind::Footnote {
                broken = true;
                last = None;
            }
            continue;
        };
        if last != Some((table, row)) {
            rows.push(Row { cells: Vec::new(), broken });
            broken = false;
            last = Some((table, row));
        }
        let text = node.text(parsed.text()).split_whitespace().collect::<Vec<_>>().join(" ");
        let label = node.label.as_ref().map_or("", |label| &parsed.text()[label.range.clone()]);
        let whole = if label.is_empty() || text.starts_with(label) { text } else { format!("{} {text}", label.trim()) };
        if let Some(row) = rows.last_mut() {
            row.cells.push((column, whole));
        }
    }
    rows
}

fn names(places: &Places<'_>, label: &str) -> Vec<String> {
    places.of_label(label).into_iter().map(|municipality| municipality.name.clone()).collect()
}

fn add(header: &Header, names: &[String], column: usize, text: &str, found: &mut Findings) {
    if let Some(goal) = header.goals.get(&column) {
        if let Some(mark) = mark(text) {
            for name in names {
                found.matrix.push(Cell { municipality: name.clone(), goal: goal.clone(), mark });
            }
        }
        return;
    }
    // Remarks stand in their column, or behind the last goal where the header is silent.
    let after_goals = header.remarks.is_none() && header.goals.keys().max().is_some_and(|&last| column > last);
    if header.remarks == Some(column) || after_goals {
        for name in names {
            let remark = found.remarks.entry(name.clone()).or_default();
            if !remark.is_empty() {
                remark.push(' ');
            }
            remark.push_str(text);
        }
    }
}

/// `X` or `(X)`.
fn mark(text: &str) -> Option<&'static str> {
    let lower = text.trim().to_lowercase();
    let in_brackets = lower.starts_with('(') || lower.starts_with('[');
    let bare = lower.trim_matches(['(', ')', '[', ']', ' ', '.', '*']);
    let is_mark = matches!(bare, "x" | "✓" | "✔" | "☑" | "☒" | "ja" | "+" | "•" | "●" | "×" | "√" | "xx" | "v");
    match (is_mark, in_brackets) {
        (true, true) => Some("(X)"),
        (true, false) => Some("X"),
        (false, _) => matches!(bare, "delvis" | "delvist").then_some("(X)"),
    }
}

#[cfg(test)]
mod tests {
    use crate::extract::{self, Parsed};
    use crate::ingest::Document;
    use crate::lexicon::Lexicon;

    const OVERVIEW: &str = "Arbejdsmarkedskontor Syd\nApril 2020\n\nOversigt over beskæftigelsesplaner 2020\n\n\
        1. Virksomheder\n\nOdense og Fåborg-Midtfyn har mange besøg, og Nyborg og Assens følger efter.\n\n\
        Skema over mål\n\n\
        Kommune\tMål 1 - beskæftigelse eller uddannelse\tKvalificeret arbejdskraft\tFlygtninge\tBemærkning\n\
        Assens\t✓\tja\t(x)\t\n\
        Fåborg-Midtfyn Kommune\tx\t\tx\tMåltal følger\n\
        Langeland og Ærø\t(X)\t\t\t\n\
        Svenborg\t\tX\n";

    #[test]
    fn marks_remarks_and_themes() {
        let doc = Document::from_text("oversigt-2020.txt", OVERVIEW);
        let lexicon = Lexicon::embedded();
        let found = extract::extract(&Parsed::new(&doc, &lexicon));
        let cells: Vec<String> =
            found.matrix.iter().map(|cell| format!("{} {} {}", cell.municipality, cell.goal, cell.mark)).collect();
        assert_eq!(
            cells,
            [
                "Assens beskaeftigelse_eller_uddannelse X",
                "Assens virksomheder_arbejdskraft X",
                "Assens flygtninge_selvforsoergende (X)",
                "Faaborg-Midtfyn beskaeftigelse_eller_uddannelse X",
                "Faaborg-Midtfyn flygtninge_selvforsoergende X",
                "Langeland beskaeftigelse_eller_uddannelse (X)",
                "Ærø beskaeftigelse_eller_uddannelse (X)",
                "Svendborg virksomheder_arbejdskraft X",
            ]
        );
        assert_eq!(found.remarks.get("Faaborg-Midtfyn").map(String::as_str), Some("Måltal følger"));
        let named: Vec<&str> = found.attributions.iter().map(|one| one.municipality.as_str()).collect();
        assert_eq!(named, ["Odense", "Faaborg-Midtfyn", "Nyborg", "Assens"]);
    }
}
