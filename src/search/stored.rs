//! A passage as the index stores it: one text in the order of [`write`], since reading JSON would take longer than
//! finding the passage.
//!
//! A number has six bits in each of its letters, a text or list has its length before it. A word is the gap to the word before
//! and its length; its letters are stored only where they are not those of the text in lower case, as after a hyphen
//! that broke the line. So most words of a hit can be marked without a copy of them.

use super::passage::{Concept, Kind, Passage, Plan, Segment, Word};
use crate::wire::PeriodJson;
use std::borrow::Cow;

/// How a word is stored, in the two lowest bits of its length.
mod form {
    /// Its letters are those of the text.
    pub const AS_WRITTEN: usize = 0;
    /// They are those of the text in lower case.
    pub const LOWERED: usize = 1;
    /// They follow.
    pub const OWN: usize = 2;
    /// They follow, and the word's other half and what it stands for.
    pub const FULL: usize = 3;
}

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
    let mut letters = Letters::new(segments.iter().map(|segment| (segment.start, segment.end, &*segment.text)));
    let mut before = 0;
    out.list(words, |out, word| {
        out.signed(word.start as i64 - before);
        before = word.end as i64;
        let form = match letters.at(word.start, word.end) {
            _ if word.rest.is_some() || !word.also.is_empty() => form::FULL,
            Some(text) if text == word.text => form::AS_WRITTEN,
            Some(text) if text.to_lowercase() == word.text => form::LOWERED,
            _ => form::OWN,
        };
        out.number((word.end - word.start) << 2 | form);
        if matches!(form, form::OWN | form::FULL) {
            out.text(&word.text);
        }
        if form == form::FULL {
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
    let (passage, words) = open(text)?;
    Some(Passage { words: words.into_iter().map(Word::into_owned).collect(), ..passage })
}

/// The same, its words apart and without letters of their own where they can be.
pub fn open(text: &str) -> Option<(Passage, Vec<Word<'_>>)> {
    let mut from = Reader(text);
    let doc = from.owned()?;
    let mut name = || from.option(Reader::owned);
    let [title, municipality, code, region] = [name()?, name()?, name()?, name()?];
    let period = from.option(|from| {
        let mut year = || from.option(|from| i32::try_from(from.signed()?).ok());
        Some(PeriodJson { from: year()?, to: year()? })
    })?;
    let plan = Plan { doc, title, municipality, code, region, period };
    let section = from.texts()?;
    let page = from.number()?;
    let kind = *Kind::ALL.get(from.number()?)?;
    let segments = from.list(|from| Some((from.number()?, from.number()?, from.text()?)))?;
    let mut letters = Letters::new(segments.iter().copied());
    let mut before = 0;
    let words = from.list(|from| {
        let start = usize::try_from(from.signed()?.checked_add(before)?).ok()?;
        let number = from.number()?;
        let end = start.checked_add(number >> 2)?;
        before = i64::try_from(end).ok()?;
        let form = number & 3;
        let text = match form {
            form::AS_WRITTEN => Cow::Borrowed(letters.at(start, end)?),
            form::LOWERED => Cow::Owned(letters.at(start, end)?.to_lowercase()),
            _ => Cow::Borrowed(from.text()?),
        };
        let (rest, also) = if form == form::FULL {
            let rest = (from.number()?, from.number()?);
            ((rest.0 < rest.1).then_some(rest), from.texts()?)
        } else {
            (None, Vec::new())
        };
        Some(Word { text, start, end, rest, also })
    })?;
    let segment = |(start, end, text): (usize, usize, &str)| Segment { start, end, text: text.to_owned() };
    let passage = Passage {
        plan,
        section,
        page,
        kind,
        words: Vec::new(),
        goals: from.texts()?,
        serves: from.texts()?,
        concepts: from.list(|from| {
            Some(Concept {
                layer: from.owned()?,
                id: from.owned()?,
                narrower: from.option(Reader::owned)?,
                start: from.number()?,
                end: from.number()?,
            })
        })?,
        sources: from.texts()?,
        segments: segments.into_iter().map(segment).collect(),
    };
    Some((passage, words))
}

/// Finds words in the text of a passage; those in reading order without starting over.
struct Letters<'t> {
    /// Code points, and the text there.
    segments: Vec<(usize, usize, &'t str)>,
    /// Where the last word began: segment, code point and byte.
    segment: usize,
    point: usize,
    byte: usize,
}

impl<'t> Letters<'t> {
    fn new(segments: impl Iterator<Item = (usize, usize, &'t str)>) -> Self {
        Self { segments: segments.collect(), segment: usize::MAX, point: 0, byte: 0 }
    }

    /// The text between two code points of the document; none where no segment has it.
    fn at(&mut self, start: usize, end: usize) -> Option<&'t str> {
        let holds = |&(from, to, _): &(usize, usize, &str)| from <= start && start < end && end <= to;
        if start < self.point || !self.segments.get(self.segment).is_some_and(holds) {
            self.segment = self.segments.iter().position(holds)?;
            self.point = self.segments[self.segment].0;
            self.byte = 0;
        }
        let rest = self.segments[self.segment].2.get(self.byte..)?;
        let skipped = bytes(rest, start - self.point);
        self.byte += skipped;
        self.point = start;
        let rest = &rest[skipped..];
        Some(&rest[..bytes(rest, end - start)])
    }
}

/// How many bytes so many code points have; all if there are not so many.
fn bytes(text: &str, points: usize) -> usize {
    if text.as_bytes().get(..points).is_some_and(<[u8]>::is_ascii) {
        return points;
    }
    text.char_indices().nth(points).map_or(text.len(), |(at, _)| at)
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

impl<'t> Reader<'t> {
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

    fn text(&mut self) -> Option<&'t str> {
        let length = self.number()?;
        let (text, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(text)
    }

    fn owned(&mut self) -> Option<String> {
        self.text().map(str::to_owned)
    }

    /// What is a list of at most one.
    fn option<T>(&mut self, item: impl FnOnce(&mut Self) -> Option<T>) -> Option<Option<T>> {
        match self.number()? {
            0 => Some(None),
            1 => item(self).map(Some),
            _ => None,
        }
    }

    fn texts(&mut self) -> Option<Vec<String>> {
        self.list(Self::owned)
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

    fn word(text: &'static str, start: usize, end: usize) -> Word<'static> {
        Word { text: text.into(), start, end, rest: None, also: Vec::new() }
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
