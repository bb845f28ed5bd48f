//! Headings and list items compared by their words: the same name in nearly the same words is the same name.

use rustc_hash::{FxHashMap, FxHashSet};
use std::rc::Rc;

/// Many wordings, each a list of content words, which can be asked for one that is like another.
///
/// They are looked up by their words: comparing each heading with each list item would take time that grows with the
/// square of the text.
#[derive(Debug, Default)]
pub struct Wordings {
    /// Each wording once, however often the text repeats it.
    known: FxHashSet<Rc<[String]>>,
    by_word: FxHashMap<String, Vec<Rc<[String]>>>,
}

impl Wordings {
    pub fn add(&mut self, words: Vec<String>) {
        let wording: Rc<[String]> = words.into();
        if !self.known.insert(Rc::clone(&wording)) {
            return;
        }
        let distinct: FxHashSet<&String> = wording.iter().collect();
        for word in distinct {
            self.by_word.entry(word.clone()).or_default().push(Rc::clone(&wording));
        }
    }

    /// Whether one of them says the same as `words`; some word must be shared, so only those that share one are asked.
    pub fn has_alike(&self, words: &[String]) -> bool {
        let mut sharing = words.iter().filter_map(|word| self.by_word.get(word)).flatten();
        sharing.any(|wording| alike(wording, words))
    }
}

/// The content words of a heading, cut to their stems, without years and brackets.
pub fn content_words(text: &str) -> Vec<String> {
    const STOP: &[&str] = &[
        "for",
        "med",
        "til",
        "fra",
        "den",
        "det",
        "der",
        "som",
        "skal",
        "ved",
        "mod",
        "mellem",
        "personer",
        "mennesker",
        "borgere",
        "uden",
        "over",
        "under",
    ];
    let lower = text.to_lowercase();
    let words =
        lower.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().count() > 2 && !STOP.contains(word));
    words.filter(|word| word.parse::<u32>().is_err()).map(|word| word.chars().take(6).collect()).collect()
}

/// Whether two headings are the same in other words: most words of the shorter stand in the longer.
fn alike(left: &[String], right: &[String]) -> bool {
    let shared = left.iter().filter(|word| right.contains(word)).count();
    let (short, long) = (left.len().min(right.len()), left.len().max(right.len()));
    if short == 0 {
        return false;
    }
    if short == 1 {
        return shared == 1 && long <= 2;
    }
    shared * 10 >= short * 7 && shared * 2 >= long
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wording_is_found_by_most_of_its_words() {
        let mut wordings = Wordings::default();
        wordings.add(content_words("Flere unge i uddannelse"));
        wordings.add(content_words("Virksomhederne skal have den arbejdskraft, de har brug for"));
        let found = |heading: &str| wordings.has_alike(&content_words(heading));
        assert!(found("3. FLERE UNGE I UDDANNELSE OG JOB"));
        assert!(!found("Unge"));
        assert!(!found(""));
    }
}
