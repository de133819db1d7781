//! Archives: containers as the person got them. Sizes written in a file are rumours; [`Limits`] decide.
//! Nothing is unpacked to disk.
//!
//! What is handed over is told by content, never by name: a zip (zip.rs), a folder (folder.rs) or a lone file (lone.rs).
//! A spreadsheet in XLSX is a lone file, although it is a zip inside (workbook.rs). A zip within a zip or a folder
//! stays an ordinary entry.

mod bounded;
mod directory;
mod folder;
mod hash;
mod limits;
mod lone;
mod name;
mod password;
mod sniff;
mod stamp;
mod workbook;
mod zip;

pub use limits::Limits;
pub use workbook::check_workbook;

use self::zip::Zip;
use crate::error::Error;
use crate::record::ArchiveId;
use bounded::Spent;
use folder::Folder;
use lone::Lone;
use sniff::Looks;
use stamp::Stamp;
use std::fs::{self, File};
use std::io::{self, BufReader, Cursor, Read, Seek, SeekFrom};
use std::path::PathBuf;
use std::sync::Arc;

/// A container's bytes, wherever they are.
trait SeekRead: Read + Seek + Send {}
impl<T: Read + Seek + Send> SeekRead for T {}

/// What a person hands over.
#[derive(Debug, Clone)]
pub enum Input {
    /// A file or a folder.
    Path(PathBuf),
    /// A file that somebody else has opened: a reader that may open nothing gets it so.
    Open {
        /// Base name.
        name: String,
        /// Open for reading.
        file: Arc<File>,
    },
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
    body: Body,
    limits: Limits,
    spent: Spent,
    /// The file as it was when it was opened; of a folder, the folder knows.
    opened: Option<Stamp>,
}

/// Where the bytes of the entries are, in the order of [`Archive::entries`].
enum Body {
    Zip(Zip),
    Folder(Folder),
    Lone(Lone),
}

impl Archive {
    /// Opens a zip, a folder or a lone file. Each password is tried on each locked entry (trimmed, full-width digits folded).
    ///
    /// An entry that can't be read (unknown packing, a path too long, damage) stays listed; [`Archive::read`] says why.
    ///
    /// # Errors
    /// `password_needed` / `wrong_password` when an entry is locked and none fits; `limit_reached`, `damaged_archive`,
    /// `nothing_inside`, `encryption_unsupported`, `file_gone`, `access_denied`.
    pub fn open(input: &Input, passwords: &[String], limits: &Limits) -> Result<Archive, Error> {
        match input {
            Input::Path(path) => {
                let meta = fs::metadata(path)?;
                if meta.is_dir() {
                    let (folder, entries, sha256) = Folder::open(path, limits)?;
                    return Ok(Archive::new(name::base(path), sha256, entries, Body::Folder(folder), limits));
                }
                if !meta.is_file() {
                    // A pipe or a device may never end.
                    return Err(io::Error::from(io::ErrorKind::InvalidInput).into());
                }
                let file = File::open(path)?;
                let stamp = Stamp::of(&file)?;
                let archive = Archive::open_file(name::base(path), Box::new(BufReader::new(file)), passwords, limits)?;
                Ok(Archive { opened: Some(stamp), ..archive })
            }
            Input::Open { name, file } => {
                if !file.metadata()?.is_file() {
                    return Err(io::Error::from(io::ErrorKind::InvalidInput).into());
                }
                Archive::open_file(name::base_of(name), Box::new(BufReader::new(Arc::clone(file))), passwords, limits)
            }
            Input::Bytes { name, bytes } => {
                Archive::open_file(name::base_of(name), Box::new(Cursor::new(Arc::clone(bytes))), passwords, limits)
            }
        }
    }

    fn open_file(name: String, mut reader: Box<dyn SeekRead>, passwords: &[String], limits: &Limits) -> Result<Archive, Error> {
        let bytes = reader.seek(SeekFrom::End(0))?;
        if bytes == 0 {
            return Err(Error::NothingInside);
        }
        Limits::check("total_bytes", bytes, limits.total_bytes, &format!("@{}", limits.total_bytes))?;
        let parts = match sniff::look(&mut reader, bytes)? {
            Looks::Zip => Some(directory::read(&mut reader, limits)?),
            Looks::ZipPerhaps => match directory::read(&mut reader, limits) {
                Err(Error::DamagedArchive { .. }) => None,
                parts => Some(parts?),
            },
            Looks::Other => None,
        };
        let is_zip = match &parts {
            Some(parts) if workbook::is_workbook(parts) => {
                workbook::check(&mut reader, parts, limits)?;
                false
            }
            parts => parts.is_some(),
        };
        // Hashed last, so that a wrong password is told at once.
        match parts.filter(|_| is_zip) {
            Some(parts) => {
                let (mut zip, entries) = Zip::open(reader, parts, passwords, limits)?;
                let sha256 = zip.sha256()?;
                Ok(Archive::new(name, sha256, entries, Body::Zip(zip), limits))
            }
            None => {
                let (mut lone, entry) = Lone::open(reader, &name, bytes, limits)?;
                let sha256 = lone.sha256()?;
                Ok(Archive::new(name, sha256, vec![entry], Body::Lone(lone), limits))
            }
        }
    }

    fn new(name: String, sha256: String, entries: Vec<Entry>, body: Body, limits: &Limits) -> Archive {
        let id = ArchiveId(sha256.chars().take(12).collect());
        let spent = Spent::new(entries.len());
        Archive { id, name, sha256, entries, body, limits: *limits, spent, opened: None }
    }

    /// The same archive under this base name: a folder may be reached by a path that doesn't say its name.
    #[must_use]
    pub fn called(self, name: &str) -> Archive {
        Archive { name: name::base_of(name), ..self }
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

    /// Whether what is read is still what was opened, to be asked when all has been read.
    ///
    /// # Errors
    /// `archive_changed`.
    pub fn unchanged(&self) -> Result<(), Error> {
        match (&self.body, &self.opened) {
            (Body::Folder(folder), _) => folder.unchanged(),
            (_, Some(stamp)) => stamp.holds(),
            (_, None) => Ok(()),
        }
    }

    /// Reads one entry as a stream that fails with an [`Error`] wrapped in `std::io::Error` (see [`into_error`])
    /// when a limit is reached, the data are damaged, or the password turns out wrong (ZipCrypto checks one byte only).
    ///
    /// # Errors
    /// As [`Archive::open`].
    pub fn read(&mut self, index: usize) -> Result<Box<dyn Read + '_>, Error> {
        match &mut self.body {
            Body::Zip(zip) => zip.read(index, &self.limits, &mut self.spent),
            Body::Folder(folder) => folder.read(index, &self.limits, &mut self.spent),
            Body::Lone(lone) => lone.read(index, &self.limits, &mut self.spent),
        }
    }
}

/// The engine's error inside an `std::io::Error` of a stream from [`Archive::read`], or the system's.
pub fn into_error(e: std::io::Error) -> Error {
    match e.downcast::<Error>() {
        Ok(inner) => inner,
        Err(e) => Error::from(e),
    }
}
