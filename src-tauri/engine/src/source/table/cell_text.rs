//! The cells of one row: one text, and where each of them stands in it.

use std::ops::Range;

/// Cells, not yet cleaned.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Cells {
    text: String,
    spans: Vec<Range<usize>>,
}

impl Cells {
    /// Of a line in which no cell is quoted.
    pub(super) fn of_line(line: String, separator: char) -> Cells {
        let mut spans = Vec::with_capacity(16);
        let mut from = 0;
        let mut hear = |at: usize, length: usize| {
            spans.push(from..at);
            from = at + length;
        };
        match u8::try_from(separator) {
            Ok(byte) if byte.is_ascii() => memchr::memchr_iter(byte, line.as_bytes()).for_each(|at| hear(at, 1)),
            _ => line.match_indices(separator).for_each(|(at, found)| hear(at, found.len())),
        }
        spans.push(from..line.len());
        Cells { text: line, spans }
    }

    /// One cell more.
    pub(super) fn push(&mut self, cell: &str) {
        let from = self.text.len();
        self.text.push_str(cell);
        self.spans.push(from..self.text.len());
    }

    /// All of them, one behind the other.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// How many.
    pub(super) fn len(&self) -> usize {
        self.spans.len()
    }

    /// One of them.
    pub(super) fn get(&self, at: usize) -> Option<&str> {
        self.text.get(self.spans.get(at)?.clone())
    }

    /// All of them.
    pub(super) fn iter(&self) -> impl DoubleEndedIterator<Item = &str> + ExactSizeIterator {
        self.spans.iter().map(|span| self.text.get(span.clone()).unwrap_or_default())
    }

    /// Those from one on, with a comma between.
    pub(super) fn joined(&self, cells: Range<usize>) -> String {
        self.iter().skip(cells.start).take(cells.len()).collect::<Vec<_>>().join(",")
    }
}

impl<C: AsRef<str>> FromIterator<C> for Cells {
    fn from_iter<I: IntoIterator<Item = C>>(cells: I) -> Cells {
        let mut all = Cells::default();
        cells.into_iter().for_each(|cell| all.push(cell.as_ref()));
        all
    }
}
