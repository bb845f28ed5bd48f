//! Words that a line break cut and that have kept the hyphen inside a line, as in transcripts with one page a line:
//! `arbejds- markedet`. They are joined where the whole is a word that is known; `børne- og ungeområdet` and rows such as
//! `børne- unge- og familieområdet` keep their hanging hyphens.

use super::hyphen_break::COORDINATORS;
use super::{Editor, Step};
use crate::token::compound::Splitter;
use regex::Regex;
use std::sync::LazyLock;

pub struct SplitWord;

static SPLIT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?P<start>\p{L}\p{Ll}{2,})(?P<gap>- )(?P<end>\p{Ll}{2,})").expect("pattern is valid")
});

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

/// Whether two halves are a compound of known parts, or a word that the lexicon has.
fn is_word(start: &str, end: &str) -> bool {
    let word = format!("{start}{end}");
    let splitter = Splitter::standard();
    splitter.split(&word).len() > 1 || splitter.can_end(&word.to_lowercase())
}
