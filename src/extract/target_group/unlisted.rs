//! Words that the lexicon lacks: new compounds ("ressourceydelsesmodtagere"), suspended ones ("kontant- eller
//! uddannelseshjælpsmodtagere") and misspelt ones ("kontanthjælpmodtagere").

use crate::lexicon::{Class, Lexicon, Role, TermId};
use rustc_hash::FxHashMap;
use std::cell::OnceCell;

/// Shorter words have too many neighbors.
const LEAST_LETTERS: usize = 12;

/// Letters that a misspelt word shares with the right one at its start.
const SHARED_START: usize = 4;

/// The long one-word labels by their first letters, made when the first word needs them, and what was found for a word
/// before.
#[derive(Default)]
pub struct Unlisted<'p> {
    labels: OnceCell<Labels<'p>>,
    known: FxHashMap<&'p str, Option<(Role, TermId)>>,
}

type Labels<'p> = FxHashMap<&'p str, Vec<(TermId, Role, &'p str)>>;

impl<'p> Unlisted<'p> {
    /// The role and term of a word that no label covers.
    pub fn find(&mut self, lexicon: &'p Lexicon, word: &'p str) -> Option<(Role, TermId)> {
        if word.len() < LEAST_LETTERS || !word.starts_with(char::is_alphabetic) {
            return None;
        }
        if let Some(&known) = self.known.get(word) {
            return known;
        }
        // A word that is spelt right is listed: where it is no hit, something longer is in its place ("den erhvervsaktive
        // alder").
        let listed = !lexicon.word(Class::TargetGroup, word).is_empty();
        let misspelt = || if listed { None } else { self.misspelt(lexicon, word) };
        let found = misspelt().or_else(|| recipient(lexicon, word));
        self.known.insert(word, found);
        found
    }

    fn misspelt(&self, lexicon: &'p Lexicon, word: &str) -> Option<(Role, TermId)> {
        let most = if word.contains("modtager") { 2 } else { 1 };
        let labels = self.labels.get_or_init(|| labels(lexicon)).get(start(word)?)?;
        labels
            .iter()
            .filter(|(_, _, label)| word.len() + 3 >= label.len() && word.len() <= label.len() + 7)
            .filter_map(|&(id, role, label)| Some((distance(label, word, most)?, role, id)))
            .min_by_key(|&(distance, _, id)| (distance, id))
            .map(|(_, role, id)| (role, id))
    }
}

fn labels(lexicon: &Lexicon) -> Labels<'_> {
    let mut labels = Labels::default();
    for (id, term) in lexicon.terms.iter().enumerate() {
        let Some(role @ (Role::Group | Role::Condition)) = term.role else { continue };
        let label = term.label.as_str();
        if label.chars().count() >= LEAST_LETTERS
            && !label.contains(' ')
            && let Some(start) = start(label)
        {
            labels.entry(start).or_default().push((id, role, label));
        }
    }
    labels
}

fn start(word: &str) -> Option<&str> {
    word.char_indices().nth(SHARED_START).map(|(end, _)| &word[..end])
}

/// Fewest single-letter edits that make `label` of `word` less an ending; None if there are more than `most`.
fn distance(label: &str, word: &str, most: usize) -> Option<usize> {
    const ENDINGS: &[&str] = &["", "e", "en", "er", "erne", "ernes", "es", "n", "ne", "nes", "r", "rne", "s", "t"];
    ENDINGS.iter().filter_map(|ending| edits(label, word.strip_suffix(ending)?, most)).min()
}

/// Fewest single-letter edits that make one word of the other; None if there are more than `most`.
fn edits(one: &str, other: &str, most: usize) -> Option<usize> {
    let (mut rest, mut other_rest) = (one.chars(), other.chars());
    let shared = one.chars().zip(other.chars()).take_while(|(a, b)| a == b).count();
    if shared > 0 {
        rest.nth(shared - 1);
        other_rest.nth(shared - 1);
    }
    let (one, other) = (rest.as_str(), other_rest.as_str());
    if one.is_empty() || other.is_empty() {
        let more = one.chars().count() + other.chars().count();
        return (more <= most).then_some(more);
    }
    // Here the words part: a letter was changed, left out or put in.
    let most = most.checked_sub(1)?;
    rest.next();
    other_rest.next();
    let (shorter, other_shorter) = (rest.as_str(), other_rest.as_str());
    let ways = [(shorter, other_shorter), (shorter, other), (one, other_shorter)];
    ways.into_iter().filter_map(|(one, other)| edits(one, other, most)).min().map(|edits| edits + 1)
}

/// "<benefit>smodtagere": the group of people on that benefit.
fn recipient(lexicon: &Lexicon, word: &str) -> Option<(Role, TermId)> {
    let (benefit, ending) = word.rsplit_once("modtager")?;
    if !matches!(ending, "" | "e" | "en" | "ne" | "nes" | "es" | "s" | "ens") {
        return None;
    }
    let benefit = benefit.trim_end_matches('-');
    let of = |role| move |id: &TermId| lexicon.terms[*id].role == Some(role);
    for stem in [benefit, benefit.strip_suffix('s').unwrap_or(benefit)] {
        let terms = lexicon.word(Class::TargetGroup, stem);
        if let Some(id) = terms.into_iter().find(of(Role::Condition)) {
            return Some((Role::Group, id));
        }
    }
    if !benefit.ends_with("ydelses") && !benefit.ends_with("hjælps") && !benefit.ends_with("støtte") {
        return None;
    }
    let terms = lexicon.word(Class::TargetGroup, "ydelsesmodtager");
    terms.into_iter().find(of(Role::Group)).map(|id| (Role::Group, id))
}

/// What a suspended word means before the word that it waits for: "kontant-" before "uddannelseshjælpsmodtagere".
pub fn suspended(lexicon: &Lexicon, part: &str, full: &str) -> Option<TermId> {
    let stem = part.strip_suffix('-').filter(|stem| stem.len() > 2)?;
    let mut word = String::with_capacity(stem.len() + full.len());
    for (at, _) in full.char_indices().skip(1) {
        // Four letters are the least that a head has: "-ramt".
        if full.len() - at < 4 {
            break;
        }
        for link in ["", "s"] {
            word.clear();
            word.push_str(stem);
            word.push_str(link);
            word.push_str(&full[at..]);
            let terms = lexicon.word(Class::TargetGroup, &word);
            if let Some(id) = terms.into_iter().find(|&id| lexicon.terms[id].role == Some(Role::Group)) {
                return Some(id);
            }
        }
    }
    None
}
