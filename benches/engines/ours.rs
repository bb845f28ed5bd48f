//! How long `pejl search` takes over an index: its part of `engines.py`, which says what is measured and compared.
//!
//! `cargo bench --bench engines -- INDEX QUERIES OUT ROUNDS` puts the passages of INDEX into a new index (terms and
//! writing, without reading plans), asks every query of QUERIES in as many rounds after as many that only warm up,
//! and writes both into OUT/timing.json: seconds, and nanoseconds of each query from string to ten hits with marks.

use pejl::lexicon::Lexicon;
use pejl::search::{Entry, Passage, Request, Searcher, Writer};
use std::path::Path;
use std::time::Instant;

/// The fastest counts, as in engines.py.
const INDEX_ROUNDS: usize = 3;

fn main() {
    let args: Vec<String> = std::env::args().skip(1).filter(|arg| arg != "--bench").collect();
    // `cargo test --benches` and `cargo bench` call every bench without arguments.
    let [index, queries, out, rounds] = args.as_slice() else {
        println!("engines: give INDEX QUERIES OUT ROUNDS, or run benches/engines/engines.py");
        return;
    };
    let searcher = Searcher::open(Path::new(index)).expect("the index opens");
    let lexicon = Lexicon::embedded();
    let queries = std::fs::read_to_string(queries).expect("the queries can be read");
    let queries: Vec<&str> = queries.lines().filter(|line| !line.is_empty()).collect();
    let rounds: usize = rounds.parse().expect("ROUNDS is a number");
    let seconds = (0..INDEX_ROUNDS).map(|_| terms_and_index(&searcher)).fold(f64::INFINITY, f64::min);
    let mut times: Vec<u64> = Vec::new();
    for round in 0..2 * rounds {
        for query in &queries {
            let request = Request { query: (*query).to_owned(), limit: Some(10), ..Request::default() };
            let start = Instant::now();
            divan::black_box(searcher.search(&lexicon, &request).ok());
            if round >= rounds {
                times.push(u64::try_from(start.elapsed().as_nanos()).expect("no query takes centuries"));
            }
        }
    }
    let timing = serde_json::json!({ "index_seconds": seconds, "top_marked": times });
    std::fs::write(Path::new(out).join("timing.json"), timing.to_string()).expect("OUT can be written");
}

fn terms_and_index(searcher: &Searcher) -> f64 {
    let mut plans: Vec<Vec<Passage>> = Vec::new();
    let read = searcher.each_passage(|passage| {
        match plans.last_mut() {
            Some(plan) if plan[0].plan.doc == passage.plan.doc => plan.push(passage),
            _ => plans.push(vec![passage]),
        }
        Ok(())
    });
    read.expect("the index can be read");
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let start = Instant::now();
    let mut writer = Writer::open(folder.path()).expect("an index can be made");
    let entries: Vec<Entry<'_>> =
        plans.iter().map(|plan| Entry { doc: &plan[0].plan.doc, fingerprint: "engines", passages: plan }).collect();
    writer.put_all(&entries).expect("plans can be put");
    writer.commit().expect("the index can be written");
    start.elapsed().as_secs_f64()
}
