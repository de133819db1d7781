//! The folder a vault lies in: its files, its lock, and what has to reach the disk before what.

use crate::WipeReceipt;
use crate::header::{BYTES, Header, inspect};
use crate::key::random;
use dossier_engine::error::Error;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

const HEADER: &str = "header";
const NEW_HEADER: &str = "header.new";
const RECORDS: &str = "records.db";
const JOURNAL: &str = "records.db-journal";
const LOCK: &str = "lock";
/// Every file a vault can hold, the header first.
const ALL: [&str; 5] = [HEADER, NEW_HEADER, JOURNAL, RECORDS, LOCK];
/// How folders of temporary vaults begin.
const SCRATCH: &str = ".dossier-scratch-";

/// A vault's folder, held by this process alone.
pub(crate) struct Place {
    folder: PathBuf,
    /// Let go when dropped, also when this process is killed.
    _lock: File,
    /// Whether its files go with it.
    scratch: bool,
}

impl Place {
    /// A folder for a new vault.
    pub(crate) fn make(folder: &Path) -> Result<Place, Error> {
        match fs::read_dir(folder) {
            Ok(entries) => {
                let ours = |name: &str| ALL.contains(&name) && name != HEADER;
                let foreign = entries.flatten().any(|entry| !entry.file_name().to_str().is_some_and(ours));
                if foreign {
                    return Err(Error::SaveFailed);
                }
            }
            Err(e) if e.kind() == ErrorKind::NotFound => private_folder(folder)?,
            Err(e) => return Err(e.into()),
        }
        let place = Place::held(folder, false)?;
        // What was begun here and never finished has no header, so nobody can have put anything in.
        for name in [NEW_HEADER, JOURNAL, RECORDS] {
            gone(fs::remove_file(folder.join(name)))?;
        }
        Ok(place)
    }

    /// The folder of a vault.
    pub(crate) fn enter(folder: &Path) -> Result<Place, Error> {
        // Told before anything is created in a folder that is none.
        fs::metadata(folder)?;
        if !has_header(folder) {
            return Err(Error::NotAVault);
        }
        Place::held(folder, false)
    }

    /// A folder of a temporary vault beneath another folder.
    pub(crate) fn scratch(beneath: &Path) -> Result<Place, Error> {
        let mut name = [0; 8];
        random(&mut name)?;
        let name: String = name.iter().map(|byte| format!("{byte:02x}")).collect();
        let folder = beneath.join(format!("{SCRATCH}{name}"));
        private_folder(&folder)?;
        Place::held(&folder, true)
    }

    fn held(folder: &Path, scratch: bool) -> Result<Place, Error> {
        let lock = private_file(&folder.join(LOCK), OpenOptions::new().write(true).create(true).truncate(false))?;
        match lock.try_lock() {
            Ok(()) => Ok(Place { folder: folder.to_owned(), _lock: lock, scratch }),
            Err(TryLockError::WouldBlock) => Err(Error::VaultInUse),
            Err(TryLockError::Error(e)) => Err(written(e)),
        }
    }

    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    pub(crate) fn records(&self) -> PathBuf {
        self.folder.join(RECORDS)
    }

    pub(crate) fn header(&self) -> Result<Header, Error> {
        let mut bytes = Vec::new();
        File::open(self.folder.join(HEADER))?.take(BYTES as u64 + 1).read_to_end(&mut bytes)?;
        inspect(&bytes)
    }

    /// The new header stands beside the old one, whole and on the disk, before it takes its place: there is one at any moment.
    pub(crate) fn put_header(&self, header: &Header) -> Result<(), Error> {
        let new = self.folder.join(NEW_HEADER);
        let write = || {
            let mut file = private_file(&new, OpenOptions::new().write(true).create(true).truncate(true))?;
            file.write_all(&header.to_bytes()).and_then(|()| file.sync_all()).map_err(written)?;
            fs::rename(&new, self.folder.join(HEADER)).map_err(written)?;
            sync(&self.folder)
        };
        write().inspect_err(|_: &Error| drop(fs::remove_file(&new)))
    }

    /// Writes chance over the header and removes it.
    pub(crate) fn destroy_header(&self) -> Result<(), Error> {
        let path = self.folder.join(HEADER);
        let mut chance = [0; BYTES];
        random(&mut chance)?;
        let mut file = OpenOptions::new().write(true).open(&path).map_err(written)?;
        file.write_all(&chance).and_then(|()| file.sync_all()).map_err(written)?;
        fs::remove_file(&path).map_err(written)?;
        sync(&self.folder)
    }

    /// Removes every file of the vault and the folder, as far as the system lets it.
    pub(crate) fn clear(self) -> WipeReceipt {
        remove_files(&self.folder)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        if self.scratch {
            let _ = remove_files(&self.folder);
        }
    }
}

/// Whether the folder holds a vault: it does once it has a header.
pub(crate) fn has_header(folder: &Path) -> bool {
    fs::metadata(folder.join(HEADER)).is_ok()
}

/// Removes temporary vaults that a killed process left beneath this folder. Nobody has their keys any more.
pub(crate) fn sweep(beneath: &Path) {
    let entries = fs::read_dir(beneath).into_iter().flatten().flatten();
    for entry in entries.filter(|entry| entry.file_name().to_string_lossy().starts_with(SCRATCH)) {
        let folder = entry.path();
        let abandoned = File::open(folder.join(LOCK)).is_ok_and(|lock| lock.try_lock().is_ok());
        if abandoned {
            let _ = remove_files(&folder);
        }
    }
}

fn remove_files(folder: &Path) -> WipeReceipt {
    let mut receipt = WipeReceipt { files: 0, bytes: 0 };
    for name in ALL {
        let path = folder.join(name);
        let bytes = path.metadata().map_or(0, |data| data.len());
        if fs::remove_file(&path).is_ok() {
            receipt = WipeReceipt { files: receipt.files + 1, bytes: receipt.bytes + bytes };
        }
    }
    // Stays where somebody put files of their own in it.
    let _ = fs::remove_dir(folder);
    receipt
}

fn private_folder(folder: &Path) -> Result<(), Error> {
    let mut builder = fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder).map_err(written)
}

fn private_file(path: &Path, options: &mut OpenOptions) -> Result<File, Error> {
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(options, 0o600);
    options.open(path).map_err(written)
}

/// Names are on the disk once their folder is.
fn sync(folder: &Path) -> Result<(), Error> {
    #[cfg(unix)]
    File::open(folder)?.sync_all().map_err(written)?;
    Ok(())
}

/// What a failed write means.
fn written(e: std::io::Error) -> Error {
    match e.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => Error::DiskFull,
        ErrorKind::ReadOnlyFilesystem => Error::ReadOnly,
        _ => e.into(),
    }
}

fn gone(removed: std::io::Result<()>) -> Result<(), Error> {
    match removed {
        Err(e) if e.kind() != ErrorKind::NotFound => Err(written(e)),
        _ => Ok(()),
    }
}
