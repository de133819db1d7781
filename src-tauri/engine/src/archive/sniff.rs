//! Whether bytes are a zip, told by content. Names lie: a statement is renamed `.csv`, an error page is saved as `.zip`.

use crate::error::Error;
use std::io::{Read, Seek, SeekFrom};

/// An end-of-central-directory record without its comment, and the longest comment.
const END_BYTES: usize = 22;
const COMMENT_BYTES: u64 = 65_535;
const END: [u8; 4] = *b"PK\x05\x06";
const LOCAL: [u8; 4] = *b"PK\x03\x04";

/// What the bytes look like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Looks {
    /// Begins as a zip does; if it can't be opened it is a damaged one.
    Zip,
    /// Ends as a zip does (something was put before it); if it can't be opened it is not one.
    ZipPerhaps,
    /// Anything else.
    Other,
}

/// Whether these first bytes (up to four) are a zip's. A download that stopped at once still begins as a zip does.
pub(super) fn begins(head: &[u8]) -> bool {
    head.len() >= 2 && (LOCAL.starts_with(head) || END.starts_with(head))
}

/// Looks at both ends.
pub(super) fn look<R: Read + Seek>(reader: &mut R, len: u64) -> Result<Looks, Error> {
    let mut head = Vec::new();
    reader.seek(SeekFrom::Start(0))?;
    reader.by_ref().take(4).read_to_end(&mut head)?;
    if begins(&head) {
        return Ok(Looks::Zip);
    }
    Ok(if end_that_fits(reader, len)?.is_some() { Looks::ZipPerhaps } else { Looks::Other })
}

/// Where the last end-of-directory record that fits ends, its comment left out.
pub(super) fn end_that_fits<R: Read + Seek>(reader: &mut R, len: u64) -> Result<Option<u64>, Error> {
    let from = len.saturating_sub(COMMENT_BYTES + END_BYTES as u64);
    let mut tail = Vec::new();
    reader.seek(SeekFrom::Start(from))?;
    reader.by_ref().take(COMMENT_BYTES + END_BYTES as u64).read_to_end(&mut tail)?;
    let fitting = tail.windows(END_BYTES).enumerate().rev().find(|(at, record)| is_end(record, from + *at as u64, len));
    Ok(fitting.map(|(at, _)| from + (at + END_BYTES) as u64))
}

/// A record that names at least one entry, a directory before itself, and a comment that fits the file.
fn is_end(record: &[u8], at: u64, len: u64) -> bool {
    if !record.starts_with(&END) {
        return false;
    }
    let number = |from: usize, bytes: usize| {
        let little = record.get(from..from + bytes).unwrap_or_default();
        little.iter().rev().fold(0u64, |n, byte| n << 8 | u64::from(*byte))
    };
    let (entries, size, offset, comment) = (number(10, 2), number(12, 4), number(16, 4), number(20, 2));
    // All ones: the true figures stand in a zip64 record.
    let zip64 = size == 0xffff_ffff || offset == 0xffff_ffff;
    entries > 0 && (zip64 || size + offset <= at) && at + END_BYTES as u64 + comment <= len
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Cursor;

    fn looks(bytes: &[u8]) -> Looks {
        look(&mut Cursor::new(bytes), bytes.len() as u64).expect("memory reads")
    }

    #[test]
    fn both_ends_are_looked_at() {
        assert_eq!(looks(b"PK\x03\x04 and so on"), Looks::Zip);
        assert_eq!(looks(b"PK"), Looks::Zip);
        assert_eq!(looks(b"P"), Looks::Other);
        assert_eq!(looks(b"<html>PK\x05\x06</html>"), Looks::Other, "a signature alone is not a record");
        let mut end = [0; END_BYTES];
        end[..4].copy_from_slice(&END);
        end[10] = 1;
        assert_eq!(looks(&[&b"MZ"[..], &end, b"junk"].concat()), Looks::ZipPerhaps);
        end[20] = 200;
        assert_eq!(looks(&[&b"MZ"[..], &end, b"junk"].concat()), Looks::Other, "its comment would not fit");
    }
}
