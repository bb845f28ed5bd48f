//! Reads tables: columns headed "Mål", header cells that state minister goals.

use super::{Candidate, Reader};
use crate::extract::{Goal, GoalKind};
use crate::structure::{NodeId, NodeKind};
use crate::token::TokenKind;

impl Reader<'_, '_> {
    /// Cells of a column headed "Mål", and header cells that state minister goals.
    pub(super) fn cell(&self, id: NodeId, table: usize, row: usize, column: usize, goals: &mut Vec<Goal>) {
        let tokens = self.parsed.node_tokens(id);
        let text = self.parsed.outline.nodes[id].text(self.parsed.text());
        if tokens.len() < 3 {
            return;
        }
        let mut tokens = tokens;
        let mut label = None;
        // "3. Flere flygtninge …": the number is the label.
        if self.parsed.all_tokens()[tokens.start].kind == TokenKind::Number && tokens.len() > 3 {
            label = Some(self.parsed.lower(tokens.start).trim_end_matches('.').to_owned());
            tokens.start += 1;
            if self.parsed.lower(tokens.start) == "." {
                tokens.start += 1;
            }
        }
        if row == 0 || !self.overview {
            if self.ministers.recognize(&text, self.period).is_some() && tokens.len() < 40 {
                let candidate = Candidate {
                    tokens,
                    kind: GoalKind::Minister,
                    label,
                    judged: None,
                    lent: None,
                    rule: "goal/minister-wording",
                };
                return self.push(id, candidate, goals);
            }
        }
        if self.overview || row == 0 {
            return;
        }
        let header = |wanted: usize| {
            self.parsed
                .outline
                .nodes
                .iter()
                .find(|node| node.kind == NodeKind::Cell { table, row: 0, column: wanted })
                .map(|node| node.text(self.parsed.text()))
        };
        let kind = header(column).and_then(|header| crate::structure::box_kind(&header));
        let kind = match kind {
            Some(crate::structure::BoxKind::Goals) => GoalKind::Goal,
            Some(crate::structure::BoxKind::Activities | crate::structure::BoxKind::Strategy) => GoalKind::Activity,
            Some(crate::structure::BoxKind::Objectives) => GoalKind::Objective,
            _ => return,
        };
        let number = self.parsed.outline.nodes.iter().find(|node| {
            node.kind == NodeKind::Cell { table, row, column: 0 }
                && column > 0
                && node.text(self.parsed.text()).chars().count() <= 4
        });
        let label =
            label.or_else(|| number.map(|node| node.text(self.parsed.text()).trim_end_matches(['.', ')']).to_owned()));
        self.push(id, Candidate { tokens, kind, label, judged: None, lent: None, rule: "goal/table" }, goals);
    }
}
