//! Gold as tables for reviewers who work in a spreadsheet; `csv` and `xlsx` write and read them.
//!
//! `findings` has a row for each finding of all documents: place, quote, context and a column for every field. Places
//! count code points; a reviewer who adds a row may leave them empty if the quote stands in the text once. The other
//! tables hold what concerns documents. Columns are known by their names, so they may be moved, and more may be added.

use super::about::About;
use super::locate::{Hint, locate};
use super::mark::{Mark, read_range};
use super::schema::{LAYERS, layer};
use super::{Incoming, Outgoing, Plans, Reading};
use crate::error::{Error, Result};
use crate::wire::{AttributionJson, CellJson, LinkJson, MetaJson, PeriodJson};
use std::collections::BTreeMap;
use std::path::PathBuf;

/// A table with a header.
#[derive(Debug)]
pub(super) struct Table {
    pub name: String,
    /// File that it is in, for messages.
    pub path: PathBuf,
    pub columns: Vec<String>,
    pub rows: Vec<Row>,
}

/// A row and its number in the file, the header's being 1.
#[derive(Debug)]
pub(super) struct Row {
    pub number: usize,
    pub cells: Vec<String>,
}

/// Columns of `findings` before those of the fields. `line`, `before` and `after` are there to read by.
const PLACE: [&str; 10] = ["doc", "layer", "kind", "start", "end", "segments", "line", "before", "text", "after"];

/// Code points of context beside a quote.
const CONTEXT: usize = 40;

/// Every field of any layer once, in the order of the layers.
fn field_columns() -> Vec<&'static str> {
    let mut columns: Vec<&str> = Vec::new();
    for field in LAYERS.iter().flat_map(|layer| layer.fields) {
        if !columns.contains(&field.name) {
            columns.push(field.name);
        }
    }
    columns
}

/// All tables of the documents.
pub(super) fn tables(documents: &[Outgoing<'_>]) -> Vec<Table> {
    let fields = field_columns();
    let findings = documents.iter().flat_map(|document| {
        document.marks.iter().map(|mark| finding_row(document, mark, &fields)).collect::<Vec<_>>()
    });
    let columns: Vec<&str> = PLACE.iter().chain(&fields).copied().collect();
    let about = || documents.iter().map(|document| &document.about);
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let year = |year: Option<i32>| year.map(|year| year.to_string()).unwrap_or_default();
    vec![
        table("findings", &columns, findings),
        table(
            "documents",
            &["doc", "title", "kind", "municipality", "kommunekode", "issuer", "period_from", "period_to", "sha256"],
            about().map(|about| {
                let meta = &about.meta;
                let period = meta.period.unwrap_or_default();
                vec![
                    about.doc.clone(),
                    text(&meta.title),
                    text(&meta.kind),
                    text(&meta.municipality),
                    text(&meta.kommunekode),
                    text(&meta.issuer),
                    year(period.from),
                    year(period.to),
                    text(&about.sha256),
                ]
            }),
        ),
        table(
            "matrix",
            &["doc", "municipality", "goal", "mark"],
            about().flat_map(|about| {
                let cells = about.matrix.iter();
                cells.map(|it| vec![about.doc.clone(), it.municipality.clone(), it.goal.clone(), it.mark.clone()])
            }),
        ),
        table(
            "remarks",
            &["doc", "municipality", "remark"],
            about().flat_map(|about| {
                let remarks = about.remarks.iter();
                remarks.map(|(municipality, remark)| vec![about.doc.clone(), municipality.clone(), remark.clone()])
            }),
        ),
        table(
            "attributions",
            &["doc", "theme", "municipality"],
            about().flat_map(|about| {
                let all = about.attributions.iter();
                all.map(|it| vec![about.doc.clone(), it.theme.to_string(), it.municipality.clone()])
            }),
        ),
        table(
            "links",
            &["doc", "from", "to", "rule"],
            about().flat_map(|about| {
                let links = about.links.iter();
                links.map(|link| vec![about.doc.clone(), link.from.clone(), link.to.clone(), link.rule.clone()])
            }),
        ),
    ]
}

fn table(name: &str, columns: &[&str], rows: impl Iterator<Item = Vec<String>>) -> Table {
    Table {
        name: name.to_string(),
        path: PathBuf::new(),
        columns: columns.iter().map(|column| column.to_string()).collect(),
        rows: rows.enumerate().map(|(index, cells)| Row { number: index + 2, cells }).collect(),
    }
}

fn finding_row(document: &Outgoing<'_>, mark: &Mark, fields: &[&str]) -> Vec<String> {
    let (start, end) = mark.bounds();
    let (before, after) = document.text.around(start, end, CONTEXT);
    let segments = match mark.pieces.len() {
        1 => String::new(),
        _ => mark.pieces.iter().map(|(start, end)| format!("{start}-{end}")).collect::<Vec<_>>().join(", "),
    };
    let mut row = vec![
        document.about.doc.clone(),
        mark.layer.name.to_string(),
        mark.kind.clone(),
        start.to_string(),
        end.to_string(),
        segments,
        document.text.line(start).to_string(),
        before.to_string(),
        mark.quote(document.text),
        after.to_string(),
    ];
    row.extend(fields.iter().map(|field| mark.fields.get(field).cloned().unwrap_or_default()));
    row
}

/// Reads tables that [`tables`] wrote and somebody changed.
pub(super) fn read(tables: Vec<Table>, plans: &Plans<'_>) -> Result<Reading> {
    let mut reading = Reading::default();
    let mut documents: BTreeMap<String, Incoming> = BTreeMap::new();
    for table in &tables {
        for row in &table.rows {
            let cells = Cells { table, row };
            let fail =
                |message: String| Error::invalid(&table.path, Some(row.number), format!("{}: {message}", table.name));
            let doc = cells.needed("doc").map_err(fail)?;
            let incoming = documents.entry(doc.to_string()).or_insert_with(|| Incoming {
                doc: doc.to_string(),
                about: None,
                links: None,
                marks: Vec::new(),
                carried: Vec::new(),
            });
            if table.name == "findings" {
                incoming.marks.push(cells.mark(doc, plans).map_err(fail)?);
            } else {
                let about = incoming.about.get_or_insert_with(About::default);
                cells.about(about).map_err(fail)?;
            }
        }
        let known = |column: &String| {
            table.name != "findings"
                || PLACE.contains(&column.as_str())
                || LAYERS.iter().any(|layer| layer.field(column).is_some())
        };
        for column in table.columns.iter().filter(|column| !column.is_empty() && !known(column)) {
            reading.notes.push(format!("{}: {}: the column '{column}' is not read", table.path.display(), table.name));
        }
    }
    reading.documents = documents.into_values().collect();
    Ok(reading)
}

/// A row whose cells are known by column.
struct Cells<'t> {
    table: &'t Table,
    row: &'t Row,
}

impl<'t> Cells<'t> {
    /// A cell without the blanks around it; empty where the column is missing.
    fn get(&self, column: &str) -> &'t str {
        let place = self.table.columns.iter().position(|name| name == column);
        place.and_then(|place| self.row.cells.get(place)).map_or("", |cell| cell.trim())
    }

    fn needed(&self, column: &str) -> std::result::Result<&'t str, String> {
        match self.get(column) {
            "" => Err(format!("the cell '{column}' is empty")),
            value => Ok(value),
        }
    }

    fn number<T: std::str::FromStr>(&self, column: &str) -> std::result::Result<Option<T>, String> {
        match self.get(column) {
            "" => Ok(None),
            value => value.parse().map(Some).map_err(|_| format!("{column} '{value}' is not a whole number")),
        }
    }

    fn text(&self, column: &str) -> Option<String> {
        Some(self.get(column).to_string()).filter(|text| !text.is_empty())
    }

    fn mark(&self, doc: &str, plans: &Plans<'_>) -> std::result::Result<Mark, String> {
        let (_, text) = plans.document(doc)?;
        let layer = layer(self.needed("layer")?)?;
        let segments: Option<Vec<(usize, usize)>> = match self.get("segments") {
            "" => Some(Vec::new()),
            list => list.split(',').map(read_range).collect(),
        };
        let segments =
            segments.ok_or_else(|| format!("segments '{}' are not of the form 10-20, 25-30", self.get("segments")))?;
        let quote = Some(self.get("text")).filter(|quote| !quote.is_empty());
        let (start, end) = (self.number("start")?, self.number("end")?);
        // The quote of a cut span is that of its pieces, which stand apart in the text.
        let hint = Hint { start, end, quote: quote.filter(|_| segments.is_empty()), ..Hint::default() };
        let span = locate(text, &hint)?;
        let outer = segments.first().zip(segments.last()).map(|(first, last)| (first.0, last.1));
        if outer.is_some_and(|outer| outer != span) {
            return Err("start and end are not the outer bounds of segments".to_string());
        }
        let origin = format!("{}:{}", self.table.path.display(), self.row.number);
        let pieces = if segments.is_empty() { vec![span] } else { segments };
        let mut mark = Mark::new(layer, self.needed("kind")?, pieces, origin);
        for column in field_columns() {
            let value = self.get(column);
            if !value.is_empty() {
                mark.set(column, value)?;
            }
        }
        Ok(mark)
    }

    fn about(&self, about: &mut About) -> std::result::Result<(), String> {
        match self.table.name.as_str() {
            "documents" => {
                let (from, to) = (self.number("period_from")?, self.number("period_to")?);
                about.sha256 = self.text("sha256");
                about.meta = MetaJson {
                    title: self.text("title"),
                    kind: self.text("kind"),
                    municipality: self.text("municipality"),
                    // A spreadsheet takes 0167 for a number and drops the zero.
                    kommunekode: self.text("kommunekode").map(|code| format!("{code:0>4}")),
                    issuer: self.text("issuer"),
                    period: (from.is_some() || to.is_some()).then_some(PeriodJson { from, to }),
                };
            }
            "matrix" => about.matrix.push(CellJson {
                municipality: self.needed("municipality")?.to_string(),
                goal: self.needed("goal")?.to_string(),
                mark: self.needed("mark")?.to_string(),
            }),
            "remarks" => {
                about.remarks.insert(self.needed("municipality")?.to_string(), self.needed("remark")?.to_string());
            }
            "attributions" => about.attributions.push(AttributionJson {
                theme: self.number("theme")?.ok_or("the cell 'theme' is empty")?,
                municipality: self.needed("municipality")?.to_string(),
            }),
            "links" => about.links.push(LinkJson {
                from: self.needed("from")?.to_string(),
                to: self.needed("to")?.to_string(),
                rule: self.get("rule").to_string(),
                evidence: None,
            }),
            _ => {}
        }
        Ok(())
    }
}
