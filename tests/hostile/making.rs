//! Zips made at run time, and short ways to open and read them.

use dossier_engine::archive::{Archive, Input, Limits, into_error};
use dossier_engine::error::Error;
use std::io::{Cursor, Read, Write};
use zip::unstable::write::FileOptionsExt;
use zip::write::SimpleFileOptions;
use zip::{AesMode, CompressionMethod, ZipWriter};

/// How an entry is locked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lock<'a> {
    None,
    ZipCrypto(&'a str),
    Aes(AesMode, &'a str),
}

/// An entry to be: its name in raw bytes, its content, its lock.
pub(crate) struct Item<'a> {
    pub(crate) name: Vec<u8>,
    pub(crate) content: &'a [u8],
    pub(crate) lock: Lock<'a>,
    pub(crate) method: CompressionMethod,
}

impl<'a> Item<'a> {
    pub(crate) fn new(name: impl Into<Vec<u8>>, content: &'a [u8]) -> Item<'a> {
        Item { name: name.into(), content, lock: Lock::None, method: CompressionMethod::Deflated }
    }

    pub(crate) fn locked(mut self, lock: Lock<'a>) -> Item<'a> {
        self.lock = lock;
        self
    }

    pub(crate) fn stored(mut self) -> Item<'a> {
        self.method = CompressionMethod::Stored;
        self
    }
}

/// A zip of these. Names go in as raw bytes without the UTF-8 flag: the writer is given a place-holder of the same
/// length, which is then replaced; so names may be in any encoding, or twice the same.
pub(crate) fn zip_of(items: &[Item]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (n, item) in items.iter().enumerate() {
        let options = SimpleFileOptions::default().compression_method(item.method);
        let options = match item.lock {
            Lock::None => options,
            Lock::ZipCrypto(password) => options.with_deprecated_encryption(password.as_bytes()).unwrap(),
            Lock::Aes(mode, password) => options.with_aes_encryption(mode, password),
        };
        writer.start_file(holder(n, item.name.len()), options).unwrap();
        writer.write_all(item.content).unwrap();
    }
    let mut bytes = writer.finish().unwrap().into_inner();
    for (n, item) in items.iter().enumerate() {
        replace(&mut bytes, holder(n, item.name.len()).as_bytes(), &item.name);
    }
    bytes
}

fn holder(n: usize, len: usize) -> String {
    let number = format!("@{n}@");
    assert!(len >= number.len(), "a name too short to be held a place for");
    format!("{number}{}", "~".repeat(len - number.len()))
}

/// Replaces every occurrence by bytes of the same length.
pub(crate) fn replace(bytes: &mut [u8], from: &[u8], to: &[u8]) {
    assert_eq!(from.len(), to.len());
    let mut at = 0;
    while at + from.len() <= bytes.len() {
        if &bytes[at..at + from.len()] == from {
            bytes[at..at + to.len()].copy_from_slice(to);
        }
        at += 1;
    }
}

/// Where the `n`th record of the central directory begins.
pub(crate) fn record(bytes: &[u8], n: usize) -> usize {
    let found = bytes.windows(4).enumerate().filter(|(_, w)| *w == b"PK\x01\x02").map(|(at, _)| at);
    found.into_iter().nth(n).expect("a central record")
}

pub(crate) fn gbk(text: &str) -> Vec<u8> {
    let (bytes, _, unmappable) = encoding_rs::GBK.encode(text);
    assert!(!unmappable);
    bytes.into_owned()
}

pub(crate) fn input(name: &str, bytes: Vec<u8>) -> Input {
    Input::Bytes { name: name.into(), bytes: bytes.into() }
}

pub(crate) fn passwords(typed: &[&str]) -> Vec<String> {
    typed.iter().map(|p| (*p).to_owned()).collect()
}

/// Opens bytes under the shipped limits.
pub(crate) fn open(bytes: &[u8], typed: &[&str]) -> Result<Archive, Error> {
    open_under(bytes, typed, &Limits::default())
}

pub(crate) fn open_under(bytes: &[u8], typed: &[&str], limits: &Limits) -> Result<Archive, Error> {
    Archive::open(&input("dropped.zip", bytes.to_vec()), &passwords(typed), limits)
}

/// The code it was refused with.
pub(crate) fn code<T>(result: Result<T, Error>) -> String {
    result.err().map_or_else(|| "accepted".to_owned(), |e| e.code().to_owned())
}

/// The name of the ceiling that stopped it.
pub(crate) fn ceiling<T>(result: Result<T, Error>) -> String {
    match result {
        Err(Error::LimitReached { limit, seen, max, .. }) => {
            assert!(seen > max, "{limit}: {seen} is not more than {max}");
            limit
        }
        Err(e) => e.code().to_owned(),
        Ok(_) => "accepted".to_owned(),
    }
}

/// All paths, in order.
pub(crate) fn paths(archive: &Archive) -> Vec<String> {
    archive.entries().iter().map(|e| e.path.clone()).collect()
}

/// One entry's content.
pub(crate) fn content(archive: &mut Archive, index: usize) -> Result<Vec<u8>, Error> {
    let mut all = Vec::new();
    archive.read(index)?.read_to_end(&mut all).map_err(into_error)?;
    Ok(all)
}

/// Reads an entry to its end without keeping it; how many bytes came.
pub(crate) fn drain(archive: &mut Archive, index: usize) -> Result<u64, Error> {
    std::io::copy(&mut archive.read(index)?, &mut std::io::sink()).map_err(into_error)
}
