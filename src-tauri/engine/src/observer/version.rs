//! Which version of a row counts, where several exports give its number different contents: decided from what is visible, by the
//! rule of `vault/version.rs`. A version that doesn't count is not in the view, as if its export had said what the newer one says.

use super::places::Places;
use crate::vault::{Edition, Key, Out, Place, Said, settle};
use std::collections::{BTreeMap, HashMap, HashSet};

/// Records that share a number of the platform's. There are few: most rows say the same in every export.
#[derive(Debug, Default)]
pub(super) struct Versions {
    groups: Vec<Vec<(usize, Said)>>,
    by_record: HashMap<usize, usize>,
    /// Those that don't count when all is visible.
    out: HashMap<usize, Out>,
}

impl Versions {
    /// Of all records that have a number, with what they say.
    pub(super) fn new(mut natives: Vec<(Key, usize, Said)>, places: &Places) -> Versions {
        natives.sort_unstable_by_key(|(native, record, _)| (*native, *record));
        let mut versions = Versions::default();
        for group in natives.chunk_by(|a, b| a.0 == b.0).filter(|g| g.len() > 1) {
            versions.by_record.extend(group.iter().map(|(_, record, _)| (*record, versions.groups.len())));
            versions.groups.push(group.iter().map(|(_, record, said)| (*record, *said)).collect());
        }
        versions.out = versions.out(places, |_| true, &HashSet::new());
        versions
    }

    /// The records that don't count, of those that are seen, when these places are left out.
    pub(super) fn out(&self, places: &Places, seen: impl Fn(usize) -> bool, without: &HashSet<Place>) -> HashMap<usize, Out> {
        let mut out = HashMap::new();
        for group in &self.groups {
            let mut editions: BTreeMap<u32, Edition<usize>> = BTreeMap::new();
            for (record, said) in group.iter().filter(|(r, _)| seen(*r)) {
                for place in places.of(*record).iter().filter(|p| !without.contains(p)) {
                    let Some(file) = places.files().get(place.file as usize) else { continue };
                    let empty =
                        || Edition { as_of: file.as_of, file: place.file as usize, layout: file.layout.clone(), rows: BTreeMap::new() };
                    editions.entry(place.file).or_insert_with(empty).rows.insert(*record, *said);
                }
            }
            out.extend(settle(editions.into_values().collect()));
        }
        out
    }

    /// Whether a record counts when all is visible.
    pub(super) fn counts(&self, record: usize) -> bool {
        !self.out.contains_key(&record)
    }

    /// The other versions of a record, and what they are to it (catalogue entry `join.<why>`).
    pub(super) fn others(&self, record: usize) -> Vec<(usize, &'static str)> {
        let group = self.by_record.get(&record).and_then(|g| self.groups.get(*g)).map_or(&[][..], Vec::as_slice);
        let why = |other: usize| match (self.out.get(&record), self.out.get(&other)) {
            (None, Some(Out::Earlier)) => Some("earlier_version"),
            (Some(Out::Earlier), None) => Some("later_version"),
            (None, Some(Out::OtherLayout)) | (Some(Out::OtherLayout), None) => Some("other_layout"),
            _ => None,
        };
        group.iter().filter_map(|(other, _)| Some((*other, why(*other)?))).collect()
    }
}
