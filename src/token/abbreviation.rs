//! Danish abbreviations, and which of them can end a sentence.

/// How an abbreviation stands in a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Abbreviation {
    /// Something always follows: "bl.a.", "nr.", "ca."
    Opens,
    /// May be the sentence's last word: "mv.", "pct.", "kr."
    MayEnd,
}

/// Whether `word`, lower case and with its dot, is an abbreviation.
///
/// Words that are also ordinary words ("da.", "min.", "par.", "kap.", "tal.") are left out unless they are always
/// abbreviations before a number, which [`needs_number`] tells.
pub fn lookup(word: &str) -> Option<Abbreviation> {
    if OPENS.binary_search(&word).is_ok() {
        Some(Abbreviation::Opens)
    } else if MAY_END.binary_search(&word).is_ok() {
        Some(Abbreviation::MayEnd)
    } else {
        None
    }
}

/// Abbreviations that are ordinary words unless a number follows: "min. 80 pct.", "art. 3".
pub fn needs_number(word: &str) -> bool {
    BEFORE_NUMBER.binary_search(&word).is_ok()
}

const OPENS: &[&str] = &[
    "a.k.a.", "adm.", "afd.", "afs.", "alm.", "ang.", "anm.", "aug.", "bekg.", "bet.", "bl.", "bl.a.", "c.", "ca.",
    "cand.", "chr.", "cirk.", "d.", "d.d.", "d.v.s.", "d.å.", "dec.", "dir.", "div.", "dr.", "dvs.", "e.kr.", "e.v.t.",
    "eks.", "ekskl.", "eng.", "evt.", "f.", "f.eks.", "f.kr.", "f.s.v.", "f.s.v.a.", "feb.", "febr.", "ff.", "fhv.",
    "fl.", "flg.", "fork.", "forsk.", "fr.", "frk.", "fx.", "gl.", "gnsn.", "gnsntl.", "h.h.v.", "henh.", "hhv.",
    "hr.", "hrs.", "ibid.", "ifb.", "ifbm.", "iflg.", "ifm.", "ift.", "inkl.", "instr.", "int.", "intl.", "j.nr.",
    "jan.", "jf.", "jfr.", "jr.", "jun.", "jur.", "jvf.", "kap.", "kbh.", "kgl.", "kl.", "kld.", "komm.", "kst.",
    "lb.", "lb.nr.", "lbk.nr.", "lekt.", "lic.", "lign.", "m.a.o.", "m.h.p.", "m.h.t.", "m.t.", "mag.", "maks.",
    "max.", "med.", "medl.", "mhp.", "mht.", "mr.", "mrs.", "mv.s.", "n.å.", "ndf.", "ndr.", "nedenst.", "nov.", "nr.",
    "nuv.", "o.a.st.", "okt.", "oktb.", "op.", "opr.", "overs.", "p.", "p.g.a.", "p.t.", "pag.", "pga.", "pgl.",
    "ph.d.st.", "phil.", "pkt.", "pol.", "pp.", "pr.", "prof.", "red.", "ref.", "reg.", "rest.", "s.", "s.u.", "s.å.",
    "sek.", "sen.", "sep.", "sept.", "skt.", "soc.", "spec.", "sr.", "st.", "stk.", "str.", "stud.", "sv.", "tidl.",
    "tlf.", "uafh.", "udg.", "v.", "v.h.a.", "v/.", "vedr.", "vers.", "vha.", "vol.", "vs.", "ækv.", "øvr.",
];

const MAY_END: &[&str] = &[
    "a.m.",
    "a/s.",
    "aps.",
    "bdt.",
    "ca.kr.",
    "cm.",
    "co.",
    "dim.",
    "dkk.",
    "doc.",
    "e.a.",
    "e.l.",
    "e.lign.",
    "el.lign.",
    "etc.",
    "fmd.",
    "hg.",
    "inc.",
    "jul.",
    "kr.",
    "kv.",
    "kvt.",
    "ltd.",
    "m.",
    "m.fl.",
    "m.m.",
    "m.v.",
    "mdr.",
    "mfl.",
    "mia.",
    "mill.",
    "mio.",
    "mm.",
    "mv.",
    "o.a.",
    "o.fl.",
    "o.l.",
    "o.lign.",
    "o.m.a.",
    "osv.",
    "p.a.",
    "p.m.",
    "pct.",
    "ph.d.",
    "procentp.",
    "s.m.",
    "t.",
    "td.",
    "udd.",
    "ungdomsudd.",
    "årh.",
    "årl.",
];

const BEFORE_NUMBER: &[&str] = &["art.", "bilag.", "fig.", "min.", "par.", "side.", "tab."];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_sorted_for_binary_search() {
        for list in [OPENS, MAY_END, BEFORE_NUMBER] {
            assert!(list.is_sorted(), "not sorted: {:?}", list.windows(2).find(|pair| pair[0] > pair[1]));
        }
    }
}
