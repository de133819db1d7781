//! What people drop as it came: whole accounts in parts, chats with their media, several archives at once.

use crate::cli::{PASSWORD, dossier, file, fixture, locked, run};
use std::io::Write;
use tempfile::TempDir;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

fn zip_of(folder: &TempDir, name: &str, items: &[(&str, &[u8])]) -> String {
    let mut writer = ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (path, content) in items {
        writer.start_file(*path, SimpleFileOptions::default()).unwrap();
        writer.write_all(content).unwrap();
    }
    file(folder, name, &writer.finish().unwrap().into_inner())
}

const CHAT: &[u8] = b"[01.03.24, 09:00:00] Ann Sample: Good morning\n[01.03.24, 09:01:00] Kim Owner: Hello\n";

#[test]
fn what_came_with_a_chat_is_passed_over_and_counted() {
    let folder = TempDir::new().unwrap();
    let junk = [0xFF, 0xD8, 0xFF, 0, 1, 2];
    let items: [(&str, &[u8]); 6] = [
        ("_chat.txt", CHAT),
        ("00000001-PHOTO.jpg", &junk),
        ("00000002-PHOTO.JPG", &junk),
        ("00000003-AUDIO.opus", &junk),
        ("00000004-Lease.pdf", b"%PDF-1.7\n"),
        ("00000005-Plan.docx", b"no zip at all"),
    ];
    let zip = zip_of(&folder, "WhatsApp Chat - Ann Sample.zip", &items);
    let done = run(&["inspect", &zip, "--json"]);
    assert_eq!(done.code, 0, "{}", done.err);
    let json = done.json();
    let archive = &json["archives"][0];
    assert_eq!(archive["files"].as_array().unwrap().len(), 1, "{archive}");
    let passed = serde_json::json!([{"what": "picture", "count": 2}, {"what": "recording", "count": 1}, {"what": "document", "count": 2}]);
    assert_eq!(archive["passed"], passed);
    assert!(run(&["inspect", &zip]).out.contains("Passed over unread: 2 pictures, 1 recording and 2 documents."));
    assert!(run(&["--lang", "zh-CN", "inspect", &zip]).out.contains("跳过没读：2 张图片、1 段录音和 2 份文档。"));
    // Alone, a document is told as what it is.
    let alone = run(&["inspect", &file(&folder, "Lease.pdf", b"%PDF-1.7\n"), "--json"]);
    assert_eq!((alone.code, alone.json()["archives"][0]["files"][0]["error"]["code"].as_str()), (1, Some("not_read")));
}

#[test]
fn a_takeout_in_parts_a_locked_bill_and_a_chat_ask_for_the_password_alone() {
    let folder = TempDir::new().unwrap();
    let takeout =
        |path: &str| std::fs::read(std::path::Path::new(&fixture("google_activity/clean_search")).join("../..").join(path)).unwrap();
    let search = takeout("clean_search/Takeout/My Activity/Search/MyActivity.json");
    let youtube = takeout("clean_youtube/Takeout/YouTube und YouTube Music/Verlauf/Wiedergabeverlauf.json");
    let part =
        |name: &str, path: &str, content: &[u8]| zip_of(&folder, name, &[(path, content), ("Takeout/Google Photos/IMG_1.jpg", b"x")]);
    let drop = [
        part("takeout-20260301T000000Z-001.zip", "Takeout/My Activity/Search/MyActivity.json", &search),
        part("takeout-20260301T000000Z-002.zip", "Takeout/YouTube und YouTube Music/Verlauf/Wiedergabeverlauf.json", &youtube),
        locked(&folder, "支付宝交易明细(20240101-20240331).zip", false),
        zip_of(&folder, "WhatsApp Chat - Ann Sample.zip", &[("_chat.txt", CHAT), ("00000001-PHOTO.jpg", b"x")]),
    ];
    let args = |end: &[&'static str]| -> Vec<String> {
        std::iter::once("inspect".to_owned()).chain(drop.iter().cloned()).chain(end.iter().map(|a| (*a).to_owned())).collect()
    };
    let said = |args: Vec<String>, typed: &str| dossier(&args.iter().map(String::as_str).collect::<Vec<_>>(), typed);
    let asked = said(args(&["--json"]), "");
    assert_eq!((asked.code, asked.err.lines().filter(|l| l.contains("_needed")).count()), (2, 1), "{}", asked.err);
    assert!(asked.err.starts_with("password_needed: 支付宝交易明细"), "{}", asked.err);
    let opened = said(args(&["--password-stdin", "--json"]), &format!("{PASSWORD}\n"));
    assert_eq!(opened.code, 0, "{}", opened.out);
    let json = opened.json();
    let archives = json["archives"].as_array().unwrap();
    assert_eq!(archives.len(), 4);
    assert!(archives.iter().flat_map(|a| a["files"].as_array().unwrap()).all(|f| f["source"].is_string() && f["error"].is_null()));
    let parts: Vec<&str> = archives.iter().filter_map(|a| a["parts_said"]["en"].as_str()).collect();
    assert_eq!(parts, ["Read as one export with its other parts: 2 parts are here."]);
    assert_eq!(json["records"]["message"], 2);
}

#[test]
fn two_hundred_chats_at_once_are_all_read() {
    let folder = TempDir::new().unwrap();
    let inside = folder.path().join("chats");
    std::fs::create_dir(&inside).unwrap();
    for n in 0..200 {
        let chat = format!("[13.03.2024, 09:00:00] Person {n}: Good morning\n[13.03.2024, 09:01:00] Kim Owner: Hello {n}\n");
        let items: [(&str, &[u8]); 2] = [("_chat.txt", chat.as_bytes()), ("00000001-PHOTO.jpg", b"x")];
        std::fs::rename(zip_of(&folder, "one.zip", &items), inside.join(format!("WhatsApp Chat - Person {n}.zip"))).unwrap();
    }
    let done = run(&["inspect", inside.to_str().unwrap(), "--json"]);
    assert_eq!(done.code, 0, "{}", done.err);
    let json = done.json();
    assert_eq!(json["records"]["message"], 400);
    assert_eq!(json["archives"][0]["passed"], serde_json::json!([{"what": "picture", "count": 200}]));
    assert_eq!(json["problems"].as_array().unwrap().len(), 0, "the owner is in all of them");
}

#[test]
fn which_sender_the_person_is_is_asked_once_where_nothing_tells() {
    let folder = TempDir::new().unwrap();
    let says = |who: &str, n: u32| format!("[13.03.2024, 09:0{n}:00] {who}: Line {n}\n");
    let group = [says("Ann Sample", 1), says("Bo Sample", 2), says("Ann Sample", 3), says("Cy Sample", 4)].concat();
    let hikes = zip_of(&folder, "WhatsApp Chat - Hikes.zip", &[("_chat.txt", group.as_bytes())]);
    let asked = run(&["inspect", &hikes, "--json"]).json();
    assert_eq!(asked["owner_open"].as_array().unwrap().len(), 1);
    let names = |json: &serde_json::Value| -> Vec<String> {
        let senders = json["owner_open"][0]["senders"].as_array().into_iter().flatten();
        senders.map(|sender| sender["words"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(names(&asked), ["Ann Sample", "Bo Sample", "Cy Sample"], "those with most messages first");
    assert_eq!(asked["problems"][0]["code"], "owner_unclear");
    let said = run(&["--lang", "zh-CN", "inspect", &hikes]).out;
    assert!(said.contains("在 WhatsApp 里分不清哪个是你：Ann Sample、Bo Sample 和 Cy Sample。"), "{said}");
    // Said once, it counts; of somebody who wrote nothing it can't be said.
    let told = run(&["inspect", &hikes, "--owner", "Bo Sample", "--json"]).json();
    assert_eq!((told["owner_open"].as_array().unwrap().len(), told["problems"].as_array().unwrap().len()), (0, 0));
    assert!(run(&["people", &hikes, "--all", "--owner", "Bo Sample"]).out.contains("Bo Sample  1 row  (you)"));
    let nobody = run(&["inspect", &hikes, "--owner", "Di Sample"]);
    assert_eq!((nobody.code, nobody.err.starts_with("bad_option")), (2, true), "{}", nobody.err);
    // A chat with one of them tells by itself who the other is, and so does a second chat.
    let direct = zip_of(
        &folder,
        "WhatsApp Chat - Ann Sample.zip",
        &[("_chat.txt", [says("Ann Sample", 5), says("Cy Sample", 6)].concat().as_bytes())],
    );
    let both = run(&["inspect", &hikes, &direct, "--json"]).json();
    assert!(names(&both).is_empty(), "{:?}", names(&both));
}

#[test]
fn a_zip_in_parts_is_read_as_one_and_told_where_parts_are_missing() {
    let folder = TempDir::new().unwrap();
    let whole = std::fs::read(zip_of(&folder, "whole.zip", &[("_chat.txt", CHAT)])).unwrap();
    let (one, two) = whole.split_at(whole.len() / 2);
    let parts = [file(&folder, "WhatsApp Chat - Ann Sample.zip.001", one), file(&folder, "WhatsApp Chat - Ann Sample.zip.002", two)];
    let json = run(&["inspect", &parts[1], &parts[0], "--json"]).json();
    assert_eq!(json["archives"].as_array().unwrap().len(), 1);
    assert_eq!((&json["archives"][0]["name"], &json["records"]["message"]), (&"WhatsApp Chat - Ann Sample.zip".into(), &2.into()));
    assert_eq!(
        json["archives"][0]["sha256"],
        run(&["inspect", folder.path().join("whole.zip").to_str().unwrap(), "--json"]).json()["archives"][0]["sha256"]
    );
    let half = run(&["inspect", &parts[0], "--json"]);
    let error = &half.json()["archives"][0]["error"];
    assert_eq!((half.code, error["code"].as_str()), (1, Some("parts_missing")));
    assert!(error["said"]["en"].as_str().unwrap().contains(".zip.002"), "{error}");
    assert!(error["said"]["zh-CN"].as_str().unwrap().contains("缺少（或没下载完）.zip.002"), "{error}");
}

#[test]
fn the_order_of_day_and_month_that_one_chat_proves_holds_for_its_siblings() {
    let folder = TempDir::new().unwrap();
    let open = b"3/4/24, 09:00 - Ann Sample: Good morning\n3/4/24, 09:01 - Kim Owner: Hello\n";
    let proving = b"5/28/24, 10:00 - Bo Sample: Lunch?\n5/29/24, 10:01 - Kim Owner: Yes\n";
    let other = b"28/5/24, 10:00 - Cy Sample: Lunch?\n29/5/24, 10:01 - Kim Owner: No\n";
    let told = |chats: &[(&str, &[u8])]| {
        let json = run(&["inspect", &zip_of(&folder, "WhatsApp.zip", chats), "--json"]).json();
        let files = json["archives"][0]["files"].as_array().unwrap().clone();
        let ann = files.iter().find(|f| f["path"].as_str().unwrap().contains("Ann")).unwrap();
        let open = json["problems"].as_array().unwrap().iter().any(|p| p["code"] == "date_order");
        (ann["first"].as_str().unwrap().get(..10).unwrap().to_owned(), open)
    };
    let ann = ("WhatsApp Chat with Ann Sample.txt", &open[..]);
    let (bo, cy) = (("WhatsApp Chat with Bo Sample.txt", &proving[..]), ("WhatsApp Chat with Cy Sample.txt", &other[..]));
    assert_eq!(told(&[ann]), ("2024-04-03".into(), true), "alone it stays open, and that is said");
    assert_eq!(told(&[ann, bo]), ("2024-03-04".into(), false));
    assert_eq!(told(&[cy, ann]), ("2024-04-03".into(), false));
    assert_eq!(told(&[ann, bo, cy]), ("2024-04-03".into(), true), "two phones prove nothing of a third chat");
}

#[test]
fn what_is_empty_in_an_export_is_passed_over_and_alone_it_is_told() {
    let folder = TempDir::new().unwrap();
    let items: [(&str, &[u8]); 6] = [
        ("_chat.txt", CHAT),
        ("dms.json", b"[]\n"),
        ("data/block.js", b"window.YTD.block.part0 = [ ]"),
        ("a/settings.json", b"\xEF\xBB\xBF{ }"),
        ("a/none.csv", b""),
        ("a/blank.txt", b" \r\n"),
    ];
    let zip = zip_of(&folder, "Everything.zip", &items);
    let done = run(&["inspect", &zip, "--json"]);
    assert_eq!(done.code, 0, "{}", done.out);
    assert_eq!(done.json()["archives"][0]["passed"], serde_json::json!([{"what": "empty", "count": 5}]));
    assert!(run(&["inspect", &zip]).out.contains("Passed over unread: 5 empty files."));
    let alone = run(&["inspect", &file(&folder, "dms.json", b"[]"), "--json"]);
    assert_eq!((alone.code, &alone.json()["archives"][0]["files"][0]["error"]["code"]), (1, &"nothing_inside".into()));
}
