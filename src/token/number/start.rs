//! Words with which a date, a quantity or a number that only names something begins.
//!
//! Most words begin none, and asking each rule in turn costs more than all the rest of reading a sentence. **A rule
//! for a new word needs the word here**, or it never runs; a word too many costs time only.

use rustc_hash::FxHashSet;
use std::sync::LazyLock;

/// Whether a rule may begin with this word, in lower case.
pub(super) fn begins(word: &str) -> bool {
    // "en tredjedel", "femogtyve"
    STARTS.contains(word) || word.contains("del") || word.len() > 2 && word.contains("og")
}

static STARTS: LazyLock<FxHashSet<&str>> = LazyLock::new(|| WORDS.iter().flat_map(|words| words.split(' ')).collect());

const WORDS: &[&str] = &[
    // Edges and parts of a year.
    "primo medio ultimo starten begyndelsen indgangen midten udgangen slutningen afslutningen udløbet enden",
    "årsskiftet nytår foråret forår sommeren sommer efteråret efterår vinteren vinter q kvartal uge ugerne",
    "januar jan februar feb febr marts april apr maj juni juli august aug september sept sep oktober okt november nov",
    "december dec",
    // Years told by the plan's period.
    "året årene årets skoleåret perioden planperioden budgetåret kalenderåret i næste sidste forrige kommende følgende",
    "førstkommende næstkommende seneste forgangne",
    // Ranks and number words.
    "første anden andet tredje tredie fjerde femte sjette syvende ottende niende tiende ellevte tolvte tyvende",
    "en et én ét een to tre fire fem seks syv otte ni nul ti elleve tolv tretten fjorten femten seksten sytten atten",
    "nitten tyve tredive tredve fyrre halvtreds tres halvfjerds firs halvfems halvanden halvandet hundrede hundred tusind",
    "tusinde hver hvert halvdelen kr dkk",
    // What a number only names.
    "stk nr numrene nummer kl tlf telefon telefonnummer cvr ean kap kapitel bilag side siderne s figur tabel pkt punkt lbk",
    "bek bekendtgørelse vejledning litra artikel fodnote note version covid dok sagsnr id isbn fase trin niveau spor",
    "match matchgruppe matchgrupperne matchkategori kategori gruppe mål målsætning delmål ministermål pejlemærke tema",
    "indsats indsatsområde fokusområde afsnit initiativ aktivitet klynge model modul ramme ord",
];
