//! Social networks against published exports, which are not part of this repository. Set `DOSSIER_SAMPLES` to the folder that holds
//! them; without it each check says that it was skipped. Figures: the samples' own MANIFEST, counted independently.

use dossier_engine::archive::Limits;
use dossier_engine::record::{ArchiveId, Fact, Message, MessageKind, Record};
use dossier_engine::source::{self, FileReport, Reading, Recognition, peek};
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
fn read(root: &Path, path: &str) -> (String, Vec<Record>, FileReport) {
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
    let mut into = Reading::new(ArchiveId("sample".into()), path.into(), source.card(), &limits, &mut keep);
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
