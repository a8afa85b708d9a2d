//! Places in `cluster.toml`.

use std::fmt;
use std::ops::Range;

/// Where in `cluster.toml` something is; both count from 1, columns in characters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Location {
    /// The line.
    pub line: usize,
    /// The column.
    pub column: usize,
}

impl Location {
    /// The beginning of the file.
    pub const START: Self = Self { line: 1, column: 1 };
}

impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}, column {}", self.line, self.column)
    }
}

/// A text and the starts of its lines.
pub(super) struct Lines<'a> {
    text: &'a str,
    starts: Vec<usize>,
}

impl<'a> Lines<'a> {
    pub(super) fn of(text: &'a str) -> Self {
        let ends = text.match_indices('\n').map(|(end, _)| end.saturating_add(1));
        Self { text, starts: std::iter::once(0).chain(ends).collect() }
    }

    /// The line of a byte, counted from 0.
    pub(super) fn number(&self, byte: usize) -> usize {
        self.starts.partition_point(|start| *start <= byte).saturating_sub(1)
    }

    /// Where a span of bytes begins; the start of the file without a span.
    pub(super) fn at(&self, span: Option<Range<usize>>) -> Location {
        let byte = span.unwrap_or_default().start;
        let line = self.number(byte);
        let start = self.starts.get(line).copied().unwrap_or_default();
        // A byte order mark is invisible, so it does not count as a column.
        let before = self.text.get(start..byte).unwrap_or_default();
        let column = before.chars().filter(|c| *c != '\u{feff}').count();
        Location { line: line.saturating_add(1), column: column.saturating_add(1) }
    }

    /// What is in a span.
    pub(super) fn get(&self, span: Option<Range<usize>>) -> &'a str {
        self.text.get(span.unwrap_or_default()).unwrap_or_default()
    }
}
