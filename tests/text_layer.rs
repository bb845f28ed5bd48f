//! Tokens and sentences: sentences of our own, cut as the Danish Dependency Treebank cuts.
//!
//! `¦` stands between tokens or sentences.

use pejl::{normalize, structure, token};

fn cut(text: &str) -> (Vec<String>, Vec<String>) {
    let norm = normalize::normalize(text);
    let outline = structure::outline(norm.text());
    let cut = token::tokenize(norm.text(), &outline);
    let words = |range: std::ops::Range<usize>| norm.text()[range].to_owned();
    let tokens = cut.tokens.iter().map(|token| words(token.norm.clone())).collect();
    let sentences = cut.sentences.iter().map(|sentence| {
        let list = &cut.tokens[sentence.tokens.clone()];
        let whole = words(list[0].norm.start..list[list.len() - 1].norm.end);
        whole.split_whitespace().collect::<Vec<_>>().join(" ")
    });
    (tokens, sentences.collect())
}

#[track_caller]
fn tokens(expected: &str) {
    // A word before keeps the text from being a label or a heading of its own.
    let text = expected.replace(" ¦ ", " ").replace('¦', "");
    assert_eq!(cut(&text).0.join("¦"), expected.replace(" ¦ ", "¦"), "tokens of {text:?}");
}

#[track_caller]
fn sentences(expected: &str) {
    let text = expected.replace("¦ ", "");
    assert_eq!(cut(&text).1.join(" ¦ "), expected, "sentences of {text:?}");
}

#[test]
fn an_abbreviation_keeps_its_dot() {
    tokens("Vi ¦ når ¦ bl.a. ¦ flere ¦ unge¦.");
    tokens("Det ¦ gælder ¦ f.eks. ¦ mentorer¦, ¦ kurser ¦ m.v.");
    tokens("Tal ¦ fra ¦ ca. ¦ 40 ¦ pct. ¦ af ¦ sagerne¦.");
    tokens("Se ¦ lovens ¦ kap. ¦ 4 ¦ og ¦ art. ¦ 3¦.");
    tokens("Reglerne ¦ følger ¦ af ¦ lbk. ¦ nr. ¦ 548 ¦ af ¦ 07/05/2019¦.");
    tokens("Han ¦ er ¦ dr.phil. ¦ og ¦ cand.merc. ¦ fra ¦ Aarhus¦.");
    tokens("Prisen ¦ er ¦ i ¦ kr./md. ¦ og ¦ sags-nr. ¦ følger¦.");
    tokens("Udgiften ¦ er ¦ 45mio. ¦ for ¦ alle¦.");
    tokens("Der ¦ er ¦ mentorer ¦ mv.");
}

#[test]
fn an_abbreviation_written_with_spaces_keeps_its_dots() {
    tokens("Der ¦ er ¦ bl. ¦ a. ¦ to ¦ kurser¦.");
    tokens("Han ¦ fik ¦ løntilskud¦, ¦ praktik ¦ m. ¦ m.");
}

#[test]
fn words_that_are_also_abbreviations_need_a_neighbor() {
    tokens("Der ¦ er ¦ min. ¦ 80 ¦ pladser¦.");
    tokens("Turen ¦ tog ¦ 45 ¦ min. ¦ med ¦ bus¦.");
    tokens("Ansvaret ¦ er ¦ kun ¦ min¦. ¦ Sådan ¦ er ¦ det¦.");
    tokens("De ¦ er ¦ et ¦ par¦. ¦ Se ¦ par. ¦ 20¦.");
    tokens("Han ¦ gik¦, ¦ da ¦ hun ¦ kom ¦ da¦. ¦ Sådan¦.");
    tokens("En ¦ da. ¦ oversættelse ¦ findes¦.");
    tokens("Prisen ¦ følger ¦ med¦. ¦ Nu ¦ er ¦ det ¦ jul¦. ¦ Hun ¦ stod ¦ op¦.");
}

#[test]
fn acronyms_end_sentences_and_are_no_abbreviations() {
    tokens("Aftalen ¦ er ¦ med ¦ KL¦. ¦ Den ¦ gælder ¦ nu¦.");
    tokens("De ¦ arbejder ¦ med ¦ HR ¦ og ¦ PR¦. ¦ Flere ¦ følger¦.");
}

#[test]
fn ordinals_keep_their_dot_and_plain_numbers_do_not() {
    tokens("Planen ¦ gælder ¦ fra ¦ 3. ¦ maj¦.");
    tokens("Det ¦ sker ¦ i ¦ 2. ¦ kvartal ¦ 2022¦.");
    tokens("Fristen ¦ er ¦ den ¦ 1. ¦ Januar ¦ 2020¦.");
    tokens("Elever ¦ i ¦ 8.-9. ¦ klasse ¦ får ¦ besøg¦.");
    tokens("Mødet ¦ slutter ¦ kl. ¦ 12¦. ¦ Derefter ¦ er ¦ der ¦ frokost¦.");
    tokens("Der ¦ var ¦ 53.095 ¦ ledige ¦ i ¦ 2019¦. ¦ Året ¦ efter ¦ var ¦ der ¦ 2,5¦.");
    tokens("Målet ¦ er ¦ 40¦% ¦ i ¦ 2021-2022¦, ¦ altså ¦ 9,3 ¦ pct.");
}

#[test]
fn hyphens_slashes_and_brackets_stay_in_words() {
    tokens("De ¦ har ¦ social- ¦ og ¦ sundhedsfaglige ¦ problemer¦.");
    tokens("Det ¦ sker ¦ i ¦ efterår/forår ¦ 2022/23¦.");
    tokens("De ¦ 18-40-årige ¦ får ¦ IGU-forløb¦.");
    tokens("Hver ¦ borger(e) ¦ får ¦ en ¦ plan¦.");
    tokens("Planen¦, ¦ (¦se ¦ bilag¦)¦, ¦ er ¦ vedtaget¦.");
    tokens("Vi ¦ venter ¦ – ¦ og ¦ venter ¦ - ¦ længe¦.");
}

#[test]
fn apostrophes_belong_to_words_and_quotes_do_not() {
    tokens("Nu ¦ ska' ¦ vi ¦ ha' ¦ flere¦, ¦ ka' ¦ vi ¦ sgu'¦!");
    tokens("Det ¦ er ¦ Lars' ¦ og ¦ Jens’ ¦ plan¦.");
    tokens("Projektet ¦ '¦Flere ¦ i ¦ job¦' ¦ er ¦ nyt¦.");
    tokens("IGU'en ¦ og ¦ 80'erne ¦ er ¦ her¦.");
    tokens("Vi ¦ kalder ¦ det ¦ \"¦Sporet¦\"¦, ¦ »¦Sporet¦« ¦ og ¦ “¦Sporet¦”¦.");
}

#[test]
fn initials_keep_their_dot_before_a_name() {
    tokens("Henrik ¦ S. ¦ Nissen ¦ og ¦ A.P. ¦ Møller ¦ mødtes¦.");
    tokens("De ¦ får ¦ vitamin ¦ C¦. ¦ Det ¦ hjælper¦.");
}

#[test]
fn addresses_of_the_web_stay_whole() {
    tokens("Se ¦ www.jobnet.dk ¦ eller ¦ skriv ¦ til ¦ job@by.dk¦.");
    tokens("Tallene ¦ er ¦ fra ¦ Jobindsats.dk¦, ¦ oktober¦.");
    tokens("Læs ¦ https://star.dk/a_b.html¦. ¦ Læs ¦ mere¦.");
}

#[test]
fn lost_spaces_part_words() {
    tokens("Det ¦ er ¦ slut¦.¦Nu ¦ begynder ¦ det¦,¦igen¦.");
    tokens("Der ¦ var ¦ 1.000¦.¦Det ¦ er ¦ mange¦.");
}

#[test]
fn dots_in_a_row_are_one_token() {
    tokens("Han ¦ tøvede ¦ ... ¦ og ¦ gik¦...");
    tokens("Prisen ¦ er ¦ 250 ¦ kg.¦. ¦ Ja¦.");
}

#[test]
fn note_marks_are_tokens() {
    tokens("Ledigheden ¦ falder¦¹ ¦ og ¦ falder¦.¦²");
}

#[test]
fn a_stop_before_a_capital_ends_a_sentence() {
    sentences("Hej verden. ¦ Mit navn er Jonas.");
    sentences("Kan flere komme i job? ¦ Ja! ¦ Det kan de.");
    sentences("Kommunen tøver... ¦ Udvalget venter … ¦ Ingen ved hvorfor.");
    sentences("Virkede det? spurgte han og gik.");
}

#[test]
fn abbreviations_do_not_end_sentences_before_names() {
    sentences("Planen er lavet af bl.a. Aarhus, Randers og Skt. Hans i fællesskab.");
    sentences("Der er brugt 12,3 mio. kr. ¦ Beløbet er fordelt.");
    sentences("Der tilbydes kurser, praktik mv. ¦ Indsatsen fortsætter.");
    sentences("Der er mentorer, kurser m.fl. og 3 pct. flere end sidst.");
    sentences("Det koster 45 kr. 20 stk. er nok til alle.");
    sentences("Planen skrives af ph.d. Anne Holm. ¦ Hun er ph.d. ¦ Det er godt.");
    sentences("Han bor i U.S.A. ¦ Hun arbejder for U.S. Government.");
}

#[test]
fn ordinals_and_dates_do_not_end_sentences() {
    sentences("Planen træder i kraft den 3. maj og 1. kvartal følger.");
    sentences("Mødet slutter kl. 12. ¦ Derefter er der frokost.");
    sentences("Se lov nr. 548 af 07/05/2019 § 3, stk. 2, jf. bilag. ¦ Loven er ny.");
    sentences("Han levede under Chr. 10. og døde i 1947. ¦ Kongen levede længe.");
}

#[test]
fn stops_in_brackets_do_not_end_sentences() {
    sentences("Borgerne (kontanthjælp m.v. Se bilag.) får en plan. ¦ Den følges.");
    sentences("Indsatsen er udvidet. ¦ (Se bilag 2 for tallene.) ¦ Den fortsætter i 2024.");
    sentences("(Foto af udvalget) ¦ Udvalget mødes i dag.");
    sentences("Tallene er gode (se bilag. ¦ De falder igen.");
}

#[test]
fn direct_speech_goes_on_after_its_quotes() {
    sentences("\"Det går godt,\" sagde han. ¦ \"Men det kan gå bedre.\" ¦ Hun nikkede.");
    sentences("\"Det går godt!\" råbte han og gik.");
    sentences("Vi skal videre, sagde hun. ¦ - Hvorfor det? ¦ - Fordi vi kan.");
    sentences("Formanden siger: \"Flere skal med.\" ¦ Det er planen.");
}

#[test]
fn colons_and_semicolons_keep_a_sentence_together() {
    sentences("Målet er klart: Flere skal i job; færre skal vente.");
    sentences("Formanden siger det kort: Det går.");
}

#[test]
fn capitals_alone_are_a_heading() {
    sentences("BAGGRUND ¦ Der er mange ledige i kommunen.");
    sentences("FLERE UNGE I JOB ¦ Udvalget vil have flere unge i job.");
    sentences("KL og STAR har lavet en aftale om tallene.");
    sentences("UNICEF Danmark er med i planen.");
}

#[test]
fn a_word_that_only_begins_sentences_ends_the_one_without_stop() {
    sentences("Vi samarbejder med alle kommuner i Nakskov ¦ Og derfor er det gået godt.");
    sentences("Færre skal vente på hjælp ¦ Det er målet for næste år.");
    sentences("Vi kalder projektet Det er nu og glæder os.");
    sentences("Den Europæiske Socialfond støtter Det Blå Hus i byen.");
}

#[test]
fn labels_of_a_running_list_begin_sentences() {
    // The first label is a node's own and stands outside its text.
    let (_, found) = cut("1. Flere i job 2. Færre på kontanthjælp 3. Kortere forløb");
    assert_eq!(found, ["Flere i job", "2. Færre på kontanthjælp", "3. Kortere forløb"]);
    let (_, found) = cut("1) flere i job 2) færre på kontanthjælp");
    assert_eq!(found, ["flere i job", "2) færre på kontanthjælp"]);
    sentences("Vi har tre mål. ¦ a. flere i job ¦ b. færre på hjælp ¦ c. kortere forløb");
    sentences("Målene er 1) flere i job, 2) færre på hjælp og 3) kortere forløb.");
    let (_, found) = cut("1. Forløbet slutter i fase 2. Derefter følger job.");
    assert_eq!(found, ["Forløbet slutter i fase 2.", "Derefter følger job."]);
}

#[test]
fn an_ellipsis_of_spaced_dots_stays_in_its_sentence() {
    sentences("Det var . . . ikke let. ¦ Vi prøvede.");
    sentences("Han ventede . . . . ¦ Ingen kom.");
}

#[test]
fn every_character_but_white_space_is_printed_once() {
    let text = "# Plan\n\n| Mål | Tal |\n|---|---|\n| Flere i job | 40 |\n\n- et mål\n- to mål\n\n1a. Antallet falder¹\n\n---\n\n¹ Kilde: STAR\n";
    let norm = normalize::normalize(text);
    let outline = structure::outline(norm.text());
    let cut = token::tokenize(norm.text(), &outline);
    let mut at = 0;
    for range in token::printed(norm.text(), &cut.tokens) {
        assert_eq!(norm.text()[at..range.start].trim(), "", "left out before {range:?}");
        assert!(!norm.text()[range.clone()].contains(char::is_whitespace));
        at = range.end;
    }
    assert_eq!(norm.text()[at..].trim(), "");
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig { cases: 500, failure_persistence: None, ..Default::default() })]

    /// Any text: tokens lie in order inside their node, sentences hold each token once, and all that is printed is cut.
    #[test]
    fn tokens_and_sentences_tile_the_text(
        text in "([A-Z]?[a-zæøå]{1,9}|[0-9]{1,4}|bl\\.a\\.|pct\\.|[A-ZÆØÅ]\\.|[-.,:;!?()\"'’•¹²\u{2029}|#%/…–×]|[ \n\t]|\\PC){0,60}"
    ) {
        let norm = normalize::normalize(&text);
        let outline = structure::outline(norm.text());
        let cut = token::tokenize(norm.text(), &outline);
        let mut next = 0;
        for sentence in &cut.sentences {
            assert_eq!(sentence.tokens.start, next);
            assert!(cut.tokens[sentence.tokens.clone()].iter().all(|token| token.node == sentence.node));
            next = sentence.tokens.end;
        }
        assert_eq!(next, cut.tokens.len());
        for token in &cut.tokens {
            let inside = |segment: &std::ops::Range<usize>| segment.start <= token.norm.start && token.norm.end <= segment.end;
            assert!(outline.nodes[token.node].segments.iter().any(inside));
        }
        let mut at = 0;
        for range in token::printed(norm.text(), &cut.tokens) {
            assert_eq!(norm.text()[at..range.start].trim(), "");
            at = range.end;
        }
        assert_eq!(norm.text()[at..].trim(), "");
    }
}
