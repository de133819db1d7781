//! Reading back: what is stored, with the places it was seen.

use super::Vault;
use crate::error::Error;
use crate::reader::ArchiveNote;
use crate::record::{ArchiveId, Fact, Platform, Spot};
use crate::signal::Signal;
use std::collections::{BTreeMap, HashMap};

/// Where a record stands: a file by its number in [`Vault::files`], and a spot in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// Index into the sorted list of files.
    pub file: usize,
    /// The spot.
    pub spot: Spot,
}

/// A stored record.
#[derive(Debug, Clone)]
pub struct Stored {
    /// Row id in the vault; not stable between imports, never shown.
    pub id: i64,
    /// Whose platform.
    pub platform: Platform,
    /// Which source read it.
    pub source: String,
    /// What it says.
    pub fact: Fact,
    /// Where it stands; the first is the one that is shown.
    pub places: Vec<Place>,
    /// Whether it stands as a row of a table or chat (a preamble's statement does not).
    pub row: bool,
    /// What was seen in it, and whether the bare who-when-how-much gives it away too.
    pub signals: Vec<(Signal, bool)>,
}

/// The files of a vault.
#[derive(Debug, Default)]
pub(crate) struct Files {
    /// Archive and path, sorted.
    pub(crate) list: Vec<(ArchiveId, String)>,
    by_id: HashMap<i64, usize>,
}

/// An archive as it was read.
#[derive(Debug, Clone)]
pub(crate) struct StoredArchive {
    pub(crate) id: ArchiveId,
    pub(crate) name: String,
    pub(crate) sha256: String,
    pub(crate) note: ArchiveNote,
}

impl Vault {
    /// Every record, one at a time, by time and then content: an order that doesn't depend on the order of import.
    /// `files` is what [`Vault::files`] gave.
    ///
    /// # Errors
    /// `vault_failed`.
    pub(crate) fn records(&self, files: &Files, mut each: impl FnMut(Stored)) -> Result<(), Error> {
        let mut statement = self.db.prepare("SELECT id, platform, source, fact FROM record ORDER BY time, key")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let id: i64 = row.get(0)?;
            let broken = || Error::VaultFailed { what: "fact".into() };
            let fact = serde_json::from_str(row.get_ref(3)?.as_str().map_err(|_| broken())?).map_err(|_| broken())?;
            let platform = Platform::from_id(row.get_ref(1)?.as_str().map_err(|_| broken())?).ok_or_else(broken)?;
            let (places, is_row) = self.places(id, files)?;
            each(Stored { id, platform, source: row.get(2)?, fact, places, row: is_row, signals: self.signals(id)? });
        }
        Ok(())
    }

    /// Every file a record stands in, sorted as origins are.
    ///
    /// # Errors
    /// `vault_failed`.
    pub(crate) fn files(&self) -> Result<Files, Error> {
        let mut statement = self.db.prepare("SELECT id, archive, path FROM file ORDER BY archive, path")?;
        let mut rows = statement.query([])?;
        let mut files = Files::default();
        while let Some(row) = rows.next()? {
            files.by_id.insert(row.get(0)?, files.list.len());
            files.list.push((ArchiveId(row.get(1)?), row.get(2)?));
        }
        Ok(files)
    }

    /// The archives, by id.
    pub(crate) fn archives(&self) -> Result<Vec<StoredArchive>, Error> {
        let mut statement = self.db.prepare("SELECT id, name, sha256, report FROM archive ORDER BY id")?;
        let mut rows = statement.query([])?;
        let mut out = Vec::new();
        while let Some(row) = rows.next()? {
            let json: String = row.get(3)?;
            let note = serde_json::from_str(&json).map_err(|_| Error::VaultFailed { what: "report".into() })?;
            out.push(StoredArchive { id: ArchiveId(row.get(0)?), name: row.get(1)?, sha256: row.get(2)?, note });
        }
        Ok(out)
    }

    /// One record, without its places and signals.
    pub(crate) fn record(&self, id: i64) -> Result<Option<Stored>, Error> {
        let mut statement = self.db.prepare_cached("SELECT platform, source, fact FROM record WHERE id = ?1")?;
        let mut rows = statement.query([id])?;
        let Some(row) = rows.next()? else { return Ok(None) };
        let broken = || Error::VaultFailed { what: "fact".into() };
        let (platform, source, fact): (String, String, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let platform = Platform::from_id(&platform).ok_or_else(broken)?;
        let fact = serde_json::from_str(&fact).map_err(|_| broken())?;
        Ok(Some(Stored { id, platform, source, fact, places: Vec::new(), row: true, signals: Vec::new() }))
    }

    /// Base names of the archives.
    pub(crate) fn archive_names(&self) -> Result<BTreeMap<ArchiveId, String>, Error> {
        let mut statement = self.db.prepare_cached("SELECT id, name FROM archive")?;
        let mut rows = statement.query([])?;
        let mut out = BTreeMap::new();
        while let Some(row) = rows.next()? {
            out.insert(ArchiveId(row.get(0)?), row.get(1)?);
        }
        Ok(out)
    }

    fn places(&self, record: i64, files: &Files) -> Result<(Vec<Place>, bool), Error> {
        let mut statement = self.db.prepare_cached("SELECT file, spot, row FROM sighting WHERE record = ?1")?;
        let mut rows = statement.query([record])?;
        let (mut places, mut is_row) = (Vec::with_capacity(1), false);
        while let Some(row) = rows.next()? {
            let broken = || Error::VaultFailed { what: "spot".into() };
            let spot = row.get_ref(1)?.as_str().ok().and_then(|s| s.parse().ok()).ok_or_else(broken)?;
            let file = files.by_id.get(&row.get(0)?).copied().ok_or_else(broken)?;
            places.push(Place { file, spot });
            is_row |= row.get::<_, bool>(2)?;
        }
        places.sort_unstable();
        Ok((places, is_row))
    }

    fn signals(&self, record: i64) -> Result<Vec<(Signal, bool)>, Error> {
        let mut statement = self.db.prepare_cached("SELECT tag, value, weight, bare FROM signal WHERE record = ?1 ORDER BY rowid")?;
        let mut rows = statement.query([record])?;
        let mut out = Vec::new();
        while let Some(row) = rows.next()? {
            out.push((Signal { tag: row.get(0)?, value: row.get(1)?, weight: row.get(2)? }, row.get(3)?));
        }
        Ok(out)
    }
}
