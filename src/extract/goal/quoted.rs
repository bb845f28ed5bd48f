//! What stands between quotation marks: minister goals, which count, and what people say, which binds nobody.
//!
//! Minister goals inside a sentence may also be numbered, or listed behind a colon.

use super::{Candidate, Reader};
use crate::extract::{Goal, GoalKind, Parsed};
use crate::structure::NodeId;
use std::ops::Range;

impl Reader<'_, '_> {
    /// Minister goals inside a sentence: between quotation marks, or numbered "1) …, 2) …".
    pub(super) fn quoted_minister_goals(&self, id: NodeId, sentence: Range<usize>, goals: &mut Vec<Goal>) {
        let mut starts: Vec<(usize, Option<String>)> = Vec::new();
        for index in sentence.clone() {
            let word = self.parsed.lower(index);
            let next = if index + 1 < sentence.end { self.parsed.lower(index + 1) } else { "" };
            if matches!(word, "\"" | "”" | "“" | "„" | "»" | "«" | "'" | "’" | "‘") {
                starts.push((index + 1, None));
            } else if next == ")" && word.len() <= 2 && word.bytes().all(|b| b.is_ascii_digit()) {
                starts.push((index + 2, Some(word.to_owned())));
            }
        }
        // "Det fremgår af ministerens udmelding, at virksomhederne skal sikres …"
        if starts.is_empty() {
            let minister = sentence.clone().find(|&index| self.parsed.lower(index).contains("minister"));
            // "… har udmeldt tre mål. Byrådet har hæftet sig ved det første, nemlig at virksomhederne skal sikres …"
            let above = || {
                let node = self.parsed.node_tokens(id).start.max(sentence.start.saturating_sub(MOST_ABOVE));
                (node..sentence.start).any(|index| self.parsed.lower(index).contains("minister"))
            };
            let content = minister.or_else(|| above().then_some(sentence.start)).and_then(|from| {
                (from + 1..sentence.end).find(|&index| {
                    let before = self.parsed.lower(index - 1);
                    self.parsed.lower(index) == "at" && (before == "nemlig" || before == "," && minister.is_some())
                })
            });
            if let Some(at) = content {
                let end = if self.parsed.lower(sentence.end - 1) == "." { sentence.end - 1 } else { sentence.end };
                self.push_minister_parts(id, sentence.start..end, &[(at + 1, None)], goals);
                return;
            }
        }
        // "… for 2024 lyder de: alle ledige skal …, flere ledige skal …, og …"
        if starts.is_empty() {
            let colon = sentence.clone().find(|&index| self.parsed.lower(index) == ":");
            // "VIVE (2022): Veje til job for borgere med handicap" is a title.
            // So is what follows "(Kilde:".
            let announced = |colon: &usize| {
                *colon > sentence.start && !matches!(self.parsed.lower(colon - 1), ")" | "kilde" | "kilder")
            };
            if let Some(colon) = colon.filter(announced).filter(|_| !self.announces_own(&sentence)) {
                let opens = |index: usize| {
                    index < sentence.end
                        && matches!(
                            self.parsed.lower(index),
                            "flere" | "alle" | "virksomhederne" | "virksomheder" | "bekæmpelsen"
                        )
                };
                let joins = (colon + 1..sentence.end).filter(|&index| match self.parsed.lower(index) {
                    "," | ";" => true,
                    "og" | "samt" => opens(index + 1),
                    _ => false,
                });
                starts.push((colon + 1, None));
                starts.extend(joins.map(|index| (index + 1, None)));
            }
        }
        self.push_minister_parts(id, sentence, &starts, goals);
    }

    /// The parts between `starts` that state minister goals; a part that is none may be the half of one.
    fn push_minister_parts(
        &self,
        id: NodeId,
        sentence: Range<usize>,
        starts: &[(usize, Option<String>)],
        goals: &mut Vec<Goal>,
    ) {
        for (position, (start, label)) in starts.iter().enumerate() {
            let mut end = starts.get(position + 1).map_or(sentence.end, |(next, _)| next - 1);
            if label.is_some() && position + 1 < starts.len() {
                end -= 1;
            }
            // Trim what joins the parts: commas, "og", closing marks.
            while end > *start
                && matches!(self.parsed.lower(end - 1), "," | ";" | "og" | "samt" | "\"" | "”" | "“" | "»")
            {
                end -= 1;
            }
            if label.is_some() && position + 1 == starts.len() && self.parsed.lower(end - 1) == "." {
                end -= 1;
            }
            if end < start + 4 || end > start + 40 {
                continue;
            }
            let start = &(*start + usize::from(matches!(self.parsed.lower(*start), "og" | "samt" | "at")));
            let text = self.parsed.lower_text(*start..end);
            // "Handicap og beskæftigelse 2020" is the title of a report.
            let dated = text.split_whitespace().any(|word| word.len() == 4 && word.parse::<u32>().is_ok());
            if !dated && self.ministers.recognize(text, self.period).is_some() {
                let candidate = Candidate {
                    tokens: *start..end,
                    kind: GoalKind::Minister,
                    label: label.clone(),
                    judged: None,
                    lent: None,
                    rule: "goal/minister-quoted",
                };
                self.push(id, candidate, goals);
            }
        }
    }
}

/// Where the minister was named so many tokens before, "nemlig at" speaks of the goals.
const MOST_ABOVE: usize = 40;

/// Fewer tokens than this between quotation marks are a title or a word set apart.
const LEAST_SPEECH: usize = 8;

/// Who says a pull quote is named in fewer tokens than this: "Karin Holm, 52 år, i fleksjob på et bibliotek".
const MOST_SPEAKER: usize = 14;

/// Who says "vi" for the municipality: "siger formanden for Arbejdsmarkedsudvalget".
fn speaks_for_owner(word: &str) -> bool {
    ["formand", "formanden", "borgmester", "borgmesteren", "rådmand", "rådmanden"]
        .iter()
        .any(|title| word.ends_with(title))
}

/// What citizens and firms say in a node: "Nu vil jeg være tømrer, og jeg skal nok nå det."
pub(super) fn speech(parsed: &Parsed<'_>, id: NodeId) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    // A pull quote: all of the paragraph is said, but for the name of who says it.
    let tokens = parsed.node_tokens(id);
    let is_mark = |index: usize| matches!(parsed.lower(index), "\"" | "”" | "“" | "„" | "»" | "«" | "›" | "‹");
    if is_mark(tokens.start)
        && let Some(end) = tokens.clone().skip(1).find(|&index| is_mark(index))
        && end - tokens.start > LEAST_SPEECH
        && tokens.end - end <= MOST_SPEAKER
        && (tokens.start..end).any(|index| matches!(parsed.lower(index), "." | "!" | "?" | ","))
        && !(end..tokens.end).any(|index| speaks_for_owner(parsed.lower(index)))
    {
        return vec![tokens.start..end];
    }
    let mut open: Option<usize> = None;
    for index in parsed.node_tokens(id) {
        let mark = parsed.lower(index);
        if !matches!(mark, "\"" | "”" | "“" | "„" | "»" | "«") {
            continue;
        }
        match open.take() {
            Some(start) if mark != "„" => {
                let says =
                    (start..index).any(|at| matches!(parsed.lower(at), "jeg" | "mig" | "min" | "mit" | "mine" | "os"));
                if says && index - start >= LEAST_SPEECH {
                    found.push(start..index);
                }
            }
            _ => open = Some(index + 1),
        }
    }
    found
}
