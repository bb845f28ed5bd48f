//! Years, months, quarters, weeks, days and the words around them.

use super::lexeme::{Kind, ordinal};
use super::{Date, Precision, Reader, Years};

/// 1 for `januar`, `jan`.
pub(super) fn month(word: &str) -> Option<u32> {
    Some(match word {
        "januar" | "jan" => 1,
        "februar" | "feb" | "febr" => 2,
        "marts" => 3,
        "april" | "apr" => 4,
        "maj" => 5,
        "juni" => 6,
        "juli" => 7,
        "august" | "aug" => 8,
        "september" | "sept" | "sep" => 9,
        "oktober" | "okt" => 10,
        "november" | "nov" => 11,
        "december" | "dec" => 12,
        _ => return None,
    })
}

/// A stretch within a year.
#[derive(Debug, Clone, Copy)]
enum Part {
    Day(u32, u32),
    Week(u32),
    Month(u32),
    Quarter(u32),
    Half(u32),
}

impl Part {
    fn precision(self) -> Precision {
        match self {
            Part::Day(..) => Precision::Day,
            Part::Week(_) => Precision::Week,
            Part::Month(_) => Precision::Month,
            Part::Quarter(_) => Precision::Quarter,
            Part::Half(_) => Precision::Half,
        }
    }

    fn deadline(self, year: i32) -> String {
        match self {
            Part::Day(month, day) => format!("{year}-{month:02}-{day:02}"),
            Part::Week(week) => format!("{year}-W{week:02}"),
            Part::Month(month) => format!("{year}-{month:02}"),
            Part::Quarter(quarter) => format!("{year}-Q{quarter}"),
            Part::Half(half) => format!("{year}-{:02}", half * 6),
        }
    }
}

/// A year or several, as printed.
struct YearSpan {
    from: i32,
    to: Option<i32>,
    next: usize,
    note: bool,
}

impl Reader<'_> {
    /// Reads the date that starts at `at`; where it ends.
    pub(super) fn date(&self, at: usize) -> Option<(Date, usize)> {
        match self.kind(at)? {
            Kind::Number => self
                .figures(at)
                .or_else(|| self.day_of_month(at))
                .or_else(|| self.part_of_year(at))
                .or_else(|| self.year_quarter(at))
                .or_else(|| self.years(at)),
            Kind::Word => self
                .edge(at)
                .or_else(|| self.turn_of_year(at))
                .or_else(|| self.part_of_year(at))
                .or_else(|| self.season(at))
                .or_else(|| self.relative(at)),
            Kind::Mark => None,
        }
    }

    fn done(&self, at: usize, next: usize, part: Part, year: Option<(i32, bool)>) -> Option<(Date, usize)> {
        let stated = year.is_some();
        let note = year.is_some_and(|(_, note)| note);
        let year = year.map(|(year, _)| year).or(self.only_year());
        Some((
            Date {
                range: self.range(at, next),
                from: year,
                to: year,
                precision: part.precision(),
                deadline: year.map(|year| part.deadline(year)),
                stated,
                note,
            },
            next,
        ))
    }

    /// The plan's year where it covers just one.
    fn only_year(&self) -> Option<i32> {
        self.plan.filter(|plan| plan.from == plan.to).map(|plan| plan.from)
    }

    /// A year printed with four digits that is not the number of something.
    fn year(&self, at: usize) -> Option<(i32, bool)> {
        let digits = self.digits(at)?;
        let dated =
            matches!(self.before(at), "i" | "primo" | "medio" | "ultimo" | "inden" | "siden" | "året" | "af" | "årene");
        let (digits, note) = match digits.len() {
            4 => (digits, self.superscript_follows(at + 1)),
            // `i 20181`: a note mark glued to the year, or five digits of something else.
            5 if dated && !self.noun_follows(at + 1) && self.unit(at + 1).is_none() => (&digits[..4], true),
            _ => return None,
        };
        let year: i32 = digits.parse().ok()?;
        let counted = self.unit(at + 1).is_some()
            || !dated && self.noun_follows(at + 1)
            || matches!(self.before(at), "§" | "kr" | "nr");
        ((1950..2061).contains(&year) && !counted).then_some((year, note))
    }

    fn superscript_follows(&self, at: usize) -> bool {
        self.glued(at) && self.word(at).starts_with(super::lexeme::superscript)
    }

    /// A noun of people or things counted: `til 2012 fuldtidspersoner`.
    fn noun_follows(&self, at: usize) -> bool {
        let word = self.word(at);
        self.kind(at) == Some(Kind::Word)
            && !self.glued(at)
            && ([
                "personer",
                "borgere",
                "modtagere",
                "samtaler",
                "ledige",
                "sager",
                "forløb",
                "virksomheder",
                "pladser",
                "timer",
            ]
            .iter()
            .any(|noun| word.ends_with(noun))
                || matches!(word, "flygtninge" | "unge" | "job" | "mennesker"))
    }

    /// The year that belongs to what ends before `at`: `uge 26, 2012`, `1. kvartal af 2022`.
    fn year_after(&self, at: usize) -> Option<(i32, bool, usize)> {
        let skip = match self.word(at) {
            "," | "i" | "af" | "for" | "-" | "." | "/" => 1,
            "året" => 1,
            _ => 0,
        };
        let next = at + skip;
        if skip == 1 && matches!(self.word(at), "-" | "/" | ".") && !self.glued(next) {
            return None;
        }
        let (year, note) = self.year(next)?;
        Some((year, note, next + 1))
    }

    /// A part of a year with the year where it follows.
    fn with_year(&self, at: usize, next: usize, part: Part) -> Option<(Date, usize)> {
        match self.year_after(next) {
            Some((year, note, end)) => self.done(at, end, part, Some((year, note))),
            None => self.done(at, next, part, None),
        }
    }

    /// `07/05/2019`, `31.12.2019`, `1/7-2012`, `2019-12-31`, `1/7 2012`, `inden 1/7`.
    fn figures(&self, at: usize) -> Option<(Date, usize)> {
        let text = self.lexemes[at].text;
        let dotted: Vec<&str> = text.split('.').collect();
        if let [day, month, year] = dotted[..]
            && let Some(part) = day_month(day, month)
            && let Some(year) = full_year(year)
        {
            return self.done(at, at + 1, part, Some((year, false)));
        }
        let first = self.digits(at)?;
        let joint = self.word(at + 1);
        if !matches!(joint, "/" | "-" | "–") || !self.glued(at + 1) || !self.glued(at + 2) {
            return None;
        }
        let second = self.digits(at + 2)?;
        let third =
            self.digits(at + 4).filter(|_| matches!(self.word(at + 3), "/" | "-" | "–" | " ") && self.glued(at + 4));
        if let Some(third) = third {
            if first.len() == 4 && second.len() == 2 && third.len() == 2 {
                let part = day_month(third, second)?;
                return self.done(at, at + 5, part, Some((full_year(first)?, false)));
            }
            let part = day_month(first, second)?;
            return self.done(at, at + 5, part, Some((full_year(third)?, false)));
        }
        if joint != "/" {
            return None;
        }
        let part = day_month(first, second)?;
        if let Some((year, note)) = self.year(at + 3) {
            return self.done(at, at + 4, part, Some((year, note)));
        }
        let dated =
            matches!(self.before(at), "inden" | "den" | "d" | "pr" | "senest" | ".") && self.word(at + 3) != "af";
        let abbreviated = self.before(at) != "." || at > 1 && matches!(self.before(at - 1), "d" | "pr");
        if dated && abbreviated { self.done(at, at + 3, part, None) } else { None }
    }

    /// `31. december 2019`, `1.-3. maj`, `1 juli 2019`
    fn day_of_month(&self, at: usize) -> Option<(Date, usize)> {
        let mut last = at;
        let dash = self.past_stop(at + 1);
        if (self.dash(dash) || matches!(self.word(dash), "til" | "og")) && self.digits(dash + 1).is_some() {
            last = dash + 1;
        }
        let day: u32 = self.digits(last)?.parse().ok().filter(|day| (1..32).contains(day))?;
        let named = self.past_stop(last + 1);
        let month = month(self.word(named))?;
        self.with_year(at, self.past_month(named), Part::Day(month, day))
    }

    /// Past a month and the stop of its abbreviation.
    fn past_month(&self, at: usize) -> usize {
        match self.word(at).chars().count() < 5 && !matches!(self.word(at), "maj" | "juni" | "juli") {
            true => self.past_stop(at + 1),
            false => at + 1,
        }
    }

    /// `1. kvartal 2022`, `andet halvår af 2019`, `uge 49`, `december 2019`, `januar-marts 2019`, `Q1 2022`.
    fn part_of_year(&self, at: usize) -> Option<(Date, usize)> {
        let (part, next) = self.part(at)?;
        self.with_year(at, next, part)
    }

    fn part(&self, at: usize) -> Option<(Part, usize)> {
        let word = self.word(at);
        if self.digits(at).is_some() || ordinal(word).is_some() {
            let mut named = self.past_stop(at + 1);
            let mut rank = ordinal(word).or_else(|| word.parse().ok())?;
            // `1.-3. kvartal`, `1. og 2. kvartal`: until the last.
            if self.dash(named) || matches!(self.word(named), "og" | "til") {
                let second = self.word(named + 1);
                rank = ordinal(second).or_else(|| second.parse().ok())?;
                named = self.past_stop(named + 2);
            }
            let half = self.word(named).starts_with("halvår") && rank <= 2;
            let quarter = matches!(self.word(named), "kvartal" | "kvartals" | "kvt" | "kv") && rank <= 4;
            return match rank {
                1.. if half => Some((Part::Half(rank), named + 1)),
                1.. if quarter => Some((Part::Quarter(rank), self.past_stop(named + 1))),
                _ => None,
            };
        }
        if matches!(word, "uge" | "ugerne") {
            let mut week: u32 = self.digits(at + 1)?.parse().ok()?;
            let mut next = at + 2;
            if self.dash(next) || matches!(self.word(next), "og" | "til") {
                let last = self.digits(next + 1).and_then(|digits| digits.parse().ok());
                if let Some(last) = last.filter(|&last| last > week && last < 54) {
                    week = last;
                    next += 2;
                }
            }
            return (1..54).contains(&week).then_some((Part::Week(week), next));
        }
        if matches!(word, "q" | "kvartal") && (word == "kvartal" || self.glued(at + 1)) {
            let rank: u32 = self.digits(at + 1)?.parse().ok()?;
            return (1..5).contains(&rank).then_some((Part::Quarter(rank), at + 2));
        }
        let first = month(word)?;
        let next = self.past_month(at);
        // `januar-marts`, `maj/juni`: until the last. A bare `okt` or `jan` is no month.
        let joint = self.dash(next) || matches!(self.word(next), "/" | "til" | "og");
        if joint && let Some(last) = month(self.word(next + 1)).filter(|&last| last > first) {
            return Some((Part::Month(last), self.past_month(next + 1)));
        }
        let short = word.chars().count() < 5 && !matches!(word, "maj" | "juni" | "juli");
        (!short || self.year_after(next).is_some()).then_some((Part::Month(first), next))
    }

    /// `2022Q1`
    fn year_quarter(&self, at: usize) -> Option<(Date, usize)> {
        let (year, note) = self.year(at)?;
        let letter = if self.dash(at + 1) { at + 2 } else { at + 1 };
        if !matches!(self.word(letter), "q" | "k") || !self.glued(letter) || !self.glued(letter + 1) {
            return None;
        }
        let rank: u32 = self.digits(letter + 1)?.parse().ok()?;
        self.done(at, letter + 2, Part::Quarter(rank.min(4)), Some((year, note)))
    }

    /// `2012`, `2021-2022`, `2023-25`, `2022/23`, `2018 og 2019`, `2023 og frem`
    fn years(&self, at: usize) -> Option<(Date, usize)> {
        let span = self.year_span(at)?;
        let precision = match span.to {
            Some(to) if to == span.from => Precision::Year,
            _ => Precision::Years,
        };
        let date = Date {
            range: self.range(at, span.next),
            from: Some(span.from),
            to: span.to,
            precision,
            deadline: span.to.map(|to| to.to_string()),
            stated: true,
            note: span.note,
        };
        Some((date, span.next))
    }

    fn year_span(&self, at: usize) -> Option<YearSpan> {
        let (from, mut note) = self.year(at)?;
        let (mut to, mut next) = (from, at + 1);
        if self.superscript_follows(next) {
            next += 1;
        }
        loop {
            let joint = self.word(next);
            let list = joint == ",";
            if !(self.dash(next) || matches!(joint, "/" | "til" | "og") || list) {
                break;
            }
            let short = match self.digits(next + 1) {
                Some(digits) if digits.len() == 2 && self.glued(next) && self.glued(next + 1) => {
                    digits.parse().ok().map(|end: i32| from / 100 * 100 + end)
                }
                _ => None,
            };
            let full = self.year(next + 1);
            let Some(last) = short.or(full.map(|(year, _)| year)) else {
                break;
            };
            let joins = match joint {
                "og" | "," => last == to + 1,
                _ => last > to && last < to + 30,
            };
            if !joins || short.is_some() && last > from + 15 {
                break;
            }
            note |= full.is_some_and(|(_, note)| note);
            to = last;
            next += 2;
        }
        // `2023 og frem`, `2023 og årene frem`, `2019 ff.`
        let open = match (self.word(next), self.word(next + 1)) {
            ("og", "frem" | "fremefter" | "fremover" | "fremad") => Some(next + 2),
            ("og", "årene" | "tiden")
                if matches!(self.word(next + 2), "frem" | "fremover" | "herefter" | "derefter") =>
            {
                Some(next + 3)
            }
            ("og", "de" | "følgende" | "senere" | "kommende")
                if matches!(self.word(next + 2), "kommende" | "følgende" | "næste") && self.word(next + 3) == "år" =>
            {
                Some(next + 4)
            }
            ("ff", _) => Some(next + 1),
            ("frem", _) => Some(next + 1),
            _ => None,
        };
        if let Some(next) = open {
            return Some(YearSpan { from, to: None, next, note });
        }
        if self.word(next) == "er" && matches!(self.word(next + 1), "omme" | "gået" | "slut") {
            next += 2;
        }
        Some(YearSpan { from, to: Some(to), next, note })
    }

    /// `ultimo 2017`, `medio juni 2019`, `udgangen af 1. kvartal 2012`, `starten af 2020`, `årets udgang`.
    fn edge(&self, at: usize) -> Option<(Date, usize)> {
        let word = self.word(at);
        let latin = matches!(word, "primo" | "medio" | "ultimo");
        let month = match word {
            "primo" | "starten" | "begyndelsen" | "indgangen" => 1,
            "medio" | "midten" => 6,
            "ultimo" | "udgangen" | "slutningen" | "afslutningen" | "udløbet" | "enden" => 12,
            _ => return None,
        };
        let mut inner = at + 1;
        if matches!(self.word(inner), "af" | "på" | "til") {
            inner += 1;
        } else if !latin {
            return None;
        }
        if matches!(self.word(inner), "året" | "kalenderåret" | "budgetåret") {
            inner += 1;
            if self.year(inner).is_none() {
                return self.done(at, inner, Part::Month(month), None);
            }
        }
        if let Some((date, next)) = self.day_of_month(inner).or_else(|| self.part_of_year(inner)) {
            let range = self.range(at, next);
            return Some((Date { range, ..date }, next));
        }
        if self.word(inner) == "planperioden"
            && let Some((date, next)) = self.relative(inner)
        {
            let range = self.range(at, next);
            return Some((Date { range, ..date }, next));
        }
        if let Some(span) = self.year_span(inner) {
            // `udgangen af 2015 og 2016` ends with the last, `primo 2015-2016` starts with the first.
            let year = if month == 12 { span.to.unwrap_or(span.from) } else { span.from };
            let (mut date, next) = self.done(at, span.next, Part::Month(month), Some((year, span.note)))?;
            date.from = Some(span.from);
            return Some((date, next));
        }
        if latin { self.done(at, at + 1, Part::Month(month), None) } else { None }
    }

    /// `årsskiftet 2022/23`
    fn turn_of_year(&self, at: usize) -> Option<(Date, usize)> {
        if !matches!(self.word(at), "årsskiftet" | "nytår") {
            return None;
        }
        let Some(span) = self.year_span(at + 1) else {
            return self.done(at, at + 1, Part::Month(12), None);
        };
        let (mut date, next) = self.done(at, span.next, Part::Month(12), Some((span.from, span.note)))?;
        date.to = span.to;
        Some((date, next))
    }

    /// `foråret 2019`: no more precise than the year. Without a year it is no date.
    fn season(&self, at: usize) -> Option<(Date, usize)> {
        let season = matches!(
            self.word(at),
            "foråret"
                | "forår"
                | "sommeren"
                | "sommer"
                | "efteråret"
                | "efterår"
                | "vinteren"
                | "vinter"
                | "året"
                | "årene"
                | "skoleåret"
                | "perioden"
                | "planperioden"
                | "budgetåret"
                | "kalenderåret"
        );
        if !season {
            return None;
        }
        let (date, next) = self.years(at + 1)?;
        let range = self.range(at, next);
        Some((Date { range, ..date }, next))
    }

    /// `de kommende fire år`, `planperioden`, `i år`, `næste år`, `årets udgang`: told by the plan's period.
    fn relative(&self, at: usize) -> Option<(Date, usize)> {
        let plan = self.plan;
        match (self.word(at), self.word(at + 1)) {
            ("planperioden", _) => self.stretch(at, at + 1, plan, None),
            ("årets", "udgang" | "slutning" | "afslutning" | "udløb") => self.done(at, at + 2, Part::Month(12), None),
            ("årets", "begyndelse" | "start") => self.done(at, at + 2, Part::Month(1), None),
            ("i", "år") => self.single(at, at + 2, plan.map(|plan| plan.from)),
            ("næste", "år") => self.single(at, at + 2, plan.map(|plan| plan.from + 1)),
            ("sidste" | "forrige", "år") => self.single(at, at + 2, plan.map(|plan| plan.from - 1)),
            ("året", "før") => self.single(at, at + 2, plan.map(|plan| plan.from - 1)),
            (
                "kommende" | "næste" | "følgende" | "førstkommende" | "næstkommende" | "seneste" | "sidste"
                | "forgangne",
                _,
            ) => {
                let past = matches!(self.word(at), "seneste" | "sidste" | "forgangne");
                let count = super::lexeme::cardinal(self.word(at + 1)).map(|count| count as i32);
                let count = count.or_else(|| self.digits(at + 1)?.parse().ok());
                let noun = if count.is_some() { at + 2 } else { at + 1 };
                if self.word(noun) != "år" || count.is_some_and(|count| !(1..50).contains(&count)) {
                    return None;
                }
                let years = plan.and_then(|plan| {
                    let count = count?;
                    Some(match past {
                        true => Years { from: plan.from - count, to: plan.from - 1 },
                        false => Years { from: plan.from, to: plan.from + count - 1 },
                    })
                });
                let open = plan.filter(|_| !past && count.is_none()).map(|plan| plan.from);
                self.stretch(at, noun + 1, years, open)
            }
            _ => None,
        }
    }

    fn single(&self, at: usize, next: usize, year: Option<i32>) -> Option<(Date, usize)> {
        self.stretch(at, next, year.map(|year| Years { from: year, to: year }), None)
    }

    /// A relative stretch of years; with `open` it has a first year and no last.
    fn stretch(&self, at: usize, next: usize, years: Option<Years>, open: Option<i32>) -> Option<(Date, usize)> {
        let one =
            years.is_some_and(|years| years.from == years.to) || matches!(self.before(next), "år") && next == at + 2;
        let date = Date {
            range: self.range(at, next),
            from: years.map(|years| years.from).or(open),
            to: years.map(|years| years.to),
            precision: if one && open.is_none() { Precision::Year } else { Precision::Years },
            deadline: years.map(|years| years.to.to_string()),
            stated: false,
            note: false,
        };
        Some((date, next))
    }
}

fn day_month(day: &str, month: &str) -> Option<Part> {
    let (day, month): (u32, u32) = (day.parse().ok()?, month.parse().ok()?);
    ((1..32).contains(&day) && (1..13).contains(&month)).then_some(Part::Day(month, day))
}

/// `2019`, `19`
fn full_year(text: &str) -> Option<i32> {
    let year: i32 = text.parse().ok()?;
    match text.len() {
        4 if (1950..2061).contains(&year) => Some(year),
        2 => Some(if year < 60 { 2000 + year } else { 1900 + year }),
        _ => None,
    }
}
