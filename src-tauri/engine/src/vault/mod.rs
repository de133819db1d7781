//! The vault: where records live. SQLite, in memory unless somebody opens one on a disk.
//!
//! It stores facts only, and every place each fact was seen. What is a duplicate across sources, which version of a row counts,
//! who the owner is, what belongs together is computed when a View is built, so that leaving something out gives what a fresh import
//! without it gives.

mod bond;
mod copy;
mod delete;
mod disk;
mod import;
mod key;
mod mapping;
mod mark;
mod native;
mod packed;
mod read;
mod sighting;
mod size;
mod stage;
mod tally;
#[cfg(test)]
mod tests;
mod version;

pub use bond::{Spelled, StoredBond};
pub use delete::{Deleted, Receipt};
pub use import::{Feed, Progress, Watch};
pub use read::Listed;
pub use tally::{Conflict, FileTally, Tally};

pub(crate) use key::Key;
pub(crate) use read::{Place, Stored, StoredFile};
pub(crate) use version::{Edition, Out, Said, settle};

use crate::error::Error;
use rusqlite::Connection;
use stage::Stage;

/// Records, where they were seen, and the signals extracted from them.
pub struct Vault {
    db: Connection,
    /// The import that is not kept yet.
    staged: Option<Stage>,
    /// Bytes that memory mode may take.
    ceiling: Option<u64>,
}

const SCHEMA: &str = "
    CREATE TABLE archive (id TEXT PRIMARY KEY, name TEXT NOT NULL, sha256 TEXT NOT NULL, report TEXT NOT NULL) WITHOUT ROWID;
    -- as_of: until when the file knows what became of its rows.
    CREATE TABLE file (id INTEGER PRIMARY KEY, archive TEXT NOT NULL, path TEXT NOT NULL, platform TEXT NOT NULL, source TEXT NOT NULL,
                       variant TEXT NOT NULL, as_of TEXT, UNIQUE (archive, path));
    CREATE TABLE record (id INTEGER PRIMARY KEY, fact BLOB NOT NULL, signals BLOB);
    -- By what records are known again (mark.rs): those from `first` on.
    CREATE TABLE mark (first INTEGER PRIMARY KEY, marks BLOB NOT NULL);
    -- Every place a record stands (sighting.rs); the smallest one is shown, so the order of import changes nothing.
    CREATE TABLE sighting (id INTEGER PRIMARY KEY, file INTEGER NOT NULL, places BLOB NOT NULL);
    CREATE INDEX sighting_by_file ON sighting (file);
    -- What the person said of two names.
    CREATE TABLE bond (one TEXT NOT NULL, other TEXT NOT NULL, same INTEGER NOT NULL, PRIMARY KEY (one, other)) WITHOUT ROWID;
    -- How tables that no source knows are read.
    CREATE TABLE mapping (columns TEXT PRIMARY KEY, said TEXT NOT NULL) WITHOUT ROWID;
";

/// Pages of SQLite's cache, in KiB (a negative number says so): enough that an import is written about once.
const CACHE: i64 = -65_536;

impl Vault {
    /// Memory mode: gone when dropped.
    ///
    /// # Errors
    /// `vault_failed` if SQLite can't start.
    pub fn in_memory() -> Result<Vault, Error> {
        started();
        let vault = Vault::over(Connection::open_in_memory()?)?;
        vault.db.execute_batch("PRAGMA journal_mode = MEMORY;")?;
        vault.db.execute_batch(SCHEMA)?;
        Ok(vault)
    }

    /// Memory mode with a ceiling: an import that needs more is refused with `import_too_big`, and nothing of it is kept.
    ///
    /// # Errors
    /// As [`Vault::in_memory`].
    pub fn in_memory_within(bytes: u64) -> Result<Vault, Error> {
        let mut vault = Vault::in_memory()?;
        let page: u32 = vault.db.pragma_query_value(None, "page_size", |r| r.get(0))?;
        vault.db.pragma_update(None, "max_page_count", u32::try_from(bytes / u64::from(page)).unwrap_or(u32::MAX - 1).max(1))?;
        vault.ceiling = Some(bytes);
        Ok(vault)
    }

    /// A vault over an open connection whose tables are there or about to be made.
    fn over(db: Connection) -> Result<Vault, Error> {
        // Sorting and indexing must not spill into a temporary file, and what is deleted is overwritten.
        db.execute_batch("PRAGMA temp_store = MEMORY; PRAGMA secure_delete = ON;")?;
        db.pragma_update(None, "cache_size", CACHE)?;
        Ok(Vault { db, staged: None, ceiling: None })
    }
}

/// SQLite says it has started before SQLCipher's part of it has: a second thread that opens meanwhile finds no cipher. So the
/// first opening of a process is awaited by everybody else.
fn started() {
    static STARTED: std::sync::Once = std::sync::Once::new();
    STARTED.call_once(|| drop(Connection::open_in_memory()));
}
