//! Tokens and sentences on 20 MB of text, next to a plain pass over the words of the same text.
//!
//! `cargo bench --no-default-features --bench text_layer`; tokens and sentences must keep at least half of the
//! throughput of `unicode_words`, which only finds where words are.

use pejl::normalize::{NormText, normalize};
use pejl::structure::{Outline, outline};
use pejl::token::tokenize;
use std::sync::LazyLock;
use unicode_segmentation::UnicodeSegmentation;

fn main() {
    divan::main();
}

const LENGTH: usize = 20_000_000;

/// The plans of `corpus/`, repeated, with the structure that tokens start from.
static TEXT: LazyLock<(NormText, Outline)> = LazyLock::new(|| {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/corpus");
    let mut paths: Vec<_> = std::fs::read_dir(folder)
        .expect("corpus is there")
        .map(|entry| entry.expect("entry is readable").path())
        .collect();
    paths.sort();
    let plans: String = paths.iter().filter_map(|path| std::fs::read_to_string(path).ok()).collect();
    let norm = normalize(&plans.repeat(LENGTH / plans.len() + 1));
    let outline = outline(norm.text());
    (norm, outline)
});

#[divan::bench(sample_count = 10, sample_size = 1)]
fn unicode_words(bencher: divan::Bencher<'_, '_>) {
    let (norm, _) = &*TEXT;
    bencher.counter(divan::counter::BytesCount::of_str(norm.text())).bench(|| norm.text().unicode_words().count());
}

#[divan::bench(sample_count = 10, sample_size = 1)]
fn tokens_and_sentences(bencher: divan::Bencher<'_, '_>) {
    let (norm, outline) = &*TEXT;
    bencher.counter(divan::counter::BytesCount::of_str(norm.text())).bench(|| tokenize(norm.text(), outline));
}
