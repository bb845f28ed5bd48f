//! What each step of `normalize` mends and what it leaves: text as read, text as repaired, and where a piece of the
//! repaired text came from. A case stands under its step; a near miss has the same text on both sides.

use pejl::normalize::normalize;

/// Raw text, repaired text, and pairs of a piece of the repaired text with the quote in raw that it leads back to.
type Case = (&'static str, &'static str, &'static [(&'static str, &'static str)]);

#[track_caller]
fn check(step: &str, cases: &[Case]) {
    for (raw, repaired, back) in cases {
        let norm = normalize(raw);
        assert_eq!(norm.text(), *repaired, "{step}: {raw:?}");
        assert_eq!(norm.repairs().iter().any(|(name, _)| *name == step), raw != repaired, "{step} was at {raw:?}");
        for (piece, quote) in *back {
            let at = norm.text().find(piece).unwrap_or_else(|| panic!("{piece:?} is not in {:?}", norm.text()));
            let span = norm.raw(at..at + piece.len());
            assert_eq!(&raw[span.start()..span.end()], *quote, "{step}: where {piece:?} came from");
        }
        assert_eq!(normalize(norm.text()).text(), *repaired, "{step}: repaired twice: {raw:?}");
    }
}

#[test]
fn line_end_hyphens() {
    check(
        "hyphen-break",
        &[
            ("en ind-\nsats for", "en indsats\nfor", &[("indsats", "ind-\nsats"), ("for", "for")]),
            (
                "virksomheds-  \n   praktik",
                "virksomhedspraktik",
                &[("virksomhedspraktik", "virksomheds-  \n   praktik")],
            ),
            ("ar-\nbejds-\nmarked", "arbejdsmarked", &[("arbejdsmarked", "ar-\nbejds-\nmarked")]),
            // What hangs hangs still.
            ("- nye lære-\n  pladser i byen", "- nye lærepladser\n  i byen", &[("lærepladser", "lære-\n  pladser")]),
            ("# BESKÆFTIGELSES-\n\n# PLAN 2022", "# BESKÆFTIGELSESPLAN 2022", &[]),
            ("MÅLSÆT-\nNINGER", "MÅLSÆTNINGER", &[("MÅLSÆTNINGER", "MÅLSÆT-\nNINGER")]),
            ("A-\nkasse", "A-kasse", &[("A-kasse", "A-\nkasse")]),
            ("IPS-\nprojekt", "IPS-projekt", &[("projekt", "projekt")]),
            ("Lyngby-\nTaarbæk", "Lyngby-Taarbæk", &[]),
            ("over sidens ende-\n\n\nlige", "over sidens endelige", &[("endelige", "ende-\n\n\nlige")]),
            ("ARBEJDSMARKEDS- UDVALGETS", "ARBEJDSMARKEDSUDVALGETS", &[]),
            // A hyphen of the word: the left half is set off, no syllable, a number, or so written inside a line.
            (
                "unge med ikke-\nvestlig baggrund",
                "unge med ikke-vestlig\nbaggrund",
                &[("ikke-vestlig", "ikke-\nvestlig")],
            ),
            ("en tv-\navis", "en tv-avis", &[]),
            ("e-\nlæring", "e-læring", &[]),
            ("planen 2021-\n2023", "planen 2021-2023", &[]),
            ("18-\nårige", "18-årige", &[]),
            ("et radio-udstyr og radio-\nudstyret", "et radio-udstyr og radio-udstyret", &[]),
            ("et radioudstyr og radio-\nudstyret", "et radioudstyr og radioudstyret", &[]),
            // The next line is the left column's.
            (
                "kvoten er 212.      det følger af repatrierings-\nEfter loven skal",
                "kvoten er 212.      det følger af repatrierings-\nEfter loven skal",
                &[],
            ),
            // What stands in the right column stays where it was.
            (
                "haven er for lang-\ntidsledige naboer     og for høns",
                "haven er for langtidsledige\n           naboer     og for høns",
                &[("langtidsledige", "lang-\ntidsledige")],
            ),
            ("de to sam-\nmen", "de to sammen", &[]),
            ("beskæftigel-\n12\nsesplan", "beskæftigel-\n12\nsesplan", &[]),
            // A hanging hyphen and a dash stay.
            ("uddannelses-\nog socialområdet", "uddannelses-\nog socialområdet", &[]),
            ("SOCIAL- OG SUNDHED", "SOCIAL- OG SUNDHED", &[]),
            ("Mål -\nog midler", "Mål -\nog midler", &[]),
        ],
    );
}

#[test]
fn words_cut_inside_a_line() {
    check(
        "split-word",
        &[
            (
                "fra arbejds- markedet nu",
                "fra arbejdsmarkedet nu",
                &[("arbejdsmarkedet", "arbejds- markedet"), ("nu", "nu")],
            ),
            ("få ledig- hedsydelse", "få ledighedsydelse", &[("ledighedsydelse", "ledig- hedsydelse")]),
            // Hanging hyphens, alone and in a row, and halves that are no word together.
            ("børne- og ungeområdet", "børne- og ungeområdet", &[]),
            ("børne- unge- og familieområdet", "børne- unge- og familieområdet", &[]),
            // The first half is no word that a hyphen could hang on.
            ("det går hurti- gere nu", "det går hurtigere nu", &[]),
            ("kommunen- der ligger ved åen", "kommunen- der ligger ved åen", &[]),
        ],
    );
}

#[test]
fn spaced_letters() {
    check(
        "letter-spacing",
        &[
            ("I N D L E D N I N G", "INDLEDNING", &[("INDLEDNING", "I N D L E D N I N G"), ("LED", "L E D")]),
            ("E G H O L T   K O M M U N E", "EGHOLT KOMMUNE", &[("KOMMUNE", "K O M M U N E")]),
            ("M Å L   2 0 2 6", "MÅL 2026", &[("2026", "2 0 2 6")]),
            ("F   O   R   O   R   D", "FORORD", &[("FORORD", "F   O   R   O   R   D")]),
            // Initials, marks in a row and sums are none.
            ("J. P. H. Hansen", "J. P. H. Hansen", &[]),
            ("Vi så på a og b", "Vi så på a og b", &[]),
            ("1 2 3 4 5", "1 2 3 4 5", &[]),
            ("X\tX\tX\tX\tX", "X\tX\tX\tX\tX", &[]),
        ],
    );
}

#[test]
fn single_characters() {
    check(
        "characters",
        &[
            ("ﬂere ﬁnder", "flere finder", &[("flere", "ﬂere"), ("finder", "ﬁnder")]),
            ("kva\u{ad}lifikation", "kvalifikation", &[("kvalifikation", "kva\u{ad}lifikation")]),
            ("kvali\u{ad}\n  fikation", "kvalifikation", &[("kvalifikation", "kvali\u{ad}\n  fikation")]),
            ("5\u{a0}pct.", "5 pct.", &[("5 pct.", "5\u{a0}pct.")]),
            ("a\u{30a}rsag", "årsag", &[("årsag", "a\u{30a}rsag")]),
            ("Mål\r\nTal\rEnd", "Mål\nTal\nEnd", &[("Tal", "Tal")]),
            ("\u{feff}Plan\u{200b}en", "Planen", &[("Planen", "Plan\u{200b}en")]),
            ("(cid:127) Flere i job", "• Flere i job", &[("•", "(cid:127)")]),
            ("\u{f0b7} Flere i job", "• Flere i job", &[("•", "\u{f0b7}"), ("Flere", "Flere")]),
            ("mål: \u{f0a7} Flere i job \u{f0a7} Færre ledige", "mål: • Flere i job • Færre ledige", &[]),
            ("\u{7f} Flere i job", "• Flere i job", &[]),
            ("a\u{2011}kasse", "a-kasse", &[("kasse", "kasse")]),
            ("Ærø, Åbenrå, Øster § 3 – „én“", "Ærø, Åbenrå, Øster § 3 – „én“", &[]),
        ],
    );
}

#[test]
fn wrongly_decoded_text() {
    check(
        "mojibake",
        &[
            ("fÃ¦lles mÃ¥l pÃ¥ omrÃ¥det", "fælles mål på området", &[("fælles", "fÃ¦lles"), ("mål", "mÃ¥l")]),
            ("SÃ¸ Â§ 4 â€“ nu", "Sø § 4 – nu", &[("§", "Â§"), ("–", "â€“")]),
            ("SÃO PAULO, château", "SÃO PAULO, château", &[]),
        ],
    );
}

#[test]
fn emphasis_marks() {
    check(
        "emphasis",
        &[
            ("**Mål:** flere", "Mål: flere", &[("Mål:", "Mål:")]),
            ("*sagsbehandling*¹ og", "sagsbehandling¹ og", &[("sagsbehandling¹", "sagsbehandling*¹")]),
            ("_Kilde: STAR_", "Kilde: STAR", &[("Kilde: STAR", "Kilde: STAR")]),
            ("***vigtigt***", "vigtigt", &[]),
            ("fil_navn_her", "fil_navn_her", &[]),
            ("_____ år", "_____ år", &[]),
            ("2 * 3", "2 * 3", &[]),
        ],
    );
}

#[test]
fn markup_and_escapes() {
    check(
        "markup",
        &[
            ("bor&shy;gere &amp; unge", "borgere & unge", &[]),
            ("lov<sup>1)</sup> og", "lov¹ og", &[("¹", "<sup>1)</sup>")]),
            ("en <b>fed</b> tekst", "en fed tekst", &[("fed", "fed")]),
            ("2\\. kvartal", "2. kvartal", &[("2.", "2\\.")]),
            ("linje<br>skift", "linje\nskift", &[]),
            ("ord<o:p></o:p> her", "ord her", &[]),
            ("før <!-- note --> efter", "før  efter", &[]),
            // What only begins like a tag is text.
            ("ledige <30 og over 5 > 3", "ledige <30 og over 5 > 3", &[]),
            ("unge <navn på borger> og", "unge <navn på borger> og", &[]),
            ("se <https://www.star.dk/tal> her", "se <https://www.star.dk/tal> her", &[]),
            ("andel <b\nog 5 > 3", "andel <b\nog 5 > 3", &[]),
            ("x < y og y > z", "x < y og y > z", &[]),
            ("R&D og C:\\temp", "R&D og C:\\temp", &[]),
        ],
    );
}

#[test]
fn a_less_than_sign_loses_no_passage() {
    let raw = "Andelen <p50 er lav.\n\nJobcentret vil styrke indsatsen.\n\nDen er >3 pct.";
    assert_eq!(normalize(raw).text(), raw);
}

#[test]
fn steps_work_together() {
    let raw = "<b>Ud\u{ad}satte</b> unge i virksomheds-\nprak&shy;tik*¹";
    let norm = normalize(raw);
    assert_eq!(norm.text(), "Udsatte unge i virksomhedspraktik¹");
    let at = norm.text().find("virksomhedspraktik").expect("it is there");
    let span = norm.raw(at..at + "virksomhedspraktik".len());
    assert_eq!(&raw[span.start()..span.end()], "virksomheds-\nprak&shy;tik");
}

#[test]
fn note_marks() {
    check(
        "note-mark",
        &[
            (
                "Der er 286 langtidsledige.3 Ledige har pligt.\n\n   3 Jobindsats.dk\n",
                "Der er 286 langtidsledige.3 Ledige har pligt.\n\n   3 Jobindsats.dk\n",
                &[],
            ),
            (
                "Det følger af loven.1 En analyse fra 20242 roste det.\n\n1 Lov nr. 1482\n2 Rambøll: Høns i haver, 2024.\n",
                "Det følger af loven.¹ En analyse fra 2024² roste det.\n\n¹ Lov nr. 1482\n² Rambøll: Høns i haver, 2024.\n",
                &[],
            ),
            // The name of a chapter in the contents is no note, and a number alone may count anything on another page.
            (
                "1 Høns og haver ..... 3\n\nDet følger af loven.1 Planen gælder.\n\n1 Høns og haver\n\nHaven.\n\n1 Lov nr. 1482",
                "1 Høns og haver ..... 3\n\nDet følger af loven.¹ Planen gælder.\n\n1 Høns og haver\n\nHaven.\n\n¹ Lov nr. 1482",
                &[],
            ),
            (
                "Det gælder loven.1 Planen gælder.\n\u{c}1\n\nHøns i 2030\n",
                "Det gælder loven.1 Planen gælder.\n\u{c}1\n\nHøns i 2030\n",
                &[],
            ),
            (
                "Det følger af loven.1 Planen gælder.\n\n1 Lov nr. 1482",
                "Det følger af loven.¹ Planen gælder.\n\n¹ Lov nr. 1482",
                &[("¹ Planen", "1 Planen")],
            ),
            (
                "følger anbefalinger1. 1 Styrelsen: Unge i gang, 2011. Vi vil",
                "følger anbefalinger¹. ¹ Styrelsen: Unge i gang, 2011. Vi vil",
                &[("¹ Styrelsen", "1 Styrelsen")],
            ),
            // A note whose number stands on a line of its own; the number of a page, with a form feed behind it, is none.
            (
                "som KORA1, der fandt.\n\n1\n\nKORA (2015): Frafald.\n",
                "som KORA¹, der fandt.\n\n¹ KORA (2015): Frafald.\n",
                &[("KORA (2015)", "KORA (2015)"), ("¹ ", "1\n\n")],
            ),
            ("som KORA1, der.\n\n1\n\u{c}Kapitel", "som KORA1, der.\n\n1\n\u{c}Kapitel", &[]),
            // Numbers one below the other, and their notes below them: each goes to its note.
            (
                "Ledige1 og syge2 venter.\n\n1\n2\n\njobindsats.dk, maj 2017.\nVIVE: Når jobbet\nventer, 2016.\n",
                "Ledige¹ og syge² venter.\n\n\n¹ jobindsats.dk, maj 2017.\n² VIVE: Når jobbet\nventer, 2016.\n",
                &[("venter, 2016", "venter, 2016")],
            ),
            ("Ledige1 og syge2 venter.\n\n1\n2\n\nAalborg\n", "Ledige1 og syge2 venter.\n\n1\n2\n\nAalborg\n", &[]),
            // Marks set off by a space: the note must read as a source, and nothing else may bear the number.
            (
                "kom 41 i job 1. Vi vil mere. 1 Kilde: Jobindsats.dk",
                "kom 41 i job ¹. Vi vil mere. ¹ Kilde: Jobindsats.dk",
                &[("¹. Vi", "1. Vi")],
            ),
            (
                "kom 41 i job. 1 Vi vil mere.\n\n1 Kilde: Jobindsats.dk",
                "kom 41 i job. ¹ Vi vil mere.\n\n¹ Kilde: Jobindsats.dk",
                &[("¹ Vi", "1 Vi")],
            ),
            (
                "flere i job 1. Mere uddannelse eller flere i job 1. Vi vil. 1 Kilde: Jobindsats.dk",
                "flere i job 1. Mere uddannelse eller flere i job 1. Vi vil. 1 Kilde: Jobindsats.dk",
                &[],
            ),
            ("vi har mål 1. Flere i job. 1 Kilde: Jobindsats", "vi har mål 1. Flere i job. 1 Kilde: Jobindsats", &[]),
            ("tre mål i alt 1. Flere i job. 1 Ledige er mange", "tre mål i alt 1. Flere i job. 1 Ledige er mange", &[]),
            ("der er faste aftaler. 2 Konsulenter er nye", "der er faste aftaler. 2 Konsulenter er nye", &[]),
            (
                "i loven.1 Så i 2015.2 Målet er\n\n1 Lov nr. 1\n2 STAR (2015)",
                "i loven.¹ Så i 2015.² Målet er\n\n¹ Lov nr. 1\n² STAR (2015)",
                &[("² Målet", "2 Målet")],
            ),
            // With a bracket the note must read as a source, since any list may be numbered so.
            (
                "en undersøgelse fra Rambøll1). Vi vil\n\n1) Rambøll (2009): Sprog på jobbet",
                "en undersøgelse fra Rambøll¹). Vi vil\n\n¹) Rambøll (2009): Sprog på jobbet",
                &[("¹). Vi", "1). Vi")],
            ),
            ("flere i job1). Vi vil\n\n1) Flere unge i job", "flere i job1). Vi vil\n\n1) Flere unge i job", &[]),
            // No note with the number, a numbered heading, what a number counts, and digits glued to digits.
            ("udslip af CO2 og nr.2 her", "udslip af CO2 og nr.2 her", &[]),
            ("Vi er i gang.\n\n1 Indledning", "Vi er i gang.\n\n1 Indledning", &[]),
            (
                "Initiativ 2.1.1 Ordningen. Initiativ 2.1.2 Jobcentret\n\n2 Kilde",
                "Initiativ 2.1.1 Ordningen. Initiativ 2.1.2 Jobcentret\n\n2 Kilde",
                &[],
            ),
            ("tallet er 1.2341 nu\n\n1 Kilde", "tallet er 1.2341 nu\n\n1 Kilde", &[]),
        ],
    );
}

#[test]
fn roman_endnotes() {
    check(
        "roman-note",
        &[
            (
                "Med reformen[i] og loven.[ii] Vi vil\n\n[i] Lov nr. 1380\n[ii] Kilde: STAR",
                "Med reformen¹ og loven.² Vi vil\n\n¹ Lov nr. 1380\n² Kilde: STAR",
                &[("¹ og", "[i] og"), ("² Kilde", "[ii] Kilde")],
            ),
            ("steget[xiv]\n[xiv] Jobindsats.dk\n[i]", "steget¹⁴\n¹⁴ Jobindsats.dk\n[i]", &[]),
            // A note without a mark, a mark without a note, a remark of the writer, letters that are no number.
            ("Vi vil\n[i] Lov nr. 1380", "Vi vil\n[i] Lov nr. 1380", &[]),
            ("reformen[i] gælder", "reformen[i] gælder", &[]),
            ("reformen [i] gælder\n[i] job", "reformen [i] gælder\n[i] job", &[]),
            ("reformen[vx]\n[vx] Lov[x]", "reformen[vx]\n[vx] Lov[x]", &[]),
        ],
    );
}
