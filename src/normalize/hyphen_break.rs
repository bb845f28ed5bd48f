//! Words that a line break cut in two: `ind-⏎sats` is `indsats`, `A-⏎kasse` is `A-kasse`, and `uddannelses-⏎og
//! socialområdet` keeps its hanging hyphen.
//!
//! A hyphen at the end of a line is also a hyphen of the word (`ikke-⏎vestlige`, `tv-⏎avis`, `2021-⏎2023`) where the
//! document writes the word so inside a line, where the left half is no syllable, or where it is a part that Danish
//! sets off with a hyphen.
//!
//! The cut may go over blank lines, where a column or a page ended between the halves, and a heading may have lost
//! the line break but kept the hyphen: `ARBEJDSMARKEDS- UDVALGETS`.

use super::markup::CELL_BREAK;
use super::{Editor, Step};
use crate::pattern::{Regex, pattern};
use std::cell::LazyCell;
use std::collections::HashSet;
use std::sync::LazyLock;

pub struct HyphenBreak;

/// Words that follow a hanging hyphen; after them the hyphen stands for the rest of a compound. Not `men`, which is
/// also the end of a word: `sam-⏎men`.
pub(super) const COORDINATORS: &[&str] = &["og", "eller", "samt", "til", "såvel", "i", "på"];

/// First parts that keep their hyphen: `ikke-vestlig`, `it-kurser`, `eks-mand`.
const SET_OFF: &[&str] = &["co", "eks", "ex", "ikke", "it", "non", "online", "semi"];

/// How many letters of the second part tell that two hyphened words are one: `ikke-vestlige`, `ikke-vestligt`.
const SAME_START: usize = 4;

/// A line that begins so far in stands in a right column.
const DEEP: usize = 30;

static HYPHENED: LazyLock<Regex> = LazyLock::new(|| pattern(r"\p{L}+-\p{Ll}+"));

static BREAK: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?P<left>[\p{L}\d]+)(?P<gap>-(?:[ \t]*\n(?:[ \t]*\n){0,2}[ \t]*(?:#{1,6} +)?|\x{2029}))(?P<right>\p{L}+|\d+)|(?P<upper>\p{Lu}{3,})(?P<space>- +)(?P<caps>\p{Lu}{2,})",
    )
});

impl Step for HyphenBreak {
    fn name(&self) -> &'static str {
        "hyphen-break"
    }

    fn applies(&self, text: &str) -> bool {
        text.contains("-\n") || text.contains("- ") || text.contains("-\u{2029}")
    }

    fn rewrite(&self, text: &str, editor: &mut Editor<'_>) {
        // How the document writes words inside a line.
        let hyphened: LazyCell<HashSet<String>, _> = LazyCell::new(|| {
            (HYPHENED.find_iter(text))
                .filter_map(|word| word.as_str().split_once('-'))
                .filter_map(|(left, right)| key(&left.to_lowercase(), right))
                .collect()
        });
        let mut at = 0;
        // `captures_at` by hand: the right half may itself end in a hyphen ("ar-⏎bejds-⏎marked").
        while let Some(found) = BREAK.captures_at(text, at) {
            let whole = found.get(0).expect("group 0 is the match");
            if let (Some(space), Some(caps)) = (found.name("space"), found.name("caps")) {
                at = caps.start();
                if !COORDINATORS.contains(&caps.as_str().to_lowercase().as_str()) {
                    editor.delete(space.range());
                }
                continue;
            }
            let (Some(left), Some(gap), Some(right)) = (found.name("left"), found.name("gap"), found.name("right"))
            else {
                at = whole.end();
                continue;
            };
            at = right.start();
            if right.as_str().starts_with(|c: char| c.is_ascii_digit())
                && (!left.as_str().ends_with(|c: char| c.is_ascii_digit()) || gap.as_str().matches('\n').count() > 1)
            {
                // A page number between the halves, not a span of years.
                continue;
            }
            if in_right_column(&text[..left.start()], gap.as_str()) {
                continue;
            }
            // "# BESKÆFTIGELSES-⏎⏎# PLAN 2022": a heading in two.
            let is_heading = gap.as_str().contains('#');
            if is_heading && !text[..left.start()].rsplit('\n').next().unwrap_or("").starts_with('#') {
                continue;
            }
            match joint(left.as_str(), right.as_str(), |key| hyphened.contains(key)) {
                Joint::Closed => editor.delete(gap.range()),
                Joint::Hyphen => editor.replace(gap.range(), "-"),
                Joint::Hanging => continue,
            }
            // The line break moves behind the whole word: how lines are wrapped still tells paragraphs apart.
            let rest = &text[right.start()..];
            if is_heading || gap.as_str().contains(CELL_BREAK) {
                continue;
            }
            if let Some(space) = rest.find(char::is_whitespace)
                && rest[space..].starts_with(' ')
                // Behind a hanging hyphen a line break would look like a cut word.
                && !rest[..space].ends_with('-')
            {
                at = right.start() + space + 1;
                // The rest of the line stands as far in as its first half did; what stands further right must not move
                // out of its column.
                let indent = gap.as_str().len() - gap.as_str().trim_end_matches(' ').len();
                let line = rest[space..].split('\n').next().unwrap_or("");
                let cut = if line.trim().contains("   ") { rest[..=space].chars().count() } else { 0 };
                editor.replace(at - 1..at, &format!("\n{}", " ".repeat(indent + cut)));
            }
        }
    }
}

enum Joint {
    Closed,
    Hyphen,
    Hanging,
}

fn joint(left: &str, right: &str, is_hyphened: impl Fn(&str) -> bool) -> Joint {
    let lower = right.to_lowercase();
    if COORDINATORS.contains(&lower.as_str()) {
        return Joint::Hanging;
    }
    let right_capital = right.chars().next().is_some_and(char::is_uppercase);
    let left_capitals = left.chars().all(|c| c.is_uppercase() || c.is_numeric());
    let right_capitals = right.chars().all(char::is_uppercase);
    if left_capitals && right_capitals && right_capital && left.chars().count() > 1 {
        // "MÅLSÆT-⏎NINGER"
        return Joint::Closed;
    }
    // "IPS-⏎projekt", "A-⏎kasse", "Lyngby-⏎Taarbæk", "2021-⏎2023"
    if left_capitals || right_capital {
        return Joint::Hyphen;
    }
    let closed = left.to_lowercase();
    if SET_OFF.contains(&closed.as_str())
        || !is_syllable(&closed)
        || key(&closed, &lower).is_some_and(|key| is_hyphened(&key))
    {
        return Joint::Hyphen;
    }
    Joint::Closed
}

/// The first part and the start of the second; none where that start is too short to tell.
fn key(left: &str, right: &str) -> Option<String> {
    let start: String = right.chars().take(SAME_START).collect();
    (start.chars().count() == SAME_START).then(|| format!("{left}-{start}"))
}

/// Whether the word stands in a right column, and the next line in the left one: the rest of the word comes later.
fn in_right_column(before: &str, gap: &str) -> bool {
    let line = before.rsplit('\n').next().unwrap_or("");
    let text = line.trim_start_matches(' ');
    let indent = line.len() - text.len();
    let next_indent = gap.len() - gap.trim_end_matches(' ').len();
    text.contains("   ") || indent >= DEEP && next_indent * 2 < indent
}

/// Whether a word may be cut behind these letters: a syllable has a vowel, and one letter is not left alone.
fn is_syllable(left: &str) -> bool {
    left.chars().count() > 1 && left.chars().any(|c| "aeiouyæøåéü".contains(c))
}
