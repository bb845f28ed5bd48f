//! Endnotes with small roman numbers in brackets, as a word processor writes them: `kontanthjælpsreformen[ii]` with
//! `[ii] Aftale om …` behind the text.
//!
//! Mark and note are written as superscripts like all others, so that a mark belongs to no name and no number has two
//! shapes. Both must be there: a mark that hangs on a word or its dot, and a line further down that begins with the
//! same number.

use super::{Editor, Step};
use crate::pattern::{Regex, pattern};
use crate::structure::SUPERSCRIPTS;
use std::sync::LazyLock;

pub struct RomanNote;

static BRACKET: LazyLock<Regex> = LazyLock::new(|| pattern(r"\[(?P<numeral>[ivxl]{1,7})\]"));

impl Step for RomanNote {
    fn name(&self) -> &'static str {
        "roman-note"
    }

    fn applies(&self, text: &str) -> bool {
        ["[i]", "[v]", "[x]"].iter().any(|mark| text.contains(mark))
    }

    fn rewrite(&self, text: &str, editor: &mut Editor<'_>) {
        // Bit n of a set: number n was seen.
        let (mut found_at, mut marked, mut noted) = (Vec::new(), 0_u64, 0_u64);
        for found in BRACKET.captures_iter(text) {
            let Some((place, number)) = found.get(0).zip(found.name("numeral").and_then(|n| value(n.as_str()))) else {
                continue;
            };
            let before = text[..place.start()].trim_end_matches([' ', '\t']);
            let spaced = text[place.end()..].starts_with([' ', '\t']);
            if (before.is_empty() || before.ends_with('\n')) && spaced {
                noted |= 1 << number;
                found_at.push((place.range(), number));
            } else if text[..place.start()].ends_with(|c: char| !c.is_whitespace() && c != '[') {
                marked |= 1 << number;
                found_at.push((place.range(), number));
            }
        }
        for (place, number) in found_at {
            if marked & noted & (1 << number) == 0 {
                continue;
            }
            let digits = number.to_string();
            let raised: String = digits.bytes().map(|digit| SUPERSCRIPTS[usize::from(digit - b'0')]).collect();
            editor.replace(place, &raised);
        }
    }
}

/// The value of a numeral as a counter writes it, under 50; none for letters in another order.
fn value(numeral: &str) -> Option<usize> {
    const TENS: [&str; 5] = ["", "x", "xx", "xxx", "xl"];
    const ONES: [&str; 10] = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"];
    (1..50).find(|n| numeral.strip_prefix(TENS[n / 10]) == Some(ONES[n % 10]))
}
