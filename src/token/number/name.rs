//! Numbers that count nothing: paragraphs, law and phone numbers, list labels, postal codes, names.

use super::Reader;
use super::lexeme::Kind;

impl Reader<'_> {
    /// If what stands at `at` is a number that only names something: where it ends.
    pub(super) fn name(&self, at: usize) -> Option<usize> {
        let after = self.after_label(at);
        if after > at {
            return Some(after);
        }
        if self.kind(at) != Some(Kind::Number) {
            return None;
        }
        self.phone(at).or_else(|| self.list_label(at)).or_else(|| self.part_of_name(at))
    }

    /// Past `§§ 20 og 22, stk. 1`, `nr. 548`, `uge 6`, `match 2`; `at` itself when no label word stands there.
    fn after_label(&self, at: usize) -> usize {
        let word = self.word(at);
        let strong = matches!(
            word,
            "§" | "stk"
                | "nr"
                | "numrene"
                | "nummer"
                | "kl"
                | "tlf"
                | "telefon"
                | "telefonnummer"
                | "cvr"
                | "ean"
                | "kap"
                | "kapitel"
                | "bilag"
                | "side"
                | "siderne"
                | "s"
                | "figur"
                | "tabel"
                | "pkt"
                | "punkt"
                | "lbk"
                | "bek"
                | "bekendtgørelse"
                | "vejledning"
                | "litra"
                | "artikel"
                | "fodnote"
                | "note"
                | "version"
                | "covid"
                | "uge"
                | "ugerne"
                | "dok"
                | "sagsnr"
                | "id"
                | "isbn"
        );
        let weak = matches!(
            word,
            "fase"
                | "trin"
                | "niveau"
                | "spor"
                | "match"
                | "matchgruppe"
                | "matchgrupperne"
                | "matchkategori"
                | "kategori"
                | "gruppe"
                | "mål"
                | "målsætning"
                | "delmål"
                | "ministermål"
                | "pejlemærke"
                | "tema"
                | "indsats"
                | "indsatsområde"
                | "fokusområde"
                | "afsnit"
                | "initiativ"
                | "aktivitet"
                | "klynge"
                | "model"
                | "modul"
                | "ramme"
                | "ord"
        );
        if !(strong || weak) {
            return at;
        }
        let mut next = self.past_stop(at + 1);
        while matches!(self.word(next), "§" | "-" | "–" | "nr" | "stk" | ".") || self.word(next) == ":" && word == "cvr"
        {
            next += 1;
        }
        if self.kind(next) != Some(Kind::Number) || weak && self.measured(next) {
            return at;
        }
        if strong && word == "s" && self.past_stop(at + 1) == at + 1 {
            return at;
        }
        while matches!(word, "tlf" | "telefon" | "telefonnummer") && self.kind(next + 1) == Some(Kind::Number) {
            next += 1;
        }
        loop {
            next += 1;
            // A stop and a letter belong to the label: `§ 20 a`, `2.`.
            let joined = matches!(self.word(next), "," | "-" | "–" | "og" | "eller" | "/" | "til" | "a" | "b" | "c");
            let label = matches!(self.word(next + 1), "stk" | "nr" | "§");
            if joined
                && self.kind(next + 1) == Some(Kind::Number)
                && !self.measured(next + 1)
                && (word == "§" || !self.counts(next + 1))
            {
                next += 1;
            } else if joined && label {
                let number = self.past_stop(next + 2);
                if self.kind(number) != Some(Kind::Number) {
                    return next;
                }
                next = number;
            } else {
                return next;
            }
        }
    }

    /// Whether a unit follows the number: then it is an amount and no label.
    fn measured(&self, at: usize) -> bool {
        self.unit(at + 1).is_some()
    }

    /// Whether a lower-case noun or adjective follows a number of two digits or more: `fase 2 og 40 borgere`.
    fn counts(&self, at: usize) -> bool {
        let noun = self.lexemes.get(at + 1);
        noun.is_some_and(|noun| noun.kind == Kind::Word && !noun.glued && !noun.capital() && noun.text.len() > 4)
            && self.lexemes[at].text.len() > 1
    }

    /// `70 55 12 00`, `7055 1200`, `70551200`, `010203-1234`.
    fn phone(&self, at: usize) -> Option<usize> {
        let mut next = at;
        let size = self.digits(at)?.len();
        while self.digits(next).is_some_and(|digits| digits.len() == size) && (next == at || !self.glued(next)) {
            next += 1;
        }
        let pieces = next - at;
        match size {
            2 if pieces >= 4 => Some(next),
            4 if pieces == 2 && matches!(self.before(at), "tlf" | "telefon" | ":" | ".") => Some(next),
            6 if self.dash(at + 1) && self.digits(at + 2).is_some_and(|digits| digits.len() == 4) => Some(at + 3),
            7.. => Some(at + 1),
            _ => None,
        }
    }

    /// The `1.`, `1a.`, `2.1`, `3)` or `4:` that leads a line.
    fn list_label(&self, at: usize) -> Option<usize> {
        let lexeme = &self.lexemes[at];
        let bracket = self.before(at) == "(" && self.word(at + 1) == ")" && self.lexemes[at - 1].leads;
        if !lexeme.leads && !bracket || lexeme.text.contains(',') {
            return None;
        }
        let mut next = at + 1;
        if self.kind(next) == Some(Kind::Word) && self.glued(next) && self.word(next).len() == 1 {
            next += 1;
        }
        let stop = matches!(self.word(next), "." | ")" | ":") && self.glued(next);
        let sentence = self.lexemes.get(next + usize::from(stop)).is_some_and(|after| after.capital());
        let sections = lexeme.text.contains('.') && lexeme.text.split('.').all(|part| part.len() < 3);
        let last = next + 1 >= self.lexemes.len() && stop;
        let label = stop && lexeme.text.len() <= 2 && (sentence || last || self.word(next) != ".");
        let numbered = sections && (sentence || next == self.lexemes.len());
        (label || numbered).then_some(next + usize::from(stop))
    }

    /// `A4`, `B12`, `2a`, `2600 Glostrup`, `24/7`, `3D`, `Jobcenter 2.0`.
    fn part_of_name(&self, at: usize) -> Option<usize> {
        let lexeme = &self.lexemes[at];
        let after_letters = lexeme.glued && at > 0 && self.kind(at - 1) == Some(Kind::Word);
        if after_letters {
            return Some(at + 1);
        }
        // A number after a hyphen that is glued to a word: `Covid-19`, `match-2`.
        if lexeme.glued
            && self.before(at) == "-"
            && at > 1
            && self.glued(at - 1)
            && self.kind(at - 2) == Some(Kind::Word)
        {
            return Some(at + 1);
        }
        let letters = self.kind(at + 1) == Some(Kind::Word) && self.glued(at + 1);
        if letters && self.unit(at + 1).is_none() && self.word(at + 1).chars().count() < 3 {
            return Some(at + 2);
        }
        let slashed = self.word(at + 1) == "/" && self.kind(at + 2) == Some(Kind::Number);
        if slashed && self.share(at).is_none() && self.glued(at + 2) {
            return Some(at + 3);
        }
        let place = self.lexemes.get(at + 1).is_some_and(|after| after.capital() && after.kind == Kind::Word);
        let postal = self.digits(at).is_some_and(|digits| digits.len() == 4)
            && place
            && (lexeme.leads || matches!(self.before(at), "," | "("));
        if postal {
            return Some(at + 2);
        }
        // A version or section: a dot as decimal point without a unit.
        let loose = super::lexeme::printed(lexeme.text).is_none_or(|read| read.loose);
        let scaled = super::quantity::scale(self.word(at + 1)).is_some();
        (loose && !scaled && self.unit(at + 1).is_none()).then_some(at + 1)
    }
}
