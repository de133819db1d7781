//! What the samples' MANIFESTs state beside rows and totals, which the other checks hold: who wrote how much, what was paid of what, what
//! was given back. Set `DOSSIER_SAMPLES` to the folder that holds them; without it each check says that it was skipped.

use dossier_engine::archive::Limits;
use dossier_engine::record::{AdLabel, ArchiveId, Direction, Fact, Message, MessageKind, Payment, PaymentKind, Purchase, Status, decimal};
use dossier_engine::source::{self, FileReport, Found, Reading, Recognition, Reconciled, peek};
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

/// A sample as its source, and no other, reads it.
struct Sample {
    records: Vec<Found>,
    report: FileReport,
}

fn sample(path: &str) -> Option<Sample> {
    let Some(root) = std::env::var_os("DOSSIER_SAMPLES").map(PathBuf::from) else {
        println!("skipped: DOSSIER_SAMPLES names no folder of published samples");
        return None;
    };
    let bytes = std::fs::read(root.join(path)).unwrap_or_else(|e| panic!("{path}: {e}"));
    let (mut stream, limits) = (&bytes[..], Limits::default());
    let opened = peek::open(path, &mut stream, &limits).unwrap();
    let known: Vec<&str> = source::ALL.iter().filter(|s| s.recognise(opened.peek()) != Recognition::No).map(|s| s.card().id).collect();
    let (source, _) = source::recognise(opened.peek());
    let source = source.unwrap_or_else(|| panic!("{path} isn't recognised"));
    assert_eq!(known, [source.card().id], "{path}");
    let mut records = Vec::new();
    let mut keep = |r| {
        records.push(r);
        true
    };
    let mut into = Reading::new(ArchiveId("sample".into()), path.into(), &limits, &mut keep);
    opened.read(source, &mut into).unwrap();
    let report = into.finish();
    Some(Sample { records, report })
}

impl Sample {
    fn messages(&self) -> Vec<&Message> {
        self.records.iter().filter_map(|r| if let Fact::Message(m) = &r.fact { Some(m) } else { None }).collect()
    }

    fn payments(&self) -> Vec<&Payment> {
        self.records.iter().filter_map(|r| if let Fact::Payment(p) = &r.fact { Some(p) } else { None }).collect()
    }

    fn purchases(&self) -> Vec<&Purchase> {
        self.records.iter().filter_map(|r| if let Fact::Purchase(p) = &r.fact { Some(p) } else { None }).collect()
    }

    fn labels(&self) -> Vec<&AdLabel> {
        self.records.iter().filter_map(|r| if let Fact::AdLabel(l) = &r.fact { Some(l) } else { None }).collect()
    }

    /// Lines by the name before them, most first, notices that bear one included.
    fn names(&self) -> Vec<u32> {
        let mut counts: BTreeMap<&str, u32> = BTreeMap::new();
        self.messages().iter().filter_map(|m| m.sender.as_deref()).for_each(|sender| *counts.entry(sender).or_default() += 1);
        let mut counts: Vec<u32> = counts.into_values().collect();
        counts.sort_unstable_by(|a, b| b.cmp(a));
        counts
    }
}

fn sum<'p>(of: impl Iterator<Item = &'p Purchase>) -> String {
    decimal(of.filter_map(|p| p.paid).map(|a| i128::from(a.minor)).sum())
}

#[test]
fn whatsapp_names_write_as_much_as_the_manifest_says() {
    if std::env::var_os("DOSSIER_SAMPLES").is_none() {
        return;
    }
    for (file, names) in [
        ("ios_lrm_attachments_polls/_chat.txt", &[8, 5, 5, 1][..]),
        ("ios_dots_24h_chatistics/_chat.txt", &[11, 10]),
        ("android_short_names_chatistics/_chat 3.txt", &[4, 2, 1, 1, 1]),
        ("ios_nnbsp_arabic_business.txt", &[5]),
        ("android_yearfirst_ampm.txt", &[3, 2]),
        ("finnish_klo_dot_time.txt", &[2, 1]),
        ("android_private/WhatsApp Chat with Alice.txt", &[22, 21]),
        ("bracket_ddmmyy_dashes_lorem500.txt", &[145, 124, 118, 113]),
    ] {
        assert_eq!(sample(&format!("messaging/whatsapp/{file}")).unwrap().names(), names, "{file}");
    }
}

#[test]
fn whatsapp_places_calls_and_midnight_are_as_the_manifest_says() {
    let Some(chat) = sample("messaging/whatsapp/ios_lrm_attachments_polls/_chat.txt") else { return };
    let points: Vec<_> = chat.messages().iter().filter_map(|m| m.point).map(|p| (p.lat, p.lon)).collect();
    assert_eq!(points, [(515_137_670, -982_660)]);
    let calls: Vec<_> = chat.messages().iter().filter(|m| m.kind == MessageKind::Call).map(|m| m.seconds.unwrap_or(0)).collect();
    assert_eq!(calls, [0, 300]);
    // A group's own name before its notice is nobody's.
    let group = sample("messaging/whatsapp/android_dots_pokemon.txt").unwrap();
    let people = group.messages().into_iter().filter(|m| m.kind != MessageKind::System).filter_map(|m| m.sender.as_deref());
    assert_eq!(people.collect::<BTreeSet<_>>().len(), 8);
    let night = sample("messaging/whatsapp/android_mmddyyyy_12h_spanish_ampm.txt").unwrap();
    assert!(night.messages().iter().any(|m| m.time.wall.time().to_string() == "00:08:00"));
}

#[test]
fn words_come_out_as_the_manifest_says() {
    let Some(telegram) = sample("messaging/telegram/full_account_min/result.json") else { return };
    assert_eq!(telegram.messages()[1].text.as_deref(), Some("Link:https://telegram.org/"));
    let inbox = "messaging/facebook_messenger/json_simple/your_activity_across_facebook/messages/inbox";
    let messenger = sample(&format!("{inbox}/alice_ABC123/message_1.json")).unwrap();
    assert!(messenger.messages().iter().any(|m| m.text.as_deref() == Some("café time?")), "mended");
    let signal = sample("messaging/signal/signal_export_chat.txt").unwrap();
    assert_eq!(signal.messages()[1].text.as_deref().map(|t| t.lines().count()), Some(2));
    let kakao = sample("messaging/kakaotalk/android_korean.txt").unwrap();
    assert_eq!(kakao.messages().iter().filter(|m| m.text.as_deref().is_some_and(|t| t.contains('\n'))).count(), 1);
}

#[test]
fn alipay_bills_net_out_as_the_manifest_says() {
    let Some(web) = sample("payments/alipay/alipay_record_web_gbk.csv") else { return };
    let of = |direction| web.payments().iter().filter(|p| p.direction == direction).map(|p| i128::from(p.amount.minor)).sum::<i128>();
    assert_eq!((decimal(of(Direction::Out)), decimal(of(Direction::In))), ("3137.00".into(), "2808.43".into()));
    let kind = |kind| web.payments().iter().filter(|p| p.kind == kind).map(|p| i128::from(p.amount.minor)).sum::<i128>();
    assert_eq!(decimal(of(Direction::Out) - kind(PaymentKind::Refund)), "328.58");
    assert_eq!(decimal(kind(PaymentKind::Interest)), "0.01");
    let first = sample("payments/alipay/alipay_app_v1_2021_receipt_first.csv").unwrap();
    let closed = |s: &Sample| s.payments().iter().filter(|p| matches!(p.status, Status::Cancelled | Status::Closed)).count();
    let refunds = |s: &Sample| s.payments().iter().filter(|p| p.kind == PaymentKind::Refund).count();
    assert_eq!((closed(&first), refunds(&first)), (1, 2));
    let second = sample("payments/alipay/支付宝交易明细(20230210-20230213).csv").unwrap();
    assert_eq!((closed(&second), refunds(&second)), (2, 2));
}

#[test]
fn jd_and_meituan_reconcile_to_the_cent() {
    let Some(jd) = sample("payments/jd/京东交易流水(申请时间2025年01月01日11时32分42秒)_138.csv") else { return };
    let spent = jd.payments().into_iter().filter(|p| p.direction_label == "支出");
    let net: i128 = spent.map(|p| i128::from(p.amount.minor - p.refunded.map_or(0, |r| r.minor))).sum();
    assert_eq!((jd.report.reconciled, decimal(net).as_str()), (Reconciled::Yes, "1648.43"));
    assert_eq!(jd.payments().iter().filter(|p| p.kind == PaymentKind::Refund).count(), 7);
    let meituan = sample("payments/meituan/美团账单(20250201-20250228).csv").unwrap();
    let of = |label: &str| meituan.payments().iter().filter(|p| p.category_label.as_deref() == Some(label)).count();
    assert_eq!((meituan.report.reconciled, of("支付"), of("退款"), of("还款")), (Reconciled::Yes, 22, 6, 1));
    let repaid: Vec<_> = meituan.payments().iter().filter(|p| p.kind == PaymentKind::Repayment).map(|p| p.amount.decimal()).collect();
    assert_eq!(repaid, ["48.12"]);
    let at_one = meituan.payments().iter().filter(|p| p.time.wall.format("%H").to_string() == "01").count();
    assert_eq!(at_one, 12);
}

#[test]
fn paypals_pending_withdrawals_are_told() {
    let Some(paypal) = sample("payments/paypal/paypal_activity_en.csv") else { return };
    let withdrawn = paypal.payments().into_iter().filter(|p| p.category_label.as_deref() == Some("General Withdrawal"));
    assert_eq!(withdrawn.filter(|p| p.status == Status::Pending).count(), 14);
}

#[test]
fn taobao_orders_are_paid_as_the_manifest_says() {
    if std::env::var_os("DOSSIER_SAMPLES").is_none() {
        return;
    }
    for file in ["constructed_13col.xlsx", "constructed_11col.xlsx"] {
        let orders = sample(&format!("shopping/taobao_official_constructed/{file}")).unwrap();
        let lines = orders.purchases();
        let open = |p: &&&Purchase| p.status != Status::Cancelled;
        let kept: BTreeSet<&str> = lines.iter().filter(open).filter_map(|p| p.order_id.as_deref()).collect();
        let all: BTreeSet<&str> = lines.iter().filter_map(|p| p.order_id.as_deref()).collect();
        assert_eq!((all.len(), kept.len(), lines.len()), (5, 4, 8), "{file}");
        assert_eq!((sum(lines.iter().copied()), sum(lines.iter().filter(open).copied())), ("1458.10".into(), "1398.10".into()), "{file}");
        assert_eq!(lines.iter().filter(open).map(|p| p.quantity).sum::<u32>(), 13, "{file}");
        assert!(all.iter().all(|id| id.ends_with("003412")), "{file}");
        let three: Vec<_> = lines.iter().filter(|p| p.order_id.as_deref() == Some("2700000000001003412")).collect();
        let priced: i64 = three.iter().filter_map(|p| Some(p.unit_price?.minor * i64::from(p.quantity))).sum();
        assert_eq!((three.len(), priced, sum(three.iter().map(|p| **p)).as_str()), (3, 123_450, "1234.50"), "{file}");
    }
    let page = sample("shopping/taobao_web_orders_2025/orders.json").unwrap();
    assert_eq!(page.purchases().iter().filter_map(|p| p.seller.as_deref()).collect::<BTreeSet<_>>().len(), 10);
}

#[test]
fn amazon_histories_are_paid_and_returned_as_the_manifest_says() {
    let folder = "shopping/amazon_ca_2024/Your Orders";
    let Some(history) = sample(&format!("{folder}/Retail.OrderHistory.1/Retail.OrderHistory.1.csv")) else { return };
    let lines = history.purchases();
    let cad: Vec<&Purchase> = lines.iter().copied().filter(|p| p.paid.is_some_and(|a| a.currency.code() == "CAD")).collect();
    let year = |year: &str| sum(cad.iter().copied().filter(|p| p.time.is_some_and(|t| t.wall.format("%Y").to_string() == year)));
    assert_eq!(["2021", "2022", "2023", "2024"].map(year), ["1473.04", "6233.72", "5158.24", "2395.83"]);
    let went = |p: &&Purchase| p.status != Status::Cancelled;
    assert_eq!(sum(cad.iter().copied().filter(went)), "15167.80");
    let orders: BTreeSet<&str> = lines.iter().copied().filter(went).filter_map(|p| p.order_id.as_deref()).collect();
    assert_eq!((orders.len(), lines.iter().filter(|p| p.quantity == 0).count()), (228, 25));
    assert_eq!(lines.iter().filter(|p| p.gift.as_deref().is_some_and(|g| g.starts_with("Enjoy your gift!"))).count(), 4);
    let all: BTreeSet<&str> = lines.iter().filter_map(|p| p.order_id.as_deref()).collect();
    for file in ["Retail.OrdersReturned.1", "Retail.OrdersReturned.Payments.1"] {
        let returned = sample(&format!("{folder}/{file}/{file}.csv")).unwrap();
        let orders: BTreeSet<&str> = returned.payments().into_iter().filter_map(|p| p.merchant_order_id.as_deref()).collect();
        assert_eq!(orders.len(), 36, "{file}");
        assert!(orders.is_subset(&all), "{file}: all in the order history");
    }
    let blanked = sample("shopping/amazon_ca_2025_blanked/Retail.OrderHistory.1.csv").unwrap();
    let prices: i64 = blanked.purchases().iter().filter_map(|p| p.unit_price).map(|a| a.minor).sum();
    assert_eq!(decimal(prices.into()), "854.45");
    assert!(blanked.purchases().iter().any(|p| p.item_id.as_deref() == Some("0316389706")), "its zero is back");
}

#[test]
fn amazons_labels_are_the_words_of_the_manifest() {
    let Some(third) = sample("shopping/amazon_eu_2021_mock/Advertising.2/Advertising.3PAudiences.csv") else { return };
    assert_eq!(third.labels().len(), 2);
    assert!(third.labels().iter().any(|l| l.label.contains("25-34")), "the account's language is kept");
}
