//! Files as tools, spreadsheets and people leave them: what is refused, and with which words.

use super::{FULL, odd_plan, write};
use pejl::exchange::{File, Format, Import, export, import};
use pejl::score::{Text, Texts};

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

/// As a Danish Excel saves it: semicolons; and as a reviewer fills it: a row of their own without offsets.
#[test]
fn a_table_may_be_edited_by_hand() {
    let csv = "\u{feff}doc;kommentar;layer;kind;text;qualifiers\r\nplan.txt;ny;target_groups;unge;unge;age_max=29\r\n;;;;;\r\n";
    let import = import_one(Format::Csv, "findings.csv", csv).expect("the table is well formed");
    assert!(import.notes[0].ends_with("findings.csv: findings: the column 'kommentar' is not read"));
    assert_eq!(import.slips.len(), 1, "{:?}", import.slips);
    assert!(import.slips[0].contains("kind is missing"));
}
