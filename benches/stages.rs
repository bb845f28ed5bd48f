//! Each stage on a short text and on a plan of 40 kB: `cargo bench --bench stages`.
//!
//! The last group is the whole of `analyze`, after the lexicon has been loaded once.

use pejl::extract::{self, Parsed};
use pejl::ingest::Document;
use pejl::lexicon::Lexicon;
use pejl::{normalize, structure, token};
use std::sync::LazyLock;

fn main() {
    divan::main();
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::embedded);

/// Plans of the corpus, repeated up to `bytes`.
fn text(bytes: usize) -> String {
    let plans = ["corpus/skovholm-2019.txt", "corpus/lindeby-2023.md", "corpus/vesteraa-2022.txt"];
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut text = String::new();
    for plan in plans.iter().cycle() {
        text += &std::fs::read_to_string(folder.join(plan)).expect("the corpus is part of the project");
        if text.len() >= bytes {
            break;
        }
    }
    text.truncate(text.floor_char_boundary(bytes));
    text
}

const SIZES: [usize; 2] = [2_000, 40_000];

#[divan::bench(args = SIZES)]
fn normalize(bencher: divan::Bencher<'_, '_>, bytes: usize) {
    let text = text(bytes);
    bencher.counter(divan::counter::BytesCount::of_str(&text)).bench(|| normalize::normalize(&text));
}

#[divan::bench(args = SIZES)]
fn structure(bencher: divan::Bencher<'_, '_>, bytes: usize) {
    let norm = normalize::normalize(&text(bytes));
    bencher.counter(divan::counter::BytesCount::of_str(norm.text())).bench(|| structure::outline(norm.text()));
}

#[divan::bench(args = SIZES)]
fn tokenize(bencher: divan::Bencher<'_, '_>, bytes: usize) {
    let norm = normalize::normalize(&text(bytes));
    let outline = structure::outline(norm.text());
    bencher.counter(divan::counter::BytesCount::of_str(norm.text())).bench(|| token::tokenize(norm.text(), &outline));
}

#[divan::bench(args = SIZES)]
fn find_terms(bencher: divan::Bencher<'_, '_>, bytes: usize) {
    let norm = normalize::normalize(&text(bytes));
    let outline = structure::outline(norm.text());
    let tokens = token::tokenize(norm.text(), &outline);
    let lexicon = &*LEXICON;
    bencher.counter(divan::counter::BytesCount::of_str(norm.text())).bench(|| lexicon.find(&tokens, norm.text()));
}

#[divan::bench(args = SIZES)]
fn extract(bencher: divan::Bencher<'_, '_>, bytes: usize) {
    let doc = Document::from_text("plan.txt", &text(bytes));
    let parsed = Parsed::new(&doc, &LEXICON);
    bencher.counter(divan::counter::BytesCount::of_str(doc.raw())).bench(|| extract::extract(&parsed));
}

#[divan::bench(args = SIZES)]
fn analyze(bencher: divan::Bencher<'_, '_>, bytes: usize) {
    let doc = Document::from_text("plan.txt", &text(bytes));
    let lexicon = &*LEXICON;
    bencher.counter(divan::counter::BytesCount::of_str(doc.raw())).bench(|| pejl::analyze(&doc, lexicon));
}

#[divan::bench]
fn load_lexicon() -> Lexicon {
    Lexicon::embedded()
}
