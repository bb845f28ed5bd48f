//! Danish abbreviations, and which of them can end a sentence.
//!
//! Ordinary words that are also abbreviations ("da.", "min.", "par.") count as abbreviations only where what stands
//! around them shows it: [`Abbreviation::Ambiguous`].

use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// How an abbreviation stands in a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Abbreviation {
    /// Something always follows: "bl.a.", "nr.", "ca."
    Opens,
    /// Mostly a name follows, "ph.d. Jens Hansen"; ends a sentence only before a word that must begin one.
    Title,
    /// May be the sentence's last word: "mv.", "pct.", "kr."
    MayEnd,
    /// An ordinary word, unless the given neighbor stands next to it.
    Ambiguous(Neighbor),
}

/// What makes an abbreviation of an ordinary word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Neighbor {
    /// A number after it, "art. 3", or before it, "45 min."
    Number,
    /// A number or a lower-case word after it: "da. oversættelse", "kap. 4"
    LowerCase,
}

/// Longest entry in bytes; longer words are not looked up.
const LONGEST: usize = 18;

/// What `word`, with its dot and in any case, is short for a word, if it is.
pub fn lookup(word: &str) -> Option<Abbreviation> {
    let mut buffer = [0; LONGEST];
    let word = lower_case(word, &mut buffer)?;
    KINDS.get(word).copied()
}

static KINDS: LazyLock<FxHashMap<&str, Abbreviation>> = LazyLock::new(|| {
    let lists = [
        (OPENS, Abbreviation::Opens),
        (MAY_END, Abbreviation::MayEnd),
        (TITLES, Abbreviation::Title),
        (NEAR_NUMBER, Abbreviation::Ambiguous(Neighbor::Number)),
        (BEFORE_LOWER_CASE, Abbreviation::Ambiguous(Neighbor::LowerCase)),
    ];
    let words = lists.into_iter().flat_map(|(list, kind)| list.iter().map(move |&word| (word, kind)));
    words.collect()
});

/// Lower case without allocating; None for what is too long to be in a list.
pub fn lower_case<'b>(word: &str, buffer: &'b mut [u8]) -> Option<&'b str> {
    let mut length = 0;
    for c in word.chars().flat_map(char::to_lowercase) {
        let end = length + c.len_utf8();
        c.encode_utf8(buffer.get_mut(length..end)?);
        length = end;
    }
    std::str::from_utf8(&buffer[..length]).ok()
}

/// Something always follows.
#[rustfmt::skip]
const OPENS: &[&str] = &[
    "a.a.", "a.k.a.", "a.st.", "abs.", "adm.", "adr.", "afd.", "afg.", "afs.", "aft.", "alm.", "anb.", "ang.", "ank.",
    "anl.", "anm.", "ansv.", "apr.", "arb.", "arr.", "ass.", "att.", "aud.", "aug.", "aut.", "b.nr.", "bd.", "bek.",
    "bekg.", "bem.", "besk.", "best.", "bestm.", "betj.", "bev.", "bev.nr.", "bibl.", "bkg.", "bl.", "bl.a.", "bm.",
    "bygn.", "c.", "ca.", "cand.", "cf.", "chr.", "cirk.", "cpr.nr.", "cvr.nr.", "cyl.", "d.", "d.d.", "d.e.", "d.s.",
    "d.v.s.", "d.å.", "dec.", "def.", "dep.", "dept.", "diff.", "disp.", "distr.", "div.", "dok.", "dok.nr.", "dr.",
    "ds.", "dvs.", "e.kr.", "e.v.t.", "eftf.", "eftm.", "egl.", "eks.", "ekskl.", "eksp.", "ekspl.", "ekstraord.",
    "etabl.", "etg.", "evt.", "exkl.", "f.", "f.eks.", "f.k.", "f.kr.", "f.m.", "f.o.m.", "f.s.v.", "f.s.v.a.",
    "f.t.", "fa.", "fakt.", "fam.", "feb.", "febr.", "ff.", "fhv.", "fig.", "flg.", "fmk.", "foreg.", "forf.",
    "forh.", "fork.", "forsk.", "fortl.", "forv.", "fr.", "frk.", "fuldm.", "fx.", "fys.", "følg.", "gl.", "gns.",
    "gnsn.", "gnsnt.", "gnsntl.", "gr.", "h.h.", "h.h.v.", "h.k.h.", "h.m.", "henh.", "henv.", "hhv.", "hj.",
    "hovedsagl.", "hr.", "hrs.", "i.e.", "i.f.m.", "i.h.t.", "i.st.f.", "ibid.", "id.nr.", "ifb.", "ifbm.", "iflg.",
    "ifm.", "ift.", "iht.", "ill.", "incl.", "indb.", "indeh.", "indl.", "inf.", "ing.", "inkl.", "insp.", "inst.",
    "instr.", "int.", "intl.", "istf.", "iøvr.", "j.nr.", "jf.", "jfr.", "jnr.", "journ.", "journ.nr.", "jr.", "jun.",
    "jur.", "jvf.", "kbh.", "kgl.", "kl.", "kld.", "knsp.", "komm.", "kommunalbest.", "kons.", "konst.", "kontr.",
    "korr.", "kst.", "kt.", "kt.nr.", "ktr.", "l.c.", "lb.", "lb.nr.", "lbk.", "lbk.nr.", "lbnr.", "ldr.", "lejl.",
    "lekt.", "lfd.", "lic.", "litt.", "lok.", "lokalnr.", "lovbek.", "lovbkg.", "lovforsl.", "m.a.o.", "m.h.p.",
    "m.h.t.", "m.t.", "maks.", "matr.", "matr.nr.", "mdl.", "medarb.", "medd.", "medl.", "mek.", "merc.", "mhp.",
    "mht.", "midl.", "modt.", "mr.", "mrk.", "mrs.", "multipl.", "n.b.", "n.n.", "n.å.", "natl.", "ndf.", "ndr.",
    "nedenn.", "nedenst.", "nl.", "nov.", "nr.", "nto.", "nuv.", "n°.", "nº.", "nærv.", "o.a.st.", "obl.", "obs.",
    "off.", "okt.", "omkr.", "omr.", "omtr.", "opg.", "opl.", "opr.", "ordf.", "org.", "orig.", "ovenn.", "ovenst.",
    "overs.", "p.", "p.b.v.", "p.d.", "p.g.a.", "p.gr.a.", "p.p.", "p.t.", "pag.", "pers.", "pga.", "pgf.", "pgl.",
    "ph.", "phil.", "pkt.", "plur.", "polit.", "pp.", "pr.", "prof.", "præs.", "pt.", "pæd.", "r.d.", "reg.nr.",
    "regl.", "rep.", "repr.", "resp.", "s.", "s.d.", "s.k.", "s.st.", "s.å.", "sagsbeh.", "sagsnr.", "sammenl.",
    "scient.", "sdr.", "sekr.", "sep.", "sept.", "serv.", "sg.", "sign.", "skr.", "skt.", "sml.", "smst.", "snr.",
    "soc.", "spec.", "sr.", "st.", "stf.", "stk.nr.", "str.", "stud.", "subj.", "subst.", "suppl.", "sv.", "sædv.",
    "særl.", "techn.", "tekn.", "telf.", "temp.", "th.", "tidl.", "tilf.", "tilh.", "tilsv.", "tlf.", "tlf.nr.",
    "trad.", "u.a.", "u.å.", "uafh.", "ubf.", "udarb.", "udenl.", "udg.", "udgv.", "udv.", "undt.", "univ.", "uofl.",
    "v.", "v.h.a.", "v.s.a.", "v/.", "vedl.", "vedr.", "vejl.", "vers.", "vha.", "virks.", "vol.", "vs.", "vurd.",
    "ydl.", "åbn.", "årg.", "årl.", "ægtef.", "ækv.", "økon.", "øv.", "øvr.", "№.",
];

/// A name follows, or the sentence ends.
#[rustfmt::skip]
const TITLES: &[&str] = &[
    "adv.", "amb.", "cand.jur.", "cand.mag.", "cand.merc.", "cand.polit.", "cand.scient.", "cand.scient.adm.",
    "cand.scient.pol.", "cand.soc.", "civ.ing.", "co.", "dipl.", "dipl.ing.", "dr.med.", "dr.phil.", "kpt.", "ph.d.",
    "s.u.", "sen.kons.", "stud.jur.",
];

/// Units, and ways to say "and so on".
#[rustfmt::skip]
const MAY_END: &[&str] = &[
    "a.m.", "a/s.", "aps.", "bdt.", "cl.", "cm.", "d.s.s.", "dkk.", "doc.", "e.a.", "e.l.", "e.lign.", "el.lign.",
    "etc.", "fmd.", "inc.", "kg.", "km.", "kr.", "ktp.", "kv.", "kvt.", "l.s.", "lign.", "ltd.", "m.", "m.fl.",
    "m.m.", "m.m.fl.", "m.v.", "md.", "mdr.", "mfl.", "mia.", "mill.", "mio.", "mm.", "mv.", "o.a.", "o.a.m.",
    "o.dsl.", "o.fl.", "o.fl.a.", "o.l.", "o.lign.", "o.m.a.", "o.m.fl.", "o.m.m.", "o.s.fr.", "o.s.v.", "osfr.",
    "osv.", "p.a.", "p.m.", "pct.", "pct.p.", "pct.point.", "procentp.", "s.m.", "sek.", "sp.", "spm.", "stk.",
    "t.o.m.", "td.", "tdl.", "tsd.", "tus.", "u.m.", "udd.", "ugtl.", "årh.", "årsv.",
];

/// Words of their own unless a number stands next to them.
#[rustfmt::skip]
const NEAR_NUMBER: &[&str] = &[
    "art.", "jan.", "jul.", "mar.", "max.", "min.", "no.", "op.", "tab.",
];

/// Words of their own unless a number or a lower-case word follows: "par. 3", "da. oversættelse".
#[rustfmt::skip]
const BEFORE_LOWER_CASE: &[&str] = &[
    "da.", "el.", "eng.", "ex.", "fl.", "kap.", "kat.", "mag.", "med.", "par.", "pol.", "red.", "ref.", "reg.",
    "rest.", "sen.", "tal.", "ty.",
];

/// Units: "45 kr. 20 stk." A number after them does not begin a sentence.
pub fn is_unit(word: &str) -> bool {
    let mut buffer = [0; LONGEST];
    lower_case(word, &mut buffer).is_some_and(|word| {
        matches!(
            word,
            "kr."
                | "pct."
                | "mio."
                | "mia."
                | "mill."
                | "kg."
                | "km."
                | "cm."
                | "mm."
                | "m."
                | "sek."
                | "min."
                | "stk."
                | "mdr."
                | "md."
                | "tsd."
                | "tus."
                | "dkk."
                | "spm."
                | "sp."
                | "td."
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_sorted() {
        for list in [OPENS, TITLES, MAY_END, NEAR_NUMBER, BEFORE_LOWER_CASE] {
            assert!(list.is_sorted(), "not sorted: {:?}", list.windows(2).find(|pair| pair[0] > pair[1]));
            assert!(list.iter().all(|word| word.len() <= LONGEST));
        }
    }

    #[test]
    fn case_does_not_matter() {
        assert_eq!(lookup("Bl.a."), Some(Abbreviation::Opens));
        assert_eq!(lookup("Økon."), Some(Abbreviation::Opens));
        assert_eq!(lookup("min."), Some(Abbreviation::Ambiguous(Neighbor::Number)));
        assert_eq!(lookup("arbejde."), None);
    }
}
