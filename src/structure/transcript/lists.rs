//! The lists of a transcript's page: bullets, dashes, numbers and letters, and lists that have lost them.

use super::pieces::{Cutter, List};
use super::words::{
    AMBIGUOUS_INFINITIVES, bare, captions, is_bullet, is_chapter_number, letter_label, needs_more, next_letter, refers,
    runs_on,
};
use crate::structure::footnote;
use crate::token::verb;

/// Words within which the next item of a list follows.
const ITEM_WORDS: usize = 60;

/// Words of a long page: as far below its mark a note stands.
const PAGE_WORDS: usize = 1_200;

impl<'t> Cutter<'t, '_> {
    /// "… tre mål: Ledigheden skal ned. Flere skal i uddannelse. Sygefraværet …": the sentences are items.
    pub(super) fn announced_sentence(&mut self, index: usize, token: &str, ended: bool) {
        if !ended || index == 0 || !token.starts_with(char::is_uppercase) || self.is_labelled(index) {
            return;
        }
        if self.at(index - 1).is_some_and(|word| word.ends_with(':')) {
            self.announced = self.announces(index);
        }
        match self.announced {
            None => {}
            Some(0) => {
                self.begin(index);
                self.announced = None;
            }
            Some(left) => {
                self.begin_item(index);
                self.announced = Some(left - 1);
            }
        }
    }

    /// The number of goals that the words before a colon announce, if nothing but sentences follows.
    pub(super) fn announces(&self, index: usize) -> Option<usize> {
        const COUNTS: &[&str] = &["to", "tre", "fire", "fem", "seks", "syv", "otte"];
        const NOUNS: &[&str] =
            &["mål", "målsætninger", "pejlemærker", "fokusområder", "indsatsområder", "resultatmål", "krav", "forhold"];
        let before = self.sentence..index;
        let count = before
            .clone()
            .filter_map(|at| self.at(at))
            .find_map(|word| COUNTS.iter().position(|&count| count == word).map(|at| at + 2))?;
        let named = before.filter_map(|at| self.at(at)).any(|word| NOUNS.iter().any(|noun| bare(word).ends_with(noun)));
        let ends = (index..(index + ITEM_WORDS * 2).min(self.words.len()))
            .filter(|&at| self.at(at).is_some_and(|word| word.ends_with('.') && word.len() > 3))
            .count();
        let first = (index..index + ITEM_WORDS / 2).any(|at| self.at(at).is_some_and(|word| word.ends_with('.')));
        (named && first && ends >= count && self.at(index).is_some_and(|word| letter_label(word).is_none()))
            .then_some(count)
    }

    /// Bullets, numbers and letters that begin an item.
    pub(super) fn label(&mut self, index: usize, token: &str, ended: bool) -> Option<usize> {
        let next = self.at(index + 1)?;
        let capital = next.starts_with(char::is_uppercase);
        if is_bullet(token) {
            self.announced = None;
            self.list = List::Bullets;
            return Some(self.begin_label(index, 1));
        }
        if self.wide_gaps && index > 0 && token.starts_with(char::is_uppercase) {
            let gap = self.words[index].start - self.words[index - 1].end;
            if gap > 1 {
                self.announced = None;
                self.list = List::Bullets;
                self.begin_item(index);
                return Some(1);
            }
        }
        if self.is_note(index, token, ended) {
            return Some(self.begin_label(index, 1));
        }
        if matches!(token, "-" | "–") && capital {
            if ended || self.list == List::Bullets || self.is_labelled(index) {
                self.list = List::Bullets;
                return Some(self.begin_label(index, 1));
            }
            if self.has_more_dashes(index) {
                self.begin_unmarked(index);
                self.list = List::Bullets;
                return Some(self.begin_label(index, 1));
            }
            return None;
        }
        // "1a. Antallet … 1b. Mindst …", "… aktiviteter: a) Der etableres …"
        if let Some((number, letter)) = letter_label(token) {
            let goes_on =
                matches!(self.list, List::Letters(last, before) if last == number && next_letter(before) == letter);
            let starts = (ended || self.is_labelled(index) || letter == 'a')
                && (capital || next.starts_with(|c: char| c.is_ascii_digit()));
            if goes_on && capital || starts {
                self.list = List::Letters(number, letter);
                if self.is_labelled(index) {
                    self.label_end = index + 1;
                    self.sentence = index + 1;
                    return Some(1);
                }
                return Some(self.begin_label(index, 1));
            }
            return None;
        }
        // "… fem mål: 1 Alle skal … 2 Flere skal …"
        if let Some(length) = self.bare_number(index, token, capital) {
            return Some(length);
        }
        // "3.1 Flere i job 3.2 10 flere forløb"
        if next.starts_with(|c: char| c.is_ascii_digit()) && self.counts_chapters(token) {
            let is_item = self.box_end.is_some();
            self.begin_label(index, 1);
            self.breaks.insert(self.words[index].start, is_item);
            return Some(1);
        }
        if !capital || index.checked_sub(1).and_then(|before| self.at(before)).is_some_and(refers) {
            return None;
        }
        // "2.1 Demografi Ifølge …"
        if is_chapter_number(token) {
            self.chapter = Some(token.trim_end_matches('.').to_owned());
            if self.box_end.is_some() {
                self.begin_item(index);
                (self.sentence, self.label_end) = (index + 1, index + 1);
                return Some(1);
            }
            self.list = List::None;
            return Some(self.begin_label(index, 1));
        }
        // "… fire mål: 1. Jobcentrene skal … 2. Jobcentrene skal …"
        let (number, mark) = token.split_at_checked(token.len() - 1).filter(|(_, mark)| matches!(*mark, "." | ")"))?;
        let number = number.parse::<u32>().ok().filter(|&number| number < 60)?;
        let goes_on = matches!(self.list, List::Numbers(last) if last + 1 == number);
        if goes_on || ended || self.is_labelled(index) || (number == 1 && self.counts_on(index, &format!("2{mark}"))) {
            self.list = List::Numbers(number);
            return Some(self.begin_label(index, 1));
        }
        None
    }

    /// Whether the token is the mark of a note that begins here: behind a sentence, or before "Kilde:" and addresses. Of
    /// two with one number the last is the note, the other points to it.
    fn is_note(&self, index: usize, token: &str, ended: bool) -> bool {
        let named =
            || self.at(index + 1).is_some_and(|next| ["Kilde", "www.", "http"].iter().any(|w| next.starts_with(w)));
        let raised = footnote::superscript_number(token).is_some();
        token.chars().count() <= 2
            && (ended || raised && named())
            && footnote::marker(&self.text[self.words[index].start..]).is_some()
            && !(raised && (index + 1..index + PAGE_WORDS).map_while(|at| self.at(at)).any(|word| word == token))
    }

    /// A number without a dot that counts the items of a list behind a colon.
    fn bare_number(&mut self, index: usize, token: &str, capital: bool) -> Option<usize> {
        let number = token.parse::<u32>().ok().filter(|number| (1..20).contains(number) && capital)?;
        let previous = index.checked_sub(1).and_then(|before| self.at(before))?;
        let ahead = |number: u32| {
            let label = number.to_string();
            (index + 1..index + ITEM_WORDS).any(|at| {
                self.at(at) == Some(&label)
                    && self.at(at + 1).is_some_and(|next| next.starts_with(char::is_uppercase))
                    && !self.at(at - 1).is_some_and(refers)
            })
        };
        // "Nr. Mål Status 1 Højst 600 unge 661 2 Færre …": the head of a table stands before its first row.
        let capitals = |at: usize| self.at(at).is_some_and(|word| word.starts_with(char::is_uppercase));
        let headed = || index > 1 && capitals(index - 1) && capitals(index - 2) && !self.is_labelled(index);
        let starts = number == 1 && (previous.ends_with(':') || headed()) && ahead(2);
        let goes_on = matches!(self.list, List::Bare(last) if last + 1 == number) && !refers(previous);
        if !starts && !goes_on {
            return None;
        }
        // "… i 2029 734 2 Højst": the last figure of the row before.
        if goes_on && previous.bytes().all(|byte| byte.is_ascii_digit()) {
            self.begin(index - 1);
        }
        self.begin_item(index);
        self.list = List::Bare(number);
        (self.sentence, self.label_end) = (index + 1, index + 1);
        Some(1)
    }

    /// Whether another dash before a capital follows in the sentence: "… - Stærk kontakt - Færre ledige".
    pub(super) fn has_more_dashes(&self, index: usize) -> bool {
        (index + 1..index + ITEM_WORDS / 2)
            .take_while(|&at| self.at(at - 1).is_some_and(|word| !word.ends_with(['.', ':', '?', '!'])))
            .any(|at| {
                matches!(self.at(at), Some("-" | "–"))
                    && self.at(at + 1).is_some_and(|next| next.starts_with(char::is_uppercase))
            })
    }

    /// "… tre mål for Unge i gang - Stærk kontakt - …": the first item lost its dash and what stood before it.
    pub(super) fn begin_unmarked(&mut self, index: usize) {
        let first = (self.sentence + 1..index).rev().find(|&at| {
            self.at(at).is_some_and(|word| word.starts_with(char::is_uppercase))
                && self.at(at - 1).is_some_and(|before| matches!(before, "for" | "i" | "til" | "er" | "at"))
        });
        if let Some(first) = first {
            self.begin_item(first);
        }
    }

    /// Whether an item with this label follows soon.
    fn counts_on(&self, index: usize, label: &str) -> bool {
        (index + 1..index + ITEM_WORDS).any(|at| {
            self.at(at).is_some_and(|word| word == label)
                && self.at(at + 1).is_some_and(|next| next.starts_with(char::is_uppercase))
                && self.title(at, None) == 0
        })
    }

    /// Whether a list without bullets begins here: behind a colon or inside a sentence, capitals of ordinary words
    /// follow each other without a stop.
    pub(super) fn starts_capital_list(&self, index: usize, previous: Option<&str>) -> bool {
        if self.list == List::Capitals {
            return false;
        }
        if previous.is_some_and(|word| word.ends_with(':') && !captions(word)) && !self.is_labelled(index) {
            return self.lists_capitals(index, false);
        }
        self.is_infinitive_item(index, previous)
    }

    /// Whether an ordinary word with a capital follows before a sentence ends: the next item. Goals of a box have verbs,
    /// items behind a colon none.
    pub(super) fn lists_capitals(&self, index: usize, verbs: bool) -> bool {
        // "Mål Indsats Ansvarlig Tid": the head of a table.
        if self.at(index + 1).is_some_and(|next| next.starts_with(char::is_uppercase)) {
            return false;
        }
        for at in index + 1..(index + ITEM_WORDS).min(self.words.len()) {
            let (Some(before), Some(word)) = (self.at(at - 1), self.at(at)) else { break };
            let stop =
                before.ends_with(['.', ':', '?', '!', ';']) && !matches!(before, "pct." | "kr." | "mio." | "ca.");
            if stop {
                break;
            }
            // "Vi flytter Ungeporten": an item has some words.
            if at > index + 2 && runs_on(before) && !needs_more(before) && self.known.is_ordinary(word) {
                return verbs || !self.has_verb(index..at);
            }
        }
        false
    }

    /// "… vil jobcentret Indkalde alle …": an infinitive with a capital inside a sentence.
    pub(super) fn is_infinitive_item(&self, index: usize, previous: Option<&str>) -> bool {
        // "Aftale om …" is a noun.
        const NOUNS: &[&str] =
            &["Aftale", "Løfte", "Støtte", "Møde", "Pleje", "Række", "Tale", "Skifte", "Leje", "Handle"];
        previous.is_some_and(runs_on)
            && !previous.is_some_and(|word| word == "at")
            && self.at(index).is_some_and(|word| verb::is_infinitive(&word.to_lowercase()) && !NOUNS.contains(&word))
            && self.at(index + 1).is_some_and(|next| next.starts_with(char::is_lowercase))
    }

    /// "Vi skal holde møder med alle forsøge at få flere i job": a second infinitive that neither a modal, nor "at" nor
    /// "og" allows begins an item.
    pub(super) fn is_unlicensed_infinitive(&self, index: usize, token: &str) -> bool {
        const GOVERNORS: &[&str] = &["lade", "lader", "hjælpe", "se", "høre", "bede", "få"];
        if index - self.sentence > ITEM_WORDS || !verb::is_infinitive(token) || AMBIGUOUS_INFINITIVES.contains(&token) {
            return false;
        }
        let words = || (self.sentence..index).filter_map(|at| self.at(at));
        let Some(previous) = index.checked_sub(1).and_then(|before| self.at(before)) else {
            return false;
        };
        let previous = if matches!(previous, "kun" | "fortsat" | "løbende" | "aktivt") {
            index.checked_sub(2).and_then(|before| self.at(before)).unwrap_or(previous)
        } else {
            previous
        };
        let lead_in = self.sentence.checked_sub(1).and_then(|before| self.at(before));
        let modal = match lead_in {
            Some("vil:" | "skal:") => Some(0),
            _ => words().position(|word| matches!(word, "vil" | "skal")),
        };
        // "i samarbejde med" is a noun.
        let noun = |at: usize| {
            at.checked_sub(1).and_then(|before| self.at(before)).is_some_and(|before| {
                matches!(
                    before,
                    "i" | "om" | "på" | "et" | "en" | "den" | "det" | "med" | "uden" | "ved" | "af" | "fra"
                )
            })
        };
        let behind = self.sentence + modal.unwrap_or(usize::MAX - self.sentence);
        let first = (behind..index).filter(|&at| self.at(at).is_some_and(verb::is_infinitive) && !noun(at)).count();
        modal.is_some()
            && first > 0
            && runs_on(previous)
            && !needs_more(previous)
            && !verb::is_infinitive(previous)
            && !verb::is_present(previous)
            && !matches!(
                previous,
                "ikke" | "også" | "altid" | "gerne" | "bør" | "må" | "dels" | "selv" | "sig" | "bedre"
            )
            && !words().any(|word| GOVERNORS.contains(&word) || matches!(word, "kan" | "må" | "bør"))
            && self
                .at(index + 1)
                .is_some_and(|next| next.starts_with(char::is_lowercase) && !matches!(next, "og" | "eller"))
    }
}

#[cfg(test)]
mod tests {
    use crate::structure::transcript::pieces::tests::cut;

    #[test]
    fn notes_begin_behind_sentences_and_before_sources() {
        assert_eq!(
            cut("Der kom 41 i job. ¹ Vi vil mere ². Det er nok. ¹ Se loven ² Kilde: Egne tal", "", &[]),
            ["Der kom 41 i job. ¹ Vi vil mere ². Det er nok.", "¹ Se loven", "² Kilde: Egne tal"]
        );
    }

    #[test]
    fn lists_without_bullets_are_found() {
        assert_eq!(
            cut("I 2029 vil jobcentret Indkalde alle ledige Sætte mere i gang Det er vigtigt.", "", &[]),
            ["I 2029 vil jobcentret", "* Indkalde alle ledige", "* Sætte mere i gang", "Det er vigtigt."]
        );
        assert_eq!(
            cut("Ministeren har meldt to mål ud: Ledigheden skal ned. Flere skal i job. Planen gælder ét år.", "", &[]),
            [
                "Ministeren har meldt to mål ud:",
                "* Ledigheden skal ned.",
                "* Flere skal i job.",
                "Planen gælder ét år."
            ]
        );
        assert_eq!(
            cut("Vi vil: møde alle borgere bruge nytteindsats for unge.", "", &[]),
            ["Vi vil: møde alle borgere", "* bruge nytteindsats for unge."]
        );
        assert_eq!(
            cut("Her er tre mål for Unge i gang - Stærk kontakt - Færre ledige Hver følges op.", "", &[]),
            ["Her er tre mål for", "* Unge i gang", "- Stærk kontakt", "- Færre ledige", "Hver følges op."]
        );
    }

    #[test]
    fn numbers_without_dots_count_behind_a_colon() {
        assert_eq!(
            cut("Ministeren har meldt to mål ud: 1 Haver til alle 2 Høns til alle Planen gælder ét år.", "planen", &[]),
            ["Ministeren har meldt to mål ud:", "* 1 Haver til alle", "* 2 Høns til alle", "Planen gælder ét år."]
        );
        assert_eq!(cut("Der kom 1 Ane og 2 Bo.", "", &[]), ["Der kom 1 Ane og 2 Bo."]);
        // Rows of a table that ran together, each with a figure at its end.
        assert_eq!(
            cut("Oversigt. Nr. Tema Status 1 Høns til alle i 2029 734 2 Stier uden huller i 2029 210", "", &[]),
            ["Oversigt. Nr. Tema Status", "* 1 Høns til alle i 2029", "734", "* 2 Stier uden huller i 2029 210"]
        );
        assert_eq!(
            cut("Her er byens to mål for 1) Høns til alle 2) Stier uden huller", "", &[]),
            ["Her er byens to mål for", "1) Høns til alle", "2) Stier uden huller"]
        );
    }
}
