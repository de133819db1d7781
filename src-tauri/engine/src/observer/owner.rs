//! The owner: which names in what is visible are the person the files belong to. Computed, never stored.
//!
//! Most chats don't mark their owner (formats/messaging §0.3). Where a file states it, that counts; else it is the sender who stands in
//! every chat of a platform, and in a chat titled with one of its two senders it is the other one.

use super::base::{Base, Name};
use super::event::Event;
use crate::record::{Kind, MessageKind, Platform, ProfileField};
use std::collections::{BTreeMap, BTreeSet};

/// What was found.
#[derive(Debug, Default)]
pub(super) struct Owner {
    pub(super) names: BTreeSet<Name>,
    pub(super) unclear: bool,
    pub(super) shared: bool,
}

/// A name on this share of the named parcels is the owner's or somebody's who lives there.
const GOOD_SHARE: f64 = 0.15;

/// Finds the owner and marks `own` on messages and `for_other` on parcels.
pub(super) fn find(events: &mut [Event], base: &Base) -> Owner {
    let mut owner = Owner::default();
    for e in events.iter() {
        if let Some((ProfileField::RealName | ProfileField::Nickname, name)) = e.profile {
            owner.names.insert(name);
        }
    }
    recipients(events, &mut owner);
    owner.names.extend(events.iter().filter(|e| e.kind == Kind::Contact && e.own).filter_map(|e| e.party));
    let senders = senders(events, base, &owner.names);
    owner.unclear = senders.is_empty() && events.iter().any(|e| e.kind == Kind::Message && e.message != Some(MessageKind::System));
    owner.names.extend(&senders);
    for e in events.iter_mut() {
        match e.kind {
            Kind::Message => {
                let stated = base.beside.get(e.record).and_then(|b| b.own);
                let by_name = || e.party.is_some_and(|p| senders.contains(&p));
                e.own = e.message != Some(MessageKind::System) && stated.unwrap_or_else(by_name);
            }
            Kind::Purchase => {
                let elsewhere = e.recipient.is_some_and(|r| !owner.names.contains(&r));
                e.for_other |= elsewhere && !owner.names.is_empty();
            }
            Kind::Payment | Kind::Place | Kind::Activity | Kind::Device | Kind::Profile | Kind::AdLabel | Kind::Contact => {}
        }
    }
    owner
}

fn recipients(events: &[Event], owner: &mut Owner) {
    let mut parcels: BTreeMap<Name, u32> = BTreeMap::new();
    for r in events.iter().filter_map(|e| e.recipient) {
        *parcels.entry(r).or_default() += 1;
    }
    let all: u32 = parcels.values().sum();
    owner.shared = parcels.values().filter(|n| f64::from(**n) >= GOOD_SHARE * f64::from(all)).count() > 2 && all >= 20;
    if let Some((name, n)) = parcels.into_iter().max_by_key(|(name, n)| (*n, std::cmp::Reverse(*name)))
        && n >= 3
        && f64::from(n) >= 0.5 * f64::from(all)
    {
        owner.names.insert(name);
    }
}

/// Who of the senders is the owner, platform by platform: a person has another name on each.
fn senders(events: &[Event], base: &Base, known: &BTreeSet<Name>) -> BTreeSet<Name> {
    let mut platforms: BTreeMap<Platform, Chats> = BTreeMap::new();
    let mut stated = BTreeSet::new();
    for e in events.iter().filter(|e| e.kind == Kind::Message && e.message != Some(MessageKind::System)) {
        let (Some(chat), Some(party)) = (e.chat, e.party) else { continue };
        platforms.entry(e.platform).or_default().entry(chat).or_default().insert(party);
        if base.beside.get(e.record).and_then(|b| b.own) == Some(true) {
            stated.insert(party);
        }
    }
    platforms.values().flat_map(|chats| sender(chats, base, known, &stated)).collect()
}

/// The senders of each chat.
type Chats = BTreeMap<Name, BTreeSet<Name>>;

fn sender(chats: &Chats, base: &Base, known: &BTreeSet<Name>, stated: &BTreeSet<Name>) -> BTreeSet<Name> {
    let said: BTreeSet<Name> = chats.values().flatten().filter(|n| stated.contains(n)).copied().collect();
    if !said.is_empty() {
        return said;
    }
    let everywhere = chats.values().cloned().reduce(|a, b| a.intersection(&b).copied().collect()).unwrap_or_default();
    if chats.len() > 1 && everywhere.len() == 1 {
        return everywhere;
    }
    let named: BTreeSet<Name> = chats.values().flatten().filter(|n| known.contains(n)).copied().collect();
    if !named.is_empty() {
        return named;
    }
    let mut by_title = BTreeMap::new();
    for (chat, senders) in chats {
        let other: Vec<&Name> = senders.iter().filter(|s| base.name(**s) != base.name(*chat)).collect();
        if let ([one], 2) = (other.as_slice(), senders.len()) {
            *by_title.entry(**one).or_insert(0) += 1;
        }
    }
    by_title.into_iter().max_by_key(|(name, n)| (*n, std::cmp::Reverse(*name))).map(|(n, _)| n).into_iter().collect()
}
