//! ChatLab: the interchange format of chats that many exporters write, for WeChat, QQ, Xiaohongshu, iMessage and more.
//!
//! # Variants
//! `json` one document · `jsonl` one object a line, the first with `_type` `header`.
//! # What gives it away
//! `chatlab` beside `meta.platform`. Which platform it is stands there too: the records are that platform's.
//! # Traps
//! Times are seconds, in some tools milliseconds. Members may be missing, senders need not be among them, the app itself is a sender
//! called `system` or `系統`. The owner is `meta.ownerId`, often left out; some tools call the owner `我`. A chat of two has no id of its
//! own: it goes by that of the other one. What `chatRecords` holds was said elsewhere and is left out. Lines that begin with `#` are
//! comments. Versions run from 0.0.1 to 1.0.0 without a difference in layout.
//! # Where this is from
//! formats/messaging §17, §18: ChatLab's own description and validator, one published file of xhs-chatlab-exporter.

use super::chat::stem;
use super::json::{At, Json, Layout, Value, sample};
use super::table::Skip;
use super::wechat::said;
use super::{Card, Peek, Reading, Status, date};
use crate::problem::Code;
use crate::record::{Contact, ContactKind, Fact, Kind, Message, MessageKind, Moment, Platform, Profile, ProfileField, Spot};

/// The source.
pub(super) static SOURCE: Json<Chat> = Json {
    card: &Card {
        id: "chatlab",
        platform: Platform::Other,
        yields: &[Kind::Message, Kind::Contact, Kind::Profile],
        variants: &["json", "jsonl"],
        status: Status::Sampled,
    },
    layouts: &[
        Layout { variant: "jsonl", needs: &["[]._type", "[].chatlab"], rows: &[("[]", line)], ..Layout::NONE },
        Layout {
            variant: "json",
            needs: &["chatlab", "meta.platform"],
            heads: &[("meta", |value, at, chat, into| chat.meta(value, at.spot, into))],
            rows: &[("members[]", member), ("messages[]", message)],
            ..Layout::NONE
        },
    ],
    platform: |peek| Some(platform(&stated(peek)?)),
    begin: |path, chat| chat.file = stem(path).to_owned(),
    ..Json::NONE
};

/// What is known of the chat.
#[derive(Debug, Default)]
pub(super) struct Chat {
    file: String,
    name: Option<String>,
    group: Option<String>,
    owner: Option<String>,
    /// Of a chat of two, who isn't the owner.
    peer: Option<String>,
    is_group: bool,
    mainland: bool,
}

impl Chat {
    fn meta(&mut self, meta: &Value<'_>, spot: Spot, into: &mut Reading<'_>) {
        self.name = meta.owned("name");
        self.group = meta.owned("groupId");
        self.owner = meta.owned("ownerId");
        self.is_group = meta.text("type").is_some_and(|t| t == "group");
        let platform = platform(&meta.text("platform").unwrap_or_default());
        self.mainland = matches!(platform, Platform::Wechat | Platform::Qq | Platform::Xiaohongshu | Platform::Weibo);
        if let Some(id) = &self.group {
            into.beside(spot, Fact::Contact(Contact::new(ContactKind::Group, Some(id.clone()), self.name.clone())));
        }
    }

    fn id(&self) -> &str {
        let id = if self.is_group { &self.group } else { &self.peer };
        id.as_ref().or(self.name.as_ref()).unwrap_or(&self.file)
    }

    fn time(&self, seconds: i64) -> Option<Moment> {
        if self.mainland { date::epoch_china(seconds) } else { date::epoch(seconds) }
    }
}

/// A line of the `jsonl`.
fn line(value: &Value<'_>, at: At<'_>, chat: &mut Chat, into: &mut Reading<'_>) -> Result<Option<Fact>, Skip> {
    match value.text("_type").as_deref() {
        Some("header") => {
            if let Some(meta) = value.get("meta") {
                chat.meta(&meta, at.spot, into);
            }
            Ok(None)
        }
        Some("member") => member(value, at, chat, into),
        Some("message") => message(value, at, chat, into),
        _ => Err(Skip::damaged()),
    }
}

fn member(value: &Value<'_>, at: At<'_>, chat: &mut Chat, into: &mut Reading<'_>) -> Result<Option<Fact>, Skip> {
    let id = value.owned("platformId").ok_or(Skip { code: Code::RowDamaged, hint: "platformId" })?;
    let name = value.owned("accountName");
    if chat.owner.is_none() && name.as_deref() == Some(SELF) {
        chat.owner = Some(id.clone());
    }
    let own = chat.owner.as_deref() == Some(id.as_str());
    if own {
        let said = [(ProfileField::Account, Some(id.clone())), (ProfileField::Nickname, name.clone().filter(|n| n != SELF))];
        for (field, value) in said {
            if let Some(value) = value {
                into.beside(at.spot, Fact::Profile(Profile { field, value }));
            }
        }
    } else if chat.owner.is_some() && chat.peer.is_none() && !chat.is_group {
        chat.peer = Some(id.clone());
    }
    let aliases = value.list("aliases");
    let others = aliases.iter().filter_map(|a| a.as_text().map(|a| a.into_owned())).chain(value.owned("groupNickname"));
    let mut other_names: Vec<String> = others.filter(|n| name.as_ref() != Some(n)).collect();
    other_names.dedup();
    let contact = Contact::new(ContactKind::Person, Some(id), name);
    Ok(Some(Fact::Contact(Contact { other_names, own, ..contact })))
}

fn message(value: &Value<'_>, _: At<'_>, chat: &mut Chat, _: &mut Reading<'_>) -> Result<Option<Fact>, Skip> {
    let time = value.int("timestamp").and_then(|t| chat.time(t)).ok_or(Skip { code: Code::BadDate, hint: "timestamp" })?;
    let account = value.owned("sender");
    let by_app = account.as_deref().is_some_and(|a| APP.contains(&a));
    let kind = if by_app { Some(MessageKind::System) } else { kind(value.int("type")) };
    let name = value.owned("groupNickname").or_else(|| value.owned("accountName"));
    let own = match (&chat.owner, &account) {
        (Some(owner), Some(account)) => Some(owner == account),
        _ => (name.as_deref() == Some(SELF)).then_some(true),
    };
    let said = said(&value.text("content").unwrap_or_default(), kind);
    let message = said.into(Message { id: value.owned("platformMessageId"), ..Message::new(time, chat.id()) });
    Ok(Some(Fact::Message(if by_app { message } else { Message { sender: name, account, own, ..message } })))
}

/// What tools that don't know the owner's id call the owner.
const SELF: &str = "我";

/// Senders that are the app.
const APP: [&str; 4] = ["system", "系統", "系统", "系统消息"];

/// ChatLab's numbers.
fn kind(number: Option<i64>) -> Option<MessageKind> {
    Some(match number? {
        0 | 25 => MessageKind::Text,
        1..=5 => MessageKind::Media,
        7 | 24 | 26 => MessageKind::Share,
        8 => MessageKind::Location,
        20 => MessageKind::RedPacket,
        21 => MessageKind::Transfer,
        23 => MessageKind::Call,
        27 => MessageKind::Contact,
        22 | 80 => MessageKind::System,
        81 => MessageKind::Deleted,
        _ => return None,
    })
}

/// The platform that the beginning of the file names.
fn stated(peek: &Peek) -> Option<String> {
    let text = peek.text.as_deref()?;
    let place = if peek.json.as_ref()?.has("[]._type") { "[].meta.platform" } else { "meta.platform" };
    let mut found = None;
    sample(text, place, 1, |value| found = value.as_text().map(|p| p.into_owned()));
    found
}

/// ChatLab's names of platforms.
fn platform(name: &str) -> Platform {
    match name.trim().to_ascii_lowercase().as_str() {
        "weixin" => Platform::Wechat,
        "imessage" => Platform::Apple,
        "messenger" => Platform::Facebook,
        "twitter" => Platform::X,
        "xhs" => Platform::Xiaohongshu,
        other => Platform::from_id(other).unwrap_or(Platform::Other),
    }
}
