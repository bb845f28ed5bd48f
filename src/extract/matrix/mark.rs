//! The marks in the cells of a matrix: what says that a plan has set the goal, and what says that it has only touched
//! on it.

/// `X` or `(X)`; None for an empty cell, for "nej" and for what is no mark.
pub fn mark(text: &str) -> Option<&'static str> {
    // A variation selector makes "✔️" a picture.
    let lower = text.replace('\u{fe0f}', "").to_lowercase();
    let trimmed = lower.trim().trim_matches(['*', '_']).trim();
    let in_brackets = trimmed.starts_with(['(', '[']);
    let body = trimmed.trim_start_matches(['(', '[']).trim_start();
    let length = body.find(|c: char| !is_of_mark(c)).unwrap_or(body.len());
    let (bare, rest) = body.split_at(length);
    if !ends(bare, rest) {
        return None;
    }
    match bare {
        "delvis" | "delvist" | "○" | "◯" | "◐" | "◑" => Some("(X)"),
        _ if !FULL.contains(&bare) => None,
        _ if in_brackets => Some("(X)"),
        _ => Some("X"),
    }
}

/// Marks, without brackets and notes.
const FULL: &[&str] = &[
    "x", "xx", "xxx", "×", "✕", "✗", "✘", "✓", "✔", "✅", "☑", "☒", "√", "ja", "j", "+", "++", "•", "●", "⚫", "■", "v",
];

/// A longer text is a remark.
const MOST_REST: usize = 40;

fn is_of_mark(c: char) -> bool {
    c.is_alphabetic() || c == '+' || FULL.iter().any(|mark| mark.starts_with(c)) || matches!(c, '○' | '◯' | '◐' | '◑')
}

/// Whether a mark may end here: at a bracket, at the sign of a note ("X*", "x¹", "X 2)"), or before a word of
/// explanation ("Ja, uden tal", "X (kun unge)").
fn ends(bare: &str, rest: &str) -> bool {
    let rest = rest.trim_start_matches([')', ']', '*', '¹', '²', '³', '.', '†']);
    // Markdown: "x[^1]"
    let rest = rest.strip_prefix("[^").unwrap_or(rest);
    let apart = rest.trim_start().len() < rest.len();
    let rest = rest.trim();
    let note = rest.trim_end_matches([')', ']', '*']);
    let explains = rest.starts_with(['(', ',', ';', ':']) || apart && rest.starts_with(['–', '-']);
    let explained = explains && rest.chars().count() <= MOST_REST && !matches!(bare, "•" | "●" | "■" | "+");
    explained || note.chars().all(|c| c.is_ascii_digit()) && note.len() <= 2
}

#[cfg(test)]
mod tests {
    use super::mark;

    #[test]
    fn marks() {
        for full in [
            "X",
            "x",
            "**X**",
            "X*",
            "X 1)",
            "x²",
            "x[^1]",
            "✓",
            "✔️",
            "Ja",
            "Ja, med tal",
            "●",
            "•",
            "XX",
            "X (kun unge)",
            "+",
        ] {
            assert_eq!(mark(full), Some("X"), "{full}");
        }
        for partly in ["(X)", "(x)", "( x )", "(✓)", "(ja)", "(X)*", "(X) 2)", "Delvist", "○", "[x]"] {
            assert_eq!(mark(partly), Some("(X)"), "{partly}");
        }
        for none in [
            "",
            "-",
            "–",
            "Nej",
            "nej",
            "0",
            "12",
            "X-købing",
            "Ja tak til flere",
            "• Flere unge",
            "2018",
            "Jobmål",
            "n.a.",
        ] {
            assert_eq!(mark(none), None, "{none}");
        }
    }
}
