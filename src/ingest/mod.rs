//! Bytes become documents: files found, encodings decided, binaries refused with path and reason.
//!
//! This is the only stage before scoring and search that touches the disk. A file that cannot be read is an
//! [`Error`] of its own; the caller goes on with the next.

mod decode;
mod find;

pub use decode::decode;
pub use find::{EXTENSIONS, find};

use crate::error::Error;
use crate::span::Span;
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};

/// A text as read, with where it came from. The text never changes after ingest.
#[derive(Debug, Clone)]
pub struct Document {
    /// File name, for example `lindeby-2023.md`; it names the document in analyses and gold.
    pub name: String,
    /// Path as given, for messages; empty for standard input.
    pub path: PathBuf,
    /// The bytes decoded and otherwise untouched; a byte-order mark is a character of it.
    raw: String,
    /// WHATWG name of the encoding that the bytes were in.
    pub encoding: &'static str,
    /// SHA-256 of the bytes, lower-case hex.
    pub sha256: String,
}

impl Document {
    /// A document from bytes. `encoding` overrides what the bytes look like (WHATWG label, for example `macintosh`).
    pub fn from_bytes(name: &str, path: &Path, bytes: &[u8], encoding: Option<&str>) -> Result<Self, Error> {
        let (raw, encoding) = decode(bytes, encoding).map_err(|reason| Error::invalid(path, None, reason))?;
        Ok(Self { name: name.to_owned(), path: path.to_owned(), raw, encoding, sha256: sha256(bytes) })
    }

    /// Reads a file.
    pub fn read(path: &Path, encoding: Option<&str>) -> Result<Self, Error> {
        let bytes = std::fs::read(path).map_err(|error| Error::io(path, error))?;
        Self::from_bytes(&name(path), path, &bytes, encoding)
    }

    /// A document from a text at hand, as tests and streams have it.
    pub fn from_text(name: &str, text: &str) -> Self {
        Self {
            name: name.to_owned(),
            path: PathBuf::new(),
            raw: text.to_owned(),
            encoding: "UTF-8",
            sha256: sha256(text.as_bytes()),
        }
    }

    /// The text as decoded.
    pub fn raw(&self) -> &str {
        &self.raw
    }

    /// The quote at `span`.
    pub fn slice(&self, span: Span) -> &str {
        &self.raw[span.start()..span.end()]
    }
}

/// What the document at `path` is called: its file name; standard input has one too.
pub fn name(path: &Path) -> String {
    match path.file_name() {
        _ if path.as_os_str() == "-" => "stdin.txt".to_owned(),
        Some(name) => name.to_string_lossy().into_owned(),
        None => path.to_string_lossy().into_owned(),
    }
}

/// SHA-256 of `bytes`, lower-case hex.
pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}
