//! Tables as Apache Parquet, one file each, Snappy-compressed; every column may be null.

use crate::table::{Column, Kind, Table, Value};
use anyhow::Context;
use parquet::basic::{Compression, LogicalType, Repetition, Type as Physical};
use parquet::data_type::{ByteArray, ByteArrayType, DataType, DoubleType, Int64Type};
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::types::Type;
use std::sync::Arc;

/// Rows between two cuts: small enough to be read in parts, large enough to compress well.
const GROUP: usize = 100_000;

/// The file.
pub fn parquet(table: &Table) -> anyhow::Result<Vec<u8>> {
    let fields = table.columns.iter().map(field).collect::<Result<Vec<_>, _>>()?;
    let schema = Arc::new(Type::group_type_builder(table.name).with_fields(fields).build()?);
    let properties = WriterProperties::builder()
        .set_compression(Compression::SNAPPY)
        .set_created_by(concat!("pejl ", env!("CARGO_PKG_VERSION")).to_owned())
        .build();
    let mut bytes = Vec::new();
    let mut file = SerializedFileWriter::new(&mut bytes, schema, Arc::new(properties))?;
    for rows in table.rows.chunks(GROUP) {
        let mut group = file.next_row_group()?;
        for (index, column) in table.columns.iter().enumerate() {
            let values = || rows.iter().map(|row| &row[index]);
            match column.kind {
                Kind::Text => write::<ByteArrayType>(&mut group, values(), |value| match value {
                    Value::Text(text) => Some(ByteArray::from(text.as_str())),
                    _ => None,
                })?,
                Kind::Integer => write::<Int64Type>(&mut group, values(), |value| match value {
                    Value::Integer(number) => Some(*number),
                    _ => None,
                })?,
                Kind::Number => write::<DoubleType>(&mut group, values(), |value| match value {
                    Value::Number(number) => Some(*number),
                    _ => None,
                })?,
            }
        }
        group.close()?;
    }
    file.close()?;
    Ok(bytes)
}

fn field(column: &Column) -> Result<Arc<Type>, parquet::errors::ParquetError> {
    let (physical, logical) = match column.kind {
        Kind::Text => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
        Kind::Integer => (Physical::INT64, None),
        Kind::Number => (Physical::DOUBLE, None),
    };
    let builder = Type::primitive_type_builder(column.name, physical).with_repetition(Repetition::OPTIONAL);
    Ok(Arc::new(builder.with_logical_type(logical).build()?))
}

/// Writes the next column of a group. A level of 1 says that a row has a value.
fn write<'v, T: DataType>(
    group: &mut SerializedRowGroupWriter<'_, &mut Vec<u8>>,
    values: impl Iterator<Item = &'v Value>,
    read: impl Fn(&Value) -> Option<T::T>,
) -> anyhow::Result<()> {
    let mut levels = Vec::new();
    let mut present = Vec::new();
    for value in values {
        let value = read(value);
        levels.push(i16::from(value.is_some()));
        present.extend(value);
    }
    let mut column = group.next_column()?.context("a column of the schema is missing")?;
    column.typed::<T>().write_batch(&present, Some(&levels), None)?;
    column.close()?;
    Ok(())
}
