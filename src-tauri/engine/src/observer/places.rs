//! Where records stand: every place of every record, and the record at a place. Compact, because there are as many as rows.

use crate::record::Origin;
use crate::vault::{Place, StoredFile};
use std::collections::HashSet;

/// All places.
#[derive(Debug, Default)]
pub(super) struct Places {
    files: Vec<StoredFile>,
    /// Of all records in a row, each record's sorted.
    flat: Vec<Place>,
    /// Where each record's begin, and where the last one's end.
    starts: Vec<u32>,
    /// By place, the record.
    records: Vec<(Place, u32)>,
}

impl Places {
    /// Of records in their order: each says which of `flat` are its own.
    pub(super) fn new(files: Vec<StoredFile>, flat: &[Place], records: impl Iterator<Item = (u32, u32)>) -> Places {
        let mut places = Places { files, flat: Vec::with_capacity(flat.len()), starts: vec![0], records: Vec::with_capacity(flat.len()) };
        for ((from, len), record) in records.zip(0..) {
            let own = flat.get(from as usize..(from + len) as usize).unwrap_or_default();
            places.flat.extend(own);
            places.records.extend(own.iter().map(|p| (*p, record)));
            places.starts.push(places.flat.len().try_into().unwrap_or(u32::MAX));
        }
        places.records.sort_unstable();
        places
    }

    /// The files, sorted by archive and path.
    pub(super) fn files(&self) -> &[StoredFile] {
        &self.files
    }

    /// Where a record stands; the first is the one that is shown.
    pub(super) fn of(&self, record: usize) -> &[Place] {
        let bounds = self.starts.get(record).zip(self.starts.get(record + 1));
        bounds.and_then(|(from, to)| self.flat.get(*from as usize..*to as usize)).unwrap_or_default()
    }

    /// The record at a place; of several the last.
    pub(super) fn at(&self, place: Place) -> Option<usize> {
        let after = self.records.partition_point(|(p, _)| *p <= place);
        let (found, record) = self.records.get(after.checked_sub(1)?)?;
        (*found == place).then_some(*record as usize)
    }

    /// Origins as places; those that stand in no file are left out.
    pub(super) fn find<'o>(&self, origins: impl IntoIterator<Item = &'o Origin>) -> HashSet<Place> {
        origins.into_iter().filter_map(|o| self.place(o)).collect()
    }

    pub(super) fn place(&self, origin: &Origin) -> Option<Place> {
        let file = self.files.binary_search_by(|f| (&f.archive, &f.path).cmp(&(&origin.archive, &origin.file))).ok()?;
        Some(Place { file: u32::try_from(file).ok()?, spot: origin.spot })
    }

    pub(super) fn spelled(&self, place: &Place) -> Option<Origin> {
        let file = self.files.get(place.file as usize)?;
        Some(Origin { archive: file.archive.clone(), file: file.path.clone(), spot: place.spot })
    }
}
