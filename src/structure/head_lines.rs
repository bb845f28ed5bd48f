//! The names of columns: which lines have them, also where one takes two lines and the others stand between the two:
//!
//! ```text
//!                                                            Ansvarlig/
//! Strategi              Indsats               Måltal
//!                                                            Opfølgning
//! ```

use super::block_heads::{names as names_column, names_who_or_when};
use super::box_kind::{BoxKind, box_kind};
use super::chunk::{Chunk, chunks};
use super::gutter::GAP;
use super::line::{Line, LineKind};
use std::collections::HashSet;
use std::ops::Range;

/// The name of a column in a line of its own has no more words than this.
const MOST_WORDS: usize = 3;
/// The name of a column has no more words than this.
const MOST_HEADER_WORDS: usize = 6;

/// The names of columns.
pub struct Head {
    /// From left to right.
    pub names: Vec<Chunk>,
    /// How many of them stand in one line.
    pub beside: usize,
    /// The second half of the last name.
    pub rest: Option<Range<usize>>,
    /// The line behind them.
    pub end: usize,
}

/// The names that begin at line `at`.
pub fn read(norm: &str, lines: &[Line], at: usize) -> Option<Head> {
    let row = |index: usize| {
        let line = lines.get(index).filter(|line| line.kind == LineKind::Text);
        line.map(|line| chunks(norm, line, GAP)).unwrap_or_default()
    };
    let alone = |index: usize, names: &[Chunk]| {
        let mut pieces = row(index);
        let behind = |piece: &Chunk| names.last().is_some_and(|last| piece.left > last.right);
        let short = |piece: &Chunk| norm[piece.range.clone()].split_whitespace().count() <= MOST_WORDS;
        (pieces.len() == 1 && behind(&pieces[0]) && short(&pieces[0])).then(|| pieces.remove(0))
    };
    let first = row(at);
    let (line, mut names) = if first.len() == 1 { (at + 1, row(at + 1)) } else { (at, first) };
    if !is_header(norm, &names) {
        return None;
    }
    let beside = names.len();
    let upper = (line > at).then(|| alone(at, &names));
    // What stands above the names belongs to one of them, or they begin a line later.
    let upper = upper.map_or(Some(None), |upper| upper.map(Some))?;
    let lower = alone(line + 1, &names);
    let end = line + 1 + usize::from(lower.is_some());
    let rest = upper.as_ref().and(lower.as_ref()).map(|lower| lower.range.clone());
    let left = upper.iter().chain(&lower).map(|piece| piece.left).min();
    if let Some((last, left)) = upper.or(lower).zip(left) {
        names.push(Chunk { left, ..last });
    }
    Some(Head { names, beside, rest, end })
}

/// The name of a column of numbers.
pub fn is_numbering(name: &str) -> bool {
    matches!(name.to_lowercase().trim_end_matches('.'), "nr" | "#" | "mål nr" | "nummer" | "mål-nr")
}

/// The name of a column of what is measured, beside one of the level to reach.
pub fn is_measured(name: &str) -> bool {
    matches!(
        name.to_lowercase().as_str(),
        "indikator" | "indikatorer" | "nøgletal" | "målepunkt" | "målepunkter" | "måling"
    )
}

/// The name of a column that tells how things are, beside one that tells how they shall be.
pub fn is_state(name: &str) -> bool {
    const STATES: [&str; 9] = [
        "i dag",
        "nu",
        "her er vi",
        "her er vi i dag",
        "her står vi",
        "her står vi i dag",
        "hvor er vi",
        "hvor er vi i dag",
        "status",
    ];
    STATES.contains(&name.to_lowercase().trim_end_matches([':', '?']))
}

/// "Mål   Indsats   Ansvarlig": names of columns, two of them of goals or of what is done.
fn is_header(norm: &str, header: &[Chunk]) -> bool {
    let named = |chunk: &Chunk| matches!(box_kind(&norm[chunk.range.clone()]), Some(kind) if kind != BoxKind::Prose);
    let names: HashSet<&str> = header.iter().map(|chunk| &norm[chunk.range.clone()]).collect();
    let name = |chunk: &Chunk| &norm[chunk.range.clone()];
    let goals = |chunk: &Chunk| box_kind(name(chunk)) == Some(BoxKind::Goals);
    let known = |chunk: &Chunk| names_column(name(chunk)).is_some();
    let short = header.iter().all(|chunk| norm[chunk.range.clone()].split_whitespace().count() <= MOST_HEADER_WORDS);
    // "Område   Mål   Ansvarlig": every name is that of a column.
    if header.len() > 2 && names.len() == header.len() && header.iter().all(known) && header.iter().any(named) && short
    {
        return true;
    }
    header.len() > 1
        && names.len() == header.len()
        && (named(&header[0])
            // "Udfordring   Indsats   Måltal"
            || header.len() > 2 && header[1..].iter().filter(|chunk| named(chunk)).count() > 1
            || is_numbering(name(&header[0]))
            || is_measured(name(&header[0]))
            || header.len() == 2 && is_state(name(&header[0])) && goals(&header[1]))
        && (header[1..].iter().any(named)
            // "Mål   Ansvarlig"
            || header.len() == 2 && named(&header[0]) && names_who_or_when(name(&header[1]))
            || header.len() == 2 && goals(&header[0]) && is_state(name(&header[1])))
        && short
}

#[cfg(test)]
mod tests {
    use crate::structure::shown::nodes;

    #[test]
    fn a_name_may_stand_above_and_below_the_others() {
        let text = "\
Haven ligger ved åen.

                                                       Ansvarlig/
Strategi               Indsats               Måltal
                                                       Opfølgning

Haver til alle

Vi vil møde alle       Åben have hver        60        Haveudvalget
nye naboer             lørdag                haver

Ingen skal vente       Vi ringer             Én uge    Formanden
";
        let cells: Vec<String> = nodes(text).into_iter().skip(1).take(5).collect();
        assert_eq!(cells, ["c Strategi", "c Indsats", "c Måltal", "c Ansvarlig/ Opfølgning", "c Haver til alle"]);
    }
}
