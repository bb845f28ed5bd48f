//! Sentences that tell what law asks or brings: they bind nobody by the plan's own will.

use super::clause::Event;
use crate::extract::Parsed;
use crate::structure::NodeId;
use std::ops::Range;

/// What a line is about is named in its first words.
const OPENING: usize = 4;

/// The sentence states what law asks: "Ifølge repatrieringsloven skal …", "kommunen skal efter LAB-loven …".
pub(super) fn is_law(parsed: &Parsed<'_>, sentence: Range<usize>) -> bool {
    let by_reform = || begins_with_reform(parsed, sentence.clone()) || ends_with_reform(parsed, sentence.clone());
    // "Før en borger kan få tilkendt førtidspension, skal teamet have behandlet sagen"
    let granted = |index: usize| matches!(parsed.lower(index), "tilkendt" | "tilkendes" | "bevilget" | "visiteret");
    let before_grant = matches!(parsed.lower(sentence.start), "før" | "inden") && {
        let opening = sentence.start..sentence.end.min(sentence.start + 8);
        opening.clone().any(|index| parsed.lower(index) == "kan") && opening.clone().any(granted)
    };
    if before_grant || gives_duties(parsed, sentence.clone()) || noted_as_law(parsed, sentence.clone()) || by_reform() {
        return true;
    }
    // "Ydelsen kan ikke forlænges, medmindre en af lovens regler er opfyldt; i så fald skal …"
    let fulfilled = ["lovens regler er opfyldt", "lovens betingelser er opfyldt"];
    if fulfilled.iter().any(|words| parsed.lower_text(sentence.clone()).contains(words)) {
        return true;
    }
    // "Der skal oprettes et team i alle kommuner": what all must do.
    let lower = parsed.lower_text(sentence.clone());
    if ["i alle kommuner", "alle landets kommuner", "samtlige kommuner"].iter().any(|all| lower.contains(all)) {
        return true;
    }
    // "Personer under 40 år kan som hovedregel ikke længere tilkendes førtidspension, men skal i stedet tilbydes …"
    if ["kan som hovedregel", "kan ikke længere tilkendes", "kan kun tilkendes"].iter().any(|rule| lower.contains(rule))
    {
        return true;
    }
    sentence.clone().any(|index| {
        let opener = matches!(parsed.lower(index), "ifølge" | "jf." | "efter" | "medfør" | "henhold" | "følge");
        opener
            // "senest efter fem uger, hvor lovens frist er seks"
            && (index + 1..(index + 6).min(sentence.end)).take_while(|&at| parsed.lower(at) != "hvor").any(|at| {
                let word = parsed.lower(at);
                word.ends_with("loven")
                    || word.ends_with("lovens")
                    || word.ends_with("reformen")
                    || word == "aftalen" && parsed.lower(index) == "ifølge"
                    || word.ends_with("partsaftalen")
                    || matches!(word, "lov" | "lovgivningen" | "reglerne" | "bekendtgørelse" | "bekendtgørelsen" | "§")
                    || word == "regler" && matches!(parsed.lower(at - 1), "nye" | "gældende" | "særlige")
            })
    }) || sentence.clone().zip(sentence.start + 1..sentence.end).any(|(first, second)| {
        matches!(parsed.lower(first), "forpligtet" | "lovpligtigt") && matches!(parsed.lower(second), "til" | "at")
            || matches!(parsed.lower(first), "reglerne" | "loven" | "lovgivningen")
                // "mere, end loven foreskriver" is the owner's own.
                // "Planen, som loven kræver, …" is what the sentence goes on about.
                && !(first > sentence.start && matches!(parsed.lower(first - 1), "end" | "som"))
                && matches!(
                    parsed.lower(second),
                    "kræver" | "siger" | "foreskriver" | "betyder" | "indebærer" | "fastslår"
                )
                // "Loven siger ikke meget om tempoet, og her har byrådet besluttet, at …"
                && !(second + 1..sentence.end.min(second + 3)).any(|index| parsed.lower(index) == "ikke")
    })
}

/// Whether the sentence before in the paragraph tells what a reform has brought: "Med Aftale om flere unge i uddannelse
/// fik kommunerne stramme frister. Alle unge skal have en samtale …"
pub(super) fn follows_reform(parsed: &Parsed<'_>, sentence: &Range<usize>) -> bool {
    let node = parsed.all_tokens()[sentence.start].node;
    let sentences = parsed.sentences(node);
    let at = sentences.partition_point(|other| other.tokens.start < sentence.start);
    let before = at.checked_sub(1).map(|at| sentences[at].tokens.clone());
    let told = |before: &Range<usize>| {
        before
            .clone()
            .any(|index| matches!(parsed.lower(index), "fik" | "blev" | "får" | "betyder" | "stiller" | "indfører"))
    };
    before.is_some_and(|before| {
        gives_duties(parsed, before.clone()) || begins_with_reform(parsed, before.clone()) && told(&before)
    })
}

/// "Ungepakken har givet jobcentret nye pligter: 18-19-årige skal have et tilbud straks"
fn gives_duties(parsed: &Parsed<'_>, sentence: Range<usize>) -> bool {
    let words = parsed.lower_text(sentence.clone());
    let reform = ["pakken", "reformen", "loven", "aftalen", "reglerne", "ændringen"];
    ["nye pligter", "ny pligt", "nye forpligtelser"].iter().any(|duties| words.contains(duties))
        && sentence.clone().any(|index| reform.iter().any(|end| parsed.lower(index).ends_with(end)))
}

/// "Med aftalen om … blev der indført pligt …, og jobcentret skal nu …": what a reform has brought.
fn begins_with_reform(parsed: &Parsed<'_>, sentence: Range<usize>) -> bool {
    let reform = |index: usize| {
        let word = parsed.lower(index);
        word == "aftale" && parsed.token_text(index).starts_with('A')
            || word.ends_with("aftalen") && !word.starts_with("budget")
            || word.ends_with("reformen")
            || word.ends_with("loven")
            || matches!(word, "lov" | "lovændringen" | "reform")
    };
    let own = |index: usize| matches!(parsed.lower(index), "vi" | "vil" | "ønsker");
    parsed.lower(sentence.start) == "med"
        && (sentence.start + 1..sentence.end.min(sentence.start + 4)).any(reform)
        && !sentence.clone().any(own)
}

/// "Reglerne bortfalder med reformen, og unge skal fremover mødes …": what a reform ends.
fn ends_with_reform(parsed: &Parsed<'_>, sentence: Range<usize>) -> bool {
    let ends = |index: usize| matches!(parsed.lower(index), "bortfalder" | "ophører" | "afskaffes");
    let reform = |index: usize| {
        let word = parsed.lower(index);
        ["reformen", "loven", "aftalen", "lovændringen"].iter().any(|end| word.ends_with(end))
    };
    sentence.clone().any(ends) && sentence.clone().any(reform)
}

/// A note mark that points to a law: "Kommunen skal tilbyde et program,⁴ …".
fn noted_as_law(parsed: &Parsed<'_>, sentence: Range<usize>) -> bool {
    let tokens = parsed.all_tokens();
    sentence.filter(|&index| tokens[index].kind == crate::token::TokenKind::NoteMark).any(|index| {
        let number: String = parsed
            .token_text(index)
            .chars()
            .filter_map(|c| crate::structure::SUPERSCRIPTS.iter().position(|&digit| digit == c))
            .map(|digit| char::from(b'0' + digit as u8))
            .collect();
        parsed.outline.nodes.iter().enumerate().any(|(id, node)| {
            let named = node.label.as_ref().and_then(|label| label.name.as_deref()) == Some(number.as_str());
            let opening = || {
                parsed.node_tokens(id).take(4).any(|index| {
                    matches!(parsed.lower(index), "lov" | "lbk" | "bekendtgørelse" | "§" | "lovbekendtgørelse")
                        || parsed.lower(index).ends_with("loven")
                        || parsed.lower(index).ends_with("lovens")
                })
            };
            node.kind == crate::structure::NodeKind::Footnote && named && opening()
        })
    })
}

pub(super) fn sentence_mentions_law(parsed: &Parsed<'_>, sentence: &Range<usize>) -> bool {
    let words = parsed.lower_text(sentence.clone());
    ["lovændring", "reform", "lovgivning", "aftaler"].iter().any(|law| words.contains(law))
}

pub(super) fn concerns_law(parsed: &Parsed<'_>, sentence: &Range<usize>) -> bool {
    sentence.clone().take(10).any(|index| {
        let word = parsed.lower(index);
        word.starts_with("ministermål")
            || word.ends_with("reformen")
            || word.ends_with("loven")
            || word.ends_with("aftalen")
            || word == "ministerens"
            || word == "nationale"
    })
}

/// What a law brings is no promise: "I 2023 implementeres flere store lovændringer".
pub(super) fn is_change_of_law(parsed: &Parsed<'_>, event: &Event) -> bool {
    event.before.iter().copied().chain(event.after.clone()).any(|index| {
        let word = parsed.lower(index);
        word.contains("lovændring")
            || matches!(word, "statens" | "refusion" | "refusionen" | "bloktilskuddet")
            || word.starts_with("refusionss")
            || word.starts_with("refusionsr")
            || word.ends_with("reform")
            || word.ends_with("reformen")
            || word.ends_with("regler")
            || word.ends_with("lov")
            || word.ends_with("loven")
            || word.ends_with("aftale")
            || word.ends_with("aftalen") && !word.starts_with("budget")
    })
}

/// "Reformen betyder bl.a.:", "Lovforslagene kommer senere, og her gengives kun hovedlinjerne:": a list of what law brings.
pub(super) fn introduces_law(parsed: &Parsed<'_>, intro: NodeId) -> bool {
    let Some(last) = parsed.sentences(intro).last().map(|sentence| sentence.tokens.clone()) else { return false };
    let law = |index: usize| {
        let word = parsed.lower(index);
        [
            "reformen",
            "reformerne",
            "loven",
            "lovforslaget",
            "lovforslagene",
            "lovgivningen",
            "lovændringen",
            "lovændringerne",
        ]
        .iter()
        .any(|end| word.ends_with(end))
            || word == "aftalen"
    };
    let own = |index: usize| matches!(parsed.lower(index), "vi" | "vores" | "kommunen" | "jobcentret" | "byrådet");
    parsed.lower(last.end - 1) == ":" && last.clone().take(OPENING).any(law) && !last.clone().any(own)
}

/// "Seniorpensionen indføres", "Integrationsydelsen afløses": benefits are the law's.
pub(super) fn changes_benefit(parsed: &Parsed<'_>, event: &Event) -> bool {
    let benefit = |&index: &usize| {
        let word = parsed.lower(index);
        ["pensionen", "ydelsen", "hjælpen", "dagpengene", "dagpengeretten", "loftet", "satsen", "satserne"]
            .iter()
            .any(|end| word.ends_with(end))
    };
    matches!(
        parsed.lower(event.verb),
        "indføres" | "afskaffes" | "afløses" | "ophæves" | "forhøjes" | "hæves" | "sænkes" | "nedsættes" | "ændres"
    ) && event.before.iter().any(benefit)
}

/// "Hvad siger loven?", "Lovgrundlag", "Ordliste", "Fakta om fleksjob", "Godt at vide: …"
pub(super) fn explains(heading: &str) -> bool {
    const WORDS: &[&str] = &[
        "loven",
        "lovgivning",
        "lovgivningen",
        "lovgrundlag",
        "lovgrundlaget",
        "lovkrav",
        "regelgrundlag",
        "reglerne",
        "ordliste",
        "ordforklaring",
        "begrebsafklaring",
        "begreber",
        "definitioner",
        "vidste",
        "fakta",
        "faktaboks",
    ];
    // "Kontraktens formål" is that of the paper, not of what is done.
    let paper = |word: &str| {
        ["planens", "strategiens", "politikkens", "kontraktens", "aftalens", "notatets"]
            .iter()
            .any(|end| word.ends_with(end))
    };
    let words = || heading.split(|c: char| !c.is_alphanumeric());
    if words().any(|word| word == "formål") && words().any(paper) {
        return true;
    }
    heading.contains("godt at vide") || heading.split(|c: char| !c.is_alphanumeric()).any(|word| WORDS.contains(&word))
}

/// "I foråret har et flertal i Folketinget besluttet, at …": who decides stands behind the verb.
pub(super) fn decided_nationally(parsed: &Parsed<'_>, event: &Event, sentence: &Range<usize>) -> bool {
    let reach = event.verb..sentence.end.min(event.verb + 10);
    let decided = reach.clone().find(|&index| matches!(parsed.lower(index), "besluttet" | "vedtaget" | "aftalt"));
    let national = |index: usize| {
        matches!(parsed.lower(index), "folketinget" | "regeringen" | "partierne" | "ministeren")
            && !matches!(parsed.lower(index - 1), "med" | "af" | "fra" | "til")
    };
    decided.is_some_and(|decided| (event.verb..decided).any(national))
}
