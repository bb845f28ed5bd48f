//! Lines of a transcript that begin where no sentence has ended: the stop behind a heading, an item or a year is lost.

use super::pieces::{BARE_HEADING_WORDS, Cutter, HEADING_WORDS, List};
use super::words::{is_function_opener, is_owner, is_verb, needs_more, opens_sentence, runs_on};

impl Cutter<'_, '_> {
    /// A line that begins where no sentence has ended.
    pub(super) fn broken(&mut self, index: usize, token: &str, previous: Option<&str>) {
        let Some(previous) = previous.filter(|word| runs_on(word)) else {
            // The item ends with its sentence: what follows is text again.
            let numbered = matches!(self.list, List::Numbers(number) if number > 1)
                || matches!(self.list, List::Letters(..) | List::Capitals);
            if numbered && !self.is_labelled(index) && self.sentence == index {
                self.begin(index);
                self.list = List::None;
            }
            return;
        };
        let next_small = self.at(index + 1).is_some_and(|next| next.starts_with(char::is_lowercase));
        let function = is_function_opener(token, next_small);
        if needs_more(previous) {
            // "… skal falde i forhold til Det skal ske ved …": a year at the line's end is lost.
            if function
                && matches!(token, "Det" | "Der" | "Vi" | "Denne" | "Dette" | "Disse")
                && matches!(previous, "i" | "for" | "til" | "fra" | "med")
                && self.at(index + 1).is_some_and(is_verb)
            {
                self.begin(index);
                self.list = List::None;
            }
            return;
        }
        let length = index - self.sentence;
        // "Flere skal i job I Lilleby er …", but "Indsatsen følger vores strategi Alle skal med" has one sentence.
        let opens =
            function || length <= HEADING_WORDS && opens_sentence(token) && !self.has_verb(self.sentence..index);
        if self.list == List::Capitals {
            if self.is_infinitive_item(index, Some(previous)) {
                self.begin_item(index);
            } else if opens && self.has_verb(index + 1..index + 4) {
                self.begin(index);
                self.list = List::None;
            } else if self.known.is_ordinary(token) {
                self.begin_item(index);
            }
            return;
        }
        let heading = length > 0 && length <= HEADING_WORDS && opens
            || length > 0 && length <= BARE_HEADING_WORDS && self.follows_bare_heading(index, token, previous);
        if heading {
            // Behind a bullet stands an item, else a heading.
            let promise = self.at(self.sentence).is_some_and(is_owner) && self.has_verb(self.sentence..index);
            if self.list == List::None && !self.is_labelled(self.sentence) && !promise {
                self.begin(self.sentence);
            }
            self.begin(index);
            self.list = List::None;
        } else if function && length > HEADING_WORDS {
            self.begin(index);
            self.list = List::None;
        }
    }

    /// "Situation Ledigheden er fordoblet …": a noun that is written small elsewhere opens a sentence behind words
    /// without a verb.
    fn follows_bare_heading(&self, index: usize, token: &str, previous: &str) -> bool {
        const NAMES: &[&str] =
            &["Region", "Jobcenter", "Projekt", "Beskæftigelsesregion", "Kommune", "Center", "Afdeling"];
        let definite = ["en", "et", "erne", "ene", "ens", "ets", "ernes"].iter().any(|ending| token.ends_with(ending));
        token.chars().count() >= 6
            && definite
            && !NAMES.contains(&previous)
            && self.known.is_ordinary(token)
            && !self.has_verb(self.sentence..index)
            && self.has_verb(index + 1..index + 8)
    }
}
