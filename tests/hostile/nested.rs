//! Zips inside zips and inside folders.

use super::making::*;
use dossier_engine::archive::{Archive, Input, Limits};
use proptest::prelude::*;
use zip::AesMode::Aes256;

const ROWS: &[u8] = b"2026-01-02 08:14:00,12.50\n";

fn bill() -> Vec<u8> {
    zip_of(&[Item::new("bill.csv", ROWS)])
}

fn named<'a>(name: &str, content: &'a [u8]) -> Item<'a> {
    Item::new(name, content)
}

#[test]
fn a_zip_in_a_zip_is_opened_however_it_is_held() {
    let inner = bill();
    let lock = Lock::Aes(Aes256, "123456");
    for item in [named("all/in.zip", &inner), named("all/in.zip", &inner).stored(), named("all/in.zip", &inner).locked(lock)] {
        let mut outer = open(&zip_of(&[item, named("good.csv", b"1,2")]), &["123456"]).unwrap();
        assert_eq!(paths(&outer), ["all/in.zip/bill.csv", "good.csv"]);
        assert_eq!(content(&mut outer, 0).unwrap(), ROWS);
        assert_eq!(content(&mut outer, 1).unwrap(), b"1,2");
    }
    // By content, not by name.
    let mut outer = open(&zip_of(&[named("renamed.csv", &inner)]), &[]).unwrap();
    assert_eq!(paths(&outer), ["renamed.csv/bill.csv"]);
    assert_eq!(content(&mut outer, 0).unwrap(), ROWS);
}

#[test]
fn a_zip_in_a_folder_is_opened() {
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join("a.zip"), zip_of(&[named("deep.zip", &bill())])).unwrap();
    std::fs::write(dir.path().join("b.zip"), &bill()[..60]).unwrap();
    std::fs::write(dir.path().join("c.csv"), "1,2").unwrap();
    let mut archive = Archive::open(&Input::Path(dir.path().to_path_buf()), &[], &Limits::default()).unwrap();
    assert_eq!(paths(&archive), ["a.zip/deep.zip/bill.csv", "b.zip", "c.csv"]);
    assert_eq!(content(&mut archive, 0).unwrap(), ROWS);
    assert!(content(&mut archive, 1).unwrap_err().to_string().starts_with("damaged_archive at #2/@"));
    assert_eq!(content(&mut archive, 2).unwrap(), b"1,2");
}

#[test]
fn documents_stay_files() {
    let book = zip_of(&[named("[Content_Types].xml", b"<Types/>"), named("xl/workbook.xml", b"<workbook/>")]);
    let mut archive = open(&zip_of(&[named("bill.xlsx", &book), named("stored.xlsx", &book).stored()]), &[]).unwrap();
    assert_eq!(paths(&archive), ["bill.xlsx", "stored.xlsx"]);
    assert_eq!(content(&mut archive, 0).unwrap(), book);
    assert_eq!(content(&mut archive, 1).unwrap(), book);
}

#[test]
fn a_bad_inner_zip_costs_only_itself() {
    let (inner, good) = (bill(), bill());
    let locked = zip_of(&[named("bill.csv", ROWS).locked(Lock::Aes(Aes256, "secret"))]);
    let mut overlapping = zip_of(&[named("a.csv", b"first"), named("b.csv", b"second")]);
    let second = record(&overlapping, 1);
    overlapping[second + 42..second + 46].fill(0);
    let bad = [(&inner[..inner.len() - 30], "damaged_archive"), (&locked[..], "wrong_password"), (&overlapping[..], "damaged_archive")];
    for (bytes, wanted) in bad {
        for item in [named("bad.zip", bytes), named("bad.zip", bytes).stored()] {
            let mut archive = open(&zip_of(&[item, named("good.zip", &good)]), &["123456"]).unwrap();
            assert_eq!(paths(&archive), ["bad.zip", "good.zip/bill.csv"], "{wanted}");
            assert_eq!(code(content(&mut archive, 0)), wanted);
            assert_eq!(content(&mut archive, 1).unwrap(), ROWS);
        }
    }
    let mut archive = open(&zip_of(&[named("locked.zip", &locked), named("good.csv", ROWS)]), &[]).unwrap();
    assert_eq!(code(content(&mut archive, 1)), "password_needed");
    // Where there is nothing else, the person is asked.
    assert_eq!(code(open(&zip_of(&[named("locked.zip", &locked)]), &[])), "password_needed");
}

/// A bill inside so many zips.
fn inside(levels: usize) -> Vec<u8> {
    (0..levels).fold(bill(), |inner, _| zip_of(&[named("in.zip", &inner)]))
}

#[test]
fn ceilings_of_nesting() {
    assert_eq!(paths(&open(&inside(3), &[]).unwrap()), ["in.zip/in.zip/in.zip/bill.csv"]);
    assert_eq!(open(&inside(4), &[]).err().unwrap().to_string(), "limit_reached: nesting is 4, at most 3, at #1/#1/#1/#1");
    // All entries of all zips count together.
    let two = zip_of(&[named("1.csv", b"1"), named("2.csv", b"2")]);
    let outer = zip_of(&[named("one.zip", &two), named("two.zip", &two)]);
    assert_eq!(ceiling(open_under(&outer, &[], &Limits { entries: 5, ..Limits::default() })), "entries");
    assert_eq!(code(open_under(&outer, &[], &Limits { entries: 6, ..Limits::default() })), "accepted");
    // What must be unpacked in memory is bounded, what is stored is not.
    let noise: Vec<u8> = (0..5000u32).flat_map(|n| n.wrapping_mul(2_654_435_761).to_le_bytes()).collect();
    let large = zip_of(&[named("noise.csv", &noise)]);
    let limits = Limits { nested_bytes: 10_000, ..Limits::default() };
    let mut archive = open_under(&zip_of(&[named("large.zip", &large), named("good.csv", ROWS)]), &[], &limits).unwrap();
    assert_eq!(paths(&archive), ["good.csv", "large.zip"]);
    assert_eq!(ceiling(content(&mut archive, 1)), "nested_bytes");
    let stored = zip_of(&[named("large.zip", &large).stored()]);
    assert_eq!(content(&mut open_under(&stored, &[], &limits).unwrap(), 0).unwrap(), noise);
    let limits = Limits { nested_total_bytes: large.len() as u64 + 100, ..Limits::default() };
    let mut archive = open_under(&zip_of(&[named("one.zip", &large), named("two.zip", &large)]), &[], &limits).unwrap();
    assert_eq!(paths(&archive), ["one.zip/noise.csv", "two.zip"]);
    assert_eq!(ceiling(content(&mut archive, 1)), "nested_total_bytes");
}

#[test]
fn a_spot_leads_through_the_zips() {
    let mut inner = zip_of(&[named("good.csv", ROWS), named("bad.csv", ROWS).stored()]);
    let at = record(&inner, 1);
    inner[at + 16] ^= 1;
    let mut archive = open(&zip_of(&[named("first.csv", ROWS), named("in.zip", &inner)]), &[]).unwrap();
    assert_eq!(paths(&archive), ["first.csv", "in.zip/bad.csv", "in.zip/good.csv"]);
    assert_eq!(content(&mut archive, 1).unwrap_err().to_string(), format!("damaged_archive at #2/#2@{}", ROWS.len()));
}

/// A file, or a zip of things, held in one of three ways.
#[derive(Debug, Clone)]
enum Thing {
    File(Vec<u8>),
    Zip(Vec<Thing>, u8),
}

fn things() -> impl Strategy<Value = Vec<Thing>> {
    let file = proptest::collection::vec(proptest::char::range('a', 'z').prop_map(|c| c as u8), 1..200).prop_map(Thing::File);
    let thing =
        file.prop_recursive(3, 24, 4, |inner| (proptest::collection::vec(inner, 1..4), 0..3u8).prop_map(|(all, how)| Thing::Zip(all, how)));
    proptest::collection::vec(thing, 1..4)
}

/// The zip of these, and the flat set of its files.
fn packed(things: &[Thing], prefix: &str, flat: &mut Vec<(String, Vec<u8>)>) -> Vec<u8> {
    let made: Vec<(String, Vec<u8>, u8)> = things
        .iter()
        .enumerate()
        .map(|(n, thing)| match thing {
            Thing::File(content) => {
                flat.push((format!("{prefix}file{n}.csv"), content.clone()));
                (format!("file{n}.csv"), content.clone(), 0)
            }
            Thing::Zip(inner, how) => {
                let name = format!("inner{n}.zip");
                let bytes = packed(inner, &format!("{prefix}{name}/"), flat);
                (name, bytes, *how)
            }
        })
        .collect();
    let items: Vec<Item> = made
        .iter()
        .map(|(name, content, how)| match how {
            0 => named(name, content),
            1 => named(name, content).stored(),
            _ => named(name, content).locked(Lock::ZipCrypto("123456")),
        })
        .collect();
    zip_of(&items)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn nested_reads_like_the_flat_set(things in things()) {
        let mut flat = Vec::new();
        let bytes = packed(&things, "", &mut flat);
        flat.sort();
        let mut archive = open(&bytes, &["123456"]).unwrap();
        prop_assert_eq!(paths(&archive), flat.iter().map(|(path, _)| path.clone()).collect::<Vec<_>>());
        for (n, (_, wanted)) in flat.iter().enumerate() {
            prop_assert_eq!(&content(&mut archive, n).unwrap(), wanted);
        }
    }

    #[test]
    fn an_inner_zip_cut_anywhere_keeps_its_siblings(things in things(), cut in any::<prop::sample::Index>(), stored in any::<bool>()) {
        let inner = packed(&things, "", &mut Vec::new());
        let cut = &inner[..cut.index(inner.len())];
        let item = if stored { named("cut.zip", cut).stored() } else { named("cut.zip", cut) };
        let good = bill();
        let mut archive = open(&zip_of(&[item, named("good.zip", &good)]), &["123456"]).unwrap();
        let all = paths(&archive);
        for (n, path) in all.iter().enumerate() {
            let read = content(&mut archive, n);
            if path == "good.zip/bill.csv" {
                prop_assert_eq!(read.unwrap(), ROWS);
            }
        }
        prop_assert!(all.iter().any(|path| path == "good.zip/bill.csv"));
    }
}
