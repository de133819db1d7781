//! Communities: which people of the owner's groups belong together, because they share groups with each other.
//!
//! Louvain's method (Blondel 2008, modularity with γ = 1) over a graph of people, an edge weighing Σ 1 / (size − 1) over the groups two
//! share. What it finds depends on the order in which people are tried; in place of chance the order is rotated, and two stay together
//! only where most rotations put them together.

use super::circle::{self, Circle};
use crate::observer::{Name, View};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// Larger groups are crowds: to share one says nothing about two people.
const CROWD: usize = 100;
const ROTATIONS: usize = 9;
/// Share of the rotations that must agree.
const CONSENSUS: f64 = 0.7;
/// Passes until nobody moves; it takes a handful.
const PASSES: usize = 12;

/// Of each, who is near, with the weight of the tie; in order.
type Ties = Vec<Vec<(usize, f64)>>;

/// People who share groups: ties by place in `names`.
pub(super) struct Graph<N> {
    pub(super) names: Vec<N>,
    pub(super) ties: Ties,
}

/// The owner's groups, and who of their people belong together.
pub(super) struct Communities {
    pub(super) groups: Vec<Circle>,
    pub(super) graph: Graph<Name>,
    /// The largest first.
    pub(super) apart: Vec<BTreeSet<Name>>,
}

/// Counted once a view.
pub(super) fn all(view: &View<'_>) -> Rc<Communities> {
    view.once(|view| {
        let groups = groups(view);
        let graph = graph(&groups);
        Communities { apart: graph.communities(), groups, graph }
    })
}

/// Groups in which the owner writes too, without crowds.
fn groups(view: &View<'_>) -> Vec<Circle> {
    circle::all(view).iter().filter(|c| !c.own.is_empty() && (2..=CROWD).contains(&c.others.len())).cloned().collect()
}

/// Who is tied to whom by these groups.
pub(super) fn graph(circles: &[Circle]) -> Graph<Name> {
    Graph::of(&circles.iter().map(|c| c.others.keys().copied().collect()).collect::<Vec<_>>())
}

impl<N: Ord + Copy> Graph<N> {
    /// Of the members of groups, each once a group.
    pub(super) fn of(groups: &[Vec<N>]) -> Graph<N> {
        let names: Vec<N> = groups.iter().flatten().copied().collect::<BTreeSet<N>>().into_iter().collect();
        let mut ties: Vec<BTreeMap<usize, f64>> = vec![BTreeMap::new(); names.len()];
        for group in groups {
            let members: Vec<usize> = group.iter().filter_map(|n| names.binary_search(n).ok()).collect();
            // The owner is one of the group, but no part of this graph.
            let weight = 1.0 / members.len().max(1) as f64;
            for a in &members {
                let Some(of) = ties.get_mut(*a) else { continue };
                members.iter().filter(|b| *b != a).for_each(|b| *of.entry(*b).or_default() += weight);
            }
        }
        Graph { names, ties: ties.into_iter().map(|t| t.into_iter().collect()).collect() }
    }

    /// Communities of at least three, the largest first.
    pub(super) fn communities(&self) -> Vec<BTreeSet<N>> {
        let runs: Vec<Vec<usize>> = (0..ROTATIONS).map(|r| self.settle(r * self.names.len() / ROTATIONS)).collect();
        // Two that are tied stay together where enough runs agree; what hangs together so is a community.
        let mut root: Vec<usize> = (0..self.names.len()).collect();
        for (a, ties) in self.ties.iter().enumerate() {
            for (b, _) in ties.iter().filter(|(b, _)| *b > a) {
                let agree = runs.iter().filter(|run| run.get(a) == run.get(*b)).count();
                if agree as f64 >= CONSENSUS * ROTATIONS as f64 {
                    let (a, b) = (find(&root, a), find(&root, *b));
                    if let Some(of) = root.get_mut(a.max(b)) {
                        *of = a.min(b);
                    }
                }
            }
        }
        let mut found: BTreeMap<usize, BTreeSet<N>> = BTreeMap::new();
        for (at, name) in self.names.iter().enumerate() {
            found.entry(find(&root, at)).or_default().insert(*name);
        }
        let mut found: Vec<BTreeSet<N>> = found.into_values().filter(|c| c.len() >= 3).collect();
        found.sort_by_key(|c| (std::cmp::Reverse(c.len()), c.first().copied()));
        found
    }

    /// One run: everybody in turn, from `first` on, joins the neighbours' community that gains the most modularity; then communities
    /// are people of a smaller graph, until none joins another.
    fn settle(&self, first: usize) -> Vec<usize> {
        let mut place: Vec<usize> = (0..self.ties.len()).collect();
        let mut ties: Cow<'_, Ties> = Cow::Borrowed(&self.ties);
        loop {
            let of = joined(&ties, first);
            let mut number: BTreeMap<usize, usize> = BTreeMap::new();
            for c in &of {
                let next = number.len();
                number.entry(*c).or_insert(next);
            }
            let small: Vec<usize> = of.iter().map(|c| number.get(c).copied().unwrap_or_default()).collect();
            place.iter_mut().for_each(|p| *p = small.get(*p).copied().unwrap_or_default());
            if number.len() == ties.len() {
                return place;
            }
            let mut merged: Vec<BTreeMap<usize, f64>> = vec![BTreeMap::new(); number.len()];
            for (near, of) in ties.iter().zip(&small) {
                let Some(row) = merged.get_mut(*of) else { continue };
                for (b, w) in near {
                    *row.entry(small.get(*b).copied().unwrap_or_default()).or_default() += w;
                }
            }
            ties = Cow::Owned(merged.into_iter().map(|t| t.into_iter().collect()).collect());
        }
    }
}

/// Who ends up in which community when each in turn joins where modularity gains the most.
fn joined(ties: &Ties, first: usize) -> Vec<usize> {
    let degree: Vec<f64> = ties.iter().map(|t| t.iter().map(|(_, w)| w).sum()).collect();
    let all: f64 = degree.iter().sum::<f64>().max(1e-9);
    let mut of: Vec<usize> = (0..ties.len()).collect();
    let mut weight = degree.clone();
    for _ in 0..PASSES {
        let mut moved = false;
        for n in 0..ties.len() {
            let at = (n + first) % ties.len();
            let (Some(near), Some(own), Some(was)) = (ties.get(at), degree.get(at), of.get(at).copied()) else { continue };
            let mut to: BTreeMap<usize, f64> = BTreeMap::from([(was, 0.0)]);
            for (b, w) in near.iter().filter(|(b, _)| *b != at) {
                *to.entry(of.get(*b).copied().unwrap_or_default()).or_default() += w;
            }
            let gain = |c: usize, tied: f64| {
                let others = weight.get(c).copied().unwrap_or_default() - if c == was { *own } else { 0.0 };
                tied - own * others / all
            };
            let stay = gain(was, to.get(&was).copied().unwrap_or_default());
            let best = to.iter().map(|(c, tied)| (gain(*c, *tied), *c)).fold((stay, was), |a, b| if b.0 > a.0 + 1e-12 { b } else { a });
            if best.1 != was {
                moved = true;
                for (c, by) in [(was, -own), (best.1, *own)] {
                    weight.get_mut(c).into_iter().for_each(|w| *w += by);
                }
                of.get_mut(at).into_iter().for_each(|o| *o = best.1);
            }
        }
        if !moved {
            break;
        }
    }
    of
}

fn find(root: &[usize], mut at: usize) -> usize {
    while let Some(up) = root.get(at).copied().filter(|up| *up != at) {
        at = up;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Everybody in a row is tied to everybody else in it.
    fn communities(rows: &[&[u32]]) -> Vec<BTreeSet<u32>> {
        Graph::of(&rows.iter().map(|row| row.to_vec()).collect::<Vec<_>>()).communities()
    }

    #[test]
    fn who_shares_groups_is_one_community() {
        let sizes = |rows: &[&[u32]]| communities(rows).iter().map(BTreeSet::len).collect::<Vec<_>>();
        assert_eq!(sizes(&[&[1, 2, 3, 4], &[5, 6, 7]]), [4, 3]);
        // Two groups of nearly the same people are one; one common member doesn't join two circles.
        assert_eq!(sizes(&[&[1, 2, 3, 4, 5], &[1, 2, 3, 4, 5], &[5, 11, 12, 13, 14], &[11, 12, 13, 14]]), [5, 4]);
        // Two are no community.
        assert_eq!(sizes(&[&[1, 2]]), [0; 0]);
    }

    #[test]
    fn two_cliques_with_one_bridge_come_apart() {
        let mut rows: Vec<Vec<u32>> =
            (0..2_u32).flat_map(|c| (0..6_u32).map(move |a| (0..6).filter(|b| *b != a).map(|b| c * 10 + b).collect())).collect();
        rows.push(vec![0, 10]);
        let rows: Vec<&[u32]> = rows.iter().map(Vec::as_slice).collect();
        let found = communities(&rows);
        assert_eq!(found.len(), 2);
        assert!(found.iter().all(|c| c.len() == 6), "{found:?}");
    }
}
