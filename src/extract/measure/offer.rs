//! Whether "tilbud" is an offer of the employment effort.
//!
//! *Example*: "samtaler og tilbud", "jobcenterets tilbud", "Ingen unge må vente mere end fire uger på et tilbud."
//!
//! *Not this*: "et tilbud om vejledning" (what is offered stands behind it), "deltage i tilbud eller aktiviteter", "tilbud i
//! sundhedsvæsenet".

use super::context::Near;

impl Near<'_, '_> {
    /// "samtaler og tilbud", "jobcenterets tilbud", "venter på et tilbud"; not "deltage i tilbud eller aktiviteter", "tilbud
    /// om vejledning".
    pub(super) fn is_offer(&self) -> bool {
        let next = self.words(self.after(1)).next().unwrap_or("");
        let takes = |word: &str| {
            ["udebliv", "afslå", "rækkefølge"].iter().any(|start| word.starts_with(start))
                || matches!(word, "egentligt" | "relevant" | "andet" | "andre" | "deltage" | "deltager")
        };
        let waits = |word: &str| word.starts_with("vente");
        // "må stå uden tilbud"
        let without = self.words(self.before(1)).any(|word| word == "uden");
        let taken = || self.words(self.before(4)).any(takes) || self.words(self.before(8)).any(waits);
        if !matches!(next, "om" | "eller") && (without || taken()) {
            return true;
        }
        let support = |word: &str| {
            word.starts_with("samtale")
                || word.starts_with("lovpligtig")
                || word.starts_with("rettidig")
                || word.starts_with("igangsæt")
                || word.starts_with("iværksæt")
                || word.starts_with("aktivering")
                || matches!(word, "aktive" | "aktivt" | "pligt" | "kommunens" | "jobcentrets" | "jobcenterets" | "krav")
                || word == "imod"
        };
        self.words(self.before(5)).any(support)
            || self.words(self.after(3)).any(|w| w.starts_with("samtale"))
            || self.words(self.after(3)).any(|w| matches!(w, "senest" | "efter" | "§" | "lab-loven"))
    }
}
