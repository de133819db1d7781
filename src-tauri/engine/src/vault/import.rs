//! Importing one archive: all of it or none. A cancel or a failure rolls back; the vault is as it was.

use super::Vault;
use super::key::Keys;
use crate::archive::{Archive, Limits};
use crate::error::Error;
use crate::reader::{self, ArchiveNote, Begun, FileNote, Opened, Recognised, Row, Sink, Stop};
use crate::record::{Fact, Platform};
use rusqlite::{Connection, OptionalExtension, params};

/// How far an import has come.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Progress {
    /// Path inside the archive.
    pub file: String,
    /// Rows so far in this archive.
    pub rows: u64,
    /// Bytes of finished files, by claimed size.
    pub bytes_done: u64,
    /// Claimed bytes in all.
    pub bytes_total: u64,
}

/// Who watches an import. Called every few hundred rows.
pub trait Watch {
    /// Told how far it is.
    fn progress(&self, progress: &Progress);
    /// Asked whether to stop.
    fn cancelled(&self) -> bool;
}

/// Nobody watches.
impl Watch for () {
    fn progress(&self, _: &Progress) {}
    fn cancelled(&self) -> bool {
        false
    }
}

/// What reads an archive into a sink: in this process ([`reader::read`]) or in another that is walled off.
pub type Feed<'f> = dyn FnMut(&mut dyn Sink) -> Result<(), Error> + 'f;

const ROWS_BETWEEN_REPORTS: u64 = 256;

impl Vault {
    /// Reads every file of the archive that a source recognises. Files nobody recognises are noted, never an error.
    ///
    /// # Errors
    /// `cancelled`, `vault_failed`: nothing of this archive is kept.
    pub fn import(&mut self, archive: &mut Archive, limits: &Limits, watch: &dyn Watch) -> Result<(), Error> {
        self.import_from(watch, &mut |sink| {
            // Why it stopped, the sink knows.
            let _: Result<(), Stop> = reader::read(archive, 0, limits, sink);
            Ok(())
        })
    }

    /// As [`Vault::import`], of an archive that somebody else reads.
    ///
    /// # Errors
    /// The feed's own; `cancelled`, `vault_failed`.
    pub fn import_from(&mut self, watch: &dyn Watch, feed: &mut Feed<'_>) -> Result<(), Error> {
        let tx = self.db.transaction()?;
        let mut import = Import::new(&tx, watch);
        let fed = feed(&mut import);
        import.finish(fed)?;
        tx.commit()?;
        Ok(())
    }
}

/// One archive on its way into the open transaction.
struct Import<'t> {
    db: &'t Connection,
    watch: &'t dyn Watch,
    progress: Progress,
    /// The archive, under the name it goes by.
    archive: Option<Opened>,
    note: ArchiveNote,
    /// The begun file, and once it is recognised, where its rows go.
    begun: Option<Begun>,
    rows: Option<Rows>,
    failed: Option<Error>,
}

/// The file whose rows are coming in.
struct Rows {
    file: i64,
    platform: Platform,
    source: String,
    keys: Keys,
}

impl<'t> Import<'t> {
    fn new(db: &'t Connection, watch: &'t dyn Watch) -> Import<'t> {
        let (progress, note) = (Progress::default(), ArchiveNote::default());
        Import { db, watch, progress, archive: None, note, begun: None, rows: None, failed: None }
    }

    /// Ends the import, which the reader ended with `fed`.
    fn finish(self, fed: Result<(), Error>) -> Result<(), Error> {
        match self.failed {
            Some(e) => return Err(e),
            None => fed?,
        }
        if self.watch.cancelled() {
            return Err(Error::Cancelled);
        }
        let archive = self.archive.ok_or_else(|| Error::VaultFailed { what: "archive".into() })?;
        let json = serde_json::to_string(&self.note).map_err(|_| Error::VaultFailed { what: "report".into() })?;
        self.db.execute(
            "INSERT OR REPLACE INTO archive (id, name, sha256, report) VALUES (?1, ?2, ?3, ?4)",
            params![archive.id.0, archive.name, archive.sha256, json],
        )?;
        Ok(())
    }

    /// Remembers why nothing more is wanted.
    fn or_stop<T>(&mut self, done: Result<T, Error>) -> Result<T, Stop> {
        done.map_err(|e| {
            self.failed = Some(e);
            Stop
        })
    }

    fn report(&mut self) -> Result<(), Error> {
        self.watch.progress(&self.progress);
        if self.watch.cancelled() { Err(Error::Cancelled) } else { Ok(()) }
    }
}

impl Sink for Import<'_> {
    fn opened(&mut self, archive: &Opened) -> Result<String, Stop> {
        self.progress.bytes_total = archive.bytes;
        let named = one_name(self.db, archive);
        let name = self.or_stop(named)?;
        self.archive = Some(Opened { name: name.clone(), ..archive.clone() });
        Ok(name)
    }

    fn begun(&mut self, file: &Begun) -> Result<(), Stop> {
        self.progress.file.clone_from(&file.path);
        self.begun = Some(file.clone());
        let done = self.report();
        self.or_stop(done)
    }

    fn recognised(&mut self, file: &Recognised) -> Result<(), Stop> {
        let known = self.archive.as_ref().zip(self.begun.as_ref()).map(|(a, b)| file_id(self.db, &a.id.0, &b.path));
        let opened = known.unwrap_or_else(|| Err(Error::VaultFailed { what: "file".into() }));
        let file_id = self.or_stop(opened)?;
        self.rows = Some(Rows { file: file_id, platform: file.platform, source: file.source.clone(), keys: Keys::default() });
        Ok(())
    }

    fn row(&mut self, row: Row) -> Result<(), Stop> {
        let written = match &mut self.rows {
            Some(rows) => rows.write(self.db, &row),
            None => Err(Error::VaultFailed { what: "row".into() }),
        };
        self.or_stop(written)?;
        self.progress.rows += 1;
        if self.progress.rows.is_multiple_of(ROWS_BETWEEN_REPORTS) {
            let done = self.report();
            return self.or_stop(done);
        }
        Ok(())
    }

    fn ended(&mut self, note: FileNote) -> Result<(), Stop> {
        self.rows = None;
        self.progress.bytes_done += self.begun.take().map_or(0, |b| b.bytes);
        self.progress.rows += note.report.skipped.iter().map(|s| s.count).sum::<u64>();
        self.note.files.push(note);
        Ok(())
    }
}

/// The same bytes under two names are one archive: it goes by the name that sorts first, whichever came first.
fn one_name(db: &Connection, archive: &Opened) -> Result<String, Error> {
    let id = &archive.id.0;
    let known: Option<String> = db.query_row("SELECT name FROM archive WHERE id = ?1", params![id], |r| r.get(0)).optional()?;
    match known {
        Some(known) if known < archive.name => return Ok(known),
        Some(known) if known != archive.name => {
            db.execute("DELETE FROM sighting WHERE file IN (SELECT id FROM file WHERE archive = ?1)", params![id])?;
            db.execute("DELETE FROM file WHERE archive = ?1", params![id])?;
            db.execute("DELETE FROM record WHERE id NOT IN (SELECT record FROM sighting)", [])?;
            db.execute("DELETE FROM signal WHERE record NOT IN (SELECT id FROM record)", [])?;
        }
        _ => {}
    }
    Ok(archive.name.clone())
}

fn file_id(db: &Connection, archive: &str, path: &str) -> Result<i64, Error> {
    db.execute("INSERT OR IGNORE INTO file (archive, path) VALUES (?1, ?2)", params![archive, path])?;
    Ok(db.query_row("SELECT id FROM file WHERE archive = ?1 AND path = ?2", params![archive, path], |r| r.get(0))?)
}

impl Rows {
    /// Writes a record, its place and its signals.
    fn write(&mut self, db: &Connection, row: &Row) -> Result<(), Error> {
        let fact = serde_json::to_string(&row.fact).map_err(|_| Error::VaultFailed { what: "fact".into() })?;
        let key = self.keys.next(self.platform, &fact);
        let known: Option<i64> =
            db.prepare_cached("SELECT id FROM record WHERE key = ?1")?.query_row(params![key], |r| r.get(0)).optional()?;
        let id = match known {
            Some(id) => id,
            None => self.insert(db, &key, &fact, row)?,
        };
        let is_row = !matches!(row.fact, Fact::Profile(_));
        db.prepare_cached("INSERT OR IGNORE INTO sighting (record, file, spot, row) VALUES (?1, ?2, ?3, ?4)")?.execute(params![
            id,
            self.file,
            row.spot.to_string(),
            is_row
        ])?;
        Ok(())
    }

    fn insert(&self, db: &Connection, key: &[u8; 16], fact: &str, row: &Row) -> Result<i64, Error> {
        let time = row.fact.time().map(|t| t.wall.format("%Y-%m-%dT%H:%M:%S").to_string());
        db.prepare_cached("INSERT INTO record (key, platform, source, time, fact) VALUES (?1, ?2, ?3, ?4, ?5)")?.execute(params![
            key,
            self.platform.id(),
            self.source,
            time,
            fact
        ])?;
        let id = db.last_insert_rowid();
        let mut insert = db.prepare_cached("INSERT INTO signal (record, tag, value, weight, bare) VALUES (?1, ?2, ?3, ?4, ?5)")?;
        for (s, bare) in &row.signals {
            insert.execute(params![id, s.tag, s.value, s.weight, bare])?;
        }
        Ok(id)
    }
}

#[cfg(test)]
impl Vault {
    /// Keeps records with signals given by hand, so that a rule is tried without lexicons.
    pub(crate) fn keep(&mut self, records: &[(crate::record::Record, Vec<crate::signal::Signal>)]) {
        let tx = self.db.transaction().unwrap();
        let Some((first, _)) = records.first() else { return };
        let file = file_id(&tx, &first.origin.archive.0, &first.origin.file).unwrap();
        let mut keys = Keys::default();
        for (record, signals) in records {
            let mut rows = Rows { file, platform: record.platform, source: record.source.clone(), keys };
            let signals = signals.iter().map(|s| (s.clone(), false)).collect();
            rows.write(&tx, &Row { spot: record.origin.spot, fact: record.fact.clone(), signals }).unwrap();
            keys = rows.keys;
        }
        tx.commit().unwrap();
    }
}
