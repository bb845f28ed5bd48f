//! Tables as sheets of one workbook, `gold.xlsx`, with drop-down lists for what has a closed list.

use super::schema::{LAYERS, Values};
use super::table::{Row, Table};
use super::{File, file};
use crate::error::{Error, Result};
use calamine::{Data, Reader};
use rust_xlsxwriter::{DataValidation, DocProperties, ExcelDateTime, Format, Formula, Workbook, Worksheet, XlsxError};
use std::io::Cursor;
use std::path::Path;

/// What Excel takes in a cell, in UTF-16 units.
const LONGEST: usize = 32_767;

/// Last row that drop-down lists reach, so that added rows have them too.
const LAST_ROW: u32 = 20_000;

/// Sheet with the values of the drop-down lists; nobody reads it back.
const LISTS: &str = "lists";

pub(super) fn write(tables: &[Table], left_out: &mut Vec<String>) -> Result<Vec<File>> {
    let content = workbook(tables, left_out)
        .map_err(|error| Error::invalid(Path::new("gold.xlsx"), None, format!("cannot be written: {error}")))?;
    Ok(vec![file("gold.xlsx", content)])
}

fn workbook(tables: &[Table], left_out: &mut Vec<String>) -> std::result::Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    // The same gold gives the same bytes.
    book.set_properties(&DocProperties::new().set_creation_datetime(&ExcelDateTime::from_ymd(2000, 1, 1)?));
    let mut cut = 0;
    for table in tables {
        let sheet = book.add_worksheet().set_name(&table.name)?;
        fill(sheet, table, &mut cut)?;
    }
    if cut > 0 {
        left_out.push(format!("a cell of a workbook holds {LONGEST} characters: {cut} longer ones were cut"));
    }
    let mut lists: Vec<(&str, Vec<&str>)> = vec![("layer", LAYERS.iter().map(|layer| layer.name).collect())];
    for field in LAYERS.iter().flat_map(|layer| layer.fields) {
        if let Values::One(values) = field.values {
            lists.push((field.name, values.to_vec()));
        }
    }
    let sheet = book.add_worksheet().set_name(LISTS)?;
    for (column, (name, values)) in (0..).zip(&lists) {
        for (row, value) in (0..).zip(std::iter::once(name).chain(values)) {
            sheet.write_string(row, column, *value)?;
        }
    }
    if let Some(findings) = tables.iter().find(|table| table.name == "findings") {
        let sheet = book.worksheet_from_name("findings")?;
        for (list, (name, values)) in ('A'..='Z').zip(&lists) {
            let Some(column) = (0..).zip(&findings.columns).find(|(_, column)| column == name) else { continue };
            let source = Formula::new(format!("={LISTS}!${list}$2:${list}${}", values.len() + 1));
            sheet.add_data_validation(
                1,
                column.0,
                LAST_ROW,
                column.0,
                &DataValidation::new().allow_list_formula(source),
            )?;
        }
    }
    book.save_to_buffer()
}

fn fill(sheet: &mut Worksheet, table: &Table, cut: &mut usize) -> std::result::Result<(), XlsxError> {
    let bold = Format::new().set_bold();
    for (column, name) in (0..).zip(&table.columns) {
        sheet.write_string_with_format(0, column, name, &bold)?;
        let width = match name.as_str() {
            "text" | "remark" | "title" => 60,
            "before" | "after" => 30,
            "start" | "end" | "line" => 8,
            _ => 18,
        };
        sheet.set_column_width(column, width)?;
    }
    for (number, row) in (1..).zip(&table.rows) {
        for ((column, name), cell) in (0..).zip(&table.columns).zip(&row.cells) {
            match cell.parse::<f64>() {
                _ if cell.is_empty() => {}
                Ok(value) if is_number(name) => {
                    sheet.write_number(number, column, value)?;
                }
                _ => {
                    sheet.write_string(number, column, fitting(cell, cut))?;
                }
            }
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    if let (Some(columns), Ok(rows)) = (table.columns.len().checked_sub(1), u32::try_from(table.rows.len())) {
        sheet.autofilter(0, 0, rows, u16::try_from(columns).unwrap_or(u16::MAX))?;
    }
    Ok(())
}

/// Columns whose cells are numbers in a workbook.
fn is_number(column: &str) -> bool {
    let of_a_field = LAYERS.iter().filter_map(|layer| layer.field(column));
    let mut values = of_a_field.map(|field| &field.values);
    matches!(column, "start" | "end" | "line" | "theme") || values.any(|values| matches!(values, Values::Number))
}

/// What a cell can hold: no longer than Excel allows, and control characters, such as a page's form feed, as blanks.
fn fitting(cell: &str, cut: &mut usize) -> String {
    let mut units = 0;
    let fits = |char: &char| {
        units += char.len_utf16();
        units <= LONGEST
    };
    let plain = |char: char| if char.is_control() && !matches!(char, '\n' | '\t') { ' ' } else { char };
    let kept: String = cell.chars().take_while(fits).map(plain).collect();
    *cut += usize::from(units > LONGEST);
    kept
}

/// The sheets of a workbook that have the name of a table.
pub(super) fn read(path: &Path) -> Result<Vec<Table>> {
    let path = if path.is_dir() { path.join("gold.xlsx") } else { path.to_path_buf() };
    let bytes = std::fs::read(&path).map_err(|error| Error::io(&path, error))?;
    let broken = |error: calamine::XlsxError| Error::invalid(&path, None, format!("no workbook: {error}"));
    let mut book: calamine::Xlsx<_> = calamine::Xlsx::new(Cursor::new(bytes)).map_err(broken)?;
    let mut tables = Vec::new();
    for name in ["findings", "documents", "matrix", "remarks", "attributions", "links"] {
        if !book.sheet_names().iter().any(|sheet| sheet == name) {
            continue;
        }
        let range = book.worksheet_range(name).map_err(broken)?;
        let (first_row, first_column) = range.start().unwrap_or_default();
        let mut rows = range.rows();
        let blank = vec![String::new(); first_column as usize];
        let cells = |row: &[Data]| blank.iter().cloned().chain(row.iter().map(text)).collect::<Vec<_>>();
        let columns = rows.next().map(cells).unwrap_or_default();
        if !columns.iter().any(|column| column == "doc") {
            let message = format!("{name}: no column is called 'doc'; the first row names the columns");
            return Err(Error::invalid(&path, Some(first_row as usize + 1), message));
        }
        let rows =
            rows.enumerate().map(|(index, row)| Row { number: first_row as usize + 2 + index, cells: cells(row) });
        let rows = rows.filter(|row| row.cells.iter().any(|cell| !cell.trim().is_empty())).collect();
        tables.push(Table { name: name.to_string(), path: path.clone(), columns, rows });
    }
    match tables.iter().any(|table| table.name == "findings") {
        true => Ok(tables),
        false => Err(Error::invalid(&path, None, "no sheet is called 'findings'")),
    }
}

/// A cell as it is written; whole numbers without a decimal point.
fn text(cell: &Data) -> String {
    match cell {
        Data::Float(value) if value.fract() == 0.0 && value.abs() < 1e15 => format!("{value:.0}"),
        other => other.to_string(),
    }
}
