//! The overview as a workbook: the matrix with links to the quotes behind each cell, themes, changes, "Læs mig".

use super::{MARKS, heading, scheme, shown};
use crate::output::table::sheet::{self, About};
use crate::overview::{Found, Mark, Overview};
use anyhow::Context;
use rust_xlsxwriter::{Color, Format, FormatAlign, Url, Workbook, Worksheet, XlsxError};

const EVIDENCE: &str = "Citater";

/// The workbook.
pub fn xlsx(overview: &Overview, about: &About) -> anyhow::Result<Vec<u8>> {
    write(overview, about).context("the overview does not fit in a workbook; write html or json")
}

fn write(overview: &Overview, about: &About) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = sheet::workbook()?;
    let lines: Vec<[String; 3]> = explanations(overview);
    let title = format!("Oversigt over beskæftigelsesplaner {}", overview.years);
    sheet::read_me(&mut workbook, &title, about, &lines)?;
    let evidence = Evidence::new(overview);
    matrix(workbook.add_worksheet().set_name("Oversigt")?, overview, &evidence)?;
    fill(
        workbook.add_worksheet().set_name(EVIDENCE)?,
        &["Kommune", "Kolonne", "Tegn", "Art", "Citat", "Tal", "Plan", "Side"],
        &evidence.rows,
    )?;
    themes(&mut workbook, overview)?;
    changes(&mut workbook, overview)?;
    workbook.save_to_buffer()
}

fn explanations(overview: &Overview) -> Vec<[String; 3]> {
    let mut lines = vec![["Kolonner".to_owned(), scheme(overview), String::new()]];
    lines.extend(MARKS.map(|(sign, words)| ["Tegn".to_owned(), sign.to_owned(), words.to_owned()]));
    for (name, means) in [
        ("Oversigt", "En række er en kommune; et kryds fører til dets første citat."),
        (EVIDENCE, "En række er et citat bag et kryds; uden tegn et mål uden for kolonnerne."),
        ("Temaer", "En række er en kommune, som en udkastet sætning nævner, med citatet bag."),
        ("Ændringer", "En række er et mål, der er nyt, omformuleret, faldet bort eller beholdt siden planen før."),
    ] {
        lines.push(["Ark".to_owned(), name.to_owned(), means.to_owned()]);
    }
    lines.extend(overview.left_out.iter().map(|left| ["Uden række".to_owned(), left.doc.clone(), left.reason.clone()]));
    lines
}

/// The rows of the sheet of quotes, and where each cell's quotes begin.
struct Evidence {
    rows: Vec<Vec<String>>,
    /// For each municipality and column, its first row in the sheet.
    first: Vec<Vec<Option<usize>>>,
}

impl Evidence {
    fn new(overview: &Overview) -> Self {
        let mut evidence = Self { rows: Vec::new(), first: Vec::new() };
        for row in &overview.rows {
            let mut first = Vec::new();
            for (cell, column) in row.cells.iter().zip(&overview.columns) {
                // Row 1 of the sheet is the header.
                let start = evidence.rows.len() + 2;
                for found in cell.goals.iter().chain(&cell.mentions).chain(&cell.sources) {
                    let about = [row.municipality.clone(), heading(column), cell.mark.as_str().to_owned()];
                    evidence.rows.push(about.into_iter().chain(quote(found)).collect());
                }
                first.push((evidence.rows.len() + 2 > start).then_some(start));
            }
            for found in &row.other_goals {
                let about = [row.municipality.clone(), "Andre mål".to_owned(), String::new()];
                evidence.rows.push(about.into_iter().chain(quote(found)).collect());
            }
            evidence.first.push(first);
        }
        evidence
    }
}

/// Kind, quote, number, plan and page.
fn quote(found: &Found) -> [String; 5] {
    [
        found.kind.clone(),
        found.quote.clone(),
        found.target.clone().unwrap_or_default(),
        found.doc.clone(),
        found.page.map_or(String::new(), |page| page.to_string()),
    ]
}

fn matrix(sheet: &mut Worksheet, overview: &Overview, evidence: &Evidence) -> Result<(), XlsxError> {
    let headings: Vec<String> = overview.columns.iter().map(heading).collect();
    let mut names = vec!["Kommune", "Kommunekode"];
    names.extend(headings.iter().map(String::as_str));
    names.push("Planer");
    sheet::header(sheet, &names, overview.rows.len())?;
    sheet.set_column_width(0, 22)?.set_column_width(1, 13)?;
    for ((at, row), first) in (1..).zip(&overview.rows).zip(&evidence.first) {
        sheet::text(sheet, at, 0, &row.municipality)?;
        sheet::text(sheet, at, 1, row.kommunekode.as_deref().unwrap_or_default())?;
        for ((column, cell), first) in (2..).zip(&row.cells).zip(first) {
            let format = color(cell.mark);
            match first {
                Some(line) => {
                    let url = Url::new(format!("internal:'{EVIDENCE}'!A{line}")).set_text(shown(cell));
                    sheet.write_url_with_format(at, column, url, &format)?
                }
                None => sheet.write_string_with_format(at, column, shown(cell), &format)?,
            };
            sheet.set_column_width(column, 18)?;
        }
        let plans: Vec<&str> = row.plans.iter().map(|plan| plan.doc.as_str()).collect();
        let column = u16::try_from(row.cells.len() + 2).unwrap_or(u16::MAX);
        sheet::text(sheet, at, column, if plans.is_empty() { Mark::NoPlan.in_words() } else { "" })?;
        if !plans.is_empty() {
            sheet::text(sheet, at, column, &plans.join(", "))?;
        }
        sheet.set_column_width(column, 30)?;
    }
    Ok(())
}

fn color(mark: Mark) -> Format {
    let format = Format::new().set_align(FormatAlign::Center).set_font_color(Color::RGB(0x001A_1A1A));
    match mark {
        Mark::Result => format.set_bold().set_background_color(Color::RGB(0x00CF_E8D5)),
        Mark::Described => format.set_background_color(Color::RGB(0x00FD_F0C8)),
        Mark::NotFound => format,
        Mark::NoPlan => format.set_background_color(Color::RGB(0x00E8_E8E8)),
    }
}

fn themes(workbook: &mut Workbook, overview: &Overview) -> Result<(), XlsxError> {
    let mut rows = Vec::new();
    for theme in &overview.themes {
        for sentence in &theme.sentences {
            let about =
                || vec![theme.number.to_string(), theme.part.clone(), theme.title.clone(), sentence.text.clone()];
            if sentence.named.is_empty() {
                rows.push(about());
            }
            for named in &sentence.named {
                let mut row = about();
                row.push(named.municipality.clone());
                row.extend(quote(&named.found));
                rows.push(row);
            }
        }
    }
    let names = ["Nr.", "Del", "Tema", "Sætning", "Kommune", "Art", "Citat", "Tal", "Plan", "Side"];
    fill(workbook.add_worksheet().set_name("Temaer")?, &names, &rows)
}

fn changes(workbook: &mut Workbook, overview: &Overview) -> Result<(), XlsxError> {
    let mut rows = Vec::new();
    for change in &overview.changes {
        let mut add = |what: &str, before: Option<&Found>, after: Option<&Found>| {
            let mut row = vec![change.municipality.clone(), what.to_owned()];
            for (found, doc) in [(before, &change.from), (after, &change.to)] {
                let page = found.and_then(|found| found.page).map_or(String::new(), |page| page.to_string());
                row.extend([found.map_or(String::new(), |found| found.quote.clone()), doc.clone(), page]);
            }
            rows.push(row);
        };
        change.new.iter().for_each(|found| add("ny", None, Some(found)));
        change.reworded.iter().for_each(|(before, after)| add("omformuleret", Some(before), Some(after)));
        change.dropped.iter().for_each(|found| add("faldet bort", Some(found), None));
        change.kept.iter().for_each(|found| add("beholdt", None, Some(found)));
    }
    let names = ["Kommune", "Ændring", "Før", "Plan før", "Side før", "Nu", "Plan nu", "Side nu"];
    fill(workbook.add_worksheet().set_name("Ændringer")?, &names, &rows)
}

fn fill(sheet: &mut Worksheet, names: &[&str], rows: &[Vec<String>]) -> Result<(), XlsxError> {
    sheet::header(sheet, names, rows.len())?;
    for (at, name) in (0..).zip(names) {
        let wide = matches!(*name, "Citat" | "Sætning" | "Før" | "Nu");
        sheet.set_column_width(at, if wide { 70 } else { 18 })?;
    }
    for (at, row) in (1..).zip(rows) {
        for ((column, cell), name) in (0..).zip(row).zip(names) {
            match cell.parse::<u32>() {
                Ok(number) if name.starts_with("Side") || *name == "Nr." => {
                    sheet.write_number(at, column, number)?;
                }
                _ => sheet::text(sheet, at, column, cell)?,
            }
        }
    }
    Ok(())
}
