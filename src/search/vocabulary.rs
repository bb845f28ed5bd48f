//! The words of a passage as texts for tantivy: terms with their positions, a text for each field.
//!
//! A language has few words and uses them often, so that each is analyzed once and its terms are copied from then on.
//! A line of a text is a position, on it stand the terms parted by blanks: one text for a field costs much less than a
//! token with a text of its own for each term. Fields that keep no positions have all their terms on one line.

use super::analyzer::{self, Analyzer};
use super::passage::Word;
use rustc_hash::FxHashMap;
use std::borrow::Cow;
use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

/// tantivy's limit is 65,530 bytes; no word is a tenth of this.
const LONGEST_TERM: usize = 512;
/// Bytes that nearly all terms have room in.
const TERM: usize = 32;
/// A long run over many plans must not grow without end.
const MOST_WORDS: usize = 200_000;

/// Letters; keys of forms; those of parts too; the word from each of its parts on but the first.
const FIELDS: usize = 4;
/// The first fields keep where a term stands.
const PLACED: usize = 2;

/// Words with their terms, and the texts of the last passage.
#[derive(Debug, Default)]
pub struct Vocabulary {
    words: FxHashMap<String, Lines>,
    texts: [Text; FIELDS],
}

impl Vocabulary {
    /// What the fields `word`, `form`, `part` and `tail` hold of these words.
    pub fn texts(&mut self, words: &[Word<'_>], analyzer: &Analyzer) -> [&str; FIELDS] {
        if self.words.len() > MOST_WORDS {
            self.words.clear();
        }
        self.texts.iter_mut().for_each(Text::clear);
        for (position, word) in words.iter().enumerate() {
            // A word that a hanging hyphen leaves open is one with what it stands for.
            let spelled = match word.also.as_slice() {
                [] => Cow::Borrowed(word.text.as_ref()),
                also => Cow::Owned(format!("{} {}", word.text, also.join(" "))),
            };
            if let Some(lines) = self.words.get(spelled.as_ref()) {
                lines.put(position, &mut self.texts);
            } else {
                let lines = Lines::new(&spelled, analyzer);
                lines.put(position, &mut self.texts);
                self.words.insert(spelled.into_owned(), lines);
            }
        }
        self.texts.each_ref().map(|text| text.text.as_str())
    }
}

/// What each field holds of a word, one after the other.
#[derive(Debug)]
struct Lines {
    text: String,
    ends: [usize; FIELDS],
}

impl Lines {
    /// Of a word, or of one with the words that it stands for, parted by blanks.
    fn new(spelled: &str, analyzer: &Analyzer) -> Self {
        let mut lines = Self { text: String::new(), ends: [0; FIELDS] };
        lines.add(0, spelled.split(' ').take(1));
        if analyzer::is_small_word(spelled) {
            lines.ends = [lines.ends[0]; FIELDS];
            return lines;
        }
        let all: Vec<_> = spelled.split(' ').map(|word| analyzer.terms(word)).collect();
        lines.add(1, all.iter().flat_map(|terms| &terms.keys).map(String::as_str));
        lines.add(2, all.iter().flat_map(|terms| terms.keys.iter().chain(&terms.parts)).map(String::as_str));
        let tails = all.iter().flat_map(|terms| terms.tails.get(1..).unwrap_or_default()).map(String::as_str);
        lines.add(3, tails.chain(spelled.split(' ').skip(1)));
        lines
    }

    /// Adds the terms of the next field, each once.
    fn add<'t>(&mut self, field: usize, terms: impl Iterator<Item = &'t str>) {
        let start = self.text.len();
        for term in terms {
            let fits = !term.is_empty() && term.len() <= LONGEST_TERM;
            if fits && !self.text[start..].split(' ').any(|known| known == term) {
                if self.text.len() > start {
                    self.text.push(' ');
                }
                self.text.push_str(term);
            }
        }
        self.ends[field] = self.text.len();
    }

    /// Adds the word to the texts of the fields.
    fn put(&self, position: usize, texts: &mut [Text; FIELDS]) {
        let mut start = 0;
        for (field, (text, &end)) in texts.iter_mut().zip(&self.ends).enumerate() {
            if start < end {
                text.put(if field < PLACED { position } else { 0 }, &self.text[start..end]);
            }
            start = end;
        }
    }
}

/// Terms with their positions.
#[derive(Debug, Default)]
struct Text {
    text: String,
    position: usize,
}

impl Text {
    fn clear(&mut self) {
        self.text.clear();
        self.position = 0;
    }

    /// Adds the terms at a position, which never becomes smaller.
    fn put(&mut self, position: usize, line: &str) {
        if position == self.position {
            self.text.push(' ');
        }
        for _ in self.position..position {
            self.text.push('\n');
        }
        self.position = position;
        self.text.push_str(line);
    }
}

/// Reads what [`Vocabulary::texts`] wrote.
#[derive(Clone)]
pub struct TextTokenizer;

pub struct TextTerms<'a> {
    rest: &'a str,
    token: Token,
}

impl Tokenizer for TextTokenizer {
    type TokenStream<'a> = TextTerms<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> TextTerms<'a> {
        let token = Token { position: 0, text: String::with_capacity(TERM), ..Token::default() };
        TextTerms { rest: text, token }
    }
}

impl TokenStream for TextTerms<'_> {
    fn advance(&mut self) -> bool {
        let bytes = self.rest.as_bytes();
        let mut start = 0;
        while let Some(parting @ (b'\n' | b' ')) = bytes.get(start) {
            self.token.position += usize::from(*parting == b'\n');
            start += 1;
        }
        let length = bytes[start..].iter().position(|byte| matches!(byte, b'\n' | b' '));
        let (term, rest) = self.rest[start..].split_at(length.unwrap_or(bytes.len() - start));
        self.rest = rest;
        self.token.text.clear();
        self.token.text.push_str(term);
        !term.is_empty()
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word<'t>(text: &'t str, also: &[&str]) -> Word<'t> {
        let also = also.iter().map(|&also| also.to_owned()).collect();
        Word { text: text.into(), start: 0, end: 1, rest: None, also }
    }

    #[test]
    fn every_field_has_its_terms_where_the_word_stands() {
        let mut vocabulary = Vocabulary::default();
        let words = [word("og", &[]), word("mentorordninger", &[]), word("kontant", &["kontanthjælp"])];
        let terms = vocabulary.texts(&words, &Analyzer::default()).map(|text| {
            let mut found = Vec::new();
            TextTokenizer.token_stream(text).process(&mut |token| found.push((token.position, token.text.clone())));
            found
        });
        let [letters, forms, parts, tails] = terms;
        let has = |terms: &[(usize, String)], position, text: &str| terms.contains(&(position, text.to_owned()));
        assert!(has(&letters, 0, "og") && has(&letters, 1, "mentorordninger") && has(&letters, 2, "kontant"));
        assert!(forms.iter().all(|(position, _)| *position > 0) && has(&forms, 2, "kontanthjælp"), "{forms:?}");
        assert!(has(&parts, 0, "mentor") && has(&parts, 0, "hjælp"), "{parts:?}");
        assert!(has(&tails, 0, "ordninger") && has(&tails, 0, "kontanthjælp"), "{tails:?}");
    }
}
