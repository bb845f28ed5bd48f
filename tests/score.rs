//! The scorer on small made-up documents: what order cannot change, and what each number means.

use pejl::score::{Options, Report, Text, Texts, compare, html, score};
use pejl::wire::{AnalysisJson, EvidenceJson, GoalJson, LinkJson, MentionJson, PlaceJson};
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::slice::from_ref;

const QUIET: Options = Options { resamples: 0, seed: 1, mistakes: true };

/// A made-up quote of the right length.
fn place(start: usize, end: usize) -> PlaceJson {
    PlaceJson { start, end, text: "x".repeat(end - start), ..PlaceJson::default() }
}

fn mention(start: usize, end: usize, concept: &str) -> MentionJson {
    MentionJson { concept: concept.to_string(), place: place(start, end), ..MentionJson::default() }
}

fn goal(start: usize, end: usize, kind: &str, modality: &str) -> GoalJson {
    GoalJson {
        kind: kind.to_string(),
        modality: Some(modality.to_string()),
        place: place(start, end),
        ..GoalJson::default()
    }
}

fn plan(measures: Vec<MentionJson>) -> AnalysisJson {
    AnalysisJson { doc: "plan.txt".to_string(), measures, ..AnalysisJson::default() }
}

/// The scores of one document.
fn run(gold: &AnalysisJson, system: &AnalysisJson) -> Report {
    score(from_ref(gold), from_ref(system), &QUIET)
}

fn right(report: &Report, metric: &str) -> (u32, u32, u32) {
    let row = report.metric(metric).expect("the metric exists");
    (row.right, row.gold, row.system)
}

#[test]
fn nested_findings_are_all_right_in_any_order() {
    let inner = mention(10, 20, "mentor");
    let outer = mention(0, 30, "mentor");
    let twin = mention(10, 20, "mentor");
    let gold = plan(vec![inner.clone(), outer.clone(), twin.clone()]);
    let system = plan(vec![outer, twin, inner]);
    let report = run(&gold, &system);
    for metric in ["strict", "exact", "type", "overlap", "iou>0.9"] {
        assert_eq!(right(&report, &format!("measures/{metric}")), (3, 3, 3), "{metric}");
    }
    assert!(report.mistakes.is_empty());
}

#[test]
fn one_finding_matches_one_finding() {
    let gold = plan(vec![mention(0, 10, "mentor"), mention(12, 20, "mentor")]);
    let system = plan(vec![mention(0, 20, "mentor")]);
    let report = run(&gold, &system);
    assert_eq!(right(&report, "measures/overlap"), (1, 2, 1));
}

#[test]
fn final_punctuation_is_no_boundary_error() {
    let mut dotted = mention(0, 7, "mentor");
    dotted.place.text = "mentor.".to_string();
    let mut plain = mention(0, 6, "mentor");
    plain.place.text = "mentor".to_string();
    let report = score(&[plan(vec![dotted])], &[plan(vec![plain])], &QUIET);
    assert_eq!(right(&report, "measures/strict"), (1, 1, 1));
}

#[test]
fn tokens_of_a_cut_span_are_those_of_its_pieces() {
    let mut cut = mention(0, 30, "mentor");
    cut.place.segments = vec![(0, 6), (24, 30)];
    cut.place.text = "mentor ordnin".to_string();
    let whole = mention(0, 6, "mentor");
    let report = score(&[plan(vec![cut])], &[plan(vec![whole])], &QUIET);
    assert_eq!(right(&report, "measures/tokens"), (1, 2, 1));
}

#[test]
fn a_missing_document_counts_as_empty() {
    let gold = plan(vec![mention(0, 10, "mentor")]);
    let report = score(&[gold], &[], &QUIET);
    assert_eq!(report.missing, ["plan.txt"]);
    assert_eq!(right(&report, "measures/strict"), (0, 1, 0));
}

#[test]
fn a_record_is_right_only_as_a_whole() {
    let mut gold = plan(Vec::new());
    gold.goals = vec![goal(0, 9, "maal", "skal"), goal(10, 19, "maal", "vil")];
    let mut system = plan(Vec::new());
    system.goals = vec![goal(0, 9, "maal", "skal"), goal(10, 19, "maal", "kan")];
    let report = run(&gold, &system);
    assert_eq!(right(&report, "goals/strict"), (2, 2, 2));
    assert_eq!(right(&report, "goals"), (1, 2, 2), "the bare name is the headline");
    let causes: Vec<&str> = report.mistakes.iter().map(|mistake| mistake.cause.as_str()).collect();
    assert_eq!(causes, ["modality: vil read as kan"]);
}

#[test]
fn links_are_compared_through_paired_findings() {
    let with_link = |from: &str, to: &str| {
        let mut plan = plan(vec![mention(0, 6, "mentor"), mention(8, 12, "fgu")]);
        plan.measures[0].id = Some(from.to_string());
        plan.measures[1].id = Some(to.to_string());
        plan.links = vec![LinkJson { from: from.to_string(), to: to.to_string(), ..LinkJson::default() }];
        plan
    };
    let report = run(&with_link("a", "b"), &with_link("m1", "m2"));
    assert_eq!(right(&report, "links"), (1, 1, 1));
    let mut turned = with_link("m1", "m2");
    turned.links[0] = LinkJson { from: "m2".to_string(), to: "m1".to_string(), ..LinkJson::default() };
    let report = run(&with_link("a", "b"), &turned);
    assert_eq!(right(&report, "links"), (0, 1, 1));
}

#[test]
fn a_comparison_says_no_changes_or_what_changed() {
    let old = plan(vec![mention(0, 6, "mentor"), mention(8, 12, "fgu")]);
    let same = compare(from_ref(&old), from_ref(&old), None, &QUIET);
    assert_eq!(same.to_text(), "no changes in 1 documents\n");
    let new = plan(vec![mention(0, 7, "mentor"), mention(20, 24, "stu")]);
    let changes = compare(from_ref(&old), &[new], Some(from_ref(&old)), &QUIET);
    let text = changes.to_text();
    assert!(
        text.starts_with(
            "moved    worse   plan.txt:0-6→0-7 measures [mentor] xxxxxxx\n\
             lost     worse   plan.txt:8-12 measures [fgu] xxxx\n\
             gained   worse   plan.txt:20-24 measures [stu] xxxx\n"
        ),
        "{text}"
    );
    assert_eq!(changes.regressions(0.0)[0].name, "measures/strict");
    assert!(changes.regressions(1.0).is_empty());
}

#[test]
fn mistakes_are_listed_by_cause_with_place_and_evidence() {
    let mut gold = plan(vec![mention(3, 9, "mentor"), mention(12, 15, "fgu")]);
    gold.measures[0].place.text = "mentor".to_string();
    let mut system = plan(vec![mention(3, 9, "stu")]);
    system.measures[0].place.evidence =
        Some(EvidenceJson { rule: "measure/term".to_string(), labels: vec!["mentor".to_string()] });
    system.measures[0].place.page = Some(2);
    let text = Text::new("En\nmentor, en FGU".to_string(), String::new());
    let texts = Texts::from([("plan.txt".to_string(), text)]);
    assert_eq!(
        run(&gold, &system).mistakes_to_text(&texts),
        "\nmeasures, missed: 1\n\
         \x20 fgu: nothing found here (1)\n\
         \x20   - plan.txt:12 line 2 [fgu] xxx  | En mentor, e … GU\n\
         \nmeasures, wrong kind: 1\n\
         \x20 mentor read as stu (1)\n\
         \x20   - plan.txt:3 line 2 [mentor] mentor  | En … , en FGU\n\
         \x20   + plan.txt:3 line 2 page 2 [stu] measure/term (mentor) xxxxxx  | En … , en FGU\n"
    );
}

#[test]
fn the_page_cannot_be_broken_out_of() {
    let mut gold = plan(vec![mention(0, 24, "mentor")]);
    gold.measures[0].place.text = "</script><script>alert()".to_string();
    let text = Text::new(gold.measures[0].place.text.clone(), String::new());
    let texts = Texts::from([("plan.txt".to_string(), text)]);
    let page = html(&run(&gold, &plan(Vec::new())), from_ref(&gold), &[], &texts);
    assert!(page.contains("alert()"));
    assert_eq!(page.matches("</script>").count(), 2, "the page's own two scripts");
    assert!(!page.contains("http:") && !page.contains("https:"), "loads nothing");
}

/// Findings as the table of cases writes them: start, end, concept.
type Row = (usize, usize, String);

fn plan_of(rows: &[Row]) -> AnalysisJson {
    plan(rows.iter().map(|(start, end, concept)| mention(*start, *end, concept)).collect())
}

/// Correct, incorrect, partial, missed and spurious measures in a SemEval-2013 schema.
fn schema(report: &Report, name: &str) -> [u32; 5] {
    let mut rows = report.schemas.iter();
    let row = rows.find(|row| row.layer == "measures" && row.schema == name).expect("the schema exists");
    [row.correct, row.incorrect, row.partial, row.missed, row.spurious]
}

/// The table holds what nervaluate 1.2.1 counts; `tests/parity/semeval.py` writes it and compares thousands more.
#[test]
fn schemas_count_as_nervaluate_does() {
    #[derive(serde::Deserialize)]
    struct Case {
        gold: Vec<Row>,
        system: Vec<Row>,
        counts: BTreeMap<String, [u32; 5]>,
    }
    let cases: Vec<Case> = serde_json::from_str(include_str!("fixtures/score/semeval.json")).expect("a table of cases");
    for case in &cases {
        let report = run(&plan_of(&case.gold), &plan_of(&case.system));
        for (name, counts) in &case.counts {
            assert_eq!(schema(&report, name), *counts, "{name}: gold {:?}, system {:?}", case.gold, case.system);
        }
    }
}

/// Where pairing is a choice, nervaluate 1.2.1 lets the first finding of the list take a gold finding that a later one
/// meets exactly: the same two findings, the nested one first, then count as 0 or 1 correct. Order says nothing about a
/// finding, so we count the exact one.
#[test]
fn order_is_not_the_answer() {
    let nervaluate = [("nested first", [0, 1, 0, 0, 1]), ("exact first", [1, 0, 0, 0, 1])];
    assert_ne!(nervaluate[0].1, nervaluate[1].1);
    let gold = plan(vec![mention(0, 10, "mentor")]);
    let (exact, nested) = (mention(0, 10, "mentor"), mention(2, 5, "mentor"));
    for system in [plan(vec![nested.clone(), exact.clone()]), plan(vec![exact, nested])] {
        assert_eq!(schema(&run(&gold, &system), "strict"), [1, 0, 0, 0, 1]);
    }
}

/// Spans that nest, cross and repeat, with few kinds, so that ties are common.
fn measures() -> impl Strategy<Value = Vec<MentionJson>> {
    let one = (0usize..40, 1usize..12, prop::sample::select(vec!["mentor", "fgu", "stu"]));
    let one = one.prop_map(|(start, length, concept)| mention(start, start + length, concept));
    prop::collection::vec(one, 0..10)
}

fn goals() -> impl Strategy<Value = Vec<GoalJson>> {
    let kinds = prop::sample::select(vec!["maal", "aktivitet"]);
    let modalities = prop::sample::select(vec!["skal", "vil"]);
    let one = (0usize..40, 1usize..12, kinds, modalities);
    let one = one.prop_map(|(start, length, kind, modality)| goal(start, start + length, kind, modality));
    prop::collection::vec(one, 0..8)
}

fn any_plan() -> impl Strategy<Value = AnalysisJson> {
    (measures(), goals()).prop_map(|(measures, goals)| AnalysisJson { goals, ..plan(measures) })
}

fn shuffled(plan: AnalysisJson) -> impl Strategy<Value = (AnalysisJson, AnalysisJson)> {
    let lists = (Just(plan.measures.clone()).prop_shuffle(), Just(plan.goals.clone()).prop_shuffle());
    lists.prop_map(move |(measures, goals)| {
        let shuffled = AnalysisJson { measures, goals, ..plan.clone() };
        (plan.clone(), shuffled)
    })
}

proptest! {
    // PROPTEST_CASES=10000 for the long run.
    #[test]
    fn order_changes_nothing(
        (gold, gold_shuffled) in any_plan().prop_flat_map(shuffled),
        (system, system_shuffled) in any_plan().prop_flat_map(shuffled),
    ) {
        let straight = run(&gold, &system);
        let crooked = run(&gold_shuffled, &system_shuffled);
        prop_assert_eq!(straight, crooked);
        let perfect = run(&gold, &gold_shuffled);
        prop_assert!(perfect.metrics.iter().all(|row| row.f1 == 1.0));
        prop_assert!(perfect.mistakes.is_empty());
    }

    /// Swapping gold and system swaps precision and recall and keeps F1.
    #[test]
    fn sides_are_alike(gold in any_plan(), system in any_plan()) {
        let there = run(&gold, &system);
        let back = run(&system, &gold);
        for metric in ["measures/strict", "measures/exact", "goals/strict", "measures/tokens"] {
            let (right_there, gold, system) = right(&there, metric);
            prop_assert_eq!((right_there, system, gold), right(&back, metric));
        }
    }
}
