//! Text line by line, in constant memory: numbered, under the ceiling of a row, with what can't be read told.

use super::Reading;
use super::text::{garbled, lossy};
use crate::problem::Code;
use crate::record::Spot;
use std::io::BufRead;

/// The lines of a text.
pub struct Lines<'t> {
    input: Box<dyn BufRead + 't>,
    /// Bytes of a line whose end isn't here yet.
    begun: Vec<u8>,
    /// Whole lines; `..at` were given.
    text: String,
    at: usize,
    /// Whether a character stands in them that no encoding explains.
    flawed: bool,
    /// Whether the line in `text` is the beginning of a longer one.
    long: bool,
    number: u32,
    ended: bool,
}

/// One line.
pub struct Line<'l> {
    /// Counted from 1.
    pub number: u32,
    /// Without its end.
    pub text: &'l str,
    /// Whether the file ends here without a line's end. A line beyond the ceiling was broken off by us.
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
    pub fn new(input: Box<dyn BufRead + 't>) -> Lines<'t> {
        Lines { input, begun: Vec::new(), text: String::new(), at: 0, flawed: false, long: false, number: 0, ended: false }
    }

    /// The next line; `None` at the end and where reading was stopped. What goes beyond the ceiling of a row is passed over and told, as
    /// are characters that no encoding explains. A stream that fails is told by whoever opened it; what came before is kept.
    pub fn next(&mut self, into: &mut Reading<'_>) -> Option<Line<'_>> {
        let ceiling = usize::try_from(into.limits().row_bytes).unwrap_or(usize::MAX);
        if into.stopped() || self.at >= self.text.len() && !self.fill(ceiling) {
            return None;
        }
        let rest = self.text.get(self.at..)?;
        let end = memchr::memchr(b'\n', rest.as_bytes());
        let whole = rest.get(..end.unwrap_or(rest.len()))?;
        self.at += end.map_or(rest.len(), |end| end + 1);
        self.number = self.number.saturating_add(1);
        let cut = (0..=whole.len().min(ceiling)).rev().find(|cut| whole.is_char_boundary(*cut))?;
        let text = whole.get(..cut)?;
        let long = self.long || text.len() < whole.len();
        if long {
            into.problem(Spot::Line(self.number), Code::RowTooLong, "");
        }
        if self.flawed && garbled(text) {
            into.problem(Spot::Line(self.number), Code::TextGarbled, "");
        }
        Some(Line { number: self.number, text: text.trim_end_matches('\r'), last: end.is_none() && !long })
    }

    /// Takes in whole lines, all that came at once; whether there were any. Of a line beyond the ceiling, its beginning.
    fn fill(&mut self, ceiling: usize) -> bool {
        (self.at, self.long) = (0, false);
        self.text.clear();
        while !self.ended {
            let Ok(more) = self.input.fill_buf() else {
                (self.ended, self.begun) = (true, Vec::new());
                break;
            };
            let taken = match memchr::memrchr(b'\n', more) {
                _ if more.is_empty() => {
                    self.ended = true;
                    0
                }
                Some(end) => end + 1,
                None => 0,
            };
            let (lines, rest) = more.split_at_checked(taken).unwrap_or_default();
            let length = more.len();
            if taken > 0 || self.ended {
                if self.begun.is_empty() {
                    self.text.push_str(&lossy(lines));
                } else {
                    self.begun.extend_from_slice(lines);
                    self.text.push_str(&lossy(&self.begun));
                    self.begun.clear();
                }
            }
            self.begun.extend_from_slice(rest);
            self.input.consume(length);
            if self.begun.len() > ceiling && taken == 0 {
                self.begun.truncate(ceiling);
                self.text.push_str(&lossy(&self.begun));
                self.begun.clear();
                self.long = true;
                self.ended = self.input.skip_until(b'\n').is_err();
            }
            if !self.text.is_empty() {
                self.flawed = garbled(&self.text);
                return true;
            }
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::Limits;
    use crate::record::ArchiveId;
    use std::io::BufReader;

    type Told = (Vec<(u32, String, bool)>, Vec<(Code, u64)>);

    fn told(text: &[u8], ceiling: u64, piece: usize) -> Told {
        let limits = Limits { row_bytes: ceiling, ..Limits::default() };
        let mut keep = |_| true;
        let mut into = Reading::new(ArchiveId(String::new()), String::new(), &limits, &mut keep);
        let mut lines = Lines::new(Box::new(BufReader::with_capacity(piece, text)));
        let mut all = Vec::new();
        while let Some(line) = lines.next(&mut into) {
            all.push((line.number, line.text.to_owned(), line.last));
        }
        (all, into.finish().problems.iter().map(|p| (p.code, p.count)).collect())
    }

    #[test]
    fn lines_are_the_same_however_their_bytes_arrive() {
        let text = "one\r\n\n三\u{FEFF}\nf\u{FFFD}ur\n".as_bytes();
        let plain = |n: u32, text: &str| (n, text.to_owned(), false);
        let wanted = vec![plain(1, "one"), plain(2, ""), plain(3, "三\u{FEFF}"), plain(4, "f\u{FFFD}ur")];
        for piece in 1..30 {
            assert_eq!(told(text, 99, piece), (wanted.clone(), vec![(Code::TextGarbled, 1)]), "{piece}");
            let (lines, _) = told(&text[..text.len() - 1], 99, piece);
            assert_eq!(lines.last().map(|(n, _, last)| (*n, *last)), Some((4, true)));
        }
        assert_eq!(told(b"", 99, 8), (Vec::new(), Vec::new()));
    }

    #[test]
    fn a_line_beyond_the_ceiling_is_cut_and_the_next_ones_are_read() {
        let text = format!("a\n{}\nb\n{}", "茶".repeat(9), "x".repeat(40));
        for piece in 1..60 {
            let (lines, problems) = told(text.as_bytes(), 10, piece);
            let words: Vec<&str> = lines.iter().map(|(_, text, _)| text.as_str()).collect();
            assert_eq!(words, ["a", "茶茶茶", "b", "xxxxxxxxxx"], "{piece}");
            assert_eq!(problems, [(Code::RowTooLong, 2)], "{piece}");
            assert!(lines.iter().all(|(_, _, last)| !last), "{piece}: it is we who broke it off");
        }
    }
}
