//! Municipalities by their names: official ones, variants, genitives, misspellings and joint jobcentres.
//!
//! *Example*: "Vallensbæk-Ishøj" → Vallensbæk, Ishøj; "Nord- og Syddjurs" → Norddjurs, Syddjurs; "Alberslund" →
//! Albertslund; "Aalborgs" → Aalborg.
//!
//! *Not this*: "Hirtshals Havn", "Region Hovedstaden", "RAR Bornholm", "Vejen til job".

mod edits;
pub use edits::distance;

use crate::lexicon::{Lexicon, Municipality};
use rustc_hash::FxHashMap;
use std::cell::RefCell;
use std::ops::Range;

/// A shorter name has too many neighbors.
const LEAST_MISSPELLED: usize = 6;

/// The lexicon's municipalities, ready to be looked up.
pub struct Places<'l> {
    municipalities: &'l [Municipality],
    /// Lower-case name or variant → index.
    names: FxHashMap<String, usize>,
    /// Names long enough to be misspelled, in letters, by their first.
    long: FxHashMap<char, Vec<(Vec<char>, usize)>>,
    /// What was found for words that are no names: a document says them again and again.
    nearest: RefCell<FxHashMap<String, Option<usize>>>,
}

impl<'l> Places<'l> {
    /// Prepares the lexicon's list; once for each document.
    pub fn new(lexicon: &'l Lexicon) -> Self {
        let municipalities = lexicon.municipalities.as_slice();
        let mut names = FxHashMap::default();
        for (index, municipality) in municipalities.iter().enumerate() {
            for name in std::iter::once(&municipality.name).chain(&municipality.variants) {
                names.insert(name.to_lowercase(), index);
            }
        }
        let mut long: FxHashMap<char, Vec<_>> = FxHashMap::default();
        for (name, &index) in &names {
            let letters: Vec<char> = name.chars().collect();
            if letters.len() >= LEAST_MISSPELLED {
                long.entry(letters[0]).or_default().push((letters, index));
            }
        }
        Self { municipalities, names, long, nearest: RefCell::default() }
    }

    /// The municipality with this name, variant or genitive.
    pub fn named(&self, name: &str) -> Option<&'l Municipality> {
        let lower = name.trim().to_lowercase().replace(['–', '—'], "-");
        let bare = lower.strip_suffix("'s").or_else(|| lower.strip_suffix("’s")).unwrap_or(&lower);
        let index = self.names.get(bare).or_else(|| self.names.get(bare.strip_suffix('s')?))?;
        Some(&self.municipalities[*index])
    }

    /// The one municipality whose name is nearly this: one letter off, in a long name two.
    pub fn misspelled(&self, name: &str) -> Option<&'l Municipality> {
        let known = self.nearest.borrow().get(name).copied();
        let index = known.unwrap_or_else(|| {
            let index = self.nearest(name);
            self.nearest.borrow_mut().insert(name.to_owned(), index);
            index
        });
        index.map(|index| &self.municipalities[index])
    }

    fn nearest(&self, name: &str) -> Option<usize> {
        let word: Vec<char> = name.to_lowercase().chars().collect();
        if word.len() < LEAST_MISSPELLED {
            return None;
        }
        let mut best: Option<(usize, usize)> = None;
        let mut tie = false;
        for &(ref letters, index) in self.long.get(&word[0]).into_iter().flatten() {
            let most = if letters.len() >= 9 { 2 } else { 1 };
            let distance = distance(&word, letters, most);
            if distance > most {
                continue;
            }
            match best {
                Some((of, other)) if of < distance || (of == distance && other == index) => {}
                Some((of, _)) if of == distance => tie = true,
                _ => {
                    best = Some((distance, index));
                    tie = false;
                }
            }
        }
        best.filter(|_| !tie).map(|(_, index)| index)
    }

    /// The municipalities that a short text names, as the first cell of a row does; misspelled ones too.
    pub fn of_label(&self, label: &str) -> Vec<&'l Municipality> {
        let label = label.trim().trim_matches(['*', '_']).trim_end_matches(['*', ':', '.', ',']).trim();
        let label = label.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ')' | ' '));
        // "Ærø (fælles plan med Svendborg)": what words in brackets say is no part of the label.
        let label = match label.split_once('(') {
            Some((front, aside))
                if aside.split([' ', ')']).any(|word| word.len() > 2 && word.starts_with(char::is_lowercase)) =>
            {
                front.trim()
            }
            _ => label,
        };
        let label = label
            .trim_start_matches("Jobcenter ")
            .trim_start_matches("Jobcentret ")
            .trim_start_matches("Jobcenteret ")
            .trim_end_matches(" Kommune")
            .trim_end_matches(" kommune")
            .trim_end_matches(" Regionskommune");
        if label.is_empty() || label.split_whitespace().count() > 6 {
            return Vec::new();
        }
        if let Some(one) = self.named(label) {
            return vec![one];
        }
        let hits: Vec<&Municipality> = self.find(label).into_iter().map(|(_, municipality)| municipality).collect();
        let words = label.split([' ', '-', '/', '–', ',']).filter(|word| !word.is_empty() && *word != "og").count();
        // Other words beside the names make it no label.
        if !hits.is_empty() && words <= hits.len() * 2 { hits } else { Vec::new() }
    }

    /// All municipalities named in a text, in order.
    pub fn find(&self, text: &str) -> Vec<(Range<usize>, &'l Municipality)> {
        let words: Vec<Range<usize>> = words(text);
        let mut found = Vec::new();
        let mut index = 0;
        while index < words.len() {
            let range = words[index].clone();
            let word = &text[range.clone()];
            let next = words.get(index + 1).map(|next| &text[next.clone()]);
            index += 1;
            // "Nord- og Syddjurs"
            if word.ends_with('-') && next == Some("og") {
                if let Some(last) = words.get(index + 1)
                    && let Some(municipality) = self.suspended(&word[..word.len() - 1], &text[last.clone()])
                {
                    found.push((range, municipality));
                }
                continue;
            }
            if !word.starts_with(char::is_uppercase) {
                continue;
            }
            let joined = words.get(index).map(|next| range.start..next.end);
            if let Some(two) = joined.filter(|two| &text[range.end..two.end - next.map_or(0, str::len)] == " ")
                && let Some(municipality) = self.named(&text[two.clone()])
            {
                found.push((two, municipality));
                index += 1;
                continue;
            }
            if self.is_other(text, &words, index - 1) {
                continue;
            }
            if let Some(municipality) = self.named(word) {
                found.push((range, municipality));
            } else if word.contains(['-', '/', '–']) {
                // "Holbæk-Odsherred-samarbejdet", "Odense-planen": the names count, not what is theirs.
                let parts: Vec<&str> =
                    word.split(['-', '/', '–']).filter(|part| !part.starts_with(char::is_lowercase)).collect();
                let each: Vec<_> =
                    parts.iter().map(|part| self.named(part).or_else(|| self.misspelled(part))).collect();
                if each.iter().all(Option::is_some) {
                    found.extend(each.into_iter().flatten().map(|municipality| (range.clone(), municipality)));
                } else if let Some(municipality) = self.misspelled(word) {
                    found.push((range, municipality));
                }
            } else {
                let bare = word.strip_suffix('s').unwrap_or(word);
                if let Some(municipality) = self.misspelled(word).or_else(|| self.misspelled(bare)) {
                    found.push((range, municipality));
                }
            }
        }
        found
    }

    /// "Nord" before "Syddjurs": the municipality that shares the end of the other.
    fn suspended(&self, front: &str, other: &str) -> Option<&'l Municipality> {
        self.named(other)?;
        other.char_indices().skip(1).find_map(|(at, _)| self.named(&format!("{front}{}", &other[at..])))
    }

    /// Whether the name belongs to something else: "Hjørring Havn", "Region Midtjylland", "Vejen til job".
    fn is_other(&self, text: &str, words: &[Range<usize>], index: usize) -> bool {
        let range = &words[index];
        let word = &text[range.clone()];
        let before = index.checked_sub(1).map(|before| words[before].clone());
        if before.is_some_and(|before| &text[before.end..range.start] == " " && REGIONS.contains(&&text[before])) {
            return true;
        }
        let next = words.get(index + 1).filter(|next| &text[range.end..next.start] == " ");
        if let Some(next) = next {
            let after = &text[next.clone()];
            let name_goes_on = after.starts_with(char::is_uppercase)
                && !OWN.contains(&after)
                && self.named(after).is_none()
                // "Jammerbugts IGU-forløb"
                && after.chars().nth(1).is_some_and(char::is_lowercase);
            if name_goes_on {
                return true;
            }
        }
        COMMON.contains(&word)
            && starts_sentence(&text[..range.start])
            && words.len() > 2
            && !next.is_some_and(|next| acts(&text[next.clone()]))
            && !self.is_listed(text, words, index)
    }

    /// "Vejen, Varde og Billund", "Vejen og Varde": another municipality follows at once.
    fn is_listed(&self, text: &str, words: &[Range<usize>], index: usize) -> bool {
        let Some(next) = words.get(index + 1) else {
            return false;
        };
        let gap = text[words[index].end..next.start].trim();
        let after = match &text[next.clone()] {
            "og" | "samt" => words.get(index + 2),
            _ if gap == "," || gap == "/" => Some(next),
            _ => None,
        };
        after.is_some_and(|after| self.named(&text[after.clone()]).is_some())
    }
}

/// Whether a sentence, or a line, starts behind this text.
fn starts_sentence(before: &str) -> bool {
    let trimmed = before.trim_end();
    let line_break = before[trimmed.len()..].contains('\n');
    line_break || trimmed.is_empty() || trimmed.ends_with(['.', ':', '!', '?', '"', '“', '”', '»', '„', '\'', '’'])
}

/// Whether the word behind a name makes it a municipality: what overviews say of one, or "Kommune".
fn acts(word: &str) -> bool {
    let body = ["Kommune", "Jobcenter", "Byråd"].iter().any(|body| word.starts_with(body));
    body || ACTS.contains(&word)
}

/// Words before a name that is a region's, a school's or a firm's.
const REGIONS: &[&str] = &[
    "RAR",
    "RAR’s",
    "RARs",
    "Region",
    "Arbejdsmarkedsråd",
    "Arbejdsmarkedskontor",
    "Beskæftigelsesregion",
    "AMK",
    "KKR",
    "Business",
    "University",
    "Erhvervshus",
    "Erhvervsakademi",
    "Campus",
    "College",
    "FGU",
    "VUC",
    "AMU",
];

/// Words that go on with a municipality's own name: "Odense Kommune", "Bornholms Regionskommune".
const OWN: &[&str] = &[
    "Kommune",
    "Kommunes",
    "Kommunens",
    "Kommunalbestyrelse",
    "Regionskommune",
    "Regionskommunes",
    "Jobcenter",
    "Jobcenters",
    "Jobcentret",
    "Jobcenteret",
    "Byråd",
    "Byråds",
    "Fx",
    "Beskæftigelsesplan",
];

/// Names that are everyday words at the start of a sentence.
const COMMON: &[&str] = &["Vejen", "Mors"];

/// What overviews say of a municipality.
const ACTS: &[&str] = &[
    "ansætter",
    "arbejder",
    "beskriver",
    "bruger",
    "deltager",
    "fokuserer",
    "forventer",
    "fremhæver",
    "har",
    "henviser",
    "kobler",
    "lægger",
    "nævner",
    "omtaler",
    "oplyser",
    "opretter",
    "peger",
    "planlægger",
    "prioriterer",
    "samarbejder",
    "satser",
    "screener",
    "skriver",
    "styrker",
    "sætter",
    "tilbyder",
    "udvider",
    "understreger",
    "vil",
    "ønsker",
];

/// Words with their hyphens; a hyphen at the end stays.
fn words(text: &str) -> Vec<Range<usize>> {
    let mut words = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices() {
        let inside = c.is_alphabetic() || (start.is_some() && matches!(c, '-' | '–' | '/' | '\'' | '’'));
        match (inside, start) {
            (true, None) => start = Some(at),
            (false, Some(begin)) => {
                words.push(trimmed(text, begin..at));
                start = None;
            }
            _ => {}
        }
    }
    if let Some(begin) = start {
        words.push(trimmed(text, begin..text.len()));
    }
    words
}

fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let word = text[range.clone()].trim_end_matches(['–', '/', '\'', '’']);
    range.start..range.start + word.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Vec<String> {
        let lexicon = Lexicon::embedded();
        let places = Places::new(&lexicon);
        places.find(text).into_iter().map(|(_, municipality)| municipality.name.clone()).collect()
    }

    #[test]
    fn names_in_text() {
        assert_eq!(names("fx Allerød og Ishøj-Vallensbæk"), ["Allerød", "Ishøj", "Vallensbæk"]);
        assert_eq!(names("Nord- og Syddjurs"), ["Norddjurs", "Syddjurs"]);
        assert_eq!(
            names("Alberslund, Frederiksund og Tårnby-Drøgør"),
            ["Albertslund", "Frederikssund", "Tårnby", "Dragør"]
        );
        assert_eq!(names("Høje Taastrup og Lyngby-Taarbæks plan"), ["Høje-Taastrup", "Lyngby-Taarbæk"]);
        assert_eq!(
            names("Holbæk-Odsherred-samarbejdet og Jammerbugts IGU-forløb"),
            ["Holbæk", "Odsherred", "Jammerbugt"]
        );
        assert_eq!(names("Københavns Kommune, Vesthimmerlands Kommune"), ["København", "Vesthimmerlands"]);
    }

    #[test]
    fn other_names() {
        assert!(names("Hjørring Havn, Region Hovedstaden, RAR Bornholm og Helsingborg").is_empty());
        assert!(names("Vejen til job er lang. Vi støtter borgerne.").is_empty());
        assert!(names("Småjob\nVejen til job går gennem timer.").is_empty());
        assert!(names("RARs møde, Regionalt Arbejdsmarkedsråd Bornholm, Campus Bornholm").is_empty());
    }

    #[test]
    fn names_that_are_words() {
        assert_eq!(names("Skive har et campus. Odder, Samsø og Struer følger."), ["Skive", "Odder", "Samsø", "Struer"]);
        assert_eq!(names("Emne. Vejen og Varde samarbejder. Vejen satser på timer."), ["Vejen", "Varde", "Vejen"]);
        assert_eq!(names("Bornholms Regionskommune og Jobcenter Vejle"), ["Bornholm", "Vejle"]);
    }

    #[test]
    fn labels() {
        let lexicon = Lexicon::embedded();
        let places = Places::new(&lexicon);
        let names = |label| places.of_label(label).into_iter().map(|one| one.name.as_str()).collect::<Vec<_>>();
        assert_eq!(names("Ærø (fælles plan med Svendborg)"), ["Ærø"]);
        assert_eq!(names("**Tårnby (og Dragør)**"), ["Tårnby", "Dragør"]);
        assert_eq!(names("12. Jobcenter Struer-Lemvig*"), ["Struer", "Lemvig"]);
        assert!(names("Odense er den største af kommunerne i RAR Fyn").is_empty());
    }
}
