//! Ceilings on what we are willing to read. One place, passed down, each reached limit an error of its own name.

use crate::error::Error;

/// The ceilings. `Default` gives the shipped ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Limits {
    /// Entries in one archive.
    pub entries: u64,
    /// Bytes of a zip's central directory, which is held in memory.
    pub directory_bytes: u64,
    /// Bytes one entry may unpack to.
    pub entry_bytes: u64,
    /// Bytes all entries read may unpack to.
    pub total_bytes: u64,
    /// Unpacked to packed, per entry, beyond [`Limits::ratio_free_bytes`].
    pub ratio: u64,
    /// Bytes an entry may unpack to before the ratio counts.
    pub ratio_free_bytes: u64,
    /// Bytes of one path.
    pub path_bytes: u64,
    /// Bytes of a spreadsheet (it is held in memory) and of all its unpacked parts.
    pub workbook_bytes: u64,
    /// Bytes of one row of text.
    pub row_bytes: u64,
    /// Columns of one row.
    pub columns: u64,
    /// Files in a folder.
    pub folder_files: u64,
    /// Depth of folders.
    pub folder_depth: u64,
    /// Bytes of memory the process that reads may hold.
    pub worker_bytes: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            entries: 100_000,
            directory_bytes: 32 << 20,
            entry_bytes: 4 << 30,
            total_bytes: 64 << 30,
            ratio: 200,
            ratio_free_bytes: 64 << 20,
            path_bytes: 4096,
            workbook_bytes: 256 << 20,
            row_bytes: 1 << 20,
            columns: 512,
            folder_files: 100_000,
            folder_depth: 32,
            worker_bytes: 256 << 20,
        }
    }
}

impl Limits {
    /// The error for having met `seen` at `spot`, where `max` is the most that `limit` allows.
    pub(super) fn reached(limit: &str, seen: u64, max: u64, spot: &str) -> Error {
        Error::LimitReached { limit: limit.into(), seen, max, spot: spot.into() }
    }

    /// Fails when `seen` is more than `max`.
    pub(super) fn check(limit: &str, seen: u64, max: u64, spot: &str) -> Result<(), Error> {
        if seen > max { Err(Limits::reached(limit, seen, max, spot)) } else { Ok(()) }
    }
}
