//! The JSON forms: a chat with its senders named in each message or listed once, and the list of contacts.

use super::super::json::{At, Json, Layout, Value};
use super::super::table::Skip;
use super::super::wechat::{Said, contact, contact_kind, named, said};
use super::super::{Card, Reading, Status, date};
use crate::problem::Code;
use crate::record::{Contact, ContactKind, Fact, Kind, Message, MessageKind, Platform, Point};
use std::collections::BTreeMap;

/// The source.
pub(in crate::source) static SOURCE: Json<Chat> = Json {
    card: &Card {
        id: "weflow_json",
        platform: Platform::Wechat,
        yields: &[Kind::Message, Kind::Contact],
        variants: &["json", "arkme", "echotrace", "contacts"],
        status: Status::Described,
    },
    layouts: &[
        Layout { variant: "arkme", needs: &["weflow", "session", "senders[].senderID"], ..CHAT },
        Layout { variant: "json", needs: &["weflow", "session.displayName"], ..CHAT },
        Layout { variant: "echotrace", needs: &["session.wxid", "messages[].senderUsername"], ..CHAT },
        Layout {
            variant: "contacts",
            needs: &["exportedAt", "contacts[].username", "contacts[].displayName", "contacts[].type"],
            rows: &[("contacts[]", listed)],
            ..Layout::NONE
        },
    ],
    begin: |path, chat| chat.id = super::title(path).to_owned(),
    ..Json::NONE
};

const CHAT: Layout<Chat> = Layout {
    variant: "",
    needs: &[],
    lacks: &[],
    when: |_, _| true,
    heads: &[("session", session)],
    rows: &[("senders[]", sender), ("groupMembers[]", member), ("messages[]", message)],
};

/// Senders of one chat that are remembered: a group holds 500, a table of everybody ever met some thousands.
const SENDERS: usize = 50_000;

/// What is known of the chat.
#[derive(Debug, Default)]
pub(in crate::source) struct Chat {
    id: String,
    /// Account and name by number.
    senders: BTreeMap<i64, (Option<String>, Option<String>)>,
}

/// WeChat's own id, under the name that this version gives it.
fn account(value: &Value<'_>) -> Option<String> {
    value.owned("wxid").or_else(|| value.owned("accountId"))
}

fn session(value: &Value<'_>, at: At<'_>, chat: &mut Chat, into: &mut Reading<'_>) {
    let Some(id) = account(value) else { return };
    let names = ["remark", "nickname", "displayName"].map(|name| value.text(name));
    let contact = contact(&id, names.iter().map(Option::as_deref));
    into.beside(at.spot, Fact::Contact(contact));
    chat.id = id;
}

fn sender(value: &Value<'_>, _: At<'_>, chat: &mut Chat, _: &mut Reading<'_>) -> Result<Option<Fact>, Skip> {
    let number = value.int("senderID").ok_or(Skip { code: Code::RowDamaged, hint: "senderID" })?;
    let account = account(value);
    if chat.senders.len() < SENDERS {
        chat.senders.insert(number, (account.clone(), value.owned("displayName")));
    }
    // The app itself is a sender without an account.
    Ok(account.filter(|a| a != "unknown" && !a.ends_with("@chatroom")).map(|account| known(&account, value)))
}

fn member(value: &Value<'_>, _: At<'_>, _: &mut Chat, _: &mut Reading<'_>) -> Result<Option<Fact>, Skip> {
    let account = account(value).ok_or(Skip { code: Code::RowDamaged, hint: "wxid" })?;
    Ok(Some(known(&account, value)))
}

fn known(account: &str, value: &Value<'_>) -> Fact {
    let names = ["remark", "nickname", "groupNickname", "displayName", "alias"].map(|name| value.text(name));
    Fact::Contact(contact(account, names.iter().map(Option::as_deref)))
}

fn listed(value: &Value<'_>, _: At<'_>, _: &mut Chat, _: &mut Reading<'_>) -> Result<Option<Fact>, Skip> {
    let account = value.owned("username").ok_or(Skip { code: Code::RowDamaged, hint: "username" })?;
    let names = ["remark", "nickname", "displayName", "alias"].map(|name| value.text(name));
    let kind = match value.text("type").as_deref() {
        Some("group") => ContactKind::Group,
        Some("official") => ContactKind::Business,
        _ => contact_kind(&account),
    };
    let labels = value.list("labels").iter().filter_map(|l| l.as_text().map(|l| l.into_owned())).collect();
    let contact = contact(&account, names.iter().map(Option::as_deref));
    Ok(Some(Fact::Contact(Contact { kind, labels, region: value.owned("region"), ..contact })))
}

fn message(value: &Value<'_>, _: At<'_>, chat: &mut Chat, _: &mut Reading<'_>) -> Result<Option<Fact>, Skip> {
    let time = value.int("createTime").and_then(date::epoch_china).ok_or(Skip { code: Code::BadDate, hint: "createTime" })?;
    let (account, name) = match value.int("senderID") {
        Some(number) => chat.senders.get(&number).cloned().unwrap_or_default(),
        None => (value.owned("senderUsername"), value.owned("senderDisplayName")),
    };
    let kind = value.text("type").and_then(|t| named(t.trim()));
    let said = said(&value.text("content").unwrap_or_default(), kind);
    let said = Said { point: said.point.or_else(|| point(value)), ..said };
    let by_app = account.as_deref().is_some_and(|a| a == "unknown" || a.ends_with("@chatroom"));
    let notice = said.kind == MessageKind::System || by_app;
    let own = value.flag("isSend");
    let id = value.owned("platformMessageId");
    let message = said.into(Message { id, ..Message::new(time, chat.id.clone()) });
    Ok(Some(Fact::Message(if notice { message } else { Message { sender: name, account, own, ..message } })))
}

fn point(value: &Value<'_>) -> Option<Point> {
    Point::degrees(value.number("locationLat")?, value.number("locationLng")?)
}
