//! Gold to annotation tools and back: what returns, and what is said about the rest.

mod broken;

use pejl::exchange::{Export, File, Format, Import, export, folder_texts, import};
use pejl::score::{Text, Texts, read_folder};
use pejl::wire::{
    AnalysisJson, GoalJson, LinkJson, MentionJson, MetaJson, PeriodJson, PlaceJson, QualifierJson, TargetJson,
};
use std::collections::BTreeMap;
use std::path::Path;
use tempfile::TempDir;

/// Formats that hold all that gold says, the first of them but for what concerns whole documents.
const FULL: &[Format] = &[
    Format::Brat,
    Format::Doccano,
    Format::LabelStudio,
    Format::WebAnnotation,
    Format::Csv,
    #[cfg(feature = "xlsx")]
    Format::Xlsx,
];

fn write(files: &[File]) -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for file in files {
        std::fs::write(folder.path().join(&file.path), &file.content).expect("a writable folder");
    }
    folder
}

fn there_and_back(format: Format, gold: &[AnalysisJson], texts: &Texts, base: &[AnalysisJson]) -> (Export, Import) {
    let exported = export(format, gold, texts).expect("gold can be exported");
    let folder = write(&exported.files);
    let imported = import(format, folder.path(), texts, base).expect("what we wrote can be read");
    (exported, imported)
}

/// By name, findings by place; lists of equal findings may stand in any order.
fn sorted(gold: &[AnalysisJson]) -> Vec<AnalysisJson> {
    let mut gold = gold.to_vec();
    for analysis in &mut gold {
        analysis.goals.sort_by_key(|goal| (goal.place.start, goal.place.end, goal.kind.clone()));
        analysis.sources.sort_by_key(|source| (source.place.start, source.place.end, source.kind.clone()));
        for mentions in [&mut analysis.target_groups, &mut analysis.measures, &mut analysis.benefits] {
            mentions.sort_by_key(|mention| (mention.place.start, mention.place.end, mention.concept.clone()));
        }
    }
    gold.sort_by(|a, b| a.doc.cmp(&b.doc));
    gold
}

fn corpus() -> (Vec<AnalysisJson>, Texts) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let gold = read_folder(&root.join("gold")).expect("gold is readable");
    (gold, folder_texts(&root.join("corpus")).0)
}

#[test]
fn the_gold_set_comes_back_whole() {
    let (gold, texts) = corpus();
    for &format in FULL {
        let base = if format == Format::Brat { gold.as_slice() } else { &[] };
        let (exported, imported) = there_and_back(format, &gold, &texts, base);
        assert_eq!(imported.slips, Vec::<String>::new(), "{format:?}");
        assert_eq!(imported.notes, Vec::<String>::new(), "{format:?}");
        assert_eq!(sorted(&imported.gold), sorted(&gold), "{format:?}");
        assert_eq!(exported.left_out.len(), usize::from(format == Format::Brat), "{format:?}");
    }
}

/// Columns hold no fields, no cut spans and one finding a token; with the exported gold beside them all is there again
/// but the nested findings, and that is said.
#[test]
fn columns_give_back_what_they_hold() {
    let (gold, texts) = corpus();
    let (exported, imported) = there_and_back(Format::Bio, &gold, &texts, &gold);
    assert_eq!(imported.slips, Vec::<String>::new());
    let count = |gold: &[AnalysisJson]| -> usize {
        let findings = |it: &AnalysisJson| {
            it.goals.len() + it.sources.len() + it.target_groups.len() + it.measures.len() + it.benefits.len()
        };
        gold.iter().map(findings).sum()
    };
    let lost =
        exported.left_out.iter().find_map(|sentence| sentence.strip_prefix("bio holds no finding inside another"));
    let lost: usize = lost.and_then(|sentence| sentence.split(' ').rev().nth(3)?.parse().ok()).unwrap_or(0);
    assert_eq!(count(&imported.gold) + lost, count(&gold), "{:?}", exported.left_out);
    for (back, gold) in sorted(&imported.gold).iter().zip(sorted(&gold)) {
        assert!(back.goals.iter().all(|goal| gold.goals.contains(goal)), "{}", gold.doc);
        assert_eq!(back.measures, gold.measures, "{}", gold.doc);
        assert_eq!(back.meta, gold.meta);
    }
}

/// A plan with all that makes trouble: characters beyond U+FFFF, line ends of all sorts, tabs, a span that nests, one
/// that is cut, twins, and values with every mark that a format may take for its own.
fn odd_plan() -> (AnalysisJson, Texts) {
    let raw = "\u{feff}🎯 Mål; \"2030\":\r\nFlere unge\u{c}i job 👩🏽‍🚒 og\tmentor.\n=SUM(A1)\nSide 2\nSlut på målet.\n";
    let text = Text::new(raw.to_string(), "0".repeat(64));
    let at = |quote: &str| {
        let byte = raw.find(quote).expect("the quote is in the text");
        let start = raw[..byte].chars().count();
        (start, start + quote.chars().count())
    };
    let place = |pieces: &[(usize, usize)]| PlaceJson {
        start: pieces[0].0,
        end: pieces[pieces.len() - 1].1,
        segments: if pieces.len() > 1 { pieces.to_vec() } else { Vec::new() },
        text: pieces.iter().filter_map(|&(start, end)| text.slice(start, end)).collect::<Vec<_>>().join(" "),
        ..PlaceJson::default()
    };
    let long = (at("Flere unge").0, at("mentor.").1);
    let goal = GoalJson {
        id: Some("goal-1".to_string()),
        kind: "maal".to_string(),
        label: Some("1;a=\"b\\c\"".to_string()),
        actor: Some("Social-,\nSundheds- & <Arbejds>udvalget\t👩🏽‍🚒\u{2028}'".to_string()),
        modality: Some("nominal".to_string()),
        target: Some(TargetJson {
            value: 33.3,
            unit: "pct".to_string(),
            comparator: "decrease_by".to_string(),
            baseline: Some(320.0),
            deadline: Some("2021-W49".to_string()),
        }),
        period: Some(PeriodJson { from: Some(2023), to: None }),
        target_groups: vec!["virksomheder".to_string(), "unge".to_string()],
        measures: vec!["mentor".to_string(), "mentor".to_string()],
        place: place(&[long]),
        ..GoalJson::default()
    };
    let cut = GoalJson {
        kind: "aktivitet".to_string(),
        modality: Some("vil".to_string()),
        actor: Some("=1+1".to_string()),
        place: place(&[at("=SUM(A1)"), at("Slut på målet.")]),
        ..GoalJson::default()
    };
    // Cut at a line end and nowhere else: in brat it looks as a whole span does.
    let only_a_line = GoalJson {
        kind: "maal".to_string(),
        modality: Some("skal".to_string()),
        place: place(&[at("Side 2"), at("Slut på")]),
        ..GoalJson::default()
    };
    let group = MentionJson {
        concept: "unge".to_string(),
        qualifiers: vec![
            QualifierJson::Concept("jobparate".to_string()),
            QualifierJson::Bounds(BTreeMap::from([("age_max".to_string(), 29.0), ("age_min".to_string(), 18.5)])),
        ],
        place: place(&[at("unge")]),
        ..MentionJson::default()
    };
    let mentor = MentionJson {
        id: Some("m1".to_string()),
        concept: "mentor".to_string(),
        place: place(&[at("mentor")]),
        ..MentionJson::default()
    };
    let gold = AnalysisJson {
        doc: "Ærø #2 (50%).plan.txt".to_string(),
        sha256: Some("0".repeat(64)),
        meta: MetaJson {
            title: Some("'Plan' for \"2030\"; <ny>".to_string()),
            kind: Some("andet".to_string()),
            kommunekode: Some("0167".to_string()),
            ..MetaJson::default()
        },
        goals: vec![cut, goal, only_a_line],
        target_groups: vec![group],
        measures: vec![mentor],
        links: vec![LinkJson {
            from: "m1".to_string(),
            to: "goal-1".to_string(),
            rule: "measure; goal".to_string(),
            evidence: None,
        }],
        ..AnalysisJson::default()
    };
    let texts = Texts::from([(gold.doc.clone(), text)]);
    (gold, texts)
}

#[test]
fn odd_texts_and_values_come_back() {
    let (gold, texts) = odd_plan();
    for &format in FULL {
        let base = if format == Format::Brat { std::slice::from_ref(&gold) } else { &[] };
        let (_, imported) = there_and_back(format, std::slice::from_ref(&gold), &texts, base);
        assert_eq!(imported.slips, Vec::<String>::new(), "{format:?}");
        assert_eq!(imported.gold, [in_order(gold.clone())], "{format:?}");
    }
}

/// Each tool gets offsets as it counts: a target before the words is one code point and two UTF-16 units.
#[test]
fn offsets_are_in_the_units_of_the_tool() {
    let (gold, texts) = odd_plan();
    let (start, end) = (gold.target_groups[0].place.start, gold.target_groups[0].place.end);
    let content = |format| {
        let files = export(format, std::slice::from_ref(&gold), &texts).expect("gold can be exported").files;
        files.into_iter().map(|file| String::from_utf8_lossy(&file.content).into_owned()).collect::<String>()
    };
    assert!(content(Format::Doccano).contains(&format!("[{},{},\"target_groups-unge\"]", start + 1, end + 1)));
    assert!(content(Format::Brat).contains(&format!("target_groups-unge {start} {end}\tunge")));
    assert!(content(Format::Bio).contains(&format!("unge\t{start}\t{end}\t")));
    for format in [Format::LabelStudio, Format::WebAnnotation] {
        let json = content(format);
        assert!(
            json.contains(&format!("\"start\": {start}")) && json.contains(&format!("\"end\": {end}")),
            "{format:?}"
        );
    }
}

/// Findings come back in order of place.
fn in_order(mut gold: AnalysisJson) -> AnalysisJson {
    gold.goals.sort_by_key(|goal| (goal.place.start, goal.place.end));
    gold
}

/// In doccano a reviewer moves a border, changes a label and deletes a finding; what doccano does not show stays with
/// the findings that are left.
#[test]
fn fields_stay_with_findings_that_were_moved() {
    let (gold, texts) = corpus();
    // Its second goal ends in a full stop: one character less is still no cut word.
    let gold: Vec<AnalysisJson> = gold.into_iter().filter(|plan| plan.doc == "egholt-2026-28.txt").collect();
    let exported = export(Format::Doccano, &gold, &texts).expect("gold can be exported");
    let mut line: serde_json::Value = serde_json::from_slice(&exported.files[0].content).expect("one line of JSON");
    let goals = gold[0].goals.len();
    line["label"][0][2] = "goals-aktivitet".into();
    let end = line["label"][1][1].as_u64().expect("an offset");
    line["label"][1][1] = (end - 1).into();
    line["label"].as_array_mut().expect("a list").remove(2);
    // doccano gives the columns that it does not know back as metadata.
    let column = line["pejl"].take();
    line["meta"] = serde_json::json!({ "pejl": column });
    let folder = write(&[File { path: "admin.jsonl".into(), content: line.to_string().into() }]);
    let import = import(Format::Doccano, folder.path(), &texts, &[]).expect("doccano's export is readable");
    assert_eq!(import.slips, Vec::<String>::new());
    let back = &import.gold[0];
    assert_eq!(back.goals.len(), goals - 1);
    assert_eq!(back.goals[0], GoalJson { kind: "aktivitet".to_string(), ..gold[0].goals[0].clone() });
    assert_eq!(back.goals[1].place.end, gold[0].goals[1].place.end - 1);
    assert_eq!(back.goals[1].modality, gold[0].goals[1].modality);
    assert_eq!(back.goals[2], gold[0].goals[3]);
}

/// Label Studio shows an analysis as predictions; until somebody has annotated the task it is no gold.
#[test]
fn a_prediction_is_not_gold() {
    let (mut gold, texts) = corpus();
    gold.truncate(1);
    gold[0].schema_version = Some(1);
    let (exported, imported) = there_and_back(Format::LabelStudio, &gold, &texts, &[]);
    assert!(imported.gold.is_empty());
    assert!(imported.notes[0].ends_with("task 1: nobody has annotated it yet; left out"), "{:?}", imported.notes);
    assert_eq!(exported.left_out, ["ids, pages, sections, evidence, outline and notes of analyses are not gold"]);
    let tasks = String::from_utf8(exported.files[0].content.clone()).expect("JSON is UTF-8");
    let reviewed = tasks.replace("\"predictions\"", "\"annotations\"");
    let folder = write(&[File { path: "tasks.json".into(), content: reviewed.into() }]);
    let import = import(Format::LabelStudio, folder.path(), &texts, &[]).expect("tasks are readable");
    gold[0].schema_version = None;
    assert_eq!(sorted(&import.gold), sorted(&gold));
}

/// A link needs both its findings; one that a reviewer deleted takes the link with it, and that is said.
#[test]
fn a_link_goes_with_its_finding() {
    let (gold, texts) = odd_plan();
    let exported = export(Format::Brat, std::slice::from_ref(&gold), &texts).expect("gold can be exported");
    let mut files = exported.files;
    let ann = files.iter_mut().find(|file| file.path.extension().is_some_and(|it| it == "ann")).expect("annotations");
    let content = String::from_utf8_lossy(&ann.content).into_owned();
    let relation = |line: &&str| !line.starts_with("R1\t") && !line.contains(" R1\t");
    ann.content = content.lines().filter(relation).map(|line| format!("{line}\n")).collect::<String>().into_bytes();
    let base = std::slice::from_ref(&gold);
    let without = import(Format::Brat, write(&files).path(), &texts, base).expect("the file is well formed");
    assert_eq!(without.gold[0].links, [], "the relation was deleted");
    let mut files = export(Format::WebAnnotation, base, &texts).expect("gold can be exported").files;
    let mut page: serde_json::Value = serde_json::from_slice(&files[0].content).expect("a page of annotations");
    let items = page["items"].as_array_mut().expect("a list");
    items.retain(|item| !item["body"].to_string().contains("measures-mentor"));
    files[0].content = page.to_string().into_bytes();
    let without = import(Format::WebAnnotation, write(&files).path(), &texts, &[]).expect("the page is well formed");
    assert_eq!(without.gold[0].links, []);
    assert!(
        without.notes[0].ends_with("the link from m1 to goal-1 has lost a finding; left out"),
        "{:?}",
        without.notes
    );
}
