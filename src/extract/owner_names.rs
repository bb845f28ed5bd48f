//! The names by which a plan calls its owner, learned from the plan itself.
//!
//! *What it finds*: "Rødeskov", where the plan is that of Rødeskov Kommune; "Arbejdsmarked", where a field of work is
//! written large within sentences and so names the unit that does it.
//!
//! *Why it matters*: "Rødeskov vil åbne en jobklub" and "Arbejdsmarked samler et hold" bind the owner.
//!
//! *Not this*: the names of other municipalities, and fields inside longer names ("Styrelsen for Arbejdsmarked og
//! Rekruttering").

use crate::lexicon::Lexicon;
use crate::structure::{NodeKind, Outline};
use crate::token::{Token, Tokens};
use rustc_hash::{FxHashMap, FxHashSet};

/// Fields of work that units are called after.
const FIELDS: &[&str] =
    &["arbejdsmarked", "beskæftigelse", "erhverv", "integration", "jobservice", "virksomhedsservice", "ydelse"];
/// A field is a name if it is written large within sentences so many times.
const LEAST_UNITS: usize = 2;
/// A municipality that is named once is the owner only on the front page, which has so many parts at most.
const FRONT: usize = 6;
/// Words before "Kommune" that are no names.
const NO_NAMES: &[&str] = &["den", "din", "vor", "vores", "hver", "egen", "i", "af", "hos"];

/// Mentions that make a municipality the owner.
const LEAST_MENTIONS: usize = 2;

/// The name itself: "københavn" of "Københavns Kommune", "assens" of "Assens Kommune".
fn base<'t>(name: &'t str, lexicon: &Lexicon) -> Option<&'t str> {
    let listed = |name: &str| lexicon.municipalities.iter().any(|known| known.name.to_lowercase() == name);
    match name.strip_suffix('s') {
        Some(_) if listed(name) => Some(name),
        Some(base) => Some(base).filter(|base| listed(base)),
        None => Some(name),
    }
}

/// Words in lower case that name the owner where they are written large.
#[derive(Debug, Default)]
pub(super) struct OwnerNames(FxHashSet<String>);

impl OwnerNames {
    /// Reads the names in one pass over the tokens.
    pub(super) fn learn(text: &str, outline: &Outline, tokens: &Tokens, lexicon: &Lexicon) -> Self {
        let list = &tokens.tokens;
        let capital = |token: &Token| text[token.norm.clone()].starts_with(char::is_uppercase);
        let mut municipalities: FxHashMap<&str, usize> = FxHashMap::default();
        let mut units: FxHashMap<&str, usize> = FxHashMap::default();
        for sentence in &tokens.sentences {
            let prose = matches!(outline.nodes[sentence.node].kind, NodeKind::Paragraph | NodeKind::ListItem);
            for index in sentence.tokens.clone().filter(|&index| capital(&list[index])) {
                let word = |at: usize| if sentence.tokens.contains(&at) { tokens.flow.word(at) } else { "" };
                let large = |at: usize| sentence.tokens.contains(&at) && capital(&list[at]);
                if word(index + 1) == "kommune" && large(index + 1) && !NO_NAMES.contains(&word(index)) {
                    let weight = if sentence.node < FRONT { LEAST_MENTIONS } else { 1 };
                    *municipalities.entry(word(index)).or_default() += weight;
                }
                let joined = matches!(word(index + 1), "og" | "&" | "," | "-") && large(index + 2);
                let before = index.wrapping_sub(1);
                let within =
                    !matches!(word(before), "" | "for" | "og" | "&" | ":" | "\"" | "”" | "»" | "–") && !large(before);
                if prose && within && !joined && !large(index + 1) && FIELDS.contains(&word(index)) {
                    *units.entry(word(index)).or_default() += 1;
                }
            }
        }
        // An overview names many municipalities, none of which is its owner.
        let all: usize = municipalities.values().sum();
        let own = municipalities.into_iter().filter(|(_, count)| count * 2 > all && *count >= LEAST_MENTIONS);
        let own = own.filter_map(|(name, _)| base(name, lexicon));
        let units = units.into_iter().filter(|(_, count)| *count >= LEAST_UNITS).map(|(name, _)| name);
        Self(own.chain(units).map(str::to_owned).collect())
    }

    /// Whether a word in lower case names the owner if it is written large.
    pub(super) fn contains(&self, word: &str) -> bool {
        self.0.contains(word)
    }
}
