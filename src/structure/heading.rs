//! Which lines are headings, and who stands under whom.

use super::block::{Block, BlockKind, Style};
use super::box_kind::{BoxKind, box_kind};
use super::level::Levels;
use super::list::Label;
use super::{Node, NodeId, NodeKind, SUPERSCRIPTS, side_note, toc};
use crate::token::number::quantities;

/// Whether a line that stands alone reads as a heading.
pub fn reads_as_heading(text: &str) -> bool {
    let words = text.split_whitespace().count();
    let Some(first) = text.chars().find(|c| c.is_alphanumeric()) else {
        return false;
    };
    if words > 16 || text.chars().count() > 120 || first.is_lowercase() || text.contains('\t') {
        return false;
    }
    // "… med virksomhederne.¹" ends in a full stop too.
    let text = text.trim_end_matches(SUPERSCRIPTS);
    if text.ends_with(['.', ',', ';', '!']) || text.ends_with("mv.") || !text.chars().any(char::is_alphabetic) {
        return false;
    }
    // "Vi vil arbejde for, at flere borgere får lønnede timer på kommunens": the page broke a sentence.
    let first = text.split(' ').next().unwrap_or("");
    let last = text.rsplit(' ').next().unwrap_or("");
    if words > 9 && matches!(first, "Vi" | "Jobcentret" | "Jobcenteret" | "Kommunen") && has_finite_verb(text)
        || words > 2
            && matches!(last, "og" | "eller" | "der" | "som" | "at" | "er" | "har" | "en" | "et" | "den" | "det")
    {
        return false;
    }
    // Two sentences are no heading.
    if text.contains(". ") && sentence_inside(text) {
        return false;
    }
    let lower = text.to_lowercase();
    if ["kilde", "note", "figur ", "tabel ", "www.", "http", "anm.", "telefon", "konstrueret eksempel"]
        .iter()
        .any(|start| lower.starts_with(start))
    {
        return false;
    }
    // "STAR (2021): Hvad virker for langtidsledige?": who published what, and when.
    if let Some((before, after)) = text.split_once("): ")
        && !after.is_empty()
        && before.rsplit_once(" (").is_some_and(|(_, year)| year.len() == 4 && year.parse::<u32>().is_ok())
    {
        return false;
    }
    if text.ends_with(':') {
        return words <= 6 && !has_finite_verb(&lower) && (!sets_going(&lower) || box_kind(text).is_some());
    }
    // "Mindst 380 ledige gennemfører et kursus": a level to reach.
    if matches!(first, "Mindst" | "Højst") && text.contains(|c: char| c.is_ascii_digit()) {
        return false;
    }
    // "28 POINT TIL FORSKEL": a figure and its caption, where smaller numbers count chapters.
    let number: u32 = text.split(' ').next().and_then(|first| first.parse().ok()).unwrap_or(0);
    if number > 20 && is_capitals(text) {
        return false;
    }
    // "Kontanthjælp 471 463 440" and a percent sign are rows of figures, "16 uger" is the end of a sentence.
    let is_figure = |word: &str| {
        word == "-" || word.starts_with(|c: char| c.is_ascii_digit()) && !word.contains(char::is_alphabetic)
    };
    let is_year = |word: &str| word.len() == 4 && word.starts_with("20");
    let figures =
        text.split(' ').rev().take_while(|word| is_figure(word)).filter(|word| *word != "-" && !is_year(word));
    let figures = figures.count();
    let counts = number > 0 && words <= 3 && is_unit(&lower);
    !counts
        && !(figures >= 2 && words > figures && !text.starts_with(|c: char| c.is_ascii_digit()))
        && !lower.contains('%')
        && lower.matches(|c: char| c.is_ascii_digit()).count() < 12
}

/// "16 uger", "3 mio. kr.": a number and its unit.
fn is_unit(lower: &str) -> bool {
    quantities(lower, None).first().is_some_and(|found| found.range.start == 0 && found.range.end == lower.len())
}

/// Whether a full stop behind a word, not behind an abbreviation or a number, stands before a capital.
fn sentence_inside(text: &str) -> bool {
    text.match_indices(". ").any(|(at, _)| {
        let word = text[..at].rsplit(' ').next().unwrap_or("");
        word.chars().count() > 4
            && word.chars().all(char::is_lowercase)
            && text[at + 2..].starts_with(char::is_uppercase)
    })
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

/// Whether the line before a list has a verb of setting going: "Til det formål iværksættes i 2022:".
fn sets_going(lower: &str) -> bool {
    lower.split(|c: char| !c.is_alphanumeric()).any(|word| {
        matches!(
            word,
            "sætter"
                | "sættes"
                | "iværksætter"
                | "iværksættes"
                | "igangsætter"
                | "igangsættes"
                | "gennemfører"
                | "gennemføres"
                | "etablerer"
                | "etableres"
                | "opretter"
                | "oprettes"
                | "tilbyder"
                | "tilbydes"
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
    let notes = side_note::find(norm, &blocks, &levels.contents);
    let mut nodes: Vec<Node> = Vec::with_capacity(blocks.len());
    // Open chapters, outermost first, and the box that interrupts the innermost.
    let mut chapters: Vec<(u8, NodeId)> = Vec::new();
    let mut open_box: Option<NodeId> = None;
    // A labelled part of the box: "Pejlemærke 1.1: …" under "Hvad vil vi opnå?".
    let mut open_part: Option<NodeId> = None;
    let mut box_has_list = false;
    let mut intro: Option<NodeId> = None;
    let mut tables = 0;
    let mut blocks = blocks.into_iter().enumerate().peekable();
    while let Some((index, block)) = blocks.next() {
        let text = block.text(norm);
        let chapter = chapters.last().map(|&(_, id)| id);
        let id = nodes.len();
        let kind = match block.kind {
            BlockKind::Resumed => {
                open_box = None;
                continue;
            }
            BlockKind::Heading(style) => {
                let level = match chapters.last() {
                    Some(&(chapter, _)) if supports(norm, &block) => chapter + 1,
                    // "Pejlemærke: …" without a number names the aim of the chapter that it stands in.
                    Some(_) if is_unnumbered(&block) && !levels.lists(&text) => {
                        let listed =
                            |id: NodeId| levels.lists(&nodes[id].text(norm)) || is_chapter_label(norm, &nodes[id]);
                        let chapter = chapters.iter().rev().find(|&&(_, id)| listed(id));
                        chapter.map_or_else(|| levels.of(style, &text), |&(level, _)| level + 1)
                    }
                    _ => levels.counted(norm, &block).unwrap_or_else(|| levels.of(style, &text)),
                };
                // A numbered "7. Lokale mål" announces its list and is a chapter all the same.
                let counted = || levels.counted(norm, &block).is_some();
                let standard = box_kind(&text).is_some() && !levels.is_chapter(style, &text) && !counted();
                let boxed = standard || notes.contains(&index);
                intro = None;
                box_has_list = false;
                let open_part_before = open_part.take();
                let part = open_part_before.map(|id: NodeId| &nodes[id]);
                let directly = open_box.is_some_and(|holder| holder + 1 == id);
                let names_part = is_part(norm, &block, part, directly);
                let holder =
                    open_box.filter(|&holder| !boxed && (names_part || is_inner(&nodes[holder], level, &block)));
                if boxed {
                    open_box = Some(id);
                    nodes.push(block.into_node(NodeKind::Heading { level, boxed }, chapter, None));
                } else if holder.is_some() {
                    // The box goes on under the names of its parts.
                    nodes.push(block.into_node(NodeKind::Heading { level, boxed }, holder, None));
                    open_part = Some(id);
                    continue;
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
                // The colon before a list is often lost.
                let listed = blocks.peek().is_some_and(|(_, next)| next.kind == BlockKind::ListItem);
                let open = text.ends_with(|c: char| c.is_alphanumeric());
                let introduces =
                    text.trim_end().ends_with([':', ';']) || listed && (open || text.trim_end().ends_with(','));
                // A box of list items ends with the first ordinary paragraph after them; the minister's goals are not
                // gone on with by what the plan itself lists.
                let ministers =
                    || open_box.is_some_and(|id: NodeId| box_kind(&nodes[id].text(norm)) == Some(BoxKind::Minister));
                if box_has_list && (!introduces || ministers()) {
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
        let part = open_part.filter(|_| open_box.is_some());
        nodes.push(block.into_node(kind, part.or(open_box).or(chapter), item_intro));
    }
    (nodes, tables)
}

/// Whether the block is a heading whose label has no number: "Pejlemærke: …".
fn is_unnumbered(block: &Block) -> bool {
    block.kind == BlockKind::Heading(Style::Opener) && block.label.as_ref().is_some_and(|label| label.name.is_none())
}

/// Whether a heading is a chapter by its label: its number, or "Ministermål 1: …" under the chapter's name.
fn is_chapter_label(norm: &str, node: &Node) -> bool {
    node.label.as_ref().is_some_and(|label| {
        let text = &norm[label.range.clone()];
        !text.contains(char::is_alphabetic) || text.to_lowercase().contains("ministermål")
    })
}

/// Whether a heading names a part of the box above by the label of a goal, whatever its level: "Pejlemærke 1.1: …" right below "Hvad vil vi
/// opnå?", and "Pejlemærke 1.2: …" behind it.
fn is_part(norm: &str, block: &Block, part: Option<&Node>, directly: bool) -> bool {
    let word = |label: &Label| {
        let printed = norm[label.range.clone()].to_lowercase();
        printed.split(|c: char| !c.is_alphabetic()).find(|word| !word.is_empty()).unwrap_or("").to_owned()
    };
    let own = block.label.as_ref().map(word).unwrap_or_default();
    let counts = ["pejlemærke", "delmål", "fokusområde", "indsatsområde"].contains(&own.as_str());
    counts && (directly || part.and_then(|part| part.label.as_ref()).map(word).as_ref() == Some(&own))
}

/// Whether a heading names a part of the box above: it has a label and lies deeper.
fn is_inner(holder: &Node, level: u8, block: &Block) -> bool {
    matches!(holder.kind, NodeKind::Heading { level: outer, .. } if level > outer)
        && block.kind == BlockKind::Heading(Style::Opener)
}

/// "Understøtter ministermål 2: …", "Ministermål: 2 og 3" says what the chapter above is for, and is none itself.
fn supports(norm: &str, block: &Block) -> bool {
    let label = block.label.as_ref().map_or("", |label| &norm[label.range.clone()]);
    let text = block.text(norm);
    ["Understøtter", "Bidrager", "Knytter", "Relaterer", "Hører"].iter().any(|start| label.starts_with(start))
        || text.len() < 120 && !side_note::referred_to(&format!("{label}{text}")).is_empty()
}

/// Letters only, without the page number at the end.
pub fn contents_key(text: &str) -> String {
    let name = text.split(toc::NO_BOOKMARK).next().unwrap_or("");
    name.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use crate::normalize::normalize;
    use crate::structure::outline;

    #[test]
    fn parts_stand_under_their_box_whatever_their_level() {
        let text = "## Haver\n\n## Hvad vil vi opnå?\n\n## Pejlemærke 1.1: Høns\n\n- 40 høns\n\n## Pejlemærke 1.2: Stier\n\n\
                    - 12 stier\n\n## Pejlemærke\n\nHaven er stor.\n";
        let norm = normalize(text);
        let found = outline(norm.text());
        let item = found.nodes.iter().position(|node| node.text(norm.text()) == "12 stier").unwrap();
        assert_eq!(found.section(item, norm.text())[..2], ["Haver", "Hvad vil vi opnå?"]);
        // A chapter of its own is none.
        let chapters = text.replace("Hvad vil vi opnå?", "Tal").replace("1.1", "1").replace("1.2", "2");
        let norm = normalize(&chapters);
        let found = outline(norm.text());
        let item = found.nodes.iter().position(|node| node.text(norm.text()) == "12 stier").unwrap();
        assert_eq!(found.section(item, norm.text()).len(), 1);
    }
}
