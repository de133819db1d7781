//! Archives: containers as the person got them. Sizes written in a file are rumours; [`Limits`] decide.
//! Nothing is unpacked to disk.

mod limits;

pub use limits::Limits;

use crate::error::Error;
use crate::record::ArchiveId;
use std::io::Read;
use std::path::PathBuf;
use std::sync::Arc;

/// What a person hands over.
#[derive(Debug, Clone)]
pub enum Input {
    /// A file or a folder.
    Path(PathBuf),
    /// Bytes already in memory (sample people).
    Bytes {
        /// Base name.
        name: String,
        /// The whole content.
        bytes: Arc<[u8]>,
    },
}

/// One file inside an archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Path inside the archive, `/` between parts, decoded (flag, then UTF-8, then GB18030); of a lone file its base name.
    pub path: String,
    /// Size as the container claims it: for progress only, never for allocation.
    pub claimed_size: u64,
    /// Whether a password is needed.
    pub locked: bool,
}

/// An opened container.
pub struct Archive {
    id: ArchiveId,
    name: String,
    sha256: String,
    entries: Vec<Entry>,
}

impl Archive {
    /// Opens a zip, a folder or a lone file. Each password is tried on each locked entry (trimmed, full-width digits folded).
    ///
    /// # Errors
    /// `password_needed` / `wrong_password` when an entry is locked and none fits; `limit_reached`, `damaged_archive`,
    /// `nothing_inside`, `encryption_unsupported`, `file_gone`, `access_denied`.
    pub fn open(_input: &Input, _passwords: &[String], _limits: &Limits) -> Result<Archive, Error> {
        Err(Error::Unrecognised)
    }

    /// First 12 hex digits of [`Archive::sha256`].
    pub fn id(&self) -> &ArchiveId {
        &self.id
    }

    /// Base name, never a path.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// SHA-256 of the file in hex; of a folder, of its sorted list of (path, hash).
    pub fn sha256(&self) -> &str {
        &self.sha256
    }

    /// The files in it, in path order, without directories, `__MACOSX/`, `.DS_Store`.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Reads one entry as a stream that fails with an [`Error`] wrapped in `std::io::Error` (see [`into_error`])
    /// when a limit is reached, the data are damaged, or the password turns out wrong (ZipCrypto checks one byte only).
    ///
    /// # Errors
    /// As [`Archive::open`].
    pub fn read(&mut self, _index: usize) -> Result<Box<dyn Read + '_>, Error> {
        Err(Error::Unrecognised)
    }
}

/// Checks the parts of a spreadsheet against the ceilings before it is opened.
///
/// # Errors
/// `limit_reached`, `damaged_archive`.
pub fn check_workbook(_bytes: &[u8], _limits: &Limits) -> Result<(), Error> {
    Ok(())
}

/// The engine's error inside an `std::io::Error` of a stream from [`Archive::read`], or the system's.
pub fn into_error(e: std::io::Error) -> Error {
    match e.downcast::<Error>() {
        Ok(inner) => inner,
        Err(e) => Error::from(e),
    }
}
