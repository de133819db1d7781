//! Files that break off, contradict themselves or are something else than they say.

use super::making::*;
use dossier_engine::archive::{Archive, Limits};
use std::io::{Cursor, Write};
use zip::AesMode::Aes256;
use zip::write::SimpleFileOptions;

const ROWS: &[u8] = b"2026-01-02 08:14:00,12.50\n";

/// A bill that doesn't pack to nothing.
fn rows() -> Vec<u8> {
    (0..400u32).flat_map(|n| format!("2026-01-02,{},{}\n", n.wrapping_mul(2_654_435_761), n * n).into_bytes()).collect()
}

#[test]
fn cut_anywhere_it_is_damaged_and_never_a_panic() {
    let rows = rows();
    for lock in [Lock::None, Lock::ZipCrypto("123456"), Lock::Aes(Aes256, "123456")] {
        let bytes = zip_of(&[Item::new(&b"a/bill.csv"[..], &rows).locked(lock), Item::new(&b"a/readme.txt"[..], ROWS)]);
        assert!(bytes.len() > 97 * 20);
        for cut in (2..bytes.len()).step_by(97).chain(bytes.len() - 60..bytes.len()) {
            assert_eq!(code(open(&bytes[..cut], &["123456"])), "damaged_archive", "cut at {cut} of {}", bytes.len());
        }
    }
}

#[test]
fn nothing_inside_is_said_so() {
    let empty = ZipBytes::default().0;
    assert_eq!(code(open(&empty, &[])), "nothing_inside");
    assert_eq!(code(open(b"", &[])), "nothing_inside");
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    writer.add_directory("only/folders", SimpleFileOptions::default()).unwrap();
    writer.start_file("__MACOSX/._bill.csv", SimpleFileOptions::default()).unwrap();
    assert_eq!(code(open(&writer.finish().unwrap().into_inner(), &[])), "nothing_inside");
}

/// The bytes of a zip with nothing in it.
struct ZipBytes(Vec<u8>);

impl Default for ZipBytes {
    fn default() -> Self {
        ZipBytes(zip::ZipWriter::new(Cursor::new(Vec::new())).finish().unwrap().into_inner())
    }
}

#[test]
fn content_decides_what_it_is_not_the_name() {
    let bytes = zip_of(&[Item::new(&b"bill.csv"[..], ROWS)]);
    let zip = Archive::open(&input("C:\\Users\\someone\\bill.csv", bytes.clone()), &[], &Limits::default()).unwrap();
    assert_eq!((zip.name(), paths(&zip)), ("bill.csv", vec!["bill.csv".to_owned()]));
    let mut page = Archive::open(&input("/home/someone/bill.zip", b"<html>gone</html>".to_vec()), &[], &Limits::default()).unwrap();
    assert_eq!((page.name(), paths(&page)), ("bill.zip", vec!["bill.zip".to_owned()]));
    assert_eq!(content(&mut page, 0).unwrap(), b"<html>gone</html>");
    assert_eq!(page.sha256().len(), 64);
    assert_eq!(page.id().0, page.sha256()[..12]);
}

#[test]
fn something_before_and_after_it_is_fine() {
    let bytes = zip_of(&[Item::new(&b"bill.csv"[..], ROWS)]);
    for whole in [[b"MZ".to_vec(), vec![0; 5000], bytes.clone()].concat(), [bytes.clone(), vec![0; 60_000]].concat()] {
        let mut archive = open(&whole, &[]).unwrap();
        assert_eq!(content(&mut archive, 0).unwrap(), ROWS);
    }
}

#[test]
fn data_descriptors_and_zip64_read() {
    let mut stream = zip::ZipWriter::new_stream(Vec::new());
    stream.start_file("streamed.csv", SimpleFileOptions::default()).unwrap();
    stream.write_all(ROWS).unwrap();
    let streamed = stream.finish().unwrap().into_inner();
    assert_eq!(streamed[6] & 8, 8, "bit 3: sizes follow the data");
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    writer.start_file("large.csv", SimpleFileOptions::default().large_file(true)).unwrap();
    writer.write_all(ROWS).unwrap();
    let large = writer.finish().unwrap().into_inner();
    for bytes in [streamed, large] {
        let mut archive = open(&bytes, &[]).unwrap();
        assert_eq!(content(&mut archive, 0).unwrap(), ROWS);
    }
}

#[test]
fn one_bad_entry_costs_only_itself() {
    let rows = rows();
    let good = || zip_of(&[Item::new(&b"bad.csv"[..], &rows), Item::new(&b"good.csv"[..], ROWS)]);
    let break_with = |change: fn(&mut [u8], usize)| {
        let mut bytes = good();
        let at = record(&bytes, 0);
        change(&mut bytes, at);
        bytes
    };
    let broken: [(&str, Vec<u8>); 5] = [
        ("checksum", break_with(|b, at| b[at + 16] ^= 1)),
        ("data", break_with(|b, _| b[60..90].fill(0xff))),
        ("claims less than it holds", break_with(|b, at| b[at + 24..at + 28].copy_from_slice(&10u32.to_le_bytes()))),
        ("runs past the directory", break_with(|b, at| b[at + 20..at + 24].copy_from_slice(&u32::MAX.wrapping_sub(9).to_le_bytes()))),
        ("no header where it should be", break_with(|b, _| b[0..4].copy_from_slice(b"PK\x03\x05"))),
    ];
    for (what, bytes) in broken {
        // The last one no longer begins as a zip, so that it is found by its end.
        let mut archive = open(&bytes, &[]).unwrap_or_else(|e| panic!("{what}: {e}"));
        assert_eq!(paths(&archive), ["bad.csv", "good.csv"], "{what}");
        let said = content(&mut archive, 0).unwrap_err().to_string();
        assert!(said == "damaged_archive at #1" || said.starts_with("damaged_archive at #1@"), "{what}: {said}");
        assert_eq!(content(&mut archive, 1).unwrap(), ROWS, "{what}");
    }
}

#[test]
fn names_are_shown_never_obeyed_and_never_lost() {
    let items = ["../../evil.txt", "/etc/evil", "C:\\evil.txt", "a\x1b[31m.csv", "twice.csv", "twice.csv", "账单\u{202e}gpj.exe"]
        .map(|name| Item::new(name, ROWS));
    let mut archive = open(&zip_of(&items), &[]).unwrap();
    let expected = ["../../evil.txt", "/etc/evil", "C:/evil.txt", "a\u{fffd}[31m.csv", "twice (2).csv", "twice.csv", "账单\u{fffd}gpj.exe"];
    assert_eq!(paths(&archive), expected);
    for n in 0..expected.len() {
        assert_eq!(content(&mut archive, n).unwrap(), ROWS);
    }
}

#[test]
fn links_and_directories_are_not_files() {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    writer.add_symlink("passwd", "/etc/passwd", SimpleFileOptions::default()).unwrap();
    writer.add_directory("folder", SimpleFileOptions::default()).unwrap();
    writer.start_file("folder/bill.csv", SimpleFileOptions::default()).unwrap();
    let archive = open(&writer.finish().unwrap().into_inner(), &[]).unwrap();
    assert_eq!(paths(&archive), ["folder/bill.csv"]);
}

#[test]
fn an_empty_directory_in_the_comment_hides_nothing() {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    writer.start_file("bill.csv", SimpleFileOptions::default()).unwrap();
    writer.set_raw_comment([&b"PK\x05\x06"[..], &[0; 18]].concat().into_boxed_slice()).unwrap();
    assert_eq!(paths(&open(&writer.finish().unwrap().into_inner(), &[]).unwrap()), ["bill.csv"]);
}
