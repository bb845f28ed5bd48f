//! The least that any program must do that looks for our labels: one pass of an Aho-Corasick automaton over the text.
//!
//! `benches/peers/peers.py` calls this as `cargo bench --bench bare -- LABELS TEXT`; it prints seconds of the fastest
//! of five passes. With no files, as in a plain `cargo bench`, it does nothing.

use aho_corasick::{AhoCorasick, MatchKind};
use std::time::Instant;

fn main() {
    let files: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with("--")).collect();
    let [labels, text] = files.as_slice() else { return };
    let read = |path: &str| std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{path}: {error}"));
    let (labels, text) = (read(labels), read(text));
    let automaton =
        AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(labels.lines()).expect("labels fit");
    let pass = || {
        let started = Instant::now();
        let found = automaton.find_iter(&text).count();
        assert!(found > 0, "the text holds no label");
        started.elapsed().as_secs_f64()
    };
    println!("{}", (0..5).map(|_| pass()).fold(f64::INFINITY, f64::min));
}
