//! What is remembered of each archive that was read: the readers' own reports, said only when shown.

use super::Medium;
use crate::error::Error;
use crate::source::FileReport;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One archive.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct ArchiveNote {
    /// Its files, in path order, but those that were passed over.
    pub files: Vec<FileNote>,
    /// How many were passed over, by what they are.
    #[serde(default)]
    pub passed: BTreeMap<Medium, u64>,
}

/// One file of it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct FileNote {
    /// Path inside the archive.
    pub path: String,
    /// Source id, where one recognised it.
    pub source: Option<String>,
    /// Variant of the source.
    pub variant: Option<String>,
    /// What gave it away.
    pub why: Option<String>,
    /// Why it was not read, or not to its end.
    pub error: Option<Error>,
    /// What it was passed over as, unread.
    #[serde(default)]
    pub passed: Option<Medium>,
    /// What reading gave.
    pub report: FileReport,
}
