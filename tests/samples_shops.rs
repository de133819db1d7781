//! Taobao and Amazon's other tables against published exports, which are not part of this repository. Set `DOSSIER_SAMPLES` to the folder
//! that holds them; without it each check says that it was skipped. Figures: the samples' own MANIFEST, counted independently.

use dossier_engine::archive::Limits;
use dossier_engine::record::{ActivityKind, ArchiveId, Fact, Purchase, Status, decimal};
use dossier_engine::source::{self, FileReport, Found, Reading, Recognition, peek};
use std::collections::BTreeSet;
use std::path::PathBuf;

fn samples() -> Option<PathBuf> {
    let found = std::env::var_os("DOSSIER_SAMPLES").map(|s| PathBuf::from(s).join("shopping"));
    if found.is_none() {
        eprintln!("skipped: DOSSIER_SAMPLES is not set");
    }
    found
}

/// Bytes as their source reads them: `source/variant`, records, report.
fn read(bytes: &[u8], name: &str) -> (String, Vec<Found>, FileReport) {
    let mut stream = bytes;
    let limits = Limits::default();
    let opened = peek::open(name, &mut stream, &limits).unwrap();
    let (Some(source), Recognition::Yes(why)) = source::recognise(opened.peek()) else {
        return ("none".into(), Vec::new(), FileReport::default());
    };
    let mut records = Vec::new();
    let mut keep = |r| {
        records.push(r);
        true
    };
    let mut into = Reading::new(ArchiveId("sample".into()), name.into(), &limits, &mut keep);
    opened.read(source, &mut into).unwrap();
    let report = into.finish();
    (format!("{}/{}", source.card().id, why.variant), records, report)
}

fn sample(file: &str) -> Option<(String, Vec<Found>, FileReport)> {
    let path = samples()?.join(file);
    Some(read(&std::fs::read(path).unwrap(), file))
}

fn purchases(records: &[Found]) -> Vec<&Purchase> {
    records.iter().filter_map(|r| if let Fact::Purchase(p) = &r.fact { Some(p) } else { None }).collect()
}

fn totals(report: &FileReport) -> String {
    let each = report.totals_ours.iter().map(|t| format!("{} {} in {}", t.currency.code(), decimal(t.sum), t.count));
    each.collect::<Vec<_>>().join(", ")
}

/// Fifty orders with sixty products, two of them closed; page 1 of 23; one account, whose orders end alike.
#[test]
fn a_page_of_taobao_orders_matches_the_manifest() {
    let Some((source, records, report)) = sample("taobao_web_orders_2025/orders.json") else { return };
    let lines = purchases(&records);
    let paid = |of: &dyn Fn(&Purchase) -> bool| lines.iter().filter(|p| of(p)).filter_map(|p| p.paid).map(|a| i128::from(a.minor)).sum();
    assert_eq!((source.as_str(), report.rows_read, report.kept, lines.len()), ("taobao_web_json/list", 50, 50, 60));
    assert_eq!(lines.iter().map(|p| p.quantity).sum::<u32>(), 373);
    assert_eq!((totals(&report).as_str(), decimal(paid(&|p| p.status != Status::Cancelled)).as_str()), ("CNY 4167.12 in 50", "4107.72"));
    assert_eq!(lines.iter().filter_map(|p| p.paid).max().map(|a| a.decimal()).as_deref(), Some("153.00"));
    assert_eq!(lines.iter().filter(|p| p.status == Status::Cancelled && p.paid.is_some()).count(), 2);
    let wall = |t: Option<dossier_engine::record::Moment>| t.unwrap().wall.to_string();
    assert_eq!((wall(report.first), wall(report.last)), ("2025-10-28 01:47:43".into(), "2025-11-08 03:44:47".into()));
    assert_eq!(lines.iter().filter_map(|p| p.seller.as_deref()).collect::<BTreeSet<_>>().len() as u64, report.parties);
    assert!(lines.iter().all(|p| p.order_id.as_ref().is_some_and(|id| id.len() == 19 && id.ends_with("003412"))));
    assert_eq!(report.note.map(|n| n.id), Some("note.taobao_web_json.page".into()));
    assert!(report.problems.is_empty(), "{:?}", report.problems);
    // The account's own number stands in the links of the page and goes nowhere.
    assert!(!format!("{records:?}").contains("2200000001234"));
}

/// What a file of Amazon's gave, in one line: rows, kinds of fact, totals, troubles.
fn told(file: &str) -> Option<String> {
    let (source, records, report) = sample(file)?;
    let mut kinds: Vec<(&str, usize)> = Vec::new();
    for kind in records.iter().map(|r| r.fact.kind().id()) {
        match kinds.iter_mut().find(|(known, _)| *known == kind) {
            Some((_, n)) => *n += 1,
            None => kinds.push((kind, 1)),
        }
    }
    let kinds: Vec<String> = kinds.iter().map(|(kind, n)| format!("{n} {kind}")).collect();
    let troubles: Vec<String> = report.problems.iter().map(|p| format!("{} {} {}", p.code.as_str(), p.hint, p.count)).collect();
    Some(format!(
        "{source} rows {} kept {} | {} | {} | {}",
        report.rows_read,
        report.kept,
        kinds.join(", "),
        totals(&report),
        troubles.join(", ")
    ))
}

#[test]
fn amazons_other_tables_match_the_manifest() {
    if samples().is_none() {
        return;
    }
    for (file, want) in [
        ("Advertising.2/Advertising.AmazonAudiences.csv", "amazon_audiences/amazon rows 14 kept 14 | 14 ad_label |  | "),
        ("Advertising.2/Advertising.AdvertiserAudiences.csv", "amazon_audiences/advertisers rows 101 kept 101 | 101 ad_label |  | "),
        ("Advertising.2/Advertising.3PAudiences.csv", "amazon_audiences/third_parties rows 2 kept 2 | 2 ad_label |  | "),
        ("Advertising.2/Advertising.AdvertiserClicks.csv", "amazon_audiences/clicks rows 15 kept 15 | 15 activity |  | "),
        ("Advertising.2/Advertising.OptOut.csv", "amazon_audiences/opt_out rows 13 kept 13 | 13 ad_label |  | "),
        ("Advertising.1/Advertising.AdvertiserAudiences.csv", "amazon_audiences/advertisers rows 101 kept 101 | 101 ad_label |  | "),
        ("Advertising.1/Advertising.AmazonAudiences.csv", "amazon_audiences/amazon rows 0 kept 0 |  |  | "),
        ("Advertising.1/Advertising.OptOut.csv", "amazon_audiences/opt_out rows 4 kept 4 | 4 ad_label |  | "),
        ("Search-Data/Search-Data.Customer-Engagement.csv", "amazon_searches/engagement rows 14 kept 14 | 14 device, 14 activity |  | "),
        ("Digital-Ordering.2/Digital Items.csv", "amazon_digital/items rows 3 kept 3 | 3 purchase | EUR 75.99 in 3 | "),
        ("Digital-Ordering.2/Digital Orders.csv", "amazon_digital/orders rows 4 kept 4 | 18 profile |  | "),
        ("Digital-Ordering.2/Digital Orders Monetary.csv", "none rows 0 kept 0 |  |  | "),
        ("Retail.CartItems.2/Retail.CartItems.2.csv", "amazon_lists/cart rows 1 kept 1 | 1 activity |  | "),
        ("Retail.RegionAuthority.2/Retail.RegionAuthority.2.csv", "amazon_settings/region rows 2 kept 2 | 2 place |  | "),
    ] {
        assert_eq!(told(&format!("amazon_eu_2021_mock/{file}")).as_deref(), Some(want), "{file}");
    }
    let orders = "amazon_ca_2024/Your Orders";
    for (file, want) in [
        (
            "Retail.OrdersReturned.1/Retail.OrdersReturned.1.csv",
            "amazon_returns/orders_returned rows 70 kept 70 | 70 payment | CAD 7428.09 in 70 | ",
        ),
        (
            "Retail.OrdersReturned.Payments.1/Retail.OrdersReturned.Payments.1.csv",
            "amazon_returns/payments rows 49 kept 49 | 49 payment | CAD 2931.26 in 49 | ",
        ),
    ] {
        assert_eq!(told(&format!("{orders}/{file}")).as_deref(), Some(want), "{file}");
    }
}

/// Twelve of fourteen searches had words; three networks, the last of each address zeroed.
#[test]
fn amazons_searches_match_the_manifest() {
    let Some((_, records, _)) = sample("amazon_eu_2021_mock/Search-Data/Search-Data.Customer-Engagement.csv") else { return };
    let searched = records.iter().filter(|r| matches!(&r.fact, Fact::Activity(a) if a.kind == ActivityKind::Search)).count();
    let networks: BTreeSet<&str> =
        records.iter().filter_map(|r| if let Fact::Device(d) = &r.fact { d.ip.as_deref() } else { None }).collect();
    assert_eq!((searched, networks.len()), (12, 3));
    assert!(networks.iter().all(|ip| ip.ends_with(".0")));
}

/// Labels of 21 research accounts, put into files as Amazon ships them.
#[test]
fn audiences_of_research_accounts_are_all_read() {
    let Some(folder) = samples() else { return };
    for (file, header, entries, distinct) in [
        ("AmazonAudiences", "Amazon Audiences in which you are included", 50, 4),
        ("AdvertiserAudiences", "Advertisers who brought audiences in which you are included", 1485, 77),
    ] {
        let text = std::fs::read_to_string(folder.join(format!("amazon_audiences_uci/{file}.first_half.json"))).unwrap();
        let accounts: std::collections::BTreeMap<String, Vec<String>> = serde_json::from_str(&text).unwrap();
        assert_eq!(accounts.len(), 21);
        let mut labels = Vec::new();
        for audiences in accounts.values() {
            let quoted: String = audiences.iter().map(|a| format!("\"{}\"\n", a.replace('"', "\"\""))).collect();
            let (source, records, report) = read(format!("\u{FEFF}{header}\n\n{quoted}").as_bytes(), "Advertising.csv");
            assert!(source.starts_with("amazon_audiences/") && report.problems.is_empty());
            let read = records.iter().filter_map(|r| if let Fact::AdLabel(l) = &r.fact { Some(l.label.clone()) } else { None });
            let read: Vec<String> = read.collect();
            assert_eq!(read, *audiences);
            labels.extend(read);
        }
        assert_eq!((labels.len(), labels.iter().collect::<BTreeSet<_>>().len()), (entries, distinct), "{file}");
    }
}
