//! Labels of lists that run on inside a paragraph: "1. … 2. …", "a) … b) …", "• 9. … • 10. …".

use super::{Token, TokenKind};

/// A label's number or letter, and how it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Label {
    open: bool,
    dot: bool,
    close: bool,
    value: Value,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Value {
    Number(u32),
    Letter(char),
}

impl Label {
    /// The label printed as `text`: "1)", "(a)", "• 9."
    pub fn read(text: &str) -> Option<Self> {
        let body = text.trim().trim_start_matches(is_bullet).trim_start();
        let (label, length) = Self::parse(body)?;
        (length == body.len()).then_some(label)
    }

    /// The label that `tokens` start with, after a bullet perhaps, and how many of them it takes.
    ///
    /// A number with a dot is one only before a capital; else it is an ordinal.
    pub fn at(norm: &str, tokens: &[Token]) -> Option<(Self, usize)> {
        let first = tokens.first()?;
        let start = first.norm.start;
        let c = norm[start..].chars().next()?;
        let possible = first.norm.len() <= 3 && (c.is_ascii_alphanumeric() || c == '(' || is_bullet(c));
        if !possible {
            return None;
        }
        // The tokens of a label have no space between them, but for the one behind a bullet.
        let body = usize::from(is_bullet(c));
        let mut next = body;
        while let Some(token) = tokens.get(next) {
            let glued = next == body || tokens[next - 1].norm.end == token.norm.start;
            if !glued || next > body + 3 {
                break;
            }
            next += 1;
        }
        let text = norm.get(tokens.get(body)?.norm.start..tokens.get(next.checked_sub(1)?)?.norm.end)?;
        let (label, length) = Self::parse(text)?;
        if length != text.len() {
            return None;
        }
        let follower = tokens.get(next)?;
        let capital = norm[follower.norm.clone()].starts_with(char::is_uppercase);
        let plain_number = matches!(label.value, Value::Number(_)) && !label.close;
        (follower.kind != TokenKind::Punctuation && (capital || !plain_number)).then_some((label, next))
    }

    /// The label that comes after this one.
    pub fn next(self) -> Self {
        let value = match self.value {
            Value::Number(number) => Value::Number(number + 1),
            Value::Letter(letter) => Value::Letter(char::from_u32(u32::from(letter) + 1).unwrap_or(letter)),
        };
        Self { value, ..self }
    }

    fn parse(text: &str) -> Option<(Self, usize)> {
        let open = text.starts_with('(');
        let body = &text[usize::from(open)..];
        let digits = body.bytes().take_while(u8::is_ascii_digit).count();
        let (value, length) = match digits {
            0 => (Value::Letter(body.chars().next().filter(char::is_ascii_alphabetic)?), 1),
            1 | 2 => (Value::Number(body[..digits].parse().ok()?), digits),
            _ => return None,
        };
        let rest = &body[length..];
        let dot = rest.starts_with('.');
        let close = rest[usize::from(dot)..].starts_with(')');
        let length = usize::from(open) + length + usize::from(dot) + usize::from(close);
        // A bracket needs its other half, and an initial is no label.
        let written = close || (dot && !open && !matches!(value, Value::Letter('A'..='Z')));
        written.then_some((Self { open, dot, close, value }, length))
    }
}

fn is_bullet(c: char) -> bool {
    matches!(c, '•' | '⁃' | '●' | '▪' | '■' | '➤' | '►' | '✓' | '✔')
}
