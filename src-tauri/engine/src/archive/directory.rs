//! A zip's central directory: what entries there are, where they lie, and which of them we can't read.
//!
//! Several records of one zip can claim the same bytes (overlapping entries: a few kilobytes that unpack to petabytes,
//! or a zip that contains itself). No program writes such files by accident, so the whole archive is refused.
//! Other trouble stays with the entry that has it.
//!
//! Format: PKWARE APPNOTE 6.3.10 §4.3–4.5; overlap: D. Fifield, "A better zip bomb", WOOT 2019.

use super::limits::Limits;
use crate::error::Error;
use std::io::{Read, Seek, SeekFrom};
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

/// Reads the directory. Nothing is allocated on the strength of a claimed number.
pub(super) fn read<R: Read + Seek>(reader: &mut R, limits: &Limits) -> Result<Vec<Part>, Error> {
    let len = reader.seek(SeekFrom::End(0))?;
    let broken = |e| broken(e, len);
    // Not `ZipArchive`: it keeps one of several entries of the same name and drops the others unsaid.
    let mut zip = ZipIterable::try_new(&mut *reader, Config::default()).map_err(broken)?;
    Limits::check("entries", zip.len() as u64, limits.entries, &format!("@{len}"))?;
    let mut parts = Vec::new();
    let mut start = len;
    for entry in zip.files().map_err(broken)? {
        let entry = OwnedZipFileEntry::from(entry.map_err(broken)?);
        let spot = spot(parts.len());
        start = start.min(entry.central_header_start());
        let taken = entry.central_header_start().saturating_sub(start);
        Limits::check("directory_bytes", taken, limits.directory_bytes, &spot)?;
        let fault = unreadable(&entry);
        parts.push(Part { entry, spot, fault });
    }
    if parts.is_empty() {
        return contradiction(reader);
    }
    locate(reader, &mut parts, start)?;
    Ok(parts)
}

/// An empty directory behind a first entry is one that hides the real one.
fn contradiction<R: Read + Seek>(reader: &mut R) -> Result<Vec<Part>, Error> {
    let mut head = [0; 4];
    reader.seek(SeekFrom::Start(0))?;
    match reader.read_exact(&mut head) {
        Ok(()) if head == LOCAL_HEADER => Err(Error::DamagedArchive { spot: "@0".into() }),
        _ => Ok(Vec::new()),
    }
}

/// Marks entries that aren't where the directory says, and refuses entries that share bytes.
fn locate<R: Read + Seek>(reader: &mut R, parts: &mut [Part], directory: u64) -> Result<(), Error> {
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
            return Err(Error::DamagedArchive { spot: spot(index) });
        }
        reached = end;
    }
    Ok(())
}

/// How an entry is pointed at: by its number, counted from 1.
fn spot(index: usize) -> String {
    format!("#{}", index + 1)
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
fn broken(e: ZipError, len: u64) -> Error {
    match e {
        ZipError::Io(e) if e.raw_os_error().is_some() => Error::from(e),
        _ => Error::DamagedArchive { spot: format!("@{len}") },
    }
}
