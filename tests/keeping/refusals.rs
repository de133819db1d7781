//! Imports that can't be held, and files that change under the reader: nothing of them is kept.

use super::making::*;
use dossier_engine::archive::{Archive, Input, Limits};
use dossier_engine::error::Error;
use dossier_engine::report::files;
use dossier_engine::vault::{Progress, Vault, Watch};
use std::fmt::Write as _;
use std::fs::{self, OpenOptions};
use std::io::Write as _;
use std::path::PathBuf;

fn chat(lines: u32) -> Vec<u8> {
    let mut chat = String::new();
    for n in 0..lines {
        let _ = writeln!(chat, "{:02}/{:02}/2024, 10:{:02} - Ada Example: line {n} of what was said there", n % 28 + 1, n % 12 + 1, n % 60);
    }
    chat.into_bytes()
}

#[test]
fn memory_mode_refuses_what_it_cannot_hold_and_says_what_it_would_take() {
    let whole = input("chat.txt", chat(20_000));
    // What it takes with room enough, to the quarter of a mebibyte.
    let step = 1 << 18;
    let needs = (4..64).map(|n| n * step).find(|bytes| {
        let mut vault = Vault::in_memory_within(*bytes).unwrap();
        let mut archive = Archive::open(&whole, &[], &Limits::default()).unwrap();
        vault.import(&mut archive, &Limits::default(), &()).is_ok()
    });
    let needs = needs.unwrap();
    assert!(needs > 4 * step, "{needs}");
    let mut vault = Vault::in_memory_within(needs / 2).unwrap();
    let small = input("small.txt", chat(10));
    take(&mut vault, &small);
    let before = said(&vault);
    let mut archive = Archive::open(&whole, &[], &Limits::default()).unwrap();
    let refused = vault.import(&mut archive, &Limits::default(), &()).unwrap_err();
    let Error::ImportTooBig { need, free } = refused else { panic!("{refused:?}") };
    assert_eq!(free, needs / 2);
    assert!(need.abs_diff(needs) < needs * 2 / 5, "said {need}, takes {needs}");
    assert!(before == said(&vault), "something of it was kept");
    let words = files::failure(&refused, "", None).said;
    assert!(words.en.contains("encrypted temporary file") && words.zh_cn.contains("加密临时文件"), "{words:?}");
    // And the vault is as usable as before.
    take(&mut vault, &input("other.txt", chat(20)));
}

#[test]
fn a_stage_that_outgrows_memory_ends_and_leaves_nothing() {
    let mut vault = Vault::in_memory_within(1 << 20).unwrap();
    let kept = input("kept.txt", chat(50));
    take(&mut vault, &kept);
    vault.stage().unwrap();
    take(&mut vault, &input("small.txt", chat(100)));
    let mut archive = Archive::open(&input("chat.txt", chat(20_000)), &[], &Limits::default()).unwrap();
    let refused = vault.import(&mut archive, &Limits::default(), &()).map_err(|e| e.code());
    assert_eq!(refused, Err("import_too_big"));
    assert!(!vault.staged(), "nothing is left to keep");
    assert_eq!(vault.keep().map_err(|e| e.code()), Err("vault_failed"));
    assert_eq!(said(&vault), said(&vault_of([&kept])));
}

/// Writes to the file when it has been read a little.
struct Meddler(PathBuf);

impl Watch for Meddler {
    fn progress(&self, progress: &Progress) {
        if progress.rows > 0 {
            let mut file = OpenOptions::new().append(true).open(&self.0).unwrap();
            file.write_all(b"01/02/2024, 10:00 - Ada Example: one more\n").unwrap();
        }
    }
    fn cancelled(&self) -> bool {
        false
    }
}

#[test]
fn a_file_that_grows_while_it_is_read_is_not_kept() {
    let home = tempfile::tempdir().unwrap();
    for (given, file) in [("chat.txt", "chat.txt"), ("folder", "folder/chat.txt")] {
        let (given, file) = (home.path().join(given), home.path().join(file));
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(&file, chat(2_000)).unwrap();
        let mut vault = Vault::in_memory().unwrap();
        let mut archive = Archive::open(&Input::Path(given), &[], &Limits::default()).unwrap();
        let changed = vault.import(&mut archive, &Limits::default(), &Meddler(file));
        assert_eq!(changed.map_err(|e| e.code()), Err("archive_changed"));
        assert!(vault.list().unwrap().is_empty());
    }
}

#[test]
fn a_file_that_is_removed_while_it_is_open_was_read_whole() {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("chat.txt");
    fs::write(&path, chat(10)).unwrap();
    let mut archive = Archive::open(&Input::Path(path.clone()), &[], &Limits::default()).unwrap();
    fs::remove_file(&path).unwrap();
    let mut vault = Vault::in_memory().unwrap();
    vault.import(&mut archive, &Limits::default(), &()).unwrap();
    assert_eq!(vault.list().unwrap()[0].rows, 10);
}
