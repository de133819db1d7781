//! What is left in the pages after a discarded import, a cancelled one, a deleted archive. Compared as dumps and as bytes.

use super::{Progress, Vault, Watch};
use crate::archive::{Archive, Input, Limits};
use aho_corasick::AhoCorasick;
use proptest::prelude::*;
use rusqlite::types::Value;
use std::cell::Cell;
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// A chat whose lines carry these tokens in words and senders.
fn chat(tokens: impl Iterator<Item = u32>) -> Vec<u8> {
    let mut chat = String::new();
    for n in tokens {
        let day = n % 28 + 1;
        let _ = writeln!(chat, "{day:02}/05/2024, 10:{:02} - Who{n:05}q: word {} 中{n:05}文", n % 60, token(n));
    }
    chat.into_bytes()
}

/// Longer than a page now and then, so that some facts overflow.
fn token(n: u32) -> String {
    let long = if n.is_multiple_of(40) { "…".repeat(3000) } else { String::new() };
    format!("zq{n:05}x{long}")
}

fn planted(n: u32) -> [String; 3] {
    [format!("Who{n:05}q"), format!("zq{n:05}x"), format!("中{n:05}文")]
}

/// Which of the words stand anywhere in the bytes of the store, in UTF-8 or UTF-16.
fn left(vault: &mut Vault, words: &[String]) -> BTreeSet<usize> {
    let utf16 = |w: &String, swap: bool| -> Vec<u8> {
        w.encode_utf16().flat_map(|u| if swap { u.to_be_bytes() } else { u.to_le_bytes() }).collect()
    };
    let patterns = words.iter().flat_map(|w| [w.clone().into_bytes(), utf16(w, false), utf16(w, true)]);
    let finder = AhoCorasick::new(patterns).unwrap();
    let pages = vault.db.serialize(rusqlite::MAIN_DB).unwrap();
    finder.find_overlapping_iter(&pages[..]).map(|m| m.pattern().as_usize() / 3).collect()
}

fn words(tokens: impl Iterator<Item = u32>) -> Vec<String> {
    tokens.flat_map(planted).collect()
}

fn archive(name: &str, bytes: &[u8]) -> Archive {
    Archive::open(&Input::Bytes { name: name.into(), bytes: bytes.into() }, &[], &Limits::default()).unwrap()
}

fn take(vault: &mut Vault, archive: &mut Archive) {
    vault.import(archive, &Limits::default(), &()).unwrap();
}

/// Every row of every table.
fn dump(vault: &Vault) -> Vec<Vec<Value>> {
    let mut all = Vec::new();
    for table in ["archive", "file", "record", "mark", "sighting"] {
        let mut statement = vault.db.prepare(&format!("SELECT * FROM {table}")).unwrap();
        let columns = statement.column_count();
        let rows = statement.query_map([], |r| (0..columns).map(|c| r.get(c)).collect()).unwrap();
        all.extend(rows.map(Result::unwrap));
    }
    all
}

#[test]
fn nothing_of_a_deleted_archive_is_left_in_the_pages() {
    let (mut kept, mut gone) = (archive("chat.txt", &chat(600..900)), archive("chat (1).txt", &chat(0..700)));
    let mut vault = Vault::in_memory().unwrap();
    take(&mut vault, &mut gone);
    take(&mut vault, &mut kept);
    // Both have the tokens from 600 to 700.
    let (alone, rest) = (words(0..600), words(600..900));
    assert_eq!(left(&mut vault, &alone).len(), alone.len(), "all are there before");
    let deleted = vault.delete(gone.id()).unwrap();
    assert_eq!(left(&mut vault, &alone), BTreeSet::new());
    assert_eq!(left(&mut vault, &[String::from("chat (1).txt")]), BTreeSet::new());
    assert_eq!(left(&mut vault, &rest).len(), rest.len(), "what the other file shows stays");
    vault.restore(deleted).unwrap();
    assert_eq!(left(&mut vault, &alone).len(), alone.len(), "and back");
}

#[test]
fn nothing_of_a_discarded_import_is_left_in_the_pages() {
    let mut vault = Vault::in_memory().unwrap();
    take(&mut vault, &mut archive("kept.txt", &chat(0..100)));
    vault.stage().unwrap();
    take(&mut vault, &mut archive("staged.txt", &chat(100..900)));
    vault.discard().unwrap();
    assert_eq!(left(&mut vault, &words(100..900)), BTreeSet::new());
}

/// Stops after so many questions.
struct Impatient(Cell<u32>);

impl Watch for Impatient {
    fn progress(&self, _: &Progress) {}
    fn cancelled(&self) -> bool {
        self.0.set(self.0.get().saturating_sub(1));
        self.0.get() == 0
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn what_is_discarded_or_cancelled_leaves_the_store_as_it_was(
        before in 0..400u32, from in 0..600u32, len in 1..900u32, patience in 1..8u32, discard: bool,
    ) {
        // The very same archive again would change nothing to begin with.
        prop_assume!((from, len) != (0, before));
        let mut vault = Vault::in_memory().unwrap();
        // An empty file is no archive: then the vault is the empty one.
        if before > 0 {
            take(&mut vault, &mut archive("chat.txt", &chat(0..before)));
        }
        let was = dump(&vault);
        let mut next = archive("chat.txt", &chat(from..from + len));
        if discard {
            vault.stage().unwrap();
            take(&mut vault, &mut next);
            prop_assert!(dump(&vault) != was);
            vault.discard().unwrap();
        } else {
            let done = vault.import(&mut next, &Limits::default(), &Impatient(Cell::new(patience)));
            prop_assume!(done.is_err());
        }
        prop_assert!(dump(&vault) == was);
    }

    #[test]
    fn undoing_a_deletion_restores_every_row(a in 0..300u32, b in 0..300u32, first: bool) {
        let files = [chat(0..a.max(1)), chat(b..b + 200)];
        let mut vault = Vault::in_memory().unwrap();
        // Lone files of one name are one chat, so that equal lines are equal rows.
        for file in &files {
            take(&mut vault, &mut archive("chat.txt", file));
        }
        // Row ids may differ.
        let said = |vault: &Vault| {
            let (files, archives) = (vault.files().unwrap(), vault.archives().unwrap());
            let files_said: Vec<_> = files.iter().map(|f| (f.archive.clone(), f.path.clone(), f.as_of)).collect();
            let archives_said: Vec<_> = archives.into_iter().map(|a| (a.id, a.name, a.note)).collect();
            let mut rows = Vec::new();
            vault.records(&files, |r| rows.push((r.key, r.native, r.fact, r.places.to_vec(), format!("{:?}", r.signals)))).unwrap();
            rows.sort_by_key(|r| r.0);
            (archives_said, files_said, rows)
        };
        let was = said(&vault);
        let deleted = vault.delete(archive("chat.txt", &files[usize::from(first)]).id()).unwrap();
        prop_assert!(deleted.receipt().gone + deleted.receipt().stay > 0);
        vault.restore(deleted).unwrap();
        prop_assert!(said(&vault) == was);
    }
}
