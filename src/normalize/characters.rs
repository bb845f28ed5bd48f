//! Single characters that mean another one: odd spaces, soft hyphens, ligatures, decomposed letters, bullets from
//! symbol fonts, and the three line ends.

use super::{Editor, Step};
use unicode_normalization::char::{compose, is_combining_mark};

pub struct Characters;

impl Step for Characters {
    fn name(&self) -> &'static str {
        "characters"
    }

    fn applies(&self, text: &str) -> bool {
        text.chars().any(|c| !is_plain(c) && !matches!(c, 'æ' | 'ø' | 'å' | 'Æ' | 'Ø' | 'Å' | 'é'))
            || text.contains("(cid:")
    }

    fn rewrite(&self, text: &str, editor: &mut Editor<'_>) {
        let mut chars = text.char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            let end = at + c.len_utf8();
            if c == '(' && text[at..].starts_with("(cid:") {
                // pdftotext writes a glyph that it cannot name as its number; at a line's start that is a bullet.
                if let Some(length) = text[at..].find(')').filter(|&length| length < 10) {
                    editor.replace(at..at + length + 1, bullet_or_space(text, at));
                    while chars.peek().is_some_and(|&(next, _)| next <= at + length) {
                        chars.next();
                    }
                }
                continue;
            }
            if let Some(&(_, mark)) = chars.peek()
                && mark >= FIRST_COMBINING
                && is_combining_mark(mark)
                && let Some(composed) = compose(c, mark)
            {
                chars.next();
                editor.replace(at..end + mark.len_utf8(), composed.encode_utf8(&mut [0; 4]));
                continue;
            }
            let replacement = match c {
                c if is_plain(c) => continue,
                '\r' if text[end..].starts_with('\n') => "",
                '\r' | '\u{85}' | '\u{2028}' => "\n",
                '\u{ad}' => {
                    // A soft hyphen at a line's end takes the line break with it.
                    let rest = &text[end..];
                    let trimmed = rest.trim_start_matches([' ', '\r']);
                    if let Some(next) = trimmed.strip_prefix('\n') {
                        let next = next.trim_start_matches(' ');
                        let until = text.len() - next.len();
                        editor.delete(at..until);
                        while chars.peek().is_some_and(|&(position, _)| position < until) {
                            chars.next();
                        }
                        continue;
                    }
                    ""
                }
                '\u{feff}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{0}'..='\u{8}' | '\u{e}'..='\u{1f}' => "",
                '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' | '\u{b}' => " ",
                '\u{2010}' | '\u{2011}' => "-",
                'ﬀ' => "ff",
                'ﬁ' => "fi",
                'ﬂ' => "fl",
                'ﬃ' => "ffi",
                'ﬄ' => "ffl",
                'ﬅ' | 'ﬆ' => "st",
                // What Symbol and Wingdings print at these places is a bullet wherever it stands.
                '\u{f0a7}' | '\u{f0a8}' | '\u{f0b7}' | '\u{f0d8}' | '\u{f0e0}' | '\u{f0fc}' | '\u{f076}' => "•",
                '\u{7f}' | '\u{e000}'..='\u{f8ff}' => bullet_or_space(text, at),
                _ => continue,
            };
            editor.replace(at..end, replacement);
        }
    }
}

/// No character before this one combines with the one that it follows.
const FIRST_COMBINING: char = '\u{300}';

/// What stays as it is, wherever it stands.
fn is_plain(c: char) -> bool {
    matches!(c, ' '..='~' | '\n' | '\t' | '\u{c}')
}

/// A nameless glyph at the start of a line is a bullet.
fn bullet_or_space(text: &str, at: usize) -> &'static str {
    let line = text[..at].rfind(['\n', '\u{2029}']).map_or(0, |newline| newline + 1);
    if text.get(line..at).is_some_and(|before| before.trim_matches([' ', '\t', '\u{2029}', '\u{a0}']).is_empty()) {
        "•"
    } else {
        " "
    }
}
