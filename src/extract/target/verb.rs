//! Words that carry a clause or say which way a number is to go.

pub(super) fn modal(word: &str) -> bool {
    matches!(word, "skal" | "vil" | "må" | "bør" | "kan" | "ønsker" | "forventer" | "forventes")
}

/// Verb forms that can carry a clause: modals, the commonest present forms, passives in -es.
pub(super) fn finite(word: &str) -> bool {
    let passive = word.len() > 4
        && word.ends_with("es")
        // "borgernes", "forløbenes", but "åbnes", "uddannes"
        && !(word.ends_with("rnes") || word.ends_with("enes"))
        && !matches!(
            word,
            "deres"
                | "vores"
                | "jeres"
                | "unges"
                | "lediges"
                | "sygemeldtes"
                | "ansattes"
                | "udsattes"
                | "alles"
                | "begges"
                | "succes"
                | "proces"
                | "borgeres"
                | "modtageres"
                | "deltageres"
                | "medarbejderes"
                | "kommunes"
                | "andres"
                | "times"
                | "fælles"
        );
    passive
        || word.ends_with("erer")
        || modal(word)
        || word.ends_with('r') && direction(word).is_some()
        || matches!(
            word,
            "indgås"
                | "opnås"
                | "nås"
                | "gennemgås"
                | "udgøres"
                | "er"
                | "bliver"
                | "har"
                | "får"
                | "kommer"
                | "går"
                | "ligger"
                | "udgør"
                | "overstiger"
                | "modtager"
                | "deltager"
                | "holder"
                | "afholder"
                | "gennemfører"
                | "opretter"
                | "etablerer"
                | "ansætter"
                | "iværksætter"
                | "igangsætter"
                | "indgår"
                | "afsætter"
                | "sætter"
                | "tilbyder"
                | "inviterer"
                | "afslutter"
                | "afbryder"
                | "starter"
                | "fastholder"
                | "sikrer"
                | "opnår"
                | "når"
                | "venter"
                | "søger"
                | "står"
                | "giver"
                | "tager"
                | "bruger"
                | "besøger"
                | "kontakter"
                | "vender"
                | "arbejder"
                | "består"
                | "fortsætter"
                | "bidrager"
                | "forpligter"
                | "bestræber"
                | "tilstræber"
                | "ændrer"
                | "følger"
                | "overgår"
                | "skaber"
                | "lykkes"
                | "mangler"
                | "påbegynder"
                | "fuldfører"
                | "finder"
                | "udarbejder"
                | "indkalder"
                | "svarer"
                | "oplever"
                | "ser"
        )
}

/// Whether a verb says up (true) or down (false): `øges`, `nedbringe`.
pub(super) fn direction(word: &str) -> Option<bool> {
    let ends = |stem: &str| {
        // The first letter tells most stems apart.
        let rest = || word.strip_prefix(stem);
        (word.as_bytes().first() == stem.as_bytes().first()).then(rest).flatten().is_some_and(|end| {
            matches!(end, "" | "e" | "es" | "er" | "r" | "s" | "et" | "te" | "tes" | "ter" | "ende" | "ne" | "nes")
        })
    };
    let up = [
        "øg", "stig", "hæv", "løft", "forøg", "voks", "udvid", "udbyg", "udbygg", "forhøj", "forbedr", "styrk",
        "forlæng", "opjuster", "ophæv", "optrapp",
    ];
    let down = [
        "reducer",
        "nedbring",
        "fald",
        "sænk",
        "mindsk",
        "begræns",
        "nedsæt",
        "forkort",
        "afkort",
        "minimer",
        "formindsk",
        "nedjuster",
        "nedtrapp",
        "nedskær",
        "spar",
        "halver",
    ];
    match () {
        () if matches!(word, "steget" | "øgede" | "fald" | "faldet" | "ophæves" | "stigende" | "faldende") => None,
        () if up.iter().any(|stem| ends(stem)) || word == "fordobles" => Some(true),
        () if down.iter().any(|stem| ends(stem)) => Some(false),
        () => None,
    }
}

/// `stigning` up, `reduktion` down, as the last part of a word.
pub(super) fn change_noun(word: &str) -> Option<bool> {
    let ends = |nouns: &[&str]| nouns.iter().any(|noun| word.ends_with(noun));
    match () {
        () if ends(&[
            "stigning",
            "stigningen",
            "vækst",
            "forøgelse",
            "forøgelsen",
            "fremgang",
            "forbedring",
            "øgning",
            "merforbrug",
            "udvidelse",
            "forhøjelse",
        ]) =>
        {
            Some(true)
        }
        () if ends(&[
            "fald",
            "faldet",
            "reduktion",
            "reduktionen",
            "nedgang",
            "nedbringelse",
            "nedbringelsen",
            "begrænsning",
            "mindskelse",
            "nedsættelse",
            "sænkning",
            "reducering",
            "forkortelse",
        ]) && !word.ends_with("frafald")
            && !word.ends_with("frafaldet")
            && !word.ends_with("tilfald") =>
        {
            Some(false)
        }
        () => None,
    }
}

/// Past tense: what has been is nothing to reach.
pub(super) fn past_verb(word: &str) -> bool {
    matches!(
        word,
        "var"
            | "blev"
            | "faldt"
            | "steg"
            | "lå"
            | "havde"
            | "udgjorde"
            | "fik"
            | "kom"
            | "deltog"
            | "gennemførte"
            | "viste"
            | "oplevede"
            | "nåede"
            | "startede"
            | "afsluttede"
            | "modtog"
            | "afholdt"
            | "oprettede"
            | "voksede"
            | "opnåede"
            | "reducerede"
            | "nedbragte"
            | "øgede"
            | "holdt"
            | "gik"
            | "lykkedes"
            | "nedbragtes"
            | "øgedes"
    )
}

/// Participles that with `er` or `har` tell a result: `er faldet`.
pub(super) fn participle(word: &str) -> bool {
    matches!(
        word,
        "faldet"
            | "steget"
            | "øget"
            | "reduceret"
            | "nedbragt"
            | "fordoblet"
            | "halveret"
            | "været"
            | "haft"
            | "opnået"
            | "gennemført"
            | "oprettet"
            | "afholdt"
            | "vokset"
            | "modtaget"
            | "deltaget"
            | "nået"
            | "ventet"
            | "sænket"
            | "hævet"
    )
}

/// A group of people that is set up: "der nedsættes et råd" lowers nothing.
pub fn is_body(word: &str) -> bool {
    ["udvalg", "panel", "råd", "gruppe", "team", "nævn", "forum", "kommission"].iter().any(|end| word.ends_with(end))
}
