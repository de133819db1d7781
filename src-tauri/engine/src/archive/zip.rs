//! Zip, as platforms send it: plain, under traditional PKWARE encryption (ZipCrypto) or under WinZip AES-128/192/256.
//! Which of them is told by each entry itself (flag bit 0, method 99 with extra field 0x9901), never by the platform:
//! one platform has used both, and one archive can mix them.
//!
//! A wrong password is caught when the archive is opened. ZipCrypto checks a single byte, so that one wrong password in
//! 256 goes through: the smallest locked entry is therefore read to its end. Under a password, data that don't inflate or
//! whose checksum fails are reported as `wrong_password`; damage can't be told from it.
//!
//! Format: PKWARE APPNOTE 6.3.10 §6.1 (ZipCrypto), WinZip "AES Encryption Information" (AE-1, AE-2).

use super::bounded::{Bounded, Held, Spent, failure};
use super::directory::Part;
use super::limits::Limits;
use super::{Entry, SeekRead, hash, name, password};
use crate::error::Error;
use std::io::{self, Read};
use zip::ZipReadOptions;
use zip::read::ZipFile;
use zip::result::ZipError;

/// Locked entries on which the passwords are tried when the archive is opened, smallest first.
const TRIED: usize = 32;
/// Bytes of each that are read to be sure: wrongly decrypted data fail to inflate long before that.
const SURE: u64 = 16 << 20;
/// Unix file type bits of a mode; the values of a regular file and of a pipe (a file packed from standard input).
const TYPE: u32 = 0o170_000;
const REGULAR: u32 = 0o100_000;
const PIPE: u32 = 0o010_000;

/// An opened zip.
pub(super) struct Zip {
    reader: Box<dyn SeekRead>,
    passwords: Vec<Vec<u8>>,
    parts: Vec<Part>,
}

impl Zip {
    /// Lists the files among the directory's parts and finds out whether a password fits.
    pub(super) fn open(reader: Box<dyn SeekRead>, parts: Vec<Part>, typed: &[String], limits: &Limits) -> Result<(Zip, Vec<Entry>), Error> {
        let mut distinct = name::Distinct::default();
        let mut files = Vec::new();
        for mut part in parts {
            let path = path(&part);
            if !is_file(&part, &path) || name::is_clutter(&path) {
                continue;
            }
            if path.len() as u64 > limits.path_bytes {
                part.fault = Some(Limits::reached("path_bytes", path.len() as u64, limits.path_bytes, &part.spot));
            }
            let path = distinct.path(name::cut(path, limits.path_bytes));
            files.push((Entry { path, claimed_size: part.entry.size(), locked: part.entry.encrypted() }, part));
        }
        if files.is_empty() {
            return Err(Error::NothingInside);
        }
        files.sort_by(|(a, _), (b, _)| a.path.cmp(&b.path));
        let (entries, parts) = files.into_iter().unzip();
        let mut zip = Zip { reader, passwords: password::clean(typed), parts };
        zip.unlock()?;
        Ok((zip, entries))
    }

    pub(super) fn sha256(&mut self) -> Result<String, Error> {
        Ok(hash::of_whole(&mut self.reader)?)
    }

    pub(super) fn read<'a>(&'a mut self, index: usize, limits: &Limits, spent: &'a mut Spent) -> Result<Box<dyn Read + 'a>, Error> {
        let part = self.parts.get(index).ok_or(Error::FileGone)?;
        if let Some(fault) = &part.fault {
            return Err(fault.clone());
        }
        let password = match part.entry.encrypted() {
            true => Some(fitting(&mut self.reader, part, &self.passwords)?),
            false => None,
        };
        let stream = part.stream(&mut self.reader, password)?;
        Ok(Box::new(Bounded::new(stream, index, part.spot.clone(), part.held(), limits, spent)))
    }

    /// Whether at least one password opens at least one locked entry. Only some of them are tried, so that a thousand
    /// locked entries and a wrong password don't take a minute; each entry tries all passwords again when it is read.
    fn unlock(&mut self) -> Result<(), Error> {
        let mut locked: Vec<&Part> = self.parts.iter().filter(|p| p.entry.encrypted() && p.fault.is_none()).collect();
        if locked.is_empty() {
            return Ok(());
        }
        if self.passwords.is_empty() {
            return Err(Error::PasswordNeeded);
        }
        // An entry with nothing in it proves little.
        locked.sort_by_key(|p| (p.entry.size() == 0, p.entry.compressed_size()));
        for part in locked.into_iter().take(TRIED) {
            for password in &self.passwords {
                match prove(&mut self.reader, part, password) {
                    Err(Error::WrongPassword) => {}
                    done => return done,
                }
            }
        }
        Err(Error::WrongPassword)
    }
}

impl Part {
    /// How its bytes are held.
    pub(super) fn held(&self) -> Held {
        Held::Packed { bytes: self.entry.compressed_size(), locked: self.entry.encrypted() }
    }

    /// Its unpacked bytes, without any ceiling.
    pub(super) fn stream<'a, R: SeekRead>(&'a self, reader: &'a mut R, password: Option<&[u8]>) -> Result<ZipFile<'a, R>, Error> {
        self.entry.as_ref().with_reader(reader, ZipReadOptions::new().password(password)).map_err(|e| match e {
            ZipError::Io(e) => failure(e, self.held(), &self.spot),
            e => failure(io::Error::other(e), self.held(), &self.spot),
        })
    }
}

/// The password that opens this entry. When several get past its quick check, the one that reads to the end.
fn fitting<'p>(reader: &mut Box<dyn SeekRead>, part: &Part, passwords: &'p [Vec<u8>]) -> Result<&'p [u8], Error> {
    let mut passing: Vec<&[u8]> = Vec::new();
    for password in passwords {
        match part.stream(reader, Some(password)) {
            Ok(_) => passing.push(password),
            Err(Error::WrongPassword) => {}
            Err(e) => return Err(e),
        }
    }
    if let [only] = passing.as_slice() {
        return Ok(only);
    }
    for password in passing {
        match prove(reader, part, password) {
            Err(Error::WrongPassword) => {}
            done => return done.map(|()| password),
        }
    }
    Err(Error::WrongPassword)
}

/// Reads with a password to the end, or as far as makes sure.
fn prove(reader: &mut Box<dyn SeekRead>, part: &Part, password: &[u8]) -> Result<(), Error> {
    let mut stream = part.stream(reader, Some(password))?.take(SURE);
    io::copy(&mut stream, &mut io::sink()).map(drop).map_err(|e| failure(e, part.held(), &part.spot))
}

fn path(part: &Part) -> String {
    let raw = part.entry.name_raw();
    // The crate has already put a valid Unicode Path extra field in the raw name's place, and reads the rest as CP437.
    let name = name::decode(raw).or_else(|| part.entry.name().ok().map(|n| n.into_owned()));
    match name.map(|n| name::tidy(&n)) {
        Some(name) if !name.is_empty() => name,
        _ => part.spot.clone(),
    }
}

/// Not a directory, a link, a device.
fn is_file(part: &Part, path: &str) -> bool {
    let kind = part.entry.unix_mode().map_or(0, |mode| mode & TYPE);
    !path.ends_with('/') && [0, REGULAR, PIPE].contains(&kind)
}
