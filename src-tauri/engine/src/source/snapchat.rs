//! Snapchat, "My Data": saved chats and how the account changed.
//!
//! # Variants
//! `chats` `json/chat_history.json` · `account` `json/account_history.json`.
//! # What gives it away
//! Lists of entries with `Media Type` and `Created`; `Display Name Change` beside `Password Change`.
//! # Traps
//! Only saved chats are inside. Each entry has `From` or `To`, never both: the owner is the one who isn't named. Times come in three
//! spellings, all UTC. Newer files are ordered by friend, with `IsSender`: those aren't known well enough to be read.
//! # Where this is from
//! formats/messaging §14: abrignoni/RLEAPP.

use super::json::{At, Json, Layout, Value};
use super::table::Skip;
use super::{Card, Peek, Reading, Status, date};
use crate::problem::Code;
use crate::record::{Fact, Kind, Message, MessageKind, Moment, Platform, Profile, ProfileField, Zone};

/// The source.
pub(super) static SOURCE: Json<()> = Json {
    card: &Card {
        id: "snapchat",
        platform: Platform::Snapchat,
        yields: &[Kind::Message, Kind::Profile],
        variants: &["chats", "account"],
        status: Status::Described,
    },
    layouts: &[
        Layout { variant: "chats", needs: CHATS, lacks: &["*[].IsSender"], rows: &[("*[]", message)], ..Layout::NONE },
        Layout {
            variant: "account",
            needs: &["Display Name Change", "Password Change"],
            rows: &[
                ("Display Name Change[]", |v, _, _, _| changed(v, "Display Name", ProfileField::Nickname)),
                ("Email Change[]", |v, _, _, _| changed(v, "Email Address", ProfileField::Mail)),
                ("Mobile Number Change[]", |v, _, _, _| changed(v, "Mobile Number", ProfileField::Phone)),
                ("Download My Data Reports[]", |v, _, _, _| changed(v, "Email Address", ProfileField::Mail)),
            ],
            ..Layout::NONE
        },
    ],
    lookalike,
    ..Json::NONE
};

const CHATS: &[&str] = &["*[].Media Type", "*[].Created"];

fn lookalike(peek: &Peek) -> Option<&'static str> {
    let shape = peek.json.as_ref()?;
    (CHATS.iter().all(|place| shape.has(place)) && shape.has("*[].IsSender")).then_some("snapchat_by_friend")
}

/// `2021-08-19 12:00:00 UTC`, seconds since 1970, `Thu Aug 19 12:00:00 UTC 2021`.
fn time(v: &Value<'_>, key: &str) -> Option<Moment> {
    let text = v.text(key)?;
    let exact = v.int(key).and_then(date::epoch);
    exact.or_else(|| Some(Moment { wall: date::wall(&text).or_else(|| date::named(&text))?, zone: Zone::Utc }))
}

fn message(v: &Value<'_>, _: At<'_>, (): &mut (), _: &mut Reading<'_>) -> Result<Option<Fact>, Skip> {
    let time = time(v, "Created").ok_or(Skip { code: Code::BadDate, hint: "Created" })?;
    let (from, to) = (v.owned("From"), v.owned("To"));
    let chat = from.clone().or(to).ok_or(Skip { code: Code::RowDamaged, hint: "From" })?;
    let text = v.owned("Text");
    let words = v.text("Media Type").is_none_or(|t| t.eq_ignore_ascii_case("TEXT"));
    let kind = if words { MessageKind::Text } else { MessageKind::Media };
    Ok(Some(Fact::Message(Message { own: Some(from.is_none()), sender: from, kind, text, ..Message::new(time, chat) })))
}

/// What the account was changed to. An entry that says nothing of it is none of ours.
fn changed(v: &Value<'_>, key: &str, field: ProfileField) -> Result<Option<Fact>, Skip> {
    Ok(v.owned(key).map(|value| Fact::Profile(Profile { field, value })))
}
