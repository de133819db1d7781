//! A table that no format describes, explained by the keyboard alone, read, and known again the next time.

use crate::desk::{Desk, place, until};
use crate::walk::look;
use crate::webdriver::Page;
use serde_json::json;
use std::fs;

const BANK: &str =
    "Banco Ejemplo\n\nFecha;Concepto;Cargo;Abono;Saldo\n13/01/2025;Café Ejemplo;3,20;;96,80\n14/01/2025;Nómina;;1.000,00;1.096,80\n";

#[test]
fn a_table_is_explained_and_read() {
    let shots = place("DOSSIER_SHOTS");
    fs::create_dir_all(&shots).unwrap();
    let mut desk = Desk::new();
    let files = ["enero.csv", "febrero.csv"].map(|name| desk.home.path().join(name));
    fs::write(&files[0], BANK).unwrap();
    fs::write(&files[1], BANK.replace("/01/", "/02/")).unwrap();
    // Folders made later are walled off.
    let folder = desk.home.path().join("HOME/Documents");
    fs::create_dir_all(&folder).unwrap();
    let page = Page::open(&mut desk, &place("DOSSIER_APP_E2E"));

    page.click("lang-en");
    page.click("add-files");
    desk.answer(&[&files[0]]);
    page.click("choose-files");
    page.click("explain");
    let panel = page.texts("table-panel").join("\n");
    assert!(panel.contains("Concepto") && panel.contains("Café Ejemplo"), "columns and first rows are shown: {panel}");
    page.click("describe");
    let shape = page.texts("shape").join("\n");
    assert!(shape.contains("×2") && !shape.contains("Ejemplo"), "its shape is described by names, kinds and counts: {shape}");
    for language in ["zh-CN", "en"] {
        page.click(&format!("lang-{language}"));
        look(&page, &shots, &format!("table.{language}"));
    }
    desk.answer(&[&folder]);
    page.click("save-shape");
    let saved = until("the description is saved", || Some(fs::read_dir(&folder).unwrap().next()?.unwrap().path()));
    let written = until("all of it", || Some(fs::read_to_string(&saved).unwrap()).filter(|text| !text.is_empty()));
    assert_eq!(written.trim(), page.texts("shape").join("").trim(), "what is saved is what is shown");
    // A purchase needs to say what was bought: the column that says it is taken away, and given back.
    page.choose("role-1", "");
    page.choose("makes", "purchase");
    page.press("table-confirm", "\u{e007}");
    assert!(page.texts("table-why").join("").contains("what for"), "what is missing is named");
    page.choose("makes", "payment");
    page.choose("role-1", "title");
    page.fill("currency", "eur");
    page.press("table-confirm", "\u{e007}");
    let state = "return [...document.querySelectorAll('[data-testid=queue-item]')].map(its => its.dataset.state)";
    until("the table is ready", || (page.run(state, &[]) == json!(["ready"])).then_some(()));

    desk.answer(&[&files[1]]);
    page.click("choose-files");
    until("the next of its kind needs no word", || (page.run(state, &[]) == json!(["ready", "ready"])).then_some(()));
    page.click("whose-mine");
    page.click("read-files");
    page.click("keep");
    let read = page.texts("file-read").join("\n");
    assert!(read.contains("enero.csv") && read.contains("febrero.csv"), "{read}");
    look(&page, &shots, "table.read");
}
