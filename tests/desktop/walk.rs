//! The walk a person takes: a sample dossier, another observer, the rows behind a claim, the other language, the score, the
//! proof; then every screen in both languages and themes, pictured and checked by axe.

use crate::desk::{Desk, place, until};
use crate::webdriver::Page;
use serde_json::{Value, json};
use std::fs;
use std::path::Path;

const LANGUAGES: [&str; 2] = ["en", "zh-CN"];
const THEMES: [&str; 2] = ["light", "dark"];
const SCREENS: [&str; 7] = ["claims", "scores", "people", "files", "guide", "proof", "settings"];
/// The key that presses a button.
const ENTER: &str = "\u{e007}";

#[test]
fn a_dossier_in_a_real_window() {
    let shots = place("DOSSIER_SHOTS");
    fs::create_dir_all(&shots).unwrap();
    let mut desk = Desk::new();
    let page = Page::open(&mut desk, &place("DOSSIER_APP_E2E"));

    page.click("lang-en");
    page.texts("open-sample");
    look(&page, &shots, "welcome.en");
    page.click("open-sample");
    page.click("sample-*");

    let first = page.texts("claim-*");
    another_observer_sees_otherwise(&page, &first);
    a_claim_leads_to_its_rows(&page, &shots);
    the_other_language_says_the_same(&page);
    the_score_is_a_bar_with_its_dimensions(&page);
    two_people_are_joined_and_parted_by_the_keyboard(&page, &shots);
    the_guide_opens_what_was_looked_for(&page, &shots);
    the_proof_finds_every_way_shut(&page);

    for theme in THEMES {
        page.click("index-settings");
        page.click(&format!("theme-{theme}"));
        until(theme, || (page.run("return document.documentElement.dataset.theme", &[]) == json!(theme)).then_some(()));
        for language in LANGUAGES {
            page.click(&format!("lang-{language}"));
            until(language, || (page.run("return document.documentElement.lang", &[]) == json!(language)).then_some(()));
            for screen in SCREENS {
                page.click(&format!("index-{screen}"));
                let here = "return document.querySelector(arguments[0]).getAttribute('aria-current')";
                let entry = json!(format!("[data-testid=\"index-{screen}\"]"));
                until(screen, || page.run(here, std::slice::from_ref(&entry)).is_string().then_some(()));
                if screen == "proof" {
                    attempts(&page);
                }
                look(&page, &shots, &format!("{screen}.{language}.{theme}"));
            }
        }
    }
}

fn another_observer_sees_otherwise(page: &Page, first: &[String]) {
    let lenses = page.ids("lens-");
    assert!(lenses.len() > 4, "{lenses:?}");
    page.click("lens-everything");
    let all = page.ids("claim-");
    page.click("lens-metadata");
    let bare = until("another view", || Some(page.ids("claim-")).filter(|claims| *claims != all));
    assert!(bare.len() < all.len(), "who, when and how much gives away less than everything");
    page.click("lens-everything");
    until("the first view again", || (page.ids("claim-") == all).then_some(()));
    assert!(!first.is_empty());
}

fn a_claim_leads_to_its_rows(page: &Page, shots: &Path) {
    page.click("note-*");
    let rows = page.texts("drawer-row");
    assert!(rows.iter().all(|row| !row.trim().is_empty()), "a row shows what it says");
    look(page, shots, "drawer.en");
    page.click("drawer-close");
}

fn the_other_language_says_the_same(page: &Page) {
    let claims = page.ids("claim-");
    page.click("lang-zh-CN");
    until("Chinese", || (page.run("return document.documentElement.lang", &[]) == json!("zh-CN")).then_some(()));
    let han = |text: &String| text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
    assert!(page.texts("claim-*").iter().all(han), "every claim is said in Chinese");
    assert_eq!(page.ids("claim-"), claims, "the claims are the same");
    page.click("lang-en");
}

fn the_score_is_a_bar_with_its_dimensions(page: &Page) {
    page.click("index-scores");
    let score = page.texts("score-zhima_open_v1").join("\n");
    let numbers: Vec<u32> = score.split(|c: char| !c.is_ascii_digit()).filter_map(|n| n.parse().ok()).collect();
    assert!(numbers.iter().filter(|n| (350..=950).contains(*n)).count() >= 2, "low and high are shown: {score}");
    assert_eq!(page.ids("dimension-").len(), 5);
}

fn two_people_are_joined_and_parted_by_the_keyboard(page: &Page, shots: &Path) {
    page.press("index-people", ENTER);
    let count = || page.texts("person").len();
    let before = count();
    page.press("same-*", ENTER);
    focused(page, "pick-cancel");
    look(page, shots, "people.picking");
    page.press("this-*", ENTER);
    focused(page, "undo-said");
    assert!(page.texts("said").len() == 1, "what was said is listed");
    look(page, shots, "people.said");
    page.press("undo-said", ENTER);
    focused(page, "find-person");
    until("everyone as before", || (count() == before).then_some(()));
    page.fill("find-person", "no such name anywhere");
    until("nobody", || (page.run("return document.querySelectorAll('[data-testid=person]').length", &[]) == json!(0)).then_some(()));
}

fn the_guide_opens_what_was_looked_for(page: &Page, shots: &Path) {
    page.press("index-guide", ENTER);
    assert!(page.ids("guide-").len() > 20);
    page.fill("find-platform", "alipay");
    let found = until("one platform", || Some(page.ids("guide-")).filter(|found| found.len() == 1));
    assert_eq!(found, ["guide-alipay"]);
    assert!(page.texts("guide-alipay").join("").lines().count() > 3, "its steps are open");
    look(page, shots, "guide.open");
}

/// Waits until the keyboard is there.
fn focused(page: &Page, test_id: &str) {
    let here = json!(test_id);
    until(test_id, || (page.run("return document.activeElement.dataset.testid ?? ''", &[]) == here).then_some(()));
}

/// Sixteen attempts by the shell, one of them at a door the window needs, and twenty-three by the page.
fn the_proof_finds_every_way_shut(page: &Page) {
    page.click("index-proof");
    let attempts = attempts(page);
    let open: Vec<&String> = attempts.iter().filter(|attempt| !attempt.contains("Stopped")).collect();
    assert!(open.len() == 1 && open[0].contains("Not the lock’s to stop"), "{open:?}");
}

/// The proof's lines, once all are there.
fn attempts(page: &Page) -> Vec<String> {
    until("every attempt", || Some(page.texts("attempt-*")).filter(|all| all.len() == 39))
}

/// Pictures the window, once what was asked of it is drawn, and lets axe look at it.
pub(crate) fn look(page: &Page, shots: &Path, name: &str) {
    page.run_async("const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(() => done(true)))");
    page.shoot(&shots.join(format!("{name}.png")));
    if page.run("return typeof window.axe", &[]) == json!("undefined") {
        let axe = Path::new(env!("CARGO_MANIFEST_DIR")).join("../ui/node_modules/axe-core/axe.min.js");
        page.run(&fs::read_to_string(axe).expect("axe-core is installed with the page's packages"), &[]);
    }
    let script = "const done = arguments[0]; axe.run().then(r => done(r.violations.map(v => [v.id, v.nodes.map(n => n.target.join(' '))])), e => done(String(e)))";
    assert_eq!(page.run_async(script), Value::Array(Vec::new()), "axe finds fault with {name}");
}
