//! Findings become the JSON analysis: ids, pages, sections and code points are added here, in one pass.

use crate::extract::{Evidence, Findings, Goal, Mention, Parsed, Place, Qualifier, SourceRef};
use crate::link::{FindingId, Layer, Link};
use crate::structure::{Node, NodeId, NodeKind};
use crate::wire::{
    ActJson, AnalysisJson, AttributionJson, CellJson, EvidenceJson, GoalJson, HeadingJson, LinkJson, MentionJson,
    MetaJson, PeriodJson, PlaceJson, QualifierJson, QuoteJson, SCHEMA_VERSION, SourceJson, TargetJson,
};
use rustc_hash::FxHashMap;
use std::ops::Range;
use std::sync::Arc;

/// Writes the findings of a document and their links in the wire format.
pub fn to_json(parsed: &Parsed<'_>, found: &Findings, links: &[Link]) -> AnalysisJson {
    let mut ids = Ids::default();
    let headings = headings(parsed);
    let sections = sections(parsed, &headings);
    let writer = Writer { parsed, points: CodePoints::new(parsed.doc.raw()), headings, sections };
    let goals: Vec<GoalJson> = found.goals.iter().map(|goal| writer.goal(goal, &mut ids)).collect();
    let sources: Vec<SourceJson> = found.sources.iter().map(|source| writer.source(source, &mut ids)).collect();
    let target_groups = writer.mentions(&found.target_groups, "g-", &mut ids);
    let measures = writer.mentions(&found.measures, "m-", &mut ids);
    let benefits = writer.mentions(&found.benefits, "b-", &mut ids);
    // Ids are read by index before the findings are sorted by place.
    let id = |finding: FindingId| match finding.layer {
        Layer::Goal => goals[finding.index].id.clone(),
        Layer::Source => sources[finding.index].id.clone(),
        Layer::TargetGroup => target_groups[finding.index].id.clone(),
        Layer::Measure => measures[finding.index].id.clone(),
    };
    let links = links.iter().filter_map(|link| Some(writer.link(link, id(link.from)?, id(link.to)?))).collect();
    AnalysisJson {
        doc: parsed.doc.name.clone(),
        schema_version: Some(SCHEMA_VERSION),
        sha256: Some(parsed.doc.sha256.clone()),
        encoding: Some(parsed.doc.encoding.to_owned()),
        offset_unit: Some("code_point".to_owned()),
        meta: meta(found),
        goals: sorted(goals),
        sources: sorted(sources),
        target_groups: sorted(target_groups),
        measures: sorted(measures),
        benefits: sorted(benefits),
        matrix: found
            .matrix
            .iter()
            .map(|cell| CellJson {
                municipality: cell.municipality.clone(),
                goal: cell.goal.clone(),
                mark: cell.mark.to_owned(),
            })
            .collect(),
        remarks: found.remarks.clone(),
        attributions: found
            .attributions
            .iter()
            .map(|attribution| AttributionJson {
                theme: attribution.theme,
                municipality: attribution.municipality.clone(),
            })
            .collect(),
        links,
        outline: writer.outline(),
        repairs: parsed.norm.repairs().iter().map(|&(step, places)| (step.to_owned(), places)).collect(),
        notes: Vec::new(),
    }
}

fn meta(found: &Findings) -> MetaJson {
    let meta = &found.meta;
    MetaJson {
        title: meta.title.clone(),
        kind: Some(meta.kind.as_str().to_owned()),
        municipality: meta.municipality.clone(),
        kommunekode: meta.code.clone(),
        issuer: meta.issuer.clone(),
        period: meta.period.map(period),
    }
}

fn period(period: crate::extract::Period) -> PeriodJson {
    PeriodJson { from: period.from, to: period.to }
}

/// Stable ids: a letter for the layer and the start in code points; a second finding there gets a suffix.
#[derive(Default)]
struct Ids {
    seen: FxHashMap<(&'static str, usize), usize>,
}

impl Ids {
    fn give(&mut self, layer: &'static str, start: usize) -> Option<String> {
        let count = self.seen.entry((layer, start)).or_default();
        *count += 1;
        Some(if *count == 1 { format!("{layer}{start}") } else { format!("{layer}{start}-{count}") })
    }
}

struct Writer<'p, 'd> {
    parsed: &'p Parsed<'d>,
    points: CodePoints<'p>,
    /// The text of each heading on one line; empty for other nodes.
    headings: Vec<String>,
    /// For each node the headings above it, outermost first.
    sections: Vec<Arc<[String]>>,
}

impl Writer<'_, '_> {
    fn goal(&self, goal: &Goal, ids: &mut Ids) -> GoalJson {
        let place = self.place(goal.node, goal.norm.clone(), &goal.evidence);
        GoalJson {
            id: ids.give("goal-", place.start),
            kind: goal.kind.as_str().to_owned(),
            label: goal.label.clone(),
            actor: goal.actor.clone().map(|range| self.words(range)),
            modality: Some(goal.modality.as_str().to_owned()),
            direction: goal.direction.map(|direction| direction.as_str().to_owned()),
            target: goal.target.as_ref().map(|target| TargetJson {
                value: target.value,
                unit: target.unit.as_str().to_owned(),
                comparator: target.comparator.as_str().to_owned(),
                baseline: target.baseline,
                deadline: target.deadline.clone(),
            }),
            period: goal.period.map(period),
            serves: goal.serves.clone(),
            target_groups: goal.target_groups.clone(),
            measures: goal.measures.clone(),
            benefits: goal.benefits.clone(),
            place,
        }
    }

    fn source(&self, source: &SourceRef, ids: &mut Ids) -> SourceJson {
        let place = self.place(source.node, source.norm.clone(), &source.evidence);
        SourceJson {
            id: ids.give("source-", place.start),
            kind: source.kind.as_str().to_owned(),
            publisher: source.publisher.clone(),
            title: source.title.clone(),
            year: source.year,
            identifier: source.identifier.clone(),
            cited_at: source
                .cited_at
                .iter()
                .map(|mark| {
                    let span = self.parsed.norm.raw(mark.clone());
                    (self.points.at(span.start()), self.points.at(span.end()))
                })
                .collect(),
            act: source.act.as_ref().map(|act| ActJson {
                name: act.name.clone(),
                number: act.number.clone(),
                date: act.date.clone(),
                eli: act.eli.clone(),
            }),
            place,
        }
    }

    fn mentions(&self, mentions: &[Mention], layer: &'static str, ids: &mut Ids) -> Vec<MentionJson> {
        let write = |mention: &Mention| {
            let place = self.place(mention.node, mention.norm.clone(), &mention.evidence);
            MentionJson {
                id: ids.give(layer, place.start),
                concept: mention.concept.clone(),
                narrower: mention.narrower.clone(),
                qualifiers: mention.qualifiers.iter().map(qualifier).collect(),
                place,
            }
        };
        mentions.iter().map(write).collect()
    }

    fn link(&self, link: &Link, from: String, to: String) -> LinkJson {
        let place = self.parsed.place_norm(link.node, link.norm.start, link.norm.end);
        let outer = place.outer();
        let quote = QuoteJson {
            start: self.points.at(outer.start()),
            end: self.points.at(outer.end()),
            text: self.text(&place),
        };
        LinkJson { from, to, rule: link.rule.to_owned(), evidence: Some(quote) }
    }

    fn place(&self, node: NodeId, norm: Range<usize>, evidence: &Evidence) -> PlaceJson {
        let mut place = self.parsed.place_norm(node, norm.start, norm.end);
        let outer = place.outer();
        if evidence.rule == crate::extract::ROW {
            place.segments = vec![outer];
        }
        PlaceJson {
            start: self.points.at(outer.start()),
            end: self.points.at(outer.end()),
            segments: match place.segments.as_slice() {
                [] | [_] => Vec::new(),
                segments => {
                    segments.iter().map(|span| (self.points.at(span.start()), self.points.at(span.end()))).collect()
                }
            },
            text: self.text(&place),
            page: Some(self.parsed.outline.nodes[node].page),
            section: Arc::clone(&self.sections[node]),
            evidence: Some(EvidenceJson { rule: evidence.rule.to_owned(), labels: evidence.labels.clone() }),
        }
    }

    /// The normalized words: a name cut at a line's end is whole here.
    fn words(&self, norm: Range<usize>) -> String {
        one_line(&self.parsed.text()[norm])
    }

    fn text(&self, place: &Place) -> String {
        if let [only] = *place.segments {
            return self.parsed.doc.slice(only).to_owned();
        }
        let pieces: Vec<&str> = place.segments.iter().map(|&span| self.parsed.doc.slice(span)).collect();
        pieces.join(" ")
    }

    fn outline(&self) -> Vec<HeadingJson> {
        let nodes = self.parsed.outline.nodes.iter().enumerate();
        nodes
            .filter_map(|(id, node)| {
                let NodeKind::Heading { level, .. } = node.kind else {
                    return None;
                };
                let (first, last) = (node.segments.first()?, node.segments.last()?);
                let span = self.parsed.place_norm(id, first.start, last.end).outer();
                Some(HeadingJson {
                    heading: self.headings[id].clone(),
                    level: usize::from(level),
                    start: self.points.at(span.start()),
                    end: self.points.at(span.end()),
                    page: node.page,
                })
            })
            .collect()
    }
}

fn sorted<T: Placed>(mut items: Vec<T>) -> Vec<T> {
    items.sort_by_key(|item| (item.place().start, item.place().end));
    items
}

/// Things that stand somewhere.
trait Placed {
    fn place(&self) -> &PlaceJson;
}

macro_rules! placed {
    ($($kind:ty),*) => { $(impl Placed for $kind { fn place(&self) -> &PlaceJson { &self.place } })* };
}
placed!(GoalJson, SourceJson, MentionJson);

fn qualifier(qualifier: &Qualifier) -> QualifierJson {
    match qualifier {
        Qualifier::Concept(id) => QualifierJson::Concept(id.clone()),
        Qualifier::Age { min, max } => {
            let bounds = [("age_min", min), ("age_max", max)];
            let present = bounds.into_iter().filter_map(|(name, age)| age.map(|age| (name.to_owned(), f64::from(age))));
            QualifierJson::Bounds(present.collect())
        }
        Qualifier::DurationMin(weeks) => {
            QualifierJson::Bounds([("duration_min_weeks".to_owned(), f64::from(*weeks))].into())
        }
    }
}

fn headings(parsed: &Parsed<'_>) -> Vec<String> {
    let heading = |node: &Node| match node.kind {
        NodeKind::Heading { .. } => one_line(&node.text(parsed.text())),
        _ => String::new(),
    };
    parsed.outline.nodes.iter().map(heading).collect()
}

/// Nodes under one heading share one list.
fn sections(parsed: &Parsed<'_>, headings: &[String]) -> Vec<Arc<[String]>> {
    let mut under: FxHashMap<Option<NodeId>, Arc<[String]>> = FxHashMap::default();
    let nodes = parsed.outline.nodes.iter().enumerate();
    let section = |(id, node): (NodeId, &Node)| {
        let path = || {
            let mut path: Vec<String> = parsed.outline.ancestors(id).map(|id| headings[id].clone()).collect();
            path.reverse();
            path.into()
        };
        Arc::clone(under.entry(node.parent).or_insert_with(path))
    };
    nodes.map(section).collect()
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Bytes to code points: the count at every 64th character, and a short walk from there.
pub(crate) struct CodePoints<'t> {
    text: &'t str,
    /// Byte offset of characters 0, 64, 128, …
    steps: Vec<usize>,
}

const STEP: usize = 64;

impl<'t> CodePoints<'t> {
    pub fn new(text: &'t str) -> Self {
        let steps = text.char_indices().step_by(STEP).map(|(at, _)| at).collect();
        Self { text, steps }
    }

    pub fn at(&self, byte: usize) -> usize {
        let step = self.steps.partition_point(|&at| at <= byte).saturating_sub(1);
        let from = self.steps.get(step).copied().unwrap_or(0);
        step * STEP + self.text[from..byte].chars().count()
    }
}
