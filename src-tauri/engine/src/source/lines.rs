//! Text line by line, in constant memory: numbered, under the ceiling of a row, with what can't be read told.

use super::Reading;
use super::text::{garbled, lossy};
use crate::problem::Code;
use crate::record::Spot;
use std::borrow::Cow;
use std::io::{BufRead, Read};

/// The lines of a text.
pub struct Lines<'t> {
    text: Box<dyn BufRead + 't>,
    buffer: Vec<u8>,
    number: u32,
}

/// One line.
pub struct Line<'l> {
    /// Counted from 1.
    pub number: u32,
    /// Without its end.
    pub text: Cow<'l, str>,
    /// Whether the file ends here without a line's end.
    pub last: bool,
}

impl Line<'_> {
    /// Where it stands.
    pub fn spot(&self) -> Spot {
        Spot::Line(self.number)
    }
}

impl<'t> Lines<'t> {
    /// From the beginning.
    pub fn new(text: Box<dyn BufRead + 't>) -> Lines<'t> {
        Lines { text, buffer: Vec::new(), number: 0 }
    }

    /// The next line; `None` at the end and where reading was stopped. What goes beyond the ceiling of a row is passed over and told, as
    /// are characters that no encoding explains. A stream that fails is told by whoever opened it; what came before is kept.
    pub fn next(&mut self, into: &mut Reading<'_>) -> Option<Line<'_>> {
        if into.stopped() {
            return None;
        }
        let ceiling = into.limits().row_bytes;
        self.buffer.clear();
        if self.text.by_ref().take(ceiling).read_until(b'\n', &mut self.buffer).ok()? == 0 {
            return None;
        }
        self.number = self.number.saturating_add(1);
        let ended = self.buffer.ends_with(b"\n");
        if !ended && self.buffer.len() as u64 >= ceiling && self.text.skip_until(b'\n').unwrap_or(0) > 0 {
            into.problem(Spot::Line(self.number), Code::RowTooLong, "");
        }
        let text = lossy(&self.buffer);
        if garbled(&text) {
            into.problem(Spot::Line(self.number), Code::TextGarbled, "");
        }
        let text = match text {
            Cow::Borrowed(text) => Cow::Borrowed(text.trim_end_matches(['\n', '\r'])),
            Cow::Owned(text) => Cow::Owned(text.trim_end_matches(['\n', '\r']).to_owned()),
        };
        Some(Line { number: self.number, text, last: !ended })
    }
}
