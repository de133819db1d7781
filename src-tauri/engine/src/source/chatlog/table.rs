//! The tables: messages, contacts, groups.

use super::super::table::{Dialect, Row, Skip, Table};
use super::super::wechat::{contact, said};
use super::super::{Card, Reading, Status};
use super::APP;
use crate::problem::Code;
use crate::record::{Fact, Kind, Message, MessageKind, Platform};

/// The source.
pub(in crate::source) static SOURCE: Table<()> = Table {
    card: &Card {
        id: "chatlog_table",
        platform: Platform::Wechat,
        yields: &[Kind::Message, Kind::Contact],
        variants: &["csv", "contacts", "chatrooms"],
        status: Status::Described,
    },
    dialects: &[
        Dialect {
            variant: "csv",
            starts: &["Time", "SenderName", "Sender", "TalkerName", "Talker", "Content"],
            header: &["Time", "Sender", "Talker"],
            ..Dialect::NONE
        },
        Dialect {
            variant: "contacts",
            starts: &["UserName", "Alias", "Remark", "NickName"],
            header: &["UserName", "NickName"],
            ..Dialect::NONE
        },
        Dialect {
            variant: "chatrooms",
            starts: &["Name", "Remark", "NickName", "Owner", "UserCount"],
            header: &["Name", "NickName"],
            ..Dialect::NONE
        },
    ],
    row,
    ..Table::NONE
};

fn row(row: &Row<'_>, (): &mut (), _: &mut Reading<'_>) -> Result<Fact, Skip> {
    match row.variant() {
        "contacts" => listed(row, "UserName"),
        "chatrooms" => listed(row, "Name"),
        _ => message(row),
    }
}

fn message(row: &Row<'_>) -> Result<Fact, Skip> {
    let time = row.china("Time")?;
    let chat = row.text("Talker").ok_or(Skip { code: Code::RowDamaged, hint: "Talker" })?;
    let account = row.owned("Sender").filter(|s| s != APP);
    let kind = account.is_none().then_some(MessageKind::System);
    let message = said(row.cell("Content"), kind).into(Message::new(time, chat));
    Ok(Fact::Message(if account.is_none() { message } else { Message { sender: row.owned("SenderName"), account, ..message } }))
}

/// Nothing is escaped here: where a comma shifted the cells, only the id is certain.
fn listed(row: &Row<'_>, id: &'static str) -> Result<Fact, Skip> {
    let account = row.text(id).filter(|a| !a.contains(' ')).ok_or(Skip { code: Code::RowDamaged, hint: id })?;
    let names = if row.is_wider() { [None, None, None] } else { ["Remark", "NickName", "Alias"].map(|name| row.text(name)) };
    Ok(Fact::Contact(contact(account, names)))
}
