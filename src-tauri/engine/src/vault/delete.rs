//! Deleting an archive: what only it showed goes, what others show too stays with their places. It can be undone as long as
//! [`Deleted`] is held, which lives in memory alone.

use super::key::Key;
use super::read::{Listed, StoredArchive};
use super::{Vault, bond};
use crate::error::Error;
use crate::record::ArchiveId;
use rusqlite::{Connection, params};

/// A deleted archive: what undoing needs. No text of it is printed, and dropping it is forgetting it.
pub struct Deleted {
    receipt: Receipt,
    /// Of the archive: id, name, hash, report.
    archive: [String; 4],
    files: Vec<File>,
    records: Vec<Record>,
    sightings: Vec<Sighting>,
    bonds: Vec<(String, String, bool)>,
}

/// What was deleted, and what was not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// The archive: name, files, rows, first and last.
    pub archive: Listed,
    /// Records that went with it.
    pub gone: u64,
    /// Records that another archive shows too: they stay.
    pub stay: u64,
}

struct File {
    id: i64,
    path: String,
    platform: String,
    source: String,
    variant: String,
    as_of: Option<String>,
}

struct Record {
    key: Key,
    native: Option<Key>,
    beside: bool,
    fact: String,
    signals: Option<String>,
}

struct Sighting {
    file: i64,
    spot: i64,
    record: Key,
}

impl Deleted {
    /// What to tell the person.
    pub fn receipt(&self) -> &Receipt {
        &self.receipt
    }
}

const FILES: &str = "(SELECT id FROM file WHERE archive = ?1)";

impl Vault {
    /// Deletes an archive with all that was derived from it. What was deleted is overwritten, and the store is written anew without it.
    ///
    /// # Errors
    /// `vault_failed`, also if there is no such archive or an import is staged: nothing is deleted.
    pub fn delete(&mut self, id: &ArchiveId) -> Result<Deleted, Error> {
        if self.staged.is_some() {
            return Err(Error::VaultFailed { what: "staged".into() });
        }
        let stored = self.archives()?.into_iter().find(|a| a.id == *id).ok_or_else(|| Error::VaultFailed { what: "archive".into() })?;
        let tx = self.db.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
        let mut deleted = gather(&tx, &stored)?;
        for statement in [
            format!("DELETE FROM record WHERE id IN {}", only_in()),
            format!("DELETE FROM sighting WHERE file IN {FILES}"),
            "DELETE FROM file WHERE archive = ?1".to_owned(),
            "DELETE FROM archive WHERE id = ?1".to_owned(),
        ] {
            tx.execute(&statement, [&id.0])?;
        }
        deleted.bonds = bond::forget_unsaid(&tx)?;
        tx.commit()?;
        self.db.flush_prepared_statement_cache();
        match self.db.execute_batch("VACUUM") {
            Ok(()) => Ok(deleted),
            Err(e) => {
                self.restore(deleted)?;
                Err(e.into())
            }
        }
    }

    /// Undoes a deletion: the archive is there again as it was. What came in since stays.
    ///
    /// # Errors
    /// `vault_failed`, also if an import is staged: nothing is changed.
    pub fn restore(&mut self, deleted: Deleted) -> Result<(), Error> {
        if self.staged.is_some() {
            return Err(Error::VaultFailed { what: "staged".into() });
        }
        let tx = self.db.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
        tx.execute(
            "INSERT OR REPLACE INTO archive (id, name, sha256, report) VALUES (?1, ?2, ?3, ?4)",
            rusqlite::params_from_iter(&deleted.archive),
        )?;
        put(&tx, &deleted)?;
        tx.commit()?;
        Ok(())
    }
}

/// Records that stand in no other archive.
fn only_in() -> String {
    format!(
        "(SELECT record FROM sighting WHERE file IN {FILES} EXCEPT
          SELECT record FROM sighting WHERE file NOT IN {FILES})"
    )
}

/// All that the archive alone gave, and where all of its rows stand.
fn gather(db: &Connection, stored: &StoredArchive) -> Result<Deleted, Error> {
    let id = &stored.id.0;
    let archive = db.query_row("SELECT id, name, sha256, report FROM archive WHERE id = ?1", [id], |r| {
        Ok([r.get(0)?, r.get(1)?, r.get(2)?, r.get(3)?])
    })?;
    let files = db
        .prepare("SELECT id, path, platform, source, variant, as_of FROM file WHERE archive = ?1 ORDER BY path")?
        .query_map([id], |r| {
            let (platform, source, variant) = (r.get(2)?, r.get(3)?, r.get(4)?);
            Ok(File { id: r.get(0)?, path: r.get(1)?, platform, source, variant, as_of: r.get(5)? })
        })?
        .collect::<Result<Vec<_>, _>>()?;
    let records = db
        .prepare(&format!("SELECT key, native, beside, fact, signals FROM record WHERE id IN {} ORDER BY id", only_in()))?
        .query_map([id], |r| Ok(Record { key: r.get(0)?, native: r.get(1)?, beside: r.get(2)?, fact: r.get(3)?, signals: r.get(4)? }))?
        .collect::<Result<Vec<_>, _>>()?;
    let sightings = db
        .prepare(&format!("SELECT s.file, s.spot, r.key FROM sighting s JOIN record r ON r.id = s.record WHERE s.file IN {FILES}"))?
        .query_map([id], |r| Ok(Sighting { file: r.get(0)?, spot: r.get(1)?, record: r.get(2)? }))?
        .collect::<Result<Vec<_>, _>>()?;
    let shown: u32 = db.query_row(&format!("SELECT count(DISTINCT record) FROM sighting WHERE file IN {FILES}"), [id], |r| r.get(0))?;
    let gone = records.len() as u64;
    let receipt = Receipt { archive: stored.listed(), gone, stay: u64::from(shown) - gone };
    Ok(Deleted { receipt, archive, files, records, sightings, bonds: Vec::new() })
}

/// Puts back what was deleted. A record that has come in again meanwhile is found by its key.
fn put(db: &Connection, deleted: &Deleted) -> Result<(), Error> {
    let mut insert =
        db.prepare("INSERT INTO record (key, native, beside, fact, signals) VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO NOTHING")?;
    for r in &deleted.records {
        insert.execute(params![r.key, r.native, r.beside, r.fact, r.signals])?;
    }
    let [archive, ..] = &deleted.archive;
    let mut files = std::collections::HashMap::new();
    for f in &deleted.files {
        db.execute(
            "INSERT OR IGNORE INTO file (archive, path, platform, source, variant, as_of) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            params![archive, f.path, f.platform, f.source, f.variant, f.as_of],
        )?;
        let id: i64 = db.query_row("SELECT id FROM file WHERE archive = ?1 AND path = ?2", params![archive, f.path], |r| r.get(0))?;
        files.insert(f.id, id);
    }
    bond::restore(db, &deleted.bonds)?;
    let mut insert = db.prepare("INSERT OR IGNORE INTO sighting (file, spot, record) SELECT ?1, ?2, id FROM record WHERE key = ?3")?;
    for s in &deleted.sightings {
        insert.execute(params![files.get(&s.file), s.spot, s.record])?;
    }
    Ok(())
}
