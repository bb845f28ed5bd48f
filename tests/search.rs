//! Search from plan to hit: what a word finds, what it must not find, and what holds for every query and passage.

use pejl::extract::{self, Parsed};
use pejl::ingest::Document;
use pejl::lexicon::Lexicon;
use pejl::search::{Answer, Dimension, Entry, Passage, Request, Searcher, Sort, Why, Writer, fingerprint, passages};
use proptest::prelude::*;
use std::sync::LazyLock;

const PLAN: &str = "\
Beskæftigelsesplan 2023

Indsatsen for ledige

Jobcenteret tilbyder virksomhedspraktikforløb og mentorstøtte til de ledige borgere.

Vi samarbejder med uddannelses-, beskæftigelses- og socialområdet om opgaven.

Lederne i kommunen følger ledigheden tæt. Der er 53.095 fuldtidspersoner, jf. § 20 i loven.

- Flere flygtninge skal i IGU hos virksomheder i byen
- Flere på kontant-
  hjælp skal have småjob
";

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::embedded);

/// An index of the plan above and one more, which lives as long as the tests.
static INDEX: LazyLock<(tempfile::TempDir, Searcher)> = LazyLock::new(|| {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let mut writer = Writer::open(folder.path()).expect("an index can be made");
    put(&mut writer, "skovby-2023.txt", PLAN);
    put(&mut writer, "engby-2019.txt", "Plan 2019\n\nPraktikken er god for kommunens unge.\n");
    writer.commit().expect("the index can be written");
    writer.finish().expect("merges end");
    let searcher = Searcher::open(folder.path()).expect("the index opens");
    (folder, searcher)
});

fn put(writer: &mut Writer, name: &str, text: &str) {
    let doc = Document::from_text(name, text);
    let parsed = Parsed::new(&doc, &LEXICON);
    extract::extract(&parsed);
    let analysis = pejl::analyze(&doc, &LEXICON);
    writer.put(name, &fingerprint(&doc, &LEXICON.hash), &passages(&parsed, &analysis)).expect("a plan can be put");
}

fn ask(query: &str) -> Answer {
    let request = Request { query: query.to_owned(), limit: Some(50), ..Request::default() };
    INDEX.1.search(&LEXICON, &request).unwrap_or_else(|error| panic!("{query}: {error}"))
}

/// The words that matched in all hits, with the reasons.
fn marks(query: &str) -> Vec<(String, Why)> {
    let answer = ask(query);
    let texts = answer.hits.iter().flat_map(|hit| {
        hit.matched.iter().map(|m| {
            let segment = hit.segments.iter().find(|segment| segment.start <= m.start && m.end <= segment.end);
            let segment = segment.expect("a match lies in a segment");
            let quote = segment.text.chars().skip(m.start - segment.start).take(m.end - m.start);
            (quote.collect::<String>(), m.why)
        })
    });
    let mut marks: Vec<(String, Why)> = texts.collect();
    marks.sort();
    marks
}

fn has(query: &str, quote: &str, why: Why) {
    let marks = marks(query);
    assert!(marks.contains(&(quote.to_owned(), why)), "{query} finds {marks:?}, not {quote} as {why:?}");
}

fn finds_nothing(query: &str) {
    let marks = marks(query);
    assert!(marks.is_empty(), "{query} finds {marks:?}");
}

#[test]
fn forms_parts_and_derived_words() {
    has("ledige", "ledige", Why::Exact);
    has("ledig", "ledige", Why::Form);
    has("ledig", "ledigheden", Why::Part);
    has("praktik", "virksomhedspraktikforløb", Why::Part);
    has("virksomhedspraktik", "virksomhedspraktikforløb", Why::Part);
    has("kommune", "kommunens", Why::Form);
    assert!(!marks("ledig").iter().any(|(quote, _)| quote == "Lederne"));
}

#[test]
fn words_cut_or_left_open() {
    has("uddannelsesområdet", "uddannelses", Why::Part);
    has("kontanthjælp", "kontant-\n  hjælp", Why::Exact);
}

#[test]
fn numbers_and_sections_as_typed() {
    has("53.095", "53.095", Why::Exact);
    has("\"§ 20\"", "20", Why::Exact);
    has("§20", "§", Why::Exact);
}

#[test]
fn phrases_are_exact_and_near_phrases_are_not() {
    has("\"ledige borgere\"", "borgere", Why::Exact);
    finds_nothing("\"borgere ledige\"");
    finds_nothing("\"ledig borger\"");
    has("\"flygtning virksomhed\"~6", "flygtninge", Why::Form);
}

#[test]
fn wildcards_and_slips() {
    has("virksomhedsp*", "virksomhedspraktikforløb", Why::Wildcard);
    has("*støtte", "mentorstøtte", Why::Wildcard);
    has("flygtnnige~", "flygtninge", Why::Fuzzy);
    has("kontanthjaelp", "kontant-\n  hjælp", Why::Keyboard);
    let answer = ask("flygtnnige");
    assert!(answer.notes.iter().any(|note| note.contains("'flygtninge'")), "{:?}", answer.notes);
}

#[test]
fn excluded_words_and_fields() {
    finds_nothing("IGU -virksomhed");
    has("(IGU OR mentor) flygtninge", "IGU", Why::Exact);
    assert_eq!(ask("plan:engby-2019 praktik").total, 1);
    let wrong = Request { query: "år:abc".to_owned(), ..Request::default() };
    let message = INDEX.1.search(&LEXICON, &wrong).expect_err("abc is no year").to_string();
    assert_eq!(message, "'abc' is no year; write 2019, 2018..2022 or >=2018");
}

#[test]
fn an_excluded_phrase_may_come_late() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let mut writer = Writer::open(folder.path()).expect("an index can be made");
    put(&mut writer, "a.txt", "Her er ledige.\n\nHer er også ledige.\n\nHer er ledige og unge under tredive.\n");
    writer.commit().expect("the index can be written");
    let searcher = Searcher::open(folder.path()).expect("the index opens");
    for query in ["ledige -\"unge under\"", "ledige (her -\"unge under\" OR mentor)"] {
        let request = Request { query: query.to_owned(), ..Request::default() };
        assert_eq!(searcher.search(&LEXICON, &request).expect("the query can be read").total, 2, "{query}");
    }
}

#[test]
fn better_reasons_rank_higher() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let mut writer = Writer::open(folder.path()).expect("an index can be made");
    let text = "Her er mentorordninger i byen.\n\nHer er mentorerne i byen.\n\nHer er mentor i byen.\n";
    put(&mut writer, "a.txt", text);
    writer.commit().expect("the index can be written");
    let searcher = Searcher::open(folder.path()).expect("the index opens");
    let request = Request { query: "mentor".to_owned(), ..Request::default() };
    let answer = searcher.search(&LEXICON, &request).expect("mentor is a word");
    let order: Vec<Why> = answer.hits.iter().map(|hit| hit.matched[0].why).collect();
    assert_eq!(order, [Why::Exact, Why::Form, Why::Part]);
}

#[test]
fn plans_are_replaced_and_removed_all_or_nothing() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let mut writer = Writer::open(folder.path()).expect("an index can be made");
    let total = |query: &str| {
        let searcher = Searcher::open(folder.path()).expect("the index opens");
        let request = Request { query: query.to_owned(), ..Request::default() };
        searcher.search(&LEXICON, &request).expect("the query is a word").total
    };
    put(&mut writer, "a.txt", "Vi ansætter mentorer i byen.\n");
    assert_eq!(total("mentor"), 0);
    writer.commit().expect("the index can be written");
    assert_eq!(total("mentor"), 1);
    put(&mut writer, "a.txt", "Vi ansætter jobkonsulenter i byen.\n");
    writer.commit().expect("the index can be written");
    assert_eq!((total("mentor"), total("konsulent")), (0, 1));
    assert!(writer.remove("a.txt").expect("a plan can be removed"));
    assert!(!writer.remove("b.txt").expect("the index can be written"));
    writer.commit().expect("the index can be written");
    assert_eq!(total("konsulent"), 0);
}

#[test]
fn of_a_plan_put_more_than_once_the_last_counts() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let mut writer = Writer::open(folder.path()).expect("an index can be made");
    let doc = Document::from_text("x.txt", "Vi ansætter mentorer i byen.\n");
    let parsed = Parsed::new(&doc, &LEXICON);
    let passage = passages(&parsed, &pejl::analyze(&doc, &LEXICON)).remove(0);
    // So many that several threads write, each its own segments.
    let plans: Vec<(String, Vec<Passage>)> = (0..60)
        .map(|number| {
            let name = format!("{number:02}.txt");
            let mut copy = passage.clone();
            copy.plan.doc.clone_from(&name);
            (name, vec![copy; 150])
        })
        .collect();
    let entries: Vec<Entry<'_>> =
        plans.iter().map(|(doc, passages)| Entry { doc, fingerprint: "first", passages }).collect();
    writer.put_all(&entries).expect("plans can be put");
    writer.put_all(&entries[..20]).expect("plans can be replaced before they are committed");
    assert!(writer.remove("00.txt").expect("a plan can be removed"));
    writer.put_all(&entries[..1]).expect("a plan can come back");
    assert!(writer.remove("59.txt").expect("a plan can be removed"));
    writer.commit().expect("the index can be written");
    let count = || Searcher::open(folder.path()).expect("the index opens").passages();
    assert_eq!(count(), 59 * 150);
    writer.put_all(&entries).expect("plans can be put");
    writer.commit().expect("the index can be written");
    assert_eq!(count(), 60 * 150);
    writer.finish().expect("merges end");
    assert_eq!(count(), 60 * 150);
}

#[test]
fn hits_are_sorted_by_year_and_municipality() {
    let order = |sort: Sort| {
        let request = Request { query: "praktik".to_owned(), sort, limit: Some(50), ..Request::default() };
        let answer = INDEX.1.search(&LEXICON, &request).expect("praktik is a word");
        answer.hits.into_iter().map(|hit| hit.plan.doc).collect::<Vec<_>>()
    };
    assert_eq!(order(Sort::Year), ["engby-2019.txt", "skovby-2023.txt"]);
    assert_eq!(order(Sort::Municipality).len(), 2);
}

#[test]
fn counts_are_of_all_passages_that_match() {
    let request = Request {
        query: "praktik".to_owned(),
        limit: Some(0),
        facets: vec![Dimension::Year, Dimension::Plan, Dimension::Measure],
        pivot: Some((Dimension::Plan, Dimension::Year)),
        ..Request::default()
    };
    let answer = INDEX.1.search(&LEXICON, &request).expect("praktik is a word");
    let years = vec![("2019".to_owned(), 1), ("2023".to_owned(), 1)];
    assert_eq!(answer.facets[0].values, years);
    assert_eq!(answer.facets[1].values.len(), 2);
    assert!(answer.facets[2].values.iter().any(|(id, _)| id == "virksomhedspraktik"), "{:?}", answer.facets[2]);
    let pivot = answer.pivot.expect("it was asked for");
    assert_eq!(pivot.cells["engby-2019.txt"]["2019"], 1);
    assert_eq!(pivot.cells["skovby-2023.txt"].len(), 1);
}

#[test]
fn similar_passages_share_words_and_are_others() {
    let answer = ask("virksomhedspraktikforløb");
    let id = &answer.hits[0].id;
    let similar = INDEX.1.similar(id, 5).expect("the passage is there");
    let docs: Vec<&str> = similar.hits.iter().map(|hit| hit.plan.doc.as_str()).collect();
    assert!(docs.contains(&"skovby-2023.txt"), "{docs:?}");
    assert!(similar.hits.iter().all(|hit| hit.id != *id && !hit.matched.is_empty()));
    let missing = INDEX.1.similar("x#1", 5).expect_err("there is no such passage").to_string();
    assert!(missing.contains("'x#1'"), "{missing}");
}

#[test]
fn patterns_without_end_are_cut() {
    let answer = ask(&"*e* ".repeat(20));
    assert!(answer.notes.iter().any(|note| note.contains("first 8")), "{:?}", answer.notes);
}

#[test]
fn folders_that_are_no_index_are_told() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let missing = Searcher::open(folder.path()).err().expect("there is no index").to_string();
    assert!(missing.contains("no index is here"), "{missing}");
    std::fs::write(folder.path().join("brev.txt"), "hej").expect("the folder can be written");
    let foreign = Writer::open(folder.path()).err().expect("the folder is not ours").to_string();
    assert!(foreign.contains("'brev.txt'"), "{foreign}");
}

#[test]
fn one_writer_at_a_time() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let _first = Writer::open(folder.path()).expect("an index can be made");
    let second = Writer::open(folder.path()).err().expect("the first still writes").to_string();
    assert!(second.contains("another 'pejl index' is writing"), "{second}");
}

/// Anything, and anything made of what the language is made of.
fn query() -> impl Strategy<Value = String> {
    let bits = prop::sample::select(vec![
        "ledige",
        "IGU",
        "praktik",
        "og",
        "OR",
        "-",
        "(",
        ")",
        "\"",
        "~",
        "~2",
        "*",
        "?",
        "kommune:",
        "år:",
        "2019..",
        "side:1",
        "mål:*",
        "indsats:",
        "virk*",
        "*tik",
        "§",
        "20",
        " ",
        " ",
        "æ",
        "a-kasse",
        "målgruppe:unge",
        "+",
        "|",
    ]);
    prop_oneof![any::<String>(), prop::collection::vec(bits, 0..12).prop_map(|bits| bits.concat())]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_query_has_an_answer_or_a_message(query in query()) {
        let request = Request { query: query.clone(), limit: Some(20), ..Request::default() };
        match INDEX.1.search(&LEXICON, &request) {
            Err(error) => prop_assert!(!error.to_string().is_empty()),
            Ok(answer) => {
                for hit in &answer.hits {
                    prop_assert!(!hit.matched.is_empty(), "{query}: no highlight in {}", hit.id);
                    for m in &hit.matched {
                        let inside = hit.segments.iter().any(|segment| segment.start <= m.start && m.end <= segment.end);
                        prop_assert!(inside && m.start < m.end, "{query}: {m:?} outside {}", hit.id);
                    }
                }
            }
        }
    }

    #[test]
    fn passages_quote_the_raw_text(text in any::<String>()) {
        let doc = Document::from_text("x.txt", &text);
        let parsed = Parsed::new(&doc, &LEXICON);
        let chars: Vec<char> = text.chars().collect();
        for passage in passages(&parsed, &pejl::analyze(&doc, &LEXICON)) {
            for segment in &passage.segments {
                prop_assert_eq!(chars[segment.start..segment.end].iter().collect::<String>(), segment.text.clone());
            }
            for word in &passage.words {
                let inside = |start: usize, end: usize| {
                    passage.segments.iter().any(|segment| segment.start <= start && end <= segment.end)
                };
                prop_assert!(inside(word.start, word.end), "{word:?}");
                if let Some((start, end)) = word.rest {
                    prop_assert!(inside(start, end), "{word:?}");
                }
            }
        }
    }
}
