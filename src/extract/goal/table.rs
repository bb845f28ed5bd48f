//! Reads tables: columns headed "Mål", header cells that state minister goals, rows of results with their numbers.

use super::{Candidate, Reader};
use crate::extract::minister::LISTED;
use crate::extract::{Goal, GoalKind};
use crate::normalize::CELL_BREAK;
use crate::structure::{BoxKind, NodeId, box_kind};
use crate::token::TokenKind;

/// The rule for a row that only white space parts: its cells stand beside each other in the text, so that the last
/// token need not be the one that ends it.
pub(super) const ROW: &str = "goal/table-row";

/// How the header of a column of levels to reach begins.
const TARGETS: [&str; 8] = ["måltal", "mål", "målet", "resultatkrav", "krav", "målsætning", "målniveau", "ambition"];

/// Columns of a table that are looked at.
const MOST_COLUMNS: usize = 12;

impl Reader<'_, '_> {
    /// Cells of a column headed "Mål", and header cells that state minister goals.
    pub(super) fn cell(&self, id: NodeId, table: usize, row: usize, column: usize, goals: &mut Vec<Goal>) {
        let tokens = self.parsed.node_tokens(id);
        let text = self.parsed.outline.nodes[id].text(self.parsed.text());
        if tokens.len() < 2 {
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
        let figures = (row > 0 && self.is_name(table, row, column)).then(|| self.figures(table, row, column)).flatten();
        if (row == 0 || !self.overview) && figures.is_none() {
            // The columns of an overview are headed by short names of the goals.
            let named = row == 0 && self.overview && self.ministers.of_header(&text, self.period).is_some();
            // Under "Mål" only the very words of a minister goal are one.
            let own = row > 0 && self.header(table, column).as_deref().and_then(box_kind) == Some(BoxKind::Goals);
            let recognized = match own {
                true => self.ministers.states(&text, self.period),
                false => self.ministers.recognize(&text, self.period),
            };
            if (named || recognized.is_some()) && tokens.len() < 40 {
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
        let header = self.header(table, column);
        let kind = match header.as_deref().and_then(box_kind) {
            Some(BoxKind::Goals) => GoalKind::Goal,
            Some(BoxKind::Activities | BoxKind::Strategy) => GoalKind::Activity,
            Some(BoxKind::Objectives) => GoalKind::Objective,
            Some(BoxKind::Beacons) => GoalKind::Beacon,
            _ => match self.sections.announced(self.parsed, id).map(|announced| announced.kind) {
                Some(kind @ (GoalKind::Goal | GoalKind::Objective)) if figures.is_some() => kind,
                // "Indikator | 2020 | Mål 2023": the rows are what is to be reached.
                _ if figures.is_some() && self.has_goal_column(table) => GoalKind::Goal,
                _ => return,
            },
        };
        // A row's number labels what stands beside it, not every cell of the row.
        let number = (column == 1)
            .then(|| self.cell_text(table, row, 0))
            .flatten()
            .filter(|number| number.chars().count() <= 4 && number.chars().any(|c| c.is_ascii_digit()));
        let label = label.or_else(|| number.map(|number| number.trim_end_matches(['.', ')']).to_owned()));
        // Under "Mål 2016" stands the number, not the goal.
        if is_figure(&text) && !self.is_name(table, row, column) {
            return;
        }
        if figures.is_some()
            && let Some(end) = self.end_of_spaced_row(table, row)
        {
            tokens.end = end;
            let candidate = Candidate { tokens, kind, label, judged: None, lent: None, rule: ROW };
            return self.push_with(id, candidate, figures.as_deref(), goals);
        }
        // The items of a list inside a cell are goals of their own, and so are names on lines of their own.
        let mut start = tokens.start;
        let parts = tokens.clone().filter(|&index| {
            index > tokens.start
                && (self.parsed.lower(index) == "•" || kind == GoalKind::Beacon && self.begins_line(index))
        });
        let ends: Vec<usize> = parts.chain([tokens.end]).collect();
        let before = goals.len();
        for end in ends {
            let tokens = start..end;
            start = end;
            let candidate =
                Candidate { tokens, kind, label: label.clone(), judged: None, lent: None, rule: "goal/table" };
            self.push_with(id, candidate, figures.as_deref(), goals);
        }
        if kind == GoalKind::Beacon
            && let Some(minister) = self.minister_of_row(table, row)
        {
            goals[before..].iter_mut().for_each(|goal| goal.serves = Some(minister.to_owned()));
        }
    }

    /// Whether a line break of its cell stands before the token.
    fn begins_line(&self, index: usize) -> bool {
        let tokens = self.parsed.all_tokens();
        let between = tokens[index - 1].norm.end..tokens[index].norm.start;
        self.parsed.text().get(between).is_some_and(|between| between.contains(CELL_BREAK))
    }

    /// The minister goal that a row states in another cell.
    fn minister_of_row(&self, table: usize, row: usize) -> Option<&str> {
        let texts = (0..MOST_COLUMNS).map_while(|column| self.cell_text(table, row, column));
        let mut stated = texts.filter_map(|text| self.ministers.recognize(&text, self.period));
        stated.next().filter(|goal| LISTED.contains(goal))
    }

    fn cell_text(&self, table: usize, row: usize, column: usize) -> Option<String> {
        let id = *self.cells.get(&(table, row, column))?;
        Some(self.parsed.outline.nodes[id].text(self.parsed.text()).into_owned())
    }

    fn header(&self, table: usize, column: usize) -> Option<String> {
        self.cell_text(table, 0, column)
    }

    /// Whether a header names levels to reach.
    fn has_goal_column(&self, table: usize) -> bool {
        (1..MOST_COLUMNS).filter_map(|column| self.header(table, column)).any(|header| {
            header.split_whitespace().next().is_some_and(|first| TARGETS.contains(&first.to_lowercase().as_str()))
        })
    }

    /// Whether the cell names its row: the first one with words, at most a number before it.
    fn is_name(&self, table: usize, row: usize, column: usize) -> bool {
        let words = |column: usize| {
            self.cell_text(table, row, column)
                .is_some_and(|text| text.chars().filter(|c| c.is_alphabetic()).count() > 3)
        };
        column <= 1 && words(column) && !(0..column).any(words)
    }

    /// The last token of a row whose cells only white space parts: such a row reads as one line, numbers and all.
    fn end_of_spaced_row(&self, table: usize, row: usize) -> Option<usize> {
        let cells: Vec<NodeId> =
            (0..MOST_COLUMNS).filter_map(|column| self.cells.get(&(table, row, column)).copied()).collect();
        let nodes = &self.parsed.outline.nodes;
        let (first, last) = (*cells.first()?, *cells.last()?);
        let line = nodes[first].start()..nodes[last].start();
        let spaced = cells.len() > 1 && !self.parsed.text().get(line)?.contains(['\t', '|']);
        spaced.then(|| self.parsed.node_tokens(last).end)
    }

    /// The numbers of a row as a sentence of their own: under "Måltal 2018" the number to reach, in the column before
    /// it the number that it starts from.
    fn figures(&self, table: usize, row: usize, name_column: usize) -> Option<String> {
        let name = self.cell_text(table, row, name_column)?;
        let numeric = |column: usize| {
            self.cell_text(table, row, column)
                .filter(|text| text.chars().any(|c| c.is_ascii_digit()) && text.len() < 30)
        };
        // "2024 | 2028": the last of several years is the one to reach.
        let first_year = self.period.and_then(|period| period.from);
        let year = |header: &str| header.parse::<i32>().ok().filter(|year| (2000..2100).contains(year));
        let ahead = |header: &str| year(header).is_some_and(|year| first_year.is_none_or(|first| year >= first));
        let columns = name_column + 1..MOST_COLUMNS;
        let headers = || columns.clone().filter_map(|column| Some((column, self.header(table, column)?)));
        let (column, header) = headers()
            .find(|(column, header)| {
                let header = header.to_lowercase();
                TARGETS.iter().any(|word| header.split_whitespace().next() == Some(word)) && numeric(*column).is_some()
            })
            .or_else(|| {
                headers().next_back().filter(|(column, header)| {
                    ahead(header)
                        && numeric(*column).is_some()
                        && numeric(*column - 1).is_some()
                        && *column > name_column + 1
                })
            })?;
        let value = numeric(column)?;
        let when: Vec<&str> = match year(&header) {
            Some(_) => vec![header.as_str()],
            None => header.split_whitespace().skip(1).skip_while(|word| matches!(*word, "for" | "i")).collect(),
        };
        let when = match when.as_slice() {
            [] => String::new(),
            [year] => format!(" i {year}"),
            date => format!(" {}", date.join(" ")),
        };
        let unit = unit_of(&name, &value);
        let change = if value.starts_with(|c: char| c.is_ascii_digit()) {
            // Of several years before it, the last before the plan's; the plan's own are steps on the way.
            let past = |column: &usize| {
                let year = self.header(table, *column).and_then(|header| year(&header));
                year.zip(first_year).is_some_and(|(year, first)| year < first)
            };
            let before = || (name_column + 1..column).rev();
            match before().filter(past).find_map(numeric).or_else(|| before().find_map(numeric)) {
                Some(base) => {
                    // The unit stands with the number to reach.
                    let base = base.split_whitespace().find(|word| word.starts_with(|c: char| c.is_ascii_digit()));
                    format!("ændres fra {} til {value}", base.unwrap_or(""))
                }
                None => format!("være {value}"),
            }
        } else {
            format!("være {value}")
        };
        let lasts =
            ["uger", "dage", "måneder", "timer"].iter().any(|time| unit.ends_with(time) || value.ends_with(time));
        let what = if lasts { "Varigheden" } else { "Niveauet" };
        Some(format!("{what} skal {change}{unit}{when}."))
    }
}

/// "318", "højst 295", "95 personer i 2016": a number with its unit.
fn is_figure(text: &str) -> bool {
    let first = text.split_whitespace().find(|word| !matches!(*word, "højst" | "mindst" | "under" | "over" | "ca."));
    first.is_some_and(|word| word.starts_with(|c: char| c.is_ascii_digit())) && text.split_whitespace().count() < 6
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
