//! The vault: where records live. SQLite in memory: nothing is ever written to a disk.
//!
//! It stores facts only, and every place each fact was seen. What is a duplicate across sources, who the owner is,
//! what belongs together is computed when a View is built, so that leaving something out gives what a fresh import without it gives.

mod import;
mod key;
mod read;

pub use import::{Feed, Progress, Watch};
pub use read::{Place, Stored};

use crate::error::Error;
use rusqlite::Connection;

/// Records, where they were seen, and the signals extracted from them.
pub struct Vault {
    db: Connection,
}

const SCHEMA: &str = "
    CREATE TABLE archive (id TEXT PRIMARY KEY, name TEXT NOT NULL, sha256 TEXT NOT NULL, report TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE record (id INTEGER PRIMARY KEY, key BLOB NOT NULL UNIQUE, platform TEXT NOT NULL, source TEXT NOT NULL,
                         time TEXT, fact TEXT NOT NULL);
    -- One line per place a record stands; the smallest one is shown, so the order of import changes nothing.
    CREATE TABLE file (id INTEGER PRIMARY KEY, archive TEXT NOT NULL, path TEXT NOT NULL, UNIQUE (archive, path));
    CREATE TABLE sighting (record INTEGER NOT NULL, file INTEGER NOT NULL, spot TEXT NOT NULL, row INTEGER NOT NULL,
                           PRIMARY KEY (record, file, spot)) WITHOUT ROWID;
    CREATE INDEX sighting_by_file ON sighting (file);
    CREATE TABLE signal (record INTEGER NOT NULL, tag TEXT NOT NULL, value TEXT, weight REAL NOT NULL, bare INTEGER NOT NULL);
    CREATE INDEX signal_by_record ON signal (record);
";

impl Vault {
    /// Memory mode: gone when dropped.
    ///
    /// # Errors
    /// `vault_failed` if SQLite can't start.
    pub fn in_memory() -> Result<Vault, Error> {
        let db = Connection::open_in_memory()?;
        // Sorting and indexing must not spill into a temporary file either.
        db.execute_batch("PRAGMA temp_store = MEMORY; PRAGMA journal_mode = MEMORY;")?;
        db.execute_batch(SCHEMA)?;
        Ok(Vault { db })
    }
}
