//! Tables as NDJSON: an object a row, its keys in the order of the columns, empty cells as null.

use crate::table::{Table, Value};
use std::io::Write;

/// The table, a line a row.
pub fn ndjson(table: &Table) -> anyhow::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    for row in &table.rows {
        // Written by hand, since a map of serde_json would sort the keys.
        for (index, (column, value)) in table.columns.iter().zip(row).enumerate() {
            bytes.push(if index == 0 { b'{' } else { b',' });
            serde_json::to_writer(&mut bytes, column.name)?;
            bytes.push(b':');
            match value {
                Value::Empty => bytes.write_all(b"null")?,
                Value::Text(text) => serde_json::to_writer(&mut bytes, text)?,
                Value::Integer(number) => serde_json::to_writer(&mut bytes, number)?,
                Value::Number(number) => serde_json::to_writer(&mut bytes, number)?,
            }
        }
        bytes.extend(b"}\n");
    }
    Ok(bytes)
}
