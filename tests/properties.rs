//! What holds for every text, whatever it is, and texts that once broke us.
//!
//! The texts come from three strategies: any characters at all, pieces of Danish plans as PDF tools and web pages
//! leave them ([`plan`]), and bytes. `PROPTEST_CASES=5000` runs more cases than usual. A text that fails is cut down by
//! proptest; put it into `tests/fixtures/crashes/` as a file, where it is replayed ever after.

use pejl::extract::Parsed;
use pejl::ingest::Document;
use pejl::lexicon::Lexicon;
use pejl::normalize::normalize;
use pejl::structure::outline;
use pejl::token::tokenize;
use pejl::wire::{AnalysisJson, PlaceJson};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestCaseResult};
use std::path::Path;
use std::sync::LazyLock;

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::embedded);

/// `cases` unless PROPTEST_CASES says otherwise; failures become files by hand, see above.
fn config(cases: u32) -> Config {
    let cases = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(cases);
    Config { cases, failure_persistence: None, ..Config::default() }
}

proptest! {
    #![proptest_config(config(256))]

    #[test]
    fn every_range_of_the_repaired_text_leads_back_to_raw(raw in any_text()) {
        offsets_lead_back(&raw)?;
    }

    #[test]
    fn every_range_of_a_repaired_plan_leads_back_to_raw(raw in plan()) {
        offsets_lead_back(&raw)?;
    }

    #[test]
    fn a_repaired_plan_needs_no_repair(raw in repairable_plan()) {
        let once = normalize(&raw);
        let twice = normalize(once.text());
        prop_assert_eq!(twice.text(), once.text(), "repaired again: {:?}", twice.repairs());
    }

    #[test]
    fn tokens_tile_any_text(raw in any_text()) {
        tokens_tile(&raw)?;
    }

    #[test]
    fn tokens_tile_a_plan(raw in plan()) {
        tokens_tile(&raw)?;
    }

    #[test]
    fn findings_of_any_text_stand_where_they_say(raw in any_text()) {
        findings_stand(&raw)?;
    }

    #[test]
    fn findings_of_a_plan_stand_where_they_say(raw in plan()) {
        findings_stand(&raw)?;
    }
}

proptest! {
    #![proptest_config(config(16))]

    #[test]
    fn every_place_of_a_plan_can_be_explained(raw in plan(), place in 0.0..1.0f64) {
        let doc = Document::from_text("plan.txt", &raw);
        let places: Vec<usize> = raw.char_indices().map(|(at, _)| at).chain([raw.len()]).collect();
        let at = places[((places.len() - 1) as f64 * place) as usize];
        let explanation = pejl::explain::explain(&doc, &LEXICON, at);
        prop_assert!(!pejl::explain::text(&explanation).is_empty());
    }
}

proptest! {
    #![proptest_config(config(10_000))]

    #[test]
    fn bytes_are_read_or_refused(bytes in bytes()) {
        if let Ok(doc) = Document::from_bytes("bytes.txt", Path::new("bytes.txt"), &bytes, None) {
            pejl::analyze(&doc, &LEXICON);
        }
    }
}

#[test]
fn what_once_broke_us_does_no_more() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/crashes");
    for file in std::fs::read_dir(folder).expect("the folder is there") {
        let path = file.expect("a readable folder").path();
        let bytes = std::fs::read(&path).expect("a readable file");
        let Ok(doc) = Document::from_bytes("crash.txt", &path, &bytes, None) else { continue };
        for check in [offsets_lead_back, tokens_tile, findings_stand] {
            if let Err(fault) = check(doc.raw()) {
                panic!("{}: {fault}", path.display());
            }
        }
    }
}

/// Where a second repair changes the text again, and why that is right: markup is read once, so what an entity or an
/// escape spells is text, and so is what stands around a broken tag. Every other step must leave nothing to repair.
#[test]
fn what_needs_a_second_repair_is_known() {
    let cases = [("&amp;aelig;", "&aelig;", "æ"), ("&lt;b>fed", "<b>fed", "fed"), ("<<b>b>fed", "<b>fed", "fed")];
    for (raw, once, twice) in cases {
        assert_eq!(normalize(raw).text(), once, "first repair of {raw:?}");
        assert_eq!(normalize(once).text(), twice, "second repair of {raw:?}");
    }
}

/// Raw spans are ordered, inside raw, on character boundaries, and grow with the range.
fn offsets_lead_back(raw: &str) -> TestCaseResult {
    let norm = normalize(raw);
    let text = norm.text();
    let bounds: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let mut last = pejl::span::Span::default();
    for (index, pair) in bounds.windows(2).enumerate() {
        let one = norm.raw(pair[0]..pair[1]);
        prop_assert!(one.end() <= raw.len(), "{pair:?} lies outside: {one:?}");
        prop_assert!(raw.get(one.start()..one.end()).is_some(), "{pair:?} cuts a character: {one:?}");
        prop_assert!(!one.is_empty(), "{pair:?} came from nothing: {one:?}");
        prop_assert!(last.start() <= one.start() && last.end() <= one.end(), "{last:?} stands after {one:?}");
        // A longer range covers all that its parts came from.
        let from = bounds[index.saturating_sub(7)];
        let run = norm.raw(from..pair[1]);
        prop_assert!(run.contains(one), "{:?} does not hold {one:?}", run);
        last = one;
    }
    if norm.repairs().is_empty() {
        prop_assert_eq!(text, raw);
    }
    let whole = norm.raw(0..text.len());
    prop_assert!(raw.get(whole.start()..whole.end()).is_some());
    Ok(())
}

/// Tokens are sorted, do not overlap, stay inside a segment of their node and leave out only white space; sentences
/// stay inside their node and hold every token.
fn tokens_tile(raw: &str) -> TestCaseResult {
    let norm = normalize(raw);
    let text = norm.text();
    let outline = outline(text);
    let tokens = tokenize(text, &outline);
    let mut next = 0;
    for (id, node) in outline.nodes.iter().enumerate() {
        if !node.is_text() {
            continue;
        }
        for segment in &node.segments {
            let mut at = segment.start;
            while let Some(token) = tokens.tokens.get(next).filter(|token| token.node == id) {
                if !(segment.start <= token.norm.start && token.norm.end <= segment.end) {
                    break;
                }
                prop_assert!(at <= token.norm.start, "token {next} goes back: {token:?}");
                prop_assert!(token.norm.start < token.norm.end, "token {next} is empty");
                let gap = text.get(at..token.norm.start);
                prop_assert!(gap.is_some_and(|gap| gap.chars().all(is_gap)), "no token covers {gap:?} in node {id}");
                prop_assert!(text.get(token.norm.clone()).is_some(), "token {next} cuts a character");
                at = token.norm.end;
                next += 1;
            }
            let rest = &text[at..segment.end];
            prop_assert!(rest.chars().all(is_gap), "no token covers {rest:?} at the end of node {id}");
        }
    }
    prop_assert_eq!(next, tokens.tokens.len(), "a token outside its node: {:?}", tokens.tokens.get(next));
    let mut at = 0;
    for sentence in &tokens.sentences {
        prop_assert_eq!(sentence.tokens.start, at, "tokens between two sentences");
        prop_assert!(!sentence.tokens.is_empty(), "an empty sentence");
        let list = &tokens.tokens[sentence.tokens.clone()];
        prop_assert!(list.iter().all(|token| token.node == sentence.node), "a sentence leaves its node: {sentence:?}");
        at = sentence.tokens.end;
    }
    prop_assert_eq!(at, tokens.tokens.len(), "tokens after the last sentence");
    Ok(())
}

/// White space, and characters that show nothing.
fn is_gap(c: char) -> bool {
    c.is_whitespace() || c.is_control() || matches!(c, '\u{feff}' | '\u{200b}'..='\u{200f}' | '\u{2060}')
}

/// Every finding's quote is what stands in raw at its place; ids are not given twice, and links join two of them.
fn findings_stand(raw: &str) -> TestCaseResult {
    let doc = Document::from_text("text.txt", raw);
    let analysis = pejl::analyze(&doc, &LEXICON);
    let points: Vec<char> = raw.chars().collect();
    for place in places(&analysis) {
        let whole = [(place.start, place.end)];
        let segments = if place.segments.is_empty() { &whole[..] } else { &place.segments[..] };
        let mut pieces = Vec::new();
        for &(start, end) in segments {
            prop_assert!(start < end && end <= points.len(), "{start}..{end} is no range of the text: {place:?}");
            prop_assert!(place.start <= start && end <= place.end, "a segment outside the outer bounds: {place:?}");
            pieces.push(points[start..end].iter().collect::<String>());
        }
        prop_assert_eq!(pieces.join(" "), place.text.as_str(), "the quote of {:?}", place);
    }
    let mut ids: Vec<&String> = ids(&analysis).collect();
    let count = ids.len();
    ids.sort();
    ids.dedup();
    prop_assert_eq!(ids.len(), count, "an id was given twice");
    for link in &analysis.links {
        let known = |id: &String| ids.binary_search(&id).is_ok();
        prop_assert!(known(&link.from) && known(&link.to), "a link to nowhere: {link:?}");
        let stands = link.evidence.as_ref().is_some_and(|quote| quote.start < quote.end && quote.end <= points.len());
        prop_assert!(stands, "a link that rests on nothing: {link:?}");
    }
    // The debug views read no more than this.
    let parsed = Parsed::new(&doc, &LEXICON);
    for id in 0..parsed.outline.nodes.len() {
        parsed.place(parsed.node_tokens(id));
    }
    Ok(())
}

fn places(analysis: &AnalysisJson) -> impl Iterator<Item = &PlaceJson> {
    let goals = analysis.goals.iter().map(|goal| &goal.place);
    let mentions = [&analysis.target_groups, &analysis.measures, &analysis.benefits];
    let mentions = mentions.into_iter().flatten().map(|mention| &mention.place);
    goals.chain(mentions).chain(analysis.sources.iter().map(|source| &source.place))
}

fn ids(analysis: &AnalysisJson) -> impl Iterator<Item = &String> {
    let goals = analysis.goals.iter().map(|goal| &goal.id);
    let mentions = [&analysis.target_groups, &analysis.measures, &analysis.benefits];
    let mentions = mentions.into_iter().flatten().map(|mention| &mention.id);
    goals.chain(mentions).chain(analysis.sources.iter().map(|source| &source.id)).flatten()
}

/// Any characters, line breaks among them.
fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![3 => "(?s).{0,200}", 1 => any::<String>(), 1 => r"[ -~æøåÆØÅ\n\t\r\u{c}\u{ad}\u{a0}]{0,200}"]
}

/// Random bytes, and bytes that look more like a text than random ones do.
fn bytes() -> impl Strategy<Value = Vec<u8>> {
    let letters = prop_oneof![b' '..=b'~', Just(b'\n'), Just(0xe6u8), Just(0xf8u8), Just(0xe5u8), Just(0x8cu8)];
    let marked = (prop::sample::select(BYTE_ORDER_MARKS), byte_run()).prop_map(|(mark, rest)| [mark, &rest].concat());
    prop_oneof![
        4 => byte_run(),
        4 => proptest::collection::vec(letters, 0..80),
        1 => marked,
        1 => plan().prop_map(String::into_bytes),
    ]
}

fn byte_run() -> impl Strategy<Value = Vec<u8>> {
    proptest::collection::vec(any::<u8>(), 0..80)
}

/// Pieces of plans, as tools leave them, in any order.
fn plan() -> impl Strategy<Value = String> {
    proptest::collection::vec(piece(), 0..40).prop_map(|pieces| pieces.concat())
}

/// [`plan`] without broken markup and what spells markup, see [`what_needs_a_second_repair_is_known`].
fn repairable_plan() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        6 => piece().prop_map(|piece| piece.replace(['<', '&', '\\'], "")),
        1 => prop::sample::select(WHOLE_MARKUP).prop_map(str::to_owned),
    ];
    proptest::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => words(),
        3 => prop::sample::select(MARKUP).prop_map(str::to_owned),
        3 => prop::sample::select(LAYOUT).prop_map(str::to_owned),
        2 => prop::sample::select(LINES).prop_map(str::to_owned),
        1 => "[0-9]{1,4}[.,)%]?".prop_map(String::from),
        1 => "\\PC",
    ]
}

fn words() -> impl Strategy<Value = String> {
    let word = prop::sample::select(WORDS);
    proptest::collection::vec(word, 1..8).prop_map(|words| words.join(" "))
}

const BYTE_ORDER_MARKS: &[&[u8]] = &[b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"];

const WORDS: &[&str] = &[
    "Jobcentret",
    "vil",
    "skal",
    "udvalget",
    "ønsker",
    "målet",
    "er",
    "at",
    "flere",
    "færre",
    "ledige",
    "unge",
    "under",
    "30",
    "år",
    "med",
    "handicap",
    "borgere",
    "i",
    "på",
    "kontanthjælp",
    "kontanthjælps-",
    "sygedagpenge",
    "fleksjob",
    "virksomhedspraktik",
    "opkvalificering",
    "IGU'en",
    "a-kasser",
    "og",
    "eller",
    "som",
    "der",
    "hvis",
    "bl.a.",
    "f.eks.",
    "pct.",
    "ca.",
    "jf.",
    "2030",
    "2030-31",
    "53.095",
    "9,3",
    "40%",
    "1.",
    "januar",
    "reduceres",
    "fra",
    "til",
    "inden",
    "udgangen",
    "af",
    "(",
    ")",
    ",",
    ".",
    ":",
    ";",
    "?",
    "\"",
    "”",
    "–",
    "-",
    "/",
    "Ministermål",
    "Kilde:",
    "LAB-loven",
    "www.jobindsats.dk",
    "Ærø",
    "Åbenrå",
    "§",
    "½",
    "²",
    "a\u{30a}",
    "e\u{301}",
];

/// Layout: line ends, pages, bullets, columns, tables.
const LAYOUT: &[&str] = &[
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "\u{c}",
    "\n---\n",
    "\n• ",
    "\n- ",
    "\n➤ ",
    "\n\u{f0b7} ",
    "\n\u{f0a7}\t",
    "\n1. ",
    "\n1a. ",
    "\n2.c ",
    "\n**1.** ",
    "\n  o ",
    "\t",
    "    ",
    "                    ",
    " \u{a0}",
    "\u{ad}",
    "-\n",
    "\u{ad}\n",
    "‐\n",
    "\u{2028}",
    "\u{2029}",
    "\n| a | b |\n| --- | --- |\n| ",
    " | ",
    " |\n",
    "\nMål\tAktivitet\n",
    "\n# ",
    "\n## ",
    "\n=====\n",
    "\n> ",
    "....... 7\n",
    "\n7\n",
    "\nSide 3 af 9\n",
    "\u{feff}",
    "\0",
    "\u{200b}",
];

/// Lines that the structure looks for.
const LINES: &[&str] = &[
    "\nMÅL\n",
    "\nUDVALGETS MÅLSÆTNINGER\n",
    "\nKonkrete aktiviteter:\n",
    "\nStrategi\n",
    "\nIndholdsfortegnelse\n",
    "\nBESKÆFTIGELSESMINISTERENS MÅLSÆTNING\n",
    "\nMinistermål 3: Flere flygtninge skal være selvforsørgende\n",
    "\nByrådets pejlemærker:\n",
    "\n1.2 Unge på vej\n",
    "\nBilag 1\n",
    "\n1) Jobindsats.dk\n",
    "\n¹ Kilde: STAR, 2030\n",
    "\nLINDEBY KOMMUNE  Beskæftigelsesplan 2030\n",
    "\nB e s k æ f t i g e l s e\n",
    "\nIndledning ........ 3\n",
];

/// Markup, whole and broken, and entities.
const MARKUP: &[&str] = &[
    "**",
    "*",
    "_",
    "__",
    "<b>",
    "</b>",
    "<sup>1</sup>",
    "<sup>",
    "</sup>",
    "<br>",
    "<br/>",
    "<p>",
    "</p>",
    "<table>",
    "<tr><td>",
    "</td><td>",
    "</td></tr>",
    "</table>",
    "<li>",
    "<h2>",
    "</h2>",
    "<ol start=\"3\"><li>",
    "<",
    ">",
    "&",
    "&amp;",
    "&aelig;",
    "&shy;",
    "&nbsp;",
    "&#8226;",
    "&lt;",
    "&#x110000;",
    "&#0;",
    "<!--",
    "-->",
    "<script>",
    "</script>",
    "<style>x</style>",
    "<td colspan=\"99999999999\">",
    "Ã¦",
    "Ã¸",
    "Ã¥",
    "â€“",
    "ﬁ",
    "ﬀ",
    "\\*",
    "`",
];

/// Markup of which a repair leaves nothing.
const WHOLE_MARKUP: &[&str] = &[
    "**stærk**",
    "<b>fed</b>",
    "<sup>1</sup>",
    "<br>",
    "<br/>",
    "&aelig;ndre",
    "ind&shy;sats",
    "&nbsp;",
    "&#8226; ",
    "ﬁnde",
    "<table><tr><td>Mål</td><td>2030</td></tr></table>",
    "<ul><li>Flere i job</li></ul>",
    "<h2>Mål</h2>",
];
