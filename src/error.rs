//! What went wrong where we touch the disk or the net: one opaque error with a path, a line and a reason.

use std::fmt;
use std::path::{Path, PathBuf};

/// A failure to read or write, for example `gold/lindeby.json:41: goals[3]: missing field 'kind'`.
///
/// The kind stays private, so that new failures need no new public name.
#[derive(Debug)]
pub struct Error(Box<Inner>);

/// Shorthand for results of the stages that touch the disk or the net.
pub type Result<T> = std::result::Result<T, Error>;

#[derive(Debug)]
struct Inner {
    path: PathBuf,
    /// From 1, where the failure has a line.
    line: Option<usize>,
    kind: Kind,
}

#[derive(Debug)]
enum Kind {
    Io(std::io::Error),
    /// A lowercase sentence without a final dot.
    Invalid(String),
}

impl Error {
    /// The file or folder could not be read or written.
    pub(crate) fn io(path: &Path, error: std::io::Error) -> Self {
        Self::new(path, None, Kind::Io(error))
    }

    /// The content is not what we can use. `message` is a lowercase sentence without a final dot.
    pub(crate) fn invalid(path: &Path, line: Option<usize>, message: impl Into<String>) -> Self {
        Self::new(path, line, Kind::Invalid(message.into()))
    }

    /// File or folder that the error is about.
    pub fn path(&self) -> &Path {
        &self.0.path
    }

    /// Line in that file, from 1, where there is one.
    pub fn line(&self) -> Option<usize> {
        self.0.line
    }

    fn new(path: &Path, line: Option<usize>, kind: Kind) -> Self {
        let path = path.to_path_buf();
        Self(Box::new(Inner { path, line, kind }))
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0.path.display())?;
        if let Some(line) = self.0.line {
            write!(f, ":{line}")?;
        }
        match &self.0.kind {
            Kind::Io(error) => {
                write!(f, ": {}", lowercase_first(&error.to_string()))
            }
            Kind::Invalid(message) => write!(f, ": {message}"),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        // The message above already says all that the inner error does; naming it here too would print it twice.
        None
    }
}

/// The operating system writes "No such file"; our messages start lower-case.
fn lowercase_first(text: &str) -> String {
    let mut chars = text.chars();
    match chars.next() {
        Some(first) => first.to_lowercase().chain(chars).collect(),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn message_names_path_line_and_reason() {
        let error = Error::invalid(Path::new("a.csv"), Some(4), "term 'mentor' is missing");
        assert_eq!(error.to_string(), "a.csv:4: term 'mentor' is missing");
        let missing = std::io::Error::other("No such file");
        assert_eq!(Error::io(Path::new("b"), missing).to_string(), "b: no such file");
    }
}
