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

/// A string to look for, and the endings that may follow it inside the word.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Pattern {
    pub text: String,
    pub endings: Endings,
}

/// Sets of endings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Endings {
    None,
    /// After a noun in a consonant or stressed vowel: -en, -et, -e, -er, -ene, -erne, with -s.
    Noun,
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

const NOUN: &[&str] = &["", "e", "en", "ene", "enes", "ens", "er", "erne", "ernes", "ers", "es", "et", "ets", "s"];
const NOUN_E: &[&str] = &["", "n", "ne", "nes", "ns", "r", "rne", "rnes", "rs", "s", "t", "ts"];
const SYNCOPE: &[&str] = &["e", "en", "ene", "enes", "ens", "er", "erne", "ernes", "ers", "es", "et", "ets"];
const ADJECTIVE: &[&str] = &["", "e", "ere", "es", "este", "s", "t", "ts"];
const PARTICIPLE: &[&str] = &["de", "des", "t", "ts"];
const VERB: &[&str] = &["", "e", "ede", "edes", "ende", "er", "es", "et", "ets", "t", "te", "tes"];
const ACRONYM: &[&str] =
    &["", "'en", "'er", "'erne", "'et", "'s", "en", "er", "erne", "s", "’en", "’er", "’erne", "’et", "’s"];

impl Endings {
    /// Whether `rest` may follow `text` up to the end of the word.
    pub fn allow(self, text: &str, rest: &str) -> bool {
        let list = match self {
            Self::None => return rest.is_empty(),
            Self::Noun => NOUN,
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

/// The patterns of a label, which must be in lower case.
pub fn patterns(label: &str, inflection: Inflection) -> Vec<Pattern> {
    let words: Vec<&str> = label.split_whitespace().collect();
    let Some((last, before)) = words.split_last() else {
        return Vec::new();
    };
    let fronts: Vec<String> = match inflection {
        Inflection::Phrase => combine(before.iter().map(|word| adjective_forms(word))),
        Inflection::Verb | Inflection::Head if !before.is_empty() => {
            let forms = if inflection == Inflection::Verb { verb_forms(before[0]) } else { noun_forms(before[0]) };
            let rest = before[1..].iter().map(|word| vec![(*word).to_owned()]);
            combine(std::iter::once(forms).chain(rest))
        }
        _ => vec![before.join(" ")],
    };
    let tails = match inflection {
        Inflection::Fixed => vec![(last.to_string(), Endings::None)],
        Inflection::Acronym => vec![(last.to_string(), Endings::Acronym)],
        Inflection::Adjective => adjective_stems(last),
        Inflection::Verb if before.is_empty() => verb_stem(last),
        Inflection::Noun | Inflection::Phrase | Inflection::Head | Inflection::Verb => noun_stems(last),
    };
    let mut patterns = Vec::with_capacity(fronts.len() * tails.len());
    for front in &fronts {
        for (tail, endings) in &tails {
            let text = if front.is_empty() { tail.clone() } else { format!("{front} {tail}") };
            patterns.push(Pattern { text, endings: *endings });
        }
    }
    patterns
}

/// The forms of a noun that stands before other words.
fn noun_forms(word: &str) -> Vec<String> {
    let mut forms = Vec::new();
    for (stem, endings) in noun_stems(word) {
        let list = match endings {
            Endings::NounE => NOUN_E,
            Endings::Syncope => SYNCOPE,
            _ => NOUN,
        };
        forms.extend(list.iter().map(|ending| format!("{stem}{ending}")));
    }
    forms
}

fn noun_stems(word: &str) -> Vec<(String, Endings)> {
    if word.ends_with('e') {
        return vec![(word.to_owned(), Endings::NounE)];
    }
    let mut stems = vec![(word.to_owned(), Endings::Noun)];
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
        stems.push((stem, Endings::Syncope));
    }
    stems
}

fn adjective_stems(word: &str) -> Vec<(String, Endings)> {
    match word.strip_suffix("et") {
        // A participle: "selvforsørget", "selvforsørgede".
        Some(stem) if stem.chars().count() > 2 => vec![(format!("{stem}e"), Endings::Participle)],
        _ => vec![(word.to_owned(), Endings::Adjective)],
    }
}

/// The forms of an adjective before its noun; words that do not inflect stay as they are.
fn adjective_forms(word: &str) -> Vec<String> {
    const FIXED: &[&str] = &[
        "og", "eller", "i", "på", "af", "til", "for", "med", "fra", "om", "ved", "under", "over", "uden", "den", "det",
        "de", "en", "et", "én", "som",
    ];
    if FIXED.contains(&word) || word.ends_with(',') {
        return vec![word.to_owned()];
    }
    let mut forms = vec![word.to_owned()];
    match word.strip_suffix("et") {
        Some(stem) if stem.chars().count() > 2 => forms.push(format!("{stem}ede")),
        _ if word.ends_with('e') => {
            forms.push(word.trim_end_matches('e').to_owned());
            forms.push(format!("{}t", word.trim_end_matches('e')));
        }
        _ => {
            forms.push(format!("{word}e"));
            if !word.ends_with('t') {
                forms.push(format!("{word}t"));
            }
        }
    }
    forms
}

fn verb_stem(infinitive: &str) -> Vec<(String, Endings)> {
    vec![(infinitive.strip_suffix('e').unwrap_or(infinitive).to_owned(), Endings::Verb)]
}

fn verb_forms(infinitive: &str) -> Vec<String> {
    let stem = infinitive.strip_suffix('e').unwrap_or(infinitive);
    VERB.iter().map(|ending| format!("{stem}{ending}")).collect()
}

/// All ways to take one form of each word.
fn combine(words: impl Iterator<Item = Vec<String>>) -> Vec<String> {
    words.fold(vec![String::new()], |fronts, forms| {
        let mut longer = Vec::with_capacity(fronts.len() * forms.len());
        for front in &fronts {
            for form in &forms {
                longer.push(if front.is_empty() { form.clone() } else { format!("{front} {form}") });
            }
        }
        longer
    })
}

fn is_vowel(c: char) -> bool {
    "aeiouyæøå".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ending_lists_are_sorted() {
        for list in [NOUN, NOUN_E, SYNCOPE, ADJECTIVE, PARTICIPLE, VERB, ACRONYM] {
            assert!(list.is_sorted(), "{list:?}");
        }
    }

    #[test]
    fn forms_of_labels() {
        let matches = |label: &str, inflection, word: &str| {
            patterns(label, inflection).iter().any(|pattern| {
                word.strip_prefix(pattern.text.as_str()).is_some_and(|rest| pattern.endings.allow(&pattern.text, rest))
            })
        };
        assert!(matches("indsats", Inflection::Noun, "indsatserne"));
        assert!(!matches("indsats", Inflection::Noun, "indsat"));
        assert!(matches("job", Inflection::Noun, "jobbet"));
        assert!(matches("hjælpemiddel", Inflection::Noun, "hjælpemidlerne"));
        assert!(matches("center", Inflection::Noun, "centrene"));
        assert!(matches("virksomhedsrettet tilbud", Inflection::Phrase, "virksomhedsrettede tilbud"));
        assert!(matches("opkvalificere", Inflection::Verb, "opkvalificeres"));
        assert!(matches("IGU".to_lowercase().as_str(), Inflection::Acronym, "igu'en"));
        assert!(matches("formidling af kandidater", Inflection::Head, "formidlingen af kandidater"));
        assert!(matches("selvforsørget", Inflection::Adjective, "selvforsørgede"));
    }
}
