//! Importing one archive: all of it or none. A cancel or a failure rolls back; the vault is as it was.

use super::key::Keys;
use super::mark::{self, Mark, Marks};
use super::sighting::{self, Sightings};
use super::size::Size;
use super::{Vault, native, packed};
use crate::archive::{Archive, Limits};
use crate::error::Error;
use crate::reader::{self, ArchiveNote, Begun, FileNote, Opened, Recognised, Row, Sink, Stop};
use crate::record::{ArchiveId, Platform};
use rusqlite::{CachedStatement, Connection, OptionalExtension, params};
use std::collections::HashSet;

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
    /// Inside a stage it waits there; otherwise it is kept at once.
    ///
    /// # Errors
    /// `cancelled`, `archive_changed`, `vault_failed`: nothing of this archive is kept. `import_too_big`: nothing of the whole stage,
    /// which has ended.
    pub fn import(&mut self, archive: &mut Archive, limits: &Limits, watch: &dyn Watch) -> Result<(), Error> {
        self.import_from(watch, &mut |sink| {
            // Why it stopped, the sink knows.
            let _: Result<(), Stop> = reader::read(archive, 0, limits, &[], sink);
            archive.unchanged()
        })
    }

    /// As [`Vault::import`], of an archive that somebody else reads.
    ///
    /// # Errors
    /// The feed's own; `cancelled`, `import_too_big`, `vault_failed`.
    pub fn import_from(&mut self, watch: &dyn Watch, feed: &mut Feed<'_>) -> Result<(), Error> {
        let ceiling = self.ceiling;
        self.in_stage(|db| {
            let mut import = Import::new(db, watch, ceiling);
            let fed = feed(&mut import);
            import.finish(fed)
        })
    }
}

/// One archive on its way into the open transaction.
struct Import<'t> {
    db: &'t Connection,
    watch: &'t dyn Watch,
    progress: Progress,
    /// The archive, under the name it goes by.
    archive: Option<Opened>,
    /// It was there before: what it gave then goes, unless it gives it again.
    again: bool,
    note: ArchiveNote,
    /// The begun file, and once it is recognised, where its rows go.
    begun: Option<Begun>,
    rows: Option<Rows<'t>>,
    /// Which records are there; looked up when the first row comes.
    marks: Option<Marks>,
    /// Files of it that have given rows by now: two entries may have one name.
    files: HashSet<i64>,
    size: Size,
    failed: Option<Error>,
}

/// The file whose rows are coming in.
struct Rows<'t> {
    file: i64,
    platform: Platform,
    source: String,
    keys: Keys,
    insert: CachedStatement<'t>,
    sightings: Sightings,
}

impl<'t> Import<'t> {
    fn new(db: &'t Connection, watch: &'t dyn Watch, ceiling: Option<u64>) -> Import<'t> {
        let (progress, note) = (Progress::default(), ArchiveNote::default());
        let size = Size::new(db, ceiling);
        let (archive, begun, rows, marks, files) = (None, None, None, None, HashSet::new());
        Import { db, watch, progress, archive, again: false, note, begun, rows, marks, files, size, failed: None }
    }

    /// Ends the import, which the reader ended with `fed`, and says which archive it was.
    fn finish(self, fed: Result<(), Error>) -> Result<ArchiveId, Error> {
        match self.failed {
            Some(e) => return Err(e),
            None => fed?,
        }
        if self.watch.cancelled() {
            return Err(Error::Cancelled);
        }
        if let Some(mut marks) = self.marks {
            marks.flush(self.db).map_err(|e| self.size.refused(&self.progress, e))?;
        }
        let archive = self.archive.ok_or_else(|| Error::VaultFailed { what: "archive".into() })?;
        let json = serde_json::to_string(&self.note).map_err(|_| Error::VaultFailed { what: "report".into() })?;
        let written = self.db.execute(
            "INSERT OR REPLACE INTO archive (id, name, sha256, report) VALUES (?1, ?2, ?3, ?4)",
            params![archive.id.0, archive.name, archive.sha256, json],
        );
        written.map_err(|e| self.size.refused(&self.progress, e.into()))?;
        if self.again {
            let mut unseen = HashSet::new();
            mark::each(self.db, |mark| {
                unseen.insert(mark.id);
            })?;
            for others in [false, true] {
                sighting::records(self.db, &archive.id.0, others)?.iter().for_each(|seen| {
                    unseen.remove(seen);
                });
            }
            mark::erase(self.db, &unseen)?;
        }
        Ok(archive.id)
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
        let named = self.name(archive);
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
        let opened = match self.archive.as_ref().zip(self.begun.as_ref()) {
            Some((archive, begun)) => file_id(self.db, &archive.id.0, &begun.path, file).map_err(Error::from),
            None => Err(Error::VaultFailed { what: "file".into() }),
        };
        let id = self.or_stop(opened)?;
        if self.files.insert(id) {
            let was = sighting::forget(self.db, id);
            self.again |= self.or_stop(was)?;
        }
        if self.marks.is_none() {
            let marks = Marks::load(self.db);
            self.marks = Some(self.or_stop(marks)?);
        }
        let rows = Rows::new(self.db, id, file.platform, file.source.clone()).map_err(Error::from);
        self.rows = Some(self.or_stop(rows)?);
        Ok(())
    }

    fn row(&mut self, row: Row) -> Result<(), Stop> {
        self.size.said(&row.fact);
        let written = match (&mut self.rows, &mut self.marks) {
            (Some(rows), Some(marks)) => rows.write(self.db, marks, &row).map_err(|e| self.size.refused(&self.progress, e)),
            _ => Err(Error::VaultFailed { what: "row".into() }),
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
        if let Some(mut rows) = self.rows.take() {
            let flushed = rows.sightings.flush(self.db).map_err(|e| self.size.refused(&self.progress, e));
            self.or_stop(flushed)?;
            let as_of = note.report.as_of().map(|t| t.format("%Y-%m-%dT%H:%M:%S").to_string());
            let written = self.db.execute("UPDATE file SET as_of = ?2 WHERE id = ?1", params![rows.file, as_of]);
            self.or_stop(written.map_err(Error::from))?;
        }
        let bytes = self.begun.take().map_or(0, |b| b.bytes);
        self.progress.bytes_done += bytes;
        self.size.ended(bytes, note.source.is_some());
        self.progress.rows += note.report.skipped.iter().map(|s| s.count).sum::<u64>();
        match note.passed {
            Some(medium) => *self.note.passed.entry(medium).or_default() += 1,
            None => self.note.files.push(note),
        }
        Ok(())
    }
}

impl Import<'_> {
    /// The same bytes under two names are one archive: it goes by the name that sorts first, whichever came first.
    fn name(&mut self, archive: &Opened) -> Result<String, Error> {
        let id = &archive.id.0;
        let known: Option<String> = self.db.query_row("SELECT name FROM archive WHERE id = ?1", params![id], |r| r.get(0)).optional()?;
        match known {
            Some(known) if known < archive.name => return Ok(known),
            Some(known) if known != archive.name => {
                self.db.execute("DELETE FROM sighting WHERE file IN (SELECT id FROM file WHERE archive = ?1)", params![id])?;
                self.db.execute("DELETE FROM file WHERE archive = ?1", params![id])?;
                self.again = true;
            }
            _ => {}
        }
        Ok(archive.name.clone())
    }
}

fn file_id(db: &Connection, archive: &str, path: &str, known: &Recognised) -> rusqlite::Result<i64> {
    db.execute(
        "INSERT OR IGNORE INTO file (archive, path, platform, source, variant) VALUES (?1, ?2, ?3, ?4, ?5)",
        params![archive, path, known.platform.id(), known.source, known.variant],
    )?;
    db.query_row("SELECT id FROM file WHERE archive = ?1 AND path = ?2", params![archive, path], |r| r.get(0))
}

impl<'t> Rows<'t> {
    fn new(db: &'t Connection, file: i64, platform: Platform, source: String) -> rusqlite::Result<Rows<'t>> {
        Ok(Rows {
            file,
            platform,
            source,
            keys: Keys::default(),
            insert: db.prepare_cached("INSERT INTO record (fact, signals) VALUES (?1, ?2)")?,
            sightings: Sightings::of(file),
        })
    }

    /// Writes a record and its place.
    fn write(&mut self, db: &Connection, marks: &mut Marks, row: &Row) -> Result<(), Error> {
        let fact = packed::fact(&row.fact).ok_or_else(|| Error::VaultFailed { what: "fact".into() })?;
        let key = self.keys.next(self.platform, &fact, row.beside);
        let id = match marks.find(&key) {
            Some(known) => known,
            None => {
                let id = self.insert.insert(params![fact, packed::signals(&row.signals)])?;
                let native = native::of(&self.source, self.platform, &row.fact);
                marks.add(db, Mark { id, key, native, beside: row.beside })?;
                id
            }
        };
        self.sightings.add(db, row.spot, id)
    }
}

#[cfg(test)]
impl Vault {
    /// Keeps records with signals given by hand, so that a rule is tried without lexicons.
    pub(crate) fn put(&mut self, records: &[(crate::record::Record, Vec<crate::signal::Signal>)]) {
        let tx = self.db.transaction().unwrap();
        let mut files = std::collections::BTreeMap::new();
        let mut marks = Marks::load(&tx).unwrap();
        for (record, signals) in records {
            let known = Recognised { source: record.source.clone(), variant: String::new(), why: String::new(), platform: record.platform };
            let rows = files.entry(&record.origin.file).or_insert_with(|| {
                let file = file_id(&tx, &record.origin.archive.0, &record.origin.file, &known).unwrap();
                Rows::new(&tx, file, record.platform, record.source.clone()).unwrap()
            });
            assert_eq!(rows.platform, record.platform, "a file is one platform's");
            let signals = signals.iter().map(|s| (s.clone(), false)).collect();
            let written =
                rows.write(&tx, &mut marks, &Row { spot: record.origin.spot, fact: record.fact.clone(), beside: record.beside, signals });
            assert!(written.is_ok());
        }
        for mut rows in files.into_values() {
            rows.sightings.flush(&tx).unwrap();
        }
        marks.flush(&tx).unwrap();
        tx.commit().unwrap();
    }
}
