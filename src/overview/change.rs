//! What a municipality changed from one plan to the next: goals kept, reworded, dropped and new.
//!
//! Goals are compared by their words. A pair of goals that shares most of its words is one goal reworded; the best
//! pairs are made first, and each goal is in one pair.

use super::cell::{Found, goal_found};
use super::minister::MINISTER;
use crate::lexicon::Labels;
use crate::wire::{AnalysisJson, GoalJson};
use serde::Serialize;
use std::collections::HashMap;

/// Least share of words that two wordings of one goal have in common.
const REWORDED: f64 = 0.6;

/// Two plans of one municipality, compared.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Changes {
    pub municipality: String,
    pub from: String,
    pub to: String,
    /// Goals that say the same in both, as in the later plan.
    pub kept: Vec<Found>,
    /// Each goal before and after.
    pub reworded: Vec<(Found, Found)>,
    pub dropped: Vec<Found>,
    pub new: Vec<Found>,
}

/// Compares the goals of the plans' own, without the minister's.
pub fn changes(municipality: &str, before: &AnalysisJson, after: &AnalysisJson, labels: &Labels) -> Changes {
    let (old, new) = (own(before), own(after));
    let mut pairs: Vec<(f64, usize, usize)> = Vec::new();
    for (at, one) in old.iter().enumerate() {
        for (to, other) in new.iter().enumerate() {
            let alike = alike(&one.words, &other.words);
            if alike >= REWORDED {
                pairs.push((alike, at, to));
            }
        }
    }
    // The most alike first; of equals those that stand first.
    pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let mut partner: HashMap<usize, usize> = HashMap::new();
    let mut paired = vec![false; old.len()];
    for (_, at, to) in pairs {
        if !paired[at] && !partner.contains_key(&to) {
            paired[at] = true;
            partner.insert(to, at);
        }
    }
    let mut changes = Changes {
        municipality: municipality.to_owned(),
        from: before.doc.clone(),
        to: after.doc.clone(),
        kept: Vec::new(),
        reworded: Vec::new(),
        dropped: Vec::new(),
        new: Vec::new(),
    };
    for (to, goal) in new.iter().enumerate() {
        let now = goal_found(after, goal.goal, labels);
        match partner.get(&to).map(|&at| &old[at]) {
            None => changes.new.push(now),
            Some(then) if then.words == goal.words => changes.kept.push(now),
            Some(then) => changes.reworded.push((goal_found(before, then.goal, labels), now)),
        }
    }
    let dropped = old.iter().zip(&paired).filter(|(_, paired)| !**paired);
    changes.dropped = dropped.map(|(goal, _)| goal_found(before, goal.goal, labels)).collect();
    changes
}

/// A goal and its words in lower case.
struct Worded<'a> {
    goal: &'a GoalJson,
    words: Vec<String>,
}

/// The goals of the plan's own; one that is said twice in the same words counts once.
fn own(plan: &AnalysisJson) -> Vec<Worded<'_>> {
    let mut own: Vec<Worded<'_>> = Vec::new();
    for goal in plan.goals.iter().filter(|goal| goal.kind != MINISTER) {
        let lower = goal.place.text.to_lowercase();
        let words = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        let words: Vec<String> = words.map(str::to_owned).collect();
        if !own.iter().any(|known| known.words == words) {
            own.push(Worded { goal, words });
        }
    }
    own
}

/// Twice the number of shared words over the number of all.
fn alike(one: &[String], other: &[String]) -> f64 {
    let mut count: HashMap<&str, usize> = HashMap::new();
    for word in one {
        *count.entry(word).or_default() += 1;
    }
    let mut shared = 0;
    for word in other {
        if let Some(left) = count.get_mut(word.as_str()).filter(|left| **left > 0) {
            *left -= 1;
            shared += 1;
        }
    }
    2.0 * f64::from(shared) / (one.len() + other.len()).max(1) as f64
}
