//! Gold to annotation tools and back: what returns, what is refused, and what is said about it.

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
    (gold, folder_texts(&root.join("corpus")).expect("the corpus is readable"))
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
        links: vec![LinkJson { from: "m1".to_string(), to: "goal-1".to_string(), rule: "measure; goal".to_string(), evidence: None }],
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

/// A file as a tool might leave it, on the plan "Mentor for unge.\nMentor.".
fn import_one(format: Format, name: &str, content: &str) -> Result<Import, String> {
    let folder = write(&[File { path: name.into(), content: content.into() }]);
    let text = Text::new("Mentor for unge.\nMentor.".to_string(), String::new());
    let texts = Texts::from([("plan.txt".to_string(), text)]);
    let result = import(format, folder.path(), &texts, &[]);
    result.map_err(|error| error.to_string().rsplit('/').next().unwrap_or_default().to_string())
}

#[test]
fn broken_files_are_refused_with_file_and_line() {
    let task = |region: &str| {
        format!(
            "[{{\"id\": 7, \"data\": {{\"text\": \"Mentor for unge.\\nMentor.\"}}, \"annotations\": [{{\"result\": [{region}]}}]}}]"
        )
    };
    let label = |value: &str| {
        task(&format!("{{\"id\": \"r\", \"type\": \"labels\", \"from_name\": \"measures\", \"value\": {value}}}"))
    };
    let page = |body: &str, target: &str| {
        format!("{{\"items\": [{{\"id\": \"#a\", \"body\": {body}, \"target\": {target}}}]}}")
    };
    let header = "# token\tstart\tend\tmeasures\n";
    let line = |rest: &str| format!("{{\"text\": \"Mentor for unge.\\nMentor.\", {rest}}}\n");
    let cases: Vec<(Format, &str, String, &str)> = vec![
        (
            Format::Brat,
            "plan.ann",
            "T1 measures-mentor 0 6 Mentor\n".into(),
            "plan.ann:1: there is no tab after the name; a line is NAME, tab, content",
        ),
        (
            Format::Brat,
            "plan.ann",
            "T1\tmeasures-mentor 0 6\tMentorx\n".into(),
            "plan.ann:1: the quote is 'Mentorx' but at the offsets stands 'Mentor'",
        ),
        (
            Format::Brat,
            "plan.ann",
            "T1\tmeasures-mentor 0 99\tMentor\n".into(),
            "plan.ann:1: 0-99 is not a range of the text, which has 24 code points",
        ),
        (
            Format::Brat,
            "plan.ann",
            "T1\tmeasures-mentor 0 -6\tMentor\n".into(),
            "plan.ann:1: '0 -6' is no span; it is START END in code points",
        ),
        (
            Format::Brat,
            "plan.ann",
            "T1\tmeasures-mentor 6 0\tMentor\n".into(),
            "plan.ann:1: 6-0 is not a range of the text, which has 24 code points",
        ),
        (
            Format::Brat,
            "plan.ann",
            "T1\tmeasures-mentor 0 6;3 9\tMentor tor fo\n".into(),
            "plan.ann:1: the fragments overlap or are out of order at '3 9'",
        ),
        (
            Format::Brat,
            "plan.ann",
            "T1\tmeasures-mentor 11 24\tunge. Mentor.\n".into(),
            "plan.ann:1: the span runs over a line end; brat wants one fragment a line",
        ),
        (
            Format::Brat,
            "plan.ann",
            "T1\tmentor 0 6\tMentor\n".into(),
            "plan.ann:1: label 'mentor' is not of the form LAYER-KIND, for example goals-maal",
        ),
        (
            Format::Brat,
            "plan.ann",
            "T1\tmaal-mentor 0 6\tMentor\n".into(),
            "plan.ann:1: no layer is called 'maal'; it is one of goals, sources, target_groups, measures, benefits",
        ),
        (
            Format::Brat,
            "plan.ann",
            "T1\tmeasures-mentor 0 6\tMentor\nT1\tmeasures-mentor 17 23\tMentor\n".into(),
            "plan.ann:2: the name T1 is already on line 1; every annotation needs its own",
        ),
        (Format::Brat, "plan.ann", "A1\tmodality T9 vil\n".into(), "plan.ann:1: there is no T9"),
        (
            Format::Brat,
            "plan.ann",
            "T1\tmeasures-mentor 0 6\tMentor\nA1\tmodality T1 vil\n".into(),
            "plan.ann:2: measures have no field 'modality'",
        ),
        (
            Format::Brat,
            "plan.ann",
            "E1\tEvent:T1\n".into(),
            "plan.ann:1: gold has no annotations of the sort E (events, normalizations, equivalences)",
        ),
        (
            Format::Brat,
            "plan.ann",
            "æ\tx\n".into(),
            "plan.ann:1: 'æ' is no name of an annotation; it is a letter or # and a number, as T12",
        ),
        (
            Format::Brat,
            "other.ann",
            String::new(),
            "other.ann: no text is called 'other'; name the folder of the plans' own texts with --texts",
        ),
        (
            Format::Doccano,
            "all.jsonl",
            "{\"text\": 1}\n".into(),
            "all.jsonl:1: invalid type: integer '1', expected a string",
        ),
        (Format::Doccano, "all.jsonl", line("\"label\": []") + "{", "all.jsonl:2: EOF while parsing an object"),
        (
            Format::Doccano,
            "all.jsonl",
            line("\"label\": [[0, 99, \"measures-mentor\"]]"),
            "all.jsonl:1: 0-99 is not a range of the text",
        ),
        (
            Format::Doccano,
            "all.jsonl",
            "{\"text\": \"Noget andet\", \"label\": []}".into(),
            "all.jsonl:1: no plan has this text, and the column 'pejl' that names it is not there",
        ),
        (
            Format::Doccano,
            "all.jsonl",
            "{\"text\": \"Mentor\", \"label\": [], \"pejl\": {\"doc\": \"plan.txt\"}}".into(),
            "all.jsonl:1: its copy of the text differs from the plan in line 1; offsets would not fit",
        ),
        (Format::LabelStudio, "tasks.json", "[\n{}\n]".into(), "tasks.json:2: missing field 'data'"),
        (
            Format::LabelStudio,
            "tasks.json",
            label("{\"start\": 0, \"end\": 6, \"text\": \"Unge\", \"labels\": [\"mentor\"]}"),
            "tasks.json: task 7: region 'r': the quote is 'Unge' but at 0-6 stands 'Mentor'",
        ),
        (
            Format::LabelStudio,
            "tasks.json",
            label("{\"start\": \"/p[1]\", \"end\": 6, \"labels\": [\"mentor\"]}"),
            "p[1]\", not an offset into a text",
        ),
        (
            Format::LabelStudio,
            "tasks.json",
            label("{\"start\": 0, \"end\": 6, \"labels\": []}"),
            "tasks.json: task 7: region 'r': 0 labels; a finding has one",
        ),
        (
            Format::LabelStudio,
            "tasks.json",
            task("{\"type\": \"relation\", \"from_id\": \"a\", \"to_id\": \"b\", \"labels\": [\"continues\"]}"),
            "tasks.json: task 7: a relation names 'a'; no region",
        ),
        (Format::WebAnnotation, "plan.jsonld", "{\n\"items\": [}".into(), "plan.jsonld:2: expected value"),
        (
            Format::WebAnnotation,
            "plan.jsonld",
            page("{}", "{}"),
            "plan.jsonld: annotation '#a': a target has no source",
        ),
        (
            Format::WebAnnotation,
            "plan.jsonld",
            page(
                "{\"purpose\": \"classifying\", \"value\": \"mentor\"}",
                "{\"source\": \"plan.txt\", \"selector\": {}}",
            ),
            "plan.jsonld: annotation '#a': label 'mentor' is not of the form LAYER-KIND, for example goals-maal",
        ),
        (
            Format::WebAnnotation,
            "plan.jsonld",
            page(
                "{\"purpose\": \"tagging\", \"value\": \"measures-mentor\"}",
                "{\"source\": \"plan.txt\", \"selector\": {\"type\": \"TextQuoteSelector\", \"exact\": \"Mentor\"}}",
            ),
            "plan.jsonld: annotation '#a': the quote 'Mentor' stands in the text more than once; give start and end",
        ),
        (Format::Bio, "plan.tsv", format!("{header}Mentor\t0\t6\n"), "plan.tsv:2: 3 columns, 4 are needed"),
        (
            Format::Bio,
            "plan.tsv",
            format!("{header}Mentor\t0\t6\tI-mentor\n"),
            "plan.tsv:2: measures: I-mentor follows no B-mentor",
        ),
        (
            Format::Bio,
            "plan.tsv",
            format!("{header}Mentor\t0\tx\tO\n"),
            "plan.tsv:2: start '0' and end 'x' are not both numbers",
        ),
        (
            Format::Bio,
            "plan.tsv",
            format!("{header}Mentor\t1\t7\tO\n"),
            "plan.tsv:2: the token is 'Mentor' but at 1-7 stands 'entor '",
        ),
        (
            Format::Bio,
            "plan.tsv",
            format!("{header}Mentor\t0\t6\tX\n"),
            "plan.tsv:2: measures: tag 'X' is none of O, B-KIND and I-KIND",
        ),
        (
            Format::Bio,
            "plan.tsv",
            "# token\tmeasures\n".into(),
            "plan.tsv:1: the first columns are not token, start, end",
        ),
        (
            Format::Csv,
            "findings.csv",
            String::new(),
            "findings.csv: the file is empty; the first row names the columns",
        ),
        (
            Format::Csv,
            "findings.csv",
            "dok;layer\n".into(),
            "findings.csv:1: no column is called 'doc'; the first row names the columns",
        ),
        (
            Format::Csv,
            "findings.csv",
            "doc,layer,kind,text\nplan.txt,measures,mentor,Mentor\n".into(),
            "findings.csv:2: findings: the quote 'Mentor' stands in the text more than once; give start and end",
        ),
        (
            Format::Csv,
            "findings.csv",
            "doc,layer,kind,start,end\nplan.txt,measures,mentor,0,seks\n".into(),
            "findings.csv:2: findings: end 'seks' is not a whole number",
        ),
        (
            Format::Csv,
            "findings.csv",
            "doc,layer,kind,start,end\nplan.txt,measures,,0,6\n".into(),
            "findings.csv:2: findings: the cell 'kind' is empty",
        ),
        (
            Format::Csv,
            "findings.csv",
            "doc,layer\nplan.txt,measures,x\n".into(),
            "findings.csv:2: 3 cells, but 2 columns have a name",
        ),
        #[cfg(feature = "xlsx")]
        (Format::Xlsx, "gold.xlsx", "PK\u{3}\u{4} no zip".into(), "gold.xlsx: no workbook: "),
    ];
    for (format, name, content, expected) in cases {
        let message = import_one(format, name, &content).map(|_| ()).expect_err(&content);
        match expected.ends_with(' ') {
            true => assert!(message.starts_with(expected), "{message}"),
            false => assert_eq!(message, expected, "{content}"),
        }
    }
}

/// What a reader of files from elsewhere must bear: any cut, any byte.
#[test]
fn no_damage_makes_a_reader_panic() {
    let (gold, texts) = odd_plan();
    let mut formats = FULL.to_vec();
    formats.push(Format::Bio);
    for format in formats {
        let files = export(format, std::slice::from_ref(&gold), &texts).expect("gold can be exported").files;
        for (index, file) in files.iter().enumerate() {
            let step = (file.content.len() / 20).max(1);
            for at in (0..file.content.len()).step_by(step) {
                let mut damaged = files.clone();
                damaged[index].content.truncate(at);
                let _ = import(format, write(&damaged).path(), &texts, &[]);
                damaged[index].content = file.content.clone();
                damaged[index].content[at] ^= 0x15;
                let _ = import(format, write(&damaged).path(), &texts, &[]);
            }
        }
    }
}

#[test]
fn a_slip_names_the_place_in_the_tools_file() {
    let ann =
        "T1\tmeasures-coach 0 6\tMentor\n#1\tAnnotatorNotes T1\tEr det en coach?\nT2\tmeasures-mentor 17 21\tMent\n";
    let import = import_one(Format::Brat, "plan.ann", ann).expect("the file is well formed");
    let slips: Vec<&str> = import.slips.iter().map(|slip| slip.rsplit('/').next().unwrap_or(slip)).collect();
    assert_eq!(
        slips,
        [
            "plan.txt: meta: kind is missing; brat holds no metadata: name the exported gold with --base",
            "plan.ann:1: concept 'coach' is not in the list of the format",
            "plan.ann:3: 'Ment' ends inside a word: 'r unge.\\nMent|or.'",
        ]
    );
    assert!(import.notes[0].ends_with("plan.ann:2: a remark, not read: Er det en coach?"), "{:?}", import.notes);
    assert!(import.gold.is_empty());
}

/// In doccano a reviewer moves a border, changes a label and deletes a finding; what doccano does not show stays with
/// the findings that are left.
#[test]
fn fields_stay_with_findings_that_were_moved() {
    let (gold, texts) = corpus();
    let gold = &gold[..1];
    let exported = export(Format::Doccano, gold, &texts).expect("gold can be exported");
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

/// As a Danish Excel saves it: semicolons; and as a reviewer fills it: a row of their own without offsets.
#[test]
fn a_table_may_be_edited_by_hand() {
    let csv = "\u{feff}doc;kommentar;layer;kind;text;qualifiers\r\nplan.txt;ny;target_groups;unge;unge;age_max=29\r\n;;;;;\r\n";
    let import = import_one(Format::Csv, "findings.csv", csv).expect("the table is well formed");
    assert!(import.notes[0].ends_with("findings.csv: findings: the column 'kommentar' is not read"));
    assert_eq!(import.slips.len(), 1, "{:?}", import.slips);
    assert!(import.slips[0].contains("kind is missing"));
}
