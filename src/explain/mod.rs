//! Says of one place in a plan what was read there, which rules were tried, and why a finding was made or not made.
//!
//! This is the tool that makes the next rule easy to write. It runs the document as always and then asks each
//! extractor to name its decisions on one sentence ([`crate::extract::Extractor::explain`]); extraction itself knows
//! nothing of it. [`probe`] adds what no rule can say of itself: which word, left out, would change the answer.

mod probe;
mod text;
mod words;

pub use text::text;

use crate::analysis::CodePoints;
use crate::extract::{self, Answer, Findings, Parsed};
use crate::ingest::Document;
use crate::lexicon::Lexicon;
use crate::structure::{NodeId, NodeKind};
use crate::wire::{AnalysisJson, LinkJson, PlaceJson};
use serde::Serialize;
use std::ops::Range;

/// All that is known of one place. Made to be written and nothing else.
#[derive(Debug, Serialize)]
pub struct Explanation {
    pub doc: String,
    /// Code point asked for.
    pub at: usize,
    pub block: Option<Block>,
    pub sentence: Option<Quote>,
    pub tokens: Vec<words::Word>,
    /// Numbers, quantities and dates of the sentence.
    pub numbers: Vec<words::Number>,
    /// Findings that touch the place, then those of the rest of the sentence.
    pub findings: Vec<Covering>,
    pub links: Vec<LinkJson>,
    pub steps: Vec<StepJson>,
    /// What the sentence gives when it stands alone, and what changes when a word is left out.
    pub probe: Option<probe::Probe>,
}

/// The block that holds the place.
#[derive(Debug, Serialize)]
pub struct Block {
    pub kind: String,
    pub page: usize,
    /// Headings above, outermost first.
    pub section: Vec<String>,
    pub label: Option<String>,
    /// The line that introduces the list.
    pub introduced_by: Option<String>,
    #[serde(flatten)]
    pub place: Quote,
}

/// Words with their outer bounds in code points.
#[derive(Debug, Clone, Serialize)]
pub struct Quote {
    pub start: usize,
    pub end: usize,
    pub text: String,
}

/// A finding at the place.
#[derive(Debug, Serialize)]
pub struct Covering {
    pub layer: &'static str,
    pub id: Option<String>,
    /// Kind or concept with the main attributes.
    pub what: String,
    pub rule: Option<String>,
    pub labels: Vec<String>,
    /// Whether it covers the very place asked for.
    pub here: bool,
    #[serde(flatten)]
    pub place: Quote,
}

/// A rule that was tried.
#[derive(Debug, Serialize)]
pub struct StepJson {
    pub extractor: &'static str,
    pub rule: String,
    /// `for`, `against` or `reading`.
    pub answer: &'static str,
    pub why: String,
    pub text: String,
}

/// Explains the place at `at`, a byte of the raw text.
pub fn explain(doc: &Document, lexicon: &Lexicon, at: usize) -> Explanation {
    let parsed = Parsed::new(doc, lexicon);
    let found = extract::extract(&parsed);
    let analysis = crate::analysis::to_json(&parsed, &found, &crate::link::link(&parsed, &found));
    let reader = Reader { parsed: &parsed, points: CodePoints::new(doc.raw()) };
    let mut explanation = Explanation {
        doc: doc.name.clone(),
        at: reader.points.at(at),
        block: None,
        sentence: None,
        tokens: Vec::new(),
        numbers: Vec::new(),
        findings: Vec::new(),
        links: Vec::new(),
        steps: Vec::new(),
        probe: None,
    };
    let Some(token) = reader.token(at) else {
        explanation.block = reader.furniture(at).map(|node| reader.block(node));
        return explanation;
    };
    let node = parsed.all_tokens()[token].node;
    explanation.block = Some(reader.block(node));
    let sentence = parsed.sentences(node).iter().find(|sentence| sentence.tokens.contains(&token));
    let Some(sentence) = sentence.map(|sentence| sentence.tokens.clone()) else {
        return explanation;
    };
    let quote = reader.quote(sentence.clone());
    explanation.tokens = words::read(&reader, sentence.clone());
    explanation.numbers = words::numbers(&parsed, &found, sentence.clone());
    explanation.findings = covering(&analysis, &quote, explanation.at);
    let ids: Vec<&str> = explanation.findings.iter().filter_map(|finding| finding.id.as_deref()).collect();
    let touches = |link: &&LinkJson| ids.contains(&link.from.as_str()) || ids.contains(&link.to.as_str());
    explanation.links = analysis.links.iter().filter(touches).cloned().collect();
    explanation.steps = steps(&reader, &found, &sentence);
    explanation.probe = Some(probe::probe(&parsed, &found, sentence));
    explanation.sentence = Some(quote);
    explanation
}

/// The start of the finding with this id, in code points.
pub fn start_of(analysis: &AnalysisJson, id: &str) -> Option<usize> {
    places(analysis).find(|(_, known, ..)| known.as_deref() == Some(id)).map(|(.., place)| place.start)
}

struct Reader<'p, 'd> {
    parsed: &'p Parsed<'d>,
    points: CodePoints<'p>,
}

impl Reader<'_, '_> {
    /// The token at a byte of raw, else the next one behind it.
    fn token(&self, at: usize) -> Option<usize> {
        if self.furniture(at).is_some() {
            return None;
        }
        let spans = self.parsed.all_tokens().iter().map(|token| self.parsed.norm.raw(token.norm.clone()));
        let ahead = spans.enumerate().filter(|(_, span)| span.end() > at);
        ahead.min_by_key(|(_, span)| span.start().saturating_sub(at)).map(|(token, _)| token)
    }

    /// The running head or page mark at a byte of raw.
    fn furniture(&self, at: usize) -> Option<NodeId> {
        let holds = |segment: &Range<usize>| {
            let span = self.parsed.norm.raw(segment.clone());
            span.start() <= at && at < span.end()
        };
        let nodes = &self.parsed.outline.nodes;
        nodes.iter().position(|node| !node.is_text() && node.segments.iter().any(holds))
    }

    fn block(&self, id: NodeId) -> Block {
        let node = &self.parsed.outline.nodes[id];
        let kind = match node.kind {
            NodeKind::Heading { level, boxed: false } => format!("heading {level}"),
            NodeKind::Heading { boxed: true, .. } => "box".to_owned(),
            NodeKind::Paragraph => "paragraph".to_owned(),
            NodeKind::ListItem => "item".to_owned(),
            NodeKind::Cell { table, row, column } => format!("cell, table {table} row {row} column {column}"),
            NodeKind::Footnote => "footnote".to_owned(),
            NodeKind::Contents => "line of the table of contents".to_owned(),
            NodeKind::Furniture => "furniture of the page, not read".to_owned(),
        };
        let norm = self.parsed.text();
        let line = |node: NodeId| one_line(&self.parsed.outline.nodes[node].text(norm));
        let bounds = node.segments.first().zip(node.segments.last()).map(|(first, last)| first.start..last.end);
        let outer =
            self.parsed.place_norm(id, bounds.clone().map_or(0, |b| b.start), bounds.map_or(0, |b| b.end)).outer();
        Block {
            kind,
            page: node.page,
            section: self.parsed.outline.section(id, norm),
            label: node.label.as_ref().map(|label| norm[label.range.clone()].trim().to_owned()),
            introduced_by: node.intro.map(line),
            place: Quote { start: self.points.at(outer.start()), end: self.points.at(outer.end()), text: line(id) },
        }
    }

    fn quote(&self, tokens: Range<usize>) -> Quote {
        let outer = self.parsed.place(tokens.clone()).outer();
        let text = self.words(tokens);
        Quote { start: self.points.at(outer.start()), end: self.points.at(outer.end()), text }
    }

    /// The words as read, spaces where the text has white space.
    fn words(&self, tokens: Range<usize>) -> String {
        let mut text = String::new();
        for token in tokens.clone() {
            let norm = &self.parsed.all_tokens()[token].norm;
            if token > tokens.start && self.parsed.all_tokens()[token - 1].norm.end != norm.start {
                text.push(' ');
            }
            text.push_str(&self.parsed.text()[norm.clone()]);
        }
        one_line(&text)
    }
}

/// Layer, id, description and place of every finding.
fn places(analysis: &AnalysisJson) -> impl Iterator<Item = (&'static str, &Option<String>, String, &PlaceJson)> {
    let goals = analysis.goals.iter().map(|goal| {
        let facts =
            [Some(goal.kind.as_str()), goal.modality.as_deref(), goal.direction.as_deref(), goal.serves.as_deref()];
        ("goal", &goal.id, facts.into_iter().flatten().collect::<Vec<_>>().join(" · "), &goal.place)
    });
    let sources = analysis.sources.iter().map(|source| {
        let facts = [Some(source.kind.as_str()), source.title.as_deref(), source.identifier.as_deref()];
        ("source", &source.id, facts.into_iter().flatten().collect::<Vec<_>>().join(" · "), &source.place)
    });
    let layers =
        [("target group", &analysis.target_groups), ("measure", &analysis.measures), ("benefit", &analysis.benefits)];
    let mentions = layers.into_iter().flat_map(|(layer, mentions)| {
        mentions.iter().map(move |mention| {
            let narrower = mention.narrower.as_ref().map_or(String::new(), |narrower| format!(" · {narrower}"));
            (layer, &mention.id, format!("{}{narrower}", mention.concept), &mention.place)
        })
    });
    goals.chain(mentions).chain(sources)
}

/// The findings that touch the sentence; those at the place asked for first.
fn covering(analysis: &AnalysisJson, sentence: &Quote, at: usize) -> Vec<Covering> {
    let mut findings: Vec<Covering> = places(analysis)
        .filter(|(.., place)| place.start < sentence.end && sentence.start < place.end)
        .map(|(layer, id, what, place)| Covering {
            layer,
            id: id.clone(),
            what,
            rule: place.evidence.as_ref().map(|evidence| evidence.rule.clone()),
            labels: place.evidence.as_ref().map_or(Vec::new(), |evidence| evidence.labels.clone()),
            here: place.start <= at && at < place.end,
            place: Quote { start: place.start, end: place.end, text: one_line(&place.text) },
        })
        .collect();
    findings.sort_by_key(|finding| (!finding.here, finding.place.start));
    findings
}

fn steps(reader: &Reader<'_, '_>, found: &Findings, sentence: &Range<usize>) -> Vec<StepJson> {
    let mut steps = Vec::new();
    for extractor in extract::ALL {
        for step in extractor.explain(reader.parsed, found, sentence.clone()) {
            steps.push(StepJson {
                extractor: extractor.name(),
                rule: step.rule,
                answer: match step.answer {
                    Answer::For => "for",
                    Answer::Against => "against",
                    Answer::Reading => "reading",
                },
                why: step.why,
                text: if step.tokens == *sentence { String::new() } else { reader.words(step.tokens) },
            });
        }
    }
    steps
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
