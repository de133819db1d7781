//! What the worker is asked to do. It comes through a socket, together with the descriptors the worker gets: one, or one for each part
//! of a divided archive.

use dossier_engine::archive::Limits;
use dossier_engine::reader::Mapping;
use serde::{Deserialize, Serialize};

/// The hidden argument that makes this program a worker.
pub(crate) const ARGUMENT: &str = "--worker";

/// How a worker ends that the kernel would not wall off: nothing was read, and nothing will be.
pub(crate) const NO_WALLS: i32 = 77;

/// The byte that carries a descriptor after which others come, and the last.
pub(crate) const MORE: u8 = b'p';
pub(crate) const LAST: u8 = b'f';

/// One archive, and what is to be done with it.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Job {
    /// Base name of the archive, or of each of its parts.
    pub(crate) names: Vec<String>,
    /// Whether the descriptor is of a folder.
    pub(crate) folder: bool,
    /// Tried on each locked entry.
    pub(crate) passwords: Vec<String>,
    /// The ceilings.
    pub(crate) limits: Limits,
    /// How to read tables that no source knows.
    pub(crate) mappings: Vec<Mapping>,
    /// What to do.
    pub(crate) task: Task,
}

/// What to do with the archive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Task {
    /// Say what each file is.
    Glance,
    /// Describe the files that no source knows.
    Describe,
    /// Read the files from this number on.
    Read {
        /// The first file.
        from: usize,
    },
}
