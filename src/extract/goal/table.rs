//! Reads tables: columns headed "Mål", header cells that state minister goals, rows of results with their numbers.

use super::{Candidate, Reader};
use crate::extract::{Goal, GoalKind};
use crate::structure::{BoxKind, NodeId, box_kind};
use crate::token::TokenKind;

/// Columns of a table in which a number to reach is looked for.
const MOST_COLUMNS: usize = 12;

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
        // "3. Flere flygtninge …": the number is the label; "15 seniorer er ansat" counts.
        let first = self.parsed.lower(tokens.start);
        let dotted = first.ends_with('.') || self.parsed.lower(tokens.start + 1) == ".";
        if self.parsed.all_tokens()[tokens.start].kind == TokenKind::Number && tokens.len() > 3 && dotted {
            label = Some(first.trim_end_matches('.').to_owned());
            tokens.start += 1;
            if self.parsed.lower(tokens.start) == "." {
                tokens.start += 1;
            }
        }
        if row == 0 || !self.overview {
            // The columns of an overview are headed by short names of the goals.
            let named = row == 0 && self.overview && self.ministers.of_header(&text, self.period).is_some();
            if (named || self.ministers.recognize(&text, self.period).is_some()) && tokens.len() < 40 {
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
        let kind = match self.header(table, column).and_then(|header| box_kind(&header)) {
            Some(BoxKind::Goals) => GoalKind::Goal,
            Some(BoxKind::Activities | BoxKind::Strategy) => GoalKind::Activity,
            Some(BoxKind::Objectives) => GoalKind::Objective,
            _ => return,
        };
        // A row's number labels what stands beside it, not every cell of the row.
        let number = (column == 1)
            .then(|| self.cell_text(table, row, 0))
            .flatten()
            .filter(|number| number.chars().count() <= 4 && number.chars().any(|c| c.is_ascii_digit()));
        let label = label.or_else(|| number.map(|number| number.trim_end_matches(['.', ')']).to_owned()));
        let figures = (column == 0).then(|| self.figures(table, row, &text)).flatten();
        // The items of a list inside a cell are goals of their own.
        let mut start = tokens.start;
        let bullets = tokens.clone().filter(|&index| self.parsed.lower(index) == "•");
        let ends: Vec<usize> = bullets.filter(|&bullet| bullet > tokens.start).chain([tokens.end]).collect();
        for end in ends {
            let tokens = start..end;
            start = end;
            let candidate =
                Candidate { tokens, kind, label: label.clone(), judged: None, lent: None, rule: "goal/table" };
            self.push_with(id, candidate, figures.as_deref(), goals);
        }
    }

    fn cell_text(&self, table: usize, row: usize, column: usize) -> Option<String> {
        let id = *self.cells.get(&(table, row, column))?;
        Some(self.parsed.outline.nodes[id].text(self.parsed.text()))
    }

    fn header(&self, table: usize, column: usize) -> Option<String> {
        self.cell_text(table, 0, column)
    }

    /// The numbers of a row as a sentence of their own: under "Måltal 2018" the number to reach, in the column before
    /// it the number that it starts from.
    fn figures(&self, table: usize, row: usize, name: &str) -> Option<String> {
        const TARGETS: [&str; 5] = ["måltal", "mål", "resultatkrav", "målsætning", "målniveau"];
        let numeric = |column: usize| {
            self.cell_text(table, row, column)
                .filter(|text| text.chars().any(|c| c.is_ascii_digit()) && text.len() < 30)
        };
        let (column, header) = (1..MOST_COLUMNS).map_while(|column| Some((column, self.header(table, column)?))).find(
            |(column, header)| {
                let header = header.to_lowercase();
                TARGETS.iter().any(|word| header.split_whitespace().next() == Some(word)) && numeric(*column).is_some()
            },
        )?;
        let value = numeric(column)?;
        let when: Vec<&str> =
            header.split_whitespace().skip(1).skip_while(|word| matches!(*word, "for" | "i")).collect();
        let when = match when.as_slice() {
            [] => String::new(),
            [year] => format!(" i {year}"),
            date => format!(" {}", date.join(" ")),
        };
        let unit = unit_of(name, &value);
        let change = if value.starts_with(|c: char| c.is_ascii_digit()) {
            match (1..column).rev().find_map(numeric) {
                Some(base) => format!("ændres fra {base} til {value}"),
                None => format!("være {value}"),
            }
        } else {
            format!("være {value}")
        };
        Some(format!("Niveauet skal {change}{unit}{when}."))
    }
}

/// The unit of a row's numbers, from the cell itself or the row's name: "… (pct.)", "Andel …", "… fuldtidspersoner".
fn unit_of(name: &str, value: &str) -> &'static str {
    if value.contains(|c: char| c.is_alphabetic() || c == '%') && !value.starts_with(|c: char| c.is_alphabetic()) {
        return "";
    }
    let name = name.to_lowercase();
    const UNITS: [(&str, &str); 14] = [
        ("pct.", " pct."),
        ("procent", " pct."),
        ("%", " pct."),
        ("andel", " pct."),
        ("frekvens", " pct."),
        ("grad", " pct."),
        ("fuldtidspersoner", " fuldtidspersoner"),
        ("uger", " uger"),
        ("måneder", " måneder"),
        ("dage", " dage"),
        ("virksomheder", " virksomheder"),
        ("sager", " sager"),
        ("pladser", " pladser"),
        ("personer", " personer"),
    ];
    // What stands in brackets names the unit before all else.
    let bracket = name.rfind('(').map_or("", |open| &name[open..]);
    let unit = |text: &str| UNITS.iter().find(|(word, _)| text.contains(word)).map(|(_, unit)| *unit);
    unit(bracket).or_else(|| unit(&name)).unwrap_or("")
}
