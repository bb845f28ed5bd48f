//! An explanation in lines that a person can read.

use super::Explanation;
use super::probe::LATER;
use super::words::{TermUse, Word};
use crate::wire::LinkJson;
use std::fmt::Write;

/// The explanation as text; sections that have nothing to say are left out.
pub fn text(explanation: &Explanation) -> String {
    let mut out = String::new();
    line(&mut out, format_args!("{} at {}", explanation.doc, explanation.at));
    let Some(block) = &explanation.block else {
        line(&mut out, format_args!("  nothing to read here or behind it"));
        return out;
    };
    line(&mut out, format_args!("\nblock     {}, page {}", block.kind, block.page));
    if !block.section.is_empty() {
        line(&mut out, format_args!("  under   {}", block.section.join(" › ")));
    }
    if let Some(label) = &block.label {
        line(&mut out, format_args!("  label   {label}"));
    }
    if let Some(intro) = &block.introduced_by {
        line(&mut out, format_args!("  after   {intro}"));
    }
    let Some(sentence) = &explanation.sentence else {
        line(&mut out, format_args!("  text    {}", block.place.text));
        return out;
    };
    line(&mut out, format_args!("\nsentence  {}–{}\n  {}", sentence.start, sentence.end, sentence.text));
    tokens(&mut out, &explanation.tokens);
    if !explanation.numbers.is_empty() {
        line(&mut out, format_args!("\nnumbers"));
        for number in &explanation.numbers {
            line(&mut out, format_args!("  '{}' is {}", number.text, number.value));
        }
    }
    line(&mut out, format_args!("\nfindings  (* at the place asked for)"));
    if explanation.findings.is_empty() {
        line(&mut out, format_args!("  none"));
    }
    for finding in &explanation.findings {
        let star = if finding.here { '*' } else { ' ' };
        let rule = finding.rule.as_deref().unwrap_or("no rule named");
        let labels =
            if finding.labels.is_empty() { String::new() } else { format!(" by '{}'", finding.labels.join("', '")) };
        let id = finding.id.as_deref().unwrap_or("");
        line(&mut out, format_args!("{star} {} {id} [{}] {rule}{labels}", finding.layer, finding.what));
        line(&mut out, format_args!("      '{}'", finding.place.text));
    }
    for LinkJson { from, to, rule, .. } in &explanation.links {
        line(&mut out, format_args!("  link {from} → {to} {rule}"));
    }
    steps(&mut out, explanation);
    probe(&mut out, explanation);
    out
}

/// One word a line: place, word, what its forms share, compound parts, lexicon.
fn tokens(out: &mut String, tokens: &[Word]) {
    line(out, format_args!("\ntokens    place, word, keys, parts, lexicon"));
    let width = |of: fn(&Word) -> usize| tokens.iter().map(of).max().unwrap_or(0).min(32);
    let (words, keys) =
        (width(|word| word.quote.text.chars().count()), width(|word| word.keys.join(",").chars().count()));
    for word in tokens.iter().filter(|word| word.kind != "mark") {
        let kind = if word.kind == "word" { String::new() } else { format!(" ({})", word.kind) };
        let parts = if word.parts.is_empty() { String::new() } else { format!("  {}", word.parts.join("|")) };
        let terms: String = word.terms.iter().map(|term| format!("  {}", label(term))).collect();
        let near: String = word.near.iter().map(|term| format!("  near {}", label(term))).collect();
        let row = format!(
            "  {:>6}  {:words$}  {:keys$}{kind}{parts}{terms}{near}",
            word.quote.start,
            word.quote.text,
            word.keys.join(","),
        );
        line(out, format_args!("{}", row.trim_end()));
    }
}

/// "measures: fleksjob 'fleksjob', tail"
fn label(term: &TermUse) -> String {
    let concept = if term.concept.is_empty() { String::new() } else { format!("{} ", term.concept) };
    let marks = if term.marks.is_empty() { String::new() } else { format!(", {}", term.marks.join(", ")) };
    format!("{}: {concept}'{}'{marks}", term.list, term.label)
}

fn steps(out: &mut String, explanation: &Explanation) {
    line(out, format_args!("\nrules     (+ for a finding, - against it, · how it was read)"));
    let mut extractor = "";
    for step in &explanation.steps {
        if step.extractor != extractor {
            extractor = step.extractor;
            line(out, format_args!("  {extractor}"));
        }
        let sign = match step.answer {
            "for" => '+',
            "against" => '-',
            _ => '·',
        };
        let words = if step.text.is_empty() { String::new() } else { format!("  « {} »", step.text) };
        line(out, format_args!("    {sign} {}: {}{words}", step.rule, step.why));
    }
    if explanation.steps.is_empty() {
        line(out, format_args!("  none was tried: no word of the lexicon and nothing that could be a goal"));
    }
}

fn probe(out: &mut String, explanation: &Explanation) {
    let Some(probe) = &explanation.probe else {
        return;
    };
    line(out, format_args!("\nwhat decides"));
    if probe.in_document == probe.alone {
        line(out, format_args!("  the wording: {} here and alone", probe.alone));
    } else {
        line(out, format_args!("  the surroundings: {} here, {} alone", probe.in_document, probe.alone));
    }
    if !probe.with_time.is_empty() {
        line(out, format_args!("  with '{LATER}' added: + {}", probe.with_time.join("; + ")));
    }
    for change in &probe.words {
        let gained = change.gained.iter().map(|fact| format!("+ {fact}"));
        let lost = change.lost.iter().map(|fact| format!("- {fact}"));
        let facts: Vec<String> = gained.chain(lost).collect();
        line(out, format_args!("  without '{}': {}", change.without, facts.join("; ")));
    }
}

fn line(out: &mut String, text: std::fmt::Arguments<'_>) {
    // Writing to a String cannot fail.
    let _ = writeln!(out, "{text}");
}
