//! What the words around a label say: whether the measure is meant, and sometimes which one.

use super::staff;
use crate::extract::Parsed;
use crate::lexicon::{Class, Role, TermHit};
use crate::token::TokenKind;
use std::ops::Range;

/// What the surroundings make of a hit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    No,
    /// The rule's name.
    Yes(&'static str),
    /// The rule's name, and another concept than the label's.
    As(&'static str, &'static str),
}

/// Heads that a compound with a label may end in without being a form of it: people, money, paper and numbers.
const DEAD_TAILS: &[&str] = &[
    "modtager",
    "visitere",
    "ledig",
    "parat",
    "berettige",
    "ansat",
    "borger",
    "fleksjobber",
    "sag",
    "ydelse",
    "lov",
    "reform",
    "sats",
    "grad",
    "omfang",
    "andel",
    "periode",
    "udfordring",
    "behov",
    "situation",
];

/// The hits that touch `tokens`, in order.
pub fn hits_over<'p>(parsed: &'p Parsed<'_>, tokens: Range<usize>) -> impl Iterator<Item = &'p TermHit> {
    // No label has more words than this.
    let from = parsed.hits.partition_point(|hit| hit.tokens.start + 24 < tokens.start);
    let near = parsed.hits[from..].iter().take_while(move |hit| hit.tokens.start < tokens.end);
    near.filter(move |hit| hit.tokens.end > tokens.start)
}

/// The word that a hanging hyphen waits for: in "dagpenge- og kontanthjælpsmodtagere" the last.
pub fn completion(parsed: &Parsed<'_>, token: usize) -> Option<usize> {
    if !parsed.lower(token).ends_with('-') {
        return None;
    }
    let node = parsed.all_tokens()[token].node;
    let tokens = parsed.all_tokens();
    let joins = |at: usize| {
        let word = parsed.lower(at);
        matches!(word, "," | "og" | "eller" | "samt" | "/" | "øvrige" | "andre") || word.ends_with('-')
    };
    (token + 1..(token + 9).min(tokens.len())).find(|&at| !joins(at)).filter(|&at| tokens[at].node == node)
}

/// Whether the word ends in a dead tail, in any form.
pub fn is_dead(word: &str) -> bool {
    DEAD_TAILS.iter().any(|tail| {
        let at = word.rfind(tail);
        // "indsats" is no rate.
        at.is_some_and(|at| at > 3 && word.len() - at - tail.len() <= 5 && !word[..at].ends_with("ind"))
    })
}

/// Judges a hit of a measure.
pub fn judge(parsed: &Parsed<'_>, hit: &TermHit) -> Verdict {
    let term = parsed.term(hit);
    let near = Near::new(parsed, hit);
    let token = &parsed.all_tokens()[hit.tokens.start];
    if token.kind == TokenKind::Url && (term.label != "jobnet.dk" || hit.norm.start > token.norm.start) {
        return Verdict::No;
    }
    if completion(parsed, hit.tokens.end - 1).is_some_and(|at| is_dead(parsed.lower(at))) {
        return Verdict::No;
    }
    let word = parsed.lower(hit.tokens.start);
    let yes = match term.label.as_str() {
        "tilbud" => near.is_offer(),
        "fastholde" => near.keeps_people(word),
        "aktivere" => near.keeps_people(word) || near.people(near.before(6)),
        "formidle" => near.places_people(),
        "match" | "matche" if word.starts_with("matche") => near.matches_people(word),
        // "lov om kompensation til handicappede i erhverv" is a law.
        "kompensation" if near.words(near.before(2)).any(|w| w == "lov" || w == "loven") => false,
        "kompensation" => near.any(-15, 15, |w| w.contains("handicap") || w.starts_with("funktionsneds")),
        "afdækning" => near.explores_people(),
        "vejlede" => near.is_guidance(),
        "vejledning" if near.is_guidance() => return Verdict::As("measure/guidance", "uddannelsesvejledning"),
        "vejledning" => near.is_offered(),
        "jobnet.dk" => near.any(-3, 0, |w| matches!(w, "på" | "via" | "cv")),
        "visitere" if matches!(word, "visiteret" | "visiterede") && !near.any(-2, 0, |w| w.starts_with("blive")) => {
            false
        }
        "afklare" | "afklaring" => !near.asks(),
        "én kontaktperson" | "fast kontaktperson" => {
            !near.any(-25, 25, |w| w.starts_with("virksomhed") || w.starts_with("arbejdsgiver"))
        }
        "behandling" => !near.is_of_paper(),
        "samlet plan" => near.people(near.before(14)),
        "produktionsskole" => near.is_offered() || near.is_attended(),
        "indsatsplan" => !near.is_dated(),
        label if staff::is_training(label) && !hit.tail => !near.is_for_staff(word),
        label if label.starts_with("rekrutter") => !near.is_own_recruitment(),
        label if label.starts_with("screening") || label.starts_with("udred") => !near.is_of_texts(),
        label if label.starts_with("visit") || label == "brobygning" => !near.is_other_law(),
        "AMU" | "SU" => !near.is_committee(),
        _ if term.weak => false,
        _ => return Verdict::Yes("measure/label"),
    };
    if yes { Verdict::Yes("measure/context") } else { Verdict::No }
}

/// A hit's sentence.
pub(super) struct Near<'p, 'd> {
    pub(super) parsed: &'p Parsed<'d>,
    sentence: Range<usize>,
    pub(super) hit: Range<usize>,
}

impl<'p, 'd> Near<'p, 'd> {
    fn new(parsed: &'p Parsed<'d>, hit: &TermHit) -> Self {
        let sentences = &parsed.tokens.sentences;
        let at = sentences.partition_point(|sentence| sentence.tokens.end <= hit.tokens.start);
        let sentence = sentences.get(at).map_or(hit.tokens.clone(), |sentence| sentence.tokens.clone());
        Self { parsed, sentence, hit: hit.tokens.clone() }
    }

    /// The tokens of the sentence up to `count` before the hit.
    pub(super) fn before(&self, count: usize) -> Range<usize> {
        self.hit.start.saturating_sub(count).max(self.sentence.start)..self.hit.start
    }

    /// The tokens of the sentence up to `count` behind the hit.
    pub(super) fn after(&self, count: usize) -> Range<usize> {
        self.hit.end..(self.hit.end + count).min(self.sentence.end).max(self.hit.end)
    }

    pub(super) fn words(&self, tokens: Range<usize>) -> impl DoubleEndedIterator<Item = &'p str> {
        let parsed = self.parsed;
        tokens.map(move |token| parsed.lower(token))
    }

    /// Whether a word from `back` before (negative) to `ahead` behind the hit passes.
    pub(super) fn any(&self, back: isize, ahead: usize, pass: impl Fn(&str) -> bool) -> bool {
        self.words(self.before(back.unsigned_abs())).any(&pass) || self.words(self.after(ahead)).any(&pass)
    }

    /// Whether a group or general word for people begins among `tokens`.
    pub(super) fn people(&self, tokens: Range<usize>) -> bool {
        hits_over(self.parsed, tokens.clone()).any(|hit| {
            let term = self.parsed.term(hit);
            hit.tokens.start >= tokens.start
                && term.class == Class::TargetGroup
                && matches!(term.role, Some(Role::Group | Role::Generic))
        }) || self.words(tokens).any(is_person)
    }

    /// The tokens behind the hit up to the next preposition or mark that ends its object.
    fn object(&self, count: usize) -> Range<usize> {
        let tokens = self.after(count);
        let end = tokens.clone().find(|&token| {
            let word = self.parsed.lower(token);
            matches!(word, "i" | "på" | "til" | "for" | "om" | "at" | "som" | "der" | "med" | "ved" | "gennem")
                || self.parsed.all_tokens()[token].kind == TokenKind::Punctuation
        });
        tokens.start..end.unwrap_or(tokens.end)
    }

    /// The first word behind the hit's object.
    fn behind_object(&self) -> Option<(usize, &'p str)> {
        let at = self.object(8).end;
        (at < self.sentence.end).then(|| (at, self.parsed.lower(at)))
    }

    /// "fastholde sygemeldte medarbejdere", "fastholdes i ordinært arbejde"; not "fastholde et job", "fastholde fokus".
    fn keeps_people(&self, word: &str) -> bool {
        const LEVELS: &[&str] = &["antal", "andel", "niveau", "fokus", "udvikling", "resultat", "mål", "indsats"];
        let level = |w: &str| LEVELS.iter().any(|level| w.starts_with(level));
        let object = self.object(6);
        // "fastholde det lave antal ledige", "fastholdes på højst 12 pct."
        if self.words(object.clone()).any(level)
            || self.words(self.after(1)).any(|w| w == "på") && !self.reaches_work(self.after(1).start)
        {
            return false;
        }
        if self.people(object.clone()) || (object.is_empty() && self.reaches_work(object.end)) {
            return true;
        }
        let passive = matches!(word, "fastholdes" | "fastholdt");
        let subject = self.before(10);
        let measured = self.words(subject.clone()).any(level);
        passive && !measured && (self.reaches_work(object.end) || self.people(subject))
    }

    /// Whether "i job", "på arbejdsmarkedet" stands at `at`.
    fn reaches_work(&self, at: usize) -> bool {
        let end = (at + 4).min(self.sentence.end);
        at < end
            && matches!(self.parsed.lower(at), "i" | "på")
            && self.words(at + 1..end).any(|w| {
                ["job", "arbejd", "beskæftigelse", "uddannelse", "fleksjob", "ansættelse", "stilling", "virksomhed"]
                    .iter()
                    .any(|s| w.starts_with(s))
            })
    }

    /// "formidle ledige til job", "formidler kandidater".
    fn places_people(&self) -> bool {
        let object = self.object(6);
        self.people(object) || (self.people(self.before(6)) && self.behind_object().is_some_and(|(_, w)| w == "til"))
    }

    /// "matche ledige med virksomheder", "virksomheder og ledige matches"; not "matcher behovet".
    fn matches_people(&self, word: &str) -> bool {
        const NEEDS: &[&str] = &["behov", "efterspørgsel", "udbud", "krav", "kvalifikation", "kompetence", "ønske"];
        let is_need = |w: &str| NEEDS.iter().any(|need| w.contains(need));
        let whom = |tokens: Range<usize>| {
            self.people(tokens.clone()) || self.words(tokens).any(|w| w.starts_with("jobordre") || w == "stillinger")
        };
        if word == "matches" || word == "matchet" {
            let around = self.before(8);
            return !self.words(around.clone()).any(is_need) && (whom(around) || whom(self.after(6)));
        }
        let object = self.object(6);
        !self.words(object.clone()).any(is_need) && whom(object)
    }

    /// "afdækning af de flygtninge", "afdækning af kompetencer og barrierer".
    fn explores_people(&self) -> bool {
        let behind = self.after(5);
        if self.words(behind.clone()).next() != Some("af") {
            return false;
        }
        let object = behind.start + 1..behind.end;
        self.people(object.clone())
            || self.words(object).any(|w| {
                ["kompetence", "barriere", "ressource", "arbejdsevne", "realkompetence"].iter().any(|s| w.contains(s))
            })
    }

    /// Guidance of the young towards education.
    fn is_guidance(&self) -> bool {
        let topic = |w: &str| {
            matches!(w, "unge" | "ung" | "unges" | "uu")
                || w.starts_with("elev")
                || w.starts_with("uddannelse")
                || w.starts_with("erhvervsuddannelse")
                || w.starts_with("ungdomsuddannelse")
        };
        self.any(-9, 9, topic) && !self.any(-9, 9, |w| w.starts_with("repatriering"))
    }

    /// "tilbud om vejledning", "vejledning og mentor".
    fn is_offered(&self) -> bool {
        let offered = |w: &str| {
            matches!(w, "individuel" | "intensiv" | "personlig" | "modtage" | "modtager" | "målrettet")
                || w.starts_with("tilbud")
                || w.starts_with("tilbyd")
        };
        let joint = |w: &str| matches!(w, "og" | "," | "eller" | "samt");
        let joined = |tokens: Range<usize>| {
            self.words(tokens.clone()).any(joint)
                && hits_over(self.parsed, tokens).any(|hit| {
                    let term = self.parsed.term(hit);
                    term.class == Class::Measure && !term.weak
                })
        };
        // "vejledning til fleksjobvisiterede"
        let for_group = || {
            self.words(self.after(1)).any(|w| matches!(w, "til" | "af"))
                && hits_over(self.parsed, self.after(3)).any(|hit| self.parsed.term(hit).class == Class::TargetGroup)
        };
        // "vejledning og hjælp til opkvalificering"
        let helped = || {
            let words: Vec<&str> = self.words(self.after(3)).collect();
            matches!(words.as_slice(), [first, "hjælp" | "støtte", "til"] if joint(first)) && joined(self.after(4))
        };
        self.words(self.before(3)).any(offered)
            || joined(self.before(2))
            || joined(self.after(2))
            || helped()
            || for_group()
    }

    /// "forløb på produktionsskole", "plads på en produktionsskole".
    fn is_attended(&self) -> bool {
        let stay = |w: &str| {
            ["forløb", "ophold", "plads", "elev", "optag", "begynd", "indskriv"].iter().any(|stem| w.starts_with(stem))
        };
        self.words(self.before(2)).any(|w| w == "på") && self.words(self.before(5)).any(stay)
    }
}

fn is_person(word: &str) -> bool {
    matches!(word, "dem" | "ham" | "hende" | "den enkelte" | "flest" | "arbejdskraft" | "kolleger")
        || word.starts_with("medarbejder")
        || word.starts_with("arbejdstager")
}
