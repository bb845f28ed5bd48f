//! Where the paragraphs of a cell begin in a table that only white space sets: columns of acts and columns of goals list
//! several in a row, without bullets.
//!
//! ```text
//! Strategi                 Indsats                       Måltal
//! Vi vil møde alle         Åben have i samarbejde        Antallet af haver
//! nye naboer               med biblioteket               øges til 60
//!                          Kursus for hønsefolk
//!                                                        Højst 20 uden høns
//! ```
//!
//! A paragraph begins behind a gap of its column, behind a full stop, with a bullet, or behind a line that broke off
//! though the next word had room; always with a capital or a figure.

use super::box_kind::{BoxKind, box_kind};
use super::chunk::Chunk;
use super::headed::BodyLine;
use super::list;
use super::resume::waits_for_more;
use std::collections::HashSet;

/// The lines at which a paragraph begins inside of cells: position in the table's body, and column.
pub struct Parts(HashSet<(usize, usize)>);

impl Parts {
    /// Reads the lines of the body. Where only one column has goals or acts, each cell is one of them.
    pub fn new(norm: &str, header: &[Chunk], body: &[BodyLine]) -> Self {
        let name = |chunk: &Chunk| box_kind(&norm[chunk.range.clone()]);
        let lists = |column: usize| matches!(name(&header[column]), Some(kind) if kind != BoxKind::Prose);
        let mut begins = HashSet::new();
        let columns: Vec<usize> = (0..header.len()).filter(|&column| lists(column)).collect();
        for &column in columns.iter().filter(|&&column| columns.len() > 1 && column > 0) {
            let of_column =
                |cells: &[(usize, Chunk)]| cells.iter().find(|(of, _)| *of == column).map(|(_, cell)| cell.clone());
            let lines: Vec<(usize, usize, Chunk)> = body
                .iter()
                .enumerate()
                .filter_map(|(position, (index, cells))| Some((position, *index, of_column(cells)?)))
                .collect();
            let left = lines.iter().map(|(_, _, chunk)| chunk.left).min().unwrap_or(0);
            let width = lines.iter().map(|(_, _, chunk)| chunk.right).max().unwrap_or(0).saturating_sub(left);
            let mut bulleted = false;
            for pair in lines.windows(2) {
                let [(_, above, before), (position, index, chunk)] = pair else { continue };
                let (before, text) = (&norm[before.range.clone()], &norm[chunk.range.clone()]);
                let word = text.split(' ').next().unwrap_or("");
                let gap = index - above > 1;
                let fits = before.chars().count() + 1 + word.chars().count() <= width;
                let capital = text.starts_with(char::is_uppercase);
                // "2031" behind a gap ends a date.
                let figure = text.starts_with(|c: char| c.is_ascii_digit()) && text.contains(' ');
                let stopped = before.ends_with('.');
                let bullet = list::marker(text).is_some();
                // Items with bullets hold no paragraphs of their own, but the next cell may.
                bulleted = bullet || list::marker(before).is_some() || bulleted && !gap;
                let plain = !bulleted && !waits_for_more(before);
                if bullet || plain && (capital && (gap || fits || stopped) || figure && (gap || stopped)) {
                    begins.insert((*position, column));
                }
            }
        }
        Self(begins)
    }

    /// Whether a paragraph begins at a line of the body.
    pub fn begins(&self, position: usize, column: usize) -> bool {
        self.0.contains(&(position, column))
    }
}

#[cfg(test)]
mod tests {
    use crate::structure::shown::nodes;

    #[test]
    fn cells_hold_several_paragraphs() {
        let text = "\
Strategi                Indsats                     Måltal
Vi vil møde alle nye    Åben have i samarbejde      Antallet af haver
naboer                  med biblioteket             øges til 60
                        Kursus for hønsefolk
                                                    Højst 20 uden
og gamle venner         Fest for alle, der bor      høns ultimo
                        ved Åen                     2031

Ingen skal vente        Vi ringer                   Én uge
";
        let found = nodes(text);
        assert_eq!(
            found[3..9],
            [
                "c Vi vil møde alle nye naboer og gamle venner",
                "c Åben have i samarbejde med biblioteket",
                "c Kursus for hønsefolk",
                "c Fest for alle, der bor ved Åen",
                "c Antallet af haver øges til 60",
                "c Højst 20 uden høns ultimo 2031"
            ]
        );
    }

    #[test]
    fn each_act_of_a_goal_has_its_own_row() {
        let text = "\
Mål                 Handling               Ansvarlig         Tidsfrist

1a. Flere høns      Der bygges et hus      Haveudvalget      1. april

                    Alle får et kursus     Formanden         Juni
";
        let found = nodes(text);
        assert_eq!(found[8..], ["c Alle får et kursus", "c Formanden", "c Juni"], "{found:?}");
    }
}
