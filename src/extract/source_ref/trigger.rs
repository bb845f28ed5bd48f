//! Which rules have anything to look for in a line.
//!
//! The rules are regular expressions with Unicode word boundaries, which the regex engine runs slowly, and most lines
//! cite nothing. So one pass finds the words without which a rule cannot match, and only then is it run. A trigger may
//! be too wide, which costs time; it must never be too narrow, which would cost findings. A rule that stays inside a
//! clause, and whose every match holds a word of its trigger, looks only at the clauses with such a word.

use aho_corasick::{AhoCorasick, AhoCorasickKind};
use std::sync::LazyLock;

/// What a rule waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trigger {
    /// Quotation marks; emphasis is not in the text, see [`super::flat::Flat::may_have_title`].
    Quote,
    Year,
    SourceLabel,
    Municipality,
    Firm,
    LawNumber,
    LawTitle,
    LawName,
    AgreementTitle,
    AgreementName,
    Report,
    OwnReport,
    Edition,
    Address,
    Strategy,
    CapitalStrategy,
    WorldGoal,
    Guide,
    Evidence,
    Project,
}

/// The words of each trigger, found whatever the case of their ASCII letters; other letters stand in both cases
/// where a rule ignores case.
const WORDS: &[(Trigger, &[&str])] = &[
    (Trigger::Quote, &["\"", "“", "”", "„", "»", "«", "'", "‘", "’"]),
    (
        Trigger::Year,
        &[
            "190", "191", "192", "193", "194", "195", "196", "197", "198", "199", "200", "201", "202", "203", "204",
            "205", "206", "207", "208", "209",
        ],
    ),
    (Trigger::SourceLabel, &["kilde"]),
    (Trigger::Municipality, &[" kommune"]),
    (
        Trigger::Firm,
        &[
            "firmaet ",
            "konsulenthuset ",
            "konsulentvirksomheden ",
            "analyseinstituttet ",
            "revisionshuset ",
            "nketanken ",
            "forskningscenteret ",
            "forskningscentret ",
            "videnscenteret ",
            "styrelsen ",
            "organisationen ",
        ],
    ),
    (Trigger::LawNumber, &[" nr", " no ", " no."]),
    (Trigger::LawTitle, &["lov om ", "loven om ", "bekendtg"]),
    (Trigger::LawName, &["loven", "bekendtg"]),
    (Trigger::AgreementTitle, &["aftale om ", "aftalen om ", "reform af ", "reformen af "]),
    (Trigger::AgreementName, &["reformen", "pakken", "aftale", "forlig", "udspillet"]),
    (
        Trigger::Report,
        &[
            "unders",
            "analyse",
            "rapport",
            "survey",
            "kortl",
            "evaluering",
            "måling",
            "mÅling",
            "prognose",
            "opgør",
            "opgØr",
            "redeg",
            "udredning",
            "resultatrevision",
            "publikation",
            "gennemgang",
            "notat",
            "sundhedsprofil",
            "benchmark",
            "rundsp",
            "forskning",
            "studie",
            "beregning",
            "fremskrivning",
            "erfaringsopsamling",
            "antologi",
            "barometer",
            "barometret",
            "statistik",
            "status på",
            "status pÅ",
            "vidensoversigt",
            "beretning",
            "skøn fra",
            "stikprøve",
            "balance",
            "opfølgning",
            "opfØlgning",
        ],
    ),
    (
        Trigger::OwnReport,
        &["resultatrevision", "sundhedsprofil", "resultatoversigt", "tilfredshedsunders", "ungeprofil"],
    ),
    (Trigger::Edition, &["udgave af ", "version af "]),
    (Trigger::Address, &["http", "www.", ".dk", ".eu", ".com", ".org", ".net"]),
    (Trigger::Strategy, &["strateg", "politik", "vision", "plan", "charter", "udspil", "koncept", "program"]),
    (Trigger::CapitalStrategy, &["strategi", "politik", "visionen", "pagten", "handleplanen"]),
    (Trigger::WorldGoal, &["verdensmål"]),
    (
        Trigger::Guide,
        &[
            "guide",
            "ndbog",
            "inspirationskatalog",
            "materiale",
            "jskasse",
            "drejebog",
            "retningslinje",
            "anbefaling",
            "vejledning",
            "pjece",
        ],
    ),
    (
        Trigger::Evidence,
        &[
            "erfaring",
            "resultat",
            "evaluering",
            "ved fra",
            "vist",
            "viser",
            "tyder p",
            "evidens",
            "læring",
            "lÆring",
            "effekt",
            "metode",
            "dokumentere",
            "har hjulpet",
            "fik ",
            "kom ",
        ],
    ),
    (
        Trigger::Project,
        &[
            "projekt",
            "forsøg",
            "initiativ",
            "puljen",
            "indsatsen",
            "flere skal med",
            "jobfirst",
            "bip",
            "indikator",
            "bedre ressourcefor",
            "brug for alle",
            "hurtigt i gang",
            "jobbro til",
        ],
    ),
];

/// The triggers of a line.
#[derive(Debug, Default)]
pub struct Triggers {
    /// A bit for each that is there.
    bits: u32,
    /// Where their words end, in order.
    places: Vec<(Trigger, usize)>,
}

impl Triggers {
    pub fn of(text: &str) -> Self {
        let found = AUTOMATON.find_overlapping_iter(text);
        let places: Vec<_> = found.map(|word| (OF_WORD[word.pattern().as_usize()], word.end())).collect();
        Self { bits: places.iter().fold(0, |bits, (trigger, _)| bits | trigger.bit()), places }
    }

    pub fn has(&self, trigger: Trigger) -> bool {
        self.bits & trigger.bit() != 0
    }

    /// Where the trigger's words end, in order.
    pub fn places(&self, trigger: Trigger) -> impl Iterator<Item = usize> {
        self.places.iter().filter(move |(of, _)| *of == trigger).map(|&(_, place)| place)
    }
}

impl Trigger {
    fn bit(self) -> u32 {
        1 << self as u32
    }
}

/// All words, in the order of [`OF_WORD`].
static AUTOMATON: LazyLock<AhoCorasick> = LazyLock::new(|| {
    AhoCorasick::builder()
        .kind(Some(AhoCorasickKind::DFA))
        .ascii_case_insensitive(true)
        .build(WORDS.iter().flat_map(|(_, words)| *words))
        .expect("the words are constants, far below the automaton's limits")
});

/// The trigger of each word.
static OF_WORD: LazyLock<Vec<Trigger>> =
    LazyLock::new(|| WORDS.iter().flat_map(|(trigger, words)| words.iter().map(|_| *trigger)).collect());
