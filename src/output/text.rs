//! One analysis as text: every finding with page and quote.

use crate::wire::{AnalysisJson, MentionJson, PlaceJson};
use std::fmt::Write;

/// The analysis in lines that a person can read.
pub fn text(analysis: &AnalysisJson) -> String {
    let mut out = String::new();
    let meta = &analysis.meta;
    let title = meta.title.as_deref().unwrap_or("(no title)");
    line(&mut out, format_args!("{}: {title}", analysis.doc));
    let facts = [meta.kind.as_deref(), meta.municipality.as_deref(), meta.issuer.as_deref()];
    let facts: Vec<&str> = facts.into_iter().flatten().collect();
    let years = meta.period.map_or(String::new(), |period| match (period.from, period.to) {
        (Some(from), Some(to)) if from != to => format!(" {from}–{to}"),
        (Some(year), _) | (None, Some(year)) => format!(" {year}"),
        (None, None) => String::new(),
    });
    line(&mut out, format_args!("  {}{years}", facts.join(" · ")));
    line(&mut out, format_args!("goals {}", analysis.goals.len()));
    for goal in &analysis.goals {
        let mut facts = vec![goal.kind.clone()];
        facts.extend(goal.label.clone());
        facts.extend(goal.modality.clone());
        facts.extend(goal.direction.clone());
        facts.extend(
            goal.target.as_ref().map(|target| format!("{} {} {}", target.comparator, target.value, target.unit)),
        );
        facts.extend(goal.serves.clone());
        quote(&mut out, &facts.join(" · "), &goal.place);
    }
    for (name, mentions) in
        [("target groups", &analysis.target_groups), ("measures", &analysis.measures), ("benefits", &analysis.benefits)]
    {
        line(&mut out, format_args!("{name} {}", mentions.len()));
        for mention in mentions as &Vec<MentionJson> {
            quote(&mut out, &mention.concept, &mention.place);
        }
    }
    line(&mut out, format_args!("sources {}", analysis.sources.len()));
    for source in &analysis.sources {
        quote(&mut out, &source.kind, &source.place);
    }
    out
}

fn quote(out: &mut String, what: &str, place: &PlaceJson) {
    let quote = place.text.split_whitespace().collect::<Vec<_>>().join(" ");
    let page = place.page.map_or(String::new(), |page| format!("p{page} "));
    line(out, format_args!("  {page}[{what}] {quote}"));
}

fn line(out: &mut String, text: std::fmt::Arguments<'_>) {
    // Writing to a String cannot fail.
    let _ = writeln!(out, "{text}");
}
