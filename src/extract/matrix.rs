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
//!
//! Some offices turn the table on its side: goals down, municipalities across.

use super::minister::MinisterGoals;
use super::place::Places;
use super::{Cell, DocumentKind, Extractor, Findings, Parsed, Period};
use crate::structure::NodeKind;
use std::collections::{BTreeMap, HashSet};

pub struct Matrix;

impl Extractor for Matrix {
    fn name(&self) -> &'static str {
        "matrix"
    }

    fn extract(&self, parsed: &Parsed<'_>, found: &mut Findings) {
        if found.meta.kind != DocumentKind::Overview {
            return;
        }
        let reader = Reader {
            goals: MinisterGoals::new(parsed.lexicon),
            places: Places::new(parsed.lexicon),
            period: found.meta.period,
        };
        let mut header = Header::default();
        let mut above: Option<Row> = None;
        let mut names: Vec<String> = Vec::new();
        // A row whose name goes on in the next one.
        let mut cut: Option<Row> = None;
        for row in rows(parsed) {
            if let Some(next) = reader.header(&row, above.as_ref()) {
                header = next;
                names.clear();
                above = Some(row);
                continue;
            }
            if header.columns.is_empty() {
                above = Some(row);
                continue;
            }
            above = None;
            if row.broken {
                // Another table: its rows are no longer of this matrix unless it has a header of its own or goes on.
                names.clear();
            }
            let row = match cut.take().map(|cut| (reader.joined_name(&cut, &row), cut)) {
                Some((Some(name), cut)) => cut.with(&row).named(name),
                Some((None, cut)) => {
                    reader.row(&header, &cut, &mut names, found);
                    row
                }
                None => row,
            };
            if row.name().is_some_and(|name| name.ends_with('-')) {
                cut = Some(row);
            } else {
                reader.row(&header, &row, &mut names, found);
            }
        }
        if let Some(cut) = cut {
            reader.row(&header, &cut, &mut names, found);
        }
    }
}

/// What a column holds.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Column {
    Goal(String),
    /// Where the matrix lies on its side: goals down, municipalities across.
    Places(Vec<String>),
    Remarks,
}

/// What the columns mean.
#[derive(Default)]
struct Header {
    columns: BTreeMap<usize, Column>,
    /// Columns beyond the last goal hold remarks.
    open: bool,
}

struct Reader<'l> {
    goals: MinisterGoals<'l>,
    places: Places<'l>,
    period: Option<Period>,
}

impl Reader<'_> {
    /// The header that a row is, or that it makes with the row above when the header's cells are wrapped.
    fn header(&self, row: &Row, above: Option<&Row>) -> Option<Header> {
        let own = self.goals_across(row).or_else(|| self.places_across(row));
        // A row of names and marks ends the header.
        let goes_on = row.name().is_none_or(|name| self.names(name).is_empty())
            && !row.cells.iter().any(|(_, text)| mark(text).is_some());
        let joined =
            above.filter(|_| goes_on && !row.broken).and_then(|above| self.goals_across(&above.clone().with(row)));
        match (own, joined) {
            (Some(own), Some(joined)) if own.columns.len() >= joined.columns.len() => Some(own),
            (own, joined) => joined.or(own),
        }
    }

    /// At least two cells are goals.
    fn goals_across(&self, row: &Row) -> Option<Header> {
        let mut columns = BTreeMap::new();
        for (column, text) in row.cells.iter().filter(|(column, _)| *column > 0) {
            let lower = text.to_lowercase();
            if REMARKS.iter().any(|word| lower.contains(word)) {
                columns.insert(*column, Column::Remarks);
            } else if mark(text).is_none()
                && let Some(id) = self.goals.of_header(text, self.period)
                && !columns.values().any(|other| *other == Column::Goal(id.to_owned()))
            {
                columns.insert(*column, Column::Goal(id.to_owned()));
            }
        }
        let goals = columns.values().filter(|column| **column != Column::Remarks).count();
        let open = goals == columns.len();
        (goals >= 2).then_some(Header { columns, open })
    }

    /// At least two cells are municipalities, and the first is none.
    fn places_across(&self, row: &Row) -> Option<Header> {
        if row.name().is_some_and(|name| !self.names(name).is_empty()) {
            return None;
        }
        let cells = row.cells.iter().filter(|(column, _)| *column > 0);
        let columns: BTreeMap<usize, Column> = cells
            .map(|(column, text)| (*column, self.names(text)))
            .filter(|(_, names)| !names.is_empty())
            .map(|(column, names)| (column, Column::Places(names)))
            .collect();
        (columns.len() >= 2).then_some(Header { columns, open: false })
    }

    /// Reads a row's marks and remarks. `names` are the municipalities of the rows above, for rows without a name.
    fn row(&self, header: &Header, row: &Row, names: &mut Vec<String>, found: &mut Findings) {
        let goal = row.name().and_then(|name| self.goals.of_header(name, self.period));
        if let Some(name) = row.name() {
            *names = self.names(name);
        }
        for (column, text) in row.cells.iter().filter(|(column, _)| *column > 0) {
            let beyond = header.open && header.columns.keys().max().is_some_and(|last| column > last);
            match header.columns.get(column) {
                Some(Column::Goal(id)) => add(names, id, text, found),
                Some(Column::Places(names)) => {
                    if let Some(goal) = goal {
                        add(names, goal, text, found);
                    }
                }
                Some(Column::Remarks) => remark(names, text, found),
                None if beyond => remark(names, text, found),
                None => {}
            }
        }
    }

    /// "Vesthimmer-" / "land", "Ringkøbing-" / "Skjern": the name that two rows make, if it is one.
    fn joined_name(&self, cut: &Row, row: &Row) -> Option<String> {
        let (front, rest) = (cut.name()?, row.name()?);
        let whole = if rest.starts_with(char::is_lowercase) {
            format!("{}{rest}", front.trim_end_matches('-'))
        } else {
            format!("{front}{rest}")
        };
        (!self.names(&whole).is_empty()).then_some(whole)
    }

    fn names(&self, label: &str) -> Vec<String> {
        self.places.of_label(label).into_iter().map(|municipality| municipality.name.clone()).collect()
    }
}

/// Words in the heads of columns that hold text.
const REMARKS: &[&str] =
    &["bemærkning", "supplerende", "kommentar", "andre mål", "lokale mål", "øvrige", "noter", "uddybning"];

/// One row of a table.
#[derive(Clone)]
struct Row {
    cells: Vec<(usize, String)>,
    /// Whether other text stands between this row and the one before.
    broken: bool,
}

impl Row {
    /// The text of the first column.
    fn name(&self) -> Option<&str> {
        self.cells.iter().find(|(column, _)| *column == 0).map(|(_, text)| text.as_str())
    }

    /// The row with the cells of the next joined to its own, column by column.
    fn with(mut self, next: &Row) -> Self {
        for (column, text) in &next.cells {
            match self.cells.iter_mut().find(|(own, _)| own == column) {
                Some((_, own)) if own.ends_with('-') && text.starts_with(char::is_lowercase) => {
                    own.pop();
                    own.push_str(text);
                }
                Some((_, own)) => {
                    own.push(' ');
                    own.push_str(text);
                }
                None => self.cells.push((*column, text.clone())),
            }
        }
        self
    }

    /// The row under another name.
    fn named(mut self, name: String) -> Self {
        self.cells.retain(|(column, _)| *column > 0);
        self.cells.insert(0, (0, name));
        self
    }
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

fn add(names: &[String], goal: &str, text: &str, found: &mut Findings) {
    if let Some(mark) = mark(text) {
        for name in names {
            found.matrix.push(Cell { municipality: name.clone(), goal: goal.to_owned(), mark });
        }
    }
}

fn remark(names: &[String], text: &str, found: &mut Findings) {
    for name in names {
        let remark = found.remarks.entry(name.clone()).or_default();
        if !remark.is_empty() {
            remark.push(' ');
        }
        remark.push_str(text);
    }
}

/// The tables of the document whose cells are marks, in two rows at least.
pub fn marked_tables(parsed: &Parsed<'_>) -> HashSet<usize> {
    let mut rows: HashSet<(usize, usize)> = HashSet::new();
    for node in &parsed.outline.nodes {
        if let NodeKind::Cell { table, row, column } = node.kind
            && column > 0
            && mark(&node.text(parsed.text())).is_some()
        {
            rows.insert((table, row));
        }
    }
    let mut times: BTreeMap<usize, usize> = BTreeMap::new();
    for (table, _) in rows {
        *times.entry(table).or_default() += 1;
    }
    times.into_iter().filter(|&(_, rows)| rows > 1).map(|(table, _)| table).collect()
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
