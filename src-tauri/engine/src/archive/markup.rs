//! The XML of a spreadsheet, looked through before a library parses it: how deep, how long one piece, and no document type
//! declaration, which a package may not hold (ECMA-376 part 2 §8.1.4) and which entity bombs and external entities need.

use super::limits::Limits;
use crate::error::Error;
use std::io::{self, Write};

/// Takes a part's bytes and fails with an [`Error`] wrapped in `std::io::Error`.
pub(super) struct Markup<'l> {
    limits: &'l Limits,
    spot: &'l str,
    at: u64,
    depth: u64,
    /// Bytes of the piece it is in.
    run: u64,
    state: State,
}

#[derive(Clone, Copy)]
enum State {
    Text,
    /// After `<`.
    Opened,
    Tag {
        closing: bool,
        /// The last byte was a slash.
        slash: bool,
        quote: Option<u8>,
    },
    /// After `<!`.
    Bang,
    /// Until this byte twice and `>`; how many there were.
    Until(u8, u8),
    /// Until `?>`; whether the last byte was `?`.
    Instruction(bool),
}

impl<'l> Markup<'l> {
    pub(super) fn new(spot: &'l str, limits: &'l Limits) -> Markup<'l> {
        Markup { limits, spot, at: 0, depth: 0, run: 0, state: State::Text }
    }

    fn byte(&mut self, byte: u8) -> Result<(), Error> {
        self.at += 1;
        self.run += 1;
        if self.run > self.limits.string_bytes {
            return Err(Limits::reached("string_bytes", self.run, self.limits.string_bytes, &self.here()));
        }
        let next = match (self.state, byte) {
            (State::Text, b'<') => State::Opened,
            (State::Opened, b'!') => State::Bang,
            (State::Opened, b'?') => State::Instruction(false),
            (State::Opened, _) => State::Tag { closing: byte == b'/', slash: false, quote: None },
            (State::Bang, b'-' | b'[') => State::Until(if byte == b'-' { b'-' } else { b']' }, 0),
            (State::Bang, _) => return Err(Error::DamagedArchive { spot: self.here() }),
            (State::Tag { closing, quote: None, .. }, b'"' | b'\'') => State::Tag { closing, slash: false, quote: Some(byte) },
            (State::Tag { closing, quote: Some(quote), .. }, _) if byte == quote => State::Tag { closing, slash: false, quote: None },
            (State::Tag { closing, slash, quote: None }, b'>') => {
                self.depth = if closing { self.depth.saturating_sub(1) } else { self.depth + u64::from(!slash) };
                if self.depth > self.limits.depth {
                    return Err(Limits::reached("depth", self.depth, self.limits.depth, &self.here()));
                }
                State::Text
            }
            (State::Tag { closing, quote, .. }, _) => State::Tag { closing, slash: byte == b'/', quote },
            (State::Until(_, 2..), b'>') | (State::Instruction(true), b'>') => State::Text,
            (State::Until(mark, seen), _) => State::Until(mark, if byte == mark { seen.saturating_add(1) } else { 0 }),
            (State::Instruction(_), _) => State::Instruction(byte == b'?'),
            (State::Text, _) => State::Text,
        };
        if matches!((self.state, next), (State::Text, State::Opened)) || (byte == b'>' && matches!(next, State::Text)) {
            self.run = 0;
        }
        self.state = next;
        Ok(())
    }

    fn here(&self) -> String {
        format!("{}@{}", self.spot, self.at)
    }
}

impl Write for Markup<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        for byte in bytes {
            self.byte(*byte).map_err(io::Error::other)?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn look(text: &str) -> String {
        let limits = Limits { depth: 3, string_bytes: 40, ..Limits::default() };
        let all = Markup::new("#1", &limits).write_all(text.as_bytes());
        all.map_or_else(|e| super::super::into_error(e).to_string(), |()| "fine".into())
    }

    #[test]
    fn depth_counts_open_elements() {
        assert_eq!(
            look("<?xml version='1.0'?><a><b><c/><c x='/>'>t</c></b></a><a/><a/><!-- <a><b><c><d> --><![CDATA[<a><a><a><a>]]>"),
            "fine"
        );
        assert_eq!(look("<a><a><a><a>"), "limit_reached: depth is 4, at most 3, at #1@12");
    }

    #[test]
    fn no_document_type_and_no_endless_piece() {
        assert_eq!(look("<?xml?><!DOCTYPE x []><a/>"), "damaged_archive at #1@10");
        assert_eq!(look(&format!("<a>{}</a>", "x".repeat(60))), "limit_reached: string_bytes is 41, at most 40, at #1@44");
        assert!(look(&format!("<a x='{}", "x".repeat(60))).starts_with("limit_reached: string_bytes"));
    }
}
