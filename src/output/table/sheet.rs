//! What all our workbooks share: "Læs mig", headers, filters, and cells that no program takes for a formula.

use super::like_a_formula;
use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, IgnoreError, Workbook, Worksheet, XlsxError,
};

/// The longest text that a cell of a workbook can hold.
const LONGEST: usize = 32_767;

/// Where the figures come from.
#[derive(Debug, Clone)]
pub struct About {
    /// SHA-256 of the word lists, lower-case hex.
    pub lexicon: String,
    /// Seconds since 1970 at which the file is made.
    pub made: i64,
}

/// A workbook whose own properties hold no time: the same tables give the same bytes.
pub fn workbook() -> Result<Workbook, XlsxError> {
    let mut workbook = Workbook::new();
    let constant = ExcelDateTime::from_ymd(2000, 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_author("pejl").set_creation_datetime(&constant));
    Ok(workbook)
}

/// The first sheet: what this is, when and from what it was made, and what `lines` tell.
pub fn read_me(workbook: &mut Workbook, title: &str, about: &About, lines: &[[String; 3]]) -> Result<(), XlsxError> {
    let sheet = workbook.add_worksheet().set_name("Læs mig")?;
    let bold = Format::new().set_bold();
    sheet.write_string_with_format(0, 0, title, &Format::new().set_bold().set_font_size(14))?;
    let date = Format::new().set_num_format("yyyy-mm-dd").set_align(FormatAlign::Left);
    sheet.write_string(1, 0, "Lavet med")?.write_string(1, 1, concat!("pejl ", env!("CARGO_PKG_VERSION")))?;
    sheet.write_string(2, 0, "Dato")?;
    sheet.write_datetime_with_format(2, 1, ExcelDateTime::from_timestamp(about.made)?, &date)?;
    sheet.write_string(3, 0, "Ordlister (SHA-256)")?.write_string(3, 1, &about.lexicon)?;
    for (row, [first, second, third]) in (5..).zip(lines) {
        let format = if second.is_empty() && third.is_empty() { bold.clone() } else { Format::new() };
        sheet.write_string_with_format(row, 0, first, &format)?;
        sheet.write_string(row, 1, second)?;
        sheet.write_string_with_format(row, 2, third, &Format::new().set_text_wrap())?;
    }
    sheet.set_column_width(0, 24)?.set_column_width(1, 26)?.set_column_width(2, 90)?;
    Ok(())
}

/// The first row: names, a filter, and a frozen line below. `rows` is the number of rows under it.
pub fn header(sheet: &mut Worksheet, names: &[&str], rows: usize) -> Result<(), XlsxError> {
    let bold = Format::new().set_bold().set_background_color(Color::RGB(0x00DD_E6EE)).set_text_wrap();
    for (column, name) in (0..).zip(names) {
        sheet.write_string_with_format(0, column, *name, &bold)?;
    }
    let last = u32::try_from(rows).unwrap_or(u32::MAX);
    let columns = u16::try_from(names.len().saturating_sub(1)).unwrap_or(u16::MAX);
    sheet.set_freeze_panes(1, 1)?;
    if rows > 0 {
        sheet.autofilter(0, 0, last, columns)?;
        // Codes are text on purpose.
        sheet.ignore_error_range(1, 0, last, columns, IgnoreError::NumberStoredAsText)?;
    }
    Ok(())
}

/// A text as a text, whatever it begins with; also when someone edits the cell.
pub fn text(sheet: &mut Worksheet, row: u32, column: u16, text: &str) -> Result<(), XlsxError> {
    let (cut, lines);
    // A line break of a cell is LF alone; CR would show as "_x000D_".
    let text = if text.contains('\r') {
        lines = text.replace("\r\n", "\n").replace('\r', "\n");
        &lines
    } else {
        text
    };
    // Longer texts than a cell can hold end in "…"; "Læs mig" says so.
    let text = if text.len() > LONGEST && text.encode_utf16().count() > LONGEST {
        cut = text.chars().take(LONGEST / 2).chain(['…']).collect::<String>();
        &cut
    } else {
        text
    };
    if like_a_formula(text) {
        sheet.write_string_with_format(row, column, text, &Format::new().set_quote_prefix())?;
    } else {
        sheet.write_string(row, column, text)?;
    }
    Ok(())
}
