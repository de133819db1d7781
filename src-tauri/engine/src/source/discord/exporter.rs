//! Chats as DiscordChatExporter saves them.

use super::super::json::{At, Json, Layout, Value};
use super::super::table::{Dialect, Row, Skip, Table};
use super::super::{Card, Peek, Reading, Status, date};
use crate::problem::Code;
use crate::record::{Contact, ContactKind, Fact, Kind, Message, MessageKind, Platform};

/// One channel as JSON.
pub(in super::super) static JSON: Json<Channel> = Json {
    card: &Card {
        id: "discord_exporter_json",
        platform: Platform::Discord,
        yields: &[Kind::Message, Kind::Contact],
        variants: &["json"],
        status: Status::Described,
    },
    layouts: &[Layout {
        variant: "json",
        needs: &["guild", "channel.id", "messages"],
        heads: &[
            ("guild.name", |v, _, channel, _| channel.guild = v.as_text().map(|t| t.into_owned())),
            ("channel.id", |v, _, channel, _| channel.id = v.as_text().map(|t| t.into_owned())),
            ("channel.type", |v, _, channel, _| channel.direct = v.as_text().is_some_and(|t| t.starts_with("Direct"))),
            ("channel.name", |v, _, channel, _| channel.name = v.as_text().map(|t| t.into_owned())),
            ("messages", |_, at, channel, into| {
                let kind = if channel.direct { ContactKind::Person } else { ContactKind::Group };
                let labels = channel.guild.clone().filter(|_| !channel.direct).into_iter().collect();
                let contact = Contact::new(kind, channel.id.clone(), channel.name.clone());
                into.beside(at.spot, Fact::Contact(Contact { labels, ..contact }));
            }),
        ],
        rows: &[("messages[]", message)],
        ..Layout::NONE
    }],
    ..Json::NONE
};

/// What is known of the channel.
#[derive(Debug, Default)]
pub(in super::super) struct Channel {
    guild: Option<String>,
    id: Option<String>,
    name: Option<String>,
    direct: bool,
}

/// One channel as a table.
pub(in super::super) static TABLE: Table<String> = Table {
    card: &Card {
        id: "discord_exporter_table",
        platform: Platform::Discord,
        yields: &[Kind::Message],
        variants: &["csv"],
        status: Status::Described,
    },
    dialects: &[Dialect {
        variant: "csv",
        header: &["AuthorID", "Author", "Date", "Content"],
        optional: &["Attachments", "Reactions"],
        ..Dialect::NONE
    }],
    lookalike,
    begin: |path, chat| *chat = chat_of(path),
    row: |row: &Row<'_>, chat, _| {
        let time = date::iso(row.cell("Date")).ok_or(Skip { code: Code::BadDate, hint: "Date" })?;
        let attached = row.text("Attachments").is_some();
        Ok(Fact::Message(Message {
            sender: row.owned("Author"),
            account: row.owned("AuthorID"),
            kind: if attached { MessageKind::Media } else { MessageKind::Text },
            text: row.owned("Content"),
            ..Message::new(time, chat.clone())
        }))
    },
    ..Table::NONE
};

/// `Example Server - general [123456789012345678].csv`: the number; without one the name.
fn chat_of(path: &str) -> String {
    let file = path.rsplit('/').next().unwrap_or_default();
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let number = stem.strip_suffix(']').and_then(|s| s.rsplit_once('[')).map(|(_, n)| n);
    number.filter(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit())).unwrap_or(stem).to_owned()
}

/// Its plain text begins with a line of `=`, then the server and the channel.
fn lookalike(peek: &Peek) -> Option<&'static str> {
    let mut lines = peek.text.as_deref()?.lines();
    let ruled = lines.next()?.starts_with("====");
    (ruled && lines.next()?.starts_with("Guild: ") && lines.next()?.starts_with("Channel: ")).then_some("discord_text")
}

fn message(v: &Value<'_>, _: At<'_>, channel: &mut Channel, _: &mut Reading<'_>) -> Result<Option<Fact>, Skip> {
    let time = v.text("timestamp").and_then(|t| date::iso(&t)).ok_or(Skip { code: Code::BadDate, hint: "timestamp" })?;
    let text = v.owned("content");
    let ended = || {
        let end = date::iso(&v.text("callEndedTimestamp")?)?;
        (end.wall - time.wall).num_seconds().try_into().ok()
    };
    let (kind, text, seconds) = match v.text("type").as_deref() {
        Some("Call") => (MessageKind::Call, None, ended()),
        Some("Default" | "Reply") | None if !v.list("attachments").is_empty() || !v.list("stickers").is_empty() => {
            (MessageKind::Media, text, None)
        }
        Some("Default" | "Reply") | None => (MessageKind::Text, text, None),
        Some(_) => (MessageKind::System, text, None),
    };
    let sender = v.owned("author.nickname").or_else(|| v.owned("author.name"));
    let message = Message { sender, account: v.owned("author.id"), id: v.owned("id"), kind, text, seconds, ..Message::new(time, "") };
    let chat = channel.id.clone().or_else(|| channel.name.clone()).unwrap_or_default();
    Ok(Some(Fact::Message(Message { chat, ..message })))
}
