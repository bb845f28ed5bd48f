//! Compounds: `ressourceforløbsmodtagere` is `ressource`, `forløbs` and `modtagere`.
//!
//! A word is cut into parts of `lexicons/compound_parts.csv`, as few as can be. The table says what a part can be:
//! - `modifier`: stands before another part (`kontant`, `børne`),
//! - `head`: stands last and inflects (`rettet`, `givning`),
//! - `both`: either (`indsats`),
//! - `never`: neither, however much it looks like a word: prefixes and suffixes (`for`, `hed`), so that `forhold` and
//!   `partnerskab` stay whole.
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

    /// Adds a part: a lexicon's one-word labels, say. A part that is known keeps its role.
    pub fn add(&mut self, part: &str, role: Role) {
        if self.parts.contains_key(part) {
            return;
        }
        self.longest = self.longest.max(part.chars().count());
        if matches!(role, Role::Head | Role::Both) {
            self.head_keys.extend(form::keys(part));
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
                self.head_cost(rest).or_else(|| unknown_head_cost(modifier, rest))
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
        let bare = match self.parts.get(part) {
            Some(Role::Modifier | Role::Both) => Some(PART + short(part) + if takes_s(part) { 15 } else { 0 }),
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
        match self.parts.get(part) {
            Some(Role::Head | Role::Both) => return Some(PART + short(part)),
            Some(Role::Never) => return None,
            _ => (),
        }
        if letters(part) < 4 || letters(part) > self.longest + 8 {
            return None;
        }
        let known = form::keys(part).iter().any(|key| self.head_keys.contains(key));
        known.then_some(PART + 10 + short(part))
    }
}

/// What every part costs, so that fewer parts win over anything else.
const PART: u32 = 1000;

/// What it costs to read an unknown rest as the last part, after a modifier that always has something behind it.
fn unknown_head_cost(modifier: &str, rest: &str) -> Option<u32> {
    let stem = modifier.strip_suffix('s')?;
    let sure = letters(stem) > 5 && (takes_s(stem) || stem.ends_with("arbejd"));
    (sure && letters(rest) > 3 && rest.contains(['a', 'e', 'i', 'o', 'u', 'y', 'æ', 'ø', 'å']))
        .then_some(2 * PART + 500)
}

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
        3 => 15,
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
