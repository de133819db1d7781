//! What a file that no source knows is refused for, judged from its beginning: so that a bomb is called one, and a download that
//! failed is not taken for a format we don't know yet.

use crate::archive::Limits;
use crate::error::Error;

/// Rows of separated text, byte by byte. Quotes and separators are the same bytes in every encoding of ours but UTF-16.
pub(super) struct Rows<'l> {
    limits: &'l Limits,
    at: u64,
    row: u64,
    columns: u64,
    quoted: bool,
    before: u8,
}

impl<'l> Rows<'l> {
    pub(super) fn new(limits: &'l Limits) -> Rows<'l> {
        Rows { limits, at: 0, row: 0, columns: 1, quoted: false, before: b'\n' }
    }

    /// Bytes since the last row ended.
    pub(super) fn pending(&self) -> u64 {
        self.row
    }

    /// The ceiling that a row among these bytes goes over.
    pub(super) fn feed(&mut self, bytes: &[u8]) -> Option<Error> {
        bytes.iter().find_map(|byte| self.byte(*byte).err())
    }

    fn byte(&mut self, byte: u8) -> Result<(), Error> {
        self.at += 1;
        self.row += 1;
        match byte {
            // A doubled quote closes and opens again.
            b'"' if self.quoted => self.quoted = false,
            b'"' if [b',', b'\t', b'\n', b'"'].contains(&self.before) => self.quoted = true,
            b',' | b'\t' if !self.quoted => self.columns += 1,
            b'\n' if !self.quoted => (self.row, self.columns) = (0, 1),
            _ => {}
        }
        self.before = byte;
        let spot = || format!("#1@{}", self.at);
        if self.row > self.limits.row_bytes {
            return Err(Limits::reached("row_bytes", self.row, self.limits.row_bytes, &spot()));
        }
        if self.columns > self.limits.columns {
            return Err(Limits::reached("columns", self.columns, self.limits.columns, &spot()));
        }
        Ok(())
    }
}

/// Whether text begins as JSON does.
pub(super) fn is_json(text: &str) -> bool {
    text.trim_start().starts_with(['{', '['])
}

/// The ceiling that brackets inside one another go over. Counted, not descended into: a stack is what such files are after.
pub(super) fn too_deep(json: &str, limits: &Limits) -> Option<Error> {
    let (mut depth, mut quoted, mut escaped) = (0u64, false, false);
    for (at, byte) in json.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            b'{' | b'[' if !quoted => depth += 1,
            b'}' | b']' if !quoted => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > limits.depth {
            return Some(Limits::reached("depth", depth, limits.depth, &format!("#1@{at}")));
        }
    }
    None
}

/// A page that came in place of an archive.
pub(super) fn is_page_named_zip(name: &str, text: &str) -> bool {
    name.to_ascii_lowercase().ends_with(".zip") && text.trim_start().starts_with('<')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn limit(fault: Option<Error>) -> String {
        match fault {
            Some(Error::LimitReached { limit, spot, .. }) => format!("{limit} {spot}"),
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn rows_are_measured_outside_quotes() {
        let limits = Limits { row_bytes: 20, columns: 4, ..Limits::default() };
        let feed = |text: &str| limit(Rows::new(&limits).feed(text.as_bytes()));
        assert_eq!(feed("a,b,c,d\n1,2,3,4\n"), "None");
        assert_eq!(feed("a,b,c,d,e\n"), "columns #1@8");
        assert_eq!(feed("\"a,b,c,d,e\",\"x\"\"y\"\n1\n"), "None");
        assert_eq!(feed("\"x,1\ny,2\ny,2\ny,2\ny,2\ny,2\n"), "row_bytes #1@21");
        assert_eq!(feed("say \"x\ny,2\ny,2\ny,2\ny,2\ny,2\n"), "None", "a quote within a cell is none");
    }

    #[test]
    fn brackets_are_counted_outside_strings() {
        let limits = Limits { depth: 3, ..Limits::default() };
        assert_eq!(limit(too_deep("[[[1],[\"[[[\\\"[\"]]]", &limits)), "None");
        assert_eq!(limit(too_deep("{\"a\":[{\"b\":[1]}]}", &limits)), "depth #1@11");
    }
}
