//! The report as tables for people.

use super::counts::is_headline;
use super::items::LAYERS;
use super::mistakes::{Mistake, Side};
use super::report::{ClassRow, Interval, Report, mean};
use super::texts::{Text, Texts};
use std::collections::BTreeMap;
use std::fmt::Write as _;

impl Report {
    /// The tables, without the list of mistakes.
    pub fn to_text(&self) -> String {
        let mut out = String::new();
        // Writing to a string cannot fail, so the results below are dropped.
        let _ = writeln!(out, "{} documents", self.documents);
        for doc in &self.missing {
            let _ = writeln!(out, "no analysis of {doc}: counted as empty");
        }
        for doc in &self.without_gold {
            let _ = writeln!(out, "no gold for {doc}: not counted");
        }
        let _ = writeln!(out);
        self.write_metrics(&mut out);
        self.write_attributes(&mut out);
        self.write_schemas(&mut out);
        self.write_classes(&mut out);
        self.write_documents(&mut out);
        out
    }

    /// Every mistake, grouped by layer, class and likely cause, the most frequent cause first.
    ///
    /// `-` is gold and `+` the system, each with its place, kind, rule and quote; where the text is known, the words
    /// around it follow after `|`.
    pub fn mistakes_to_text(&self, texts: &Texts) -> String {
        let rank = |layer: &str| LAYERS.iter().position(|info| info.name == layer);
        let mut groups: BTreeMap<_, BTreeMap<&str, Vec<&Mistake>>> = BTreeMap::new();
        for mistake in &self.mistakes {
            let layer = mistake.layer.as_str();
            let rank = rank(layer).unwrap_or(LAYERS.len());
            let group = groups.entry((rank, layer, mistake.class)).or_default();
            group.entry(&mistake.cause).or_default().push(mistake);
        }
        let mut out = String::new();
        for ((_, layer, class), causes) in groups {
            let all: usize = causes.values().map(Vec::len).sum();
            let _ = writeln!(out, "\n{layer}, {}: {all}", class.title());
            let mut causes: Vec<(&str, Vec<&Mistake>)> = causes.into_iter().collect();
            causes.sort_by_key(|(cause, mistakes)| (usize::MAX - mistakes.len(), *cause));
            for (cause, mistakes) in causes {
                let _ = writeln!(out, "  {cause} ({})", mistakes.len());
                for mistake in mistakes {
                    let _ = writeln!(out, "{}", mistake_lines(mistake, texts.get(&mistake.doc)));
                }
            }
        }
        out
    }

    fn write_metrics(&self, out: &mut String) {
        let human = self.metrics.iter().any(|row| row.human_f1.is_some());
        let _ = write!(out, "{:24} {:>6} {:>6} {:>6} {:>6}", "", "P", "R", "F1", "macro");
        if human {
            let _ = write!(out, " {:>6}", "human");
        }
        let intervals = ("95 % documents", "95 % blocks");
        let _ = writeln!(out, "  {:15} {:15} right/gold/system", intervals.0, intervals.1);
        for row in &self.metrics {
            let _ = write!(
                out,
                "{:24} {:6.3} {:6.3} {:6.3} {:6.3}",
                row.name, row.precision, row.recall, row.f1, row.macro_f1
            );
            if human {
                let _ = match row.human_f1 {
                    Some(f1) => write!(out, " {f1:6.3}"),
                    None => write!(out, " {:>6}", "-"),
                };
            }
            let _ = writeln!(
                out,
                "  {:15} {:15} {}/{}/{}",
                interval_text(row.over_documents),
                interval_text(row.over_blocks),
                row.right,
                row.gold,
                row.system
            );
        }
    }

    fn write_documents(&self, out: &mut String) {
        let headlines: Vec<&str> =
            self.metrics.iter().map(|row| row.name.as_str()).filter(|name| is_headline(name)).collect();
        let width = self.by_document.iter().map(|row| row.doc.chars().count()).max().unwrap_or(0);
        let layer = |name: &str| name.split('/').next().unwrap_or_default().to_string();
        let _ = write!(out, "\n{:width$}", "F1 by document");
        for name in &headlines {
            let _ = write!(out, " {:>13}", layer(name));
        }
        for row in &self.by_document {
            let _ = write!(out, "\n{:width$}", row.doc);
            for name in &headlines {
                let _ = match row.f1.get(*name) {
                    Some(f1) => write!(out, " {f1:13.3}"),
                    None => write!(out, " {:>13}", "-"),
                };
            }
        }
        let _ = writeln!(out);
    }

    fn write_attributes(&self, out: &mut String) {
        let _ = writeln!(out, "\nAttributes of overlapping pairs: all, and where gold has a value");
        for row in &self.attributes {
            let _ = writeln!(
                out,
                "{:24} {:6.3} {:>9}   {:6.3} {:>9}",
                row.name,
                row.accuracy,
                format!("{}/{}", row.right, row.pairs),
                row.accuracy_stated,
                format!("{}/{}", row.right_stated, row.stated),
            );
        }
    }

    fn write_schemas(&self, out: &mut String) {
        let _ = writeln!(
            out,
            "\n{:24} {:>6} {:>6} {:>6}  correct/incorrect/partial/missed/spurious",
            "SemEval-2013", "P", "R", "F1"
        );
        for row in &self.schemas {
            let _ = writeln!(
                out,
                "{:24} {:6.3} {:6.3} {:6.3}  {}/{}/{}/{}/{}",
                format!("{} {}", row.layer, row.schema),
                row.precision,
                row.recall,
                row.f1,
                row.correct,
                row.incorrect,
                row.partial,
                row.missed,
                row.spurious
            );
        }
    }

    fn write_classes(&self, out: &mut String) {
        for layer in &LAYERS {
            let rows: Vec<&ClassRow> = self.classes.iter().filter(|row| row.layer == layer.name).collect();
            if rows.is_empty() {
                continue;
            }
            let strict = mean(rows.iter().map(|row| row.strict_f1));
            let overlap = mean(rows.iter().map(|row| row.overlap_f1));
            let kappa = |kappas: &BTreeMap<String, Option<f64>>| kappas.get(layer.name).copied().flatten();
            let mut kappas = String::new();
            if let Some(kappa) = kappa(&self.kappa) {
                let _ = write!(kappas, "; kappa of kinds {kappa:.3}");
            }
            if let Some(kappa) = self.human_kappa.as_ref().and_then(kappa) {
                let _ = write!(kappas, ", human {kappa:.3}");
            }
            let _ =
                writeln!(out, "\n{} by kind: macro F1 {strict:.3} strict, {overlap:.3} overlap{kappas}", layer.name);
            for row in rows {
                let _ = writeln!(
                    out,
                    "  {:34} {:6.3} {:>11}   {:6.3} {:>11}",
                    row.kind,
                    row.strict_f1,
                    format!("{}/{}/{}", row.strict_right, row.gold, row.system),
                    row.overlap_f1,
                    format!("{}/{}/{}", row.overlap_right, row.gold, row.system)
                );
            }
        }
    }
}

fn mistake_lines(mistake: &Mistake, text: Option<&Text>) -> String {
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let line = |mark: &str, side: &Side| {
        let mut line = format!("    {mark} {}:{}", mistake.doc, side.start);
        let placed = text.filter(|_| side.end > 0);
        if let Some(text) = placed {
            let _ = write!(line, " line {}", text.line(side.start));
        }
        if let Some(page) = side.page {
            let _ = write!(line, " page {page}");
        }
        if let Some(value) = &side.value {
            let _ = write!(line, " [{value}]");
        }
        if let Some(rule) = &side.rule {
            let _ = write!(line, " {rule}");
            if !side.labels.is_empty() {
                let _ = write!(line, " ({})", side.labels.join(", "));
            }
        }
        let _ = write!(line, " {}", shorten(&words(&side.text), 110));
        if let Some(text) = placed {
            let (before, after) = text.around(side.start, side.end, 40);
            let _ = write!(line, "  | {} … {}", words(before), words(after));
        }
        line
    };
    let gold = mistake.gold.iter().map(|side| line("-", side));
    let system = mistake.system.iter().map(|side| line("+", side));
    gold.chain(system).collect::<Vec<_>>().join("\n")
}

/// The head and the tail of a long quote, since boundaries go wrong at either.
pub(super) fn shorten(text: &str, limit: usize) -> String {
    let chars: Vec<char> = text.chars().collect();
    if chars.len() <= limit {
        return text.to_string();
    }
    let head: String = chars[..limit * 2 / 3].iter().collect();
    let tail: String = chars[chars.len() - limit / 3..].iter().collect();
    format!("{head} … {tail}")
}

fn interval_text(interval: Option<Interval>) -> String {
    match interval {
        Some(Interval { low, high }) => format!("{low:.3}-{high:.3}"),
        None => "-".to_string(),
    }
}
