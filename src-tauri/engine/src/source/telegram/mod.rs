//! Telegram Desktop, `result.json`: one chat, or a whole account with its contacts and logins.
//!
//! # Variants
//! `account` every chat, contacts, sessions, the owner · `chat` one chat.
//! # What gives it away
//! `chats.list` with `messages`, or a section that only an account has; of one chat `type` and `id` beside `messages` with `date`.
//! # Traps
//! Every section may be missing, and in files made by other tools most keys of a message. Text is a string or a list of strings and
//! formatted pieces. `from` is `null` for a deleted account. Some chats have no name. A message may be nothing but an id and `unsupported`.
//! Numbers of people are bare in lists and `user123` in messages; in files from before 2021 bare in both. A file that was interrupted ends
//! in the middle. `date` is the wall clock of the device, `date_unixtime` is exact: the latter counts.
//! # Where this is from
//! formats/messaging §4: Telegram Desktop's own exporter; one published minimal file.

mod account;
mod message;

use super::json::{Head, Json, Layout, Row, Value, trimmed};
use super::{Card, Reading, Status, date};
use crate::record::{Contact, ContactKind, Fact, Kind, Moment, Platform, Spot};

/// The source.
pub(super) static SOURCE: Json<Export> = Json {
    card: &Card {
        id: "telegram",
        platform: Platform::Telegram,
        yields: &[Kind::Message, Kind::Contact, Kind::Profile, Kind::Device],
        variants: &["account", "chat"],
        status: Status::Sampled,
    },
    layouts: &[
        account(&["chats.list[].messages"]),
        account(&["left_chats.list[].messages"]),
        account(&["personal_information.user_id", "personal_information.first_name"]),
        account(&["contacts.list[].first_name", "contacts.list[].phone_number"]),
        account(&["sessions.list[].last_ip", "sessions.list[].device_model"]),
        Layout {
            variant: "chat",
            needs: &["type", "id", "messages[].id", "messages[].type", "messages[].date"],
            heads: &[
                ("name", |value, _, export, _| export.name = own(value)),
                ("type", |value, _, export, _| export.kind = own(value)),
                ("id", |value, _, export, _| export.id = own(value)),
                ("messages", |_, at, export, into| export.opens(None, at.spot, into)),
            ],
            rows: &[("messages[]", message::row)],
            ..Layout::NONE
        },
    ],
    begin: |path, export| export.file = stem(path).to_owned(),
    ..Json::NONE
};

const fn account(needs: &'static [&'static str]) -> Layout<Export> {
    Layout { variant: "account", needs, heads: HEADS, rows: ROWS, ..Layout::NONE }
}

const HEADS: &[(&str, Head<Export>)] = &[
    ("chats.list[]", |_, _, export, _| export.ends()),
    ("chats.list[].name", |value, _, export, _| export.name = own(value)),
    ("chats.list[].type", |value, _, export, _| export.kind = own(value)),
    ("chats.list[].id", |value, _, export, _| export.id = own(value)),
    ("chats.list[].messages", |_, at, export, into| export.opens(None, at.spot, into)),
    ("left_chats.list[]", |_, _, export, _| export.ends()),
    ("left_chats.list[].name", |value, _, export, _| export.name = own(value)),
    ("left_chats.list[].type", |value, _, export, _| export.kind = own(value)),
    ("left_chats.list[].id", |value, _, export, _| export.id = own(value)),
    ("left_chats.list[].messages", |_, at, export, into| export.opens(Some("left_chats"), at.spot, into)),
];

const ROWS: &[(&str, Row<Export>)] = &[
    ("personal_information", account::owner),
    ("contacts.list[]", account::contact),
    ("frequent_contacts.list[]", account::frequent),
    ("sessions.list[]", account::session),
    ("web_sessions.list[]", account::web_session),
    ("chats.list[].messages[]", message::row),
    ("left_chats.list[].messages[]", message::row),
];

/// What is known of the owner and of the chat at hand.
#[derive(Debug, Default)]
pub(super) struct Export {
    file: String,
    /// `user123`
    owner: Option<String>,
    name: Option<String>,
    kind: Option<String>,
    id: Option<String>,
    /// What the chat's messages go by.
    chat: String,
    /// In a chat of two without a stated owner: who isn't the owner.
    peer: Option<String>,
}

impl Export {
    fn ends(&mut self) {
        (self.name, self.kind, self.id, self.peer) = (None, None, None, None);
        self.chat.clear();
    }

    /// Its messages begin: what was said about it stands before them.
    fn opens(&mut self, list: Option<&str>, spot: Spot, into: &mut Reading<'_>) {
        let kind = self.kind.as_deref().unwrap_or_default();
        let id = self.id.as_ref().map(|id| {
            let begin = match kind {
                "saved_messages" | "replies" | "verification_codes" | "personal_chat" | "bot_chat" => "user",
                "private_group" => "chat",
                "private_supergroup" | "public_supergroup" | "private_channel" | "public_channel" => "channel",
                _ => "",
            };
            format!("{begin}{id}")
        });
        self.peer = id.clone().filter(|_| kind == "personal_chat");
        self.chat = id.as_ref().or(self.name.as_ref()).unwrap_or(&self.file).clone();
        if let (Some(id), Some(name)) = (id, self.name.clone()) {
            let sort = match kind {
                "personal_chat" => ContactKind::Person,
                "bot_chat" => ContactKind::Business,
                _ => ContactKind::Group,
            };
            let labels = list.map(str::to_owned).into_iter().collect();
            into.beside(spot, Fact::Contact(Contact { labels, ..Contact::new(sort, Some(id), Some(name)) }));
        }
    }

    /// Whether the owner wrote it, where that is known.
    fn owns(&self, account: Option<&str>) -> Option<bool> {
        let account = account?;
        match (&self.owner, &self.peer) {
            (Some(owner), _) => Some(owner == account),
            (None, Some(peer)) => Some(peer != account),
            (None, None) => None,
        }
    }
}

fn own(value: &Value<'_>) -> Option<String> {
    value.as_text().map(trimmed)
}

/// The exact time where the file has it, else the wall clock of the device that made it.
fn time(value: &Value<'_>, exact: &str, wall: &str) -> Option<Moment> {
    value.int(exact).and_then(date::epoch).or_else(|| date::iso(&value.text(wall)?))
}

/// A person's number as messages write it; before 2021 it was bare there too, and numbers of groups began above 32 bits.
fn person(number: &str) -> String {
    let bare = number.bytes().all(|b| b.is_ascii_digit()) && number.parse::<u32>().is_ok();
    if bare { format!("user{number}") } else { number.to_owned() }
}

/// A file's name without folders and its ending.
fn stem(path: &str) -> &str {
    let base = path.rsplit('/').next().unwrap_or_default();
    base.rsplit_once('.').map_or(base, |(stem, _)| stem)
}
