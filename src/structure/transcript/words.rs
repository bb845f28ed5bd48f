//! What single words of a transcript tell: which one begins a sentence, a list's item or a caption, and which one waits
//! for more.

use crate::structure::heading::has_finite_verb;
use crate::token::verb;
use std::ops::Range;

/// Infinitives that nouns and adjectives look like.
pub const AMBIGUOUS_INFINITIVES: &[&str] = &[
    "møde",
    "samarbejde",
    "arbejde",
    "støtte",
    "pleje",
    "række",
    "ringe",
    "virke",
    "lede",
    "bo",
    "love",
    "leje",
    "lære",
    "vide",
    "mene",
    "ende",
    "skifte",
    "stille",
    "lette",
    "rede",
    "handle",
    "tale",
    "dele",
    "drage",
    "vende",
    "nå",
    "søge",
    "stå",
    "gå",
    "komme",
    "få",
    "se",
    "blive",
    "være",
    "have",
    "tage",
];

/// The word without the marks around it.
pub fn bare(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric())
}

pub fn is_verb(word: &str) -> bool {
    has_finite_verb(word) || verb::is_present(word) || verb::is_past(word)
}

/// Whether no sentence ends with this word.
pub fn runs_on(word: &str) -> bool {
    word.ends_with(|c: char| c.is_lowercase() || c.is_ascii_digit() || matches!(c, ')' | '%' | '"' | '”' | '»'))
}

/// Words before a caption: it does not begin a line.
pub fn captions(word: &str) -> bool {
    matches!(word, "Kilde:" | "Kilder:" | "Note:" | "Noter:" | "Anm.:" | "Billedtekst:" | "Billede:" | "Foto:")
}

/// Words behind which a number is a reference and a capital a name.
pub fn refers(word: &str) -> bool {
    matches!(
        word,
        "nr." | "kapitel" | "afsnit" | "side" | "stk." | "§" | "den" | "d." | "uge" | "bilag" | "tabel" | "figur"
    )
}

/// The word of a list's label, with its number (0 for none) and its letter: "1a.", "2b)", "a)".
pub fn letter_label(token: &str) -> Option<(u32, char)> {
    let label = token.trim_end_matches(['.', ')', ':']);
    let letter = label.chars().next_back().filter(char::is_ascii_alphabetic)?;
    let digits = label[..label.len() - 1].trim_end_matches('.');
    let closed = token.len() > label.len();
    let shaped = match digits {
        "" => token.ends_with(')'),
        _ => digits.len() <= 2 && digits.bytes().all(|b| b.is_ascii_digit()) && (closed || label.len() > 1),
    };
    // "1A." has a number; a capital alone is an initial.
    (shaped && (letter.is_ascii_lowercase() || !digits.is_empty() && closed))
        .then(|| (digits.parse().unwrap_or(0), letter.to_ascii_lowercase()))
}

pub fn next_letter(letter: char) -> char {
    char::from_u32(letter as u32 + 1).unwrap_or(letter)
}

/// "2.1", "2.1.", "3.1.4": numbers of chapters, not "0,5" and no dates.
pub fn is_chapter_number(token: &str) -> bool {
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
pub fn capital_run(text: &str, words: &[Range<usize>], index: usize) -> usize {
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
    let is_joint = |word: &str| matches!(word, "for" | "i" | "og" | "af" | "på" | "til");
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
            // "PLAN 2030 for LILLEBY KOMMUNE"
            None if end > index
                && is_joint(&text[word.clone()])
                && words.get(end + 1).and_then(capitals).is_some_and(|count| count >= 4) => {}
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
pub fn is_number(token: &str) -> bool {
    let label = token.trim_end_matches(['.', ')']);
    let marked = token.len() > label.len();
    let digits = label.trim_end_matches(|c: char| c.is_ascii_lowercase());
    marked && label.len() <= 3 && label.len() - digits.len() <= 1 && digits.bytes().all(|b| b.is_ascii_digit())
}

pub fn is_bullet(token: &str) -> bool {
    matches!(token, "•" | "▪" | "●" | "➢" | "➤" | "■" | "o" | "▫" | "◦" | "✓" | "►")
}

/// Words without a meaning of their own that begin a sentence. Articles begin names too: "Det Lokale
/// Beskæftigelsesråd".
pub fn is_function_opener(token: &str, next_small: bool) -> bool {
    match token {
        "Der" | "Vi" | "I" | "For" | "På" | "Som" | "Af" | "Med" | "Når" | "Hvis" | "Ved" | "Til" | "Fra" | "Efter"
        | "Gennem" | "Denne" | "Dette" | "Disse" | "Herudover" | "Derfor" | "Derudover" | "Desuden" | "Samtidig"
        | "Hertil" | "Dermed" | "Således" | "Hvor" | "Knap" | "Godt" => true,
        "Det" | "De" | "Den" | "Et" | "En" => next_small,
        _ => false,
    }
}

/// Who promises: a sentence that begins so is no heading.
pub fn is_owner(token: &str) -> bool {
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
pub fn opens_sentence(token: &str) -> bool {
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
