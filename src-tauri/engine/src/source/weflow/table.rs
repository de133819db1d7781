//! The tables: WeClone's CSV, the spreadsheet in its wide and its compact form, the list of contacts.

use super::super::table::{Dialect, Row, Skip, Table};
use super::super::wechat::{contact, contact_kind, named, said};
use super::super::{Card, Reading, Status, date};
use super::SELF;
use crate::problem::Code;
use crate::record::{Contact, ContactKind, Fact, Kind, Message, MessageKind, Platform, Spot};

/// The source.
pub(in crate::source) static SOURCE: Table<Chat> = Table {
    card: &Card {
        id: "weflow_table",
        platform: Platform::Wechat,
        yields: &[Kind::Message, Kind::Contact],
        variants: &["weclone", "excel", "excel_compact", "contacts"],
        status: Status::Described,
    },
    dialects: &[
        Dialect {
            variant: "weclone",
            starts: &["id", "MsgSvrID", "type_name", "is_sender", "talker", "msg", "src", "CreateTime"],
            header: &["MsgSvrID", "type_name", "is_sender", "talker", "msg", "CreateTime"],
            ..Dialect::NONE
        },
        Dialect {
            variant: "excel",
            starts: &["序号", "时间", "发送者昵称", "发送者微信ID"],
            header: &["时间", "发送者微信ID", "发送者身份", "消息类型"],
            expected: &["发送者备注", "内容"],
            optional: &["群昵称"],
            renamed: &[("发送者账号ID", "发送者微信ID")],
            ..Dialect::NONE
        },
        Dialect {
            variant: "excel_compact",
            starts: &["序号", "时间", "发送者身份", "消息类型", "内容"],
            header: &["时间", "发送者身份", "消息类型"],
            ..Dialect::NONE
        },
        Dialect {
            variant: "contacts",
            starts: &["用户名", "显示名称", "备注", "昵称", "微信号"],
            header: &["用户名", "显示名称"],
            expected: &["标签", "地区", "类型"],
            optional: &["描述", "个性签名"],
            ..Dialect::NONE
        },
    ],
    begin: |path, chat| chat.id = super::title(path).to_owned(),
    aside,
    row,
    ..Table::NONE
};

/// Which chat it is.
#[derive(Debug, Default)]
pub(in crate::source) struct Chat {
    id: String,
}

/// Above the sheet: `账号ID,wxid_…,,昵称,陈样`.
fn aside(line: &str, spot: Spot, chat: &mut Chat, into: &mut Reading<'_>) {
    let mut cells = line.split(',');
    if !cells.next().is_some_and(|label| label.ends_with("ID")) {
        return;
    }
    let Some(id) = cells.next().filter(|id| !id.is_empty()) else { return };
    let names: Vec<&str> = cells.filter(|c| !["", "昵称", "备注", id].contains(c)).collect();
    into.beside(spot, Fact::Contact(contact(id, names.into_iter().rev().map(Some))));
    id.clone_into(&mut chat.id);
}

fn row(row: &Row<'_>, chat: &mut Chat, into: &mut Reading<'_>) -> Result<Fact, Skip> {
    match row.variant() {
        "contacts" => listed(row),
        "weclone" => weclone(row, chat, into),
        _ => sheet(row, chat),
    }
}

fn weclone(row: &Row<'_>, chat: &Chat, into: &mut Reading<'_>) -> Result<Fact, Skip> {
    let time = date::iso(row.cell("CreateTime")).ok_or(Skip { code: Code::BadDate, hint: "CreateTime" })?;
    let own = match row.cell("is_sender") {
        "1" => Some(true),
        "0" => Some(false),
        _ => None,
    };
    let message = Message { id: row.id("MsgSvrID", into), ..Message::new(time, chat.id.clone()) };
    // Whatever has no word of its own is called text here: the content tells.
    let kind = named(row.cell("type_name")).filter(|k| *k != MessageKind::Text);
    let message = said(row.cell("msg"), kind).into(message);
    Ok(Fact::Message(Message { sender: row.owned("talker"), own, ..message }))
}

fn sheet(row: &Row<'_>, chat: &Chat) -> Result<Fact, Skip> {
    let time = row.china("时间")?;
    let said = said(row.cell("内容"), named(row.cell("消息类型")));
    let notice = said.kind == MessageKind::System;
    let message = said.into(Message::new(time, chat.id.clone()));
    if notice {
        return Ok(Fact::Message(message));
    }
    let role = row.text("发送者身份");
    let own = (role == Some(SELF)).then_some(true);
    let name = role.filter(|_| own.is_none()).or_else(|| row.text("发送者昵称")).or(role);
    Ok(Fact::Message(Message { sender: name.map(str::to_owned), account: row.owned("发送者微信ID"), own, ..message }))
}

fn listed(row: &Row<'_>) -> Result<Fact, Skip> {
    let account = row.text("用户名").ok_or(Skip { code: Code::RowDamaged, hint: "用户名" })?;
    let kind = match row.cell("类型") {
        "群聊" => ContactKind::Group,
        "公众号" => ContactKind::Business,
        _ => contact_kind(account),
    };
    let labels = row.text("标签").unwrap_or_default().split(" | ").filter(|l| !l.is_empty()).map(str::to_owned).collect();
    let contact = contact(account, ["备注", "昵称", "显示名称", "微信号"].map(|name| row.text(name)));
    Ok(Fact::Contact(Contact { kind, labels, region: row.owned("地区"), ..contact }))
}
