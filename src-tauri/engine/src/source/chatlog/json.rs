//! The JSON: an array of messages with WeChat's own numbers for their kinds.

use super::super::json::{At, Json, Layout, Value};
use super::super::table::Skip;
use super::super::wechat::{Said, contact, numbered, said};
use super::super::{Card, Reading, Status, date};
use super::APP;
use crate::problem::Code;
use crate::record::{Fact, Kind, Message, MessageKind, Moment, Platform, Point, Zone};
use std::collections::BTreeSet;

/// The source.
pub(in crate::source) static SOURCE: Json<Chats> = Json {
    card: &Card {
        id: "chatlog_json",
        platform: Platform::Wechat,
        yields: &[Kind::Message, Kind::Contact],
        variants: &["json"],
        status: Status::Described,
    },
    layouts: &[Layout {
        variant: "json",
        needs: &["[].talker", "[].isChatRoom", "[].isSelf", "[].seq"],
        rows: &[("[]", message)],
        ..Layout::NONE
    }],
    ..Json::NONE
};

/// Chats whose name was handed on: of more than these, the name isn't.
const CHATS: usize = 10_000;

/// Chats met so far.
#[derive(Debug, Default)]
pub(in crate::source) struct Chats {
    named: BTreeSet<String>,
}

fn message(value: &Value<'_>, at: At<'_>, chats: &mut Chats, into: &mut Reading<'_>) -> Result<Option<Fact>, Skip> {
    let time = value.text("time").and_then(|t| moment(&t)).ok_or(Skip { code: Code::BadDate, hint: "time" })?;
    let chat = value.owned("talker").ok_or(Skip { code: Code::RowDamaged, hint: "talker" })?;
    if let Some(name) = value.owned("talkerName").filter(|_| !chats.named.contains(&chat) && chats.named.len() < CHATS) {
        into.beside(at.spot, Fact::Contact(contact(&chat, [Some(name.as_str())])));
        chats.named.insert(chat.clone());
    }
    let kind = numbered(value.int("type").unwrap_or_default(), value.int("subType").unwrap_or_default());
    let content = value.text("content").unwrap_or_default();
    let inside = |key: &str| value.owned(&format!("contents.{key}"));
    let said = said(&content, Some(kind));
    let point = inside("x").zip(inside("y")).and_then(|(x, y)| Point::parse(&format!("{x},{y}")));
    let text = said.text.clone().or_else(|| match kind {
        MessageKind::Location => inside("label"),
        MessageKind::Share | MessageKind::Media => inside("title"),
        _ => None,
    });
    let said = Said { point: said.point.or(point), text, ..said };
    let sender = value.owned("sender").filter(|s| s != APP);
    let notice = said.kind == MessageKind::System || sender.is_none();
    let message = said.into(Message::new(time, chat));
    if notice {
        return Ok(Some(Fact::Message(message)));
    }
    let own = value.flag("isSelf");
    Ok(Some(Fact::Message(Message { sender: value.owned("senderName"), account: sender, own, ..message })))
}

/// `2024-03-01T09:00:00+08:00`: the wall clock of the computer that exported, mostly Beijing's.
fn moment(text: &str) -> Option<Moment> {
    let time = date::iso(text)?;
    Some(if text.trim_end().ends_with("+08:00") { Moment { zone: Zone::China, ..time } } else { time })
}
