//! Leaves out one word of the sentence at a time and reads again: what changes the answer is what the rules look at.
//! One word is put in as well, since a promise in the present asks for a time to come.
//!
//! The sentence is read alone, under a front with the plan's years. If that already gives something else than the
//! whole document did, the surroundings decide, and this is said first.

use crate::extract::{self, Findings, Goal, Parsed};
use crate::ingest::Document;
use serde::Serialize;
use std::collections::BTreeSet;
use std::ops::Range;

/// A longer sentence is not probed: each word costs a reading.
const MOST_WORDS: usize = 80;

/// A word that tells of a time to come.
pub const LATER: &str = "fremover";

/// What leaving out words shows.
#[derive(Debug, Serialize)]
pub struct Probe {
    /// Goals in the document, in words; "no goal" if none.
    pub in_document: String,
    /// The same for the sentence alone.
    pub alone: String,
    /// What is gained when [`LATER`] is added to the sentence.
    pub with_time: Vec<String>,
    pub words: Vec<Change>,
}

/// What leaving out one word changes.
#[derive(Debug, Serialize)]
pub struct Change {
    pub without: String,
    pub gained: Vec<String>,
    pub lost: Vec<String>,
}

pub(super) fn probe(parsed: &Parsed<'_>, found: &Findings, sentence: Range<usize>) -> Probe {
    let words: Vec<String> = pieces(parsed, sentence.clone());
    let front = front(found);
    let read = |text: &str| {
        let doc = Document::from_text(&parsed.doc.name, &format!("{front}{text}\n"));
        let parsed = Parsed::new(&doc, parsed.lexicon);
        let found = extract::extract(&parsed);
        Reading::new(&parsed, &found, front.len())
    };
    let whole = read(&words.concat());
    let norm = parsed.all_tokens()[sentence.start].norm.start..parsed.all_tokens()[sentence.end - 1].norm.end;
    let node = parsed.all_tokens()[sentence.start].node;
    let inside = |goal: &&Goal| goal.node == node && goal.norm.start < norm.end && norm.start < goal.norm.end;
    let in_document: BTreeSet<String> = found.goals.iter().filter(inside).map(describe).collect();
    let mut changes = Vec::new();
    if words.len() <= MOST_WORDS {
        for index in 0..words.len() {
            let word = words[index].trim();
            if !word.chars().any(char::is_alphanumeric) && word != "," {
                continue;
            }
            let mut rest = words.clone();
            rest[index] = String::new();
            let other = read(&rest.concat());
            if let Some(change) = whole.against(&other, word) {
                changes.push(change);
            }
        }
    }
    // "Vi holder en messe." + "fremover"
    let end = words.iter().rposition(|word| word.chars().any(char::is_alphanumeric)).map_or(0, |last| last + 1);
    let later = format!("{} {LATER}{}", words[..end].concat().trim_end(), words[end..].concat());
    let with_time = whole.against(&read(&later), LATER).map_or(Vec::new(), |change| change.gained);
    Probe { in_document: listed(&in_document), alone: listed(&whole.goals), with_time, words: changes }
}

/// The tokens with the space behind each.
fn pieces(parsed: &Parsed<'_>, sentence: Range<usize>) -> Vec<String> {
    let tokens = &parsed.all_tokens()[sentence];
    let spaced = |index: usize| tokens.get(index + 1).is_some_and(|next| next.norm.start != tokens[index].norm.end);
    let piece = |(index, token): (usize, &crate::token::Token)| {
        let word = parsed.text()[token.norm.clone()].replace(char::is_whitespace, " ");
        if spaced(index) { format!("{word} ") } else { word }
    };
    tokens.iter().enumerate().map(piece).collect()
}

/// A front that gives a sentence the plan's years.
fn front(found: &Findings) -> String {
    let years = found.meta.period.map_or(String::new(), |period| match (period.from, period.to) {
        (Some(from), Some(to)) if from != to => format!(" {from}-{to}"),
        (Some(from), _) => format!(" {from}"),
        _ => String::new(),
    });
    format!("# Beskæftigelsesplan{years}\n\nForord til planen.\n\n")
}

/// What is found in a text.
struct Reading {
    goals: BTreeSet<String>,
    mentions: BTreeSet<String>,
}

impl Reading {
    /// What is found behind the front, which is `front` bytes long.
    fn new(parsed: &Parsed<'_>, found: &Findings, front: usize) -> Self {
        let own = |norm: &Range<usize>| parsed.norm.raw(norm.clone()).start() >= front;
        let layers =
            [("target group", &found.target_groups), ("measure", &found.measures), ("benefit", &found.benefits)];
        let mentions = layers.into_iter().flat_map(|(layer, mentions)| {
            let mentions = mentions.iter().filter(|mention| own(&mention.norm));
            mentions
                .map(move |mention| format!("{layer} {} '{}'", mention.concept, &parsed.text()[mention.norm.clone()]))
        });
        Self {
            goals: found.goals.iter().filter(|goal| own(&goal.norm)).map(describe).collect(),
            mentions: mentions.collect(),
        }
    }

    /// What the other reading gains and loses. Mentions that held the word left out change anyway and are not told.
    fn against(&self, other: &Self, word: &str) -> Option<Change> {
        let quote = |fact: &str| fact.split('\'').nth(1).unwrap_or("").to_owned();
        let lost_mentions = self.mentions.difference(&other.mentions).filter(|fact| !quote(fact).contains(word));
        let part_of_known = |fact: &String| self.mentions.iter().any(|known| known.contains(&quote(fact)));
        let gained_mentions = other.mentions.difference(&self.mentions).filter(|fact| !part_of_known(fact));
        let gained: Vec<String> = other.goals.difference(&self.goals).chain(gained_mentions).cloned().collect();
        let lost: Vec<String> = self.goals.difference(&other.goals).chain(lost_mentions).cloned().collect();
        (!gained.is_empty() || !lost.is_empty()).then(|| Change { without: word.to_owned(), gained, lost })
    }
}

fn describe(goal: &Goal) -> String {
    format!("goal {} ({}, {})", goal.kind.as_str(), goal.modality.as_str(), goal.evidence.rule)
}

fn listed(goals: &BTreeSet<String>) -> String {
    if goals.is_empty() { "no goal".to_owned() } else { goals.iter().cloned().collect::<Vec<_>>().join(", ") }
}
