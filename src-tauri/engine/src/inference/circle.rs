//! Circles: the group chats a person is in, counted once for the rules about groups.

use super::people::spoken;
use crate::observer::{Name, View};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// A group chat.
#[derive(Clone)]
pub(super) struct Circle {
    pub(super) chat: Name,
    /// What its title says it is: a tag under `circle`.
    pub(super) sort: Option<&'static str>,
    /// Lines somebody wrote.
    pub(super) rows: Vec<usize>,
    /// Of these, the owner's.
    pub(super) own: Vec<usize>,
    /// Everybody else who wrote.
    pub(super) others: BTreeMap<Name, u64>,
}

/// Chats of more than two, or whose title names a group; without those in which nothing tells who the owner is.
pub(super) fn all(view: &View<'_>) -> Rc<Vec<Circle>> {
    view.once(count)
}

fn count(view: &View<'_>) -> Vec<Circle> {
    let mut circles = Vec::new();
    for (chat, lines) in view.chats() {
        let mut others: BTreeMap<Name, u64> = BTreeMap::new();
        let (mut rows, mut own) = (Vec::new(), Vec::new());
        for i in lines {
            let Some(e) = view.event(*i).filter(|e| spoken(e) && !view.owner_unclear(e.platform)) else { continue };
            rows.push(*i);
            if e.own {
                own.push(*i);
            } else if let Some(party) = e.party {
                *others.entry(party).or_default() += 1;
            }
        }
        let sort = view.circle(chat);
        if others.len() >= 2 || (sort.is_some() && !rows.is_empty()) {
            circles.push(Circle { chat, sort, rows, own, others });
        }
    }
    circles
}

/// Those of one sort.
pub(super) fn of(view: &View<'_>, sort: &str) -> Vec<Circle> {
    all(view).iter().filter(|c| c.sort == Some(sort)).cloned().collect()
}

/// Everybody who writes in any of these.
pub(super) fn members(circles: &[Circle]) -> BTreeSet<Name> {
    circles.iter().flat_map(|c| c.others.keys().copied()).collect()
}
