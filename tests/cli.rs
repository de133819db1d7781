//! The command line as people and programs meet it: the real binary, real files, exit codes, what it says and what it leaves behind.

use serde_json::Value;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::LazyLock;
use tempfile::TempDir;
use zip::unstable::write::FileOptionsExt;
use zip::write::SimpleFileOptions;
use zip::{AesMode, ZipWriter};

pub(crate) const PASSWORD: &str = "027184";
const TODAY: [&str; 2] = ["--today", "2026-11-01"];

/// The binary, built once, into the folder this test was built in.
static DOSSIER: LazyLock<PathBuf> = LazyLock::new(|| {
    let exe = std::env::current_exe().unwrap();
    let profile = exe.parent().and_then(Path::parent).unwrap();
    let mut build = Command::new(env!("CARGO"));
    build.args(["build", "--quiet", "--package", "dossier-cli", "--target-dir"]).arg(profile.parent().unwrap());
    if profile.ends_with("release") {
        build.arg("--release");
    }
    assert!(build.status().unwrap().success(), "dossier-cli doesn't build");
    profile.join(format!("dossier{}", std::env::consts::EXE_SUFFIX))
});

/// What a run came to.
pub(crate) struct Done {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Done {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|e| panic!("{e}: {}{}", self.out, self.err))
    }
}

pub(crate) fn dossier<S: AsRef<std::ffi::OsStr>>(args: &[S], stdin: &str) -> Done {
    let mut child = Command::new(&*DOSSIER)
        .args(args)
        .env("LC_ALL", "C")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A command that asks for no password may be gone before it is given one.
    let _ = child.stdin.take().unwrap().write_all(stdin.as_bytes());
    let out = child.wait_with_output().unwrap();
    Done { code: out.status.code().unwrap(), out: String::from_utf8(out.stdout).unwrap(), err: String::from_utf8(out.stderr).unwrap() }
}

pub(crate) fn run(args: &[&str]) -> Done {
    dossier(args, "")
}

/// A fixture's one input file.
pub(crate) fn fixture(case: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures").join(case);
    let mut files = std::fs::read_dir(&folder).unwrap().map(|e| e.unwrap().path());
    files.find(|p| !p.ends_with("expected.txt")).unwrap().to_str().unwrap().to_owned()
}

pub(crate) fn file(folder: &TempDir, name: &str, content: &[u8]) -> String {
    let path = folder.path().join(name);
    std::fs::write(&path, content).unwrap();
    path.to_str().unwrap().to_owned()
}

/// A zip, as the platform would name and lock it, around a clean Alipay bill.
pub(crate) fn locked(folder: &TempDir, name: &str, aes: bool) -> String {
    let plain = SimpleFileOptions::default();
    let options = if aes {
        plain.with_aes_encryption(AesMode::Aes256, PASSWORD)
    } else {
        plain.with_deprecated_encryption(PASSWORD.as_bytes()).unwrap()
    };
    let mut writer = ZipWriter::new(std::io::Cursor::new(Vec::new()));
    writer.start_file("bill.csv", options).unwrap();
    writer.write_all(&std::fs::read(fixture("alipay_bill/clean_app_v2")).unwrap()).unwrap();
    file(folder, name, &writer.finish().unwrap().into_inner())
}

fn keys(value: &Value) -> Vec<&str> {
    value.as_object().unwrap().keys().map(String::as_str).collect()
}

/// The one archive's error code in `inspect --json`.
fn refused(path: &str) -> (i32, String, Value) {
    let done = run(&["inspect", path, "--json", TODAY[0], TODAY[1]]);
    let json = done.json();
    assert_eq!(json["archives"].as_array().unwrap().len(), 1);
    let archive = &json["archives"][0];
    let error = if archive["error"].is_null() { &archive["files"][0]["error"] } else { &archive["error"] };
    for lang in ["en", "zh-CN"] {
        assert!(error["said"][lang].as_str().is_some_and(|s| s.len() > 20 && !s.contains('{')), "{path}: {error}");
    }
    (done.code, error["code"].as_str().unwrap().to_owned(), json)
}

#[test]
fn a_clean_file_ends_with_0_and_its_schema() {
    let done = run(&["inspect", &fixture("alipay_bill/clean_app_v2"), "--json", TODAY[0], TODAY[1]]);
    assert_eq!((done.code, done.err.as_str()), (0, ""));
    let json = done.json();
    assert_eq!(json["schema"], "dossier/1");
    assert_eq!(json["today"], "2026-11-01");
    for key in ["archives", "records", "problems", "fed_most"] {
        assert!(json.get(key).is_some(), "{key}");
    }
    assert!(json.get("observers").is_none(), "inspect looks through nobody's eyes");
    let read = &json["archives"][0]["files"][0];
    for key in [
        "path",
        "source",
        "variant",
        "why",
        "rows_read",
        "stored",
        "known",
        "skipped",
        "first",
        "last",
        "parties",
        "totals_ours",
        "totals_printed",
        "reconciled",
        "note",
    ] {
        assert!(read.get(key).is_some(), "{key}");
    }
    assert_eq!((&read["source"], &read["rows_read"], &read["stored"]), (&"alipay_bill".into(), &15.into(), &15.into()));
    assert_eq!(json["archives"][0]["sha256"].as_str().unwrap().len(), 64);
}

#[test]
fn an_audit_has_every_part_of_the_contract() {
    let done = run(&["audit", &fixture("alipay_bill/clean_app_v2"), "--observer", "everything", "--json", TODAY[0], TODAY[1]]);
    assert_eq!(done.code, 0, "{}", done.err);
    let json = done.json();
    let observer = &json["observers"][0];
    for key in ["id", "sees", "claims", "estimates", "not_found", "scores", "segments"] {
        assert!(observer.get(key).is_some(), "{key}");
    }
    let mut ids: Vec<&str> = observer["estimates"].as_array().unwrap().iter().map(|e| e["id"].as_str().unwrap()).collect();
    ids.sort_unstable();
    let contract = [
        "age45plus",
        "age65plus",
        "age_ge26",
        "age_le20",
        "age_lt35",
        "female",
        "income_ge75k",
        "income_lt35k",
        "kids",
        "married",
        "renter",
        "single",
        "size3plus",
    ];
    assert_eq!(ids, contract);
    for claim in observer["claims"].as_array().unwrap() {
        for key in
            ["id", "facet", "value", "statement", "p", "level", "capped_by", "tier", "kind", "since", "evidence", "wrong_when", "actions"]
        {
            assert!(claim.get(key).is_some(), "{key}");
        }
        assert_eq!(keys(&claim["statement"]), ["en", "zh-CN"]);
    }
    for missed in observer["not_found"].as_array().unwrap() {
        let because = missed["because"].as_str().unwrap();
        assert!(["no_source", "period_missing", "too_few", "below_threshold", "explain_only", "not_visible"].contains(&because));
    }
    let score = &observer["scores"][0];
    assert_eq!(score["id"], "zhima_open_v1");
    let (low, high) = (score["low"].as_u64().unwrap(), score["high"].as_u64().unwrap());
    assert!((350..=high).contains(&low) && high <= 950);
    assert_eq!(score["dimensions"].as_array().unwrap().len(), 5);
}

#[test]
fn the_same_question_gives_the_same_bytes() {
    let ask = || {
        run(&[
            "audit",
            &fixture("alipay_bill/clean_app_v2"),
            &fixture("meituan_bill/clean"),
            "--observer",
            "all",
            "--json",
            TODAY[0],
            TODAY[1],
        ])
        .out
    };
    assert_eq!(ask(), ask());
}

#[test]
fn observer_all_lists_every_one() {
    let json = run(&["audit", &fixture("meituan_bill/clean"), "--observer", "all", "--json", TODAY[0], TODAY[1]]).json();
    let shown: Vec<&Value> = json["observers"].as_array().unwrap().iter().map(|o| &o["id"]).collect();
    let list = run(&["observers", "--json"]).json();
    assert_eq!(shown, list.as_array().unwrap().iter().map(|o| &o["id"]).collect::<Vec<_>>());
    assert!(shown.len() >= 11);
}

#[test]
fn a_locked_file_needs_its_password() {
    let folder = TempDir::new().unwrap();
    for aes in [false, true] {
        let zip = locked(&folder, "支付宝交易明细(20240301-20240331).zip", aes);
        let missing = run(&["audit", &zip]);
        assert_eq!(missing.code, 2);
        assert!(missing.err.starts_with("password_needed: "), "{}", missing.err);
        assert!(
            missing.err.contains("Alipay") && missing.err.contains("--password-stdin"),
            "where the password is, how to give it: {}",
            missing.err
        );
        let wrong = dossier(&["audit", &zip, "--password-stdin"], "000000\n");
        assert_eq!(wrong.code, 2);
        assert!(wrong.err.starts_with("wrong_password: ") && wrong.out.is_empty(), "{}", wrong.err);
        assert!(!wrong.err.contains("000000") && !wrong.err.contains(folder.path().to_str().unwrap()), "{}", wrong.err);
        let chinese = dossier(&["--lang", "zh-CN", "audit", &zip, "--password-stdin"], "000000\n");
        assert!(chinese.err.contains("密码") && chinese.code == 2, "{}", chinese.err);
        for given in [PASSWORD, "111111\n027184", "０２７１８４", "  027184  \r"] {
            let opened = dossier(&["inspect", &zip, "--password-stdin", "--json"], &format!("{given}\n"));
            assert_eq!(opened.code, 0, "{given:?}: {}", opened.err);
            assert_eq!(opened.json()["records"]["payment"], 15);
            assert!(!opened.out.contains(PASSWORD));
        }
    }
}

#[test]
fn what_cannot_be_read_is_refused_in_words_and_ends_with_1() {
    let folder = TempDir::new().unwrap();
    let whole = std::fs::read(locked(&folder, "whole.zip", false)).unwrap();
    let cases = [
        ("truncated.zip", &whole[..whole.len() / 2], &["damaged_archive"][..]),
        ("notes.zip", b"just some words, no zip", &["unrecognised", "damaged_archive"]),
        ("empty.csv", b"", &["nothing_inside"]),
        ("chat.txt", b"Dear diary,\nnothing happened today.\n", &["unrecognised"]),
        ("renamed.csv", b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0\x3e\0\x01\0\0\0", &["unrecognised"]),
        ("trips.pdf", b"%PDF-1.7\n1 0 obj\n", &["not_read"]),
        ("MSG0.db", b"SQLite format 3\0\x10\0\x01\x01", &["not_read"]),
        ("index.html", b"<!DOCTYPE html><html><body>hello</body></html>", &["not_read"]),
    ];
    for (name, content, codes) in cases {
        let (exit, code, json) = refused(&file(&folder, name, content));
        assert_eq!(exit, 1, "{name}");
        assert!(codes.contains(&code.as_str()), "{name}: {code}");
        assert_eq!(json["records"], serde_json::json!({}), "{name}");
    }
    let (exit, code, _) = refused(&fixture("alipay_bill/cash_book"));
    assert_eq!((exit, code.as_str()), (1, "wrong_export"), "a lookalike is told apart");
}

#[test]
fn one_bad_file_does_not_cost_the_others() {
    let folder = TempDir::new().unwrap();
    let bad = file(&folder, "notes.txt", b"nothing to see");
    let done = run(&["audit", &bad, &fixture("meituan_bill/clean"), "--json"]);
    assert_eq!(done.code, 1);
    assert_eq!(done.json()["records"]["payment"], 6);
    let damaged = run(&["inspect", &fixture("meituan_bill/truncated_row"), "--json"]);
    assert_eq!(damaged.code, 1, "a row was skipped as damaged");
    assert!(damaged.json()["archives"][0]["files"][0]["skipped"].as_array().is_some_and(|s| !s.is_empty()));
}

#[test]
fn a_bill_resaved_by_a_spreadsheet_is_read() {
    for case in ["alipay_bill/spreadsheet_resaved", "wechat_pay_bill/spreadsheet_resaved_gbk", "amazon_orders/resaved_in_a_spreadsheet"] {
        let done = run(&["inspect", &fixture(case), "--json"]);
        let json = done.json();
        let read = &json["archives"][0]["files"][0];
        assert!(read["stored"].as_u64().unwrap() > 0, "{case}: {read}");
        assert_eq!(done.code, i32::from(!read["skipped"].as_array().unwrap().is_empty()), "{case}");
    }
}

#[test]
fn a_question_that_makes_no_sense_ends_with_2() {
    let bill = fixture("meituan_bill/clean");
    let nobody = run(&["audit", &bill, "--observer", "nobody"]);
    assert_eq!(nobody.code, 2);
    assert!(nobody.err.starts_with("bad_option: ") && nobody.err.contains("--observer"), "{}", nobody.err);
    for wrong in
        [&["audit"][..], &["audit", &bill, "--format", "pdf"], &["audit", &bill, "--today", "tomorrow"], &["fly"], &["demo", "nobody"]]
    {
        assert_eq!(run(wrong).code, 2, "{wrong:?}");
    }
    assert_eq!(run(&["--help"]).code, 0);
    assert_eq!(run(&["--version"]).code, 0);
}

#[test]
fn a_file_that_is_not_there_is_said_to_be_gone() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("nowhere.csv");
    let (exit, code, _) = refused(path.to_str().unwrap());
    assert_eq!((exit, code.as_str()), (1, "file_gone"));
}

#[test]
fn lists_are_arrays_with_ids_in_both_languages() {
    for list in ["sources", "observers", "inferences", "scorecards", "actions"] {
        let json = run(&[list, "--json"]).json();
        let items = json.as_array().unwrap();
        assert!(list == "inferences" || !items.is_empty(), "{list}");
        for item in items {
            assert!(item["id"].as_str().is_some_and(|id| !id.is_empty()), "{list}: {item}");
        }
        let (en, zh) = (run(&[list, "--lang", "en"]), run(&[list, "--lang", "zh-CN"]));
        assert_eq!((en.code, zh.code), (0, 0));
        for item in items {
            let id = item["id"].as_str().unwrap();
            assert!(en.out.contains(id) && zh.out.contains(id), "{list}: {id}");
        }
        assert!(!en.out.contains('«') && !zh.out.contains('«'), "{list}: an id without words");
    }
    assert!(!run(&["sources", "--json"]).json().as_array().unwrap().is_empty());
}

#[test]
fn text_speaks_the_language_asked_for() {
    let ask = |lang| run(&["audit", &fixture("alipay_bill/clean_app_v2"), "--lang", lang, TODAY[0], TODAY[1]]);
    let (en, zh) = (ask("en"), ask("zh-CN"));
    assert_eq!((en.code, zh.code), (0, 0));
    let han = |s: &str| s.chars().filter(|c| ('\u{4e00}'..='\u{9fff}').contains(c)).count();
    assert!(han(&zh.out) > 5 * han(&en.out), "{} against {}", han(&zh.out), han(&en.out));
    assert!(!en.out.contains('«') && !zh.out.contains('«'), "an id without words");
}

#[test]
fn html_escapes_what_a_file_says() {
    let folder = TempDir::new().unwrap();
    let attack = "<script>alert(1)</script>";
    let bill = format!(
        "京东账号名：{attack}\n交易时间,商户名称,交易说明,金额,收/付款方式,交易状态,收/支,交易分类,交易订单号,商家订单号,备注\n{}",
        (1..=12)
            .map(|m| format!(
                "2024-{m:02}-09 08:30:00\t,{attack},<img src=x onerror=alert(1)>猫粮,4.50,京东白条,交易成功,支出,宠物生活,{m}\t,\t,\n"
            ))
            .collect::<String>()
    );
    let path = file(&folder, "<b>bill.csv", bill.as_bytes());
    let done = run(&["audit", &path, "--format", "html", "--sensitive", "--observer", "everything"]);
    assert_eq!(done.code, 0, "{}", done.err);
    assert!(done.out.contains("<html"));
    for raw in ["<script", "<img", "<b>bill", "http://", "https://"] {
        assert!(!done.out.contains(raw), "the page holds {raw}");
    }
    assert!(done.out.contains("Content-Security-Policy"), "the page forbids itself everything else");
    assert!(done.out.contains("bill.csv"));
}

#[test]
fn out_writes_one_whole_file_and_nothing_beside_it() {
    let folder = TempDir::new().unwrap();
    let target = folder.path().join("dossier.json");
    let bill = fixture("meituan_bill/clean");
    let ask = ["audit", &bill, "--json", TODAY[0], TODAY[1]];
    let shown = run(&ask).out;
    let saved = run(&[&ask[..], &["--out", target.to_str().unwrap()]].concat());
    assert_eq!((saved.code, saved.out.as_str()), (0, ""));
    assert_eq!(std::fs::read_to_string(&target).unwrap(), shown);
    let names: Vec<_> = std::fs::read_dir(folder.path()).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert_eq!(names, ["dossier.json"]);
    let nowhere = run(&[&ask[..], &["--out", folder.path().join("no/such/folder.json").to_str().unwrap()]].concat());
    assert_eq!(nowhere.code, 2);
    assert!(nowhere.err.starts_with("save_failed: "), "{}", nowhere.err);
}

#[test]
fn nothing_personal_reaches_the_error_stream() {
    let personal = ["林示例", "lin@example.com", "13800000000", "4242", "一家超市"];
    for case in [
        "alipay_bill/clean_app_v2",
        "alipay_bill/bad_amount_bad_date_unknown_status",
        "alipay_bill/truncated_row",
        "alipay_bill/garbled_byte",
    ] {
        for command in ["inspect", "audit"] {
            let done = run(&[command, &fixture(case)]);
            for word in personal {
                assert!(!done.err.contains(word), "{case}: {}", done.err);
            }
        }
    }
}

#[test]
fn demo_opens_each_sample_person() {
    for person in dossier_personas::ALL {
        let done = run(&["demo", person.id, "--json"]);
        assert_eq!(done.code, 0, "{}: {}", person.id, done.err);
        let json = done.json();
        assert_eq!(json["today"], person.today);
        assert_eq!(json["archives"].as_array().unwrap().len(), person.archives.len());
        let text = run(&["demo", person.id, "--lang", "en"]);
        assert!(text.code == 0 && text.out.contains("made-up person"), "{}", text.out.lines().next().unwrap_or_default());
    }
}

#[test]
fn doctor_shows_that_nothing_gets_out() {
    let done = run(&["doctor", "--json"]);
    let json = done.json();
    if cfg!(target_os = "linux") {
        assert_eq!((done.code, &json["enforced"]), (0, &Value::Bool(true)), "{json}");
        let attempts = json["attempts"].as_array().unwrap();
        assert!(attempts.len() >= 8, "{attempts:?}");
        assert!(attempts.iter().all(|a| a["outcome"] != "reached"), "{attempts:?}");
        assert_eq!(json["reader"], "walled_off");
    } else {
        assert_eq!((done.code, &json["enforced"]), (1, &Value::Bool(false)), "{json}");
    }
    for lang in ["en", "zh-CN"] {
        assert_eq!(run(&["doctor", "--lang", lang]).code, done.code);
    }
}

#[test]
fn a_file_whose_data_moved_says_where_they_are_now() {
    let folder = TempDir::new().unwrap();
    let settings = file(&folder, "Settings.json", br#"{"createdTime":"2019-01-01T00:00:00Z","historyEnabled":true,"deviceSettings":[]}"#);
    let records = file(&folder, "Records.json", br#"{"locations":[]}"#);
    let done = run(&["inspect", &settings, &records, "--json"]);
    assert_eq!(done.code, 0, "nothing is wrong with them");
    for archive in done.json()["archives"].as_array().unwrap() {
        let file = &archive["files"][0];
        assert_eq!((&file["source"], &file["note_code"]), (&"google_timeline".into(), &"note.moved".into()));
        assert!(file["note"]["en"].as_str().unwrap().contains("Export Timeline data"), "{file}");
        assert!(file["note"]["zh-CN"].as_str().unwrap().contains("导出时间轴数据"), "{file}");
    }
    assert!(run(&["inspect", &records]).out.contains("now lives on your phone"));
    // Settings hold the devices that reported, and no place.
    let devices = run(&["inspect", &fixture("google_timeline/clean_settings"), "--json"]).json();
    let (records, file) = (&devices["records"], &devices["archives"][0]["files"][0]);
    assert_eq!((&records["device"], &file["note_code"]), (&1.into(), &"note.moved".into()));
    assert!(file["note"]["en"].as_str().unwrap().starts_with("This file holds settings and no place"), "{file}");
    // Beside the records themselves, settings are just settings.
    let full = run(&["inspect", &settings, &fixture("google_timeline/clean_ios"), "--json"]).json();
    let codes: Vec<&Value> = full["archives"].as_array().unwrap().iter().map(|a| &a["files"][0]["note_code"]).collect();
    assert!(codes.contains(&&"note.empty".into()) && codes.contains(&&Value::Null), "{codes:?}");
}

#[test]
fn unknown_files_are_pointed_at_what_can_be_done_and_described_without_their_values() {
    let folder = TempDir::new().unwrap();
    let table = file(&folder, "t.csv", b"Datum,Betrag,Wofuer\n2024-01-02,3.50,Zitrone\n2024-01-03,4.50,Melone\n");
    let chat = file(&folder, "c.json", br#"{"title":"Zitrone","messages":[{"sender_name":"Melone","timestamp":5,"content":"Zitrone"}]}"#);
    let seen = run(&["inspect", &table, &chat]);
    assert_eq!(seen.code, 1);
    assert!(seen.out.contains("dossier map PATH") && seen.out.contains("dossier drift PATH"), "{}", seen.out);
    let out = folder.path().join("drift.txt");
    let done = run(&["drift", &table, &chat, "--out", out.to_str().unwrap()]);
    assert_eq!((done.code, done.err.as_str()), (0, ""));
    assert_eq!(std::fs::read_to_string(&out).unwrap(), done.out, "what is saved is what was shown");
    assert!(!done.out.contains("Zitrone") && !done.out.contains("Melone"), "{}", done.out);
    assert!(done.out.contains("messages[].sender_name") && done.out.contains("Messenger"), "{}", done.out);
    let json = run(&["drift", &chat, "--json"]).json();
    assert_eq!(json[0]["near"][0]["source"], "messenger");
    assert_eq!(json[0]["near"][0]["missing"], serde_json::json!(["messages[].timestamp_ms"]));
    let known = run(&["--lang", "zh-CN", "drift", &fixture("meituan_bill/clean")]);
    assert_eq!(known.code, 0);
    assert!(known.out.contains("认得出"), "{}", known.out);
}
