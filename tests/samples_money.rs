//! Banks and wallets against published real exports, which are not part of this repository. Set `DOSSIER_SAMPLES` to the folder that
//! holds them; without it each check says that it was skipped. Figures: the samples' own MANIFEST, counted independently.

use dossier_engine::archive::Limits;
use dossier_engine::record::{ArchiveId, decimal};
use dossier_engine::source::{self, Reading, Recognition, peek};
use std::path::PathBuf;

fn samples() -> Option<PathBuf> {
    let found = std::env::var_os("DOSSIER_SAMPLES").map(PathBuf::from);
    if found.is_none() {
        println!("skipped: DOSSIER_SAMPLES names no folder of published samples");
    }
    found
}

/// A statement in one line: source, rows, kept, first and last time, totals, whether they agree, troubles.
fn statement(path: &PathBuf) -> String {
    let bytes = std::fs::read(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    let limits = Limits::default();
    let mut stream = &bytes[..];
    let opened = peek::open("statement", &mut stream, &limits).unwrap();
    let (Some(source), Recognition::Yes(why)) = source::recognise(opened.peek()) else { return "none".into() };
    let mut keep = |_| true;
    let mut into = Reading::new(ArchiveId("sample".into()), "statement".into(), &limits, &mut keep);
    opened.read(source, &mut into).unwrap();
    let report = into.finish();
    let wall = |t: Option<dossier_engine::record::Moment>| t.map_or("none".into(), |t| t.wall.to_string());
    let totals: Vec<String> =
        report.totals_ours.iter().map(|t| format!("{} {} {} in {}", t.label, t.currency.code(), decimal(t.sum), t.count)).collect();
    let problems: Vec<String> = report.problems.iter().map(|p| format!("{} {} {}", p.code.as_str(), p.hint, p.count)).collect();
    format!(
        "{}/{} rows {} kept {} | {} .. {} | {} | {:?} | {}",
        source.card().id,
        why.variant,
        report.rows_read,
        report.kept,
        wall(report.first),
        wall(report.last),
        totals.join(", "),
        report.reconciled,
        problems.join(", ")
    )
}

const SAMPLES: &[(&str, &str)] = &[
    (
        "icbc/icbc_debit_v2.csv",
        "bank_cn/icbc_debit rows 11 kept 11 | 2023-02-08 00:00:00 .. 2023-05-02 00:00:00 | 支出 CNY 4241.08 in 6, 收入 CNY 2841.74 in 5 | NotPrinted | ",
    ),
    (
        "icbc/icbc_credit.csv",
        "bank_cn/icbc_credit rows 9 kept 9 | 2023-03-20 00:00:00 .. 2023-05-05 00:00:00 | 支出 CNY 363.13 in 8, 收入 CNY 4621.01 in 1 | NotPrinted | ",
    ),
    (
        "ccb/交易明细_xxxx_2025xxxx_2025xxxx.xls",
        "bank_cn/ccb rows 6 kept 6 | 2025-01-01 18:53:19 .. 2025-01-06 12:03:39 | 支出 CNY 703.26 in 6 | No | totals_differ  1",
    ),
    (
        "spdb/spdb_debit.xls",
        "bank_cn/spdb rows 4 kept 4 | 2025-12-03 14:06:51 .. 2025-12-05 20:37:39 | 支出 CNY 11.64 in 3, 收入 CNY 10.00 in 1 | Yes | ",
    ),
    (
        "cmb/cmb_debit_converted_from_pdf.csv",
        "bank_cn/cmb_debit rows 5 kept 5 | 2024-01-01 00:00:00 .. 2024-01-27 00:00:00 | + CNY 1234.00 in 1, - CNY 2013.14 in 4 | NotPrinted | ",
    ),
    (
        "hsbc_hk/hsbc_hk_debit.csv",
        "bank_cn/hsbc_hk_debit rows 10 kept 10 | 2025-03-01 00:00:00 .. 2025-03-24 00:00:00 | + CNY 12500.00 in 1, + HKD 13005.45 in 3, - HKD 3526.50 in 6 | No | totals_differ  1",
    ),
    (
        "paypal/paypal_activity_en.csv",
        "paypal/activity rows 76 kept 76 | 2015-12-29 07:45:51 .. 2016-11-01 18:39:27 | + AUD 100.00 in 1, + EUR 59427.02 in 15, + USD 71482.14 in 27, - AUD 100.00 in 1, - EUR 59383.68 in 14, - USD 71480.24 in 18 | NotPrinted | ",
    ),
    (
        "venmo/venmo_transactions_2018_layout.csv",
        "venmo/flat rows 50 kept 50 | 2017-04-25 03:15:53 .. 2018-08-02 17:45:41 | + USD 17416.49 in 19, - USD 19167.49 in 31 | NotPrinted | ",
    ),
    (
        "cashapp/cash_app_report.csv",
        "cash_app/report_2023 rows 14 kept 14 | 2023-06-13 00:00:57 .. 2023-10-07 16:12:36 | + USD 2.00 in 2, - USD 51.10 in 12 | NotPrinted | ",
    ),
    (
        "ofx/checking_sgml_v102.ofx",
        "ofx/sgml rows 3 kept 3 | 2011-03-31 12:00:00 .. 2011-04-07 12:00:00 | + USD 0.01 in 1, - USD 59.51 in 2 | NotPrinted | ",
    ),
    ("ofx/suncorp_xml_v2.ofx", "ofx/xml rows 1 kept 1 | 2013-12-15 00:00:00 .. 2013-12-15 00:00:00 | - AUD 16.85 in 1 | NotPrinted | "),
    ("qif/test_bank.qif", "qif/qif rows 5 kept 5 | 2013-03-03 00:00:00 .. 2013-08-15 00:00:00 | - XXX 1896.09 in 5 | NotPrinted | "),
    (
        "camt/camt053.v2.minimal.xml",
        "camt/camt_053 rows 1 kept 1 | 2014-12-31 00:00:00 .. 2014-12-31 00:00:00 | CRDT EUR 8.85 in 1 | No | totals_differ  1",
    ),
    (
        "camt/camt053.v8.xml",
        "camt/camt_053 rows 1 kept 1 | 2014-12-31 13:15:00 .. 2014-12-31 13:15:00 | CRDT EUR 8.85 in 1 | No | totals_differ  1",
    ),
    (
        "mt940/abnamro.sta",
        "mt940/mt940 rows 10 kept 10 | 2011-05-21 00:00:00 .. 2011-05-24 00:00:00 | D EUR 345.93 in 10 | No | totals_differ  2",
    ),
    ("mt940/mbank.sta", "mt940/mt940 rows 3 kept 3 | 2017-01-19 00:00:00 .. 2017-01-19 00:00:00 | C PLN 0.03 in 3 | Yes | "),
];

#[test]
fn banks_and_wallets_match_the_manifest() {
    let Some(samples) = samples() else { return };
    let mut wrong = Vec::new();
    for (file, want) in SAMPLES {
        let got = statement(&samples.join("payments").join(file));
        if got != *want {
            wrong.push(format!("{file}\n  {got}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
