//! Which way a goal points: the first directional verb or quantifier of its span.

use super::words;
use crate::extract::target::is_body;
use crate::extract::{Direction, Parsed};
use crate::lexicon::{Class, Role};
use std::ops::Range;

/// Stems of verbs in the infinitive less its -e, with what they mean.
const VERBS: &[(&str, Direction)] = &[
    ("afkort", Direction::Decrease),
    ("begræns", Direction::Decrease),
    ("bevar", Direction::Maintain),
    ("bibehold", Direction::Maintain),
    ("dæmp", Direction::Decrease),
    ("effektiviser", Direction::Improve),
    ("fald", Direction::Decrease),
    ("fasthold", Direction::Maintain),
    ("fordobl", Direction::Increase),
    ("forbedr", Direction::Improve),
    ("forhøj", Direction::Increase),
    ("forkort", Direction::Decrease),
    ("formindsk", Direction::Decrease),
    ("forny", Direction::Improve),
    ("forstærk", Direction::Improve),
    ("fortsætt", Direction::Maintain),
    ("halver", Direction::Decrease),
    ("hæv", Direction::Increase),
    ("kvalificer", Direction::Improve),
    ("løft", Direction::Increase),
    ("mindsk", Direction::Decrease),
    ("minimer", Direction::Decrease),
    ("nedbring", Direction::Decrease),
    ("nedsætt", Direction::Decrease),
    ("optimer", Direction::Improve),
    ("opprioriter", Direction::Increase),
    ("opretthold", Direction::Maintain),
    ("reducer", Direction::Decrease),
    ("sænk", Direction::Decrease),
    ("stig", Direction::Increase),
    ("styrk", Direction::Improve),
    ("udbyg", Direction::Increase),
    ("udbygg", Direction::Increase),
    ("udvid", Direction::Increase),
    ("udvikl", Direction::Improve),
    ("videreudvikl", Direction::Improve),
    ("videreudbyg", Direction::Increase),
    ("videreudbygg", Direction::Increase),
    ("viderefør", Direction::Maintain),
    ("voks", Direction::Increase),
    ("øg", Direction::Increase),
    ("udbred", Direction::Increase),
];

/// The direction of the goal in `tokens`.
pub fn direction(parsed: &Parsed<'_>, tokens: Range<usize>) -> Option<Direction> {
    // "Stiger ledigheden, skal planen tages op igen": a verb in front is a condition too.
    let mut conditional = words::is_finite(parsed.lower(tokens.start))
        && (tokens.start + 1..tokens.end)
            .any(|index| parsed.lower(index - 1) == "," && words::is_modal(parsed.lower(index)));
    let mut index = tokens.start;
    while index < tokens.end {
        let word = parsed.lower(index);
        match word {
            // A condition or a reason does not decide.
            "hvis" | "såfremt" | "fordi" => conditional = true,
            "da" if index > tokens.start && parsed.lower(index - 1) == "," => conditional = true,
            "," | ";" => conditional = false,
            // "jf. projekt »Flere skal med«"
            "jf." | "jf" => return None,
            _ if conditional => {}
            _ => {
                let fast = |reach: usize| index + reach < tokens.end && parsed.lower(index + reach) == "fast";
                // "Vi holder fast i de tidlige samtaler"
                if matches!(word, "holde" | "holder" | "holdes") && (1..4).any(fast) {
                    return Some(Direction::Maintain);
                }
                if let Some(direction) = quantifier(parsed, index, &tokens).or_else(|| verb(parsed, index, &tokens)) {
                    return Some(direction);
                }
            }
        }
        index += 1;
    }
    None
}

fn quantifier(parsed: &Parsed<'_>, index: usize, tokens: &Range<usize>) -> Option<Direction> {
    let next = |offset: usize| if index + offset < tokens.end { parsed.lower(index + offset) } else { "" };
    let previous = |offset: usize| if index >= tokens.start + offset { parsed.lower(index - offset) } else { "" };
    match parsed.lower(index) {
        "flere" => {
            // "med flere", "et eller flere", "flere års", "på flere områder" count nothing up.
            let plain = matches!(previous(1), "eller" | "på" | "gennem" | "m." | "over" | "i" | "af")
                || matches!(
                    next(1),
                    "års" | "forskellige" | "fagcentre" | "gange" | "steder" | "områder" | "fagområder"
                )
                || (previous(1) == "mere" || previous(2) == "en");
            (!plain).then_some(Direction::Increase)
        }
        // "med færre end ti ansatte" says whom.
        "færre" => (!(next(1) == "end" && previous(1) == "med")).then_some(Direction::Decrease),
        "mere" => {
            // "er klar til mere,": nothing is more.
            // "indtil vi ved mere," neither.
            let bare = matches!(previous(1), "til" | "ved" | "vide") && !next(1).starts_with(char::is_alphabetic);
            // "bruges mere end i dag"
            let than_now =
                next(1) == "end" && (next(2) == "i" && next(3) == "dag" || matches!(next(2), "hidtil" | "nu"));
            if than_now {
                let denied = (1..5).any(|back| matches!(previous(back), "ikke" | "højst" | "aldrig"));
                return (!denied).then_some(Direction::Increase);
            }
            if previous(1) == "eller" || next(1) == "end" || previous(1) == "med" || bare {
                return None;
            }
            if is_adjective(next(1)) { Some(Direction::Improve) } else { Some(Direction::Increase) }
        }
        "bedre" => Some(Direction::Improve),
        "dobbelt" => (next(1) == "så").then_some(Direction::Increase),
        "større" => {
            const AMOUNTS: [&str; 12] = [
                "andel",
                "antal",
                "del",
                "grad",
                "omfang",
                "udbud",
                "tilknytning",
                "deltagelse",
                "erhvervsdeltagelse",
                "beskæftigelse",
                "arbejdsstyrke",
                "gennemstrømning",
            ];
            AMOUNTS.contains(&next(1)).then_some(Direction::Increase)
        }
        "højere" => {
            (previous(1) != "ikke" && !(previous(1) == "i" && next(1) == "grad")).then_some(Direction::Increase)
        }
        "lavere" | "mindre"
            if matches!(next(1), "andel" | "antal" | "ledighed" | "frafald" | "fravær" | "grad")
                || parsed.lower(index) == "lavere" =>
        {
            Some(Direction::Decrease)
        }
        "hurtigere" | "hurtigst" | "kortere" | "tidligere"
            if !(parsed.lower(index) == "tidligere"
                && (matches!(next(1), "år" | "arbejdet")
                    || words::starts_noun_phrase(previous(1))
                    || matches!(previous(1), "har" | "som" | "ikke" | "end" | "de" | "den" | "uden"))) =>
        {
            if parsed.lower(index) == "kortere"
                && matches!(next(1), "kurser" | "forløb" | "perioder" | "uddannelsesforløb")
            {
                return None;
            }
            Some(Direction::Decrease)
        }
        // "skal holdes på niveau med 2030", "holdes uændret"
        "holdes" | "holde" => (next(1) == "på" && (next(2) == "niveau" || next(3) == "niveau")
            || (1..4).any(|offset| next(offset) == "uændret"))
        .then_some(Direction::Maintain),
        // "skal ned fra 7,9 til 6 pct.", "bringes ned", "op på 40 pct."
        "ned" => {
            // "få bragt ventetiden på den første samtale ned"
            let got = (2..10).any(|back| previous(back) == "bragt") && (2..11).any(|back| previous(back) == "få");
            // "inden årets udgang er bragt ned"
            let brought = previous(1) == "bragt" && (2..8).any(|back| matches!(previous(back), "er" | "være"));
            // "at bringe sagsbehandlingstiden ned"
            let bring = (2..7).any(|back| matches!(previous(back), "bringe" | "få"));
            let bring = bring && !matches!(next(1), "til" | "i") && !next(1).starts_with("ad");
            (got || brought
                || bring
                || matches!(
                    previous(1),
                    "skal" | "bringes" | "komme" | "bringe" | "får" | "går" | "gå" | "er" | "presses"
                )
                || matches!(next(1), "fra" | "på" | "med" | "under"))
            .then_some(Direction::Decrease)
        }
        "op" => (matches!(previous(1), "skal" | "komme" | "bringes")
            && matches!(next(1), "på" | "fra" | "med" | "over"))
        .then_some(Direction::Increase),
        _ => None,
    }
}

fn verb(parsed: &Parsed<'_>, index: usize, tokens: &Range<usize>) -> Option<Direction> {
    let word = parsed.lower(index);
    let previous = if index > tokens.start { parsed.lower(index - 1) } else { "" };
    // "er nedbragt", "er andelen steget": participles that change their stem.
    let changed = match word {
        "nedbragt" => Some(Direction::Decrease),
        "steget" => Some(Direction::Increase),
        _ => None,
    };
    if changed.is_some() {
        let first = index.saturating_sub(16).max(tokens.start);
        let reached = |at: usize| matches!(parsed.lower(at), "er" | "være" | "bliver" | "blive" | "blevet" | "have");
        return changed.filter(|_| (first..index).any(reached));
    }
    // The last letters of all forms.
    if !word.ends_with(['e', 'r', 's', 't']) {
        return None;
    }
    // Longest stem first: "videreudvikle" before "udvikle" cannot clash, since stems must start the word.
    let starts = |stem: &str| stem.as_bytes()[0] == word.as_bytes()[0] && word.starts_with(stem);
    let (stem, direction) = VERBS.iter().filter(|(stem, _)| starts(stem)).max_by_key(|(stem, _)| stem.len())?;
    let ending = &word[stem.len()..];
    let form = match ending {
        // "fald" and "løft", "stig" alone are nouns or imperatives.
        "" => return None,
        "e" | "er" | "es" => true,
        "et" | "t" | "ede" | "te" | "ket" => {
            // "skal have kvalificerede ansøgere" has an adjective.
            let has = matches!(previous, "få" | "får" | "have" | "forventes") && !matches!(ending, "ede" | "te");
            let be = |word: &str| matches!(word, "blive" | "bliver" | "er" | "være" | "blevet");
            // "er antallet af langtidsledige reduceret med 20"
            let closes = index + 1 == tokens.end
                || matches!(parsed.lower(index + 1), "." | "," | "med" | "til" | "fra" | "inden" | "senest");
            let first = index.saturating_sub(16).max(tokens.start);
            let inverted = || closes && !ending.ends_with('e') && (first..index).any(|at| be(parsed.lower(at)));
            has || previous == "bør" || be(previous) || inverted()
        }
        _ => return None,
    };
    if !form {
        return None;
    }
    // "fastholde borgere i job" is no level.
    if *stem == "fasthold" && holds_people(parsed, index, tokens) {
        return None;
    }
    // "nedsætte et udvalg" makes nothing lower.
    if *stem == "nedsætt" && (index + 1..tokens.end.min(index + 5)).any(|at| is_body(parsed.lower(at))) {
        return None;
    }
    // "falder fra", "er faldet til i klassen": only "faldet til 5 pct." counts down.
    let next = |offset: usize| if index + offset < tokens.end { parsed.lower(index + offset) } else { "" };
    let numbered = || (2..=4).any(|offset| next(offset).starts_with(|c: char| c.is_ascii_digit()));
    if *stem == "fald"
        && (matches!(next(1), "fra" | "til") && !numbered() || matches!(next(1), "ud" | "bort" | "mellem"))
    {
        return None;
    }
    // "udvikler sig" is no act on something.
    if index + 1 < tokens.end && parsed.lower(index + 1) == "sig" {
        return None;
    }
    Some(*direction)
}

/// Whether what is held is people, or their hold on work.
fn holds_people(parsed: &Parsed<'_>, index: usize, tokens: &Range<usize>) -> bool {
    let node = parsed.all_tokens()[index].node;
    let end = (index + 7).min(tokens.end);
    let work = (index + 1..end.saturating_sub(1)).any(|at| {
        matches!(parsed.lower(at), "i" | "på" | "til")
            && matches!(
                parsed.lower(at + 1),
                "job"
                    | "jobbet"
                    | "arbejde"
                    | "arbejdsmarkedet"
                    | "ordinært"
                    | "beskæftigelse"
                    | "deres"
                    | "uddannelse"
                    | "arbejdspladsen"
                    | "ordinære"
            )
    });
    let object = matches!(
        if index + 1 < tokens.end { parsed.lower(index + 1) } else { "" },
        "job"
            | "et"
            | "beskæftigelse"
            | "ansættelse"
            | "jobbet"
            | "deres"
            | "tilknytning"
            | "tilknytningen"
            | "medarbejdere"
            | "borgeren"
            | "borgere"
    );
    // "fastholde den tidlige indsats over for ledige" holds the effort.
    let over =
        (index + 2..end.saturating_sub(1)).find(|&at| parsed.lower(at) == "over" && parsed.lower(at + 1) == "for");
    let object_end = over.unwrap_or(end);
    let people = parsed.hits(node).iter().any(|hit| {
        let term = parsed.term(hit);
        term.class == Class::TargetGroup
            && matches!(term.role, Some(Role::Group | Role::Generic))
            && hit.tokens.start > index
            && hit.tokens.start < object_end
    });
    // "fastholdes på 14 personer" is a level.
    let level = (index + 1..end.saturating_sub(1))
        .any(|at| parsed.lower(at) == "på" && parsed.all_tokens()[at + 1].kind == crate::token::TokenKind::Number);
    // "fastholde det lave antal ledige" is one too.
    let counted = (index + 1..end.min(index + 5))
        .any(|at| ["antal", "andel", "niveau"].iter().any(|noun| parsed.lower(at).starts_with(noun)));
    if level || counted {
        return false;
    }
    let passive = parsed.lower(index).ends_with('s') || parsed.lower(index).ends_with('t');
    (object || people || work) && !(passive && (index + 1..end).any(|at| parsed.lower(at) == "mindst"))
}

/// Whether a word is an adjective or adverb by its ending.
fn is_adjective(word: &str) -> bool {
    const ENDINGS: &[&str] = &[
        "ig", "igt", "ige", "sk", "sk", "ske", "iv", "ivt", "ive", "al", "alt", "ale", "el", "elt", "elle", "ent",
        "ente", "bar", "bart", "bare", "som", "somt", "somme", "ende", "et", "ede", "rettet", "løs", "løse", "båret",
        "ant", "ante", "ær", "ært", "ære", "te", "ært",
    ];
    const NOUNS: &[&str] = &[
        "indsats",
        "arbejdskraft",
        "viden",
        "tid",
        "uddannelse",
        "samarbejde",
        "støtte",
        "fokus",
        "rekruttering",
        "arbejdet",
        "end",
        "samarbejdet",
    ];
    !NOUNS.contains(&word) && word.chars().count() > 3 && ENDINGS.iter().any(|ending| word.ends_with(ending))
        || matches!(
            word,
            "tæt" | "klar" | "klart" | "præcise" | "præcis" | "trygge" | "tydelig" | "simpel" | "enkel" | "enkelt"
        )
}
