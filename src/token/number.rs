//! Numbers, quantities and dates of a sentence as typed values.
//!
//! The table of what is read as what is `tests/fixtures/numbers.tsv`: it is both the documentation and the test.
//! One pass reads both kinds, so that a year is never a count and a count never a year. Numbers that only name
//! something (`§ 20`, `nr. 548`, `70 55 12 00`, `match 2`, the `1.` of a list) are passed over. What looks like a
//! note mark glued to a number (`5 %1`) is flagged, never repaired: the text alone cannot tell.

use std::ops::Range;

mod date;
pub(crate) mod lexeme;
mod name;
mod quantity;
mod start;

use lexeme::{Kind, Lexeme, lexemes};

/// The years that a plan covers, both included: what a date without a year ("inden udgangen af året") is read by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Years {
    pub from: i32,
    pub to: i32,
}

/// The years that a text names ("2023 og frem"), both included; an open end is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    pub from: Option<i32>,
    pub to: Option<i32>,
}

/// A number with what it counts or measures.
#[derive(Debug, Clone, PartialEq)]
pub struct Quantity {
    /// Bytes of the number and its unit, `2,5 mio. kr.`; the noun after a plain count is outside.
    pub range: Range<usize>,
    pub value: Value,
    /// The upper end, in the same unit, of a range: 60 **og 75**.
    pub upper: Option<f64>,
    /// A note mark seems to be glued to the number.
    pub note: bool,
}

/// A typed value.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Value {
    Count(f64),
    Percent(f64),
    PercentPoint(f64),
    /// Kroner.
    Money(f64),
    Duration(f64, TimeUnit),
    /// Years of age, both ends included: `under 30 år` has `max` 29.
    Age {
        min: Option<u32>,
        max: Option<u32>,
    },
    Ordinal(u32),
    /// A share in words or figures, in percent with one decimal: `hver tredje`, `en tredjedel` 33.3; `3 ud af 4` 75.
    Fraction(f64),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TimeUnit {
    Minute,
    Hour,
    Day,
    Week,
    Month,
    Year,
}

/// A point or stretch of time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Date {
    pub range: Range<usize>,
    /// First year; none where the text names none and the plan's period does not tell.
    pub from: Option<i32>,
    /// Last year; none with `from` present means open: `2023 og frem`.
    pub to: Option<i32>,
    pub precision: Precision,
    /// When it is over, as precise as stated: `2019`, `2019-12`, `2020-Q1`, `2021-W49`, `2019-12-31`.
    pub deadline: Option<String>,
    /// The year stands in the text; otherwise it comes from the plan's period.
    pub stated: bool,
    /// A note mark seems to be glued to the year.
    pub note: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Precision {
    Day,
    Week,
    Month,
    Quarter,
    Half,
    Year,
    /// More than one year.
    Years,
}

/// The quantities in the text of one sentence or block, in order.
pub fn quantities(text: &str, plan: Option<Years>) -> Vec<Quantity> {
    scan(text, plan).quantities
}

/// The dates in the text of one sentence or block, in order; relative ones resolved against the plan's period.
pub fn dates(text: &str, plan: Option<Years>) -> Vec<Date> {
    scan(text, plan).dates
}

/// Everything that one pass over a text finds; the pieces are there for whoever must look around a number.
#[derive(Debug, Default)]
pub(crate) struct Scan<'t> {
    pub lexemes: Vec<Lexeme<'t>>,
    pub quantities: Vec<Quantity>,
    pub dates: Vec<Date>,
}

impl Scan<'_> {
    /// The pieces that a byte range covers, as first and one past the last.
    pub fn pieces(&self, range: &Range<usize>) -> (usize, usize) {
        let first = self.lexemes.partition_point(|lexeme| lexeme.start < range.start);
        let next = self.lexemes.partition_point(|lexeme| lexeme.start < range.end);
        (first, next)
    }
}

pub(crate) fn scan(text: &str, plan: Option<Years>) -> Scan<'_> {
    if !worth_reading(text) {
        return Scan::default();
    }
    let reader = Reader { lexemes: lexemes(text), plan };
    let mut found = Scan::default();
    let mut at = 0;
    while at < reader.lexemes.len() {
        if !reader.may_begin(at) {
            at += 1;
        } else if let Some((date, next)) = reader.date(at) {
            found.dates.push(date);
            at = next;
        } else if let Some(next) = reader.name(at) {
            at = next;
        } else if let Some(next) = reader.quantity(at, &mut found.quantities) {
            at = next;
        } else {
            at += 1;
        }
    }
    found.lexemes = reader.lexemes;
    found
}

/// The cheap test that spares most sentences the work: a digit, or a word that can start or decide a number.
fn worth_reading(text: &str) -> bool {
    text.bytes().any(|byte| byte.is_ascii_digit())
        || text.split(|c: char| !c.is_alphabetic()).any(|word| match word.chars().next() {
            Some(first) if first.is_uppercase() => triggers(&word.to_lowercase()),
            Some(_) => triggers(word),
            None => false,
        })
}

fn triggers(word: &str) -> bool {
    if word.len() < 2 {
        return false;
    }
    matches!(
        word,
        "én" | "ét"
            | "een"
            | "en"
            | "et"
            | "halve"
            | "halvt"
            | "halv"
            | "halvdelen"
            | "hver"
            | "hvert"
            | "planperioden"
            | "år"
            | "året"
            | "årets"
            | "årsskiftet"
            | "nytår"
            | "dobbelt"
            | "dobbelte"
            | "primo"
            | "medio"
            | "ultimo"
            | "uge"
            | "million"
            | "fordobling"
            | "halvering"
    ) || ["halver", "fordobl", "tredobl"].iter().any(|stem| word.starts_with(stem))
        || lexeme::cardinal(word).is_some()
        || lexeme::ordinal(word).is_some()
        || lexeme::part(word).is_some()
        || date::month(word).is_some()
}

/// Whether a word in lower case is the name of a month, in full or short: `januar`, `jan`.
pub fn is_month(word: &str) -> bool {
    date::month(word).is_some()
}

/// The pieces of one text, and looking around in them.
struct Reader<'t> {
    lexemes: Vec<Lexeme<'t>>,
    plan: Option<Years>,
}

impl Reader<'_> {
    /// The piece in lower case; empty beyond either end.
    fn word(&self, at: usize) -> &str {
        self.lexemes.get(at).map_or("", |lexeme| &lexeme.lower)
    }

    /// The piece before, in lower case; empty at the start.
    fn before(&self, at: usize) -> &str {
        match at {
            0 => "",
            _ => self.word(at - 1),
        }
    }

    fn kind(&self, at: usize) -> Option<Kind> {
        self.lexemes.get(at).map(|lexeme| lexeme.kind)
    }

    fn glued(&self, at: usize) -> bool {
        self.lexemes.get(at).is_some_and(|lexeme| lexeme.glued)
    }

    /// Whether something may begin here.
    fn may_begin(&self, at: usize) -> bool {
        match self.kind(at) {
            Some(Kind::Word) => start::begins(self.word(at)),
            Some(Kind::Mark) => matches!(self.word(at), "§" | "+"),
            _ => true,
        }
    }

    /// A run of digits without dot or comma.
    fn digits(&self, at: usize) -> Option<&str> {
        let lexeme = self.lexemes.get(at)?;
        (lexeme.kind == Kind::Number && !lexeme.text.contains(['.', ','])).then_some(lexeme.text)
    }

    fn dash(&self, at: usize) -> bool {
        matches!(self.word(at), "-" | "–" | "—" | "‐" | "‑")
    }

    /// `at` moved past a stop that is glued to what stands before it.
    fn past_stop(&self, at: usize) -> usize {
        match self.word(at) == "." && self.glued(at) {
            true => at + 1,
            false => at,
        }
    }

    /// The bytes of the pieces `first..next`.
    fn range(&self, first: usize, next: usize) -> Range<usize> {
        self.lexemes[first].start..self.lexemes[next - 1].end
    }
}
