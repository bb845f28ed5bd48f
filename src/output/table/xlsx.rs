//! Tables as one workbook: a sheet each, with filter and frozen header, links back to the text, and "Læs mig".

use super::sheet::{self, About};
use crate::table::{Kind, Table, Value};
use anyhow::Context;
use rust_xlsxwriter::{Format, FormatUnderline, Url, Worksheet, XlsxError};
use std::collections::HashMap;

/// Excel opens no sheet with more links than this.
const MOST_LINKS: usize = 65_000;

/// Where a row's link leads.
#[derive(Debug, Clone, Default)]
pub struct Links {
    /// An address with `{doc}`, `{stem}`, `{page}`, `{start}` and `{end}`; without it links lead to the sheet of
    /// passages, or else to the plan's row.
    pub template: Option<String>,
}

/// The workbook.
pub fn xlsx(tables: &[Table], about: &About, links: &Links) -> anyhow::Result<Vec<u8>> {
    write(tables, about, links)
        .context("the tables do not fit in a workbook; write csv, parquet or sqlite for this many rows")
}

fn write(tables: &[Table], about: &About, links: &Links) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = sheet::workbook()?;
    sheet::read_me(&mut workbook, "Beskæftigelsesplaner som tabeller", about, &explanations(tables))?;
    let targets = Targets::new(tables, links);
    for table in tables {
        let sheet = workbook.add_worksheet().set_name(table.name)?;
        fill(sheet, table, &targets)?;
    }
    workbook.save_to_buffer()
}

fn explanations(tables: &[Table]) -> Vec<[String; 3]> {
    let line = |first: &str, second: &str, third: &str| [first, second, third].map(str::to_owned);
    let mut lines = vec![
        line("Ark", "En række er", "Rækker"),
        line(
            "",
            "",
            "Linjeskift er LF, og tekster på over 32.767 tegn ender i …; csv, parquet og sqlite har dem, som planen har dem.",
        ),
    ];
    lines.extend(tables.iter().map(|table| line(table.name, table.means, &table.rows.len().to_string())));
    for table in tables {
        lines.push(line("", "", ""));
        lines.push(line(&format!("Kolonner i {}", table.name), "", ""));
        lines.extend(table.columns.iter().map(|column| line("", column.name, column.means)));
    }
    lines
}

fn fill(sheet: &mut Worksheet, table: &Table, targets: &Targets<'_>) -> Result<(), XlsxError> {
    let linked = table.column("page").is_some() && table.name != "passages";
    let mut names: Vec<&str> = table.columns.iter().map(|column| column.name).collect();
    if linked {
        names.push("link");
    }
    sheet::header(sheet, &names, table.rows.len())?;
    for (at, column) in (0..).zip(table.columns) {
        let width = match (column.name, column.kind) {
            ("quote" | "text", _) => 70.0,
            ("section" | "title", _) => 40.0,
            (_, Kind::Text) => 20.0,
            _ => 10.0,
        };
        sheet.set_column_width(at, width)?;
    }
    let blue = Format::new().set_font_color(0x0003_5EA1).set_underline(FormatUnderline::Single);
    for (index, (row, values)) in (1..).zip(&table.rows).enumerate() {
        for (column, value) in (0..).zip(values) {
            match value {
                Value::Empty => {}
                Value::Text(text) => sheet::text(sheet, row, column, text)?,
                // Counts and offsets are far below 2⁵³, up to which this is exact.
                Value::Integer(number) => drop(sheet.write_number(row, column, *number as f64)?),
                Value::Number(number) => drop(sheet.write_number(row, column, *number)?),
            }
        }
        if linked && index < MOST_LINKS {
            let (url, name) = targets.of(table, values);
            let column = u16::try_from(values.len()).unwrap_or(u16::MAX);
            sheet.write_url_with_format(row, column, Url::new(url).set_text(name), &blue)?;
        }
    }
    Ok(())
}

/// Where links can lead: rows of plans and passages.
struct Targets<'t> {
    links: &'t Links,
    /// Document → its row in the sheet of plans.
    plans: HashMap<&'t str, usize>,
    /// Document → start, end and row of each passage.
    passages: HashMap<&'t str, Vec<(i64, i64, usize)>>,
}

impl<'t> Targets<'t> {
    fn new(tables: &'t [Table], links: &'t Links) -> Self {
        let mut targets = Self { links, plans: HashMap::new(), passages: HashMap::new() };
        for table in tables {
            // Row 1 of a sheet is the header.
            for (row, values) in (2..).zip(&table.rows) {
                let Some(Value::Text(doc)) = values.first() else { continue };
                if table.name == "plans" {
                    targets.plans.insert(doc, row);
                }
                if table.name == "passages"
                    && let (Some(start), Some(end)) = (integer(table, values, "start"), integer(table, values, "end"))
                {
                    targets.passages.entry(doc).or_default().push((start, end, row));
                }
            }
        }
        targets
    }

    /// Address and name of a finding's link.
    fn of(&self, table: &Table, values: &[Value]) -> (String, String) {
        let doc = match values.first() {
            Some(Value::Text(doc)) => doc.as_str(),
            _ => "",
        };
        let number = |column| integer(table, values, column).unwrap_or(0);
        let (page, start, end) = (number("page"), number("start"), number("end"));
        if let Some(template) = &self.links.template {
            let stem = doc.rsplit_once('.').map_or(doc, |(stem, _)| stem);
            let mut url = template.replace("{doc}", doc).replace("{stem}", stem);
            for (mark, number) in [("{page}", page), ("{start}", start), ("{end}", end)] {
                url = url.replace(mark, &number.to_string());
            }
            return (url, format!("side {page}"));
        }
        let holds = |&&(from, to, _): &&(i64, i64, usize)| from <= start && start < to;
        if let Some((_, _, row)) = self.passages.get(doc).and_then(|passages| passages.iter().find(holds)) {
            return (format!("internal:'passages'!A{row}"), format!("side {page}, teksten"));
        }
        let row = self.plans.get(doc).copied().unwrap_or(1);
        (format!("internal:'plans'!A{row}"), "planen".to_owned())
    }
}

fn integer(table: &Table, values: &[Value], column: &str) -> Option<i64> {
    match values.get(table.column(column)?)? {
        Value::Integer(number) => Some(*number),
        _ => None,
    }
}
