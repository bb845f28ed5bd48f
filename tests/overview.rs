//! The overview: cell for cell against gold and against a table written by reading, and what a cell rests on.

use pejl::lexicon::{Labels, Lexicon, Source};
use pejl::output::overview as output;
use pejl::overview::{Mark, Options, Overview, Scheme, Years, overview};
use pejl::score::read_folder;
use pejl::wire::AnalysisJson;
use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::embedded);

/// The corpus as pejl reads it.
static CORPUS: LazyLock<Vec<AnalysisJson>> = LazyLock::new(|| analyses(&folder("corpus")));

/// The years whose minister goals the guidelines list, so that gold says what each goal serves.
const LISTED: [i32; 5] = [2018, 2021, 2022, 2023, 2024];

#[test]
fn the_corpus_is_right_cell_for_cell_against_its_gold() {
    let mut gold = read_folder(&folder("gold")).expect("gold/ is readable");
    gold.sort_by(|a, b| a.doc.cmp(&b.doc));
    let mut cells = 0;
    for year in LISTED {
        let (ours, theirs) = (of_year(&CORPUS, year), of_year(&gold, year));
        assert_eq!(marks(&ours), marks(&theirs), "{year}");
        cells += ours.rows.iter().filter(|row| !row.plans.is_empty()).map(|row| row.cells.len()).sum::<usize>();
    }
    assert!(cells >= 50, "only {cells} cells compared");
}

/// A row is year, municipality, column, mark by reading, and, where ours differs today, our mark and why.
#[test]
fn the_corpus_is_what_a_reader_says() {
    let table = std::fs::read_to_string(folder("tests/fixtures/overview/corpus.tsv")).expect("the table is there");
    let mut wrong = String::new();
    let mut seen = 0;
    let mut plans = BTreeSet::new();
    for line in table.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let fields: Vec<&str> = line.split('\t').collect();
        let [year, municipality, column, mark, rest @ ..] = fields.as_slice() else { panic!("{line}: too short") };
        let year: i32 = year.parse().expect("a year");
        plans.insert((year, municipality.to_string()));
        let overview = of_year(&CORPUS, year);
        let at = overview.columns.iter().position(|known| known.id == *column);
        let row = overview.rows.iter().find(|row| row.municipality == *municipality);
        let found = row.zip(at).map(|(row, at)| row.cells[at].mark.as_str());
        let wanted = rest.first().unwrap_or(mark);
        if found != Some(*wanted) {
            let _ = writeln!(wrong, "{line}: found {found:?}");
        }
        seen += 1;
    }
    assert!(wrong.is_empty(), "\n{wrong}");
    // A plan that the table marks is marked in every column; the newest plans of the corpus it leaves to gold.
    let all: usize = plans.iter().map(|&(year, _)| of_year(&CORPUS, year).columns.len()).sum();
    assert_eq!(seen, all, "the table has not one row for each cell of a plan that it marks");
}

#[test]
fn real_plans_stand_under_the_goals_that_their_chapters_name() {
    let plans = folder("../shared/plans");
    if !plans.is_dir() {
        println!("skipped: no ../shared");
        return;
    }
    let overview = of_year(&analyses(&plans), 2023);
    let row = |name: &str| {
        let row = overview.rows.iter().find(|row| row.municipality == name).expect("the municipality has a row");
        row.cells.iter().map(|cell| cell.mark.as_str()).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(row("Glostrup"), "(X) (X) (X) (X) (X)");
    // Its chapters name the first, fourth and fifth; the introduction lists all five.
    assert_eq!(row("Hvidovre"), "(X) – – (X) (X)");
    let only_listed = |cell: &&pejl::overview::Cell| cell.only_listed && !cell.mentions.is_empty();
    let hvidovre = overview.rows.iter().find(|row| row.municipality == "Hvidovre").expect("as above");
    assert_eq!(hvidovre.cells.iter().filter(only_listed).count(), 2);
}

#[test]
fn no_plan_read_is_not_nothing_found() {
    let overview = of_year(&CORPUS, 2022);
    let mark = |name: &str| {
        let row = overview.rows.iter().find(|row| row.municipality == name).expect("the municipality has a row");
        (row.plans.len(), row.cells[0].mark)
    };
    assert_eq!(mark("Skovholm"), (0, Mark::NoPlan));
    assert_eq!(mark("Vesterå"), (1, Mark::Result));
    // The overview of that year names it, which is no plan of its own.
    let row = overview.rows.iter().find(|row| row.municipality == "Brønderslev").expect("it is in the matrix");
    assert_eq!((row.cells[0].mark, row.cells[0].reported[0].mark.as_str()), (Mark::NoPlan, "X"));
}

#[test]
fn every_mark_and_every_name_has_a_quote() {
    for scheme in [Scheme::MinisterGoals, Scheme::Measures, Scheme::TargetGroups, Scheme::Themes] {
        let overview = of(&CORPUS, 2022, scheme);
        for row in &overview.rows {
            for (cell, column) in row.cells.iter().zip(&overview.columns) {
                let quotes = cell.goals.len() + cell.mentions.len();
                let marked = cell.mark >= Mark::Described;
                assert!(!marked || quotes > 0, "{} {}: a mark without a quote", row.municipality, column.id);
            }
        }
        for theme in &overview.themes {
            for sentence in &theme.sentences {
                for row in overview.rows.iter().filter(|row| sentence.text.contains(&row.municipality)) {
                    let named = sentence.named.iter().find(|named| named.municipality == row.municipality);
                    let named = named.unwrap_or_else(|| panic!("{}: {} has no quote", sentence.text, row.municipality));
                    assert!(!named.found.quote.is_empty());
                }
            }
        }
    }
}

#[test]
fn changes_tell_kept_from_reworded_dropped_and_new() {
    let before = "Beskæftigelsesplan 2022\n\nLindeby Kommune\n\nMål\n\n- Antallet af langtidsledige skal nedbringes fra 320 til 280 inden udgangen af 2022.\n- Jobcentret vil oprette en jobklub for seniorer.\n- Mindst 40 unge skal begynde på en erhvervsuddannelse i 2022.\n";
    let after = "Beskæftigelsesplan 2023\n\nLindeby Kommune\n\nMål\n\n- Antallet af langtidsledige skal nedbringes fra 280 til 250 inden udgangen af 2023.\n- Jobcentret vil oprette en jobklub for seniorer.\n- Alle sygemeldte skal have en samtale inden to uger.\n";
    let read = |name: &str, text: &str| pejl::analyze(&pejl::ingest::Document::from_text(name, text), &LEXICON);
    let overview = of_year(&[read("lindeby-2022.txt", before), read("lindeby-2023.txt", after)], 2023);
    let [changes] = overview.changes.as_slice() else { panic!("{:?}", overview.changes) };
    let counts = [changes.kept.len(), changes.reworded.len(), changes.dropped.len(), changes.new.len()];
    assert_eq!(counts, [1, 1, 1, 1], "{changes:#?}");
    assert!(changes.reworded[0].1.quote.contains("fra 280 til 250"));
    assert!(changes.dropped[0].quote.contains("erhvervsuddannelse"));
}

#[test]
fn the_page_escapes_what_it_quotes_and_loads_nothing() {
    let text = "Beskæftigelsesplan 2023\n\nLindeby Kommune\n\nMål\n\n- Antallet af <script>alert(1)</script> ledige & \"andre\" skal ned på 10.\n";
    let plan = pejl::analyze(&pejl::ingest::Document::from_text("lindeby-2023.txt", text), &LEXICON);
    let page = output::html(&of_year(&[plan], 2023)).expect("the template is right");
    assert!(!page.contains("<script>alert"), "a quote is taken for markup");
    assert!(page.contains("lang=\"da\""));
    for outside in ["http://", "https://", "src=", "@import", "url("] {
        assert!(!page.contains(outside), "the page loads {outside}");
    }
}

#[test]
fn the_same_plans_give_the_same_bytes() {
    let mut turned = CORPUS.clone();
    turned.reverse();
    turned.sort_by(|a, b| a.doc.cmp(&b.doc));
    let (one, two) = (of_year(&CORPUS, 2022), of_year(&turned, 2022));
    assert_eq!(output::html(&one).expect("a page"), output::html(&two).expect("a page"));
    assert_eq!(output::markdown(&one).expect("a text"), output::markdown(&two).expect("a text"));
}

fn of_year(analyses: &[AnalysisJson], year: i32) -> Overview {
    of(analyses, year, Scheme::MinisterGoals)
}

fn of(analyses: &[AnalysisJson], year: i32, scheme: Scheme) -> Overview {
    let labels = Labels::load(&Source::Embedded, &LEXICON).expect("the labels are right");
    let options = Options { years: Years { from: year, to: year }, scheme, region: None };
    overview(analyses, &LEXICON, &labels, &Source::Embedded, &options).expect("the themes are right")
}

/// Municipality and the marks of its cells.
fn marks(overview: &Overview) -> Vec<(String, Vec<(Mark, bool)>)> {
    let row = |row: &pejl::overview::Row| {
        (row.municipality.clone(), row.cells.iter().map(|cell| (cell.mark, cell.only_listed)).collect())
    };
    overview.rows.iter().map(row).collect()
}

fn analyses(plans: &Path) -> Vec<AnalysisJson> {
    let (plans, errors) = pejl::cli::extract::analyze_all(&[plans.to_path_buf()], None, &LEXICON);
    assert!(errors.is_empty(), "{errors:?}");
    let mut analyses: Vec<AnalysisJson> = plans.into_iter().map(|(_, analysis)| analysis).collect();
    analyses.sort_by(|a, b| a.doc.cmp(&b.doc));
    analyses
}

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}
