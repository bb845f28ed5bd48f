//! Finds the texts, data and authorities that a plan builds on.
//!
//! *What it finds*: laws, agreements and reforms, reports and surveys, statistics, websites, strategies, guides,
//! projects cited as evidence, and footnotes with the marks that point to them.
//!
//! *Why it matters*: a reader wants to know what a goal rests on, and to find it.
//!
//! *Example*: "En undersøgelse fra STAR¹ viser …" → a report, published by STAR.
//!
//! *Not this*: "undersøgelsen" (a word for one named before), "beskæftigelseslovgivningen", "en kontaktstrategi",
//! the minister's announced goals, the plan itself.
//!
//! Each kind of source has a file with its rules; a rule proposes a [`Draft`]. Of drafts that overlap the longest
//! stays. Attributes come from the span alone ([`attributes`]).

mod agreement;
mod attributes;
mod author;
mod body;
mod explain;
mod flat;
mod footnote;
mod guide;
mod law;
mod mark;
mod owner;
mod phrase;
mod project;
mod registry;
mod report;
mod report_of;
mod statistics;
mod strategy;
mod title;
mod trigger;

use super::{DocumentKind, Evidence, Extractor, Findings, Parsed, SourceKind, SourceRef, Step};
use crate::structure::NodeKind;
use body::Body;
use flat::Flat;
use std::ops::Range;
use trigger::Trigger;

pub struct SourceRefs;

impl Extractor for SourceRefs {
    fn name(&self) -> &'static str {
        "source-ref"
    }

    fn extract(&self, parsed: &Parsed<'_>, found: &mut Findings) {
        let mut about = About::new(parsed, found);
        let mut sources = Vec::new();
        let mut notes = footnote::Notes::default();
        let marked = parsed.doc.raw().contains(['*', '_', '<']);
        for node in 0..parsed.outline.nodes.len() {
            let Some(flat) = Flat::new(parsed, node, marked).filter(|_| parsed.outline.nodes[node].is_text()) else {
                continue;
            };
            let bodies = body::find(parsed, &flat);
            let line = Line { parsed, flat: &flat, bodies: &bodies };
            for draft in longest(propose(&line, &mut about, &mut notes)) {
                sources.push(source(&line, &about, draft));
            }
        }
        mark::attach(parsed, &mut sources);
        registry::resolve(parsed, found.meta.period, &mut sources);
        found.sources = sources;
    }

    fn explain(&self, parsed: &Parsed<'_>, found: &Findings, sentence: Range<usize>) -> Vec<Step> {
        explain::explain(parsed, found, sentence)
    }
}

/// What all rules find in a line, before the longest of what overlaps is chosen.
fn propose(line: &Line<'_>, about: &mut About, notes: &mut footnote::Notes) -> Vec<Draft> {
    let mut drafts = Vec::new();
    footnote::find(line, notes, &mut drafts);
    // A note is one source; in a line with "Kilde: …" there may be others.
    if drafts.is_empty() || line.parsed.outline.nodes[line.flat.node].kind != NodeKind::Footnote {
        law::find(line, &mut drafts);
        agreement::find(line, &mut drafts);
        report::find(line, about, &mut drafts);
        statistics::find(line, about, &mut drafts);
        strategy::find(line, about, &mut drafts);
        guide::find(line, &mut drafts);
        project::find(line, about, &mut drafts);
    }
    drafts
}

/// What the rules know of the document.
struct About {
    overview: bool,
    /// Years of the plan itself, which is no source of its own.
    period: Option<super::Period>,
    title: Option<String>,
    /// The one regional council that the document names in full.
    council: Option<String>,
    /// The municipality's name as it stands in its address: "koebenhavn" and "københavn".
    home: Vec<String>,
    /// Projects named so far.
    projects: Vec<String>,
}

impl About {
    fn new(parsed: &Parsed<'_>, found: &Findings) -> Self {
        let meta = &found.meta;
        Self {
            overview: meta.kind == DocumentKind::Overview,
            period: meta.period,
            title: meta.title.clone(),
            council: council(parsed),
            home: meta.municipality.iter().flat_map(|name| addresses(name)).collect(),
            projects: Vec::new(),
        }
    }

    /// Whether an address is the municipality's own: a place for contact, not a source.
    fn is_home(&self, address: &str) -> bool {
        self.home.iter().any(|name| address.contains(&format!("{name}.")))
    }

    /// Whether the plan covers `year`.
    fn covers(&self, year: i32) -> bool {
        let Some(period) = self.period else {
            return false;
        };
        let from = period.from.or(period.to);
        let to = period.to.or(period.from);
        from.is_some_and(|from| from <= year) && to.is_some_and(|to| year <= to)
    }
}

/// How a municipality's name is written in addresses.
fn addresses(name: &str) -> Vec<String> {
    let lower = name.to_lowercase();
    let ascii = lower.replace('æ', "ae").replace('ø', "oe").replace('å', "aa");
    vec![lower, ascii]
}

/// "RAR Hovedstaden" where an overview's front names it.
fn council(parsed: &Parsed<'_>) -> Option<String> {
    let headings = parsed.outline.nodes.iter().filter(|node| matches!(node.kind, NodeKind::Heading { .. }));
    for node in headings.take(8) {
        let text = node.text(parsed.text());
        if let Some(at) = text.find("RAR ") {
            let region = text[at + 4..].split_whitespace().next()?;
            return region.starts_with(char::is_uppercase).then(|| format!("RAR {region}"));
        }
    }
    None
}

/// One node, ready for the rules.
struct Line<'a> {
    parsed: &'a Parsed<'a>,
    flat: &'a Flat,
    bodies: &'a [Body],
}

impl Line<'_> {
    fn text(&self) -> &str {
        &self.flat.text
    }

    /// Whether the line has a word that a rule waits for.
    fn has(&self, trigger: Trigger) -> bool {
        self.flat.triggers.has(trigger)
    }

    /// Where the words end that a rule waits for.
    fn places(&self, trigger: Trigger) -> impl Iterator<Item = usize> {
        self.flat.triggers.places(trigger)
    }

    /// The body that begins at `at`.
    fn body_at(&self, at: usize) -> Option<&Body> {
        self.bodies.iter().find(|body| body.range.start == at)
    }
}

/// A source as a rule proposes it.
#[derive(Debug, Clone)]
struct Draft {
    /// Bytes of the line.
    range: Range<usize>,
    kind: SourceKind,
    publisher: Option<String>,
    title: Option<String>,
    rule: &'static str,
    labels: Vec<String>,
}

impl Draft {
    fn new(range: Range<usize>, kind: SourceKind, rule: &'static str) -> Self {
        Self { range, kind, publisher: None, title: None, rule, labels: Vec::new() }
    }

    fn by(mut self, publisher: &str) -> Self {
        self.publisher = Some(publisher.to_owned());
        self
    }

    fn titled(mut self, title: &str) -> Self {
        self.title = Some(title.to_owned());
        self
    }
}

/// Of drafts that overlap the longest; of equals the first.
fn longest(mut drafts: Vec<Draft>) -> Vec<Draft> {
    drafts.sort_by_key(|draft| (usize::MAX - draft.range.len(), draft.range.start));
    let mut kept: Vec<Draft> = Vec::with_capacity(drafts.len());
    for draft in drafts {
        if !kept.iter().any(|other| draft.range.start < other.range.end && other.range.start < draft.range.end) {
            kept.push(draft);
        }
    }
    kept.sort_by_key(|draft| draft.range.start);
    kept
}

fn source(line: &Line<'_>, about: &About, draft: Draft) -> SourceRef {
    let text = &line.text()[draft.range.clone()];
    let publisher = match draft.publisher {
        Some(name) if name == "RAR" => about.council.clone().or(Some(name)),
        other => other,
    };
    SourceRef {
        node: line.flat.node,
        norm: line.flat.norm(draft.range.clone()),
        kind: draft.kind,
        publisher,
        title: draft.title.or_else(|| attributes::title(draft.kind, text)).map(attributes::bare_title),
        year: attributes::year(draft.kind, text),
        identifier: attributes::identifier(draft.kind, text),
        cited_at: Vec::new(),
        act: None,
        evidence: Evidence { rule: draft.rule, labels: draft.labels },
    }
}

impl Line<'_> {
    /// Where a sentence stands in the line.
    fn sentence(&self, sentence: &crate::token::Sentence) -> Range<usize> {
        self.flat.of_tokens(sentence.tokens.clone())
    }
}
