//! Where the headings, items and paragraphs of a transcript's page begin, though its text runs on one line.
//!
//! The line breaks are gone, and often the bullets, the stop behind a heading and even a year at a line's end. What
//! is left are capitals: a word that is written small elsewhere in the document and has one here, where no sentence has
//! ended, begins a line.

use super::known::Known;
use super::words::{bare, capital_run, captions, is_number, is_verb, letter_label, runs_on, words};
use crate::structure::box_kind::{BoxKind, box_kind};
use crate::structure::opener;
use std::collections::BTreeMap;
use std::ops::Range;

/// A heading that runs into the text is no longer than this many words.
pub(super) const HEADING_WORDS: usize = 14;
/// One that only the small spelling of the next word betrays is shorter.
pub(super) const BARE_HEADING_WORDS: usize = 8;

/// Whether a standard heading announces goals or activities.
fn lists_goals(heading: &str) -> bool {
    !matches!(box_kind(heading.trim_end_matches(':')), None | Some(BoxKind::Prose | BoxKind::Strategy))
}

/// A piece of a page, and whether it is an item that has lost its bullet.
pub struct Piece {
    pub range: Range<usize>,
    pub is_item: bool,
}

/// The pieces of one page.
pub fn pieces(norm: &str, page: Range<usize>, known: &Known<'_>) -> Vec<Piece> {
    let text = &norm[page.clone()];
    let words = words(text);
    let mut cutter = Cutter {
        wide_gaps: has_bullet_gaps(text, &words),
        text,
        words,
        known,
        breaks: BTreeMap::new(),
        sentence: 0,
        label_end: 0,
        list: List::None,
        opener_end: None,
        announced: None,
        chapter: None,
        box_end: None,
    };
    let mut index = 0;
    while index < cutter.words.len() {
        index += cutter.word(index);
    }
    let mut pieces = Vec::new();
    let mut start = (0, false);
    for (at, is_item) in cutter.breaks.into_iter().chain([(text.len(), false)]) {
        let piece = &text[start.0..at];
        let trimmed = piece.trim();
        if !trimmed.is_empty() {
            let offset = page.start + start.0 + (piece.len() - piece.trim_start().len());
            pieces.push(Piece { range: offset..offset + trimmed.len(), is_item: start.1 });
        }
        start = (at, is_item);
    }
    pieces
}

/// Whether wide gaps stand before capitals, twice at least: glyphs of bullets were lost there.
fn has_bullet_gaps(text: &str, words: &[Range<usize>]) -> bool {
    let behind = words.windows(2).filter(|pair| pair[1].start - pair[0].end > 1).map(|pair| &text[pair[1].clone()]);
    let (all, capitals) = behind
        .fold((0, 0), |(all, capitals), word| (all + 1, capitals + usize::from(word.starts_with(char::is_uppercase))));
    capitals >= 2 && capitals * 5 >= all * 4
}

/// What shows the items of the list that is open.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum List {
    None,
    /// Bullets or dashes.
    Bullets,
    /// The number of its last item.
    Numbers(u32),
    /// The same where no dot stands behind it.
    Bare(u32),
    /// Number and letter of its last item: "1a".
    Letters(u32, char),
    /// Only a capital.
    Capitals,
}

/// A page while it is cut.
pub(super) struct Cutter<'t, 'k> {
    pub(super) text: &'t str,
    pub(super) words: Vec<Range<usize>>,
    pub(super) known: &'k Known<'k>,
    /// Where pieces begin, and whether they are items without a bullet.
    pub(super) breaks: BTreeMap<usize, bool>,
    /// Word at which the open sentence began.
    pub(super) sentence: usize,
    /// Word behind the label or number that opened the line: no break between them.
    pub(super) label_end: usize,
    pub(super) list: List,
    /// Word behind the label of an opener ("Mål 3:") whose sentence is still open.
    pub(super) opener_end: Option<usize>,
    /// Items of an announced list of sentences that are still to come.
    pub(super) announced: Option<usize>,
    /// Word behind the heading of a box that lists goals or activities, until another heading comes.
    pub(super) box_end: Option<usize>,
    /// The last number of a chapter in parts: "3.1".
    pub(super) chapter: Option<String>,
    /// Whether the page has two spaces where a bullet was, and hardly anywhere else.
    pub(super) wide_gaps: bool,
}

impl<'t> Cutter<'t, '_> {
    pub(super) fn at(&self, index: usize) -> Option<&'t str> {
        self.words.get(index).map(|range| &self.text[range.clone()])
    }

    /// Begins a piece at a word.
    pub(super) fn begin(&mut self, index: usize) {
        self.breaks.entry(self.words[index].start).or_insert(false);
        self.sentence = index;
    }

    /// Begins an item whose bullet is lost.
    pub(super) fn begin_item(&mut self, index: usize) {
        self.breaks.insert(self.words[index].start, true);
        self.sentence = index;
    }

    /// Begins a piece with a label of `length` words.
    pub(super) fn begin_label(&mut self, index: usize, length: usize) -> usize {
        self.begin(index);
        self.sentence = index + length;
        self.label_end = index + length;
        length
    }

    /// Makes `length` words a piece of their own; a label in front belongs to it.
    fn heading(&mut self, index: usize, length: usize) -> usize {
        if !self.is_labelled(index) {
            self.begin(index);
            self.list = List::None;
        }
        if index + length < self.words.len() {
            self.begin(index + length);
        }
        length
    }

    /// Notes whether a heading of `length` words announces goals or activities.
    fn begin_box(&mut self, index: usize, length: usize) {
        let heading = &self.text[self.words[index].start..self.words[index + length - 1].end];
        self.box_end = lists_goals(heading).then_some(index + length);
    }

    /// Whether the label of its line stands right in front of a word.
    pub(super) fn is_labelled(&self, index: usize) -> bool {
        index > 0 && self.label_end == index
    }

    /// Looks at word `index`, adds breaks, and says how many words are done.
    fn word(&mut self, index: usize) -> usize {
        let Some(token) = self.at(index) else { return 1 };
        if let Some(length) = self.speech(index).or_else(|| self.figure(index)) {
            let (sentence, list) = (self.sentence, self.list);
            self.begin(index);
            if index + length < self.words.len() {
                self.begin(index + length);
            }
            // The sentence that it cuts goes on behind it.
            (self.sentence, self.list) = (sentence, list);
            return length;
        }
        let previous = index.checked_sub(1).and_then(|before| self.at(before));
        // "1. kvartal" goes on, whatever the full stop says.
        let ordinal = token.starts_with(char::is_lowercase) && previous.is_some_and(is_number);
        let ended = previous.is_none_or(|before| before.ends_with(['.', ':', '?', '!', ';']) && !ordinal)
            || self.breaks.contains_key(&self.words[index].start);
        // "Flere unge i job (ministermål 1) I Lilleby er …": what the heading serves ends it.
        if token.starts_with(char::is_uppercase) && index > 1 && self.closes_served(index) {
            self.begin(index);
        }
        // "Mål 3: Der oprettes 25 forløb. Målene …": the label is one sentence's.
        if ended && token.starts_with(char::is_uppercase) && self.opener_end.take_if(|end| *end < index).is_some() {
            self.begin(index);
        }
        self.announced_sentence(index, token, ended);
        if ended && !self.is_labelled(index) && !previous.is_some_and(captions) {
            self.sentence = index;
        }
        if token.starts_with(char::is_uppercase) {
            // "Resultatmål 1a. … 1b. …": the word is the box's, the numbers are its items'.
            let numbers = self.at(index + 1).filter(|label| !label.ends_with(':')).and_then(letter_label);
            if numbers.is_some_and(|(_, letter)| letter == 'a') && box_kind(token).is_some() {
                return self.heading(index, 1);
            }
            if let Some(length) = self.opener(index) {
                return length;
            }
        }
        let length = self.title(index, previous);
        // "… tre indsatsområder: Sygefraværet skal ned Én indgang …": titles behind a colon are listed.
        let listed = previous.is_some_and(|word| word.ends_with(':') && !captions(word))
            || self.list == List::Capitals && self.breaks.contains_key(&self.words[index].start);
        if length > 0 && listed && !self.is_labelled(index) {
            self.list = List::Capitals;
            self.begin_item(index);
            if index + length < self.words.len() {
                self.begin(index + length);
            }
            return length;
        }
        if length > 0 {
            self.begin_box(index, length);
            return self.heading(index, length);
        }
        // "… ledige. UNGE UDEN UDDANNELSE I 2014 var …"
        let capitals = capital_run(self.text, &self.words, index);
        if capitals > 0 {
            return self.heading(index, capitals);
        }
        if let Some(length) = self.label(index, token, ended) {
            return length;
        }
        if self.box_end == Some(index) && self.lists_capitals(index, true) {
            self.list = List::Capitals;
            self.begin_item(index);
            return 1;
        }
        if !token.starts_with(char::is_uppercase) {
            if self.is_unlicensed_infinitive(index, token) {
                let adverb =
                    previous.is_some_and(|word| matches!(word, "kun" | "også" | "fortsat" | "løbende" | "aktivt"));
                let sentence = self.sentence;
                self.begin_item(index - usize::from(adverb));
                // The lead-in goes for all items.
                self.sentence = sentence;
            }
            return 1;
        }
        let runs_on = previous.is_some_and(runs_on);
        if (ended || runs_on)
            && let Some(length) = self.standard(index)
        {
            self.begin_box(index, length);
            return self.heading(index, length);
        }
        if self.starts_capital_list(index, previous) {
            self.list = List::Capitals;
            self.begin_item(index);
            return 1;
        }
        self.broken(index, token, previous);
        1
    }

    /// A label such as "Ministermål 3:" or "Resultatmål 2a.", after which "2b." may follow.
    fn opener(&mut self, index: usize) -> Option<usize> {
        let window = self.words[(index + 8).min(self.words.len() - 1)].end;
        let start = self.words[index].start;
        let (length, name) = opener::split(&self.text[start..window])?;
        let label = self.text[start..start + length].trim_end_matches([' ', ':', '-', '–']);
        // "Mål:" alone is a box; "Lokalt indsatsområde: Flere i job" has a label without a number.
        if name.is_none() && box_kind(label).is_some() {
            return None;
        }
        let letters = name.and_then(|name| letter_label(&format!("{name}.")));
        self.list = letters.map_or(List::None, |(number, letter)| List::Letters(number, letter));
        let length = self.words[index..].iter().take_while(|range| range.start < start + length).count().max(1);
        self.opener_end = Some(index + length);
        self.box_end = self.box_end.filter(|&end| end == index);
        if self.is_labelled(index) {
            (self.sentence, self.label_end) = (index + length, index + length);
            return Some(length);
        }
        Some(self.begin_label(index, length))
    }

    /// Whether the heading's minister goal stands in brackets right before a word.
    fn closes_served(&self, index: usize) -> bool {
        let (before, last) = (self.at(index - 2), self.at(index - 1));
        last.is_some_and(|word| word.ends_with(')') && word.len() <= 3)
            && before.is_some_and(|word| matches!(word, "(ministermål" | "(Ministermål" | "(mål" | "(Mål"))
    }

    /// Whether a finite verb stands among these words, before their sentence ends.
    pub(super) fn has_verb(&self, range: Range<usize>) -> bool {
        for at in range {
            let Some(word) = self.at(at) else { return false };
            if is_verb(bare(word)) {
                return true;
            }
            if word.ends_with(['.', ':', '?', '!']) {
                return false;
            }
        }
        false
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// The pieces of a page whose document holds `rest` as well; items without a bullet begin with "* ".
    pub fn cut(page: &str, rest: &str, titles: &[&str]) -> Vec<String> {
        let known = Known::of([page, rest].into_iter()).with_titles(titles.iter().copied());
        let mark = |piece: &Piece| if piece.is_item { "* " } else { "" };
        pieces(page, 0..page.len(), &known)
            .into_iter()
            .map(|piece| format!("{}{}", mark(&piece), &page[piece.range.clone()]))
            .collect()
    }

    #[test]
    fn labels_stay_with_their_titles() {
        assert_eq!(
            cut(
                "Ministermål 2: Flere unge i job I juni var der 40. Resultatmål 2a. Højst 30 i 2029 2b. Mindst 4 hold Strategi Vi vil mødes.",
                "",
                &["Flere unge i job"]
            ),
            [
                "Ministermål 2: Flere unge i job",
                "I juni var der 40.",
                "Resultatmål",
                "2a. Højst 30 i 2029",
                "2b. Mindst 4 hold",
                "Strategi",
                "Vi vil mødes."
            ]
        );
        assert_eq!(
            cut("Unge i job skal mødes. Unge i job Her er", "", &["Unge i job"]),
            ["Unge i job skal mødes.", "Unge i job", "Her er"]
        );
    }

    #[test]
    fn a_listed_title_may_announce_goals() {
        assert_eq!(
            cut(
                "Målet Antallet af høns skal op fra 3 til 9 Mindst 70 pct. af hanerne er glade Strategien Vi vil så græs.",
                "mindst",
                &["Målet", "Strategien"]
            ),
            [
                "Målet",
                "* Antallet af høns skal op fra 3 til 9",
                "* Mindst 70 pct. af hanerne er glade",
                "Strategien",
                "Vi vil så græs."
            ]
        );
    }

    #[test]
    fn headings_without_a_stop_are_found_by_capitals() {
        assert_eq!(
            cut("Overblik Ledigheden er faldet. Det Lokale Beskæftigelsesråd har mødtes.", "ledigheden", &[]),
            ["Overblik", "Ledigheden er faldet. Det Lokale Beskæftigelsesråd har mødtes."]
        );
        assert_eq!(
            cut("Tallet skal ned i forhold til Det skal ske ved, at vi ringer.", "", &[]),
            ["Tallet skal ned i forhold til", "Det skal ske ved, at vi ringer."]
        );
    }
}
