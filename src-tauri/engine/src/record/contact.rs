//! Contacts: people and groups that an export lists, and the names behind the ids that its chats use.

use serde::{Deserialize, Serialize};

/// What an entry stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ContactKind {
    /// A person.
    Person,
    /// A chat of several, a server, a channel of one.
    Group,
    /// A business, bot, official account or page.
    Business,
}

/// One entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// What it stands for.
    pub kind: ContactKind,
    /// The platform's own id, as messages give it under `account` or `chat`.
    pub account: Option<String>,
    /// The name it goes by; where there are several, the one the owner gave (remark, saved name) goes first.
    pub name: Option<String>,
    /// Its other names: nickname, alias, screen name.
    pub other_names: Vec<String>,
    /// What the owner filed it under (WeChat 标签, lists).
    pub labels: Vec<String>,
    /// Phone as printed.
    pub phone: Option<String>,
    /// Mail as printed.
    pub mail: Option<String>,
    /// Where it is from, as printed.
    pub region: Option<String>,
    /// Whether this entry is the owner.
    pub own: bool,
}

impl Contact {
    /// An entry with its id and name; the rest is filled in by struct update.
    pub fn new(kind: ContactKind, account: Option<String>, name: Option<String>) -> Contact {
        Contact { kind, account, name, other_names: Vec::new(), labels: Vec::new(), phone: None, mail: None, region: None, own: false }
    }
}
