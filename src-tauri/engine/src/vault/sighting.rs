//! Sightings: every place where a record was seen, file by file, in the order of its rows. Many to a row of the store, each as its
//! distance from the one before: a file's rows follow each other, and so do their records.

use super::packed;
use crate::error::Error;
use crate::record::Spot;
use rusqlite::{Connection, params};
use std::collections::HashSet;

/// Where a row stands and which record it is.
pub(super) type Sighting = (i64, i64);

/// Sightings in one row of the store.
const TOGETHER: usize = 4096;

/// Those of one file, on their way into the store.
pub(super) struct Sightings {
    file: i64,
    fresh: Vec<Sighting>,
}

impl Sightings {
    pub(super) fn of(file: i64) -> Sightings {
        Sightings { file, fresh: Vec::new() }
    }

    /// The file's next row.
    pub(super) fn add(&mut self, db: &Connection, spot: Spot, record: i64) -> Result<(), Error> {
        self.fresh.push((packed::spot(spot), record));
        if self.fresh.len() < TOGETHER { Ok(()) } else { self.flush(db) }
    }

    /// Writes what is not written yet.
    pub(super) fn flush(&mut self, db: &Connection) -> Result<(), Error> {
        if self.fresh.is_empty() {
            return Ok(());
        }
        let mut last = (0, 0);
        for place in &mut self.fresh {
            let here = *place;
            *place = (here.0.wrapping_sub(last.0), here.1.wrapping_sub(last.1));
            last = here;
        }
        let places = postcard::to_stdvec(&self.fresh).map_err(|_| broken())?;
        self.fresh.clear();
        db.prepare_cached("INSERT INTO sighting (file, places) VALUES (?1, ?2)")?.execute(params![self.file, places])?;
        Ok(())
    }
}

fn broken() -> Error {
    Error::VaultFailed { what: "place".into() }
}

fn unpack(places: &[u8], mut each: impl FnMut(Sighting)) -> Result<(), Error> {
    let mut last: Sighting = (0, 0);
    for step in postcard::from_bytes::<Vec<Sighting>>(places).map_err(|_| broken())? {
        last = (last.0.wrapping_add(step.0), last.1.wrapping_add(step.1));
        each(last);
    }
    Ok(())
}

/// Those of one file, in the order of its rows.
pub(super) fn of_file(db: &Connection, file: i64, mut each: impl FnMut(Sighting)) -> Result<(), Error> {
    let mut statement = db.prepare_cached("SELECT places FROM sighting WHERE file = ?1 ORDER BY id")?;
    let mut rows = statement.query([file])?;
    while let Some(row) = rows.next()? {
        unpack(row.get_ref(0)?.as_blob().map_err(|_| broken())?, &mut each)?;
    }
    Ok(())
}

/// The records that stand in files of this archive, or with `others` in files of any other.
pub(super) fn records(db: &Connection, archive: &str, others: bool) -> Result<HashSet<i64>, Error> {
    let which = if others { "<>" } else { "=" };
    let mut statement = db.prepare(&format!("SELECT places FROM sighting WHERE file IN (SELECT id FROM file WHERE archive {which} ?1)"))?;
    let mut rows = statement.query([archive])?;
    let mut found = HashSet::new();
    while let Some(row) = rows.next()? {
        unpack(row.get_ref(0)?.as_blob().map_err(|_| broken())?, |(_, record)| {
            found.insert(record);
        })?;
    }
    Ok(found)
}

/// Forgets where the rows of a file stand; whether any stood there.
pub(super) fn forget(db: &Connection, file: i64) -> Result<bool, Error> {
    Ok(db.prepare_cached("DELETE FROM sighting WHERE file = ?1")?.execute([file])? > 0)
}
