//! The number that a goal sets out to reach, and the years that it names.
//!
//! *What it finds.* `Antallet af langtidsledige reduceres fra 320 til 280 personer inden udgangen af 2012.` has the
//! target 280 `personer`, `exactly`, baseline 320, deadline 2012-12, and the period 2012.
//!
//! *Why it matters.* A target is what a plan can be held to; the reader wants to compare it across plans.
//!
//! *Not this.* Most numbers of a goal are no targets: ages, counts inside a condition (`virksomheder med under 50
//! ansatte`), how long someone has been something (`i over 26 uger`), what is known and definite (`de fem
//! nabokommuner`), shares that explain another number (`svarende til 4,5 pct.`), past results, and what the law
//! says. So a number must earn its place: by the clause it stands in, by its place in that clause, and, for
//! durations, by a word that makes time the thing to reach. Of several, the first that does wins.
//!
//! The rules' cases are `tests/fixtures/targets.tsv`.

use crate::token::number::{Date, Precision, Quantity, Scan, TimeUnit, Value, Years, scan};

mod clause;
mod deadline;
mod noun;

use clause::{Clauses, Role, direction, finite, modal};

/// A number to reach.
#[derive(Debug, Clone, PartialEq)]
pub struct Target {
    pub value: f64,
    pub unit: Unit,
    pub comparator: Comparator,
    /// The number that it starts from.
    pub baseline: Option<f64>,
    /// As precise as stated: `2019`, `2019-12`, `2020-Q1`, `2021-W49`, `2019-12-31`.
    pub deadline: Option<String>,
}

/// What is counted or measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    Percent,
    PercentPoint,
    Persons,
    FullTimePersons,
    Weeks,
    Months,
    Years,
    Days,
    Hours,
    Courses,
    Interviews,
    Companies,
    Places,
    Cases,
    Kroner,
    /// Anything else that is counted.
    Count,
}

impl Unit {
    pub fn as_str(self) -> &'static str {
        match self {
            Unit::Percent => "pct",
            Unit::PercentPoint => "pct_point",
            Unit::Persons => "personer",
            Unit::FullTimePersons => "fuldtidspersoner",
            Unit::Weeks => "uger",
            Unit::Months => "maaneder",
            Unit::Years => "aar",
            Unit::Days => "dage",
            Unit::Hours => "timer",
            Unit::Courses => "forloeb",
            Unit::Interviews => "samtaler",
            Unit::Companies => "virksomheder",
            Unit::Places => "pladser",
            Unit::Cases => "sager",
            Unit::Kroner => "kr",
            Unit::Count => "antal",
        }
    }
}

/// How the value binds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comparator {
    AtLeast,
    AtMost,
    Exactly,
    IncreaseBy,
    DecreaseBy,
}

impl Comparator {
    pub fn as_str(self) -> &'static str {
        match self {
            Comparator::AtLeast => "at_least",
            Comparator::AtMost => "at_most",
            Comparator::Exactly => "exactly",
            Comparator::IncreaseBy => "increase_by",
            Comparator::DecreaseBy => "decrease_by",
        }
    }
}

/// Years, both included; an open end is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    pub from: Option<i32>,
    pub to: Option<i32>,
}

/// The first number to reach that the goal states.
///
/// The plan's years tell past years from those to come; they never fill a deadline that the goal does not state.
pub fn target(goal_text: &str, plan: Option<Years>) -> Option<Target> {
    let goal = Goal::read(goal_text, plan)?;
    let (number, place) = goal.best()?;
    let baseline = goal.baseline(&number, place);
    Some(Target {
        value: number.value,
        unit: number.unit,
        comparator: number.comparator,
        baseline,
        deadline: goal.deadline(number.at, number.comparator),
    })
}

/// The years that the goal itself names, those that it only compares with left out.
pub fn period(goal_text: &str, plan: Option<Years>) -> Option<Period> {
    Goal::read(goal_text, plan)?.period()
}

/// A goal's text cut up, ready for looking around its numbers.
struct Goal<'t> {
    scan: Scan<'t>,
    clauses: Clauses,
    /// For each quantity the pieces it covers.
    places: Vec<(usize, usize)>,
    plan: Option<Years>,
}

/// A number that has earned its place, not yet dated.
#[derive(Debug, Clone, Copy)]
struct Number {
    /// First piece.
    at: usize,
    value: f64,
    unit: Unit,
    comparator: Comparator,
    /// Stands back behind a number of the main clause.
    weak: bool,
}

impl Goal<'_> {
    fn read(text: &str, plan: Option<Years>) -> Option<Goal<'_>> {
        let scan = scan(text, plan);
        let clauses = Clauses::of(&scan);
        let places = (scan.quantities.iter()).map(|quantity| scan.pieces(&quantity.range)).collect();
        (!scan.lexemes.is_empty()).then_some(Goal { scan, clauses, places, plan })
    }

    fn word(&self, at: usize) -> &str {
        self.scan.lexemes.get(at).map_or("", |lexeme| &lexeme.lower)
    }

    /// The piece `back` places before `at`; empty beyond the start.
    fn back(&self, at: usize, back: usize) -> &str {
        match at.checked_sub(back) {
            Some(at) => self.word(at),
            None => "",
        }
    }

    /// The number to reach, with the index of its quantity where it is one in figures.
    fn best(&self) -> Option<(Number, Option<usize>)> {
        let mut numbers: Vec<(Number, Option<usize>)> =
            (0..self.places.len()).filter_map(|index| Some((self.number(index)?, Some(index)))).collect();
        numbers.extend(self.doublings().map(|number| (number, None)));
        numbers.sort_by_key(|(number, _)| (number.weak, number.at));
        numbers.first().copied()
    }

    /// `halveres`, `fordobles`, `dobbelt så mange`.
    fn doublings(&self) -> impl Iterator<Item = Number> + '_ {
        (0..self.scan.lexemes.len()).filter_map(|at| {
            let word = self.word(at);
            let stem = |stem: &str| {
                word.strip_prefix(stem)
                    .is_some_and(|end| matches!(end, "e" | "es" | "er" | "r" | "ing" | "ingen" | "et" | "s"))
            };
            let half = word == "halve" && self.back(at, 1) == "det" && self.back(at, 2) == "til";
            let twice = word == "dobbelt" && matches!(self.word(at + 1), "så" | "op")
                || word == "dobbelte" && self.back(at, 1) == "det";
            let (value, comparator) = match () {
                () if stem("halver") || half => (50.0, Comparator::DecreaseBy),
                () if stem("fordobl") || twice => (100.0, Comparator::IncreaseBy),
                () if stem("tredobl") => (200.0, Comparator::IncreaseBy),
                () => return None,
            };
            let role = self.clauses.role(at);
            (matches!(role, Role::Main | Role::Where) && !self.past(at) && !self.lawful(at)).then_some(Number {
                at,
                value,
                unit: Unit::Percent,
                comparator,
                weak: false,
            })
        })
    }

    /// The quantity as a target, if it is one.
    fn number(&self, index: usize) -> Option<Number> {
        let quantity = &self.scan.quantities[index];
        let (at, next) = self.places[index];
        let (value, unit) = self.measure(index)?;
        let mut weak = match self.clauses.role(at) {
            Role::Main => false,
            Role::Where => true,
            // `senest når de har været ledige i seks måneder`
            Role::Condition if self.no_later_than(at) => true,
            // `et korps, der skal rumme 20 mentorer`
            Role::Relative if self.clauses.promises(&self.scan, at) => true,
            Role::Bracket => {
                let told = self.scan.lexemes[self.clauses.start(at)..at].iter();
                if !told.into_iter().any(|lexeme| lexeme.lower.starts_with("mål")) {
                    return None;
                }
                true
            }
            _ => return None,
        };
        let past = self.past(at) && !self.no_later_than(at);
        if self.starts_from(at) || self.compared(at) || past || self.today(at) || self.lawful(at) {
            return None;
        }
        let limit = match self.no_later_than(at) {
            true => Some(Comparator::AtMost),
            false => self.limit(at, next, quantity),
        };
        let step = self.step(at, next, unit);
        let share = matches!(quantity.value, Value::Fraction(_));
        if !share && self.definite(at) || self.inside_subject(at) || self.condition(at, next, step) {
            return None;
        }
        match quantity.value {
            Value::Duration(..) => weak |= !self.time_to_reach(at, next, limit, step)?,
            Value::Count(_) if !self.counted(at, next, limit, step) => return None,
            _ => {}
        }
        let comparator = step.or(limit).unwrap_or(match quantity.upper {
            Some(_) => Comparator::AtLeast,
            None => Comparator::Exactly,
        });
        Some(Number { at, value, unit, comparator, weak })
    }

    /// The clause that the number stands in follows `senest`.
    fn no_later_than(&self, at: usize) -> bool {
        let start = self.clauses.start(at);
        self.word(start) == "når" && self.back(start, 1) == "senest"
    }

    /// Value and unit; none for ages and ranks.
    fn measure(&self, index: usize) -> Option<(f64, Unit)> {
        let (at, next) = self.places[index];
        Some(match self.scan.quantities[index].value {
            Value::Count(value) => (value, self.counted_unit(at, next)),
            Value::Percent(value) | Value::Fraction(value) => (value, Unit::Percent),
            Value::PercentPoint(value) => (value, Unit::PercentPoint),
            Value::Money(value) => (value, Unit::Kroner),
            Value::Duration(value, unit) => (
                value,
                match unit {
                    TimeUnit::Minute => Unit::Count,
                    TimeUnit::Hour => Unit::Hours,
                    TimeUnit::Day => Unit::Days,
                    TimeUnit::Week => Unit::Weeks,
                    TimeUnit::Month => Unit::Months,
                    TimeUnit::Year => Unit::Years,
                },
            ),
            Value::Age { .. } | Value::Ordinal(_) => return None,
        })
    }

    /// Where the words of limit and rounding before a number begin: before `mindst ca. 20`.
    fn before_limits(&self, at: usize) -> usize {
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

    /// `mindst`, `højst`, `ikke over`, `eller derover`: how the value binds, in words.
    fn limit(&self, at: usize, next: usize, quantity: &Quantity) -> Option<Comparator> {
        let after = (self.word(next), self.word(next + 1));
        match after {
            ("eller" | "og", "derover" | "mere" | "flere" | "opefter") => return Some(Comparator::AtLeast),
            ("eller" | "og", "derunder" | "mindre" | "færre" | "nedefter") => return Some(Comparator::AtMost),
            ("som", "minimum" | "mindst" | "mindstemål") => return Some(Comparator::AtLeast),
            ("som", "maksimum" | "højst") => return Some(Comparator::AtMost),
            _ => {}
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
                "mindst" | "minimum" | "min" | "minimalt" | "≥" => return Some(Comparator::AtLeast),
                "højst" | "højest" | "maksimalt" | "maks" | "max" | "maximalt" | "maksimum" | "maximum" | "≤" | "<"
                | "senest" => return Some(Comparator::AtMost),
                ">" => return Some(Comparator::AtLeast),
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
                // `inden der er gået otte uger`
                "gået" if (start..seen).any(|at| self.word(at) == "inden") => return Some(Comparator::AtMost),
                // Words that may stand between: `må højst udgøre 15 pct.`, `senest efter 48 timer`.
                "udgøre" | "være" | "have" | "vare" | "ligge" | "bruge" | "nå" | "holde" | "tage" | "omfatte"
                | "koste" | "modtage" | "deltage" | "gennemføre" | "afholde" | "opnå" | "gå" | "vente" | "stige"
                | "falde" | "få" | "på" | "til" | "med" | "i" | "alt" | "efter" | "en" | "et" | "ca" | "cirka"
                | "omkring" | "." | "oprette" | "etablere" | "ansætte" | "udgør" | "er" | "arbejde" | "svare"
                | "bestå" | "af" | "den" | "vise" | "ikke" => seen -= 1,
                _ if finite(word) && word.ends_with("es") => seen -= 1,
                _ => return None,
            }
        }
        None
    }

    /// A negation before the number in its clause; not the `ikke` of `ikke-vestlige`.
    fn negated(&self, at: usize) -> bool {
        (self.clauses.start(at)..at).any(|at| {
            matches!(self.word(at), "ikke" | "ingen" | "intet" | "aldrig" | "hverken")
                && !(self.word(at + 1) == "-" && self.scan.lexemes[at + 1].glued)
        })
    }

    /// `med 5 pct.`, `en stigning på`, `25 flere`, `to uger kortere`: a change instead of a level.
    fn step(&self, at: usize, next: usize, unit: Unit) -> Option<Comparator> {
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
                "højere" | "længere" | "større" if compares => return change(true),
                "lavere" | "mindre" | "kortere" | "hurtigere" if compares => return change(false),
                "over" if matches!(unit, Unit::Percent | Unit::PercentPoint) && after == next => return change(true),
                "under" if matches!(unit, Unit::Percent | Unit::PercentPoint) && after == next => return change(false),
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
            let up = direction(self.word(at));
            let ned =
                self.word(at) == "ned" && matches!(self.back(at, 1), "bringes" | "bringe" | "sættes" | "gå" | "skæres");
            up.or(ned.then_some(false)).or_else(|| clause::change_noun(self.word(at)))
        });
        match preposition {
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
                let noun = (self.clauses.start(at)..start).rev().find_map(|at| clause::change_noun(self.word(at)));
                noun.and_then(change)
            }
            _ => None,
        }
    }

    /// Whether what follows can be a counted noun.
    fn noun_at(&self, at: usize) -> bool {
        self.word(at).chars().next().is_some_and(char::is_alphabetic) && !noun::stops(self.word(at))
    }

    /// `fra 320`, `fra de nuværende 320`, `fra et niveau på 4,5 pct.`
    fn starts_from(&self, at: usize) -> bool {
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

    /// `i forhold til 320 i 2010`, `mod 48 pct.`, `svarende til`
    fn compared(&self, at: usize) -> bool {
        let at = self.before_limits(at);
        match self.back(at, 1) {
            "til" => matches!(self.back(at, 2), "forhold" | "svarende" | "svarer") && self.back(at, 3) != "ikke",
            "mod" => !matches!(self.back(at, 2), "op" | "frem" | "ned" | "hen"),
            "med" => matches!(self.back(at, 2), "sammenlignet" | "sammenholdt"),
            "ift" | "ifht" => true,
            "." => matches!(self.back(at, 2), "ift" | "ifht"),
            "for" => self.back(at, 2) == "frem",
            _ => false,
        }
    }

    /// Says how it is now: `i dag er andelen 48 pct.`
    fn today(&self, at: usize) -> bool {
        let (start, end) = (self.clauses.start(at), self.clauses.end(at));
        let next = self.places.iter().find(|place| place.0 == at).map_or(at, |place| place.1);
        let now = |at: usize| {
            matches!((self.word(at), self.word(at + 1)), ("i", "dag") | ("på", "nuværende") | ("aktuelt", _))
        };
        now(next) || !(start..end).any(|at| modal(self.word(at))) && (start..at).any(now)
    }

    /// The clause tells what has been: `I 2010 faldt antallet til 300`.
    fn past(&self, at: usize) -> bool {
        let (start, end) = (self.clauses.start(at), self.clauses.end(at));
        let mut words = (start..end).map(|at| self.word(at));
        if words.clone().any(modal) {
            return false;
        }
        let told = words.clone().any(clause::past_verb);
        // `Ni ud af ti har været på besøg` is a result to reach, `vi har afholdt 45 møder` one reached.
        let done = !self.leads(at)
            && words.any(|word| matches!(word, "er" | "har" | "blevet"))
            && (start..end).any(|at| clause::participle(self.word(at)));
        told || done
    }

    /// The sentence says that the law says so.
    fn lawful(&self, at: usize) -> bool {
        let (start, end) = (self.clauses.sentence(at), self.clauses.sentence_end(at));
        (start..end).any(|at| {
            let law = |word: &str| {
                word.starts_with("lov") && !word.starts_with("love") && !word.starts_with("lovp")
                    || matches!(word, "loven" | "lovens" | "reglerne" | "regelsættet")
            };
            match self.word(at) {
                "ifølge" | "efter" => law(self.word(at + 1)),
                "til" => self.back(at, 1) == "henhold" && law(self.word(at + 1)),
                "loven" | "lovgivningen" => matches!(
                    self.word(at + 1),
                    "kræver" | "siger" | "fastsætter" | "foreskriver" | "stiller" | "giver" | "bestemmer"
                ),
                _ => false,
            }
        })
    }

    /// Something known: `de 45 forløb`, `kommunens fire skoler`, `alle fem`.
    fn definite(&self, at: usize) -> bool {
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
            && (!word.ends_with("es") || word.ends_with("nes") || word.ends_with("kommunes"))
            && !limit_word(word)
            && !matches!(word, "trods" | "ellers" | "tilbydes" | "plus" | "minus" | "mindes");
        known(word) || genitive || word.ends_with('e') && known(self.back(at, 2)) && !limit_word(word) && !finite(word)
    }

    /// Stands in the subject before its verb without leading it: `Sager over 22 uger behandles …`.
    fn inside_subject(&self, at: usize) -> bool {
        let (start, end) = (self.clauses.start(at), self.clauses.end(at));
        let verb = |at: usize| finite(self.word(at)) || direction(self.word(at)).is_some();
        let carried = |at: usize| finite(self.word(at)) && !matches!(self.back(at, 1), "og" | "samt" | "men");
        if (start..at).any(verb) || !(at..end).any(carried) {
            return false;
        }
        !self.leads(at)
    }

    /// Nothing but limits, adverbs and dates before it in its clause: `Inden udgangen af 2012 skal mindst 40 …`.
    fn leads(&self, at: usize) -> bool {
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
                )
        })
    }

    /// A number that only delimits whom or what: `virksomheder med under 50 ansatte`.
    fn condition(&self, at: usize, next: usize, step: Option<Comparator>) -> bool {
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

    /// Whether time is the thing to reach; false inside for a limit on the owner's service, which stands back.
    fn time_to_reach(
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
        let before = self.before_limits(at);
        let genitive = self.word(next - 1).ends_with('s');
        let led = self.back(before, 1);
        let moved = (first..at).any(|at| {
            direction(self.word(at)).is_some() || matches!(self.word(at), "fastholdes" | "fastholde" | "ned" | "op")
        });
        if genitive {
            // `senest efter 16 måneders ledighed`
            if led == "efter" && limit == Some(Comparator::AtMost) {
                return Some(false);
            }
            let granted = limit.is_some() && !matches!(led, "med" | "efter" | "i" | "på" | "over" | "under");
            return (granted && (start..at).any(|at| finite(self.word(at)))).then_some(true);
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
        if !matches!(led, "efter" | "i")
            && (timed && (level || self.back(before, 1) == ":") || lasts && limit.is_some())
        {
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
        let bound = limit == Some(Comparator::AtMost) && !matches!(self.back(at, 1), "under" | "over");
        let whole = first..self.clauses.sentence_end(at);
        let serves = whole.clone().any(|at| self.clauses.role(at) == Role::Main && clause::service(self.word(at)));
        let reaches = (start..at).any(|at| {
            matches!(
                self.word(at),
                "job" | "beskæftigelse" | "arbejde" | "uddannelse" | "selvforsørgelse" | "selvforsørgende"
            )
        });
        (bound && serves && !reaches).then_some(false)
    }

    /// Whether a plain count is something to reach and not a way of putting it.
    fn counted(&self, at: usize, next: usize, limit: Option<Comparator>, step: Option<Comparator>) -> bool {
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
        if one && (limit.is_none() || self.back(at, 1) == "end") {
            return false;
        }
        if self.negated(at) && limit.is_none() {
            return false;
        }
        let led = self.back(self.before_limits(at), 1);
        let start = self.clauses.start(at);
        match led {
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
                    || matches!(led, "til" | "med" | ":" | "er" | "være" | "udgøre" | "udgør" | "=" | "nå")
            }
        }
    }

    /// The number that the target starts from: before it after `fra`, behind it after `fra`, `mod`, `i forhold til`.
    fn baseline(&self, number: &Number, index: Option<usize>) -> Option<f64> {
        let same = |other: usize| match index {
            Some(index) => {
                let (a, b) = (&self.scan.quantities[index].value, &self.scan.quantities[other].value);
                std::mem::discriminant(a) == std::mem::discriminant(b)
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
                if self.today(at) && self.clauses.sentence(at) == self.clauses.sentence(number.at) {
                    return true;
                }
                if self.clauses.joined(at) != main {
                    return false;
                }
                let explains = self.back(self.before_limits(at), 2).starts_with("svar");
                self.starts_from(at) || at > number.at && self.compared(at) && !explains
            })
            .find_map(|other| self.measure(other).map(|(value, _)| value))
    }
}

/// Words that bound a number from one side.
fn limit_word(word: &str) -> bool {
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

impl Date {
    /// Year only.
    fn whole_years(&self) -> bool {
        matches!(self.precision, Precision::Year | Precision::Years)
    }
}
