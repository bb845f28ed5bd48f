//! Words that a line break cut and that have kept the hyphen inside a line, as in transcripts with one page a line:
//! `arbejds- markedet`. They are joined where the whole is a word that is known, or where the first half is none: `hurti-
//! gere`. `børne- og ungeområdet` and rows such as `børne- unge- og familieområdet` keep their hanging hyphens.

use super::hyphen_break::COORDINATORS;
use super::{Editor, Step};
use crate::pattern::{Regex, pattern};
use crate::token::compound::Splitter;
use std::sync::LazyLock;

pub struct SplitWord;

static SPLIT: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?P<start>\p{L}\p{Ll}{2,})(?P<gap>- )(?P<end>\p{Ll}{2,})"));

impl Step for SplitWord {
    fn name(&self) -> &'static str {
        "split-word"
    }

    fn applies(&self, text: &str) -> bool {
        text.contains("- ")
    }

    fn rewrite(&self, text: &str, editor: &mut Editor<'_>) {
        let mut at = 0;
        // By hand: the second half may be the first of the next.
        while let Some(found) = SPLIT.captures_at(text, at) {
            let (Some(start), Some(gap), Some(end)) = (found.name("start"), found.name("gap"), found.name("end"))
            else {
                return;
            };
            at = end.start();
            let hanging = text[end.end()..].starts_with('-')
                || text[..start.start()].ends_with("- ")
                || COORDINATORS.contains(&end.as_str());
            if !hanging && is_word(start.as_str(), end.as_str()) {
                editor.delete(gap.range());
            }
        }
    }
}

/// A head that any modifier can stand before.
const HEAD: &str = "området";
/// What follows a dash that lost the space before it: "kommunen- der ligger".
const SMALL_WORDS: &[&str] = &[
    "der", "som", "det", "den", "de", "men", "for", "med", "til", "fra", "hvor", "når", "hvis", "herunder", "fx",
    "samt", "både", "dels", "også", "ikke", "ved", "af", "er", "har", "vil", "skal", "kan", "på", "i", "om", "at",
    "en", "et",
];

/// Whether two halves are a compound of known parts, or a word that the lexicon has, or the first of them is no word
/// that a hyphen could hang on.
fn is_word(start: &str, end: &str) -> bool {
    let word = format!("{start}{end}");
    let splitter = Splitter::standard();
    let known = splitter.split(&word).len() > 1 || splitter.can_end(&word.to_lowercase());
    let half = || {
        let start = start.to_lowercase();
        let modifies = splitter.split(&format!("{start}{HEAD}")).len() > 1;
        !modifies && !splitter.can_end(&start) && !SMALL_WORDS.contains(&end)
    };
    known || half()
}
