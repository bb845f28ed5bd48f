//! Which lines are headings, what the standard headings of plans announce, and who stands under whom.

use super::block::{Block, BlockKind, Style};
use super::list::Label;
use super::{Node, NodeId, NodeKind};
use regex::Regex;
use std::sync::LazyLock;

/// What a box or standard sub-heading of a plan holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BoxKind {
    /// "BESKÆFTIGELSESMINISTERENS MÅLSÆTNING", "Ministermål"
    Minister,
    /// "UDVALGETS MÅLSÆTNINGER": objectives set by a political body
    Objectives,
    /// "MÅL", "Resultatmål": results to reach
    Goals,
    /// "Konkrete aktiviteter", "Sådan gør vi"
    Activities,
    /// "Pejlemærker", "Fokusområder"
    Beacons,
    /// "Strategi", "Strategi og indsats": prose on what will be done
    Strategy,
    /// "Status", "Baggrund": prose on how things are
    Prose,
}

static MINISTER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:de |vores )?(?:\w+ )?(?:beskæftigelses)?minister(?:ens|en|iets)? ?(?:\w+ ){0,2}(?:mål|målsætning|målsætninger|målsætningerne|målene|beskæftigelsespolitiske mål)$|^(?:de |det )?(?:\w+ )?(?:ministermål|ministermålene|ministermålet)(?: i spil| vi understøtter| understøttes| der understøttes)?$|^(?:de |relaterede |tilknyttede |fem |fire |tre |seks )*(?:nationale mål|landspolitiske mål|nationale målsætninger|nationale målsætning)$",
    )
});
static OBJECTIVES: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:.*(?:udvalgets|udvalgenes|byrådets|byrådenes|kommunalbestyrelsens|magistratens|politiske) (?:\w+ )?(?:mål|målsætning|målsætninger|målsætningerne))$|^(?:vores |konkrete |overordnede )*(?:målsætning|målsætninger|målsætningerne)$",
    )
});
static GOALS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:vores |konkrete |operationelle |lokale |kvantitative |kommunens |jobcentrets |jobcenterets |øvrige |supplerende |egne |målbare )*(?:mål|målene|måltal|resultatmål|(?:byrådets|kommunalbestyrelsens|udvalgets|årets) (?:resultatmål|resultatkrav|måltal)|delmål|effektmål|resultatkrav|succeskriterier|succeskriterium|resultatmålene|mål og resultatkrav|mål og måltal|det vil vi opnå|det vil vi nå|hvad vil vi opnå|hvad skal vi opnå|det skal vi nå|vi vil opnå|det skal vi lykkes med|sådan måler vi|sådan måler vi det|det måler vi på|vi måler på|hvad vil vi|hvad er målet|hvad er vores mål|hvor vil vi hen|hvilke mål har vi|det vil vi lykkes med|vi skal lykkes med|vi vil lykkes med|det stræber vi efter|det arbejder vi hen imod|vi lykkes når|vi er lykkedes når|tegn på succes|succesmål|indikatorer|måltal og indikatorer)$",
    )
});
static ACTIVITIES: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:vores |konkrete |centrale |planlagte |udvalgte |nye |væsentlige |primære |særlige |kommende |kommunens |jobcentrets |jobcenterets |de )*(?:aktiviteter|aktiviteterne|indsatser|indsatserne|initiativer|handlinger|tiltag|aktiviteter og indsatser|indsatser og aktiviteter|mål og aktiviteter|handleplan|sådan gør vi|sådan gør vi det|sådan vil vi gøre|sådan vil vi gøre det|sådan når vi det|sådan når vi dertil|sådan kommer vi dertil|hvordan|hvordan gør vi|hvordan gør vi det|hvordan vil vi gøre det|hvordan vil vi nå målet|hvordan når vi målet|hvordan når vi målene|hvordan når vi det|hvordan kommer vi dertil|sådan når vi målet|sådan når vi målene|det gør vi|det vil vi gøre|vi gør det ved at|det gør vi ved at|det vil vi gøre ved at|det vil vi|hvad gør vi|hvad vil vi gøre|vi vil)$",
    )
});
static BEACONS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:vores |lokale |politiske |strategiske |udvalgte |kommunens |udvalgets |byrådets |de |fire |fem |tre |seks )*(?:pejlemærker|pejlemærkerne|fokusområder|fokusområderne|indsatsområder|indsatsområderne|strategiske mål|strategiske målsætninger|lokale målsætninger|lokale mål)$",
    )
});
static STRATEGY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:vores |jobcentrets |kommunens )*(?:strategi|strategien|strategier|indsats|indsatsen|strategi og indsats|strategier og indsatser|indsats og strategi|mål og strategi|tilgang|indsatsen i praksis|planlagte indsats|fremadrettet|fremadrettet indsats|den fremadrettede indsats|fremtidig indsats)$",
    )
});
static PROSE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:status|baggrund|udfordringer|udfordring|udfordringen|udfordringerne|udfordringsbillede|opfølgning|opfølgningen|målgruppe|målgruppen|målgrupper|formål|formålet|hvorfor|hvorfor er det vigtigt|hvad|hvordan følger vi op|hvordan følges der op|hvordan måler vi|sådan følger vi op på målene|resultater|situationen|den aktuelle situation|aktuel status|status og udfordringer|beskrivelse|begrundelse|samarbejde|samarbejdspartnere|økonomi|organisering|fakta|sådan følger vi op)$",
    )
});
static OPENER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"^(?P<label>(?:(?:(?:Understøtter|Bidrager til|Knytter sig til|Relaterer til|Hører under) )?(?:Beskæftigelses)?[Mm]inister(?:ens )?mål|MINISTERMÅL|Mål|MÅL|Delmål|Resultatmål|Fokusområde|FOKUSOMRÅDE|Indsatsområde|INDSATSOMRÅDE|Pejlemærke|PEJLEMÆRKE|Tema|TEMA|Målsætning|MÅLSÆTNING|Strategisk mål(?:sætning)?|Lokalt? mål(?:sætning)?|LOKALT? MÅL(?:SÆTNING)?|Politisk(?:e)? mål(?:sætning)?|[\p{L}-]+(?:udvalgets|bestyrelsens|rådets) mål(?:sætning)?|(?:Lokalt|Strategisk|Politisk|Tværgående|Kommunalt) (?:fokusområde|indsatsområde|pejlemærke)|Nationalt mål|NATIONALT MÅL|Kapitel|KAPITEL|Spor|Prioritet|Ambition|Bilag)(?:\s*(?:(?P<name>\d{1,2}(?:\.?[a-z]\b)?(?:\.\d)?|[A-H])\s*(?:[:.·|–—-]|\s-)|:)\s+|\s+(?P<letter>\d{1,2}\.?[a-z])\s+))(?P<rest>\S.*)$",
    )
    .expect("pattern is valid")
});
static BARE_LABEL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?P<label>(?:Mål|MÅL|Delmål|Resultatmål|Ministermål|MINISTERMÅL|Pejlemærke|PEJLEMÆRKE|Fokusområde|FOKUSOMRÅDE|Indsatsområde)\s+(?P<name>\d{1,2}[a-z]?)\s+)\p{Lu}",
    )
});

/// Any of the standard headings, to reject other lines in one pass.
static STANDARD: LazyLock<Regex> = LazyLock::new(|| {
    let all = [&MINISTER, &OBJECTIVES, &BEACONS, &GOALS, &ACTIVITIES, &STRATEGY, &PROSE];
    let sources: Vec<String> = all.iter().map(|pattern| format!("(?:{})", pattern.as_str())).collect();
    pattern(&sources.join("|"))
});

fn pattern(source: &str) -> Regex {
    Regex::new(source).expect("pattern is valid")
}

/// What a heading announces, by its wording; None for a heading of the plan's own.
pub fn box_kind(heading: &str) -> Option<BoxKind> {
    if heading.len() > 120 {
        return None;
    }
    let plain = plain(heading);
    let kinds: [(&LazyLock<Regex>, BoxKind); 7] = [
        (&MINISTER, BoxKind::Minister),
        (&OBJECTIVES, BoxKind::Objectives),
        (&BEACONS, BoxKind::Beacons),
        (&GOALS, BoxKind::Goals),
        (&ACTIVITIES, BoxKind::Activities),
        (&STRATEGY, BoxKind::Strategy),
        (&PROSE, BoxKind::Prose),
    ];
    let find = |text: &str| {
        if !STANDARD.is_match(text) {
            return None;
        }
        kinds.iter().find(|(pattern, _)| pattern.is_match(text)).map(|(_, kind)| *kind)
    };
    // "Resultatmål for Jobcenter Ravnsted", "Indsatser på virksomhedsområdet": what comes after tells for whom.
    let before = |joint: &str| plain.find(joint).map(|at| &plain[..at]);
    find(&plain).or_else(|| {
        let opening = before(" for ").or_else(|| before(" i ")).or_else(|| before(" på "))?;
        find(opening).filter(|kind| {
            matches!(kind, BoxKind::Goals | BoxKind::Objectives | BoxKind::Activities | BoxKind::Minister)
        })
    })
}

/// Lower case, without `#`, numbering, final colon, years and "for/i" before them.
fn plain(heading: &str) -> String {
    let lower = heading.to_lowercase();
    let body = lower.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '#' | ' ' | '.' | ')'));
    let mut words: Vec<&str> = body
        .split(|c: char| c.is_whitespace() || matches!(c, ':' | '?' | '!' | ',' | '(' | ')' | '"'))
        .filter(|word| !word.is_empty())
        .collect();
    while let Some(last) = words.last() {
        let year = last.starts_with("20") && last.chars().all(|c| c.is_ascii_digit() || matches!(c, '-' | '–' | '/'));
        if year || (matches!(*last, "for" | "i" | "er") && words.len() > 1) {
            words.pop();
        } else {
            break;
        }
    }
    words.join(" ")
}

/// Splits "Ministermål 3: Flere flygtninge …" into label and title.
pub fn opener(text: &str) -> Option<(usize, Option<String>)> {
    if text.len() > 400 {
        return None;
    }
    let Some(found) = OPENER.captures(text) else {
        // "Mål 1 Vi vil …": the label was set in bold, without a colon.
        let found = BARE_LABEL.captures(text)?;
        return Some((found["label"].len(), Some(found["name"].to_owned())));
    };
    let name = found.name("name").or_else(|| found.name("letter")).map(|name| name.as_str().to_owned());
    Some((found["label"].len(), name))
}

/// Whether a line that stands alone reads as a heading.
pub fn reads_as_heading(text: &str) -> bool {
    let words = text.split_whitespace().count();
    let Some(first) = text.chars().find(|c| c.is_alphanumeric()) else {
        return false;
    };
    if words > 16 || text.chars().count() > 120 || first.is_lowercase() || text.contains('\t') {
        return false;
    }
    if text.ends_with(['.', ',', ';', '!']) || text.ends_with("mv.") || !text.chars().any(char::is_alphabetic) {
        return false;
    }
    let lower = text.to_lowercase();
    if ["kilde", "note", "figur ", "tabel ", "www.", "http", "anm.", "telefon", "konstrueret eksempel"]
        .iter()
        .any(|start| lower.starts_with(start))
    {
        return false;
    }
    if text.ends_with(':') {
        return words <= 6 && !has_finite_verb(&lower);
    }
    // Three digits or a percent sign make it a row of figures.
    !lower.contains('%') && lower.matches(|c: char| c.is_ascii_digit()).count() < 12
}

/// Whether the line has a verb that hardly any heading has.
pub fn has_finite_verb(lower: &str) -> bool {
    lower.split(|c: char| !c.is_alphanumeric()).any(|word| {
        matches!(
            word,
            "er" | "skal"
                | "var"
                | "har"
                | "havde"
                | "kan"
                | "bliver"
                | "blev"
                | "fik"
                | "får"
                | "modtog"
                | "modtager"
                | "vil"
                | "omfatter"
                | "gælder"
                | "følgende"
                | "viser"
                | "består"
        )
    })
}

/// Whether nearly all letters are capitals, at least four of them.
pub fn is_capitals(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let capitals = text.chars().filter(|c| c.is_uppercase()).count();
    letters >= 3 && capitals * 10 >= letters * 9
}

/// Turns blocks into nodes: infers levels, hangs every block under its heading.
pub fn nest(norm: &str, blocks: Vec<Block>) -> (Vec<Node>, usize) {
    let levels = Levels::infer(norm, &blocks);
    let mut nodes: Vec<Node> = Vec::with_capacity(blocks.len());
    // Open chapters, outermost first, and the box that interrupts the innermost.
    let mut chapters: Vec<(u8, NodeId)> = Vec::new();
    let mut open_box: Option<NodeId> = None;
    let mut box_has_list = false;
    let mut intro: Option<NodeId> = None;
    let mut tables = 0;
    for block in blocks {
        let text = block.text(norm);
        let chapter = chapters.last().map(|&(_, id)| id);
        let id = nodes.len();
        let kind = match block.kind {
            BlockKind::Resumed => {
                open_box = None;
                continue;
            }
            BlockKind::Heading(style) => {
                let level = levels.of(style, &text);
                // A numbered "7. Lokale mål" announces its list and is a chapter all the same.
                let boxed = box_kind(&text).is_some() && !levels.is_chapter(style, &text);
                intro = None;
                box_has_list = false;
                if boxed {
                    open_box = Some(id);
                    nodes.push(block.into_node(NodeKind::Heading { level, boxed }, chapter, None));
                } else {
                    open_box = None;
                    chapters.retain(|&(open, _)| open < level);
                    let parent = chapters.last().map(|&(_, id)| id);
                    chapters.push((level, id));
                    nodes.push(block.into_node(NodeKind::Heading { level, boxed }, parent, None));
                }
                continue;
            }
            BlockKind::Paragraph => {
                let introduces = text.trim_end().ends_with([':', ';']);
                // A box of list items ends with the first ordinary paragraph after them.
                if box_has_list && !introduces {
                    open_box = None;
                }
                intro = introduces.then_some(id);
                NodeKind::Paragraph
            }
            BlockKind::ListItem => {
                box_has_list = open_box.is_some();
                NodeKind::ListItem
            }
            BlockKind::Cell { table, row, column } => {
                tables = tables.max(table + 1);
                intro = None;
                NodeKind::Cell { table, row, column }
            }
            BlockKind::Footnote => NodeKind::Footnote,
            BlockKind::Contents => NodeKind::Contents,
            BlockKind::Furniture => NodeKind::Furniture,
        };
        let item_intro = intro.filter(|_| kind == NodeKind::ListItem);
        nodes.push(block.into_node(kind, open_box.or(chapter), item_intro));
    }
    (nodes, tables)
}

/// How deep each style of heading lies in this document.
struct Levels {
    contents: Vec<String>,
    capitals: bool,
    openers: bool,
    numbered: bool,
    /// Deepest level that `#` gives; other headings lie below it.
    markdown: u8,
    /// Headings that stand more than once, letters only.
    repeated: Vec<String>,
}

impl Levels {
    fn infer(norm: &str, blocks: &[Block]) -> Self {
        let count = |wanted: fn(Style) -> bool| {
            blocks.iter().filter(|block| matches!(block.kind, BlockKind::Heading(style) if wanted(style))).count()
        };
        let contents = blocks
            .iter()
            .filter(|block| block.kind == BlockKind::Contents)
            .map(|block| contents_key(&block.text(norm)))
            .collect();
        let mut keys: Vec<String> = blocks
            .iter()
            .filter(|block| matches!(block.kind, BlockKind::Heading(_)))
            .map(|block| contents_key(&block.text(norm)))
            .collect();
        keys.sort();
        let repeated = keys.windows(2).filter(|pair| pair[0] == pair[1]).map(|pair| pair[0].clone()).collect();
        Self {
            repeated,
            contents,
            capitals: count(|style| style == Style::Capitals) >= 2,
            openers: count(|style| style == Style::Opener) >= 2,
            numbered: count(|style| matches!(style, Style::Numbered(_))) >= 2,
            markdown: blocks
                .iter()
                .filter_map(|block| match block.kind {
                    BlockKind::Heading(Style::Markdown(level)) => Some(level),
                    _ => None,
                })
                .max()
                .unwrap_or(0),
        }
    }

    /// Whether numbering or the table of contents makes the heading a chapter; so does a "Baggrund" or "Opfølgning"
    /// that stands only once, where a sub-heading would come again in each chapter.
    fn is_chapter(&self, style: Style, text: &str) -> bool {
        let once = || {
            matches!(box_kind(text), Some(BoxKind::Prose | BoxKind::Strategy))
                && !self.repeated.contains(&contents_key(text))
        };
        match style {
            Style::Numbered(_) => self.numbered,
            Style::Bare | Style::Capitals => self.contents.contains(&contents_key(text)) || once(),
            Style::Markdown(_) => once(),
            Style::Opener => false,
        }
    }

    fn of(&self, style: Style, text: &str) -> u8 {
        match style {
            Style::Markdown(level) => level,
            Style::Bare | Style::Capitals | Style::Opener if self.markdown > 0 => self.markdown + 1,
            Style::Numbered(depth) => depth,
            Style::Capitals | Style::Opener => 1,
            Style::Bare => {
                let listed = self.contents.contains(&contents_key(text));
                if listed || (self.contents.len() < 3 && !(self.capitals || self.openers || self.numbered)) {
                    1
                } else if self.numbered && self.contents.len() < 3 {
                    3
                } else {
                    2
                }
            }
        }
    }
}

/// Letters only, without the page number at the end.
pub fn contents_key(text: &str) -> String {
    text.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect()
}

/// The label of a heading such as "Ministermål 3: …" as a [`Label`] at `start`.
pub fn opener_label(start: usize, length: usize, name: Option<String>) -> Label {
    Label { range: start..start + length, name }
}
