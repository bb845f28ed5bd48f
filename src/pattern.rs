//! Regular expressions over the letters of Danish and its neighbors.
//!
//! In a pattern, `\p{L}`, `\p{Lu}`, `\p{Ll}` and `\w` mean characters of the Latin alphabets up to U+024F, and `\d`
//! means 0 to 9. Plans have no others, and the hundreds of ranges that these classes have in all of Unicode make
//! automata ten times as large: compiling them took longer than reading a plan of 40 kB.

use regex::{Regex, RegexSet};

/// Compiles a pattern. Panics if it is not valid, as patterns are constants.
pub fn pattern(source: &str) -> Regex {
    Regex::new(&latin(source)).expect("pattern is valid")
}

/// Compiles patterns that are tried at once.
pub fn pattern_set(sources: &[&str]) -> RegexSet {
    RegexSet::new(sources.iter().map(|source| latin(source))).expect("patterns are valid")
}

fn latin(source: &str) -> String {
    let classes = [r"\p{L}", r"\p{Lu}", r"\p{Ll}", r"\w"];
    classes.iter().fold(source.replace(r"\d", "[0-9]"), |source, class| {
        source.replace(class, &format!(r"[{class}&&[\x00-\x{{24F}}]]"))
    })
}

#[cfg(test)]
mod tests {
    use super::pattern;

    #[test]
    fn classes_mean_latin_letters_alone_and_in_brackets() {
        let words = pattern(r"^\p{Lu}[\p{L}-]+ \d\d\w$");
        assert!(words.is_match("Ærø-ungepakken 12å"));
        assert!(!words.is_match("ærø-ungepakken 12å"));
        assert!(!words.is_match("Жизнь 12a"));
        assert!(pattern(r"^\w+$").is_match("Søgård_2"));
    }
}
