//! The wire of the window alone: what the shell tells the page beside the document itself ([`super::wire`]).

use super::guides::GuideInfo;
use super::place::{Place, Why};
use super::table::{Table, TableWords};
use super::wire::{Failure, Row};
use crate::phrase::Said;
use serde::Serialize;
#[cfg(test)]
use ts_rs::TS;

/// What the page needs before anything is opened.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(TS), ts(export))]
pub struct Start {
    /// Of the app.
    pub version: String,
    /// The sample people it ships with.
    pub personas: Vec<Persona>,
    /// How to get one's data.
    pub guides: Vec<GuideInfo>,
    /// Whether the network is locked.
    pub lock: Lock,
    /// Whether the system can draw Chinese.
    pub chinese_font: bool,
    /// Where records live.
    pub place: Place,
    /// What can be said of a table that no source knows.
    pub tables: TableWords,
}

/// A sample person.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(TS), ts(export))]
pub struct Persona {
    /// Stable id.
    pub id: String,
    /// Invented.
    pub name: Said,
    /// One line on who it is.
    pub about: Said,
    /// Archives they received.
    #[cfg_attr(test, ts(type = "number"))]
    pub files: u64,
}

/// The network lock as the kernel reports it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS), ts(export))]
pub struct Lock {
    /// Whether the kernel blocks the network.
    pub enforced: bool,
    /// The mechanisms that do.
    pub mechanisms: Vec<String>,
}

/// Something handed over, before it is imported.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(TS), ts(export))]
pub struct QueueItem {
    /// Names it in later commands.
    pub key: u32,
    /// Base name.
    pub name: String,
    /// Size on disk; of a folder, of all files in it.
    #[cfg_attr(test, ts(type = "number"))]
    pub bytes: u64,
    /// What it waits for.
    pub state: State,
    /// Why it can't be taken, when it can't.
    pub error: Option<Failure>,
    /// Where its platform sends the password.
    pub hint: Option<Said>,
    /// What is in it.
    pub files: Vec<QueueFile>,
    /// What the files that no source knows are shaped like, once that was asked for: all there is to a description.
    pub shape: Option<Said>,
}

/// Files dragged over the window, or dropped. Never where they are.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(TS), ts(export))]
pub struct Drag {
    /// Whether something is held over the window.
    pub over: bool,
    /// The whole queue, once what was dropped has been opened.
    pub queue: Option<Vec<QueueItem>>,
}

/// What the shell tells the page unasked.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(TS), ts(export))]
pub enum News {
    /// Files are dragged over the window, or were dropped.
    Drag(Drag),
    /// The vault was locked: nothing of it may stay in the page.
    Locked(Why),
}

/// What a queued item waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(TS), ts(export, rename = "QueueState"))]
pub enum State {
    /// For being imported.
    Ready,
    /// For its password.
    NeedsPassword,
    /// For another password.
    WrongPassword,
    /// For nothing: it can't be opened.
    Refused,
    /// For nothing: nothing in it is known.
    Unrecognised,
}

/// One file of a queued item.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(TS), ts(export))]
pub struct QueueFile {
    /// Path inside the archive.
    pub path: String,
    /// Source id, when recognised.
    pub source: Option<String>,
    /// Its name.
    pub source_name: Option<Said>,
    /// Variant of the source.
    pub variant: Option<String>,
    /// The variant's name.
    pub variant_name: Option<Said>,
    /// What gave it away.
    pub why: Option<String>,
    /// Why it isn't read.
    pub error: Option<Failure>,
    /// Of a table that no source knows: what it is taken for.
    pub table: Option<Table>,
}

/// How far an import has come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS), ts(export))]
pub struct Progress {
    /// Key of the item being read.
    pub key: u32,
    /// Its base name.
    pub name: String,
    /// Path inside it.
    pub file: String,
    /// Rows of it so far.
    #[cfg_attr(test, ts(type = "number"))]
    pub rows: u64,
    /// Of its claimed bytes, how many are done.
    #[cfg_attr(test, ts(type = "number"))]
    pub bytes_done: u64,
    /// Its claimed bytes.
    #[cfg_attr(test, ts(type = "number"))]
    pub bytes_total: u64,
}

/// The lock, put to the test.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(TS), ts(export))]
pub struct Proof {
    /// Whether the kernel blocks the network.
    pub enforced: bool,
    /// What was asked of the kernel.
    pub mechanisms: Vec<Mechanism>,
    /// The ways out that the program has just tried.
    pub attempts: Vec<Attempt>,
    /// The ways out that are the page's own to try.
    pub page: Vec<PageWay>,
    /// Open sockets of the app and its children that could reach a network.
    #[cfg_attr(test, ts(type = "number"))]
    pub sockets: u64,
    /// SHA-256 of the program's own file.
    pub program: String,
    /// The day of the check.
    pub day: String,
}

/// One thing that stands in the way.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(TS), ts(export))]
pub struct Mechanism {
    /// Stable id.
    pub id: String,
    /// Its name.
    pub what: Said,
    /// What it stops.
    pub covers: Said,
    /// `yes`, `partly` or `no`.
    #[cfg_attr(test, ts(type = "\"yes\" | \"partly\" | \"no\""))]
    pub holds: String,
    /// That in words.
    pub state: Said,
}

/// One way out, tried.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(TS), ts(export))]
pub struct Attempt {
    /// Stable id.
    pub id: String,
    /// Its words.
    pub what: Said,
    /// What it aimed at.
    pub target: String,
    /// `blocked`, `reached`, `not_sent`, or `beyond`: not the lock's to stop.
    #[cfg_attr(test, ts(type = "\"blocked\" | \"reached\" | \"not_sent\" | \"beyond\""))]
    pub outcome: String,
    /// What stopped it, e.g. `seccomp: EACCES`.
    pub by: Option<String>,
}

/// What an import would bring, before it is kept.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(TS), ts(export))]
pub struct Tally {
    /// In one sentence.
    pub said: Said,
    /// Rows that nothing in the vault says yet.
    #[cfg_attr(test, ts(type = "number"))]
    pub new: u64,
    /// Rows that stand elsewhere too.
    #[cfg_attr(test, ts(type = "number"))]
    pub known: u64,
    /// Rows that give a number of the platform's another content.
    #[cfg_attr(test, ts(type = "number"))]
    pub conflicts: u64,
    /// File by file.
    pub files: Vec<TallyFile>,
    /// What a conflict is, if there is one.
    pub why: Option<Said>,
    /// The first conflicts, at most 50.
    pub shown: Vec<Conflict>,
}

/// One file of an import.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(TS), ts(export))]
pub struct TallyFile {
    /// Archive id.
    pub archive: String,
    /// Base name of the archive.
    pub name: String,
    /// Path inside it.
    pub path: String,
    /// As in [`Tally`].
    #[cfg_attr(test, ts(type = "number"))]
    pub new: u64,
    /// As in [`Tally`].
    #[cfg_attr(test, ts(type = "number"))]
    pub known: u64,
    /// As in [`Tally`].
    #[cfg_attr(test, ts(type = "number"))]
    pub conflicts: u64,
}

/// The same number, two contents.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(TS), ts(export))]
pub struct Conflict {
    /// The version that counts.
    pub counts: Row,
    /// The one that is kept as an earlier version.
    pub earlier: Row,
    /// Where they differ in what the rows don't show: how far it got, what came back.
    pub differs: Vec<Said>,
}

/// A deleted archive, and what of it is left where.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(TS), ts(export))]
pub struct Receipt {
    /// Base name of the archive.
    pub name: String,
    /// Files of it that gave rows.
    #[cfg_attr(test, ts(type = "number"))]
    pub files: u64,
    /// Their rows.
    #[cfg_attr(test, ts(type = "number"))]
    pub rows: u64,
    /// First day.
    pub first: Option<String>,
    /// Last day.
    pub last: Option<String>,
    /// Records that are gone.
    #[cfg_attr(test, ts(type = "number"))]
    pub gone: u64,
    /// Records that other archives show too.
    #[cfg_attr(test, ts(type = "number"))]
    pub stay: u64,
    /// What happened, what is left elsewhere and what can be done, a sentence each.
    pub said: Vec<Said>,
}

/// A way out that only a page has.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(TS), ts(export))]
pub struct PageWay {
    /// Stable id.
    pub id: String,
    /// Its words.
    pub what: Said,
    /// What it aims at.
    pub target: String,
}

/// What the shell and the kernel saw, whatever the page says about itself.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS), ts(export))]
pub struct Witness {
    /// Open sockets of the app and its children that could reach a network.
    #[cfg_attr(test, ts(type = "number"))]
    pub sockets: u64,
    /// Times the page was refused to go elsewhere.
    pub navigations: u32,
    /// Times it was refused a window.
    pub windows: u32,
    /// Times it was refused a download.
    pub downloads: u32,
}
