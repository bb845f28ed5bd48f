//! A query cut into its signs and words.

/// A sign or word of a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Token {
    Open,
    Close,
    Or,
    And,
    Not,
    Quote { text: String, slop: Option<u32>, closed: bool },
    Field { name: String, value: Box<Token> },
    Word(String),
}

/// The tokens of a query; every text has some reading.
pub fn lex(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut rest = text;
    loop {
        rest = rest.trim_start();
        let Some(c) = rest.chars().next() else {
            return tokens;
        };
        let behind = &rest[c.len_utf8()..];
        match c {
            '(' => {
                tokens.push(Token::Open);
                rest = behind;
            }
            ')' => {
                tokens.push(Token::Close);
                rest = behind;
            }
            '|' => {
                tokens.push(Token::Or);
                rest = behind.trim_start_matches('|');
            }
            '-' | '–' | '!' if behind.chars().next().is_some_and(|next| !next.is_whitespace() && next != ')') => {
                tokens.push(Token::Not);
                rest = behind;
            }
            '+' => rest = behind,
            _ if is_quote(c) => {
                let (token, after) = quote(behind);
                tokens.push(token);
                rest = after;
            }
            _ => {
                let (token, after) = word(rest);
                tokens.push(token);
                rest = after;
            }
        }
    }
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '»' | '«')
}

/// A quotation from behind its opening mark, with the slop behind its closing one.
fn quote(rest: &str) -> (Token, &str) {
    let end = rest.find(is_quote);
    let text = &rest[..end.unwrap_or(rest.len())];
    let mut after = &rest[text.len()..];
    after = after.strip_prefix(is_quote).unwrap_or(after);
    let mut slop = None;
    if let Some(number) = after.strip_prefix('~') {
        let digits = number.len() - number.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        slop = Some(number[..digits].parse().unwrap_or(3).min(50));
        after = &number[digits..];
    }
    (Token::Quote { text: text.to_owned(), slop, closed: end.is_some() }, after)
}

/// A word up to white space, quotation mark or bracket; a field if it names one.
fn word(rest: &str) -> (Token, &str) {
    let stop = |c: char| c.is_whitespace() || is_quote(c) || matches!(c, '(' | ')' | '|');
    let end = rest.find(stop).unwrap_or(rest.len());
    let (text, after) = rest.split_at(end);
    if let Some((name, value)) = text.split_once(':')
        && !name.is_empty()
        && name.chars().all(|c| c.is_alphabetic() || c == '_')
    {
        let name = name.to_lowercase();
        if !value.is_empty() && !value.starts_with('/') {
            return (Token::Field { name, value: Box::new(Token::Word(value.to_owned())) }, after);
        }
        if value.is_empty() && after.starts_with(is_quote) {
            let (value, after) = quote(after.strip_prefix(is_quote).unwrap_or(after));
            return (Token::Field { name, value: Box::new(value) }, after);
        }
    }
    let token = match text {
        "OR" | "ELLER" => Token::Or,
        "AND" | "OG" | "&" | "&&" => Token::And,
        "NOT" | "IKKE" => Token::Not,
        _ => Token::Word(text.to_owned()),
    };
    (token, after)
}
