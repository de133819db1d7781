//! The owner: which names in what is visible are the person the files belong to. Computed, never stored.
//!
//! Most chats don't mark their owner (formats/messaging §0.3). What the person said counts first, then what a file states; else it is the
//! sender who stands in every chat of a platform, and in a chat titled with one of its two senders it is the other one. A platform whose
//! chats leave it open is asked about, once.

use super::base::{Base, Name};
use super::event::Event;
use super::identity::{Identity, Mark};
use crate::record::{Kind, MessageKind, Platform, ProfileField};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// What was found.
#[derive(Debug, Default)]
pub(super) struct Owner {
    pub(super) names: BTreeSet<Name>,
    pub(super) open: Vec<Open>,
    pub(super) shared: bool,
}

/// A platform of whose senders nothing tells which one is the owner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Open {
    /// The platform.
    pub platform: Platform,
    /// Who wrote there, those with most messages first, but whom the person said they aren't.
    pub senders: Vec<Mark>,
}

/// What the person said: which marks are theirs, and which are not.
type Told = HashMap<(Platform, Name), bool>;

/// A name on this share of the named parcels is the owner's or somebody's who lives there.
const GOOD_SHARE: f64 = 0.15;

/// Finds the owner and marks `own` on messages and `for_other` on parcels.
pub(super) fn find(events: &mut [Event], identities: &[Identity], base: &Base) -> Owner {
    let mut owner = Owner::default();
    let told = told(identities, base);
    owner.names.extend(told.iter().filter(|(_, own)| **own).map(|((_, name), _)| *name));
    for e in events.iter() {
        if let Some((ProfileField::RealName | ProfileField::Nickname, name)) = e.profile {
            owner.names.insert(name);
        }
    }
    recipients(events, &mut owner);
    owner.names.extend(events.iter().filter(|e| e.kind == Kind::Contact && e.own).filter_map(|e| e.party));
    let platforms = chats(events);
    let stated = stated(events, base);
    let mut senders: BTreeSet<(Platform, Name)> = BTreeSet::new();
    for (platform, chats) in &platforms {
        let found = sender(*platform, chats, base, &owner.names, &stated, &told);
        if found.is_empty() {
            owner.open.extend(open(*platform, chats, events, identities, &told));
        }
        senders.extend(found.into_iter().map(|name| (*platform, name)));
    }
    owner.names.extend(senders.iter().map(|(_, name)| name));
    for e in events.iter_mut() {
        match e.kind {
            Kind::Message => {
                let stated = base.beside.get(e.record).and_then(|b| b.own);
                let by_name = || e.party.is_some_and(|p| senders.contains(&(e.platform, p)));
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

/// The senders of each chat, platform by platform: a person has another name on each.
fn chats(events: &[Event]) -> BTreeMap<Platform, Chats> {
    let mut platforms: BTreeMap<Platform, Chats> = BTreeMap::new();
    for e in events.iter().filter(|e| e.kind == Kind::Message && e.message != Some(MessageKind::System)) {
        if let (Some(chat), Some(party)) = (e.chat, e.party) {
            platforms.entry(e.platform).or_default().entry(chat).or_default().insert(party);
        }
    }
    platforms
}

/// Senders of messages that the files say are the owner's.
fn stated(events: &[Event], base: &Base) -> BTreeSet<(Platform, Name)> {
    let own = events.iter().filter(|e| e.kind == Kind::Message && base.beside.get(e.record).and_then(|b| b.own) == Some(true));
    own.filter_map(|e| Some((e.platform, e.party?))).collect()
}

/// What the person said of who they are, by the names that stand in events now.
fn told(identities: &[Identity], base: &Base) -> Told {
    if base.verdicts().owner.is_empty() {
        return Told::new();
    }
    let names = identities.iter().flat_map(|i| i.marks.iter().map(|mark| (mark, i.name)));
    names.filter_map(|(mark, name)| Some(((mark.platform, name), *base.verdicts().owner.get(mark)?))).collect()
}

/// What to ask of a platform, unless the person said of everyone there that it isn't them.
fn open(platform: Platform, chats: &Chats, events: &[Event], identities: &[Identity], told: &Told) -> Option<Open> {
    let mut rows: BTreeMap<Name, u64> = BTreeMap::new();
    for e in events.iter().filter(|e| e.platform == platform && e.kind == Kind::Message) {
        *rows.entry(e.party.filter(|_| e.message != Some(MessageKind::System))?).or_default() += 1;
    }
    let marks: HashMap<Name, Mark> =
        identities.iter().flat_map(|i| i.marks.iter().map(|m| (i.name, *m))).filter(|(_, m)| m.platform == platform).collect();
    let mut senders: Vec<(u64, Mark)> = Vec::new();
    for name in chats.values().flatten().collect::<BTreeSet<_>>() {
        if !told.contains_key(&(platform, *name)) {
            let mark = marks.get(name).copied().unwrap_or(Mark { platform, words: *name, account: false });
            senders.push((rows.get(name).copied().unwrap_or(0), mark));
        }
    }
    senders.sort_by_key(|(rows, mark)| (std::cmp::Reverse(*rows), *mark));
    (!senders.is_empty()).then(|| Open { platform, senders: senders.into_iter().map(|(_, mark)| mark).collect() })
}

/// The senders of each chat.
type Chats = BTreeMap<Name, BTreeSet<Name>>;

/// Who of a platform's senders is the owner; nobody where that is open.
fn sender(
    platform: Platform,
    chats: &Chats,
    base: &Base,
    known: &BTreeSet<Name>,
    stated: &BTreeSet<(Platform, Name)>,
    told: &Told,
) -> BTreeSet<Name> {
    let said = |name: &Name| told.get(&(platform, *name)).copied();
    let senders: BTreeSet<Name> = chats.values().flatten().filter(|n| said(n) != Some(false)).copied().collect();
    let own: BTreeSet<Name> = senders.iter().filter(|n| said(n) == Some(true) || stated.contains(&(platform, **n))).copied().collect();
    if !own.is_empty() {
        return own;
    }
    let everywhere = chats.values().cloned().reduce(|a, b| a.intersection(&b).copied().collect()).unwrap_or_default();
    if chats.len() > 1 && everywhere.len() == 1 && everywhere.is_subset(&senders) {
        return everywhere;
    }
    let named: BTreeSet<Name> = senders.intersection(known).copied().collect();
    if !named.is_empty() {
        return named;
    }
    let mut by_title = BTreeMap::new();
    for (chat, both) in chats {
        let other: Vec<&Name> = both.iter().filter(|s| base.name(**s) != base.name(*chat)).collect();
        if let ([one], 2, true) = (other.as_slice(), both.len(), other.iter().all(|n| senders.contains(n))) {
            *by_title.entry(**one).or_insert(0) += 1;
        }
    }
    by_title.into_iter().max_by_key(|(name, n)| (*n, std::cmp::Reverse(*name))).map(|(n, _)| n).into_iter().collect()
}
