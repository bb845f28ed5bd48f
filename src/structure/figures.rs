//! Figures in a row over what they count, as a brochure prints them.
//!
//! ```text
//!    1.250                     17 uger                  62 pct.
//!    borgere er sygemeldte     varer et forløb i        er tilbage efter
//!    lige nu                   snit                     et halvt år
//! ```
//!
//! Each figure and its caption are read together. Numbers that count up ("01", "02", "03") head names in the same way.

use super::chunk::{Chunk, chunks};
use super::gutter::GAP;
use super::line::{Line, LineKind};

/// A figure is no longer than this.
const MOST_FIGURE: usize = 14;
/// Lines of a caption.
const MOST_CAPTION: usize = 5;

/// The figures that begin at line `at` and the line after their captions: for each figure the pieces of its text.
pub fn at(norm: &str, lines: &[Line], at: usize) -> Option<(usize, Vec<Vec<Line>>)> {
    let line = lines.get(at).filter(|line| line.has_gap(norm, GAP))?;
    let head = chunks(norm, line, GAP);
    if head.len() < 2 || !head.iter().all(|chunk| is_figure(&norm[chunk.range.clone()])) {
        return None;
    }
    let bounds: Vec<usize> = head.windows(2).map(|pair| (pair[0].right + pair[1].left) / 2).collect();
    let column_of = |chunk: &Chunk| bounds.iter().filter(|bound| (chunk.left + chunk.right) / 2 >= **bound).count();
    let piece = |line: &Line, chunk: &Chunk| Line { range: chunk.range.clone(), indent: chunk.left, ..line.clone() };
    let mut columns: Vec<Vec<Line>> = head.iter().map(|chunk| vec![piece(line, chunk)]).collect();
    let mut end = at + 1;
    let mut captioned = 0;
    // One blank line may part the figures from their captions.
    let blank = lines.get(end).is_some_and(|line| line.kind == LineKind::Blank);
    let first = end + usize::from(blank);
    for (index, line) in lines.iter().enumerate().skip(first).take(MOST_CAPTION) {
        let caption = chunks(norm, line, GAP);
        let crossing = caption.iter().any(|chunk| {
            let column = column_of(chunk);
            let beyond =
                |other: usize| head.get(other).is_some_and(|head| chunk.left < head.right && head.left < chunk.right);
            beyond(column + 1) || column > 0 && beyond(column - 1)
        });
        if caption.is_empty() || crossing || caption.iter().all(|chunk| is_figure(&norm[chunk.range.clone()])) {
            break;
        }
        captioned = captioned.max(caption.len());
        caption.iter().for_each(|chunk| columns[column_of(chunk)].push(piece(line, chunk)));
        end = index + 1;
    }
    (captioned > 1).then_some((end, columns))
}

/// "1.250", "17 uger", "62 %", "4 ud af 10", "01".
fn is_figure(text: &str) -> bool {
    let first = text.trim_start_matches(['+', '-', '–', 'c', 'a', '.', ' ']);
    // A year heads a column of a table.
    let year = text.len() == 4 && text.starts_with("20") && text.bytes().all(|byte| byte.is_ascii_digit());
    first.starts_with(|c: char| c.is_ascii_digit()) && text.chars().count() <= MOST_FIGURE && !year
}

#[cfg(test)]
mod tests {
    use crate::structure::shown::nodes;

    #[test]
    fn each_figure_has_its_caption() {
        let text = "
   1.250                     17 uger                  62 pct.
   naboer har været med      varer sommeren i         kommer igen efter
   i haven                   drivhuset                et år
";
        assert_eq!(
            nodes(text),
            [
                "p 1.250 naboer har været med i haven",
                "p 17 uger varer sommeren i drivhuset",
                "p 62 pct. kommer igen efter et år"
            ]
        );
    }

    #[test]
    fn numbers_that_count_up_head_names() {
        let text = "
      01                         02
  Haver til                 Høns og
  alle                      kaniner
";
        assert_eq!(nodes(text), ["i 01 Haver til alle", "i 02 Høns og kaniner"]);
    }
}
