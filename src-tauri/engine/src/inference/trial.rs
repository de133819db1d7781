//! What every rule is tried with: rows made by hand, and two judges. [`speaks`] holds that a claim goes when its rows go; [`silent`] that
//! a rule that says nothing is told among what was looked for. Each rule's file ends with its own trial: at least one case where it must
//! speak, and its documented traps, where it must not.

pub(super) use super::{ALL, ClaimKind, Inference, Level};
use crate::dossier::{Ask, Whose, compile};
use crate::observer::{self, Base, View};
#[allow(unused_imports, reason = "which of them trials need changes with the rules")]
pub(super) use crate::record::{
    Activity, ActivityKind, AdLabel, Amount, ArchiveId, Contact, ContactKind, Currency, Device, Direction, Fact, LabelKind, Message,
    MessageKind, Moment, Origin, Payment, PaymentKind, Place, PlaceKind, Platform, Point, Profile, ProfileField, Purchase, Recipient,
    Record, Spot, Status, Zone,
};
use crate::report::wire::{self, Report};
pub(super) use crate::signal::Signal;
use crate::vault::Vault;
#[allow(unused_imports, reason = "as above")]
pub(super) use chrono::{Datelike, Days, NaiveDate, NaiveTime, Weekday};
use std::collections::BTreeSet;

pub(super) type Row = (Platform, Fact, Vec<Signal>);

pub(super) fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2024, 12, 31).unwrap()
}

/// So many days before today, at this hour.
pub(super) fn at(days_ago: u64, hour: u32) -> Moment {
    let day = today().checked_sub_days(Days::new(days_ago)).unwrap();
    Moment { wall: day.and_time(NaiveTime::from_hms_opt(hour, 5, 0).unwrap()), zone: Zone::China }
}

pub(super) fn signals(tags: &[&str]) -> Vec<Signal> {
    let signal = |t: &&str| {
        let (tag, value) = t.split_once('=').map_or((*t, None), |(tag, v)| (tag, Some(v.to_owned())));
        Signal { tag: tag.to_owned(), value, weight: 1.0 }
    };
    tags.iter().map(signal).collect()
}

/// Any fact, with these signals.
#[allow(dead_code, reason = "for rules to come")]
pub(super) fn row(platform: Platform, fact: Fact, tags: &[&str]) -> Row {
    (platform, fact, signals(tags))
}

/// Any fact, with the signals that the extractors see in it.
pub(super) fn read(platform: Platform, fact: Fact) -> Row {
    let seen = crate::signal::extract(&fact);
    (platform, fact, seen)
}

pub(super) fn bought(time: Moment, recipient: &str, tags: &[&str]) -> Row {
    let purchase = Purchase {
        time: Some(time),
        order_id: Some(time.wall.to_string()),
        title: format!("thing {tags:?}"),
        variant: None,
        category_label: None,
        item_id: None,
        quantity: 1,
        unit_price: None,
        paid: Some(Amount::fen(5_990)),
        seller: Some("某某小店".into()),
        marketplace: None,
        recipient: Some(Recipient { name: Some(recipient.into()), phone: None, address: "某市某区某路".into() }),
        gift: None,
        method: None,
        status: Status::Done,
    };
    (Platform::Taobao, Fact::Purchase(purchase), signals(tags))
}

pub(super) fn paid(time: Moment, fen: i64, kind: PaymentKind, direction: Direction, party: &str, tags: &[&str]) -> Row {
    let payment = Payment {
        time,
        direction,
        direction_label: String::new(),
        amount: Amount::fen(fen),
        refunded: None,
        kind,
        counterparty: Some(party.into()),
        counterparty_account: None,
        title: None,
        category_label: None,
        method: None,
        status: Status::Done,
        order_id: None,
        merchant_order_id: None,
        note: None,
    };
    (Platform::Alipay, Fact::Payment(payment), signals(tags))
}

pub(super) fn shop(time: Moment, party: &str, tags: &[&str]) -> Row {
    paid(time, 3_000, PaymentKind::Merchant, Direction::Out, party, tags)
}

pub(super) fn wrote(time: Moment, chat: &str, sender: &str, tags: &[&str]) -> Row {
    let message = Message { sender: Some(sender.into()), text: Some("嗯".into()), ..Message::new(time, chat) };
    (Platform::Whatsapp, Fact::Message(message), signals(tags))
}

/// A line somebody wrote, of this kind and with these words; the extractors read them.
#[allow(dead_code, reason = "for rules to come")]
pub(super) fn said(time: Moment, chat: &str, sender: &str, kind: MessageKind, text: &str) -> Row {
    let message = Message { sender: Some(sender.into()), text: Some(text.into()), kind, ..Message::new(time, chat) };
    read(Platform::Whatsapp, Fact::Message(message))
}

/// Searched, watched, followed.
#[allow(dead_code, reason = "for rules to come")]
pub(super) fn did(platform: Platform, time: Moment, kind: ActivityKind, title: &str) -> Row {
    read(platform, Fact::Activity(Activity { time: Some(time), ..Activity::new(kind, title) }))
}

pub(super) fn states(platform: Platform, field: ProfileField, value: &str, tags: &[&str]) -> Row {
    (platform, Fact::Profile(Profile { field, value: value.into() }), signals(tags))
}

pub(super) fn base(rows: Vec<Row>) -> (Vault, Base) {
    base_of(vec![("trial", rows)])
}

/// Of several archives.
pub(super) fn base_of(archives: Vec<(&str, Vec<Row>)>) -> (Vault, Base) {
    let mut vault = Vault::in_memory().unwrap();
    let records: Vec<_> = archives
        .into_iter()
        .flat_map(|(archive, rows)| rows.into_iter().map(move |row| (archive, row)))
        .zip(1..)
        .map(|((archive, (platform, fact, signals)), line)| {
            let origin =
                Origin { archive: ArchiveId(archive.into()), file: format!("{archive}-{}.csv", platform.id()), spot: Spot::Line(line) };
            (Record { origin, platform, source: "trial".into(), fact, beside: false }, signals)
        })
        .collect();
    vault.put(&records);
    let base = Base::of(&vault).unwrap();
    (vault, base)
}

pub(super) fn look(vault: &Vault, base: &Base, without: BTreeSet<Origin>) -> Report {
    let ask = Ask { today: today(), observers: Whose::One("everything".into()), country: None, without };
    compile(vault, base, &ask).unwrap()
}

pub(super) fn claims<'r>(report: &'r Report, id: &str) -> Vec<&'r wire::Claim> {
    report.observers.iter().flatten().flat_map(|o| &o.claims).filter(|c| c.id == id).collect()
}

/// The rule speaks, in words without gaps, and falls silent when the rows behind what it said are taken away.
pub(super) fn speaks(id: &str, rows: Vec<Row>) -> Vec<wire::Claim> {
    let (vault, base) = base(rows);
    let report = look(&vault, &base, BTreeSet::new());
    let said: Vec<wire::Claim> = claims(&report, id).into_iter().cloned().collect();
    assert!(!said.is_empty(), "{id} says nothing");
    for claim in &said {
        let json = serde_json::to_string(claim).unwrap();
        assert!(!json.contains('«'), "{id}: {json}");
        assert!(claim.evidence.steps.iter().all(|s| s.count > 0), "{id}: a reason without rows");
    }
    let rule = Inference::by_id(id).unwrap();
    let view = View::look(&base, observer::by_id("everything").unwrap(), &BTreeSet::new(), today());
    let super::Finding::Claims(drafts) = (rule.infer)(&view) else { panic!("{id}") };
    for claim in &said {
        let draft = drafts.iter().find(|d| d.value == claim.value).unwrap();
        let rows = draft.steps.iter().flat_map(|s| &s.events);
        let without: BTreeSet<Origin> = rows.flat_map(|i| base.origins(view.event(*i).unwrap().record)).collect();
        let after = look(&vault, &base, without);
        assert!(claims(&after, id).iter().all(|c| c.value != claim.value), "{id} stays without its rows");
    }
    said
}

pub(super) fn silent(id: &str, rows: Vec<Row>) {
    let (vault, base) = base(rows);
    let report = look(&vault, &base, BTreeSet::new());
    assert!(claims(&report, id).is_empty(), "{id} speaks: {:?}", claims(&report, id));
    assert!(report.observers.iter().flatten().any(|o| o.not_found.iter().any(|n| n.id == id)), "{id} isn't among what was looked for");
}

pub(super) const ME: &str = "程一";
pub(super) const HOME: &str = "place.district=浙江省/杭州市/西湖区";
pub(super) const WORK: &str = "place.district=浙江省/杭州市/滨江区";

pub(super) fn every(days: std::ops::Range<u64>, by: usize, row: impl Fn(u64) -> Row) -> Vec<Row> {
    days.step_by(by).map(row).collect()
}

pub(super) fn chats() -> Vec<Row> {
    let mut rows = Vec::new();
    for (who, by) in [("甲", 1), ("乙", 7), ("丙", 9), ("丁", 11)] {
        rows.extend(every(0..90, by, |d| wrote(at(d, 21), who, ME, &[])));
        rows.extend(every(0..90, by, |d| wrote(at(d, 22), who, who, &[])));
    }
    rows
}

#[test]
pub(super) fn nothing_is_said_of_nothing() {
    let (vault, base) = base(Vec::new());
    let report = look(&vault, &base, BTreeSet::new());
    let observer = &report.observers.unwrap()[0];
    assert_eq!((observer.claims.len(), observer.not_found.len()), (0, ALL.len()));
}
