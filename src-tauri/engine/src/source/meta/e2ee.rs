//! Messenger's chats with end-to-end encryption, which come as a download of their own: one file a chat.
//!
//! # Variants
//! `json`, `<name>_<number>.json`.
//! # What gives it away
//! `threadName`, and `messages` with `senderName` and `timestamp`.
//! # Traps
//! Strings are mangled (see [`super`]). The file's number is not the chat's. Files that could not be fetched leave an address that says so.
//! The first of the participants seems to be the owner, which nothing states: it isn't relied on.
//! # Where this is from
//! formats/messaging §5.1: msgvault, RLEAPP; two published test files.

use super::super::json::{At, Json, Layout, Sort, Value};
use super::super::table::Skip;
use super::super::{Card, Reading, Status, date};
use super::{text, words};
use crate::problem::Code;
use crate::record::{Contact, ContactKind, Fact, Kind, Message, MessageKind, Platform};

/// The source.
pub(in super::super) static SOURCE: Json<Chat> = Json {
    card: &Card {
        id: "messenger_e2ee",
        platform: Platform::Facebook,
        yields: &[Kind::Message, Kind::Contact],
        variants: &["json"],
        status: Status::Sampled,
    },
    layouts: &[Layout {
        variant: "json",
        needs: &["threadName", "participants[]", "messages"],
        when: |_, shape| shape.has_sort("participants[]", Sort::Text),
        heads: &[
            ("participants[]", |value, at, _, into| {
                into.beside(at.spot, Fact::Contact(Contact::new(ContactKind::Person, None, words(value))));
            }),
            ("threadName", |value, _, chat, _| chat.title = words(value)),
        ],
        rows: &[("messages[]", row)],
        ..Layout::NONE
    }],
    begin: |path, chat| chat.file = path.rsplit('/').next().unwrap_or_default().trim_end_matches(".json").to_owned(),
    ..Json::NONE
};

/// What is known of the chat.
#[derive(Debug, Default)]
pub(in super::super) struct Chat {
    file: String,
    title: Option<String>,
}

fn row(value: &Value<'_>, _: At<'_>, chat: &mut Chat, _: &mut Reading<'_>) -> Result<Option<Fact>, Skip> {
    let time = value.int("timestamp").and_then(date::epoch).ok_or(Skip { code: Code::BadDate, hint: "timestamp" })?;
    let (kind, said) = match value.flag("isUnsent") {
        Some(true) => (MessageKind::Deleted, None),
        _ if !value.list("media").is_empty() => (MessageKind::Media, text(value, "text")),
        _ => (MessageKind::Text, text(value, "text")),
    };
    let name = chat.title.as_ref().unwrap_or(&chat.file);
    Ok(Some(Fact::Message(Message { sender: text(value, "senderName"), kind, text: said, ..Message::new(time, name) })))
}
