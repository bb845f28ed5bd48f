//! Headings that run into their paragraph, since a line break was lost: in capitals ("PEJLEMÆRKE 2: FLERE HAVER I BYEN Der
//! er rift om jorden. …"), or names that a list of the document has ("• Flere haver i byen").

use super::line::{Line, LineKind};
use super::list;
use super::transcript::{capital_run, words};
use rustc_hash::FxHashSet;

/// A heading in fewer words may be an abbreviation that opens a sentence: "IGU OG FGU Der …"
const LEAST_WORDS: usize = 3;
/// The paragraph has so many words at least.
const LEAST_REST: usize = 8;

/// A listed name has so many words.
const NAME_WORDS: std::ops::RangeInclusive<usize> = 3..=14;

/// The lines, each cut behind the heading that runs into it.
pub fn split(norm: &str, lines: Vec<Line>) -> Vec<Line> {
    let names: FxHashSet<&str> = lines.iter().filter_map(|line| listed_name(norm, line)).collect();
    let lengths: FxHashSet<usize> = names.iter().map(|name| name.len()).collect();
    let mut split = Vec::with_capacity(lines.len());
    for line in lines {
        let named = || {
            let text = line.text(norm);
            let length =
                lengths.iter().copied().filter(|&length| text.get(..length).is_some_and(|name| names.contains(name)));
            let rest = length.max().and_then(|length| Some((length, text[length..].strip_prefix(' ')?)));
            let (length, _) = rest.filter(|(_, rest)| line.kind == LineKind::Text && opens_paragraph(rest))?;
            Some((line.range.start + length, line.range.start + length + 1))
        };
        match cut(norm, &line).or_else(named) {
            Some((end, start)) => {
                let blank = Line { range: start..start, kind: LineKind::Blank, ..line.clone() };
                let rest = Line { range: start..line.range.end, ..line.clone() };
                split.extend([Line { range: line.range.start..end, ..line }, blank, rest]);
            }
            None => split.push(line),
        }
    }
    split
}

/// The name that a list item consists of.
fn listed_name<'t>(norm: &'t str, line: &Line) -> Option<&'t str> {
    let text = line.text(norm);
    let name = text.get(list::marker(text)?.0..)?;
    let whole = name.starts_with(char::is_uppercase) && !name.ends_with(['.', ':', ',', ';']);
    (whole && NAME_WORDS.contains(&name.split_whitespace().count())).then_some(name)
}

/// Whether a paragraph of some length begins here with a capital.
fn opens_paragraph(rest: &str) -> bool {
    rest.starts_with(char::is_uppercase) && rest.contains(". ") && rest.split_whitespace().nth(LEAST_REST).is_some()
}

/// Where the heading ends, and where its paragraph begins.
fn cut(norm: &str, line: &Line) -> Option<(usize, usize)> {
    let text = line.text(norm);
    let mut capitals = text.chars().filter(|c| c.is_alphabetic()).take(8);
    if line.kind != LineKind::Text || !capitals.all(char::is_uppercase) || text.contains(['|', '\t']) {
        return None;
    }
    let words = words(text);
    let label = words.iter().take(4).position(|word| text[word.clone()].ends_with(':')).map_or(0, |colon| colon + 1);
    let run = label + capital_run(text, words.get(label..)?, 0);
    let next = words.get(run)?;
    (run >= LEAST_WORDS && opens_paragraph(&text[next.start..]))
        .then(|| (line.range.start + words[run - 1].end, line.range.start + next.start))
}

#[cfg(test)]
mod tests {
    use crate::structure::shown::nodes;

    #[test]
    fn a_heading_in_capitals_ends_where_small_letters_begin() {
        let found = nodes("HAVE 2: FLERE HØNS I BYEN Der er rift om jorden. Mange vil gerne have en have ved åen.\n");
        assert!(
            found.contains(&"p Der er rift om jorden. Mange vil gerne have en have ved åen.".to_owned()),
            "{found:?}"
        );
        let found = nodes(
            "• Flere høns i byen\n• Færre huller\n\nFlere høns i byen I 2029 var der ni. Mange vil gerne have flere.\n",
        );
        assert!(found.contains(&"p I 2029 var der ni. Mange vil gerne have flere.".to_owned()), "{found:?}");
        let text = "IGU er en uddannelse for dem, der er nye i byen. Den varer to år og giver løn.\n";
        assert_eq!(nodes(text).len(), 1);
    }
}
