//! Whether a goal serves firms: they receive something, or their needs are looked after.
//!
//! *Example*: "Virksomhederne skal opleve én indgang", "Vi svarer virksomhederne inden for 24 timer".
//!
//! *Not this*: firms as contacts, places or partners ("praktik i private virksomheder", "samarbejdet med
//! virksomhederne", "Virksomheder som medspillere").

use crate::extract::Parsed;
use std::ops::Range;

/// Whether firms are whom the goal in `tokens` serves.
pub fn firms_benefit(parsed: &Parsed<'_>, tokens: Range<usize>) -> bool {
    tokens.clone().any(|index| {
        let near = tokens.start.max(index.saturating_sub(REACH))..tokens.end.min(index + REACH);
        Words { parsed, tokens: near }.benefits(index)
    })
}

/// How many tokens before and after a firm tell what the goal wants with it.
const REACH: usize = 60;

/// How words end for what is held for those who come: "temaaften for små virksomheder".
const EVENTS: &[&str] = &[
    "møde",
    "møder",
    "aften",
    "aftener",
    "temadag",
    "temadage",
    "arrangement",
    "arrangementer",
    "konference",
    "kursus",
    "kurser",
    "webinar",
    "webinarer",
    "workshop",
    "workshops",
    "hotline",
];

struct Words<'p, 'd> {
    parsed: &'p Parsed<'d>,
    /// The goal, or what of it stands near the firm.
    tokens: Range<usize>,
}

impl Words<'_, '_> {
    fn benefits(&self, index: usize) -> bool {
        match self.word(index) {
            "virksomhederne" | "virksomheder" | "virksomheden" | "virksomhed" | "arbejdsgiverne" | "arbejdsgiver"
            | "arbejdsgiveren" | "arbejdspladsen" | "arbejdspladserne" | "arbejdspladser" | "arbejdsgivere" => {
                // "Kommunens egne arbejdspladser" are no firms.
                let own = self.back(index, 1) == "egne" || self.back(index, 1).starts_with("kommunal");
                !own && (self.serves(index)
                    || self.receives(index)
                    || self.conditions_for(index)
                    || self.satisfied(index)
                    || self.needs(index))
            }
            "virksomhedernes" | "virksomhedens" | "arbejdsgivernes" | "arbejdsgiveres" | "virksomheders" => {
                (1..=3).any(|offset| is_need(self.word(index + offset)))
                    || ["jobordre", "henvendelse"].iter().any(|asked| self.word(index + 1).starts_with(asked))
            }
            "erhvervsliv" | "erhvervslivets" | "erhvervslivet" => {
                self.back(index, 1) == "for" && self.back(index, 2) == "indgang"
                    || self.word(index + 1).starts_with("behov")
                    || self.any(|word| matches!(word, "samarbejdet" | "samarbejde")) && self.tokens.len() < 16
            }
            "arbejdsmarkeds" | "arbejdsmarkedets" => (1..=3).any(|offset| self.word(index + offset) == "behov"),
            // "de mindre håndværksvirksomheder"
            word if word.ends_with("virksomheder") || word.ends_with("virksomhederne") => {
                self.serves(index) || self.receives(index)
            }
            _ => false,
        }
    }
    fn word(&self, index: usize) -> &str {
        if self.tokens.contains(&index) { self.parsed.lower(index) } else { "" }
    }

    fn back(&self, index: usize, offset: usize) -> &str {
        index.checked_sub(offset).map_or("", |index| self.word(index))
    }

    fn any(&self, wanted: impl Fn(&str) -> bool) -> bool {
        self.tokens.clone().any(|index| wanted(self.parsed.lower(index)))
    }

    /// The preposition that governs the noun at `index`, over its article and adjectives, with the place it stands.
    fn governor(&self, index: usize) -> Option<(usize, &str)> {
        let mut at = index;
        for _ in 0..4 {
            at = at.checked_sub(1)?;
            let word = self.word(at);
            if matches!(
                word,
                "med" | "af" | "hos" | "i" | "på" | "fra" | "mellem" | "til" | "for" | "blandt" | "over" | "ved" | "om"
            ) {
                return Some((at, word));
            }
            let modifies = matches!(word, "de" | "den" | "en" | "et" | "enhver" | "hver" | "flere" | "alle" | "egne" | "andre")
                // "egnens virksomheder"
                || word.ends_with("ens") && word.len() > 5
                || word.ends_with('e') && word.len() > 3 && !is_serving(word)
                || word.bytes().all(|byte| byte.is_ascii_digit());
            if !modifies || word.is_empty() {
                return None;
            }
        }
        None
    }

    /// The governor of firms, or of the share of them that a goal speaks of: "svar til mindst 75 pct. af virksomhederne".
    fn governor_of_share(&self, index: usize) -> Option<(usize, &str)> {
        let Some((of, "af")) = self.governor(index) else { return self.governor(index) };
        let number = |word: &str| word.starts_with(|c: char| c.is_ascii_digit());
        let part = |word: &str| {
            number(word) || matches!(word, "pct" | "pct." | "procent" | "%" | "." | "mindst" | "halvdelen" | "alle")
        };
        let start = (self.tokens.start..of).rev().take_while(|&at| part(self.word(at))).last();
        match start {
            Some(start) => self.governor(start),
            None => Some((of, "af")),
        }
    }

    /// Firms are the object of a verb of service, or served "over for".
    fn serves(&self, index: usize) -> bool {
        match self.governor_of_share(index) {
            None => (1..=4).any(|offset| is_serving(self.back(index, offset))),
            Some((at, "for")) => {
                self.back(at, 1) == "over" && !self.any(|word| word.starts_with("informer"))
                    || self.back(at, 1) == "åben"
                    // "Én indgang for virksomhederne"
                    || matches!(self.back(at, 1), "indgang" | "rådighed")
                    || self.back(at, 1).contains("telefon")
                    || EVENTS.iter().any(|event| self.back(at, 1).ends_with(event))
                    // "gøre det lettere for små virksomheder"
                    || matches!(self.back(at, 1), "lettere" | "nemmere")
            }
            // "besvare alle henvendelser fra virksomheder", "rykke ud til virksomhederne"
            Some((at, "fra")) => {
                self.back(at, 1).starts_with("henvendelse") || self.back(at, 1).starts_with("jobordre")
            }
            // "arbejdskraft til virksomhederne", "bedre service til virksomhederne", "Hænder til virksomhederne"
            Some((at, "til")) => {
                let given = |word: &str| {
                    word.ends_with("arbejdskraft")
                        || word.ends_with("service")
                        || matches!(word, "hænder" | "hoveder" | "hjælp" | "svar" | "rådgivning" | "rekruttering")
                        || matches!(word, "information" | "nyhedsbrev" | "nyhedsbreve")
                        || ["lærlinge", "medarbejdere", "kandidater"].iter().any(|hired| word.ends_with(hired))
                };
                self.back(at, 1) == "ud" && self.back(at, 2).starts_with("rykke")
                    || given(self.back(at, 1))
                    // "Information om hjælpemidler til alle virksomheder"
                    || self.word(self.tokens.start) == "information"
                    || self.back(at, 1) == "sendes"
                    || (2..=3).any(|offset| matches!(self.back(at, offset), "tilbyde" | "tilbyder"))
            }
            Some(_) => false,
        }
    }

    /// "behovet for arbejdskraft hos de mindre virksomheder"
    fn needs(&self, index: usize) -> bool {
        let Some((at, "hos" | "i" | "på")) = self.governor(index) else { return false };
        (1..=3).any(|offset| self.back(at, offset).ends_with("arbejdskraft"))
            && (2..=5).any(|offset| is_need(self.back(at, offset)))
    }

    /// Firms are the subject that gets or meets something.
    fn receives(&self, index: usize) -> bool {
        let first = index <= self.tokens.start + 1;
        // "Virksomhederne i centrum"
        if first && self.word(index + 1) == "i" && matches!(self.word(index + 2), "centrum" | "fokus") {
            return true;
        }
        // "…, så de hurtigere får den arbejdskraft, de mangler"
        let lacking = (index + 1..self.tokens.end.saturating_sub(1))
            .any(|at| self.word(at) == "de" && self.word(at + 1) == "mangler");
        let gets = (index + 1..self.tokens.end).any(|at| matches!(self.word(at), "får" | "få" | "finde" | "skaffe"));
        if lacking && gets {
            return true;
        }
        // "…, så de oftere får besat deres stillinger"
        let filled = (index + 1..self.tokens.end.saturating_sub(2)).any(|at| {
            self.word(at) == "så"
                && self.word(at + 1) == "de"
                && (2..=4).any(|offset| self.word(at + offset) == "får")
                && (3..=6).any(|offset| matches!(self.word(at + offset), "besat" | "arbejdskraft"))
        });
        if filled {
            return true;
        }
        if self.governor_of_share(index).is_some_and(|(at, word)| word != "for" || self.back(at, 1) == "over") {
            return false;
        }
        // "bedre match mellem ledige og virksomheder"
        if self.back(index, 1) == "og" && (2..=5).any(|offset| self.back(index, offset) == "mellem") {
            return false;
        }
        // "…, så virksomhederne hurtigere får svar", "at virksomhederne kun skal have én indgang"
        let clause = (1..=4).any(|offset| {
            matches!(self.back(index, offset), "så" | "at")
                && (1..offset).all(|back| {
                    matches!(
                        self.back(index, back),
                        "alle" | "den" | "en" | "enkelte" | "lokale" | "enhver" | "også" | "små" | "mindre" | "flere"
                    )
                })
        });
        let meets = |at: usize| match self.word(at) {
            "ringe" => self.any(|word| matches!(word, "ét" | "kun")),
            "får" | "få" | "fået" | "have" | "møder" | "mødes" | "finder" | "oplever" | "opleve" => {
                !matches!(self.word(at + 1), "svært" | "problemer" | "vanskeligt" | "mangel")
            }
            "ved" => matches!(self.word(at + 1), "at" | "hvem" | "hvor" | "hvad" | ","),
            _ => false,
        };
        if clause && (index + 1..index + 6).any(meets) {
            return true;
        }
        // "Når en virksomhed afgiver en jobordre, skal den have svar"
        let next = self.word(index + 1);
        let asked = (1..=3).any(|offset| self.back(index, offset) == "når")
            && self.any(|word| matches!(word, "svar" | "svare" | "svarer" | "besvare"));
        if asked
            || next == "afgiver" && self.any(|word| matches!(word, "svar" | "kontaktes"))
            || next == "," && matches!(self.word(index + 2), "der" | "som") && self.any(|word| word == "svar")
            || first && next == "vil" && self.word(index + 2) == "få"
        {
            return true;
        }
        // "Virksomhederne i Lilleby skal opleve"
        if first && next == "i" && self.word(index + 3) == "skal" {
            return true;
        }
        if matches!(next, "skal" | "får" | "oplever" | "tilbydes" | "sikres") && (first || next != "tilbydes") {
            return true;
        }
        // "Fra oktober får virksomhederne ét telefonnummer"
        if self.back(index, 1) == "får" {
            return true;
        }
        // "Fremover skal virksomhederne have én kontaktperson"
        let inverted = matches!(self.back(index, 1), "skal" | "vil" | "kan")
            && (1..=4).any(|offset| matches!(self.word(index + offset), "have" | "få" | "opleve" | "møde" | "mødes"));
        if inverted {
            return true;
        }
        // "at virksomhederne kan få de medarbejdere"
        let may = next == "kan" && matches!(self.word(index + 2), "få" | "finde" | "rekruttere" | "skaffe");
        // "den enkelte arbejdsgiver kun har én kontaktperson"
        let contact = (1..=4).any(|offset| self.word(index + offset) == "har")
            && (2..=7)
                .any(|offset| matches!(self.word(index + offset), "kontaktperson" | "indgang" | "kontakt" | "sted"));
        if may || contact {
            return true;
        }
        // "Virksomheder, der …, skal have hjælp", "Arbejdspladser med … vil blive tilbudt rådgivning"
        let partner = next == "som" && matches!(self.word(index + 2), "med-" | "partnere" | "medspillere" | "partner");
        let given = |word: &str| {
            matches!(word, "skal" | "får" | "tilbydes" | "tilbudt" | "prioriteres" | "sikres" | "understøttes")
        };
        first
            && !partner
            && (next == "som" && self.any(given) || next == "," && self.any(given) || {
                (2..=9).any(|offset| matches!(self.word(index + offset), "tilbudt" | "tilbydes" | "prioriteres"))
            })
    }

    /// "bedre vilkår for lokale virksomheder"
    fn conditions_for(&self, index: usize) -> bool {
        self.word(index) == "virksomheder"
            && matches!(self.back(index, 1), "lokale" | "kommunens")
            && (2..=7).any(|offset| self.back(index, offset) == "for")
            && self.any(|word| matches!(word, "vilkår" | "rammer"))
    }

    /// "75 pct. af virksomhederne skal være tilfredse"
    fn satisfied(&self, index: usize) -> bool {
        (1..=6).any(|offset| self.word(index + offset).starts_with("tilfreds"))
            || self.back(index, 1).starts_with("tilfreds")
            || (1..=3).any(|offset| self.back(index, offset).starts_with("tilfredshed"))
    }
}

fn is_serving(word: &str) -> bool {
    matches!(
        word,
        "hjælpe"
            | "hjælper"
            | "understøtte"
            | "understøtter"
            | "servicere"
            | "servicerer"
            | "betjene"
            | "betjener"
            | "sikre"
            | "sikrer"
            | "tilbyde"
            | "tilbyder"
            | "støtte"
            | "støtter"
            | "imødekomme"
            | "svare"
            | "svarer"
            | "give"
            | "giver"
            | "rådgive"
            | "rådgiver"
            | "oplyse"
            | "oplyser"
            | "aflaste"
            | "aflaster"
    )
}

/// What firms have that a goal may look after: "virksomhedernes behov for arbejdskraft".
fn is_need(word: &str) -> bool {
    ["behov", "rekruttering", "efterspørgsel", "tilfredshed", "vækst", "adgang", "mangel"]
        .iter()
        .any(|need| word.starts_with(need))
}
