//! Bonds: which marks are one and the same, why, and what was said by hand. A union of sets in which some pairs are kept apart.

use super::Mark;
use crate::observer::base::Base;
use std::collections::{BTreeSet, HashMap};

/// Two marks that are the same, and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bond {
    /// One.
    pub one: Mark,
    /// The other.
    pub other: Mark,
    /// Catalogue entry `bond.<why>`.
    pub why: &'static str,
}

/// Sets of marks, by number.
pub(super) struct Sets {
    parent: Vec<usize>,
    /// Pairs that never come together, by the numbers of marks.
    apart: BTreeSet<(usize, usize)>,
    members: Vec<Vec<usize>>,
}

impl Sets {
    pub(super) fn new(count: usize) -> Sets {
        Sets { parent: (0..count).collect(), apart: BTreeSet::new(), members: (0..count).map(|i| vec![i]).collect() }
    }

    pub(super) fn keep_apart(&mut self, one: usize, other: usize) {
        self.apart.insert((one.min(other), one.max(other)));
    }

    /// The number of a mark's set.
    pub(super) fn of(&mut self, mark: usize) -> usize {
        let mut at = mark;
        while let Some(above) = self.parent.get(at).copied().filter(|above| *above != at) {
            let further = self.parent.get(above).copied().unwrap_or(above);
            if let Some(own) = self.parent.get_mut(at) {
                *own = further;
            }
            at = above;
        }
        at
    }

    /// Brings two sets together unless two of their marks are kept apart; whether they are one now.
    pub(super) fn join(&mut self, one: usize, other: usize) -> bool {
        let (a, b) = (self.of(one), self.of(other));
        if a == b {
            return true;
        }
        let of = |set: usize| self.members.get(set).map_or(&[][..], Vec::as_slice);
        let parted = |x: &usize, y: &usize| self.apart.contains(&(*x.min(y), *x.max(y)));
        if !self.apart.is_empty() && of(a).iter().any(|x| of(b).iter().any(|y| parted(x, y))) {
            return false;
        }
        let (small, large) = if of(a).len() < of(b).len() { (a, b) } else { (b, a) };
        let moved = self.members.get_mut(small).map(std::mem::take).unwrap_or_default();
        if let Some(members) = self.members.get_mut(large) {
            members.extend(moved);
        }
        if let Some(parent) = self.parent.get_mut(small) {
            *parent = large;
        }
        true
    }
}

/// Joins two marks by number; the bond, if they weren't one before and may be.
pub(super) fn bond(sets: &mut Sets, marks: &[Mark], one: usize, other: usize, why: &'static str) -> Option<Bond> {
    if sets.of(one) == sets.of(other) || !sets.join(one, other) {
        return None;
    }
    Some(Bond { one: *marks.get(one)?, other: *marks.get(other)?, why })
}

/// What was said by hand of these marks: some are kept apart, some joined.
pub(super) fn by_hand(sets: &mut Sets, marks: &[Mark], base: &Base) -> Vec<Bond> {
    let number: HashMap<&Mark, usize> = marks.iter().enumerate().map(|(at, mark)| (mark, at)).collect();
    let said = base.verdicts().bonds.iter().filter_map(|(one, other, same)| Some((*number.get(one)?, *number.get(other)?, *same)));
    let (same, apart): (Vec<_>, Vec<_>) = said.partition(|(.., same)| *same);
    for (one, other, _) in apart {
        sets.keep_apart(one, other);
    }
    same.into_iter().filter_map(|(one, other, _)| bond(sets, marks, one, other, "by_hand")).collect()
}

#[cfg(test)]
mod tests {
    use super::Sets;

    #[test]
    fn what_is_kept_apart_stays_apart_by_every_way() {
        let mut sets = Sets::new(4);
        sets.keep_apart(2, 0);
        assert!(sets.join(0, 1) && sets.join(2, 3));
        assert!(!sets.join(1, 3), "0 and 2 would meet");
        assert_eq!(sets.of(0), sets.of(1));
        assert_ne!(sets.of(1), sets.of(3));
        assert!(sets.join(1, 0), "already one");
    }
}
