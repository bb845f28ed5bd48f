//! Reads tables: columns headed "Mål", header cells that state minister goals, rows of results with their numbers.

use super::row::{is_minister_label, minister_label};
use super::{Candidate, ROW, Reader, attributes, clause, level};
use crate::extract::{Goal, GoalKind, target};
use crate::normalize::CELL_BREAK;
use crate::structure::{BoxKind, NodeId, aims_beside_acts, box_kind};
use crate::token::TokenKind;
use crate::token::number::{Value, quantities};
use std::borrow::Cow;
use std::ops::Range;

/// A head of fewer words with "(mål 3)" only points to the goal.
const POINTING: usize = 6;
/// The name of a part of a table has no more words than this.
const MOST_NAME_WORDS: usize = 8;
/// Columns of a table that are looked at.
pub(super) const MOST_COLUMNS: usize = 12;

/// Whether a text has a number that is no age: a goal of the minister sets no level.
fn sets_level(text: &str) -> bool {
    let levels = |value: &Value| matches!(value, Value::Count(_) | Value::Percent(_) | Value::PercentPoint(_));
    quantities(text, None).iter().any(|quantity| levels(&quantity.value))
}

impl Reader<'_, '_> {
    /// Cells of a column headed "Mål", and header cells that state minister goals.
    pub(super) fn cell(&self, id: NodeId, table: usize, row: usize, column: usize, goals: &mut Vec<Goal>) {
        let tokens = self.parsed.node_tokens(id);
        let text = self.parsed.outline.nodes[id].text(self.parsed.text());
        // A word that the column cut in two is one word; alone it names no more than a row of results.
        let words = tokens.clone().filter(|&index| !self.parsed.lower(index).is_empty()).count();
        if words < 2
            && (words == 0 || row == 0 || !self.is_name(table, row, column) || self.level(table, row, column).is_none())
        {
            return;
        }
        // "Ministermål 3: …" alone above the goals of its part
        if row > 0
            && !self.overview
            && let Some((label, start)) = minister_label(self.parsed, &tokens)
        {
            let (kind, rule) = (GoalKind::Minister, "goal/minister-label");
            let tokens = start..tokens.end;
            return self.push(id, Candidate { tokens, kind, label, judged: None, lent: None, rule }, goals);
        }
        let mut tokens = tokens;
        let mut label = None;
        // "3. Flere flygtninge …": the number is the label; "15 seniorer er ansat" counts.
        // "Der er ikke fastsat et lokalt mål."
        if text.to_lowercase().starts_with("der er ikke ") {
            return;
        }
        let first = self.parsed.lower(tokens.start);
        let dotted = first.ends_with('.') || tokens.len() > 1 && self.parsed.lower(tokens.start + 1) == ".";
        if self.parsed.all_tokens()[tokens.start].kind == TokenKind::Number && tokens.len() > 3 && dotted {
            label = Some(first.trim_end_matches('.').to_owned());
            tokens.start += 1;
            if self.parsed.lower(tokens.start) == "." {
                tokens.start += 1;
            }
        }
        // "3 | Flere flygtninge skal være selvforsørgende" in a list of an overview
        let listed = || (column == 1).then(|| self.row_number(table, row, column)).flatten();
        if self.overview
            && row > 0
            && self.ministers.states(&text, self.period).is_some()
            && let Some(number) = listed()
        {
            let rule = "goal/minister-wording";
            let (kind, label) = (GoalKind::Minister, Some(number));
            return self.push(id, Candidate { tokens, kind, label, judged: None, lent: None, rule }, goals);
        }
        // "Ministermål | Lokal indsats | Mål": each cell stands for itself.
        let alone = self.beside_actions.contains(&table);
        let named = row > 0 && !alone && self.is_name(table, row, column);
        let level = named.then(|| self.level(table, row, column)).flatten();
        if (row == 0 || !self.overview) && level.is_none() {
            // The columns of an overview are headed by short names of the goals.
            // "Mål 1", "3 Flygtninge", "Flygtninge og familier (mål 3)" only point to them.
            let words = |text: &str| text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).count();
            let pointed_at = text.to_lowercase().contains("(mål ");
            let stated = words(&text) > 2 && !(pointed_at && words(&text) < POINTING);
            let named = row == 0 && self.overview && stated && self.ministers.of_header(&text, self.period).is_some();
            // Under "Mål" only the very words of a minister goal are one.
            let of_goals =
                |header: Cow<'_, str>| box_kind(&header) == Some(BoxKind::Goals) || level::is_target(&header);
            let own = row > 0 && self.header(table, column).is_some_and(of_goals);
            let recognized = match own {
                // "Arbejdskraftreserven begrænses til 410 personer" has a level of its own.
                true if sets_level(&text) => None,
                true => self.ministers.states(&text, self.period),
                false => self.ministers.recognize(&text, self.period),
            };
            let pointed = row == 0 && self.overview && !stated;
            // "Andel af virksomheder, der samarbejder med jobcentret" under "Indikator" is only watched.
            let watched =
                self.header(table, column).is_some_and(|header| header.to_lowercase().starts_with("indikator"));
            let pointed = pointed || row > 0 && watched;
            if (named || recognized.is_some()) && !pointed && tokens.len() < 40 {
                let label = label.or_else(|| self.row_number(table, row, column));
                let label = label.or_else(|| (column == 1).then(|| self.label_of_row(table, row)).flatten());
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
        if self.names_part(table, row, column, &text) {
            return;
        }
        let sideways = (column == 1).then(|| self.heads_row(table, row)).flatten();
        if self.overview || row == 0 && sideways.is_none() {
            return;
        }
        // "Resultatmål i 2017" above the names: the whole table looks back.
        let name = (0..2).find(|&name| self.is_name(table, row, name));
        let past = name.and_then(|name| self.header(table, name)).is_some_and(|names| self.is_past(&names));
        let header = self.header(table, column).filter(|header| !past && !self.is_past(header));
        let kind = match sideways.or_else(|| header.as_deref().and_then(box_kind)) {
            Some(BoxKind::Goals) => GoalKind::Goal,
            Some(BoxKind::Activities) if header.as_deref().is_some_and(|header| self.aims(table, header)) => {
                GoalKind::Goal
            }
            Some(BoxKind::Activities | BoxKind::Strategy) => GoalKind::Activity,
            Some(BoxKind::Objectives) => GoalKind::Objective,
            Some(BoxKind::Beacons) => GoalKind::Beacon,
            // "Målniveau" above sentences
            _ if named && header.as_deref().is_some_and(level::is_target) => GoalKind::Goal,
            _ => match self.sections.announced(self.parsed, id).map(|announced| announced.kind) {
                Some(kind @ (GoalKind::Goal | GoalKind::Objective)) if level.is_some() => kind,
                // "Indikator | 2020 | Mål 2023": the rows are what is to be reached.
                _ if level.is_some() && !past && self.has_goal_column(table) => GoalKind::Goal,
                _ => return,
            },
        };
        // "Lokale mål" may hold results in whole sentences rather than names.
        let kind = if kind == GoalKind::Beacon && self.states_result(id, &tokens) { GoalKind::Goal } else { kind };
        let label = label.or_else(|| self.row_number(table, row, column));
        // Under "Mål 2016" stands the number, not the goal.
        let number = is_figure(&text) || self.sets_level(table, row, column);
        if number && !alone && !self.is_name(table, row, column)
            || kind == GoalKind::Goal && self.begins_measuring(&tokens)
        {
            return;
        }
        let level = level.filter(|_| !self.is_statement(&tokens));
        if level.is_some()
            && let Some(end) = self.end_of_spaced_row(table, row)
        {
            tokens.end = end;
            let judged = level.as_ref().and_then(|level| self.wording_of_level(table, row, level.column));
            let candidate = Candidate { tokens, kind, label, judged, lent: None, rule: ROW };
            return self.push_with(id, candidate, level.as_ref(), goals);
        }
        let before = goals.len();
        let parts = self.parts_of_cell(tokens, kind);
        let several = parts.len() > 1;
        for tokens in parts {
            let rule = "goal/table";
            let whole =
                Candidate { tokens: tokens.clone(), kind, label: label.clone(), judged: None, lent: None, rule };
            // What stands among actions may be prose, and under "Strategi" it is.
            let told = several || header.as_deref().is_some_and(|header| header.to_lowercase().starts_with("strategi"));
            if told && kind == GoalKind::Activity && self.is_prose(&tokens) {
                let sentences = self.sentences_within(id, &tokens);
                for sentence in sentences.filter_map(|sentence| attributes::trim(self.parsed, sentence)) {
                    if let Some(found) = self.judge_forward(sentence.clone()) {
                        let judged = Some((found.modality, found.actor));
                        self.push_with(id, Candidate { tokens: sentence, judged, ..whole.clone() }, None, goals);
                    }
                }
                continue;
            }
            self.push_with(id, whole, level.as_ref(), goals);
        }
        // The row's own minister goal is nearer than the chapter's.
        if kind != GoalKind::Minister
            && goals.len() > before
            && let Some(minister) = self.minister_of_row(table, row, column)
        {
            goals[before..].iter_mut().for_each(|goal| goal.serves = Some(minister.to_owned()));
        }
    }

    /// Whether a cell alone in its row names a part of the table: "Unge under 30 år" above rows of three columns.
    fn names_part(&self, table: usize, row: usize, column: usize, text: &str) -> bool {
        let alone = || (0..MOST_COLUMNS).all(|other| other == column || self.cell_text(table, row, other).is_none());
        // Behind the numbers of counted rows: "Byrådets indsatsområde" above "5.A | Højst 45 forløb | Ungeteamet"
        let counted = || self.row_number(table, row + 1, 1).is_some();
        row > 0
            && (column == 0 || column == 1 && counted())
            && text.split_whitespace().count() <= MOST_NAME_WORDS
            && !text.ends_with('.')
            && self.header(table, 2).is_some()
            && alone()
    }

    /// Whether a column "Det vil vi" stands beside one "Sådan gør vi".
    fn aims(&self, table: usize, header: &str) -> bool {
        aims_beside_acts(header, || (0..MOST_COLUMNS).filter_map(|column| self.header(table, column)))
    }

    /// What the first cell of a row announces in a table on its side: "Mål" above "Indsats" above "Opfølgning".
    fn heads_row(&self, table: usize, row: usize) -> Option<BoxKind> {
        let kind = |row: usize| {
            let name = self.cell_text(table, row, 0)?;
            box_kind(&name).or_else(|| labelled_kind(&name))
        };
        let beside = |row: usize| self.header(table, 1).is_some() && kind(row).is_some();
        (beside(0) && beside(1) && self.header(table, 2).is_none() && self.cell_text(table, 1, 2).is_none())
            .then(|| kind(row))
            .flatten()
    }

    /// 6 of "Ministermål 6" in a row's first cell.
    fn label_of_row(&self, table: usize, row: usize) -> Option<String> {
        let name = self.cell_text(table, row, 0)?;
        labelled_kind(&name)?;
        let number: String = name.chars().filter(char::is_ascii_digit).collect();
        (!number.is_empty()).then_some(number)
    }

    /// The paragraphs and items of a cell: each is a goal of its own.
    fn parts_of_cell(&self, tokens: Range<usize>, kind: GoalKind) -> Vec<Range<usize>> {
        let begins = |index: usize| {
            let word = self.parsed.token_text(index);
            let ended = self.parsed.lower(index - 1).ends_with(['.', ':', ';', '!']);
            let fresh = word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()) || matches!(word, "-" | "–");
            word == "•" || self.begins_line(index) && (ended && fresh || kind == GoalKind::Beacon)
        };
        let mut start = tokens.start;
        let inner = tokens.clone().skip(1).filter(|&index| begins(index)).chain([tokens.end]).collect::<Vec<_>>();
        inner.into_iter().map(|end| std::mem::replace(&mut start, end)..end).collect()
    }

    /// Whether a part of a cell is told in sentences.
    fn is_prose(&self, tokens: &Range<usize>) -> bool {
        let told = |verb: usize| matches!(self.parsed.lower(verb), "blev" | "var" | "har");
        let first = clause::events(self.parsed, tokens.clone()).into_iter().next();
        first.is_some_and(|event| self.parsed.lower(tokens.end - 1) == "." || told(event.verb))
    }

    fn sentences_within(&self, id: NodeId, tokens: &Range<usize>) -> impl Iterator<Item = Range<usize>> {
        let within = |sentence: &crate::token::Sentence| {
            let start = sentence.tokens.start.max(tokens.start);
            (start < sentence.tokens.end.min(tokens.end)).then(|| start..sentence.tokens.end.min(tokens.end))
        };
        self.parsed.sentences(id).iter().filter_map(within)
    }

    /// The number of a row in its first column: it labels what stands beside it, not every cell of the row.
    fn row_number(&self, table: usize, row: usize, column: usize) -> Option<String> {
        // A theme may stand between the number and the goal.
        let counted = || {
            self.header(table, 0).is_some_and(|header| header.to_lowercase().starts_with("nr"))
                && self.header(table, 1).is_none_or(|theme| box_kind(&theme).is_none())
        };
        let number = (column == 1 || column == 2 && counted()).then(|| self.cell_text(table, row, 0)).flatten()?;
        let printed = number.chars().count() <= 4 && number.chars().any(|c| c.is_ascii_digit());
        printed.then(|| number.trim_end_matches(['.', ')']).to_owned())
    }

    /// Whether a line break of its cell stands before the token.
    fn begins_line(&self, index: usize) -> bool {
        let tokens = self.parsed.all_tokens();
        let between = tokens[index - 1].norm.end..tokens[index].norm.start;
        self.parsed.text().get(between).is_some_and(|between| between.contains(CELL_BREAK))
    }

    pub(super) fn cell_text(&self, table: usize, row: usize, column: usize) -> Option<Cow<'_, str>> {
        let id = *self.cells.get(&(table, row, column))?;
        Some(self.parsed.outline.nodes[id].text(self.parsed.text()))
    }

    pub(super) fn header(&self, table: usize, column: usize) -> Option<Cow<'_, str>> {
        self.cell_text(table, 0, column)
    }

    /// Whether a header names levels to reach.
    fn has_goal_column(&self, table: usize) -> bool {
        (1..MOST_COLUMNS).filter_map(|column| self.header(table, column)).any(|header| level::is_target(&header))
    }

    /// Whether the cell names its row: the first one with words, at most a number before it.
    pub(super) fn is_name(&self, table: usize, row: usize, column: usize) -> bool {
        let words = |column: usize| {
            self.cell_text(table, row, column)
                .is_some_and(|text| text.chars().filter(|c| c.is_alphabetic()).count() > 3)
        };
        column <= 1 && words(column) && !(0..column).any(words)
    }

    /// Whether a row's name says in a whole sentence what is to be reached, number and all.
    fn is_statement(&self, tokens: &Range<usize>) -> bool {
        let text = || attributes::text(self.parsed, tokens.clone());
        !clause::events(self.parsed, tokens.clone()).is_empty() && target::target(&text(), self.years()).is_some()
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
}

/// "Ministermål 6", "Pejlemærke": what the label of a row names.
fn labelled_kind(name: &str) -> Option<BoxKind> {
    let lower = name.to_lowercase();
    match lower.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, ' ' | '.' | ':')) {
        name if is_minister_label(name) => Some(BoxKind::Minister),
        "pejlemærke" | "fokusområde" | "indsatsområde" => Some(BoxKind::Beacons),
        _ => None,
    }
}

/// "318", "højst 295", "95 personer i 2016", "tre ud af fire": a number with its unit.
fn is_figure(text: &str) -> bool {
    // "mindst femoghalvtreds pct.", "tre ud af fire", but not "to nye jobmesser"
    let spelled = quantities(text, None).first().is_some_and(|found| {
        let before = text[..found.range.start].trim();
        let alone = text[found.range.end..].split_whitespace().count() == 0;
        alone && matches!(before, "" | "højst" | "mindst" | "under" | "over" | "ca.")
    });
    if spelled {
        return true;
    }
    let first = text.split_whitespace().find(|word| !matches!(*word, "højst" | "mindst" | "under" | "over" | "ca."));
    first.is_some_and(|word| word.starts_with(|c: char| c.is_ascii_digit())) && text.split_whitespace().count() < 6
}
