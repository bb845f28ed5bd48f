//! Finds which municipalities an overview names under which numbered theme.
//!
//! *What it finds*: pairs of theme number and municipality.
//!
//! *Why it matters*: an overview tells who does what; readers look for a municipality.
//!
//! *Example*: "Tema 4. … (fx Herlev og Hørsholm)" → 4: Herlev, 4: Hørsholm.
//!
//! *Not this*: places in the names of other things ("Hirtshals Havn", "RAR Bornholm").
//!
//! A theme is a numbered heading ("Tema 3. …") or the numbered first cell of a row ("4. Tidlig indsats …"); rows
//! with an empty first cell go on with the theme above, also over a page break.

use super::place::Places;
use super::{Attribution, DocumentKind, Extractor, Findings, Parsed};
use crate::structure::{Node, NodeKind};
use regex::Regex;
use std::collections::BTreeMap;
use std::sync::LazyLock;

static THEME: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?i:tema|indsatsområde|fokusområde|emne|spørgsmål|pejlemærke|målsætning|strategimål|mål|ministermål|punkt) (\d{1,2})\b").expect("pattern is valid")
});
static NUMBERED: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"^(\d{1,2})[.)] ?\p{L}").expect("pattern is valid"));

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
        let named = themes(parsed, &places, true);
        let themes = if named.is_empty() { themes(parsed, &places, false) } else { named };
        for (theme, text) in themes {
            for (_, municipality) in places.find(&text) {
                let attribution = Attribution { theme, municipality: municipality.name.clone() };
                if !found.attributions.contains(&attribution) {
                    found.attributions.push(attribution);
                }
            }
        }
    }
}

/// The text of each theme. With `strict`, headings need a word such as "Tema"; without, any numbered heading counts.
fn themes(parsed: &Parsed<'_>, places: &Places<'_>, strict: bool) -> BTreeMap<u32, String> {
    let mut themes: BTreeMap<u32, String> = BTreeMap::new();
    // The theme of the heading above, and that of the table's row.
    let mut heading: Option<u32> = None;
    let mut row_theme: Option<u32> = None;
    let mut skipped: Option<(usize, usize)> = None;
    for node in &parsed.outline.nodes {
        if !node.is_text() || matches!(node.kind, NodeKind::Contents | NodeKind::Footnote) {
            continue;
        }
        let text = whole_text(parsed, node);
        match node.kind {
            NodeKind::Heading { .. } => {
                heading = theme_of(&text, strict);
                row_theme = None;
                if let Some(theme) = heading {
                    append(themes.entry(theme).or_default(), &text);
                }
            }
            NodeKind::Cell { table, row, column } => {
                if heading.is_none() {
                    if column == 0 {
                        if let Some(number) = NUMBERED.captures(&text).and_then(|found| found[1].parse().ok()) {
                            row_theme = Some(number);
                        } else {
                            // A head, or the rows of another table.
                            skipped = Some((table, row));
                            if !places.of_label(&text).is_empty() {
                                row_theme = None;
                            }
                        }
                    } else if row == 0 && NUMBERED.is_match(&text) {
                        // The goals of a matrix stand in its head.
                        row_theme = None;
                    }
                    if skipped == Some((table, row)) || column == 0 {
                        continue;
                    }
                }
                if let Some(theme) = heading.or(row_theme) {
                    append(themes.entry(theme).or_default(), &text);
                }
            }
            _ => {
                row_theme = None;
                if let Some(theme) = heading {
                    append(themes.entry(theme).or_default(), &text);
                }
            }
        }
    }
    themes
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

fn theme_of(text: &str, strict: bool) -> Option<u32> {
    if let Some(found) = THEME.captures(text) {
        return found[1].parse().ok();
    }
    if strict {
        return None;
    }
    let found = NUMBERED.captures(text)?;
    let lower = text.to_lowercase();
    let frame =
        ["indledning", "baggrund", "metode", "sammenfatning", "resumé", "bilag", "formål", "konklusion", "oversigt"];
    if frame.iter().any(|word| lower.contains(word)) { None } else { found[1].parse().ok() }
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
