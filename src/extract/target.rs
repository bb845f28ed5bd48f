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

use crate::token::number::{Date, Period, Precision, Scan, TimeUnit, Value, Years, scan};
use std::fmt;

mod aside;
mod clause;
mod deadline;
mod limit;
mod noun;
mod verb;
mod weight;

pub(super) use noun::counts_people;
pub(super) use verb::is_body;

use clause::{Clauses, Role};

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

impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Display for Comparator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The first number to reach that the goal states.
///
/// The plan's years tell past years from those to come; they never fill a deadline that the goal does not state.
pub fn target(goal_text: &str, plan: Option<Years>) -> Option<Target> {
    Goal::read(goal_text, plan)?.target()
}

/// The years that the goal itself names, those that it only compares with left out.
pub fn period(goal_text: &str, plan: Option<Years>) -> Option<Period> {
    Goal::read(goal_text, plan)?.period()
}

/// Both of them, in one reading.
pub(super) fn target_and_period(goal_text: &str, plan: Option<Years>) -> (Option<Target>, Option<Period>) {
    Goal::read(goal_text, plan).map_or((None, None), |goal| (goal.target(), goal.period()))
}

/// The target of what a list of goals states as reached: "Andelen er steget til 60 pct."
pub(super) fn target_as_reached(goal_text: &str, plan: Option<Years>) -> Option<Target> {
    let goal = Goal::read(goal_text, plan)?;
    Goal { reached: true, ..goal }.target()
}

/// A goal's text cut up, ready for looking around its numbers.
struct Goal<'t> {
    scan: Scan<'t>,
    clauses: Clauses,
    /// For each quantity the pieces it covers.
    places: Vec<(usize, usize)>,
    plan: Option<Years>,
    /// Whether what it tells in the perfect is what shall be reached.
    reached: bool,
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
        (!scan.lexemes.is_empty()).then_some(Goal { scan, clauses, places, plan, reached: false })
    }

    fn target(&self) -> Option<Target> {
        let (number, place) = self.best()?;
        Some(Target {
            value: number.value,
            unit: number.unit,
            comparator: number.comparator,
            baseline: self.baseline(&number, place),
            deadline: self.deadline(number.at, number.comparator),
        })
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
        numbers.extend(self.doublings().chain(self.latest()).map(|number| (number, None)));
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

    /// `senest i fjerde sygeuge`, `inden 6. sygeuge`
    fn latest(&self) -> impl Iterator<Item = Number> + '_ {
        self.scan.quantities.iter().zip(&self.places).filter_map(|(quantity, &(at, next))| {
            let Value::Ordinal(rank) = quantity.value else { return None };
            let time = self.word(next).trim_end_matches('n');
            let unit = match () {
                () if time.ends_with("uge") => Unit::Weeks,
                () if time.ends_with("måned") => Unit::Months,
                () => return None,
            };
            // "senest i den 10. uge", "inden 6. sygeuge", "inden udgangen af 4. uge"
            let from = at - usize::from(at > 0 && self.back(at, 1) == "den");
            let limited = match (self.back(from, 2), self.back(from, 1)) {
                ("senest", "i") | (_, "inden" | "senest") => true,
                ("udgangen", "af") => self.back(from, 3) == "inden",
                _ => false,
            };
            let limited = limited && self.clauses.role(at) == Role::Main;
            let value = f64::from(rank);
            (limited && !self.lawful(at)).then_some(Number {
                at,
                value,
                unit,
                comparator: Comparator::AtMost,
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
        if self.starts_from(at)
            || self.tells_start(at)
            || self.compared(at)
            || past
            || self.today(at)
            || self.lawful(at)
        {
            return None;
        }
        // "et uddannelsesløft på 110 pct. dagpenge" is a rate.
        let rate = ["dagpenge", "sats", "løn"].iter().any(|pay| self.word(next).starts_with(pay));
        if unit == Unit::Percent && matches!(self.back(at, 1), "på" | "med" | "til") && rate {
            return None;
        }
        let limit = match self.no_later_than(at) {
            true => Some(Comparator::AtMost),
            false => self.limit(at, next, quantity),
        };
        let step = self.step(at, next, unit);
        let share = matches!(quantity.value, Value::Fraction(_));
        let timed = matches!(quantity.value, Value::Duration(..)) && limit == Some(Comparator::AtMost);
        if !share && !timed && self.definite(at) || self.inside_subject(at) || self.condition(at, next, step) {
            return None;
        }
        match quantity.value {
            Value::Duration(..) => weak |= !self.time_to_reach(at, next, limit, step)?,
            Value::Count(_) if !self.counted(at, next, limit, step) => return None,
            _ => {}
        }
        // "et forløb, hvor de unge afprøver tre retninger" tells how it is made.
        if self.clauses.role(at) == Role::Where
            && matches!(quantity.value, Value::Count(_))
            && limit.is_none()
            && step.is_none()
        {
            return None;
        }
        let comparator = step.or(limit).unwrap_or(match quantity.upper {
            Some(_) => Comparator::AtLeast,
            None => Comparator::Exactly,
        });
        Some(Number { at, value, unit, comparator, weak })
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

    /// Whether what follows can be a counted noun.
    fn noun_at(&self, at: usize) -> bool {
        self.word(at).chars().next().is_some_and(char::is_alphabetic) && !noun::stops(self.word(at))
    }
}

impl Date {
    /// Year only.
    fn whole_years(&self) -> bool {
        matches!(self.precision, Precision::Year | Precision::Years)
    }
}
