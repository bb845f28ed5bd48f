//! Pull quotes that a converter took for headings: what somebody says in large letters, and below who says it. As
//! headings they would end the chapter that they stand in.

use super::block::{Block, BlockKind};

/// A title may stand between quotation marks too; what somebody says is longer.
const LEAST_WORDS: usize = 6;
/// "Jette Holm, indehaver af Søby Smedje" is no longer.
const MOST_SPEAKER: usize = 14;

/// Makes paragraphs of headings that are quotations, and of headings right below one that name who says it.
pub fn unhead(norm: &str, mut blocks: Vec<Block>) -> Vec<Block> {
    let mut spoken = false;
    for block in &mut blocks {
        let text = block.text(norm);
        let quotation = is_quotation(&text);
        let speaker = spoken && block.label.is_none() && names_speaker(&text);
        if matches!(block.kind, BlockKind::Heading(_)) && (quotation || speaker) {
            block.kind = BlockKind::Paragraph;
        }
        spoken = quotation;
    }
    blocks
}

/// Whether quotation marks stand around the whole text.
fn is_quotation(text: &str) -> bool {
    let quoted =
        text.trim().strip_prefix(['"', '”', '“', '„', '»']).and_then(|rest| rest.strip_suffix(['"', '”', '“', '«']));
    quoted.is_some_and(|inner| {
        inner.split_whitespace().count() >= LEAST_WORDS && !inner.contains(['"', '”', '“', '„', '»', '«'])
    })
}

/// "Bent, 58 år, forsikret ledig": a name, a comma, and who it is.
fn names_speaker(text: &str) -> bool {
    text.contains(", ") && text.split_whitespace().count() <= MOST_SPEAKER && !text.ends_with([':', '.'])
}

#[cfg(test)]
mod tests {
    use crate::structure::shown::nodes;

    #[test]
    fn what_somebody_says_is_no_heading() {
        let text = "# Haver\n\nHaven ligger ved åen.\n\n## \"Jeg lugede i tyve år, før hegnet faldt.\"\n\n\
                    Bent, 58 år, gartner i Søby\n\n## Høns\n\nHøns går løse.\n";
        let nodes = nodes(text);
        assert_eq!(nodes.iter().filter(|node| node.starts_with("h ")).count(), 2, "{nodes:?}");
        // The name of a project is a title.
        let named = super::is_quotation("\"Flere haver nu\"");
        assert!(!named);
    }
}
