//! UTF-8 that was once read as Windows-1252: `fÃ¦lles` for `fælles`.

use super::{Editor, Step};

pub struct Mojibake;

const PAIRS: &[(&str, &str)] = &[
    ("Ã¦", "æ"),
    ("Ã¸", "ø"),
    ("Ã¥", "å"),
    ("Ã†", "Æ"),
    ("Ã˜", "Ø"),
    ("Ã…", "Å"),
    ("Ã©", "é"),
    ("Ã¼", "ü"),
    ("Ã¶", "ö"),
    ("Ã¤", "ä"),
    ("Â§", "§"),
    ("Â\u{a0}", " "),
    ("â€“", "–"),
    ("â€”", "—"),
    ("â€œ", "“"),
    ("â€\u{9d}", "”"),
    ("â€™", "’"),
    ("â€¢", "•"),
];

impl Step for Mojibake {
    fn name(&self) -> &'static str {
        "mojibake"
    }

    fn applies(&self, text: &str) -> bool {
        ['Ã', 'Â', 'â'].iter().any(|&first| text.contains(first)) && PAIRS.iter().any(|(wrong, _)| text.contains(wrong))
    }

    fn rewrite(&self, text: &str, editor: &mut Editor<'_>) {
        let mut at = 0;
        while let Some(found) = text[at..].find(['Ã', 'Â', 'â']) {
            let start = at + found;
            let rest = &text[start..];
            let pair = PAIRS.iter().find(|(wrong, _)| rest.starts_with(wrong));
            at = match pair {
                Some((wrong, right)) => {
                    editor.replace(start..start + wrong.len(), right);
                    start + wrong.len()
                }
                None => start + rest.chars().next().map_or(1, char::len_utf8),
            };
        }
    }
}
