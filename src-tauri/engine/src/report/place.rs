//! The wire of the place where the window keeps records: memory, an encrypted temporary file, a vault; and what was deleted there.

use super::window::Receipt;
use super::wire::{Failure, Report};
use crate::phrase::Said;
use serde::Serialize;
#[cfg(test)]
use ts_rs::TS;

/// Where records live now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS), ts(export))]
pub struct Place {
    /// What it is.
    pub kind: PlaceKind,
    /// The vault's own name, never where it lies; of another place, the vault that was closed last.
    pub name: Option<String>,
    /// When the vault locks by itself.
    pub auto_lock: AutoLock,
}

/// What keeps the records.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(TS), ts(export))]
pub enum PlaceKind {
    /// Memory alone.
    Memory,
    /// A file whose key is in memory alone.
    Scratch,
    /// An open vault.
    Vault,
    /// A vault that was locked: nothing of it is in the window.
    Locked,
}

/// When a vault locks by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS), ts(export))]
pub struct AutoLock {
    /// After so many minutes without input; 0 is never.
    pub idle: u32,
    /// When the computer goes to sleep.
    pub sleep: bool,
    /// When the screen is locked.
    pub screen: bool,
    /// Whether the system tells of sleep beforehand; else waking up locks.
    pub hears_sleep: bool,
    /// Whether the system tells that the screen was locked.
    pub hears_screen: bool,
}

/// A place, with what is in it.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(TS), ts(export))]
pub struct Opened {
    /// Where records live now.
    pub place: Place,
    /// The document, if anything is kept there.
    pub report: Option<Report>,
}

/// What guessing a passphrase would cost.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(TS), ts(export))]
pub struct Judged {
    /// The generated one, when one was asked for.
    pub suggested: Option<String>,
    /// How long a guesser would need.
    pub time: Said,
    /// Why it isn't taken, when it isn't.
    pub weak: Option<Failure>,
}

/// A vault that was wiped.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(TS), ts(export))]
pub struct Wiped {
    /// Its name.
    pub name: String,
    /// What happened and what is left elsewhere, a sentence each.
    pub said: Vec<Said>,
}

/// What a deletion leaves.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(TS), ts(export))]
pub struct Left {
    /// The receipt.
    pub receipt: Receipt,
    /// The document of what is still there, if anything is.
    pub report: Option<Report>,
}

/// Why the vault locked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(TS), ts(export, rename = "LockedBy"))]
pub enum Why {
    /// Somebody asked for it.
    Asked,
    /// Nobody was there for so long.
    Idle,
    /// The computer went to sleep.
    Sleep,
    /// The screen was locked.
    Screen,
}
