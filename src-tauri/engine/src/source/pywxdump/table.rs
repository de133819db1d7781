//! The tables of 2023 and since 2024.

use super::super::json::Value;
use super::super::table::{Dialect, Row, Skip, Table};
use super::super::{Card, Reading, Status};
use super::told;
use crate::problem::Code;
use crate::record::{Fact, Kind, Message, Platform};

/// The source.
pub(in crate::source) static SOURCE: Table<()> = Table {
    card: &Card {
        id: "pywxdump_table",
        platform: Platform::Wechat,
        yields: &[Kind::Message],
        variants: &["csv_2023", "csv_2024"],
        status: Status::Sampled,
    },
    dialects: &[
        Dialect {
            variant: "csv_2024",
            starts: &["id", "MsgSvrID", "type_name", "is_sender", "talker", "room_name", "msg"],
            header: &["type_name", "is_sender", "room_name", "msg", "CreateTime"],
            expected: &["src"],
            ..Dialect::NONE
        },
        Dialect {
            variant: "csv_2023",
            starts: &["id", "MsgSvrID", "type_name", "is_sender", "talker", "room_name", "content"],
            header: &["type_name", "is_sender", "room_name", "content", "CreateTime"],
            ..Dialect::NONE
        },
    ],
    row,
    ..Table::NONE
};

fn row(row: &Row<'_>, (): &mut (), into: &mut Reading<'_>) -> Result<Fact, Skip> {
    let time = row.china("CreateTime")?;
    let chat = row.text("room_name").ok_or(Skip { code: Code::RowDamaged, hint: "room_name" })?;
    let own = match row.cell("is_sender") {
        "1" => Some(true),
        "0" => Some(false),
        _ => None,
    };
    let both = Value::new(row.cell("content"));
    let words = both.text("msg").unwrap_or_else(|| row.cell("msg").into());
    let message = Message { id: row.id("MsgSvrID", into), ..Message::new(time, chat) };
    Ok(Fact::Message(told(message, row.cell("type_name"), &words, row.text("talker"), own)))
}
