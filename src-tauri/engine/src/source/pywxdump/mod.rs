//! PyWxDump: WeChat chats as tables and JSON, and the people in them.
//!
//! # Variants
//! [`TABLE`] `csv_2024` (9 columns, `msg` and `src`), `csv_2023` (8 columns, `content` with both inside) · [`JSON`] `json` (the same keys),
//! `users`.
//! # What gives it away
//! `MsgSvrID`, `type_name` and `is_sender` beside `room_name`.
//! # Traps
//! `talker` is who wrote it, the owner as `我` or with the owner's id or as nothing; `room_name` is the chat. Owners re-save the tables
//! in spreadsheets: times lose their seconds and zeros (`2024/10/4 11:43`), `MsgSvrID` is rounded to `1.23E+18`. Messages may be empty.
//! Places, voices, transfers and calls are written out in Chinese inside `msg`. Times are Beijing's.
//! # Where this is from
//! formats/messaging §1.3: the exporters of PyWxDump, one published table of made-up persons, re-saved by its owner.

mod json;
mod table;

pub(super) use json::SOURCE as JSON;
pub(super) use table::SOURCE as TABLE;

use super::wechat::{named, said};
use crate::record::{Message, MessageKind};

/// Fills in a message. `talker`: who wrote it, as the tool names them.
fn told(message: Message, kind: &str, words: &str, talker: Option<&str>, own: Option<bool>) -> Message {
    // Of what it doesn't take apart, the tool repeats the name of the kind.
    let said = said(if words == kind { "" } else { words }, named(kind));
    let notice = said.kind == MessageKind::System || talker == Some("系统");
    let message = said.into(message);
    if notice {
        return Message { kind: MessageKind::System, ..message };
    }
    let sender = talker.filter(|t| *t == "我").map(str::to_owned);
    let account = talker.filter(|t| !["我", "未知"].contains(t)).map(str::to_owned);
    Message { sender, account, own, ..message }
}
