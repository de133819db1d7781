//! Staging: an import that can be looked at before it is kept. One transaction; each archive in it whole or not at all.

use super::Vault;
use crate::error::Error;
use crate::record::ArchiveId;
use rusqlite::Connection;
use std::collections::BTreeSet;

/// What was there before, and what has come since.
pub(super) struct Stage {
    /// The last record of before; later ones have greater numbers.
    pub(super) last_record: i64,
    /// Archives that were imported since.
    pub(super) archives: BTreeSet<ArchiveId>,
}

impl Vault {
    /// Begins an import that is kept or discarded as a whole. Reading sees what is staged.
    ///
    /// # Errors
    /// `vault_failed`, also if one is staged already.
    pub fn stage(&mut self) -> Result<(), Error> {
        if self.staged.is_some() {
            return Err(Error::VaultFailed { what: "staged".into() });
        }
        self.db.execute_batch("BEGIN IMMEDIATE")?;
        match self.db.query_row("SELECT coalesce(max(id), 0) FROM record", [], |r| r.get(0)) {
            Ok(last_record) => {
                self.staged = Some(Stage { last_record, archives: BTreeSet::new() });
                Ok(())
            }
            Err(e) => {
                self.roll_back()?;
                Err(e.into())
            }
        }
    }

    /// Whether an import is staged.
    pub fn staged(&self) -> bool {
        self.staged.is_some()
    }

    /// Keeps what is staged.
    ///
    /// # Errors
    /// `vault_failed`, also if nothing is staged: then all is as it was before the stage began.
    pub fn keep(&mut self) -> Result<(), Error> {
        if self.staged.take().is_none() {
            return Err(Error::VaultFailed { what: "staged".into() });
        }
        if let Err(e) = self.db.execute_batch("COMMIT") {
            self.roll_back()?;
            return Err(e.into());
        }
        Ok(())
    }

    /// Discards what is staged: everything is as it was before. Without a stage, nothing happens.
    ///
    /// # Errors
    /// `vault_failed`.
    pub fn discard(&mut self) -> Result<(), Error> {
        self.staged = None;
        self.roll_back()
    }

    /// SQLite itself may have rolled back: then there is nothing left to do.
    fn roll_back(&self) -> Result<(), Error> {
        if !self.db.is_autocommit() {
            self.db.execute_batch("ROLLBACK")?;
        }
        Ok(())
    }

    /// Runs `import` for one archive: inside the stage, or in one of its own that is kept at once. What fails leaves nothing.
    pub(super) fn in_stage(&mut self, import: impl FnOnce(&Connection) -> Result<ArchiveId, Error>) -> Result<(), Error> {
        let own = self.staged.is_none();
        if own {
            self.stage()?;
        }
        self.db.execute_batch("SAVEPOINT archive")?;
        match (import(&self.db), &mut self.staged) {
            (Ok(id), Some(stage)) => {
                stage.archives.insert(id);
                self.db.execute_batch("RELEASE archive")?;
                if own { self.keep() } else { Ok(()) }
            }
            (failed, _) => {
                if self.db.is_autocommit() {
                    // A failure so deep that SQLite rolled everything back.
                    self.staged = None;
                } else if own {
                    self.discard()?;
                } else {
                    self.db.execute_batch("ROLLBACK TO archive; RELEASE archive")?;
                }
                failed.map(|_| ())
            }
        }
    }
}
