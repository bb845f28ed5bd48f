//! One analysis as text: every finding with page and quote.

use crate::wire::{AnalysisJson, LinkJson, MentionJson, PlaceJson};
use std::collections::HashMap;
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
        let act = source.act.as_ref();
        let facts = [Some(source.kind.as_str()), act.and_then(|act| act.eli.as_deref().or(act.name.as_deref()))];
        quote(&mut out, &facts.into_iter().flatten().collect::<Vec<_>>().join(" · "), &source.place);
    }
    line(&mut out, format_args!("links {}", analysis.links.len()));
    let words = words_by_id(analysis);
    for LinkJson { from, to, rule, .. } in &analysis.links {
        let quote = |id: &String| words.get(id.as_str()).map_or(id.as_str(), String::as_str).to_owned();
        line(&mut out, format_args!("  [{rule}] {} → {}", quote(from), quote(to)));
    }
    out
}

/// The quote of each finding that has an id, in one short line.
fn words_by_id(analysis: &AnalysisJson) -> HashMap<&str, String> {
    let mentions = [&analysis.target_groups, &analysis.measures, &analysis.benefits].into_iter().flatten();
    let places = (analysis.goals.iter().map(|goal| (&goal.id, &goal.place)))
        .chain(mentions.map(|mention| (&mention.id, &mention.place)))
        .chain(analysis.sources.iter().map(|source| (&source.id, &source.place)));
    places.filter_map(|(id, place)| Some((id.as_deref()?, short(&place.text)))).collect()
}

/// At most so many characters of a quote stand in a link.
const SHORT: usize = 60;

fn short(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= SHORT {
        return line;
    }
    let cut: String = line.chars().take(SHORT).collect();
    format!("{}…", cut.trim_end())
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
