//! The kind of goals that a line announces, by its nouns: "De fem ministermål er:", "Byrådets pejlemærker for 2023-24".

use crate::extract::GoalKind;

/// "beskæftigelsesministeren udmeldte 9. april 2031 fem beskæftigelsespolitiske mål": so many bytes at most between them.
const MOST_BETWEEN: usize = 80;
/// Words between goals and the minister who gave them.
const GIVEN_BY: &[&str] = &["mål, som", "mål som", "målene fra", "mål fra", "udmeldt af", "fastsat af", "meldt ud af"];

/// The kind of goals that a line names; of several nouns the last counts ("ud over ministermål fire fokusområder").
pub(super) fn announced_by(lower: &str) -> Option<GoalKind> {
    // "Udvalget har ud over ministerens mål vedtaget to målsætninger": what is beside the list is not in it.
    if let Some((before, after)) = lower.split_once("ud over ")
        && let Some((beside, rest)) = after.split_once(" mål ")
        && beside.contains("minister")
    {
        return announced_by(&format!("{before}{rest}"));
    }
    let last = |words: &[&str]| words.iter().filter_map(|word| lower.rfind(word)).max();
    let spoken = lower.rfind("minister").and_then(|minister| {
        let named =
            lower[minister..].find("mål").map(|offset| minister + offset).filter(|goal| goal - minister < MOST_BETWEEN);
        // "de mål, som beskæftigelsesministeren har meldt ud"
        let given = |goal: &usize| {
            let between = lower[*goal..minister].trim_end_matches("beskæftigelses").trim_end();
            GIVEN_BY.iter().any(|word| between.ends_with(word)) && !between.contains('.')
        };
        named.or_else(|| lower[..minister].rfind("mål").filter(given).map(|_| minister))
    });
    let minister = last(&["ministermål", "nationale mål", "landspolitiske mål"]).max(spoken);
    let beacon =
        last(&["pejlemærke", "fokusområde", "indsatsområde", "strategiske mål", "lokale mål", "strategiske indsatser"])
            .or_else(|| {
                lower.rfind("målsætninger").filter(|_| lower.contains("lokale") || lower.contains("strategiske"))
            });
    match (minister, beacon) {
        (Some(minister), Some(beacon)) if beacon > minister => return Some(GoalKind::Beacon),
        (Some(_), _) => return Some(GoalKind::Minister),
        (None, Some(_)) => return Some(GoalKind::Beacon),
        (None, None) => {}
    }
    let has = |word: &str| lower.contains(word);
    let political = has("politiske") || has("byrådet") || has("kommunalbestyrelsen") || has("udvalget");
    // "Aftalen har tre målsætninger:"
    if has("målsætninger") && (political || lower.ends_with("målsætninger:")) {
        return Some(GoalKind::Objective);
    }
    if has("følgende mål")
        || has("mål er:")
        || has("målene er")
        || has("resultatmål")
        || has("måltal")
        || has("mål for ")
        || has("ambitioner") && lower.trim_end().ends_with(':')
    {
        return Some(GoalKind::Goal);
    }
    if has("følgende")
        && ["gennemføres", "iværksættes", "igangsættes", "gør vi", "vi gøre"].iter().any(|verb| has(verb))
    {
        return Some(GoalKind::Activity);
    }
    let begun = has("iværksættes") || has("gennemføres") || has("igangsættes") || has("følgende");
    // "Uanset reformen står tre tilsagn ved magt:"
    if lower.trim_end().ends_with(':') && (has("tilsagn") || has(" løfter:") || has("følgende løfter")) {
        return Some(GoalKind::Activity);
    }
    if (has("aktiviteter") || has("initiativer") || has("tiltag")) && begun {
        return Some(GoalKind::Activity);
    }
    None
}
