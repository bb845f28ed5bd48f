//! Finds the span that a tool means, from its offsets, its quote, or both.
//!
//! We count code points, and so do brat, the selectors of Web Annotation, and Label Studio since it mended its counting
//! of emoji. doccano and other tools of the browser count UTF-16 units, one more for each character beyond U+FFFF; where
//! a tool gives the quote too, it tells which was meant.

use crate::score::Text;

/// What is known of a span.
#[derive(Debug, Default)]
pub(super) struct Hint<'h> {
    pub start: Option<usize>,
    pub end: Option<usize>,
    pub quote: Option<&'h str>,
    /// What stands right before and after, to tell two places of the same quote apart.
    pub before: &'h str,
    pub after: &'h str,
}

/// The span in code points; Err says what does not fit.
pub(super) fn locate(text: &Text, hint: &Hint<'_>) -> Result<(usize, usize), String> {
    let (Some(start), Some(end)) = (hint.start, hint.end) else {
        return match hint.quote {
            Some(quote) => find(text, quote, hint.before, hint.after),
            None => Err("there is neither a start and end nor a quote".to_string()),
        };
    };
    let at_points = slice(text, start, end);
    let Some(quote) = hint.quote else {
        at_points?;
        return Ok((start, end));
    };
    if at_points.as_ref().is_ok_and(|found| same(found, quote)) {
        return Ok((start, end));
    }
    if let Some((start, end)) = from_utf16(text, start).zip(from_utf16(text, end))
        && slice(text, start, end).is_ok_and(|found| same(found, quote))
    {
        return Ok((start, end));
    }
    Err(format!("the quote is '{}' but at {start}-{end} stands '{}'", one_line(quote), one_line(at_points?)))
}

/// The text at a range, which must not be empty.
pub(super) fn slice(text: &Text, start: usize, end: usize) -> Result<&str, String> {
    let found = text.slice(start, end).filter(|found| !found.is_empty());
    found.ok_or_else(|| format!("{start}-{end} is not a range of the text, which has {} code points", text.len()))
}

/// Line ends and tabs as blanks: tools and spreadsheets change them on the way.
fn same(found: &str, quote: &str) -> bool {
    found == quote || words(found).eq(words(quote))
}

/// Words as a reader sees them. Spreadsheets write a control character as `_x000C_`.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|char: char| char.is_whitespace() || char.is_control()).filter(|word| !word.is_empty())
}

fn one_line(text: &str) -> String {
    text.replace('\n', "\\n").replace('\r', "\\r")
}

/// The one place of a quote.
fn find(text: &Text, quote: &str, before: &str, after: &str) -> Result<(usize, usize), String> {
    if quote.is_empty() {
        return Err("the quote is empty".to_string());
    }
    let needle = format!("{before}{quote}{after}");
    let raw = text.raw();
    let mut places = raw.match_indices(&needle).map(|(byte, _)| byte + before.len());
    match (places.next(), places.next()) {
        (Some(byte), None) => {
            let start = raw[..byte].chars().count();
            Ok((start, start + quote.chars().count()))
        }
        (None, _) => Err(format!("the quote '{}' is not in the text", one_line(quote))),
        (Some(_), Some(_)) => {
            Err(format!("the quote '{}' stands in the text more than once; give start and end", one_line(quote)))
        }
    }
}

/// The code point at a UTF-16 unit; `None` inside a character or beyond the text.
pub(super) fn from_utf16(text: &Text, unit: usize) -> Option<usize> {
    let mut units = 0;
    let mut points = 0;
    for char in text.raw().chars() {
        if units >= unit {
            break;
        }
        units += char.len_utf16();
        points += 1;
    }
    (units == unit).then_some(points)
}

/// The UTF-16 unit at a code point.
pub(super) fn to_utf16(text: &Text, point: usize) -> usize {
    text.raw().chars().take(point).map(char::len_utf16).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text() -> Text {
        Text::new("🎯 Mål: flere unge.\nFlere unge".to_string(), String::new())
    }

    #[test]
    fn the_quote_tells_which_unit_is_counted() {
        let hint = |start, end| Hint { start: Some(start), end: Some(end), quote: Some("Mål"), ..Hint::default() };
        assert_eq!(locate(&text(), &hint(2, 5)), Ok((2, 5)));
        assert_eq!(locate(&text(), &hint(3, 6)), Ok((2, 5)), "UTF-16 units");
        assert_eq!(locate(&text(), &hint(4, 7)), Err("the quote is 'Mål' but at 4-7 stands 'l: '".to_string()));
    }

    #[test]
    fn a_quote_alone_must_be_the_only_one() {
        let hint = |quote, before| Hint { quote: Some(quote), before, ..Hint::default() };
        assert_eq!(locate(&text(), &hint("flere unge", "")), Ok((7, 17)));
        assert_eq!(locate(&text(), &hint("unge", "Flere ")), Ok((25, 29)));
        assert!(locate(&text(), &hint("unge", "")).is_err());
        assert!(locate(&text(), &hint("ældre", "")).is_err());
        assert!(locate(&text(), &Hint::default()).is_err());
    }

    #[test]
    fn offsets_outside_the_text_are_named() {
        let hint = Hint { start: Some(20), end: Some(99), ..Hint::default() };
        assert_eq!(
            locate(&text(), &hint),
            Err("20-99 is not a range of the text, which has 29 code points".to_string())
        );
    }
}
