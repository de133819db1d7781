//! Archives: containers as the person got them. Sizes written in a file are rumours; [`Limits`] decide.
//! Nothing is unpacked to disk.
//!
//! What is handed over is told by content, never by name: a zip (zip.rs), a folder (folder.rs) or a lone file (lone.rs).
//! A spreadsheet in XLSX is a lone file, although it is a zip inside (workbook.rs). A zip within a zip or a folder
//! is opened too (nested.rs). The parts of a divided zip are read as one (parts.rs, joined.rs).

mod bounded;
mod directory;
mod folder;
mod hash;
mod joined;
mod limits;
mod lone;
mod markup;
mod name;
mod nested;
mod parts;
mod password;
mod sniff;
mod stamp;
mod window;
mod workbook;
mod zip;

pub use hash::of as sha256_of;
pub use limits::{Ceiling, Limits};
pub use parts::{gather, places, whole};
pub use workbook::check_workbook;

use crate::error::Error;
use crate::record::ArchiveId;
use bounded::Spent;
use directory::Taken;
use folder::Folder;
use lone::Lone;
use nested::Tree;
use sniff::Looks;
use stamp::Stamp;
use std::fs::{self, File};
use std::io::{self, BufReader, Cursor, Read, Seek};
use std::path::PathBuf;
use std::sync::Arc;
use window::Window;

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
    /// The parts of one archive, in their order; each a path or an open file.
    Parts {
        /// What the whole is called.
        name: String,
        /// `x.zip.001`, `x.zip.002`, …, or `x.z01`, …, `x.zip`.
        parts: Vec<Input>,
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
    /// The files as they were when they were opened; of a folder, the folder knows.
    opened: Vec<Stamp>,
}

/// Where the bytes of the entries are, in the order of [`Archive::entries`].
enum Body {
    Tree(Tree),
    Lone(Lone),
}

impl Archive {
    /// Opens a zip, a folder or a lone file. Each password is tried on each locked entry (trimmed, full-width digits folded).
    ///
    /// An entry that can't be read (unknown packing, a path too long, damage) stays listed; [`Archive::read`] says why.
    ///
    /// # Errors
    /// `password_needed` / `wrong_password` when an entry is locked and none fits; `limit_reached`, `damaged_archive`,
    /// `nothing_inside`, `parts_missing`, `encryption_unsupported`, `file_gone`, `access_denied`.
    pub fn open(input: &Input, passwords: &[String], limits: &Limits) -> Result<Archive, Error> {
        if let Input::Path(path) = input
            && fs::metadata(path)?.is_dir()
        {
            let (folder, listed, sha256) = Folder::open(path, limits)?;
            let (tree, entries) = Tree::of_folder(folder, listed, passwords, limits)?;
            return Ok(Archive::new(name::base(path), sha256, entries, Body::Tree(tree), limits));
        }
        if let Input::Parts { name, parts } = input {
            return Archive::open_parts(name, parts, passwords, limits);
        }
        let Given { name, mut reader, stamp } = Given::by(input)?;
        let part = parts::named(&name).map(|part| part.whole);
        if part.is_some() || parts::is_last_segment(&name, &mut *reader)? {
            return Archive::open_parts(&part.unwrap_or(name), std::slice::from_ref(input), passwords, limits);
        }
        let archive = Archive::open_file(name, reader, passwords, limits)?;
        Ok(Archive { opened: stamp.into_iter().collect(), ..archive })
    }

    fn open_parts(name: &str, parts: &[Input], passwords: &[String], limits: &Limits) -> Result<Archive, Error> {
        let (mut readers, mut opened) = (Vec::new(), Vec::new());
        for part in parts {
            let Given { name, reader, stamp } = Given::by(part)?;
            readers.push((name, reader));
            opened.extend(stamp);
        }
        let joined = parts::join(readers, limits)?;
        let archive = Archive::open_file(name::base_of(name), Box::new(joined), passwords, limits)?;
        match archive.body {
            Body::Tree(_) => Ok(Archive { opened, ..archive }),
            Body::Lone(_) => Err(Error::DamagedArchive { spot: "@0".into() }),
        }
    }

    fn open_file(name: String, reader: Box<dyn SeekRead>, passwords: &[String], limits: &Limits) -> Result<Archive, Error> {
        let window = Window::whole(reader)?;
        let (mut reader, bytes) = (BufReader::new(window.clone()), window.len());
        let mut taken = Taken::default();
        if bytes == 0 {
            return Err(Error::NothingInside);
        }
        Limits::check("total_bytes", bytes, limits.total_bytes, &format!("@{}", limits.total_bytes))?;
        let parts = match sniff::look(&mut reader, bytes)? {
            Looks::Zip => Some(directory::read(&mut reader, limits, "", &mut taken)?),
            Looks::ZipPerhaps => match directory::read(&mut reader, limits, "", &mut taken) {
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
                let (tree, entries) = Tree::of_zip(&window, parts, taken, passwords, limits)?;
                let sha256 = hash::of_whole(window)?;
                Ok(Archive::new(name, sha256, entries, Body::Tree(tree), limits))
            }
            None => {
                let (mut lone, entry) = Lone::open(Box::new(reader), &name, bytes, limits)?;
                let sha256 = lone.sha256()?;
                Ok(Archive::new(name, sha256, vec![entry], Body::Lone(lone), limits))
            }
        }
    }

    fn new(name: String, sha256: String, entries: Vec<Entry>, body: Body, limits: &Limits) -> Archive {
        let id = ArchiveId(sha256.chars().take(12).collect());
        let spent = Spent::new(entries.len());
        Archive { id, name, sha256, entries, body, limits: *limits, spent, opened: Vec::new() }
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
        match &self.body {
            Body::Tree(tree) if self.opened.is_empty() => tree.unchanged(),
            _ => self.opened.iter().try_for_each(Stamp::holds),
        }
    }

    /// Reads one entry as a stream that fails with an [`Error`] wrapped in `std::io::Error` (see [`into_error`])
    /// when a limit is reached, the data are damaged, or the password turns out wrong (ZipCrypto checks one byte only).
    ///
    /// # Errors
    /// As [`Archive::open`].
    pub fn read(&mut self, index: usize) -> Result<Box<dyn Read + '_>, Error> {
        match &mut self.body {
            Body::Tree(tree) => tree.read(index, &self.limits, &mut self.spent),
            Body::Lone(lone) => lone.read(index, &self.limits, &mut self.spent),
        }
    }
}

/// A file by itself.
struct Given {
    /// Base name.
    name: String,
    reader: Box<dyn SeekRead>,
    /// How it was, where it lies on a disk.
    stamp: Option<Stamp>,
}

impl Given {
    fn by(input: &Input) -> Result<Given, Error> {
        // A pipe or a device may never end.
        let endless = || Error::from(io::Error::from(io::ErrorKind::InvalidInput));
        match input {
            Input::Path(path) => {
                if !fs::metadata(path)?.is_file() {
                    return Err(endless());
                }
                let file = File::open(path)?;
                let stamp = Some(Stamp::of(&file)?);
                Ok(Given { name: name::base(path), reader: Box::new(file), stamp })
            }
            Input::Open { name, file } if file.metadata()?.is_file() => {
                Ok(Given { name: name::base_of(name), reader: Box::new(Arc::clone(file)), stamp: None })
            }
            Input::Bytes { name, bytes } => {
                Ok(Given { name: name::base_of(name), reader: Box::new(Cursor::new(Arc::clone(bytes))), stamp: None })
            }
            Input::Open { .. } | Input::Parts { .. } => Err(endless()),
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
