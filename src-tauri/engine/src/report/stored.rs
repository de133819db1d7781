//! What the vault remembers of each archive it read: the readers' own reports, said only when shown.

use crate::error::Error;
use crate::source::FileReport;
use serde::{Deserialize, Serialize};

/// One archive.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct ArchiveNote {
    pub(crate) files: Vec<FileNote>,
}

/// One file of it.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct FileNote {
    pub(crate) path: String,
    pub(crate) source: Option<String>,
    pub(crate) variant: Option<String>,
    pub(crate) why: Option<String>,
    pub(crate) error: Option<Error>,
    pub(crate) report: FileReport,
}
