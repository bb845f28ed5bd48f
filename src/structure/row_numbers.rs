//! Rows of a table whose first column counts them: "Nr.", "1.A", "1.B".
//!
//! ```text
//! Nr.    Mål                                  Ansvarlig
//!        Ministermål 1: Flere unge i arbejde
//! 1.A    Højst 40 unge på uddannelseshjælp    Ungeteamet
//!        i december
//! ```
//!
//! A row begins at its number and nowhere else, however many blank lines the tool printed; above the rows of a part of
//! the table stands its name, in the column of the goals.

use super::box_kind::box_kind;
use super::chunk::Chunk;
use super::head_lines::is_numbering;
use super::headed::BodyLine;
use super::opener;

/// "12.B" has as many letters.
const MOST_NUMBER: usize = 5;
/// One number counts nothing.
const LEAST_NUMBERS: usize = 2;

/// Which lines of a table's body begin a row; none of a table whose rows are not counted.
pub struct RowNumbers(Vec<bool>);

impl RowNumbers {
    pub fn new(norm: &str, header: &[Chunk], body: &[BodyLine]) -> Self {
        let counts = |cell: &Chunk| {
            let text = &norm[cell.range.clone()];
            text.len() <= MOST_NUMBER && text.starts_with(|c: char| c.is_ascii_digit())
        };
        let fresh = |cell: &Chunk| !norm[cell.range.clone()].starts_with(char::is_lowercase);
        let numbered = body.iter().filter(|(_, cells)| cells[0].0 == 0);
        let counted = is_numbering(&norm[header[0].range.clone()])
            && numbered.clone().count() >= LEAST_NUMBERS
            && numbered
                .clone()
                .all(|(_, cells)| counts(&cells[0].1) && cells.get(1).is_some_and(|(_, cell)| fresh(cell)));
        if !counted {
            return Self(Vec::new());
        }
        let names = |position: usize, cells: &[(usize, Chunk)]| {
            let [(1, cell)] = cells else { return false };
            let text = &norm[cell.range.clone()];
            let gap = |above: usize| body.get(above..above + 2).is_none_or(|pair| pair[0].0 + 1 < pair[1].0);
            // "Byrådets indsatsområde" between blank lines
            let parted = position > 0 && gap(position - 1) && gap(position) && text.starts_with(char::is_uppercase);
            parted || box_kind(text).is_some() || opener::split(text).is_some_and(|(_, name)| name.is_some())
        };
        let begins = |(position, (_, cells)): (usize, &BodyLine)| cells[0].0 == 0 || names(position, cells);
        Self(body.iter().enumerate().map(begins).collect())
    }

    /// Whether line `position` of the body begins a row; None where the table does not count its rows.
    pub fn begins(&self, position: usize) -> Option<bool> {
        self.0.get(position).copied()
    }

    /// Whether the table counts its rows.
    pub fn count(&self) -> bool {
        !self.0.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use crate::structure::shown::nodes;

    #[test]
    fn rows_begin_at_their_numbers() {
        let text = "\
Nr.    Mål                                  Ansvarlig

       Ministermål 1: Flere høns i arbejde
1.A    Højst 40 høns på hjælp               Haveudvalget
       i december

1.B    Ni haver har høns                    Formanden
       Ministermål 2: Flere haver
       med høns

2.A    Ni haver til                         Formanden
2.B    Ti stier                             Formanden
";
        let found = nodes(text);
        let expected = [
            "c Ministermål 1: Flere høns i arbejde",
            "c 1.A",
            "c Højst 40 høns på hjælp i december",
            "c Haveudvalget",
            "c 1.B",
            "c Ni haver har høns",
            "c Formanden",
            "c Ministermål 2: Flere haver med høns",
            "c 2.A",
        ];
        assert_eq!(found[3..12], expected, "{found:?}");
    }
}
