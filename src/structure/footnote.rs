//! Footnotes, wherever they landed: `¹ Kilde: …`, `2) Kilde: …`, `[^3]: …`.

use super::SUPERSCRIPTS;
use crate::pattern::{Regex, pattern};
use std::sync::LazyLock;

static BRACKETED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:\[\^?(?P<a>\d{1,2})\]:?\s+|(?P<b>\d{1,2})\)\s*(?:Kilde|Note|Jf|Se |http|www|Lov|LBK|Bek|Aftale|STAR|Styrelsen|Jobindsats|KL[ ,:(]|Danmarks Statistik)|(?P<c>\d{1,2}) (?:Kilde|Jf\.|Se |http|www|Lov nr|LBK|Bekendtgørelse|Aftale om|Jobindsats|Danmarks Statistik|Styrelsen for|(?:STAR|KL|VIVE|SFI|KORA|Rambøll|Cabi|DST|AE|DI|DA|FH|LO|Deloitte|Epinion|\p{Lu}\p{L}+(?:kommissionen|ministeriet|styrelsen))(?:, | \(|: )|\p{Lu}[^\n]{2,80}, [^\n]{3,120}, (?:\p{Ll}{3,9} )?(?:19|20)\d\d\.?(?:\n|$)))",
    )
});

/// A footnote's mark at the start of `text`: its length with the spaces after it, and the number.
pub fn marker(text: &str) -> Option<(usize, String)> {
    let digits = superscript_number(text);
    if let Some((length, name)) = digits {
        let rest = text[length..].trim_start_matches([')', '.', ':', ' ', '\t']);
        let long_enough = rest.chars().filter(|c| c.is_alphabetic()).count() >= 3;
        return long_enough.then(|| (text.len() - rest.len(), name));
    }
    if let Some(note) = bracketed_source(text) {
        return Some(note);
    }
    let opens = text.starts_with(|c: char| c == '[' || c.is_ascii_digit());
    let found = opens.then(|| BRACKETED.captures(text)).flatten()?;
    if let Some(name) = found.name("a") {
        return Some((found[0].len(), name.as_str().to_owned()));
    }
    let name = found.name("b").or_else(|| found.name("c"))?;
    let rest = text[name.end()..].trim_start_matches([')', ' ']);
    Some((text.len() - rest.len(), name.as_str().to_owned()))
}

/// "1) Rambøll (2009): …", "2) www.jobindsats.dk": a numbered bracket before what only a source has.
fn bracketed_source(text: &str) -> Option<(usize, String)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let rest = text[digits..].strip_prefix(')')?.trim_start_matches([' ', '\t']);
    if !(1..=2).contains(&digits) || rest.len() > 300 {
        return None;
    }
    let dated = rest
        .find("(20")
        .or_else(|| rest.find("(19"))
        .is_some_and(|at| at < 80 && rest[at..].starts_with('(') && rest.as_bytes().get(at + 5) == Some(&b')'));
    let linked = rest.contains("www.") || rest.contains("http");
    (dated || linked).then(|| (text.len() - rest.len(), text[..digits].to_owned()))
}

/// "¹²" at the start of `text`: its length in bytes and "12".
pub fn superscript_number(text: &str) -> Option<(usize, String)> {
    let mut length = 0;
    let mut name = String::new();
    for c in text.chars() {
        let Some(digit) = SUPERSCRIPTS.iter().position(|&s| s == c) else {
            break;
        };
        length += c.len_utf8();
        name.push(char::from(b'0' + digit as u8));
    }
    (length > 0).then_some((length, name))
}
