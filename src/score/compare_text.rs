//! A comparison for people: in a terminal, on a pull request, and as workflow commands.

use super::compare::{Change, ChangeClass, Comparison, EPSILON, MetricChange, Verdict, plain};
use super::mistakes::Side;
use super::report_text::shorten;
use std::collections::BTreeMap;
use std::fmt::Write as _;

impl Comparison {
    /// One line for each change and each metric that differs.
    pub fn to_text(&self) -> String {
        let mut out = String::new();
        for (doc, side) in self.documents_on_one_side() {
            let _ = writeln!(out, "{doc}: only in {side}");
        }
        for change in &self.changes {
            let verdict = change.verdict.map_or("", verdict_text);
            let class = class_text(change.class);
            let _ = writeln!(out, "{class:8} {verdict:7} {}", change_text(change));
        }
        for metric in self.moved_metrics() {
            let _ = writeln!(out, "{}", metric_text(metric));
        }
        let _ = writeln!(out, "{}", self.summary());
        out
    }

    /// For a comment on a pull request.
    pub fn to_markdown(&self) -> String {
        let mut out = format!("**{}**\n", self.summary());
        for (doc, side) in self.documents_on_one_side() {
            let _ = writeln!(out, "\n{}: only in {side}", cell(doc));
        }
        if self.moved_metrics().next().is_some() {
            let _ = writeln!(out, "\n| metric | old F1 | new F1 | difference | p |");
            let _ = writeln!(out, "| --- | ---: | ---: | ---: | ---: |");
            for metric in self.moved_metrics() {
                let _ = writeln!(
                    out,
                    "| {} | {:.3} | {:.3} | {:+.3} | {} |",
                    metric.name,
                    metric.old_f1,
                    metric.new_f1,
                    metric.new_f1 - metric.old_f1,
                    p_text(metric.p)
                );
            }
        }
        if !self.changes.is_empty() {
            let _ = writeln!(out, "\n| change | gold says | where | what |");
            let _ = writeln!(out, "| --- | --- | --- | --- |");
        }
        for change in &self.changes {
            let _ = writeln!(
                out,
                "| {} | {} | {} | {} |",
                class_text(change.class),
                change.verdict.map_or("", verdict_text),
                cell(&place_text(change)),
                cell(&content_text(change))
            );
        }
        out
    }

    /// Workflow commands for GitHub Actions: a warning for each change for the worse, a notice for the others.
    pub fn to_github(&self) -> String {
        let mut out = String::new();
        for change in &self.changes {
            let level = match change.verdict {
                Some(Verdict::Worse) => "warning",
                _ => "notice",
            };
            let title = format!("{} {}", change.layer, class_text(change.class));
            let message = command_text(&change_text(change));
            let _ = writeln!(out, "::{level} title={title}::{message}");
        }
        for metric in self.moved_metrics() {
            let _ = writeln!(out, "::notice title=score::{}", command_text(&metric_text(metric)));
        }
        let _ = writeln!(out, "::notice title=pejl diff::{}", command_text(&self.summary()));
        out
    }

    /// Counts by class, or an explicit "no changes".
    pub fn summary(&self) -> String {
        let documents = format!("in {} documents", self.documents);
        if self.is_empty() {
            return format!("no changes {documents}");
        }
        let mut counts: BTreeMap<ChangeClass, usize> = BTreeMap::new();
        let mut verdicts: BTreeMap<Verdict, usize> = BTreeMap::new();
        for change in &self.changes {
            *counts.entry(change.class).or_default() += 1;
            if let Some(verdict) = change.verdict {
                *verdicts.entry(verdict).or_default() += 1;
            }
        }
        let count = |(class, count)| format!("{count} {}", class_text(class));
        let verdict = |(verdict, count)| format!("{count} {}", verdict_text(verdict));
        let mut parts: Vec<String> = counts.into_iter().map(count).collect();
        let verdicts: Vec<String> = verdicts.into_iter().map(verdict).collect();
        if parts.is_empty() {
            parts.push("no changes".to_string());
        }
        let mut summary = format!("{} {documents}", parts.join(", "));
        if !verdicts.is_empty() {
            let _ = write!(summary, "; gold says: {}", verdicts.join(", "));
        }
        let alone = self.only_old.len() + self.only_new.len();
        if alone > 0 {
            let _ = write!(summary, "; {alone} documents in one run only");
        }
        summary
    }

    fn moved_metrics(&self) -> impl Iterator<Item = &MetricChange> {
        let moved = |metric: &&MetricChange| (metric.new_f1 - metric.old_f1).abs() > EPSILON;
        self.metrics.iter().filter(moved)
    }

    fn documents_on_one_side(&self) -> impl Iterator<Item = (&String, &'static str)> {
        let old = self.only_old.iter().map(|doc| (doc, "the old run"));
        old.chain(self.only_new.iter().map(|doc| (doc, "the new run")))
    }
}

fn class_text(class: ChangeClass) -> &'static str {
    match class {
        ChangeClass::Gained => "gained",
        ChangeClass::Lost => "lost",
        ChangeClass::Moved => "moved",
        ChangeClass::Changed => "changed",
    }
}

fn verdict_text(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Better => "better",
        Verdict::Worse => "worse",
        Verdict::Even => "even",
    }
}

fn change_text(change: &Change) -> String {
    format!("{} {}", place_text(change), content_text(change))
}

fn place_text(change: &Change) -> String {
    let place = |side: &Side| format!("{}-{}", side.start, side.end);
    let places = match (&change.old, &change.new) {
        // Metadata and tables have no place.
        (Some(side), None) | (None, Some(side)) if side.end == 0 => String::new(),
        (Some(old), Some(new)) if change.class == ChangeClass::Moved => {
            format!(":{}→{}", place(old), place(new))
        }
        (Some(side), _) | (None, Some(side)) => format!(":{}", place(side)),
        (None, None) => String::new(),
    };
    format!("{}{places} {}", change.doc, change.layer)
}

fn content_text(change: &Change) -> String {
    let Some(side) = change.new.as_ref().or(change.old.as_ref()) else {
        return String::new();
    };
    let mut out = String::new();
    if let Some(value) = &side.value {
        let _ = write!(out, "[{value}] ");
    }
    let words: Vec<&str> = side.text.split_whitespace().collect();
    let _ = write!(out, "{}", shorten(&words.join(" "), 90));
    for attribute in &change.attributes {
        let (old, new) = (plain(&attribute.old), plain(&attribute.new));
        let _ = write!(out, "; {}: {old} → {new}", attribute.name);
    }
    out
}

fn metric_text(metric: &MetricChange) -> String {
    format!(
        "{:24} {:.3} → {:.3} ({:+.3}, p {})",
        metric.name,
        metric.old_f1,
        metric.new_f1,
        metric.new_f1 - metric.old_f1,
        p_text(metric.p)
    )
}

fn p_text(p: Option<f64>) -> String {
    p.map_or("-".to_string(), |p| format!("{p:.3}"))
}

/// Text for a cell of a Markdown table, with nothing that Markdown or HTML would read as markup.
fn cell(text: &str) -> String {
    let mut out = String::new();
    for char in text.chars() {
        match char {
            '|' | '*' | '_' | '`' | '[' | ']' | '\\' | '~' => {
                out.push('\\');
                out.push(char);
            }
            '<' => out.push_str("&lt;"),
            '&' => out.push_str("&amp;"),
            '\n' | '\r' => out.push(' '),
            other => out.push(other),
        }
    }
    out
}

/// Text for a workflow command, escaped as GitHub wants it.
fn command_text(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}
