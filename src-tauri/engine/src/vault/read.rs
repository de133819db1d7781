//! Reading back: what is stored, with the places it was seen.

use super::Vault;
use crate::error::Error;
use crate::record::{ArchiveId, Fact, Origin, Platform};
use crate::report::stored::ArchiveNote;
use crate::signal::Signal;
use std::collections::BTreeMap;

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
    pub origins: Vec<Origin>,
    /// Whether it stands as a row of a table or chat (a preamble's statement does not).
    pub row: bool,
    /// What was seen in it, and whether the bare who-when-how-much gives it away too.
    pub signals: Vec<(Signal, bool)>,
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
    /// Every record, by time and then content: an order that doesn't depend on the order of import.
    ///
    /// # Errors
    /// `vault_failed`.
    pub(crate) fn records(&self) -> Result<Vec<Stored>, Error> {
        let mut origins = self.origins()?;
        let mut signals = self.signals()?;
        let mut statement = self.db.prepare("SELECT id, platform, source, fact FROM record ORDER BY time, key")?;
        let mut rows = statement.query([])?;
        let mut out = Vec::new();
        while let Some(row) = rows.next()? {
            let id: i64 = row.get(0)?;
            let broken = || Error::VaultFailed { what: "fact".into() };
            let fact = serde_json::from_str(row.get_ref(3)?.as_str().map_err(|_| broken())?).map_err(|_| broken())?;
            let platform = Platform::from_id(row.get_ref(1)?.as_str().map_err(|_| broken())?).ok_or_else(broken)?;
            let (origins, is_row) = origins.remove(&id).unwrap_or_default();
            let signals = signals.remove(&id).unwrap_or_default();
            out.push(Stored { id, platform, source: row.get(2)?, fact, origins, row: is_row, signals });
        }
        Ok(out)
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
        Ok(Some(Stored { id, platform, source, fact, origins: Vec::new(), row: true, signals: Vec::new() }))
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

    fn origins(&self) -> Result<BTreeMap<i64, (Vec<Origin>, bool)>, Error> {
        let mut statement = self.db.prepare("SELECT record, archive, file, spot, row FROM sighting")?;
        let mut rows = statement.query([])?;
        let mut out: BTreeMap<i64, (Vec<Origin>, bool)> = BTreeMap::new();
        while let Some(row) = rows.next()? {
            let spot: String = row.get(3)?;
            let spot = spot.parse().map_err(|()| Error::VaultFailed { what: "spot".into() })?;
            let place = out.entry(row.get(0)?).or_default();
            place.0.push(Origin { archive: ArchiveId(row.get(1)?), file: row.get(2)?, spot });
            place.1 |= row.get::<_, bool>(4)?;
        }
        for (places, _) in out.values_mut() {
            places.sort();
        }
        Ok(out)
    }

    fn signals(&self) -> Result<BTreeMap<i64, Vec<(Signal, bool)>>, Error> {
        let mut statement = self.db.prepare("SELECT record, tag, value, weight, bare FROM signal ORDER BY rowid")?;
        let mut rows = statement.query([])?;
        let mut out: BTreeMap<i64, Vec<(Signal, bool)>> = BTreeMap::new();
        while let Some(row) = rows.next()? {
            let signal = Signal { tag: row.get(1)?, value: row.get(2)?, weight: row.get(3)? };
            out.entry(row.get(0)?).or_default().push((signal, row.get(4)?));
        }
        Ok(out)
    }
}
