//! A range of a container's bytes, seen as a file of its own: so a zip that is merely stored in another is read where it lies.

use super::SeekRead;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

/// Part of a shared reader, with a position of its own.
#[derive(Clone)]
pub(super) struct Window {
    shared: Arc<Mutex<Box<dyn SeekRead>>>,
    start: u64,
    len: u64,
    at: u64,
}

impl Window {
    /// All of a reader.
    pub(super) fn whole(mut reader: Box<dyn SeekRead>) -> io::Result<Window> {
        let len = reader.seek(SeekFrom::End(0))?;
        Ok(Window { shared: Arc::new(Mutex::new(reader)), start: 0, len, at: 0 })
    }

    /// `len` bytes from `start` on, as far as there are so many.
    pub(super) fn part(&self, start: u64, len: u64) -> Window {
        let start = start.min(self.len);
        Window { shared: Arc::clone(&self.shared), start: self.start + start, len: len.min(self.len - start), at: 0 }
    }

    pub(super) fn len(&self) -> u64 {
        self.len
    }
}

impl Read for Window {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        let left = self.len.saturating_sub(self.at);
        let mut shared = self.shared.lock().unwrap_or_else(PoisonError::into_inner);
        shared.seek(SeekFrom::Start(self.start.saturating_add(self.at)))?;
        let n = shared.by_ref().take(left).read(buf)?;
        self.at = self.at.saturating_add(n as u64);
        Ok(n)
    }
}

impl Seek for Window {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let at = match to {
            SeekFrom::Start(at) => Some(at),
            SeekFrom::End(by) => self.len.checked_add_signed(by),
            SeekFrom::Current(by) => self.at.checked_add_signed(by),
        };
        self.at = at.ok_or(io::ErrorKind::InvalidInput)?;
        Ok(self.at)
    }
}

/// A file that is opened whenever it is read: a folder may hold more zips than there are descriptors.
pub(super) struct OnDemand {
    place: PathBuf,
    len: u64,
    at: u64,
}

impl OnDemand {
    pub(super) fn new(place: PathBuf, len: u64) -> OnDemand {
        OnDemand { place, len, at: 0 }
    }
}

impl Read for OnDemand {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        let mut file = File::open(&self.place)?;
        file.seek(SeekFrom::Start(self.at))?;
        let n = file.take(self.len.saturating_sub(self.at)).read(buf)?;
        self.at = self.at.saturating_add(n as u64);
        Ok(n)
    }
}

impl Seek for OnDemand {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let at = match to {
            SeekFrom::Start(at) => Some(at),
            SeekFrom::End(by) => self.len.checked_add_signed(by),
            SeekFrom::Current(by) => self.at.checked_add_signed(by),
        };
        self.at = at.ok_or(io::ErrorKind::InvalidInput)?;
        Ok(self.at)
    }
}
