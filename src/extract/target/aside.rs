//! Numbers that are told, compared with or known, and so are nothing to reach.

use super::Comparator;
use super::Goal;
use super::clause::Role;
use super::limit::limit_word;
use super::verb::{self, direction, finite, modal};
use crate::token::number::Date;

impl Goal<'_> {
    /// `fra 320`, `fra de nuværende 320`, `fra et niveau på 4,5 pct.`
    pub(super) fn starts_from(&self, at: usize) -> bool {
        let mut before = at;
        while matches!(
            self.back(before, 1),
            "de" | "det"
                | "nuværende"
                | "ca"
                | "cirka"
                | "omkring"
                | "."
                | "et"
                | "niveau"
                | "på"
                | "godt"
                | "knap"
                | "i"
                | "dag"
                | "dags"
                | "gennemsnitligt"
                | "gennemsnit"
                | "alt"
                | "niveauet"
                | "en"
                | "andel"
        ) {
            before -= 1;
        }
        self.back(before, 1) == "fra" || self.back(before, 1) == "end" && self.back(at, 1) == "nuværende"
    }

    /// `hvor udgangspunktet er 269`, `hvor tallet i 2012 var 263`, `(udgangspunkt: 71)`: a clause that tells where the goal
    /// starts from.
    pub(super) fn tells_start(&self, at: usize) -> bool {
        let start = self.clauses.start(at);
        let told = |at: usize| ["udgangspunkt", "baseline"].iter().any(|word| self.word(at).starts_with(word));
        if self.clauses.role(at) == Role::Bracket {
            return (start..at).any(told);
        }
        let was = || (start..self.clauses.end(at)).any(|at| verb::past_verb(self.word(at)));
        let level = || matches!(self.word(start + 1), "det" | "den" | "tallet" | "antallet" | "andelen" | "niveauet");
        self.clauses.role(at) == Role::Where && ((start..at).any(told) || level() && was())
    }

    /// `i forhold til 320 i 2010`, `mod 48 pct.`, `svarende til`
    pub(super) fn compared(&self, at: usize) -> bool {
        let at = self.before_limits(at);
        match self.back(at, 1) {
            "til" => matches!(self.back(at, 2), "forhold" | "svarende" | "svarer") && self.back(at, 3) != "ikke",
            "mod" => !matches!(self.back(at, 2), "op" | "frem" | "ned" | "hen"),
            "med" => matches!(self.back(at, 2), "sammenlignet" | "sammenholdt"),
            "ift" | "ifht" => true,
            "." => matches!(self.back(at, 2), "ift" | "ifht"),
            "for" => matches!(self.back(at, 2), "frem" | "stedet"),
            _ => false,
        }
    }

    /// Says how it is now: `i dag er andelen 48 pct.`
    pub(super) fn today(&self, at: usize) -> bool {
        let (start, end) = (self.clauses.start(at), self.clauses.end(at));
        let next = self.places.iter().find(|place| place.0 == at).map_or(at, |place| place.1);
        let now = |at: usize| {
            matches!((self.word(at), self.word(at + 1)), ("i", "dag") | ("på", "nuværende") | ("aktuelt", _))
        };
        now(next) || !(start..end).any(|at| modal(self.word(at))) && (start..at).any(now)
    }

    /// The clause names a year before the plan's.
    pub(super) fn past_years(&self, at: usize) -> bool {
        let start = self.clauses.start(at).saturating_sub(3);
        let clause = start..self.clauses.end(at);
        let past = |date: &Date| date.to.zip(self.plan).is_some_and(|(to, plan)| to < plan.from);
        self.scan.dates.iter().any(|date| past(date) && clause.contains(&self.scan.pieces(&date.range).0))
    }

    /// The clause tells what has been: `I 2010 faldt antallet til 300`.
    pub(super) fn past(&self, at: usize) -> bool {
        let (start, end) = (self.clauses.start(at), self.clauses.end(at));
        let mut words = (start..end).map(|at| self.word(at));
        if words.clone().any(modal) {
            return false;
        }
        // "bliver holdt" is no past.
        let passive = |at: usize| (1..=2).any(|back| matches!(self.back(at, back), "bliver" | "blive" | "være"));
        // "varigheden af de afsluttede forløb"
        let modifies = |at: usize| {
            self.word(at).ends_with("ede")
                && matches!(self.back(at, 1), "de" | "alle" | "samtlige")
                && self.back(at, 2) == "af"
        };
        let told = (start..end).any(|at| verb::past_verb(self.word(at)) && !passive(at) && !modifies(at));
        // `Ni ud af ti har været på besøg` is a result to reach, `vi har afholdt 45 møder` one reached.
        // "… er nedbragt med en femtedel ved udgangen af 2021" is a result to reach as well.
        let later = |date: &Date| date.to.zip(self.plan).is_some_and(|(to, plan)| to > plan.from);
        let dated = |date: &Date| later(date) && (start..end).contains(&self.scan.pieces(&date.range).0);
        let by = |at: usize| matches!(self.word(at), "udgangen" | "inden" | "senest" | "ultimo" | "medio");
        // "er faldet fra 438 i september 2018 til højst 400 ved udgangen af 2020"
        let due = |date: &Date| {
            let place = self.scan.pieces(&date.range).0;
            let ahead = date.to.zip(self.plan).is_some_and(|(to, plan)| to >= plan.from);
            ahead && (at..end).contains(&place) && (place.saturating_sub(2)..=place).any(by)
        };
        let done = !(self.reached && !self.past_years(at))
            && !self.leads(at)
            && !self.scan.dates.iter().any(|date| dated(date) || due(date))
            && !((start..end).any(by) && !self.past_years(at))
            && words.any(|word| matches!(word, "er" | "har" | "blevet"))
            && (start..end).any(|at| verb::participle(self.word(at)));
        told || done
    }

    /// The sentence says that the law says so.
    pub(super) fn lawful(&self, at: usize) -> bool {
        let (start, end) = (self.clauses.sentence(at), self.clauses.sentence_end(at));
        (start..end).any(|at| {
            let law = |word: &str| {
                word.starts_with("lov") && !word.starts_with("love") && !word.starts_with("lovp")
                    || matches!(word, "loven" | "lovens" | "reglerne" | "regelsættet")
            };
            match self.word(at) {
                "ifølge" | "efter" => law(self.word(at + 1)),
                "til" => self.back(at, 1) == "henhold" && law(self.word(at + 1)),
                // "Loven siger ikke meget om tempoet"
                "loven" | "lovgivningen" => {
                    matches!(
                        self.word(at + 1),
                        "kræver" | "siger" | "fastsætter" | "foreskriver" | "stiller" | "giver" | "bestemmer"
                    ) && !(at + 2..at + 4).any(|at| self.word(at) == "ikke")
                }
                _ => false,
            }
        })
    }

    /// Something known: `de 45 forløb`, `kommunens fire skoler`, `alle fem`.
    pub(super) fn definite(&self, at: usize) -> bool {
        let word = self.back(at, 1);
        let known = |word: &str| {
            matches!(
                word,
                "de" | "den"
                    | "det"
                    | "disse"
                    | "deres"
                    | "vores"
                    | "vore"
                    | "sine"
                    | "begge"
                    | "alle"
                    | "samtlige"
                    | "øvrige"
                    | "følgende"
                    | "nuværende"
                    | "eksisterende"
                    | "dens"
                    | "dets"
                    | "jeres"
            )
        };
        let genitive = word.len() > 4
            && word.ends_with('s')
            && (!word.ends_with("es") || ["rnes", "enes", "kommunes"].iter().any(|end| word.ends_with(end)))
            && !limit_word(word)
            // "indgås 12 aftaler": a passive.
            && !word.ends_with("ås")
            && !matches!(word, "trods" | "ellers" | "tilbydes" | "plus" | "minus" | "mindes");
        known(word) || genitive || word.ends_with('e') && known(self.back(at, 2)) && !limit_word(word) && !finite(word)
    }

    /// Stands in the subject before its verb without leading it: `Sager over 22 uger behandles …`.
    pub(super) fn inside_subject(&self, at: usize) -> bool {
        let (start, end) = (self.clauses.start(at), self.clauses.end(at));
        let verb = |at: usize| finite(self.word(at)) || direction(self.word(at)).is_some();
        let carried = |at: usize| finite(self.word(at)) && !matches!(self.back(at, 1), "og" | "samt" | "men");
        if (start..at).any(verb) || !(at..end).any(carried) {
            return false;
        }
        !self.leads(at)
    }

    /// Nothing but limits, adverbs and dates before it in its clause: `Inden udgangen af 2012 skal mindst 40 …`.
    pub(super) fn leads(&self, at: usize) -> bool {
        let start = self.clauses.start(at);
        let dated = |at: usize| {
            let byte = self.scan.lexemes[at].start;
            self.scan.dates.iter().any(|date| date.range.contains(&byte))
        };
        (start..at).all(|at| {
            dated(at)
                || limit_word(self.word(at))
                || matches!(
                    self.word(at),
                    "i" | "alt"
                        | "gennemsnit"
                        | "ca"
                        | "cirka"
                        | "omkring"
                        | "godt"
                        | "knap"
                        | "op"
                        | "til"
                        | "mod"
                        | "som"
                        | "og"
                        | "samt"
                        | "men"
                        | "yderligere"
                        | "hertil"
                        | "herudover"
                        | "inden"
                        | "ved"
                        | "over"
                        | "under"
                        | "mere"
                        | "flere"
                        | "færre"
                        | "mindre"
                        | "end"
                        | "mellem"
                        | "for"
                        | "."
                        | "en"
                        | "et"
                        | "ekstra"
                        | "derudover"
                        | "indenfor"
                        | "senest"
                        | "efter"
                        | "\""
                        | "”"
                        | "“"
                        | "•"
                        | "-"
                        | "–"
                        | "hele"
                        | "kun"
                        | "endvidere"
                        | "og/eller"
                        | "desuden"
                        | "den"
                        | "løbet"
                        | "af"
                        | "hver"
                        | "ikke"
                )
        })
    }

    /// A number that only delimits whom or what: `virksomheder med under 50 ansatte`.
    pub(super) fn condition(&self, at: usize, next: usize, step: Option<Comparator>) -> bool {
        if step.is_some() {
            return false;
        }
        let mut start = at;
        while start > 0
            && (limit_word(self.back(start, 1))
                || matches!(self.back(start, 1), "over" | "under" | "mere" | "færre" | "end" | "flere" | "mindre"))
        {
            start -= 1;
        }
        if self.back(start, 1) == "mellem" {
            start -= 1;
        }
        if self.back(start, 1) == "med" {
            return matches!(
                self.word(next),
                "ansatte"
                    | "medarbejdere"
                    | "børn"
                    | "fuldtidsansatte"
                    | "beboere"
                    | "indbyggere"
                    | "sygedage"
                    | "fraværsdage"
                    | "ugers"
                    | "timers"
                    | "års"
            ) || self.word(next - 1).ends_with("ers");
        }
        // `med et sygefravær på over 10 pct.`
        self.back(start, 1) == "på" && matches!(self.back(start, 3), "en" | "et") && self.back(start, 4) == "med"
    }
}
