//! Compounds: `ressourceforløbsmodtagere` is `ressource`, `forløbs` and `modtagere`.
//!
//! A word is cut into parts of `lexicons/compound_parts.csv`, as few as can be. The table says what a part can be:
//! - `modifier`: stands before another part (`kontant`, `børne`),
//! - `head`: stands last and inflects (`rettet`, `givning`),
//! - `both`: either (`indsats`),
//! - `never`: neither, however much it looks like a word: suffixes (`skab`, `mæssig`), so that `partnerskab` and
//!   `følelsesmæssig` stay whole. Prefixes (`for`, `ud`) are left out for the same reason: `forhold`, `udbud`.
//!
//! A lexicalized word is a part of its own (`hverdag`), and since one part is fewer than two it stays whole. The linking
//! `-s-` and the hyphen stay with the part on their left. What the table does not hold can still be a part where its
//! neighbor leaves no doubt: `X` in `uddannelsesX`, `Xnings` in `Xningsindsats`, anything before a hyphen.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use super::form;

/// What a part can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Before another part only.
    Modifier,
    /// Last only.
    Head,
    /// Anywhere.
    Both,
    /// Nowhere.
    Never,
}

/// Splits words into the parts it knows.
#[derive(Debug, Clone, Default)]
pub struct Splitter {
    parts: HashMap<String, Role>,
    /// Form keys of every part that can stand last.
    head_keys: HashSet<String>,
    /// Letters of the longest part; no longer stretch is looked up.
    longest: usize,
}

impl Splitter {
    /// The splitter of the built-in table, which is read once.
    pub fn standard() -> &'static Splitter {
        static STANDARD: LazyLock<Splitter> = LazyLock::new(|| {
            let table = include_str!("../../lexicons/compound_parts.csv");
            Splitter::new(rows(table))
        });
        &STANDARD
    }

    /// A splitter of these parts, lower-cased.
    pub fn new<'a>(parts: impl IntoIterator<Item = (&'a str, Role)>) -> Self {
        let mut splitter = Self::default();
        for (part, role) in parts {
            splitter.add(part, role);
        }
        splitter
    }

    /// Adds a part; one that is known keeps its role. A compound that is added stays whole from then on, and so do
    /// longer words at that place, so a lexicon should add only what it wants to see unsplit.
    pub fn add(&mut self, part: &str, role: Role) {
        if self.parts.contains_key(part) {
            return;
        }
        self.longest = self.longest.max(part.chars().count());
        if matches!(role, Role::Head | Role::Both) {
            // The part's own spelling: its other readings would let forms of other words in.
            self.head_keys.extend(form::base_keys(part));
        }
        self.parts.insert(part.to_owned(), role);
    }

    /// The parts of a word, which put together give the word back. A word that is no compound is one part.
    pub fn split<'w>(&self, word: &'w str) -> Vec<&'w str> {
        if word.is_empty() {
            return Vec::new();
        }
        let lower = same_length_lowercase(word);
        let mut cuts = Vec::new();
        if !self.is_known(&lower) {
            let mut start = 0;
            for end in chunk_ends(&lower) {
                let last = end == lower.len();
                self.cut(&lower[start..end], last, start, &mut cuts);
                if !last {
                    cuts.push(end);
                }
                start = end;
            }
        }
        cuts.push(word.len());
        let mut from = 0;
        cuts.into_iter().map(|to| &word[std::mem::replace(&mut from, to)..to]).collect()
    }

    /// Whether the word, lower-cased, is a form of a part that can stand last.
    pub fn can_end(&self, word: &str) -> bool {
        self.head_cost(word).is_some()
    }

    /// Whether a part is a known one with a linking -s-, which only waits for more: `virksomheds`.
    pub fn is_linked(&self, part: &str) -> bool {
        let lower = same_length_lowercase(part);
        lower.strip_suffix('s').is_some_and(|stem| self.parts.contains_key(stem))
    }

    /// The parts that it knows, in no order.
    pub fn known(&self) -> impl Iterator<Item = &str> {
        self.parts.iter().filter(|(_, role)| **role != Role::Never).map(|(part, _)| part.as_str())
    }

    /// Whether no part with its endings is that long (a letter has at most four bytes), so that a word of any length
    /// takes linear time.
    fn is_too_long(&self, part: &str) -> bool {
        part.len() > 4 * (self.longest + ENDING)
    }

    /// Whether the word is a part or a form of one, so that there is nothing to split.
    fn is_known(&self, word: &str) -> bool {
        self.parts.contains_key(word) || self.head_cost(word).is_some()
    }

    /// Finds the cuts inside one stretch between hyphens and adds them, moved by `offset`.
    fn cut(&self, chunk: &str, last: bool, offset: usize, cuts: &mut Vec<usize>) {
        let body = chunk.strip_suffix('-').unwrap_or(chunk);
        let ends: Vec<usize> = body.char_indices().map(|(at, _)| at).chain([body.len()]).collect();
        // `best[i]`: the cheapest way to read everything before letter `i` as modifiers, and where the last one began.
        let mut best: Vec<Option<(u32, usize)>> = vec![None; ends.len()];
        best[0] = Some((0, 0));
        let mut winner: Option<(u32, usize)> = None;
        for from in 0..ends.len().saturating_sub(1) {
            let Some((so_far, before)) = best[from] else {
                continue;
            };
            // One letter more than the longest part, for the linking -s-.
            for to in from + 1..ends.len().min(from + self.longest + 2) {
                let part = &body[ends[from]..ends[to]];
                let Some(cost) = self.modifier_cost(part, from == 0) else {
                    continue;
                };
                if best[to].is_none_or(|(old, _)| so_far + cost < old) {
                    best[to] = Some((so_far + cost, from));
                }
            }
            let rest = &body[ends[from]..];
            let head = if last {
                let modifier = &body[ends[before]..ends[from]];
                if is_verb_ending(modifier, rest) {
                    continue;
                }
                self.head_cost(rest).or_else(|| self.unknown_head_cost(modifier, rest))
            } else {
                self.modifier_cost(rest, from == 0).or_else(|| self.head_cost(rest))
            };
            if let Some(cost) = head
                && winner.is_none_or(|(old, _)| so_far + cost < old)
            {
                winner = Some((so_far + cost, from));
            }
        }
        let Some((_, mut at)) = winner else {
            return;
        };
        let first = cuts.len();
        while at > 0 {
            cuts.push(offset + ends[at]);
            // Every place on the way back was reached, or the winner would not stand there.
            at = best[at].map_or(0, |(_, before)| before);
        }
        cuts[first..].reverse();
    }

    /// What it costs to read this as a modifier; none if it cannot be one.
    fn modifier_cost(&self, part: &str, first: bool) -> Option<u32> {
        if self.is_too_long(part) {
            return None;
        }
        let bare = match self.parts.get(part) {
            Some(Role::Modifier | Role::Both) => {
                let linked = takes_s(part) || self.parts.contains_key(&format!("{part}s"));
                Some(PART + short(part) + if linked { 15 } else { 0 })
            }
            Some(Role::Never) => return None,
            _ => None,
        };
        let linked = part.strip_suffix('s').and_then(|stem| match self.parts.get(stem) {
            Some(Role::Both) if letters(stem) > 2 => Some(PART + short(stem) + if takes_s(stem) { 0 } else { 20 }),
            _ if first && takes_s(stem) && letters(stem) > 5 => Some(2 * PART + 500),
            _ => None,
        });
        match (bare, linked) {
            (Some(bare), Some(linked)) => Some(bare.min(linked)),
            (bare, linked) => bare.or(linked),
        }
    }

    /// What it costs to read this as the last part; none if it cannot be that.
    fn head_cost(&self, part: &str) -> Option<u32> {
        if self.is_too_long(part) {
            return None;
        }
        match self.parts.get(part) {
            Some(Role::Head | Role::Both) => return Some(PART + short(part)),
            Some(Role::Never) => return None,
            _ => (),
        }
        if letters(part) < 4 {
            return None;
        }
        let keys = form::keys(part);
        // "-sommere" is the suffix -som, not the plural of `sommer`.
        if keys.iter().any(|key| self.parts.get(key) == Some(&Role::Never)) {
            return None;
        }
        let known = keys.iter().any(|key| self.head_keys.contains(key));
        known.then_some(PART + 10 + short(part))
    }

    /// What it costs to read an unknown rest as the last part, after a modifier that always has something behind it.
    /// A suffix is no part: `følelsesmæssige` stays whole.
    fn unknown_head_cost(&self, modifier: &str, rest: &str) -> Option<u32> {
        let stem = modifier.strip_suffix('s')?;
        if self.is_too_long(rest) {
            return None;
        }
        let sure = letters(stem) > 5 && (takes_s(stem) || stem == "arbejd");
        if !sure || letters(rest) < 4 || !rest.contains(VOWELS) {
            return None;
        }
        let is_no_head = |key: &str| matches!(self.parts.get(key), Some(Role::Never | Role::Modifier));
        if is_no_head(rest) || form::keys(rest).iter().any(|key| is_no_head(key)) {
            return None;
        }
        Some(2 * PART + 500)
    }
}

/// Letters of the longest ending.
const ENDING: usize = 8;

const VOWELS: [char; 9] = ['a', 'e', 'i', 'o', 'u', 'y', 'æ', 'ø', 'å'];

/// What every part costs, so that fewer parts win over anything else.
const PART: u32 = 1000;

/// Whether the cut would go through a form of a verb in -ere: `base|ret`, `place|ring`.
fn is_verb_ending(modifier: &str, rest: &str) -> bool {
    modifier.ends_with('e') && rest.starts_with('r') && letters(rest) < 5
}

/// Whether a noun takes a linking -s- by its suffix.
fn takes_s(stem: &str) -> bool {
    ["ing", "else", "hed", "ion", "tet", "skab", "dom", "tion", "ling"].iter().any(|suffix| stem.ends_with(suffix))
}

/// A very short part is seldom meant.
fn short(part: &str) -> u32 {
    match letters(part) {
        0..=2 => 60,
        _ => 0,
    }
}

fn letters(part: &str) -> usize {
    part.chars().count()
}

/// Where the stretches between hyphens end, each with its hyphen; a hyphen at either end of the word cuts nothing.
fn chunk_ends(word: &str) -> impl Iterator<Item = usize> {
    word.match_indices('-').map(|(at, _)| at + 1).filter(|&end| end > 1 && end < word.len()).chain([word.len()])
}

/// Lower case that keeps every letter's place: a letter whose lower case is longer or shorter stays as it is.
fn same_length_lowercase(word: &str) -> String {
    word.chars()
        .map(|letter| {
            let mut lower = letter.to_lowercase();
            match (lower.next(), lower.next()) {
                (Some(small), None) if small.len_utf8() == letter.len_utf8() => small,
                _ => letter,
            }
        })
        .collect()
}

/// The rows `part,role,note` of a table without quotes; a test keeps it so.
fn rows(csv: &str) -> impl Iterator<Item = (&str, Role)> {
    csv.lines().skip(1).filter_map(|line| {
        let mut cells = line.splitn(3, ',');
        let part = cells.next()?;
        let role = match cells.next()? {
            "modifier" => Role::Modifier,
            "head" => Role::Head,
            "both" => Role::Both,
            _ => Role::Never,
        };
        Some((part, role))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = include_str!("../../lexicons/compound_parts.csv");

    #[test]
    fn fixture() {
        let mut wrong = Vec::new();
        for line in include_str!("../../tests/fixtures/token/compounds.txt").lines() {
            let got = Splitter::standard().split(&line.replace('|', "")).join("|");
            if got != line {
                wrong.push(format!("{line} got {got}"));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn case_and_hyphens_stay() {
        let split = |word| Splitter::standard().split(word).join("|");
        assert_eq!(split("JOBCENTRET"), "JOB|CENTRET");
        assert_eq!(split("A-kasserne"), "A-|kasserne");
        assert_eq!(split("social-"), "social-");
        assert_eq!(split("-tagere"), "-tagere");
        assert_eq!(split(""), "");
    }

    #[test]
    fn a_word_of_any_length_takes_linear_time() {
        let word = "uddannelsesjob".repeat(20_000);
        assert_eq!(Splitter::standard().split(&word).concat(), word);
    }

    #[test]
    fn table_is_sorted_and_plain() {
        let parts: Vec<&str> = TABLE.lines().skip(1).map(|line| line.split(',').next().unwrap_or("")).collect();
        assert!(parts.is_sorted_by(|a, b| a < b), "sort lexicons/compound_parts.csv by part, without doubles");
        assert!(!TABLE.contains('"'));
        assert!(TABLE.lines().all(|line| line.split(',').count() == 3));
        let roles = ["modifier", "head", "both", "never"];
        for line in TABLE.lines().skip(1) {
            assert!(roles.contains(&line.split(',').nth(1).unwrap_or("")), "{line}");
        }
    }

    proptest::proptest! {
        #[test]
        fn parts_give_the_word_back(word in "[a-zæøåA-ZÆØÅ-]{0,40}|.{0,40}") {
            let parts = Splitter::standard().split(&word);
            assert_eq!(parts.concat(), word);
            assert!(parts.iter().all(|part| !part.is_empty()));
        }
    }

    /// A compound in the table would hide its parts, so one that stays whole on purpose says so in its note.
    #[test]
    fn no_part_is_made_of_other_parts() {
        let mut splitter = Splitter::standard().clone();
        let mut made = Vec::new();
        for line in TABLE.lines().skip(1) {
            let cells: Vec<&str> = line.splitn(3, ',').collect();
            let (part, note) = (cells[0], cells[2]);
            let role = splitter.parts[part];
            if role == Role::Never || note.starts_with("whole") {
                continue;
            }
            let own = form::base_keys(part);
            splitter.parts.remove(part);
            let had: Vec<bool> = own.iter().map(|key| splitter.head_keys.remove(key)).collect();
            let last = role != Role::Modifier;
            let mut cuts = Vec::new();
            splitter.cut(part, last, 0, &mut cuts);
            if !cuts.is_empty() && (last || part.len() - cuts[cuts.len() - 1] > 3) {
                cuts.push(part.len());
                let mut from = 0;
                let pieces: Vec<&str> = cuts.iter().map(|&to| &part[std::mem::replace(&mut from, to)..to]).collect();
                made.push(pieces.join("|"));
            }
            splitter.parts.insert(part.to_owned(), role);
            let back = own.into_iter().zip(had).filter(|(_, had)| *had).map(|(key, _)| key);
            splitter.head_keys.extend(back);
        }
        assert!(made.is_empty(), "mark as whole or leave out: {}", made.join(" "));
    }
}
