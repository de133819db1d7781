//! A lone file, on disk or in memory: one entry, which is the file itself.

use super::bounded::{Bounded, Held, Spent};
use super::limits::Limits;
use super::{Entry, SeekRead, hash};
use crate::error::Error;
use std::io::{Read, Seek, SeekFrom};

/// An opened file. It stays open, so that renaming it changes nothing.
pub(super) struct Lone {
    reader: Box<dyn SeekRead>,
    bytes: u64,
}

impl Lone {
    pub(super) fn open(reader: Box<dyn SeekRead>, name: &str, bytes: u64, limits: &Limits) -> Result<(Lone, Entry), Error> {
        Limits::check("entry_bytes", bytes, limits.entry_bytes, "#1")?;
        let entry = Entry { path: name.to_owned(), claimed_size: bytes, locked: false };
        Ok((Lone { reader, bytes }, entry))
    }

    pub(super) fn sha256(&mut self) -> Result<String, Error> {
        Ok(hash::of_whole(&mut self.reader)?)
    }

    pub(super) fn read<'a>(&'a mut self, index: usize, limits: &Limits, spent: &'a mut Spent) -> Result<Box<dyn Read + 'a>, Error> {
        if index != 0 {
            return Err(Error::FileGone);
        }
        self.reader.seek(SeekFrom::Start(0))?;
        let stream = (&mut self.reader).take(self.bytes);
        Ok(Box::new(Bounded::new(stream, 0, "#1".into(), Held::Plain { bytes: self.bytes }, limits, spent)))
    }
}
