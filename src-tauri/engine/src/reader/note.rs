//! What is remembered of each archive that was read: the readers' own reports, said only when shown.

use crate::error::Error;
use crate::source::FileReport;
use serde::{Deserialize, Serialize};

/// One archive.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct ArchiveNote {
    /// Its files, in path order.
    pub files: Vec<FileNote>,
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
    /// What reading gave.
    pub report: FileReport,
}
