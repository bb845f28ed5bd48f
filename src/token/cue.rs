//! Words that tell where a sentence begins, or that none begins behind them.

use super::abbreviation::lower_case;

/// Words that begin sentences and, with a capital, hardly stand anywhere else.
pub fn is_starter(word: &str) -> bool {
    STARTERS.binary_search(&word).is_ok()
}

/// Finite verbs that follow "Det", "Den", "Vi" where these begin a sentence and not a name.
pub fn is_auxiliary(word: &str) -> bool {
    AUXILIARIES.binary_search(&word).is_ok()
}

/// Words behind which a capital begins a name: "projektet Vi kan mere", "visionen Det gode liv".
pub fn introduces_name(word: &str) -> bool {
    NAMED_THINGS.iter().any(|end| word.ends_with(end)) || BEFORE_NAME.binary_search(&word).is_ok()
}

/// Words that a number belongs to: "fase 2", "kl. 12".
pub fn names_number(word: &str) -> bool {
    let mut buffer = [0; 32];
    let lower = lower_case(word, &mut buffer).unwrap_or("");
    NUMBERED_THINGS.iter().any(|end| lower.ends_with(end)) || BEFORE_NUMBER.binary_search(&lower).is_ok()
}

#[rustfmt::skip]
const STARTERS: &[&str] = &[
    "Alle", "At", "Da", "De", "Den", "Denne", "Der", "Derfor", "Dermed", "Derudover", "Desuden", "Det", "Dette",
    "Disse", "Dog", "Du", "Efter", "Eller", "En", "Endvidere", "Er", "Et", "For", "Fra", "Han", "Har", "Her", "Hun",
    "Hvad", "Hvem", "Hver", "Hvert", "Hvis", "Hvor", "Hvordan", "Hvorfor", "Jeg", "Kan", "Man", "Med", "Men", "Mens",
    "Nu", "Når", "Og", "Også", "Om", "Samtidig", "Selv", "Skal", "Så", "Sådan", "Ved", "Vi", "Vil",
];

#[rustfmt::skip]
const AUXILIARIES: &[&str] = &[
    "betyder", "blev", "bliver", "bør", "er", "fik", "får", "gælder", "har", "havde", "kan", "kunne", "må", "måtte",
    "skal", "skulle", "var", "vil", "ville",
];

/// Last parts of words.
#[rustfmt::skip]
const NAMED_THINGS: &[&str] = &[
    "forløbet", "indsatsen", "initiativet", "kampagnen", "planen", "projektet", "puljen", "strategien", "visionen",
];

#[rustfmt::skip]
const BEFORE_NAME: &[&str] = &[
    "af", "eller", "for", "fra", "hedder", "i", "kaldes", "kaldet", "med", "navnet", "og", "om", "overskriften", "på",
    "temaet", "til", "titlen", "ved",
];

/// Last parts of words.
#[rustfmt::skip]
const NUMBERED_THINGS: &[&str] = &[
    "afsnit", "bilag", "fase", "kapitel", "match", "matchgruppe", "mål", "nummer", "punkt", "side", "spor", "trin",
    "uge",
];

#[rustfmt::skip]
const BEFORE_NUMBER: &[&str] = &[
    "af", "ca.", "d.", "de", "den", "eller", "end", "er", "figur", "fra", "gruppe", "i", "jf.", "kap.", "kl.", "med",
    "note", "nr.", "og", "om", "pkt.", "på", "s.", "samt", "se", "stk.", "tabel", "tema", "til", "§", "år",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_sorted_for_binary_search() {
        for list in [STARTERS, AUXILIARIES, BEFORE_NAME, BEFORE_NUMBER] {
            assert!(list.is_sorted(), "not sorted: {:?}", list.windows(2).find(|pair| pair[0] > pair[1]));
        }
    }
}
