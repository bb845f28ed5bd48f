//! The table of contents: lines that end in a page number, after "Indhold", behind leaders, or several in a row that
//! come again as headings.

use super::line::{Line, LineKind};
use super::{heading, opener, table};
use crate::pattern::{Regex, pattern};
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::LazyLock;

static ENTRY: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^\S.*?(?:\t[ .…\t]*|[ .]*\.{3,}[ .]*|[ ]*…+[ .…]*|[ ]{2,}|[ ])\d{1,3}$"));
static LEADERS: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?:\.{4,}|(?:\. ){4,}|…{2,})[ .\t…]*\d{1,3}$"));

/// Bytes of an entry's name.
const MOST_NAME: usize = 120;
/// Fewer lines than this are no table of contents of their own.
const LEAST_ENTRIES: usize = 4;
/// What Word prints for a page that it cannot find.
pub const NO_BOOKMARK: &str = "Fejl! Bogmærke er ikke defineret";
/// A plan's table of contents is no longer than this many lines.
const MOST_LINES: usize = 120;

/// Marks the lines of the table of contents.
pub fn mark(norm: &str, mut lines: Vec<Line>) -> Vec<Line> {
    for line in &mut lines {
        if line.kind == LineKind::Text && line.text(norm).len() < 300 && has_leaders(line.text(norm)) {
            line.kind = LineKind::Contents;
        }
    }
    untitled(norm, &mut lines);
    let Some(title) = lines.iter().position(|line| line.kind == LineKind::Text && is_title(line.text(norm))) else {
        return lines;
    };
    let mut seen = FxHashSet::default();
    let mut numbered = 0;
    let mut last = in_columns(norm, &lines, title).unwrap_or(title);
    let mut page = 0;
    // Entries with their page in front, and the last of these pages.
    let mut fronts = (0, 0);
    for index in last + 1..lines.len().min(title + 1 + MOST_LINES) {
        let line = &lines[index];
        match line.kind {
            LineKind::Blank | LineKind::Break => continue,
            LineKind::Contents => {
                numbered += 1;
                last = index;
                // "Haver ........" with its page below
                let text = line.text(norm);
                if let Some(name) = text.strip_suffix('.') {
                    seen.insert(plain(name.trim_end_matches(['.', ' '])));
                }
                continue;
            }
            LineKind::Furniture | LineKind::Text | LineKind::Item => {}
        }
        let text = line.text(norm);
        // "| Unge under 30 år | 6 |"
        if table::is_piped(text) {
            let pages = text.trim_matches(['|', ' ']).rsplit('|').next().unwrap_or("").trim();
            let rules = text.chars().all(|c| matches!(c, '|' | '-' | ':' | ' '));
            // "| Emne | Side |"
            let head = last == title && lines.get(index + 1).is_some_and(|next| next.text(norm).starts_with("|-"));
            if !rules && !head && bare_number(pages).is_none_or(|number| number < page) {
                break;
            }
            page = bare_number(pages).unwrap_or(page);
            numbered += usize::from(!rules);
            last = index;
            continue;
        }
        // The page numbers may stand on lines of their own, before or after their entries.
        if let Some(number) = bare_number(text) {
            if number < page {
                break;
            }
            page = number;
            numbered += usize::from(line.kind == LineKind::Text);
            last = index;
            continue;
        }
        if line.kind == LineKind::Furniture {
            continue;
        }
        let entry = text.len() < 250 && ENTRY.is_match(text) && !is_prose(text);
        let name = plain(text);
        // The first heading stands right below the table.
        if !entry && numbered > 1 && seen.contains(&name) {
            break;
        }
        // Without page numbers an entry is a line that comes again as a heading; the second coming ends the table.
        let announced = numbered == 0 && !seen.contains(&name) && comes_again(norm, &lines, index, &name);
        // A long entry may be wrapped: its number stands on the next line.
        let wrapped = numbered > 0
            && text.len() < 120
            && lines
                .get(index + 1)
                .filter(|next| matches!(next.kind, LineKind::Text | LineKind::Contents))
                .map(|next| next.text(norm))
                .is_some_and(|next| has_leaders(next) || next.starts_with(char::is_lowercase) && ENTRY.is_match(next));
        // A blank line may part a name from its page.
        let is_page = |line: Option<&Line>| line.is_some_and(|line| bare_number(line.text(norm)).is_some());
        let solid = |line: &&Line| line.kind != LineKind::Blank;
        let above = || is_page(lines[index.saturating_sub(2)..index].iter().rev().find(solid));
        let below = || is_page(lines[index + 1..].iter().take(2).find(solid));
        let paged = text.len() < 120 && !text.ends_with('.') && (above() || below());
        // Pages that count on in front of their names: "8 Haver for alle", "10 Ingen uden høns".
        let front = page_in_front(text).filter(|&front| front >= fronts.1 && text.len() < 120 && !text.ends_with('.'));
        let fronted = fronts.0 > 1 && front.is_some();
        // "4. Høns og alle deres 12⏎naboer": the page stands on the first line.
        let rest = numbered > 1
            && last + 1 == index
            && text.starts_with(char::is_lowercase)
            && text.len() < 120
            && !text.ends_with('.')
            && lines.get(index + 1).is_none_or(|next| {
                let next = next.text(norm);
                next.is_empty() || next.len() < 250 && ENTRY.is_match(next)
            });
        if !(entry || announced || wrapped || paged || fronted || rest) {
            break;
        }
        if let Some(front) = front {
            fronts = (fronts.0 + 1, front);
        }
        numbered += usize::from(entry);
        seen.insert(name);
        last = index;
    }
    for line in &mut lines[title..=last] {
        if matches!(line.kind, LineKind::Text | LineKind::Furniture) && last > title {
            line.kind = LineKind::Contents;
        }
    }
    lines
}

/// The last line of a table of contents whose names and page numbers stand one column after the other.
fn in_columns(norm: &str, lines: &[Line], title: usize) -> Option<usize> {
    let entries: Vec<(usize, &str)> = lines
        .iter()
        .enumerate()
        .skip(title + 1)
        .take(MOST_LINES)
        .filter(|(_, line)| !matches!(line.kind, LineKind::Blank | LineKind::Break))
        .map(|(index, line)| (index, line.text(norm)))
        .collect();
    let is_number = |entry: &&(usize, &str)| bare_number(entry.1).is_some();
    let pages_first = entries.first().filter(is_number).is_some();
    let names_from = if pages_first { entries.iter().take_while(is_number).count() } else { 0 };
    let pages_from = if pages_first { 0 } else { entries.iter().position(|entry| bare_number(entry.1).is_some())? };
    // A page's own number may follow.
    let numbers = entries[pages_from..].iter().map_while(|entry| bare_number(entry.1));
    let mut before = 0;
    let pages = numbers.take_while(|&page| std::mem::replace(&mut before, page) <= page).count();
    if pages < LEAST_ENTRIES {
        return None;
    }
    // A long name is wrapped; the second line begins small.
    let (mut names, mut end) = (0, names_from);
    for (at, &(_, text)) in entries.iter().enumerate().skip(names_from) {
        let wrapped = text.starts_with(char::is_lowercase);
        if !wrapped && names == pages || text.len() > MOST_NAME || text.ends_with('.') || bare_number(text).is_some() {
            break;
        }
        names += usize::from(!wrapped);
        end = at + 1;
    }
    let last = if pages_first { end } else { pages_from + pages };
    (names == pages && (pages_first || end == pages_from)).then(|| entries[last - 1].0)
}

/// Marks a run of lines with tabs before page numbers, or with numbers before and behind their names, that stands without
/// a title: most of the names come again.
fn untitled(norm: &str, lines: &mut [Line]) {
    let entry = |line: &Line| {
        let text = (line.kind == LineKind::Text).then(|| line.text(norm))?;
        // "3. Høns til alle 4"
        let counted = || text.rsplit_once(' ').filter(|_| text.starts_with(|c: char| c.is_ascii_digit()));
        let (name, page) = text.rsplit_once('\t').or_else(counted).filter(|_| text.len() < 300)?;
        let page = if page.trim().starts_with(NO_BOOKMARK) { 0 } else { bare_number(page.trim())? };
        (name.chars().filter(|c| c.is_alphabetic()).count() > 3).then(|| (plain(name), page))
    };
    // Where each line of words stands for the last time; made once.
    let mut last: Option<FxHashMap<String, usize>> = None;
    let mut at = 0;
    while at < lines.len() {
        let mut names = Vec::new();
        let (mut page, mut end) = (0, at);
        for (index, line) in lines.iter().enumerate().skip(at).take(MOST_LINES) {
            match entry(line) {
                Some((name, number)) if number == 0 || number >= page => {
                    page = page.max(number);
                    names.push(name);
                    end = index + 1;
                }
                None if line.kind == LineKind::Blank && !names.is_empty() => {}
                _ => break,
            }
        }
        if names.len() >= LEAST_ENTRIES {
            let last = last.get_or_insert_with(|| {
                let short = lines.iter().enumerate().filter(|(_, line)| line.text(norm).len() < 300);
                short.map(|(index, line)| (plain(line.text(norm)), index)).collect()
            });
            let again = names.iter().filter(|name| last.get(*name).is_some_and(|&index| index >= end)).count();
            if again * 2 > names.len() {
                for line in &mut lines[at..end] {
                    if line.kind == LineKind::Text {
                        line.kind = LineKind::Contents;
                    }
                }
                return;
            }
        }
        at = end.max(at + 1);
    }
}

/// Two sentences, with the number of the next page behind them as in a transcript, are no entry.
fn is_prose(text: &str) -> bool {
    const NUMBER: usize = 8;
    let stops = text.match_indices(". ").filter(|(at, _)| *at > NUMBER);
    stops.filter(|(at, _)| text[at + 2..].starts_with(char::is_uppercase)).nth(1).is_some()
}

/// "Unge . . . . . . 12", "Unge ............" with the page on a line of its own
fn has_leaders(text: &str) -> bool {
    const LEAST_DOTS: usize = 8;
    let dots =
        || text.bytes().rev().take_while(|byte| matches!(byte, b'.' | b' ')).filter(|byte| *byte == b'.').count();
    text.ends_with(|c: char| c.is_ascii_digit()) && LEADERS.is_match(text)
        || text.ends_with('.')
            && dots() >= LEAST_DOTS
            && text.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
}

/// "8 Haver for alle": the page in front of a name.
fn page_in_front(text: &str) -> Option<usize> {
    let (page, name) = text.split_once(' ')?;
    bare_number(page).filter(|_| name.trim_start().starts_with(char::is_uppercase))
}

/// A page number and nothing else.
fn bare_number(text: &str) -> Option<usize> {
    text.parse().ok().filter(|_| text.len() <= 3)
}

fn is_title(text: &str) -> bool {
    // Most lines are longer than "Indholdsfortegnelse".
    if bare(text).len() > 20 {
        return false;
    }
    let plain = plain(text);
    matches!(plain.as_str(), "indhold" | "indholdsfortegnelse" | "indholdsoversigt" | "indholdsliste")
}

/// Whether the same line stands once more further down.
fn comes_again(norm: &str, lines: &[Line], index: usize, name: &str) -> bool {
    !name.is_empty()
        && lines[index + 1..]
            .iter()
            .any(|line| line.kind == LineKind::Text && line.text(norm).len() < 200 && is_plain(line.text(norm), name))
}

/// Lower case, without `#`, numbering and final colon.
fn plain(text: &str) -> String {
    bare(text).to_lowercase()
}

/// Whether [`plain`] makes `name` of the text.
fn is_plain(text: &str, name: &str) -> bool {
    // The first letter tells most lines apart.
    let first = bare(text).chars().next().and_then(|c| c.to_lowercase().next());
    first == name.chars().next() && plain(text) == name
}

fn bare(text: &str) -> &str {
    text.trim_start_matches(|c: char| matches!(c, '#' | ' ' | '\t' | '•' | '-' | '.' | ')') || c.is_ascii_digit())
        .trim_end_matches([':', ' ', '\t'])
}

/// What an entry of the table of contents may look like as a heading: with its label ("Fokus 2 – Hurtigere i job") and
/// without, where the label stands on a line of its own.
pub fn contents_keys(entry: &str) -> Vec<String> {
    // "3.4 Ministermål 3: Flere …"
    let named = entry.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ' ' | '\t'));
    let unlabelled = opener::split(named).map(|(length, _)| heading::contents_key(&named[length..]));
    [Some(heading::contents_key(entry)), unlabelled].into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use crate::structure::shown::nodes;

    #[test]
    fn names_and_page_numbers_may_be_columns() {
        let (names, pages) =
            ("Indledning\nHaver til alle\nHøns og kaniner i\nbyens gårde\nStier uden huller\n", "3\n4\n6\n9\n");
        let beside = "Indledning\n\n3\n\nHaver til alle\n\n4\n\nStier uden huller\n\n9\n\n".to_owned();
        for contents in [format!("{pages}{names}"), format!("{names}{pages}"), beside] {
            let nodes = nodes(&format!("INDHOLD\n{contents}2\nINDLEDNING\nHaven ligger ved åen.\n"));
            assert!(nodes.iter().any(|node| node == "p Stier uden huller"), "{nodes:?}");
            assert!(!nodes.iter().any(|node| node.starts_with("h ") && node != "h INDLEDNING"), "{nodes:?}");
        }
    }

    #[test]
    fn a_run_of_names_that_come_again_is_the_contents() {
        let names = ["Indledning", "Haver til alle", "Høns til alle", "Stier uden huller"];
        let entries: String =
            names.iter().enumerate().map(|(at, name)| format!("{})\t{name}\t{}\n", at + 1, at + 2)).collect();
        let chapters: String =
            names.iter().enumerate().map(|(at, name)| format!("\n{})\t{name}\nHer står noget.\n", at + 1)).collect();
        for entries in [entries.clone(), entries.replace(")\t", ". ").replace('\t', " ")] {
            let nodes_of = nodes(&format!("{entries}{}", chapters.replace(")\t", ". ")));
            assert_eq!(nodes_of.iter().filter(|node| node.starts_with("h ")).count(), 4, "{nodes_of:?}");
        }
        // A table whose names do not come again is one.
        assert!(nodes(&entries).iter().any(|node| node.starts_with("c ")));
    }

    #[test]
    fn leaders_may_end_without_a_page() {
        let text = "Indhold\nHaver til alle ..................\n\n3\n\nHøns til alle ..................\n\n4\n\nStier uden huller ..................\n\n9\n\nHaver til alle\nHaven ligger ved åen.\n";
        let headings: Vec<String> = nodes(text).into_iter().filter(|node| node.starts_with("h ")).collect();
        assert_eq!(headings, ["h Haver til alle"]);
    }
}
