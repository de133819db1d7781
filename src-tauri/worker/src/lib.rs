//! Reading archives in another process. What strangers can influence is parsed by a worker: this same program, started with a
//! hidden argument, which gets one descriptor (of a divided archive one a part) and the passwords for it, then gives up everything else: it can open no file, make
//! no socket, start no program, and hold no more memory than the ceiling says. What it reads comes back through a pipe. When it
//! crashes, aborts, runs out of memory or gets stuck, that is trouble with one file, and the next file gets a worker of its own.
//!
//! Where the system has no such walls, reading stays in this process and [`Reader::holds`] says so.

#[cfg(target_os = "linux")]
mod child;
pub mod frame;
#[cfg(target_os = "linux")]
mod job;
#[cfg(target_os = "linux")]
mod parent;

use dossier_engine::archive::{self, Archive, Input, Limits};
use dossier_engine::error::Error;
use dossier_engine::reader::{self, Drift, Glance, Mapping, Sink, Stop};

#[cfg(target_os = "linux")]
use parent::Asked;

#[cfg(target_os = "linux")]
pub use child::become_worker_if_asked;

/// Elsewhere there are no workers.
#[cfg(not(target_os = "linux"))]
pub fn become_worker_if_asked() {}

/// How archives are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reader<'m> {
    walled: bool,
    mappings: &'m [Mapping],
}

impl<'m> Reader<'m> {
    /// By a worker, where there are workers.
    pub fn walled_off() -> Reader<'m> {
        Reader { walled: cfg!(target_os = "linux"), mappings: &[] }
    }

    /// In this process: for tests, and to compare.
    pub fn in_process() -> Reader<'m> {
        Reader { walled: false, mappings: &[] }
    }

    /// Tables that no source knows are read as these say.
    pub fn knowing(self, mappings: &'m [Mapping]) -> Reader<'m> {
        Reader { mappings, ..self }
    }

    /// Whether a worker reads here: tried on this very program's file, by a worker behind its walls.
    pub fn holds(self) -> bool {
        #[cfg(target_os = "linux")]
        if let (true, Ok(own)) = (self.walled, std::env::current_exe()) {
            return matches!(
                parent::glance(&[own.as_path()], &Asked { passwords: &[], limits: &Limits::default(), mappings: &[] }, &|| false),
                Ok(Some(_))
            );
        }
        false
    }

    /// Reads an archive into a sink. Bytes in memory (sample people: our own) are read in this process.
    ///
    /// # Errors
    /// As `Archive::open`; `reader_stopped` where the worker ended before it came to any file; `cancelled`.
    pub fn read(
        self,
        input: &Input,
        passwords: &[String],
        limits: &Limits,
        cancelled: &dyn Fn() -> bool,
        sink: &mut dyn Sink,
    ) -> Result<(), Error> {
        #[cfg(target_os = "linux")]
        if let (true, Some(places)) = (self.walled, archive::places(input))
            && let Some(done) = parent::read(&places, &Asked { passwords, limits, mappings: self.mappings }, cancelled, sink)?
        {
            return Ok(done);
        }
        let mut archive = Archive::open(input, passwords, limits)?;
        // Why it stopped, the sink knows.
        let _: Result<(), Stop> = reader::read(&mut archive, 0, limits, self.mappings, sink);
        archive.unchanged()
    }

    /// What each file of an archive is.
    ///
    /// # Errors
    /// As [`Reader::read`].
    pub fn glance(self, input: &Input, passwords: &[String], limits: &Limits, cancelled: &dyn Fn() -> bool) -> Result<Vec<Glance>, Error> {
        #[cfg(target_os = "linux")]
        if let (true, Some(places)) = (self.walled, archive::places(input))
            && let Some(glances) = parent::glance(&places, &Asked { passwords, limits, mappings: self.mappings }, cancelled)?
        {
            return Ok(glances);
        }
        Ok(reader::glance(&mut Archive::open(input, passwords, limits)?, limits, self.mappings))
    }

    /// What the files of an archive that no source knows are shaped like.
    ///
    /// # Errors
    /// As [`Reader::read`].
    pub fn describe(self, input: &Input, passwords: &[String], limits: &Limits, cancelled: &dyn Fn() -> bool) -> Result<Vec<Drift>, Error> {
        #[cfg(target_os = "linux")]
        if let (true, Some(places)) = (self.walled, archive::places(input))
            && let Some(drifts) = parent::describe(&places, &Asked { passwords, limits, mappings: self.mappings }, cancelled)?
        {
            return Ok(drifts);
        }
        Ok(reader::drifts(&mut Archive::open(input, passwords, limits)?, limits, self.mappings))
    }
}
