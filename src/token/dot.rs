//! Whose a dot is: the word's, as in "bl.a." and "31. december", or the sentence's.

use super::TokenKind;
use super::abbreviation::{self, Abbreviation, Neighbor};
use super::cue::is_starter;
use super::word::Splitter;

impl Splitter<'_> {
    /// Whether the final dot belongs to the word; `end` is the place behind the dot.
    pub(super) fn keeps_dot(&self, body: &str, end: usize) -> bool {
        // Where a space was lost, "slut.Hr.", only the last piece counts.
        let body = body[..body.len() - 1]
            .rfind('.')
            .map_or(body, |dot| if is_lost_space(&body[..dot], &body[dot + 1..]) { &body[dot + 1..] } else { body });
        let stem = &body[..body.len() - 1];
        if stem.ends_with(|c: char| c.is_ascii_digit()) {
            return self.is_ordinal(stem, end);
        }
        let mut letters = stem.chars();
        if let (Some(letter), None) = (letters.next(), letters.next())
            && letter.is_uppercase()
        {
            return self.is_initial(end);
        }
        // Acronyms: "aftalen med KL." ends a sentence, "KL. 12" does not.
        let acronym = stem.len() > 1 && stem.chars().all(char::is_uppercase);
        match abbreviation::lookup(body) {
            Some(Abbreviation::Ambiguous(neighbor)) => return self.has_neighbor(neighbor, end),
            Some(_) if acronym => return self.next(end).is_some_and(|c| c.is_ascii_digit()),
            Some(_) => return true,
            None => {}
        }
        if let Some(cut) = stem.rfind(['-', '/']) {
            // "4-cyl.", "kr./md."
            return matches!(abbreviation::lookup(&body[cut + 1..]), Some(kind) if !is_ambiguous(kind));
        }
        if let Some(dot) = stem.find('.') {
            // "A.P. Møller", "s.m.b.a.", "dr.phil."
            let short = |part: &str| (1..=3).contains(&part.chars().count());
            let words = stem.split('.').all(|part| !part.is_empty() && part.chars().all(char::is_alphabetic));
            return words && (stem.split('.').all(short) || abbreviation::lookup(&body[..dot + 1]).is_some());
        }
        let digits = stem.bytes().take_while(u8::is_ascii_digit).count();
        if digits > 0 {
            // "40pct."
            return matches!(abbreviation::lookup(&body[digits..]), Some(kind) if !is_ambiguous(kind));
        }
        let mut letters = stem.chars();
        matches!((letters.next(), letters.next()), (Some(letter), None) if letter.is_lowercase()) && self.is_letter(end)
    }

    /// "Henrik S. Nissen", but not "vitamin C. Det" nor "bilag A." at the end.
    fn is_initial(&self, end: usize) -> bool {
        let next = self.next_word(end);
        (!next.is_empty() && !is_starter(next)) || self.next(end) == Some(',')
    }

    /// "bl. a.", "m. m.", and the label of "a. skrive": the dot of one small letter.
    fn is_letter(&self, end: usize) -> bool {
        let before = self.tokens[self.first..].last();
        let after_piece = before.is_some_and(|token| token.kind == TokenKind::Abbreviation && token.norm.len() <= 3);
        after_piece || self.next(end).is_some_and(|c| c.is_lowercase() || c.is_ascii_digit())
    }

    /// "31. december", "2.-3. klasse": a number's dot is its own if a lower-case word or the name of a month follows.
    fn is_ordinal(&self, stem: &str, end: usize) -> bool {
        if !stem.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'-' | b'/' | b'+')) {
            return false;
        }
        // "53.095" and "12.05.2019" are no ordinals, "3.-4." is.
        let simple = stem.split(['-', '/', '+']).all(|part| !part.trim_end_matches('.').contains('.'));
        let Some(next) = self.next(end).filter(|_| simple) else {
            return false;
        };
        let word = self.next_word(end);
        match next {
            c if c.is_lowercase() => true,
            '-' | '–' => {
                let hangs = word.len() > 1 && self.norm[end..].trim_start().starts_with(word);
                hangs || self.previous().is_none_or(|before| before.ends_with(['.', '?', '!']))
            }
            c if c.is_uppercase() => is_month(word),
            _ => false,
        }
    }

    fn has_neighbor(&self, neighbor: Neighbor, end: usize) -> bool {
        let next = self.next(end);
        let number_next = next.is_some_and(|c| c.is_ascii_digit());
        match neighbor {
            Neighbor::Number => {
                let before = self.tokens[self.first..].last();
                number_next || before.is_some_and(|token| token.kind == TokenKind::Number)
            }
            Neighbor::LowerCase => number_next || next.is_some_and(char::is_lowercase),
        }
    }

    /// The first character behind `at` that is no white space.
    fn next(&self, at: usize) -> Option<char> {
        self.rest(at).chars().next()
    }

    /// The run without white space behind `at`, opening marks left out.
    fn next_word(&self, at: usize) -> &str {
        let rest = self.rest(at);
        let rest = rest.trim_start_matches(['"', '(', '“', '”', '»', '«', '\'', '’']);
        let end = rest.find(|c: char| !c.is_alphanumeric() && c != '-').unwrap_or(rest.len());
        &rest[..end]
    }

    /// The node's text behind `at`, as far as the segment goes, or else the next segment.
    fn rest(&self, at: usize) -> &str {
        let end = self.segments[self.segment].end;
        let rest = self.norm[at..end].trim_start();
        match self.segments.get(self.segment + 1) {
            Some(next) if rest.is_empty() => self.norm[next.clone()].trim_start(),
            _ => rest,
        }
    }

    /// The last token so far.
    fn previous(&self) -> Option<&str> {
        self.tokens[self.first..].last().map(|token| &self.norm[token.norm.clone()])
    }
}

/// Whether a dot between `before` and `after` ends a sentence that a space should follow: "slut.Ny", "1.000.Det".
pub(super) fn is_lost_space(before: &str, after: &str) -> bool {
    let mut next = after.chars();
    let capital = next.next().is_some_and(char::is_uppercase);
    if !capital {
        return false;
    }
    match before.chars().next_back() {
        Some(c) if c.is_lowercase() => before.len() > 2 && !before.contains('.'),
        Some(c) if c.is_ascii_digit() => {
            next.next().is_some_and(char::is_lowercase)
                && before.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b','))
        }
        _ => false,
    }
}

fn is_ambiguous(kind: Abbreviation) -> bool {
    matches!(kind, Abbreviation::Ambiguous(_))
}

fn is_month(word: &str) -> bool {
    const MONTHS: [&str; 12] = [
        "Januar",
        "Februar",
        "Marts",
        "April",
        "Maj",
        "Juni",
        "Juli",
        "August",
        "September",
        "Oktober",
        "November",
        "December",
    ];
    MONTHS.contains(&word)
}
