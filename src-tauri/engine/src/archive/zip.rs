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
use super::window::Window;
use super::{Entry, SeekRead, name, sniff};
use crate::error::Error;
use std::io::{self, BufReader, Cursor, Read};
use zip::read::ZipFile;
use zip::result::ZipError;
use zip::{CompressionMethod, HasZipMetadata, ZipReadOptions};

/// Locked entries on which the passwords are tried when the archive is opened, smallest first.
const TRIED: usize = 32;
/// Bytes of each that are read to be sure: wrongly decrypted data fail to inflate long before that.
const SURE: u64 = 16 << 20;
/// Bytes of a container read ahead: enough for a header. Data are read in larger pieces anyway, and there may be many zips at once.
const BUFFER: usize = 256;
/// Bytes of the smallest zip with nothing in it, deflated.
const SMALLEST: u64 = 8;
/// Unix file type bits of a mode; the values of a regular file and of a pipe (a file packed from standard input).
const TYPE: u32 = 0o170_000;
const REGULAR: u32 = 0o100_000;
const PIPE: u32 = 0o010_000;

/// An opened zip.
pub(super) struct Zip {
    reader: BufReader<Window>,
    passwords: Vec<Vec<u8>>,
    parts: Vec<Part>,
}

impl Zip {
    /// Lists the files among the directory's parts and finds out whether a password fits.
    /// Paths may be long or twice the same.
    pub(super) fn open(window: Window, parts: Vec<Part>, passwords: &[Vec<u8>], limits: &Limits) -> Result<(Zip, Vec<Entry>), Error> {
        let mut files = Vec::new();
        for mut part in parts {
            let path = path(&part);
            if !is_file(&part, &path) || name::is_clutter(&path) {
                continue;
            }
            // A claim like this is a bomb's or a lie.
            let (size, packed) = (part.entry.size(), part.entry.compressed_size());
            if size > limits.ratio_free_bytes && part.fault.is_none() {
                part.fault = Limits::check("ratio", size.div_ceil(packed.max(1)), limits.ratio, &part.spot).err();
            }
            files.push((Entry { path, claimed_size: part.entry.size(), locked: part.entry.encrypted() }, part));
        }
        if files.is_empty() {
            return Err(Error::NothingInside);
        }
        let (entries, parts) = files.into_iter().unzip();
        let mut zip = Zip { reader: BufReader::with_capacity(BUFFER, window), passwords: passwords.to_vec(), parts };
        zip.unlock()?;
        Ok((zip, entries))
    }

    /// Spots of its entries, in order.
    pub(super) fn spots(&self) -> Vec<String> {
        self.parts.iter().map(|part| part.spot.clone()).collect()
    }

    /// The bytes of an entry that begins as a zip does, and how many of them had to be unpacked into memory, at most `room`.
    pub(super) fn container(&mut self, index: usize, path: &str, room: u64, limits: &Limits) -> Result<Option<(Window, u64)>, Error> {
        let Some(part) = self.parts.get(index).filter(|part| part.fault.is_none() && part.entry.compressed_size() >= SMALLEST) else {
            return Ok(None);
        };
        let locked = part.entry.encrypted();
        if locked && !path.to_ascii_lowercase().ends_with(".zip") {
            return Ok(None);
        }
        if !locked && part.entry.compression() == CompressionMethod::Stored {
            let Ok(start) = part.entry.as_ref().get_metadata().data_start(&mut self.reader) else { return Ok(None) };
            let window = self.reader.get_ref().part(start, part.entry.compressed_size());
            let mut head = Vec::new();
            window.clone().take(4).read_to_end(&mut head)?;
            return Ok(sniff::begins(&head).then_some((window, 0)));
        }
        let password = match locked {
            true => Some(fitting(&mut self.reader, part, &self.passwords)?),
            false => None,
        };
        let (stream, mut bytes, mut spent) = (part.stream(&mut self.reader, password)?, Vec::new(), Spent::new(1));
        let mut stream = Bounded::new(stream, 0, part.spot.clone(), part.held(), limits, &mut spent);
        // What fails at once will say so when it is read.
        if stream.by_ref().take(4).read_to_end(&mut bytes).is_err() || !sniff::begins(&bytes) {
            return Ok(None);
        }
        let (limit, max) = match room < limits.nested_bytes {
            true => ("nested_total_bytes", room),
            false => ("nested_bytes", limits.nested_bytes),
        };
        stream.take(max.saturating_sub(3)).read_to_end(&mut bytes).map_err(super::into_error)?;
        let held = bytes.len() as u64;
        Limits::check(limit, held, max, &format!("{}@{max}", part.spot))?;
        bytes.shrink_to_fit();
        Ok(Some((Window::whole(Box::new(Cursor::new(bytes)))?, held)))
    }

    /// Reads the part `index`, which is the archive's entry `entry`.
    pub(super) fn read<'a>(
        &'a mut self,
        index: usize,
        entry: usize,
        limits: &Limits,
        spent: &'a mut Spent,
    ) -> Result<Box<dyn Read + 'a>, Error> {
        let part = self.parts.get(index).ok_or(Error::FileGone)?;
        if let Some(fault) = &part.fault {
            return Err(fault.clone());
        }
        let password = match part.entry.encrypted() {
            true => Some(fitting(&mut self.reader, part, &self.passwords)?),
            false => None,
        };
        let stream = part.stream(&mut self.reader, password)?;
        Ok(Box::new(Bounded::new(stream, entry, part.spot.clone(), part.held(), limits, spent)))
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
fn fitting<'p>(reader: &mut BufReader<Window>, part: &Part, passwords: &'p [Vec<u8>]) -> Result<&'p [u8], Error> {
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
fn prove(reader: &mut BufReader<Window>, part: &Part, password: &[u8]) -> Result<(), Error> {
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
