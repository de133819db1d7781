//! Locks, passwords and names.

use super::making::*;
use zip::AesMode::{Aes128, Aes192, Aes256};

const PASSWORD: &str = "027184";
const FILE: &str = "账单(20260101-20260131)/账单(20260101-20260131).csv";

fn bill() -> Vec<u8> {
    gbk(&"交易时间,交易对方,金额\r\n2026-01-02 08:14:00,示例早餐店,12.50\r\n".repeat(40))
}

fn locks() -> [Lock<'static>; 5] {
    [Lock::None, Lock::ZipCrypto(PASSWORD), Lock::Aes(Aes128, PASSWORD), Lock::Aes(Aes192, PASSWORD), Lock::Aes(Aes256, PASSWORD)]
}

#[test]
fn every_lock_packing_and_name_reads_to_the_same_bytes() {
    let bill = bill();
    for lock in locks() {
        for name in [FILE.as_bytes().to_vec(), gbk(FILE)] {
            for stored in [false, true] {
                let item = Item::new(name.clone(), &bill).locked(lock);
                let bytes = zip_of(&[if stored { item.stored() } else { item }]);
                let mut archive = open(&bytes, &[PASSWORD]).unwrap_or_else(|e| panic!("{lock:?} {stored}: {e}"));
                assert_eq!(paths(&archive), [FILE]);
                assert_eq!(archive.entries()[0].claimed_size, bill.len() as u64);
                assert_eq!(archive.entries()[0].locked, lock != Lock::None);
                assert_eq!(content(&mut archive, 0).unwrap(), bill);
                assert_eq!(content(&mut archive, 0).unwrap(), bill, "a second time");
            }
        }
    }
}

#[test]
fn names_with_the_flag_and_in_windows_style() {
    // The writer sets the UTF-8 flag by itself for names that need it.
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    writer.start_file(FILE, zip::write::SimpleFileOptions::default()).unwrap();
    let flagged = writer.finish().unwrap().into_inner();
    assert_eq!(flagged[7] & 0x08, 0x08, "bit 11 of the flags");
    assert_eq!(paths(&open(&flagged, &[]).unwrap()), [FILE]);
    let windows = zip_of(&[Item::new(&b"data\\2026\\bill.csv"[..], b"x")]);
    assert_eq!(paths(&open(&windows, &[]).unwrap()), ["data/2026/bill.csv"]);
}

#[test]
fn other_programs_archives_read_to_the_same_bytes() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../fixtures/archives");
    let bill = std::fs::read(format!("{folder}/bill.csv")).unwrap();
    let mut seen = 0;
    for file in std::fs::read_dir(folder).unwrap() {
        let file = file.unwrap().path();
        if file.extension().is_none_or(|e| e != "zip") {
            continue;
        }
        seen += 1;
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        let mut archive = open(&std::fs::read(&file).unwrap(), &["123456"]).unwrap_or_else(|e| panic!("{name}: {e}"));
        assert_eq!(paths(&archive), [FILE], "{name}");
        let read = content(&mut archive, 0);
        if name.contains("bzip2") {
            assert_eq!(read.unwrap_err().to_string(), "compression_unsupported: Bzip2");
        } else {
            assert_eq!(read.unwrap(), bill, "{name}");
        }
    }
    assert_eq!(seen, 8);
}

#[test]
fn a_missing_or_wrong_password_is_told_when_opening() {
    let bill = bill();
    for lock in locks().into_iter().skip(1) {
        let bytes = zip_of(&[Item::new(FILE, &bill).locked(lock)]);
        assert_eq!(code(open(&bytes, &[])), "password_needed");
        assert_eq!(code(open(&bytes, &["", "  "])), "password_needed");
        assert_eq!(code(open(&bytes, &["000000"])), "wrong_password");
        assert_eq!(code(open(&bytes, &["000000", "abc", PASSWORD])), "accepted");
        assert_eq!(code(open(&bytes, &[" ０２７１８４\u{3000}"])), "accepted", "as typed on a Chinese keyboard");
    }
}

/// ZipCrypto lets one wrong password in 256 through its own check; reading to the end catches those too.
#[test]
fn no_wrong_password_gets_through_zipcrypto() {
    let bill = bill();
    for item in [Item::new(FILE, &bill), Item::new(FILE, &bill).stored(), Item::new(FILE, b"four")] {
        let bytes = zip_of(&[item.locked(Lock::ZipCrypto(PASSWORD))]);
        let wrong: Vec<String> = (0..3000).map(|n| format!("9{n:05}")).collect();
        let wrong: Vec<&str> = wrong.iter().map(String::as_str).collect();
        assert_eq!(code(open(&bytes, &wrong)), "wrong_password");
        // The right one is found among all the wrong ones that pass the quick check.
        let mut all = wrong.clone();
        all.push(PASSWORD);
        let mut archive = open(&bytes, &all).unwrap();
        let expected: &[u8] = if archive.entries()[0].claimed_size == 4 { b"four" } else { &bill };
        assert_eq!(content(&mut archive, 0).unwrap(), expected);
    }
}

#[test]
fn entries_may_differ_in_lock_and_password() {
    let items = [
        Item::new(&b"a-plain.csv"[..], b"plain"),
        Item::new(&b"b-old.csv"[..], b"zipcrypto").locked(Lock::ZipCrypto("111111")),
        Item::new(&b"c-new.csv"[..], b"aes").locked(Lock::Aes(Aes256, "222222")),
    ];
    let bytes = zip_of(&items);
    let mut both = open(&bytes, &["222222", "111111"]).unwrap();
    let all: Vec<_> = (0..3).map(|n| content(&mut both, n).unwrap()).collect();
    assert_eq!(all, [&b"plain"[..], b"zipcrypto", b"aes"]);
    let mut one = open(&bytes, &["222222"]).unwrap();
    assert_eq!(content(&mut one, 0).unwrap(), b"plain");
    assert_eq!(code(content(&mut one, 1)), "wrong_password");
    assert_eq!(content(&mut one, 2).unwrap(), b"aes");
}

#[test]
fn damage_under_a_lock_is_called_a_wrong_password_and_spares_the_rest() {
    let bill = bill();
    let small = Item::new(&b"small.csv"[..], b"ok").locked(Lock::Aes(Aes256, PASSWORD));
    for lock in locks().into_iter().skip(1) {
        let mut bytes =
            zip_of(&[Item::new(FILE, &bill).locked(lock), Item { name: small.name.clone(), ..Item::new(*b"", b"ok") }.locked(small.lock)]);
        // The last bytes of the first entry's data, before the second local header.
        let second = bytes.windows(4).enumerate().filter(|(_, w)| *w == b"PK\x03\x04").map(|(at, _)| at).nth(1).unwrap();
        bytes[second - 24] ^= 0xff;
        let mut archive = open(&bytes, &[PASSWORD]).unwrap();
        assert_eq!(paths(&archive), ["small.csv", FILE]);
        assert_eq!(content(&mut archive, 0).unwrap(), b"ok");
        assert_eq!(code(content(&mut archive, 1)), "wrong_password", "{lock:?}");
    }
}

#[test]
fn strong_encryption_and_unknown_packing_cost_only_their_entry() {
    let mut bytes = zip_of(&[Item::new(&b"a.csv"[..], b"a"), Item::new(&b"b.csv"[..], b"b"), Item::new(&b"c.csv"[..], b"c")]);
    let (a, b) = (record(&bytes, 0), record(&bytes, 1));
    bytes[a + 8] |= 0x41;
    bytes[b + 10] = 98;
    let mut archive = open(&bytes, &["123456"]).unwrap();
    assert_eq!(content(&mut archive, 0).unwrap_err().to_string(), "encryption_unsupported: strong");
    assert_eq!(content(&mut archive, 1).unwrap_err().to_string(), "compression_unsupported: Ppmd");
    assert_eq!(content(&mut archive, 2).unwrap(), b"c");
}
