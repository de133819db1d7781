//! Views: what one observer sees of the base, cleaned (inferences.md §0.2). Rules read nothing else.
//!
//! Everything here is computed from what is visible: leaving rows out gives what a fresh audit without them would give.

use super::base::{Base, Name};
use super::detail::{Deed, Detail, Goods, Labelled, Line, Listed, Login, Movement, Stay};
use super::event::{Event, Seen};
use super::identity::{self, Identity};
use super::index::Index;
use super::join::{self, Join};
use super::owner::{self, Open};
use super::{Content, Observer};
use crate::record::{Currency, Direction, Kind, Origin, PaymentKind, Platform};
use chrono::{Datelike, NaiveDate, NaiveDateTime};
use std::any::{Any, TypeId};
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::rc::Rc;

/// One observer's view on one day.
pub struct View<'b> {
    base: &'b Base,
    /// The day the dossier is compiled for.
    pub today: NaiveDate,
    events: Vec<Event>,
    index: Index,
    kept: RefCell<HashMap<TypeId, Rc<dyn Any>>>,
    joins: Vec<Join>,
    identities: Vec<Identity>,
    owner: BTreeSet<Name>,
    /// Platforms with messages of which nothing tells which sender is the owner.
    pub owner_open: Vec<Open>,
    /// Bulk purchases of equal goods: product rules about a person would describe a shop.
    pub reseller: bool,
    /// Several names receive a good share of the parcels each.
    pub shared_account: bool,
}

impl<'b> View<'b> {
    /// Looks. `without` leaves rows out, as if they had never been imported.
    pub fn look(base: &'b Base, observer: &Observer, without: &BTreeSet<Origin>, today: NaiveDate) -> View<'b> {
        let mut events = Vec::new();
        let without = base.places(without);
        let out = base.out(|record| observer.sees_record(base, record).is_some(), &without);
        for (i, event) in base.events.iter().enumerate() {
            let Some(content) = observer.sees_record(base, i) else { continue };
            if out.contains_key(&i) || (!without.is_empty() && base.only_in(i, &without)) {
                continue;
            }
            events.push(if content == Content::Full { event.clone() } else { metadata(event) });
        }
        let mut view = View {
            base,
            today,
            events,
            index: Index::default(),
            kept: RefCell::default(),
            joins: Vec::new(),
            identities: Vec::new(),
            owner: BTreeSet::new(),
            owner_open: Vec::new(),
            reseller: false,
            shared_account: false,
        };
        view.identities = identity::resolve(&mut view.events, base);
        view.identities.extend(identity::resolve_shops(&mut view.events, base));
        view.identities.extend(identity::resolve_addresses(&mut view.events, base));
        join::net_refunds(&mut view.events, base);
        view.joins = join::join(&mut view.events, base);
        let owned = owner::find(&mut view.events, &view.identities, base);
        view.owner = owned.names;
        view.owner_open = owned.open;
        view.shared_account = owned.shared;
        view.reseller = resells(&view.events);
        view.index = Index::of(&view.events, base);
        view
    }

    /// What several rules need is counted once a view: by its type, the first time it is asked for.
    pub fn once<T: 'static>(&self, count: impl FnOnce(&Self) -> T) -> Rc<T> {
        let known = self.kept.borrow().get(&TypeId::of::<T>()).cloned().and_then(|kept| kept.downcast().ok());
        known.unwrap_or_else(|| {
            let counted = Rc::new(count(self));
            self.kept.borrow_mut().insert(TypeId::of::<T>(), counted.clone());
            counted
        })
    }

    /// All visible events, by time.
    pub fn events(&self) -> &[Event] {
        &self.events
    }

    /// One of them.
    pub fn event(&self, index: usize) -> Option<&Event> {
        self.events.get(index)
    }

    /// Indexes of the events for which `wanted` holds.
    pub fn which(&self, wanted: impl Fn(&Event) -> bool) -> Vec<usize> {
        self.events.iter().enumerate().filter(|(_, e)| wanted(e)).map(|(i, _)| i).collect()
    }

    /// Indexes of the events of a kind.
    pub fn of(&self, kind: Kind) -> Vec<usize> {
        self.index.kind(kind).to_vec()
    }

    /// Indexes of events with a tag, or with a tag below it (`goods.pet` finds `goods.pet.cat_food`); not duplicates.
    pub fn tagged(&self, tag: &str) -> Vec<usize> {
        let mut rows = self.index.tagged(tag);
        rows.retain(|i| self.event(*i).is_some_and(|e| !e.duplicate));
        rows
    }

    /// Indexes of the events in a chat.
    pub fn in_chat(&self, chat: Name) -> &[usize] {
        self.index.chat(chat)
    }

    /// Every chat with rows in this view, by name.
    pub fn chats(&self) -> impl Iterator<Item = (Name, &[usize])> {
        self.index.chats()
    }

    /// What a chat is called.
    pub fn title(&self, chat: Name) -> &str {
        self.name(self.base.title(chat))
    }

    /// What sort of group its title names: a tag under `circle`.
    pub fn circle(&self, chat: Name) -> Option<&'static str> {
        self.base.circle(chat)
    }

    /// What an event says beside its columns, if this observer sees what it was about.
    pub fn detail(&self, index: usize) -> Option<&Detail> {
        let event = self.event(index).filter(|e| !e.bare)?;
        self.base.detail(event.record)
    }

    /// Of a purchase: prices and categories.
    pub fn goods(&self, index: usize) -> Option<&Goods> {
        self.detail(index).and_then(|d| if let Detail::Goods(g) = d { Some(g) } else { None })
    }

    /// Of a payment: its ways.
    pub fn movement(&self, index: usize) -> Option<&Movement> {
        self.detail(index).and_then(|d| if let Detail::Movement(m) = d { Some(m) } else { None })
    }

    /// Of a message: how long a call took, what a red packet held.
    pub fn line(&self, index: usize) -> Option<&Line> {
        self.detail(index).and_then(|d| if let Detail::Line(l) = d { Some(l) } else { None })
    }

    /// Of a place: where, and until when.
    pub fn stay(&self, index: usize) -> Option<&Stay> {
        self.detail(index).and_then(|d| if let Detail::Stay(s) = d { Some(s) } else { None })
    }

    /// Of an activity: what was done.
    pub fn deed(&self, index: usize) -> Option<&Deed> {
        self.detail(index).and_then(|d| if let Detail::Deed(d) = d { Some(d) } else { None })
    }

    /// Of a device or a use of an account.
    pub fn login(&self, index: usize) -> Option<&Login> {
        self.detail(index).and_then(|d| if let Detail::Login(l) = d { Some(l) } else { None })
    }

    /// Of a platform's own label.
    pub fn label(&self, index: usize) -> Option<&Labelled> {
        self.detail(index).and_then(|d| if let Detail::Label(l) = d { Some(l) } else { None })
    }

    /// Of an entry in a list of contacts.
    pub fn listed(&self, index: usize) -> Option<&Listed> {
        self.detail(index).and_then(|d| if let Detail::Contact(c) = d { Some(c) } else { None })
    }

    /// Whether an event carries a tag or one below it.
    pub fn has(&self, event: &Event, tag: &str) -> bool {
        self.seen(event, tag).next().is_some()
    }

    /// An event's signals with a tag or one below it.
    pub fn seen<'e>(&'e self, event: &'e Event, tag: &'e str) -> impl Iterator<Item = &'e Seen> + 'e {
        event.seen.iter().filter(move |s| below(self.name(s.tag), tag))
    }

    /// The words behind a name.
    pub fn name(&self, name: Name) -> &str {
        self.base.name(name)
    }

    /// The party's words of an event, empty if there are none.
    pub fn party(&self, event: &Event) -> &str {
        event.party.map_or("", |p| self.name(p))
    }

    /// Names the owner goes by in what is visible.
    pub fn owner(&self) -> &BTreeSet<Name> {
        &self.owner
    }

    /// Whether nothing tells which sender of this platform is the owner.
    pub fn owner_unclear(&self, platform: Platform) -> bool {
        self.owner_open.iter().any(|open| open.platform == platform)
    }

    /// What was recognised as the same event in several files.
    pub fn joins(&self) -> &[Join] {
        &self.joins
    }

    /// Who and which shop is called what, in how many rows.
    pub fn identities(&self) -> &[Identity] {
        &self.identities
    }

    /// The base below.
    pub fn base(&self) -> &'b Base {
        self.base
    }

    /// Events that are spending: paid for goods, services or other people, after refunds; each purchase once.
    /// Own transfers, repayments, holds and savings are not spending.
    pub fn spending(&self) -> Vec<usize> {
        self.which(|e| !e.duplicate && e.net.is_some_and(|n| n.minor > 0) && spends(e))
    }

    /// Money from others: not refunds, interest, top-ups.
    pub fn income(&self) -> Vec<usize> {
        self.which(|e| {
            !e.duplicate
                && e.direction == Some(Direction::In)
                && e.net.is_some_and(|n| n.minor > 0)
                && matches!(e.payment, Some(PaymentKind::Transfer | PaymentKind::RedPacket | PaymentKind::Merchant | PaymentKind::Other))
        })
    }

    /// Messages the owner wrote.
    pub fn own_messages(&self) -> Vec<usize> {
        self.which(|e| e.kind == Kind::Message && e.own)
    }

    /// Sum of the net amounts, per currency.
    pub fn sums(&self, events: &[usize]) -> BTreeMap<Currency, i64> {
        let mut sums = BTreeMap::new();
        for net in events.iter().filter_map(|i| self.event(*i)?.net) {
            *sums.entry(net.currency).or_insert(0_i64) += net.minor;
        }
        sums
    }

    /// The currency most rows are in.
    pub fn main_currency(&self) -> Option<Currency> {
        let mut counts: BTreeMap<Currency, u64> = BTreeMap::new();
        for e in &self.events {
            if let Some(a) = e.gross {
                *counts.entry(a.currency).or_default() += 1;
            }
        }
        counts.into_iter().max_by_key(|(c, n)| (*n, std::cmp::Reverse(*c))).map(|(c, _)| c)
    }

    /// When an event happened.
    pub fn time(&self, index: usize) -> Option<NaiveDateTime> {
        self.event(index)?.time
    }

    /// The day an event happened.
    pub fn day(&self, index: usize) -> Option<NaiveDate> {
        self.time(index).map(|t| t.date())
    }

    /// Days from the latest of these events to today; 0 if none has a time or it lies ahead.
    pub fn age(&self, events: &[usize]) -> u32 {
        let latest = events.iter().filter_map(|i| self.day(*i)).max();
        latest.map_or(0, |d| u32::try_from((self.today - d).num_days().max(0)).unwrap_or(u32::MAX))
    }

    /// Days from the first to the last of these events, at least 0.
    pub fn span(&self, events: &[usize]) -> i64 {
        let days = || events.iter().filter_map(|i| self.day(*i));
        days().max().zip(days().min()).map_or(0, |(b, a)| (b - a).num_days())
    }

    /// Distinct calendar months of these events.
    pub fn months(&self, events: &[usize]) -> BTreeSet<(i32, u32)> {
        events.iter().filter_map(|i| self.day(*i)).map(|d| (d.year(), d.month())).collect()
    }

    /// First day among these events.
    pub fn since(&self, events: &[usize]) -> Option<NaiveDate> {
        events.iter().filter_map(|i| self.day(*i)).min()
    }
}

/// Whether an event spends the owner's money.
fn spends(e: &Event) -> bool {
    match e.kind {
        Kind::Purchase => true,
        Kind::Payment => {
            e.direction == Some(Direction::Out)
                && !matches!(
                    e.payment,
                    Some(
                        PaymentKind::Refund
                            | PaymentKind::TopUp
                            | PaymentKind::Withdraw
                            | PaymentKind::Savings
                            | PaymentKind::Repayment
                            | PaymentKind::Interest
                            | PaymentKind::Hold
                    )
                )
        }
        Kind::Message | Kind::Place | Kind::Activity | Kind::Device | Kind::Profile | Kind::AdLabel | Kind::Contact => false,
    }
}

/// An event as one sees it who knows who, when and how much, but not what.
fn metadata(event: &Event) -> Event {
    let mut e = event.clone();
    e.bare = true;
    e.seen = event.seen.iter().filter(|s| s.bare).copied().collect();
    (e.item, e.recipient, e.address, e.chars, e.quantity, e.for_other) = (None, None, None, 0, 0, false);
    e
}

/// Five or more of the same thing at once, three times over.
fn resells(events: &[Event]) -> bool {
    events.iter().filter(|e| e.kind == Kind::Purchase && e.quantity >= 5 && !e.duplicate).count() >= 3 && {
        let mut bulk: BTreeMap<Name, u32> = BTreeMap::new();
        for e in events.iter().filter(|e| e.kind == Kind::Purchase && e.quantity >= 5) {
            if let Some(item) = e.item {
                *bulk.entry(item).or_default() += 1;
            }
        }
        bulk.values().any(|n| *n >= 3)
    }
}

/// Whether `tag` is `prefix` or stands below it.
pub(super) fn below(tag: &str, prefix: &str) -> bool {
    tag.strip_prefix(prefix).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

#[cfg(test)]
mod tests {
    use super::below;

    #[test]
    fn a_prefix_ends_at_a_dot() {
        assert!(below("goods.pet.cat_food", "goods.pet") && below("goods.pet", "goods.pet"));
        assert!(!below("goods.petrol", "goods.pet") && !below("goods", "goods.pet"));
    }
}
