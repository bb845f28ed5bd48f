//! Items of lists that their marks do not show: bullets and numbers that stand apart, numbers that only look like an
//! item's, and lines of a box without bullets.

use super::block::{Block, BlockKind, Builder, Style};
use super::box_kind::{BoxKind, box_kind};
use super::heading::contents_key;
use super::line::{Line, LineKind};
use super::list::{self, Label};
use super::opener;

/// So many labelled headings in a row are a list.
const LEAST_OPENERS: usize = 3;

/// Lines of an item with the blank lines around it.
const LONGEST_ITEM: usize = 8;

impl Builder<'_> {
    /// The bullet or number that stands alone on a line above its item, as PyMuPDF prints lists.
    pub(super) fn lone_marker(&self, index: usize, text: &str) -> Option<Label> {
        // "1.", "1.2" or a bullet may be parted from its item by a blank line.
        let mark = text.ends_with('.')
            || chapter_and_number(text).is_some_and(|(chapter, _)| chapter > 0)
            || text.chars().count() == 1 && !text.starts_with(char::is_alphanumeric);
        let blank = mark && self.lines.get(index + 1).is_some_and(|line| line.kind == LineKind::Blank);
        let next = index + 1 + usize::from(blank);
        let next = self.lines.get(next).filter(|line| line.kind == LineKind::Text)?.text(self.norm);
        if text.len() > 6 || !next.starts_with(char::is_alphabetic) {
            return None;
        }
        // "01" over a name, as brochures count.
        if let ["0", number] = text.split("").filter(|c| !c.is_empty()).collect::<Vec<_>>()[..]
            && number.bytes().all(|byte| byte.is_ascii_digit())
        {
            let range = self.lines[index].range.clone();
            return Some(Label { range, name: Some(text.to_owned()) });
        }
        if self.counts_alone(index, text) {
            return Some(Label { range: self.lines[index].range.clone(), name: Some(text.to_owned()) });
        }
        let (_, name) = list::marker(&format!("{text} {next}"))?;
        // The whole line must be the marker: "1." and not "1. maj".
        let bare =
            text.chars().all(|c| !c.is_alphabetic()) || name.as_deref() == Some(text.trim_matches(['.', ')', '(']));
        let start = self.lines[index].range.start;
        bare.then(|| Label { range: start..start + text.len(), name })
    }

    /// Pushes a block that its first characters announce, open for more lines.
    pub(super) fn begin(&mut self, index: usize, (kind, length, label): (BlockKind, usize, Option<Label>)) {
        let text = self.lines[index].text(self.norm);
        let text = &text[list::marker(text).filter(|(_, name)| name.is_none()).map_or(0, |(length, _)| length)..];
        if kind == BlockKind::ListItem && named_count(text).is_some() {
            self.counted.insert(contents_key(text));
        }
        if matches!(kind, BlockKind::Heading(Style::Numbered(_)))
            && let Some(end) = self.wrapped_title_end(index)
        {
            self.title_end = end;
        }
        self.push(kind, index, length, label);
        self.open = true;
    }

    /// Whether the line is the number of the heading above, which a box set apart: "Understøtter ministermål" above "2".
    pub(super) fn is_number_of_heading(&self, text: &str) -> bool {
        let heading = self.blocks.last().filter(|block| matches!(block.kind, BlockKind::Heading(_)));
        (1..3).contains(&text.len())
            && text.bytes().all(|byte| byte.is_ascii_digit())
            && heading.is_some_and(|heading| heading.text(self.norm).to_lowercase().ends_with("ministermål"))
    }

    /// Whether a bare number over a line goes on with a count of such numbers, or begins one: "1" or "1.1" above a goal,
    /// "2" or "1.2" above the next.
    fn counts_alone(&self, index: usize, text: &str) -> bool {
        let number = chapter_and_number;
        let Some(here) = number(text) else {
            return false;
        };
        let aside = |block: &&Block| matches!(block.kind, BlockKind::Furniture | BlockKind::Footnote);
        // The rest of an item may stand on the next page.
        let mut before = self.blocks.iter().rev().filter(|block| !aside(block)).take(2);
        let item = before.find(|block| block.kind == BlockKind::ListItem);
        let label = item.and_then(|block| block.label.as_ref());
        let follows =
            || label.and_then(|label| number(self.norm[label.range.clone()].trim())) == Some((here.0, here.1 - 1));
        let starts = |at: usize| {
            let blank = here.0 > 0 && self.lines.get(at + 1).is_some_and(|line| line.kind == LineKind::Blank);
            let below = self.lines.get(at + 1 + usize::from(blank)).filter(|line| line.kind == LineKind::Text);
            below.is_some_and(|line| line.text(self.norm).starts_with(char::is_uppercase))
        };
        let ahead = || {
            let mut following = self.lines.iter().enumerate().skip(index + 2).take(LONGEST_ITEM);
            following.any(|(at, line)| {
                line.kind == LineKind::Text && number(line.text(self.norm)) == Some((here.0, here.1 + 1)) && starts(at)
            })
        };
        // "2" above "Flere ledige skal opkvalificeres": the minister's own number.
        starts(index) && (here.0 == 0 && self.states_minister_goal(index + 1) || follows() || here.1 == 1 && ahead())
    }

    /// Whether "2)" at the start of a wrapped line goes on with an enumeration inside a sentence: "at 1) alle ledige
    /// …, ⏎2) flere …".
    pub(super) fn counts_in_sentence(&self, index: usize, number: usize) -> bool {
        if !self.open || self.width.is_none() || !self.previous_is_full(index) {
            return false;
        }
        let inside = |line: Option<&Line>, number: usize| {
            line.filter(|line| line.kind == LineKind::Text)
                .is_some_and(|line| line.text(self.norm).contains(&format!(" {number}) ")))
        };
        (number > 1 && (1..=3.min(index)).any(|back| inside(self.lines.get(index - back), number - 1)))
            || (0..3).any(|ahead| inside(self.lines.get(index + ahead), number + 1))
    }

    /// An item whose number has no dot behind it: "2.1  Antallet …" in a box, or "1   Unge i job" above
    /// "2   Plads til flere".
    pub(super) fn counted_item(&self, index: usize, text: &str) -> Option<(usize, String)> {
        let name =
            text.split(' ').next().filter(|name| name.len() <= 5 && name.starts_with(|c: char| c.is_ascii_digit()))?;
        let body = text[name.len()..].trim_start();
        let wide = text.len() - name.len() - body.len() > 1;
        let length = text.len() - body.len();
        let before = self.blocks.iter().rev().find(|block| block.kind != BlockKind::Furniture)?;
        let previous = before.label.as_ref().filter(|_| before.kind == BlockKind::ListItem);
        let previous = previous.and_then(|label| label.name.as_deref());
        if let Some((chapter, number)) = name.split_once('.') {
            let (chapter, number): (u32, u32) = (chapter.parse().ok()?, number.parse().ok()?);
            let boxed = before.label.is_none()
                && matches!(before.kind, BlockKind::Heading(_))
                && matches!(
                    box_kind(&before.text(self.norm)),
                    Some(BoxKind::Goals | BoxKind::Objectives | BoxKind::Activities | BoxKind::Beacons)
                );
            let listed = previous.is_some_and(|name| number > 1 && name == format!("{chapter}.{}", number - 1));
            let starts = body.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
            return ((boxed || listed) && starts).then(|| (length, name.to_owned()));
        }
        let number: u32 = name.parse().ok()?;
        let starts = body.starts_with(char::is_uppercase);
        let numbered = |line: &Line, number: u32| {
            let text = line.text(self.norm);
            line.kind == LineKind::Text
                && text
                    .strip_prefix(&number.to_string())
                    .is_some_and(|rest| rest.starts_with("  ") && rest.trim_start().starts_with(char::is_uppercase))
        };
        let near = self.lines[index.saturating_sub(2)..index].iter().any(|line| line.kind == LineKind::Text);
        let follows = near && previous.is_some_and(|name| name.parse() == Ok(number.wrapping_sub(1)));
        let ahead = || self.lines[index + 1..].iter().take(3).any(|line| numbered(line, number + 1));
        (wide && starts && number > 0 && (follows || number == 1 && ahead())).then(|| (length, name.to_owned()))
    }

    /// An item of a list that counts with a word of its own: "Runde 1   Fra jord til bord" above "Runde 2   …".
    pub(super) fn named_item(&self, index: usize, text: &str) -> Option<(usize, String)> {
        let (word, number, length) = named_count(text)?;
        let before = self.blocks.iter().rev().find(|block| block.kind != BlockKind::Furniture);
        let label = before.filter(|block| block.kind == BlockKind::ListItem).and_then(|block| block.label.as_ref());
        let follows = label.is_some_and(|label| {
            let printed = &self.norm[label.range.clone()];
            let mut words = printed.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
            words.next() == Some(word) && words.next().and_then(|name| name.parse().ok()) == number.checked_sub(1)
        });
        let ahead = |number: u32| {
            let lines =
                self.lines[index + 1..].iter().take(LEAST_OPENERS * 2).filter(|line| line.kind == LineKind::Text);
            let mut counted = lines.filter_map(|line| named_count(line.text(self.norm)));
            counted.any(|(other, found, _)| other == word && found == number)
        };
        (follows || number == 1 && ahead(2) && ahead(3)).then(|| (length, number.to_string()))
    }

    /// A chapter's heading that has the label of the contents or of a list above: "Runde 1: Fra jord til bord".
    pub(super) fn named_heading(&self, index: usize, text: &str) -> Option<(usize, String)> {
        let (_, number, length) = named_count(text)?;
        let known =
            |text: &str| self.contents.contains(&contents_key(text)) || self.counted.contains(&contents_key(text));
        // The contents may have the name alone, and the name may be wrapped.
        let body = &text[length..];
        let wrapped = || {
            let next = self.lines.get(index + 1).filter(|next| next.kind == LineKind::Text);
            let rest = next.map(|next| next.text(self.norm)).filter(|rest| rest.starts_with(char::is_lowercase));
            rest.is_some_and(|rest| self.contents.contains(&(contents_key(body) + &contents_key(rest))))
        };
        let named = !text.ends_with('.') && (known(text) || self.contents.contains(&contents_key(body)) || wrapped());
        named.then(|| (length, number.to_string()))
    }

    /// A line of a list without bullets: set in below the line that announces it, each item beginning anew.
    pub(super) fn is_set_in(&self, index: usize, text: &str) -> bool {
        const MOST_WORDS: usize = 16;
        let line = &self.lines[index];
        let item = |line: &Line, text: &str| {
            line.kind == LineKind::Text
                && text.starts_with(char::is_uppercase)
                && text.split_whitespace().count() <= MOST_WORDS
                && !text.ends_with(['.', ':', '?'])
                && !text.contains("   ")
        };
        if !item(line, text) || self.column(index).is_some_and(|column| column.margin) {
            return false;
        }
        // One item more must follow, unless one has gone before.
        let before = (0..index).rev().take(4).find(|&at| self.lines[at].kind == LineKind::Text);
        let Some((before, last)) = before.zip(self.blocks.last()) else {
            return false;
        };
        match last.kind {
            BlockKind::ListItem => last.label.is_none() && self.set_in == Some(line.indent),
            BlockKind::Paragraph if last.text(self.norm).trim_end().ends_with(':') => {
                let deeper = line.indent >= self.lines[before].indent + 2;
                let next = self.lines[index + 1..]
                    .iter()
                    .take(4)
                    .find(|next| next.kind == LineKind::Text && !next.text(self.norm).starts_with(char::is_lowercase));
                deeper && next.is_some_and(|next| next.indent == line.indent && item(next, next.text(self.norm)))
            }
            _ => false,
        }
    }

    /// A short line right under a box's heading, or under such a line: the box lists its goals without bullets.
    pub(super) fn is_box_line(&self, index: usize, text: &str) -> bool {
        let adjacent = index > 0 && self.lines[index - 1].kind == LineKind::Text;
        let Some(last) = self.blocks.last().filter(|_| adjacent && self.width.is_none()) else {
            return false;
        };
        let listing = match last.kind {
            BlockKind::Heading(_) => matches!(
                box_kind(&last.text(self.norm)),
                Some(BoxKind::Minister | BoxKind::Beacons | BoxKind::Objectives | BoxKind::Goals)
            ),
            BlockKind::ListItem => last.label.is_none(),
            _ => false,
        };
        let wrapped = self
            .lines
            .get(index + 1)
            .is_some_and(|next| next.kind == LineKind::Text && next.text(self.norm).starts_with(char::is_lowercase));
        listing && !wrapped && box_kind(text).is_none() && text.chars().count() < 160
    }

    /// Whether an item of a list is the next thing: "Derfor har byrådet valgt tre mål" before it introduces it.
    pub(super) fn list_follows(&self, index: usize) -> bool {
        let next = self.lines[index + 1..].iter().find(|line| line.kind != LineKind::Blank);
        next.is_some_and(|line| match line.kind {
            LineKind::Item => true,
            LineKind::Text => list::marker(line.text(self.norm)).is_some(),
            _ => false,
        })
    }
}

/// The word, the number and the length of a label before a name: "Runde 1   Fra jord til bord".
pub(super) fn named_count(text: &str) -> Option<(&str, u32, usize)> {
    const MOST_WORDS: usize = 16;
    let (word, rest) = text.split_once(' ')?;
    let number = rest.trim_start().split([' ', ':', '.', '\t']).next()?;
    let body = text[word.len()..].trim_start()[number.len()..].trim_start_matches([' ', ':', '.', '–', '-', '|']);
    let parted = !text[..text.len() - body.len()].ends_with(char::is_alphanumeric);
    let exhibit = ["figur", "tabel", "side", "bilag", "uge", "kilde", "note"].contains(&word.to_lowercase().as_str());
    let named = word.chars().count() > 2
        && word.starts_with(char::is_uppercase)
        && word.chars().all(char::is_alphabetic)
        && !exhibit
        && (1..=2).contains(&number.len())
        && body.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
        && body.split_whitespace().count() <= MOST_WORDS;
    Some((word, number.parse().ok().filter(|_| named && parted)?, text.len() - body.len()))
}

/// "Mål 1: …", "Mål 2: …", "Mål 3: …" with nothing between them are a list and no chapters.
pub(super) fn list_openers(norm: &str, blocks: &mut [Block]) {
    let word = |block: &Block| {
        let label = block.label.as_ref().filter(|_| block.kind == BlockKind::Heading(Style::Opener))?;
        norm[label.range.clone()].split_whitespace().next()
    };
    let mut at = 0;
    while at < blocks.len() {
        let Some(first) = word(&blocks[at]) else {
            at += 1;
            continue;
        };
        let run = blocks[at..].iter().take_while(|block| word(block) == Some(first)).count();
        if run >= LEAST_OPENERS {
            blocks[at..at + run].iter_mut().for_each(|block| block.kind = BlockKind::ListItem);
        }
        at += run;
    }
}

/// The label of a heading that stands on a line above its name: "PEJLEMÆRKE 3:" above "INGEN SKAL VENTE".
pub(super) fn label_above(norm: &str, block: &mut Block) {
    let BlockKind::Heading(Style::Capitals | Style::Bare) = block.kind else { return };
    let first = &mut block.segments[0];
    let Some(length) = norm[first.clone()].find('\n').filter(|_| block.label.is_none()) else { return };
    if let Some((_, name @ Some(_))) = opener::split(&norm[first.clone()].replacen('\n', " ", 1)) {
        let own = norm[first.start..first.start + length].trim_end().ends_with(':');
        if own {
            block.label = Some(opener::label(first.start, length + 1, name));
            block.kind = BlockKind::Heading(Style::Opener);
            first.start += length + 1;
        }
    }
}

/// "2.3" has its chapter in front; "3" has none.
fn chapter_and_number(text: &str) -> Option<(usize, usize)> {
    let count = |digits: &str| digits.parse::<usize>().ok().filter(|_| digits.len() < 3);
    let (chapter, number) = text.split_once('.').unwrap_or(("0", text));
    Some((count(chapter)?, count(number).filter(|number| (1..30).contains(number))?))
}

#[cfg(test)]
mod tests {
    use crate::structure::shown::{PROSE, nodes};

    /// The items of a text, each with its label.
    fn items(text: &str) -> Vec<String> {
        nodes(text).iter().filter_map(|node| node.strip_prefix("i ")).map(str::to_owned).collect()
    }

    #[test]
    fn numbers_without_a_dot_count_items() {
        assert_eq!(
            items("Vi har to haver:\n\n   1   Haven bag skolen\n   2   Haven ved åen\n"),
            ["1 Haven bag skolen", "2 Haven ved åen"]
        );
        assert_eq!(
            items("MÅL\n\n2.1  Flere haver\n     ved åen\n2.2  20 pct. flere høns\n"),
            ["2.1 Flere haver ved åen", "2.2 20 pct. flere høns"]
        );
        assert!(items("2.1 Haver\n\nHaven ligger ved åen.\n\n2.2 Høns\n\nHønsene går frit.\n").is_empty());
    }

    #[test]
    fn numbers_with_their_chapter_stand_above_blank_lines() {
        assert_eq!(
            items("MÅL\n\n2.1\n\nFlere haver ved åen, hvor der er plads\n\n2.2\n\nFlere høns\n"),
            ["2.1 Flere haver ved åen, hvor der er plads", "2.2 Flere høns"]
        );
        assert!(items("Høns\n\n2.204\n\nHaver\n\n2.241\n\nÅer\n").is_empty());
    }

    #[test]
    fn a_word_of_the_plan_s_own_may_count_items() {
        let list = "Haven anlægges i tre runder:\n\n  Runde 1   Fra jord til bord\n  Runde 2   Fra frø til\n            spire\n  Runde 3   Plads til alle\n";
        assert_eq!(items(list), ["1 Fra jord til bord", "2 Fra frø til spire", "3 Plads til alle"]);
        assert!(
            items("Runde 1 Fra jord til bord\n\nJorden er tung.\n\nDer er frø.\n\nRunde 2 Fra frø til spire\n")
                .is_empty()
        );
    }

    #[test]
    fn a_label_of_the_contents_or_of_a_list_heads_the_chapter_again() {
        let list = "Haven anlægges i tre runder:\n\n  Runde 1: Fra jord til bord\n  Runde 2: Fra frø til spire\n  Runde 3: Plads til alle\n";
        let text = format!("{list}\nRUNDE 1: Fra jord til bord\n\nJorden er tung, og der er meget af den.\n");
        let found = nodes(&text);
        assert_eq!(items(&text).len(), 3);
        assert!(found.iter().any(|node| node == "h 1 Fra jord til bord"), "{found:?}");
    }

    #[test]
    fn a_list_set_in_needs_no_bullets() {
        let list = "Udvalget har valgt tre temaer:\n\n    Haver til alle\n    Høns og kaniner\n    Fælles måltider\n";
        assert_eq!(items(list), ["Haver til alle", "Høns og kaniner", "Fælles måltider"]);
        // Not set in, lines that stand together are a list all the same; paragraphs are none.
        assert_eq!(items(&list.replace("    ", "")).len(), 3);
        assert!(items(&list.replace("\n    ", "\n\n")).is_empty());
    }

    #[test]
    fn bullets_may_stand_above_their_items() {
        let text = format!(
            "{PROSE}\nMål\n•\n•\nJobcentret samler haver sammen med naboerne, så\nder er nok.\nVi bruger flere høns.\n"
        );
        assert_eq!(
            items(&text),
            ["Jobcentret samler haver sammen med naboerne, så der er nok.", "Vi bruger flere høns."]
        );
    }

    #[test]
    fn chapters_are_listed_behind_a_colon_and_named_in_the_contents() {
        let contents = "Indhold\nHaver til alle – tidligt og sent ........ 3\nHøns til alle ........ 4\n\n";
        let list = "Byrådet har valgt to retninger:\n\n1 Haver til alle – tidligt og sent\n2 Høns til alle\n\n";
        let chapters = "Retning 1: Haver til alle – tidligt og\nsent\nHaven er åben.\n\nRetning 2: Høns til alle\nHønsene er glade.\n";
        let text = format!("{contents}{PROSE}\n{list}{chapters}");
        assert_eq!(items(&text), ["1 Haver til alle – tidligt og sent", "2 Høns til alle"]);
        let found = nodes(&text);
        let heads: Vec<_> = found.iter().filter(|node| node.starts_with("h ")).collect();
        assert_eq!(heads, ["h 1 Haver til alle – tidligt og sent", "h 2 Høns til alle"], "{found:?}");
    }

    #[test]
    fn what_hangs_below_an_item_goes_on_with_it() {
        let text = "MÅL\n\n•  Antallet af haver skal op på\n   20 inden høst\n•  Alle får høns\n";
        assert_eq!(items(text), ["Antallet af haver skal op på 20 inden høst", "Alle får høns"]);
    }
}
