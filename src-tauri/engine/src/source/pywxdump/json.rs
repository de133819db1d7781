//! The JSON: the same rows as an array, and the people by their ids.

use super::super::json::{At, Json, Layout, Value};
use super::super::table::Skip;
use super::super::wechat::contact;
use super::super::{Card, Reading, Status, cells, date};
use super::told;
use crate::problem::Code;
use crate::record::{Fact, Kind, Message, Platform};

/// The source.
pub(in crate::source) static SOURCE: Json<()> = Json {
    card: &Card {
        id: "pywxdump_json",
        platform: Platform::Wechat,
        yields: &[Kind::Message, Kind::Contact],
        variants: &["json", "users"],
        status: Status::Described,
    },
    layouts: &[
        Layout {
            variant: "json",
            needs: &["[].MsgSvrID", "[].type_name", "[].is_sender", "[].room_name"],
            rows: &[("[]", message)],
            ..Layout::NONE
        },
        Layout { variant: "users", needs: &["*.wxid", "*.nickname", "*.remark", "*.account"], rows: &[("*", user)], ..Layout::NONE },
    ],
    ..Json::NONE
};

fn message(value: &Value<'_>, _: At<'_>, (): &mut (), _: &mut Reading<'_>) -> Result<Option<Fact>, Skip> {
    let time = value.text("CreateTime").and_then(|t| date::china(&t)).ok_or(Skip { code: Code::BadDate, hint: "CreateTime" })?;
    let chat = value.owned("room_name").ok_or(Skip { code: Code::RowDamaged, hint: "room_name" })?;
    let id = value.owned("MsgSvrID").filter(|id| !cells::rounded(id));
    let (kind, words, talker) = (value.text("type_name"), value.text("msg"), value.owned("talker"));
    let message = Message { id, ..Message::new(time, chat) };
    let message = told(message, &kind.unwrap_or_default(), &words.unwrap_or_default(), talker.as_deref(), value.flag("is_sender"));
    Ok(Some(Fact::Message(message)))
}

fn user(value: &Value<'_>, _: At<'_>, (): &mut (), _: &mut Reading<'_>) -> Result<Option<Fact>, Skip> {
    let account = value.owned("wxid").ok_or(Skip { code: Code::RowDamaged, hint: "wxid" })?;
    let names = ["remark", "nickname", "account"].map(|name| value.text(name));
    Ok(Some(Fact::Contact(contact(&account, names.iter().map(Option::as_deref)))))
}
