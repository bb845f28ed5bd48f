//! Whether a word for a measure speaks of papers, cases and questions instead of people.
//!
//! *Example*: "Udkast til behandling i byrådet", "Reformen kræver afklaring", "screening af lovgivningen",
//! "Indsatsplan 2025-2028".

use super::context::Near;

fn starts_with_any(word: &str, stems: &[&str]) -> bool {
    stems.iter().any(|stem| word.starts_with(stem))
}

impl Near<'_, '_> {
    /// "forelægges til behandling", "udkast til politisk behandling", "første behandling af budgettet": a paper's way
    /// through the council, no illness's.
    pub(super) fn is_of_paper(&self) -> bool {
        const PAPERS: &[&str] = &[
            "forelæg",
            "udkast",
            "dagsorden",
            "politisk",
            "byråd",
            "kommunalbestyrelse",
            "udvalg",
            "høring",
            "sagsfremstilling",
        ];
        const TREATED: &[&str] = &[
            "sag",
            "plan",
            "budget",
            "beskæftigelsesplan",
            "byråd",
            "udvalg",
            "kommunalbestyrelse",
            "ansøgning",
            "klage",
            "personoplysning",
            "forslag",
            "oplysning",
            "lbr",
        ];
        const ORDERS: &[&str] = &["ny", "fornyet", "første", "anden", "skriftlig", "politisk", "ensartet", "lige"];
        let before = self.words(self.before(1)).next().unwrap_or("");
        let sent = self.words(self.before(2)).any(|w| w == "til");
        let mut object = self.words(self.after(4));
        let treated = matches!(object.next(), Some("af" | "i")) && object.any(|word| starts_with_any(word, TREATED));
        let case =
            before == "under" && self.any(-6, 0, |w| starts_with_any(w, &["sag", "klage", "regnskab", "forslag"]));
        sent && self.any(-12, 4, |w| starts_with_any(w, PAPERS)) || ORDERS.contains(&before) || treated || case
    }

    /// "Investeringsplan og indsatsplan 2025-2028": the plan of an owner and of years, not of a citizen.
    pub(super) fn is_dated(&self) -> bool {
        let year = |w: &str| {
            w.len() >= 4
                && (w.starts_with("19") || w.starts_with("20"))
                && w.as_bytes()[2..4].iter().all(u8::is_ascii_digit)
        };
        let mut behind = self.words(self.after(2));
        behind.next().is_some_and(|w| year(w) || w == "for" && behind.next().is_some_and(year))
    }

    /// "afklare, om …", "afklaring af, hvordan …", "afklare mulighederne", "reformen kræver afklaring": questions, not
    /// people.
    pub(super) fn asks(&self) -> bool {
        const QUESTIONS: &[&str] = &["mulighed", "spørgsmål", "snitflade", "samarbejd", "økonomi", "ansvar", "rolle"];
        const OPEN: &[&str] = &["reform", "lovgivning", "budget", "finansiering", "økonomi", "ansvar", "rolle"];
        let mut words =
            self.words(self.after(5)).filter(|w| !matches!(*w, "," | "af" | "de" | "den" | "det" | "nærmere"));
        let behind = words.next().is_some_and(|w| {
            matches!(
                w,
                "om" | "hvorvidt" | "hvordan" | "hvad" | "hvor" | "hvem" | "hvorfor" | "hvilke" | "hvilken" | "hvilket"
            ) || starts_with_any(w, QUESTIONS)
                || starts_with_any(w, OPEN)
        });
        let way = self.words(self.before(1)).any(|w| matches!(w, "politisk" | "juridisk" | "nærmere" | "yderligere"));
        let subject = self.before(5);
        let open = !self.people(subject.clone()) && self.words(subject).any(|w| starts_with_any(w, OPEN));
        behind || open && (way || self.words(self.after(1)).all(|w| w == "."))
    }

    /// "screening af lovgivningen", "ekspertudvalgets udredning", "udredning af den aktive indsats"
    pub(super) fn is_of_texts(&self) -> bool {
        const TEXTS: &[&str] =
            &["lov", "regler", "kontrakt", "konsekvens", "miljø", "trafik", "beskæftigelsesindsats", "indsats"];
        let mut object = self.words(self.after(6));
        let of = object.next() == Some("af") && object.any(|word| starts_with_any(word, TEXTS));
        of || self.any(-5, 0, |w| starts_with_any(w, &["ekspert", "kommission"]))
    }

    /// "visiteres til specialtilbud", "brobygning mellem dagtilbud og skole": what other laws give.
    pub(super) fn is_other_law(&self) -> bool {
        const OTHERS: &[&str] = &[
            "plejebolig",
            "hjemmehjælp",
            "hjemmepleje",
            "madservice",
            "specialklasse",
            "specialtilbud",
            "specialskole",
            "dagtilbud",
            "børnehave",
            "vuggestue",
        ];
        self.any(-5, 6, |w| starts_with_any(w, OTHERS))
    }

    /// "Arbejdsmarkedsudvalget (AMU)": a committee's own letters.
    pub(super) fn is_committee(&self) -> bool {
        let mut before = self.words(self.before(2));
        before.next().is_some_and(|w| w.ends_with("udvalg") || w.ends_with("udvalget")) && before.next() == Some("(")
    }
}
