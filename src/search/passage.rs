//! Passages: the blocks of a plan as the index keeps them, with everything that a hit must tell.
//!
//! A passage is a heading, paragraph, list item, table row or footnote. It carries its words with their places in
//! raw, so that highlighting needs neither the plan nor the steps that read it. A word that a page break or a box
//! cuts has two places; a word that a hanging hyphen leaves open also carries what it stands for.

use super::analyzer;
use crate::analysis::CodePoints;
use crate::extract::Parsed;
use crate::span::Span;
use crate::structure::{NodeId, NodeKind};
use crate::token::compound::Splitter;
use crate::token::hyphen;
use crate::wire::{AnalysisJson, MentionJson, PeriodJson};
use serde::Serialize;
use std::borrow::Cow;
use std::collections::{BTreeSet, HashSet};
use std::ops::Range;

/// What a hit needs to know of the plan.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Plan {
    /// File name of the text.
    pub doc: String,
    pub title: Option<String>,
    pub municipality: Option<String>,
    /// Four digits.
    pub code: Option<String>,
    pub region: Option<String>,
    /// Years that the plan covers.
    pub period: Option<PeriodJson>,
}

impl Plan {
    /// Every year that the plan covers; of an open period the end that is known.
    pub fn years(&self) -> Vec<i32> {
        let Some(period) = self.period else {
            return Vec::new();
        };
        match (period.from, period.to) {
            // A longer period is a slip of the pen.
            (Some(from), Some(to)) if from <= to && to - from < 30 => (from..=to).collect(),
            (from, to) => from.into_iter().chain(to).collect::<BTreeSet<_>>().into_iter().collect(),
        }
    }
}

/// What sort of block a passage is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    Heading,
    Paragraph,
    ListItem,
    TableRow,
    Footnote,
    /// A line of the table of contents.
    Contents,
    /// Running head, page number: text of the page.
    Furniture,
}

impl Kind {
    /// In order.
    pub const ALL: [Self; 7] = [
        Self::Heading,
        Self::Paragraph,
        Self::ListItem,
        Self::TableRow,
        Self::Footnote,
        Self::Contents,
        Self::Furniture,
    ];

    /// The name in JSON and queries.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Heading => "heading",
            Self::Paragraph => "paragraph",
            Self::ListItem => "list_item",
            Self::TableRow => "table_row",
            Self::Footnote => "footnote",
            Self::Contents => "contents",
            Self::Furniture => "furniture",
        }
    }
}

/// A run of raw text, in code points of the document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Segment {
    pub start: usize,
    pub end: usize,
    pub text: String,
}

/// A word of a passage, in lower case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word<'t> {
    pub text: Cow<'t, str>,
    /// Code points of the document; the word's first half where it is cut.
    pub start: usize,
    pub end: usize,
    /// The second half of a word that something cuts.
    pub rest: Option<(usize, usize)>,
    /// The words that a hanging hyphen stands for: `uddannelsesområdet` at "uddannelses-".
    pub also: Vec<String>,
}

impl Word<'_> {
    /// The word, and the words that it stands for.
    pub fn spellings(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.text.as_ref()).chain(self.also.iter().map(String::as_str))
    }

    /// The same with letters of its own.
    pub fn into_owned(self) -> Word<'static> {
        Word { text: Cow::Owned(self.text.into_owned()), ..self }
    }
}

/// A concept named in a passage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Concept {
    /// `target_groups`, `measures` or `benefits`.
    pub layer: String,
    pub id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub narrower: Option<String>,
    /// Code points of the document.
    pub start: usize,
    pub end: usize,
}

/// One block of a plan.
#[derive(Debug, Clone, PartialEq)]
pub struct Passage {
    pub plan: Plan,
    /// Headings above, outermost first.
    pub section: Vec<String>,
    /// From 1.
    pub page: usize,
    pub kind: Kind,
    /// In reading order; more than one where something cuts the block.
    pub segments: Vec<Segment>,
    pub words: Vec<Word<'static>>,
    /// Kinds of the goals that touch the passage, for example `aktivitet`.
    pub goals: Vec<String>,
    /// Minister goals that these goals serve.
    pub serves: Vec<String>,
    pub concepts: Vec<Concept>,
    /// Sources cited here, each as publisher, title and identifier.
    pub sources: Vec<String>,
}

impl Passage {
    /// First code point.
    pub fn start(&self) -> usize {
        self.segments.iter().map(|segment| segment.start).min().unwrap_or(0)
    }

    /// One past the last code point.
    pub fn end(&self) -> usize {
        self.segments.iter().map(|segment| segment.end).max().unwrap_or(0)
    }

    /// Names the passage across runs: plan and place.
    pub fn id(&self) -> String {
        format!("{}#{}", self.plan.doc, self.start())
    }
}

/// The passages of a plan, in reading order.
pub fn passages(parsed: &Parsed<'_>, analysis: &AnalysisJson) -> Vec<Passage> {
    let plan = Plan {
        doc: analysis.doc.clone(),
        title: analysis.meta.title.clone(),
        municipality: analysis.meta.municipality.clone(),
        code: analysis.meta.kommunekode.clone(),
        region: region(parsed, analysis),
        period: analysis.meta.period,
    };
    let labels = parsed.lexicon.terms.iter().map(|term| term.label.as_str()).collect();
    let builder = Builder { parsed, points: CodePoints::new(parsed.doc.raw()), plan, labels };
    let mut found: Vec<Passage> = Vec::new();
    let mut row: Option<(usize, usize)> = None;
    for id in 0..parsed.outline.nodes.len() {
        let this_row = match parsed.outline.nodes[id].kind {
            NodeKind::Cell { table, row, .. } => Some((table, row)),
            _ => None,
        };
        if let (Some(_), true, Some(last)) = (this_row, this_row == row, found.last_mut()) {
            builder.extend(last, id);
            continue;
        }
        row = this_row;
        let mut passage = builder.empty(id);
        builder.extend(&mut passage, id);
        found.push(passage);
    }
    found.retain(|passage| !passage.words.is_empty() && !passage.segments.is_empty());
    for passage in &mut found {
        annotate(passage, analysis);
    }
    found
}

fn region(parsed: &Parsed<'_>, analysis: &AnalysisJson) -> Option<String> {
    let code = analysis.meta.kommunekode.as_deref()?;
    parsed.lexicon.municipality(code).map(|municipality| municipality.region.clone())
}

struct Builder<'p, 'd> {
    parsed: &'p Parsed<'d>,
    points: CodePoints<'p>,
    plan: Plan,
    /// Labels of the lexicon: words that exist.
    labels: HashSet<&'p str>,
}

impl Builder<'_, '_> {
    fn empty(&self, id: NodeId) -> Passage {
        let node = &self.parsed.outline.nodes[id];
        let kind = match node.kind {
            NodeKind::Heading { .. } => Kind::Heading,
            NodeKind::Paragraph => Kind::Paragraph,
            NodeKind::ListItem => Kind::ListItem,
            NodeKind::Cell { .. } => Kind::TableRow,
            NodeKind::Footnote => Kind::Footnote,
            NodeKind::Contents => Kind::Contents,
            NodeKind::Furniture => Kind::Furniture,
        };
        Passage {
            plan: self.plan.clone(),
            section: self.parsed.outline.section(id, self.parsed.text()),
            page: node.page,
            kind,
            segments: Vec::new(),
            words: Vec::new(),
            goals: Vec::new(),
            serves: Vec::new(),
            concepts: Vec::new(),
            sources: Vec::new(),
        }
    }

    /// Adds the text and the words of a node.
    fn extend(&self, passage: &mut Passage, id: NodeId) {
        let node = &self.parsed.outline.nodes[id];
        let norm = self.parsed.text();
        let mut places: Vec<Range<usize>> = node.segments.clone();
        if let Some(label) = node.label.as_ref().map(|label| label.range.clone())
            && let Some(text) = norm.get(label.clone())
            && text.chars().filter(|c| c.is_alphabetic()).count() > 2
        {
            // "Ministermål 3:" stands outside the node's text and is searched for all the same.
            self.words_of_text(passage, label.clone());
            match places.first_mut() {
                Some(first) if label.end <= first.start => first.start = label.start,
                _ => places.insert(0, label),
            }
        }
        for place in places {
            let span = self.parsed.norm.raw(place);
            if !span.is_empty() {
                passage.segments.push(Segment {
                    start: self.points.at(span.start()),
                    end: self.points.at(span.end()),
                    text: self.parsed.doc.slice(span).to_owned(),
                });
            }
        }
        if !node.is_text() {
            for segment in &node.segments {
                self.words_of_text(passage, segment.clone());
            }
            return;
        }
        let tokens = self.parsed.node_tokens(id);
        if tokens.is_empty() {
            return;
        }
        let flow = &self.parsed.tokens.flow;
        let from = flow.token(tokens.start).start;
        let whole = self.whole_words(id);
        for piece in analyzer::pieces(self.parsed.lower_text(tokens)) {
            let range = from + piece.range.start..from + piece.range.end;
            let also = whole
                .iter()
                .filter(|(place, word)| place.start <= range.start && range.end <= place.end && word != piece.text);
            let also = also.map(|(_, word)| word.clone()).collect();
            let norm = flow.norm(range, self.parsed.all_tokens());
            let spans = self.parsed.place_norm(id, norm.start, norm.end).segments;
            self.push_word(passage, piece.text, &spans, also);
        }
    }

    /// What the hanging hyphens of a node stand for, with the places of the open words in the flow.
    fn whole_words(&self, id: NodeId) -> Vec<(Range<usize>, String)> {
        let mut found = Vec::new();
        for sentence in self.parsed.sentences(id) {
            let first = sentence.tokens.start;
            let tokens: Vec<&str> = sentence.tokens.clone().map(|token| self.parsed.lower(token)).collect();
            if !tokens.iter().any(|token| {
                token.len() > 1 && (token.starts_with('-') || token.contains("-/") || token.ends_with('-'))
            }) {
                continue;
            }
            for conjunct in hyphen::complete(&tokens, Splitter::standard(), &|word| self.labels.contains(word)) {
                let start = self.parsed.tokens.flow.token(first + conjunct.token).start;
                found.push((start + conjunct.range.start..start + conjunct.range.end, conjunct.word));
            }
        }
        found
    }

    /// Adds the words of normalized text that has no tokens.
    fn words_of_text(&self, passage: &mut Passage, range: Range<usize>) {
        let text = &self.parsed.text()[range.clone()];
        for piece in analyzer::pieces(text) {
            let span = self.parsed.norm.raw(range.start + piece.range.start..range.start + piece.range.end);
            self.push_word(passage, piece.text, &[span], Vec::new());
        }
    }

    fn push_word(&self, passage: &mut Passage, text: &str, spans: &[Span], also: Vec<String>) {
        let points = |span: &Span| (self.points.at(span.start()), self.points.at(span.end()));
        if let Some((start, end)) = spans.first().map(points) {
            let rest = spans.get(1).map(points);
            passage.words.push(Word { text: Cow::Owned(text.to_lowercase()), start, end, rest, also });
        }
    }
}

/// Adds the findings that lie in the passage.
fn annotate(passage: &mut Passage, analysis: &AnalysisJson) {
    let segments: Vec<(usize, usize)> = passage.segments.iter().map(|segment| (segment.start, segment.end)).collect();
    let holds = |start: usize, end: usize| segments.iter().any(|&(from, to)| start < to && from < end);
    let mut goals = BTreeSet::new();
    let mut serves = BTreeSet::new();
    for goal in &analysis.goals {
        let parts: &[(usize, usize)] = match goal.place.segments.as_slice() {
            [] => &[(goal.place.start, goal.place.end)],
            segments => segments,
        };
        if parts.iter().any(|&(start, end)| holds(start, end)) {
            goals.insert(goal.kind.clone());
            serves.extend(goal.serves.clone());
        }
    }
    passage.goals = goals.into_iter().collect();
    passage.serves = serves.into_iter().collect();
    let layers: [(&str, &[MentionJson]); 3] = [
        ("target_groups", &analysis.target_groups),
        ("measures", &analysis.measures),
        ("benefits", &analysis.benefits),
    ];
    for (layer, mentions) in layers {
        // Mentions are sorted by place, passages nearly so: most are skipped by the first comparison.
        for mention in mentions {
            let (start, end) =
                mention.place.segments.first().copied().unwrap_or((mention.place.start, mention.place.end));
            if let Some(&(from, to)) = segments.iter().find(|&&(from, to)| start < to && from < end) {
                passage.concepts.push(Concept {
                    layer: layer.to_owned(),
                    id: mention.concept.clone(),
                    narrower: mention.narrower.clone(),
                    start: start.max(from),
                    end: end.min(to),
                });
            }
        }
    }
    for source in &analysis.sources {
        let cited = source.cited_at.iter().any(|&(start, end)| holds(start, end));
        if cited || holds(source.place.start, source.place.end) {
            let parts = [&source.publisher, &source.title, &source.identifier];
            let mut name: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
            if name.is_empty() {
                name.push(&source.place.text);
            }
            passage.sources.push(name.join(", "));
        }
    }
}
