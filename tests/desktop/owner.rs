//! A chat that doesn't tell which of its senders the person is: they are asked, answer by the keyboard, and are not asked again.

use crate::desk::{Desk, place, until};
use crate::walk::look;
use crate::webdriver::Page;
use serde_json::json;
use std::fmt::Write;
use std::fs;

const SENDERS: [&str; 3] = ["Max Muster", "Erika Muster", "小明"];

#[test]
fn who_the_person_is_is_asked_once() {
    let shots = place("DOSSIER_SHOTS");
    fs::create_dir_all(&shots).unwrap();
    let mut desk = Desk::new();
    let file = desk.home.path().join("WhatsApp Chat with Hiking.txt");
    fs::write(&file, chat()).unwrap();
    let page = Page::open(&mut desk, &place("DOSSIER_APP_E2E"));

    page.click("lang-en");
    page.click("add-files");
    desk.answer(&[&file]);
    page.click("choose-files");
    page.click("whose-mine");
    page.click("read-files");
    page.click("keep");
    for screen in ["files", "claims"] {
        page.click(&format!("index-{screen}"));
        for language in ["zh-CN", "en"] {
            page.click(&format!("lang-{language}"));
            let asked = page.texts("owner-open").join("\n");
            assert!(asked.contains("WhatsApp") && SENDERS.iter().all(|name| asked.contains(name)), "{screen} asks: {asked}");
            look(&page, &shots, &format!("owner-{screen}.{language}"));
        }
    }
    let named = "[...document.querySelectorAll('[data-testid^=\"i-am-\"]')].find(button => button.innerText.includes(arguments[0]))";
    let erika = page.run(&format!("return {named}.dataset.testid"), &[json!(SENDERS[1])]);
    page.press(erika.as_str().unwrap(), "\u{e007}");
    not_asked(&page);
    page.click("index-people");
    look(&page, &shots, "owner-said");
    page.click("index-files");
    page.texts("file-read");
    not_asked(&page);
}

fn not_asked(page: &Page) {
    let count = "return document.querySelectorAll('[data-testid=owner-open]').length";
    until("nothing is asked", || (page.run(count, &[]) == json!(0)).then_some(()));
}

/// Three people over some weeks, none of them marked.
fn chat() -> String {
    let mut text = String::new();
    for at in 0..120 {
        let (day, hour) = (13 + at / 8, 9 + at % 8);
        writeln!(text, "{day}/06/2024, {hour:02}:05 - {}: see you at the lake, number {at}", SENDERS[at * 7 % 3]).unwrap();
    }
    text
}
