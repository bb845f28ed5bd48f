//! Word forms: which words are forms of one lemma.
//!
//! A word gets one or more *keys*; two words are forms of one lemma if they share a key. A key is the stem that is
//! left when an ending is taken off, brought to one spelling: `gaffel`, `gaflen` and `gafler` all have `gafl`. Where
//! an ending can be read in two ways the word keeps both keys: `lærer` is one who teaches (`lærr`) or several of what
//! is called `lære` (`lær`). A key is for comparing, not for showing.
//!
//! Danish inflection is regular enough for rules; what is not stands in `lexicons/form_exceptions.csv`:
//! - `noun`: a noun form that no rule gives (`bøger` of `bog`), which takes `-s`, `-ne`, `-ene` like any other,
//! - `base`: a base form that looks inflected (`indsats` is no genitive of `indsat`, `billet` no definite of `bil`),
//! - `adj`: an adjective that takes `-t`, `-ere`, `-est` although its shape does not tell (`kold`),
//! - `form`: any other form (`mindre` of `lille`).
//!
//! All but `form` hold for compounds that end in the word too (`håndbøger`).

use std::collections::HashMap;
use std::sync::LazyLock;

/// The keys of a lower-cased word, best first, without doubles. Never empty for a word that is not empty.
pub fn keys(word: &str) -> Vec<String> {
    let word = word.replace(['é', 'è'], "e").replace('’', "'");
    let mut keys = Vec::with_capacity(4);
    // "abc'ens", "69'ere", "a-kasse's": what follows the apostrophe is an ending.
    if let Some((stem, _)) = word.rsplit_once('\'')
        && !stem.is_empty()
    {
        add_word(&mut keys, stem);
        if !stem.ends_with(char::is_numeric) {
            bare(&mut keys, stem);
        }
        return keys;
    }
    if let Some(found) = EXCEPTIONS.irregular(&word) {
        for lemma in found {
            add_word(&mut keys, &lemma);
        }
        return keys;
    }
    if EXCEPTIONS.is_base(&word) {
        add_word(&mut keys, &word);
        return keys;
    }
    let genitive = word.strip_suffix('s').filter(|rest| has_vowel(rest) && !rest.ends_with('s'));
    match genitive {
        // "husets" can only be a genitive; "pris" and "virus" may be base forms, so they keep their own key first.
        Some(rest) => {
            if !is_plain_genitive(rest) {
                add_word(&mut keys, &word);
            }
            if EXCEPTIONS.is_base(rest) {
                add_word(&mut keys, rest);
            } else {
                bare(&mut keys, rest);
            }
        }
        None => bare(&mut keys, &word),
    }
    keys
}

/// Whether two lower-cased words can be forms of one lemma.
pub fn same_lemma(one: &str, other: &str) -> bool {
    let others = keys(other);
    keys(one).iter().any(|key| others.contains(key))
}

/// Adds the keys of a word that is not a genitive.
fn bare(keys: &mut Vec<String>, word: &str) {
    // No base form of two syllables ends in -ene, and "løgene" must not become "løgn".
    if !word.strip_suffix("ene").is_some_and(has_vowel) {
        add_word(keys, word);
    }
    adjective(keys, word);
    noun(keys, word);
}

/// Adds the stems that a noun ending leaves.
fn noun(keys: &mut Vec<String>, word: &str) {
    for (ending, put) in NOUN_ENDINGS {
        let Some(rest) = word.strip_suffix(ending) else {
            continue;
        };
        if has_vowel(rest) {
            for end in *put {
                add_stem(keys, &format!("{rest}{end}"));
            }
            return;
        }
    }
}

/// Adds the stems that an adjective ending leaves.
fn adjective(keys: &mut Vec<String>, word: &str) {
    // Participles: "organiseret", "organiserede"; "udtrykt", "udtrykte".
    if let Some(rest) = word.strip_suffix("ede")
        && has_vowel(rest)
    {
        add_stem(keys, &format!("{rest}et"));
        add_stem(keys, rest);
        return;
    }
    let neuter = word.strip_suffix("te").or_else(|| word.strip_suffix('t'));
    if let Some(rest) = neuter
        && has_vowel(rest)
        && !rest.ends_with('t')
        && (syllables(rest) > 1 || EXCEPTIONS.is_adjective(rest))
    {
        add_word(keys, rest);
    }
    for ending in ["este", "est", "ere", "ste", "st"] {
        let Some(rest) = word.strip_suffix(ending) else {
            continue;
        };
        if is_gradable(rest, ending) {
            match ending {
                "ste" | "st" => add_word(keys, rest),
                _ => add_stem(keys, rest),
            }
            return;
        }
    }
}

/// Whether a stem with this degree ending is an adjective: by its suffix or by the table.
fn is_gradable(stem: &str, ending: &str) -> bool {
    if !has_vowel(stem) {
        return false;
    }
    if matches!(ending, "ste" | "st") {
        return stem.ends_with("ig") || stem.ends_with("som") || EXCEPTIONS.is_adjective(stem);
    }
    let suffixed = syllables(stem) > 1 && GRADABLE.iter().any(|s| stem.ends_with(s));
    // "usle", "dovne", "snævre": the -e- is gone.
    let contracted = stem.strip_suffix(['l', 'n', 'r']).is_some_and(|rest| rest.ends_with(is_consonant));
    let single = undouble(stem);
    suffixed || contracted || EXCEPTIONS.is_adjective(stem) || EXCEPTIONS.is_adjective(single)
}

/// Whether a word before a final `-s` shows by its ending that the `-s` is a genitive.
fn is_plain_genitive(rest: &str) -> bool {
    ["erne", "ene", "eren", "ingen", "heden", "ionen", "elsen", "ing", "hed", "else", "ion"]
        .iter()
        .any(|ending| rest.strip_suffix(ending).is_some_and(has_vowel))
}

/// The keys of a lower-cased base form alone, without the readings that take an ending off.
pub fn base_keys(word: &str) -> Vec<String> {
    let mut keys = Vec::with_capacity(2);
    add_word(&mut keys, word);
    keys
}

/// Adds a stem that stood before a vowel, brought to one spelling.
fn add_stem(keys: &mut Vec<String>, stem: &str) {
    let key = spelling(stem);
    if !keys.contains(&key) {
        keys.push(key);
    }
}

/// Adds a word that stands without an ending.
///
/// A doubled consonant tells stems of one syllable apart: `tallene` is no form of `tale`, nor `lægger` of `læge`. The
/// bare `tal` does not show which it is, so it gets both keys.
fn add_word(keys: &mut Vec<String>, word: &str) {
    add_stem(keys, word);
    if is_closed(word)
        && let Some(last) = word.chars().last()
    {
        add_stem(keys, &format!("{word}{last}"));
    }
}

/// Whether a stem is one syllable that ends in a single consonant after a single vowel: `tal`, `læg`.
fn is_closed(stem: &str) -> bool {
    let mut back = stem.chars().rev();
    let (Some(last), Some(before)) = (back.next(), back.next()) else {
        return false;
    };
    is_consonant(last) && is_vowel(before) && syllables(stem) == 1
}

/// One spelling for a stem: no final `-e`, no doubled final consonant after the first syllable, no `-e-` before a final `-l`, `-n`, `-r`, and the
/// bare stem of Latin `-ium` and `-eum`.
fn spelling(stem: &str) -> String {
    let mut stem = stem;
    for (latin, keep) in [("ium", 1), ("eum", 1)] {
        if let Some(rest) = stem.strip_suffix(latin)
            && has_vowel(rest)
        {
            stem = &stem[..rest.len() + keep];
        }
    }
    if let Some(rest) = stem.strip_suffix('e')
        && has_vowel(rest)
    {
        stem = rest;
    }
    if syllables(stem) > 1 {
        stem = undouble(stem);
    }
    for liquid in ['l', 'n', 'r'] {
        let Some(rest) = stem.strip_suffix(liquid) else {
            continue;
        };
        if let Some(root) = rest.strip_suffix('e')
            && root.ends_with(is_consonant)
            && has_vowel(root)
        {
            return format!("{}{liquid}", undouble(root));
        }
        if rest.ends_with(is_consonant) && has_vowel(rest) {
            return format!("{}{liquid}", undouble(rest));
        }
    }
    stem.to_owned()
}

/// The word with a doubled final consonant made single.
fn undouble(stem: &str) -> &str {
    let mut back = stem.chars().rev();
    match (back.next(), back.next()) {
        (Some(last), Some(before)) if last == before && is_consonant(last) => &stem[..stem.len() - last.len_utf8()],
        _ => stem,
    }
}

fn has_vowel(word: &str) -> bool {
    word.contains(is_vowel)
}

/// Number of vowel groups.
fn syllables(word: &str) -> usize {
    let mut count = 0;
    let mut inside = false;
    for letter in word.chars() {
        let vowel = is_vowel(letter);
        count += usize::from(vowel && !inside);
        inside = vowel;
    }
    count
}

fn is_vowel(letter: char) -> bool {
    matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'æ' | 'ø' | 'å' | 'ü' | 'ö' | 'ä')
}

fn is_consonant(letter: char) -> bool {
    letter.is_alphabetic() && !is_vowel(letter)
}

/// Noun endings, longest first, each with what the stem may get back: nothing, or the letters that belong to it.
const NOUN_ENDINGS: &[(&str, &[&str])] = &[
    ("erne", &["", "er"]),
    ("eren", &["er"]),
    ("ene", &[""]),
    ("ere", &["er"]),
    ("er", &[""]),
    ("en", &[""]),
    ("et", &[""]),
];

/// Suffixes that make an adjective which takes degrees.
const GRADABLE: &[&str] =
    &["ig", "som", "somm", "bar", "iv", "al", "ær", "ent", "ant", "fuld", "løs", "øs", "il", "el", "en", "ell"];

static EXCEPTIONS: LazyLock<Exceptions> =
    LazyLock::new(|| Exceptions::parse(include_str!("../../lexicons/form_exceptions.csv")));

/// The rows of the exception table.
#[derive(Default)]
struct Exceptions {
    nouns: HashMap<&'static str, Vec<&'static str>>,
    forms: HashMap<&'static str, Vec<&'static str>>,
    bases: HashMap<&'static str, ()>,
    adjectives: HashMap<&'static str, ()>,
}

impl Exceptions {
    /// Reads `form,lemma,kind,note`. The table holds no quotes; a test keeps it so.
    fn parse(csv: &'static str) -> Self {
        let mut table = Self::default();
        for line in csv.lines().skip(1) {
            let mut cells = line.splitn(4, ',');
            let (Some(form), Some(lemma), Some(kind)) = (cells.next(), cells.next(), cells.next()) else {
                continue;
            };
            match kind {
                "noun" => table.nouns.entry(form).or_default().push(lemma),
                "form" => table.forms.entry(form).or_default().push(lemma),
                "base" => drop(table.bases.insert(form, ())),
                "adj" => drop(table.adjectives.insert(form, ())),
                _ => (),
            }
        }
        table
    }

    /// The lemmas of an irregular form.
    fn irregular(&self, word: &str) -> Option<Vec<String>> {
        let spoken = word.strip_suffix('s').unwrap_or(word);
        for form in [word, spoken] {
            if let Some(lemmas) = self.forms.get(form) {
                return Some(lemmas.iter().map(|&l| l.to_owned()).collect());
            }
        }
        for form in [word, spoken] {
            for ending in ["", "ne", "ene"] {
                if let Some(stem) = form.strip_suffix(ending)
                    && let Some(found) = lookup(&self.nouns, stem)
                {
                    return Some(found);
                }
            }
        }
        None
    }

    fn is_base(&self, word: &str) -> bool {
        tails(word)
            .any(|(head, tail)| (head.is_empty() || tail.chars().nth(4).is_some()) && self.bases.contains_key(tail))
    }

    fn is_adjective(&self, word: &str) -> bool {
        tails(word).any(|(_, tail)| self.adjectives.contains_key(tail))
    }
}

/// The lemmas that a table gives for the longest tail of a word, with what stands before the tail put back.
fn lookup(table: &HashMap<&'static str, Vec<&'static str>>, word: &str) -> Option<Vec<String>> {
    tails(word).find_map(|(head, tail)| {
        let lemmas = table.get(tail)?;
        Some(lemmas.iter().map(|l| format!("{head}{l}")).collect())
    })
}

/// The word itself, then each shorter tail of three letters or more whose head could be a word.
fn tails(word: &str) -> impl Iterator<Item = (&str, &str)> {
    word.char_indices().map(|(at, _)| word.split_at(at)).filter(|(head, tail)| {
        head.is_empty() || (has_vowel(head) && head.chars().nth(1).is_some() && tail.chars().nth(2).is_some())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each line of the fixture: forms of one lemma, then perhaps `!=` and words that are none.
    #[test]
    fn fixture() {
        let mut wrong = Vec::new();
        for line in include_str!("../../tests/fixtures/token/forms.txt").lines() {
            let (forms, others) = line.split_once("!=").unwrap_or((line, ""));
            let mut forms = forms.split_whitespace();
            let Some(lemma) = forms.next() else {
                continue;
            };
            wrong.extend(forms.filter(|f| !same_lemma(lemma, f)).map(|f| format!("{lemma} = {f}")));
            wrong.extend(others.split_whitespace().filter(|o| same_lemma(lemma, o)).map(|o| format!("{lemma} != {o}")));
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn table_is_sorted_and_plain() {
        let table = include_str!("../../lexicons/form_exceptions.csv");
        let rows: Vec<&str> = table.lines().skip(1).collect();
        let cells = |row: &'static str| row.split(',').collect::<Vec<_>>();
        assert!(rows.is_sorted_by(|a, b| cells(a) < cells(b)), "sort lexicons/form_exceptions.csv, without doubles");
        assert!(!table.contains('"'));
        for row in rows {
            let cells = cells(row);
            assert!(cells.len() == 4 && ["noun", "base", "adj", "form"].contains(&cells[2]), "{row}");
        }
    }

    proptest::proptest! {
        #[test]
        fn every_word_has_keys(word in "[a-zæøåé'’-]{1,30}|.{1,20}") {
            let keys = keys(&word);
            assert!(!keys.is_empty());
            assert!(keys.len() <= 8);
        }
    }
}
