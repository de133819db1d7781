//! Importing one archive: all of it or none. A cancel or a failure rolls back; the vault is as it was.

use super::Vault;
use super::key::Keys;
use crate::archive::{Archive, Limits};
use crate::error::Error;
use crate::problem::{Code, Problem};
use crate::record::{ArchiveId, Fact, Origin, Record, Spot};
use crate::report::stored::{ArchiveNote, FileNote};
use crate::signal;
use crate::source::{self, FileReport, Reading, Recognition};
use rusqlite::{OptionalExtension, Transaction, params};
use std::cell::Cell;

/// How far an import has come.
#[derive(Debug, Clone, PartialEq, Eq)]
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

const ROWS_BETWEEN_REPORTS: u64 = 256;

impl Vault {
    /// Reads every file of the archive that a source recognises. Files nobody recognises are noted, never an error.
    ///
    /// # Errors
    /// `cancelled`, `vault_failed`: nothing of this archive is kept.
    pub fn import(&mut self, archive: &mut Archive, limits: &Limits, watch: &dyn Watch) -> Result<(), Error> {
        let tx = self.db.transaction()?;
        let mut note = ArchiveNote::default();
        let name = one_name(&tx, archive)?;
        let mut entries: Vec<_> = archive.entries().to_vec();
        for lone in entries.iter_mut().filter(|e| e.path == archive.name()) {
            lone.path.clone_from(&name);
        }
        let bytes_total = entries.iter().map(|e| e.claimed_size).sum();
        let mut progress = Progress { file: String::new(), rows: 0, bytes_done: 0, bytes_total };
        for (index, entry) in entries.iter().enumerate() {
            progress.file.clone_from(&entry.path);
            watch.progress(&progress);
            let file = read_file(&tx, archive, &name, index, limits, watch, &mut progress)?;
            note.files.push(file);
            progress.bytes_done += entry.claimed_size;
        }
        if watch.cancelled() {
            return Err(Error::Cancelled);
        }
        let json = serde_json::to_string(&note).map_err(|_| Error::VaultFailed { what: "report".into() })?;
        tx.execute(
            "INSERT OR REPLACE INTO archive (id, name, sha256, report) VALUES (?1, ?2, ?3, ?4)",
            params![archive.id().0, name, archive.sha256(), json],
        )?;
        tx.commit()?;
        Ok(())
    }
}

/// The same bytes under two names are one archive: it goes by the name that sorts first, whichever came first.
fn one_name(tx: &Transaction<'_>, archive: &Archive) -> Result<String, Error> {
    let id = &archive.id().0;
    let known: Option<String> = tx.query_row("SELECT name FROM archive WHERE id = ?1", params![id], |r| r.get(0)).optional()?;
    match known {
        Some(known) if known.as_str() < archive.name() => return Ok(known),
        Some(known) if known != archive.name() => {
            tx.execute("DELETE FROM sighting WHERE file IN (SELECT id FROM file WHERE archive = ?1)", params![id])?;
            tx.execute("DELETE FROM file WHERE archive = ?1", params![id])?;
            tx.execute("DELETE FROM record WHERE id NOT IN (SELECT record FROM sighting)", [])?;
            tx.execute("DELETE FROM signal WHERE record NOT IN (SELECT id FROM record)", [])?;
        }
        _ => {}
    }
    Ok(archive.name().to_owned())
}

/// Reads one file into the open transaction. Only a cancel and a failing vault are errors; trouble with the file is in its note.
fn read_file(
    tx: &Transaction<'_>,
    archive: &mut Archive,
    name: &str,
    index: usize,
    limits: &Limits,
    watch: &dyn Watch,
    progress: &mut Progress,
) -> Result<FileNote, Error> {
    let path = progress.file.clone();
    let id = archive.id().clone();
    let mut note = FileNote { path: path.clone(), ..FileNote::default() };
    // A chat inside its own zip is titled by the zip's name alone (`WhatsApp Chat - X.zip` › `_chat.txt`).
    let titled = if name == path { path.clone() } else { format!("{name}/{path}") };
    let mut stream = match archive.read(index) {
        Ok(stream) => stream,
        Err(e) => {
            note.error = Some(e);
            return Ok(note);
        }
    };
    let opened = match source::peek::open(&titled, &mut *stream, limits) {
        Ok(opened) => opened,
        Err(e) => {
            note.error = Some(e);
            return Ok(note);
        }
    };
    let (source, recognition) = source::recognise(opened.peek());
    let (source, why) = match (source, recognition) {
        (Some(source), Recognition::Yes(why) | Recognition::Perhaps(why)) => (source, why),
        (Some(source), Recognition::Lookalike { found }) => {
            note.error = Some(Error::WrongExport { found: found.into(), wanted: source.card().id.into() });
            return Ok(note);
        }
        _ => {
            note.error = Some(Error::Unrecognised);
            return Ok(note);
        }
    };
    note.source = Some(source.card().id.into());
    note.variant = Some(why.variant.into());
    note.why = Some(why.mark);

    let failed: Cell<Option<Error>> = Cell::new(None);
    let mut writer = Writer::new(tx, &id, &path)?;
    let rows_before = progress.rows;
    let mut keep = |record: Record| -> bool {
        match writer.write(&record) {
            Ok(()) => {
                progress.rows += 1;
                if progress.rows.is_multiple_of(ROWS_BETWEEN_REPORTS) {
                    watch.progress(progress);
                    if watch.cancelled() {
                        failed.set(Some(Error::Cancelled));
                        return false;
                    }
                }
                true
            }
            Err(e) => {
                failed.set(Some(e));
                false
            }
        }
    };
    let mut reading = Reading::new(id.clone(), path.clone(), source.card(), limits, &mut keep);
    let trouble = opened.read(source, &mut reading);
    let report = reading.finish();
    if let Some(e) = failed.take() {
        return Err(e);
    }
    progress.rows = rows_before + report.rows_read;
    note.report = report;
    // The stream may break off in mid-file (damage, limit, a password that passed the first check): what came before is kept.
    if let Err(e) = trouble {
        broke_off(&mut note, &id, &path, e);
    }
    Ok(note)
}

fn broke_off(note: &mut FileNote, archive: &ArchiveId, path: &str, e: Error) {
    let origin = Origin { archive: archive.clone(), file: path.to_owned(), spot: Spot::File };
    let FileReport { problems, .. } = &mut note.report;
    if !problems.iter().any(|p| p.code == Code::CutShort) {
        problems.push(Problem { origin, code: Code::CutShort, hint: String::new(), count: 1 });
    }
    note.error = Some(e);
}

/// Writes records, their places and their signals.
struct Writer<'t> {
    tx: &'t Transaction<'t>,
    file: i64,
    keys: Keys,
}

impl<'t> Writer<'t> {
    fn new(tx: &'t Transaction<'t>, archive: &ArchiveId, path: &str) -> Result<Writer<'t>, Error> {
        tx.execute("INSERT OR IGNORE INTO file (archive, path) VALUES (?1, ?2)", params![archive.0, path])?;
        let file = tx.query_row("SELECT id FROM file WHERE archive = ?1 AND path = ?2", params![archive.0, path], |r| r.get(0))?;
        Ok(Writer { tx, file, keys: Keys::default() })
    }

    fn write(&mut self, record: &Record) -> Result<(), Error> {
        let key = self.keys.next(record.platform, &record.fact);
        let known: Option<i64> =
            self.tx.prepare_cached("SELECT id FROM record WHERE key = ?1")?.query_row(params![key], |r| r.get(0)).optional()?;
        let id = match known {
            Some(id) => id,
            None => self.insert(&key, record)?,
        };
        let is_row = !matches!(record.fact, Fact::Profile(_));
        self.tx.prepare_cached("INSERT OR IGNORE INTO sighting (record, file, spot, row) VALUES (?1, ?2, ?3, ?4)")?.execute(params![
            id,
            self.file,
            record.origin.spot.to_string(),
            is_row
        ])?;
        Ok(())
    }

    fn insert(&self, key: &[u8; 16], record: &Record) -> Result<i64, Error> {
        let fact = serde_json::to_string(&record.fact).map_err(|_| Error::VaultFailed { what: "fact".into() })?;
        let time = record.fact.time().map(|t| t.wall.format("%Y-%m-%dT%H:%M:%S").to_string());
        self.tx.prepare_cached("INSERT INTO record (key, platform, source, time, fact) VALUES (?1, ?2, ?3, ?4, ?5)")?.execute(params![
            key,
            record.platform.id(),
            record.source,
            time,
            fact
        ])?;
        let id = self.tx.last_insert_rowid();
        let signals = signal::extract(record);
        if !signals.is_empty() {
            // A signal also seen without title, note and text is one that a bare who-when-how-much gives away.
            let bare = signal::extract(&record.bare());
            let mut insert = self.tx.prepare_cached("INSERT INTO signal (record, tag, value, weight, bare) VALUES (?1, ?2, ?3, ?4, ?5)")?;
            for s in &signals {
                insert.execute(params![id, s.tag, s.value, s.weight, bare.contains(s)])?;
            }
        }
        Ok(id)
    }
}

#[cfg(test)]
impl Vault {
    /// Keeps records with signals given by hand, so that a rule is tried without lexicons.
    pub(crate) fn keep(&mut self, records: &[(Record, Vec<signal::Signal>)]) {
        let tx = self.db.transaction().unwrap();
        let Some((first, _)) = records.first() else { return };
        let mut writer = Writer::new(&tx, &first.origin.archive, &first.origin.file).unwrap();
        for (record, signals) in records {
            writer.write(record).unwrap();
            let id: i64 = tx.query_row("SELECT MAX(id) FROM record", [], |r| r.get(0)).unwrap();
            tx.execute("DELETE FROM signal WHERE record = ?1", params![id]).unwrap();
            for s in signals {
                let insert = "INSERT INTO signal (record, tag, value, weight, bare) VALUES (?1, ?2, ?3, ?4, 0)";
                tx.execute(insert, params![id, s.tag, s.value, s.weight]).unwrap();
            }
        }
        drop(writer);
        tx.commit().unwrap();
    }
}
