//! What holds for every plan of `corpus/`, and how well they and the plans of `tests/blind/` are read today.

use pejl::cli::extract::analyze_all;
use pejl::lexicon::Lexicon;
use pejl::score::{Options, read_folder, score};
use pejl::wire::{AnalysisJson, PlaceJson};
use rayon::ThreadPoolBuilder;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

/// Each plan's text with its analysis.
static PLANS: LazyLock<Vec<(String, AnalysisJson)>> = LazyLock::new(|| {
    let (plans, errors) = analyze_all(&[folder("corpus")], None, &Lexicon::embedded());
    assert!(errors.is_empty(), "{errors:?}");
    plans.into_iter().map(|(doc, analysis)| (doc.raw().to_owned(), analysis)).collect()
});

#[test]
fn every_plan_is_analyzed() {
    let read: Vec<&str> = PLANS.iter().map(|(_, analysis)| analysis.doc.as_str()).collect();
    let files = std::fs::read_dir(folder("corpus")).expect("corpus/ is there");
    let mut files: Vec<String> =
        files.map(|file| file.expect("a readable folder").file_name().to_string_lossy().into_owned()).collect();
    files.retain(|name| name != "README.md");
    files.sort();
    assert_eq!(read, files);
    assert!(read.len() >= 9, "eight plans and an overview, but only {}", read.len());
    for (_, analysis) in PLANS.iter() {
        let findings = analysis.goals.len() + analysis.target_groups.len() + analysis.measures.len();
        assert!(findings > 0, "{}: nothing found", analysis.doc);
        assert!(!analysis.outline.is_empty(), "{}: no heading found", analysis.doc);
    }
}

#[test]
fn every_span_slices_to_its_text() {
    let mut wrong = String::new();
    for (raw, analysis) in PLANS.iter() {
        let points: Vec<char> = raw.chars().collect();
        for place in places(analysis) {
            if let Err(fault) = slices(&points, place) {
                let _ = writeln!(wrong, "{}: {fault}: {place:?}", analysis.doc);
            }
        }
        let marks = analysis.sources.iter().flat_map(|source| &source.cited_at);
        let headings = analysis.outline.iter().map(|heading| (heading.start, heading.end));
        for (start, end) in marks.copied().chain(headings) {
            if start >= end || end > points.len() {
                let _ = writeln!(wrong, "{}: {start}..{end} is no range of the text", analysis.doc);
            }
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn the_answer_is_the_same_every_time_and_on_any_number_of_threads() {
    let run = |threads: usize| -> String {
        let pool = ThreadPoolBuilder::new().num_threads(threads).build().expect("threads can be started");
        let (plans, _) = pool.install(|| analyze_all(&[folder("corpus")], None, &Lexicon::embedded()));
        plans.iter().map(|(_, analysis)| serde_json::to_string(analysis).expect("analyses are plain JSON")).collect()
    };
    let (one, two) = (run(1), run(2));
    assert!(one == run(1), "two runs differ");
    assert!(one == two, "one thread and two threads differ");
}

#[test]
fn the_score_is_what_it_was() {
    let system: Vec<AnalysisJson> = PLANS.iter().map(|(_, analysis)| analysis.clone()).collect();
    keep_score("score", "gold", &system);
}

#[test]
fn the_score_of_blind_plans_is_what_it_was() {
    let (plans, errors) = analyze_all(&[folder("tests/blind/plans")], None, &Lexicon::embedded());
    assert!(errors.is_empty(), "{errors:?}");
    let system: Vec<AnalysisJson> = plans.into_iter().map(|(_, analysis)| analysis).collect();
    keep_score("blind", "tests/blind/gold", &system);
}

/// Compares the scores against a folder of gold with those of a snapshot.
fn keep_score(name: &str, gold: &str, system: &[AnalysisJson]) {
    let gold = read_folder(&folder(gold)).expect("gold is readable");
    let report = score(&gold, system, &Options { resamples: 0, ..Options::default() });
    assert!(report.missing.is_empty(), "plans with gold that were not read: {:?}", report.missing);
    let mut table = format!("{:<24} {:>6} {:>6} {:>6} {:>7}\n", "metric", "right", "gold", "system", "F1");
    for row in &report.metrics {
        let _ = writeln!(table, "{:<24} {:>6} {:>6} {:>6} {:>7.4}", row.name, row.right, row.gold, row.system, row.f1);
    }
    let _ = writeln!(table, "\n{:<36} {:>6} {:>6} {:>8}", "attribute", "right", "pairs", "accuracy");
    for row in &report.attributes {
        let _ = writeln!(table, "{:<36} {:>6} {:>6} {:>8.4}", row.name, row.right, row.pairs, row.accuracy);
    }
    insta::with_settings!({ snapshot_path => "snapshots", omit_expression => true }, {
        insta::assert_snapshot!(name, table);
    });
}

fn places(analysis: &AnalysisJson) -> impl Iterator<Item = &PlaceJson> {
    let goals = analysis.goals.iter().map(|goal| &goal.place);
    let mentions = [&analysis.target_groups, &analysis.measures, &analysis.benefits];
    let mentions = mentions.into_iter().flatten().map(|mention| &mention.place);
    goals.chain(mentions).chain(analysis.sources.iter().map(|source| &source.place))
}

/// Whether the quote is what stands at the place, segments joined by a space and inside the outer bounds.
fn slices(points: &[char], place: &PlaceJson) -> Result<(), &'static str> {
    let whole = [(place.start, place.end)];
    let segments = if place.segments.is_empty() { &whole[..] } else { &place.segments[..] };
    let mut pieces = Vec::new();
    for &(start, end) in segments {
        if start >= end || start < place.start || end > place.end || end > points.len() {
            return Err("the range is empty or outside");
        }
        pieces.push(points[start..end].iter().collect::<String>());
    }
    if pieces.join(" ") != place.text { Err("the quote differs") } else { Ok(()) }
}

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}
