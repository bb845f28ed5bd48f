//! The noun that a count counts, and its unit.

use super::verb::{direction, finite};
use super::{Goal, Unit};
use crate::token::number::lexeme::Kind;

/// Days that pass; "branchedage" and "temadage" are held.
const DAYS: &[&str] = &[
    "dage",
    "arbejdsdage",
    "hverdage",
    "kalenderdage",
    "ugedage",
    "bankdage",
    "sygedage",
    "fraværsdage",
    "ledighedsdage",
    "åbningsdage",
];

impl Goal<'_> {
    /// The unit of a plain count: from the noun behind it, or from what the sentence counts.
    pub(super) fn counted_unit(&self, at: usize, next: usize) -> Unit {
        if let Some(unit) = self.phrase(next) {
            return unit;
        }
        if self.people_in_work(next) {
            return Unit::Persons;
        }
        // `mindst 60 af de 245 borgere`
        if self.word(next) == "af" {
            let all = next + 1 + usize::from(matches!(self.word(next + 1), "de" | "vores" | "alle"));
            let counted = self.scan.lexemes.get(all).is_some_and(|lexeme| lexeme.kind == Kind::Number);
            if let Some(unit) = self.phrase(all + 1).filter(|_| counted) {
                return unit;
            }
        }
        let first = self.clauses.sentence(at);
        // The other end of `fra 540 til 500 fuldtidspersoner` may name it.
        let named = (first..at).rev().find_map(|at| match self.word(at) {
            "sagstallet" | "sagstal" => Some(Unit::Cases),
            "antallet" | "antal" | "gruppen" | "tilgang" | "tilgangen" | "mange" | "flere" | "færre" => {
                let noun = match self.word(at + 1) {
                    "af" => at + 2,
                    _ => at + 1,
                };
                let intake = self.word(at).starts_with("tilgang");
                self.phrase(noun).filter(|&unit| !intake || unit != Unit::Count).or(intake.then_some(Unit::Persons))
            }
            _ => None,
        });
        let before = self.places.iter().rev().filter(|place| place.1 <= at && place.0 >= first);
        let baseline = before.clone().find_map(|place| self.phrase(place.1).filter(|_| self.starts_from(place.0)));
        baseline
            .or(named)
            .or_else(|| (first..at).find_map(|at| unit_of(self.word(at)).filter(|&unit| unit != Unit::Count)))
            .unwrap_or(match self.word(next) {
                // `200 flere i arbejde`
                "flere" | "færre" => Unit::Persons,
                _ => Unit::Count,
            })
    }

    /// `ansætte 20 i fleksjob`, `få 50 i praktik`: a number of people without a noun.
    pub(super) fn people_in_work(&self, next: usize) -> bool {
        const WORK: [&str; 11] = [
            "fleksjob",
            "job",
            "praktik",
            "virksomhedspraktik",
            "løntilskud",
            "nyttejob",
            "småjob",
            "uddannelse",
            "beskæftigelse",
            "arbejde",
            "voksenlære",
        ];
        let noun =
            if matches!(self.word(next + 1), "ordinært" | "ordinær" | "et" | "en") { next + 2 } else { next + 1 };
        self.word(next) == "i" && WORK.contains(&self.word(noun))
    }

    /// The unit of the noun phrase that starts at `at`: its last known noun; none where there is no noun.
    fn phrase(&self, at: usize) -> Option<Unit> {
        let at = if matches!(self.word(at), "flere" | "færre" | "mere") { at + 1 } else { at };
        let mut end = at;
        while let Some(lexeme) = self.scan.lexemes.get(end) {
            let hyphen = lexeme.glued && matches!(&*lexeme.lower, "-" | "–");
            let hanging = matches!(&*lexeme.lower, "og" | "eller") && end > at && self.word(end - 1) == "-";
            // "310 ikke-vestlige indvandrere"
            let prefix = self.word(end + 1) == "-" && self.scan.lexemes[end + 1].glued;
            let word = lexeme.kind == Kind::Word
                && (prefix || !stops(&lexeme.lower))
                && !finite(&lexeme.lower)
                && direction(&lexeme.lower).is_none();
            if !(word || hyphen && end > at || hanging) {
                break;
            }
            end += 1;
        }
        if end == at {
            return None;
        }
        let known = (at..end).rev().find_map(|at| unit_of(self.word(at)));
        Some(known.unwrap_or(Unit::Count))
    }
}

/// Whether the phrase that a text begins with counts people: "ledige, der begynder på et kursus".
pub fn counts_people(text: &str) -> bool {
    let phrase = text.split([',', '(', ':']).next().unwrap_or("").split_whitespace();
    let words: Vec<&str> = phrase.take_while(|word| !stops(word)).collect();
    words.into_iter().rev().find_map(unit_of) == Some(Unit::Persons)
}

/// Words that end a noun phrase.
pub(super) fn stops(word: &str) -> bool {
    matches!(
        word,
        "af" | "i"
            | "på"
            | "til"
            | "for"
            | "med"
            | "om"
            | "fra"
            | "ved"
            | "hos"
            | "under"
            | "over"
            | "efter"
            | "inden"
            | "senest"
            | "pr"
            | "per"
            | "ud"
            | "og"
            | "eller"
            | "samt"
            | "men"
            | "der"
            | "som"
            | "hvor"
            | "at"
            | "så"
            | "end"
            | "er"
            | "skal"
            | "vil"
            | "kan"
            | "må"
            | "bør"
            | "har"
            | "flere"
            | "færre"
            | "mere"
            | "mindre"
            | "ultimo"
            | "primo"
            | "medio"
            | "hver"
            | "hvert"
            | "svarende"
            | "blandt"
            | "mellem"
            | "gennem"
            | "via"
            | "uden"
            | "inkl"
            | "heraf"
            | "ikke"
            | "udgangen"
            | "mod"
            | "årligt"
            | "ugentligt"
            | "månedligt"
            | "indenfor"
            | "højere"
            | "lavere"
            | "kortere"
            | "længere"
            | "hurtigere"
            | "tidligere"
            | "senere"
            | "de"
            | "den"
            | "det"
            | "alle"
            | "når"
            | "hvis"
            | "årets"
            | "siden"
            | "omkring"
            | "næste"
            | "have"
            | "være"
            | "få"
            | "blive"
            | "komme"
            | "gå"
            | "en"
            | "et"
    )
}

/// Words that say how a plan is built, not what is to be reached: `tre indsatsområder`.
pub(super) fn structural(word: &str) -> bool {
    const ENDS: [&str; 24] = [
        "mål",
        "målsætninger",
        "pejlemærker",
        "områder",
        "indsatsområder",
        "temaer",
        "spor",
        "punkter",
        "principper",
        "trin",
        "faser",
        "niveauer",
        "måder",
        "grupper",
        "målgrupper",
        "overskrifter",
        "kommuner",
        "jobcentre",
        "parter",
        "dele",
        "kategorier",
        "elementer",
        "prioriteter",
        "delmål",
    ];
    ENDS.iter().any(|end| word.ends_with(end))
}

/// The unit that a noun counts, by its last part; `Count` for the common nouns that have none.
pub(super) fn unit_of(word: &str) -> Option<Unit> {
    let ends = |nouns: &[&str]| nouns.iter().any(|noun| word.ends_with(noun));
    Some(match () {
        () if matches!(
            word,
            "flere"
                | "tidligere"
                | "senere"
                | "bedre"
                | "større"
                | "bredere"
                | "mindre"
                | "yderligere"
                | "kortere"
                | "længere"
                | "hurtigere"
                | "højere"
                | "lavere"
                | "være"
                | "værre"
                | "nærmere"
                | "svære"
                | "særlige"
                | "blandt"
                | "lære"
        ) =>
        {
            return None;
        }
        () if ends(&[
            "fuldtidspersoner",
            "helårspersoner",
            "årsværk",
            "fuldtidsmodtagere",
            "fuldtidsledige",
            "fuldtidsansatte",
            "fuldtidsberørte",
        ]) =>
        {
            Unit::FullTimePersons
        }
        () if ends(&["samtaler", "samtale", "samtalerne"]) => Unit::Interviews,
        () if ends(&["forløb", "forløbene", "forløbet"]) => Unit::Courses,
        () if ends(&["virksomheder", "virksomhed", "virksomhederne", "firmaer", "arbejdsgivere"]) => Unit::Companies,
        () if ends(&["pladser", "plads", "pladserne"]) => Unit::Places,
        () if ends(&["sager", "sagerne", "sag"]) => Unit::Cases,
        () if ends(&["kroner"]) => Unit::Kroner,
        () if DAYS.contains(&word) => Unit::Days,
        () if ends(&[
            "job",
            "jobs",
            "dage",
            "stillinger",
            "møder",
            "besøg",
            "messer",
            "aftaler",
            "kurser",
            "gange",
            "gang",
            "ordrer",
            "rapporter",
            "kampagner",
            "projekter",
            "hold",
            "henvendelser",
            "arrangementer",
            "praktikker",
            "ansættelser",
            "tilbud",
            "planer",
            "konti",
            "artikler",
            "raskmeldinger",
            "opfølgninger",
            "kontakter",
            "events",
            "netværk",
            "workshops",
            "dimissioner",
            "temadage",
            "kursusdage",
            "mødedage",
            "timer",
            "numre",
            "computere",
            "centre",
        ]) =>
        {
            Unit::Count
        }
        () if ends(&[
            "personer",
            "person",
            "borgere",
            "borger",
            "ledige",
            "unge",
            "modtagere",
            "mennesker",
            "flygtninge",
            "sygemeldte",
            "ansatte",
            "indvandrere",
            "arbejdskraftreserve",
            "arbejdskraftreserven",
            "årige",
            "voksne",
            "kvinder",
            "mænd",
            "dimittender",
            "revalidender",
            "elever",
            "kursister",
            "mentorer",
            "familiesammenførte",
            "seniorer",
            "jobparate",
            "aktivitetsparate",
            "uddannelsesparate",
            "lærlinge",
            "forældre",
            "langtidsledige",
            "forsikrede",
            "kandidater",
            "akademikere",
            "ufaglærte",
            "faglærte",
            "visiterede",
            "udlændinge",
            "ukrainere",
            "praktikanter",
            "børn",
            "studerende",
            "kontanthjælpsmodtager",
            "visiteret",
            "frivillige",
            "ældre",
            "konsulent",
            "koordinatorer",
            "vejleder",
            "koordinator",
            "mentor",
            "guider",
            "guide",
            "medlemmer",
            "udsatte",
            "beskæftigede",
            "selvforsørgende",
            "fuldmægtige",
            "enlige",
        ]) =>
        {
            Unit::Persons
        }
        () if ends(&["ere", "erne"]) && word.len() > 6 => Unit::Persons,
        () if ends(&["enter"]) => Unit::Persons,
        () => return None,
    })
}
