//! Headings that run into the text of a transcript's page: titles that the document knows, and standard ones.

use super::pieces::{BARE_HEADING_WORDS, Cutter};
use super::words::{bare, capital_run, is_bullet, is_number, is_verb, needs_more};
use crate::structure::box_kind::box_kind;

/// A standard heading has no more words: "Hvilke indsatser sætter vi i gang?".
const BOX_WORDS: usize = 7;

impl Cutter<'_, '_> {
    /// The words of a known title that stands here as a heading.
    pub(super) fn title(&self, index: usize, previous: Option<&str>) -> usize {
        let Some(titles) = self.at(index).and_then(|token| self.known.titles.get(token)) else {
            return 0;
        };
        let fits = |title: &&Vec<&str>| {
            let end = index + title.len();
            title.iter().enumerate().all(|(offset, word)| self.at(index + offset) == Some(word))
                // "Unge under 30 år skal …" is a sentence, "til Forord" a reference.
                && !self.at(end).is_some_and(|next| next.starts_with(char::is_lowercase))
                && (self.is_labelled(index) || previous.is_none_or(|word| !needs_more(word)))
                && (title.len() > 1
                    || self.is_labelled(index)
                    || previous.is_none_or(|word| word.ends_with(['.', ':', '?', '!'])))
        };
        let length = titles.iter().find(fits).map_or(0, Vec::len);
        // The year behind a title was lost in the contents: "Mål for 2010".
        let year = length > 0
            && self.at(index + length - 1).is_some_and(needs_more)
            && self.at(index + length).is_some_and(|next| next.len() == 4 && next.bytes().all(|b| b.is_ascii_digit()));
        length + usize::from(year)
    }

    /// Whether the token is the number of a chapter or item that follows the last one: "3.2" behind "3.1".
    pub(super) fn counts_chapters(&mut self, token: &str) -> bool {
        let next = self.chapter.as_deref().and_then(|last| {
            let (chapter, number) = last.rsplit_once('.')?;
            Some(format!("{chapter}.{}", number.parse::<u32>().ok()? + 1))
        });
        let counts = next.as_deref() == Some(token.trim_end_matches('.'));
        if counts {
            self.chapter = next;
        }
        counts
    }

    /// The words of a pull quote inside a sentence, with who says it: "… vil vi lade ledige selv ”Der var en, der ringede
    /// tilbage.” Karsten, 52 år vælge, om …".
    pub(super) fn speech(&self, index: usize) -> Option<usize> {
        const MOST_WORDS: usize = 50;
        const LEAST_WORDS: usize = 4;
        let opens = |word: &str| {
            word.strip_prefix(['”', '“', '»', '"', '„']).is_some_and(|rest| rest.starts_with(char::is_uppercase))
        };
        let previous = index.checked_sub(1).and_then(|before| self.at(before))?;
        if !self.at(index).is_some_and(opens) || previous.ends_with([':', ',', '(']) {
            return None;
        }
        let close = |word: &str| word.ends_with(['”', '“', '«', '"']);
        let end = (index..index + MOST_WORDS).find(|&at| self.at(at).is_some_and(close))?;
        let said = self.at(end)?.trim_end_matches(['”', '“', '«', '"']);
        if end - index + 1 < LEAST_WORDS || !said.ends_with(['.', '!', '?']) && end - index < 2 * LEAST_WORDS {
            return None;
        }
        // "Karsten, 52 år", "Mona, kontorassistent", "Tømrermester, Vrangby"
        let mut at = end + 1;
        let mut names = 0;
        while names < 3
            && let Some(word) = self.at(at).filter(|word| word.starts_with(char::is_uppercase))
        {
            if names == 0 && self.at(at + 1).is_some_and(|next| is_verb(bare(next))) {
                break;
            }
            (names, at) = (names + 1, at + 1);
            if word.ends_with(',') {
                let age = self.at(at).is_some_and(|word| word.bytes().all(|byte| byte.is_ascii_digit()));
                at += 1 + usize::from(age);
                break;
            }
        }
        Some(at - index)
    }

    /// The words of a figure with its caption in capitals: "28 POINT TIL FORSKEL", "164 PÅ KURSUS SIDEN 2020".
    pub(super) fn figure(&self, index: usize) -> Option<usize> {
        // Smaller numbers count chapters.
        const LEAST: u32 = 21;
        let number: u32 = self.at(index)?.trim_end_matches('%').parse().ok()?;
        let year = |at: usize| {
            self.at(at).is_some_and(|word| word.starts_with("20") && word.trim_end_matches([',', '.']).len() == 4)
        };
        if number < LEAST || self.is_labelled(index) || year(index) {
            return None;
        }
        let run = capital_run(self.text, &self.words, index + 1);
        // "… SIDEN 2020 2023, heraf": the second year goes on with the sentence.
        let run = if run > 2 && year(index + run) && year(index + run - 1) { run - 1 } else { run };
        (run > 1).then_some(run + 1)
    }

    /// The words of a standard heading between two sentences: "… Strategi Jobcentret vil …", "… Byrådets målsætninger
    /// • …", "… Strategi for de unge Jobcentret vil …".
    pub(super) fn standard(&self, index: usize) -> Option<usize> {
        let opens = |offset: usize| {
            self.at(index + offset).is_some_and(|next| {
                next.starts_with(char::is_uppercase) || is_bullet(next) || matches!(next, "-" | "–") || is_number(next)
            })
        };
        for length in (1..=BOX_WORDS).rev() {
            let Some(last) = self.words.get(index + length - 1) else {
                continue;
            };
            let heading = &self.text[self.words[index].start..last.end];
            // "Hvor vil vi hen? 40 pct. af virksomhederne …": a question needs no capital behind it.
            let asks = heading.ends_with('?')
                && self.at(index + length).is_some_and(|next| next.starts_with(|c: char| c.is_ascii_digit()));
            // "Indsatser i 2015 • Jobcentret og …": a bullet, or a year before a capital, ends the heading.
            let over = (index + 1..index + length).any(|at| {
                let year =
                    self.at(at - 1).is_some_and(|word| word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit()));
                self.at(at).is_some_and(|word| {
                    is_bullet(word) || matches!(word, "-" | "–") || year && word.starts_with(char::is_uppercase)
                })
            });
            if !(opens(length) || asks)
                || over
                || heading.ends_with(['.', ','])
                || box_kind(heading.trim_end_matches(':')).is_none()
            {
                continue;
            }
            return Some(length);
        }
        // A standard word with whom or what it is for.
        let first = self.at(index)?;
        box_kind(first)?;
        if !matches!(self.at(index + 1), Some("for" | "over" | "i" | "på" | "til")) {
            return None;
        }
        let length = (2..BARE_HEADING_WORDS).find(|&offset| {
            self.at(index + offset - 1).is_some_and(|word| word.ends_with(['.', ',', ':'])) || opens(offset)
        })?;
        let stop = self.at(index + length - 1).is_some_and(|word| word.ends_with(['.', ',', ':']) || needs_more(word));
        (length > 2 && !stop && !self.has_verb(index + 1..index + length)).then_some(length)
    }
}

#[cfg(test)]
mod tests {
    use crate::structure::transcript::pieces::tests::cut;

    #[test]
    fn pull_quotes_cut_sentences() {
        assert_eq!(
            cut("Vi vil lade alle ”Der var en, der ringede tilbage til mig.” Karsten, 52 år vælge en have.", "", &[]),
            ["Vi vil lade alle", "”Der var en, der ringede tilbage til mig.” Karsten, 52 år", "vælge en have."]
        );
        // A name in quotes is a part of its sentence.
        assert_eq!(cut("Projektet ”Bro til job” er slut.", "", &[]), ["Projektet ”Bro til job” er slut."]);
    }

    #[test]
    fn standard_headings_end_at_bullets_and_years() {
        assert_eq!(
            cut(
                "Der er højere til loftet. Indsatser i 2030 • Jobcentret og Ane graver haver • Bo fodrer høns",
                "",
                &[]
            ),
            ["Der er højere til loftet.", "Indsatser i 2030", "• Jobcentret og Ane graver haver", "• Bo fodrer høns"]
        );
    }

    #[test]
    fn figures_with_captions_in_capitals_cut_sentences() {
        assert_eq!(
            cut("Alle får en have i 164 PÅ KURSUS SIDEN 2029 2031, heraf mindst 60 ved åen.", "", &[]),
            ["Alle får en have i", "164 PÅ KURSUS SIDEN 2029", "2031, heraf mindst 60 ved åen."]
        );
        assert_eq!(cut("Der er 164 haver ved ÅEN.", "", &[]), ["Der er 164 haver ved ÅEN."]);
    }
}
