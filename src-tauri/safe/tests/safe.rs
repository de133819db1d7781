//! A vault on a real disk: made, opened, changed, wiped; damaged, taken, full.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test throughout")]

use dossier_engine::archive::{Archive, Input, Limits};
use dossier_engine::dossier;
use dossier_engine::error::Error;
use dossier_engine::observer::Base;
use dossier_engine::vault::Vault;
use dossier_safe::{Cost, Passphrase, Safe};
use std::fs;
use std::path::Path;

fn pass(words: &str) -> Passphrase {
    Passphrase::new(words.to_owned())
}

fn make(folder: &Path) -> Safe {
    Safe::create(folder, &pass("one"), &Cost::cheapest()).unwrap()
}

fn chat(lines: usize) -> Input {
    let text: String = (0..lines).map(|n| format!("13/02/2025, 10:{:02} - Kim Sample: the tulip word {n}\n", n % 60)).collect();
    Input::Bytes { name: "WhatsApp Chat with Kim Sample.txt".into(), bytes: text.into_bytes().into() }
}

fn import(vault: &mut Vault, lines: usize) -> Result<(), Error> {
    let limits = Limits::default();
    vault.import(&mut Archive::open(&chat(lines), &[], &limits).unwrap(), &limits, &())
}

/// Everything in it, as the document says it.
fn dump(vault: &Vault) -> String {
    let base = Base::of(vault).unwrap();
    serde_json::to_string(&dossier::inspect(vault, &base, "2025-12-31".parse().unwrap()).unwrap()).unwrap()
}

#[test]
fn what_was_put_in_is_there_again_and_nothing_of_it_in_the_clear() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("mine.dossier");
    let mut safe = make(&folder);
    import(safe.vault(), 50).unwrap();
    let before = dump(safe.vault());
    drop(safe);
    for entry in fs::read_dir(&folder).unwrap() {
        let bytes = fs::read(entry.unwrap().path()).unwrap();
        for word in [&b"tulip"[..], b"Kim Sample", b"SQLite format", b"CREATE TABLE"] {
            assert!(!bytes.windows(word.len()).any(|w| w == word));
        }
    }
    assert_eq!(dump(Safe::open(&folder, &pass("one")).unwrap().vault()), before);
    assert_eq!(Safe::open(&folder, &pass("two")).err(), Some(Error::VaultWrongPassphrase));
    assert_eq!(Safe::open(&home.path().join("nowhere"), &pass("one")).err(), Some(Error::FileGone));
    assert_eq!(Safe::open(home.path(), &pass("one")).err(), Some(Error::NotAVault));
    assert!(!home.path().join("nowhere").exists());
}

#[cfg(unix)]
#[test]
fn nobody_else_may_look_in() {
    use std::os::unix::fs::PermissionsExt;
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("mine.dossier");
    let _safe = make(&folder);
    assert_eq!(fs::metadata(&folder).unwrap().permissions().mode() & 0o777, 0o700);
    for name in ["header", "lock", "records.db"] {
        assert_eq!(fs::metadata(folder.join(name)).unwrap().permissions().mode() & 0o777, 0o600, "{name}");
    }
}

#[test]
fn one_at_a_time() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("mine.dossier");
    let safe = make(&folder);
    assert_eq!(Safe::open(&folder, &pass("one")).err(), Some(Error::VaultInUse));
    drop(safe);
    assert!(Safe::open(&folder, &pass("one")).is_ok());
}

#[test]
fn a_change_of_passphrase_writes_the_header_alone() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("mine.dossier");
    let mut safe = make(&folder);
    import(safe.vault(), 9).unwrap();
    drop(safe);
    let records = fs::read(folder.join("records.db")).unwrap();
    let mut safe = Safe::open(&folder, &pass("one")).unwrap();
    assert_eq!(safe.change_passphrase(&pass("wrong"), &pass("two"), &Cost::cheapest()), Err(Error::VaultWrongPassphrase));
    safe.change_passphrase(&pass("one"), &pass("two"), &Cost::cheapest()).unwrap();
    drop(safe);
    assert_eq!(fs::read(folder.join("records.db")).unwrap(), records);
    assert_eq!(Safe::open(&folder, &pass("one")).err(), Some(Error::VaultWrongPassphrase));
    assert!(Safe::open(&folder, &pass("two")).is_ok());
}

#[test]
fn a_wipe_leaves_nothing_and_a_header_gone_is_a_vault_gone() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("mine.dossier");
    let mut safe = make(&folder);
    import(safe.vault(), 9).unwrap();
    let receipt = safe.wipe().unwrap();
    // Records and lock; the header went before.
    assert!(receipt.files == 2 && receipt.bytes > 4096, "{receipt:?}");
    assert!(!folder.exists());
}

#[test]
fn a_folder_with_something_else_in_it_is_left_alone() {
    let home = tempfile::tempdir().unwrap();
    fs::write(home.path().join("photo.jpg"), b"x").unwrap();
    assert_eq!(Safe::create(home.path(), &pass("one"), &Cost::cheapest()).err(), Some(Error::SaveFailed));
    let folder = home.path().join("mine.dossier");
    drop(make(&folder));
    assert_eq!(Safe::create(&folder, &pass("two"), &Cost::cheapest()).err(), Some(Error::SaveFailed), "a vault is not made over another");
    assert!(Safe::open(&folder, &pass("one")).is_ok());
}

#[test]
fn one_that_was_never_finished_is_made_anew() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("mine.dossier");
    drop(make(&folder));
    fs::remove_file(folder.join("header")).unwrap();
    drop(make(&folder));
    assert!(Safe::open(&folder, &pass("one")).is_ok());
}

#[test]
fn what_is_deleted_is_not_in_any_page() {
    let home = tempfile::tempdir().unwrap();
    let mut safe = make(&home.path().join("mine.dossier"));
    import(safe.vault(), 400).unwrap();
    let archive = safe.vault().list().unwrap()[0].id.clone();
    assert!(safe.vault().pages_hold(b"tulip").unwrap());
    let deleted = safe.vault().delete(&archive).unwrap();
    assert!(!safe.vault().pages_hold(b"tulip").unwrap() && !safe.vault().pages_hold(b"Kim Sample").unwrap());
    safe.vault().restore(deleted).unwrap();
    assert!(safe.vault().pages_hold(b"tulip").unwrap());
}

#[test]
fn a_temporary_one_goes_with_its_closing_and_a_killed_ones_with_the_next() {
    let home = tempfile::tempdir().unwrap();
    let mut safe = Safe::scratch(home.path()).unwrap();
    import(safe.vault(), 9).unwrap();
    assert_eq!(fs::read_dir(home.path()).unwrap().count(), 1);
    let held = safe.folder().to_owned();
    let other = Safe::scratch(home.path()).unwrap();
    assert!(held.exists(), "one that is in use is left alone");
    drop((safe, other));
    assert_eq!(fs::read_dir(home.path()).unwrap().count(), 0);
    let left = home.path().join(".dossier-scratch-0123456789abcdef");
    fs::create_dir(&left).unwrap();
    fs::write(left.join("lock"), b"").unwrap();
    fs::write(left.join("records.db"), b"rubbish").unwrap();
    drop(Safe::scratch(home.path()).unwrap());
    assert!(!left.exists());
}

#[test]
fn cut_off_swapped_and_foreign_files_are_noticed() {
    let home = tempfile::tempdir().unwrap();
    let (folder, other) = (home.path().join("mine.dossier"), home.path().join("other.dossier"));
    for folder in [&folder, &other] {
        import(make(folder).vault(), 300).unwrap();
    }
    let good = fs::read(folder.join("records.db")).unwrap();
    let cut = good[..good.len() - 4096].to_vec();
    let longer = [good.clone(), vec![0; 4096]].concat();
    let mut swapped = good.clone();
    let (a, b) = swapped.split_at_mut(8192);
    a[4096..].swap_with_slice(&mut b[..4096]);
    let foreign = fs::read(other.join("records.db")).unwrap();
    for (what, bytes) in
        [("cut", cut), ("longer", longer), ("swapped", swapped), ("foreign", foreign), ("rubbish", vec![7; 8192]), ("emptied", Vec::new())]
    {
        fs::write(folder.join("records.db"), bytes).unwrap();
        assert_eq!(Safe::open(&folder, &pass("one")).err(), Some(Error::VaultDamaged), "{what}");
    }
    fs::remove_file(folder.join("records.db")).unwrap();
    assert_eq!(Safe::open(&folder, &pass("one")).err(), Some(Error::VaultDamaged), "removed");
    fs::write(folder.join("records.db"), &good).unwrap();
    assert!(Safe::open(&folder, &pass("one")).is_ok(), "put back, it opens");
}
