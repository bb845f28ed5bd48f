//! Reads `lexicons/*.csv`, from the binary or from a folder, and refuses what is not in order, with file and line.

use super::inflection::{Inflection, Part};
use super::matcher::Matcher;
use super::{Act, Acts, Class, Lexicon, MinisterGoal, MinisterGoals, Municipality, Publisher, Role, Term};
use crate::error::Error;
use crate::ingest::sha256;
use rustc_hash::FxHashMap;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

/// Where the lists come from.
#[derive(Debug, Clone, Default)]
pub enum Source {
    /// The lists in the binary.
    #[default]
    Embedded,
    /// A folder with files of the same names; those that it lacks come from the binary.
    Folder(PathBuf),
}

/// Names and contents of the lists in the binary.
pub fn embedded_files() -> &'static [(&'static str, &'static str)] {
    macro_rules! files {
        ($($name:literal),* $(,)?) => { &[$(($name, include_str!(concat!("../../lexicons/", $name)))),*] };
    }
    files![
        "acts.csv",
        "benefits.csv",
        "measures.csv",
        "minister_goals.csv",
        "municipalities.csv",
        "publishers.csv",
        "regions.csv",
        "shells.csv",
        "target_groups.csv",
    ]
}

/// The wordings of the minister's goals in the binary, whatever the year: where a transcript runs them into its text,
/// they are still lines of their own.
pub fn embedded_minister_wordings() -> &'static [String] {
    static WORDINGS: LazyLock<Vec<String>> = LazyLock::new(|| {
        let (name, embedded) = embedded_files()[3];
        let table = Table::read(&Source::Embedded, name, embedded, &mut Vec::new());
        table.rows.iter().map(|(_, record)| table.get(record, "wording").to_owned()).collect()
    });
    &WORDINGS
}

impl Lexicon {
    /// The lists in the binary.
    pub fn embedded() -> Self {
        Self::load(&Source::Embedded).expect("the lists in the binary are checked by the tests")
    }

    /// Reads all lists. All that is wrong is reported, not only the first.
    pub fn load(source: &Source) -> Result<Self, Error> {
        let mut errors = Vec::new();
        let lexicon = read(source, &mut errors);
        match errors.into_iter().next() {
            Some(error) => Err(error),
            None => Ok(lexicon),
        }
    }

    /// Everything that is wrong with the lists, in their order.
    pub fn check(source: &Source) -> Vec<Error> {
        let mut errors = Vec::new();
        read(source, &mut errors);
        errors
    }
}

fn read(source: &Source, errors: &mut Vec<Error>) -> Lexicon {
    let mut everything = String::new();
    let mut tables = HashMap::new();
    for (name, embedded) in embedded_files() {
        let table = Table::read(source, name, embedded, errors);
        everything.push_str(&table.content);
        tables.insert(*name, table);
    }
    let mut terms = Vec::new();
    read_terms(&tables["measures.csv"], Class::Measure, &mut terms, errors);
    read_terms(&tables["benefits.csv"], Class::Benefit, &mut terms, errors);
    read_terms(&tables["target_groups.csv"], Class::TargetGroup, &mut terms, errors);
    let municipalities = read_municipalities(&tables["municipalities.csv"], &mut terms, errors);
    let acts = read_acts(&tables["acts.csv"], &mut terms, errors);
    let publishers = read_publishers(&tables["publishers.csv"], &mut terms);
    let minister_goals = MinisterGoals::new(read_minister_goals(&tables["minister_goals.csv"], errors));
    let shells = read_shells(&tables["shells.csv"], errors);
    let matcher = Matcher::new(&terms, &shells);
    Lexicon { terms, municipalities, minister_goals, acts, publishers, hash: sha256(everything.as_bytes()), matcher }
}

/// A CSV file with a header.
pub(crate) struct Table {
    pub path: PathBuf,
    content: String,
    columns: Vec<String>,
    /// Each with its line.
    pub rows: Vec<(usize, csv::StringRecord)>,
}

impl Table {
    /// The list of this name: from the folder if it is there, else as it is in the binary.
    pub fn read(source: &Source, name: &str, embedded: &str, errors: &mut Vec<Error>) -> Self {
        let (path, content) = match source {
            Source::Folder(folder) if folder.join(name).exists() => {
                let path = folder.join(name);
                match std::fs::read_to_string(&path) {
                    Ok(content) => (path, content),
                    Err(error) => {
                        errors.push(Error::io(&path, error));
                        (path, String::new())
                    }
                }
            }
            _ => (Path::new("lexicons").join(name), embedded.to_owned()),
        };
        let mut reader = csv::ReaderBuilder::new().flexible(false).from_reader(content.as_bytes());
        let columns = match reader.headers() {
            Ok(headers) => headers.iter().map(str::to_owned).collect(),
            Err(_) => Vec::new(),
        };
        let mut rows = Vec::new();
        for record in reader.records() {
            match record {
                Ok(record) => {
                    let line = record.position().map_or(0, |position| position.line() as usize);
                    rows.push((line, record));
                }
                Err(error) => {
                    let line = error.position().map(|position| position.line() as usize);
                    errors.push(Error::invalid(
                        &path,
                        line,
                        format!("{error}; see lexicons/README.md for the columns"),
                    ));
                }
            }
        }
        Self { path, content, columns, rows }
    }

    /// The value of a column; empty if the table has no such column.
    pub fn get<'r>(&self, record: &'r csv::StringRecord, column: &str) -> &'r str {
        self.columns.iter().position(|name| name == column).and_then(|index| record.get(index)).unwrap_or("").trim()
    }
}

fn read_terms(table: &Table, class: Class, terms: &mut Vec<Term>, errors: &mut Vec<Error>) {
    // (label, role) → (line, negative, concept)
    let mut seen: FxHashMap<(String, &str), (usize, bool)> = FxHashMap::default();
    for (line, record) in &table.rows {
        let mut wrong = |message: String| errors.push(Error::invalid(&table.path, Some(*line), message));
        let get = |column| table.get(record, column);
        let (label, concept, broader) = (get("label"), get("concept"), get("broader"));
        let kind = get("kind");
        if !matches!(kind, "pref" | "alt" | "neg") {
            wrong(format!("kind '{kind}' is none of pref, alt, neg"));
            continue;
        }
        let negative = kind == "neg";
        if label.is_empty() {
            wrong("the label is empty".into());
            continue;
        }
        let Some(inflection) = Inflection::parse(get("inflection")) else {
            wrong(format!(
                "inflection '{}' is none of noun, phrase, adj, verb, head, acronym, fixed",
                get("inflection")
            ));
            continue;
        };
        let Some(part) = Part::parse(get("part")) else {
            wrong(format!("part '{}' is none of head+, +tail, both or empty", get("part")));
            continue;
        };
        let role = match get("role") {
            _ if class != Class::TargetGroup || negative => None,
            "group" => Some(Role::Group),
            "modifier" => Some(Role::Modifier),
            "generic" => Some(Role::Generic),
            "condition" => Some(Role::Condition),
            other => {
                wrong(format!("role '{other}' is none of group, modifier, generic, condition"));
                continue;
            }
        };
        for column in ["from", "to"] {
            if !get(column).is_empty() && !get(column).parse::<i32>().is_ok_and(|year| (1900..2100).contains(&year)) {
                wrong(format!("'{}' in column {column} is no year", get(column)));
            }
        }
        let key = (label.to_lowercase(), get("role"));
        if let Some((earlier, was_negative)) = seen.insert(key, (*line, negative)) {
            if was_negative == negative {
                wrong(format!("term '{label}' is already on line {earlier}; merge the two rows"));
            } else {
                wrong(format!("term '{label}' is both positive and negative, see line {earlier}"));
            }
        }
        let (concept, narrower) =
            if broader.is_empty() { (concept, None) } else { (broader, Some(concept.to_owned())) };
        terms.push(Term {
            class,
            concept: concept.to_owned(),
            narrower,
            label: label.to_owned(),
            negative,
            weak: get("note").starts_with("weak"),
            role,
            inflection,
            part,
        });
    }
}

/// A term for a name that the lists of municipalities, acts and publishers hold.
fn name_term(class: Class, concept: &str, label: &str, inflection: Inflection) -> Term {
    Term {
        class,
        concept: concept.to_owned(),
        narrower: None,
        label: label.to_owned(),
        negative: false,
        weak: false,
        role: None,
        inflection,
        part: Part::default(),
    }
}

fn read_municipalities(table: &Table, terms: &mut Vec<Term>, errors: &mut Vec<Error>) -> Vec<Municipality> {
    let mut municipalities = Vec::new();
    for (line, record) in &table.rows {
        let (code, name) = (table.get(record, "code"), table.get(record, "name"));
        if code.len() != 4 || !code.bytes().all(|b| b.is_ascii_digit()) {
            errors.push(Error::invalid(&table.path, Some(*line), format!("code '{code}' has not four digits")));
        }
        let variants = table.get(record, "variants").split('|').map(str::trim).filter(|variant| !variant.is_empty());
        let variants: Vec<&str> = variants.collect();
        for label in std::iter::once(name).chain(variants.iter().copied()) {
            terms.push(name_term(Class::Municipality, code, label, Inflection::Fixed));
            terms.push(name_term(Class::Municipality, code, &format!("{label}s"), Inflection::Fixed));
        }
        municipalities.push(Municipality {
            code: code.to_owned(),
            name: name.to_owned(),
            region: table.get(record, "region").to_owned(),
            variants: variants.iter().map(|variant| (*variant).to_owned()).collect(),
        });
    }
    municipalities
}

fn read_acts(table: &Table, terms: &mut Vec<Term>, errors: &mut Vec<Error>) -> Acts {
    let mut acts = Vec::new();
    for (line, record) in &table.rows {
        let get = |column| table.get(record, column);
        let some = |column| Some(get(column).to_owned()).filter(|value| !value.is_empty());
        let year = |column| get(column).parse::<i32>().ok();
        let act = Act {
            name: get("name").to_owned(),
            kind: get("kind").to_owned(),
            short_names: get("short_names")
                .split('|')
                .map(str::trim)
                .filter(|s| !s.is_empty())
                .map(str::to_owned)
                .collect(),
            number: some("number"),
            date: some("date"),
            year: year("year"),
            eli: some("eli"),
            from: year("from"),
            to: year("to"),
        };
        if let Some(fault) = fault_of(&act) {
            errors.push(Error::invalid(&table.path, Some(*line), fault));
        }
        for label in std::iter::once(act.printed_name()).chain(act.short_names.iter().map(String::as_str)) {
            // "LAB", "GDPR" count in capitals only: "lab" is a word.
            let capitals = label.chars().all(char::is_uppercase);
            let inflection = if capitals { Inflection::Acronym } else { Inflection::Noun };
            terms.push(name_term(Class::Act, &act.name, label, inflection));
        }
        acts.push(act);
    }
    Acts::new(acts)
}

/// What does not agree in an act's row: a wrong number is worse than none.
fn fault_of(act: &Act) -> Option<String> {
    if !matches!(act.kind.as_str(), "law" | "agreement") {
        return Some(format!("kind '{}' is neither law nor agreement", act.kind));
    }
    if let (Some(date), year) = (&act.date, act.year)
        && date.get(..4).and_then(|printed| printed.parse().ok()) != year
    {
        return Some(format!("the date '{date}' is not in the year of the column year"));
    }
    let number = act.number.as_ref()?;
    let Some(year) = act.year else {
        return Some(format!("number '{number}' has no year beside it"));
    };
    let national = number.bytes().all(|byte| byte.is_ascii_digit());
    (national && act.eli.as_deref() != Some(super::act::eli(number, year).as_str()))
        .then(|| format!("the eli of number {number} of {year} is {}", super::act::eli(number, year)))
}

fn read_publishers(table: &Table, terms: &mut Vec<Term>) -> HashMap<String, Publisher> {
    let mut publishers = HashMap::new();
    for (_, record) in &table.rows {
        let name = table.get(record, "name");
        let variants = table.get(record, "variants").split('|').map(str::trim).filter(|variant| !variant.is_empty());
        for label in std::iter::once(name).chain(variants) {
            let inflection =
                if label.chars().all(|c| c.is_uppercase()) { Inflection::Acronym } else { Inflection::Noun };
            terms.push(name_term(Class::Publisher, name, label, inflection));
        }
        let kind = table.get(record, "kind").to_owned();
        publishers.insert(name.to_owned(), Publisher { name: name.to_owned(), kind });
    }
    publishers
}

fn read_minister_goals(table: &Table, errors: &mut Vec<Error>) -> Vec<MinisterGoal> {
    let mut goals = Vec::new();
    for (line, record) in &table.rows {
        let year = table.get(record, "year");
        match year.parse() {
            Ok(year) => goals.push(MinisterGoal {
                id: table.get(record, "id").to_owned(),
                year,
                number: table.get(record, "number").parse().ok(),
                wording: table.get(record, "wording").to_owned(),
            }),
            Err(_) => errors.push(Error::invalid(&table.path, Some(*line), format!("'{year}' is no year"))),
        }
    }
    goals
}

fn read_shells(table: &Table, errors: &mut Vec<Error>) -> Vec<(Class, String)> {
    let mut shells = Vec::new();
    for (line, record) in &table.rows {
        let class = match table.get(record, "class") {
            "measure" => Class::Measure,
            "benefit" => Class::Benefit,
            other => {
                errors.push(Error::invalid(
                    &table.path,
                    Some(*line),
                    format!("class '{other}' is neither measure nor benefit"),
                ));
                continue;
            }
        };
        shells.push((class, table.get(record, "label").to_lowercase()));
    }
    shells
}
