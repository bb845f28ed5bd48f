//! Measure → target group: for whom a measure is, where the sentence says so.
//!
//! *Rules*, by what ties the two:
//! - `link/group-behind-measure`: a preposition ("mentor **til** unge", "opkvalificering **af** ledige");
//! - `link/measure-of-group`: the group is in it or has it ("flygtninge **i** virksomhedspraktik", also where the
//!   measure is part of the group's name, as in "borgere i ressourceforløb");
//! - `link/offered`: a verb of offering or receiving ("unge **tilbydes** en mentor", "vi **giver** ledige løntilskud").
//!
//! Enumerations share what ties one of them: "løntilskud og virksomhedspraktik til flygtninge og familiesammenførte"
//! makes four links.
//!
//! *Not this*: a group and a measure that only stand in one sentence; "fra virksomhedspraktik til job for unge", where
//! the job is for the young; "virksomheder med flygtninge tilbydes en mentor".

use super::words::{self, Span};
use super::{FindingId, Layer, Link, by_node};
use crate::extract::{Findings, Parsed};
use crate::structure::NodeId;
use rustc_hash::FxHashSet;
use std::ops::Range;

/// Tokens that may stand between a verb and what it gives.
const REACH: usize = 8;

pub(super) fn link(parsed: &Parsed<'_>, found: &Findings, links: &mut Vec<Link>) {
    let groups = by_node(found.target_groups.iter().map(|group| group.node));
    let measures = by_node(found.measures.iter().map(|measure| measure.node));
    let mut nodes: Vec<NodeId> = measures.keys().copied().filter(|node| groups.contains_key(node)).collect();
    nodes.sort_unstable();
    for node in nodes {
        let tokens = parsed.node_tokens(node);
        let mut reader = Reader {
            parsed,
            measures: words::spans(parsed, tokens.clone(), &found.measures, &measures[&node]),
            groups: words::spans(parsed, tokens, &found.target_groups, &groups[&node]),
            found,
            node,
            seen: FxHashSet::default(),
            links,
        };
        for sentence in parsed.sentences(node) {
            reader.sentence(&sentence.tokens);
        }
    }
}

/// Reads the sentences of one node.
struct Reader<'a, 'p> {
    parsed: &'a Parsed<'p>,
    found: &'a Findings,
    node: NodeId,
    measures: Vec<Span>,
    groups: Vec<Span>,
    /// Pairs that are linked already: the first rule names the link.
    seen: FxHashSet<(usize, usize)>,
    links: &'a mut Vec<Link>,
}

/// Indices into the reader's lists that share a tie.
type Run = Range<usize>;

impl Reader<'_, '_> {
    fn sentence(&mut self, sentence: &Range<usize>) {
        let inside = |spans: &[Span]| {
            let from = spans.partition_point(|span| span.tokens.start < sentence.start);
            from..spans.partition_point(|span| span.tokens.start < sentence.end)
        };
        let (measures, groups) = (inside(&self.measures), inside(&self.groups));
        if measures.is_empty() || groups.is_empty() {
            return;
        }
        for measure in measures.clone() {
            if let Some(group) = self.group_behind(measure, sentence) {
                self.tie("link/group-behind-measure", measure, group, (&measures, &groups));
            }
        }
        for group in groups.clone() {
            // Only the group that bears the name: "sygemeldte og borgere i ressourceforløb".
            if let Some(measure) = self.measure_in_name(group) {
                self.push("link/measure-of-group", measure, group);
            } else if let Some(measure) = self.measure_behind(group, sentence) {
                self.tie("link/measure-of-group", measure, group, (&measures, &groups));
            }
        }
        for verb in sentence.clone() {
            if let Some((measure, group)) = self.offered(verb, sentence) {
                self.tie("link/offered", measure, group, (&measures, &groups));
            }
        }
    }

    /// The group that a preposition ties to the measure before it.
    fn group_behind(&self, measure: usize, sentence: &Range<usize>) -> Option<usize> {
        let span = &self.measures[measure];
        let end = sentence.end.min(span.tokens.end + REACH);
        let mut at = span.tokens.end;
        // "en mentor målrettet unge", "tilbud særligt til unge"
        let mut aimed = false;
        while at < end && is_link_word(self.parsed.lower(at)) {
            aimed |= matches!(self.parsed.lower(at), "målrettet" | "målrettede" | "rettet" | "forbeholdt");
            at += 1;
        }
        let preposition = (at < end).then(|| self.parsed.lower(at))?;
        let ties = match preposition {
            "til" | "for" | "af" | "blandt" | "overfor" => true,
            "over" => at + 1 < end && self.parsed.lower(at + 1) == "for",
            "mod" => aimed,
            // "samtaler med ledige" is for them, "match med virksomheder" is not.
            "med" => self.found.measures[span.index].concept == "samtaler",
            _ => false,
        };
        let start = match (ties, preposition) {
            (true, "over") => at + 2,
            (true, _) => at + 1,
            (false, _) if aimed => at,
            (false, _) => return None,
        };
        self.group_at(start, sentence)
    }

    /// The measure that is part of the group's name: "borgere i ressourceforløb".
    fn measure_in_name(&self, group: usize) -> Option<usize> {
        let span = &self.groups[group];
        let first = self.measures.partition_point(|measure| measure.tokens.start < span.tokens.start);
        self.measures.get(first).is_some_and(|measure| measure.tokens.end <= span.tokens.end).then_some(first)
    }

    /// The measure that the group is in or has: "flygtninge i virksomhedspraktik".
    fn measure_behind(&self, group: usize, sentence: &Range<usize>) -> Option<usize> {
        let at = self.groups[group].tokens.end;
        let ties = at < sentence.end && matches!(self.parsed.lower(at), "i" | "på" | "med");
        ties.then(|| self.mention_at(&self.measures, at + 1, sentence)).flatten()
    }

    /// What a verb of offering gives, and to whom.
    fn offered(&self, verb: usize, sentence: &Range<usize>) -> Option<(usize, usize)> {
        let given = Giving::of(self.parsed.lower(verb))?;
        let limit = sentence.end.min(verb + 1 + REACH);
        let measure = self.measures.partition_point(|span| span.tokens.start <= verb);
        let measure_start = self.measures.get(measure)?.tokens.start;
        let clause = (verb + 1..limit).find(|&at| ends_clause(self.parsed.lower(at))).unwrap_or(limit);
        // "tilbydes behandling efter den første samtale": what stands behind "efter" is not what is given.
        if measure_start >= clause || (verb + 1..measure_start).any(|at| is_aside(self.parsed.lower(at))) {
            return None;
        }
        let behind = self.groups.partition_point(|span| span.tokens.start <= verb);
        // "får borgere i jobafklaringsforløb hjælp": the measure belongs to the group's name.
        let named = self.groups[behind..].iter().take_while(|group| group.tokens.start <= measure_start);
        if named.clone().any(|group| measure_start < group.tokens.end) {
            return None;
        }
        if let Some(group) = self.groups.get(behind).filter(|group| group.tokens.end <= measure_start) {
            let free = !is_preposition(self.before(group.tokens.start, sentence));
            return free.then_some((measure, behind));
        }
        if given == Giving::Active {
            return None;
        }
        let before = behind.checked_sub(1)?;
        let group = &self.groups[before];
        let near = group.tokens.end <= verb && verb - group.tokens.end <= REACH;
        // ", og de to førstnævnte grupper skal": another subject.
        let anew = |at: usize| self.parsed.lower(at) == "," && matches!(self.parsed.lower(at + 1), "og" | "men" | "så");
        let open = (group.tokens.end..verb).any(|at| ends_clause(self.parsed.lower(at)) || anew(at));
        (near && !open && !is_preposition(self.before(group.tokens.start, sentence))).then_some((measure, before))
    }

    /// The last word before `at` that is no determiner.
    fn before(&self, at: usize, sentence: &Range<usize>) -> &str {
        let words = (sentence.start..at).rev().take(REACH).map(|index| self.parsed.lower(index));
        words.into_iter().find(|word| !words::is_determiner(word)).unwrap_or("")
    }

    fn group_at(&self, start: usize, sentence: &Range<usize>) -> Option<usize> {
        self.mention_at(&self.groups, start, sentence)
    }

    /// The mention that begins at `start`, determiners aside.
    fn mention_at(&self, spans: &[Span], start: usize, sentence: &Range<usize>) -> Option<usize> {
        let limit = sentence.end.min(start + 4);
        for at in start..limit {
            let index = spans.partition_point(|span| span.tokens.start < at);
            if spans.get(index).is_some_and(|span| span.tokens.start == at) {
                return Some(index);
            }
            if !words::is_determiner(self.parsed.lower(at)) {
                return None;
            }
        }
        None
    }

    /// Links every measure coordinated with `measure` to every group coordinated with `group`.
    fn tie(&mut self, rule: &'static str, measure: usize, group: usize, (measures, groups): (&Run, &Run)) {
        let measures = self.coordinated(&self.measures, measure, measures);
        let groups = self.coordinated(&self.groups, group, groups);
        for measure in measures {
            for group in groups.clone() {
                self.push(rule, measure, group);
            }
        }
    }

    /// Links two mentions, once.
    fn push(&mut self, rule: &'static str, measure: usize, group: usize) {
        let (measure, group) = (&self.measures[measure], &self.groups[group]);
        if !self.seen.insert((measure.index, group.index)) {
            return;
        }
        let tokens = self.parsed.all_tokens();
        let first = measure.tokens.start.min(group.tokens.start);
        let last = measure.tokens.end.max(group.tokens.end) - 1;
        self.links.push(Link {
            from: FindingId { layer: Layer::Measure, index: measure.index },
            to: FindingId { layer: Layer::TargetGroup, index: group.index },
            rule,
            node: self.node,
            norm: tokens[first].norm.start..tokens[last].norm.end,
        });
    }

    /// The run of mentions that "og", "eller" and commas join to one, within the sentence.
    fn coordinated(&self, spans: &[Span], one: usize, within: &Run) -> Run {
        let joined = |left: usize| {
            let between = spans[left].tokens.end..spans[left + 1].tokens.start;
            between.start <= between.end && words::joins(self.parsed, between)
        };
        let (mut first, mut last) = (one, one);
        while first > within.start && one - first < REACH && joined(first - 1) {
            first -= 1;
        }
        while last + 1 < within.end && last - one < REACH && joined(last) {
            last += 1;
        }
        first..last + 1
    }
}

/// Verbs that give people something.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Giving {
    /// The owner gives: "vi tilbyder unge en mentor".
    Active,
    /// The people receive: "unge tilbydes en mentor", "unge får en mentor".
    Received,
}

impl Giving {
    fn of(word: &str) -> Option<Self> {
        match word {
            "tilbyder" | "tilbyde" | "giver" | "give" | "tildeler" | "tildele" | "bevilger" | "bevilge"
            | "tilknytter" | "tilknytte" | "visiterer" | "visitere" | "henviser" | "henvise" => Some(Self::Active),
            "tilbydes" | "tilbudt" | "får" | "få" | "fået" | "modtager" | "modtage" | "tildeles" | "tildelt"
            | "bevilges" | "bevilget" | "tilknyttes" | "tilknyttet" | "visiteres" | "visiteret" | "henvises"
            | "henvist" | "deltager" | "deltage" | "gives" | "givet" | "begynder" | "påbegynder" | "indkaldes" => {
                Some(Self::Received)
            }
            _ => None,
        }
    }
}

/// Words between a measure and its preposition.
fn is_link_word(word: &str) -> bool {
    matches!(
        word,
        "særligt"
            | "især"
            | "også"
            | "specifikt"
            | "målrettet"
            | "målrettede"
            | "rettet"
            | "primært"
            | "forbeholdt"
            | "netop"
            | "tilpasset"
            | "henvendt"
    )
}

fn is_preposition(word: &str) -> bool {
    matches!(
        word,
        "med"
            | "til"
            | "for"
            | "af"
            | "om"
            | "på"
            | "i"
            | "mellem"
            | "blandt"
            | "over"
            | "hos"
            | "ved"
            | "fra"
            | "uden"
    )
}

/// Prepositions behind which stands when or whence, not what, and verbs of another clause.
fn is_aside(word: &str) -> bool {
    matches!(
        word,
        "efter" | "før" | "inden" | "fra" | "uden" | "om" | "hos" | "mellem" | "under" | "er" | "har" | "skal" | "vil"
    )
}

/// Words and marks behind which another clause begins.
fn ends_clause(word: &str) -> bool {
    matches!(word, "som" | "der" | "hvor" | "hvis" | "når" | "fordi" | ";" | ":" | "." | "men" | "mens" | "at")
}
