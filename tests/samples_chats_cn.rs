//! Chats from China against published real exports, which are not part of this repository. Set `DOSSIER_SAMPLES` to the folder that
//! holds them; without it each check says that it was skipped. Figures: the samples' own MANIFEST, counted independently.

use dossier_engine::archive::Limits;
use dossier_engine::record::{ArchiveId, Fact, Message, Platform};
use dossier_engine::source::{self, FileReport, Found, Reading, Recognition, peek};
use std::collections::BTreeMap;
use std::fs::File;
use std::path::PathBuf;

/// What a file holds: `source/variant`, whose platform's it is, its records, its report.
struct Sample {
    source: String,
    platform: Platform,
    records: Vec<Found>,
    report: FileReport,
}

fn read(file: &str) -> Option<Sample> {
    let Some(samples) = std::env::var_os("DOSSIER_SAMPLES").map(PathBuf::from) else {
        eprintln!("skipped: DOSSIER_SAMPLES is not set");
        return None;
    };
    let mut stream = File::open(samples.join("messaging").join(file)).unwrap_or_else(|e| panic!("{file}: {e}"));
    let limits = Limits::default();
    let opened = peek::open(file, &mut stream, &limits).unwrap();
    let (Some(source), Recognition::Yes(why)) = source::recognise(opened.peek()) else { panic!("{file} isn't recognised") };
    let others = source::ALL.iter().filter(|s| s.card().id != source.card().id);
    for other in others {
        assert_eq!(other.recognise(opened.peek()), Recognition::No, "{file} is also {}", other.card().id);
    }
    let platform = source.platform(opened.peek());
    let mut records = Vec::new();
    let mut keep = |r| {
        records.push(r);
        true
    };
    let mut into = Reading::new(ArchiveId("sample".into()), file.into(), &limits, &mut keep);
    opened.read(source, &mut into).unwrap();
    let report = into.finish();
    assert_eq!(report.rows_read, report.kept, "{file}: nothing is skipped");
    Some(Sample { platform, source: format!("{}/{}", source.card().id, why.variant), records, report })
}

impl Sample {
    fn messages(&self) -> Vec<&Message> {
        self.records.iter().filter_map(|r| if let Fact::Message(m) = &r.fact { Some(m) } else { None }).collect()
    }

    /// First and last time, and messages by account.
    fn span(&self) -> String {
        let at = |t: Option<dossier_engine::record::Moment>| t.unwrap().wall.to_string();
        format!("{} .. {}", at(self.report.first), at(self.report.last))
    }

    fn by_account(&self) -> BTreeMap<String, usize> {
        let mut counts = BTreeMap::new();
        for message in self.messages() {
            *counts.entry(message.account.clone().unwrap_or_default()).or_default() += 1;
        }
        counts
    }

    fn of_kind(&self, kind: &str) -> usize {
        self.messages().iter().filter(|m| serde_json::to_value(m.kind).unwrap() == kind).count()
    }
}

fn counts<const N: usize>(of: [(&str, usize); N]) -> BTreeMap<String, usize> {
    of.into_iter().map(|(account, n)| (account.to_owned(), n)).collect()
}

#[test]
fn a_qq_group_as_text_matches_the_manifest() {
    let Some(sample) = read("qq/native_group_tech.txt") else { return };
    assert_eq!((sample.source.as_str(), sample.messages().len(), sample.report.parties), ("qq_text/manager", 74, 4));
    assert_eq!(sample.by_account(), counts([("100001", 27), ("100002", 20), ("100003", 15), ("100004", 12)]));
    assert_eq!(sample.span(), "2024-01-15 09:00:01 .. 2024-01-15 15:55:15");
    assert_eq!(sample.messages().iter().map(|m| m.chat.as_str()).collect::<std::collections::BTreeSet<_>>().len(), 1);
}

/// The times of the manifest are UTC; in Beijing it is eight hours later.
#[test]
fn a_qq_group_of_the_exporter_matches_the_manifest() {
    let Some(sample) = read("qq/qce_v5_group.json") else { return };
    assert_eq!((sample.source.as_str(), sample.messages().len(), sample.report.parties), ("qce_json/v5", 7, 3));
    assert_eq!(sample.by_account(), counts([("11111", 3), ("22222", 2), ("33333", 2)]));
    assert_eq!(sample.span(), "2024-01-01 08:01:40 .. 2024-01-01 08:05:00");
    assert_eq!((sample.of_kind("media"), sample.of_kind("text")), (3, 4), "a picture, a file and a voice; the reply is words");
}

#[test]
fn a_pywxdump_table_that_was_saved_again_matches_the_manifest() {
    let Some(sample) = read("wechat/pywxdump_csv_pii/test_0_730.csv") else { return };
    assert_eq!((sample.source.as_str(), sample.messages().len()), ("pywxdump_table/csv_2024", 62));
    let own = |own| sample.messages().iter().filter(|m| m.own == Some(own)).count();
    assert_eq!((own(false), own(true), sample.of_kind("text")), (31, 31, 62));
    assert!(sample.messages().iter().all(|m| m.chat == "wxid_6789z5qlxzfj22" && m.text.is_some()));
    assert_eq!(sample.span(), "2024-10-04 11:43:00 .. 2024-10-04 11:44:00");
    let labels = sample.by_account();
    let expected = [("PHONE_NUMBER", 4), ("EMAIL_ADDRESS", 4), ("IP_ADDRESS", 4), ("CREDIT_CARD", 3), ("LOCATION", 3), ("IBAN_CODE", 3)];
    for (label, n) in expected.into_iter().chain([("CRYPTO", 3), ("AGE", 3), ("ID", 2), ("US_SSN", 1), ("666", 1)]) {
        assert_eq!(labels.get(label), Some(&n), "{label}");
    }
}

#[test]
fn a_xiaohongshu_chat_is_filed_under_its_own_platform() {
    let Some(sample) = read("xiaohongshu/example.chatlab.json") else { return };
    assert_eq!((sample.source.as_str(), sample.messages().len(), sample.report.rows_read), ("chatlab/json", 1, 3));
    assert_eq!(sample.span(), "2026-07-15 22:43:20 .. 2026-07-15 22:43:20");
    assert_eq!(sample.platform, Platform::Xiaohongshu);
}
