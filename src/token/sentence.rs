//! Where sentences end, inside one node.
//!
//! A stop ends a sentence if what follows can begin one. Three more things end it without a stop: a heading in
//! capitals, a bracket that is a sentence of its own, and a word that in running Danish has a capital only at the
//! start ("… i Nakskov Og hvor …": a line without stop stood before it). Inside a paragraph the next label of a list
//! that a label has begun starts a sentence too.

use super::abbreviation::{self, Abbreviation};
use super::cue::{introduces_name, is_auxiliary, is_starter, names_number};
use super::label::Label;
use super::{Sentence, Token, TokenKind};

/// A bracket that is not closed within so many tokens does not hold a sentence together.
const BRACKET_REACH: usize = 120;

/// Appends the sentences of the tokens from `first` on, all of one node with the printed `label`.
pub fn split(norm: &str, tokens: &[Token], first: usize, label: &str, sentences: &mut Vec<Sentence>) {
    let Some(token) = tokens.get(first) else {
        return;
    };
    let mut splitter = Splitter {
        norm,
        tokens,
        node: token.node,
        start: first,
        label_until: first,
        bracket_until: first,
        expected: Label::read(label).map(|label| label.next()),
        sentences,
    };
    splitter.begin(first);
    let mut index = first;
    while index < tokens.len() {
        index = splitter.step(index);
    }
    splitter.end_before(tokens.len());
}

struct Splitter<'t> {
    norm: &'t str,
    tokens: &'t [Token],
    node: usize,
    /// The open sentence's first token.
    start: usize,
    /// Where the label that the sentence starts with ends: "2.) …"
    label_until: usize,
    /// Stops before this token stand in a bracket.
    bracket_until: usize,
    /// The label that would go on with the list under way.
    expected: Option<Label>,
    sentences: &'t mut Vec<Sentence>,
}

impl Splitter<'_> {
    /// Looks at one token and ends sentences around it; returns the token to look at next.
    fn step(&mut self, index: usize) -> usize {
        let token = &self.tokens[index];
        if index > self.start && self.starts_anew(index) {
            self.end_before(index);
        }
        if index < self.label_until {
            return index + 1;
        }
        if self.paragraph_ends(index) {
            self.end_before(index + 1);
            return index + 1;
        }
        match token.kind {
            TokenKind::Punctuation => {}
            TokenKind::Abbreviation => {
                return if index >= self.bracket_until && self.abbreviation_ends(index) {
                    let end = self.closing(index + 1);
                    self.end_before(end);
                    end
                } else {
                    index + 1
                };
            }
            // "… end landsgennemsnittet.2) Det er …": the note's mark is glued to the stop.
            TokenKind::Word if index >= self.bracket_until && stops_before_note(self.text(index)) => {
                let end = self.closing(index + 1);
                if self.begins(end) {
                    self.end_before(end);
                    return end;
                }
                return index + 1;
            }
            _ => return index + 1,
        }
        match self.text(index) {
            "(" if index >= self.bracket_until => {
                let Some(close) = self.closing_bracket(index) else {
                    return index + 1;
                };
                self.bracket_until = close;
                if index == self.start && self.is_sentence(index + 1..close) && self.begins(close + 1) {
                    self.end_before(close + 1);
                    return close + 1;
                }
                index + 1
            }
            _ if index < self.bracket_until => index + 1,
            "." => self.stop(index),
            "..." | "…" | ".." if index > 0 && self.text_or_empty(index.wrapping_sub(1)) == "[" => index + 1,
            text if matches!(text, "?" | "!" | "…") || text.starts_with("..") => self.stop(index),
            _ => index + 1,
        }
    }

    /// A stop: ends the sentence with the closing marks behind it, if a sentence can begin there.
    fn stop(&mut self, index: usize) -> usize {
        // A number with a dot at the very start belongs to what follows.
        if index == self.start + 1
            && self.tokens[self.start].kind == TokenKind::Number
            && self.tokens.get(index + 1).is_some_and(|next| next.kind != TokenKind::Punctuation)
        {
            return index + 1;
        }
        let dots = self.spaced_dots(index);
        if dots > 1 {
            return self.ellipsis(index, dots);
        }
        let end = self.closing(index + 1);
        let quote_cited = self.text_or_empty(end) == "(" && self.text_or_empty(index + 1) == "]";
        if end < self.tokens.len() && (quote_cited || !self.may_begin(end)) {
            return end;
        }
        self.end_before(end);
        end
    }

    /// ". . ." is an ellipsis inside a sentence; ". . . ." ends one before a capital, and so does a stop before an
    /// ellipsis: "slut. . . . Nyt".
    fn ellipsis(&mut self, index: usize, dots: usize) -> usize {
        let end = index + dots;
        let glued = index > 0 && self.tokens[index - 1].norm.end == self.tokens[index].norm.start;
        if dots > 3 && self.begins(end) {
            self.end_before(if glued { index + 1 } else { end });
        }
        end
    }

    /// Whether a new sentence starts at `index` though no stop stands before it.
    fn starts_anew(&mut self, index: usize) -> bool {
        let first = self.norm.as_bytes()[self.tokens[index].norm.start];
        if let Some(expected) = self.expected
            && !first.is_ascii_uppercase()
            && self.label(index).is_some_and(|(label, _)| label == expected)
            && self.can_follow(index)
        {
            return true;
        }
        // Only words with a capital.
        if !first.is_ascii_uppercase() && first != 0xc3 || self.tokens[index].kind != TokenKind::Word {
            return false;
        }
        let previous = &self.tokens[index - 1];
        if previous.kind == TokenKind::Punctuation {
            return false;
        }
        self.lost_stop(index) || self.capitals_end(index)
    }

    /// "… i Nakskov Og hvor …": a capital that only a sentence's start explains.
    fn lost_stop(&self, index: usize) -> bool {
        let previous = &self.tokens[index - 1];
        if index < self.bracket_until || previous.kind != TokenKind::Word {
            return false;
        }
        let text = self.text(index);
        let next = self.text_or_empty(index + 1);
        if !next.starts_with(char::is_lowercase) {
            return false;
        }
        let new = match text {
            "Men" | "Og" | "Derfor" | "Desuden" | "Derudover" | "Herudover" | "Endvidere" | "Imidlertid"
            | "Ligeledes" | "Hvis" | "Når" | "Jeg" | "Han" | "Hun" | "Man" | "Hvem" | "Dette" | "Disse" => true,
            "Det" | "Den" | "De" | "Der" | "Vi" => is_auxiliary(next),
            "Er" | "Har" | "Kan" | "Skal" | "Vil" | "Må" | "Bør" => {
                matches!(next, "man" | "jeg" | "du" | "han" | "hun" | "der" | "det")
            }
            _ => false,
        };
        // "projektet På vej", "i Det Blå Hus": a name stands behind such words.
        let before = self.text(index - 1);
        new && before.ends_with(char::is_lowercase) && !introduces_name(before)
    }

    /// "OPLÆG Direktør …": a heading in capitals before a sentence.
    fn capitals_end(&self, index: usize) -> bool {
        let words = &self.tokens[self.start..index];
        let text = |token: &Token| &self.norm[token.norm.clone()];
        let capitals =
            |text: &str| text.chars().all(|c| c.is_uppercase() || c == '-') && text.chars().any(char::is_uppercase);
        if words.len() > 12 || !words.iter().all(|token| token.kind == TokenKind::Word && capitals(text(token))) {
            return false;
        }
        // "UNGE I JOBCENTERET" goes on in capitals.
        let word = self.text(index);
        let all_capitals =
            word.chars().nth(1).map_or_else(|| capitals(self.text_or_empty(index + 1)), char::is_uppercase);
        if all_capitals {
            return false;
        }
        let longest = words.iter().map(|token| text(token).chars().count()).max().unwrap_or(0);
        // "UNICEF Danmark", "JOBCENTER Aarhus": one word alone may be part of a name.
        longest >= 5 && (words.len() > 1 || is_starter(word) || (longest >= 6 && matches!(word, "I" | "På" | "For")))
    }

    fn abbreviation_ends(&self, index: usize) -> bool {
        let text = self.text(index);
        let end = self.closing(index + 1);
        if end > index + 1 && self.text(end - 1).ends_with(['.', '?', '!']) {
            return self.may_begin(end);
        }
        let capital = self.begins(end);
        match abbreviation::lookup(text) {
            Some(Abbreviation::MayEnd | Abbreviation::Ambiguous(_)) => {
                capital
                    || (self.tokens.get(end).is_some_and(|next| next.kind == TokenKind::Number)
                        && !abbreviation::is_unit(text))
            }
            Some(Abbreviation::Opens) => false,
            // Titles, and initials: "boede i U.S.A. Hun …", but "U.S. Government".
            Some(Abbreviation::Title) | None => capital && is_starter(self.text(self.skip_opening(end))),
        }
    }

    /// Closing quotes, brackets and note marks from `end` on belong to the sentence before.
    fn closing(&self, mut end: usize) -> usize {
        while let Some(token) = self.tokens.get(end) {
            let glued = self.tokens[end - 1].norm.end == token.norm.start;
            let closes = match token.kind {
                TokenKind::NoteMark => true,
                TokenKind::Punctuation => match self.text(end) {
                    ")" | "]" | "”" | "»" | "?" | "!" => true,
                    "\"" | "'" | "’" | "“" | "«" | "." => glued,
                    _ => false,
                },
                _ => false,
            };
            if !closes {
                break;
            }
            end += 1;
        }
        end
    }

    /// Whether a sentence may begin at `index`, behind a true stop.
    fn may_begin(&self, index: usize) -> bool {
        let Some(c) = self.text_or_empty(index).chars().next() else {
            return false;
        };
        match c {
            ',' | ';' | ':' | ')' | '/' | '%' => false,
            c if c.is_lowercase() => self.begins_list(index),
            '(' => !self.text_or_empty(index + 1).starts_with(char::is_lowercase) || self.begins_list(index),
            _ => true,
        }
    }

    /// Whether a capital stands at `index`, behind opening marks.
    fn begins(&self, index: usize) -> bool {
        self.text_or_empty(self.skip_opening(index)).starts_with(char::is_uppercase)
    }

    fn skip_opening(&self, index: usize) -> usize {
        let opening = |index: &usize| {
            matches!(self.text_or_empty(*index), "\"" | "“" | "”" | "»" | "«" | "'" | "(" | "-" | "–" | "—" | "•" | "*")
        };
        (index..self.tokens.len()).find(|index| !opening(index)).unwrap_or(self.tokens.len().saturating_sub(1))
    }

    /// A label that starts a list: "a." where "b." comes later.
    fn begins_list(&self, index: usize) -> bool {
        let Some(next) = self.label(index).map(|(label, _)| label.next()) else {
            return false;
        };
        (index + 2..self.tokens.len().min(index + BRACKET_REACH))
            .any(|at| self.label(at).is_some_and(|(label, _)| label == next))
    }

    fn label(&self, index: usize) -> Option<(Label, usize)> {
        Label::at(self.norm, &self.tokens[index..])
    }

    /// "fase 2. Derefter", "match 1) og": behind such words a number is no label.
    fn can_follow(&self, index: usize) -> bool {
        let previous = &self.tokens[index - 1];
        if previous.kind == TokenKind::Punctuation {
            return !matches!(self.text(index - 1), "," | "(");
        }
        !names_number(self.text(index - 1))
    }

    fn paragraph_ends(&self, index: usize) -> bool {
        self.tokens.get(index + 1).is_some_and(|next| {
            let gap = self.tokens[index].norm.end..next.norm.start;
            gap.end.wrapping_sub(gap.start) > 2 && self.norm.get(gap).is_some_and(super::ends_cell_paragraph)
        })
    }

    /// How many lone dots with one space between them stand from `index` on.
    fn spaced_dots(&self, index: usize) -> usize {
        let mut dots = 1;
        while self.text_or_empty(index + dots) == "."
            && self.tokens[index + dots - 1].norm.end + 1 == self.tokens[index + dots].norm.start
        {
            dots += 1;
        }
        dots
    }

    /// Whether the tokens of a bracket are a sentence or a note of their own: "(Lørdag aften)", but not "(1)".
    fn is_sentence(&self, range: std::ops::Range<usize>) -> bool {
        range.len() > 1 && self.tokens[range.start].kind == TokenKind::Word && self.begins(range.start)
    }

    fn closing_bracket(&self, open: usize) -> Option<usize> {
        let mut depth = 0;
        for (index, token) in self.tokens.iter().enumerate().skip(open).take(BRACKET_REACH) {
            if token.norm.len() > 1 {
                continue;
            }
            match self.text(index) {
                "(" => depth += 1,
                ")" => {
                    depth -= 1;
                    if depth == 0 {
                        return Some(index);
                    }
                }
                _ => {}
            }
        }
        None
    }

    fn end_before(&mut self, end: usize) {
        if self.start < end {
            self.sentences.push(Sentence { tokens: self.start..end, node: self.node });
            self.begin(end);
        }
    }

    /// A sentence begins: a label there tells which one comes next.
    fn begin(&mut self, start: usize) {
        self.start = start;
        if let Some((label, length)) = self.tokens.get(start).and_then(|_| self.label(start)) {
            self.expected = Some(label.next());
            self.label_until = start + length;
        }
    }

    fn text(&self, index: usize) -> &str {
        &self.norm[self.tokens[index].norm.clone()]
    }

    fn text_or_empty(&self, index: usize) -> &str {
        self.tokens.get(index).map_or("", |token| &self.norm[token.norm.clone()])
    }
}

/// "landsgennemsnittet.2": a word of some length in small letters, its stop, and a number of one or two figures.
fn stops_before_note(text: &str) -> bool {
    let word = text.trim_end_matches(|c: char| c.is_ascii_digit());
    let stem = word.strip_suffix('.').unwrap_or("");
    (1..=2).contains(&(text.len() - word.len()))
        && stem.chars().count() >= 4
        && stem.chars().all(char::is_alphabetic)
        && stem.ends_with(char::is_lowercase)
}
