//! What stands under the heading of goals and is none: the name of a field, what has been, how it is measured, what is
//! already so.

use super::clause::{self, Event};
use super::section::Announced;
use super::subject::names_people;
use super::{Reader, attributes};
use crate::extract::target::{self, Comparator};
use crate::extract::{GoalKind, Target};
use crate::structure::{NodeId, NodeKind};
use crate::token::verb::is_past;
use std::ops::Range;

/// Verbs that tell how a goal is measured.
const MEASURING: &[&str] =
    &["måles", "opgøres", "undersøges", "fremgår", "registreres", "offentliggøres", "afventes", "afventer"];
/// Verbs of attention: "Udvalget peger på, at …".
const ATTENDING: &[&str] = &["peger", "understreger", "bemærker"];
/// What an item begins with that tells from where a goal starts.
const STARTING: &[&str] = &["udgangspunkt", "udgangspunktet", "baseline", "status", "kilde"];
/// What adds to the item above.
const ASIDE: &[&str] = &["især", "særligt", "primært", "heraf", "typisk"];
/// How words that announce a goal end.
const ANNOUNCING: &[&str] = &["mål", "målet", "målsætning", "målsætningen", "krav", "kravet", "forhold"];
/// How words begin that say whose goal it is.
const OWN: &[&str] = &["jobcent", "kommune", "lokal", "byråd", "vores", "egne", "eget", "udvalg"];
/// So many paragraphs above are looked at.
const MOST_LISTED: usize = 12;
/// A goal has more tokens.
const LEAST_TOKENS: usize = 5;
/// The name of a field of goals is no longer.
const FIELD_WORDS: usize = 3;
/// A level to reach is put in fewer tokens.
const MOST_LEVEL: usize = 40;

impl Reader<'_, '_> {
    /// Whether an item only names the field of the goals below: "(1) Servicen" above "Mål 1: …".
    pub(super) fn heads_goals(&self, id: NodeId, text: &str) -> bool {
        let below = self.parsed.outline.nodes.get(id + 1).and_then(|node| node.label.as_ref());
        let labelled = || below.is_some_and(|label| self.parsed.text()[label.range.clone()].starts_with("Mål "));
        text.split_whitespace().nth(FIELD_WORDS).is_none() && !text.ends_with('.') && labelled()
    }

    /// Whether a paragraph is one sentence with a number to reach: "Ledigheden er højst 3 pct. i 2030." In a box any
    /// number that is not told of now will do.
    pub(super) fn is_level(&self, tokens: &Range<usize>, boxed: bool) -> bool {
        let sentence = self.parsed.sentences(self.parsed.all_tokens()[tokens.start].node).len() == 1;
        let told = || tokens.clone().any(|index| self.tells_past(index));
        let target = || target::target(&attributes::text(self.parsed, tokens.clone()), self.years());
        // "Ledigheden er 3 pct." tells how things are.
        let now = || {
            clause::events(self.parsed, tokens.clone())
                .first()
                .is_some_and(|event| self.parsed.lower(event.verb) == "er")
        };
        let aimed = || {
            target().is_some_and(|target| {
                let exact =
                    target.comparator == Comparator::Exactly && target.deadline.is_none() && target.baseline.is_none();
                !exact || boxed && !now()
            })
        };
        let whole = self.parsed.lower(tokens.end - 1) != ":";
        whole && sentence && tokens.len() < MOST_LEVEL && !told() && aimed()
    }

    /// Whether words without a verb are a level to reach, and when.
    pub(super) fn states_level(&self, tokens: &Range<usize>) -> bool {
        let dated = |target: Target| target.deadline.is_some();
        let target = target::target(&attributes::text(self.parsed, tokens.clone()), self.years());
        target.is_some_and(dated) && clause::events(self.parsed, tokens.clone()).is_empty()
    }

    /// Whether a paragraph of one sentence follows others of one sentence in its box: a list without marks.
    pub(super) fn goes_on(&self, id: NodeId) -> bool {
        let nodes = &self.parsed.outline.nodes;
        let single = |at: usize| nodes[at].kind == NodeKind::Paragraph && self.parsed.sentences(at).len() == 1;
        let above = (0..id).rev().take_while(|&at| nodes[at].parent == nodes[id].parent);
        single(id) && above.take(MOST_LISTED).all(single)
    }

    /// The goal behind words that announce it: "Byrådet har desuden valgt et lokalt mål: Ingen må …".
    pub(super) fn behind_announcement(&self, tokens: &Range<usize>) -> Option<Range<usize>> {
        let colon = tokens.clone().skip(1).find(|&index| self.parsed.lower(index) == ":")?;
        let announces = (tokens.start.max(colon.saturating_sub(2))..colon)
            .any(|index| ANNOUNCING.iter().any(|noun| self.parsed.lower(index).ends_with(noun)));
        let capital =
            |index: usize| self.parsed.token_text(index).starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
        (announces && colon + LEAST_TOKENS < tokens.end && capital(colon + 1)).then_some(colon + 1..tokens.end)
    }

    /// Whether the words before a goal say that it is the plan's own: "Jobcentrets mål: Arbejdskraftreserven …".
    pub(super) fn announces_own(&self, tokens: &Range<usize>) -> bool {
        let Some(goal) = self.behind_announcement(tokens) else { return false };
        let mut before = (tokens.start..goal.start).map(|index| self.parsed.lower(index));
        before.any(|word| OWN.iter().any(|owner| word.starts_with(owner)))
    }

    /// "Opgøres på Jobindsats": how a goal is measured.
    pub(super) fn begins_measuring(&self, tokens: &Range<usize>) -> bool {
        MEASURING.contains(&self.parsed.lower(tokens.start))
    }

    /// Whether an item tells of the goals that are announced, and is none.
    pub(super) fn tells_no_goal(&self, id: NodeId, announced: &Announced, tokens: &Range<usize>) -> bool {
        let text = self.parsed.outline.nodes[id].text(self.parsed.text());
        let first = clause::events(self.parsed, tokens.clone()).into_iter().next();
        // "Følgende er aftalt:" above the numbers of a list
        let below = self.parsed.outline.nodes.get(id + 1).and_then(|node| node.label.as_ref());
        if text.trim_end().ends_with(':') && below.is_some_and(|label| label.name.is_some()) {
            return true;
        }
        match announced.kind {
            // "Der er allerede ansat en mentor" among what will be done.
            GoalKind::Activity if announced.lent.is_some() => false,
            GoalKind::Activity => match first {
                Some(event) => self.is_already_so(&event, tokens) || ATTENDING.contains(&self.parsed.lower(event.verb)),
                // "Især i den offentlige sektor" below an act
                None => ASIDE.contains(&self.parsed.lower(tokens.start)),
            },
            // "Udgangspunkt: 71 pct. i 2029"
            GoalKind::Goal if STARTING.contains(&self.parsed.lower(tokens.start)) => true,
            // "Antal henvendelser om hjælpemidler": what is counted, without a level to reach. "Økonomien": a field.
            GoalKind::Goal if first.is_none() => {
                let lower = text.to_lowercase();
                let counted =
                    ["antal ", "antallet ", "andel ", "andelen "].iter().any(|start| lower.starts_with(start));
                // "Dec. 2029", "Prognose 2030": heads of columns
                let dated = text.split_whitespace().count() <= 2
                    && text
                        .split_whitespace()
                        .next_back()
                        .is_some_and(|last| last.len() == 4 && last.starts_with("20"));
                (counted || self.is_indicator(id)) && !text.contains(|c: char| c.is_ascii_digit())
                    || tokens.len() == 1
                    || dated
            }
            // "Opgøres i juni. Sidste år var tallet 31." beside a goal
            GoalKind::Goal if self.begins_measuring(tokens) => true,
            // "Tallet opgøres hvert år" under "Sådan måler vi", "Der blev i 2029 …" under "Lokale mål"
            GoalKind::Goal | GoalKind::Beacon => {
                // "Aktive sygemeldte" has no verb, whatever its last word looks like.
                let people = first.is_none() && tokens.len() > 1 && names_people(self.parsed, tokens.start + 1);
                let verb = first.map_or(tokens.start + 1, |event| event.verb);
                // "Ventetiden indgår i den halvårlige status"
                let reported = || {
                    let watched =
                        |index| matches!(self.parsed.lower(index), "status" | "opfølgningen" | "afrapporteringen");
                    self.parsed.lower(verb) == "indgår" && tokens.clone().any(watched)
                };
                tokens.contains(&verb)
                    && !people
                    && (self.tells_past(verb) || reported() || MEASURING.contains(&self.parsed.lower(verb)))
            }
            _ => false,
        }
    }

    /// Whether a heading above says that what stands here is only watched: "Indikatorer".
    fn is_indicator(&self, id: NodeId) -> bool {
        let nodes = &self.parsed.outline.nodes;
        let above = nodes[id].parent.map(|heading| nodes[heading].text(self.parsed.text()).to_lowercase());
        above.is_some_and(|heading| heading.contains("indikator") || heading.contains("måle"))
    }

    /// Whether a token is a verb in the past.
    pub(super) fn tells_past(&self, index: usize) -> bool {
        let word = self.parsed.lower(index);
        is_past(word) || matches!(word, "var" | "blev" | "havde" | "lå" | "faldt" | "steg" | "fik")
    }

    /// Whether a clause tells what has been done: "er allerede ansat", "har siden 2020 kunnet".
    fn is_already_so(&self, event: &Event, tokens: &Range<usize>) -> bool {
        let word = |index: usize| if index < tokens.end { self.parsed.lower(index) } else { "" };
        let already = |index: usize| word(index) == "allerede" && word(index + 1).ends_with('t');
        let since = |index: usize| word(index) == "siden" && word(index + 1).starts_with("20");
        matches!(word(event.verb), "er" | "har")
            && (event.verb + 1..event.verb + 3).any(|index| already(index) || since(index))
    }
}
