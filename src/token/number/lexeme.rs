//! Cuts a sentence into numbers, words and marks, and reads the numerals among them.
//!
//! These pieces are smaller than the tokens of the text layer, because quantities hide inside tokens: `18-40-årige`
//! is one token there and five pieces here. White space of any kind, newlines too, only separates.

use std::borrow::Cow;

/// What a [`Lexeme`] is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Digits with the dots and commas inside them: `53.095`, `2,2`, `07.05.2019`.
    Number,
    /// Letters only; a hyphen ends it.
    Word,
    /// One character of anything else, or a run of superscript digits.
    Mark,
}

/// A piece of the sentence with its byte range.
#[derive(Debug, Clone)]
pub(crate) struct Lexeme<'t> {
    pub text: &'t str,
    pub lower: Cow<'t, str>,
    pub start: usize,
    pub end: usize,
    pub kind: Kind,
    /// No white space before it.
    pub glued: bool,
    /// First of its line.
    pub leads: bool,
}

impl Lexeme<'_> {
    pub fn capital(&self) -> bool {
        self.text.chars().next().is_some_and(char::is_uppercase)
    }
}

pub(crate) fn lexemes(text: &str) -> Vec<Lexeme<'_>> {
    let mut found = Vec::with_capacity(text.len() / 5);
    let (mut glued, mut leads) = (false, true);
    let mut rest = text.char_indices().peekable();
    while let Some((start, first)) = rest.next() {
        if first.is_whitespace() {
            glued = false;
            leads |= first == '\n';
            continue;
        }
        let mut end = start + first.len_utf8();
        let kind = if first.is_ascii_digit() {
            while let Some(&(at, next)) = rest.peek() {
                let separator =
                    matches!(next, '.' | ',') && text[at + 1..].starts_with(|after: char| after.is_ascii_digit());
                if !next.is_ascii_digit() && !separator {
                    break;
                }
                end = at + 1;
                rest.next();
            }
            Kind::Number
        } else {
            let (kind, belongs): (Kind, fn(char) -> bool) = match first {
                _ if first.is_alphabetic() => (Kind::Word, char::is_alphabetic),
                _ if superscript(first) => (Kind::Mark, superscript),
                _ => (Kind::Mark, |_| false),
            };
            while let Some(&(at, next)) = rest.peek() {
                if !belongs(next) {
                    break;
                }
                end = at + next.len_utf8();
                rest.next();
            }
            kind
        };
        let piece = &text[start..end];
        let lower = match piece.chars().any(char::is_uppercase) {
            true => Cow::Owned(piece.to_lowercase()),
            false => Cow::Borrowed(piece),
        };
        found.push(Lexeme { text: piece, lower, start, end, kind, glued, leads });
        (glued, leads) = (true, false);
    }
    found
}

pub(crate) fn superscript(c: char) -> bool {
    matches!(c, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹')
}

/// A number in digits, read the Danish way.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Printed {
    pub value: f64,
    /// Has a thousands dot or a decimal comma, so it is no year, label or house number.
    pub marked: bool,
    /// The last digit looks like a note mark: `1.2341`.
    pub note: bool,
    /// A dot as decimal point: `1.5`; a section number unless a unit follows.
    pub loose: bool,
}

/// Reads `53.095`, `2,2`, `1.234.567,50`; nothing for `07.05.2019`.
pub(crate) fn printed(text: &str) -> Option<Printed> {
    let (whole, decimals) = match text.split_once(',') {
        Some((whole, decimals)) => (whole, Some(decimals)),
        None => (text, None),
    };
    if decimals.is_some_and(|d| d.contains(['.', ','])) {
        return None;
    }
    let mut groups: Vec<&str> = whole.split('.').collect();
    let last = groups.len() - 1;
    let mut read = Printed { value: 0.0, marked: last > 0 || decimals.is_some(), note: false, loose: false };
    if last == 1 && decimals.is_none() && groups[1].len() < 3 && !groups[0].starts_with("00") {
        read.value = text.parse().ok()?;
        read.loose = true;
        return Some(read);
    }
    if last > 0 {
        if decimals.is_none() && groups[last].len() == 4 {
            groups[last] = &groups[last][..3];
            read.note = true;
        }
        let first = groups[0];
        if first.len() > 3 || first.starts_with('0') || groups[1..].iter().any(|g| g.len() != 3) {
            return None;
        }
    }
    let digits = groups.concat();
    read.value = match decimals {
        Some(decimals) => format!("{digits}.{decimals}").parse().ok()?,
        None => digits.parse().ok()?,
    };
    Some(read)
}

/// The value of a number word: `tolv`, `enogtyve`, `halvanden`; not `en` and `et`, which are mostly articles.
pub(crate) fn cardinal(word: &str) -> Option<f64> {
    if let Some((ones, tens)) = word.split_once("og")
        && let (Some(ones), Some(tens)) = (unit(ones), ten(tens))
    {
        return Some(ones + tens);
    }
    unit(word).filter(|_| !matches!(word, "en" | "et")).or_else(|| ten(word)).or(match word {
        "nul" => Some(0.0),
        "ti" => Some(10.0),
        "elleve" => Some(11.0),
        "tolv" => Some(12.0),
        "tretten" => Some(13.0),
        "fjorten" => Some(14.0),
        "femten" => Some(15.0),
        "seksten" => Some(16.0),
        "sytten" => Some(17.0),
        "atten" => Some(18.0),
        "nitten" => Some(19.0),
        "halvanden" | "halvandet" => Some(1.5),
        "hundrede" | "hundred" => Some(100.0),
        "tusind" | "tusinde" => Some(1000.0),
        _ => None,
    })
}

fn unit(word: &str) -> Option<f64> {
    Some(match word {
        "en" | "et" | "én" | "ét" | "een" => 1.0,
        "to" => 2.0,
        "tre" => 3.0,
        "fire" => 4.0,
        "fem" => 5.0,
        "seks" => 6.0,
        "syv" => 7.0,
        "otte" => 8.0,
        "ni" => 9.0,
        _ => return None,
    })
}

fn ten(word: &str) -> Option<f64> {
    Some(match word {
        "tyve" => 20.0,
        "tredive" | "tredve" => 30.0,
        "fyrre" => 40.0,
        "halvtreds" => 50.0,
        "tres" => 60.0,
        "halvfjerds" => 70.0,
        "firs" => 80.0,
        "halvfems" => 90.0,
        _ => return None,
    })
}

/// `første` 1, `tredje` 3; with `anden` and `andet`, which elsewhere mean "other".
pub(crate) fn ordinal(word: &str) -> Option<u32> {
    Some(match word {
        "første" => 1,
        "anden" | "andet" => 2,
        "tredje" | "tredie" => 3,
        "fjerde" => 4,
        "femte" => 5,
        "sjette" => 6,
        "syvende" => 7,
        "ottende" => 8,
        "niende" => 9,
        "tiende" => 10,
        "ellevte" => 11,
        "tolvte" => 12,
        "tyvende" => 20,
        _ => return None,
    })
}

/// The denominator of `tredjedel`, `fjerdedele`.
pub(crate) fn part(word: &str) -> Option<u32> {
    let stem = word
        .strip_suffix("del")
        .or_else(|| word.strip_suffix("dele"))
        .or_else(|| word.strip_suffix("delen"))
        .or_else(|| word.strip_suffix("delene"))?;
    match stem {
        "halv" => None,
        "kvart" => Some(4),
        "hundrede" => Some(100),
        _ => ordinal(stem).filter(|&n| n > 2),
    }
}
