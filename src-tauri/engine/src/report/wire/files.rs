//! What was read, as it leaves the engine: archives and their files.

use crate::phrase::Said;
use crate::reader::Medium;
use crate::source::Reconciled;
use serde::Serialize;
#[cfg(test)]
use ts_rs::TS;

/// One archive.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(TS), ts(export))]
pub struct Archive {
    /// First 12 hex digits of its SHA-256.
    pub id: String,
    /// Base name.
    pub name: String,
    /// SHA-256 in hex; empty if it couldn't be opened.
    pub sha256: String,
    /// Its files, without those that were passed over.
    pub files: Vec<File>,
    /// What was passed over unread, by what it is.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(test, ts(as = "Option<Vec<Passed>>", optional))]
    pub passed: Vec<Passed>,
    /// The same in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub passed_said: Option<Said>,
    /// Of the first of several parts of one export: which there are, and which are missing.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub parts_said: Option<Said>,
    /// Why it couldn't be opened.
    pub error: Option<Failure>,
}

/// One file of an archive.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(TS), ts(export))]
pub struct File {
    /// Inside the archive.
    pub path: String,
    /// Source id.
    pub source: Option<String>,
    /// The source's name.
    pub source_name: Option<Said>,
    /// Which variant.
    pub variant: Option<String>,
    /// The variant's name.
    pub variant_name: Option<Said>,
    /// The mark it was recognised by.
    pub why: Option<String>,
    /// stored + known + skipped.
    #[cfg_attr(test, ts(type = "number"))]
    pub rows_read: u64,
    /// Rows that stand here first.
    #[cfg_attr(test, ts(type = "number"))]
    pub stored: u64,
    /// Rows that stand elsewhere too.
    #[cfg_attr(test, ts(type = "number"))]
    pub known: u64,
    /// Rows not kept, with reasons.
    pub skipped: Vec<Skipped>,
    /// Earliest time as printed.
    pub first: Option<String>,
    /// Latest time as printed.
    pub last: Option<String>,
    /// Distinct senders or counterparties.
    #[cfg_attr(test, ts(type = "number"))]
    pub parties: u64,
    /// Gross sums by direction label.
    pub totals_ours: Vec<Total>,
    /// As the file prints them.
    pub totals_printed: Vec<Total>,
    /// Whether they agree.
    pub reconciled: Reconciled,
    /// One sentence more.
    pub note: Option<Said>,
    /// Its stable code: `note.empty`, `note.moved`, …
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub note_code: Option<String>,
    /// Why it wasn't read, or where it broke off.
    pub error: Option<Failure>,
}

/// An error in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS), ts(export))]
pub struct Failure {
    /// Stable code.
    pub code: String,
    /// The sentence.
    pub said: Said,
}

/// Skipped rows under one code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS), ts(export))]
pub struct Skipped {
    /// Problem code.
    pub code: String,
    /// Rows.
    #[cfg_attr(test, ts(type = "number"))]
    pub count: u64,
}

/// A count and a sum under one label.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS), ts(export))]
pub struct Total {
    /// As printed.
    pub label: String,
    /// ISO code.
    pub currency: String,
    /// Rows.
    #[cfg_attr(test, ts(type = "number"))]
    pub count: u64,
    /// Plain decimal.
    pub sum: String,
}

/// Files of one kind that were passed over unread: no source could find a row in them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS), ts(export))]
pub struct Passed {
    /// What they are: `picture`, `video`, `recording`, `document`, `other`, `empty`.
    pub what: Medium,
    /// How many.
    #[cfg_attr(test, ts(type = "number"))]
    pub count: u64,
}
