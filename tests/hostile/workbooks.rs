//! XLSX: a lone file to the person, a zip to whoever attacks its reader.

use super::making::*;
use dossier_engine::archive::{Limits, check_workbook};
use zip::AesMode::Aes256;

const TYPES: &str = "[Content_Types].xml";
const BOOK: &str = "xl/workbook.xml";
const SHEET: &str = "xl/worksheets/sheet1.xml";

fn book(sheet: &[u8]) -> Vec<u8> {
    zip_of(&[Item::new(TYPES, b"<Types/>"), Item::new(BOOK, b"<workbook/>"), Item::new(SHEET, sheet)])
}

#[test]
fn it_is_a_lone_file_of_one_entry() {
    let bytes = book(b"<worksheet/>");
    let mut archive = open(&bytes, &[]).unwrap();
    assert_eq!(paths(&archive), ["dropped.zip"], "named as it was dropped");
    assert_eq!(content(&mut archive, 0).unwrap(), bytes);
    assert_eq!(check_workbook(&bytes, &Limits::default()), Ok(()));
}

#[test]
fn what_its_parts_really_unpack_to_counts() {
    let limits = Limits { workbook_bytes: 1 << 20, ..Limits::default() };
    let mut bytes = book(&vec![b' '; 2 << 20]);
    assert_eq!(ceiling(check_workbook(&bytes, &limits)), "workbook_bytes");
    assert_eq!(ceiling(open_under(&bytes, &[], &limits)), "workbook_bytes");
    assert_eq!(check_workbook(&bytes, &Limits::default()), Ok(()));
    // A part that says it is small doesn't get further for it.
    let sheet = record(&bytes, 2);
    bytes[sheet + 24..sheet + 28].copy_from_slice(&9u32.to_le_bytes());
    assert_eq!(code(check_workbook(&bytes, &limits)), "damaged_archive");
    assert_eq!(ceiling(check_workbook(&book(&vec![b' '; 70 << 20]), &Limits::default())), "string_bytes");
    assert_eq!(ceiling(check_workbook(&book(&b"<a/>".repeat(18 << 20)), &Limits::default())), "ratio");
    let shared =
        zip_of(&[Item::new(TYPES, b"<Types/>"), Item::new(BOOK, b"<a/>"), Item::new("xl/sharedStrings.xml", &b"<si/>".repeat(9000))]);
    assert_eq!(ceiling(check_workbook(&shared, &Limits { held_bytes: 40_000, ..Limits::default() })), "held_bytes");
    assert_eq!(ceiling(check_workbook(&book(b""), &Limits { entries: 2, ..Limits::default() })), "entries");
    assert_eq!(ceiling(check_workbook(&book(b""), &Limits { workbook_bytes: 99, ..Limits::default() })), "workbook_bytes");
}

#[test]
fn parts_twice_locked_or_overlapping_are_refused() {
    let twice = zip_of(&[Item::new(TYPES, b"1"), Item::new(BOOK, b"2"), Item::new("XL/Workbook.xml", b"3")]);
    assert_eq!(code(open(&twice, &[])), "damaged_archive");
    assert_eq!(code(check_workbook(&twice, &Limits::default())), "damaged_archive");
    let locked = zip_of(&[Item::new(TYPES, b"1"), Item::new(BOOK, b"2").locked(Lock::Aes(Aes256, "123456"))]);
    assert_eq!(code(check_workbook(&locked, &Limits::default())), "encryption_unsupported");
    let mut overlapping = book(b"<worksheet/>");
    let sheet = record(&overlapping, 2);
    overlapping[sheet + 42..sheet + 46].fill(0);
    assert_eq!(code(check_workbook(&overlapping, &Limits::default())), "damaged_archive");
    assert_eq!(code(check_workbook(b"not a zip", &Limits::default())), "damaged_archive");
    assert_eq!(code(check_workbook(b"", &Limits::default())), "damaged_archive");
}

#[test]
fn it_may_come_inside_a_locked_zip() {
    let inner = book(b"<worksheet/>");
    let outer = zip_of(&[Item::new("微信支付账单.xlsx", &inner).locked(Lock::Aes(Aes256, "123456"))]);
    let mut archive = open(&outer, &["123456"]).unwrap();
    let bytes = content(&mut archive, 0).unwrap();
    assert_eq!(check_workbook(&bytes, &Limits::default()), Ok(()));
}
