//! Where the headings, items and paragraphs of a transcript's page begin, though its text runs on one line.
//!
//! The line breaks are gone, and often the bullets, the stop behind a heading and even a year at a line's end. What
//! is left are capitals: a word that is written small elsewhere in the document and has one here, where no sentence has
//! ended, begins a line.

use super::box_kind::box_kind;
use super::footnote;
use super::heading::{has_finite_verb, opener};
use crate::token::compound::Splitter;
use crate::token::verb;
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeMap;
use std::ops::Range;

/// A heading that runs into the text is no longer than this many words.
pub const HEADING_WORDS: usize = 14;
/// One that only the small spelling of the next word betrays is shorter.
const BARE_HEADING_WORDS: usize = 8;
/// Words within which the next item of a list follows.
const ITEM_WORDS: usize = 60;

/// What the whole document tells of the places where lines begin.
#[derive(Default)]
pub struct Known<'t> {
    /// Words that stand somewhere in small letters: with a capital they begin something.
    small: FxHashSet<&'t str>,
    /// Titles as words, by their first word.
    titles: FxHashMap<&'t str, Vec<Vec<&'t str>>>,
}

impl<'t> Known<'t> {
    pub fn of(texts: impl Iterator<Item = &'t str>) -> Self {
        let small = texts
            .flat_map(str::split_whitespace)
            .map(bare)
            .filter(|word| word.starts_with(char::is_lowercase))
            .collect();
        Self { small, titles: FxHashMap::default() }
    }

    /// Titles that come again as headings.
    pub fn with_titles(mut self, titles: impl Iterator<Item = &'t str>) -> Self {
        for title in titles {
            let words: Vec<&str> = title.split_whitespace().collect();
            if let Some(&first) = words.first() {
                let known = self.titles.entry(first).or_default();
                known.push(words);
                known.sort_by_key(|words| std::cmp::Reverse(words.len()));
            }
        }
        self
    }

    /// Whether a word with a capital is one that is written small elsewhere.
    fn is_ordinary(&self, token: &str) -> bool {
        let lower = bare(token).to_lowercase();
        token.starts_with(char::is_uppercase)
            && (self.small.contains(lower.as_str())
                || verb::is_infinitive(&lower)
                || lower.chars().count() > 4 && Splitter::standard().can_end(&lower))
    }
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
enum List {
    None,
    /// Bullets or dashes.
    Bullets,
    /// The number of its last item.
    Numbers(u32),
    /// Number and letter of its last item: "1a".
    Letters(u32, char),
    /// Only a capital.
    Capitals,
}

/// A page while it is cut.
struct Cutter<'t, 'k> {
    text: &'t str,
    words: Vec<Range<usize>>,
    known: &'k Known<'k>,
    /// Where pieces begin, and whether they are items without a bullet.
    breaks: BTreeMap<usize, bool>,
    /// Word at which the open sentence began.
    sentence: usize,
    /// Word behind the label or number that opened the line: no break between them.
    label_end: usize,
    list: List,
    /// Word behind the label of an opener ("Mål 3:") whose sentence is still open.
    opener_end: Option<usize>,
    /// Items of an announced list of sentences that are still to come.
    announced: Option<usize>,
    /// Whether the page has two spaces where a bullet was, and hardly anywhere else.
    wide_gaps: bool,
}

impl<'t> Cutter<'t, '_> {
    fn at(&self, index: usize) -> Option<&'t str> {
        self.words.get(index).map(|range| &self.text[range.clone()])
    }

    /// Begins a piece at a word.
    fn begin(&mut self, index: usize) {
        self.breaks.entry(self.words[index].start).or_insert(false);
        self.sentence = index;
    }

    /// Begins an item whose bullet is lost.
    fn begin_item(&mut self, index: usize) {
        self.breaks.insert(self.words[index].start, true);
        self.sentence = index;
    }

    /// Begins a piece with a label of `length` words.
    fn begin_label(&mut self, index: usize, length: usize) -> usize {
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

    /// Whether the label of its line stands right in front of a word.
    fn is_labelled(&self, index: usize) -> bool {
        index > 0 && self.label_end == index
    }

    /// Looks at word `index`, adds breaks, and says how many words are done.
    fn word(&mut self, index: usize) -> usize {
        let Some(token) = self.at(index) else { return 1 };
        let previous = index.checked_sub(1).and_then(|before| self.at(before));
        let ended = previous.is_none_or(|before| before.ends_with(['.', ':', '?', '!', ';']))
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
            if self.at(index + 1).and_then(letter_label).is_some_and(|(_, letter)| letter == 'a')
                && box_kind(token).is_some()
            {
                return self.heading(index, 1);
            }
            if let Some(length) = self.opener(index) {
                return length;
            }
        }
        let length = self.title(index, previous);
        if length > 0 {
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

    /// "… tre mål: Ledigheden skal ned. Flere skal i uddannelse. Sygefraværet …": the sentences are items.
    fn announced_sentence(&mut self, index: usize, token: &str, ended: bool) {
        if !ended || index == 0 || !token.starts_with(char::is_uppercase) || self.is_labelled(index) {
            return;
        }
        if self.at(index - 1).is_some_and(|word| word.ends_with(':')) {
            self.announced = self.announces(index);
        }
        match self.announced {
            None => {}
            Some(0) => {
                self.begin(index);
                self.announced = None;
            }
            Some(left) => {
                self.begin_item(index);
                self.announced = Some(left - 1);
            }
        }
    }

    /// The number of goals that the words before a colon announce, if nothing but sentences follows.
    fn announces(&self, index: usize) -> Option<usize> {
        const COUNTS: &[&str] = &["to", "tre", "fire", "fem", "seks", "syv", "otte"];
        const NOUNS: &[&str] = &["mål", "målsætninger", "pejlemærker", "fokusområder", "indsatsområder", "resultatmål"];
        let before = self.sentence..index;
        let count = before
            .clone()
            .filter_map(|at| self.at(at))
            .find_map(|word| COUNTS.iter().position(|&count| count == word).map(|at| at + 2))?;
        let named = before.filter_map(|at| self.at(at)).any(|word| NOUNS.iter().any(|noun| bare(word).ends_with(noun)));
        let ends = (index..(index + ITEM_WORDS * 2).min(self.words.len()))
            .filter(|&at| self.at(at).is_some_and(|word| word.ends_with('.') && word.len() > 4))
            .count();
        (named && ends >= count && self.at(index).is_some_and(|word| letter_label(word).is_none())).then_some(count)
    }

    /// The words of a known title that stands here as a heading.
    fn title(&self, index: usize, previous: Option<&str>) -> usize {
        let Some(titles) = self.at(index).and_then(|token| self.known.titles.get(token)) else {
            return 0;
        };
        let fits = |title: &&Vec<&str>| {
            let end = index + title.len();
            title.iter().enumerate().all(|(offset, word)| self.at(index + offset) == Some(word))
                // "Unge under 30 år skal …" is a sentence, "til Forord" a reference.
                && !self.at(end).is_some_and(|next| next.starts_with(char::is_lowercase))
                && (self.is_labelled(index) || previous.is_none_or(|word| !needs_more(word)))
                && (title.len() > 1
                    || self.is_labelled(index)
                    || previous.is_none_or(|word| word.ends_with(['.', ':', '?', '!'])))
        };
        let length = titles.iter().find(fits).map_or(0, Vec::len);
        // The year behind a title was lost in the contents: "Mål for 2010".
        let year = length > 0
            && self.at(index + length - 1).is_some_and(needs_more)
            && self.at(index + length).is_some_and(|next| next.len() == 4 && next.bytes().all(|b| b.is_ascii_digit()));
        length + usize::from(year)
    }

    /// Bullets, numbers and letters that begin an item.
    fn label(&mut self, index: usize, token: &str, ended: bool) -> Option<usize> {
        let next = self.at(index + 1)?;
        let capital = next.starts_with(char::is_uppercase);
        if is_bullet(token) {
            self.list = List::Bullets;
            return Some(self.begin_label(index, 1));
        }
        if self.wide_gaps && index > 0 && token.starts_with(char::is_uppercase) {
            let gap = self.words[index].start - self.words[index - 1].end;
            if gap > 1 {
                self.list = List::Bullets;
                self.begin_item(index);
                return Some(1);
            }
        }
        if ended && token.len() <= 2 && footnote::marker(&self.text[self.words[index].start..]).is_some() {
            return Some(self.begin_label(index, 1));
        }
        if matches!(token, "-" | "–") && capital {
            if ended || self.list == List::Bullets || self.is_labelled(index) {
                self.list = List::Bullets;
                return Some(self.begin_label(index, 1));
            }
            if self.has_more_dashes(index) {
                self.begin_unmarked(index);
                self.list = List::Bullets;
                return Some(self.begin_label(index, 1));
            }
            return None;
        }
        // "1a. Antallet … 1b. Mindst …", "… aktiviteter: a) Der etableres …"
        if let Some((number, letter)) = letter_label(token) {
            let goes_on =
                matches!(self.list, List::Letters(last, before) if last == number && next_letter(before) == letter);
            let starts = (ended || self.is_labelled(index) || letter == 'a')
                && (capital || next.starts_with(|c: char| c.is_ascii_digit()));
            if goes_on && capital || starts {
                self.list = List::Letters(number, letter);
                if self.is_labelled(index) {
                    self.label_end = index + 1;
                    self.sentence = index + 1;
                    return Some(1);
                }
                return Some(self.begin_label(index, 1));
            }
            return None;
        }
        if !capital || index.checked_sub(1).and_then(|before| self.at(before)).is_some_and(refers) {
            return None;
        }
        // "2.1 Demografi Ifølge …"
        if is_chapter_number(token) {
            self.list = List::None;
            return Some(self.begin_label(index, 1));
        }
        // "… fire mål: 1. Jobcentrene skal … 2. Jobcentrene skal …"
        let number = token.strip_suffix('.')?.parse::<u32>().ok().filter(|&number| number < 60)?;
        let goes_on = matches!(self.list, List::Numbers(last) if last + 1 == number);
        if goes_on || ended || self.is_labelled(index) || (number == 1 && self.counts_on(index, 2)) {
            self.list = List::Numbers(number);
            return Some(self.begin_label(index, 1));
        }
        None
    }

    /// Whether another dash before a capital follows in the sentence: "… - Stærk kontakt - Færre ledige".
    fn has_more_dashes(&self, index: usize) -> bool {
        (index + 1..index + ITEM_WORDS / 2)
            .take_while(|&at| self.at(at - 1).is_some_and(|word| !word.ends_with(['.', ':', '?', '!'])))
            .any(|at| {
                matches!(self.at(at), Some("-" | "–"))
                    && self.at(at + 1).is_some_and(|next| next.starts_with(char::is_uppercase))
            })
    }

    /// "… tre mål for Unge i gang - Stærk kontakt - …": the first item lost its dash and what stood before it.
    fn begin_unmarked(&mut self, index: usize) {
        let first = (self.sentence + 1..index).rev().find(|&at| {
            self.at(at).is_some_and(|word| word.starts_with(char::is_uppercase))
                && self.at(at - 1).is_some_and(|before| matches!(before, "for" | "i" | "til" | "er" | "at"))
        });
        if let Some(first) = first {
            self.begin_item(first);
        }
    }

    /// Whether an item with this number follows soon.
    fn counts_on(&self, index: usize, number: u32) -> bool {
        let label = format!("{number}.");
        (index + 1..index + ITEM_WORDS).any(|at| {
            self.at(at).is_some_and(|word| word == label)
                && self.at(at + 1).is_some_and(|next| next.starts_with(char::is_uppercase))
                && self.title(at, None) == 0
        })
    }

    /// A label such as "Ministermål 3:" or "Resultatmål 2a.", after which "2b." may follow.
    fn opener(&mut self, index: usize) -> Option<usize> {
        let window = self.words[(index + 8).min(self.words.len() - 1)].end;
        let start = self.words[index].start;
        let (length, name) = opener(&self.text[start..window])?;
        self.list =
            letter_label(&format!("{}.", name?)).map_or(List::None, |(number, letter)| List::Letters(number, letter));
        let length = self.words[index..].iter().take_while(|range| range.start < start + length).count().max(1);
        self.opener_end = Some(index + length);
        if self.is_labelled(index) {
            (self.sentence, self.label_end) = (index + length, index + length);
            return Some(length);
        }
        Some(self.begin_label(index, length))
    }

    /// The words of a standard heading between two sentences: "… Strategi Jobcentret vil …", "… Byrådets målsætninger
    /// • …", "… Strategi for de unge Jobcentret vil …".
    fn standard(&self, index: usize) -> Option<usize> {
        let opens = |offset: usize| {
            self.at(index + offset).is_some_and(|next| {
                next.starts_with(char::is_uppercase) || is_bullet(next) || matches!(next, "-" | "–") || is_number(next)
            })
        };
        for length in (1..=4).rev() {
            let Some(last) = self.words.get(index + length - 1) else {
                continue;
            };
            let heading = &self.text[self.words[index].start..last.end];
            if !opens(length) || heading.ends_with(['.', ',']) || box_kind(heading.trim_end_matches(':')).is_none() {
                continue;
            }
            return Some(length);
        }
        // A standard word with whom or what it is for.
        let first = self.at(index)?;
        box_kind(first)?;
        if !matches!(self.at(index + 1), Some("for" | "over" | "i" | "på" | "til")) {
            return None;
        }
        let length = (2..BARE_HEADING_WORDS).find(|&offset| {
            self.at(index + offset - 1).is_some_and(|word| word.ends_with(['.', ',', ':'])) || opens(offset)
        })?;
        let stop = self.at(index + length - 1).is_some_and(|word| word.ends_with(['.', ',', ':']) || needs_more(word));
        (length > 2 && !stop && !self.has_verb(index + 1..index + length)).then_some(length)
    }

    /// Whether a list without bullets begins here: behind a colon or inside a sentence, capitals of ordinary words
    /// follow each other without a stop.
    fn starts_capital_list(&self, index: usize, previous: Option<&str>) -> bool {
        if self.list == List::Capitals {
            return false;
        }
        if previous.is_some_and(|word| word.ends_with(':') && !captions(word)) && !self.is_labelled(index) {
            for at in index + 1..(index + ITEM_WORDS).min(self.words.len()) {
                let (Some(before), Some(word)) = (self.at(at - 1), self.at(at)) else { break };
                if before.ends_with(['.', ':', '?', '!', ';']) {
                    break;
                }
                if runs_on(before) && !needs_more(before) && self.known.is_ordinary(word) {
                    return !self.has_verb(index..at);
                }
            }
            return false;
        }
        self.is_infinitive_item(index, previous)
    }

    /// "… vil jobcentret Indkalde alle …": an infinitive with a capital inside a sentence.
    fn is_infinitive_item(&self, index: usize, previous: Option<&str>) -> bool {
        previous.is_some_and(runs_on)
            && !previous.is_some_and(|word| word == "at")
            && self.at(index).is_some_and(|word| verb::is_infinitive(&word.to_lowercase()))
            && self.at(index + 1).is_some_and(|next| next.starts_with(char::is_lowercase))
    }

    /// "Vi skal holde møder med alle forsøge at få flere i job": a second infinitive that neither a modal, nor "at" nor
    /// "og" allows begins an item.
    fn is_unlicensed_infinitive(&self, index: usize, token: &str) -> bool {
        // Nouns and adjectives look the same.
        const AMBIGUOUS: &[&str] = &[
            "møde", "støtte", "pleje", "række", "ringe", "virke", "lede", "bo", "love", "leje", "lære", "vide", "mene",
            "ende", "skifte", "stille", "lette", "rede", "handle", "tale", "dele", "drage", "vende", "nå", "søge",
            "stå", "gå", "komme", "få", "se", "blive", "være", "have", "love", "tage",
        ];
        const GOVERNORS: &[&str] = &["lade", "lader", "hjælpe", "se", "høre", "bede", "få"];
        if index - self.sentence > ITEM_WORDS || !verb::is_infinitive(token) || AMBIGUOUS.contains(&token) {
            return false;
        }
        let words = || (self.sentence..index).filter_map(|at| self.at(at));
        let Some(previous) = index.checked_sub(1).and_then(|before| self.at(before)) else {
            return false;
        };
        let previous = if matches!(previous, "kun" | "fortsat" | "løbende" | "aktivt") {
            index.checked_sub(2).and_then(|before| self.at(before)).unwrap_or(previous)
        } else {
            previous
        };
        let modal = words().position(|word| matches!(word, "vil" | "skal" | "vil:" | "skal:"));
        let first = words().skip(modal.unwrap_or(usize::MAX)).filter(|word| verb::is_infinitive(word)).count();
        modal.is_some()
            && first > 0
            && runs_on(previous)
            && !needs_more(previous)
            && !verb::is_infinitive(previous)
            && !verb::is_present(previous)
            && !matches!(
                previous,
                "ikke" | "også" | "altid" | "gerne" | "bør" | "må" | "dels" | "selv" | "sig" | "bedre"
            )
            && !words().any(|word| GOVERNORS.contains(&word) || matches!(word, "kan" | "må" | "bør"))
            && self
                .at(index + 1)
                .is_some_and(|next| next.starts_with(char::is_lowercase) && !matches!(next, "og" | "eller"))
    }

    /// A line that begins where no sentence has ended.
    fn broken(&mut self, index: usize, token: &str, previous: Option<&str>) {
        let Some(previous) = previous.filter(|word| runs_on(word)) else {
            // The item ends with its sentence: what follows is text again.
            let numbered = matches!(self.list, List::Numbers(number) if number > 1)
                || matches!(self.list, List::Letters(..) | List::Capitals);
            if numbered && !self.is_labelled(index) && self.sentence == index {
                self.begin(index);
                self.list = List::None;
            }
            return;
        };
        let next_small = self.at(index + 1).is_some_and(|next| next.starts_with(char::is_lowercase));
        let function = is_function_opener(token, next_small);
        if needs_more(previous) {
            // "… skal falde i forhold til Det skal ske ved …": a year at the line's end is lost.
            if function
                && matches!(token, "Det" | "Der" | "Vi" | "Denne" | "Dette" | "Disse")
                && matches!(previous, "i" | "for" | "til" | "fra" | "med")
                && self.at(index + 1).is_some_and(is_verb)
            {
                self.begin(index);
                self.list = List::None;
            }
            return;
        }
        let length = index - self.sentence;
        // "Flere skal i job I Lilleby er …", but "Indsatsen følger vores strategi Alle skal med" has one sentence.
        let opens =
            function || length <= HEADING_WORDS && opens_sentence(token) && !self.has_verb(self.sentence..index);
        if self.list == List::Capitals {
            if self.is_infinitive_item(index, Some(previous)) {
                self.begin_item(index);
            } else if opens && self.has_verb(index + 1..index + 4) {
                self.begin(index);
                self.list = List::None;
            } else if self.known.is_ordinary(token) {
                self.begin_item(index);
            }
            return;
        }
        let heading = length > 0 && length <= HEADING_WORDS && opens
            || length > 0 && length <= BARE_HEADING_WORDS && self.follows_bare_heading(index, token, previous);
        if heading {
            // Behind a bullet stands an item, else a heading.
            let promise = self.at(self.sentence).is_some_and(is_owner) && self.has_verb(self.sentence..index);
            if self.list == List::None && !self.is_labelled(self.sentence) && !promise {
                self.begin(self.sentence);
            }
            self.begin(index);
            self.list = List::None;
        } else if function && length > HEADING_WORDS {
            self.begin(index);
            self.list = List::None;
        }
    }

    /// "Situation Ledigheden er fordoblet …": a noun that is written small elsewhere opens a sentence behind words
    /// without a verb.
    fn follows_bare_heading(&self, index: usize, token: &str, previous: &str) -> bool {
        const NAMES: &[&str] =
            &["Region", "Jobcenter", "Projekt", "Beskæftigelsesregion", "Kommune", "Center", "Afdeling"];
        let definite = ["en", "et", "erne", "ene", "ens", "ets", "ernes"].iter().any(|ending| token.ends_with(ending));
        token.chars().count() >= 6
            && definite
            && !NAMES.contains(&previous)
            && self.known.is_ordinary(token)
            && !self.has_verb(self.sentence..index)
            && self.has_verb(index + 1..index + 8)
    }

    /// Whether the heading's minister goal stands in brackets right before a word.
    fn closes_served(&self, index: usize) -> bool {
        let (before, last) = (self.at(index - 2), self.at(index - 1));
        last.is_some_and(|word| word.ends_with(')') && word.len() <= 3)
            && before.is_some_and(|word| matches!(word, "(ministermål" | "(Ministermål" | "(mål" | "(Mål"))
    }

    /// Whether a finite verb stands among these words, before their sentence ends.
    fn has_verb(&self, range: Range<usize>) -> bool {
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

/// The word without the marks around it.
fn bare(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric())
}

fn is_verb(word: &str) -> bool {
    has_finite_verb(word) || verb::is_present(word)
}

/// Whether no sentence ends with this word.
fn runs_on(word: &str) -> bool {
    word.ends_with(|c: char| c.is_lowercase() || c.is_ascii_digit() || matches!(c, ')' | '%' | '"' | '”' | '»'))
}

/// Words before a caption: it does not begin a line.
fn captions(word: &str) -> bool {
    matches!(word, "Kilde:" | "Kilder:" | "Note:" | "Noter:" | "Anm.:" | "Billedtekst:" | "Foto:")
}

/// Words behind which a number is a reference and a capital a name.
fn refers(word: &str) -> bool {
    matches!(
        word,
        "nr." | "kapitel" | "afsnit" | "side" | "stk." | "§" | "den" | "d." | "uge" | "bilag" | "tabel" | "figur"
    )
}

/// The word of a list's label, with its number (0 for none) and its letter: "1a.", "2b)", "a)".
fn letter_label(token: &str) -> Option<(u32, char)> {
    let label = token.trim_end_matches(['.', ')', ':']);
    let letter = label.chars().next_back().filter(char::is_ascii_lowercase)?;
    let digits = label[..label.len() - 1].trim_end_matches('.');
    let closed = token.len() > label.len();
    let shaped = match digits {
        "" => token.ends_with(')'),
        _ => digits.len() <= 2 && digits.bytes().all(|b| b.is_ascii_digit()) && (closed || label.len() > 1),
    };
    shaped.then(|| (digits.parse().unwrap_or(0), letter))
}

fn next_letter(letter: char) -> char {
    char::from_u32(letter as u32 + 1).unwrap_or(letter)
}

/// "2.1", "2.1.", "3.1.4": numbers of chapters, not "0,5" and no dates.
fn is_chapter_number(token: &str) -> bool {
    let parts: Vec<&str> = token.trim_end_matches('.').split('.').collect();
    (2..=3).contains(&parts.len())
        && parts.iter().all(|part| (1..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit()))
}

/// Words behind which a capital is a name: "til Arbejdsmarkedsudvalget og Det Lokale Beskæftigelsesråd".
pub fn needs_more(word: &str) -> bool {
    const WORDS: &[&str] = &[
        "og", "eller", "samt", "i", "på", "af", "til", "for", "med", "fra", "om", "ved", "hos", "mellem", "under",
        "efter", "at", "som", "der", "den", "det", "de", "et", "en", "har", "er", "vil", "skal", "kan", "bliver",
        "blev", "når", "hvor", "hvis", "både", "via", "gennem", "hvordan", "hvad", "over", "inden",
    ];
    WORDS.contains(&word)
}

/// The number of words from `index` on that are a heading in capitals; 0 if they are none.
fn capital_run(text: &str, words: &[Range<usize>], index: usize) -> usize {
    // Letters of a word if all are capitals; 0 for numbers; None for other words.
    let capitals = |word: &Range<usize>| {
        let mut letters = text[word.clone()].chars().filter(|c| c.is_alphabetic()).peekable();
        letters.peek()?;
        let mut count = 0;
        letters
            .all(|c| {
                count += 1;
                c.is_uppercase()
            })
            .then_some(count)
    };
    let is_number =
        |word: &Range<usize>| text[word.clone()].chars().all(|c| c.is_ascii_digit() || "-–/()&.,".contains(c));
    let mut end = index;
    let (mut letters, mut longest) = (0, 0);
    while let Some(word) = words.get(end) {
        match capitals(word) {
            Some(count) => {
                letters += count;
                longest = longest.max(count);
            }
            None if is_number(word) && (end > index || index == 0) => {}
            None => break,
        }
        end += 1;
        if capitals(word).is_some() && text[word.clone()].ends_with(['.', ':']) {
            break;
        }
    }
    let long_enough = (letters >= 8 && longest >= 5) || (index == 0 && longest >= 4);
    if !long_enough {
        return 0;
    }
    // "… (STATUS) I 2014 var der …": the last words open the sentence that follows.
    let single = |word: &Range<usize>| text[word.clone()].chars().count() == 1;
    if end > index + 2 && is_number(&words[end - 1]) && single(&words[end - 2]) {
        end -= 2;
    } else if end > index + 1 && single(&words[end - 1]) {
        end -= 1;
    }
    end - index
}

/// The words of a text.
pub fn words(text: &str) -> Vec<Range<usize>> {
    let mut words = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices() {
        match (c.is_whitespace(), start) {
            (true, Some(begin)) => {
                words.push(begin..at);
                start = None;
            }
            (false, None) => start = Some(at),
            _ => {}
        }
    }
    if let Some(begin) = start {
        words.push(begin..text.len());
    }
    words
}

/// "1.", "1a.", "a)": what stands before an item of a numbered list.
fn is_number(token: &str) -> bool {
    let label = token.trim_end_matches(['.', ')']);
    let marked = token.len() > label.len();
    let digits = label.trim_end_matches(|c: char| c.is_ascii_lowercase());
    marked && label.len() <= 3 && label.len() - digits.len() <= 1 && digits.bytes().all(|b| b.is_ascii_digit())
}

fn is_bullet(token: &str) -> bool {
    matches!(token, "•" | "▪" | "●" | "➢" | "➤" | "■" | "o" | "▫" | "◦" | "✓" | "►")
}

/// Words without a meaning of their own that begin a sentence. Articles begin names too: "Det Lokale
/// Beskæftigelsesråd".
fn is_function_opener(token: &str, next_small: bool) -> bool {
    match token {
        "Der" | "Vi" | "I" | "For" | "På" | "Som" | "Af" | "Med" | "Når" | "Hvis" | "Ved" | "Til" | "Fra" | "Efter"
        | "Gennem" | "Denne" | "Dette" | "Disse" | "Herudover" | "Derfor" | "Derudover" | "Desuden" | "Samtidig"
        | "Hertil" | "Dermed" | "Således" | "Hvor" | "Knap" | "Godt" => true,
        "Det" | "De" | "Den" | "Et" | "En" => next_small,
        _ => false,
    }
}

/// Who promises: a sentence that begins so is no heading.
fn is_owner(token: &str) -> bool {
    matches!(
        token,
        "Jobcentret"
            | "Jobcenteret"
            | "Kommunen"
            | "Byrådet"
            | "Kommunalbestyrelsen"
            | "Udvalget"
            | "Forvaltningen"
            | "Vi"
            | "Der"
            | "Det"
            | "Derfor"
            | "Derudover"
            | "Desuden"
            | "Herudover"
            | "Samtidig"
            | "Målet"
            | "Planen"
    )
}

/// Words that begin a sentence and hardly ever stand inside one with a capital.
fn opens_sentence(token: &str) -> bool {
    const OPENERS: &[&str] = &[
        "Der",
        "Det",
        "De",
        "Den",
        "Vi",
        "I",
        "For",
        "På",
        "Målet",
        "Jobcentret",
        "Jobcenteret",
        "Jobcentrets",
        "Kommunen",
        "Som",
        "Herudover",
        "Derfor",
        "Derudover",
        "Desuden",
        "Andelen",
        "Antallet",
        "Med",
        "Når",
        "Hvis",
        "Et",
        "En",
        "Ved",
        "Til",
        "Fra",
        "Efter",
        "Gennem",
        "Ud",
        "Siden",
        "Formålet",
        "Indsatsen",
        "Byrådet",
        "Kommunalbestyrelsen",
        "Udvalget",
        "Ledigheden",
        "Unge",
        "Borgere",
        "Ledige",
        "Alle",
        "Flere",
        "Samtidig",
        "Samlet",
        "Denne",
        "Dette",
        "Disse",
        "Vores",
        "Mange",
        "Nogle",
        "Der,",
        "Planen",
        "Beskæftigelsesplanen",
        "Tabel",
        "Tabellen",
        "Figur",
        "Figuren",
        "Kilde:",
        "Nedenfor",
        "Her",
        "Hver",
        "Hvert",
        "Over",
        "Under",
        "Ifølge",
        "Trods",
        "Selvom",
        "Særligt",
        "Blandt",
        "Ingen",
        "Kvinder",
        "Mænd",
        "Langtidsledige",
        "Sygemeldte",
        "Virksomheder",
        "Virksomhederne",
        "Omkring",
        "Mere",
    ];
    OPENERS.contains(&token)
}
