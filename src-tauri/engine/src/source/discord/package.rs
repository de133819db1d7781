//! The data package: what the owner wrote, where, the account, and what Discord's own log says of devices, games and guesses.

use super::super::json::{At, Json, Layout, Shape, Value};
use super::super::table::{Dialect, Row, Skip, Table};
use super::super::{Card, Reading, Status};
use super::{events, utc};
use crate::problem::Code;
use crate::record::{Contact, ContactKind, Device, Fact, Kind, Message, MessageKind, Platform, Profile, ProfileField};

/// The JSON of the package.
pub(in super::super) static SOURCE: Json<Folder> = Json {
    card: &Card {
        id: "discord_package",
        platform: Platform::Discord,
        yields: &[Kind::Message, Kind::Contact, Kind::Profile, Kind::Device, Kind::Activity, Kind::AdLabel],
        variants: &["messages", "channel", "index", "account", "activity"],
        status: Status::Described,
    },
    layouts: &[
        Layout { variant: "messages", needs: &["[].ID", "[].Timestamp", "[].Contents"], rows: &[("[]", message)], ..Layout::NONE },
        Layout { variant: "channel", needs: &["id", "type", "recipients"], lacks: &["messages"], rows: &[("", channel)], ..Layout::NONE },
        Layout { variant: "channel", needs: &["id", "type", "guild.id"], lacks: &["messages"], rows: &[("", channel)], ..Layout::NONE },
        Layout {
            variant: "account",
            needs: &["id", "username", "email", "relationships"],
            rows: &[
                ("id", |v, _, _, _| stated(v, ProfileField::Account)),
                ("username", |v, _, _, _| stated(v, ProfileField::Nickname)),
                ("email", |v, _, _, _| stated(v, ProfileField::Mail)),
                ("phone", |v, _, _, _| stated(v, ProfileField::Phone)),
                ("ip", |v, _, _, _| Ok(v.as_text().map(|ip| Fact::Device(Device { ip: Some(ip.into_owned()), ..Device::default() })))),
            ],
            ..Layout::NONE
        },
        Layout { variant: "activity", needs: &["[].event_type", "[].timestamp"], ..ACTIVITY },
        Layout { variant: "activity", needs: &["[].predicted_gender"], ..ACTIVITY },
        Layout { variant: "activity", needs: &["[].predicted_age"], ..ACTIVITY },
        Layout { variant: "index", needs: &["*"], when: |_, shape| by_number(shape), rows: &[("*", named)], ..Layout::NONE },
    ],
    begin: |path, folder| folder.channel = channel_of(path),
    ..Json::NONE
};

const ACTIVITY: Layout<Folder> =
    Layout { rows: &[("[]", |v, at, folder, into| events::event(v, at, &mut folder.seen, into))], ..Layout::NONE };

/// Messages as a table.
pub(in super::super) static MESSAGES: Table<String> = Table {
    card: &Card {
        id: "discord_package_table",
        platform: Platform::Discord,
        yields: &[Kind::Message],
        variants: &["csv"],
        status: Status::Described,
    },
    dialects: &[Dialect {
        variant: "csv",
        starts: &["ID", "Timestamp", "Contents", "Attachments"],
        header: &["ID", "Timestamp", "Contents"],
        optional: &["Attachments"],
        ..Dialect::NONE
    }],
    begin: |path, channel| *channel = channel_of(path),
    row: |row: &Row<'_>, channel, _| {
        let time = utc(row.cell("Timestamp")).ok_or(Skip { code: Code::BadDate, hint: "Timestamp" })?;
        let (id, said, attached) = (row.owned("ID"), row.owned("Contents"), row.text("Attachments").is_some());
        Ok(written(Message { id, ..Message::new(time, channel.clone()) }, said, attached))
    },
    ..Table::NONE
};

/// What is carried through a file.
#[derive(Debug, Default)]
pub(in super::super) struct Folder {
    channel: String,
    seen: events::Seen,
}

/// The number of the channel a file lies in; of a lone file its own name.
fn channel_of(path: &str) -> String {
    let mut parts = path.rsplit('/');
    let file = parts.next().unwrap_or_default();
    let folder = parts.next().filter(|f| !f.is_empty()).unwrap_or(file);
    let number = folder.strip_prefix('c').filter(|n| is_number(n));
    number.unwrap_or(folder).to_owned()
}

/// Discord's numbers hold the time they were made at, so none is short.
fn is_number(text: &str) -> bool {
    (15..=20).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit())
}

/// Whether every key at the root is a number of Discord's.
fn by_number(shape: &Shape) -> bool {
    let mut keys = shape.places().map(|(place, _)| place).filter(|place| !place.is_empty()).peekable();
    keys.peek().is_some() && keys.all(is_number)
}

fn stated(v: &Value<'_>, field: ProfileField) -> Result<Option<Fact>, Skip> {
    Ok(v.as_text().map(|t| Fact::Profile(Profile { field, value: t.trim().to_owned() })))
}

fn written(message: Message, text: Option<String>, attached: bool) -> Fact {
    let kind = if attached { MessageKind::Media } else { MessageKind::Text };
    Fact::Message(Message { own: Some(true), kind, text, ..message })
}

fn message(v: &Value<'_>, _: At<'_>, folder: &mut Folder, _: &mut Reading<'_>) -> Result<Option<Fact>, Skip> {
    let time = v.text("Timestamp").and_then(|t| utc(&t)).ok_or(Skip { code: Code::BadDate, hint: "Timestamp" })?;
    let message = Message { id: v.owned("ID"), ..Message::new(time, folder.channel.clone()) };
    Ok(Some(written(message, v.owned("Contents"), v.text("Attachments").is_some())))
}

/// A channel: its name, its server, and who is in it where there are few.
fn channel(v: &Value<'_>, at: At<'_>, _: &mut Folder, into: &mut Reading<'_>) -> Result<Option<Fact>, Skip> {
    let id = v.owned("id").ok_or(Skip { code: Code::RowDamaged, hint: "id" })?;
    let members: Vec<String> = v.list("recipients").iter().filter_map(|r| r.as_text().map(|t| t.into_owned())).collect();
    let kind = if v.get("guild").is_none() && members.len() <= 2 { ContactKind::Person } else { ContactKind::Group };
    for member in members {
        into.beside(at.spot, Fact::Contact(Contact::new(ContactKind::Person, Some(member), None)));
    }
    let labels = v.owned("guild.name").into_iter().collect();
    Ok(Some(Fact::Contact(Contact { labels, ..Contact::new(kind, Some(id), v.owned("name")) })))
}

/// `"Direct Message with kim#0"`, `"general in Example Server"`.
fn named(v: &Value<'_>, at: At<'_>, _: &mut Folder, _: &mut Reading<'_>) -> Result<Option<Fact>, Skip> {
    let Some(name) = v.as_text() else { return Ok(None) };
    let (kind, name) = match name.strip_prefix("Direct Message with ") {
        Some(person) => (ContactKind::Person, person),
        None => (ContactKind::Group, name.as_ref()),
    };
    Ok(Some(Fact::Contact(Contact::new(kind, at.keys.last().cloned(), Some(name.trim().to_owned())))))
}
