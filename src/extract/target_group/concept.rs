//! Which concept a phrase has: its head decides; a generic head leaves it to what stands around it.

use super::age::Age;
use crate::extract::Qualifier;
use crate::lexicon::Term;

/// A concept and our finer one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sense<'p> {
    pub concept: &'p str,
    pub narrower: Option<&'p str>,
}

impl<'p> Sense<'p> {
    pub fn of(term: &'p Term) -> Self {
        Self { concept: &term.concept, narrower: term.narrower.as_deref() }
    }

    pub fn plain(concept: &'p str) -> Self {
        Self { concept, narrower: None }
    }

    /// Whether the label only makes the phrase longer ("i jobcenteret").
    pub fn is_empty(self) -> bool {
        self.concept.is_empty()
    }

    /// Which sense wins under a generic head; the least does.
    fn rank(self) -> u8 {
        match self.concept {
            "dagpengemodtagere"
            | "foertidspensionister"
            | "integrationsydelsesmodtagere"
            | "jobafklaring"
            | "kontanthjaelpsmodtagere"
            | "ledighedsydelsesmodtagere"
            | "ressourceforloeb"
            | "revalidender"
            | "sygemeldte"
            | "uddannelseshjaelpsmodtagere"
            | "fleksjobvisiterede" => 0,
            "jobparate" | "aktivitetsparate" | "uddannelsesparate" => 1,
            "udsatte" | "langtidsforsoergede" => 3,
            "andet" => 4,
            "" => 9,
            _ => 2,
        }
    }

    fn is_exposed(self) -> bool {
        matches!(self.concept, "udsatte" | "misbrug" | "hjemloese")
    }

    fn is_mental(self) -> bool {
        self.concept == "psykisk_sygdom" || self.narrower == Some("autister")
    }
}

/// What a phrase means.
pub struct Meaning<'p> {
    pub sense: Sense<'p>,
    pub qualifiers: Vec<Qualifier>,
}

/// Decides; None if nothing defines the group. `head` is None for a generic one.
pub fn decide<'p>(
    head: Option<Sense<'p>>,
    around: &[Sense<'p>],
    age: Option<Age>,
    weeks: Option<u32>,
) -> Option<Meaning<'p>> {
    let best = around.iter().copied().min_by_key(|sense| sense.rank()).filter(|sense| !sense.is_empty());
    let mut sense = match head {
        Some(head) if head.concept != "andet" => head,
        Some(head) => best.filter(|best| best.rank() < 4).unwrap_or(head),
        None => match (best, age) {
            (Some(best), Some(age)) if best.rank() > 1 && age.concept() == "unge" => Sense::plain("unge"),
            (Some(best), _) if best.rank() < 4 => best,
            (None, Some(age)) if age.is_everyone() => return None,
            (_, Some(age)) => Sense::plain(age.concept()),
            (Some(best), None) => best,
            (None, None) => return None,
        },
    };
    if weeks.is_some_and(|weeks| weeks >= 52) && sense.narrower == Some("offentligt_forsoergede") {
        sense = Sense::plain("langtidsforsoergede");
    }
    if let Some(&nationality) = around.iter().find(|sense| sense.concept == "ukrainere") {
        sense = nationality;
    }
    if sense.concept == "unge" && around.iter().any(|sense| sense.is_mental()) {
        sense = Sense::plain("unge_med_psykiske_vanskeligheder");
    } else if sense.concept == "unge" && around.iter().any(|sense| sense.is_exposed()) {
        sense = Sense::plain("udsatte_unge");
    } else if sense.concept == "ledige" && weeks.is_some_and(|weeks| weeks >= 52) {
        sense = Sense::plain("langtidsledige");
    }
    let mut qualifiers: Vec<Qualifier> = Vec::new();
    for carried in around.iter().chain(&head) {
        let qualifier = Qualifier::Concept(carried.concept.to_owned());
        // "sygemeldte med stress": that is what they are on sick leave for.
        let reason = sense.concept == "sygemeldte" && carried.narrower == Some("stress");
        if carried.rank() < 4 && !reason && !is_said(sense, carried.concept) && !qualifiers.contains(&qualifier) {
            qualifiers.push(qualifier);
        }
    }
    qualifiers.extend(age.map(Age::qualifier));
    qualifiers.extend(weeks.map(Qualifier::DurationMin));
    Some(Meaning { sense, qualifiers })
}

/// Whether the phrase's concept says already what the qualifier would.
fn is_said(sense: Sense<'_>, concept: &str) -> bool {
    sense.concept == concept
        || match sense.concept {
            "udsatte_unge" => matches!(concept, "unge" | "udsatte"),
            "unge_med_psykiske_vanskeligheder" => matches!(concept, "unge" | "psykisk_sygdom" | "handicap"),
            "ukrainere" => matches!(concept, "flygtninge" | "indvandrere"),
            "flygtninge" | "familiesammenfoerte" | "integrationsydelsesmodtagere" => concept == "indvandrere",
            "langtidsledige" => concept == "ledige",
            "indvandrere" => concept == "flygtninge",
            _ => false,
        }
}
