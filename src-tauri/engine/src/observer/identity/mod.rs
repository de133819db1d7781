//! Identity: which names and accounts are the same person, and which spellings the same shop or address. Computed when a view is built, from what is
//! visible; what the person said by hand comes first and is stored as a verdict.
//!
//! Joined: an account and the names it goes by; accounts and names on any platform with the same phone number or mail address; equal
//! names, unless two accounts of one platform share it. Never joined: masked names (`*三`), and names of one character.
//! Rule of journeys and formats/messaging §0.3, §0.6; a bank's `财付通-` and the like before a shop's name: formats/payments §0.6.

mod addresses;
mod bonds;
mod people;
mod shops;
mod spellings;
#[cfg(test)]
mod tests;

pub(super) use addresses::{resolve as resolve_addresses, spelled as spelled_address};
pub use bonds::Bond;
pub(super) use people::resolve;
pub(super) use shops::{resolve as resolve_shops, spelled};

use super::base::Name;
use crate::record::Platform;
use serde::Serialize;

/// A name or an account as one platform gives it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Mark {
    /// Whose.
    pub platform: Platform,
    /// The name as printed, or the platform's own id.
    pub words: Name,
    /// Whether it is the platform's own id.
    pub account: bool,
}

/// What sort of thing goes by several names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, rename_all = "snake_case"))]
pub enum Sort {
    /// Somebody.
    Person,
    /// A shop or service.
    Shop,
    /// Where parcels go.
    Address,
}

/// A person, shop or address and everything it is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    /// What it is called everywhere in a dossier.
    pub name: Name,
    /// What it is.
    pub sort: Sort,
    /// Every mark, the most frequent first.
    pub marks: Vec<Mark>,
    /// Why they are one.
    pub bonds: Vec<Bond>,
    /// Rows they stand in.
    pub rows: u64,
}
