//! Which minister goal a goal of a plan stands under.
//!
//! An analysis says so in `serves`, for the goals that the annotation guidelines list. For other years `serves` is
//! null by those guidelines; there the headings above the goal decide, if one of them is a minister goal's wording.

use crate::lexicon::LISTED;
use crate::wire::{AnalysisJson, GoalJson};

/// The kind of goals that restate the minister's.
pub const MINISTER: &str = "ministermaal";

/// A list restates more goals than this in a row; fewer are the head of a chapter or its box.
const MOST_CHAPTER_GOALS: usize = 2;
/// Code points between two items of a list, at most: a number, a bullet, white space, markup.
const GAP: usize = 80;

/// The minister goals that a plan states, and what stands under them.
pub struct Ministers<'a> {
    analysis: &'a AnalysisJson,
    /// For each goal, whether it is an item of the year's list: naming all goals is no effort under any of them.
    listed: Vec<bool>,
}

impl<'a> Ministers<'a> {
    pub fn new(analysis: &'a AnalysisJson) -> Self {
        let goals = &analysis.goals;
        let mut listed = vec![false; goals.len()];
        let mut first = 0;
        while first < goals.len() {
            let mut end = first + 1;
            while end < goals.len()
                && goals[end].kind == MINISTER
                && goals[end - 1].kind == MINISTER
                && goals[end].place.start.saturating_sub(goals[end - 1].place.end) <= GAP
            {
                end += 1;
            }
            if goals[first].kind == MINISTER && end - first > MOST_CHAPTER_GOALS {
                listed[first..end].fill(true);
            }
            first = end;
        }
        Self { analysis, listed }
    }

    /// The goals of the plan's own that stand under the minister goal.
    pub fn own(&self, id: &str) -> Vec<&'a GoalJson> {
        let goals = self.analysis.goals.iter().filter(|goal| goal.kind != MINISTER);
        goals.filter(|goal| self.over(goal) == Some(id)).collect()
    }

    /// The places where the plan states the minister goal, each with whether that is in a list of all.
    pub fn stated(&self, id: &str) -> Vec<(&'a GoalJson, bool)> {
        let goals = self.analysis.goals.iter().zip(&self.listed);
        goals
            .filter(|(goal, _)| goal.kind == MINISTER && goal.serves.as_deref() == Some(id))
            .map(|(goal, listed)| (goal, *listed))
            .collect()
    }

    /// The minister goal over a goal of the plan's own.
    pub fn over(&self, goal: &'a GoalJson) -> Option<&'a str> {
        if let Some(id) = &goal.serves {
            return Some(id);
        }
        let headings = goal.place.section.iter().rev();
        headings.flat_map(|heading| self.heading(heading)).find(|id| !LISTED.contains(id))
    }

    /// The minister goal that a heading states.
    fn heading(&self, heading: &str) -> Option<&'a str> {
        let mut stated = self.analysis.goals.iter().zip(&self.listed);
        let (goal, _) = stated
            .find(|(goal, listed)| !**listed && goal.kind == MINISTER && same_words(&goal.place.text, heading))?;
        goal.serves.as_deref()
    }
}

/// Whether two texts are the same but for white space, and for what stands before the second, such as "Ministermål 3:".
fn same_words(text: &str, heading: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let heading: Vec<&str> = heading.split_whitespace().collect();
    !words.is_empty() && heading.ends_with(&words)
}
