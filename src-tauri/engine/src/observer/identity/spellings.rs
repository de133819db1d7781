//! Spellings: marks whose words come to the same key are one, unless the person said otherwise.

use super::bonds::{Sets, bond, by_hand};
use super::{Identity, Mark, Sort};
use crate::observer::base::{Base, Name};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// How the spellings of one sort of thing are compared.
pub(super) struct Spellings<'b> {
    pub(super) sort: Sort,
    /// Catalogue entry `bond.<why>`.
    pub(super) why: &'static str,
    /// The key of a spelling; `None` where it is too little to compare.
    pub(super) key: &'b dyn Fn(Name) -> Option<&'b str>,
    /// Whether the longest spelling is shown, else the shortest.
    pub(super) longest: bool,
}

/// Brings the marks together; `rows` says how many rows each stands in. The most frequent identity comes first.
pub(super) fn join(rows: &BTreeMap<Mark, u64>, how: &Spellings<'_>, base: &Base) -> Vec<Identity> {
    let marks: Vec<Mark> = rows.keys().copied().collect();
    let mut sets = Sets::new(marks.len());
    let mut bonds = by_hand(&mut sets, &marks, base);
    let mut by_key: BTreeMap<&str, usize> = BTreeMap::new();
    for (at, mark) in marks.iter().enumerate() {
        let Some(key) = (how.key)(mark.words) else { continue };
        let first = *by_key.entry(key).or_insert(at);
        bonds.extend(bond(&mut sets, &marks, first, at, how.why));
    }
    let mut groups: BTreeMap<usize, Vec<(u64, Mark)>> = BTreeMap::new();
    for (at, mark) in marks.iter().enumerate() {
        groups.entry(sets.of(at)).or_default().push((rows.get(mark).copied().unwrap_or(0), *mark));
    }
    let mut found = Vec::new();
    for mut members in groups.into_values() {
        members.sort_by_key(|(n, mark)| (Reverse(*n), *mark));
        let length = |name: &Name| base.name(*name).chars().count();
        let names = members.iter().map(|(_, m)| m.words);
        let name = if how.longest { names.max_by_key(|n| (length(n), Reverse(*n))) } else { names.min_by_key(|n| (length(n), *n)) };
        let Some(name) = name else { continue };
        let marks: Vec<Mark> = members.iter().map(|(_, m)| *m).collect();
        let bonds = bonds.iter().filter(|b| marks.contains(&b.one)).copied().collect();
        found.push(Identity { name, sort: how.sort, rows: members.iter().map(|(n, _)| n).sum(), marks, bonds });
    }
    found.sort_by_key(|s| (Reverse(s.rows), s.name));
    found
}
