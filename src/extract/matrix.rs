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

mod mark;
mod numbering;
mod row;

use super::place::Places;
use super::{Cell, DocumentKind, Extractor, Findings, Parsed, Period};
use crate::lexicon::MinisterGoals;
use crate::structure::NodeKind;
use mark::mark;
use numbering::Numbering;
use row::{Row, joined, rows};
use std::collections::{BTreeMap, BTreeSet, HashMap};

pub struct Matrix;

impl Extractor for Matrix {
    fn name(&self) -> &'static str {
        "matrix"
    }

    fn extract(&self, parsed: &Parsed<'_>, found: &mut Findings) {
        if found.meta.kind != DocumentKind::Overview {
            return;
        }
        let goals = &parsed.lexicon.minister_goals;
        let period = found.meta.period;
        let numbering = Numbering::read(parsed, goals, period);
        let reader = Reader { goals, numbering, places: Places::new(parsed.lexicon), period };
        let mut header = Header::default();
        let mut above: Option<Row> = None;
        let mut names: Vec<String> = Vec::new();
        // A row whose name goes on in the next one.
        let mut cut: Option<Row> = None;
        for row in rows(parsed) {
            // "I alt	5	4	3" below a header counts marks, it does not number goals.
            let counts = !header.columns.is_empty() && !row.broken && row.is_figures(header.name);
            if !counts && let Some(next) = reader.header(&row, above.as_ref()) {
                header = next;
                names.clear();
                above = Some(row);
                continue;
            }
            if row.broken {
                // Another table: its rows are no longer of this matrix unless it has a header of its own or goes on.
                names.clear();
                if !reader.goes_on(&header, &row) {
                    header = Header::default();
                }
            }
            if header.columns.is_empty() {
                above = Some(row);
                continue;
            }
            above = None;
            let row = match cut.take().map(|cut| (reader.joined_name(&header, &cut, &row), cut)) {
                Some((Some(name), cut)) => cut.with(&row).named(header.name, name),
                Some((None, cut)) => {
                    reader.row(&header, &cut, &mut names, found);
                    row
                }
                None => row,
            };
            if row.cell(header.name).is_some_and(|name| name.ends_with('-')) {
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
    /// The column of the rows' names: the first, or the one after a running number.
    name: usize,
    /// Columns beyond the last goal hold remarks.
    open: bool,
}

struct Reader<'l> {
    goals: &'l MinisterGoals,
    numbering: Numbering,
    places: Places<'l>,
    period: Option<Period>,
}

impl Reader<'_> {
    /// The header that a row is, or that it makes with the row above when the header's cells are wrapped.
    fn header(&self, row: &Row, above: Option<&Row>) -> Option<Header> {
        let own = self.goals_across(row).or_else(|| self.places_across(row)).or_else(|| self.goal_above(row));
        // A row of names and marks ends the header.
        let goes_on = row.cell(0).is_none_or(|name| self.names(name).is_empty())
            && !row.cells.iter().any(|(_, text)| mark(text).is_some());
        let joined =
            above.filter(|_| goes_on && !row.broken).and_then(|above| self.goals_across(&above.clone().with(row)));
        match (own, joined) {
            (Some(own), Some(joined)) if own.columns.len() >= joined.columns.len() => Some(own),
            (own, joined) => joined.or(own),
        }
    }

    /// At least two cells are goals, and not fewer than are something else.
    fn goals_across(&self, row: &Row) -> Option<Header> {
        if row.cells.iter().filter(|(_, text)| is_theme(text)).count() > 1 {
            return None;
        }
        // "I alt	5	4	3" counts, "1	2	3" numbers.
        let numbers: Vec<u32> = row.cells.iter().filter_map(|(_, text)| text.parse().ok()).collect();
        if !numbers.is_sorted() {
            return None;
        }
        let named = row.cells.iter().find(|(_, text)| names_places(text)).map(|(column, _)| *column);
        let mut columns = BTreeMap::new();
        let mut others = 0;
        let heads = || row.cells.iter().filter(|(column, _)| *column > named.unwrap_or(0));
        heads().nth(1)?;
        for (column, text) in heads() {
            if is_remarks(text) {
                columns.insert(*column, Column::Remarks);
            } else if mark(text).is_none()
                && let Some(id) = self.goal(text)
                && !columns.values().any(|other| *other == Column::Goal(id.to_owned()))
            {
                columns.insert(*column, Column::Goal(id.to_owned()));
            } else {
                others += 1;
            }
        }
        let goals = columns.values().filter(|column| **column != Column::Remarks).count();
        let open = goals == columns.len() && others == 0;
        let name = named.filter(|&named| columns.keys().all(|&column| column > named)).unwrap_or(0);
        (goals >= 2 && goals >= others).then_some(Header { columns, name, open })
    }

    /// A table for each goal: "Mål 2: Flere ledige skal opkvalificeres" above "Kommune | I planen | Bemærkning".
    fn goal_above(&self, row: &Row) -> Option<Header> {
        let heading = row.heading.as_deref()?;
        let bare = || self.goals.bare_number(heading).and_then(|_| self.goal(heading));
        let goal = self.goals.recognize(heading, self.period).or_else(bare)?;
        let name = row.cells.iter().find(|(_, text)| names_places(text)).map(|(column, _)| *column)?;
        let heads = row.cells.iter().filter(|(column, _)| *column > name);
        let columns: BTreeMap<usize, Column> = heads
            .map(|(column, text)| match is_remarks(text) {
                true => (*column, Column::Remarks),
                false => (*column, Column::Goal(goal.to_owned())),
            })
            .collect();
        let goals = columns.values().filter(|column| **column != Column::Remarks).count();
        (goals == 1).then_some(Header { columns, name, open: false })
    }

    /// At least two cells are municipalities, and the first is none.
    fn places_across(&self, row: &Row) -> Option<Header> {
        if row.cell(0).is_some_and(|name| !self.names(name).is_empty()) {
            return None;
        }
        let cells = row.cells.iter().filter(|(column, _)| *column > 0);
        let columns: BTreeMap<usize, Column> = cells
            .map(|(column, text)| (*column, self.names(text)))
            .filter(|(_, names)| !names.is_empty())
            .map(|(column, names)| (column, Column::Places(names)))
            .collect();
        (columns.len() >= 2).then_some(Header { columns, name: 0, open: false })
    }

    /// The goal that a head means. The document's own numbers go before the order in which the minister gave them.
    fn goal(&self, text: &str) -> Option<&str> {
        if let Some(number) = self.goals.bare_number(text) {
            let own = !self.numbering.is_empty();
            return if own { self.numbering.get(number) } else { self.goals.numbered(number, self.period) };
        }
        let number = || text.split(|c: char| !c.is_ascii_digit()).find(|digits| !digits.is_empty())?.parse().ok();
        self.goals
            .recognize(text, self.period)
            .or_else(|| self.numbering.get(number()?))
            .or_else(|| self.goals.resembles(text, self.period))
    }

    /// Whether the first row of another table goes on with the matrix, as after a page break with a line of text.
    fn goes_on(&self, header: &Header, row: &Row) -> bool {
        let fits = row.cells.iter().all(|(column, text)| match header.columns.get(column) {
            Some(Column::Goal(_) | Column::Places(_)) => mark(text).is_some() || is_empty(text),
            _ => true,
        });
        fits && row
            .cell(header.name)
            .is_none_or(|name| !self.names(name).is_empty() || name.ends_with('-') || self.goal(name).is_some())
    }

    /// Reads a row's marks and remarks. `names` are the municipalities of the rows above, for rows without a name.
    fn row(&self, header: &Header, row: &Row, names: &mut Vec<String>, found: &mut Findings) {
        let first = header.columns.keys().next().copied().unwrap_or(0);
        // The goal of a row, where goals stand down the side; a running number may stand before it.
        let goal = row.cells.iter().rev().filter(|(column, _)| *column < first).find_map(|(_, name)| self.goal(name));
        if let Some(name) = row.cell(header.name) {
            *names = self.names(name);
        }
        for (column, text) in row.cells.iter().filter(|(column, _)| *column > header.name) {
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
    fn joined_name(&self, header: &Header, cut: &Row, row: &Row) -> Option<String> {
        let whole = joined(cut.cell(header.name)?, row.cell(header.name)?);
        (!self.names(&whole).is_empty()).then_some(whole)
    }

    fn names(&self, label: &str) -> Vec<String> {
        self.places.of_label(label).into_iter().map(|municipality| municipality.name.clone()).collect()
    }
}

/// Whether a head says that the column holds the rows' names.
fn names_places(text: &str) -> bool {
    let lower = text.to_lowercase();
    ["kommune", "jobcenter", "jobcentre"].iter().any(|word| lower.starts_with(word)) && lower.split(' ').count() < 4
}

/// "Tema 3", "Indsatsområde: Unge": a table of themes is no table of goals.
fn is_theme(text: &str) -> bool {
    let lower = text.to_lowercase();
    ["tema", "indsatsområde", "fokusområde", "emne", "spor "].iter().any(|word| lower.starts_with(word))
}

/// A cell with nothing but a dash.
fn is_empty(text: &str) -> bool {
    !text.chars().any(char::is_alphanumeric) || text.eq_ignore_ascii_case("nej")
}

fn is_remarks(head: &str) -> bool {
    let lower = head.to_lowercase();
    REMARKS.iter().any(|word| lower.contains(word))
}

/// Words in the heads of columns that hold text.
const REMARKS: &[&str] = &[
    "bemærk",
    "supplerende",
    "kommentar",
    "andre mål",
    "andet",
    "lokale mål",
    "egne mål",
    "øvrige",
    "note",
    "uddyb",
    "yderligere",
    "tilføjelse",
    "forbehold",
    "uddrag",
    "særligt",
];

fn add(names: &[String], goal: &str, text: &str, found: &mut Findings) {
    if let Some(mark) = mark(text) {
        for name in names {
            let cell = Cell { municipality: name.clone(), goal: goal.to_owned(), mark };
            // A table may be printed twice, as a summary and as an annex.
            if !found.matrix.contains(&cell) {
                found.matrix.push(cell);
            }
        }
    }
}

fn remark(names: &[String], text: &str, found: &mut Findings) {
    if is_empty(text) {
        return;
    }
    for name in names {
        let remark = found.remarks.entry(name.clone()).or_default();
        if !remark.is_empty() {
            remark.push(' ');
        }
        remark.push_str(text);
    }
}

/// Tables that are a matrix, with the row where it begins: the one above the first mark.
pub fn marked_rows(parsed: &Parsed<'_>) -> HashMap<usize, usize> {
    let mut marked: HashMap<usize, BTreeSet<usize>> = HashMap::new();
    for node in &parsed.outline.nodes {
        if let NodeKind::Cell { table, row, column } = node.kind
            && column > 0
            && mark(&node.text(parsed.text())).is_some()
        {
            marked.entry(table).or_default().insert(row);
        }
    }
    // A single "ja" in a table of text is no mark.
    marked.retain(|_, rows| rows.len() > 1);
    marked.into_iter().filter_map(|(table, rows)| Some((table, rows.first()?.saturating_sub(1)))).collect()
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
