//! Several files read as one, end to end. Nothing of them is copied but the directory of segments, which has to be set right.
//!
//! In PKWARE's segments the directory says for each entry in which segment it lies and how far from that segment's start. Read as one
//! file, it has to say how far from the beginning of all (APPNOTE 6.3.10 §4.4.11, §4.4.16, §4.4.19 to 24, §8).

use super::SeekRead;
use super::limits::Limits;
use super::sniff;
use crate::error::Error;
use std::io::{self, Read, Seek, SeekFrom};

/// Bytes of an end record without its comment, and of a directory record without name, extra fields and comment.
const END_BYTES: u64 = 22;
const RECORD_BYTES: usize = 46;
const RECORD: &[u8] = b"PK\x01\x02";

/// How many segments the end of a zip says there are.
pub(super) fn segments(mut reader: &mut dyn SeekRead) -> Result<Option<u32>, Error> {
    let len = reader.seek(SeekFrom::End(0))?;
    let Some(end) = sniff::end_that_fits(&mut reader, len)?.and_then(|end| end.checked_sub(END_BYTES)) else { return Ok(None) };
    let mut record = Vec::new();
    reader.seek(SeekFrom::Start(end))?;
    reader.take(END_BYTES).read_to_end(&mut record)?;
    Ok(Some(number(&record, 4, 2).saturating_add(1)))
}

/// Files end to end.
pub(super) struct Joined {
    /// Where each starts, and the file.
    files: Vec<(u64, Box<dyn SeekRead>)>,
    len: u64,
    at: u64,
    /// What stands in place of what is read there.
    instead: Vec<(u64, Vec<u8>)>,
}

impl Joined {
    pub(super) fn new(files: Vec<Box<dyn SeekRead>>) -> Result<Joined, Error> {
        let mut joined = Joined { files: Vec::with_capacity(files.len()), len: 0, at: 0, instead: Vec::new() };
        for mut file in files {
            let bytes = file.seek(SeekFrom::End(0))?;
            joined.files.push((joined.len, file));
            joined.len = joined.len.saturating_add(bytes);
        }
        Ok(joined)
    }

    pub(super) fn len(&self) -> u64 {
        self.len
    }

    /// Sets the directory right; how many segments it says there are.
    ///
    /// # Errors
    /// `damaged_archive` where there is none, `limit_reached` (`directory_bytes`), `compression_unsupported` for segments that only zip64
    /// can count.
    pub(super) fn count_segments(&mut self, limits: &Limits) -> Result<u32, Error> {
        let damaged = || Error::DamagedArchive { spot: "@0".into() };
        let end = sniff::end_that_fits(self, self.len)?.and_then(|end| end.checked_sub(END_BYTES)).ok_or_else(damaged)?;
        let mut record = self.bytes(end, END_BYTES)?;
        let count = number(&record, 4, 2).saturating_add(1);
        let (disk, size, offset) = (number(&record, 6, 2), number(&record, 12, 4), number(&record, 16, 4));
        if count as usize != self.files.len() {
            // Said by whoever knows their names.
            return Ok(count);
        }
        let zip64 = || Error::CompressionUnsupported { method: "zip64 segments".into() };
        if disk == 0xffff || offset == u32::MAX || size == u32::MAX {
            return Err(zip64());
        }
        Limits::check("directory_bytes", size.into(), limits.directory_bytes, "@0")?;
        let start = self.start(disk).and_then(|start| start.checked_add(offset.into())).ok_or_else(damaged)?;
        let mut directory = self.bytes(start, size.into())?;
        let mut at = 0;
        while let Some(head) = directory.get_mut(at..at + RECORD_BYTES).filter(|head| head.starts_with(RECORD)) {
            let place = self.start(number(head, 34, 2)).map(|start| start.saturating_add(number(head, 42, 4).into()));
            let place = u32::try_from(place.ok_or_else(damaged)?).map_err(|_| zip64())?;
            set(head, 34, &[0, 0]);
            set(head, 42, &place.to_le_bytes());
            at += RECORD_BYTES + [28, 30, 32].map(|length| number(head, length, 2) as usize).iter().sum::<usize>();
        }
        set(&mut record, 4, &[0, 0, 0, 0]);
        let all = record.get(10..12).map(<[u8]>::to_vec).unwrap_or_default();
        set(&mut record, 8, &all);
        set(&mut record, 16, &u32::try_from(start).map_err(|_| zip64())?.to_le_bytes());
        self.instead = vec![(start, directory), (end, record)];
        Ok(count)
    }

    /// Where a segment starts.
    fn start(&self, number: u32) -> Option<u64> {
        self.files.get(number as usize).map(|(start, _)| *start)
    }

    fn bytes(&mut self, at: u64, len: u64) -> Result<Vec<u8>, Error> {
        let mut bytes = Vec::new();
        self.seek(SeekFrom::Start(at))?;
        self.take(len).read_to_end(&mut bytes)?;
        Ok(bytes)
    }
}

/// A number of up to four bytes, the smallest first.
fn number(record: &[u8], from: usize, bytes: usize) -> u32 {
    let little = record.get(from..from + bytes).unwrap_or_default();
    little.iter().rev().fold(0, |n, byte| n << 8 | u32::from(*byte))
}

fn set(record: &mut [u8], from: usize, bytes: &[u8]) {
    if let Some(place) = record.get_mut(from..from + bytes.len()) {
        place.copy_from_slice(bytes);
    }
}

impl Read for Joined {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        let (at, len) = (self.at, self.len);
        let next = self.files.partition_point(|(start, _)| *start <= at);
        let until = self.files.get(next).map_or(len, |(start, _)| *start);
        // Of several that start here, all but the last are empty.
        let Some((start, file)) = next.checked_sub(1).and_then(|index| self.files.get_mut(index)) else { return Ok(0) };
        file.seek(SeekFrom::Start(at - *start))?;
        let n = file.by_ref().take(until.saturating_sub(at)).read(buf)?;
        if n == 0 && at < until && !buf.is_empty() {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        for (from, bytes) in &self.instead {
            for (place, byte) in (at..).zip(buf.iter_mut().take(n)) {
                let known = place.checked_sub(*from).and_then(|i| bytes.get(usize::try_from(i).ok()?));
                *byte = known.copied().unwrap_or(*byte);
            }
        }
        self.at = at.saturating_add(n as u64);
        Ok(n)
    }
}

impl Seek for Joined {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let at = match to {
            SeekFrom::Start(at) => Some(at),
            SeekFrom::End(by) => self.len.checked_add_signed(by),
            SeekFrom::Current(by) => self.at.checked_add_signed(by),
        };
        self.at = at.ok_or(io::ErrorKind::InvalidInput)?;
        Ok(self.at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Cursor;

    fn joined(files: &[&[u8]]) -> Joined {
        Joined::new(files.iter().map(|bytes| Box::new(Cursor::new(bytes.to_vec())) as Box<dyn SeekRead>).collect()).unwrap()
    }

    #[test]
    fn files_are_read_end_to_end() {
        let mut all = joined(&[b"ab", b"", b"cde", b""]);
        let mut text = String::new();
        all.read_to_string(&mut text).unwrap();
        assert_eq!((text.as_str(), all.len()), ("abcde", 5));
        all.seek(SeekFrom::End(-4)).unwrap();
        text.clear();
        all.read_to_string(&mut text).unwrap();
        assert_eq!(text, "bcde");
        assert_eq!(joined(&[]).read(&mut [0; 4]).unwrap(), 0);
    }

    #[test]
    fn what_stands_instead_is_read_across_pieces() {
        let mut all = joined(&[b"abc", b"def"]);
        all.instead = vec![(2, b"XYZ".to_vec())];
        let mut text = String::new();
        all.read_to_string(&mut text).unwrap();
        assert_eq!(text, "abXYZf");
    }
}
