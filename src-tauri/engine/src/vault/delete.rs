//! Deleting an archive: what only it showed goes, what others show too stays with their places. It can be undone as long as
//! [`Deleted`] is held, which lives in memory alone.

use super::key::Key;
use super::mark::{self, Mark, Marks};
use super::read::{Listed, StoredArchive};
use super::sighting::{self, Sightings};
use super::{Vault, bond, packed};
use crate::error::Error;
use crate::record::ArchiveId;
use rusqlite::{Connection, params};
use std::collections::{BTreeMap, HashMap, HashSet};

/// A deleted archive: what undoing needs. No text of it is printed, and dropping it is forgetting it.
pub struct Deleted {
    receipt: Receipt,
    /// Of the archive: id, name, hash, report.
    archive: [String; 4],
    files: Vec<File>,
    records: Vec<Record>,
    /// Where its rows stand, in their order: file, spot, record.
    sightings: Vec<(i64, i64, Key)>,
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
    mark: Mark,
    fact: Vec<u8>,
    signals: Option<Vec<u8>>,
}

impl Deleted {
    /// What to tell the person.
    pub fn receipt(&self) -> &Receipt {
        &self.receipt
    }
}

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
        mark::erase(&tx, &deleted.records.iter().map(|r| r.mark.id).collect())?;
        for file in &deleted.files {
            sighting::forget(&tx, file.id)?;
        }
        tx.execute("DELETE FROM file WHERE archive = ?1", [&id.0])?;
        tx.execute("DELETE FROM archive WHERE id = ?1", [&id.0])?;
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
    let shown = sighting::records(db, id, false)?;
    let alone: HashSet<i64> = shown.difference(&sighting::records(db, id, true)?).copied().collect();
    let mut marks = BTreeMap::new();
    mark::each(db, |mark| {
        if shown.contains(&mark.id) {
            marks.insert(mark.id, mark);
        }
    })?;
    let mut sightings = Vec::new();
    for file in &files {
        sighting::of_file(db, file.id, |(spot, record)| {
            sightings.extend(marks.get(&record).map(|mark| (file.id, spot, mark.key)));
        })?;
    }
    let mut cells = db.prepare("SELECT fact, signals FROM record WHERE id = ?1")?;
    let mut records = Vec::new();
    for mark in marks.into_values().filter(|mark| alone.contains(&mark.id)) {
        records.push(cells.query_row([mark.id], |r| Ok(Record { mark, fact: r.get(0)?, signals: r.get(1)? }))?);
    }
    let gone = records.len() as u64;
    let receipt = Receipt { archive: stored.listed(), gone, stay: shown.len() as u64 - gone };
    Ok(Deleted { receipt, archive, files, records, sightings, bonds: Vec::new() })
}

/// Puts back what was deleted. A record that has come in again meanwhile is found by its key.
fn put(db: &Connection, deleted: &Deleted) -> Result<(), Error> {
    let mut marks = Marks::load(db)?;
    let mut insert = db.prepare("INSERT INTO record (fact, signals) VALUES (?1, ?2)")?;
    for Record { mark, fact, signals } in &deleted.records {
        if marks.find(&mark.key).is_none() {
            let id = insert.insert(params![fact, signals])?;
            marks.add(db, Mark { id, ..*mark })?;
        }
    }
    marks.flush(db)?;
    let [archive, ..] = &deleted.archive;
    let mut files = HashMap::new();
    for f in &deleted.files {
        db.execute(
            "INSERT OR IGNORE INTO file (archive, path, platform, source, variant, as_of) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            params![archive, f.path, f.platform, f.source, f.variant, f.as_of],
        )?;
        let id: i64 = db.query_row("SELECT id FROM file WHERE archive = ?1 AND path = ?2", params![archive, f.path], |r| r.get(0))?;
        sighting::forget(db, id)?;
        files.insert(f.id, Sightings::of(id));
    }
    for (file, spot, key) in &deleted.sightings {
        if let (Some(file), Some(spot), Some(record)) = (files.get_mut(file), packed::spot_of(*spot), marks.find(key)) {
            file.add(db, spot, record)?;
        }
    }
    for file in files.values_mut() {
        file.flush(db)?;
    }
    bond::restore(db, &deleted.bonds)
}
