//! The JSON of both generations, whole or in parts.

use super::super::json::{At, Json, Layout, Value};
use super::super::table::Skip;
use super::super::wechat::{Said, said};
use super::super::{Card, Reading, Status, chat, date};
use crate::problem::Code;
use crate::record::{Contact, ContactKind, Fact, Kind, Message, MessageKind, Moment, Platform, Profile, ProfileField, Zone};
use chrono::Duration;

/// The source.
pub(in crate::source) static SOURCE: Json<Chat> = Json {
    card: &Card {
        id: "qce_json",
        platform: Platform::Qq,
        yields: &[Kind::Message, Kind::Contact, Kind::Profile],
        variants: &["v5", "v4", "chunk", "manifest"],
        status: Status::Sampled,
    },
    layouts: &[
        Layout { variant: "manifest", needs: &["metadata", "chatInfo", "chunked"], heads: &[("chatInfo", about)], ..Layout::NONE },
        Layout { variant: "manifest", needs: &["metadata.format", "chatInfo", "chunks"], heads: &[("chatInfo", about)], ..Layout::NONE },
        Layout {
            variant: "v4",
            needs: &["metadata", "chatInfo", "messages[].messageId", "messages[].messageType"],
            heads: &[("chatInfo", about)],
            rows: &[("messages[]", message)],
            ..Layout::NONE
        },
        Layout {
            variant: "v5",
            needs: &["metadata.name", "chatInfo.name", "statistics"],
            heads: &[("chatInfo", about)],
            rows: &[("messages[]", message)],
            ..Layout::NONE
        },
        Layout {
            variant: "chunk",
            needs: &["[].sender.uid", "[].content.elements", "[].timestamp"],
            rows: &[("[]", message)],
            ..Layout::NONE
        },
    ],
    begin: |path, chat| chat.begin(path),
    ..Json::NONE
};

/// What is known of the chat.
#[derive(Debug, Default)]
pub(in crate::source) struct Chat {
    id: String,
    /// Whether the id is QQ's own.
    numbered: bool,
    own_uid: Option<String>,
    own_uin: Option<String>,
}

impl Chat {
    fn begin(&mut self, path: &str) {
        let folders = path.rsplit(['/', '\\']).skip(1).find(|f| f.ends_with("_chunked_jsonl"));
        let name = folders.unwrap_or_else(|| chat::stem(path));
        let number = super::number(name);
        self.numbered = number.is_some();
        number.map_or(name, |(id, _)| id).clone_into(&mut self.id);
    }
}

fn about(value: &Value<'_>, at: At<'_>, chat: &mut Chat, into: &mut Reading<'_>) {
    (chat.own_uid, chat.own_uin) = (value.owned("selfUid"), value.owned("selfUin"));
    let said = [(ProfileField::Account, chat.own_uin.clone()), (ProfileField::Nickname, value.owned("selfName"))];
    for (field, value) in said {
        if let Some(value) = value {
            into.beside(at.spot, Fact::Profile(Profile { field, value }));
        }
    }
    let name = value.owned("name");
    if chat.numbered {
        let kind = if value.text("type").is_some_and(|t| t == "group") { ContactKind::Group } else { ContactKind::Person };
        into.beside(at.spot, Fact::Contact(Contact::new(kind, Some(chat.id.clone()), name)));
    } else if let Some(name) = name {
        chat.id = name;
    }
}

fn message(value: &Value<'_>, _: At<'_>, chat: &mut Chat, _: &mut Reading<'_>) -> Result<Option<Fact>, Skip> {
    let time = value.get("timestamp").and_then(|t| moment(&t)).or_else(|| date::china(&value.text("time")?));
    let time = time.ok_or(Skip { code: Code::BadDate, hint: "timestamp" })?;
    let (uid, uin) = (value.owned("sender.uid"), value.owned("sender.uin").or_else(|| value.owned("rawMessage.senderUin")));
    let known = |path: &str| value.owned(path);
    let name = known("sender.groupCard")
        .or_else(|| known("sender.remark"))
        .or_else(|| known("rawMessage.sendMemberName"))
        .or_else(|| known("sender.name"))
        .or_else(|| known("rawMessage.sendNickName"));
    let is_own = |mine: &Option<String>, theirs: &Option<String>| mine.as_ref().zip(theirs.as_ref()).map(|(a, b)| a == b);
    let own = is_own(&chat.own_uid, &uid).or_else(|| is_own(&chat.own_uin, &uin));
    let either = |a: &str, b: &str| value.flag(a).or_else(|| value.flag(b)).unwrap_or(false);
    let said = content(value, either("system", "isSystemMessage"), either("recalled", "isRecalled"));
    let notice = said.kind == MessageKind::System;
    let id = value.owned("id").or_else(|| value.owned("messageId"));
    let message = said.into(Message { id, ..Message::new(time, chat.id.clone()) });
    Ok(Some(Fact::Message(if notice { message } else { Message { sender: name, account: uin.or(uid), own, ..message } })))
}

/// What it says. Pictures, faces and files are elements beside the words.
fn content(value: &Value<'_>, system: bool, recalled: bool) -> Said {
    let words = value.text("content.text").unwrap_or_default();
    let kinds = |list: &str| value.list(list).iter().filter_map(|e| e.text("type").map(|t| t.into_owned())).collect::<Vec<_>>();
    let elements = kinds("content.elements");
    let has = |names: &[&str]| elements.iter().any(|e| names.contains(&e.as_str()));
    let stated = if recalled {
        Some(MessageKind::Deleted)
    } else if system || has(&["system"]) {
        Some(MessageKind::System)
    } else if has(&["av_record"]) {
        Some(MessageKind::Call)
    } else if has(&["location"]) {
        Some(MessageKind::Location)
    } else if has(&["json", "forward", "calendar"]) {
        Some(MessageKind::Share)
    } else {
        None
    };
    let said = said(&words, stated);
    let media = !kinds("content.resources").is_empty() || !kinds("content.emojis").is_empty();
    let media = media || has(&["image", "video", "audio", "file", "market_face", "giphy", "face"]);
    let kind = if said.kind == MessageKind::Text && said.text.is_none() && media { MessageKind::Media } else { said.kind };
    Said { kind, ..said }
}

/// Milliseconds, or the same as text in UTC.
fn moment(value: &Value<'_>) -> Option<Moment> {
    if let Some(number) = value.as_int() {
        return date::epoch_china(number);
    }
    let time = date::iso(&value.as_text()?)?;
    match time.zone {
        Zone::Utc => Some(Moment { wall: time.wall.checked_add_signed(Duration::hours(8))?, zone: Zone::China }),
        _ => Some(Moment { zone: Zone::China, ..time }),
    }
}
