//! Looks for planted words in every file of some folders, in every dress they could wear there.

use aho_corasick::AhoCorasick;
use base64::Engine;
use base64::prelude::{BASE64_STANDARD_NO_PAD, BASE64_URL_SAFE_NO_PAD};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// A planted word, found.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Found {
    pub(super) file: PathBuf,
    pub(super) dress: &'static str,
}

/// A searcher for planted words.
pub(super) struct Sweep {
    needles: AhoCorasick,
    dresses: Vec<&'static str>,
}

impl Sweep {
    pub(super) fn new(words: &[String]) -> Sweep {
        let dressed: Vec<(&'static str, Vec<u8>)> = words.iter().flat_map(|word| dresses(word)).collect();
        let needles = AhoCorasick::new(dressed.iter().map(|(_, bytes)| bytes)).unwrap();
        Sweep { needles, dresses: dressed.iter().map(|(dress, _)| *dress).collect() }
    }

    /// Every file beneath these folders that holds one, and every file that is named by one; and how many files there were.
    pub(super) fn through(&self, folders: &[&Path]) -> (BTreeSet<Found>, usize) {
        let (mut found, mut seen) = (BTreeSet::new(), 0);
        let mut open: Vec<PathBuf> = folders.iter().map(|f| f.to_path_buf()).collect();
        while let Some(path) = open.pop() {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            self.look(name.as_bytes(), &path, &mut found);
            // Sockets and pipes hold nothing; links may lead out.
            let Ok(kind) = path.symlink_metadata().map(|m| m.file_type()) else { continue };
            if kind.is_dir() {
                open.extend(fs::read_dir(&path).into_iter().flatten().flatten().map(|entry| entry.path()));
            } else if kind.is_file() {
                seen += 1;
                self.look(&fs::read(&path).unwrap_or_default(), &path, &mut found);
            }
        }
        (found, seen)
    }

    fn look(&self, bytes: &[u8], path: &Path, found: &mut BTreeSet<Found>) {
        for hit in self.needles.find_overlapping_iter(bytes) {
            found.insert(Found { file: path.to_owned(), dress: self.dresses[hit.pattern().as_usize()] });
        }
    }
}

/// UTF-8, UTF-16 both ways, GBK, hex in both cases, base64 at each of the three places a word can stand in it.
fn dresses(word: &str) -> Vec<(&'static str, Vec<u8>)> {
    let utf8 = word.as_bytes().to_vec();
    let mut all = vec![
        ("UTF-16LE", word.encode_utf16().flat_map(u16::to_le_bytes).collect()),
        ("UTF-16BE", word.encode_utf16().flat_map(u16::to_be_bytes).collect()),
    ];
    for (dress, hex, base64, bytes) in
        [("UTF-8", "hex", "base64", utf8), ("GBK", "hex of GBK", "base64 of GBK", encoding_rs::GBK.encode(word).0.into_owned())]
    {
        let lower: String = bytes.iter().map(|b| format!("{b:02x}")).collect();
        all.push((hex, lower.to_uppercase().into_bytes()));
        all.push((hex, lower.into_bytes()));
        for before in 0..3 {
            // What stands before and after it decides the first and last character: they are left out.
            let padded = [vec![0; before], bytes.clone()].concat();
            let whole = padded.len() / 3 * 4;
            let from = (before * 4).div_ceil(3);
            for code in [BASE64_STANDARD_NO_PAD.encode(&padded), BASE64_URL_SAFE_NO_PAD.encode(&padded)] {
                all.push((base64, code.as_bytes()[from..whole].to_vec()));
            }
        }
        all.push((dress, bytes));
    }
    all
}
