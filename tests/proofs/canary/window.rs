//! The same in the window as it ships, driven by the keyboard: archives given on its command line are read in and kept, every screen
//! is seen, the app is ended, quitted, or killed in the middle; in memory mode, and in a vault that is unlocked and locked on the way.

use super::PASSPHRASE;
use super::plant::{Planted, plant};
use super::sweep::Sweep;
use crate::desk::Desk;
use crate::hands::Hands;
use crate::place::{place, say, short};
use crate::vaults::{dump, pass};
use dossier_engine::archive::{Archive, Input, Limits};
use dossier_safe::{Cost, Safe};
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::tempdir;

/// What was searched so far.
struct Swept {
    sweep: Sweep,
    files: usize,
    times: usize,
}

impl Swept {
    fn through(&mut self, hands: &Hands, what: &str) {
        let (found, seen) = self.sweep.through(&[hands.desk(), Path::new("/dev/shm")]);
        assert!(found.is_empty(), "{what}: {found:?}");
        self.files += seen;
        self.times += 1;
    }
}

#[test]
fn canary_in_the_window() {
    let given = tempdir().unwrap();
    let planted = plant(given.path());
    let words = [planted.words.clone(), vec![PASSPHRASE.to_owned()]].concat();
    let mut swept = Swept { sweep: Sweep::new(&words), files: 0, times: 0 };
    let screens = memory(&planted, &mut swept);
    if !short() {
        vault(&planted, &mut swept);
    }
    say(&format!(
        "canary in the window: {} words planted and shown over {screens} screens, 0 found in {} files after {} looks (in use, locked, quitted, killed), {}",
        planted.words.len(),
        swept.files,
        swept.times,
        if short() { "memory mode" } else { "memory and vault mode" }
    ));
}

/// Read in, seen, ended; once more, and killed while the claims are shown.
fn memory(planted: &Planted, swept: &mut Swept) -> usize {
    let files: Vec<&Path> = planted.archives.iter().map(PathBuf::as_path).collect();
    let mut hands = Hands::open(&place("DOSSIER_APP"), &files);
    hands.read_in(files.len());
    let screens = hands.see_every_screen().len();
    swept.through(&hands, "memory mode, in use");
    hands.end("TERM");
    swept.through(&hands, "memory mode, ended");
    drop(hands);

    let mut hands = Hands::open(&place("DOSSIER_APP"), &files);
    hands.read_in(files.len());
    hands.end("KILL");
    swept.through(&hands, "memory mode, killed");
    screens
}

/// A vault that holds two of the archives is unlocked, seen, gets the third, is locked and quitted; another is killed while seen.
fn vault(planted: &Planted, swept: &mut Swept) {
    let [inside @ .., last] = planted.archives.as_slice() else { panic!("archives were planted") };
    let (desk, folder) = with_vault(inside);
    let before = dump(&folder, PASSPHRASE).unwrap();
    // It begins locked, with the keyboard where the passphrase goes.
    let mut hands = Hands::at(desk, &place("DOSSIER_APP"), &[&folder, last]);
    hands.type_in(PASSPHRASE);
    hands.see_every_screen();
    swept.through(&hands, "a vault, in use");
    // Adding is the fifth from the end of the contents.
    hands.press(&["shift+Tab"; 5]);
    hands.press(&["Return"]);
    hands.read_in(1);
    swept.through(&hands, "a vault, added to");
    hands.press(&["F9"]);
    swept.through(&hands, "a vault, locked");
    hands.quit();
    swept.through(&hands, "a vault, quitted");
    let after = dump(&folder, PASSPHRASE).unwrap();
    assert!(after.len() > before.len(), "what was read in was kept");
    drop(hands);

    let (desk, folder) = with_vault(inside);
    let mut hands = Hands::at(desk, &place("DOSSIER_APP"), &[&folder]);
    hands.type_in(PASSPHRASE);
    hands.end("KILL");
    swept.through(&hands, "a vault, killed");
}

/// A desk on which such a vault lies, and where.
fn with_vault(archives: &[PathBuf]) -> (Desk, PathBuf) {
    let desk = Desk::new();
    let folder = desk.home.path().join("HOME/Documents/Mine.dossier");
    fs::create_dir_all(folder.parent().unwrap()).unwrap();
    let mut safe = Safe::create(&folder, &pass(PASSPHRASE), &Cost::tuned()).unwrap();
    for archive in archives {
        let mut archive = Archive::open(&Input::Path(archive.clone()), &[], &Limits::default()).unwrap();
        safe.vault().import(&mut archive, &Limits::default(), &()).unwrap();
    }
    (desk, folder)
}
