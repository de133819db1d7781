//! Whether a file is still what it was when it was opened: a download that is not finished yet grows while it is read.

use crate::error::Error;
use chrono::{DateTime, Utc};
use std::fs::{File, Metadata};
use std::io;

/// A file that stays open, and how it was. Renaming or removing it changes nothing.
pub(super) struct Stamp {
    file: File,
    was: Traits,
}

/// What changes when somebody writes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Traits {
    pub(super) bytes: u64,
    /// `None` where the file system doesn't say.
    modified: Option<DateTime<Utc>>,
}

impl Traits {
    pub(super) fn of(meta: &Metadata) -> Traits {
        Traits { bytes: meta.len(), modified: meta.modified().ok().map(DateTime::from) }
    }

    pub(super) fn check(&self, meta: &Metadata) -> Result<(), Error> {
        if Traits::of(meta) == *self { Ok(()) } else { Err(Error::ArchiveChanged) }
    }
}

impl Stamp {
    pub(super) fn of(file: &File) -> io::Result<Stamp> {
        let file = file.try_clone()?;
        let was = Traits::of(&file.metadata()?);
        Ok(Stamp { file, was })
    }

    pub(super) fn holds(&self) -> Result<(), Error> {
        self.was.check(&self.file.metadata()?)
    }
}
