//! WhatsApp and Amazon against published real exports, which are not part of this repository. Set `DOSSIER_SAMPLES` to the folder
//! that holds them; without it each check says that it was skipped. Figures: the samples' own MANIFEST, counted independently.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use dossier_engine::archive::Limits;
use dossier_engine::record::{ArchiveId, Fact, Message, MessageKind, Moment, Purchase, Status, decimal};
use dossier_engine::source::{self, FileReport, Found, Reading, Recognition, peek};
use std::collections::BTreeSet;
use std::fs::File;
use std::path::{Path, PathBuf};

fn samples() -> Option<PathBuf> {
    let found = std::env::var_os("DOSSIER_SAMPLES").map(PathBuf::from);
    if found.is_none() {
        eprintln!("skipped: DOSSIER_SAMPLES is not set");
    }
    found
}

/// A file as its source reads it: `source/variant`, records, report.
fn read(path: &Path, name: &str) -> (String, Vec<Found>, FileReport) {
    let mut file = File::open(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    let limits = Limits::default();
    let opened = peek::open(name, &mut file, &limits).unwrap();
    let (Some(source), Recognition::Yes(why) | Recognition::Perhaps(why)) = source::recognise(opened.peek()) else {
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

/// A chat in one line: rows, lines with a name and without, distinct names, first and last time, kinds, troubles.
fn chat(file: &str) -> String {
    let Some(samples) = samples() else { return String::new() };
    let (source, records, report) = read(&samples.join("messaging/whatsapp").join(file), file);
    let messages: Vec<&Message> = records.iter().filter_map(|r| if let Fact::Message(m) = &r.fact { Some(m) } else { None }).collect();
    let named = messages.iter().filter(|m| m.sender.is_some()).count();
    let kinds: Vec<String> = [
        MessageKind::Text,
        MessageKind::Media,
        MessageKind::Location,
        MessageKind::Call,
        MessageKind::Poll,
        MessageKind::Contact,
        MessageKind::Deleted,
        MessageKind::System,
    ]
    .into_iter()
    .map(|k| messages.iter().filter(|m| m.kind == k).count().to_string())
    .collect();
    format!(
        "{source} rows {} named {named} plain {} names {} | {} .. {} | {} | {}",
        report.rows_read,
        messages.len() - named,
        report.parties,
        wall(report.first),
        wall(report.last),
        kinds.join(" "),
        problems(&report),
    )
}

fn wall(time: Option<Moment>) -> String {
    time.map_or("none".into(), |t| t.wall.to_string())
}

fn problems(report: &FileReport) -> String {
    let each: Vec<String> = report.problems.iter().map(|p| format!("{} {} {}", p.code.as_str(), p.hint, p.count)).collect();
    each.join(", ")
}

/// An order history in one line: rows, orders, pieces, cancelled rows, gifts, first and last time, totals, troubles.
fn orders(file: &str) -> String {
    let Some(samples) = samples() else { return String::new() };
    let (source, records, report) = read(&samples.join("shopping").join(file), file);
    let lines: Vec<&Purchase> = records.iter().filter_map(|r| if let Fact::Purchase(p) = &r.fact { Some(p) } else { None }).collect();
    let ids: BTreeSet<&str> = lines.iter().filter_map(|p| p.order_id.as_deref()).collect();
    let cancelled: Vec<&&Purchase> = lines.iter().filter(|p| p.status == Status::Cancelled).collect();
    let gone: i64 = cancelled.iter().filter_map(|p| p.paid).map(|a| a.minor).sum();
    let totals: Vec<String> =
        report.totals_ours.iter().map(|t| format!("{} {} {} in {}", t.label, t.currency.code(), decimal(t.sum), t.count)).collect();
    format!(
        "{source} rows {} orders {} units {} cancelled {} ({}) gifts {} | {} .. {} | {} | {}",
        report.rows_read,
        ids.len(),
        lines.iter().map(|p| p.quantity).sum::<u32>(),
        cancelled.len(),
        decimal(gone.into()),
        lines.iter().filter(|p| p.gift.is_some()).count(),
        wall(report.first),
        wall(report.last),
        totals.join(", "),
        problems(&report),
    )
}

#[test]
fn amazon_order_histories_match_the_manifest() {
    if samples().is_none() {
        return;
    }
    for (file, want) in [
        (
            "amazon_ca_2024/Your Orders/Retail.OrderHistory.1/Retail.OrderHistory.1.csv",
            "amazon_orders/g3_2024 rows 522 orders 246 units 541 cancelled 24 (93.03) gifts 4 | 2021-06-08 01:50:58 .. 2024-09-11 02:46:10 | Total Owed CAD 15260.83 in 517, Total Owed USD 53.06 in 5 | ",
        ),
        (
            "amazon_ca_2025_blanked/Retail.OrderHistory.1.csv",
            "amazon_orders/g3_2024 rows 12 orders 0 units 12 cancelled 0 (0.00) gifts 0 | 2018-10-22 22:44:11 .. 2022-03-18 23:25:25 | Total Owed CAD 980.48 in 12 | ",
        ),
        (
            "amazon_eu_2021_mock/Retail.OrderHistory.2/Retail.OrderHistory.2.csv",
            "amazon_orders/g2_2021 rows 3 orders 2 units 3 cancelled 0 (0.00) gifts 0 | 2021-11-11 22:32:48 .. 2021-11-20 18:53:16 | Total Owed EUR 1054.61 in 3 | ",
        ),
        (
            "amazon_fixtures_2026/amazon-current-format.csv",
            "amazon_orders/g4_2026 rows 3 orders 3 units 3 cancelled 0 (0.00) gifts 1 | 2024-02-09 08:03:16 .. 2024-09-15 10:00:00 | Total Amount EUR 91.68 in 3 | ",
        ),
        (
            "amazon_fixtures_2026/sample-orders.csv",
            "amazon_orders/g2_2021 rows 19 orders 17 units 20 cancelled 0 (0.00) gifts 1 | 2022-03-15 08:32:11 .. 2024-12-15 10:00:00 | Total Owed EUR 1659.74 in 19 | ",
        ),
        (
            "amazon_fixtures_2026/malformed.csv",
            "amazon_orders/g2_2021 rows 4 orders 4 units 4 cancelled 0 (0.00) gifts 0 | 2024-05-01 10:00:00 .. 2024-05-05 10:00:00 | Total Owed EUR 23.19 in 2 | date_unread Order Date 1, amount_unread Unit Price 2, amount_unread Quantity 1",
        ),
        ("amazon_fixtures_2026/empty.csv", "amazon_orders/g2_2021 rows 0 orders 0 units 0 cancelled 0 (0.00) gifts 0 | none .. none |  | "),
    ] {
        assert_eq!(orders(file), want, "{file}");
    }
}

#[test]
fn other_chats_are_not_taken_for_whatsapp() {
    let Some(samples) = samples() else { return };
    let others = files(&samples.join("messaging")).into_iter().filter(|f| !f.starts_with(samples.join("messaging/whatsapp")));
    let mut seen = 0;
    for file in others {
        assert_ne!(read(&file, "x").0.split('/').next(), Some("whatsapp_text"), "{}", file.display());
        seen += 1;
    }
    assert!(seen >= 20, "only {seen} other chats");
}

/// Other sources read most of them; nothing may take them for an order history.
#[test]
fn other_amazon_tables_are_not_taken_for_orders() {
    let Some(samples) = samples() else { return };
    let mut seen = 0;
    for folder in ["amazon_ca_2024", "amazon_eu_2021_mock", "amazon_fixtures_2026"] {
        for file in files(&samples.join("shopping").join(folder)) {
            let name = file.file_name().unwrap().to_string_lossy().into_owned();
            let history = name.contains("OrderHistory") || folder == "amazon_fixtures_2026" && name != "sample-returns.csv";
            if !history {
                assert!(!read(&file, &name).0.starts_with("amazon_orders/"), "{name}");
                seen += 1;
            }
        }
    }
    assert!(seen >= 15, "only {seen} other tables");
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path());
    entries.flat_map(|p| if p.is_dir() { files(&p) } else { vec![p] }).collect()
}

/// Kinds in the order text, media, location, call, poll, contact, deleted, system.
#[test]
fn whatsapp_chats_match_the_manifest() {
    if samples().is_none() {
        return;
    }
    for (file, want) in [
        (
            "ios_lrm_attachments_polls/_chat.txt",
            "whatsapp_text/ios rows 19 named 19 plain 0 names 4 | 2020-01-01 12:00:01 .. 2025-07-01 12:00:19 | 6 3 2 2 2 0 2 2 | date_order DMY 1",
        ),
        (
            "ios_dots_24h_chatistics/_chat.txt",
            "whatsapp_text/ios rows 22 named 21 plain 1 names 2 | 2018-01-04 11:53:57 .. 2019-04-19 16:18:33 | 21 0 0 0 0 0 0 1 | ",
        ),
        (
            "android_short_names_chatistics/_chat 3.txt",
            "whatsapp_text/android rows 11 named 9 plain 2 names 5 | 2019-11-02 14:18:00 .. 2019-11-10 14:25:00 | 9 0 0 0 0 0 0 2 | date_order DMY 1",
        ),
        (
            "android_ddmmyy_24h.txt",
            "whatsapp_text/android rows 9 named 7 plain 2 names 5 | 2019-01-01 11:25:00 .. 2021-12-30 22:01:00 | 7 0 0 0 0 0 0 2 | ",
        ),
        (
            "android_mmddyyyy_12h_spanish_ampm.txt",
            "whatsapp_text/android rows 9 named 7 plain 2 names 5 | 2019-01-01 11:25:00 .. 2021-12-30 22:01:00 | 7 0 0 0 0 0 0 2 | ",
        ),
        (
            "ios_nnbsp_arabic_business.txt",
            "whatsapp_text/ios rows 5 named 5 plain 0 names 1 | 2025-11-13 09:09:43 .. 2025-12-19 08:50:53 | 4 0 0 0 0 0 0 1 | ",
        ),
        (
            "android_german.txt",
            "whatsapp_text/android rows 6 named 6 plain 0 names 3 | 2024-12-10 14:30:00 .. 2024-12-10 14:36:00 | 3 2 0 0 0 0 0 1 | date_order DMY 1",
        ),
        (
            "android_yearfirst_ampm.txt",
            "whatsapp_text/android rows 5 named 5 plain 0 names 2 | 2024-12-01 22:04:00 .. 2024-12-01 22:08:00 | 3 1 0 0 0 0 0 1 | ",
        ),
        (
            "finnish_klo_dot_time.txt",
            "whatsapp_text/android rows 3 named 3 plain 0 names 2 | 2018-06-13 21:25:00 .. 2018-06-13 21:25:15 | 3 0 0 0 0 0 0 0 | ",
        ),
        (
            "android_private/WhatsApp Chat with Alice.txt",
            "whatsapp_text/android rows 45 named 43 plain 2 names 2 | 2024-12-01 10:00:00 .. 2024-12-04 16:45:00 | 39 4 0 0 0 0 0 2 | ",
        ),
        (
            "android_dots_pokemon.txt",
            "whatsapp_text/android rows 20 named 19 plain 1 names 9 | 2016-04-15 15:04:00 .. 2016-10-31 12:23:00 | 18 0 0 0 0 0 0 2 | ",
        ),
        (
            "bracket_ddmmyy_dashes_lorem500.txt",
            "whatsapp_text/ios rows 500 named 500 plain 0 names 4 | 2020-01-15 02:22:56 .. 2020-05-11 22:32:48 | 500 0 0 0 0 0 0 0 | ",
        ),
    ] {
        assert_eq!(chat(file), want, "{file}");
    }
}
