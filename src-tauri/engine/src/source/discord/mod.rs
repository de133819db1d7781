//! Discord: its own data package, and chats as DiscordChatExporter saves them.
//!
//! # Variants
//! Of the package: [`PACKAGE`] `messages` of one channel · `channel` · `index` all channels by name · `account` · `activity` the log, see
//! [`events`]; [`PACKAGE_TABLE`] `csv` messages up to 2023. Of the tool: [`EXPORTER`] `json` · [`EXPORTER_TABLE`] `csv`; its plain text says
//! who wrote what in a layout that isn't known, so it is recognised only.
//! # What gives it away
//! `ID`, `Timestamp` and `Contents`; `recipients` or `guild` beside `id` and `type`; keys that are all numbers of channels; `relationships`
//! beside `username`; `event_type`. Of the tool `guild` and `channel` beside `messages`; `AuthorID`, `Author`, `Date`, `Content`.
//! # Traps
//! Only the owner's messages are in the package: no answers. A channel is named by the folder, `c` and its number, older ones without the
//! `c`; in `index.json` some have no name. Folders are written small or capital, and in other languages. Times are UTC without saying so;
//! the tool's have the offset of the device that saved them. Its table has no name or number of the channel: the file's name ends with the
//! number in brackets. Nothing in the tool's files tells the owner.
//! # Where this is from
//! formats/messaging §6: purarue/discord_data, the README of one package; ChatLab's reader of the tool's files. Payments are known by name
//! only and aren't read.

mod events;
mod exporter;
mod package;

pub(super) use exporter::{JSON as EXPORTER, TABLE as EXPORTER_TABLE};
pub(super) use package::{MESSAGES as PACKAGE_TABLE, SOURCE as PACKAGE};

use super::date;
use crate::record::{Moment, Zone};

/// Discord's own times are UTC, whether they say so or not; some stand in quotes of their own.
fn utc(text: &str) -> Option<Moment> {
    let time = date::iso(text.trim().trim_matches('"'))?;
    Some(Moment { zone: Zone::Utc, ..time })
}
