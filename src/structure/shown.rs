//! What tests of the structure look at: the nodes of a text, each in one line.

use super::{Node, NodeKind, outline};
use crate::normalize::normalize;

/// Lines of a page that is 46 characters wide.
pub const PROSE: &str = "Haven ligger ved åen og er åben for alle, der\nbor i byen. De fleste kommer om søndagen, når\nvejret er godt, og mange bliver til aften. Det\ner kommunen, der passer den, og der er brugt\nmange timer på at lægge stierne om i foråret.\n";

/// A letter for the kind (`h`eading, `b`ox, `i`tem, `c`ell, `p`aragraph and the rest), the label, the words.
pub fn nodes(text: &str) -> Vec<String> {
    let norm = normalize(text);
    let line = |node: &Node| {
        let kind = match node.kind {
            NodeKind::Heading { boxed: true, .. } => "b",
            NodeKind::Heading { .. } => "h",
            NodeKind::ListItem => "i",
            NodeKind::Cell { .. } => "c",
            _ => "p",
        };
        let name = node.label.as_ref().and_then(|label| label.name.as_deref());
        let text = node.text(norm.text());
        std::iter::once(kind).chain(name).chain(text.split_whitespace()).collect::<Vec<_>>().join(" ")
    };
    outline(norm.text()).nodes.iter().map(line).collect()
}
