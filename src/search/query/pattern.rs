//! Values with room in them: words with `*` and `?`, numbers from and to.

/// Whether `word` has the shape of a pattern with `*` and `?`.
pub fn fits(pattern: &str, word: &str) -> bool {
    // Bytes will do, since no letter begins in the middle of another; only `?` must take a whole one.
    let (pattern, bytes) = (pattern.as_bytes(), word.as_bytes());
    let (mut at, mut place) = (0, 0);
    let mut star: Option<(usize, usize)> = None;
    while place < bytes.len() {
        let letter = word.get(place..).and_then(|rest| rest.chars().next());
        match (pattern.get(at), letter) {
            (Some(b'*'), _) => {
                at += 1;
                star = Some((at, place));
            }
            (Some(b'?'), Some(letter)) => (at, place) = (at + 1, place + letter.len_utf8()),
            (Some(byte), _) if *byte == bytes[place] => (at, place) = (at + 1, place + 1),
            // Let the last star take one byte more.
            _ => match star {
                Some((behind, from)) => {
                    star = Some((behind, from + 1));
                    (at, place) = (behind, from + 1);
                }
                None => return false,
            },
        }
    }
    pattern[at..].iter().all(|byte| *byte == b'*')
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
        assert!(fits("m?l*gruppe", "målgruppe"));
        assert!(!fits("m??lgruppe", "målgruppe"));
        assert!(fits("*?lgruppe", "målgruppe"));
    }

    #[test]
    fn ranges() {
        assert_eq!(range("2018..2022"), Some((2018, 2022)));
        assert_eq!(range(">2018"), Some((2019, u64::MAX)));
        assert_eq!(range("2022-2018"), None);
        assert_eq!(range("x"), None);
    }
}
