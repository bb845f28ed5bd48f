//! The ways in which overviews number their themes.
//!
//! | way | headings |
//! | --- | --- |
//! | called | "Tema 3: Unge", "TEMA III – Unge", "3. tema: Unge", "Unge (tema 3)", "Indsatsområde C" |
//! | numbered | "3. Unge", "3) Unge", "(3) Unge", "3 Unge"; also where the heading was read as the item of a list |
//! | lettered | "C. Unge", "III. Unge" |
//! | counted | "Tema: Unge", or no mark at all: the first theme is 1 |

use super::{Text, level};
use crate::extract::gated::Gated;
use crate::extract::place::Places;
use crate::lexicon::MinisterGoals;
use crate::pattern::{Captures, Regex, pattern};
use crate::structure::NodeKind;
use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

/// Where a theme begins: an index into the text's nodes, and the theme's number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Start {
    pub node: usize,
    pub theme: u32,
}

/// What themes are called.
const WORDS: &str = "tema|temaområde|hovedtema|indsatsområde|fokusområde|emne|spørgsmål|pejlemærke|målsætning|\
                     strategimål|mål|ministermål|punkt|spor|prioritet|prioritering|område|udfordring|kapitel";

static CALLED: LazyLock<Gated> = LazyLock::new(|| {
    Gated::new(&format!(
        r"^(?:\d{{1,2}}(?:\.\d{{1,2}})*\.? )?(?:(?P<word>(?i:{WORDS})) (?:(?i:nr\.?) ?)?(?P<number>\d{{1,2}}|[IVX]{{1,5}}|[A-H])(?:[^\p{{L}}\d]|$)|(?P<front>\d{{1,2}})\. (?P<behind>(?i:{WORDS}))\b)|\((?P<aside>(?i:{WORDS})) (?P<inside>\d{{1,2}})\)$"
    ))
});
static WITHOUT_NUMBER: LazyLock<Regex> = LazyLock::new(|| pattern(&format!(r"^(?i:{WORDS})(?::| [–-]) ?\p{{L}}")));
static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:(?P<closed>\d{1,2}) ?[.):] ?[\p{L}(»“„]|\((?P<bracketed>\d{1,2})\) ?\p{L}|(?P<bare>\d{1,2})(?: [–—-])? \p{Lu})",
    )
});
static LETTER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"^(?:\((?P<bracketed>[A-H]|[IVX]{1,5})\)|(?P<closed>[A-H]|[IVX]{1,5}) ?[.):–-]) ?\p{Lu}")
});
static MONTH: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^\d{1,2}\. ?(?i:januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december|kvartal|halvår)\b",
    )
});
/// Chapters around the themes.
static FRAME: LazyLock<Gated> = LazyLock::new(|| {
    Gated::new(
        r"(?i)^(?:(?:kapitel )?[\d.]*\)? ?)?(?:indledning|baggrund(?:en)?(?: for|$)|metode|sammenfatning|resum[eé]|bilag|appendiks|formål(?:et)?(?: med|$)|konklusion|hovedkonklusion|oversigt|opsamling|overblik|indhold|læsevejledning|forord|skema|matri[xc]|tabel|kilder?\b|noter?\b|data(?:grundlag|kilder)|afslutning|afrunding|perspektiver|næste skridt|det videre|videre proces|om (?:notatet|opsamlingen|overblikket|gennemgangen)|samlet (?:oversigt|overblik|billede|vurdering)|tværgående (?:observationer|konklusioner)|konstrueret)|\b(?:oversigt|skema|matrix) over\b",
    )
});

/// Longest run of candidates that is looked at: no overview has so many numbers.
const MOST_CANDIDATES: usize = 400;

/// Whether a heading belongs to the frame around the themes: "Indledning", "Bilag 1", "2. Oversigt over mål".
pub fn is_frame(text: &str) -> bool {
    FRAME.is_match(text)
}

/// "Tema 3 …": a series for each word that the document uses, of headings, or else of paragraphs that open so.
pub fn called(text: &Text<'_>) -> Vec<Vec<Start>> {
    let mut by_word: BTreeMap<String, [Vec<Start>; 2]> = BTreeMap::new();
    for (index, (node, text)) in text.nodes.iter().enumerate() {
        let in_text = match node.kind {
            NodeKind::Heading { .. } => false,
            NodeKind::Paragraph | NodeKind::ListItem => true,
            _ => continue,
        };
        let Some(found) = CALLED.captures(text) else {
            continue;
        };
        let word = found
            .name("word")
            .or_else(|| found.name("behind"))
            .or_else(|| found.name("aside"))
            .map_or("", |word| word.as_str());
        if let Some(theme) = printed(&found) {
            by_word.entry(word.to_lowercase()).or_default()[usize::from(in_text)].push(Start { node: index, theme });
        }
    }
    by_word
        .into_values()
        .map(|[headings, in_text]| if headings.is_empty() && in_text.len() > 1 { in_text } else { headings })
        .collect()
}

/// "3. Unge": the run of numbers that counts headings most, and items of lists where a heading was taken for one.
pub fn numbered(text: &Text<'_>, goals: &MinisterGoals) -> Vec<Start> {
    // "2. Flere ledige skal opkvalificeres" belongs to the list of the minister's goals; "2. Unge og uddannelse" is short.
    let lists_goal = |text: &str| text.split(' ').count() > 4 && goals.recognize(text, None).is_some();
    let mut candidates: Vec<(Start, usize)> = Vec::new();
    for (index, (node, text)) in text.nodes.iter().enumerate() {
        let weight = match node.kind {
            NodeKind::Heading { .. } => 3,
            NodeKind::ListItem | NodeKind::Paragraph => 1,
            _ => continue,
        };
        if let Some(theme) = number(text)
            && !is_frame(text)
            && candidates.len() < MOST_CANDIDATES
            && (weight == 3 || !lists_goal(text))
        {
            candidates.push((Start { node: index, theme }, weight));
        }
    }
    let chain = heaviest_chain(&candidates);
    // Two items in a row are too little to be themes.
    let sure = chain.len() > 2 || chain.iter().any(|start| level(text.nodes[start.node].0).is_some());
    if sure { chain } else { Vec::new() }
}

/// "C. Unge" and "III. Unge".
pub fn lettered(text: &Text<'_>) -> Vec<Start> {
    let mut candidates: Vec<(Start, usize)> = Vec::new();
    for (index, (node, text)) in text.nodes.iter().enumerate() {
        if level(node).is_none() && node.kind != NodeKind::ListItem || candidates.len() == MOST_CANDIDATES {
            continue;
        }
        let Some(found) = LETTER.captures(text) else {
            continue;
        };
        let letter = found.name("closed").or_else(|| found.name("bracketed")).map_or("", |letter| letter.as_str());
        // "C" and "I" are letters in one document and numerals in another: the run decides.
        for theme in [roman(letter), alphabetic(letter)].into_iter().flatten() {
            candidates.push((Start { node: index, theme }, 1));
        }
    }
    let chain = heaviest_chain(&candidates);
    if chain.len() > 1 { chain } else { Vec::new() }
}

/// Headings without numbers: those with the word "Tema", or those of the level under which most municipalities are
/// named, counted from the first.
pub fn counted(text: &Text<'_>, places: &Places<'_>, title: Option<&str>) -> Vec<Start> {
    let headings: Vec<(usize, u8)> =
        text.nodes.iter().enumerate().filter_map(|(index, (node, _))| Some((index, level(node)?))).collect();
    let count =
        |chosen: Vec<usize>| -> Vec<Start> { (1..).zip(chosen).map(|(theme, node)| Start { node, theme }).collect() };
    let called: Vec<usize> = headings
        .iter()
        .map(|&(index, _)| index)
        .filter(|&index| WITHOUT_NUMBER.is_match(&text.nodes[index].1))
        .collect();
    if called.len() > 1 {
        return count(called);
    }
    let names = |from: usize| {
        let until = headings.iter().map(|&(index, _)| index).find(|&index| index > from).unwrap_or(text.nodes.len());
        text.nodes[from + 1..until].iter().any(|(_, text)| !places.find(text).is_empty())
    };
    let mut by_level: HashMap<u8, usize> = HashMap::new();
    let themes: Vec<(usize, u8)> = headings
        .iter()
        .copied()
        .filter(|&(index, _)| {
            let heading = &text.nodes[index].1;
            !is_frame(heading) && title != Some(heading.trim()) && places.of_label(heading).is_empty()
        })
        .collect();
    for &(_, level) in themes.iter().filter(|&&(index, _)| names(index)) {
        *by_level.entry(level).or_default() += 1;
    }
    let best =
        by_level.into_iter().filter(|&(_, times)| times > 1).max_by_key(|&(level, times)| (times, u8::MAX - level));
    let Some((level, _)) = best else {
        return Vec::new();
    };
    let Some(first) =
        themes.iter().filter(|&&(_, of)| of == level).map(|&(index, _)| index).find(|&index| names(index))
    else {
        return Vec::new();
    };
    // A theme that names nobody may come first, but not before the introduction.
    let after =
        headings.iter().map(|&(index, _)| index).filter(|&index| index < first && is_frame(&text.nodes[index].1)).max();
    let from = after.unwrap_or(first);
    count(themes.into_iter().filter(|&(index, of)| of == level && index >= from).map(|(index, _)| index).collect())
}

/// The theme's number in the first cell of a row: "4. Tidlig indsats", "Tema 4", "4".
pub fn of_cell(text: &str) -> Option<u32> {
    let text = text.trim();
    if let Some(found) = CALLED.captures(text) {
        return printed(&found);
    }
    number(text).or_else(|| text.trim_end_matches(['.', ')']).parse().ok().filter(|number| (1..=30).contains(number)))
}

fn number(text: &str) -> Option<u32> {
    if MONTH.is_match(text) {
        return None;
    }
    let found = NUMBER.captures(text)?;
    let digits = found.name("closed").or_else(|| found.name("bracketed")).or_else(|| found.name("bare"))?;
    digits.as_str().parse().ok().filter(|number| (1..=30).contains(number))
}

/// The number of a theme that is called by a word.
fn printed(found: &Captures<'_>) -> Option<u32> {
    let number = found.name("number").or_else(|| found.name("front")).or_else(|| found.name("inside"))?;
    value(number.as_str())
}

/// "3", "III" or "C".
fn value(number: &str) -> Option<u32> {
    number.parse().ok().or_else(|| roman(number)).or_else(|| alphabetic(number))
}

fn alphabetic(letter: &str) -> Option<u32> {
    let mut chars = letter.chars();
    let c = chars.next().filter(char::is_ascii_uppercase)?;
    chars.next().is_none().then(|| u32::from(c) - u32::from('A') + 1)
}

fn roman(numeral: &str) -> Option<u32> {
    const NUMERALS: &[&str] =
        &["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV", "XVI"];
    (1..).zip(NUMERALS).find(|(_, known)| **known == numeral).map(|(value, _)| value)
}

/// The run of rising numbers that weighs most; items of lists count on by one, headings may leave numbers out.
fn heaviest_chain(candidates: &[(Start, usize)]) -> Vec<Start> {
    // For each candidate the weight of the best run that ends there, and the candidate before it.
    let mut best: Vec<(usize, Option<usize>)> = Vec::with_capacity(candidates.len());
    for (index, &(start, weight)) in candidates.iter().enumerate() {
        let before = (0..index)
            .filter(|&before| {
                let (other, its_weight) = candidates[before];
                let next = other.theme + 1 == start.theme;
                let skips = other.theme < start.theme && weight > 1 && its_weight > 1;
                other.node < start.node && (next || skips)
            })
            .max_by_key(|&before| best[before].0);
        best.push((weight + before.map_or(0, |before| best[before].0), before));
    }
    let mut chain = Vec::new();
    let mut at = (0..best.len()).rev().max_by_key(|&index| best[index].0);
    while let Some(index) = at {
        chain.push(candidates[index].0);
        at = best[index].1;
    }
    chain.reverse();
    chain
}
