//! Zips in parts: read as one where all are here, and told which are missing where not.

use super::making::*;
use dossier_engine::archive::{Archive, Input, Limits, gather};
use dossier_engine::error::Error;
use std::path::{Path, PathBuf};

/// Two files that don't pack, so that they fill several parts.
fn noise(seed: u64) -> Vec<u8> {
    let mut state = seed;
    let mut byte = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        state.to_be_bytes()[0]
    };
    (0..5000).map(|_| byte()).collect()
}

fn whole() -> Vec<u8> {
    zip_of(&[Item::new("a/one.bin", &noise(1)), Item::new("a/two.bin", &noise(2)).stored(), Item::new("b/three.txt", b"three")])
}

fn write(folder: &Path, name: &str, bytes: &[u8]) -> PathBuf {
    let path = folder.join(name);
    std::fs::write(&path, bytes).unwrap();
    path
}

/// Cut by bytes into `name.zip.001` and so on.
fn cut(folder: &Path, bytes: &[u8], size: usize) -> Vec<PathBuf> {
    let number = |(n, part): (usize, &[u8])| write(folder, &format!("export.zip.{:03}", n + 1), part);
    bytes.chunks(size).enumerate().map(number).collect()
}

fn open_all(paths: &[PathBuf]) -> Result<Archive, Error> {
    let inputs = gather(paths.to_vec());
    assert_eq!(inputs.len(), 1, "{inputs:?}");
    Archive::open(&inputs[0], &[], &Limits::default())
}

fn missing(opened: Result<Archive, Error>) -> Vec<String> {
    match opened {
        Err(Error::PartsMissing { missing }) => missing,
        Err(other) => panic!("{other}"),
        Ok(archive) => panic!("opened: {:?}", paths(&archive)),
    }
}

fn holds_all(mut archive: Archive) {
    assert_eq!((archive.name(), paths(&archive)), ("export.zip", ["a/one.bin", "a/two.bin", "b/three.txt"].map(str::to_owned).into()));
    assert_eq!(content(&mut archive, 0).unwrap(), noise(1));
    assert_eq!(content(&mut archive, 1).unwrap(), noise(2));
    assert_eq!(content(&mut archive, 2).unwrap(), b"three");
    archive.unchanged().unwrap();
}

#[test]
fn parts_cut_by_bytes_are_the_whole() {
    let bytes = whole();
    for size in [1, 7, 1000, 4096, 9000, bytes.len()] {
        if bytes.len().div_ceil(size) > 128 {
            continue;
        }
        let folder = tempfile::tempdir().unwrap();
        let mut parts = cut(folder.path(), &bytes, size);
        parts.reverse();
        let archive = open_all(&parts).unwrap_or_else(|e| panic!("{size}: {e}"));
        assert_eq!(archive.sha256(), open(&bytes, &[]).unwrap().sha256(), "known again beside the whole");
        holds_all(archive);
    }
}

#[test]
fn missing_parts_are_named() {
    let folder = tempfile::tempdir().unwrap();
    let parts = cut(folder.path(), &whole(), 2500);
    assert_eq!(parts.len(), 5);
    assert_eq!(missing(open_all(&[parts[0].clone(), parts[2].clone(), parts[4].clone()])), [".zip.002", ".zip.004"]);
    assert_eq!(missing(open_all(&parts[..3])), [".zip.004"]);
    assert_eq!(missing(open_all(&parts[1..2])), [".zip.001"]);
    assert_eq!(missing(Archive::open(&Input::Path(parts[0].clone()), &[], &Limits::default())), [".zip.002"]);
    let few = Limits { parts: 4, ..Limits::default() };
    let error = Archive::open(&gather(parts)[0], &[], &few).err().unwrap();
    assert!(matches!(&error, Error::LimitReached { limit, seen: 5, max: 4, .. } if limit == "parts"), "{error}");
}

/// Cut into segments at places of our own: Info-ZIP's `zip -s` makes none under 64 KiB. The directory counts as APPNOTE says.
fn segments(folder: &Path, bytes: &[u8], size: usize) -> Vec<PathBuf> {
    let mut bytes = bytes.to_vec();
    let number = |bytes: &[u8], at: usize, n: usize| bytes[at..at + n].iter().rev().fold(0usize, |all, b| all << 8 | usize::from(*b));
    let end = bytes.len() - 22;
    assert_eq!(bytes[end..end + 4], *b"PK\x05\x06");
    let (start, long) = (number(&bytes, end + 16, 4), number(&bytes, end + 12, 4));
    let count = bytes.len().div_ceil(size);
    let mut at = start;
    while at < start + long {
        let place = number(&bytes, at + 42, 4);
        bytes[at + 34..at + 36].copy_from_slice(&u16::try_from(place / size).unwrap().to_le_bytes());
        bytes[at + 42..at + 46].copy_from_slice(&u32::try_from(place % size).unwrap().to_le_bytes());
        at += 46 + number(&bytes, at + 28, 2) + number(&bytes, at + 30, 2) + number(&bytes, at + 32, 2);
    }
    bytes[end + 4..end + 6].copy_from_slice(&u16::try_from(count - 1).unwrap().to_le_bytes());
    bytes[end + 6..end + 8].copy_from_slice(&u16::try_from(start / size).unwrap().to_le_bytes());
    bytes[end + 16..end + 20].copy_from_slice(&u32::try_from(start % size).unwrap().to_le_bytes());
    let name = |n: usize| if n + 1 == count { "export.zip".to_owned() } else { format!("export.z{:02}", n + 1) };
    bytes.chunks(size).enumerate().map(|(n, part)| write(folder, &name(n), part)).collect()
}

#[test]
fn segments_are_the_whole() {
    for size in [200, 1000, 4096, 9000] {
        let folder = tempfile::tempdir().unwrap();
        let mut parts = segments(folder.path(), &whole(), size);
        parts.rotate_left(1);
        holds_all(open_all(&parts).unwrap_or_else(|e| panic!("{size}: {e}")));
        // A folder with all of them is read the same.
        let mut archive = Archive::open(&Input::Path(folder.path().to_path_buf()), &[], &Limits::default()).unwrap();
        assert_eq!(paths(&archive), ["export.zip/a/one.bin", "export.zip/a/two.bin", "export.zip/b/three.txt"]);
        assert_eq!(content(&mut archive, 1).unwrap(), noise(2));
    }
}

#[test]
fn missing_segments_are_named() {
    let folder = tempfile::tempdir().unwrap();
    let parts = segments(folder.path(), &whole(), 2500);
    assert_eq!(missing(open_all(&parts[..4])), [".zip"]);
    assert_eq!(missing(open_all(&parts[4..])), [".z01", ".z02", ".z03", ".z04"]);
    assert_eq!(missing(open_all(&[parts[0].clone(), parts[1].clone(), parts[3].clone(), parts[4].clone()])), [".z03"]);
    assert_eq!(missing(open_all(&[parts[0].clone(), parts[1].clone(), parts[2].clone(), parts[4].clone()])), [".z04"]);
}

#[test]
fn of_a_folder_incomplete_parts_cost_only_themselves() {
    let folder = tempfile::tempdir().unwrap();
    cut(folder.path(), &whole(), 4096);
    std::fs::remove_file(folder.path().join("export.zip.002")).unwrap();
    write(folder.path(), "bill.csv", b"a,b\n1,2\n");
    let mut archive = Archive::open(&Input::Path(folder.path().to_path_buf()), &[], &Limits::default()).unwrap();
    assert_eq!(paths(&archive), ["bill.csv", "export.zip"]);
    assert_eq!(content(&mut archive, 0).unwrap(), b"a,b\n1,2\n");
    assert_eq!(drain(&mut archive, 1), Err(Error::PartsMissing { missing: vec![".zip.002".into()] }));
}

#[test]
fn parts_of_something_else_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let parts = [write(folder.path(), "x.zip.001", b"words and words"), write(folder.path(), "x.zip.002", b" and words")];
    assert_eq!(missing(open_all(&parts)), [".zip.003"], "nothing in it says that it ends");
    let broken = [write(folder.path(), "y.z01", b"PK\x07\x08 and so on"), write(folder.path(), "y.zip", b"not the end of anything")];
    assert_eq!(open_all(&broken).err(), Some(Error::DamagedArchive { spot: "@0".into() }));
}

/// By Info-ZIP's Zip 3.0: `zip -s 64k`.
#[test]
fn another_program_s_segments_are_the_whole() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures/archives");
    let parts = ["segments/export.z01", "segments/export.zip"].map(|name| folder.join(name));
    let mut archive = open_all(&parts).unwrap();
    assert_eq!(paths(&archive), ["filler.bin", "账单(20260101-20260131)/账单(20260101-20260131).csv"]);
    assert_eq!(drain(&mut archive, 0), Ok(66_000));
    assert_eq!(content(&mut archive, 1).unwrap(), std::fs::read(folder.join("bill.csv")).unwrap());
}
