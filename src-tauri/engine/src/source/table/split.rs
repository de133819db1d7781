//! Rows of separated text, with their physical lines.
//!
//! An own splitter, because the csv crate settles quoting once per file while exports mix styles within a line: a TAB after the
//! closing quote, bare quotes inside cells, a cell that merely begins with a quote. And because a stray quote must not swallow the
//! rows after it: lines are joined into one row only if that gives as many cells as the header asks for and none of them is a row
//! by itself; otherwise they are taken one by one, the stray quote as it stands. Rules: formats/payments §0.3.

use super::cell_text::Cells;
use crate::source::text::lossy;
use std::collections::VecDeque;
use std::io::{BufRead, Read};

/// Cells a row may have beyond its header: trailing separators, an unquoted comma.
const RAGGED: usize = 2;

/// Lines one row may span.
const LINES: usize = 64;

/// One physical line, without its line break.
#[derive(Debug, Default)]
pub(super) struct Line {
    /// Counted from 1.
    pub(super) number: u32,
    /// Its words; empty where it was too long.
    pub(super) text: String,
    /// The file ended here, without a line break.
    pub(super) last: bool,
    /// Longer than the ceiling.
    pub(super) too_long: bool,
}

/// How many cells rows have, judged by the header.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shape {
    /// At least these.
    pub(super) needed: usize,
    /// Normally these, and up to [`RAGGED`] more.
    pub(super) width: usize,
}

/// One row and how it ended.
pub(super) struct RawRow {
    /// The line it starts on, from 1.
    pub(super) line: u32,
    /// Its cells, not yet cleaned.
    pub(super) cells: Cells,
    /// How it ended.
    pub(super) end: End,
}

/// How a row ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    /// With a line break.
    Line,
    /// With the file, outside quotes.
    File,
    /// With the file, inside a quoted cell.
    OpenQuote,
    /// Not at all: longer than a ceiling.
    TooLong,
}

/// The lines of a text, in bounded memory.
pub(super) struct Lines<'a> {
    input: Box<dyn BufRead + 'a>,
    number: u32,
    max: u64,
    bytes: Vec<u8>,
    waiting: VecDeque<Line>,
}

impl<'a> Lines<'a> {
    /// Lines of at most `max` bytes.
    pub(super) fn new(input: Box<dyn BufRead + 'a>, max: u64) -> Lines<'a> {
        Lines { input, number: 0, max, bytes: Vec::new(), waiting: VecDeque::new() }
    }

    /// The next line; `None` at the end, and where the stream fails (the caller of the source sees that itself).
    pub(super) fn next_line(&mut self) -> Option<Line> {
        if let Some(line) = self.waiting.pop_front() {
            return Some(line);
        }
        let bytes = &mut self.bytes;
        bytes.clear();
        let mut too_long = false;
        loop {
            let room = self.max.saturating_add(2);
            let read = self.input.by_ref().take(room).read_until(b'\n', bytes).ok()?;
            let broken_off = bytes.last() != Some(&b'\n') && read as u64 == room;
            if !broken_off {
                break;
            }
            too_long = true;
            bytes.clear();
        }
        if bytes.is_empty() && !too_long {
            return None;
        }
        self.number = self.number.saturating_add(1);
        let last = bytes.last() != Some(&b'\n');
        if !last {
            bytes.pop();
        }
        if bytes.last() == Some(&b'\r') {
            bytes.pop();
        }
        too_long |= bytes.len() as u64 > self.max;
        let text = if too_long { String::new() } else { lossy(bytes).into_owned() };
        Some(Line { number: self.number, text, last, too_long })
    }

    /// The next row.
    pub(super) fn next_row(&mut self, separator: char, shape: Shape) -> Option<RawRow> {
        let first = self.next_line()?;
        if !first.too_long && memchr::memchr(b'"', first.text.as_bytes()).is_none() {
            let end = if first.last { End::File } else { End::Line };
            return Some(RawRow { line: first.number, cells: Cells::of_line(first.text, separator), end });
        }
        let mut splitter = Splitter::new(separator);
        splitter.feed(&first.text);
        let mut size = first.text.len() as u64;
        let mut more: Vec<Line> = Vec::new();
        let mut last = first.last;
        while splitter.open && !last && size <= self.max && more.len() < LINES {
            let Some(line) = self.next_line() else { break };
            if line.too_long {
                self.waiting.push_front(line);
                break;
            }
            size += line.text.len() as u64 + 1;
            splitter.feed(&line.text);
            last = line.last;
            more.push(line);
        }
        let line = first.number;
        let ended = |last| if last { End::File } else { End::Line };
        if first.too_long {
            return Some(RawRow { line, cells: Cells::default(), end: End::TooLong });
        }
        let open = splitter.open;
        let cells = splitter.finish();
        let is_row = |cells: &Cells| (shape.width..=shape.width + RAGGED).contains(&cells.len());
        let rows_inside = more.iter().any(|l| is_row(&split(&l.text, separator)));
        let fits = (shape.needed..=shape.width + RAGGED).contains(&cells.len());
        if !open && (more.is_empty() || (fits && !rows_inside)) {
            return Some(RawRow { line, cells, end: ended(last) });
        }
        let alone = split(&first.text, separator);
        if open && last && !rows_inside && !is_row(&alone) {
            return Some(RawRow { line, cells, end: End::OpenQuote });
        }
        for later in more.into_iter().rev() {
            self.waiting.push_front(later);
        }
        Some(RawRow { line, cells: alone, end: ended(first.last) })
    }
}

/// The cells of one line that stands for itself: a quote that doesn't close in it is no quote.
pub(super) fn split(line: &str, separator: char) -> Cells {
    let mut splitter = Splitter { alone: true, ..Splitter::new(separator) };
    splitter.feed(line);
    splitter.finish()
}

/// What stands before and behind a character, by a search that is quick where it is ASCII.
fn part(text: &str, at: char) -> Option<(&str, &str)> {
    let Ok(byte) = u8::try_from(at) else { return text.split_once(at) };
    if !byte.is_ascii() {
        return text.split_once(at);
    }
    let found = memchr::memchr(byte, text.as_bytes())?;
    Some((text.get(..found)?, text.get(found + 1..)?))
}

struct Splitter {
    separator: char,
    cells: Cells,
    cell: String,
    open: bool,
    /// Whether no further line will be fed.
    alone: bool,
}

impl Splitter {
    fn new(separator: char) -> Splitter {
        Splitter { separator, cells: Cells::default(), cell: String::new(), open: false, alone: false }
    }

    fn feed(&mut self, line: &str) {
        let separator = self.separator;
        let blank = |c: char| (c == ' ' || c == '\t' || c == '\u{3000}') && c != separator;
        let mut rest = line;
        let mut opened_at = line;
        if self.open {
            self.cell.push('\n');
        }
        loop {
            if !self.open {
                if let Some(quoted) = rest.trim_start_matches(blank).strip_prefix('"') {
                    self.open = true;
                    opened_at = rest;
                    rest = quoted;
                } else if let Some((cell, after)) = part(rest, separator) {
                    self.cells.push(cell);
                    rest = after;
                    continue;
                } else {
                    self.cells.push(rest);
                    return;
                }
            }
            let Some((before, after)) = part(rest, '"') else {
                if self.alone {
                    self.open = false;
                    opened_at.split(separator).for_each(|cell| self.cells.push(cell));
                } else {
                    self.cell.push_str(rest);
                }
                return;
            };
            self.cell.push_str(before);
            let tail = after.trim_start_matches(blank);
            if let Some(doubled) = after.strip_prefix('"') {
                self.cell.push('"');
                rest = doubled;
            } else if tail.is_empty() {
                self.close();
                return;
            } else if let Some(next) = tail.strip_prefix(separator) {
                self.close();
                rest = next;
            } else {
                self.cell.push('"');
                rest = after;
            }
        }
    }

    fn close(&mut self) {
        self.open = false;
        self.cells.push(&self.cell);
        self.cell.clear();
    }

    fn finish(mut self) -> Cells {
        if self.open {
            self.close();
        }
        self.cells
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str, max: u64) -> Vec<(u32, Vec<String>, End)> {
        let mut lines = Lines::new(Box::new(text.as_bytes()), max);
        std::iter::from_fn(|| lines.next_row(',', Shape { needed: 3, width: 4 }))
            .map(|r| (r.line, r.cells.iter().map(str::to_owned).collect(), r.end))
            .collect()
    }

    fn cells(text: &str) -> Vec<String> {
        split(text, ',').iter().map(str::to_owned).collect()
    }

    #[test]
    fn quotes_are_read_leniently() {
        assert_eq!(cells(r#"a,"b,c"	,"d""e",f"g"#), ["a", "b,c", "d\"e", "f\"g"]);
        assert_eq!(cells("\"\",  \"x\" ,"), ["", "x", ""]);
        assert_eq!(cells(r#""say "hi" now",2"#), ["say \"hi\" now", "2"]);
        assert_eq!(cells(""), [""]);
    }

    #[test]
    fn a_row_may_span_lines() {
        let found = rows("1,\"two\nlines\",3,4\r\n5,6,7,8", 1000);
        assert_eq!(found[0], (1, vec!["1".into(), "two\nlines".into(), "3".into(), "4".into()], End::Line));
        assert_eq!(found[1], (3, vec!["5".into(), "6".into(), "7".into(), "8".into()], End::File));
    }

    #[test]
    fn a_stray_quote_costs_its_own_row_at_most() {
        let text = "1,\"stray,3,4\n".to_owned() + &"5,6,7,8\n".repeat(200);
        let found = rows(&text, 10_000);
        assert_eq!(found.len(), 201);
        assert_eq!(found[0].1, ["1", "\"stray", "3", "4"]);
        assert_eq!(found[1].1, ["5", "6", "7", "8"]);
        // Even where a later quote would close it and the number of cells would be right.
        let swallowed = rows("1,\"stray,3,4\n5,6,7,8\n9,\"x\",11,12\n", 1000);
        assert_eq!(swallowed.iter().map(|r| (r.0, r.1.len())).collect::<Vec<_>>(), [(1, 4), (2, 4), (3, 4)]);
    }

    #[test]
    fn a_file_that_ends_inside_quotes_says_so() {
        assert_eq!(rows("1,\"ab", 1000)[0].2, End::OpenQuote);
        assert_eq!(rows("1,2,3,4\n5,\"ab\ncd", 1000)[1].2, End::OpenQuote);
        assert_eq!(rows("1,2,\"3,4", 1000)[0].2, End::File);
    }

    #[test]
    fn long_lines_are_passed_over() {
        let found = rows(&format!("1,2\n{}\n3,4\n", "x".repeat(500)), 20);
        assert_eq!(found.iter().map(|r| (r.0, r.2)).collect::<Vec<_>>(), [(1, End::Line), (2, End::TooLong), (3, End::Line)]);
    }
}
