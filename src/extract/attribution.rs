//! Finds which municipalities an overview names under which numbered theme.
//!
//! *What it finds*: pairs of theme number and municipality.
//!
//! *Why it matters*: an overview tells who does what; readers look for a municipality.
//!
//! *Example*: "Tema 4. … (fx Herlev og Hørsholm)" → 4: Herlev, 4: Hørsholm.
//!
//! *Not this*: places in the names of other things ("Hirtshals Havn", "RAR Bornholm"); the rows of a matrix.
//!
//! Each overview numbers its themes in one way, so every way is tried ([`series`]), the plainest first, until
//! one names municipalities under its themes. A theme reaches to the next one, or to a heading that leaves it.

mod series;

use super::place::Places;
use super::{Attribution, DocumentKind, Extractor, Findings, Parsed, matrix};
use crate::structure::{Node, NodeKind};
use series::{Start, is_frame};
use std::collections::{BTreeMap, HashMap, HashSet};

pub struct Attributions;

impl Extractor for Attributions {
    fn name(&self) -> &'static str {
        "attribution"
    }

    fn extract(&self, parsed: &Parsed<'_>, found: &mut Findings) {
        if found.meta.kind != DocumentKind::Overview {
            return;
        }
        let places = Places::new(parsed.lexicon);
        let text = Text::new(parsed);
        let named = |themes: BTreeMap<u32, String>| -> Vec<Attribution> {
            let mut pairs = Vec::new();
            for (theme, text) in themes {
                for (_, municipality) in places.find(&text) {
                    let pair = Attribution { theme, municipality: municipality.name.clone() };
                    if !pairs.contains(&pair) {
                        pairs.push(pair);
                    }
                }
            }
            pairs
        };
        let of = |starts: &[Start]| named(text.themes(starts));
        // "Tema 3", "Pejlemærke B": the word of most names, if the document uses several.
        let called = series::called(&text).iter().map(|starts| of(starts)).max_by_key(Vec::len).unwrap_or_default();
        // Numbers without a word, in headings or in the first cells of a table.
        let numbered = of(&series::numbered(&text, &parsed.lexicon.minister_goals));
        let rows = named(text.row_themes(&places));
        let plain = if numbered.len() > rows.len() { numbered } else { rows };
        // "Mål 1", "Mål 2" may be a list before the themes, which has few names if any.
        let mut pairs = if called.len() * 2 >= plain.len() { called } else { plain };
        if pairs.is_empty() {
            pairs = of(&series::lettered(&text));
        }
        if pairs.is_empty() {
            pairs = of(&series::counted(&text, &places, found.meta.title.as_deref()));
        }
        found.attributions = pairs;
    }
}

/// The document's text nodes with their printed labels, without contents, footnotes and matrices.
struct Text<'p> {
    nodes: Vec<(&'p Node, String)>,
    /// Headings that stand more than once, as "Hvad står der i planerne?" under each theme; in lower case.
    repeated: HashSet<String>,
}

impl<'p> Text<'p> {
    fn new(parsed: &'p Parsed<'_>) -> Self {
        let marked = matrix::marked_rows(parsed);
        let skipped = |node: &Node| match node.kind {
            NodeKind::Contents | NodeKind::Footnote => true,
            NodeKind::Cell { table, row, .. } => marked.get(&table).is_some_and(|&first| row >= first),
            _ => !node.is_text(),
        };
        let nodes: Vec<(&Node, String)> = parsed
            .outline
            .nodes
            .iter()
            .filter(|node| !skipped(node))
            .map(|node| (node, whole_text(parsed, node)))
            .collect();
        let mut times: HashMap<String, usize> = HashMap::new();
        for (_, text) in nodes.iter().filter(|(node, _)| level(node).is_some()) {
            *times.entry(text.to_lowercase()).or_default() += 1;
        }
        let repeated = times.into_iter().filter(|(_, times)| *times > 1).map(|(key, _)| key).collect();
        Self { nodes, repeated }
    }

    /// The text of each theme.
    fn themes(&self, starts: &[Start]) -> BTreeMap<u32, String> {
        let mut themes: BTreeMap<u32, String> = BTreeMap::new();
        let mut starts = starts.iter().peekable();
        // The theme under way, and the level of its heading.
        let mut open: Option<(u32, u8)> = None;
        // Where it begins: a heading right behind is its title ("Tema 2" / "Unge").
        let mut opened = 0;
        // Whether themes have headings of their own below theirs.
        let mut divided = false;
        for (index, (node, text)) in self.nodes.iter().enumerate() {
            if let Some(start) = starts.next_if(|start| start.node == index) {
                open = Some((start.theme, level(node).unwrap_or(u8::MAX)));
                opened = index;
            } else if let Some(level) = level(node)
                && let Some((_, of)) = open
                && !self.repeated.contains(&text.to_lowercase())
            {
                let last = starts.peek().is_none();
                let leaves = if last { level <= of || !divided } else { level < of && of < u8::MAX };
                if is_frame(text) || leaves && opened + 1 != index {
                    open = None;
                } else if opened + 1 != index {
                    divided = true;
                }
            }
            if let Some((theme, _)) = open {
                append(themes.entry(theme).or_default(), text);
            }
        }
        themes
    }

    /// The text of each theme where the rows of a table are the themes; rows with an empty first cell go on with the
    /// theme above, also over a page break.
    fn row_themes(&self, places: &Places<'_>) -> BTreeMap<u32, String> {
        let mut themes: BTreeMap<u32, String> = BTreeMap::new();
        let mut open: Option<u32> = None;
        let mut skipped: Option<(usize, usize)> = None;
        for (node, text) in &self.nodes {
            let NodeKind::Cell { table, row, column } = node.kind else {
                open = None;
                continue;
            };
            if column == 0 {
                if let Some(theme) = series::of_cell(text) {
                    open = Some(theme);
                    append(themes.entry(theme).or_default(), text);
                } else {
                    // A head, or the rows of another table.
                    skipped = Some((table, row));
                    if !places.of_label(text).is_empty() {
                        open = None;
                    }
                }
                continue;
            }
            if row == 0 && series::of_cell(text).is_some() {
                // The goals of a matrix stand in its head.
                open = None;
            }
            if let Some(theme) = open.filter(|_| skipped != Some((table, row))) {
                append(themes.entry(theme).or_default(), text);
            }
        }
        themes
    }
}

/// The level of a heading.
fn level(node: &Node) -> Option<u8> {
    match node.kind {
        NodeKind::Heading { level, .. } => Some(level),
        _ => None,
    }
}

fn whole_text(parsed: &Parsed<'_>, node: &Node) -> String {
    let text = node.text(parsed.text()).replace('\u{2029}', " ");
    match &node.label {
        Some(label) if !node.segments.first().is_some_and(|first| first.start <= label.range.start) => {
            format!("{} {text}", parsed.text()[label.range.clone()].trim())
        }
        _ => text,
    }
}

/// Joins a piece to a theme's text; a word that a page break cut is made whole ("Gentof-" "te").
fn append(whole: &mut String, piece: &str) {
    if whole.ends_with('-') && piece.starts_with(char::is_lowercase) && !piece.starts_with("og ") {
        whole.pop();
    } else if !whole.is_empty() {
        whole.push('\n');
    }
    whole.push_str(piece);
}
