//! Tables as one SQLite database: a relation each, and `about_columns` with what the columns mean.

use crate::table::{Kind, Table, Value};
use anyhow::Context;
use rusqlite::types::{ToSqlOutput, Value as Cell};
use rusqlite::{Connection, ToSql, params_from_iter};

/// The database file.
pub fn sqlite(tables: &[Table]) -> anyhow::Result<Vec<u8>> {
    let folder = tempfile::tempdir().context("cannot make a temporary folder")?;
    let path = folder.path().join("tables.sqlite");
    let mut database = Connection::open(&path)?;
    let transaction = database.transaction()?;
    transaction.execute_batch("CREATE TABLE about_columns (\"table\" TEXT, \"column\" TEXT, means TEXT)")?;
    for table in tables {
        let columns: Vec<String> = table
            .columns
            .iter()
            .map(|column| {
                let kind = match column.kind {
                    Kind::Text => "TEXT",
                    Kind::Integer => "INTEGER",
                    Kind::Number => "REAL",
                };
                format!("\"{}\" {kind}", column.name)
            })
            .collect();
        transaction.execute_batch(&format!("CREATE TABLE \"{}\" ({})", table.name, columns.join(", ")))?;
        let marks = vec!["?"; columns.len()].join(", ");
        let mut insert = transaction.prepare(&format!("INSERT INTO \"{}\" VALUES ({marks})", table.name))?;
        for row in &table.rows {
            insert.execute(params_from_iter(row))?;
        }
        let mut explain = transaction.prepare("INSERT INTO about_columns VALUES (?, ?, ?)")?;
        for column in table.columns {
            explain.execute([table.name, column.name, column.means])?;
        }
    }
    transaction.commit()?;
    database.close().map_err(|(_, error)| error)?;
    std::fs::read(&path).with_context(|| format!("cannot read {}", path.display()))
}

impl ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match self {
            Self::Empty => ToSqlOutput::Owned(Cell::Null),
            Self::Text(text) => text.as_str().into(),
            Self::Integer(number) => ToSqlOutput::Owned(Cell::Integer(*number)),
            Self::Number(number) => ToSqlOutput::Owned(Cell::Real(*number)),
        })
    }
}
