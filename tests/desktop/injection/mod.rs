//! Proof `injection`: hostile strings as names of chats, senders and files, as chat lines, notes, counterparties and goods, led through
//! every screen and the HTML report. Nothing runs, no element comes into being, and what is shown is what was given.
//!
//! A benign twin of the same lengths shows how many elements the screens have anyway.

mod strings;

use crate::desk::{Desk, place, until};
use crate::webdriver::Page;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{fs, io::Write};

/// Screens whose elements are counted against the twin's.
const COUNTED: [&str; 4] = ["queue", "tally", "done", "files"];
/// Senders, and with that parts of file names; a name can't hold a slash.
const NAMES: [&str; 3] =
    ["<img data-hostile src=x onerror=top.struck=1>", "\"><svg data-hostile onload=top.struck=1>", "{{'top.struck=1'}}<b data-hostile>"];
const OWNER: &str = "Max Muster";

/// What was seen on the way.
#[derive(Default)]
struct Seen {
    /// Elements of each counted screen.
    elements: Vec<u64>,
    /// Every text of a row's cells.
    texts: BTreeSet<String>,
    screens: BTreeSet<&'static str>,
    /// Times something ran, and elements that the data made.
    struck: u64,
    made: u64,
}

#[test]
fn injection() {
    let strings = strings::all();
    let hostile = led_through(&strings, &NAMES.map(str::to_owned));
    let twin = led_through(&strings.iter().map(|text| benign(text)).collect::<Vec<_>>(), &NAMES.map(benign));
    assert_eq!(hostile.elements, twin.elements, "as many elements as with harmless text, on {COUNTED:?}");
    let missing: Vec<&String> = strings.iter().filter(|text| !hostile.texts.contains(&as_read(text))).collect();
    let shown = strings.len() - missing.len();
    let line = format!(
        "injection: {} strings, {} screens and the HTML report, {} scripts, {} elements, {shown} of {} shown as given",
        strings.len(),
        hostile.screens.len(),
        hostile.struck,
        hostile.made,
        strings.len()
    );
    // Past the test runner, which hides what passing tests print.
    writeln!(std::io::stderr(), "{line}").unwrap();
    assert_eq!(missing, Vec::<&String>::new(), "shown otherwise than given");
    assert_eq!((hostile.struck, hostile.made), (0, 0));
}

/// Invisible marks of direction at either end are taken off by the reader of chats: WhatsApp itself writes them around lines.
fn as_read(text: &str) -> String {
    let marks = |c| matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}');
    text.trim_matches(marks).to_owned()
}

/// The same length, and nothing to it. What is odd but no code stays: the screens tell of unreadable characters in a table.
fn benign(text: &str) -> String {
    if text.contains(['<', '!', '{', '(']) || text.contains("struck") { "x".repeat(text.chars().count()) } else { text.to_owned() }
}

fn led_through(strings: &[String], names: &[String; 3]) -> Seen {
    let mut desk = Desk::new();
    let files = written(desk.home.path(), strings, names);
    let page = Page::open(&mut desk, &place("DOSSIER_APP_E2E"));
    let mut seen = Seen::default();
    page.click("lang-en");
    page.click("add-files");
    desk.answer(&files.iter().map(PathBuf::as_path).collect::<Vec<_>>());
    page.click("choose-files");
    page.click("whose-mine");
    page.texts("queue-item");
    look(&page, &mut seen, "queue");
    page.click("read-files");
    page.texts("tally");
    look(&page, &mut seen, "tally");
    page.click("keep");
    page.texts("import-done");
    look(&page, &mut seen, "done");
    page.click("index-files");
    page.texts("archive");
    page.run("document.querySelectorAll('details').forEach(it => it.open = true)", &[]);
    look(&page, &mut seen, "files");
    page.click("delete-*");
    page.texts("delete-sure");
    look(&page, &mut seen, "deleting");
    page.click("delete-sure");
    page.texts("receipt");
    look(&page, &mut seen, "deleting");
    page.click("undo");
    page.click("index-claims");
    page.click("lens-everything");
    page.texts("claim-*");
    look(&page, &mut seen, "claims");
    every_row(&page, &mut seen, strings);
    for screen in ["scores", "vault", "settings", "import"] {
        page.click(&format!("index-{screen}"));
        look(&page, &mut seen, screen);
    }
    report(&page, &mut seen, &files, names);
    seen
}

/// Opens every note of every claim, to the last row, until all strings were met.
fn every_row(page: &Page, seen: &mut Seen, strings: &[String]) {
    let notes = page.run("return document.querySelectorAll('[data-testid^=\"note-\"]').length", &[]).as_u64().unwrap();
    for note in 0..notes {
        page.run("document.querySelectorAll('[data-testid^=\"note-\"]')[arguments[0]].click()", &[json!(note)]);
        page.texts("drawer-row");
        until("the last row", || {
            let more = page.run("const more = document.querySelector('[data-testid=\"drawer-more\"]'); more?.click(); return !!more", &[]);
            (more == json!(false)).then_some(())
        });
        // Long numbers are struck through until asked for.
        page.run("document.querySelectorAll('[data-testid=\"drawer-row\"] [data-testid=\"reveal\"]').forEach(it => it.click())", &[]);
        page.run_async("const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(() => done(true)))");
        let cells =
            "return [...document.querySelectorAll('[data-testid=\"drawer-row\"] dd')].map(e => (e.querySelector('span') ?? e).textContent)";
        let cells: Vec<String> = serde_json::from_value(page.run(cells, &[])).unwrap();
        seen.texts.extend(cells);
        look(page, seen, "evidence");
        page.click("drawer-close");
        if strings.iter().all(|text| seen.texts.contains(&as_read(text))) {
            break;
        }
    }
}

/// Whether anything ran or came into being.
fn look(page: &Page, seen: &mut Seen, screen: &'static str) {
    let found = page.run(
        "const all = [...document.querySelectorAll('*')];
         const odd = it => it.hasAttribute('data-hostile') || [...it.attributes].some(a => a.name.startsWith('on') || /^\\s*(java\\s*script|data):/i.test(a.value) && a.name !== 'content')
           || ['IFRAME', 'OBJECT', 'EMBED', 'IMG', 'VIDEO', 'AUDIO', 'BASE', 'MATH', 'MARQUEE', 'TEMPLATE', 'X-HOSTILE', 'FOREIGNOBJECT', 'ANIMATE'].includes(it.tagName.toUpperCase())
           || it.tagName === 'SCRIPT' && !it.src.startsWith(location.origin) && !it.src.startsWith('tauri:');
         return [all.length, all.filter(odd).length, top.struck || 0]",
        &[],
    );
    seen.screens.insert(screen);
    seen.made += found[1].as_u64().unwrap();
    seen.struck += found[2].as_u64().unwrap();
    if COUNTED.contains(&screen) {
        seen.elements.push(found[0].as_u64().unwrap());
    }
}

/// The report of the same files as HTML, read by the same WebKit.
fn report(page: &Page, seen: &mut Seen, files: &[PathBuf], names: &[String; 3]) {
    let out =
        Command::new(place("DOSSIER_CLI")).arg("audit").args(files).args(["--format", "html", "--today", "2024-12-31"]).output().unwrap();
    let html = String::from_utf8(out.stdout).unwrap();
    assert!(!html.is_empty(), "{}", String::from_utf8_lossy(&out.stderr));
    let found = page.run(
        "const it = new DOMParser().parseFromString(arguments[0], 'text/html');
         const odd = e => e.tagName === 'SCRIPT' || e.hasAttribute('data-hostile') || [...e.attributes].some(a => a.name.startsWith('on'));
         return [[...it.querySelectorAll('*')].filter(odd).length, it.documentElement.textContent]",
        &[json!(html)],
    );
    seen.made += found[0].as_u64().unwrap();
    for name in names {
        assert!(found[1].as_str().unwrap().contains(name.as_str()), "the report shows {name:?} as given");
    }
}

/// Three chats and a bill, each of which holds every string.
fn written(home: &Path, strings: &[String], names: &[String; 3]) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for (n, name) in names.iter().enumerate() {
        let mut chat = String::new();
        for (i, text) in strings.iter().enumerate() {
            let day = format!("{:02}.{:02}.2024", i % 28 + 1, i / 28 + 1);
            chat += &format!("[{day}, 08:15:0{n}] {name}: {text}\n[{day}, 08:20:0{n}] {OWNER}: fine\n");
        }
        let file = home.join(format!("WhatsApp Chat with {name}.txt"));
        fs::write(&file, chat).unwrap();
        files.push(file);
    }
    let mut bill = String::from(
        "------------------------------------------------------------------------------------\n支付宝（中国）网络技术有限公司  电子客户回单\n交易时间,交易分类,交易对方,对方账号,商品说明,收/支,金额,收/付款方式,交易状态,交易订单号,商家订单号,备注,\n",
    );
    for (i, text) in strings.iter().enumerate() {
        let cell = text.replace(['"', ',', '\n'], " ");
        bill += &format!(
            "2024-03-{:02} 12:{:02}:00,餐饮美食,{cell},/,{cell},支出,12.50,余额,交易成功,2024{i:08}\t,{i:06}\t,{cell},\n",
            i % 28 + 1,
            i % 60
        );
    }
    let file = home.join(format!("{}.csv", names[0]));
    fs::write(&file, bill).unwrap();
    files.push(file);
    files
}

#[test]
fn the_strings_are_many_and_none_is_twice() {
    let all = strings::all();
    assert!(all.len() >= 100, "{}", all.len());
    assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), all.len());
    let _: Value = json!(all);
}
