//! The stream every entry is read through: it counts what really comes out and stops at the ceilings.

use super::limits::Limits;
use crate::error::Error;
use std::io::{self, Read};

/// What has been unpacked so far. Reading an entry again costs nothing again.
#[derive(Debug, Default)]
pub(super) struct Spent {
    /// The furthest any reading of each entry has come.
    entries: Vec<u64>,
    /// Their sum.
    total: u64,
}

impl Spent {
    pub(super) fn new(entries: usize) -> Spent {
        Spent { entries: vec![0; entries], total: 0 }
    }

    fn reach(&mut self, index: usize, position: u64) -> u64 {
        if let Some(furthest) = self.entries.get_mut(index)
            && position > *furthest
        {
            self.total = self.total.saturating_add(position - *furthest);
            *furthest = position;
        }
        self.total
    }
}

/// How an entry is held, which decides what a failure in it means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Held {
    /// Packed into this many bytes of the container, under a password or not.
    Packed {
        /// Bytes it takes in the container, known to be there.
        bytes: u64,
        /// Whether a password was used.
        locked: bool,
    },
    /// As it is, this many bytes long when it was opened.
    Plain {
        /// Length at the time of opening.
        bytes: u64,
    },
}

/// A reader under [`Limits`]. Once failed it stays failed.
pub(super) struct Bounded<'a, R> {
    inner: R,
    limits: Limits,
    spent: &'a mut Spent,
    index: usize,
    spot: String,
    held: Held,
    position: u64,
    failed: Option<Error>,
}

impl<'a, R: Read> Bounded<'a, R> {
    pub(super) fn new(inner: R, index: usize, spot: String, held: Held, limits: &Limits, spent: &'a mut Spent) -> Self {
        Bounded { inner, limits: *limits, spent, index, spot, held, position: 0, failed: None }
    }

    fn step(&mut self, buf: &mut [u8]) -> Result<usize, Error> {
        let n = loop {
            match self.inner.read(buf) {
                Ok(n) => break n,
                Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
                Err(e) => return Err(failure(e, self.held, &self.here())),
            }
        };
        if n == 0
            && !buf.is_empty()
            && let Held::Plain { bytes } = self.held
            && self.position < bytes
        {
            // It has shrunk since it was opened.
            return Err(Error::DamagedArchive { spot: self.here() });
        }
        self.position = self.position.saturating_add(n as u64);
        self.under("entry_bytes", self.position, self.limits.entry_bytes)?;
        if let Held::Packed { bytes, .. } = self.held
            && self.position > self.limits.ratio_free_bytes
        {
            self.under("ratio", self.position.div_ceil(bytes.max(1)), self.limits.ratio)?;
        }
        let total = self.spent.reach(self.index, self.position);
        self.under("total_bytes", total, self.limits.total_bytes)?;
        Ok(n)
    }

    fn under(&self, limit: &str, seen: u64, max: u64) -> Result<(), Error> {
        // Told only when it is needed: this runs for every piece that is read.
        if seen > max { Err(Limits::reached(limit, seen, max, &self.here())) } else { Ok(()) }
    }

    /// Where in the entry it has come to.
    fn here(&self) -> String {
        format!("{}@{}", self.spot, self.position)
    }
}

impl<R: Read> Read for Bounded<'_, R> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        if let Some(e) = &self.failed {
            return Err(io::Error::other(e.clone()));
        }
        self.step(buf).map_err(|e| {
            self.failed = Some(e.clone());
            io::Error::other(e)
        })
    }
}

/// What a failed read means: the system's trouble, ours already named, or bytes that contradict themselves,
/// which under a password cannot be told from a wrong one.
pub(super) fn failure(e: io::Error, held: Held, spot: &str) -> Error {
    if e.raw_os_error().is_some() {
        return Error::from(e);
    }
    match (e.downcast::<Error>(), held) {
        (Ok(ours), _) => ours,
        (Err(_), Held::Packed { locked: true, .. }) => Error::WrongPassword,
        (Err(_), _) => Error::DamagedArchive { spot: spot.into() },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drain(len: u64, held: Held, limits: Limits, spent: &mut Spent, index: usize) -> Result<u64, Error> {
        let mut stream = Bounded::new(io::repeat(7).take(len), index, "#1".into(), held, &limits, spent);
        io::copy(&mut stream, &mut io::sink()).map_err(super::super::into_error)
    }

    fn limit_of(r: Result<u64, Error>) -> String {
        match r {
            Err(Error::LimitReached { limit, .. }) => limit,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn each_ceiling_stops_it_under_its_own_name() {
        let small = Limits { entry_bytes: 1000, total_bytes: 1500, ratio: 10, ratio_free_bytes: 100, ..Limits::default() };
        let packed = |bytes| Held::Packed { bytes, locked: false };
        let mut spent = Spent::new(3);
        assert_eq!(drain(1000, packed(100), small, &mut spent, 0), Ok(1000));
        assert_eq!(limit_of(drain(1001, packed(500), small, &mut Spent::new(1), 0)), "entry_bytes");
        assert_eq!(limit_of(drain(501, packed(50), small, &mut Spent::new(1), 0)), "ratio");
        assert_eq!(drain(100, packed(1), small, &mut Spent::new(1), 0), Ok(100), "small things may be packed as tightly as they like");
        assert_eq!(drain(1000, packed(100), small, &mut spent, 0), Ok(1000), "read again, counted once");
        assert_eq!(drain(500, packed(100), small, &mut spent, 1), Ok(500));
        assert_eq!(limit_of(drain(1, packed(100), small, &mut spent, 2)), "total_bytes");
    }

    #[test]
    fn a_file_that_shrank_is_damaged_and_stays_so() {
        let (limits, mut spent) = (Limits::default(), Spent::new(1));
        let mut stream = Bounded::new(&b"abc"[..], 0, "#1".into(), Held::Plain { bytes: 4 }, &limits, &mut spent);
        let mut all = Vec::new();
        for _ in 0..2 {
            let e = stream.read_to_end(&mut all).map_err(super::super::into_error);
            assert_eq!(e, Err(Error::DamagedArchive { spot: "#1@3".into() }));
        }
        assert_eq!(all, b"abc");
    }

    #[test]
    fn what_a_failure_means_depends_on_the_lock() {
        let bad = || io::Error::from(io::ErrorKind::InvalidData);
        assert_eq!(failure(bad(), Held::Packed { bytes: 1, locked: true }, "#1"), Error::WrongPassword);
        assert_eq!(failure(bad(), Held::Packed { bytes: 1, locked: false }, "#1"), Error::DamagedArchive { spot: "#1".into() });
        let gone = io::Error::from_raw_os_error(2);
        assert_eq!(failure(gone, Held::Packed { bytes: 1, locked: true }, "#1"), Error::FileGone);
    }
}
