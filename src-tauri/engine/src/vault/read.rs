//! Reading back: what is stored, with the places it was seen. One pass over each table, so that it costs the same on a disk.

use super::key::Key;
use super::packed::{self, Packed};
use super::{Said, Vault, mark, sighting};
use crate::error::Error;
use crate::reader::ArchiveNote;
use crate::record::{ArchiveId, Fact, Platform, Spot};
use chrono::NaiveDateTime;
use std::collections::BTreeMap;

/// Where a record stands: a file by its number in [`Vault::files`], and a spot in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Place {
    /// Index into the sorted list of files.
    pub(crate) file: u32,
    /// The spot.
    pub(crate) spot: Spot,
}

/// A stored record.
#[derive(Debug)]
pub(crate) struct Stored<'v> {
    /// Row id in the vault; not stable between imports, never shown.
    pub(crate) id: i64,
    /// Hash of platform and fact: the same whatever the order of import.
    pub(crate) key: Key,
    /// By which number of the platform's it is known again, and what of it all layouts have.
    pub(crate) native: Option<(Key, Said)>,
    /// Whose platform.
    pub(crate) platform: Platform,
    /// What it says.
    pub(crate) fact: Fact,
    /// Where it stands; the first is the one that is shown.
    pub(crate) places: &'v [Place],
    /// Whether it stands as a row of a table or chat (a preamble's statement does not).
    pub(crate) row: bool,
    /// What was seen in it.
    pub(crate) signals: Vec<Packed<'v>>,
}

/// A file in which records stand.
#[derive(Debug)]
pub(crate) struct StoredFile {
    /// Row id in the vault.
    pub(crate) id: i64,
    pub(crate) archive: ArchiveId,
    /// Path inside the archive.
    pub(crate) path: String,
    pub(crate) platform: Platform,
    /// Source and variant.
    pub(crate) layout: String,
    /// Until when it knows what became of its rows.
    pub(crate) as_of: Option<NaiveDateTime>,
}

/// An archive as it was read.
#[derive(Debug, Clone)]
pub(crate) struct StoredArchive {
    pub(crate) id: ArchiveId,
    pub(crate) name: String,
    pub(crate) sha256: String,
    pub(crate) note: ArchiveNote,
}

/// An archive in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// First 12 hex digits of its hash.
    pub id: ArchiveId,
    /// Base name.
    pub name: String,
    /// Files in it that gave rows.
    pub files: u64,
    /// Their rows, each file's own.
    pub rows: u64,
    /// Earliest row.
    pub first: Option<NaiveDateTime>,
    /// Latest row.
    pub last: Option<NaiveDateTime>,
}

impl StoredArchive {
    pub(super) fn listed(&self) -> Listed {
        let reports = || self.note.files.iter().map(|f| &f.report);
        Listed {
            id: self.id.clone(),
            name: self.name.clone(),
            files: reports().filter(|r| r.kept > 0).count() as u64,
            rows: reports().map(|r| r.kept).sum(),
            first: reports().filter_map(|r| r.first).map(|t| t.wall).min(),
            last: reports().filter_map(|r| r.last).map(|t| t.wall).max(),
        }
    }
}

fn broken(what: &str) -> Error {
    Error::VaultFailed { what: what.into() }
}

impl Vault {
    /// Every record, in the order of import. `files` is what [`Vault::files`] gave.
    ///
    /// # Errors
    /// `vault_failed`.
    pub(crate) fn records(&self, files: &[StoredFile], mut each: impl FnMut(Stored<'_>)) -> Result<(), Error> {
        let places = self.places(files)?;
        let mut from = 0;
        let mut here: Vec<Place> = Vec::new();
        let mut marks = Vec::new();
        mark::each(&self.db, |mark| marks.push(mark))?;
        let mut marks = marks.into_iter();
        let mut statement = self.db.prepare("SELECT id, fact, signals FROM record ORDER BY id")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let id: i64 = row.get(0)?;
            let mark = marks.next().filter(|mark| mark.id == id).ok_or_else(|| broken("mark"))?;
            let rest = places.get(from..).unwrap_or_default();
            here.clear();
            here.extend(rest.iter().skip_while(|(r, _)| *r < id).take_while(|(r, _)| *r == id).map(|(_, p)| *p));
            from += here.len();
            let fact = packed::fact_of(row.get_ref(1)?.as_blob().map_err(|_| broken("fact"))?).ok_or_else(|| broken("fact"))?;
            let signals = row.get_ref(2)?.as_blob_or_null().map_err(|_| broken("signals"))?;
            let platform = here.first().and_then(|p| files.get(p.file as usize)).map(|f| f.platform).ok_or_else(|| broken("place"))?;
            each(Stored {
                id,
                key: mark.key,
                native: mark.native.and_then(|n| Some((n, Said::of(platform, &fact)?))),
                platform,
                fact,
                places: &here,
                row: !mark.beside,
                signals: packed::signals_of(signals).ok_or_else(|| broken("signals"))?,
            });
        }
        Ok(())
    }

    /// Where every record stands, by record and place.
    fn places(&self, files: &[StoredFile]) -> Result<Vec<(i64, Place)>, Error> {
        let mut places = Vec::new();
        for (stored, file) in files.iter().zip(0..) {
            let mut sound = true;
            sighting::of_file(&self.db, stored.id, |(spot, record)| match packed::spot_of(spot) {
                Some(spot) => places.push((record, Place { file, spot })),
                None => sound = false,
            })?;
            if !sound {
                return Err(broken("spot"));
            }
        }
        places.sort_unstable();
        // Two entries of an archive may have one name.
        places.dedup();
        Ok(places)
    }

    /// Every file that a source recognised, by archive and path.
    ///
    /// # Errors
    /// `vault_failed`.
    pub(crate) fn files(&self) -> Result<Vec<StoredFile>, Error> {
        let mut statement =
            self.db.prepare("SELECT id, archive, path, platform, source, variant, as_of FROM file ORDER BY archive, path")?;
        let mut rows = statement.query([])?;
        let mut files = Vec::new();
        while let Some(row) = rows.next()? {
            let (source, variant): (String, String) = (row.get(4)?, row.get(5)?);
            let as_of: Option<String> = row.get(6)?;
            files.push(StoredFile {
                id: row.get(0)?,
                archive: ArchiveId(row.get(1)?),
                path: row.get(2)?,
                platform: Platform::from_id(&row.get::<_, String>(3)?).ok_or_else(|| broken("platform"))?,
                layout: format!("{source}.{variant}"),
                as_of: as_of.and_then(|t| t.parse().ok()),
            });
        }
        Ok(files)
    }

    /// The archives, by id, as a list for people.
    ///
    /// # Errors
    /// `vault_failed`.
    pub fn list(&self) -> Result<Vec<Listed>, Error> {
        Ok(self.archives()?.iter().map(StoredArchive::listed).collect())
    }

    /// The archives, by id.
    pub(crate) fn archives(&self) -> Result<Vec<StoredArchive>, Error> {
        let mut statement = self.db.prepare("SELECT id, name, sha256, report FROM archive ORDER BY id")?;
        let mut rows = statement.query([])?;
        let mut out = Vec::new();
        while let Some(row) = rows.next()? {
            let json: String = row.get(3)?;
            let note = serde_json::from_str(&json).map_err(|_| broken("report"))?;
            out.push(StoredArchive { id: ArchiveId(row.get(0)?), name: row.get(1)?, sha256: row.get(2)?, note });
        }
        Ok(out)
    }

    /// What one record says.
    pub(crate) fn fact(&self, id: i64) -> Result<Option<Fact>, Error> {
        let mut statement = self.db.prepare_cached("SELECT fact FROM record WHERE id = ?1")?;
        let mut rows = statement.query([id])?;
        let Some(row) = rows.next()? else { return Ok(None) };
        let cell = row.get_ref(0)?.as_blob().map_err(|_| broken("fact"))?;
        packed::fact_of(cell).map(Some).ok_or_else(|| broken("fact"))
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
}
