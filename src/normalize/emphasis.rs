//! Markdown's emphasis marks: `**fed**`, `*kursiv*`, `__fed__`, `_kursiv_`.

use super::{Editor, Step};

pub struct Emphasis;

impl Step for Emphasis {
    fn name(&self) -> &'static str {
        "emphasis"
    }

    fn applies(&self, text: &str) -> bool {
        text.contains(['*', '_'])
    }

    fn rewrite(&self, text: &str, editor: &mut Editor<'_>) {
        let bytes = text.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            let mark = bytes[at];
            if mark != b'*' && mark != b'_' {
                at += 1;
                continue;
            }
            let run = bytes[at..].iter().take_while(|&&byte| byte == mark).count();
            let before = text[..at].chars().next_back();
            let after = text[at + run..].chars().next();
            let opens = after.is_some_and(|c| !c.is_whitespace()) && before.is_none_or(|c| !is_word(c));
            let closes = before.is_some_and(|c| !c.is_whitespace()) && after.is_none_or(|c| !is_word(c));
            // Underscores inside words and rows of marks (rulers) are text.
            if run <= 3 && (opens || closes || (mark == b'*' && run == 2 && before.is_some() && after.is_some())) {
                editor.delete(at..at + run);
            }
            at += run;
        }
    }
}

/// Letters and digits; a note mark in superscript stands outside the word: `*sagsbehandling*¹`.
fn is_word(c: char) -> bool {
    c.is_alphanumeric() && !crate::structure::SUPERSCRIPTS.contains(&c)
}
