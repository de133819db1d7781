//! A vault, from its making to its end, in the real window: made with the suggested passphrase, a bill read, told and kept, locked,
//! a wrong and the right passphrase, an archive deleted and brought back, a locked screen, another passphrase, wiped.

use crate::desk::{Desk, place, until};
use crate::walk::look;
use crate::webdriver::Page;
use serde_json::json;
use std::fs;
use std::path::Path;

const LANGUAGES: [&str; 2] = ["en", "zh-CN"];
const THEMES: [&str; 2] = ["light", "dark"];
/// Its passphrase after the change: long enough, and no words of a list.
const ANOTHER: &str = "vorzug plinth 7 quaggy ombre tussock";

#[test]
fn a_vault_from_its_making_to_its_end() {
    let shots = place("DOSSIER_SHOTS");
    fs::create_dir_all(&shots).unwrap();
    let mut desk = Desk::new();
    // The kernel lets the window write where a person keeps documents, and such folders are there before it starts.
    let documents = desk.home.path().join("HOME/Documents");
    fs::create_dir_all(&documents).unwrap();
    let page = Page::open(&mut desk, &place("DOSSIER_APP_E2E"));
    page.click("lang-en");
    page.click("where");
    both(&page, &shots, "vault-memory");

    let passphrase = make(&desk, &page, &shots);
    let folder = documents.join("My vault.dossier");
    assert!(folder.is_dir());

    keep(&desk, &page, &shots);
    lock_and_unlock(&page, &shots, &passphrase);
    delete_and_undo(&page, &shots);

    desk.signal("/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver.ActiveChanged", "boolean:true");
    page.texts("locked");
    assert!(page.texts("locked")[0].contains("The screen was locked."));
    page.fill("vault-passphrase", &passphrase);
    page.click("unlock-vault");
    page.texts("claim-*");

    page.click("where");
    both(&page, &shots, "vault-open");
    page.click("to-change");
    page.fill("passphrase-now", &passphrase);
    page.fill("passphrase-own", "summer 2024");
    both(&page, &shots, "vault-change");
    page.fill("passphrase-own", ANOTHER);
    page.fill("passphrase-again", ANOTHER);
    ready(&page, "change-passphrase");
    page.click("change-passphrase");
    page.texts("changed");
    page.click("lock-now");
    page.fill("vault-passphrase", ANOTHER);
    page.click("unlock-vault");
    page.texts("claim-*");

    page.click("index-settings");
    both(&page, &shots, "settings-vault");
    page.click("where");
    page.click("to-wipe");
    page.fill("vault-name", "My vault");
    both(&page, &shots, "vault-wipe");
    page.click("wipe-vault");
    assert!(page.texts("receipt")[0].contains("wiped"));
    both(&page, &shots, "vault-wiped");
    assert!(!folder.join("records.db").exists() && !folder.join("header").exists());
}

/// Makes a vault with the suggested passphrase; the passphrase.
fn make(desk: &Desk, page: &Page, shots: &Path) -> String {
    page.click("to-make");
    let suggested = until("a suggestion", || page.texts("suggested").pop().filter(|words| !words.is_empty()));
    both(page, shots, "vault-make");
    let suggested = page.texts("suggested").pop().filter(|words| !words.is_empty()).unwrap_or(suggested);
    page.click("one-own");
    page.fill("passphrase-own", "summer 2024");
    let weak = "return document.querySelector('[data-testid=judgement] .fault') !== null";
    until("the judgement", || (page.run(weak, &[]) == json!(true)).then_some(()));
    both(page, shots, "vault-make-own");
    page.click("one-suggested");
    page.fill("passphrase-again", &suggested);
    ready(page, "make-vault");
    desk.answer(&[&desk.home.path().join("HOME/Documents")]);
    page.click("make-vault");
    kind(page, "vault");
    suggested
}

/// Reads a bill, sees what it would bring, and keeps it.
fn keep(desk: &Desk, page: &Page, shots: &Path) {
    let bill = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures/alipay_bill/clean_app_v2");
    let bill = fs::read_dir(bill).unwrap().flatten().map(|file| file.path()).find(|file| !file.ends_with("expected.txt")).unwrap();
    desk.answer(&[&bill]);
    page.click("index-import");
    page.click("choose-files");
    page.click("whose-mine");
    page.texts("queue-item");
    page.click("read-files");
    let told = page.texts("tally").join(" ");
    assert!(told.contains("new") && told.contains("0 known"), "{told}");
    both(page, shots, "import-tally");
    page.click("keep");
    page.texts("import-done");
    // The same once more: nothing is new.
    page.click("index-files");
    page.click("index-import");
    page.click("choose-files");
    page.texts("queue-item");
    page.click("read-files");
    let told = page.texts("tally").join(" ");
    assert!(told.contains("0 new"), "{told}");
    page.click("leave-out-read");
    page.texts("queue-item");
}

fn lock_and_unlock(page: &Page, shots: &Path, passphrase: &str) {
    page.click("index-claims");
    let claims = page.ids("claim-");
    page.click("lock-now");
    page.texts("locked");
    let html = page.run("return document.documentElement.outerHTML", &[]);
    assert!(!html.as_str().unwrap().contains("claim-"), "nothing of the records stays in the page");
    both(page, shots, "locked");
    page.fill("vault-passphrase", "not this one");
    page.click("unlock-vault");
    until("the refusal", || {
        let shown = page.run("return document.querySelector('[role=alert]')?.innerText ?? ''", &[]);
        shown.as_str().unwrap().contains("doesn").then_some(())
    });
    both(page, shots, "locked-wrong");
    page.fill("vault-passphrase", passphrase);
    page.click("unlock-vault");
    assert_eq!(page.ids("claim-"), claims, "what was kept says the same");
}

fn delete_and_undo(page: &Page, shots: &Path) {
    page.click("index-files");
    assert_eq!(page.texts("archive").len(), 1);
    page.click("delete-*");
    both(page, shots, "files-delete");
    page.click("delete-sure");
    assert!(page.texts("receipt")[0].contains("Deleted: input.csv"));
    both(page, shots, "files-receipt");
    page.click("undo");
    assert_eq!(page.texts("archive").len(), 1);
}

/// Waits until the button can be used.
fn ready(page: &Page, test_id: &str) {
    let asked = "return document.querySelector(`[data-testid=\"${arguments[0]}\"]`)?.getAttribute('aria-disabled')";
    until(test_id, || (page.run(asked, &[json!(test_id)]) == json!("false")).then_some(()));
}

/// Waits until records live there.
fn kind(page: &Page, kind: &str) {
    let asked = "return document.querySelector('[data-testid=where]')?.dataset.kind";
    until(kind, || (page.run(asked, &[]) == json!(kind)).then_some(()));
}

/// The screen in both languages, light and dark, seen by axe.
fn both(page: &Page, shots: &Path, name: &str) {
    for language in LANGUAGES {
        page.click(&format!("lang-{language}"));
        until(language, || (page.run("return document.documentElement.lang", &[]) == json!(language)).then_some(()));
        for theme in THEMES {
            page.run("document.documentElement.dataset.theme = arguments[0]", &[json!(theme)]);
            look(page, shots, &format!("{name}.{language}.{theme}"));
        }
    }
    page.run("delete document.documentElement.dataset.theme", &[]);
    page.click("lang-en");
    until("English", || (page.run("return document.documentElement.lang", &[]) == json!("en")).then_some(()));
}
