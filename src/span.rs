//! A place in the raw text: the one coordinate that every finding carries.

/// Bytes of the raw text, `start <= end`, both on character boundaries.
///
/// The quote is always taken from the document ([`crate::ingest::Document::slice`]), never stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    start: usize,
    end: usize,
}

impl Span {
    /// A span from `start` to `end`, end exclusive. Panics if the ends are swapped: that is our own mistake.
    pub fn new(start: usize, end: usize) -> Self {
        assert!(start <= end, "span ends before it starts: {start}..{end}");
        Self { start, end }
    }

    /// First byte.
    pub fn start(self) -> usize {
        self.start
    }

    /// One past the last byte.
    pub fn end(self) -> usize {
        self.end
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether the span covers nothing.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether `other` lies wholly inside this span.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Number of bytes that both spans cover.
    pub fn overlap(self, other: Span) -> usize {
        self.end.min(other.end).saturating_sub(self.start.max(other.start))
    }
}
