//! What a document-sharing site prints around a document: the names of other documents. They name plans, years and
//! municipalities that this plan has nothing to do with.

use super::line::{Line, LineKind};

/// The line above such a list.
const RELATED: &[&str] = &["Relaterede dokumenter", "Lignende dokumenter"];
/// The line above the document's text.
const TRANSCRIPT: &[&str] = &["Transkript", "Transkription"];
/// Lines of the document's title at most, with those that the site prints around it.
const MOST_TITLE: usize = 8;
/// A name with the words that the site quotes from the document is no longer, in bytes.
const MOST_NAME: usize = 400;

/// Marks the lists of other documents: down to the line that opens the text, else to the end of the file. Where no
/// line opens the text, such a list stands below the document's title, a name a line between blank lines.
pub fn mark(norm: &str, lines: &mut [Line]) {
    let Some(start) = lines.iter().position(|line| RELATED.contains(&line.text(norm))) else {
        return;
    };
    let opens = |line: &Line| TRANSCRIPT.contains(&line.text(norm));
    let shared = lines.iter().any(opens);
    if !shared && lines[..start].iter().filter(|line| line.kind == LineKind::Text).count() > MOST_TITLE {
        return;
    }
    let is_text = |line: &Line| line.kind == LineKind::Text;
    let ends = |(index, line): (usize, &Line)| {
        let prose = line.range.len() > MOST_NAME || index > start + 1 && is_text(line) && is_text(&lines[index - 1]);
        opens(line) || prose && !shared
    };
    let end = (start + 1..lines.len()).find(|&index| ends((index, &lines[index]))).unwrap_or(lines.len());
    for line in &mut lines[start..end] {
        if line.kind == LineKind::Text {
            line.kind = LineKind::Furniture;
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::structure::{NodeKind, outline};

    #[test]
    fn names_of_other_documents_are_no_part_of_the_plan() {
        let page = "1 Haveplan 2030 Flere skal have en have.";
        let related = "Relaterede dokumenter\n\nHøns i Lilleby. Plan 2028\n\nResultater 2027 for Storeby\n\n";
        let texts = |text: &str| -> usize {
            outline(text).nodes.iter().filter(|node| node.kind == NodeKind::Furniture).count()
        };
        assert_eq!(texts(&format!("Haveplan 2030\n\n{related}Transkript\n\n{page}\n")), 3);
        assert_eq!(texts(&format!("Haveplan 2030\n\nTranskript\n\n{page}\n\n{related}")), 3);
    }
}
