//! Messenger and Instagram chats, `message_1.json` and on: one layout, two platforms.
//!
//! # Variants
//! `json`.
//! # What gives it away
//! `messages` with `sender_name` and `timestamp_ms`. Which platform: by the folders, such as `your_instagram_activity`; without them,
//! `is_geoblocked_for_viewer` without `thread_type` is Instagram's. A file that shows neither is taken for Messenger's.
//! # Traps
//! Every string is mangled (see [`super`]). Newest first; a long chat comes in several files, and its title stands behind the messages, so a
//! chat goes by its folder, `<name>_<id>`, and a contact gives its title. Newer files leave out `type` and `thread_type`. Nothing tells the
//! owner. What was taken back keeps its sender and time. Some files hold nothing but `messages`.
//! # Where this is from
//! formats/messaging §5.1, §5.2: msgvault, timelinize; seven published test files.

use super::super::json::{At, Json, Layout, Shape, Value};
use super::super::table::Skip;
use super::super::{Card, Reading, Status, date};
use super::{in_instagram, text, words};
use crate::problem::Code;
use crate::record::{Contact, ContactKind, Fact, Kind, Message, MessageKind, Platform};

/// Messenger.
pub(in super::super) static MESSENGER: Json<Thread> = Json {
    card: &Card {
        id: "messenger",
        platform: Platform::Facebook,
        yields: &[Kind::Message, Kind::Contact],
        variants: &["json"],
        status: Status::Sampled,
    },
    layouts: &[
        Layout { when: |path, shape| !instagram(path, shape), ..MESSAGES },
        Layout { when: |path, shape| !instagram(path, shape), ..EMPTY },
    ],
    begin: |path, thread| thread.begin(path),
    ..Json::NONE
};

/// Instagram.
pub(in super::super) static INSTAGRAM: Json<Thread> = Json {
    card: &Card {
        id: "instagram_messages",
        platform: Platform::Instagram,
        yields: &[Kind::Message, Kind::Contact],
        variants: &["json"],
        status: Status::Described,
    },
    layouts: &[Layout { when: instagram, ..MESSAGES }, Layout { when: instagram, ..EMPTY }],
    begin: |path, thread| thread.begin(path),
    ..Json::NONE
};

const MESSAGES: Layout<Thread> = Layout {
    variant: "json",
    needs: &["messages[].sender_name", "messages[].timestamp_ms"],
    heads: &[
        ("participants[].name", |value, at, thread, into| {
            let name = words(value);
            into.beside(at.spot, Fact::Contact(Contact::new(ContactKind::Person, None, name.clone())));
            thread.members.extend(name);
        }),
        ("title", |value, at, thread, into| {
            let kind = if thread.members.len() > 2 { ContactKind::Group } else { ContactKind::Person };
            into.beside(at.spot, Fact::Contact(Contact::new(kind, Some(thread.id()), words(value))));
        }),
    ],
    rows: &[("messages[]", row)],
    ..Layout::NONE
};

/// A chat without a message.
const EMPTY: Layout<Thread> =
    Layout { needs: &["participants[].name", "title", "messages", "thread_path"], lacks: &["messages[]"], ..MESSAGES };

/// Whether it is Instagram's.
fn instagram(path: &str, shape: &Shape) -> bool {
    match () {
        () if in_instagram(path) => true,
        () if path.to_ascii_lowercase().contains("facebook") => false,
        () => shape.has("messages[].is_geoblocked_for_viewer") && !shape.has("thread_type"),
    }
}

/// What is known of the chat.
#[derive(Debug, Default)]
pub(in super::super) struct Thread {
    folder: Option<String>,
    file: String,
    members: Vec<String>,
}

impl Thread {
    fn begin(&mut self, path: &str) {
        let mut parts = path.rsplit('/');
        self.file = parts.next().unwrap_or_default().to_owned();
        self.folder = parts.next().filter(|f| !f.is_empty()).map(str::to_owned);
    }

    /// What its messages go by: its folder, of a file without one those who take part.
    fn id(&self) -> String {
        let members = (!self.members.is_empty()).then(|| self.members.join(", "));
        self.folder.clone().or(members).unwrap_or_else(|| self.file.clone())
    }
}

fn row(value: &Value<'_>, _: At<'_>, thread: &mut Thread, _: &mut Reading<'_>) -> Result<Option<Fact>, Skip> {
    let time = value.int("timestamp_ms").and_then(date::epoch).ok_or(Skip { code: Code::BadDate, hint: "timestamp_ms" })?;
    let message = Message { sender: text(value, "sender_name"), ..Message::new(time, thread.id()) };
    let said = text(value, "content");
    let media = ["photos", "videos", "audio_files", "gifs", "files", "sticker"];
    let kind = value.text("type");
    let (kind, said) = match kind.as_deref() {
        _ if value.flag("is_unsent") == Some(true) => (MessageKind::Deleted, None),
        Some("Subscribe" | "Unsubscribe") => (MessageKind::System, said),
        Some("Call") => (MessageKind::Call, None),
        _ if value.has("call_duration") => (MessageKind::Call, None),
        _ if value.get("share").is_some() => (MessageKind::Share, shared(value, said)),
        _ if media.iter().any(|key| value.get(key).is_some()) => (MessageKind::Media, said),
        _ => (MessageKind::Text, said),
    };
    let seconds = value.int("call_duration").and_then(|n| n.try_into().ok());
    Ok(Some(Fact::Message(Message { kind, text: said, seconds, ..message })))
}

/// Words about what is passed on, and its address.
fn shared(value: &Value<'_>, said: Option<String>) -> Option<String> {
    let parts = [said, text(value, "share.share_text"), text(value, "share.link")];
    let said: Vec<String> = parts.into_iter().flatten().collect();
    (!said.is_empty()).then(|| said.join("\n"))
}
