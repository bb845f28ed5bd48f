//! How a number binds: a level with a limit on one side, or a change.

use super::clause::Role;
use super::verb::{self, direction, finite};
use super::{Comparator, Goal, Number, Unit};
use crate::token::number::{Quantity, Value};

impl Goal<'_> {
    /// `mindst`, `højst`, `ikke over`, `eller derover`: how the value binds, in words.
    pub(super) fn limit(&self, at: usize, next: usize, quantity: &Quantity) -> Option<Comparator> {
        // `500 eller flere`, `500 virksomheder eller flere`
        for after in [next, next + 1] {
            match (self.word(after), self.word(after + 1)) {
                ("eller" | "og", "derover" | "mere" | "flere" | "opefter") => {
                    return Some(Comparator::AtLeast);
                }
                ("eller" | "og", "derunder" | "mindre" | "færre" | "nedefter") => {
                    return Some(Comparator::AtMost);
                }
                ("som", "minimum" | "mindst") => return Some(Comparator::AtLeast),
                ("som", "maksimum" | "højst") => return Some(Comparator::AtMost),
                _ if !self.noun_at(next) => break,
                _ => {}
            }
        }
        let start = self.clauses.start(at);
        let negated = self.negated(at);
        let (more, less) = match negated {
            true => (Comparator::AtMost, Comparator::AtLeast),
            false => (Comparator::AtLeast, Comparator::AtMost),
        };
        let mut seen = at;
        while seen > start {
            let (word, before) = (self.back(seen, 1), self.back(seen, 2));
            match word {
                "mindst" | "minimum" | "min" | "minimalt" | "≥" => {
                    return Some(Comparator::AtLeast);
                }
                "højst" | "højest" | "maksimalt" | "maks" | "max" | "maximalt" | "maksimum" | "maximum" | "≤" | "<"
                | "senest" => return Some(Comparator::AtMost),
                ">" => return Some(Comparator::AtLeast),
                // `under de første to uger`: while they last.
                "under" if matches!(self.word(seen), "de" | "den") => return None,
                "over" => return Some(more),
                "under" => return Some(less),
                "end" => match before {
                    "mere" | "flere" | "højere" | "større" | "længere" => return Some(more),
                    "mindre" | "færre" | "lavere" | "kortere" | "senere" => {
                        return Some(if before == "senere" { more } else { less });
                    }
                    _ => return None,
                },
                "overstige" | "overstiger" | "overskride" | "overskrider" | "overskrides" | "overgå" | "overgår" => {
                    return Some(more);
                }
                "underskride" | "underskrider" => return Some(less),
                "til" | "mod" if before == "op" && self.step(at, next, Unit::Count).is_none() => {
                    let risen = (start..at).any(|at| direction(self.word(at)).is_some());
                    return if risen { None } else { Some(Comparator::AtMost) };
                }
                "indtil" => return Some(Comparator::AtMost),
                "for" if before == "inden" && matches!(quantity.value, Value::Duration(..)) => {
                    return Some(Comparator::AtMost);
                }
                "indenfor" | "inden" if matches!(quantity.value, Value::Duration(..)) => {
                    return Some(Comparator::AtMost);
                }
                // `i løbet af de første to uger`
                "løbet" if before == "i" && matches!(quantity.value, Value::Duration(..)) => {
                    return Some(Comparator::AtMost);
                }
                // `inden der er gået otte uger`
                "gået" if (start..seen).any(|at| self.word(at) == "inden") => {
                    return Some(Comparator::AtMost);
                }
                // Words that may stand between: `må højst udgøre 15 pct.`, `senest efter 48 timer`.
                "udgøre" | "være" | "have" | "vare" | "ligge" | "bruge" | "nå" | "holde" | "tage" | "omfatte"
                | "koste" | "modtage" | "deltage" | "gennemføre" | "afholde" | "opnå" | "gå" | "vente" | "stige"
                | "falde" | "få" | "på" | "til" | "med" | "i" | "alt" | "efter" | "en" | "et" | "ca" | "cirka"
                | "omkring" | "." | "oprette" | "etablere" | "ansætte" | "udgør" | "omfatter" | "er" | "arbejde"
                | "svare" | "bestå" | "af" | "den" | "de" | "første" | "vise" | "ikke" => seen -= 1,
                _ if finite(word) && word.ends_with("es") => seen -= 1,
                _ => return self.parted_limit(start, at),
            }
        }
        None
    }

    /// `skal højst have ansvar for 50 borgere`: a limit that its verb parts from its number.
    fn parted_limit(&self, start: usize, at: usize) -> Option<Comparator> {
        const FAR: usize = 6;
        let near = start.max(at.saturating_sub(FAR))..at;
        let limit = near.rev().find(|&at| matches!(self.word(at), "højst" | "maksimalt" | "mindst" | "minimum"))?;
        let bounds_other = self.places.iter().any(|place| (limit..at).contains(&place.0));
        let least = matches!(self.word(limit), "mindst" | "minimum");
        (!bounds_other).then_some(if least { Comparator::AtLeast } else { Comparator::AtMost })
    }

    /// `med 5 pct.`, `en stigning på`, `25 flere`, `to uger kortere`: a change instead of a level.
    pub(super) fn step(&self, at: usize, next: usize, unit: Unit) -> Option<Comparator> {
        let change = |up: bool| Some(if up { Comparator::IncreaseBy } else { Comparator::DecreaseBy });
        for after in [next, next + 1] {
            if after > next && !(self.noun_at(next) && unit != Unit::Percent) {
                break;
            }
            // `to uger kortere`, but not `ti større arbejdsgivere`.
            let compares = !self.noun_at(after + 1);
            match self.word(after) {
                "flere" | "mere" => return change(true),
                "færre" => return change(false),
                "højere" | "længere" | "større" | "bedre" if compares => return change(true),
                "lavere" | "mindre" | "kortere" | "hurtigere" if compares => return change(false),
                // "mindst 2 procentpoint over gennemsnittet" is a level with a limit.
                "over" | "under" if matches!(self.back(at, 1), "mindst" | "minimum" | "højst") => {}
                "over" if matches!(unit, Unit::Percent | Unit::PercentPoint) && after == next => {
                    return change(true);
                }
                "under" if matches!(unit, Unit::Percent | Unit::PercentPoint) && after == next => {
                    return change(false);
                }
                _ => {}
            }
        }
        if (1..4)
            .any(|back| matches!(self.back(at, back), "yderligere" | "ekstra") && self.before_limits(at) + back <= at)
        {
            return change(true);
        }
        let start = self.before_limits(at);
        let preposition = self.back(start, 1);
        let first = self.clauses.sentence(at);
        let verb = (first..start).rev().find_map(|at| {
            let sets_up =
                self.word(at).starts_with("nedsæt") && (at + 1..at + 5).any(|at| verb::is_body(self.word(at)));
            let up = direction(self.word(at)).filter(|_| !sets_up);
            let ned =
                self.word(at) == "ned" && matches!(self.back(at, 1), "bringes" | "bringe" | "sættes" | "gå" | "skæres");
            // "skal være nedbragt med", "er steget med"
            let reached = matches!(self.back(at, 1), "er" | "være" | "har" | "have" | "blevet").then(|| self.word(at));
            let reached = match reached {
                Some("nedbragt" | "faldet") => Some(false),
                Some("steget") => Some(true),
                _ => None,
            };
            up.or(reached).or(ned.then_some(false)).or_else(|| verb::change_noun(self.word(at)))
        });
        match preposition {
            // "skal ned med 6 pct."
            "med" if matches!(self.back(start, 2), "ned" | "op") => change(self.back(start, 2) == "op"),
            "med" => {
                let contact = [
                    "samarbejde",
                    "samarbejdet",
                    "samtaler",
                    "samtale",
                    "aftaler",
                    "aftale",
                    "dialog",
                    "dialogen",
                    "kontakt",
                    "kontakten",
                    "møder",
                    "partnerskaber",
                    "partnerskab",
                    "forløb",
                    "samarbejdsaftaler",
                ]
                .iter()
                .any(|noun| self.back(start, 2).ends_with(noun));
                let of = matches!(unit, Unit::Percent) && self.word(next) == "af";
                let whom = matches!(unit, Unit::Persons | Unit::Companies) || of;
                verb.filter(|_| !(contact && whom)).and_then(change)
            }
            "på" => {
                let noun = (self.clauses.start(at)..start).rev().find_map(|at| verb::change_noun(self.word(at)));
                noun.and_then(change)
            }
            // "hæves 4 procentpoint"
            verb if start == at && matches!(unit, Unit::Percent | Unit::PercentPoint | Unit::Kroner | Unit::Weeks) => {
                direction(verb).and_then(change)
            }
            _ => None,
        }
    }

    /// Where the words of limit and rounding before a number begin: before `mindst ca. 20`.
    pub(super) fn before_limits(&self, at: usize) -> usize {
        let mut at = at;
        while at > 0
            && (limit_word(self.back(at, 1))
                || matches!(
                    self.back(at, 1),
                    "ca" | "cirka"
                        | "omkring"
                        | "godt"
                        | "knap"
                        | "næsten"
                        | "yderligere"
                        | "ekstra"
                        | "hele"
                        | "omtrent"
                        | "mellem"
                        | "en"
                        | "et"
                        | "den"
                )
                || self.back(at, 1) == "." && (limit_word(self.back(at, 2)) || self.back(at, 2) == "ca")
                || self.back(at, 1) == "alt"
                || self.back(at, 1) == "i" && self.word(at) == "alt"
                || self.back(at, 1) == "end" && matches!(self.back(at, 2), "mere" | "flere" | "mindre" | "færre")
                || matches!(self.back(at, 1), "mere" | "flere" | "mindre" | "færre") && self.word(at) == "end"
                || matches!(self.back(at, 1), "over" | "under") && matches!(self.back(at, 2), "til" | "med" | "på")
                || matches!(self.back(at, 1), "op" | "ned") && self.word(at) == "til")
        {
            at -= 1;
        }
        at
    }

    /// The clause that the number stands in follows `senest`.
    pub(super) fn no_later_than(&self, at: usize) -> bool {
        let start = self.clauses.start(at);
        self.word(start) == "når" && self.back(start, 1) == "senest"
    }

    /// A negation before the number in its clause; not the `ikke` of `ikke-vestlige`.
    pub(super) fn negated(&self, at: usize) -> bool {
        (self.clauses.start(at)..at).any(|at| {
            matches!(self.word(at), "ikke" | "ingen" | "intet" | "aldrig" | "hverken")
                && !(self.word(at + 1) == "-" && self.scan.lexemes[at + 1].glued)
        })
    }

    /// The number that the target starts from: before it after `fra`, behind it after `fra`, `mod`, `i forhold til`.
    pub(super) fn baseline(&self, number: &Number, index: Option<usize>) -> Option<f64> {
        let same = |other: usize| match index {
            Some(index) => {
                let (a, b) = (&self.scan.quantities[index].value, &self.scan.quantities[other].value);
                let share = |value: &Value| matches!(value, Value::Percent(_) | Value::Fraction(_));
                std::mem::discriminant(a) == std::mem::discriminant(b)
                    || share(a) && share(b)
                    || matches!(b, Value::Count(_))
                    || matches!(number.comparator, Comparator::IncreaseBy | Comparator::DecreaseBy)
            }
            None => true,
        };
        let main = self.clauses.joined(number.at);
        (0..self.places.len())
            .filter(|&other| Some(other) != index && same(other))
            .filter(|&other| {
                let at = self.places[other].0;
                // `på en skala fra 1 til 5`
                if (1..4).any(|back| self.back(at, back) == "skala") {
                    return false;
                }
                if (self.today(at) || at > number.at && self.tells_start(at))
                    && self.clauses.sentence(at) == self.clauses.sentence(number.at)
                {
                    return true;
                }
                if self.clauses.joined(at) != main {
                    return false;
                }
                // `(4,1 pct. i 2018)`
                if at > number.at && self.clauses.role(at) == Role::Bracket && self.past_years(at) {
                    return true;
                }
                let explains = self.back(self.before_limits(at), 2).starts_with("svar");
                self.starts_from(at) || at > number.at && self.compared(at) && !explains
            })
            .find_map(|other| self.measure(other).map(|(value, _)| value))
    }
}

/// Words that bound a number from one side.
pub(super) fn limit_word(word: &str) -> bool {
    matches!(
        word,
        "mindst"
            | "minimum"
            | "min"
            | "minimalt"
            | "højst"
            | "højest"
            | "maksimalt"
            | "maks"
            | "max"
            | "maximalt"
            | "maksimum"
            | "maximum"
            | "≥"
            | "≤"
            | ">"
            | "<"
            | "senest"
    )
}
