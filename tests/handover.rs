//! What is handed over to larger engines: every passage once, and configurations that name what is there.

use pejl::extract::Parsed;
use pejl::ingest::Document;
use pejl::lexicon::Lexicon;
use pejl::search::{Engine, Searcher, Writer, fingerprint, hand_over, passages};
use serde_json::Value;
use std::path::Path;

const PLAN: &str = "\
Beskæftigelsesplan 2023

Jobcenteret tilbyder virksomhedspraktikforløb og mentorstøtte til ledige på kontant-
hjælp i samarbejde med uddannelses-, beskæftigelses- og socialområdet.
";

/// Hands a plan of three passages over; its records and the configuration.
fn handed(engine: Engine, folder: &Path) -> (Vec<Value>, Value) {
    let lexicon = Lexicon::embedded();
    let doc = Document::from_text("skovby-2023.txt", PLAN);
    let index = folder.join("idx");
    let mut writer = Writer::open(&index).expect("an index can be made");
    let found = passages(&Parsed::new(&doc, &lexicon), &pejl::analyze(&doc, &lexicon));
    writer.put(&doc.name, &fingerprint(&doc, &lexicon.hash), &found).expect("a plan can be put");
    writer.commit().expect("the index can be written");
    let out = folder.join("handover");
    let done = hand_over(&Searcher::open(&index).expect("the index opens"), engine, &out).expect("it can be written");
    assert_eq!(done.passages, found.len());
    assert!(done.files.iter().all(|path| path.is_file()));
    let text = std::fs::read_to_string(out.join("passages-0001.ndjson")).expect("there are passages");
    let lines = text.lines().map(|line| serde_json::from_str(line).expect("a line is JSON"));
    let index = std::fs::read_to_string(out.join("index.json")).expect("there is a configuration");
    (lines.collect(), serde_json::from_str(&index).expect("it is JSON"))
}

#[test]
fn elasticsearch_gets_raw_text_and_the_parts_of_its_words() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let (lines, config) = handed(Engine::Elasticsearch, folder.path());
    assert!(lines.chunks(2).all(|pair| pair[0]["index"]["_id"] == pair[1]["id"]));
    let raw: Vec<char> = PLAN.chars().collect();
    for record in lines.iter().filter(|line| line.get("text").is_some()) {
        let places: Vec<(usize, usize)> = serde_json::from_value(record["places"].clone()).expect("places are pairs");
        let pieces: Vec<String> = places.iter().map(|&(start, end)| raw[start..end].iter().collect()).collect();
        assert_eq!(record["text"], pieces.join("\n"));
    }
    let whole: Vec<&str> =
        lines.iter().filter_map(|line| line["whole_words"].as_array()).flatten().filter_map(Value::as_str).collect();
    assert_eq!(whole, ["kontanthjælp", "uddannelsesområdet", "beskæftigelsesområdet"]);
    let words = std::fs::read_to_string(folder.path().join("handover/pejl-words.txt")).expect("there is a list");
    let words: Vec<&str> = words.lines().collect();
    for part in ["praktik", "virksomhed", "virksomhedspraktik", "forløb", "mentor"] {
        assert!(words.contains(&part), "{part} is not in the list");
    }
    let analysis = &config["settings"]["index"]["analysis"];
    for field in config["mappings"]["properties"].as_object().expect("there are fields").values() {
        for key in ["analyzer", "search_analyzer"] {
            let name = field.get(key).and_then(Value::as_str);
            assert!(name.is_none_or(|name| analysis["analyzer"].get(name).is_some()), "{name:?} is not defined");
        }
    }
}

#[test]
fn quickwit_gets_the_keys_that_lemmas_prints() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let (lines, config) = handed(Engine::Quickwit, folder.path());
    let parts: Vec<&str> =
        lines.iter().filter_map(|line| line["parts"].as_str()).flat_map(|keys| keys.split(' ')).collect();
    for word in ["praktikkerne", "ledig", "virksomhederne", "uddannelsesområde", "kontanthjælpen"] {
        let keys = pejl::token::form::keys(word);
        assert!(keys.iter().any(|key| parts.contains(&key.as_str())), "{word} is not found by {keys:?}");
    }
    let fields = config["doc_mapping"]["field_mappings"].as_array().expect("there are fields");
    assert!(fields.iter().any(|field| field["name"] == "parts" && field["tokenizer"] == "whitespace"));
}
