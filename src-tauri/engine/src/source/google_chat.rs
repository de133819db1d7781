//! Google Chat of Takeout: messages, who is in a chat, and the owner.
//!
//! # Variants
//! `messages` `Google Chat/Groups/{DM …|Space …}/messages.json` · `members` `group_info.json` beside it · `owner`
//! `Google Chat/Users/User …/user_info.json`.
//! # What gives it away
//! `creator` and `created_date` in `messages`; `members` or `user` with `user_type`.
//! # Traps
//! Times are words in the person's language, in UTC; English and Chinese are known. A narrow no-break space may stand before `AM`. A chat goes
//! by its folder. People are known by their mail address. What was deleted keeps its sender and time.
//! # Where this is from
//! formats/messaging §15: ChatLab's and RLEAPP's readers of it.

use super::json::{At, Json, Layout, Value};
use super::table::Skip;
use super::{Card, Reading, Status, date};
use crate::problem::Code;
use crate::record::{Contact, ContactKind, Fact, Kind, Message, MessageKind, Moment, Platform, Profile, ProfileField, Zone};

/// The source.
pub(super) static SOURCE: Json<Chat> = Json {
    card: &Card {
        id: "google_chat",
        platform: Platform::Google,
        yields: &[Kind::Message, Kind::Contact, Kind::Profile],
        variants: &["messages", "members", "owner"],
        status: Status::Described,
    },
    layouts: &[
        Layout {
            variant: "messages",
            needs: &["messages[].creator", "messages[].created_date"],
            rows: &[("messages[]", message)],
            ..Layout::NONE
        },
        Layout {
            variant: "members",
            needs: &["members[].email", "members[].user_type"],
            heads: &[("name", |v, at, chat, into| {
                let name = v.as_text().map(|t| t.into_owned());
                into.beside(at.spot, Fact::Contact(Contact::new(ContactKind::Group, Some(chat.0.clone()), name)));
            })],
            rows: &[("members[]", member)],
            ..Layout::NONE
        },
        Layout { variant: "owner", needs: &["user.email", "user.user_type"], rows: &[("user", owner)], ..Layout::NONE },
    ],
    begin: |path, chat| {
        let mut parts = path.rsplit('/');
        let file = parts.next().unwrap_or_default();
        chat.0 = parts.next().filter(|f| !f.is_empty()).unwrap_or(file).to_owned();
    },
    ..Json::NONE
};

/// The chat, by its folder.
#[derive(Debug, Default)]
pub(super) struct Chat(String);

type Found = Result<Option<Fact>, Skip>;

fn message(v: &Value<'_>, _: At<'_>, chat: &mut Chat, _: &mut Reading<'_>) -> Found {
    let time = v.text("created_date").and_then(|t| moment(&t)).ok_or(Skip { code: Code::BadDate, hint: "created_date" })?;
    let text = v.owned("text");
    let (kind, text) = match () {
        () if v.get("deleted_date").is_some() => (MessageKind::Deleted, None),
        () if !v.list("attached_files").is_empty() => (MessageKind::Media, text),
        () => (MessageKind::Text, text),
    };
    let (sender, account) = (v.owned("creator.name"), v.owned("creator.email"));
    Ok(Some(Fact::Message(Message { sender, account, kind, text, id: v.owned("message_id"), ..Message::new(time, chat.0.clone()) })))
}

fn member(v: &Value<'_>, _: At<'_>, _: &mut Chat, _: &mut Reading<'_>) -> Found {
    let mail = v.owned("email");
    let name = v.owned("name");
    if mail.is_none() && name.is_none() {
        return Err(Skip { code: Code::RowDamaged, hint: "email" });
    }
    let kind = if v.text("user_type").is_some_and(|t| t.eq_ignore_ascii_case("Bot")) { ContactKind::Business } else { ContactKind::Person };
    Ok(Some(Fact::Contact(Contact { mail: mail.clone(), ..Contact::new(kind, mail, name) })))
}

fn owner(v: &Value<'_>, at: At<'_>, _: &mut Chat, into: &mut Reading<'_>) -> Found {
    let mail = v.owned("email").ok_or(Skip { code: Code::RowDamaged, hint: "email" })?;
    let name = v.owned("name");
    if let Some(value) = name.clone() {
        into.beside(at.spot, Fact::Profile(Profile { field: ProfileField::RealName, value }));
    }
    let contact = Contact::new(ContactKind::Person, Some(mail.clone()), name);
    into.beside(at.spot, Fact::Contact(Contact { mail: Some(mail.clone()), own: true, ..contact }));
    Ok(Some(Fact::Profile(Profile { field: ProfileField::Mail, value: mail })))
}

/// `Wednesday, January 4, 2023 at 10:59:50 AM UTC`, `Tuesday, 7 February 2021 at 17:13:43 UTC`, `2023年1月4日星期三 UTC 10:59:50`.
fn moment(text: &str) -> Option<Moment> {
    let wall = match text.split_once('年') {
        Some((year, rest)) => {
            let (month, rest) = rest.split_once('月')?;
            let (day, rest) = rest.split_once('日')?;
            date::wall(&format!("{year}-{month}-{day} {}", rest.split_whitespace().next_back()?))?
        }
        None => date::named(text)?,
    };
    Some(Moment { wall, zone: Zone::Utc })
}

#[cfg(test)]
mod tests {
    use super::moment;

    #[test]
    fn times_are_words() {
        for (text, time) in [
            ("Wednesday, January 4, 2023 at 10:59:50\u{202F}PM UTC", "2023-01-04 22:59:50"),
            ("Tuesday, 7 February 2021 at 17:13:43 UTC", "2021-02-07 17:13:43"),
            ("2023年1月4日星期三 UTC 10:59:50", "2023-01-04 10:59:50"),
        ] {
            assert_eq!(moment(text).unwrap().wall.to_string(), time, "{text}");
        }
        assert_eq!((moment(""), moment("mercredi 4 janvier 2023 à 10:59:50 UTC"), moment("2023年")), (None, None, None));
    }
}
