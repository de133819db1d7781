//! WhatsApp and Amazon against published real exports, which are not part of this repository. Set `DOSSIER_SAMPLES` to the folder
//! that holds them; without it each check says that it was skipped. Figures: the samples' own MANIFEST, counted independently.

use dossier_engine::archive::Limits;
use dossier_engine::record::{ArchiveId, Fact, Message, MessageKind, Record};
use dossier_engine::source::{ALL, Content, FileReport, Peek, Reading, Recognition};
use std::path::PathBuf;

fn samples() -> Option<PathBuf> {
    let found = std::env::var_os("DOSSIER_SAMPLES").map(PathBuf::from);
    if found.is_none() {
        eprintln!("skipped: DOSSIER_SAMPLES is not set");
    }
    found
}

/// A file as its first source reads it: `source/variant`, records, report.
fn read(path: &PathBuf, name: &str) -> (String, Vec<Record>, FileReport) {
    let bytes = std::fs::read(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    let text = String::from_utf8_lossy(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes)).into_owned();
    let peek = Peek { name: name.to_owned(), bytes: bytes.clone(), text: Some(text.clone()), sheets: Vec::new() };
    let answers = ALL.iter().map(|s| (*s, s.recognise(&peek)));
    let Some((source, why)) = answers.into_iter().find_map(|(s, r)| match r {
        Recognition::Yes(why) | Recognition::Perhaps(why) => Some((s, why)),
        _ => None,
    }) else {
        return ("none".into(), Vec::new(), FileReport::default());
    };
    let (limits, mut records) = (Limits::default(), Vec::new());
    let mut keep = |r| {
        records.push(r);
        true
    };
    let mut into = Reading::new(ArchiveId("sample".into()), name.into(), source.card(), &limits, &mut keep);
    source.read(Content::Text(Box::new(text.as_bytes())), name, &mut into);
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
    let wall = |t: Option<dossier_engine::record::Moment>| t.map_or("none".into(), |t| t.wall.to_string());
    let problems: Vec<String> = report.problems.iter().map(|p| format!("{} {}", p.code.as_str(), p.hint)).collect();
    format!(
        "{source} rows {} named {named} plain {} names {} | {} .. {} | {} | {}",
        report.rows_read,
        messages.len() - named,
        report.parties,
        wall(report.first),
        wall(report.last),
        kinds.join(" "),
        problems.join(", "),
    )
}

/// Kinds in the order text, media, location, call, poll, contact, deleted, system.
#[test]
fn whatsapp_chats_match_the_manifest() {
    if samples().is_none() {
        return;
    }
    for (file, want) in [
        ("ios_lrm_attachments_polls/_chat.txt", "whatsapp_text/ios rows 19 named 19 plain 0 names 4 | 2020-01-01 12:00:01 .. 2025-07-01 12:00:19 | 6 3 2 2 2 0 2 2 | date_order DMY"),
        ("ios_dots_24h_chatistics/_chat.txt", "whatsapp_text/ios rows 22 named 21 plain 1 names 2 | 2018-01-04 11:53:57 .. 2019-04-19 16:18:33 | 21 0 0 0 0 0 0 1 | "),
        ("android_short_names_chatistics/_chat 3.txt", "whatsapp_text/android rows 11 named 9 plain 2 names 5 | 2019-11-02 14:18:00 .. 2019-11-10 14:25:00 | 9 0 0 0 0 0 0 2 | date_order DMY"),
        ("android_ddmmyy_24h.txt", "whatsapp_text/android rows 9 named 7 plain 2 names 5 | 2019-01-01 11:25:00 .. 2021-12-30 22:01:00 | 7 0 0 0 0 0 0 2 | "),
        ("android_mmddyyyy_12h_spanish_ampm.txt", "whatsapp_text/android rows 9 named 7 plain 2 names 5 | 2019-01-01 11:25:00 .. 2021-12-30 22:01:00 | 7 0 0 0 0 0 0 2 | "),
        ("ios_nnbsp_arabic_business.txt", "whatsapp_text/ios rows 5 named 5 plain 0 names 1 | 2025-11-13 09:09:43 .. 2025-12-19 08:50:53 | 4 0 0 0 0 0 0 1 | "),
        ("android_german.txt", "whatsapp_text/android rows 6 named 6 plain 0 names 3 | 2024-12-10 14:30:00 .. 2024-12-10 14:36:00 | 3 2 0 0 0 0 0 1 | date_order DMY"),
        ("android_yearfirst_ampm.txt", "whatsapp_text/android rows 5 named 5 plain 0 names 2 | 2024-12-01 22:04:00 .. 2024-12-01 22:08:00 | 3 1 0 0 0 0 0 1 | "),
        ("finnish_klo_dot_time.txt", "whatsapp_text/android rows 3 named 3 plain 0 names 2 | 2018-06-13 21:25:00 .. 2018-06-13 21:25:15 | 3 0 0 0 0 0 0 0 | "),
        ("android_private/WhatsApp Chat with Alice.txt", "whatsapp_text/android rows 45 named 43 plain 2 names 2 | 2024-12-01 10:00:00 .. 2024-12-04 16:45:00 | 39 4 0 0 0 0 0 2 | "),
        ("android_dots_pokemon.txt", "whatsapp_text/android rows 20 named 19 plain 1 names 9 | 2016-04-15 15:04:00 .. 2016-10-31 12:23:00 | 18 0 0 0 0 0 0 2 | "),
        ("bracket_ddmmyy_dashes_lorem500.txt", "whatsapp_text/ios rows 500 named 500 plain 0 names 4 | 2020-01-15 02:22:56 .. 2020-05-11 22:32:48 | 500 0 0 0 0 0 0 0 | "),
    ] {
        assert_eq!(chat(file), want, "{file}");
    }
}
