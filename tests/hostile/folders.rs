//! Folders and lone files on a real disk.

use super::making::*;
use dossier_engine::archive::{Archive, Input, Limits};
use dossier_engine::error::Error;
use std::fs;
use std::path::Path;

fn open_path(path: &Path) -> Result<Archive, Error> {
    open_path_under(path, &Limits::default())
}

fn open_path_under(path: &Path, limits: &Limits) -> Result<Archive, Error> {
    Archive::open(&Input::Path(path.to_path_buf()), &[], limits)
}

/// `export/` with four files, two of them clutter, one deep down.
fn export() -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path().join("export");
    fs::create_dir_all(root.join("chats/2026")).unwrap();
    fs::create_dir_all(root.join("__MACOSX")).unwrap();
    fs::write(root.join("账单.csv"), "1,2").unwrap();
    fs::write(root.join("chats/2026/a.txt"), "hello").unwrap();
    fs::write(root.join("chats/.DS_Store"), "x").unwrap();
    fs::write(root.join("__MACOSX/._a.txt"), "x").unwrap();
    dir
}

#[test]
fn a_folder_is_read_at_any_depth_in_path_order() {
    let dir = export();
    let mut archive = open_path(&dir.path().join("export")).unwrap();
    assert_eq!(archive.name(), "export");
    assert_eq!(paths(&archive), ["chats/2026/a.txt", "账单.csv"]);
    assert_eq!(content(&mut archive, 0).unwrap(), b"hello");
    assert_eq!(content(&mut archive, 1).unwrap(), b"1,2");
}

#[test]
fn the_same_content_has_the_same_id_wherever_it_lies() {
    let (one, two) = (export(), export());
    let id = |dir: &tempfile::TempDir| open_path(&dir.path().join("export")).unwrap().sha256().to_owned();
    assert_eq!(id(&one), id(&two));
    fs::rename(one.path().join("export"), one.path().join("renamed")).unwrap();
    assert_eq!(open_path(&one.path().join("renamed")).unwrap().sha256(), id(&two));
    fs::write(two.path().join("export/账单.csv"), "1,3").unwrap();
    assert_ne!(open_path(&one.path().join("renamed")).unwrap().sha256(), id(&two));
    let file = one.path().join("renamed/账单.csv");
    let lone = open_path(&file).unwrap();
    let memory = Archive::open(&input("other.txt", b"1,2".to_vec()), &[], &Limits::default()).unwrap();
    assert_eq!((lone.name(), lone.sha256()), ("账单.csv", memory.sha256()));
}

#[cfg(unix)]
#[test]
fn links_are_not_followed() {
    let dir = export();
    let root = dir.path().join("export");
    std::os::unix::fs::symlink("/etc/passwd", root.join("link.txt")).unwrap();
    std::os::unix::fs::symlink(&root, root.join("chats/loop")).unwrap();
    assert_eq!(paths(&open_path(&root).unwrap()), ["chats/2026/a.txt", "账单.csv"]);
}

#[cfg(unix)]
#[test]
fn a_device_is_not_read() {
    assert_eq!(code(open_path(Path::new("/dev/zero"))), "read_failed");
}

#[test]
fn ceilings_of_folders() {
    let dir = export();
    let root = dir.path().join("export");
    assert_eq!(ceiling(open_path_under(&root, &Limits { folder_files: 3, ..Limits::default() })), "folder_files");
    assert_eq!(ceiling(open_path_under(&root, &Limits { folder_depth: 2, ..Limits::default() })), "folder_depth");
    assert_eq!(ceiling(open_path_under(&root, &Limits { total_bytes: 7, ..Limits::default() })), "total_bytes");
    let mut archive = open_path_under(&root, &Limits { entry_bytes: 4, ..Limits::default() }).unwrap();
    assert_eq!(ceiling(drain(&mut archive, 0)), "entry_bytes");
    assert_eq!(drain(&mut archive, 1), Ok(3));
}

#[test]
fn what_vanishes_or_shrinks_is_told() {
    let dir = export();
    let root = dir.path().join("export");
    assert_eq!(code(open_path(&dir.path().join("nowhere"))), "file_gone");
    let mut archive = open_path(&root).unwrap();
    fs::remove_file(root.join("chats/2026/a.txt")).unwrap();
    fs::write(root.join("账单.csv"), "1").unwrap();
    assert_eq!(code(drain(&mut archive, 0)), "file_gone");
    assert_eq!(content(&mut archive, 1).unwrap_err().to_string(), "damaged_archive at #2@1");

    let lone = dir.path().join("bill.txt");
    fs::write(&lone, "0123456789").unwrap();
    let mut archive = open_path(&lone).unwrap();
    fs::OpenOptions::new().write(true).open(&lone).unwrap().set_len(4).unwrap();
    assert_eq!(code(drain(&mut archive, 0)), "damaged_archive");

    let zip = dir.path().join("bill.zip");
    fs::write(&zip, zip_of(&[Item::new(&b"bill.csv"[..], &[7; 100_000]).stored()])).unwrap();
    let mut archive = open_path(&zip).unwrap();
    fs::OpenOptions::new().write(true).open(&zip).unwrap().set_len(50_000).unwrap();
    assert_eq!(code(drain(&mut archive, 0)), "damaged_archive");
}

#[test]
fn a_file_that_grows_is_read_as_far_as_it_was() {
    let dir = export();
    let root = dir.path().join("export");
    let mut archive = open_path(&root).unwrap();
    fs::write(root.join("账单.csv"), "1,2 and more").unwrap();
    assert_eq!(content(&mut archive, 1).unwrap(), b"1,2");
}

#[test]
fn a_folder_with_nothing_in_it() {
    let dir = tempfile::tempdir().unwrap();
    fs::create_dir(dir.path().join("sub")).unwrap();
    assert_eq!(code(open_path(dir.path())), "nothing_inside");
}
