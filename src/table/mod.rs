//! Analyses → tables: one row a finding, for spreadsheets, databases and statistics programs.
//!
//! A table is the same whatever file it is written to (`output/table/`). Beside each id stands a column with its
//! Danish name; codes are text; every finding names its document and its id there, and the two together are its key.

mod build;
mod columns;
#[cfg(feature = "search")]
mod passage;

pub use build::tables;
#[cfg(feature = "search")]
pub use passage::passages;

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    Empty,
    Text(String),
    Integer(i64),
    Number(f64),
}

/// What the cells of a column hold; a cell may also be empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Text,
    Integer,
    Number,
}

/// A column, with what it means in Danish.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    pub name: &'static str,
    pub kind: Kind,
    pub means: &'static str,
}

/// One table.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// Also the name of its file, sheet or relation.
    pub name: &'static str,
    /// What one row is, in Danish.
    pub means: &'static str,
    pub columns: &'static [Column],
    pub rows: Vec<Vec<Value>>,
}

impl Table {
    /// The place of a column among the columns.
    pub fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.name == name)
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<usize> for Value {
    fn from(number: usize) -> Self {
        // No text is so long that its offsets would not fit.
        Self::Integer(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

impl From<i32> for Value {
    fn from(number: i32) -> Self {
        Self::Integer(i64::from(number))
    }
}

impl From<f64> for Value {
    fn from(number: f64) -> Self {
        Self::Number(number)
    }
}

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Empty, Into::into)
    }
}
