//! When a duration or a plain count is the thing to reach.

use super::clause::Role;
use super::verb::{direction, finite};
use super::{Comparator, Goal, noun};

/// Nouns behind which "om" names the number to reach.
const OF_NUMBERS: &[&str] =
    &["mål", "målet", "måltal", "måltallet", "målsætning", "målsætningen", "resultatmål", "aftale", "aftaler"];

/// How many tokens before a quantity tell what it is for.
const REACH: usize = 60;

impl Goal<'_> {
    /// Whether time is the thing to reach; false inside for a limit on the owner's service, which stands back.
    pub(super) fn time_to_reach(
        &self,
        at: usize,
        next: usize,
        limit: Option<Comparator>,
        step: Option<Comparator>,
    ) -> Option<bool> {
        if step.is_some() {
            return Some(true);
        }
        let (first, start) = (self.clauses.sentence(at), self.clauses.start(at));
        let [first, start] = [first, start].map(|from| from.max(at.saturating_sub(REACH)));
        let before = self.before_limits(at);
        let genitive = self.word(next - 1).ends_with('s');
        let led = self.back(before, 1);
        let moved = (first..at).any(|at| {
            direction(self.word(at)).is_some()
                || matches!(self.word(at), "fastholdes" | "fastholde" | "ned" | "op" | "ændres" | "ændre")
        });
        if genitive {
            // `senest efter 16 måneders ledighed`
            if led == "efter" && limit == Some(Comparator::AtMost) {
                return Some(false);
            }
            let granted = limit.is_some() && !matches!(led, "med" | "efter" | "i" | "på" | "over" | "under");
            return (granted && (start..at).any(|at| finite(self.word(at)))).then_some(true);
        }
        // `løntilskud i op til 6 måneder`
        if led == "til" && self.back(before, 2) == "op" && matches!(self.back(before, 3), "i" | "på" | "af") {
            return None;
        }
        if matches!(led, "til" | "på") && moved {
            return Some(true);
        }
        let timed = (first..at).any(|at| {
            let word = self.word(at);
            self.clauses.role(at) == Role::Main
                && ([
                    "tid",
                    "tiden",
                    "tider",
                    "tiderne",
                    "varighed",
                    "varigheden",
                    "periode",
                    "perioden",
                    "perioder",
                    "længde",
                    "længden",
                    "længderne",
                ]
                .iter()
                .any(|end| word.ends_with(end) && word != "fremtiden" && word != "planperioden" && word != "samtid")
                    || word.starts_with("ventetid"))
        });
        let level = (start..at).any(|at| {
            matches!(
                self.word(at),
                "være"
                    | "er"
                    | "udgøre"
                    | "udgør"
                    | "vare"
                    | "varer"
                    | "overstige"
                    | "overstiger"
                    | "overskride"
                    | "overskrider"
                    | "ligge"
                    | "ligger"
                    | "blive"
                    | "bliver"
            )
        });
        let lasts = (start..at).any(|at| {
            matches!(
                self.word(at),
                "vare" | "varer" | "overstige" | "overstiger" | "overskride" | "vente" | "venter" | "ingen"
            )
        });
        // `ikke er ledige i mere end 12 måneder`
        if self.negated(at) && limit == Some(Comparator::AtMost) && self.back(at, 1) != "for" {
            return Some(true);
        }
        if !matches!(led, "efter" | "i")
            && (timed && (level || self.back(before, 1) == ":") || lasts && limit.is_some())
        {
            return Some(true);
        }
        // `holde alle forløb under to år`, `bringe ventetiden ned under to uger`
        let kept = (start..at).any(|at| {
            matches!(self.word(at), "holde" | "holdes" | "holder" | "bringe" | "bringes" | "bringer" | "fastholdes")
        });
        if kept && self.back(at, 1) == "under" && self.back(at, 2) != "i" {
            return Some(true);
        }
        // `i gennemsnit i job efter højst 26 uger`
        if limit.is_some() && (start..at).any(|at| self.word(at).starts_with("gennemsnit")) {
            return Some(true);
        }
        // `arbejde minimum 12 timer om ugen`
        let hours = self.word(next - 1).starts_with("time")
            && matches!(
                (self.word(next), self.word(next + 1)),
                ("om" | "pr" | "per", _) | ("i", "ugen") | ("ugentligt" | "ugentlig", _)
            );
        if hours && limit.is_some() && !matches!(led, "i" | "på" | "under" | "over") {
            return Some(true);
        }
        // `senest efter 48 timer`, `får svar inden for to arbejdsdage`
        if self.no_later_than(at) {
            return Some(false);
        }
        // "behandle en sag på under otte uger", but not "ledige i under 13 uger".
        let within = !matches!(self.back(at, 1), "under" | "over") || self.back(at, 2) == "på";
        // "i job inden for 13 uger" tells of whom, "får svar inden for to dage" of the owner's own service.
        let reaches = (start..at).any(|at| {
            matches!(
                self.word(at),
                "job" | "beskæftigelse" | "arbejde" | "uddannelse" | "selvforsørgelse" | "selvforsørgende"
            ) && (1..4).any(|back| matches!(self.back(at, back), "i" | "til" | "og" | "eller"))
                // "en aftale om job eller uddannelse inden for ti dage"
                && !(1..8).any(|back| self.back(at, back) == "om")
                && !(1..4).any(|back| self.back(at, back) == "uden")
        });
        (limit == Some(Comparator::AtMost) && within && !reaches).then_some(false)
    }

    /// Whether a plain count is something to reach and not a way of putting it.
    pub(super) fn counted(&self, at: usize, next: usize, limit: Option<Comparator>, step: Option<Comparator>) -> bool {
        if step.is_some() {
            return true;
        }
        if limit.is_none()
            && (noun::structural(self.word(next))
                || noun::structural(self.word(next + 1)) && !noun::stops(self.word(next)))
        {
            return false;
        }
        // `én plan`, `mere end én del`: a way to say one, or several.
        let one = matches!(self.word(at), "én" | "ét" | "een");
        if one && (limit.is_none() || matches!(self.back(at, 1), "end" | "under")) {
            return false;
        }
        if self.negated(at) && limit.is_none() {
            return false;
        }
        let led = self.back(self.before_limits(at), 1);
        let start = self.clauses.start(at);
        match led {
            // "mål om", "indgå aftaler om 12 forløb"
            "om" if OF_NUMBERS.contains(&self.back(self.before_limits(at), 2)) => true,
            "i" | "ved" | "hos" | "blandt" | "gennem" | "efter" | "om" | "indenfor" | "omkring" | "mellem" => {
                limit.is_some()
            }
            "for" => limit.is_some() || self.back(self.before_limits(at), 2) != "inden",
            "på" => {
                let levelled = |at: usize| {
                    let word = self.word(at);
                    direction(word).is_some()
                        || ["fasthold", "stabiliser", "ligge", "lig", "niveau", "lande", "hold"]
                            .iter()
                            .any(|stem| word.starts_with(stem))
                        || matches!(word, "op" | "ned" | "mål" | "målet" | "måltal" | "måltallet")
                };
                limit.is_some() || (start..at).any(levelled)
            }
            _ => {
                limit.is_some()
                    || self.noun_at(next)
                    || self.people_in_work(next)
                    || matches!(led, "til" | "med" | ":" | "er" | "være" | "udgøre" | "udgør" | "=" | "nå")
            }
        }
    }
}
