//! Whether a goal serves firms.

use crate::extract::Parsed;
use std::ops::Range;

/// Whether firms are whom the goal serves: they receive, or their needs are looked after.
pub fn firms_benefit(parsed: &Parsed<'_>, tokens: Range<usize>) -> bool {
    let word = |index: usize| if tokens.contains(&index) { parsed.lower(index) } else { "" };
    tokens.clone().any(|index| match word(index) {
        "virksomhederne" | "virksomheder" | "arbejdsgiverne" | "arbejdspladsen" | "arbejdspladserne"
        | "arbejdsgivere" => {
            let served_before = (1..=4).any(|offset| {
                index >= tokens.start + offset
                    && matches!(
                        word(index - offset),
                        "hjælpe"
                            | "understøtte"
                            | "servicere"
                            | "sikre"
                            | "tilbyde"
                            | "tilbyder"
                            | "støtte"
                            | "hjælper"
                            | "understøtter"
                            | "sikrer"
                            | "imødekomme"
                    )
            });
            let receives = (1..=3).any(|offset| {
                matches!(word(index + offset), "skal" | "får" | "oplever" | "tilbydes" | "sikres" | "som")
            }) && !served_by_preposition(word(index.wrapping_sub(1)));
            let first = index <= tokens.start + 1;
            (served_before && !served_by_preposition(word(index.wrapping_sub(1))))
                || (receives && (first || word(index + 1) == "skal" || word(index + 1) == "får"))
                || (matches!(word(index), "virksomheder")
                    && matches!(word(index.wrapping_sub(1)), "lokale" | "kommunens")
                    && (2..=7).any(|offset| index >= tokens.start + offset && matches!(word(index - offset), "for"))
                    && tokens.clone().any(|at| matches!(word(at), "vilkår" | "rammer")))
                || first
                    && matches!(word(index + 1), ",")
                    && tokens.clone().any(|at| at > index && matches!(word(at), "skal" | "får"))
        }
        "virksomhedernes" | "virksomhedens" | "arbejdsgivernes" | "arbejdsgiveres" | "virksomheders" => {
            (1..=3).any(|offset| {
                let next = word(index + offset);
                next.starts_with("behov")
                    || next.starts_with("rekruttering")
                    || next.starts_with("efterspørgsel")
                    || next.starts_with("tilfredshed")
                    || next.starts_with("vækst")
                    || next.starts_with("adgang")
                    || next.starts_with("mangel")
            })
        }
        "erhvervsliv" | "erhvervslivets" | "erhvervslivet" => {
            word(index + 1).starts_with("behov")
                || tokens.clone().any(|at| matches!(word(at), "samarbejdet" | "samarbejde")) && tokens.len() < 16
        }
        "arbejdsmarkeds" | "arbejdsmarkedets" => (1..=3).any(|offset| word(index + offset) == "behov"),
        _ => false,
    })
}

fn served_by_preposition(word: &str) -> bool {
    matches!(word, "med" | "af" | "hos" | "i" | "på" | "fra" | "mellem" | "til")
}
