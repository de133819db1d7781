//! Social networks against published exports, which are not part of this repository. Set `DOSSIER_SAMPLES` to the folder that holds
//! them; without it each check says that it was skipped. Figures: the samples' own MANIFEST, counted independently.

use dossier_engine::archive::Limits;
use dossier_engine::record::{ArchiveId, Fact, Message, MessageKind};
use dossier_engine::source::{self, FileReport, Found, Reading, Recognition, peek};
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

/// A chat in one line: rows, senders, first and last time, kinds in the order of rows, problems.
fn chat(root: &Path, path: &str) -> String {
    let (source, records, report) = read(root, path);
    let messages: Vec<&Message> = records.iter().filter_map(|r| if let Fact::Message(m) = &r.fact { Some(m) } else { None }).collect();
    let kinds: Vec<String> = messages
        .iter()
        .map(|m| match m.kind {
            MessageKind::Call => format!("call {}", m.seconds.unwrap_or_default()),
            kind => format!("{kind:?}").to_lowercase(),
        })
        .collect();
    let time = |t: Option<dossier_engine::record::Moment>| t.map_or("none".into(), |t| t.wall.to_string());
    let problems: Vec<&str> = report.problems.iter().map(|p| p.code.as_str()).collect();
    format!(
        "{source} messages {} of {} | {} .. {} | {}{}",
        messages.len(),
        report.parties,
        time(report.first),
        time(report.last),
        kinds.join(", "),
        problems.join(" "),
    )
}

#[test]
fn telegram_gives_the_figures_counted_independently() {
    let Some(root) = samples() else { return };
    assert_eq!(
        chat(&root, "telegram/full_account_min/result.json"),
        "telegram/account messages 2 of 2 | 2018-12-05 10:39:10 .. 2018-12-05 10:49:24 | text, text"
    );
}

#[test]
fn messenger_and_instagram_give_the_figures_counted_independently() {
    let Some(root) = samples() else { return };
    let json = "your_activity_across_facebook/messages/inbox";
    for (path, expected) in [
        (
            format!("json_simple/{json}/alice_ABC123/message_1.json"),
            "messenger/json messages 3 of 2 | 2020-09-13 12:26:40 .. 2020-09-13 12:28:40 | text, text, text",
        ),
        (
            "json_simple/your_activity_across_facebook/messages/archived_threads/zoe_ARCH/message_1.json".into(),
            "messenger/json messages 1 of 1 | 2017-07-14 02:40:00 .. 2017-07-14 02:40:00 | text",
        ),
        (
            format!("json_nontext/{json}/sam_NONTXT/message_1.json"),
            "messenger/json messages 6 of 2 | 2020-09-13 12:28:20 .. 2020-09-13 12:36:40 | media, media, call 192, call 0, share, system",
        ),
        (
            format!("json_multifile/{json}/dave_MULTI/message_1.json"),
            "messenger/json messages 2 of 2 | 2023-11-14 22:13:20 .. 2023-11-14 22:14:20 | text, text",
        ),
        (
            format!("json_multifile/{json}/dave_MULTI/message_2.json"),
            "messenger/json messages 1 of 1 | 2023-11-14 22:15:20 .. 2023-11-14 22:15:20 | text",
        ),
        (
            format!("json_multifile/{json}/dave_MULTI/message_10.json"),
            "messenger/json messages 1 of 1 | 2023-11-14 22:16:20 .. 2023-11-14 22:16:20 | text",
        ),
        (
            "e2ee_simple/your_activity_across_facebook/messages/alice_1.json".into(),
            "messenger_e2ee/json messages 4 of 2 | 2020-09-13 12:26:40 .. 2020-09-13 12:29:40 | text, text, text, deleted",
        ),
        (
            "e2ee_simple/your_activity_across_facebook/messages/group_2.json".into(),
            "messenger_e2ee/json messages 2 of 2 | 2020-09-13 12:26:40 .. 2020-09-13 12:27:40 | text, media",
        ),
        (format!("corrupt/{json}/broken_BAD/message_1.json"), "none messages 0 of 0 | none .. none | "),
        (
            format!("corrupt/{json}/goodsibling_OK/message_1.json"),
            "messenger/json messages 1 of 1 | 2020-09-13 12:26:40 .. 2020-09-13 12:26:40 | text",
        ),
        (
            format!("html_simple/{json}/alice_ABC123/message_1.html"),
            "messenger_html/html messages 3 of 2 | 2020-09-13 12:26:00 .. 2020-09-13 12:28:00 | text, text, text",
        ),
    ] {
        assert_eq!(chat(&root.join("facebook_messenger"), &path), expected, "{path}");
    }
    // Its folder alone tells whose it is.
    assert_eq!(
        chat(&root, "instagram/message_1.json"),
        "instagram_messages/json messages 2 of 2 | 2019-12-24 11:23:00 .. 2020-01-17 20:49:00 | text, text"
    );
}

#[test]
fn x_gives_the_figures_counted_independently() {
    let Some(root) = samples() else { return };
    for (file, variant, rows) in [("account.js", "account", 1), ("follower.js", "follows", 2), ("following.js", "follows", 2)] {
        let (source, records, report) = read(&root, &format!("twitter/data/{file}"));
        assert_eq!((source.as_str(), report.rows_read), (format!("x_archive/{variant}").as_str(), rows), "{file}");
        assert!(report.problems.is_empty(), "{file}");
        // One entry of the account states six things.
        assert_eq!(records.len() as u64, if variant == "account" { 6 } else { rows }, "{file}");
    }
}
