//! Who is who, over records with nothing but names, accounts and numbers.

use crate::observer::{self, Base, Identity, Mark, View};
use crate::record::{
    Amount, ArchiveId, Contact, ContactKind, Direction, Fact, Message, Moment, Origin, Payment, PaymentKind, Platform, Purchase, Recipient,
    Record, Spot, Zone,
};
use crate::vault::{Spelled, Vault};
use chrono::{NaiveDate, TimeDelta};
use std::collections::BTreeSet;

fn time(minute: i64) -> Moment {
    Moment {
        wall: NaiveDate::from_ymd_opt(2025, 3, 1).unwrap().and_hms_opt(9, 0, 0).unwrap() + TimeDelta::minutes(minute),
        zone: Zone::Device,
    }
}

fn said(platform: Platform, chat: &str, sender: &str, account: Option<&str>) -> (Platform, Fact) {
    let message = Message { sender: Some(sender.into()), account: account.map(Into::into), ..Message::new(time(0), chat) };
    (platform, Fact::Message(message))
}

fn listed(platform: Platform, kind: ContactKind, account: &str, name: &str, phone: Option<&str>) -> (Platform, Fact) {
    let contact = Contact::new(kind, Some(account.into()), Some(name.into()));
    (platform, Fact::Contact(Contact { phone: phone.map(Into::into), ..contact }))
}

fn paid(platform: Platform, party: &str) -> (Platform, Fact) {
    let payment = Payment::new(time(0), Direction::Out, Amount::fen(1000));
    (platform, Fact::Payment(Payment { kind: PaymentKind::Merchant, counterparty: Some(party.into()), ..payment }))
}

fn vault(facts: Vec<(Platform, Fact)>) -> Vault {
    let records = facts.into_iter().zip(1..).map(|((platform, mut fact), n)| {
        match &mut fact {
            Fact::Message(m) => m.time = time(i64::from(n)),
            Fact::Payment(p) => p.time = time(i64::from(n)),
            _ => {}
        }
        let origin = Origin { archive: ArchiveId("a".into()), file: format!("{}.x", platform.id()), spot: Spot::Line(n) };
        (Record { origin, platform, source: "made".into(), fact, beside: false }, Vec::new())
    });
    let mut vault = Vault::in_memory().unwrap();
    vault.put(&records.collect::<Vec<_>>());
    vault
}

/// Each identity as `name = mark + mark (why)`.
fn who(vault: &Vault) -> Vec<String> {
    let base = Base::of(vault).unwrap();
    let view = look(&base);
    let one = |i: &Identity| {
        let marks: Vec<String> = i.marks.iter().map(|m| format!("{}:{}", m.platform.id(), base.name(m.words))).collect();
        let why: BTreeSet<&str> = i.bonds.iter().map(|b| b.why).collect();
        format!("{} = {} {why:?}", base.name(i.name), marks.join(" + "))
    };
    view.identities().iter().map(one).collect()
}

fn look(base: &Base) -> View<'_> {
    View::look(base, observer::by_id("everything").unwrap(), &BTreeSet::new(), NaiveDate::default())
}

#[test]
fn an_account_is_one_person_whatever_its_names_and_two_of_one_name_are_two() {
    let t = Platform::Telegram;
    let vault = vault(vec![
        said(t, "g", "Kim", Some("user1")),
        said(t, "g", "Kim Sample", Some("user1")),
        said(t, "g", "Kim", Some("user1")),
        said(t, "g", "Kim", Some("user2")),
    ]);
    assert_eq!(who(&vault), ["Kim = telegram:user1 {}", "user2 = telegram:user2 {}"]);
}

#[test]
fn numbers_join_across_platforms_and_the_contact_gives_the_name() {
    let vault = vault(vec![
        said(Platform::Whatsapp, "c", "+1 555-555-0123", None),
        listed(Platform::Telegram, ContactKind::Person, "user1", "Lee Sample", Some("0015555550123")),
        said(Platform::Telegram, "user1", "L", Some("user1")),
    ]);
    assert_eq!(who(&vault), ["Lee Sample = whatsapp:+1 555-555-0123 + telegram:user1 {\"same_phone\"}"]);
    let base = Base::of(&vault).unwrap();
    let view = look(&base);
    let titles: Vec<&str> = view.events().iter().filter_map(|e| e.chat).map(|c| base.name(c)).collect();
    assert_eq!(titles, ["c", "Lee Sample"], "a direct chat goes by the person");
}

#[test]
fn names_join_unless_it_was_said_that_they_differ() {
    let (w, q) = (Platform::Whatsapp, Platform::Qq);
    let mut vault =
        vault(vec![said(w, "a", "陈样", None), said(q, "b", "陈样", None), said(q, "b", "*三", None), said(w, "a", "*三", None)]);
    assert_eq!(who(&vault), ["陈样 = whatsapp:陈样 + qq:陈样 {\"same_name\"}"]);
    let mark = |platform| Spelled { platform, words: "陈样".into(), account: false };
    vault.judge(&mark(w), &mark(q), Some(false)).unwrap();
    assert_eq!(who(&vault).len(), 2);
    vault.judge(&mark(w), &mark(q), None).unwrap();
    assert_eq!(who(&vault).len(), 1);
}

#[test]
fn what_was_joined_by_hand_is_one() {
    let (w, q) = (Platform::Whatsapp, Platform::Qq);
    let mut vault = vault(vec![said(w, "a", "Mum", None), said(w, "a", "Mum", None), said(q, "b", "妈妈", Some("10001"))]);
    let (one, other) =
        (Spelled { platform: w, words: "Mum".into(), account: false }, Spelled { platform: q, words: "10001".into(), account: true });
    vault.judge(&one, &other, Some(true)).unwrap();
    assert_eq!(who(&vault), ["Mum = whatsapp:Mum + qq:10001 {\"by_hand\"}"]);
}

#[test]
fn a_group_goes_by_its_title() {
    let t = Platform::Discord;
    let vault = vault(vec![
        said(t, "77", "Kim", None),
        said(t, "78", "Kim", None),
        listed(t, ContactKind::Group, "77", "Choir", None),
        listed(t, ContactKind::Group, "78", "Choir", None),
    ]);
    let base = Base::of(&vault).unwrap();
    let view = look(&base);
    let titles: BTreeSet<&str> = view.events().iter().filter_map(|e| e.chat).map(|c| base.name(c)).collect();
    assert_eq!(titles, BTreeSet::from(["Choir", "78"]), "two of a name stay two");
}

/// Slack lists direct chats by the number of the one at the other end.
#[test]
fn a_direct_chat_that_is_titled_by_an_account_goes_by_the_person() {
    let s = Platform::Slack;
    let vault = vault(vec![
        said(s, "D1", "kim", Some("U1")),
        said(s, "D1", "lee", Some("U2")),
        said(s, "D2", "kim", Some("U1")),
        listed(s, ContactKind::Group, "D1", "U2", None),
        listed(s, ContactKind::Group, "D2", "U3", None),
        listed(s, ContactKind::Person, "U2", "Lee Sample", None),
    ]);
    let base = Base::of(&vault).unwrap();
    let view = look(&base);
    let titles: BTreeSet<&str> = view.events().iter().filter_map(|e| e.chat).map(|c| base.name(c)).collect();
    assert_eq!(titles, BTreeSet::from(["Lee Sample", "U3"]));
}

#[test]
fn a_shop_is_one_in_bank_and_wallet() {
    let vault = vault(vec![
        paid(Platform::Bank, "财付通-样例咖啡"),
        paid(Platform::WechatPay, "样例咖啡"),
        paid(Platform::Bank, "财付通-样例咖啡"),
    ]);
    assert_eq!(who(&vault), ["样例咖啡 = bank:财付通-样例咖啡 + wechat_pay:样例咖啡 {\"same_shop\"}"]);
}

#[test]
fn an_address_is_one_in_two_shops_unless_it_was_said_that_they_differ() {
    let (long, short) = ("浙江省杭州市西湖区样例路1号2幢", "杭州市西湖区 样例路1号2幢");
    let sent = |platform, address: &str| {
        let recipient = Recipient { name: Some("陈样".into()), phone: None, address: address.into() };
        (platform, Fact::Purchase(Purchase { time: Some(time(0)), recipient: Some(recipient), ..Purchase::new("样例杯子") }))
    };
    let (t, j) = (Platform::Taobao, Platform::Jd);
    let mut vault = vault(vec![sent(t, long), sent(j, short), sent(j, "杭州市西湖区样例路3号")]);
    let joined = format!("{long} = jd:{short} + taobao:{long} {{\"same_address\"}}");
    assert!(who(&vault).contains(&joined), "{:?}", who(&vault));
    let base = Base::of(&vault).unwrap();
    let named: BTreeSet<&str> = look(&base).events().iter().filter_map(|e| e.address).map(|a| base.name(a)).collect();
    assert_eq!(named, BTreeSet::from([long, "杭州市西湖区样例路3号"]), "the rules see one address");
    let mark = |platform, words: &str| Spelled { platform, words: words.into(), account: false };
    vault.judge(&mark(t, long), &mark(j, short), Some(false)).unwrap();
    assert!(!who(&vault).contains(&joined));
}

#[test]
fn the_owner_is_found_platform_by_platform() {
    let (w, t) = (Platform::Whatsapp, Platform::Telegram);
    let mut own = said(t, "g", "Me On Telegram", Some("user9"));
    if let Fact::Message(m) = &mut own.1 {
        m.own = Some(true);
    }
    let vault = vault(vec![
        said(w, "a", "Ann Owner", None),
        said(w, "a", "Bo", None),
        said(w, "b", "Ann Owner", None),
        said(w, "b", "Cy", None),
        own,
        said(t, "g", "Dee", Some("user8")),
    ]);
    let base = Base::of(&vault).unwrap();
    let view = look(&base);
    let owner: Vec<&str> = view.owner().iter().map(|n| base.name(*n)).collect();
    assert_eq!(owner, ["Ann Owner", "Me On Telegram"]);
    let own: Vec<&str> = view.events().iter().filter(|e| e.own).map(|e| view.party(e)).collect();
    assert_eq!(own, ["Ann Owner", "Ann Owner", "Me On Telegram"]);
}

#[test]
fn who_the_owner_is_is_what_the_person_says() {
    let w = Platform::Whatsapp;
    let mut vault = vault(vec![said(w, "a", "Ann", None), said(w, "a", "Bo", None), said(w, "a", "Bo", None), said(w, "a", "Cy", None)]);
    let seen = |vault: &Vault| {
        let base = Base::of(vault).unwrap();
        let view = look(&base);
        let words = |marks: &[Mark]| marks.iter().map(|m| base.name(m.words).to_owned()).collect::<Vec<_>>().join(" ");
        let open: Vec<String> = view.owner_open.iter().map(|open| words(&open.senders)).collect();
        let own: Vec<String> = view.own_messages().iter().map(|i| view.party(view.event(*i).unwrap()).to_owned()).collect();
        (open.join(" | "), own.join(" "))
    };
    let own = Spelled::own(w);
    let mark = |words: &str| Spelled { platform: w, words: words.into(), account: false };
    assert_eq!(seen(&vault), ("Bo Ann Cy".into(), String::new()));
    vault.judge(&own, &mark("Bo"), Some(true)).unwrap();
    assert_eq!(seen(&vault), (String::new(), "Bo Bo".into()));
    // Taken back, it is asked again; whom the person said they aren't is not proposed.
    vault.judge(&mark("Bo"), &own, Some(false)).unwrap();
    assert_eq!(seen(&vault), ("Ann Cy".into(), String::new()));
    // None of them: they only read.
    for other in ["Ann", "Cy"] {
        vault.judge(&own, &mark(other), Some(false)).unwrap();
    }
    assert_eq!(seen(&vault), Default::default());
    vault.judge(&own, &mark("Ann"), None).unwrap();
    assert_eq!(seen(&vault), ("Ann".into(), String::new()));
}
