//! The words of a passage as the index stores them: one string, since a list of objects would be most of the index.
//!
//! Words are parted by `|`, the fields of a word by blanks, neither of which a word can hold: its letters, the gap to
//! the word before, its length, both ends of its second half, the words that it stands for. Fields that go without
//! saying are left out from the right: a gap of one, a length of as many code points as there are letters, no second
//! half. So most words are stored as their letters alone.

use super::passage::Word;
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serializer};
use std::borrow::Cow;
use std::fmt::Write;

const GAP: i64 = 1;

pub fn serialize<S: Serializer>(words: &[Word], serializer: S) -> Result<S::Ok, S::Error> {
    let mut line = String::with_capacity(10 * words.len());
    let mut before = 0;
    for (index, word) in words.iter().enumerate() {
        if index > 0 {
            line.push('|');
        }
        line.push_str(&word.text);
        let gap = word.start as i64 - before;
        let length = word.end - word.start;
        let last = word.also.is_empty() && word.rest.is_none();
        // Writing to a string cannot fail.
        if !last {
            let (start, end) = word.rest.unwrap_or_default();
            let _ = write!(line, " {gap} {length} {start} {end}");
            word.also.iter().for_each(|also| line.extend([" ", also]));
        } else if length != word.text.chars().count() {
            let _ = write!(line, " {gap} {length}");
        } else if gap != GAP {
            let _ = write!(line, " {gap}");
        }
        before = word.end as i64;
    }
    serializer.serialize_str(&line)
}

pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Word>, D::Error> {
    #[derive(Deserialize)]
    struct Line<'a>(#[serde(borrow)] Cow<'a, str>);

    let Line(line) = Line::deserialize(deserializer)?;
    let mut words = Vec::new();
    let mut before = 0;
    for item in line.split('|').filter(|item| !item.is_empty()) {
        let word = read(item, before).ok_or_else(|| D::Error::custom(format!("'{item}' is no word")))?;
        before = word.end as i64;
        words.push(word);
    }
    Ok(words)
}

fn read(item: &str, before: i64) -> Option<Word> {
    let mut fields = item.split(' ');
    let text = fields.next()?.to_owned();
    let gap = fields.next().map_or(Some(GAP), |gap| gap.parse().ok())?;
    let length = fields.next().map_or_else(|| Some(text.chars().count()), |length| length.parse().ok())?;
    let rest_start: usize = fields.next().map_or(Some(0), |start| start.parse().ok())?;
    let rest_end: usize = fields.next().map_or(Some(0), |end| end.parse().ok())?;
    let start = usize::try_from(before.checked_add(gap)?).ok()?;
    Some(Word {
        text,
        start,
        end: start.checked_add(length)?,
        rest: (rest_start < rest_end).then_some((rest_start, rest_end)),
        also: fields.map(str::to_owned).collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Serialize;

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Words(#[serde(with = "super")] Vec<Word>);

    fn word(text: &str, start: usize, end: usize) -> Word {
        Word { text: text.to_owned(), start, end, rest: None, also: Vec::new() }
    }

    #[test]
    fn words_come_back() {
        let mut cut = word("kontanthjælp", 20, 27);
        cut.rest = Some((30, 35));
        let mut open = word("uddannelses", 5, 16);
        open.also = vec!["uddannelsesområdet".to_owned()];
        let words = Words(vec![word("unge", 17, 21), open, word("på", 22, 24), cut, word("i̇gu", 40, 43)]);
        let json = serde_json::to_string(&words).expect("words can be written");
        assert_eq!(serde_json::from_str::<Words>(&json).expect("words can be read"), words);
    }

    #[test]
    fn plain_words_are_their_letters() {
        let words = Words(vec![word("flere", 1, 6), word("unge", 7, 11)]);
        assert_eq!(serde_json::to_string(&words).expect("words can be written"), "\"flere|unge\"");
        assert!(serde_json::from_str::<Words>("\"flere x\"").is_err());
    }
}
