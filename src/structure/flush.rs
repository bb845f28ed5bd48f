//! Where a block of wrapped text begins or ends without a blank line: what the line breaks alone tell.
//!
//! A printer fills a line before it breaks it. A line that ends though the next word had room was ended on purpose: a
//! heading, the last line of a paragraph, an item of a list.

use super::block::{Block, BlockKind, Builder, Style};
use super::box_kind::box_kind;
use super::column::Column;
use super::line::{Line, LineKind};
use super::parted::has_sentences;
use super::resume::waits_for_more;
use super::unmarked::ABBREVIATIONS;
use super::{SUPERSCRIPTS, heading, list, opener};

/// A text whose lines are mostly shorter than this was wrapped by a page.
const WRAPPED_WIDTH: usize = 130;

/// Fewer items of several lines tell nothing of how all are set.
const LEAST_HANGING: usize = 3;

/// A line longer than this ends where the page does, not where the writer wanted.
const FULL_LINE: usize = 60;

/// The usual width of full lines if the text is wrapped, else None: then every line is a block of its own.
pub(super) fn wrapped_width(norm: &str, lines: &[Line]) -> Option<usize> {
    let mut widths: Vec<usize> = lines
        .iter()
        .filter(|line| line.kind == LineKind::Text)
        .map(|line| line.text(norm))
        .filter(|text| !text.contains(['\t', '|']))
        .map(|text| text.chars().count())
        .collect();
    if widths.len() < 6 {
        return None;
    }
    widths.sort_unstable();
    let high = widths[widths.len() * 9 / 10];
    (30..=WRAPPED_WIDTH).contains(&high).then_some(high)
}

/// Whether the second lines of items stand under the words of the first, and none under its bullet.
pub(super) fn all_hang(norm: &str, lines: &[Line]) -> bool {
    let mut hanging = 0;
    for pair in lines.windows(2).filter(|pair| pair.iter().all(|line| line.kind == LineKind::Text)) {
        let (item, next) = (&pair[0], &pair[1]);
        let bullet = list::marker(item.text(norm)).is_some_and(|(_, name)| name.is_none());
        if bullet && next.text(norm).starts_with(char::is_lowercase) {
            if next.indent <= item.indent {
                return false;
            }
            hanging += 1;
        }
    }
    hanging >= LEAST_HANGING
}

impl Builder<'_> {
    /// How long a full line is here: the column's measure, or the usual one of the text.
    fn width_at(&self, index: usize) -> Option<usize> {
        self.width.map(|width| self.column(index).map_or(width, |column| column.measure.min(width)))
    }

    /// The column that the line is a piece of.
    pub(super) fn column(&self, index: usize) -> Option<&Column> {
        self.columns.get(&self.lines[index].range.start)
    }

    /// A box that began inside a column ends where the column does: what follows belongs to the page again.
    pub(super) fn leave_column(&mut self, index: usize, text: &str) {
        let here = self.column(index).copied();
        let boxed = |block: &Block| {
            matches!(block.kind, BlockKind::Heading(Style::Inner)) && box_kind(&block.text(self.norm)).is_some()
        };
        if here == self.within {
            return;
        }
        let left = self.within.is_some_and(|column| column.margin || here.is_none());
        if left && list::marker(text).is_none() && self.blocks[self.column_start..].iter().any(boxed) {
            let (segments, page) = (Vec::new(), self.lines[index].page);
            self.blocks.push(Block { kind: BlockKind::Resumed, segments, label: None, page });
            self.open = false;
        }
        self.within = here;
        self.column_start = self.blocks.len();
    }

    /// Whether the line stands right under the words of the open list item, not under its bullet.
    pub(super) fn hangs(&self, index: usize) -> bool {
        let line = &self.lines[index];
        self.open && line.indent > 0 && self.hang.is_some_and(|hang| line.indent >= hang)
    }

    /// Whether the line goes on with the open block.
    pub(super) fn continues(&self, index: usize, text: &str) -> bool {
        let Some(last) = self.blocks.last() else {
            return false;
        };
        let starts_lower = text.chars().next().is_some_and(char::is_lowercase);
        if names_source(text) {
            return false;
        }
        if let BlockKind::Heading(style) = last.kind {
            // A heading of two lines: capitals go on in capitals, others in lower case.
            let next_ends = self.lines.get(index + 1).is_none_or(|next| next.kind != LineKind::Text);
            return match style {
                Style::Capitals | Style::Inner if heading::is_capitals(&last.text(self.norm)) => {
                    heading::is_capitals(text) && box_kind(text).is_none() && text.len() < 90
                }
                // "## Flere flygtninge og familiesammenførte⏎skal være selvforsørgende"
                Style::Markdown(_) => {
                    let before = last.text(self.norm);
                    let whole = box_kind(&before).is_some() || before.ends_with([':', '?']) || before.ends_with(" vil");
                    starts_lower && next_ends && text.len() < 90 && !whole
                }
                // "Ministermål 5: Virksomhederne skal⏎sikres …": a label's sentence goes on as far as it goes.
                _ if style == Style::Opener || matches!(style, Style::Numbered(_)) && self.has_worded_label(last) => {
                    // "… i december⏎2029."
                    let year = text.len() < 6 && text.starts_with("20") && text.trim_end_matches('.').len() == 4;
                    self.width.is_some() && (starts_lower || year) && text.len() < 120
                }
                _ => self.width.is_some() && starts_lower && next_ends && text.len() < 90,
            };
        }
        let previous = &self.lines[index - 1];
        let previous_text = previous.text(self.norm);
        let length = previous_text.chars().count();
        if starts_lower && self.column(index).is_some_and(|column| column.margin) {
            return true;
        }
        // Below a figure's source comes text again.
        if text.starts_with(char::is_uppercase) && names_source(&last.text(self.norm)) && !waits_for_more(previous_text)
        {
            return false;
        }
        // A goal of the minister ends with its wording; below an item the next list may be introduced.
        let item = last.kind == BlockKind::ListItem;
        if !starts_lower && (self.is_wording(last) || item && !waits_for_more(previous_text) && self.introduces(index))
        {
            return false;
        }
        let Some(width) = self.width_at(index - 1) else {
            // Among paragraphs of one line each, some are wrapped all the same.
            return starts_lower && length > FULL_LINE && !previous_text.ends_with(['.', ':', ';', '?', '!']);
        };
        let sentence_ended = previous_text.trim_end_matches(SUPERSCRIPTS).ends_with(['.', '?', '!', ':']);
        if starts_lower {
            // "… i job." before "samtale senest …": an item has ended, and what the box cut goes on.
            return !(item && sentence_ended && !ends_in_abbreviation(previous_text) && self.has_room(index - 1));
        }
        // "Det vil vi gøre:" under a full stop opens a box, however full the line above.
        let boxed = (sentence_ended || text.ends_with(':')) && self.is_boxed(text);
        if boxed || item && sentence_ended && self.ends_list(index) {
            return false;
        }
        // Below an item whose like all hang, a sentence that begins under the bullet is text again.
        let hangs_not = item && self.hang.is_some_and(|hang| self.lines[index].indent < hang);
        if self.all_hang && hangs_not && sentence_ended {
            return false;
        }
        let room_left = length + text.split(' ').next().map_or(0, |word| word.chars().count()) < width * 8 / 10;
        if sentence_ended && room_left {
            return false;
        }
        // The next word would have had room: an item without a stop ended there.
        if !sentence_ended && item && self.has_room(index - 1) && !waits_for_more(previous_text) {
            return false;
        }
        // A short line without an end before a capital: the block ended there (a heading may follow).
        !(room_left && length < width * 6 / 10 && self.heading_style(index, text).is_some())
    }

    /// "3. Ministermål 1 – …": a chapter's number before a label of words.
    fn has_worded_label(&self, block: &Block) -> bool {
        let label = block.label.as_ref().map_or("", |label| &self.norm[label.range.clone()]);
        label.contains(char::is_alphabetic)
    }

    /// Whether up to three lines from here end in a colon above a list: "Udvalget har valgt tre⏎fokusområder:".
    fn introduces(&self, index: usize) -> bool {
        let texts =
            self.lines[index..].iter().take_while(|line| line.kind == LineKind::Text).map(|line| line.text(self.norm));
        let texts: Vec<&str> = texts.take(4).collect();
        let colon = texts.iter().position(|text| text.ends_with(':')).filter(|&colon| colon < 3);
        colon.is_some_and(|colon| {
            let whole = texts[..=colon].iter().all(|text| list::marker(text).is_none());
            whole && texts.get(colon + 1).is_some_and(|next| list::marker(next).is_some())
        })
    }

    /// Whether nothing but the name of a box stands on the line.
    fn is_boxed(&self, text: &str) -> bool {
        text.split_whitespace().nth(10).is_none() && box_kind(text).is_some()
    }

    /// Whether the list ended with the sentence above: the next word had room, or the last of items that begin small has
    /// a stop ("• høns" above "• og kaniner."), or each item is one sentence and none follows.
    fn ends_list(&self, index: usize) -> bool {
        let previous_text = self.lines[index - 1].text(self.norm);
        if previous_text.ends_with(':') || ends_in_abbreviation(previous_text) {
            return false;
        }
        let closed = || {
            let [.., before, last] = self.blocks.as_slice() else { return false };
            let (above, text) = (before.text(self.norm), last.text(self.norm));
            before.kind == BlockKind::ListItem
                && [&above, &text].iter().all(|text| text.starts_with(char::is_lowercase))
                && !above.trim_end().ends_with(['.', ',', ';'])
        };
        let one_each = || {
            let one = |text: &str| text.ends_with('.') && !has_sentences(text);
            let single = |block: &&Block| block.kind == BlockKind::ListItem && one(&block.text(self.norm));
            let mut below = self.lines[index..].iter().take_while(|line| line.kind == LineKind::Text);
            self.blocks.iter().rev().take(3).filter(single).count() == 3
                && below.all(|line| list::marker(line.text(self.norm)).is_none())
        };
        self.has_room(index - 1) || closed() || one_each()
    }

    pub(super) fn heading_style(&self, index: usize, text: &str) -> Option<Style> {
        let boxed = self.is_boxed(text);
        let aside = || self.column(index).is_some_and(|column| column.margin) || self.names_speaker(index);
        if !boxed && (!heading::reads_as_heading(text) || aside()) {
            return None;
        }
        // "… antallet af forløb over" above a page's foot: the page broke a sentence.
        let waits =
            ["over", "under", "i", "på", "af", "til", "for", "med", "fra", "om", "ved", "efter", "inden", "mod"];
        let last = text.rsplit(' ').next().unwrap_or("");
        let goes_on = self.lines.get(index + 1).is_some_and(|next| next.kind == LineKind::Text);
        // "… den arbejdskraft, de har brug for"
        let whole = text.ends_with("brug for");
        if !boxed && !goes_on && !whole && text.contains(' ') && waits.contains(&last) {
            return None;
        }
        let style = if heading::is_capitals(text) { Style::Capitals } else { Style::Bare };
        if boxed {
            return Some(style);
        }
        let next = self.lines.get(index + 1);
        let next_text = next.filter(|next| next.kind == LineKind::Text).map(|next| next.text(self.norm));
        let follows =
            self.lines[index + 1..].iter().find(|line| line.kind == LineKind::Text).map(|line| line.text(self.norm));
        // "Derfor vil jobcentret" above "• oprette …": the list ends the sentence.
        let listed = next_text.and_then(|next| list::marker(next).map(|(length, _)| &next[length..]));
        let ended_by_list = listed.is_some_and(|item| item.starts_with(char::is_lowercase))
            && !text.ends_with(['?', ':'])
            || self.width.is_none() && self.list_follows(index);
        if ended_by_list && heading::has_finite_verb(&text.to_lowercase()) {
            return None;
        }
        // Nothing follows, or the sentence goes on: no heading.
        let goes_on = follows.is_none_or(|next| next.starts_with(char::is_lowercase));
        if goes_on && style != Style::Capitals {
            return None;
        }
        if let Some(width) = self.width_at(index)
            && let Some(next) = next_text
            && style == Style::Bare
        {
            let short = text.chars().count() * 10 < width * 6;
            if heading::has_finite_verb(&text.to_lowercase()) {
                return None;
            }
            let fresh = index == 0
                || self.lines[index - 1].kind != LineKind::Text
                || self.lines[index - 1].text(self.norm).ends_with(['.', ':', '?']);
            return (short && fresh && !next.starts_with(char::is_lowercase)).then_some(style);
        }
        Some(style)
    }

    /// "Lis Holm, direktør" right under what she says: whose words they are.
    fn names_speaker(&self, index: usize) -> bool {
        let said = self.blocks.last().filter(|block| block.kind == BlockKind::Paragraph);
        let adjacent = index > 0 && self.lines[index - 1].kind == LineKind::Text;
        adjacent
            && said.is_some_and(|block| {
                let text = block.text(self.norm);
                text.starts_with(['»', '”', '“', '"', '„', '«']) && text.trim_end().ends_with(['«', '”', '“', '"', '»'])
            })
    }

    /// Whether the first word of the next line would have had room on this one, by the lines around it.
    pub(super) fn has_room(&self, index: usize) -> bool {
        let Some(width) = self.width else {
            return false;
        };
        let length = |line: &Line| line.text(self.norm).chars().count();
        let around = &self.lines[index.saturating_sub(6)..(index + 8).min(self.lines.len())];
        let texts = around.iter().filter(|line| line.kind == LineKind::Text && !line.text(self.norm).contains('\t'));
        let local = match self.column(index) {
            Some(column) => column.measure,
            None => {
                // A page may hold wider lines than most: two of them tell how wide it is.
                let mut lengths: Vec<usize> = texts.map(length).collect();
                lengths.sort_unstable();
                let second = lengths.iter().rev().nth(1).copied().unwrap_or(0);
                lengths.last().map_or(0, |longest| *longest.min(&width)).max(second)
            }
        };
        let next = self.lines.get(index + 1).map_or("", |line| line.text(self.norm));
        let word = next.split(' ').next().map_or(0, |word| word.chars().count());
        local >= 30 && (length(&self.lines[index]) + 1 + word) * 100 < local * 88
    }

    pub(super) fn previous_is_full(&self, index: usize) -> bool {
        let previous = self.lines[index - 1].text(self.norm);
        self.width_at(index - 1).is_some_and(|width| previous.chars().count() * 10 >= width * 7)
            && !previous.ends_with(['.', ':', ';', '?'])
    }

    /// Whether the lines from here to the next blank or labelled one end in a full stop.
    pub(super) fn paragraph_ends_with_stop(&self, index: usize) -> bool {
        if self.width.is_none() || self.broken_off(index).is_some() {
            return false;
        }
        let following = self.lines[index + 1..]
            .iter()
            .take_while(|line| line.kind == LineKind::Text)
            .map(|line| line.text(self.norm));
        let last = following.take_while(|text| opener::split(text).is_none() && list::marker(text).is_none()).last();
        last.is_some_and(|text| text.ends_with('.'))
    }
}

/// "Kilde: Jobindsats.dk": the line below a figure.
pub(super) fn names_source(text: &str) -> bool {
    text.strip_prefix("Kilde").is_some_and(|rest| rest.starts_with([':', ' ']) || rest.starts_with("r:"))
}

/// "mv.", "pct.", "f.eks.": a stop that ends a word and perhaps no sentence.
fn ends_in_abbreviation(text: &str) -> bool {
    let last = text.rsplit(' ').next().unwrap_or("");
    let inner = last.trim_end_matches('.').contains('.');
    last.ends_with('.') && (inner || ABBREVIATIONS.contains(&last))
}

#[cfg(test)]
mod tests {
    use crate::structure::shown::{PROSE, nodes};

    fn below_prose(text: &str) -> Vec<String> {
        nodes(&format!("{PROSE}{text}"))[1..].to_vec()
    }

    #[test]
    fn what_a_full_stop_ends() {
        // The name of a box, however full the line above.
        assert_eq!(
            below_prose("Mål:\n• Hønsene skal have mere plads i haven ved åen.\nDet vil vi gøre:\n• Vi køber jord.\n"),
            ["b Mål:", "i Hønsene skal have mere plads i haven ved åen.", "b Det vil vi gøre:", "i Vi køber jord."]
        );
        // A list of which only the last item has a stop, and an item whose line had room for more.
        assert_eq!(
            below_prose(
                "Haven er\n• et sted for alle, der bor i byen eller på øen\n• et sted for høns og andre fugle, der kan gå.\nKommunegartneren passer den hver dag.\n"
            )[2..],
            ["i et sted for høns og andre fugle, der kan gå.", "p Kommunegartneren passer den hver dag."]
        );
        assert_eq!(
            below_prose("Mål:\n• Flere høns.\nHaven er åben hver dag.\n")[1..],
            ["i Flere høns.", "p Haven er åben hver dag."]
        );
    }

    #[test]
    fn an_item_waits_for_a_name() {
        assert_eq!(
            below_prose("Mål:\n• Vi køber jord af gartnerne i\nLilleby og Storeby.\n")[1..],
            ["i Vi køber jord af gartnerne i Lilleby og Storeby."]
        );
    }

    #[test]
    fn a_source_is_a_line_of_its_own() {
        assert_eq!(
            below_prose("12 14 16\nKilde: Gartneren\nHønsene er glade.\n"),
            ["p Kilde: Gartneren", "p Hønsene er glade."]
        );
    }

    #[test]
    fn text_under_a_bullet_is_no_item_where_items_hang() {
        let text = "\
Sådan gør vi i haven hele året, når vejret ellers tillader, at nogen går ud:

• Vi passer alle høns, som nogen har glemt i
  haven bag rådhuset.
• Vi sår græs på de steder, hvor der ikke er
  mere tilbage af det.
• Vi henter vand hver dag til de dyr, som er
  tørstige.
Hønsene kom til i fjor. De er glade for at være her.
";
        assert_eq!(
            nodes(text).last().map(String::as_str),
            Some("p Hønsene kom til i fjor. De er glade for at være her.")
        );
    }
}
