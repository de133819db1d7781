//! A window that slides over a stream: what is being looked at stays, what lies before it is let go.

use super::value::{plain, quote_or_escape};
use std::io::BufRead;

/// How a value ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    /// Whole.
    Whole,
    /// The stream ended inside it.
    Cut,
    /// A sign that can't stand there.
    Broken,
    /// Longer than the ceiling; it was passed over to its end.
    TooLong,
}

pub(super) struct Window<'r> {
    input: &'r mut dyn BufRead,
    bytes: Vec<u8>,
    /// The next byte.
    pub(super) at: usize,
    /// What lies before it may be let go.
    pub(super) keep: usize,
}

/// Brackets inside one another beyond which a value is no data.
pub(super) const DEPTH: u32 = 128;

impl<'r> Window<'r> {
    pub(super) fn new(input: &'r mut dyn BufRead) -> Window<'r> {
        Window { input, bytes: Vec::new(), at: 0, keep: 0 }
    }

    /// Takes in more; whether there was more. A stream that fails has ended: who opened it knows why.
    fn fill(&mut self) -> bool {
        let gone = self.keep.min(self.bytes.len());
        if gone > 0 && gone >= self.bytes.len() / 2 {
            self.bytes.drain(..gone);
            self.at -= gone;
            self.keep -= gone;
        }
        let Ok(more) = self.input.fill_buf() else { return false };
        self.bytes.extend_from_slice(more);
        let read = more.len();
        self.input.consume(read);
        read > 0
    }

    /// The next byte that is no blank, not taken; what lies before is let go.
    pub(super) fn sign(&mut self) -> Option<u8> {
        loop {
            let rest = self.bytes.get(self.at..).unwrap_or_default();
            self.at += rest.iter().take_while(|b| b.is_ascii_whitespace()).count();
            self.keep = self.at;
            if let Some(byte) = self.bytes.get(self.at) {
                return Some(*byte);
            }
            if !self.fill() {
                return None;
            }
        }
    }

    /// What is here already from the next byte on.
    pub(super) fn rest(&self) -> &[u8] {
        self.bytes.get(self.at..).unwrap_or_default()
    }

    /// What was kept up to here.
    pub(super) fn kept(&self) -> &[u8] {
        self.bytes.get(self.keep..self.at).unwrap_or_default()
    }

    /// Moves behind the next one of these bytes, or to the end; whether there was one.
    pub(super) fn pass(&mut self, wanted: &[u8]) -> bool {
        loop {
            let rest = self.bytes.get(self.at..).unwrap_or_default();
            let found = rest.iter().position(|b| wanted.contains(b));
            self.at += found.map_or(rest.len(), |n| n + 1);
            self.keep = self.at;
            if found.is_some() || !self.fill() {
                return found.is_some();
            }
        }
    }

    /// Moves to the next place behind what is kept where an object begins, with this key or else with any; whether there is one.
    pub(super) fn pass_to_object(&mut self, first_key: Option<&str>) -> bool {
        self.at = self.keep + 1;
        loop {
            self.keep = self.at.min(self.bytes.len());
            let found = self.bytes.get(self.at..).and_then(|rest| memchr::memchr(b'{', rest));
            match found {
                Some(n) => {
                    self.at += n;
                    self.keep = self.at;
                    if self.begins_with(first_key) {
                        return true;
                    }
                    self.at += 1;
                }
                None => {
                    self.at = self.bytes.len();
                    self.keep = self.at;
                    if !self.fill() {
                        return false;
                    }
                }
            }
        }
    }

    fn begins_with(&mut self, key: Option<&str>) -> bool {
        let enough = key.map_or(0, str::len) + 64;
        while self.bytes.len() < self.at + enough && self.fill() {}
        let rest = self.bytes.get(self.at + 1..).unwrap_or_default().trim_ascii_start();
        let Some(rest) = rest.strip_prefix(b"\"") else { return false };
        key.is_none_or(|key| rest.strip_prefix(key.as_bytes()).is_some_and(|rest| rest.starts_with(b"\"")))
    }

    /// Goes to the end of the value that begins here. With a ceiling, it is kept while it stays below; without one, nothing is kept
    /// and nothing but brackets and quotes is minded.
    pub(super) fn value(&mut self, ceiling: Option<u64>) -> End {
        let mut held = Held { ceiling, long: false };
        let (mut depth, mut begun) = (0u32, false);
        loop {
            if depth > 0 {
                self.at += plain(self.bytes.get(self.at..).unwrap_or_default());
            }
            let Some(byte) = self.bytes.get(self.at).copied() else {
                if self.more(&mut held) {
                    continue;
                }
                return if depth == 0 && begun { held.end() } else { End::Cut };
            };
            match byte {
                b'"' => {
                    if !self.string(&mut held) {
                        return End::Cut;
                    }
                    begun = true;
                }
                b'{' | b'[' => {
                    self.at += 1;
                    depth += 1;
                    begun = true;
                    if depth > DEPTH && ceiling.is_some() {
                        return End::Broken;
                    }
                    continue;
                }
                b'}' | b']' if depth > 0 => {
                    self.at += 1;
                    depth -= 1;
                }
                b'}' | b']' => return if begun { held.end() } else { End::Broken },
                b',' | b':' if depth == 0 => return if begun { held.end() } else { End::Broken },
                b' ' | b'\n' | b'\r' | b'\t' if depth == 0 && begun => return held.end(),
                b',' | b':' | b' ' | b'\n' | b'\r' | b'\t' => {
                    self.at += 1;
                    continue;
                }
                b'0'..=b'9' | b'-' | b'+' | b'.' | b'E' | b'a'..=b'z' | b'I' | b'N' => {
                    self.at += 1;
                    begun = true;
                    continue;
                }
                _ if ceiling.is_some() => return End::Broken,
                _ => {
                    self.at += 1;
                    begun = true;
                    continue;
                }
            }
            // A string or a bracket has closed.
            if depth == 0 {
                return if ceiling.is_some_and(|most| (self.at - self.keep) as u64 > most) { End::TooLong } else { held.end() };
            }
        }
    }

    /// Passes the string whose quote stands here; whether it ends.
    fn string(&mut self, held: &mut Held) -> bool {
        self.at += 1;
        loop {
            match self.bytes.get(self.at..).and_then(quote_or_escape) {
                Some(n) if self.bytes.get(self.at + n) == Some(&b'"') => {
                    self.at += n + 1;
                    return true;
                }
                Some(n) => self.at += n + 2,
                None => self.at = self.at.max(self.bytes.len()),
            }
            // Behind a backslash may lie the end of what is here.
            while self.at >= self.bytes.len() {
                if !self.more(held) {
                    return false;
                }
            }
        }
    }

    /// Takes in more, and lets go what is beyond the ceiling.
    fn more(&mut self, held: &mut Held) -> bool {
        held.long |= held.ceiling.is_some_and(|most| (self.at - self.keep) as u64 > most);
        if held.long || held.ceiling.is_none() {
            self.keep = self.at.min(self.bytes.len());
        }
        self.fill()
    }
}

/// How much of a value may be kept, and whether it was more.
struct Held {
    ceiling: Option<u64>,
    long: bool,
}

impl Held {
    fn end(&self) -> End {
        if self.long { End::TooLong } else { End::Whole }
    }
}
