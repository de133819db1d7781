//! Signals over the tables in fixtures/signals: what each text must give and must not.
//!
//! Columns: kind, text, expected (`tag` or `tag=value`, ` ; ` between), never (tags or shelves, ` ; ` between).
//! Kinds: `title` of an order, `shop` (counterparty of a payment), `item` (title of a payment to a shop), `note` on a
//! transfer, `to` (name a transfer went to), `sum` of a transfer, `packet` (sum of a red packet), `price` (sum paid to a shop), `method`, `label`,
//! `line` of a chat, `sender`, `chat` (title), `system` line, `address`, `person` (recipient), `seller`, `account`, `sought` (a search), `seen` (a view).

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)] // A test crate throughout.

use chrono::{NaiveDate, NaiveDateTime};
use dossier_engine::record::*;
use dossier_engine::signal::{Signal, extract, tags};
use proptest::prelude::*;
use std::path::Path;

fn moment() -> Moment {
    let wall: NaiveDateTime = NaiveDate::from_ymd_opt(2024, 5, 20).unwrap().and_hms_opt(12, 0, 0).unwrap();
    Moment { wall, zone: Zone::China }
}

fn fact(kind: &str, text: &str) -> Fact {
    let own = || Some(text.to_owned());
    let mut order = Purchase {
        time: None,
        order_id: None,
        title: String::new(),
        variant: None,
        category_label: None,
        item_id: None,
        quantity: 1,
        unit_price: None,
        paid: None,
        seller: None,
        marketplace: None,
        recipient: None,
        gift: None,
        method: None,
        status: Status::Done,
    };
    let mut payment = Payment {
        time: moment(),
        direction: Direction::Out,
        direction_label: "支出".into(),
        amount: Amount::fen(2350),
        refunded: None,
        kind: PaymentKind::Merchant,
        counterparty: None,
        counterparty_account: None,
        title: None,
        category_label: None,
        method: None,
        status: Status::Done,
        order_id: None,
        merchant_order_id: None,
        note: None,
    };
    let mut line = Message::new(moment(), "");
    let fen = || (text.parse::<f64>().unwrap() * 100.0).round() as i64;
    match kind {
        "title" => {
            order.title = text.into();
            Fact::Purchase(order)
        }
        "seller" => {
            order.seller = own();
            Fact::Purchase(order)
        }
        "person" | "address" => {
            let (name, address) = if kind == "person" { (own(), String::new()) } else { (None, text.to_owned()) };
            order.recipient = Some(Recipient { name, phone: None, address });
            Fact::Purchase(order)
        }
        "line" | "system" | "sender" | "chat" => {
            match kind {
                "sender" => line.sender = own(),
                "chat" => line.chat = text.into(),
                _ => line.text = own(),
            }
            if kind == "system" {
                line.kind = MessageKind::System;
            }
            Fact::Message(line)
        }
        "sought" => Fact::Activity(Activity::new(ActivityKind::Search, text)),
        "seen" => Fact::Activity(Activity::new(ActivityKind::View, text)),
        "account" => Fact::Profile(Profile { field: ProfileField::Account, value: text.into() }),
        _ => {
            match kind {
                "shop" => payment.counterparty = own(),
                "item" => payment.title = own(),
                "method" => payment.method = own(),
                "label" => payment.category_label = own(),
                "note" => (payment.kind, payment.note) = (PaymentKind::Transfer, own()),
                "to" => (payment.kind, payment.counterparty) = (PaymentKind::Transfer, own()),
                "sum" => (payment.kind, payment.amount) = (PaymentKind::Transfer, Amount::fen(fen())),
                "packet" => (payment.kind, payment.amount) = (PaymentKind::RedPacket, Amount::fen(fen())),
                "price" => payment.amount = Amount::fen(fen()),
                other => panic!("kind {other}"),
            }
            Fact::Payment(payment)
        }
    }
}

fn says(signals: &[Signal], wanted: &str) -> bool {
    let (tag, value) = wanted.split_once('=').map_or((wanted, None), |(tag, value)| (tag, Some(value)));
    assert!(tags::known(tag).is_some(), "no such tag: {tag}");
    signals.iter().any(|s| s.tag == tag && value.is_none_or(|v| s.value.as_deref() == Some(v)))
}

#[test]
fn texts_give_what_the_tables_say() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures/signals");
    let (mut lines, mut wrong) = (0, Vec::new());
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|f| f.unwrap().path()).collect();
    files.sort();
    for file in files {
        let table = std::fs::read_to_string(&file).unwrap();
        for (number, row) in table.lines().enumerate().filter(|(_, row)| !row.starts_with('#') && !row.is_empty()) {
            lines += 1;
            let mut columns = row.split('\t');
            let (kind, text) = (columns.next().unwrap(), columns.next().unwrap());
            let (expected, never) = (columns.next().unwrap_or_default(), columns.next().unwrap_or_default());
            assert!(!expected.is_empty() || !never.is_empty(), "a line that asserts nothing: {row}");
            for tag in never.split(" ; ").filter(|tag| !tag.is_empty()) {
                assert!(tags::TAGS.iter().any(|known| tags::under(known, tag)), "no such tag or shelf: {tag}");
            }
            let signals = extract(&fact(kind, text));
            let missing = expected.split(" ; ").filter(|w| !w.is_empty() && !says(&signals, w));
            let unwanted = never.split(" ; ").filter(|w| !w.is_empty() && signals.iter().any(|s| tags::under(&s.tag, w)));
            for (what, tag) in missing.map(|t| ("lacks", t)).chain(unwanted.map(|t| ("has", t))) {
                let seen: Vec<String> = signals.iter().map(|s| format!("{}={}", s.tag, s.value.as_deref().unwrap_or(""))).collect();
                wrong.push(format!(
                    "{}:{} {text}: {what} {tag}; sees {}",
                    file.file_name().unwrap().to_string_lossy(),
                    number + 1,
                    seen.join(", ")
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    assert!(lines >= 150, "{lines} lines");
}

#[test]
fn signals_are_sorted_and_said_once() {
    let signals = extract(&fact("title", "皇家猫粮 猫粮 幼猫粮 猫砂 cat food"));
    assert!(signals.windows(2).all(|w| (&w[0].tag, &w[0].value) < (&w[1].tag, &w[1].value)));
    assert!(signals.iter().all(|s| s.weight > 0.0 && s.weight <= 1.0));
}

/// Prints the speed over made chat lines; run with `--release -- --ignored --nocapture`.
#[test]
#[ignore = "measures, asserts nothing about speed"]
fn speed_over_chat() {
    let lines = [
        "今天加班到九点，回家路上买了点水果",
        "你明天去不去看电影，我请客哈哈",
        "好的收到，我晚点把文件发你",
        "妈，我到杭州西湖区了，酒店在附近",
        "哈哈哈哈笑死我了，这也太离谱了吧",
    ];
    let facts: Vec<Fact> = (0..100_000).map(|n| fact("line", lines[n % lines.len()])).collect();
    let bytes: usize = (0..100_000).map(|n| lines[n % lines.len()].len()).sum();
    extract(&facts[0]);
    let start = std::time::Instant::now();
    let signals: usize = facts.iter().map(|f| extract(f).len()).sum();
    let seconds = start.elapsed().as_secs_f64();
    assert!(signals > 0);
    println!("{:.1} MB/s, {:.0} lines/s", bytes as f64 / 1e6 / seconds, facts.len() as f64 / seconds);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_text_makes_it_panic(text in "\\PC{0,60}|[0-9X*@+ -]{0,40}|[京朝阳区省市0-9A-Z（）(号段NBSMLage -]{0,40}", at in 0usize..8) {
        let kind = ["title", "shop", "item", "note", "line", "address", "method", "account"][at];
        let signals = extract(&fact(kind, &text));
        prop_assert!(signals.iter().all(|s| tags::known(&s.tag).is_some() && s.weight > 0.0 && s.weight <= 1.0));
    }
}
