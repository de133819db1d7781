//! The base: every record as columns, built once after an import. A view is a pass over it, so switching the observer
//! costs no second reading of archives.

use super::detail::{Detail, Labelled, Listed};
use super::event::{Event, Seen};
use super::identity;
use super::places::Places;
use super::verdicts::Verdicts;
use super::version::Versions;
use crate::error::Error;
use crate::record::{ContactKind, Fact, Kind, Moment, Origin, Platform, Status, Zone};
use crate::signal;
use crate::vault::{Key, Out, Place, Said, Stored, Vault};
use chrono::{Datelike, NaiveDateTime, TimeZone};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::num::NonZeroU32;
use std::sync::Arc;

/// A string of the base, by number; from 1, so that having none costs no room.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Name(NonZeroU32);

impl Name {
    /// The name at this place of the list.
    fn at(index: usize) -> Name {
        Name(u32::try_from(index).unwrap_or(u32::MAX).saturating_add(1).try_into().unwrap_or(NonZeroU32::MAX))
    }

    fn index(self) -> usize {
        self.0.get() as usize - 1
    }
}

/// All records as columns.
#[derive(Debug, Default)]
pub struct Base {
    names: Vec<Arc<str>>,
    by_name: HashMap<Arc<str>, Name>,
    /// One per record, in canonical order (by time, then by content), with everything seen.
    pub(super) events: Vec<Event>,
    /// One per record, in the same order.
    pub(super) beside: Vec<Beside>,
    places: Places,
    versions: Versions,
    /// Spellings by which shops are compared, of names of shops.
    shops: HashMap<Name, String>,
    /// Of addresses.
    addresses: HashMap<Name, String>,
    /// Titles of chats, where a list of contacts gives one for the platform's own id.
    titles: HashMap<Name, Name>,
    /// What sort of group a chat's title names.
    circles: HashMap<Name, &'static str>,
    /// What the person said.
    verdicts: Verdicts,
}

/// What no rule looks at.
#[derive(Debug)]
pub(super) struct Beside {
    /// Row id in the vault.
    id: i64,
    /// Calendar month, counted from year 0; for what an observer sees since when.
    pub(super) month: Option<i32>,
    /// How it was paid, for observers who route payments.
    pub(super) method: Option<super::Method>,
    /// Second order number of payments (the merchant's), for joining.
    pub(super) merchant_order: Option<Name>,
    /// Whether the owner wrote it, where the file says so.
    pub(super) own: Option<bool>,
    /// What it says beside its columns.
    detail: Option<Box<Detail>>,
    /// Whether it stands as a row.
    row: bool,
    /// Which of the places as they are read are its own: from, how many.
    places: (u32, u32),
}

/// What is needed while reading only.
#[derive(Default)]
struct Reading {
    /// What records are ordered by: the printed second, then the content.
    order: Vec<(Option<i64>, Key)>,
    places: Vec<Place>,
    natives: Vec<(Key, usize, Said)>,
}

impl Base {
    /// Reads the vault.
    ///
    /// # Errors
    /// `vault_failed`.
    pub fn of(vault: &Vault) -> Result<Base, Error> {
        let mut base = Base::default();
        let mut reading = Reading::default();
        let files = vault.files()?;
        vault.records(&files, |stored| base.push(&stored, &mut reading))?;
        let Reading { order, places, mut natives } = reading;
        base.arrange(&order, &mut natives);
        base.places = Places::new(files, &places, base.beside.iter().map(|b| b.places));
        base.versions = Versions::new(natives, &base.places);
        base.spell();
        base.verdicts = Verdicts::of(vault, &base)?;
        Ok(base)
    }

    /// Puts the records in canonical order, and numbers the names by where they first occur in it, so that neither depends on the
    /// order of import.
    fn arrange(&mut self, order: &[(Option<i64>, Key)], natives: &mut [(Key, usize, Said)]) {
        let mut sorted: Vec<usize> = (0..order.len()).collect();
        sorted.sort_unstable_by_key(|i| order.get(*i));
        let mut to = vec![0; sorted.len()];
        for (new, old) in sorted.into_iter().enumerate() {
            if let Some(to) = to.get_mut(old) {
                *to = new;
            }
        }
        for (_, record, _) in natives {
            *record = to.get(*record).copied().unwrap_or(*record);
        }
        for at in 0..to.len() {
            while let Some(there) = to.get(at).copied().filter(|there| *there != at) {
                to.swap(at, there);
                self.events.swap(at, there);
                self.beside.swap(at, there);
            }
        }
        let mut numbers: Vec<Option<Name>> = vec![None; self.names.len()];
        let mut next = 0;
        let mut number = |name: &mut Name| {
            if let Some(number) = numbers.get_mut(name.index()) {
                *name = *number.get_or_insert_with(|| {
                    next += 1;
                    Name::at(next - 1)
                });
            }
        };
        for ((record, event), beside) in self.events.iter_mut().enumerate().zip(&mut self.beside) {
            event.record = record;
            names(event, beside).for_each(&mut number);
        }
        let mut names = vec![Arc::from(""); self.names.len()];
        for (words, number) in self.names.drain(..).zip(&numbers) {
            if let Some((name, place)) = number.and_then(|n| Some((n, names.get_mut(n.index())?))) {
                self.by_name.insert(Arc::clone(&words), name);
                *place = words;
            }
        }
        self.names = names;
    }

    /// The words behind a name.
    pub fn name(&self, name: Name) -> &str {
        self.names.get(name.index()).map_or("", |w| w)
    }

    /// The name for words, if any record has them.
    pub fn find(&self, words: &str) -> Option<Name> {
        self.by_name.get(words).copied()
    }

    /// What a record says beside its columns.
    pub(super) fn detail(&self, record: usize) -> Option<&Detail> {
        self.beside.get(record)?.detail.as_deref()
    }

    /// What a list of contacts says of this record's person.
    pub(super) fn contact(&self, record: usize) -> Option<&Listed> {
        match self.detail(record)? {
            Detail::Contact(listed) => Some(listed),
            _ => None,
        }
    }

    /// What a platform's own label says beside its name.
    pub fn label(&self, record: usize) -> Option<&Labelled> {
        match self.detail(record)? {
            Detail::Label(label) => Some(label),
            _ => None,
        }
    }

    /// Whether this record is a group's entry in a list of contacts.
    pub(super) fn is_group(&self, record: usize) -> bool {
        self.contact(record).is_some_and(|c| c.kind == ContactKind::Group)
    }

    /// What a chat is called: its title, or the platform's own id where no list of contacts gives one.
    pub(super) fn title(&self, chat: Name) -> Name {
        self.titles.get(&chat).copied().unwrap_or(chat)
    }

    /// What sort of group its title names.
    pub(super) fn circle(&self, chat: Name) -> Option<&'static str> {
        self.circles.get(&chat).copied()
    }

    /// What was said by hand.
    pub(super) fn verdicts(&self) -> &Verdicts {
        &self.verdicts
    }

    /// The spelling by which a shop's name is compared.
    pub(super) fn shop_key(&self, name: Name) -> Option<&str> {
        self.shops.get(&name).map(String::as_str)
    }

    /// The spelling by which an address is compared.
    pub(super) fn address_key(&self, name: Name) -> Option<&str> {
        self.addresses.get(&name).map(String::as_str)
    }

    fn spell(&mut self) {
        let names = self.events.iter().filter(|e| matches!(e.kind, Kind::Purchase | Kind::Payment)).filter_map(|e| e.party);
        let names: HashSet<Name> = names.collect();
        self.shops = names.into_iter().filter_map(|n| Some((n, identity::spelled(self.name(n))?))).collect();
        let names: HashSet<Name> = self.events.iter().filter_map(|e| e.address).collect();
        self.addresses = names.into_iter().filter_map(|n| Some((n, identity::spelled_address(self.name(n))?))).collect();
        let listed = self.events.iter().filter(|e| e.kind == Kind::Contact);
        self.titles = listed.filter_map(|e| Some((e.account?, e.party?))).filter(|(account, title)| account != title).collect();
        let chats: HashSet<Name> = self.events.iter().filter_map(|e| e.chat).collect();
        self.circles = chats.into_iter().filter_map(|c| Some((c, signal::circle(self.name(self.title(c)))?))).collect();
    }

    /// Where a record stands.
    pub fn origin(&self, record: usize) -> Option<Origin> {
        self.places.of(record).first().and_then(|p| self.places.spelled(p))
    }

    /// Every place a record stands.
    pub fn origins(&self, record: usize) -> Vec<Origin> {
        self.places.of(record).iter().filter_map(|p| self.places.spelled(p)).collect()
    }

    /// The record that stands at this place.
    pub fn at(&self, origin: &Origin) -> Option<usize> {
        self.places.at(self.places.place(origin)?)
    }

    /// The other versions of a record that exports give under the same number, and what they are to it (`join.<why>`).
    pub fn versions(&self, record: usize) -> Vec<(usize, &'static str)> {
        self.versions.others(record)
    }

    /// Whether a record is the version that counts, when everything is visible.
    pub fn counts_once(&self, record: usize) -> bool {
        self.versions.counts(record)
    }

    /// The records that don't count, of those that are seen, when these places are left out.
    pub(super) fn out(&self, seen: impl Fn(usize) -> bool, without: &HashSet<Place>) -> HashMap<usize, Out> {
        self.versions.out(&self.places, seen, without)
    }

    /// Origins as places; those that stand nowhere are left out.
    pub(super) fn places<'o>(&self, origins: impl IntoIterator<Item = &'o Origin>) -> HashSet<Place> {
        self.places.find(origins)
    }

    /// Whether a record stands nowhere but in these places.
    pub(super) fn only_in(&self, record: usize, places: &HashSet<Place>) -> bool {
        self.places.of(record).iter().all(|p| places.contains(p))
    }

    /// Its row id in the vault.
    pub fn vault_id(&self, record: usize) -> Option<i64> {
        self.beside.get(record).map(|b| b.id)
    }

    /// Whose platform a record is.
    pub fn platform(&self, record: usize) -> Option<Platform> {
        self.events.get(record).map(|e| e.platform)
    }

    /// How many records of each kind, each in the version that counts.
    pub fn counts(&self) -> BTreeMap<Kind, u64> {
        let mut counts = BTreeMap::new();
        for e in self.events.iter().filter(|e| self.versions.counts(e.record)) {
            *counts.entry(e.kind).or_default() += 1;
        }
        counts
    }

    /// Per (archive, file): rows shown there (stored) and rows that stand in an earlier place too, or that another export gives in the
    /// version that counts (known).
    pub(crate) fn stored_and_known(&self) -> BTreeMap<(&str, &str), (u64, u64)> {
        let mut counts = vec![(0, 0); self.places.files().len()];
        for (record, _) in self.beside.iter().enumerate().filter(|(_, b)| b.row) {
            let counted = self.versions.counts(record);
            for (i, place) in self.places.of(record).iter().enumerate() {
                let Some((stored, known)) = counts.get_mut(place.file as usize) else { continue };
                *(if i == 0 && counted { stored } else { known }) += 1;
            }
        }
        self.places.files().iter().map(|f| (f.archive.0.as_str(), f.path.as_str())).zip(counts).collect()
    }

    fn intern(&mut self, words: &str) -> Name {
        if let Some(name) = self.by_name.get(words) {
            return *name;
        }
        let name = Name::at(self.names.len());
        let words: Arc<str> = words.into();
        self.names.push(Arc::clone(&words));
        self.by_name.insert(words, name);
        name
    }

    fn maybe(&mut self, words: Option<&str>) -> Option<Name> {
        words.map(str::trim).filter(|w| !w.is_empty()).map(|w| self.intern(w))
    }

    fn push(&mut self, stored: &Stored<'_>, reading: &mut Reading) {
        let record = self.events.len();
        let mut event = Event {
            record,
            kind: stored.fact.kind(),
            platform: stored.platform,
            time: None,
            party: self.maybe(stored.fact.party()),
            account: None,
            chat: None,
            direction: None,
            payment: None,
            message: None,
            status: Status::Done,
            net: None,
            gross: None,
            order: None,
            item: None,
            quantity: 0,
            recipient: None,
            address: None,
            chars: 0,
            profile: None,
            own: true,
            for_other: false,
            duplicate: false,
            bare: false,
            seen: Vec::new(),
        };
        let mut merchant_order = None;
        let mut method = None;
        let mut own = None;
        match &stored.fact {
            Fact::Purchase(p) => {
                event.time = p.time.map(|t| local(t, p.marketplace.as_deref()));
                event.status = p.status;
                event.gross = p.paid;
                event.order = self.maybe(p.order_id.as_deref());
                event.item = self.maybe(p.item_id.as_deref().or(Some(&p.title)));
                event.quantity = p.quantity;
                event.recipient = p.recipient.as_ref().and_then(|r| self.maybe(r.name.as_deref()));
                event.address = p.recipient.as_ref().and_then(|r| self.maybe(Some(&r.address)));
                event.for_other = p.gift.is_some();
                method = p.method.as_deref().and_then(route);
            }
            Fact::Payment(p) => {
                event.time = Some(local(p.time, None));
                event.status = p.status;
                event.direction = Some(p.direction);
                event.payment = Some(p.kind);
                event.gross = Some(p.amount);
                event.order = self.maybe(p.order_id.as_deref());
                event.item = self.maybe(p.title.as_deref());
                merchant_order = self.maybe(p.merchant_order_id.as_deref());
                method = p.method.as_deref().and_then(route);
            }
            Fact::Message(m) => {
                event.time = Some(local(m.time, None));
                event.chat = self.maybe(Some(&m.chat));
                event.account = self.maybe(m.account.as_deref());
                event.message = Some(m.kind);
                own = m.own;
                event.chars = m.text.as_ref().map_or(0, |t| u32::try_from(t.chars().count()).unwrap_or(u32::MAX));
            }
            Fact::Place(p) => {
                event.time = p.time.map(|t| local(t, None));
                event.item = self.maybe(p.name.as_deref());
                event.address = self.maybe(p.address.as_deref());
            }
            Fact::Activity(a) => {
                event.time = a.time.map(|t| local(t, None));
                event.item = self.maybe(Some(&a.title));
            }
            Fact::Device(d) => {
                event.time = d.time.map(|t| local(t, None));
                event.item = self.maybe(d.model.as_deref().or(d.system.as_deref()));
            }
            Fact::Profile(p) => event.profile = Some((p.field, self.intern(&p.value))),
            Fact::AdLabel(l) => {
                event.time = l.time.map(|t| local(t, None));
                event.item = self.maybe(Some(&l.label));
            }
            Fact::Contact(c) => {
                event.own = c.own;
                event.account = self.maybe(c.account.as_deref());
            }
        }
        let marketplace = if let Fact::Purchase(p) = &stored.fact { p.marketplace.as_deref() } else { None };
        let detail = Detail::of(&stored.fact, &mut |words| self.maybe(Some(words)), |time| local(time, marketplace));
        event.net = net(&stored.fact);
        for signal in &stored.signals {
            event.for_other |= signal.0 == "words.gift";
            let (tag, value) = (self.intern(&signal.0), self.maybe(signal.1.as_deref()));
            event.seen.push(Seen { tag, value, weight: signal.2, bare: signal.3 });
        }
        let month = event.time.map(|t| super::month_number(t.year(), t.month()));
        let length = |list: &[_]| u32::try_from(list.len()).unwrap_or(u32::MAX);
        let places = (length(&reading.places), length(stored.places));
        reading.places.extend(stored.places);
        reading.order.push((stored.fact.time().map(|t| t.wall.and_utc().timestamp()), stored.key));
        reading.natives.extend(stored.native.map(|(native, said)| (native, record, said)));
        self.events.push(event);
        self.beside.push(Beside { id: stored.id, month, method, merchant_order, own, detail, row: stored.row, places });
    }
}

/// Every name in a record, in the order in which they are given numbers.
fn names<'e>(event: &'e mut Event, beside: &'e mut Beside) -> impl Iterator<Item = &'e mut Name> {
    let columns = [
        &mut event.party,
        &mut event.account,
        &mut event.order,
        &mut event.item,
        &mut event.recipient,
        &mut event.address,
        &mut beside.merchant_order,
        &mut event.chat,
    ];
    let profile = event.profile.as_mut().map(|(_, name)| name);
    let seen = event.seen.iter_mut().flat_map(|s| std::iter::once(&mut s.tag).chain(&mut s.value));
    let detail = beside.detail.as_deref_mut().into_iter().flat_map(Detail::names);
    columns.into_iter().flatten().chain(detail).chain(profile).chain(seen)
}

/// What a row cost or brought by itself, before other rows' refunds are set against it.
fn net(fact: &Fact) -> Option<crate::record::Amount> {
    let (amount, back, status) = match fact {
        Fact::Purchase(p) => (p.paid?, None, p.status),
        Fact::Payment(p) => (p.amount, p.refunded, p.status),
        Fact::Message(_)
        | Fact::Place(_)
        | Fact::Activity(_)
        | Fact::Device(_)
        | Fact::Profile(_)
        | Fact::AdLabel(_)
        | Fact::Contact(_) => return None,
    };
    let minor = match status {
        Status::Done | Status::Refunded => (amount.minor - back.map_or(0, |b| b.minor)).max(0),
        Status::Cancelled | Status::Closed | Status::Pending | Status::Unknown => 0,
    };
    Some(crate::record::Amount { minor, ..amount })
}

/// Who routed a payment: a bank card or account, or WeChat.
fn route(method: &str) -> Option<super::Method> {
    if method.contains("微信") || method.contains("WeChat") {
        return Some(super::Method::Wechat);
    }
    let card =
        ["银行", "储蓄卡", "信用卡", "Visa", "Master", "MasterCard", "American Express", "Bank Account", "UnionPay", "银联", "云闪付"];
    card.iter().any(|c| method.contains(c)).then_some(super::Method::Bank)
}

/// The wall clock where the person was.
fn local(time: Moment, marketplace: Option<&str>) -> NaiveDateTime {
    match time.zone {
        Zone::China | Zone::Device => time.wall,
        Zone::Utc => {
            let zone = marketplace.map_or(chrono_tz::UTC, zone_of);
            zone.from_utc_datetime(&time.wall).naive_local()
        }
    }
}

/// The zone of an Amazon marketplace: of its country, or its most populous part.
fn zone_of(marketplace: &str) -> chrono_tz::Tz {
    let low = marketplace.to_ascii_lowercase();
    let ends = |s: &str| low.ends_with(s);
    match () {
        () if ends("amazon.com") => chrono_tz::America::New_York,
        () if ends(".ca") => chrono_tz::America::Toronto,
        () if ends(".com.mx") => chrono_tz::America::Mexico_City,
        () if ends(".com.br") => chrono_tz::America::Sao_Paulo,
        () if ends(".co.uk") => chrono_tz::Europe::London,
        () if ends(".de") => chrono_tz::Europe::Berlin,
        () if ends(".fr") => chrono_tz::Europe::Paris,
        () if ends(".it") => chrono_tz::Europe::Rome,
        () if ends(".es") => chrono_tz::Europe::Madrid,
        () if ends(".nl") => chrono_tz::Europe::Amsterdam,
        () if ends(".se") => chrono_tz::Europe::Stockholm,
        () if ends(".pl") => chrono_tz::Europe::Warsaw,
        () if ends(".co.jp") => chrono_tz::Asia::Tokyo,
        () if ends(".in") => chrono_tz::Asia::Kolkata,
        () if ends(".com.au") => chrono_tz::Australia::Sydney,
        () => chrono_tz::UTC,
    }
}
