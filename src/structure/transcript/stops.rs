//! Lines of a transcript that begin where no sentence has ended: the stop behind a heading, an item or a year is lost.

use super::pieces::{BARE_HEADING_WORDS, Cutter, HEADING_WORDS, List};
use super::words::{bare, is_function_opener, is_owner, is_verb, needs_more, opens_sentence, runs_on};

/// Words of a subject before its verb.
const MOST_SUBJECT: usize = 8;

/// "Ordningen", "Samtalerne": a noun with its article behind it.
fn is_definite(token: &str) -> bool {
    token.chars().count() >= 6
        && ["en", "et", "erne", "ene", "ens", "ets", "ernes"].iter().any(|ending| token.ends_with(ending))
}

impl Cutter<'_, '_> {
    /// A line that begins where no sentence has ended.
    pub(super) fn broken(&mut self, index: usize, token: &str, previous: Option<&str>) {
        let Some(previous) = previous.filter(|word| runs_on(word)) else {
            // The item ends with its sentence: what follows is text again.
            let numbered = matches!(self.list, List::Numbers(number) | List::Bare(number) if number > 1)
                || matches!(self.list, List::Letters(..) | List::Capitals);
            if numbered && !self.is_labelled(index) && self.sentence == index {
                self.begin(index);
                self.list = List::None;
            }
            return;
        };
        let next_small = self.at(index + 1).is_some_and(|next| next.starts_with(char::is_lowercase));
        let function = is_function_opener(token, next_small) || self.is_committee(index, token);
        if needs_more(previous) {
            // "… skal falde i forhold til Det skal ske ved …": a year at the line's end is lost.
            if matches!(token, "Det" | "Der" | "Vi" | "Denne" | "Dette" | "Disse")
                && matches!(previous, "i" | "for" | "til" | "fra" | "med")
                && self.at(index + 1).is_some_and(is_verb)
            {
                self.begin(index);
                self.list = List::None;
            }
            return;
        }
        // "Danmarks Statistik har …": a name goes on.
        let in_name = previous.starts_with(char::is_uppercase);
        let length = index - self.sentence;
        // "Mål 1: Jobcentret skal … mest muligt Arbejdskraftreserven talte 612 personer": the label's sentence is over.
        if length > 0 && !in_name && self.opener_end.is_some() && self.opens_behind_label(index, token) {
            self.opener_end = None;
            self.list = if matches!(self.list, List::Letters(..)) { self.list } else { List::None };
            self.begin(index);
            return;
        }
        // "Flere skal i job I Lilleby er …", but "Indsatsen følger vores strategi Alle skal med" has one sentence.
        let opens =
            function || length <= HEADING_WORDS && opens_sentence(token) && !self.has_verb(self.sentence..index);
        if self.list == List::Capitals {
            if self.is_infinitive_item(index, Some(previous)) {
                self.begin_item(index);
            } else if opens
                && self.has_verb(index + 1..index + 4)
                && !(self.box_end.is_some() && self.lists_capitals(index, true))
            {
                self.begin(index);
                self.list = List::None;
            } else if !in_name && self.known.is_ordinary(token) {
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
        } else if function && length > HEADING_WORDS || length > 0 && !in_name && self.is_subject(index, token) {
            self.begin(index);
            self.list = List::None;
        }
    }

    /// "Social- og Arbejdsmarkedsudvalget har …": a body by its whole name, and its verb.
    fn is_committee(&self, index: usize, token: &str) -> bool {
        let joint = token.ends_with('-') && self.at(index + 1) == Some("og");
        let last = if joint { index + 2 } else { index };
        let body = self
            .at(last)
            .is_some_and(|word| ["udvalget", "bestyrelsen", "rådet"].iter().any(|end| word.ends_with(end)));
        body && self.at(last + 1).is_some_and(|next| is_verb(bare(next)))
    }

    /// "… inden uge 12 Opfølgning sker hver …": an ordinary word with a capital, and its verb right behind it; behind a
    /// whole sentence the verb may stand further on: "… en mentor Ordningen med brobygning har kørt …".
    fn is_subject(&self, index: usize, token: &str) -> bool {
        // "I 2029 udvides Ungeporten med en have, der …": the verb stands before its subject.
        let inverted = index.checked_sub(1).and_then(|before| self.at(before)).is_some_and(|word| is_verb(bare(word)));
        let whole = || {
            !inverted
                && is_definite(token)
                && self.has_verb(self.sentence..index)
                && self.has_verb(index + 1..index + MOST_SUBJECT)
        };
        self.known.is_ordinary(token) && (self.at(index + 1).is_some_and(|next| is_verb(bare(next))) || whole())
    }

    /// Whether a sentence opens here that the label of the line has nothing to do with: an ordinary word with a capital
    /// and its verb.
    fn opens_behind_label(&self, index: usize, token: &str) -> bool {
        let next_small = self.at(index + 1).is_some_and(|next| next.starts_with(char::is_lowercase));
        let subject = opens_sentence(bare(token)) || self.known.is_ordinary(token);
        is_function_opener(token, next_small) && self.has_verb(index + 1..index + 8)
            || subject && self.has_verb(index + 1..index + 4)
    }

    /// "Situation Ledigheden er fordoblet …": a noun that is written small elsewhere opens a sentence behind words
    /// without a verb.
    fn follows_bare_heading(&self, index: usize, token: &str, previous: &str) -> bool {
        const NAMES: &[&str] =
            &["Region", "Jobcenter", "Projekt", "Beskæftigelsesregion", "Kommune", "Center", "Afdeling"];
        is_definite(token)
            && !NAMES.contains(&previous)
            && self.known.is_ordinary(token)
            && !self.has_verb(self.sentence..index)
            && self.has_verb(index + 1..index + 8)
    }
}

#[cfg(test)]
mod tests {
    use crate::structure::transcript::pieces::tests::cut;

    #[test]
    fn a_whole_sentence_ends_before_a_definite_noun_with_its_verb() {
        assert_eq!(
            cut("Vi vil give alle høns en have Ordningen med græs har kørt i to år.", "ordningen", &[]),
            ["Vi vil give alle høns en have", "Ordningen med græs har kørt i to år."]
        );
    }
}
