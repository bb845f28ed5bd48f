//! What the other cells of its row say of a goal in a table: the minister goal that it serves, and by when. Who is
//! responsible is not who acts: a column "Ansvarlig" names a team for the row, not the actor of each of its goals.
//!
//! ```text
//! Ministermål                         Lokal indsats              Mål           Deadline       Ansvarlig
//! 2. Flere ledige skal opkvalificeres FVU til alle ufaglærte     90 forløb     Oktober 2031   Jobcentret
//!                                     Åbent hus på erhvervsskolen 2 om året    Ultimo 2031    Erhvervsteamet
//! ```

use super::Reader;
use super::table::MOST_COLUMNS;
use crate::extract::Parsed;
use crate::lexicon::LISTED;
use crate::structure::{BoxKind, NodeId, NodeKind, box_kind};
use crate::token::number::dates;
use std::borrow::Cow;
use std::ops::Range;

/// Headers of a column that says by when.
const DUE: &[&str] = &["deadline", "frist", "tidsfrist", "tidspunkt", "hvornår", "tidsplan", "tidsramme", "tid"];
/// A cell that only names a time is no longer.
const MOST_WORDS: usize = 8;
/// Rows above that a cell over several rows may begin in.
const MOST_ROWS: usize = 8;

impl Reader<'_, '_> {
    /// The minister goal that a row states in another cell; where its first cell is empty, the cell above goes for both.
    pub(super) fn minister_of_row(&self, table: usize, row: usize, own: usize) -> Option<&str> {
        let stated = |row: usize| {
            let texts = (0..MOST_COLUMNS)
                .filter(|column| *column != own)
                .filter_map(|column| self.cell_text(table, row, column));
            texts.into_iter().find_map(|text| self.ministers.recognize(&text, self.period))
        };
        let headed = self.column_of(table, |header| box_kind(header) == Some(BoxKind::Minister)) == Some(0);
        let mut at = row;
        while headed && at > 1 && row - at < MOST_ROWS && self.cell_text(table, at, 0).is_none() {
            at -= 1;
        }
        stated(at).filter(|goal| LISTED.contains(goal))
    }

    /// Whether a column before the goals holds what will be done: then a cell under "Mål" is a goal, however short.
    pub(super) fn has_actions(&self, table: usize) -> bool {
        let actions = |header: &str| matches!(box_kind(header), Some(BoxKind::Activities | BoxKind::Strategy));
        let goals = self.column_of(table, |header| box_kind(header) == Some(BoxKind::Goals));
        self.column_of(table, actions).is_some_and(|actions| goals.is_none_or(|goals| actions < goals))
    }

    /// By when, as the rest of a sentence: "inden oktober 2031".
    pub(super) fn due(&self, node: usize) -> Option<String> {
        let text = self.beside(node, DUE)?.to_lowercase();
        let dated = !dates(&text, None).is_empty();
        (dated && text.split_whitespace().count() <= MOST_WORDS)
            .then(|| format!("inden {}", text.trim_end_matches('.')))
    }

    /// The cell of the same row under one of these headers.
    fn beside(&self, node: usize, headers: &[&str]) -> Option<Cow<'_, str>> {
        let NodeKind::Cell { table, row, column } = self.parsed.outline.nodes[node].kind else { return None };
        let named = |header: &str| headers.contains(&header.to_lowercase().trim_end_matches([':', '?']));
        let other = self.column_of(table, named).filter(|other| *other != column && row > 0)?;
        self.cell_text(table, row, other)
    }

    fn column_of(&self, table: usize, wanted: impl Fn(&str) -> bool) -> Option<usize> {
        (0..MOST_COLUMNS).find(|&column| self.header(table, column).is_some_and(|header| wanted(&header)))
    }
}

/// "Ministermål 6", "Ministerens mål 6", "Beskæftigelsesministerens mål": what stands beside a goal of the minister.
pub(super) fn is_minister_label(lower: &str) -> bool {
    let name =
        lower.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, ' ' | '.' | ':')).trim_end_matches(" nr");
    matches!(name.strip_prefix("beskæftigelses").unwrap_or(name), "ministermål" | "ministermålet" | "ministerens mål")
}

/// "Ministermål 3: Langtidsledigheden skal bekæmpes": the label's number and where the goal begins.
pub(super) fn minister_label(parsed: &Parsed<'_>, tokens: &Range<usize>) -> Option<(Option<String>, usize)> {
    let colon = tokens.clone().take(4).find(|&index| parsed.lower(index) == ":")?;
    let name = parsed.lower_text(tokens.start..colon);
    let digits = name.trim_start_matches(|c: char| !c.is_ascii_digit());
    let number = (!digits.is_empty()).then(|| digits.to_owned());
    (is_minister_label(name) && colon + 1 < tokens.end).then_some((number, colon + 1))
}

/// Whether the cell stands beside "Ministermål 6" in a table right under a heading, and beside no other goal's number.
pub(super) fn heads_table(parsed: &Parsed<'_>, id: NodeId) -> bool {
    let nodes = &parsed.outline.nodes;
    let labels = |id: NodeId| {
        matches!(nodes[id].kind, NodeKind::Cell { column: 0, .. })
            && is_minister_label(&nodes[id].text(parsed.text()).to_lowercase())
    };
    let first = (0..id).rev().find(|&before| !matches!(nodes[before].kind, NodeKind::Cell { .. }));
    let below = (id..nodes.len()).take_while(|&next| matches!(nodes[next].kind, NodeKind::Cell { .. }));
    id.checked_sub(1).is_some_and(labels) && first == nodes[id].parent && !below.into_iter().any(labels)
}
