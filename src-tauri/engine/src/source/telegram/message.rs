//! One message.

use super::super::json::{At, Value, trimmed};
use super::super::table::Skip;
use super::{Export, Reading, person, time};
use crate::problem::Code;
use crate::record::{Amount, Currency, Fact, Message, MessageKind, Point};

/// A message, notice or call.
pub(super) fn row(value: &Value<'_>, _: At<'_>, export: &mut Export, _: &mut Reading<'_>) -> Result<Option<Fact>, Skip> {
    let kind = value.text("type");
    if kind.as_deref() == Some("unsupported") && !value.has("date") {
        return Err(Skip { code: Code::RowDamaged, hint: "unsupported" });
    }
    let time = time(value, "date_unixtime", "date").ok_or(Skip { code: Code::BadDate, hint: "date" })?;
    let notice = kind.as_deref() == Some("service");
    let (name, number) = if notice { ("actor", "actor_id") } else { ("from", "from_id") };
    let account = value.owned(number).map(|id| person(&id));
    let message = Message {
        sender: value.owned(name),
        own: export.owns(account.as_deref()),
        account,
        id: value.owned("id"),
        ..Message::new(time, export.chat.clone())
    };
    Ok(Some(Fact::Message(if notice { service(value, message) } else { content(value, message) })))
}

/// What the app says: who joined, called, paid.
fn service(value: &Value<'_>, message: Message) -> Message {
    let action = value.owned("action");
    match action.as_deref() {
        Some("phone_call" | "group_call") => Message { kind: MessageKind::Call, seconds: seconds(value, "duration_seconds"), ..message },
        Some("send_payment") => Message { kind: MessageKind::Transfer, amount: amount(value), ..message },
        _ => Message { kind: MessageKind::System, text: action, ..message },
    }
}

fn content(value: &Value<'_>, message: Message) -> Message {
    let words = words(value);
    let or_words = |said: Vec<Option<String>>| {
        let said: Vec<String> = said.into_iter().flatten().chain(words.clone()).collect();
        (!said.is_empty()).then(|| said.join("\n"))
    };
    let point = || Point::degrees(value.number("location_information.latitude")?, value.number("location_information.longitude")?);
    let has = |keys: &[&str]| keys.iter().any(|key| value.get(key).is_some());
    let (kind, text) = match () {
        () if has(&["location_information", "place_name"]) => {
            let said = or_words(vec![value.owned("place_name"), value.owned("address")]);
            return Message { kind: MessageKind::Location, point: point(), text: said, ..message };
        }
        () if has(&["invoice_information"]) => {
            let text = or_words(vec![value.owned("invoice_information.title")]);
            let amount = value.get("invoice_information").and_then(|v| amount(&v));
            return Message { kind: MessageKind::Share, amount, text, ..message };
        }
        () if has(&["media_type", "photo", "file"]) => {
            return Message { kind: MessageKind::Media, text: words, seconds: seconds(value, "duration_seconds"), ..message };
        }
        () if has(&["contact_information"]) => {
            let part = |key: &str| value.owned(&format!("contact_information.{key}"));
            (MessageKind::Contact, or_words(vec![part("first_name"), part("last_name"), part("phone_number")]))
        }
        () if has(&["poll"]) => (MessageKind::Poll, or_words(vec![value.owned("poll.question")])),
        () if has(&["game_title"]) => (MessageKind::Share, or_words(vec![value.owned("game_title")])),
        () if has(&["forwarded_from"]) => (MessageKind::Share, words),
        () => (MessageKind::Text, words),
    };
    Message { kind, text, ..message }
}

/// The words of `text`, which is a string or a list of strings and pieces.
fn words(value: &Value<'_>) -> Option<String> {
    let text = value.get("text")?;
    let joined = match text.as_text() {
        Some(plain) => return Some(trimmed(plain)),
        None => {
            let pieces = text.items();
            let said = pieces.iter().map(|piece| piece.as_text().or_else(|| piece.text("text")).unwrap_or_default());
            said.collect::<Vec<_>>().concat()
        }
    };
    Some(joined.trim().to_owned()).filter(|t| !t.is_empty())
}

fn seconds(value: &Value<'_>, key: &str) -> Option<u32> {
    value.int(key).and_then(|n| n.try_into().ok())
}

/// An amount in the smallest unit of its currency.
fn amount(value: &Value<'_>) -> Option<Amount> {
    let currency = Currency::new(&value.text("currency")?)?;
    // Currencies without a smaller unit.
    let whole = ["JPY", "KRW", "VND", "CLP", "ISK", "UGX", "XTR"].contains(&currency.code());
    Some(Amount::new(value.int("amount")?.checked_mul(if whole { 100 } else { 1 })?, currency))
}
