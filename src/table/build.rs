//! Fills the tables from analyses.

use super::{Table, Value, columns};
use crate::lexicon::{Labels, Lexicon};
use crate::wire::{AnalysisJson, GoalJson, LinkJson, MentionJson, PlaceJson, QualifierJson, SourceJson};

/// All tables that analyses alone can fill, in the order in which they are shown.
pub fn tables(analyses: &[AnalysisJson], lexicon: &Lexicon, labels: &Labels) -> Vec<Table> {
    let fill = |of: &dyn Fn(&AnalysisJson) -> Vec<Vec<Value>>| analyses.iter().flat_map(of).collect::<Vec<_>>();
    let mentions = |class: &'static str, of: fn(&AnalysisJson) -> &[MentionJson]| {
        fill(&|analysis| of(analysis).iter().map(|mention| self::mention(analysis, mention, class, labels)).collect())
    };
    vec![
        Table {
            name: "plans",
            means: "en plan",
            columns: columns::PLANS,
            rows: fill(&|analysis| vec![plan(analysis, lexicon, labels)]),
        },
        Table {
            name: "goals",
            means: "et mål",
            columns: columns::GOALS,
            rows: fill(&|analysis| analysis.goals.iter().map(|found| goal(analysis, found, labels)).collect()),
        },
        Table {
            name: "target_groups",
            means: "en omtale af en målgruppe",
            columns: columns::TARGET_GROUPS,
            rows: fill(&|analysis| {
                analysis.target_groups.iter().map(|found| target_group(analysis, found, labels)).collect()
            }),
        },
        Table {
            name: "measures",
            means: "en omtale af et redskab",
            columns: columns::MENTIONS,
            rows: mentions("measure", |analysis| &analysis.measures),
        },
        Table {
            name: "benefits",
            means: "en omtale af en ydelse",
            columns: columns::MENTIONS,
            rows: mentions("benefit", |analysis| &analysis.benefits),
        },
        Table {
            name: "sources",
            means: "en kilde, som planen bygger på",
            columns: columns::SOURCES,
            rows: fill(&|analysis| analysis.sources.iter().map(|found| source(analysis, found, labels)).collect()),
        },
        Table {
            name: "links",
            means: "en forbindelse mellem to fund i samme plan",
            columns: columns::LINKS,
            rows: fill(&|analysis| analysis.links.iter().map(|found| link(analysis, found)).collect()),
        },
        Table {
            name: "matrix",
            means: "et kryds i en oversigts egen tabel",
            columns: columns::MATRIX,
            rows: fill(&|analysis| {
                let row = |municipality: &str, goal: &str, mark: &str| {
                    let label = labels.of("minister_goal", goal);
                    [&analysis.doc, municipality, goal, label, mark].map(Value::from).to_vec()
                };
                analysis.matrix.iter().map(|cell| row(&cell.municipality, &cell.goal, &cell.mark)).collect()
            }),
        },
    ]
}

fn plan(analysis: &AnalysisJson, lexicon: &Lexicon, labels: &Labels) -> Vec<Value> {
    let meta = &analysis.meta;
    let region = meta.kommunekode.as_deref().and_then(|code| lexicon.municipality(code)).map(|found| &found.region);
    let [kind, kind_label] = named(meta.kind.as_deref(), "document_kind", labels);
    let [municipality, code, from, to] = owner(analysis);
    vec![
        analysis.doc.as_str().into(),
        meta.title.clone().into(),
        kind,
        kind_label,
        municipality,
        code,
        region.cloned().into(),
        meta.issuer.clone().into(),
        from,
        to,
        analysis.goals.len().into(),
        analysis.target_groups.len().into(),
        analysis.measures.len().into(),
        analysis.benefits.len().into(),
        analysis.sources.len().into(),
        analysis.encoding.clone().into(),
        analysis.sha256.clone().into(),
    ]
}

fn goal(analysis: &AnalysisJson, goal: &GoalJson, labels: &Labels) -> Vec<Value> {
    let target = goal.target.as_ref();
    let mut row = head(analysis, goal.id.as_deref());
    row.extend(named(Some(&goal.kind), "goal_kind", labels));
    row.extend([goal.label.clone().into(), goal.actor.clone().into()]);
    row.extend(named(goal.modality.as_deref(), "modality", labels));
    row.extend(named(goal.direction.as_deref(), "direction", labels));
    row.push(target.map(|target| target.value).into());
    row.extend(named(target.map(|target| target.unit.as_str()), "unit", labels));
    row.extend(named(target.map(|target| target.comparator.as_str()), "comparator", labels));
    row.push(target.and_then(|target| target.baseline).into());
    row.push(target.and_then(|target| target.deadline.clone()).into());
    row.push(goal.period.and_then(|period| period.from).into());
    row.push(goal.period.and_then(|period| period.to).into());
    row.extend(named(goal.serves.as_deref(), "minister_goal", labels));
    for (ids, class) in
        [(&goal.target_groups, "target_group"), (&goal.measures, "measure"), (&goal.benefits, "benefit")]
    {
        row.extend(listed(ids, class, labels));
    }
    row.extend(foot(&goal.place));
    row
}

fn target_group(analysis: &AnalysisJson, mention: &MentionJson, labels: &Labels) -> Vec<Value> {
    let mut row = concept(analysis, mention, "target_group", labels);
    let mut ids = Vec::new();
    let mut bounds = [("age_min", Value::Empty), ("age_max", Value::Empty), ("duration_min_weeks", Value::Empty)];
    for qualifier in &mention.qualifiers {
        match qualifier {
            QualifierJson::Concept(id) => ids.push(id.clone()),
            QualifierJson::Bounds(found) => {
                for (name, value) in &mut bounds {
                    if let Some(number) = found.get(*name) {
                        // Years and weeks are whole numbers.
                        *value = Value::Integer(*number as i64);
                    }
                }
            }
        }
    }
    row.extend(listed(&ids, "target_group", labels));
    row.extend(bounds.into_iter().map(|(_, value)| value));
    row.extend(foot(&mention.place));
    row
}

fn mention(analysis: &AnalysisJson, mention: &MentionJson, class: &str, labels: &Labels) -> Vec<Value> {
    let mut row = concept(analysis, mention, class, labels);
    row.extend(foot(&mention.place));
    row
}

fn concept(analysis: &AnalysisJson, mention: &MentionJson, class: &str, labels: &Labels) -> Vec<Value> {
    let mut row = head(analysis, mention.id.as_deref());
    row.extend(named(Some(&mention.concept), class, labels));
    row.extend(named(mention.narrower.as_deref(), class, labels));
    row
}

fn source(analysis: &AnalysisJson, source: &SourceJson, labels: &Labels) -> Vec<Value> {
    let mut row = head(analysis, source.id.as_deref());
    row.extend(named(Some(&source.kind), "source_kind", labels));
    row.extend([
        source.publisher.clone().into(),
        source.title.clone().into(),
        source.year.into(),
        source.identifier.clone().into(),
        source.cited_at.len().into(),
    ]);
    let act = source.act.as_ref();
    row.extend([
        act.and_then(|act| act.name.clone()).into(),
        act.and_then(|act| act.number.clone()).into(),
        act.and_then(|act| act.date.clone()).into(),
        act.and_then(|act| act.eli.clone()).into(),
    ]);
    row.extend(foot(&source.place));
    row
}

fn link(analysis: &AnalysisJson, link: &LinkJson) -> Vec<Value> {
    let words = link.evidence.as_ref();
    vec![
        analysis.doc.as_str().into(),
        link.from.as_str().into(),
        link.to.as_str().into(),
        link.rule.as_str().into(),
        words.map(|words| words.text.as_str()).into(),
        words.map(|words| words.start).into(),
        words.map(|words| words.end).into(),
    ]
}

/// What every finding's row begins with.
fn head(analysis: &AnalysisJson, id: Option<&str>) -> Vec<Value> {
    let [municipality, code, from, to] = owner(analysis);
    vec![analysis.doc.as_str().into(), id.into(), municipality, code, from, to]
}

/// What every finding's row ends with.
fn foot(place: &PlaceJson) -> [Value; 6] {
    [
        place.page.into(),
        section(&place.section),
        place.text.as_str().into(),
        place.start.into(),
        place.end.into(),
        place.evidence.as_ref().map(|evidence| evidence.rule.as_str()).into(),
    ]
}

fn owner(analysis: &AnalysisJson) -> [Value; 4] {
    let meta = &analysis.meta;
    [
        meta.municipality.clone().into(),
        meta.kommunekode.clone().into(),
        meta.period.and_then(|period| period.from).into(),
        meta.period.and_then(|period| period.to).into(),
    ]
}

pub(super) fn section(headings: &[String]) -> Value {
    if headings.is_empty() { Value::Empty } else { headings.join(" › ").into() }
}

/// An id and its Danish name.
pub(super) fn named(id: Option<&str>, class: &str, labels: &Labels) -> [Value; 2] {
    [id.into(), id.map(|id| labels.of(class, id)).into()]
}

/// Several ids in one cell, and their Danish names.
fn listed(ids: &[String], class: &str, labels: &Labels) -> [Value; 2] {
    if ids.is_empty() {
        return [Value::Empty, Value::Empty];
    }
    let names: Vec<&str> = ids.iter().map(|id| labels.of(class, id)).collect();
    [ids.join("|").into(), names.join(", ").into()]
}
