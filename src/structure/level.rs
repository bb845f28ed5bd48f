//! How deep the headings of a document lie: by `#`, numbers, capitals, labels and the table of contents.

use super::block::{Block, BlockKind, Style};
use super::box_kind::{BoxKind, box_kind};
use super::heading::contents_key;
use super::numbered::{chapter_number, counted_level, number_depth};
use super::toc;
use rustc_hash::{FxHashMap, FxHashSet};

/// Fewer headings that the contents list tell nothing of their levels.
const LEAST_LISTED: usize = 4;
/// Headings that the contents list on so many levels are careless, if no entry is numbered as a part of another.
const CARELESS: usize = 3;

/// How deep each style of heading lies in this document.
pub(super) struct Levels {
    pub(super) contents: Vec<String>,
    /// The same, for looking up whole names.
    listed: FxHashSet<String>,
    capitals: bool,
    openers: bool,
    numbered: bool,
    /// Deepest level that `#` gives; other headings lie below it.
    markdown: u8,
    /// The level of headings with `#` that count chapters: "# 1 Unge", "## 2 Virksomheder", "# 3 Integration".
    chapters: Option<u8>,
    /// The level of headings with `#` that the table of contents lists, where their own levels are careless.
    flat: Option<u8>,
    /// Headings that stand more than once, letters only.
    repeated: Vec<String>,
    /// Headings behind labelled ones that stand in a row, letters only.
    closing: FxHashSet<String>,
    /// Headings that come again in each chapter, on the chapters' own level, letters only.
    recurring: FxHashSet<String>,
}

impl Levels {
    pub(super) fn infer(norm: &str, blocks: &[Block]) -> Self {
        let count = |wanted: fn(Style) -> bool| {
            blocks.iter().filter(|block| matches!(block.kind, BlockKind::Heading(style) if wanted(style))).count()
        };
        let contents: Vec<String> = blocks
            .iter()
            .filter(|block| block.kind == BlockKind::Contents)
            .flat_map(|block| toc::contents_keys(&block.text(norm)))
            .collect();
        let listed: FxHashSet<String> = contents.iter().cloned().collect();
        let flat = flat(norm, blocks, &listed);
        let mut keys: Vec<String> = blocks
            .iter()
            .filter(|block| matches!(block.kind, BlockKind::Heading(_)))
            .map(|block| contents_key(&block.text(norm)))
            .collect();
        keys.sort();
        let repeated = keys.windows(2).filter(|pair| pair[0] == pair[1]).map(|pair| pair[0].clone()).collect();
        let mut levels = Self {
            chapters: counted_level(norm, blocks),
            flat,
            repeated,
            recurring: FxHashSet::default(),
            closing: closing(norm, blocks),
            contents,
            listed,
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
        };
        levels.recurring = levels.recurring(norm, blocks);
        levels
    }

    /// The parts of a scheme that a converter has given the level of the chapters: "## Spor 1: …", "## Det har vi lært",
    /// "## Spor 2: …", "## Det har vi lært". Some heading of the same level stands between any two, and none above it.
    fn recurring(&self, norm: &str, blocks: &[Block]) -> FxHashSet<String> {
        let headings: Vec<(String, u8)> = blocks
            .iter()
            .filter_map(|block| {
                let BlockKind::Heading(style) = block.kind else { return None };
                let text = block.text(norm);
                let inner = box_kind(&text).is_some() && !self.is_chapter(style, &text);
                (!inner).then(|| (contents_key(&text), self.of(style, &text)))
            })
            .collect();
        let alike = |key: &String| self.repeated.contains(key) && !self.listed.contains(key);
        let mut last: FxHashMap<&str, usize> = FxHashMap::default();
        let mut parts: FxHashMap<&str, bool> = FxHashMap::default();
        for (at, (key, level)) in headings.iter().enumerate().filter(|(_, (key, _))| alike(key)) {
            if let Some(before) = last.insert(key, at) {
                let between = &headings[before + 1..at];
                let side = between.iter().any(|(other, own)| own == level && !alike(other));
                let beside = side && headings[before].1 == *level && between.iter().all(|(_, own)| own >= level);
                *parts.entry(key).or_insert(true) &= beside;
            }
        }
        parts.into_iter().filter(|(_, beside)| *beside).map(|(key, _)| key.to_owned()).collect()
    }

    /// Whether the table of contents lists a heading, with or without its label.
    pub(super) fn lists(&self, heading: &str) -> bool {
        let key = contents_key(heading);
        self.contents.iter().any(|entry| entry.ends_with(&key))
    }

    /// Whether numbering or the table of contents makes the heading a chapter; so does a "Baggrund" or "Opfølgning"
    /// that stands only once, where a sub-heading would come again in each chapter.
    pub(super) fn is_chapter(&self, style: Style, text: &str) -> bool {
        let once = || {
            matches!(box_kind(text), Some(BoxKind::Prose | BoxKind::Strategy))
                && !self.repeated.contains(&contents_key(text))
        };
        match style {
            _ if self.closing.contains(&contents_key(text)) => true,
            Style::Numbered(_) => self.numbered,
            Style::Bare | Style::Capitals => self.listed.contains(&contents_key(text)) || once(),
            Style::Inner => self.listed.contains(&contents_key(text)),
            Style::Markdown(_) => once(),
            Style::Opener => false,
        }
    }

    /// The level of a heading that counts chapters or their sections, whatever its `#` say.
    pub(super) fn counted(&self, norm: &str, block: &Block) -> Option<u8> {
        let chapters = self.chapters?;
        if chapter_number(norm, block).is_some() {
            return Some(chapters);
        }
        number_depth(norm, block).filter(|&depth| depth > 1).map(|depth| chapters + depth - 1)
    }

    pub(super) fn of(&self, style: Style, text: &str) -> u8 {
        let part = u8::from(!self.recurring.is_empty() && self.recurring.contains(&contents_key(text)));
        part + match style {
            Style::Markdown(level) => match self.flat {
                Some(flat) if self.listed.contains(&contents_key(text)) => flat,
                _ => level,
            },
            Style::Bare | Style::Capitals | Style::Inner | Style::Opener if self.markdown > 0 => self.markdown + 1,
            Style::Numbered(depth) => depth,
            Style::Capitals | Style::Opener => 1,
            Style::Bare | Style::Inner => {
                let listed = self.listed.contains(&contents_key(text));
                if listed
                    || self.closing.contains(&contents_key(text))
                    || style == Style::Bare
                        && (self.contents.len() < 3 && !(self.capitals || self.openers || self.numbered))
                {
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

/// The headings that end a row of labelled ones: behind "Ministermål 1: …" to "Ministermål 5: …" without headings of the
/// plan's own between them, "Opfølgning" and "Udvalgets egne mål" stand beside all five, not under the last.
fn closing(norm: &str, blocks: &[Block]) -> FxHashSet<String> {
    let style = |block: &Block| match block.kind {
        BlockKind::Heading(style) => Some(style),
        _ => None,
    };
    let opener = |block: &Block| style(block) == Some(Style::Opener);
    let own = |block: &&Block| {
        let text = block.text(norm);
        let box_kind = box_kind(&text);
        style(block) == Some(Style::Bare) && (box_kind.is_none() || text.to_lowercase().contains(" egne "))
    };
    let last = blocks.iter().rposition(opener).unwrap_or(0);
    let first = blocks.iter().position(opener).unwrap_or(last);
    let row = first < last && !blocks[first..last].iter().any(|block| own(&block));
    let behind = blocks[last..].iter().filter(own).filter(|_| row);
    behind.map(|block| contents_key(&block.text(norm))).collect()
}

/// The highest level of the headings that the table of contents lists, where a converter has given the chapters of one
/// plan levels as it came: "# Forord", "#### Unge under 30 år", "## Borgere på kanten".
fn flat(norm: &str, blocks: &[Block], listed: &FxHashSet<String>) -> Option<u8> {
    let level = |block: &Block| match block.kind {
        BlockKind::Heading(Style::Markdown(level)) => Some(level),
        _ => None,
    };
    let found =
        blocks.iter().filter(|block| level(block).is_some() && listed.contains(&contents_key(&block.text(norm))));
    let levels: Vec<u8> = found.filter_map(level).collect();
    let distinct: FxHashSet<u8> = levels.iter().copied().collect();
    let part = |block: &Block| {
        let text = block.text(norm);
        let first = text.trim_start_matches(['|', ' ', '-', '*']).split([' ', '\t']).next().unwrap_or("");
        block.kind == BlockKind::Contents && first.trim_end_matches('.').contains('.')
    };
    let careless = levels.len() >= LEAST_LISTED && distinct.len() >= CARELESS && !blocks.iter().any(part);
    careless.then(|| levels.into_iter().min()).flatten()
}

#[cfg(test)]
mod tests {
    use crate::normalize::normalize;
    use crate::structure::{NodeKind, outline};

    fn levels(contents: &[&str]) -> Vec<u8> {
        let list: String = contents.iter().zip(3..).map(|(name, page)| format!("| {name} | {page} |\n")).collect();
        let text = format!(
            "## Indhold\n\n{list}\n# Haver\n\nHaver er godt.\n\n#### Høns\n\nHøns går løse.\n\n## Stier\n\n\
             Stier går rundt.\n\n# Åen\n\nÅen løber.\n"
        );
        let norm = normalize(&text);
        let level = |kind| if let NodeKind::Heading { level, .. } = kind { Some(level) } else { None };
        outline(norm.text()).nodes.iter().filter_map(|node| level(node.kind)).collect()
    }

    fn levels_of(headings: &str) -> Vec<u8> {
        let text: String = headings.lines().map(|line| format!("{line}\n\nHer står noget.\n\n")).collect();
        let norm = normalize(&text);
        let level = |kind| if let NodeKind::Heading { level, .. } = kind { Some(level) } else { None };
        outline(norm.text()).nodes.iter().filter_map(|node| level(node.kind)).collect()
    }

    #[test]
    fn what_comes_again_in_each_chapter_lies_below_it() {
        let flat = "## Spor 1: Haver\n## Det har vi lært\n## Spor 2: Høns\n## Det har vi lært";
        assert_eq!(levels_of(flat), [2, 3, 2, 3]);
        // Where the chapters lie above it, it lies right already.
        let nested = "# Haver\n## Kort om haver\n## Det har vi lært\n# Høns\n## Det har vi lært";
        assert_eq!(levels_of(nested), [1, 2, 2, 1, 2]);
        // The same heading twice in a row is one chapter that goes on.
        assert_eq!(levels_of("## Haver\n## Haver\n## Høns"), [2, 2, 2]);
    }

    #[test]
    fn numbers_tell_the_level_where_they_count_chapters() {
        let careless = "# 1. Haver\n#### 2. Høns\n### 2.1 Æg\n## 2.2 Fjer\n# 3. Stier";
        assert_eq!(levels_of(careless), [1, 1, 2, 2, 1]);
    }

    #[test]
    fn chapters_of_the_contents_lie_side_by_side() {
        assert_eq!(levels(&["Haver", "Høns", "Stier", "Åen"]), [1, 1, 1, 1]);
        // Where the contents number their parts, the levels mean something.
        assert_eq!(levels(&["1 Haver", "1.1 Høns", "1.2 Stier", "2 Åen"]), [1, 4, 2, 1]);
    }
}
