//! Queries of all kinds made from the plans of `corpus/`: every hit shows why it is one, in the letters of the plan.

use pejl::extract::Parsed;
use pejl::ingest::Document;
use pejl::lexicon::Lexicon;
use pejl::search::{Passage, Request, Searcher, Why, Writer, fingerprint, passages};
use std::collections::BTreeMap;
use unicode_normalization::UnicodeNormalization;

const QUERIES: usize = 1_000;

struct Corpus {
    _folder: tempfile::TempDir,
    searcher: Searcher,
    lexicon: Lexicon,
    /// Plan → code points.
    raw: BTreeMap<String, Vec<char>>,
    passages: Vec<Passage>,
}

fn corpus() -> Corpus {
    let lexicon = Lexicon::embedded();
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let mut writer = Writer::open(folder.path()).expect("an index can be made");
    let mut raw = BTreeMap::new();
    let mut all = Vec::new();
    for entry in std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/corpus")).expect("corpus is there") {
        let path = entry.expect("an entry can be read").path();
        let (Some(name), Ok(text)) = (path.file_name(), std::fs::read_to_string(&path)) else {
            continue;
        };
        let doc = Document::from_text(&name.to_string_lossy(), &text);
        let found = passages(&Parsed::new(&doc, &lexicon), &pejl::analyze(&doc, &lexicon));
        writer.put(&doc.name, &fingerprint(&doc, &lexicon.hash), &found).expect("a plan can be put");
        raw.insert(doc.name.clone(), doc.raw().chars().collect());
        all.extend(found);
    }
    writer.commit().expect("the index can be written");
    writer.finish().expect("merges end");
    let searcher = Searcher::open(folder.path()).expect("the index opens");
    all.sort_by_key(Passage::id);
    Corpus { _folder: folder, searcher, lexicon, raw, passages: all }
}

/// The query of this number, and whether words must be marked in what it finds: not where only facts of the plan or
/// the passage are asked for.
fn query(passages: &[Passage], number: usize) -> (String, bool) {
    let passage = &passages[number * 7919 % passages.len()];
    let word = |at: usize| passage.words[(number / 13 + at) % passage.words.len()].text.as_ref();
    let cut = |word: &str, from: usize, to: usize| -> String { word.chars().skip(from).take(to).collect() };
    let run: Vec<&str> = passage.words.iter().take(3).map(|word| word.text.as_ref()).collect();
    let (first, second) = (word(0), word(3));
    match number % 16 {
        0 => (first.to_owned(), true),
        1 => (format!("{first} {second}"), true),
        2 => (format!("{first} OR {second}"), true),
        3 => (format!("{first} -{second}x"), true),
        4 => (format!("\"{}\"", run.join(" ")), true),
        5 => (format!("\"{first} {second}\"~9"), true),
        6 => (format!("{}*", cut(first, 0, 4)), true),
        7 => (format!("*{}", cut(first, 2, 40)), true),
        8 => (format!("{}?{}", cut(first, 0, 2), cut(first, 3, 40)), true),
        9 => (format!("{first}~"), true),
        10 => (first.replace('æ', "ae").replace('ø', "oe").replace('å', "aa"), true),
        11 => (format!("({first} OR {second}) side:{}", passage.page), true),
        12 => match passage.concepts.first() {
            Some(concept) => (concept.id.clone(), true),
            None => (format!("plan:{}", passage.plan.doc), false),
        },
        13 => match passage.plan.municipality.as_deref() {
            Some(name) => (format!("kommune:\"{name}\" {first}"), true),
            None => (format!("side:{}", passage.page), false),
        },
        14 => match passage.goals.first() {
            Some(kind) => (format!("mål:{kind} {first}"), true),
            None => (format!("slags:{}", passage.kind.as_str()), false),
        },
        _ => (format!("{} {}", passage.plan.title.as_deref().unwrap_or(first), second), true),
    }
}

#[test]
fn every_hit_shows_why_in_the_letters_of_the_plan() {
    let corpus = corpus();
    let mut hits = 0;
    let mut answered = 0;
    for number in 0..QUERIES {
        let (query, has_words) = query(&corpus.passages, number);
        let request = Request { query: query.clone(), limit: Some(30), ..Request::default() };
        let Ok(answer) = corpus.searcher.search(&corpus.lexicon, &request) else {
            continue;
        };
        answered += usize::from(!answer.hits.is_empty());
        for hit in &answer.hits {
            hits += 1;
            let raw = &corpus.raw[&hit.plan.doc];
            assert!(!hit.matched.is_empty(), "{query}: nothing is marked in {}", hit.id);
            let marked = hit.matched.iter().any(|m| m.why != Why::Field);
            assert!(marked || !has_words, "{query}: no word is marked in {}: {:?}", hit.id, hit.segments);
            for segment in &hit.segments {
                let quote: String = raw[segment.start..segment.end].iter().collect();
                assert_eq!(segment.text, quote, "{query}: {} does not quote the plan", hit.id);
            }
            for m in &hit.matched {
                let inside = hit.segments.iter().any(|segment| segment.start <= m.start && m.end <= segment.end);
                assert!(inside && m.start < m.end, "{query}: {m:?} is outside {}", hit.id);
            }
            // A page of the web writes "&aelig;", and near phrases mark what stands between.
            let plain = !hit.plan.doc.ends_with(".html") && !query.contains('~');
            for m in hit.matched.iter().filter(|m| m.why == Why::Exact && plain) {
                // "ﬁ" of one letter counts as two.
                let quote = raw[m.start..m.end].iter().collect::<String>().nfkc().collect::<String>().to_lowercase();
                // A word that is cut has only its halves in the plan.
                let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
                let asked = letters(&query.to_lowercase());
                assert!(asked.contains(&letters(&quote)), "{query}: '{quote}' is not what was asked for");
            }
        }
    }
    assert!(answered > QUERIES * 9 / 10, "only {answered} of {QUERIES} queries found something");
    assert!(hits > 5 * QUERIES, "only {hits} hits");
}
