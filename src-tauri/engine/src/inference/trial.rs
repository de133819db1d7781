//! Every rule tried on a few rows made by hand: one case where it must speak, one where it must not; and that a claim goes when its rows go.

use super::{ALL, Inference};
use crate::dossier::{Ask, Whose, compile};
use crate::observer::{self, Base, View};
use crate::record::{
    Amount, ArchiveId, Direction, Fact, Message, Moment, Origin, Payment, PaymentKind, Platform, Profile, ProfileField, Purchase,
    Recipient, Record, Spot, Status, Zone,
};
use crate::report::wire::{self, Report};
use crate::signal::Signal;
use crate::vault::Vault;
use chrono::{Days, NaiveDate, NaiveTime};
use std::collections::BTreeSet;

type Row = (Platform, Fact, Vec<Signal>);

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2024, 12, 31).unwrap()
}

/// So many days before today, at this hour.
fn at(days_ago: u64, hour: u32) -> Moment {
    let day = today().checked_sub_days(Days::new(days_ago)).unwrap();
    Moment { wall: day.and_time(NaiveTime::from_hms_opt(hour, 5, 0).unwrap()), zone: Zone::China }
}

fn signals(tags: &[&str]) -> Vec<Signal> {
    let signal = |t: &&str| {
        let (tag, value) = t.split_once('=').map_or((*t, None), |(tag, v)| (tag, Some(v.to_owned())));
        Signal { tag: tag.to_owned(), value, weight: 1.0 }
    };
    tags.iter().map(signal).collect()
}

fn bought(time: Moment, recipient: &str, tags: &[&str]) -> Row {
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

fn paid(time: Moment, fen: i64, kind: PaymentKind, direction: Direction, party: &str, tags: &[&str]) -> Row {
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

fn shop(time: Moment, party: &str, tags: &[&str]) -> Row {
    paid(time, 3_000, PaymentKind::Merchant, Direction::Out, party, tags)
}

fn wrote(time: Moment, chat: &str, sender: &str, tags: &[&str]) -> Row {
    let message = Message { sender: Some(sender.into()), text: Some("嗯".into()), ..Message::new(time, chat) };
    (Platform::Whatsapp, Fact::Message(message), signals(tags))
}

fn states(platform: Platform, field: ProfileField, value: &str, tags: &[&str]) -> Row {
    (platform, Fact::Profile(Profile { field, value: value.into() }), signals(tags))
}

fn base(rows: Vec<Row>) -> (Vault, Base) {
    let mut vault = Vault::in_memory().unwrap();
    let records: Vec<_> = rows
        .into_iter()
        .zip(1..)
        .map(|((platform, fact, signals), line)| {
            let origin = Origin { archive: ArchiveId("trial".into()), file: format!("{}.csv", platform.id()), spot: Spot::Line(line) };
            (Record { origin, platform, source: "trial".into(), fact, beside: false }, signals)
        })
        .collect();
    vault.put(&records);
    let base = Base::of(&vault).unwrap();
    (vault, base)
}

fn look(vault: &Vault, base: &Base, without: BTreeSet<Origin>) -> Report {
    let ask = Ask { today: today(), observers: Whose::One("everything".into()), country: None, without };
    compile(vault, base, &ask).unwrap()
}

fn claims<'r>(report: &'r Report, id: &str) -> Vec<&'r wire::Claim> {
    report.observers.iter().flatten().flat_map(|o| &o.claims).filter(|c| c.id == id).collect()
}

/// The rule speaks, in words without gaps, and falls silent when the rows behind what it said are taken away.
fn speaks(id: &str, rows: Vec<Row>) -> Vec<wire::Claim> {
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

fn silent(id: &str, rows: Vec<Row>) {
    let (vault, base) = base(rows);
    let report = look(&vault, &base, BTreeSet::new());
    assert!(claims(&report, id).is_empty(), "{id} speaks: {:?}", claims(&report, id));
    assert!(report.observers.iter().flatten().any(|o| o.not_found.iter().any(|n| n.id == id)), "{id} isn't among what was looked for");
}

const ME: &str = "程一";
const HOME: &str = "place.district=浙江省/杭州市/西湖区";
const WORK: &str = "place.district=浙江省/杭州市/滨江区";

fn every(days: std::ops::Range<u64>, by: usize, row: impl Fn(u64) -> Row) -> Vec<Row> {
    days.step_by(by).map(row).collect()
}

#[test]
fn nothing_is_said_of_nothing() {
    let (vault, base) = base(Vec::new());
    let report = look(&vault, &base, BTreeSet::new());
    let observer = &report.observers.unwrap()[0];
    assert_eq!((observer.claims.len(), observer.not_found.len()), (0, ALL.len()));
}

#[test]
fn legal_name() {
    let said = speaks("legal_name", vec![states(Platform::Alipay, ProfileField::RealName, ME, &[])]);
    assert!(said[0].p > 0.99);
    silent("legal_name", vec![states(Platform::Alipay, ProfileField::Nickname, ME, &[])]);
}

#[test]
fn name_on_parcels() {
    speaks("name_on_parcels", every(0..60, 6, |d| bought(at(d, 9), ME, &[])));
    silent("name_on_parcels", every(0..60, 6, |d| bought(at(d, 9), if d % 4 == 0 { ME } else { "程二" }, &[])));
    silent(
        "name_on_parcels",
        [every(0..60, 6, |d| bought(at(d, 9), ME, &[])), vec![states(Platform::Alipay, ProfileField::RealName, ME, &[])]].concat(),
    );
}

#[test]
fn linked_accounts() {
    let key = |p, n: &str| states(p, ProfileField::Account, n, &[&format!("id.phone={n}")]);
    let said = speaks("linked_accounts", vec![key(Platform::Alipay, "13800000000"), key(Platform::Jd, "13800000000")]);
    assert_eq!(said.len(), 1);
    silent("linked_accounts", vec![key(Platform::Alipay, "13800000000"), key(Platform::Jd, "13900000000")]);
}

#[test]
fn home_location() {
    let rows = || every(0..300, 10, |d| bought(at(d, 9), ME, &[HOME]));
    let bills = every(5..200, 30, |d| shop(at(d, 10), "某某供电", &["merchant.power", HOME]));
    let one = speaks("home_location", rows());
    assert_eq!((one[0].level, one[0].value.as_str()), (super::Level::Medium, "浙江省/杭州市/西湖区"));
    let two = speaks("home_location", [rows(), bills].concat());
    assert_eq!(two[0].level, super::Level::High);
    silent("home_location", every(0..300, 200, |d| bought(at(d, 9), ME, &[HOME])));
}

#[test]
fn work_or_study_place() {
    speaks("work_or_study_place", every(0..60, 1, |d| shop(at(d, 12), "某某饭堂", &["merchant.canteen", WORK])));
    silent("work_or_study_place", every(0..60, 1, |d| shop(at(d, 20), "某某面馆", &["merchant.restaurant", WORK])));
}

#[test]
fn trips_and_absences() {
    let home = || every(0..100, 10, |d| bought(at(d, 9), ME, &[HOME]));
    let ticket = |d| shop(at(d, 8), "某某铁路", &["merchant.rail", "place.district=湖南省/长沙市"]);
    let meal = |d| shop(at(d, 12), "某某餐馆", &["merchant.restaurant", "place.district=湖南省/长沙市/岳麓区"]);
    // One meal with a ticket to it, two meals without one, and a ticket that was not used.
    let said = speaks("trips_and_absences", [home(), vec![ticket(60), meal(50), meal(21), meal(20), ticket(10)]].concat());
    assert!(said[0].statement.en.contains("2 trips"), "{}", said[0].statement.en);
    silent("trips_and_absences", [home(), vec![ticket(50), meal(120)]].concat());
    silent("trips_and_absences", home());
}

#[test]
fn sleep_window() {
    let hours = [7, 8, 9, 12, 13, 15, 17, 19, 20, 21, 22, 23];
    let day = |d: u64| hours.iter().map(|h| shop(at(d, *h), "某某便利店", &[])).collect::<Vec<_>>();
    let said = speaks("sleep_window", (0..40).flat_map(day).collect());
    assert!(said.iter().any(|c| c.value == "workdays:23:00-07:00"), "{:?}", said.iter().map(|c| &c.value).collect::<Vec<_>>());
    silent("sleep_window", (0..10).flat_map(day).collect());
}

#[test]
fn children_and_ages() {
    let nappies = || every(10..120, 20, |d| bought(at(d, 9), ME, &["goods.baby.nappies", "stage.toddler=12-24"]));
    let fees = every(10..120, 30, |d| shop(at(d, 9), "某某幼儿园", &["merchant.kindergarten"]));
    let said = speaks("children_and_ages", [nappies(), fees].concat());
    assert!(said[0].value.starts_with("born-202"), "{}", said[0].value);
    silent("children_and_ages", every(10..120, 20, |d| bought(at(d, 9), ME, &["goods.toys.blocks"])));
}

#[test]
fn pet_owner() {
    let food = || every(0..200, 20, |d| bought(at(d, 9), ME, &["goods.pet.cat_food"]));
    let vet = shop(at(30, 9), "某某动物医院", &["merchant.vet"]);
    let said = speaks("pet_owner", [food(), vec![vet]].concat());
    assert_eq!(said[0].value, "cat");
    silent("pet_owner", every(0..200, 120, |d| bought(at(d, 9), ME, &["goods.pet.cat_food"])));
    // Each of these was for somebody else.
    let others = every(0..200, 20, |d| bought(at(d, 9), "程二", &["goods.pet.cat_food"]));
    silent("pet_owner", [every(0..300, 5, |d| bought(at(d, 11), ME, &[])), others].concat());
}

#[test]
fn household_size() {
    let mine = || every(0..300, 10, |d| bought(at(d, 9), ME, &[]));
    speaks("household_size", [mine(), every(0..200, 30, |d| bought(at(d, 11), "程二", &[]))].concat());
    silent("household_size", mine());
}

fn chats() -> Vec<Row> {
    let mut rows = Vec::new();
    for (who, by) in [("甲", 1), ("乙", 7), ("丙", 9), ("丁", 11)] {
        rows.extend(every(0..90, by, |d| wrote(at(d, 21), who, ME, &[])));
        rows.extend(every(0..90, by, |d| wrote(at(d, 22), who, who, &[])));
    }
    rows
}

#[test]
fn closest_ties() {
    let said = speaks("closest_ties", chats());
    assert!(said.iter().any(|c| c.value == "甲"));
    silent("closest_ties", every(0..90, 1, |d| wrote(at(d, 21), "甲", if d % 2 == 0 { ME } else { "甲" }, &[])));
}

#[test]
fn romantic_partner() {
    let love = || wrote(at(40, 22), "甲", "甲", &["kin.partner"]);
    let packet = |who, tag| paid(at(225, 12), 52_000, PaymentKind::RedPacket, Direction::Out, who, &[tag]);
    let said = speaks("romantic_partner", [chats(), vec![love(), packet("甲", "amount.love_520")]].concat());
    assert_eq!(said[0].value, "甲");
    silent("romantic_partner", [chats(), vec![packet("乙", "amount.round")]].concat());
}

#[test]
fn contacts_exposed() {
    speaks("contacts_exposed", chats());
    silent("contacts_exposed", vec![shop(at(1, 9), "某某小店", &[])]);
}

#[test]
fn income_estimate() {
    let pay = |tags: &'static [&str]| {
        every(10..200, 30, move |d| paid(at(d, 9), 850_000, PaymentKind::Transfer, Direction::In, "某某公司", tags))
    };
    let stated = speaks("income_estimate", pay(&["words.payday"]));
    assert_eq!(stated[0].level, super::Level::High);
    let regular = speaks("income_estimate", pay(&[]));
    assert!(regular[0].p < stated[0].p && regular[0].level == super::Level::Medium);
    silent("income_estimate", vec![paid(at(9, 9), 850_000, PaymentKind::Transfer, Direction::In, "某某公司", &[])]);
}

#[test]
fn credit_and_instalments() {
    let said = speaks(
        "credit_and_instalments",
        every(0..100, 30, |d| paid(at(d, 9), 120_000, PaymentKind::Repayment, Direction::Neutral, "花呗", &["pay.credit_huabei"])),
    );
    assert!(said[0].statement.en.contains("4 repayments"), "{}", said[0].statement.en);
    silent("credit_and_instalments", vec![shop(at(1, 9), "某某小店", &["pay.debit_card"])]);
}

#[test]
fn clinic_visits() {
    let said = speaks("clinic_visits", vec![shop(at(3, 9), "某某医院", &["merchant.hospital"])]);
    assert_eq!(said[0].level, super::Level::Low);
    silent("clinic_visits", vec![shop(at(3, 9), "某某医院食堂", &["merchant.hospital", "merchant.canteen"])]);
}

#[test]
fn mental_health_signals() {
    let said = speaks("mental_health_signals", every(0..100, 30, |d| shop(at(d, 9), "某某咨询", &["merchant.counselling"])));
    assert_eq!(said[0].kind, super::ClaimKind::ExplainOnly);
    silent("mental_health_signals", vec![bought(at(3, 9), ME, &["goods.health.sleep"])]);
}

#[test]
fn gaming_intensity() {
    speaks("gaming_intensity", every(0..100, 30, |d| shop(at(d, 9), "某某游戏", &["merchant.game"])));
    silent("gaming_intensity", vec![shop(at(3, 9), "某某游戏", &["merchant.game"])]);
}
