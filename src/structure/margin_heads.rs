//! Headings that stand in a margin left of their text: the text of each is read below it, and not the margin as a column
//! of its own.
//!
//! ```text
//! Det vil vi           • Vi giver alle i byen en have,
//!                        så de kan dyrke kål.
//!
//! Succeskriterier      • Ni af ti har en have i 2030.
//! ```
//!
//! *Not this*: notes, quotations and figures in a margin, which stand beside no beginning of the text or end in a stop.

use super::block::{BlockKind, Builder, Style};
use super::box_kind::box_kind;
use super::line::{Line, LineKind};
use super::numbered::numbered;
use super::opener;
use std::ops::Range;

/// A heading in a margin goes over no more lines.
const MOST_LINES: usize = 4;
/// One alone may be a note.
const LEAST_HEADS: usize = 2;

/// The lines of a page's left margin, and of the text beside it line by line, in reading order, and where in the text the
/// headings' lines start; None if the margin holds anything but headings.
pub fn in_order(norm: &str, left: &[Line], right: &[Line]) -> Option<(Vec<Line>, Vec<usize>)> {
    let is_text = |lines: &[Line], at: usize| lines.get(at).is_some_and(|line| line.kind == LineKind::Text);
    let begins = |lines: &[Line], at: usize| is_text(lines, at) && (at == 0 || !is_text(lines, at - 1));
    let heads: Vec<Range<usize>> = (0..left.len())
        .filter(|&at| begins(left, at))
        .map(|at| at..at + left[at..].iter().take_while(|line| line.kind == LineKind::Text).count())
        .collect();
    let text = |head: &Range<usize>| {
        let lines: Vec<&str> = left[head.clone()].iter().map(|line| line.text(norm)).collect();
        lines.join(" ")
    };
    let reads_so = |head: &Range<usize>| {
        let text = text(head);
        head.len() <= MOST_LINES
            && text.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
            && !text.ends_with(['.', ',', ';', '"', '”', '«'])
            && begins(right, head.start)
    };
    let names = |head: &Range<usize>| {
        let text = text(head);
        box_kind(&text).is_some() || opener::split(&text).is_some() || numbered(&text).is_some()
    };
    // A name may stand under what somebody says.
    let so = heads.iter().filter(|head| reads_so(head)).count();
    if so < LEAST_HEADS || so * 3 < heads.len() * 2 || !heads.iter().any(names) {
        return None;
    }
    let mut ordered: Vec<Line> = right[..heads[0].start].to_vec();
    for (index, head) in heads.iter().enumerate() {
        let blank = Line { kind: LineKind::Blank, ..left[head.start].clone() };
        let end = heads.get(index + 1).map_or(right.len(), |next| next.start);
        ordered.push(blank.clone());
        ordered.extend_from_slice(&left[head.clone()]);
        ordered.push(blank);
        ordered.extend_from_slice(&right[head.start..end]);
    }
    let starts = heads.iter().filter(|head| reads_so(head)).flat_map(|head| &left[head.clone()]);
    Some((ordered, starts.map(|line| line.range.start).collect()))
}

impl Builder<'_> {
    /// Takes a line of a heading in the margin: all lines of one are one heading.
    pub(super) fn margin_head(&mut self, index: usize, text: &str) -> bool {
        let is_head = |index: usize| self.column(index).is_some_and(|column| column.head);
        if !is_head(index) {
            return false;
        }
        if self.open && is_head(index - 1) {
            self.go_on(index);
        } else {
            let found = self.starts_block(index, text).filter(|(kind, ..)| matches!(kind, BlockKind::Heading(_)));
            self.begin(index, found.unwrap_or((BlockKind::Heading(Style::Bare), 0, None)));
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use crate::structure::shown::nodes;

    #[test]
    fn headings_in_a_margin_head_the_text_beside_them() {
        let text = "\
Haver til alle           I november havde kun hver tredje i byen en have, og det var
                         endda færre end året før, da der var nok.

Det vil vi               • Vi giver alle i byen en have ved åen, så de kan dyrke både
                           kål og roser.
                         • Vi sår græs hver sommer, når det er blevet varmt nok.

Succeskriterier          • Ni ud af ti har en have ved udgangen af året, og ingen af
                           dem står tom.
";
        let found = nodes(text);
        let expected =
            ["h Haver til alle", "p I november", "b Det vil vi", "i Vi giver", "i Vi sår", "b Succes", "i Ni ud"];
        assert!(found.iter().zip(expected).all(|(node, start)| node.starts_with(start)), "{found:?}");
    }

    #[test]
    fn notes_in_a_margin_stay_behind_the_text() {
        let text = "\
                         I november havde kun hver tredje i byen en have, og det var
Hver tredje har          endda færre end året før, da der var nok. Det skal ændres nu,
en have.                 og derfor har byen købt jord ved åen til nye haver og huse.
                         Jorden er god, og der er plads til mange flere haver her end
Kilde: Byen              i dag, hvis alle giver en hånd med.
";
        assert!(nodes(text)[0].starts_with("p I november"), "{:?}", nodes(text));
    }
}
