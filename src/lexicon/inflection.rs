//! Which endings a label may carry in running text.
//!
//! The endings over-generate ("samtalets" is no word), which costs nothing: only real text is looked up.

/// How a label inflects; see `lexicons/README.md`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Inflection {
    /// The last word is a noun.
    Noun,
    /// Adjectives, then a noun.
    Phrase,
    /// The last word is an adjective.
    Adjective,
    /// The first word is a verb in the infinitive.
    Verb,
    /// The first word is a noun, the rest belongs to it.
    Head,
    /// Capitals: "IGU", "IGU'en".
    Acronym,
    /// Exactly so.
    Fixed,
}

impl Inflection {
    /// Reads the column's value; empty is a noun.
    pub fn parse(value: &str) -> Option<Self> {
        Some(match value {
            "" | "noun" => Self::Noun,
            "phrase" => Self::Phrase,
            "adj" => Self::Adjective,
            "verb" => Self::Verb,
            "head" => Self::Head,
            "acronym" => Self::Acronym,
            "fixed" => Self::Fixed,
            _ => return None,
        })
    }
}

/// Whether a label may be part of a longer word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Part {
    /// May be followed by a shell word: "opkvalificeringsforløb".
    pub before_shell: bool,
    /// May be the last part: "virksomhedsmentor".
    pub tail: bool,
}

impl Part {
    /// Reads the column's value.
    pub fn parse(value: &str) -> Option<Self> {
        let (before_shell, tail) = match value {
            "" => (false, false),
            "head+" => (true, false),
            "+tail" => (false, true),
            "both" => (true, true),
            _ => return None,
        };
        Some(Self { before_shell, tail })
    }
}

/// A beginning of a word, and the endings that may follow it up to the word's end.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Stem {
    pub text: String,
    pub endings: Endings,
}

impl Stem {
    fn new(text: impl Into<String>, endings: Endings) -> Self {
        Self { text: text.into(), endings }
    }
}

/// A label made ready for the text: the forms of its first word, by which it is found, and of each further word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shape {
    pub first: Vec<Stem>,
    pub rest: Vec<Vec<Stem>>,
}

/// Sets of endings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Endings {
    None,
    /// After a noun in a consonant or stressed vowel: -en, -et, -e, -er, -ene, -erne, with -s; "vejleder|ne".
    Noun,
    /// Only the plural: "kurs|er".
    Plural,
    /// After a noun in -e: -n, -t, -r, -rne, with -s.
    NounE,
    /// After a noun that lost an e: "midl|erne", "centr|et".
    Syncope,
    Adjective,
    /// After a participle's -e-: "selvforsørge|t", "selvforsørge|de".
    Participle,
    /// After a verb's stem: -e, -er, -es, -ede, -et, -te, -t, -ende.
    Verb,
    Acronym,
}

/// No list has a longer ending, with a doubled consonant of two bytes before it: "’erne".
const LONGEST: usize = 9;

const NOUN: &[&str] =
    &["", "e", "en", "ene", "enes", "ens", "er", "erne", "ernes", "ers", "es", "et", "ets", "ne", "nes", "s"];
const NOUN_E: &[&str] = &["", "n", "ne", "nes", "ns", "r", "rne", "rnes", "rs", "s", "t", "ts"];
const SYNCOPE: &[&str] = &["e", "en", "ene", "enes", "ens", "er", "erne", "ernes", "ers", "es", "et", "ets"];
const PLURAL: &[&str] = &["er", "erne", "ernes", "ers"];
const ADJECTIVE: &[&str] = &["", "e", "ere", "es", "este", "s", "t", "ts"];
const PARTICIPLE: &[&str] = &["de", "des", "t", "ts"];
const VERB: &[&str] = &["", "e", "ede", "edes", "ende", "er", "es", "et", "ets", "t", "te", "tes"];
const ACRONYM: &[&str] =
    &["", "'en", "'er", "'erne", "'et", "'s", "en", "er", "erne", "s", "’en", "’er", "’erne", "’et", "’s"];

impl Endings {
    /// Whether `rest` may follow `text` up to the end of the word.
    pub fn allow(self, text: &str, rest: &str) -> bool {
        // Most words go on with more than an ending, so this is worth asking first.
        if rest.len() > LONGEST {
            return false;
        }
        let list = match self {
            Self::None => return rest.is_empty(),
            Self::Noun => NOUN,
            Self::Plural => PLURAL,
            Self::NounE => NOUN_E,
            Self::Syncope => SYNCOPE,
            Self::Adjective => ADJECTIVE,
            Self::Participle => PARTICIPLE,
            Self::Verb => VERB,
            Self::Acronym => ACRONYM,
        };
        if list.binary_search(&rest).is_ok() {
            return true;
        }
        if !matches!(self, Self::Noun | Self::Adjective) {
            return false;
        }
        // "job|bet", "hjem|met", "tryg|ge": the last consonant doubles.
        let Some(last) = text.chars().next_back() else {
            return false;
        };
        let doubled = rest.strip_prefix(last).filter(|_| !"aeiouyæøå".contains(last));
        doubled.is_some_and(|rest| rest.starts_with('e') && list.binary_search(&rest).is_ok())
    }
}

/// The shape of a label, which must be in lower case; None if it has no words.
pub fn shape(label: &str, inflection: Inflection) -> Option<Shape> {
    let words: Vec<&str> = label.split_whitespace().collect();
    let last = words.len().checked_sub(1)?;
    let mut forms = words.iter().enumerate().map(|(index, word)| match inflection {
        Inflection::Fixed => fixed(word),
        Inflection::Phrase if index < last => adjective_before_noun(word),
        Inflection::Verb if index == 0 => verb(word),
        Inflection::Head if index == 0 => noun(word),
        _ if index < last => fixed(word),
        Inflection::Acronym => vec![Stem::new(*word, Endings::Acronym)],
        Inflection::Adjective => adjective(word),
        Inflection::Noun | Inflection::Phrase | Inflection::Head | Inflection::Verb => noun(word),
    });
    Some(Shape { first: forms.next()?, rest: forms.collect() })
}

fn fixed(word: &str) -> Vec<Stem> {
    vec![Stem::new(word, Endings::None)]
}

/// The stems of a noun.
pub fn noun(word: &str) -> Vec<Stem> {
    if word.ends_with('e') {
        return vec![Stem::new(word, Endings::NounE)];
    }
    let mut stems = vec![Stem::new(word, Endings::Noun)];
    if let Some(stem) = word.strip_suffix("us")
        && word.ends_with("kursus")
    {
        stems.push(Stem::new(stem, Endings::Plural));
    }
    // "middel" → "midl|erne", "center" → "centr|et"; "ledig" is untouched.
    let letters: Vec<char> = word.chars().collect();
    if let [.., a, b, 'e', last @ ('l' | 'r' | 'n')] = letters[..]
        && !is_vowel(b)
    {
        let mut stem: String = letters[..letters.len() - 2].iter().collect();
        if a == b {
            stem.pop();
        }
        stem.push(last);
        stems.push(Stem::new(stem, Endings::Syncope));
    }
    stems
}

fn adjective(word: &str) -> Vec<Stem> {
    match word.strip_suffix("et") {
        // A participle: "selvforsørget", "selvforsørgede".
        Some(stem) if stem.chars().count() > 2 => vec![Stem::new(format!("{stem}e"), Endings::Participle)],
        _ => vec![Stem::new(word, Endings::Adjective)],
    }
}

/// An adjective before its noun; labels may have it in the neuter ("aktivt tilbud": "aktive tilbud"). Small words
/// between do not bend.
fn adjective_before_noun(word: &str) -> Vec<Stem> {
    const FIXED: &[&str] = &[
        "og", "eller", "i", "på", "af", "til", "for", "med", "fra", "om", "ved", "under", "over", "uden", "den", "det",
        "de", "en", "et", "én", "som",
    ];
    if FIXED.contains(&word) || word.ends_with([',', '-']) {
        return fixed(word);
    }
    let mut stems = adjective(word);
    if let Some(common) = word.strip_suffix('t')
        && !word.ends_with("et")
        && common.chars().count() > 2
    {
        stems.push(Stem::new(common, Endings::Adjective));
    } else if let Some(common) = word.strip_suffix('e')
        && !word.ends_with("ende")
    {
        stems.push(Stem::new(common, Endings::Adjective));
    }
    stems
}

fn verb(infinitive: &str) -> Vec<Stem> {
    vec![Stem::new(infinitive.strip_suffix('e').unwrap_or(infinitive), Endings::Verb)]
}

fn is_vowel(c: char) -> bool {
    "aeiouyæøå".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ending_lists_are_sorted() {
        for list in [NOUN, PLURAL, NOUN_E, SYNCOPE, ADJECTIVE, PARTICIPLE, VERB, ACRONYM] {
            assert!(list.is_sorted(), "{list:?}");
        }
    }

    #[test]
    fn forms_of_labels() {
        let fits = |stems: &[Stem], word: &str| {
            stems.iter().any(|stem| {
                word.strip_prefix(stem.text.as_str()).is_some_and(|rest| stem.endings.allow(&stem.text, rest))
            })
        };
        let matches = |label: &str, inflection, text: &str| {
            let shape = shape(label, inflection).unwrap();
            let words: Vec<&str> = text.split(' ').collect();
            words.len() == shape.rest.len() + 1
                && fits(&shape.first, words[0])
                && shape.rest.iter().zip(&words[1..]).all(|(stems, word)| fits(stems, word))
        };
        assert!(matches("indsats", Inflection::Noun, "indsatserne"));
        assert!(!matches("indsats", Inflection::Noun, "indsat"));
        assert!(matches("job", Inflection::Noun, "jobbet"));
        assert!(matches("hjælpemiddel", Inflection::Noun, "hjælpemidlerne"));
        assert!(matches("kursus", Inflection::Noun, "kurserne"));
        assert!(matches("vejleder", Inflection::Noun, "vejlederne"));
        assert!(matches("center", Inflection::Noun, "centrene"));
        assert!(matches("virksomhedsrettet tilbud", Inflection::Phrase, "virksomhedsrettede tilbud"));
        assert!(matches("aktivt forløb", Inflection::Phrase, "aktive forløb"));
        assert!(matches("socialt bedrageri", Inflection::Phrase, "social bedrageri"));
        assert!(matches("opkvalificere", Inflection::Verb, "opkvalificeres"));
        assert!(matches("IGU".to_lowercase().as_str(), Inflection::Acronym, "igu'en"));
        assert!(matches("formidling af kandidater", Inflection::Head, "formidlingen af kandidater"));
        assert!(matches("selvforsørget", Inflection::Adjective, "selvforsørgede"));
    }
}
