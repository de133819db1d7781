//! Taobao and Amazon's other tables against published exports, which are not part of this repository. Set `DOSSIER_SAMPLES` to the folder
//! that holds them; without it each check says that it was skipped. Figures: the samples' own MANIFEST, counted independently.

use dossier_engine::archive::Limits;
use dossier_engine::record::{ArchiveId, Fact, Purchase, Record, Status, decimal};
use dossier_engine::source::{self, FileReport, Reading, Recognition, peek};
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
fn read(bytes: &[u8], name: &str) -> (String, Vec<Record>, FileReport) {
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
    let mut into = Reading::new(ArchiveId("sample".into()), name.into(), source.card(), &limits, &mut keep);
    opened.read(source, &mut into).unwrap();
    let report = into.finish();
    (format!("{}/{}", source.card().id, why.variant), records, report)
}

fn sample(file: &str) -> Option<(String, Vec<Record>, FileReport)> {
    let path = samples()?.join(file);
    Some(read(&std::fs::read(path).unwrap(), file))
}

fn purchases(records: &[Record]) -> Vec<&Purchase> {
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
