//! `tests/fixtures/<extractor>/<case>.md`: what an extractor finds, what it leaves, and what it gets wrong today.
//!
//! A file lists cases under three headings:
//!
//! ```text
//! # Promises in the present
//!
//! ## hits
//! - I foråret 2030 afholder jobcentret to jobmesser.
//! - > MÅL
//!   - Flere ledige i job.
//!
//! ## near misses
//! - Jobcentret afholder jobmesser.
//!
//! ## known wrong
//! - Der er altid plads til en mere på holdet i 2030. ("er" is no promise)
//! ```
//!
//! Each case is a document of its own. A case of several lines goes on with two spaces. A line with `>` is context:
//! it belongs to the document, but what is found there is not looked at. Under `known wrong` the brackets at the end say
//! why today's answer is wrong; they do not belong to the document. A title and a few lines above the headings are
//! free.
//!
//! The folder `links` holds links the same way, one relation a file: `measure-group.md` shows links from measures to
//! target groups.
//!
//! Every hit must have a finding of the folder's extractor and no near miss any. What is found exactly is a snapshot
//! in `snapshots/` beside the file, a picture with the line numbers of the file. To accept new pictures, run with
//! `INSTA_UPDATE=always` and read the diff.

use pejl::extract::ALL;
use pejl::ingest::Document;
use pejl::lexicon::Lexicon;
use pejl::wire::{AnalysisJson, GoalJson, MentionJson, PeriodJson, PlaceJson, QualifierJson, SourceJson, TargetJson};
use std::fmt::Write;
use std::path::Path;

/// The folder of links: they come from findings of several extractors.
const LINKS: &str = "links";

#[test]
fn every_fixture_is_read_as_its_picture_shows() {
    let lexicon = Lexicon::embedded();
    let mut faults = 0;
    insta::glob!("fixtures/*/*.md", |path| {
        let folder = path.parent().expect("a fixture lies in a folder");
        let extractor = folder.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        // Other folders belong to other tests.
        if extractor != LINKS && !ALL.iter().any(|known| known.name() == extractor) {
            return;
        }
        let name = path.file_stem().map_or_else(String::new, |stem| stem.to_string_lossy().into_owned());
        let what = if extractor == LINKS { &name } else { &extractor };
        let fixture = Fixture::read(path);
        let mut picture = String::new();
        for group in &fixture.groups {
            let _ = writeln!(picture, "## {}\n", group.name);
            for case in &group.cases {
                let found = case.findings(what, &lexicon);
                if let Some(fault) = group.fault(case, &found) {
                    // Printed at once: `glob!` itself gives up on the first picture that differs.
                    eprintln!("{extractor}/{name}.md:{}: {fault}: {:?}", case.line(), case.text());
                    faults += 1;
                }
                case.draw(&found, &mut picture);
            }
        }
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path(folder.join("snapshots"));
        settings.remove_snapshot_suffix();
        settings.remove_input_file();
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        settings.set_description(&fixture.title);
        settings.bind(|| insta::assert_snapshot!(name, picture.trim_end()));
    });
    assert_eq!(faults, 0, "hits without or near misses with a finding, listed above");
}

struct Fixture {
    title: String,
    groups: Vec<Group>,
}

/// Cases under one heading.
struct Group {
    name: String,
    cases: Vec<Case>,
}

/// One small document.
#[derive(Default)]
struct Case {
    lines: Vec<Line>,
    why: Option<String>,
}

struct Line {
    /// From 1, in the fixture.
    number: usize,
    text: String,
    context: bool,
}

/// One finding, ready to be drawn.
struct Found {
    /// Code points of the document; empty for findings about the whole document.
    segments: Vec<(usize, usize)>,
    /// "goal  kind maal  modality maal".
    facts: String,
}

impl Found {
    /// Every document has a title and a kind: they make no near miss a hit.
    fn is_frame(&self) -> bool {
        self.facts.starts_with("title ") || self.facts.starts_with("kind ")
    }
}

impl Fixture {
    /// Panics on what is not in the notation: a case that nobody reads is worse than none.
    fn read(path: &Path) -> Self {
        let content = std::fs::read_to_string(path).expect("the fixture is readable");
        let mut fixture = Self { title: String::new(), groups: Vec::new() };
        for (number, line) in (1..).zip(content.lines()) {
            let place = format!("{}:{number}", path.display());
            if let Some(name) = line.strip_prefix("## ") {
                assert!(["hits", "near misses", "known wrong"].contains(&name), "{place}: no such heading");
                fixture.groups.push(Group { name: name.to_owned(), cases: Vec::new() });
            } else if let Some(title) = line.strip_prefix("# ") {
                fixture.title = title.to_owned();
            } else if let Some(group) = fixture.groups.last_mut() {
                if let Some(text) = line.strip_prefix("- ") {
                    group.cases.push(Case::default());
                    group.cases.last_mut().expect("just pushed").add(number, text);
                } else if let Some(text) = line.strip_prefix("  ") {
                    let case = group.cases.last_mut().unwrap_or_else(|| panic!("{place}: no case to go on with"));
                    case.add(number, text);
                } else {
                    assert!(line.is_empty(), "{place}: neither a case ('- ') nor its next line (two spaces)");
                }
            }
        }
        for group in fixture.groups.iter_mut().filter(|group| group.name == "known wrong") {
            group.cases.iter_mut().for_each(Case::take_reason);
        }
        fixture
    }
}

impl Group {
    /// What a case does that its heading rules out.
    fn fault(&self, case: &Case, found: &[Found]) -> Option<&'static str> {
        match self.name.as_str() {
            "hits" if found.is_empty() => Some("a hit without a finding"),
            "near misses" if found.iter().any(|finding| !finding.is_frame()) => Some("a near miss with a finding"),
            "known wrong" if case.why.is_none() => Some("does not say why it is wrong, in brackets at the end"),
            _ => None,
        }
    }
}

impl Case {
    fn add(&mut self, number: usize, text: &str) {
        let context = text.strip_prefix('>').map(|rest| rest.strip_prefix(' ').unwrap_or(rest));
        self.lines.push(Line { number, text: context.unwrap_or(text).to_owned(), context: context.is_some() });
    }

    /// Cuts off the reason that a known wrong case ends with.
    fn take_reason(&mut self) {
        let Some(line) = self.lines.last_mut() else { return };
        if let Some((text, reason)) = line.text.strip_suffix(')').and_then(|text| text.rsplit_once(" (")) {
            self.why = Some(reason.to_owned());
            line.text = text.to_owned();
        }
    }

    /// The document.
    fn text(&self) -> String {
        self.lines.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join("\n")
    }

    /// The first line that is no context.
    fn line(&self) -> usize {
        self.lines.iter().find(|line| !line.context).or(self.lines.first()).map_or(0, |line| line.number)
    }

    /// The lines with their first code point.
    fn places(&self) -> impl Iterator<Item = (&Line, usize)> {
        let mut start = 0;
        self.lines.iter().map(move |line| {
            let at = start;
            start += line.text.chars().count() + 1;
            (line, at)
        })
    }

    /// What the extractor finds outside the context lines.
    fn findings(&self, extractor: &str, lexicon: &Lexicon) -> Vec<Found> {
        let analysis = pejl::analyze(&Document::from_text("fixture.txt", &self.text()), lexicon);
        let mut found = findings(extractor, &analysis);
        found.retain(|finding| {
            finding.segments.is_empty()
                || self.places().any(|(line, start)| {
                    let end = start + line.text.chars().count();
                    !line.context && finding.segments.iter().any(|&(from, to)| from < end && start < to)
                })
        });
        found
    }

    /// Each finding above the lines where it stands, carets under what it covers.
    fn draw(&self, found: &[Found], picture: &mut String) {
        let width = self.lines.last().map_or(1, |line| line.number.to_string().len()) + 2;
        if found.is_empty() {
            let _ = writeln!(picture, "nothing");
            for line in self.lines.iter().filter(|line| !line.context) {
                let _ = writeln!(picture, "{:>width$} | {}", line.number, line.text);
            }
        }
        for finding in found {
            let _ = writeln!(picture, "{}", finding.facts);
            for (line, start) in self.places() {
                let carets: String = (start..start + line.text.chars().count())
                    .map(|at| if finding.segments.iter().any(|&(from, to)| from <= at && at < to) { '^' } else { ' ' })
                    .collect();
                if carets.contains('^') {
                    let _ = writeln!(picture, "{:>width$} | {}", line.number, line.text);
                    let _ = writeln!(picture, "{:>width$} | {}", "", carets.trim_end());
                }
            }
        }
        if let Some(why) = &self.why {
            let _ = writeln!(picture, "wrong: {why}");
        }
        picture.push('\n');
    }
}

/// The layer that an extractor fills.
fn findings(extractor: &str, analysis: &AnalysisJson) -> Vec<Found> {
    match extractor {
        "goals" => analysis.goals.iter().map(|goal| found("goal", &goal.place, &goal_facts(goal))).collect(),
        "target-groups" => mentions("target group", &analysis.target_groups),
        "measures" => mentions("measure", &analysis.measures),
        "benefits" => mentions("benefit", &analysis.benefits),
        "source-ref" => {
            analysis.sources.iter().map(|source| found("source", &source.place, &source_facts(source))).collect()
        }
        "metadata" => {
            let meta = &analysis.meta;
            let years = meta.period.map(period);
            let facts = [
                ("title", meta.title.as_ref()),
                ("kind", meta.kind.as_ref().filter(|kind| *kind != "beskaeftigelsesplan")),
                ("municipality", meta.municipality.as_ref()),
                ("code", meta.kommunekode.as_ref()),
                ("issuer", meta.issuer.as_ref()),
                ("period", years.as_ref()),
            ];
            whole(facts.iter().filter_map(|(name, fact)| fact.map(|fact| format!("{name} {fact}"))))
        }
        "matrix" => whole(
            (analysis.matrix.iter().map(|cell| format!("cell  {}  {}  {}", cell.municipality, cell.goal, cell.mark)))
                .chain(analysis.remarks.iter().map(|(municipality, text)| format!("remark  {municipality}  {text}"))),
        ),
        "attribution" => {
            whole((analysis.attributions.iter()).map(|found| format!("theme {}  {}", found.theme, found.municipality)))
        }
        "goal-source" => links(analysis, "goal-", "source-"),
        "measure-goal" => links(analysis, "m-", "goal-"),
        "measure-group" => links(analysis, "m-", "g-"),
        "short-form" => links(analysis, "source-", "source-"),
        other => panic!("say in tests/fixtures.rs what the extractor '{other}' finds"),
    }
}

/// Links between two layers, by what their ids begin with; drawn is what they rest on.
fn links(analysis: &AnalysisJson, from: &str, to: &str) -> Vec<Found> {
    let quote = |id: &str| {
        let mentions = analysis.measures.iter().chain(&analysis.target_groups);
        let places = (analysis.goals.iter().map(|goal| (&goal.id, &goal.place)))
            .chain(analysis.sources.iter().map(|source| (&source.id, &source.place)))
            .chain(mentions.map(|mention| (&mention.id, &mention.place)));
        let mut own = places.filter(|(known, _)| known.as_deref() == Some(id));
        own.next().map_or_else(|| id.to_owned(), |(_, place)| place.text.replace('\n', " "))
    };
    let wanted = analysis.links.iter().filter(|link| link.from.starts_with(from) && link.to.starts_with(to));
    wanted
        .map(|link| {
            let evidence = link.evidence.as_ref().expect("our links say what they rest on");
            Found {
                segments: vec![(evidence.start, evidence.end)],
                facts: format!("link  '{}' → '{}'  rule {}", quote(&link.from), quote(&link.to), link.rule),
            }
        })
        .collect()
}

/// Findings about the whole document.
fn whole(facts: impl Iterator<Item = String>) -> Vec<Found> {
    facts.map(|facts| Found { segments: Vec::new(), facts }).collect()
}

fn mentions(layer: &str, mentions: &[MentionJson]) -> Vec<Found> {
    let facts = |mention: &MentionJson| {
        let qualifiers: Vec<String> = mention.qualifiers.iter().map(qualifier).collect();
        vec![
            ("concept", Some(mention.concept.clone())),
            ("narrower", mention.narrower.clone()),
            ("qualifiers", some(&qualifiers)),
        ]
    };
    mentions.iter().map(|mention| found(layer, &mention.place, &facts(mention))).collect()
}

fn found(layer: &str, place: &PlaceJson, facts: &[(&str, Option<String>)]) -> Found {
    let mut line = layer.to_owned();
    for (name, fact) in facts {
        if let Some(fact) = fact {
            let _ = write!(line, "  {name} {fact}");
        }
    }
    if let Some(evidence) = &place.evidence {
        let _ = write!(line, "  rule {}", evidence.rule);
    }
    let segments = if place.segments.is_empty() { vec![(place.start, place.end)] } else { place.segments.clone() };
    Found { segments, facts: line }
}

fn goal_facts(goal: &GoalJson) -> Vec<(&'static str, Option<String>)> {
    vec![
        ("kind", Some(goal.kind.clone())),
        ("label", goal.label.clone()),
        ("actor", goal.actor.as_ref().map(|actor| format!("'{actor}'"))),
        ("modality", goal.modality.clone()),
        ("direction", goal.direction.clone()),
        ("target", goal.target.as_ref().map(target)),
        ("period", goal.period.map(period)),
        ("serves", goal.serves.clone()),
        ("groups", some(&goal.target_groups)),
        ("measures", some(&goal.measures)),
        ("benefits", some(&goal.benefits)),
    ]
}

fn source_facts(source: &SourceJson) -> Vec<(&'static str, Option<String>)> {
    let quoted = |text: &Option<String>| text.as_ref().map(|text| format!("'{text}'"));
    vec![
        ("kind", Some(source.kind.clone())),
        ("publisher", quoted(&source.publisher)),
        ("title", quoted(&source.title)),
        ("year", source.year.map(|year| year.to_string())),
        ("identifier", quoted(&source.identifier)),
        ("act", source.act.as_ref().and_then(|act| act.eli.clone().or_else(|| act.name.clone()))),
        ("cited", (!source.cited_at.is_empty()).then(|| format!("{} times", source.cited_at.len()))),
    ]
}

/// "at_least 75 pct from 60 until 2030".
fn target(target: &TargetJson) -> String {
    let baseline = target.baseline.map_or(String::new(), |from| format!(" from {from}"));
    let deadline = target.deadline.as_ref().map_or(String::new(), |deadline| format!(" until {deadline}"));
    format!("{} {} {}{baseline}{deadline}", target.comparator, target.value, target.unit)
}

fn period(period: PeriodJson) -> String {
    let year = |year: Option<i32>| year.map_or(String::new(), |year| year.to_string());
    format!("{}–{}", year(period.from), year(period.to))
}

fn qualifier(qualifier: &QualifierJson) -> String {
    match qualifier {
        QualifierJson::Concept(id) => id.clone(),
        QualifierJson::Bounds(bounds) => {
            bounds.iter().map(|(name, value)| format!("{name} {value}")).collect::<Vec<_>>().join(" ")
        }
    }
}

fn some(list: &[String]) -> Option<String> {
    (!list.is_empty()).then(|| list.join(","))
}
