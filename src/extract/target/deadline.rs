//! Which of a goal's dates say when, and which only what it is compared with.

use super::clause::Role;
use super::verb::{finite, modal, past_verb};
use super::{Comparator, Goal, Period};
use crate::token::number::{Date, Precision};

impl Goal<'_> {
    /// The date by which the number that starts at `at` is to be reached.
    pub(super) fn deadline(&self, at: usize, comparator: Comparator) -> Option<String> {
        let by = matches!(comparator, Comparator::IncreaseBy | Comparator::DecreaseBy);
        let main = self.clauses.joined(at);
        let dates: Vec<(usize, &Date)> = (self.scan.dates.iter())
            .map(|date| (self.scan.pieces(&date.range).0, date))
            .filter(|(place, date)| {
                let start = by && date.whole_years() && self.back(*place, 1) == "fra" && date.from == date.to;
                // "vil fra 1. august ringe inden for to uger": from when the limit holds.
                let limit = matches!(comparator, Comparator::AtMost | Comparator::AtLeast);
                let since = limit && self.back(*place, 1) == "fra";
                self.clauses.joined(*place) == main
                    && date.stated
                    && !(start || since)
                    && !self.opens(*place, date)
                    && !self.reference(*place, date)
                    && !self.starts_a_stretch(*place, date)
            })
            .collect();
        let before = dates.iter().find(|(place, _)| *place < at);
        let after = dates.iter().find(|(place, _)| *place > at);
        let (_, date) = match (before, after) {
            // `I 2012 … ved udgangen af 2012`: the finer one.
            (Some((_, early)), Some((_, late)))
                if early.whole_years() && !late.whole_years() && early.to == late.to =>
            {
                after
            }
            (Some(_), _) => before,
            (None, _) => after,
        }?;
        date.deadline.clone()
    }

    /// The years that the goal names for itself.
    pub(super) fn period(&self) -> Option<Period> {
        let mut period: Option<Period> = None;
        for date in &self.scan.dates {
            let (place, _) = self.scan.pieces(&date.range);
            if !date.stated || self.reference(place, date) {
                continue;
            }
            let to = date.to.filter(|_| !self.opens(place, date));
            let seen = period.unwrap_or(Period { from: date.from, to });
            period = Some(Period { from: seen.from.min(date.from), to: seen.to.and_then(|seen| Some(seen.max(to?))) });
        }
        period
    }

    /// `fra 2024`, `fra august 2023`: from then on. A day (`fra 1. februar 2012`) says when it is to be so.
    fn opens(&self, place: usize, date: &Date) -> bool {
        let from = self.back(place, 1) == "fra" || self.back(place, 1) == "med" && self.back(place, 3) == "fra";
        from && !matches!(date.precision, Precision::Day | Precision::Years) && !self.starts_a_stretch(place, date)
    }

    /// `reduceres med 20 fra 2020 til 2021`: the first of a stretch dates what a change is measured against.
    fn dates_start(&self, place: usize, date: &Date) -> bool {
        let from = place.saturating_sub(1);
        let changes = |&(at, next): &(usize, usize)| {
            (from.saturating_sub(1)..=from).contains(&next) && self.back(self.before_limits(at), 1) == "med"
        };
        self.starts_a_stretch(place, date) && self.places.iter().any(changes)
    }

    /// The first of `fra december 2013 til december 2014`.
    fn starts_a_stretch(&self, place: usize, date: &Date) -> bool {
        let (_, next) = self.scan.pieces(&date.range);
        let second = |at: usize| self.scan.dates.iter().any(|date| self.scan.pieces(&date.range).0 == at);
        self.back(place, 1) == "fra" && self.word(next) == "til" && second(next + 1)
    }

    /// The date says what the goal is compared with or built on, not when.
    fn reference(&self, place: usize, date: &Date) -> bool {
        let (_, next) = self.scan.pieces(&date.range);
        let last = date.to.or(date.from);
        // Years before the plan's are past, but `fremlægges ultimo 2018` may stand in a plan for 2019.
        if let (Some(plan), Some(last), Some(_)) = (self.plan, last, date.to) {
            let eve = last == plan.from - 1 && !date.whole_years();
            if last < plan.from && !eve && !self.starts_a_stretch(place, date) {
                return true;
            }
        }
        // `2015-niveau`
        let hyphen = matches!(self.word(next), "-" | "–") && self.scan.lexemes[next].glued;
        if hyphen && self.scan.lexemes.get(next + 1).is_some_and(|word| word.glued) || self.word(next) == "niveau" {
            return true;
        }
        if self.tells_start(place) || self.dates_start(place, date) {
            return true;
        }
        let role = self.clauses.role(place);
        let (start, end) = (self.clauses.start(place), self.clauses.end(place));
        let promised = (start..end).any(|at| modal(self.word(at)));
        let told = (start..end).any(|at| past_verb(self.word(at)));
        if told && !promised || role == Role::Relative && !promised && (start..end).any(|at| self.word(at) == "har") {
            return true;
        }
        // `fra 13,4 uger i 2010`, `(320 i 2010)`, `mod 48 pct. i 2011`
        let told_of = |at: usize| {
            let word = self.word(at);
            !finite(word) && !modal(word) && !matches!(word, "," | ":" | ";" | "til" | "med" | "inden" | "senest")
        };
        let measured = (self.places.iter().rev())
            .find(|(_, next)| *next <= place && place - *next < 7 && (*next..place).all(told_of));
        if measured.is_some_and(|&(at, _)| self.starts_from(at) || self.compared(at)) {
            return true;
        }
        let mut at = place;
        while at > start && place - at < 8 {
            at -= 1;
            if self.places.iter().any(|&(first, next)| (first..next).contains(&at)) {
                return false;
            }
            let word = self.word(at);
            match word {
                "forhold" => return self.word(at + 1) == "til",
                "nr" | "lov" | "bekendtgørelse" => return true,
                "ift" | "ifht" | "sammenlignet" | "sammenholdt" | "siden" | "end" => return true,
                "niveauet" | "niveau" | "erfaringerne" | "erfaringer" | "resultatet" | "resultaterne" => return true,
                "skal" | "vil" | "inden" | "senest" | "ved" => return false,
                _ => {}
            }
            let near =
                at + 1 == place || at + 2 == place && matches!(self.word(at + 1), "for" | "fra" | "i" | "af" | "om");
            // "analysen fra maj 2023", "planen for 2022", but "evaluere planen i november 2022"
            let named = date.whole_years() && self.word(place).starts_with(|c: char| c.is_ascii_digit())
                || self.back(place, 1) == "fra";
            if near && named && names_a_text(word) {
                return true;
            }
        }
        false
    }
}

/// A plan, law or survey whose year belongs to its name.
fn names_a_text(word: &str) -> bool {
    const ENDS: [&str; 30] = [
        "plan",
        "planen",
        "strategi",
        "strategien",
        "lov",
        "loven",
        "aftale",
        "aftalen",
        "rapport",
        "rapporten",
        "undersøgelse",
        "undersøgelsen",
        "politik",
        "politikken",
        "reform",
        "reformen",
        "vision",
        "visionen",
        "analyse",
        "analysen",
        "redegørelse",
        "redegørelsen",
        "evaluering",
        "evalueringen",
        "forsøg",
        "forsøget",
        "måling",
        "målingen",
        "kontrakt",
        "kontrakten",
    ];
    ENDS.iter().any(|end| word.ends_with(end))
}
