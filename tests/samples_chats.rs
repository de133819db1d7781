//! KakaoTalk, Slack and Signal against published exports, which are not part of this repository. Set `DOSSIER_SAMPLES` to the folder that
//! holds them; without it each check says that it was skipped. Figures: the samples' own MANIFEST, counted independently.

use dossier_engine::archive::Limits;
use dossier_engine::record::{ArchiveId, Fact, Message, MessageKind};
use dossier_engine::source::{self, FileReport, Found, Reading, Recognition, peek};
use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::path::{Path, PathBuf};

fn samples() -> Option<PathBuf> {
    let found = std::env::var_os("DOSSIER_SAMPLES").map(|root| Path::new(&root).join("messaging"));
    if found.is_none() {
        println!("skipped: DOSSIER_SAMPLES names no folder of published samples");
    }
    found
}

/// A file as its source, and no other, reads it: `source/variant`, records, report.
fn read(root: &Path, path: &str) -> (String, Vec<Found>, FileReport) {
    let mut file = File::open(root.join(path)).unwrap();
    let limits = Limits::default();
    let opened = peek::open(path, &mut file, &limits).unwrap();
    let known: Vec<&str> = source::ALL.iter().filter(|s| s.recognise(opened.peek()) != Recognition::No).map(|s| s.card().id).collect();
    let (Some(source), Recognition::Yes(why)) = source::recognise(opened.peek()) else {
        return ("none".into(), Vec::new(), FileReport::default());
    };
    assert_eq!(known, [source.card().id], "{path}");
    let mut records = Vec::new();
    let mut keep = |r| {
        records.push(r);
        true
    };
    let mut into = Reading::new(ArchiveId("sample".into()), path.into(), &limits, &mut keep);
    opened.read(source, &mut into).unwrap();
    let report = into.finish();
    (format!("{}/{}", source.card().id, why.variant), records, report)
}

fn messages(records: &[Found]) -> Vec<&Message> {
    records.iter().filter_map(|r| if let Fact::Message(m) = &r.fact { Some(m) } else { None }).collect()
}

/// A chat in one line: rows, how many each sender wrote (most first, no names), first and last time, kinds that aren't plain text.
fn chat(root: &Path, path: &str) -> String {
    let (source, records, report) = read(root, path);
    let messages = messages(&records);
    let mut senders: BTreeMap<&str, u32> = BTreeMap::new();
    for sender in messages.iter().filter_map(|m| m.sender.as_deref()) {
        *senders.entry(sender).or_default() += 1;
    }
    let mut counts: Vec<u32> = senders.into_values().collect();
    counts.sort_unstable_by(|a, b| b.cmp(a));
    let other: Vec<String> =
        messages.iter().filter(|m| m.kind != MessageKind::Text).map(|m| format!("{:?}", m.kind).to_lowercase()).collect();
    let time = |t: Option<dossier_engine::record::Moment>| t.map_or("none".into(), |t| t.wall.to_string());
    format!(
        "{source} messages {} of {counts:?} | {} .. {} | {} | {} problems",
        messages.len(),
        time(report.first),
        time(report.last),
        other.join(" "),
        report.problems.len()
    )
}

#[test]
fn kakaotalk_gives_the_figures_counted_independently() {
    let Some(root) = samples() else { return };
    for (file, expected) in [
        (
            "android_korean.txt",
            "kakaotalk/android messages 9 of [3, 3, 2] | 2026-04-25 15:20:00 .. 2026-04-25 15:26:00 | system | 0 problems",
        ),
        (
            "KakaoTalk_open_chat_mac.csv",
            "kakaotalk/mac messages 6 of [2, 2, 1] | 2024-06-01 10:00:00 .. 2024-06-01 11:10:00 | system | 0 problems",
        ),
    ] {
        assert_eq!(chat(&root.join("kakaotalk"), file), expected, "{file}");
    }
}

#[test]
fn slack_gives_the_figures_counted_independently() {
    let Some(root) = samples().map(|root| root.join("slack/slackdump_export")) else { return };
    let mut all = Vec::new();
    for day in ["10", "11", "18", "24"] {
        let (source, records, report) = read(&root, &format!("B75B4C7/2025-01-{day}.json"));
        assert_eq!((source.as_str(), report.skipped.len(), report.problems.len()), ("slack/messages", 0, 0), "{day}");
        all.extend(records);
    }
    let messages = messages(&all);
    let of = |kind| messages.iter().filter(|m| m.kind == kind).count();
    let kinds = [MessageKind::Text, MessageKind::Media, MessageKind::System, MessageKind::Deleted].map(of);
    assert_eq!((messages.len(), kinds), (16, [12, 2, 1, 1]));
    let accounts: BTreeSet<&str> = messages.iter().filter_map(|m| m.account.as_deref()).collect();
    let numbers: BTreeSet<&str> = messages.iter().filter_map(|m| m.id.as_deref()).collect();
    assert_eq!((accounts.len(), numbers.len()), (4, 16));
    let (first, last) = (messages.iter().map(|m| m.time).min().unwrap(), messages.iter().map(|m| m.time).max().unwrap());
    assert_eq!((first.wall.to_string().as_str(), last.wall.to_string().as_str()), ("2025-01-10 03:08:34", "2025-01-24 10:59:02"));

    let (source, records, _) = read(&root, "users.json");
    let zones: Vec<&str> = records.iter().filter_map(|r| if let Fact::Contact(c) = &r.fact { c.region.as_deref() } else { None }).collect();
    let of = |zone: &str| zones.iter().filter(|z| z.ends_with(zone)).count();
    let counts = [of("Los_Angeles"), of("Brisbane"), of("Moscow")];
    assert_eq!((source.as_str(), records.len(), counts), ("slack/users", 10, [6, 2, 1]));
    let (source, records, _) = read(&root, "channels.json");
    assert_eq!((source.as_str(), records.len()), ("slack/channels", 1));
}

#[test]
fn signal_gives_the_figures_counted_independently() {
    let Some(root) = samples().map(|root| root.join("signal")) else { return };
    let expected = "signal_text/md_old messages 2 of [1, 1] | 2019-12-24 12:23:00 .. 2020-01-17 21:49:00 |  | 0 problems";
    assert_eq!(chat(&root, "signal_export_chat.txt"), expected);
}
