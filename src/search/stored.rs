//! A passage as the index stores it: one text in the order of [`write`], since reading JSON would take longer than
//! finding the passage.
//!
//! A number has six bits in each of its letters, a text or list has its length before it. A word is the gap to the word before
//! and its length; its letters are stored only where they are not those of the text in lower case, as after a hyphen
//! that broke the line.

use super::passage::{Concept, Kind, Passage, Plan, Segment, Word};
use crate::wire::PeriodJson;

/// Appends a passage to `out`.
pub fn write(passage: &Passage, out: &mut String) {
    let Passage { plan, section, page, kind, segments, words, goals, serves, concepts, sources } = passage;
    let mut out = Writer(out);
    out.text(&plan.doc);
    for text in [&plan.title, &plan.municipality, &plan.code, &plan.region] {
        out.texts(text.as_slice());
    }
    let period = plan.period.as_ref();
    out.list(period.as_slice(), |out, period| {
        for year in [&period.from, &period.to] {
            out.list(year.as_slice(), |out, &year| out.signed(i64::from(year)));
        }
    });
    out.texts(section);
    out.number(*page);
    out.number(*kind as usize);
    out.list(segments, |out, segment| {
        out.number(segment.start);
        out.number(segment.end);
        out.text(&segment.text);
    });
    let mut letters = Letters::new(segments);
    let mut before = 0;
    out.list(words, |out, word| {
        out.signed(word.start as i64 - before);
        before = word.end as i64;
        let own = !letters.at(word.start, word.end).is_some_and(|text| is_lower_of(&word.text, text));
        let more = word.rest.is_some() || !word.also.is_empty();
        out.number((word.end - word.start) << 2 | usize::from(own) << 1 | usize::from(more));
        if own {
            out.text(&word.text);
        }
        if more {
            let (start, end) = word.rest.unwrap_or_default();
            out.number(start);
            out.number(end);
            out.texts(&word.also);
        }
    });
    out.texts(goals);
    out.texts(serves);
    out.list(concepts, |out, concept| {
        out.text(&concept.layer);
        out.text(&concept.id);
        out.texts(concept.narrower.as_slice());
        out.number(concept.start);
        out.number(concept.end);
    });
    out.texts(sources);
}

/// The passage that [`write`] wrote; none if the text is damaged.
pub fn read(text: &str) -> Option<Passage> {
    let mut from = Reader(text);
    let doc = from.text()?;
    let [title, municipality, code, region] = [from.option()?, from.option()?, from.option()?, from.option()?];
    let mut period = from.list(|from| {
        let mut year = || from.list(|from| i32::try_from(from.signed()?).ok());
        let [first, last] = [year()?.pop(), year()?.pop()];
        Some(PeriodJson { from: first, to: last })
    })?;
    let plan = Plan { doc, title, municipality, code, region, period: period.pop() };
    let section = from.texts()?;
    let page = from.number()?;
    let kind = *Kind::ALL.get(from.number()?)?;
    let segments =
        from.list(|from| Some(Segment { start: from.number()?, end: from.number()?, text: from.text()? }))?;
    let mut letters = Letters::new(&segments);
    let mut before = 0;
    let words = from.list(|from| {
        let start = usize::try_from(from.signed()?.checked_add(before)?).ok()?;
        let form = from.number()?;
        let end = start.checked_add(form >> 2)?;
        before = i64::try_from(end).ok()?;
        let text = if form & 2 != 0 { from.text()? } else { letters.at(start, end)?.to_lowercase() };
        let (rest, also) = if form & 1 != 0 {
            let rest = (from.number()?, from.number()?);
            ((rest.0 < rest.1).then_some(rest), from.texts()?)
        } else {
            (None, Vec::new())
        };
        Some(Word { text, start, end, rest, also })
    })?;
    Some(Passage {
        plan,
        section,
        page,
        kind,
        words,
        goals: from.texts()?,
        serves: from.texts()?,
        concepts: from.list(|from| {
            Some(Concept {
                layer: from.text()?,
                id: from.text()?,
                narrower: from.option()?,
                start: from.number()?,
                end: from.number()?,
            })
        })?,
        sources: from.texts()?,
        segments,
    })
}

/// Whether a word is a text in lower case.
fn is_lower_of(word: &str, text: &str) -> bool {
    // A word is in lower case, so that only the letters of ASCII can differ in case and nothing else.
    text.eq_ignore_ascii_case(word) || text.to_lowercase() == word
}

/// Finds words in the text of a passage; those in reading order without starting over.
struct Letters<'p> {
    segments: &'p [Segment],
    /// Where the last word began: segment, code point and byte.
    segment: usize,
    point: usize,
    byte: usize,
}

impl<'p> Letters<'p> {
    fn new(segments: &'p [Segment]) -> Self {
        Self { segments, segment: usize::MAX, point: 0, byte: 0 }
    }

    /// The text between two code points of the document; none where no segment has it.
    fn at(&mut self, start: usize, end: usize) -> Option<&'p str> {
        let holds = |segment: &Segment| segment.start <= start && start < end && end <= segment.end;
        if start < self.point || !self.segments.get(self.segment).is_some_and(holds) {
            self.segment = self.segments.iter().position(holds)?;
            self.point = self.segments[self.segment].start;
            self.byte = 0;
        }
        let rest = self.segments[self.segment].text.get(self.byte..)?;
        let skipped = bytes(rest, start - self.point);
        self.byte += skipped;
        self.point = start;
        let rest = &rest[skipped..];
        Some(&rest[..bytes(rest, end - start)])
    }
}

/// How many bytes so many code points have; all if there are not so many.
fn bytes(text: &str, points: usize) -> usize {
    let begins = |byte: &u8| (*byte as i8) >= -0x40;
    let mut starts = text.as_bytes().iter().enumerate().filter(|(_, byte)| begins(byte));
    starts.nth(points).map_or(text.len(), |(at, _)| at)
}

struct Writer<'s>(&'s mut String);

impl Writer<'_> {
    /// The lowest bits first; the seventh bit says that there are more.
    fn number(&mut self, number: usize) {
        let mut rest = number;
        while rest > 0x3f {
            self.0.push(char::from(rest as u8 & 0x3f | 0x40));
            rest >>= 6;
        }
        self.0.push(char::from(rest as u8));
    }

    /// Small numbers of either sign are short.
    fn signed(&mut self, number: i64) {
        self.number((number << 1 ^ number >> 63) as usize);
    }

    fn text(&mut self, text: &str) {
        self.number(text.len());
        self.0.push_str(text);
    }

    fn texts(&mut self, texts: &[String]) {
        self.list(texts, |out, text| out.text(text));
    }

    fn list<T>(&mut self, items: &[T], mut item: impl FnMut(&mut Self, &T)) {
        self.number(items.len());
        items.iter().for_each(|value| item(self, value));
    }
}

struct Reader<'t>(&'t str);

impl Reader<'_> {
    fn number(&mut self) -> Option<usize> {
        let mut number = 0;
        for shift in (0..usize::BITS).step_by(6) {
            let digit = usize::from(*self.0.as_bytes().first()?);
            self.0 = self.0.get(1..)?;
            number |= (digit & 0x3f) << shift;
            if digit < 0x40 {
                return Some(number);
            }
        }
        None
    }

    fn signed(&mut self) -> Option<i64> {
        let number = self.number()?;
        Some((number >> 1) as i64 ^ -((number & 1) as i64))
    }

    fn text(&mut self) -> Option<String> {
        let length = self.number()?;
        let (text, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(text.to_owned())
    }

    fn option(&mut self) -> Option<Option<String>> {
        self.texts().map(|mut texts| texts.pop())
    }

    fn texts(&mut self) -> Option<Vec<String>> {
        self.list(Self::text)
    }

    fn list<T>(&mut self, mut item: impl FnMut(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        let length = self.number()?;
        // An item has at least a byte.
        let mut items = Vec::with_capacity(length.min(self.0.len()));
        for _ in 0..length {
            items.push(item(self)?);
        }
        Some(items)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(passage: &Passage) -> String {
        let mut text = String::new();
        write(passage, &mut text);
        text
    }

    fn word(text: &str, start: usize, end: usize) -> Word {
        Word { text: text.to_owned(), start, end, rest: None, also: Vec::new() }
    }

    fn passage() -> Passage {
        let segment =
            |start: usize, text: &str| Segment { start, end: start + text.chars().count(), text: text.into() };
        Passage {
            plan: Plan {
                doc: "skovby-2023.txt".to_owned(),
                municipality: Some("Skovby".to_owned()),
                period: Some(PeriodJson { from: Some(2023), to: None }),
                ..Plan::default()
            },
            section: vec!["Indsatsen for ledige".to_owned()],
            page: 300,
            kind: Kind::Footnote,
            segments: vec![segment(100, "Unge på kontant-"), segment(10, "hjælp og uddannelses-")],
            words: vec![
                word("unge", 100, 104),
                word("på", 105, 107),
                Word { rest: Some((10, 15)), ..word("kontanthjælp", 108, 116) },
                word("og", 16, 18),
                Word { also: vec!["uddannelsesområdet".to_owned()], ..word("uddannelses", 19, 30) },
                word("udenfor", 1000, 1007),
            ],
            goals: vec!["aktivitet".to_owned()],
            serves: Vec::new(),
            concepts: vec![Concept {
                layer: "measures".to_owned(),
                id: "igu".to_owned(),
                narrower: None,
                start: 1,
                end: 400,
            }],
            sources: vec!["STAR, Jobindsats".to_owned()],
        }
    }

    #[test]
    fn passages_come_back() {
        let passage = passage();
        assert_eq!(read(&written(&passage)), Some(passage));
    }

    #[test]
    fn plain_words_take_two_letters() {
        let mut plain = passage();
        plain.words.truncate(2);
        let with = written(&plain).len();
        plain.words.truncate(1);
        assert_eq!(with - written(&plain).len(), 2);
    }

    #[test]
    fn a_damaged_text_is_no_passage() {
        let text = written(&passage());
        for (length, _) in text.char_indices() {
            assert_eq!(read(&text[..length]), None);
        }
    }
}
