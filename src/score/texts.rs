//! The plans' own texts, for quotes, context, pages and hashes. Scores need none of them.

use crate::error::Result;
use crate::ingest::Document;
use std::collections::BTreeMap;
use std::path::Path;

/// Texts by document name, as in `doc`.
pub type Texts = BTreeMap<String, Text>;

/// A text that can be asked by code points, the unit of the wire format.
#[derive(Debug, Clone)]
pub struct Text {
    raw: String,
    /// Byte offset of every code point, and the length of `raw` at the end.
    offsets: Vec<usize>,
    /// SHA-256 of the file's bytes, lower-case hex.
    sha256: String,
}

impl Text {
    /// A text as decoded, with the hash of the bytes that it was decoded from.
    pub fn new(raw: String, sha256: String) -> Self {
        let offsets = raw.char_indices().map(|(offset, _)| offset).chain([raw.len()]).collect();
        Self { raw, offsets, sha256 }
    }

    /// The text as decoded.
    pub fn raw(&self) -> &str {
        &self.raw
    }

    /// Number of code points.
    pub fn len(&self) -> usize {
        self.offsets.len() - 1
    }

    /// Whether the text has no code points.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// SHA-256 of the file's bytes, lower-case hex.
    pub fn sha256(&self) -> &str {
        &self.sha256
    }

    /// The code points from `start` to `end`; `None` if that is not a range of the text.
    pub fn slice(&self, start: usize, end: usize) -> Option<&str> {
        let (from, to) = (self.offsets.get(start)?, self.offsets.get(end)?);
        self.raw.get(*from..*to)
    }

    /// The code point at `place`.
    pub fn char_at(&self, place: usize) -> Option<char> {
        self.slice(place, place + 1)?.chars().next()
    }

    /// Line of a code point, from 1.
    pub fn line(&self, place: usize) -> usize {
        let head = self.slice(0, place.min(self.len())).unwrap_or_default();
        1 + head.matches('\n').count()
    }

    /// What stands before and after a span, at most `width` code points each.
    pub fn around(&self, start: usize, end: usize, width: usize) -> (&str, &str) {
        let start = start.min(self.len());
        let end = end.clamp(start, self.len());
        let before = self.slice(start.saturating_sub(width), start);
        let after = self.slice(end, (end + width).min(self.len()));
        (before.unwrap_or_default(), after.unwrap_or_default())
    }
}

/// Reads the named documents from a folder. One that is not there is left out.
pub fn read_texts<'a>(folder: &Path, docs: impl Iterator<Item = &'a str>) -> Result<Texts> {
    let mut texts = Texts::new();
    for doc in docs {
        let path = folder.join(doc);
        if path.is_file() {
            let document = Document::read(&path, None)?;
            texts.insert(doc.to_string(), Text::new(document.raw().to_string(), document.sha256));
        }
    }
    Ok(texts)
}
