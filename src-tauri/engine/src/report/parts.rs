//! Parts of one export: Google hands out large ones as several zips, each with its share of the files. They are read like any archives; here it
//! is said that they are one, and which are missing.
//!
//! Names: `takeout-20260101T000000Z-001.zip`, newer ones `takeout-20260101T000000Z-3-001.zip`; a browser that met the name before adds ` (1)`.
//! How many parts there are stands nowhere: a missing last one can't be told. Where this is from: formats/shopping_and_accounts §5.

use super::wire;
use crate::phrase::{Param, Phrase, Said};
use std::collections::{BTreeMap, BTreeSet};

/// Parts named one by one at most.
const NAMED: usize = 8;

/// Says of each export that came in parts, at its first archive, which parts there are.
pub(super) fn tell(archives: &mut [wire::Archive]) {
    let mut exports: BTreeMap<String, (usize, BTreeSet<u64>)> = BTreeMap::new();
    for (at, archive) in archives.iter().enumerate() {
        if let Some((export, part)) = part(&archive.name) {
            exports.entry(export).or_insert_with(|| (at, BTreeSet::new())).1.insert(part);
        }
    }
    for (first, there) in exports.values() {
        if let Some(archive) = archives.get_mut(*first) {
            archive.parts_said = said(there);
        }
    }
}

/// Which export, and which part of it.
fn part(name: &str) -> Option<(String, u64)> {
    let stem = name.to_lowercase();
    let stem = stem.strip_suffix(".zip")?;
    let stem = stem.rsplit_once(" (").filter(|(_, n)| n.trim_end_matches(')').parse::<u32>().is_ok()).map_or(stem, |(stem, _)| stem);
    let (export, part) = stem.strip_prefix("takeout-")?.rsplit_once('-')?;
    let stamped = export.len() >= 16 && export.bytes().take(8).all(|b| b.is_ascii_digit());
    let part = part.parse().ok().filter(|n| stamped && (1..10_000).contains(n))?;
    Some((export.to_owned(), part))
}

fn said(there: &BTreeSet<u64>) -> Option<Said> {
    let last = *there.last()?;
    let missing: Vec<Param> = (1..=last).filter(|n| !there.contains(n)).take(NAMED).map(Param::Count).collect();
    let of = Phrase::new("parts.whole").with("n", Param::Count(there.len() as u64));
    match (there.len(), missing.is_empty()) {
        (1, true) => None,
        (_, true) => Some(of.said()),
        (_, false) => Some(Phrase::new("parts.gap").with("last", Param::Count(last)).with("missing", Param::List(missing)).said()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_told_by_their_names() {
        assert_eq!(part("takeout-20260101T000000Z-002.zip"), Some(("20260101t000000z".into(), 2)));
        assert_eq!(part("takeout-20260101T000000Z-3-001 (1).zip"), Some(("20260101t000000z-3".into(), 1)));
        for other in ["takeout-20260101T000000Z.zip", "takeout-notes-001.zip", "bill-001.zip", "takeout-20260101T000000Z-001.tgz"] {
            assert_eq!(part(other), None, "{other}");
        }
    }

    #[test]
    fn a_gap_is_told_and_a_lone_first_part_is_not() {
        let said = |parts: &[u64]| said(&parts.iter().copied().collect()).map(|s| s.en);
        assert_eq!(said(&[1]), None);
        assert!(said(&[1, 2]).is_some_and(|s| s.contains('2')));
        assert!(said(&[3]).is_some_and(|s| s.contains("1 and 2")));
        assert!(said(&[1, 2, 4]).is_some_and(|s| s.contains('3')));
    }
}
