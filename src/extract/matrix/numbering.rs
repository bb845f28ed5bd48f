//! The numbers that a document itself gives the minister's goals.
//!
//! A matrix whose columns are only "Mål 1", "Mål 2" means the goals as the overview lists them, and each office leaves
//! out the goals it does not look at. The list stands before the table ("Mål 4: Bekæmpelsen af …") or in a line below
//! it ("1 = Værdig sagsbehandling, 2 = Opkvalificering").

use crate::extract::Parsed;
use crate::lexicon::MinisterGoals;
use crate::pattern::{Regex, pattern};
use crate::structure::NodeKind;
use std::collections::HashMap;
use std::sync::LazyLock;

static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"^\W*(?:(?i:minister|beskæftigelsesminister(?:ens )?)?(?i:mål)?(?: ?nr\.?)? ?)?(\d{1,2})\b")
});
static LEGEND: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?:^|[\s,;(/])(?:(?i:minister)?(?i:mål) |M)?(\d{1,2}) ?[:.=)–-]"));

/// Number → id of the goal.
#[derive(Debug, Default)]
pub struct Numbering {
    goals: HashMap<u32, String>,
}

impl Numbering {
    /// Reads the lists of goals, else the lines that explain the numbers.
    pub fn read(parsed: &Parsed<'_>, goals: &MinisterGoals, period: Option<crate::extract::Period>) -> Self {
        let mut numbering = Self::default();
        // Goals in an unnumbered list count in order.
        let mut row = 0;
        let mut counted: HashMap<u32, String> = HashMap::new();
        // The number in the cell before: "3 | Flere flygtninge skal være selvforsørgende".
        let mut before: Option<(usize, usize, u32)> = None;
        for node in &parsed.outline.nodes {
            if let NodeKind::Cell { table, row: at, .. } = node.kind {
                let text = node.text(parsed.text());
                let bare = text.trim_end_matches('.').parse::<u32>().ok();
                let own = NUMBER.captures(&text).filter(|_| bare.is_none()).and_then(|found| {
                    let wording = text[found[0].len()..].trim_start_matches(['.', ')', ':', ' ', '–', '-']);
                    Some((found[1].parse::<u32>().ok()?, goals.recognize(wording, period)?))
                });
                let beside = || {
                    let (.., number) = before.filter(|&(other, row, _)| (other, row) == (table, at))?;
                    Some((number, goals.recognize(&text, period)?))
                };
                if let Some((number, id)) = own.or_else(beside) {
                    numbering.goals.entry(number).or_insert_with(|| id.to_owned());
                }
                before = bare.map(|number| (table, at, number));
            }
            if !matches!(node.kind, NodeKind::ListItem | NodeKind::Heading { .. } | NodeKind::Paragraph) {
                row = 0;
                continue;
            }
            let text = node.text(parsed.text());
            let label = node.label.as_ref().map_or("", |label| &parsed.text()[label.range.clone()]);
            let printed = NUMBER.captures(label).or_else(|| NUMBER.captures(&text));
            let number = printed.and_then(|found| found[1].parse::<u32>().ok());
            if number.is_none() && node.kind != NodeKind::ListItem {
                row = 0;
                continue;
            }
            let wording = text.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ')' | ':' | ' '));
            match (goals.recognize(wording, period), number) {
                (Some(id), Some(number)) => {
                    numbering.goals.entry(number).or_insert_with(|| id.to_owned());
                }
                (Some(id), None) => {
                    row += 1;
                    counted.entry(row).or_insert_with(|| id.to_owned());
                    continue;
                }
                _ => {}
            }
            row = 0;
        }
        if numbering.goals.len() < 2 {
            numbering.goals = Self::legend(parsed, goals, period);
        }
        if numbering.goals.len() < 2 && counted.len() > 1 {
            numbering.goals = counted;
        }
        // "4 = Handicap" under the second half of the table
        for (number, id) in Self::equations(parsed, goals, period) {
            numbering.goals.entry(number).or_insert(id);
        }
        numbering
    }

    /// The goal with this number.
    pub fn get(&self, number: u32) -> Option<&str> {
        self.goals.get(&number).map(String::as_str)
    }

    /// Whether the document numbers its goals at all.
    pub fn is_empty(&self) -> bool {
        self.goals.is_empty()
    }

    /// "Mål 1: Værdig sagsbehandling. Mål 2: Opkvalificering. …" in one paragraph or note.
    fn legend(
        parsed: &Parsed<'_>,
        goals: &MinisterGoals,
        period: Option<crate::extract::Period>,
    ) -> HashMap<u32, String> {
        let mut best: HashMap<u32, String> = HashMap::new();
        for text in lines(parsed) {
            let read = explained(&text, goals, period);
            if read.len() >= 2 && read.len() > best.len() {
                best = read;
            }
        }
        best
    }

    /// What all lines with "=" say.
    fn equations(
        parsed: &Parsed<'_>,
        goals: &MinisterGoals,
        period: Option<crate::extract::Period>,
    ) -> HashMap<u32, String> {
        let equal = |text: &String| {
            let mut signs = LEGEND.find_iter(text).peekable();
            signs.peek().is_some_and(|first| first.start() == 0) && signs.all(|sign| sign.as_str().ends_with('='))
        };
        lines(parsed).filter(equal).flat_map(|text| explained(&text, goals, period)).collect()
    }
}

/// What stands outside of tables, each with its label.
fn lines<'p>(parsed: &'p Parsed<'_>) -> impl Iterator<Item = String> + 'p {
    let nodes = parsed.outline.nodes.iter();
    let told =
        nodes.filter(|node| !matches!(node.kind, NodeKind::Cell { .. } | NodeKind::Contents | NodeKind::Furniture));
    told.map(|node| {
        let label = node.label.as_ref().map_or("", |label| &parsed.text()[label.range.clone()]);
        format!("{label}{}", node.text(parsed.text()))
    })
}

/// The numbers that a line explains, with the goals that it names.
fn explained(text: &str, goals: &MinisterGoals, period: Option<crate::extract::Period>) -> HashMap<u32, String> {
    let found: Vec<_> = LEGEND.captures_iter(text).collect();
    let ends = found.iter().skip(1).map(|next| next.get(0).map_or(text.len(), |all| all.start())).chain([text.len()]);
    let mut read = HashMap::new();
    for (one, end) in found.iter().zip(ends) {
        let start = one.get(0).map_or(0, |all| all.end());
        if let Ok(number) = one[1].parse::<u32>()
            && let Some(id) = text.get(start..end).and_then(|wording| goals.nearest(wording, period))
        {
            read.entry(number).or_insert_with(|| id.to_owned());
        }
    }
    read
}
