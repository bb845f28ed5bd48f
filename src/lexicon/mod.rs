//! The words of the field, read from `lexicons/*.csv`, and one automaton that finds them all in a single pass.
//!
//! A term is a label of a concept. Labels are written in their base form; which endings and compounds count is told
//! by the row (see `lexicons/README.md`). A negative label blocks what lies inside it.

pub mod act;
mod gap;
mod inflection;
mod label;
mod load;
mod matcher;
mod minister;

pub use act::{Act, Acts};
pub use inflection::Inflection;
pub use label::Labels;
pub(crate) use load::Table;
pub use load::{Source, embedded_files, embedded_minister_wordings};
pub use matcher::TermHit;
pub use minister::{LISTED, MinisterGoals};

use matcher::Matcher;
use std::collections::HashMap;

/// Which list a term comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    Measure,
    Benefit,
    TargetGroup,
    Municipality,
    /// A law, agreement or reform by its name.
    Act,
    /// A body that publishes reports, statistics or guides.
    Publisher,
}

/// What a label of a target group does in a noun phrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// Names a group alone: "ledige".
    Group,
    /// Stands before a head: "udsatte".
    Modifier,
    /// A head without a group of its own: "borgere".
    Generic,
    /// Stands behind a head and a preposition: "handicap".
    Condition,
}

/// Index into [`Lexicon::terms`].
pub type TermId = usize;

/// One label.
#[derive(Debug, Clone)]
pub struct Term {
    pub class: Class,
    /// Id of GOLD.md's list; for municipalities the code, for acts and publishers the official name.
    pub concept: String,
    /// Our finer concept, if the row has one.
    pub narrower: Option<String>,
    pub label: String,
    /// Blocks other labels of its class inside it.
    pub negative: bool,
    /// As often an everyday word: counts only with support from its surroundings.
    pub weak: bool,
    pub role: Option<Role>,
    pub inflection: Inflection,
    pub part: inflection::Part,
}

/// A municipality.
#[derive(Debug, Clone)]
pub struct Municipality {
    /// Four digits.
    pub code: String,
    /// Official name without "Kommune".
    pub name: String,
    /// Region until 2026.
    pub region: String,
    /// Other spellings and short names.
    pub variants: Vec<String>,
}

/// A goal of the employment minister in one year.
#[derive(Debug, Clone)]
pub struct MinisterGoal {
    pub id: String,
    pub year: i32,
    pub number: Option<u32>,
    pub wording: String,
}

/// A body that publishes.
#[derive(Debug, Clone)]
pub struct Publisher {
    pub name: String,
    /// What it mostly publishes: a source kind of GOLD.md, or empty.
    pub kind: String,
}

/// All lists and the automaton over their labels.
#[derive(Debug)]
pub struct Lexicon {
    pub terms: Vec<Term>,
    pub municipalities: Vec<Municipality>,
    pub minister_goals: MinisterGoals,
    pub acts: Acts,
    pub publishers: HashMap<String, Publisher>,
    /// SHA-256 of all files, lower-case hex.
    pub hash: String,
    matcher: Matcher,
}

impl Lexicon {
    /// Every term in the flow that stands as a word, inflected form or permitted part of one; of overlapping hits of
    /// one class the leftmost, then the longest. Sorted by place.
    pub fn find(&self, tokens: &crate::token::Tokens, norm: &str) -> Vec<TermHit> {
        self.matcher.find(&self.terms, tokens, norm)
    }

    /// The terms of a class of which `word`, in lower case, is a form.
    pub fn word(&self, class: Class, word: &str) -> Vec<TermId> {
        self.matcher.word(&self.terms, class, word)
    }

    /// The municipality with this code.
    pub fn municipality(&self, code: &str) -> Option<&Municipality> {
        self.municipalities.iter().find(|municipality| municipality.code == code)
    }
}
