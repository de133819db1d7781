//! A zip's central directory: what entries there are, where they lie, and which of them we can't read.
//!
//! Several records of one zip can claim the same bytes (overlapping entries: a few kilobytes that unpack to petabytes,
//! or a zip that contains itself). No program writes such files by accident, so the whole archive is refused.
//! Other trouble stays with the entry that has it.
//!
//! Format: PKWARE APPNOTE 6.3.10 §4.3–4.5; overlap: D. Fifield, "A better zip bomb", WOOT 2019.

use super::limits::Limits;
use super::sniff;
use crate::error::Error;
use std::io::{self, Read, Seek, SeekFrom};
use zip::read::{Config, OwnedZipFileEntry};
use zip::result::ZipError;
use zip::unstable::read::ZipIterable;
use zip::{CompressionMethod, HasZipMetadata};

/// Bits 0 and 6 of the flags: PKWARE's own "strong encryption", which only its owner implements.
const STRONG: u16 = 0x41;
const LOCAL_HEADER: [u8; 4] = *b"PK\x03\x04";

/// One record of the directory.
pub(super) struct Part {
    /// What the directory says.
    pub(super) entry: OwnedZipFileEntry,
    /// Its number in the directory, as `#7`.
    pub(super) spot: String,
    /// Why it can't be read, if it can't.
    pub(super) fault: Option<Error>,
}

/// What the directories read so far take, since one archive may hold several.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Taken {
    entries: u64,
    bytes: u64,
}

/// Reads the directory of a zip at `within` (`#7/`; empty for the outermost). Nothing is allocated on the strength of a claimed number.
pub(super) fn read<R: Read + Seek>(reader: &mut R, limits: &Limits, within: &str, taken: &mut Taken) -> Result<Vec<Part>, Error> {
    let len = reader.seek(SeekFrom::End(0))?;
    match read_as_far_as(reader, len, limits, within, taken) {
        Err(Error::DamagedArchive { spot }) => {
            // The comment at the end may hold what looks like the end of an empty directory.
            let Some(end) = sniff::end_that_fits(reader, len)? else { return Err(Error::DamagedArchive { spot }) };
            let mut masked = Masked { reader, from: end, at: 0 };
            read_as_far_as(&mut masked, len, limits, within, taken).map_err(|_| Error::DamagedArchive { spot })
        }
        read => read,
    }
}

/// A reader whose bytes from a place on are all zero.
struct Masked<'r, R> {
    reader: &'r mut R,
    from: u64,
    at: u64,
}

impl<R: Read> Read for Masked<'_, R> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        let n = self.reader.read(buf)?;
        let shown = usize::try_from(self.from.saturating_sub(self.at)).unwrap_or(usize::MAX).min(n);
        if let Some(hidden) = buf.get_mut(shown..n) {
            hidden.fill(0);
        }
        self.at = self.at.saturating_add(n as u64);
        Ok(n)
    }
}

impl<R: Seek> Seek for Masked<'_, R> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.at = self.reader.seek(to)?;
        Ok(self.at)
    }
}

fn read_as_far_as<R: Read + Seek>(reader: &mut R, len: u64, limits: &Limits, within: &str, taken: &mut Taken) -> Result<Vec<Part>, Error> {
    let broken = |e| broken(e, within, len);
    // Not `ZipArchive`: it keeps one of several entries of the same name and drops the others unsaid.
    let mut zip = ZipIterable::try_new(&mut *reader, Config::default()).map_err(broken)?;
    let entries = taken.entries.saturating_add(zip.len() as u64);
    Limits::check("entries", entries, limits.entries, &format!("{within}@{len}"))?;
    let mut parts = Vec::new();
    let mut start = len;
    for entry in zip.files().map_err(broken)? {
        let entry = OwnedZipFileEntry::from(entry.map_err(broken)?);
        let spot = spot(within, parts.len());
        start = start.min(entry.central_header_start());
        let bytes = taken.bytes.saturating_add(entry.central_header_start().saturating_sub(start));
        Limits::check("directory_bytes", bytes, limits.directory_bytes, &spot)?;
        let fault = unreadable(&entry);
        parts.push(Part { entry, spot, fault });
    }
    if parts.is_empty() {
        return contradiction(reader, within);
    }
    locate(reader, &mut parts, start, within)?;
    *taken = Taken { entries, bytes: taken.bytes.saturating_add(len.saturating_sub(start)) };
    Ok(parts)
}

/// An empty directory behind a first entry is one that hides the real one.
fn contradiction<R: Read + Seek>(reader: &mut R, within: &str) -> Result<Vec<Part>, Error> {
    let mut head = [0; 4];
    reader.seek(SeekFrom::Start(0))?;
    match reader.read_exact(&mut head) {
        Ok(()) if head == LOCAL_HEADER => Err(Error::DamagedArchive { spot: format!("{within}@0") }),
        _ => Ok(Vec::new()),
    }
}

/// Marks entries that aren't where the directory says, and refuses entries that share bytes.
fn locate<R: Read + Seek>(reader: &mut R, parts: &mut [Part], directory: u64, within: &str) -> Result<(), Error> {
    let mut ranges = Vec::with_capacity(parts.len());
    for (index, part) in parts.iter_mut().enumerate() {
        let end = match part.entry.as_ref().get_metadata().data_start(reader) {
            Ok(start) => start.checked_add(part.entry.compressed_size()),
            Err(ZipError::Io(e)) if e.raw_os_error().is_some() => return Err(Error::from(e)),
            Err(_) => None,
        };
        match end.filter(|end| *end <= directory) {
            Some(end) => ranges.push((part.entry.header_start(), end, index)),
            None => part.fault = Some(Error::DamagedArchive { spot: part.spot.clone() }),
        }
    }
    ranges.sort_unstable();
    let mut reached = 0;
    for (start, end, index) in ranges {
        if start < reached {
            return Err(Error::DamagedArchive { spot: spot(within, index) });
        }
        reached = end;
    }
    Ok(())
}

/// How an entry is pointed at: by its number, counted from 1.
fn spot(within: &str, index: usize) -> String {
    format!("{within}#{}", index + 1)
}

/// A way of packing or locking that we can't undo.
fn unreadable(entry: &OwnedZipFileEntry) -> Option<Error> {
    if entry.flags().as_u16() & STRONG == STRONG {
        return Some(Error::EncryptionUnsupported { method: "strong".into() });
    }
    // The crate hands unknown methods out under a name it calls deprecated.
    #[allow(deprecated)]
    match entry.compression() {
        CompressionMethod::Stored | CompressionMethod::Deflated => None,
        // Method 99 without the record that says which AES.
        CompressionMethod::Aes if entry.encrypted() => Some(Error::EncryptionUnsupported { method: "99".into() }),
        CompressionMethod::Aes => Some(Error::CompressionUnsupported { method: "99".into() }),
        CompressionMethod::Unsupported(number) => Some(Error::CompressionUnsupported { method: method(number) }),
        other => Some(Error::CompressionUnsupported { method: format!("{other:?}") }),
    }
}

fn method(number: u16) -> String {
    match CompressionMethod::name_from_u16(number) {
        "Unknown" => number.to_string(),
        name => name.to_owned(),
    }
}

/// A directory that breaks off, contradicts itself, or belongs to other parts. `len` is where the file ends.
fn broken(e: ZipError, within: &str, len: u64) -> Error {
    match e {
        ZipError::Io(e) if e.raw_os_error().is_some() => Error::from(e),
        _ => Error::DamagedArchive { spot: format!("{within}@{len}") },
    }
}
