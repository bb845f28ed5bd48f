//! Exported tables and the schema of an analysis.

use pejl::cli::extract::analyze_all;
use pejl::lexicon::{Labels, Lexicon, Source};
use pejl::output::table::csv::{Dialect, csv};
use pejl::output::table::ndjson::ndjson;
use pejl::table::{Kind, Table, Value, tables};
use pejl::wire::AnalysisJson;
use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

static TABLES: LazyLock<(Vec<AnalysisJson>, Vec<Table>)> = LazyLock::new(|| {
    let lexicon = Lexicon::embedded();
    let labels = Labels::load(&Source::Embedded, &lexicon).expect("the labels are right");
    let (plans, _) = analyze_all(&[folder("corpus")], None, &lexicon);
    let analyses: Vec<AnalysisJson> = plans.into_iter().map(|(_, analysis)| analysis).collect();
    let tables = tables(&analyses, &lexicon, &labels);
    (analyses, tables)
});

#[test]
fn every_finding_has_a_row_with_all_columns_of_their_kinds() {
    let (analyses, tables) = &*TABLES;
    let rows = |name: &str| tables.iter().find(|table| table.name == name).expect("the table is there").rows.len();
    let count = |of: fn(&AnalysisJson) -> usize| analyses.iter().map(of).sum::<usize>();
    assert_eq!(rows("plans"), analyses.len());
    assert_eq!(rows("goals"), count(|analysis| analysis.goals.len()));
    assert_eq!(rows("target_groups"), count(|analysis| analysis.target_groups.len()));
    assert_eq!(rows("measures"), count(|analysis| analysis.measures.len()));
    assert_eq!(rows("benefits"), count(|analysis| analysis.benefits.len()));
    assert_eq!(rows("sources"), count(|analysis| analysis.sources.len()));
    assert_eq!(rows("links"), count(|analysis| analysis.links.len()));
    for table in tables {
        for row in &table.rows {
            assert_eq!(row.len(), table.columns.len(), "{}: {row:?}", table.name);
            for (value, column) in row.iter().zip(table.columns) {
                let fits = match value {
                    Value::Empty => true,
                    Value::Text(_) => column.kind == Kind::Text,
                    Value::Integer(_) => column.kind == Kind::Integer,
                    Value::Number(_) => column.kind == Kind::Number,
                };
                assert!(fits, "{}.{}: {value:?}", table.name, column.name);
            }
        }
    }
}

#[test]
fn document_and_id_are_the_key() {
    for table in TABLES.1.iter().filter(|table| table.column("id").is_some()) {
        let keys: HashSet<String> = table.rows.iter().map(|row| format!("{:?}{:?}", row[0], row[1])).collect();
        assert_eq!(keys.len(), table.rows.len(), "{}: an id stands twice", table.name);
    }
}

/// A label that is the id itself is a name that nobody has written.
#[test]
fn every_id_of_the_corpus_has_a_danish_name() {
    let mut wrong = HashSet::new();
    for table in &TABLES.1 {
        for (at, column) in table.columns.iter().enumerate() {
            let Some(id) = column.name.strip_suffix("_label").and_then(|name| table.column(name)) else { continue };
            for row in &table.rows {
                if let (Value::Text(id), Value::Text(label)) = (&row[id], &row[at])
                    && id == label
                    && id.contains(['_', '|'])
                {
                    wrong.insert(format!("{}.{}: {id}", table.name, column.name));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "lexicons/labels.csv lacks {wrong:?}");
}

#[test]
fn csv_for_excel_read_back_is_the_source() {
    for table in &TABLES.1 {
        let bytes = csv(table, Dialect::Excel).expect("a Vec takes all");
        let body = bytes.strip_prefix("\u{feff}".as_bytes()).expect("Excel wants a mark");
        let mut reader = csv::ReaderBuilder::new().delimiter(b';').from_reader(body);
        let mut rows = 0;
        for (record, row) in reader.records().zip(&table.rows) {
            for (field, value) in record.expect("our own CSV is readable").iter().zip(row) {
                let same = match value {
                    Value::Empty => field.is_empty(),
                    Value::Text(text) => field.strip_prefix('\'').unwrap_or(field) == text,
                    Value::Integer(number) => field.parse() == Ok(*number),
                    Value::Number(number) => field.replace(',', ".").parse() == Ok(*number),
                };
                assert!(same, "{}: {field:?} is not {value:?}", table.name);
            }
            rows += 1;
        }
        assert_eq!(rows, table.rows.len(), "{}", table.name);
    }
}

#[test]
fn ndjson_is_an_object_a_row() {
    for table in &TABLES.1 {
        let bytes = ndjson(table).expect("a Vec takes all");
        let lines: Vec<serde_json::Value> = String::from_utf8(bytes)
            .expect("JSON is UTF-8")
            .lines()
            .map(|line| serde_json::from_str(line).expect("a line is JSON"))
            .collect();
        assert_eq!(lines.len(), table.rows.len());
        let keys = |line: &serde_json::Value| line.as_object().map(serde_json::Map::len);
        assert!(lines.iter().all(|line| keys(line) == Some(table.columns.len())), "{}", table.name);
    }
}

#[cfg(feature = "xlsx")]
#[test]
fn the_same_tables_give_the_same_workbook() {
    use pejl::output::table::sheet::About;
    use pejl::output::table::xlsx::{Links, xlsx};
    let about = About { lexicon: "0".repeat(64), made: 1_700_000_000 };
    let write = || xlsx(&TABLES.1, &about, &Links::default()).expect("the corpus fits");
    assert!(write() == write());
}

/// The schema in the tree is what `pejl schema` prints.
#[test]
fn the_schema_has_not_drifted() {
    let path = folder("schema/analysis.schema.json");
    let schema = pejl::cli::schema::schema().expect("the schema is JSON") + "\n";
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, &schema).expect("the schema is writable");
    }
    let known = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(known == schema, "schema/analysis.schema.json is old; run with UPDATE=1 and read the diff");
}

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}
