//! Finds goals, target groups, measures, benefits and sources in a parsed document.
//!
//! Each extractor is one file and says at its top what it finds, why it matters, an example, and what it leaves.
//! Extractors run in the order of [`ALL`]; a later one may read what earlier ones found, since a goal lists the
//! groups and measures inside it.

mod attribution;
mod benefit;
mod gated;
mod goal;
pub(crate) use goal::ROW;
mod matrix;
mod measure;
mod metadata;
mod owner_names;
mod place;
mod source_ref;
pub mod target;
mod target_group;

pub use crate::token::number::Period;
pub use target::Target;

use crate::ingest::Document;
use crate::lexicon::{Lexicon, Term, TermHit};
use crate::normalize::NormText;
use crate::span::Span;
use crate::structure::{NodeId, Outline};
use crate::token::{Sentence, Token, Tokens};
use std::collections::BTreeMap;
use std::ops::Range;

/// Everything that is known of a document before extraction.
#[derive(Debug)]
pub struct Parsed<'d> {
    pub doc: &'d Document,
    pub lexicon: &'d Lexicon,
    pub norm: NormText,
    pub outline: Outline,
    pub tokens: Tokens,
    /// Lexicon hits, sorted by place in the flow.
    pub hits: Vec<TermHit>,
    owner_names: owner_names::OwnerNames,
    /// For each node, its sentences.
    node_sentences: Vec<Range<usize>>,
    /// For each node, its hits.
    node_hits: Vec<Range<usize>>,
}

impl<'d> Parsed<'d> {
    /// Runs all stages up to the lexicon.
    pub fn new(doc: &'d Document, lexicon: &'d Lexicon) -> Self {
        let norm = crate::normalize::normalize(doc.raw());
        let outline = crate::structure::outline(norm.text());
        let tokens = crate::token::tokenize(norm.text(), &outline);
        let hits = lexicon.find(&tokens, norm.text());
        let owner_names = owner_names::OwnerNames::learn(norm.text(), &outline, &tokens, lexicon);
        let node_sentences = by_node(outline.nodes.len(), tokens.sentences.iter().map(|sentence| sentence.node));
        let node_hits = by_node(outline.nodes.len(), hits.iter().map(|hit| tokens.tokens[hit.tokens.start].node));
        Self { doc, lexicon, norm, outline, tokens, hits, owner_names, node_sentences, node_hits }
    }

    /// The normalized text.
    pub fn text(&self) -> &str {
        self.norm.text()
    }

    /// The words of a token as normalized, with its capitals.
    pub fn token_text(&self, token: usize) -> &str {
        &self.norm.text()[self.tokens.tokens[token].norm.clone()]
    }

    /// The token in lower case; the first half of a word that a column cut in two is the whole word.
    #[inline]
    pub fn lower(&self, token: usize) -> &str {
        self.tokens.flow.word(token)
    }

    /// Whether the token is a name by which this plan calls its owner: "Rødeskov", "Arbejdsmarked".
    pub fn names_owner(&self, token: usize) -> bool {
        self.owner_names.contains(self.lower(token)) && self.token_text(token).starts_with(char::is_uppercase)
    }

    /// Whether the token is the first half of a word that a column cut in two.
    pub fn is_cut(&self, token: usize) -> bool {
        self.tokens.flow.is_cut(token)
    }

    /// The lower-case text of a run of tokens, single spaces between.
    pub fn lower_text(&self, tokens: Range<usize>) -> &str {
        if tokens.is_empty() {
            return "";
        }
        let start = self.tokens.flow.token(tokens.start).start;
        let end = self.tokens.flow.token(tokens.end - 1).end;
        &self.tokens.flow.text()[start..end]
    }

    /// All tokens.
    pub fn all_tokens(&self) -> &[Token] {
        &self.tokens.tokens
    }

    /// The sentences of a node, in order.
    pub fn sentences(&self, node: NodeId) -> &[Sentence] {
        &self.tokens.sentences[self.node_sentences[node].clone()]
    }

    /// The lexicon hits inside a node, in order.
    pub fn hits(&self, node: NodeId) -> &[TermHit] {
        &self.hits[self.node_hits[node].clone()]
    }

    /// The term of a hit.
    pub fn term(&self, hit: &TermHit) -> &Term {
        &self.lexicon.terms[hit.term]
    }

    /// The tokens of a node.
    pub fn node_tokens(&self, node: NodeId) -> Range<usize> {
        match self.sentences(node) {
            [] => 0..0,
            [first, .., last] => first.tokens.start..last.tokens.end,
            [only] => only.tokens.clone(),
        }
    }

    /// The place of a run of tokens of one node: cut in segments where the node is.
    pub fn place(&self, tokens: Range<usize>) -> Place {
        let list = &self.tokens.tokens[tokens];
        let (Some(first), Some(last)) = (list.first(), list.last()) else {
            return Place::default();
        };
        self.place_norm(first.node, first.norm.start, last.norm.end)
    }

    /// The place between two bytes of the normalized text that lie in `node`.
    pub fn place_norm(&self, node: NodeId, start: usize, end: usize) -> Place {
        let segments = &self.outline.nodes[node].segments;
        let holds = |at: usize, is_end: bool| {
            segments
                .iter()
                .position(|segment| segment.start <= at && if is_end { at <= segment.end } else { at < segment.end })
        };
        let (Some(from), Some(to)) = (holds(start, false), holds(end, true)) else {
            return Place { segments: vec![self.norm.raw(start..end.max(start))] };
        };
        let mut pieces = Vec::with_capacity(to.saturating_sub(from) + 1);
        for (index, segment) in segments.iter().enumerate().take(to + 1).skip(from) {
            let piece_start = if index == from { start } else { segment.start };
            let piece_end = if index == to { end } else { segment.end };
            if piece_start < piece_end {
                pieces.push(self.norm.raw(piece_start..piece_end));
            }
        }
        Place { segments: pieces }
    }
}

/// For each of `count` nodes the run of items that belong to it; items must come in node order.
fn by_node(count: usize, nodes: impl Iterator<Item = NodeId>) -> Vec<Range<usize>> {
    let mut runs = vec![0..0; count];
    for (index, node) in nodes.enumerate() {
        if runs[node].is_empty() {
            runs[node] = index..index;
        }
        runs[node].end = index + 1;
    }
    runs
}

/// Where a finding stands in raw: one span, or several where something cuts it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Place {
    pub segments: Vec<Span>,
}

impl Place {
    /// From the first segment's start to the last one's end.
    pub fn outer(&self) -> Span {
        let start = self.segments.iter().map(|span| span.start()).min().unwrap_or(0);
        let end = self.segments.iter().map(|span| span.end()).max().unwrap_or(0);
        Span::new(start, end)
    }
}

/// Why we believe a finding.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Evidence {
    /// The rule's name, for example `goal/box`.
    pub rule: &'static str,
    /// Labels of the lexicon that fired.
    pub labels: Vec<String>,
}

/// Everything found in a document.
#[derive(Debug, Clone, Default)]
pub struct Findings {
    pub meta: Meta,
    pub goals: Vec<Goal>,
    pub target_groups: Vec<Mention>,
    pub measures: Vec<Mention>,
    pub benefits: Vec<Mention>,
    pub sources: Vec<SourceRef>,
    pub matrix: Vec<Cell>,
    /// Municipality → the matrix's free-text column.
    pub remarks: BTreeMap<String, String>,
    pub attributions: Vec<Attribution>,
}

/// What the document is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Meta {
    pub title: Option<String>,
    pub kind: DocumentKind,
    /// Name without "Kommune".
    pub municipality: Option<String>,
    /// Four digits; None for a municipality that the lexicon does not know.
    pub code: Option<String>,
    pub issuer: Option<String>,
    /// Years that the plan covers.
    pub period: Option<Period>,
}

/// What sort of document it is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum DocumentKind {
    #[default]
    Plan,
    Overview,
    Other,
}

impl DocumentKind {
    /// The id of GOLD.md.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Plan => "beskaeftigelsesplan",
            Self::Overview => "oversigt",
            Self::Other => "andet",
        }
    }
}

/// A mention of a target group, measure or benefit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    pub node: NodeId,
    /// Bytes of the normalized text.
    pub norm: Range<usize>,
    /// Id of GOLD.md's list.
    pub concept: String,
    pub narrower: Option<String>,
    pub qualifiers: Vec<Qualifier>,
    pub evidence: Evidence,
}

/// What a group's modifiers add.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Qualifier {
    Concept(String),
    /// Years.
    Age {
        min: Option<u32>,
        max: Option<u32>,
    },
    /// Weeks.
    DurationMin(u32),
}

/// The kinds of goals; see GOLD.md.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum GoalKind {
    Minister,
    Beacon,
    Objective,
    Goal,
    Activity,
}

impl GoalKind {
    /// The id of GOLD.md.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Minister => "ministermaal",
            Self::Beacon => "pejlemaerke",
            Self::Objective => "maalsaetning",
            Self::Goal => "maal",
            Self::Activity => "aktivitet",
        }
    }
}

/// How strongly the owner binds itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Modality {
    Shall,
    Will,
    Should,
    Can,
    Wish,
    Expect,
    Aim,
    Indicative,
    Strive,
    Nominal,
}

impl Modality {
    /// The id of GOLD.md.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Shall => "skal",
            Self::Will => "vil",
            Self::Should => "boer",
            Self::Can => "kan",
            Self::Wish => "oensker",
            Self::Expect => "forventer",
            Self::Aim => "maal",
            Self::Indicative => "indikativ",
            Self::Strive => "bestraeber",
            Self::Nominal => "nominal",
        }
    }
}

/// Which way the goal points.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Direction {
    Increase,
    Decrease,
    Maintain,
    Improve,
}

impl Direction {
    /// The id of GOLD.md.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Increase => "increase",
            Self::Decrease => "decrease",
            Self::Maintain => "maintain",
            Self::Improve => "improve",
        }
    }
}

/// A goal with its attributes.
#[derive(Debug, Clone)]
pub struct Goal {
    pub node: NodeId,
    /// Bytes of the normalized text.
    pub norm: Range<usize>,
    pub kind: GoalKind,
    pub label: Option<String>,
    /// Bytes of the normalized text that name who acts.
    pub actor: Option<Range<usize>>,
    pub modality: Modality,
    pub direction: Option<Direction>,
    pub target: Option<Target>,
    pub period: Option<Period>,
    /// Id of a minister goal.
    pub serves: Option<String>,
    pub target_groups: Vec<String>,
    pub measures: Vec<String>,
    pub benefits: Vec<String>,
    pub evidence: Evidence,
}

/// What kind of text a source is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SourceKind {
    Law,
    Agreement,
    Report,
    Statistics,
    Website,
    Strategy,
    Guide,
    Project,
}

impl SourceKind {
    /// The id of GOLD.md.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Law => "law",
            Self::Agreement => "agreement",
            Self::Report => "report",
            Self::Statistics => "statistics",
            Self::Website => "website",
            Self::Strategy => "strategy",
            Self::Guide => "guide",
            Self::Project => "project",
        }
    }
}

/// A text, data set or authority that the plan builds on.
#[derive(Debug, Clone)]
pub struct SourceRef {
    pub node: NodeId,
    /// Bytes of the normalized text.
    pub norm: Range<usize>,
    pub kind: SourceKind,
    pub publisher: Option<String>,
    pub title: Option<String>,
    pub year: Option<i32>,
    pub identifier: Option<String>,
    /// Note marks that point here, as bytes of the normalized text.
    pub cited_at: Vec<Range<usize>>,
    /// The act that a law or agreement is, where that is sure.
    pub act: Option<CitedAct>,
    pub evidence: Evidence,
}

/// What the registry of acts, or the text itself, knows of a cited act.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CitedAct {
    /// Official name.
    pub name: Option<String>,
    pub number: Option<String>,
    /// `2019-05-07`.
    pub date: Option<String>,
    pub eli: Option<String>,
}

/// A non-empty cell of an overview's matrix.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    pub municipality: String,
    /// Id of a minister goal.
    pub goal: String,
    /// `X` or `(X)`.
    pub mark: &'static str,
}

/// A municipality named under a numbered theme.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Attribution {
    pub theme: u32,
    pub municipality: String,
}

/// A rule that was tried at a place, and what came of it: what `pejl explain` shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// What was tried: the rule's name, or the question that a gate asks.
    pub rule: String,
    /// Where it was tried.
    pub tokens: Range<usize>,
    /// Whether it was for a finding, against one, or only says how the text was read.
    pub answer: Answer,
    pub why: String,
}

/// What a step says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    For,
    Against,
    Reading,
}

/// Finds one layer.
pub trait Extractor: Sync {
    /// Kebab-case name: fixture folder and row in the score.
    fn name(&self) -> &'static str;
    /// Adds what it finds.
    fn extract(&self, parsed: &Parsed<'_>, found: &mut Findings);
    /// Runs its decisions on one sentence again and names each. Only for people who ask: extraction never calls it.
    fn explain(&self, _parsed: &Parsed<'_>, _found: &Findings, _sentence: Range<usize>) -> Vec<Step> {
        Vec::new()
    }
}

/// All extractors, in the order in which they run.
pub const ALL: &[&dyn Extractor] = &[
    &metadata::Metadata,
    &target_group::TargetGroups,
    &measure::Measures,
    &benefit::Benefits,
    &source_ref::SourceRefs,
    &matrix::Matrix,
    &attribution::Attributions,
    &goal::Goals,
];

/// Those that find what a few words can name.
const MENTIONS: &[&dyn Extractor] = &[&target_group::TargetGroups, &measure::Measures, &benefit::Benefits];

/// Runs the extractors of target groups, measures and benefits alone: what a search query names.
pub fn mentions(parsed: &Parsed<'_>) -> Findings {
    run(MENTIONS, parsed)
}

/// Runs every extractor.
pub fn extract(parsed: &Parsed<'_>) -> Findings {
    run(ALL, parsed)
}

fn run(extractors: &[&dyn Extractor], parsed: &Parsed<'_>) -> Findings {
    let mut found = Findings::default();
    for extractor in extractors {
        extractor.extract(parsed, &mut found);
    }
    found
}
