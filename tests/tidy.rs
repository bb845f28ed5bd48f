//! Our own rules for files: sources, lexicons, fixtures.

use ignore::WalkBuilder;
use pejl::extract::ALL;
use pejl::lexicon::{Lexicon, Source};
use std::collections::HashMap;
use std::fmt::Write;
use std::path::{Path, PathBuf};

/// More lines than this and a file is asking to be two.
const LONG: usize = 400;

/// Sources that are tables: long lists of words, hardly any code.
const TABLES: &[&str] = &["src/extract/goal/words.rs"];

/// Sources that are too long today. Add none; who splits one takes it off.
const TOO_LONG: &[&str] = &["src/extract/mod.rs", "src/token/number/date.rs", "src/token/number/quantity.rs"];

/// The lists with one row per label, kept in the order that `lexicons/README.md` asks for.
const VOCABULARY: &[&str] = &["benefits.csv", "measures.csv", "target_groups.csv"];

#[test]
fn every_source_says_first_what_it_is_for() {
    let silent: Vec<String> =
        sources().filter(|(_, content)| !content.starts_with("//! ")).map(|(path, _)| path).collect();
    assert!(silent.is_empty(), "these open without a `//!` sentence: {silent:?}");
}

#[test]
fn no_source_is_too_long() {
    let mut wrong = String::new();
    for (path, content) in sources() {
        let lines = content.lines().count();
        let excused = TABLES.contains(&path.as_str()) || TOO_LONG.contains(&path.as_str());
        if lines > LONG && !excused {
            let _ = writeln!(wrong, "{path}: {lines} lines; make two files of it, or list it if it is a table");
        }
        if lines <= LONG && excused {
            let _ = writeln!(wrong, "{path}: {lines} lines are not too many; take it off the list in tests/tidy.rs");
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn every_extractor_has_fixtures() {
    let mut wrong = String::new();
    for extractor in ALL {
        let name = extractor.name();
        let folder = root().join("tests/fixtures").join(name);
        let cases = std::fs::read_dir(&folder).into_iter().flatten().flatten();
        let cases = cases.filter(|file| file.path().extension().is_some_and(|extension| extension == "md")).count();
        if cases == 0 {
            wrong += &format!("{name}: no tests/fixtures/{name}/*.md\n");
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn fixtures_have_hits_and_near_misses() {
    let mut wrong = String::new();
    for (path, content) in tree().filter(|(path, _)| path.starts_with("tests/fixtures/") && path.ends_with(".md")) {
        let count = |heading: &str| {
            let lines = content.lines().skip_while(|line| *line != heading).skip(1);
            lines.take_while(|line| !line.starts_with("## ")).filter(|line| line.starts_with("- ")).count()
        };
        let known = ALL.iter().any(|extractor| path.starts_with(&format!("tests/fixtures/{}/", extractor.name())));
        for heading in ["## hits", "## near misses"] {
            if known && count(heading) < 3 {
                let _ = writeln!(wrong, "{path}: only {} cases under '{heading}', three wanted", count(heading));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn lexicons_hold_nothing_wrong() {
    let errors: Vec<String> = Lexicon::check(&Source::Embedded).iter().map(ToString::to_string).collect();
    assert!(errors.is_empty(), "\n{}", errors.join("\n"));
}

#[test]
fn vocabularies_are_in_order() {
    let mut wrong = String::new();
    for name in VOCABULARY {
        let path = root().join("lexicons").join(name);
        let content = std::fs::read_to_string(&path).expect("a list is readable");
        let sorted = sort(&content);
        if content == sorted {
            continue;
        }
        if std::env::var_os("UPDATE").is_some() {
            std::fs::write(&path, sorted).expect("a list is writable");
            continue;
        }
        let differs = |(_, (is, wanted)): &(usize, (&str, &str))| is != wanted;
        let (line, (_, wanted)) = (1..).zip(content.lines().zip(sorted.lines())).find(differs).unwrap_or_default();
        let _ = writeln!(wrong, "lexicons/{name}:{line}: not in order, '{wanted}' belongs here");
    }
    assert!(wrong.is_empty(), "\n{wrong}run with UPDATE=1 to sort, and read the diff");
}

#[test]
fn no_row_of_a_lexicon_stands_twice() {
    let mut wrong = String::new();
    for (path, content) in tree().filter(|(path, _)| path.starts_with("lexicons/") && path.ends_with(".csv")) {
        let mut seen = HashMap::new();
        for (line, row) in (1..).zip(content.lines()) {
            if let Some(earlier) = seen.insert(row, line) {
                let _ = writeln!(wrong, "{path}:{line}: the row is already on line {earlier}");
            }
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

/// A path that begins at the root of somebody's machine means nothing on another.
#[test]
fn nothing_names_a_place_on_one_machine() {
    let mut wrong = String::new();
    for (path, content) in tree() {
        for folder in ["home", "root", "work", "Users"] {
            let place = format!("/{folder}/");
            for (line, text) in (1..).zip(content.lines()) {
                let outside = |(at, _): &(usize, &str)| {
                    let before = text[..*at].chars().next_back();
                    !before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | '<' | '*' | '}'))
                };
                if text.match_indices(&place).any(|hit| outside(&hit)) {
                    let _ = writeln!(wrong, "{path}:{line}: {}", text.trim());
                }
            }
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

/// Rows by concept, then pref, alt, neg, then label and role; the header stays.
fn sort(content: &str) -> String {
    let mut reader = csv::Reader::from_reader(content.as_bytes());
    let headers = reader.headers().expect("a list has a header").clone();
    let column = |name: &str| headers.iter().position(|header| header == name);
    let (concept, kind, label, role) = (column("concept"), column("kind"), column("label"), column("role"));
    let mut rows: Vec<csv::StringRecord> = reader.records().map(|row| row.expect("a row is readable")).collect();
    let rank = |kind: &str| ["pref", "alt", "neg"].iter().position(|known| *known == kind);
    rows.sort_by_key(|row| {
        let get = |column: Option<usize>| column.and_then(|column| row.get(column)).unwrap_or("").to_owned();
        (get(concept), rank(&get(kind)), get(label), get(role))
    });
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(&headers).expect("a Vec takes all");
    for row in &rows {
        writer.write_record(row).expect("a Vec takes all");
    }
    let bytes = writer.into_inner().expect("a Vec takes all");
    String::from_utf8(bytes).expect("it was UTF-8 before")
}

/// Path and content of each file in `src/`.
fn sources() -> impl Iterator<Item = (String, String)> {
    tree().filter(|(path, _)| path.starts_with("src/") && path.ends_with(".rs"))
}

/// Path and content of every text file that is not ignored, sorted.
fn tree() -> impl Iterator<Item = (String, String)> {
    let mut paths: Vec<PathBuf> = WalkBuilder::new(root())
        .hidden(false)
        .filter_entry(|entry| entry.file_name() != ".git")
        .build()
        .filter_map(|entry| entry.ok().map(ignore::DirEntry::into_path))
        .filter(|path| path.is_file())
        .collect();
    paths.sort();
    paths.into_iter().filter_map(|path| {
        let content = std::fs::read_to_string(&path).ok()?;
        let name = path.strip_prefix(root()).ok()?.to_string_lossy().replace('\\', "/");
        Some((name, content))
    })
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}
