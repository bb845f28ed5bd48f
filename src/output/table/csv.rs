//! Tables as CSV, in two dialects.
//!
//! `Plain` is for programs: comma, decimal point, UTF-8, every text as it is. `Excel` is for a double click in a Danish
//! Excel: semicolon, decimal comma, a byte-order mark, CRLF, and all texts in quotes. There a text that Excel could run
//! as a formula gets an apostrophe in front, and so does one that begins with an apostrophe, so that who strips one
//! leading apostrophe from each text has the source again.

use super::like_a_formula;
use crate::table::{Table, Value};

/// Whom the file is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dialect {
    Plain,
    Excel,
}

/// The table with its header.
pub fn csv(table: &Table, dialect: Dialect) -> anyhow::Result<Vec<u8>> {
    match dialect {
        Dialect::Plain => plain(table),
        Dialect::Excel => Ok(excel(table).into_bytes()),
    }
}

fn plain(table: &Table) -> anyhow::Result<Vec<u8>> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(table.columns.iter().map(|column| column.name))?;
    for row in &table.rows {
        writer.write_record(row.iter().map(|value| match value {
            Value::Empty => String::new(),
            Value::Text(text) => text.clone(),
            Value::Integer(number) => number.to_string(),
            Value::Number(number) => number.to_string(),
        }))?;
    }
    Ok(writer.into_inner().map_err(csv::IntoInnerError::into_error)?)
}

/// Written by hand: texts in quotes and numbers without them, also those with a decimal comma, is more than a CSV
/// writer can be told.
fn excel(table: &Table) -> String {
    let names: Vec<String> = table.columns.iter().map(|column| quoted(column.name)).collect();
    let mut file = format!("\u{feff}{}\r\n", names.join(";"));
    for row in &table.rows {
        let fields = row.iter().map(|value| match value {
            Value::Empty => String::new(),
            Value::Text(text) if like_a_formula(text) || text.starts_with('\'') => quoted(&format!("'{text}")),
            Value::Text(text) => quoted(text),
            Value::Integer(number) => number.to_string(),
            Value::Number(number) => number.to_string().replace('.', ","),
        });
        file += &fields.collect::<Vec<_>>().join(";");
        file += "\r\n";
    }
    file
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::{Column, Kind};

    const COLUMNS: &[Column] = &[
        Column { name: "kommunekode", kind: Kind::Text, means: "" },
        Column { name: "quote", kind: Kind::Text, means: "" },
        Column { name: "value", kind: Kind::Number, means: "" },
    ];

    fn table() -> Table {
        let row = |quote: &str, value: f64| vec![Value::from("0161"), Value::from(quote), Value::from(value)];
        let rows = vec![
            row("=1+1", 2.5),
            row("'citat'", -3.0),
            row("en; to\n\"tre\"", 1e21),
            vec![Value::Empty, "- 5 flere".into(), Value::Empty],
        ];
        Table { name: "t", means: "", columns: COLUMNS, rows }
    }

    #[test]
    fn programs_get_the_text_as_it_is() {
        let bytes = csv(&table(), Dialect::Plain).expect("a Vec takes all");
        let text = String::from_utf8(bytes).expect("CSV is UTF-8");
        assert_eq!(
            text,
            "kommunekode,quote,value\n0161,=1+1,2.5\n0161,'citat',-3\n0161,\"en; to\n\"\"tre\"\"\",1000000000000000000000\n,- 5 flere,\n"
        );
    }

    #[test]
    fn excel_gets_no_formula_and_the_source_can_be_read_back() {
        let bytes = csv(&table(), Dialect::Excel).expect("a Vec takes all");
        let body = bytes.strip_prefix("\u{feff}".as_bytes()).expect("Excel wants a mark");
        let mut reader = csv::ReaderBuilder::new().delimiter(b';').from_reader(body);
        let mut rows = Vec::new();
        for record in reader.records() {
            let record = record.expect("our own CSV is readable");
            assert!(!record[1].starts_with(['=', '+', '-', '@']));
            rows.push([&record[0], record[1].strip_prefix('\'').unwrap_or(&record[1]), &record[2]].map(str::to_owned));
        }
        assert_eq!(rows[0], ["0161", "=1+1", "2,5"]);
        assert_eq!(rows[1], ["0161", "'citat'", "-3"]);
        assert_eq!(rows[2], ["0161", "en; to\n\"tre\"", "1000000000000000000000"]);
        assert_eq!(rows[3], ["", "- 5 flere", ""]);
    }
}
