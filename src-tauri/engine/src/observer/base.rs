//! The base: every record as columns, built once after an import. A view is a pass over it, so switching the observer
//! costs no second reading of archives.

use super::event::{Event, Seen};
use crate::error::Error;
use crate::record::{ArchiveId, Fact, Kind, Moment, Origin, Status, Zone};
use crate::vault::{Place, Stored, Vault};
use chrono::{Datelike, NaiveDateTime, TimeZone};
use std::collections::{BTreeMap, HashMap, HashSet};

/// A string of the base, by number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Name(u32);

/// All records as columns.
#[derive(Debug, Default)]
pub struct Base {
    names: Vec<String>,
    by_name: HashMap<String, Name>,
    /// One per record, in canonical order, with everything seen.
    pub(super) events: Vec<Event>,
    /// Per event, per signal: whether the bare who-when-how-much gives it away.
    pub(super) bare: Vec<Vec<bool>>,
    /// Where each record stands; the first is the one that is shown.
    places: Vec<Vec<Place>>,
    /// Archive and path of each file, sorted.
    files: Vec<(ArchiveId, String)>,
    /// Row id in the vault.
    pub(super) ids: Vec<i64>,
    /// Calendar month of each, counted from year 0; for what an observer sees since when.
    pub(super) months: Vec<Option<i32>>,
    /// How each was paid, for observers who route payments.
    pub(super) methods: Vec<Option<super::Method>>,
    /// Second order number of payments (the merchant's), for joining.
    pub(super) merchant_orders: Vec<Option<Name>>,
    by_place: HashMap<Place, usize>,
    rows: Vec<bool>,
}

impl Base {
    /// Reads the vault.
    ///
    /// # Errors
    /// `vault_failed`.
    pub fn of(vault: &Vault) -> Result<Base, Error> {
        let mut base = Base::default();
        let files = vault.files()?;
        vault.records(&files, |stored| base.push(stored))?;
        base.files = files.list;
        Ok(base)
    }

    /// The words behind a name.
    pub fn name(&self, name: Name) -> &str {
        self.names.get(name.0 as usize).map_or("", String::as_str)
    }

    /// The name for words, if any record has them.
    pub fn find(&self, words: &str) -> Option<Name> {
        self.by_name.get(words).copied()
    }

    /// Where a record stands.
    pub fn origin(&self, record: usize) -> Option<Origin> {
        self.places.get(record)?.first().and_then(|p| self.spelled(p))
    }

    /// Every place a record stands.
    pub fn origins(&self, record: usize) -> Vec<Origin> {
        self.places.get(record).into_iter().flatten().filter_map(|p| self.spelled(p)).collect()
    }

    /// The record that stands at this place.
    pub fn at(&self, origin: &Origin) -> Option<usize> {
        self.by_place.get(&self.place(origin)?).copied()
    }

    /// Origins as places; those that stand nowhere are left out.
    pub(super) fn places<'o>(&self, origins: impl IntoIterator<Item = &'o Origin>) -> HashSet<Place> {
        origins.into_iter().filter_map(|o| self.place(o)).collect()
    }

    /// Whether a record stands nowhere but in these places.
    pub(super) fn only_in(&self, record: usize, places: &HashSet<Place>) -> bool {
        self.places.get(record).is_some_and(|own| own.iter().all(|p| places.contains(p)))
    }

    fn place(&self, origin: &Origin) -> Option<Place> {
        let file = self.files.binary_search_by(|(a, p)| (a, p).cmp(&(&origin.archive, &origin.file))).ok()?;
        Some(Place { file, spot: origin.spot })
    }

    fn spelled(&self, place: &Place) -> Option<Origin> {
        let (archive, file) = self.files.get(place.file)?;
        Some(Origin { archive: archive.clone(), file: file.clone(), spot: place.spot })
    }

    /// Its row id in the vault.
    pub fn vault_id(&self, record: usize) -> Option<i64> {
        self.ids.get(record).copied()
    }

    /// How many records of each kind.
    pub fn counts(&self) -> BTreeMap<Kind, u64> {
        let mut counts = BTreeMap::new();
        for e in &self.events {
            *counts.entry(e.kind).or_default() += 1;
        }
        counts
    }

    /// Per (archive, file): rows shown there (stored) and rows that stand in an earlier place too (known).
    pub(crate) fn stored_and_known(&self) -> BTreeMap<(&str, &str), (u64, u64)> {
        let mut out: BTreeMap<(&str, &str), (u64, u64)> = BTreeMap::new();
        for (places, _) in self.places.iter().zip(&self.rows).filter(|(_, row)| **row) {
            for (i, (archive, file)) in places.iter().filter_map(|p| self.files.get(p.file)).enumerate() {
                let counts = out.entry((&archive.0, file)).or_default();
                if i == 0 { counts.0 += 1 } else { counts.1 += 1 }
            }
        }
        out
    }

    fn intern(&mut self, words: &str) -> Name {
        if let Some(name) = self.by_name.get(words) {
            return *name;
        }
        let name = Name(u32::try_from(self.names.len()).unwrap_or(u32::MAX));
        self.names.push(words.to_owned());
        self.by_name.insert(words.to_owned(), name);
        name
    }

    fn maybe(&mut self, words: Option<&str>) -> Option<Name> {
        words.map(str::trim).filter(|w| !w.is_empty()).map(|w| self.intern(w))
    }

    fn push(&mut self, stored: Stored) {
        let record = self.events.len();
        let mut event = Event {
            record,
            kind: stored.fact.kind(),
            platform: stored.platform,
            time: None,
            party: self.maybe(stored.fact.party()),
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
            seen: Vec::new(),
        };
        let mut merchant_order = None;
        let mut method = None;
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
                event.message = Some(m.kind);
                event.chars = m.text.as_ref().map_or(0, |t| u32::try_from(t.chars().count()).unwrap_or(u32::MAX));
            }
            Fact::Profile(p) => event.profile = Some((p.field, self.intern(&p.value))),
        }
        event.net = net(&stored.fact);
        let event_month = event.time.map(|t| super::month_number(t.year(), t.month()));
        let mut bare = Vec::new();
        for (signal, is_bare) in &stored.signals {
            let seen = Seen { tag: self.intern(&signal.tag), value: self.maybe(signal.value.as_deref()), weight: signal.weight };
            event.seen.push(seen);
            bare.push(*is_bare);
            event.for_other |= signal.tag == "words.gift";
        }
        for place in &stored.places {
            self.by_place.insert(*place, record);
        }
        self.events.push(event);
        self.bare.push(bare);
        self.places.push(stored.places);
        self.ids.push(stored.id);
        self.months.push(event_month);
        self.methods.push(method);
        self.merchant_orders.push(merchant_order);
        self.rows.push(stored.row);
    }
}

/// What a row cost or brought by itself, before other rows' refunds are set against it.
fn net(fact: &Fact) -> Option<crate::record::Amount> {
    let (amount, back, status) = match fact {
        Fact::Purchase(p) => (p.paid?, None, p.status),
        Fact::Payment(p) => (p.amount, p.refunded, p.status),
        Fact::Message(_) | Fact::Profile(_) => return None,
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
