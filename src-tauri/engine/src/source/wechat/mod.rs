//! WeChat: what its messages are, whichever tool exported them. WeChat itself exports none; every tool hands on its numbers for kinds
//! of message, its XML or Chinese words for them (formats/messaging §1.0).

mod kinds;
mod said;

pub(super) use kinds::{named, numbered, split};
pub(super) use said::{Said, said};

use crate::record::{Contact, ContactKind};

/// Kind of a chat or contact, by its id.
pub(super) fn contact_kind(id: &str) -> ContactKind {
    if id.ends_with("@chatroom") {
        ContactKind::Group
    } else if id.starts_with("gh_") {
        ContactKind::Business
    } else {
        ContactKind::Person
    }
}

/// A person, group or account with what the owner calls it first, its other names behind.
pub(super) fn contact<'n>(account: &str, names: impl IntoIterator<Item = Option<&'n str>>) -> Contact {
    let mut found: Vec<String> = Vec::new();
    for name in names.into_iter().flatten().map(str::trim) {
        if !name.is_empty() && name != account && !found.iter().any(|f| f == name) {
            found.push(name.to_owned());
        }
    }
    let mut found = found.into_iter();
    let name = found.next();
    Contact { other_names: found.collect(), ..Contact::new(contact_kind(account), Some(account.to_owned()), name) }
}
