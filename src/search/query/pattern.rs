//! Values with room in them: words with `*` and `?`, numbers from and to.

/// Whether `word` has the shape of a pattern with `*` and `?`.
pub fn fits(pattern: &str, word: &str) -> bool {
    let pattern: Vec<char> = pattern.chars().collect();
    let word: Vec<char> = word.chars().collect();
    let (mut at, mut star) = ((0, 0), None);
    while at.1 < word.len() {
        match pattern.get(at.0) {
            Some('*') => {
                star = Some(at);
                at.0 += 1;
            }
            Some(&c) if c == '?' || c == word[at.1] => at = (at.0 + 1, at.1 + 1),
            // Let the last star take one letter more.
            _ => match star {
                Some((place, from)) => {
                    star = Some((place, from + 1));
                    at = (place + 1, from + 1);
                }
                None => return false,
            },
        }
    }
    pattern[at.0..].iter().all(|&c| c == '*')
}

/// Numbers that a range names: `2018`, `2018..2022`, `2018-2022`, `>=2018`, `<2020`, `2018..`, `..2020`.
pub fn range(value: &str) -> Option<(u64, u64)> {
    let number = |text: &str| text.trim().parse::<u64>().ok().filter(|&number| number < 1_000_000);
    let value = value.trim();
    if let Some(rest) = value.strip_prefix(">=") {
        return Some((number(rest)?, u64::MAX));
    }
    if let Some(rest) = value.strip_prefix("<=") {
        return Some((0, number(rest)?));
    }
    if let Some(rest) = value.strip_prefix('>') {
        return Some((number(rest)? + 1, u64::MAX));
    }
    if let Some(rest) = value.strip_prefix('<') {
        return Some((0, number(rest)?.checked_sub(1)?));
    }
    let ends = value.split_once("..").or_else(|| value.split_once(['-', '–']));
    let Some((from, to)) = ends else {
        return number(value).map(|number| (number, number));
    };
    let from = if from.trim().is_empty() { 0 } else { number(from)? };
    let to = if to.trim().is_empty() { u64::MAX } else { number(to)? };
    (from <= to && (from, to) != (0, u64::MAX)).then_some((from, to))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wildcards_fit_anywhere() {
        assert!(fits("virk*", "virksomhed"));
        assert!(fits("*praktik", "virksomhedspraktik"));
        assert!(fits("v*p?aktik*", "virksomhedspraktikken"));
        assert!(!fits("*praktik", "praktikken"));
    }

    #[test]
    fn ranges() {
        assert_eq!(range("2018..2022"), Some((2018, 2022)));
        assert_eq!(range(">2018"), Some((2019, u64::MAX)));
        assert_eq!(range("2022-2018"), None);
        assert_eq!(range("x"), None);
    }
}
