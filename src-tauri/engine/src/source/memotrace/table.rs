//! The tables: chats with WeChat's numbers for kinds, and the contacts with what the owner filed them under.

use super::super::table::{Dialect, Row, Skip, Table};
use super::super::wechat::{contact, numbered, said, split};
use super::super::{Card, Peek, Reading, Status, date};
use crate::problem::Code;
use crate::record::{Contact, Fact, Kind, Message, MessageKind, Platform, Spot};

/// The source.
pub(in crate::source) static SOURCE: Table<Chat> = Table {
    card: &Card {
        id: "memotrace_table",
        platform: Platform::Wechat,
        yields: &[Kind::Message, Kind::Contact],
        variants: &["csv", "csv_short", "contacts"],
        status: Status::Described,
    },
    dialects: &[
        Dialect {
            variant: "csv",
            starts: &["localId", "TalkerId", "Type", "SubType", "IsSender", "CreateTime", "Status"],
            header: &["Type", "SubType", "IsSender", "CreateTime", "StrContent"],
            expected: &["StrTime", "Remark", "NickName", "Sender"],
            ..Dialect::NONE
        },
        Dialect {
            variant: "csv_short",
            starts: &["localId", "TalkerId", "Type", "SubType", "IsSender", "CreateTime", "StrContent"],
            header: &["Type", "SubType", "IsSender", "CreateTime"],
            ..Dialect::NONE
        },
        Dialect {
            variant: "contacts",
            starts: &["UserName", "Alias", "Type", "Remark", "NickName"],
            header: &["UserName", "Remark", "NickName"],
            expected: &["label", "telephone", "country/region", "province", "city"],
            optional: &["PYInitial", "RemarkPYInitial", "smallHeadImgUrl", "bigHeadImgUrl", "gender", "signature"],
            ..Dialect::NONE
        },
    ],
    lookalike: training,
    begin: |path, chat| (chat.id, chat.title) = super::named(path),
    row,
    end,
    ..Table::NONE
};

/// Which chat it is.
#[derive(Debug, Default)]
pub(in crate::source) struct Chat {
    id: String,
    title: Option<String>,
}

/// What the tool writes to train language models: words without times or names.
fn training(peek: &Peek) -> Option<&'static str> {
    let shape = peek.json.as_ref()?;
    (shape.has("[].conversations[].role") && shape.has("[].conversations[].content")).then_some("wechat_training")
}

fn row(row: &Row<'_>, chat: &mut Chat, _: &mut Reading<'_>) -> Result<Fact, Skip> {
    if row.variant() == "contacts" {
        return listed(row);
    }
    let seconds = row.cell("CreateTime").parse().ok().and_then(date::epoch_china);
    let time = seconds.or_else(|| date::china(row.cell("StrTime"))).ok_or(Skip { code: Code::BadDate, hint: "CreateTime" })?;
    let number = |column| row.cell(column).parse::<i64>().unwrap_or_default();
    let (kind, packed) = split(number("Type"));
    let sub = if packed == 0 { number("SubType") } else { packed };
    let own = match row.cell("IsSender") {
        "1" => Some(true),
        "0" => Some(false),
        _ => None,
    };
    let all = chat.id == "messages" && !row.cell("TalkerId").is_empty();
    let id = if all { row.cell("TalkerId") } else { &chat.id };
    let said = said(row.cell("StrContent"), Some(numbered(kind, sub)));
    // A line that says something was taken back is the app's, too.
    let notice = kind == 10000 || said.kind == MessageKind::System;
    let message = said.into(Message::new(time, id));
    if notice {
        return Ok(Fact::Message(message));
    }
    let other = own != Some(true);
    let sender = row.owned("Remark").or_else(|| row.owned("NickName")).filter(|_| other);
    Ok(Fact::Message(Message { sender, account: row.owned("Sender").filter(|_| other), own, ..message }))
}

fn listed(row: &Row<'_>) -> Result<Fact, Skip> {
    let account = row.text("UserName").ok_or(Skip { code: Code::RowDamaged, hint: "UserName" })?;
    let labels = row.cell("label").split([',', '，']).map(str::trim).filter(|l| !l.is_empty() && *l != "None");
    let region: Vec<&str> = ["country/region", "province", "city"].into_iter().filter_map(|c| row.text(c)).collect();
    let contact = contact(account, ["Remark", "NickName", "Alias"].map(|name| row.text(name)));
    Ok(Fact::Contact(Contact {
        labels: labels.map(str::to_owned).collect(),
        phone: row.owned("telephone"),
        region: (!region.is_empty()).then(|| region.join(" ")),
        ..contact
    }))
}

fn end(chat: Chat, into: &mut Reading<'_>) {
    if let Some(title) = chat.title {
        into.beside(Spot::File, Fact::Contact(contact(&chat.id, [Some(title.as_str())])));
    }
}
