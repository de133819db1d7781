//! Marks: by what each record is known again. They are kept apart from what the records say, many to a row, so that an import looks
//! through all of them without touching a text, and writes its own without an index of random numbers.

use super::key::{Hashed, Key};
use crate::error::Error;
use rusqlite::{Connection, params};
use serde::{Deserialize, Serialize};
use std::collections::{HashMap, HashSet};
use std::hash::BuildHasherDefault;

/// Of one record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Mark {
    /// Its row id.
    pub(super) id: i64,
    /// Hash of platform and fact.
    pub(super) key: Key,
    /// By which number of the platform's it is known again.
    pub(super) native: Option<Key>,
    /// It stands in no row of a table or chat.
    pub(super) beside: bool,
}

/// Marks in one row of the store.
const TOGETHER: usize = 1024;

/// Which records are there, and those that come in.
#[derive(Default)]
pub(super) struct Marks {
    known: HashMap<Key, i64, BuildHasherDefault<Hashed>>,
    /// Not written yet.
    fresh: Vec<Mark>,
}

impl Marks {
    /// Of all records in the store.
    pub(super) fn load(db: &Connection) -> Result<Marks, Error> {
        let mut known = HashMap::default();
        each(db, |mark| {
            known.insert(mark.key, mark.id);
        })?;
        Ok(Marks { known, fresh: Vec::new() })
    }

    /// The record with this key.
    pub(super) fn find(&self, key: &Key) -> Option<i64> {
        self.known.get(key).copied()
    }

    /// A record that has come in, after all others.
    pub(super) fn add(&mut self, db: &Connection, mark: Mark) -> Result<(), Error> {
        self.known.insert(mark.key, mark.id);
        self.fresh.push(mark);
        if self.fresh.len() < TOGETHER { Ok(()) } else { self.flush(db) }
    }

    /// Writes what is not written yet.
    pub(super) fn flush(&mut self, db: &Connection) -> Result<(), Error> {
        write(db, &self.fresh)?;
        self.fresh.clear();
        Ok(())
    }
}

fn broken() -> Error {
    Error::VaultFailed { what: "mark".into() }
}

fn write(db: &Connection, marks: &[Mark]) -> Result<(), Error> {
    let Some(first) = marks.first() else { return Ok(()) };
    let packed = postcard::to_stdvec(marks).map_err(|_| broken())?;
    db.prepare_cached("INSERT INTO mark (first, marks) VALUES (?1, ?2)")?.execute(params![first.id, packed])?;
    Ok(())
}

/// Every mark, by record.
pub(super) fn each(db: &Connection, mut each: impl FnMut(Mark)) -> Result<(), Error> {
    let mut statement = db.prepare_cached("SELECT marks FROM mark ORDER BY first")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let packed = row.get_ref(0)?.as_blob().map_err(|_| broken())?;
        postcard::from_bytes::<Vec<Mark>>(packed).map_err(|_| broken())?.into_iter().for_each(&mut each);
    }
    Ok(())
}

/// Takes records out of the store, marks and all.
pub(super) fn erase(db: &Connection, gone: &HashSet<i64>) -> Result<(), Error> {
    if gone.is_empty() {
        return Ok(());
    }
    let mut erase = db.prepare_cached("DELETE FROM record WHERE id = ?1")?;
    for id in gone {
        erase.execute([id])?;
    }
    let mut statement = db.prepare("SELECT first, marks FROM mark")?;
    let mut rows = statement.query([])?;
    let mut thinned = Vec::new();
    while let Some(row) = rows.next()? {
        let packed = row.get_ref(1)?.as_blob().map_err(|_| broken())?;
        let mut marks: Vec<Mark> = postcard::from_bytes(packed).map_err(|_| broken())?;
        let before = marks.len();
        marks.retain(|mark| !gone.contains(&mark.id));
        if marks.len() < before {
            thinned.push((row.get::<_, i64>(0)?, marks));
        }
    }
    for (first, marks) in thinned {
        db.prepare_cached("DELETE FROM mark WHERE first = ?1")?.execute([first])?;
        write(db, &marks)?;
    }
    Ok(())
}
