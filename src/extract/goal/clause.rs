//! Cuts a sentence into clauses far enough to tell who does what: for each finite verb of a main clause, the words
//! that may name its subject.
//!
//! Danish puts the finite verb second in a main clause, whatever comes first, and behind the subject in a
//! subordinate one. A clause is subordinate from its subordinator ("som", "at", "hvis" …) to the comma before a
//! finite verb, or to a new main clause behind "og" or "men".

use super::words;
use crate::extract::Parsed;
use crate::token::verb::is_present;
use std::ops::Range;

/// A finite verb that stands in a main clause, or in an at-clause that a verb of deciding governs.
#[derive(Debug, Clone)]
pub struct Event {
    /// The verb's token.
    pub verb: usize,
    /// Tokens of the clause before the verb, without embedded clauses.
    pub before: Vec<usize>,
    /// Tokens after the verb up to the next clause.
    pub after: Range<usize>,
    /// Whether the clause is the content of "slår fast, at …", "har besluttet, at …".
    pub reported: bool,
    /// Whether the subject is that of the event before ("…, og vil også …").
    pub elided: bool,
}

/// The events of a sentence, in order.
pub fn events(parsed: &Parsed<'_>, sentence: Range<usize>) -> Vec<Event> {
    let mut scan = Scan {
        parsed,
        end: sentence.end,
        events: Vec::new(),
        before: Vec::new(),
        main: true,
        reported: false,
        verb_seen: false,
        elided: false,
    };
    let mut index = sentence.start;
    let mut comma = true;
    let mut conjunction = false;
    let mut first = true;
    // "Viser den, at …, skal jobcentret …": a verb in front is a condition.
    let opener = parsed.lower(index);
    // "Afviger udviklingen mere end 5 pct., skal jobcentret …"
    let turned = |at: usize| at + 1 < sentence.end && parsed.lower(at) == "," && words::is_modal(parsed.lower(at + 1));
    let condition = || opener.ends_with('r') && is_present(opener) && sentence.clone().any(turned);
    if words::is_finite(opener) && sentence.clone().any(|at| parsed.lower(at) == ",") || condition() {
        scan.main = false;
        first = false;
        comma = false;
    }
    while index < sentence.end {
        let word = parsed.lower(index);
        match word {
            "og" | "men" | "eller" if first => {
                index += 1;
                continue;
            }
            ";" => {
                scan.main = true;
                scan.begin(false, false);
                comma = true;
                conjunction = false;
                index += 1;
                continue;
            }
            "," | ":" | "–" | "—" => {
                comma = true;
                conjunction = false;
                index += 1;
                continue;
            }
            "(" => {
                index = skip_bracket(parsed, index, sentence.end);
                continue;
            }
            "\"" | "»" | "”" | "“" | "„" | "'" | "‘" | "’" => {
                index = skip_title(parsed, index, sentence.end);
                continue;
            }
            "og" | "men" | "eller" | "samt" | "så" if !first => {
                conjunction = true;
                if scan.main && !scan.verb_seen {
                    scan.before.push(index);
                }
                index += 1;
                continue;
            }
            _ => {}
        }
        scan.word(index, word, comma, conjunction, first);
        comma = false;
        conjunction = false;
        first = false;
        index += 1;
    }
    scan.events
}

struct Scan<'p, 'd> {
    parsed: &'p Parsed<'d>,
    end: usize,
    events: Vec<Event>,
    before: Vec<usize>,
    main: bool,
    reported: bool,
    verb_seen: bool,
    elided: bool,
}

impl Scan<'_, '_> {
    fn word(&mut self, index: usize, word: &str, comma: bool, conjunction: bool, first: bool) {
        if self.subordinates(index, word, comma, conjunction, first) {
            let content = word == "at" && self.governed(index);
            self.main = content;
            if content {
                self.begin(true, false);
            }
            return;
        }
        // "Mentorordningen for udsatte unge fortsættes": a passive somewhere behind its subject
        let passive = self.main && !self.verb_seen && !self.before.is_empty() && word.ends_with("es");
        let finite = words::is_finite(word)
            || passive && is_present(word)
            || self.follows_pronoun(index, word)
            || self.follows_opening(index, word)
            || self.follows_subject(index, word);
        if !self.main {
            let new_main = if comma && conjunction { self.clause_follows(index) } else { comma && finite };
            if !new_main {
                return;
            }
            self.main = true;
            if conjunction {
                self.begin(false, finite);
            }
        } else if self.verb_seen && (comma || conjunction) {
            if finite && conjunction {
                self.begin(self.reported, true);
            } else if self.clause_follows(index) {
                self.begin(self.reported, false);
            }
        }
        if self.verb_seen {
            if let Some(event) = self.events.last_mut() {
                event.after.end = index + 1;
            }
            return;
        }
        if finite && !self.is_noun_position(index, word) {
            self.events.push(Event {
                verb: index,
                before: std::mem::take(&mut self.before),
                after: index + 1..index + 1,
                reported: self.reported,
                elided: self.elided,
            });
            self.verb_seen = true;
            self.elided = false;
        } else {
            self.before.push(index);
        }
    }

    /// "vi sender", "jobcentret nedsætter": what stands behind a subject that acts and ends in -r is a finite verb.
    fn follows_pronoun(&self, index: usize, word: &str) -> bool {
        let previous =
            self.before.last().filter(|&&before| before + 1 == index).map(|&before| self.parsed.lower(before));
        if previous.is_some_and(|previous| previous != "vi" && words::is_owner_word(previous)) {
            return is_present(word);
        }
        previous == Some("vi")
            && word.len() > 3
            && word.ends_with('r')
            && !matches!(word, "under" | "over" | "efter" | "eller")
    }

    /// "Undervisningen flyttes", "De flytter": the present right behind a definite noun or a pronoun in front.
    fn follows_subject(&self, index: usize, word: &str) -> bool {
        const MOST: usize = 8;
        let [.., last] = self.before.as_slice() else { return false };
        let subject = self.parsed.lower(*last);
        let names = ["en", "et", "ne", "team", "enhed"].iter().any(|end| subject.ends_with(end)) && subject.len() > 4;
        let staff = || words::is_staff_plural(subject);
        let pronoun = || self.before.len() == 1 && matches!(subject, "den" | "det" | "de" | "dette" | "disse");
        last + 1 == index
            && self.main
            && self.before.len() <= MOST
            && (names || staff() || pronoun())
            && is_present(word)
    }

    /// Behind what stands in front the verb comes at once: "Fra august 2030 flyttes undervisningen", and before its
    /// owner: "derfor gennemgår jobcentret", "Sammen med foreningerne uddanner vi".
    fn follows_opening(&self, index: usize, word: &str) -> bool {
        let owner_next = || index + 1 < self.end && words::is_owner_word(self.parsed.lower(index + 1));
        let adverbial = |&first: &usize| words::starts_adverbial(self.parsed.lower(first));
        if self.main
            && !self.verb_seen
            && self.before.first().is_some_and(adverbial)
            && word.ends_with('r')
            && is_present(word)
            && owner_next()
        {
            return true;
        }
        const MOST: usize = 5;
        let opener = self.before.first().map(|&index| self.parsed.lower(index));
        let time = matches!(opener, Some("fra" | "i" | "fremover" | "fremadrettet" | "primo" | "medio" | "ultimo"));
        let dated = |&index: &usize| {
            let word = self.parsed.lower(index);
            word.starts_with(|c: char| c.is_ascii_digit())
                || crate::token::number::is_month(word)
                || matches!(word, "fremover" | "fremadrettet" | "foråret" | "efteråret" | "sommeren" | "planperioden")
        };
        // "Fra 2030 hjemtager jobcentret opgaven"
        let acts = || word.ends_with('r') && index + 1 < self.end && words::is_owner_word(self.parsed.lower(index + 1));
        self.main
            && !self.verb_seen
            && time
            && self.before.len() <= MOST
            && self.before.last().is_some_and(dated)
            && (word.ends_with("es") || acts())
            && is_present(word)
    }

    fn begin(&mut self, reported: bool, elided: bool) {
        self.before.clear();
        self.verb_seen = false;
        self.reported = reported;
        self.elided = elided;
    }

    /// Whether the word opens a subordinate clause.
    fn subordinates(&self, index: usize, word: &str, comma: bool, conjunction: bool, first: bool) -> bool {
        let next = |offset: usize| (index + offset < self.end).then(|| self.parsed.lower(index + offset));
        match word {
            "som" => {
                // "som led i", "som borger skal man" are phrases, and so is every "som" at the start.
                !first
                    && !matches!(
                        next(1),
                        Some("led" | "minimum" | "udgangspunkt" | "hovedregel" | "udgangspunktet" | "fx" | "f.eks.")
                    )
            }
            // "når ud til 150 borgere", "når målet"
            "når" if !comma && !first && matches!(next(1), Some("ud" | "op" | "frem" | "ned" | "målet" | "målene")) => {
                false
            }
            "hvis" | "når" | "fordi" | "idet" | "selvom" | "såfremt" | "medmindre" | "hvorvidt" | "hvorfor"
            | "hvordan" | "hvilket" | "hvilke" | "hvem" | "hvad" | "hvor" | "hvorved" | "hvorefter" | "hvormed"
            | "mens" | "imens" | "eftersom" => true,
            "ligesom" => next(1) != Some("der"), // "…, ligesom der etableres en jobklub" goes on.
            // ", om ordningen skal fortsætte" asks.
            "om" if first => matches!(next(1), Some("de" | "det" | "vi" | "man" | "der" | "den")),
            "om" => comma,
            "da" | "inden" | "før" | "indtil" | "siden" | "så" => {
                // "inden udgangen af", "før sommerferien" are prepositions.
                (comma || word == "da") && next(1).is_some_and(words::starts_noun_phrase)
            }
            "at" => {
                // "at frivillige ikke må …" has a subject, whatever it looks like.
                let adverb = matches!(next(2), Some("ikke" | "også" | "altid" | "aldrig" | "fortsat"));
                let modal_follows = next(if adverb { 3 } else { 2 }).is_some_and(words::is_modal);
                let subject =
                    |next: &str| !words::is_infinitive(next) || words::starts_noun_phrase(next) || modal_follows;
                next(1).is_some_and(subject) && !matches!(next(1), Some("," | "."))
            }
            "der" => {
                // Relative behind a noun, expletive at a clause's start or behind its verb.
                let verb_next = next(1).is_some_and(|next| words::is_finite(next) || is_present(next));
                let adverb_verb =
                    matches!(next(1), Some("ikke" | "også" | "i" | "har" | "endnu" | "derfor" | "allerede"));
                // "…, at der i 2019 skal etableres …"
                let expletive = index > 0 && matches!(self.parsed.lower(index - 1), "at" | "ligesom");
                !first && !conjunction && !expletive && (verb_next || adverb_verb)
            }
            // "det, vi vil nå": a relative clause without its word.
            "vi" => {
                let before = |offset: usize| index.checked_sub(offset).map_or("", |index| self.parsed.lower(index));
                let closed = (2..5).any(|offset| next(offset) == Some(","));
                comma && closed && before(2) == "det" && matches!(before(3), ":" | "," | "og")
            }
            _ => false,
        }
    }

    /// Whether an at-clause is what the plan's owner decides, wishes or states as a rule.
    fn governed(&self, at: usize) -> bool {
        let from = at.saturating_sub(9);
        let before: Vec<&str> = (from..at).map(|index| self.parsed.lower(index)).filter(|word| *word != ",").collect();
        let has = |word: &str| before.contains(&word);
        // "kravet om, at en kommune skal have et jobcenter, ophører"
        if ["ophører", "bortfalder", "afskaffes", "fjernes"].iter().any(|ended| has(ended)) {
            return false;
        }
        let tail = before.last().copied().unwrap_or("");
        let conjunct = matches!(tail, "og" | "samt" | "eller");
        // "har lagt vægt på, at niveauerne skal kunne nås" tells what was weighed.
        if tail == "på"
            && before.iter().rev().skip(1).take(1).any(|word| matches!(*word, "vægt" | "opmærksom" | "fokus"))
        {
            return false;
        }
        // "Det betyder også, at", "Det betyder blandt andet, at"
        let adverb =
            matches!(tail, "også" | "bl.a." | "andet" | "derfor" | "samtidig" | "dermed" | "desuden" | "konkret");
        // "Konkret betyder det, at"
        let inverted = tail == "det" && before.iter().rev().nth(1) == Some(&"betyder");
        let means = tail == "betyder"
            || inverted
            || adverb && before.iter().rev().skip(1).take(2).any(|word| *word == "betyder");
        ((has("slår") || has("slået") || has("står")) && has("fast"))
            || has("fastslår")
            || has("besluttet")
            || has("besluttede")
            || has("beslutter")
            || has("vedtaget")
            || has("fastsat")
            || has("aftalt")
            || (means && has("det"))
            || (tail == "sige" && has("vil"))
            || tail == "udgangspunkt"
            || has("nyt") && has("er")
            || tail == "sikre"
            || has("ønsker")
            || words::AIM_NOUNS.iter().any(|noun| has(noun))
            || (conjunct && self.events.last().is_some_and(|event| event.reported))
    }

    /// Whether a clause with a subject and a finite verb begins here.
    fn clause_follows(&self, index: usize) -> bool {
        let word = self.parsed.lower(index);
        let starts = words::starts_noun_phrase(word)
            || words::starts_adverbial(word)
            || words::is_owner_word(word)
            || self.parsed.token_text(index).chars().next().is_some_and(char::is_uppercase)
            || ["en", "et", "ne"].iter().any(|end| word.ends_with(end));
        if words::is_finite(word) {
            return true;
        }
        let mut at = index;
        let limit = (index + 9).min(self.end);
        while at < limit {
            let word = self.parsed.lower(at);
            if matches!(word, "," | ";" | ":" | "som" | "at" | "og" | "eller") {
                return false;
            }
            // "…, og ordningen videreføres"
            let passive = at == index + 1 && starts && word.ends_with("es") && is_present(word);
            if words::is_finite(word) || passive {
                return starts || at - index <= 3;
            }
            at += 1;
        }
        false
    }

    /// Whether a word that looks finite is a noun or adjective here: "et skal", "de kommende kan".
    fn is_noun_position(&self, index: usize, word: &str) -> bool {
        // "erfaringerne fra Flere skal med": a capital within the clause begins a title.
        let title = index > 1
            && self.before.ends_with(&[index - 2, index - 1])
            && matches!(self.parsed.token_text(index - 1), "Flere" | "Alle")
            && self.parsed.lower(index - 2).chars().all(char::is_alphabetic);
        // "netværket Lilleby Hjælper": so does any capital behind a word.
        let name = index > 0
            && self.before.last() == Some(&(index - 1))
            && self.parsed.token_text(index).chars().next().is_some_and(char::is_uppercase)
            && self.parsed.token_text(index).chars().nth(1).is_some_and(char::is_lowercase)
            && self.parsed.lower(index - 1).chars().all(char::is_alphabetic);
        if name || word == "skal" && title {
            return true;
        }
        let previous =
            self.before.last().filter(|&&before| before + 1 == index).map(|&before| self.parsed.lower(before));
        // "Disse aftaler skal …", but "Disse sikrer …"
        let noun =
            matches!(word, "aftaler" | "planer" | "forsøger" | "tanker" | "rammer" | "opgaver" | "samtaler" | "svar");
        if noun && matches!(previous, Some("disse" | "de" | "vores" | "gode" | "konkrete" | "faste" | "fælles")) {
            return true;
        }
        matches!(previous, Some("en" | "et" | "den" | "det" | "de" | "flere" | "nye" | "at"))
            && !words::is_modal(word)
            && !matches!(word, "er" | "har" | "bliver" | "var")
            && !matches!(previous, Some("det" | "den" | "de"))
    }
}

/// A short quotation is a title: »Flere skal med« commits nobody.
fn skip_title(parsed: &Parsed<'_>, open: usize, end: usize) -> usize {
    let closes = |index: usize| matches!(parsed.lower(index), "\"" | "«" | "”" | "“" | "'" | "’");
    (open + 1..end.min(open + 8)).find(|&index| closes(index)).map_or(open + 1, |close| close + 1)
}

fn skip_bracket(parsed: &Parsed<'_>, open: usize, end: usize) -> usize {
    (open..end).find(|&index| parsed.lower(index) == ")").map_or(open + 1, |close| close + 1)
}
