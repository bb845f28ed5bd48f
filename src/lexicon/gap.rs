//! What may stand between the words of a measure's label: "sammenhængende **og effektiv** indsats", "kontakt **og
//! styrket dialog** med virksomheder", "samarbejde med **de lokale** a-kasser", "samarbejdes **der også** med a-kasser".

use super::inflection::Inflection;
use crate::token::word_list::WordList;

/// At most so many words between two words of a label.
const MOST_WORDS: usize = 6;

/// Where in the label the gap is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Behind an adjective: more adjectives.
    Adjective,
    /// Behind the head: "og" and another head.
    Head,
    /// Behind the preposition or the verb: what may precede a noun.
    Object,
    /// Behind a verb that takes a preposition: subject and adverbs.
    Verb,
}

impl Kind {
    /// The kind of gap before the `index`-th word behind the first; None if the label must not be parted there.
    ///
    /// `count` words follow the first.
    pub fn of(inflection: Inflection, index: usize, count: usize) -> Option<Self> {
        match (inflection, index) {
            (Inflection::Phrase, _) => Some(Self::Adjective),
            (Inflection::Head, 0) => Some(Self::Head),
            (Inflection::Verb, 0) if count > 1 => Some(Self::Verb),
            (Inflection::Verb, 0 | 1) | (Inflection::Head, 1) => Some(Self::Object),
            _ => None,
        }
    }
}

/// The places behind `end` where the label may go on after a gap of `kind`, nearest first.
pub fn starts(flow: &str, end: usize, kind: Kind) -> impl Iterator<Item = usize> {
    let mut at = end;
    let mut count = 0;
    let mut open = true;
    std::iter::from_fn(move || {
        while open && count <= MOST_WORDS {
            // A comma may stand before the word.
            let rest = &flow[at..];
            let comma = rest.starts_with(", ");
            let start = at + if comma { 2 } else { usize::from(rest.starts_with(' ')) };
            if start == at || (comma && !matches!(kind, Kind::Adjective | Kind::Object)) {
                open = false;
                return None;
            }
            let length =
                flow[start..].find([' ', ',', '\n', '.', ':', ';', '(', ')', '"']).unwrap_or(flow.len() - start);
            let word = &flow[start..start + length];
            let behind = &flow[start + length..];
            open = !word.is_empty()
                && (behind.starts_with(' ') || behind.starts_with(", "))
                && fits(word, behind, kind, count);
            at = start + length;
            count += 1;
            if count > 1 {
                return Some(start);
            }
        }
        None
    })
}

/// Whether `word`, the `index`-th of the gap, may stand in it.
fn fits(word: &str, behind: &str, kind: Kind, index: usize) -> bool {
    let joins = matches!(word, "og" | "eller" | "samt");
    match kind {
        Kind::Adjective => joins || is_adjective(word),
        Kind::Head if index == 0 => joins,
        Kind::Head => index <= 4 && (is_article(word) || is_adjective(word) || !is_preposition(behind.trim_start())),
        Kind::Object => {
            let listed =
                behind.starts_with(',') || ["og ", "eller ", "samt "].iter().any(|c| behind[1..].starts_with(c));
            joins || is_article(word) || is_adjective(word) || is_genitive(word) || is_number(word) || listed
        }
        Kind::Verb => {
            index < 4 && !joins && !matches!(word, "til" | "af" | "for" | "på" | "i" | "om" | "at" | "som" | "med")
        }
    }
}

fn is_preposition(behind: &str) -> bool {
    let word = behind.split(' ').next().unwrap_or("");
    matches!(word, "i" | "på" | "for" | "om" | "at" | "som" | "der" | "ved" | "fra")
}

fn is_article(word: &str) -> bool {
    matches!(
        word,
        "den"
            | "det"
            | "de"
            | "en"
            | "et"
            | "alle"
            | "flere"
            | "andre"
            | "øvrige"
            | "nogle"
            | "mange"
            | "både"
            | "såvel"
            | "deres"
            | "vores"
            | "sin"
            | "sit"
            | "sine"
            | "hver"
            | "især"
            | "blandt"
            | "ca."
            | "mindst"
    )
}

fn is_genitive(word: &str) -> bool {
    word.len() > 3 && word.ends_with('s')
}

fn is_number(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit())
}

/// Whether the word looks like an adjective or an adverb to one.
fn is_adjective(word: &str) -> bool {
    const ENDINGS: &[&str] = &[
        "ig", "ige", "igt", "isk", "iske", "et", "ede", "ende", "iv", "ive", "ivt", "el", "elle", "elt", "al", "ale",
        "alt", "bar", "bare", "bart", "som", "somme", "ær", "ære", "ært", "ere", "agte", "agt", "ente", "ent", "at",
        "øs", "øse", "øst",
    ];
    static WORDS: WordList = WordList::new(&[
        "bedre",
        "fast",
        "faste",
        "fri",
        "frie",
        "fælles",
        "god",
        "gode",
        "godt",
        "hel",
        "hele",
        "helt",
        "kort",
        "korte",
        "lang",
        "lange",
        "langt",
        "lokale",
        "lokalt",
        "mere",
        "meget",
        "nye",
        "ny",
        "nyt",
        "små",
        "stor",
        "store",
        "stort",
        "stærk",
        "stærke",
        "stærkt",
        "tæt",
        "tætte",
        "åben",
        "åbne",
        "åbent",
        "private",
        "kendt",
        "nødvendig",
    ]);
    WORDS.contains(word) || (word.len() > 3 && ENDINGS.iter().any(|ending| word.ends_with(ending)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str, first: &str, kind: Kind) -> Vec<String> {
        starts(text, first.len(), kind).map(|at| text[at..].split(' ').next().unwrap().to_owned()).collect()
    }

    #[test]
    fn adjectives() {
        let places = found("sammenhængende og effektiv indsats for unge", "sammenhængende", Kind::Adjective);
        assert_eq!(places, ["effektiv", "indsats"]);
        assert!(found("tværfaglig sagsbehandling og indsats", "tværfaglig", Kind::Adjective).is_empty());
        assert!(found("tværfaglig", "tværfaglig", Kind::Adjective).is_empty());
    }

    #[test]
    fn heads() {
        let places = found("kontakt og styrket dialog med virksomheder", "kontakt", Kind::Head);
        assert!(places.contains(&"med".to_owned()), "{places:?}");
        assert!(found("kontakt i går med virksomheder", "kontakt", Kind::Head).is_empty());
    }
}
