//! Fields in a brat note, one line that a person edits: `label=1a; actor="Jobcenter; Ungeenhed"`.

/// Writes `name=value` pairs; a value that would not be read back is a JSON string.
pub(super) fn write(pairs: &[(&str, String)]) -> String {
    let quoted = |value: &str| {
        let plain = !value.contains([';', '"', '\\']) && !value.contains(super::breaks) && value.trim() == value;
        match plain {
            true => value.to_string(),
            false => escape(value),
        }
    };
    pairs.iter().map(|(name, value)| format!("{name}={}", quoted(value))).collect::<Vec<_>>().join("; ")
}

/// JSON, with the line ends escaped that JSON leaves as they are.
fn escape(value: &str) -> String {
    let json = serde_json::Value::from(value).to_string();
    let mut out = String::with_capacity(json.len());
    for char in json.chars() {
        match super::breaks(char) {
            true => out.push_str(&format!("\\u{:04x}", u32::from(char))),
            false => out.push(char),
        }
    }
    out
}

/// A part of a note.
#[derive(Debug, PartialEq)]
pub(super) enum Part {
    Pair(String, String),
    /// What somebody wrote to somebody.
    Remark(String),
}

/// Reads a note; Err where a quoted value does not end.
pub(super) fn read(note: &str) -> Result<Vec<Part>, String> {
    let mut parts = Vec::new();
    let mut rest = note.trim();
    while !rest.is_empty() {
        let end = rest.find(';').unwrap_or(rest.len());
        let name = rest[..end].split_once('=').map(|(name, _)| name);
        let Some(name) = name.filter(|name| name.trim().chars().all(|c| c.is_ascii_lowercase() || c == '_')) else {
            parts.push(Part::Remark(rest[..end].trim().to_string()));
            rest = after(rest, end);
            continue;
        };
        let value = rest[name.len() + 1..].trim_start();
        let name = name.trim().to_string();
        if !value.starts_with('"') {
            let end = value.find(';').unwrap_or(value.len());
            parts.push(Part::Pair(name, value[..end].trim().to_string()));
            rest = after(value, end);
            continue;
        }
        let mut strings = serde_json::Deserializer::from_str(value).into_iter::<String>();
        let Some(Ok(read)) = strings.next() else {
            return Err(format!("the note's {name} opens a quote that does not end"));
        };
        rest = after(value, strings.byte_offset());
        parts.push(Part::Pair(name, read));
    }
    Ok(parts)
}

/// What stands behind the semicolon.
fn after(text: &str, end: usize) -> &str {
    text[end..].trim_start().trim_start_matches(';').trim_start()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_value_comes_back() {
        for value in ["1a", "a; b", "\"quoted\"", "to\nlinjer\u{2028}", "a=b", " blank ", "\\"] {
            let note = write(&[("label", value.to_string()), ("actor", "vi".to_string())]);
            assert!(!note.contains(super::super::breaks), "{note}");
            let pair = |name: &str, value: &str| Part::Pair(name.to_string(), value.to_string());
            assert_eq!(read(&note), Ok(vec![pair("label", value), pair("actor", "vi")]), "{note}");
        }
    }

    #[test]
    fn remarks_are_told_from_fields() {
        let remark = Part::Remark("Er det et mål?".to_string());
        assert_eq!(read("Er det et mål?; label=1").map(|parts| parts[0] == remark), Ok(true));
        assert!(read("label=\"1").is_err());
        assert_eq!(read(" ; "), Ok(vec![Part::Remark(String::new())]));
    }
}
