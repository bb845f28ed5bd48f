//! Counts, shares, money, durations, ages and ordinals.

use super::lexeme::{Kind, cardinal, ordinal, part, printed, superscript};
use super::{Quantity, Reader, TimeUnit, Value};

/// What follows a number and says what it measures.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Unit {
    Percent,
    Point,
    Kroner,
    Time(TimeUnit),
}

/// A number without its unit.
#[derive(Debug, Clone, Copy)]
struct Amount {
    value: f64,
    next: usize,
    /// `mio.` or `mia.` stood after it.
    millions: bool,
    note: bool,
}

impl Unit {
    fn of(self, value: f64) -> Value {
        match self {
            Unit::Percent => Value::Percent(value),
            Unit::Point => Value::PercentPoint(value),
            Unit::Kroner => Value::Money(value),
            Unit::Time(unit) => Value::Duration(value, unit),
        }
    }
}

/// One decimal, as shares in words are written: 33.3.
pub(super) fn percent_of(part: f64, whole: f64) -> f64 {
    (part / whole * 1000.0).round() / 10.0
}

/// The time unit that a word names, in any form: `uger`, `ugers`, `mdr`.
fn time_unit(word: &str) -> Option<TimeUnit> {
    Some(match word {
        "minut" | "minutter" | "minutters" | "min" => TimeUnit::Minute,
        "time" | "timer" | "timers" | "times" => TimeUnit::Hour,
        "dag" | "dage" | "dages" | "dags" | "døgn" | "døgns" | "arbejdsdag" | "arbejdsdage" | "arbejdsdages"
        | "hverdag" | "hverdage" | "hverdages" | "kalenderdage" | "kalenderdages" | "bankdage" => TimeUnit::Day,
        "uge" | "uger" | "ugers" | "uges" => TimeUnit::Week,
        "måned" | "måneder" | "måneders" | "måneds" | "mdr" | "mdrs" | "md" | "mdrs'" => TimeUnit::Month,
        "år" | "års" => TimeUnit::Year,
        _ => return None,
    })
}

impl Reader<'_> {
    /// Reads the quantities that start at `at` (two for `fra 320 til 280`); where they end.
    pub(super) fn quantity(&self, at: usize, found: &mut Vec<Quantity>) -> Option<usize> {
        let first = found.len();
        let next = self
            .each(at, found)
            .or_else(|| self.part_of_whole(at, found))
            .or_else(|| self.kroner_first(at, found))
            .or_else(|| self.fifty_plus(at, found))
            .or_else(|| self.measured_amount(at, found))
            .or_else(|| self.rank(at, found))?;
        // `5 %1`, `1.234¹`: flagged only.
        if found.len() > first && self.note_mark(next) {
            if let Some(last) = found.last_mut() {
                last.note = true;
            }
            return Some(next + 1);
        }
        Some(next)
    }

    fn push(&self, found: &mut Vec<Quantity>, at: usize, next: usize, value: Value) -> Option<usize> {
        found.push(Quantity { range: self.range(at, next), value, upper: None, note: false });
        Some(next)
    }

    fn note_mark(&self, at: usize) -> bool {
        self.lexemes.get(at).is_some_and(|lexeme| {
            let digit = lexeme.kind == Kind::Number && lexeme.text.len() < 3;
            lexeme.glued && (lexeme.text.starts_with(superscript) || digit && !self.dash(at - 1))
        })
    }

    /// `hver tredje` is a share; `hver tredje måned` is a rhythm and no quantity.
    fn each(&self, at: usize, found: &mut Vec<Quantity>) -> Option<usize> {
        if !matches!(self.word(at), "hver" | "hvert") {
            return None;
        }
        let (rank, next) = self.ordinal(at + 1)?;
        let word = self.word(next);
        let rhythm = time_unit(word).is_some()
            || matches!(word, "gang" | "kvartal" | "halvår" | "halve")
            || word.ends_with("dag");
        if rhythm || rank < 2 {
            return Some(next + 1);
        }
        self.push(found, at, next, Value::Fraction(percent_of(1.0, f64::from(rank))))
    }

    /// `tredje`, `anden`, `3.`
    fn ordinal(&self, at: usize) -> Option<(u32, usize)> {
        if let Some(rank) = ordinal(self.word(at)) {
            return Some((rank, at + 1));
        }
        let rank = self.digits(at)?.parse().ok()?;
        (self.past_stop(at + 1) > at + 1).then_some((rank, at + 2))
    }

    /// `halvdelen`, `en tredjedel`, `to tredjedele`, `2/3`, `3 ud af 4`, `en halv time`.
    fn part_of_whole(&self, at: usize, found: &mut Vec<Quantity>) -> Option<usize> {
        if self.word(at) == "halvdelen" {
            return self.push(found, at, at + 1, Value::Fraction(50.0));
        }
        if let Some(whole) = part(self.word(at)) {
            return self.push(found, at, at + 1, Value::Fraction(percent_of(1.0, f64::from(whole))));
        }
        if let Some((value, next)) = self.share(at) {
            return self.push(found, at, next, Value::Fraction(value));
        }
        let article = matches!(self.word(at), "en" | "et" | "én" | "ét" | "een");
        if article && matches!(self.word(at + 1), "halv" | "halvt") {
            let unit = time_unit(self.word(at + 2))?;
            return self.push(found, at, at + 3, Value::Duration(0.5, unit));
        }
        let amount = match article {
            true => Amount { value: 1.0, next: at + 1, millions: false, note: false },
            false => self.amount(at)?,
        };
        let mut next = amount.next;
        if let Some(whole) = part(self.word(next)) {
            let value = percent_of(amount.value, f64::from(whole));
            return self.push(found, at, next + 1, Value::Fraction(value));
        }
        let spelled = self.word(next) == "ud" && self.word(next + 1) == "af";
        let short = self.word(next) == "af" && !article;
        if !(spelled || short) {
            return None;
        }
        next += if spelled { 2 } else { 1 };
        if spelled && matches!(self.word(next), "de" | "hver" | "alle" | "hvert") {
            next += 1;
        }
        let whole = self.amount(next)?;
        let small = whole.value <= if spelled { 1000.0 } else { 20.0 };
        if amount.value > whole.value || !small || !spelled && self.unit(whole.next).is_some() {
            return None;
        }
        self.push(found, at, whole.next, Value::Fraction(percent_of(amount.value, whole.value)))
    }

    /// `2/3`, but not the date `1/7 2012` (read before) and not `24/7`.
    pub(super) fn share(&self, at: usize) -> Option<(f64, usize)> {
        let over: f64 = self.digits(at)?.parse().ok()?;
        if self.word(at + 1) != "/" || !self.glued(at + 1) || !self.glued(at + 2) {
            return None;
        }
        let under: f64 = self.digits(at + 2)?.parse().ok()?;
        let plain = over >= 1.0 && over < under && under <= 10.0 && self.word(at + 3) != "/";
        plain.then(|| (percent_of(over, under), at + 3))
    }

    /// `kr. 1.250`
    fn kroner_first(&self, at: usize, found: &mut Vec<Quantity>) -> Option<usize> {
        if !matches!(self.word(at), "kr" | "dkk") || self.kind(at.wrapping_sub(1)) == Some(Kind::Number) {
            return None;
        }
        let amount = self.amount(self.past_stop(at + 1))?;
        self.push(found, at, amount.next, Value::Money(amount.value))
    }

    /// `50+`, `+50-årige`, `50+-årige`
    fn fifty_plus(&self, at: usize, found: &mut Vec<Quantity>) -> Option<usize> {
        let leading = self.word(at) == "+";
        let number = if leading { at + 1 } else { at };
        let min = self.digits(number)?.parse().ok().filter(|age| (15..100).contains(age))?;
        let trailing = self.word(number + 1) == "+" && self.glued(number + 1);
        let mut next = number + 1 + usize::from(trailing);
        if !(trailing || leading && self.glued(number)) {
            return None;
        }
        if self.dash(next) && self.glued(next) {
            next += 1;
        }
        let aged = self.word(next).starts_with("årig") || self.word(next) == "år";
        if !aged && !trailing {
            return None;
        }
        let next = if aged { next + 1 } else { number + 2 };
        self.push(found, at, next, Value::Age { min: Some(min), max: None })
    }

    /// A number or a range of numbers with or without a unit, or an age.
    fn measured_amount(&self, at: usize, found: &mut Vec<Quantity>) -> Option<usize> {
        let mut low = self.amount(at).or_else(|| self.one(at))?;
        let mut next = low.next;
        // `18- til 29-årige`
        if self.dash(next) && matches!(self.word(next + 1), "til" | "og" | "eller") && self.glued(next) {
            next += 1;
        }
        let own_unit = self.unit(next);
        let after_unit = own_unit.map_or(next, |(_, after)| after);
        let from = self.before(at) == "fra";
        let joined = match self.word(after_unit) {
            "til" => true,
            "og" => self.before(at) == "mellem",
            _ => false,
        };
        // `6.-7.000`: the stop stands for the thousands.
        let stop = self.past_stop(next);
        let dashed = match own_unit {
            None if self.dash(stop) => Some(stop + 1),
            Some((_, after)) if self.dash(after) && self.kind(after + 1) == Some(Kind::Number) => Some(after + 1),
            _ if joined => Some(after_unit + 1),
            _ => None,
        };
        let mut upper = None;
        if let Some(high) = dashed.and_then(|second| self.amount(second)) {
            let thousands = !high.millions && high.value >= 1000.0 && low.value < 1000.0 && high.value % 1000.0 == 0.0;
            if own_unit.is_none() && !from && !joined && thousands && low.value * 1000.0 < high.value {
                low.value *= 1000.0;
            }
            let unit = self.unit(high.next);
            let same = own_unit.is_none() || own_unit.map(|(unit, _)| unit) == unit.map(|(unit, _)| unit);
            if from && joined && same {
                // Two levels, from the one to the other; the unit may stand once.
                if let Some(age) = self.age(at, high.next, low.value, Some(high.value)) {
                    return self.push(found, at, age.1, age.0);
                }
                let value = unit.map_or(Value::Count(low.value), |(unit, _)| {
                    let scaled = high.millions && !low.millions && own_unit.is_none();
                    unit.of(if scaled { low.value * self.scale_before(high.next) } else { low.value })
                });
                self.push(found, at, if own_unit.is_some() { after_unit } else { next }, value);
                return self.measured_amount(dashed?, found).or(Some(next));
            }
            if same && low.value < high.value {
                if high.millions && !low.millions && own_unit.is_none() {
                    low.value *= self.scale_before(high.next);
                }
                upper = Some(high.value);
                next = high.next;
                low.note |= high.note;
                low.millions |= high.millions;
            }
        }
        if let Some((value, after)) = self.age(at, next, low.value, upper) {
            return self.push(found, at, after, value);
        }
        // `9. klasse`: the stop makes it a rank.
        if upper.is_none() && self.past_stop(next) > next && self.digits(at).is_some() && !low.millions {
            let follows = self.lexemes.get(next + 1);
            let rank = follows.is_some_and(|word| word.kind == Kind::Word && !word.capital() && !word.glued);
            if rank {
                return self.push(found, at, next + 1, Value::Ordinal(low.value as u32));
            }
        }
        let mut value = Value::Count(low.value);
        if let Some((unit, after)) = self.unit(next) {
            value = unit.of(low.value);
            next = after;
        } else if low.millions && !self.people_follow(next) {
            value = Value::Money(low.value);
        }
        self.push(found, at, next, value);
        if let Some(last) = found.last_mut() {
            last.upper = upper;
            last.note = low.note;
        }
        Some(next)
    }

    /// The factor of the `mio.` or `mia.` that ends before `at`.
    fn scale_before(&self, at: usize) -> f64 {
        let word = match self.before(at) {
            "." => self.word(at - 2),
            word => word,
        };
        scale(word).unwrap_or(1.0)
    }

    fn people_follow(&self, at: usize) -> bool {
        let word = self.word(at);
        self.kind(at) == Some(Kind::Word)
            && (word.ends_with("ere") || word.starts_with("person") || word == "mennesker")
    }

    /// A number in figures or words, with `tusind`, `mio.` and the like.
    fn amount(&self, at: usize) -> Option<Amount> {
        let lexeme = self.lexemes.get(at)?;
        let mut note = false;
        let mut next = at + 1;
        let mut value = match lexeme.kind {
            Kind::Number => {
                let read = printed(lexeme.text)?;
                note = read.note;
                let mut value = read.value;
                // `10 000 kr.`
                while lexeme.text.len() < 4 && self.thousand_group(next) {
                    value = value * 1000.0 + self.digits(next)?.parse::<f64>().ok()?;
                    next += 1;
                }
                value
            }
            Kind::Word => match self.word(at) {
                "en" | "et" if scale(self.word(at + 1)).is_some() => 1.0,
                word => cardinal(word)?,
            },
            Kind::Mark => return None,
        };
        if self.note_mark(next) && self.lexemes[next].kind == Kind::Mark {
            note = true;
            next += 1;
        }
        let mut millions = false;
        if let Some(factor) = scale(self.word(next)) {
            let abbreviated = self.word(next) == "t";
            if !abbreviated || matches!(self.word(self.past_stop(next + 1)), "kr" | "kroner") {
                millions = factor > 1000.0;
                value *= factor;
                next = match self.word(next) {
                    "mio" | "mia" | "t" => self.past_stop(next + 1),
                    "tkr" => next,
                    _ => next + 1,
                };
            }
        }
        // `to hundrede og fyrre`
        if value >= 100.0
            && lexeme.kind == Kind::Word
            && self.word(next) == "og"
            && let Some(rest) = cardinal(self.word(next + 1)).filter(|&rest| rest < 100.0 && rest > 1.5)
        {
            value += rest;
            next += 2;
        }
        Some(Amount { value: (value * 100.0).round() / 100.0, next, millions, note })
    }

    /// Three digits after a space, with an amount's unit behind the last group.
    fn thousand_group(&self, at: usize) -> bool {
        let group = |at: usize| self.digits(at).is_some_and(|digits| digits.len() == 3) && !self.glued(at);
        let mut end = at;
        while group(end) {
            end += 1;
        }
        let people = self.word(end).ends_with("personer") || self.word(end) == "borgere";
        end > at && (self.unit(end).is_some() || people)
    }

    /// `én`, and `en` or `et` where the words around show that it counts: `mindst en`, `en uge`.
    fn one(&self, at: usize) -> Option<Amount> {
        let limit = matches!(
            self.before(at),
            "mindst" | "minimum" | "højst" | "maksimalt" | "maks" | "max" | "blot" | "min" | "kun"
        );
        let stretch = match self.word(at + 1) {
            "uge" | "måned" | "år" | "time" | "hverdag" | "arbejdsdag" | "døgn" | "uges" | "måneds" | "års" => {
                true
            }
            "dag" => self.before(at) == "for",
            _ => false,
        };
        let counts = match self.word(at) {
            "én" | "ét" | "een" => true,
            "en" | "et" => limit || stretch,
            _ => false,
        };
        counts.then_some(Amount { value: 1.0, next: at + 1, millions: false, note: false })
    }

    /// The unit at `at` and where it ends: `%`, `pct.`, `procentpoint`, `kr.`, `uger`, `-ugers`.
    pub(super) fn unit(&self, at: usize) -> Option<(Unit, usize)> {
        let word = self.word(at);
        match word {
            "%" | "pct" | "procent" | "procents" | "percent" => {
                let next = if word == "pct" { self.past_stop(at + 1) } else { at + 1 };
                let point = if self.dash(next) { next + 1 } else { next };
                match self.word(point).starts_with("point") || self.word(point) == "enheder" {
                    true => Some((Unit::Point, point + 1)),
                    false => Some((Unit::Percent, next)),
                }
            }
            "procentpoint" | "procentpoints" | "pctpoint" | "procentenheder" | "pp" => Some((Unit::Point, at + 1)),
            "kr" | "dkk" | "tkr" => Some((Unit::Kroner, self.past_stop(at + 1))),
            "kroner" | "kroners" | "krone" => Some((Unit::Kroner, at + 1)),
            "mdr" | "md" | "min" => Some((Unit::Time(time_unit(word)?), self.past_stop(at + 1))),
            "-" | "–" if self.glued(at) && self.glued(at + 1) => {
                let unit = time_unit(self.word(at + 1)).filter(|_| self.word(at + 1).ends_with('s'))?;
                Some((Unit::Time(unit), at + 2))
            }
            "," if self.word(at + 1) == "-" && self.glued(at) => Some((Unit::Kroner, at + 2)),
            _ => Some((Unit::Time(time_unit(word)?), at + 1)),
        }
    }

    /// `18-40-årige`, `15-16-års-alderen`, `under 30 år`, `fyldt 18 år`, `18-29 år`, `60 år og derover`.
    fn age(&self, at: usize, next: usize, low: f64, upper: Option<f64>) -> Option<(Value, usize)> {
        if low.fract() != 0.0 || upper.is_some_and(|upper| upper.fract() != 0.0) || low > 110.0 {
            return None;
        }
        let (low, high) = (low as u32, upper.map(|upper| upper as u32));
        let word = if self.dash(next) { next + 1 } else { next };
        let between = Value::Age { min: Some(low), max: Some(high.unwrap_or(low)) };
        if self.word(word).starts_with("årig") {
            return Some((between, word + 1));
        }
        if self.word(word).starts_with("årsalder") {
            return Some((between, word + 1));
        }
        let alder = if self.dash(word + 1) { word + 2 } else { word + 1 };
        if self.word(word) == "års" && self.word(alder).starts_with("alder") {
            return Some((between, alder + 1));
        }
        if self.word(word) != "år" {
            return None;
        }
        let after = word + 1;
        if matches!(self.word(after), "gamle" | "gammel") {
            return Some((between, after + 1));
        }
        if matches!(self.word(after), "og" | "eller") && low >= 15 {
            match self.word(after + 1) {
                "derover" | "opefter" | "ældre" | "op" | "over" => {
                    return Some((Value::Age { min: Some(low), max: None }, after + 2));
                }
                "derunder" | "yngre" | "nedefter" => {
                    return Some((Value::Age { min: None, max: Some(low) }, after + 2));
                }
                _ => {}
            }
        }
        // A stretch of time has `i` before it: `i over 20 år`.
        let stretch = match self.before(at) {
            "i" | "gennem" | "efter" | "på" => true,
            "over" | "under" | "end" | "mindst" | "til" if at > 1 => {
                matches!(self.before(at - 1), "i" | "mere" | "mindre" | "gennem" | "efter")
            }
            _ => false,
        };
        if low < 15 || stretch {
            return None;
        }
        match (self.before(at), high) {
            ("under", None) => Some((Value::Age { min: None, max: Some(low - 1) }, after)),
            ("over" | "fyldt" | "fylder" | "fyldte", None) => Some((Value::Age { min: Some(low), max: None }, after)),
            ("alderen", None) => Some((between, after)),
            ("til" | "indtil", None) if at > 1 && self.before(at - 1) == "op" => {
                Some((Value::Age { min: None, max: Some(low) }, after))
            }
            (_, Some(_)) => Some((between, after)),
            _ => None,
        }
    }

    /// `tredje` by itself; `anden` means "other" too often.
    fn rank(&self, at: usize, found: &mut Vec<Quantity>) -> Option<usize> {
        let rank = ordinal(self.word(at)).filter(|_| !self.word(at).starts_with("and"))?;
        self.push(found, at, at + 1, Value::Ordinal(rank))
    }
}

pub(super) fn scale(word: &str) -> Option<f64> {
    Some(match word {
        "hundrede" | "hundred" => 100.0,
        "tusind" | "tusinde" | "t" | "tkr" => 1000.0,
        "mio" | "million" | "millioner" | "mill" => 1e6,
        "mia" | "milliard" | "milliarder" => 1e9,
        _ => return None,
    })
}
