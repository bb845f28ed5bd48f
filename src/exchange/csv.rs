//! Tables as CSV files, for spreadsheets and scripts: `findings.csv`, `documents.csv` and others.
//!
//! Written as Excel opens it with Danish letters intact (UTF-8 with a mark). Read with commas, or with the semicolons
//! that a Danish Excel saves. A cell that a spreadsheet would take for a formula has an apostrophe before it, which is
//! taken off when read.

use super::table::{Row, Table};
use super::{File, file, read_utf8};
use crate::error::{Error, Result};
use std::path::{Path, PathBuf};

/// What a spreadsheet takes for the start of a formula, and the apostrophe that we write before it.
const GUARDED: [char; 7] = ['=', '+', '-', '@', '\t', '\r', '\''];

/// A file for each table that has rows, and the findings always.
pub(super) fn write(tables: &[Table]) -> Vec<File> {
    let wanted = tables.iter().filter(|table| table.name == "findings" || !table.rows.is_empty());
    wanted.map(|table| file(format!("{}.csv", table.name), content(table))).collect()
}

fn content(table: &Table) -> Vec<u8> {
    let mut out = ::csv::Writer::from_writer("\u{feff}".as_bytes().to_vec());
    let rows = std::iter::once(&table.columns).chain(table.rows.iter().map(|row| &row.cells));
    for row in rows {
        let guarded = row.iter().map(|cell| match cell.starts_with(GUARDED) {
            true => format!("'{cell}"),
            false => cell.clone(),
        });
        out.write_record(guarded).expect("every row has as many cells as the header, and memory takes any bytes");
    }
    out.into_inner().expect("memory takes any bytes")
}

/// Reads the tables of a folder, or the findings alone from a file of any name.
pub(super) fn read(path: &Path) -> Result<Vec<Table>> {
    if !path.is_dir() {
        return Ok(vec![read_table("findings", path.to_path_buf())?]);
    }
    let mut tables = Vec::new();
    for name in ["findings", "documents", "matrix", "remarks", "attributions", "links"] {
        let path = path.join(format!("{name}.csv"));
        if name == "findings" || path.is_file() {
            tables.push(read_table(name, path)?);
        }
    }
    Ok(tables)
}

fn read_table(name: &str, path: PathBuf) -> Result<Table> {
    let content = read_utf8(&path)?;
    let content = content.strip_prefix('\u{feff}').unwrap_or(&content);
    let header = content.lines().next().unwrap_or_default();
    let semicolons = header.matches(';').count() > header.matches(',').count();
    let mut reader = ::csv::ReaderBuilder::new()
        .delimiter(if semicolons { b';' } else { b',' })
        .has_headers(false)
        .flexible(true)
        .from_reader(content.as_bytes());
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|error| {
            let line = error.position().and_then(|place| usize::try_from(place.line()).ok());
            Error::invalid(&path, line, format!("not CSV: {error}"))
        })?;
        let line = record.position().and_then(|place| usize::try_from(place.line()).ok()).unwrap_or(0);
        let cells = record.iter().map(|cell| match cell.strip_prefix('\'') {
            Some(rest) if rest.starts_with(GUARDED) => rest.to_string(),
            _ => cell.to_string(),
        });
        rows.push(Row { number: line, cells: cells.collect() });
    }
    if rows.is_empty() {
        return Err(Error::invalid(&path, None, "the file is empty; the first row names the columns"));
    }
    let columns = rows.remove(0).cells;
    if !columns.iter().any(|column| column == "doc") {
        return Err(Error::invalid(&path, Some(1), "no column is called 'doc'; the first row names the columns"));
    }
    rows.retain(|row| row.cells.iter().any(|cell| !cell.trim().is_empty()));
    if let Some(row) = rows.iter().find(|row| row.cells.len() > columns.len()) {
        let message = format!("{} cells, but {} columns have a name", row.cells.len(), columns.len());
        return Err(Error::invalid(&path, Some(row.number), message));
    }
    Ok(Table { name: name.to_string(), path, columns, rows })
}
