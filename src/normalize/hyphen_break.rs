//! Words that a line break cut in two: `ind-⏎sats` is `indsats`, `A-⏎kasse` is `A-kasse`, and `uddannelses-⏎og
//! socialområdet` keeps its hanging hyphen.
//!
//! The cut may go over blank lines, where a column or a page ended between the halves, and a heading may have lost
//! the line break but kept the hyphen: `ARBEJDSMARKEDS- UDVALGETS`.

use super::{Editor, Step};
use regex::Regex;
use std::sync::LazyLock;

pub struct HyphenBreak;

/// Words that follow a hanging hyphen; after them the hyphen stands for the rest of a compound.
const COORDINATORS: &[&str] = &["og", "eller", "samt", "til", "samt/eller", "og/eller", "såvel", "men", "i", "på"];

static BREAK: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?P<left>[\p{L}\d]+)(?P<gap>-[ \t]*\n(?:[ \t]*\n){0,2}[ \t]*)(?P<right>[\p{L}]+)|(?P<upper>\p{Lu}{3,})(?P<space>- +)(?P<caps>\p{Lu}{2,})")
        .expect("pattern is valid")
});

impl Step for HyphenBreak {
    fn name(&self) -> &'static str {
        "hyphen-break"
    }

    fn applies(&self, text: &str) -> bool {
        text.contains("-\n") || text.contains("- ")
    }

    fn rewrite(&self, text: &str, editor: &mut Editor<'_>) {
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
            match joint(left.as_str(), right.as_str()) {
                Joint::Closed => editor.delete(gap.range()),
                Joint::Hyphen => editor.replace(gap.range(), "-"),
                Joint::Hanging => continue,
            }
            // The line break moves behind the whole word: how lines are wrapped still tells paragraphs apart.
            let rest = &text[right.start()..];
            if let Some(space) = rest.find(char::is_whitespace)
                && rest[space..].starts_with(' ')
                // Behind a hanging hyphen a line break would look like a cut word.
                && !rest[..space].ends_with('-')
            {
                at = right.start() + space + 1;
                editor.replace(at - 1..at, "\n");
            }
        }
    }
}

enum Joint {
    Closed,
    Hyphen,
    Hanging,
}

fn joint(left: &str, right: &str) -> Joint {
    let lower = right.to_lowercase();
    if COORDINATORS.contains(&lower.as_str()) {
        return Joint::Hanging;
    }
    let right_capital = right.chars().next().is_some_and(char::is_uppercase);
    let left_capitals = left.chars().all(|c| c.is_uppercase() || c.is_numeric());
    let right_capitals = right.chars().all(char::is_uppercase);
    match (left_capitals, right_capital) {
        // "MÅLSÆT-⏎NINGER" is one word, "IPS-⏎projekt" and "A-⏎kasse" keep the hyphen.
        (true, true) if right_capitals && left.chars().count() > 1 => Joint::Closed,
        (true, _) => Joint::Hyphen,
        // "Social-⏎Demokratiet", "Lyngby-⏎Taarbæk"
        (false, true) => Joint::Hyphen,
        (false, false) => Joint::Closed,
    }
}
