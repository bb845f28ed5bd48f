//! The overview as Markdown, for reports and mail: the table with marks, then themes, changes and quotes.

use super::{MARKS, heading, place, scheme, shown};
use crate::overview::{Found, Overview};
use std::fmt::{Error, Write};

/// The overview as text.
pub fn markdown(overview: &Overview) -> Result<String, Error> {
    let mut out = String::new();
    writeln!(out, "# Oversigt over beskæftigelsesplaner {}\n", overview.years)?;
    let (read, all) = (overview.read(), overview.rows.len());
    writeln!(out, "{read} af {all} kommuner har en læst plan. Kolonnerne er {}.\n", scheme(overview))?;
    for (sign, words) in MARKS {
        writeln!(out, "- **{sign}** {words}")?;
    }
    matrix(&mut out, overview)?;
    themes(&mut out, overview)?;
    changes(&mut out, overview)?;
    evidence(&mut out, overview)?;
    if !overview.left_out.is_empty() {
        writeln!(out, "\n## Dokumenter uden række\n")?;
        for left in &overview.left_out {
            writeln!(out, "- {}: {}", escaped(&left.doc), left.reason)?;
        }
    }
    Ok(out)
}

fn matrix(out: &mut String, overview: &Overview) -> Result<(), Error> {
    writeln!(out, "\n## Mål og kommuner\n")?;
    let headings: Vec<String> = overview.columns.iter().map(|column| escaped(&heading(column))).collect();
    writeln!(out, "| Kommune | {} |", headings.join(" | "))?;
    writeln!(out, "| --- |{}", " :-: |".repeat(headings.len()))?;
    for row in &overview.rows {
        let cells: Vec<String> = row.cells.iter().map(|cell| escaped(&shown(cell))).collect();
        writeln!(out, "| {} | {} |", escaped(&row.municipality), cells.join(" | "))?;
    }
    Ok(())
}

fn themes(out: &mut String, overview: &Overview) -> Result<(), Error> {
    writeln!(out, "\n## Temaer")?;
    let mut part = "";
    for theme in &overview.themes {
        if theme.part != part {
            part = &theme.part;
            writeln!(out, "\n### {}", escaped(part))?;
        }
        writeln!(out, "\n#### {}. {}", theme.number, escaped(&theme.title))?;
        for sentence in &theme.sentences {
            writeln!(out, "\n{}", escaped(&sentence.text))?;
            for (index, named) in sentence.named.iter().enumerate() {
                out.push_str(if index == 0 { "\n" } else { "" });
                writeln!(out, "- {}: {}", escaped(&named.municipality), quote(&named.found))?;
            }
        }
    }
    Ok(())
}

fn changes(out: &mut String, overview: &Overview) -> Result<(), Error> {
    if overview.changes.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n## Ændringer fra plan til plan")?;
    for change in &overview.changes {
        writeln!(out, "\n### {}: fra {} til {}", escaped(&change.municipality), change.from, change.to)?;
        list(out, "Nye mål", &change.new)?;
        writeln!(out, "\nOmformulerede mål: {}\n", change.reworded.len())?;
        for (before, after) in &change.reworded {
            writeln!(out, "- før: {}\n  nu: {}", quote(before), quote(after))?;
        }
        list(out, "Mål, der er faldet bort", &change.dropped)?;
        list(out, "Mål, der er beholdt", &change.kept)?;
    }
    Ok(())
}

fn evidence(out: &mut String, overview: &Overview) -> Result<(), Error> {
    writeln!(out, "\n## Citater")?;
    for row in &overview.rows {
        writeln!(out, "\n### {}", escaped(&row.municipality))?;
        if row.plans.is_empty() {
            writeln!(out, "\nIngen plan for {} er læst.", overview.years)?;
        }
        for (cell, column) in row.cells.iter().zip(&overview.columns) {
            if cell.goals.is_empty() && cell.mentions.is_empty() {
                continue;
            }
            writeln!(out, "\n#### {}: {}\n", escaped(&heading(column)), shown(cell))?;
            for found in cell.goals.iter().chain(&cell.mentions).chain(&cell.sources) {
                writeln!(out, "- {}", quote(found))?;
            }
        }
        if !row.other_goals.is_empty() {
            list(out, "Andre mål", &row.other_goals)?;
        }
    }
    Ok(())
}

fn list(out: &mut String, title: &str, found: &[Found]) -> Result<(), Error> {
    writeln!(out, "\n{title}: {}\n", found.len())?;
    for one in found {
        writeln!(out, "- {}", quote(one))?;
    }
    Ok(())
}

fn quote(found: &Found) -> String {
    let target = found.target.as_ref().map_or(String::new(), |target| format!(" · {target}"));
    format!("»{}« ({}{target}, {})", escaped(&found.quote), found.kind, escaped(&place(found)))
}

/// Text that Markdown takes for nothing else.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '\\' | '|' | '*' | '_' | '`' | '[' | ']' | '<' | '>' | '#') {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}
