//! Clean fixtures as a person would hand them over.

use dossier_engine::archive::Limits;
use dossier_engine::source::{ALL, peek, recognise};
use std::fs;
use std::path::{Path, PathBuf};

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures")
}

/// Of every source one clean file, in a fixed order: name and content. A file that is known by the folders around it only is no file
/// by itself and left out.
pub(crate) fn one_of_each() -> Vec<(String, Vec<u8>)> {
    let found: Vec<_> = ALL.iter().filter_map(|source| clean(source.card().id)).collect();
    assert!(found.len() * 10 > ALL.len() * 9, "{} of {}", found.len(), ALL.len());
    found
}

fn clean(source: &str) -> Option<(String, Vec<u8>)> {
    let cases = sorted(&fixtures().join(source));
    let clean = cases.iter().filter(|case| named(case).starts_with("clean"));
    clean
        .filter_map(|case| input(case))
        .map(|file| (named(&file), fs::read(&file).unwrap()))
        .find(|(name, bytes)| is_of(source, name, bytes))
}

/// The one file of a case, in whatever folders.
fn input(folder: &Path) -> Option<PathBuf> {
    let inside = sorted(folder);
    let file = inside.iter().find(|path| path.is_file() && named(path) != "expected.txt").cloned();
    file.or_else(|| inside.iter().filter(|path| path.is_dir()).find_map(|folder| input(folder)))
}

fn is_of(source: &str, name: &str, mut bytes: &[u8]) -> bool {
    let opened = peek::open(name, &mut bytes, &Limits::default()).unwrap();
    recognise(opened.peek()).0.is_some_and(|found| found.card().id == source)
}

fn sorted(folder: &Path) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    found.sort();
    found
}

fn named(path: &Path) -> String {
    path.file_name().unwrap().to_string_lossy().into_owned()
}
